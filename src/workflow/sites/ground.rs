//! Who waits where, and where something may stand: the places of a plan before any money.

use std::sync::Arc;

use super::recipe::{Candidates, Recipe};
use crate::base::fault::{At, Fault, SitesFault, Stop};
use crate::base::measure::Measure;
use crate::dataset::area::ellipsoidal_km;
use crate::dataset::feature::{PlaceKind, PlaceLayer};
use crate::dataset::village::Frame;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::lang::whose::Whose;
use crate::workflow::snapshot::Snapshot;

/// Households that wait at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiting {
    /// Position in the register.
    pub village: usize,
    pub at: [f64; 2],
    pub households: u32,
    /// Worth of one household.
    pub worth: f64,
}

/// Where a facility may stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub name: String,
    /// The village it stands in, by its position in the register.
    pub village: usize,
    pub at: [f64; 2],
    /// The village's code, or that with the number of the point.
    pub code: String,
}

/// Everything a plan stands on.
#[derive(Clone, Debug)]
pub struct Ground {
    pub waiting: Vec<Waiting>,
    pub sites: Vec<Site>,
    /// Households that wait in each village of the register; `None` = not known.
    pub households: Vec<Option<u32>>,
    /// Villages whose number is not known.
    pub unknown: Vec<usize>,
    /// Villages too wide for one point, left out of what is reached over a distance.
    pub wide: Vec<usize>,
    pub indicator: Arc<Column>,
    /// Who is counted: households, toddlers, persons.
    pub whose: Whose,
    pub faults: Vec<Fault>,
}

/// Metres between two places on the ellipsoid.
pub fn metres(a: [f64; 2], b: [f64; 2]) -> f64 {
    1000.0 * ellipsoidal_km(&[a, b])
}

pub(super) fn layer<'a>(snapshot: &'a Snapshot, name: &str) -> Result<&'a PlaceLayer, Stop> {
    let fits = |own: &str| own.eq_ignore_ascii_case(name.trim());
    let found = snapshot.layers.iter().rev().find(|l| fits(&l.layer.name));
    found.map(|l| &l.layer).ok_or_else(|| {
        let known: Vec<&str> = snapshot.layers.iter().map(|l| l.layer.name.as_str()).collect();
        let known = known.join(", ");
        Stop::fault(SitesFault::NoSuchLayer { layer: name.to_owned(), known }, At::default())
    })
}

/// Who is counted by an indicator: its own unit, or that of what a percentage is made of.
pub fn whose(snapshot: &Snapshot, column: &Column) -> Whose {
    if column.indicator.quantity == Quantity::Count {
        return Whose::of(&column.indicator.unit);
    }
    let Some(Derived::Rate(rate)) = &column.indicator.rate_of else { return Whose::default() };
    let first = rate.numerators.first().and_then(|id| snapshot.column(id, None).ok());
    first.map_or_else(Whose::default, |c| Whose::of(&c.indicator.unit))
}

/// Households of each village that the indicator says are unserved.
///
/// A count is taken as it is; a percentage with its counts by its numerator; a percentage without
/// them has no households, and is refused.
fn households(snapshot: &Snapshot, column: &Column) -> Result<Vec<Measure>, Stop> {
    if column.indicator.quantity == Quantity::Count {
        return Ok(column.values.clone());
    }
    if let Some(Derived::Rate(rate)) = &column.indicator.rate_of {
        let columns: Vec<Arc<Column>> = rate
            .numerators
            .iter()
            .map(|id| {
                snapshot.column(id, Some(&column.period)).or_else(|_| snapshot.column(id, None))
            })
            .collect::<Result<_, _>>()?;
        let sum = |i: usize| {
            let known: Option<Vec<f64>> = columns.iter().map(|c| c.values[i].value()).collect();
            known.map_or(Measure::Missing, |k| Measure::of(k.iter().sum()))
        };
        return Ok((0..column.values.len()).map(sum).collect());
    }
    let indicator = column.indicator.id.clone();
    Err(Stop::fault(SitesFault::NotHouseholds { indicator }, At::default()))
}

