//! Rows of the register and decisions about programmes ↔ JSON, for the journal and the table of
//! decisions.

use serde_json::{Value, json};

use crate::base::code::VillageCode;
use crate::plan::programme::{Entry, Fact, FactKind, Good, Rule, Status, Task};

pub(super) type Facts = Vec<(FactKind, String, Option<Fact>)>;
pub(super) type Rows = Vec<(i64, Option<Entry>)>;

pub(super) fn of_rows(rows: &Rows) -> Value {
    rows.iter().map(|(id, row)| json!({ "id": id, "row": row.as_ref().map(of_entry) })).collect()
}

pub(super) fn to_rows(value: &Value) -> Option<Rows> {
    let one = |value: &Value| {
        let row = match value.get("row")? {
            Value::Null => None,
            row => Some(to_entry(row)?),
        };
        Some((value.get("id")?.as_i64()?, row))
    };
    value.as_array()?.iter().map(one).collect()
}

pub(super) fn of_facts(facts: &Facts) -> Value {
    facts
        .iter()
        .map(|(kind, key, fact)| {
            json!({ "kind": kind.id(), "key": key, "fact": fact.as_ref().map(of_fact) })
        })
        .collect()
}

pub(super) fn to_facts(value: &Value) -> Option<Facts> {
    let one = |value: &Value| {
        let kind = FactKind::from_id(value.get("kind")?.as_str()?)?;
        let fact = match value.get("fact")? {
            Value::Null => None,
            fact => Some(to_fact(fact)?),
        };
        Some((kind, text(value, "key")?, fact))
    };
    value.as_array()?.iter().map(one).collect()
}

fn of_entry(e: &Entry) -> Value {
    json!({
        "id": e.id, "import": e.import, "over": e.over,
        "village": e.village.as_ref().map(VillageCode::as_str),
        "place": e.place, "key": e.key, "programme": e.programme, "activity": e.activity,
        "code": e.code, "office": e.office, "fund": e.fund, "unit": e.unit, "status": e.status,
        "year": e.year, "recipients": e.recipients, "rupiah": e.rupiah, "sheet": e.sheet,
        "row": e.row,
    })
}

fn to_entry(value: &Value) -> Option<Entry> {
    let own = |key: &str| text(value, key);
    let maybe = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let whole = |key: &str| value.get(key).and_then(Value::as_i64);
    Some(Entry {
        id: whole("id")?,
        import: whole("import"),
        over: whole("over"),
        village: maybe("village").map(VillageCode::stored),
        place: own("place")?,
        key: own("key")?,
        programme: own("programme")?,
        activity: own("activity")?,
        code: own("code")?,
        office: own("office")?,
        fund: own("fund")?,
        unit: own("unit")?,
        status: own("status")?,
        year: whole("year").and_then(|y| u16::try_from(y).ok()),
        recipients: value.get("recipients").and_then(Value::as_u64),
        rupiah: whole("rupiah"),
        sheet: maybe("sheet"),
        row: u32::try_from(whole("row")?).ok()?,
    })
}

pub(super) fn of_fact(fact: &Fact) -> Value {
    match fact {
        Fact::Meaning(id) => json!({ "meaning": id }),
        Fact::Words(words) => json!({ "words": words }),
        Fact::Text(text) => json!({ "text": text }),
        Fact::Good(good) => json!({ "good": {
            "products": good.products, "source": good.source, "bumdes": good.bumdes,
        } }),
        // Shares come back to the last bit as text.
        Fact::Rule(rule) => json!({ "rule": {
            "need": rule.need, "many": rule.many, "high": format!("{:?}", rule.high),
            "low": format!("{:?}", rule.low),
        } }),
        Fact::Task(task) => json!({ "task": {
            "office": task.office, "programme": task.programme,
            "villages": task.villages.iter().map(VillageCode::as_str).collect::<Vec<_>>(),
            "target": task.target, "deadline": task.deadline, "status": task.status.id(),
            "why": task.why, "dropped": task.dropped,
        } }),
    }
}

