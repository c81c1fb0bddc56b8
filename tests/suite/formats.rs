//! Shapefiles as offices send them: one test for each way they are known to be wrong.

use kantong::base::fault::{CrsHint, CrsMend, FaultCode, SourceFault};
use kantong::source::layer::{
    ColumnType, CrsFrom, CrsOption, LayerKind, LayerOptions, Mend, Part, RawLayer, Shape,
};

use super::bytes::{
    Bundle, Field, dbf, ids, layer, layer_with, names, null, polygon, refused, reversed, said, shp,
    square,
};

fn column<'a>(layer: &'a RawLayer, name: &str) -> Vec<Option<&'a str>> {
    let index = layer.column(name).unwrap();
    layer.rows.iter().map(|row| row.cells.get(index)).collect()
}

fn parts(layer: &RawLayer, row: usize) -> &[Part] {
    match &layer.rows[row].shape {
        Shape::Polygons(parts) => parts,
        other => panic!("{other:?}"),
    }
}

fn west(layer: &RawLayer, row: usize) -> f64 {
    parts(layer, row)[0].outer.iter().map(|p| p[0]).fold(f64::INFINITY, f64::min)
}

#[test]
fn a_sound_shapefile_is_read_without_a_word() {
    let bundle = Bundle::squares(3);
    let layer = layer(&bundle.shp());
    assert_eq!(column(&layer, "nama"), [Some("A"), Some("B"), Some("C")]);
    assert_eq!((layer.kind, layer.geometry.as_str()), (LayerKind::Polygons, "Polygon"));
    assert_eq!((layer.features, layer.crs.epsg, layer.crs.from), (3, Some(4326), CrsFrom::Prj));
    assert_eq!(layer.faults, []);
    assert_eq!(parts(&layer, 0)[0].outer, reversed(square(122.0, -4.0, 0.1)), "bit for bit");
}

#[test]
fn trap_1_a_deleted_row_takes_its_shape_along_and_nothing_shifts() {
    let bundle = Bundle::squares(6);
    bundle.change("desa.dbf", |bytes| bytes[33 + 32 + 21] = b'*');
    let layer = layer(&bundle.shp());
    let names: Vec<_> = column(&layer, "NAMA").into_iter().flatten().collect();
    assert_eq!(names, ["A", "C", "D", "E", "F"]);
    for (row, name) in names.iter().enumerate() {
        let place = f64::from(name.as_bytes()[0] - b'A');
        assert_eq!(west(&layer, row), 122.0 + place / 10.0, "{name} keeps its own shape");
    }
    assert_eq!(layer.rows[1].record, 3);
    assert_eq!((layer.features, ids(&layer.faults)), (5, vec!["deleted_rows"]));
    assert!(said(&layer.faults[0]).starts_with("1 baris ditandai terhapus"));
}

#[test]
fn trap_2_a_bad_record_in_the_middle_ends_nothing() {
    for with_index in [true, false] {
        let bundle = Bundle::squares(4);
        if !with_index {
            bundle.remove("desa.shx");
        }
        let record = 8 + polygon(5, &[square(0.0, 0.0, 1.0)]).len();
        bundle.change("desa.shp", |b| b[100 + record + 8] = 99);
        let layer = layer(&bundle.shp());
        assert_eq!(layer.rows.len(), 4);
        assert_eq!(layer.rows[1].shape, Shape::None);
        assert_eq!(west(&layer, 3), 122.3);
        let bad = layer.faults.iter().find(|f| f.code.id() == "bad_record").unwrap();
        assert_eq!(bad.at.row, Some(2));
        assert!(said(bad).contains("jenis bentuk 99 tidak dikenal"), "{}", said(bad));
    }
}

#[test]
fn trap_3_a_record_that_claims_two_thousand_million_points_is_set_aside() {
    for offset in [36, 40] {
        let mut liar = polygon(5, &[square(122.0, -4.0, 0.1)]);
        liar[offset..offset + 4].copy_from_slice(&i32::MAX.to_le_bytes());
        let bodies = [liar, polygon(5, &[square(123.0, -4.0, 0.1)])];
        let bundle = Bundle::of(5, &bodies, &names(&["A", "B"]));
        let layer = layer(&bundle.shp());
        assert_eq!(ids(&layer.faults), ["bad_record"]);
        assert_eq!((layer.rows[0].shape.clone(), west(&layer, 1)), (Shape::None, 123.0));
        assert!(said(&layer.faults[0]).contains("lebih pendek dari yang disebut"));
    }
}

