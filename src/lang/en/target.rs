//! Targets in English.

use crate::base::fault::TargetsFault;
use crate::lang::number::{count, date, fixed, short};
use crate::lang::target::{CriterionWord, SeriesOf, TargetSay, TargetWord, Unit};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

pub fn fault(fault: &TargetsFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        TargetsFault::NoYears => (
            "The series' file has no years".into(),
            "Name a column tahun, or put years as column heads".into(),
        ),
        TargetsFault::NoFigures { headers } => (
            format!("No column of percent or thousand persons among: {headers}"),
            "Use a head with persen, ribu jiwa or jiwa; for extreme poverty also ekstrem".into(),
        ),
        TargetsFault::BadYear { text } => (
            format!("“{text}” cannot be read as a year, though its row has figures"),
            "Write the year with four digits, such as 2023 or 2023*)".into(),
        ),
        TargetsFault::Fraction { largest, percent } => (
            format!(
                "Shares are written as parts of one: {} is read as {} %",
                fixed(L, *largest, 4),
                fixed(L, *percent, 2)
            ),
            "If it is below one percent indeed, enter it in step Plan, under Targets".into(),
        ),
        TargetsFault::FewPoor { persons } => (
            format!("At most {} persons are poor", n(*persons)),
            "If the figures are thousands, say “ribu jiwa” in the header and import again".into(),
        ),
        TargetsFault::BadFigure { year, text } => (
            format!("The figure of {year} cannot be read: “{text}”"),
            "Write a number, or leave it empty where it was not published".into(),
        ),
        TargetsFault::OutOfRange { year, value } => (
            format!("The figure of {year} is out of bounds: {}", short(L, *value)),
            "A percentage lies between 0 and 100; check the column".into(),
        ),
        TargetsFault::TwiceYear { year } => {
            (format!("The year {year} stands twice"), "Leave one figure for each year".into())
        }
        TargetsFault::NotACount { indicator } => (
            format!("{indicator} does not count families"),
            "Choose an indicator that counts families, not a percentage or an index".into(),
        ),
        TargetsFault::NoSuchProgramme { name, found } if found.is_empty() => (
            format!("There is no register of programmes to find “{name}” in"),
            "Import the register first: kantong programs PROJECT --import FILE".to_owned(),
        ),
        TargetsFault::NoSuchProgramme { name, found } => (
            format!("The register of programmes has no programme “{name}”"),
            format!("It has: {found}. Write one of them after register:"),
        ),
        TargetsFault::NoWinner { village } => (
            format!("{village} has no rank on the award board"),
            "Choose a village with a rank; of the others too little is known".into(),
        ),
    };
    Sentence { message, fix }
}

fn n(value: f64) -> String {
    fixed(L, value, 0)
}

fn one(value: f64) -> String {
    short(L, (value * 10.0).round() / 10.0)
}

fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent => format!("{} %", fixed(L, value, 2)),
        Unit::Thousand => format!("{} thousand persons", fixed(L, value, 2)),
    }
}

fn of(of: SeriesOf) -> &'static str {
    match of {
        SeriesOf::Poverty => "Poverty (survey)",
        SeriesOf::Extreme => "Extreme poverty (survey)",
    }
}