pub(super) fn to_fact(value: &Value) -> Option<Fact> {
    let words = |value: &Value| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|w| w.as_str().map(str::to_owned)).collect()
    };
    if let Some(id) = text(value, "meaning") {
        return Some(Fact::Meaning(id));
    }
    if let Some(own) = value.get("words") {
        return words(own).map(Fact::Words);
    }
    if let Some(own) = text(value, "text") {
        return Some(Fact::Text(own));
    }
    if let Some(own) = value.get("good") {
        return Some(Fact::Good(Box::new(Good {
            products: words(own.get("products")?)?,
            source: text(own, "source")?,
            bumdes: text(own, "bumdes")?,
        })));
    }
    if let Some(own) = value.get("rule") {
        let share = |key: &str| {
            let share: f64 = text(own, key)?.parse().ok()?;
            (0.0..=1.0).contains(&share).then_some(share)
        };
        return Some(Fact::Rule(Box::new(Rule {
            need: own.get("need")?.as_str().map(str::to_owned),
            many: u32::try_from(own.get("many")?.as_u64()?).ok()?,
            high: share("high")?,
            low: share("low")?,
        })));
    }
    let own = value.get("task")?;
    Some(Fact::Task(Box::new(Task {
        office: text(own, "office")?,
        programme: text(own, "programme")?,
        villages: words(own.get("villages")?)?.into_iter().map(VillageCode::stored).collect(),
        target: own.get("target")?.as_u64(),
        deadline: text(own, "deadline")?,
        status: Status::from_id(own.get("status")?.as_str()?)?,
        why: text(own, "why")?,
        dropped: own.get("dropped")?.as_bool()?,
    })))
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_decisions_come_back_as_they_were() {
        let entry = Entry {
            id: 7,
            import: Some(3),
            over: Some(2),
            village: Some(VillageCode::local(4)),
            place: "KOLONO / AWUNIO".into(),
            programme: "Bantuan “perahu”".into(),
            year: Some(2025),
            recipients: Some(12),
            rupiah: Some(-4_000_000_000_000),
            sheet: Some("2025".into()),
            row: 19,
            ..Entry::default()
        };
        let rows = vec![(7, Some(entry)), (8, Some(Entry::default())), (9, None)];
        let read = |value: Value| serde_json::from_str(&value.to_string()).unwrap();
        assert_eq!(to_rows(&read(of_rows(&rows))), Some(rows));
        let task = Task {
            office: "pu".into(),
            villages: vec![VillageCode::local(1)],
            target: Some(40),
            status: Status::Running,
            why: "menunggu lelang".into(),
            ..Task::default()
        };
        let good = Good {
            products: vec!["Kopi \"lanang\"".into(), "padi".into()],
            source: "Survei PMD 2026".into(),
            ..Good::default()
        };
        let rule = Rule { high: 0.1 + 0.2, ..Rule::default() };
        let facts = vec![
            (FactKind::Meaning, "program/x".into(), Some(Fact::Meaning("PU-AIR".into()))),
            (FactKind::Task, "pu/air".into(), Some(Fact::Task(Box::new(task)))),
            (FactKind::Rule, String::new(), Some(Fact::Rule(Box::new(rule)))),
            (FactKind::Support, "n1".into(), Some(Fact::Words(vec!["PU-AIR".into()]))),
            (FactKind::Catalogue, String::new(), Some(Fact::Text("[[office]]".into()))),
            (FactKind::Products, "7".into(), None),
            (FactKind::Products, "8".into(), Some(Fact::Good(Box::new(good)))),
        ];
        assert_eq!(to_facts(&read(of_facts(&facts))), Some(facts));
        assert_eq!(
            to_fact(&json!({ "rule": { "need": null, "many": 3, "high": "7", "low": "0" } })),
            None
        );
    }
}
