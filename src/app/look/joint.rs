//! One legend for maps beside each other that are cut alike: each class from the lowest to the
//! highest value of all, with its villages in every map.

use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::output::legend::{ClassBreaks, Legend};
use crate::output::symbology::Ramp;

#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// The counts are those of the first map.
    pub legend: Legend,
    /// By class, then by map.
    pub counts: Vec<Vec<usize>>,
    /// Without data and not applicable, by map.
    pub none: [Vec<usize>; 2],
}

impl Joint {
    /// `None` with fewer than two maps, or where nothing is measured.
    pub fn of(lang: Lang, columns: &[&Column], inner: &[f64], ramp: Ramp) -> Option<Self> {
        let values = || columns.iter().flat_map(|column| column.measured());
        let breaks = ClassBreaks::given(inner, values()).filter(|_| columns.len() > 1)?;
        let each: Vec<Legend> =
            columns.iter().map(|c| Legend::of(lang, c, Some(&breaks), ramp)).collect();
        let legend = each.first()?.clone();
        let of_class = |class: usize| each.iter().map(|l| l.classes[class].villages).collect();
        Some(Self {
            counts: (0..legend.classes.len()).map(of_class).collect(),
            none: [
                each.iter().map(|l| l.no_data).collect(),
                each.iter().map(|l| l.not_applicable).collect(),
            ],
            legend,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample;
    use crate::base::measure::Measure::{Measured, Missing};
    use crate::indicator::definition::Direction;

    #[test]
    fn a_class_has_one_range_and_its_villages_in_every_map() {
        let a = sample::column("A", &[Measured(1.0), Measured(5.0), Measured(9.0)]);
        let b = sample::column("B", &[Measured(4.0), Measured(30.0), Missing]);
        let ramp = Ramp::of(Direction::WorseHigh);
        let joint = Joint::of(Lang::Id, &[&a, &b], &[4.0, 8.0], ramp).unwrap();
        assert_eq!(joint.counts, [[1, 0], [1, 1], [1, 1]]);
        assert_eq!(joint.none, [[0, 1], [0, 0]]);
        assert!(joint.legend.classes[2].text.ends_with("30"), "{:?}", joint.legend.classes[2]);
        assert!(Joint::of(Lang::Id, &[&a], &[4.0], ramp).is_none());
    }
}
