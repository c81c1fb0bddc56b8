//! The meeting's papers: the same numbers in every one of them, a form that comes back, names that
//! try to break out, and the same bytes each time.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use kantong::lang::Lang;
use kantong::lang::number::{decimals_for, fixed};
use kantong::workflow::{Snapshot, open_project};
use serde_json::Value;

use super::run::{done, kantong};

pub const DATE: &str = "2026-11-25";

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

/// A project of the sample with poverty, water and stunting, and its pockets.
pub fn project(folder: &Path) -> PathBuf {
    let path = folder.join("contoh.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    for table in ["kemiskinan_desil.xlsx", "stunting_eppgbm.xlsx"] {
        done(&[&"import", &path, &sample(table)]);
    }
    done(&[&"import", &path, &sample("air_sanitasi.csv"), &"--period", &"2025"]);
    let pockets: &[&dyn AsRef<std::ffi::OsStr>] = &[
        &"pockets",
        &path,
        &"--indicator",
        &"keluarga_desil_1_2_persen",
        &"--permutations",
        &"999",
        &"--ranks",
        &"0",
        &"--fragility",
        &"0",
    ];
    done(pockets);
    path
}

pub fn report(project: &Path, out: &Path, recipe: Option<&str>) -> Value {
    let file = out.with_extension("toml");
    let mut words: Vec<&dyn AsRef<std::ffi::OsStr>> =
        vec![&"report", &project, &"--out", &out, &"--date", &DATE];
    if let Some(recipe) = recipe {
        fs::write(&file, recipe).unwrap();
        words.push(&"--recipe");
        words.push(&file);
    }
    done(&words)
}

/// The members of a zip of ours, by the central directory.
pub fn members(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let two = |at: usize| usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()));
    let four = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes.windows(4).rposition(|w| w == b"PK\x05\x06").expect("a zip");
    let mut at = four(end + 16);
    let mut found = BTreeMap::new();
    for _ in 0..two(end + 10) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (packed, length, local) = (four(at + 20), two(at + 28), four(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + length].to_vec()).unwrap();
        let start = local + 30 + two(local + 26) + two(local + 28);
        let mut content = Vec::new();
        flate2::read::DeflateDecoder::new(&bytes[start..start + packed])
            .read_to_end(&mut content)
            .unwrap();
        assert_eq!(content.len(), four(at + 24), "{name}");
        found.insert(name, content);
        at += 46 + length + two(at + 30) + two(at + 32);
    }
    found
}

pub fn is_xml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "xml" || e == "rels")
}

/// All texts of an XML part, after it was read to its end.
pub fn texts(name: &str, xml: &[u8]) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut buffer, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    loop {
        match reader.read_event_into(&mut buffer).unwrap_or_else(|e| panic!("{name}: {e}")) {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(_) => {
                depth += 1;
                texts.push(String::new());
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Text(text) => {
                let own = text.as_ref().to_owned();
                if let Some(last) = texts.last_mut() {
                    last.push_str(&own);
                }
            }
            quick_xml::events::Event::GeneralRef(text) => {
                let own = text.as_ref().to_owned();
                let sign = match own.as_str() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("{name}: &{other};"),
                };
                if let Some(last) = texts.last_mut() {
                    last.push_str(sign);
                }
            }
            _ => {}
        }
        buffer.clear();
    }
    assert_eq!(depth, 0, "{name}");
    texts.retain(|text| !text.is_empty());
    texts
}

/// Sheet → rows of cells.
fn book(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap_or_else(|e| panic!("{sheet}: {e}"));
    range.rows().map(<[Data]>::to_vec).collect()
}

pub fn snapshot(project: &Path) -> Snapshot {
    open_project(project, kantong::project::Mode::Read).unwrap().snapshot
}

