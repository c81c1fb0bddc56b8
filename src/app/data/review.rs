//! Rows without a sure match, their candidates, and where the reader stands among them.

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
}

impl Default for Review {
    fn default() -> Self {
        Self { file: String::new(), rows: Vec::new(), at: 0, candidate: 0, least: 90 }
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

    /// Rows still open whose best candidate is at least this sure; no village is given twice.
    pub fn sure(&self) -> Vec<(usize, &Choice)> {
        let least = f64::from(self.least) / 100.0;
        let mut taken: Vec<&str> = self
            .rows
            .iter()
            .filter_map(|row| match &row.said {
                Some(Said::Is(code)) => Some(code.as_str()),
                Some(Said::No) | None => None,
            })
            .collect();
        let mut sure = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let best = row.choices.first().filter(|c| c.score >= least - 1e-9);
            let Some(best) = best.filter(|_| row.said.is_none()) else { continue };
            let rivals = self.rows.iter().filter(|other| {
                other.said.is_none()
                    && other.choices.first().is_some_and(|c| c.code == best.code && c.score >= least - 1e-9)
            });
            if rivals.count() > 1 || taken.contains(&best.code.as_str()) {
                continue;
            }
            taken.push(&best.code);
            sure.push((i, best));
        }
        sure
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
    fn what_is_taken_all_at_once_gives_no_village_twice() {
        let rows = vec![
            row(1, &[("A", 0.95)]),
            row(2, &[("A", 0.92)]),
            row(3, &[("B", 0.90), ("C", 0.2)]),
            row(4, &[("D", 0.89)]),
            row(5, &[("E", 0.99)]),
        ];
        let mut review = Review { rows, ..Review::default() };
        review.rows[4].said = Some(Said::No);
        let sure: Vec<usize> = review.sure().iter().map(|(row, _)| *row).collect();
        assert_eq!(sure, [2], "rows 1 and 2 want the same village, row 4 is not sure enough");
    }
}
