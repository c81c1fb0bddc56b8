//! What the rows that codes did not join say of their place: village, kecamatan, kabupaten.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Written;
use super::crosswalk;
use super::join_codes::{Code, Coded};
use super::layout::Laid;
use super::name;
use super::place_text;
use super::puskesmas::{self, Place};
use super::roles::TableRoles;
use super::village::{Kind, Register};
use super::wilayah;
use crate::base::code::CodeSystem;

/// How a row tells its kabupaten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kabupaten {
    Unsaid,
    Named(String),
    /// The first four digits of the register's office.
    Coded(u64),
}

/// A kecamatan as the table names it, within the kabupaten as the table names it.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kabupaten: Kabupaten,
    /// As written, empty where no kecamatan is named.
    pub text: String,
    pub key: String,
    /// The kecamatan's digits of the register's office, by the rows' codes; 0 where unknown.
    pub code: u64,
    /// A puskesmas stands where the kecamatan should.
    pub by_puskesmas: bool,
}

/// What one row says.
#[derive(Clone, Debug)]
pub(super) struct Saying {
    /// Index into the table's data rows.
    pub row: usize,
    /// The village as written.
    pub text: String,
    pub written: Written,
    pub kind: Option<Kind>,
    /// Index into the units.
    pub unit: usize,
    /// The key of decisions about it.
    pub key: String,
}

/// Rows and their kecamatan.
#[derive(Default)]
pub(super) struct Rows {
    pub sayings: Vec<Saying>,
    pub units: Vec<Unit>,
}

/// What is needed to read a row.
pub(super) struct Reader<'a> {
    pub register: &'a Register,
    pub laid: &'a Laid,
    pub roles: &'a TableRoles,
    pub coded: &'a Coded,
    /// The kecamatan of every puskesmas, where the table names no kecamatan.
    pub puskesmas: BTreeMap<String, Place>,
    /// Rows whose kabupaten is miswritten.
    pub strays: BTreeSet<usize>,
}

