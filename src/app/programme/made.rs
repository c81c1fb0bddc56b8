//! What a job makes of the register for the screen: words, rows, colours of the map.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ProgrammeMap;
use super::made_edit::Edits;
use super::nine;
use crate::app::chart::Tone;
use crate::app::chart::axis::Axis;
use crate::app::chart::scatter::{Point, Scatter};
use crate::app::map::{Tip, TipOf};
use crate::app::plan::made::PlanRow;
use crate::app::view::value_text;
use crate::base::code::VillageCode;
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::lang::number::count;
use crate::output::symbology::{Fill, Rgb};
use crate::plan::programme::{Field, Rule};
use crate::workflow::Snapshot;
use crate::workflow::programs::Ledger;
use crate::workflow::programs::convergence::{self, Convergence, Needy, convergence};
use crate::workflow::programs::import::Place;
use crate::workflow::programs::json::{Letters, places};
use crate::workflow::programs::national::{National, national};
use crate::workflow::programs::potential::{Misfit, Potential, potential};
use crate::workflow::programs::register::Line;
use crate::workflow::programs::tasks::{TaskLine, tasks};

/// A village against the sectors.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    pub village: usize,
    pub name: String,
    pub need: String,
    pub needy: Needy,
    pub counts: Vec<u32>,
    pub all: u32,
}

/// Everything of a year that is shown.
#[derive(Debug)]
pub struct Made {
    pub ledger: Ledger,
    pub year: Option<u16>,
    pub found: Convergence,
    pub national: National,
    pub tasks: Vec<TaskLine>,
    pub potential: Potential,
    /// The lists that can be edited.
    pub edits: Edits,
    pub places: Vec<(usize, Place)>,
    letters: Letters,
    files: BTreeMap<i64, String>,
    /// Positions of the year's lines by village; `None` = in no village.
    by_village: BTreeMap<Option<usize>, Vec<usize>>,
    pub title: String,
    pub rule_text: String,
    pub sectors: Vec<String>,
    pub matrix: Vec<MatrixRow>,
    pub piles: Vec<PlanRow>,
    pub blanks: Vec<PlanRow>,
    pub task_rows: Vec<PlanRow>,
    pub nationals: Vec<PlanRow>,
    pub misfits: Vec<PlanRow>,
    /// Label, rows, rupiah.
    pub funds: Vec<[String; 3]>,
    pub offices: Vec<[String; 3]>,
    /// Unit, receipts, certainly different.
    pub units: Vec<[String; 3]>,
    pub scatter: Scatter,
    fills: BTreeMap<usize, Vec<Fill>>,
    legends: BTreeMap<usize, Vec<(Rgb, String)>>,
    tips: Vec<String>,
    villages: Vec<(String, String)>,
    pub codes: Vec<VillageCode>,
}

/// None, 1, 2, 3, 4 or more programmes.
const EFFORT: [Rgb; 5] = [
    Rgb::hex(0xF7_F7F7),
    Rgb::hex(0xC7_E9B4),
    Rgb::hex(0x7F_CDBB),
    Rgb::hex(0x2C_7FB8),
    Rgb::hex(0x25_3494),
];
/// Low, middle and high need.
pub const NEED: [Rgb; 3] = [Rgb::hex(0xFF_F3B0), Rgb::hex(0xFD_8D3C), Rgb::hex(0xBD_0026)];
/// Eight kinds that colour-blind eyes tell apart; the last is for all others.
const KINDS: [Rgb; 8] = [
    Rgb::hex(0xE6_9F00),
    Rgb::hex(0x56_B4E9),
    Rgb::hex(0x00_9E73),
    Rgb::hex(0xF0_E442),
    Rgb::hex(0x00_72B2),
    Rgb::hex(0xD5_5E00),
    Rgb::hex(0xCC_79A7),
    Rgb::hex(0x99_9999),
];

