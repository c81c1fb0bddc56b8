//! The map of step 4: who still waits under this plan, and whom it serves wholly.

use crate::app::view::pocket_maps::{QUIET, Themed};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_plan::{PlanSay, PlanWord};
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::sites::Plan;

/// Everybody served; then few, more and most of those who wait.
const SERVED: Rgb = Rgb::hex(0x5A_B0_A6);
const WAITS: [Rgb; 3] = [Rgb::hex(0xFE_E3_91), Rgb::hex(0xFD_8D_3C), Rgb::hex(0xBD_00_26)];

/// Households of a village that no site serves; `None` where nobody knows.
pub fn still_waiting(plan: &Plan, village: usize) -> Option<u32> {
    let waiting = plan.model.ground.households.get(village).copied().flatten()?;
    Some(waiting.saturating_sub(plan.served[village]))
}

pub fn waiting_map(lang: Lang, plan: &Plan) -> Themed {
    let left: Vec<Option<u32>> =
        (0..plan.served.len()).map(|village| still_waiting(plan, village)).collect();
    let [low, high] = thirds(left.iter().flatten().copied().filter(|n| *n > 0).collect());
    let fill = |(village, left): (usize, &Option<u32>)| match *left {
        None => Fill::NoData,
        Some(0) if plan.served[village] > 0 => Fill::Own(SERVED),
        Some(0) => Fill::Own(QUIET),
        Some(n) if n <= low => Fill::Own(WAITS[0]),
        Some(n) if n <= high => Fill::Own(WAITS[1]),
        Some(_) => Fill::Own(WAITS[2]),
    };
    let fills = left.iter().enumerate().map(fill).collect();
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
