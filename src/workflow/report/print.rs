//! The letters and forms once more, as pages to print: the same blocks as the paper that is edited.

use super::atlas::page::{EDGE, Flow, Frame, INK, INK_2, Table as Grid, style};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::report::PaperSay;
use crate::output::canvas::{Align, LINE, Weight, shortened, wrap};
use crate::output::docx::{self, Block, Paper, Signature, Turn};
use crate::output::emblem::Emblem;
use crate::output::pdf::{About, Book, Depth};

/// A4 in points.
const SIDES: [f64; 2] = [595.0, 842.0];
const POINT_MM: f64 = 25.4 / 72.0;
const BODY: f64 = 10.0;
/// Where the values of named lines begin.
const NAMES: f64 = 104.0;

/// The paper as PDF.
///
/// # Errors
/// `Drawing`; a cancel.
pub fn pdf(paper: &Paper, progress: &Progress) -> Result<Vec<u8>, Stop> {
    let frame = Frame {
        title: String::new(),
        subtitle: String::new(),
        foot: paper.foot.clone(),
        accent: INK,
        again: String::new(),
    };
    let [short, long] = SIDES;
    let size = if paper.turn == Turn::Across { [long, short] } else { [short, long] };
    let mut flow = Flow::sized(frame, size);
    letterhead(&mut flow, paper);
    let mut marks: Vec<(usize, String)> = Vec::new();
    for block in &paper.blocks {
        progress.steps(0)?;
        if let Block::Title(text) | Block::Heading(text) = block {
            flow.need(60.0);
            marks.push((flow.pages.len(), text.clone()));
        }
        one(&mut flow, block);
    }
    let all = flow.pages.len();
    let mut book = Book::new(&About {
        title: paper.title.clone(),
        author: paper.office.clone(),
        date: paper.date.clone(),
        language: paper.lang.tag().to_owned(),
    })?;
    for (i, canvas) in flow.pages.iter_mut().enumerate() {
        let text = paper.lang.paper(&PaperSay::PageOf { page: i + 1, of: all });
        let at = [size[0] - EDGE, size[1] - EDGE + 6.0];
        canvas.text(&text, at, style(7.0, Weight::Regular, INK_2), Align::Right);
        book.page(canvas, POINT_MM, progress)?;
        for (_, text) in marks.iter().filter(|(page, _)| *page == i + 1) {
            book.bookmark(text, Depth::Chapter);
        }
    }
    book.finish()
}

/// Kop surat on the first page: logo at the left, lines in the middle, a double rule below.
fn letterhead(flow: &mut Flow<'_>, paper: &Paper) {
    let emblem = paper.logo.as_deref().and_then(Emblem::read);
    if paper.letterhead.is_empty() && emblem.is_none() {
        return;
    }
    let (top, right) = (flow.y, flow.right());
    let left = if emblem.is_some() { EDGE + 66.0 } else { EDGE };
    let middle = f64::midpoint(left, right);
    let last = paper.letterhead.len().saturating_sub(1);
    let mut y = top;
    for (i, line) in paper.letterhead.iter().enumerate() {
        let address = i >= 2 && i == last;
        let (em, weight) = if address { (9.0, Weight::Regular) } else { (13.0, Weight::Bold) };
        for line in wrap(line, em, weight, right - left) {
            flow.canvas().text(&line, [middle, y], style(em, weight, INK), Align::Middle);
            y += em * LINE;
        }
    }
    if let Some(emblem) = emblem {
        emblem.draw(flow.canvas(), [EDGE, top, EDGE + 58.0, top + 58.0]);
        y = y.max(top + 60.0);
    }
    flow.canvas().rect([EDGE, y + 4.0, right, y + 6.0], INK);
    flow.canvas().rect([EDGE, y + 7.2, right, y + 7.8], INK);
    flow.y = y + 18.0;
}

fn one(flow: &mut Flow<'_>, block: &Block) {
    match block {
        Block::Title(text) => {
            flow.y += 4.0;
            let capitals = text.to_uppercase();
            for line in wrap(&capitals, 13.0, Weight::Bold, flow.width()) {
                put(flow, &line, 13.0, Weight::Bold, docx::Align::Middle);
            }
            flow.y += 6.0;
        }
        Block::Heading(text) => flow.heading(text),
        Block::Text(text, how) => {
            if text.is_empty() {
                flow.y += BODY * 0.6;
            }
            for line in wrap(text, BODY, Weight::Regular, flow.width()) {
                put(flow, &line, BODY, Weight::Regular, *how);
            }
            flow.y += 5.0;
        }
        Block::Pair(name, value) => pair(flow, name, value),
        Block::Table(table) => {
            flow.y += 2.0;
            flow.table(&Grid {
                widths: table.widths.clone(),
                header: table.header.clone(),
                rows: table.rows.clone(),
                figures: table.figures.clone(),
                shades: Vec::new(),
                em: 8.5,
                least: table.least,
            });
        }
        Block::Signatures(all) => {
            // One alone signs at the right.
            let first = usize::from(all.len() == 1);
            all.chunks(2).for_each(|two| signatures(flow, two, first));
        }
        Block::PageBreak => flow.turn(),
    }
}

