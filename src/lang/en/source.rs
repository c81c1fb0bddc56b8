//! Sentences for `SourceFault`.

use crate::base::fault::{
    BadRecord, BookWhy, Cap, CrsChange, CrsHint, CrsMend, CrsWhy, Found, SourceFault, ZipWhy,
};
use crate::lang::number::count;
use crate::lang::{Lang, Sentence};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a sentence, so that a missing one does not compile"
)]
pub fn fault(fault: &SourceFault) -> Sentence {
    let n = |value: usize| count(Lang::En, value);
    match fault {
        SourceFault::NotFound => {
            Sentence::new("This file is not there", "Check its name and folder")
        }
        SourceFault::Unreadable { why } => Sentence::new(
            format!("The computer refuses to read this file ({why})"),
            "Close other programs that use it, or copy the file to your own folder",
        ),
        SourceFault::UnknownFormat { found } => unknown_format(found),
        SourceFault::Empty => {
            Sentence::new("There is not a single row here", "Ask the sender for the whole file")
        }
        SourceFault::NoSuchColumn { column, found } => Sentence::new(
            format!("There is no column “{column}”"),
            format!("Choose one of the columns that are there: {}", some(found)),
        ),
        SourceFault::NoRowMatches { column, value } => Sentence::new(
            format!("No row has “{value}” in column “{column}”"),
            "Check the spelling against the file",
        ),
        SourceFault::NoSuchSheet { sheet, found } => Sentence::new(
            format!("There is no sheet “{sheet}”"),
            match found.as_str() {
                "" => "This file has no sheets: leave the choice of a sheet out".to_owned(),
                found => format!("Choose one of the sheets that are there: {found}"),
            },
        ),
        SourceFault::SheetsLeftOut { sheets } => Sentence::new(
            format!("Sheets that were not read along: {}", some(sheets)),
            "They are tables of their own, have another shape, or name no year; choose that sheet and import them one by one if they are wanted",
        ),
        SourceFault::OthersLeft { taken, left } => Sentence::new(
            format!("Read from it: {}; not read: {}", some(taken), some(left)),
            "What was left can be brought in by itself if it is wanted",
        ),
        SourceFault::DamagedWorkbook { why } => workbook(why),
        SourceFault::DamagedZip { why } => zip(why),
        SourceFault::TooLarge { what, limit } => too_large(*what, *limit),
        SourceFault::BadJson { line, why } => Sentence::new(
            format!("The GeoJSON is broken in line {line} ({why})"),
            "The file may be cut off; download or export it once more",
        ),
        SourceFault::NoTable { rows } => Sentence::new(
            format!("There are {} rows, but none that make a table", count(Lang::En, *rows)),
            "A table needs a header row and at least one row of data in two columns",
        ),
        SourceFault::UnclosedQuote => Sentence::new(
            "A quotation mark is never closed; it was read as a plain character",
            "Check this row: delete the mark, or close it at the end of the entry",
        ),
        SourceFault::Uncalculated { columns, count: cells } => Sentence::new(
            format!(
                "{} cells in column {} hold a formula without a result; they were not read",
                count(Lang::En, *cells),
                some(columns)
            ),
            "Open the file in Excel or LibreOffice, save it, and import it once more",
        ),
        SourceFault::FormulaError { text } => Sentence::new(
            format!("This cell holds {text}, not a value"),
            "Mend the formula in Excel; until then the cell counts as empty",
        ),
        SourceFault::WrongKind { found, wanted } => Sentence::new(
            format!("This file holds {}, but {} are needed", kind(found), kind(wanted)),
            if wanted == "Polygon" {
                "Choose a file of village boundaries made of areas"
            } else {
                "Choose a table (XLSX, XLS, ODS or CSV); boundaries are for a new project"
            },
        ),
        SourceFault::GuessedEncoding { label } => Sentence::new(
            format!("The text encoding is not named; it was read as {label}"),
            "Check names with special letters; if they are wrong, give --encoding",
        ),
        SourceFault::UnknownEncoding { label } => Sentence::new(
            format!("The text encoding “{label}” is not known"),
            "Use for example --encoding UTF-8 or --encoding windows-1252",
        ),
        SourceFault::MissingCrs { looks_like, mends } => Sentence::new(
            "Its coordinate system is not named (of a shapefile: there is no .prj)",
            ways(*looks_like, mends),
        ),
        SourceFault::UnknownCrs { name, why, looks_like, mends } => Sentence::new(
            match why {
                CrsWhy::NotKnown => format!("The coordinate system “{name}” is not known"),
                CrsWhy::Datum => format!(
                    "The coordinate system “{name}” has another datum; without its shift places \
                     are off by tens to hundreds of metres"
                ),
                CrsWhy::Grid => {
                    format!("The coordinate system “{name}” needs a shift file that is not here")
                }
                CrsWhy::Local => format!("The coordinate system “{name}” holds for one site only"),
                CrsWhy::NotFinite => {
                    format!("Some coordinates cannot exist in the system “{name}”")
                }
            },
            ways(*looks_like, mends),
        ),
        SourceFault::AssumedCrs { name } => Sentence::new(
            format!("No coordinate system is named; taken as {name}"),
            "If the places are wrong, name it with --crs EPSG:n",
        ),
        SourceFault::OutsideIndonesia { mends } => Sentence::new(
            "Some coordinates lie outside Indonesia",
            if mends.is_empty() {
                "If they should not, the coordinate system may be wrong; name it with --crs EPSG:n"
                    .to_owned()
            } else {
                format!("To bring them into Indonesia, {}", offered(mends))
            },
        ),
        SourceFault::DegreesAsMetres { mend } => Sentence::new(
            "The coordinates are longitude and latitude, but the system named is in metres",
            format!("So that they do not fall on one spot, {}", offered(&[*mend])),
        ),
        SourceFault::WrongPlace { kabupaten, km, mends } => Sentence::new(
            format!(
                "By their codes or names these villages are of {kabupaten}, but their \
                 coordinates fall about {} km from there",
                n(*km)
            ),
            if mends.is_empty() {
                "Check the coordinate system and the column of codes; if the place is right after \
                 all, use --crs file"
                    .to_owned()
            } else {
                format!(
                    "The system or zone may be wrong: {}; if the place is right after all, --crs file",
                    offered(mends)
                )
            },
        ),
        SourceFault::OldDatum { name } => Sentence::new(
            format!("The coordinate system “{name}” has an old datum; places were shifted"),
            "The result may be off by tens of metres, without the shift by more than 100 m; good \
             for a map of a kabupaten, not for measuring borders",
        ),
        SourceFault::BadXml { line, why } => Sentence::new(
            format!("The file is broken in line {line} ({why})"),
            "It may be cut off; download or export it once more",
        ),
        SourceFault::DamagedDatabase { why } => Sentence::new(
            format!("This GeoPackage is damaged ({why})"),
            "Open it in QGIS, export its layer to a new file, and open that",
        ),
        SourceFault::MissingDbf => Sentence::new(
            "There is no .dbf beside it, so the areas have no names or codes",
            "Copy the .dbf of the same name as well",
        ),
        SourceFault::DamagedDbf => Sentence::new(
            "The .dbf is damaged, so names and codes cannot be read",
            "Ask the sender for a new copy",
        ),
        SourceFault::MissingShx => {
            Sentence::new("There is no .shx; the file was read in order, nothing is lost", "")
        }
        SourceFault::DamagedShx => Sentence::new(
            "The .shx does not fit its .shp; the file was read in order",
            "Check the number of villages; if some are missing, ask for a new copy",
        ),
        SourceFault::MissingShp => Sentence::new(
            "This is only a companion; its .shp is missing",
            "Copy all files of the same name: .shp, .dbf, .shx, .prj",
        ),
        SourceFault::Truncated { read, promised } => Sentence::new(
            format!("The file is cut off: {} of {} rows are whole", n(*read), n(*promised)),
            "Copy or download it once more; what could be read is used",
        ),
        SourceFault::LengthMismatch { header, actual } => Sentence::new(
            format!(
                "The file's head says {} bytes, in truth there are {}; the truth was used",
                n(*header as usize),
                n(*actual as usize)
            ),
            "",
        ),
        SourceFault::CountMismatch { shapes, rows } => Sentence::new(
            format!("There are {} areas in the .shp but {} rows in the .dbf", n(*shapes), n(*rows)),
            "Check that names and areas match; the files may come from two editions",
        ),
        SourceFault::BadRecord { why } => Sentence::new(
            format!("The shape of this row cannot be read: {}", bad_record(*why)),
            "The row stays without a shape; mend it in a map program and read again",
        ),
        SourceFault::More { count } => {
            Sentence::new(format!("{} more findings of this kind are not listed", n(*count)), "")
        }
        SourceFault::DeletedRows { rows } => Sentence::new(
            format!("{} rows are marked as deleted; they and their shapes are not used", n(*rows)),
            "",
        ),
        SourceFault::NullShapes { rows } => Sentence::new(
            format!("{} rows have no shape", n(*rows)),
            "Add their boundaries, or leave them: they do not show on the map",
        ),
        SourceFault::MixedGeometry { kept, dropped } => Sentence::new(
            format!(
                "Shapes are mixed: {} are used, {} other rows are not",
                kind(kept),
                n(*dropped)
            ),
            "Keep points, lines and areas in separate files",
        ),
        SourceFault::MemoField => Sentence::new(
            "A column of long notes (memo) is not read",
            "If you need it, turn it into an ordinary text column",
        ),
    }
}

