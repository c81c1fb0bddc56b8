//! The card of several picked villages in step 2: how many, their families and people, the shown
//! indicators beside the kabupaten, and where they lie.

use crate::app::pocket::choose;
use crate::app::state::Content;
use crate::app::view::why_card::{GroupCard, group_bar, regions_of};
use crate::app::view::{decimals, value_text};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::number::fixed;
use crate::workflow::Snapshot;
use crate::workflow::sums::families_and_people;
use crate::workflow::together::profile;

pub fn chosen_card(
    lang: Lang,
    content: &Content,
    snapshot: Option<&Snapshot>,
    shown: Option<usize>,
    villages: &[usize],
) -> GroupCard {
    let column = shown.and_then(|at| content.columns.get(at));
    let mut figures = Vec::new();
    let mut bars = Vec::new();
    if let (Some(snapshot), Some(column)) = (snapshot, column) {
        let (families, people) = families_and_people(snapshot, column, villages);
        figures.extend(families.map(|x| (fixed(lang, x, 0), lang.word(Word::Families).to_owned())));
        figures
            .extend(people.map(|x| (fixed(lang, x, 0), lang.step3(PocketWord::People).to_owned())));
        let all = profile(snapshot, villages, Some(&column.period));
        let mut parts: Vec<usize> = shown.into_iter().collect();
        parts.extend(choose::preselected(content).into_iter().filter(|&c| Some(c) != shown));
        bars.extend(parts.iter().filter_map(|&i| content.columns.get(i)).filter_map(|c| {
            group_bar(lang, c, all.iter().find(|b| b.indicator == c.indicator.id)?)
        }));
    }
    let kecamatan = regions_of(content, villages);
    let members = villages.iter().map(|&v| {
        let value =
            column.map_or_else(String::new, |c| value_text(lang, c, c.values[v], decimals(c)));
        (v, content.register.villages[v].name.clone(), value)
    });
    GroupCard {
        name: lang.step3_say(&PocketSay::Picked { villages: villages.len() }),
        about: lang.step3_say(&PocketSay::InKecamatan {
            villages: villages.len(),
            kecamatan: kecamatan.len(),
        }),
        listed: None,
        figures,
        bars,
        kecamatan,
        // A card is no table: who wants all of them sorts the table below.
        members: members.take(200).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::content;

    #[test]
    fn picked_villages_are_counted_by_kecamatan_the_most_first() {
        let card = chosen_card(Lang::Id, &content(), None, Some(0), &[0, 1, 3]);
        let kecamatan: Vec<(&str, usize)> =
            card.kecamatan.iter().map(|(name, n, _)| (name.as_str(), *n)).collect();
        assert_eq!(kecamatan, [("Kolono", 2), ("Laonti", 1)]);
        assert_eq!(card.members[1], (1, "Batu Putih".to_owned(), "40 %".to_owned()));
        assert!(card.name.contains('3'), "{}", card.name);
    }
}
