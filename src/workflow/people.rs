//! Lists of persons on their way into the project: which profile knows them, what they are counted
//! to, and two lists of one run against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::counted::{self, Span};
use super::draft::{ImportOptions, ImportReport, Understood};
use super::snapshot::Snapshot;
use crate::base::fault::{At, Fault, PeopleFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::join::JoinOptions;
use crate::dataset::layout::Laid;
use crate::dataset::people;
use crate::dataset::roles::TableRoles;
use crate::indicator::column::Column;
use crate::indicator::definition::SourceKind;
use crate::indicator::profile::by_name::{self, Settings};
use crate::indicator::profile::hash::RunKey;
use crate::indicator::profile::recognise::{Chosen, recognise};
use crate::indicator::profile::{Members, Profile, by_id, overlap};
use crate::indicator::recipe::Recipe;
use crate::project::{NewImport, Project, Source, Stamp};

/// What a list of persons was, for the report; `members` lives as long as the run.
#[derive(Clone, Debug)]
pub struct People {
    /// Rows of the list, and how many of them are in a village of the project.
    pub rows: usize,
    pub counted: usize,
    /// Rows of no village, and of another kabupaten.
    pub without: usize,
    pub elsewhere: usize,
    /// The rows of each village.
    pub spans: BTreeMap<usize, Span>,
    /// The rules of aid that were used, as their file.
    pub rules: String,
    pub members: Members,
}

/// What a sheet is, before anything of it is joined.
pub(super) struct Known {
    pub profile: Option<&'static Profile>,
    pub roles: TableRoles,
}

/// Looks whether a profile knows the sheet.
///
/// # Errors
/// `NoHeader` where a person's data stand in place of headers: nothing of such a sheet may be told.
pub(super) fn known(laid: &Laid, file: &Path, options: &ImportOptions) -> Result<Known, Stop> {
    if people::headed_by_a_person(laid) {
        let at = At::file(file).sheet(laid.sheet.clone());
        return Err(Stop::fault(PeopleFault::NoHeader, at));
    }
    let roles = people::roles(laid);
    let chosen = match (options.profile, options.recipe.profile.as_deref()) {
        (Chosen::BySight, Some("none")) => Chosen::Nothing,
        (Chosen::BySight, Some(id)) => Chosen::This(by_id(id)?),
        (chosen, _) => chosen,
    };
    let profile = recognise(laid, &roles, &name_of(file), chosen);
    Ok(Known { profile, roles })
}

/// The sheet for looking at: of a list of persons only its places, of a headless one nothing.
pub(super) fn for_looking(laid: Arc<Laid>, known: &Result<Known, Stop>) -> Arc<Laid> {
    match known {
        Err(_) => {
            let mut laid = people::without_headers((*laid).clone());
            laid.rows.clear();
            laid.titles.clear();
            Arc::new(laid)
        }
        Ok(Known { profile: Some(profile), roles }) if profile.is_by_name() => {
            Arc::new(people::only_places(&laid, roles))
        }
        Ok(_) => laid,
    }
}

/// Whether the rows of the sheet are persons, with or without headers that say so.
pub(super) fn is_of_persons(laid: &Laid, known: &Result<Known, Stop>) -> bool {
    known.as_ref().map_or(true, |known| {
        known.profile.is_some_and(Profile::is_by_name) || people::is_by_name(laid, &known.roles)
    })
}

/// Counts a list of persons per village.
pub(super) fn understood(
    snapshot: &Snapshot,
    (laid, file): (&Laid, &Path),
    profile: &'static Profile,
    joining: &JoinOptions,
    options: &ImportOptions,
) -> Result<Understood, Stop> {
    let placed = people::place(&snapshot.register, laid, joining)?;
    let key = options.key.clone().map_or_else(RunKey::draw, Ok)?;
    let rules = options.rules.clone().unwrap_or_default();
    let name = name_of(file);
    let settings = Settings {
        at: joining.at.clone(),
        file_name: &name,
        period: options.period.clone().or_else(|| options.recipe.period.clone()),
        rules: &rules,
        key: &key,
    };
    let found = by_name::aggregate(&snapshot.register, laid, &placed, profile, &settings)?;
    let people = People {
        rows: found.rows,
        counted: found.counted,
        without: placed.without,
        elsewhere: placed.elsewhere,
        spans: counted::spans(
            placed.villages.iter().zip(&laid.rows).filter_map(|(v, row)| Some(((*v)?, row.row))),
        ),
        rules: rules.text,
        members: found.members,
    };
    let mut imported = found.imported;
    imported.recipe = Recipe {
        profile: Some(profile.id.clone()),
        sheet: laid.sheet.clone(),
        header_row: laid.header_row,
        data_row: laid.data_row,
        ..options.recipe.clone()
    };
    Ok(Understood { joined: placed.joined, imported, profile: Some(profile), people: Some(people) })
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What two lists of one run have in common, as it was stored.
#[derive(Debug)]
pub struct Overlap {
    pub files: [String; 2],
    pub columns: Vec<Column>,
    pub faults: Vec<Fault>,
}

/// Matches every two lists of persons of one run and stores the three counts of each pair, one step
/// of the journal a pair. The lists must have been read with one key.
///
/// # Errors
/// A project that cannot be written.
pub fn overlaps(
    project: &mut Project,
    snapshot: &Snapshot,
    reports: &[ImportReport],
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Vec<Overlap>, Stop> {
    let lists: Vec<(&ImportReport, &People)> =
        reports.iter().filter_map(|report| Some((report, report.people.as_ref()?))).collect();
    let mut made = Vec::new();
    for (i, (first, one)) in lists.iter().enumerate() {
        for (second, two) in &lists[i + 1..] {
            if is_part(&one.members, &two.members) {
                continue;
            }
            progress.steps(0)?;
            progress.start(Phase::Joining, 0);
            let files = [name_of(&first.file), name_of(&second.file)];
            let (a, b) = told_apart(&one.members, &two.members, &files);
            let of = |report: &ImportReport| report.columns.first().map(|c| c.period.clone());
            let period = match (of(first), of(second)) {
                (Some(a), Some(b)) if a == b => a,
                _ => String::new(),
            };
            let name = files.join(" × ");
            let at = At { file: Some(name.clone()), ..At::default() };
            let found = overlap::overlap(&snapshot.register, &a, &b, &period, &at);
            let sums = format!("{} {}", first.sha256, second.sha256);
            let source = Source {
                file: name,
                sha256: hex(&Sha256::digest(sums.as_bytes())),
                format: "list × list".to_owned(),
                rows: one.counted + two.counted,
                kind: SourceKind::Register,
                period: period.clone(),
                ..Source::default()
            };
            let new = NewImport {
                source,
                columns: found.columns.clone(),
                summary_json: serde_json::json!({ "overlap": files }).to_string(),
                confirmed: BTreeMap::new(),
            };
            if !new.columns.is_empty() {
                project.add_import(&new, stamp)?;
            }
            made.push(Overlap { files, columns: found.columns, faults: found.faults });
        }
    }
    Ok(made)
}

/// One list in several files: the same name, and no village in both.
fn is_part(a: &Members, b: &Members) -> bool {
    let villages: BTreeSet<u32> = a.villages.iter().copied().collect();
    a.label == b.label && b.villages.iter().all(|village| !villages.contains(village))
}

/// Two lists of one name are called by their files.
fn told_apart(a: &Members, b: &Members, files: &[String; 2]) -> (Members, Members) {
    let (mut a, mut b) = (a.clone(), b.clone());
    if a.label == b.label {
        for (members, file) in [(&mut a, &files[0]), (&mut b, &files[1])] {
            let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            members.label = format!("{} {stem}", members.label);
        }
    }
    (a, b)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}
