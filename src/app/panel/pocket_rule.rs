//! The rule of a pocket as a sentence: every part that is on is a phrase with its chips.

use egui::{Label, Ui};

use super::pocket_settings::{RuleView, Side};
use super::pocket_widget::{chip_menu, choice, menu_of, tick_row, words};
use super::widget::{Can, Look, button};
use crate::analysis::fdr::Correction;
use crate::analysis::neighbours::Rule;
use crate::app::icons::Icon;
use crate::app::pocket::choose;
use crate::app::pocket::request::PocketRequest;
use crate::app::pocket::work::index_id;
use crate::app::request::Request;
use crate::app::theme;
use crate::dataset::village::Frame;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::workflow::PocketSettings;
use crate::workflow::method::Method;
use crate::workflow::pockets::{
    Bound, Cluster, CountPart, Gather, PocketRule, Service, ServicesPart, Within,
};

/// Rules that are ready to use.
pub fn ready_ui(ui: &mut Ui, lang: Lang, asked: &mut PocketSettings) {
    let name = lang.step3(PocketWord::ReadyRules);
    let response = button(ui, Look::Bare, None, name, Can::Yes);
    menu_of(&response, name, |ui| {
        let rules = [
            (PocketWord::RuleClusters, PocketRule::default()),
            (PocketWord::RuleQuadrant, PocketRule::quadrant()),
            (PocketWord::RuleAtLeastOne, PocketRule::at_least_one()),
        ];
        for (word, rule) in rules {
            if ui.selectable_label(asked.rule == rule, lang.step3(word)).clicked() {
                asked.rule = rule;
                ui.close();
            }
        }
    });
}

pub fn sentence_ui(
    ui: &mut Ui,
    view: &RuleView<'_>,
    asked: &mut PocketSettings,
    request: &mut Option<Request>,
) {
    let lang = view.lang;
    let word = |w: PocketWord| lang.step3(w);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 0.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| {
            words(ui, lang.word(Word::RuleIfThe));
            if asked.method == Method::Scan {
                circles_ui(ui, view, asked, request);
                return;
            }
            let only_count = asked.rule.cluster == Cluster::Off && asked.rule.rate.is_none();
            indicator_ui(ui, view, request);
            if !only_count {
                words(
                    ui,
                    word(match view.side {
                        Side::High => PocketWord::IsHigh,
                        Side::Low => PocketWord::IsLow,
                        Side::Both => PocketWord::StandsOut,
                    }),
                );
            }
            if let Some(bound) = &mut asked.rule.rate {
                words(ui, ",");
                choice(ui, word(PocketWord::RatePart), bound, &rate_bounds(lang, *bound));
            }
            if let Some(part) = &mut asked.rule.count {
                words(ui, ",");
                let bounds = count_bounds(lang, part.bound);
                choice(ui, word(PocketWord::CountPart), &mut part.bound, &bounds);
            }
            if let Some(part) = &mut asked.rule.services {
                words(ui, word(PocketWord::AndLacks));
                services_ui(ui, view, part);
            }
            if asked.rule.cluster == Cluster::On {
                words(ui, word(PocketWord::AndMeanOf));
                neighbours_ui(ui, view, asked);
                words(ui, word(PocketWord::BadToo));
                chance_ui(ui, lang, asked);
            }
            gather_ui(ui, lang, asked);
            within_ui(ui, view, asked);
            words(ui, ".");
        });
    });
}

/// The sentence of the scan, which has circles and no neighbours.
fn circles_ui(
    ui: &mut Ui,
    view: &RuleView<'_>,
    asked: &mut PocketSettings,
    request: &mut Option<Request>,
) {
    let lang = view.lang;
    words(ui, lang.step3(PocketWord::InCircles));
    indicator_ui(ui, view, request);
    words(ui, lang.step3(PocketWord::MoreThanPeople));
    confidence_ui(ui, lang, asked);
    words(ui, ".");
}

/// In a project of several kabupaten: all together, or each by itself.
fn within_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    if view.content.register.kabupaten().0.len() < 2 {
        return;
    }
    let word = |w: PocketWord| view.lang.step3(w);
    words(ui, ",");
    let ways = [
        (Within::Across, word(PocketWord::WithinAcross).to_owned()),
        (Within::Kabupaten, word(PocketWord::WithinKabupaten).to_owned()),
    ];
    choice(ui, word(PocketWord::WithinWord), &mut asked.within, &ways);
}

