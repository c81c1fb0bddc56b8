//! Real tables on real boundaries, where the shared files are at hand.

use std::path::Path;

use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, BoundaryOptions};
use kantong::dataset::join::{self, JoinOptions, Joined};
use kantong::dataset::layout::{self, Laid};
use kantong::dataset::village::Register;
use kantong::indicator::import::{self, ImportOptions, Imported};
use kantong::source::layer::LayerOptions;
use kantong::source::open::{Opened, open};

use crate::shared::shared;

fn register(path: &Path) -> Register {
    let Opened::Layer(layer) =
        open(path, &LayerOptions::default(), &Progress::default()).expect("opens")
    else {
        panic!("{} is no layer", path.display())
    };
    let at = kantong::base::fault::At::file(path);
    boundary::build(&layer, &at, &BoundaryOptions::default(), &Progress::default())
        .expect("builds")
        .register
}

fn laid(path: &Path, sheet: usize) -> Laid {
    let Opened::Table(table) =
        open(path, &LayerOptions::default(), &Progress::default()).expect("opens")
    else {
        panic!("{} is no table", path.display())
    };
    layout::lay_out(&table.sheets[sheet])
}

fn tell(name: &str, joined: &Joined, imported: Option<&Imported>) {
    eprintln!(
        "== {name}: rows {} matched {} unmatched {} duplicates {} other {} ignored {} by {:?} codes {:?}",
        joined.rows,
        joined.matched.len(),
        joined.unmatched.len(),
        joined.duplicates.len(),
        joined.other_kabupaten,
        joined.ignored.len(),
        joined.by,
        joined.code_column,
    );
    for u in joined.unmatched.iter().take(12) {
        let c: Vec<_> =
            u.candidates.iter().map(|c| (&c.name, (c.score * 100.0).round(), c.why.id())).collect();
        eprintln!("   ? {} {} {:?}", u.row, u.text, c);
    }
    let mut codes = std::collections::BTreeMap::new();
    for f in joined.faults.iter().chain(imported.iter().flat_map(|i| &i.faults)) {
        let e = codes.entry(f.code.id()).or_insert((0, format!("{:?} {:?}", f.code, f.at.column)));
        e.0 += 1;
    }
    for (k, (n, first)) in codes {
        eprintln!("   ! {k} {n} {first}");
    }
    for s in imported.iter().flat_map(|i| &i.summary).take(40) {
        eprintln!("   i {} [{}] {} {:?} {:?}", s.id, s.unit, s.period, s.direction, s.tally);
    }
}

fn both(boundary: &str, table: &str) -> Option<(Register, Joined, Imported)> {
    let (boundary, table) = (shared(boundary)?, shared(table)?);
    let register = register(&boundary);
    let laid = laid(&table, 0);
    eprintln!("{:?}", laid.headers().iter().take(30).collect::<Vec<_>>());
    let joined = join::join(&register, &laid, &JoinOptions::default()).expect("joins");
    let options = ImportOptions {
        file_name: table.file_name().unwrap().to_string_lossy().into_owned(),
        ..ImportOptions::default()
    };
    let imported = import::columns(&register, &joined, &options).expect("imports");
    tell(&table.display().to_string(), &joined, Some(&imported));
    Some((register, joined, imported))
}

#[test]
fn explore() {
    for (b, t) in [
        (
            "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp",
            "data/id/tables/idm_2024/idm_2024_74.05_konawe_selatan.csv",
        ),
        (
            "data/id/adm4_kemendagri_2025/shp/18.09_pesawaran.shp",
            "data/id/tables/Dataset kemiskinan - pesawaran.csv",
        ),
        (
            "data/id/adm4_kemendagri_2025/shp/35.02_ponorogo.shp",
            "data/id/tables/ponorogo_kk_miskin_per_desa_AGGREGATED.csv",
        ),
        (
            "data/id/adm4_kemendagri_2025/shp/32.08_kuningan.shp",
            "data/id/tables/jabar_balita_gizi_buruk_per_desa.csv",
        ),
        (
            "data/id/adm4_big_rbi25k/kuningan/ADMINISTRASIDESA_AR_25K.shp",
            "data/id/tables/jabar_balita_gizi_buruk_per_desa.csv",
        ),
        (
            "data/id/adm4_hdx_bps_2020/id1501_kerinci.geojson",
            "data/id/tables/podes2019_jambi/podes2019_jambi_1501-1505.csv",
        ),
        (
            "data/id/adm4_dukcapil_2019_dki/BATAS_DESA_DESEMBER_2019_DUKCAPIL_DKI_JAKARTA.shp",
            "data/id/tables/dki_kelurahan_xlsx/Standar Kelurahan Data Corona (28 Februari 2021 Pukul 10.00).xlsx",
        ),
        (
            "data/id/adm4_dukcapil_2019_dki/BATAS_DESA_DESEMBER_2019_DUKCAPIL_DKI_JAKARTA.shp",
            "data/id/tables/kemendagri_pdf_xlsx/11.xlsx",
        ),
    ] {
        eprintln!("\n#### {b}");
        let _ = both(b, t);
    }
}
