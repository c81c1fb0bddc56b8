//! Kecamatan + name: which villages a row's words fit, exactly or nearly.

use std::collections::{BTreeMap, BTreeSet};

use super::join::Reason;
use super::layout::Laid;
use super::name;
use super::roles::TableRoles;
use super::village::Register;

/// The exact steps, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Upper case and trim.
    Plain,
    /// Rules and squash, the whole name.
    Key,
    /// Also what stands in brackets or beside a slash.
    Other,
}

pub(super) const STEPS: [Step; 3] = [Step::Plain, Step::Key, Step::Other];

/// A name in all the forms it is compared in.
struct Written {
    text: String,
    plain: String,
    keys: Vec<String>,
}

impl Written {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), plain: name::plain(text), keys: name::village_keys(text) }
    }

    fn fits(&self, other: &Self, step: Step) -> bool {
        match step {
            Step::Plain => !self.plain.is_empty() && self.plain == other.plain,
            Step::Key => !self.keys.is_empty() && self.keys.first() == other.keys.first(),
            Step::Other => self.keys.iter().any(|key| other.keys.contains(key)),
        }
    }
}

/// What a row says of its place.
struct Row {
    village: Option<Written>,
    /// The kecamatan's text and key; the key may be a puskesmas's.
    kecamatan: Option<(String, String)>,
    kabupaten: Option<String>,
    by_puskesmas: bool,
}

pub(super) struct Names<'a> {
    register: &'a Register,
    villages: Vec<Written>,
    /// Kecamatan key → villages.
    kecamatan: BTreeMap<String, Vec<usize>>,
    village_kecamatan: Vec<String>,
    /// Village key → villages of the whole register.
    by_key: BTreeMap<String, Vec<usize>>,
    kabupaten: BTreeSet<String>,
    rows: Vec<Row>,
}

impl<'a> Names<'a> {
    pub fn of(register: &'a Register, laid: &Laid, roles: &TableRoles) -> Self {
        let villages: Vec<Written> =
            register.villages.iter().map(|v| Written::of(&v.name)).collect();
        let mut kecamatan = BTreeMap::<String, Vec<usize>>::new();
        let mut by_key = BTreeMap::<String, Vec<usize>>::new();
        let mut village_kecamatan = Vec::with_capacity(villages.len());
        for (i, village) in register.villages.iter().enumerate() {
            let key = name::kecamatan_key(&village.kecamatan.name);
            if !key.is_empty() {
                kecamatan.entry(key.clone()).or_default().push(i);
            }
            village_kecamatan.push(key);
            for key in &villages[i].keys {
                by_key.entry(key.clone()).or_default().push(i);
            }
        }
        let kabupaten = register
            .villages
            .iter()
            .map(|v| v.kabupaten.name.clone())
            .filter(|name| !name.is_empty())
            .collect();
        let rows = (0..laid.rows.len()).map(|row| read(roles, laid, row)).collect();
        Self { register, villages, kecamatan, village_kecamatan, by_key, kabupaten, rows }
    }

    /// Whether the rows name their kecamatan.
    pub fn has_kecamatan(&self) -> bool {
        self.rows.iter().any(|row| row.kecamatan.is_some() && !row.by_puskesmas)
    }

    /// Whether the row's kabupaten is none of the register's.
    pub fn is_elsewhere(&self, row: usize) -> bool {
        let Some(named) = &self.rows[row].kabupaten else { return false };
        !self.kabupaten.is_empty()
            && !self.kabupaten.iter().any(|own| name::same_kabupaten(own, named))
    }

    /// The villages of the row's kecamatan that its name fits at this step.
    pub fn hits(&self, row: usize, step: Step) -> Vec<usize> {
        let row = &self.rows[row];
        let (Some(village), Some((_, kecamatan))) = (&row.village, &row.kecamatan) else {
            return Vec::new();
        };
        let Some(inside) = self.kecamatan.get(kecamatan) else { return Vec::new() };
        let mut hits: Vec<usize> =
            inside.iter().copied().filter(|&v| self.villages[v].fits(village, step)).collect();
        if hits.len() > 1
            && let Some(named) = &row.kabupaten
        {
            let same =
                |v: &usize| name::same_kabupaten(&self.register.villages[*v].kabupaten.name, named);
            hits.retain(same);
        }
        // "Kel. Andoolo" and "Desa Andoolo" in one kecamatan are told apart by what they say.
        if hits.len() > 1
            && let Some(kind) = name::said_kind(&village.text)
        {
            hits.retain(|&v| self.register.villages[v].kind == kind);
        }
        // A puskesmas is no kecamatan: its name helps only a name that the kabupaten has once.
        if row.by_puskesmas && self.everywhere(village).len() != 1 {
            return Vec::new();
        }
        hits
    }

    fn everywhere(&self, village: &Written) -> BTreeSet<usize> {
        village.keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect()
    }

