//! XML and HTML as a stream of tags and texts, tolerant as a browser and never larger than a limit.
//!
//! Workbooks (.xlsx, .ods) and web pages called .xls are read with it. Entities are the five of XML,
//! numbers and the few names that pages of offices use; a DOCTYPE is passed over, so that nothing
//! it defines is ever expanded.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::{memchr, memchr2, memmem};

/// A tag, or a text without a tag in it, is cut into pieces (text) or refused (tag) beyond this.
const MAX_TOKEN: usize = 2 << 20;
const CHUNK: usize = 64 << 10;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// `<name attributes>`; `closed` when it ends in `/>`.
    Open {
        name: &'t [u8],
        attributes: Attributes<'t>,
        closed: bool,
    },
    Close(&'t [u8]),
    /// As it stands, entities and all. A long one comes in pieces.
    Text(&'t [u8]),
    /// The inside of a CDATA block: no entities in it.
    Plain(&'t [u8]),
    End,
}

/// `a="1" b='2' c=3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'t>(&'t [u8]);

impl<'t> Attributes<'t> {
    /// The value of an attribute, entities and all.
    pub(super) fn get(self, name: &[u8]) -> Option<&'t [u8]> {
        self.find(|found| found == name)
    }

    /// The same without regard to case, or to a prefix before a colon.
    pub(super) fn get_loosely(self, name: &[u8]) -> Option<&'t [u8]> {
        self.find(|found| local(found).eq_ignore_ascii_case(name))
    }

    fn find(self, fits: impl Fn(&[u8]) -> bool) -> Option<&'t [u8]> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_ascii_start();
            let end = rest.iter().position(|&b| b == b'=' || b.is_ascii_whitespace());
            let Some(end) = end else { return fits(rest).then_some(&[][..]) };
            let (name, after) = rest.split_at(end);
            let after = after.trim_ascii_start();
            let Some(after) = after.strip_prefix(b"=") else {
                if fits(name) {
                    return Some(&[]);
                }
                rest = after;
                continue;
            };
            let after = after.trim_ascii_start();
            let (value, after) = if let Some(&quote @ (b'"' | b'\'')) = after.first() {
                let end = memchr(quote, &after[1..]).unwrap_or(after.len() - 1);
                (&after[1..=end], after.get(end + 2..).unwrap_or_default())
            } else {
                let end = after.iter().position(u8::is_ascii_whitespace);
                after.split_at(end.unwrap_or(after.len()))
            };
            if fits(name) {
                return Some(value);
            }
            if after.is_empty() {
                return None;
            }
            rest = after;
        }
    }
}

/// `x:row` → `row`.
pub(super) fn local(name: &[u8]) -> &[u8] {
    memchr(b':', name).map_or(name, |at| &name[at + 1..])
}

pub(super) struct Markup<R> {
    source: R,
    buffer: Vec<u8>,
    at: usize,
    filled: usize,
    ended: bool,
}