#[test]
fn every_paper_says_the_numbers_of_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let out = folder.path().join("rakor");
    // A plan of sites, pinned: its sheet and its slides belong to the package.
    plan(&project, folder.path());
    let answer = report(&project, &out, None);
    let proof = &answer["proof"];
    assert_eq!(proof["differing"].as_array().unwrap().len(), 0, "{proof}");
    assert!(proof["values"].as_u64().unwrap() > 348 * 20 && proof["tables"] == 5, "{proof}");
    let files: Vec<String> = answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["path"].as_str().unwrap().replace('\\', "/"))
        .collect();
    for wanted in [
        "atlas.pdf",
        "salindia_rakor.pptx",
        "dinas/pu.zip",
        "dinas/kesehatan/desa_sasaran.xlsx",
        "cek_lapangan/formulir_cek_lapangan.xlsx",
        "cek_lapangan/rute.gpx",
        "cek_lapangan/formulir_cetak.pdf",
        "dinas/pu/surat_pengantar.pdf",
        "berita_acara.docx",
        "berita_acara.pdf",
        "usulan_desa_lokus.docx",
        "usulan_desa_lokus.pdf",
        "rencana_aksi_kecamatan.docx",
        "rencana_aksi_kecamatan.pdf",
        "data_desa.xlsx",
    ] {
        assert!(files.iter().any(|f| f.ends_with(wanted)), "{wanted}: {files:?}");
    }
    let snapshot = snapshot(&project);
    all_villages(&snapshot, &out.join("data_desa.xlsx"));
    office(&snapshot, &out.join("dinas/pu/desa_sasaran.xlsx"));
    slides(&snapshot, &out.join("salindia_rakor.pptx"));
    pages(&snapshot, &out.join("atlas.pdf"));
    rankings(&snapshot, &out.join("data_desa.xlsx"));
    layer(&snapshot, &out.join("dinas/pu/desa_sasaran.geojson"));
    planned(&snapshot, &out);
    let health = book(&out.join("dinas/kesehatan/desa_sasaran.xlsx"), "Desa sasaran");
    let header: Vec<String> = health[0].iter().map(ToString::to_string).collect();
    assert!(header.iter().any(|h| h.contains("stunting")), "{header:?}");
    assert!(!header.iter().any(|h| h.contains("Desil 4")), "not theirs: {header:?}");
    // Every folder that left stands in the journal.
    let journal = done(&[&"list", &project, &"journal"]).to_string();
    for zip in ["dinas/pu.zip", "dinas/sosial.zip", "berita_acara.docx"] {
        assert!(journal.contains(zip), "{zip}");
    }
}

/// The table of all villages against the project, cell by cell.
fn all_villages(snapshot: &Snapshot, path: &Path) {
    let rows = book(path, "Data");
    assert_eq!(rows.len(), snapshot.register.len() + 1);
    let header: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    let mut compared = 0;
    for column in &snapshot.columns {
        let own = |h: &String| {
            h.starts_with(&column.indicator.name)
                && (h.len() == column.indicator.name.len()
                    || h[column.indicator.name.len()..].starts_with([' ', ',']))
        };
        let at = header.iter().position(own).unwrap_or_else(|| panic!("{:?}", column.indicator));
        for (i, village) in snapshot.register.villages.iter().enumerate() {
            assert_eq!(rows[i + 1][0].to_string(), village.code.as_str());
            let cell = match &rows[i + 1][at] {
                Data::Float(x) => Some(*x),
                Data::Int(x) => Some(*x as f64),
                _ => None,
            };
            assert_eq!(cell, column.values[i].value(), "{} {}", column.indicator.id, village.code);
            compared += 1;
        }
    }
    assert!(compared > 348 * 20);
}

fn office(snapshot: &Snapshot, path: &Path) {
    let rows = book(path, "Desa sasaran");
    let header: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    let at = header.iter().position(|h| h.starts_with("Persen tanpa air layak")).unwrap();
    let reason = header.iter().position(|h| h == "Kode alasan").unwrap();
    let column = snapshot.column("persen_tanpa_air_layak", None).unwrap();
    let mut chosen = Vec::new();
    for row in &rows[1..] {
        let i = snapshot.register.position(&row[0].to_string()).unwrap();
        match column.values[i].value() {
            Some(value) => assert_eq!(row[at], Data::Float(value)),
            None => assert_eq!(row[at].to_string(), "tidak ada data"),
        }
        let codes = row[reason].to_string();
        if codes.split(", ").any(|code| code == "PU-AIR") {
            chosen.extend(column.values[i].value());
        }
        assert_eq!(codes.contains("PU-AIR?"), column.values[i].value().is_none(), "{codes}");
    }
    // By hand: the worst quarter of those with a value, equal values together.
    let mut all: Vec<f64> = column.measured().collect();
    all.sort_by(|a, b| b.total_cmp(a));
    let bound = all[(all.len() as f64 * 0.25).ceil() as usize - 1];
    chosen.sort_by(|a, b| b.total_cmp(a));
    let wanted: Vec<f64> = all.into_iter().filter(|x| *x >= bound).collect();
    assert_eq!(chosen, wanted);
    assert!(book(path, "Kamus data").len() > 5);
}