impl Ground {
    /// # Errors
    /// An unknown indicator or layer; nobody waits; no metres.
    pub fn of(snapshot: &Snapshot, recipe: &Recipe) -> Result<Self, Stop> {
        if snapshot.register.frame == Frame::Planar {
            return Err(Stop::fault(SitesFault::NoMetres, At::default()));
        }
        let asked = &recipe.demand;
        let indicator = snapshot.column(&asked.indicator, asked.period.as_deref())?;
        let households: Vec<Option<u32>> = households(snapshot, &indicator)?
            .into_iter()
            .map(|m| m.value().map(|v| v.round().clamp(0.0, 4e9) as u32))
            .collect();
        let mut faults = Vec::new();
        let worth = worths(snapshot, recipe, &indicator.period, &mut faults)?;
        let settlements =
            asked.settlements.as_deref().map(|name| layer(snapshot, name)).transpose()?;
        let mut ground = Self {
            waiting: Vec::new(),
            sites: sites(snapshot, recipe)?,
            unknown: (0..households.len()).filter(|i| households[*i].is_none()).collect(),
            wide: Vec::new(),
            whose: whose(snapshot, &indicator),
            indicator,
            households,
            faults,
        };
        let widest = recipe
            .facilities
            .iter()
            .filter_map(|f| match f.reach {
                crate::plan::facility::Reach::Metres(metres) => Some(metres),
                crate::plan::facility::Reach::WithinVillage => None,
            })
            .fold(0.0, f64::max);
        for (village, own) in snapshot.register.villages.iter().enumerate() {
            let Some(count) = ground.households[village].filter(|n| *n > 0) else { continue };
            let places = settlements.map(|l| within(l, village)).unwrap_or_default();
            if places.is_empty() {
                let at = [own.inside.x(), own.inside.y()];
                // As wide as a circle of its area.
                let width =
                    own.area_km2.map_or(0.0, |km2| 1000.0 * (km2 / std::f64::consts::PI).sqrt());
                if width > widest && widest > 0.0 {
                    ground.wide.push(village);
                }
                ground.waiting.push(Waiting {
                    village,
                    at,
                    households: count,
                    worth: worth[village],
                });
                continue;
            }
            let parts = places.len() as u32;
            for (k, at) in places.into_iter().enumerate() {
                let households = count / parts + u32::from((k as u32) < count % parts);
                if households > 0 {
                    ground.waiting.push(Waiting { village, at, households, worth: worth[village] });
                }
            }
        }
        if ground.waiting.is_empty() {
            let indicator = asked.indicator.clone();
            return Err(Stop::fault(SitesFault::NobodyWaits { indicator }, At::default()));
        }
        Ok(ground)
    }

    /// Takes out what facilities that stand already serve, the nearest first.
    pub(super) fn serve_existing(
        &mut self,
        snapshot: &Snapshot,
        recipe: &Recipe,
    ) -> Result<u32, Stop> {
        let mut served = 0;
        for existing in &recipe.existing {
            let layer = layer(snapshot, &existing.layer)?;
            let column =
                layer.columns.iter().position(|c| c.eq_ignore_ascii_case(&existing.capacity));
            let known = || layer.columns.join(", ");
            let fault = || SitesFault::NoCapacityColumn {
                layer: layer.name.clone(),
                column: existing.capacity.clone(),
                known: known(),
            };
            let mut numbers = 0;
            for place in &layer.places {
                let Some(at) = place.runs.first().and_then(|r| r.first()) else { continue };
                let cell = column.and_then(|c| place.cells.get(c)?.as_deref());
                let digits = cell.map(|t| t.replace([' ', '.'], "").replace(',', "."));
                let room = digits.and_then(|t| t.parse::<f64>().ok()).filter(|n| *n > 0.0);
                let Some(mut room) = room.map(|n| n.min(4e9) as u32) else { continue };
                numbers += 1;
                let mut near: Vec<(f64, usize)> = self
                    .waiting
                    .iter()
                    .enumerate()
                    .map(|(i, w)| (metres(*at, w.at), i))
                    .filter(|(m, _)| *m <= existing.metres)
                    .collect();
                near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                for (_, i) in near {
                    let take = self.waiting[i].households.min(room);
                    self.waiting[i].households -= take;
                    room -= take;
                    served += take;
                }
            }
            if numbers == 0 && !layer.places.is_empty() {
                return Err(Stop::fault(fault(), At::default()));
            }
        }
        Ok(served)
    }
}

