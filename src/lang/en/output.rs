//! Sentences for `OutputFault` and captions of pictures and tables.

use crate::base::fault::{Kept, OutputFault};
use crate::lang::number::{count, date, fixed};
use crate::lang::output::{Caption, ClassCut, ClassWhy, MethodNote, Tendency, degrees};
use crate::lang::{Lang, Sentence};

pub fn fault(fault: &OutputFault) -> Sentence {
    match fault {
        OutputFault::CannotWrite { why } => Sentence::new(
            format!("The file cannot be written ({why})"),
            "Close it if another program has it open, or choose another folder",
        ),
        OutputFault::TooManyColumns { found, most } => Sentence::new(
            format!("The layer has {found} columns, a shapefile holds only {most}"),
            "Save it as .gpkg or .geojson",
        ),
        OutputFault::NoSecondOpinion { method } => Sentence::new(
            format!("The script of the second opinion does not know “{method}”"),
            "Use local-moran, gi, gi-star, local-geary of one indicator, or bivariate",
        ),
        OutputFault::UnknownExtension { found, known } => Sentence::new(
            format!("The file ending “{found}” is not known"),
            format!("Use one of: {known}"),
        ),
        OutputFault::BadSize { found } => Sentence::new(
            format!("The picture size “{found}” cannot be used"),
            "Write width x height in pixels, each 200 to 8000, for example 1920x1080",
        ),
        OutputFault::NoSuchKept { what, name, found } => Sentence::new(
            format!("There is no {} “{name}”", kept(*what)),
            match (what, found.is_empty()) {
                (Kept::Village, _) => {
                    "Write the code as in the project's list of villages".to_owned()
                }
                (_, true) => format!("This project has no {} yet", kept(*what)),
                (_, false) => format!("There are: {found}"),
            },
        ),
        OutputFault::PerNeedsCounts { id } => Sentence::new(
            format!("“{id}” is no count, so it can neither be divided nor divide"),
            "Use two counts, for example poor families by all families",
        ),
        OutputFault::CountAsFill { name } => Sentence::new(
            format!("“{name}” is a count but fills areas: a large village looks worse"),
            "Write drawn = \"auto\" for circles, or divide it with per",
        ),
        OutputFault::NoPockets => Sentence::new(
            "This project has no pockets yet",
            "Run kantong pockets PROJECT --indicator ID",
        ),
        OutputFault::NotTogether { one, other } => Sentence::new(
            format!("{one} and {other} cannot be shown in one map"),
            "Remove one of them from the description",
        ),
        OutputFault::BadChoice { key, value, allowed } => Sentence::new(
            format!("{key} = {value} cannot be used"),
            format!("What can be used: {allowed}"),
        ),
        OutputFault::Drawing { why } => {
            Sentence::new(format!("The picture cannot be made ({why})"), "Try a smaller size")
        }
    }
}

fn kept(what: Kept) -> &'static str {
    match what {
        Kept::Place => "kept view",
        Kept::Preset => "kept style",
        Kept::Kecamatan => "kecamatan",
        Kept::Kabupaten => "kabupaten or city",
        Kept::Village => "village with the code",
        Kept::Layer => "layer",
    }
}

