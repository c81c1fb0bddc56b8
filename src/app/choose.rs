//! Where something lies or is to lie: the system's dialog, or the path typed by hand, and what is then
//! done with the path.

use std::path::{Path, PathBuf};

use super::carry::{file_name, today};
use super::data::intake::Goal;
use super::jobs::Kind;
use super::look::paper::{OnPaper, on_paper};
use super::recent;
use super::save;
use super::state::{Dialog, Export, Step, Wanted};
use super::window::Window;
use super::work::{self, Outcome, Save};
use crate::lang::app::Word;
use crate::workflow::Layer;

impl Window {
    pub fn choose(&mut self, ctx: &egui::Context, wanted: Wanted, suggested: Option<PathBuf>) {
        let title = self.state.lang.word(match wanted {
            Wanted::Files => Word::ChooseFiles,
            Wanted::Project => Word::OpenProject,
            Wanted::RecipeToUse | Wanted::Areas | Wanted::Series | Wanted::Register => {
                Word::ChooseFiles
            }
            Wanted::Place => Word::WhereToKeep,
            Wanted::Image
            | Wanted::Export(_)
            | Wanted::Card(_)
            | Wanted::Recipe
            | Wanted::Lokus
            | Wanted::Guide
            | Wanted::TargetTables
            | Wanted::Certificate
            | Wanted::SecondOpinion => Word::PathToSave,
            Wanted::PackageFolder | Wanted::Logo => {
                return self.choose_for_meeting(ctx, wanted, suggested);
            }
        });
        self.choose_under(ctx, wanted, suggested, title);
    }

    /// The system's dialog under a title of its own.
    pub fn choose_under(
        &mut self,
        ctx: &egui::Context,
        wanted: Wanted,
        suggested: Option<PathBuf>,
        title: &str,
    ) {
        let title = title.trim_end_matches('…').to_owned();
        self.suggested.clone_from(&suggested);
        self.start(ctx, Kind::Dialog, String::new(), move |_| {
            work::choose(wanted, &title, suggested.as_deref())
        });
    }

    pub(super) fn choose_place(&mut self, ctx: &egui::Context) {
        let place = match &self.state.dialog {
            Some(Dialog::Intake(intake)) => match &intake.goal {
                Goal::NewProject(place) => Some(PathBuf::from(place)),
                Goal::OpenProject => None,
            },
            Some(_) | None => None,
        };
        self.choose(ctx, Wanted::Place, place);
    }

    /// Paths that came back from a dialog or were typed.
    pub fn chosen(&mut self, ctx: &egui::Context, wanted: Wanted, paths: &[PathBuf]) {
        self.back_to_page();
        let Some(first) = paths.first().cloned() else { return };
        match wanted {
            Wanted::Files => self.files(ctx, paths),
            Wanted::Project => self.open_project(ctx, &first),
            Wanted::Place => {
                if let Some(Dialog::Intake(intake)) = &mut self.state.dialog
                    && let Goal::NewProject(place) = &mut intake.goal
                {
                    *place = first.display().to_string();
                }
            }
            Wanted::Image => {
                let known = ["pdf", "svg"].into_iter().find(|&known| {
                    first.extension().is_some_and(|e| e.eq_ignore_ascii_case(known))
                });
                self.save_image(ctx, with_extension(first, known.unwrap_or("png")));
            }
            Wanted::Export(export) => {
                self.save_export(ctx, export, with_extension(first, export.extension()));
            }
            Wanted::Card(source) => self.save_card(ctx, source, with_extension(first, "xlsx")),
            Wanted::Recipe => self.save_recipe(ctx, with_extension(first, "toml")),
            Wanted::RecipeToUse => self.load_recipe(ctx, first),
            Wanted::SecondOpinion => self.save_second_opinion(ctx, first),
            Wanted::Lokus => self.save_lokus(ctx, first),
            Wanted::Register => self.take_register(ctx, first),
            Wanted::PackageFolder => self.make_package(ctx, first),
            Wanted::Logo => self.read_logo(ctx, first),
            Wanted::Areas => self.exclude_areas(ctx, first),
            Wanted::Guide => self.save_guide(ctx, with_extension(first, "pdf")),
            Wanted::Series => self.take_series(ctx, first),
            Wanted::TargetTables => self.save_targets(ctx, with_extension(first, "xlsx")),
            Wanted::Certificate => self.save_certificate(ctx, with_extension(first, "pdf")),
        }
    }

    /// No dialog: the same question as a field to type in.
    pub fn ask_to_type(&mut self, wanted: Wanted) {
        if wanted == Wanted::Place {
            // The page of the new project has its own field.
            return;
        }
        let text = self.suggested.take().map(|p| p.display().to_string()).unwrap_or_default();
        // What was being done is there again afterwards.
        self.under.behind = self.state.dialog.take().map(Box::new);
        self.state.dialog = Some(Dialog::TypePath { wanted, text });
    }

