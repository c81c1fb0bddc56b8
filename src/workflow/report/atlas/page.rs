//! A page that flows: title, lines, tables with their heads again on the next page, and the foot that
//! every page has. The atlas' are upright A4 in points, A3 the same and larger; letters have no title
//! and may lie.

use crate::output::canvas::{Align, Area, Canvas, LINE, Type, Weight, shortened, wrap};
use crate::output::letters::{columns, widest_word};
use crate::output::symbology::Rgb;

pub const WIDTH: f64 = 595.0;
pub const HEIGHT: f64 = 842.0;
/// Ten millimetres are free on every side.
pub const EDGE: f64 = 34.0;
pub const INK: Rgb = Rgb::hex(0x15_201E);
pub const INK_2: Rgb = Rgb::hex(0x43_504D);
const RULE: Rgb = Rgb::hex(0xC2_CBC8);
const HEAD: Rgb = Rgb::hex(0xE1_EFEF);
const FOOT: f64 = 7.0;

/// What stands on every page of a chapter; without a title the page begins with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub title: String,
    pub subtitle: String,
    /// Source, period, definition, n, method, data hash, boundary note.
    pub foot: String,
    pub accent: Rgb,
    /// Behind the title from the second page on.
    pub again: String,
}

/// A table of the atlas.
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
    pub em: f64,
    /// So high is a row at least; then cells are ruled apart, to be filled by hand.
    pub least: f64,
}

/// Pages of one chapter, the last of them being filled.
pub struct Flow<'a> {
    frame: Frame,
    pub pages: Vec<Canvas<'a>>,
    /// Where the next line begins.
    pub y: f64,
    bottom: f64,
    size: [f64; 2],
}

pub fn style(em: f64, weight: Weight, colour: Rgb) -> Type {
    Type { em, weight, colour }
}

impl<'a> Flow<'a> {
    pub fn new(frame: Frame) -> Self {
        Self::sized(frame, [WIDTH, HEIGHT])
    }

    /// Pages of this width and height.
    pub fn sized(frame: Frame, size: [f64; 2]) -> Self {
        let mut flow = Self { frame, pages: Vec::new(), y: 0.0, bottom: 0.0, size };
        flow.turn();
        flow
    }

    /// Where the text ends at the right, and how wide it is.
    pub fn right(&self) -> f64 {
        self.size[0] - EDGE
    }

    pub fn width(&self) -> f64 {
        self.size[0] - 2.0 * EDGE
    }

    pub fn room(&self) -> f64 {
        self.bottom - self.y
    }

