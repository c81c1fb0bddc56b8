//! The directory of a zip: what is in it, judged before anything is unpacked.
//!
//! Our own reading of the central directory (with zip64), so that every claim is compared with
//! the file: names that lead out of the folder, members that overlap or stand twice, sizes and
//! ratios of bombs refuse the whole zip. Names are UTF-8 where their bytes are, else code page 437.

use std::collections::BTreeSet;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::packed::{Packed, Span};
use super::{Input, Place, broken};
use crate::base::fault::{At, Cap, SourceFault, Stop, ZipWhy};
use crate::source::encoding::Codec;
use crate::source::sibling;

/// Members up to this size are unpacked into memory at once.
const MAX_HELD: u64 = 64 << 20;
/// A member may be as large as a shapefile can be: it is unpacked while it is read.
const MAX_MEMBER: u64 = 4 << 30;
/// Beyond this ratio a member of more than `MAX_TIGHT` bytes is a bomb.
const MAX_RATIO: u64 = 100;
const MAX_TIGHT: u64 = 50 << 20;
const MAX_MEMBERS: usize = 65_535;
const MAX_DIRECTORY: u64 = 16 << 20;

/// One file in a zip.
#[derive(Clone, Debug)]
pub struct Member {
    /// With `/` between folders, none at the start.
    pub name: String,
    /// Bytes when unpacked, as the directory claims.
    pub unpacked: u64,
    packed: u64,
    crc: u32,
    method: u64,
    encrypted: bool,
    header: u64,
}

/// An open zip.
#[derive(Debug)]
pub struct Archive {
    input: Input,
    shown: PathBuf,
    members: Vec<Member>,
}

impl Archive {
    /// Reads and judges the directory. Folders and what macOS adds are left out.
    ///
    /// # Errors
    /// [`SourceFault::DamagedZip`] with the reason, [`SourceFault::TooLarge`] for a bomb.
    pub fn read(mut input: Input, shown: &Path) -> Result<Self, Stop> {
        let refuse = |fault| Stop::fault(fault, At::file(shown));
        let damaged = |why| refuse(SourceFault::DamagedZip { why });
        let directory = directory(&mut input).ok_or_else(|| damaged(ZipWhy::Directory))?;
        let members = members(&directory.bytes, directory.before).map_err(damaged)?;
        judge(&members, directory.start).map_err(refuse)?;
        let plain = |m: &Member| {
            let name = m.name.rsplit('/').next().unwrap_or("");
            !m.name.ends_with('/') && !m.name.starts_with("__MACOSX/") && name != ".DS_Store"
        };
        let members = members.into_iter().filter(plain).collect();
        Ok(Self { input, shown: shown.to_owned(), members })
    }

    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member of that name; ignoring case when no name fits exactly.
    pub fn find(&self, name: &str) -> Option<usize> {
        let exact = self.members.iter().position(|m| m.name == name);
        exact.or_else(|| {
            let lower = name.to_lowercase();
            self.members.iter().position(|m| m.name.to_lowercase() == lower)
        })
    }

    /// Opens a member and gives the zip away to it.
    ///
    /// # Errors
    /// A password, a way of packing we do not know, or a member that is damaged.
    pub fn open(mut self, index: usize) -> Result<Input, Stop> {
        let shown = self.shown.join(&self.members[index].name);
        let span = self.span(index)?;
        let length = span.unpacked;
        let opened = Packed::new(self.input, span).and_then(|packed| {
            if length <= MAX_HELD {
                return Ok(Place::Memory(std::io::Cursor::new(packed.whole()?)));
            }
            Ok(Place::Packed(Box::new(packed)))
        });
        let place = opened.map_err(|e| sibling::io(&e, &shown))?;
        Ok(Input { place, length })
    }

