//! A scripted walk over the map, one line a frame: to measure how the window keeps up.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::map::MapState;

/// Circles and zooms for so many seconds, writes the frames and closes the window.
#[derive(Debug)]
pub struct Tour {
    seconds: f64,
    log: Option<PathBuf>,
    begun: Option<Instant>,
    last: Option<Instant>,
    lines: String,
    frames: usize,
    /// Centre and scale the walk began from.
    home: Option<([f64; 2], f64)>,
}

impl Tour {
    pub fn new(seconds: f64, log: Option<PathBuf>) -> Self {
        Self {
            seconds: seconds.clamp(0.0, 3_600.0),
            log,
            begun: None,
            last: None,
            lines: "frame,t_ms,frame_ms,ui_ms,sharp_ms\n".to_owned(),
            frames: 0,
            home: None,
        }
    }

    /// Moves the camera on and asks for the next frame; does nothing before there is a map.
    ///
    /// `spent` is what this frame took so far in our own code, without painting. A frame that shows
    /// a new quick picture tells how long that was waited for.
    pub fn step(&mut self, ctx: &egui::Context, map: Option<&mut MapState>, spent: Duration) {
        let Some(map) = map else { return };
        let sharp = map.texture.took.take();
        let Some(camera) = map.camera.as_mut() else { return };
        let now = Instant::now();
        let begun = *self.begun.get_or_insert(now);
        let (centre, scale) = *self.home.get_or_insert((camera.centre, camera.scale));
        let passed = now.duration_since(begun).as_secs_f64();
        if let Some(last) = self.last {
            let frame_ms = now.duration_since(last).as_secs_f64() * 1e3;
            let ui_ms = spent.as_secs_f64() * 1e3;
            let sharp = sharp.map_or_else(String::new, |s| format!("{:.2}", s.as_secs_f64() * 1e3));
            let (frame, t_ms) = (self.frames, passed * 1e3);
            // Writing into a String cannot fail.
            writeln!(self.lines, "{frame},{t_ms:.2},{frame_ms:.2},{ui_ms:.3},{sharp}").ok();
        }
        self.frames += 1;
        self.last = Some(now);
        if passed >= self.seconds {
            if let Some(log) = self.log.take() {
                std::fs::write(log, &self.lines).ok();
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        let turn = passed * std::f64::consts::TAU / 6.0;
        camera.scale = scale / (1.0 + 3.0 * (1.0 - (turn / 2.0).cos()) / 2.0);
        let reach = scale * 200.0;
        camera.centre = [centre[0] + reach * turn.sin(), centre[1] + reach * turn.cos() / 2.0];
        ctx.request_repaint();
    }
}
