//! One test program; each kind of test is a module.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::too_many_lines,
    reason = "a test that cannot go on must say so, and a story is told in one piece"
)]

mod analysis;
mod apart;
mod borders;
mod borders_real;
mod boundaries;
mod bundles;
mod bytes;
mod cli;
mod colours;
#[path = "../../benches/compare/mod.rs"]
mod compare;
mod crs_doubts;
mod crs_home;
mod desk;
mod exports;
mod formats;
mod formats_books;
mod formats_hostile;
mod formats_layers;
mod formats_letters;
mod formats_real;
mod formats_tables;
mod golden;
mod house;
mod join_lists;
mod join_proof;
mod mutants;
mod mutants_layers;
mod mutants_tables;
mod odd_tables;
mod peers;
mod people;
mod periods;
mod pictures;
#[path = "../../benches/planted/mod.rs"]
mod planted;
mod pockets;
mod programs;
mod programs_edit;
mod programs_heads;
mod programs_money;
mod programs_nasty;
mod programs_odd;
mod project;
mod published;
mod questions;
mod rakor;
mod rakor_villages;
mod reference;
mod road;
mod run;
mod sample;
mod seen;
mod senders;
mod shared;
mod sheets;
mod show;
mod sites;
mod sites_brute;
mod sites_even;
mod sites_laws;
mod statistics;
mod story;
mod strangers;
mod tables;
mod targets;
mod things;
mod trust;
#[cfg(feature = "app")]
mod ui;
mod ui_data;
mod ui_look;
mod ui_maps;
mod ui_meeting;
mod ui_plan;
mod ui_pocket;
mod ui_program;
#[cfg(feature = "app")]
mod ui_show;
#[cfg(feature = "app")]
mod ui_target;
