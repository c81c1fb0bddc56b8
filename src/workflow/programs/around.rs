//! What a sheet's name and its titles say of all its rows: the office, who pays, the programme.

use super::words::{self, Words, plain};
use crate::dataset::layout::Laid;

fn around(laid: &Laid) -> impl Iterator<Item = &String> {
    laid.sheet.iter().chain(&laid.titles)
}

/// The one thing that the texts name, by the words of the first that names it.
fn only<'t>(
    texts: impl Iterator<Item = &'t String>,
    named: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut found: Option<(String, String)> = None;
    for text in texts {
        let Some(id) = named(text) else { continue };
        match &found {
            Some((other, _)) if *other != id => return None,
            Some(_) => {}
            None => found = Some((id, text.trim().to_owned())),
        }
    }
    found.map(|(_, text)| text)
}

/// The office, by its own words.
pub fn office(laid: &Laid, words: &Words<'_>) -> Option<String> {
    only(around(laid), |text| words.office(text).known())
}

/// The source of funds: its id, or the words of a transfer that nobody can place without asking.
pub fn fund(laid: &Laid) -> Option<String> {
    let id = |text: &str| {
        let text = plain(text);
        let says = |names: &[&str]| {
            let padded = format!(" {text} ");
            names.iter().any(|name| padded.contains(&format!(" {name} ")))
        };
        if says(&["bkk", "bantuan keuangan"]) {
            return Some("bantuan keuangan".to_owned());
        }
        // "Kabupaten" in a title says where, not whose money.
        let money =
            ["apbn", "apbd", "apbdes", "dak", "dana alokasi khusus", "dana desa", "csr", "tjsl"];
        let fund = says(&money).then(|| words::fund(&text)).flatten()?;
        Some(fund.id().to_owned())
    };
    let text = only(around(laid), id)?;
    id(&text)
}

/// The programme whose list the sheet is, by the catalogue's own code.
pub fn programme(laid: &Laid, words: &Words<'_>) -> Option<String> {
    let named = |text: &str| words.programme(text, None).known();
    let text = only(around(laid), named)?;
    named(&text)
}
