//! Which profile a table is of, by its headers and titles.

use super::pattern::{Header, says};
use super::{Profile, all};
use crate::dataset::header;
use crate::dataset::layout::Laid;
use crate::dataset::people;
use crate::dataset::roles::TableRoles;

/// What the user said about the profile.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Chosen {
    /// Nothing: the table says it.
    #[default]
    BySight,
    /// No profile. A list of persons is counted all the same.
    Nothing,
    This(&'static Profile),
}

/// The id of the profile for lists of persons that no other knows.
const GENERAL: &str = "daftar_nama";
/// The same for lists that give their persons no number: each row is one.
const UNNUMBERED: &str = "daftar_orang";

/// The profile of a table; `file` is its name. `None` where no profile knows it.
pub fn recognise(
    laid: &Laid,
    roles: &TableRoles,
    file: &str,
    chosen: Chosen,
) -> Option<&'static Profile> {
    recognise_among(all(), laid, roles, file, chosen)
}

/// As [`recognise`], among profiles of one's own.
pub fn recognise_among<'a>(
    profiles: &'a [Profile],
    laid: &Laid,
    roles: &TableRoles,
    file: &str,
    chosen: Chosen,
) -> Option<&'a Profile>
where
    'static: 'a,
{
    let of_persons = people::is_by_name(laid, roles);
    let general = if people::is_numbered(laid, roles) { GENERAL } else { UNNUMBERED };
    match chosen {
        Chosen::This(profile) if profile.is_by_name() || !of_persons => return Some(profile),
        // A list of persons is never read as a table of villages.
        Chosen::This(_) => return profiles.iter().find(|p| p.id == general),
        Chosen::Nothing if of_persons => return profiles.iter().find(|p| p.id == general),
        Chosen::Nothing => return None,
        Chosen::BySight => {}
    }
    let headers: Vec<Header> = laid.columns.iter().map(|c| Header::of(&c.path)).collect();
    let lines = laid.titles.iter().map(String::as_str).chain(laid.sheet.as_deref()).chain([file]);
    let titles: Vec<String> = lines.map(header::plain).collect();
    let mut best: Option<((i64, usize), &Profile)> = None;
    for profile in profiles {
        let is_general = [GENERAL, UNNUMBERED].contains(&profile.id.as_str());
        let allowed = if is_general {
            of_persons && profile.id == general
        } else {
            profile.is_by_name() || !of_persons
        };
        if !allowed {
            continue;
        }
        let Some(score) = score(profile, &headers, &titles) else { continue };
        let rank = (profile.known_by.rank, score);
        if best.is_none_or(|(known, _)| rank > known) {
            best = Some((rank, profile));
        }
    }
    best.map(|(_, profile)| profile)
}

/// How well a table fits; `None` where it is none of the profile.
fn score(profile: &Profile, headers: &[Header], titles: &[String]) -> Option<usize> {
    let known = &profile.known_by;
    let there = |group: &[super::pattern::Pattern]| {
        group.iter().any(|pattern| headers.iter().any(|header| pattern.fits(header)))
    };
    let titled = known.titles.iter().any(|word| titles.iter().any(|title| says(title, word)));
    let any = known.any.iter().filter(|group| there(group)).count();
    let fits = known.needs.iter().all(|group| there(group))
        && any >= known.least
        && (titled || !known.needs_title)
        && !there(&known.without);
    fits.then_some(2 * known.needs.len() + any + if titled { 3 } else { 0 })
}
