//! The pictures of the guide: the window of each step in miniature, with maps, names and numbers of
//! the sample.

use std::sync::Arc;

use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::guide::{GuidePage, GuideSay};
use crate::lang::number::count;
use crate::lang::story::StorySay;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::bivariate;
use crate::output::canvas::{Align, Area, Canvas, LINE, Pen, Type, Weight, shortened, wrap};
use crate::output::figure::PocketOutline;
use crate::output::legend::{ClassBreaks, Legend, fills};
use crate::output::raster::View;
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::plan::show::{Picture, ShowStep};
use crate::plan::solver::Effort;
use crate::workflow::picture::{outlines, style_of};
use crate::workflow::relate::of_values;
use crate::workflow::sites::recipe::{Budget, Recipe};
use crate::workflow::sites::{Plan, defaults, people, plan};
use crate::workflow::snapshot::Snapshot;
use crate::workflow::story::{column, richest, short_name, slide};

const TEAL: Rgb = Rgb::hex(0x0B_5C63);
const TINT: Rgb = Rgb::hex(0xE1_EFEF);
const GROUND: Rgb = Rgb::hex(0xF2_F4F3);
const LINE_INK: Rgb = Rgb::hex(0xC2_CBC8);
const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);
const TOP: f64 = 24.0;
/// Links that the plan of the picture may cost.
const LINKS: u64 = 6_000_000;
const BUDGET: i64 = 12_000_000_000;

/// What the pictures are drawn of.
pub struct Sample<'a> {
    snapshot: &'a Snapshot,
    scene: &'a Scene,
    steps: Vec<ShowStep>,
    pockets: Vec<PocketOutline>,
    plan: Option<Plan>,
}

impl<'a> Sample<'a> {
    /// # Errors
    /// A cancel.
    pub fn of(snapshot: &'a Snapshot, scene: &'a Scene, progress: &Progress) -> Result<Self, Stop> {
        let plan = match planned(snapshot, progress) {
            Ok(plan) => plan,
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            // Without a plan the page has its map.
            Err(Stop::Fault(_)) => None,
        };
        let pockets = snapshot.pockets.last().map(|report| outlines(report)).unwrap_or_default();
        Ok(Self { snapshot, scene, steps: richest(snapshot).show.steps, pockets, plan })
    }

    /// The first indicator of the story.
    fn theme(&self) -> Option<Arc<Column>> {
        self.steps.iter().find_map(|step| match &step.picture {
            Picture::Indicator(of) => column(self.snapshot, of),
            _ => None,
        })
    }

    fn pair(&self) -> Option<(&ShowStep, [Arc<Column>; 2])> {
        self.steps.iter().find_map(|step| match &step.picture {
            Picture::Pair { across, upright } => {
                let columns = [column(self.snapshot, across)?, column(self.snapshot, upright)?];
                Some((step, columns))
            }
            _ => None,
        })
    }
}

fn planned(snapshot: &Snapshot, progress: &Progress) -> Result<Option<Plan>, Stop> {
    let Some(demand) = people::suggested(snapshot) else { return Ok(None) };
    let facilities = defaults().into_iter().take(2).collect();
    let budget = Budget { rupiah: Some(BUDGET), ..Budget::default() };
    let recipe = Recipe { demand, facilities, budget, ..Recipe::default() };
    let effort = Effort { links: LINKS, ..Effort::default() };
    plan(snapshot, &recipe, effort, progress, &mut |_| {}).map(Some)
}

/// Colours of a map, with its legend where it has classes.
struct Coloured {
    fills: Vec<Fill>,
    ramp: Vec<Rgb>,
    legend: Option<Legend>,
}

impl Coloured {
    fn plain(sample: &Sample<'_>) -> Self {
        let fills = vec![Fill::Plain; sample.snapshot.register.len()];
        Self { fills, ramp: Vec::new(), legend: None }
    }

    fn of(lang: Lang, sample: &Sample<'_>, column: &Column) -> Self {
        let style = style_of(sample.snapshot, column, None);
        let breaks = ClassBreaks::cut(column, &style.method, style.classes);
        let ramp = Ramp::of(column.indicator.direction);
        Self {
            fills: fills(column, breaks.as_ref()),
            ramp: ramp.colours(breaks.as_ref().map_or(0, ClassBreaks::classes)),
            legend: Some(Legend::of(lang, column, breaks.as_ref(), ramp)),
        }
    }
}

fn style(em: f64, weight: Weight, colour: Rgb) -> Type {
    Type { em, weight, colour }
}