    /// The page that is being filled.
    pub fn canvas(&mut self) -> &mut Canvas<'a> {
        if self.pages.is_empty() {
            self.pages.push(Canvas::new(self.size[0], self.size[1], Rgb::WHITE));
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// A new page with its head and foot.
    pub fn turn(&mut self) {
        let again = if self.pages.is_empty() { "" } else { self.frame.again.as_str() };
        let mut canvas = Canvas::new(self.size[0], self.size[1], Rgb::WHITE);
        let width = self.width();
        let has_title = !self.frame.title.is_empty();
        if has_title {
            canvas.rect([EDGE, EDGE - 8.0, EDGE + 44.0, EDGE - 5.0], self.frame.accent);
            let title = format!("{}{again}", self.frame.title);
            let title = shortened(&title, 17.0, Weight::Bold, width);
            canvas.text(&title, [EDGE, EDGE], style(17.0, Weight::Bold, INK), Align::Left);
            let (under, ink) = (&self.frame.subtitle, style(9.5, Weight::Regular, INK_2));
            let under = shortened(under, 9.5, Weight::Regular, width);
            canvas.text(&under, [EDGE, EDGE + 23.0], ink, Align::Left);
        }
        let lines = wrap(&self.frame.foot, FOOT, Weight::Regular, width);
        let mut y = self.size[1] - EDGE - lines.len() as f64 * FOOT * LINE;
        self.bottom = y - 12.0;
        canvas.rect([EDGE, y - 6.0, self.right(), y - 5.4], RULE);
        for line in &lines {
            canvas.text(line, [EDGE, y], style(FOOT, Weight::Regular, INK_2), Align::Left);
            y += FOOT * LINE;
        }
        self.y = EDGE + if has_title { 42.0 } else { 0.0 };
        self.pages.push(canvas);
    }

    /// What the foot says of a further chapter on this page, where it is not said already.
    pub fn foot(&mut self, foot: &str) {
        let parts = foot.split(" · ").filter(|part| !self.frame.foot.contains(part));
        let more = parts.collect::<Vec<_>>().join(" · ");
        if more.is_empty() {
            return;
        }
        let lines = wrap(&more, FOOT, Weight::Regular, self.width());
        let mut y = self.bottom - 2.0 - lines.len() as f64 * FOOT * LINE;
        self.bottom = y - 4.0;
        self.frame.foot = format!("{more} · {}", self.frame.foot);
        for line in &lines {
            let ink = style(FOOT, Weight::Regular, INK_2);
            self.canvas().text(line, [EDGE, y], ink, Align::Left);
            y += FOOT * LINE;
        }
    }

    /// A further chapter on the page that is being filled; the pages after it are its own.
    pub fn goes_on(&mut self, frame: Frame) {
        self.chapter(&frame.title);
        self.foot(&frame.foot);
        self.frame = frame;
    }

    /// A further chapter on a new page.
    pub fn new_chapter(&mut self, frame: Frame) {
        let again = frame.again.clone();
        self.frame = Frame { again: String::new(), ..frame };
        self.turn();
        self.frame.again = again;
    }

    /// A title like the one of a new page, on the page that is being filled.
    pub fn chapter(&mut self, title: &str) {
        self.y += 16.0;
        let y = self.y;
        let accent = self.frame.accent;
        self.canvas().rect([EDGE, y - 8.0, EDGE + 44.0, y - 5.0], accent);
        self.lines(title, 15.0, Weight::Bold);
        self.y += 4.0;
    }

    /// Room for so much; else a new page.
    pub fn need(&mut self, height: f64) {
        if self.room() < height {
            self.turn();
        }
    }

    /// Wrapped lines.
    pub fn lines(&mut self, text: &str, em: f64, weight: Weight) {
        for line in wrap(text, em, weight, self.width()) {
            self.need(em * LINE);
            let y = self.y;
            self.canvas().text(&line, [EDGE, y], style(em, weight, INK), Align::Left);
            self.y += em * LINE;
        }
    }

    pub fn heading(&mut self, text: &str) {
        self.need(60.0);
        self.y += 7.0;
        self.lines(text, 11.0, Weight::Bold);
        self.y += 2.0;
    }

    /// The rows, each as high as its longest cell; the head again on every page.
    pub fn table(&mut self, table: &Table) {
        let widths = fitted(table, self.width());
        let laid = |cells: &[String], weight: Weight| -> Vec<Vec<String>> {
            cells
                .iter()
                .zip(&widths)
                .map(|(text, w)| wrap(text, table.em, weight, w - 7.0))
                .collect()
        };
        let head = laid(&table.header, Weight::Bold);
        self.need(4.0 * table.em * LINE + high(&head, table.em));
        self.row(&head, &widths, table, Some(HEAD));
        for (i, cells) in table.rows.iter().enumerate() {
            let row = laid(cells, Weight::Regular);
            let tall = high(&row, table.em).max(table.least);
            if self.room() < tall {
                self.turn();
                self.row(&head, &widths, table, Some(HEAD));
            }
            self.grounds(table.shades.get(i).map_or(&[], Vec::as_slice), &widths, tall);
            self.row(&row, &widths, table, None);
        }
        self.y += 6.0;
    }

    fn grounds(&mut self, shades: &[f64], widths: &[f64], tall: f64) {
        let (top, accent) = (self.y, self.frame.accent);
        let mut x = EDGE;
        for (share, width) in shades.iter().zip(widths) {
            if *share > 0.0 {
                let ground = crate::output::pptx::shade(accent, *share);
                self.canvas().rect([x + 0.4, top, x + width - 0.4, top + tall], ground);
            }
            x += width;
        }
    }

    fn row(&mut self, cells: &[Vec<String>], widths: &[f64], table: &Table, ground: Option<Rgb>) {
        let (em, top, end) = (table.em, self.y, self.right());
        let least = if ground.is_some() { 0.0 } else { table.least };
        let tall = high(cells, em).max(least);
        let weight = if ground.is_some() { Weight::Bold } else { Weight::Regular };
        let canvas = self.canvas();
        if let Some(ground) = ground {
            canvas.rect([EDGE, top, end, top + tall], ground);
        }
        let mut x = EDGE;
        let ruled = table.least > 0.0;
        for (i, (lines, width)) in cells.iter().zip(widths).enumerate() {
            let right = table.figures.contains(&i);
            let (at, align) =
                if right { (x + width - 3.5, Align::Right) } else { (x + 3.5, Align::Left) };
            for (n, line) in lines.iter().enumerate() {
                let y = top + pad(em) / 2.0 + n as f64 * em * LINE;
                canvas.text(line, [at, y], style(em, weight, INK), align);
            }
            if ruled {
                canvas.rect([x - 0.2, top, x + 0.2, top + tall], RULE);
            }
            x += width;
        }
        if ruled {
            canvas.rect([end - 0.2, top, end + 0.2, top + tall], RULE);
        }
        canvas.rect([EDGE, top + tall - 0.4, end, top + tall], RULE);
        self.y += tall;
    }

    /// A box of the full width for a drawing.
    pub fn area(&mut self, height: f64) -> Area {
        self.need(height);
        let area = [EDGE, self.y, self.right(), self.y + height];
        self.y += height;
        area
    }
}

/// The table with letters small enough that no word of it is broken, down to six points.
pub fn unbroken(table: Table, full: f64) -> Table {
    let fits =
        |em: &f64| least(&Table { em: *em, ..table.clone() }, full).iter().sum::<f64>() <= full;
    let em = [8.0, 7.6, 7.2, 6.8, 6.4].into_iter().find(fits).unwrap_or(6.0);
    Table { em: em.min(table.em), ..table }
}

/// Widths by their shares, but no column narrower than its longest word. A word longer than a third
/// of the page is cut after all.
fn fitted(table: &Table, full: f64) -> Vec<f64> {
    columns(&table.widths, &least(table, full), full)
}

/// What each column needs for its longest word.
fn least(table: &Table, full: f64) -> Vec<f64> {
    let mut least: Vec<f64> =
        table.header.iter().map(|h| widest_word(h, table.em, Weight::Bold)).collect();
    least.resize(table.widths.len(), 0.0);
    for row in &table.rows {
        for (least, text) in least.iter_mut().zip(row) {
            *least = least.max(widest_word(text, table.em, Weight::Regular));
        }
    }
    least.iter().map(|w| (w + 7.5).min(full / 3.0)).collect()
}

fn high(cells: &[Vec<String>], em: f64) -> f64 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    lines as f64 * em * LINE + pad(em)
}

