//! Neighbour lists of other programs: GAL (who) and GWT (who, and how near).
//!
//! GAL: a line `0 n layer id` or only `n`; then for each place its id and how many neighbours, and
//! their ids. GWT: the same first line, then `id neighbour number`. Numbers are read and let go.

use std::collections::BTreeMap;

/// Links by id; every place of a GAL file has a list, which may be empty.
pub type Links = BTreeMap<String, Vec<String>>;

/// Reads a GAL file; says the line that cannot be read.
///
/// # Errors
/// The text of that line.
pub fn gal(text: &str) -> Result<Links, String> {
    let mut links = Links::new();
    let mut words = words(text)?;
    while let Some((id, line)) = words.next() {
        let bad = || format!("{}: {id}", line + 1);
        let count: usize = words.next().and_then(|(w, _)| w.parse().ok()).ok_or_else(bad)?;
        let mut list = Vec::new();
        for _ in 0..count {
            list.push(words.next().ok_or_else(bad)?.0.to_owned());
        }
        if links.insert(id.to_owned(), list).is_some() {
            return Err(bad());
        }
    }
    Ok(links)
}

/// Reads a GWT file; a place without neighbours does not stand in it.
///
/// # Errors
/// The text of the line that cannot be read.
pub fn gwt(text: &str) -> Result<Links, String> {
    let mut links = Links::new();
    let mut words = words(text)?;
    while let Some((id, line)) = words.next() {
        let bad = || format!("{}: {id}", line + 1);
        let other = words.next().ok_or_else(bad)?.0;
        let weight = words.next().and_then(|(w, _)| w.parse::<f64>().ok()).ok_or_else(bad)?;
        let list = links.entry(id.to_owned()).or_default();
        if weight.is_finite() && weight != 0.0 {
            list.push(other.to_owned());
        }
    }
    Ok(links)
}

/// The words behind the first line, each with its line.
fn words(text: &str) -> Result<impl Iterator<Item = (&str, usize)>, String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let (_, first) = lines.next().unwrap_or_default();
    let numbers = first.split_whitespace().take(2).all(|w| w.parse::<u64>().is_ok());
    if first.trim().is_empty() || !numbers {
        return Err(format!("1: {}", first.chars().take(60).collect::<String>()));
    }
    Ok(lines.flat_map(|(at, line)| line.split_whitespace().map(move |word| (word, at))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_what_is_wrong_is_named() {
        let expected: Links = [("a", vec!["b"]), ("b", vec!["a"]), ("c", vec![])]
            .into_iter()
            .map(|(id, list)| (id.to_owned(), list.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(gal("0 3 desa KODE\na 1\nb\nb 1\na\nc 0\n\n").unwrap(), expected);
        assert_eq!(gal("3\r\na 1\r\nb\r\nb 1\r\na\r\nc 0\r\n").unwrap(), expected);
        let near = gwt("0 3 desa KODE\na b 120.5\nb a 120.5\n").unwrap();
        assert_eq!((near.len(), &near["a"]), (2, &expected["a"]));
        for text in ["", "nama,kode", "0 1 x y\na x\nb", "0 1 x y\na 2\nb", "1\na 0\na 0"] {
            assert!(gal(text).is_err(), "{text:?}");
        }
        assert!(gwt("1\na b").unwrap_err().contains('2'));
    }
}
