//! What step 2 of the window and the palette say in Indonesian.

use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: LookWord) -> &'static str {
    match word {
        LookWord::AddCondition => "Tambah syarat",
        LookWord::AllKecamatan => "Semua kecamatan",
        LookWord::AllTogether => "semua syarat terpenuhi",
        LookWord::AllAlike => "Semua sama besar",
        LookWord::And => "dan",
        LookWord::Or => "atau",
        LookWord::AnyOfThem => "salah satu cukup",
        LookWord::ArrangementCircles => "Lingkaran",
        LookWord::ArrangementLand => "Wilayah",
        LookWord::ArrangementTiles => "Kotak",
        LookWord::ArrangementWord => "Tata letak",
        LookWord::AsHatching => "Arsir 20 % terburuk",
        LookWord::AsSymbols => "Cincin menurut nilai",
        LookWord::AtLeast => "paling sedikit",
        LookWord::AtMost => "paling banyak",
        LookWord::Between => "antara",
        LookWord::ByKabupaten => "Per kabupaten",
        LookWord::ByKecamatan => "Per kecamatan",
        LookWord::CirclesOf => "Besar lingkaran menurut",
        LookWord::ClassesCannotLock => "Satuan berbeda: tiap peta memakai kelasnya sendiri",
        LookWord::ClassesFree => "Tiap peta memakai kelasnya sendiri: jangan bandingkan warnanya",
        LookWord::ClassesLocked => "Kelas dikunci: warna yang sama berarti nilai yang sama",
        LookWord::ClearPick => "Lepas pilihan desa",
        LookWord::ClearSieve => "Hapus saringan",
        LookWord::ColoursByMeaning => "Menurut arti",
        LookWord::ColoursCividis => "Kuning ke biru tua (cetak abu-abu)",
        LookWord::ColoursProblems => "Kuning ke merah (masalah)",
        LookWord::ColoursServices => "Kuning ke biru (layanan)",
        LookWord::ColoursViridis => "Kuning ke ungu",
        LookWord::ColoursWord => "Warna",
        LookWord::ColumnsWord => "Kolom tabel",
        LookWord::CommandWord => "Perintah",
        LookWord::Condition => "Syarat nilai",
        LookWord::Copied => "Sudah disalin",
        LookWord::CopiedFix => "Tempel di Word, Excel, atau PowerPoint dengan Ctrl+V",
        LookWord::VillagesAxis => "Jumlah desa",
        LookWord::CopyChart => "Salin grafik",
        LookWord::CopyMap => "Salin peta",
        LookWord::CopyTable => "Salin tabel",
        LookWord::CountAsFill => {
            "Ini jumlah, bukan persen: desa yang luas tampak lebih parah daripada yang padat."
        }
        LookWord::DragBreaks => "geser batas kelas",
        LookWord::DrawnFills => "Isian wilayah",
        LookWord::DrawnSymbols => "Lingkaran sebesar jumlahnya",
        LookWord::DrawnWord => "Digambar sebagai",
        LookWord::Drop => "Hapus",
        LookWord::EyesDeutan => "Buta hijau (deutan)",
        LookWord::EyesGrey => "Cetak abu-abu",
        LookWord::EyesOwn => "Warna biasa",
        LookWord::EyesProtan => "Buta merah (protan)",
        LookWord::EyesTritan => "Buta biru (tritan)",
        LookWord::EyesWord => "Lihat dengan mata",
        LookWord::FindRegion => "Cari wilayah",
        LookWord::FindRows => "Cari nama atau angka, mis. > 40",
        LookWord::GoToPlace => "Ke tempat",
        LookWord::HandArea => "Ukur luas",
        LookWord::HandBox => "Pilih dengan kotak",
        LookWord::HandCircle => "Pilih dengan lingkaran",
        LookWord::HandCorners => "Pilih dengan titik sudut",
        LookWord::HandDistance => "Ukur jarak",
        LookWord::HandLasso => "Pilih dengan laso",
        LookWord::HandMove => "Geser peta",
        LookWord::HasNoData => "tidak ada data",
        LookWord::HasValue => "ada datanya",
        LookWord::Horizontal => "Mendatar",
        LookWord::AlikeInTime => "Samakan kelas semua periode",
        LookWord::UndoToo => "urungkan",
        LookWord::LayingOut => "sedang disusun…",
        LookWord::ChangedLayers => "lapisan peta",
        LookWord::ChangedSieve => "saringan",
        LookWord::ChangedSeeing => "cara melihat peta",
        LookWord::KeptInPart => "Sebagian isi tampilan ini sudah tidak ada",
        LookWord::KeptInPartFix => {
            "Indikatornya telah dibatalkan atau diganti. Yang masih ada ditampilkan."
        }
        LookWord::UndoKey => "Ctrl+Z membatalkannya lagi.",
        LookWord::RedoKey => "Ctrl+Y mengulanginya.",
        LookWord::KeepPlace => "Simpan tampilan",
        LookWord::KeepStyle => "Simpan gaya ini",
        LookWord::KeptPlaces => "Tampilan tersimpan",
        LookWord::KeptStyles => "Gaya tersimpan",
        LookWord::LevelKabupaten => "Per kabupaten",
        LookWord::LevelKecamatan => "Per kecamatan",
        LookWord::LevelVillage => "Per desa",
        LookWord::LevelWord => "Satuan wilayah",
        LookWord::LockClasses => "Kunci kelas",
        LookWord::MapWord => "Peta",
        LookWord::NameIt => "Beri nama",
        LookWord::NoRowsLeft => "Tidak ada desa yang cocok",
        LookWord::NoSecondTime => {
            "Indikator ini baru ada satu periodenya. Tambahkan tabel tahun lain."
        }
        LookWord::NothingFound => "Tidak ditemukan. Coba nama desa, perintah, atau koordinat.",
        LookWord::OtherTimeWord => "Periode pembanding",
        LookWord::OverlayNone => "tanpa",
        LookWord::OverlayWord => "Indikator ketiga",
        LookWord::PaletteFoot => "bahasa Indonesia atau Inggris",
        LookWord::PaletteHint => "Cari desa, perintah, kantong, atau koordinat",
        LookWord::PaletteWord => "Cari",
        LookWord::PlaceFarAway => "Tempat itu jauh di luar peta ini",
        LookWord::PlaceFarAwayFix => "Periksa urutan bujur dan lintang, misalnya 122,8127; -4,1734",
        LookWord::PlaceWord => "Tempat",
        LookWord::RegionsCounts => {
            "Setiap persen dihitung dari jumlah pembilang dan penyebut, bukan rata-rata desa."
        }
        LookWord::RegionsMeans => {
            "Persen dihitung dari jumlah pembilang dan penyebut. Tanda * = rata-rata desa, karena jumlahnya tidak ada."
        }
        LookWord::SeeingOne => "Satu",
        LookWord::SeeingPair => "Dua",
        LookWord::SeeingSeveral => "Tiga peta",
        LookWord::SeeingTimes => "Waktu",
        LookWord::ShowBelow => "Tampilkan di bawah",
        LookWord::ShowOnMap => "Tampilkan di peta",
        LookWord::SideBySide => "Berdampingan",
        LookWord::SieveWord => "Saringan",
        LookWord::SwapPair => "Tukar",
        LookWord::SwipeEdge => "Batas geser dua periode",
        LookWord::SwipeWord => "Geser",
        LookWord::TabBoxes => "Diagram kotak",
        LookWord::TabRegions => "Antarkabupaten",
        LookWord::TabScatter => "Sebaran",
        LookWord::TabTable => "Tabel",
        LookWord::ThemeWord => "Tema",
        LookWord::TimeWord => "Periode",
        LookWord::Tools => "Alat peta",
        LookWord::ToRate => "Pilih indikator persen",
        LookWord::ToSymbols => "Pakai lingkaran",
        LookWord::Upright => "Tegak",
        LookWord::UseStyle => "Pakai gaya",
        LookWord::WaterAndStunting => "Air × stunting",
        LookWord::WayOfSeeing => "Cara melihat",
    }
}

