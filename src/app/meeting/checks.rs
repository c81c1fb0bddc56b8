//! What is seen to before the papers are shared: each line is asked of the project, none is a wish.

use super::MeetingLook;
use super::request::MeetingRequest;
use crate::app::data::DataTab;
use crate::app::request::Request;
use crate::app::state::{Open, Step};
use crate::lang::Lang;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::lang::finding::Severity;
use crate::plan::meeting::Meeting;
use crate::workflow::report::outline::Outline;

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Fine,
    /// Known only once the package is made.
    Later,
    Look,
}

/// One line, and where it is mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub mark: Mark,
    pub text: String,
    /// Which ones.
    pub names: Vec<String>,
    pub asked: Option<Request>,
}

impl Check {
    fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), names: Vec::new(), asked: None }
    }

    fn at(self, asked: Request) -> Self {
        Self { asked: Some(asked), ..self }
    }
}

pub fn checks(lang: Lang, open: &Open, meeting: &Meeting, outline: &Outline) -> Vec<Check> {
    let word = |word: RakorWord| lang.step5(word).to_owned();
    let mut all = vec![proof(lang, &open.meeting, outline)];
    all.push(if outline.sourceless.is_empty() {
        Check::new(Mark::Fine, word(RakorWord::EverySource))
    } else {
        let (count, names) = (outline.sourceless.len(), outline.sourceless.clone());
        let said = Check::new(Mark::Look, lang.step5_say(&RakorSay::Sourceless { count }));
        Check { names, ..said }
    });
    all.push(if outline.grey.is_empty() {
        Check::new(Mark::Fine, word(RakorWord::GreyFine))
    } else {
        let names = outline.grey.clone();
        Check::new(Mark::Look, lang.step5_say(&RakorSay::GreyAlike { names }))
            .at(Request::Step(Step::Map))
    });
    let waiting: usize = open.content.sources.iter().map(|source| source.waiting).sum();
    all.push(if waiting == 0 {
        Check::new(Mark::Fine, word(RakorWord::AllNames))
    } else {
        Check::new(Mark::Look, lang.step5_say(&RakorSay::NamesWaiting { count: waiting }))
            .at(Request::Meeting(MeetingRequest::SeeData(DataTab::Join)))
    });
    let heavy = open.content.data.check.counts.get(&Severity::Heavy).copied().unwrap_or(0);
    all.push(if heavy == 0 {
        Check::new(Mark::Fine, word(RakorWord::NoFindings))
    } else {
        Check::new(Mark::Look, lang.step5_say(&RakorSay::Findings { count: heavy }))
            .at(Request::Meeting(MeetingRequest::SeeData(DataTab::Check)))
    });
    if open.pockets.as_ref().is_some_and(|found| found.is_stale) {
        let stale = Check::new(Mark::Look, word(RakorWord::StalePockets));
        all.push(stale.at(Request::Step(Step::Pockets)));
    }
    let head = Request::Meeting(MeetingRequest::Head);
    if meeting.signers.is_empty() {
        all.push(Check::new(Mark::Look, word(RakorWord::NoSigner)).at(head));
    }
    all
}

/// The numbers of the last package, as long as they are those of the project.
fn proof(lang: Lang, look: &MeetingLook, outline: &Outline) -> Check {
    let made = look.made.as_ref().filter(|made| made.hash == outline.hash);
    let Some(made) = made.filter(|made| made.proof.values > 0) else {
        return Check::new(Mark::Later, lang.step5(RakorWord::ProofLater));
    };
    let differing = made.proof.differing.len();
    if differing > 0 {
        let said = RakorSay::Differing { values: differing };
        return Check::new(Mark::Look, lang.step5_say(&said));
    }
    let said = RakorSay::Proven { tables: made.proof.tables, values: made.proof.values };
    Check::new(Mark::Fine, lang.step5_say(&said))
}
