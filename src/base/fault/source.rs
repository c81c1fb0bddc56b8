//! Faults of files as others made them.

#[derive(Clone, Debug, PartialEq)]
pub enum SourceFault {
    /// The file is not there.
    NotFound,
    /// The system refuses to read it; `why` is its own word.
    Unreadable { why: String },
    /// Nothing we know how to read; `found` is what its first bytes look like.
    UnknownFormat { found: String },
    /// No rows at all.
    Empty,
    /// A .shp without its .dbf: shapes without attributes.
    MissingDbf,
    /// A .shp without its .shx: read in file order.
    MissingShx,
    /// A .dbf or .shx was given, the .shp is missing.
    MissingShp,
    /// The file ends early: `read` of `promised` records are whole.
    Truncated { read: usize, promised: usize },
    /// The header names another length than the file has; the real one was used.
    LengthMismatch { header: u64, actual: u64 },
    /// .shp and .dbf hold different numbers of records.
    CountMismatch { shapes: usize, rows: usize },
    /// One record cannot be read; it was set aside.
    BadRecord { why: String },
    /// Rows marked deleted in the .dbf, left out together with their shapes.
    DeletedRows { rows: usize },
    /// Rows without a shape.
    NullShapes { rows: usize },
    /// More than one kind of geometry; the most frequent was kept.
    MixedGeometry { kept: String, dropped: usize },
    /// No coordinate reference system is given and none can be told from the numbers.
    MissingCrs,
    /// The named system is not one we can transform.
    UnknownCrs { name: String },
    /// No system was given; the coordinates look like this one.
    AssumedCrs { name: String },
    /// The coordinates lie outside Indonesia.
    OutsideIndonesia,
    /// The text encoding was guessed from the bytes.
    GuessedEncoding { label: String },
    /// The named text encoding is not known.
    UnknownEncoding { label: String },
    /// A memo column (M); its long texts are not read.
    MemoField,
    /// The workbook has no sheet of that name.
    NoSuchSheet { sheet: String, found: String },
    /// A limit that protects the machine was passed.
    TooLarge { what: String, limit: String },
    /// Not valid JSON.
    BadJson { line: usize, why: String },
    /// A spreadsheet cell holds an error such as #REF!.
    FormulaError { text: String },
    /// The layer holds points, lines or rasters where polygons are needed.
    WrongKind { found: String, wanted: String },
}

impl SourceFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Unreadable { .. } => "unreadable",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::Empty => "empty_file",
            Self::MissingDbf => "missing_dbf",
            Self::MissingShx => "missing_shx",
            Self::MissingShp => "missing_shp",
            Self::Truncated { .. } => "truncated",
            Self::LengthMismatch { .. } => "length_mismatch",
            Self::CountMismatch { .. } => "count_mismatch",
            Self::BadRecord { .. } => "bad_record",
            Self::DeletedRows { .. } => "deleted_rows",
            Self::NullShapes { .. } => "null_shapes",
            Self::MixedGeometry { .. } => "mixed_geometry",
            Self::MissingCrs => "missing_crs",
            Self::UnknownCrs { .. } => "unknown_crs",
            Self::AssumedCrs { .. } => "assumed_crs",
            Self::OutsideIndonesia => "outside_indonesia",
            Self::GuessedEncoding { .. } => "guessed_encoding",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::MemoField => "memo_field",
            Self::NoSuchSheet { .. } => "no_such_sheet",
            Self::TooLarge { .. } => "too_large",
            Self::BadJson { .. } => "bad_json",
            Self::FormulaError { .. } => "formula_error",
            Self::WrongKind { .. } => "wrong_kind",
        }
    }
}
