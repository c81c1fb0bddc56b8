//! What reading a table decided about its figures, in Indonesian: units, thousands, series, positions.

use super::data::some_of;
use crate::lang::Lang;
use crate::lang::number::count;

const L: Lang = Lang::Id;

type Said = (String, String);

pub(super) fn mixed_units(column: &str, samples: &[String]) -> Said {
    (
        format!(
            "Kolom “{column}” tidak dipakai: angkanya bersatuan macam-macam ({})",
            some_of(samples)
        ),
        "Tulis semua angkanya dalam satu satuan, dan satuannya di judul kolom".into(),
    )
}

pub(super) fn as_thousands(column: &str, cells: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} angka pecahan di kolom “{column}” ({}) dibaca ribuan, karena orang dan \
keluarga tidak pecahan",
            count(L, cells),
            samples.join("; ")
        ),
        "Bila keliru, tulis decimal = \"point\" bagi kolom itu di resep, atau jawab “12.345,6” \
di layar impor"
            .into(),
    )
}

pub(super) fn in_count(column: &str, cells: usize, samples: &[String]) -> Said {
    (
        format!(
            "Kolom “{column}” berisi {} angka pecahan ({}), padahal orang dan keluarga tidak \
pecahan",
            count(L, cells),
            samples.join("; ")
        ),
        "Periksa selnya: mungkin titik ribuan yang hilang, atau bukan jumlah".into(),
    )
}

pub(super) fn mirrored(n: usize, of: usize) -> Said {
    (
        format!(
            "{} dari {} titik lintangnya tanpa tanda minus, di utara khatulistiwa dan di luar \
peta; dibaca lintang selatan",
            count(L, n),
            count(L, of)
        ),
        "Bila memang di utara: undo, dan periksa kabupaten petanya".into(),
    )
}

pub(super) fn continued(ids: &[String]) -> Said {
    (
        format!(
            "Meneruskan indikator yang sudah ada ({}): judul, satuan dan angkanya sejalan",
            some_of(ids)
        ),
        "Bila bukan indikator yang sama: undo, lalu impor lagi dengan --series apart".into(),
    )
}

pub(super) fn apart(ids: &[String], wanted: &[String]) -> Said {
    (
        if let ([id], [wanted]) = (ids, wanted) {
            format!(
                "Sudah ada indikator “{wanted}” dari tabel lain; yang ini \
disimpan sebagai “{id}”"
            )
        } else {
            format!(
                "Sudah ada {} indikator bernama sama dari tabel lain ({}); yang ini \
disimpan sebagai {}",
                count(L, wanted.len()),
                some_of(wanted),
                some_of(ids)
            )
        },
        "Bila itu laporan berikutnya dari indikator yang sama: undo, lalu impor lagi dengan \
--series same, atau pilih “Satu deret” di layar impor"
            .into(),
    )
}

pub(super) fn kept_strays(rows: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} baris menulis kabupatennya lain ({}), tetapi kecamatan dan desanya milik peta ini; \
tetap dipakai",
            count(L, rows),
            some_of(samples)
        ),
        "Periksa kolom kabupaten atau kode di baris itu".into(),
    )
}

pub(super) fn left_strays(rows: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} baris disisihkan karena menyebut kabupaten lain, padahal kecamatan dan desanya ada di \
peta ini: {}",
            count(L, rows),
            some_of(samples)
        ),
        "Bila barisnya milik kabupaten ini, betulkan kolom kabupatennya, lalu impor lagi".into(),
    )
}
