//! The welcome page: the projects of the last days.

use std::path::PathBuf;

use crate::app::state::AppState;
use crate::lang::Lang;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentRow {
    pub path: PathBuf,
    pub name: String,
    pub shown_path: String,
    pub when: String,
    pub state: RecentState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecentState {
    Here,
    Gone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WelcomeView {
    pub lang: Lang,
    pub recent: Vec<RecentRow>,
    /// A job is running: nothing new is begun.
    pub busy: Busy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    Yes,
    No,
}

pub fn welcome_view(state: &AppState, busy: Busy) -> WelcomeView {
    let recent = state
        .memory
        .recent
        .iter()
        .enumerate()
        .map(|(i, recent)| RecentRow {
            path: recent.path.clone(),
            name: recent.name.clone(),
            shown_path: recent.path.display().to_string(),
            when: crate::lang::number::date(
                state.lang,
                &crate::app::stamp::local(&recent.opened_at),
            ),
            state: if state.gone.contains(&i) { RecentState::Gone } else { RecentState::Here },
        })
        .collect();
    WelcomeView { lang: state.lang, recent, busy }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::recent::{Memory, Recent};

    #[test]
    fn a_missing_project_is_told_and_its_time_is_written_in_indonesian() {
        let recent = Recent {
            path: PathBuf::from("/nowhere/a.gpkg"),
            name: "Rakor".to_owned(),
            opened_at: "2026-11-22T10:42".to_owned(),
        };
        let mut state = AppState {
            memory: Memory { recent: vec![recent], ..Memory::default() },
            ..AppState::default()
        };
        state.look_for_recent();
        let view = welcome_view(&state, Busy::No);
        assert_eq!(view.recent[0].state, RecentState::Gone);
        assert_eq!(view.recent[0].when, "22 November 2026");
    }
}
