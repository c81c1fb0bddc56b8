//! Everything Kantong says in English, one file a room that speaks.

pub mod app;
pub mod app_data;
pub mod app_look;
pub mod app_meeting;
pub mod app_plan;
pub mod app_pocket;
pub mod app_programme;
pub mod app_programme_edit;
pub mod app_show;
pub mod atlas;
pub mod blend;
pub mod cli;
pub mod data;
pub mod deck;
pub mod dictionary;
pub mod finding;
pub mod guide;
pub mod margin;
pub mod matching;
pub mod meeting;
pub mod office;
pub mod output;
pub mod people;
pub mod plan_goal;
pub mod pocket;
pub mod pocket_fault;
pub mod pocket_table;
pub mod pocket_why;
pub mod programme;
pub mod project;
mod read_so;
pub mod report;
mod scale;
pub mod sites;
pub mod source;
pub mod story;
pub mod target;
pub mod trust;

/// "1 pocket", "12 pockets".
fn of(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {what}{end}", super::number::count(super::Lang::En, count))
}

fn of_villages(count: usize) -> String {
    of(count, "village")
}
