//! A member of a zip that is too large to hold: unpacked while it is read.
//!
//! Going forward costs what is passed over; going back starts anew. A reader that keeps jumping
//! (a workbook, an index in another order) gets the whole in memory instead, within a limit.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::{Input, broken};
use crate::base::fault::ZipWhy;

/// Starts anew that are borne before the whole is held in memory.
const MAX_RESTARTS: u32 = 6;
/// A member that we are willing to hold.
const MAX_HELD: u64 = 1 << 30;

/// Where a member stands in its zip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: u64,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    pub(super) crc: u32,
    pub(super) deflated: bool,
}

/// The packed bytes of one member.
#[derive(Debug)]
struct Section {
    zip: Input,
    left: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.zip.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[derive(Debug)]
enum Way {
    Stored(Section),
    Deflated(DeflateDecoder<Section>),
    Held(Cursor<Vec<u8>>),
    /// Only while one way is exchanged for another.
    Nothing,
}

#[derive(Debug)]
pub(super) struct Packed {
    way: Way,
    span: Span,
    /// Where the reader believes to be; unpacking catches up when it reads.
    wanted: u64,
    at: u64,
    crc: Crc,
    restarts: u32,
}

impl Packed {
    pub(super) fn new(zip: Input, span: Span) -> io::Result<Self> {
        let mut packed =
            Self { way: Way::Nothing, span, wanted: 0, at: 0, crc: Crc::new(), restarts: 0 };
        packed.start(zip)?;
        Ok(packed)
    }

    /// The whole member in memory; what it claims is compared with what it has.
    pub(super) fn whole(mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // What is claimed may be a lie: the vector grows with what is really there.
        let claimed = self.span.unpacked.min(self.span.packed.saturating_mul(1100) + 64);
        bytes.try_reserve(usize::try_from(claimed).unwrap_or(0)).map_err(io::Error::other)?;
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Gives the zip back.
    pub(super) fn into_zip(self) -> Input {
        match self.way {
            Way::Stored(section) => section.zip,
            Way::Deflated(decoder) => decoder.into_inner().zip,
            Way::Held(_) | Way::Nothing => Input::memory(Vec::new()),
        }
    }

    fn start(&mut self, mut zip: Input) -> io::Result<()> {
        zip.seek(SeekFrom::Start(self.span.start))?;
        let section = Section { zip, left: self.span.packed };
        self.way = if self.span.deflated {
            Way::Deflated(DeflateDecoder::new(section))
        } else {
            Way::Stored(section)
        };
        (self.at, self.crc) = (0, Crc::new());
        Ok(())
    }

    fn restart(&mut self) -> io::Result<()> {
        let zip = match std::mem::replace(&mut self.way, Way::Nothing) {
            Way::Stored(section) => section.zip,
            Way::Deflated(decoder) => decoder.into_inner().zip,
            held @ (Way::Held(_) | Way::Nothing) => {
                self.way = held;
                return Ok(());
            }
        };
        self.restarts += 1;
        self.start(zip)?;
        if self.restarts > MAX_RESTARTS && self.span.unpacked <= MAX_HELD {
            let mut bytes = Vec::new();
            loop {
                let from = bytes.len();
                bytes.resize(from + (1 << 20), 0);
                let read = self.unpack(&mut bytes[from..])?;
                bytes.truncate(from + read);
                if read == 0 {
                    break;
                }
            }
            self.way = Way::Held(Cursor::new(bytes));
        }
        Ok(())
    }

    /// The next bytes, counted: never more than the directory promised, and at the end all of them.
    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.way {
            Way::Stored(section) => section.read(buffer)?,
            Way::Deflated(decoder) => decoder.read(buffer).map_err(|error| {
                if super::zip_fault(&error).is_some() { error } else { broken(ZipWhy::Cut) }
            })?,
            Way::Held(bytes) => {
                bytes.set_position(self.at);
                bytes.read(buffer)?
            }
            Way::Nothing => 0,
        };
        if matches!(self.way, Way::Held(_)) {
            self.at += read as u64;
            return Ok(read);
        }
        self.crc.update(&buffer[..read]);
        self.at += read as u64;
        if self.at > self.span.unpacked {
            return Err(broken(ZipWhy::Length));
        }
        if read == 0 && !buffer.is_empty() {
            if self.at < self.span.unpacked {
                return Err(broken(ZipWhy::Cut));
            }
            if self.crc.sum() != self.span.crc {
                return Err(broken(ZipWhy::Checksum));
            }
        }
        Ok(read)
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.wanted < self.at {
            self.restart()?;
            if matches!(self.way, Way::Held(_)) {
                self.at = self.wanted;
            }
        }
        let mut skip = [0_u8; 1 << 14];
        while self.at < self.wanted {
            if matches!(self.way, Way::Held(_)) {
                self.at = self.wanted;
                break;
            }
            let most = (self.wanted - self.at).min(skip.len() as u64) as usize;
            if self.unpack(&mut skip[..most])? == 0 {
                return Ok(0);
            }
        }
        let read = self.unpack(buffer)?;
        self.wanted = self.at;
        Ok(read)
    }
}

impl Seek for Packed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.span.unpacked.checked_add_signed(by),
            SeekFrom::Current(by) => self.wanted.checked_add_signed(by),
        };
        self.wanted = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.wanted)
    }
}
