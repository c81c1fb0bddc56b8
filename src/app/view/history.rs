//! *Riwayat*: every step of the project, the newest first; and the baselines frozen on the way.

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    pub seq: i64,
    pub what: String,
    /// "22 November 2026 10.42 · Ani".
    pub when: String,
    pub state: StepState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Holds, and can be taken back.
    Done,
    /// Holds for good: the making of the project, an export.
    Fixed,
    /// Was taken back.
    Undone,
}

/// Values frozen under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineLine {
    pub name: String,
    pub when: String,
    /// "336 desa · 9 indikator".
    pub about: String,
    pub hash: String,
    /// What has changed since, in words.
    pub since: String,
    /// The changed values, by indicator; and how many more there are.
    pub moved: Vec<MovedLine>,
    pub more: usize,
}

/// A value that is no longer what was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedLine {
    /// Position in the register.
    pub village: usize,
    pub place: String,
    pub indicator: String,
    /// "12 → 14".
    pub change: String,
}
