//! What step 4 asks of the window.

use super::{Holding, PlanTab};
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
    /// Asks for a file of areas where nothing may be built.
    ChooseAreas,
    /// Takes up a point on the map as a place where a facility may stand, or lets go of it.
    Hold(Holding),
    /// Longitude and latitude of a new place.
    PutPoint([f64; 2]),
    /// Takes away the place with this position in the recipe.
    TakePoint(usize),
    Pin,
    Unpin(i64),
    /// A pinned plan is asked again as it was.
    TakeUp(i64),
    /// Lays a pinned plan over the right part of the map.
    Swipe(Option<i64>),
    /// Where the line stands, 0–1.
    SwipeTo(f32),
}
