//! The sums that a register's file states itself, held against its rows: of all, of a block, of a
//! source of funds, an office, a year, a kecamatan, a programme.

use serde_json::{Value, json};

use super::cells;
use super::columns::Columns;
use super::money::{self, Money, Scale};
use super::read;
use super::words::{self, Said, Words, plain};
use crate::dataset::join::Unmatched;
use crate::dataset::layout::{Laid, TotalRow};
use crate::dataset::layout_total::{Label, label};
use crate::dataset::village::Register;
use crate::indicator::reading;
use crate::plan::programme::{Entry, Field};
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::RawCell;

/// One stated sum.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalCheck {
    pub sheet: Option<String>,
    pub row: u32,
    pub label: String,
    pub is_money: bool,
    /// Rupiah, or recipients.
    pub stated: f64,
    pub computed: f64,
    pub agrees: bool,
}

impl TotalCheck {
    pub fn json(&self) -> Value {
        json!({
            "sheet": self.sheet, "row": self.row, "label": self.label,
            "of": if self.is_money { "rupiah" } else { "penerima" },
            "stated": self.stated, "computed": self.computed, "agrees": self.agrees,
        })
    }
}

/// The entries that a sheet brought, each with its data row.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    pub entries: &'a [Entry],
    /// Data row of the sheet, position of the entry.
    pub rows: &'a [(usize, usize)],
    pub words: &'a Words<'a>,
}

/// Holds every row of sums of a sheet against its rows.
pub fn check(
    laid: &Laid,
    columns: &Columns,
    scale: Option<Scale>,
    own: &Own<'_>,
    register: &Register,
) -> Vec<TotalCheck> {
    let mut checks = Vec::new();
    let mut above = 0_u32;
    for total in &laid.totals {
        if let Some(column) = columns.column(Field::Rupiah)
            && let Some((stated, room)) =
                stated(laid, total, column, columns.scale_of(column, scale))
        {
            let value = |e: &Entry| e.rupiah.map_or(0.0, |rupiah| rupiah as f64);
            let sums = sums_of(laid, total, own, register, above, &value);
            checks.push(found(laid, total, true, (stated, room), &sums));
        }
        for wide in &columns.wide {
            let stated = if wide.counts {
                stated_count(laid, total, wide.column)
            } else {
                stated(laid, total, wide.column, columns.scale_of(wide.column, scale))
            };
            let Some((stated, room)) = stated else { continue };
            let value = |e: &Entry| {
                let own = if wide.counts {
                    e.recipients.map(|n| n as f64)
                } else {
                    e.rupiah.map(|n| n as f64)
                };
                own.filter(|_| wide.made(e)).unwrap_or(0.0)
            };
            let sums = sums_of(laid, total, own, register, above, &value);
            checks.push(found(laid, total, !wide.counts, (stated, room), &sums));
            if let Some((stated, room)) = wide.people.and_then(|c| stated_count(laid, total, c)) {
                let value =
                    |e: &Entry| e.recipients.filter(|_| wide.made(e)).map_or(0.0, |n| n as f64);
                let sums = sums_of(laid, total, own, register, above, &value);
                checks.push(found(laid, total, false, (stated, room), &sums));
            }
        }
        if let Some(column) = columns.column(Field::Recipients)
            && let Some((stated, room)) = stated_count(laid, total, column)
        {
            let value = |e: &Entry| e.recipients.map_or(0.0, |n| n as f64);
            let sums = sums_of(laid, total, own, register, above, &value);
            checks.push(found(laid, total, false, (stated, room), &sums));
        }
        above = total.row;
    }
    checks
}

fn found(
    laid: &Laid,
    total: &TotalRow,
    is_money: bool,
    (stated, room): (f64, f64),
    sums: &[f64],
) -> TotalCheck {
    let near = sums.iter().copied().find(|sum| (sum - stated).abs() <= room);
    TotalCheck {
        sheet: laid.parts.get(total.part).and_then(|part| part.name.clone()),
        row: total.row,
        label: total.label.clone(),
        is_money,
        stated,
        computed: near.or(sums.first().copied()).unwrap_or(0.0),
        agrees: near.is_some(),
    }
}

