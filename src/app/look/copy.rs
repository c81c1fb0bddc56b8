//! Map, table and chart as they go to the clipboard: a picture, or cells that a sheet takes.

use super::table::Rows;
use crate::app::state::Content;
use crate::lang::Lang;
use crate::lang::app::Word;

/// The rows in sight order as text between tabs: numbers as the language writes them, so that a
/// sheet of the same language reads numbers.
pub fn table(
    lang: Lang,
    content: &Content,
    shown: usize,
    columns: &[usize],
    rows: &Rows,
) -> String {
    let numbers: Vec<usize> = std::iter::once(shown).chain(columns.iter().copied()).collect();
    let mut heads: Vec<String> =
        [Word::Number, Word::Village, Word::Kecamatan].map(|w| lang.word(w).to_owned()).to_vec();
    heads.insert(1, lang.word(Word::CodesOf).to_owned());
    heads.extend(numbers.iter().map(|&at| clean(&content.column_name(at))));
    let mut text = heads.join("\t");
    for &village in &rows.order {
        let village = village as usize;
        let about = &content.register.villages[village];
        let rank = rows.rank.get(village).filter(|rank| **rank > 0);
        text.push('\n');
        text.push_str(&rank.map_or_else(String::new, u32::to_string));
        for word in [about.code.as_str(), &about.name, content.kecamatan_of(village)] {
            text.push('\t');
            text.push_str(&clean(word));
        }
        for &at in &numbers {
            text.push('\t');
            let value = content.columns.get(at).and_then(|c| c.values[village].value());
            text.push_str(&value.map_or_else(String::new, |x| whole(lang, x)));
        }
    }
    text
}

/// All digits that the number has, up to nine, without marks between thousands: a sheet of the
/// language reads it as the number it is.
fn whole(lang: Lang, x: f64) -> String {
    let text = format!("{x:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    match lang {
        Lang::Id => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// No cell breaks out of its cell, and none begins a formula.
fn clean(text: &str) -> String {
    let flat = text.replace(['\t', '\n', '\r'], " ");
    if flat.starts_with(['=', '+', '-', '@']) { format!("'{flat}") } else { flat }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample;

    #[test]
    fn rows_are_copied_as_they_stand_and_an_empty_cell_stays_empty() {
        let rows = Rows {
            order: vec![1, 3],
            rank: vec![3, 1, 2, 0, 0],
            decimals: vec![1],
            ..Rows::default()
        };
        let text = table(Lang::Id, &sample::content(), 0, &[], &rows);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "1\t99.01.01.2002\tBatu Putih\tKolono\t40");
        assert_eq!(lines[2], "\t99.01.01.2004\tDurian\tLaonti\t");
        let numbers = [98.98, 0.1 + 0.2, -4.0, 12_345.5, 0.0].map(|x| whole(Lang::Id, x));
        assert_eq!(numbers, ["98,98", "0,3", "-4", "12345,5", "0"]);
        assert_eq!(clean("=1+1"), "'=1+1");
    }
}
