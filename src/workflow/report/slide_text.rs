//! Lines of text for slides, and tables dealt over as many slides as they need.

use std::ops::Range;

use crate::lang::Lang;
use crate::lang::deck::DeckSay as D;
use crate::lang::number::count;
use crate::output::bivariate::NINE;
use crate::output::legend::Legend;
use crate::output::pptx::{Box4, Look, Slide, Table, Thing, Words};
use crate::output::symbology::{MapColours, Rgb};

const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);

fn line(text: &str, size: f64, look: Look, colour: Rgb) -> Words {
    Words { text: text.to_owned(), size, look, colour }
}

pub fn strong(text: &str, size: f64) -> Words {
    line(text, size, Look::Bold, INK)
}

pub fn plain(text: &str, size: f64) -> Words {
    line(text, size, Look::Plain, INK_2)
}

pub fn listed(text: &str, size: f64) -> Words {
    line(text, size, Look::Listed, INK)
}

pub fn words(lines: Vec<Words>) -> Thing {
    Thing::Words(lines)
}

/// Of a table's letters, in points.
const LARGEST: f64 = 18.0;

/// As many slides as the rows need, each about as full as the others; none for no rows.
pub fn deal(lang: Lang, title: &str, table: Table, area: Box4, foot: &str) -> Vec<Slide> {
    let table = Table { size: readable(&table, area[2], area[3]), ..table };
    let laid = |table: Table| {
        let (head, heights) = table.heights(area[2]);
        let parts = shared(&heights, (area[3] - head).max(1.0));
        (table, head, heights, parts)
    };
    let (mut table, mut head, mut heights, mut parts) = laid(table);
    // Larger letters as long as they need no slide more.
    while table.size < LARGEST {
        let larger = Table { size: table.size + 0.5, ..table.clone() };
        let found = laid(larger);
        if found.3.len() > parts.len() || !found.0.is_whole(area[2]) {
            break;
        }
        (table, head, heights, parts) = found;
    }
    let all = parts.len();
    let mut slides = Vec::with_capacity(all);
    for (i, rows) in parts.into_iter().enumerate() {
        let high = head + heights[rows.clone()].iter().sum::<f64>();
        let part = Table {
            rows: table.rows[rows.clone()].to_vec(),
            shades: table.shades.get(rows.clone()).map_or_else(Vec::new, <[Vec<f64>]>::to_vec),
            ..table.clone()
        };
        let part_of = || lang.deck(&D::PartOf { part: i + 1, of: all });
        let number = if all > 1 { part_of() } else { String::new() };
        let mut slide =
            Slide { title: format!("{title}{number}"), foot: foot.to_owned(), ..Slide::default() };
        let about = D::Rows { from: rows.start + 1, to: rows.end, of: table.rows.len() };
        slide.notes = vec![format!("{title}. {}", lang.deck(&about))];
        slide.put(title, [area[0], area[1], area[2], high], Thing::Table(part));
        slides.push(slide);
    }
    slides
}

/// Rows so high, dealt over as few slides as hold them; no slide of one row after a full one.
fn shared(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let dealt = |most: f64| {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let (mut start, mut full) = (0, 0.0);
        for (i, height) in heights.iter().enumerate() {
            if i > start && full + height > most {
                parts.push(start..i);
                (start, full) = (i, 0.0);
            }
            full += height;
        }
        if start < heights.len() {
            parts.push(start..heights.len());
        }
        parts
    };
    let fewest = dealt(room).len();
    let even = heights.iter().sum::<f64>() / fewest.max(1) as f64;
    // The evenest that still needs no more slides.
    let steps = (0..=20).map(|step| even + (room - even).max(0.0) * f64::from(step) / 20.0);
    steps.map(dealt).find(|parts| parts.len() <= fewest).unwrap_or_else(|| dealt(room))
}

/// Letters of a short table grow until it fills the slide; those of a crowded one shrink before a
/// word is broken.
pub fn readable(table: &Table, width: f64, high: f64) -> f64 {
    const LEAST: f64 = 8.0;
    let mut size = table.size;
    while size > LEAST && !(Table { size, ..table.clone() }).is_whole(width) {
        size -= 0.5;
    }
    if size < table.size {
        return size;
    }
    while size < LARGEST {
        let larger = Table { size: size + 0.5, ..table.clone() };
        let (head, rows) = larger.heights(width);
        if head + rows.iter().sum::<f64>() > high || !larger.is_whole(width) {
            break;
        }
        size += 0.5;
    }
    size
}

