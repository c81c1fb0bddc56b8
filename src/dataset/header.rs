//! What a column's header says: its words, and whether they name a place, a person or a time.

use crate::base::code::CodeSystem;

/// Lower-case words of a header: split at everything but letters and digits, and where a small
/// letter meets a capital ("DesaKelurahan"). Letters set wide ("K O D E") are one word.
pub fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut was_small = false;
    for c in header.chars() {
        if was_small && c.is_uppercase() {
            spaced.push(' ');
        }
        was_small = c.is_lowercase();
        if c.is_alphanumeric() || c == '%' {
            spaced.extend(c.to_lowercase().map(without_accent));
        } else {
            spaced.push(' ');
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let wide = words.len() >= 3 && words.iter().all(|w| w.chars().count() == 1);
    if wide { vec![words.concat()] } else { words.into_iter().map(str::to_owned).collect() }
}

/// "Désa" is "Desa".
fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        _ => c,
    }
}

/// The words joined by one blank.
pub fn plain(header: &str) -> String {
    words(header).join(" ")
}

pub(super) fn has(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

fn has_above(words: &[String]) -> bool {
    has(words, KECAMATAN) || has(words, ABOVE_VILLAGE)
}

/// Whether a village's own word is there; one that means other things too only among its like.
fn has_village(words: &[String]) -> bool {
    has(words, VILLAGE)
        || (has(words, VILLAGE_ALONE) && words.iter().all(|word| is_head_word(word)))
}

/// What a kecamatan is called, in Papua and Yogyakarta too.
const KECAMATAN: &[&str] =
    &["kecamatan", "kec", "distrik", "district", "subdistrict", "kapanewon", "kemantren"];

const ABOVE_VILLAGE: &[&str] = &[
    "kabupaten",
    "kab",
    "kabkot",
    "kabkota",
    "provinsi",
    "prov",
    "propinsi",
    "regency",
    "province",
    "country",
    "puskesmas",
    "pos",
];

pub(super) const VILLAGE: &[&str] = &[
    "desa",
    "kel",
    "kelurahan",
    "deskel",
    "desakel",
    "kelurahandesa",
    "desakelurahan",
    "village",
    "gampong",
    "nagari",
    "kampung",
    "pekon",
    "lembang",
    "kalurahan",
    "tiyuh",
    "kepenghuluan",
    "ohoi",
    "adm4",
];

/// What a village is called where nothing else stands beside it: no "SD Negeri".
const VILLAGE_ALONE: &[&str] = &["negeri", "nagori", "huta", "kute"];

const OFFICE: &[&str] = &["kemendagri", "kemdagri", "dagri", "wilayah", "bps", "pum"];

/// How surely a header names the village code: 0 not at all, 3 by its very name.
pub fn village_code(header: &str) -> u8 {
    const NAMES: &[&str] = &[
        "kdepum",
        "kdebps",
        "iddesa",
        "idkel",
        "kodedesa",
        "kddesa",
        "adm4pcode",
        "cc4",
        "kodekd",
        "kodedes",
        "kodedagri",
        "kodekemendagri",
        "kodekemdagri",
        "kodewilayah",
        "kodewil",
        "villagecode",
        "desaid",
        "kodekel",
        "kdkel",
        "kddeskel",
        "kodedeskel",
        "deskelkode",
    ];
    let words = words(header);
    let joined = words.concat();
    if NAMES.contains(&joined.as_str()) {
        return 3;
    }
    let code = has(&words, &["kode", "kd", "code", "pcode", "id", "geocode", "kodedes"]);
    if !code || has_above(&words) || has(&words, &["keluarga", "individu", "kk", "art"]) {
        return 0;
    }
    match () {
        () if has_village(&words) => 3,
        () if has(&words, OFFICE) => 2,
        () if ["kode", "kd", "code", "geocode"].contains(&joined.as_str()) => 2,
        () => 0,
    }
}

/// A code or id of any kind: never a value.
pub fn is_code(header: &str) -> bool {
    let words = words(header);
    village_code(header) > 0
        || has(&words, &["kode", "kd", "code", "pcode", "fid", "objectid", "gid", "uuid", "id"])
        || words.iter().any(|w| w.starts_with("kode") || w.starts_with("kd"))
}

/// The office a header names: "bps_kode_desa_kelurahan", "KDEPUM".
pub fn system(header: &str) -> Option<CodeSystem> {
    let words = words(header);
    let joined = words.concat();
    let kemendagri = has(&words, &["kemendagri", "kemdagri", "dagri", "pum", "dukcapil"])
        || joined.contains("kemendagri")
        || joined.contains("kemdagri")
        || joined.contains("kodedagri")
        || ["kdepum", "kdcpum", "kdbpum", "kdppum"].contains(&joined.as_str());
    let bps = has(&words, &["bps"])
        || ["kdebps", "kdcbps", "kdbbps", "kdpbps", "adm4pcode", "adm3pcode", "adm2pcode", "cc4"]
            .contains(&joined.as_str());
    match (kemendagri, bps) {
        (true, false) => Some(CodeSystem::Kemendagri),
        (false, true) => Some(CodeSystem::Bps),
        _ => None,
    }
}

/// "KECAMATAN / DESA": one column in which the villages stand below their kecamatan.
fn both(words: &[String]) -> bool {
    let known = |word: &String| {
        let beside = ["nama", "dan", "kabupaten", "kab", "kota", "provinsi", "wilayah"];
        [KECAMATAN, VILLAGE, &beside].iter().any(|of| of.contains(&word.as_str()))
    };
    has(words, KECAMATAN) && has(words, VILLAGE) && words.iter().all(known)
}

/// "Desa Tahun 2023" names the villages of that year.
fn without_year(mut words: Vec<String>) -> Vec<String> {
    let is_year = |word: &String| word.len() == 4 && word.starts_with("20");
    if words.len() > 2 && words.last().is_some_and(is_year) {
        words.pop();
        words.pop_if(|word| word == "tahun");
    }
    words
}

/// "Alamat › Desa" is the village; an address alone is none.
fn without_address(header: &str) -> &str {
    match header.rsplit_once('›') {
        Some((group, own)) if group.trim().eq_ignore_ascii_case("alamat") => own,
        _ => header,
    }
}

/// How surely a header names the village.
pub fn village_name(header: &str) -> u8 {
    const NAMES: &[&str] = &[
        "wadmkd",
        "desakelur",
        "nmdesa",
        "namadesa",
        "adm4en",
        "keldesa",
        "r104n",
        "name4",
        "namadeskel",
        "namakelurahan",
        "nmkel",
        "nmdeskel",
        "villagename",
    ];
    let words = without_year(words(without_address(header)));
    let joined = words.concat();
    if NAMES.contains(&joined.as_str()) {
        return 4;
    }
    if joined == "namobj" {
        return 3;
    }
    let other = [
        "kode",
        "kd",
        "code",
        "pcode",
        "id",
        "jumlah",
        "jml",
        "status",
        "tipe",
        "jenis",
        "kategori",
        "dana",
        "kepala",
        "kades",
        "indeks",
        "skor",
        "tahun",
        "luas",
        "jarak",
        "alamat",
        "pkm",
        "klasifikasi",
        "tingkat",
        "persen",
        "persentase",
        "total",
        "kantor",
        "pendapatan",
        "source",
    ];
    if has(&words, &other) {
        return 0;
    }
    if both(&words) {
        return 2;
    }
    if has_above(&words) {
        return 0;
    }
    match () {
        () if has_village(&words) => 4,
        () if ["nama", "name", "shapename", "namawilayah", "namaobjek"].contains(&&*joined) => 2,
        () if ["wilayah", "unit", "lokasi", "uraian"].contains(&&*joined) => 1,
        () => 0,
    }
}

/// Whether a header surely names a village or a place above it.
pub fn is_place(header: &str) -> bool {
    let levels = [Above::Kecamatan, Above::Kabupaten, Above::Province, Above::Puskesmas];
    village_name(header) >= 2
        || village_code(header) > 0
        || levels.into_iter().any(|level| above(header, level) > 0)
}

/// Whether a cell is nothing but the head of a column that tells a place: "Desa/Kel.", "No", not
/// "Desa Baru".
pub fn is_head(text: &str) -> bool {
    let words = words(text);
    !words.is_empty() && words.iter().all(|word| is_head_word(word))
        || words.len() <= 3 && ["namobj", "wadmkd", "wadmkc"].contains(&words.concat().as_str())
}

fn is_head_word(word: &str) -> bool {
    const ALSO: &[&str] = &[
        "nama", "name", "dan", "atau", "no", "nomor", "urut", "kode", "kd", "kota", "dusun", "rt",
        "rw",
    ];
    let known = [VILLAGE, VILLAGE_ALONE, KECAMATAN, ABOVE_VILLAGE, OFFICE, ALSO];
    word == "administrasi" || known.iter().any(|of| of.contains(&word))
}

/// A place above the village that a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    Kecamatan,
    Kabupaten,
    Province,
    Puskesmas,
}

