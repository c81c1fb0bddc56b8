//! What the window says in Indonesian.

use std::cmp::Ordering;

use crate::base::progress::Phase;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::number::{count, fixed};

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: Word) -> &'static str {
    match word {
        Word::AboutData => "Batas desa dan tabel dinas",
        Word::AboutMap => "Indikator di tiap desa",
        Word::AboutMeeting => "Peta, salindia, berkas dinas",
        Word::AboutPlan => "Lokasi sesuai pagu",
        Word::AboutPockets => "Desa yang paling perlu",
        Word::Add => "Tambah",
        Word::AddTable => "Tambah tabel…",
        Word::AllInOneFile => {
            "Seluruh data, hasil, dan riwayat disimpan dalam satu berkas ini. Setiap perubahan langsung tersimpan."
        }
        Word::AllIndicators => "Semua indikator",
        Word::BackToStart => "Kembali ke halaman awal",
        Word::BoundariesFrom => "Batas desa dari",
        Word::BreaksHelp => "Batas kelas, dipisah titik koma",
        Word::BreaksUnreadable => "Tulis angka yang makin besar, misalnya 10; 20; 30",
        Word::Busy => "Pekerjaan sejenis masih berjalan",
        Word::BusyFix => "Tunggu sampai selesai, atau tekan Batal di bawah",
        Word::ByCode => "Cocok menurut kode atau keputusan",
        Word::ByName => "Cocok menurut nama",
        Word::Cancel => "Batal",
        Word::Canceling => "Membatalkan…",
        Word::Cell => "sel",
        Word::ChanceP => "Peluang kebetulan (p)",
        Word::ChooseFiles => "Pilih berkas…",
        Word::ChoosePlace => "Ubah tempat…",
        Word::ClassMethod => "Cara membagi kelas",
        Word::Classes => "Kelas dan warna",
        Word::ClickVillage => "Klik sebuah desa di peta atau di tabel untuk melihat alasannya",
        Word::Close => "Tutup",
        Word::CloseCard => "Tutup kartu desa",
        Word::CodesOf => "Kode desa",
        Word::ColumnWord => "Kolom",
        Word::Compute => "Hitung kantong",
        Word::Computed => "dihitung",
        Word::Computing => "Sedang menghitung…",
        Word::Confidence => "Tingkat keyakinan",
        Word::Continue => "Lanjut",
        Word::Coordinates => "Sistem koordinat berkas",
        Word::CorrectionBonferroni => "koreksi Bonferroni",
        Word::CorrectionFdr => "koreksi FDR",
        Word::CorrectionNone => "tanpa koreksi",
        Word::CorrectionWord => "Koreksi",
        Word::CrsByNumber => "Menurut nomor EPSG",
        Word::CrsFromFile => "Seperti tertulis dalam berkas",
        Word::CrsPlanar => "Bidang datar, tanpa km",
        Word::DesaKelurahan => "Desa / kelurahan",
        Word::Died => "Pekerjaan ini berhenti tanpa hasil",
        Word::DiedFix => {
            "Proyek tetap seperti sebelumnya. Coba sekali lagi; bila terulang, laporkan berkasnya"
        }
        Word::Doubles => "Ganda",
        Word::DropAnywhere => "Berkas dapat dilepaskan di mana saja pada jendela ini",
        Word::DropHere => "Lepaskan batas desa dan tabel di sini",
        Word::DropPromise => {
            "Kode, kecamatan, dan tahun dikenali sendiri. Yang tidak cocok selalu ditunjukkan."
        }
        Word::Families => "KK",
        Word::FewerClasses => "Kurangi kelas",
        Word::FileNotFound => "berkas tidak ditemukan",
        Word::FileSaved => "Berkas tersimpan",
        Word::Findings => "Temuan mutu data",
        Word::FirstBoundaries => "Berkas ini tabel, bukan batas desa",
        Word::FirstBoundariesFix => {
            "Lepaskan dahulu batas desa (.shp atau .geojson), lalu tabelnya"
        }
        Word::FitAll => "Seluruh wilayah",
        Word::FitBody => "Pas ke kabupaten (Home)",
        Word::Help => "Bantuan singkat",
        Word::HelpKey => "Bantuan (F1)",
        Word::HideSettings => "Sembunyikan pengaturan",
        Word::HighIsBad => "tinggi = buruk",
        Word::HighIsGood => "tinggi = baik",
        Word::HighestFirst => "tertinggi dahulu",
        Word::Histogram => "Sebaran nilai",
        Word::HowComputed => "Cara hitung",
        Word::HowSure => "Seberapa yakin",
        Word::Ignored => "Diabaikan",
        Word::ImageSaved => "Gambar tersimpan",
        Word::Imported => "Tabel masuk",
        Word::InSentences => "Dalam kalimat",
        Word::IndicativeBoundary => "batas indikatif",
        Word::Indicator => "Indikator",
        Word::IndicatorsHere => "Indikator dalam proyek",
        Word::JobDialog => "Memilih berkas",
        Word::JobEdit => "Menyimpan perubahan",
        Word::JobExport => "Menyimpan",
        Word::JobImage => "Menyimpan gambar",
        Word::JobImport => "Memasukkan",
        Word::JobNew => "Membuat proyek dari",
        Word::JobOpen => "Membuka",
        Word::JobPockets => "Menghitung kantong",
        Word::JobSample => "Menyiapkan contoh",
        Word::Kabupaten => "Kabupaten",
        Word::Kecamatan => "Kecamatan",
        Word::KecamatanShort => "Kec.",
        Word::KeyArrowsName => "Panah",
        Word::KeyEscape => "Tutup kartu desa, lepas pilihan",
        Word::KeyHelp => "Bantuan ini",
        Word::KeyHome => "Seluruh kabupaten",
        Word::KeyHomeName => "Home",
        Word::KeyOpen => "Buka proyek",
        Word::KeyPan => "Geser peta",
        Word::KeySteps => "Pindah langkah",
        Word::KeyTab => "Ke tombol berikutnya",
        Word::KeyUndo => "Urungkan, ulangi",
        Word::KeyZoom => "Perbesar, perkecil",
        Word::Keys => "Papan ketik",
        Word::KindDesa => "desa",
        Word::KindDesaAdat => "desa adat",
        Word::KindKelurahan => "kelurahan",
        Word::LayerKecamatan => "Batas kecamatan",
        Word::LayerKecamatanNames => "Nama kecamatan",
        Word::LayerTiny => "Desa kecil ditandai",
        Word::LayerGraticule => "Garis lintang dan bujur",
        Word::LayerInset => "Letak di provinsi",
        Word::PlaceLayers => "Titik dan garis",
        Word::RaiseLayer => "Naikkan ke atas lapisan lain",
        Word::LowerLayer => "Turunkan ke bawah lapisan lain",
        Word::LayerVillageNames => "Nama desa",
        Word::LayerVillages => "Batas desa",
        Word::Layers => "Lapisan",
        Word::Lead => {
            "Dari batas desa dan tabel dinas ke kantong kemiskinan, lokasi yang terbiayai, dan bahan Rakor."
        }
        Word::LoneVillage => "Desa terpencil",
        Word::LowestFirst => "terendah dahulu",
        Word::MakeProject => "Buat proyek",
        Word::MapOnly => "Batas desa",
        Word::MapPanel => "Peta desa",
        Word::Mean => "Rata-rata desa",
        Word::MedianShort => "median",
        Word::MendAndReimport => {
            "Perbaiki kode atau nama di tabel Anda, lalu tambahkan lagi tabel itu"
        }
        Word::Messages => "Pemberitahuan",
        Word::MethodCut(how) => super::output::cut(how),
        Word::MethodEqual => "Sama lebar",
        Word::MethodManual => "Tentukan sendiri",
        Word::MethodNatural => "Celah alami",
        Word::MethodOther => "Cara lain",
        Word::MethodQuantile => "Kuantil",
        Word::MoranI => "Pengelompokan (Moran I)",
        Word::MoreClasses => "Tambah kelas",
        Word::MoreSettings => "Pengaturan lain",
        Word::NeedsIndicator => "Langkah ini memerlukan indikator",
        Word::NeedsIndicatorFix => "Tambahkan tabel dinas pada langkah Data",
        Word::NeedsProject => "Buka proyek atau batas desa dahulu",
        Word::Neighbours => "Tetangga",
        Word::NeighboursQueen => "tetangga sisi atau sudut",
        Word::NeighboursRook => "tetangga bersisian",
        Word::NewIndicators => "Indikator yang masuk",
        Word::NewProject => "Proyek baru",
        Word::NoCandidate => "tidak ada calon",
        Word::NoCodes => "tanpa kode",
        Word::NoData => "Tidak ada data",
        Word::NoDataShort => "Tidak ada",
        Word::NoDisplay => "Tidak ada layar untuk jendela",
        Word::NoIndicatorYet => {
            "Belum ada indikator. Tambahkan tabel dinas, misalnya kemiskinan atau stunting per desa"
        }
        Word::NoPocketFound => "Tidak ada kantong. Longgarkan aturannya, atau pilih indikator lain",
        Word::TooFewDraws => {
            "Acakan terlalu sedikit: tidak ada desa yang bisa lolos. Tambah acakan"
        }
        Word::NoPocketsYet => {
            "Tekan Hitung kantong untuk mencari desa yang bersama tetangganya tertinggal"
        }
        Word::NoRecent => {
            "Belum ada proyek. Lepaskan berkas di kiri, atau buka contoh untuk mencoba"
        }
        Word::NoSystemDialog => {
            "Dialog berkas tidak tersedia di komputer ini, jadi tulislah tempatnya"
        }
        Word::NoTableYet => {
            "Batas desa sudah siap. Tambahkan tabel dinas supaya peta dapat diwarnai"
        }
        Word::NoThread => "Komputer tidak memberi ruang untuk pekerjaan ini",
        Word::NoThreadFix => "Tutup program lain, lalu coba lagi",
        Word::North => "U",
        Word::NotApplicable => "Tidak berlaku",
        Word::NotApplicableShort => "Tak berlaku",
        Word::NothingUndone => "Tidak ada yang dapat dibatalkan",
        Word::Number => "No",
        Word::NumberOfClasses => "Jumlah kelas",
        Word::OnlyRowsWhere => "Hanya baris dengan isi ini (kosongkan untuk semua)",
        Word::OpenProject => "Buka proyek…",
        Word::OpenSample => "Buka contoh",
        Word::PCutoff => "Batas p yang dipakai",
        Word::PathOfFiles => "Letak batas desa atau tabel",
        Word::PathOfProject => "Letak proyek",
        Word::PathToSave => "Simpan ke",
        Word::Perhaps => "mungkin",
        Word::Permutations => "Banyaknya acakan",
        Word::Pocket => "Kantong",
        Word::PocketRule => "Aturan kantong",
        Word::RawCounts => "Angka jumlah",
        Word::ReadOnly => "hanya baca",
        Word::RecentProjects => "Proyek terakhir",
        Word::Redo => "Ulangi",
        Word::Region => "Wilayah",
        Word::Row => "baris",
        Word::RowsMatched => "baris cocok",
        Word::RuleAfter => "setelah",
        Word::RuleFrom => "dari",
        Word::RuleIfThe => "Desa masuk kantong bila",
        Word::RuleIsHigh => "tinggi di desa itu, dan rata-rata",
        Word::RuleIsLow => "rendah di desa itu, dan rata-rata",
        Word::RuleStandsOut => "menonjol di desa itu, dan rata-rata",
        Word::RuleToo => "juga demikian, yakin",
        Word::RuleTouching => "dan bersambung paling sedikit 2 desa.",
        Word::SampleIsInvented => "Semua nama dan angka di dalamnya buatan.",
        Word::SaveImage => "Simpan gambar…",
        Word::SeeOnMap => "Lihat di peta",
        Word::Settings => "Pengaturan",
        Word::Sheet => "lembar",
        Word::SkippedLayer => "Batas desa tidak diganti dalam proyek yang sudah ada",
        Word::SmallestP => "p terkecil",
        Word::SortBy => "Urutkan menurut",
        Word::SourceCells => "Sel sumber",
        Word::Sources => "Sumber data",
        Word::Stale => "perlu dihitung ulang",
        Word::StepData => "Data",
        Word::StepMap => "Peta",
        Word::StepMeeting => "Rakor",
        Word::StepPlan => "Rencana",
        Word::StepPockets => "Kantong",
        Word::SwitchLanguage => "Ganti ke bahasa Inggris (English)",
        Word::Table => "Tabel",
        Word::TablesAreIn => {
            "Tabel sudah masuk. Tambahkan tabel lain, atau lihat hasilnya di langkah Peta"
        }
        Word::TakeAway => "Bawa hasil",
        Word::ThemeDark => "Tampilan gelap",
        Word::ThemeLight => "Tampilan terang",
        Word::ThemeProjector => "Tampilan proyektor",
        Word::TooManyClasses => "Lebih dari 5 kelas sulit dibedakan mata",
        Word::TrySample => "Coba dengan kabupaten contoh",
        Word::TypePath => "Tulis letak berkas",
        Word::Undo => "Batalkan",
        Word::Unmatched => "Tidak cocok",
        Word::UseBreaks => "Pakai batas ini",
        Word::Value => "Nilai",
        Word::Version => "versi",
        Word::Village => "Desa",
        Word::VillageBoundaries => "batas desa",
        Word::VillagesHead => "Desa",
        Word::VillagesTested => "Desa yang punya angka",
        Word::VillagesWord => "desa",
        Word::WhereToKeep => "Simpan proyek di",
        Word::WhyThisVillage => "Mengapa desa ini?",
        Word::WithoutNeighbours => "Tanpa tetangga",
        Word::WorksOffline => "Bekerja tanpa internet. Data tidak keluar dari komputer ini.",
        Word::ZoomIn => "Perbesar (+)",
        Word::ZoomOut => "Perkecil (−)",
    }
}

