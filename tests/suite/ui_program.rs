//! Step 4's tab of programmes driven by its labels: who piles up, who is left out, a cell's
//! programmes, a rule that moves.

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use kantong::app::programme::request::ProgrammeRequest;
use kantong::app::programme::{PlanPart, ProgrammeTab};
use kantong::app::request::Request;
use kantong::app::state::{Open, Step};
use kantong::app::window::Window;
use kantong::lang::Lang;
use kantong::lang::app_programme::ProgrammeWord;
use kantong::plan::programme::{Entry, Rule};
use kantong::project::Programmes;

use crate::ui::{NORMAL, Ui, content, settle, state, window, with_project};
use crate::ui_plan::snapshot;

/// Twelve villages in rising need: the first, in least need, has four programmes, the neediest none.
fn programmes(rows: bool) -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, move |window| {
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
    ui.get_by_label(Lang::Id.programme(ProgrammeWord::AddRegister));
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
