//! A series over time against its target: figures as points, joined only where they follow each
//! other; what is led on, promised or split stands beside it in its own line.

use egui::{
    Align2, Color32, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};

use super::axis::Axis;
use crate::app::theme::{self, Tokens, tokens};

/// What a line or a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Published or reported.
    Figure,
    /// Where it has to be.
    Target,
    /// Where the trend leads.
    Ahead,
    /// Over the line.
    Late,
}

impl Ink {
    fn colour(self, t: &Tokens) -> Color32 {
        match self {
            Self::Figure => t.text,
            Self::Target => t.accent,
            Self::Ahead => t.warn,
            Self::Late => t.error,
        }
    }
}

/// A line through points; dashed where nobody has measured it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub ink: Ink,
    pub dashed: bool,
    pub points: Vec<[f64; 2]>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    pub ink: Ink,
    pub at: [f64; 2],
    /// Written over it.
    pub words: String,
}

/// Everything the chart shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OverTime {
    /// What a screen reader says of it.
    pub name: String,
    pub x: Axis,
    pub y: Axis,
    pub runs: Vec<Run>,
    pub dots: Vec<Dot>,
    /// x, low, high.
    pub band: Vec<[f64; 3]>,
    /// Times without a figure, with the word for it.
    pub gaps: Vec<(f64, String)>,
    /// What the lines mean.
    pub key: Vec<(Ink, String)>,
}

pub fn over_time_ui(ui: &mut Ui, chart: &OverTime) {
    let t = tokens(ui);
    let full = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(full, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &chart.name));
    let plot = plot(ui, chart, full);
    if plot.width() < 80.0 || plot.height() < 50.0 {
        return;
    }
    let at = |[x, y]: [f64; 2]| {
        pos2(
            plot.left() + plot.width() * chart.x.share(x),
            plot.bottom() - plot.height() * chart.y.share(y),
        )
    };
    grid(ui, chart, plot, full);
    let painter = ui.painter().with_clip_rect(plot.expand(8.0));
    band(&painter, chart, &at, t.warn.gamma_multiply(0.16));
    let is_bold = theme::of(ui.ctx()) == theme::Theme::Projector;
    let wide = if is_bold { 3.0 } else { 2.0 };
    for run in &chart.runs {
        let points: Vec<Pos2> = run.points.iter().map(|p| at(*p)).collect();
        let stroke = Stroke::new(wide, run.ink.colour(t));
        if run.dashed {
            painter.extend(Shape::dashed_line(&points, stroke, 6.0, 4.0));
        } else {
            painter.add(Shape::line(points, stroke));
        }
    }
    for (x, words) in &chart.gaps {
        let [top, low] = [at([*x, chart.y.high]), at([*x, chart.y.low])];
        painter.extend(Shape::dashed_line(&[top, low], Stroke::new(1.0, t.text_3), 2.0, 5.0));
        let font = TextStyle::Small.resolve(ui.style());
        painter.text(top + vec2(4.0, 2.0), Align2::LEFT_TOP, words, font, t.text_2);
    }
    dots(ui, chart, plot, &at);
}

fn plot(ui: &Ui, chart: &OverTime, full: Rect) -> Rect {
    let font = TextStyle::Small.resolve(ui.style());
    let wide = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::BLACK).size().x
    };
    let left = chart.y.ticks.iter().map(|(_, text)| wide(text)).fold(0.0, f32::max);
    Rect::from_min_max(full.min + vec2(left + 22.0, 46.0), full.max - vec2(28.0, 26.0))
}

