//! What the project's journal can say: one variant a kind of step, with its data.

/// What a step of the journal did. Names are those of the moment the step was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The project was made from this boundary file.
    Created {
        file: String,
        villages: usize,
    },
    Imported {
        file: String,
        indicators: usize,
    },
    /// A layer of springs, schools, rivers…
    LayerImported {
        name: String,
        places: usize,
    },
    LayerShown {
        name: String,
    },
    LayerHidden {
        name: String,
    },
    ImportShown {
        file: String,
    },
    ImportHidden {
        file: String,
    },
    /// Name, unit or direction of an indicator were set by hand.
    IndicatorSet {
        name: String,
    },
    /// They are again what the import says.
    IndicatorReset {
        name: String,
    },
    StyleSet {
        name: String,
    },
    /// The map of this indicator is drawn as it comes.
    StyleReset {
        name: String,
    },
    /// An analysis ran; `on` is its indicator, empty where it has none.
    Ran {
        kind: String,
        on: String,
    },
    RunShown {
        kind: String,
        on: String,
    },
    RunHidden {
        kind: String,
        on: String,
    },
    /// Decisions about rows that were not sure; `file` where a crosswalk file brought them.
    MatchesSet {
        count: usize,
        file: String,
    },
    /// Links by boat; how many there are now.
    FerriesSet {
        count: usize,
    },
    /// Kept places of the map; how many there are now.
    BookmarksSet {
        count: usize,
    },
    /// Kept styles; how many there are now.
    PresetsSet {
        count: usize,
    },
    /// Letterhead, legal basis and signers of the papers.
    MeetingSet,
    /// The question of step 4 was changed to this.
    QuestionSet {
        about: String,
    },
    /// Targets, survey figures and how an award is given.
    TargetsSet,
    /// The story of the meeting; how many steps it has now.
    ShowSet {
        steps: usize,
    },
    /// A filled form of a field check came back; how many villages it changed.
    Verified {
        file: String,
        villages: usize,
    },
    /// A register of programmes came in.
    Programmes {
        file: String,
        rows: usize,
    },
    /// Rows of the register were written or taken out by hand.
    ProgrammesSet {
        rows: usize,
    },
    /// Decisions about programmes: `kind` is that of `plan::programme`.
    FactsSet {
        kind: String,
        count: usize,
    },
    /// Something left the program; cannot be undone.
    Exported {
        file: String,
    },
    /// The meeting's papers left the program; cannot be undone. `folder` is its name alone.
    Packaged {
        folder: String,
        files: usize,
        bytes: usize,
    },
    /// One value was set by hand. Numbers are plain, or `missing`, `not_applicable`.
    Corrected {
        name: String,
        village: String,
        old: String,
        new: String,
        /// Letter and row, sheet, file; empty where the table has no cell.
        cell: String,
        reason: String,
    },
    /// A card came back filled in.
    CardAnswered {
        file: String,
        values: usize,
    },
    CorrectionsShown {
        values: usize,
        shown: bool,
    },
    BaselineFrozen {
        name: String,
    },
    BaselineShown {
        name: String,
        shown: bool,
    },
}
