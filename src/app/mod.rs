//! The window: paints and asks; it never computes.

pub mod icons;
pub mod jobs;
pub mod map;
pub mod panel;
pub mod recent;
pub mod request;
pub mod state;
pub mod theme;
pub mod view;
