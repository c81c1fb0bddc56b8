//! A crosswalk as a table: what people decided, one line each, that another office can read, mend
//! and send back; and the public bridge of BPS and Kemendagri codes.

use std::collections::BTreeMap;

use super::crosswalk::{self, Crosswalk, Decision, Entry};
use super::header;
use super::name;
use super::system::{self, Decision as Office};
use super::village::Register;
use crate::base::code::{CodeSystem, TenDigits, VillageCode};
use crate::base::fault::{At, CrosswalkWhy, DataFault, Fault, Stop};
use crate::source::table::{RawRow, RawTable};

/// The columns, as they are written.
pub const COLUMNS: [&str; 8] = [
    "kode_lama",
    "kabupaten",
    "kecamatan",
    "desa",
    "keputusan",
    "kode_baru",
    "desa_di_peta",
    "asal",
];

/// What a crosswalk file brought.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    pub entries: Vec<(String, Entry)>,
    /// Rows about other kabupaten.
    pub elsewhere: usize,
    pub faults: Vec<Fault>,
}

/// The decisions as lines under [`COLUMNS`].
pub fn lines(crosswalk: &Crosswalk, register: &Register) -> Vec<[String; 8]> {
    let names: BTreeMap<&str, &str> =
        register.villages.iter().map(|v| (v.code.as_str(), v.name.as_str())).collect();
    crosswalk
        .iter()
        .map(|(key, entry)| {
            let [code, kabupaten, kecamatan, desa] = parts(key);
            let codes: Vec<&str> = entry.decision.codes().iter().map(VillageCode::as_str).collect();
            let villages: Vec<&str> =
                codes.iter().filter_map(|code| names.get(code).copied()).collect();
            let decided = word(&entry.decision).to_owned();
            let villages = villages.join(", ");
            let origin = entry.origin.clone();
            [code, kabupaten, kecamatan, desa, decided, codes.join(" "), villages, origin]
        })
        .collect()
}

fn parts(key: &str) -> [String; 4] {
    let own = |text: &str| text.to_owned();
    if crosswalk::is_kecamatan(key) {
        let mut parts = key.splitn(3, ':').skip(1);
        let kabupaten = parts.next().unwrap_or_default();
        return [String::new(), own(kabupaten), own(parts.next().unwrap_or_default()), own("")];
    }
    let mut parts = key.splitn(3, '/');
    let mut part = || own(parts.next().unwrap_or_default());
    let code = part();
    let kecamatan = part();
    [code, String::new(), kecamatan, part()]
}

fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Accept(_) => "cocok",
        Decision::Leave => "lewati",
        Decision::Not(_) => "bukan",
        Decision::Split(_) => "pecah",
    }
}

/// Where the columns of a file stand.
struct Places {
    old: Option<usize>,
    new: usize,
    kabupaten: Option<usize>,
    kecamatan: Option<usize>,
    desa: Option<usize>,
    decision: Option<usize>,
    origin: Option<usize>,
    /// Whose the old codes are, where the header says so.
    system: Option<CodeSystem>,
}

/// Reads a crosswalk. `file` is its name, for where each pair came from.
///
/// # Errors
/// The columns are not there.
pub fn read(table: &RawTable, register: &Register, file: &str, at: &At) -> Result<Pairs, Stop> {
    let mut seen: Vec<String> = Vec::new();
    for sheet in &table.sheets {
        for (start, row) in sheet.rows.iter().enumerate().take(60) {
            let headers: Vec<String> = row
                .cells
                .iter()
                .map(|cell| header::plain(&cell.text().unwrap_or_default()).replace(' ', "_"))
                .collect();
            if let Some(places) = places(&headers, register.system) {
                let at = at.clone().sheet(sheet.name.clone());
                return Ok(pairs(&sheet.rows[start + 1..], &places, register, file, &at));
            }
            seen.extend(headers.into_iter().filter(|h| !h.is_empty() && !h.starts_with('#')));
        }
    }
    seen.truncate(12);
    Err(Stop::fault(DataFault::NoCrosswalkColumns { found: seen.join(", ") }, at.clone()))
}