/// Which of them make one pocket. A statistic of neighbours asks for those side by side.
fn gather_ui(ui: &mut Ui, lang: Lang, asked: &mut PocketSettings) {
    let word = |w: PocketWord| lang.step3(w);
    if asked.rule.cluster == Cluster::Off {
        words(ui, ",");
        let ways = [Gather::Touching, Gather::Kecamatan].map(|gather| {
            let name = match gather {
                Gather::Touching => PocketWord::GatherTouching,
                Gather::Kecamatan => PocketWord::GatherKecamatan,
            };
            (gather, word(name).to_owned())
        });
        choice(ui, word(PocketWord::GatherWord), &mut asked.rule.gather, &ways);
    } else {
        asked.rule.gather = Gather::Touching;
    }
    if asked.rule.gather == Gather::Kecamatan {
        return;
    }
    words(ui, word(PocketWord::AndTouching));
    let sizes: Vec<(usize, String)> =
        (2..=6).map(|n| (n, lang.step3_say(&PocketSay::Villages { villages: n }))).collect();
    choice(ui, word(PocketWord::LeastVillages), &mut asked.rule.min_villages, &sizes);
}

/// The chosen indicators: a menu with a tick each.
fn indicator_ui(ui: &mut Ui, view: &RuleView<'_>, request: &mut Option<Request>) {
    let lang = view.lang;
    let parts = &view.look.parts;
    let shown = match &parts[..] {
        [one] => view.content.column_name(one.column),
        _ => lang.step3(index_id(&view.look.blend).1).to_lowercase(),
    };
    let name = lang.word(Word::Indicator);
    chip_menu(ui, name, &shown, |ui| {
        ui.add(Label::new(theme::small(lang.step3(PocketWord::ChooseIndicators), ui)).wrap());
        for &column in view.askable {
            let ticked = Can::from(parts.iter().any(|p| p.column == column));
            if tick_row(ui, ticked, &view.content.column_name(column)).clicked() {
                *request = Some(Request::Pocket(PocketRequest::Toggle(column)));
            }
        }
    });
}

/// A bound that is set otherwise stays in the list, in its own words.
fn with_own(mut choices: Vec<(Bound, String)>, own: Bound) -> Vec<(Bound, String)> {
    if choices.iter().all(|(bound, _)| *bound != own) {
        choices.push((own, own.to_string()));
    }
    choices
}

fn rate_bounds(lang: Lang, own: Bound) -> Vec<(Bound, String)> {
    let share = |percent: u32| {
        let words = lang.step3_say(&PocketSay::WorstShare { percent });
        (Bound::Worst(f64::from(percent) / 100.0), words)
    };
    let mean = (Bound::Mean, lang.step3(PocketWord::WorseThanKabupaten).to_owned());
    with_own(vec![mean, share(10), share(20), share(25), share(33)], own)
}

fn count_bounds(lang: Lang, own: Bound) -> Vec<(Bound, String)> {
    let at = |n: u32| {
        let words = lang.step3_say(&PocketSay::AtLeastFamilies { families: n as usize });
        (Bound::At(f64::from(n)), words)
    };
    let mean = (Bound::Mean, lang.step3(PocketWord::MoreThanMean).to_owned());
    with_own(vec![at(1), at(10), at(25), at(50), at(100), mean], own)
}

fn services_ui(ui: &mut Ui, view: &RuleView<'_>, part: &mut ServicesPart) {
    let lang = view.lang;
    let most = part.of.len().max(1);
    let name = lang.step3(PocketWord::ServicesPart);
    let shown = lang.step3_say(&PocketSay::Lacking { at_least: part.at_least, of: most });
    chip_menu(ui, name, &shown, |ui| {
        for n in 1..=most {
            let text = lang.step3_say(&PocketSay::Lacking { at_least: n, of: most });
            if ui.selectable_label(part.at_least == n, text).clicked() {
                part.at_least = n;
            }
        }
        ui.separator();
        for &column in view.askable {
            let id = &view.content.columns[column].indicator.id;
            let is_in = part.of.iter().any(|s| s.indicator == *id);
            if tick_row(ui, Can::from(is_in), &view.content.column_name(column)).clicked() {
                if is_in && part.of.len() > 1 {
                    part.of.retain(|s| s.indicator != *id);
                } else if !is_in {
                    part.of.push(Service { indicator: id.clone(), bound: Bound::Mean });
                }
                part.at_least = part.at_least.min(part.of.len());
            }
        }
    });
}

