//! Step 4, at the right: the proof, who is served, the curve, the money; or the card of a village
//! with the price of a wish.

use egui::{
    Align2, Color32, Frame, Label, Rect, RichText, ScrollArea, Sense, Stroke, TextStyle, Ui, pos2,
    vec2,
};

use super::widget::{Can, Look, button, fact, hairline, icon_button, section};
use crate::app::icons::Icon;
use crate::app::plan::card::{PriceCard, SiteCard};
use crate::app::plan::made::{CurveChart, Made};
use crate::app::plan::request::PlanRequest;
use crate::app::request::Request;
use crate::app::state::Export;
use crate::app::theme::{self, tokens};
use crate::base::fault::Fault;
use crate::lang::Lang;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::lang::number::count;
use crate::lang::plan_goal::{GoalSay, GoalWord};
use crate::lang::whose::Whose;
use crate::workflow::sites::curve::Ask;
use crate::workflow::sites::recipe::Kind;

pub fn plan_card_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    card: Option<&SiteCard>,
    making: Can,
) -> Option<Request> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        asked = match card {
            Some(card) => site_ui(ui, lang, card),
            None => whole_ui(ui, lang, made, making),
        };
    });
    asked
}

fn whole_ui(ui: &mut Ui, lang: Lang, made: &Made, making: Can) -> Option<Request> {
    proof_ui(ui, lang, made, making);
    let plan = made.plan.as_ref()?;
    doubts_ui(ui, lang, &plan.faults);
    hairline(ui);
    section(ui, lang.step4(PlanWord::Served));
    let figures = [
        (Some(made.served), PlanWord::Households),
        (made.reached.people, PlanWord::People),
        (made.reached.children, PlanWord::Children),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (value, word) in figures {
            if let Some(value) = value {
                ui.vertical(|ui| {
                    ui.label(theme::figure(count(lang, value as usize)));
                    ui.label(theme::hint(made.whose.tell(lang, lang.step4(word)), ui));
                });
            }
        }
    });
    let share = if made.of > 0 { made.served as f32 / made.of as f32 } else { 0.0 };
    bar(ui, share);
    let words = lang.step4_say(&PlanSay::ServedShare { served: made.served, of: made.of });
    let words = made.whose.tell(lang, words);
    ui.add(Label::new(theme::small(words, ui)).wrap());
    if let Some(curve) = &made.curve {
        hairline(ui);
        curve_ui(ui, lang, curve, &made.whose);
    }
    hairline(ui);
    for (label, value) in &made.facts {
        fact(ui, label, value);
    }
    ui.add_space(8.0);
    let can = Can::from(!plan.chosen.is_empty());
    let pin = button(ui, Look::Plain, Some(Icon::Layers), lang.step4(PlanWord::Pin), can);
    let table = lang.step4(PlanWord::SaveTable);
    let mut asked = pin.clicked().then_some(Request::Plan(PlanRequest::Pin));
    ui.horizontal(|ui| {
        for (name, export) in
            [(table, Export::PlanXlsx), ("GeoJSON", Export::PlanGeoJson), ("GPX", Export::PlanGpx)]
        {
            if button(ui, Look::Bare, None, name, can).clicked() {
                asked = Some(Request::Export(export));
            }
        }
    });
    asked
}

