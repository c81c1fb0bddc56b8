//! A zip with the same bytes every time: no clock, members in the order they were added.
//!
//! Holds office papers (PPTX, DOCX) and the folders that a dinas receives.

use std::io::Write as _;

use flate2::Compression;
use flate2::Crc;
use flate2::write::DeflateEncoder;

use crate::base::fault::{At, OutputFault, Stop};

/// 1 January 1980, the first day that a zip can say.
const DAY: u16 = 0b10_0001;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// A zip on its way.
#[derive(Debug, Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

impl Zip {
    /// Adds a member; `name` with `/` between folders.
    ///
    /// # Errors
    /// `Drawing` where the zip would be larger than the format holds.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Stop> {
        let too_large = || {
            let why = format!("zip: {name}");
            Stop::fault(OutputFault::Drawing { why }, At::default())
        };
        let mut crc = Crc::new();
        crc.update(content);
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::new(6));
        let packed = packer.write_all(content).and_then(|()| packer.finish());
        let packed = packed.map_err(|_io| too_large())?;
        let size = |n: usize| u32::try_from(n).map_err(|_large| too_large());
        let offset = size(self.bytes.len())?;
        let (packed_size, full_size) = (size(packed.len())?, size(content.len())?);
        let length = u16::try_from(name.len()).map_err(|_large| too_large())?;
        let members = self.members.checked_add(1).ok_or_else(too_large)?;

        let mut head = Vec::new();
        for part in [20_u16, UTF_8, DEFLATED, 0, DAY] {
            head.extend(part.to_le_bytes());
        }
        for part in [crc.sum(), packed_size, full_size] {
            head.extend(part.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend([0, 0]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&packed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&head);
        // Comment, disk, attributes: none.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.members = members;
        Ok(())
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend((self.directory.len() as u32).to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// A name that every system takes as a file's: no folder, no device of Windows, no sign that turns
/// the writing direction, at most 60 letters.
pub fn file_name(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')');
    let clean: String = text.chars().map(|c| if allowed(c) { c } else { '_' }).take(60).collect();
    let clean = clean.trim_matches([' ', '.']).replace(' ', "_");
    let stem = clean.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |device: &str| {
        let rest = stem.strip_prefix(device);
        rest.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str());
    if clean.is_empty() || device || numbered("COM") || numbered("LPT") {
        format!("_{clean}")
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder_nor_names_a_device() {
        assert_eq!(file_name("../../x"), "_.._x");
        assert_eq!(file_name("CON"), "_CON");
        assert_eq!(file_name("aux."), "_aux");
        assert_eq!(file_name("com1.txt"), "_com1.txt");
        assert_eq!(file_name("a:b\u{202e}gpj"), "a_b_gpj");
        assert_eq!(file_name(""), "_");
        assert_eq!(file_name("Kolono Timur"), "Kolono_Timur");
        assert!(file_name(&"x".repeat(400)).len() <= 61);
    }

    #[test]
    fn the_same_members_are_the_same_bytes() {
        let make = || {
            let mut zip = Zip::default();
            zip.add("a/b.txt", b"isi").unwrap();
            zip.add("c", &[0; 5000]).unwrap();
            zip.finish()
        };
        assert_eq!(make(), make());
        assert!(make().len() < 400);
    }
}
