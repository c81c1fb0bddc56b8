//! The time of every value: of its row, its column, or the whole table, and where that was read.

use std::collections::BTreeSet;

use super::import::ImportOptions;
use super::question::Question;
use crate::base::fault::{At, DataFault, Fault, PeriodFrom, Stop};
use crate::dataset::header;
use crate::dataset::join::{Joined, Match};
use crate::dataset::{period, wilayah};

/// A column's time and what its header says without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// Empty where the header is nothing but its own path.
    pub label: String,
    pub period: String,
    /// The column's own, before that of the row.
    pub own: bool,
}

impl Time {
    pub fn is_named(&self, name: &str) -> bool {
        !self.label.is_empty() && header::plain(&self.label) == header::plain(name)
    }
}

/// What is known of the table's time.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// Asked for by the user or by the recipe.
    asked: Option<String>,
    /// Rows have their own.
    by_row: bool,
    /// Read in a title, the sheet's or the file's name.
    elsewhere: Option<String>,
    /// What the titles speak of, for columns that are headed by nothing but their time.
    subject: String,
    /// The only column of figures says nothing but "Jumlah": the titles say of what.
    wordless: Option<String>,
    pub fault: Option<Fault>,
    pub question: Option<Question>,
}

impl Times {
    /// The rows of the asked period, and what is known of the time of the others.
    ///
    /// # Errors
    /// The table has several periods, and the asked one is none of them.
    pub fn of(
        joined: &Joined,
        options: &ImportOptions,
        at: &At,
    ) -> Result<(Self, Vec<Match>), Stop> {
        let asked = options.period.clone().or_else(|| options.recipe.period.clone());
        let matches = match &asked {
            Some(asked) => in_period(&joined.matched, asked, at)?,
            None => joined.matched.clone(),
        };
        let mut times = Self {
            by_row: matches.iter().any(|m| !m.period.is_empty()),
            asked,
            elsewhere: None,
            subject: subject(joined, options),
            wordless: wordless(joined),
            fault: None,
            question: None,
        };
        times.look_elsewhere(joined, options, at);
        Ok((times, matches))
    }

    /// The period that a title, the sheet's or the file's name tells, where no column does; told.
    fn look_elsewhere(&mut self, joined: &Joined, options: &ImportOptions, at: &At) {
        let found = elsewhere(joined, options);
        if let Some(asked) = &self.asked {
            // A recipe of last year on this year's file.
            if let Some((found, from)) = found
                && options.period.is_none()
                && !self.by_row
                && found.get(..4) != asked.get(..4)
            {
                self.question = Some(Question::Period { found, from });
            }
            return;
        }
        if self.by_row {
            return;
        }
        let in_headers = joined
            .laid
            .columns
            .iter()
            .enumerate()
            .filter(|(c, _)| !joined.roles.is_key(*c))
            .any(|(_, column)| period::split_header(&column.header).is_some());
        if let Some((period, from)) = found {
            let fault = DataFault::PeriodFrom { period: period.clone(), from };
            self.fault = Some(Fault::new(fault, at.clone()));
            self.question = Some(Question::Period { found: period.clone(), from });
            self.elsewhere = Some(period);
        } else if !in_headers {
            self.question =
                Some(Question::Period { found: String::new(), from: PeriodFrom::Nowhere });
        }
    }

    /// The period of the whole table; empty where rows or columns have their own.
    pub fn whole(&self) -> &str {
        self.asked.as_deref().or(self.elsewhere.as_deref()).unwrap_or_default()
    }

    /// A column's time and label. `said` is what the recipe says of the column.
    pub fn of_header(&self, header: &str, said: Option<&str>) -> Time {
        let split = period::split_header(header).or_else(|| {
            let year = self.whole().get(..4)?;
            period::split_month(header, year)
        });
        let (label, in_header) = match split {
            Some((label, time)) if label.is_empty() => (self.subject.clone(), Some(time)),
            Some((label, time)) => (label, Some(time)),
            None if self.wordless.as_deref() == Some(header) && !self.subject.is_empty() => {
                (self.subject.clone(), None)
            }
            None => (header.to_owned(), None),
        };
        if let Some(said) = said {
            return Time { label, period: said.to_owned(), own: true };
        }
        // A time in the header holds, unless the user or the rows say another.
        let open = self.asked.is_none() && !self.by_row;
        match in_header.filter(|_| open) {
            Some(period) => Time { label, period, own: true },
            None if self.asked.is_some() || self.by_row => {
                let own = self.wordless.as_deref() == Some(header);
                let label = if own { label } else { header.to_owned() };
                Time { label, period: self.whole().to_owned(), own: false }
            }
            None => Time { label, period: self.whole().to_owned(), own: false },
        }
    }
}

