//! Everything of step 2 that stands on the screen beside the classes: made again only when what it
//! stands on has changed, by jobs where there are many villages.

use std::sync::Arc;

use super::made::{self, Made};
use super::palette::Found;
use super::table::{self, Rows};
use super::{LookTab, MapLook};
use crate::app::kept::Kept;
use crate::app::map::grid::Inset;
use crate::app::state::{Content, Open};
use crate::app::view::chosen_card::chosen_card;
use crate::app::view::regions::{RegionTable, region_table};
use crate::app::view::why_card::GroupCard;
use crate::indicator::sieve::Sieve;
use crate::lang::Lang;
use crate::output::cartogram::{Arrangement, arranged};
use crate::output::scene::Scene;
use crate::workflow::Snapshot;
use crate::workflow::chosen::{AtLevel, Level, at_level};

/// The layout of a cartogram, and what it is of.
#[derive(Debug, Default)]
pub struct Layout {
    pub scene: Option<Arc<Scene>>,
}

/// Revision, language, shown column and the picked villages.
type ChosenKey = (u64, Lang, Option<usize>, Vec<usize>);
/// The register's address, how it lies, and the revision and column that circles stand for.
type LayoutKey = (usize, Arrangement, Option<(u64, usize)>);

#[derive(Debug, Default)]
pub struct LookShown {
    /// Also by the address of the scene that circles and rings stand on.
    pub made: Kept<(u64, usize, made::Asked), Made>,
    pub passes: Kept<(u64, Sieve), Vec<bool>>,
    pub rows: Kept<(u64, table::Asked), Rows>,
    pub chosen: Kept<ChosenKey, Option<GroupCard>>,
    pub regions: Kept<(u64, Lang, Level, Vec<usize>), RegionTable>,
    pub level: Kept<(u64, Option<usize>, Level), Option<AtLevel>>,
    pub layout: Kept<LayoutKey, Layout>,
    /// The kabupaten's place in its province, by the register's address.
    pub around: Kept<usize, Inset>,
    pub found: Found,
    /// Columns of the table beside the shown one: what several maps show, then the chosen ones.
    pub table_columns: Vec<usize>,
}

impl LookShown {
    pub fn is_making(&self) -> bool {
        self.made.is_making()
            || self.passes.is_making()
            || self.rows.is_making()
            || self.chosen.is_making()
            || self.regions.is_making()
            || self.level.is_making()
            || self.layout.is_making()
            || self.around.is_making()
            || self.found.is_making()
    }

