//! The guide in Indonesian.

use crate::lang::Lang;
use crate::lang::guide::{Guide, GuidePage, GuideSay, GuideWord};
use crate::lang::number::count;

const L: Lang = Lang::Id;

pub fn word(word: GuideWord) -> &'static str {
    match word {
        GuideWord::Title => "Panduan Kantong",
        GuideWord::GoodToKnow => "Perlu diketahui",
        GuideWord::SavePdf => "Simpan panduan (PDF)",
        GuideWord::PictureNote => "Gambar dibuat Kantong dari data contoh (rekaan).",
    }
}

pub fn say(say: &GuideSay) -> String {
    match say {
        GuideSay::PageOf { at, of } => {
            format!("halaman {} dari {}", count(L, *at), count(L, *of))
        }
        GuideSay::Matched { villages, of } => {
            format!("{} dari {} desa", count(L, *villages), count(L, *of))
        }
    }
}

pub fn page(page: GuidePage) -> Guide {
    match page {
        GuidePage::Welcome => WELCOME,
        GuidePage::Data => DATA,
        GuidePage::Map => MAP,
        GuidePage::Pockets => POCKETS,
        GuidePage::Plan => PLAN,
        GuidePage::Meeting => MEETING,
    }
}

const WELCOME: Guide = Guide {
    title: "Mulai",
    aim: "Kantong menjawab satu pertanyaan: desa mana yang paling berat, mengapa, dan apa yang dibangun lebih dulu. Semua berjalan di komputer ini, tanpa internet.",
    steps: &[
        "Tekan “Buka contoh” untuk melihat semua langkah dengan data rekaan.",
        "Untuk data sendiri: lepaskan batas desa (.shp dengan .dbf dan .shx, GeoPackage, KML, atau zip) ke jendela.",
        "Periksa kabupaten dan jumlah desa yang terbaca, lalu pilih tempat menyimpan proyek.",
        "Ikuti lima langkah di atas dari kiri ke kanan: Data, Peta, Kantong, Rencana, Rakor.",
    ],
    notes: &[
        "Proyek adalah satu berkas .gpkg. Setiap perubahan langsung tersimpan; Ctrl+Z mengurungkan, juga esok hari.",
        "Ctrl+K mencari semua tindakan, desa dan indikator. F1 membuka panduan ini.",
        "Tombol matahari mengganti tampilan: terang, gelap, proyektor.",
    ],
};

const DATA: Guide = Guide {
    title: "1 Data",
    aim: "Tabel dinas masuk apa adanya dan dipasangkan dengan desa. Yang cocok, yang ragu dan yang tidak cocok terlihat sebelum dipakai.",
    steps: &[
        "Lepaskan tabel (.xlsx, .xls, .ods, .csv) ke jendela, beberapa sekaligus pun boleh.",
        "Lihat 50 baris pertama: kolom desa, tahun, satuan dan arah buruk sudah ditebak. Ubah yang keliru.",
        "Tekan Impor, lalu buka baris yang belum pasti. Terima calonnya, pilih desa lain, atau lewati.",
        "Buka tab temuan: kode ganda, persen di atas 100, angka janggal, masing-masing dengan sel asalnya.",
        "Simpan kartu balik untuk dinas; kartu yang sudah diisi diimpor lagi.",
    ],
    notes: &[
        "Kolom nama, NIK dan alamat tidak ikut tersimpan; daftar orang dihitung per desa.",
        "Kosong bukan nol. Desa tanpa data diarsir di peta dan tidak ikut dihitung.",
        "Keputusan pencocokan diingat untuk tabel berikutnya.",
    ],
};

const MAP: Guide = Guide {
    title: "2 Peta",
    aim: "Satu indikator, dua sekaligus, beberapa peta berdampingan, atau dua waktu. Warna di layar sama dengan warna di kertas.",
    steps: &[
        "Pilih indikator di kiri. Peta, legenda, tabel dan sebaran ikut berganti.",
        "Klik sebuah desa: angkanya, peringkatnya, dan sel asalnya tampil di kanan.",
        "Pilih “Dua” untuk air × stunting: sudut gelap menandai desa yang berat di keduanya.",
        "Geser batas kelas di bawah sebaran, atau pilih cara memotong kelas.",
        "Simpan gambar (PNG, SVG, PDF) atau tabelnya (XLSX, CSV, GeoJSON).",
    ],
    notes: &[
        "Jumlah digambar sebagai lingkaran, angka banding sebagai warna: desa luas bukan berarti banyak warga.",
        "Saringan, ukur jarak dan pilih dengan kotak ada di sisi kanan peta.",
    ],
};