#[test]
fn traps_4_and_5_a_memo_file_is_never_opened() {
    let fields: [Field<'_>; 2] = [("NAMA", b'C', 5), ("KET", b'M', 10)];
    let rows: [(char, &[&[u8]]); 1] = [(' ', &[b"A", b"2147483647"])];
    let bundle = Bundle::of(5, &[polygon(5, &[square(122.0, -4.0, 0.1)])], &dbf(&fields, &rows));
    bundle.put("desa.dbt", &[0xff; 2048]);
    bundle.put("desa.fpt", &[0xff; 2048]);
    let layer = layer(&bundle.shp());
    assert_eq!(layer.rows[0].cells, [Some("A"), None].into_iter().collect());
    assert_eq!(ids(&layer.faults), ["memo_field"]);
    assert_eq!(layer.faults[0].at.column.as_deref(), Some("KET"));
}

#[test]
fn trap_6_a_number_that_is_none_keeps_its_row_and_its_text() {
    let texts: [&[u8]; 7] =
        [b"n/a", b"   1.234,5", b"#REF", b"**********", b"3.1e-004", b"", b"12"];
    let cells: Vec<[&[u8]; 1]> = texts.iter().map(|t| [*t]).collect();
    let rows: Vec<(char, &[&[u8]])> = cells.iter().map(|c| (' ', c.as_slice())).collect();
    let body = polygon(5, &[square(122.0, -4.0, 0.1)]);
    let bundle = Bundle::of(5, &vec![body; 7], &dbf(&[("P0", b'N', 10)], &rows));
    let layer = layer(&bundle.shp());
    let wanted =
        [Some("n/a"), Some("1.234,5"), Some("#REF"), None, Some("3.1e-004"), None, Some("12")];
    assert_eq!(column(&layer, "P0"), wanted);
    assert_eq!(layer.columns[0].kind, ColumnType::Number);
}

/// Bytes of the name, .cpg, language byte → text, label, learned from, told as a guess.
type Case<'a> = (&'a [u8], Option<&'a str>, u8, &'a str, &'a str, &'a str, bool);

#[test]
fn trap_7_the_bytes_decide_the_encoding_whatever_the_label() {
    let utf8 = "Réné".as_bytes();
    let latin = b"R\xe9n\xe9";
    // (bytes of the name, .cpg, language byte) → (text, label, learned from, told as a guess)
    let cases: [Case<'_>; 8] = [
        (utf8, Some("UTF-8"), 0, "Réné", "UTF-8", "cpg", false),
        (utf8, None, 0, "Réné", "UTF-8", "bytes", true),
        (utf8, Some("1252"), 0x57, "Réné", "UTF-8", "bytes", true),
        (latin, Some("UTF-8"), 0, "Réné", "windows-1252", "bytes", true),
        (latin, None, 0x57, "Réné", "windows-1252", "ldid", false),
        (latin, Some("ISO 88591"), 0, "Réné", "windows-1252", "cpg", false),
        (b"R\x82n\x82", None, 0x02, "Réné", "cp850", "ldid", false),
        (b"Rene", None, 0, "Rene", "UTF-8", "bytes", false),
    ];
    for (bytes, cpg, ldid, text, label, from, told) in cases {
        let table = dbf(&[("NAMA", b'C', 10)], &[(' ', &[bytes])]);
        let bundle = Bundle::of(5, &[polygon(5, &[square(122.0, -4.0, 0.1)])], &table);
        bundle.change("desa.dbf", |b| b[29] = ldid);
        if let Some(cpg) = cpg {
            bundle.put("desa.cpg", cpg.as_bytes());
        }
        let layer = layer(&bundle.shp());
        assert_eq!(column(&layer, "NAMA"), [Some(text)], "{cpg:?} {ldid}");
        assert_eq!((layer.encoding.label.as_str(), layer.encoding.from), (label, from));
        assert_eq!(ids(&layer.faults) == ["guessed_encoding"], told, "{cpg:?} {ldid}");
    }
}

