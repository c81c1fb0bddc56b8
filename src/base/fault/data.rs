//! Faults of joining and meaning: villages, codes, columns, statistics.

#[derive(Clone, Debug, PartialEq)]
pub enum DataFault {
    /// The named column does not exist.
    NoSuchColumn { column: String, found: String },
    /// The layer holds no polygon.
    NoPolygons,
    /// The filter leaves no row.
    NoRowsLeft { filter: String },
    /// The code column fits both Kemendagri and BPS.
    AmbiguousCodes { column: String },
    /// A row of a coded boundary layer without a readable code; kept under its row number.
    NoCode { name: String },
    /// A cell of the code column is no village code.
    BadCode { text: String },
    /// A code in scientific notation: digits are lost.
    ScientificCode { text: String },
    /// Villages of several kabupaten; the largest is proposed.
    SeveralKabupaten { largest: String, rows: usize, others: usize },
    /// A geometry was repaired.
    Repaired { what: String, code: String },
    /// Several rows of one village were merged.
    Merged { code: String, rows: usize },
    /// Two villages of one name in one kecamatan, far apart: both kept.
    SameName { name: String, kecamatan: String },
    /// A lake, forest or undefined area; excluded from the villages.
    NotAVillage { name: String },
    /// A row without usable shape; excluded.
    EmptyShape { name: String },
    /// The table has neither a code nor a village name column.
    NoKeyColumn { found: String },
    /// Village names without kecamatan are not joined.
    NoKecamatanColumn,
    /// The table numbers villages by another system than the project.
    OtherSystem { table: String, villages: String },
    /// No numeric column to import.
    NoNumbers,
    /// A row that belongs to no village of the project.
    Unmatched { text: String },
    /// The village stands in an earlier row already.
    DuplicateRow { first_row: u32 },
    /// A value for a village that can have none, such as an IDM of a kelurahan; left out.
    ValueNotApplicable { value: String, village: String },
    /// A cell of a numeric column holds text.
    NotANumber { text: String },
    /// Cannot tell whether the mark is decimal or thousands; read as told.
    AmbiguousDecimal { sample: String, read_as: String },
    /// A percentage outside 0–100 or a negative count.
    OutOfRange { value: String, range: String },
    /// No indicator of that id.
    NoSuchIndicator { id: String, found: String },
    /// No village of that code.
    NoSuchVillage { code: String },
    /// The indicator has no such period.
    NoSuchPeriod { period: String, found: String },
    /// All values are equal: no statistic can be computed.
    Constant { indicator: String },
    /// Too few measured villages.
    TooFew { n: usize, needed: usize },
    /// Coordinates as they are: distances are not metres.
    PlanarDistance,
    /// A neighbour rule that links more villages than can be held.
    TooManyLinks { rule: String, most: usize },
    /// Villages without a neighbour.
    Isolates { count: usize },
    /// With so few permutations no village can pass the correction.
    SmallestP { permutations: usize, alpha: f64 },
    /// A method that this version does not have yet.
    LaterMethod { what: String },
    /// The recipe file cannot be understood.
    BadRecipe { why: String },
    /// An earlier import of the same indicator and period is now hidden.
    ReplacedIndicator { id: String, period: String },
    /// Another table already has an indicator of that id.
    KeptApartIndicator { id: String, wanted: String },
    /// A column with personal data; not imported.
    PersonalColumn { column: String },
    /// Class breaks that do not make classes.
    BadBreaks { why: String },
    /// A row was joined by its code, but the name beside it is quite another.
    NameDiffers { table: String, village: String },
    /// No row of the table is a village of the project; `elsewhere` of them name another kabupaten.
    NothingMatched { rows: usize, elsewhere: usize },
    /// No period was given; it was read in a header, a title, the sheet's or the file's name.
    PeriodFrom { period: String, from: PeriodFrom },
    /// A column headed as percent holds only values between 0 and 1; read as `form` says.
    ShareAsPercent { column: String, form: String },
    /// One figure of a survey for all villages: it is the kabupaten's; not imported.
    SurveyFigure { column: String, value: String },
    /// In so many villages more are covered than there are; their gap is zero.
    CoveredBeyondNeed { villages: usize },
    /// Rows that the file hides; they are read all the same.
    HiddenRows { count: usize },
    /// The kecamatan of a puskesmas, learnt from the villages that stand under it.
    PuskesmasPlace { puskesmas: String, kecamatan: String },
    /// Cells with `-` or its like; read as missing.
    DashAsMissing { count: usize },
}

/// Where a period was read that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFrom {
    Title,
    Sheet,
    File,
    /// Nothing names it.
    Nowhere,
}