    /// At most `most` bytes from the start of a member, without holding the rest of it.
    ///
    /// # Errors
    /// As `open`; a member that is damaged further on is not found out.
    pub fn head(&mut self, index: usize, most: usize) -> Result<Vec<u8>, Stop> {
        let shown = self.shown.join(&self.members[index].name);
        let span = self.span(index)?;
        let mut bytes = Vec::new();
        let zip = std::mem::replace(&mut self.input, Input::memory(Vec::new()));
        let mut packed = Packed::new(zip, span).map_err(|e| sibling::io(&e, &shown))?;
        let read = packed.by_ref().take(most as u64).read_to_end(&mut bytes);
        self.input = packed.into_zip();
        read.map_err(|e| sibling::io(&e, &shown))?;
        Ok(bytes)
    }

    /// A member as a stream; the zip stays open for others.
    ///
    /// # Errors
    /// As `open`.
    pub fn part(&mut self, index: usize) -> Result<Part<'_>, Stop> {
        let shown = self.shown.join(&self.members[index].name);
        let span = self.span(index)?;
        let zip = std::mem::replace(&mut self.input, Input::memory(Vec::new()));
        let packed = Packed::new(zip, span).map_err(|e| sibling::io(&e, &shown))?;
        Ok(Part { packed: Some(packed), home: &mut self.input })
    }

    fn span(&mut self, index: usize) -> Result<Span, Stop> {
        let member = self.members[index].clone();
        let shown = self.shown.join(&member.name);
        let damaged = |why| Stop::fault(SourceFault::DamagedZip { why }, At::file(&shown));
        if member.encrypted {
            return Err(damaged(ZipWhy::Password));
        }
        if !matches!(member.method, 0 | 8) {
            return Err(damaged(ZipWhy::Method));
        }
        let mut header = [0_u8; 30];
        self.input
            .seek(SeekFrom::Start(member.header))
            .and_then(|_| self.input.read_exact(&mut header))
            .map_err(|e| sibling::io(&broken_end(&e), &shown))?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(damaged(ZipWhy::Directory));
        }
        let lengths = number(&header, 26, 2).zip(number(&header, 28, 2));
        let (name, extra) = lengths.ok_or_else(|| damaged(ZipWhy::Directory))?;
        Ok(Span {
            start: member.header + 30 + name + extra,
            packed: member.packed,
            unpacked: member.unpacked,
            crc: member.crc,
            deflated: member.method == 8,
        })
    }
}

/// One member being read.
#[derive(Debug)]
pub struct Part<'a> {
    packed: Option<Packed>,
    home: &'a mut Input,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.packed.as_mut().map_or(Ok(0), |packed| packed.read(buffer))
    }
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        if let Some(packed) = self.packed.take() {
            *self.home = packed.into_zip();
        }
    }
}

fn broken_end(error: &std::io::Error) -> std::io::Error {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => broken(ZipWhy::Cut),
        kind => kind.into(),
    }
}

struct Directory {
    bytes: Vec<u8>,
    /// Where it starts in the file.
    start: u64,
    /// Bytes in front of the zip, by which all its places are off.
    before: u64,
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    bytes.get(at..at + length).map(|b| b.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b)))
}

fn directory(input: &mut Input) -> Option<Directory> {
    let size = input.seek(SeekFrom::End(0)).ok()?;
    let tail = size.min(65_557 + 20);
    let end = piece(input, size - tail, tail)?;
    let at = end.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let record = end.get(at..at + 22)?;
    let (mut length, mut start) = (number(record, 12, 4)?, number(record, 16, 4)?);
    let mut finish = size - tail + at as u64;
    if length == u64::from(u32::MAX) || start == u64::from(u32::MAX) {
        // Zip64: a pointer to a larger record stands just before.
        let pointer = end.get(at.checked_sub(20)?..at)?;
        let place = number(pointer, 8, 8).filter(|_| pointer.starts_with(b"PK\x06\x07"))?;
        let record = piece(input, place, 56).filter(|r| r.starts_with(b"PK\x06\x06"))?;
        (length, start) = (number(&record, 40, 8)?, number(&record, 48, 8)?);
        finish = place;
    }
    // A program in front of the zip moves everything.
    let real = finish.checked_sub(length)?;
    let before = real.checked_sub(start)?;
    (length <= MAX_DIRECTORY).then_some(())?;
    Some(Directory { bytes: piece(input, real, length)?, start: real, before })
}

