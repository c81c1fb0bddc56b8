//! A list of things (schools, schemes, dusun) → numbers of villages: how many there are, how many of
//! each kind, and sums of what can be summed. A village without a row has nought where its
//! kecamatan stands in the list, else nothing is known.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{CellRef, Column};
use super::definition::{Indicator, Quantity};
use super::meaning;
use super::profile::absent::{self, Absent};
use super::question::Question;
use super::recipe::{ColumnRule, Recipe, Rows};
use crate::base::fault::{At, Fault, PeopleFault};
use crate::base::measure::Measure;
use crate::dataset::header;
use crate::dataset::join::{Joined, Match};
use crate::dataset::things::{self, Things};
use crate::dataset::village::Register;

/// A column of words is a kind of thing where it has no more different ones.
const KINDS: usize = 8;
/// A longer text is a note.
const LONGEST_KIND: usize = 40;

/// What a column of numbers is in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// No list: a row is a village.
    NoList,
    /// Its numbers add up.
    Adds,
    /// Percentages and scores do not.
    DoesNot,
    /// A register's number, a year, a position: no figure at all.
    NoFigure,
}

/// Whether the numbers of a column add up over the things of a village.
pub(super) fn sum(joined: &Joined, column: usize, indicator: &Indicator) -> Sum {
    let Some(list) = &joined.list else { return Sum::NoList };
    let words = header::words(&joined.laid.columns[column].path);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let names = [
        "npsn",
        "nsm",
        "nss",
        "kode",
        "kd",
        "id",
        "nomor",
        "telp",
        "telepon",
        "hp",
        "lat",
        "long",
        "lon",
        "lintang",
        "bujur",
        "longitude",
        "latitude",
        "tahun",
        "thn",
        "koordinat",
    ];
    // RT 001 and RW 02 are names, written as numbers.
    let is_name = list.name == Some(column) || words.iter().all(|w| ["rt", "rw"].contains(&&**w));
    if is_name || has(&names) || (indicator.unit.is_empty() && numbers_each(joined, column)) {
        return Sum::NoFigure;
    }
    // "pH" is one word.
    let path = joined.laid.columns[column].path.to_lowercase();
    let plain = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let all: Vec<String> = words.iter().cloned().chain(plain.map(str::to_owned)).collect();
    if is_no_sum(&all, indicator.unit.is_empty()) {
        return Sum::DoesNot;
    }
    let adds = ["kapasitas", "volume", "panjang", "luas", "debit", "daya"];
    match indicator.quantity {
        Quantity::Count => Sum::Adds,
        Quantity::Index if has(&adds) => Sum::Adds,
        Quantity::Percent | Quantity::Index => Sum::DoesNot,
    }
}

/// A measure of each thing that says nothing when it is added: a height, an age, a coverage, a rate
/// of a thousand. `bare` = its header names nothing that is counted.
fn is_no_sum(words: &[String], bare: bool) -> bool {
    const NEVER: [&str; 29] = [
        "cakupan",
        "capaian",
        "tarif",
        "harga",
        "elevasi",
        "ketinggian",
        "mdpl",
        "dpl",
        "kedalaman",
        "suhu",
        "temperatur",
        "ph",
        "kemiringan",
        "lereng",
        "kelerengan",
        "apm",
        "apk",
        "aps",
        "tpak",
        "tpt",
        "persentil",
        "tempuh",
        "lebar",
        "diameter",
        "ketebalan",
        "kecepatan",
        "kelembaban",
        "kelembapan",
        "proporsi",
    ];
    const BARE: [&str; 11] = [
        "umur", "usia", "kelas", "kondisi", "tingkat", "angka", "waktu", "desil", "bobot", "level",
        "tinggi",
    ];
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let counted = has(&["jumlah", "jml", "banyak", "banyaknya", "total", "ruang"]);
    let digits = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let pair = |first: &str, then: &dyn Fn(&String) -> bool| {
        words.windows(2).any(|pair| pair[0] == first && then(&pair[1]))
    };
    // "Desil 1" is a count of families, "Desil" the decile of each.
    let class = pair("desil", &digits) || pair("kelas", &digits) || pair("tingkat", &digits);
    pair("harapan", &|word| word == "hidup")
        || pair("per", &|word| digits(word) || word == "seribu")
        || (!counted && has(&NEVER))
        || (!counted && bare && !class && has(&BARE))
}

