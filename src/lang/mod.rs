//! What can be said, in Indonesian and English.
//!
//! Rooms build closed enums with their data; `id/` and `en/` match each of them without `_`, so a
//! missing sentence does not compile. Numbers and dates become text only here.

pub mod app;
pub mod app_data;
pub mod app_look;
pub mod app_meeting;
pub mod app_plan;
pub mod app_pocket;
pub mod app_programme;
pub mod app_programme_edit;
pub mod app_say;
pub mod app_show;
pub mod atlas;
pub mod blend;
mod by_hand;
pub mod cli;
pub mod deck;
pub mod dictionary;
pub mod en;
pub mod finding;
pub mod guide;
pub mod id;
pub mod margin;
pub mod matching;
pub mod meeting;
pub mod number;
pub mod office;
pub mod output;
pub mod plan_goal;
pub mod pocket;
pub mod programme;
pub mod project;
pub mod report;
pub mod sites;
pub mod story;
pub mod target;
pub mod trust;
pub mod whose;

use crate::base::fault::{Fault, FaultCode};

/// The language of everything a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Id,
    En,
}

impl Lang {
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "id" | "in" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    pub fn tag(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// What happened and what to do about it, one sentence each, without full stop.
    pub fn fault(self, code: &FaultCode) -> Sentence {
        match (self, code) {
            (Self::Id, FaultCode::Source(fault)) => id::source::fault(fault),
            (Self::Id, FaultCode::Data(fault)) => id::data::fault(fault),
            (Self::Id, FaultCode::Project(fault)) => id::project::fault(fault),
            (Self::Id, FaultCode::Output(fault)) => id::output::fault(fault),
            (Self::Id, FaultCode::People(fault)) => id::people::fault(fault),
            (Self::Id, FaultCode::Pocket(fault)) => id::pocket_fault::fault(fault),
            (Self::Id, FaultCode::Sites(fault)) => id::sites::fault(fault),
            (Self::Id, FaultCode::Targets(fault)) => id::target::fault(fault),
            (Self::Id, FaultCode::Programme(fault)) => id::programme::fault(fault),
            (Self::En, FaultCode::Source(fault)) => en::source::fault(fault),
            (Self::En, FaultCode::Data(fault)) => en::data::fault(fault),
            (Self::En, FaultCode::Project(fault)) => en::project::fault(fault),
            (Self::En, FaultCode::Output(fault)) => en::output::fault(fault),
            (Self::En, FaultCode::People(fault)) => en::people::fault(fault),
            (Self::En, FaultCode::Pocket(fault)) => en::pocket_fault::fault(fault),
            (Self::En, FaultCode::Sites(fault)) => en::sites::fault(fault),
            (Self::En, FaultCode::Targets(fault)) => en::target::fault(fault),
            (Self::En, FaultCode::Programme(fault)) => en::programme::fault(fault),
        }
    }

    /// The rows of a list that a count of persons was made of: first, last, how many.
    pub fn counted_rows(
        self,
        file: &str,
        sheet: Option<&str>,
        span: Option<(u32, u32, u32)>,
    ) -> String {
        match self {
            Self::Id => id::trust::rows(file, sheet, span),
            Self::En => en::trust::rows(file, sheet, span),
        }
    }

    /// A line of the command line.
    pub fn cli(self, line: &cli::Line) -> String {
        match self {
            Self::Id => id::cli::line(line),
            Self::En => en::cli::line(line),
        }
    }

    /// Why a village is suggested, as a part of a sentence.
    pub fn reason(self, reason: &matching::Reason) -> String {
        match self {
            Self::Id => id::matching::reason(reason),
            Self::En => en::matching::reason(reason),
        }
    }

    /// What stands above a crosswalk file: its columns explained, a line each.
    pub fn crosswalk_notes(self) -> Vec<String> {
        let notes = match self {
            Self::Id => id::matching::CROSSWALK_NOTES,
            Self::En => en::matching::CROSSWALK_NOTES,
        };
        notes.lines().map(str::to_owned).collect()
    }

    /// Why a kecamatan is taken for another, as a part of a sentence.
    pub fn bridge(self, why: matching::BridgeWhy) -> String {
        match self {
            Self::Id => id::matching::bridge(why),
            Self::En => en::matching::bridge(why),
        }
    }

    /// A line at the edge of a map sheet.
    pub fn margin(self, margin: &margin::Margin) -> String {
        match self {
            Self::Id => id::margin::margin(margin),
            Self::En => en::margin::margin(margin),
        }
    }

    pub fn help(self) -> &'static str {
        match self {
            Self::Id => id::cli::HELP,
            Self::En => en::cli::HELP,
        }
    }

    /// A step of the project's journal as one sentence without full stop.
    pub fn what(self, what: &project::What) -> String {
        match self {
            Self::Id => id::project::what(what),
            Self::En => en::project::what(what),
        }
    }

    /// A fault as one line: what, what to do, then where (the path last).
    pub fn line(self, fault: &Fault) -> String {
        let Sentence { message, fix } = self.fault(&fault.code);
        let at = &fault.at;
        let mut place = Vec::new();
        if let Some(row) = at.row {
            place.push(match self {
                Self::Id => format!("baris {row}"),
                Self::En => format!("row {row}"),
            });
        }
        if let Some(column) = &at.column {
            place.push(match self {
                Self::Id => format!("kolom “{column}”"),
                Self::En => format!("column “{column}”"),
            });
        }
        if let Some(sheet) = &at.sheet {
            place.push(match self {
                Self::Id => format!("lembar “{sheet}”"),
                Self::En => format!("sheet “{sheet}”"),
            });
        }
        place.extend(at.file.clone());
        let place =
            if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
        if fix.is_empty() {
            format!("{message}{place}")
        } else {
            format!("{message}. {fix}{place}")
        }
    }
}

/// What happened, and the next thing to do (empty where nothing needs doing).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub message: String,
    pub fix: String,
}

impl Sentence {
    pub fn new(message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { message: message.into(), fix: fix.into() }
    }
}