#[expect(clippy::too_many_lines, reason = "one line a caption; the match is the list")]
pub fn caption(caption: &Caption) -> String {
    match caption {
        Caption::Title { theme, region, period } if period.is_empty() => {
            format!("{theme}, {region}")
        }
        Caption::Title { theme, region, period } => format!("{theme}, {region}, {period}"),
        Caption::Kabupaten { name } => name.clone(),
        Caption::SeveralKabupaten { count: n } => format!("{} regencies", count(Lang::En, *n)),
        Caption::NotLand => "Not a map of the earth: no scale, north or place".into(),
        Caption::SeveralKecamatan { count: n } => format!("{} kecamatan", count(Lang::En, *n)),
        Caption::SampleData => "Sample data, not real conditions".into(),
        Caption::Legend => "Legend".into(),
        Caption::Tendency(Tendency::HigherIsWorse) => "higher is worse".into(),
        Caption::Tendency(Tendency::HigherIsBetter) => "higher is better".into(),
        Caption::Villages { count: 1 } => "1 village".into(),
        Caption::Villages { count: n } => format!("{} villages", count(Lang::En, *n)),
        Caption::NoData => "No data".into(),
        Caption::NotApplicable => "Not applicable".into(),
        Caption::ProvinceLine => "Province boundary".into(),
        Caption::KabupatenLine => "Regency boundary, coast".into(),
        Caption::KecamatanLine => "Subdistrict boundary".into(),
        Caption::VillageLine => "Village boundary".into(),
        Caption::TinyVillage => "Very small village, marked".into(),
        Caption::Outside => "Outside: sea or another kabupaten".into(),
        Caption::SeveralIndicators { count: n } => format!("{} indicators", count(Lang::En, *n)),
        Caption::VillagesByNumber => "Villages by their number on the map".into(),
        Caption::NamesWritten { written, of } => format!(
            "{} of {} village names fit on the map",
            count(Lang::En, *written),
            count(Lang::En, *of)
        ),
        Caption::NotVillages => "Not a village".into(),
        Caption::PlaceLayer { name, count: n } => format!("{name} ({})", count(Lang::En, *n)),
        Caption::PocketLine => "Pocket outline, with its number".into(),
        Caption::Faded => "Colours are paler outside pockets".into(),
        Caption::Pockets { count: n } => format!("Pockets ({})", count(Lang::En, *n)),
        Caption::MorePockets { count: n } => format!("and {} more pockets", count(Lang::En, *n)),
        Caption::Lone { count: n } => {
            format!("Lone villages outside pockets: {}", count(Lang::En, *n))
        }
        Caption::Method(note) => method(note),
        Caption::Sources => "Sources and history".into(),
        Caption::DataSource { source, period } if period.is_empty() => format!("Data: {source}"),
        Caption::DataSource { source, period } => format!("Data: {source}, {period}"),
        Caption::Measured { measured, missing, not_applicable } => format!(
            "n = {} · no data {} · not applicable {}",
            count(Lang::En, *measured),
            count(Lang::En, *missing),
            count(Lang::En, *not_applicable)
        ),
        Caption::BoundarySource { source } => format!("Boundaries: {source}"),
        Caption::Indicative => "Indicative boundaries, not an official reference".into(),
        Caption::Classes { cut: how, classes } => {
            format!("Classes: {}, {classes} classes", cut(*how))
        }
        Caption::Advice { cut: how, why } => {
            let why = match why {
                ClassWhy::Policy => "a rule is agreed on".to_owned(),
                ClassWhy::FewValues { distinct } => {
                    format!("there are only {} different numbers", count(Lang::En, *distinct))
                }
                ClassWhy::ManyZeros { zeros, of } => format!(
                    "{} of {} villages are zero",
                    count(Lang::En, *zeros),
                    count(Lang::En, *of)
                ),
                ClassWhy::LongTail { skewness } => format!(
                    "a few villages lie far above the others (skewness {})",
                    fixed(Lang::En, *skewness, 1)
                ),
                ClassWhy::Skewed { skewness } => format!(
                    "the values lean to one side (skewness {})",
                    fixed(Lang::En, *skewness, 1)
                ),
                ClassWhy::Even { skewness } => format!(
                    "the values lie evenly to both sides (skewness {})",
                    fixed(Lang::En, *skewness, 1)
                ),
            };
            format!("Suggested classes: {}, because {why}", cut(*how))
        }
        Caption::Crs { name } => format!("Coordinate system: {name}"),
        Caption::PlanarUnits => "Coordinate units; distances are not km".into(),
        Caption::Printed { date: day, version } => {
            format!("Printed {} · Kantong {version}", date(Lang::En, day))
        }
        Caption::North => "N".into(),
        Caption::Longitude { minutes } => {
            format!("{} {}", degrees(*minutes), if *minutes < 0 { "W" } else { "E" })
        }
        Caption::Latitude { minutes } => {
            format!("{} {}", degrees(*minutes), if *minutes < 0 { "S" } else { "N" })
        }
        Caption::ShortColumn => "Column of the shapefile".into(),
        Caption::WholeColumn => "Whole name".into(),
        Caption::DataSheet => "Data".into(),
        Caption::NotesSheet => "Notes".into(),
        Caption::PocketSheet => "Pockets".into(),
        Caption::Rank => "Rank".into(),
        Caption::Code => "Code".into(),
        Caption::Village => "Village".into(),
        Caption::Kecamatan => "Subdistrict".into(),
        Caption::KabupatenColumn => "Regency".into(),
        Caption::CrosswalkSheet => "Crosswalk".to_owned(),
        Caption::UnmatchedSheet => "Unmatched".to_owned(),
        Caption::FileColumn => "File".to_owned(),
        Caption::SheetColumn => "Sheet".to_owned(),
        Caption::RowColumn => "Row".to_owned(),
        Caption::WrittenColumn => "As written".to_owned(),
        Caption::CandidateCode { number } => format!("Candidate {number}: code"),
        Caption::CandidateName { number } => format!("Candidate {number}: name"),
        Caption::CandidateScore { number } => format!("Candidate {number}: score"),
        Caption::Kind => "Kind".into(),
        Caption::AreaKm2 => "Area (km²)".into(),
        Caption::State { name } => format!("{name}: state"),
        Caption::Pocket => "Pocket".into(),
        Caption::PocketName => "Pocket name".into(),
        Caption::Members => "Villages".into(),
        Caption::ComparisonSheet => "Comparison".into(),
        Caption::SideA { name } => format!("A: {name}"),
        Caption::SideB { name } => format!("B: {name}"),
        Caption::Difference => "Difference A − B".into(),
        Caption::RelativeDifference => "Difference, % of B".into(),
        Caption::CountedBy => "Counted by".into(),
        Caption::Correction { name } => format!("{name}: correction"),
        Caption::CorrectedFrom { value, reason } => {
            format!("corrected; the table says {} ({reason})", Lang::En.measure(*value))
        }
        Caption::Corrections { count: n } => {
            format!("{} values corrected by hand", count(Lang::En, *n))
        }
        Caption::Class => "Cluster".into(),
        Caption::PValue => "p".into(),
        Caption::Trend => "Trend of pockets".to_owned(),
        Caption::TrendOf { name } => format!("Trend of pockets: {name}"),
        Caption::IsPocket { bad: true } => "yes".to_owned(),
        Caption::IsPocket { bad: false } => "no".to_owned(),
        Caption::BridgeLine { count: n } => format!("Link over water ({})", count(Lang::En, *n)),
        Caption::ClassName { id } => class_name(id),
    }
}

