//! What every paper of the package says alike: the themes, the kabupaten's figures, the foot.

use std::sync::Arc;

use super::aims::{self, Chapter};
use super::catalogue::says;
use super::recipe::Recipe;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::dataset::village::Region;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::lang::Lang;
use crate::lang::atlas::AtlasSay;
use crate::lang::number::{count, date as date_words, decimals_for, fixed};
use crate::lang::output::Caption;
use crate::lang::report::PaperSay;
use crate::plan::meeting::Meeting;
use crate::plan::programme::{Status, Task};
use crate::plan::target::Targets;
use crate::project::hash;
use crate::workflow::picture::source_names;
use crate::workflow::pockets::{PocketReport, Together};
use crate::workflow::programs::tasks::is_overdue;
use crate::workflow::sites::scenario::{self, Scenario};
use crate::workflow::snapshot::Snapshot;
use crate::workflow::targets::columns::PACE;
use crate::workflow::targets::time;
use crate::workflow::together::whole;

/// Ids and names by which the usual themes are found, in the order of the meeting.
const THEMES: [&str; 7] =
    ["desil 1 2", "miskin", "stunting", "tanpa air layak", "air", "babs", "idm"];
const MOST_THEMES: usize = 5;

/// What the papers are made of.
#[derive(Clone)]
pub struct Facts<'a> {
    /// Of all papers but those that are Indonesian by law.
    pub lang: Lang,
    pub snapshot: &'a Snapshot,
    pub meeting: &'a Meeting,
    /// ISO 8601.
    pub date: &'a str,
    /// "Kabupaten Konawe Selatan".
    pub region: String,
    pub office: String,
    pub kecamatan: Vec<Region>,
    /// Of each village.
    pub of_kecamatan: Vec<usize>,
    pub themes: Vec<Arc<Column>>,
    pub pair: Option<[Arc<Column>; 2]>,
    pub pockets: Option<Arc<PocketReport>>,
    /// Targets and programmes, where the project has them.
    pub aims: Vec<Chapter>,
    /// The newest pinned plan of sites.
    pub plan: Option<Arc<Scenario>>,
    /// Of all shown values.
    pub hash: String,
    /// Province 99 exists only in the invented sample.
    pub is_sample: bool,
}

impl<'a> Facts<'a> {
    /// # Errors
    /// An indicator of the recipe that the project does not have.
    pub fn of(
        snapshot: &'a Snapshot,
        recipe: &Recipe,
        date: &'a str,
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let (register, meeting) = (&snapshot.register, &*snapshot.meeting);
        let lang = recipe.lang;
        let (kecamatan, of_kecamatan) = register.kecamatan();
        let region = match &register.kabupaten().0[..] {
            [one] if !one.name.is_empty() => {
                lang.caption(&Caption::Kabupaten { name: one.name.clone() })
            }
            several => lang.caption(&Caption::SeveralKabupaten { count: several.len() }),
        };
        let office = if meeting.office.is_empty() {
            format!("Bappeda {region}")
        } else {
            meeting.office.clone()
        };
        let pockets = snapshot.pockets.last().cloned();
        let themes = themes(snapshot, recipe, pockets.as_deref())?;
        let pair = match &recipe.pair {
            Some([x, y]) => Some([snapshot.column(x, None)?, snapshot.column(y, None)?]),
            None => usual_pair(snapshot),
        };
        let codes = register.villages.iter().map(|v| &v.code);
        let values = snapshot.columns.iter().map(|c| &c.values[..]);
        let hash = hash::input(codes, values).chars().take(12).collect();
        let is_sample = !register.is_empty()
            && register.villages.iter().all(|v| v.code.as_str().starts_with("99."));
        let mut facts = Self {
            lang,
            snapshot,
            meeting,
            date,
            region,
            office,
            kecamatan,
            of_kecamatan,
            themes,
            pair,
            pockets,
            plan: scenario::newest_of(&snapshot.scenarios).cloned(),
            aims: Vec::new(),
            hash,
            is_sample,
        };
        facts.aims = aims::chapters(&facts, progress)?;
        Ok(facts)
    }

    pub fn villages(&self) -> usize {
        self.snapshot.register.len()
    }

    /// The villages of a kecamatan, in the register's order.
    pub fn members(&self, kecamatan: usize) -> Vec<usize> {
        (0..self.villages()).filter(|&i| self.of_kecamatan[i] == kecamatan).collect()
    }

    pub fn name(&self, village: usize) -> &str {
        &self.snapshot.register.villages[village].name
    }

    pub fn kecamatan_name(&self, village: usize) -> &str {
        &self.snapshot.register.villages[village].kecamatan.name
    }

    /// A day that a task is due, with a word where it is over.
    pub fn deadline(&self, day: &str, status: Status) -> String {
        let words = date_words(self.lang, day);
        let task = Task { deadline: day.to_owned(), status, ..Task::default() };
        if is_overdue(&task, self.date) {
            return self.lang.paper(&PaperSay::PastDeadline { date: words });
        }
        words
    }

