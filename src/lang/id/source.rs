//! Sentences for `SourceFault`.

use crate::base::fault::{
    BadRecord, BookWhy, Cap, CrsChange, CrsHint, CrsMend, CrsWhy, Found, SourceFault, ZipWhy,
};
use crate::lang::number::count;
use crate::lang::{Lang, Sentence};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a sentence, so that a missing one does not compile"
)]
pub fn fault(fault: &SourceFault) -> Sentence {
    let n = |value: usize| count(Lang::Id, value);
    match fault {
        SourceFault::NotFound => {
            Sentence::new("Berkas ini tidak ada", "Periksa nama dan foldernya")
        }
        SourceFault::Unreadable { why } => Sentence::new(
            format!("Komputer menolak membaca berkas ini ({why})"),
            "Tutup program lain yang memakainya, atau salin berkas ke folder Anda sendiri",
        ),
        SourceFault::UnknownFormat { found } => unknown_format(found),
        SourceFault::Empty => Sentence::new(
            "Tidak ada satu baris pun di sini",
            "Minta berkas yang lengkap kepada pengirimnya",
        ),
        SourceFault::NoSuchColumn { column, found } => Sentence::new(
            format!("Tidak ada kolom “{column}”"),
            format!("Pilih salah satu kolom yang ada: {}", some(found)),
        ),
        SourceFault::NoRowMatches { column, value } => Sentence::new(
            format!("Tidak ada baris yang kolom “{column}”-nya berisi “{value}”"),
            "Periksa ejaannya seperti tertulis di berkas",
        ),
        SourceFault::NoSuchSheet { sheet, found } => Sentence::new(
            format!("Tidak ada lembar “{sheet}”"),
            match found.as_str() {
                "" => "Berkas ini tidak berlembar: hilangkan pilihan lembarnya".to_owned(),
                found => format!("Pilih salah satu lembar yang ada: {found}"),
            },
        ),
        SourceFault::SheetsLeftOut { sheets } => Sentence::new(
            format!("Lembar yang tidak ikut dibaca: {}", some(sheets)),
            "Isinya tabel tersendiri, bentuknya lain, atau tahunnya tidak tertulis; pilih lembar itu dan impor satu per satu bila diperlukan",
        ),
        SourceFault::OthersLeft { taken, left } => Sentence::new(
            format!("Di dalamnya dibaca: {}; tidak ikut: {}", some(taken), some(left)),
            "Yang tidak ikut dapat dimasukkan sendiri bila diperlukan",
        ),
        SourceFault::DamagedWorkbook { why } => workbook(why),
        SourceFault::DamagedZip { why } => zip(why),
        SourceFault::TooLarge { what, limit } => too_large(*what, *limit),
        SourceFault::BadJson { line, why } => Sentence::new(
            format!("Isi GeoJSON rusak di baris {line} ({why})"),
            "Berkas mungkin terpotong; unduh atau ekspor sekali lagi",
        ),
        SourceFault::NoTable { rows } => Sentence::new(
            format!("Ada {} baris, tetapi tidak ada yang berbentuk tabel", count(Lang::Id, *rows)),
            "Tabel perlu baris judul dan sedikitnya satu baris data dengan dua kolom",
        ),
        SourceFault::UnclosedQuote => Sentence::new(
            "Ada tanda petik yang tidak ditutup; dibaca sebagai huruf biasa",
            "Periksa baris ini: hapus tanda petiknya, atau tutup di akhir isian",
        ),
        SourceFault::Uncalculated { columns, count: cells } => Sentence::new(
            format!(
                "{} sel di kolom {} berisi rumus tanpa hasil; sel itu tidak terbaca",
                count(Lang::Id, *cells),
                some(columns)
            ),
            "Buka berkasnya di Excel atau LibreOffice, simpan, lalu impor sekali lagi",
        ),
        SourceFault::FormulaError { text } => Sentence::new(
            format!("Sel ini berisi {text}, bukan nilai"),
            "Perbaiki rumusnya di Excel; sampai saat itu selnya dianggap kosong",
        ),
        SourceFault::WrongKind { found, wanted } => Sentence::new(
            format!("Isi berkas ini {}, padahal yang diperlukan {}", kind(found), kind(wanted)),
            if wanted == "Polygon" {
                "Pilih berkas batas desa yang berupa bidang wilayah"
            } else {
                "Pilih berkas tabel (XLSX, XLS, ODS atau CSV); batas desa hanya untuk proyek baru"
            },
        ),
        SourceFault::GuessedEncoding { label } => Sentence::new(
            format!("Pengodean huruf tidak disebut; dibaca sebagai {label}"),
            "Periksa nama dengan huruf khusus; bila salah, beri --encoding",
        ),
        SourceFault::UnknownEncoding { label } => Sentence::new(
            format!("Pengodean huruf “{label}” tidak dikenal"),
            "Pakai misalnya --encoding UTF-8 atau --encoding windows-1252",
        ),
        SourceFault::MissingCrs { looks_like, mends } => Sentence::new(
            "Sistem koordinatnya tidak disebut (pada shapefile: berkas .prj tidak ada)",
            ways(*looks_like, mends),
        ),
        SourceFault::UnknownCrs { name, why, looks_like, mends } => Sentence::new(
            match why {
                CrsWhy::NotKnown => format!("Sistem koordinat “{name}” tidak dikenal"),
                CrsWhy::Datum => format!(
                    "Sistem koordinat “{name}” memakai datum lain; tanpa pergeseran hasilnya \
                     meleset puluhan sampai ratusan meter"
                ),
                CrsWhy::Grid => {
                    format!("Sistem koordinat “{name}” memerlukan berkas pergeseran yang tidak ada")
                }
                CrsWhy::Local => format!("Sistem koordinat “{name}” hanya berlaku setempat"),
                CrsWhy::NotFinite => {
                    format!("Sebagian koordinat tidak mungkin ada dalam sistem “{name}”")
                }
            },
            ways(*looks_like, mends),
        ),
        SourceFault::AssumedCrs { name } => Sentence::new(
            format!("Sistem koordinat tidak disebut; dianggap {name}"),
            "Bila letaknya salah, sebutkan dengan --crs EPSG:n",
        ),
        SourceFault::OutsideIndonesia { mends } => Sentence::new(
            "Sebagian koordinat jatuh di luar Indonesia",
            if mends.is_empty() {
                "Bila tidak seharusnya, sistem koordinatnya mungkin salah; sebutkan dengan \
                 --crs EPSG:n"
                    .to_owned()
            } else {
                format!("Agar jatuh di Indonesia, {}", offered(mends))
            },
        ),
        SourceFault::DegreesAsMetres { mend } => Sentence::new(
            "Koordinatnya bujur dan lintang, padahal sistem yang disebut memakai meter",
            format!("Agar tidak jatuh di satu titik, {}", offered(&[*mend])),
        ),
        SourceFault::WrongPlace { kabupaten, km, mends } => Sentence::new(
            format!(
                "Menurut kode atau nama kabupatennya desa-desa ini di {kabupaten}, tetapi \
                 koordinatnya jatuh sekitar {} km dari sana",
                n(*km)
            ),
            if mends.is_empty() {
                "Periksa sistem koordinat dan kolom kodenya; bila letaknya memang benar, pakai \
                 --crs file"
                    .to_owned()
            } else {
                format!(
                    "Sistem atau zonanya mungkin salah: {}; bila letaknya memang benar, --crs file",
                    offered(mends)
                )
            },
        ),
        SourceFault::OldDatum { name } => Sentence::new(
            format!("Sistem koordinat “{name}” memakai datum lama; letaknya digeser"),
            "Hasilnya bisa meleset puluhan meter, tanpa pergeseran lebih dari 100 m; cukup untuk \
             peta kabupaten, jangan untuk mengukur batas",
        ),
        SourceFault::BadXml { line, why } => Sentence::new(
            format!("Isi berkas rusak di baris {line} ({why})"),
            "Berkas mungkin terpotong; unduh atau ekspor sekali lagi",
        ),
        SourceFault::DamagedDatabase { why } => Sentence::new(
            format!("GeoPackage ini rusak ({why})"),
            "Buka di QGIS, ekspor lapisannya ke berkas baru, lalu buka berkas itu",
        ),
        SourceFault::MissingDbf => Sentence::new(
            "Berkas .dbf tidak ada di sampingnya, jadi bidangnya tanpa nama dan kode",
            "Salin juga berkas .dbf dengan nama yang sama",
        ),
        SourceFault::DamagedDbf => Sentence::new(
            "Berkas .dbf rusak, jadi nama dan kode tidak terbaca",
            "Minta salinan baru dari pengirimnya",
        ),
        SourceFault::MissingShx => {
            Sentence::new("Berkas .shx tidak ada; isi dibaca berurutan, tidak ada yang hilang", "")
        }
        SourceFault::DamagedShx => Sentence::new(
            "Berkas .shx tidak cocok dengan .shp-nya; isi dibaca berurutan",
            "Periksa jumlah desanya; bila kurang, minta salinan baru",
        ),
        SourceFault::MissingShp => Sentence::new(
            "Ini hanya pelengkap; berkas .shp-nya tidak ada",
            "Salin semua berkas dengan nama yang sama: .shp, .dbf, .shx, .prj",
        ),
        SourceFault::Truncated { read, promised } => Sentence::new(
            format!("Berkas terpotong: {} dari {} baris terbaca utuh", n(*read), n(*promised)),
            "Salin atau unduh sekali lagi; yang terbaca tetap dipakai",
        ),
        SourceFault::LengthMismatch { header, actual } => Sentence::new(
            format!(
                "Kepala berkas menyebut {} bita, kenyataannya {}; yang nyata dipakai",
                n(*header as usize),
                n(*actual as usize)
            ),
            "",
        ),
        SourceFault::CountMismatch { shapes, rows } => Sentence::new(
            format!("Ada {} bidang di .shp tetapi {} baris di .dbf", n(*shapes), n(*rows)),
            "Periksa apakah nama dan bidang cocok; mungkin berkasnya dari dua edisi",
        ),
        SourceFault::BadRecord { why } => Sentence::new(
            format!("Bentuk baris ini tidak terbaca: {}", bad_record(*why)),
            "Barisnya tetap ada tanpa bentuk; perbaiki di program peta lalu baca lagi",
        ),
        SourceFault::More { count } => {
            Sentence::new(format!("Masih ada {} temuan serupa yang tidak dirinci", n(*count)), "")
        }
        SourceFault::DeletedRows { rows } => Sentence::new(
            format!("{} baris ditandai terhapus; baris itu dan bentuknya tidak dipakai", n(*rows)),
            "",
        ),
        SourceFault::NullShapes { rows } => Sentence::new(
            format!("{} baris tidak mempunyai bentuk", n(*rows)),
            "Lengkapi batasnya, atau biarkan: baris itu tidak tampil di peta",
        ),
        SourceFault::MixedGeometry { kept, dropped } => Sentence::new(
            format!("Bentuknya campuran: {} dipakai, {} baris lain tidak", kind(kept), n(*dropped)),
            "Simpan titik, garis, dan bidang dalam berkas yang terpisah",
        ),
        SourceFault::MemoField => Sentence::new(
            "Kolom catatan panjang (memo) tidak dibaca",
            "Bila perlu, ubah menjadi kolom teks biasa",
        ),
    }
}

