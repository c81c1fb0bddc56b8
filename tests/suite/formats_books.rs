//! Workbooks of every kind and web pages called .xls: one invented table, read alike from each.
//!
//! `books/contoh.xls` and `.ods` were saved by LibreOffice from the workbook built here, and
//! `contoh.xlsb` and `.xml` (Excel 2003) from that `.xls` by SheetJS.

use kantong::base::fault::FaultCode;
use kantong::source::layer::LayerOptions;
use kantong::source::table::{Merge, RawCell, RawSheet, RawTable};

use super::bytes::{file, ids, refused, said, table, workbook, zip};

const XLS: &[u8] = include_bytes!("books/contoh.xls");
const ODS: &[u8] = include_bytes!("books/contoh.ods");
const XLSB: &[u8] = include_bytes!("books/contoh.xlsb");
pub const XML_BOOK: &str = include_str!("books/contoh.xml");

fn text(text: &str) -> RawCell {
    RawCell::Text(text.into())
}

fn date(text: &str) -> RawCell {
    RawCell::Date(text.into())
}

/// The invented table as Excel would save it.
pub fn xlsx() -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (plain, percent) = (Format::new(), Format::new().set_num_format("0.0%"));
    sheet.set_name("Gizi").unwrap();
    sheet.merge_range(0, 0, 0, 3, "DATA CONTOH", &plain).unwrap();
    sheet.write(1, 0, "Kode").unwrap().write(1, 1, "Nama Desa").unwrap();
    sheet.merge_range(1, 2, 1, 3, "TB/U", &plain).unwrap();
    sheet.write(2, 2, "Pendek").unwrap().write(2, 3, "Persen").unwrap();
    for (row, code, name, count, share) in [
        (3, "0101", "Réjo", 12.0, Some(0.125)),
        (4, "0102", "Suka & Maju", -7.5, Some(0.5)),
        (5, "0103", "tersembunyi", 3.0, Some(0.25)),
        (6, "0104", "", 1_234_567.25, None),
    ] {
        sheet.write(row, 0, code).unwrap().write(row, 2, count).unwrap();
        if !name.is_empty() {
            sheet.write(row, 1, name).unwrap();
        }
        if let Some(share) = share {
            sheet.write_with_format(row, 3, share, &percent).unwrap();
        }
    }
    sheet.set_row_hidden(5).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let when = ExcelDateTime::from_ymd(2024, 3, 2).unwrap();
    sheet.write_with_format(3, 4, &when, &day).unwrap();
    let when = ExcelDateTime::from_ymd(2024, 3, 2).unwrap().and_hms(13, 30, 0).unwrap();
    sheet.write_with_format(4, 4, &when, &moment).unwrap();
    sheet.write(5, 4, true).unwrap();
    sheet.write(6, 4, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(3, 5, Formula::new("=C4*2").set_result("24")).unwrap();
    sheet.write(4, 5, Formula::new("=A4&\"x\"").set_result("0101x")).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("Sembunyi").unwrap().set_hidden(true);
    hidden.write(2, 1, "x").unwrap();
    book.save_to_buffer().unwrap()
}