#[test]
fn an_encoding_given_by_the_user_wins_and_a_misspelt_one_is_refused() {
    let table = dbf(&[("NAMA", b'C', 10)], &[(' ', &[b"R\x82"])]);
    let bundle = Bundle::of(5, &[polygon(5, &[square(122.0, -4.0, 0.1)])], &table);
    bundle.put("desa.cst", b"UTF-8");
    let with = |label: &str| LayerOptions { encoding: Some(label.into()), ..Default::default() };
    let layer = layer_with(&bundle.shp(), &with("cp437"));
    assert_eq!((column(&layer, "NAMA")[0], layer.encoding.from), (Some("Ré"), "given"));
    let fault = refused(&bundle.shp(), &with("utf-ate"));
    assert!(said(&fault).contains("“utf-ate” tidak dikenal"), "{}", said(&fault));
}

#[test]
fn a_name_cut_in_the_middle_of_a_letter_is_still_utf8() {
    let table = dbf(&[("NAMA", b'C', 4)], &[(' ', &["Kéé".as_bytes().get(..4).unwrap()])]);
    let bundle = Bundle::of(5, &[polygon(5, &[square(122.0, -4.0, 0.1)])], &table);
    bundle.put("desa.cpg", b"UTF-8");
    let layer = layer(&bundle.shp());
    assert_eq!((column(&layer, "NAMA")[0], ids(&layer.faults)), (Some("Ké"), vec![]));
}

#[test]
fn trap_8_a_field_of_unknown_type_is_text() {
    for kind in [b'c', b'W', b'V', b'?', b'Q'] {
        let table = dbf(&[("NAMA", kind, 6), ("LUAS", b'N', 4)], &[(' ', &[b"Kolono", b"12"])]);
        let bundle = Bundle::of(5, &[polygon(5, &[square(122.0, -4.0, 0.1)])], &table);
        let layer = layer(&bundle.shp());
        assert_eq!(column(&layer, "NAMA"), [Some("Kolono")], "{}", char::from(kind));
        assert_eq!(column(&layer, "LUAS"), [Some("12")]);
    }
}

#[test]
fn trap_9_a_padded_header_and_padded_rows_are_read_by_their_own_lengths() {
    let plain = names(&["A", "B"]);
    let mut padded = plain[..65].to_vec();
    padded.extend([0; 263]);
    padded[8..10].copy_from_slice(&328_u16.to_le_bytes());
    padded[10..12].copy_from_slice(&24_u16.to_le_bytes());
    for row in plain[65..107].chunks(21) {
        padded.extend(row);
        padded.extend(b"xyz");
    }
    let bodies = vec![polygon(5, &[square(122.0, -4.0, 0.1)]); 2];
    let bundle = Bundle::of(5, &bodies, &padded);
    let layer = layer(&bundle.shp());
    assert_eq!((column(&layer, "NAMA"), layer.columns.len()), (vec![Some("A"), Some("B")], 1));
    assert_eq!(layer.faults, []);
}

#[test]
fn nul_padding_is_no_part_of_a_name() {
    let table =
        dbf(&[("NAMA", b'C', 9)], &[(' ', &[b"Kolono\0\0x"]), (' ', &[b"\0\0\0\0\0\0\0\0\0"])]);
    let bodies = vec![polygon(5, &[square(122.0, -4.0, 0.1)]); 2];
    let layer = layer(&Bundle::of(5, &bodies, &table).shp());
    assert_eq!(column(&layer, "NAMA"), [Some("Kolono"), None]);
}

#[test]
fn trap_10_a_counter_clockwise_outer_ring_is_an_outer_ring() {
    let bodies = [polygon(5, &[reversed(square(122.0, -4.0, 0.1))])];
    let layer = layer(&Bundle::of(5, &bodies, &names(&["A"])).shp());
    assert_eq!(parts(&layer, 0).len(), 1);
    assert_eq!(layer.rows[0].mends, [Mend::RingOrder]);
}

#[test]
fn trap_11_a_hole_goes_to_the_part_around_it_not_to_the_last_one() {
    let rings =
        [square(122.0, -4.0, 0.4), square(123.0, -4.0, 0.4), reversed(square(122.1, -3.9, 0.1))];
    let layer = layer(&Bundle::of(5, &[polygon(5, &rings)], &names(&["A"])).shp());
    let holes: Vec<usize> = parts(&layer, 0).iter().map(|p| p.holes.len()).collect();
    assert_eq!((holes, layer.rows[0].mends.clone()), (vec![1, 0], vec![]));
}

