//! Tables on their way in: the one on the screen, those that wait, and what is being typed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Tick;
use super::review::{Review, Said};
use crate::app::view::import::{ImportView, QuestionView, Role};
use crate::indicator::definition::Direction;
use crate::indicator::definition::SourceKind;
use crate::indicator::question::Answer;

/// The two pages of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Page {
    #[default]
    Sheet,
    Review,
}

/// A change of what was guessed.
#[derive(Clone, Debug, PartialEq)]
pub enum Guess {
    Sheet(String),
    HeaderRow(Option<u32>),
    DataRow(Option<u32>),
    Period(String),
    Kind(SourceKind),
    /// A column, by letter, and what it is for.
    Role {
        letter: String,
        role: Role,
    },
    Answer(Answer),
    /// An indicator, by the key of its line.
    Take {
        key: String,
    },
    /// Several, by their keys, all on or all off.
    TakeAll {
        keys: Vec<String>,
        tick: Tick,
    },
    Unit {
        key: String,
        unit: String,
    },
    Direction {
        key: String,
        direction: Direction,
    },
}

/// The import dialog.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Importing {
    pub file: PathBuf,
    /// Tables that come after this one.
    pub queue: Vec<PathBuf>,
    /// Position of this one, from 1, and how many there are in all.
    pub at: usize,
    pub of: usize,
    pub page: Page,
    pub view: ImportView,
    /// Every question that was asked of this table, answered ones too.
    pub questions: Vec<QuestionView>,
    pub review: Review,
    /// What is being typed.
    pub period: String,
    pub header_row: String,
    pub data_row: String,
    /// By which an indicator is found among many.
    pub find: String,
    /// A new reading is under way.
    pub reading: bool,
}

impl Importing {
    pub fn of(files: Vec<PathBuf>) -> Option<Self> {
        let of = files.len();
        let mut queue = files;
        if queue.is_empty() {
            return None;
        }
        let file = queue.remove(0);
        Some(Self { file, queue, at: 1, of, reading: true, ..Self::default() })
    }

    /// The next table takes this one's place; `None` after the last.
    pub fn next(&self) -> Option<Self> {
        let mut queue = self.queue.clone();
        if queue.is_empty() {
            return None;
        }
        let file = queue.remove(0);
        Some(Self { file, queue, at: self.at + 1, of: self.of, reading: true, ..Self::default() })
    }

    /// Takes a new view of the draft in; what is typed follows it.
    pub fn show(&mut self, view: ImportView, review: Review, said: &BTreeMap<String, Said>) {
        let row = |row: Option<u32>| row.map(|n| n.to_string()).unwrap_or_default();
        self.period.clone_from(&view.period);
        self.header_row = row(view.header_row);
        self.data_row = row(view.data_row);
        for asked in &view.questions {
            match self.questions.iter_mut().find(|q| q.key == asked.key) {
                Some(known) => known.clone_from(asked),
                None => self.questions.push(asked.clone()),
            }
        }
        self.view = view;
        self.review.take_in(review, said);
        self.reading = false;
    }

    /// Marks the answer; the question stays to be seen.
    pub fn answered(&mut self, answer: &Answer) {
        for question in &mut self.questions {
            if let Some(at) = question.choices.iter().position(|(choice, _)| choice == answer) {
                question.chosen = Some(at);
            }
        }
    }

    pub fn can_import(&self) -> bool {
        !self.reading && self.view.stop.is_none() && self.view.matched > 0
    }
}
