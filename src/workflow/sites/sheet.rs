//! A plan on paper and in the field: a table for RKPD and DAK, a layer for any GIS, GPX for a phone.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

use super::goal::goal;
use super::model::Standing;
use super::{Chosen, Plan};
use crate::base::fault::{At, OutputFault, Stop};
use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::output::Caption;
use crate::lang::sites::{SiteColumn, SiteNote, SiteWord};
use crate::output::features::{Feature, Shape};
use crate::output::file::{Saved, write_atomic};
use crate::output::table::{self, Cell, Sheet};
use crate::workflow::picture::extension;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::{dictionary, export};

/// The chosen sites as a table, in the order of their cost to serve.
pub fn sheet(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Sheet {
    let columns = [
        SiteColumn::Site,
        SiteColumn::Activity,
        SiteColumn::Facility,
        SiteColumn::Volume,
        SiteColumn::Unit,
        SiteColumn::Cost,
        SiteColumn::Purse,
        SiteColumn::Year,
        SiteColumn::Households,
        SiteColumn::CostPerHousehold,
        SiteColumn::Serves,
        SiteColumn::Needs,
        SiteColumn::Standing,
        SiteColumn::Lon,
        SiteColumn::Lat,
    ];
    let mut header: Vec<String> = vec![lang.site_column(SiteColumn::Number).to_owned()];
    header.extend([Caption::Code, Caption::Village, Caption::Kecamatan].map(|c| lang.caption(&c)));
    let whose = &plan.model.ground.whose;
    header.extend(columns.map(|c| whose.tell(lang, lang.site_column(c))));
    let rows = plan.chosen.iter().enumerate().map(|(n, c)| row(lang, snapshot, plan, n, c));
    Sheet { name: lang.site_word(&SiteWord::Sheet), header, rows: rows.collect() }
}

fn row(lang: Lang, snapshot: &Snapshot, plan: &Plan, n: usize, c: &Chosen) -> Vec<Cell> {
    let site = &plan.model.ground.sites[c.site];
    let facility = &plan.recipe.facilities[c.facility];
    let own = &snapshot.register.villages[site.village];
    let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    let served = c.households();
    let per = (served > 0).then(|| (c.cost as f64 / f64::from(served)).round());
    vec![
        Cell::Number((n + 1) as f64),
        Cell::Code(own.code.as_str().to_owned()),
        Cell::Text(own.name.clone()),
        Cell::Text(own.kecamatan.name.clone()),
        Cell::Text(site.name.clone()),
        text(facility.activity.clone()),
        Cell::Text(facility.name.clone()),
        Cell::Number(f64::from(c.units)),
        Cell::Text(facility.unit.clone()),
        Cell::Number(c.cost as f64),
        text(purse(lang, plan, c)),
        c.year.map_or(Cell::Empty, |y| Cell::Number((y + 1) as f64)),
        Cell::Number(f64::from(served)),
        per.map_or(Cell::Empty, Cell::Number),
        text(serves(lang, snapshot, plan, c)),
        text(facility.needs.join("; ")),
        Cell::Text(lang.site_word(&standing(c.standing))),
        Cell::Number(site.at[0]),
        Cell::Number(site.at[1]),
    ]
}

/// Which purse pays what of a site: `APBN/APBD 245.000.000; APBDes 35.000.000`.
fn purse(lang: Lang, plan: &Plan, c: &Chosen) -> String {
    let facility = &plan.recipe.facilities[c.facility];
    // Paid from elsewhere.
    if c.standing == Standing::Funded {
        return String::new();
    }
    if facility.shares.is_empty() {
        return plan.recipe.budget.payer().map(str::to_owned).unwrap_or_default();
    }
    let each = facility.shares.iter().filter_map(|(name, _)| {
        let rupiah = facility.cost_from(name)? * i64::from(c.units);
        Some(format!("{name} {}", count(lang, usize::try_from(rupiah).ok()?)))
    });
    each.collect::<Vec<_>>().join("; ")
}

fn standing(standing: Standing) -> SiteWord {
    match standing {
        Standing::Chosen => SiteWord::Chosen,
        Standing::Forced => SiteWord::Forced,
        Standing::Funded => SiteWord::Funded,
    }
}

fn serves(lang: Lang, snapshot: &Snapshot, plan: &Plan, c: &Chosen) -> String {
    let each = c.serves.iter().map(|(i, n, _)| {
        let village = plan.model.ground.waiting[*i as usize].village;
        let own = &snapshot.register.villages[village].name;
        format!("{own} {} {}", count(lang, *n as usize), plan.model.ground.whose.word(lang))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Villages whose households stay unserved, the most first.
fn left(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Sheet {
    let mut header: Vec<String> =
        [Caption::Code, Caption::Village, Caption::Kecamatan].map(|c| lang.caption(&c)).to_vec();
    header.extend(
        [SiteColumn::Waiting, SiteColumn::Households, SiteColumn::Left, SiteColumn::Why]
            .map(|c| plan.model.ground.whose.tell(lang, lang.site_column(c))),
    );
    let mut waiting = vec![0_u32; plan.served.len()];
    for w in &plan.model.ground.waiting {
        waiting[w.village] += w.households;
    }
    let mut order: Vec<usize> =
        (0..waiting.len()).filter(|v| waiting[*v] > plan.served[*v]).collect();
    order.sort_by_key(|v| (std::cmp::Reverse(waiting[*v] - plan.served[*v]), *v));
    order.extend(&plan.model.ground.unknown);
    let rows = order.into_iter().map(|v| {
        let own = &snapshot.register.villages[v];
        let unknown = plan.model.ground.households[v].is_none();
        let number = |n: u32| if unknown { Cell::Empty } else { Cell::Number(f64::from(n)) };
        let why = if unknown {
            lang.site_word(&SiteWord::NotKnown)
        } else if !plan.recipe.demand.accept_wide
            && plan.model.ground.wide.binary_search(&v).is_ok()
        {
            lang.site_word(&SiteWord::TooWide)
        } else if plan.model.unreachable.iter().any(|i| plan.model.ground.waiting[*i].village == v)
        {
            lang.site_word(&SiteWord::Unreachable)
        } else {
            lang.site_word(&SiteWord::BudgetSpent)
        };
        vec![
            Cell::Code(own.code.as_str().to_owned()),
            Cell::Text(own.name.clone()),
            Cell::Text(own.kecamatan.name.clone()),
            number(waiting[v]),
            number(plan.served[v]),
            number(waiting[v].saturating_sub(plan.served[v])),
            Cell::Text(why),
        ]
    });
    Sheet { name: lang.site_word(&SiteWord::LeftSheet), header, rows: rows.collect() }
}

/// What stands under the table: the question, the proof, the sources of the prices.
pub fn notes(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Vec<String> {
    let served: u64 = plan.served.iter().map(|n| u64::from(*n)).sum();
    let mut notes = vec![
        lang.site_note(&SiteNote::Plan {
            name: plan.recipe.name.clone(),
            indicator: plan.model.ground.indicator.indicator.name.clone(),
            period: plan.model.ground.indicator.period.clone(),
        }),
        plan.model.ground.whose.tell(
            lang,
            lang.site_note(&SiteNote::Served { served, of: plan.households, cost: plan.cost }),
        ),
        lang.site_note(&SiteNote::Proof { gap: plan.gap }),
    ];
    notes.extend(goal(snapshot, plan).map(|say| lang.site_say(&say)));
    notes.extend(plan.recipe.facilities.iter().map(|f| {
        lang.site_note(&SiteNote::Price {
            facility: f.name.clone(),
            rupiah: f.unit_cost,
            source: f.source.clone(),
            year: f.year,
            certainty: f.certainty.id().to_owned(),
        })
    }));
    notes
}

/// Sites as points.
fn features<'a>(snapshot: &'a Snapshot, plan: &'a Plan) -> impl Iterator<Item = Feature<'a>> {
    plan.chosen.iter().map(|c| {
        let site = &plan.model.ground.sites[c.site];
        let facility = &plan.recipe.facilities[c.facility];
        let own = &snapshot.register.villages[site.village];
        let known = [
            ("site", json!(site.code)),
            ("name", json!(site.name)),
            ("code", json!(own.code.as_str())),
            ("village", json!(own.name)),
            ("kecamatan", json!(own.kecamatan.name)),
            ("facility", json!(facility.id)),
            ("facility_name", json!(facility.name)),
            ("units", json!(c.units)),
            ("unit", json!(facility.unit)),
            ("cost", json!(c.cost)),
            ("households", json!(c.households())),
            ("year", json!(c.year.map(|y| y + 1))),
        ];
        let properties = known.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        Feature { shape: Shape::Point(site.at), properties }
    })
}

/// Sites as waypoints.
pub fn gpx(lang: Lang, snapshot: &Snapshot, plan: &Plan) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Kantong\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
    );
    for c in &plan.chosen {
        let site = &plan.model.ground.sites[c.site];
        let facility = &plan.recipe.facilities[c.facility];
        let name = format!("{} – {}", facility.name, site.name);
        let kecamatan = &snapshot.register.villages[site.village].kecamatan.name;
        let about = format!("{kecamatan}; {}", serves(lang, snapshot, plan, c));
        // Into a String nothing can fail.
        writeln!(
            text,
            "  <wpt lat=\"{:.7}\" lon=\"{:.7}\"><name>{}</name><desc>{}</desc></wpt>",
            site.at[1],
            site.at[0],
            escaped(&name),
            escaped(&about)
        )
        .ok();
    }
    text.push_str("</gpx>\n");
    text.into_bytes()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// Writes a plan; the extension tells how. A shapefile is several files.
///
/// # Errors
/// Another extension, a disk that refuses.
pub fn write(
    lang: Lang,
    snapshot: &Snapshot,
    plan: &Plan,
    out: &Path,
    date: &str,
) -> Result<Vec<Saved>, Stop> {
    let points =
        || -> Box<dyn Iterator<Item = Feature<'_>> + '_> { Box::new(features(snapshot, plan)) };
    if let Some(saved) = export::layer(lang, snapshot.register.frame, points, out, date)? {
        return Ok(saved);
    }
    let bytes = match extension(out).as_str() {
        "xlsx" => {
            let mut sheets = vec![sheet(lang, snapshot, plan), left(lang, snapshot, plan)];
            sheets.extend(dictionary::beside(lang, snapshot, &sheets, &|_| None));
            table::xlsx(lang, &sheets, &notes(lang, snapshot, plan), date)?
        }
        "csv" => table::csv(lang, &sheet(lang, snapshot, plan)),
        "gpx" => gpx(lang, snapshot, plan),
        other => {
            let found = other.to_owned();
            let known = "xlsx, csv, geojson, gpkg, shp, gpx".to_owned();
            return Err(Stop::fault(OutputFault::UnknownExtension { found, known }, At::file(out)));
        }
    };
    Ok(vec![write_atomic(out, &bytes)?])
}

/// A share as people read it.
pub fn percent(lang: Lang, share: f64) -> String {
    format!("{} %", fixed(lang, 100.0 * share, 1))
}
