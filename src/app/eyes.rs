//! The whole window as other eyes see it: every painted shape is recoloured before it leaves egui.
//! The picture of the map recolours its own pixels (`map/texture`).

use egui::epaint::shape_transform::adjust_colors;
use egui::{Color32, Context, FullOutput, Id, Plugin};

use crate::output::symbology::Rgb;
use crate::output::vision::Vision;

/// Sits between egui and the renderer.
#[derive(Debug)]
pub struct Eyes;

fn id() -> Id {
    Id::unique("kantong-eyes")
}

/// Whose eyes from now on; `None` = one's own.
pub fn set(ctx: &Context, vision: Option<Vision>) {
    ctx.data_mut(|data| data.insert_temp(id(), vision));
}

impl Plugin for Eyes {
    fn debug_name(&self) -> &'static str {
        "kantong-eyes"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let vision: Option<Vision> = ctx.data(|data| data.get_temp(id())).flatten();
        let Some(vision) = vision else { return };
        for clipped in &mut output.shapes {
            adjust_colors(&mut clipped.shape, move |colour| *colour = seen(vision, *colour));
        }
    }
}

/// A colour of the window; the picture's own white and what egui fills in later stay.
fn seen(vision: Vision, colour: Color32) -> Color32 {
    if colour == Color32::PLACEHOLDER || colour == Color32::WHITE {
        return colour;
    }
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    let Rgb(r, g, b) = vision.seen(Rgb(r, g, b));
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_red_panel_is_grey_in_grey_print_and_placeholders_stay() {
        let grey = seen(Vision::Grey, Color32::from_rgb(189, 0, 38));
        assert!(grey.r() == grey.g() && grey.g() == grey.b());
        assert_eq!(seen(Vision::Grey, Color32::PLACEHOLDER), Color32::PLACEHOLDER);
        assert_eq!(seen(Vision::Protan, Color32::WHITE), Color32::WHITE);
        assert_eq!(seen(Vision::Tritan, Color32::TRANSPARENT), Color32::TRANSPARENT);
    }
}
