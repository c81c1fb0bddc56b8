//! What step 4 asks of the window.

use super::PlanTab;
use crate::workflow::sites::curve::Ask;
use crate::workflow::sites::recipe::Recipe;

#[derive(Clone, Debug, PartialEq)]
pub enum PlanRequest {
    /// The question as it is now.
    Set(Box<Recipe>),
    /// Opens or closes the numbers of a type.
    Edit(Option<usize>),
    Tab(PlanTab),
    /// Forces or forbids a village by its code, for a type where it matters.
    Wish(Ask, String, Option<String>),
    /// Takes back every wish of a site.
    Release(String),
    Pin,
    Unpin(i64),
    /// A pinned plan is asked again as it was.
    TakeUp(i64),
    /// Lays a pinned plan over the right part of the map.
    Swipe(Option<i64>),
    /// Where the line stands, 0–1.
    SwipeTo(f32),
}
