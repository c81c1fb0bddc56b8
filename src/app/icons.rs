//! The line icons: paths in a box of 16, one stroke, the colour of the text beside them.
//!
//! An icon never stands without a word or an accessible name; the name is given by the caller.

use egui::epaint::PathShape;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::theme;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Undo,
    Redo,
    Play,
    Plus,
    Minus,
    Close,
    Check,
    ChevronDown,
    ChevronUp,
    ChevronRight,
    ChevronLeft,
    Arrow,
    Eye,
    EyeOff,
    File,
    Folder,
    Table,
    Map,
    Warning,
    Info,
    Lock,
    Pencil,
    Download,
    Home,
    Sun,
    Moon,
    Screen,
    Help,
    Layers,
    Settings,
    Search,
    Copy,
    Columns,
    Filter,
    Hand,
    Box,
    CircleTool,
    Lasso,
    Corners,
    Ruler,
    AreaTool,
    Pin,
    Swap,
    Grid,
}

/// One stroke of an icon in the box of 16.
enum Part {
    Line(&'static [[f32; 2]]),
    Closed(&'static [[f32; 2]]),
    Circle([f32; 2], f32),
    Dot([f32; 2], f32),
}

use Part::{Circle, Closed, Dot, Line};

#[expect(clippy::too_many_lines, reason = "a table of shapes, one entry an icon")]
fn parts(icon: Icon) -> &'static [Part] {
    match icon {
        Icon::Undo => &[
            Line(&[[5.5, 3.0], [2.5, 6.0], [5.5, 9.0]]),
            Line(&[
                [2.5, 6.0],
                [9.5, 6.0],
                [12.2, 7.2],
                [13.3, 9.5],
                [12.2, 11.8],
                [9.5, 13.0],
                [6.5, 13.0],
            ]),
        ],
        Icon::Redo => &[
            Line(&[[10.5, 3.0], [13.5, 6.0], [10.5, 9.0]]),
            Line(&[
                [13.5, 6.0],
                [6.5, 6.0],
                [3.8, 7.2],
                [2.7, 9.5],
                [3.8, 11.8],
                [6.5, 13.0],
                [9.5, 13.0],
            ]),
        ],
        Icon::Pencil => {
            &[Closed(&[[3.0, 13.0], [3.7, 10.1], [10.8, 3.0], [13.0, 5.2], [5.9, 12.3]])]
        }
        Icon::Search => &[Circle([7.0, 7.0], 4.5), Line(&[[10.5, 10.5], [14.0, 14.0]])],
        Icon::Copy => &[
            Closed(&[[5.5, 5.5], [13.5, 5.5], [13.5, 13.5], [5.5, 13.5]]),
            Line(&[[3.0, 10.5], [2.5, 10.5], [2.5, 2.5], [10.5, 2.5], [10.5, 3.0]]),
        ],
        Icon::Columns => &[
            Closed(&[[2.5, 3.0], [13.5, 3.0], [13.5, 13.0], [2.5, 13.0]]),
            Line(&[[6.2, 3.0], [6.2, 13.0]]),
            Line(&[[9.8, 3.0], [9.8, 13.0]]),
        ],
        Icon::Filter => {
            &[Closed(&[[2.5, 3.0], [13.5, 3.0], [9.3, 8.2], [9.3, 13.0], [6.7, 11.6], [6.7, 8.2]])]
        }
        Icon::Hand => &[
            Line(&[[8.0, 2.0], [8.0, 14.0]]),
            Line(&[[2.0, 8.0], [14.0, 8.0]]),
            Line(&[[6.2, 3.8], [8.0, 2.0], [9.8, 3.8]]),
            Line(&[[6.2, 12.2], [8.0, 14.0], [9.8, 12.2]]),
            Line(&[[3.8, 6.2], [2.0, 8.0], [3.8, 9.8]]),
            Line(&[[12.2, 6.2], [14.0, 8.0], [12.2, 9.8]]),
        ],
        Icon::Box => &[Closed(&[[2.5, 4.0], [13.5, 4.0], [13.5, 12.0], [2.5, 12.0]])],
        Icon::CircleTool => &[Circle([8.0, 8.0], 5.5), Dot([8.0, 8.0], 1.0)],
        Icon::Lasso => &[
            Closed(&[
                [8.0, 3.0],
                [12.0, 4.0],
                [13.6, 6.4],
                [12.0, 8.9],
                [8.0, 9.9],
                [4.0, 8.9],
                [2.4, 6.4],
                [4.0, 4.0],
            ]),
            Line(&[[5.6, 9.5], [4.6, 11.4], [5.8, 13.6]]),
        ],
        Icon::Corners => &[
            Closed(&[[3.0, 5.0], [10.5, 2.8], [13.4, 8.6], [8.2, 13.2], [3.4, 11.0]]),
            Dot([3.0, 5.0], 1.3),
            Dot([10.5, 2.8], 1.3),
            Dot([13.4, 8.6], 1.3),
        ],
        Icon::Ruler => &[
            Closed(&[[2.0, 10.5], [10.5, 2.0], [14.0, 5.5], [5.5, 14.0]]),
            Line(&[[6.0, 6.5], [7.6, 8.1]]),
            Line(&[[8.3, 4.2], [9.9, 5.8]]),
            Line(&[[3.8, 8.7], [5.4, 10.3]]),
        ],
        Icon::AreaTool => &[
            Closed(&[[2.5, 2.5], [13.5, 2.5], [13.5, 13.5], [2.5, 13.5]]),
            Line(&[[2.5, 9.0], [9.0, 2.5]]),
            Line(&[[2.5, 13.5], [13.5, 2.5]]),
            Line(&[[7.0, 13.5], [13.5, 7.0]]),
        ],
        Icon::Pin => &[
            Closed(&[
                [8.0, 14.0],
                [4.0, 8.0],
                [4.0, 5.0],
                [6.0, 2.6],
                [10.0, 2.6],
                [12.0, 5.0],
                [12.0, 8.0],
            ]),
            Circle([8.0, 6.4], 1.7),
        ],
        Icon::Swap => &[
            Line(&[[3.0, 5.5], [13.0, 5.5], [10.5, 3.0]]),
            Line(&[[13.0, 10.5], [3.0, 10.5], [5.5, 13.0]]),
        ],
        Icon::Grid => &[
            Closed(&[[2.5, 2.5], [13.5, 2.5], [13.5, 13.5], [2.5, 13.5]]),
            Line(&[[6.2, 2.5], [6.2, 13.5]]),
            Line(&[[9.8, 2.5], [9.8, 13.5]]),
            Line(&[[2.5, 6.2], [13.5, 6.2]]),
            Line(&[[2.5, 9.8], [13.5, 9.8]]),
        ],
        Icon::Play => &[Closed(&[[4.5, 3.0], [12.5, 8.0], [4.5, 13.0]])],
        Icon::Plus => &[Line(&[[8.0, 3.0], [8.0, 13.0]]), Line(&[[3.0, 8.0], [13.0, 8.0]])],
        Icon::Minus => &[Line(&[[3.0, 8.0], [13.0, 8.0]])],
        Icon::Close => &[Line(&[[4.0, 4.0], [12.0, 12.0]]), Line(&[[12.0, 4.0], [4.0, 12.0]])],
        Icon::Check => &[Line(&[[3.0, 8.5], [6.5, 12.0], [13.0, 4.5]])],
        Icon::ChevronUp => &[Line(&[[4.0, 10.0], [8.0, 6.0], [12.0, 10.0]])],
        Icon::ChevronDown => &[Line(&[[4.0, 6.0], [8.0, 10.0], [12.0, 6.0]])],
        Icon::ChevronRight => &[Line(&[[6.0, 4.0], [10.0, 8.0], [6.0, 12.0]])],
        Icon::ChevronLeft => &[Line(&[[10.0, 4.0], [6.0, 8.0], [10.0, 12.0]])],
        Icon::Arrow => {
            &[Line(&[[2.5, 8.0], [13.5, 8.0]]), Line(&[[9.5, 4.0], [13.5, 8.0], [9.5, 12.0]])]
        }
        Icon::Eye => &[
            Closed(&[
                [1.5, 8.0],
                [4.5, 4.8],
                [8.0, 3.8],
                [11.5, 4.8],
                [14.5, 8.0],
                [11.5, 11.2],
                [8.0, 12.2],
                [4.5, 11.2],
            ]),
            Circle([8.0, 8.0], 2.0),
        ],
        Icon::EyeOff => &[
            Closed(&[
                [1.5, 8.0],
                [4.5, 4.8],
                [8.0, 3.8],
                [11.5, 4.8],
                [14.5, 8.0],
                [11.5, 11.2],
                [8.0, 12.2],
                [4.5, 11.2],
            ]),
            Line(&[[2.5, 13.5], [13.5, 2.5]]),
        ],
        Icon::File => &[
            Closed(&[[3.5, 1.8], [9.5, 1.8], [12.5, 4.8], [12.5, 14.2], [3.5, 14.2]]),
            Line(&[[9.5, 1.8], [9.5, 4.8], [12.5, 4.8]]),
        ],
        Icon::Folder => {
            &[Closed(&[[1.8, 3.2], [6.2, 3.2], [7.8, 5.0], [14.2, 5.0], [14.2, 13.0], [1.8, 13.0]])]
        }
        Icon::Table => &[
            Closed(&[[2.0, 3.0], [14.0, 3.0], [14.0, 13.0], [2.0, 13.0]]),
            Line(&[[2.0, 6.3], [14.0, 6.3]]),
            Line(&[[2.0, 9.6], [14.0, 9.6]]),
            Line(&[[6.5, 3.0], [6.5, 13.0]]),
        ],
        Icon::Map => &[
            Closed(&[
                [1.8, 4.0],
                [6.0, 2.5],
                [10.0, 4.0],
                [14.2, 2.5],
                [14.2, 12.0],
                [10.0, 13.5],
                [6.0, 12.0],
                [1.8, 13.5],
            ]),
            Line(&[[6.0, 2.5], [6.0, 12.0]]),
            Line(&[[10.0, 4.0], [10.0, 13.5]]),
        ],
        Icon::Warning => &[
            Closed(&[[8.0, 2.0], [14.5, 13.5], [1.5, 13.5]]),
            Line(&[[8.0, 6.2], [8.0, 9.6]]),
            Dot([8.0, 11.6], 0.9),
        ],
        Icon::Info => {
            &[Circle([8.0, 8.0], 6.2), Line(&[[8.0, 7.4], [8.0, 11.2]]), Dot([8.0, 5.1], 0.9)]
        }
        Icon::Lock => &[
            Closed(&[[3.5, 7.2], [12.5, 7.2], [12.5, 13.8], [3.5, 13.8]]),
            Line(&[
                [5.4, 7.2],
                [5.4, 4.6],
                [6.6, 2.7],
                [8.0, 2.3],
                [9.4, 2.7],
                [10.6, 4.6],
                [10.6, 7.2],
            ]),
        ],
        Icon::Download => &[
            Line(&[[8.0, 2.0], [8.0, 10.5]]),
            Line(&[[4.5, 7.2], [8.0, 10.6], [11.5, 7.2]]),
            Line(&[[2.5, 13.5], [13.5, 13.5]]),
        ],
        Icon::Home => &[
            Line(&[[1.8, 8.0], [8.0, 2.5], [14.2, 8.0]]),
            Line(&[[3.8, 6.6], [3.8, 13.5], [12.2, 13.5], [12.2, 6.6]]),
        ],
        Icon::Sun => &[
            Circle([8.0, 8.0], 2.8),
            Line(&[[8.0, 1.3], [8.0, 3.0]]),
            Line(&[[8.0, 13.0], [8.0, 14.7]]),
            Line(&[[1.3, 8.0], [3.0, 8.0]]),
            Line(&[[13.0, 8.0], [14.7, 8.0]]),
            Line(&[[3.3, 3.3], [4.5, 4.5]]),
            Line(&[[11.5, 11.5], [12.7, 12.7]]),
            Line(&[[3.3, 12.7], [4.5, 11.5]]),
            Line(&[[11.5, 4.5], [12.7, 3.3]]),
        ],
        Icon::Moon => &[Closed(&[
            [9.5, 2.0],
            [7.4, 4.2],
            [6.9, 7.2],
            [8.2, 10.0],
            [10.9, 11.6],
            [13.8, 11.3],
            [11.8, 13.3],
            [8.9, 14.0],
            [5.8, 13.2],
            [3.4, 11.0],
            [2.6, 8.0],
            [3.4, 4.9],
            [5.8, 2.8],
        ])],
        Icon::Screen => &[
            Closed(&[[1.8, 2.8], [14.2, 2.8], [14.2, 10.8], [1.8, 10.8]]),
            Line(&[[8.0, 10.8], [8.0, 13.6]]),
            Line(&[[5.0, 13.6], [11.0, 13.6]]),
        ],
        Icon::Help => &[
            Circle([8.0, 8.0], 6.2),
            Line(&[
                [6.0, 6.3],
                [6.6, 5.0],
                [8.0, 4.5],
                [9.5, 5.0],
                [10.0, 6.3],
                [9.3, 7.6],
                [8.0, 8.4],
                [8.0, 9.4],
            ]),
            Dot([8.0, 11.4], 0.9),
        ],
        Icon::Layers => &[
            Closed(&[[8.0, 2.0], [14.2, 5.3], [8.0, 8.6], [1.8, 5.3]]),
            Line(&[[1.8, 8.2], [8.0, 11.5], [14.2, 8.2]]),
            Line(&[[1.8, 11.0], [8.0, 14.3], [14.2, 11.0]]),
        ],
        Icon::Settings => &[
            Line(&[[2.0, 4.5], [14.0, 4.5]]),
            Line(&[[2.0, 11.5], [14.0, 11.5]]),
            Circle([5.5, 4.5], 1.8),
            Circle([10.5, 11.5], 1.8),
        ],
    }
}

/// Paints an icon in the middle of `rect`, `size` points wide.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, size: f32, color: Color32) {
    let scale = size / theme::ICON;
    let origin = rect.center() - vec2(8.0, 8.0) * scale;
    let at = |[x, y]: [f32; 2]| -> Pos2 { origin + vec2(x, y) * scale };
    let stroke = Stroke::new(theme::ICON_STROKE * scale.max(1.0), color);
    for part in parts(icon) {
        match part {
            Line(points) => {
                painter.add(Shape::line(points.iter().map(|p| at(*p)).collect(), stroke));
            }
            Closed(points) => {
                let points = points.iter().map(|p| at(*p)).collect();
                painter.add(Shape::Path(PathShape::closed_line(points, stroke)));
            }
            Circle(center, radius) => {
                painter.circle_stroke(at(*center), radius * scale, stroke);
            }
            Dot(center, radius) => {
                painter.circle_filled(at(*center), radius * scale, color);
            }
        }
    }
}

/// The mark: a pouch with three villages, on the accent.
pub fn mark(painter: &Painter, rect: Rect, ground: Color32, ink: Color32) {
    let unit = rect.width() / 24.0;
    painter.rect_filled(rect, 6.0 * unit.max(0.8), ground);
    let at = |x: f32, y: f32| pos2(rect.left() + x * unit, rect.top() + y * unit);
    let stroke = Stroke::new(1.7 * unit, ink);
    painter.line_segment([at(5.5, 7.0), at(18.5, 7.0)], stroke);
    let pouch = [
        at(7.0, 7.0),
        at(7.0, 12.5),
        at(8.2, 15.7),
        at(10.6, 17.6),
        at(12.0, 17.9),
        at(13.4, 17.6),
        at(15.8, 15.7),
        at(17.0, 12.5),
        at(17.0, 7.0),
    ];
    painter.add(Shape::line(pouch.to_vec(), stroke));
    for (x, y) in [(10.2, 10.6), (13.8, 10.6), (12.0, 13.9)] {
        painter.circle_filled(at(x, y), 1.15 * unit, ink);
    }
}
