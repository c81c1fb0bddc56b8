//! What an answer says and what it denies: "tidak memakai tangki septik" has no septic tank.

use crate::dataset::header;

/// The words of an answer, each with what a denial needs.
pub(super) struct Saying {
    words: Vec<String>,
    /// Whether a mark stands before the word: "Tidak, BABS" denies no BABS.
    apart: Vec<bool>,
    denied: Vec<bool>,
}

/// Of what one says that it is not there, and of what that it is something else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Denial {
    Lacks,
    Differs,
}

/// As many words may stand between a denial and what it denies.
const REACH: usize = 3;
/// "Tidak MEMILIKI tangki septik".
const HAVING: [&str; 17] = [
    "ada",
    "punya",
    "memiliki",
    "mempunyai",
    "menggunakan",
    "memakai",
    "pakai",
    "gunakan",
    "dengan",
    "ber",
    "bertangki",
    "di",
    "yang",
    "berupa",
    "dari",
    "terbuat",
    "termasuk",
];
/// Where the next thing is told.
const TURNS: [&str; 8] =
    ["tapi", "tetapi", "namun", "melainkan", "hanya", "numpang", "menumpang", "ikut"];
/// What may follow a denial that ends an answer: "PDAM (tidak AKTIF)".
const STATES: [&str; 14] = [
    "ada",
    "punya",
    "memiliki",
    "tersedia",
    "aktif",
    "berfungsi",
    "jalan",
    "mengalir",
    "dipakai",
    "digunakan",
    "terpakai",
    "lagi",
    "layak",
    "sehat",
];

impl Saying {
    pub(super) fn of(text: &str) -> Self {
        let (mut words, mut apart) = (Vec::new(), Vec::new());
        for part in text.split([',', ';', ':', '(', ')', '[', ']']) {
            let own = header::words(part);
            apart.extend((0..own.len()).map(|at| at == 0));
            words.extend(own.iter().map(|word| spelled(word)));
        }
        let mut saying = Self { denied: vec![false; words.len()], words, apart };
        saying.deny();
        saying
    }

    /// Whether anything is denied.
    pub(super) fn denies(&self) -> bool {
        self.words.iter().any(|word| denial(word).is_some())
    }

    /// Whether a phrase of a profile is said, and not denied.
    pub(super) fn says(&self, phrase: &str) -> bool {
        let phrase: Vec<String> = phrase.split(' ').map(spelled).collect();
        let [first, rest @ ..] = &phrase[..] else { return false };
        match denial(first) {
            Some(of) if !rest.is_empty() => self.lacks(of, rest),
            denies => self.windows(&phrase).any(|at| denies.is_some() || !self.denied[at]),
        }
    }

    fn windows<'a>(&'a self, phrase: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let starts = self.words.windows(phrase.len()).enumerate();
        starts.filter(move |(_, words)| *words == phrase).map(|(at, _)| at)
    }

    /// "tidak terlindung": the denial, then what is denied, "ada" or "memakai" between them.
    fn lacks(&self, of: Denial, rest: &[String]) -> bool {
        self.windows(rest).any(|at| {
            let between = self.words[..at].iter().rev();
            let having = between.take_while(|word| HAVING.contains(&word.as_str())).count();
            let denials = (at.saturating_sub(having + 1)..at).rev();
            let mut near = denials.take_while(|n| !self.apart[n + 1]);
            near.any(|n| denial(&self.words[n]) == Some(of))
        })
    }

    fn deny(&mut self) {
        let mut reach = 0;
        for at in 0..self.words.len() {
            let word = self.words[at].as_str();
            if self.apart[at] || TURNS.contains(&word) {
                reach = 0;
            }
            self.denied[at] = reach > 0;
            reach = if denial(word).is_some() { REACH + 1 } else { reach.saturating_sub(1) };
        }
        // "Septic tank: tidak", "sumur terlindung tidak ada".
        let state = |word: &String| STATES.contains(&word.as_str());
        let last = self.words.iter().rposition(|word| !state(word));
        let ends =
            |at: &usize| ["tidak", "belum", "bukan", "nonaktif"].contains(&&*self.words[*at]);
        if let Some(last) = last.filter(ends) {
            self.denied[..last].fill(true);
        }
    }
}

/// Short and spoken forms of a denial as it is written out.
fn spelled(word: &str) -> String {
    match word {
        "tdk" | "tak" | "tdak" | "tiada" | "gak" | "nggak" | "enggak" => "tidak",
        "blm" => "belum",
        "non" | "bkn" => "bukan",
        _ => word,
    }
    .to_owned()
}

fn denial(word: &str) -> Option<Denial> {
    match word {
        "tidak" | "tanpa" | "belum" => Some(Denial::Lacks),
        "bukan" | "selain" | "bebas" => Some(Denial::Differs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_said_and_what_is_denied_by_name_is() {
        let says = |text: &str, phrase: &str| Saying::of(text).says(phrase);
        for text in [
            "Tidak menggunakan tangki septik",
            "Non tangki septik",
            "Tangki: tidak",
            "Tangki (tidak aktif)",
            "Belum punya jamban dengan tangki",
            "Selain tangki/cubluk",
        ] {
            assert!(!says(text, "tangki"), "{text}");
        }
        for text in ["Tangki septik", "Tanpa cubluk, tangki", "Tidak punya tapi numpang tangki"] {
            assert!(says(text, "tangki"), "{text}");
        }
        for text in ["SUMUR TDK. TERLINDUNG", "sumur blm terlindung", "Tidak ada yang terlindung"] {
            assert!(says(text, "tak terlindung"), "{text}");
        }
        assert!(!says("Bukan terlindung", "tidak terlindung") && says("Non tanah", "bukan tanah"));
        assert!(says("Tidak, BABS", "babs") && !says("Bebas BABS", "babs"));
        assert!(says("Tidak berisiko", "tidak") && !says("Belum diketahui", "tidak"));
        assert!(says("Tembok tanpa plester", "tembok"));
    }
}
