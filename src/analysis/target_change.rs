//! Whether places with a programme changed more than alike places without one: pairs by kecamatan
//! and starting value. A comparison, not a proof.

/// One place that is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub kecamatan: usize,
    pub before: f64,
    pub after: f64,
    /// `None` = not known whether it has the programme.
    pub has: Option<bool>,
}

/// A place with the programme and the alike one without.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub with: usize,
    pub without: usize,
    /// Change of one less change of the other.
    pub difference: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched {
    pub pairs: Vec<Pair>,
    /// With the programme, and nobody alike in the kecamatan.
    pub alone: usize,
    /// Mean change of the paired places, with and without.
    pub with: f64,
    pub without: f64,
    /// Pairs in which the one with the programme fell more, less, or the same.
    pub more: usize,
    pub less: usize,
    pub same: usize,
    /// How far the starting values of a pair may lie apart.
    pub reach: f64,
}

impl Matched {
    /// Mean difference; `None` without pairs.
    pub fn difference(&self) -> Option<f64> {
        (!self.pairs.is_empty()).then_some(self.with - self.without)
    }
}

/// Pairs each place that has the programme with the one without it in its kecamatan whose starting
/// value is nearest, at most `caliper` standard deviations of all starting values away. The same
/// place may stand beside several; of equal ones the first is taken.
pub fn matched(places: &[Place], caliper: f64) -> Matched {
    let known: Vec<usize> = (0..places.len()).filter(|&i| places[i].has.is_some()).collect();
    let reach = caliper * deviation(known.iter().map(|&i| places[i].before));
    let mut found = Matched { reach, ..Matched::default() };
    for &i in known.iter().filter(|&&i| places[i].has == Some(true)) {
        let far = |j: usize| (places[j].before - places[i].before).abs();
        let nearest = known
            .iter()
            .copied()
            .filter(|&j| places[j].has == Some(false) && places[j].kecamatan == places[i].kecamatan)
            .min_by(|&a, &b| far(a).total_cmp(&far(b)).then(a.cmp(&b)))
            .filter(|&j| far(j) <= reach);
        let Some(j) = nearest else {
            found.alone += 1;
            continue;
        };
        let change = |p: &Place| p.after - p.before;
        let difference = change(&places[i]) - change(&places[j]);
        found.with += change(&places[i]);
        found.without += change(&places[j]);
        match difference {
            d if d < 0.0 => found.more += 1,
            d if d > 0.0 => found.less += 1,
            _ => found.same += 1,
        }
        found.pairs.push(Pair { with: i, without: j, difference });
    }
    let n = found.pairs.len().max(1) as f64;
    found.with /= n;
    found.without /= n;
    found
}

/// Of a sample; 0 for fewer than two.
fn deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = values.clone().count();
    if n < 2 {
        return 0.0;
    }
    let mean = values.clone().sum::<f64>() / n as f64;
    (values.map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(kecamatan: usize, before: f64, after: f64, has: Option<bool>) -> Place {
        Place { kecamatan, before, after, has }
    }

    /// By hand: starting values 10, 12, 40, 11, 30, 10 have mean 18,83 and deviation 12,94; half of
    /// it reaches 6,47. Place 0 goes with 3 (1 away, not 1's 2), place 2 is alone (30 is 10 away),
    /// place 5 has nobody in its kecamatan.
    #[test]
    fn pairs_by_hand() {
        let places = [
            place(0, 10.0, 4.0, Some(true)),
            place(0, 12.0, 11.0, Some(false)),
            place(0, 40.0, 20.0, Some(true)),
            place(0, 11.0, 9.0, Some(false)),
            place(0, 30.0, 30.0, Some(false)),
            place(1, 10.0, 10.0, Some(true)),
            place(0, 10.0, 1.0, None),
        ];
        let found = matched(&places, 0.5);
        assert_eq!(found.pairs, [Pair { with: 0, without: 3, difference: -4.0 }]);
        assert_eq!((found.alone, found.more, found.less, found.same), (2, 1, 0, 0));
        assert_eq!((found.with, found.without, found.difference()), (-6.0, -2.0, Some(-4.0)));
        assert!((found.reach - 6.468_513_481_988_475_5).abs() < 1e-9, "{}", found.reach);
    }

    #[test]
    fn nobody_with_it_makes_no_difference() {
        let found = matched(&[place(0, 1.0, 1.0, Some(false)), place(0, 2.0, 1.0, None)], 0.5);
        assert_eq!((found.pairs.len(), found.difference()), (0, None));
    }
}