/// Records of a binary workbook.
fn record(id: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes =
        if id < 128 { vec![id as u8] } else { vec![(id & 0x7f | 0x80) as u8, (id >> 7) as u8] };
    let mut length = data.len();
    loop {
        let more = length > 0x7f;
        bytes.push((length & 0x7f) as u8 | if more { 0x80 } else { 0 });
        length >>= 7;
        if !more {
            break;
        }
    }
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    bytes
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

/// The parts of the invented table as a binary workbook.
pub fn xlsb_parts() -> Vec<(&'static str, Vec<u8>)> {
    let rel = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let rels = |inside: String| format!("<Relationships>{inside}</Relationships>").into_bytes();
    let sheet = |state: u32, id: &str, name: &str| {
        record(156, &[words(&[state, 1]), wide(id), wide(name)].concat())
    };
    let book =
        [record(143, &[]), sheet(0, "r1", "Gizi"), sheet(1, "r2", "Sembunyi"), record(144, &[])]
            .concat();
    let shared = ["DATA CONTOH", "Kode", "Nama Desa", "TB/U", "Pendek", "Persen", "0101", "Réjo"];
    let count = shared.len() as u32;
    let mut strings = record(159, &words(&[count, count]));
    strings.extend(shared.iter().flat_map(|t| record(19, &[vec![0], wide(t)].concat())));
    strings.extend(record(160, &[]));
    let format =
        |id: u16, code: &str| record(44, &[id.to_le_bytes().to_vec(), wide(code)].concat());
    let style = |id: u16| record(47, &[[0, 0], id.to_le_bytes()].concat());
    let styles = [
        record(615, &words(&[1])),
        format(164, "dd/mm/yyyy hh:mm"),
        record(616, &[]),
        record(617, &words(&[4])),
        style(0),
        style(10),
        style(14),
        style(164),
        record(618, &[]),
    ]
    .concat();
    let row = |row: u32, hidden: bool| {
        let mut data = words(&[row, 0]);
        data.extend([0, 0, 0, if hidden { 0x10 } else { 0 }, 0]);
        record(0, &data)
    };
    let cell = |id: u32, column: u32, style: u32, data: &[u8]| {
        record(id, &[words(&[column, style]), data.to_vec()].concat())
    };
    let string = |column, index: u32| cell(7, column, 0, &words(&[index]));
    let real = |column, style, x: f64| cell(5, column, style, &x.to_le_bytes());
    let inline = |column, t: &str| cell(6, column, 0, &wide(t));
    let around = |inside: Vec<u8>, after: Vec<u8>| {
        let size = words(&[0, 6, 0, 5]);
        let (head, end) = (record(148, &size), record(146, &[]));
        [record(129, &[]), head, record(145, &[]), inside, end, after, record(130, &[])].concat()
    };
    let sheet1 = [
        row(0, false),
        string(0, 0),
        row(1, false),
        string(0, 1),
        string(1, 2),
        string(2, 3),
        row(2, false),
        string(2, 4),
        string(3, 5),
        row(3, false),
        string(0, 6),
        string(1, 7),
        cell(2, 2, 0, &words(&[12 << 2 | 2])),
        real(3, 1, 0.125),
        real(4, 2, 45_353.0),
        cell(9, 5, 0, &24_f64.to_le_bytes()),
        row(4, false),
        inline(0, "0102"),
        inline(1, "Suka & Maju"),
        cell(2, 2, 0, &words(&[(-750_i32 as u32) << 2 | 3])),
        real(3, 1, 0.5),
        real(4, 3, 45_353.562_5),
        cell(8, 5, 0, &wide("0101x")),
        row(5, true),
        inline(0, "0103"),
        inline(1, "tersembunyi"),
        real(2, 0, 3.0),
        real(3, 1, 0.25),
        cell(4, 4, 0, &[1]),
        row(6, false),
        inline(0, "0104"),
        real(2, 0, 1_234_567.25),
        cell(11, 4, 0, &[7]),
    ]
    .concat();
    let merges = [record(176, &words(&[0, 0, 0, 3])), record(176, &words(&[1, 1, 2, 3]))].concat();
    let sheet1 = around(sheet1, merges);
    let sheet2 = [row(2, false), inline(1, "x")].concat();
    let sheet2 = around(sheet2, Vec::new());
    vec![
        ("_rels/.rels", rels(rel("r1", "officeDocument", "xl/workbook.bin"))),
        ("xl/workbook.bin", book),
        (
            "xl/_rels/workbook.bin.rels",
            rels(
                rel("r1", "worksheet", "worksheets/sheet1.bin")
                    + &rel("r2", "worksheet", "worksheets/sheet2.bin")
                    + &rel("r3", "sharedStrings", "sharedStrings.bin")
                    + &rel("r4", "styles", "styles.bin"),
            ),
        ),
        ("xl/sharedStrings.bin", strings),
        ("xl/styles.bin", styles),
        ("xl/worksheets/sheet1.bin", sheet1),
        ("xl/worksheets/sheet2.bin", sheet2),
    ]
}

pub fn xlsb() -> Vec<u8> {
    let parts = xlsb_parts();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    zip(&parts, None)
}

#[test]
fn one_table_is_read_alike_from_every_kind_of_workbook() {
    for (name, bytes, format) in [
        ("a.xlsx", xlsx(), "xlsx"),
        ("a.xlsb", xlsb(), "xlsb"),
        ("b.xlsb", XLSB.to_vec(), "xlsb"),
        ("a.xml", XML_BOOK.into(), "xml"),
        ("b.xls", XML_BOOK.into(), "xml"),
        ("a.ods", ODS.to_vec(), "ods"),
        ("a.xls", XLS.to_vec(), "xls"),
        // Content decides, not the name.
        ("a.csv", XLS.to_vec(), "xls"),
    ] {
        let (_folder, path) = file(name, &bytes);
        let found = table(&path);
        assert_eq!(found.format, format);
        let sheets: Vec<_> =
            found.sheets.iter().map(|s| (s.name.as_deref().unwrap(), s.hidden)).collect();
        assert_eq!(sheets, [("Gizi", false), ("Sembunyi", true)], "{name}");
        check_first(&found.sheets[0], name);
        assert_eq!(found.sheets[1].rows[0].row, 3, "{name}");
        assert_eq!(found.sheets[1].rows[0].cells, [RawCell::Empty, text("x")], "{name}");
        assert_eq!(ids(&found.faults), ["formula_error"], "{name}");
        let at = &found.faults[0].at;
        assert_eq!((at.row, at.column.as_deref()), (Some(7), Some("E")), "{name}");
    }
}

fn check_first(sheet: &RawSheet, name: &str) {
    let n = RawCell::Number;
    // Shown with a percent sign: as it is shown.
    let percent = RawCell::Percent;
    let none = || RawCell::Empty;
    let wanted = [
        vec![text("DATA CONTOH")],
        vec![text("Kode"), text("Nama Desa"), text("TB/U")],
        vec![none(), none(), text("Pendek"), text("Persen")],
        vec![text("0101"), text("Réjo"), n(12.0), percent(12.5), date("2024-03-02"), n(24.0)],
        vec![
            text("0102"),
            text("Suka & Maju"),
            n(-7.5),
            percent(50.0),
            date("2024-03-02T13:30:00"),
            text("0101x"),
        ],
        vec![text("0103"), text("tersembunyi"), n(3.0), percent(25.0), RawCell::Logical(true)],
        vec![text("0104"), none(), n(1_234_567.25), none(), RawCell::Error("#DIV/0!".into())],
    ];
    let mut cells: Vec<_> = sheet.rows.iter().map(|r| r.cells.to_vec()).collect();
    // LibreOffice keeps TRUE as the number 1 with a format.
    if name.strip_suffix(".ods").is_some() {
        assert_eq!(std::mem::replace(&mut cells[5][4], RawCell::Logical(true)), n(1.0));
    }
    assert_eq!(cells, wanted, "{name}");
    let hidden: Vec<u32> = sheet.rows.iter().filter(|r| r.hidden).map(|r| r.row).collect();
    assert_eq!(hidden, [6], "{name}");
    let merge = |row, first_column, last_column| Merge {
        first_row: row,
        last_row: row,
        first_column,
        last_column,
    };
    assert_eq!(sheet.merges, [merge(1, 0, 3), merge(2, 2, 3)], "{name}");
}

/// The calamine crate is a second hand at the files that other programs wrote.
#[test]
fn another_reader_sees_the_same_cells() {
    use calamine::{Data, Reader as _, open_workbook_auto};
    for (name, bytes) in [("a.xlsx", xlsx()), ("a.ods", ODS.to_vec()), ("a.xls", XLS.to_vec())] {
        let (_folder, path) = file(name, &bytes);
        let mine = &table(&path).sheets[0];
        let theirs = open_workbook_auto(&path).unwrap().worksheet_range("Gizi").unwrap();
        let mut compared = 0;
        for (row, column, value) in theirs.used_cells() {
            let (first, left) = theirs.start().unwrap();
            let row = mine.rows.iter().find(|r| r.row == first + row as u32 + 1).unwrap();
            let cell = &row.cells[left as usize + column];
            compared += 1;
            match (value, cell) {
                (Data::String(a), RawCell::Text(b)) => assert_eq!(a.as_str(), b.as_str(), "{name}"),
                (Data::Float(a), RawCell::Number(b)) => assert_eq!(a, b, "{name}"),
                // It tells the share of one that is stored.
                (Data::Float(a), RawCell::Percent(b)) => {
                    assert!((a * 100.0 - b).abs() < 1e-9, "{name}");
                }
                (Data::Int(a), RawCell::Number(b)) => assert_eq!(*a as f64, *b, "{name}"),
                (Data::Bool(a), RawCell::Logical(b)) => assert_eq!(a, b, "{name}"),
                (Data::DateTime(_) | Data::DateTimeIso(_), RawCell::Date(_)) => {}
                (Data::Error(_), RawCell::Error(_)) => {}
                // It takes an error of an ODS for the text that is shown.
                (Data::String(a), RawCell::Error(b)) => assert_eq!(a.as_str(), &**b, "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        assert!(compared >= 24, "{name}: {compared}");
    }
}

fn page(body: &str) -> RawTable {
    let (_folder, path) = file("laporan.xls", body.as_bytes());
    table(&path)
}

fn texts(sheet: &RawSheet) -> Vec<(u32, Vec<String>)> {
    let row = |r: &kantong::source::table::RawRow| {
        (r.row, r.cells.iter().map(|c| c.owned_text().unwrap_or_default()).collect())
    };
    sheet.rows.iter().map(row).collect()
}

fn rows(rows: &[(u32, &[&str])]) -> Vec<(u32, Vec<String>)> {
    rows.iter().map(|(n, r)| (*n, r.iter().map(ToString::to_string).collect())).collect()
}

#[test]
fn a_web_page_called_xls_is_a_table_with_what_stands_above_it() {
    let found = page(
        "<html><head><title>x</title><style>td { a<b }</style></head><body>\
         <p>Data Tanggal : 01-08-2024</p><div>Puskesmas&nbsp;Kolono</div>\
         <table border=1><thead><tr><th rowspan=2>No<th rowspan=2>Desa/Kel<th colspan='2'>TB/U</tr>\
         <tr><th>Sangat<br>Pendek</th><th>Pendek</th></tr></thead>\
         <tr><td>1<td>SUKA &amp; MAJU<td>3<td>1.204,5\n<tr><td>2<td>R&eacute;jo<td><td>-\n\
         <tr style='display: none'><td>3<td>buang<td>9<td>9</table><p>catatan</p></body>",
    );
    assert_eq!((found.format, found.sheets.len(), found.faults.len()), ("html", 1, 0));
    let sheet = &found.sheets[0];
    let wanted = rows(&[
        (1, &["Data Tanggal : 01-08-2024"]),
        (2, &["Puskesmas\u{a0}Kolono"]),
        (3, &["No", "Desa/Kel", "TB/U"]),
        (4, &["", "", "Sangat\nPendek", "Pendek"]),
        (5, &["1", "SUKA & MAJU", "3", "1.204,5"]),
        (6, &["2", "Réjo", "", "-"]),
        (7, &["3", "buang", "9", "9"]),
    ]);
    assert_eq!(texts(sheet), wanted);
    assert_eq!(sheet.rows.iter().filter(|r| r.hidden).map(|r| r.row).collect::<Vec<_>>(), [7]);
    let spans: Vec<_> = sheet
        .merges
        .iter()
        .map(|m| (m.first_row, m.last_row, m.first_column, m.last_column))
        .collect();
    assert_eq!(spans, [(3, 4, 0, 0), (3, 4, 1, 1), (3, 3, 2, 3)]);
}

#[test]
fn several_tables_and_tables_within_tables_are_sheets_of_their_own() {
    let found = page(
        "<table><tr><td>luar<table><tr><td>dalam<td>2</table></td><td>kanan</table>\
         <table></table><TABLE><TR><TD>akhir",
    );
    let sheets: Vec<_> = found.sheets.iter().map(|s| (s.name.clone().unwrap(), texts(s))).collect();
    let named = |n: &str, cells: &[&str]| (n.to_owned(), rows(&[(1, cells)]));
    let wanted = [
        named("Tabel 1", &["luar", "kanan"]),
        named("Tabel 2", &["dalam", "2"]),
        named("Tabel 3", &["akhir"]),
    ];
    assert_eq!(sheets, wanted);
}

#[test]
fn a_page_is_decoded_as_its_bytes_say_and_numbers_are_taken_as_they_were_noted() {
    let (_folder, path) = file(
        "a.xls",
        b"<html><meta charset='iso-8859-1'><table><tr><td>R\xe9jo<td x:num='12.5'>12,50\
          <td sdval=45353>02/03/2024<td x:num>7<td x:num='0.5'>50%</table>",
    );
    let found = table(&path);
    assert_eq!((found.encoding.label.as_str(), found.encoding.from), ("windows-1252", "given"));
    let wanted = [text("Réjo"), RawCell::Number(12.5), text("02/03/2024"), text("7"), text("50%")];
    assert_eq!(found.sheets[0].rows[0].cells, wanted);
}

#[test]
fn a_damaged_workbook_is_called_one_whatever_it_is_packed_in() {
    let whole = xlsx();
    let cut = &whole[..whole.len() * 2 / 3];
    for (name, bytes, words) in [
        ("a.xlsx", cut.to_vec(), "rusak: isinya terpotong"),
        ("a.ods", ODS[..ODS.len() - 200].to_vec(), "rusak: isinya terpotong"),
        ("a.xlsx", zip(&[("xl/styles.xml", b"<x/>")], None), "bagian “xl/workbook.xml”"),
        ("a.xls", XLS[..400].to_vec(), "Buku kerja ini rusak"),
    ] {
        let (_folder, path) = file(name, &bytes);
        let told = said(&refused(&path, &LayerOptions::default()));
        assert!(told.contains(words) && told.contains("Buku kerja"), "{name}: {told}");
    }
    // A sheet that breaks off keeps what came before.
    let (_folder, path) = file(
        "a.xlsx",
        &workbook(
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x"#,
        ),
    );
    assert_eq!(table(&path).sheets[0].rows[0].cells, [RawCell::Number(1.0)]);
}

#[test]
fn a_sheet_with_a_broken_checksum_keeps_its_rows_and_says_so() {
    let mut bytes = workbook(r#"<row r="1"><c r="A1"><v>5</v></c></row>"#);
    let at = bytes.windows(9).position(|w| w == b"<v>5</v><").unwrap();
    bytes[at + 3] = b'6';
    let (_folder, path) = file("a.xlsx", &bytes);
    let found = table(&path);
    assert_eq!(found.sheets[0].rows[0].cells, [RawCell::Number(6.0)]);
    let FaultCode::Source(fault) = &found.faults[0].code else { panic!() };
    assert_eq!(fault.id(), "damaged_workbook");
}

/// A zip of deflated members.
pub fn deflated(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let number = |n: usize| (n as u32).to_le_bytes();
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 33, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend([number(packed.len()), number(content.len()), number(name.len())].concat());
        let at = number(bytes.len());
        bytes.extend([b"PK\x03\x04".as_slice(), &common, name.as_bytes(), &packed].concat());
        let entry = [b"PK\x01\x02\x14\0".as_slice(), &common, &[0; 10], &at, name.as_bytes()];
        directory.extend(entry.concat());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let end = [[0; 4].as_slice(), &count, &count, &number(directory.len()), &number(bytes.len())];
    [bytes.as_slice(), &directory, b"PK\x05\x06", &end.concat(), &[0, 0]].concat()
}

/// Every way that `reliability.md` knows to make a small file large. Each is refused or read within
/// two seconds; `.ci/run` and the bench measure the memory of whole processes.
pub fn bombs() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let xml = |sheet: &[u8]| {
        let parts: [(&str, &[u8]); 2] = [
            (
                "xl/workbook.xml",
                br#"<workbook><sheets><sheet name="a" r:id="r"/></sheets></workbook>"#,
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        deflated(&parts)
    };
    let mut blanks = b"<sheetData>".to_vec();
    blanks.resize(60 << 20, b' ');
    let many: Vec<u8> =
        b"<row>".iter().copied().chain(b"<c><v>1</v></c>".repeat(300_000)).collect();
    let tall: Vec<u8> = b"<row><c><v>1</v></c></row>".repeat(1_000_000);
    let mut strings = b"<sst>".to_vec();
    for i in 0..1_000_000 {
        strings.extend(format!("<si><t>teks nomor {i} yang agak panjang</t></si>").bytes());
    }
    let shared = deflated(&[
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="a"/></sheets></workbook>"#),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", br#"<c r="A1" t="s"><v>5</v></c>"#),
    ]);
    let laughs = br#"<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&d;&d;&d;"><!ENTITY d "ha">]>
        <row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;</t></is></c></row>"#;
    let sparse = br#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let ods = |body: &str| {
        let content = format!("<office:document-content><table:table table:name='a'>{body}");
        deflated(&[("content.xml", content.as_bytes())])
    };
    let mut lying = zip(&[("xl/workbook.xml", &[b' '; 5000])], None);
    let at = lying.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    lying[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    vec![
        ("blanks.xlsx", xml(&blanks), Some("100 kali")),
        ("million_cells.xlsx", xml(&many), Some("2.000 kolom")),
        ("tall.xlsx", xml(&tall), Some("MB data")),
        ("strings.xlsx", shared, None),
        ("laughs.xlsx", xml(laughs), None),
        ("sparse.xlsx", xml(sparse), Some("2.000 kolom")),
        ("lying.xlsx", lying, Some("rusak")),
        ("claims.xlsx", zip(&[("xl/a", b"x")], Some(600 << 20)), Some("100 kali")),
        ("slip.xlsx", zip(&[("../../xl/a", b"x"), ("xl/b", b"")], None), Some("keluar")),
        ("twice.xlsx", zip(&[("xl/a", b"x"), ("xl/a", b"y")], None), Some("dua kali")),
        (
            "rows.ods",
            ods(
                "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='1000' office:value-type='float' office:value='1'/></table:table-row>",
            ),
            Some("MB data"),
        ),
        (
            "far.ods",
            ods(
                "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell table:number-columns-repeated='4294967295'/></table:table-row><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
            ),
            None,
        ),
        ("deep.xls", format!("<html>{}x", "<table><tr><td>".repeat(200_000)).into(), None),
        (
            "deep_divs.xls",
            format!("<html>{}<table><tr><td>x", "<div>".repeat(1_000_000)).into(),
            None,
        ),
        (
            "spans.xls",
            "<html><table>"
                .bytes()
                .chain(b"<tr><td colspan=1000000000 rowspan=1000000000>x".repeat(100_000))
                .collect(),
            Some("2.000 kolom"),
        ),
        ("quotes.xls", [b"<html><table><tr><td a=\"".to_vec(), vec![b'x'; 8 << 20]].concat(), None),
    ]
}

#[test]
fn bombs_are_refused_or_harmless_within_two_seconds() {
    use kantong::base::fault::Stop;
    use kantong::base::progress::Progress;
    for (name, bytes, words) in bombs() {
        let (_folder, path) = file(name, &bytes);
        let start = std::time::Instant::now();
        let options = LayerOptions::default();
        let outcome = kantong::source::open::open(&path, &options, &Progress::default());
        let took = start.elapsed();
        // The tests' own build is many times slower than the one that planners get.
        assert!(took.as_secs() < 30, "{name}: {took:?}");
        match (outcome, words) {
            (Err(Stop::Fault(fault)), Some(words)) => {
                assert!(said(&fault).contains(words), "{name}: {}", said(&fault));
            }
            (outcome, Some(_)) => panic!("{name} was not refused: {:?}", outcome.is_ok()),
            (_, None) => {}
        }
    }
}

/// Writes the bombs where a whole process can be measured on them:
/// `KANTONG_BOMBS=folder cargo test --test suite -- --ignored bombs_for_measuring`.
#[test]
#[ignore = "writes files for a measurement"]
fn bombs_for_measuring() {
    let folder = std::path::PathBuf::from(std::env::var_os("KANTONG_BOMBS").unwrap());
    for (name, bytes, _) in bombs() {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}