fn neighbours_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    let lang = view.lang;
    let mut neighbours = vec![
        (Rule::Queen, lang.word(Word::NeighboursQueen).to_owned()),
        (Rule::Rook, lang.word(Word::NeighboursRook).to_owned()),
    ];
    for k in [4, 6, 8] {
        neighbours.push((Rule::Knn(k), lang.say(&Say::Nearest { k })));
    }
    if view.frame == Frame::Geographic {
        for km in [5.0, 10.0, 20.0] {
            let text = lang.say(&Say::WithinKm { km: fixed(lang, km, 0) });
            neighbours.push((Rule::Distance(km * 1000.0), text));
        }
    }
    if neighbours.iter().all(|(rule, _)| *rule != asked.weights) {
        neighbours.push((asked.weights, lang.neighbours(&asked.weights.to_string())));
    }
    choice(ui, lang.word(Word::Neighbours), &mut asked.weights, &neighbours);
    if asked.weights != Rule::Given {
        asked.given = None;
    }
}

fn confidence_ui(ui: &mut Ui, lang: Lang, asked: &mut PocketSettings) {
    let sure = |alpha: f64| {
        let percent = fixed(lang, 100.0 - alpha * 100.0, usize::from(alpha < 0.01));
        (alpha, format!("{percent} %"))
    };
    let mut alphas: Vec<(f64, String)> = [0.1, 0.05, 0.01, 0.001].map(sure).to_vec();
    if alphas.iter().all(|(alpha, _)| *alpha != asked.moran.alpha) {
        alphas.push(sure(asked.moran.alpha));
    }
    choice(ui, lang.word(Word::Confidence), &mut asked.moran.alpha, &alphas);
}

fn chance_ui(ui: &mut Ui, lang: Lang, asked: &mut PocketSettings) {
    confidence_ui(ui, lang, asked);
    words(ui, lang.word(Word::RuleAfter));
    let corrections = [
        (Correction::Fdr, lang.step3(PocketWord::CorrectedFdr).to_owned()),
        (Correction::Bonferroni, lang.step3(PocketWord::CorrectedStrict).to_owned()),
        (Correction::None, lang.word(Word::CorrectionNone).to_owned()),
    ];
    choice(ui, lang.word(Word::CorrectionWord), &mut asked.moran.correction, &corrections);
}

/// Which parts the rule has: each can be switched on and off.
pub fn parts_ui(ui: &mut Ui, view: &RuleView<'_>, asked: &mut PocketSettings) {
    let lang = view.lang;
    let name = lang.step3(PocketWord::Conditions);
    let response = button(ui, Look::Bare, Some(Icon::Plus), name, Can::Yes);
    menu_of(&response, name, |ui| {
        let rule = &mut asked.rule;
        let row = |ui: &mut Ui, is_on: bool, word: PocketWord| {
            tick_row(ui, Can::from(is_on), lang.step3(word)).clicked()
        };
        if row(ui, rule.cluster == Cluster::On, PocketWord::PartCluster) {
            rule.cluster = match rule.cluster {
                Cluster::On => Cluster::Off,
                Cluster::Off => Cluster::On,
            };
        }
        if row(ui, rule.rate.is_some(), PocketWord::PartRate) {
            rule.rate = if rule.rate.is_some() { None } else { Some(Bound::Mean) };
        }
        if row(ui, rule.count.is_some(), PocketWord::PartCount) {
            rule.count = match rule.count {
                Some(_) => None,
                None => Some(CountPart { indicator: None, bound: Bound::At(10.0) }),
            };
        }
        if row(ui, rule.services.is_some(), PocketWord::PartServices) {
            rule.services = match rule.services {
                Some(_) => None,
                None => services(view),
            };
        }
        // A rule without a single part would ask for nothing.
        let none = rule.rate.is_none() && rule.count.is_none() && rule.services.is_none();
        if none && rule.cluster == Cluster::Off {
            rule.rate = Some(Bound::Mean);
        }
    });
}

/// The services that the project knows of, at least one of them worse than the kabupaten's.
fn services(view: &RuleView<'_>) -> Option<ServicesPart> {
    let of: Vec<Service> = choose::services(view.content)
        .into_iter()
        .map(|i| Service {
            indicator: view.content.columns[i].indicator.id.clone(),
            bound: Bound::Mean,
        })
        .collect();
    (!of.is_empty()).then_some(ServicesPart { of, at_least: 1 })
}
