//! Whom a plan serves, as a word: households, unless the indicator counts others.

use super::Lang;

/// The unit of a demand: `balita`, `jiwa`, `ibu`; households where nothing else is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose(Option<String>);

impl Whose {
    /// From the unit of an indicator.
    pub fn of(unit: &str) -> Self {
        let unit = unit.trim();
        let households = unit.is_empty() || unit.eq_ignore_ascii_case("kk") || unit == "%";
        Self((!households).then(|| unit.to_owned()))
    }

    pub fn is_households(&self) -> bool {
        self.0.is_none()
    }

    /// The word itself.
    pub fn word(&self, lang: Lang) -> &str {
        match (&self.0, lang) {
            (Some(unit), Lang::Id) => unit,
            (Some(unit), Lang::En) => match unit.as_str() {
                "balita" => "toddlers",
                "jiwa" => "persons",
                "ibu" => "mothers",
                other => other,
            },
            (None, Lang::Id) => "KK",
            (None, Lang::En) => "households",
        }
    }

    /// A sentence about households, said of whom the plan is about.
    pub fn tell(&self, lang: Lang, text: impl Into<String>) -> String {
        let text = text.into();
        if self.0.is_none() {
            return text;
        }
        let own = self.word(lang);
        let mut told = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            told.push_str(if is_household(word) { own } else { word });
            let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
            told.push_str(&after[..gap]);
            rest = &after[gap..];
        }
        told
    }
}

fn is_household(word: &str) -> bool {
    matches!(word, "KK" | "households" | "household")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn households_stay_and_others_have_their_own_word() {
        let text = "4.501 dari 27.404 KK terlayani, Rp per KK; KKN tetap";
        assert_eq!(Whose::of("KK").tell(Lang::Id, text), text);
        assert_eq!(Whose::default().tell(Lang::Id, text), text);
        let toddlers = Whose::of("balita").tell(Lang::Id, text);
        assert_eq!(toddlers, "4.501 dari 27.404 balita terlayani, Rp per balita; KKN tetap");
        let english = Whose::of("jiwa").tell(Lang::En, "12 of 30 households served (KK)");
        assert_eq!(english, "12 of 30 persons served (persons)");
        assert_eq!(Whose::of("balita").tell(Lang::Id, ""), "");
    }
}
