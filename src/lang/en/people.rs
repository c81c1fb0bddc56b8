//! Sentences for `PeopleFault`.

use crate::base::fault::{PeopleFault, Whose};
use crate::lang::number::count;
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &PeopleFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        PeopleFault::Counted { rows, counted } => (
            format!(
                "A list of persons: {} of {} rows were counted per village; names, NIK, \
addresses and birth dates are not kept",
                count(L, *counted),
                count(L, *rows)
            ),
            String::new(),
        ),
        PeopleFault::WithoutVillage { rows, places } => (
            format!(
                "{} rows are in no village ({} different ways of writing one); not counted",
                count(L, *rows),
                count(L, *places)
            ),
            "Match the village names, then import again".into(),
        ),
        PeopleFault::LeftOut { columns } => (
            format!("Columns of personal data are not imported: {columns}"),
            "Kantong keeps numbers per village only".into(),
        ),
        PeopleFault::NotRead { columns } => (
            format!("Columns that are not known in this list were not read: {columns}"),
            "If they are wanted, send them as a table of one row a village".into(),
        ),
        PeopleFault::Damaged { whose, count: n, of } => (
            format!(
                "{} of {} {} are damaged: stored as numbers, they lost their last digit",
                count(L, *n),
                count(L, *of),
                number_of(*whose)
            ),
            "Take them from the original file again and keep that column as text".into(),
        ),
        PeopleFault::NotSixteen { count: n } => (
            format!(
                "{} NIK do not have 16 digits; their rows are counted all the same",
                count(L, *n)
            ),
            "Ask the office to check them".into(),
        ),
        PeopleFault::NoFamily { rows } => (
            format!(
                "{} rows have no whole family number; each is counted as one family",
                count(L, *rows)
            ),
            "Complete the family's ID or No KK in the original file".into(),
        ),
        PeopleFault::TwoVillages { families } => (
            format!(
                "{} families stand in more than one village; counted in the first",
                count(L, *families)
            ),
            "Ask the office to check families that moved".into(),
        ),
        PeopleFault::Repeated { rows } => (
            format!("{} rows repeat a person who is there already; counted once", count(L, *rows)),
            String::new(),
        ),
        PeopleFault::NoDay { column, rows } => (
            format!(
                "The day in column “{column}” cannot be read in {} rows; the latest measurement is not \
sure there",
                count(L, *rows)
            ),
            "Write the day as 17/8/2024 or 2024-08-17, then import again".into(),
        ),
        PeopleFault::Unread { column, count: n } => (
            format!(
                "{} answers in column “{column}” are not known; counted under “other”",
                count(L, *n)
            ),
            "Check how that column is written".into(),
        ),
        PeopleFault::ListOfThings { noun, rows, villages } => (
            format!(
                "A village has several rows: read as a list ({}), {} rows in {} villages; counted \
and summed per village",
                if noun.is_empty() { "entries" } else { noun },
                count(L, *rows),
                count(L, *villages)
            ),
            "If each village should have one row, choose \"first row\" when importing (recipe: \
rows = \"village\")"
                .into(),
        ),
        PeopleFault::NotSummed { columns } => (
            format!("Columns whose numbers do not add up per village were left out: {columns}"),
            "If they are needed, average them per village on a sheet of their own".into(),
        ),
        PeopleFault::Absent { zero, missing } => (
            format!(
                "Villages without a row: {} taken as zero (the list covers their kecamatan), {} \
left missing",
                count(L, *zero),
                count(L, *missing)
            ),
            "Check whether the list is complete for that kecamatan".into(),
        ),
        PeopleFault::Matched { first, second, both, unmatchable } if *unmatchable > 0 => (
            format!(
                "“{first}” and “{second}” were matched by disguised NIK and No KK: {} families \
stand in both. {} families without a whole number cannot be matched; their villages have no figure",
                count(L, *both),
                count(L, *unmatchable)
            ),
            "Ask for lists with a whole NIK or No KK, stored as text".into(),
        ),
        PeopleFault::Matched { first, second, both, .. } => (
            format!(
                "“{first}” and “{second}” were matched by disguised NIK and No KK: {} families \
are in both",
                count(L, *both)
            ),
            String::new(),
        ),
        PeopleFault::NotComparable { first, second } => (
            format!(
                "“{first}” and “{second}” cannot be matched: no whole numbers of one kind \
(NIK with NIK, No KK with No KK) stand in both"
            ),
            "Ask for both lists with a whole NIK or No KK, stored as text".into(),
        ),
        PeopleFault::NoHeader => (
            "The first row holds a person's data, not column headers".into(),
            "Add one row of headers above it".into(),
        ),
        PeopleFault::General => (
            "A list of persons of no known make; counted per village in the general way".into(),
            String::new(),
        ),
        PeopleFault::BadProfile { why } => (
            format!("The profile cannot be understood: {why}"),
            "See assets/profil for examples".into(),
        ),
        PeopleFault::BadRules { why } => (
            format!("The rules of aid cannot be understood: {why}"),
            "A filled example: `kantong import --example-rules`".into(),
        ),
        PeopleFault::NoSuchProfile { id, found } => {
            (format!("There is no profile “{id}”"), format!("There are: {found}"))
        }
        PeopleFault::NoKey { why } => (
            format!("The system gave no random number to disguise NIK with: {why}"),
            "Try again; a list of persons is not imported undisguised".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn number_of(whose: Whose) -> &'static str {
    match whose {
        Whose::Person => "NIK",
        Whose::Family => "No KK",
    }
}