/// The window of a step in `area`.
pub fn draw<'s>(
    lang: Lang,
    page: GuidePage,
    canvas: &mut Canvas<'s>,
    area: Area,
    sample: &'s Sample<'_>,
) {
    canvas.rect(area, GROUND);
    let [left, top, right, bottom] = area;
    bar(lang, page, canvas, [left, top, right, top + TOP]);
    let body = [left, top + TOP, right, bottom];
    let split = left + (right - left) * 0.34;
    let side = [left + 10.0, body[1] + 10.0, split - 10.0, bottom - 10.0];
    let map = [split, body[1], right, bottom];
    canvas.rect([left, body[1], split, bottom], Rgb::WHITE);
    match page {
        GuidePage::Welcome => welcome(lang, canvas, side, map, sample),
        GuidePage::Data => data(lang, canvas, side, map, sample),
        GuidePage::Map => theme(lang, canvas, side, map, sample),
        GuidePage::Pockets => pockets(lang, canvas, side, map, sample),
        GuidePage::Plan => facilities(lang, canvas, side, map, sample),
        GuidePage::Meeting => meeting(lang, canvas, side, map, sample),
    }
    canvas.frame(area, 0.8, LINE_INK);
}

/// The bar with the five steps; the one of the page is lit.
fn bar(lang: Lang, page: GuidePage, canvas: &mut Canvas<'_>, [left, top, right, bottom]: Area) {
    canvas.rect([left, top, right, bottom], Rgb::WHITE);
    canvas.rect([left, bottom - 0.6, right, bottom], LINE_INK);
    canvas.rect([left + 8.0, top + 6.0, left + 20.0, top + 18.0], TEAL);
    let steps = [
        (GuidePage::Data, Word::StepData),
        (GuidePage::Map, Word::StepMap),
        (GuidePage::Pockets, Word::StepPockets),
        (GuidePage::Plan, Word::StepPlan),
        (GuidePage::Meeting, Word::StepMeeting),
    ];
    let each = (right - left - 60.0) / steps.len() as f64;
    for (n, (step, word)) in steps.into_iter().enumerate() {
        let x = left + 40.0 + each * n as f64;
        let (fill, ink, weight) = if step == page {
            (TEAL, Rgb::WHITE, Weight::Bold)
        } else {
            (TINT, TEAL, Weight::Regular)
        };
        let middle = [x + 7.0, top + 12.0];
        canvas.disc(middle, 7.0, fill);
        let number = (n + 1).to_string();
        let small = style(8.0, Weight::Bold, ink);
        canvas.text(&number, [middle[0], middle[1] - 5.3], small, Align::Middle);
        let at = [x + 18.0, top + 6.4];
        canvas.text(lang.word(word), at, style(8.5, weight, INK), Align::Left);
        if step == page {
            canvas.rect([x, bottom - 2.4, x + each - 12.0, bottom], TEAL);
        }
    }
}

fn map<'s>(
    canvas: &mut Canvas<'s>,
    area: Area,
    sample: &'s Sample<'_>,
    coloured: &Coloured,
    pockets: &'s [PocketOutline],
) {
    let of_map = BareMap {
        scene: sample.scene,
        fills: coloured.fills.clone(),
        ramp: coloured.ramp.clone(),
        pockets,
        picked: Vec::new(),
        bounds: sample.scene.full,
        names: Names::Kecamatan,
        named: Vec::new(),
        em: 7.0,
    };
    bare_map::draw(canvas, &of_map, area);
}

/// One line, shortened to the column; returns where the next one begins.
fn line(canvas: &mut Canvas<'_>, text: &str, [left, top, right, _]: Area, kind: Type) -> f64 {
    let text = shortened(text, kind.em, kind.weight, right - left);
    canvas.text(&text, [left, top], kind, Align::Left);
    top + kind.em * LINE
}

/// As many lines as it takes.
fn lines(canvas: &mut Canvas<'_>, text: &str, [left, top, right, _]: Area, kind: Type) -> f64 {
    let mut y = top;
    for text in wrap(text, kind.em, kind.weight, right - left) {
        canvas.text(&text, [left, y], kind, Align::Left);
        y += kind.em * LINE;
    }
    y
}

fn under([left, _, right, bottom]: Area, top: f64) -> Area {
    [left, top, right, bottom]
}

fn bold(em: f64) -> Type {
    style(em, Weight::Bold, INK)
}

fn pale(em: f64) -> Type {
    style(em, Weight::Regular, INK_2)
}

