//! The map, timed: first frame, later frames, pan and zoom, recolouring, pointing, dissolving.
//!
//! `cargo bench --bench map -- PROJECT.gpkg INDICATOR`. One JSON line a task: CPU milliseconds of
//! all threads (best of several, but for what happens once), and what came out.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot run must say so")]

use std::path::Path;

use cpu_time::ProcessTime;
use kantong::base::progress::Progress;
use kantong::dataset::borders::{Borders, dissolve};
use kantong::output::raster::{Detail, IdRaster, View, rasterise_with};
use kantong::output::scene::Scene;
use kantong::output::shade::{Shading, shade};
use kantong::output::symbology::{Fill, MapColours, Ramp};
use kantong::project::{Mode, Project};
use kantong::workflow::{MapOptions, open_map, open_project};
use serde_json::json;

const SIZE: (u32, u32) = (1920, 1080);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let [project, indicator] = &words[..] else {
        eprintln!("no data: cargo bench --bench map -- PROJECT.gpkg INDICATOR");
        return;
    };
    let path = Path::new(project);
    let options = MapOptions { indicator: indicator.clone(), ..MapOptions::default() };
    let (opened, open_ms) = timed(|| open_map(path, &options).unwrap());
    let (_, scene, _) = opened;
    line("open_map", open_ms, json!({ "villages": scene.villages.len() }));
    let fills: Vec<Fill> = (0..scene.villages.len()).map(|i| Fill::Class(i % 5)).collect();
    let whole = View::fit(scene.full, SIZE.0, SIZE.1, 0.0);
    let (ids, first_ms) = timed(|| frame(&scene, &whole, Detail::Sharp, &fills));
    line("first_frame", first_ms, json!({ "land": land(&ids) }));
    let middle = scene.villages[scene.villages.len() / 2].inside;
    for (zoom, detail) in [1.0, 4.0, 16.0, 64.0]
        .into_iter()
        .flat_map(|zoom| [(zoom, Detail::Quick), (zoom, Detail::Sharp)])
    {
        let mut view = whole;
        if zoom > 1.0 {
            view =
                View { centre: middle, metres_per_pixel: whole.metres_per_pixel / zoom, ..whole };
        }
        // What is loaded once, at the first look of this size.
        let (_, first) = timed(|| frame(&scene, &view, detail, &fills));
        let best = best(|| frame(&scene, &view, detail, &fills));
        let raster = best_raster(&scene, &view, detail);
        line(
            &format!("zoom_{zoom}_{detail:?}"),
            best,
            json!({ "first_ms": first, "raster_ms": raster }),
        );
    }
    let ids = rasterise_with(&scene, &whole, Detail::Sharp, &Progress::default()).unwrap();
    line("recolour", best(|| paint(&scene, &ids, &whole, &fills)), json!({}));
    let places: Vec<[f64; 2]> = scene.villages.iter().step_by(997).map(|v| v.inside).collect();
    let (hits, ms) = timed(|| places.iter().filter(|&&at| scene.at(at).is_some()).count());
    line("hover", ms / places.len() as f64, json!({ "hits": hits, "places": places.len() }));
    let (project, _) = Project::open(path, Mode::Read).unwrap();
    let ((kept, borders), ms) = timed(|| {
        let register = open_project(path, Mode::Read).unwrap().snapshot.register;
        (register, project.sound_borders().unwrap())
    });
    line("open_whole", ms, json!({ "kept": borders.is_some() }));
    let (made, ms) = timed(|| Borders::of_register(&kept));
    line("borders", ms, json!({ "positions": made.level(0).points.len() }));
    let (_, kecamatan) = kept.kecamatan();
    let group: Vec<u32> = kecamatan.iter().map(|&k| k as u32).collect();
    let groups = group.iter().max().map_or(0, |&most| most as usize + 1);
    let (rings, ms) = timed(|| dissolve(made.level(0), &group, groups));
    let corners: usize = rings.iter().flatten().map(|ring| ring.len() - 1).sum();
    line("dissolve", ms, json!({ "groups": groups, "corners": corners }));
}

fn frame(scene: &Scene, view: &View, detail: Detail, fills: &[Fill]) -> IdRaster {
    let ids = rasterise_with(scene, view, detail, &Progress::default()).unwrap();
    paint(scene, &ids, view, fills);
    ids
}

fn paint(scene: &Scene, ids: &IdRaster, view: &View, fills: &[Fill]) {
    let ramp = Ramp::of(kantong::indicator::definition::Direction::WorseHigh).colours(5);
    let mut shading = Shading::plain(fills, &ramp, &MapColours::LIGHT);
    shading.unit = view.metres_per_pixel;
    std::hint::black_box(shade(ids, scene, &shading));
}

fn land(ids: &IdRaster) -> usize {
    ids.ids.iter().filter(|&&id| id != 0).count()
}

fn best_raster(scene: &Scene, view: &View, detail: Detail) -> f64 {
    best(|| rasterise_with(scene, view, detail, &Progress::default()).unwrap())
}

/// The least of several.
fn best<T>(work: impl Fn() -> T) -> f64 {
    (0..9).map(|_| timed(&work).1).fold(f64::INFINITY, f64::min)
}

/// CPU milliseconds of all threads.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = ProcessTime::now();
    let result = std::hint::black_box(work());
    (result, started.elapsed().as_secs_f64() * 1e3)
}

fn line(task: &str, cpu_ms: f64, more: serde_json::Value) {
    println!("{}", json!({ "task": task, "cpu_ms": cpu_ms, "digest": more }));
}