/// The place above the village a header names, and how surely (0 not at all).
pub fn above(header: &str, level: Above) -> u8 {
    let words = words(header);
    let joined = words.concat();
    let (names, any): (&[&str], &[&str]) = match level {
        Above::Kecamatan => (
            &[
                "wadmkc",
                "nmkec",
                "namakecamatan",
                "adm3en",
                "r103n",
                "name3",
                "namakec",
                "district",
            ],
            KECAMATAN,
        ),
        Above::Kabupaten => (
            &["wadmkk", "nmkab", "namakabupaten", "adm2en", "r102n", "name2", "kabkota", "regency"],
            &["kabupaten", "kab", "kabkot", "kabkota", "kota", "regency"],
        ),
        Above::Province => (
            &["wadmpr", "nmprov", "adm1en", "r101n", "name1"],
            &["provinsi", "prov", "propinsi", "prop", "province"],
        ),
        Above::Puskesmas => (&["puskesmas", "pukesmas"], &["puskesmas", "pukesmas", "pkm"]),
    };
    if names.contains(&joined.as_str()) {
        return 3;
    }
    let other = [
        "kode",
        "kd",
        "code",
        "pcode",
        "id",
        "jumlah",
        "jml",
        "status",
        "jarak",
        "ibu",
        "ibukota",
        "desa",
        "luas",
        "total",
        "persen",
        "persentase",
    ];
    if has(&words, &other) || !has(&words, any) || both(&words) {
        return 0;
    }
    if words.len() <= 2 { 3 } else { 2 }
}