impl Made {
    pub fn of(lang: Lang, snapshot: &Snapshot, year: Option<u16>, rule: Option<&Rule>) -> Self {
        let ledger = Ledger::of(snapshot);
        let year = year.filter(|y| ledger.years.contains(y)).or(ledger.latest());
        let rule = rule.cloned().unwrap_or_else(|| convergence::rule(&ledger));
        let found = convergence(snapshot, &ledger, year, &rule);
        let national = national(&ledger, year);
        let mut tasks = tasks(snapshot, &ledger, year);
        tasks.retain(|t| !t.task.dropped);
        let potential = potential(snapshot, &ledger, year);
        let places = places(&ledger);
        let edits = Edits::of(lang, snapshot, &ledger, (&national, &potential, &tasks));
        let by_village = super::rows::by_village(&ledger, year);
        let words = Words { lang, snapshot };
        let mut made = Self {
            letters: Letters::of(&ledger),
            files: words.files(&ledger),
            title: words.title(&ledger, &found, year),
            rule_text: found.text(lang),
            sectors: words.sectors(&found),
            matrix: words.matrix(&found),
            piles: words.villages(&found, &found.pile_ups),
            blanks: words.villages(&found, &found.blanks),
            task_rows: tasks.iter().map(|t| words.task(t)).collect(),
            nationals: words.nationals(&ledger, &national),
            misfits: potential.mismatches.iter().map(|m| words.misfit(&ledger, m)).collect(),
            funds: Vec::new(),
            offices: Vec::new(),
            units: Vec::new(),
            scatter: words.scatter(&found),
            fills: BTreeMap::new(),
            legends: BTreeMap::new(),
            tips: words.tips(&found, &potential),
            villages: words.names(),
            codes: snapshot.register.villages.iter().map(|v| v.code.clone()).collect(),
            by_village,
            ledger,
            year,
            found,
            national,
            tasks,
            potential,
            edits,
            places,
        };
        made.sums(lang);
        for (at, map) in ProgrammeMap::ALL.into_iter().enumerate() {
            let (fills, legend) = words.drawn(&made.found, &made.potential, map);
            made.fills.insert(at, fills);
            made.legends.insert(at, legend);
        }
        made
    }

    /// Without a need there is nothing to compare with: then what is done is shown.
    fn told(&self, map: ProgrammeMap) -> ProgrammeMap {
        match map {
            ProgrammeMap::Pair | ProgrammeMap::Need if self.found.need.is_none() => {
                ProgrammeMap::Effort
            }
            map => map,
        }
    }

    pub fn fills(&self, map: ProgrammeMap) -> Vec<Fill> {
        let map = self.told(map);
        self.fills.get(&at(map)).cloned().unwrap_or_default()
    }

    pub fn legend(&self, map: ProgrammeMap) -> &[(Rgb, String)] {
        self.legends.get(&at(self.told(map))).map_or(&[], Vec::as_slice)
    }

    /// Lines of a village, in one sector or all; without a village those of the whole year.
    pub fn lines(&self, village: Option<usize>, sector: Option<usize>) -> Vec<usize> {
        let Some(village) = village else {
            return super::rows::every(&self.by_village);
        };
        let own = self.by_village.get(&Some(village)).map_or(&[][..], Vec::as_slice);
        let fits =
            |at: &&usize| sector.is_none() || self.sector_of(&self.ledger.lines[**at]) == sector;
        own.iter().filter(fits).copied().collect()
    }

    pub fn village(&self, at: usize) -> &str {
        self.villages.get(at).map_or("", |own| own.0.as_str())
    }

    fn sector_of(&self, line: &Line) -> Option<usize> {
        let office = line.programme.map(|at| self.ledger.programs[at].0).or(line.office);
        let name = office.map_or("", |o| self.ledger.catalogue.offices[o].sector.as_str());
        self.found.sectors.iter().position(|sector| sector == name)
    }

    /// The words of a row: village, programme, office, source of funds, recipients, rupiah, status,
    /// where it stands.
    pub fn line(&self, lang: Lang, at: usize) -> PlanRow {
        let line = &self.ledger.lines[at];
        let entry = self.ledger.entry(line);
        let place =
            line.village.map_or_else(|| entry.place.clone(), |v| self.villages[v].0.clone());
        let office = line.office.map(|o| self.ledger.catalogue.offices[o].short.clone());
        let fund = line.fund.map(|fund| lang.fund(fund).to_owned());
        let unit = line.unit.map_or(entry.unit.as_str(), |unit| lang.unit(unit));
        let recipients = entry
            .recipients
            .map_or_else(String::new, |n| format!("{} {unit}", count(lang, n as usize)));
        let status = line.status.map_or(entry.status.as_str(), |s| lang.status(s));
        let covered = self.ledger.stored.covered.get(&entry.id);
        let import = entry.import.or_else(|| covered?.import);
        let file = import.and_then(|import| self.files.get(&import)).map(|file| {
            let letter = self.letters.letter(entry, Field::Rupiah).unwrap_or_default();
            format!("{letter}{} · {file}", entry.row)
        });
        let by_hand = entry.import.is_none().then(|| lang.programme(W::ByHand).to_owned());
        let source = [by_hand, file].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        PlanRow {
            village: line.village,
            cells: vec![
                place,
                self.ledger.programme_name(line),
                office.unwrap_or_else(|| entry.office.clone()),
                fund.unwrap_or_else(|| entry.fund.clone()),
                recipients,
                entry.rupiah.map_or_else(String::new, |n| lang.rupiah(n)),
                status.to_owned(),
                source,
            ],
        }
    }

