//! Sentences of the meeting's papers, in English.

use crate::lang::Lang;
use crate::lang::meeting::{FormWhySaid, MeetingSay};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

pub fn say(say: &MeetingSay) -> String {
    match say {
        MeetingSay::Office { name, villages } => {
            format!("{name}: {} villages", count(L, *villages))
        }
        MeetingSay::Without { offices } => format!(
            "No column yet for: {}. Import its table, or edit the programme catalogue",
            offices.join(", ")
        ),
        MeetingSay::Check { villages } => {
            format!("Field check: {} villages", count(L, *villages))
        }
        MeetingSay::Proof { tables, values, differing: 0 } => format!(
            "Numbers agree: {} values of {} tables read back",
            count(L, *values),
            count(L, *tables)
        ),
        MeetingSay::Proof { differing, .. } => {
            format!("{} values of the tables differ from the project", count(L, *differing))
        }
        MeetingSay::LeftOut { part } => {
            format!("Part “{part}” was not made: the project has no indicator for it")
        }
        MeetingSay::Made { files, bytes, folder } => format!(
            "Package: {} files, {} MB, in {folder}",
            count(L, *files),
            fixed(L, *bytes as f64 / 1e6, 1)
        ),
        MeetingSay::Form { file, villages, changed, corrected } => format!(
            "{file}: {} villages read; {} statuses changed, {} water figures corrected",
            count(L, *villages),
            count(L, *changed),
            count(L, *corrected)
        ),
        MeetingSay::Uncounted { villages } => format!(
            "{} villages counted families without water, but the project has no table of them",
            count(L, *villages)
        ),
        MeetingSay::FormRow { sheet, row, why } => {
            format!("  sheet {sheet}, row {row} is not used: {}", reason(why))
        }
    }
}

fn reason(why: &FormWhySaid) -> String {
    match why {
        FormWhySaid::NoSuchVillage { text } => format!("no village has the code “{text}”"),
        FormWhySaid::NoKey => "key and village code are empty; fill in the code".to_owned(),
        FormWhySaid::Twice { name } => {
            format!("{name} stands in another row with other answers; the first is used")
        }
        FormWhySaid::TooMany { column, text, most } => format!(
            "{text} in the column {column} is more than all households of the village ({})",
            crate::lang::number::short(crate::lang::Lang::En, *most)
        ),
        FormWhySaid::KeyDiffers { key, code } => format!(
            "its village code is {code}, its key {key}; the row was mixed up, copy the code to the key"
        ),
        FormWhySaid::Backward { name, stage } => format!(
            "{name} is “{stage}” already in the project; this form is older and is not used"
        ),
        FormWhySaid::NoStage { text } => {
            format!("status “{text}” is not known; write belum, proses or selesai musdes")
        }
        FormWhySaid::NoCount { column, text } => {
            format!("“{text}” in column {column} is no whole number")
        }
    }
}