    pub fn date_words(&self) -> String {
        date_words(self.lang, self.date)
    }

    /// Kecamatan with the figure of each, the worst first; those without one are left out.
    pub fn ranked_kecamatan(&self, column: &Column) -> Vec<(usize, f64)> {
        let mut found: Vec<(usize, f64)> = (0..self.kecamatan.len())
            .filter_map(|k| Some((k, whole(self.snapshot, column, Some(&self.members(k)))?.value)))
            .collect();
        let falling = column.indicator.direction != Direction::WorseLow;
        found.sort_by(|a, b| {
            let by = if falling { b.1.total_cmp(&a.1) } else { a.1.total_cmp(&b.1) };
            by.then(a.0.cmp(&b.0))
        });
        found
    }

    /// [`latest`] without a pace towards a date that is over.
    pub fn columns(&self) -> Vec<Arc<Column>> {
        let until = self.snapshot.targets.as_deref().and_then(|own| time::end(&own.burn.until));
        let today = time::end(self.date.get(..7).unwrap_or_default());
        let is_over = today.zip(until).is_some_and(|(today, until)| today > until);
        let mut all = latest(self.snapshot);
        all.retain(|c| !(is_over && c.indicator.id == PACE));
        all
    }

    /// [`ranked`], asked beside the kecamatan's rank.
    #[expect(clippy::unused_self, reason = "asked beside the kecamatan's rank")]
    pub fn ranked(&self, column: &Column) -> Vec<usize> {
        ranked(column)
    }

    /// For letters, minutes and decrees.
    pub fn official(&self) -> Self {
        Self { lang: Lang::Id, aims: Vec::new(), ..self.clone() }
    }

    pub fn say(&self, say: &AtlasSay) -> String {
        self.lang.atlas(say)
    }

    /// Source, period, definition, n, data hash, and that borders are not binding.
    pub fn foot(&self, column: &Column) -> String {
        let tally = column.tally();
        let source = source_names(self.snapshot, column);
        let source = if source.is_empty() { self.say(&AtlasSay::Computed) } else { source };
        self.say(&AtlasSay::Foot {
            source: format!("{source}{}", period(column)),
            definition: self.definition(column),
            known: tally.measured,
            of: self.villages(),
            last: self.last_words(),
        })
    }

    /// The foot of a paper about pockets: the rule, how, and with which seed.
    pub fn pocket_foot(&self, report: &PocketReport) -> String {
        let how = crate::workflow::picture::rule_text(self.lang, self.snapshot, report);
        let n = report.villages.iter().filter(|v| v.value.is_some()).count();
        let n = count(self.lang, n);
        format!("{how} · n = {n} · {}", self.last_words())
    }

    /// What stands at the end of every foot.
    pub fn last_words(&self) -> String {
        self.say(&AtlasSay::LastWords {
            boundary: self.snapshot.register.boundary_source.clone(),
            hash: self.hash.clone(),
            sample: self.is_sample,
        })
    }

    /// The foot of a chapter made of one indicator in several periods.
    pub fn aim_foot(&self, about: PaperSay, indicator: &str) -> String {
        let mut foot = vec![self.lang.paper(&about)];
        if let Ok(column) = self.snapshot.column(indicator, None) {
            let source = source_names(self.snapshot, &column);
            if !source.is_empty() {
                let name = format!("{source}{}", period(&column));
                foot.push(self.lang.paper(&PaperSay::SourceOf { name }));
            }
            foot.push(self.definition(&column));
            let (known, of) = (column.tally().measured, self.villages());
            foot.push(self.lang.paper(&PaperSay::KnownOf { known, of }));
        }
        foot.push(self.last_words());
        foot.join(" · ")
    }

    /// As they are set, or the usual ones.
    pub fn targets(&self) -> Targets {
        self.snapshot.targets.as_deref().cloned().unwrap_or_default()
    }

    /// What the number is made of.
    pub fn definition(&self, column: &Column) -> String {
        let name = &column.indicator.name;
        match &column.indicator.rate_of {
            Some(Derived::Rate(rate)) => {
                format!("{name} = Σ {} ÷ Σ {}", rate.numerators.join(" + "), rate.denominator)
            }
            Some(Derived::Gap { need, covered }) => format!("{name} = {need} − {covered}"),
            None => self.lang.dict(&crate::workflow::dictionary::unruled(column)),
        }
    }

    /// A number of a column with its decimals; a missing one says why.
    pub fn value_text(&self, column: &Column, value: Measure) -> String {
        match value {
            Measure::Measured(x) => fixed(self.lang, x, decimals(column)),
            Measure::Missing => self.say(&AtlasSay::NoData),
            Measure::NotApplicable => self.say(&AtlasSay::NotApplicable),
        }
    }

    /// With its unit: "23,4 %".
    pub fn with_unit(&self, column: &Column, value: f64) -> String {
        let unit = &column.indicator.unit;
        let number = fixed(self.lang, value, decimals(column).max(usize::from(unit == "%")));
        if unit.is_empty() || unit == "indeks" { number } else { format!("{number} {unit}") }
    }

