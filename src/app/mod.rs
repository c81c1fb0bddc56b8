//! The window: paints and asks; it never computes.

mod carry;
pub mod chart;
pub mod content;
pub mod data;
mod ended;
pub mod icons;
pub mod jobs;
mod layout;
mod layout_data;
pub mod map;
pub mod panel;
pub mod plan;
pub mod pocket;
pub mod recent;
pub mod renderer;
pub mod request;
mod save;
pub mod shown;
pub mod stamp;
pub mod start;
pub mod state;
pub mod theme;
mod tour;
pub mod view;
pub mod window;
mod work;
