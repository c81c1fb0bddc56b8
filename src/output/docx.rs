//! Letters and minutes that an office goes on editing and signs: headings, paragraphs, tables, rows
//! of signatures, the letterhead above and the sources below every page. A4.

use super::letters::{Weight, columns, widest_word};
use super::ooxml::{HEAD, Package, Relations, picture_kind, picture_size, xml};
use crate::base::fault::Stop;
use crate::lang::Lang;
use crate::lang::office::OfficeSay as O;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
    Both,
}

/// Who signs: what for, name and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    pub role: String,
    pub name: String,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Middle of the page, in capitals.
    Title(String),
    Heading(String),
    Text(String, Align),
    /// A numbered or named line: "Nomor", "…".
    Pair(String, String),
    Table(Table),
    /// Two a row.
    Signatures(Vec<Signature>),
    PageBreak,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Shares of the width.
    pub widths: Vec<f64>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Columns of figures, set to the right.
    pub figures: Vec<usize>,
    /// Points that a row is high at least: room for a hand.
    pub least: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Turn {
    #[default]
    Upright,
    Across,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    pub lang: Lang,
    pub title: String,
    pub office: String,
    /// ISO 8601.
    pub date: String,
    /// Kop surat, line by line; the first ones are the largest.
    pub letterhead: Vec<String>,
    pub logo: Option<Vec<u8>>,
    /// Sources and the like, below every page.
    pub foot: String,
    pub turn: Turn,
    pub blocks: Vec<Block>,
}

/// Twentieths of a point: A4 and its margins.
const SHORT: i64 = 11_906;
const LONG: i64 = 16_838;
const EDGE: i64 = 1_134;

impl Paper {
    fn sides(&self) -> (i64, i64) {
        match self.turn {
            Turn::Upright => (SHORT, LONG),
            Turn::Across => (LONG, SHORT),
        }
    }

    fn width(&self) -> i64 {
        self.sides().0 - 2 * EDGE
    }
}

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// The bytes of the paper: the same for the same paper.
///
/// # Errors
/// `Drawing` where a part cannot be packed.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Stop> {
    let mut package = Package::default();
    package.about("word/document.xml", &paper.title, &paper.office, &paper.date);
    let mut relations = Relations::default();
    relations.add("styles", "styles.xml");
    package.add("word/styles.xml", &kind("styles"), styles());
    let foot = relations.add("footer", "footer1.xml");
    package.add("word/footer1.xml", &kind("footer"), footer(paper));
    let mut head = String::new();
    if !paper.letterhead.is_empty() || paper.logo.is_some() {
        head = relations.add("header", "header1.xml");
        let mut own = Relations::default();
        let text = header(&mut package, paper, &mut own);
        package.add("word/header1.xml", &kind("header"), text);
        package.relate("word/header1.xml", &own);
    }
    let body: String = paper
        .blocks
        .iter()
        .map(|block| one(block, paper.width()))
        .collect::<Vec<String>>()
        .concat();
    let (width, height) = paper.sides();
    let orient = if paper.turn == Turn::Across { " w:orient=\"landscape\"" } else { "" };
    let heading = if head.is_empty() {
        String::new()
    } else {
        // The letterhead stands on the first page only.
        format!("<w:headerReference w:type=\"first\" r:id=\"{head}\"/>")
    };
    let text = format!(
        "{HEAD}<w:document {NAMES}><w:body>{body}<w:sectPr>{heading}<w:footerReference w:type=\"default\" r:id=\"{foot}\"/>\
         <w:footerReference w:type=\"first\" r:id=\"{foot}\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/>\
         <w:pgMar w:top=\"{EDGE}\" w:right=\"{EDGE}\" w:bottom=\"{EDGE}\" w:left=\"{EDGE}\" w:header=\"567\" w:footer=\"454\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr></w:body></w:document>"
    );
    package.add("word/document.xml", &kind("document.main"), text);
    package.relate("word/document.xml", &relations);
    package.finish()
}

fn kind(part: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bold {
    Yes,
    No,
}

/// A run of text; `half` = half points.
fn run(text: &str, half: u32, bold: Bold) -> String {
    let bold = if bold == Bold::Yes { "<w:b/>" } else { "" };
    format!(
        "<w:r><w:rPr>{bold}<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        xml(text)
    )
}

fn paragraph(look: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{look}</w:pPr>{content}</w:p>")
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "<w:jc w:val=\"left\"/>",
        Align::Middle => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
        Align::Both => "<w:jc w:val=\"both\"/>",
    }
}

