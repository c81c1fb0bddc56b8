//! Faults of files as others made them.

#[derive(Clone, Debug, PartialEq)]
pub enum SourceFault {
    /// The file is not there.
    NotFound,
    /// The system refuses to read it; `why` is its own word.
    Unreadable { why: String },
    /// Nothing we know how to read; `found` is what its first bytes look like.
    UnknownFormat { found: Found },
    /// No rows at all.
    Empty,
    /// A .shp without its .dbf: shapes without attributes.
    MissingDbf,
    /// The .dbf beside the .shp is damaged: shapes without attributes.
    DamagedDbf,
    /// A .shp without its .shx: read in file order.
    MissingShx,
    /// The .shx does not fit the .shp: read in file order.
    DamagedShx,
    /// A .dbf or .shx was given, the .shp is missing.
    MissingShp,
    /// The file ends early: `read` of `promised` records are whole.
    Truncated { read: usize, promised: usize },
    /// The header names another length than the file has; the real one was used.
    LengthMismatch { header: u64, actual: u64 },
    /// .shp and .dbf hold different numbers of records.
    CountMismatch { shapes: usize, rows: usize },
    /// The shape of one record cannot be read; its row stays, without a shape.
    BadRecord { why: BadRecord },
    /// `count` more faults of the same kind as the ones listed.
    More { count: usize },
    /// Rows marked deleted in the .dbf, left out together with their shapes.
    DeletedRows { rows: usize },
    /// Rows without a shape.
    NullShapes { rows: usize },
    /// More than one kind of geometry; the most frequent was kept.
    MixedGeometry { kept: String, dropped: usize },
    /// No coordinate reference system is given.
    MissingCrs { looks_like: Option<CrsHint>, mends: Vec<CrsMend> },
    /// The named system is not one we can transform.
    UnknownCrs { name: String, why: CrsWhy, looks_like: Option<CrsHint>, mends: Vec<CrsMend> },
    /// No system was given; the coordinates look like this one.
    AssumedCrs { name: String },
    /// The coordinates lie outside Indonesia.
    OutsideIndonesia { mends: Vec<CrsMend> },
    /// The system is in metres, but the coordinates are degrees.
    DegreesAsMetres { mend: CrsMend },
    /// The villages lie far from the kabupaten that their codes or names say; refused unless the
    /// user has said which system they are in.
    WrongPlace { kabupaten: String, km: usize, mends: Vec<CrsMend> },
    /// An old datum, moved by its published shift: true to some tens of metres.
    OldDatum { name: String },
    /// The text encoding was guessed from the bytes.
    GuessedEncoding { label: String },
    /// The named text encoding is not known.
    UnknownEncoding { label: String },
    /// A memo column (M); its long texts are not read.
    MemoField,
    /// The filter names a column that the layer does not have.
    NoSuchColumn { column: String, found: Vec<String> },
    /// No row has the value that the filter asks for.
    NoRowMatches { column: String, value: String },
    /// The workbook has no sheet of that name.
    NoSuchSheet { sheet: String, found: String },
    /// Sheets that do not fit to the others, where all were asked for.
    SheetsLeftOut { sheets: Vec<String> },
    /// A folder or zip with more in it than was asked for.
    OthersLeft { taken: Vec<String>, left: Vec<String> },
    /// The workbook cannot be read, or not to its end.
    DamagedWorkbook { why: BookWhy },
    /// A zip that cannot or must not be unpacked.
    DamagedZip { why: ZipWhy },
    /// A limit that protects the machine was passed.
    TooLarge { what: Cap, limit: u64 },
    /// Not valid JSON.
    BadJson { line: usize, why: String },
    /// Not valid XML.
    BadXml { line: usize, why: String },
    /// The engine cannot read the database; `why` is its own word.
    DamagedDatabase { why: String },
    /// Rows, but no header with data below it.
    NoTable { rows: usize },
    /// A quotation mark in a CSV that is never closed; taken as a plain character.
    UnclosedQuote,
    /// A spreadsheet cell holds an error such as #REF!.
    FormulaError { text: String },
    /// Formulas whose results the program that wrote the file did not store.
    Uncalculated { columns: Vec<String>, count: usize },
    /// The layer holds points, lines or rasters where polygons are needed.
    WrongKind { found: String, wanted: String },
}

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookWhy {
    /// It ends early: a download or a copy that broke off.
    Cut,
    /// A part of it is missing or cannot be read.
    Part(String),
    /// It can be opened with a password only.
    Password,
    /// What is in it is no workbook.
    Contents,
}

/// Why a zip is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZipWhy {
    /// Its directory is missing or makes no sense.
    Directory,
    /// A member ends early.
    Cut,
    /// A member is not what it was when it was packed.
    Checksum,
    /// A member is longer than its directory claims.
    Length,
    /// Packed in a way we do not know.
    Method,
    Password,
    /// A name that leads out of the folder.
    UnsafeName(String),
    /// Two members of one name.
    Twice(String),
    /// Members that share the same bytes.
    Overlap,
}

/// What the first bytes of a file that we do not read look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Empty,
    /// A script for a database.
    Sql,
    /// XML that is none of those we read: GML, for one.
    Xml,
    /// SQLite, but no GeoPackage.
    OtherDatabase,
    Zip,
    Document,
    Pdf,
    Image,
    TopoJson,
    EsriJson,
    /// JSON, but not GeoJSON.
    OtherJson,
    /// A shapefile of 3-D solids.
    MultiPatch,
    /// A folder or zip, with the names of what could be opened in it: none, or several.
    Several {
        names: Vec<String>,
    },
    /// The folder of an ArcGIS file geodatabase.
    FileGdb,
    /// Not text and nothing we know.
    Binary,
}