fn several(years: &[u16]) -> String {
    years.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

#[expect(clippy::too_many_lines, reason = "one sentence a line, matched without a catch-all")]
pub fn say(say: &TargetSay) -> String {
    match say {
        TargetSay::Target { of: which, percent, year, basis } => {
            format!("{}: target {} % in {year}. {basis}", of(*which), short(L, *percent))
        }
        TargetSay::NoSeries { of: which } => format!("{}: no figures yet", of(*which)),
        TargetSay::Last { year, percent, thousand } => {
            let both = [
                percent.map(|p| figure(Unit::Percent, p)),
                thousand.map(|t| figure(Unit::Thousand, t)),
            ];
            let both: Vec<String> = both.into_iter().flatten().collect();
            format!("  Last figure ({year}): {}", both.join(", "))
        }
        TargetSay::Gaps { years } => format!("  No figure for {}: left empty", several(years)),
        TargetSay::Pace { yearly, years } => format!(
            "  Has to {} {} points {}",
            if *yearly < 0.0 { "fall" } else { "rise" },
            fixed(L, yearly.abs(), 2),
            if *years == 1 {
                "in 1 year".to_owned()
            } else {
                format!("each year for {years} years")
            }
        ),
        TargetSay::Step { year, percent } => format!("    {year}: {} %", fixed(L, *percent, 2)),
        TargetSay::Reached => "  The last figure reaches the target".to_owned(),
        TargetSay::Derived { year, percent } => format!(
            "  P0 of {year} from thousands and the population that was entered: {} %",
            fixed(L, *percent, 2)
        ),
        TargetSay::NoShare => {
            "  No pace and nobody to lift yet: enter percentages or the population".to_owned()
        }
        TargetSay::FewPoor { persons } => format!(
            "  At most {} persons are poor: check whether the figures are thousands",
            n(*persons)
        ),
        TargetSay::YearOver { year, last } => format!(
            "  The target's year {year} is over, and the last figure ({last}) is above it: renew the target or enter the newest figure"
        ),
        TargetSay::DateOver { until } => format!(
            "  The date, {}, is over, and families remained at the last report: enter the newest report or renew the date",
            L.month(until)
        ),
        TargetSay::YearPassed { year } => format!(
            "  The target's year {year} is not after the last figure: renew the target or the figures"
        ),
        TargetSay::Lift { persons, population, year } => {
            let from = year.map_or_else(
                || "entered by hand".to_owned(),
                |year| format!("from percent and thousands of the survey of {year}"),
            );
            format!(
                "  To be lifted: {} persons (population {}, {from})",
                n(*persons),
                n(*population)
            )
        }
        TargetSay::Projected { unit, year, value, low, high, level, n, first, last } => format!(
            "  If it goes on: {} in {year}, range {}–{} (straight line by least squares of {n} \
figures {first}–{last}, {} % prediction interval)",
            figure(*unit, *value),
            fixed(L, *low, 2),
            fixed(L, *high, 2),
            short(L, 100.0 * level)
        ),
        TargetSay::NotProjected { unit, n } => format!(
            "  No projection of {}: {n} figures only, 3 or more are needed",
            match unit {
                Unit::Percent => "percent",
                Unit::Thousand => "thousand persons",
            }
        ),
        TargetSay::RisesLast { unit, from, to } => format!(
            "  WARNING: it rose from {} ({}) to {} ({}), against the target",
            figure(*unit, from.1),
            from.0,
            figure(*unit, to.1),
            to.0
        ),
        TargetSay::RisesLine { unit, slope } => format!(
            "  WARNING: the trend rises by {} each year",
            match unit {
                Unit::Percent => format!("{} points", fixed(L, *slope, 2)),
                Unit::Thousand => figure(Unit::Thousand, *slope),
            }
        ),
        TargetSay::Apart => "Survey (kabupaten) and register (villages) are two sources: never \
summed, never one line"
            .to_owned(),
        TargetSay::Burn { name, from, to, until } => {
            format!("Down to zero: {name}, reports {from} to {to}, date {}", L.month(until))
        }
        TargetSay::Remaining { start, last, planned, places, of } => format!(
            "  {} of {} remain; by the line {} should ({} of {} villages have a first and a last \
report)",
            n(*last),
            n(*start),
            n(*planned),
            count(L, *places),
            count(L, *of)
        ),
        TargetSay::Rose { start, last } => {
            format!("  WARNING: it rose from {} to {}, against the target", n(*start), n(*last))
        }
        TargetSay::Monthly { families, until, since } => format!(
            "  From the report of {since} on {} have to go each month to {}",
            one(*families),
            L.month(until)
        ),
        TargetSay::MonthlyNow { families, until, months } => format!(
            "  No newer report has come; from today {} months are left to {}: {} each month",
            count(L, *months),
            L.month(until),
            one(*families)
        ),
        TargetSay::ReportGap { reports } => {
            let all: Vec<String> = reports
                .iter()
                .map(|(period, silent, least)| {
                    format!(
                        "{period} ({} villages did not report; at least {} remain in the others)",
                        count(L, *silent),
                        n(*least)
                    )
                })
                .collect();
            format!("  The sum is left empty for {}", all.join(", "))
        }
        TargetSay::Overdue { villages, past } => {
            let why = if *past { "past the date with some remaining" } else { "behind the line" };
            format!("  {} villages {why}", count(L, *villages))
        }
        TargetSay::OnTrack { on_track, done, unknown } => format!(
            "  {} villages on track, {} done, {} not known",
            count(L, *on_track),
            count(L, *done),
            count(L, *unknown)
        ),
        TargetSay::Resolved { villages, fall, lifted, died, moved, able, added } => format!(
            "  Field check of {} villages: {}: {} lifted, {} died, {} moved, {} found able, \
less {} added",
            count(L, *villages),
            fewer(*fall),
            n(*lifted),
            n(*died),
            n(*moved),
            n(*able),
            n(*added)
        ),
        TargetSay::Merged { villages } => format!(
            "  {} villages took others in: their figure before is that of the old villages together",
            count(L, *villages)
        ),
        TargetSay::Checked { first, last, outside } => {
            let days = if first == last {
                format!("  Field checks came back on {}", date(L, first))
            } else {
                format!("  Field checks came back from {} to {}", date(L, first), date(L, last))
            };
            if *outside == 0 {
                days
            } else {
                format!(
                    "{days}; {} villages outside the time of these reports, so the reasons may be of another time",
                    count(L, *outside)
                )
            }
        }
        TargetSay::Unexplained { fall, villages } => format!(
            "  {} villages without a form: {}, nobody knows why",
            count(L, *villages),
            fewer(*fall)
        ),
        TargetSay::NoBurn => {
            "Down to zero: no count of families of two periods or more yet".to_owned()
        }
        TargetSay::Changed { name, from, to, better, worse, same, unknown } => format!(
            "Before and after: {name}, {from} to {to}: {} villages better, {} worse, {} the same, {} \
cannot be compared",
            count(L, *better),
            count(L, *worse),
            count(L, *same),
            count(L, *unknown)
        ),
        TargetSay::States { chronic, new, recovered, share } => format!(
            "  Worst {} %: {} villages chronic, {} newly fallen, {} recovered",
            short(L, 100.0 * share),
            count(L, *chronic),
            count(L, *new),
            count(L, *recovered)
        ),
        TargetSay::Joined { compared, all } => format!(
            "  {} of {} split villages are compared as one",
            count(L, *compared),
            count(L, *all)
        ),
        TargetSay::Effect { name, pairs, with, without, more, alone, unknown } => format!(
            "  With {name}: mean {}, alike villages without {} ({} pairs, {} of them fell more; {} \
villages without a pair, {} not known)",
            signed(*with),
            signed(*without),
            count(L, *pairs),
            count(L, *more),
            count(L, *alone),
            count(L, *unknown)
        ),
        TargetSay::NoPairs { name } => {
            format!("  {name}: no alike village without it in the same kecamatan")
        }
        TargetSay::NotProof => {
            "  This compares villages of alike starting values; it proves no cause".to_owned()
        }
        TargetSay::Award { ranked, unranked, wards } => {
            let wards = match wards {
                0 => String::new(),
                n => format!("; {} kelurahan take no part (they have no APBDes)", count(L, *n)),
            };
            format!(
                "Award board: {} villages ranked, {} not (too little is known){wards}",
                count(L, *ranked),
                count(L, *unranked)
            )
        }
        TargetSay::Winner { rank, name, kecamatan, score, before, after } => format!(
            "  {rank}. {name}, {kecamatan}: score {} ({} → {})",
            fixed(L, *score, 1),
            n(*before),
            n(*after)
        ),
        TargetSay::Absent { criteria } => {
            let all: Vec<&str> = criteria.iter().map(|c| criterion(*c)).collect();
            format!("  Not known and not counted: {}", all.join(", "))
        }
        TargetSay::Kept => "Targets are kept with the project (undo takes them back)".to_owned(),
    }
}

fn fewer(fall: f64) -> String {
    if fall < 0.0 { format!("{} more", n(-fall)) } else { format!("{} fewer", n(fall)) }
}

fn signed(value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    format!("{plus}{}", fixed(L, value, 1))
}

pub fn criterion(word: CriterionWord) -> &'static str {
    match word {
        CriterionWord::Budget => "APBDes for extreme poverty",
        CriterionWord::Fall => "fall of extremely poor families",
        CriterionWord::Complete => "completeness of data",
        CriterionWord::Verified => "field check",
        CriterionWord::Economy => "economy and potential",
    }
}