/// The two ways out, and what the numbers look like.
fn ways(looks_like: Option<CrsHint>, mends: &[CrsMend]) -> String {
    // A list of zones is said better in words.
    if !mends.is_empty() && (mends.len() <= 3 || looks_like.is_none()) {
        return format!(
            "Agar jatuh di Indonesia, {}; atau sebutkan sistem lain dengan --crs EPSG:n, atau \
             --crs planar (angka apa adanya, tanpa km²)",
            offered(mends)
        );
    }
    let hint = match looks_like {
        None => "",
        Some(CrsHint::Degrees) => "Angkanya seperti bujur dan lintang: coba --crs EPSG:4326. ",
        Some(CrsHint::UtmSouth) => {
            "Angkanya seperti UTM selatan: --crs EPSG:32747 (Sumatra barat) sampai EPSG:32754 \
                 (Papua), menurut zona daerah Anda. "
        }
        Some(CrsHint::UtmNorth) => {
            "Angkanya seperti UTM utara: --crs EPSG:32646 sampai EPSG:32653, menurut zona \
                 daerah Anda. "
        }
        Some(CrsHint::WebMercator) => "Angkanya seperti peta web: coba --crs EPSG:3857. ",
    };
    format!(
        "{hint}Sebutkan sistemnya dengan --crs EPSG:n, atau pakai --crs planar (angka apa \
             adanya, tanpa km²)"
    )
}