/// Every row another whole number of five digits or more, all as long: a register's.
fn numbers_each(joined: &Joined, column: usize) -> bool {
    let texts: Vec<String> =
        joined.matched.iter().filter_map(|m| joined.laid.text(m.row, column)).collect();
    let length = texts.first().map_or(0, String::len);
    let each: BTreeSet<&String> = texts.iter().collect();
    length >= 5
        && each.len() == texts.len()
        && texts.iter().all(|t| t.len() == length && t.bytes().all(|b| b.is_ascii_digit()))
}

/// Adds a value to what the village has; one of several rows has no cell of its own.
pub(super) fn add(made: &mut Column, village: usize, value: f64, cell: CellRef) {
    let before = made.values[village].value();
    made.values[village] = Measure::of(before.unwrap_or(0.0) + value);
    made.cells[village] = before.is_none().then_some(cell);
}

/// Nought for villages without a row in a kecamatan of the list; told.
pub(super) fn fill(
    register: &Register,
    joined: &Joined,
    columns: &mut [Column],
    at: &At,
) -> Option<Fault> {
    let villages = joined.matched.iter().map(|m| m.village);
    let absent = absent::absent(register, villages, joined, Absent::Zero);
    for column in columns {
        for (value, absent) in column.values.iter_mut().zip(&absent) {
            if let (Measure::Missing, Some(absent)) = (*value, absent) {
                *value = *absent;
            }
        }
    }
    absent::told(&absent, at)
}

/// What is counted, and by which rules of the recipe.
pub(super) struct Listing<'a> {
    pub register: &'a Register,
    pub joined: &'a Joined,
    pub matches: &'a [Match],
    pub period: &'a str,
    pub rules: &'a BTreeMap<usize, &'a ColumnRule>,
}

/// How many things a village has, in all and of each kind.
pub(super) fn counts(listing: &Listing<'_>, list: &Things) -> Vec<Column> {
    let Listing { joined, matches, rules, .. } = *listing;
    let rule = |column: Option<usize>| column.and_then(|c| rules.get(&c).copied());
    let is_left_out = |column| rule(column).is_some_and(|rule| rule.skip);
    let mut counter = Counter { listing, columns: Vec::new() };
    let noun = if list.noun.is_empty() { String::new() } else { tidy(&list.noun) };
    if !is_left_out(list.name) {
        let header = list.name.map_or_else(String::new, |c| joined.laid.columns[c].path.clone());
        let of = if noun.is_empty() { "baris" } else { &noun };
        let name = format!("Jumlah {of}");
        counter.count((meaning::slug(&name), name), (&header, rule(list.name)), |_| true);
    }
    for column in (0..joined.laid.columns.len()).filter(|&c| !is_left_out(Some(c))) {
        let Some(kinds) = kinds(joined, matches, column, list) else { continue };
        let path = joined.laid.columns[column].path.clone();
        for (kind, written) in kinds {
            let id = meaning::slug(&format!("jumlah {noun} {path} {kind}"));
            let name = format!("Jumlah {noun}: {} {written}", tidy(&path)).replace(" :", ":");
            counter.count((id, name), (&path, rule(Some(column))), |row| {
                joined.laid.text(row, column).is_some_and(|text| header::plain(&text) == kind)
            });
        }
    }
    counter.columns
}