/// The stated amount in rupiah, and how far off rounding may put it.
fn stated(laid: &Laid, total: &TotalRow, column: usize, scale: Scale) -> Option<(f64, f64)> {
    match total.cells.get(column)? {
        RawCell::Number(value) => Some((value * scale.factor(), 0.5)),
        cell => {
            let text = cell.text()?;
            let mark = cells::mark_of_money(laid, column, scale);
            match money::read(&text, scale, mark) {
                Money::Rupiah(rupiah) => Some((rupiah as f64, rounding(&text, mark, scale))),
                Money::Blank | Money::Unread => None,
            }
        }
    }
}

/// Half of the last digit that was written.
fn rounding(text: &str, mark: Mark, scale: Scale) -> f64 {
    let sign = match mark {
        Mark::Comma => ',',
        Mark::Point => '.',
    };
    let decimals = text
        .rsplit_once(sign)
        .map_or(0, |(_, behind)| behind.chars().take_while(char::is_ascii_digit).count());
    if scale == Scale::One {
        return 0.5;
    }
    0.5 * scale.factor() / 10_f64.powi(decimals.min(9) as i32) + 0.5
}

fn stated_count(laid: &Laid, total: &TotalRow, column: usize) -> Option<(f64, f64)> {
    let value = match total.cells.get(column)? {
        RawCell::Number(value) => *value,
        cell => match number::parse(&cell.text()?, reading::guess(laid, column).mark) {
            NumberText::Value(value) => value,
            NumberText::Percent(_) | NumberText::Blank | NumberText::Text => return None,
        },
    };
    Some((value, 0.0))
}

/// What the row may be the sum of, the likeliest first.
fn sums_of(
    laid: &Laid,
    total: &TotalRow,
    own: &Own<'_>,
    register: &Register,
    above: u32,
    value: &dyn Fn(&Entry) -> f64,
) -> Vec<f64> {
    let sheet = |row: usize| laid.rows[row].part as usize == total.part;
    let of = |fits: &dyn Fn(usize, &Entry) -> bool| -> f64 {
        let all = own.rows.iter().filter(|(row, _)| sheet(*row));
        all.map(|(row, at)| (*row, &own.entries[*at]))
            .filter(|(row, entry)| fits(*row, entry))
            .map(|(_, entry)| value(entry))
            .sum()
    };
    let number = |row: usize| laid.rows[row].row;
    let in_block = |row: usize| number(row) > above && number(row) < total.row;
    let mut sums = Vec::new();
    let about = About::of(total, own.words);
    if about.says_something() {
        let names = kecamatan_names(register);
        let fits = |e: &Entry| about.fits(e, own.words, &names);
        sums.push(of(&|_, e| fits(e)));
        sums.push(of(&|row, e| in_block(row) && fits(e)));
    }
    let all = of(&|_, _| true);
    let block = of(&|row, _| in_block(row));
    let before = of(&|row, _| number(row) < total.row);
    let label = plain(&total.label);
    let is_whole = ["grand", "keseluruhan", "kabupaten", "seluruh", "total jumlah"]
        .iter()
        .any(|word| label.contains(word));
    let last = laid.totals.last().is_some_and(|t| t.row == total.row);
    sums.extend(if is_whole || last { [all, block, before] } else { [block, all, before] });
    sums
}

/// Village code → the name of its kecamatan, plain.
fn kecamatan_names(register: &Register) -> std::collections::BTreeMap<&str, String> {
    register.villages.iter().map(|v| (v.code.as_str(), plain(&v.kecamatan.name))).collect()
}

/// What the label of a sum speaks of.
struct About {
    fund: Option<crate::plan::programme::Fund>,
    office: Option<String>,
    programme: Option<String>,
    year: Option<u16>,
    kecamatan: Option<String>,
    apbd: bool,
}

impl About {
    fn of(total: &TotalRow, words: &Words<'_>) -> Self {
        let label = plain(&total.label);
        let rest: Vec<&str> = label
            .split(' ')
            .filter(|w| !["jumlah", "total", "sub", "subtotal", "grand", "jml"].contains(w))
            .collect();
        let rest = rest.join(" ");
        let purse = ["apbn", "apbd", "apbdes", "dak", "dana", "csr", "perguruan", "universitas"];
        let names_purse = rest.split(' ').any(|word| purse.contains(&word));
        let fund = words::fund(&rest).filter(|_| names_purse);
        let apbd = rest == "apbd";
        let known = |said: Said<String>| said.known().filter(|_| fund.is_none() && !apbd);
        let office = known(words.office(&rest));
        let programme = known(words.programme(&rest, None)).filter(|_| office.is_none());
        let kecamatan = total.kecamatan.as_deref().map(plain).or_else(|| {
            rest.strip_prefix("kecamatan ").or_else(|| rest.strip_prefix("kec ")).map(str::to_owned)
        });
        Self { fund, office, programme, year: read::year(&label), kecamatan, apbd }
    }

