//! Who gets which aid: combinations of programmes, broken rules, aid to the able, poor without aid.
//!
//! Families are counted, never aid: the combinations of a village add up to its families.

use std::collections::BTreeMap;

use super::count::{Counts, What};
use super::rules::{Rules, Verdict};
use crate::indicator::definition::Direction;
use crate::indicator::meaning;

/// The families of a list; all slices have one entry a family.
pub(super) struct Families<'a> {
    pub villages: &'a [u32],
    /// Bit `k` = receives `names[k]`.
    pub aid: &'a [u32],
    /// 1–10, 0 not known; `None` where the list has no deciles.
    pub decile: Option<&'a [u8]>,
    pub names: &'a [String],
    /// Whether the list also holds families that receive nothing.
    pub is_register: bool,
}

pub(super) struct Naming<'a> {
    pub noun: &'a str,
    /// (id, name, bad end)
    pub what: &'a dyn Fn(&str, &str, Direction) -> What,
}

/// More combinations than a person can read go together as one.
const MOST: usize = 48;

pub(super) fn count(
    counts: &mut Counts,
    families: &Families<'_>,
    rules: &Rules,
    naming: &Naming<'_>,
) {
    if families.names.is_empty() {
        return;
    }
    // A list of one programme knows nothing of others.
    if families.names.len() > 1 {
        combinations(counts, families, rules, naming);
    }
    programmes(counts, families, naming);
    if let Some(decile) = families.decile {
        by_decile(counts, families, decile, naming);
    }
}

/// Every combination that occurs, and what the rules say of it.
fn combinations(counts: &mut Counts, families: &Families<'_>, rules: &Rules, naming: &Naming<'_>) {
    let noun = naming.noun;
    let open = |counts: &mut Counts, id: &str, name: &str, direction| {
        counts.open((naming.what)(id, name, direction))
    };
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &aid in families.aid {
        *sizes.entry(aid).or_default() += 1;
    }
    let mut order: Vec<u32> = sizes.keys().copied().filter(|aid| *aid != 0).collect();
    if order.len() > MOST {
        order.sort_by_key(|aid| (std::cmp::Reverse(sizes[aid]), *aid));
        order.truncate(MOST);
    }
    order.sort_by_key(|aid| (aid.count_ones(), *aid));
    let mut count_of: BTreeMap<u32, usize> = BTreeMap::new();
    if families.is_register || sizes.contains_key(&0) {
        let name = format!("{noun} tanpa bantuan");
        count_of.insert(0, open(counts, "tanpa_bantuan", &name, Direction::None));
    }
    let mut verdict_of: BTreeMap<u32, Verdict> = BTreeMap::new();
    for aid in sizes.keys() {
        verdict_of.insert(*aid, rules.of(&names(*aid, families.names)));
    }
    for aid in order {
        let names = names(aid, families.names);
        let id = format!("bantuan_{}", meaning::slug(&names.join("_")));
        let only = if names.len() == 1 { " saja" } else { "" };
        let name = format!("{} {}{only}", receiving(noun), names.join(" + "));
        let direction = match verdict_of.get(&aid) {
            Some(Verdict::Forbidden) => Direction::WorseHigh,
            _ => Direction::None,
        };
        count_of.insert(aid, open(counts, &id, &name, direction));
    }
    let others = sizes.keys().any(|aid| !count_of.contains_key(aid)).then(|| {
        let name = format!("{} kombinasi bantuan lain", receiving(noun));
        open(counts, "bantuan_kombinasi_lain", &name, Direction::None)
    });
    let two = open(
        counts,
        "bantuan_ganda",
        &format!("{} dua bantuan atau lebih", receiving(noun)),
        Direction::None,
    );
    let name = format!("{noun} dengan kombinasi bantuan yang tidak boleh");
    let forbidden = open(counts, "bantuan_tidak_boleh", &name, Direction::WorseHigh);
    let name = format!("{noun} dengan kombinasi bantuan yang perlu dicek");
    let check = open(counts, "bantuan_perlu_cek", &name, Direction::WorseHigh);
    for (&village, aid) in families.villages.iter().zip(families.aid) {
        let village = village as usize;
        if let Some(count) = count_of.get(aid).copied().or(others) {
            counts.add(count, village);
        }
        if aid.count_ones() >= 2 {
            counts.add(two, village);
        }
        match verdict_of.get(aid) {
            Some(Verdict::Forbidden) => counts.add(forbidden, village),
            Some(Verdict::Check) => counts.add(check, village),
            Some(Verdict::Allowed) | None => {}
        }
    }
}

