//! What a set of open choices serves, kept up to date unit by unit.

use super::cover::Cover;
use super::flow::Flow;
use super::nearest::Nearest;
use super::problem::Ready;
use super::ways::Ways;

/// A plan under construction. Four kinds are needed: covered or not, served by the best of those
/// open, served up to a capacity, and both.
pub(super) trait Served {
    /// Worth of all that is served.
    fn value(&self) -> f64;
    /// What one more unit of `choice` would add.
    fn gain(&mut self, choice: usize) -> f64;
    /// An upper bound of the gain that costs nothing to know.
    fn gain_at_most(&self, choice: usize) -> f64;
    fn add(&mut self, choice: usize);
    fn remove(&mut self, choice: usize);
    fn units(&self) -> &[u32];
    /// Links touched so far: the measure of effort, the same on every machine.
    fn work(&self) -> u64;
    /// What `choice` alone could reach, sorted by demand: its neighbourhood for the search.
    fn open(&self) -> Vec<u32> {
        let units = self.units();
        (0..units.len() as u32).filter(|j| units[*j as usize] > 0).collect()
    }
}

/// The kind that fits the question.
pub(super) fn empty(ready: &Ready) -> Box<dyn Served + '_> {
    if ready.capacitated && ready.links.profit.is_some() {
        Box::new(Ways::new(ready))
    } else if ready.capacitated {
        Box::new(Flow::new(ready))
    } else if ready.links.profit.is_some() {
        Box::new(Nearest::new(ready))
    } else {
        Box::new(Cover::new(ready))
    }
}

/// Worth of a plan, computed from nothing.
pub(super) fn value_of(ready: &Ready, units: &[u32]) -> f64 {
    let mut served = empty(ready);
    for (j, n) in units.iter().enumerate() {
        for _ in 0..*n {
            served.add(j);
        }
    }
    served.value()
}
