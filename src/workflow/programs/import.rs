//! A register's file → rows of the register: every sheet that names programmes, its villages found
//! by the ladder of every other table, its own sums checked. Nothing that is written is dropped.

mod persons;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::again::{self, Again};
use super::columns::Columns;
use super::groups::Groups;
use super::money::Scale;
use super::sheet_rows::SheetRows;
use super::sheets_in::{Places, SheetIn, laid_sheets, place};
use super::totals::{self, TotalCheck};
use super::words::Words;
use super::{around, branches};
use crate::base::code::VillageCode;
use crate::base::fault::{At, Fault, ProgrammeFault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::crosswalk::Crosswalk;
use crate::dataset::join::{JoinOptions, Joined};
use crate::dataset::layout::{Laid, LayoutOptions, lay_out_rows};
use crate::dataset::people;
use crate::dataset::{sheet_apart, sheets};
use crate::indicator::definition::SourceKind;
use crate::lang::Lang;
use crate::lang::dictionary::DictWord;
use crate::plan::edit::Edit;
use crate::plan::programme::{Entry, Field, Label};
use crate::project::{NewRegister, Project, Source, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};
use crate::source::table::RawTable;
use crate::workflow::report::catalogue::Catalogue;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::{tables, told};

/// What the user said about the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterOptions {
    pub sheet: Option<String>,
    /// Of rows that name none.
    pub year: Option<u16>,
    /// What the numbers of money are counted in, where the header does not say it.
    pub scale: Option<Scale>,
    /// Suggested villages at least this sure are taken, 0–1.
    pub accept_suggested: Option<f64>,
    /// What an earlier file brought of the same rows is taken out.
    pub replace: bool,
}

/// A register read and joined; nothing of it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterDraft {
    pub file: PathBuf,
    pub entries: Vec<Entry>,
    pub labels: Vec<Label>,
    pub totals: Vec<TotalCheck>,
    /// Where each field stood: sheet, field, letter, what its numbers are counted in.
    pub read_as: Vec<(String, &'static str, String)>,
    /// Different places that found no village.
    pub places: Vec<Place>,
    /// Sheets that were read, and all that the file has.
    pub sheets: Vec<String>,
    pub all_sheets: Vec<String>,
    /// What the numbers of money were taken to be counted in.
    pub scale: Option<Scale>,
    /// Whether a header or a title says it.
    pub is_scale_said: bool,
    pub faults: Vec<Fault>,
    pub rows: usize,
    /// What of it is there already.
    pub again: Again,
    replace: bool,
    summary: serde_json::Value,
    confirmed: BTreeMap<String, VillageCode>,
    /// Places that are surely several villages.
    shared: BTreeMap<String, Vec<VillageCode>>,
    source: Source,
}

impl RegisterDraft {
    /// Different villages of its rows.
    pub fn villages(&self) -> usize {
        let own = self.entries.iter().filter_map(|e| e.village.as_ref());
        let shared = self.entries.iter().filter_map(|e| self.shared.get(&e.key)).flatten();
        let codes: BTreeSet<&str> = own.chain(shared).map(VillageCode::as_str).collect();
        codes.len()
    }
}

/// A place of the register that found no village.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub row: u32,
    pub text: String,
    pub key: String,
    /// Code, name and score of each village it may be.
    pub candidates: Vec<(String, String, f64)>,
}

/// Whether a table is a register of programmes, for a file whose kind nobody said.
pub fn is_register(table: &Arc<RawTable>, catalogue: &Catalogue) -> bool {
    let facts = BTreeMap::new();
    let words = Words::new(catalogue, &facts);
    laid_sheets(table, None, &words).iter().any(|sheet| {
        let columns = &sheet.columns;
        let said =
            columns.of.contains_key(&Field::Programme) || columns.of.contains_key(&Field::Activity);
        let funds = columns.wide.iter().any(|wide| wide.purse.is_some());
        let who = columns.of.contains_key(&Field::Fund) || columns.of.contains_key(&Field::Office);
        said && columns.has_money() && (who || funds) && sheet.laid.rows.len() > 1
    })
}

