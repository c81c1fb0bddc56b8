//! From the command line into the window.

use std::path::PathBuf;
use std::process::ExitCode;

use super::Context;
use super::answer::{print_line, warn};
use crate::lang::cli::Line;

/// What the window begins with.
#[cfg_attr(
    not(feature = "app"),
    expect(dead_code, reason = "without a window nobody asks which project it begins with")
)]
#[derive(Clone, Debug)]
pub enum Open {
    /// The last project, or the welcome page.
    Last,
    Project(PathBuf),
    /// Opens where there is a display; its absence is no failure.
    IfDisplay(PathBuf),
}

#[cfg(feature = "app")]
pub fn show(open: &Open, context: &Context<'_>) -> ExitCode {
    use crate::app::renderer::Renderer;
    use crate::app::start::{StartOptions, has_display, run};
    if matches!(open, Open::IfDisplay(_)) && !has_display() {
        print_line(&context.lang.cli(&Line::NoDisplay));
        return ExitCode::SUCCESS;
    }
    let project = match open {
        Open::Last => None,
        Open::Project(path) | Open::IfDisplay(path) => Some(path.clone()),
    };
    let lang = context.args.text("lang").ok().flatten().map(|_| context.lang);
    let tour = context.args.text("tour").ok().flatten().and_then(|t| t.parse().ok());
    let renderer = context.args.text("renderer").ok().flatten();
    let options = StartOptions {
        project,
        lang,
        portable: context.args.has("portable"),
        tour_seconds: tour,
        frame_log: context.args.path("frame-log"),
        renderer: renderer.as_deref().and_then(Renderer::from_id),
    };
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            warn(&context.lang.cli(&Line::WindowFailed { why }));
            // The demo has done its job by then.
            if matches!(open, Open::IfDisplay(_)) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

#[cfg(not(feature = "app"))]
pub fn show(open: &Open, context: &Context<'_>) -> ExitCode {
    let line = context.lang.cli(&Line::NoWindow);
    if matches!(open, Open::IfDisplay(_)) {
        print_line(&line);
        ExitCode::SUCCESS
    } else {
        warn(&line);
        ExitCode::FAILURE
    }
}
