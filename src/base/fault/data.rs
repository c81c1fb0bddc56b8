//! Faults of joining and meaning: villages, codes, columns, statistics.

#[derive(Clone, Debug, PartialEq)]
pub enum DataFault {
    /// The named column does not exist.
    NoSuchColumn {
        column: String,
        found: String,
    },
    /// The layer holds no polygon.
    NoPolygons,
    /// The filter leaves no row.
    NoRowsLeft {
        filter: String,
    },
    /// The code column fits both Kemendagri and BPS.
    AmbiguousCodes {
        column: String,
    },
    /// A row of a coded boundary layer without a readable code; kept under its row number.
    NoCode {
        name: String,
    },
    /// A row of a coded boundary layer whose code is a placeholder or broken (`91.15.--.----`).
    UnusableCode {
        name: String,
        code: String,
    },
    /// Too few rows of the code column are filled: the layer is taken as one of names.
    FewCodes {
        column: String,
        filled: usize,
        rows: usize,
    },
    /// Two rows of one code with names of two villages: the later one is kept without code.
    SameCode {
        code: String,
        name: String,
        first: String,
    },
    /// Boundary lines instead of areas.
    BoundaryLines {
        found: String,
    },
    /// Points where areas are needed.
    PointsNotAreas {
        found: String,
    },
    /// A cell of the code column is no village code.
    BadCode {
        text: String,
    },
    /// A code in scientific notation: digits are lost.
    ScientificCode {
        text: String,
    },
    /// Villages of several kabupaten; the largest is proposed.
    SeveralKabupaten {
        largest: String,
        rows: usize,
        others: usize,
    },
    /// A geometry was repaired; the change of its area where it was measured.
    Repaired {
        what: String,
        code: String,
        area: Option<AreaChange>,
    },
    /// Several rows of one village were merged.
    Merged {
        code: String,
        rows: usize,
    },
    /// A layer of neighbourhoods became villages.
    MergedNeighbourhoods {
        rows: usize,
        villages: usize,
    },
    /// Borders of neighbours stand apart or cover each other. Metres.
    Seams {
        gaps: usize,
        overlaps: usize,
        median: f64,
        largest: f64,
        tolerance: f64,
    },
    /// A place of a layer lies in no village.
    OutsideVillages {
        count: usize,
        of: usize,
    },
    /// No place with a readable position.
    NoPlaces,
    /// A row of a point table without usable position.
    NoPosition {
        count: usize,
    },
    /// Two villages of one name in one kecamatan, far apart: both kept.
    SameName {
        name: String,
        kecamatan: String,
    },
    /// A lake, forest or undefined area; excluded from the villages.
    NotAVillage {
        name: String,
    },
    /// A row without usable shape; excluded.
    EmptyShape {
        name: String,
    },
    /// The table has neither a code nor a village name column.
    NoKeyColumn {
        found: String,
    },
    /// One row a kabupaten or kecamatan; `own` is the map's own kabupaten, whose row is named.
    RegionTable {
        level: RegionLevel,
        rows: usize,
        own: Option<String>,
    },
    /// Village names without kecamatan are not joined.
    NoKecamatanColumn,
    /// The table numbers villages by another system than the project.
    OtherSystem {
        table: String,
        villages: String,
    },
    /// The table is about another kabupaten than the map. `code` is empty where names say so,
    /// `column` too where it is the kabupaten's own and not its kecamatan's; `map` and `map_code`
    /// where the map has several.
    WrongKabupaten {
        column: String,
        system: String,
        code: String,
        table: String,
        /// So many more kabupaten stand in the table.
        others: usize,
        map: String,
        map_system: String,
        map_code: String,
    },
    /// A kecamatan of the table is taken for one that the map writes otherwise.
    KecamatanBridged {
        table: String,
        map: String,
        why: BridgeWhy,
        rows: usize,
    },
    /// The village was divided: its one figure is not.
    SplitVillage {
        text: String,
        into: usize,
    },
    /// Codes of eight or nine digits got their zeros back.
    PaddedCodes {
        count: usize,
    },
    /// A row of a crosswalk file that cannot be used.
    BadCrosswalkRow {
        why: CrosswalkWhy,
        text: String,
    },
    /// A crosswalk file without the columns it needs.
    NoCrosswalkColumns {
        found: String,
    },
    /// No numeric column to import.
    NoNumbers,
    /// A row that belongs to no village of the project.
    Unmatched {
        text: String,
    },
    /// The village stands in an earlier row already.
    DuplicateRow {
        first_row: u32,
    },
    /// A value for a village that can have none, such as an IDM of a kelurahan; left out.
    ValueNotApplicable {
        value: f64,
        village: String,
    },
    /// A cell of a numeric column holds text.
    NotANumber {
        text: String,
    },
    /// Cannot tell whether the mark is decimal or thousands; read as told.
    AmbiguousDecimal {
        sample: String,
        read_as: String,
    },
    /// A percentage outside 0–100 or a negative count.
    OutOfRange {
        value: String,
        range: String,
    },
    /// No indicator of that id.
    NoSuchIndicator {
        id: String,
        found: String,
    },
    /// A filled card of a table that this project does not have.
    CardOfOther,
    /// No village of that code.
    NoSuchVillage {
        code: String,
    },
    /// `what` is the indicator, empty for any.
    NoTrend {
        what: String,
    },
    /// A trend needs at least two periods.
    TooFewPeriods {
        indicator: String,
        found: usize,
    },
    /// The indicator has no such period.
    NoSuchPeriod {
        period: String,
        found: String,
    },
    NoSuchKabupaten {
        asked: String,
        found: String,
    },
    /// All values are equal: no statistic can be computed.
    Constant {
        indicator: String,
    },
    /// Too few measured villages.
    TooFew {
        n: usize,
        needed: usize,
    },
    /// Coordinates as they are: distances are not metres.
    PlanarDistance,
    /// A neighbour rule that links more villages than can be held.
    TooManyLinks {
        rule: String,
        most: usize,
    },
    /// Villages without a neighbour.
    Isolates {
        count: usize,
    },
    /// With so few permutations no village can pass the correction.
    SmallestP {
        permutations: usize,
        alpha: f64,
    },
    /// A line of a GAL or GWT file that cannot be read.
    BadLinks {
        line: String,
    },
    /// Comparisons in pairs contradict each other.
    Inconsistent {
        ratio: f64,
    },
    /// A rate was asked for, but nothing says of how many cases among how many people it is made.
    NoCounts {
        indicator: String,
    },
    /// The recipe file cannot be understood.
    BadRecipe {
        why: String,
    },
    /// A kept result stands on values that a person has corrected since.
    CorrectedSince {
        indicator: String,
        villages: usize,
    },
    /// Earlier imports of the same indicators and period are now hidden.
    ReplacedIndicator {
        ids: Vec<String>,
        period: String,
    },
    /// Figures of another make that are the next report of what is there.
    ContinuedIndicator {
        ids: Vec<String>,
    },
    /// A column of words most of which begin with a number, in several units; not imported.
    MixedUnits {
        column: String,
        samples: Vec<String>,
    },
    /// Rows whose kabupaten is written otherwise; their kecamatan and villages are the map's.
    KeptStrays {
        rows: usize,
        samples: Vec<String>,
    },
    /// Rows set aside as another kabupaten's although the map has such villages.
    LeftStrays {
        rows: usize,
        samples: Vec<String>,
    },
    /// A count of persons with fractions, which look like thousands and are read so.
    FractionsAsThousands {
        column: String,
        cells: usize,
        samples: Vec<String>,
    },
    /// A count of persons with fractions.
    FractionsInCount {
        column: String,
        cells: usize,
        samples: Vec<String>,
    },
    /// Points whose latitude had no minus: off the map in the north, on it in the south.
    LatitudeMirrored {
        count: usize,
        of: usize,
    },
    /// Another table already has indicators of those ids.
    KeptApartIndicator {
        ids: Vec<String>,
        wanted: Vec<String>,
    },
    /// A column with personal data; not imported.
    PersonalColumn {
        column: String,
    },
    /// Class breaks that do not make classes.
    BadBreaks {
        why: String,
    },
    /// A row was joined by its code, but the name beside it is quite another.
    NameDiffers {
        table: String,
        village: String,
    },
    /// No row of the table is a village of the project; `elsewhere` of them name another kabupaten.
    NothingMatched {
        rows: usize,
        elsewhere: usize,
        suggested: usize,
    },
    /// No period was given; it was read in a header, a title, the sheet's or the file's name.
    PeriodFrom {
        period: String,
        from: PeriodFrom,
    },
    /// A column headed as percent holds only values between 0 and 1; read as `form` says.
    ShareAsPercent {
        column: String,
        form: String,
    },
    /// What another file says of the villages of other kecamatan stays.
    KeptBeside {
        villages: usize,
    },
    /// The header says thousands: the values were multiplied.
    InThousands {
        column: String,
        factor: f64,
    },
    /// No unit is written; the areas on the map tell it.
    AreaUnit {
        column: String,
        unit: String,
    },
    /// One figure of a survey for all villages: it is the kabupaten's; not imported.
    SurveyFigure {
        column: String,
        value: String,
    },
    /// In so many villages more are covered than there are; their gap is zero.
    CoveredBeyondNeed {
        villages: usize,
    },
    /// Rows that the file hides; they are read all the same.
    HiddenRows {
        count: usize,
    },
    /// Several village codes in one cell; the row was shared out among them.
    CodesTogether {
        codes: usize,
    },
    /// The kecamatan of a puskesmas, learnt from the villages that stand under it.
    PuskesmasPlace {
        puskesmas: String,
        kecamatan: String,
    },
    /// Cells with `-` or its like; read as missing.
    DashAsMissing {
        count: usize,
    },
}