/// The same of a file; what cannot be read is none.
pub fn is_register_file(file: &Path, catalogue: &Catalogue, progress: &Progress) -> bool {
    match open::values_of(file, &LayerOptions::default(), progress) {
        Ok(Opened::Table(table)) => is_register(&Arc::new(sheet_apart::apart(table)), catalogue),
        Ok(Opened::Layer(_)) | Err(_) => false,
    }
}

/// Reads a register.
///
/// # Errors
/// The file's own fault; no column of programmes; a list of persons; a table of another kabupaten.
pub fn draft(
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    crosswalk: &Crosswalk,
    file: &Path,
    options: &RegisterOptions,
    progress: &Progress,
) -> Result<RegisterDraft, Stop> {
    progress.start(Phase::Reading, 0);
    let at = At::file(file);
    let table = match open::values_of(file, &LayerOptions::default(), progress)? {
        Opened::Table(table) => Arc::new(sheet_apart::apart(table)),
        Opened::Layer(layer) => {
            let fault =
                SourceFault::WrongKind { found: layer.geometry, wanted: "XLSX, CSV".into() };
            return Err(Stop::fault(fault, at));
        }
    };
    if is_own_export(&table) {
        return Err(Stop::fault(ProgrammeFault::OwnExport, at));
    }
    let words = Words::new(catalogue, &snapshot.programmes.facts);
    let mut sheets = laid_sheets(&table, options.sheet.as_deref(), &words);
    if sheets.is_empty() {
        if lists_persons(&table) {
            return Err(Stop::fault(ProgrammeFault::Persons, at));
        }
        let names = || table.sheets.iter().filter_map(|sheet| sheet.name.clone());
        if let Some(sheet) = options.sheet.as_ref().filter(|s| sheets::named(&table, s).is_none()) {
            let found = names().collect::<Vec<_>>().join(", ");
            let fault = SourceFault::NoSuchSheet { sheet: sheet.clone(), found };
            return Err(Stop::fault(fault, at));
        }
        return Err(Stop::fault(no_column(&table), at));
    }
    let mut maker = Maker::new(snapshot, &words, options, &at);
    maker.faults.extend(table.faults.iter().cloned());
    progress.start(Phase::Joining, sheets.iter().map(|sheet| sheet.laid.rows.len()).sum());
    let mut refused = None;
    for sheet in &mut sheets {
        progress.step()?;
        let joining = JoinOptions {
            at: at.clone().sheet(sheet.laid.sheet.clone()),
            accept_suggested: options.accept_suggested,
            crosswalk: crosswalk.clone(),
            ..JoinOptions::default()
        };
        match place(sheet, &snapshot.register, &joining) {
            Ok(placed) => maker.take(&sheet.laid, &sheet.columns, placed),
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            // A note or a legend on a sheet of its own does not stop the others.
            Err(stop) => refused = refused.or(Some(stop)),
        }
    }
    if maker.entries.is_empty() && maker.labels.is_empty() {
        let none = || Stop::fault(ProgrammeFault::NoProgrammeColumn { found: String::new() }, at);
        return Err(refused.unwrap_or_else(none));
    }
    if let Some(Stop::Fault(fault)) = refused {
        maker.faults.push(*fault);
    }
    maker.without_summaries(&titles_of(&sheets));
    let source = Source {
        file: file.display().to_string(),
        sha256: open::fingerprint(file)?,
        sheet: options.sheet.clone(),
        format: table.format.to_owned(),
        rows: maker.rows,
        kind: SourceKind::Register,
        ..Source::default()
    };
    let found = sheets.iter().map(|sheet| sheet.laid.sheet.clone().unwrap_or_default());
    maker.sheets = found.collect();
    maker.scale = options.scale.or(sheets.first().map(|sheet| sheet.columns.scale));
    maker.is_scale_said = sheets.iter().all(|sheet| sheet.columns.is_scale_said);
    maker.all_sheets = table.sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    Ok(maker.finish(file, source))
}