/// Native charts and tables, and what stands in them.
fn slides(snapshot: &Snapshot, path: &Path) {
    let parts = members(&fs::read(path).unwrap());
    let mut said = Vec::new();
    for (name, content) in &parts {
        if is_xml(name) {
            let own = texts(name, content);
            if name.starts_with("ppt/slides/slide") {
                said.extend(own);
            }
        }
    }
    let charts = parts.keys().filter(|n| n.starts_with("ppt/charts/chart")).count();
    assert!(charts >= 4, "{charts}");
    assert_eq!(parts.keys().filter(|n| n.starts_with("ppt/embeddings/")).count(), charts);
    let notes = parts.keys().filter(|n| n.starts_with("ppt/notesSlides/notes")).count();
    let slides = parts.keys().filter(|n| n.starts_with("ppt/slides/slide")).count();
    assert_eq!(notes, slides);
    assert!(!parts.iter().any(|(n, c)| n.starts_with("ppt/slides/slide")
        && String::from_utf8_lossy(c).contains("descr=\"\"")));
    let report = snapshot.pockets.last().unwrap();
    let column = snapshot.column(&report.settings.indicator, None).unwrap();
    let decimals = decimals_for(column.measured());
    for &i in report.pockets.iter().flat_map(|p| &p.villages).chain(&report.lone) {
        let value = fixed(Lang::Id, column.values[i].value().unwrap(), decimals);
        let name = &snapshot.register.villages[i].name;
        let at = said.windows(3).any(|w| {
            w[0] == *name && w[2] == value && w[1] == snapshot.register.villages[i].kecamatan.name
        });
        assert!(at, "{name} {value} is on no slide");
    }
}