fn places(headers: &[String], system: CodeSystem) -> Option<Places> {
    let find = |names: &[&str]| {
        headers
            .iter()
            .position(|h| names.contains(&h.trim_matches('_').replace("__", "_").as_str()))
    };
    let bps: &[&str] = &["kode_bps", "kode_desa_bps", "iddesa"];
    let kemendagri: &[&str] = &["kode_dagri", "kode_kemendagri", "kode_desa_dagri"];
    let (old, new, named) = match (find(&["kode_lama"]), find(&["kode_baru"])) {
        (old, Some(new)) => (old, new, None),
        (_, None) if system == CodeSystem::Bps => {
            (Some(find(kemendagri)?), find(bps)?, Some(CodeSystem::Kemendagri))
        }
        (_, None) => (Some(find(bps)?), find(kemendagri)?, Some(CodeSystem::Bps)),
    };
    let bridge = named.is_some();
    let unless_bridge = |names: &[&str]| if bridge { None } else { find(names) };
    Some(Places {
        old,
        new,
        kabupaten: unless_bridge(&["kabupaten"]),
        kecamatan: unless_bridge(&["kecamatan"]),
        desa: unless_bridge(&["desa", "nama_desa"]),
        decision: unless_bridge(&["keputusan"]),
        origin: unless_bridge(&["asal"]),
        system: named,
    })
}

fn pairs(rows: &[RawRow], places: &Places, register: &Register, file: &str, at: &At) -> Pairs {
    let text = |row: &RawRow, column: Option<usize>| {
        column.and_then(|c| row.cells.get(c)?.owned_text()).unwrap_or_default()
    };
    let undotted: Vec<TenDigits> = rows
        .iter()
        .map(|row| text(row, places.old))
        .filter(|code| !system::is_dotted(code))
        .filter_map(|code| TenDigits::parse(&code).ok())
        .collect();
    let office = places.system.unwrap_or_else(|| match system::decide(&undotted, &[]) {
        Office::Kemendagri => CodeSystem::Kemendagri,
        Office::Bps | Office::Ambiguous | Office::None => CodeSystem::Bps,
    });
    let reader = Reader { register, office };
    let mut found = Pairs::default();
    let mut known: BTreeMap<String, Entry> = BTreeMap::new();
    for row in rows {
        let cells = [places.old, places.kabupaten, places.kecamatan, places.desa];
        let said = cells.map(|column| text(row, column));
        let (decision, new) = (text(row, places.decision), text(row, Some(places.new)));
        if said.iter().all(String::is_empty) && new.is_empty() {
            continue;
        }
        let read = reader.entry(&said, &decision, &new);
        let told = |why| {
            let shown = [said.join(" "), decision.clone(), new.clone()].join(" ");
            let text = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            let fault = DataFault::BadCrosswalkRow { why, text };
            Fault::new(fault, at.clone().row(row.row))
        };
        let (key, decision) = match read {
            Ok(Some(read)) => read,
            Ok(None) => {
                found.elsewhere += 1;
                continue;
            }
            Err(why) => {
                found.faults.push(told(why));
                continue;
            }
        };
        let origin = text(row, places.origin);
        let origin = if origin.is_empty() { file.to_owned() } else { origin };
        let merged = match known.get(&key) {
            None => Some(decision),
            Some(earlier) => together(&earlier.decision, &decision, &key),
        };
        match merged {
            Some(decision) => {
                known.insert(key, Entry { decision, origin });
            }
            None => found.faults.push(told(CrosswalkWhy::Contradicts)),
        }
    }
    found.entries = known.into_iter().collect();
    found
}