pub fn say(say: &Say) -> String {
    let n = |value: usize| count(Lang::Id, value);
    match say {
        Say::AndMore { count } => format!("dan {} lagi", n(*count)),
        Say::BesideMedian { name, value, median, difference, order } => match order {
            Ordering::Equal => format!("{name} {value}, sama dengan median kabupaten."),
            Ordering::Greater => {
                format!("{name} {value}, lebih tinggi {difference} dari median kabupaten {median}.")
            }
            Ordering::Less => {
                format!("{name} {value}, lebih rendah {difference} dari median kabupaten {median}.")
            }
        },
        Say::Draws { count } => format!("{} acakan", n(*count)),
        Say::HowComputed { draws, seed } => {
            format!("Moran lokal, dua sisi, {draws} acakan per desa, benih {seed}")
        }
        Say::ImportedRows { file, matched, rows } => {
            format!("{file}: {} dari {} baris cocok", n(*matched), n(*rows))
        }
        Say::InPocket { number, name } => format!("No {number}: {name}"),
        Say::LonLat { lon, lat } => format!(
            "{}° {} {}° {}",
            fixed(Lang::Id, lon.abs(), 4),
            if *lon < 0.0 { "BB" } else { "BT" },
            fixed(Lang::Id, lat.abs(), 4),
            if *lat < 0.0 { "LS" } else { "LU" },
        ),
        Say::LoneNamed { village } => format!("{village}, sendirian"),
        Say::MapSummary { indicator, villages, selected } => {
            let chosen =
                if selected.is_empty() { String::new() } else { format!(", terpilih {selected}") };
            format!("Peta {indicator}, {} desa{chosen}", n(*villages))
        }
        Say::Measured { measured, missing, not_applicable } => format!(
            "{} terisi · {} tidak ada data · {} tidak berlaku",
            n(*measured),
            n(*missing),
            n(*not_applicable)
        ),
        Say::Nearest { k } => format!("{k} tetangga terdekat"),
        Say::NothingTo { word } => format!("{word}: belum ada perubahan"),
        Say::PocketsFound { pockets, villages, lone } => {
            format!("{} kantong, {} desa, {} desa sendirian", n(*pockets), n(*villages), n(*lone))
        }
        Say::RankOf { rank, of } => format!("peringkat {} dari {}", n(*rank), n(*of)),
        Say::Saved { at } if at.is_empty() => "Tersimpan".to_owned(),
        Say::Saved { at } => format!("Tersimpan {at}"),
        Say::SavedTo { path } => format!("Tersimpan di {path}"),
        Say::SecondsLeft { seconds } => format!("sisa {} detik", n(*seconds)),
        Say::SourceCell { file, sheet, row, column } => {
            let sheet = sheet.as_ref().map_or_else(String::new, |s| format!(" · lembar {s}"));
            format!("{file}{sheet} · baris {row} · kolom {column}")
        }
        Say::NoWindow { why, package: Some(package) } => format!(
            "Jendela tidak dapat dibuka ({why}). Pasang paket {package}, lalu coba lagi; semua \
             perintah tetap berjalan tanpa jendela"
        ),
        Say::NoWindow { why, package: None } => format!(
            "Jendela tidak dapat dibuka ({why}). Semua perintah tetap berjalan tanpa jendela, \
             lihat `kantong --help`"
        ),
        Say::Villages { all, desa, kelurahan } => {
            format!("{} wilayah: {} desa, {} kelurahan", n(*all), n(*desa), n(*kelurahan))
        }
        Say::WithinKm { km } => format!("tetangga dalam {km} km"),
    }
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Reading => "membaca",
        Phase::Checking => "memeriksa",
        Phase::Joining => "mencocokkan desa",
        Phase::Neighbours => "mencari tetangga",
        Phase::Permuting => "mengacak",
        Phase::Drawing => "menggambar",
        Phase::Writing => "menulis",
        Phase::Trying => "mencoba ulang",
    }
}