/// The name of a way to cut classes.
pub fn cut(cut: ClassCut) -> &'static str {
    match cut {
        ClassCut::NaturalBreaks => "natural breaks (Jenks)",
        ClassCut::Quantile => "quantiles",
        ClassCut::Equal => "equal intervals",
        ClassCut::Manual => "own borders",
        ClassCut::StdDev => "standard deviations from the mean",
        ClassCut::Box => "box and outliers",
        ClassCut::Percentile => "percentiles 1–10–50–90–99",
        ClassCut::HeadTail => "head and tail",
        ClassCut::MaxBreaks => "widest gaps",
        ClassCut::Pretty => "round numbers",
        ClassCut::WhoStunting2019 => "WHO grades of stunting, 2019 edition",
        ClassCut::WhoStunting1995 => "WHO grades of stunting, 1995 edition",
    }
}

/// A method by its name in the contract.
pub fn method_name(method: &str) -> &str {
    match method {
        "local-moran" => "local Moran",
        "gi" => "Gi (Getis–Ord)",
        "gi-star" => "Gi* (Getis–Ord)",
        "local-geary" => "local Geary",
        "bivariate" => "Moran of two indicators",
        "differential" => "local Moran of the change",
        "join-count" => "worst villages side by side",
        "scan" => "circular scan (Kulldorff)",
        other => other,
    }
}

fn method(note: &MethodNote) -> String {
    let n = count(Lang::En, note.kabupaten);
    match (note.kabupaten > 1, note.each_by_itself) {
        (false, _) => method_words(note),
        (true, true) => {
            format!("{}; each kabupaten by itself ({n} kabupaten)", method_words(note))
        }
        (true, false) => format!("{}; {n} kabupaten together", method_words(note)),
    }
}

