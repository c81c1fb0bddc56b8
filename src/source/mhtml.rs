//! Web pages saved with all that belongs to them in one file (.mht, "Single File Web Page"), as
//! Excel and browsers make them, often called .xls.
//!
//! A letter of several parts (RFC 2557): those that are web pages are read, each as the sheets it
//! holds. What the parts are called by stands in the workbook's own page.

use std::path::Path;

use super::dbf::given_codec;
use super::encoding::{self, Codec};
use super::gather::{Gather, MAX_SHEETS};
use super::html_table;
use super::layer::{Encoding, LayerOptions};
use super::markup::unescaped;
use super::sibling;
use super::table::RawTable;
use super::workbook::gathered;
use crate::base::fault::{BookWhy, SourceFault, Stop};
use crate::base::progress::Progress;

const MAX_BYTES: u64 = 256 << 20;
/// Letters within letters.
const MAX_DEPTH: usize = 4;
/// Lines of one head.
const MAX_HEAD: usize = 200;

/// Reads every table of every page in it.
///
/// # Errors
/// A limit passed, an unknown encoding label, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawTable, Stop> {
    let given = given_codec(options.encoding.as_deref(), path)?;
    let mut told = None;
    let mut table = gathered(path, "mhtml", progress, |gather| {
        let bytes = sibling::whole(path, MAX_BYTES)?;
        let mut pages = Vec::new();
        parts(&bytes, 0, &mut pages);
        if !ends_well(&bytes) {
            let why = BookWhy::Cut;
            gather.sheet(None, false).tell_all(SourceFault::DamagedWorkbook { why });
        }
        told = pages_of(&pages, given, path, gather)?;
        Ok(())
    })?;
    table.encoding = told.unwrap_or(table.encoding);
    Ok(table)
}

/// Whether the first bytes begin such a letter.
pub(super) fn looks_like(lower: &str) -> bool {
    let heads =
        ["mime-version:", "content-type: multipart/related", "from: \"saved by", "from: <saved by"];
    heads.iter().any(|head| lower.starts_with(head))
        && (lower.contains("multipart/") || lower.contains("text/html"))
}

/// A web page among the parts.
struct Part<'a> {
    /// The last piece of its address.
    location: String,
    coding: String,
    charset: Option<Codec>,
    body: &'a [u8],
}

/// A head's lines by lower-case name, and where the body begins.
fn head(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    for _ in 0..MAX_HEAD {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        // A line that begins with a blank goes on with the one before.
        if line.starts_with([' ', '\t'])
            && let Some((_, value)) = fields.last_mut()
        {
            value.push_str(line.trim());
            continue;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
    }
    (fields, rest)
}

/// `charset="windows-1252"` among what follows a type.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        let own = key.trim().eq_ignore_ascii_case(name);
        own.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The web pages of a letter, in its order.
fn parts<'a>(bytes: &'a [u8], depth: usize, found: &mut Vec<Part<'a>>) {
    let (fields, body) = head(bytes);
    let field = |name: &str| {
        let own = fields.iter().find(|(own, _)| own == name);
        own.map_or("", |(_, value)| value.as_str())
    };
    let kind = field("content-type");
    let lower = kind.to_lowercase();
    if lower.starts_with("multipart/") && depth < MAX_DEPTH {
        let Some(boundary) = parameter(kind, "boundary").filter(|b| !b.is_empty()) else { return };
        for part in between(body, &boundary) {
            parts(part, depth + 1, found);
        }
    } else if lower.starts_with("text/html") && found.len() < MAX_SHEETS {
        found.push(Part {
            location: last_piece(field("content-location")),
            coding: field("content-transfer-encoding").to_lowercase(),
            charset: parameter(kind, "charset").and_then(|label| encoding::named(&label)),
            body,
        });
    }
}