/// Two lines about one key: the same, or an old code that became several villages.
fn together(earlier: &Decision, later: &Decision, key: &str) -> Option<Decision> {
    if earlier == later {
        return Some(later.clone());
    }
    let codes_only = key.ends_with("//");
    match (earlier, later) {
        (Decision::Accept(_) | Decision::Split(_), Decision::Accept(new)) if codes_only => {
            let mut codes = earlier.codes().to_vec();
            if !codes.contains(new) {
                codes.push(new.clone());
            }
            codes.sort();
            Some(Decision::Split(codes))
        }
        _ => None,
    }
}

struct Reader<'a> {
    register: &'a Register,
    /// Of codes without dots.
    office: CodeSystem,
}

impl Reader<'_> {
    /// `None` for a line about another kabupaten.
    fn entry(
        &self,
        [old, kabupaten, kecamatan, desa]: &[String; 4],
        decision: &str,
        new: &str,
    ) -> Result<Option<(String, Decision)>, CrosswalkWhy> {
        let is_bridge = old.is_empty() && desa.is_empty() && !kecamatan.is_empty();
        let key = if is_bridge {
            crosswalk::kecamatan_key(kabupaten, kecamatan)
        } else {
            let code = self.old_code(old)?;
            if code.is_empty() && (desa.is_empty() || kecamatan.is_empty()) {
                return Err(CrosswalkWhy::NoKey);
            }
            crosswalk::key(&code, &name::kecamatan_key(kecamatan), &name::plain(desa))
        };
        let mut codes = Vec::new();
        if is_bridge {
            codes.extend((!new.is_empty()).then(|| VillageCode::stored(new.to_owned())));
        } else {
            for code in new.split([' ', ',', ';']).filter(|code| !code.is_empty()) {
                match self.new_code(code)? {
                    Some(code) => codes.push(code),
                    None => return Ok(None),
                }
            }
        }
        let id = match decision.trim().to_lowercase().as_str() {
            "" if codes.len() > 1 => "split",
            "" | "cocok" | "accept" => "accept",
            "lewati" | "leave" => "leave",
            "bukan" | "not" => "not",
            "pecah" | "split" => "split",
            _ => return Err(CrosswalkWhy::NoDecision),
        };
        if id == "leave" {
            codes.clear();
        }
        let decision = Decision::from_parts(id, codes).ok_or(CrosswalkWhy::NoDecision)?;
        Ok(Some((key, decision)))
    }

    /// The old code as its office writes it; empty stays empty.
    fn old_code(&self, text: &str) -> Result<String, CrosswalkWhy> {
        if text.is_empty() {
            return Ok(String::new());
        }
        let digits = TenDigits::parse(text).ok().ok_or(CrosswalkWhy::BadCode)?;
        let office = if system::is_dotted(text) { CodeSystem::Kemendagri } else { self.office };
        Ok(VillageCode::official(office, digits).as_str().to_owned())
    }

    /// A village of the map; `None` for one of another kabupaten.
    fn new_code(&self, text: &str) -> Result<Option<VillageCode>, CrosswalkWhy> {
        let villages = &self.register.villages;
        if self.register.system == CodeSystem::None {
            let found = self.register.position(text).ok_or(CrosswalkWhy::NotOnMap)?;
            return Ok(Some(villages[found].code.clone()));
        }
        let digits = TenDigits::parse(text).ok().ok_or(CrosswalkWhy::BadCode)?;
        let code = VillageCode::official(self.register.system, digits);
        if villages.binary_search_by(|v| v.code.cmp(&code)).is_ok()
            || self.register.position(code.as_str()).is_some()
        {
            return Ok(Some(code));
        }
        let own = |v: &super::village::Village| {
            v.code.digits().is_some_and(|own| own.prefix(4) == digits.prefix(4))
        };
        if villages.iter().any(own) { Err(CrosswalkWhy::NotOnMap) } else { Ok(None) }
    }
}
