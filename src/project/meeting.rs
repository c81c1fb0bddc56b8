//! What is set once for all papers, and how far each village is verified: two remembered values.
//! The first is changed as a whole, the second village by village, each by one edit.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::edits::{Applied, Refused};
use super::schema;
use crate::base::code::VillageCode;
use crate::lang::project::What;
use crate::plan::edit::Edit;
use crate::plan::meeting::{Meeting, Signer, Stage, Verification};

const MEETING: &str = "meeting";
const VERIFIED: &str = "verification";

pub(super) type Entries = Vec<(VillageCode, Option<Verification>)>;

fn kept(conn: &Connection, key: &str) -> rusqlite::Result<Value> {
    let text = schema::meta(conn, key)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// What was set; the defaults where nothing was, or another program has spoiled it.
pub(super) fn meeting(conn: &Connection) -> rusqlite::Result<Meeting> {
    Ok(to_meeting(&kept(conn, MEETING)?).unwrap_or_default())
}

/// Every village that a form spoke of.
pub(super) fn verified(conn: &Connection) -> rusqlite::Result<BTreeMap<VillageCode, Verification>> {
    let entries = to_entries(&kept(conn, VERIFIED)?).unwrap_or_default();
    Ok(entries.into_iter().filter_map(|(code, own)| Some((code, own?))).collect())
}

/// `None` when nothing changes.
pub(super) fn set_meeting(
    conn: &Connection,
    meeting: &Meeting,
) -> Result<Option<Applied>, Refused> {
    let before = self::meeting(conn)?;
    if before == *meeting {
        return Ok(None);
    }
    schema::set_meta(conn, MEETING, &of_meeting(meeting).to_string())?;
    let inverse = Edit::SetMeeting { meeting: Box::new(before) };
    Ok(Some(Applied { inverse, again: None, what: What::MeetingSet }))
}

/// `None` when nothing changes.
pub(super) fn set_verified(
    conn: &Connection,
    entries: &Entries,
    file: &str,
) -> Result<Option<Applied>, Refused> {
    let mut all = verified(conn)?;
    let mut before = Entries::new();
    for (code, own) in entries {
        let old = all.get(code).cloned();
        if old == *own {
            continue;
        }
        match own {
            Some(own) => all.insert(code.clone(), own.clone()),
            None => all.remove(code),
        };
        before.push((code.clone(), old));
    }
    if before.is_empty() {
        return Ok(None);
    }
    let kept: Entries = all.into_iter().map(|(code, own)| (code, Some(own))).collect();
    schema::set_meta(conn, VERIFIED, &of_entries(&kept).to_string())?;
    let what = What::Verified { file: file.to_owned(), villages: before.len() };
    before.reverse();
    let inverse = Edit::SetVerification { entries: before, file: file.to_owned() };
    Ok(Some(Applied { inverse, again: None, what }))
}

pub(super) fn of_meeting(meeting: &Meeting) -> Value {
    let signers: Vec<Value> = meeting
        .signers
        .iter()
        .map(|s| json!({ "role": s.role, "name": s.name, "number": s.number }))
        .collect();
    json!({
        "office": meeting.office, "letterhead": meeting.letterhead, "place": meeting.place,
        "legal_basis": meeting.legal_basis, "target_year": meeting.target_year,
        "accent": meeting.accent, "logo": meeting.logo.as_deref().map(hex), "signers": signers,
    })
}

pub(super) fn to_meeting(value: &Value) -> Option<Meeting> {
    let text = |value: &Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
    let list = |key: &str| -> Option<Vec<String>> {
        let own = value.get(key)?.as_array()?;
        own.iter().map(|line| line.as_str().map(str::to_owned)).collect()
    };
    let accent = match value.get("accent")? {
        Value::Null => None,
        own => {
            let parts: Option<Vec<u8>> =
                own.as_array()?.iter().map(|c| u8::try_from(c.as_u64()?).ok()).collect();
            Some(parts?.try_into().ok()?)
        }
    };
    let logo = match value.get("logo")? {
        Value::Null => None,
        own => Some(from_hex(own.as_str()?)?),
    };
    let target_year = match value.get("target_year")? {
        Value::Null => None,
        year => Some(u16::try_from(year.as_u64()?).ok()?),
    };
    let signer = |s: &Value| {
        Some(Signer { role: text(s, "role")?, name: text(s, "name")?, number: text(s, "number")? })
    };
    Some(Meeting {
        office: text(value, "office")?,
        letterhead: list("letterhead")?,
        place: text(value, "place")?,
        legal_basis: list("legal_basis")?,
        target_year,
        accent,
        logo,
        signers: value.get("signers")?.as_array()?.iter().map(signer).collect::<Option<_>>()?,
    })
}

pub(super) fn of_entries(entries: &Entries) -> Value {
    let one = |own: &Verification| {
        json!({
            "stage": own.stage.id(), "died": own.died, "moved": own.moved, "able": own.able,
            "added": own.added, "note": own.note, "checked": own.checked,
            "seen": own.seen,
        })
    };
    entries
        .iter()
        .map(|(code, own)| json!({ "code": code.as_str(), "own": own.as_ref().map(one) }))
        .collect()
}

pub(super) fn to_entries(value: &Value) -> Option<Entries> {
    let number = |own: &Value, key: &str| match own.get(key)? {
        Value::Null => Some(None),
        n => Some(Some(u32::try_from(n.as_u64()?).ok()?)),
    };
    let one = |own: &Value| {
        Some(Verification {
            stage: Stage::from_id(own.get("stage")?.as_str()?)?,
            died: number(own, "died")?,
            moved: number(own, "moved")?,
            able: number(own, "able")?,
            added: number(own, "added")?,
            note: own.get("note")?.as_str()?.to_owned(),
            seen: match own.get("seen") {
                Some(Value::Object(seen)) => {
                    let text = |(id, text): (&String, &Value)| {
                        Some((id.clone(), text.as_str()?.to_owned()))
                    };
                    seen.iter().map(text).collect::<Option<_>>()?
                }
                _ => std::collections::BTreeMap::new(),
            },
            // Forms of before have no day.
            checked: own.get("checked").and_then(Value::as_str).unwrap_or_default().to_owned(),
        })
    };
    let entry = |value: &Value| {
        let code = VillageCode::stored(value.get("code")?.as_str()?.to_owned());
        match value.get("own")? {
            Value::Null => Some((code, None)),
            own => Some((code, Some(one(own)?))),
        }
    };
    value.as_array()?.iter().map(entry).collect()
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits?;
    (digits.len() % 2 == 0).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_verification_come_back_as_they_were() {
        let meeting = Meeting {
            office: "Bappeda".into(),
            letterhead: vec!["PEMERINTAH".into(), "BAPPEDA".into()],
            place: "Andoolo".into(),
            legal_basis: vec!["Inpres".into()],
            target_year: Some(2026),
            accent: Some([1, 2, 255]),
            logo: Some(vec![0, 127, 255]),
            signers: vec![Signer { role: "Kepala".into(), ..Signer::default() }],
        };
        for meeting in [meeting, Meeting::default()] {
            let text = of_meeting(&meeting).to_string();
            assert_eq!(to_meeting(&serde_json::from_str(&text).unwrap()), Some(meeting));
        }
        let own = Verification { stage: Stage::Done, died: Some(2), ..Verification::default() };
        let entries =
            vec![(VillageCode::local(1), Some(own)), (VillageCode::stored("7".into()), None)];
        assert_eq!(to_entries(&of_entries(&entries)), Some(entries));
        assert_eq!(to_meeting(&json!({ "office": 1 })), None);
    }
}
