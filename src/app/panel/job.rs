//! The strip of a running job: what, how far, how long still, *Batal*.

use std::time::Duration;

use egui::{Align, Layout, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::widget::{Can, Look, button};
use crate::app::jobs::{Kind, Shown};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::number::count;

/// A job as the strip tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobView {
    pub kind: Kind,
    pub what: String,
    pub phase: String,
    /// 0–1; `None` while the end is not known.
    pub share: Option<f32>,
    pub left: Option<String>,
    pub canceling: bool,
}

/// Nothing is shown of a job that is over at once.
pub const SHOWN_AFTER: Duration = Duration::from_millis(120);
/// No forecast before the job has shown its pace.
const FORECAST_AFTER: Duration = Duration::from_secs(3);

pub fn job_view(lang: Lang, shown: &Shown) -> JobView {
    let (phase, done, total) = shown.progress.read();
    let share = (total > 0).then(|| (done as f32 / total as f32).clamp(0.0, 1.0));
    let left = share.filter(|s| *s > 0.05 && shown.running_for > FORECAST_AFTER).map(|s| {
        let seconds = shown.running_for.as_secs_f32() * (1.0 - s) / s;
        lang.say(&Say::SecondsLeft { seconds: seconds.ceil() as usize })
    });
    let steps = if total > 0 {
        format!("{} {} / {}", lang.phase(phase), count(lang, done.min(total)), count(lang, total))
    } else {
        lang.phase(phase).to_owned()
    };
    let what = match shown.about.as_str() {
        "" => shown.kind.word(lang).to_owned(),
        about => format!("{} {about}", shown.kind.word(lang)),
    };
    JobView {
        kind: shown.kind,
        what,
        phase: steps,
        share,
        left,
        canceling: shown.progress.is_canceled(),
    }
}

pub fn job_ui(ui: &mut Ui, lang: Lang, view: &JobView) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(16.0);
        ui.label(theme::bold(&view.what));
        ui.label(theme::small(&view.phase, ui));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            let word = if view.canceling { Word::Canceling } else { Word::Cancel };
            let can = Can::from(!view.canceling);
            if button(ui, Look::Plain, None, lang.word(word), can).clicked() {
                request = Some(Request::Cancel(view.kind));
            }
            if let Some(left) = &view.left {
                ui.label(theme::small(left, ui));
            }
            if let Some(share) = view.share {
                ui.label(theme::bold(format!("{:.0} %", share * 100.0)));
            }
            let width = (ui.available_width() - 16.0).clamp(40.0, 700.0);
            let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
            let value = view.share.map(|s| f64::from(s) * 100.0);
            response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &view.what);
                info.value = value;
                info
            });
            ui.painter().rect_filled(rect, 3.0, t.hover);
            let filled =
                Rect::from_min_size(rect.min, vec2(width * view.share.unwrap_or(0.0), 6.0));
            ui.painter().rect_filled(filled, 3.0, t.accent);
        });
    });
    request
}
