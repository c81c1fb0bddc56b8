//! A sheet of the A series in the order of the official layout of village maps (Perka BIG 3/2016):
//! title, map with its coordinates, scale and north, key, place in the province, sources, maker.

use super::canvas::{Align, Area, Canvas, LINE, Type, Weight, shortened, wrap};
use super::figure::{self, FigureInput, Origin, Sizes};
use super::graticule::Graticule;
use super::look::Layer;
use super::page::{Lie, Margins, POINTS, Paper};
use super::raster::View;
use super::scalebar::ScaleBar;
use super::sheet_arrange::{Last, arrange};
use super::sheet_names::Numbers;
use super::sheet_panel::{self, Part, north, scale_bar};
use super::symbology::Rgb;
use super::{inset, sheet_index, sheet_map};
use crate::dataset::village::Frame;
use crate::lang::margin::Margin;
use crate::lang::output::Caption;

const INK: Rgb = Rgb::hex(0x13_1C1A);
const TEXT: Rgb = Rgb::hex(0x15_201E);
const TEXT_2: Rgb = Rgb::hex(0x43_504D);
/// Free paper on every side, in points.
const EDGE: f64 = 10.0 * POINTS;

/// The sheet in points.
pub fn draw<'a>(input: &FigureInput<'a>, paper: Paper, lie: Lie, margins: &Margins) -> Canvas<'a> {
    let [long, short] = paper.sides();
    let (wide, tall) = ([long, short], [short, long]);
    let layout = |sides: [f64; 2]| {
        let below = Layout::of(input, paper, sides, margins);
        // Where the maps leave a cell of their grid free, the words may stand in it.
        let within = Layout::with_words_within(input, paper, sides, margins);
        let larger =
            |other: &Layout| other.view.metres_per_pixel < below.view.metres_per_pixel * 0.95;
        within.filter(larger).unwrap_or(below)
    };
    let layout = match lie {
        Lie::Wide => layout(wide),
        Lie::Tall => layout(tall),
        Lie::Best => {
            let (a, b) = (layout(wide), layout(tall));
            if a.view.metres_per_pixel <= b.view.metres_per_pixel * 1.02 { a } else { b }
        }
    };
    layout.draw(input, margins)
}

/// Metres of the land in a metre of the paper.
pub fn one_in(view: &View) -> f64 {
    view.metres_per_pixel * POINTS * 1000.0
}

/// Where everything stands, in points.
struct Layout {
    sizes: Sizes,
    size: [f64; 2],
    frame: Area,
    title_bottom: f64,
    map: Area,
    /// Around the map and its coordinates.
    band: f64,
    view: View,
    tall: bool,
    /// Of the band's height, on tall paper, for key and place.
    upper: f64,
    /// The words of the sheet: a band below the map, or what the maps leave free.
    words: Area,
    last: Last,
    /// Of the villages that have a number on the map; `None` where all have a name.
    index: Option<Area>,
}

/// A list that takes more of the map's room is not printed.
const MOST_INDEX: f64 = 0.55;
/// Shares of the width: scale, key, place, sources.
const WIDE: [f64; 4] = [0.2, 0.36, 0.16, 0.28];

impl Layout {
    fn of(input: &FigureInput<'_>, paper: Paper, sides: [f64; 2], margins: &Margins) -> Self {
        let sizes = paper.sizes();
        let size = sides.map(|side| side * POINTS);
        let frame = [EDGE, EDGE, size[0] - EDGE, size[1] - EDGE];
        let (_, lines) = title_lines(input, &sizes, frame);
        let title_bottom =
            frame[1] + sizes.title * LINE * lines as f64 + sizes.body * LINE + 1.4 * sizes.body;
        let tall = sides[1] > sides[0];
        let mut layout = Self {
            sizes,
            size,
            frame,
            title_bottom,
            map: frame,
            band: frame[3],
            view: View::fit(input.scene.full, 1, 1, 0.0),
            tall,
            upper: 0.5,
            words: frame,
            last: Last::Maps,
            index: None,
        };
        let [upper, lower] = layout.band_heights(input, margins);
        layout.upper = upper / (upper + lower).max(1.0);
        let most = (frame[3] - frame[1]) * if tall { 0.5 } else { 0.42 };
        layout.band = frame[3] - (upper + lower).min(most);
        // Maps beside each other have their coordinates within.
        let several = input.drawing.over.sheets.len() > 1;
        let rim = if several { 0.5 * sizes.body } else { sizes.small * LINE + 8.0 * sizes.unit };
        let air = 1.0 * sizes.body;
        layout.words[1] = layout.band;
        layout.map = [
            (frame[0] + rim + 0.3 * air).round(),
            (title_bottom + rim + 0.2 * air).round(),
            (frame[2] - air).floor(),
            (layout.band - air).floor(),
        ];
        layout.fit(input);
        layout.make_room_for_index(input, sides[1] > sides[0]);
        layout
    }

