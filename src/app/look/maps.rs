//! The maps of step 2: the one of the land or of a layout, and those that stand beside it and move
//! with it.

use std::sync::Arc;

use egui::Vec2;

use crate::app::map::MapState;
use crate::app::map::camera::Camera;
use crate::output::scene::Scene;

/// Every map but the land's own.
#[derive(Debug, Default)]
pub struct Maps {
    pub arranged: Option<MapState>,
    pub beside: Vec<MapState>,
    /// Where all of them looked in the last frame.
    shared: Option<Camera>,
    /// How many stood beside each other in the last frame.
    across: usize,
    /// Where all of them look as soon as there are as many as are wanted.
    wanted: Option<Camera>,
}

impl Maps {
    /// Keeps the map of a layout as long as the layout is the same; `None` = the land.
    pub fn arrange(&mut self, scene: Option<&Arc<Scene>>) {
        match (scene, &self.arranged) {
            (None, _) => self.arranged = None,
            (Some(scene), Some(state)) if Arc::ptr_eq(scene, &state.scene) => {}
            (Some(scene), _) => self.arranged = Some(MapState::of_layout(Arc::clone(scene))),
        }
    }

    /// So many maps of this scene with the first one, of which so many stand beside each other;
    /// whether those are more or fewer than before, so that each has another width.
    pub fn fit(&mut self, scene: &Arc<Scene>, (count, across): (usize, usize)) -> bool {
        let count = count.saturating_sub(1);
        self.beside.retain(|state| Arc::ptr_eq(&state.scene, scene));
        self.beside.truncate(count);
        while self.beside.len() < count {
            let mut state = MapState::new(Arc::clone(scene));
            if self.shared.is_some() {
                // It joins the others where they look.
                (state.camera, state.fit) = (self.shared, None);
            }
            self.beside.push(state);
        }
        if count == 0 {
            self.shared = None;
        }
        let before = std::mem::replace(&mut self.across, across);
        before != 0 && before != across
    }

    /// How large each of the maps is that share a place; of two one over the other both are as
    /// large as it.
    pub fn each(&self, place: Vec2) -> Vec2 {
        let across = self.across.max(1);
        let rows = if across > 1 { (self.beside.len() + 1).div_ceil(across) } else { 1 };
        place / Vec2::new(across as f32, rows as f32)
    }

    /// A kept look has its own place, however many maps stand beside each other.
    pub fn look_from(&mut self, camera: Camera) {
        self.wanted = Some(camera);
    }

    pub fn look_anew(&mut self) {
        self.wanted = None;
    }

    /// The first map after their number has changed: fitted again, unless it was moved.
    pub fn refit(&mut self, first: &mut MapState) {
        match self.wanted.take() {
            Some(camera) => (first.camera, first.fit) = (Some(camera), None),
            None if !first.is_whole() => {}
            None if self.across > 1 => {
                // Over the last of them stand the buttons: all of them keep clear of these.
                let [west, south, east, north] = first.scene.body();
                first.fit = Some([west, south, east + (east - west) * 0.16, north]);
            }
            None => first.fit_body(),
        }
    }

    /// After all were painted: what one of them was moved to, all look at.
    pub fn link(&mut self, first: &mut MapState) {
        let shared = self.shared;
        let cameras = std::iter::once(&*first).chain(&self.beside).filter_map(|map| map.camera);
        let moved = cameras.into_iter().find(|camera| Some(*camera) != shared);
        let Some(camera) = moved.or(first.camera) else { return };
        for map in std::iter::once(first).chain(&mut self.beside) {
            map.camera = Some(camera);
            map.fit = None;
        }
        self.shared = Some(camera);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;

    #[test]
    fn what_one_map_is_moved_to_all_look_at() {
        let scene = Arc::new(Scene::of(&content().register));
        let mut first = MapState::new(Arc::clone(&scene));
        let mut maps = Maps::default();
        assert!(!maps.fit(&scene, (1, 1)), "the first look is fitted anyway");
        assert!(maps.fit(&scene, (3, 3)), "the maps have another width now");
        assert!(!maps.fit(&scene, (3, 3)));
        assert_eq!(maps.each(Vec2::new(900.0, 400.0)), Vec2::new(300.0, 400.0));
        assert!(maps.fit(&scene, (2, 1)), "one over the other is as wide as one alone");
        assert_eq!(maps.each(Vec2::new(900.0, 400.0)), Vec2::new(900.0, 400.0));
        assert!(!maps.fit(&scene, (1, 1)));
        assert!(maps.fit(&scene, (3, 3)));
        let home = Camera { centre: [0.0, 0.0], scale: 10.0 };
        for map in std::iter::once(&mut first).chain(&mut maps.beside) {
            map.camera = Some(home);
        }
        maps.link(&mut first);
        let there = Camera { centre: [500.0, 0.0], scale: 5.0 };
        maps.beside[1].camera = Some(there);
        maps.link(&mut first);
        assert_eq!((first.camera, maps.beside[0].camera), (Some(there), Some(there)));
        let back = Camera { scale: 7.0, ..home };
        first.camera = Some(back);
        maps.link(&mut first);
        assert_eq!(maps.beside[1].camera, Some(back));
        maps.fit(&scene, (4, 4));
        assert_eq!(maps.beside[2].camera, Some(back), "one more joins where they look");
        first.fit = None;
        maps.refit(&mut first);
        assert_eq!((first.camera, first.fit), (Some(back), None), "who moved the map stays there");
        first.camera = None;
        maps.refit(&mut first);
        assert!(first.fit.is_some(), "nobody moved it: it is fitted to its new width");
    }
}
