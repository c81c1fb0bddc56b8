//! The villages of a folder that the maker of the bench data made, and their poverty.

use std::path::Path;

use kantong::base::fault::At;
use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, BoundaryOptions};
use kantong::dataset::village::Register;
use kantong::source::layer::LayerOptions;
use kantong::source::open::{self, Opened};

/// Percent poor, in the order of the register, which is that of the codes.
pub fn load(folder: &Path) -> (Register, Vec<f64>) {
    let progress = Progress::default();
    let path = folder.join("villages.shp");
    let Opened::Layer(mut layer) = open::open(&path, &LayerOptions::default(), &progress).unwrap()
    else {
        panic!("villages.shp holds no shapes")
    };
    let built = boundary::build(&mut layer, &At::default(), &BoundaryOptions::default(), &progress)
        .unwrap();
    let text = std::fs::read_to_string(folder.join("indicators_full.csv")).unwrap();
    let mut lines = text.lines();
    let at = lines.next().unwrap().split(',').position(|h| h == "miskin_pct").unwrap();
    let values: Vec<f64> =
        lines.map(|line| line.split(',').nth(at).unwrap().parse().unwrap()).collect();
    assert_eq!(values.len(), built.register.len());
    (built.register, values)
}
