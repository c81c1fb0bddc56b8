//! Two indicators against each other: nine classes (thirds of each), a scatter, and how far they
//! rise together, with the sentence that this proves no cause.

use crate::app::chart::Tone;
use crate::app::chart::axis::Axis;
use crate::app::chart::scatter::{Point, Scatter};
use crate::app::state::Content;
use crate::app::view::charts::order;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::output::bivariate;
use crate::output::symbology::Fill;
use crate::workflow::relate;

/// Everything said of a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairView {
    pub scatter: Scatter,
    /// Names of the horizontal and the upright indicator.
    pub names: [String; 2],
    /// What grows along each axis of the square, and from where on a value is middling and bad.
    pub axes: [String; 2],
    pub limits: [String; 2],
    /// Villages in each cell: rows by the upright indicator from below, columns A–C.
    pub cells: [[usize; 3]; 3],
    /// The cell of each village: row and column.
    pub cell_of: Vec<Option<(u8, u8)>>,
    /// Villages without one of both.
    pub unmeasured: usize,
    pub fills: Vec<Fill>,
    /// Sentences: how far they rise together, and what that is no proof of.
    pub sentences: Vec<String>,
}

pub fn pair_view(lang: Lang, content: &Content, (x, y): (usize, usize)) -> Option<PairView> {
    let (across, upright) = (content.columns.get(x)?, content.columns.get(y)?);
    let names = [content.column_name(x), content.column_name(y)];
    let found = relate::of_values(across, upright, &across.values, &upright.values).ok()?;
    let mut cell_of = vec![None; across.values.len()];
    let mut cells = [[0; 3]; 3];
    let mut points = Vec::new();
    for point in &found.points {
        let (column, row) = point.class;
        cell_of[point.village] = Some((row, column));
        cells[usize::from(row)][usize::from(column)] += 1;
        let tone = Tone::Cell(row, column);
        points.push(Point { village: point.village, x: point.first, y: point.second, tone });
    }
    let fills = bivariate::fills(&cell_of, &across.values, &upright.values);
    let (rho, low, high) = (found.rho, found.low, found.high);
    let n = points.len();
    let figure = format!("ρ = {} · n = {n}", fixed(lang, rho, 2));
    let mut sentences = vec![lang.step3_say(&PocketSay::Together {
        names: names.clone(),
        rho: fixed(lang, rho, 2),
        low: fixed(lang, low, 2),
        high: fixed(lang, high, 2),
        n,
        rises: match (low > 0.0, high < 0.0) {
            (true, _) => std::cmp::Ordering::Greater,
            (_, true) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Equal,
        },
    })];
    sentences.push(lang.step3(PocketWord::NoProofOfCause).to_owned());
    let scatter = Scatter {
        name: lang.step3_say(&PocketSay::PairChart { names: names.clone(), n }),
        figure,
        order: order(&points),
        x: Axis::over(lang, &named(&names[0], across), points.iter().map(|p| p.x), 4),
        y: Axis::over(lang, &named(&names[1], upright), points.iter().map(|p| p.y), 4),
        cuts_x: vec![found.cuts_first.0, found.cuts_first.1],
        cuts_y: vec![found.cuts_second.0, found.cuts_second.1],
        note: sentences.last().cloned(),
        points,
        ..Scatter::default()
    };
    let unmeasured = across.values.len() - n;
    let axes = [relate::axis(lang, across, &names[0]), relate::axis(lang, upright, &names[1])];
    let limits = [
        relate::limits(lang, across, found.cuts_first),
        relate::limits(lang, upright, found.cuts_second),
    ];
    Some(PairView { scatter, names, axes, limits, cells, cell_of, unmeasured, fills, sentences })
}

fn named(name: &str, column: &Column) -> String {
    let unit = &column.indicator.unit;
    if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
}

/// "A1"…"C3".
pub fn cell_name(row: u8, column: u8) -> String {
    bivariate::cell_name((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::{Measured, Missing};
    use crate::indicator::definition::Direction;
    use std::sync::Arc;

    #[test]
    fn the_worst_of_both_is_always_c3_and_the_unmeasured_are_in_no_cell() {
        let mut content = sample::content();
        let water = [1.0, 2.0, 3.0, 4.0].map(Measured);
        let water = sample::column("Air", &[&water[..], &[Missing]].concat());
        let mut idm = sample::column("IDM", &[0.9, 0.7, 0.5, 0.3, 0.1].map(Measured));
        idm.indicator.direction = Direction::WorseLow;
        content.columns = vec![Arc::new(water), Arc::new(idm)];
        let view = pair_view(Lang::Id, &content, (0, 1)).unwrap();
        assert_eq!(view.cell_of[3], Some((2, 2)), "most without water, lowest index");
        assert_eq!(view.cell_of[0], Some((0, 0)));
        assert_eq!(view.cell_of[4], None);
        assert_eq!(view.unmeasured, 1);
        assert_eq!(view.cells.iter().flatten().sum::<usize>(), 4);
        assert_eq!(view.fills[4], Fill::NoData);
        assert!(view.scatter.figure.contains("ρ = −1,00 · n = 4"), "{}", view.scatter.figure);
        assert_eq!(cell_name(2, 2), "C3");
    }
}
