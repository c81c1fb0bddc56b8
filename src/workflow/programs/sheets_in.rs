//! The sheets of a file that hold a register, laid out with the rows that name no village, and each
//! row with its place.

use std::sync::Arc;

use super::branches;
use super::columns::{self, Columns};
use super::heading;
use super::several;
use super::words::{Words, plain};
use crate::base::fault::Stop;
use crate::dataset::join::{JoinOptions, Joined};
use crate::dataset::layout::{Laid, LayoutOptions, lay_out_rows};
use crate::dataset::layout_total::{self, Label};
use crate::dataset::people;
use crate::dataset::village::Register;
use crate::dataset::{header, roles, sheets};
use crate::plan::programme::Field;
use crate::source::table::{RawCell, RawTable, column_letter};

/// A sheet of a register.
#[derive(Debug)]
pub struct SheetIn {
    pub laid: Laid,
    pub columns: Columns,
}

/// Where each row of a laid sheet belongs.
#[derive(Debug)]
pub struct Places {
    pub joined: Joined,
    pub villages: Vec<Option<usize>>,
    /// Index into the joined rows that found no village.
    pub lost: Vec<Option<usize>>,
    /// The row names no village: it is of a whole kecamatan, whose name stands here where the row
    /// says it, or of the kabupaten.
    pub wide: Vec<Option<String>>,
}

/// The sheets that hold a register or villages' products.
pub fn laid_sheets(table: &Arc<RawTable>, wanted: Option<&str>, words: &Words<'_>) -> Vec<SheetIn> {
    let named = wanted.map(|name| sheets::named(table, name));
    let shown = |sheet: &usize| match &named {
        Some(wanted) => *wanted == Some(*sheet),
        None => !table.sheets[*sheet].hidden,
    };
    (0..table.sheets.len()).filter(shown).filter_map(|sheet| one(table, sheet, words)).collect()
}

fn one(table: &Arc<RawTable>, sheet: usize, words: &Words<'_>) -> Option<SheetIn> {
    let laid = laid_out(table, sheet);
    if laid.rows.is_empty() || people::headed_by_a_person(&laid) {
        return None;
    }
    let of_places = without_codes(&laid);
    let cell = |r: usize, c: usize| of_places.text(r, c);
    let roles = roles::table_roles(&of_places.headers(), of_places.rows.len(), cell);
    if people::is_by_name(&of_places, &roles) {
        return None;
    }
    let one = [roles.kecamatan, roles.kabupaten, roles.puskesmas, roles.number];
    let is_key = |c: usize| {
        roles.codes.contains(&c)
            || roles.parts.is_some_and(|parts| parts.contains(&c))
            || roles.villages.contains(&c)
            || roles.kecamatans.contains(&c)
            || roles.personal.contains(&c)
            || one.contains(&Some(c))
    };
    let keys: Vec<&str> = (0..of_places.columns.len())
        .filter(|c| is_key(*c))
        .map(|c| of_places.columns[c].letter.as_str())
        .collect();
    let columns = columns::find(&laid, words, &|c| keys.contains(&laid.columns[c].letter.as_str()));
    (columns.has_programme() || !columns.labels.is_empty()).then_some(SheetIn { laid, columns })
}

/// The sheet laid out; a tree's first rows are no head.
fn laid_out(table: &Arc<RawTable>, sheet: usize) -> Laid {
    let laid = lay_out_rows(table, sheet, LayoutOptions::default());
    let tree = table.sheets.get(sheet).and_then(branches::first_row);
    match tree.filter(|row| laid.data_row.is_none_or(|first| *row < first)) {
        Some(row) => {
            let options = LayoutOptions { data_row: Some(row), ..LayoutOptions::default() };
            lay_out_rows(table, sheet, options)
        }
        None => laid,
    }
}

/// The same without columns that are no places: ten digits of a kode sub-kegiatan look like a
/// village, and "APBD Kab" is no name of a kabupaten. "Lokasi Kegiatan" is where; "Lokasi ›
/// Kecamatan" says itself what.
fn without_codes(laid: &Laid) -> Laid {
    let mut own = laid.clone();
    let is_where = |header: &str| {
        header::village_name(header) >= 2 || plain(header).split(' ').any(|word| word == "lokasi")
    };
    let is_tree = |header: &str| plain(header).split(' ').any(|w| matches!(w, "kode" | "rekening"));
    // "Uraian" says what, where another column says where; a budget's is of its tree.
    if own.columns.iter().any(|c| is_where(&c.header))
        && !own.columns.iter().any(|c| is_tree(&c.header))
    {
        own.columns.retain(|c| plain(&c.header) != "uraian");
    }
    own.columns.retain(|c| !columns::is_code(&c.header) && !heading::is_purse(&c.header));
    // "Lokasi (Kec/Desa)" says what stands first, until it is named anew.
    let orders: Vec<Option<several::First>> =
        own.columns.iter().map(|c| several::order_of_both(&plain(&c.header))).collect();
    for column in &mut own.columns {
        if plain(&column.header).starts_with("lokasi ") && !header::is_place(&column.header) {
            "Lokasi".clone_into(&mut column.header);
        }
    }
    for (column, order) in orders.into_iter().enumerate() {
        match order {
            Some(order) => own.rewrite(column, &|text| several::of_both(text, order)),
            None => own.rewrite(column, &several::as_place),
        }
    }
    own
}

/// The columns of the village and of the kecamatan.
#[derive(Clone, Copy, Debug, Default)]
struct Where {
    village: Option<usize>,
    kecamatan: Option<usize>,
}

