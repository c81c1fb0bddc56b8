//! The guide as a PDF: one page a step, its pictures drawn from the sample inside the program.

mod picture;

use std::path::Path;

use super::demo::open_sample;
use super::snapshot::{Opened, scene};
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::lang::Lang;
use crate::lang::guide::{Guide, GuidePage, GuideSay, GuideWord};
use crate::output::canvas::{Align, Canvas, LINE, Type, Weight, wrap};
use crate::output::file::{Saved, write_atomic};
use crate::output::pdf::{About, Book, Depth};
use crate::output::pixels;
use crate::output::symbology::Rgb;
use crate::project::Stamp;
use picture::{Sample, draw};

/// Upright A4 in points.
const WIDTH: f64 = 595.0;
const HEIGHT: f64 = 842.0;
const EDGE: f64 = 40.0;
const POINT_MM: f64 = 25.4 / 72.0;
const TEAL: Rgb = Rgb::hex(0x0B_5C63);
const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);
const RULE: Rgb = Rgb::hex(0xC2_CBC8);
/// Pixels of a point in the window.
const FINER: f64 = 1.6;
/// Height of a picture.
const PICTURE: f64 = 328.0;

/// Writes the guide. The sample is made in a folder of its own, which is gone afterwards.
///
/// # Errors
/// A file that cannot be written, a cancel.
pub fn guide(
    lang: Lang,
    path: &Path,
    date: &str,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Saved, Stop> {
    let refused = |e: std::io::Error| {
        Stop::fault(OutputFault::CannotWrite { why: e.to_string() }, At::file(path))
    };
    let folder = tempfile::Builder::new().prefix("kantong-").tempdir().map_err(refused)?;
    let Opened { mut project, snapshot, .. } = open_sample(folder.path(), stamp, progress)?;
    let scene = scene(&mut project, &snapshot.register)?;
    let sample = Sample::of(&snapshot, &scene, progress)?;
    progress.start(Phase::Drawing, GuidePage::ALL.len());
    let mut book = Book::new(&About {
        title: lang.guide_word(GuideWord::Title).to_owned(),
        author: "Kantong".to_owned(),
        date: date.to_owned(),
        language: lang.tag().to_owned(),
    })?;
    for (at, page) in GuidePage::ALL.into_iter().enumerate() {
        book.page(&sheet(lang, page, at, &sample), POINT_MM, progress)?;
        book.bookmark(lang.guide(page).title, Depth::Chapter);
        progress.step()?;
    }
    write_atomic(path, &book.finish()?)
}

/// The picture of one page, row by row in RGB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub page: GuidePage,
    pub size: [usize; 2],
    pub rgb: Vec<u8>,
}

/// The pictures alone, for the window. The sample is made in a folder of its own, which is gone
/// afterwards: so no picture stands in the program's file.
///
/// # Errors
/// A folder that cannot be written, a cancel.
pub fn pictures(lang: Lang, stamp: &Stamp<'_>, progress: &Progress) -> Result<Vec<Drawn>, Stop> {
    let refused = |e: std::io::Error| {
        Stop::fault(OutputFault::CannotWrite { why: e.to_string() }, At::default())
    };
    let folder = tempfile::Builder::new().prefix("kantong-").tempdir().map_err(refused)?;
    let Opened { mut project, snapshot, .. } = open_sample(folder.path(), stamp, progress)?;
    let scene = scene(&mut project, &snapshot.register)?;
    let sample = Sample::of(&snapshot, &scene, progress)?;
    let (wide, high) = (WIDTH - 2.0 * EDGE, PICTURE);
    let one = |page: GuidePage| {
        let mut canvas = Canvas::new(wide, high, Rgb::WHITE);
        draw(lang, page, &mut canvas, [0.0, 0.0, wide, high], &sample);
        let size = [wide, high].map(|side| (side * FINER).round() as usize);
        Ok(Drawn { page, size, rgb: pixels::rgb(&canvas, FINER, &progress.within())? })
    };
    GuidePage::ALL.into_iter().map(one).collect()
}

fn style(em: f64, weight: Weight, colour: Rgb) -> Type {
    Type { em, weight, colour }
}

/// Where the next line goes.
struct Flow<'c, 'a> {
    canvas: &'c mut Canvas<'a>,
    y: f64,
}

