//! What lies over a kept map, as the project keeps it. What is as it comes is not written: a step
//! without any of it reads as it did before these keys were known.

use serde_json::{Map, Value, json};

use super::show::{of_one, to_one};
use crate::indicator::sieve::{Joined, Test};
use crate::plan::seen::{Arrangement, KeptSieve, Level, Lock, OverlayAs, Seen, Split};

pub(super) fn of_seen(seen: &Seen) -> Value {
    let plain = Seen::default();
    let mut all = Map::new();
    let mut put = |key: &str, is_own: bool, value: Value| {
        if is_own {
            all.insert(key.to_owned(), value);
        }
    };
    if let Some(over) = &seen.overlay {
        put("overlay", true, of_one(over));
    }
    put("overlay_as", seen.overlay_as != plain.overlay_as, json!(seen.overlay_as.id()));
    put("sieve", seen.sieve != plain.sieve, of_sieve(&seen.sieve));
    put("layout", seen.arrangement != plain.arrangement, json!(seen.arrangement.id()));
    if let Some(weight) = &seen.weight {
        put("circles_of", true, of_one(weight));
    }
    put("level", seen.level != plain.level, json!(seen.level.id()));
    put("classes_locked", seen.lock != plain.lock, json!(false));
    put("beside", seen.split != plain.split, json!(true));
    Value::Object(all)
}

pub(super) fn to_seen(value: &Value) -> Option<Seen> {
    let all = value.as_object()?;
    let one = |key: &str| match all.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(own) => to_one(own).map(Some),
    };
    Some(Seen {
        overlay: one("overlay")?,
        overlay_as: named(all, "overlay_as", OverlayAs::from_id)?,
        sieve: match all.get("sieve") {
            None => KeptSieve::default(),
            Some(own) => to_sieve(own)?,
        },
        arrangement: named(all, "layout", Arrangement::from_id)?,
        weight: one("circles_of")?,
        level: named(all, "level", Level::from_id)?,
        lock: match all.get("classes_locked") {
            Some(Value::Bool(false)) => Lock::Free,
            None | Some(Value::Bool(true)) => Lock::Locked,
            Some(_) => return None,
        },
        split: match all.get("beside") {
            Some(Value::Bool(true)) => Split::Beside,
            None | Some(Value::Bool(false)) => Split::Swipe,
            Some(_) => return None,
        },
    })
}

/// One of several ways by its id; the usual one where nothing is said.
fn named<T: Default>(
    all: &Map<String, Value>,
    key: &str,
    of: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    match all.get(key) {
        None => Some(T::default()),
        Some(id) => of(id.as_str()?),
    }
}

fn of_sieve(sieve: &KeptSieve) -> Value {
    let clauses: Vec<Value> = sieve
        .clauses
        .iter()
        .map(|(of, test)| json!({ "of": of_one(of), "is": of_test(*test) }))
        .collect();
    json!({
        "kecamatan": sieve.kecamatan, "kabupaten": sieve.kabupaten, "clauses": clauses,
        "any": sieve.joined == Joined::Or,
    })
}

fn to_sieve(value: &Value) -> Option<KeptSieve> {
    let words = |key: &str| -> Option<Vec<String>> {
        value.get(key)?.as_array()?.iter().map(|word| Some(word.as_str()?.to_owned())).collect()
    };
    let clause =
        |own: &Value| Some((to_one(own.get("of")?)?, to_test(own.get("is")?.as_array()?)?));
    Some(KeptSieve {
        kecamatan: words("kecamatan")?,
        kabupaten: words("kabupaten")?,
        clauses: value.get("clauses")?.as_array()?.iter().map(clause).collect::<Option<_>>()?,
        joined: if value.get("any")?.as_bool()? { Joined::Or } else { Joined::And },
    })
}

/// Its name, then its numbers as text, so that each comes back bit for bit.
fn of_test(test: Test) -> Value {
    let number = |x: f64| format!("{x:?}");
    match test {
        Test::AtLeast(x) => json!(["at_least", number(x)]),
        Test::AtMost(x) => json!(["at_most", number(x)]),
        Test::Between(a, b) => json!(["between", number(a), number(b)]),
        Test::Shown(x, decimals) => json!(["shown", number(x), decimals.to_string()]),
        Test::HasValue => json!(["has_value"]),
        Test::NoData => json!(["no_data"]),
        Test::NotApplicable => json!(["not_applicable"]),
    }
}

fn to_test(own: &[Value]) -> Option<Test> {
    let number = |at: usize| {
        let x: f64 = own.get(at)?.as_str()?.parse().ok()?;
        x.is_finite().then_some(x)
    };
    Some(match own.first()?.as_str()? {
        "at_least" => Test::AtLeast(number(1)?),
        "at_most" => Test::AtMost(number(1)?),
        "between" => Test::Between(number(1)?, number(2)?),
        "shown" => Test::Shown(number(1)?, own.get(2)?.as_str()?.parse().ok()?),
        "has_value" => Test::HasValue,
        "no_data" => Test::NoData,
        "not_applicable" => Test::NotApplicable,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::show::Of;

    #[test]
    fn what_lies_over_a_map_comes_back_bit_for_bit() {
        let of = |id: &str| Of { indicator: id.to_owned(), period: Some("2024".to_owned()) };
        let tests = [
            Test::AtLeast(0.1 + 0.2),
            Test::AtMost(-4.0),
            Test::Between(1.0, 2.5),
            Test::Shown(10.7, 1),
            Test::HasValue,
            Test::NoData,
            Test::NotApplicable,
        ];
        for arrangement in Arrangement::ALL {
            for (level, overlay_as) in Level::ALL.into_iter().zip(OverlayAs::ALL) {
                let seen = Seen {
                    overlay: Some(of("stunting")),
                    overlay_as,
                    sieve: KeptSieve {
                        kecamatan: vec!["74.05.01".into()],
                        kabupaten: vec!["Kendari".into()],
                        clauses: tests.iter().map(|test| (of("air"), *test)).collect(),
                        joined: Joined::Or,
                    },
                    arrangement,
                    weight: Some(Of { indicator: "jiwa".into(), period: None }),
                    level,
                    lock: Lock::Free,
                    split: Split::Beside,
                };
                let text = of_seen(&seen).to_string();
                assert_eq!(to_seen(&serde_json::from_str(&text).unwrap()), Some(seen));
            }
        }
        assert_eq!(of_seen(&Seen::default()), json!({}));
        assert_eq!(to_seen(&json!({})), Some(Seen::default()));
        for spoiled in [json!({ "level": "moon" }), json!({ "sieve": [] }), json!(3)] {
            assert_eq!(to_seen(&spoiled), None, "{spoiled}");
        }
    }
}
