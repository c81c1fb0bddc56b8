//! Which aid may come together: the editable matrix of `assets/profil/aturan_bantuan.toml`.

use std::collections::BTreeMap;

use super::parse::{choice, known, list, needed, table_of, text_of, texts};
use crate::base::fault::{At, PeopleFault, Stop};
use crate::dataset::header;

/// What a rule says of two programmes in one family, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Allowed,
    Check,
    Forbidden,
}

impl Verdict {
    pub fn id(self) -> &'static str {
        match self {
            Self::Allowed => "boleh",
            Self::Check => "perlu_cek",
            Self::Forbidden => "tidak_boleh",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Allowed, Self::Check, Self::Forbidden].into_iter().find(|v| v.id() == id)
    }
}

/// A programme and the words it is known by.
#[derive(Clone, Debug, PartialEq)]
pub struct Aid {
    pub name: String,
    /// Plain, its name first.
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    pub programmes: Vec<Aid>,
    /// Two names in their order → what is said of them.
    pairs: BTreeMap<(String, String), Verdict>,
    otherwise: Verdict,
    /// The file as it was, kept with the import.
    pub text: String,
}

/// The built-in matrix, filled: what `--example rules` prints.
pub const EXAMPLE: &str = include_str!("../../../assets/profil/aturan_bantuan.toml");

impl Rules {
    /// Reads a matrix; `at` names its file.
    ///
    /// # Errors
    /// `BadRules` with the key or line that cannot be understood.
    pub fn parse(text: &str, at: &At) -> Result<Self, Stop> {
        read(text).map_err(|why| Stop::fault(PeopleFault::BadRules { why }, at.clone()))
    }

    /// The strictest rule that two of these programmes break; one alone breaks none.
    pub fn of(&self, programmes: &[&str]) -> Verdict {
        let mut worst = Verdict::Allowed;
        for (i, a) in programmes.iter().enumerate() {
            for b in &programmes[i + 1..] {
                let rule = self.pairs.get(&pair(a, b)).copied().unwrap_or(self.otherwise);
                worst = worst.max(rule);
            }
        }
        worst
    }
}

impl Default for Rules {
    fn default() -> Self {
        read(EXAMPLE).unwrap_or_else(|_| Self {
            programmes: Vec::new(),
            pairs: BTreeMap::new(),
            otherwise: Verdict::Check,
            text: String::new(),
        })
    }
}

fn pair(a: &str, b: &str) -> (String, String) {
    let (a, b) = (header::plain(a), header::plain(b));
    if a <= b { (a, b) } else { (b, a) }
}

fn read(text: &str) -> Result<Rules, String> {
    let table = table_of(text)?;
    known(&table, &["lainnya", "program", "aturan"])?;
    let verdict = |key: &str, of: &toml::Table| -> Result<Option<Verdict>, String> {
        choice(of, key, Verdict::from_id)
            .map_err(|why| format!("{why} (boleh | perlu_cek | tidak_boleh)"))
    };
    let mut programmes = Vec::new();
    for program in list(&table, "program")? {
        known(&program, &["nama", "juga"])?;
        let name = needed(&program, "nama")?;
        let mut words = vec![header::plain(&name)];
        words.extend(texts(&program, "juga")?.iter().map(|word| header::plain(word)));
        programmes.push(Aid { name, words });
    }
    // Each programme is one bit of a family.
    if programmes.is_empty() || programmes.len() > 30 {
        return Err(format!("[[program]]: {} (1–30)", programmes.len()));
    }
    let mut pairs = BTreeMap::new();
    for rule in list(&table, "aturan")? {
        known(&rule, &["pasangan", "hasil", "sumber"])?;
        let both = texts(&rule, "pasangan")?;
        let [a, b] = &both[..] else { return Err("pasangan = [\"A\", \"B\"]".to_owned()) };
        for name in [a, b] {
            if !programmes.iter().any(|p| header::plain(&p.name) == header::plain(name)) {
                return Err(format!("pasangan: {name} ? ([[program]])"));
            }
        }
        text_of(&rule, "sumber")?;
        let result = verdict("hasil", &rule)?.ok_or("hasil = \"boleh\"")?;
        if pairs.insert(pair(a, b), result).is_some() {
            return Err(format!("{a} + {b} (2×)"));
        }
    }
    let otherwise = verdict("lainnya", &table)?.unwrap_or(Verdict::Check);
    Ok(Rules { programmes, pairs, otherwise, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pkh_and_sembako_may_come_together_and_blt_dd_with_neither() {
        let rules = Rules::parse(EXAMPLE, &At::default()).unwrap();
        assert_eq!(rules.of(&["PKH", "Sembako"]), Verdict::Allowed);
        assert_eq!(rules.of(&["Sembako", "PKH", "BLT-DD"]), Verdict::Forbidden);
        assert_eq!(rules.of(&["BPNT", "BLT DD"]), Verdict::Forbidden);
        assert_eq!(rules.of(&["BLT-DD"]), Verdict::Allowed);
        assert_eq!(rules.of(&["PKH", "Bantuan lain"]), Verdict::Check);
    }

    #[test]
    fn a_slip_in_the_matrix_is_refused_by_name() {
        let why = |text: &str| read(text).unwrap_err();
        assert!(
            why("[[program]]\nnama = 'A'\n[[aturan]]\npasangan = ['A', 'B']\nhasil = 'boleh'")
                .contains("B ?")
        );
        assert!(why("[[program]]\nnama = 'A'\nlainnya = 'x'").contains("lainnya ?"));
        assert!(why("lainnya = 'mungkin'\n[[program]]\nnama = 'A'").contains("tidak_boleh"));
    }
}
