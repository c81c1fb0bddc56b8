//! Rows without a sure match, their candidates, and where the reader stands among them.

use std::collections::BTreeMap;

/// A village that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Position in the register.
    pub village: usize,
    pub code: String,
    pub name: String,
    pub kecamatan: String,
    pub score: f64,
    /// Why, in words.
    pub reason: String,
}

/// What a person said about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The code of the village.
    Is(String),
    /// None of them.
    No,
}

/// A row of the table that is no village's for sure.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRow {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// What the row says of its village.
    pub text: String,
    pub kecamatan: String,
    /// By which a decision is known again.
    pub key: String,
    pub choices: Vec<Choice>,
    pub said: Option<Said>,
    /// Header and text of the row's own cells.
    pub cells: Vec<(String, String)>,
}

/// The review screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub file: String,
    pub rows: Vec<ReviewRow>,
    pub at: usize,
    /// Which candidate is pointed at.
    pub candidate: usize,
    /// "Accept all at or above", in percent.
    pub least: u32,
    /// What would be accepted at each of the levels: key and code.
    pub sure_at: BTreeMap<u32, Vec<(String, String)>>,
    /// Villages that no row has: any of them can be chosen by hand.
    pub free: Vec<Choice>,
}

/// The scores that can be chosen, in percent.
pub const LEVELS: [u32; 5] = [98, 95, 90, 85, 80];

impl Default for Review {
    fn default() -> Self {
        Self {
            file: String::new(),
            rows: Vec::new(),
            at: 0,
            candidate: 0,
            least: 90,
            sure_at: BTreeMap::new(),
            free: Vec::new(),
        }
    }
}

/// A step of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    /// A candidate by number, from 0.
    Candidate(usize),
    Row(usize),
    /// A village that was not suggested, by its place in the register.
    Other(usize),
}

impl Review {
    pub fn row(&self) -> Option<&ReviewRow> {
        self.rows.get(self.at)
    }

    pub fn choice(&self) -> Option<&Choice> {
        self.row()?.choices.get(self.candidate)
    }

    pub fn go(&mut self, step: Move) {
        let last = self.rows.len().saturating_sub(1);
        let choices = self.row().map_or(0, |row| row.choices.len());
        match step {
            Move::Up => self.stand(self.at.saturating_sub(1)),
            Move::Down => self.stand((self.at + 1).min(last)),
            Move::Row(row) => self.stand(row.min(last)),
            Move::Left => self.candidate = self.candidate.saturating_sub(1),
            Move::Right => {
                self.candidate = (self.candidate + 1).min(choices.saturating_sub(1));
            }
            Move::Candidate(at) if at < choices => self.candidate = at,
            Move::Candidate(_) => {}
            Move::Other(village) => self.take_other(village),
        }
    }

    /// A village that somebody knows to be meant becomes one of the row's candidates.
    fn take_other(&mut self, village: usize) {
        let Some(other) = self.free.iter().find(|choice| choice.village == village).cloned() else {
            return;
        };
        let Some(row) = self.rows.get_mut(self.at) else { return };
        let known = row.choices.iter().position(|choice| choice.village == village);
        self.candidate = known.unwrap_or_else(|| {
            row.choices.push(other);
            row.choices.len() - 1
        });
    }

    /// Free villages whose name or kecamatan has every word of the text.
    pub fn others(&self, text: &str, most: usize) -> Vec<&Choice> {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let has = |choice: &&Choice| {
            let all =
                format!("{} {} {}", choice.name, choice.kecamatan, choice.code).to_lowercase();
            words.iter().all(|word| all.contains(word))
        };
        if words.is_empty() {
            Vec::new()
        } else {
            self.free.iter().filter(has).take(most).collect()
        }
    }

    fn stand(&mut self, row: usize) {
        if row != self.at {
            self.candidate = 0;
        }
        self.at = row;
        // A row that was decided shows what was decided.
        if let Some(ReviewRow { said: Some(Said::Is(code)), choices, .. }) = self.row() {
            self.candidate = choices.iter().position(|c| c.code == *code).unwrap_or(0);
        }
    }

