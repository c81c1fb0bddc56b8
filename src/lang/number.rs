//! Numbers and dates as people read them: `1.234,5` in Indonesian, `1,234.5` in English.

use super::{Lang, id};

/// The digits after rounding: a half as it is written (34,65) goes up, as a person and a spreadsheet
/// round it, though the nearest binary number lies a little below.
fn rounded(value: f64, decimals: usize) -> String {
    let written = value.to_string();
    let fraction = written.split_once('.').map_or("", |(_, fraction)| fraction);
    let is_half = fraction.len() == decimals + 1 && fraction.ends_with('5');
    let value = if is_half { value * (1.0 + 4.0 * f64::EPSILON) } else { value };
    format!("{value:.decimals$}")
}

/// A number with exactly `decimals` places; the minus is the typographic one.
pub fn fixed(lang: Lang, value: f64, decimals: usize) -> String {
    let (thousand, decimal) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    let plain = rounded(value.abs(), decimals);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    let is_zero = plain.bytes().all(|b| matches!(b, b'0' | b'.'));
    if value < 0.0 && !is_zero {
        text.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(thousand);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

/// A whole count.
pub fn count(lang: Lang, value: usize) -> String {
    fixed(lang, value as f64, 0)
}

/// A round number as people say it: "1,5 miliar", "500 juta"; smaller ones in full.
pub fn large(lang: Lang, value: f64, decimals: usize) -> String {
    let (unit, words) = match value.abs() {
        x if x >= 1e9 => (1e9, [" miliar", " billion"]),
        x if x >= 1e6 => (1e6, [" juta", " million"]),
        _ => return fixed(lang, value, decimals),
    };
    let word = match lang {
        Lang::Id => words[0],
        Lang::En => words[1],
    };
    let scaled = value / unit;
    let exact = |places: usize| {
        let step = 10_f64.powi(places as i32);
        ((scaled * step).round() / step - scaled).abs() < 1e-9 * scaled.abs()
    };
    fixed(lang, scaled, (0..3).find(|&places| exact(places)).unwrap_or(3)) + word
}

/// A number with as few decimals as it needs, four at most.
pub fn short(lang: Lang, value: f64) -> String {
    let near = |decimals: i32| {
        let scale = 10_f64.powi(decimals);
        (value * scale - (value * scale).round()).abs() <= 1e-9 * (value * scale).abs().max(1.0)
    };
    let decimals = (0..4).find(|d| near(*d)).unwrap_or(4);
    fixed(lang, value, decimals as usize)
}

/// How many decimals tell the values of a column apart: 0 for counts, 1 for percentages, up to 4
/// for indices between 0 and 1.
pub fn decimals_for(values: impl Iterator<Item = f64>) -> usize {
    let (mut largest, mut whole) = (0.0_f64, true);
    for value in values {
        largest = largest.max(value.abs());
        whole &= value.fract() == 0.0;
    }
    match largest {
        _ if whole => 0,
        x if x <= 2.0 => 4,
        x if x < 1000.0 => 1,
        _ => 0,
    }
}

/// Which side of a limit is meant, the limit with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Above,
    Below,
}

/// A limit with so few decimals (`least` or more) that who reads it still counts the values on its
/// side that the limit itself has there.
pub fn telling(
    lang: Lang,
    limit: f64,
    side: Side,
    values: impl Iterator<Item = f64>,
    least: usize,
) -> String {
    const MOST: usize = 9;
    let values: Vec<f64> = values.collect();
    let is_in = |v: f64, edge: f64| match side {
        Side::Above => v >= edge,
        Side::Below => v <= edge,
    };
    let said = (least..MOST).find_map(|decimals| {
        let unit = 10_f64.powi(decimals as i32);
        let outward = match side {
            Side::Above => (limit * unit).floor() / unit,
            Side::Below => (limit * unit).ceil() / unit,
        };
        let same = |edge: &f64| values.iter().all(|&v| is_in(v, limit) == is_in(v, *edge));
        let found = [(limit * unit).round() / unit, outward].into_iter().find(same);
        found.map(|edge| fixed(lang, edge, decimals))
    });
    said.unwrap_or_else(|| fixed(lang, limit, MOST))
}

/// A change with its sign: "+12", "−1.234".
pub fn signed(lang: Lang, n: i64) -> String {
    let sign = match n {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    let size = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
    format!("{sign}{}", count(lang, size))
}

/// `2026-11-22` → "22 November 2026"; text that is no ISO date stays as it is.
pub fn date(lang: Lang, iso: &str) -> String {
    let months = match lang {
        Lang::Id => id::said_date::MONTHS,
        Lang::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    let parts: Vec<u32> =
        iso.get(..10).unwrap_or("").split('-').filter_map(|p| p.parse().ok()).collect();
    match parts[..] {
        [year, month @ 1..=12, day] => format!("{day} {} {year}", months[month as usize - 1]),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_dots_and_decimals_commas_in_indonesian() {
        assert_eq!(fixed(Lang::Id, 1_234_567.25, 1), "1.234.567,3");
        assert_eq!(fixed(Lang::En, 1_234.5, 1), "1,234.5");
        assert_eq!(short(Lang::Id, 1_234.5), "1.234,5");
        assert_eq!(short(Lang::Id, 0.1 + 0.2), "0,3");
        assert_eq!(short(Lang::Id, 1.0 / 3.0), "0,3333");
        assert_eq!(fixed(Lang::Id, -0.04, 1), "0,0");
        assert_eq!(fixed(Lang::Id, -12.5, 1), "−12,5");
        // As written, not as the nearest binary number.
        assert_eq!(fixed(Lang::Id, 34.65, 1), "34,7");
        assert_eq!(fixed(Lang::Id, 34.649, 1), "34,6");
        assert_eq!(fixed(Lang::Id, 0.5, 0), "1");
        assert_eq!(date(Lang::Id, "2026-03-02"), "2 Maret 2026");
    }

    #[test]
    fn a_limit_is_said_so_that_the_reader_counts_the_same_values() {
        let said =
            |limit, side, values: &[f64]| telling(Lang::Id, limit, side, values.iter().copied(), 1);
        assert_eq!(said(10.99, Side::Above, &[10.99, 12.0]), "10,9");
        assert_eq!(said(10.99, Side::Above, &[10.95, 10.99]), "10,99");
        assert_eq!(said(10.66, Side::Above, &[10.67, 10.7]), "10,6");
        assert_eq!(said(10.66, Side::Above, &[10.5, 10.7]), "10,7");
        assert_eq!(said(0.55, Side::Below, &[0.55, 0.7]), "0,6");
        assert_eq!(said(0.51, Side::Below, &[0.51, 0.55]), "0,51");
    }
}
