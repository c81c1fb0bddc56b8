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
        if let Some(value) = ten_plain(text.as_bytes()) {
            return Ok(Self(value));
        }
        let trimmed = text.trim().trim_start_matches(['\'', '\u{feff}']);
        let body = match trimmed.get(..2) {
            Some(id) if id.eq_ignore_ascii_case("ID") => trimmed[2..].trim_start(),
            _ => trimmed,
        };
        let wrong = |found| CodeError::WrongLength { text: trimmed.to_owned(), found };
        if is_scientific(body) {
            return whole_mantissa(body)
                .map(Self)
                .ok_or_else(|| CodeError::ScientificNotation { text: trimmed.to_owned() });
        }
        let body = without_zero_fraction(body);
        // One dot otherwise is a decimal point: 1001.000000 is no code of ten digits.
        let marks = body.bytes().filter(|b| matches!(b, b'.' | b',')).count();
        if marks == 1 || (body.contains(',') && !is_grouped(body)) {
            return Err(wrong(body.bytes().take_while(u8::is_ascii_digit).count()));
        }
        let mut value = 0_u64;
        let mut found = 0_usize;
        for c in body.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}')) {
            // 74-05-01-2001
            if c == '-' && found > 0 && body.matches('-').count() == 3 {
                continue;
            }
            let digit = c
                .to_digit(10)
                .ok_or_else(|| CodeError::NotADigit { text: trimmed.to_owned(), bad: c })?;
            found += 1;
            if found <= 10 {
                value = value * 10 + u64::from(digit);
            }
        }
        // No province has a number below 11.
        if found == 10 && value >= 1_000_000_000 { Ok(Self(value)) } else { Err(wrong(found)) }
    }

    /// Ten digits that were put together from parts; `None` for more or fewer.
    pub fn of_number(value: u64) -> Option<Self> {
        (1_000_000_000..10_000_000_000).contains(&value).then_some(Self(value))
    }

    pub fn number(self) -> u64 {
        self.0
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

/// `7405012001` or `74.05.01.2001` and nothing around: what nearly every cell holds.
fn ten_plain(bytes: &[u8]) -> Option<u64> {
    let ten: [u8; 10] = if let Ok(dotted) = <&[u8; 13]>::try_from(bytes) {
        if (dotted[2], dotted[5], dotted[8]) != (b'.', b'.', b'.') {
            return None;
        }
        [0, 1, 3, 4, 6, 7, 9, 10, 11, 12].map(|at: usize| dotted[at])
    } else {
        bytes.try_into().ok()?
    };
    // Without a branch for each: a nation's table has a hundred thousand of them.
    let (mut value, mut all) = (0_u64, true);
    for byte in ten {
        all &= byte.is_ascii_digit();
        value = value * 10 + u64::from(byte.wrapping_sub(b'0'));
    }
    (all && value >= 1_000_000_000).then_some(value)
}

/// `7,40501E+09`: digits, a mark, an exponent.
fn is_scientific(body: &str) -> bool {
    let Some(at) = body.find(['e', 'E']) else { return false };
    let (mantissa, power) = (&body[..at], &body[at + 1..]);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    mantissa.starts_with(|c: char| c.is_ascii_digit())
        && mantissa.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && digits(power.trim_start_matches(['+', '-']))
}

/// `7.405012001E9` still has all ten digits: nothing is lost.
fn whole_mantissa(body: &str) -> Option<u64> {
    let (mantissa, power) = body.split_at(body.find(['e', 'E'])?);
    let power: i32 = power[1..].parse().ok()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let whole = mantissa.find(['.', ',']).unwrap_or(mantissa.len());
    (digits.len() == 10 && i32::try_from(whole).ok()? + power == 10)
        .then(|| digits.parse().ok())
        .flatten()
}

/// Excel's and pandas' number: what stands before `.0`, `,00` and the like.
fn without_zero_fraction(body: &str) -> &str {
    let Some(at) = body.rfind(['.', ',']) else { return body };
    let (whole, zeros) = (&body[..at], &body[at + 1..]);
    let ten = whole.bytes().filter(u8::is_ascii_digit).count() == 10;
    let mark = body.as_bytes()[at];
    if ten && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') && !whole.contains(mark as char)
    {
        whole
    } else {
        body
    }
}

/// `7,405,012,001`: groups of three behind the first.
fn is_grouped(body: &str) -> bool {
    let mut groups = body.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3)
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

    /// The ten digits of an official code; `None` for a local id.
    pub fn digits(&self) -> Option<TenDigits> {
        ten_plain(self.0.as_bytes()).map(TenDigits)
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
            "id 7405012001",
            "7,405,012,001",
            "7405012001,00",
            "7.405.012.001,00",
            "7,405,012,001.0",
            "74-05-01-2001",
            "74 05 01 2001",
            "7.405012001E+09",
            "7,405012001e9",
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
        // A zero at the end is not shown there, so nine digits may be ten or lost ones.
        assert!(matches!(
            TenDigits::parse("7.40501201E+09"),
            Err(CodeError::ScientificNotation { .. })
        ));
        assert!(TenDigits::parse("7405,012001").is_err());
        assert!(TenDigits::parse("0405012001").is_err(), "no province has that number");
        assert!(TenDigits::parse("−7405012001").is_err());
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