/// The text of the atlas, where the program that takes it out is there.
fn pages(snapshot: &Snapshot, path: &Path) {
    let bytes = fs::read(path).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    let Ok(output) = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output() else {
        eprintln!("!!! SKIPPED: pdftotext is not here; the atlas' text was not compared");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    // Every theme of every village, in the order of the columns.
    let themes = [
        "keluarga_desil_1_2_persen",
        "prevalensi_stunting",
        "persen_tanpa_air_layak",
        "persen_babs",
    ]
    .map(|id| snapshot.column(id, None).unwrap());
    let mut compared = 0;
    for (i, village) in snapshot.register.villages.iter().enumerate() {
        let own: Vec<&&str> =
            lines.iter().filter(|l| l.trim_start().starts_with(village.code.as_str())).collect();
        assert_eq!(own.len(), 1, "{} stands {} times", village.code, own.len());
        let mut rest = *own[0];
        for column in &themes {
            let wanted = match column.values[i].value() {
                Some(value) => fixed(Lang::Id, value, decimals_for(column.measured())),
                None => "tidak".to_owned(),
            };
            let at = rest.find(&wanted);
            let at = at.unwrap_or_else(|| panic!("{}: {wanted} not in {}", village.code, own[0]));
            rest = &rest[at + wanted.len()..];
            compared += 1;
        }
    }
    assert_eq!(compared, 4 * 348);
    assert!(text.contains("batas indikatif"));
}

/// Pins a plan of latrines for two milliards.
fn plan(project: &Path, folder: &Path) {
    let recipe = folder.join("rencana.toml");
    let text = "[demand]\nindicator = \"kk_babs\"\naccept_wide = true\n[budget]\nrupiah = 2000000000\n[[facility]]\nid = \"tangki_septik_komunal\"\n";
    fs::write(&recipe, text).unwrap();
    let answer = done(&[&"sites", &project, &"--recipe", &recipe, &"--pin", &"Rencana <uji> & =1"]);
    assert!(!answer["facilities"].is_null(), "{answer:#}");
}

/// The sheet of each theme: every village once, the worst first.
fn rankings(snapshot: &Snapshot, path: &Path) {
    let rows = book(path, "Persen tanpa air layak");
    let column = snapshot.column("persen_tanpa_air_layak", None).unwrap();
    assert_eq!(rows.len(), snapshot.register.len() + 1);
    let mut before = f64::INFINITY;
    for row in &rows[1..] {
        let i = snapshot.register.position(&row[1].to_string()).unwrap();
        match (&row[4], column.values[i].value()) {
            (Data::Float(written), Some(value)) => {
                assert_eq!(*written, value);
                assert!(*written <= before);
                before = *written;
            }
            (Data::Empty, None) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// The layer of a dinas against the project.
fn layer(snapshot: &Snapshot, path: &Path) {
    let layer: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let column = snapshot.column("persen_tanpa_air_layak", None).unwrap();
    let features = layer["features"].as_array().unwrap();
    assert!(features.len() > 80);
    for feature in features {
        let own = feature["properties"].as_object().unwrap();
        let i = own.values().find_map(|v| snapshot.register.position(v.as_str()?)).unwrap();
        let key = own.keys().find(|k| k.starts_with("persen_tanpa_air_layak")).unwrap();
        assert_eq!(own[key].as_f64(), column.values[i].value());
    }
}

/// Every site of the pinned plan stands in the atlas and on a slide, with its village and cost.
fn planned(snapshot: &Snapshot, out: &Path) {
    let plan = snapshot.scenarios.last().expect("a pinned plan");
    assert!(plan.lines.len() > 3, "{}", plan.lines.len());
    let parts = members(&fs::read(out.join("salindia_rakor.pptx")).unwrap());
    let mut said = Vec::new();
    for (name, content) in parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        if is_xml(name) {
            said.push(texts(name, content));
        }
    }
    let claim =
        said.iter().any(|texts| texts[0].starts_with(&format!("{} lokasi melayani", plan.sites)));
    assert!(claim, "{:?}", said.iter().map(|t| t[0].clone()).collect::<Vec<_>>());
    let pdf = Command::new("pdftotext").arg("-layout").arg(out.join("atlas.pdf")).arg("-").output();
    let text =
        pdf.map_or_else(|_| String::new(), |o| String::from_utf8_lossy(&o.stdout).into_owned());
    for line in &plan.lines {
        let i = snapshot.register.position(&line.village).unwrap();
        let name = &snapshot.register.villages[i].name;
        let cost = Lang::Id.rupiah(line.cost);
        let on_slide = said
            .iter()
            .flatten()
            .collect::<Vec<_>>()
            .windows(5)
            .any(|w| w[0] == name && *w[4] == cost);
        assert!(on_slide, "{name} {cost} is on no slide");
        if !text.is_empty() {
            let on_page = text.lines().any(|l| l.contains(name.as_str()) && l.contains(&cost));
            assert!(on_page, "{name} {cost} is on no page");
        }
    }
}

#[test]
fn a_filled_form_comes_back_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let out = folder.path().join("rakor");
    report(&project, &out, Some("parts = [\"cek-lapangan\"]\n"));
    let form = out.join("cek_lapangan/formulir_cek_lapangan.xlsx");
    let (filled, codes) = fill(&form, folder.path());
    let before = snapshot(&project);
    let answer = done(&[&"import", &project, &filled]);
    let own = &answer["forms"][0];
    assert_eq!(own["changed"].as_array().unwrap().len(), 2, "{own:#}");
    assert_eq!(own["corrected"], 1);
    assert_eq!(own["unused"].as_array().unwrap().len(), 1);
    let after = snapshot(&project);
    let at = |code: &str| after.register.position(code).unwrap();
    let stage = after.column("status_verval", None).unwrap();
    assert_eq!(stage.values[at(&codes[0])].value(), Some(2.0));
    assert_eq!(stage.values[at(&codes[1])].value(), Some(1.0));
    let died = after.column("verval_meninggal", None).unwrap();
    assert_eq!(died.values[at(&codes[0])].value(), Some(3.0));
    let families = after.column("kk_tanpa_air_layak", None).unwrap();
    assert_eq!(families.values[at(&codes[0])].value(), Some(7.0));
    // The same form again changes nothing.
    let again = done(&[&"import", &project, &filled]);
    assert_eq!(again["forms"][0]["changed"].as_array().unwrap().len(), 0);
    // A new form shows what is known, and both steps can be taken back.
    done(&[&"undo", &project]);
    done(&[&"undo", &project]);
    let undone = snapshot(&project);
    assert!(undone.verified.is_empty());
    let column = |s: &Snapshot| s.column("kk_tanpa_air_layak", None).unwrap().values.clone();
    assert_eq!(column(&undone), column(&before));
    done(&[&"redo", &project]);
    assert_eq!(snapshot(&project).verified.len(), 2);
}

/// Copies the form cell by cell and answers for the first two villages; the third with a word that
/// is no status.
pub fn fill(form: &Path, folder: &Path) -> (PathBuf, Vec<String>) {
    let mut book: Xlsx<_> = open_workbook(form).unwrap();
    // The first kecamatan with enough villages.
    let mut found = None;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
        if found.is_none() && rows.len() >= 8 {
            found = Some((name, rows));
        }
    }
    let (name, rows) = found.expect("a kecamatan with three villages");
    let head = rows
        .iter()
        .position(|r| r.iter().any(|c| matches!(c, Data::String(word) if word == "Status verval")))
        .unwrap();
    let title = |t: &str| rows[head].iter().position(|c| c.to_string().starts_with(t)).unwrap();
    let answers: [&[(&str, Data)]; 3] = [
        &[
            ("Status verval", Data::String("selesai musdes".into())),
            ("KK tanpa air bersih", Data::Float(7.0)),
            ("Meninggal", Data::Float(3.0)),
        ],
        &[
            ("Status verval", Data::String("Proses".into())),
            ("Catatan", Data::String("=1+1".into())),
        ],
        &[("Status verval", Data::String("mungkin".into()))],
    ];
    let mut copy = rust_xlsxwriter::Workbook::new();
    let sheet = copy.add_worksheet();
    sheet.set_name(&name).unwrap();
    let mut codes = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        let mut row = row.clone();
        if let Some(own) = r.checked_sub(head + 1).and_then(|n| answers.get(n)) {
            for (column, value) in *own {
                row[title(column)] = value.clone();
            }
            codes.push(row[title("Kode desa")].to_string());
        }
        for (c, cell) in row.iter().enumerate() {
            match cell {
                Data::Float(x) => {
                    sheet.write_number(r as u32, c as u16, *x).unwrap();
                }
                Data::Empty => {}
                other => {
                    sheet.write_string(r as u32, c as u16, other.to_string()).unwrap();
                }
            }
        }
    }
    let path = folder.join("terisi.xlsx");
    copy.save(&path).unwrap();
    (path, codes)
}