    /// The next row that nothing was said about; the list moves on by itself.
    pub fn go_on(&mut self) {
        let after = (self.at + 1..self.rows.len()).chain(0..self.at);
        let open = after.into_iter().find(|&i| self.rows[i].said.is_none());
        if let Some(row) = open {
            self.stand(row);
        }
    }

    /// Rows still open that are accepted together at the chosen score, with the code of each.
    pub fn sure(&self) -> Vec<(usize, &str)> {
        let Some(sure) = self.sure_at.get(&self.least) else { return Vec::new() };
        let open =
            |key: &str| self.rows.iter().position(|row| row.key == key && row.said.is_none());
        sure.iter().filter_map(|(key, code)| Some((open(key)?, code.as_str()))).collect()
    }

    /// A new reading of the same table: rows that were decided stay in their place to be seen.
    pub fn take_in(&mut self, new: Self, said: &BTreeMap<String, Said>) {
        if self.file != new.file {
            *self = new;
            return;
        }
        let mut rows: Vec<ReviewRow> = Vec::new();
        for mut old in std::mem::take(&mut self.rows) {
            if let Some(now) = new.rows.iter().find(|row| row.key == old.key && row.row == old.row)
            {
                rows.push(now.clone());
            } else if let Some(said) = said.get(&old.key) {
                old.said = Some(said.clone());
                rows.push(old);
            }
        }
        for row in new.rows.clone() {
            if !rows.iter().any(|known| known.key == row.key && known.row == row.row) {
                rows.push(row);
            }
        }
        self.rows = rows;
        self.sure_at = new.sure_at;
        self.free = new.free;
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    pub fn decided(&self) -> usize {
        self.rows.iter().filter(|row| row.said.is_some()).count()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn row(row: u32, choices: &[(&str, f64)]) -> ReviewRow {
        ReviewRow {
            row,
            text: format!("Desa {row}"),
            kecamatan: "Kolono".to_owned(),
            key: format!("k{row}"),
            choices: choices
                .iter()
                .map(|(code, score)| Choice {
                    village: 0,
                    code: (*code).to_owned(),
                    name: (*code).to_owned(),
                    kecamatan: String::new(),
                    score: *score,
                    reason: String::new(),
                })
                .collect(),
            said: None,
            cells: Vec::new(),
        }
    }

    #[test]
    fn the_reader_moves_and_stays_inside() {
        let rows = vec![row(5, &[("A", 0.9), ("B", 0.5)]), row(6, &[]), row(7, &[("C", 0.8)])];
        let mut review = Review { rows, ..Review::default() };
        review.go(Move::Up);
        assert_eq!(review.at, 0);
        review.go(Move::Right);
        review.go(Move::Right);
        assert_eq!(review.choice().unwrap().code, "B");
        review.go(Move::Down);
        assert_eq!((review.at, review.candidate), (1, 0));
        review.go(Move::Candidate(3));
        assert!(review.choice().is_none());
        review.rows[1].said = Some(Said::No);
        review.rows[2].said = Some(Said::Is("C".to_owned()));
        review.go_on();
        assert_eq!(review.at, 0, "the only open row");
        assert_eq!(review.decided(), 2);
    }

    #[test]
    fn what_is_taken_all_at_once_leaves_decided_rows_alone() {
        let rows = vec![row(1, &[("A", 0.95)]), row(2, &[("B", 0.92)]), row(3, &[("C", 0.9)])];
        let sure = |key: &str, code: &str| (key.to_owned(), code.to_owned());
        let sure_at = [(90, vec![sure("k1", "A"), sure("k3", "C")]), (95, vec![sure("k1", "A")])];
        let mut review = Review { rows, sure_at: sure_at.into(), ..Review::default() };
        assert_eq!(review.sure(), [(0, "A"), (2, "C")]);
        review.rows[0].said = Some(Said::No);
        assert_eq!(review.sure(), [(2, "C")]);
        review.least = 95;
        assert!(review.sure().is_empty());
    }
}
