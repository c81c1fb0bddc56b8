//! The page of what stands on every sheet, as texts that are being typed.

use crate::lang::app_meeting::RakorWord;
use crate::plan::meeting::{LAWS, Meeting, Signer};

/// Template colours that carry white letters.
pub const COLOURS: [[u8; 3]; 6] = [
    [0x0B, 0x5C, 0x63],
    [0x1F, 0x4E, 0x8C],
    [0x1B, 0x6B, 0x3A],
    [0x8A, 0x1C, 0x24],
    [0x5A, 0x2E, 0x7A],
    [0x7A, 0x3E, 0x00],
];

/// The page, with the letters as they were typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadForm {
    pub office: String,
    pub letterhead: String,
    pub place: String,
    pub date: String,
    /// Which of [`LAWS`] are ticked, and the rest line by line.
    pub laws: [bool; 3],
    pub basis: String,
    pub year: String,
    pub accent: String,
    pub logo: Option<Vec<u8>>,
    pub signers: Vec<Signer>,
    /// Why it cannot be kept, once it was tried.
    pub refused: Option<RakorWord>,
}

impl HeadForm {
    pub fn of(meeting: &Meeting, date: String) -> Self {
        let laws = LAWS.map(|law| meeting.legal_basis.iter().any(|own| own == law));
        let others = meeting.legal_basis.iter().filter(|own| !LAWS.contains(&own.as_str()));
        Self {
            office: meeting.office.clone(),
            letterhead: meeting.letterhead.join("\n"),
            place: meeting.place.clone(),
            date,
            laws,
            basis: others.cloned().collect::<Vec<_>>().join("\n"),
            year: meeting.target_year.map_or_else(String::new, |year| year.to_string()),
            accent: meeting.accent.map_or_else(String::new, hex),
            logo: meeting.logo.clone(),
            signers: meeting.signers.clone(),
            refused: None,
        }
    }

    /// What is kept, or what does not fit.
    ///
    /// # Errors
    /// The word that says which field is to be mended.
    pub fn meeting(&self) -> Result<Meeting, RakorWord> {
        let trimmed = |text: &str| text.trim().to_owned();
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(trimmed).filter(|line| !line.is_empty()).collect()
        };
        if !is_date(&self.date) {
            return Err(RakorWord::BadDate);
        }
        let year = self.year.trim();
        let target_year = match year.parse::<u16>() {
            _ if year.is_empty() => None,
            Ok(year) if (1945..=2200).contains(&year) => Some(year),
            _ => return Err(RakorWord::BadYear),
        };
        let accent = match self.accent.trim() {
            "" => None,
            text => Some(colour(text).ok_or(RakorWord::BadColour)?),
        };
        let ticked = LAWS.iter().zip(self.laws).filter(|(_, ticked)| *ticked);
        let mut legal_basis: Vec<String> = ticked.map(|(law, _)| (*law).to_owned()).collect();
        legal_basis.extend(lines(&self.basis));
        let signers = self.signers.iter().map(|s| Signer {
            role: trimmed(&s.role),
            name: trimmed(&s.name),
            number: trimmed(&s.number),
        });
        Ok(Meeting {
            office: trimmed(&self.office),
            letterhead: lines(&self.letterhead),
            place: trimmed(&self.place),
            legal_basis,
            target_year,
            accent,
            logo: self.logo.clone(),
            signers: signers.filter(|s| *s != Signer::default()).collect(),
        })
    }
}

pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// "#0B5C63", with or without its sign.
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().trim_start_matches('#');
    if digits.len() != 6 || !digits.is_ascii() {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// `2026-11-25`, a day that there is.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |text: &str, digits: usize| {
        let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    year >= 1945 && (1..=most).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting() -> Meeting {
        Meeting {
            office: "Bappeda".into(),
            letterhead: vec!["PEMERINTAH".into(), "BAPPEDA".into()],
            place: "Andoolo".into(),
            legal_basis: vec![LAWS[0].into(), LAWS[2].into(), "Perda 1".into()],
            target_year: Some(2026),
            accent: Some([1, 2, 255]),
            logo: Some(vec![1]),
            signers: vec![Signer { role: "Kepala".into(), ..Signer::default() }],
        }
    }

    #[test]
    fn what_was_set_comes_back_from_the_page() {
        for meeting in [meeting(), Meeting::default()] {
            let form = HeadForm::of(&meeting, "2026-11-25".into());
            assert_eq!(form.meeting(), Ok(meeting));
        }
    }

    #[test]
    fn what_does_not_fit_says_which_field() {
        let form = HeadForm::of(&meeting(), "2026-11-25".into());
        let date = |date: &str| HeadForm { date: date.into(), ..form.clone() }.meeting();
        for bad in ["", "25-11-2026", "2026-02-29", "2026-13-01", "2026-11-31", "+026-11-25"] {
            assert_eq!(date(bad), Err(RakorWord::BadDate), "{bad}");
        }
        assert!(date("2024-02-29").is_ok());
        let year = HeadForm { year: "20x6".into(), ..form.clone() };
        assert_eq!(year.meeting(), Err(RakorWord::BadYear));
        let colour = HeadForm { accent: "#12345é".into(), ..form.clone() };
        assert_eq!(colour.meeting(), Err(RakorWord::BadColour));
        let empty = HeadForm { signers: vec![Signer::default(); 2], ..form };
        assert!(empty.meeting().unwrap().signers.is_empty());
    }
}
