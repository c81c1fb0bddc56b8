//! Codes of places: the identity that joins every table to the map.
//!
//! Kemendagri writes `PP.KK.CC.DDDD` (village 4 digits; 1… kelurahan, 2… desa, 3… desa adat), BPS
//! `PPKKCCCDDD`. Both have ten digits and 3,807 strings are valid in both for different villages,
//! so a single code never tells its system: the whole column does (`dataset::system`).

use std::fmt;

/// Which office numbered the villages of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeSystem {
    Kemendagri,
    Bps,
    /// Local ids 1…n in file order.
    None,
}

impl CodeSystem {
    pub fn id(self) -> &'static str {
        match self {
            Self::Kemendagri => "kemendagri",
            Self::Bps => "bps",
            Self::None => "none",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Kemendagri, Self::Bps, Self::None].into_iter().find(|s| s.id() == id)
    }
}

/// Ten digits as written in a cell, freed of dots, blanks, a leading "ID" and Excel's ".0".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TenDigits(u64);

/// Why a cell could not be read as a ten-digit village code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    #[error("expected 10 digits, found {found} in {text:?}")]
    WrongLength { text: String, found: usize },
    #[error("{text:?} contains {bad:?}; a code has only digits and dots")]
    NotADigit { text: String, bad: char },
    #[error("{text:?} is in scientific notation; the spreadsheet has already lost digits")]
    ScientificNotation { text: String },
}

impl TenDigits {
    /// Parses `74.05.01.2001`, `7405012001`, `7.405.012.001`, `ID7405010039` or `7405012001.0`.
    ///
    /// # Errors
    /// [`CodeError`] says what was found; the caller adds file, row and column.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let trimmed = text.trim().trim_start_matches(['\'', '\u{feff}']);
        let upper = trimmed.to_ascii_uppercase();
        let body = upper.strip_prefix("ID").unwrap_or(&upper);
        if body.contains("E+") && body.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(CodeError::ScientificNotation { text: trimmed.to_owned() });
        }
        // Excel's number: ten digits and a fraction of zeros.
        let body = match body.split_once('.') {
            Some((whole, zeros))
                if whole.len() == 10 && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') =>
            {
                whole
            }
            _ => body,
        };
        // One dot otherwise is a decimal point: 1001.000000 is no code of ten digits.
        if body.matches('.').count() == 1 {
            let found = body.split('.').next().map_or(0, str::len);
            return Err(CodeError::WrongLength { text: trimmed.to_owned(), found });
        }
        let mut value = 0_u64;
        let mut found = 0_usize;
        for c in body.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}')) {
            let digit = c
                .to_digit(10)
                .ok_or_else(|| CodeError::NotADigit { text: trimmed.to_owned(), bad: c })?;
            found += 1;
            if found <= 10 {
                value = value * 10 + u64::from(digit);
            }
        }
        if found == 10 {
            Ok(Self(value))
        } else {
            Err(CodeError::WrongLength { text: trimmed.to_owned(), found })
        }
    }

    /// The `index`-th digit from the left, 0–9.
    pub fn digit(self, index: u32) -> u8 {
        (self.0 / 10_u64.pow(9 - index) % 10) as u8
    }

    /// The first `count` digits as a number: 4 gives the kabupaten, 2 the province.
    pub fn prefix(self, count: u32) -> u64 {
        self.0 / 10_u64.pow(10 - count)
    }
}

impl fmt::Display for TenDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

/// The name a village has in its project: `74.05.01.2001` (Kemendagri), `7405010039` (BPS) or a
/// local id. Sorted as its system counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VillageCode(String);

impl VillageCode {
    /// Ten digits as their system writes them.
    pub fn official(system: CodeSystem, digits: TenDigits) -> Self {
        let plain = digits.to_string();
        Self(match system {
            CodeSystem::Kemendagri => {
                format!("{}.{}.{}.{}", &plain[..2], &plain[2..4], &plain[4..6], &plain[6..])
            }
            CodeSystem::Bps | CodeSystem::None => plain,
        })
    }

    /// A local id, 1…n in file order.
    pub fn local(number: usize) -> Self {
        Self(number.to_string())
    }

    /// A code read back from a project, where it was written by this type.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_of_a_code_is_the_same_code() {
        for text in [
            "74.05.01.2001",
            "7405012001",
            " 7405012001 ",
            "7.405.012.001",
            "7405012001.0",
            "'7405012001",
            "ID7405012001",
        ] {
            assert_eq!(TenDigits::parse(text).unwrap().to_string(), "7405012001", "{text}");
        }
    }

    #[test]
    fn what_is_not_a_code_says_why() {
        assert!(matches!(
            TenDigits::parse("7,40501E+09"),
            Err(CodeError::ScientificNotation { .. })
        ));
        assert!(matches!(
            TenDigits::parse("74.05.01"),
            Err(CodeError::WrongLength { found: 6, .. })
        ));
        assert!(TenDigits::parse("1001.000000").is_err(), "a decimal number is no code");
        assert!(matches!(TenDigits::parse("Kolono"), Err(CodeError::NotADigit { bad: 'K', .. })));
    }

    #[test]
    fn kemendagri_codes_carry_dots_and_bps_codes_do_not() {
        let digits = TenDigits::parse("7405012001").unwrap();
        assert_eq!(VillageCode::official(CodeSystem::Kemendagri, digits).as_str(), "74.05.01.2001");
        assert_eq!(VillageCode::official(CodeSystem::Bps, digits).as_str(), "7405012001");
        assert_eq!((digits.digit(6), digits.prefix(4)), (2, 7405));
    }
}
