//! What people decided about rows and codes that were not sure: kept in the project, used by every
//! later file, written out and read in as a table.
//!
//! A key is what a row says of its place, `code/KECAMATAN/VILLAGE`, each part as it compares; a
//! Kemendagri code has its dots, a BPS code none, so that one is never taken for the other.

use std::collections::BTreeMap;

use super::name;
use crate::base::code::VillageCode;

/// What was decided for one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The row is this village's.
    Accept(VillageCode),
    /// The row is no village of the map.
    Leave,
    /// It is none of these; others may still be suggested.
    Not(Vec<VillageCode>),
    /// The old village was divided into these: its figure belongs to none of them alone.
    Split(Vec<VillageCode>),
}

impl Decision {
    /// The stable name in files.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Leave => "leave",
            Self::Not(_) => "not",
            Self::Split(_) => "split",
        }
    }

    pub fn codes(&self) -> &[VillageCode] {
        match self {
            Self::Accept(code) => std::slice::from_ref(code),
            Self::Leave => &[],
            Self::Not(codes) | Self::Split(codes) => codes,
        }
    }

    /// A decision from its name and codes; `None` where they do not fit.
    pub fn from_parts(id: &str, codes: Vec<VillageCode>) -> Option<Self> {
        Some(match (id, codes.as_slice()) {
            ("accept", [code]) => Self::Accept(code.clone()),
            ("leave", []) => Self::Leave,
            ("not", [_, ..]) => Self::Not(codes),
            ("split", [_, _, ..]) => Self::Split(codes),
            _ => return None,
        })
    }
}

/// A decision and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub decision: Decision,
    /// A file's name, or empty for one taken in the program.
    pub origin: String,
}

/// All decisions of a project.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Crosswalk {
    entries: BTreeMap<String, Entry>,
    /// Code → keys that begin with it; name part → keys that end with it.
    by_code: BTreeMap<String, Vec<String>>,
    by_name: BTreeMap<String, Vec<String>>,
}

impl Crosswalk {
    pub fn insert(&mut self, key: String, entry: Entry) {
        if let Some((code, names)) = key.split_once('/')
            && !self.entries.contains_key(&key)
        {
            if !code.is_empty() {
                self.by_code.entry(code.to_owned()).or_default().push(key.clone());
            }
            if names.len() > 1 {
                self.by_name.entry(names.to_owned()).or_default().push(key.clone());
            }
        }
        self.entries.insert(key, entry);
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(key, entry)| (key.as_str(), entry))
    }

    /// What was decided for exactly this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// What was decided for a row: under its own key, else under its code, else under its names.
    /// Where two decisions speak and differ, neither does.
    pub fn find(&self, key: &str) -> Option<&Entry> {
        if let Some(entry) = self.entries.get(key) {
            return Some(entry);
        }
        let (code, names) = key.split_once('/')?;
        if let Some(keys) = self.by_code.get(code) {
            let fits = |other: &&String| {
                let other_names = other.split_once('/').map_or("", |(_, names)| names);
                same_village(names, other_names)
            };
            return self.agreed(keys.iter().filter(fits));
        }
        let keys = self.by_name.get(names)?;
        let fits = |other: &&String| {
            let other_code = other.split_once('/').map_or("", |(code, _)| code);
            // Two codes of one office are two villages, whatever their names.
            code.is_empty()
                || other_code.is_empty()
                || code.contains('.') != other_code.contains('.')
        };
        self.agreed(keys.iter().filter(fits))
    }

    /// Whether anything was decided about a code.
    pub fn knows(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    fn agreed<'a>(&'a self, mut keys: impl Iterator<Item = &'a String>) -> Option<&'a Entry> {
        let first = self.entries.get(keys.next()?)?;
        keys.all(|key| self.entries.get(key).is_some_and(|e| e.decision == first.decision))
            .then_some(first)
    }
}

impl FromIterator<(String, VillageCode)> for Crosswalk {
    fn from_iter<T: IntoIterator<Item = (String, VillageCode)>>(pairs: T) -> Self {
        let mut crosswalk = Self::default();
        for (key, code) in pairs {
            let entry = Entry { decision: Decision::Accept(code), origin: String::new() };
            crosswalk.insert(key, entry);
        }
        crosswalk
    }
}

/// Whether the name parts of two keys can be one village: equal names, or one says none.
fn same_village(a: &str, b: &str) -> bool {
    let village = |names: &str| names.split_once('/').map_or("", |(_, v)| v).to_owned();
    let (a, b) = (village(a), village(b));
    a.is_empty() || b.is_empty() || name::village_key(&a) == name::village_key(&b)
}

/// The key of a row. `code` as its office writes it, or what stands in the cell.
pub fn key(code: &str, kecamatan_key: &str, village_plain: &str) -> String {
    // The code ends at the first slash, so it may hold none.
    format!("{}/{kecamatan_key}/{village_plain}", code.trim().replace('/', "-"))
}

/// The key of a decision about a kecamatan; a row's key has slashes, this has none.
pub fn kecamatan_key(kabupaten: &str, kecamatan: &str) -> String {
    let (_, kabupaten) = name::kabupaten_key(kabupaten);
    format!("kec:{kabupaten}:{}", name::kecamatan_key(kecamatan))
}

/// Whether a key is of a decision about a kecamatan.
pub fn is_kecamatan(key: &str) -> bool {
    key.starts_with("kec:") && !key.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(code: &str) -> Entry {
        Entry {
            decision: Decision::Accept(VillageCode::stored(code.into())),
            origin: String::new(),
        }
    }

    #[test]
    fn a_decision_serves_rows_that_say_the_same_in_fewer_words() {
        let mut decided = Crosswalk::default();
        decided.insert("74.05.01.2001/KOLONO/WONUA KOA".into(), accept("74.05.09.2009"));
        assert!(decided.find("74.05.01.2001//").is_some(), "the code alone");
        assert!(decided.find("/KOLONO/WONUA KOA").is_some(), "the names alone");
        assert!(decided.find("7405010001/KOLONO/WONUA KOA").is_some(), "the other office's code");
        assert!(decided.find("74.05.01.2002/KOLONO/WONUA KOA").is_none(), "another village's code");
        assert!(decided.find("74.05.01.2001/KOLONO/MATAIWOI").is_none(), "another name");
        assert!(decided.find("/ANGATA/WONUA KOA").is_none(), "another kecamatan");
    }

    #[test]
    fn decisions_that_differ_decide_nothing() {
        let mut decided = Crosswalk::default();
        decided.insert("74.05.01.2001/A/X".into(), accept("74.05.09.2009"));
        decided.insert("74.05.01.2002/A/X".into(), accept("74.05.09.2008"));
        assert!(decided.find("/A/X").is_none());
        assert_eq!(decided.find("74.05.01.2002/A/X"), Some(&accept("74.05.09.2008")));
    }

    #[test]
    fn a_split_needs_two_villages() {
        let code = VillageCode::stored("74.05.09.2009".into());
        assert_eq!(Decision::from_parts("split", vec![code.clone()]), None);
        for decision in [
            Decision::Leave,
            Decision::Accept(code.clone()),
            Decision::Not(vec![code.clone()]),
            Decision::Split(vec![code.clone(), code]),
        ] {
            let codes = decision.codes().to_vec();
            assert_eq!(Decision::from_parts(decision.id(), codes), Some(decision));
        }
    }
}
