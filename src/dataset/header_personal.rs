//! Headers of columns about single persons: what is never imported, what may be a person's.

use super::header::{VILLAGE, has, words};

/// Personal data of one person: never imported, whatever the cells hold.
pub fn personal(header: &str) -> bool {
    const REACH: [&str; 12] = [
        "nik",
        "nip",
        "nokk",
        "nohp",
        "hp",
        "telepon",
        "telpon",
        "telp",
        "handphone",
        "whatsapp",
        "wa",
        "email",
    ];
    const ALONE: [&str; 8] =
        ["ktp", "noktp", "nomorktp", "rekening", "norek", "norekening", "nokontak", "kontakperson"];
    let words = words(header);
    let joined = words.concat();
    has(&words, &REACH)
        || ALONE.contains(&joined.as_str())
        || ["nokk", "nomorkk", "nokartukeluarga", "nomorkartukeluarga", "idkeluarga", "idindividu"]
            .contains(&joined.as_str())
        || (has(&words, &["tanggal", "tgl"]) && has(&words, &["lahir"]))
        || (has(&words, &["no", "nomor"]) && has(&words, &["kk", "hp", "rekening", "wa"]))
        || (has(&words, &["gaji", "umur", "usia"]) && has(&words, &["kades", "lurah", "sekdes"]))
}

/// A person's or a family's own number: NIK, No KK, ID Keluarga. A table with one is a list of
/// persons, if its villages come again.
pub fn personal_number(header: &str) -> bool {
    let words = words(header);
    let joined = words.concat();
    let ids = ["idkeluarga", "idp3ke", "iddtks", "idbdt", "idart", "idindividu", "idruta"];
    has(&words, &["nik", "nokk"])
        || (has(&words, &["no", "nomor"]) && has(&words, &["kk", "ktp"]))
        || joined.contains("kartukeluarga")
        || ids.contains(&joined.as_str())
}

/// "Nama" and nothing else: in a list of persons it is the person's.
pub fn nameless(header: &str) -> bool {
    ["nama", "name", "namakrt", "nm"].contains(&words(header).concat().as_str())
}

/// What stands beside the names of persons and not of things: age, sex, address.
pub fn beside_a_person(header: &str) -> bool {
    let words = words(header);
    let signs = [
        "umur",
        "usia",
        "kelamin",
        "lp",
        "jk",
        "lahir",
        "alamat",
        "rt",
        "rw",
        "pekerjaan",
        "agama",
        "bantuan",
        "penerima",
        "desil",
        "ibu",
        "ayah",
        "suami",
        "istri",
        "gizi",
    ];
    has(&words, &signs) || words.concat() == "lp" || personal(header)
}

/// Personal only where the cells hold text: "Kepala Keluarga" may also be a count.
pub fn personal_text(header: &str) -> bool {
    let words = words(header);
    let someone = [
        "anak", "balita", "krt", "ibu", "ayah", "ortu", "orang", "kepala", "kk", "suami", "istri",
        "art", "penerima", "individu", "lengkap", "pemilik",
    ];
    has(&words, &["alamat"])
        || (has(&words, &["kepala"]) && has(&words, &["keluarga"]))
        || (has(&words, &["nama"]) && has(&words, &someone) && !has(&words, VILLAGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_columns_are_known_and_a_count_of_families_is_none() {
        for header in ["NIK", "No KK", "Tgl Lahir", "NIK Kepala Keluarga", "ID Keluarga"] {
            assert!(personal(header), "{header}");
        }
        assert!(
            personal_text("Nama Anak") && personal_text("alamat") && personal_text("Nama Ortu")
        );
        assert!(!personal("Jumlah KK") && !personal_text("NAMA DESA"));
    }
}