    fn sums(&mut self, lang: Lang) {
        let totals = self.ledger.totals(self.year);
        let row = |name: &str, rows: usize, rupiah: i64| {
            [name.to_owned(), count(lang, rows), lang.rupiah(rupiah)]
        };
        let unknown = lang.programme(W::FundUnknown);
        self.funds = (totals.funds.iter())
            .map(|(f, sum)| row(f.map_or(unknown, |f| lang.fund(f)), sum.rows, sum.rupiah))
            .collect();
        self.funds.push(row(lang.programme(W::AllMoney), totals.all.rows, totals.all.rupiah));
        self.funds.push(row(lang.programme(W::ApbdOnly), totals.apbd.rows, totals.apbd.rupiah));
        let apart = [(W::DroppedMoney, totals.dropped), (W::YearlessMoney, totals.yearless)];
        let apart = apart.into_iter().filter(|(_, sum)| sum.rows > 0);
        self.funds.extend(apart.map(|(w, sum)| row(lang.programme(w), sum.rows, sum.rupiah)));
        let offices = totals.offices.iter();
        let name = |o: &Option<usize>| {
            o.map_or(unknown, |o| self.ledger.catalogue.offices[o].short.as_str())
        };
        self.offices = offices.map(|(o, sum)| row(name(o), sum.rows, sum.rupiah)).collect();
        let whole = |n: u64| count(lang, n as usize);
        self.units = (totals.units.iter())
            .map(|(u, own)| [lang.unit(*u).to_owned(), whole(own.receipts), whole(own.least)])
            .collect();
    }

    /// How many words and places wait for an answer.
    pub fn unclear(&self) -> usize {
        self.ledger.waiting.len() + self.places.len()
    }
}

impl TipOf for Made {
    fn tip(&self, village: usize) -> Tip {
        let (name, place) = self.villages.get(village).cloned().unwrap_or_default();
        let value = self.tips.get(village).cloned().unwrap_or_default();
        Tip { name, place, value, cell: String::new() }
    }
}

fn at(map: ProgrammeMap) -> usize {
    ProgrammeMap::ALL.iter().position(|own| *own == map).unwrap_or(0)
}

/// Words of a language about a project.
struct Words<'a> {
    lang: Lang,
    snapshot: &'a Snapshot,
}