fn titles_of(sheets: &[SheetIn]) -> BTreeMap<String, Vec<String>> {
    let of = |laid: &Laid| (laid.sheet.clone().unwrap_or_default(), laid.titles.clone());
    sheets.iter().map(|own| of(&own.laid)).collect()
}

/// No column of programmes: the columns that are there.
fn no_column(table: &Arc<RawTable>) -> ProgrammeFault {
    let best = sheets::best(table, LayoutOptions::default());
    ProgrammeFault::NoProgrammeColumn { found: best.map_or_else(String::new, |b| b.0.found()) }
}

/// Whether the program wrote the workbook itself: with its dictionary and its list of codes.
fn is_own_export(table: &RawTable) -> bool {
    let has = |word: DictWord| {
        let names = [Lang::Id, Lang::En].map(|lang| lang.dict(&word));
        table.sheets.iter().any(|sheet| sheet.name.as_ref().is_some_and(|n| names.contains(n)))
    };
    has(DictWord::Dictionary) && has(DictWord::Codes)
}

/// Whether some sheet lists persons: then it is said, not kept.
fn lists_persons(table: &Arc<RawTable>) -> bool {
    (0..table.sheets.len()).any(|sheet| {
        let laid = lay_out_rows(table, sheet, LayoutOptions::default());
        people::is_by_name(&laid, &people::roles(&laid))
    })
}

/// What a file becomes, sheet by sheet.
struct Maker<'a> {
    snapshot: &'a Snapshot,
    words: &'a Words<'a>,
    options: &'a RegisterOptions,
    at: &'a At,
    entries: Vec<Entry>,
    labels: Vec<Label>,
    totals: Vec<TotalCheck>,
    read_as: Vec<(String, &'static str, String)>,
    places: BTreeMap<String, Place>,
    faults: Vec<Fault>,
    confirmed: BTreeMap<String, VillageCode>,
    /// The villages of places that are surely several.
    shared: BTreeMap<String, Vec<VillageCode>>,
    joined: Option<Joined>,
    rows: usize,
    /// Products beyond the third of a village; rows of products whose village nobody knows.
    more_products: usize,
    lost_labels: usize,
    /// The office that a title or a sheet names, for rows that name none.
    offices: BTreeMap<String, usize>,
    /// The same of who pays.
    funds: BTreeMap<String, usize>,
    /// Rows in which a number of a person was hidden.
    hidden: usize,
    /// Rows that are sums of the rows below them.
    branches: usize,
    elsewhere: usize,
    sheets: Vec<String>,
    all_sheets: Vec<String>,
    scale: Option<Scale>,
    is_scale_said: bool,
    /// The year that was taken where rows had none, with how many rows.
    borrowed: BTreeMap<u16, usize>,
    yearless: usize,
}

