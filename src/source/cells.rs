//! The cells of one row: as a workbook holds them, or still a line of the text they were read from.
//!
//! A national table has a million cells, and to join it three of a row's are looked at. So a line of
//! a CSV stays a slice of the file's text; a cell of it is looked at where it stands
//! ([`Cells::view`]), and the row is cut into cells once, when someone wants them as such.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

use super::table::RawCell;

/// A cell as it is looked at, wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellView<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    /// Written with a percent sign: 12.5 is 12.5 %.
    Percent(f64),
    /// ISO 8601.
    Date(&'a str),
    Logical(bool),
    Error(&'a str),
}

impl<'a> CellView<'a> {
    fn of(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The cell as text, `None` when empty or blank. Whole numbers have no decimal point.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Date(text) | Self::Error(text) => filled(text),
            Self::Number(x) if x.fract() == 0.0 && x.abs() < 1e15 => {
                Some(Cow::Owned(format!("{x:.0}")))
            }
            Self::Number(x) => Some(Cow::Owned(x.to_string())),
            Self::Percent(x) => Some(Cow::Owned(format!("{x}%"))),
            Self::Logical(true) => Some(Cow::Borrowed("TRUE")),
            Self::Logical(false) => Some(Cow::Borrowed("FALSE")),
        }
    }

    /// Whether the cell says nothing.
    pub fn is_blank(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Percent(_) | Self::Logical(_) => false,
        }
    }
}

fn filled(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

/// The cells of a row; a slice of them to whoever wants it.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    line: Option<Line>,
    /// Of a line: once they were wanted.
    made: OnceLock<Vec<RawCell>>,
}

/// In a wider line, finding a cell takes longer than cutting them all.
const WIDEST: usize = 64;

/// A line without quotes.
#[derive(Clone, Debug)]
struct Line {
    text: Arc<str>,
    start: u32,
    end: u32,
    width: u32,
    separator: u8,
}

impl Line {
    fn text(&self) -> &str {
        &self.text[self.start as usize..self.end as usize]
    }

    fn field(&self, column: usize) -> &str {
        let text = self.text();
        let mut ends = memchr_iter(self.separator, text.as_bytes());
        let start = match column.checked_sub(1) {
            None => 0,
            Some(before) => match ends.nth(before) {
                Some(end) => end + 1,
                None => return "",
            },
        };
        &text[start..ends.next().unwrap_or(text.len())]
    }

    fn cells(&self) -> Vec<RawCell> {
        let text = self.text();
        let mut cells = Vec::with_capacity(self.width as usize);
        let mut start = 0;
        for end in memchr_iter(self.separator, text.as_bytes()) {
            cells.push(RawCell::of(&text[start..end]));
            start = end + 1;
        }
        cells.push(RawCell::of(&text[start..]));
        cells
    }
}

impl Cells {
    /// The cells of a line of a text (by bytes, without quotes), `width` of them.
    pub(super) fn of_line(
        text: &Arc<str>,
        line: std::ops::Range<usize>,
        width: usize,
        separator: u8,
    ) -> Self {
        let (start, end) = (line.start as u32, line.end as u32);
        let line = Line { text: Arc::clone(text), start, end, width: width as u32, separator };
        if width > WIDEST {
            return line.cells().into();
        }
        Self { line: Some(line), made: OnceLock::new() }
    }

    /// How many there are, without cutting a line.
    pub fn len(&self) -> usize {
        self.line.as_ref().map_or_else(|| (**self).len(), |line| line.width as usize)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell where it stands; an empty one beyond the last.
    pub fn view(&self, column: usize) -> CellView<'_> {
        match (self.made.get(), &self.line) {
            (Some(cells), _) => cells.get(column).map_or(CellView::Empty, RawCell::view),
            (None, Some(line)) => CellView::of(line.field(column)),
            (None, None) => CellView::Empty,
        }
    }

    /// All cells where they stand.
    pub fn views(&self) -> impl Iterator<Item = CellView<'_>> {
        let line = self.line.as_ref().filter(|_| self.made.get().is_none());
        let lent = line.map(|line| line.text().split(char::from(line.separator)).map(CellView::of));
        let made = if line.is_some() { &[] } else { &**self };
        lent.into_iter().flatten().chain(made.iter().map(RawCell::view))
    }

    /// The cells to be changed.
    pub fn own(&mut self) -> &mut Vec<RawCell> {
        let made = self.made.take();
        let line = self.line.take();
        let cells = made.or_else(|| line.as_ref().map(Line::cells)).unwrap_or_default();
        self.made = OnceLock::from(cells);
        self.made.get_mut().expect("filled the line before")
    }
}

impl Deref for Cells {
    type Target = [RawCell];

    fn deref(&self) -> &[RawCell] {
        self.made.get_or_init(|| self.line.as_ref().map_or_else(Vec::new, Line::cells))
    }
}

impl From<Vec<RawCell>> for Cells {
    fn from(cells: Vec<RawCell>) -> Self {
        Self { line: None, made: OnceLock::from(cells) }
    }
}

impl FromIterator<RawCell> for Cells {
    fn from_iter<I: IntoIterator<Item = RawCell>>(cells: I) -> Self {
        cells.into_iter().collect::<Vec<_>>().into()
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = &'a RawCell;
    type IntoIter = std::slice::Iter<'a, RawCell>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<const N: usize> PartialEq<[RawCell; N]> for Cells {
    fn eq(&self, other: &[RawCell; N]) -> bool {
        **self == other[..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_at_as_its_cells_are() {
        for line in ["", "a", "a;b", ";", " ;x; y ;;", "é;ü;", ";;;;"] {
            let text: Arc<str> = format!("judul\n{line}\nakhir").into();
            let range = 6..6 + line.len();
            let width = line.split(';').count();
            let lent = Cells::of_line(&text, range, width, b';');
            let made: Cells = line.split(';').map(RawCell::of).collect();
            assert_eq!((lent.len(), made.len()), (width, width));
            for column in 0..width + 2 {
                assert_eq!(lent.view(column), made.view(column), "{line:?} {column}");
                assert_eq!(lent.view(column).text(), made.view(column).text());
            }
            assert!(lent.views().eq(made.views()));
            assert!(lent.made.get().is_none(), "looking cuts nothing");
            assert_eq!(lent, made);
            let mut owned = lent.clone();
            owned.own().push(RawCell::Number(1.0));
            assert_eq!(owned.len(), width + 1);
            assert_eq!(owned.view(width), CellView::Number(1.0));
        }
        assert_eq!(Cells::default().view(0), CellView::Empty);
        assert_eq!(Cells::default().len(), 0);
    }
}