fn grid(ui: &Ui, chart: &OverTime, plot: Rect, full: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    let font = TextStyle::Small.resolve(ui.style());
    for (value, text) in &chart.y.ticks {
        let y = plot.bottom() - plot.height() * chart.y.share(*value);
        painter.hline(plot.x_range(), y, Stroke::new(1.0, t.line));
        let at = pos2(plot.left() - 6.0, y);
        painter.text(at, Align2::RIGHT_CENTER, text, font.clone(), t.text_2);
    }
    let mut free = f32::NEG_INFINITY;
    for (value, text) in &chart.x.ticks {
        let x = plot.left() + plot.width() * chart.x.share(*value);
        let galley = painter.layout_no_wrap(text.clone(), font.clone(), t.text_2);
        let left = x - galley.size().x / 2.0;
        if left > free {
            painter.vline(
                x,
                egui::Rangef::new(plot.bottom(), plot.bottom() + 4.0),
                Stroke::new(1.0, t.control_line),
            );
            free = left + galley.size().x + 10.0;
            painter.galley(pos2(left, plot.bottom() + 6.0), galley, t.text_2);
        }
    }
    let mut x = full.left() + 14.0;
    let y = full.top() + 14.0;
    for (ink, words) in &chart.key {
        let line = [pos2(x, y), pos2(x + 18.0, y)];
        painter.line_segment(line, Stroke::new(3.0, ink.colour(t)));
        let galley = painter.layout_no_wrap(words.clone(), font.clone(), t.text);
        painter.galley(pos2(x + 24.0, y - galley.size().y / 2.0), galley.clone(), t.text);
        x += 24.0 + galley.size().x + 20.0;
    }
    let name = &chart.y.name;
    let corner = pos2(full.right() - 14.0, y);
    painter.text(corner, Align2::RIGHT_CENTER, name, font, t.text_2);
}

fn band(painter: &egui::Painter, chart: &OverTime, at: &dyn Fn([f64; 2]) -> Pos2, fill: Color32) {
    let mut mesh = Mesh::default();
    for (i, [x, low, high]) in chart.band.iter().enumerate() {
        mesh.colored_vertex(at([*x, *low]), fill);
        mesh.colored_vertex(at([*x, *high]), fill);
        if i > 0 {
            let n = 2 * i as u32;
            mesh.add_triangle(n - 2, n - 1, n);
            mesh.add_triangle(n - 1, n, n + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// Points with their figures; a figure that would cover another goes under its point, else is left
/// out.
fn dots(ui: &Ui, chart: &OverTime, plot: Rect, at: &dyn Fn([f64; 2]) -> Pos2) {
    let t = tokens(ui);
    let painter = ui.painter();
    let font = theme::style_of("small_bold").resolve(ui.style());
    let mut taken: Vec<Rect> = Vec::new();
    for dot in &chart.dots {
        let centre = at(dot.at);
        let ink = dot.ink.colour(t);
        match dot.ink {
            // A promise is no figure: a ring.
            Ink::Target => painter.circle(centre, 5.0, t.panel, Stroke::new(2.5, ink)),
            Ink::Figure | Ink::Ahead | Ink::Late => {
                painter.circle(centre, 4.5, ink, Stroke::new(1.5, t.panel))
            }
        };
        taken.push(Rect::from_center_size(centre, vec2(9.0, 9.0)));
    }
    for dot in &chart.dots {
        let centre = at(dot.at);
        let galley = painter.layout_no_wrap(dot.words.clone(), font.clone(), t.text);
        let size = galley.size();
        let x = (centre.x - size.x / 2.0).clamp(plot.left() - 10.0, plot.right() + 26.0 - size.x);
        let places = [centre.y - 7.0 - size.y, centre.y + 7.0];
        let free = places.into_iter().map(|y| Rect::from_min_size(pos2(x, y), size)).find(|rect| {
            !taken.iter().any(|other| other.intersects(*rect))
                && rect.bottom() < plot.bottom() + 4.0
        });
        if let Some(rect) = free {
            let ground = rect.expand2(vec2(2.0, 0.0));
            painter.rect_filled(ground, 2.0, t.panel.gamma_multiply(0.85));
            painter.galley(rect.min, galley, dot.ink.colour(t));
            taken.push(rect);
        }
    }
}
