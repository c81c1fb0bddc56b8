//! What step 2 asks of the window.

use super::hand::Hand;
use super::{LookTab, OverlayAs, Seeing, Split, TableLook};
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::request::Request;
use crate::app::shown::Shown;
use crate::app::state::Open;
use crate::base::measure::Measure;
use crate::indicator::sieve::Sieve;
use crate::output::cartogram::Arrangement;
use crate::output::vision::Vision;
use crate::workflow::chosen::Level;

/// What goes to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    Map,
    Table,
    Chart,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LookRequest {
    Seeing(Seeing),
    /// Horizontal and upright indicator.
    Pair(usize, usize),
    /// Water across, stunting upright, at once.
    WaterAndStunting,
    /// Which of the maps beside each other shows which column.
    Several(usize, usize),
    OtherTime(usize),
    Split(Split),
    Edge(f32),
    ToggleLock,
    Overlay(Option<usize>),
    OverlayAs(OverlayAs),
    Arrange(Arrangement),
    Level(Level),
    Weight(Option<usize>),
    Hand(Hand),
    /// A line that was measured; none takes it away.
    Drawn(Vec<[f64; 2]>),
    Sieve(Sieve),
    Table(TableLook),
    Tab(LookTab),
    /// Borders between classes that were moved by hand.
    Breaks(Vec<f64>),
    /// One cut for all periods of the shown indicator.
    AlikeInTime,
    /// Other eyes; `None` = one's own.
    Vision(Option<Vision>),
    /// Opens or closes the palette.
    Palette,
    PaletteText(String),
    /// The marked line of what was typed, as soon as it is looked up.
    PaletteEnter(String),
    /// Moves the marked line.
    PaletteMove(i32),
    /// Longitude and latitude, or planar.
    GoTo([f64; 2]),
    /// A village: selected and brought near.
    GoToVillage(usize),
    /// These villages fill the map.
    ShowVillages(Vec<usize>),
    KeepPlace(String),
    GoToPlace(usize),
    DropPlace(usize),
    KeepStyle(String),
    UseStyle(usize),
    DropStyle(usize),
    Copy(Copy),
}

/// A click on a class of the legend: its villages are picked.
pub fn pick_class(open: &Open, shown: &Shown, class: Option<usize>) -> Request {
    let villages = open.column().map_or_else(Vec::new, |column| {
        let is_in = |(i, value): (usize, &Measure)| {
            let found = match class {
                Some(class) => shown.classes.class_of(*value) == Some(class),
                None => *value == Measure::Missing,
            };
            found.then_some(i)
        };
        column.values.iter().enumerate().filter_map(is_in).collect()
    });
    Request::Pocket(PocketRequest::Pick(Pick::take(villages)))
}
