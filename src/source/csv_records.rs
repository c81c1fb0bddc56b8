//! A text → records of fields, as RFC 4180 has it and offices bend it.
//!
//! Fields stay slices of the text until a quoted one with a doubled quote has to be rewritten: a
//! national table has a million fields and each is copied once, into its cell.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr3};

/// Walks through a text, record by record; blank lines are passed over.
pub(super) struct Records<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    /// The line that `at` stands on, from 1.
    line: u32,
    /// The line of a quote that no other quote closes. From there on quotes are plain characters:
    /// else one stray mark would swallow the rest of the table into one cell.
    pub(super) unclosed: Option<u32>,
}

/// What ended a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Separator,
    Record,
}

impl<'t> Records<'t> {
    /// Begins behind the first `skip` bytes.
    pub(super) fn new(text: &'t str, separator: u8, skip: usize) -> Self {
        Self { text, separator, at: skip, line: 1 + lines(&text[..skip]), unclosed: None }
    }

    /// The line of the next record, whose fields are handed to `field` one by one; `None` at the
    /// end of the text.
    pub(super) fn next(&mut self, mut field: impl FnMut(&str)) -> Option<u32> {
        let (line, plain) = self.next_line()?;
        let Some(plain) = plain else {
            self.fields(field);
            return Some(line);
        };
        let record = &self.text[plain];
        let mut start = 0;
        for at in memchr_iter(self.separator, record.as_bytes()) {
            field(&record[start..at]);
            start = at + 1;
        }
        field(&record[start..]);
        Some(line)
    }

    /// The line of the next record, and where it stands if there is no quote in it: nearly every
    /// record of nearly every file. Any other is still to be read by [`Records::fields`]. `None` at
    /// the end of the text.
    pub(super) fn next_line(&mut self) -> Option<(u32, Option<Range<usize>>)> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.end_line();
        }
        if self.at >= bytes.len() {
            return None;
        }
        let (line, start) = (self.line, self.at);
        let end = memchr3(b'\n', b'\r', b'"', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        if bytes.get(end) == Some(&b'"') {
            return Some((line, None));
        }
        self.at = end;
        self.end_line();
        Some((line, Some(start..end)))
    }

    /// Hands the fields of a record that begins here to `field` one by one.
    pub(super) fn fields(&mut self, mut field: impl FnMut(&str)) {
        loop {
            let (text, end) = self.field();
            field(&text);
            if end == End::Record {
                return;
            }
        }
    }

    fn field(&mut self) -> (Cow<'t, str>, End) {
        if self.text.as_bytes().get(self.at) == Some(&b'"') && self.unclosed.is_none() {
            if let Some(quoted) = self.quoted() {
                return quoted;
            }
            self.unclosed = Some(self.line);
        }
        let start = self.at;
        let end = self.plain();
        (Cow::Borrowed(&self.text[start..self.at]), self.close(end))
    }

    /// Moves to what ends an unquoted field.
    fn plain(&mut self) -> End {
        let separator = self.separator;
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|&b| b == separator || b == b'\n' || b == b'\r');
        self.at += length.unwrap_or(rest.len());
        match length.map(|n| rest[n]) {
            Some(byte) if byte == separator => End::Separator,
            _ => End::Record,
        }
    }

    /// Passes what ended the field.
    fn close(&mut self, end: End) -> End {
        match end {
            End::Separator => self.at += 1,
            End::Record => self.end_line(),
        }
        end
    }

    fn end_line(&mut self) {
        let bytes = self.text.as_bytes();
        match (bytes.get(self.at), bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            (Some(_), _) => self.at += 1,
            (None, _) => return,
        }
        self.line += 1;
    }

    /// A field that begins with a quote; `None` when no quote closes it.
    fn quoted(&mut self) -> Option<(Cow<'t, str>, End)> {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut from = self.at + 1;
        let mut whole: Cow<'t, str> = Cow::Borrowed("");
        let close = loop {
            let close = from + text[from..].find('"')?;
            add(&mut whole, &text[from..close]);
            if bytes.get(close + 1) != Some(&b'"') {
                break close;
            }
            add(&mut whole, "\"");
            from = close + 2;
        };
        self.line += lines(&text[self.at..close]);
        self.at = close + 1;
        // Characters between the closing quote and the separator belong to the field.
        let start = self.at;
        let end = self.plain();
        add(&mut whole, &text[start..self.at]);
        Some((whole, self.close(end)))
    }
}

fn add<'t>(whole: &mut Cow<'t, str>, more: &'t str) {
    if whole.is_empty() {
        *whole = Cow::Borrowed(more);
    } else if !more.is_empty() {
        whole.to_mut().push_str(more);
    }
}

/// Line ends within a text: `\n`, `\r\n` or a lone `\r`.
fn lines(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let lone = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || lone(i)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(u32, Vec<String>)>, Option<u32>) {
        let mut records = Records::new(text, b';', 0);
        let mut all = Vec::new();
        loop {
            let mut fields = Vec::new();
            let Some(line) = records.next(|f| fields.push(f.to_owned())) else { break };
            all.push((line, fields));
        }
        (all, records.unclosed)
    }

    #[test]
    fn quotes_separators_and_line_ends_are_kept_within_a_field() {
        let text = "a;\"b;\"\"c\"\"\r\nd\";e\r\n\n\rf;;\"g\"h\"\n\"\";i";
        let row = |line, fields: &[&str]| (line, fields.iter().map(ToString::to_string).collect());
        let wanted = vec![
            row(1, &["a", "b;\"c\"\r\nd", "e"]),
            row(5, &["f", "", "gh\""]),
            row(6, &["", "i"]),
        ];
        assert_eq!(read(text), (wanted, None));
    }

    #[test]
    fn one_stray_quote_does_not_swallow_the_rest_of_the_table() {
        let (rows, unclosed) = read("a;\"b\n\"c\";d\ne;\"f\ng;\"\"h\n");
        let fields: Vec<Vec<String>> = rows.into_iter().map(|r| r.1).collect();
        assert_eq!(fields[0], ["a", "b\nc\"", "d"], "a pair closes");
        assert_eq!(fields[1..], [["e", "\"f"], ["g", "\"\"h"]], "the next has no end");
        assert_eq!(unclosed, Some(3));
        let (rows, unclosed) = read("a;\"b\n1;x\n2;y\n");
        let fields: Vec<Vec<String>> = rows.into_iter().map(|r| r.1).collect();
        assert_eq!(fields, [["a", "\"b"], ["1", "x"], ["2", "y"]]);
        assert_eq!(unclosed, Some(1));
    }

    /// The `csv` crate is a second hand at the same rules.
    #[test]
    fn records_agree_with_another_reader() {
        let alphabet = [";", "\"", "\n", "\r\n", "a", "é", " ", ";", "\"\""];
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(alphabet[(state >> 40) as usize % alphabet.len()]);
            }
            let (ours, unclosed) = read(&text);
            if unclosed.is_some() {
                continue;
            }
            let theirs: Vec<Vec<String>> = ::csv::ReaderBuilder::new()
                .delimiter(b';')
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes())
                .records()
                .map(|r| r.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let ours: Vec<Vec<String>> = ours.into_iter().map(|r| r.1).collect();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }
}