/// "Keluarga penerima"; of recipients themselves only "Penerima".
fn receiving(noun: &str) -> String {
    if noun.eq_ignore_ascii_case("penerima") { noun.to_owned() } else { format!("{noun} penerima") }
}

fn names(aid: u32, all: &[String]) -> Vec<&str> {
    all.iter()
        .enumerate()
        .filter(|(bit, _)| aid >> bit & 1 == 1)
        .map(|(_, name)| name.as_str())
        .collect()
}

/// Recipients of each programme, whatever else they receive.
fn programmes(counts: &mut Counts, families: &Families<'_>, naming: &Naming<'_>) {
    for (bit, name) in families.names.iter().enumerate() {
        if !families.is_register && !families.aid.iter().any(|aid| aid >> bit & 1 == 1) {
            continue;
        }
        let id = format!("penerima_{}", meaning::slug(name));
        let all = format!("{} {name}", receiving(naming.noun));
        let all = counts.open((naming.what)(&id, &all, Direction::None));
        let able = families.decile.map(|_| {
            let name = format!("{} {name} di desil 5 ke atas", receiving(naming.noun));
            counts.open((naming.what)(
                &format!("{id}_desil_5_ke_atas"),
                &name,
                Direction::WorseHigh,
            ))
        });
        for (f, aid) in families.aid.iter().enumerate() {
            if aid >> bit & 1 == 0 {
                continue;
            }
            let village = families.villages[f] as usize;
            counts.add(all, village);
            if let Some(able) = able
                && families.decile.is_some_and(|decile| decile[f] >= 5)
            {
                counts.add(able, village);
            }
        }
    }
}

/// Aid against welfare: eight classes that add up to all families.
fn by_decile(counts: &mut Counts, families: &Families<'_>, decile: &[u8], naming: &Naming<'_>) {
    let mut groups = vec![
        ("desil_1_2", "di desil 1–2"),
        ("desil_3_4", "di desil 3–4"),
        ("desil_5_ke_atas", "di desil 5 ke atas"),
    ];
    if decile.contains(&0) {
        groups.push(("tanpa_desil", "yang desilnya tidak diisi"));
    }
    let noun = naming.noun;
    let mut open =
        |id: String, name: String, direction| counts.open((naming.what)(&id, &name, direction));
    let with: Vec<usize> = groups
        .iter()
        .map(|(id, name)| {
            let bad = if *id == "desil_5_ke_atas" { Direction::WorseHigh } else { Direction::None };
            open(format!("penerima_{id}"), format!("{noun} penerima bantuan {name}"), bad)
        })
        .collect();
    let without: Vec<usize> = groups
        .iter()
        .filter(|_| families.is_register || families.aid.contains(&0))
        .map(|(id, name)| {
            let bad = if *id == "desil_1_2" { Direction::WorseHigh } else { Direction::None };
            open(format!("{id}_tanpa_bantuan"), format!("{noun} {name} tanpa bantuan"), bad)
        })
        .collect();
    for ((&village, aid), decile) in families.villages.iter().zip(families.aid).zip(decile) {
        let group = match decile {
            1..=2 => 0,
            3..=4 => 1,
            5.. => 2,
            0 => 3,
        };
        let count = if *aid != 0 { with.get(group) } else { without.get(group) };
        if let Some(&count) = count {
            counts.add(count, village as usize);
        }
    }
}