fn zip(why: &ZipWhy) -> Sentence {
    let again = "Salin atau unduh arsipnya sekali lagi";
    let unpack = "Ekstrak dahulu dengan program lain, lalu buka foldernya";
    let sender = "Jangan dipakai; minta arsip baru dari pengirim yang Anda kenal";
    match why {
        ZipWhy::Directory => Sentence::new("Daftar isi arsip ini rusak", again),
        ZipWhy::Cut => Sentence::new("Isi arsip ini terpotong", again),
        ZipWhy::Checksum => Sentence::new("Isi arsip ini berubah sejak dipampatkan", again),
        ZipWhy::Length => {
            Sentence::new("Isi arsip ini lebih besar dari yang disebut daftar isinya", sender)
        }
        ZipWhy::Method => {
            Sentence::new("Arsip ini dipampatkan dengan cara yang tidak dikenal", unpack)
        }
        ZipWhy::Password => Sentence::new("Arsip ini berkata sandi", unpack),
        ZipWhy::UnsafeName(name) => Sentence::new(
            format!("Arsip ini berisi nama yang keluar dari foldernya: “{name}”"),
            sender,
        ),
        ZipWhy::Twice(name) => {
            Sentence::new(format!("Nama “{name}” ada dua kali di arsip ini"), again)
        }
        ZipWhy::Overlap => {
            Sentence::new("Isi arsip ini saling menumpuk, seperti arsip jebakan", sender)
        }
    }
}

