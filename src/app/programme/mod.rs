//! The tabs of step 4, and how its tab of programmes is looked at. Plain data.

pub mod carry;
pub mod carry_edit;
pub mod edit;
pub mod layout;
pub mod made;
pub mod made_edit;
mod nine;
pub mod register;
pub mod request;
pub mod rows;
pub mod shown;

use self::edit::Editing;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord;
use crate::lang::app_programme_edit::EditWord;
use crate::lang::report::PaperSay;
use crate::plan::programme::{Entry, Rule, Status, Task};
use crate::workflow::programs::tasks::{self, TaskLine};

/// What step 4 is about: what is there now and where the next goes, who does what, and whether we
/// are on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PlanPart {
    #[default]
    Facilities,
    Programmes,
    Targets,
}

impl PlanPart {
    pub const ALL: [Self; 3] = [Self::Facilities, Self::Programmes, Self::Targets];

    pub fn word(self) -> ProgrammeWord {
        match self {
            Self::Facilities => ProgrammeWord::PartFacilities,
            Self::Programmes => ProgrammeWord::PartProgrammes,
            Self::Targets => ProgrammeWord::PartTargets,
        }
    }
}

/// What the map of the tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ProgrammeMap {
    #[default]
    Pair,
    Need,
    Effort,
    Products,
    Bumdes,
}

impl ProgrammeMap {
    pub const ALL: [Self; 5] = [Self::Pair, Self::Need, Self::Effort, Self::Products, Self::Bumdes];

    pub fn word(self) -> ProgrammeWord {
        match self {
            Self::Pair => ProgrammeWord::MapPair,
            Self::Need => ProgrammeWord::MapNeed,
            Self::Effort => ProgrammeWord::MapEffort,
            Self::Products => ProgrammeWord::MapProducts,
            Self::Bumdes => ProgrammeWord::MapBumdes,
        }
    }
}

/// What stands under the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ProgrammeTab {
    Rows,
    #[default]
    Piles,
    Blanks,
    Tasks,
    Scatter,
    Sums,
    National,
    Misfits,
    Unclear,
    /// The plan of a kecamatan.
    Actions,
    /// What each village is good at.
    Goods,
    Catalogue,
}

impl ProgrammeTab {
    pub const ALL: [Self; 12] = [
        Self::Piles,
        Self::Blanks,
        Self::Tasks,
        Self::Actions,
        Self::Rows,
        Self::Scatter,
        Self::Sums,
        Self::National,
        Self::Goods,
        Self::Misfits,
        Self::Unclear,
        Self::Catalogue,
    ];

    /// Whether rows of it are opened to be changed.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Actions | Self::National | Self::Goods | Self::Catalogue)
    }

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Rows => lang.programme(ProgrammeWord::TabRows),
            Self::Piles => lang.programme(ProgrammeWord::TabPiles),
            Self::Blanks => lang.programme(ProgrammeWord::TabBlanks),
            Self::Tasks => lang.programme(ProgrammeWord::TabTasks),
            Self::Scatter => lang.programme(ProgrammeWord::TabScatter),
            Self::Sums => lang.programme(ProgrammeWord::TabSums),
            Self::National => lang.programme(ProgrammeWord::TabNational),
            Self::Misfits => lang.programme(ProgrammeWord::TabMisfits),
            Self::Unclear => lang.programme(ProgrammeWord::TabUnclear),
            Self::Actions => lang.programme_edit(EditWord::TabActions),
            Self::Goods => lang.programme_edit(EditWord::TabGoods),
            Self::Catalogue => lang.programme_edit(EditWord::TabCatalogue),
        }
    }
}

/// A row being written by hand.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntryForm {
    /// The row it changes; 0 = a new one.
    pub id: i64,
    /// It stands in place of a file's row, which is never written over.
    pub is_of_file: bool,
    pub entry: Entry,
    /// The row as it was opened; `None` for a new one.
    pub was: Option<Box<Entry>>,
}

/// A task being changed.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TaskForm {
    pub key: String,
    pub status: Status,
    pub why: String,
    /// As people write it: 31-12-2026.
    pub deadline: String,
    pub target: String,
    /// Of a kecamatan's action: the villages it is for.
    pub villages: Option<Vec<usize>>,
}

impl TaskForm {
    /// A task of an office, or with its villages an action of a kecamatan.
    pub fn of(line: &TaskLine, villages: Option<Vec<usize>>) -> Self {
        Self {
            key: line.key.clone(),
            status: line.task.status,
            why: line.task.why.clone(),
            deadline: by_day(&line.task.deadline),
            target: line.task.target.map_or_else(String::new, |n| n.to_string()),
            villages,
        }
    }

    /// The deadline as it is kept, year first; `None` where what is typed is no date.
    pub fn date(&self) -> Option<String> {
        tasks::deadline(&self.deadline)
    }
}

/// The day that a task is due, with a word where it is over; a dash for none.
pub fn due(lang: Lang, task: &Task) -> String {
    if task.deadline.is_empty() {
        return "–".to_owned();
    }
    let date = by_day(&task.deadline);
    if tasks::is_overdue(task, &super::stamp::today()) {
        return lang.paper(&PaperSay::PastDeadline { date });
    }
    date
}

/// "2026-12-31" → "31-12-2026".
pub fn by_day(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    match parts[..] {
        [year, month, day] => format!("{day}-{month}-{year}"),
        _ => iso.to_owned(),
    }
}

/// How the tab of programmes is looked at, and which tab of step 4 is open.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeLook {
    pub part: PlanPart,
    /// `None` = the newest.
    pub year: Option<u16>,
    /// `None` = as it is kept in the project.
    pub rule: Option<Rule>,
    pub map: ProgrammeMap,
    pub tab: ProgrammeTab,
    /// The sector of the cell that was clicked; its village is the selected one.
    pub sector: Option<usize>,
    pub form: Option<EntryForm>,
    pub task: Option<TaskForm>,
    /// The form of the catalogue, of a priority, of a village's products.
    pub editing: Option<Editing>,
    /// Whose action plan is shown; `None` = that of the selected village, else the first.
    pub kecamatan: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_written_by_day_and_kept_by_year() {
        let date = |text: &str| TaskForm { deadline: text.into(), ..TaskForm::default() }.date();
        for text in ["31-12-2026", "31/12/2026", " 31.12.2026", "2026-12-31"] {
            assert_eq!(date(text).as_deref(), Some("2026-12-31"), "{text}");
        }
        assert_eq!(date("29-2-2028").as_deref(), Some("2028-02-29"));
        assert_eq!(date(""), Some(String::new()));
        for text in ["31-11-2026", "29-2-2026", "besok", "12-2026", "1-1-26"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(by_day("2026-12-31"), "31-12-2026");
    }
}
