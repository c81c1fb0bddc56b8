//! A native table: cells of one or two lines, grounds by share where figures are to be seen at once.

use super::super::letters::{Weight, shortened, text_width, wrap};
use super::super::symbology::Rgb;
use super::{Bold, emu, hex, run, solid};

/// Lines of a cell; what is longer is cut.
const MOST_LINES: usize = 2;
/// Left and right of a cell's words, and a little for fonts wider than ours.
const EDGES: f64 = 9.0;

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
    fn room(&self, column: usize, width: f64) -> f64 {
        let sum: f64 = self.widths.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        width * self.widths.get(column).unwrap_or(&0.0) / sum - EDGES
    }

    fn height(&self, cells: &[String], weight: Weight, width: f64) -> f64 {
        let lines = cells.iter().enumerate().map(|(i, text)| {
            let room = self.room(i, width);
            if text_width(text, self.size, weight) <= room {
                1
            } else {
                wrap(text, self.size, weight, room).len().min(MOST_LINES)
            }
        });
        self.size * (0.5 + 1.25 * lines.max().unwrap_or(1).max(1) as f64)
    }

    /// Points that the header and each row need where the table is so wide.
    pub fn heights(&self, width: f64) -> (f64, Vec<f64>) {
        let rows = self.rows.iter().map(|row| self.height(row, Weight::Regular, width));
        (self.height(&self.header, Weight::Bold, width), rows.collect())
    }
}

/// Words that stand in `room`: whole, on as many lines as there may be, or cut.
fn fitting(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if text_width(text, size, weight) <= room {
        return text.to_owned();
    }
    let lines = wrap(text, size, weight, room);
    if lines.len() <= MOST_LINES {
        return text.to_owned();
    }
    let rest = lines[MOST_LINES - 1..].join(" ");
    let mut kept = lines[..MOST_LINES - 1].to_vec();
    kept.push(shortened(&rest, size, weight, room));
    kept.join(" ")
}

pub(super) fn xml(table: &Table, width: f64, accent: Rgb) -> String {
    let sum: f64 = table.widths.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let columns: String = table
        .widths
        .iter()
        .map(|w| format!("<a:gridCol w=\"{}\"/>", emu(width * w / sum)))
        .collect::<Vec<String>>()
        .concat();
    let ink = Rgb::hex(0x15_201E);
    let row = |cells: &[String],
               height: f64,
               look: (Bold, Rgb),
               ground: &dyn Fn(usize) -> Option<Rgb>| {
        let cells: String = cells
            .iter()
            .enumerate()
            .map(|(i, text)| {
                let align = if table.figures.contains(&i) { "r" } else { "l" };
                let weight = if look.0 == Bold::Yes { Weight::Bold } else { Weight::Regular };
                let text = fitting(text, table.size, weight, table.room(i, width));
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
        "<a:tbl><a:tblPr firstRow=\"1\" bandRow=\"1\"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
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
