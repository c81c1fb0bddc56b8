//! Two burdens in one village: how many bear both, and how much of each is there.

use std::sync::Arc;

use super::theme::{self, is_stunting};
use super::{Figure, Slide, figure, foot, short_name, theme_name};
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::lang::story::StorySay;
use crate::workflow::relate::of_values;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::together::whole;

/// Cases in the worst villages, in all that count, and what they are called.
struct Burden {
    own: f64,
    all: f64,
    name: String,
}

/// `None` where too few villages have both numbers.
pub fn pair(lang: Lang, snapshot: &Snapshot, [x, y]: [&Column; 2]) -> Option<Slide> {
    let found = of_values(x, y, &x.values, &y.values).ok()?;
    let worst: Vec<usize> =
        found.points.iter().filter(|p| p.class == (2, 2)).map(|p| p.village).collect();
    let (villages, of) = (worst.len(), found.points.len());
    let burdens: Vec<Burden> =
        [x, y].into_iter().filter_map(|column| burden(lang, snapshot, column, &worst)).collect();
    let mut figures: Vec<Figure> = burdens
        .iter()
        .filter(|b| b.all > 0.0)
        .map(|b| {
            let share = format!("{} %", fixed(lang, 100.0 * b.own / b.all, 0));
            figure(share, lang.story(&StorySay::ShareOf { name: b.name.clone() }))
        })
        .collect();
    if figures.is_empty() {
        let share = format!("{} %", fixed(lang, 100.0 * villages as f64 / of.max(1) as f64, 0));
        figures.push(figure(share, lang.story(&StorySay::ShareOfVillages)));
    }
    let cases = burdens.into_iter().map(|b| (b.own, b.name)).collect();
    let period = if x.period == y.period { x.period.clone() } else { String::new() };
    let (across, upright) = (theme_name(x), theme_name(y));
    Some(Slide {
        kicker: lang.story(&StorySay::PairKicker { across, upright, period }),
        title: lang.story(&StorySay::PairTitle { villages }),
        sentence: lang.story(&StorySay::PairSentence { villages, of, cases }),
        figures,
        foot: foot(lang, snapshot, &[x, y]),
        lit: worst,
        ..Slide::default()
    })
}

/// The cases behind a rate; `None` where nobody counted them.
fn burden(lang: Lang, snapshot: &Snapshot, column: &Column, villages: &[usize]) -> Option<Burden> {
    if let Some(Derived::Rate(rate)) = &column.indicator.rate_of {
        // Where a low rate is the bad one, the burden is who is not counted in it.
        let lacks = column.indicator.direction == Direction::WorseLow;
        let bearing = |(cases, of): (f64, f64)| if lacks { of - cases } else { cases };
        let own = match villages {
            [] => 0.0,
            villages => bearing(whole(snapshot, column, Some(villages))?.counts?),
        };
        let all = bearing(whole(snapshot, column, None)?.counts?);
        if lacks {
            let of = snapshot.column(&rate.denominator, None).ok();
            let of = of.map_or_else(String::new, |c| short_name(&c));
            let name = lang.story(&StorySay::Without { of, what: spoken(&theme_name(column)) });
            return Some(Burden { own, all, name });
        }
        let name = match &rate.numerators[..] {
            [one] => snapshot.column(one, None).ok().map(|c| short_name(&c)),
            _ => None,
        };
        let stunting = is_stunting(column).then(|| "balita stunting".to_owned());
        let name = stunting.or(name).unwrap_or_else(|| theme_name(column));
        return Some(Burden { own, all, name: spoken(&name) });
    }
    if column.indicator.direction == Direction::WorseLow {
        return None;
    }
    let count = counted(snapshot, column)?;
    let own = villages.iter().filter_map(|&i| count.values[i].value()).sum();
    let all = count.measured().sum();
    Some(Burden { own, all, name: spoken(&short_name(&count)) })
}

/// The count that a share speaks of: "persen_tanpa_air_layak" → "kk_tanpa_air_layak".
fn counted(snapshot: &Snapshot, column: &Column) -> Option<Arc<Column>> {
    let about = theme::about(&column.indicator.id);
    let fits = |c: &&Arc<Column>| {
        c.indicator.quantity == Quantity::Count
            && theme::about(&c.indicator.id) == about
            && c.period == column.period
    };
    snapshot.columns.iter().rev().find(fits).filter(|_| !about.is_empty()).cloned()
}

/// In the middle of a sentence: "Balita pendek" → "balita pendek", "KK tanpa air" stays.
fn spoken(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
