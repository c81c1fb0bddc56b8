//! The guide (F1): a page a step, and the keys.

use egui::{Grid, Image, Label, RichText, ScrollArea, Sense, TextureHandle, Ui};

use super::widget::{Can, Look, button, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::request::Request;
use crate::app::show::keys;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_show::ShowWord;
use crate::lang::guide::{Guide, GuidePage, GuideWord};

pub fn help_ui(
    ui: &mut Ui,
    lang: Lang,
    page: GuidePage,
    picture: Option<&TextureHandle>,
) -> Option<Request> {
    let mut request = None;
    let screen = ui.ctx().content_rect();
    ui.set_width(680.0_f32.min(screen.width() - 64.0));
    ui.horizontal(|ui| {
        ui.label(theme::title(lang.guide_word(GuideWord::Title)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::Close, lang.word(Word::Close), Can::Yes).clicked() {
                request = Some(Request::CloseDialog);
            }
            let save = lang.guide_word(GuideWord::SavePdf);
            if button(ui, Look::Bare, Some(Icon::Download), save, Can::Yes).clicked() {
                request = Some(Request::SaveGuide);
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        for other in GuidePage::ALL {
            let title = lang.guide(other).title;
            if ui.selectable_label(other == page, title).clicked() {
                request = Some(Request::Guide(other));
            }
        }
    });
    hairline(ui);
    let height = (screen.height() - 220.0).max(160.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height.min(480.0));
    scroll.id_salt(("guide", lang.guide(page).title)).show(ui, |ui| {
        page_ui(ui, &lang.guide(page), picture);
        ui.add_space(12.0);
        if page == GuidePage::Meeting {
            section(ui, lang.show(ShowWord::Keys));
            let all = keys::list(lang);
            keys_ui(ui, "show-keys", all.into_iter().map(|(key, what)| (key, lang.show(what))));
            ui.add_space(12.0);
        }
        section(ui, lang.word(Word::Keys));
        keys_ui(ui, "keys", own_keys(lang).into_iter().map(|(key, what)| (key, lang.word(what))));
        ui.add_space(12.0);
        ui.add(Label::new(theme::small(lang.word(Word::WorksOffline), ui)).wrap());
    });
    request
}

fn page_ui(ui: &mut Ui, guide: &Guide, picture: Option<&TextureHandle>) {
    let t = tokens(ui);
    ui.add(Label::new(RichText::new(guide.aim).color(t.text)).wrap());
    ui.add_space(8.0);
    picture_ui(ui, guide, picture);
    ui.add_space(8.0);
    for (n, step) in guide.steps.iter().enumerate() {
        ui.horizontal_top(|ui| {
            ui.label(theme::bold(format!("{}", n + 1)));
            ui.add(Label::new(RichText::new(*step).color(t.text)).wrap());
        });
    }
    ui.add_space(6.0);
    for note in guide.notes {
        ui.horizontal_top(|ui| {
            ui.label(theme::hint("•", ui));
            ui.add(Label::new(theme::small(*note, ui)).wrap());
        });
    }
}

/// Its place is kept while it is being drawn, so that nothing jumps.
fn picture_ui(ui: &mut Ui, guide: &Guide, picture: Option<&TextureHandle>) {
    let width = ui.available_width().min(430.0);
    let size = egui::vec2(width, (width * 328.0 / 515.0).round());
    if let Some(texture) = picture {
        let image = Image::from_texture(texture).fit_to_exact_size(size);
        ui.add(image.alt_text(guide.title));
    } else {
        let (place, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect_filled(place, 2.0, tokens(ui).sunk);
    }
}

fn keys_ui(ui: &mut Ui, name: &str, keys: impl Iterator<Item = (String, &'static str)>) {
    Grid::new(name).num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
        for (keys, what) in keys {
            ui.label(theme::bold(keys));
            ui.label(what);
            ui.end_row();
        }
    });
}

/// Each key of the window with what it does.
fn own_keys(lang: Lang) -> [(String, Word); 9] {
    let steps = "Ctrl+1 – Ctrl+5".to_owned();
    [
        (lang.word(Word::KeyArrowsName).to_owned(), Word::KeyPan),
        ("+ −".to_owned(), Word::KeyZoom),
        (lang.word(Word::KeyHomeName).to_owned(), Word::KeyHome),
        ("Esc".to_owned(), Word::KeyEscape),
        ("Ctrl+Z, Ctrl+Y".to_owned(), Word::KeyUndo),
        ("Ctrl+O".to_owned(), Word::KeyOpen),
        (steps, Word::KeySteps),
        ("Tab".to_owned(), Word::KeyTab),
        ("F1".to_owned(), Word::KeyHelp),
    ]
}