pub fn say(say: &LookSay) -> String {
    let n = |x: &usize| count(Lang::Id, *x);
    match say {
        LookSay::PlanarUnits { number } => format!("{number} satuan berkas"),
        LookSay::SymbolNote { zero: 0, below: 0 } => "luas lingkaran = jumlah".to_owned(),
        LookSay::SymbolNote { zero, below: 0 } => {
            format!("luas lingkaran = jumlah; {} desa nol, tanpa lingkaran", n(zero))
        }
        LookSay::SymbolNote { zero, below } => {
            format!("luas lingkaran = jumlah; {} desa nol, {} di bawah nol", n(zero), n(below))
        }
        LookSay::OverlaySymbols { name, most } => {
            format!("Cincin hitam: {name}, yang terbesar {most}")
        }
        LookSay::OverlayHatching { name, limit, low, villages } => {
            let side = if *low { "≤" } else { "≥" };
            format!("Arsir: {name} {side} {limit} · {} desa", n(villages))
        }
        LookSay::MapsOneKey { maps } => format!("{} peta, satu kelas", n(maps)),
        LookSay::VillagesCount { villages } => format!("{} desa", n(villages)),
        LookSay::Passing { villages, of } => format!("{} dari {} desa", n(villages), n(of)),
        LookSay::RowsOf { rows, of } => format!("{} dari {} desa", n(rows), n(of)),
        LookSay::ClauseAtLeast { name, value } => format!("{name} ≥ {value}"),
        LookSay::ClauseAtMost { name, value } => format!("{name} ≤ {value}"),
        LookSay::ClauseBetween { name, low, high } => format!("{name} {low}–{high}"),
        LookSay::ClauseNoData { name } => format!("{name}: tidak ada data"),
        LookSay::ClauseHasValue { name } => format!("{name}: ada datanya"),
        LookSay::BreakHandle { number, value } => format!("Batas kelas {}: {value}", n(number)),
        LookSay::AxisFalls { name } => format!("makin rendah: {name}"),
        LookSay::Thirds { middling, bad, falls: true, unit } => {
            format!("> {middling} | > {bad}–{middling} | ≤ {bad} {unit}").trim_end().to_owned()
        }
        LookSay::Thirds { middling, bad, falls: false, unit } => {
            format!("< {middling} | {middling}–<{bad} | ≥ {bad} {unit}").trim_end().to_owned()
        }
        LookSay::Untested { villages } => format!(
            "Yang tanpa kelas termasuk {} desa tanpa tetangga: tidak dapat diuji",
            n(villages)
        ),
        LookSay::Undone { what } => format!("Dibatalkan: {what}"),
        LookSay::Redone { what } => format!("Diulangi: {what}"),
        LookSay::LaidOut { circles: true, weight, .. } if weight.is_empty() => {
            "bukan peta: satu lingkaran satu desa".to_owned()
        }
        LookSay::LaidOut { circles: true, weight, without } if *without > 0 => {
            let without = format!("{} desa tanpa angka itu: lingkaran terkecil", n(without));
            format!("bukan peta: luas lingkaran = {weight} · {without}")
        }
        LookSay::LaidOut { circles: true, weight, .. } => {
            format!("bukan peta: luas lingkaran = {weight}")
        }
        LookSay::LaidOut { circles: false, .. } => {
            "bukan peta: satu kotak satu desa, dekat tempatnya".to_owned()
        }
        LookSay::ByLevel { kabupaten, means, without } => {
            let what = if *kabupaten { "kabupaten" } else { "kecamatan" };
            let base = if *means {
                format!("rata-rata desa per {what}: jumlah aslinya tidak ada")
            } else {
                format!("dihitung dari jumlah per {what}")
            };
            match without {
                0 => base,
                without => base + &format!("; {} desa tanpa data tidak terhitung", n(without)),
            }
        }
        LookSay::TimeOf { period, at, of } => format!("{period} ({} dari {})", n(at), n(of)),
    }
}
