//! Sentences for `DataFault`.

use super::scale;
use crate::base::fault::{AreaChange, CrosswalkWhy, DataFault, PeriodFrom, RegionLevel};
use crate::lang::number::{count, fixed, short};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &DataFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        DataFault::NoSuchColumn { column, found } => {
            (format!("There is no column “{column}”"), format!("Columns that are there: {found}"))
        }
        DataFault::NoPolygons => (
            "This file holds no village areas".into(),
            "Choose a file of village boundaries (areas), not points, \
lines or a table"
                .into(),
        ),
        DataFault::NoRowsLeft { filter } => (
            format!("No row fits {filter}"),
            "Check the column and its values with `kantong inspect`".into(),
        ),
        DataFault::AmbiguousCodes { column } => (
            format!("The codes in column “{column}” could be Kemendagri's or BPS's"),
            "Add columns with the names of village and kecamatan, or write code_system \
= \"kemendagri\" or \"bps\" in the recipe"
                .into(),
        ),
        DataFault::ValueNotApplicable { value, village } => (
            format!(
                "{village} is no desa, so this figure does not apply to it; {} is not used",
                short(L, *value)
            ),
            "Check the row; its code may be another's".into(),
        ),
        DataFault::NoCode { name } => (
            format!("“{name}” has no readable village code; it is kept without one"),
            "Fill in the code in the boundary file, so that tables can be joined".into(),
        ),
        DataFault::UnusableCode { name, code } => (
            format!("“{code}” is no village code; “{name}” is kept without one"),
            "Fill in the code in the boundary file, so that tables can be joined".into(),
        ),
        DataFault::FewCodes { column, filled, rows } => (
            format!(
                "Column {column} is filled in only {} of {} rows; villages are known by name",
                count(L, *filled),
                count(L, *rows)
            ),
            "If there is one, use a boundary file with all codes".into(),
        ),
        DataFault::SameCode { code, name, first } => (
            format!("Code {code} of “{first}” also stands at “{name}”"),
            format!("“{name}” is kept without a code; correct it in the boundary file"),
        ),
        DataFault::BoundaryLines { found } => (
            format!(
                "This file holds boundary lines ({found}), not the areas of villages: a line does \
not tell which villages lie at its sides"
            ),
            "Ask for the file of areas (polygons); its name often has _AR, not _LN".into(),
        ),
        DataFault::PointsNotAreas { found } => (
            format!("This file holds points ({found}), not the areas of villages"),
            "Make the project from the village areas first, then import the points into it".into(),
        ),
        DataFault::BadCode { text } => (
            format!("“{text}” is no village code of ten digits"),
            "Correct the code; this row is tried by kecamatan and village \
name"
                .into(),
        ),
        DataFault::ScientificCode { text } => (
            format!(
                "The code “{text}” is in scientific notation; its last digits \
are lost"
            ),
            "Take it from the original file again, with the code column \
kept as text"
                .into(),
        ),
        DataFault::SeveralKabupaten { largest, rows, others } => (
            format!(
                "This file also holds villages of other kabupaten: {} in {}, \
{} outside it",
                count(L, *rows),
                place_of(largest),
                count(L, *others)
            ),
            only(largest),
        ),
        DataFault::Repaired { what, code, area } => (
            format!("The shape of {code} was repaired: {}{}", mend(what), area_change(*area)),
            String::new(),
        ),
        DataFault::MergedNeighbourhoods { rows, villages } => (
            format!(
                "{} rows of neighbourhoods (SLS, RT) became {} villages",
                count(L, *rows),
                count(L, *villages)
            ),
            String::new(),
        ),
        DataFault::Seams { gaps, overlaps, median, largest, tolerance } => (
            format!(
                "Borders of neighbours do not meet: {} gaps and {} overlaps, middle width {} m, \
widest {} m",
                count(L, *gaps),
                count(L, *overlaps),
                fixed(L, *median, 1),
                fixed(L, *largest, 1)
            ),
            format!(
                "Villages whose borders are at most {} m apart count as neighbours",
                fixed(L, *tolerance, 1)
            ),
        ),
        DataFault::OutsideVillages { count: n, of } => (
            format!("{} of {} places lie in no village", count(L, *n), count(L, *of)),
            "Check them on the map; they are still drawn".into(),
        ),
        DataFault::NoPlaces => (
            "There is no point or line with a readable position".into(),
            "A table of points needs columns of longitude and latitude in decimal degrees".into(),
        ),
        DataFault::NoPosition { count: n } => (
            format!("{} rows without a readable position were left out", count(L, *n)),
            "Fill in longitude and latitude in decimal degrees, such as 122.51 and -4.03".into(),
        ),
        DataFault::Merged { code, rows } => {
            (format!("{} rows became one village: {code}", count(L, *rows)), String::new())
        }
        DataFault::SameName { name, kecamatan } => (
            format!(
                "Two villages named {name} in kecamatan {kecamatan}, far \
apart; both were kept"
            ),
            "Give them village codes so that they are not mistaken for \
each other"
                .into(),
        ),
        DataFault::NotAVillage { name } => {
            (format!("“{name}” is no village; it is drawn, but not counted"), String::new())
        }
        DataFault::EmptyShape { name } => (
            format!("“{name}” has no shape on the map; left out"),
            "Complete the boundary file, then make the project again".into(),
        ),
        DataFault::NoKeyColumn { found } => (
            "There is neither a village code nor a village name column".into(),
            format!(
                "Name it in the recipe (code_column, village_column). Columns \
that are there: {found}"
            ),
        ),
        DataFault::RegionTable { level, rows, own } => (
            format!(
                "This table has one row a {} ({} rows), not one a village",
                match level {
                    RegionLevel::Kecamatan => "kecamatan",
                    RegionLevel::Kabupaten => "kabupaten or kota",
                },
                count(L, *rows)
            ),
            match own {
                Some(own) => format!(
                    "The numbers of {own} in this row hold for the whole kabupaten, not for a \
                     village; compare with them, and ask for a table by village"
                ),
                None => "Its numbers hold for no single village; ask for a table by village".into(),
            },
        ),
        DataFault::NoKecamatanColumn => (
            "This table names no kecamatan; a village name alone is not \
enough to join by"
                .into(),
            "Add a kecamatan or village code column; until then villages \
are only suggested"
                .into(),
        ),
        DataFault::OtherSystem { table, villages } => (
            format!(
                "The table is numbered by {}, the map by {}; equal digits mean \
other villages",
                office(table),
                office(villages)
            ),
            "The codes are not used. Villages are joined by kecamatan and \
name; without both, ask for a table with the map's codes"
                .into(),
        ),
        DataFault::WrongKabupaten {
            column,
            system,
            code,
            table,
            others,
            map,
            map_system,
            map_code,
        } => (
            wrong_kabupaten(
                &TableIs { column, system, code, table, others: *others },
                &MapIs { name: map, system: map_system, code: map_code },
            ),
            "Choose a table for the kabupaten on the map, or open that kabupaten's project".into(),
        ),
        DataFault::KecamatanBridged { table, map, why, rows } => (
            format!(
                "Kecamatan “{table}” of the table is taken for “{map}” of the map, {} ({} rows)",
                super::matching::bridge(*why),
                count(Lang::En, *rows)
            ),
            "If that is wrong, refuse this pair of kecamatan".into(),
        ),
        DataFault::SplitVillage { text, into } => (
            format!(
                "This village was split into {into} villages; its figure is not divided: {text}"
            ),
            "Ask for figures of the new villages, or choose which of them gets this figure".into(),
        ),
        DataFault::PaddedCodes { count: n } => (
            format!("{} codes had lost zeros inside; they were given back", count(Lang::En, *n)),
            "Check some villages on the map".into(),
        ),
        DataFault::BadCrosswalkRow { why, text } => (
            format!("This row of the crosswalk is not used, {}: {text}", crosswalk_why(*why)),
            "Mend the row and import the crosswalk again".into(),
        ),
        DataFault::NoCrosswalkColumns { found } => (
            "This is no crosswalk file: there is no column kode_baru".into(),
            format!("Begin with a crosswalk file that Kantong saved. Columns found: {found}"),
        ),
        DataFault::NoNumbers => (
            "There is no column of numbers to import".into(),
            "Check that it is the right sheet, or give header_row and \
data_row in the recipe"
                .into(),
        ),
        DataFault::Unmatched { text } => (
            format!("This row belongs to no village: {text}"),
            "Correct its name or code, or accept the right suggestion".into(),
        ),
        DataFault::DuplicateRow { first_row } => (
            format!(
                "This village is in row {first_row} already; the first one \
counts"
            ),
            "Delete one of them, or add a year column if they are of \
different times"
                .into(),
        ),
        DataFault::NotANumber { text } => (
            format!("“{text}” is no number; taken as missing"),
            "Write the number, or leave the cell empty".into(),
        ),
        DataFault::AmbiguousDecimal { sample, read_as } => (
            two_ways(sample, read_as),
            "If that is wrong, write decimal = \"comma\" or \"point\" in \
the recipe"
                .into(),
        ),
        DataFault::OutOfRange { value, range } => (
            format!("The value {} lies outside {range}; taken as missing", spoken(value)),
            "Check this cell in the original table".into(),
        ),
        DataFault::NoSuchIndicator { id, found } => {
            (format!("There is no indicator “{id}”"), format!("Indicators that are there: {found}"))
        }
        DataFault::CardOfOther => (
            "This card is about a table that the project does not have".to_owned(),
            "Open the project that the card was made from, and import it there".to_owned(),
        ),
        DataFault::NoTrend { what } => {
            let what = if what.is_empty() { "ID" } else { what };
            (
                format!("The trend of {what} has not been computed"),
                format!("Run kantong trend PROJECT --indicator {what}"),
            )
        }
        DataFault::TooFewPeriods { indicator, found } => (
            format!("No trend of {indicator}: there is only {found} period"),
            "Import the table of another period; the indicator must be the same".to_owned(),
        ),
        DataFault::NoSuchVillage { code } => (
            format!("There is no village with the code {code}"),
            "Write the code as in the project's list of villages".to_owned(),
        ),
        DataFault::NoSuchPeriod { period, found } => (
            format!("There are no data for the period {period}"),
            format!("Periods that are there: {found}"),
        ),
        DataFault::NoSuchKabupaten { asked, found } => (
            format!("No village of a kabupaten or kota “{asked}” is in this file"),
            format!("There are: {found}"),
        ),
        DataFault::Constant { indicator } => (
            format!(
                "All villages have one value of “{indicator}”; no pattern can \
be computed"
            ),
            "Choose another indicator".into(),
        ),
        DataFault::TooFew { n, needed } => (
            format!(
                "Only {} villages have a value; at least {} are needed",
                count(L, *n),
                count(L, *needed)
            ),
            "Complete the data, or choose another indicator".into(),
        ),
        DataFault::PlanarDistance => (
            "This map has no coordinate system; distances cannot be told \
in metres"
                .into(),
            "Use queen, rook or knn neighbours, or make the project with \
--crs EPSG:n"
                .into(),
        ),
        DataFault::TooManyLinks { rule, most } => (
            format!("With {rule} there are more than {} pairs of neighbours", count(L, *most)),
            "Use a smaller distance or fewer neighbours".into(),
        ),
        DataFault::Isolates { count: n } => (
            format!("{} villages have no neighbour (islands)", count(L, *n)),
            "They are not tested for clustering, but stay listed where \
their value is bad. If they are no islands, mend the boundaries"
                .into(),
        ),
        DataFault::SmallestP { permutations, alpha } => (
            format!(
                "With {} permutations the smallest possible p is not small enough to pass at {}",
                count(L, *permutations),
                spoken(&alpha.to_string())
            ),
            "Use more permutations (--permutations)".into(),
        ),
        DataFault::BadLinks { line } => (
            format!("The list of neighbours cannot be read at line {line}"),
            "Use a .gal or .gwt file whose ids are the village codes of this project".into(),
        ),
        DataFault::Inconsistent { ratio } => (
            format!("The comparisons in pairs contradict each other: ratio {}, at most 0.1", fixed(L, *ratio, 2)),
            "Look for a circle: if A matters more than B and B more than C, A must matter more than C"
                .into(),
        ),
        DataFault::NoCounts { indicator } => (
            format!("Nothing says of how many cases among how many people “{indicator}” is made"),
            "Name the columns of cases and of people (--cases, --population), or take the figures as they are (--rates raw)"
                .into(),
        ),
        DataFault::BadRecipe { why } => (
            format!("The recipe cannot be read: {why}"),
            "Compare it with the example: add --example to the same command".into(),
        ),
        DataFault::CorrectedSince { indicator, villages } => {
            super::trust::corrected_since(indicator, *villages)
        }
        DataFault::ReplacedIndicator { ids, period } => (
            format!("The earlier data of {}{} are hidden and replaced", some_of(ids), during(period)),
            "Undo if that is not wanted".into(),
        ),
        DataFault::KeptStrays { rows, samples } => super::read_so::kept_strays(*rows, samples),
        DataFault::LeftStrays { rows, samples } => super::read_so::left_strays(*rows, samples),
        DataFault::MixedUnits { column, samples } => super::read_so::mixed_units(column, samples),
        DataFault::FractionsAsThousands { column, cells, samples } => super::read_so::as_thousands(column, *cells, samples),
        DataFault::FractionsInCount { column, cells, samples } => super::read_so::in_count(column, *cells, samples),
        DataFault::LatitudeMirrored { count: n, of } => super::read_so::mirrored(*n, *of),
        DataFault::ContinuedIndicator { ids } => super::read_so::continued(ids),
        DataFault::KeptApartIndicator { ids, wanted } => super::read_so::apart(ids, wanted),
        DataFault::PersonalColumn { column } => (
            format!("Column “{column}” holds personal data; not imported"),
            "Kantong keeps figures per village only".into(),
        ),
        DataFault::BadBreaks { why } => (
            format!("These class limits make no classes: {why}"),
            "Write rising limits, such as 10,20,30, and 2 to 9 classes".into(),
        ),
        DataFault::NameDiffers { table, village } => (
            format!(
                "By its code this is {village}, but the table writes \
“{table}”; joined by the code"
            ),
            "Check whether the code is right or the village was renamed".into(),
        ),
        DataFault::NothingMatched { rows, elsewhere, suggested } if *suggested > 0 => (
            nothing(*rows, *elsewhere),
            format!(
                "For {} rows there is a village that may be meant: look at the suggestions, take \
them with --accept-suggested 0.9, or add a column of kecamatan or of village codes",
                count(L, *suggested)
            ),
        ),
        DataFault::NothingMatched { rows, elsewhere, .. } => (
            nothing(*rows, *elsewhere),
            "Check whether this table is for the same kabupaten as the map".into(),
        ),
        DataFault::PeriodFrom { period, from } => (
            format!("The period {period} was read in {}", place(*from)),
            "If that is wrong, give --period".into(),
        ),
        DataFault::ShareAsPercent { column, form } => scale::share(column, form),
        DataFault::KeptBeside { villages } => scale::beside(*villages),
        DataFault::InThousands { column, factor } => scale::thousands(column, *factor),
        DataFault::AreaUnit { column, unit } => scale::area(column, unit),
        DataFault::SurveyFigure { column, value } => (
            format!(
                "Column “{column}” holds the same figure for all villages ({}); \
it is the kabupaten's, so it is not imported",
                spoken(value)
            ),
            "A figure of the kabupaten is no village's; use data counted by village".into(),
        ),
        DataFault::CoveredBeyondNeed { villages } => (
            format!(
                "In {} villages more are covered than need it; their gap is 0",
                count(L, *villages)
            ),
            "Check both columns for these villages in the table".into(),
        ),
        DataFault::CodesTogether { codes } => (
            format!("{} village codes stand in one cell; the row was split", count(L, *codes)),
            "A number written once for all of them is not used; ask for one row a village".into(),
        ),
        DataFault::HiddenRows { count: n } => (
            format!(
                "{} data rows are hidden in the file; they are read all the same",
                count(L, *n)
            ),
            "If they must not count, delete them from the file".into(),
        ),
        DataFault::PuskesmasPlace { puskesmas, kecamatan } => (
            format!(
                "Puskesmas {puskesmas} is taken to lie in Kecamatan {kecamatan}, \
by the villages under it"
            ),
            "If that is wrong, add a Kecamatan column to the table".into(),
        ),
        DataFault::DashAsMissing { count: n } => (
            format!("{} cells hold “-”; taken as missing, not zero", count(L, *n)),
            "If “-” means zero, write dash = \"zero\" in the recipe".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn office(system: &str) -> &str {
    match system {
        "kemendagri" => "Kemendagri",
        "bps" => "BPS",
        other => other,
    }
}

/// A plain number as people write it; anything else as it is.
fn spoken(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(value) => fixed(L, value, text.split_once('.').map_or(0, |(_, tail)| tail.len())),
        Err(_) => text.to_owned(),
    }
}