/// Names of villages that try to break out of every paper.
const NAMES: [&str; 12] = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "<script>alert(1)</script>",
    "]]> & \"x\" 'y'",
    "../../keluar",
    "CON",
    "Desa\u{202e}terbalik\u{2066}",
    "Desa\u{200b}tanpa\u{0007}lebar",
    "'; DROP TABLE desa; --",
    "😀 Emoji",
    "aux.",
    "Desa Dengan Nama Yang Amat Sangat Panjang Sekali Sehingga Tidak Muat Di Mana Pun Juga",
];

#[test]
fn hostile_names_stay_names_in_every_paper() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let out = folder.path().join("rakor");
    report(
        &project,
        &out,
        Some(&format!(
            "paper = \"A3\"\npage = \"4:3\"\nparts = [\"atlas\", \"kecamatan\", \"lembar-desa\", \"salindia\", \"peringkat\", \"dinas\", \"cek-lapangan\", \"berita-acara\", \"rencana-aksi\"]\n[settings]\noffice = {0}\nletterhead = [{0}]\nlegal_basis = [{0}]\n[[settings.signer]]\nrole = {0}\nname = {0}\nnumber = {0}\n",
            serde_json::json!("<b>Bappeda</b> & =1+1 ..\\..\\luar \u{202e}kab\u{2066}").to_string()
        )),
    );
    // Nothing was written beside the folder.
    let beside: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(!beside.iter().any(|n| n.contains("keluar")), "{beside:?}");
    let mut papers = 0;
    for path in all_files(&out) {
        let ending = path.extension().unwrap().to_str().unwrap();
        let bytes = fs::read(&path).unwrap();
        match ending {
            "docx" | "pptx" => {
                for (name, part) in members(&bytes) {
                    if is_xml(&name) {
                        let said = texts(&name, &part).join(" ");
                        assert!(!said.contains('\u{202e}') && !said.contains('\u{7}'), "{name}");
                    }
                }
                papers += 1;
            }
            "gpx" => drop(texts("gpx", &bytes)),
            "xlsx" => {
                let mut book: Xlsx<_> = open_workbook(&path).unwrap();
                for sheet in book.sheet_names() {
                    let formulas = book.worksheet_formula(&sheet).unwrap();
                    assert!(formulas.rows().flatten().all(String::is_empty), "{}", path.display());
                }
                papers += 1;
            }
            "pdf" => {
                assert!(bytes.starts_with(b"%PDF"), "{}", path.display());
                if let Ok(output) = Command::new("pdftotext").arg(&path).arg("-").output() {
                    assert!(output.status.success(), "{}", path.display());
                    let text = String::from_utf8_lossy(&output.stdout).into_owned();
                    assert!(!text.contains('\u{202e}') && !text.contains('\u{2066}'));
                }
                papers += 1;
            }
            "geojson" => drop(serde_json::from_slice::<Value>(&bytes).unwrap()),
            "zip" => {
                for name in members(&bytes).keys() {
                    assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
                }
            }
            _ => {}
        }
    }
    assert!(papers >= 12, "{papers}");
}

