//! Lines of text for slides, and tables dealt over as many slides as they need.

use crate::output::pptx::{Box4, Look, Slide, Table, Thing, Words};
use crate::output::symbology::Rgb;

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
pub fn deal(title: &str, table: Table, area: Box4, foot: &str) -> Vec<Slide> {
    let row = table.size * 1.75;
    let most = ((area[3] / row).floor() as usize).saturating_sub(1).max(1);
    let all = table.rows.len().div_ceil(most);
    table
        .rows
        .chunks(most)
        .enumerate()
        .map(|(i, rows)| {
            let part = Table { rows: rows.to_vec(), ..table.clone() };
            let high = row * (rows.len() + 1) as f64;
            let number = if all > 1 { format!(" ({} dari {all})", i + 1) } else { String::new() };
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