/// The two ways out, and what the numbers look like.
fn ways(looks_like: Option<CrsHint>, mends: &[CrsMend]) -> String {
    // A list of zones is said better in words.
    if !mends.is_empty() && (mends.len() <= 3 || looks_like.is_none()) {
        return format!(
            "To bring them into Indonesia, {}; or name another system with --crs EPSG:n, or use \
             --crs planar (numbers as they are, no km²)",
            offered(mends)
        );
    }
    let hint = match looks_like {
        None => "",
        Some(CrsHint::Degrees) => {
            "The numbers look like longitude and latitude: try --crs EPSG:4326. "
        }
        Some(CrsHint::UtmSouth) => {
            "The numbers look like UTM south: --crs EPSG:32747 (western Sumatra) to \
                 EPSG:32754 (Papua), by the zone of your region. "
        }
        Some(CrsHint::UtmNorth) => {
            "The numbers look like UTM north: --crs EPSG:32646 to EPSG:32653, by the zone of \
                 your region. "
        }
        Some(CrsHint::WebMercator) => "The numbers look like a web map's: try --crs EPSG:3857. ",
    };
    format!(
        "{hint}Name the system with --crs EPSG:n, or use --crs planar (numbers as they are, \
             no km²)"
    )
}

fn zip(why: &ZipWhy) -> Sentence {
    let again = "Copy or download the archive once more";
    let unpack = "Unpack it with another program first, then open the folder";
    let sender = "Do not use it; ask a sender you know for a new one";
    match why {
        ZipWhy::Directory => Sentence::new("The directory of this archive is damaged", again),
        ZipWhy::Cut => Sentence::new("This archive is cut off", again),
        ZipWhy::Checksum => Sentence::new("This archive has changed since it was packed", again),
        ZipWhy::Length => {
            Sentence::new("What is in this archive is larger than its directory says", sender)
        }
        ZipWhy::Method => Sentence::new("This archive is packed in an unknown way", unpack),
        ZipWhy::Password => Sentence::new("This archive has a password", unpack),
        ZipWhy::UnsafeName(name) => {
            Sentence::new(format!("This archive has a name that leads out: “{name}”"), sender)
        }
        ZipWhy::Twice(name) => {
            Sentence::new(format!("The name “{name}” stands twice in this archive"), again)
        }
        ZipWhy::Overlap => {
            Sentence::new("The contents of this archive overlap, as in a trap", sender)
        }
    }
}

