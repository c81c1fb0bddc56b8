//! How surely the header of a column is that of a field of the register.

use super::words;
use crate::plan::programme::Field;

/// A header's words, the short ones in full.
pub fn plain(header: &str) -> String {
    let words = words::plain(header);
    let full = |word: &str| match word {
        "jml" | "jlh" | "jmlh" | "jum" | "jmh" => "jumlah".to_owned(),
        "thn" | "th" => "tahun".to_owned(),
        "keg" => "kegiatan".to_owned(),
        "prog" => "program".to_owned(),
        "angg" => "anggaran".to_owned(),
        "hrg" => "harga".to_owned(),
        other => other.to_owned(),
    };
    words.split(' ').map(full).collect::<Vec<_>>().join(" ")
}

/// The words without the year among them: "KK 2024" counts what "KK" counts.
pub fn yearless(header: &str) -> String {
    let is_year = |word: &&str| word.len() == 4 && super::read::year(word).is_some();
    let words = header.split(' ').filter(|word| !is_year(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether words stand in a header, each as a whole.
fn holds(header: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        header.match_indices(name).any(|(at, _)| {
            let end = at + name.len();
            (at == 0 || header.as_bytes()[at - 1] == b' ')
                && (end == header.len() || header.as_bytes()[end] == b' ')
        })
    })
}

/// Words of an amount of money.
const AMOUNTS: [&str; 8] =
    ["pagu", "anggaran", "jumlah", "nilai", "rp", "rupiah", "dana", "belanja"];

/// Whether a header names a purse of the state: its cells are amounts.
pub fn is_purse(header: &str) -> bool {
    holds(&plain(header), &["apbd", "apbn", "dak", "dau", "apbdes", "bankeu", "pagu", "anggaran"])
}

/// What one of it costs: never what is paid.
pub fn is_price(header: &str) -> bool {
    let is_sum = holds(header, &["jumlah", "total"]);
    let each = [
        "satuan",
        "per unit",
        "per orang",
        "per kk",
        "per kpm",
        "per paket",
        "per keluarga",
        "per jiwa",
        "per rumah",
        "per ha",
        "per ekor",
        "per bulan",
    ];
    let money = ["harga", "biaya", "nilai", "tarif", "rp"];
    let whole = ["unit cost", "unit price", "harga unit", "biaya unit"];
    !is_sum
        && !holds(header, &["satuan kerja"])
        && (holds(header, &whole)
            || (holds(header, &money) && holds(header, &each))
            || holds(header, &["rp unit", "rp kk", "rp kpm", "rp orang", "rp paket", "rp ha"]))
}

/// Money that is no programme's of its year: what is foreseen for the next one, what was left of the
/// last, what is only asked for. `whole` is all of a header's path.
pub fn is_beside(own: &str, whole: &str) -> bool {
    let foreseen =
        ["prakiraan maju", "perkiraan maju", "prakiraan", "proyeksi", "n 1", "tahun n 1"];
    let left = ["sisa", "silpa", "usulan anggaran", "usulan pagu", "usulan dana", "usulan biaya"];
    let is_asked = own.split(' ').next() == Some("usulan") && super::read::year(own).is_some();
    holds(whole, &foreseen) || holds(own, &left) || is_asked
}

/// How surely a header is that of a field: 0 = not at all.
#[expect(
    clippy::too_many_lines,
    reason = "the words of one field a line, matched without a catch-all"
)]
pub fn score(field: Field, header: &str) -> u8 {
    let is = |names: &[&str]| names.contains(&header);
    let has = |names: &[&str]| holds(header, names);
    let rank = |sure: bool, likely: bool, maybe: bool| {
        if sure {
            4
        } else if likely {
            3
        } else if maybe {
            2
        } else {
            0
        }
    };
    let is_code = has(&["kode", "kd", "rekening", "id", "no", "nomor"]);
    match field {
        Field::Code => {
            let of = has(&["kegiatan", "sub kegiatan", "subkegiatan", "program", "rekening"]);
            let most = has(&["sub kegiatan", "subkegiatan"]);
            if has(&["kode", "kd"]) && of { 4 + u8::from(most) } else { 0 }
        }
        _ if is_code => 0,
        Field::Programme => rank(
            is(&["program", "nama program", "programme", "program bantuan"]),
            is(&[
                "jenis bantuan",
                "nama bantuan",
                "bantuan",
                "jenis program",
                "intervensi",
                "bentuk bantuan",
            ]) || header.starts_with("program"),
            has(&["program", "bantuan", "intervensi"]) && !has(&["jumlah", "nilai", "penerima"]),
        ),
        Field::Activity if is(&["sub kegiatan", "nama sub kegiatan", "subkegiatan"]) => 5,
        Field::Activity => rank(
            is(&["kegiatan", "nama kegiatan", "sub kegiatan", "uraian kegiatan", "subkegiatan"]),
            is(&[
                "uraian",
                "rincian",
                "pekerjaan",
                "nama pekerjaan",
                "jenis kegiatan",
                "aktivitas",
                "uraian pekerjaan",
                "rincian kegiatan",
                "usulan",
                "usulan kegiatan",
                "nama paket",
                "paket pekerjaan",
                "nama paket pekerjaan",
                "nomenklatur",
            ]),
            has(&["kegiatan", "uraian", "pekerjaan", "paket", "nomenklatur", "belanja"])
                && !has(&["jumlah", "nilai", "lokasi", "jenis", "status"]),
        ),
        Field::Office => rank(
            is(&[
                "dinas",
                "opd",
                "skpd",
                "perangkat daerah",
                "dinas opd",
                "opd pelaksana",
                "dinas pelaksana",
                "nama opd",
                "dinas pelaku",
                "opd pengampu",
            ]),
            has(&["opd", "skpd", "dinas", "perangkat daerah"]),
            has(&[
                "pelaksana",
                "pelaku",
                "instansi",
                "penanggung jawab",
                "pengampu",
                "leading sector",
                "lembaga",
                "perusahaan",
                "donatur",
            ]),
        ),
        Field::Fund => rank(
            is(&["sumber dana", "sumber pendanaan", "sumber anggaran", "sumber pembiayaan"]),
            has(&[
                "sumber dana",
                "sumber pendanaan",
                "sumber anggaran",
                "sumber biaya",
                "asal dana",
                "pendanaan",
            ]),
            is(&["sumber", "dana", "nama sumber", "jenis dana"]),
        ),
        Field::Year => rank(
            is(&["tahun", "tahun anggaran", "ta", "thn", "t a", "tahun pelaksanaan"]),
            has(&["tahun anggaran", "tahun pelaksanaan"]),
            has(&["tahun"]) && header.len() < 24,
        ),
        Field::Recipients | Field::Unit | Field::Rupiah if is_price(header) => {
            u8::from(field == Field::Rupiah)
        }
        // What changed is no amount; what is in force goes before what was first planned.
        Field::Rupiah if has(&["bertambah", "berkurang", "selisih", "bertambah berkurang"]) => 0,
        Field::Rupiah if has(&["sebelum", "semula"]) => 2 * u8::from(has(&AMOUNTS)),
        Field::Rupiah if has(&["setelah", "sesudah"]) && has(&AMOUNTS) => 5,
        Field::Rupiah if has(&["perubahan"]) && has(&["pagu", "anggaran"]) => 5,
        Field::Rupiah if is_beside(header, header) => u8::from(has(&AMOUNTS)),
        // "Harga" is what is paid only where no other column is.
        Field::Rupiah if header.starts_with("harga") => 1,
        Field::Recipients => rank(
            is(&[
                "jumlah penerima",
                "penerima manfaat",
                "jumlah penerima manfaat",
                "jumlah sasaran",
                "jumlah kpm",
                "penerima",
                "sasaran penerima",
            ]),
            has(&["penerima", "kpm", "sasaran", "pemanfaat"]) && !has(&["nama", "desa", "nilai"]),
            has(&[
                "volume",
                "vol",
                "kuantitas",
                "kuantum",
                "qty",
                "target",
                "jumlah kk",
                "jumlah jiwa",
                "jumlah orang",
                "jumlah unit",
                "jumlah keluarga",
                "jumlah rumah tangga",
                "banyaknya",
            ]) || is(&["kk", "jiwa", "orang", "keluarga", "rumah tangga"]),
        ),
        Field::Unit => {
            rank(is(&["satuan", "satuan penerima", "unit", "sat"]), has(&["satuan"]), false)
        }
        Field::Rupiah => rank(
            has(&["pagu"]) || header.starts_with("anggaran") || is(&["jumlah anggaran"]),
            has(&["anggaran", "rupiah", "rp", "nilai", "nominal", "alokasi", "jumlah dana"])
                && !has(&["tahun", "sumber"]),
            has(&[
                "biaya",
                "dana",
                "realisasi",
                "jumlah",
                "besaran",
                "besarnya",
                "besar",
                "total",
                "sebesar",
                "plafon",
                "plafond",
                "hps",
                "kontrak",
                "serapan",
                "uang",
                "belanja",
            ]) && !has(&["sumber", "desa", "nomor", "tanggal"]),
        ),
        Field::Status => rank(
            is(&["status", "status pelaksanaan", "status kegiatan", "progres", "progress"]),
            has(&["status", "progres", "progress", "realisasi fisik", "keterangan pelaksanaan"]),
            is(&["keterangan", "ket", "pelaksanaan"]),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_force_goes_before_money_of_another_time() {
        let rank = |header: &str| score(Field::Rupiah, &plain(header));
        for (own, other) in [
            ("Anggaran Setelah Perubahan (Rp)", "Anggaran Sebelum Perubahan (Rp)"),
            ("Jumlah Sesudah Perubahan", "Jumlah Semula"),
            ("Pagu Perubahan", "Pagu Murni"),
            ("Pagu Indikatif Tahun 2026", "Prakiraan Maju Tahun 2027 Pagu Indikatif"),
            ("Anggaran 2026", "Sisa Anggaran 2025"),
        ] {
            assert!(rank(own) > rank(other), "{own} {other}");
        }
        for header in
            ["Prakiraan Maju Tahun 2027", "Pagu N+1", "Sisa Anggaran 2025", "Usulan 2027 (Rp)"]
        {
            let header = plain(header);
            assert!(is_beside(&header, &header), "{header}");
        }
        for header in ["Usulan", "Pagu Indikatif 2026", "Realisasi 2024 (Rp)"] {
            let header = plain(header);
            assert!(!is_beside(&header, &header), "{header}");
        }
    }
}
