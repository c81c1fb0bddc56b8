//! Step 4's tab of programmes driven by its labels: who piles up, who is left out, a cell's
//! programmes, a rule that moves.

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use kantong::app::programme::edit::{Editing, GoodForm, Is};
use kantong::app::programme::register::{Came, RegisterForm, RegisterView};
use kantong::app::programme::request::ProgrammeRequest;
use kantong::app::programme::{PlanPart, ProgrammeTab, TaskForm};
use kantong::app::request::Request;
use kantong::app::state::{Dialog, Open, Step};
use kantong::app::window::Window;
use kantong::lang::Lang;
use kantong::lang::app::Word;
use kantong::lang::app_programme::ProgrammeWord;
use kantong::lang::app_programme_edit::EditWord;
use kantong::plan::programme::{Entry, Rule};
use kantong::project::Programmes;

use crate::ui::{NORMAL, Ui, content, settle, state, window, with_project};
use crate::ui_plan::snapshot;

/// Twelve villages in rising need: the first, in least need, has four programmes, the neediest none.
fn programmes(rows: bool) -> Ui<'static> {
    programmes_at(NORMAL, rows)
}

fn programmes_at(size: [f32; 2], rows: bool) -> Ui<'static> {
    let mut ui = window(Lang::Id, size, move |window| {
        with_project(window, Step::Map);
        let (mut snapshot, columns) = snapshot();
        let mut content = content();
        content.columns = columns;
        let code = |v: usize| content.register.villages[v].code.clone();
        let entry = |id: i64, village: usize, programme: &str| Entry {
            id,
            village: Some(code(village)),
            programme: programme.into(),
            fund: "APBN".into(),
            year: Some(2025),
            rupiah: Some(1_000_000),
            row: 7,
            ..Entry::default()
        };
        let four = ["PKH", "Sembako", "PIP", "SPAM"];
        let mut entries: Vec<Entry> =
            four.iter().zip(1..).map(|(name, id)| entry(id, 0, name)).collect();
        entries.extend((1..11).map(|v| entry(10 + v as i64, v, "PKH")));
        if rows {
            snapshot.programmes = Arc::new(Programmes { entries, ..Programmes::default() });
        }
        let mut open = Open::new(content, Vec::new());
        open.programme.part = PlanPart::Programmes;
        let need = Some("kk_tanpa_air".to_owned());
        open.programme.rule = Some(Rule { need, ..Rule::default() });
        window.state.open = Some(open);
        window.away = Some(snapshot);
        window.state.step = Step::Plan;
    });
    settle(&mut ui);
    ui
}

fn ask(ui: &mut Ui<'_>, asked: ProgrammeRequest) {
    let ctx = ui.ctx.clone();
    let window: &mut Window = ui.state_mut().as_mut().unwrap();
    window.carry_out(&ctx, Request::Programme(asked));
    settle(ui);
}

#[test]
fn without_a_register_the_tab_says_what_to_do() {
    let ui = programmes(false);
    ui.get_by_label(Lang::Id.programme(ProgrammeWord::NoRegister));
    // Beside the sentence and at the left, where a row can be written without a file, too.
    let add = Lang::Id.programme(ProgrammeWord::AddRegister);
    assert_eq!(ui.get_all_by_label(add).count(), 2);
    ui.get_by_label(Lang::Id.programme(ProgrammeWord::AddRow));
}

#[test]
fn the_village_that_has_all_and_the_one_that_has_none_are_listed() {
    let mut ui = programmes(true);
    ui.get_by_label("Menumpuk 1");
    ui.get_by_label("Kosong 1");
    let made = state(&ui).shown.programme.made().cloned().unwrap();
    assert_eq!((made.found.pile_ups.clone(), made.found.blanks.clone()), (vec![0], vec![11]));
    // Five programmes are many now: nobody piles up.
    let rule = Rule { many: 5, ..made.found.rule.clone() };
    ask(&mut ui, ProgrammeRequest::Rule(Some(Box::new(rule))));
    ui.get_by_label("Menumpuk 0");
}