pub fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Twelve square villages in two kecamatan with names of bad will, and a number for each.
pub fn hostile(folder: &Path) -> PathBuf {
    let mut features = Vec::new();
    let mut table = String::from("kode;Persen tanpa air layak;KK tanpa air layak\n");
    for (i, name) in NAMES.iter().enumerate() {
        let (x, y) = (124.0 + 0.02 * (i % 4) as f64, -5.0 + 0.02 * (i / 4) as f64);
        let ring = [[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y + 0.02], [x, y]];
        let code = format!("99.01.{:02}.{}", 1 + i / 6, 2001 + i);
        let kecamatan = if i < 6 { "../KEC & <A>" } else { "NUL" };
        features.push(serde_json::json!({
            "type": "Feature",
            "properties": {"kode": code, "desa": name, "kecamatan": kecamatan, "kabupaten": "\u{202e}Kab & <B>"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }));
        if i != 3 {
            table.extend([&*code, &format!(";{};{}\n", 5 * i, 3 * i)]);
        }
    }
    let layer = serde_json::json!({"type": "FeatureCollection", "features": features});
    let (layer_path, table_path) =
        (folder.join("batas.geojson"), folder.join("=1+1 & air,'x'.csv"));
    fs::write(&layer_path, layer.to_string()).unwrap();
    fs::write(&table_path, table).unwrap();
    let path = folder.join("jahat.gpkg");
    done(&[
        &"new",
        &path,
        &"--villages",
        &layer_path,
        &"--name-field",
        &"desa",
        &"--code-field",
        &"kode",
        &"--kecamatan-field",
        &"kecamatan",
    ]);
    done(&[&"import", &path, &table_path, &"--period", &"2025"]);
    path
}

#[test]
fn the_same_project_makes_the_same_bytes_and_settings_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let sums = |answer: &Value| -> BTreeMap<String, String> {
        let files = answer["files"].as_array().unwrap().iter();
        files
            .map(|f| {
                let path = Path::new(f["path"].as_str().unwrap());
                let name = path.strip_prefix(folder.path()).unwrap().components().skip(1);
                let name: PathBuf = name.collect();
                (name.display().to_string(), f["sha256"].as_str().unwrap().to_owned())
            })
            .collect()
    };
    let recipe = "[settings]\noffice = \"Bappeda Uji\"\ntarget_year = 2027\n[[settings.signer]]\nrole = \"Kepala\"\n";
    let first = sums(&report(&project, &folder.path().join("satu"), Some(recipe)));
    // Without the recipe: what was set is kept in the project.
    let second = sums(&report(&project, &folder.path().join("dua"), None));
    assert_eq!(first, second);
    done(&[&"undo", &project]);
    let third = sums(&report(&project, &folder.path().join("tiga"), None));
    assert_ne!(first["berita_acara.docx"], third["berita_acara.docx"]);
}

