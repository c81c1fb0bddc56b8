//! A workbook that is a zip (.xlsx, .xlsb, .ods): its parts by name, within limits.
//!
//! What the zip's directory claims is judged first; what really comes out is compared with the
//! claim while it is unpacked, so that a lying directory gains nothing.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::gather::Gather;
use super::input::{self, Archive, Part};
use super::layer::Encoding;
use super::table::RawTable;
use crate::base::fault::{At, BookWhy, Cap, FaultCode, SourceFault, Stop, ZipWhy};
use crate::base::progress::{Phase, Progress};

const MAX_UNPACKED: u64 = 512 << 20;
/// Beyond this ratio a workbook of more than `MAX_TIGHT` bytes is a bomb.
const MAX_RATIO: u64 = 100;
const MAX_TIGHT: u64 = 50 << 20;

pub(super) struct Package {
    archive: Archive,
    file: At,
    /// Unpacked bytes that may still be asked for: a workbook may name one part many times.
    left: u64,
}

impl Package {
    /// Reads and judges the directory.
    pub(super) fn open(path: &Path) -> Result<Self, Stop> {
        let file = At::file(path);
        let input = input::open(path)?;
        let bytes = input.length();
        let archive = Archive::read(input, path).map_err(|stop| as_workbook(stop, None))?;
        let sizes = archive.members().iter().map(|m| m.unpacked);
        let unpacked = sizes.fold(0_u64, u64::saturating_add);
        let refuse = |what, limit| {
            let fault = SourceFault::TooLarge { what, limit };
            Err(Stop::fault(fault, file.clone()))
        };
        if unpacked > MAX_UNPACKED {
            return refuse(Cap::Unpacked, MAX_UNPACKED);
        }
        if unpacked > MAX_TIGHT && unpacked / bytes.max(1) > MAX_RATIO {
            return refuse(Cap::Ratio, MAX_RATIO);
        }
        Ok(Self { archive, file, left: MAX_UNPACKED })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.find(name).is_some()
    }

    /// A part as a stream; `None` when the zip does not have it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Stop> {
        let Some(index) = self.archive.find(name) else { return Ok(None) };
        let unpacked = self.archive.members()[index].unpacked;
        let refuse = || {
            let fault = SourceFault::TooLarge { what: Cap::Unpacked, limit: MAX_UNPACKED };
            Stop::fault(fault, self.file.clone())
        };
        self.left = self.left.checked_sub(unpacked).ok_or_else(refuse)?;
        self.archive.part(index).map(Some).map_err(|stop| as_workbook(stop, Some(name)))
    }

    /// The workbook is damaged: told with the file.
    pub(super) fn damaged(&self, why: BookWhy) -> Stop {
        Stop::fault(SourceFault::DamagedWorkbook { why }, self.file.clone())
    }
}

/// Why a part cannot be read further.
pub(super) fn why(error: &io::Error, part: &str) -> BookWhy {
    match input::zip_fault(error) {
        Some(ZipWhy::Password) => BookWhy::Password,
        Some(ZipWhy::Cut | ZipWhy::Directory) => BookWhy::Cut,
        _ => BookWhy::Part(part.to_owned()),
    }
}

/// A workbook's zip that is damaged is a damaged workbook; a dangerous one stays a dangerous zip.
fn as_workbook(stop: Stop, part: Option<&str>) -> Stop {
    let Stop::Fault(mut fault) = stop else { return stop };
    if let FaultCode::Source(SourceFault::DamagedZip { why }) = &fault.code {
        let why = match why {
            ZipWhy::Directory | ZipWhy::Cut => BookWhy::Cut,
            ZipWhy::Password => BookWhy::Password,
            ZipWhy::Checksum | ZipWhy::Length | ZipWhy::Method => {
                BookWhy::Part(part.unwrap_or_default().to_owned())
            }
            ZipWhy::UnsafeName(_) | ZipWhy::Twice(_) | ZipWhy::Overlap => {
                return Stop::Fault(fault);
            }
        };
        fault.code = SourceFault::DamagedWorkbook { why }.into();
    }
    Stop::Fault(fault)
}

/// Runs a reader of workbooks and makes a table of what it gathers.
///
/// # Errors
/// What the reader refuses; a reader that panics met a damaged workbook.
pub(super) fn gathered(
    path: &Path,
    format: &'static str,
    progress: &Progress,
    read: impl FnOnce(&mut Gather<'_>) -> Result<(), Stop>,
) -> Result<RawTable, Stop> {
    progress.start(Phase::Reading, 0);
    let bytes = input::open(path)?.length();
    let gathered = catch_unwind(AssertUnwindSafe(|| {
        let mut gather = Gather::new(At::file(path), bytes, progress);
        read(&mut gather)?;
        Ok(gather.finish())
    }));
    let (sheets, faults) = gathered.unwrap_or_else(|_| {
        let fault = SourceFault::DamagedWorkbook { why: BookWhy::Contents };
        Err(Stop::fault(fault, At::file(path)))
    })?;
    let encoding = Encoding { label: "UTF-8".to_owned(), from: "bytes" };
    Ok(RawTable { format, sheets, encoding, faults })
}
