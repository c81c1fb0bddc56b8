//! Carrying out what the tab of targets asks for.

use std::path::PathBuf;
use std::sync::Arc;

use super::TargetTab;
use super::request::TargetRequest;
use crate::app::jobs::Kind;
use crate::app::stamp;
use crate::app::state::Wanted;
use crate::app::window::Window;
use crate::app::work::{self, Change, Outcome};
use crate::output::file::write_atomic;
use crate::plan::edit::Edit;
use crate::workflow::targets::{certificate, sheet};

impl Window {
    pub fn carry_target(&mut self, ctx: &egui::Context, asked: TargetRequest) {
        match asked {
            TargetRequest::ChooseSeries => self.choose(ctx, Wanted::Series, None),
            TargetRequest::SaveTables => self.save_to(ctx, Wanted::TargetTables),
            TargetRequest::SaveCertificate => self.save_to(ctx, Wanted::Certificate),
            TargetRequest::Keep(targets) => {
                if let Some(open) = &mut self.state.open {
                    open.target.draft = Some(targets.clone());
                    open.target.asked = Some(targets.clone());
                }
                self.change(ctx, Change::Edit(Edit::SetTargets { targets: Some(targets) }));
            }
            asked => self.look_at_targets(asked),
        }
    }

    /// Writes at once what is set and not yet kept: the window closes.
    pub fn keep_unkept(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        let Some(held) = self.held.take() else { return };
        let look = self.state.open.as_ref().map(|open| &open.target);
        let draft = look.and_then(|look| look.draft.clone());
        let is_new = draft.as_deref() != held.snapshot.targets.as_deref();
        let targets = draft.filter(|_| is_new);
        if let Some(edit) = self.take_question() {
            waiting.push(Change::Edit(edit));
        }
        waiting.extend(targets.map(|own| Change::Edit(Edit::SetTargets { targets: Some(own) })));
        let mut held = held;
        for change in waiting {
            match work::change(held, &change) {
                Outcome::Changed(back, ..) => held = back,
                _ => return,
            }
        }
        self.held = Some(held);
    }

    fn look_at_targets(&mut self, asked: TargetRequest) {
        if asked == TargetRequest::Tab(TargetTab::Change)
            && let Some(map) = self.front_map()
        {
            map.fit_all();
        }
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.target;
        match asked {
            TargetRequest::Tab(tab) => look.tab = tab,
            TargetRequest::Which(which) => look.which = which,
            TargetRequest::Kecamatan(kecamatan) => look.kecamatan = kecamatan,
            TargetRequest::Draft(targets) => look.draft = Some(targets),
            TargetRequest::Keep(_)
            | TargetRequest::ChooseSeries
            | TargetRequest::SaveTables
            | TargetRequest::SaveCertificate => {}
        }
    }

    /// A file of the survey's series was chosen.
    pub fn take_series(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(which) = self.state.open.as_ref().map(|open| open.target.which) else { return };
        self.change(ctx, Change::Series(which, path));
    }

    /// The tables on the screen as a workbook.
    pub fn save_targets(&mut self, ctx: &egui::Context, path: PathBuf) {
        let (Some(snapshot), Some(report)) =
            (self.snapshot().cloned(), self.shown.target.made().report.clone())
        else {
            return;
        };
        let lang = self.state.lang;
        let about = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |_| {
            let written = sheet::write(lang, &snapshot, &report, &path, &stamp::now());
            Outcome::Saved(written.map(|_| path))
        });
    }

    /// The certificate of the picked village, else of the first three.
    pub fn save_certificate(&mut self, ctx: &egui::Context, path: PathBuf) {
        let (Some(snapshot), Some(report)) =
            (self.snapshot().cloned(), self.shown.target.made().report.clone())
        else {
            return;
        };
        let lang = self.state.lang;
        let picked = self.state.open.as_ref().and_then(|open| open.selected);
        let ranked = |village: &usize| {
            report.award.entries.iter().any(|e| e.village == *village && e.rank.is_some())
        };
        let chosen: Vec<String> = picked
            .filter(ranked)
            .and_then(|village| snapshot.register.villages.get(village))
            .map(|village| village.code.as_str().to_owned())
            .into_iter()
            .collect();
        let report = Arc::clone(&report);
        let about = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |progress| {
            let (register, award) = (&snapshot.register, &report.award);
            let date = stamp::now();
            let made = certificate::pdf(
                lang,
                register,
                award,
                &snapshot.meeting,
                &chosen,
                &date,
                progress,
            );
            let written = made.and_then(|bytes| write_atomic(&path, &bytes));
            Outcome::Saved(written.map(|_| path))
        });
    }
}