    /// Whether two rows write their village and kecamatan alike.
    pub fn same_text(&self, a: usize, b: usize, step: Step) -> bool {
        let (a, b) = (&self.rows[a], &self.rows[b]);
        let step = if step == Step::Other { Step::Key } else { step };
        match (&a.village, &b.village) {
            (Some(x), Some(y)) => x.fits(y, step),
            _ => false,
        }
    }

    /// The row's name and how well it fits a village that was joined by code.
    pub fn agreement(&self, row: usize, village: usize) -> Option<(String, f64)> {
        let written = self.rows[row].village.as_ref()?;
        let score = name::key_similarity(&written.keys, &self.villages[village].keys);
        Some((written.text.clone(), score))
    }

    /// What the row says of its village, for a person.
    pub fn text(&self, row: usize, code: &str) -> String {
        let row = &self.rows[row];
        let village = row.village.as_ref().map(|v| v.text.clone());
        let kecamatan = row.kecamatan.as_ref().map(|(text, _)| text.clone());
        let parts = [Some(code.to_owned()), village, kecamatan];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        parts.join(" · ")
    }

    /// The same as a key: code, else kecamatan and name.
    pub fn key(&self, row: usize, code: &str) -> String {
        let row = &self.rows[row];
        let village = row.village.as_ref().map_or("", |v| v.plain.as_str());
        let kecamatan = row.kecamatan.as_ref().map_or("", |(_, key)| key.as_str());
        format!("{}/{kecamatan}/{village}", code.trim())
    }

    /// (village, score, why) of everything that may be meant; unsorted.
    pub fn candidates(&self, row: usize) -> Vec<(usize, f64, Reason)> {
        let row = &self.rows[row];
        let Some(village) = &row.village else { return Vec::new() };
        let everywhere = self.everywhere(village);
        let Some((_, kecamatan)) = &row.kecamatan else {
            let score = if everywhere.len() == 1 { 0.9 } else { 0.5 };
            return everywhere.into_iter().map(|v| (v, score, Reason::NoKecamatan)).collect();
        };
        let mut found = Vec::new();
        // A kecamatan the register does not have may be one it writes otherwise.
        let (inside, worth) = match self.kecamatan.get(kecamatan) {
            Some(inside) => (inside.clone(), 1.0),
            None => (self.near_kecamatan(kecamatan), 0.95),
        };
        let worth = if row.by_puskesmas { worth * 0.9 } else { worth };
        for &v in &inside {
            let score = name::key_similarity(&village.keys, &self.villages[v].keys);
            if score >= 0.5 {
                let why = if score >= 1.0 { Reason::SameName } else { Reason::SimilarName };
                found.push((v, score * worth, why));
            }
        }
        // A puskesmas tells no kecamatan, so a name that stands once in the kabupaten weighs more.
        let (score, why) = match (row.by_puskesmas, everywhere.len()) {
            (true, 1) => (0.9, Reason::NoKecamatan),
            (true, _) => (0.5, Reason::NoKecamatan),
            (false, _) => (0.6, Reason::OtherKecamatan),
        };
        found.extend(
            everywhere.into_iter().filter(|v| !inside.contains(v)).map(|v| (v, score, why)),
        );
        found
    }

    fn near_kecamatan(&self, wanted: &str) -> Vec<usize> {
        let wanted = [wanted.to_owned()];
        let near = |key: &String| name::key_similarity(&wanted, std::slice::from_ref(key)) >= 0.8;
        (0..self.villages.len()).filter(|&v| near(&self.village_kecamatan[v])).collect()
    }
}

fn read(roles: &TableRoles, laid: &Laid, row: usize) -> Row {
    let cell = |column: Option<usize>| column.and_then(|c| laid.text(row, c));
    let text = roles.villages.iter().find_map(|&c| cell(Some(c)));
    let mut kecamatan = cell(roles.kecamatan);
    let mut village = text;
    // "BUNIAYU, Kec. SUKAMULYA" in one cell.
    if kecamatan.is_none()
        && let Some((before, after)) = village.as_deref().and_then(split_kecamatan)
    {
        (village, kecamatan) = (Some(before), Some(after));
    }
    let by_puskesmas = kecamatan.is_none() && roles.kecamatan.is_none();
    if by_puskesmas {
        kecamatan = cell(roles.puskesmas);
    }
    Row {
        village: village.map(|text| Written::of(&text)),
        by_puskesmas: by_puskesmas && kecamatan.is_some(),
        kecamatan: kecamatan.map(|text| (text.clone(), name::kecamatan_key(&text))),
        kabupaten: cell(roles.kabupaten),
    }
}

fn split_kecamatan(text: &str) -> Option<(String, String)> {
    let upper = text.to_ascii_uppercase();
    let at = ["KECAMATAN ", "KEC. ", "KEC."].iter().find_map(|word| {
        let at = upper.find(word)?;
        (at > 0).then_some((at, at + word.len()))
    })?;
    let trim = |part: &str| part.trim_matches(|c: char| " ,;-()/".contains(c)).to_owned();
    let (before, after) = (trim(&text[..at.0]), trim(&text[at.1..]));
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}
