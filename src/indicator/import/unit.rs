//! The unit that cells write themselves, or that the map's areas tell.

use super::{Maker, Reading};
use crate::base::fault::{DataFault, Fault};
use crate::indicator::definition::Quantity;
use crate::indicator::meaning;
use crate::indicator::written_unit::Kind;

/// So many villages with an area on the map tell a column's unit.
const LEAST: usize = 5;

impl Maker<'_> {
    /// What stands behind the numbers comes before what the header lets guess.
    pub(super) fn written_unit(
        &mut self,
        column: usize,
        reading: &Reading,
        (unit, quantity): (&mut String, &mut Quantity),
    ) {
        if unit == "%" {
            return;
        }
        let path = self.path(column).to_owned();
        let is_area = unit == "ha" || unit == "km²";
        if let Some(own) = reading.units.unit() {
            if unit.is_empty() || (is_area && own.kind == Kind::Area) {
                own.name.clone_into(unit);
            }
            // A distance is no count to be summed.
            if matches!(own.kind, Kind::Length | Kind::Time)
                && meaning::of(&path).quantity.is_none()
            {
                *quantity = Quantity::Index;
            }
        } else if let Some(word) = reading.units.other().filter(|_| unit.is_empty()) {
            word.clone_into(unit);
        } else if meaning::is_bare_area(&path)
            && let Some(own) = self.area_unit(reading)
        {
            own.clone_into(unit);
            let fault = DataFault::AreaUnit { column: path.clone(), unit: own.to_owned() };
            self.faults.push(Fault::new(fault, self.at.clone().column(path)));
        }
    }

    /// No village has more land than the map shows: what passes it is in a smaller unit than km².
    fn area_unit(&self, reading: &Reading) -> Option<&'static str> {
        let pairs = self.matches.iter().zip(&reading.values);
        let ratio = |(found, value): (&super::Match, &Option<f64>)| {
            let area = self.register.villages[found.village].area_km2.filter(|km2| *km2 > 0.0)?;
            value.filter(|x| *x > 0.0).map(|x| x / area)
        };
        let mut ratios: Vec<f64> = pairs.filter_map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let middle = *ratios.get(ratios.len() / 2).filter(|_| ratios.len() >= LEAST)?;
        match middle {
            x if x <= 1.5 => None,
            x if x <= 150.0 => Some("ha"),
            _ => Some("m²"),
        }
    }
}
