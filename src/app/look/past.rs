//! Changes of how the map is looked at, taken back one by one in their order among the project's
//! own changes: a layer that was switched off comes back before an import goes.

use super::{LookTab, MapLook};
use crate::app::request::Request;
use crate::app::state::{Content, Layers, Open};
use crate::app::view::history::StepState;
use crate::lang::app_look::LookWord;
use crate::output::layer_list::LayerList;

/// Most changes that are remembered.
const MOST: usize = 200;

/// How a map is looked at, without what comes and goes with the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    layers: Layers,
    places: LayerList,
    pair: Option<(usize, usize)>,
    look: MapLook,
}

impl Looked {
    pub fn of(open: &Open) -> Self {
        Self {
            layers: open.layers,
            places: open.places.clone(),
            pair: open.pocket.pair,
            look: still(open.look.clone(), &MapLook::default()),
        }
    }

    /// Looks like this again; what the hand and the table do stays.
    fn again(self, open: &mut Open) {
        open.layers = self.layers;
        open.places = self.places;
        open.pocket.pair = self.pair;
        open.look = still(self.look, &open.look);
    }

    /// What a change between two looks was of.
    fn differs(&self, other: &Self) -> Option<LookWord> {
        if self == other {
            None
        } else if (self.layers, &self.places) != (other.layers, &other.places) {
            Some(LookWord::ChangedLayers)
        } else if self.look.sieve != other.look.sieve {
            Some(LookWord::ChangedSieve)
        } else {
            Some(LookWord::ChangedSeeing)
        }
    }

    fn follow(&mut self, old: &Content, new: &Content) {
        self.look.follow(old, new);
        let find = |at: usize| {
            let was = old.columns.get(at)?;
            new.columns
                .iter()
                .position(|c| (&c.indicator.id, &c.period) == (&was.indicator.id, &was.period))
        };
        self.pair = self.pair.and_then(|(x, y)| Some((find(x)?, find(y)?)));
    }
}

/// With hand, measured line, edge, table and tab of another look: these are no changes.
fn still(mut look: MapLook, hand: &MapLook) -> MapLook {
    look.hand = hand.hand;
    look.drawn.clone_from(&hand.drawn);
    look.edge = hand.edge;
    look.table = hand.table.clone();
    look.tab = if hand.tab == LookTab::default() { LookTab::default() } else { hand.tab };
    look
}

/// Whether a request may change it.
pub fn may_change(request: &Request) -> bool {
    matches!(
        request,
        Request::Look(_)
            | Request::ToggleLayer(_)
            | Request::TogglePlaces(_)
            | Request::ShiftPlaces(..)
    )
}

/// A look that was left, after which step of the project, and what changed.
#[derive(Clone, Debug)]
struct Left {
    looked: Looked,
    after: i64,
    what: LookWord,
}

/// Looks before and after the one that stands.
#[derive(Clone, Debug, Default)]
pub struct LookPast {
    before: Vec<Left>,
    after: Vec<Left>,
    /// When the pointer went down for the last change.
    press: Option<f64>,
}

impl LookPast {
    /// Columns are found again by what they are.
    pub fn follow(&mut self, old: &Content, new: &Content) {
        for left in self.before.iter_mut().chain(&mut self.after) {
            left.looked.follow(old, new);
        }
    }

    /// Keeps what a change left behind. Changes under one press of the pointer are one.
    fn keep(&mut self, looked: Looked, after: i64, what: LookWord, press: Option<f64>) {
        let same = press.is_some() && press == self.press;
        self.press = press;
        self.after.clear();
        if same && self.before.last().is_some_and(|left| left.what == what) {
            return;
        }
        if self.before.len() >= MOST {
            self.before.remove(0);
        }
        self.before.push(Left { looked, after, what });
    }

    /// What would be taken back at this step of the project; `None` where a change of the project
    /// came later, or nothing is left.
    fn next_back(&self, head: i64) -> Option<LookWord> {
        self.before.last().filter(|left| left.after >= head).map(|left| left.what)
    }

    fn next_forth(&self, head: i64) -> Option<LookWord> {
        self.after.last().filter(|left| left.after <= head).map(|left| left.what)
    }
}

/// The project's last step that holds.
fn head(content: &Content) -> i64 {
    let done = |state| state == StepState::Done;
    let lines = content.data.history.iter();
    lines.filter(|line| done(line.state)).map(|line| line.seq).max().unwrap_or(0)
}