impl<'a> Maker<'a> {
    fn new(
        snapshot: &'a Snapshot,
        words: &'a Words<'a>,
        options: &'a RegisterOptions,
        at: &'a At,
    ) -> Self {
        Self {
            snapshot,
            words,
            options,
            at,
            entries: Vec::new(),
            labels: Vec::new(),
            totals: Vec::new(),
            read_as: Vec::new(),
            places: BTreeMap::new(),
            faults: Vec::new(),
            confirmed: BTreeMap::new(),
            shared: BTreeMap::new(),
            joined: None,
            rows: 0,
            more_products: 0,
            lost_labels: 0,
            offices: BTreeMap::new(),
            funds: BTreeMap::new(),
            hidden: 0,
            branches: 0,
            elsewhere: 0,
            sheets: Vec::new(),
            all_sheets: Vec::new(),
            scale: None,
            is_scale_said: false,
            borrowed: BTreeMap::new(),
            yearless: 0,
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a sheet row by row, each step on what the one before found"
    )]
    fn take(&mut self, laid: &Laid, columns: &Columns, placed: Places) {
        let scale = self.options.scale;
        let mut sheet = SheetRows::new(laid, columns, scale, self.at);
        let name = self.at.file.as_deref().unwrap_or_default();
        let file = Path::new(name).file_stem().map(|s| s.to_string_lossy().into_owned());
        let year = self.options.year.or_else(|| sheet.year_around(file.as_deref()));
        let office = if columns.column(Field::Office).is_some() {
            None
        } else {
            around::office(laid, self.words)
        };
        let has_fund = columns.column(Field::Fund).is_some()
            || columns.wide.iter().any(|wide| wide.purse.is_some());
        let fund = if has_fund { None } else { around::fund(laid) };
        let groups = Groups::of(laid, self.words);
        let first = self.entries.len();
        let mut block = first;
        let mut rows_of: Vec<(usize, usize)> = Vec::new();
        for row in 0..laid.rows.len() {
            let village = placed.villages[row];
            let lost = placed.lost[row].map(|at| &placed.joined.unmatched[at]);
            let wide = placed.wide[row].as_deref();
            let is_elsewhere = village.is_none() && lost.is_none() && wide.is_none();
            if is_elsewhere && placed.joined.other_kabupaten > 0 {
                self.elsewhere += 1;
                continue;
            }
            self.labels(laid, columns, row, village);
            if !columns.has_programme() {
                continue;
            }
            let code = village.map(|v| self.snapshot.register.villages[v].code.clone());
            let of_place = match (village, lost) {
                (None, Some(lost)) => (lost.text.clone(), persons::hidden(&lost.key)),
                (None, None) => (wide.unwrap_or_default().to_owned(), String::new()),
                (Some(v), _) => (self.snapshot.register.villages[v].name.clone(), String::new()),
            };
            let mut entries = sheet.entries(row);
            // "JUMLAH A" where villages stand, and no programme: a sum of the rows above it.
            if let (Some(lost), [sum]) = (lost, &entries[..])
                && let Some(check) = totals::of_block(lost, sum, &self.entries[block..])
            {
                self.totals.push(check);
                block = self.entries.len();
                entries.clear();
            }
            for mut entry in entries {
                (entry.place, entry.key) = of_place.clone();
                groups.fill(&mut entry, columns.programme.is_some());
                if let Some(office) = office.as_ref().filter(|_| entry.office.is_empty()) {
                    entry.office.clone_from(office);
                    *self.offices.entry(office.clone()).or_default() += 1;
                }
                if let Some(fund) = fund.as_ref().filter(|_| entry.fund.is_empty()) {
                    entry.fund.clone_from(fund);
                    *self.funds.entry(fund.clone()).or_default() += 1;
                }
                entry.village.clone_from(&code);
                self.hidden += usize::from(persons::hide(&mut entry));
                if entry.year.is_none() {
                    entry.year = year;
                    match year {
                        Some(year) => *self.borrowed.entry(year).or_default() += 1,
                        None => self.yearless += 1,
                    }
                }
                rows_of.push((row, self.entries.len()));
                self.entries.push(entry);
            }
        }
        // A row that says neither village nor programme and adds up the next ones is a sum.
        let mut bare = totals::bare_sums(&self.entries, first, columns.is_headed);
        let of_branches = branches::sums(&mut self.entries, first);
        self.branches += of_branches.len();
        bare.extend(of_branches);
        bare.sort_by_key(|(at, _)| *at);
        bare.dedup_by_key(|(at, _)| *at);
        self.totals.extend(bare.iter().map(|(_, check)| check.clone()));
        let gone: Vec<usize> = bare.iter().map(|(at, _)| *at).collect();
        rows_of.retain(|(_, at)| !gone.contains(at));
        for (_, at) in &mut rows_of {
            *at -= gone.iter().filter(|g| *g < at).count();
        }
        for at in gone.iter().rev() {
            self.entries.remove(*at);
        }
        let own = totals::Own { entries: &self.entries, rows: &rows_of, words: self.words };
        self.totals.extend(totals::check(laid, columns, scale, &own, &self.snapshot.register));
        self.rows += laid.rows.len();
        self.read_as.extend(sheet.read_as());
        self.faults.append(&mut sheet.faults);
        let is_said = columns.is_scale_said || self.options.scale.is_some();
        let own = &self.entries[first..];
        self.faults.extend(super::doubts::of_money(laid, columns, own, is_said, scale, self.at));
        self.place(placed);
    }

