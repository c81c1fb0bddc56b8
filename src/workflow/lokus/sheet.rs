//! A list of focus villages on paper: a table, and the draft of the decree's annex.

use super::kept::Frozen;
use super::recipe::Recipe;
use crate::analysis::lokus::Classes;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::lang::pocket::{DraftSaid, PocketColumn, PocketWord};
use crate::output::table::{Cell, Sheet};
use crate::workflow::snapshot::Snapshot;

/// What a class of the prevalence is called.
pub fn class_word(classes: Classes, class: u8) -> PocketWord {
    match (classes, class) {
        (Classes::WhoStunting, 0) => PocketWord::VeryLow,
        (Classes::WhoStunting, 1) => PocketWord::Low,
        (Classes::WhoStunting, 2) => PocketWord::Medium,
        (Classes::WhoStunting, 3) => PocketWord::High,
        (Classes::WhoStunting, _) => PocketWord::VeryHigh,
        (Classes::Fifths, class) => PocketWord::Fifth(class + 1),
    }
}

/// The name of an indicator, or its id where it is gone.
fn name(snapshot: &Snapshot, id: &str) -> String {
    snapshot.column(id, None).map_or_else(|_| id.to_owned(), |c| c.indicator.name.clone())
}

/// The list as a table.
pub fn sheet(lang: Lang, snapshot: &Snapshot, frozen: &Frozen) -> Sheet {
    let columns = [
        PocketColumn::Points,
        PocketColumn::Prevalence,
        PocketColumn::Class,
        PocketColumn::Cases,
        PocketColumn::Lacking,
        PocketColumn::BestRank,
        PocketColumn::WorstRank,
        PocketColumn::TopShare,
        PocketColumn::Alike,
    ];
    let mut header = vec![lang.pocket_column(PocketColumn::Place).to_owned()];
    header.extend([Caption::Code, Caption::Village, Caption::Kecamatan].map(|c| lang.caption(&c)));
    header.extend(columns.map(|c| lang.pocket_column(c).to_owned()));
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let rows = frozen.villages.iter().map(|v| {
        let lacking: Vec<String> = v.lacking.iter().map(|id| name(snapshot, id)).collect();
        let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        vec![
            Cell::Number(v.place as f64),
            Cell::Code(v.code.clone()),
            Cell::Text(v.name.clone()),
            Cell::Text(v.kecamatan.clone()),
            Cell::Number(v.points),
            Cell::Number(v.rate),
            Cell::Text(lang.pocket_word(class_word(frozen.classes(), v.class))),
            Cell::Number(v.count),
            text(lacking.join("; ")),
            number(v.interval.map(|i| i.0 as f64)),
            number(v.interval.map(|i| i.1 as f64)),
            number(v.interval.map(|i| (1000.0 * i.2).round() / 10.0)),
            if v.alike { Cell::Text(lang.pocket_word(PocketWord::Yes)) } else { Cell::Empty },
        ]
    });
    Sheet { name: frozen.name.clone(), header, rows: rows.collect() }
}

/// What stands above and below the list: where it comes from and how its points are made.
pub fn head(lang: Lang, snapshot: &Snapshot, frozen: &Frozen) -> Vec<String> {
    let (kabupaten, _) = snapshot.register.kabupaten();
    let kabupaten = match &kabupaten[..] {
        [one] => lang.caption(&Caption::Kabupaten { name: one.name.clone() }),
        several => lang.caption(&Caption::SeveralKabupaten { count: several.len() }),
    };
    let Recipe { weights, services, classes, .. } = &frozen.recipe;
    let ids = frozen.count.split('+').map(|id| name(snapshot, id.trim()));
    let mut lines = vec![
        DraftSaid::Title { name: frozen.name.clone(), kabupaten },
        if frozen.is_frozen {
            let (name, date, by) = (frozen.name.clone(), frozen.at.clone(), frozen.by.clone());
            DraftSaid::Frozen { name, date, by }
        } else {
            DraftSaid::NotFrozen
        },
        DraftSaid::Data {
            indicator: name(snapshot, &frozen.indicator),
            period: frozen.period.clone(),
            count: ids.collect::<Vec<_>>().join(" + "),
        },
        DraftSaid::Points {
            prevalence: weights.prevalence,
            count: weights.count,
            service: weights.service,
            classes: classes.id().to_owned(),
        },
    ];
    if !services.is_empty() {
        let names = services.iter().map(|s| name(snapshot, &s.indicator)).collect();
        lines.push(DraftSaid::Services { names });
    }
    if frozen.unknown > 0 {
        lines.push(DraftSaid::Unknown { count: frozen.unknown });
    }
    lines.push(DraftSaid::Hash { list: frozen.hash.clone(), input: frozen.input_hash.clone() });
    lines.push(DraftSaid::Open);
    lines.iter().map(|line| lang.draft(line)).collect()
}

/// The draft as a text that any program opens.
pub fn draft_text(lang: Lang, snapshot: &Snapshot, frozen: &Frozen) -> String {
    let sheet = sheet(lang, snapshot, frozen);
    let mut lines = head(lang, snapshot, frozen);
    lines.push(String::new());
    lines.push(sheet.header.join(" | "));
    let cell = |cell: &Cell| match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Text(text) | Cell::Code(text) => text.clone(),
        Cell::Number(value) => crate::lang::number::short(lang, (value * 10.0).round() / 10.0),
    };
    for row in &sheet.rows {
        lines.push(row.iter().map(cell).collect::<Vec<_>>().join(" | "));
    }
    lines.push(String::new());
    // Notepad of old Windows wants both characters.
    lines.join("\n").replace('\n', "\r\n")
}

/// Writes a list as XLSX, CSV or text; the extension tells which.
///
/// # Errors
/// Another extension, a disk that refuses.
pub fn write(
    lang: Lang,
    snapshot: &Snapshot,
    frozen: &Frozen,
    out: &std::path::Path,
    date: &str,
) -> Result<crate::output::file::Saved, crate::base::fault::Stop> {
    use crate::base::fault::{At, OutputFault, Stop};
    use crate::output::{file::write_atomic, table};
    let extension = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    let bytes = match extension.as_deref() {
        Some("xlsx") => {
            let notes = head(lang, snapshot, frozen);
            let mut sheets = vec![sheet(lang, snapshot, frozen)];
            sheets.extend(crate::workflow::dictionary::beside(lang, snapshot, &sheets, &|_| None));
            table::xlsx(lang, &sheets, &notes, date)?
        }
        Some("csv") => table::csv(lang, &sheet(lang, snapshot, frozen)),
        Some("txt") => {
            // Notepad must see that the letters are UTF-8.
            format!("\u{feff}{}", draft_text(lang, snapshot, frozen)).into_bytes()
        }
        other => {
            let found = other.unwrap_or_default().to_owned();
            let fault = OutputFault::UnknownExtension { found, known: "xlsx, csv, txt".to_owned() };
            return Err(Stop::fault(fault, At::file(out)));
        }
    };
    write_atomic(out, &bytes)
}