fn welcome<'s>(
    lang: Lang,
    canvas: &mut Canvas<'s>,
    side: Area,
    place: Area,
    sample: &'s Sample<'_>,
) {
    map(canvas, place, sample, &Coloured::plain(sample), &[]);
    let mut y = line(canvas, "Kantong", side, bold(15.0)) + 10.0;
    let buttons = [Word::ChooseFiles, Word::OpenProject, Word::OpenSample];
    for (n, word) in buttons.into_iter().enumerate() {
        let box_ = [side[0], y, side[2], y + 22.0];
        let (fill, ink) = if n == 0 { (TEAL, Rgb::WHITE) } else { (TINT, INK) };
        canvas.rect(box_, fill);
        let text = shortened(lang.word(word), 9.5, Weight::Bold, side[2] - side[0] - 16.0);
        let kind = style(9.5, Weight::Bold, ink);
        canvas.text(&text, [side[0] + 8.0, y + 4.8], kind, Align::Left);
        y += 28.0;
    }
    let register = &sample.snapshot.register;
    let (villages, kecamatan) = (register.len(), register.kecamatan().0.len());
    let say = StorySay::CoverSentence { villages, kecamatan };
    lines(canvas, &lang.story(&say), under(side, y + 6.0), pale(8.5));
}

/// The files with how many villages each of them found.
fn data<'s>(lang: Lang, canvas: &mut Canvas<'s>, side: Area, place: Area, sample: &'s Sample<'_>) {
    map(canvas, place, sample, &Coloured::plain(sample), &[]);
    let snapshot = sample.snapshot;
    let of = snapshot.register.len();
    let mut y = line(canvas, lang.word(Word::StepData), side, bold(13.0)) + 8.0;
    for source in snapshot.sources.iter().skip(1).take(5) {
        let here = |column: &&Arc<Column>| {
            column.cells.iter().flatten().any(|cell| cell.source == source.id)
        };
        let columns: Vec<&Arc<Column>> = snapshot.columns.iter().filter(here).collect();
        let known = |village: &usize| columns.iter().any(|c| c.cells[*village].is_some());
        let villages = (0..of).filter(known).count();
        y = line(canvas, &source.file, under(side, y), bold(8.5)) + 1.0;
        let say = GuideSay::Matched { villages, of };
        y = line(canvas, &lang.guide_say(&say), under(side, y), pale(8.0)) + 2.0;
        let wide = side[2] - side[0];
        canvas.rect([side[0], y, side[2], y + 5.0], LINE_INK);
        let share = villages as f64 / of.max(1) as f64;
        canvas.rect([side[0], y, side[0] + wide * share, y + 5.0], TEAL);
        y += 16.0;
    }
}

fn theme<'s>(lang: Lang, canvas: &mut Canvas<'s>, side: Area, place: Area, sample: &'s Sample<'_>) {
    let Some(column) = sample.theme() else { return };
    let coloured = Coloured::of(lang, sample, &column);
    map(canvas, place, sample, &coloured, &[]);
    let mut y = lines(canvas, &short_name(&column), side, bold(13.0)) + 4.0;
    y = line(canvas, &column.period, under(side, y), pale(8.5)) + 10.0;
    legend(lang, canvas, under(side, y), coloured.legend.as_ref());
}

fn legend(lang: Lang, canvas: &mut Canvas<'_>, side: Area, legend: Option<&Legend>) {
    let Some(legend) = legend else { return };
    let mut y = side[1];
    for class in &legend.classes {
        canvas.rect([side[0], y, side[0] + 20.0, y + 11.0], class.colour);
        let text = format!("{} {}", class.text, legend.unit);
        canvas.text(text.trim(), [side[0] + 26.0, y], pale(8.5), Align::Left);
        let villages = count(lang, class.villages);
        canvas.text(&villages, [side[2], y], pale(8.5), Align::Right);
        y += 16.0;
    }
}

