//! The ladder against pairs that are known to be right, from the public code lists.
//!
//! `cargo test --test suite join_proof:: -- --nocapture` prints the figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use kantong::base::code::CodeSystem;
use kantong::base::fault::{DataFault, FaultCode, Stop};
use kantong::dataset::join::{How, JoinOptions, Joined, join};

use crate::join_lists::{Has, Listed, bps, jabar, kabupaten_bridge, kemendagri, register, table};

/// Joined rows against the truth.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    rows: usize,
    right: usize,
    wrong: usize,
    /// Not joined; the right village is the first suggestion.
    first: usize,
    /// Not joined; it is a later one.
    later: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.right += other.right;
        self.wrong += other.wrong;
        self.first += other.first;
        self.later += other.later;
    }

    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// Joined, or the right village among the suggestions.
    fn recall(self) -> f64 {
        (self.right + self.first + self.later) as f64 / self.rows.max(1) as f64
    }

    fn line(self, what: &str) -> String {
        format!(
            "{what}: {} rows, automatic {:.2} %, precision {:.3} %, recall with suggestions {:.2} % \
             (first {:.2} %), wrong {}",
            self.rows,
            100.0 * (self.right + self.wrong) as f64 / self.rows.max(1) as f64,
            100.0 * self.precision(),
            100.0 * self.recall(),
            100.0 * (self.right + self.first) as f64 / self.rows.max(1) as f64,
            self.wrong
        )
    }
}

fn told() -> bool {
    std::env::var_os("KANTONG_TELL").is_some()
}

/// `truth[row]` is the code of the row's village.
fn score(
    joined: &Joined,
    truth: &[String],
    codes: &[String],
    what: &dyn Fn(usize) -> String,
) -> Score {
    let mut score = Score { rows: truth.len(), ..Score::default() };
    for found in &joined.matched {
        if codes[found.village] == truth[found.row] {
            score.right += 1;
        } else {
            score.wrong += 1;
            if told() {
                eprintln!("WRONG {} → {} ({:?})", what(found.row), codes[found.village], found.how);
            }
        }
    }
    for open in &joined.unmatched {
        let row = open.row as usize - 2;
        let at = open.candidates.iter().position(|c| c.code.as_str() == truth[row]);
        match at {
            Some(0) => score.first += 1,
            Some(_) => score.later += 1,
            None => {}
        }
        if told() && at != Some(0) && codes.contains(&truth[row]) {
            let found: Vec<String> = open
                .candidates
                .iter()
                .map(|c| format!("{} {:.2} {}", c.name, c.score, c.why.id()))
                .collect();
            eprintln!("MISSED {}: {}", what(row), found.join("; "));
        }
    }
    score
}

/// The rows' own villages by their codes, on the register of the same or other villages.
fn proved(villages: &[Listed], rows: &[Listed], truth: &[String], has: Has) -> Score {
    let register = register(CodeSystem::Kemendagri, villages);
    let codes: Vec<String> = register.villages.iter().map(|v| v.code.as_str().to_owned()).collect();
    let what = |row: usize| {
        let (r, t) = (&rows[row], &truth[row]);
        let own = villages.iter().find(|v| v.code == *t);
        let own = own.map(|v| format!("{} / {}", v.name, v.kecamatan)).unwrap_or_default();
        format!("{} / {} / {} = {t} {own}", r.name, r.kecamatan, r.kabupaten)
    };
    match join(&register, Arc::new(table(rows, has)), &JoinOptions::default()) {
        Ok(joined) => score(&joined, truth, &codes, &what),
        Err(stop) => {
            if told() {
                eprintln!("STOPPED {} {stop:?}", rows[0].kabupaten);
            }
            Score { rows: rows.len(), ..Score::default() }
        }
    }
}

/// BPS's names for villages whose Kemendagri code the province itself gives.
#[test]
fn the_table_of_jawa_barat_with_both_codes_is_joined_right() {
    let Some(pairs) = jabar() else { return };
    for has in [Has::Names, Has::Both] {
        let mut all = Score::default();
        for pairs in pairs.values() {
            let (rows, villages): (Vec<Listed>, Vec<Listed>) = pairs.iter().cloned().unzip();
            let truth: Vec<String> = villages.iter().map(|v| v.code.clone()).collect();
            all.add(proved(&villages, &rows, &truth, has));
        }
        eprintln!("{}", all.line(&format!("Jawa Barat, BPS's names, {has:?}")));
        assert!(all.rows > 5_000, "{}", all.rows);
        assert!(all.precision() >= 0.995, "{}", all.precision());
        assert!(all.recall() >= 0.97, "{}", all.recall());
    }
}

