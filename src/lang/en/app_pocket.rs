//! What step 3 of the window says, in English.

use std::cmp::Ordering;

use crate::lang::Lang;
use crate::lang::app_pocket::{LinkSaid, PocketSay, PocketWord};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: PocketWord) -> &'static str {
    match word {
        PocketWord::NoNeighboursAsked => {
            "The scan uses circles, not neighbours; choose another chart"
        }
        PocketWord::HowCombined => "How they are combined",
        PocketWord::InCircles => "lies in a circle with more cases of",
        PocketWord::MoreThanPeople => "than its people would have, sure to",
        PocketWord::NoSecond => "none",
        PocketWord::WithLabel => "Second indicator",
        PocketWord::WorstShare => "Share of the worst villages",
        PocketWord::CircleShare => "Most of the people in one circle",
        PocketWord::ModelLabel => "Kind of count",
        PocketWord::ModelRare => "rare cases (Poisson)",
        PocketWord::ModelYesNo => "each person yes or no (Bernoulli)",
        PocketWord::SinceLabel => "Compared with",
        PocketWord::PeriodBefore => "the period before",
        PocketWord::WeightsFrom => "Weights from",
        PocketWord::WeightsGiven => "the sliders above",
        PocketWord::WeightsByData => "the data (PCA)",
        PocketWord::ScaleLabel => "Common scale",
        PocketWord::ScaleEnds => "0–100, best to worst",
        PocketWord::ScaleDeviations => "distance from the mean (z)",
        PocketWord::ScalePlaces => "rank of the village",
        PocketWord::MeanLabel => "Combined by",
        PocketWord::MeanPlain => "plain mean",
        PocketWord::MeanGeometric => "geometric mean",
        PocketWord::BothInPockets => "In pockets of both rules",
        PocketWord::ChooseLokus => "Proposed by",
        PocketWord::ComputeTrend => "Compute the trend",
        PocketWord::ComputeTrendAbout => {
            "Each period is tested like the pockets of now, then each village is classed: new, intensifying, persistent, diminishing, sporadic"
        }
        PocketWord::FerryAdd => "Link by boat",
        PocketWord::FerryDrop => "Remove the boat link",
        PocketWord::FerryHint => "Click a village, then Shift+click the one across",
        PocketWord::FerryWhy => "Two villages linked by boat count as neighbours",
        PocketWord::FreezeAs => "Freeze as a decree draft named",
        PocketWord::FreezeLokus => "Freeze…",
        PocketWord::FreezeLokusDo => "Freeze",
        PocketWord::GatherKecamatan => "listed by kecamatan",
        PocketWord::GatherTouching => "joined where they touch",
        PocketWord::WithinWord => "Several kabupaten",
        PocketWord::WithinAcross => "all kabupaten together",
        PocketWord::WithinKabupaten => "each kabupaten by itself",
        PocketWord::GatherWord => "How villages are joined",
        PocketWord::HasNeighbours => "Has neighbours",
        PocketWord::IslandsFerry => "islands linked by your boats",
        PocketWord::LokusNow => "Proposal of now",
        PocketWord::LokusTop => "How many villages",
        PocketWord::MapLinks => "Who is whose neighbour",
        PocketWord::MapSide => "Two maps side by side",
        PocketWord::MapTime => "Chronic, new, recovered",
        PocketWord::MapTrend => "Trend of pockets",
        PocketWord::NoTrendYet => "not computed yet: press Compute the trend",
        PocketWord::NoTwoPeriods => {
            "Needs one indicator of at least two periods; import the table of another year"
        }
        PocketWord::OffList => "Not on the list",
        PocketWord::OnList => "On the list",
        PocketWord::OfPeriods => "Over periods",
        PocketWord::SaveList => "Save the list…",
        PocketWord::SideNote => "A, pinned, at the left · B at the right",
        PocketWord::StateChronic => "Chronic",
        PocketWord::StateHead => "State",
        PocketWord::StateNever => "Never among the worst",
        PocketWord::StateNew => "Newly fallen",
        PocketWord::StateRecovered => "Recovered",
        PocketWord::StateSometimes => "Sometimes",
        PocketWord::StateUnknown => "Too few periods",
        PocketWord::TabLokus => "Focus villages",
        PocketWord::TabMore => "More",
        PocketWord::TabTime => "Over periods",
        PocketWord::TrendHead => "Trend",
        PocketWord::BesideKabupaten => "Beside the kabupaten",
        PocketWord::OtherIndicators => "Other indicators",
        PocketWord::TheseVillages => "These villages",
        PocketWord::RoughAnswer => "rough, still computing",
        PocketWord::AllSameAgain => "Every result came out exactly the same when computed again",
        PocketWord::AllVillages => "All villages",
        PocketWord::Alone => "Alone",
        PocketWord::AndLacks => ", and lacks",
        PocketWord::AndMeanOf => ", the mean of its",
        PocketWord::AndTouching => ", and they touch, at least",
        PocketWord::BadToo => "is bad too, sure by",
        PocketWord::BothRules => "Both rules",
        PocketWord::BridgesLabel => "Bridges between islands",
        PocketWord::ByChance => "Could be chance",
        PocketWord::ByChanceAbout => {
            "How often a pattern this clear appears when the villages' numbers are shuffled"
        }
        PocketWord::CellOfNumbers => "Source cells",
        PocketWord::ChartBoxes => "Box plot",
        PocketWord::ChartFunnel => "Funnel of small numbers",
        PocketWord::ChartNeighbours => "Village and neighbours",
        PocketWord::ChartPair => "Two indicators",
        PocketWord::ChartParallel => "All indicators",
        PocketWord::ChartWord => "Chart",
        PocketWord::CheckResults => "Check all results",
        PocketWord::ChooseIndicators => "One indicator, or several as one index",
        PocketWord::ClearPick => "Clear selection",
        PocketWord::ClusterCold => "Group of low values",
        PocketWord::ClusterHighHigh => "Both high",
        PocketWord::ClusterHighLow => "High by itself",
        PocketWord::ClusterHot => "Group of high values",
        PocketWord::ClusterLowHigh => "Low by itself",
        PocketWord::ClusterLowLow => "Both low",
        PocketWord::Clustering => "Clustering",
        PocketWord::ClusteringAbout => {
            "0 means scattered at random, 1 means alike villages always lie side by side"
        }
        PocketWord::ClustersNote => "villages beside their neighbours",
        PocketWord::CompareHint => {
            "Pin this result, change the rule and compute again: both are set side by side on the map and here"
        }
        PocketWord::ComputeAgain => "Compute again",
        PocketWord::ComputedAt => "Computed",
        PocketWord::Conditions => "Conditions…",
        PocketWord::Contributions => "What drives it",
        PocketWord::CorrectedFdr => "FDR correction",
        PocketWord::CorrectedStrict => "strict correction (Bonferroni)",
        PocketWord::CountPart => "Number of families",
        PocketWord::DataHash => "Data hash",
        PocketWord::DataQuality => "Data quality",
        PocketWord::DrawsLabel => "Permutations (P)",
        PocketWord::EvenWeights => "Equal",
        PocketWord::ExpectedLabel => "Expected value",
        PocketWord::FoundBy => "Found by",
        PocketWord::FragilityRuns => "Runs of the fragility test",
        PocketWord::FunnelNote => {
            "Inside the lines a difference may be chance, for the denominator is small"
        }
        PocketWord::FunnelPeople => "How many were counted",
        PocketWord::FunnelRate => "Rate of the village (%)",
        PocketWord::InPockets => "In pockets",
        PocketWord::DeprivationName => "Village deprivation index",
        PocketWord::IndexName => "Vulnerability index",
        PocketWord::IndexUnit => "0–100",
        PocketWord::IsHigh => "of the village is high",
        PocketWord::IsLow => "of the village is low",
        PocketWord::IslandsAlone => "islands stand alone",
        PocketWord::IslandsBridged => "islands are linked to the nearest village",
        PocketWord::IslandsLabel => "Villages on islands",
        PocketWord::JobCheck => "Checking all results",
        PocketWord::LeastVillages => "At least",
        PocketWord::LinksAddedLabel => "Links over gaps between borders",
        PocketWord::LinksLabel => "Links",
        PocketWord::MapChance => "Could be chance",
        PocketWord::MapClusters => "Clusters",
        PocketWord::MapPair => "Two indicators",
        PocketWord::MapRules => "Two rules",
        PocketWord::MapValue => "Value",
        PocketWord::MapWord => "Colours of the map",
        PocketWord::MarkHatched => "few were weighed",
        PocketWord::MarkSmall => "small numbers",
        PocketWord::MayBeChance => "may be chance",
        PocketWord::Members => "Member villages",
        PocketWord::MethodLabel => "Method",
        PocketWord::MoreThanMean => "more than the mean village",
        PocketWord::Narrow => "Shrink the chart",
        PocketWord::NeighboursMean => "Mean of the neighbours",
        PocketWord::NeighboursWord => "Neighbours",
        PocketWord::NeitherRule => "Neither",
        PocketWord::NoChartYet => "The chart appears once pockets are computed",
        PocketWord::NoFunnel => {
            "The funnel needs cases and their denominator; choose one indicator that has both"
        }
        PocketWord::NoPair => "Two indicators measured in the same villages are needed",
        PocketWord::NoProofOfCause => "No proof of cause: village averages",
        PocketWord::NoneBeyondChance => "none passes the correction",
        PocketWord::NotSure => "Not clear",
        PocketWord::MeanOfVillages => "mean of villages, not from counts",
        PocketWord::NothingToCheck => "No result is kept yet; compute pockets first",
        PocketWord::OnlyPinned => "Only rule A",
        PocketWord::OnlyThis => "Only rule B",
        PocketWord::OtherSettings => "Other settings",
        PocketWord::OutsidePockets => "Vulnerable, outside",
        PocketWord::OwnValue => "Value of the village",
        PocketWord::PLabel => "p-value",
        PocketWord::PairAcross => "Across",
        PocketWord::PairNote => "a third of the villages each; C3 is the worst in both",
        PocketWord::PairUpright => "Upright",
        PocketWord::PartCluster => "Its neighbours are bad too",
        PocketWord::PartCount => "Enough families",
        PocketWord::PartRate => "Its rate is beyond a bound",
        PocketWord::PartServices => "Services that lack",
        PocketWord::People => "People",
        PocketWord::PickMany => "Click selects, drag draws a box, Shift adds",
        PocketWord::Pin => "Pin as rule A",
        PocketWord::PocketsOfRule => "Pocket",
        PocketWord::RankBetween => "Between",
        PocketWord::RankDraws => "Draws of the ranks",
        PocketWord::RatePart => "Bound of the rate",
        PocketWord::RatesDefault => "smoothed where there is a denominator",
        PocketWord::RatesLabel => "Rates of small villages",
        PocketWord::RatesNear => "smoothed by the surroundings",
        PocketWord::RatesRaw => "as they are",
        PocketWord::RatesSmoothed => "smoothed by the kabupaten",
        PocketWord::RawFigures => "raw",
        PocketWord::ReadyRules => "Ready-made",
        PocketWord::RuleAtLeastOne => "All villages with at least one family",
        PocketWord::RuleClusters => "Bad, in groups",
        PocketWord::RuleQuadrant => "Rate and number above the mean",
        PocketWord::RulesNote => "A is pinned · B is the current one",
        PocketWord::SameNumber => "Double numbers: cannot be told apart",
        PocketWord::SecondOpinion => "Second opinion…",
        PocketWord::SecondOpinionAbout => {
            "A folder with neighbours (GAL), values (CSV) and a ten-line script that computes it again with esda"
        }
        PocketWord::SeedLabel => "Seed",
        PocketWord::ServicesPart => "Services",
        PocketWord::ShowThem => "Show them",
        PocketWord::SmoothedFigures => "smoothed",
        PocketWord::StandsOut => "of the village stands out",
        PocketWord::StatisticLabel => "Value of the whole map",
        PocketWord::Stays => "Stays",
        PocketWord::StaysIfMoved => "Stays when numbers move",
        PocketWord::TabKecamatan => "By kecamatan",
        PocketWord::TabPockets => "Pockets",
        PocketWord::TabRules => "Compare",
        PocketWord::TabVillages => "Villages",
        PocketWord::TailLabel => "Tail",
        PocketWord::TailOne => "one-sided",
        PocketWord::TailTwo => "two-sided",
        PocketWord::Unpin => "Unpin rule A",
        PocketWord::ValuesChanged => "data changed, compute again",
        PocketWord::Weights => "Weights of the index",
        PocketWord::WholeKabupaten => "Kabupaten",
        PocketWord::WholeSeveral => "All kabupaten",
        PocketWord::Widen => "Enlarge the chart",
        PocketWord::WorseThanKabupaten => "worse than the kabupaten",
    }
}