/// What may be done about coordinates, as words and as the option that does it.
fn offered(mends: &[CrsMend]) -> String {
    let one = |mend: &CrsMend| {
        let what = match mend.change {
            CrsChange::Nothing => "read them as",
            CrsChange::SwapAxes => "swap longitude and latitude with",
            CrsChange::JoinHemispheres => "join both sides of the equator with",
        };
        format!("{what} --crs {mend}")
    };
    match mends {
        [] => String::new(),
        [first, .., last] if mends.len() > 3 => {
            format!("{} to {last}, by the zone of your region", one(first))
        }
        _ => mends.iter().map(one).collect::<Vec<_>>().join(", or "),
    }
}

fn workbook(why: &BookWhy) -> Sentence {
    let save = "Open it in Excel or LibreOffice, save it under a new name, and try again";
    match why {
        BookWhy::Cut => Sentence::new(
            "This workbook is damaged: it breaks off",
            "Copy or download it once more, or ask the sender again",
        ),
        BookWhy::Part(part) if part.is_empty() => {
            Sentence::new("This workbook is damaged: some of it cannot be read", save)
        }
        BookWhy::Part(part) => {
            Sentence::new(format!("This workbook is damaged: “{part}” cannot be read"), save)
        }
        BookWhy::Password => Sentence::new(
            "This workbook is locked with a password",
            "Open it with the password, save it without one, and try again",
        ),
        BookWhy::Contents => {
            Sentence::new("This workbook is damaged: what is in it is not known", save)
        }
    }
}

fn bad_record(why: BadRecord) -> String {
    match why {
        BadRecord::TooShort => "it is shorter than it says".to_owned(),
        BadRecord::Parts => "its parts are in disorder".to_owned(),
        BadRecord::Type(kind) => format!("shape type {kind} is not known"),
        BadRecord::Geometry => "its coordinates are incomplete".to_owned(),
        BadRecord::Row => "its row in the .dbf is damaged".to_owned(),
    }
}

