//! A table of another kabupaten: recognised by its codes and its names, and said in one sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::join::Bridge;
use super::join_codes::Code;
use super::join_names::Names;
use super::join_rows::{Kabupaten, Reader};
use super::name;
use super::village::{Register, Village};
use super::wilayah;
use crate::base::code::CodeSystem;
use crate::base::fault::DataFault;
use crate::lang::matching::BridgeWhy;

/// What a row says of its kabupaten in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Own,
    Other,
    /// Nothing, or nothing that can be compared.
    Nothing,
}

/// Kabupaten as the table names them, each compared once.
pub(super) struct NamedKabupaten {
    own: Vec<name::Kabupaten>,
    known: BTreeMap<String, Says>,
}

impl NamedKabupaten {
    pub fn new(register: &Register) -> Self {
        let same = |a: &Village, b: &Village| a.kabupaten.name == b.kabupaten.name;
        let each = register.villages.chunk_by(same).map(|group| group[0].kabupaten.name.as_str());
        let names: BTreeSet<&str> = each.filter(|name| !name.is_empty()).collect();
        Self { own: names.into_iter().map(name::Kabupaten::of).collect(), known: BTreeMap::new() }
    }

    pub fn says(&mut self, reader: &Reader<'_>, row: usize) -> Says {
        if reader.strays.contains(&row) {
            return Says::Own;
        }
        let Some(column) = reader.roles.kabupaten else { return Says::Nothing };
        let Some(text) = reader.laid.view(row, column).text() else { return Says::Nothing };
        if let Some(says) = self.known.get(&*text) {
            return *says;
        }
        let named = name::Kabupaten::of(&text);
        let says = match () {
            () if self.own.is_empty() => Says::Nothing,
            () if self.own.iter().any(|own| own.is(&named)) => Says::Own,
            // A word that is no kabupaten's name: the code may tell.
            () if reader.coded.digits(row).is_some() && !wilayah::is_kabupaten(&text) => {
                Says::Nothing
            }
            () => Says::Other,
        };
        self.known.insert(text.into_owned(), says);
        says
    }
}

/// Why nothing could be joined, where one sentence tells it. `elsewhere` = the rows are of
/// another kabupaten.
pub(super) fn stop(
    register: &Register,
    reader: &Reader<'_>,
    elsewhere: impl Fn() -> bool,
) -> Option<DataFault> {
    if reader.laid.rows.is_empty() {
        return None;
    }
    if elsewhere()
        && let Some(table) = kabupaten_of_table(reader)
    {
        return Some(wrong(register, table));
    }
    // The other office's codes, and nothing else to join by.
    (reader.coded.is_foreign()
        && reader.roles.villages.is_empty()
        && register.system != CodeSystem::None)
        .then(|| DataFault::OtherSystem {
            table: reader.coded.system.id().to_owned(),
            villages: register.system.id().to_owned(),
        })
}

/// What to think of a few rows that names joined.
pub(super) enum Chance {
    /// The kecamatan of the table are another kabupaten's.
    Wrong(DataFault),
    /// The map has hardly any of its kecamatan, and nobody knows whose they are.
    Unknown,
}

/// Names that fit by chance: hardly a row is joined, and hardly a kecamatan of the table is the
/// map's. `None` where that is not so, or where the rows tell their kabupaten.
pub(super) fn by_chance(
    register: &Register,
    reader: &Reader<'_>,
    names: &Names<'_>,
    bridges: &[Bridge],
    joined: usize,
) -> Option<Chance> {
    let rows = names.rows.sayings.len();
    if joined * 10 >= rows || joined * 10 > register.len() {
        return None;
    }
    let mut keys: BTreeMap<&str, bool> = BTreeMap::new();
    for (unit, reach) in names.rows.units.iter().zip(&names.reach) {
        if unit.kabupaten != Kabupaten::Unsaid || unit.by_puskesmas {
            return None;
        }
        if unit.key.is_empty() {
            continue;
        }
        let by_letters = |at: usize| matches!(bridges[at].why, BridgeWhy::Letters);
        let own = !reach.sure.is_empty() && !reach.bridge.is_some_and(by_letters);
        *keys.entry(&unit.key).or_default() |= own;
    }
    let own = keys.values().filter(|own| **own).count();
    if let Some((code, there)) = kabupaten_of_kecamatan(register, keys.keys())
        && keys.len() >= 2
        && there * 3 >= keys.len() * 2
        && own * 2 <= there
    {
        let name = wilayah::kabupaten_name(CodeSystem::Kemendagri, code)?.to_owned();
        let column = reader.roles.kecamatan.map(|c| reader.laid.columns[c].path.clone());
        let column = column.unwrap_or_default();
        let table = Table { column, name, code: None, others: 0 };
        return Some(Chance::Wrong(wrong(register, table)));
    }
    (joined > 0 && joined * 20 < rows && own * 5 <= keys.len()).then_some(Chance::Unknown)
}

