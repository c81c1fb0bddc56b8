//! The maps of step 3 beside the value itself: clusters, chance, and two rules against each other;
//! each with the legend that names its colours.

use crate::app::chart::{CLUSTERS, Tone};
use crate::app::view::charts::tone_of;
use crate::app::view::pair::{PairView, cell_name};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::output::symbology::{Fill, Rgb};
use crate::workflow::PocketReport;
use crate::workflow::two_rules;

/// Of nothing that can be said.
pub const QUIET: Rgb = Rgb::hex(0xEC_EFEE);
/// Less than 1 in 1,000, in 100, in 20.
const CHANCE: [Rgb; 3] = [Rgb::hex(0x08_4A50), Rgb::hex(0x3B_8F96), Rgb::hex(0xA6_D5D6)];
/// Only the pinned rule, both, only this one.
pub const RULES: [Rgb; 3] = [Rgb::hex(0x64_ACBE), Rgb::hex(0x57_4249), Rgb::hex(0xFD_8D3C)];

/// One colour with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Swatch {
    pub fill: Fill,
    pub text: String,
    pub villages: usize,
}

/// Colours of a map and what they mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themed {
    pub fills: Vec<Fill>,
    pub title: String,
    pub note: String,
    pub swatches: Vec<Swatch>,
}

impl Themed {
    pub fn of(title: &str, note: &str, fills: Vec<Fill>, kinds: Vec<(Fill, String)>) -> Self {
        let count = |fill: &Fill| fills.iter().filter(|f| *f == fill).count();
        let swatches = kinds
            .into_iter()
            .map(|(fill, text)| Swatch { villages: count(&fill), fill, text })
            // What nobody has need not be explained, but the classes themselves always stand.
            .filter(|s| s.villages > 0 || matches!(s.fill, Fill::Own(_)))
            .collect();
        Self { swatches, title: title.to_owned(), note: note.to_owned(), fills }
    }
}

fn nothing(class: &str) -> Option<Fill> {
    match class {
        "missing" => Some(Fill::NoData),
        "not_applicable" => Some(Fill::NotApplicable),
        "isolate" => Some(Fill::Plain),
        _ => None,
    }
}

fn states(lang: Lang) -> Vec<(Fill, String)> {
    vec![
        (Fill::Plain, lang.word(Word::WithoutNeighbours).to_owned()),
        (Fill::NoData, lang.word(Word::NoDataShort).to_owned()),
        (Fill::NotApplicable, lang.word(Word::NotApplicableShort).to_owned()),
    ]
}

/// High beside high, low beside low, and the two that differ from their neighbours.
pub fn clusters(lang: Lang, report: &PocketReport) -> Themed {
    let own = |tone: Tone| {
        Fill::Own(match tone {
            Tone::HighHigh => CLUSTERS[0],
            Tone::LowLow => CLUSTERS[1],
            Tone::HighLow => CLUSTERS[2],
            Tone::LowHigh => CLUSTERS[3],
            Tone::Rest
            | Tone::Lone
            | Tone::Cell(..)
            | Tone::Effort(..)
            | Tone::Outside
            | Tone::FarOutside => QUIET,
        })
    };
    let fill = |class: &str| nothing(class).unwrap_or_else(|| own(tone_of(class)));
    let fills = report.villages.iter().map(|v| fill(&v.class)).collect();
    let word = |w: PocketWord| lang.step3(w).to_owned();
    let hot = report.villages.iter().any(|v| v.class == "hot" || v.class == "cold");
    let mut kinds = if hot {
        vec![
            (Fill::Own(CLUSTERS[0]), word(PocketWord::ClusterHot)),
            (Fill::Own(CLUSTERS[1]), word(PocketWord::ClusterCold)),
        ]
    } else {
        vec![
            (Fill::Own(CLUSTERS[0]), word(PocketWord::ClusterHighHigh)),
            (Fill::Own(CLUSTERS[1]), word(PocketWord::ClusterLowLow)),
            (Fill::Own(CLUSTERS[2]), word(PocketWord::ClusterHighLow)),
            (Fill::Own(CLUSTERS[3]), word(PocketWord::ClusterLowHigh)),
        ]
    };
    kinds.push((Fill::Own(QUIET), word(PocketWord::NotSure)));
    kinds.extend(states(lang));
    Themed::of(
        lang.step3(PocketWord::MapClusters),
        lang.step3(PocketWord::ClustersNote),
        fills,
        kinds,
    )
}

/// How seldom chance alone would make a village look like its neighbours.
pub fn chance(lang: Lang, report: &PocketReport) -> Themed {
    let bounds = [0.001, 0.01, 0.05];
    let own = |p: f64| {
        let class = bounds.iter().position(|&bound| p <= bound);
        Fill::Own(class.map_or(QUIET, |class| CHANCE[class]))
    };
    let fill = |v: &crate::workflow::pockets::VillageResult| {
        v.p.map_or_else(|| nothing(&v.class).unwrap_or(Fill::Own(QUIET)), own)
    };
    let fills = report.villages.iter().map(fill).collect();
    let mut kinds: Vec<(Fill, String)> = bounds
        .iter()
        .zip(CHANCE)
        .map(|(bound, ink)| {
            let places = usize::from(*bound < 0.01);
            let percent = fixed(lang, bound * 100.0, places);
            (Fill::Own(ink), lang.step3_say(&PocketSay::ChanceUpTo { percent }))
        })
        .collect();
    kinds.push((Fill::Own(QUIET), lang.step3(PocketWord::MayBeChance).to_owned()));
    kinds.extend(states(lang));
    let note = match report.p_cutoff.filter(|p| *p > 0.0) {
        Some(p) => lang.step3_say(&PocketSay::CutoffIs { percent: fixed(lang, p * 100.0, 2) }),
        None => lang.step3(PocketWord::NoneBeyondChance).to_owned(),
    };
    Themed::of(lang.step3(PocketWord::MapChance), &note, fills, kinds)
}

