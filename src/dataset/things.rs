//! Lists of things, one row each: schools, water schemes, dusun. A village comes again in them, and
//! none of its rows speaks for it alone; they are counted and summed (`indicator/listed`).
//!
//! A list is known by a column that names what each row is, and that differs where the village is
//! the same. A second row without such a name is a slip, and stays one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::header;
use super::join::{How, JoinOptions, Joined, Match};
use super::join_time::Periods;
use super::layout::Laid;
use super::people;
use super::roles::TableRoles;
use super::village::Register;
use crate::base::fault::{DataFault, Fault, FaultCode, Stop};

/// What a list is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Things {
    /// The column that names each row; `None` where only a person says that it is a list.
    pub name: Option<usize>,
    /// "Sekolah", "SPAM"; empty where no header says it.
    pub noun: String,
}

/// Headers that name a thing without the word "nama".
const NOUNS: [&str; 29] = [
    "dusun",
    "lingkungan",
    "rt",
    "rw",
    "dukuh",
    "padukuhan",
    "banjar",
    "jorong",
    "posyandu",
    "sekolah",
    "madrasah",
    "spam",
    "pustu",
    "polindes",
    "poskesdes",
    "pasar",
    "embung",
    "sarana",
    "fasilitas",
    "unit spam",
    "kelompok",
    "lokasi",
    "tps",
    "blok",
    "kampung",
    "lorong",
    "banjar dinas",
    "banjar adat",
    "padusunan",
];
/// Registers of things that give each a number.
const NUMBERS: [(&str, &str); 3] =
    [("npsn", "Sekolah"), ("nsm", "Madrasah"), ("nomor registrasi", "")];
/// "Nama …" of a place, not of a thing.
const PLACES: [&str; 11] = [
    "desa",
    "kelurahan",
    "kel",
    "kecamatan",
    "kec",
    "kabupaten",
    "kab",
    "kota",
    "provinsi",
    "prov",
    "wilayah",
];
/// Words of columns that hold people: their names are neither a thing nor a kind of one.
const PERSONS: [&str; 44] = [
    "kepala",
    "ketua",
    "petugas",
    "pengelola",
    "pengurus",
    "bidan",
    "guru",
    "kader",
    "pj",
    "penanggung",
    "operator",
    "pendamping",
    "camat",
    "lurah",
    "kades",
    "siswa",
    "murid",
    "santri",
    "pasien",
    "warga",
    "peserta",
    "petani",
    "nelayan",
    "lansia",
    "penduduk",
    "pelanggan",
    "pemohon",
    "penyuluh",
    "dokter",
    "perawat",
    "pegawai",
    "karyawan",
    "anggota",
    "responden",
    "surveyor",
    "enumerator",
    "kontak",
    "pic",
    "orang",
    "anak",
    "balita",
    "ibu",
    "penerima",
    "pemilik",
];
/// "Tahun dibangun" is no time of the figures.
const BUILT: [&str; 10] = [
    "bangun",
    "dibangun",
    "pembangunan",
    "berdiri",
    "pendirian",
    "perolehan",
    "konstruksi",
    "operasi",
    "beroperasi",
    "pengadaan",
];

/// Looks whether the rows are things; `roles` are those of the table.
pub fn of(laid: &Laid, roles: &TableRoles) -> Option<Things> {
    if laid.topic.is_some() || laid.rows.len() < 4 || people::is_by_name(laid, roles) {
        return None;
    }
    let no_key = |c: &usize| {
        !roles.personal.contains(c)
            && !roles.villages.contains(c)
            && !roles.kecamatans.contains(c)
            && !roles.codes.contains(c)
            && ![roles.number, roles.kabupaten, roles.kecamatan, roles.puskesmas, roles.period]
                .contains(&Some(*c))
    };
    let mut named: Vec<(usize, usize, String)> = (0..laid.columns.len())
        .filter(no_key)
        .filter_map(|c| noun(&laid.columns[c].header).map(|(rank, noun)| (rank, c, noun)))
        .collect();
    // Most tables have no such column: their rows are not looked at.
    if named.is_empty() {
        return None;
    }
    named.sort();
    let periods = Periods::of(laid, &without_year_built(laid, roles));
    let mut groups: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
    for (row, place) in people::places(laid, roles).into_iter().enumerate() {
        groups.entry((place, periods.number(row))).or_default().push(row);
    }
    let several: Vec<&Vec<usize>> = groups.values().filter(|rows| rows.len() > 1).collect();
    if several.len() < 2 || several.len() * 20 < groups.len() {
        return None;
    }
    let (_, name, noun) = named.into_iter().find(|(_, c, _)| names_each(laid, *c, &several))?;
    Some(Things { name: Some(name), noun })
}