/// Why a kecamatan of the table is taken for one of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BridgeWhy {
    /// The official list of both offices has the two names for one kecamatan.
    Official,
    /// Old or regional spelling.
    Spelling,
    /// At most two letters differ.
    Letters,
    /// `shared` of the table's `of` villages there stand under the map's name.
    Villages { shared: usize, of: usize },
    /// The user said so.
    Decision,
}

impl BridgeWhy {
    pub fn id(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Spelling => "spelling",
            Self::Letters => "letters",
            Self::Villages { .. } => "villages",
            Self::Decision => "decision",
        }
    }
}

/// Why a row of a crosswalk file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrosswalkWhy {
    /// Neither an old code nor names.
    NoKey,
    /// No new code, and no word that says to leave it.
    NoDecision,
    /// The new code is no village of the map.
    NotOnMap,
    /// A code that cannot be read.
    BadCode,
    /// An earlier row decides otherwise about the same.
    Contradicts,
}

/// What a repair did to an area, in square kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaChange {
    pub before_km2: f64,
    pub after_km2: f64,
}

impl AreaChange {
    pub fn km2(self) -> f64 {
        self.after_km2 - self.before_km2
    }

    /// Of the area before; 0 where there was none.
    pub fn percent(self) -> f64 {
        if self.before_km2 > 0.0 { 100.0 * self.km2() / self.before_km2 } else { 0.0 }
    }
}

/// Where a period was read that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFrom {
    Title,
    Sheet,
    File,
    /// The dates in a column of its rows.
    Dates,
    /// Nothing names it.
    Nowhere,
}

/// A level of places above the village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionLevel {
    Kecamatan,
    Kabupaten,
}