impl<R: Read> Markup<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, buffer: Vec::new(), at: 0, filled: 0, ended: false }
    }

    /// The next tag or text. Comments, instructions and declarations are passed over.
    ///
    /// # Errors
    /// The source's own, `InvalidData` for a tag that does not end.
    pub(super) fn next(&mut self) -> io::Result<Token<'_>> {
        loop {
            if self.at == self.filled && !self.more()? {
                return Ok(Token::End);
            }
            if self.buffer[self.at] != b'<' {
                let length = self.text()?;
                let from = self.at;
                self.at += length;
                return Ok(Token::Text(&self.buffer[from..from + length]));
            }
            let second = self.byte(1)?;
            match second {
                Some(b'!') if self.starts(b"<!--")? => self.pass(b"-->", 4)?,
                Some(b'!') if self.starts(b"<![CDATA[")? => {
                    let end = self.find(b"]]>", 9)?;
                    let (from, to) = (self.at + 9, self.at + end);
                    self.at = (to + 3).min(self.filled);
                    return Ok(Token::Plain(&self.buffer[from..to]));
                }
                Some(b'!') => self.declaration()?,
                Some(b'?') => self.pass(b">", 2)?,
                Some(b'/') => {
                    let end = self.find(b">", 2)?;
                    let (from, to) = (self.at + 2, self.at + end);
                    self.at = (to + 1).min(self.filled);
                    let name = self.buffer[from..to].trim_ascii();
                    return Ok(Token::Close(name));
                }
                Some(b) if b.is_ascii_alphabetic() || b == b'_' => return self.open(),
                // A lone `<` is a character.
                _ => {
                    self.at += 1;
                    return Ok(Token::Text(b"<"));
                }
            }
        }
    }

    /// Passes over everything up to and with `</name>`: the inside of a script.
    pub(super) fn pass_to_close(&mut self, name: &[u8]) -> io::Result<()> {
        loop {
            self.pass(b"</", 0)?;
            let Some(_) = self.byte(name.len())? else { return Ok(()) };
            if self.buffer[self.at..self.at + name.len()].eq_ignore_ascii_case(name) {
                return self.pass(b">", 0);
            }
        }
    }

    fn open(&mut self) -> io::Result<Token<'_>> {
        let end = self.tag_end()?;
        let (from, to) = (self.at + 1, self.at + end);
        self.at = (to + 1).min(self.filled);
        let mut inside = &self.buffer[from..to];
        let closed = inside.last() == Some(&b'/');
        if closed {
            inside = &inside[..inside.len() - 1];
        }
        let length = inside.iter().position(|b| b.is_ascii_whitespace() || *b == b'/');
        let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
        Ok(Token::Open { name, attributes: Attributes(attributes), closed })
    }

    /// The length of a text up to the next `<`, or a piece of it.
    fn text(&mut self) -> io::Result<usize> {
        let mut seen = 0;
        loop {
            if let Some(n) = memchr(b'<', &self.buffer[self.at + seen..self.filled]) {
                return Ok(seen + n);
            }
            seen = self.filled - self.at;
            if seen >= MAX_TOKEN || !self.more()? {
                return Ok(seen);
            }
        }
    }

    /// The distance to the `>` that ends a tag; one within quotes does not.
    fn tag_end(&mut self) -> io::Result<usize> {
        let mut seen = 1;
        let mut quote = None;
        loop {
            while self.at + seen < self.filled {
                let rest = &self.buffer[self.at + seen..self.filled];
                let next = match quote {
                    Some(mark) => memchr(mark, rest),
                    None => memchr::memchr3(b'>', b'"', b'\'', rest),
                };
                let Some(n) = next else {
                    seen += rest.len();
                    break;
                };
                let byte = rest[n];
                seen += n + 1;
                match (quote, byte) {
                    (None, b'>') => return Ok(seen - 1),
                    (None, mark) => quote = Some(mark),
                    (Some(_), _) => quote = None,
                }
            }
            if self.filled - self.at > MAX_TOKEN {
                return Err(invalid());
            }
            if !self.more()? {
                // The file breaks off in a tag: what is there of it.
                return Ok(self.filled - self.at);
            }
        }
    }

    /// The distance to `end`, or to the end of the file.
    fn find(&mut self, end: &[u8], from: usize) -> io::Result<usize> {
        let mut seen = from;
        loop {
            let start = (self.at + seen).min(self.filled);
            if let Some(n) = memmem::find(&self.buffer[start..self.filled], end) {
                return Ok(start - self.at + n);
            }
            seen = (self.filled - self.at).saturating_sub(end.len() - 1).max(from);
            if self.filled - self.at > MAX_TOKEN {
                return Err(invalid());
            }
            if !self.more()? {
                return Ok(self.filled - self.at);
            }
        }
    }

    /// Passes over everything up to and with `end`, however long.
    fn pass(&mut self, end: &[u8], from: usize) -> io::Result<()> {
        self.at = (self.at + from).min(self.filled);
        loop {
            if let Some(n) = memmem::find(&self.buffer[self.at..self.filled], end) {
                self.at += n + end.len();
                return Ok(());
            }
            self.at = self.at.max(self.filled.saturating_sub(end.len() - 1));
            if !self.more()? {
                self.at = self.filled;
                return Ok(());
            }
        }
    }

    /// Passes over `<!DOCTYPE … [ … ]>`.
    fn declaration(&mut self) -> io::Result<()> {
        self.at = (self.at + 2).min(self.filled);
        let mut depth = 1_usize;
        loop {
            if let Some(n) = memchr2(b'<', b'>', &self.buffer[self.at..self.filled]) {
                let opens = self.buffer[self.at + n] == b'<';
                depth = if opens { depth + 1 } else { depth - 1 };
                self.at += n + 1;
                if depth == 0 {
                    return Ok(());
                }
                continue;
            }
            self.at = self.filled;
            if !self.more()? {
                return Ok(());
            }
        }
    }

    fn byte(&mut self, ahead: usize) -> io::Result<Option<u8>> {
        while self.at + ahead >= self.filled {
            if !self.more()? {
                return Ok(None);
            }
        }
        Ok(Some(self.buffer[self.at + ahead]))
    }

    fn starts(&mut self, with: &[u8]) -> io::Result<bool> {
        self.byte(with.len() - 1)?;
        Ok(self.buffer[self.at..self.filled].starts_with(with))
    }

    /// Reads on; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.filled, 0);
            self.filled -= self.at;
            self.at = 0;
        }
        if self.buffer.len() < self.filled + CHUNK {
            self.buffer.resize((self.filled + CHUNK).max(self.filled * 2), 0);
        }
        let read = loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.filled += read;
        self.ended = read == 0;
        Ok(read > 0)
    }
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// Bytes → text with entities resolved; what is not UTF-8 becomes `�`.
pub(super) fn unescaped(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if memchr(b'&', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        if let Some((end, c)) = end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            out.push(c);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "eacute" => 'é',
        "Eacute" => 'É',
        "deg" => '°',
        "sup2" => '²',
        "middot" => '·',
        "bull" => '•',
        "ge" => '≥',
        "le" => '≤',
        "frac12" => '½',
        "times" => '×',
        "plusmn" => '±',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every token crosses the edge of what is read.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1);
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn tokens(text: &str) -> Vec<String> {
        let mut markup = Markup::new(Slow(text.as_bytes()));
        let mut all = Vec::new();
        loop {
            let shown = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
            all.push(match markup.next().unwrap() {
                Token::Open { name, attributes, closed } => {
                    let a = attributes.get_loosely(b"a").map(shown);
                    format!("<{} {a:?} {closed}", shown(name))
                }
                Token::Close(name) => format!("</{}", shown(name)),
                Token::Text(text) => unescaped(text).into_owned(),
                Token::Plain(text) => format!("!{}", shown(text)),
                Token::End => return all,
            });
        }
    }

    #[test]
    fn tags_texts_and_what_is_passed_over() {
        let text = "<?xml v?><!DOCTYPE x [<!ENTITY a \"b\">]><!-- <no> --><x:t A='1 > 0' b><![CDATA[<&]]>&lt;&#65;&nope; 5 < 6</x:t ><br/><p a=7/>";
        let wanted = [
            "<x:t Some(\"1 > 0\") false",
            "!<&",
            "<A&nope; 5 ",
            "<",
            " 6",
            "</x:t",
            "<br None true",
            "<p Some(\"7\") true",
        ];
        assert_eq!(tokens(text), wanted);
    }

    #[test]
    fn a_file_that_breaks_off_ends_where_it_breaks() {
        for text in ["<a", "<a b='", "<!-- x", "<![CDATA[ab", "</a", "<", "<!", "&#", "a<b c=\"d"] {
            assert!(!tokens(text).contains(&"more".to_owned()), "{text}");
        }
        let mut markup = Markup::new(&b"<script>if (a<b) \"</SCRIPT><td>"[..]);
        assert!(matches!(markup.next().unwrap(), Token::Open { name: b"script", .. }));
        markup.pass_to_close(b"script").unwrap();
        assert!(matches!(markup.next().unwrap(), Token::Open { name: b"td", .. }));
    }
}
