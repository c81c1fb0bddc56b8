//! The same numbers for every village in every paper that lists villages: atlas, village sheets,
//! workbooks and slides, of the sample and of the real Konawe Selatan; and the papers in English.

use std::fs;
use std::path::Path;
use std::process::Command;

use kantong::base::measure::Measure;
use kantong::lang::Lang;
use kantong::lang::number::{decimals_for, fixed};
use kantong::workflow::Snapshot;
use kantong::workflow::report::latest;

use super::rakor::{is_xml, members, project, report, snapshot, texts};
use super::run::done;
use super::shared::shared;

const ALL: &str = "parts = [\"atlas\", \"kecamatan\", \"lembar-desa\", \"salindia\", \"peringkat\", \"dinas\", \"cek-lapangan\", \"rencana-aksi\"]\n";

/// The text of each page, or `None` (loudly) where no program takes it out.
fn pages(path: &Path) -> Option<Vec<String>> {
    let Ok(out) = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output() else {
        eprintln!("!!! SKIPPED: pdftotext is not here; {} was not compared", path.display());
        return None;
    };
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    Some(pages.into_iter().filter(|page| !page.trim().is_empty()).collect())
}

fn said(lang: Lang, column: &kantong::indicator::column::Column, value: Measure) -> String {
    match (value, lang) {
        (Measure::Measured(x), _) => fixed(lang, x, decimals_for(column.measured())),
        (Measure::Missing, Lang::Id) => "tidak ada data".to_owned(),
        (Measure::NotApplicable, Lang::Id) => "tidak berlaku".to_owned(),
        (Measure::Missing, Lang::En) => "no data".to_owned(),
        (Measure::NotApplicable, Lang::En) => "not applicable".to_owned(),
    }
}

/// One page a village, and on it every indicator with the village's own value. Returns how many
/// values were compared.
fn village_sheets(lang: Lang, snapshot: &Snapshot, path: &Path) -> usize {
    let Some(pages) = pages(path) else { return usize::MAX };
    assert_eq!(pages.len(), snapshot.register.len(), "one page a village");
    let columns = latest(snapshot);
    let mut compared = 0;
    for (i, village) in snapshot.register.villages.iter().enumerate() {
        let own = format!("{},", village.code.as_str());
        let found: Vec<&String> = pages.iter().filter(|page| page.contains(&own)).collect();
        assert_eq!(found.len(), 1, "{own} stands on {} pages", found.len());
        for column in &columns {
            let name = column.indicator.name.split(": (").next().unwrap();
            let head: String = name.chars().take(24).collect();
            let wanted = said(lang, column, column.values[i]);
            let at = found[0].lines().any(|line| {
                line.trim_start().starts_with(&head)
                    && line.split("  ").any(|cell| cell.trim() == wanted)
            });
            assert!(at, "{own} {name}: {wanted} is not on\n{}", found[0]);
            compared += 1;
        }
    }
    compared
}

/// Every village of the atlas' tables with all themes in their order.
fn kecamatan_pages(lang: Lang, snapshot: &Snapshot, themes: &[&str], path: &Path) -> usize {
    let Some(pages) = pages(path) else { return usize::MAX };
    let text = pages.join("\n");
    let themes: Vec<_> = themes.iter().map(|id| snapshot.column(id, None).unwrap()).collect();
    let mut compared = 0;
    for (i, village) in snapshot.register.villages.iter().enumerate() {
        let of_village = |l: &&str| l.trim_start().starts_with(village.code.as_str());
        let own: Vec<&str> = text.lines().filter(of_village).collect();
        assert_eq!(own.len(), 1, "{} stands {} times", village.code, own.len());
        let mut rest = own[0];
        for column in &themes {
            let wanted = said(lang, column, column.values[i]);
            let at = rest.find(&wanted);
            let at = at.unwrap_or_else(|| panic!("{}: {wanted} not in {}", village.code, own[0]));
            rest = &rest[at + wanted.len()..];
            compared += 1;
        }
    }
    compared
}

#[test]
fn every_village_of_the_sample_is_said_alike_and_on_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let out = folder.path().join("rakor");
    let answer = report(&project, &out, Some(ALL));
    assert_eq!(answer["proof"]["differing"].as_array().unwrap().len(), 0);
    let snapshot = snapshot(&project);
    let sheets = out.join("lembar_desa.pdf");
    assert!(village_sheets(Lang::Id, &snapshot, &sheets) >= 348 * 20);
    // What pages share stands in the file once.
    let size = fs::metadata(&sheets).unwrap().len();
    assert!(size < 10_000_000, "{size}");
}

