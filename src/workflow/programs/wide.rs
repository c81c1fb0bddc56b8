//! Columns of amounts that say themselves whose, when or what for; what amounts are counted in; and
//! columns of money that stay outside.

use super::cells;
use super::columns::{Columns, SaidTwice, Wide};
use super::heading::{is_beside, is_price, score, yearless};
use super::money::Scale;
use super::purse::{self, Purse, Surety};
use super::read;
use super::words::{self, Words, plain};
use crate::dataset::layout::Laid;
use crate::indicator::reading;
use crate::plan::programme::{Field, Fund, Unit};

/// No single row of a kabupaten is worth so many rupiah.
pub const TOO_MUCH: f64 = 1e12;

/// What the columns of amounts are.
pub struct Finder<'a> {
    pub laid: &'a Laid,
    pub headers: &'a [(String, String)],
    pub words: &'a Words<'a>,
    pub free: &'a dyn Fn(usize) -> bool,
    pub columns: Columns,
}

/// A column that may be one of several, before it is known whether they are.
#[derive(Clone, Debug)]
struct Maybe {
    wide: Wide,
    /// How surely its header names who pays.
    surety: Option<Surety>,
    /// Its header says that it counts recipients.
    counts: bool,
    is_empty: bool,
}

impl Finder<'_> {
    pub fn find(&mut self) {
        self.wide();
        self.summed();
        self.added();
        self.priced();
        self.scales();
        if let Some(c) = self.columns.column(Field::Rupiah) {
            self.columns.year = read::year(&self.laid.columns[c].header);
        }
        let is_told = self.columns.other_money.clone();
        if self.columns.has_money() {
            let more = |c: &usize| {
                let (own, whole) = &self.headers[*c];
                (self.free)(*c)
                    && (self.rank(*c) > 1 || is_beside(own, whole))
                    && self.is_money(*c)
                    && !self.counts(*c)
                    && !is_told.contains(c)
                    && !self.columns.parts.contains(c)
                    && !self.columns.numeric().any(|own| own == *c)
            };
            let left: Vec<usize> = (0..self.headers.len()).filter(more).collect();
            self.columns.other_money.extend(left);
        }
    }

    fn is_money(&self, column: usize) -> bool {
        cells::holds(self.laid, column, Field::Rupiah, self.rank(column) >= 3)
    }

    fn rank(&self, column: usize) -> u8 {
        let (own, whole) = &self.headers[column];
        score(Field::Rupiah, own).max(score(Field::Rupiah, whole))
    }

    /// Whether a header says that its numbers are recipients, and not what they get.
    fn counts(&self, column: usize) -> bool {
        let own = yearless(&self.headers[column].0);
        let people = words::unit(&own).is_some();
        let rupiah = score(Field::Rupiah, &own);
        score(Field::Recipients, &own) > 0 && (rupiah == 0 || (people && rupiah < 3))
    }

    /// What a programme's own part of the header is.
    fn programme(&self, column: usize) -> Option<String> {
        let header = &self.laid.columns[column].header;
        let known = |part: &&str| self.words.programme(part, None).known().is_some();
        let part = header.rsplit('›').map(str::trim).find(known)?;
        // "BLT Desa (KPM)" and "BLT Desa (Rp)" are one programme.
        let bare = part.split('(').next().map(str::trim).filter(|bare| known(bare));
        Some(bare.unwrap_or(part).to_owned())
    }

    fn candidates(&self) -> Vec<Maybe> {
        let own = [Field::Rupiah, Field::Recipients].map(|field| self.columns.column(field));
        let has = |field| self.columns.column(field).is_some();
        let (by_fund, by_year) = (!has(Field::Fund), !has(Field::Year));
        let by_programme = !has(Field::Programme) && !has(Field::Activity);
        let all = (0..self.headers.len()).filter(|c| (self.free)(*c) || own.contains(&Some(*c)));
        let made = |column: usize| {
            let (own, whole) = &self.headers[column];
            let is_empty = cells::is_empty(self.laid, column);
            let counts = self.counts(column);
            let holds_counts = counts && cells::holds(self.laid, column, Field::Recipients, true);
            if is_price(whole)
                || is_beside(own, whole)
                || !(is_empty || holds_counts || self.is_money(column))
            {
                return None;
            }
            let said = Purse::of(&self.laid.columns[column].header, own, whole)
                .filter(|(_, surety)| by_fund && (!counts || *surety == Surety::Known));
            let surety = said.as_ref().map(|(_, surety)| *surety);
            let year = read::year(own).or_else(|| read::year(whole));
            let wide = Wide {
                column,
                purse: said.map(|(purse, _)| purse),
                year: year.filter(|_| by_year),
                programme: if by_programme { self.programme(column) } else { None },
                ..Wide::default()
            };
            Some(Maybe { wide, surety, counts, is_empty })
        };
        all.filter_map(made).collect()
    }

    /// Columns that say themselves whose, when or what for, where two or more differ in it.
    fn wide(&mut self) {
        let mut found = self.candidates();
        let many = |said: &dyn Fn(&Wide) -> Option<String>| {
            let mut all: Vec<String> = found.iter().filter_map(|own| said(&own.wide)).collect();
            all.sort();
            all.dedup();
            all.len() >= 2
        };
        let years = many(&|wide| wide.year.map(|year| year.to_string()));
        let programmes = many(&|wide| wide.programme.clone());
        let least = if programmes { Surety::Known } else { Surety::Likely };
        let funds = Self::purses(&mut found, least);
        if !(funds || years || programmes) {
            return;
        }
        for Maybe { wide, .. } in &mut found {
            wide.purse = wide.purse.take().filter(|_| funds);
            wide.year = wide.year.filter(|_| years);
            wide.programme = wide.programme.take().filter(|_| programmes);
        }
        let speaks = |own: &Maybe| {
            (!funds || own.wide.purse.is_some())
                && (!years || own.wide.year.is_some())
                && (!programmes || own.wide.programme.is_some())
        };
        let is_total = |own: &&Maybe| {
            !speaks(own) && !own.counts && !own.is_empty && self.is_sum(own.wide.column)
        };
        let mut total = found.iter().find(is_total).map(|own| own.wide.column);
        if funds && !years && !programmes {
            total = self.unnamed(&mut found, total);
        }
        found.retain(speaks);
        let (kept, left) = self.best(&found);
        let holds = |wide: &Wide| {
            !cells::is_empty(self.laid, wide.column)
                || wide.people.is_some_and(|c| !cells::is_empty(self.laid, c))
        };
        if kept.len() < 2 || !kept.iter().any(holds) {
            return;
        }
        let is_own = |c: Option<usize>| {
            kept.iter().any(|wide| c == Some(wide.column) || c.is_some() && c == wide.people)
        };
        let rupiah = self.columns.of.remove(&Field::Rupiah);
        if let Some(c) = rupiah.filter(|c| !is_own(Some(*c)) && total != Some(*c))
            && !left.contains(&c)
        {
            self.columns.other_money.push(c);
        }
        if is_own(self.columns.column(Field::Recipients)) {
            self.columns.of.remove(&Field::Recipients);
        }
        self.columns.row_total = total;
        self.columns.other_money.extend(left);
        self.columns.wide = kept;
        self.counted();
    }

    /// Whether columns say who pays, and differ in it. Words that may be a purse are one only then.
    fn purses(found: &mut [Maybe], least: Surety) -> bool {
        let is_province =
            |own: &Maybe| own.wide.purse.as_ref().is_some_and(|p| p.fund == Some(Fund::Province));
        if found.iter().any(is_province) {
            for purse in found.iter_mut().filter_map(|own| own.wide.purse.as_mut()) {
                if purse.is_of_whom() {
                    purse.own_kabupaten();
                }
            }
        }
        let mut all: Vec<&Purse> = Vec::new();
        for own in found.iter().filter(|own| own.surety >= Some(least)) {
            if let Some(purse) = &own.wide.purse
                && !all.iter().any(|other| other.is_same(purse))
            {
                all.push(purse);
            }
        }
        all.len() >= 2 && all.iter().any(|purse| purse.fund.is_some() || all.len() > 2)
    }

    /// Columns between the purses that only make their sum come out are purses, too; the sum may
    /// stand in the only column of money that says nothing.
    fn unnamed(&self, found: &mut [Maybe], total: Option<usize>) -> Option<usize> {
        let of = |own: &Maybe| own.wide.purse.is_some() && !own.counts;
        let known: Vec<usize> =
            found.iter().filter(|own| of(own)).map(|own| own.wide.column).collect();
        let total = total.or_else(|| self.columns.column(Field::Rupiah))?;
        if known.contains(&total) {
            return None;
        }
        if purse::adds_up(self.laid, &known, total) {
            return Some(total);
        }
        let first = known.iter().min().copied()?;
        let is_open = |own: &Maybe| {
            let c = own.wide.column;
            own.wide.purse.is_none() && !own.counts && c != total && c > first && c < total
        };
        let open: Vec<usize> =
            found.iter().filter(|own| is_open(own)).map(|own| own.wide.column).collect();
        let all: Vec<usize> = known.iter().chain(&open).copied().collect();
        if open.is_empty() || !purse::adds_up(self.laid, &all, total) {
            return if self.is_sum(total) { Some(total) } else { None };
        }
        for own in found.iter_mut().filter(|own| open.contains(&own.wide.column)) {
            let c = own.wide.column;
            let header = &self.laid.columns[c].header;
            own.wide.purse = Some(Purse::unnamed(header, &self.headers[c].0));
        }
        Some(total)
    }

    fn is_sum(&self, column: usize) -> bool {
        let own = &self.headers[column].0;
        ["jumlah", "total"].iter().any(|word| own.split(' ').any(|w| w == *word))
    }

    /// Of columns that say the same, such as "Pagu 2024" and "Realisasi 2024", the one that is surest
    /// money and not empty, with the one that counts its recipients; and those that were left.
    fn best(&self, found: &[Maybe]) -> (Vec<Wide>, Vec<usize>) {
        let mut kept: Vec<(Wide, (bool, bool, u8))> = Vec::new();
        let mut left = Vec::new();
        for own in found.iter().filter(|own| !own.counts) {
            let wide = &own.wide;
            // What was planned goes before what was spent of it.
            let is_plan = !wide.purse.as_ref().is_some_and(|purse| purse.is_spent);
            let sure = (!own.is_empty, is_plan, self.rank(wide.column));
            match kept.iter_mut().find(|(other, _)| other.says_as(wide)) {
                None => kept.push((wide.clone(), sure)),
                Some(other) => {
                    if sure > other.1 {
                        let worse = std::mem::replace(other, (wide.clone(), sure));
                        if worse.1.0 {
                            left.push(worse.0.column);
                        }
                    } else if !own.is_empty {
                        left.push(wide.column);
                    }
                }
            }
        }
        let mut kept: Vec<Wide> = kept.into_iter().map(|(wide, _)| wide).collect();
        for own in found.iter().filter(|own| own.counts && !own.is_empty) {
            let column = own.wide.column;
            let unit = words::unit(&self.headers[column].1);
            match kept.iter_mut().find(|wide| wide.says_as(&own.wide)) {
                Some(wide) if wide.counts || wide.people.is_some() => {}
                Some(wide) => (wide.people, wide.unit) = (Some(column), unit),
                None => kept.push(Wide { counts: true, unit, ..own.wide.clone() }),
            }
        }
        kept.sort_by_key(|wide| wide.column);
        // "DD" and "ADD" are both the village's: each keeps its own words.
        let funds: Vec<Option<Fund>> = kept.iter().map(Wide::fund).collect();
        for wide in &mut kept {
            let twice = funds.iter().filter(|fund| fund.is_some() && **fund == wide.fund()).count();
            if let Some(purse) = wide.purse.as_mut().filter(|_| twice > 1) {
                purse.in_own_words(&self.laid.columns[wide.column].header);
            }
        }
        (kept, left)
    }

    /// A column a programme may count recipients: its header or a title says so, else small numbers.
    fn counted(&mut self) {
        let titles = self.laid.titles.iter().chain(&self.laid.sheet);
        let is_money = titles.clone().any(|text| says_money(text));
        let is_people = titles.clone().any(|text| {
            let text = plain(text);
            ["penerima", "kpm", "sasaran"].iter().any(|word| text.contains(word))
        });
        let laid = self.laid;
        let open =
            |wide: &&mut Wide| wide.programme.is_some() && wide.people.is_none() && !wide.counts;
        for wide in self.columns.wide.iter_mut().filter(open) {
            let (own, whole) = &self.headers[wide.column];
            let said = score(Field::Recipients, own).max(score(Field::Recipients, whole)) > 0
                || matches!(
                    words::unit(whole),
                    Some(Unit::Person | Unit::Family | Unit::Household)
                );
            let money = score(Field::Rupiah, whole) > 2 || (is_money && !said);
            let mark = reading::guess(laid, wide.column).mark;
            let large = (0..laid.rows.len())
                .filter_map(|r| laid.text(r, wide.column))
                .filter(|text| !read::is_nothing(text))
                .any(|text| !matches!(read::recipients(&text, mark), Some((0..100_000, _))));
            wide.counts = !money && (said || is_people || !large);
        }
    }

    /// "TW I (Rp) | TW II | TW III | TW IV | Jumlah": the sum of the columns before it is the amount.
    fn summed(&mut self) {
        let Some(own) = self.columns.column(Field::Rupiah) else { return };
        if !self.columns.wide.is_empty() {
            return;
        }
        let open = |c: usize| c == own || (self.free)(c);
        let is_amount = |c: usize| open(c) && !self.counts(c) && self.is_money(c);
        for total in (2..self.headers.len()).filter(|c| self.is_sum(*c) && is_amount(*c)) {
            let parts: Vec<usize> =
                (0..total).rev().take_while(|c| is_amount(*c)).take(24).collect();
            let most =
                (2..=parts.len()).rev().find(|n| purse::adds_up(self.laid, &parts[..*n], total));
            if let Some(n) = most.filter(|n| own == total || parts[..*n].contains(&own)) {
                self.columns.parts = parts[..n].to_vec();
                self.columns.of.insert(Field::Rupiah, total);
                return;
            }
        }
    }

    /// "Belanja Operasi | Belanja Modal" without their sum: a row is worth both.
    fn added(&mut self) {
        let money = self.columns.column(Field::Rupiah);
        let is_kind = |c: &usize| {
            self.headers[*c].0.starts_with("belanja ")
                && ((self.free)(*c) || money == Some(*c))
                && cells::holds(self.laid, *c, Field::Rupiah, true)
        };
        if self.columns.has_money() && !money.is_some_and(|c| is_kind(&c)) {
            return;
        }
        let kinds: Vec<usize> = (0..self.headers.len()).filter(is_kind).collect();
        if kinds.len() >= 2 {
            self.columns.of.remove(&Field::Rupiah);
            self.columns.other_money.retain(|c| !kinds.contains(c));
            self.columns.added = kinds;
        }
    }

    /// A price of one is no amount: with how many there are it makes one.
    fn priced(&mut self) {
        let Some(price) = self.columns.column(Field::Rupiah) else { return };
        // "Harga" beside an amount whose formulas have no result is a price, too.
        let has_empty = || {
            (0..self.headers.len())
                .any(|c| c != price && self.rank(c) >= 3 && cells::is_empty(self.laid, c))
        };
        let header = &self.headers[price].1;
        if !(is_price(header) || header.starts_with("harga") && has_empty()) {
            return;
        }
        self.columns.of.remove(&Field::Rupiah);
        self.columns.priced = self.columns.column(Field::Recipients).map(|count| (count, price));
    }

    fn scales(&mut self) {
        let mut around = self.laid.titles.iter().chain(&self.laid.sheet);
        let title = around.find_map(|text| Scale::named(text).filter(|_| says_money(text)));
        let amounts = self.columns.wide.iter().filter(|wide| !wide.counts).map(|w| w.column);
        let price = self.columns.priced.map(|(_, price)| price);
        let own = self.columns.column(Field::Rupiah).or(price);
        let all: Vec<usize> =
            own.into_iter().chain(amounts).chain(self.columns.row_total).collect();
        let all = [all, self.columns.added.clone()].concat();
        let named = |c: usize| Scale::named(&self.laid.columns[c].header);
        // "APBD | APBDes | Total (Rp juta)" counts all three in millions.
        let first = all.iter().find_map(|c| named(*c));
        self.columns.scale = first.or(title).unwrap_or_default();
        self.columns.is_scale_said = first.or(title).is_some();
        for column in all {
            if let Some(own) = named(column) {
                self.columns.scales.insert(column, own);
            } else if says_rupiah(&self.headers[column].1) {
                let taken = title.map_or(Scale::One, |title| self.of_both(column, title));
                self.columns.scales.insert(column, taken);
            }
        }
    }

    /// "(Rp)" under "dalam jutaan rupiah": the title's, unless that makes more than can be.
    fn of_both(&mut self, column: usize, title: Scale) -> Scale {
        let largest = cells::largest(self.laid, column);
        let is_too_much = largest * title.factor() >= TOO_MUCH;
        let taken = if is_too_much { Scale::One } else { title };
        // Millions that would do as rupiah, too.
        if is_too_much || largest >= 1e5_f64.max(1e9 / title.factor()) {
            self.columns.said_twice.get_or_insert(SaidTwice { column, title, taken });
        }
        taken
    }
}

/// "dalam juta rupiah" and "(dalam jutaan)" speak of money; "12 ribu jiwa" does not.
fn says_money(title: &str) -> bool {
    let words = plain(title);
    let scales = ["dalam jutaan", "dalam ribuan", "dalam juta", "dalam ribu", "dalam miliaran"];
    let people = ["jiwa", "orang", "kk", "penduduk"];
    if scales.iter().any(|scale| words.contains(scale))
        && !words.split(' ').any(|word| people.contains(&word))
    {
        return true;
    }
    ["rupiah", "rp", "anggaran", "pagu"].iter().any(|w| words.split(' ').any(|word| word == *w))
}

/// A header that names its unit itself.
fn says_rupiah(header: &str) -> bool {
    header.split(' ').any(|word| matches!(word, "rp" | "rupiah"))
}
