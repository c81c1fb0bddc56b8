//! A village found by a few letters of its name or code, though it be written a little differently.

use super::alike::{Nearness, Written, nearness};
use super::village::Register;

/// The names of a register, made ready once.
#[derive(Debug, Default)]
pub struct Finder {
    names: Vec<Written>,
    codes: Vec<String>,
}

/// A village that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Position in the register.
    pub village: usize,
    /// 1 = as written; less = less alike.
    pub score: f64,
}

/// Less alike than this is not meant.
const LEAST: f64 = 0.62;

impl Finder {
    pub fn of(register: &Register) -> Self {
        Self {
            names: register.villages.iter().map(|v| Written::of(&v.name)).collect(),
            codes: register.villages.iter().map(|v| digits(v.code.as_str())).collect(),
        }
    }

    /// The best first; equals in the register's order. A code is found by its first digits, a name
    /// by its beginning, by a word in it, and last by likeness.
    pub fn find(&self, text: &str, most: usize) -> Vec<Hit> {
        let wanted = Written::of(text);
        let number = digits(text);
        let by_code = number.len() >= 4 && text.chars().all(|c| c.is_ascii_digit() || c == '.');
        let key = wanted.keys.first().cloned().unwrap_or_default();
        if key.is_empty() && !by_code {
            return Vec::new();
        }
        let mut hits: Vec<Hit> = Vec::new();
        for (village, (name, code)) in self.names.iter().zip(&self.codes).enumerate() {
            let score = if by_code {
                if code.starts_with(&number) { 1.0 } else { 0.0 }
            } else {
                score(&wanted, &key, name)
            };
            if score >= LEAST {
                hits.push(Hit { village, score });
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.village.cmp(&b.village)));
        hits.truncate(most);
        hits
    }
}

fn score(wanted: &Written, key: &str, name: &Written) -> f64 {
    let own = name.keys.first().map_or("", String::as_str);
    let share = key.len() as f64 / own.len().max(1) as f64;
    if own == key {
        1.0
    } else if own.starts_with(key) {
        0.9 + 0.09 * share
    } else if key.len() >= 3 && own.contains(key) {
        0.8 + 0.09 * share
    } else if key.len() >= 4 {
        // Letters only differ here; what begins otherwise is no misspelling of a short word.
        nearness(wanted, name).map_or(0.0, |n: Nearness| 0.79 * n.ratio.min(1.0))
    } else {
        0.0
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(names: &[&str]) -> Finder {
        let code = |i: usize| format!("740501{:04}", 2001 + i);
        Finder {
            names: names.iter().map(|n| Written::of(n)).collect(),
            codes: (0..names.len()).map(code).collect(),
        }
    }

    fn found(finder: &Finder, text: &str) -> Vec<usize> {
        finder.find(text, 5).into_iter().map(|hit| hit.village).collect()
    }

    #[test]
    fn the_beginning_comes_first_and_a_misspelling_is_still_found() {
        let finder = finder(&["Laonti", "Labuan Beropa", "Sumber Agung", "Wawolaonti", "Mokoau"]);
        assert_eq!(found(&finder, "laonti"), [0, 3]);
        assert_eq!(found(&finder, "sumberagung"), [2]);
        assert_eq!(found(&finder, "Soemberagoeng"), [2], "the old spelling");
        assert_eq!(found(&finder, "labuhan beropa"), [1]);
        assert_eq!(found(&finder, "Mokuau")[0], 4);
        assert!(found(&finder, "xyz").is_empty());
        assert!(found(&finder, "").is_empty());
    }

    #[test]
    fn a_code_is_found_by_its_first_digits() {
        let finder = finder(&["A", "B"]);
        assert_eq!(found(&finder, "74.05.01.2002"), [1]);
        assert_eq!(found(&finder, "740501"), [0, 1]);
        assert!(found(&finder, "74.06").is_empty());
    }
}
