//! A native table: cells of a few lines, grounds by share where figures are to be seen at once.

use super::super::letters::{Weight, columns, shortened, text_width, widest_word, wrap};
use super::super::symbology::Rgb;
use super::{Bold, emu, hex, run, solid};

/// Lines of a cell; what is longer is cut.
const MOST_LINES: usize = 3;
/// A heading is not cut before it takes more.
const MOST_HEAD: usize = 5;
/// Left and right of a cell's words.
const EDGES: f64 = 8.0;
/// A slide's font is that of the machine that shows it: it may be wider than ours.
const WIDER: f64 = 1.2;

/// A native table; every row has as many cells as the header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Shares of the width.
    pub widths: Vec<f64>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Columns of figures, set to the right.
    pub figures: Vec<usize>,
    /// How dark the ground of each cell is, 0–1; empty = none.
    pub shades: Vec<Vec<f64>>,
    /// Points.
    pub size: f64,
}

impl Table {
    /// Points of each column where the table is so wide: no word is broken that need not be.
    fn columns(&self, width: f64) -> Vec<f64> {
        let least = self.least();
        columns(
            &self.widths,
            &least.iter().map(|w| w.min(width / 3.0)).collect::<Vec<f64>>(),
            width,
        )
    }

    fn least(&self) -> Vec<f64> {
        let mut least: Vec<f64> =
            self.header.iter().map(|h| widest_word(h, self.size, Weight::Bold)).collect();
        least.resize(self.widths.len(), 0.0);
        for row in &self.rows {
            for (least, text) in least.iter_mut().zip(row) {
                *least = least.max(widest_word(text, self.size, Weight::Regular));
            }
        }
        least.iter().map(|w| w * WIDER + EDGES).collect()
    }

    /// Whether every word has its place in this width.
    pub fn is_whole(&self, width: f64) -> bool {
        self.least().iter().sum::<f64>() <= width
    }

    fn height(&self, cells: &[String], weight: Weight, columns: &[f64]) -> f64 {
        let lines = cells.iter().zip(columns).map(|(text, column)| {
            let room = (column - EDGES) / WIDER;
            if text_width(text, self.size, weight) <= room {
                1
            } else {
                wrap(text, self.size, weight, room).len().min(most_lines(weight))
            }
        });
        self.size * (0.5 + 1.25 * lines.max().unwrap_or(1).max(1) as f64)
    }

    /// Points that the header and each row need where the table is so wide.
    pub fn heights(&self, width: f64) -> (f64, Vec<f64>) {
        let columns = self.columns(width);
        let rows = self.rows.iter().map(|row| self.height(row, Weight::Regular, &columns));
        (self.height(&self.header, Weight::Bold, &columns), rows.collect())
    }
}

fn most_lines(weight: Weight) -> usize {
    if weight == Weight::Bold { MOST_HEAD } else { MOST_LINES }
}

/// Words that stand in `room`: whole, on as many lines as there may be, or cut.
fn fitting(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if text_width(text, size, weight) <= room {
        return text.to_owned();
    }
    let lines = wrap(text, size, weight, room);
    let most = most_lines(weight);
    if lines.len() <= most {
        return text.to_owned();
    }
    let rest = lines[most - 1..].join(" ");
    let mut kept = lines[..most - 1].to_vec();
    kept.push(shortened(&rest, size, weight, room));
    kept.join(" ")
}

pub(super) fn xml(table: &Table, width: f64, accent: Rgb) -> String {
    let widths = table.columns(width);
    let grid: String = widths
        .iter()
        .map(|w| format!("<a:gridCol w=\"{}\"/>", emu(*w)))
        .collect::<Vec<String>>()
        .concat();
    let ink = Rgb::hex(0x15_201E);
    let row = |cells: &[String],
               height: f64,
               look: (Bold, Rgb),
               ground: &dyn Fn(usize) -> Option<Rgb>| {
        let cells: String = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(i, (text, column))| {
                let align = if table.figures.contains(&i) { "r" } else { "l" };
                let weight = if look.0 == Bold::Yes { Weight::Bold } else { Weight::Regular };
                let text = fitting(text, table.size, weight, (column - EDGES) / WIDER);
                cell(&text, table.size, align, (look.0, look.1, ground(i)))
            })
            .collect::<Vec<String>>()
            .concat();
        format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(height))
    };
    let (head, heights) = table.heights(width);
    let mut rows = row(&table.header, head, (Bold::Yes, Rgb::WHITE), &|_| Some(accent));
    for (i, (cells, height)) in table.rows.iter().zip(heights).enumerate() {
        let band = (i % 2 == 1 && table.shades.is_empty()).then_some(Rgb::hex(0xF2_F4F3));
        let shade = |column: usize| {
            let share = table.shades.get(i).and_then(|row| row.get(column)).copied();
            share.filter(|share| *share > 0.0).map(|share| shade(accent, share)).or(band)
        };
        rows.push_str(&row(cells, height, (Bold::No, ink), &shade));
    }
    format!(
        "<a:tbl><a:tblPr firstRow=\"1\" bandRow=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )
}

/// The ground of a cell by a share, never so dark that black figures are not read.
pub fn shade(accent: Rgb, share: f64) -> Rgb {
    Rgb::WHITE.mixed(accent, 0.5 * share.clamp(0.0, 1.0))
}

fn cell(
    text: &str,
    size: f64,
    align: &str,
    (bold, ink, ground): (Bold, Rgb, Option<Rgb>),
) -> String {
    let fill = ground.map_or_else(
        || "<a:noFill/>".to_owned(),
        |ground| format!("<a:solidFill>{}</a:solidFill>", solid(ground)),
    );
    let line =
        format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(Rgb::hex(0xC2_CBC8)));
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/>{}</a:p></a:txBody>\
         <a:tcPr marL=\"45720\" marR=\"45720\" marT=\"22860\" marB=\"22860\" anchor=\"ctr\">\
         <a:lnL w=\"0\"><a:noFill/></a:lnL><a:lnR w=\"0\"><a:noFill/></a:lnR><a:lnT w=\"0\"><a:noFill/></a:lnT>\
         <a:lnB w=\"6350\">{line}</a:lnB>{fill}</a:tcPr></a:tc>",
        run(text, size, bold, &solid(ink))
    )
}
