//! Sentences for `DataFault`.

use super::scale;
use crate::base::fault::{AreaChange, CrosswalkWhy, DataFault, PeriodFrom, RegionLevel};
use crate::lang::number::{count, fixed, short};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &DataFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        DataFault::NoSuchColumn { column, found } => {
            (format!("Tidak ada kolom “{column}”"), format!("Kolom yang ada: {found}"))
        }
        DataFault::NoPolygons => (
            "Berkas ini tidak berisi bidang batas desa".into(),
            "Pilih berkas batas desa (bidang), bukan titik, garis, atau \
tabel"
                .into(),
        ),
        DataFault::NoRowsLeft { filter } => (
            format!("Tidak ada baris yang cocok dengan {filter}"),
            "Periksa nama kolom dan isinya dengan `kantong inspect`".into(),
        ),
        DataFault::AmbiguousCodes { column } => (
            format!(
                "Kode di kolom “{column}” dapat berarti kode Kemendagri maupun \
kode BPS"
            ),
            "Tambahkan kolom nama desa dan kecamatan, atau tulis code_system = \
\"kemendagri\" atau \"bps\" di resep"
                .into(),
        ),
        DataFault::ValueNotApplicable { value, village } => (
            format!(
                "{village} bukan desa, jadi angka ini tidak berlaku baginya; {} tidak dipakai",
                short(L, *value)
            ),
            "Periksa barisnya; mungkin kodenya tertukar".into(),
        ),
        DataFault::NoCode { name } => (
            format!("“{name}” tidak mempunyai kode desa yang terbaca; dipakai tanpa kode"),
            "Lengkapi kodenya di berkas batas, agar tabel dapat dipasangkan".into(),
        ),
        DataFault::UnusableCode { name, code } => (
            format!("Kode “{code}” bukan kode desa; “{name}” dipakai tanpa kode"),
            "Lengkapi kodenya di berkas batas, agar tabel dapat dipasangkan".into(),
        ),
        DataFault::FewCodes { column, filled, rows } => (
            format!(
                "Kolom {column} hanya terisi pada {} dari {} baris; desa dikenali dari namanya",
                count(L, *filled),
                count(L, *rows)
            ),
            "Bila ada, pakailah berkas batas yang kodenya lengkap".into(),
        ),
        DataFault::SameCode { code, name, first } => (
            format!("Kode {code} milik “{first}” tertulis juga pada “{name}”"),
            format!("“{name}” dipakai tanpa kode; perbaiki kodenya di berkas batas"),
        ),
        DataFault::BoundaryLines { found } => (
            format!(
                "Berkas ini berisi garis batas ({found}), bukan wilayah desa: dari garis tidak \
dapat diketahui desa mana di kiri dan kanannya"
            ),
            "Mintalah berkas wilayahnya (poligon); namanya biasanya memuat _AR, bukan _LN".into(),
        ),
        DataFault::PointsNotAreas { found } => (
            format!("Berkas ini berisi titik ({found}), bukan wilayah desa"),
            "Buat proyek dari berkas wilayah desa dahulu, lalu impor titik ini ke dalamnya".into(),
        ),
        DataFault::BadCode { text } => (
            format!("“{text}” bukan kode desa sepuluh angka"),
            "Perbaiki kodenya; baris ini dicoba lewat kecamatan dan nama \
desa"
                .into(),
        ),
        DataFault::ScientificCode { text } => (
            format!(
                "Kode “{text}” tertulis dalam notasi ilmiah; angka belakangnya \
sudah hilang"
            ),
            "Ambil lagi dari berkas asal dan simpan kolom kode sebagai teks".into(),
        ),
        DataFault::SeveralKabupaten { largest, rows, others } => (
            format!(
                "Berkas ini juga berisi desa kabupaten lain: {} desa di {}, {} \
desa di luarnya",
                count(L, *rows),
                place_of(largest),
                count(L, *others)
            ),
            only(largest),
        ),
        DataFault::Repaired { what, code, area } => (
            format!("Bentuk batas {code} diperbaiki: {}{}", mend(what), area_change(*area)),
            String::new(),
        ),
        DataFault::MergedNeighbourhoods { rows, villages } => (
            format!(
                "{} baris SLS/RT digabung menjadi {} desa",
                count(L, *rows),
                count(L, *villages)
            ),
            String::new(),
        ),
        DataFault::Seams { gaps, overlaps, median, largest, tolerance } => (
            format!(
                "Batas antardesa tidak berimpit: {} celah dan {} tumpang tindih, lebar tengah \
{} m, terlebar {} m",
                count(L, *gaps),
                count(L, *overlaps),
                fixed(L, *median, 1),
                fixed(L, *largest, 1)
            ),
            format!(
                "Desa yang batasnya berjarak sampai {} m dianggap bertetangga",
                fixed(L, *tolerance, 1)
            ),
        ),
        DataFault::OutsideVillages { count: n, of } => (
            format!(
                "{} dari {} obyek tidak terletak di desa mana pun",
                count(L, *n),
                count(L, *of)
            ),
            "Periksa letaknya di peta; obyek itu tetap digambar".into(),
        ),
        DataFault::NoPlaces => (
            "Tidak ada titik atau garis dengan letak yang terbaca".into(),
            "Tabel titik memerlukan kolom bujur dan lintang dalam derajat desimal".into(),
        ),
        DataFault::NoPosition { count: n } => (
            format!("{} baris tanpa letak yang terbaca; tidak diikutkan", count(L, *n)),
            "Lengkapi bujur dan lintangnya dalam derajat desimal, misalnya 122,51 dan -4,03".into(),
        ),
        DataFault::Merged { code, rows } => {
            (format!("{} baris digabung menjadi satu desa: {code}", count(L, *rows)), String::new())
        }
        DataFault::SameName { name, kecamatan } => (
            format!(
                "Dua desa bernama {name} di Kecamatan {kecamatan}, letaknya \
berjauhan; keduanya dipertahankan"
            ),
            "Beri kode desa agar keduanya tidak tertukar".into(),
        ),
        DataFault::NotAVillage { name } => {
            (format!("“{name}” bukan desa; digambar, tetapi tidak dihitung"), String::new())
        }
        DataFault::EmptyShape { name } => (
            format!("“{name}” tidak memiliki bentuk di peta; tidak diikutkan"),
            "Lengkapi bentuknya di berkas batas, lalu buat proyek lagi".into(),
        ),
        DataFault::NoKeyColumn { found } => (
            "Tidak ada kolom kode desa atau nama desa".into(),
            format!(
                "Sebutkan kolomnya di resep (code_column, village_column). \
Kolom yang ada: {found}"
            ),
        ),
        DataFault::RegionTable { level, rows, own } => (
            format!(
                "Tabel ini berisi satu baris tiap {} ({} baris), bukan tiap desa",
                match level {
                    RegionLevel::Kecamatan => "kecamatan",
                    RegionLevel::Kabupaten => "kabupaten/kota",
                },
                count(L, *rows)
            ),
            match own {
                Some(own) => format!(
                    "Angka {own} di baris ini berlaku untuk seluruh kabupaten, tidak untuk satu desa; \
                     pakai sebagai pembanding, dan minta tabel per desa"
                ),
                None => "Angkanya tidak berlaku untuk satu desa; minta tabel per desa".into(),
            },
        ),
        DataFault::NoKecamatanColumn => (
            "Tabel ini tidak menyebut kecamatan; nama desa saja tidak \
cukup untuk memasangkan"
                .into(),
            "Tambahkan kolom kecamatan atau kode desa; sementara ini desa \
yang mungkin hanya diusulkan"
                .into(),
        ),
        DataFault::OtherSystem { table, villages } => (
            format!(
                "Tabel memakai kode {}, sedangkan peta memakai kode {}; \
angkanya sama tetapi desanya lain",
                office(table),
                office(villages)
            ),
            "Kode tidak dipakai. Desa dipasangkan lewat kecamatan dan \
nama; tanpa keduanya, mintalah tabel dengan kode yang sama \
dengan peta"
                .into(),
        ),
        DataFault::WrongKabupaten {
            column,
            system,
            code,
            table,
            others,
            map,
            map_system,
            map_code,
        } => (
            wrong_kabupaten(
                &TableIs { column, system, code, table, others: *others },
                &MapIs { name: map, system: map_system, code: map_code },
            ),
            "Pilih tabel untuk kabupaten di peta, atau buka proyek kabupaten itu".into(),
        ),
        DataFault::KecamatanBridged { table, map, why, rows } => (
            format!(
                "Kecamatan “{table}” di tabel dianggap sama dengan “{map}” di peta, {} ({} baris)",
                super::matching::bridge(*why),
                count(Lang::Id, *rows)
            ),
            "Bila salah, tolak padanan kecamatan ini".into(),
        ),
        DataFault::SplitVillage { text, into } => (
            format!("Desa ini sudah dipecah menjadi {into} desa; angkanya tidak dibagi: {text}"),
            "Mintalah angka per desa baru, atau pilih sendiri desa yang mendapat angka ini".into(),
        ),
        DataFault::PaddedCodes { count: n } => (
            format!(
                "{} kode kehilangan angka nol di tengah; nolnya dikembalikan",
                count(Lang::Id, *n)
            ),
            "Periksa beberapa desa di peta".into(),
        ),
        DataFault::BadCrosswalkRow { why, text } => (
            format!("Baris padanan ini tidak dipakai, {}: {text}", crosswalk_why(*why)),
            "Perbaiki barisnya, lalu masukkan berkas padanan sekali lagi".into(),
        ),
        DataFault::NoCrosswalkColumns { found } => (
            "Berkas ini bukan berkas padanan: kolom kode_baru tidak ada".into(),
            format!("Mulailah dari berkas padanan yang disimpan Kantong. Kolom yang ada: {found}"),
        ),
        DataFault::NoNumbers => (
            "Tidak ada kolom angka yang dapat diimpor".into(),
            "Periksa apakah lembarnya benar, atau sebutkan header_row dan \
data_row di resep"
                .into(),
        ),
        DataFault::Unmatched { text } => (
            format!("Baris ini tidak terpasang ke desa mana pun: {text}"),
            "Perbaiki nama atau kodenya, atau terima usulan yang benar".into(),
        ),
        DataFault::DuplicateRow { first_row } => (
            format!("Desa ini sudah ada di baris {first_row}; yang pertama dipakai"),
            "Hapus salah satu, atau tambahkan kolom tahun bila keduanya \
berbeda waktu"
                .into(),
        ),
        DataFault::NotANumber { text } => (
            format!("“{text}” bukan angka; dianggap kosong"),
            "Tulis angkanya, atau kosongkan selnya".into(),
        ),
        DataFault::AmbiguousDecimal { sample, read_as } => (
            two_ways(sample, read_as),
            "Bila salah, tulis decimal = \"comma\" atau \"point\" di resep".into(),
        ),
        DataFault::OutOfRange { value, range } => (
            format!("Nilai {} di luar {range}; dianggap kosong", spoken(value)),
            "Periksa sel ini di tabel asalnya".into(),
        ),
        DataFault::NoSuchIndicator { id, found } => {
            (format!("Tidak ada indikator “{id}”"), format!("Indikator yang ada: {found}"))
        }
        DataFault::CardOfOther => (
            "Kartu balik ini tentang tabel yang tidak ada dalam proyek".to_owned(),
            "Buka proyek tempat kartu ini dibuat, lalu impor lagi".to_owned(),
        ),
        DataFault::NoTrend { what } => {
            let what = if what.is_empty() { "ID" } else { what };
            (
                format!("Kecenderungan {what} belum dihitung"),
                format!("Jalankan kantong trend PROYEK --indicator {what}"),
            )
        }
        DataFault::TooFewPeriods { indicator, found } => (
            format!("Kecenderungan {indicator} tidak dapat dihitung: hanya ada {found} periode"),
            "Impor tabel dari periode lain; indikatornya harus sama".to_owned(),
        ),
        DataFault::NoSuchVillage { code } => (
            format!("Tidak ada desa dengan kode {code}"),
            "Tulis kode seperti dalam daftar desa proyek".to_owned(),
        ),
        DataFault::NoSuchPeriod { period, found } => {
            (format!("Tidak ada data untuk periode {period}"), format!("Periode yang ada: {found}"))
        }
        DataFault::NoSuchKabupaten { asked, found } => (
            format!("Tidak ada desa Kabupaten atau Kota “{asked}” di berkas ini"),
            format!("Yang ada: {found}"),
        ),
        DataFault::Constant { indicator } => (
            format!(
                "Semua desa bernilai sama pada “{indicator}”; pola tidak dapat \
dihitung"
            ),
            "Pilih indikator lain".into(),
        ),
        DataFault::TooFew { n, needed } => (
            format!(
                "Baru {} desa yang memiliki nilai; perlu sedikitnya {}",
                count(L, *n),
                count(L, *needed)
            ),
            "Lengkapi datanya, atau pilih indikator lain".into(),
        ),
        DataFault::PlanarDistance => (
            "Peta ini tanpa sistem koordinat; jarak tidak dapat dihitung \
dalam meter"
                .into(),
            "Pakai tetangga queen, rook atau knn, atau buat proyek dengan \
--crs EPSG:n"
                .into(),
        ),
        DataFault::TooManyLinks { rule, most } => (
            format!("Dengan {rule} ada lebih dari {} pasangan tetangga", count(L, *most)),
            "Kecilkan jarak atau jumlah tetangganya".into(),
        ),
        DataFault::Isolates { count: n } => (
            format!("{} desa tidak memiliki tetangga (pulau)", count(L, *n)),
            "Desa itu tidak diuji pengelompokannya, tetapi tetap didaftar \
bila nilainya buruk. Bila bukan pulau, rapikan batas desanya"
                .into(),
        ),
        DataFault::SmallestP { permutations, alpha } => (
            format!(
                "Dengan {} acakan, p terkecil yang mungkin belum cukup kecil \
untuk lolos pada batas {}",
                count(L, *permutations),
                spoken(&alpha.to_string())
            ),
            "Tambah jumlah acakan (--permutations)".into(),
        ),
        DataFault::BadLinks { line } => (
            format!("Daftar tetangga tidak dapat dibaca di baris {line}"),
            "Pakai berkas .gal atau .gwt dengan kode desa proyek ini sebagai pengenal".into(),
        ),
        DataFault::Inconsistent { ratio } => (
            format!("Perbandingan berpasangan saling bertentangan: rasio {}, paling tinggi 0,1", fixed(L, *ratio, 2)),
            "Periksa lagi pasangan yang berputar: bila A lebih penting dari B dan B dari C, A juga harus lebih penting dari C"
                .into(),
        ),
        DataFault::NoCounts { indicator } => (
            format!("Angka “{indicator}” tidak diketahui dibuat dari berapa kasus di antara berapa penduduk"),
            "Sebut kolom jumlah kasus dan jumlah penduduknya (--cases, --population), atau pakai angka apa adanya (--rates raw)"
                .into(),
        ),
        DataFault::BadRecipe { why } => (
            format!("Resep tidak dapat dibaca: {why}"),
            "Bandingkan dengan contohnya: tambahkan --example pada \
perintah yang sama"
                .into(),
        ),
        DataFault::CorrectedSince { indicator, villages } => {
            super::trust::corrected_since(indicator, *villages)
        }
        DataFault::ReplacedIndicator { ids, period } => (
            format!("Data lama {}{} disembunyikan dan diganti yang baru", some_of(ids), during(period)),
            "Batalkan (undo) bila tidak dikehendaki".into(),
        ),
        DataFault::KeptStrays { rows, samples } => super::read_so::kept_strays(*rows, samples),
        DataFault::LeftStrays { rows, samples } => super::read_so::left_strays(*rows, samples),
        DataFault::MixedUnits { column, samples } => super::read_so::mixed_units(column, samples),
        DataFault::FractionsAsThousands { column, cells, samples } => super::read_so::as_thousands(column, *cells, samples),
        DataFault::FractionsInCount { column, cells, samples } => super::read_so::in_count(column, *cells, samples),
        DataFault::LatitudeMirrored { count: n, of } => super::read_so::mirrored(*n, *of),
        DataFault::ContinuedIndicator { ids } => super::read_so::continued(ids),
        DataFault::KeptApartIndicator { ids, wanted } => super::read_so::apart(ids, wanted),
        DataFault::PersonalColumn { column } => (
            format!("Kolom “{column}” berisi data pribadi; tidak diimpor"),
            "Kantong hanya menyimpan angka per desa".into(),
        ),
        DataFault::BadBreaks { why } => (
            format!("Batas kelas tidak membentuk kelas: {why}"),
            "Tulis batas yang naik, misalnya 10,20,30, dan 2 sampai 9 kelas".into(),
        ),
        DataFault::NameDiffers { table, village } => (
            format!(
                "Menurut kodenya ini desa {village}, tetapi tabel menulis \
“{table}”; dipasangkan menurut kode"
            ),
            "Periksa apakah kodenya benar atau desanya berganti nama".into(),
        ),
        DataFault::NothingMatched { rows, elsewhere, suggested } => (
            nothing(*rows, *elsewhere),
            if *suggested > 0 {
                format!(
                    "Untuk {} baris ada desa yang mungkin dimaksud: periksa usulannya, terima dengan \
--accept-suggested 0.9, atau tambahkan kolom kecamatan atau kode desa",
                    count(L, *suggested)
                )
            } else {
                "Periksa apakah tabel ini untuk kabupaten yang sama dengan peta".into()
            },
        ),
        DataFault::PeriodFrom { period, from } => (
            format!("Periode {period} dibaca dari {}", place(*from)),
            "Bila salah, tulis --period".into(),
        ),
        DataFault::ShareAsPercent { column, form } => scale::share(column, form),
        DataFault::KeptBeside { villages } => scale::beside(*villages),
        DataFault::InThousands { column, factor } => scale::thousands(column, *factor),
        DataFault::AreaUnit { column, unit } => scale::area(column, unit),
        DataFault::SurveyFigure { column, value } => (
            format!(
                "Kolom “{column}” berisi angka yang sama untuk semua desa ({}); \
itu angka kabupaten, jadi tidak diimpor",
                spoken(value)
            ),
            "Angka kabupaten tidak berlaku untuk satu desa; pakai data pendataan per desa".into(),
        ),
        DataFault::CoveredBeyondNeed { villages } => (
            format!(
                "Di {} desa yang terlayani lebih banyak daripada yang membutuhkan; \
selisihnya dihitung 0",
                count(L, *villages)
            ),
            "Periksa kedua kolom untuk desa itu di tabel asalnya".into(),
        ),
        DataFault::CodesTogether { codes } => (
            format!("{} kode desa berada dalam satu sel; barisnya dibagi", count(L, *codes)),
            "Angka yang tertulis sekali untuk semuanya tidak dipakai; minta satu baris tiap desa"
                .into(),
        ),
        DataFault::HiddenRows { count: n } => (
            format!("{} baris data disembunyikan di berkasnya; tetap dibaca", count(L, *n)),
            "Bila tidak boleh dihitung, hapus baris itu dari berkasnya".into(),
        ),
        DataFault::PuskesmasPlace { puskesmas, kecamatan } => (
            format!(
                "Puskesmas {puskesmas} dianggap di Kecamatan {kecamatan}, \
menurut nama desa di bawahnya"
            ),
            "Bila salah, tambahkan kolom Kecamatan di tabelnya".into(),
        ),
        DataFault::DashAsMissing { count: n } => (
            format!("{} sel berisi “-”; dianggap kosong, bukan nol", count(L, *n)),
            "Bila “-” berarti nol, tulis dash = \"zero\" di resep".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn office(system: &str) -> &str {
    match system {
        "kemendagri" => "Kemendagri",
        "bps" => "BPS",
        other => other,
    }
}

/// A plain number as people write it; anything else as it is.
fn spoken(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(value) => fixed(L, value, text.split_once('.').map_or(0, |(_, tail)| tail.len())),
        Err(_) => text.to_owned(),
    }
}