#[expect(clippy::too_many_lines, reason = "one word each, matched without a catch-all")]
pub fn word(word: TargetWord) -> &'static str {
    match word {
        TargetWord::Tracker => "Target tracker",
        TargetWord::BurnDown => "Down to zero",
        TargetWord::ByKecamatan => "Down to zero by kecamatan",
        TargetWord::ByVillage => "Down to zero by village",
        TargetWord::Schedule => "Monthly schedule",
        TargetWord::BeforeAfter => "Before and after",
        TargetWord::Pairs => "Alike villages",
        TargetWord::AwardBoard => "Award board",
        TargetWord::Dictionary => "Dictionary",
        TargetWord::Code => "Village code",
        TargetWord::Village => "Village",
        TargetWord::Kecamatan => "Kecamatan",
        TargetWord::Places => "Villages in the sum",
        TargetWord::Series => "Series",
        TargetWord::Year => "Year",
        TargetWord::Percent => "Percent",
        TargetWord::Thousand => "Thousand persons",
        TargetWord::Source => "Source",
        TargetWord::Target => "Target",
        TargetWord::Low => "Range, low",
        TargetWord::High => "Range, high",
        TargetWord::Kind => "Kind",
        TargetWord::Before => "Before",
        TargetWord::After => "After",
        TargetWord::Change => "Change",
        TargetWord::ChangePercent => "Change (%)",
        TargetWord::State => "State",
        TargetWord::Start => "Start",
        TargetWord::Remaining => "Remaining",
        TargetWord::Planned => "Planned",
        TargetWord::AboveLine => "Above the line",
        TargetWord::Monthly => "Needed a month",
        TargetWord::Standing => "Standing",
        TargetWord::Fall => "Fall",
        TargetWord::Died => "Died",
        TargetWord::Moved => "Moved",
        TargetWord::Able => "Found able",
        TargetWord::Added => "Added",
        TargetWord::Lifted => "Lifted",
        TargetWord::Rank => "Rank",
        TargetWord::Score => "Score (0–100)",
        TargetWord::Known => "Points known (%)",
        TargetWord::Missing => "Not known",
        TargetWord::Guarded => "Guarded fall (%)",
        TargetWord::With => "With the programme",
        TargetWord::Without => "Without the programme",
        TargetWord::Difference => "Difference",
        TargetWord::Column => "Column",
        TargetWord::Meaning => "Meaning",
        TargetWord::OverdueVillages => "Villages overdue",
        TargetWord::Survey => "Survey",
        TargetWord::Projection => "Projection",
        TargetWord::EvenSplit => "Even split",
        TargetWord::Kabupaten => "Kabupaten",
        TargetWord::Overdue => "Overdue",
        TargetWord::PastDate => "Past the date",
        TargetWord::OnTrack => "On track",
        TargetWord::Done => "Done",
        TargetWord::Unknown => "Not known",
        TargetWord::Chronic => "Chronic",
        TargetWord::New => "Newly fallen",
        TargetWord::Recovered => "Recovered",
        TargetWord::Never => "Never",
        TargetWord::NotRanked => "no rank",
        TargetWord::Together => "counted together (split)",
        TargetWord::Poverty => "Poverty",
        TargetWord::Extreme => "Extreme poverty",
        TargetWord::TargetPercent => "Target (%)",
        TargetWord::TargetYear => "Target year",
        TargetWord::Basis => "Basis",
        TargetWord::AddYear => "Add a year",
        TargetWord::DropYear => "Remove this year",
        TargetWord::Population => "Population",
        TargetWord::Window => "Years looked back",
        TargetWord::Level => "Range holds (%)",
        TargetWord::Until => "Date",
        TargetWord::Indicator => "Indicator",
        TargetWord::From => "From",
        TargetWord::To => "To",
        TargetWord::Worst => "Worst (% of villages)",
        TargetWord::Programme => "Programme",
        TargetWord::NoProgramme => "not compared",
        TargetWord::Points => "Points",
        TargetWord::Few => "Small-number guard",
        TargetWord::BudgetFull => "APBDes, full (%)",
        TargetWord::FullPercent => "Fall, full (%)",
        TargetWord::FullCount => "Fall, full (families)",
        TargetWord::LeastKnown => "Least data (%)",
        TargetWord::Automatic => "automatic",
        TargetWord::KeepTargets => "Keep targets",
        TargetWord::ImportSeries => "Take a series from a file",
        TargetWord::ExportTables => "Save tables",
        TargetWord::Certificate => "Print certificate",
        TargetWord::Settings => "Settings",
        TargetWord::NoSeries => "No survey figures yet. Add a year, or take them from a file.",
        TargetWord::NoBurn => "No count of families of two periods or more yet.",
        TargetWord::NoChange => "No indicator of two periods yet.",
        TargetWord::TargetLine => "Target line",
        TargetWord::Range => "Range",
        TargetWord::ShortFall => "Fall",
        TargetWord::ShortData => "Data",
        TargetWord::ShortEconomy => "Economy",
        TargetWord::ShortKnown => "Known",
        TargetWord::ShortVerified => "Checked",
        TargetWord::Comparison => "A comparison, not a proof",
        TargetWord::CertificateTitle => "CERTIFICATE OF AWARD",
        TargetWord::GivenTo => "is given to",
        TargetWord::AsBest => "as award village, rank",
        TargetWord::Reason => "in lowering",
    }
}

