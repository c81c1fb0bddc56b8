//! Weights that are not given by hand: by comparing in pairs, or from the values themselves.

use super::mean_and_deviation;
use crate::base::measure::Measure;

/// Of random matrices of 1 to 10 parts (Saaty 1980).
const RANDOM: [f64; 10] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
/// Turns of the power method; each gains a digit or more on matrices of judgements.
const TURNS: usize = 10_000;

/// Weights from comparisons in pairs (Saaty 1980).
#[derive(Clone, Debug, PartialEq)]
pub struct Ahp {
    /// They sum to 1.
    pub weights: Vec<f64>,
    /// Consistency ratio: above 0.1 the comparisons contradict each other.
    pub ratio: f64,
}

/// The principal eigenvector of a matrix whose `[i][j]` says how many times i matters as much as j.
/// `None` unless it is square, 2–10 wide, positive, and each `[j][i]` is 1 / `[i][j]`.
pub fn ahp(matrix: &[Vec<f64>]) -> Option<Ahp> {
    let n = matrix.len();
    let square = (2..=RANDOM.len()).contains(&n) && matrix.iter().all(|row| row.len() == n);
    if !square {
        return None;
    }
    let reciprocal = |i: usize, j: usize| {
        let (a, b) = (matrix[i][j], matrix[j][i]);
        a > 0.0 && a.is_finite() && (a * b - 1.0).abs() < 0.01
    };
    if !(0..n).all(|i| (0..n).all(|j| reciprocal(i, j))) {
        return None;
    }
    let (weights, largest) = principal(matrix);
    let index = (largest - n as f64) / (n as f64 - 1.0);
    let random = RANDOM[n - 1];
    let ratio = if random > 0.0 { (index / random).max(0.0) } else { 0.0 };
    Some(Ahp { weights, ratio })
}

/// What the first principal component makes of the parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Squared loadings; they sum to 1.
    pub weights: Vec<f64>,
    /// Negative where a part runs against the others.
    pub loadings: Vec<f64>,
    /// How much of all variance it explains, 0–1.
    pub explained: f64,
}

/// The first component of the correlations between the parts, over the villages that have all.
/// `None` below three such villages or where one part is constant among them.
pub fn first_component(parts: &[&[Measure]]) -> Option<Component> {
    let villages = parts.first()?.len();
    let complete: Vec<Vec<f64>> = (0..villages)
        .filter_map(|i| parts.iter().map(|p| p[i].value()).collect::<Option<Vec<f64>>>())
        .collect();
    if complete.len() < 3 {
        return None;
    }
    let standard: Vec<Vec<f64>> = (0..parts.len())
        .map(|part| {
            let mut sorted: Vec<f64> = complete.iter().map(|row| row[part]).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            let (mean, deviation) = mean_and_deviation(&sorted);
            (deviation > 0.0)
                .then(|| complete.iter().map(|row| (row[part] - mean) / deviation).collect())
        })
        .collect::<Option<_>>()?;
    let correlation = |a: &[f64], b: &[f64]| {
        // Sorted, so that the order of rows does not touch the last bit.
        let mut products: Vec<f64> = a.iter().zip(b).map(|(a, b)| a * b).collect();
        products.sort_unstable_by(f64::total_cmp);
        products.iter().sum::<f64>() / (complete.len() - 1) as f64
    };
    let matrix: Vec<Vec<f64>> =
        standard.iter().map(|a| standard.iter().map(|b| correlation(a, b)).collect()).collect();
    let (mut loadings, largest) = principal(&matrix);
    let length = loadings.iter().map(|l| l * l).sum::<f64>().sqrt();
    let side = if loadings.iter().sum::<f64>() < 0.0 { -length } else { length };
    for loading in &mut loadings {
        *loading /= side;
    }
    let weights = loadings.iter().map(|l| l * l).collect();
    Some(Component { weights, loadings, explained: largest / parts.len() as f64 })
}

/// The eigenvector of the largest eigenvalue, summing to 1 in size, and that eigenvalue.
fn principal(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let n = matrix.len();
    // No symmetry of the matrix is one of this start.
    let mut vector: Vec<f64> = (0..n).map(|i| 1.0 + 0.01 * (i * i + 1) as f64).collect();
    let mut largest = 0.0;
    for _ in 0..TURNS {
        let next: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&vector).map(|(a, v)| a * v).sum::<f64>())
            .collect();
        let size: f64 = next.iter().map(|v| v.abs()).sum();
        if size <= 0.0 {
            break;
        }
        let before: f64 = vector.iter().map(|v| v.abs()).sum();
        let moved: f64 = next.iter().zip(&vector).map(|(a, b)| (a / size - b / before).abs()).sum();
        (vector, largest) = (next.iter().map(|v| v / size).collect(), size / before);
        if moved < 1e-15 {
            break;
        }
    }
    (vector, largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_give_weights_and_say_when_they_contradict() {
        // Consistent: 4 : 2 : 1.
        let rows = vec![vec![1.0, 2.0, 4.0], vec![0.5, 1.0, 2.0], vec![0.25, 0.5, 1.0]];
        let found = ahp(&rows).unwrap();
        for (weight, expected) in found.weights.iter().zip([4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]) {
            assert!((weight - expected).abs() < 1e-12, "{found:?}");
        }
        assert!(found.ratio < 1e-9);
        // a > b > c > a: numpy's eigenvalue of this matrix is 6.222_222_222_222222.
        let circle =
            vec![vec![1.0, 9.0, 1.0 / 9.0], vec![1.0 / 9.0, 1.0, 9.0], vec![9.0, 1.0 / 9.0, 1.0]];
        let ratio = ahp(&circle).unwrap().ratio;
        let expected = ((1.0 + 9.0 + 1.0 / 9.0) - 3.0) / 2.0 / 0.58;
        assert!((ratio - expected).abs() < 1e-9, "{ratio}");
        assert_eq!(ahp(&[vec![1.0, 2.0], vec![2.0, 1.0]]), None, "not reciprocal");
        assert_eq!(ahp(&[vec![1.0]]), None);
    }

    #[test]
    fn the_first_component_is_that_of_the_correlations() {
        let column = |values: &[f64]| values.iter().map(|&v| Measure::of(v)).collect::<Vec<_>>();
        let a = column(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let b = column(&[2.0, 1.0, 4.0, 3.0, 5.0]);
        let c = column(&[5.0, 3.0, 4.0, 2.0, 1.0]);
        let found = first_component(&[&a, &b, &c]).unwrap();
        // Correlations 0.8, −0.9 and −0.5; numpy.linalg.eigh of them.
        let (largest, vector) = (2.478_809_679_507, [0.631_254_768, 0.532_232_354, -0.564_133_086]);
        assert!((found.explained - largest / 3.0).abs() < 1e-9, "{found:?}");
        for (ours, theirs) in found.loadings.iter().zip(vector) {
            assert!((ours - theirs).abs() < 1e-7, "{found:?}");
        }
        assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
