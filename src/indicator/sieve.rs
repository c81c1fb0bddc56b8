//! Which villages are looked at: conditions on values and kecamatan, joined by *and* or *or*.
//!
//! A village without a value passes only a condition that asks for the missing; what has no number
//! is neither above nor below anything.

use crate::base::measure::Measure;

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    AtLeast(f64),
    AtMost(f64),
    /// Both ends count.
    Between(f64, f64),
    /// As it is written: rounds to this at so many decimals.
    Shown(f64, usize),
    HasValue,
    NoData,
    NotApplicable,
}

impl Test {
    pub fn passes(self, value: Measure) -> bool {
        match (self, value) {
            (Self::AtLeast(low), Measure::Measured(x)) => x >= low,
            (Self::AtMost(high), Measure::Measured(x)) => x <= high,
            (Self::Between(a, b), Measure::Measured(x)) => x >= a.min(b) && x <= a.max(b),
            (Self::Shown(wanted, decimals), Measure::Measured(x)) => {
                let unit = 10_f64.powi(decimals.min(9) as i32);
                (x * unit).round() == (wanted * unit).round()
            }
            (Self::HasValue, Measure::Measured(_))
            | (Self::NoData, Measure::Missing)
            | (Self::NotApplicable, Measure::NotApplicable) => true,
            (
                Self::AtLeast(_)
                | Self::AtMost(_)
                | Self::Between(..)
                | Self::Shown(..)
                | Self::HasValue,
                Measure::Missing | Measure::NotApplicable,
            )
            | (Self::NoData, Measure::Measured(_) | Measure::NotApplicable)
            | (Self::NotApplicable, Measure::Measured(_) | Measure::Missing) => false,
        }
    }
}

/// How conditions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Joined {
    /// All of them.
    #[default]
    And,
    /// Any of them.
    Or,
}

/// One condition: a column by its place among the project's, and what its value must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clause {
    pub column: usize,
    pub test: Test,
}

/// Everything together: the kecamatan (none = all) and the conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sieve {
    /// By their place in the register's list, rising.
    pub kecamatan: Vec<usize>,
    /// By their place in the register's list, rising.
    pub kabupaten: Vec<usize>,
    pub clauses: Vec<Clause>,
    pub joined: Joined,
}

impl Sieve {
    pub fn is_open(&self) -> bool {
        self.kecamatan.is_empty() && self.kabupaten.is_empty() && self.clauses.is_empty()
    }

    /// Puts a kecamatan in or takes it out.
    pub fn toggle_kecamatan(&mut self, kecamatan: usize) {
        toggle(&mut self.kecamatan, kecamatan);
    }

    pub fn toggle_kabupaten(&mut self, kabupaten: usize) {
        toggle(&mut self.kabupaten, kabupaten);
    }

    /// Whether each village passes. `kecamatan_of`, `kabupaten_of`: its region; `value`: of a
    /// column (`None` where there is no such column, which passes nobody).
    pub fn passes(
        &self,
        kecamatan_of: &[usize],
        kabupaten_of: &[usize],
        value: impl Fn(usize, usize) -> Option<Measure>,
    ) -> Vec<bool> {
        let within = |wanted: &[usize], of: &[usize], village: usize| {
            wanted.is_empty() || of.get(village).is_some_and(|at| wanted.contains(at))
        };
        let holds = |village: usize, clause: &Clause| {
            value(clause.column, village).is_some_and(|value| clause.test.passes(value))
        };
        (0..kecamatan_of.len())
            .map(|village| {
                let mut each = self.clauses.iter().map(|clause| holds(village, clause));
                within(&self.kecamatan, kecamatan_of, village)
                    && within(&self.kabupaten, kabupaten_of, village)
                    && match self.joined {
                        Joined::And => each.all(|holds| holds),
                        Joined::Or => self.clauses.is_empty() || each.any(|holds| holds),
                    }
            })
            .collect()
    }
}

fn toggle(list: &mut Vec<usize>, one: usize) {
    match list.binary_search(&one) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, one),
    }
}

/// What was typed into the field over a table: a number, a span, or words.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    Nothing,
    Value(Test),
    /// In small letters.
    Words(Vec<String>),
}

/// A number behind a mark as a condition.
type ToTest = fn(f64) -> Test;