pub fn kind(word: &str) -> &str {
    match word {
        "polygons" | "Polygon" | "PolygonZ" | "PolygonM" | "MultiPolygon" => "areas",
        "PolyLine" | "PolyLineZ" | "PolyLineM" | "LineString" | "MultiLineString" => "lines",
        "Point" | "PointZ" | "PointM" | "MultiPoint" | "MultiPointZ" => "points",
        "raster" => "images",
        "table" | "csv" | "xlsx" | "xlsb" | "ods" | "xls" | "html" | "xml" | "mhtml" | "dbf" => {
            "a table"
        }
        "none" | "empty" => "no shapes",
        other => other,
    }
}

/// At most twelve names.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 12 { format!("{shown}, …") } else { shown }
}

fn too_large(what: Cap, limit: u64) -> Sentence {
    let limit = count(Lang::En, limit as usize);
    match what {
        Cap::File => Sentence::new(
            format!("This file is larger than the limit of {limit} bytes"),
            "Take only your kabupaten out of the original file",
        ),
        Cap::Unpacked => Sentence::new(
            format!("Unpacked, it is larger than {limit} bytes"),
            "Move the sheets you need to a new workbook",
        ),
        Cap::Ratio => Sentence::new(
            format!("Unpacked, it is more than {limit} times its size; this is no ordinary table"),
            "Ask the sender for the original file",
        ),
        Cap::Rows => Sentence::new(
            format!("More than {limit} rows"),
            "Take only your kabupaten out of the original file",
        ),
        Cap::Columns => Sentence::new(
            format!("More than {limit} columns"),
            "Delete empty columns to the right of the table and save again",
        ),
        Cap::Cells => Sentence::new(
            format!("More than {limit} cells"),
            "Move the sheets you need to a new workbook",
        ),
        Cap::Depth => Sentence::new(
            format!("Things stand more than {limit} deep in each other"),
            "Ask the sender for the original file",
        ),
        Cap::Held => Sentence::new(
            format!(
                "So small a file holds more than {limit} MB of data; this is no ordinary table"
            ),
            "Ask the sender for the original file, or save only the table again",
        ),
        Cap::CellText => Sentence::new(
            format!("The text of this cell is longer than {limit} bytes and was cut"),
            "Check whether a closing quotation mark is missing",
        ),
    }
}

fn unknown_format(found: &Found) -> Sentence {
    let ask = "Save it as .xlsx or .csv and open that";
    let map = "Export it as a shapefile or GeoJSON and open that";
    match found {
        Found::Empty => Sentence::new("This file is empty", "Ask for the whole file"),
        Found::Sql => Sentence::new(
            "This is a script for a database (SQL), neither table nor map",
            "Ask for what is in it as a table (XLSX, CSV) or a map (GeoJSON, shapefile)",
        ),
        Found::Xml => {
            Sentence::new("This is an XML file, but no KML, GPX or Excel 2003 workbook", map)
        }
        Found::OtherDatabase => Sentence::new("This is an SQLite database, but no GeoPackage", map),
        Found::Zip => {
            Sentence::new("This is a packed archive", "Unpack it and open the file inside")
        }
        Found::Document => Sentence::new("This is a document, not a table", ask),
        Found::Pdf => Sentence::new("This is a PDF", "Ask for the table as Excel or CSV"),
        Found::Image => Sentence::new("This is a picture", "Ask for the data as a table or map"),
        Found::TopoJson => Sentence::new("This is TopoJSON", map),
        Found::EsriJson => Sentence::new("This is JSON of ArcGIS", map),
        Found::OtherJson => Sentence::new("This is JSON, but not GeoJSON", map),
        Found::MultiPatch => Sentence::new("This is a shapefile of solids", map),
        Found::Several { names } if names.is_empty() => Sentence::new(
            "There is no data we know in it",
            "Choose the file itself, or ask for the whole delivery",
        ),
        Found::Several { names } => Sentence::new(
            format!("There are {} files in it that can be opened", count(Lang::En, names.len())),
            format!("Choose one of them, written behind the name of this file: {}", some(names)),
        ),
        Found::FileGdb => Sentence::new(
            "This is an ArcGIS geodatabase (a .gdb folder), which cannot be read yet",
            "Open it in QGIS, choose Export › Save Features As… GeoPackage or shapefile, and \
             open the result here",
        ),
        Found::Binary => Sentence::new(
            "What this file holds is not known",
            "What can be opened: shapefile, GeoPackage, GeoJSON, KML, GPX, .xlsx, .xls, .xlsb, .ods, .csv, .dbf",
        ),
    }
}