/// Why one record of a shapefile cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRecord {
    /// Shorter than what it claims to hold.
    TooShort,
    /// Its rings do not start in rising order.
    Parts,
    /// A shape type that no standard knows.
    Type(i32),
    /// Not the members that its geometry type asks for.
    Geometry,
    /// The row in the .dbf cannot be read.
    Row,
}

/// Why a coordinate reference system cannot be transformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrsWhy {
    /// Not a system we know.
    NotKnown,
    /// An old datum (Batavia, ID74, …): off by tens to hundreds of metres without a shift.
    Datum,
    /// The shift needs a grid file.
    Grid,
    /// Local coordinates of a site.
    Local,
    /// Some coordinates have no place on earth in it.
    NotFinite,
}

/// What coordinates without a system look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrsHint {
    /// Longitude and latitude within Indonesia.
    Degrees,
    UtmSouth,
    UtmNorth,
    /// Metres of web maps.
    WebMercator,
}

/// What would put coordinates right that cannot be where they claim to be. `to_string` is what
/// `--crs` takes: `EPSG:32750`, `swap`, `EPSG:4326:swap`, `join`, `file`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrsMend {
    /// The system to read them in; `None` = the one the file declares.
    pub epsg: Option<u32>,
    pub change: CrsChange,
}

/// What is done to the file's own coordinates first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrsChange {
    Nothing,
    /// Latitude stands before longitude, or northing before easting.
    SwapAxes,
    /// Northings on the other side of the equator were counted anew.
    JoinHemispheres,
}

impl CrsMend {
    pub fn epsg(code: u32) -> Self {
        Self { epsg: Some(code), change: CrsChange::Nothing }
    }

    /// The coordinates are as the file says, although they look wrong.
    pub const AS_DECLARED: Self = Self { epsg: None, change: CrsChange::Nothing };

    /// Reads what `to_string` writes, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        if lower == "file" {
            return Some(Self::AS_DECLARED);
        }
        let (system, change) = match lower.rsplit_once(':').unwrap_or(("", lower.as_str())) {
            (system, "swap") => (system, CrsChange::SwapAxes),
            (system, "join") => (system, CrsChange::JoinHemispheres),
            _ => (lower.as_str(), CrsChange::Nothing),
        };
        if system.is_empty() {
            return (change != CrsChange::Nothing).then_some(Self { epsg: None, change });
        }
        let code = system.strip_prefix("epsg:").unwrap_or(system).parse().ok()?;
        Some(Self { epsg: Some(code), change })
    }
}

impl std::fmt::Display for CrsMend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let change = match self.change {
            CrsChange::Nothing => "",
            CrsChange::SwapAxes => "swap",
            CrsChange::JoinHemispheres => "join",
        };
        match (self.epsg, change) {
            (Some(code), "") => write!(f, "EPSG:{code}"),
            (Some(code), change) => write!(f, "EPSG:{code}:{change}"),
            (None, "") => f.write_str("file"),
            (None, change) => f.write_str(change),
        }
    }
}

/// Which limit was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Bytes of the file.
    File,
    /// Bytes after unpacking.
    Unpacked,
    /// Times larger after unpacking.
    Ratio,
    Rows,
    Columns,
    Cells,
    /// Things within things.
    Depth,
    /// Mebibytes of cells that a small file would take.
    Held,
    /// Bytes of one cell; the rest of it was cut.
    CellText,
}

impl SourceFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Unreadable { .. } => "unreadable",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::Empty => "empty_file",
            Self::MissingDbf => "missing_dbf",
            Self::DamagedDbf => "damaged_dbf",
            Self::MissingShx => "missing_shx",
            Self::DamagedShx => "damaged_shx",
            Self::MissingShp => "missing_shp",
            Self::Truncated { .. } => "truncated",
            Self::LengthMismatch { .. } => "length_mismatch",
            Self::CountMismatch { .. } => "count_mismatch",
            Self::BadRecord { .. } => "bad_record",
            Self::More { .. } => "more_of_the_same",
            Self::DeletedRows { .. } => "deleted_rows",
            Self::NullShapes { .. } => "null_shapes",
            Self::MixedGeometry { .. } => "mixed_geometry",
            Self::MissingCrs { .. } => "missing_crs",
            Self::UnknownCrs { .. } => "unknown_crs",
            Self::AssumedCrs { .. } => "assumed_crs",
            Self::OutsideIndonesia { .. } => "outside_indonesia",
            Self::DegreesAsMetres { .. } => "degrees_as_metres",
            Self::WrongPlace { .. } => "wrong_place",
            Self::OldDatum { .. } => "old_datum",
            Self::BadXml { .. } => "bad_xml",
            Self::DamagedDatabase { .. } => "damaged_database",
            Self::GuessedEncoding { .. } => "guessed_encoding",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::MemoField => "memo_field",
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::NoRowMatches { .. } => "no_row_matches",
            Self::NoSuchSheet { .. } => "no_such_sheet",
            Self::SheetsLeftOut { .. } => "sheets_left_out",
            Self::OthersLeft { .. } => "others_left",
            Self::DamagedWorkbook { .. } => "damaged_workbook",
            Self::DamagedZip { .. } => "damaged_zip",
            Self::TooLarge { .. } => "too_large",
            Self::BadJson { .. } => "bad_json",
            Self::NoTable { .. } => "no_table",
            Self::UnclosedQuote => "unclosed_quote",
            Self::FormulaError { .. } => "formula_error",
            Self::Uncalculated { .. } => "uncalculated",
            Self::WrongKind { .. } => "wrong_kind",
        }
    }
}