/// What stands between lines of `--boundary`.
fn between<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let mut starts = Vec::new();
    for at in memchr::memmem::find_iter(body, mark.as_bytes()) {
        if (at == 0 || body[at - 1] == b'\n') && starts.len() <= 2 * MAX_SHEETS {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([body.len()]);
    let part = |(&start, end): (&usize, usize)| {
        let part = &body[start + mark.len()..end];
        // The last mark goes on with two dashes: behind it is nothing.
        if part.starts_with(b"--") {
            return None;
        }
        let line = memchr::memchr(b'\n', part)?;
        Some(&part[line + 1..])
    };
    starts.iter().zip(ends).filter_map(part).collect()
}

/// Whether the letter has its last mark.
fn ends_well(bytes: &[u8]) -> bool {
    let (fields, body) = head(bytes);
    let kind = fields.iter().find(|(name, _)| name == "content-type");
    let boundary = kind.and_then(|(_, value)| parameter(value, "boundary"));
    boundary.is_none_or(|boundary| {
        memchr::memmem::find(body, format!("--{boundary}--").as_bytes()).is_some()
    })
}

fn last_piece(location: &str) -> String {
    let piece = location.rsplit(['/', '\\']).next().unwrap_or_default();
    piece.trim().to_lowercase()
}

fn pages_of(
    parts: &[Part<'_>],
    given: Option<Codec>,
    path: &Path,
    gather: &mut Gather<'_>,
) -> Result<Option<Encoding>, Stop> {
    let mut told = None;
    let mut names: Vec<(String, String)> = Vec::new();
    for part in parts {
        let bytes = decoded(part.body, &part.coding);
        names.extend(sheet_names(&bytes));
        let name = names.iter().find(|(location, _)| *location == part.location);
        let name = name.map(|(_, name)| name.clone());
        let codec = given.or(part.charset);
        let encoding = html_table::page(&bytes, (codec, path), name, gather)?;
        told.get_or_insert(encoding);
    }
    Ok(told)
}

/// The names that a workbook's own page gives its sheets: the page of each, and its name.
fn sheet_names(page: &[u8]) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let after = |text: &[u8], mark: &[u8], end: &[u8]| {
        let from = memchr::memmem::find(text, mark)? + mark.len();
        let to = memchr::memmem::find(&text[from..], end)?;
        Some(unescaped(&text[from..from + to]).into_owned())
    };
    for at in memchr::memmem::find_iter(page, b"<x:ExcelWorksheet>").take(MAX_SHEETS) {
        let rest = &page[at..page.len().min(at + 4096)];
        let name = after(rest, b"<x:Name>", b"</x:Name>");
        let source = after(rest, b"<x:WorksheetSource HRef=\"", b"\"");
        if let (Some(name), Some(source)) = (name, source) {
            names.push((last_piece(&source), name));
        }
    }
    names
}

/// The bytes of a part.
fn decoded(body: &[u8], coding: &str) -> Vec<u8> {
    match coding {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    }
}

/// `=3D` is a byte, `=` at a line's end joins it to the next; anything else stands for itself.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let hex = |b: u8| char::from(b).to_digit(16).map(|d| d as u8);
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        bytes.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        match rest {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] => rest = after,
            [a, b, after @ ..] => match (hex(*a), hex(*b)) {
                (Some(high), Some(low)) => {
                    bytes.push((high << 4) | low);
                    rest = after;
                }
                _ => bytes.push(b'='),
            },
            _ => bytes.push(b'='),
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

/// Anything but its sixty-four letters is passed over, as mail programs do.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = ((bits << 6) & 0x00ff_ffff) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(((bits >> held) & 0xff) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_codings_give_the_bytes_that_were_packed() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc=e9=\nd=zz="), b"a=bc\xe9d=zz=");
        assert_eq!(base64(b"S2Fu\r\ndG9u\r\nZw==\r\n"), b"Kantong");
        assert_eq!(base64(b"!!"), b"");
    }

    #[test]
    fn parts_lie_between_their_marks() {
        let body = b"preamble\r\n--x\r\nA: 1\r\n\r\none\r\n--x\r\n\r\ntwo --x\r\n--x--\r\nafter";
        assert_eq!(between(body, "x"), [&b"A: 1\r\n\r\none\r\n"[..], b"\r\ntwo --x\r\n"]);
        assert_eq!(between(b"--x", "x"), [&b""[..]; 0]);
    }
}