/// The name in a filter such as `WADMKK=Kabupaten Kuningan`.
fn place_of(filter: &str) -> &str {
    filter.split_once('=').map_or(filter, |(_, name)| name)
}

fn only(filter: &str) -> String {
    if filter.contains('=') {
        format!("Untuk memakai kabupaten itu saja, buat lagi dengan --where \"{filter}\"")
    } else {
        format!("Untuk memakai kabupaten itu saja, buat lagi dengan --kabupaten \"{filter}\"")
    }
}

/// “; luas berubah −0,012 km² (−0,31 %)”.
fn area_change(area: Option<AreaChange>) -> String {
    area.map_or(String::new(), |area| {
        format!(
            "; luas berubah {} km² ({} %)",
            fixed(L, area.km2(), 4),
            fixed(L, area.percent(), 2)
        )
    })
}

fn mend(what: &str) -> &str {
    match what {
        "unclosed" => "garis batas tidak menutup",
        "ring_order" => "arah garis batas terbalik",
        "degenerate" => "bagian tanpa luas dibuang",
        "positions" => "titik ganda atau tak terbaca dibuang",
        "self_crossing" => "garis batas saling memotong",
        other => other,
    }
}

/// At most three names, and how many more there are.
pub(super) fn some_of(ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().take(3).map(|id| format!("“{id}”")).collect();
    let rest = ids.len() - named.len();
    let more = if rest > 0 { format!(" dan {rest} lainnya") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn during(period: &str) -> String {
    if period.is_empty() { String::new() } else { format!(" periode {period}") }
}

/// "1.626" is a thousand and more, or one and a half.
fn two_ways(sample: &str, read_as: &str) -> String {
    let read = read_as.parse::<f64>().unwrap_or_default();
    let (taken, other) =
        (spoken(read_as), if read.fract() == 0.0 { read / 1e3 } else { read * 1e3 });
    let other = spoken(&other.to_string());
    let as_a = if read.fract() == 0.0 { "bilangan bulat" } else { "pecahan" };
    format!("“{sample}” dapat dibaca dua cara; dibaca sebagai {as_a} {taken}, bukan {other}")
}

fn nothing(rows: usize, elsewhere: usize) -> String {
    let rows_text = count(L, rows);
    if elsewhere == rows {
        format!("Semua {rows_text} baris adalah milik kabupaten lain")
    } else {
        format!("Tidak satu pun dari {rows_text} baris terpasang ke desa di peta")
    }
}

fn place(from: PeriodFrom) -> &'static str {
    match from {
        PeriodFrom::Title => "judul tabel",
        PeriodFrom::Sheet => "nama lembar",
        PeriodFrom::File => "nama berkas",
        PeriodFrom::Dates => "tanggal pengukuran di barisnya",
        PeriodFrom::Nowhere => "tidak ada",
    }
}

/// What a table of another kabupaten says of itself.
struct TableIs<'a> {
    column: &'a str,
    system: &'a str,
    code: &'a str,
    table: &'a str,
    others: usize,
}

