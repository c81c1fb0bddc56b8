//! What step 3 asks of the window.

use super::{ChartKind, Figures, MapMode, Pick, PocketTab, Wide};
use crate::workflow::PocketSettings;

#[derive(Clone, Debug, PartialEq)]
pub enum PocketRequest {
    Pick(Pick),
    /// A pocket by its position: its members are picked and brought into sight.
    Show(usize),
    /// How it is asked; the indicators stand beside.
    Ask(Box<PocketSettings>),
    /// Takes an indicator in or out.
    Toggle(usize),
    Weigh(usize, u32),
    Even,
    Tab(PocketTab),
    Chart(ChartKind),
    Map(MapMode),
    Figures(Figures),
    Wide(Wide),
    /// Horizontal and upright indicator.
    Pair(usize, usize),
    /// Keeps this result beside, to compare the next one with.
    Pin,
    Unpin,
    /// Computes every kept result again.
    Check,
    /// Asks where the folder for a second opinion should lie.
    SecondOpinion,
}
