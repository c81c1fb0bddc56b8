//! Which column of a list of persons is which.

use super::ByName;
use super::by_name::Settings;
use super::days::Days;
use super::number::{Judge, Number};
use super::pattern::{self, Header, Pattern};
use super::rules::Rules;
use crate::dataset::layout::Laid;
use crate::dataset::people;
use crate::dataset::{header, header_personal};
use crate::indicator::meaning;

/// Which column of the list is which.
pub(super) struct List<'a> {
    pub of: &'a ByName,
    pub laid: &'a Laid,
    pub prefix: String,
    pub label: String,
    pub family: Option<usize>,
    pub person: Option<usize>,
    pub decile: Option<usize>,
    pub percentile: Option<usize>,
    pub latest: Option<usize>,
    /// How that column writes its days.
    pub days: Days,
    /// (index into the profile's fields, column)
    pub fields: Vec<(usize, usize)>,
    /// (bit, column)
    pub programmes: Vec<(usize, usize)>,
    pub programme: Option<usize>,
    /// The one programme that title or file name tells.
    pub titled: Option<usize>,
    /// Names of the programmes, one a bit.
    pub names: Vec<String>,
    pub personal: Vec<usize>,
}

impl<'a> List<'a> {
    pub(super) fn of(laid: &'a Laid, of: &'a ByName, settings: &Settings<'_>) -> Self {
        let headers: Vec<Header> = laid.columns.iter().map(|c| Header::of(&c.path)).collect();
        let find = |patterns: &[Pattern]| pattern::find(&headers, patterns);
        let mut names: Vec<String> = Vec::new();
        let mut programmes = Vec::new();
        for programme in of.programmes.iter().take(30) {
            if let Some(column) = find(&programme.header) {
                programmes.push((names.len(), column));
                names.push(programme.name.clone());
            }
        }
        let programme = if programmes.is_empty() { find(&of.programme) } else { None };
        let mut list = Self {
            of,
            laid,
            prefix: of.prefix.clone(),
            label: of.label.clone(),
            family: whole(laid, &headers, &of.family).or_else(|| find(&of.family)),
            person: find(&of.person).or_else(|| numbers(laid)),
            decile: find(&of.decile),
            percentile: find(&of.percentile),
            latest: find(&of.latest),
            days: Days::default(),
            fields: of
                .fields
                .iter()
                .enumerate()
                .filter_map(|(f, field)| Some((f, find(&field.header)?)))
                .collect(),
            programmes,
            programme,
            titled: None,
            names,
            personal: personal(laid, &headers, &of.personal),
        };
        if let Some(column) = list.latest {
            list.days = Days::of((0..laid.rows.len()).map(|row| laid.cell(row, column)));
        }
        if list.programme.is_some() {
            list.names = settings.rules.programmes.iter().map(|p| p.name.clone()).collect();
            list.names.push(OTHER_AID.to_owned());
        } else if list.names.is_empty() && !of.programme.is_empty() {
            list.by_title(settings);
        }
        list
    }

    /// A list of one programme's recipients names it in its title, sheet or file.
    fn by_title(&mut self, settings: &Settings<'_>) {
        let lines = self.laid.titles.iter().map(String::as_str);
        let lines = lines.chain(self.laid.sheet.as_deref()).chain([settings.file_name]);
        let mut found: Vec<usize> = lines.flat_map(|line| named(line, settings.rules)).collect();
        found.sort_unstable();
        found.dedup();
        if let [programme] = found[..] {
            let name = settings.rules.programmes[programme].name.clone();
            self.prefix = format!("{}_{}", self.prefix, meaning::slug(&name));
            self.label.clone_from(&name);
            self.names = vec![name];
            self.titled = Some(0);
        }
    }

    /// The day that tells when a person was last counted.
    pub(super) fn day(&self, row: usize) -> Option<u32> {
        self.days.read(self.laid.cell(row, self.latest?))
    }

    /// Whether a column is read by the profile, or is a person's own.
    pub(super) fn reads(&self, column: usize) -> bool {
        let one =
            [self.family, self.person, self.decile, self.percentile, self.latest, self.programme];
        one.contains(&Some(column))
            || self.fields.iter().chain(&self.programmes).any(|(_, c)| *c == column)
            || self.personal.contains(&column)
    }

    pub(super) fn id(&self, id: &str) -> String {
        format!("{}_{id}", self.prefix)
    }

    pub(super) fn name(&self, name: &str) -> String {
        format!("{name} ({})", self.label)
    }

    pub(super) fn header(&self, column: Option<usize>) -> String {
        column.map_or_else(String::new, |c| self.laid.columns[c].path.clone())
    }
}

/// Aid whose name no rule knows.
const OTHER_AID: &str = "Bantuan lain (tak dikenal)";

/// The programmes of the rules that a text names.
pub(super) fn named(text: &str, rules: &Rules) -> Vec<usize> {
    let plain = header::plain(text);
    let says = |words: &Vec<String>| words.iter().any(|word| pattern::says(&plain, word));
    (0..rules.programmes.len()).filter(|&p| says(&rules.programmes[p].words)).collect()
}

/// The first of the fitting columns whose numbers a spreadsheet has not damaged: beside a broken
/// No KK often stands the list's own id.
fn whole(laid: &Laid, headers: &[Header], patterns: &[Pattern]) -> Option<usize> {
    let fits = patterns
        .iter()
        .flat_map(|p| (0..headers.len()).filter(|&c| p.fits(&headers[c])).collect::<Vec<_>>());
    let is_whole = |c: &usize| {
        let cells = || (0..laid.rows.len().min(2000)).map(|row| laid.cell(row, *c));
        let judge = Judge::of(cells());
        let read: Vec<Number> = cells().map(|cell| judge.read(cell)).collect();
        let there = read.iter().filter(|n| !matches!(n, Number::Missing | Number::Damaged)).count();
        there * 5 >= read.len() * 4
    };
    fits.into_iter().find(is_whole)
}

/// A column of NIK that no header tells.
fn numbers(laid: &Laid) -> Option<usize> {
    let roles = people::roles(laid);
    let is_nik = |c: &usize| {
        let judge = Judge::default();
        let cells = (0..laid.rows.len().min(200)).map(|row| laid.cell(row, *c));
        let read: Vec<Number> =
            cells.map(|cell| judge.read(cell)).filter(|n| *n != Number::Missing).collect();
        let whole = read.iter().filter(|n| matches!(n, Number::Whole(_) | Number::Damaged));
        whole.count() * 2 > read.len()
    };
    let family = |c: &usize| {
        let words = header::words(&laid.columns[*c].path);
        words.iter().any(|w| ["kk", "keluarga", "nokk", "idkeluarga"].contains(&w.as_str()))
    };
    roles.personal.iter().copied().find(|c| is_nik(c) && !family(c))
}

fn personal(laid: &Laid, headers: &[Header], patterns: &[Pattern]) -> Vec<usize> {
    let roles = people::roles(laid);
    (0..laid.columns.len())
        .filter(|c| {
            roles.personal.contains(c)
                || header_personal::nameless(&laid.columns[*c].path)
                || patterns.iter().any(|p| p.fits(&headers[*c]))
        })
        .collect()
}

impl List<'_> {
    /// Whether the family's id is a No KK, which another list may bear too.
    pub(super) fn family_is_number(&self, row: usize, judge: Judge) -> bool {
        let cell = self.family.map(|c| self.laid.cell(row, c));
        cell.is_some_and(|cell| matches!(judge.read(cell), Number::Whole(_)))
    }
}