#[test]
fn every_village_of_konawe_selatan_is_said_alike() {
    let boundary = "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp";
    let table = "data/id/tables/idm_2024/idm_2024_74.05_konawe_selatan.csv";
    let (Some(boundary), Some(table)) = (shared(boundary), shared(table)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("konsel.gpkg");
    done(&[&"new", &project, &"--villages", &boundary]);
    // Two rows of the real table name villages that lie in another kecamatan now.
    let words: &[&dyn AsRef<std::ffi::OsStr>] = &[&"import", &project, &table];
    let out = super::run::kantong(words);
    assert!(out.status.code() == Some(0) || out.status.code() == Some(3), "{out:?}");
    done(&[
        &"pockets",
        &project,
        &"--indicator",
        &"skor_idm",
        &"--permutations",
        &"499",
        &"--ranks",
        &"0",
        &"--fragility",
        &"0",
    ]);
    let out = folder.path().join("rakor");
    let answer = report(&project, &out, Some(ALL));
    let proof = &answer["proof"];
    assert_eq!(proof["differing"].as_array().unwrap().len(), 0, "{proof}");
    assert!(proof["values"].as_u64().unwrap() >= 351 * 4, "{proof}");
    let snapshot = snapshot(&project);
    assert_eq!(snapshot.register.len(), 351);
    assert!(village_sheets(Lang::Id, &snapshot, &out.join("lembar_desa.pdf")) >= 351 * 4);
    let atlas = out.join("atlas.pdf");
    assert!(kecamatan_pages(Lang::Id, &snapshot, &["skor_idm"], &atlas) >= 351);
    // Cover, sheets of the kabupaten, and one page for each of the 25 kecamatan.
    if let Some(pages) = pages(&atlas) {
        let own = |page: &&String| page.trim_start().starts_with("KECAMATAN ");
        assert_eq!(pages.iter().filter(own).count(), 25);
        assert!(!pages.iter().any(|page| page.contains("(lanjutan)")));
    }
    pocket_slides(&snapshot, &out.join("salindia_rakor.pptx"));
}

/// Every village of every pocket with its value on a slide.
fn pocket_slides(snapshot: &Snapshot, path: &Path) {
    let parts = members(&fs::read(path).unwrap());
    let slides = parts.iter().filter(|(n, _)| n.starts_with("ppt/slides/slide") && is_xml(n));
    let said_on: Vec<String> = slides.flat_map(|(n, content)| texts(n, content)).collect();
    let report = snapshot.pockets.last().unwrap();
    let column = snapshot.column(&report.settings.indicator, None).unwrap();
    let named: Vec<usize> =
        report.pockets.iter().flat_map(|p| &p.villages).chain(&report.lone).copied().collect();
    assert!(!named.is_empty());
    for i in named {
        let village = &snapshot.register.villages[i];
        let value = said(Lang::Id, &column, column.values[i]);
        let at = said_on
            .windows(3)
            .any(|w| w[0] == village.name && w[1] == village.kecamatan.name && w[2] == value);
        assert!(at, "{} {value} is on no slide", village.name);
    }
}

#[test]
fn english_papers_are_english_and_an_english_form_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let out = folder.path().join("rakor");
    let parts = "parts = [\"kecamatan\", \"salindia\", \"cek-lapangan\", \"rencana-aksi\", \"berita-acara\"]\nlanguage = \"en\"\n";
    let answer = report(&project, &out, Some(parts));
    assert_eq!(answer["proof"]["differing"].as_array().unwrap().len(), 0);
    let snapshot = snapshot(&project);
    let themes = ["keluarga_desil_1_2_persen", "prevalensi_stunting"];
    assert!(kecamatan_pages(Lang::En, &snapshot, &themes, &out.join("atlas.pdf")) >= 2 * 348);
    let read = |name: &str| pages(&out.join(name)).map(|pages| pages.join("\n"));
    for name in ["atlas.pdf", "cek_lapangan/formulir_cetak.pdf", "rencana_aksi_kecamatan.pdf"] {
        let Some(text) = read(name) else { continue };
        assert!(text.contains("boundaries indicative"), "{name}");
        for left in
            ["batas indikatif", "tidak ada data", "Sumber:", "Halaman ", " dari 25 kecamatan"]
        {
            assert!(!text.contains(left), "{name}: {left}");
        }
    }
    // The law wants minutes in Indonesian.
    if let Some(text) = read("berita_acara.pdf") {
        assert!(
            text.contains("menyatakan bahwa Pihak Pertama") && text.contains("batas indikatif")
        );
    }
    let form = out.join("cek_lapangan/formulir_cek_lapangan.xlsx");
    let answer = done(&[&"import", &project, &form]);
    let forms = answer["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 1, "{answer}");
    assert!(forms[0]["villages"].as_u64().unwrap() > 20, "{}", forms[0]);
}