/// Whether the column is filled and differs wherever the village is the same, but for a tenth.
fn names_each(laid: &Laid, column: usize, several: &[&Vec<usize>]) -> bool {
    let (mut rows, mut names) = (0_usize, 0_usize);
    for group in several {
        let texts: BTreeSet<String> = group
            .iter()
            .filter_map(|&row| laid.text(row, column))
            .map(|text| header::plain(&text))
            .filter(|text| !text.is_empty())
            .collect();
        rows += group.len();
        names += texts.len();
    }
    names * 10 >= rows * 9
}

/// Whether a header names a thing: "Nama Sekolah", "Dusun".
pub(super) fn is_of_list(header: &str) -> bool {
    noun(header).is_some()
}

/// How well a header names a thing (0 best), and the thing.
fn noun(path: &str) -> Option<(usize, String)> {
    let words = header::words(path);
    let plain = words.join(" ");
    if let [first, rest @ ..] = &words[..]
        && ["nama", "nm"].contains(&first.as_str())
    {
        let of_place = rest.iter().any(|word| PLACES.contains(&word.as_str()));
        let is_thing = !rest.is_empty() && !of_place && !names_persons(path);
        let written = path.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let noun: Vec<&str> = written.skip(1).collect();
        return is_thing.then(|| (0, noun.join(" ")));
    }
    // "Dusun/Lingkungan", "RT/RW": each word is one.
    let each = words.iter().all(|word| NOUNS.contains(&word.as_str())) && !words.is_empty();
    if each || NOUNS.contains(&plain.as_str()) {
        return Some((1, path.trim().to_owned()));
    }
    let number = NUMBERS.iter().find(|(header, _)| *header == plain);
    number.map(|(_, noun)| (2, (*noun).to_owned()))
}

/// Whether a column's header says that each row is a thing: "Dusun", "Nama Posyandu".
pub fn is_named_thing(path: &str) -> bool {
    noun(path).is_some_and(|(rank, _)| rank < 2)
}

/// Whether a column's header says that people stand in it.
pub fn names_persons(path: &str) -> bool {
    header::words(path).iter().any(|word| PERSONS.contains(&word.as_str()))
}

/// The roles, where the year in which a thing was built is no period.
pub fn without_year_built(laid: &Laid, roles: &TableRoles) -> TableRoles {
    let mut roles = roles.clone();
    let built = |c: usize| {
        header::words(&laid.columns[c].path).iter().any(|word| BUILT.contains(&word.as_str()))
    };
    if let Some(year) = roles.period.filter(|&c| built(c)) {
        roles.period = None;
        roles.other_keys.push(year);
    }
    roles
}

/// Joins a list: every row of a village is its, and is told by itself where it has none.
///
/// # Errors
/// As [`super::join::join`].
pub fn join(
    register: &Register,
    laid: &Arc<Laid>,
    roles: &TableRoles,
    things: Things,
    options: &JoinOptions,
) -> Result<Joined, Stop> {
    let placed = people::place(register, laid, options)?;
    let mut joined = placed.joined;
    let roles = without_year_built(laid, roles);
    let periods = Periods::of(laid, &roles);
    let how: BTreeMap<usize, How> = joined.matched.iter().map(|m| (m.village, m.how)).collect();
    joined.matched = placed
        .villages
        .iter()
        .enumerate()
        .filter_map(|(row, village)| {
            let village = (*village)?;
            let how = how.get(&village).copied().unwrap_or(How::Name);
            Some(Match { row, village, how, period: periods.name(row).to_owned() })
        })
        .collect();
    let open = |fault: &Fault| matches!(fault.code, FaultCode::Data(DataFault::Unmatched { .. }));
    let at = joined.faults.iter().find(|fault| open(fault)).map(|fault| fault.at.clone());
    joined.faults.retain(|fault| !open(fault));
    let places = std::mem::take(&mut joined.unmatched);
    for (row, lost) in placed.lost.iter().enumerate() {
        let Some(place) = lost.and_then(|place| places.get(place)) else { continue };
        let row = laid.rows[row].row;
        let fault = DataFault::Unmatched { text: place.text.clone() };
        joined.faults.push(Fault::new(fault, at.clone().unwrap_or_default().row(row)));
        joined.unmatched.push(super::join::Unmatched { row, ..place.clone() });
    }
    joined.rows = laid.rows.len();
    joined.other_kabupaten = placed.elsewhere;
    joined.by = How::ALL
        .into_iter()
        .map(|how| (how, joined.matched.iter().filter(|m| m.how == how).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    joined.roles = TableRoles {
        codes: joined.roles.codes,
        parts: joined.roles.parts,
        villages: joined.roles.villages,
        kecamatan: joined.roles.kecamatan,
        kecamatans: joined.roles.kecamatans,
        ..roles
    };
    joined.laid = Arc::clone(laid);
    joined.list = Some(things);
    Ok(joined)
}
