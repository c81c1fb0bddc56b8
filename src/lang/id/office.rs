//! Folders of the offices, field check and action plans in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::office::OfficeSay as O;

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &O) -> String {
    match say {
        O::ReasonCode => "Kode alasan".to_owned(),
        O::Pocket => "Kantong".to_owned(),
        O::LonePoor => "terpencil miskin".to_owned(),
        O::TargetVillages => "Desa sasaran".to_owned(),
        O::Programme => "Program".to_owned(),
        O::Strategy => "Strategi".to_owned(),
        O::ChosenBy => "Dipilih menurut".to_owned(),
        O::Rule => "Aturan".to_owned(),
        O::Villages | O::Village => "Desa".to_owned(),
        O::VillagesWithout => "Desa tanpa data (kode diakhiri ?)".to_owned(),
        O::Worst { percent } => format!(
            "{} % desa terburuk menurut indikator ini; nilai yang sama ikut semua",
            fixed(L, *percent, 0)
        ),
        O::NoteOf { office, region } => format!("{office} · {region}"),
        O::MadeBy { date, office } => format!("Dibuat {date} oleh {office}"),
        O::OnlyNeeded => "Hanya kolom yang diperlukan dinas ini; tidak ada nama orang.".to_owned(),
        O::QuestionMark => "Kode alasan yang diakhiri tanda tanya: nilai desa itu tidak ada, jadi perlu dicek, bukan diabaikan.".to_owned(),
        O::InList { villages } => format!("{} desa dalam daftar", count(L, *villages)),
        O::TableAbout { indicators } => format!("{indicators} indikator per desa, kamus data"),
        O::Dry => "termasuk yang paling kurang air bersih".to_owned(),
        O::NoData => "tidak ada data".to_owned(),
        O::CheckRule { name, sign, bound } => format!(
            "belum ada air bersih: {name} {sign} {}; ditambah semua desa tanpa data",
            fixed(L, *bound, 1)
        ),
        O::CheckTitle { region } => format!("Cek lapangan air bersih, {region}"),
        O::CheckOf { kecamatan } => format!("Cek lapangan air bersih: Kecamatan {kecamatan}"),
        O::CheckOrder { rule } => format!("{rule} · urutan kunjungan menurut jarak terdekat"),
        O::CheckHow => "Isi kolom kuning. Status: belum, proses, selesai musdes. Kolom kunci jangan diubah. Kirim kembali berkas ini ke Bappeda.".to_owned(),
        O::CheckCounts => "Meninggal, pindah, mampu, tambahan: banyaknya keluarga pada daftar desa menurut hasil musyawarah desa. Tidak perlu menulis nama atau NIK.".to_owned(),
        O::Kecamatan { name } => format!("Kecamatan {name}"),
        O::Stop { kecamatan, reason, value } => {
            format!("Kecamatan {kecamatan}: {reason} ({value})")
        }
        O::Tour { stops, km, rule } => {
            let way = km.map_or_else(String::new, |km| {
                format!(", garis lurus antardesa {} km", fixed(L, km, 1))
            });
            format!("{} desa menurut urutan kunjungan{way}. {rule}.", count(L, *stops))
        }
        O::SignedBy => {
            "Petugas: …………………………   Tanggal: ……………   Kepala desa/lurah: …………………………".to_owned()
        }
        O::Number => "No".to_owned(),
        O::CodeOfVillage => "Kode desa".to_owned(),
        O::WhyChecked => "Alasan dicek".to_owned(),
        O::Stage => "Status verval".to_owned(),
        O::FamiliesWithout => "KK tanpa air bersih (hasil cek)".to_owned(),
        O::WaterSource => "Sumber air sekarang".to_owned(),
        O::WaterSources => "perpipaan|sumur bor|sumur gali terlindung|sumur gali tak terlindung|mata air terlindung|mata air tak terlindung|sungai/danau|air hujan|beli/isi ulang|lainnya".to_owned(),
        O::Flow => "Debit (liter/detik)".to_owned(),
        O::Fetching => "Jarak/waktu ambil air".to_owned(),
        O::FetchingWays => "di rumah|sampai 30 menit|lebih dari 30 menit".to_owned(),
        O::Photo => "Nomor foto".to_owned(),
        O::Position => "Titik GPS".to_owned(),
        O::Land => "Lahan siap".to_owned(),
        O::LandStates => "ya|tidak|belum jelas".to_owned(),
        O::Readiness => "Kesiapan warga".to_owned(),
        O::ReadyStates => "siap|perlu musyawarah|menolak".to_owned(),
        O::Died => "Meninggal".to_owned(),
        O::Moved => "Pindah".to_owned(),
        O::Able => "Mampu".to_owned(),
        O::Added => "Tambahan".to_owned(),
        O::Note => "Catatan".to_owned(),
        O::PrintedWhy => "Alasan; angka sekarang".to_owned(),
        O::PrintedFamilies => "KK".to_owned(),
        O::PrintedWithout => "KK tanpa air".to_owned(),
        O::PrintedSource => "Sumber air".to_owned(),
        O::PrintedFlow => "Debit".to_owned(),
        O::PrintedFetching => "Jarak / waktu".to_owned(),
        O::PrintedPhoto => "No. foto; GPS".to_owned(),
        O::PrintedLand => "Lahan, kesiapan".to_owned(),
        O::PrintedStage => "Status; catatan".to_owned(),
        O::FormNotes => "Keterangan".to_owned(),
        O::FormOther => "Isi lain".to_owned(),
        O::FormWrong => "Pilih dari daftar, atau tulis bilangan bulat mulai 0.".to_owned(),
        O::FormFoot => "&L&8Kantong · batas indikatif&R&8Halaman &P dari &N".to_owned(),
        O::PageWord => "Halaman ".to_owned(),
        O::OfWord => " dari ".to_owned(),
        O::PlanTitle { region } => format!("Rancangan rencana aksi kecamatan, {region}"),
        O::PlanOf { kecamatan } => format!("Rancangan rencana aksi Kecamatan {kecamatan}"),
        O::PlanAbout { region, villages } => format!(
            "{region}, {} desa/kelurahan. Disusun otomatis dari kesenjangan dan katalog program; silakan disunting.",
            count(L, *villages)
        ),
        O::Gaps => "Kesenjangan".to_owned(),
        O::Plan => "Rencana".to_owned(),
        O::NothingChosen => {
            "Tidak ada desa kecamatan ini yang termasuk terburuk menurut indikator katalog."
                .to_owned()
        }
        O::Office => "Dinas".to_owned(),
        O::WorstFirst => "Desa sasaran (terburuk lebih dulu)".to_owned(),
        O::VillagesCovered => "Desa yang sudah ada program ini".to_owned(),
        O::HasAlready => "Sudah ada program (kode)".to_owned(),
        O::TaskTarget => "Sasaran".to_owned(),
        O::StatusWhy => "Status, kenapa".to_owned(),
        O::Responsible => "Penanggung jawab".to_owned(),
        O::Deadline => "Tenggat".to_owned(),
        O::Camat { kecamatan } => format!("Camat {kecamatan}"),
        O::Indicator => "Indikator".to_owned(),
        O::OfKecamatan => "Kecamatan".to_owned(),
        O::OfKabupaten => "Kabupaten".to_owned(),
        O::Together => "Cara hitung".to_owned(),
        O::WorstVillage => "Desa terburuk".to_owned(),
        O::WithoutFigure => "Tanpa angka".to_owned(),
    }
}
