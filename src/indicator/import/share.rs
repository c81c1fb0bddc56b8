//! Percentages written as parts of one.

use super::{Maker, Reading};
use crate::base::fault::{DataFault, Fault};
use crate::indicator::definition::Quantity;
use crate::indicator::meaning;
use crate::indicator::question::Question;
use crate::indicator::reading::{self, How};
use crate::indicator::recipe::ShareForm;
use crate::indicator::share::last_place;

/// Counts of a table that are looked at, and villages that prove a form.
const MOST_COUNTS: usize = 40;
const LEAST: usize = 5;

impl Maker<'_> {
    /// Read as the recipe says, else as the counts beside it prove, else as they look; told.
    pub(super) fn share(&mut self, column: usize, reading: &mut Reading, said: Option<ShareForm>) {
        let path = self.path(column).to_owned();
        // A recipe of last year's fractions on this year's percentages.
        let said = said.filter(|form| *form == ShareForm::Percent || !reading.passes_one());
        let proven = if said.is_none() { self.proven(column, &reading.values) } else { None };
        let form = said.or(proven).unwrap_or_else(|| reading.share_form());
        if said.is_none() && proven != Some(ShareForm::Percent) {
            let fault =
                DataFault::ShareAsPercent { column: path.clone(), form: form.id().to_owned() };
            self.faults.push(Fault::new(fault, self.at.clone().column(path.clone())));
        }
        if said.or(proven).is_none() {
            self.asked.push(Question::Share {
                column: path,
                samples: reading::samples(&self.joined.laid, column, |_| true),
                read_as: form,
            });
        }
        if let Some(read_as) = self.readings.get_mut(&column) {
            read_as.share = Some(form);
        }
        if form == ShareForm::Fraction {
            reading.as_percent();
        }
    }

    /// The form that comes out of two counts of the same table: "0,71" is 29 of 4,067 in percent.
    fn proven(&self, column: usize, values: &[Option<f64>]) -> Option<ShareForm> {
        let laid = &self.joined.laid;
        let counts: Vec<Vec<Option<f64>>> = self
            .guesses
            .iter()
            .filter(|(c, guess)| **c != column && reading::is_numeric(laid, **c, guess.mark))
            .filter(|(c, _)| {
                meaning::of(self.path(**c)).quantity.is_none_or(|said| said == Quantity::Count)
            })
            .take(MOST_COUNTS)
            .map(|(c, guess)| {
                let decimal = self.rule(*c).decimal.or(self.options.recipe.decimal);
                let guess = guess.clone();
                let how = How { guess, decimal, habit: self.habit, dash: self.options.recipe.dash };
                reading::read(laid, *c, &self.rows, how).values
            })
            .collect();
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        let unit = last_place(&known)?;
        let comes_out = |form: &ShareForm| {
            let times = if *form == ShareForm::Percent { 100.0 } else { 1.0 };
            counts.iter().enumerate().any(|(a, above)| {
                let others = counts.iter().enumerate().filter(|(b, _)| *b != a);
                others.into_iter().any(|(_, below)| is_made_of(values, above, below, (times, unit)))
            })
        };
        [ShareForm::Percent, ShareForm::Fraction].into_iter().find(comes_out)
    }
}

/// Whether nine in ten of the shares are `times` the one count over the other, as written.
fn is_made_of(
    share: &[Option<f64>],
    above: &[Option<f64>],
    below: &[Option<f64>],
    (times, unit): (f64, f64),
) -> bool {
    let (mut telling, mut fitting, mut wrong) = (0_usize, 0_usize, 0_usize);
    for ((share, above), below) in share.iter().zip(above).zip(below) {
        let (Some(share), Some(above), Some(below)) = (share, above, below) else { continue };
        if *below <= 0.0 {
            continue;
        }
        let fits = (times * above / below - share).abs() <= 0.6 * unit;
        fitting += usize::from(fits);
        wrong += usize::from(!fits);
        telling += usize::from(fits && *share != 0.0);
        if wrong > LEAST && wrong * 2 > fitting {
            return false;
        }
    }
    telling >= LEAST && wrong * 10 <= fitting
}
