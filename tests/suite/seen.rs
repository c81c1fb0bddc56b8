//! A map description that asks for what the window can do beside one indicator in classes.

use std::collections::BTreeSet;
use std::path::Path;

use crate::run::{done, json};

fn drawn(project: &Path, folder: &Path, name: &str, text: &str) -> (String, String) {
    let describe = folder.join(format!("{name}.toml"));
    std::fs::write(&describe, format!("indicator = \"keluarga_desil_1_2_persen\"\n{text}"))
        .unwrap();
    let mut of = Vec::new();
    // Pixels are drawn of two of them; every one is drawn as vectors.
    let in_pixels = name == "three" || name == "circles";
    for ending in ["svg", "png"].into_iter().take(if in_pixels { 2 } else { 1 }) {
        let out = folder.join(format!("{name}.{ending}"));
        let words: [&dyn AsRef<std::ffi::OsStr>; 9] = [
            &"map",
            &project,
            &"--describe",
            &describe,
            &"--out",
            &out,
            &"--size",
            &"900x560",
            &"--date=2026-11-22",
        ];
        let found = done(&words)["files"][0]["sha256"].as_str().unwrap().to_owned();
        if in_pixels {
            assert_eq!(done(&words)["files"][0]["sha256"], found.as_str(), "{name}.{ending}");
        }
        of.push(found);
    }
    (std::fs::read_to_string(folder.join(format!("{name}.svg"))).unwrap(), of.pop().unwrap())
}

#[test]
fn every_way_of_looking_is_a_line_of_the_description_and_another_picture() {
    let folder = tempfile::tempdir().unwrap();
    let demo = done(&[&"demo", &folder.path(), &"--headless"]);
    let project = folder.path().join(demo["project"].as_str().unwrap());
    let ways = [
        ("plain", "", ""),
        ("circles", "layout = \"circles\"\ncircles_of = \"jumlah_kk\"", "Jumlah KK"),
        ("tiles", "layout = \"tiles\"", "satu kotak satu desa"),
        ("level", "level = \"kecamatan\"", "per kecamatan"),
        ("hatched", "overlay = \"persen_babs\"", "Arsir"),
        ("rings", "overlay = \"persen_babs\"\noverlay_as = \"rings\"", "Cincin"),
        ("sieve", "filter = [\"persen_babs >= 20\"]\nkecamatan = [\"Galanturi\"]", "Galanturi"),
        (
            "either",
            "filter = [\"persen_babs >= 20\", \"skor_idm <= 0.6\"]\nfilter_joined = \"or\"",
            " atau ",
        ),
        ("grey", "eyes = \"grey\"", ""),
        ("near", "view = [125.2, -6.1, 125.6, -5.8]", ""),
        (
            "three",
            "several = [\"keluarga_desil_1_2_persen\", \"prevalensi_stunting\", \
             \"persen_tanpa_air_layak\"]",
            "Kelas dikunci",
        ),
    ];
    let mut seen = BTreeSet::new();
    for (name, text, said) in ways {
        let (svg, hash) = drawn(&project, folder.path(), name, text);
        let words: String =
            svg.split('<').filter_map(|part| part.split_once('>')).map(|p| p.1).collect();
        assert!(svg.contains(said) || words.contains(said), "{name}: {said}");
        assert!(seen.insert(hash), "{name} draws what another one draws");
    }
    let times = "indicator = \"keluarga_menurut_desil_desil_1\"\nperiod = \"2024-T4\"\n\
                 against = \"2023-T4\"\n";
    let describe = folder.path().join("times.toml");
    std::fs::write(&describe, times).unwrap();
    let out = folder.path().join("times.svg");
    done(&[&"map", &project, &"--describe", &describe, &"--out", &out, &"--date=2026-11-22"]);
    let svg = std::fs::read_to_string(&out).unwrap();
    let (before, after) = (svg.find(">2023-T4<"), svg.find(">2024-T4<"));
    assert!(before.is_some() && before < after, "the older time stands first");
    let divided = "indicator = \"keluarga_menurut_desil_desil_1\"\nperiod = \"2025-T4\"\n\
                   against = \"2023-T4\"\nper = \"jumlah_keluarga\"\n";
    std::fs::write(&describe, divided).unwrap();
    done(&[&"map", &project, &"--describe", &describe, &"--out", &out, &"--date=2026-11-22"]);
    let svg = std::fs::read_to_string(&out).unwrap();
    for said in ["23,00–38,10 · 8", "23,00–38,10 · 6"] {
        assert!(svg.contains(said), "both times are shares: {said}");
    }
    let pockets = "indicator = \"prevalensi_stunting\"\nwith = [\"pockets\"]\n";
    std::fs::write(&describe, pockets).unwrap();
    done(&[&"map", &project, &"--describe", &describe, &"--out", &out, &"--date=2026-11-22"]);
    let svg = std::fs::read_to_string(&out).unwrap();
    assert!(svg.contains(">Kantong ("), "the pockets of another indicator lie under this one");
    std::fs::write(&describe, "indicator = \"skor_idm\"\nview = [0, 0, 1, 1]\n").unwrap();
    let (document, exit) = json(&[&"map", &project, &"--describe", &describe, &"--out", &out]);
    assert_eq!((exit, document["faults"][0]["code"].as_str()), (2, Some("bad_choice")));
    std::fs::write(&describe, "indicator = \"skor_idm\"\npreset = \"tidak ada\"\n").unwrap();
    let (document, exit) = json(&[&"map", &project, &"--describe", &describe, &"--out", &out]);
    assert_eq!((exit, document["faults"][0]["code"].as_str()), (2, Some("no_such_name")));
}
