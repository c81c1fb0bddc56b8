//! The certificate of an award village: one page each, with letterhead and signers of the meeting.

use super::award::{AwardReport, Entry};
use super::time;
use crate::base::fault::{At, Stop, TargetsFault};
use crate::base::progress::Progress;
use crate::dataset::village::{Kind, Register, Village};
use crate::lang::Lang;
use crate::lang::number::{date as date_words, fixed};
use crate::lang::output::Caption;
use crate::lang::target::TargetWord as W;
use crate::output::canvas::{Align, Canvas, Type, Weight, shortened, wrap};
use crate::output::page::POINTS;
use crate::output::pdf::{About, Book, Depth};
use crate::output::symbology::Rgb;
use crate::plan::meeting::{Meeting, Signer};

const WIDTH: f64 = 842.0;
const HEIGHT: f64 = 595.0;
const EDGE: f64 = 34.0;
const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);
const ACCENT: Rgb = Rgb::hex(0x0B_5C63);

/// The certificates of `villages` (codes or names); without any, of the first three ranks.
///
/// # Errors
/// A village without a rank; `Drawing`; a cancel.
pub fn pdf(
    lang: Lang,
    register: &Register,
    award: &AwardReport,
    meeting: &Meeting,
    villages: &[String],
    date: &str,
    progress: &Progress,
) -> Result<Vec<u8>, Stop> {
    let ranked = || award.entries.iter().filter(|e| e.rank.is_some());
    let named = |text: &String| {
        let fits = |e: &&Entry| {
            let own = &register.villages[e.village];
            own.code.as_str() == text || own.name.eq_ignore_ascii_case(text)
        };
        let none = TargetsFault::NoWinner { village: text.clone() };
        ranked().find(fits).ok_or_else(|| Stop::fault(none, At::default()))
    };
    let chosen: Vec<&Entry> = if villages.is_empty() {
        ranked().filter(|e| e.rank.is_some_and(|rank| rank <= 3)).take(10).collect()
    } else {
        villages.iter().map(named).collect::<Result<_, _>>()?
    };
    if chosen.is_empty() {
        let village = lang.target(W::AwardBoard).to_owned();
        return Err(Stop::fault(TargetsFault::NoWinner { village }, At::default()));
    }
    let about = About {
        title: lang.target(W::CertificateTitle).to_owned(),
        author: meeting.office.clone(),
        date: date.to_owned(),
        language: lang.tag().to_owned(),
    };
    let mut book = Book::new(&about)?;
    for entry in chosen {
        let village = &register.villages[entry.village];
        let canvas = page(lang, village, entry, award, meeting, date);
        book.page(&canvas, 1.0 / POINTS, progress)?;
        book.bookmark(&village.name, Depth::Chapter);
    }
    book.finish()
}

/// Lines down the middle of the page.
struct Middle<'a> {
    canvas: Canvas<'a>,
    y: f64,
}

impl Middle<'_> {
    fn line(&mut self, text: &str, em: f64, weight: Weight, colour: Rgb) {
        let text = shortened(text, em, weight, WIDTH - 4.0 * EDGE);
        let style = Type { em, weight, colour };
        self.canvas.text(&text, [WIDTH / 2.0, self.y], style, Align::Middle);
        self.y += em * 1.32;
    }

    fn lines(&mut self, text: &str, em: f64, colour: Rgb) {
        for line in wrap(text, em, Weight::Regular, WIDTH - 6.0 * EDGE) {
            self.line(&line, em, Weight::Regular, colour);
        }
    }
}

fn page<'a>(
    lang: Lang,
    village: &Village,
    entry: &Entry,
    award: &AwardReport,
    meeting: &Meeting,
    date: &str,
) -> Canvas<'a> {
    let accent = meeting.accent.map_or(ACCENT, |[r, g, b]| Rgb(r, g, b));
    let mut canvas = Canvas::new(WIDTH, HEIGHT, Rgb::WHITE);
    canvas.frame([EDGE / 2.0, EDGE / 2.0, WIDTH - EDGE / 2.0, HEIGHT - EDGE / 2.0], 3.0, accent);
    canvas.frame([EDGE * 0.7, EDGE * 0.7, WIDTH - EDGE * 0.7, HEIGHT - EDGE * 0.7], 0.8, accent);
    let mut middle = Middle { canvas, y: EDGE + 12.0 };
    let kabupaten = lang.caption(&Caption::Kabupaten { name: village.kabupaten.name.clone() });
    let head = if meeting.letterhead.is_empty() {
        vec![kabupaten.to_uppercase()]
    } else {
        meeting.letterhead.clone()
    };
    for (i, line) in head.iter().enumerate() {
        let (em, weight) = if i < 2 { (14.0, Weight::Bold) } else { (10.0, Weight::Regular) };
        middle.line(line, em, weight, INK);
    }
    if village.code.as_str().starts_with("99.") {
        middle.line(&lang.caption(&Caption::SampleData), 9.0, Weight::Regular, INK_2);
    }
    middle.y += 6.0;
    let rule = [EDGE * 2.0, middle.y, WIDTH - EDGE * 2.0, middle.y + 1.4];
    middle.canvas.rect(rule, INK);
    middle.y += 30.0;
    middle.line(lang.target(W::CertificateTitle), 30.0, Weight::Bold, accent);
    middle.y += 10.0;
    middle.line(lang.target(W::GivenTo), 13.0, Weight::Regular, INK_2);
    middle.y += 4.0;
    let title = match village.kind {
        Kind::Desa | Kind::DesaAdat => format!("DESA {}", village.name.to_uppercase()),
        Kind::Kelurahan | Kind::Unknown => village.name.to_uppercase(),
    };
    middle.line(&title, 34.0, Weight::Bold, INK);
    let place = format!("{} {}", lang.target(W::Kecamatan), village.kecamatan.name);
    middle.line(&format!("{place}, {kabupaten}"), 13.0, Weight::Regular, INK);
    middle.y += 22.0;
    let rank = entry.rank.map_or_else(String::new, |rank| rank.to_string());
    let whole = format!("{} {rank}", lang.target(W::AsBest));
    middle.line(&whole, 17.0, Weight::Bold, INK);
    middle.y += 6.0;
    middle.lines(&reason(lang, entry, award), 13.0, INK);
    let place = &village.kabupaten.name;
    signers(lang, &mut middle.canvas, meeting, place, date);
    let foot = foot(lang, entry, award);
    let mut y = HEIGHT - EDGE - 4.0;
    for line in wrap(&foot, 7.0, Weight::Regular, WIDTH - 4.0 * EDGE).iter().rev() {
        let style = Type { em: 7.0, weight: Weight::Regular, colour: INK_2 };
        middle.canvas.text(line, [WIDTH / 2.0, y - 7.0], style, Align::Middle);
        y -= 9.0;
    }
    middle.canvas
}

