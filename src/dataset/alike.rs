//! Steps 3 and 4 of the ladder: how two names differ, and how alike that leaves them.
//!
//! Keys are what `name::village_keys` makes: capital letters and digits only.

use std::sync::OnceLock;

use super::name::fold;

/// A name in all the forms it is compared in.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub plain: String,
    pub keys: Vec<String>,
    folds: OnceLock<Vec<String>>,
}

impl Written {
    pub fn of(text: &str) -> Self {
        let keys = super::name::village_keys(text);
        Self { plain: super::name::plain(text), keys, folds: OnceLock::new() }
    }

    /// The keys in one spelling; made only for what is compared letter by letter.
    fn folds(&self) -> &[String] {
        self.folds.get_or_init(|| self.keys.iter().map(|key| fold(key)).collect())
    }
}

/// How near two names are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Nearness {
    /// Letters to change, the smaller of as written and folded; 0 = equal.
    pub distance: usize,
    /// Which pair of keys is that near.
    pub pair: (usize, usize),
    /// Equal as written, not only when folded.
    pub same_key: bool,
    /// The numbers at the end are one.
    pub same_number: bool,
    /// 0–1, as [`super::name::similarity`].
    pub ratio: f64,
    /// Length of the shorter key.
    pub length: usize,
}

/// The nearest pair of keys; `None` for a name without a key.
pub(super) fn nearness(a: &Written, b: &Written) -> Option<Nearness> {
    let mut best: Option<Nearness> = None;
    for (i, x) in a.keys.iter().enumerate() {
        for (j, y) in b.keys.iter().enumerate() {
            let found = pair_nearness((x, &a.folds()[i]), (y, &b.folds()[j]), (i, j));
            let better = best.is_none_or(|best| {
                let rank = |n: &Nearness| (!n.same_number, n.distance, !n.same_key);
                rank(&found) < rank(&best)
                    || (rank(&found) == rank(&best) && found.ratio > best.ratio)
            });
            if better {
                best = Some(found);
            }
        }
    }
    best
}

fn pair_nearness(x: (&str, &str), y: (&str, &str), pair: (usize, usize)) -> Nearness {
    let same_number = tail(x.0) == tail(y.0);
    let length = x.0.len().min(y.0.len());
    if x.0 == y.0 {
        return Nearness { distance: 0, pair, same_key: true, same_number, ratio: 1.0, length };
    }
    let (plain, folded) = (distance(x.0, y.0), distance(x.1, y.1));
    let share = |d: usize, a: &str, b: &str| 1.0 - d as f64 / a.len().max(b.len()).max(1) as f64;
    let numbers = if same_number { 1.0 } else { 0.8 };
    let part = if is_part(x.0, y.0) { 0.7 } else { 0.0 };
    let ratio = f64::midpoint(share(plain, x.0, y.0), share(folded, x.1, y.1)).max(part) * numbers;
    Nearness { distance: plain.min(folded), pair, same_key: false, same_number, ratio, length }
}

/// "Kandang" and "Meunasah Kandang", "Astambul" and "Astambul Kota".
pub(super) fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 4 && (long.starts_with(short) || long.ends_with(short))
}

fn tail(key: &str) -> &str {
    &key[key.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
}

/// A name in a cell may be a page of text: beyond this nothing is compared letter by letter.
const LONGEST: usize = 64;

/// Letters to insert, drop or change; two neighbours that changed places count as one.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[1][j - 1] + cost).min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

/// The rules of the fold that tell two spellings apart: (written, read as); ("", "") stands for a
/// doubled letter.
pub(super) fn spelling_rules(a: &str, b: &str) -> Vec<(&'static str, &'static str)> {
    let (mut a, mut b) = (a.to_owned(), b.to_owned());
    let mut rules = Vec::new();
    for (from, to) in super::name::FOLDS {
        if a.matches(from).count() != b.matches(from).count() {
            rules.push((from, to));
        }
        (a, b) = (a.replace(from, to), b.replace(from, to));
    }
    if a != b {
        rules.push(("", ""));
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> Nearness {
        nearness(&Written::of(a), &Written::of(b)).unwrap()
    }

    #[test]
    fn letters_are_counted_and_neighbours_that_changed_places_once() {
        assert_eq!(distance("MATABENUA", "WATABENUA"), 1);
        assert_eq!(distance("LAEYA", "LEAYA"), 1);
        assert_eq!(distance("ABC", ""), 3);
        assert_eq!(distance("KOLONO", "KOLONO"), 0);
        assert_eq!(distance("PAMBULSAJAYA", "POMBULAJAYA"), 2);
    }

    #[test]
    fn old_spelling_is_folded_and_said() {
        let found = near("Soekadjaya", "Sukajaya");
        assert_eq!((found.distance, found.same_key), (0, false));
        assert_eq!(
            spelling_rules("SOEKADJAYA", "SUKAJAYA"),
            [("OE", "U"), ("DJ", "J")],
            "what both write alike is not told"
        );
        assert_eq!(spelling_rules("PUUNGGONI", "PUUNGONI"), [("NGG", "NG")]);
        assert_eq!(spelling_rules("LAKARRA", "LAKARA"), [("", "")]);
    }

    #[test]
    fn another_number_is_another_village() {
        assert!(!near("Badak 1", "Badak II").same_number);
        assert!(near("Gas Alam Badak I", "GAS ALAM BADAK SATU").same_key);
    }
}