impl Open {
    /// Remembers what a change left behind, if it was one.
    pub fn keep_look(&mut self, before: Looked, press: Option<f64>) {
        if let Some(what) = before.differs(&Looked::of(self)) {
            let at = head(&self.content);
            self.past.keep(before, at, what, press);
        }
    }

    /// What Ctrl+Z takes back of the map's look, if the last change was one of it.
    pub fn look_to_undo(&self) -> Option<LookWord> {
        self.past.next_back(head(&self.content))
    }

    pub fn look_to_redo(&self) -> Option<LookWord> {
        self.past.next_forth(head(&self.content))
    }

    /// The look before the last change of it, which it tells.
    pub fn look_back(&mut self) -> Option<LookWord> {
        self.look_to_undo()?;
        let left = self.past.before.pop()?;
        self.past.press = None;
        let now = Looked::of(self);
        self.past.after.push(Left { looked: now, ..left.clone() });
        left.looked.again(self);
        Some(left.what)
    }

    pub fn look_forth(&mut self) -> Option<LookWord> {
        self.look_to_redo()?;
        let left = self.past.after.pop()?;
        self.past.press = None;
        let now = Looked::of(self);
        self.past.before.push(Left { looked: now, ..left.clone() });
        left.looked.again(self);
        Some(left.what)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::state::{DataContent, Layer};
    use crate::app::view::history::HistoryLine;
    use crate::app::view::sample;
    use crate::output::layer_list::Move;

    fn at_step(open: &mut Open, steps: &[(i64, StepState)]) {
        let line = |&(seq, state): &(i64, StepState)| HistoryLine {
            seq,
            what: String::new(),
            when: String::new(),
            state,
        };
        let history = steps.iter().map(line).collect();
        let data = Arc::new(DataContent { history, ..DataContent::default() });
        open.content = Arc::new(Content { data, ..Content::clone(&open.content) });
    }

    fn toggle(open: &mut Open, layer: Layer, press: f64) {
        let before = Looked::of(open);
        open.layers = open.layers.toggled(layer);
        open.keep_look(before, Some(press));
    }

    #[test]
    fn a_layer_comes_back_before_an_import_goes_and_a_later_import_goes_first() {
        use StepState::{Done, Undone};
        let mut open = Open::new(sample::content(), Vec::new());
        at_step(&mut open, &[(3, Done), (2, Done)]);
        let whole = open.layers;
        toggle(&mut open, Layer::Villages, 0.5);
        toggle(&mut open, Layer::Graticule, 0.9);
        assert_eq!(open.look_to_undo(), Some(LookWord::ChangedLayers));
        // Two later changes of the project are undone before both.
        at_step(&mut open, &[(5, Done), (4, Done), (3, Done)]);
        assert_eq!(open.look_back(), None);
        at_step(&mut open, &[(5, Undone), (4, Done), (3, Done)]);
        assert_eq!(open.look_back(), None);
        at_step(&mut open, &[(5, Undone), (4, Undone), (3, Done)]);
        assert!(open.look_back().is_some());
        assert_eq!(open.layers, whole.toggled(Layer::Villages));
        assert!(open.look_back().is_some());
        assert_eq!(open.layers, whole);
        assert_eq!(open.look_back(), None, "now the import's turn has come");
        assert!(open.look_forth().is_some());
        assert_eq!(open.layers, whole.toggled(Layer::Villages));
    }

    #[test]
    fn a_drag_is_one_change_and_what_the_hand_does_is_none() {
        let mut open = Open::new(sample::content(), Vec::new());
        for low in [1.0, 2.0, 3.0] {
            let before = Looked::of(&open);
            open.look.sieve.clauses = vec![crate::indicator::sieve::Clause {
                column: 0,
                test: crate::indicator::sieve::Test::AtLeast(low),
            }];
            open.keep_look(before, Some(0.5));
        }
        let before = Looked::of(&open);
        open.look.tab = LookTab::Boxes;
        open.look.edge = 0.9;
        open.keep_look(before, None);
        open.shift_places(7, Move::Up);
        assert_eq!(open.look_back(), Some(LookWord::ChangedSieve));
        assert!(open.look.sieve.is_open());
        assert_eq!((open.look.tab, open.look.edge), (LookTab::Boxes, 0.9));
        assert_eq!(open.look_back(), None);
    }
}