    fn says_something(&self) -> bool {
        self.fund.is_some()
            || self.office.is_some()
            || self.programme.is_some()
            || self.year.is_some()
            || self.kecamatan.is_some()
            || self.apbd
    }

    fn fits(
        &self,
        entry: &Entry,
        words: &Words<'_>,
        kecamatan: &std::collections::BTreeMap<&str, String>,
    ) -> bool {
        let fund = || words.fund(&entry.fund).known();
        let office = || words.office(&entry.office).known();
        let programme = || words.programme(&entry.programme, office().as_deref()).known();
        let place = || {
            let code = entry.village.as_ref().map(crate::base::code::VillageCode::as_str);
            code.and_then(|code| kecamatan.get(code)).map(String::as_str)
        };
        self.fund.is_none_or(|own| fund() == Some(own))
            && (!self.apbd || fund().is_some_and(crate::plan::programme::Fund::is_apbd))
            && self.office.as_ref().is_none_or(|own| office().as_ref() == Some(own))
            && self.programme.as_ref().is_none_or(|own| programme().as_ref() == Some(own))
            && self.year.is_none_or(|own| entry.year == Some(own))
            && self.kecamatan.as_deref().is_none_or(|own| place() == Some(own))
    }
}

/// A row that stands where villages do, is labelled as a sum and names no programme, held against
/// the rows since the last such.
pub fn of_block(lost: &Unmatched, entry: &Entry, block: &[Entry]) -> Option<TotalCheck> {
    let says = [&entry.programme, &entry.activity].iter().any(|text| !plain(text).is_empty());
    let stated = entry.rupiah?;
    let computed = block.iter().filter_map(|e| e.rupiah).fold(0_i64, i64::saturating_add);
    // A village may be called Total Jaya: only what adds up is a sum then.
    let is_sum = match label(&lost.text) {
        Label::Sure => true,
        Label::Maybe => stated == computed,
        Label::None => false,
    };
    if says || !is_sum {
        return None;
    }
    Some(TotalCheck {
        sheet: entry.sheet.clone(),
        row: entry.row,
        label: lost.text.clone(),
        is_money: true,
        stated: stated as f64,
        computed: computed as f64,
        agrees: stated == computed,
    })
}

/// Rows that say neither village nor programme, and whose amount is that of the rows below them up
/// to the next such row: headings that carry their sum. Their positions, each with its check.
/// `is_headed`: such rows are headings whatever they state.
pub fn bare_sums(entries: &[Entry], first: usize, is_headed: bool) -> Vec<(usize, TotalCheck)> {
    let is_bare = |e: &Entry| {
        e.village.is_none()
            && plain(&e.place).is_empty()
            && plain(&e.activity).is_empty()
            && e.rupiah.is_some_and(|rupiah| rupiah > 0)
    };
    let mut found = Vec::new();
    for at in first..entries.len() {
        if !is_bare(&entries[at]) {
            continue;
        }
        let below = entries[at + 1..].iter().take_while(|e| !is_bare(e));
        let (sum, rows) = below
            .fold((0_i64, 0), |(sum, n), e| (sum.saturating_add(e.rupiah.unwrap_or(0)), n + 1));
        let agrees = entries[at].rupiah == Some(sum);
        if rows > 0 && (agrees || is_headed) {
            let entry = &entries[at];
            let label = [&entry.programme, &entry.office, &entry.fund]
                .into_iter()
                .find(|text| !text.is_empty())
                .cloned()
                .unwrap_or_default();
            let check = TotalCheck {
                sheet: entry.sheet.clone(),
                row: entry.row,
                label,
                is_money: true,
                stated: entry.rupiah.unwrap_or(sum) as f64,
                computed: sum as f64,
                agrees,
            };
            found.push((at, check));
        }
    }
    found
}
