//! What the review screen shows: rows without a sure village on the left, what they may be on the
//! right, the villages that have no row, and the kecamatan that were bridged.

use std::collections::BTreeSet;

use super::crosswalk::Decision;
use super::join::{Bridge, Candidate, Joined, Unmatched};
use super::village::Register;
use crate::base::code::VillageCode;
use crate::lang::Lang;
use crate::lang::matching::Reason;

/// A row that waits for a person, or was left by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// As the spreadsheet numbers it.
    pub row: u32,
    pub text: &'a str,
    /// For a decision about it.
    pub key: &'a str,
    /// Best first.
    pub candidates: &'a [Candidate],
    pub state: State,
    /// Other rows of the table with the same key, such as other years: one decision serves all.
    pub rows: usize,
}

/// What a person did about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Open,
    /// Some candidates were refused.
    Refused,
    /// The village was split: its figure waits.
    Split,
    /// Left without a village.
    Left,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Review<'a> {
    /// One for each different key, in the table's order.
    pub rows: Vec<Row<'a>>,
    /// Villages of the register that no row has, in its order.
    pub free: Vec<usize>,
    pub bridges: &'a [Bridge],
}

/// Gathers what a person has to look at.
pub fn rows<'a>(register: &Register, joined: &'a Joined) -> Review<'a> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut known = std::collections::BTreeMap::<&str, usize>::new();
    for unmatched in &joined.unmatched {
        if let Some(&at) = known.get(unmatched.key.as_str()) {
            rows[at].rows += 1;
            continue;
        }
        known.insert(&unmatched.key, rows.len());
        rows.push(Row {
            row: unmatched.row,
            text: &unmatched.text,
            key: &unmatched.key,
            candidates: &unmatched.candidates,
            state: state(unmatched),
            rows: 1,
        });
    }
    let taken: BTreeSet<usize> = joined.matched.iter().map(|m| m.village).collect();
    let free = (0..register.len()).filter(|village| !taken.contains(village)).collect();
    Review { rows, free, bridges: &joined.bridges }
}

fn state(unmatched: &Unmatched) -> State {
    match unmatched.decision {
        None | Some(Decision::Accept(_)) => State::Open,
        Some(Decision::Not(_)) => State::Refused,
        Some(Decision::Split(_)) => State::Split,
        Some(Decision::Leave) => State::Left,
    }
}

/// Why a candidate is one, in words: the main reason first.
pub fn reasons(candidate: &Candidate, lang: Lang) -> Vec<String> {
    std::iter::once(&candidate.why).chain(&candidate.also).map(|r| lang.reason(r)).collect()
}

/// The decisions that accept every best suggestion at or above a score: only where it is clearly
/// the best, wanted by one row, and of the row's own kecamatan or one split off it.
pub fn at_or_above(joined: &Joined, least: f64) -> Vec<(String, Decision)> {
    let review = |unmatched: &&Unmatched| state(unmatched) <= State::Refused;
    let mut wanted: std::collections::BTreeMap<&VillageCode, BTreeSet<&str>> =
        std::collections::BTreeMap::new();
    for unmatched in joined.unmatched.iter().filter(review) {
        let Some(best) = unmatched.candidates.first() else { continue };
        let next = unmatched.candidates.get(1).map_or(0.0, |next| next.score);
        if best.score >= least && best.score - next >= CLEAR && may_be_taken(&best.why) {
            wanted.entry(&best.code).or_default().insert(&unmatched.key);
        }
    }
    let one = wanted.into_iter().filter(|(_, keys)| keys.len() == 1);
    let mut decisions: Vec<(String, Decision)> = one
        .flat_map(|(code, keys)| {
            keys.into_iter().map(|key| (key.to_owned(), Decision::Accept(code.clone())))
        })
        .collect();
    decisions.sort_by(|a, b| a.0.cmp(&b.0));
    decisions
}

/// The decision that refuses one more village for a row.
pub fn refuse(earlier: Option<&Decision>, code: &VillageCode) -> Decision {
    let mut codes = match earlier {
        Some(Decision::Not(codes)) => codes.clone(),
        Some(Decision::Accept(_) | Decision::Leave | Decision::Split(_)) | None => Vec::new(),
    };
    if !codes.contains(code) {
        codes.push(code.clone());
    }
    codes.sort();
    Decision::Not(codes)
}

/// So much better than the next must a suggestion be to be taken unseen.
pub(super) const CLEAR: f64 = 0.08;

/// Whether a suggestion may be taken without being looked at, where the user asks for all above a
/// score.
pub(super) fn may_be_taken(why: &Reason) -> bool {
    match why {
        Reason::SameName
        | Reason::OldCode { .. }
        | Reason::Spelling { .. }
        | Reason::Letters { .. }
        | Reason::SimilarName
        | Reason::OtherNumber
        | Reason::NoKecamatan
        | Reason::MovedKecamatan { .. } => true,
        Reason::OtherKecamatan
        | Reason::SameCode
        | Reason::Split { .. }
        | Reason::LastLeft
        | Reason::Bridged { .. } => false,
    }
}