/// A counter-based draw, so that a village is always written the same wrong way.
fn draw(seed: &str, salt: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in seed.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}

/// A name of it, and the name so written, where it can be.
type Way = (&'static str, fn(&str, u64) -> Option<String>);

/// How dinas write names.
const WAYS: [Way; 8] = [
    ("as it is", |name, _| Some(name.to_owned())),
    ("prefix", |name, n| Some(format!("{} {name}", ["DESA", "Desa", "Ds.", "DS"][n as usize % 4]))),
    ("spacing", |name, _| {
        let other = if name.contains(' ') {
            name.replace(' ', "")
        } else {
            let half = name.char_indices().nth(name.chars().count() / 2)?.0;
            format!("{}-{}", &name[..half], &name[half..])
        };
        Some(other)
    }),
    ("old spelling", |name, _| {
        let upper = name.to_uppercase();
        let old = upper.replace('U', "OE").replace('J', "DJ").replace('C', "TJ");
        (old != upper).then_some(old)
    }),
    ("number", |name, _| {
        let (body, last) = name.rsplit_once(' ')?;
        let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
        let at = roman.iter().position(|r| *r == last)?;
        Some(format!("{body} {}", at + 1))
    }),
    ("short word", |name, _| {
        let upper = name.to_uppercase();
        let short =
            [("SUNGAI ", "SEI "), ("TANJUNG ", "TJ. "), ("TELUK ", "TLK "), ("BUKIT ", "BKT ")];
        short.iter().find_map(|(long, short)| {
            upper.starts_with(long).then(|| upper.replacen(long, short, 1))
        })
    }),
    ("one letter", |name, n| slip(name, n)),
    ("two letters", |name, n| slip(&slip(name, n)?, n.rotate_left(17))),
];

/// One letter dropped, doubled, changed, or put before its neighbour.
fn slip(name: &str, n: u64) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = (1..letters.len())
        .filter(|&i| letters[i].is_alphabetic() && letters[i - 1].is_alphabetic())
        .collect();
    let at = *places.get((n >> 8) as usize % places.len().max(1))?;
    match n % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = ['a', 'e', 'i', 'n', 'r', 's', 'l', 'k'][(n >> 40) as usize % 8],
        _ => letters.swap(at - 1, at),
    }
    Some(letters.into_iter().collect())
}

#[test]
fn names_written_as_dinas_write_them_are_joined_right() {
    let Some(all) = kemendagri(2025) else { return };
    let mut total = Score::default();
    for (salt, (what, way)) in (0_u64..).zip(WAYS) {
        let mut found = Score::default();
        for villages in all.values().step_by(8) {
            let rows: Vec<Listed> = villages
                .iter()
                .map(|v| {
                    let name = way(&v.name, draw(&v.code, salt)).unwrap_or_else(|| v.name.clone());
                    // A kelurahan is called one.
                    let name = match (what, &v.code[9..10]) {
                        ("prefix", "1") => format!("Kel. {}", v.name),
                        _ => name,
                    };
                    Listed { name, ..v.clone() }
                })
                .collect();
            let truth: Vec<String> = villages.iter().map(|v| v.code.clone()).collect();
            found.add(proved(villages, &rows, &truth, Has::Names));
        }
        eprintln!("{}", found.line(&format!("2025, {what}")));
        // A slip that makes another village's name is that name to anyone: few rows are joined
        // there at all, so the share is taken over all ways.
        assert!(
            what.ends_with("letter") || what.ends_with("letters") || found.precision() >= 0.995
        );
        total.add(found);
    }
    eprintln!("{}", total.line("2025, all ways"));
    assert!(total.precision() >= 0.995, "{}", total.precision());
    assert!(total.recall() >= 0.97, "{}", total.recall());
}