#[test]
fn examples_are_printed_and_a_bad_recipe_is_named() {
    for flag in ["--example", "--example-catalogue"] {
        let output = kantong(&[&"report", &flag]);
        assert!(output.status.success(), "{flag}");
        let text = String::from_utf8(output.stdout).unwrap();
        text.parse::<toml::Table>().unwrap_or_else(|e| panic!("{flag}: {e}"));
    }
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let recipe = folder.path().join("r.toml");
    fs::write(&recipe, "parts = [\"poster\"]").unwrap();
    let out = folder.path().join("x");
    let (answer, exit) =
        super::run::json(&[&"report", &project, &"--out", &out, &"--recipe", &recipe]);
    assert_eq!(exit, 2, "{answer:#}");
    assert!(!out.exists());
}

/// The window makes its package of the picture it holds: the same files as the command line, and as
/// many as it promised.
#[test]
fn a_picture_of_the_project_makes_the_package_of_the_command_line() {
    use kantong::base::progress::Progress;
    use kantong::workflow::report::outline::outline;
    use kantong::workflow::report::{Part, Recipe, make};
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let by_command = folder.path().join("perintah");
    report(&project, &by_command, None);
    let opened = open_project(&project, kantong::project::Mode::Read).unwrap();
    let scene = kantong::output::scene::Scene::of(&opened.snapshot.register);
    let progress = Progress::default();
    let all = Recipe::default();
    let some = Recipe {
        parts: vec![Part::Kecamatan, Part::Offices, Part::Handover],
        page: kantong::output::pptx::Page::Classic,
        ..Recipe::default()
    };
    let none = Recipe { parts: vec![Part::Lokus], ..Recipe::default() };
    let outlined = outline(&opened.snapshot, &scene, &all, DATE, &progress).unwrap();
    for (name, recipe) in [("semua", all), ("sebagian", some), ("kosong", none)] {
        let out = folder.path().join(name);
        let made = make(&opened.snapshot, &scene, &recipe, &out, DATE, &progress).unwrap();
        assert_eq!(outlined.files(&recipe), made.files.len(), "{name}: {:?}", made.files);
        assert!(made.proof.differing.is_empty());
        if name == "semua" {
            assert_eq!(tree(&out), tree(&by_command));
            let seen = made.left_out.clone();
            assert!(seen.iter().all(|part| !outlined.line(*part).unwrap().ready), "{seen:?}");
        }
    }
}

/// Name and bytes of every file under a folder.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = all_files(folder).into_iter();
    files
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path.strip_prefix(folder).unwrap().to_owned(), bytes)
        })
        .collect()
}

/// A table that was changed on the disk is seen to differ.
#[test]
fn a_number_that_is_not_the_projects_is_found() {
    use kantong::base::progress::Progress;
    use kantong::workflow::report::read_back;
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let out = folder.path().join("rakor");
    report(&project, &out, Some("parts = [\"peringkat\"]\n"));
    let snapshot = snapshot(&project);
    let saved = kantong::output::file::Saved {
        path: out.join("data_desa.xlsx"),
        bytes: 0,
        sha256: String::new(),
    };
    let files = [saved];
    let fine = read_back(&snapshot, Lang::Id, &files, &Progress::default()).unwrap();
    assert!(fine.values >= 24 && fine.differing.is_empty(), "{fine:?}");
    let mut other = snapshot.clone();
    let mut column = kantong::indicator::column::Column::clone(&other.columns[0]);
    column.values[5] = kantong::base::measure::Measure::of(99.5);
    other.columns[0] = std::sync::Arc::new(column);
    let found = read_back(&other, Lang::Id, &files, &Progress::default()).unwrap();
    let code = other.register.villages[5].code.as_str();
    assert!(!found.differing.is_empty());
    assert!(found.differing.iter().all(|(_, own, _)| own == code), "{:?}", found.differing);
}
