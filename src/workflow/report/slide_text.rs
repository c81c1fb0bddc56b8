//! Lines of text for slides, and tables dealt over as many slides as they need.

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

/// As many slides as the rows need; none for no rows.
pub fn deal(lang: Lang, title: &str, table: Table, area: Box4, foot: &str) -> Vec<Slide> {
    let table = Table { size: readable(&table, area[3]), ..table };
    let row = table.size * 1.75;
    let most = ((area[3] / row).floor() as usize).saturating_sub(1).max(1);
    let all = table.rows.len().div_ceil(most).max(1);
    // No slide of one row after a full one.
    table
        .rows
        .chunks(table.rows.len().div_ceil(all).max(1))
        .enumerate()
        .map(|(i, rows)| {
            let part = Table { rows: rows.to_vec(), ..table.clone() };
            let high = row * (rows.len() + 1) as f64;
            let part_of = || lang.deck(&D::PartOf { part: i + 1, of: all });
            let number = if all > 1 { part_of() } else { String::new() };
            let mut slide = Slide {
                title: format!("{title}{number}"),
                foot: foot.to_owned(),
                ..Slide::default()
            };
            slide.put(title, [area[0], area[1], area[2], high], Thing::Table(part));
            slide
        })
        .collect()
}

/// Letters of a short table grow until its rows, some of them of two lines, fill the slide.
pub fn readable(table: &Table, high: f64) -> f64 {
    let rows = (table.rows.len() + 1) as f64;
    (high / (1.75 * 1.5 * rows)).clamp(table.size, table.size.max(16.0))
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
