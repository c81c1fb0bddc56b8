//! The page of what the package holds: each kind of paper with its files, each dinas with its
//! columns.

use egui::{Label, RichText, ScrollArea, Ui};

use super::widget::{Can, Look, button, hairline};
use crate::app::meeting::{CARDS, MeetingLook, kind};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_meeting::{RakorSay, RakorWord};
use crate::workflow::report::outline::Outline;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct ContentsView<'a> {
    pub look: &'a MeetingLook,
    pub outline: &'a Outline,
}

pub fn contents_ui(ui: &mut Ui, lang: Lang, view: Option<&ContentsView<'_>>) -> Option<Request> {
    let screen = ui.ctx().content_rect();
    ui.set_width(640.0_f32.min(screen.width() - 64.0));
    ui.label(theme::title(lang.step5(RakorWord::Contents)));
    let Some(ContentsView { look, outline }) = view else { return Some(Request::CloseDialog) };
    let files = outline.files(&look.recipe);
    ui.label(theme::small(lang.step5_say(&RakorSay::Files { files }), ui));
    hairline(ui);
    let most = (screen.height() - 240.0).max(160.0);
    ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        let weak = tokens(ui).text_2;
        for part in CARDS.into_iter().filter(|part| look.has(*part)) {
            let Some(line) = outline.line(part).filter(|line| line.ready) else { continue };
            let kind = kind(part);
            let about = lang.step5_say(&RakorSay::SheetsKnown { kind, count: line.count });
            ui.horizontal(|ui| {
                ui.label(theme::bold(lang.paper_kind(kind)));
                ui.label(RichText::new(about).color(weak));
            });
        }
        for office in outline.offices.iter().filter(|office| look.takes(office)) {
            ui.add_space(6.0);
            let files = lang.step5_say(&RakorSay::Files { files: office.files });
            ui.horizontal(|ui| {
                ui.label(theme::bold(&office.name));
                ui.label(RichText::new(files).color(weak));
            });
            let by = office.chosen_by.join(", ");
            let by = RakorSay::Office { villages: office.villages, by };
            ui.add(Label::new(theme::small(lang.step5_say(&by), ui)).wrap());
            let receives = lang.step5(RakorWord::Received);
            let columns = format!("{receives}: {}", office.columns.join(", "));
            ui.add(Label::new(theme::hint(columns, ui)).wrap());
        }
    });
    ui.add_space(10.0);
    let clicked = button(ui, Look::Primary, None, lang.word(Word::Close), Can::Yes).clicked();
    clicked.then_some(Request::CloseDialog)
}
