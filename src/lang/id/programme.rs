//! Programmes in Indonesian: faults, words and lines.

use crate::base::fault::ProgrammeFault;
use crate::base::programme::{Field, Fund, Status, Unit};
use crate::lang::number::{count, date, fixed};
use crate::lang::programme::{PlanColumn, ProgrammeSay};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

pub fn fund(fund: Fund) -> &'static str {
    match fund {
        Fund::Apbn => "APBN",
        Fund::Dak => "DAK",
        Fund::Province => "APBD provinsi",
        Fund::Kabupaten => "APBD kabupaten",
        Fund::Village => "APBDes / Dana Desa",
        Fund::Company => "CSR / dunia usaha",
        Fund::University => "Perguruan tinggi",
    }
}

pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Person => "orang",
        Unit::Family => "keluarga",
        Unit::Household => "rumah tangga",
        Unit::Village => "desa",
        Unit::Facility => "unit",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotYet => "belum",
        Status::Running => "proses",
        Status::Done => "sudah",
        Status::Dropped => "batal",
    }
}

pub fn field(field: Field) -> &'static str {
    match field {
        Field::Programme => "Program",
        Field::Activity => "Kegiatan",
        Field::Code => "Kode sub-kegiatan",
        Field::Office => "Dinas / pelaku",
        Field::Fund => "Sumber dana",
        Field::Year => "Tahun",
        Field::Recipients => "Penerima",
        Field::Unit => "Satuan",
        Field::Rupiah => "Rupiah",
        Field::Status => "Status",
    }
}

/// What a word is of, by the id of its field.
fn what(id: &str) -> &str {
    match id {
        "program" => "program",
        "dinas" => "dinas",
        "sumber_dana" => "sumber dana",
        "satuan" => "satuan penerima",
        "status" => "status",
        "desa" => "desa",
        "rupiah" => "jumlah uang",
        "tahun" => "tahun",
        "penerima" => "jumlah penerima",
        other => other,
    }
}

