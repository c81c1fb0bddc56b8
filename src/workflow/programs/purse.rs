//! Whose money a column of amounts is, by its header: a source of funds that is known, or words that
//! wait for an answer.

use super::cells;
use super::words;
use crate::dataset::layout::Laid;
use crate::plan::programme::Fund;

/// What the header of a column says of who pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purse {
    pub fund: Option<Fund>,
    /// What is written into the register: the fund's own id, or the header's words.
    pub written: String,
    /// Its telling words: "Pagu DD" and "Realisasi DD" are one purse, "DD" and "ADD" are two.
    telling: String,
    /// Money that went out, of what was planned.
    pub is_spent: bool,
}

/// How surely a header names who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surety {
    /// Beside other purses only: "Lainnya".
    Beside,
    /// One of several, or its unknown name under "Sumber Dana".
    Likely,
    Known,
}

impl Purse {
    /// `own` and `whole` are the plain words of the header's last part and of all of it.
    pub fn of(header: &str, own: &str, whole: &str) -> Option<(Self, Surety)> {
        let fund = words::fund(own).or_else(|| words::fund(whole));
        let surety = match fund {
            Some(_) => Surety::Known,
            None => unknown(own, whole)?,
        };
        let purse = Self::made(header, own, fund);
        (!purse.telling.is_empty()).then_some((purse, surety))
    }

    /// A column that only its sum shows to be a purse.
    pub fn unnamed(header: &str, own: &str) -> Self {
        Self::made(header, own, None)
    }

    fn made(header: &str, own: &str, fund: Option<Fund>) -> Self {
        let written = match fund {
            Some(fund) => fund.id().to_owned(),
            None => last(header).to_owned(),
        };
        let spent = ["realisasi", "serapan", "terserap", "sisa", "capaian"];
        let is_spent = own.split(' ').any(|word| spent.contains(&word));
        Self { fund, written, telling: telling(own), is_spent }
    }

    /// Whether two columns hold the money of one purse, planned and spent.
    pub fn is_same(&self, other: &Self) -> bool {
        let alike = self.telling == other.telling;
        match (self.fund, other.fund) {
            (Some(own), Some(others)) if own == others => alike || self.is_spent != other.is_spent,
            (None, None) => alike,
            _ => false,
        }
    }

    /// Two purses of one source of funds keep their own words, so that each keeps its money.
    pub fn in_own_words(&mut self, header: &str) {
        let own = last(header);
        if words::fund(&words::plain(own)) == self.fund {
            own.clone_into(&mut self.written);
        }
    }

    /// "APBD" beside "APBD Provinsi" is the kabupaten's.
    pub fn is_of_whom(&self) -> bool {
        self.fund.is_none() && self.telling == "apbd"
    }

    pub fn own_kabupaten(&mut self) {
        self.fund = Some(Fund::Kabupaten);
        Fund::Kabupaten.id().clone_into(&mut self.written);
    }
}

fn last(header: &str) -> &str {
    header.rsplit('›').next().unwrap_or(header).trim()
}

/// The words of a header without years, scales and what the amount is.
fn telling(own: &str) -> String {
    let filler = [
        "pagu",
        "realisasi",
        "anggaran",
        "rencana",
        "serapan",
        "terserap",
        "sisa",
        "capaian",
        "alokasi",
        "jumlah",
        "nilai",
        "dana",
        "sumber",
        "dari",
        "rp",
        "rupiah",
        "juta",
        "jutaan",
        "ribu",
        "ribuan",
        "miliar",
        "dalam",
        "tahun",
        "ta",
        "000",
    ];
    let is_word = |word: &&str| !filler.contains(word) && !word.chars().all(|c| c.is_ascii_digit());
    let words: Vec<&str> = own.split(' ').filter(is_word).collect();
    words.join(" ")
}

/// Words that name a purse which is none of the known sources.
fn unknown(own: &str, whole: &str) -> Option<Surety> {
    let says = |names: &[&str]| names.iter().any(|name| holds(own, name));
    if says(&["jumlah", "total", "persen", "status", "keterangan", "ket"]) {
        return None;
    }
    let head = whole.strip_suffix(own).unwrap_or_default();
    let heads = ["sumber dana", "sumber pendanaan", "sumber pembiayaan", "sumber anggaran"];
    if heads.iter().any(|name| holds(head, name)) || !words::named_funds(own).is_empty() {
        return Some(Surety::Likely);
    }
    let likely = [
        "swadaya",
        "masyarakat",
        "gotong royong",
        "hibah",
        "pihak ketiga",
        "donatur",
        "lsm",
        "ngo",
        "apbd",
        "banprov",
        "dekonsentrasi",
    ];
    if says(&likely) {
        return Some(Surety::Likely);
    }
    let beside = ["lain", "lainnya", "lain lain", "sumber lain", "pinjaman", "iuran", "sharing"];
    says(&beside).then_some(Surety::Beside)
}

/// Whether words stand in a text as a whole.
fn holds(text: &str, name: &str) -> bool {
    let (text, name) = (format!(" {text} "), format!(" {name} "));
    text.contains(&name)
}

/// Whether columns add up to another in eight of ten rows.
pub fn adds_up(laid: &Laid, parts: &[usize], total: usize) -> bool {
    let (mut rows, mut agree) = (0_usize, 0_usize);
    for row in 0..laid.rows.len() {
        let Some(stated) = cells::amount(laid, row, total).filter(|sum| *sum > 0.0) else {
            continue;
        };
        let sum: f64 = parts.iter().filter_map(|part| cells::amount(laid, row, *part)).sum();
        rows += 1;
        agree += usize::from((sum - stated).abs() <= 0.051 + stated * 1e-9);
    }
    rows > 0 && agree * 10 >= rows * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::programs::heading::plain;

    fn of(header: &str) -> Option<(Purse, Surety)> {
        Purse::of(header, &plain(last(header)), &plain(header))
    }

    #[test]
    fn headers_name_who_pays_or_wait() {
        for (header, fund, surety) in [
            ("APBN (70%)", Some(Fund::Apbn), Surety::Known),
            ("APBDes", Some(Fund::Village), Surety::Known),
            ("APBD", None, Surety::Likely),
            ("Swadaya", None, Surety::Likely),
            ("Sumber Dana › Kas Nagari", None, Surety::Likely),
            ("Lainnya", None, Surety::Beside),
        ] {
            let (purse, found) = of(header).expect(header);
            assert_eq!((purse.fund, found), (fund, surety), "{header}");
        }
        for header in ["Total (Rp)", "Sumber Dana › Jumlah", "Volume", "Padi", "Pagu (Rp)"] {
            assert_eq!(of(header), None, "{header}");
        }
    }

    #[test]
    fn planned_and_spent_are_one_purse_and_two_names_are_two() {
        let same = |a: &str, b: &str| of(a).unwrap().0.is_same(&of(b).unwrap().0);
        assert!(same("Pagu DAK", "Realisasi DAK"));
        assert!(same("Pagu DAK", "DAK (Rp)"));
        assert!(same("Dana Desa", "Realisasi DD"));
        assert!(!same("DD", "ADD"));
        assert!(!same("APBN", "DAK"));
        assert!(!same("Swadaya", "Hibah"));
    }
}
