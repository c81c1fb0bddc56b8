//! Random weights that sum to one (Dirichlet), from gamma numbers by Marsaglia & Tsang (2000).

use super::random::Stream;

/// Weights about `centre` (positive, of any sum): their mean is `centre`, and equal ones make every
/// set of weights equally likely. A weight of zero stays zero.
pub fn weights(centre: &[f64], stream: &mut Stream) -> Vec<f64> {
    let total: f64 = centre.iter().sum();
    let parts = centre.iter().filter(|w| **w > 0.0).count() as f64;
    let drawn: Vec<f64> = centre
        .iter()
        .map(|w| if *w > 0.0 { gamma(w / total * parts, stream) } else { 0.0 })
        .collect();
    let sum: f64 = drawn.iter().sum();
    if sum > 0.0 { drawn.iter().map(|d| d / sum).collect() } else { centre.to_vec() }
}

/// A gamma number of this shape (> 0) and scale 1.
fn gamma(shape: f64, stream: &mut Stream) -> f64 {
    if shape < 1.0 {
        let less = stream.uniform().powf(shape.recip());
        return gamma(shape + 1.0, stream) * less;
    }
    let d = shape - 1.0 / 3.0;
    let c = (9.0 * d).sqrt().recip();
    loop {
        let x = normal(stream);
        let v = (1.0 + c * x).powi(3);
        let u = stream.uniform();
        if v > 0.0 && u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// A standard normal number (Box & Muller 1958).
fn normal(stream: &mut Stream) -> f64 {
    let (u, v) = (stream.uniform(), stream.uniform());
    (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(centre: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let times = 20_000;
        let draws: Vec<Vec<f64>> =
            (0..times).map(|i| weights(centre, &mut Stream::new(3, i))).collect();
        assert!(draws.iter().all(|d| (d.iter().sum::<f64>() - 1.0).abs() < 1e-12));
        let mean = |k: usize| draws.iter().map(|d| d[k]).sum::<f64>() / times as f64;
        let means: Vec<f64> = (0..centre.len()).map(mean).collect();
        let variance =
            |k: usize| draws.iter().map(|d| (d[k] - means[k]).powi(2)).sum::<f64>() / times as f64;
        let variances = (0..centre.len()).map(variance).collect();
        (means, variances)
    }

    #[test]
    fn the_mean_is_the_centre_and_the_variance_that_of_the_law() {
        // α = 3·w; α₀ = 3; Var = w(1−w)/(α₀+1).
        let centre = [0.6, 0.3, 0.1];
        let (means, variances) = moments(&[6.0, 3.0, 1.0]);
        for (k, w) in centre.into_iter().enumerate() {
            assert!((means[k] - w).abs() < 0.01, "{means:?}");
            assert!((variances[k] / (w * (1.0 - w) / 4.0) - 1.0).abs() < 0.06, "{variances:?}");
        }
    }

    #[test]
    fn a_weight_of_zero_stays_zero() {
        let (means, _) = moments(&[1.0, 0.0, 1.0]);
        assert!(means[1] == 0.0 && (means[0] - 0.5).abs() < 0.01, "{means:?}");
    }
}