const POCKETS: Guide = Guide {
    title: "3 Kantong",
    aim: "Mencari kelompok desa berat yang saling berdekatan, dengan aturan yang tertulis dan dapat diuji orang lain.",
    steps: &[
        "Pilih satu atau beberapa indikator dan bobotnya.",
        "Atur syarat: angka banding, jumlah, layanan yang kurang, kelompok. Setiap syarat dapat dimatikan.",
        "Tekan Hitung. Kantong bernomor di peta; desa berat yang berdiri sendiri ikut ditandai.",
        "Klik sebuah kantong atau desa: “Mengapa desa ini?” menjelaskan dengan kalimat dan sel asal.",
        "Bandingkan dengan aturan lain, lihat dari tahun ke tahun, atau usulkan desa lokus.",
    ],
    notes: &[
        "Kelompok diuji terhadap 9.999 susunan acak; benihnya dicatat, jadi hasilnya sama bila dihitung lagi.",
        "Desa dengan sedikit yang diukur ditandai: angkanya mudah berubah.",
        "Di peta, tabel dan diagram: klik memilih, seret membuat kotak (di peta dengan Shift), Shift menambah.",
    ],
};

const PLAN: Guide = Guide {
    title: "4 Rencana",
    aim: "Dengan pagu yang ada, di mana sarana dibangun supaya KK terlayani paling banyak, dan seberapa dekat itu dengan yang terbaik.",
    steps: &[
        "Pilih kebutuhan (misalnya KK tanpa air layak) dan jenis sarana dengan harga dan kapasitasnya.",
        "Geser pagu. Lokasi, KK terlayani dan buktinya dihitung ulang sambil digeser.",
        "Klik desa di peta untuk mewajibkan atau melarangnya, dan lihat harga keinginan itu.",
        "Sematkan rencana sebagai skenario A, B, C, lalu bandingkan di peta.",
        "Simpan daftar lokasi (XLSX), GeoJSON, atau GPX untuk alat lapangan.",
    ],
    notes: &[
        "Tab Program: daftar program semua dinas masuk di sini; terlihat desa yang ditumpuki dan yang kosong, dan tugas setiap dinas dengan tenggatnya.",
        "Tab Sasaran: target kabupaten, garis menuju nol per desa, perubahan sebelum dan sesudah program, dan desa tersukses.",
        "“Terbukti terbaik” berarti tidak ada susunan lain dalam pagu itu yang melayani lebih banyak.",
        "Jarak layanan dihitung dari titik di tengah permukiman desa; periksa di lapangan.",
    ],
};

const MEETING: Guide = Guide {
    title: "5 Rakor",
    aim: "Dari angka yang sama: tayangan untuk Bupati, paket untuk setiap dinas, daftar cek untuk camat.",
    steps: &[
        "Buat cerita: kemiskinan ekstrem, stunting dan air bersih, atau rencana PU. Langkahnya diisi dari proyek.",
        "Tambah langkah sendiri: atur peta di langkah 2, 3 atau 4, lalu “Simpan tampilan peta”.",
        "Ubah judul dan kalimat, geser urutan, hapus yang tidak perlu.",
        "Tekan F5 untuk menayangkan. Panah atau klik berikutnya berpindah, B menggelapkan layar, Esc selesai.",
        "Pada langkah rencana, panah atas dan bawah menggeser pagu di depan peserta.",
        "Buat paket Rakor: atlas, salindia, folder per dinas, cek lapangan, berita acara.",
    ],
    notes: &[
        "Kalimat yang tidak diubah mengikuti angka proyek; yang ditulis sendiri tetap seperti ditulis.",
        "Tayangan tidak memakai internet dan tidak menampilkan nama orang.",
        "H menampilkan semua tombol saat tayang.",
    ],
};