    /// Rows of whole regions, rows that stand twice, amounts below nothing.
    fn odd(&self) -> Vec<Fault> {
        let mut told = Vec::new();
        let wide = self.entries.iter().filter(|e| e.village.is_none() && e.key.is_empty()).count();
        if wide > 0 {
            told.push(Fault::new(ProgrammeFault::WholeRegion { rows: wide }, self.at.clone()));
        }
        if let Some((rows, first)) = places::twins(&self.entries) {
            told.push(Fault::new(ProgrammeFault::Twins { rows }, self.at.clone().row(first)));
        }
        let less: Vec<i64> =
            self.entries.iter().filter_map(|e| e.rupiah.filter(|r| *r < 0)).collect();
        if !less.is_empty() {
            let rupiah = less.iter().fold(0_i64, |sum, r| sum.saturating_add(*r));
            told.push(Fault::new(
                ProgrammeFault::LessThanNothing { rows: less.len(), rupiah },
                self.at.clone(),
            ));
        }
        told
    }

    #[expect(
        clippy::too_many_lines,
        reason = "all that is told of a file, in the order it is told"
    )]
    fn finish(mut self, file: &Path, source: Source) -> RegisterDraft {
        let tell = |fault| Fault::new(fault, self.at.clone());
        let replace = self.options.replace;
        let mut again = again::again(self.snapshot, &self.entries, &source.sha256, replace);
        let mut told: Vec<Fault> = again.told.drain(..).map(tell).collect();
        let lost = || self.entries.iter().filter(|e| e.village.is_none() && !e.key.is_empty());
        let shared = lost().filter(|entry| self.shared.contains_key(&entry.key)).count();
        let without = lost().count() - shared;
        if without > 0 {
            told.push(tell(ProgrammeFault::NoVillage { rows: without }));
        }
        if shared > 0 {
            told.push(tell(ProgrammeFault::SeveralVillages { rows: shared }));
        }
        told.extend(self.odd());
        told.extend(self.urban());
        if self.more_products > 0 {
            told.push(tell(ProgrammeFault::MoreProducts { products: self.more_products }));
        }
        if self.lost_labels > 0 && self.entries.is_empty() {
            told.push(tell(ProgrammeFault::ProductsNowhere { rows: self.lost_labels }));
        }
        for (office, rows) in &self.offices {
            let (office, rows) = (office.clone(), *rows);
            told.push(tell(ProgrammeFault::OfficeFrom { office, rows }));
        }
        for (fund, rows) in &self.funds {
            let (fund, rows) = (fund.clone(), *rows);
            told.push(tell(ProgrammeFault::FundFrom { fund, rows }));
        }
        if self.hidden > 0 {
            told.push(tell(ProgrammeFault::Hidden { rows: self.hidden }));
        }
        if self.branches > 0 {
            told.push(tell(ProgrammeFault::Branches { rows: self.branches }));
        }
        if self.elsewhere > 0 {
            told.push(tell(ProgrammeFault::Elsewhere { rows: self.elsewhere }));
        }
        for (year, rows) in &self.borrowed {
            // A register of one year says it above the table.
            if self.options.year.is_none() {
                told.push(tell(ProgrammeFault::YearFrom { year: *year, rows: *rows }));
            }
        }
        if self.yearless > 0 {
            told.push(tell(ProgrammeFault::NoYear { rows: self.yearless }));
        }
        told.extend(super::register::unknown(&self.entries, self.words).into_iter().map(tell));
        for check in self.totals.iter().filter(|check| !check.agrees) {
            let at = self.at.clone().sheet(check.sheet.clone()).row(check.row);
            let fault = ProgrammeFault::TotalDiffers {
                label: check.label.clone(),
                stated: check.stated,
                computed: check.computed,
                rupiah: check.is_money,
            };
            told.push(Fault::new(fault, at));
        }
        // What decides whether it is taken at all comes first.
        told.append(&mut self.faults);
        self.faults = told;
        let places: Vec<Place> = self.places.into_values().collect();
        let summary = json!({
            "programmes": {
                "rows": self.entries.len(), "labels": self.labels.len(),
                "columns": self.read_as.iter().map(|(sheet, field, letter)| {
                    json!({ "sheet": sheet, "field": field, "column": letter })
                }).collect::<Vec<_>>(),
                "totals": self.totals.iter().map(TotalCheck::json).collect::<Vec<_>>(),
                "places": places.iter().map(|p| json!({
                    "row": p.row, "text": p.text, "key": p.key,
                    "candidates": p.candidates.iter().map(|(code, name, score)| {
                        json!({ "code": code, "name": name, "score": score })
                    }).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            },
            "rows": self.rows,
            "by": self.joined.as_ref().map(tables::by_json),
            "faults": told::faults_json(&self.faults),
        });
        RegisterDraft {
            file: file.to_owned(),
            entries: self.entries,
            labels: self.labels,
            totals: self.totals,
            read_as: self.read_as,
            places,
            sheets: self.sheets,
            all_sheets: self.all_sheets,
            scale: self.scale,
            is_scale_said: self.is_scale_said,
            faults: self.faults,
            rows: self.rows,
            again,
            replace,
            summary,
            confirmed: self.confirmed,
            shared: self.shared,
            source,
        }
    }
}

/// Stores a register as one step of the journal; the import's id.
///
/// # Errors
/// The same file again, without a word that it replaces what it brought; a project that cannot be
/// written.
pub fn commit(
    project: &mut Project,
    draft: &RegisterDraft,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<i64, Stop> {
    if draft.again.is_same && !draft.replace {
        let same = draft.faults.iter().find(|fault| fault.code.id() == "register_again");
        if let Some(fault) = same {
            return Err(Stop::Fault(Box::new(fault.clone())));
        }
    }
    progress.start(Phase::Writing, 0);
    if draft.replace {
        for import in &draft.again.imports {
            project.apply(&Edit::ShowImport { import: *import, shown: false }, stamp)?;
        }
    }
    let new = NewRegister {
        source: draft.source.clone(),
        entries: draft.entries.clone(),
        labels: draft.labels.clone(),
        summary_json: draft.summary.to_string(),
        confirmed: draft.confirmed.clone(),
        shared: draft.shared.clone(),
    };
    project.add_register(&new, stamp)
}

/// The places of an import that found no village, as they were kept.
pub fn kept_places(summary: &str) -> Vec<Place> {
    let value: serde_json::Value = serde_json::from_str(summary).unwrap_or_default();
    let one = |place: &serde_json::Value| {
        let candidate = |c: &serde_json::Value| {
            let text = |key: &str| Some(c.get(key)?.as_str()?.to_owned());
            Some((text("code")?, text("name")?, c.get("score")?.as_f64()?))
        };
        Some(Place {
            row: u32::try_from(place.get("row")?.as_u64()?).ok()?,
            text: place.get("text")?.as_str()?.to_owned(),
            key: place.get("key")?.as_str()?.to_owned(),
            candidates: place.get("candidates")?.as_array()?.iter().filter_map(candidate).collect(),
        })
    };
    let places = value["programmes"]["places"].as_array().cloned().unwrap_or_default();
    places.iter().filter_map(one).collect()
}