fn put(flow: &mut Flow<'_>, line: &str, em: f64, weight: Weight, how: docx::Align) {
    flow.need(em * LINE);
    let (x, align) = match how {
        docx::Align::Left | docx::Align::Both => (EDGE, Align::Left),
        docx::Align::Middle => (EDGE + flow.width() / 2.0, Align::Middle),
        docx::Align::Right => (flow.right(), Align::Right),
    };
    let y = flow.y;
    flow.canvas().text(line, [x, y], style(em, weight, INK), align);
    flow.y += em * LINE;
}

fn pair(flow: &mut Flow<'_>, name: &str, value: &str) {
    let lines = wrap(value, BODY, Weight::Regular, flow.width() - NAMES - 8.0);
    flow.need(BODY * LINE);
    let y = flow.y;
    let ink = style(BODY, Weight::Regular, INK);
    let name = shortened(name, BODY, Weight::Regular, NAMES - 6.0);
    flow.canvas().text(&name, [EDGE, y], ink, Align::Left);
    flow.canvas().text(":", [EDGE + NAMES, y], ink, Align::Left);
    for line in lines {
        flow.need(BODY * LINE);
        let y = flow.y;
        flow.canvas().text(&line, [EDGE + NAMES + 8.0, y], ink, Align::Left);
        flow.y += BODY * LINE;
    }
    flow.y = flow.y.max(y + BODY * LINE) + 2.0;
}

/// One or two beside each other, never parted by the end of a page.
fn signatures(flow: &mut Flow<'_>, two: &[Signature], first: usize) {
    let half = flow.width() / 2.0;
    let roles: Vec<Vec<String>> =
        two.iter().map(|s| wrap(&s.role, BODY, Weight::Regular, half - 16.0)).collect();
    let lines = roles.iter().map(Vec::len).max().unwrap_or(1);
    let tall = (lines as f64 + 2.0) * BODY * LINE + 58.0;
    flow.need(tall);
    let top = flow.y;
    for (i, (signature, role)) in two.iter().zip(&roles).enumerate() {
        let middle = EDGE + half * ((i + first) as f64 + 0.5);
        let canvas = flow.canvas();
        let mut y = top;
        for line in role {
            let ink = style(BODY, Weight::Regular, INK);
            canvas.text(line, [middle, y], ink, Align::Middle);
            y += BODY * LINE;
        }
        let y = top + lines as f64 * BODY * LINE + 46.0;
        let name = if signature.name.is_empty() {
            "(…………………………………)".to_owned()
        } else {
            shortened(&signature.name, BODY, Weight::Bold, half - 12.0)
        };
        canvas.text(&name, [middle, y], style(BODY, Weight::Bold, INK), Align::Middle);
        let number = docx::numbered(&signature.number);
        let number = shortened(&number, BODY, Weight::Regular, half - 12.0);
        let y = y + BODY * LINE;
        canvas.text(&number, [middle, y], style(BODY, Weight::Regular, INK), Align::Middle);
    }
    flow.y = top + tall;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::canvas::Canvas;
    use crate::output::symbology::Rgb;

    fn paper(turn: Turn) -> Paper {
        let row = |i: usize| vec![i.to_string(), "Desa yang Namanya Panjang ".repeat(1 + i % 4)];
        Paper {
            title: "Uji".into(),
            date: "2026-11-25".into(),
            letterhead: vec!["PEMERINTAH".into(), "BADAN".into(), "Jalan".into()],
            foot: "Sumber".into(),
            turn,
            blocks: vec![
                Block::Title("Judul".into()),
                Block::Pair("Nomor".into(), "1 ".repeat(200)),
                Block::Text("kata ".repeat(400), docx::Align::Both),
                Block::Table(docx::Table {
                    widths: vec![1.0, 4.0],
                    header: vec!["No".into(), "Desa".into()],
                    rows: (0..90).map(row).collect(),
                    figures: vec![0],
                    least: 26.0,
                }),
                Block::Signatures(vec![Signature::default(); 5]),
            ],
            ..Paper::default()
        }
    }

    fn pages(paper: &Paper) -> Vec<Canvas<'static>> {
        let frame = Frame {
            title: String::new(),
            subtitle: String::new(),
            foot: paper.foot.clone(),
            accent: Rgb::WHITE,
            again: String::new(),
        };
        let mut flow =
            Flow::sized(frame, if paper.turn == Turn::Across { [842.0, 595.0] } else { SIDES });
        letterhead(&mut flow, paper);
        paper.blocks.iter().for_each(|block| one(&mut flow, block));
        flow.pages
    }

    #[test]
    fn nothing_leaves_the_page_however_it_lies() {
        for turn in [Turn::Upright, Turn::Across] {
            let paper = paper(turn);
            let all = pages(&paper);
            assert!(all.len() > 2);
            for page in &all {
                for text in &page.written {
                    let [left, top, right, bottom] = text.bounds;
                    assert!(left >= EDGE - 1.0 && right <= page.width - EDGE + 1.0, "{text:?}");
                    assert!(top >= 20.0 && bottom <= page.height - EDGE + 1.0, "{text:?}");
                }
            }
            let bytes = pdf(&paper, &Progress::default()).unwrap();
            assert_eq!(bytes, pdf(&paper, &Progress::default()).unwrap());
            assert!(bytes.starts_with(b"%PDF"));
        }
    }
}
