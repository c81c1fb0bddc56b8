//! What the command line says of the meeting's papers and of forms that come back.

use super::{Lang, en, id};

/// One line, with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum MeetingSay {
    /// A dinas and the villages it received.
    Office {
        name: String,
        villages: usize,
    },
    /// Offices for which there is no column.
    Without {
        offices: Vec<String>,
    },
    /// Villages to be looked at.
    Check {
        villages: usize,
    },
    /// Tables that were read back after they were written.
    Proof {
        tables: usize,
        values: usize,
        differing: usize,
    },
    /// A part that could not be made of what the project knows.
    LeftOut {
        part: String,
    },
    Made {
        files: usize,
        bytes: u64,
        folder: String,
    },
    Form {
        file: String,
        villages: usize,
        changed: usize,
        corrected: usize,
    },
    /// Families were counted that no table of the project knows.
    Uncounted {
        villages: usize,
    },
    FormRow {
        sheet: String,
        row: u32,
        why: FormWhySaid,
    },
}

/// Why a row of a form is not used.
#[derive(Clone, Debug, PartialEq)]
pub enum FormWhySaid {
    NoSuchVillage { text: String },
    NoStage { text: String },
    NoCount { column: String, text: String },
    NoKey,
    Twice { name: String },
    TooMany { column: String, text: String, most: f64 },
    KeyDiffers { key: String, code: String },
    Backward { name: String, stage: &'static str },
}

impl Lang {
    pub fn meeting(self, say: &MeetingSay) -> String {
        match self {
            Self::Id => id::meeting::say(say),
            Self::En => en::meeting::say(say),
        }
    }
}