fn proof_ui(ui: &mut Ui, lang: Lang, made: &Made, making: Can) {
    let t = tokens(ui);
    let (fill, line, ink, head, text) = match (&made.plan, &made.fault) {
        (_, Some(fault)) => {
            let head = lang.step4(PlanWord::CannotPlan);
            (t.error_bg, t.error_line, t.error, head, lang.line(fault))
        }
        (None, None) => {
            let head = lang.step4(PlanWord::Planning);
            (t.sunk, t.line, t.text_2, head, String::new())
        }
        (Some(plan), None) if plan.proven() => {
            let head = lang.step4(PlanWord::Proven);
            let why = match plan.recipe.kind {
                Kind::MaxCover => lang.step4(PlanWord::ProvenWhy),
                Kind::MinMax | Kind::Fewest | Kind::Median | Kind::Center => {
                    lang.goal(GoalWord::ProvenGoal)
                }
            };
            (t.ok_bg, t.ok_line, t.ok, head, why.to_owned())
        }
        (Some(plan), None) => {
            let head = match making {
                Can::Yes => lang.step4(PlanWord::Planning),
                Can::No => lang.step4(PlanWord::NotProven),
            };
            let text = match plan.recipe.kind {
                Kind::MaxCover => lang.step4_say(&PlanSay::Gap { gap: plan.gap }),
                Kind::MinMax | Kind::Fewest | Kind::Median | Kind::Center => {
                    lang.goal_say(&GoalSay::Above { gap: plan.gap })
                }
            };
            (t.warn_bg, t.warn_line, t.warn, head, text)
        }
    };
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(theme::bold(head).color(ink));
            if !text.is_empty() {
                ui.add(Label::new(RichText::new(text).color(t.text)).wrap());
            }
        });
}

/// So many doubts of a plan are told; the command line tells all.
const MOST_DOUBTS: usize = 3;

/// What should be known of a plan that is possible and yet not what was meant.
fn doubts_ui(ui: &mut Ui, lang: Lang, faults: &[Fault]) {
    let ink = tokens(ui).warn;
    for fault in faults.iter().take(MOST_DOUBTS) {
        let said = lang.fault(&fault.code);
        ui.add_space(4.0);
        let words = theme::small(said.message, ui).color(ink);
        ui.add(Label::new(words).wrap()).on_hover_text(said.fix);
    }
}

fn bar(ui: &mut Ui, share: f32) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, t.line);
    let mut done = rect;
    done.set_width(rect.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, 4.0, t.accent);
}

fn curve_ui(ui: &mut Ui, lang: Lang, curve: &CurveChart, whose: &Whose) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.label(theme::small_bold(whose.tell(lang, lang.step4(PlanWord::CurveTitle)), ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::hint(whose.tell(lang, lang.step4(PlanWord::CurveUnits)), ui));
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 132.0), Sense::hover());
    let plot = Rect::from_min_max(rect.min + vec2(38.0, 6.0), rect.max - vec2(10.0, 20.0));
    let to_screen = |[x, y]: [f64; 2]| {
        pos2(
            plot.left() + curve.across.share(x) * plot.width(),
            plot.bottom() - curve.up.share(y) * plot.height(),
        )
    };
    let font = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    for (value, word) in &curve.up.ticks {
        let at = to_screen([curve.across.low, *value]);
        painter.hline(plot.x_range(), at.y, Stroke::new(1.0, t.line));
        painter.text(at - vec2(6.0, 0.0), Align2::RIGHT_CENTER, word, font.clone(), t.text_2);
    }
    for (value, word) in &curve.across.ticks {
        let at = to_screen([*value, curve.up.low]);
        painter.text(at + vec2(0.0, 4.0), Align2::CENTER_TOP, word, font.clone(), t.text_2);
    }
    let line: Vec<egui::Pos2> = curve.points.iter().map(|p| to_screen(*p)).collect();
    painter.add(egui::Shape::line(line, Stroke::new(2.0, t.accent)));
    let now = to_screen(curve.now);
    let dashes = Stroke::new(1.0, t.text_2);
    let foot = pos2(now.x, plot.bottom());
    painter.extend(egui::Shape::dashed_line(
        &[foot, now, pos2(plot.left(), now.y)],
        dashes,
        3.0,
        3.0,
    ));
    painter.circle(now, 5.0, t.accent, Stroke::new(1.5, t.panel));
}