/// The joined rows of the asked period, each with the period its values get.
fn in_period(all: &[Match], asked: &str, at: &At) -> Result<Vec<Match>, Stop> {
    let there: BTreeSet<&str> = all.iter().map(|m| m.period.as_str()).collect();
    if there.len() > 1 && !there.contains(asked) {
        let found = there.into_iter().collect::<Vec<_>>().join(", ");
        let fault = DataFault::NoSuchPeriod { period: asked.to_owned(), found };
        return Err(Stop::fault(fault, at.clone()));
    }
    let several = there.len() > 1;
    Ok(all
        .iter()
        .filter(|m| !several || m.period == asked)
        .map(|m| Match { period: asked.to_owned(), ..m.clone() })
        .collect())
}

/// The head of the only column that is no key, where it says nothing of what is counted.
fn wordless(joined: &Joined) -> Option<String> {
    let laid = &joined.laid;
    let figures = |c: &usize| {
        let header = &laid.columns[*c].header;
        !joined.roles.is_key(*c)
            && joined.code_column != Some(*c)
            && !header::running_number(header)
            && !header::bookkeeping(header)
    };
    let mut columns = (0..laid.columns.len()).filter(figures);
    let only = columns.next().filter(|_| columns.next().is_none())?;
    let header = &laid.columns[only].header;
    let nothing = ["jumlah", "jml", "total", "banyaknya", "angka", "nilai"];
    nothing.contains(&header::plain(header).as_str()).then(|| header.clone())
}

fn elsewhere(joined: &Joined, options: &ImportOptions) -> Option<(String, PeriodFrom)> {
    let laid = &joined.laid;
    let titles: Vec<String> =
        laid.titles.iter().filter_map(|line| period::in_words(line)).collect();
    let one = |periods: &[String]| match periods {
        [first, rest @ ..] if rest.iter().all(|p| p == first) => Some(first.clone()),
        _ => None,
    };
    one(&titles)
        .map(|p| (p, PeriodFrom::Title))
        .or_else(|| Some((period::in_words(laid.sheet.as_deref()?)?, PeriodFrom::Sheet)))
        .or_else(|| Some((period::in_words(&options.file_name)?, PeriodFrom::File)))
}

/// Whether a sheet is named after what it counts ("PKH"), not after its place, time or number.
fn says_of_what(sheet: &str) -> bool {
    const NO_NAMES: [&str; 11] = [
        "sheet",
        "lembar",
        "data",
        "tabel",
        "table",
        "worksheet",
        "rekap",
        "desa",
        "kecamatan",
        "kabupaten",
        "hasil",
    ];
    let words = period::without_time(sheet);
    !words.iter().all(|word| NO_NAMES.contains(&word.as_str()))
        && period::in_words(sheet).is_none()
        && !wilayah::is_kecamatan(sheet)
        && !wilayah::is_kabupaten(sheet)
}

/// "JUMLAH KELUARGA MISKIN MENURUT DESA TAHUN 2021-2023" → "Jumlah keluarga miskin".
fn subject(joined: &Joined, options: &ImportOptions) -> String {
    let named = |line: &&String| super::meaning::of(line) != super::meaning::of("");
    let title = joined.laid.titles.iter().find(named);
    let stem = options.file_name.rsplit_once('.').map_or("", |(stem, _)| stem).replace('_', " ");
    if let Some(sheet) = joined.laid.sheet.as_deref().filter(|sheet| says_of_what(sheet))
        && title.is_none()
    {
        return sheet.trim().to_owned();
    }
    let line = title.cloned().unwrap_or(stem);
    let ends = ["menurut", "per", "tahun", "di", "kabupaten", "kecamatan", "periode", "bulan"];
    let mut kept: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_year = bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
        if is_year || (!kept.is_empty() && ends.contains(&bare.to_lowercase().as_str())) {
            break;
        }
        if ["data", "tabel", "rekapitulasi", "rekap", "daftar"]
            .contains(&bare.to_lowercase().as_str())
            && kept.is_empty()
        {
            continue;
        }
        kept.push(word.to_lowercase());
    }
    let mut text = kept.join(" ").replace(" kk", " KK");
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    text
}