    /// How a figure of several villages came about, in a word.
    pub fn how(&self, together: Together) -> String {
        self.say(&match together {
            Together::Rate => AtlasSay::FromCounts,
            Together::Sum => AtlasSay::Sum,
            Together::Mean => AtlasSay::Mean,
            Together::Commonest => AtlasSay::Commonest,
        })
    }
}

/// Villages with a value, the worst first; equal values by their place in the register.
pub fn ranked(column: &Column) -> Vec<usize> {
    let mut known: Vec<(usize, f64)> =
        column.values.iter().enumerate().filter_map(|(i, v)| Some((i, v.value()?))).collect();
    let falling = column.indicator.direction != Direction::WorseLow;
    known.sort_by(|a, b| {
        let by = if falling { b.1.total_cmp(&a.1) } else { a.1.total_cmp(&b.1) };
        by.then(a.0.cmp(&b.0))
    });
    known.into_iter().map(|(i, _)| i).collect()
}

/// " (2024)", or nothing where the period is not known.
pub fn period(column: &Column) -> String {
    if column.period.is_empty() { String::new() } else { format!(" ({})", column.period) }
}

/// "Keluarga Desil 1–2 (%)".
pub fn titled(column: &Column) -> String {
    let own = &column.indicator;
    if own.unit.is_empty() { own.name.clone() } else { format!("{} ({})", own.name, own.unit) }
}

/// The name without how it is computed: "Prevalensi stunting: (…) dari …" → "Prevalensi stunting".
pub fn short_name(column: &Column) -> &str {
    let name = &column.indicator.name;
    name.split(": (").next().unwrap_or(name)
}

pub fn decimals(column: &Column) -> usize {
    decimals_for(column.measured())
}

/// The latest column of every indicator, in the project's order.
pub fn latest(snapshot: &Snapshot) -> Vec<Arc<Column>> {
    let mut ids: Vec<&str> = Vec::new();
    for column in &snapshot.columns {
        if !ids.contains(&column.indicator.id.as_str()) {
            ids.push(&column.indicator.id);
        }
    }
    ids.into_iter().filter_map(|id| snapshot.column(id, None).ok()).collect()
}

fn is_theme(column: &Column) -> bool {
    column.indicator.quantity != Quantity::Count
        && column.indicator.direction != Direction::None
        && !crate::workflow::programs::convergence::is_own(column)
        && column.measured().next().is_some()
}

fn themes(
    snapshot: &Snapshot,
    recipe: &Recipe,
    pockets: Option<&PocketReport>,
) -> Result<Vec<Arc<Column>>, Stop> {
    if !recipe.indicators.is_empty() {
        return recipe.indicators.iter().map(|id| snapshot.column(id, None)).collect();
    }
    let all: Vec<Arc<Column>> = latest(snapshot).into_iter().filter(|c| is_theme(c)).collect();
    let mut found: Vec<Arc<Column>> = Vec::new();
    let asked = |c: &&Arc<Column>| pockets.is_some_and(|r| r.settings.indicator == c.indicator.id);
    found.extend(all.iter().find(asked).cloned());
    for theme in THEMES {
        // Counts known beats what the table only says.
        let fits = |c: &&Arc<Column>| says(&c.indicator, &[theme.to_owned()]);
        let best = all.iter().filter(fits).max_by_key(|c| c.indicator.rate_of.is_some());
        let is_new = |c: &&Arc<Column>| !found.iter().any(|own| own.indicator.id == c.indicator.id);
        let best = best.filter(is_new).cloned();
        found.extend(best);
    }
    if found.is_empty() {
        found = all;
    }
    if found.is_empty() {
        found = counts(snapshot);
    }
    found.truncate(MOST_THEMES);
    Ok(found)
}

/// Where tables hold counts alone, those that are bad: the usual themes first.
fn counts(snapshot: &Snapshot) -> Vec<Arc<Column>> {
    let is_count = |c: &Arc<Column>| {
        c.indicator.quantity == Quantity::Count
            && c.indicator.direction != Direction::None
            && !crate::workflow::programs::convergence::is_own(c)
            && c.measured().next().is_some()
    };
    let mut all: Vec<Arc<Column>> = latest(snapshot).into_iter().filter(is_count).collect();
    let place = |c: &Arc<Column>| {
        let fits = |theme: &str| says(&c.indicator, &[theme.to_owned()]);
        THEMES.iter().position(|theme| fits(theme)).unwrap_or(THEMES.len())
    };
    all.sort_by_key(place);
    all
}

fn usual_pair(snapshot: &Snapshot) -> Option<[Arc<Column>; 2]> {
    let all: Vec<Arc<Column>> = latest(snapshot).into_iter().filter(|c| is_theme(c)).collect();
    let find = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let fits = |c: &&Arc<Column>| says(&c.indicator, &words);
        all.iter().filter(fits).max_by_key(|c| c.indicator.rate_of.is_some()).cloned()
    };
    Some([find(&["tanpa air layak", "air layak", "air minum"])?, find(&["stunting"])?])
}
