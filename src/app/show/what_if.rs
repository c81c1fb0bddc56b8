//! The ceiling of a plan that moves while the hall looks on, and the counters that follow it.

use egui::{
    Align2, FontFamily, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::foot::said;
use super::made::StepLegend;
use super::request::ShowRequest;
use super::sizes::Sizes;
use super::stage::{Ceiling, WhatIf};
use crate::app::theme::tokens;
use crate::lang::Lang;
use crate::lang::app_show::ShowWord;
use crate::lang::number::{count, fixed};
use crate::lang::story::StorySay;
use crate::workflow::story::Slide;

/// The words of the plan that is asked now; `None` while it is the pinned one, or not there yet.
pub fn slide(lang: Lang, pinned: &Slide, plan: &WhatIf<'_>) -> Option<Slide> {
    let ceiling = plan.budget.filter(|b| b.now != b.pinned)?;
    let found = plan.made.plan.as_ref()?;
    let kinds = plan.made.legend.iter().filter(|(_, n)| *n > 0).cloned().collect();
    let (sites, households) = (found.chosen.len(), plan.made.served);
    Some(Slide {
        title: plan.made.whose.tell(lang, lang.story(&StorySay::PlanTitle { sites, households })),
        sentence: lang.story(&StorySay::PlanSentence {
            budget: Some(ceiling.now),
            cost: found.cost,
            kinds,
            gap: found.gap,
        }),
        ..pinned.clone()
    })
}

/// The types with the units of the plan that is there.
pub fn legend(pinned: &StepLegend, plan: &WhatIf<'_>) -> Option<StepLegend> {
    let StepLegend::Facilities { reaches, .. } = pinned else { return None };
    plan.made.plan.as_ref()?;
    Some(StepLegend::Facilities { kinds: plan.made.legend.clone(), reaches: *reaches })
}

pub fn height(sizes: &Sizes) -> f32 {
    sizes.figure * 0.62 * 1.35 + sizes.line() + slider_height(sizes) + sizes.small
}

fn slider_height(sizes: &Sizes) -> f32 {
    sizes.line() + sizes.small * 1.6
}

pub fn what_if_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    plan: &WhatIf<'_>,
    place: Rect,
) -> Option<ShowRequest> {
    counters_ui(ui, lang, sizes, plan, place);
    let top = place.bottom() - slider_height(sizes) - sizes.small * 0.5;
    let slot = Rect::from_min_max(pos2(place.left(), top), place.max);
    let Some(ceiling) = plan.budget else {
        let t = tokens(ui);
        let text = lang.show(ShowWord::NoBudget);
        let font = FontId::proportional(sizes.small);
        let galley = ui.painter().layout(text.to_owned(), font, t.text_2, slot.width());
        ui.painter().galley(slot.min, galley, t.text_2);
        return None;
    };
    slider_ui(ui, lang, sizes, (ceiling, plan.is_new), slot)
}

/// Households, persons, sites.
fn counters_ui(ui: &mut Ui, lang: Lang, sizes: &Sizes, plan: &WhatIf<'_>, place: Rect) {
    let t = tokens(ui);
    let Some(found) = &plan.made.plan else {
        if let Some(fault) = &plan.made.fault {
            let text = lang.fault(&fault.code).message;
            let font = FontId::proportional(sizes.small);
            let galley = ui.painter().layout(text.clone(), font, t.warn, place.width());
            said(ui, place, &text);
            ui.painter().galley(place.min, galley, t.warn);
        }
        return;
    };
    let mut counters = vec![(
        fixed(lang, plan.made.served as f64, 0),
        plan.made.whose.tell(lang, lang.story(&StorySay::Households)),
    )];
    if let Some(people) = plan.made.reached.people {
        counters.push((fixed(lang, people as f64, 0), lang.story(&StorySay::People)));
    }
    counters.push((count(lang, found.chosen.len()), lang.story(&StorySay::Sites)));
    let each = place.width() / counters.len() as f32;
    let bold = FontId::new(sizes.figure * 0.62, FontFamily::Name("bold".into()));
    // While it is planned anew the old numbers step back.
    let ink = if plan.is_new { t.text } else { t.text_3 };
    for (i, (value, label)) in counters.iter().enumerate() {
        let x = place.left() + each * i as f32;
        let galley = ui.painter().layout_no_wrap(value.clone(), bold.clone(), ink);
        let below = place.top() + galley.size().y;
        ui.painter().galley(pos2(x, place.top()), galley, ink);
        // One word is enough under a counter.
        let short = label.split(' ').next().unwrap_or_default();
        let small = FontId::proportional(sizes.small);
        ui.painter().text(pos2(x, below), Align2::LEFT_TOP, short, small, t.text_2);
        let whole = Rect::from_min_size(pos2(x, place.top()), vec2(each, place.height() * 0.4));
        said(ui, whole, &format!("{value} {label}"));
    }
}

fn slider_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    (ceiling, is_new): (Ceiling, bool),
    slot: Rect,
) -> Option<ShowRequest> {
    let t = tokens(ui);
    let bold = FontId::new(sizes.small, FontFamily::Name("bold".into()));
    let words = format!("{} {}", lang.show(ShowWord::Budget), lang.rupiah(ceiling.now));
    ui.painter().text(slot.left_top(), Align2::LEFT_TOP, &words, bold, t.text);
    let hint = if is_new { "↑ ↓" } else { lang.show(ShowWord::Replanning) };
    let small = FontId::proportional(sizes.small);
    ui.painter().text(slot.right_top(), Align2::RIGHT_TOP, hint, small, t.text_2);
    let knob = sizes.small * 0.62;
    let y = slot.top() + sizes.line() + sizes.small * 0.75;
    let (left, right) = (slot.left() + knob, slot.right() - knob);
    let share = (ceiling.now as f64 / ceiling.most.max(1) as f64).clamp(0.0, 1.0) as f32;
    let at = pos2(left + share * (right - left), y);
    let rail = Rect::from_min_max(pos2(left, y - 4.0), pos2(right, y + 4.0));
    ui.painter().rect(rail, 4.0, t.hover, Stroke::new(1.0, t.control_line), StrokeKind::Inside);
    let done = Rect::from_min_max(rail.min, pos2(at.x, rail.bottom()));
    ui.painter().rect_filled(done, 4.0, t.accent);
    // Where the pinned plan stands.
    let pinned = (ceiling.pinned as f64 / ceiling.most.max(1) as f64).clamp(0.0, 1.0) as f32;
    let x = left + pinned * (right - left);
    ui.painter().vline(x, (y - 11.0)..=(y + 11.0), Stroke::new(2.0, t.text_2));
    let target = Rect::from_min_max(pos2(slot.left(), y - 22.0), pos2(slot.right(), y + 22.0));
    let response = ui.interact(target, ui.scope_id().with("ceiling"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &words));
    let edge = Stroke::new(3.0, t.accent);
    ui.painter().circle(at, knob, if response.dragged() { t.tint } else { t.panel }, edge);
    let pointer = response.interact_pointer_pos()?;
    let share = ((pointer.x - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
    let steps = (f64::from(share) * ceiling.most as f64 / ceiling.step.max(1) as f64).round();
    let wanted = (steps as i64 * ceiling.step).clamp(ceiling.step, ceiling.most);
    (wanted != ceiling.now).then_some(ShowRequest::Budget(wanted))
}
