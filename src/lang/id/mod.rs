//! Everything Kantong says in Indonesian, one file a room that speaks.

pub mod app;
pub mod app_data;
pub mod app_look;
pub mod app_plan;
pub mod app_pocket;
pub mod app_programme;
pub mod app_show;
pub mod cli;
pub mod data;
pub mod finding;
pub mod guide;
pub mod margin;
pub mod matching;
pub mod meeting;
pub mod output;
pub mod people;
pub mod pocket;
pub mod pocket_fault;
pub mod pocket_table;
pub mod pocket_why;
pub mod project;
pub mod said_date;
pub mod sites;
pub mod source;
pub mod story;
pub mod trust;
