//! Families or persons of a list, each once: where they are and what they answered.

use std::collections::BTreeMap;

use super::answer::{Answer, EMPTY, UNREAD};
use super::hash::Disguise;
use crate::base::measure::Measure;

/// Who is in a list, disguised, for as long as a run lasts; see [`super::overlap`].
#[derive(Clone, Debug)]
pub struct Members {
    /// What the list is called: "P3KE", "PKH".
    pub label: String,
    pub id: String,
    pub unit_name: String,
    pub noun: String,
    /// Per family of the list: index into the register.
    pub villages: Vec<u32>,
    /// (disguised number, family of the list), sorted.
    pub links: Vec<(Disguise, u32)>,
    /// Whether a family has a number to be matched by.
    pub linked: Vec<bool>,
    pub unmatchable: usize,
    /// Whether persons' numbers (NIK), and families' (No KK), are among `links`.
    pub numbers: [bool; 2],
    /// What villages without a row have; `None` for the others.
    pub absent: Vec<Option<Measure>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    First,
    Again,
    /// Again, by a later date than all before.
    Later,
}

/// In the order of their first row.
pub(super) struct Entities {
    width: usize,
    by_id: BTreeMap<Disguise, u32>,
    pub villages: Vec<u32>,
    days: Vec<u32>,
    has_moved: Vec<bool>,
    answers: Vec<Answer>,
}

impl Entities {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            by_id: BTreeMap::new(),
            villages: Vec::new(),
            days: Vec::new(),
            has_moved: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// The one of this id, new if there is none; without an id always new.
    pub(super) fn find(&mut self, id: Option<Disguise>, village: usize, day: u32) -> (usize, Seen) {
        let next = self.villages.len();
        if let Some(id) = id {
            let known = *self.by_id.entry(id).or_insert(next as u32) as usize;
            if known < next {
                self.has_moved[known] |= self.villages[known] != village as u32;
                let seen = if day > self.days[known] { Seen::Later } else { Seen::Again };
                self.days[known] = self.days[known].max(day);
                return (known, seen);
            }
        }
        self.villages.push(village as u32);
        self.days.push(day);
        self.has_moved.push(false);
        self.answers.extend(std::iter::repeat_n(EMPTY, self.width));
        (next, Seen::First)
    }

    /// A later row replaces what earlier ones said; else only what they left open.
    pub(super) fn answer(&mut self, one: usize, field: usize, answer: Answer, seen: Seen) {
        let own = &mut self.answers[one * self.width + field];
        let is_open = *own == EMPTY || (*own == UNREAD && answer != EMPTY);
        if seen == Seen::Later || is_open {
            *own = answer;
        }
    }

    pub(super) fn answers_of(&self, field: usize) -> impl Iterator<Item = Answer> + '_ {
        self.answers.iter().skip(field).step_by(self.width.max(1)).copied()
    }

    /// How many stand in several villages.
    pub(super) fn moved(&self) -> usize {
        self.has_moved.iter().filter(|moved| **moved).count()
    }
}