fn method_words(note: &MethodNote) -> String {
    let method = method_name(&note.method);
    let method = match &note.with {
        Some(with) => format!("{method} with {with}"),
        None => method.to_owned(),
    };
    let method = match &note.since {
        Some(since) => format!("{method} since {since}"),
        None => method,
    };
    let rates = match note.rates.as_str() {
        "eb" => ", small villages drawn towards the kabupaten's rate (EB)",
        "seb" => ", small villages drawn towards the rate around them (spatial EB)",
        _ => "",
    };
    let tolerance = note.tolerance_m.map_or_else(String::new, |metres| {
        format!(" (borders ≤ {} m apart are one)", fixed(Lang::En, metres, 1))
    });
    let several = |n: usize, text: String| if n > 0 { text } else { String::new() };
    let ferries =
        several(note.ferries, format!(", {} links by boat", count(Lang::En, note.ferries)));
    let bridges = several(
        note.bridges,
        format!(", {} islands linked to the nearest village", count(Lang::En, note.bridges)),
    );
    let weights = neighbours(&note.weights);
    let alpha = fixed(Lang::En, note.alpha, if note.alpha < 0.01 { 3 } else { 2 });
    if note.method == "scan" {
        return format!(
            "Method: {method}, {} replicates, p up to {alpha}, seed {}",
            count(Lang::En, note.permutations),
            note.seed
        );
    }
    let correction = match note.correction.as_str() {
        "fdr" => format!("FDR {alpha}"),
        "bonferroni" => format!("Bonferroni {alpha}"),
        _ => format!("α {alpha} uncorrected"),
    };
    let tail = match note.tail.as_str() {
        // It only asks whether there are more than by chance.
        _ if note.method == "join-count" => "one-sided (more of them)",
        "one" => "one-sided",
        _ => "two-sided",
    };
    format!(
        "Method: {method}{rates}, {weights}{tolerance}{ferries}{bridges}, {} permutations, {tail}, {correction}, seed {}",
        count(Lang::En, note.permutations),
        note.seed
    )
}

/// Metres as the rule has them, to a whole one where they were measured.
fn rounded(metres: &str) -> String {
    metres.parse::<f64>().map_or_else(|_| metres.to_owned(), |m| fixed(Lang::En, m, 0))
}

fn class_name(id: &str) -> String {
    match id {
        "high_high" => "High among high (HH)",
        "low_low" => "Low among low (LL)",
        "high_low" => "High among low (HL)",
        "low_high" => "Low among high (LH)",
        "hot" => "High cluster",
        "cold" => "Low cluster",
        "new" => "New",
        "intensifying" => "Intensifying",
        "persistent" => "Persistent",
        "diminishing" => "Diminishing",
        "sporadic" => "Sporadic",
        "none" => "Never",
        "unknown" => "Too few periods",
        "not_significant" => "Not significant",
        "isolate" => "No neighbour",
        "missing" => "No data",
        "not_applicable" => "Not applicable",
        other => other,
    }
    .to_owned()
}

/// Who counts as whose neighbour, from the word of the command line.
pub fn neighbours(weights: &str) -> String {
    match weights.split_once(':') {
        Some(("knn", k)) => format!("{k} nearest villages"),
        Some(("distance", metres)) => format!("villages within {} m", rounded(metres)),
        Some(("kernel", kernel)) => weighed(kernel),
        _ if weights == "queen" => "neighbours by side or corner".to_owned(),
        _ if weights == "rook" => "neighbours by side".to_owned(),
        _ if weights == "file" => "neighbours from a file".to_owned(),
        _ => weights.to_owned(),
    }
}

/// Neighbours by a kernel: its shape and how far it reaches.
fn weighed(kernel: &str) -> String {
    let (shape, width) = kernel.split_once(':').unwrap_or((kernel, ""));
    let reach = match width.split_once(':') {
        Some((_, k)) => format!("up to the {k} nearest"),
        None => format!("within {} m", rounded(width)),
    };
    format!("villages {reach}, nearer ones weighing more ({shape} kernel)")
}