/// "dalam penurunan …: 200 → 100 (2023–2025), nilai 82,4".
fn reason(lang: Lang, entry: &Entry, award: &AwardReport) -> String {
    // A path of a table's head is no sentence.
    let mut text = format!("{} {}", lang.target(W::Reason), award.falls.replace(" › ", ", "));
    if let (Some(before), Some(after)) = (entry.before, entry.after) {
        let said = |period: &String| {
            time::end(period).map_or_else(|| period.clone(), |month| lang.month(&time::iso(month)))
        };
        let ends =
            award.fall.as_ref().map(|(from, to)| format!(" ({} – {})", said(from), said(to)));
        let ends = ends.unwrap_or_default();
        let [before, after] = [before, after].map(|n| fixed(lang, n, 0));
        text.push_str(&[": ", &before, " → ", &after, &ends].concat());
    }
    if let Some(score) = entry.score {
        let word = lang.target(W::Score).to_lowercase();
        text.push_str(&[", ", &word, " ", &fixed(lang, score, 1)].concat());
    }
    text
}

/// How the score came about, so that nobody has to believe it.
fn foot(lang: Lang, entry: &Entry, award: &AwardReport) -> String {
    let parts = super::award::Criterion::ALL.iter().zip(&entry.parts);
    let told: Vec<String> = parts
        .filter(|(_, part)| part.most > 0.0)
        .map(|(of, part)| {
            let name = lang.criterion(super::said::word(*of));
            let most = fixed(lang, part.most, 0);
            match part.earned {
                Some(earned) => format!("{name} {}/{most}", fixed(lang, earned, 1)),
                None => format!("{name}: {}", lang.target(W::Unknown).to_lowercase()),
            }
        })
        .collect();
    let few = fixed(lang, award.guard.few, 0);
    format!("{} · {} {few}", told.join(" · "), lang.target(W::Few))
}

fn signers(lang: Lang, canvas: &mut Canvas<'_>, meeting: &Meeting, kabupaten: &str, date: &str) {
    let role = match kabupaten.strip_prefix("Kota ") {
        Some(kota) => format!("Wali Kota {kota}"),
        None => format!("Bupati {}", kabupaten.trim_start_matches("Kabupaten ")),
    };
    let own = [Signer { role, ..Signer::default() }];
    let all = if meeting.signers.is_empty() { &own[..] } else { &meeting.signers[..] };
    let shown = all.iter().take(3);
    let n = shown.len() as f64;
    let style = |weight| Type { em: 11.0, weight, colour: INK };
    let place = if meeting.place.is_empty() { "…………" } else { &meeting.place };
    let wide = (WIDTH - 4.0 * EDGE) / n;
    for (i, signer) in shown.enumerate() {
        let x = 2.0 * EDGE + wide * (i as f64 + 0.5);
        let mut y = HEIGHT - 168.0;
        if i + 1 == all.len().min(3) {
            let when = format!("{place}, {}", date_words(lang, date));
            canvas.text(&when, [x, y], style(Weight::Regular), Align::Middle);
        }
        y += 15.0;
        let role = shortened(&signer.role, 11.0, Weight::Regular, wide - 10.0);
        canvas.text(&role, [x, y], style(Weight::Regular), Align::Middle);
        y += 58.0;
        let name =
            if signer.name.is_empty() { "……………………………" } else { &signer.name };
        let name = shortened(name, 11.0, Weight::Bold, wide - 10.0);
        canvas.text(&name, [x, y], style(Weight::Bold), Align::Middle);
        canvas.text(&signer.number, [x, y + 14.0], style(Weight::Regular), Align::Middle);
    }
}