/// "1.234.567" of an amount or a count.
fn whole(value: f64) -> String {
    fixed(L, value, if value.fract().abs() < 1e-9 { 0 } else { 2 })
}

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &ProgrammeFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        ProgrammeFault::NoProgrammeColumn { found } => (
            format!("Tidak ada kolom program atau kegiatan; yang ada: {found}"),
            "Beri nama kolomnya “Program” atau “Kegiatan”, atau pilih lembar lain".into(),
        ),
        ProgrammeFault::Persons => (
            "Berkas ini daftar nama orang, bukan daftar program per desa".into(),
            "Impor di langkah Data: nama dihitung menjadi angka per desa dan tidak disimpan".into(),
        ),
        ProgrammeFault::SmallRupiah { largest } => (
            format!(
                "Jumlah uang terbesar hanya {}; mungkin tertulis dalam ribu atau juta",
                L.rupiah(*largest)
            ),
            "Bila benar begitu, impor lagi dengan --rupiah ribu atau --rupiah juta".into(),
        ),
        ProgrammeFault::LargeRupiah { largest } => (
            format!(
                "Jumlah uang terbesar dalam satu baris {}, lebih dari satu triliun",
                L.rupiah(*largest)
            ),
            "Periksa satuannya di judul dan kepala kolom; bila keliru, impor lagi dengan --rupiah rupiah, ribu atau juta".into(),
        ),
        ProgrammeFault::ScaleTwice { column, title, taken } => (
            format!("Judul menyebut {title} rupiah, kolom “{column}” menyebut rupiah; dibaca dalam {taken}"),
            "Cocokkan satu angka dengan dokumen aslinya; bila keliru, impor lagi dengan --rupiah rupiah, ribu atau juta".into(),
        ),
        ProgrammeFault::CommaOfMillions { column, sample } => (
            format!("Kolom “{column}” berisi jutaan dengan tiga angka di belakang koma seperti “{sample}”; koma dibaca sebagai tanda desimal"),
            "Bila maksudnya ribuan juta, tulis dengan titik (1.250) atau sebagai angka, lalu impor lagi".into(),
        ),
        ProgrammeFault::Hidden { rows } => (
            format!("{} baris menyebut nomor 16 angka (NIK atau No KK); nomor itu disamarkan dan tidak disimpan", count(L, *rows)),
            "Daftar program tidak memerlukan data pribadi; hapus nama dan nomor dari berkas sebelum dibagikan".into(),
        ),
        ProgrammeFault::Added { columns } => (
            format!("Tidak ada kolom jumlah uang; uang tiap baris adalah jumlah “{columns}”"),
            "Bila ada jumlah yang pasti, tambahkan kolom “Jumlah (Rp)” lalu impor lagi".into(),
        ),
        ProgrammeFault::PriceTimes { count, price } => (
            format!("Tidak ada kolom jumlah uang; dihitung “{count}” kali “{price}”"),
            "Bila ada jumlah yang pasti, tambahkan kolom “Jumlah (Rp)” lalu impor lagi".into(),
        ),
        ProgrammeFault::UnusedColumns { columns } => (
            format!("Kolom yang tidak dipakai: “{columns}”"),
            "Bila isinya perlu, beri nama seperti Sumber Dana, Penerima, Anggaran, Status, lalu impor lagi".into(),
        ),
        ProgrammeFault::OtherMoney { taken, left } => (
            format!("Jumlah uang dibaca dari kolom “{taken}”; kolom “{left}” tidak dipakai"),
            String::new(),
        ),
        ProgrammeFault::Unread { what: field, text } => (
            format!(
                "“{text}” tidak terbaca sebagai {}; barisnya tetap disimpan tanpa nilai itu",
                what(field)
            ),
            "Betulkan di berkas lalu impor lagi, atau isi di jendela".into(),
        ),
        ProgrammeFault::TotalDiffers { label, stated, computed, rupiah } => {
            let sign = if *rupiah { "Rp " } else { "" };
            (
                format!("Baris “{label}” menyebut {sign}{}, jumlah baris-barisnya {sign}{} (selisih {sign}{})", whole(*stated), whole(*computed), whole(*stated - *computed)),
                "Tanyakan kepada pembuat berkas mana yang benar; yang dipakai adalah baris-barisnya".into(),
            )
        }
        ProgrammeFault::SameRegister { file, is_replaced: true } => (
            format!("{file} sudah pernah diimpor; isinya yang lama diganti"),
            "Baris yang diubah tangan kembali seperti di berkas; urungkan bila keliru".into(),
        ),
        ProgrammeFault::SameRegister { file, is_replaced: false } => (
            format!("{file} sudah pernah diimpor; tidak dimasukkan dua kali"),
            "Bila ingin dibaca ulang, pilih “Gantikan yang lama” (--replace)".into(),
        ),
        ProgrammeFault::AlreadyThere { file, rows, is_replaced: true } => (
            format!("{} baris dari {file} diganti oleh berkas ini", count(L, *rows)),
            "Semua baris berkas lama itu tidak lagi dihitung; urungkan bila keliru".into(),
        ),
        ProgrammeFault::AlreadyThere { file, rows, is_replaced: false } => (
            format!(
                "{} baris tentang desa, program dan tahun yang sama sudah ada dari {file}; keduanya dihitung",
                count(L, *rows)
            ),
            "Bila berkas ini pembaruannya, pilih “Gantikan yang lama” (--replace)".into(),
        ),
        ProgrammeFault::NoVillage { rows } => (
            format!(
                "{} baris belum jelas desanya; tetap di daftar dan di jumlah kabupaten, tetapi di tidak satu desa pun",
                count(L, *rows)
            ),
            "Pilih desanya di tab Program, bagian Belum jelas".into(),
        ),
        ProgrammeFault::WholeRegion { rows } => (
            format!(
                "{} baris tidak menyebut desa; dicatat sebagai program se-kecamatan atau se-kabupaten dan masuk jumlah kabupaten",
                count(L, *rows)
            ),
            "Bila sebenarnya untuk satu desa, isi desanya di tab Program, bagian Daftar".into(),
        ),
        ProgrammeFault::SeveralVillages { rows } => (
            format!(
                "{} baris menyebut beberapa desa sekaligus: programnya dicatat di tiap desa itu, rupiah dan penerimanya hanya di jumlah kabupaten",
                count(L, *rows)
            ),
            "Bila bagian tiap desa diketahui, tulis satu baris per desa".into(),
        ),
        ProgrammeFault::Twins { rows } => (
            format!("{} baris sama persis dengan baris lain; keduanya dihitung", count(L, *rows)),
            "Bila tertulis dua kali, hapus salah satunya di tab Program, bagian Daftar".into(),
        ),
        ProgrammeFault::LessThanNothing { rows, rupiah } => (
            format!(
                "{} baris bernilai di bawah nol, seluruhnya {}; mengurangi jumlah",
                count(L, *rows),
                L.rupiah(*rupiah)
            ),
            "Pastikan itu koreksi atau pengembalian, bukan salah ketik".into(),
        ),
        ProgrammeFault::Elsewhere { rows } => (
            format!("{} baris milik kabupaten lain dan tidak ikut", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::UnknownWord { what: field, rows, words, first } => (
            format!(
                "{} baris memakai {} {} yang belum dikenal, misalnya “{first}”; tetap di daftar",
                count(L, *rows),
                count(L, *words),
                what(field)
            ),
            "Pilih artinya sekali untuk semua baris di tab Program, bagian Belum jelas".into(),
        ),
        ProgrammeFault::YearFrom { year, rows } => (
            format!(
                "{} baris tidak menyebut tahun; dipakai {year} dari judul, lembar atau nama berkas",
                count(L, *rows)
            ),
            "Bila keliru, impor lagi dengan --year TAHUN".into(),
        ),
        ProgrammeFault::OfficeFrom { office, rows } => (
            format!(
                "{} baris tidak menyebut dinas; dipakai “{office}” dari judul atau nama lembar",
                count(L, *rows)
            ),
            String::new(),
        ),
        ProgrammeFault::UrbanVillageFund { rows, first } => (
            format!("{} baris memakai Dana Desa atau APBDes di kelurahan, misalnya {first}; kelurahan tidak menerima Dana Desa", count(L, *rows)),
            "Periksa desa atau sumber dananya; barisnya tetap dihitung".to_owned(),
        ),
        ProgrammeFault::OwnExport => (
            "Berkas ini ditulis Kantong sendiri; baris-barisnya sudah ada di proyek".to_owned(),
            "Ubah barisnya di tab Program, atau impor berkas asli dari dinas".to_owned(),
        ),
        ProgrammeFault::FundFrom { fund, rows } => {
            (format!("{} baris tidak menyebut sumber dana; dipakai “{fund}” dari judul atau nama lembar", count(L, *rows)), String::new())
        }
        ProgrammeFault::ProgrammeFrom { programme } => (format!("Programnya dibaca dari judul: “{programme}”"), String::new()),
        ProgrammeFault::Branches { rows } => (
            format!("{} baris adalah jumlah dari baris di bawahnya (urusan, program, kegiatan); yang dihitung hanya rincian terakhir", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::Summary { sheet, rows } => (
            format!("Lembar “{sheet}” ({} baris) merangkum lembar lain dan cocok; tidak dihitung dua kali", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::SummaryBeside { sheet, rows } => (
            format!("Lembar “{sheet}” ({} baris) tampaknya merangkum lembar lain, tetapi jumlahnya berbeda; ikut dihitung", count(L, *rows)),
            "Bila lembar itu rangkuman, impor satu per satu lembar rincinya dengan --sheet".to_owned(),
        ),
        ProgrammeFault::MoreProducts { products } => (
            format!(
                "{} unggulan sesudah yang ketiga di desanya tidak disimpan; tiap desa paling banyak tiga",
                count(L, *products)
            ),
            "Taruh tiga yang utama di depan lalu impor lagi, atau isi di tab Unggulan".into(),
        ),
        ProgrammeFault::ProductsNowhere { rows } => (
            format!("{} baris unggulan belum jelas desanya dan tidak disimpan", count(L, *rows)),
            "Betulkan nama atau kode desanya di berkas lalu impor lagi".into(),
        ),
        ProgrammeFault::NoYear { rows } => (
            format!("{} baris tidak bertahun; tidak ikut jumlah tahun mana pun", count(L, *rows)),
            "Impor lagi dengan --year TAHUN, atau isi di jendela".into(),
        ),
        ProgrammeFault::VillageElsewhere { code } => {
            (format!("Tidak ada desa berkode {code} di peta ini"), "Periksa kodenya; kode desa di peta terlihat di kartu desa".into())
        }
        ProgrammeFault::NoSuchMeaning { what: field, id, found } => (
            format!("Tidak ada {} “{id}”; yang ada: {found}", what(field)),
            "Pilih salah satunya, atau “-” untuk tidak satu pun".into(),
        ),
        ProgrammeFault::NoSuchProgrammeYear { year, found } => (
            format!("Tidak ada program tahun {year}; yang ada: {found}"),
            "Pilih tahun yang ada".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "tidak ada".to_owned() } else { names.join("; ") }
}

#[expect(clippy::too_many_lines, reason = "one line a kind, matched without a catch-all")]
pub fn say(say: &ProgrammeSay) -> String {
    let n = |value: usize| count(L, value);
    match say {
        ProgrammeSay::Imported { file, rows, villages, rupiah } => {
            format!(
                "{file}: {} baris program di {} desa, {}",
                n(*rows),
                n(*villages),
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::Labels { file, villages, products } => {
            format!("{file}: {} unggulan dari {} desa", n(*products), n(*villages))
        }
        ProgrammeSay::Reconciled { totals, agree } => {
            format!(
                "Baris jumlah di berkas: {} dari {} cocok dengan baris-barisnya",
                n(*agree),
                n(*totals)
            )
        }
        ProgrammeSay::Waiting { what: field, words, rows } => {
            format!("Belum jelas: {} tulisan {} di {} baris", n(*words), what(field), n(*rows))
        }
        ProgrammeSay::WaitingWord { what: field, text, rows, candidates } => {
            format!(
                "  {}: “{text}” ({} baris) mungkin {}",
                what(field),
                n(*rows),
                listed(candidates)
            )
        }
        ProgrammeSay::Nothing => "Belum ada daftar program di proyek ini".to_owned(),
        ProgrammeSay::Year { year, rows, villages, rupiah } => {
            format!(
                "Tahun {year}: {} baris di {} desa, {}",
                n(*rows),
                n(*villages),
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::OfFund { fund: of, rows, rupiah } => {
            let name = of.map_or("sumber belum dikenal", fund);
            format!("  {name}: {} baris, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::Apbd { rupiah } => {
            format!(
                "  Jumlah APBD (provinsi dan kabupaten, tanpa Dana Desa): {}",
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::OfDropped { rows, rupiah } => {
            format!("  Batal, tidak ikut dijumlahkan: {} baris, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::OfYearless { rows, rupiah } => format!(
            "  Tanpa tahun, tidak ikut dijumlahkan: {} baris, {}",
            n(*rows),
            L.rupiah(*rupiah)
        ),
        ProgrammeSay::OfOffice { name, rows, rupiah } => {
            format!("  {name}: {} baris, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::OfUnit { unit: of, receipts, least } => {
            format!(
                "  Penerimaan: {} {}; penerima berbeda paling sedikit {}",
                n(*receipts as usize),
                unit(*of),
                n(*least as usize)
            )
        }
        ProgrammeSay::Rule { text } => format!("Aturan: {text}"),
        ProgrammeSay::PileUps { villages } => {
            format!("Menumpuk (banyak program, kebutuhan rendah): {} desa", n(*villages))
        }
        ProgrammeSay::Blanks { villages } => {
            format!("Kosong (kebutuhan tinggi, tanpa program): {} desa", n(*villages))
        }
        ProgrammeSay::Village { name, kecamatan, code, programmes } => {
            format!("  {code} {name}, {kecamatan}: {} program", n(*programmes))
        }
        ProgrammeSay::Unsupported { names } => {
            format!("Prioritas nasional tanpa dukungan daerah: {}", listed(names))
        }
        ProgrammeSay::NotNational { names } => {
            format!("Program daerah di luar prioritas nasional: {}", listed(names))
        }
        ProgrammeSay::Tasks { tasks, villages } => {
            format!("Tugas dinas: {} tugas di {} desa", n(*tasks), n(*villages))
        }
        ProgrammeSay::TaskLine { office, programme, villages, target, status: is, overdue } => {
            let target = target.map_or_else(
                || "sasaran belum diketahui".to_owned(),
                |t| format!("sasaran {}", n(t as usize)),
            );
            let late = overdue
                .as_ref()
                .map_or_else(String::new, |day| format!(", lewat tenggat {}", date(L, day)));
            format!(
                "  {office}: {programme}, {} desa, {target}, {}{late}",
                n(*villages),
                status(*is)
            )
        }
        ProgrammeSay::Mismatches { rows } => {
            format!("Bantuan yang tidak sesuai unggulan desa: {} baris", n(*rows))
        }
        ProgrammeSay::MismatchLine { village, programme, products } => {
            format!("  {village}: {programme}; unggulannya {}", listed(products))
        }
        ProgrammeSay::GroundLine { village, programme, name } => {
            format!("  {village}: {programme}; tidak ada {name}")
        }
        ProgrammeSay::More { rows } => format!("  … dan {} lagi", n(*rows)),
        ProgrammeSay::Fits { share, lines, of } => {
            format!(
                "Belanja desa yang sesuai unggulan: {} % ({} dari {} baris)",
                fixed(L, 100.0 * share, 1),
                n(*lines),
                n(*of)
            )
        }
        ProgrammeSay::Written { count: rows } => format!("{} keputusan disimpan", n(*rows)),
    }
}

pub fn pile_rule(need: &str, many: u32, high: &str, low: &str) -> String {
    format!(
        "menumpuk = {many} program atau lebih di {low} % desa yang paling tidak memerlukan menurut {need}; kosong = tanpa program di {high} % desa yang paling memerlukan; nilai yang sama ikut semua"
    )
}

pub fn plan_column(column: PlanColumn) -> &'static str {
    match column {
        PlanColumn::PlanSheet => "Rencana",
        PlanColumn::MatrixSheet => "Matriks",
        PlanColumn::ListSheet => "Menumpuk dan kosong",
        PlanColumn::TaskSheet => "Tugas dinas",
        PlanColumn::TaskVillageSheet => "Tugas per desa",
        PlanColumn::NationalSheet => "Prioritas nasional",
        PlanColumn::MisfitSheet => "Tidak sesuai unggulan",
        PlanColumn::AsWritten => "Program seperti tertulis",
        PlanColumn::File => "Berkas",
        PlanColumn::Row => "Baris",
        PlanColumn::Programmes => "Jumlah program",
        PlanColumn::Rupiah => "Rupiah",
        PlanColumn::NoSector => "Belum jelas",
        PlanColumn::List => "Daftar",
        PlanColumn::PileUp => "menumpuk",
        PlanColumn::Blank => "kosong",
        PlanColumn::Because => "Karena",
        PlanColumn::Villages => "Desa",
        PlanColumn::Target => "Sasaran",
        PlanColumn::Deadline => "Tenggat",
        PlanColumn::Status => "Status",
        PlanColumn::Why => "Kenapa",
        PlanColumn::VillageCodes => "Kode desa",
        PlanColumn::Priority => "Prioritas nasional",
        PlanColumn::SupportedBy => "Program daerah",
        PlanColumn::RegionalRows => "Baris daerah",
        PlanColumn::NationalRows => "Baris pusat",
        PlanColumn::Support => "Dukungan daerah",
        PlanColumn::Yes => "ada",
        PlanColumn::No => "belum ada",
        PlanColumn::Outside => "di luar prioritas nasional",
        PlanColumn::Products => "Unggulan",
        PlanColumn::NoProduct => "tidak ada unggulan yang memerlukannya",
        PlanColumn::NoNeed => "“belum ada indikator kebutuhan”",
    }
}