fn one(block: &Block, width: i64) -> String {
    match block {
        Block::Title(text) => paragraph(
            "<w:pStyle w:val=\"Title\"/><w:keepNext/><w:spacing w:before=\"120\" w:after=\"160\"/><w:jc w:val=\"center\"/>",
            &run(&text.to_uppercase(), 26, Bold::Yes),
        ),
        Block::Heading(text) => paragraph(
            "<w:pStyle w:val=\"Heading1\"/><w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/>",
            &run(text, 23, Bold::Yes),
        ),
        Block::Text(text, how) => paragraph(
            &format!(
                "<w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/>{}",
                align(*how)
            ),
            &run(text, 21, Bold::No),
        ),
        Block::Pair(name, value) => paragraph(
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"2268\"/></w:tabs><w:spacing w:after=\"40\"/><w:ind w:left=\"2410\" w:hanging=\"2410\"/>",
            &format!(
                "{}<w:r><w:tab/></w:r>{}",
                run(name, 21, Bold::No),
                run(&format!(": {value}"), 21, Bold::No)
            ),
        ),
        Block::Table(content) => table(content, width),
        Block::Signatures(all) => signatures(all, width),
        Block::PageBreak => "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>".to_owned(),
    }
}

/// Points of the letters of a table: the largest that break no word.
const CELLS: [f64; 3] = [8.5, 8.0, 7.5];
/// Where Arial is not there, what takes its place may be as much wider than our letters.
const WIDER: f64 = 1.18;
/// Left and right of a cell's words, in points.
const CELL_EDGES: f64 = 7.5;

/// The letters of a table and the widths of its columns, in twentieths of a point: none is narrower
/// than its widest word.
fn fitted(content: &Table, width: i64) -> (f64, Vec<i64>) {
    let full = width as f64 / 20.0;
    let least = |em: f64| -> Vec<f64> {
        let of = |c: usize| {
            let cells = content.rows.iter().filter_map(|row| row.get(c));
            let words = cells.map(|text| widest_word(text, em, Weight::Regular));
            let head = content.header.get(c).map_or(0.0, |h| widest_word(h, em, Weight::Bold));
            words.fold(head, f64::max) * WIDER + CELL_EDGES
        };
        (0..content.widths.len()).map(of).collect()
    };
    let fits = |em: &f64| least(*em).iter().sum::<f64>() <= full;
    let em = CELLS.into_iter().find(fits).unwrap_or(CELLS[CELLS.len() - 1]);
    let widths = columns(&content.widths, &least(em), full);
    (em, widths.iter().map(|w| (w * 20.0).round() as i64).collect())
}

fn table(content: &Table, width: i64) -> String {
    let (em, widths) = fitted(content, width);
    let half = (em * 2.0).round() as u32;
    let grid: String = widths
        .iter()
        .map(|w| format!("<w:gridCol w:w=\"{w}\"/>"))
        .collect::<Vec<String>>()
        .concat();
    let row = |cells: &[String], bold: Bold| {
        let head = bold == Bold::Yes;
        let cells: String = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(i, (text, w))| {
                let shade = if head {
                    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E1EFEF\"/>"
                } else {
                    ""
                };
                let how = if content.figures.contains(&i) { Align::Right } else { Align::Left };
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{w}\" w:type=\"dxa\"/>{shade}</w:tcPr>{}</w:tc>",
                    paragraph(align(how), &run(text, half, bold))
                )
            })
            .collect::<Vec<String>>()
            .concat();
        let again = if head { "<w:tblHeader/>" } else { "" };
        let twentieths = (content.least * 20.0).round() as i64;
        let high = if head || twentieths == 0 {
            String::new()
        } else {
            format!("<w:trHeight w:val=\"{twentieths}\" w:hRule=\"atLeast\"/>")
        };
        format!("<w:tr><w:trPr><w:cantSplit/>{high}{again}</w:trPr>{cells}</w:tr>")
    };
    let rows: String =
        content.rows.iter().map(|cells| row(cells, Bold::No)).collect::<Vec<String>>().concat();
    let edge = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A9693\"/>")
    };
    let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid>{grid}</w:tblGrid>{}{rows}</w:tbl>{}",
        row(&content.header, Bold::Yes),
        paragraph("<w:spacing w:after=\"80\"/>", "")
    )
}

