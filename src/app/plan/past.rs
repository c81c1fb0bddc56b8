//! Changes of the question in step 4 that can be taken back before anything in the project is: a
//! drag of a slider is one change, and what was done last is undone first.

use crate::workflow::sites::recipe::Recipe;

/// Most changes that are remembered.
const MOST: usize = 200;

/// Questions before and after the one that stands.
#[derive(Clone, Debug, Default)]
pub struct Past {
    before: Vec<Recipe>,
    after: Vec<Recipe>,
    /// The project's revision at the last change; `None` = whatever it is.
    revision: Option<u64>,
    /// When the pointer went down for the last change.
    press: Option<f64>,
}

impl Past {
    /// Keeps the question that a change leaves behind. Changes under one press of the pointer are
    /// one.
    pub fn keep(&mut self, left: Recipe, revision: u64, press: Option<f64>) {
        self.after.clear();
        let same = press.is_some() && press == self.press && self.revision == Some(revision);
        (self.revision, self.press) = (Some(revision), press);
        if same && !self.before.is_empty() {
            return;
        }
        if self.before.len() >= MOST {
            self.before.remove(0);
        }
        self.before.push(left);
    }

    /// The question before, in place of `now`; `None` where a change of the project came after it,
    /// which is to be undone first, or where nothing is left.
    pub fn back(&mut self, now: &Recipe, revision: u64) -> Option<Recipe> {
        if self.before.is_empty() {
            return None;
        }
        if self.revision.is_some_and(|own| own != revision) {
            self.revision = None;
            return None;
        }
        self.press = None;
        let before = self.before.pop()?;
        self.after.push(now.clone());
        Some(before)
    }

    /// The question that was taken back last.
    pub fn forth(&mut self, now: &Recipe) -> Option<Recipe> {
        let after = self.after.pop()?;
        self.press = None;
        self.before.push(now.clone());
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Recipe {
        Recipe { name: name.to_owned(), ..Recipe::default() }
    }

    #[test]
    fn a_drag_is_one_change_and_a_later_change_of_the_project_goes_first() {
        let mut past = Past::default();
        past.keep(named("a"), 1, Some(0.5));
        past.keep(named("b"), 1, Some(0.5));
        past.keep(named("c"), 1, Some(0.9));
        assert_eq!(past.back(&named("d"), 1), Some(named("c")));
        assert_eq!(past.back(&named("c"), 1), Some(named("a")));
        assert_eq!(past.back(&named("a"), 1), None);
        assert_eq!(past.forth(&named("a")), Some(named("c")));
        // A pin came in between: it is undone before the question.
        assert_eq!(past.back(&named("c"), 2), None);
        assert_eq!(past.back(&named("c"), 3), Some(named("a")));
        past.keep(named("x"), 3, None);
        assert_eq!(past.forth(&named("x")), None);
    }
}