    /// For the list of the villages that have a number in place of a name: below the map on tall
    /// paper, else at its right. A smaller map has more of them, so it is asked again.
    fn make_room_for_index(&mut self, input: &FigureInput<'_>, below: bool) {
        let drawing = &input.drawing;
        if drawing.over.sheets.len() > 1 || !drawing.layers.shows(Layer::VillageNames) {
            return;
        }
        let (whole, air) = (self.map, self.sizes.body);
        let side = |area: &Area, axis: usize| area[axis + 2] - area[axis];
        let axis = usize::from(below);
        loop {
            let numbered = sheet_map::numbered(input, &self.sizes, self.map, &self.view);
            let needed = if below {
                sheet_index::height(input, &self.sizes, &numbered, side(&whole, 0))
            } else {
                sheet_index::width(input, &self.sizes, &numbered, side(&whole, 1))
            };
            let has = self.index.map_or(0.0, |index| side(&index, axis));
            if needed <= has + 0.01 {
                return;
            }
            // Slack, so that a few more do not ask for another round.
            let taken = (needed * 1.04).ceil() + air;
            if taken > MOST_INDEX * side(&whole, axis) {
                (self.index, self.map) = (None, whole);
                self.fit(input);
                return;
            }
            self.map[axis + 2] = (whole[axis + 2] - taken).floor();
            let mut index = whole;
            index[axis] = self.map[axis + 2] + air;
            self.index = Some(index);
            self.fit(input);
        }
    }

    fn fit(&mut self, input: &FigureInput<'_>) {
        let view = sheet_map::fitted(input, &self.sizes, self.map, self.last);
        self.view = if input.register.frame == Frame::Geographic { rounded(view) } else { view };
    }

    /// The maps down to the foot of the sheet, the words after the last one; `None` where no cell
    /// is free, or too small for them.
    fn with_words_within(
        input: &FigureInput<'_>,
        paper: Paper,
        sides: [f64; 2],
        margins: &Margins,
    ) -> Option<Self> {
        if input.drawing.over.sheets.len() < 2 {
            return None;
        }
        let mut layout = Self::of(input, paper, sides, margins);
        let air = layout.sizes.body;
        (layout.tall, layout.last) = (true, Last::Words);
        layout.map[3] = (layout.frame[3] - air).floor();
        let found = arrange(input, &layout.sizes, layout.map, Last::Words)?;
        let [left, top, ..] = found.words?;
        layout.words = [left, top, layout.frame[2], layout.frame[3]];
        let [upper, lower] = layout.band_heights(input, margins);
        layout.upper = upper / (upper + lower).max(1.0);
        let room = layout.words[3] - layout.words[1];
        if upper + lower > room * 1.3 {
            return None;
        }
        layout.fit(input);
        Some(layout)
    }