/// Over and under a row's words: less where they are made small to keep to one page.
fn pad(em: f64) -> f64 {
    if em < 6.8 { 1.8 } else { 4.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_table_goes_on_over_pages_and_nothing_leaves_them() {
        let frame = Frame {
            title: "KECAMATAN ".repeat(20),
            subtitle: "x".into(),
            foot: "Sumber: tabel. ".repeat(40),
            accent: INK,
            again: " (lanjutan)".into(),
        };
        let mut flow = Flow::new(frame);
        let row = |i: usize| vec![i.to_string(), "Desa Panjang Sekali Namanya ".repeat(3 + i % 5)];
        flow.table(&Table {
            widths: vec![1.0, 4.0],
            header: vec!["No".into(), "Desa".into()],
            rows: (0..150).map(row).collect(),
            figures: vec![0],
            em: 8.0,
            ..Table::default()
        });
        assert!(flow.pages.len() > 2);
        let mut seen = 0;
        for page in &flow.pages {
            for text in &page.written {
                let [left, top, right, bottom] = text.bounds;
                assert!(left >= EDGE - 0.5 && right <= WIDTH - EDGE + 0.5, "{text:?}");
                assert!(top >= 20.0 && bottom <= HEIGHT - EDGE + 1.0, "{text:?}");
            }
            seen += page.written.iter().filter(|t| t.text == "No").count();
        }
        assert_eq!(seen, flow.pages.len());
    }

    #[test]
    fn a_heading_is_not_broken_in_a_narrow_column() {
        let table = Table {
            widths: vec![0.4, 3.0, 3.0],
            header: ["Peringkat", "Desa", "Kecamatan"].map(str::to_owned).to_vec(),
            em: 8.0,
            ..Table::default()
        };
        let widths = fitted(&table, 500.0);
        assert!((widths.iter().sum::<f64>() - 500.0).abs() < 1e-6);
        assert_eq!(wrap("Peringkat", 8.0, Weight::Bold, widths[0] - 7.0), ["Peringkat"]);
    }
}
