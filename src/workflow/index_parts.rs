//! What an index was made of, read from the recipe that a run keeps.

use super::composite_recipe::{Recipe, Weights};

/// Ids and weights of its parts (equal ones where the recipe gives none); `None` for a text that is
/// no recipe.
pub fn weights_of(recipe: &str) -> Option<Vec<(String, f64)>> {
    let recipe = Recipe::parse(recipe).ok()?;
    let given = recipe.weights == Weights::Given;
    let weight = |weight: Option<f64>| if given { weight.unwrap_or(0.0) } else { 1.0 };
    Some(recipe.parts.into_iter().map(|p| (p.indicator, weight(p.weight))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_weights_are_read_and_others_are_equal() {
        let text = "id = \"x\"\nname = \"X\"\nweights = \"given\"\n\
                    [[part]]\nindicator = \"a\"\nweight = 0.6\n[[part]]\nindicator = \"b\"\nweight = 0.4\n";
        let weights = weights_of(text).unwrap();
        assert_eq!(weights, [("a".to_owned(), 0.6), ("b".to_owned(), 0.4)]);
        let equal = weights_of(&text.replace("given", "equal").replace("weight = 0.6\n", ""));
        assert!(equal.is_none_or(|w| w.iter().all(|(_, w)| *w == 1.0)));
        assert_eq!(weights_of("no recipe"), None);
    }
}
