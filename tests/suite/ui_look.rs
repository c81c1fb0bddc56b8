//! Step 2 driven by its labels: several things at once, the linked table and histogram, the hand's
//! tools, layouts, the palette.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use kantong::app::look::commands::commands;
use kantong::app::look::hand::Hand;
use kantong::app::look::request::LookRequest;
use kantong::app::look::{LookTab, Seeing};
use kantong::app::map::MapState;
use kantong::app::request::Request;
use kantong::app::state::{Open, Step};
use kantong::app::window::Window;
use kantong::app::work::Change;
use kantong::base::measure::Measure;
use kantong::indicator::classify::Method;
use kantong::indicator::column::Column;
use kantong::indicator::definition::Quantity;
use kantong::indicator::sieve::{Clause, Sieve, Test};
use kantong::lang::Lang;
use kantong::lang::app_look::LookWord;
use kantong::output::cartogram::Arrangement;
use kantong::output::scene::Scene;
use kantong::output::symbology::Fill;
use kantong::output::vision::Vision;
use kantong::plan::edit::{Drawn, Edit, Style};

use crate::ui::{NORMAL, Ui, content, labels, settle, state, window};

/// Stunting of two years, water, and a count of people.
fn step_2(window: &mut Window) {
    let mut content = content();
    let like = |id: &str, name: &str, of: &dyn Fn(f64) -> f64| {
        let mut column = Column::clone(&content.columns[0]);
        id.clone_into(&mut column.indicator.id);
        name.clone_into(&mut column.indicator.name);
        let value = |v: &Measure| v.value().map_or(*v, |x| Measure::of(of(x)));
        column.values = column.values.iter().map(value).collect();
        column
    };
    let water = like("kk_tanpa_air_layak", "KK tanpa air layak", &|x| 100.0 - x);
    let mut before = like("stunting", "Balita stunting", &|x| x + 10.0);
    "2023".clone_into(&mut before.period);
    let mut people = like("jumlah_penduduk", "Jumlah penduduk", &|x| 10.0 * x);
    people.indicator.quantity = Quantity::Count;
    "jiwa".clone_into(&mut people.indicator.unit);
    content.columns.extend([water, before, people].map(Arc::new));
    window.map = Some(MapState::new(Arc::new(Scene::of(&content.register))));
    window.state.open = Some(Open::new(content, Vec::new()));
    window.state.step = Step::Map;
}

pub const STUNTING: usize = 0;
pub const WATER: usize = 1;
pub const BEFORE: usize = 2;
pub const PEOPLE: usize = 3;

pub fn shown() -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, |window| {
        step_2(window);
        window.state.open.as_mut().unwrap().show(STUNTING);
    });
    rest(&mut ui);
    ui
}

/// One job of step 2 waits for another: the table for the filter.
fn rest(ui: &mut Ui<'_>) {
    for _ in 0..3 {
        settle(ui);
    }
}

fn ask(ui: &mut Ui<'_>, asked: Request) {
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, asked);
    rest(ui);
}

pub fn look(ui: &mut Ui<'_>, asked: LookRequest) {
    ask(ui, Request::Look(asked));
}

pub fn open<'a>(ui: &'a Ui<'_>) -> &'a Open {
    state(ui).state.open.as_ref().unwrap()
}

pub fn press(ui: &mut Ui<'_>, at: Pos2, pressed: bool) {
    ui.event(Event::PointerMoved(at));
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    ui.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    ui.step();
}

fn drag(ui: &mut Ui<'_>, along: &[Pos2]) {
    press(ui, along[0], true);
    for side in along.windows(2) {
        for part in 1..=4_u8 {
            ui.event(Event::PointerMoved(side[0].lerp(side[1], f32::from(part) / 4.0)));
            ui.step();
        }
    }
    press(ui, along[along.len() - 1], false);
    rest(ui);
}