    /// What the cells below the map need: on tall paper in two rows, else in one.
    fn band_heights(&self, input: &FigureInput<'_>, margins: &Margins) -> [f64; 2] {
        let sizes = &self.sizes;
        let head = sizes.heading * LINE + 1.6 * sizes.body;
        let width = self.words[2] - self.words[0];
        let pad = self.pad();
        let sources = |share: f64| {
            let inner = width * share - 2.0 * pad;
            let rows = sheet_panel::height_in_columns(input, sizes, inner, 1, Part::Sources);
            head + rows + self.maker_height() + sizes.small * LINE * 1.2
        };
        let key = |share: f64| {
            let inner = (width * share - 3.0 * pad) / 2.0;
            head + sheet_panel::height_in_columns(input, sizes, inner, 2, Part::Key)
        };
        let lines = if margins.code.is_empty() { 8.0 } else { 9.0 };
        let scale = sizes.body * (3.0 + LINE * lines);
        if self.tall {
            [key(0.64), sources(0.62).max(scale)]
        } else {
            [key(WIDE[1]).max(sources(WIDE[3])).max(scale), 0.0]
        }
    }

    fn pad(&self) -> f64 {
        0.9 * self.sizes.body
    }

    fn maker_height(&self) -> f64 {
        self.sizes.body * LINE * 3.4
    }

    /// Boxes of scale, key, place and sources.
    fn cells(&self) -> [Area; 4] {
        let [left, top, right, bottom] = self.words;
        let width = right - left;
        if self.tall {
            let middle = top + (bottom - top) * self.upper;
            let [a, b] = [left + width * 0.64, left + width * 0.38];
            return [
                [left, middle, b, bottom],
                [left, top, a, middle],
                [a, top, right, middle],
                [b, middle, right, bottom],
            ];
        }
        let mut at = left;
        WIDE.map(|share| {
            let cell = [at, top, at + share * width, bottom];
            at = cell[2];
            cell
        })
    }

