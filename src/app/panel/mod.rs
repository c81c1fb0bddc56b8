//! Panels paint and ask: `xxx_ui(ui, &view) -> Option<Request>`. None of them computes or keeps.

pub mod bottom;
pub mod card;
pub mod check;
pub mod compare;
pub mod correct;
pub mod data;
pub mod dialog;
pub mod focus;
pub mod help;
pub mod history;
pub mod import_table;
pub mod importing;
pub mod intake;
pub mod job;
pub mod later;
pub mod legend;
pub mod map_settings;
pub mod notice;
pub mod pocket_settings;
pub mod pocket_table;
pub mod review;
pub mod status;
pub mod top;
pub mod welcome;
pub mod widget;
