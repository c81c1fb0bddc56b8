//! Opening the window: is there a screen, which renderer, and a sentence when it cannot be.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::recent::{self, Memory};
use super::renderer::{self, Known, Marker, Proof, Renderer};
use super::window::Window;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};

/// What the command line says about the window.
#[derive(Clone, Debug, Default)]
pub struct StartOptions {
    pub project: Option<PathBuf>,
    /// `None` = as the window was left, else the system's.
    pub lang: Option<Lang>,
    /// Kantong's own folder beside the program.
    pub portable: bool,
    /// Moves the map by a script for so long, then closes: to measure frames.
    pub tour_seconds: Option<f64>,
    /// One line a frame.
    pub frame_log: Option<PathBuf>,
    /// Tried before any other.
    pub renderer: Option<Renderer>,
}

/// Whether the system has a screen to show a window on.
pub fn has_display() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Shows the window until it is closed.
///
/// # Errors
/// A sentence in the user's language: no display, or the library that is missing.
#[expect(clippy::needless_pass_by_value, reason = "the command line has no more use for them")]
pub fn run(options: StartOptions) -> Result<(), String> {
    let memory_file = if options.portable { recent::portable_file() } else { recent::file() };
    let memory = memory_file.as_deref().map(Memory::read).unwrap_or_default();
    let lang = options.lang.or(memory.lang).unwrap_or_else(system_lang);
    if !has_display() {
        return Err(lang.word(Word::NoDisplay).to_owned());
    }
    let marker = memory_file.as_deref().map(Marker::beside);
    let known = Known {
        asked: options.renderer,
        held: memory.renderer,
        fell: marker.as_ref().and_then(Marker::read),
    };
    let tried = renderer::try_all(&renderer::order(known, renderer::built()), |renderer| {
        if let Some(marker) = &marker {
            marker.put(renderer);
        }
        let window = (options.clone(), memory.clone(), memory_file.clone());
        let proof = Proof::new(marker.clone(), renderer);
        let result = open(renderer, lang, window, proof);
        // It came back, whatever it says: nothing fell.
        if let Some(marker) = &marker {
            marker.strike();
        }
        result
    });
    let Err(failures) = tried else { return Ok(()) };
    let said: Vec<&str> = failures.iter().map(|(_, why)| said(why)).collect();
    let why = said.join("; ");
    let package = package_for(&why);
    Err(lang.say(&Say::NoWindow { why, package }))
}

/// Its name in eframe; on systems where only OpenGL is built in, that.
fn of_eframe(renderer: Renderer) -> eframe::Renderer {
    match renderer {
        #[cfg(any(windows, feature = "wgpu"))]
        Renderer::Wgpu => eframe::Renderer::Wgpu,
        _ => eframe::Renderer::Glow,
    }
}

fn open(
    renderer: Renderer,
    lang: Lang,
    (options, memory, memory_file): (StartOptions, Memory, Option<PathBuf>),
    proof: Proof,
) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Kantong")
        .with_app_id("kantong")
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size([900.0, 540.0])
        .with_drag_and_drop(true);
    let native = eframe::NativeOptions {
        viewport,
        renderer: of_eframe(renderer),
        persist_window: false,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let create = Box::new(move |context: &eframe::CreationContext<'_>| {
        let mut window = Window::new(&context.egui_ctx, lang, memory, memory_file);
        window.proof = Some(proof);
        Ok(Box::new(window.with(options, &context.egui_ctx)) as Box<dyn eframe::App>)
    });
    // The windowing libraries are loaded while running; some of them panic when one is missing.
    match catch_unwind(AssertUnwindSafe(|| eframe::run_native("Kantong", native, create))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(panic_text(panic.as_ref())),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_default().lines().next().unwrap_or_default().to_owned()
}

/// What a library says, without the place in its own source.
fn said(why: &str) -> &str {
    let placed = why.split_once("os error at ").and_then(|(_, rest)| rest.split_once(": "));
    placed.map_or(why, |(_, said)| said)
}

/// The Debian package that brings a library which could not be loaded.
fn package_for(why: &str) -> Option<&'static str> {
    const PACKAGES: [(&str, &str); 9] = [
        ("xkbcommon-x11", "libxkbcommon-x11-0"),
        ("xkbcommon", "libxkbcommon0"),
        ("libxcursor", "libxcursor1"),
        ("libxi", "libxi6"),
        ("libxrandr", "libxrandr2"),
        ("libx11", "libx11-6"),
        ("wayland", "libwayland-client0"),
        ("egl", "libegl1"),
        ("gl", "libgl1"),
    ];
    let lower = why.to_lowercase();
    let is_library =
        ["lib", "egl", "glx", "opengl", "gl display"].iter().any(|w| lower.contains(w));
    PACKAGES
        .iter()
        .find(|(name, _)| is_library && lower.contains(name))
        .map(|(_, package)| *package)
}

fn system_lang() -> Lang {
    sys_locale::get_locale().as_deref().and_then(Lang::from_tag).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_by_its_package() {
        let why = "Library libxkbcommon-x11.so could not be loaded.";
        assert_eq!(package_for(why), Some("libxkbcommon-x11-0"));
        assert_eq!(package_for("failed to load libX11.so.6"), Some("libx11-6"));
        assert_eq!(package_for("the moon is full"), None);
        let sentence =
            Lang::Id.say(&Say::NoWindow { why: why.to_owned(), package: package_for(why) });
        assert!(sentence.contains("libxkbcommon-x11-0"), "{sentence}");
    }
}
