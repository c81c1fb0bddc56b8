//! The map of step 4: who still waits under this plan, and whom it serves wholly.

use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::sites::Plan;
use crate::workflow::sites::scenario::Scenario;

/// Everybody served; then few, more and most of those who wait.
const SERVED: Rgb = Rgb::hex(0x5A_B0_A6);
const WAITS: [Rgb; 3] = [Rgb::hex(0xFE_E3_91), Rgb::hex(0xFD_8D_3C), Rgb::hex(0xBD_00_26)];

/// Households of a village that no site serves; `None` where nobody knows.
pub fn still_waiting(plan: &Plan, village: usize) -> Option<u32> {
    let waiting = plan.model.ground.households.get(village).copied().flatten()?;
    Some(waiting.saturating_sub(plan.served[village]))
}

/// Households left of each village, and from where on they are more and most.
fn left_of(plan: &Plan) -> (Vec<Option<u32>>, [u32; 2]) {
    let left: Vec<Option<u32>> =
        (0..plan.served.len()).map(|village| still_waiting(plan, village)).collect();
    let cuts = thirds(left.iter().flatten().copied().filter(|n| *n > 0).collect());
    (left, cuts)
}

fn fills(left: &[Option<u32>], served: &[u32], [low, high]: [u32; 2]) -> Vec<Fill> {
    let fill = |(left, served): (&Option<u32>, &u32)| match *left {
        None => Fill::NoData,
        Some(0) if *served > 0 => Fill::Own(SERVED),
        Some(0) => Fill::Own(QUIET),
        Some(n) if n <= low => Fill::Own(WAITS[0]),
        Some(n) if n <= high => Fill::Own(WAITS[1]),
        Some(_) => Fill::Own(WAITS[2]),
    };
    left.iter().zip(served).map(fill).collect()
}

/// The same map under a pinned plan, in the colours of this one; `None` where it is about others.
pub fn pinned_fills(register: &Register, plan: &Plan, pinned: &Scenario) -> Option<Vec<Fill>> {
    let (own, other) = (&plan.recipe.demand, &pinned.recipe.demand);
    if (&own.indicator, &own.period) != (&other.indicator, &other.period) {
        return None;
    }
    let mut served = vec![0_u32; plan.served.len()];
    for (code, households) in &pinned.served {
        if let Some(slot) = register.position(code).and_then(|village| served.get_mut(village)) {
            *slot += households;
        }
    }
    let all = &plan.model.ground.households;
    let left: Vec<Option<u32>> = all
        .iter()
        .zip(&served)
        .map(|(all, served)| Some((*all)?.saturating_sub(*served)))
        .collect();
    Some(fills(&left, &served, left_of(plan).1))
}

pub fn waiting_map(lang: Lang, plan: &Plan) -> Themed {
    let (left, [low, high]) = left_of(plan);
    let fills = fills(&left, &plan.served, [low, high]);
    let least = left.iter().flatten().copied().filter(|n| *n > 0).min().unwrap_or(0);
    let most = left.iter().flatten().copied().max().unwrap_or(0);
    let whose = &plan.model.ground.whose;
    let range =
        |low: u32, high: u32| whose.tell(lang, lang.step4_say(&PlanSay::WaitRange { low, high }));
    let mut kinds = vec![(Fill::Own(SERVED), lang.step4(PlanWord::AllServed).to_owned())];
    let ranges = [(least, low), (low + 1, high), (high + 1, most)];
    kinds.extend(
        ranges
            .into_iter()
            .zip(WAITS)
            .filter(|((low, high), _)| *low > 0 && low <= high)
            .map(|((low, high), ink)| (Fill::Own(ink), range(low, high))),
    );
    kinds.push((Fill::Own(QUIET), lang.step4(PlanWord::NobodyWaits).to_owned()));
    kinds.push((Fill::NoData, lang.word(Word::NoDataShort).to_owned()));
    let title = whose.tell(lang, lang.step4(PlanWord::WaitingMap));
    Themed::of(&title, "", fills, kinds)
}

/// The largest numbers of the first and of the second third; equal numbers stay together.
fn thirds(mut numbers: Vec<u32>) -> [u32; 2] {
    numbers.sort_unstable();
    let at = |third: usize| {
        let place = (numbers.len() * third / 3).saturating_sub(1);
        numbers.get(place).copied().unwrap_or(0)
    };
    [at(1), at(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_hold_a_third_each_where_they_can() {
        assert_eq!(thirds(vec![6, 1, 5, 2, 4, 3]), [2, 4]);
        assert_eq!(thirds(vec![7, 7, 7]), [7, 7]);
        assert_eq!(thirds(Vec::new()), [0, 0]);
    }
}