impl Where {
    fn of(laid: &Laid) -> Self {
        let of_places = without_codes(laid);
        let roles = people::roles(&of_places);
        let in_sheet = |c: usize| {
            let letter = &of_places.columns[c].letter;
            laid.columns.iter().position(|own| own.letter == *letter)
        };
        Self {
            village: roles.villages.first().and_then(|c| in_sheet(*c)),
            kecamatan: roles.kecamatan.and_then(in_sheet),
        }
    }
}

/// Finds the village of every row, and takes back the rows that name none although they name a
/// programme.
///
/// # Errors
/// A table of another kabupaten.
pub fn place(
    sheet: &mut SheetIn,
    register: &Register,
    joining: &JoinOptions,
) -> Result<Places, Stop> {
    let placed = people::place(register, &without_codes(&sheet.laid), joining)?;
    let mut places = Places {
        wide: vec![None; placed.villages.len()],
        joined: placed.joined,
        villages: placed.villages,
        lost: placed.lost,
    };
    let columns = Where::of(&sheet.laid);
    let village = columns.village;
    let by_block = village.is_some_and(|c| is_by_block(&sheet.laid, c));
    for row in reclaim(sheet) {
        let laid = &sheet.laid;
        let Some(at) = laid.rows.iter().position(|own| own.row == row) else { continue };
        let above = at.checked_sub(1).filter(|_| village.is_some());
        let kecamatan = kecamatan_of(laid, columns, at);
        let goes_on = above.filter(|_| !sheet.columns.is_headed).is_some_and(|above| {
            let covered = village.is_some_and(|c| is_covered(laid, c, laid.rows[above].row, row));
            covered || (by_block && kecamatan.is_none())
        });
        let from = above.filter(|_| goes_on);
        places.villages.insert(at, from.and_then(|above| places.villages[above]));
        places.lost.insert(at, from.and_then(|above| places.lost[above]));
        let wide = from.map_or(Some(kecamatan.unwrap_or_default()), |a| places.wide[a].clone());
        places.wide.insert(at, wide);
    }
    whole(&sheet.laid, columns, &mut places);
    Ok(places)
}

/// "Semua desa" is of the whole kecamatan, as a cell without a village is.
fn whole(laid: &Laid, columns: Where, places: &mut Places) {
    let Some(column) = columns.village else { return };
    for row in 0..laid.rows.len() {
        let says = |row| {
            let text = laid.text(row, column);
            text.is_some_and(|text| several::is_whole(&text) || super::read::is_nothing(&text))
        };
        if places.lost[row].is_some() && says(row) {
            places.lost[row] = None;
            // "Seluruh Kecamatan" is not of the kecamatan that stands above it.
            let is_more = laid.text(row, column).is_some_and(|text| several::is_kabupaten(&text));
            let kecamatan = kecamatan_of(laid, columns, row).filter(|_| !is_more);
            places.wide[row] = Some(kecamatan.unwrap_or_default());
        }
    }
}

/// Rows that say a programme and something of it, and whose first words are no JUMLAH.
fn reclaim(sheet: &mut SheetIn) -> Vec<u32> {
    let SheetIn { laid, columns } = sheet;
    let told: Vec<usize> =
        [Field::Programme, Field::Activity].iter().filter_map(|f| columns.column(*f)).collect();
    let beside: Vec<usize> = [Field::Rupiah, Field::Recipients, Field::Fund, Field::Office]
        .iter()
        .filter_map(|f| columns.column(*f))
        .chain(columns.numeric())
        .collect();
    let width = laid.columns.len();
    let code = columns.column(Field::Code);
    laid.reclaim(&|text| {
        // "Jumlah" as the measure of a line with its code is no word for a sum.
        let has_code = code.and_then(text).is_some_and(|t| branches::leading(&t).is_some());
        let is_sum = (0..width)
            .filter(|c| !has_code || told.contains(c))
            .filter_map(text)
            .any(|t| layout_total::label(&t) == Label::Sure && t.chars().any(char::is_alphabetic));
        let says = |columns: &[usize]| {
            columns.iter().any(|c| text(*c).is_some_and(|t| !plain(&t).is_empty()))
        };
        !is_sum && says(&told) && says(&beside)
    })
}

fn kecamatan_of(laid: &Laid, columns: Where, row: usize) -> Option<String> {
    let column = columns.kecamatan?;
    laid.text(row, column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Whether a column names each village once, over the rows that follow.
fn is_by_block(laid: &Laid, column: usize) -> bool {
    let Some(letter) = laid.columns.get(column).map(|c| &c.letter) else { return false };
    let mut blank = 0_usize;
    let mut all = 0_usize;
    for part in &laid.parts {
        let Some(sheet) = laid.table().sheets.get(part.sheet) else { continue };
        let Some(at) = (0..sheet.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0))
            .find(|c| column_letter(*c) == *letter)
        else {
            continue;
        };
        let first = laid.rows.first().map_or(0, |row| row.row);
        let last = laid.rows.last().map_or(0, |row| row.row);
        for row in sheet.rows.iter().filter(|row| (first..=last).contains(&row.row)) {
            if row.cells.iter().all(RawCell::is_blank) {
                continue;
            }
            all += 1;
            blank += usize::from(row.cells.get(at).is_none_or(RawCell::is_blank));
        }
    }
    blank * 10 >= all * 3
}

/// Whether one merged cell of a column covers both rows.
fn is_covered(laid: &Laid, column: usize, above: u32, row: u32) -> bool {
    let letter = &laid.columns[column].letter;
    laid.parts.iter().filter_map(|part| laid.table().sheets.get(part.sheet)).any(|sheet| {
        sheet.merges.iter().any(|m| {
            column_letter(m.first_column as usize) == *letter
                && (m.first_row..=m.last_row).contains(&above)
                && row <= m.last_row
        })
    })
}