    fn draw<'a>(&self, input: &FigureInput<'a>, margins: &Margins) -> Canvas<'a> {
        let mut canvas = Canvas::new(self.size[0], self.size[1], Rgb::WHITE);
        self.title(&mut canvas, input, margins);
        let numbers = if self.index.is_some() { Numbers::Listed } else { Numbers::None };
        let place = (self.map, self.last);
        let numbered = sheet_map::draw(&mut canvas, input, &self.sizes, place, &self.view, numbers);
        if let Some(index) = self.index {
            sheet_index::draw(&mut canvas, input, &self.sizes, &numbered, index);
        }
        let [scale, key, place, sources] = self.cells();
        self.scale(&mut canvas, input, margins, scale);
        self.key(&mut canvas, input, key);
        self.place(&mut canvas, input, margins, place);
        self.sources(&mut canvas, input, margins, sources);
        let thin = 0.9 * self.sizes.unit.max(0.5);
        let [left, top, right, bottom] = self.frame;
        canvas.rect([left, self.title_bottom, right, self.title_bottom + thin], INK);
        for cell in self.cells() {
            canvas.rect([cell[0], cell[1], cell[2], cell[1] + thin], INK);
            if cell[0] > left {
                canvas.rect([cell[0], cell[1], cell[0] + thin, cell[3]], INK);
            }
        }
        canvas.frame([left, top, right, bottom], 2.4 * self.sizes.unit, INK);
        canvas
    }

    fn title(&self, canvas: &mut Canvas<'_>, input: &FigureInput<'_>, margins: &Margins) {
        let sizes = &self.sizes;
        let pad = self.pad();
        let [left, top, right, _] = self.frame;
        let lang = input.lang;
        let (em, lines) = figure::title_lines(
            &figure::title_text(input).to_uppercase(),
            sizes.title,
            title_room(sizes, self.frame),
        );
        let mut y = top + 0.7 * sizes.body;
        for line in &lines {
            canvas.text(line, [left + pad, y], type_of(em, Weight::Bold), Align::Left);
            y += em * LINE;
        }
        let under = match (input.origin, margins.around.province.is_empty()) {
            (Origin::Sample, _) => lang.caption(&Caption::SampleData),
            (Origin::Real, true) => String::new(),
            (Origin::Real, false) => {
                lang.margin(&Margin::Province { name: margins.around.province.clone() })
            }
        };
        let style = Type { colour: TEXT_2, ..type_of(sizes.body * 1.05, Weight::Regular) };
        canvas.text(&under, [left + pad, y], style, Align::Left);
        let sheet = margins.sheet.map(|(number, of)| lang.margin(&Margin::Sheet { number, of }));
        let edition = margins.edition.map(|number| {
            let year = input.date.get(..4).unwrap_or("").to_owned();
            lang.margin(&Margin::Edition { number, year })
        });
        let mut y = top + 0.8 * sizes.body;
        for (text, weight) in [(sheet, Weight::Bold), (edition, Weight::Regular)] {
            if let Some(text) = text {
                canvas.text(&text, [right - pad, y], type_of(sizes.body, weight), Align::Right);
                y += sizes.body * LINE;
            }
        }
    }

    fn heading(&self, canvas: &mut Canvas<'_>, text: &str, cell: Area) -> Area {
        let pad = self.pad();
        let style = type_of(self.sizes.heading, Weight::Bold);
        let room = cell[2] - cell[0] - 2.0 * pad;
        let lines = wrap(&text.to_uppercase(), style.em, style.weight, room);
        let mut y = cell[1] + 0.6 * self.sizes.body;
        for line in lines.iter().take(2) {
            canvas.text(line, [cell[0] + pad, y], style, Align::Left);
            y += style.em * LINE;
        }
        [cell[0] + pad, y + 0.2 * self.sizes.body, cell[2] - pad, cell[3] - 0.6 * self.sizes.body]
    }

    fn scale(
        &self,
        canvas: &mut Canvas<'_>,
        input: &FigureInput<'_>,
        margins: &Margins,
        cell: Area,
    ) {
        let (sizes, lang) = (&self.sizes, input.lang);
        let arrow = sizes.body * 1.2;
        let pad = self.pad();
        let small = type_of(sizes.small, Weight::Regular);
        if input.drawing.over.borderless {
            let text = lang.caption(&Caption::NotLand);
            let room = cell[2] - cell[0] - 2.0 * pad;
            for (i, line) in wrap(&text, small.em, small.weight, room).iter().enumerate() {
                let top = cell[1] + 0.6 * sizes.body + i as f64 * small.em * LINE;
                canvas.text(line, [cell[0] + pad, top], small, Align::Left);
            }
            return;
        }
        let corner = [cell[2] - pad - arrow, cell[1] + 0.5 * sizes.body];
        north(canvas, lang, corner, arrow, sizes.body);
        let mut lines = Vec::new();
        let mut top = cell[1] + 0.6 * sizes.body;
        if input.register.frame == Frame::Geographic {
            let text = lang.margin(&Margin::Scale { one_in: one_in(&self.view).round() as u64 });
            let style = type_of(sizes.heading * 1.1, Weight::Bold);
            canvas.text(&text.to_uppercase(), [cell[0] + pad, top], style, Align::Left);
            top += style.em * LINE + 0.4 * sizes.body;
            // Its last figure and unit stand beyond its end, the arrow beyond those.
            let beyond = arrow + 4.2 * sizes.small;
            let most = (cell[2] - cell[0] - 2.0 * pad - beyond).min(sizes.body * 18.0);
            if let Some(bar) = ScaleBar::of(self.view.metres_per_pixel, most) {
                // Its figures stand half over its ends.
                let left = cell[0] + pad + sizes.small * 0.4;
                let below = top.max(corner[1] + sizes.body * 2.6 - sizes.small * LINE);
                scale_bar(canvas, lang, &bar, [left, below], small);
                top = below + sizes.small * (LINE + 1.0);
            }
            let middle = input.scene.lon_lat_from_map([0.0, 0.0])[1];
            let minutes = (middle * 60.0).round() as i64;
            lines.push(lang.margin(&Margin::Projection { minutes }));
            lines.push(lang.margin(&Margin::Datum { name: input.register.crs_name.clone() }));
            let step = Graticule::of(input.scene, &self.view).step();
            lines.extend(step.map(|minutes| lang.margin(&Margin::Grid { minutes })));
        } else {
            lines.push(lang.caption(&Caption::PlanarUnits));
            top += sizes.body * 3.6;
        }
        lines.push(lang.margin(&Margin::Accuracy));
        if !margins.code.is_empty() {
            lines.push(lang.margin(&Margin::Code { code: margins.code.clone() }));
        }
        let room = cell[2] - cell[0] - 2.0 * pad;
        let wrapped = lines.iter().flat_map(|line| wrap(line, small.em, small.weight, room));
        for line in wrapped {
            if top + small.em * LINE > cell[3] - 0.3 * sizes.body {
                break;
            }
            canvas.text(&line, [cell[0] + pad, top], small, Align::Left);
            top += small.em * LINE;
        }
    }

    fn key(&self, canvas: &mut Canvas<'_>, input: &FigureInput<'_>, cell: Area) {
        let inner = self.heading(canvas, &input.lang.margin(&Margin::Key), cell);
        let pad = self.pad();
        let width = (inner[2] - inner[0] - pad) / 2.0;
        let columns = [0.0, 1.0].map(|column| {
            let left = inner[0] + column * (width + pad);
            [left, inner[1], left + width, inner[3]]
        });
        let scale = self.view.metres_per_pixel;
        sheet_panel::draw(canvas, input, &self.sizes, &columns, scale, Part::Key);
    }

    fn place(
        &self,
        canvas: &mut Canvas<'_>,
        input: &FigureInput<'_>,
        margins: &Margins,
        cell: Area,
    ) {
        let lang = input.lang;
        // A layout is no land: where it lies cannot be seen in it.
        let drawing = &input.drawing;
        if drawing.over.borderless {
            return;
        }
        let province = margins.around.province.clone();
        let mut inner = self.heading(canvas, &lang.margin(&Margin::Location { province }), cell);
        let has_land = drawing.layers.shows(Layer::Inset);
        if has_land && !margins.around.boxes.is_empty() {
            let style =
                Type { colour: TEXT_2, ..type_of(self.sizes.small * 0.86, Weight::Regular) };
            let text = lang.margin(&Margin::Boxes);
            let text = shortened(&text, style.em, style.weight, inner[2] - inner[0]);
            inner[3] -= style.em * LINE;
            canvas.text(&text, [inner[0], inner[3] + 0.1 * style.em], style, Align::Left);
            inner[3] -= 0.2 * style.em;
        }
        if has_land && inner[3] - inner[1] > 8.0 && inner[2] - inner[0] > 8.0 {
            inset::draw(canvas, input.scene, &margins.around, inner, self.sizes.unit);
        }
    }

    fn sources(
        &self,
        canvas: &mut Canvas<'_>,
        input: &FigureInput<'_>,
        margins: &Margins,
        cell: Area,
    ) {
        let (sizes, lang) = (&self.sizes, input.lang);
        let maker = cell[3] - self.maker_height();
        let above = [cell[0], cell[1], cell[2], maker];
        let mut inner = self.heading(canvas, &lang.margin(&Margin::History), above);
        let small = Type { colour: TEXT_2, ..type_of(sizes.small, Weight::Regular) };
        if !margins.fingerprint.is_empty() {
            inner[3] -= small.em * LINE;
            let text = lang.margin(&Margin::Fingerprint { code: margins.fingerprint.clone() });
            canvas.text(&text, [inner[2], inner[3] + 0.3 * sizes.body], small, Align::Right);
        }
        let scale = self.view.metres_per_pixel;
        sheet_panel::draw(canvas, input, sizes, &[inner], scale, Part::Sources);
        let thin = 0.9 * sizes.unit.max(0.5);
        canvas.rect([cell[0], maker, cell[2], maker + thin], INK);
        let width = cell[2] - cell[0];
        let institution = if margins.institution.is_empty() {
            let regions = &input.scene.kabupaten;
            let region = match &regions[..] {
                [one] => lang.caption(&Caption::Kabupaten { name: one.name.clone() }),
                _ => margins.around.province.clone(),
            };
            format!("BAPPEDA\n{region}")
        } else {
            margins.institution.clone()
        };
        let mut left = cell[0];
        let boxes = [
            (0.4, institution, Weight::Bold),
            (0.3, format!("{}\n{}", lang.margin(&Margin::Made), margins.made_by), Weight::Regular),
            (
                0.3,
                format!("{}\n{}", lang.margin(&Margin::Approved), margins.approved_by),
                Weight::Regular,
            ),
        ];
        for (share, text, first) in boxes {
            if left > cell[0] {
                canvas.rect([left, maker, left + thin, cell[3]], INK);
            }
            let mut own = [left, maker, left + share * width, cell[3]];
            if let (Some(emblem), true) = (&margins.emblem, first == Weight::Bold) {
                let pad = self.pad() * 0.7;
                let side = (own[3] - own[1] - 2.0 * pad).min(0.36 * (own[2] - own[0]));
                let top = own[1] + pad;
                emblem.draw(canvas, [own[0] + pad, top, own[0] + pad + side, top + side]);
                own[0] += side + pad;
            }
            self.signed(canvas, &text, own, first);
            left += share * width;
        }
    }

    /// A box with its first line above and its last lines below.
    fn signed(&self, canvas: &mut Canvas<'_>, text: &str, cell: Area, first: Weight) {
        let pad = self.pad() * 0.7;
        let room = cell[2] - cell[0] - 2.0 * pad;
        let mut top = cell[1] + 0.4 * self.sizes.body;
        // Smaller letters before a word is lost, but none that cannot be read.
        let tall = |em: f64| {
            let lines = text.lines().map(|part| wrap(part, em, first, room).len().max(1));
            lines.sum::<usize>() as f64 * em * LINE
        };
        let sizes = [1.0, 0.92, 0.84, 0.76].map(|share| share * self.sizes.small);
        let fits = sizes.into_iter().find(|em| top + tall(*em) <= cell[3]);
        let em = fits.unwrap_or(sizes[3]);
        for (at, part) in text.lines().enumerate() {
            let weight = if at == 0 { first } else { Weight::Regular };
            let lines = wrap(part, em, weight, room);
            for line in lines.iter().take(4) {
                if top + em * LINE > cell[3] {
                    return;
                }
                canvas.text(line, [cell[0] + pad, top], type_of(em, weight), Align::Left);
                top += em * LINE;
            }
        }
    }
}