fn piece(input: &mut Input, start: u64, length: u64) -> Option<Vec<u8>> {
    if start.checked_add(length)? > input.length() {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    input.seek(SeekFrom::Start(start)).ok()?;
    input.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn members(mut rest: &[u8], before: u64) -> Result<Vec<Member>, ZipWhy> {
    let mut members = Vec::new();
    while rest.starts_with(b"PK\x01\x02") {
        if members.len() >= MAX_MEMBERS {
            return Err(ZipWhy::Directory);
        }
        let (member, length) = member(rest, before).ok_or(ZipWhy::Directory)?;
        if leads_out(&member.name) {
            return Err(ZipWhy::UnsafeName(member.name));
        }
        members.push(member);
        rest = rest.get(length..).ok_or(ZipWhy::Directory)?;
    }
    let mut names = BTreeSet::new();
    match members.iter().find(|m| !names.insert(&m.name)) {
        Some(twice) => Err(ZipWhy::Twice(twice.name.clone())),
        None => Ok(members),
    }
}

fn member(entry: &[u8], before: u64) -> Option<(Member, usize)> {
    let lengths = [number(entry, 28, 2)?, number(entry, 30, 2)?, number(entry, 32, 2)?];
    let [name, extra, comment] = lengths.map(|n| n as usize);
    let raw = entry.get(46..46 + name)?;
    let mut sizes = [number(entry, 24, 4)?, number(entry, 20, 4)?, number(entry, 42, 4)?];
    wide(&mut sizes, entry.get(46 + name..46 + name + extra)?)?;
    let member = Member {
        name: name_of(raw),
        unpacked: sizes[0],
        packed: sizes[1],
        crc: number(entry, 16, 4)? as u32,
        method: number(entry, 10, 2)?,
        encrypted: number(entry, 8, 2)? & 1 == 1,
        header: sizes[2].checked_add(before)?,
    };
    Some((member, 46 + name + extra + comment))
}

/// Sizes and place that stand in the zip64 field because they do not fit.
fn wide(sizes: &mut [u64; 3], mut extra: &[u8]) -> Option<()> {
    while extra.len() >= 4 {
        let (id, length) = (number(extra, 0, 2)?, number(extra, 2, 2)? as usize);
        if id == 1 {
            let mut field = extra.get(4..4 + length)?;
            for size in sizes.iter_mut().filter(|size| **size == u64::from(u32::MAX)) {
                *size = number(field, 0, 8)?;
                field = &field[8..];
            }
            break;
        }
        extra = extra.get(4 + length..)?;
    }
    Some(())
}

/// Windows' own packer writes UTF-8 or code page 437 without saying which, and backslashes.
fn name_of(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => Codec::Cp437.decode(raw),
    };
    let name = name.replace('\\', "/");
    name.strip_prefix("./").map(str::to_owned).unwrap_or(name)
}

/// Absolute, with a drive, a device, or steps up.
fn leads_out(name: &str) -> bool {
    name.is_empty()
        || name.starts_with('/')
        || name.contains(['\0', ':'])
        || name.split('/').any(|part| part == ".." || part == ".")
}

fn judge(members: &[Member], directory: u64) -> Result<(), SourceFault> {
    let damaged = |why| Err(SourceFault::DamagedZip { why });
    for member in members {
        if member.unpacked > MAX_MEMBER {
            return Err(SourceFault::TooLarge { what: Cap::Unpacked, limit: MAX_MEMBER });
        }
        if member.unpacked > MAX_TIGHT && member.unpacked / member.packed.max(1) > MAX_RATIO {
            return Err(SourceFault::TooLarge { what: Cap::Ratio, limit: MAX_RATIO });
        }
    }
    // Bombs let many members share the same packed bytes.
    let mut spans: Vec<(u64, u64)> =
        members.iter().map(|m| (m.header, m.header.saturating_add(30 + m.packed))).collect();
    spans.sort_unstable();
    if spans.windows(2).any(|w| w[0].1 > w[1].0) || spans.last().is_some_and(|s| s.1 > directory) {
        return damaged(ZipWhy::Overlap);
    }
    Ok(())
}
