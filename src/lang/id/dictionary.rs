//! The data dictionary in Indonesian.

use crate::lang::dictionary::{Counted, DictHead, DictWord, Worse};

pub fn head(head: DictHead) -> &'static str {
    match head {
        DictHead::Column => "Nama kolom",
        DictHead::Concept => "Konsep",
        DictHead::Definition => "Definisi",
        DictHead::Reading => "Interpretasi",
        DictHead::Measure => "Ukuran",
        DictHead::Unit => "Satuan",
        DictHead::Period => "Periode",
        DictHead::Level => "Tingkat penyajian",
        DictHead::Measured => "n desa",
        DictHead::Missing => "Tanpa data",
        DictHead::NotApplicable => "Tidak berlaku",
        DictHead::Source => "Sumber",
        DictHead::Codes => "Sistem kode wilayah",
        DictHead::Open => "Akses umum",
    }
}

pub fn word(word: &DictWord) -> String {
    match word {
        DictWord::Dictionary => "Kamus data".to_owned(),
        DictWord::Codes => "Kode wilayah".to_owned(),
        DictWord::Computed => "hitungan Kantong".to_owned(),
        DictWord::Level => "desa/kelurahan".to_owned(),
        DictWord::Open => "ya: angka per desa, tanpa nama orang".to_owned(),
        DictWord::Reading(Worse::High) => "makin tinggi makin buruk".to_owned(),
        DictWord::Reading(Worse::Low) => "makin rendah makin buruk".to_owned(),
        DictWord::Reading(Worse::Neither) => "tanpa arah".to_owned(),
        DictWord::Measure(Counted::Count) => "jumlah".to_owned(),
        DictWord::Measure(Counted::Percent) => "persen".to_owned(),
        DictWord::Measure(Counted::Index) => "indeks".to_owned(),
        DictWord::Rate { name, over, under } => format!("{name} = Σ {over} ÷ Σ {under}"),
        DictWord::Gap { name, need, covered } => format!("{name} = {need} − {covered}"),
        DictWord::InTable { table } => format!("Kolom tabel “{table}”"),
        DictWord::OfPeriod { period } => format!("Angka baris ini pada {period}"),
        DictWord::Points { most } => format!("Nilai untuk kriteria ini, dari 0 sampai {most}"),
        DictWord::Sector => "Banyaknya program bidang ini di desa itu".to_owned(),
        DictWord::Number => "angka".to_owned(),
        DictWord::Text => "teks".to_owned(),
        DictWord::AsWritten { name } => format!("{name} sebagaimana tertulis di tabel"),
        DictWord::OfRegister { name } => {
            format!("{name}, dihitung dari daftar program yang diimpor")
        }
        DictWord::OfTargets { name } => {
            format!("{name}, dihitung dari laporan berkala dan target (Sasaran)")
        }
        DictWord::Made { name } => format!("{name}, dihitung dari kolom lain dalam proyek"),
        DictWord::Kecamatan => "Kecamatan".to_owned(),
        DictWord::Kabupaten => "Kabupaten/kota".to_owned(),
        DictWord::ByKemendagri => "Kode Kemendagri".to_owned(),
        DictWord::ByBps => "Kode BPS".to_owned(),
        DictWord::NoPartner => "belum ada padanan".to_owned(),
    }
}

