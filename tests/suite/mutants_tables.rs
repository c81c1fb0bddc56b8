//! Thousands of broken tables, the same ones on every run: no reader panics, hangs or takes more
//! memory than a file may cost. `.ci/run` runs fifty thousand of each format, alone in a process,
//! so that its memory can be seen.

use kantong::base::progress::Progress;
use kantong::source::layer::LayerOptions;
use kantong::source::open::open;

use super::bytes::zip;
use super::formats_books::{XML_BOOK, xlsb_parts, xlsx};
use super::formats_hostile::{Random, mutated};
use super::formats_letters::MHTML;
use super::mutants;

const FEW: usize = 1_000;
const MANY: usize = 50_000;
const CSV: &str =
    "Kode;Nama;\"P0\"\r\n01;\"A\r\nB\";12,5\r\n02;C;\"\"\"x\"\"\"\r\n\r\n03;Réjo;-\r\n";
const HTML: &str = "<html><meta charset='iso-8859-1'><p>Data Tanggal : 1</p><table border=1><tr><th rowspan=2>No<th colspan='2'>TB/U</tr><tr><th>a<br>b<th>c</tr><tr><td x:num='1'>1<td>&eacute;&#65;<td><table><tr><td>x</table></table>";
const XLS: &[u8] = include_bytes!("books/contoh.xls");
const ODS: &str = "<office:document-content><style:style style:name='t'><style:table-properties table:display='false'/></style:style><table:table table:name='a' table:style-name='t'><table:table-row table:number-rows-repeated='3' table:visibility='collapse'><table:table-cell office:value-type='float' office:value='1.5' table:number-columns-repeated='2' table:number-columns-spanned='2'><text:p>1,5</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type='string'><text:p>a<text:s text:c='2'/>b&amp;</text:p><office:annotation><text:p>x</text:p></office:annotation></table:table-cell></table:table-row></table:table></office:document-content>";

fn run(name: &str, rounds: usize, make: impl FnMut(usize, &mut Random) -> Vec<u8>) {
    mutants::run(name, rounds, make, |path| {
        let outcome = open(path, &LayerOptions::default(), &Progress::default()).map(|_| ());
        format!("{outcome:?}")
    });
}

fn text(name: &str, seed: &[u8], rounds: usize) {
    run(name, rounds, |_, random| mutated(seed, random));
}

/// Two of three have a sound zip around a broken part: else the checksum stops them all.
fn parts(name: &str, parts: &[(&str, Vec<u8>)], rounds: usize) {
    run(name, rounds, |round, random| {
        let which = random.below(parts.len());
        let broken = mutated(&parts[which].1, random);
        let with = |i: usize| if i == which && round % 3 != 0 { &broken } else { &parts[i].1 };
        let members: Vec<(&str, &[u8])> =
            (0..parts.len()).map(|i| (parts[i].0, with(i).as_slice())).collect();
        let bytes = zip(&members, None);
        if round % 3 == 0 { mutated(&bytes, random) } else { bytes }
    });
}

/// The parts of the invented workbook, as they stand in its zip.
fn xlsx_parts() -> Vec<(&'static str, Vec<u8>)> {
    let sheet = r#"<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>Kode</t></is></c><c r="B1" s="1"><v>45353.5</v></c><c r="C1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c r="D2" t="str"><f>A1</f><v>x&amp;y</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;
    let rel = r#"<Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/><Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/>"#;
    vec![
        ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>".to_vec()),
        ("xl/workbook.xml", br#"<workbook><workbookPr date1904="0"/><sheets><sheet name="A" sheetId="1" state="hidden" r:id="r1"/></sheets></workbook>"#.to_vec()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{rel}</Relationships>").into()),
        ("xl/sharedStrings.xml", b"<sst><si><t>satu</t></si><si><r><t>du</t></r><r><t>a</t></r><rPh><t>x</t></rPh></si></sst>".to_vec()),
        ("xl/styles.xml", br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#.to_vec()),
        ("xl/worksheets/a.xml", sheet.into()),
    ]
}

fn csv(rounds: usize) {
    text("x.csv", CSV.as_bytes(), rounds);
}

fn html(rounds: usize) {
    text("x.html", HTML.as_bytes(), rounds);
}

fn xml(rounds: usize) {
    text("x.xml", XML_BOOK.as_bytes(), rounds);
}

fn mhtml(rounds: usize) {
    text("x.mht", MHTML.as_bytes(), rounds);
}

fn xls(rounds: usize) {
    text("x.xls", XLS, rounds);
}

fn ods(rounds: usize) {
    parts("x.ods", &[("content.xml", ODS.into())], rounds);
}

fn workbooks(rounds: usize) {
    parts("x.xlsx", &xlsx_parts(), rounds);
}

fn binary(rounds: usize) {
    parts("x.xlsb", &xlsb_parts(), rounds);
}

#[test]
fn no_mutant_of_a_table_panics_or_hangs() {
    let whole = xlsx();
    text("whole.xlsx", &whole, FEW);
    for format in [csv, html, xml, mhtml, xls, ods, workbooks, binary] {
        format(FEW);
    }
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_csv() {
    csv(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_html() {
    html(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_xls() {
    xls(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_ods() {
    ods(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_xlsx() {
    workbooks(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_xlsb() {
    binary(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_xml() {
    xml(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it alone in a process"]
fn many_mutants_of_mhtml() {
    mhtml(MANY);
}
