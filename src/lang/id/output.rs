//! Sentences for `OutputFault` and captions of pictures and tables.

use crate::base::fault::{Kept, OutputFault};
use crate::lang::number::{count, date, fixed};
use crate::lang::output::{Caption, ClassCut, ClassWhy, MethodNote, Tendency, degrees};
use crate::lang::{Lang, Sentence};

pub fn fault(fault: &OutputFault) -> Sentence {
    match fault {
        OutputFault::CannotWrite { why } => Sentence::new(
            format!("Berkas tidak dapat ditulis ({why})"),
            "Tutup berkas itu bila sedang dibuka program lain, atau pilih folder lain",
        ),
        OutputFault::TooManyColumns { found, most } => Sentence::new(
            format!("Lapisannya punya {found} kolom, shapefile hanya memuat {most}"),
            "Simpan sebagai .gpkg atau .geojson",
        ),
        OutputFault::NoSecondOpinion { method } => Sentence::new(
            format!("Cara “{method}” belum dikenal skrip pendapat kedua"),
            "Pakai local-moran, gi, gi-star, local-geary satu indikator, atau bivariate",
        ),
        OutputFault::UnknownExtension { found, known } => Sentence::new(
            format!("Akhiran berkas “{found}” tidak dikenal"),
            format!("Pakai salah satu: {known}"),
        ),
        OutputFault::BadSize { found } => Sentence::new(
            format!("Ukuran gambar “{found}” tidak dapat dipakai"),
            "Tulis lebar x tinggi dalam piksel, masing-masing 200 sampai 8000, misalnya 1920x1080",
        ),
        OutputFault::NoSuchKept { what, name, found } => Sentence::new(
            format!("Tidak ada {} “{name}”", kept(*what)),
            match (what, found.is_empty()) {
                (Kept::Village, _) => "Tulis kode desa seperti dalam daftar desa proyek".to_owned(),
                (_, true) => format!("Proyek ini belum punya {}", kept(*what)),
                (_, false) => format!("Yang ada: {found}"),
            },
        ),
        OutputFault::PerNeedsCounts { id } => Sentence::new(
            format!("“{id}” bukan jumlah, jadi tidak dapat dibagi atau membagi"),
            "Pakai dua jumlah, misalnya keluarga miskin dibagi seluruh keluarga",
        ),
        OutputFault::CountAsFill { name } => Sentence::new(
            format!(
                "“{name}” adalah jumlah, tetapi mengisi wilayah: desa yang luas tampak lebih parah"
            ),
            "Tulis drawn = \"auto\" supaya menjadi lingkaran, atau bagi dengan per",
        ),
        OutputFault::NoPockets => Sentence::new(
            "Proyek ini belum punya kantong",
            "Jalankan kantong pockets PROYEK --indicator ID",
        ),
        OutputFault::NotTogether { one, other } => Sentence::new(
            format!("{one} dan {other} tidak dapat ditampilkan dalam satu peta"),
            "Hapus salah satunya dari gambaran peta",
        ),
        OutputFault::BadChoice { key, value, allowed } => Sentence::new(
            format!("{key} = {value} tidak dapat dipakai"),
            format!("Yang dapat dipakai: {allowed}"),
        ),
        OutputFault::Drawing { why } => Sentence::new(
            format!("Gambar tidak dapat dibuat ({why})"),
            "Coba ukuran yang lebih kecil",
        ),
    }
}

fn kept(what: Kept) -> &'static str {
    match what {
        Kept::Place => "tampilan tersimpan",
        Kept::Preset => "gaya tersimpan",
        Kept::Kecamatan => "kecamatan",
        Kept::Kabupaten => "kabupaten atau kota",
        Kept::Village => "desa dengan kode",
        Kept::Layer => "lapisan",
    }
}