fn n(value: usize) -> String {
    count(Lang::En, value)
}

fn plural(value: usize, one: &str, many: &str) -> String {
    format!("{} {}", n(value), if value == 1 { one } else { many })
}

#[expect(clippy::too_many_lines, reason = "a list of sentences")]
pub fn say(say: &PocketSay) -> String {
    let villages_of = |value: usize| plural(value, "village", "villages");
    match say {
        PocketSay::AtLeastFamilies { families } => {
            format!("at least {}", plural(*families, "family", "families"))
        }
        PocketSay::BoundIs { indicator, value, passed, unknown } => {
            let unknown = if *unknown > 0 {
                format!(", {} not known", villages_of(*unknown))
            } else {
                String::new()
            };
            format!("{indicator}: bound {value}, {} pass{unknown}", villages_of(*passed))
        }
        PocketSay::Share { percent } => format!("{percent} %"),
        PocketSay::ChanceUpTo { percent } => format!("≤ {percent} %"),
        PocketSay::ChartOf { chart, villages } => format!("{chart}, {}", villages_of(*villages)),
        PocketSay::CutoffIs { percent } => format!("passes the correction at ≤ {percent} %"),
        PocketSay::FewCases { cases } => {
            format!("Only {cases} cases: one more or less already changes the rate")
        }
        PocketSay::FewPeople { people } => {
            format!("Only {people} were counted: the rate jumps easily")
        }
        PocketSay::Found { pockets, villages, families } => {
            let families =
                families.as_ref().map(|f| format!(", {f} households")).unwrap_or_default();
            let pockets = plural(*pockets, "pocket", "pockets");
            format!("{pockets}, {}{families}", villages_of(*villages))
        }
        PocketSay::InKecamatan { villages, kecamatan } => {
            format!("{} in {} kecamatan", villages_of(*villages), n(*kecamatan))
        }
        PocketSay::KabupatenIs { value } => format!("kab. {value}"),
        PocketSay::PointsAre { points } => format!("{points} points"),
        PocketSay::WeightIs { weight } => format!("weight {weight}"),
        PocketSay::WithoutValue { villages } => format!("{villages} villages without a number"),
        PocketSay::Lacking { at_least, of } => {
            format!("{} of {}", n(*at_least), plural(*of, "service", "services"))
        }
        PocketSay::LowCoverage { percent } => {
            format!("Only {percent} % of the children were weighed: the true rate may differ")
        }
        PocketSay::LinesAre { limit, villages } => {
            format!("lines: D/S < {limit} % ({})", n(*villages))
        }
        PocketSay::NearlyIn { villages } => {
            format!(
                "{} nearly in: they often pass when numbers move a little",
                villages_of(*villages)
            )
        }
        PocketSay::Of { part, whole } => format!("{} of {}", n(*part), n(*whole)),
        PocketSay::OutsideFunnel { villages } => format!("{} outside the lines", n(*villages)),
        PocketSay::PairChart { names, n: villages } => {
            format!("{} against {}, {}", names[1], names[0], villages_of(*villages))
        }
        PocketSay::Picked { villages } => format!("{} selected", villages_of(*villages)),
        PocketSay::PickedSums { villages, families, people } => {
            let families =
                families.as_ref().map(|f| format!(" · {f} households")).unwrap_or_default();
            let people = people.as_ref().map(|p| format!(" · {p} people")).unwrap_or_default();
            format!("{} selected{families}{people}", villages_of(*villages))
        }
        PocketSay::RankSpan { best, worst, top, share, of_weights } => {
            let among = if *of_weights { "the weights tried" } else { "the draws" };
            let place = if best == worst {
                format!("Always number {}", n(*best))
            } else {
                format!("Between numbers {} and {}", n(*best), n(*worst))
            };
            format!("{place}; among the first {} in {share} of {among}", n(*top))
        }
        PocketSay::SameAgain { identical, results } => {
            format!("{} of {} the same", n(*identical), plural(*results, "result", "results"))
        }
        PocketSay::SmoothedOnes { names } => {
            format!("Smoothed, for many villages are small: {names}")
        }
        PocketSay::StatusOf { villages, pockets, lone, seed } => format!(
            "{} in {} · {} alone · seed {seed}",
            villages_of(*villages),
            plural(*pockets, "pocket", "pockets"),
            n(*lone)
        ),
        PocketSay::StaysAbout { runs, share } => format!(
            "Computed {} times with weights, bounds and small numbers moved a little; \
             a village stays if it is in {share} of the runs",
            n(*runs)
        ),
        PocketSay::StaysIfWeights { moved } => format!("Stays if weights ±{moved}"),
        PocketSay::StaysIn { share } => format!("In {share} of the runs"),
        PocketSay::Together { names, rho, low, high, n: villages, rises } => {
            let how = match rises {
                Ordering::Greater => "rise together between villages",
                Ordering::Less => "move against each other between villages",
                Ordering::Equal => "are not clearly related",
            };
            format!(
                "{} and {} {how} (ρ {rho}, between {low} and {high}, {})",
                names[0],
                names[1],
                villages_of(*villages)
            )
        }
        PocketSay::FrozenOn { name, date } => format!("{name} · frozen {date}"),
        PocketSay::LinksAre { of, count } => {
            let what = match of {
                LinkSaid::Beside => "touching",
                LinkSaid::OverGap => "over loose borders",
                LinkSaid::Bridge => "to islands",
                LinkSaid::Ferry => "by boat",
                LinkSaid::Alone => "villages alone",
            };
            format!("{} {what}", n(*count))
        }
        PocketSay::LokusOf { proposed, of, unknown } => {
            let without = match *unknown {
                0 => String::new(),
                unknown => format!(" · {} villages without a figure", n(unknown)),
            };
            format!("{} proposed of {} villages{without}", n(*proposed), n(*of))
        }
        PocketSay::TimeNote { chronic, fallen, recovered, share, periods } => format!(
            "Chronic {}, newly fallen {}, recovered {}: worst {share} of the villages in each of {} periods",
            n(*chronic),
            n(*fallen),
            n(*recovered),
            n(*periods)
        ),
        PocketSay::TopVillages { villages } => format!("{} villages", n(*villages)),
        PocketSay::TwoRules { pinned, current } => format!("A: {pinned} · B: {current}"),
        PocketSay::Villages { villages } => villages_of(*villages),
        PocketSay::WeightsWere { weights } => format!("Weights: {weights}"),
        PocketSay::WorstShare { percent } => format!("among the worst {percent} %"),
    }
}

pub fn second_opinion(note: &str, seed: u64, hash: &str) -> String {
    format!(
        "SECOND OPINION\r\n\r\n\
         This folder is enough to compute the pockets again with another program.\r\n\r\n\
         tetangga.gal     who is whose neighbour (GAL, village codes)\r\n\
         nilai.csv        the value of each village and what Kantong computed\r\n\
         hitung_ulang.py  computes it again with esda: pip install esda, then\r\n\
         \x20                python hitung_ulang.py inside this folder\r\n\r\n\
         Local values must agree to the last digits of the machine. The p-values come from other\r\n\
         draws and may differ a little.\r\n\r\n\
         Method: {note}\r\n\
         Seed: {seed}\r\n\
         Data hash: {hash}\r\n"
    )
}
