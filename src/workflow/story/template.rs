//! The three stories, as far as a project can tell them: each step that it cannot fill is left out
//! and told.

use std::sync::Arc;

use super::{pair, theme};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::story::{Lacking, Story};
use crate::plan::show::{Of, Picture, Show, ShowStep};
use crate::workflow::snapshot::Snapshot;

/// A story with what it goes without.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub show: Show,
    pub left_out: Vec<Lacking>,
}

impl Told {
    fn add(&mut self, picture: Picture) {
        self.show.steps.push(ShowStep::of(picture));
    }

    fn column(&mut self, column: Option<&Arc<Column>>, lacking: Lacking) {
        match column {
            Some(column) => self.add(Picture::Indicator(of(column))),
            None => self.left_out.push(lacking),
        }
    }
}

fn of(column: &Column) -> Of {
    let period = (!column.period.is_empty()).then(|| column.period.clone());
    Of { indicator: column.indicator.id.clone(), period }
}

/// One of the three stories of this project.
pub fn story(snapshot: &Snapshot, story: Story) -> Told {
    let mut told = Told::default();
    told.add(Picture::Cover { story: Some(story) });
    match story {
        Story::ExtremePoverty => {
            let poverty = theme::poverty(snapshot);
            told.column(poverty.as_ref(), Lacking::Poverty);
            if poverty.is_none()
                && let Some(other) = theme::any(snapshot)
            {
                told.add(Picture::Indicator(of(&other)));
            }
            told.column(theme::poor_families(snapshot).as_ref(), Lacking::PoorFamilies);
            pockets(snapshot, &mut told);
            plans(snapshot, &mut told);
        }
        Story::StuntingWater => {
            let (stunting, water) = (theme::stunting(snapshot), theme::water(snapshot));
            told.column(stunting.as_ref(), Lacking::Stunting);
            told.column(water.as_ref(), Lacking::Water);
            if let (Some(water), Some(stunting)) = (&water, &stunting) {
                if pair::pair(Lang::default(), snapshot, [water, stunting]).is_some() {
                    told.add(Picture::Pair { across: of(water), upright: of(stunting) });
                } else {
                    told.left_out.push(Lacking::Both);
                }
            }
            pockets(snapshot, &mut told);
            plans(snapshot, &mut told);
        }
        Story::PublicWorks => {
            told.column(theme::water(snapshot).as_ref(), Lacking::Water);
            told.column(theme::waiting(snapshot).as_ref(), Lacking::Waiting);
            plans(snapshot, &mut told);
        }
    }
    told.add(Picture::Next);
    told
}

/// The story with the most steps; of equal ones the first. What is shown where none is kept.
pub fn richest(snapshot: &Snapshot) -> Told {
    let all = Story::ALL.map(|one| story(snapshot, one));
    let most = all.iter().map(|told| told.show.steps.len()).max().unwrap_or(0);
    let found = all.into_iter().find(|told| told.show.steps.len() == most);
    let mut told = found.unwrap_or_default();
    // Nobody asked for this story: where its theme is not there, it does not carry its name.
    let themes = [Lacking::Poverty, Lacking::Stunting, Lacking::Water];
    let lacks = told.left_out.iter().any(|lacking| themes.contains(lacking));
    if let (true, Some(first)) = (lacks, told.show.steps.first_mut()) {
        first.picture = Picture::Cover { story: None };
    }
    told
}

/// The newest pockets.
fn pockets(snapshot: &Snapshot, told: &mut Told) {
    match snapshot.pockets.last() {
        Some(report) => {
            let settings = &report.settings;
            let of = Of { indicator: settings.indicator.clone(), period: settings.period.clone() };
            told.add(Picture::Pockets(of));
        }
        None => told.left_out.push(Lacking::Pockets),
    }
}

/// How many pinned plans a story shows.
const PLANS: usize = 2;

/// The newest pinned plans, the older first.
fn plans(snapshot: &Snapshot, told: &mut Told) {
    let first = snapshot.scenarios.len().saturating_sub(PLANS);
    for scenario in &snapshot.scenarios[first..] {
        told.add(Picture::Plan { run: scenario.id });
    }
    if snapshot.scenarios.is_empty() {
        told.left_out.push(Lacking::Plan);
    }
}