    /// Brings all of it up to date; `scene` is that of the land.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
        scene: &Arc<Scene>,
    ) {
        let (look, content, revision) = (&open.look, &open.content, open.revision);
        self.layout(ctx, look, content, revision, scene);
        let asked = made::Asked::of(lang, open.indicator, open.pocket.pair, look);
        // Circles and rings stand where their villages are laid out.
        let laid = self.layout.made.scene.as_ref();
        let ground = laid.filter(|_| look.arrangement != Arrangement::Land).unwrap_or(scene);
        let key = (revision, Arc::as_ptr(ground).addr(), asked.clone());
        let ground = Arc::clone(ground);
        self.made.update(ctx, "kantong-look", key, || {
            let content = Arc::clone(content);
            move |progress: &_| made::made(&content, &ground, &asked, progress)
        });
        self.sieve(ctx, open);
        self.rows(ctx, lang, open);
        self.picked(ctx, lang, open, snapshot);
        self.regions(ctx, lang, open, snapshot);
        let key = (revision, open.indicator, look.level);
        self.level.update(ctx, "kantong-level", key, || {
            let (content, snapshot) = (Arc::clone(content), snapshot.cloned());
            let (shown, level) = (open.indicator, look.level);
            move |_: &_| {
                let column = shown.and_then(|at| content.columns.get(at));
                Ok(snapshot.zip(column).and_then(|(s, column)| at_level(&s, column, level)))
            }
        });
        let register = Arc::as_ptr(&content.register).addr();
        self.around.update(ctx, "kantong-around", register, || {
            let (content, scene) = (Arc::clone(content), Arc::clone(scene));
            move |_: &_| Ok(Inset::of(&content.register, &scene))
        });
    }

    fn sieve(&mut self, ctx: &egui::Context, open: &Open) {
        let sieve = open.look.sieve.clone();
        self.passes.update(ctx, "kantong-sieve", (open.revision, sieve.clone()), || {
            let content = Arc::clone(&open.content);
            move |_: &_| Ok(passing(&content, &sieve))
        });
    }

    fn rows(&mut self, ctx: &egui::Context, lang: Lang, open: &Open) {
        self.table_columns = open.look.table_columns(open.indicator, open.pocket.pair);
        let picked = &open.pocket.picked;
        let asked = table::Asked {
            lang,
            shown: open.look.table_column(open.indicator, open.pocket.pair).unwrap_or(usize::MAX),
            order: open.look.table.order,
            text: open.look.table.text.clone(),
            passes: self.passes.made.as_ref().clone(),
            only: if picked.len() > 1 { picked.iter().copied().collect() } else { Vec::new() },
            columns: self.table_columns.clone(),
        };
        self.rows.update(ctx, "kantong-table", (open.revision, asked.clone()), || {
            let content = Arc::clone(&open.content);
            move |progress: &_| table::rows(&content, &asked, progress)
        });
    }

    fn picked(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        let picked: Vec<usize> = open.pocket.picked.iter().copied().collect();
        let key = (open.revision, lang, open.indicator, picked.clone());
        self.chosen.update(ctx, "kantong-picked", key, || {
            let (content, snapshot) = (Arc::clone(&open.content), snapshot.cloned());
            let shown = open.indicator;
            move |_: &_| {
                let many = picked.len() > 1;
                Ok(many.then(|| chosen_card(lang, &content, snapshot.as_ref(), shown, &picked)))
            }
        });
    }

    fn regions(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        if open.look.tab != LookTab::Regions {
            return;
        }
        let mut columns: Vec<usize> = open.indicator.into_iter().collect();
        columns.extend(open.look.several.iter().filter(|&&c| Some(c) != open.indicator));
        columns.extend(open.look.table.columns.iter().copied());
        columns.dedup();
        let Some(snapshot) = snapshot else { return };
        let level = match open.look.level {
            Level::Kecamatan => Level::Kecamatan,
            Level::Village | Level::Kabupaten => Level::Kabupaten,
        };
        let key = (open.revision, lang, level, columns.clone());
        self.regions.update(ctx, "kantong-regions", key, || {
            let (content, snapshot) = (Arc::clone(&open.content), snapshot.clone());
            move |_: &_| Ok(region_table(lang, &content, &snapshot, level, &columns))
        });
    }

    fn layout(
        &mut self,
        ctx: &egui::Context,
        look: &MapLook,
        content: &Arc<Content>,
        revision: u64,
        scene: &Arc<Scene>,
    ) {
        let register = Arc::as_ptr(&content.register).addr();
        // Only circles stand on a number, which changes with the data.
        let weight = look.weight.filter(|_| look.arrangement == Arrangement::Circles);
        let key = (register, look.arrangement, weight.map(|w| (revision, w)));
        self.layout.update(ctx, "kantong-layout", key, || {
            let (content, scene, arrangement) =
                (Arc::clone(content), Arc::clone(scene), look.arrangement);
            move |progress: &_| {
                let weights = weights(&content, weight);
                let laid = arranged(arrangement, &content.register, &scene, &weights, progress)?;
                let scene = laid.map(|register| {
                    let scene = Arc::new(Scene::of(&register));
                    scene.body();
                    scene
                });
                Ok(Layout { scene })
            }
        });
    }
}

pub fn weights(content: &Content, weight: Option<usize>) -> Vec<Option<f64>> {
    match weight.and_then(|at| content.columns.get(at)) {
        Some(column) => column.values.iter().map(|v| v.value()).collect(),
        None => vec![Some(1.0); content.register.len()],
    }
}

/// Whether each village is let through; empty = all are.
pub fn passing(content: &Content, sieve: &Sieve) -> Vec<bool> {
    if sieve.is_open() {
        return Vec::new();
    }
    let (_, kecamatan_of) = &*content.kecamatan;
    let (_, kabupaten_of) = content.register.kabupaten();
    sieve.passes(kecamatan_of, &kabupaten_of, |column, village| {
        content.columns.get(column)?.values.get(village).copied()
    })
}