impl Reader<'_> {
    /// Reads the rows given.
    pub fn rows(&self, rows: impl Iterator<Item = usize>) -> Rows {
        let rows: Vec<usize> = rows.collect();
        let called = self.are_called(&rows);
        let mut read = Rows::default();
        let mut known: BTreeMap<(Kabupaten, String, u64, bool), usize> = BTreeMap::new();
        for row in rows {
            let (village, kecamatan, by_puskesmas) = self.words(row);
            let text = kecamatan.unwrap_or_default();
            let key = name::kecamatan_key(&text);
            let code = self.kecamatan_code(row);
            let kabupaten = self.kabupaten(row);
            // The code parts units only where no name does.
            let told = if key.is_empty() { code } else { 0 };
            let entry = known.entry((kabupaten.clone(), key.clone(), told, by_puskesmas));
            let unit = *entry.or_insert_with(|| {
                let unit = Unit { kabupaten, text, key: key.clone(), code, by_puskesmas };
                read.units.push(unit);
                read.units.len() - 1
            });
            if read.units[unit].code != code {
                // Rows of one name with codes of two kecamatan: the codes tell nothing.
                read.units[unit].code = 0;
            }
            let text = village.unwrap_or_default();
            let own = if called { name::without_called(&text) } else { &text };
            let written = Written::of(own);
            let code = self.coded.text(self.laid, row);
            let key = crosswalk::key(&code, &key, &written.plain);
            let kind = name::said_kind(&text);
            read.sayings.push(Saying { row, text, written, kind, unit, key });
        }
        self.learn_puskesmas(&mut read);
        read
    }

    /// Whether the rows put what villages are called there before their names ("KAMPUNG SEREH"),
    /// which the map's names do without.
    fn are_called(&self, rows: &[usize]) -> bool {
        let stride = rows.len().div_ceil(1000).max(1);
        let (mut named, mut called) = (0_usize, 0_usize);
        for &row in rows.iter().step_by(stride) {
            let Some(text) = self.village(row) else { continue };
            // A kelurahan among them is called that.
            named += usize::from(name::said_kind(&text).is_none());
            called += usize::from(name::called(&text).is_some());
        }
        let own = &self.register.villages;
        let bearers = || own.iter().filter(|village| name::called(&village.name).is_some()).count();
        named >= 3 && called * 10 >= named * 7 && bearers() * 10 < own.len() * 3
    }

    /// A puskesmas whose villages lie in one kecamatan stands for it.
    fn learn_puskesmas(&self, read: &mut Rows) {
        if !read.units.iter().any(|unit| unit.by_puskesmas) {
            return;
        }
        let said = read
            .sayings
            .iter()
            .map(|saying| (read.units[saying.unit].text.as_str(), saying.text.as_str()));
        let places = puskesmas::places(self.register, said);
        for unit in read.units.iter_mut().filter(|unit| unit.by_puskesmas) {
            if let Some(place) = places.get(&unit.text).filter(|place| place.learnt) {
                unit.key = name::kecamatan_key(&place.kecamatan);
                unit.by_puskesmas = false;
            }
        }
    }

    /// Whether any row names its kecamatan in words or by its code.
    pub fn has_kecamatan(&self) -> bool {
        self.roles.kecamatan.is_some()
            || (0..self.laid.rows.len().min(50)).any(|row| {
                self.kecamatan_code(row) != 0
                    || self.words(row).1.is_some_and(|_| !self.words(row).2)
            })
    }

    /// The village as written.
    pub fn village(&self, row: usize) -> Option<std::borrow::Cow<'_, str>> {
        self.roles.villages.iter().find_map(|&c| self.laid.view(row, c).text())
    }

    /// Village, kecamatan, and whether the latter is a puskesmas.
    pub fn words(&self, row: usize) -> (Option<String>, Option<String>, bool) {
        let cell = |column: Option<usize>| column.and_then(|c| self.laid.text(row, c));
        let mut village = self.village(row).map(std::borrow::Cow::into_owned);
        let mut kecamatan = cell(self.roles.kecamatan);
        // "BUNIAYU, Kec. SUKAMULYA" in one cell.
        if let Some(text) = village.as_deref().filter(|text| place_text::may_say_more(text)) {
            let said = place_text::split(text);
            kecamatan = kecamatan.or(said.kecamatan);
            if !said.village.is_empty() {
                village = Some(said.village);
            }
        }
        let puskesmas = kecamatan.is_none() && self.roles.kecamatan.is_none();
        if puskesmas {
            kecamatan = cell(self.roles.puskesmas);
            if let Some(place) = kecamatan.as_ref().and_then(|text| self.puskesmas.get(text)) {
                return (village, Some(place.kecamatan.clone()), false);
            }
        }
        let by_puskesmas = puskesmas && kecamatan.is_some();
        (village, kecamatan, by_puskesmas)
    }

    /// What the row says of its kabupaten: a name wins over digits, unless it is nobody's name.
    fn kabupaten(&self, row: usize) -> Kabupaten {
        if self.strays.contains(&row) {
            return Kabupaten::Unsaid;
        }
        let named = self.roles.kabupaten.and_then(|c| self.laid.text(row, c));
        let coded = self.kabupaten_code(row);
        match (named, coded) {
            (Some(name), Some(code)) if !wilayah::is_kabupaten(&name) => {
                let own = wilayah::kabupaten_name(self.register.system, code);
                if own.is_some_and(|own| !name::same_kabupaten(own, &name)) {
                    Kabupaten::Coded(code)
                } else {
                    Kabupaten::Named(name)
                }
            }
            (Some(name), _) => Kabupaten::Named(name),
            (None, Some(code)) => Kabupaten::Coded(code),
            (None, None) => Kabupaten::Unsaid,
        }
    }

    /// The row's kabupaten in digits of the register's office.
    fn kabupaten_code(&self, row: usize) -> Option<u64> {
        let prefix = self.coded.digits(row)?.prefix(4);
        let system = self.coded.system;
        if system == self.register.system {
            return matches!(self.coded.of(row), Code::Unknown | Code::Village(_))
                .then_some(prefix);
        }
        if self.register.system == CodeSystem::None {
            return None;
        }
        wilayah::kabupaten_partner(system, prefix)
    }

    /// The row's kecamatan in digits of the register's office, 0 where its code tells none.
    fn kecamatan_code(&self, row: usize) -> u64 {
        let Some(digits) = self.coded.digits(row) else { return 0 };
        let system = self.coded.system;
        let length = match system {
            CodeSystem::Kemendagri => 6,
            CodeSystem::Bps => 7,
            CodeSystem::None => return 0,
        };
        let own = digits.prefix(length);
        if system == self.register.system {
            return own;
        }
        wilayah::kecamatan_partner(system, own).unwrap_or(0)
    }
}