/// The style that a change asks the project to keep.
fn asked_style(ui: &Ui<'_>) -> Option<Style> {
    let edits = state(ui).waiting.iter().rev();
    edits.into_iter().find_map(|change| match change {
        Change::Edit(Edit::SetStyle { style, .. }) => style.clone(),
        _ => None,
    })
}

#[test]
fn two_indicators_are_one_click_away_and_their_cells_filter() {
    let mut ui = shown();
    ui.get_by_label("Air × stunting").click();
    rest(&mut ui);
    assert_eq!(open(&ui).look.seeing, Seeing::Pair);
    let own = |fill: &Fill| matches!(fill, Fill::Own(_));
    let fills = &state(&ui).shown.look.as_ref().unwrap().fills;
    assert_eq!(fills.iter().filter(|f| own(f)).count(), 10, "{fills:?}");
    let cell = labels(&ui).into_iter().find(|l| l.starts_with("C1 ")).unwrap();
    ui.get_by_label(&cell).click();
    rest(&mut ui);
    let picked = open(&ui).pocket.picked.len();
    assert_eq!(format!("C1 {picked}"), cell, "the legend filters");
    assert!(ui.query_by_label_contains("Bukan bukti sebab").is_some() || !labels(&ui).is_empty());
}

#[test]
fn three_maps_move_together_and_lock_their_classes() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Several(0, STUNTING));
    look(&mut ui, LookRequest::Several(1, WATER));
    look(&mut ui, LookRequest::Seeing(Seeing::Several));
    let made = &state(&ui).shown.look2.made.made;
    assert!(made.sheets.len() >= 2);
    assert_eq!(made.sheets[0].classes.inner(), made.sheets[1].classes.inner());
    let cameras = |ui: &Ui<'_>| {
        let window = state(ui);
        let first = window.map.as_ref().unwrap().camera;
        window.maps.beside.iter().map(|map| map.camera == first).collect::<Vec<_>>()
    };
    assert!(cameras(&ui).iter().all(|same| *same));
    ask(&mut ui, Request::Zoom(2.0));
    assert!(cameras(&ui).iter().all(|same| *same), "one zoom moves all");
    assert!(ui.query_by_label_contains("Kelas dikunci").is_some(), "{:?}", labels(&ui));
}

#[test]
fn two_times_lie_over_each_other_and_the_edge_is_moved() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Seeing(Seeing::Times));
    assert_eq!(open(&ui).look.other_time, Some(BEFORE));
    let edge = ui.get_by_label("Batas geser dua periode").rect();
    let at = edge.center() + vec2(0.0, 60.0);
    drag(&mut ui, &[at, at + vec2(120.0, 0.0)]);
    assert!(open(&ui).look.edge > 0.6, "{}", open(&ui).look.edge);
}

#[test]
fn a_count_gets_circles_and_filling_areas_with_it_warns() {
    let mut ui = shown();
    ask(&mut ui, Request::Indicator(PEOPLE));
    let shown = state(&ui).shown.look.clone().unwrap();
    let symbols = shown.symbols.as_ref().unwrap();
    assert_eq!(symbols.list.len(), 10);
    assert!(shown.fills.iter().all(|f| !matches!(f, Fill::Class(_))));
    let style = Style { drawn: Some(Drawn::Fills), ..Style::default() };
    let mut content = (*open(&ui).content).clone();
    content.styles.insert("jumlah_penduduk".to_owned(), style);
    ui.state_mut().as_mut().unwrap().state.open.as_mut().unwrap().replace(content);
    rest(&mut ui);
    assert!(ui.query_by_label_contains("Ini jumlah, bukan persen").is_some(), "{:?}", labels(&ui));
    ui.get_by_label("Pakai lingkaran").click();
    rest(&mut ui);
    assert_eq!(asked_style(&ui).unwrap().drawn, Some(Drawn::Symbols));
}

#[test]
fn a_third_indicator_hatches_its_worst_fifth() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Overlay(Some(WATER)));
    let hatched = state(&ui).shown.look.as_ref().unwrap().hatched.clone();
    assert_eq!(hatched, [0, 1], "the worst two of ten");
    look(&mut ui, LookRequest::Overlay(None));
    assert!(state(&ui).shown.look.as_ref().unwrap().hatched.is_empty());
}

