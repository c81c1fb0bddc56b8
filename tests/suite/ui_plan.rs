//! Step 4 driven by its labels: the plan follows the sliders, a wish has its price, and what is
//! impossible says why.

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use kantong::app::plan::PlanTab;
use kantong::app::plan::request::PlanRequest;
use kantong::app::request::Request;
use kantong::app::state::{Open, Step};
use kantong::app::window::Window;
use kantong::base::measure::Measure;
use kantong::indicator::column::Column;
use kantong::indicator::definition::{Direction, Quantity};
use kantong::lang::Lang;
use kantong::lang::app_plan::PlanWord;
use kantong::workflow::Snapshot;
use kantong::workflow::sites::curve::Ask;

use crate::ui::{NORMAL, Ui, content, settle, state, window, with_project};

/// Twelve villages where 30, 60, 90 … households wait.
pub fn snapshot() -> (Snapshot, Vec<Arc<Column>>) {
    let content = content();
    let mut waits = Column::clone(&content.columns[0]);
    waits.indicator.id = "kk_tanpa_air".to_owned();
    waits.indicator.name = "KK tanpa air".to_owned();
    waits.indicator.unit = "KK".to_owned();
    waits.indicator.quantity = Quantity::Count;
    waits.indicator.direction = Direction::WorseHigh;
    waits.values = (1..=12).map(|i| Measure::Measured(30.0 * f64::from(i))).collect();
    let columns = vec![Arc::clone(&content.columns[0]), Arc::new(waits)];
    let snapshot = Snapshot::bare(Arc::clone(&content.register), columns.clone());
    (snapshot, columns)
}

fn planning() -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, |window| {
        with_project(window, Step::Map);
        let (snapshot, columns) = snapshot();
        let mut content = content();
        content.columns = columns;
        window.state.open = Some(Open::new(content, Vec::new()));
        window.away = Some(snapshot);
        window.begin_plan();
        let plan = &mut window.state.open.as_mut().unwrap().plan;
        // All villages of the small map are wider than what serves them.
        plan.recipe.as_mut().unwrap().demand.accept_wide = true;
        window.state.step = Step::Plan;
    });
    settle(&mut ui);
    ui
}

fn ask(ui: &mut Ui<'_>, asked: impl Fn(&mut Window) -> Request) {
    let ctx = ui.ctx.clone();
    let window = ui.state_mut().as_mut().unwrap();
    let request = asked(window);
    window.carry_out(&ctx, request);
    settle(ui);
}

/// Lets the jobs of step 4 come to what is waited for, or to four seconds.
fn until(ui: &mut Ui<'_>, there: impl Fn(&Window) -> bool) {
    for _ in 0..200 {
        settle(ui);
        if there(state(ui)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// The recipe changed by one thing.
fn set(ui: &mut Ui<'_>, change: impl Fn(&mut kantong::workflow::sites::recipe::Recipe)) {
    ask(ui, |window| {
        let open = window.state.open.as_ref().unwrap();
        let mut recipe = open.plan.recipe.clone().unwrap();
        change(&mut recipe);
        Request::Plan(PlanRequest::Set(Box::new(recipe)))
    });
}

fn served(ui: &Ui<'_>) -> u64 {
    state(ui).shown.step4.made().served
}

#[test]
fn a_project_without_households_that_wait_says_what_to_do() {
    let mut ui = window(Lang::Id, NORMAL, |window| with_project(window, Step::Plan));
    settle(&mut ui);
    ui.get_by_label(Lang::Id.step4(PlanWord::NoNeed));
    ui.get_by_label(Lang::Id.step4(PlanWord::AddTable));
}

#[test]
fn the_plan_follows_its_budget_and_says_how_good_it_is() {
    let mut ui = planning();
    ui.get_by_label(Lang::Id.step4(PlanWord::Served));
    let rich = served(&ui);
    assert!(rich > 0);
    set(&mut ui, |recipe| recipe.budget.rupiah = Some(700_000_000));
    let poor = served(&ui);
    assert_eq!(poor, 360, "two units of 180 households for 350 million each");
    assert!(poor < rich);
    ui.get_by_label(Lang::Id.step4(PlanWord::Proven));
    assert!(state(&ui).shown.step4.made().curve.is_some(), "the curve follows");
}

#[test]
fn a_wish_has_its_price_and_can_be_taken_back() {
    let mut ui = planning();
    set(&mut ui, |recipe| recipe.budget.rupiah = Some(350_000_000));
    let best = served(&ui);
    // The village where fewest wait that may have a unit at all: 60 households.
    ask(&mut ui, |_| Request::Select(Some(1)));
    // The price follows the words of the card.
    until(&mut ui, |window| window.shown.step4.card().is_some_and(|c| c.price.is_some()));
    let card = state(&ui).shown.step4.card().cloned().unwrap();
    let price = card.price.clone().expect("a price");
    assert_eq!((price.ask, price.before), (Ask::Force, best));
    assert!(price.households < 0);
    ui.get_by_label(Lang::Id.step4(PlanWord::Force)).click();
    until(&mut ui, |window| window.shown.step4.made().served != best);
    assert_eq!(served(&ui).cast_signed() - best.cast_signed(), price.households);
    assert!(ui.query_all_by_label(Lang::Id.step4(PlanWord::Release)).next().is_some());
    ask(&mut ui, |_| Request::Plan(PlanRequest::Release(card.code.clone())));
    until(&mut ui, |window| window.shown.step4.made().served == best);
    assert_eq!(served(&ui), best);
}

#[test]
fn what_is_impossible_says_why_and_the_tables_follow_the_plan() {
    let mut ui = planning();
    set(&mut ui, |recipe| {
        recipe.budget.rupiah = Some(100_000_000);
        recipe.least_per_kecamatan = 1;
    });
    ui.get_by_label(Lang::Id.step4(PlanWord::CannotPlan));
    set(&mut ui, |recipe| recipe.budget.rupiah = Some(2_000_000_000));
    let made = Arc::clone(state(&ui).shown.step4.made());
    let sites = made.plan.as_ref().unwrap().chosen.len();
    assert_eq!(made.sites.len(), sites);
    let left: u64 = made.of - made.served;
    assert_eq!(left == 0, made.left.is_empty());
    ask(&mut ui, |_| Request::Plan(PlanRequest::Tab(PlanTab::Compare)));
    ui.get_by_label(Lang::Id.step4(PlanWord::NoScenarios));
}
