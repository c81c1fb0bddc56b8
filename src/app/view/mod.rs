//! View models: what each panel shows as plain data, made without egui and tested without a window.

pub mod card;
pub mod charts;
pub mod check;
pub mod chosen_card;
pub mod classes;
pub mod columns;
pub mod compare;
pub mod data;
pub mod draft;
pub mod histogram;
pub mod history;
pub mod import;
pub mod links;
pub mod lokus;
pub mod over_time;
pub mod pair;
pub mod pocket_facts;
pub mod pocket_maps;
pub mod pocket_tables;
pub mod ranking;
pub mod regions;
pub mod status;
pub mod subject;
pub mod told;
pub mod welcome;
pub mod why_card;

#[cfg(test)]
pub mod sample;

use crate::app::state::Content;
use crate::base::measure::Measure;
use crate::dataset::village::Kind;
use crate::indicator::classify::Method;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::indicator::definition::SourceKind;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::app_data::{DataSay, DataWord};
use crate::lang::number::{decimals_for, fixed};
use crate::source::number::{self, NumberText};
use crate::workflow::picture::cut;

/// A value as text, in the decimals of its column; "–" where there is none.
pub fn value_text(lang: Lang, column: &Column, value: Measure, decimals: usize) -> String {
    match value {
        Measure::Measured(x) => with_unit(lang, column, x, decimals),
        Measure::Missing | Measure::NotApplicable => "–".to_owned(),
    }
}

/// An indicator's name as short as a table's head needs it: "Prevalensi stunting: (a + b)" is
/// "Stunting".
pub fn brief(name: &str) -> String {
    let head = name.split([':', '(']).next().unwrap_or(name).trim();
    let plain = [
        "persentase",
        "persen",
        "prevalensi",
        "keluarga",
        "jumlah",
        "indeks",
        "angka",
        "cakupan",
        "percent",
        "rate",
    ];
    let rest = head.split_once(' ').filter(|(first, rest)| {
        plain.contains(&first.to_lowercase().as_str()) && rest.chars().count() > 3
    });
    let text = rest.map_or(head, |(_, rest)| rest.trim());
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number with its percent sign, where it is one; other units stand in the head.
pub fn with_unit(lang: Lang, column: &Column, value: f64, decimals: usize) -> String {
    let number = fixed(lang, value, decimals);
    match column.indicator.quantity {
        Quantity::Percent => format!("{number} %"),
        Quantity::Count | Quantity::Index => number,
    }
}

/// The decimals that a whole column is written with.
pub fn decimals(column: &Column) -> usize {
    decimals_for(column.measured())
}

/// The middle of the measured values; `None` without any.
pub fn median(column: &Column) -> Option<f64> {
    let mut values: Vec<f64> = column.measured().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        n if n % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

/// The median as it is written: who reads a condition asks what is asked.
pub fn written_median(column: &Column) -> Option<f64> {
    let unit = 10_f64.powi(decimals(column) as i32);
    median(column).map(|middle| (middle * unit).round() / unit)
}

/// "Kec. Laonti · 74.05.11.2020".
pub fn place(lang: Lang, content: &Content, village: usize) -> String {
    let kecamatan = content.kecamatan_of(village);
    let code = &content.register.villages[village].code;
    if kecamatan.is_empty() {
        code.to_string()
    } else {
        format!("{} {} · {code}", lang.word(Word::KecamatanShort), content.place_of(village))
    }
}

/// The name of a way to cut classes.
pub fn method_word(method: &Method) -> Word {
    match method {
        Method::NaturalBreaks => Word::MethodNatural,
        Method::Quantile => Word::MethodQuantile,
        Method::Equal => Word::MethodEqual,
        Method::StdDev
        | Method::Box
        | Method::Percentile
        | Method::HeadTail
        | Method::MaxBreaks
        | Method::Pretty
        | Method::WhoStunting(_) => Word::MethodCut(cut(method)),
        Method::Manual(_) => Word::MethodManual,
    }
}

/// The word of a kind of source.
pub fn source_kind_word(kind: SourceKind) -> DataWord {
    match kind {
        SourceKind::Register => DataWord::KindRegister,
        SourceKind::Survey => DataWord::KindSurvey,
        SourceKind::Other => DataWord::KindOther,
    }
}

/// Where a village's value of a column stood: "idm.csv · lembar Rekap · baris 9 · kolom D", or why
/// there is none.
pub fn cell_words(lang: Lang, content: &Content, column: usize, village: usize) -> String {
    let Some(column) = content.columns.get(column) else { return String::new() };
    let cell = match column.cells.get(village).and_then(Option::as_ref) {
        Some(cell) => {
            let source = content.sources.iter().find(|source| source.id == cell.source);
            lang.say(&Say::SourceCell {
                file: source.map_or_else(String::new, |source| source.file.clone()),
                sheet: cell.sheet.clone(),
                row: cell.row,
                column: cell.column.clone(),
            })
        }
        None => counted_words(lang, content, column, village).unwrap_or_else(|| {
            lang.word(match column.values.get(village) {
                Some(Measure::Measured(_)) => Word::Computed,
                Some(Measure::NotApplicable) => Word::NotApplicable,
                Some(Measure::Missing) | None => Word::NoData,
            })
            .to_owned()
        }),
    };
    match correction_words(lang, column, village) {
        Some(words) => format!("{words}\n{cell}"),
        None => cell,
    }
}

/// The rows of a list of persons that a count was made of.
fn counted_words(lang: Lang, content: &Content, column: &Column, village: usize) -> Option<String> {
    let counted = content.data.counted.get(&column.import)?;
    column.values.get(village)?.value().filter(|_| column.indicator.rate_of.is_none())?;
    let source = content.sources.iter().find(|source| source.imports.contains(&column.import))?;
    let span = counted.get(content.register.villages[village].code.as_str());
    let span = span.map(|s| (s.first, s.last, s.rows));
    Some(lang.counted_rows(&source.file, source.sheet.as_deref(), span))
}

/// What a person set in place of what the table says, and why.
pub fn correction_words(lang: Lang, column: &Column, village: usize) -> Option<String> {
    let correction = column.corrections.get(&village)?;
    let places = decimals(column);
    Some(lang.data_say(&DataSay::CorrectedFrom {
        table: value_text(lang, column, correction.table, places),
        reason: correction.reason.clone(),
        who: correction.who.clone(),
    }))
}

/// A number as a person types it into the window; nothing = no data. `None` when it is neither.
pub fn read_value(text: &str) -> Option<Measure> {
    if text.trim().is_empty() {
        return Some(Measure::Missing);
    }
    let mark = number::guess(std::iter::once(text)).mark;
    match number::parse(text, mark) {
        NumberText::Value(x) | NumberText::Percent(x) => Some(Measure::Measured(x)),
        NumberText::Blank => Some(Measure::Missing),
        NumberText::Text => None,
    }
}

/// What a village is in law; `None` where it is not known.
pub fn kind_word(kind: Kind) -> Option<Word> {
    match kind {
        Kind::Desa => Some(Word::KindDesa),
        Kind::Kelurahan => Some(Word::KindKelurahan),
        Kind::DesaAdat => Some(Word::KindDesaAdat),
        Kind::Unknown => None,
    }
}