/// Positions of a point layer in a village.
fn within(layer: &PlaceLayer, village: usize) -> Vec<[f64; 2]> {
    let own = layer.places.iter().filter(|p| p.village == Some(village));
    own.filter_map(|p| p.runs.first()?.first().copied()).collect()
}

/// Worth of a household in each village: 1, and for each weight so much more the nearer the village
/// is to the worst value of the kabupaten.
fn worths(
    snapshot: &Snapshot,
    recipe: &Recipe,
    period: &str,
    faults: &mut Vec<Fault>,
) -> Result<Vec<f64>, Stop> {
    let mut worths = vec![1.0; snapshot.register.len()];
    for (id, weight) in &recipe.demand.weights {
        let column = snapshot.column(id, Some(period)).or_else(|_| snapshot.column(id, None))?;
        if *weight == 0.0 {
            continue;
        }
        let (low, high) = column
            .measured()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let span = high - low;
        let mut missing = 0;
        for (worth, value) in worths.iter_mut().zip(&column.values) {
            let Some(value) = value.value() else {
                missing += 1;
                continue;
            };
            let share = match column.indicator.direction {
                _ if span <= 0.0 => 0.0,
                Direction::WorseHigh | Direction::None => (value - low) / span,
                Direction::WorseLow => (high - value) / span,
            };
            *worth += weight * share;
        }
        if missing > 0 {
            let fault = SitesFault::WeightMissing { indicator: id.clone(), villages: missing };
            faults.push(Fault::new(fault, At::default()));
        }
    }
    Ok(worths)
}

pub(super) fn sites(snapshot: &Snapshot, recipe: &Recipe) -> Result<Vec<Site>, Stop> {
    let villages = &snapshot.register.villages;
    let mut sites: Vec<Site> = match &recipe.candidates {
        Candidates::Villages => villages
            .iter()
            .enumerate()
            .map(|(village, own)| Site {
                name: own.name.clone(),
                village,
                at: [own.inside.x(), own.inside.y()],
                code: own.code.as_str().to_owned(),
            })
            .collect(),
        Candidates::Layer(name) => {
            let layer = layer(snapshot, name)?;
            let title = (layer.kind == PlaceKind::Points).then_some(0);
            let places = layer.places.iter().enumerate().filter_map(|(n, place)| {
                let village = place.village?;
                let name = place.cells.get(title?).cloned().flatten();
                Some(Site {
                    name: name.unwrap_or_else(|| villages[village].name.clone()),
                    village,
                    at: *place.runs.first()?.first()?,
                    code: format!("{}#{}", villages[village].code.as_str(), n + 1),
                })
            });
            places.collect()
        }
    };
    for (n, spot) in recipe.spots.iter().enumerate() {
        let nearest = (0..villages.len()).min_by(|a, b| {
            let to = |i: usize| {
                let point = villages[i].inside;
                metres(spot.at, [point.x(), point.y()])
            };
            to(*a).total_cmp(&to(*b))
        });
        let holds = |i: &usize| {
            use geo::Contains as _;
            villages[*i].shape.contains(&geo::Point::new(spot.at[0], spot.at[1]))
        };
        let Some(village) = (0..villages.len()).find(holds).or(nearest) else { continue };
        let code = format!("{}@{}", villages[village].code.as_str(), n + 1);
        sites.push(Site { name: spot.name.clone(), village, at: spot.at, code });
    }
    Ok(sites)
}
