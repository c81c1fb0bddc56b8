//! Sentences for `PocketFault` in English.

use crate::base::fault::PocketFault;
use crate::lang::number::count;
use crate::lang::{Lang, Sentence};

pub fn fault(fault: &PocketFault) -> Sentence {
    match fault {
        PocketFault::CountAsItIs { indicator } => Sentence::new(
            format!(
                "“{indicator}” is a count, read as it is: large villages look bad because they are large"
            ),
            "If there is what it is a part of, use the percentage, or --cases ID --population ID",
        ),
        PocketFault::NoDirection { indicator } => Sentence::new(
            format!(
                "Nobody said whether a high “{indicator}” is bad; both ends are tested, and where one must be chosen, high is read as bad"
            ),
            "Say its direction in the Data step, or import again with --direction worse_high or worse_low",
        ),
        PocketFault::AllIslands { count: n } => Sentence::new(
            format!(
                "None of {} villages has a neighbour: clustering cannot be tested, the worst villages are listed one by one",
                count(Lang::En, *n)
            ),
            "Link islands to the nearest village, or draw boat links; if they are no islands, mend the borders",
        ),
        PocketFault::KabupatenNotAsked { name, villages } => Sentence::new(
            format!(
                "{name} ({} villages) cannot be asked by itself: too few villages have a number, or all have the same",
                count(Lang::En, *villages)
            ),
            "Complete its data, or ask all kabupaten together",
        ),
    }
}
