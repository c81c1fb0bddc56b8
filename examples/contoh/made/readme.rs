//! `LIHAT-SAYA.md`: what the files are, and that nothing in them is real.

use super::life::{Life, POCKET_SIZES, Planted, Table};
use super::place::{Status, Village};
use super::{KABUPATEN, PROVINCE, name};

pub fn text(villages: &[Village], lives: &[Life]) -> Vec<u8> {
    let kelurahan = villages.iter().filter(|v| v.status == Status::Kelurahan).count();
    let left_out = |table| lives.iter().filter(|life| !life.stands_in(table)).count();
    let lone = lives.iter().filter(|life| life.planted == Planted::Lone).count();
    let planted: usize = POCKET_SIZES.iter().sum();
    format!(
        "# Data contoh: Kabupaten {KABUPATEN}, Provinsi {PROVINCE}\n\
\n\
**Semua nama, kode, batas dan angka di sini rekaan.** Kabupaten ini tidak ada; provinsi bernomor 99\n\
tidak ada; letaknya di laut lepas Banda. Jangan dikutip sebagai data.\n\
\n\
**All names, codes, boundaries and figures here are invented.** There is no such kabupaten, no\n\
province 99, and its place is open water in the Banda Sea.\n\
\n\
{} desa/kelurahan ({kelurahan} di antaranya kelurahan) dalam {} kecamatan. Dibuat oleh\n\
`cargo run --example contoh`; setiap kali sama sampai ke bitnya. Yang sengaja dibuat sulit:\n\
\n\
| berkas | isi | jebakan |\n\
|---|---|---|\n\
| `batas_desa.shp` | batas desa gaya BIG, PolygonZ, WGS 84 tanpa kode EPSG | dua desa di atas laut (0,08 km²), satu desa hutan lebih dari seperempat wilayah, pulau tanpa tetangga, desa berpulau kecil |\n\
| `kemiskinan_desil.xlsx` | keluarga menurut desil (dinas sosial) | kop, judul dua baris bergabung, baris nomor, jumlah per kecamatan, persen yang diketik sebagai teks; {} desa tidak ada |\n\
| `desil_2023.csv`, `desil_2024.csv` | keluarga menurut desil dua tahun sebelumnya | tiga desa tidak melapor pada 2024; kantong hampir tidak membaik, beberapa desa baru jatuh |\n\
| `survei_kemiskinan.csv` | angka kemiskinan kabupaten dari survei (rekaan) | tahun 2020 tidak terbit, angka terakhir naik |\n\
| `stunting_eppgbm.xlsx` | rekap gizi balita gaya e-PPGBM (dinas kesehatan) | tanpa kode, ejaan nama berbeda, tiga nama perlu diperiksa; {} desa tidak ada |\n\
| `air_sanitasi.csv` | air minum dan BABS (dinas PU) | titik koma, koma desimal, kode tanpa titik, satu baris ganda, \"n/a\" dan \"-\"; {} desa tidak ada |\n\
| `idm.csv` | Indeks Desa Membangun 2024 | hanya desa; untuk kelurahan tidak berlaku; {} desa tidak ada |\n\
| `sarana_air.csv` | titik SPAM yang sudah ada (lon, lat) | |\n\
| `puskesmas.geojson` | titik puskesmas dan pustu | |\n\
| `p3ke_keluarga.xlsx`, `p3ke_individu.csv` | daftar nama P3KE (bentuk kepala kolomnya yang beredar; **orangnya rekaan**) | dua kecamatan; satu desa tanpa baris, tiga baris tanpa desa |\n\
| `penerima_pkh.csv`, `rtlh.csv`, `eppgbm_nama.csv` | daftar penerima PKH, rumah tidak layak huni, dan anak (**rekaan**) | orang yang sama tertulis dua kali; dua pengukuran seorang anak |\n\
| `eppgbm_rekap.xls`, `eppgbm_sasaran.xls` | rekap dan sasaran e-PPGBM (rekaan) | halaman HTML bernama .xls, kepala bergabung tiga baris, baris Jumlah |\n\
| `stbm.xlsx`, `pamsimas.csv` | STBM dan PAMSIMAS (rekaan) | kepala bergabung dua baris; desa dan kecamatan dalam satu sel, ribuan bertanda koma |\n\
| `program_desa.xlsx` | program per desa 2024 dan 2025 (Bappeda) | satu lembar setiap tahun, 2024 dalam juta rupiah, baris jumlah per sumber dana |\n\
| `unggulan_desa.csv` | unggulan dan BUMDes | beberapa unggulan dalam satu sel; sebagian desa tanpa isi |\n\
| `kebenaran_program.csv` | apa yang ditanam di program 2025: `code,what` | `menumpuk`, `kosong`, `tidak sesuai` |\n\
| `kebenaran.csv` | apa yang ditanam: `code,pocket` | {planted} desa dalam {} kantong (1–{}), {lone} desa miskin yang berdiri sendiri (`terpencil`); desa lain latar |\n",
        villages.len(),
        name::KECAMATAN.len(),
        left_out(Table::Poverty),
        left_out(Table::Stunting),
        left_out(Table::Water),
        left_out(Table::Idm),
        POCKET_SIZES.len(),
        POCKET_SIZES.len(),
    )
    .into_bytes()
}