/// The code of a place above the village.
pub fn above_code(header: &str, level: Above) -> bool {
    let words = words(header);
    let joined = words.concat();
    let (names, any): (&[&str], &[&str]) = match level {
        Above::Kecamatan => (
            &["kdcpum", "kdcbps", "kdkec", "adm3pcode", "kodekec", "districtcode", "r103", "idkec"],
            KECAMATAN,
        ),
        Above::Kabupaten => (
            &[
                "kdpkab",
                "kdbpum",
                "kdbbps",
                "kdkab",
                "adm2pcode",
                "kodekk",
                "regencycode",
                "r102",
                "kodekab",
            ],
            &["kabupaten", "kab", "kabkota", "kota", "regency"],
        ),
        Above::Province => (
            &["kdppum", "kdpbps", "kdprov", "adm1pcode", "kodeprov", "provincecode", "r101"],
            &["provinsi", "prov", "propinsi", "province"],
        ),
        Above::Puskesmas => (&[], &["puskesmas"]),
    };
    names.contains(&joined.as_str())
        || (has(&words, &["kode", "kd", "code", "pcode", "id"]) && has(&words, any))
}

/// The village's own number below its kecamatan, where codes stand in parts.
pub fn village_part(header: &str) -> bool {
    ["r104", "kddesa", "kodedesa", "kddeskel", "kdkel", "kodekel", "kodedeskel"]
        .contains(&words(header).concat().as_str())
}