impl Words<'_> {
    fn names(&self) -> Vec<(String, String)> {
        let villages = self.snapshot.register.villages.iter();
        villages.map(|v| (v.name.clone(), v.kecamatan.name.clone())).collect()
    }

    fn files(&self, ledger: &Ledger) -> BTreeMap<i64, String> {
        let source = |import: &i64| {
            let id = self.snapshot.source_of.get(import)?;
            Some((*import, self.snapshot.source(*id)?.file.clone()))
        };
        ledger.stored.summaries.keys().filter_map(source).collect()
    }

    fn title(&self, ledger: &Ledger, found: &Convergence, year: Option<u16>) -> String {
        let of_year = ledger.lines.iter().filter(|l| year.is_none() || l.year == year).count();
        let year = year.map_or_else(String::new, |y| y.to_string());
        let need = found.need.as_ref().map_or("", |c| c.indicator.name.as_str());
        let programme = self.lang.programme(W::PartProgrammes);
        let n = count(self.lang, of_year);
        if need.is_empty() {
            format!("{programme} {year} · {n}")
        } else {
            format!("{programme} {year} × {need}")
        }
    }

    fn sectors(&self, found: &Convergence) -> Vec<String> {
        let other = self.lang.programme(W::NoSector);
        let name = |s: &String| if s.is_empty() { other.to_owned() } else { s.clone() };
        found.sectors.iter().map(name).collect()
    }

    fn need(&self, found: &Convergence, v: usize) -> String {
        found.need.as_ref().map_or_else(String::new, |c| {
            let decimals = crate::lang::number::decimals_for(c.measured());
            value_text(self.lang, c, c.values[v], decimals)
        })
    }

    /// The neediest first; who has no figure last.
    fn matrix(&self, found: &Convergence) -> Vec<MatrixRow> {
        let worse = |v: usize| {
            let column = found.need.as_ref()?;
            let value = column.values[v].value()?;
            let is_low =
                column.indicator.direction == crate::indicator::definition::Direction::WorseLow;
            Some(if is_low { -value } else { value })
        };
        let mut order: Vec<usize> = (0..found.villages.len()).collect();
        order.sort_by(|&a, &b| match (worse(a), worse(b)) {
            (Some(x), Some(y)) => y.total_cmp(&x).then(a.cmp(&b)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => a.cmp(&b),
        });
        let row = |v: usize| MatrixRow {
            village: v,
            name: self.snapshot.register.villages[v].name.clone(),
            need: self.need(found, v),
            needy: found.needy[v],
            counts: found.villages[v].sectors.clone(),
            all: found.villages[v].programmes,
        };
        order.into_iter().map(row).collect()
    }

    fn villages(&self, found: &Convergence, all: &[usize]) -> Vec<PlanRow> {
        let row = |&v: &usize| {
            let own = &self.snapshot.register.villages[v];
            let effort = &found.villages[v];
            PlanRow {
                village: Some(v),
                cells: vec![
                    own.name.clone(),
                    own.kecamatan.name.clone(),
                    self.need(found, v),
                    count(self.lang, effort.programmes as usize),
                    effort.rupiah.map_or_else(|| "–".to_owned(), |rupiah| self.lang.rupiah(rupiah)),
                ],
            }
        };
        all.iter().map(row).collect()
    }

    fn task(&self, t: &TaskLine) -> PlanRow {
        let target = t.task.target.map_or_else(|| "–".to_owned(), |n| count(self.lang, n as usize));
        let deadline = super::due(self.lang, &t.task);
        PlanRow {
            village: t.villages.first().copied(),
            cells: vec![
                t.office.clone(),
                t.programme.clone(),
                count(self.lang, t.villages.len()),
                target,
                deadline,
                self.lang.status(t.task.status).to_owned(),
                t.task.why.clone(),
                t.because.clone(),
            ],
        }
    }

    fn nationals(&self, ledger: &Ledger, found: &National) -> Vec<PlanRow> {
        let word = |w| self.lang.programme(w).to_owned();
        let name = |code: &String| {
            let own = ledger.catalogue.program(code);
            own.map_or_else(|| code.clone(), |(_, program)| program.name.clone())
        };
        let priority = |p: &crate::workflow::programs::national::Priority| PlanRow {
            village: None,
            cells: vec![
                p.name.clone(),
                p.programmes.iter().map(name).collect::<Vec<_>>().join(", "),
                count(self.lang, p.regional_rows),
                count(self.lang, p.national_rows),
                word(if p.regional_rows > 0 { W::Supported } else { W::Unsupported }),
            ],
        };
        // What has no support is what the list is for.
        let mut rows: Vec<PlanRow> = found.unsupported().map(priority).collect();
        rows.extend(found.outside.iter().map(|(name, n)| PlanRow {
            village: None,
            cells: vec![
                String::new(),
                name.clone(),
                count(self.lang, *n),
                String::new(),
                word(W::Outside),
            ],
        }));
        let supported = found.priorities.iter().filter(|p| p.regional_rows > 0);
        rows.extend(supported.map(priority));
        rows
    }

    fn misfit(
        &self,
        ledger: &Ledger,
        m: &crate::workflow::programs::potential::Mismatch,
    ) -> PlanRow {
        let own = &self.snapshot.register.villages[m.village];
        let why = match &m.why {
            Misfit::Products(products) => {
                format!("{}: {}", self.lang.programme(W::Products), products.join(", "))
            }
            Misfit::Ground(name) => format!("{name}: 0"),
        };
        PlanRow {
            village: Some(m.village),
            cells: vec![
                own.name.clone(),
                own.kecamatan.name.clone(),
                ledger.programme_name(&ledger.lines[m.line]),
                why,
            ],
        }
    }

    fn needy(&self, needy: Needy) -> &'static str {
        self.lang.programme(match needy {
            Needy::High => W::High,
            Needy::Middle => W::Middle,
            Needy::Low => W::Low,
            Needy::Unknown => W::Unknown,
        })
    }

    fn tips(&self, found: &Convergence, potential: &Potential) -> Vec<String> {
        let tip = |v: usize| {
            let mut text =
                self.lang.effort(found.villages[v].programmes, self.needy(found.needy[v]));
            if !potential.products[v].is_empty() {
                text = format!("{text} · {}", potential.products[v].join(", "));
            }
            text
        };
        (0..found.villages.len()).map(tip).collect()
    }

    /// Need from left to right, programmes from below.
    fn scatter(&self, found: &Convergence) -> Scatter {
        let Some(column) = &found.need else { return Scatter::default() };
        let cells = nine::cells(found);
        let points: Vec<Point> = (0..found.villages.len())
            .filter_map(|village| {
                let x = column.values[village].value()?;
                let y = f64::from(found.villages[village].programmes);
                let tone = cells[village].map_or(Tone::Rest, |(row, col)| Tone::Effort(row, col));
                Some(Point { village, x, y, tone })
            })
            .collect();
        let mut order: Vec<usize> = points.iter().map(|p| p.village).collect();
        order.sort_by(|&a, &b| {
            let x = |v: usize| column.values[v].value().unwrap_or(0.0);
            x(a).total_cmp(&x(b)).then(a.cmp(&b))
        });
        let name = self.lang.programme(W::TabScatter).to_owned();
        Scatter {
            x: Axis::over(self.lang, &column.indicator.name, points.iter().map(|p| p.x), 6),
            y: Axis::over(
                self.lang,
                self.lang.programme(W::MapEffort),
                points.iter().map(|p| p.y),
                5,
            ),
            cuts_x: [found.low_to, found.high_from].into_iter().flatten().collect(),
            cuts_y: vec![f64::from(found.rule.many) - 0.5],
            name,
            order,
            points,
            ..Scatter::default()
        }
    }

    fn drawn(
        &self,
        found: &Convergence,
        potential: &Potential,
        map: ProgrammeMap,
    ) -> (Vec<Fill>, Vec<(Rgb, String)>) {
        let word = |w| self.lang.programme(w).to_owned();
        let n = found.villages.len();
        match map {
            ProgrammeMap::Need => {
                let fill = |(v, needy): (usize, &Needy)| match needy {
                    Needy::Low => Fill::Own(NEED[0]),
                    Needy::Middle => Fill::Own(NEED[1]),
                    Needy::High => Fill::Own(NEED[2]),
                    Needy::Unknown => nine::unknown(found, v),
                };
                let legend = [W::Low, W::Middle, W::High].map(word);
                (
                    found.needy.iter().enumerate().map(fill).collect(),
                    NEED.into_iter().zip(legend).collect(),
                )
            }
            ProgrammeMap::Effort => {
                let fill = |own: &crate::workflow::programs::convergence::Effort| {
                    Fill::Own(EFFORT[(own.programmes as usize).min(4)])
                };
                let names = ["0", "1", "2", "3", "4+"].map(str::to_owned);
                (found.villages.iter().map(fill).collect(), EFFORT.into_iter().zip(names).collect())
            }
            ProgrammeMap::Pair => (nine::fills(found), nine::legend(self.lang, found)),
            ProgrammeMap::Products => {
                let fill = |v: usize| match potential.kind_of.get(v).copied().flatten() {
                    Some(kind) => Fill::Own(KINDS[kind.min(7)]),
                    None => Fill::NoData,
                };
                let name = |(own, n): &(String, usize)| {
                    let own = if own.is_empty() { self.lang.programme(W::OtherKinds) } else { own };
                    format!("{own} ({})", count(self.lang, *n))
                };
                let names = potential.kinds.iter().map(name);
                ((0..n).map(fill).collect(), KINDS.into_iter().zip(names).collect())
            }
            ProgrammeMap::Bumdes => {
                let kinds: Vec<&(String, usize)> = potential.bumdes_kinds.iter().take(8).collect();
                let fill = |v: usize| {
                    let own = potential.bumdes.get(v).and_then(Option::as_ref);
                    let at = own.and_then(|own| {
                        kinds.iter().position(|(name, _)| name.eq_ignore_ascii_case(own))
                    });
                    at.map_or(Fill::NoData, |at| Fill::Own(KINDS[at]))
                };
                let names =
                    kinds.iter().map(|(own, n)| format!("{own} ({})", count(self.lang, *n)));
                ((0..n).map(fill).collect(), KINDS.into_iter().zip(names).collect())
            }
        }
    }
}

/// Shared by the job and those who look at it.
pub type Shared = Arc<Made>;