fn pockets<'s>(
    lang: Lang,
    canvas: &mut Canvas<'s>,
    side: Area,
    place: Area,
    sample: &'s Sample<'_>,
) {
    let asked = sample.snapshot.pockets.last();
    let found = asked.and_then(|report| {
        let settings = &report.settings;
        sample.snapshot.column(&settings.indicator, settings.period.as_deref()).ok()
    });
    let column = found.or_else(|| sample.theme());
    let coloured = column.as_ref().map(|column| Coloured::of(lang, sample, column));
    let coloured = coloured.unwrap_or_else(|| Coloured::plain(sample));
    map(canvas, place, sample, &coloured, &sample.pockets);
    let mut y = line(canvas, lang.word(Word::StepPockets), side, bold(13.0)) + 8.0;
    for pocket in sample.pockets.iter().take(6) {
        canvas.disc([side[0] + 7.0, y + 7.0], 7.0, INK);
        let number = style(8.0, Weight::Bold, Rgb::WHITE);
        canvas.text(&pocket.number.to_string(), [side[0] + 7.0, y + 1.7], number, Align::Middle);
        let beside = [side[0] + 18.0, y, side[2], side[3]];
        let name = pocket.name.strip_prefix("Kantong ").unwrap_or(&pocket.name);
        y = line(canvas, name, beside, bold(8.5)) + 1.0;
        let villages = lang.story(&StorySay::PocketVillages {
            name: String::new(),
            villages: pocket.members.len(),
        });
        let villages = villages.trim_start_matches([',', ' ']).to_owned();
        y = line(canvas, &villages, under(beside, y), pale(8.0)) + 8.0;
    }
}

fn facilities<'s>(
    lang: Lang,
    canvas: &mut Canvas<'s>,
    side: Area,
    place: Area,
    sample: &'s Sample<'_>,
) {
    map(canvas, place, sample, &Coloured::plain(sample), &[]);
    let Some(plan) = &sample.plan else { return };
    let bounds = [(place[2] - place[0]).round(), (place[3] - place[1]).round()];
    let view = View::fit(sample.scene.full, bounds[0] as u32, bounds[1] as u32, 12.0 * 7.0 / 13.0);
    let ground = &plan.model.ground;
    let on_page = |lon_lat: [f64; 2]| {
        let [x, y] = view.pixel_from_map(sample.scene.map_from_lon_lat(lon_lat));
        [place[0].round() + x, place[1].round() + y]
    };
    for chosen in &plan.chosen {
        let at = on_page(ground.sites[chosen.site].at);
        let ends = chosen.serves.iter().map(|(i, ..)| on_page(ground.waiting[*i as usize].at));
        let lines = ends.map(|end| vec![at, end]).collect();
        canvas.stroke(lines, Pen::solid(0.8, TEAL));
        canvas.disc(at, 3.6, Rgb::WHITE);
        canvas.disc(at, 2.8, TEAL);
    }
    let served: u64 = plan.served.iter().map(|n| u64::from(*n)).sum();
    let mut y = line(canvas, lang.word(Word::StepPlan), side, bold(13.0)) + 6.0;
    y = line(canvas, &lang.rupiah(BUDGET), under(side, y), bold(15.0)) + 6.0;
    let middle = y + 4.0;
    canvas.rect([side[0], middle - 1.5, side[2], middle + 1.5], LINE_INK);
    let half = f64::midpoint(side[0], side[2]);
    canvas.rect([side[0], middle - 1.5, half, middle + 1.5], TEAL);
    canvas.disc([half, middle], 5.0, TEAL);
    y += 18.0;
    let figures = [
        (count(lang, served as usize), StorySay::Households),
        (count(lang, plan.chosen.len()), StorySay::Sites),
    ];
    for (value, label) in figures {
        y = line(canvas, &value, under(side, y), bold(20.0));
        y = line(canvas, &lang.story(&label), under(side, y), pale(8.5)) + 6.0;
    }
}

/// A step of the show.
fn meeting<'s>(
    lang: Lang,
    canvas: &mut Canvas<'s>,
    side: Area,
    place: Area,
    sample: &'s Sample<'_>,
) {
    let Some((step, [across, upright])) = sample.pair() else {
        return map(canvas, place, sample, &Coloured::plain(sample), &[]);
    };
    let mut coloured = Coloured::plain(sample);
    if let Ok(found) = of_values(&across, &upright, &across.values, &upright.values) {
        let mut cells = vec![None; coloured.fills.len()];
        for point in &found.points {
            cells[point.village] = Some((point.class.1, point.class.0));
        }
        coloured.fills = bivariate::fills(&cells, &across.values, &upright.values);
    }
    map(canvas, place, sample, &coloured, &[]);
    let shown = slide(lang, sample.snapshot, step);
    let mut y = lines(canvas, &shown.kicker, side, style(8.0, Weight::Bold, TEAL)) + 3.0;
    y = lines(canvas, &shown.title, under(side, y), bold(15.0)) + 4.0;
    y = lines(canvas, &shown.sentence, under(side, y), pale(9.0)) + 8.0;
    for figure in shown.figures.iter().take(2) {
        y = line(canvas, &figure.value, under(side, y), bold(18.0));
        y = lines(canvas, &figure.label, under(side, y), pale(8.5)) + 4.0;
    }
}