/// The one kabupaten besides the map's with the most of these kecamatan, of the map's province
/// where two have as many, and how many; Kemendagri's four digits.
fn kabupaten_of_kecamatan<'k>(
    register: &Register,
    keys: impl Iterator<Item = &'k &'k str>,
) -> Option<(u64, usize)> {
    let digits = register.villages.iter().filter_map(|v| Some(v.code.digits()?.prefix(4)));
    let own: BTreeSet<u64> = digits
        .filter_map(|code| match register.system {
            CodeSystem::Kemendagri => Some(code),
            CodeSystem::Bps => wilayah::kabupaten_partner(CodeSystem::Bps, code),
            CodeSystem::None => None,
        })
        .collect();
    let provinces: BTreeSet<u64> = own.iter().map(|code| code / 100).collect();
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for code in keys.flat_map(|key| wilayah::kabupaten_with_kecamatan(key)) {
        *counts.entry(*code).or_default() += 1;
    }
    let mut ranked: Vec<(usize, bool, u64)> = counts
        .into_iter()
        .filter(|(code, _)| !own.contains(code))
        .map(|(code, n)| (n, provinces.contains(&(code / 100)), code))
        .collect();
    ranked.sort_unstable();
    let &(n, near, code) = ranked.last()?;
    let rival = ranked.iter().rev().nth(1).is_some_and(|&(m, also, _)| (m, also) == (n, near));
    (!rival).then_some((code, n))
}

/// What the table says it is about.
struct Table {
    /// The column that tells it; empty where the kabupaten's own name does.
    column: String,
    name: String,
    /// Whose code tells it, and the code; `None` where a name does.
    code: Option<(CodeSystem, u64)>,
    others: usize,
}

fn kabupaten_of_table(reader: &Reader<'_>) -> Option<Table> {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for row in 0..reader.laid.rows.len() {
        if let Some(digits) = reader.coded.digits(row)
            && matches!(reader.coded.of(row), Code::Elsewhere | Code::Foreign)
        {
            *counts.entry(digits.prefix(4)).or_default() += 1;
        }
    }
    let others = counts.len().saturating_sub(1);
    let most = counts.into_iter().max_by_key(|&(code, n)| (n, std::cmp::Reverse(code)));
    if let Some((code, _)) = most {
        let system = reader.coded.system;
        let name = wilayah::kabupaten_name(system, code);
        let name = name.map_or_else(|| dotted(system, code), str::to_owned);
        let column = reader.coded.label.clone();
        return Some(Table { column, name, code: Some((system, code)), others });
    }
    let column = reader.roles.kabupaten?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in 0..reader.laid.rows.len() {
        if let Some(name) = reader.laid.text(row, column) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let others = counts.len().saturating_sub(1);
    let (name, _) = counts.into_iter().rev().max_by_key(|(_, n)| *n)?;
    Some(Table { column: String::new(), name, code: None, others })
}

fn wrong(register: &Register, table: Table) -> DataFault {
    let own: BTreeSet<u64> =
        register.villages.iter().filter_map(|v| Some(v.code.digits()?.prefix(4))).collect();
    let here: BTreeSet<&str> = register
        .villages
        .iter()
        .map(|v| v.kabupaten.name.as_str())
        .filter(|n| !n.is_empty())
        .collect();
    let map = match (here.len(), own.len()) {
        (1, _) => here.iter().copied().collect::<String>(),
        (0, 1) => {
            let code = own.iter().copied().next().unwrap_or_default();
            let name = wilayah::kabupaten_name(register.system, code);
            name.map_or_else(|| dotted(register.system, code), str::to_owned)
        }
        _ => String::new(),
    };
    DataFault::WrongKabupaten {
        column: table.column,
        system: table.code.map(|(system, _)| system.id().to_owned()).unwrap_or_default(),
        code: table.code.map(|(system, code)| dotted(system, code)).unwrap_or_default(),
        table: table.name,
        others: table.others,
        map,
        map_code: match (own.len(), own.first()) {
            (1, Some(&code)) => dotted(register.system, code),
            _ => String::new(),
        },
        map_system: register.system.id().to_owned(),
    }
}

fn dotted(system: CodeSystem, code: u64) -> String {
    match system {
        CodeSystem::Kemendagri => format!("{:02}.{:02}", code / 100, code % 100),
        CodeSystem::Bps | CodeSystem::None => code.to_string(),
    }
}