fn type_of(em: f64, weight: Weight) -> Type {
    Type { em, weight, colour: TEXT }
}

/// What the title may take, beside the number of the sheet.
fn title_room(sizes: &Sizes, frame: Area) -> f64 {
    frame[2] - frame[0] - sizes.body * 12.0
}

fn title_lines(input: &FigureInput<'_>, sizes: &Sizes, frame: Area) -> (f64, usize) {
    let text = figure::title_text(input).to_uppercase();
    let (em, lines) = figure::title_lines(&text, sizes.title, title_room(sizes, frame));
    (em, lines.len())
}

/// The next smaller scale that is said in round numbers.
fn rounded(view: View) -> View {
    const ROUND: [f64; 27] = [
        1.0, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.75, 1.8, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0,
        4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 9.0, 10.0,
    ];
    let exact = one_in(&view);
    let ten = 10_f64.powf(exact.log10().floor());
    let round = ROUND.into_iter().map(|r| r * ten).find(|&r| r >= exact * (1.0 - 1e-9));
    let factor = round.unwrap_or(exact) / exact;
    View { metres_per_pixel: view.metres_per_pixel * factor, ..view }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_round_and_never_larger_than_what_fits() {
        for exact in [1.0, 1.37, 1.99, 2.0, 4.99, 9.7, 55.0, 123.4, 7_654.3] {
            let view = View { centre: [0.0; 2], metres_per_pixel: exact, width: 9, height: 9 };
            let wide = rounded(view);
            let ratio = wide.metres_per_pixel / exact;
            assert!((1.0..1.17).contains(&ratio), "{exact}: {ratio}");
            let number = one_in(&wide);
            let digits = number / 10_f64.powf(number.log10().floor());
            assert!((digits * 100.0 - (digits * 100.0).round()).abs() < 1e-6, "{number}");
        }
    }
}
