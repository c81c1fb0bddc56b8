//! What somebody changed in the question, as the journal tells it.

use super::recipe::{Recipe, Wish};
use crate::lang::app_plan::{Asked, Changed};

/// What `after` asks differently; `name` gives the name of a site's code.
pub fn changes(before: &Recipe, after: &Recipe, name: &dyn Fn(&str) -> String) -> Vec<Changed> {
    let mut found = Vec::new();
    let asked = |wish: &Wish| {
        let of = |id: &String| {
            let known = after.facilities.iter().find(|f| f.id == *id);
            known.map_or_else(|| id.clone(), |f| f.name.clone())
        };
        Asked { site: name(&wish.site), facility: wish.facility.as_ref().map(of) }
    };
    let new = |own: &[Wish], old: &[Wish]| -> Vec<Asked> {
        own.iter().filter(|w| !old.contains(w)).map(asked).collect()
    };
    found.extend(new(&after.force, &before.force).into_iter().map(Changed::Forced));
    found.extend(new(&after.forbid, &before.forbid).into_iter().map(Changed::Forbidden));
    found.extend(new(&after.funded, &before.funded).into_iter().map(Changed::Funded));
    let all = |r: &Recipe| [&r.force[..], &r.forbid, &r.funded].concat();
    let now: Vec<String> = all(after).into_iter().map(|w| w.site).collect();
    let gone = all(before).into_iter().filter(|w| !now.contains(&w.site));
    found.extend(gone.map(|w| Changed::Released(asked(&w))));
    if after.budget.total() != before.budget.total() {
        found.push(Changed::Budget(after.budget.total()));
    }
    if after.p != before.p {
        found.push(Changed::Units(after.p));
    }
    if (after.kind, after.among) != (before.kind, before.among) {
        found.push(Changed::Goal);
    }
    if after.least_per_kecamatan != before.least_per_kecamatan {
        found.push(Changed::Floor(after.least_per_kecamatan));
    }
    if after.most_per_kecamatan != before.most_per_kecamatan {
        found.push(Changed::Cap(after.most_per_kecamatan));
    }
    if after.facilities != before.facilities {
        let others = after.facilities.iter().filter(|f| !before.facilities.contains(f));
        let gone =
            before.facilities.iter().filter(|f| !after.facilities.iter().any(|o| o.id == f.id));
        found.push(Changed::Facilities(others.chain(gone).map(|f| f.name.clone()).collect()));
    }
    if after.demand != before.demand {
        found.push(Changed::Demand);
    }
    if after.excluded != before.excluded {
        found.push(Changed::Areas(after.excluded.len()));
    }
    if found.is_empty() && after != before {
        found.push(Changed::Other);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_line_names_the_village_the_wish_and_the_limit() {
        let before = Recipe::default();
        let mut after = before.clone();
        after.force.push(Wish::parse("33.01.01.2001"));
        after.most_per_kecamatan = Some(2);
        let named = |code: &str| format!("desa {code}");
        let wish = Asked { site: "desa 33.01.01.2001".into(), facility: None };
        assert_eq!(
            changes(&before, &after, &named),
            [Changed::Forced(wish.clone()), Changed::Cap(Some(2))]
        );
        assert_eq!(
            changes(&after, &before, &named),
            [Changed::Released(wish.clone()), Changed::Cap(None)]
        );
        let mut turned = after.clone();
        turned.forbid = std::mem::take(&mut turned.force);
        assert_eq!(changes(&after, &turned, &named), [Changed::Forbidden(wish)]);
    }
}
