//! XML as a stream of three things: an element begins, its own text, it ends.
//!
//! Names come without their prefix. No entity but the five of XML is known, so nothing can be made
//! to grow; depth is capped.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding;
use super::layer::Encoding;
use super::sibling;
use crate::base::fault::{At, Cap, SourceFault, Stop};

const MAX_BYTES: u64 = 512 << 20;
const MAX_DEPTH: usize = 64;

/// What a reader of XML is told, in document order.
pub(super) trait Listener {
    /// An element begins; `path` holds the names from the root to it.
    fn begins(&mut self, path: &[String], attributes: &Attributes<'_>) -> Result<(), Stop>;

    /// It ends; `text` is all text that stood directly in it.
    fn ends(&mut self, path: &[String], text: &str) -> Result<(), Stop>;
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.attributes().filter_map(Result::ok).find_map(|a| {
            let own = a.key.local_name();
            (own.as_ref() == name).then(|| unescaped(&a.value))
        })
    }
}

/// The five entities of XML and numbers of characters; others stay as written.
pub(super) fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// Reads a whole document.
///
/// # Errors
/// Not well formed (with the line), too deep, too large, or what the listener says.
pub(super) fn read(path: &Path, listener: &mut impl Listener) -> Result<Encoding, Stop> {
    let bytes = sibling::whole(path, MAX_BYTES)?;
    let (text, told, _) = encoding::text(&bytes, declared(&bytes));
    drop(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().allow_dangling_amp = true;
    let mut names: Vec<String> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
            let line = before.split(|&b| b == b'\n').count();
            let fault = SourceFault::BadXml { line, why: error.to_string() };
            Stop::fault(fault, At::file(path))
        })?;
        match event {
            Event::Start(start) => {
                enter(&start, &mut names, path)?;
                texts.push(String::new());
                listener.begins(&names, &Attributes(&start))?;
            }
            Event::Empty(start) => {
                enter(&start, &mut names, path)?;
                listener.begins(&names, &Attributes(&start))?;
                listener.ends(&names, "")?;
                names.pop();
            }
            Event::End(_) => {
                let own = texts.pop().unwrap_or_default();
                listener.ends(&names, &own)?;
                names.pop();
            }
            Event::Text(part) => push(&mut texts, &part.xml10_content()),
            Event::CData(part) => push(&mut texts, &part.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                push(&mut texts, &unescaped(&format!("&{name};")));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if let Some(open) = names.last() {
        let line = text.lines().count();
        let fault = SourceFault::BadXml { line, why: format!("</{open}>") };
        return Err(Stop::fault(fault, At::file(path)));
    }
    Ok(told)
}

fn enter(start: &BytesStart<'_>, names: &mut Vec<String>, path: &Path) -> Result<(), Stop> {
    if names.len() >= MAX_DEPTH {
        let fault = SourceFault::TooLarge { what: Cap::Depth, limit: MAX_DEPTH as u64 };
        return Err(Stop::fault(fault, At::file(path)));
    }
    names.push(start.local_name().as_ref().to_owned());
    Ok(())
}

fn push(texts: &mut [String], part: &str) {
    if let Some(text) = texts.last_mut() {
        text.push_str(part);
    }
}

/// The encoding that the declaration names, where it is not UTF-8.
pub(super) fn declared(bytes: &[u8]) -> Option<encoding::Codec> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1.trim_start_matches([' ', '=']);
    let label = after.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    encoding::named(label).filter(|codec| codec.label() != "UTF-8")
}