#[test]
fn trap_12_a_null_shape_is_a_row_without_a_shape_and_is_told() {
    let bodies = [null(), polygon(5, &[square(122.0, -4.0, 0.1)])];
    let layer = layer(&Bundle::of(5, &bodies, &names(&["A", "B"])).shp());
    assert_eq!(column(&layer, "NAMA"), [Some("A"), Some("B")]);
    assert_eq!((&layer.rows[0].shape, west(&layer, 1)), (&Shape::None, 122.0));
    assert_eq!(ids(&layer.faults), ["null_shapes"]);
    assert!(said(&layer.faults[0]).starts_with("1 baris tidak mempunyai bentuk"));
}

#[test]
fn trap_13_a_header_shorter_than_the_file_drops_nothing() {
    let bundle = Bundle::squares(5);
    bundle.change("desa.shp", |b| b[24..28].copy_from_slice(&50_i32.to_be_bytes()));
    let layer = layer(&bundle.shp());
    assert_eq!((layer.rows.len(), ids(&layer.faults)), (5, vec!["length_mismatch"]));
    assert!(said(&layer.faults[0]).contains("menyebut 100 bita"), "{}", said(&layer.faults[0]));
}

#[test]
fn trap_14_a_cut_file_keeps_its_whole_records_and_says_it_once() {
    for with_index in [true, false] {
        let bundle = Bundle::squares(5);
        if !with_index {
            bundle.remove("desa.shx");
        }
        bundle.change("desa.shp", |b| b.truncate(b.len() - 150));
        let layer = layer(&bundle.shp());
        assert_eq!(column(&layer, "NAMA"), [Some("A"), Some("B"), Some("C")]);
        let cut: Vec<String> =
            layer.faults.iter().filter(|f| f.code.id() == "truncated").map(said).collect();
        assert_eq!(cut.len(), 1);
        assert!(cut[0].contains("3 dari 5 baris terbaca utuh"), "{}", cut[0]);
    }
}

/// A sparse file: 2.2 GB by its length, a few blocks on disk.
#[cfg(unix)]
#[test]
fn trap_15_a_record_behind_two_gigabytes_is_found() {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let bundle = Bundle::squares(1);
    let start = 2_200_000_000_u64;
    let body = polygon(5, &[square(122.0, -4.0, 0.1)]);
    let mut shp = std::fs::OpenOptions::new().write(true).open(bundle.shp()).unwrap();
    shp.seek(SeekFrom::Start(start)).unwrap();
    shp.write_all(&2_i32.to_be_bytes()).unwrap();
    shp.write_all(&(body.len() as i32 / 2).to_be_bytes()).unwrap();
    shp.write_all(&body).unwrap();
    drop(shp);
    bundle.change("desa.shx", |b| {
        b.extend(((start / 2) as u32).to_be_bytes());
        b.extend((body.len() as u32 / 2).to_be_bytes());
    });
    bundle.put("desa.dbf", &names(&["A", "B"]));
    let layer = layer(&bundle.shp());
    assert_eq!((layer.rows.len(), west(&layer, 1)), (2, 122.0));
}

#[test]
fn trap_16_without_shx_or_dbf_or_prj_what_is_there_is_read_and_the_rest_is_told() {
    let bundle = Bundle::squares(3);
    bundle.remove("desa.shx");
    bundle.remove("desa.dbf");
    let found = layer(&bundle.shp());
    assert_eq!((found.rows.len(), found.columns.len()), (3, 0));
    assert_eq!(ids(&found.faults), ["missing_shx", "missing_dbf"]);

    bundle.remove("desa.prj");
    let fault = refused(&bundle.shp(), &LayerOptions::default());
    let hint = SourceFault::MissingCrs {
        looks_like: Some(CrsHint::Degrees),
        mends: vec![CrsMend::epsg(4326)],
    };
    assert_eq!(fault.code, FaultCode::Source(hint));
    let words = said(&fault);
    for way in ["--crs EPSG:n", "--crs planar", "baca sebagai --crs EPSG:4326"] {
        assert!(words.contains(way), "{words}");
    }
    assert_eq!(fault.code.exit(), 3);

    let tolerant = LayerOptions { crs: CrsOption::Tolerant, ..LayerOptions::default() };
    let found = layer_with(&bundle.shp(), &tolerant);
    assert!(found.crs.planar);
    assert_eq!(ids(&found.faults), ["missing_shx", "missing_dbf", "missing_crs"]);
}

