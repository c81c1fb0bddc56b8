//! Step 2 with several maps: what stands over, in and below them, asked by label.

use egui_kittest::kittest::Queryable as _;
use kantong::app::look::Seeing;
use kantong::app::look::commands::commands;
use kantong::app::look::request::LookRequest;
use kantong::app::request::Request;
use kantong::indicator::sieve::Test;
use kantong::lang::app_look::LookWord;
use kantong::output::look::Layer;
use kantong::plan::edit::Bookmark;

use crate::ui::{labels, settle, state};
use crate::ui_look::{BEFORE, PEOPLE, STUNTING, WATER, look, open, press, shown};

#[test]
fn two_times_stand_older_first_and_the_table_says_the_years() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Seeing(Seeing::Times));
    let titles = |ui: &crate::ui::Ui<'_>| -> Vec<String> {
        let made = &state(ui).shown.look2.made.made;
        made.sheets.iter().map(|sheet| sheet.title.clone()).collect()
    };
    assert_eq!(titles(&ui), ["2023", "2024"]);
    let heads = |ui: &crate::ui::Ui<'_>, year: &str| {
        labels(ui).iter().any(|label| label.starts_with("Urutkan") && label.contains(year))
    };
    assert!(heads(&ui, "2023") && heads(&ui, "2024"), "{:?}", labels(&ui));
    // From the older one the newer is the other, and the order stays.
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Indicator(BEFORE));
    look(&mut ui, LookRequest::Seeing(Seeing::Times));
    assert_eq!(titles(&ui), ["2023", "2024"]);
}

#[test]
fn a_count_beside_other_maps_is_circles() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Several(0, PEOPLE));
    look(&mut ui, LookRequest::Several(1, WATER));
    look(&mut ui, LookRequest::Several(2, STUNTING));
    look(&mut ui, LookRequest::Seeing(Seeing::Several));
    let looks = &state(&ui).shown.sheet_looks;
    let circles: Vec<bool> = looks.iter().map(|look| look.symbols.is_some()).collect();
    assert_eq!(circles.first(), Some(&true));
    assert!(circles[1..].contains(&false), "a rate stays a colour");
}

#[test]
fn a_third_indicator_lies_over_circles_as_rings_and_takes_none_away() {
    let mut ui = shown();
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Indicator(PEOPLE));
    look(&mut ui, LookRequest::OverlayAs(kantong::app::look::OverlayAs::Rings));
    look(&mut ui, LookRequest::Overlay(Some(WATER)));
    let look = state(&ui).shown.look.clone().unwrap();
    assert!(look.symbols.is_some() && look.rings.is_some());
}

#[test]
fn what_fits_best_comes_first_whatever_dash_is_typed() {
    let ui = shown();
    let all = commands(&state(&ui).state);
    let best = |text: &str| {
        let found = all.iter().filter_map(|c| Some((c.fits(text)?, c)));
        found.min_by_key(|(rank, _)| *rank).map(|(_, c)| c.name.clone())
    };
    assert_eq!(best("salin peta").as_deref(), Some("Salin peta"));
    assert!(all.iter().any(|c| c.fits("rakor").is_some()));
    assert_eq!(best("tidak ada perintah begini"), None);
    let name = all.iter().find(|c| c.name.contains('−') || c.name.contains('–'));
    if let Some(command) = name {
        let typed = command.name.replace(['–', '−'], "-");
        assert!(command.fits(&typed).is_some(), "{typed}");
    }
}

#[test]
fn degrees_and_the_place_in_the_province_are_layers_of_the_list() {
    let mut ui = shown();
    for layer in [Layer::Graticule, Layer::Inset] {
        assert!(open(&ui).layers.shows(layer));
        let ctx = ui.ctx.clone();
        ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::ToggleLayer(layer));
        assert!(!open(&ui).layers.shows(layer));
    }
    ui.step();
    assert!(ui.query_by_label_contains("Garis lintang dan bujur").is_some());
}

#[test]
fn the_lists_of_a_condition_open_in_the_panel_of_the_filter() {
    let mut ui = shown();
    let click = |ui: &mut crate::ui::Ui<'_>, at: egui::Pos2| {
        press(ui, at, true);
        press(ui, at, false);
        settle(ui);
    };
    let word = |word: LookWord| kantong::lang::Lang::Id.look(word);
    let at = ui.get_by_label(word(LookWord::SieveWord)).rect().center();
    click(&mut ui, at);
    let at = ui.get_by_label(word(LookWord::AddCondition)).rect().center();
    click(&mut ui, at);
    let at = ui.get_by_value(word(LookWord::AtLeast)).rect().center();
    click(&mut ui, at);
    let at = ui.get_by_label(word(LookWord::AtMost)).rect().center();
    click(&mut ui, at);
    let test = open(&ui).look.sieve.clauses.first().map(|clause| clause.test);
    assert!(matches!(test, Some(Test::AtMost(_))), "{test:?}");
    assert!(ui.query_by_label(word(LookWord::AddCondition)).is_some(), "the panel stays open");
    ui.key_press(egui::Key::Escape);
    settle(&mut ui);
    assert!(ui.query_by_label(word(LookWord::AddCondition)).is_none(), "until it is left");
}

#[test]
fn a_view_is_kept_beside_those_of_before() {
    let mut ui = shown();
    let kept = |ui: &crate::ui::Ui<'_>| {
        let all = commands(&state(ui).state);
        let word = kantong::lang::Lang::Id.look(LookWord::KeepPlace);
        all.into_iter().find(|c| c.name.starts_with(word)).unwrap().name
    };
    let first = kept(&ui);
    let place = Bookmark {
        name: open(&ui).content.column_name(STUNTING),
        centre: [0.0, 0.0],
        across: 1000.0,
        shown: None,
    };
    let open = ui.state_mut().as_mut().unwrap().state.open.as_mut().unwrap();
    std::sync::Arc::make_mut(&mut open.content).bookmarks.push(place);
    assert_eq!(kept(&ui), format!("{first} (2)"));
}