#[test]
fn a_click_on_a_cell_opens_its_programmes() {
    let mut ui = programmes(true);
    let social =
        state(&ui).shown.programme.made().unwrap().sectors.iter().position(|s| s == "Sosial");
    ask(&mut ui, ProgrammeRequest::Cell(0, social));
    let window = state(&ui);
    let open = window.state.open.as_ref().unwrap();
    assert_eq!((open.selected, open.programme.tab), (Some(0), ProgrammeTab::Rows));
    let made = window.shown.programme.made().unwrap();
    assert_eq!(made.lines(Some(0), social).len(), 2, "PKH and Sembako");
    assert_eq!(made.lines(Some(0), None).len(), 4);
    for tab in ProgrammeTab::ALL {
        ask(&mut ui, ProgrammeRequest::Tab(tab));
    }
}

#[test]
fn the_lists_that_are_written_open_their_forms_at_the_right() {
    let mut ui = programmes(true);
    let word = |word| Lang::Id.programme_edit(word);
    ask(&mut ui, ProgrammeRequest::Tab(ProgrammeTab::Catalogue));
    ui.get_by_label(word(EditWord::AddProgram)).click();
    settle(&mut ui);
    assert!(ui.query_all_by_label(word(EditWord::ChooseWords)).next().is_some());
    let editing = |ui: &Ui<'_>| state(ui).state.open.as_ref().unwrap().programme.editing.clone();
    let Some(Editing::Program(form)) = editing(&ui) else { panic!("a programme") };
    assert_eq!(form.is, Is::New);
    // Another list closes it.
    ask(&mut ui, ProgrammeRequest::Tab(ProgrammeTab::National));
    assert_eq!(editing(&ui), None);
    ui.get_by_label(word(EditWord::AddPriority)).click();
    settle(&mut ui);
    assert!(ui.query_all_by_label(word(EditWord::SupportedBy)).next().is_some());
    ask(&mut ui, ProgrammeRequest::Tab(ProgrammeTab::Goods));
    let made = state(&ui).shown.programme.made().cloned().unwrap();
    assert_eq!(made.edits.goods.len(), 12);
    let form = GoodForm::of(&made.potential, 3);
    ask(&mut ui, ProgrammeRequest::Editing(Some(Box::new(Editing::Good(form)))));
    assert!(ui.query_all_by_label(word(EditWord::GoodSource)).next().is_some());
    assert_eq!(state(&ui).state.open.as_ref().unwrap().selected, Some(3));
    ask(&mut ui, ProgrammeRequest::Tab(ProgrammeTab::Actions));
    assert!(ui.query_all_by_label(word(EditWord::ForKecamatan)).next().is_some());
    for action in made.edits.plans.iter().flat_map(|plan| &plan.actions).take(1) {
        let form = TaskForm::of(action, Some(action.villages.clone()));
        ask(&mut ui, ProgrammeRequest::Task(Some(Box::new(form))));
        assert!(ui.query_all_by_label(word(EditWord::ActionVillages)).next().is_some());
    }
}

#[test]
fn a_register_on_its_way_in_says_what_it_is_and_what_can_be_said() {
    let mut ui = programmes(true);
    let word = |word| Lang::Id.programme_edit(word);
    let form = RegisterForm {
        file: "daftar.xlsx".into(),
        came: Came::Found,
        view: RegisterView {
            summary: vec!["7 baris".into()],
            sheets: vec!["TA 2024".into(), "TA 2025".into()],
            totals: vec![("TOTAL: Rp 106 juta ≠ Rp 105 juta".into(), false)],
            ..RegisterView::default()
        },
        ..RegisterForm::default()
    };
    ui.state_mut().as_mut().unwrap().state.dialog = Some(Dialog::Register(Box::new(form)));
    settle(&mut ui);
    ui.get_by_label(word(EditWord::LooksLikeRegister));
    ui.get_by_label("TOTAL: Rp 106 juta ≠ Rp 105 juta");
    ui.get_by_label(word(EditWord::Take));
    ui.get_by_label(Lang::Id.word(Word::Cancel)).click();
    settle(&mut ui);
    assert!(state(&ui).state.dialog.is_none());
}

#[test]
fn in_a_narrow_window_the_settings_lie_behind_a_rail() {
    let mut ui = programmes_at([1024.0, 768.0], true);
    let rule = Lang::Id.programme(ProgrammeWord::HighShare);
    assert!(ui.query_all_by_label(rule).next().is_none());
    ui.get_by_label(Lang::Id.programme_edit(EditWord::Settings)).click();
    settle(&mut ui);
    // What lies over the map is measured once before it is painted.
    for _ in 0..4 {
        ui.step();
    }
    assert!(ui.query_all_by_label(rule).next().is_some());
}