impl Flow<'_, '_> {
    fn lines(&mut self, text: &str, left: f64, kind: Type) {
        for line in wrap(text, kind.em, kind.weight, WIDTH - EDGE - left) {
            self.canvas.text(&line, [left, self.y], kind, Align::Left);
            self.y += kind.em * LINE;
        }
    }
}

fn sheet<'s>(lang: Lang, page: GuidePage, at: usize, sample: &'s Sample<'_>) -> Canvas<'s> {
    let Guide { title, aim, steps, notes } = lang.guide(page);
    let mut canvas = Canvas::new(WIDTH, HEIGHT, Rgb::WHITE);
    canvas.rect([0.0, 0.0, WIDTH, 10.0], TEAL);
    let mut flow = Flow { canvas: &mut canvas, y: 30.0 };
    let head = lang.guide_word(GuideWord::Title);
    flow.lines(head, EDGE, style(9.5, Weight::Bold, TEAL));
    flow.y += 2.0;
    flow.lines(title, EDGE, style(24.0, Weight::Bold, INK));
    flow.y += 2.0;
    flow.lines(aim, EDGE, style(12.5, Weight::Regular, INK_2));
    flow.y += 10.0;
    let top = flow.y;
    draw(lang, page, flow.canvas, [EDGE, top, WIDTH - EDGE, top + PICTURE], sample);
    flow.y = top + PICTURE + 16.0;
    for (n, step) in steps.iter().enumerate() {
        let disc = [EDGE + 9.0, flow.y + 8.6];
        flow.canvas.disc(disc, 9.0, TEAL);
        let number = (n + 1).to_string();
        let white = style(10.0, Weight::Bold, Rgb::WHITE);
        flow.canvas.text(&number, [disc[0], disc[1] - 6.6], white, Align::Middle);
        flow.lines(step, EDGE + 27.0, style(12.5, Weight::Regular, INK));
        flow.y += 7.0;
    }
    flow.y += 6.0;
    flow.lines(lang.guide_word(GuideWord::GoodToKnow), EDGE, style(12.5, Weight::Bold, INK));
    flow.y += 3.0;
    for note in notes {
        let dot = [EDGE + 4.0, flow.y + 8.0];
        flow.canvas.disc(dot, 1.6, INK_2);
        flow.lines(note, EDGE + 14.0, style(11.5, Weight::Regular, INK_2));
        flow.y += 4.0;
    }
    let foot = HEIGHT - 34.0;
    canvas.rect([EDGE, foot - 8.0, WIDTH - EDGE, foot - 7.4], RULE);
    let small = style(8.0, Weight::Regular, INK_2);
    canvas.text(lang.guide_word(GuideWord::PictureNote), [EDGE, foot], small, Align::Left);
    let number = lang.guide_say(&GuideSay::PageOf { at: at + 1, of: GuidePage::ALL.len() });
    canvas.text(&number, [WIDTH - EDGE, foot], small, Align::Right);
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::canvas::Area;

    /// Every page in both languages: nothing leaves the sheet, no two texts meet.
    #[test]
    fn every_page_of_the_guide_fits_its_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp { at: "2026-01-05T08:00:00", who: "" };
        let progress = Progress::default();
        let Opened { mut project, snapshot, .. } =
            open_sample(folder.path(), &stamp, &progress).unwrap();
        let scene = scene(&mut project, &snapshot.register).unwrap();
        let sample = Sample::of(&snapshot, &scene, &progress).unwrap();
        for lang in [Lang::Id, Lang::En] {
            for (at, page) in GuidePage::ALL.into_iter().enumerate() {
                let canvas = sheet(lang, page, at, &sample);
                let meets = |a: &Area, b: &Area| {
                    a[0] < b[2] - 0.5 && b[0] < a[2] - 0.5 && a[1] < b[3] - 2.0 && b[1] < a[3] - 2.0
                };
                for (i, one) in canvas.written.iter().enumerate() {
                    let [left, top, right, bottom] = one.bounds;
                    let inside = left >= 0.0 && top >= 0.0 && right <= WIDTH && bottom <= HEIGHT;
                    assert!(inside, "{page:?} {lang:?}: {one:?}");
                    for other in &canvas.written[i + 1..] {
                        let apart = !meets(&one.bounds, &other.bounds);
                        assert!(apart, "{page:?} {lang:?}: {one:?} meets {other:?}");
                    }
                }
                let last = canvas.written.iter().map(|w| w.text.as_str());
                assert!(last.filter(|t| t.contains("Kantong")).count() > 0);
            }
        }
    }
}
