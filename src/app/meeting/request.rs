//! What step 5 asks of the window.

use std::path::PathBuf;

use super::form::HeadForm;
use crate::app::data::DataTab;
use crate::output::page::Paper;
use crate::output::pptx::Page;
use crate::workflow::report::Part;

#[derive(Clone, Debug, PartialEq)]
pub enum MeetingRequest {
    /// Asks where, then makes the package.
    Make,
    Toggle(Part),
    /// An office by its id.
    Office(String),
    /// All offices, or none.
    AllOffices,
    Paper(Paper),
    Page(Page),
    /// Opens the page of letterhead, legal basis and signers.
    Head,
    SetHead(Box<HeadForm>),
    ChooseLogo,
    /// Opens the page of what the package holds.
    Contents,
    OpenFolder(PathBuf),
    /// A page of step 1, where what is doubted is mended.
    SeeData(DataTab),
}
