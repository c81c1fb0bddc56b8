//! A table of another kabupaten: recognised by its codes and its names, and said in one sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::join_codes::Code;
use super::join_rows::Reader;
use super::name;
use super::village::{Register, Village};
use super::wilayah;
use crate::base::code::CodeSystem;
use crate::base::fault::DataFault;

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
        return Some(wrong(register, reader, table));
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

/// What the table says it is about.
struct Table {
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
        return Some(Table { name, code: Some((system, code)), others });
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
    Some(Table { name, code: None, others })
}

fn wrong(register: &Register, reader: &Reader<'_>, table: Table) -> DataFault {
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
        column: table.code.map(|_| reader.coded.label.clone()).unwrap_or_default(),
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
