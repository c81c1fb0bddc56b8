//! Steps 1 and 2 of the ladder: names that are equal inside their kecamatan, as written or after
//! the rules. These join; what is only alike is `join_suggest`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::alike::Written;
use super::join_places::{Places, Reach};
use super::join_rows::{Rows, Saying};
use super::name;
use super::village::{Kind, Register, Village};

/// The exact steps, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Upper case and trim.
    Plain,
    /// Rules and squash, the whole name.
    Key,
    /// Also what stands in brackets or beside a slash.
    Other,
}

pub(super) const STEPS: [Step; 3] = [Step::Plain, Step::Key, Step::Other];

/// The rows' words against the register's.
pub(super) struct Names<'a> {
    pub register: &'a Register,
    pub rows: Rows,
    pub places: Places,
    pub reach: Vec<Reach>,
    /// By village, made when it is asked for: most of a nation's never are.
    written: Vec<OnceLock<Written>>,
    /// Key that a row says → villages of the whole register.
    bearers: BTreeMap<String, Vec<usize>>,
    /// Place that a row surely means → name as compared at the step → villages.
    at_step: [BTreeMap<usize, BTreeMap<String, Vec<usize>>>; 3],
}

/// The villages of the whole register that bear a key some row says.
pub(super) fn bearers<'r>(register: &Register, rows: &'r Rows) -> BTreeMap<&'r str, Vec<usize>> {
    let said: BTreeSet<&str> =
        rows.sayings.iter().flat_map(|s| &s.written.keys).map(String::as_str).collect();
    let keys = |(at, village): (usize, &Village)| {
        let keys = name::village_keys(&village.name).into_iter();
        keys.filter_map(|key| said.get(key.as_str()).map(|said| (*said, at))).collect::<Vec<_>>()
    };
    let found: Vec<Vec<(&str, usize)>> =
        register.villages.par_iter().enumerate().map(keys).collect();
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (key, village) in found.into_iter().flatten() {
        bearers.entry(key).or_default().push(village);
    }
    bearers
}

impl<'a> Names<'a> {
    pub fn of(
        register: &'a Register,
        rows: Rows,
        places: Places,
        reach: Vec<Reach>,
        bearers: BTreeMap<String, Vec<usize>>,
    ) -> Self {
        let written = vec![OnceLock::new(); register.len()];
        let at_step = Default::default();
        let mut names = Self { register, rows, places, reach, written, bearers, at_step };
        let sure: BTreeSet<usize> = names.reach.iter().flat_map(|r| &r.sure).copied().collect();
        for (at, step) in STEPS.into_iter().enumerate() {
            let index =
                |&place: &usize| (place, names.index(&names.places.all[place].villages, step));
            names.at_step[at] = sure.iter().map(index).collect();
        }
        names
    }

    /// A village's name in all its forms.
    pub fn written(&self, village: usize) -> &Written {
        self.written[village].get_or_init(|| Written::of(&self.register.villages[village].name))
    }

    fn index(&self, villages: &[usize], step: Step) -> BTreeMap<String, Vec<usize>> {
        let mut index = BTreeMap::<String, Vec<usize>>::new();
        for &village in villages {
            for name in compared(self.written(village), step) {
                index.entry(name.to_owned()).or_default().push(village);
            }
        }
        index
    }

    /// The villages of the row's own kecamatan that its name fits at this step.
    pub fn hits(&self, saying: &Saying, step: Step) -> Vec<usize> {
        let mut hits: Vec<usize> = Vec::new();
        for &place in &self.reach[saying.unit].sure {
            for name in compared(&saying.written, step) {
                let found = self.at_step[step as usize][&place].get(name);
                hits.extend(found.into_iter().flatten());
            }
        }
        hits.sort_unstable();
        hits.dedup();
        // "Kel. Andoolo" and "Desa Andoolo" in one kecamatan are told apart by what they say.
        if hits.len() > 1
            && let Some(kind) = saying.kind
        {
            hits.retain(|&v| self.register.villages[v].kind == kind);
        }
        // A puskesmas is no kecamatan: its name helps only a name that the kabupaten has once.
        if self.rows.units[saying.unit].by_puskesmas && self.everywhere(saying).len() != 1 {
            return Vec::new();
        }
        hits
    }

    /// Every village of the row's kabupaten with one of its keys.
    pub fn everywhere(&self, saying: &Saying) -> Vec<usize> {
        let keys = &saying.written.keys;
        let mut found: Vec<usize> =
            keys.iter().filter_map(|key| self.bearers.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether two rows name one village: "UPT Kolono" is not Kolono, nor a kelurahan the desa.
    pub fn same_village(a: &Saying, b: &Saying, step: Step) -> bool {
        if a.written.plain == b.written.plain {
            return true;
        }
        let kinds = [a.kind, b.kind].into_iter().flatten().collect::<Vec<Kind>>();
        let parted = kinds.len() == 2 && kinds[0] != kinds[1];
        step != Step::Plain
            && !parted
            && is_settlement(&a.text) == is_settlement(&b.text)
            && a.written.keys.first() == b.written.keys.first()
    }
}

/// A transmigration unit (UPT) beside a village of its name.
fn is_settlement(text: &str) -> bool {
    text.trim_start().get(..3).is_some_and(|start| start.eq_ignore_ascii_case("UPT"))
}

/// The forms of a name that a step compares.
fn compared(written: &Written, step: Step) -> &[String] {
    match step {
        Step::Plain if written.plain.is_empty() => &[],
        Step::Plain => std::slice::from_ref(&written.plain),
        Step::Key => written.keys.get(..1).unwrap_or_default(),
        Step::Other => &written.keys,
    }
}
