//! What step 3 asks of the window.

use super::blend::Blend;
use super::{ChartKind, Figures, LokusLook, MapMode, Pick, PocketTab, Wide};
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
    Blend(Box<Blend>),
    /// Keeps the index as an indicator of the project.
    KeepIndex,
    Tab(PocketTab),
    Chart(ChartKind),
    Map(MapMode),
    Figures(Figures),
    Wide(Wide),
    /// Horizontal and upright indicator.
    Pair(usize, usize),
    /// Which indicator is looked at over its periods.
    TimeOf(usize),
    /// Asks every period of it for pockets.
    FindTrend,
    Lokus(LokusLook),
    /// Freezes the proposed list under this name.
    FreezeLokus(String),
    /// Asks where the list that is shown should lie.
    SaveLokus,
    /// Two villages become neighbours by boat.
    LinkFerry(usize, usize),
    UnlinkFerry(usize, usize),
    /// Keeps this result beside, to compare the next one with.
    Pin,
    Unpin,
    /// Computes every kept result again.
    Check,
    /// Asks where the folder for a second opinion should lie.
    SecondOpinion,
}