/// What may be done about coordinates, as words and as the option that does it.
fn offered(mends: &[CrsMend]) -> String {
    let one = |mend: &CrsMend| {
        let what = match mend.change {
            CrsChange::Nothing => "baca sebagai",
            CrsChange::SwapAxes => "tukar bujur dan lintang dengan",
            CrsChange::JoinHemispheres => "sambung bagian utara dan selatan khatulistiwa dengan",
        };
        format!("{what} --crs {mend}")
    };
    match mends {
        [] => String::new(),
        [first, .., last] if mends.len() > 3 => {
            format!("{} sampai {last}, menurut zona daerah Anda", one(first))
        }
        _ => mends.iter().map(one).collect::<Vec<_>>().join(", atau "),
    }
}

fn workbook(why: &BookWhy) -> Sentence {
    let save = "Buka di Excel atau LibreOffice, simpan dengan nama baru, lalu coba lagi";
    match why {
        BookWhy::Cut => Sentence::new(
            "Buku kerja ini rusak: isinya terpotong",
            "Salin atau unduh sekali lagi, atau minta lagi dari pengirimnya",
        ),
        BookWhy::Part(part) if part.is_empty() => {
            Sentence::new("Buku kerja ini rusak: sebagian isinya tidak terbaca", save)
        }
        BookWhy::Part(part) => {
            Sentence::new(format!("Buku kerja ini rusak: bagian “{part}” tidak terbaca"), save)
        }
        BookWhy::Password => Sentence::new(
            "Buku kerja ini terkunci kata sandi",
            "Buka dengan kata sandinya, simpan tanpa kata sandi, lalu coba lagi",
        ),
        BookWhy::Contents => {
            Sentence::new("Buku kerja ini rusak: susunan isinya tidak dikenal", save)
        }
    }
}

fn bad_record(why: BadRecord) -> String {
    match why {
        BadRecord::TooShort => "isinya lebih pendek dari yang disebut".to_owned(),
        BadRecord::Parts => "urutan bagiannya kacau".to_owned(),
        BadRecord::Type(kind) => format!("jenis bentuk {kind} tidak dikenal"),
        BadRecord::Geometry => "susunan koordinatnya tidak lengkap".to_owned(),
        BadRecord::Row => "baris .dbf-nya rusak".to_owned(),
    }
}

pub fn kind(word: &str) -> &str {
    match word {
        "polygons" | "Polygon" | "PolygonZ" | "PolygonM" | "MultiPolygon" => "bidang",
        "lines" | "PolyLine" | "PolyLineZ" | "PolyLineM" | "LineString" | "MultiLineString" => {
            "garis"
        }
        "points" | "Point" | "PointZ" | "PointM" | "MultiPoint" | "MultiPointZ" => "titik",
        "table" | "csv" | "xlsx" | "xlsb" | "ods" | "xls" | "html" | "xml" | "mhtml" | "dbf" => {
            "tabel"
        }
        "raster" => "citra",
        "none" | "empty" => "tanpa bentuk",
        other => other,
    }
}

/// At most twelve names.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 12 { format!("{shown}, …") } else { shown }
}