/// BPS 2018's own names against Kemendagri's of 2025, paired by the province's table of both codes.
#[test]
fn names_of_bps_2018_find_kemendagris_of_2025_in_jawa_barat() {
    let (Some(pairs), Some(bps), Some(new)) = (jabar(), bps(), kemendagri(2025)) else { return };
    for has in [Has::Names, Has::Both] {
        let mut all = Score::default();
        for (kabupaten, pairs) in &pairs {
            let Some(villages) = new.get(kabupaten) else { continue };
            let of: BTreeMap<&str, &str> =
                pairs.iter().map(|(b, k)| (b.code.as_str(), k.code.as_str())).collect();
            let wanted = pairs.first().and_then(|(b, _)| bps.get(&b.code[..4]));
            let (rows, truth): (Vec<Listed>, Vec<String>) = wanted
                .into_iter()
                .flatten()
                .filter_map(|row| Some((row.clone(), (*of.get(row.code.as_str())?).to_owned())))
                .unzip();
            all.add(proved(villages, &rows, &truth, has));
        }
        eprintln!("{}", all.line(&format!("Jawa Barat, BPS 2018 on 2025, {has:?}")));
        assert!(all.rows > 5_000, "{}", all.rows);
        assert!(all.precision() >= 0.995, "{}", all.precision());
        assert!(all.recall() >= 0.97, "{}", all.recall());
    }
}

/// Codes and names of 2020 on the map of 2025: what kept code or name is right by construction.
#[test]
fn codes_of_2020_find_the_villages_of_2025_or_say_why_not() {
    let (Some(old), Some(new)) = (kemendagri(2020), kemendagri(2025)) else { return };
    let (mut renumbered, mut first, mut torn) = (0, 0, 0);
    let mut all = Score::default();
    for (kabupaten, villages) in &new {
        let Some(rows) = old.get(kabupaten) else { continue };
        let register = register(CodeSystem::Kemendagri, villages);
        let joined = join(&register, Arc::new(table(rows, Has::Both)), &JoinOptions::default())
            .unwrap_or_else(|stop| panic!("{kabupaten}: {stop:?}"));
        all.rows += joined.rows;
        for found in &joined.matched {
            let village = &register.villages[found.village];
            let same = village.code.as_str() == rows[found.row].code;
            assert!(same || found.how != How::Code);
            all.right += 1;
        }
        for open in &joined.unmatched {
            let row = &rows[open.row as usize - 2];
            renumbered += 1;
            torn += usize::from(villages.iter().any(|v| v.code == row.code));
            first += usize::from(open.candidates.first().is_some_and(|c| c.score >= 0.86));
            if told() {
                let found = open
                    .candidates
                    .iter()
                    .map(|c| format!("{} {} {:.2} {}", c.code, c.name, c.score, c.why.id()));
                let found: Vec<String> = found.take(2).collect();
                eprintln!(
                    "OPEN {} {} / {}: {}",
                    row.code,
                    row.name,
                    row.kecamatan,
                    found.join("; ")
                );
            }
        }
    }
    eprintln!(
        "2020 on 2025: {} rows, joined {:.2} %, open {renumbered} of which {first} with a good \
         suggestion, {torn} whose code is now another name's",
        all.rows,
        100.0 * all.right as f64 / all.rows as f64
    );
    assert!(all.right * 100 >= all.rows * 97);
}

