//! Need against programmes in nine colours: who is left blank, and where programmes pile up.

use crate::base::measure::Measure;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::number::count;
use crate::output::bivariate;
use crate::output::symbology::{Fill, MapColours, Rgb};
use crate::workflow::programs::convergence::{Convergence, Needy};

/// Row: how needy; column: none, few or many programmes. The same bounds as the rule's, so that the
/// two strong colours are its two lists.
pub fn cells(found: &Convergence) -> Vec<Option<bivariate::Cell>> {
    let cell = |v: usize| {
        let row = match found.needy[v] {
            Needy::Unknown => return None,
            Needy::Low => 0,
            Needy::Middle => 1,
            Needy::High => 2,
        };
        let column = match found.villages[v].programmes {
            0 => 0,
            n if n < found.rule.many => 1,
            _ => 2,
        };
        Some((row, column))
    };
    (0..found.villages.len()).map(cell).collect()
}

pub fn fills(found: &Convergence) -> Vec<Fill> {
    let fill = |(v, cell): (usize, Option<bivariate::Cell>)| {
        cell.map_or_else(
            || unknown(found, v),
            |(row, column)| Fill::Own(bivariate::EFFORT[usize::from(row)][usize::from(column)]),
        )
    };
    cells(found).into_iter().enumerate().map(fill).collect()
}

/// A village whose need nobody knows: a kelurahan has no IDM, a desa may lack it.
pub fn unknown(found: &Convergence, v: usize) -> Fill {
    match found.need.as_ref().map(|column| column.values[v]) {
        Some(Measure::NotApplicable) => Fill::NotApplicable,
        _ => Fill::NoData,
    }
}

/// Every colour that the map paints, with its villages: the most pressing first.
pub fn legend(lang: Lang, found: &Convergence) -> Vec<(Rgb, String)> {
    let cells = cells(found);
    let of = |cell: Option<bivariate::Cell>| cells.iter().filter(|own| **own == cell).count();
    let nine = [
        ((2, 0), W::PairBlank),
        ((2, 1), W::PairFew),
        ((2, 2), W::PairMet),
        ((1, 0), W::PairMiddleBlank),
        ((1, 1), W::PairMiddle),
        ((1, 2), W::PairMiddleMany),
        ((0, 0), W::PairLowBlank),
        ((0, 1), W::PairCalm),
        ((0, 2), W::PairPile),
    ];
    let all = nine.into_iter().map(|(cell, word)| {
        let (row, column): (u8, u8) = cell;
        let rgb = bivariate::EFFORT[usize::from(row)][usize::from(column)];
        (rgb, lang.programme(word), of(Some(cell)))
    });
    let open = |fill: Fill| {
        (0..cells.len()).filter(|v| cells[*v].is_none() && unknown(found, *v) == fill).count()
    };
    let light = MapColours::LIGHT;
    let nobody = (light.no_data, lang.word(Word::NoDataShort), open(Fill::NoData));
    let none =
        (light.not_applicable, lang.word(Word::NotApplicableShort), open(Fill::NotApplicable));
    let is_painted = |(_, _, villages): &(Rgb, &str, usize)| *villages > 0;
    let said = |(rgb, word, villages)| (rgb, format!("{word} · {}", count(lang, villages)));
    all.chain([nobody, none]).filter(is_painted).map(said).collect()
}
