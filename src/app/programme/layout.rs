//! Where the panels of step 4's tabs stand: the strip of tabs, and what lies below it for
//! programmes and targets. The tab of facilities keeps its own layout.

use egui::{CentralPanel, Frame, Panel, Ui};

use super::PlanPart;
use crate::app::panel::programme_parts::parts_ui;
use crate::app::panel::widget::empty;
use crate::app::request::Request;
use crate::app::target::layout::targets_ui;
use crate::app::theme::{self, tokens};
use crate::app::window::Window;
use crate::lang::app_programme::ProgrammeWord;

/// The strip of tabs, over the whole width.
pub fn strip_ui(ui: &mut Ui, window: &Window) -> Option<Request> {
    let open = window.state.open.as_ref()?;
    let frame = Frame::new().fill(tokens(ui).panel);
    let strip = Panel::top("plan-parts").exact_size(theme::TABS).resizable(false).frame(frame);
    let asked = strip.show(ui, |ui| parts_ui(ui, window.state.lang, open.programme.part)).inner;
    asked.map(Request::Programme)
}

/// Everything below the strip; `None` for the tab of facilities, which stands as it always did.
pub fn below_ui(ui: &mut Ui, window: &mut Window) -> Option<Option<Request>> {
    let part = window.state.open.as_ref()?.programme.part;
    match part {
        PlanPart::Facilities => None,
        PlanPart::Programmes => Some(programmes_ui(ui, window)),
        PlanPart::Targets => Some(targets_ui(ui, window)),
    }
}

fn programmes_ui(ui: &mut Ui, window: &Window) -> Option<Request> {
    let lang = window.state.lang;
    let plain = Frame::new().fill(tokens(ui).panel);
    CentralPanel::default()
        .frame(plain)
        .show(ui, |ui| {
            let add = lang.programme(ProgrammeWord::AddRegister);
            let sentence = lang.programme(ProgrammeWord::NoRegister);
            empty(ui, sentence, Some(add)).then_some(Request::ChooseFiles)
        })
        .inner
}