/// Patches with their ranges and counts.
pub fn legend(slide: &mut Slide, lang: Lang, legend: &Legend, [left, top, width, _]: Box4) {
    let mut entries: Vec<(Rgb, String)> = legend
        .classes
        .iter()
        .map(|e| (e.colour, format!("{} ({})", e.text, count(lang, e.villages))))
        .collect();
    if legend.no_data > 0 {
        let text = lang.deck(&D::NoData { villages: legend.no_data });
        entries.push((MapColours::LIGHT.no_data, text));
    }
    if legend.not_applicable > 0 {
        let text = lang.deck(&D::NotApplicable { villages: legend.not_applicable });
        entries.push((MapColours::LIGHT.not_applicable, text));
    }
    let step = width / entries.len().max(1) as f64;
    for (i, (colour, text)) in entries.into_iter().enumerate() {
        let x = left + step * i as f64;
        slide.put(&lang.deck(&D::Class), [x, top, step - 4.0, 10.0], Thing::Patch(colour));
        slide.put(
            &lang.deck(&D::ClassRange),
            [x, top + 12.0, step - 4.0, 22.0],
            words(vec![plain(&text, 9.0)]),
        );
    }
}

/// The square of nine colours, and how it is read.
pub fn nine_legend(
    slide: &mut Slide,
    lang: Lang,
    [left, top, width]: [f64; 3],
    (x, y): (&str, &str),
) {
    let side = 22.0;
    for (row, colours) in NINE.iter().enumerate() {
        for (column, colour) in colours.iter().enumerate() {
            let at = [left + side * column as f64, top + side * (2 - row) as f64, side, side];
            slide.put(&lang.deck(&D::CellPatch), at, Thing::Patch(*colour));
        }
    }
    let lines = vec![
        plain(&lang.deck(&D::Rightward { name: x.to_owned() }), 10.0),
        plain(&lang.deck(&D::Upward { name: y.to_owned() }), 10.0),
        plain(&lang.deck(&D::Corner), 10.0),
    ];
    let area = [left + 76.0, top + 8.0, width - 80.0, 54.0];
    slide.put(&lang.deck(&D::CellKey), area, words(lines));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_narrow_table_is_broken_and_every_slide_has_its_notes() {
        let table = Table {
            widths: vec![1.0; 7],
            header: vec!["Kelengkapan data (0–20)".to_owned(); 7],
            rows: vec![vec!["Sungai Tembowesi".to_owned(); 7]; 40],
            size: 11.0,
            ..Table::default()
        };
        let width = 630.0;
        let size = readable(&table, width, 390.0);
        assert!(size < 11.0 && (Table { size, ..table.clone() }).is_whole(width), "{size}");
        let slides = deal(Lang::Id, "Desa tersukses", table, [45.0, 100.0, width, 390.0], "");
        assert!(slides.len() > 1 && slides.iter().all(|slide| !slide.notes.is_empty()));
        assert_eq!(slides[0].notes[0].split_once(" dari 40").map(|(_, rest)| rest), Some("."));
    }

    #[test]
    fn rows_are_dealt_evenly_and_none_is_lost() {
        let heights: Vec<f64> = (0..23).map(|i| if i % 5 == 0 { 30.0 } else { 18.0 }).collect();
        let parts = shared(&heights, 200.0);
        let all: Vec<usize> = parts.iter().cloned().flatten().collect();
        assert_eq!(all, (0..23).collect::<Vec<_>>());
        for part in &parts {
            assert!(heights[part.clone()].iter().sum::<f64>() <= 200.0);
            assert!(part.len() > 3, "{parts:?}");
        }
        assert!(shared(&[], 200.0).is_empty());
        // A row higher than the slide has one of its own.
        assert_eq!(shared(&[10.0, 300.0, 10.0], 200.0).len(), 3);
    }
}