#[test]
fn an_index_that_lies_is_left_alone_and_told() {
    let changes: [fn(&mut Vec<u8>); 4] = [
        |b| b[0] = 1,
        |b| b[107] = b[107].wrapping_add(4),
        |b| b[108..112].copy_from_slice(&0_i32.to_be_bytes()),
        |b| b.truncate(40),
    ];
    for (i, change) in changes.into_iter().enumerate() {
        let bundle = Bundle::squares(3);
        bundle.change("desa.shx", change);
        let layer = layer(&bundle.shp());
        assert_eq!(column(&layer, "NAMA"), [Some("A"), Some("B"), Some("C")], "{i}");
        assert_eq!((west(&layer, 2), ids(&layer.faults)), (122.2, vec!["damaged_shx"]), "{i}");
    }
}

/// GDAL and QGIS append a record that grew and leave the old one behind: only the index knows.
#[test]
fn a_record_moved_to_the_end_is_found_through_the_index() {
    let bundle = Bundle::squares(3);
    let grown = polygon(5, &[square(125.0, -4.0, 0.1), square(126.0, -4.0, 0.1)]);
    let start = std::fs::metadata(bundle.shp()).unwrap().len() as i32;
    bundle.change("desa.shp", |b| {
        b.extend(1_i32.to_be_bytes());
        b.extend((grown.len() as i32 / 2).to_be_bytes());
        b.extend(&grown);
        let length = b.len() as i32 / 2;
        b[24..28].copy_from_slice(&length.to_be_bytes());
    });
    bundle.change("desa.shx", |b| {
        b[100..104].copy_from_slice(&(start / 2).to_be_bytes());
        b[104..108].copy_from_slice(&(grown.len() as i32 / 2).to_be_bytes());
    });
    let layer = layer(&bundle.shp());
    assert_eq!((west(&layer, 0), west(&layer, 1), west(&layer, 2)), (125.0, 122.1, 122.2));
    assert_eq!(layer.faults, []);
}

#[test]
fn different_numbers_of_shapes_and_rows_are_told() {
    for (rows, kept) in [(["A"].as_slice(), 3), (&["A", "B", "C", "D"], 3)] {
        let bundle = Bundle::squares(3);
        bundle.put("desa.dbf", &names(rows));
        let layer = layer(&bundle.shp());
        assert_eq!((layer.rows.len(), ids(&layer.faults)), (kept, vec!["count_mismatch"]));
        assert_eq!(column(&layer, "NAMA")[0], Some("A"));
        let words = said(&layer.faults[0]);
        assert!(words.contains(&format!("3 bidang di .shp tetapi {} baris", rows.len())));
    }
}

#[test]
fn a_damaged_dbf_leaves_the_shapes() {
    let bundle = Bundle::squares(2);
    bundle.put("desa.dbf", b"this is no table at all, not by any means");
    let found = layer(&bundle.shp());
    assert_eq!((found.rows.len(), found.columns.len()), (2, 0));
    assert!(ids(&found.faults).contains(&"damaged_dbf"), "{:?}", found.faults);
    bundle.put("desa.dbf", b"");
    assert_eq!(ids(&layer(&bundle.shp()).faults), ["damaged_dbf"]);
}

#[test]
fn siblings_are_found_whatever_their_case_and_lead_to_the_shp() {
    let bundle = Bundle::squares(2);
    for (from, to) in [("desa.dbf", "DESA.Dbf"), ("desa.prj", "desa.PRJ"), ("desa.shp", "Desa.SHP")]
    {
        std::fs::rename(bundle.path(from), bundle.path(to)).unwrap();
    }
    for given in ["Desa.SHP", "DESA.Dbf", "desa.PRJ", "desa.shx", ""] {
        let layer = layer(&bundle.path(given));
        assert_eq!((layer.rows.len(), ids(&layer.faults)), (2, vec![]), "{given}");
        assert_eq!(column(&layer, "NAMA"), [Some("A"), Some("B")]);
    }
    let prints: Vec<String> = ["Desa.SHP", "DESA.Dbf", ""]
        .map(|name| kantong::source::open::fingerprint(&bundle.path(name)).unwrap())
        .to_vec();
    assert!(prints[0].len() == 64 && prints.iter().all(|p| *p == prints[0]));
    bundle.put("lain.shp", &shp(5, &[]).0);
    let words = said(&refused(&bundle.path(""), &LayerOptions::default()));
    assert!(words.contains("Desa.SHP, lain.shp"), "{words}");
    bundle.remove("Desa.SHP");
    bundle.remove("lain.shp");
    let words = said(&refused(&bundle.path("desa.shx"), &LayerOptions::default()));
    assert!(words.contains(".shp-nya tidak ada"), "{words}");
}