#[expect(clippy::too_many_lines, reason = "one line a caption; the match is the list")]
pub fn caption(caption: &Caption) -> String {
    match caption {
        Caption::Title { theme, region, period } if period.is_empty() => {
            format!("{theme} {region}")
        }
        Caption::Title { theme, region, period } if period.len() == 4 => {
            format!("{theme} {region} tahun {period}")
        }
        Caption::Title { theme, region, period } => format!("{theme} {region} {period}"),
        Caption::Kabupaten { name } => kabupaten(name),
        Caption::SeveralKabupaten { count: n } => format!("{} kabupaten/kota", count(Lang::Id, *n)),
        Caption::NotLand => "Bukan peta bumi: tanpa skala, arah utara, dan letak".into(),
        Caption::SeveralKecamatan { count: n } => format!("{} kecamatan", count(Lang::Id, *n)),
        Caption::SampleData => "Data contoh, bukan keadaan sebenarnya".into(),
        Caption::Tendency(Tendency::HigherIsWorse) => "makin tinggi makin buruk".into(),
        Caption::Tendency(Tendency::HigherIsBetter) => "makin tinggi makin baik".into(),
        Caption::Villages { count: n } => format!("{} desa", count(Lang::Id, *n)),
        Caption::NoData => "Tidak ada data".into(),
        Caption::NotApplicable => "Tidak berlaku".into(),
        Caption::ProvinceLine => "Batas provinsi".into(),
        Caption::KabupatenLine => "Batas kabupaten, garis pantai".into(),
        Caption::KecamatanLine => "Batas kecamatan".into(),
        Caption::VillageLine => "Batas desa".into(),
        Caption::TinyVillage => "Desa sangat kecil, ditandai".into(),
        Caption::Outside => "Di luar batas: laut atau kabupaten lain".into(),
        Caption::SeveralIndicators { count: n } => format!("{} indikator", count(Lang::Id, *n)),
        Caption::VillagesByNumber => "Desa menurut nomor di peta".into(),
        Caption::NamesWritten { written, of } => format!(
            "{} dari {} nama desa muat di peta",
            count(Lang::Id, *written),
            count(Lang::Id, *of)
        ),
        Caption::NotVillages => "Bukan desa".into(),
        Caption::PlaceLayer { name, count: n } => format!("{name} ({})", count(Lang::Id, *n)),
        Caption::PocketLine => "Batas kantong, dengan nomor".into(),
        Caption::Faded => "Di luar kantong warna dipucatkan".into(),
        Caption::Pockets { count: n } => format!("Kantong ({})", count(Lang::Id, *n)),
        Caption::MorePockets { count: n } => format!("dan {} kantong lain", count(Lang::Id, *n)),
        Caption::Lone { count: n } => {
            format!("Desa terpencil di luar kantong: {}", count(Lang::Id, *n))
        }
        Caption::Method(note) => method(note),
        Caption::Sources => "Sumber dan riwayat".into(),
        Caption::DataSource { source, period } if period.is_empty() => format!("Data: {source}"),
        Caption::DataSource { source, period } => format!("Data: {source}, {period}"),
        Caption::Measured { measured, missing, not_applicable } => format!(
            "n = {} · tidak ada data {} · tidak berlaku {}",
            count(Lang::Id, *measured),
            count(Lang::Id, *missing),
            count(Lang::Id, *not_applicable)
        ),
        Caption::BoundarySource { source } => format!("Batas: {source}"),
        Caption::Indicative => "Batas indikatif, bukan acuan resmi batas".into(),
        Caption::Classes { cut: how, classes } => format!("Kelas: {}, {classes} kelas", cut(*how)),
        Caption::Advice { cut: how, why } => {
            let why = match why {
                ClassWhy::Policy => "sudah ada aturan yang disepakati".to_owned(),
                ClassWhy::FewValues { distinct } => {
                    format!("hanya {} angka yang berbeda", count(Lang::Id, *distinct))
                }
                ClassWhy::ManyZeros { zeros, of } => format!(
                    "{} dari {} desa bernilai nol",
                    count(Lang::Id, *zeros),
                    count(Lang::Id, *of)
                ),
                ClassWhy::LongTail { skewness } => format!(
                    "sedikit desa jauh di atas yang lain (kemencengan {})",
                    fixed(Lang::Id, *skewness, 1)
                ),
                ClassWhy::Skewed { skewness } => format!(
                    "sebarannya agak condong (kemencengan {})",
                    fixed(Lang::Id, *skewness, 1)
                ),
                ClassWhy::Even { skewness } => format!(
                    "sebarannya merata di kedua sisi (kemencengan {})",
                    fixed(Lang::Id, *skewness, 1)
                ),
            };
            format!("Saran kelas: {}, karena {why}", cut(*how))
        }
        Caption::Crs { name } => format!("Sistem koordinat: {name}"),
        Caption::PlanarUnits => "Satuan koordinat; jarak bukan km".into(),
        Caption::Printed { date: day, version } => {
            format!("Dicetak {} · Kantong {version}", date(Lang::Id, day))
        }
        Caption::North => "U".into(),
        Caption::Longitude { minutes } => {
            format!("{} {}", degrees(*minutes), if *minutes < 0 { "BB" } else { "BT" })
        }
        Caption::Latitude { minutes } => {
            format!("{} {}", degrees(*minutes), if *minutes < 0 { "LS" } else { "LU" })
        }
        Caption::ShortColumn => "Kolom di shapefile".into(),
        Caption::WholeColumn => "Nama lengkap".into(),
        Caption::DataSheet => "Data".into(),
        Caption::Legend | Caption::NotesSheet => "Keterangan".into(),
        Caption::PocketSheet | Caption::Pocket => "Kantong".into(),
        Caption::Rank => "Peringkat".into(),
        Caption::Code => "Kode".into(),
        Caption::Village => "Desa/kelurahan".into(),
        Caption::Kecamatan => "Kecamatan".into(),
        Caption::KabupatenColumn => "Kabupaten/kota".into(),
        Caption::CrosswalkSheet => "Padanan".to_owned(),
        Caption::UnmatchedSheet => "Tidak cocok".to_owned(),
        Caption::FileColumn => "Berkas".to_owned(),
        Caption::SheetColumn => "Lembar".to_owned(),
        Caption::RowColumn => "Baris".to_owned(),
        Caption::WrittenColumn => "Tertulis".to_owned(),
        Caption::CandidateCode { number } => format!("Calon {number}: kode"),
        Caption::CandidateName { number } => format!("Calon {number}: nama"),
        Caption::CandidateScore { number } => format!("Calon {number}: skor"),
        Caption::Kind => "Jenis".into(),
        Caption::AreaKm2 => "Luas (km²)".into(),
        Caption::State { name } => format!("{name}: keadaan"),
        Caption::PocketName => "Nama kantong".into(),
        Caption::Members => "Jumlah desa".into(),
        Caption::ComparisonSheet => "Perbandingan".into(),
        Caption::SideA { name } => format!("A: {name}"),
        Caption::SideB { name } => format!("B: {name}"),
        Caption::Difference => "Selisih A − B".into(),
        Caption::RelativeDifference => "Selisih, % dari B".into(),
        Caption::CountedBy => "Ada pada".into(),
        Caption::Correction { name } => format!("{name}: perbaikan"),
        Caption::CorrectedFrom { value, reason } => {
            format!("diperbaiki; tabel menulis {} ({reason})", Lang::Id.measure(*value))
        }
        Caption::Corrections { count: n } => {
            format!("{} nilai diperbaiki dengan tangan", count(Lang::Id, *n))
        }
        Caption::Class => "Kelompok".into(),
        Caption::PValue => "p".into(),
        Caption::Trend => "Kecenderungan kantong".to_owned(),
        Caption::TrendOf { name } => format!("Kecenderungan kantong: {name}"),
        Caption::IsPocket { bad: true } => "ya".to_owned(),
        Caption::IsPocket { bad: false } => "tidak".to_owned(),
        Caption::BridgeLine { count: n } => format!("Hubungan laut ({})", count(Lang::Id, *n)),
        Caption::ClassName { id } => class_name(id),
    }
}