struct MapIs<'a> {
    name: &'a str,
    system: &'a str,
    code: &'a str,
}

fn wrong_kabupaten(table: &TableIs<'_>, map: &MapIs<'_>) -> String {
    let more = match table.others {
        0 => String::new(),
        n => format!(" dan {} kabupaten lain", count(Lang::Id, n)),
    };
    let says = if table.code.is_empty() && !table.column.is_empty() {
        format!("Kolom “{}” memuat kecamatan {}", table.column, table.table)
    } else if table.code.is_empty() {
        format!("Tabel ini untuk {}{more}", table.table)
    } else {
        let (column, system) = (table.column, office(table.system));
        let (code, name) = (table.code, table.table);
        format!("Kolom “{column}” memuat kode {system} {code}, yaitu {name}{more}")
    };
    let shown = match (map.name, map.code) {
        ("", _) => "peta ini menampilkan kabupaten lain".to_owned(),
        (name, "") => format!("peta ini menampilkan {name}"),
        (name, code) => format!("peta ini menampilkan {name} (kode {} {code})", office(map.system)),
    };
    format!("{says}, sedangkan {shown}")
}

fn crosswalk_why(why: CrosswalkWhy) -> &'static str {
    match why {
        CrosswalkWhy::NoKey => "kode lama dan nama desanya kosong",
        CrosswalkWhy::NoDecision => "kode barunya kosong",
        CrosswalkWhy::NotOnMap => "kode barunya tidak ada di peta",
        CrosswalkWhy::BadCode => "kodenya tidak terbaca",
        CrosswalkWhy::Contradicts => "baris sebelumnya mengatakan lain",
    }
}
