//! The keys that the window hears wherever one is.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::look::request::LookRequest;
use super::request::Request;
use super::show::request::ShowRequest;
use super::state::{LeftPanel, Step};
use super::window::Window;

impl Window {
    /// Keys of the whole window.
    pub fn keys(&mut self, ctx: &egui::Context) {
        let typing = ctx.egui_wants_keyboard_input();
        let steps = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
        let mut asked = Vec::new();
        ctx.input_mut(|input| {
            let mut pressed =
                |modifiers, key| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key));
            if pressed(Modifiers::NONE, Key::F1) {
                asked.push(Request::Help);
            }
            if pressed(Modifiers::NONE, Key::F5) {
                asked.push(Request::Show(ShowRequest::Start(0)));
            }
            if pressed(Modifiers::COMMAND, Key::K) {
                asked.push(Request::Look(LookRequest::Palette));
            }
            if pressed(Modifiers::COMMAND, Key::O) {
                asked.push(Request::ChooseProject);
            }
            if !typing {
                let again = pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
                if again || pressed(Modifiers::COMMAND, Key::Y) {
                    asked.push(Request::Redo);
                }
                if pressed(Modifiers::COMMAND, Key::Z) {
                    asked.push(Request::Undo);
                }
            }
            for (key, step) in steps.into_iter().zip(Step::ALL) {
                if pressed(Modifiers::COMMAND, key) {
                    asked.push(Request::Step(step));
                }
            }
        });
        let may_escape = self.state.dialog.is_none() && self.state.palette.is_none() && !typing;
        if may_escape && ctx.input(|input| input.key_pressed(Key::Escape)) {
            if self.state.left == LeftPanel::Open {
                asked.push(Request::FoldLeft);
            } else {
                asked.push(Request::Select(None));
            }
        }
        for request in asked {
            let needs_project = matches!(request, Request::Step(_) | Request::Undo | Request::Redo);
            if self.state.open.is_some() || !needs_project {
                self.carry_out(ctx, request);
            }
        }
    }
}
