//! Carrying out what the tab of programmes asks for.

use super::request::ProgrammeRequest;
use crate::app::window::Window;

impl Window {
    pub fn carry_programme(&mut self, _ctx: &egui::Context, asked: ProgrammeRequest) {
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.programme;
        match asked {
            ProgrammeRequest::Part(part) => look.part = part,
        }
    }
}
