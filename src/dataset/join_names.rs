//! Steps 1 and 2 of the ladder: names that are equal inside their kecamatan, as written or after
//! the rules. These join; what is only alike is `join_suggest`'s.

use std::collections::BTreeMap;

use super::alike::Written;
use super::join_places::{Places, Reach};
use super::join_rows::{Rows, Saying};
use super::village::{Kind, Register};

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
    pub written: Vec<Written>,
    /// Village key → villages of the whole register.
    by_key: BTreeMap<String, Vec<usize>>,
    /// Place → name as compared at the step → villages.
    at_step: [Vec<BTreeMap<String, Vec<usize>>>; 3],
}

impl<'a> Names<'a> {
    pub fn of(
        register: &'a Register,
        rows: Rows,
        places: Places,
        reach: Vec<Reach>,
        written: Vec<Written>,
    ) -> Self {
        let mut by_key = BTreeMap::<String, Vec<usize>>::new();
        for (at, village) in written.iter().enumerate() {
            for key in &village.keys {
                by_key.entry(key.clone()).or_default().push(at);
            }
        }
        let mut names = Self {
            register,
            rows,
            places,
            reach,
            written,
            by_key,
            at_step: [vec![], vec![], vec![]],
        };
        for (at, step) in STEPS.into_iter().enumerate() {
            names.at_step[at] =
                names.places.all.iter().map(|p| names.index(&p.villages, step)).collect();
        }
        names
    }

    fn index(&self, villages: &[usize], step: Step) -> BTreeMap<String, Vec<usize>> {
        let mut index = BTreeMap::<String, Vec<usize>>::new();
        for &village in villages {
            for name in compared(&self.written[village], step) {
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
                let found = self.at_step[step as usize][place].get(name);
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
            keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
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