impl DataFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::NoPolygons => "no_polygons",
            Self::NoRowsLeft { .. } => "no_rows_left",
            Self::AmbiguousCodes { .. } => "ambiguous_codes",
            Self::NoCode { .. } => "no_code",
            Self::BadCode { .. } => "bad_code",
            Self::ScientificCode { .. } => "scientific_code",
            Self::SeveralKabupaten { .. } => "several_kabupaten",
            Self::Repaired { .. } => "repaired",
            Self::Merged { .. } => "merged",
            Self::SameName { .. } => "same_name",
            Self::NotAVillage { .. } => "not_a_village",
            Self::EmptyShape { .. } => "empty_shape",
            Self::NoKeyColumn { .. } => "no_key_column",
            Self::NoKecamatanColumn => "no_kecamatan_column",
            Self::OtherSystem { .. } => "other_system",
            Self::NoNumbers => "no_numbers",
            Self::Unmatched { .. } => "unmatched",
            Self::DuplicateRow { .. } => "duplicate_row",
            Self::ValueNotApplicable { .. } => "value_not_applicable",
            Self::NotANumber { .. } => "not_a_number",
            Self::AmbiguousDecimal { .. } => "ambiguous_decimal",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NoSuchIndicator { .. } => "no_such_indicator",
            Self::NoSuchVillage { .. } => "no_such_village",
            Self::NoSuchPeriod { .. } => "no_such_period",
            Self::Constant { .. } => "constant",
            Self::TooFew { .. } => "too_few",
            Self::PlanarDistance => "planar_distance",
            Self::TooManyLinks { .. } => "too_many_links",
            Self::Isolates { .. } => "isolates",
            Self::SmallestP { .. } => "smallest_p",
            Self::LaterMethod { .. } => "later_method",
            Self::BadRecipe { .. } => "bad_recipe",
            Self::ReplacedIndicator { .. } => "replaced_indicator",
            Self::KeptApartIndicator { .. } => "kept_apart_indicator",
            Self::PersonalColumn { .. } => "personal_column",
            Self::BadBreaks { .. } => "bad_breaks",
            Self::NameDiffers { .. } => "name_differs",
            Self::NothingMatched { .. } => "nothing_matched",
            Self::PeriodFrom { .. } => "period_from",
            Self::ShareAsPercent { .. } => "share_as_percent",
            Self::DashAsMissing { .. } => "dash_as_missing",
            Self::SurveyFigure { .. } => "survey_figure",
            Self::CoveredBeyondNeed { .. } => "covered_beyond_need",
            Self::HiddenRows { .. } => "hidden_rows",
            Self::PuskesmasPlace { .. } => "puskesmas_place",
        }
    }

    /// 1 failed, 2 usage, 3 bad input, 4 in use.
    pub fn exit(&self) -> u8 {
        match self {
            Self::NoSuchIndicator { .. }
            | Self::NoSuchVillage { .. }
            | Self::NoSuchPeriod { .. }
            | Self::TooManyLinks { .. }
            | Self::LaterMethod { .. }
            | Self::BadRecipe { .. }
            | Self::BadBreaks { .. } => 2,
            Self::NoSuchColumn { .. }
            | Self::NoPolygons
            | Self::NoRowsLeft { .. }
            | Self::AmbiguousCodes { .. }
            | Self::NoCode { .. }
            | Self::BadCode { .. }
            | Self::ScientificCode { .. }
            | Self::SeveralKabupaten { .. }
            | Self::Repaired { .. }
            | Self::Merged { .. }
            | Self::SameName { .. }
            | Self::NotAVillage { .. }
            | Self::EmptyShape { .. }
            | Self::NoKeyColumn { .. }
            | Self::NoKecamatanColumn
            | Self::OtherSystem { .. }
            | Self::NoNumbers
            | Self::Unmatched { .. }
            | Self::DuplicateRow { .. }
            | Self::ValueNotApplicable { .. }
            | Self::NotANumber { .. }
            | Self::AmbiguousDecimal { .. }
            | Self::OutOfRange { .. }
            | Self::Constant { .. }
            | Self::TooFew { .. }
            | Self::PlanarDistance
            | Self::Isolates { .. }
            | Self::SmallestP { .. }
            | Self::ReplacedIndicator { .. }
            | Self::KeptApartIndicator { .. }
            | Self::PersonalColumn { .. }
            | Self::NameDiffers { .. }
            | Self::NothingMatched { .. }
            | Self::PeriodFrom { .. }
            | Self::ShareAsPercent { .. }
            | Self::SurveyFigure { .. }
            | Self::CoveredBeyondNeed { .. }
            | Self::HiddenRows { .. }
            | Self::PuskesmasPlace { .. }
            | Self::DashAsMissing { .. } => 3,
        }
    }
}
