//! Which waiting places each site reaches, and how far it is.

use super::ground::{Ground, metres};
use super::recipe::Recipe;
use super::road::Network;
use crate::base::fault::{At, SitesFault, Stop};
use crate::base::progress::Progress;
use crate::workflow::snapshot::Snapshot;

/// The most pairs of places that are held at once.
const MOST_PAIRS: usize = 20_000_000;

/// For each site the waiting places within the widest reach, by their order, with metres.
pub type Near = Vec<Vec<(u32, f64)>>;

/// # Errors
/// Too many pairs, an unknown layer of roads, a cancel.
pub fn near(
    snapshot: &Snapshot,
    recipe: &Recipe,
    ground: &Ground,
    most: f64,
    progress: &Progress,
) -> Result<Near, Stop> {
    if let Some(roads) = &recipe.roads {
        let network = Network::of(super::ground::layer(snapshot, &roads.layer)?, roads);
        return network.near(ground, most, progress);
    }
    // Places by latitude: a site looks only at those in its band.
    let mut order: Vec<u32> = (0..ground.waiting.len() as u32).collect();
    let lat = |i: &u32| ground.waiting[*i as usize].at[1];
    order.sort_by(|a, b| lat(a).total_cmp(&lat(b)).then(a.cmp(b)));
    let band = most / 110_000.0;
    let mut pairs = 0;
    let mut near = Vec::with_capacity(ground.sites.len());
    for site in &ground.sites {
        progress.step()?;
        let first = order.partition_point(|i| lat(i) < site.at[1] - band);
        let mut own: Vec<(u32, f64)> = order[first..]
            .iter()
            .take_while(|i| lat(i) <= site.at[1] + band)
            .map(|i| (*i, metres(site.at, ground.waiting[*i as usize].at)))
            .filter(|(_, m)| *m <= most)
            .collect();
        own.sort_unstable_by_key(|(i, _)| *i);
        pairs += own.len();
        if pairs > MOST_PAIRS {
            let fault = SitesFault::TooManyPairs { pairs, most: MOST_PAIRS };
            return Err(Stop::fault(fault, At::default()));
        }
        near.push(own);
    }
    Ok(near)
}
