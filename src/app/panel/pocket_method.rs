//! Step 3, at the left: what few will change. The statistic and what it needs, islands, numbers of
//! small villages, draws; and how several indicators become one.

use egui::{Label, Ui};

use super::pocket_settings::RuleView;
use super::pocket_widget::{choice, opening};
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::app::theme;
use crate::indicator::column::Column;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::count;
use crate::workflow::PocketSettings;
use crate::workflow::links::Islands;
use crate::workflow::method::Method;

pub fn more_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    let lang = view.lang;
    if !opening(ui, lang.step3(PocketWord::OtherSettings)) {
        return;
    }
    let before = asked.method;
    line(ui, view, PocketWord::MethodLabel, &methods(view, before), &mut asked.method);
    if asked.method != before {
        // A share means something else to each method.
        asked.share = None;
    }
    needs_ui(ui, view, asked);
    let islands = [
        (Islands::Isolate, lang.step3(PocketWord::IslandsAlone).to_owned()),
        (Islands::Ferry, lang.step3(PocketWord::IslandsFerry).to_owned()),
        (Islands::Bridge, lang.step3(PocketWord::IslandsBridged).to_owned()),
    ];
    if asked.method != Method::Scan {
        line(ui, view, PocketWord::IslandsLabel, &islands, &mut asked.islands);
        rates_ui(ui, view, asked);
    }
    let mut draws: Vec<(u32, String)> =
        [999, 9_999, 99_999].map(|n| (n, count(lang, n as usize))).into();
    let own = asked.moran.permutations;
    if draws.iter().all(|(n, _)| *n != own) {
        draws.push((own, count(lang, own as usize)));
    }
    ui.add(Label::new(theme::small(lang.step3(PocketWord::DrawsLabel), ui)).wrap());
    choice(ui, lang.word(Word::Permutations), &mut asked.moran.permutations, &draws);
    ui.add_space(4.0);
}

fn rates_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    let lang = view.lang;
    let rates = [
        (None, lang.step3(PocketWord::RatesDefault).to_owned()),
        (Some(Smoothing::Raw), lang.step3(PocketWord::RatesRaw).to_owned()),
        (Some(Smoothing::Global), lang.step3(PocketWord::RatesSmoothed).to_owned()),
        (Some(Smoothing::Spatial), lang.step3(PocketWord::RatesNear).to_owned()),
    ];
    line(ui, view, PocketWord::RatesLabel, &rates, &mut asked.rates);
}

/// A label and its choice under it.
pub(super) fn line<T: Clone + PartialEq>(
    ui: &mut Ui,
    view: &RuleView<'_>,
    label: PocketWord,
    choices: &[(T, String)],
    current: &mut T,
) {
    let words = view.lang.step3(label);
    ui.add(Label::new(theme::small(words, ui)).wrap());
    choice(ui, words, current, choices);
    ui.add_space(4.0);
}

/// The one indicator that is asked of; `None` for an index.
fn only<'a>(view: &RuleView<'a>) -> Option<&'a Column> {
    match &view.look.parts[..] {
        [one] => view.content.columns.get(one.column).map(|c| &**c),
        _ => None,
    }
}

/// The methods that this question can be asked by, and the one that it is.
fn methods(view: &RuleView<'_>, own: Method) -> Vec<(Method, String)> {
    let several = |column: &Column| {
        let id = &column.indicator.id;
        view.content.columns.iter().filter(|c| c.indicator.id == *id).count() > 1
    };
    let fits = |method: Method| match method {
        Method::LocalMoran | Method::Gi | Method::GiStar | Method::LocalGeary => true,
        Method::JoinCount => true,
        Method::Bivariate => seconds(view).len() > 1,
        Method::Differential => only(view).is_some_and(several),
        Method::Scan => only(view).is_some_and(|c| c.indicator.rate_of.is_some()),
    };
    Method::ALL
        .into_iter()
        .filter(|&m| m == own || fits(m))
        .map(|m| (m, view.lang.pocket_method(m.id())))
        .collect()
}

/// What may stand beside the indicator: nothing, or another one.
fn seconds(view: &RuleView<'_>) -> Vec<(Option<String>, String)> {
    let own = only(view).map(|c| c.indicator.id.as_str());
    let mut found = vec![(None, view.lang.step3(PocketWord::NoSecond).to_owned())];
    for &at in view.askable {
        let Some(column) = view.content.columns.get(at) else { continue };
        let indicator = &column.indicator;
        let id = Some(indicator.id.clone());
        if own != Some(&indicator.id) && found.iter().all(|(known, _)| *known != id) {
            found.push((id, indicator.name.clone()));
        }
    }
    found
}

/// What a method asks for beside the indicator.
fn needs_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    let lang = view.lang;
    let shares = |of: &[f64]| -> Vec<(Option<f64>, String)> {
        let words =
            |share: f64| lang.step3_say(&PocketSay::Share { percent: (share * 100.0) as usize });
        of.iter().map(|&share| (Some(share), words(share))).collect()
    };
    match asked.method {
        Method::Bivariate => {
            let mut seconds = seconds(view);
            // It compares two: the first other one, until a person chooses.
            seconds.remove(0);
            if seconds.iter().all(|(id, _)| *id != asked.with) {
                asked.with = seconds.first().and_then(|(id, _)| id.clone());
            }
            line(ui, view, PocketWord::WithLabel, &seconds, &mut asked.with);
        }
        Method::LocalGeary | Method::JoinCount => {
            line(ui, view, PocketWord::WithLabel, &seconds(view), &mut asked.with);
        }
        Method::LocalMoran | Method::Gi | Method::GiStar | Method::Differential | Method::Scan => {
            asked.with = None;
        }
    }
    match asked.method {
        Method::JoinCount => {
            asked.share = asked.share.or(asked.method.share());
            line(ui, view, PocketWord::WorstShare, &shares(&[0.1, 0.2, 0.3]), &mut asked.share);
        }
        Method::Scan => {
            asked.share = asked.share.or(asked.method.share());
            line(ui, view, PocketWord::CircleShare, &shares(&[0.1, 0.25, 0.5]), &mut asked.share);
            let models = [
                (Model::Poisson, lang.step3(PocketWord::ModelRare).to_owned()),
                (Model::Bernoulli, lang.step3(PocketWord::ModelYesNo).to_owned()),
            ];
            line(ui, view, PocketWord::ModelLabel, &models, &mut asked.model);
        }
        Method::Differential => {
            let since = earlier(view);
            line(ui, view, PocketWord::SinceLabel, &since, &mut asked.since);
        }
        Method::LocalMoran
        | Method::Gi
        | Method::GiStar
        | Method::LocalGeary
        | Method::Bivariate => asked.share = None,
    }
}

/// The periods before the one that is asked of; `None` = the one before.
fn earlier(view: &RuleView<'_>) -> Vec<(Option<String>, String)> {
    let mut found = vec![(None, view.lang.step3(PocketWord::PeriodBefore).to_owned())];
    if let Some(own) = only(view) {
        let of_it = view.content.columns.iter().filter(|c| c.indicator.id == own.indicator.id);
        let before = of_it.filter(|c| c.period < own.period);
        found.extend(before.map(|c| (Some(c.period.clone()), c.period.clone())));
    }
    found
}