#[test]
fn the_filter_keeps_matching_rows_and_their_own_shapes() {
    let bundle = Bundle::squares(4);
    let with = |column: &str, value: &str| LayerOptions {
        filter: Some((column.into(), value.into())),
        ..LayerOptions::default()
    };
    let found = layer_with(&bundle.shp(), &with("nama", " c "));
    assert_eq!((column(&found, "NAMA"), west(&found, 0)), (vec![Some("C")], 122.2));
    assert_eq!((found.features, found.rows[0].record), (4, 3));
    let none = layer_with(&bundle.shp(), &with("NAMA", "Z"));
    assert_eq!((none.rows.len(), ids(&none.faults)), (0, vec!["no_row_matches"]));
    let words = said(&refused(&bundle.shp(), &with("KAB", "Z")));
    assert!(words.contains("Tidak ada kolom “KAB”") && words.contains("NAMA"), "{words}");
}

#[test]
fn heights_and_measures_are_left_out() {
    for kind in [15, 25] {
        let body = polygon(kind, &[square(122.0, -4.0, 0.1)]);
        let layer = layer(&Bundle::of(kind, &[body], &names(&["A"])).shp());
        assert_eq!(parts(&layer, 0)[0].outer, reversed(square(122.0, -4.0, 0.1)));
        assert_eq!(layer.geometry, if kind == 15 { "PolygonZ" } else { "PolygonM" });
    }
}

#[test]
fn a_shapefile_without_rows_is_empty_and_nothing_worse() {
    let layer = layer(&Bundle::of(5, &[], &names(&[])).shp());
    assert_eq!((layer.kind, ids(&layer.faults)), (LayerKind::Empty, vec!["empty_file"]));
}

#[test]
fn solids_are_refused_by_name() {
    let bundle = Bundle::of(31, &[null()], &names(&["A"]));
    let words = said(&refused(&bundle.shp(), &LayerOptions::default()));
    assert!(words.contains("bangun tiga dimensi"), "{words}");
}

/// The files of another program's writer, so that we are not only right about our own bytes.
#[test]
fn what_another_writer_wrote_is_read_the_same() {
    use shapefile::{Point, PolygonRing, Polyline, ShapeWriter};
    let folder = tempfile::tempdir().unwrap();
    let ring = |x: f64, side: f64| {
        square(x, -4.0, side).iter().map(|p| Point::new(p[0], p[1])).collect::<Vec<_>>()
    };
    let path = folder.path().join("p.shp");
    let mut hole = ring(122.0, 1.0);
    for p in &mut hole {
        (p.x, p.y) = (p.x / 2.0 + 61.2, p.y / 2.0 - 1.8);
    }
    hole.reverse();
    let polygon = shapefile::Polygon::with_rings(vec![
        PolygonRing::Outer(ring(122.0, 1.0)),
        PolygonRing::Inner(hole),
        PolygonRing::Outer(ring(125.0, 1.0)),
    ]);
    ShapeWriter::from_path(&path).unwrap().write_shapes(&[polygon]).unwrap();
    std::fs::write(path.with_extension("prj"), super::bytes::WGS84).unwrap();
    let found = layer(&path);
    let holes: Vec<usize> = parts(&found, 0).iter().map(|p| p.holes.len()).collect();
    assert_eq!((holes, found.rows[0].mends.clone()), (vec![1, 0], vec![]));

    let path = folder.path().join("l.shp");
    let line = Polyline::new(vec![Point::new(122.0, -4.0), Point::new(122.5, -4.2)]);
    ShapeWriter::from_path(&path).unwrap().write_shapes(&[line]).unwrap();
    std::fs::write(path.with_extension("prj"), super::bytes::WGS84).unwrap();
    let found = layer(&path);
    assert_eq!(found.kind, LayerKind::Lines);
    assert_eq!(found.rows[0].shape, Shape::Lines(vec![vec![[122.0, -4.0], [122.5, -4.2]]]));
}
