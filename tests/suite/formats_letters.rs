//! Excel 2003 in XML, and web pages with their parts in one letter, both often called .xls: the
//! places of rows and cells, and the codings of parts.

use kantong::source::layer::LayerOptions;
use kantong::source::table::{RawCell, RawTable};

use super::bytes::{file, ids, refused, table};

fn xml(rows: &str, more: &str) -> RawTable {
    let text = format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles><Worksheet ss:Name="Data"><Table>{rows}</Table>{more}</Worksheet></Workbook>"#
    );
    let (_folder, path) = file("laporan.xls", text.as_bytes());
    table(&path)
}

fn cells(table: &RawTable) -> Vec<(u32, Vec<String>)> {
    let text = |c: &RawCell| c.owned_text().unwrap_or_default();
    let rows = table.sheets[0].rows.iter();
    rows.map(|r| (r.row, r.cells.iter().map(text).collect())).collect()
}

#[test]
fn rows_and_cells_of_an_xml_workbook_stand_where_they_say() {
    let found = xml(
        r#"<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">KOP</Data></Cell><Cell><Data ss:Type="String">x</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">1.5</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="Number">45353</Data><Comment><ss:Data><B>bukan</B> sel</ss:Data></Comment></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>te</B>bal &amp; miring</ss:Data></Cell></Row>
<Row ss:Span="2"/><Row><Cell><Data ss:Type="DateTime">2024-03-02T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>"#,
        "",
    );
    assert_eq!(found.format, "xml");
    let row = |n, texts: &[&str]| (n, texts.iter().map(|t| (*t).to_owned()).collect());
    assert_eq!(
        cells(&found),
        [
            row(1, &["KOP", "", "", "x"]),
            row(4, &["", "1.5", "2024-03-02", "tebal & miring"]),
            row(8, &["2024-03-02", "TRUE", "#REF!"]),
        ]
    );
    let sheet = &found.sheets[0];
    assert_eq!((sheet.merges[0].first_column, sheet.merges[0].last_column), (0, 2));
    assert!(sheet.rows[1].hidden && !sheet.rows[2].hidden);
    assert_eq!(ids(&found.faults), ["formula_error"]);
    let hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>";
    let row = r#"<Row><Cell><Data ss:Type="String">x</Data></Cell></Row>"#;
    assert!(xml(row, hidden).sheets[0].hidden && !xml(row, "").sheets[0].hidden);
}

#[test]
fn an_xml_workbook_that_breaks_off_keeps_its_rows_and_far_cells_are_refused() {
    let cut = r#"<?xml version="1.0"?><Workbook><Worksheet ss:Name="A"><Table><Row><Cell><Data ss:Type="String">satu</Data></Cell></Row><Row><Cell><Da"#;
    let (_folder, path) = file("a.xml", cut.as_bytes());
    let found = table(&path);
    assert_eq!(cells(&found), [(1, vec!["satu".to_owned()])]);
    assert_eq!(ids(&found.faults), ["damaged_workbook"]);
    let far = r#"<Workbook><Worksheet><Table><Row><Cell ss:Index="4000000000"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>"#;
    let (_folder, path) = file("b.xml", far.as_bytes());
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "too_large");
}

/// As Excel saves a "Single File Web Page"; invented.
pub const MHTML: &str = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n boundary=\"----=_Bagian\"\r\n\r\nThis is a letter.\r\n------=_Bagian\r\nContent-Location: file:///C:/X/rekap.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n<html><xml><x:ExcelWorkbook><x:ExcelWorksheet><x:Name>Gizi &amp; Air</x:Name>=\r\n<x:WorksheetSource HRef=3D\"rekap_files/sheet001.htm\"/></x:ExcelWorksheet></x:ExcelWorkbook></xml></html>\r\n------=_Bagian\r\nContent-Location: file:///C:/X/rekap_files/sheet001.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"windows-1252\"\r\n\r\n<table><tr><td>Kode<td>Desa<td>KK</tr><tr><td>01<td>R=E9jo<td x:num=3D\"12\">12=\r\n</tr></table>\r\n------=_Bagian\r\nContent-Location: file:///C:/X/rekap_files/lain.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\nPHRhYmxlPjx0cj48dGQ+eDx0ZD55\r\n\r\n------=_Bagian\r\nContent-Type: text/css\r\n\r\ntd {}\r\n------=_Bagian--\r\n";

#[test]
fn the_pages_of_a_letter_are_its_sheets() {
    for name in ["rekap.mht", "rekap.xls"] {
        let (_folder, path) = file(name, MHTML.as_bytes());
        let found = table(&path);
        assert_eq!((found.format, &found.faults[..]), ("mhtml", &[][..]), "{name}");
        let names: Vec<Option<&str>> = found.sheets.iter().map(|s| s.name.as_deref()).collect();
        assert_eq!(names, [Some("Gizi & Air"), None]);
        let row = |n, texts: &[&str]| (n, texts.iter().map(|t| (*t).to_owned()).collect());
        assert_eq!(cells(&found), [row(1, &["Kode", "Desa", "KK"]), row(2, &["01", "Réjo", "12"])]);
        assert_eq!(found.sheets[0].rows[1].cells[2], RawCell::Number(12.0));
        assert_eq!(found.sheets[1].rows[0].cells.len(), 2);
    }
}

#[test]
fn a_letter_that_breaks_off_says_so_and_keeps_its_rows() {
    let cut = &MHTML[..MHTML.find("Content-Location: file:///C:/X/rekap_files/lain").unwrap()];
    let (_folder, path) = file("rekap.mht", cut.as_bytes());
    let found = table(&path);
    assert_eq!(ids(&found.faults), ["damaged_workbook"]);
    assert_eq!(found.sheets[0].rows.len(), 2);
}