fn kabupaten(name: &str) -> String {
    let first = name.split([' ', '.']).next().unwrap_or("").to_lowercase();
    match first.as_str() {
        "kab" => format!("Kabupaten {}", name[3..].trim_start_matches(['.', ' '])),
        "kabupaten" | "kota" | "kotamadya" | "" => name.to_owned(),
        _ => format!("Kabupaten {name}"),
    }
}

/// The name of a way to cut classes.
pub fn cut(cut: ClassCut) -> &'static str {
    match cut {
        ClassCut::NaturalBreaks => "celah alami (Jenks)",
        ClassCut::Quantile => "kuantil",
        ClassCut::Equal => "sama lebar",
        ClassCut::Manual => "batas ditentukan sendiri",
        ClassCut::StdDev => "simpangan baku dari rata-rata",
        ClassCut::Box => "kotak dan pencilan",
        ClassCut::Percentile => "persentil 1–10–50–90–99",
        ClassCut::HeadTail => "kepala dan ekor",
        ClassCut::MaxBreaks => "celah terlebar",
        ClassCut::Pretty => "angka bulat",
        ClassCut::WhoStunting2019 => "derajat stunting WHO, edisi 2019",
        ClassCut::WhoStunting1995 => "derajat stunting WHO, edisi 1995",
    }
}

/// A method by its name in the contract.
pub fn method_name(method: &str) -> &str {
    match method {
        "local-moran" => "Moran lokal",
        "gi" => "Gi (Getis–Ord)",
        "gi-star" => "Gi* (Getis–Ord)",
        "local-geary" => "Geary lokal",
        "bivariate" => "Moran dua indikator",
        "differential" => "Moran lokal atas perubahan",
        "join-count" => "desa terburuk yang bersebelahan",
        "scan" => "pemindaian lingkaran (Kulldorff)",
        other => other,
    }
}