/// Reads "12,4", "> 40", "≤ 1.234,5", "10–20" as people of the language write them; everything else
/// is words. `decimal` = the mark before decimals.
pub fn read_wanted(text: &str, decimal: char) -> Wanted {
    let text = text.trim();
    if text.is_empty() {
        return Wanted::Nothing;
    }
    let words =
        || Wanted::Words(text.to_lowercase().split_whitespace().map(str::to_owned).collect());
    let marks: [(&str, ToTest); 6] = [
        (">=", Test::AtLeast),
        ("≥", Test::AtLeast),
        ("<=", Test::AtMost),
        ("≤", Test::AtMost),
        (">", |x| Test::AtLeast(x.next_up())),
        ("<", |x| Test::AtMost(x.next_down())),
    ];
    for (mark, test) in marks {
        if let Some(rest) = text.strip_prefix(mark) {
            return number(rest, decimal).map_or_else(words, |(x, _)| Wanted::Value(test(x)));
        }
    }
    let rest = text.strip_prefix('=').unwrap_or(text);
    if let Some((x, decimals)) = number(rest, decimal) {
        return Wanted::Value(Test::Shown(x, decimals));
    }
    for dash in ["–", "..", " - ", "-"] {
        if let Some((low, high)) = text.split_once(dash)
            && let (Some((low, _)), Some((high, _))) = (number(low, decimal), number(high, decimal))
        {
            return Wanted::Value(Test::Between(low, high));
        }
    }
    words()
}

/// A number and how many decimals were written; groups of three are told by the other mark. A code
/// like 74.05.11.2020 is none.
fn number(text: &str, decimal: char) -> Option<(f64, usize)> {
    let text = text.trim().trim_end_matches('%').trim().replace('−', "-");
    let group = if decimal == ',' { '.' } else { ',' };
    let (whole, part) = text.split_once(decimal).map_or((text.as_str(), ""), |(w, p)| (w, p));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let plain = whole.strip_prefix('-').unwrap_or(whole);
    let mut groups = plain.split(group);
    let first = groups.next()?;
    let is_whole = !first.is_empty()
        && digits(first)
        && groups.clone().all(|g| g.len() == 3 && digits(g))
        && (groups.next().is_none() || first.len() <= 3);
    if !is_whole || !digits(part) {
        return None;
    }
    let number: f64 = format!("{}.{part}0", whole.replace(group, "")).parse().ok()?;
    Some((number, part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure::{Measured, Missing, NotApplicable};

    #[test]
    fn what_has_no_number_is_neither_above_nor_below() {
        for test in
            [Test::AtLeast(0.0), Test::AtMost(9e9), Test::Between(-9.0, 9.0), Test::HasValue]
        {
            assert!(!test.passes(Missing) && !test.passes(NotApplicable), "{test:?}");
        }
        assert!(Test::NoData.passes(Missing) && !Test::NoData.passes(NotApplicable));
        assert!(Test::NotApplicable.passes(NotApplicable));
        assert!(Test::Between(20.0, 10.0).passes(Measured(20.0)), "both ends, either way round");
        assert!(Test::Shown(12.4, 1).passes(Measured(12.36)), "as it is written");
    }

    #[test]
    fn conditions_are_joined_and_a_kecamatan_narrows_both() {
        let values = [[10.0, 1.0], [50.0, 1.0], [50.0, 9.0], [10.0, 9.0]];
        let value = |column: usize, village: usize| Some(Measured(values[village][column]));
        let mut sieve = Sieve {
            clauses: vec![
                Clause { column: 0, test: Test::AtLeast(40.0) },
                Clause { column: 1, test: Test::AtLeast(5.0) },
            ],
            ..Sieve::default()
        };
        let of = [0, 0, 1, 1];
        assert_eq!(sieve.passes(&of, &[0; 4], value), [false, false, true, false]);
        sieve.joined = Joined::Or;
        assert_eq!(sieve.passes(&of, &[0; 4], value), [false, true, true, true]);
        sieve.toggle_kecamatan(1);
        assert_eq!(sieve.passes(&of, &[0; 4], value), [false, false, true, true]);
        sieve.clauses.clear();
        assert_eq!(sieve.passes(&of, &[0; 4], value), [false, false, true, true]);
        sieve.toggle_kecamatan(1);
        assert!(sieve.is_open());
    }

    #[test]
    fn numbers_are_read_as_they_are_written_here() {
        let read = |text| read_wanted(text, ',');
        assert_eq!(read("12,4"), Wanted::Value(Test::Shown(12.4, 1)));
        assert_eq!(read("1.234"), Wanted::Value(Test::Shown(1234.0, 0)));
        assert_eq!(read("≥ 1.234,5"), Wanted::Value(Test::AtLeast(1234.5)));
        assert_eq!(read("10–20"), Wanted::Value(Test::Between(10.0, 20.0)));
        assert_eq!(read("10 - 20,5 %"), Wanted::Value(Test::Between(10.0, 20.5)));
        let Wanted::Value(above) = read("> 40") else { panic!("a number") };
        assert!(!above.passes(Measured(40.0)) && above.passes(Measured(40.01)));
        assert_eq!(read_wanted("1,234.5", '.'), Wanted::Value(Test::Shown(1234.5, 1)));
        assert_eq!(read("Batu Putih"), Wanted::Words(vec!["batu".into(), "putih".into()]));
        assert_eq!(read("74.05.11.2020"), Wanted::Words(vec!["74.05.11.2020".into()]));
        assert_eq!(read("  "), Wanted::Nothing);
    }
}