    pub fn save_to(&mut self, ctx: &egui::Context, wanted: Wanted) {
        if wanted == Wanted::Guide {
            let folder = recent::data_folder().unwrap_or_default();
            return self.choose(ctx, wanted, Some(folder.join("panduan.pdf")));
        }
        let Some(open) = &self.state.open else { return };
        let name = match wanted {
            Wanted::Card(source) => self.name_of_card(source),
            Wanted::Recipe => "resep".to_owned(),
            Wanted::SecondOpinion => "pendapat_kedua".to_owned(),
            Wanted::Lokus => "desa_lokus".to_owned(),
            Wanted::TargetTables => "sasaran".to_owned(),
            Wanted::Certificate => "piagam".to_owned(),
            Wanted::Image | Wanted::Export(Export::PocketsXlsx | Export::PocketsGeoJson)
                if self.state.step == Step::Pockets && open.pockets.is_some() =>
            {
                let found = open.pockets.as_ref().map(|found| &found.report.settings.indicator);
                format!("kantong_{}", found.map_or("", String::as_str))
            }
            Wanted::Export(Export::PlanXlsx | Export::PlanGeoJson | Export::PlanGpx) => {
                "rencana".to_owned()
            }
            Wanted::Export(Export::ProgrammeXlsx) => "program".to_owned(),
            _ => open.column().map_or_else(|| "peta".to_owned(), |c| c.indicator.id.clone()),
        };
        // A rate of two counts is `a/b`: no folder.
        let name = name.replace(['/', '+'], "_");
        let extension = match wanted {
            Wanted::Export(export) => export.extension(),
            Wanted::Card(_) | Wanted::Lokus | Wanted::TargetTables => "xlsx",
            Wanted::Certificate => "pdf",
            Wanted::Recipe => "toml",
            Wanted::Files
            | Wanted::Project
            | Wanted::Place
            | Wanted::Guide
            | Wanted::Image
            | Wanted::SecondOpinion
            | Wanted::PackageFolder
            | Wanted::Logo
            | Wanted::Areas
            | Wanted::Series
            | Wanted::Register
            | Wanted::RecipeToUse => "png",
        };
        let folder = open.content.path.parent().map(Path::to_owned).unwrap_or_default();
        let stem = open.content.path.file_stem().map(|s| s.to_string_lossy()).unwrap_or_default();
        let name = match wanted {
            Wanted::SecondOpinion => format!("{stem}_{name}"),
            _ => format!("{stem}_{name}.{extension}"),
        };
        let place = folder.join(name);
        self.choose(ctx, wanted, Some(place));
    }

    fn save(&self, path: PathBuf) -> Option<Save> {
        let open = self.state.open.as_ref()?;
        let found = open.pockets.as_ref().filter(|_| self.state.step == Step::Pockets);
        Some(Save {
            lang: self.state.lang,
            column: open.indicator.unwrap_or(usize::MAX),
            found: found.map(|found| std::sync::Arc::clone(&found.report)),
            path,
        })
    }

    fn save_image(&mut self, ctx: &egui::Context, path: PathBuf) {
        let (Some(snapshot), Some(save)) = (self.snapshot().cloned(), self.save(path)) else {
            return;
        };
        let Some(scene) = self.map.as_ref().map(|map| std::sync::Arc::clone(&map.scene)) else {
            return;
        };
        let Some(look) = self.seen_on_paper() else { return };
        let date = today();
        let about = file_name(&save.path);
        self.start(ctx, Kind::Image, about, move |progress| {
            Outcome::Saved(save::image(&snapshot, &scene, look, &save, &date, progress))
        });
    }

    /// What the map shows, for paper and clipboard.
    fn seen_on_paper(&self) -> Option<save::Seen> {
        let open = self.state.open.as_ref()?;
        let step = self.state.step;
        let shown = open.places().into_iter().filter(|layer| layer.shown);
        Some(save::Seen {
            pockets: if step == Step::Pockets { Layer::Shown } else { Layer::Hidden },
            layers: open.layers,
            places: shown.map(|layer| layer.layer.name.clone()).collect(),
            look: match step {
                Step::Map => on_paper(open, self.state.vision, self.in_sight()),
                Step::Data | Step::Pockets | Step::Plan | Step::Meeting => OnPaper::default(),
            },
        })
    }

    /// The map to the clipboard, as it would be saved.
    pub fn copy_map(&mut self, ctx: &egui::Context) {
        let (Some(snapshot), Some(save)) = (self.snapshot().cloned(), self.save(PathBuf::new()))
        else {
            return;
        };
        let scene = self.map.as_ref().map(|map| std::sync::Arc::clone(&map.scene));
        let (Some(scene), Some(seen)) = (scene, self.seen_on_paper()) else { return };
        let date = today();
        self.start(ctx, Kind::Image, String::new(), move |progress| {
            Outcome::Copied(save::copied(&snapshot, &scene, seen, &save, &date, progress))
        });
    }

    /// West, south, east and north of what the map shows; `None` where that is all of it.
    fn in_sight(&self) -> Option<[f64; 4]> {
        let view = self.seen_view()?;
        let map = self.map.as_ref()?;
        let [west, south, east, north] = super::show::made::bounds(&map.scene, &view);
        let [low, high] = [[west, south], [east, north]].map(|at| map.scene.lon_lat_from_map(at));
        Some([low[0], low[1], high[0], high[1]])
    }

    fn save_export(&mut self, ctx: &egui::Context, export: Export, path: PathBuf) {
        let (Some(snapshot), Some(save)) = (self.snapshot().cloned(), self.save(path)) else {
            return;
        };
        let date = today();
        let about = file_name(&save.path);
        if matches!(export, Export::PlanXlsx | Export::PlanGeoJson | Export::PlanGpx) {
            self.save_plan(ctx, snapshot, save, date);
            return;
        }
        if export == Export::ProgrammeXlsx {
            self.save_programmes(ctx, snapshot, save, date);
            return;
        }
        self.start(ctx, Kind::Export, about, move |progress| {
            Outcome::Saved(save::export(&snapshot, export, &save, &date, progress))
        });
    }
}

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    match path.extension() {
        Some(found) if found.eq_ignore_ascii_case(extension) => path,
        Some(_) | None => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(extension);
            PathBuf::from(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_added_and_never_taken_away() {
        assert_eq!(with_extension(PathBuf::from("a/b.csv"), "png"), PathBuf::from("a/b.csv.png"));
        assert_eq!(with_extension(PathBuf::from("a/b.PNG"), "png"), PathBuf::from("a/b.PNG"));
    }
}
