//! Sentences for `PocketFault` in English.

use crate::base::fault::{Lack, PocketFault};
use crate::lang::number::{count, short};
use crate::lang::{Lang, Sentence};

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn fault(fault: &PocketFault) -> Sentence {
    match fault {
        PocketFault::MethodLacks { lack } => lacks(*lack),
        PocketFault::MoreCasesThanPeople { village, cases, people, others } => Sentence::new(
            format!(
                "In {village} there are {} cases among {} people{}; cases must lie between none and all people",
                short(Lang::En, *cases),
                short(Lang::En, *people),
                match others {
                    0 => String::new(),
                    n => format!(", and so in {} other villages", count(Lang::En, *n)),
                }
            ),
            "Check both columns in the Data step, or choose the right number of people",
        ),
        PocketFault::SmoothedAway { indicator } => Sentence::new(
            format!(
                "Villages differ on “{indicator}” by no more than small numbers do; smoothed, all are the same"
            ),
            "Use the numbers as they are (--rates raw), or search for circles of cases (--method scan)",
        ),
        PocketFault::BelowZero { indicator, value } => Sentence::new(
            format!(
                "Gi is only for numbers that are not below zero; “{indicator}” has a value of {}",
                short(Lang::En, *value)
            ),
            "Choose local Moran or local Geary",
        ),
        PocketFault::NotInNeighbourFile { villages } => Sentence::new(
            format!(
                "{} villages of this project are not named in the file of neighbours and have none",
                count(Lang::En, *villages)
            ),
            "If they have neighbours, complete the file",
        ),
        PocketFault::NeighboursByPlace { villages } => Sentence::new(
            format!(
                "The file of neighbours has numbers 0–{}, not codes; they are taken as the villages \
                 in the order of their codes, and the places agree",
                villages.saturating_sub(1)
            ),
            "Where the order is another, write the file with the codes of the villages",
        ),
        PocketFault::CountAsItIs { indicator } => Sentence::new(
            format!(
                "“{indicator}” is a count, read as it is: large villages look bad because they are large"
            ),
            "If there is what it is a part of, use the percentage, or --cases ID --population ID",
        ),
        PocketFault::LokusCount { indicator } => Sentence::new(
            format!("“{indicator}” is a count, not a prevalence in percent"),
            "Choose its column in percent, or write cases = \"…\" and population = \"…\" in the recipe",
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

fn lacks(lack: Lack) -> Sentence {
    let (what, fix) = match lack {
        Lack::Earlier => (
            "A change needs the same indicator in an earlier period; this project has one period only",
            "Import the table of an earlier period, or choose another method",
        ),
        Lack::Second => (
            "This method sets two indicators beside each other, and the second is not chosen",
            "Choose the second indicator: --with ID, or with = … in the rule",
        ),
        Lack::Cases => (
            "The people are named, but not the cases among them",
            "Name both: --cases ID --population ID",
        ),
        Lack::Population => (
            "The cases are named, but not the people among whom they are",
            "Name both: --cases ID --population ID",
        ),
        Lack::Counts => (
            "The method of circles counts cases among people; this indicator has not both counts",
            "Name both: --cases ID --population ID, or choose another method",
        ),
        Lack::Period => (
            "No period has numbers that can be used",
            "Import the table with its period (--period)",
        ),
    };
    Sentence::new(what, fix)
}