/// Year, month or period.
pub fn period(header: &str) -> bool {
    let words = words(header);
    let joined = words.concat();
    [
        "tahun",
        "thn",
        "year",
        "periode",
        "period",
        "tahundata",
        "tahunpendataan",
        "bulan",
        "tanggaldata",
    ]
    .contains(&joined.as_str())
        || (words.len() == 2
            && has(&words, &["tahun", "periode"])
            && has(&words, &["data", "bulan"]))
}

/// The running number.
pub fn running_number(header: &str) -> bool {
    let joined = words(header).concat();
    header.trim() == "#"
        || ["no", "nomor", "nourut", "nomorurut", "nr", "id", "fid", "objectid", "num", "ogcfid"]
            .contains(&joined.as_str())
}

/// Position, shape and bookkeeping columns: numbers that measure nothing of the village.
pub fn bookkeeping(header: &str) -> bool {
    let joined = words(header).concat();
    [
        "lat",
        "lon",
        "lng",
        "long",
        "latitude",
        "longitude",
        "lintang",
        "bujur",
        "x",
        "y",
        "geolat",
        "geolng",
        "shapearea",
        "shapeleng",
        "shapelength",
        "objectid",
        "fid",
        "rank",
        "peringkat",
        "ranking",
    ]
    .contains(&joined.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_codes_of_villages_and_not_of_their_kecamatan() {
        for header in [
            "KODE DESA",
            "bps_kode_desa_kelurahan",
            "kemendagri_kode_desa_kelurahan",
            "KDEPUM",
            "kode_kemendagri",
            "Kode Kemdagri",
            "iddesa",
            "ID_KEL",
            "ADM4_PCODE",
            "kode",
            "K O D E",
            "village_code",
        ] {
            assert!(village_code(header) > 0, "{header}");
        }
        for header in
            ["bps_kode_kecamatan", "kode_provinsi", "district_code", "KODE POS", "desa", "No"]
        {
            assert_eq!(village_code(header), 0, "{header}");
        }
        assert_eq!(system("bps_kode_desa_kelurahan"), Some(CodeSystem::Bps));
        assert_eq!(system("KDEPUM"), Some(CodeSystem::Kemendagri));
        assert_eq!(system("KODE DESA"), None);
    }

    #[test]
    fn one_column_may_hold_kecamatan_and_villages() {
        for header in ["KECAMATAN / DESA", "Nama Distrik dan Kampung", "Kapanewon/Kalurahan"] {
            assert!(village_name(header) > 0, "{header}");
            assert_eq!(above(header, Above::Kecamatan), 0, "{header}");
        }
        assert_eq!(village_name("Jarak Desa ke Kecamatan"), 0);
    }

    #[test]
    fn names_of_places_are_told_from_counts_of_them() {
        let here = [
            "Nama Désa",
            "Kalurahan",
            "Tiyuh",
            "Nama Negeri",
            "Kepenghuluan",
            "Desa/Kel Tahun 2023",
        ];
        let all = ["NAMA DESA", "DesaKelurahan", "Desa/Kel", "village", "DESA_KELUR", "WADMKD"];
        for header in all.into_iter().chain(here) {
            assert_eq!(village_name(header), 4, "{header}");
        }
        let counts = ["Jumlah Desa", "Status Desa", "Kode Desa", "Indeks Desa", "Dana Desa 2023"];
        for header in counts.into_iter().chain(["KECAMATAN", "Kapanewon", "Nama SD Negeri"]) {
            assert_eq!(village_name(header), 0, "{header}");
        }
        for header in ["Kapanewon", "Nama Kemantren", "Distrik"] {
            assert!(above(header, Above::Kecamatan) > 0, "{header}");
        }
        assert!(
            above("nama_kota", Above::Kabupaten) > 0 && above("KAB_KOTA", Above::Kabupaten) > 0
        );
        assert_eq!(above("kode_kecamatan", Above::Kecamatan), 0);
    }
}