pub const DICTIONARY: &[(TargetWord, &str)] = &[
    (TargetWord::Places, "Villages with a first and a last report; only these are summed"),
    (TargetWord::Target, "Target in percent in that year"),
    (TargetWord::Low, "Lower end of the projection's range"),
    (TargetWord::High, "Upper end of the projection's range"),
    (
        TargetWord::Kind,
        "Survey = published; Projection = straight line by least squares; Even split = equal steps to the target",
    ),
    (
        TargetWord::State,
        "Chronic = among the worst in both periods; Newly fallen = in the second only; Recovered = in the first only",
    ),
    (TargetWord::Start, "Families at the first report"),
    (TargetWord::Remaining, "Families at the last report; empty = not reported, not zero"),
    (TargetWord::Planned, "Where the straight line from start to date stands at the last report"),
    (TargetWord::AboveLine, "Remaining less planned"),
    (TargetWord::Monthly, "What has to go each month to the date"),
    (
        TargetWord::Standing,
        "Overdue = more remain than the line allows; Past the date = some remain after it",
    ),
    (TargetWord::Fall, "Start less remaining"),
    (
        TargetWord::Lifted,
        "Fall less died, moved, found able, plus added at the field check; empty = no form came back",
    ),
    (TargetWord::Rank, "Equal scores share a rank; empty = too little is known"),
    (
        TargetWord::Score,
        "Points earned of 100 known ones; what is not known is not counted as zero",
    ),
    (TargetWord::Known, "Share of the points of which something is known"),
    (TargetWord::Guarded, "Fall divided by (start + small-number guard)"),
    (
        TargetWord::Difference,
        "Change of the village with the programme less that of the alike one: a comparison, not a proof",
    ),
];