/// The figures beside those of domain.md 2.4; there is no truth for them.
#[test]
fn what_is_left_to_the_user_per_kabupaten() {
    let (Some(bps), Some(new), Some(bridge)) = (bps(), kemendagri(2025), kabupaten_bridge()) else {
        return;
    };
    let mut nation = [0_usize; 4];
    let mut shown: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (code, rows) in &bps {
        let Some(villages) = bridge.get(code).and_then(|k| new.get(k)) else { continue };
        let register = register(CodeSystem::Kemendagri, villages);
        let joined =
            match join(&register, Arc::new(table(rows, Has::Both)), &JoinOptions::default()) {
                Ok(joined) => joined,
                Err(stop) => {
                    eprintln!("{code}: {stop:?}");
                    continue;
                }
            };
        assert!(joined.by.iter().all(|(how, _)| *how == How::Name), "{code}: {:?}", joined.by);
        let good = joined
            .unmatched
            .iter()
            .filter(|u| u.candidates.first().is_some_and(|c| c.score >= 0.8))
            .count();
        let some = joined.unmatched.iter().filter(|u| !u.candidates.is_empty()).count();
        let found = [joined.rows, joined.matched.len(), good, some];
        for (sum, n) in nation.iter_mut().zip(found) {
            *sum += n;
        }
        for wanted in ["7405", "7410", "6403", "6303"] {
            if code == wanted {
                shown.insert(wanted, found);
            }
        }
        if told() {
            for open in &joined.unmatched {
                let found: Vec<String> = open
                    .candidates
                    .iter()
                    .take(2)
                    .map(|c| format!("{} / {} {:.2} {}", c.name, c.kecamatan, c.score, c.why.id()))
                    .collect();
                eprintln!("LEFT {code} {}: {}", open.text, found.join("; "));
            }
            for bridge in &joined.bridges {
                eprintln!("BRIDGE {code} {bridge:?}");
            }
        }
    }
    let line = |what: &str, [rows, sure, good, some]: [usize; 4]| {
        let percent = |n: usize| 100.0 * n as f64 / rows as f64;
        eprintln!(
            "{what}: {rows} villages of BPS 2018, automatic {:.1} %, with suggestions ≥ 0.80 {:.1} %, \
             left {} ({:.1} %), of which {} without any candidate",
            percent(sure),
            percent(sure + good),
            rows - sure - good,
            percent(rows - sure - good),
            rows - sure - some
        );
    };
    for (code, found) in shown {
        line(code, found);
    }
    line("nation", nation);
    assert!(nation[1] * 1000 >= nation[0] * 900, "{nation:?}");
}

/// A kabupaten's codes of BPS on the map whose Kemendagri codes are the same digits.
#[test]
fn no_table_is_ever_joined_by_the_other_offices_digits() {
    let (Some(bps), Some(new), Some(bridge)) = (bps(), kemendagri(2025), kabupaten_bridge()) else {
        return;
    };
    let (mut discordant, mut stopped, mut own) = (0, 0, Score::default());
    for (code, rows) in &bps {
        let Some(right) = bridge.get(code) else { continue };
        let digits = format!("{}.{}", &code[..2], &code[2..]);
        if digits == *right {
            continue;
        }
        discordant += 1;
        if let Some(villages) = new.get(right) {
            let map = register(CodeSystem::Kemendagri, villages);
            let joined = join(&map, Arc::new(table(rows, Has::Both)), &JoinOptions::default())
                .unwrap_or_else(|stop| panic!("{code} on its own map: {stop:?}"));
            assert!(joined.by.iter().all(|(how, _)| *how == How::Name), "{code}");
            own.rows += joined.rows;
            own.right += joined.matched.len();
        }
        let Some(villages) = new.get(&digits) else { continue };
        let map = register(CodeSystem::Kemendagri, villages);
        for has in [Has::Both, Has::Codes, Has::Names] {
            match join(&map, Arc::new(table(rows, has)), &JoinOptions::default()) {
                Ok(joined) => {
                    let by_code = joined.by.iter().any(|(how, _)| *how == How::Code);
                    assert!(!by_code, "{code} on {digits} {has:?}");
                    assert!(
                        has == Has::Names || joined.matched.is_empty(),
                        "{code} {has:?} {:?}",
                        joined.by
                    );
                }
                Err(Stop::Fault(fault)) => {
                    if has != Has::Names {
                        stopped += 1;
                    }
                    let why = matches!(
                        fault.code,
                        FaultCode::Data(
                            DataFault::WrongKabupaten { .. }
                                | DataFault::AmbiguousCodes { .. }
                                // Old numbers that no list bridges, and no names.
                                | DataFault::OtherSystem { .. }
                        )
                    );
                    assert!(why, "{code} on {digits} {has:?}: {:?}", fault.code);
                }
                Err(Stop::Canceled) => unreachable!("nobody cancels"),
            }
        }
    }
    eprintln!(
        "{discordant} discordant kabupaten, {stopped} tables with codes stopped; on their own maps \
         {:.1} % joined by name",
        100.0 * own.right as f64 / own.rows as f64
    );
    assert!(discordant >= 190, "{discordant}");
}