/// The nine cells; their legend is a square of its own, this one only names both ends.
pub fn pair(lang: Lang, view: &PairView) -> Themed {
    let cell = |(row, column): (u8, u8)| {
        let ink = crate::app::chart::BIVARIATE[usize::from(row)][usize::from(column)];
        (Fill::Own(ink), cell_name(row, column))
    };
    let all = (0..3_u8).flat_map(|row| (0..3_u8).map(move |column| (row, column)));
    let mut kinds: Vec<(Fill, String)> = all.map(cell).collect();
    kinds.extend(states(lang).into_iter().skip(1));
    let title = format!("{} × {}", view.names[0], view.names[1]);
    Themed::of(&title, lang.step3(PocketWord::PairNote), view.fills.clone(), kinds)
}

/// Villages of the pockets of two results, each village once: only the first, both, only the second.
pub fn in_rules(first: &PocketReport, second: &PocketReport) -> [Vec<usize>; 3] {
    let found = two_rules(first, second);
    [found.only_first, found.both, found.only_second]
}

pub fn rules(lang: Lang, first: &PocketReport, second: &PocketReport) -> Themed {
    let mut fills: Vec<Fill> =
        second.villages.iter().map(|v| nothing(&v.class).unwrap_or(Fill::Own(QUIET))).collect();
    for (villages, ink) in in_rules(first, second).iter().zip(RULES) {
        for &village in villages {
            if let Some(fill) = fills.get_mut(village) {
                *fill = Fill::Own(ink);
            }
        }
    }
    let words = [PocketWord::OnlyPinned, PocketWord::BothRules, PocketWord::OnlyThis];
    let mut kinds: Vec<(Fill, String)> = RULES
        .into_iter()
        .zip(words)
        .map(|(ink, word)| (Fill::Own(ink), lang.step3(word).to_owned()))
        .collect();
    kinds.push((Fill::Own(QUIET), lang.step3(PocketWord::NeitherRule).to_owned()));
    kinds.extend(states(lang).into_iter().skip(1));
    let title = lang.step3(PocketWord::MapRules);
    Themed::of(title, lang.step3(PocketWord::RulesNote), fills, kinds)
}

/// The same two results on a map each: what both have is dark in both.
pub fn side_by_side(lang: Lang, first: &PocketReport, second: &PocketReport) -> [Themed; 2] {
    let [only_first, both, only_second] = in_rules(first, second);
    let map = |report: &PocketReport, own: &[usize], ink: Rgb| {
        let mut fills: Vec<Fill> =
            report.villages.iter().map(|v| nothing(&v.class).unwrap_or(Fill::Own(QUIET))).collect();
        for (villages, ink) in [(own, ink), (&both[..], RULES[1])] {
            for &village in villages {
                if let Some(fill) = fills.get_mut(village) {
                    *fill = Fill::Own(ink);
                }
            }
        }
        fills
    };
    let left = map(first, &only_first, RULES[0]);
    let right = map(second, &only_second, RULES[2]);
    let kinds = [
        (RULES[0], PocketWord::OnlyPinned, only_first.len()),
        (RULES[1], PocketWord::BothRules, both.len()),
        (RULES[2], PocketWord::OnlyThis, only_second.len()),
    ];
    let swatches = kinds.map(|(ink, word, villages)| Swatch {
        fill: Fill::Own(ink),
        text: lang.step3(word).to_owned(),
        villages,
    });
    [left, right].map(|fills| Themed {
        fills,
        title: lang.step3(PocketWord::MapSide).to_owned(),
        note: lang.step3(PocketWord::SideNote).to_owned(),
        swatches: swatches.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::pockets;

    #[test]
    fn a_village_of_two_rules_stands_in_one_class_and_all_are_counted() {
        let first = pockets(&[(1, "A", &[0, 1], 25.0)], &[]);
        let second = pockets(&[(1, "B", &[1, 2], 25.0)], &[4]);
        assert_eq!(in_rules(&first, &second), [vec![0], vec![1], vec![2, 4]]);
        let map = rules(Lang::Id, &first, &second);
        let counts: Vec<usize> = map.swatches.iter().take(3).map(|s| s.villages).collect();
        assert_eq!(counts, [1, 1, 2]);
        assert_eq!(map.swatches.iter().map(|s| s.villages).sum::<usize>(), 5);
    }

    #[test]
    fn chance_is_said_in_percent_and_every_village_has_a_colour() {
        let mut report = pockets(&[], &[]);
        for (village, p) in report.villages.iter_mut().zip([0.0004, 0.004, 0.04, 0.4]) {
            village.p = Some(p);
            "not_significant".clone_into(&mut village.class);
        }
        let map = chance(Lang::Id, &report);
        assert_eq!(map.fills[..3], CHANCE.map(Fill::Own));
        assert_eq!(map.fills[3], Fill::Own(QUIET));
        assert_eq!(map.fills[4], Fill::NoData);
        assert!(map.swatches[0].text.contains("0,1"), "{:?}", map.swatches[0]);
    }
}
