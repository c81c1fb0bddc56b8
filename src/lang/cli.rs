//! What the command line says beside faults.

use super::meeting::MeetingSay;
use super::pocket::PocketSay;
use super::programme::ProgrammeSay;
use super::sites::SiteSay;
use super::target::TargetSay;
use super::trust::Say;
use super::whose::Whose;

/// One line on the terminal, with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    UnknownCommand {
        word: String,
    },
    UnknownOption {
        option: String,
        command: String,
    },
    MissingValue {
        option: String,
    },
    MissingWord {
        word: String,
    },
    TooManyWords {
        word: String,
    },
    BadValue {
        option: String,
        value: String,
        wanted: String,
    },
    NotText {
        why: String,
    },
    SeeHelp,
    Canceled,
    /// The villages of a new project.
    Made {
        villages: usize,
        kecamatan: usize,
        kabupaten: usize,
    },
    Excluded {
        reason: String,
        count: usize,
    },
    Repaired {
        count: usize,
    },
    Merged {
        count: usize,
    },
    /// The profile that knows a table.
    Recognised {
        file: String,
        name: String,
    },
    Profile {
        id: String,
        name: String,
    },
    /// Beside the villages: how their borders meet. Metres.
    Seams {
        gaps: usize,
        overlaps: usize,
        median: f64,
        largest: f64,
        tolerance: f64,
    },
    RepairedArea {
        km2: f64,
    },
    /// The tolerance of neighbours and how many pairs it brought.
    Closeness {
        metres: Option<f64>,
        added: usize,
    },
    /// The name of the indicator that counts a layer's places.
    CountOf {
        layer: String,
    },
    /// The name of a layer that shares its file with another kind.
    LayerOfKind {
        layer: String,
        kind: &'static str,
    },
    /// A kabupaten with its numbers in words; `*` behind a mean of villages.
    RegionLine {
        name: String,
        villages: usize,
        values: Vec<String>,
    },
    LayerLine {
        id: i64,
        name: String,
        lines: bool,
        places: usize,
        villages: usize,
        outside: usize,
    },
    Joined {
        file: String,
        rows: usize,
        matched: usize,
        unmatched: usize,
        duplicates: usize,
        ignored: usize,
    },
    JoinedBy {
        how: String,
        count: usize,
    },
    Indicator {
        id: String,
        name: String,
        period: String,
        measured: usize,
        missing: usize,
        not_applicable: usize,
    },
    Unmatched {
        row: u32,
        text: String,
        candidates: Vec<String>,
    },
    Classes {
        method: String,
        classes: usize,
        gvf: f64,
    },
    Class {
        /// Of several; the others begin above the bound before.
        first: bool,
        low: f64,
        high: f64,
        count: usize,
        decimals: usize,
    },
    States {
        missing: usize,
        not_applicable: usize,
    },
    /// The statistic of the whole map; `method` as on the command line.
    Whole {
        method: String,
        statistic: f64,
        expected: f64,
        p: Option<f64>,
        n: usize,
        isolates: usize,
    },
    /// One kabupaten that was asked by itself.
    Apart {
        name: String,
        method: String,
        global: Option<(f64, f64)>,
        p: Option<f64>,
        n: usize,
        pockets: usize,
        lone: usize,
    },
    /// One indicator of an index.
    Part {
        indicator: String,
        period: String,
        weight: f64,
        loading: Option<f64>,
        contribution: Option<f64>,
    },
    /// Of comparisons in pairs.
    Consistency {
        ratio: f64,
    },
    /// By the first principal component, 0–1.
    Explained {
        share: f64,
    },
    Deprivation {
        headcount: f64,
        intensity: f64,
        adjusted: f64,
    },
    /// Villages in each class, the worst first, and where the cut-offs are from.
    CompositeClasses {
        counts: Vec<usize>,
        from: String,
    },
    /// A circle of a scan.
    Cluster {
        centre: String,
        villages: usize,
        radius_m: f64,
        cases: f64,
        expected: f64,
        risk: f64,
        p: f64,
    },
    /// A link over the water, by the names of both villages.
    Bridge {
        from: String,
        to: String,
        metres: f64,
        /// `nearest`, `ferry`.
        by: String,
    },
    /// Neighbours whose borders are drawn apart, by the names of both villages.
    Beside {
        from: String,
        to: String,
    },
    /// Who is whose neighbour by a rule.
    Neighbours {
        weights: String,
        villages: usize,
        links: usize,
        isolates: usize,
        groups: usize,
    },
    /// Optional parts of an index that the project does not have.
    LeftOut {
        indicators: Vec<String>,
    },
    /// Villages of a period that are bad among bad.
    TrendPeriod {
        period: String,
        n: usize,
        bad: usize,
    },
    /// What became of villages; those that matter by name.
    TrendClass {
        class: String,
        villages: usize,
        names: Vec<String>,
    },
    /// Of two indicators in the same village.
    InPlace {
        correlation: f64,
        with: String,
    },
    Settings {
        text: String,
    },
    Pocket {
        name: String,
        villages: usize,
        /// Of all members together where `together`, else of their mean; with its unit.
        mean: Option<(f64, String)>,
        together: bool,
        /// Of a change: since this period.
        since: Option<String>,
        p: f64,
    },
    NoPockets,
    Lone {
        count: usize,
        /// They became worse; else they are poor.
        changed: bool,
    },
    Wrote {
        path: String,
    },
    /// Findings, corrections, cards, comparisons, baselines.
    Trust(Box<Say>),
    /// With who is counted.
    OfSites(SiteSay, Whose),
    OfPockets(PocketSay),
    OfMeeting(MeetingSay),
    /// Said of targets.
    OfTargets(TargetSay),
    /// A line of `programs`.
    OfProgrammes(ProgrammeSay),
    /// A crosswalk file was taken in.
    CrosswalkIn {
        pairs: usize,
        elsewhere: usize,
    },
    Undone {
        what: String,
    },
    Redone {
        what: String,
    },
    CheckOk {
        results: usize,
    },
    CheckBad {
        results: usize,
        differing: usize,
    },
    NoDisplay,
    NoWindow,
    WindowFailed {
        why: String,
    },
    DemoDone {
        folder: String,
    },
    DemoFound {
        planted: usize,
        found: usize,
        named: usize,
    },
    Format {
        format: String,
        kind: String,
        geometry: String,
        features: usize,
    },
    CrsLine {
        name: String,
        epsg: Option<u32>,
    },
    EncodingLine {
        label: String,
        from: String,
    },
    BoundsLine {
        bounds: [f64; 4],
    },
    SystemLine {
        system: String,
    },
    KabupatenLine {
        code: String,
        name: String,
        rows: usize,
    },
    /// Kabupaten beyond those listed.
    KabupatenMore {
        count: usize,
    },
    ColumnLine {
        name: String,
        kind: String,
        filled: usize,
        distinct: usize,
        example: String,
        role: String,
    },
    JournalLine {
        seq: i64,
        at: String,
        what: String,
        undone: bool,
    },
    SourceLine {
        file: String,
        sheet: String,
        rows: usize,
        at: String,
    },
    VillageLine {
        code: String,
        name: String,
        kecamatan: String,
        area_km2: Option<f64>,
    },
}

impl Line {
    pub fn trust(say: Say) -> Self {
        Self::Trust(Box::new(say))
    }
}

impl super::Lang {
    /// What a pocket method tells of the whole map: `gi` → "G umum".
    pub fn whole_statistic(self, method: &str) -> &'static str {
        match self {
            Self::Id => super::id::cli::whole(method),
            Self::En => super::en::cli::whole(method),
        }
    }
}