/// The different words of a column, each as it is written first; `None` where they are no kinds.
fn kinds(
    joined: &Joined,
    matches: &[Match],
    column: usize,
    list: &Things,
) -> Option<BTreeMap<String, String>> {
    let roles = &joined.roles;
    if list.name == Some(column) || roles.is_key(column) || roles.personal.contains(&column) {
        return None;
    }
    let path = &joined.laid.columns[column].path;
    let names = header::words(path).iter().any(|word| word == "nama");
    if names || things::names_persons(path) {
        return None;
    }
    let mut kinds = BTreeMap::new();
    let mut filled = 0;
    for found in matches {
        let Some(text) = joined.laid.text(found.row, column) else { continue };
        let plain = header::plain(&text);
        if plain.is_empty() {
            continue;
        }
        if text.len() > LONGEST_KIND || !text.chars().any(char::is_alphabetic) {
            return None;
        }
        filled += 1;
        kinds.entry(plain).or_insert_with(|| text.trim().to_owned());
        if kinds.len() > KINDS {
            return None;
        }
    }
    // As many kinds as things are no kinds.
    (kinds.len() >= 2 && kinds.len() * 2 <= filled && filled * 2 >= matches.len()).then_some(kinds)
}

struct Counter<'a> {
    listing: &'a Listing<'a>,
    columns: Vec<Column>,
}

impl Counter<'_> {
    /// One column a period, of the rows that `is` takes.
    fn count(
        &mut self,
        (id, name): (String, String),
        (header, rule): (&str, Option<&ColumnRule>),
        is: impl Fn(usize) -> bool,
    ) {
        let Listing { register, matches, period, .. } = *self.listing;
        let mut by_period: BTreeMap<&str, BTreeMap<usize, f64>> = BTreeMap::new();
        for found in matches {
            let period = if found.period.is_empty() { period } else { &found.period };
            let count = by_period.entry(period).or_default().entry(found.village).or_default();
            *count += f64::from(u8::from(is(found.row)));
        }
        for (period, counts) in by_period {
            let mut values = vec![Measure::Missing; register.len()];
            for (village, count) in counts {
                values[village] = Measure::of(count);
            }
            self.columns.push(Column {
                indicator: Indicator {
                    id: id.clone(),
                    name: name.clone(),
                    unit: rule.and_then(|r| r.unit.clone()).unwrap_or_else(|| "unit".to_owned()),
                    quantity: Quantity::Count,
                    direction: rule
                        .and_then(|r| r.direction)
                        .unwrap_or_else(|| meaning::of(&name).direction),
                    column: header.to_owned(),
                    rate_of: None,
                },
                period: period.to_owned(),
                cells: vec![None; values.len()],
                values,
                import: 0,
                corrections: BTreeMap::new(),
            });
        }
    }
}

/// "BENTUK_PENDIDIKAN" → "bentuk pendidikan"; a word of capitals alone stays one: "SPAM".
fn tidy(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == '_')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let short = word.chars().count() <= 5 && word.chars().all(|c| !c.is_lowercase());
            if short { word.to_owned() } else { word.to_lowercase() }
        })
        .collect();
    words.join(" ")
}

/// What is told of a list.
pub(super) fn told(joined: &Joined, list: &Things, left_out: &[String], at: &At) -> Vec<Fault> {
    let villages: BTreeSet<usize> = joined.matched.iter().map(|m| m.village).collect();
    let (rows, villages) = (joined.matched.len(), villages.len());
    let said = PeopleFault::ListOfThings { noun: tidy(&list.noun), rows, villages };
    let mut faults = vec![Fault::new(said, at.clone())];
    if !left_out.is_empty() {
        let columns = left_out.join(", ");
        faults.push(Fault::new(PeopleFault::NotSummed { columns }, at.clone()));
    }
    faults
}

/// Where villages have several rows and nobody said what they are; a slip or two is no question.
pub(super) fn question(joined: &Joined, recipe: &Recipe) -> Option<Question> {
    if recipe.rows.is_some() {
        return None;
    }
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for found in &joined.matched {
        *of.entry(found.village).or_default() += 1;
    }
    let villages = of.len();
    if joined.list.is_some() {
        let rows = joined.matched.len();
        return Some(Question::Rows { rows, villages, read_as: Rows::List });
    }
    let again = joined.duplicates.len();
    let many = again >= 2 && again * 20 >= villages;
    let rows = joined.matched.len() + again;
    many.then_some(Question::Rows { rows, villages, read_as: Rows::Village })
}