fn too_large(what: Cap, limit: u64) -> Sentence {
    let limit = count(Lang::Id, limit as usize);
    match what {
        Cap::File => Sentence::new(
            format!("Berkas ini lebih besar dari batas {limit} bita"),
            "Ambil hanya kabupaten Anda dari berkas asalnya",
        ),
        Cap::Unpacked => Sentence::new(
            format!("Setelah dibuka isinya melebihi {limit} bita"),
            "Pisahkan lembar yang diperlukan ke buku kerja baru",
        ),
        Cap::Ratio => Sentence::new(
            format!("Isinya lebih dari {limit} kali ukuran berkas; mungkin bukan tabel yang wajar"),
            "Minta berkas asli dari pengirimnya",
        ),
        Cap::Rows => Sentence::new(
            format!("Lebih dari {limit} baris"),
            "Ambil hanya kabupaten Anda dari berkas asalnya",
        ),
        Cap::Columns => Sentence::new(
            format!("Lebih dari {limit} kolom"),
            "Hapus kolom kosong di kanan tabel, lalu simpan lagi",
        ),
        Cap::Cells => Sentence::new(
            format!("Lebih dari {limit} sel"),
            "Pisahkan lembar yang diperlukan ke buku kerja baru",
        ),
        Cap::Depth => Sentence::new(
            format!("Isinya bertumpuk lebih dari {limit} lapis"),
            "Minta berkas asli dari pengirimnya",
        ),
        Cap::Held => Sentence::new(
            format!("Berkas sekecil ini berisi lebih dari {limit} MB data; tidak wajar"),
            "Minta berkas asli dari pengirimnya, atau simpan ulang hanya tabelnya",
        ),
        Cap::CellText => Sentence::new(
            format!("Teks sel ini melebihi {limit} bita dan dipotong"),
            "Periksa apakah tanda petik penutupnya hilang",
        ),
    }
}

fn unknown_format(found: &Found) -> Sentence {
    let ask = "Simpan sebagai .xlsx atau .csv, lalu buka lagi";
    let map = "Ekspor sebagai shapefile atau GeoJSON, lalu buka lagi";
    match found {
        Found::Empty => Sentence::new("Berkas ini kosong", "Minta berkas yang lengkap"),
        Found::Sql => Sentence::new(
            "Ini skrip basis data (SQL), bukan tabel atau peta",
            "Minta isinya sebagai tabel (XLSX, CSV) atau peta (GeoJSON, shapefile)",
        ),
        Found::Xml => {
            Sentence::new("Ini berkas XML, tetapi bukan KML, GPX atau buku kerja Excel 2003", map)
        }
        Found::OtherDatabase => {
            Sentence::new("Ini basis data SQLite, tetapi bukan GeoPackage", map)
        }
        Found::Zip => Sentence::new(
            "Ini arsip yang dipampatkan",
            "Ekstrak dahulu, lalu buka berkas di dalamnya",
        ),
        Found::Document => Sentence::new("Ini dokumen, bukan tabel", ask),
        Found::Pdf => Sentence::new("Ini PDF", "Minta tabelnya dalam bentuk Excel atau CSV"),
        Found::Image => Sentence::new("Ini gambar", "Minta datanya dalam bentuk tabel atau peta"),
        Found::TopoJson => Sentence::new("Ini TopoJSON", map),
        Found::EsriJson => Sentence::new("Ini JSON dari ArcGIS", map),
        Found::OtherJson => Sentence::new("Ini JSON, tetapi bukan GeoJSON", map),
        Found::MultiPatch => Sentence::new("Ini shapefile berisi bangun tiga dimensi", map),
        Found::Several { names } if names.is_empty() => Sentence::new(
            "Di dalamnya tidak ada data yang dikenal",
            "Pilih berkasnya langsung, atau minta kiriman yang lengkap",
        ),
        Found::Several { names } => Sentence::new(
            format!("Di dalamnya ada {} berkas yang dapat dibuka", count(Lang::Id, names.len())),
            format!("Pilih salah satu, ditulis di belakang nama berkas ini: {}", some(names)),
        ),
        Found::FileGdb => Sentence::new(
            "Ini geodatabase ArcGIS (folder .gdb), yang belum dapat dibaca",
            "Buka di QGIS, pilih Ekspor › Simpan Fitur Sebagai… GeoPackage atau shapefile, lalu \
             buka hasilnya di sini",
        ),
        Found::Binary => Sentence::new(
            "Isi berkas ini tidak dikenal",
            "Yang dapat dibuka: shapefile, GeoPackage, GeoJSON, KML, GPX, .xlsx, .xls, .xlsb, .ods, .csv, .dbf",
        ),
    }
}