fn method(note: &MethodNote) -> String {
    let n = count(Lang::Id, note.kabupaten);
    match (note.kabupaten > 1, note.each_by_itself) {
        (false, _) => method_words(note),
        (true, true) => {
            format!("{}; tiap kabupaten dihitung sendiri ({n} kabupaten)", method_words(note))
        }
        (true, false) => format!("{}; {n} kabupaten dihitung bersama", method_words(note)),
    }
}

fn method_words(note: &MethodNote) -> String {
    let method = method_name(&note.method);
    let method = match &note.with {
        Some(with) => format!("{method} dengan {with}"),
        None => method.to_owned(),
    };
    let method = match &note.since {
        Some(since) => format!("{method} sejak {since}"),
        None => method,
    };
    let rates = match note.rates.as_str() {
        "eb" => ", angka desa kecil ditarik ke rata-rata kabupaten (EB)",
        "seb" => ", angka desa kecil ditarik ke rata-rata sekitarnya (EB spasial)",
        _ => "",
    };
    let tolerance = note.tolerance_m.map_or_else(String::new, |metres| {
        format!(" (batas berjarak ≤ {} m dianggap satu)", fixed(Lang::Id, metres, 1))
    });
    let several = |n: usize, text: String| if n > 0 { text } else { String::new() };
    let ferries =
        several(note.ferries, format!(", {} hubungan laut", count(Lang::Id, note.ferries)));
    let bridges = several(
        note.bridges,
        format!(", {} pulau dihubungkan ke desa terdekat", count(Lang::Id, note.bridges)),
    );
    let weights = neighbours(&note.weights);
    let alpha = fixed(Lang::Id, note.alpha, if note.alpha < 0.01 { 3 } else { 2 });
    if note.method == "scan" {
        return format!(
            "Cara: {method}, {} acakan, batas p {alpha}, benih {}",
            count(Lang::Id, note.permutations),
            note.seed
        );
    }
    let correction = match note.correction.as_str() {
        "fdr" => format!("koreksi FDR {alpha}"),
        "bonferroni" => format!("koreksi Bonferroni {alpha}"),
        _ => format!("α {alpha} tanpa koreksi"),
    };
    let tail = match note.tail.as_str() {
        // It only asks whether there are more than by chance.
        _ if note.method == "join-count" => "satu arah (lebih banyak)",
        "one" => "satu arah",
        _ => "dua arah",
    };
    format!(
        "Cara: {method}{rates}, {weights}{tolerance}{ferries}{bridges}, {} acakan, {tail}, {correction}, benih {}",
        count(Lang::Id, note.permutations),
        note.seed
    )
}

/// Metres as the rule has them, to a whole one where they were measured.
fn rounded(metres: &str) -> String {
    metres.parse::<f64>().map_or_else(|_| metres.to_owned(), |m| fixed(Lang::Id, m, 0))
}

fn class_name(id: &str) -> String {
    match id {
        "high_high" => "Tinggi di antara tinggi (HH)",
        "low_low" => "Rendah di antara rendah (LL)",
        "high_low" => "Tinggi di antara rendah (HL)",
        "low_high" => "Rendah di antara tinggi (LH)",
        "hot" => "Kelompok tinggi",
        "cold" => "Kelompok rendah",
        "new" => "Baru",
        "intensifying" => "Makin buruk",
        "persistent" => "Menetap",
        "diminishing" => "Mereda",
        "sporadic" => "Sesekali",
        "none" => "Tidak pernah",
        "unknown" => "Periodenya terlalu sedikit",
        "not_significant" => "Tidak meyakinkan",
        "isolate" => "Tanpa tetangga",
        "missing" => "Tidak ada data",
        "not_applicable" => "Tidak berlaku",
        other => other,
    }
    .to_owned()
}

/// Who counts as whose neighbour, from the word of the command line.
pub fn neighbours(weights: &str) -> String {
    match weights.split_once(':') {
        Some(("knn", k)) => format!("{k} desa terdekat"),
        Some(("distance", metres)) => format!("desa dalam {} m", rounded(metres)),
        Some(("kernel", kernel)) => weighed(kernel),
        _ if weights == "queen" => "tetangga sisi atau sudut".to_owned(),
        _ if weights == "rook" => "tetangga sisi".to_owned(),
        _ if weights == "file" => "tetangga menurut berkas".to_owned(),
        _ => weights.to_owned(),
    }
}

/// Neighbours by a kernel: its shape and how far it reaches.
fn weighed(kernel: &str) -> String {
    let (shape, width) = kernel.split_once(':').unwrap_or((kernel, ""));
    let reach = match width.split_once(':') {
        Some((_, k)) => format!("sampai desa terdekat ke-{k}"),
        None => format!("dalam {} m", rounded(width)),
    };
    format!("desa {reach}, yang dekat lebih berbobot (kernel {shape})")
}