fn site_ui(ui: &mut Ui, lang: Lang, card: &SiteCard) -> Option<Request> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(theme::title(&card.name));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let back = lang.step4(PlanWord::BackToPlan);
            if icon_button(ui, Icon::Close, back, Can::Yes).clicked() {
                asked = Some(Request::Select(None));
            }
        });
    });
    ui.label(theme::small(&card.place, ui));
    let state = if card.in_plan { PlanWord::InPlan } else { PlanWord::NotInPlan };
    let tone =
        if card.in_plan { super::widget::ChipTone::Ok } else { super::widget::ChipTone::Note };
    ui.add_space(4.0);
    super::widget::chip(ui, lang.step4(state), tone);
    let words = if card.waiting == 0 {
        lang.step4(PlanWord::NobodyHere).to_owned()
    } else {
        lang.step4_say(&PlanSay::WaitingHere { households: card.waiting, served: card.served })
    };
    ui.add(Label::new(card.whose.tell(lang, words)).wrap());
    asked = wish_ui(ui, lang, card).or(asked);
    for (word, lines) in [
        (PlanWord::WhyHere, &card.serves),
        (PlanWord::ServedBy, &card.served_by),
        (PlanWord::WhatNear, &card.near),
        (PlanWord::WhatMissing, &card.needs),
        (PlanWord::Refused, &card.refused),
    ] {
        if !lines.is_empty() {
            hairline(ui);
            section(ui, lang.step4(word));
            for line in lines {
                ui.add(Label::new(line).wrap());
            }
        }
    }
    asked
}

fn wish_ui(ui: &mut Ui, lang: Lang, card: &SiteCard) -> Option<Request> {
    hairline(ui);
    section(ui, lang.step4(PlanWord::WishPrice));
    if card.forced || card.forbidden {
        let release = lang.step4(PlanWord::Release);
        let clicked = button(ui, Look::Plain, None, release, Can::Yes).clicked();
        return clicked.then(|| Request::Plan(PlanRequest::Release(card.code.clone())));
    }
    let mut asked = None;
    match &card.price {
        None if card.refused.is_empty() || card.in_plan => {
            ui.label(theme::hint(lang.step4(PlanWord::Planning), ui));
        }
        None => {
            let words = theme::hint(lang.goal(GoalWord::CannotWish), ui);
            ui.add(Label::new(words).wrap());
        }
        Some(price) => {
            price_ui(ui, lang, price, &card.whose);
            if price.fault.is_none() {
                let word = match price.ask {
                    Ask::Force => PlanWord::Force,
                    Ask::Forbid => PlanWord::Forbid,
                };
                if button(ui, Look::Primary, None, lang.step4(word), Can::Yes).clicked() {
                    let facility = price.facility.as_ref().map(|f| f.0.clone());
                    let wish = PlanRequest::Wish(price.ask, card.code.clone(), facility);
                    asked = Some(Request::Plan(wish));
                }
            }
        }
    }
    asked
}

fn price_ui(ui: &mut Ui, lang: Lang, price: &PriceCard, whose: &Whose) {
    let t = tokens(ui);
    if let Some(fault) = &price.fault {
        ui.add(Label::new(RichText::new(fault).color(t.error)).wrap());
        return;
    }
    let word = match price.ask {
        Ask::Force => PlanWord::Force,
        Ask::Forbid => PlanWord::Forbid,
    };
    let head = match &price.facility {
        Some((_, name)) => format!("{}: {name}", lang.step4(word)),
        None => lang.step4(word).to_owned(),
    };
    ui.label(theme::small(head, ui));
    let ink: Color32 = match price.households {
        ..0 => t.error,
        0 => t.text,
        1.. => t.ok,
    };
    let change = lang.step4_say(&PlanSay::Change { households: price.households });
    ui.label(theme::figure(whose.tell(lang, change)).color(ink));
    let from_to = PlanSay::FromTo { before: price.before, after: price.after };
    ui.label(theme::small(whose.tell(lang, lang.step4_say(&from_to)), ui));
    if let Some(words) = &price.unproven {
        ui.add(Label::new(theme::hint(words, ui)).wrap());
    }
    if !price.out.is_empty() {
        let words = lang.step4_say(&PlanSay::Leaves { names: price.out.clone() });
        ui.add(Label::new(theme::small(words, ui)).wrap());
    }
    if !price.into.is_empty() {
        let words = lang.step4_say(&PlanSay::Enters { names: price.into.clone() });
        ui.add(Label::new(theme::small(words, ui)).wrap());
    }
    ui.add_space(4.0);
}