fn signatures(all: &[Signature], width: i64) -> String {
    let half = width / 2;
    let cell = |signature: Option<&Signature>| {
        let lines = signature.map_or_else(
            || paragraph("", ""),
            |s| {
                let name = if s.name.is_empty() {
                    "(…………………………………)"
                } else {
                    &s.name
                };
                let number = &numbered(&s.number);
                let middle = "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>";
                let room = "<w:spacing w:before=\"0\" w:after=\"900\"/><w:jc w:val=\"center\"/>";
                [
                    paragraph(room, &run(&s.role, 21, Bold::No)),
                    paragraph(middle, &run(name, 21, Bold::Yes)),
                    paragraph(
                        "<w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>",
                        &run(number, 21, Bold::No),
                    ),
                ]
                .concat()
            },
        );
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{half}\" w:type=\"dxa\"/></w:tcPr>{lines}</w:tc>")
    };
    let rows: String = all
        .chunks(2)
        .map(|pair| {
            // One alone signs at the right.
            let (left, right) =
                if all.len() == 1 { (None, pair.first()) } else { (pair.first(), pair.get(1)) };
            let (left, right) = (cell(left), cell(right));
            format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{left}{right}</w:tr>")
        })
        .collect::<Vec<String>>()
        .concat();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{half}\"/><w:gridCol w:w=\"{half}\"/></w:tblGrid>{rows}</w:tbl>{}",
        paragraph("", "")
    )
}

fn header(package: &mut Package, paper: &Paper, relations: &mut Relations) -> String {
    let mut logo = String::new();
    if let Some(bytes) = &paper.logo
        && let (Some((ending, _)), Some((wide, high))) = (picture_kind(bytes), picture_size(bytes))
    {
        package.add(&format!("word/media/logo.{ending}"), "", bytes.as_slice());
        let rid = relations.add("image", &format!("media/logo.{ending}"));
        // As large as fits the box, never out of shape.
        let (wide, high) = (f64::from(wide).max(1.0), f64::from(high).max(1.0));
        let scale = (1_400_000.0 / wide).min(720_000.0 / high);
        let [across, tall] = [wide, high].map(|side| (side * scale).round().max(1.0) as i64);
        logo = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{tall}\"/>\
             <wp:docPr id=\"1\" name=\"Logo\" descr=\"Logo\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"Logo\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{rid}\"/>\
             <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{tall}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
    }
    let last = paper.letterhead.len().saturating_sub(1);
    let lines: String = paper
        .letterhead
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let middle = "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>";
            let address = i >= 2 && i == last;
            paragraph(
                middle,
                &run(
                    line,
                    if address { 18 } else { 26 },
                    if address { Bold::No } else { Bold::Yes },
                ),
            )
        })
        .collect::<Vec<String>>()
        .concat();
    let lines = if lines.is_empty() { paragraph("", "") } else { lines };
    let width = paper.width();
    // Without a picture the lines stand in the middle of the page.
    let left = if logo.is_empty() { 0 } else { 1_500 };
    let right = width - left;
    let picture = if logo.is_empty() {
        String::new()
    } else {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{left}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
            paragraph("", &logo)
        )
    };
    let first =
        if logo.is_empty() { String::new() } else { format!("<w:gridCol w:w=\"{left}\"/>") };
    format!(
        "{HEAD}<w:hdr {NAMES}><w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
         <w:tblBorders><w:bottom w:val=\"thickThinSmallGap\" w:sz=\"18\" w:space=\"0\" w:color=\"15201E\"/></w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{first}<w:gridCol w:w=\"{right}\"/></w:tblGrid>\
         <w:tr>{picture}<w:tc><w:tcPr><w:tcW w:w=\"{right}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{lines}</w:tc></w:tr></w:tbl>{}</w:hdr>",
        paragraph("", "")
    )
}

fn footer(paper: &Paper) -> String {
    let field = |code: &str| {
        format!(
            "<w:r><w:rPr><w:sz w:val=\"14\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:rPr><w:sz w:val=\"14\"/></w:rPr><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
             <w:r><w:rPr><w:sz w:val=\"14\"/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let edge =
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"C2CBC8\"/></w:pBdr>";
    format!(
        "{HEAD}<w:ftr {NAMES}>{}{}</w:ftr>",
        paragraph(&format!("{edge}<w:spacing w:after=\"0\"/>"), &run(&paper.foot, 14, Bold::No)),
        paragraph(
            "<w:jc w:val=\"right\"/>",
            &format!(
                "{}{}{}{}",
                run(&paper.lang.office(&O::PageWord), 14, Bold::No),
                field("PAGE"),
                run(&paper.lang.office(&O::OfWord), 14, Bold::No),
                field("NUMPAGES")
            )
        )
    )
}

fn styles() -> String {
    format!(
        "{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>\
         <w:color w:val=\"15201E\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"id-ID\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"
    )
}
/// A civil servant's number with its word before it; the word alone where it is to be written.
pub fn numbered(number: &str) -> String {
    let is_bare = number.starts_with(|c: char| c.is_ascii_digit());
    if is_bare || number.is_empty() {
        format!("NIP. {number}").trim_end().to_owned()
    } else {
        number.to_owned()
    }
}
