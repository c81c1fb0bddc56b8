//! Slides that people go on editing: native text, tables and charts, maps as pictures with words
//! for who cannot see them, and notes for who speaks.
//!
//! A slide is a list of placed things in points; the page is 960 or 720 points wide and 540 high.

mod chart;
mod master;
mod slide;
mod table;

pub use chart::{Chart, Kind, Series};
pub use table::{Table, shade};

use super::ooxml::{HEAD, Package, Relations, picture_kind, put, xml};
use super::symbology::Rgb;
use crate::base::fault::Stop;

/// The shape of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Page {
    /// 16:9.
    #[default]
    Wide,
    /// 4:3, for old projectors.
    Classic,
}

impl Page {
    /// Points.
    pub fn width(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Classic => 720.0,
        }
    }

    pub const HEIGHT: f64 = 540.0;
}

/// Left, top, width, height in points.
pub type Box4 = [f64; 4];

/// A line of text with one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub text: String,
    /// Points.
    pub size: f64,
    pub look: Look,
    pub colour: Rgb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Bold,
    /// With a point before it.
    Listed,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    Words(Vec<Words>),
    Table(Table),
    Chart(Chart),
    /// PNG or JPEG with what it shows, in words.
    Picture {
        bytes: Vec<u8>,
        alt: String,
    },
    /// A patch of colour.
    Patch(Rgb),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub at: Box4,
    /// What a reader of the outline sees.
    pub name: String,
    pub thing: Thing,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slide {
    /// The claim.
    pub title: String,
    pub subtitle: String,
    pub things: Vec<Placed>,
    /// Method and source, at the foot.
    pub foot: String,
    /// What to say.
    pub notes: Vec<String>,
}

impl Slide {
    pub fn put(&mut self, name: &str, at: Box4, thing: Thing) {
        self.things.push(Placed { at, name: name.to_owned(), thing });
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    pub page: Page,
    pub title: String,
    pub office: String,
    /// ISO 8601.
    pub date: String,
    pub accent: Rgb,
    pub logo: Option<Vec<u8>>,
    pub slides: Vec<Slide>,
}

/// Points → the format's own unit.
fn emu(points: f64) -> i64 {
    (points * 12_700.0).round() as i64
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("{r:02X}{g:02X}{b:02X}")
}

/// The bytes of the deck: the same for the same deck.
///
/// # Errors
/// `Drawing` where a part cannot be packed.
pub fn write(deck: &Deck) -> Result<Vec<u8>, Stop> {
    let mut package = Package::default();
    package.about("ppt/presentation.xml", &deck.title, &deck.office, &deck.date);
    let logo = deck.logo.as_deref().and_then(|bytes| {
        let (ending, _) = picture_kind(bytes)?;
        let path = format!("ppt/media/logo.{ending}");
        package.add(&path, "", bytes);
        Some((path, super::ooxml::picture_size(bytes)?))
    });
    presentation(&mut package, deck);
    master::add(&mut package, deck, logo.as_ref());
    let mut made = slide::Made::default();
    for (i, slide) in deck.slides.iter().enumerate() {
        slide::add(&mut package, deck, slide, i + 1, &mut made)?;
    }
    package.finish()
}

fn presentation(package: &mut Package, deck: &Deck) {
    let mut relations = Relations::default();
    let master = relations.add("slideMaster", "slideMasters/slideMaster1.xml");
    let notes = relations.add("notesMaster", "notesMasters/notesMaster1.xml");
    let mut list = String::new();
    for i in 1..=deck.slides.len() {
        let id = relations.add("slide", &format!("slides/slide{i}.xml"));
        put(&mut list, format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", 255 + i));
    }
    relations.add("theme", "theme/theme1.xml");
    let kind = match deck.page {
        Page::Wide => "",
        Page::Classic => " type=\"screen4x3\"",
    };
    let text = format!(
        "{HEAD}<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>\
         <p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"{notes}\"/></p:notesMasterIdLst>\
         <p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"{kind}/>\
         <p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        emu(deck.page.width()),
        emu(Page::HEIGHT)
    );
    let path = "ppt/presentation.xml";
    package.add(
        path,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        text,
    );
    package.relate(path, &relations);
}

/// Names of the format's parts, for every root.
const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// Runs of one paragraph.
fn run(text: &str, size: f64, bold: Bold, colour: &str) -> String {
    let bold = if bold == Bold::Yes { " b=\"1\"" } else { "" };
    format!(
        "<a:r><a:rPr lang=\"id-ID\" sz=\"{}\"{bold} dirty=\"0\"><a:solidFill>{colour}</a:solidFill></a:rPr>\
         <a:t>{}</a:t></a:r>",
        (size * 100.0).round() as i64,
        xml(text)
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bold {
    Yes,
    No,
}

fn solid(colour: Rgb) -> String {
    format!("<a:srgbClr val=\"{}\"/>", hex(colour))
}