#[test]
fn the_table_is_found_sorted_and_sieved() {
    let mut ui = shown();
    let rows = |ui: &Ui<'_>| state(ui).shown.look2.rows.made.order.clone();
    assert_eq!(rows(&ui)[..2], [11, 10]);
    ui.get_by_label_contains("Cari nama atau angka").focus();
    ui.step();
    ui.event(Event::Text("> 50".to_owned()));
    rest(&mut ui);
    assert_eq!(rows(&ui), [11, 10, 9]);
    let mut table = open(&ui).look.table.clone();
    table.text.clear();
    look(&mut ui, LookRequest::Table(table));
    let clauses = vec![Clause { column: STUNTING, test: Test::NoData }];
    look(&mut ui, LookRequest::Sieve(Sieve { clauses, ..Sieve::default() }));
    assert_eq!(rows(&ui), [3]);
    let lit = state(&ui).shown.look.as_ref().unwrap().lone.clone();
    assert_eq!(lit, [3], "the map fades the others");
    look(&mut ui, LookRequest::Sieve(Sieve::default()));
    assert_eq!(rows(&ui).len(), 12);
}

#[test]
fn a_class_border_is_moved_by_hand_and_the_change_can_be_undone() {
    let mut ui = shown();
    let before = state(&ui).shown.classes.inner();
    let handle = labels(&ui).into_iter().find(|l| l.starts_with("Batas kelas 2")).unwrap();
    let at = ui.get_by_label(&handle).rect().center();
    drag(&mut ui, &[at, at + vec2(6.0, 0.0)]);
    let Some(Style { method: Method::Manual(breaks), .. }) = asked_style(&ui) else {
        panic!("an edit with borders is asked for")
    };
    assert_eq!(breaks.len(), before.len());
    assert!(breaks[1] > before[1] && breaks[0] == before[0], "{breaks:?} {before:?}");
}

#[test]
fn a_lasso_on_the_map_picks_and_the_card_counts() {
    let mut ui = shown();
    let map = ui.get_by_label_contains("Peta ").rect();
    look(&mut ui, LookRequest::Hand(Hand::Lasso));
    let middle = map.center();
    let corner = |x: f32, y: f32| middle + vec2(x * 150.0, y * 100.0);
    drag(&mut ui, &[corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)]);
    let picked = open(&ui).pocket.picked.len();
    assert!(picked > 1, "{picked}");
    let words = format!("{picked} desa terpilih");
    assert!(ui.query_all_by_label(&words).next().is_some(), "{:?}", labels(&ui));
}

#[test]
fn a_way_is_measured_corner_by_corner() {
    let mut ui = shown();
    let map = ui.get_by_label_contains("Peta ").rect();
    look(&mut ui, LookRequest::Hand(Hand::Distance));
    for x in [-100.0, 100.0] {
        let at = map.center() + vec2(x, 30.0);
        press(&mut ui, at, true);
        press(&mut ui, at, false);
        // Two clicks in a row at two places are no double click.
        for _ in 0..30 {
            ui.step();
        }
    }
    ui.key_press(Key::Enter);
    rest(&mut ui);
    assert_eq!(open(&ui).look.drawn.len(), 2, "{:?}", open(&ui).look.drawn);
    assert!(open(&ui).pocket.picked.is_empty(), "measuring picks nobody");
}

#[test]
fn circles_and_tiles_lie_in_place_of_the_land() {
    let mut ui = shown();
    for arrangement in [Arrangement::Circles, Arrangement::Tiles] {
        look(&mut ui, LookRequest::Arrange(arrangement));
        let map = state(&ui).maps.arranged.as_ref().unwrap();
        assert_eq!(map.scene.villages.len(), 12);
        assert!(ui.query_by_label_contains("Peta ").is_some());
    }
    look(&mut ui, LookRequest::Arrange(Arrangement::Land));
    assert!(state(&ui).maps.arranged.is_none());
}