/// The name in a filter such as `WADMKK=Kabupaten Kuningan`.
fn place_of(filter: &str) -> &str {
    filter.split_once('=').map_or(filter, |(_, name)| name)
}

fn only(filter: &str) -> String {
    if filter.contains('=') {
        format!("To use that kabupaten only, make it again with --where \"{filter}\"")
    } else {
        format!("To use that kabupaten only, make it again with --kabupaten \"{filter}\"")
    }
}

/// “; the area changed by −0.012 km² (−0.31 %)”.
fn area_change(area: Option<AreaChange>) -> String {
    area.map_or(String::new(), |area| {
        format!(
            "; the area changed by {} km² ({} %)",
            fixed(L, area.km2(), 4),
            fixed(L, area.percent(), 2)
        )
    })
}

fn mend(what: &str) -> &str {
    match what {
        "unclosed" => "the outline was not closed",
        "ring_order" => "the outline ran the wrong way round",
        "degenerate" => "a part without area was dropped",
        "positions" => "repeated or unreadable points were dropped",
        "self_crossing" => "the outline crossed itself",
        other => other,
    }
}

/// At most three names, and how many more there are.
pub(super) fn some_of(ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().take(3).map(|id| format!("“{id}”")).collect();
    let rest = ids.len() - named.len();
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn during(period: &str) -> String {
    if period.is_empty() { String::new() } else { format!(" for {period}") }
}

/// "1.626" is a thousand and more, or one and a half.
fn two_ways(sample: &str, read_as: &str) -> String {
    let read = read_as.parse::<f64>().unwrap_or_default();
    let (taken, other) =
        (spoken(read_as), if read.fract() == 0.0 { read / 1e3 } else { read * 1e3 });
    let other = spoken(&other.to_string());
    let as_a = if read.fract() == 0.0 { "the whole number" } else { "the fraction" };
    format!("“{sample}” can be read in two ways; it was read as {as_a} {taken}, not {other}")
}

fn nothing(rows: usize, elsewhere: usize) -> String {
    let rows_text = count(L, rows);
    if elsewhere == rows {
        format!("All {rows_text} rows are of another kabupaten")
    } else {
        format!("None of the {rows_text} rows belongs to a village of the map")
    }
}

fn place(from: PeriodFrom) -> &'static str {
    match from {
        PeriodFrom::Title => "the table's title",
        PeriodFrom::Sheet => "the sheet's name",
        PeriodFrom::File => "the file's name",
        PeriodFrom::Dates => "the dates of its rows",
        PeriodFrom::Nowhere => "nowhere",
    }
}

