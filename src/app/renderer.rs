//! Which renderer draws the window: what was asked for, what held last time, what the system is
//! best at; never first the one that took the program down at the last start.
//!
//! A driver may crash the whole program. So the name of the renderer is written down before the
//! window opens and struck out after thirty good frames; a name that still stands at the next start
//! did not live that long.

use std::path::{Path, PathBuf};

/// So many frames prove a renderer.
pub const GOOD_FRAMES: u32 = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// DirectX 12, Vulkan, Metal.
    Wgpu,
}

impl Renderer {
    pub fn id(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Wgpu => "wgpu",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Glow, Self::Wgpu].into_iter().find(|renderer| renderer.id() == id.trim())
    }
}

/// What is known before a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Known {
    /// On the command line.
    pub asked: Option<Renderer>,
    /// It drew the window the last time.
    pub held: Option<Renderer>,
    /// It was being started when the program last ended.
    pub fell: Option<Renderer>,
}

/// The renderers of this program, those that the system is best at first: on Windows DirectX 12,
/// which always has a software adapter, over remote desktop too, while many old office PCs have no
/// usable OpenGL; elsewhere OpenGL, whose software is the quicker one.
pub fn built() -> &'static [Renderer] {
    if cfg!(windows) {
        &[Renderer::Wgpu, Renderer::Glow]
    } else if cfg!(feature = "wgpu") {
        &[Renderer::Glow, Renderer::Wgpu]
    } else {
        &[Renderer::Glow]
    }
}

/// The order in which they are tried: all that are built in, each once.
pub fn order(known: Known, built: &[Renderer]) -> Vec<Renderer> {
    let mut order: Vec<Renderer> = Vec::new();
    let wanted = known.asked.into_iter().chain(known.held).chain(built.iter().copied());
    for renderer in wanted.filter(|renderer| built.contains(renderer)) {
        if !order.contains(&renderer) {
            order.push(renderer);
        }
    }
    // The one that fell comes last, unless it is what was asked for by name.
    if let Some(at) = order.iter().position(|r| Some(*r) == known.fell && known.asked != Some(*r)) {
        let fell = order.remove(at);
        order.push(fell);
    }
    order
}

/// Tries one after the other until one has shown the window.
///
/// # Errors
/// What each said, in their order.
pub fn try_all<E>(
    order: &[Renderer],
    mut open: impl FnMut(Renderer) -> Result<(), E>,
) -> Result<Renderer, Vec<(Renderer, E)>> {
    let mut failures = Vec::new();
    for &renderer in order {
        match open(renderer) {
            Ok(()) => return Ok(renderer),
            Err(why) => failures.push((renderer, why)),
        }
    }
    Err(failures)
}

/// The note of what is being started, beside what the window remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    file: PathBuf,
}

impl Marker {
    /// Beside the file of the window's memory.
    pub fn beside(memory_file: &Path) -> Self {
        Self { file: memory_file.with_file_name("starting.txt") }
    }

    /// What did not live through its start, if the note still stands.
    pub fn read(&self) -> Option<Renderer> {
        std::fs::read_to_string(&self.file).ok().and_then(|text| Renderer::from_id(&text))
    }

    /// Where it cannot be written the start goes on without it.
    pub fn put(&self, renderer: Renderer) {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder).ok();
        }
        std::fs::write(&self.file, renderer.id()).ok();
    }

    pub fn strike(&self) {
        std::fs::remove_file(&self.file).ok();
    }
}

/// Counts the good frames of a start.
#[derive(Clone, Debug)]
pub struct Proof {
    marker: Option<Marker>,
    pub renderer: Renderer,
    frames: u32,
}

impl Proof {
    pub fn new(marker: Option<Marker>, renderer: Renderer) -> Self {
        Self { marker, renderer, frames: 0 }
    }

    /// One frame more; whether this one proved it.
    pub fn frame(&mut self) -> bool {
        self.frames = self.frames.saturating_add(1);
        let proved = self.frames == GOOD_FRAMES;
        if proved && let Some(marker) = &self.marker {
            marker.strike();
        }
        proved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Renderer::{Glow, Wgpu};

    const WINDOWS: [Renderer; 2] = [Wgpu, Glow];
    const LINUX: [Renderer; 2] = [Glow, Wgpu];

    #[test]
    fn what_is_asked_comes_first_what_fell_last() {
        let known = Known::default();
        assert_eq!(order(known, &WINDOWS), [Wgpu, Glow]);
        assert_eq!(order(known, &LINUX), [Glow, Wgpu]);
        assert_eq!(order(Known { held: Some(Glow), ..known }, &WINDOWS), [Glow, Wgpu]);
        assert_eq!(order(Known { fell: Some(Wgpu), ..known }, &WINDOWS), [Glow, Wgpu]);
        let fell_after_holding = Known { held: Some(Glow), fell: Some(Glow), asked: None };
        assert_eq!(order(fell_after_holding, &WINDOWS), [Wgpu, Glow]);
        // Somebody who names it wants to see it fall.
        let stubborn = Known { asked: Some(Wgpu), fell: Some(Wgpu), held: Some(Glow) };
        assert_eq!(order(stubborn, &WINDOWS), [Wgpu, Glow]);
        // What is not built in is not tried, and what is alone is tried even after a fall.
        assert_eq!(order(Known { asked: Some(Wgpu), ..known }, &[Glow]), [Glow]);
        assert_eq!(order(Known { fell: Some(Glow), ..known }, &[Glow]), [Glow]);
    }

    #[test]
    fn each_failure_leads_to_the_next_and_all_of_them_are_told() {
        for (fails, shown) in
            [(vec![], Some(Wgpu)), (vec![Wgpu], Some(Glow)), (vec![Wgpu, Glow], None)]
        {
            let mut tried = Vec::new();
            let result = try_all(&WINDOWS, |renderer| {
                tried.push(renderer);
                if fails.contains(&renderer) {
                    Err(format!("no {}", renderer.id()))
                } else {
                    Ok(())
                }
            });
            if let Some(renderer) = shown {
                assert_eq!(result, Ok(renderer));
                assert_eq!(tried.last(), Some(&renderer));
            } else {
                let said = vec![(Wgpu, "no wgpu".to_owned()), (Glow, "no glow".to_owned())];
                assert_eq!(result, Err(said));
            }
        }
    }

    #[test]
    fn a_start_that_falls_is_remembered_and_thirty_frames_strike_it_out() {
        let folder = tempfile::tempdir().unwrap();
        let marker = Marker::beside(&folder.path().join("state").join("recent.json"));
        assert_eq!(marker.read(), None);
        marker.put(Wgpu);
        // The program fell here: the next start sees it and takes the other one.
        assert_eq!(marker.read(), Some(Wgpu));
        let known = Known { fell: marker.read(), ..Known::default() };
        assert_eq!(order(known, &WINDOWS), [Glow, Wgpu]);
        marker.put(Glow);
        let mut proof = Proof::new(Some(marker.clone()), Glow);
        assert!((1..GOOD_FRAMES).all(|_| !proof.frame()));
        assert_eq!(marker.read(), Some(Glow));
        assert!(proof.frame());
        assert_eq!(marker.read(), None);
        assert!(!proof.frame(), "once");
    }
}