#[test]
fn the_palette_finds_villages_and_commands_in_both_languages() {
    let mut ui = shown();
    ui.key_press_modifiers(Modifiers::COMMAND, Key::K);
    rest(&mut ui);
    assert!(state(&ui).state.palette.is_some());
    look(&mut ui, LookRequest::PaletteText("lestari".to_owned()));
    let lines = state(&ui).palette_lines();
    assert!(lines.iter().any(|line| line.name.contains("Lestari")), "{lines:?}");
    look(&mut ui, LookRequest::PaletteText("lasso".to_owned()));
    let lines = state(&ui).palette_lines();
    assert!(lines.iter().any(|line| line.name == "Pilih dengan laso"), "{lines:?}");
    ui.key_press(Key::Enter);
    rest(&mut ui);
    assert_eq!(open(&ui).look.hand, Hand::Lasso);
    assert!(state(&ui).state.palette.is_none(), "what was run closes it");
}

#[test]
fn enter_waits_until_what_was_typed_is_looked_up() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Palette);
    // Typed and entered at once: nothing that stood there before is taken for it.
    look(&mut ui, LookRequest::PaletteEnter("lestari".to_owned()));
    rest(&mut ui);
    assert!(state(&ui).state.palette.is_none(), "it is carried out when it is found");
    let chosen = open(&ui).selected.map(|at| open(&ui).content.register.villages[at].name.clone());
    assert!(chosen.as_ref().is_some_and(|name| name.contains("Lestari")), "{chosen:?}");
}

#[test]
fn every_command_of_the_palette_can_be_carried_out() {
    let mut ui = shown();
    let all = commands(&state(&ui).state);
    assert!(all.len() > 70, "{}", all.len());
    let stays = |request: &Request| {
        // These leave the project or ask the system.
        !matches!(
            request,
            Request::ChooseFiles
                | Request::ChooseProject
                | Request::OpenSample
                | Request::CloseProject
                | Request::SaveImage
                | Request::Export(_)
                | Request::FindPockets
        )
    };
    for command in all.into_iter().filter(|command| stays(&command.asked)) {
        let ctx = ui.ctx.clone();
        ui.state_mut().as_mut().unwrap().carry_out(&ctx, command.asked.clone());
        ui.step();
        assert!(state(&ui).state.open.is_some(), "{command:?}");
    }
    rest(&mut ui);
}

#[test]
fn other_eyes_repaint_the_picture_of_the_map_too() {
    let mut ui = shown();
    look(&mut ui, LookRequest::Vision(Some(Vision::Grey)));
    assert_eq!(state(&ui).shown.look.as_ref().unwrap().vision, Some(Vision::Grey));
    look(&mut ui, LookRequest::Vision(None));
    assert_eq!(state(&ui).shown.look.as_ref().unwrap().vision, None);
}

#[test]
fn every_word_of_step_2_is_said_in_both_languages_and_has_no_jargon() {
    let meant: [&str; 0] = [];
    for word in LookWord::ALL {
        let (id, en) = (Lang::Id.look(*word), Lang::En.look(*word));
        assert!(id != en || meant.contains(&id), "{id:?} is the same in both languages");
        for jargon in ["error", "choropleth", "polygon", "layer", "render"] {
            assert!(!id.to_lowercase().contains(jargon), "{id:?}");
        }
    }
}

#[test]
fn step_2_can_be_used_at_every_size_in_every_way_of_seeing() {
    for size in [[1024.0, 768.0], [1093.0, 614.0], [1920.0, 1080.0]] {
        let mut ui = window(Lang::Id, size, step_2);
        rest(&mut ui);
        for seeing in Seeing::ALL {
            look(&mut ui, LookRequest::Seeing(seeing));
            assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?} {seeing:?}");
        }
        for tab in [LookTab::Scatter, LookTab::Boxes] {
            look(&mut ui, LookRequest::Tab(tab));
            assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?} {tab:?}");
        }
    }
}