/// What a table of another kabupaten says of itself.
struct TableIs<'a> {
    column: &'a str,
    system: &'a str,
    code: &'a str,
    table: &'a str,
    others: usize,
}

struct MapIs<'a> {
    name: &'a str,
    system: &'a str,
    code: &'a str,
}

fn wrong_kabupaten(table: &TableIs<'_>, map: &MapIs<'_>) -> String {
    let more = match table.others {
        0 => String::new(),
        n => format!(" and {} other kabupaten", count(Lang::En, n)),
    };
    let says = if table.code.is_empty() && !table.column.is_empty() {
        format!("The column “{}” holds kecamatan of {}", table.column, table.table)
    } else if table.code.is_empty() {
        format!("This table is about {}{more}", table.table)
    } else {
        let (column, system) = (table.column, office(table.system));
        let (code, name) = (table.code, table.table);
        format!("The column “{column}” holds {system}'s code {code}, that is {name}{more}")
    };
    let shown = match (map.name, map.code) {
        ("", _) => "the map shows other kabupaten".to_owned(),
        (name, "") => format!("the map shows {name}"),
        (name, code) => format!("the map shows {name} ({}'s code {code})", office(map.system)),
    };
    format!("{says}, while {shown}")
}

fn crosswalk_why(why: CrosswalkWhy) -> &'static str {
    match why {
        CrosswalkWhy::NoKey => "it has neither an old code nor a village name",
        CrosswalkWhy::NoDecision => "it has no new code",
        CrosswalkWhy::NotOnMap => "its new code is not on the map",
        CrosswalkWhy::BadCode => "its code cannot be read",
        CrosswalkWhy::Contradicts => "an earlier row says otherwise",
    }
}