/// Headings of plan tables and what they stand for.
pub const MEANINGS: [(&str, &str); 60] = [
    ("Kode", "Kode desa/kelurahan, sepuluh angka menurut sistem kode wilayah proyek"),
    ("Kode desa", "Kode desa/kelurahan, sepuluh angka menurut sistem kode wilayah proyek"),
    ("Desa/kelurahan", "Nama desa atau kelurahan pada peta"),
    ("Kecamatan", "Nama kecamatan pada peta"),
    ("Kabupaten/kota", "Nama kabupaten atau kota pada peta"),
    ("Jenis", "Desa atau kelurahan"),
    ("Luas (km²)", "Luas menurut batas di peta, bukan luas resmi"),
    ("Tahun", "Tahun anggaran"),
    ("Program", "Nama program di katalog; bila tidak dikenal, seperti tertulis"),
    ("Kegiatan", "Kegiatan seperti tertulis di tabel dinas"),
    ("Kode sub-kegiatan", "Kode sub-kegiatan seperti tertulis; kosong = belum diketahui"),
    ("Dinas / pelaku", "Perangkat daerah atau lembaga yang mengerjakan"),
    (
        "Sumber dana",
        "APBN, DAK, APBD provinsi, APBD kabupaten, APBDes/Dana Desa, dunia usaha, perguruan tinggi",
    ),
    ("Penerima", "Banyaknya penerima dalam satuannya; kosong = tidak tertulis"),
    ("Satuan", "Apa yang dihitung: orang, keluarga, rumah tangga, desa, unit"),
    ("Rupiah", "Anggaran dalam rupiah penuh"),
    ("Status", "Belum, proses, sudah, atau batal"),
    ("Program seperti tertulis", "Kata di tabel dinas sebelum dicocokkan dengan katalog"),
    ("Berkas", "Berkas asal baris"),
    ("Baris", "Nomor baris di berkas asal"),
    ("Jumlah program", "Banyaknya program yang berbeda di desa itu pada tahun ini"),
    (
        "Daftar",
        "Menumpuk = banyak program, kebutuhan rendah; kosong = kebutuhan tinggi, tanpa program",
    ),
    ("Karena", "Indikator yang memilih desa sasaran"),
    ("Desa", "Banyaknya desa sasaran yang belum punya program itu"),
    ("Sasaran", "Banyaknya yang harus dijangkau; kosong = belum diketahui"),
    ("Tenggat", "Tanggal tugas harus selesai"),
    ("Kenapa", "Alasan yang ditulis dinas, atau sebab tidak sesuai"),
    ("Unggulan", "Produk unggulan desa, paling banyak tiga"),
    ("Prioritas nasional", "Prioritas nasional di katalog"),
    ("Program daerah", "Program daerah yang mendukungnya"),
    ("Dukungan daerah", "Ada bila sedikitnya satu baris program daerah mendukung"),
    ("Lokasi", "Tempat sarana diusulkan"),
    ("Sub-kegiatan", "Sub-kegiatan untuk RKPD/DAK"),
    ("Jenis sarana", "Jenis sarana di resep rencana"),
    ("Volume", "Banyaknya sarana di lokasi itu"),
    ("KK terlayani", "KK yang terlayani oleh lokasi itu menurut hitungan"),
    ("Rp per KK", "Biaya dibagi KK terlayani"),
    ("Melayani desa", "Desa yang dilayani dan banyaknya KK"),
    ("Yang harus siap", "Syarat sebelum dibangun"),
    ("Alasan", "Dipilih oleh hitungan, diwajibkan, atau sudah ada"),
    ("Bujur", "Bujur WGS 84, derajat"),
    ("Lintang", "Lintang WGS 84, derajat"),
    ("KK belum terlayani", "KK yang membutuhkan sebelum rencana"),
    ("KK tersisa", "KK yang tetap belum terlayani setelah rencana"),
    ("Sebab", "Mengapa desa itu belum terjangkau"),
    ("Seri", "Angka survei kabupaten mana: kemiskinan atau miskin ekstrem"),
    ("Persen", "Persen penduduk menurut seri itu pada tahun barisnya"),
    ("Ribu jiwa", "Penduduk menurut seri itu, dalam ribu jiwa"),
    (
        "Desa terlambat",
        "Desa yang sisanya di atas garis lurus menuju nol, atau yang tanggalnya sudah lewat",
    ),
    ("Meninggal", "Keluarga yang keluar dari daftar karena meninggal, menurut verifikasi desa"),
    ("Pindah", "Keluarga yang keluar dari daftar karena pindah, menurut verifikasi desa"),
    (
        "Ternyata mampu",
        "Keluarga yang keluar dari daftar karena ternyata mampu, menurut verifikasi desa",
    ),
    ("Tambahan", "Keluarga yang ditambahkan ke daftar, menurut verifikasi desa"),
    ("Perubahan", "Sesudah dikurangi sebelum"),
    ("Perubahan (%)", "Perubahan dibagi sebelum, dikali 100"),
    ("Sebelum", "Angka pada periode pertama yang dibandingkan"),
    ("Sesudah", "Angka pada periode terakhir yang dibandingkan"),
    ("Belum ada data", "Kriteria yang datanya belum ada, sehingga tidak dinilai"),
    ("Baris daerah", "Baris register yang dibiayai daerah untuk prioritas itu"),
    ("Baris pusat", "Baris register yang dibiayai pusat untuk prioritas itu"),
];
