//! Numbers that a workbook shows as dates. All its formats count days from an epoch.

use super::table::RawCell;
use crate::base::calendar;

/// The day that is number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Excel on Windows; believes that 1900 was a leap year.
    Y1900,
    /// Excel on old Macs.
    Y1904,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Shown {
    #[default]
    Number,
    Date,
    Percent,
}

/// By the number of a format that Excel knows without being told.
pub(super) fn of_id(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        _ => Shown::Number,
    }
}

/// By a format code: `dd/mm/yyyy`, `[$-421]d mmmm yyyy;@`, `#,##0.00 "hari"`. A duration such as
/// `[h]:mm` stays a number.
pub(super) fn of_code(code: &str) -> Shown {
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let lower = inside.to_ascii_lowercase();
                if !lower.is_empty() && lower.chars().all(|c| "hms".contains(c)) {
                    return Shown::Number;
                }
            }
            'G' | 'g' => return Shown::Number,
            c if "dmyhsDMYHS".contains(c) => return Shown::Date,
            '%' => return Shown::Percent,
            _ => {}
        }
    }
    Shown::Number
}

/// A number as it is shown: a day, with its time where it has one; a share of one as a percentage,
/// without the tail that binary fractions would get.
pub(super) fn cell(value: f64, shown: Shown, epoch: Epoch) -> RawCell {
    match shown {
        Shown::Date => date(value, epoch).unwrap_or(RawCell::Number(value)),
        Shown::Percent if value.abs() < 1e6 => {
            RawCell::Percent((value * 100.0 * 1e9).round() / 1e9)
        }
        Shown::Percent | Shown::Number => RawCell::Number(value),
    }
}

fn date(value: f64, epoch: Epoch) -> Option<RawCell> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let (mut days, mut seconds) = (value.floor(), ((value - value.floor()) * 86_400.0).round());
    if seconds >= 86_400.0 {
        (days, seconds) = (days + 1.0, 0.0);
    }
    let (days, seconds) = (days as i64, seconds as i64);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if days == 0 && epoch == Epoch::Y1900 && seconds > 0 {
        return Some(RawCell::Date(time.into()));
    }
    // Days since 1970-01-01. Excel's 29 February 1900 never was.
    let unix = match epoch {
        Epoch::Y1904 => days - 24_107,
        Epoch::Y1900 if days < 60 => days - 25_568,
        Epoch::Y1900 => days - 25_569,
    };
    let (year, month, day) = calendar::civil(unix);
    let day = format!("{year:04}-{month:02}-{day:02}");
    Some(RawCell::Date(if seconds == 0 { day } else { format!("{day}T{time}") }.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        for code in ["dd/mm/yyyy", "[$-421]d mmmm yyyy;@", "yyyy\\-mm\\-dd", "h:mm AM/PM", "mmm-yy"]
        {
            assert_eq!(of_code(code), Shown::Date, "{code}");
        }
        for code in
            ["General", "0.00", "#,##0 \"hari\"", "[Red]0", "[h]:mm", "0\\d", "_(* #,##0_)", "@"]
        {
            assert_eq!(of_code(code), Shown::Number, "{code}");
        }
    }

    #[test]
    fn days_are_what_excel_shows() {
        let day = |value, epoch| cell(value, Shown::Date, epoch).owned_text().unwrap();
        assert_eq!(day(1.0, Epoch::Y1900), "1900-01-01");
        assert_eq!(day(61.0, Epoch::Y1900), "1900-03-01");
        assert_eq!(day(45_353.0, Epoch::Y1900), "2024-03-02");
        assert_eq!(day(45_353.562_5, Epoch::Y1900), "2024-03-02T13:30:00");
        assert_eq!(day(0.5625, Epoch::Y1900), "13:30:00");
        assert_eq!(day(43_891.0, Epoch::Y1904), "2024-03-02");
        for code in ["0%", "0.00%", "0.0\\ %", "[Red]0%;-0%"] {
            assert_eq!(of_code(code), Shown::Percent, "{code}");
        }
        assert_eq!((of_id(9), of_code("0.0 \"%\"")), (Shown::Percent, Shown::Number));
        assert_eq!(cell(0.07, Shown::Percent, Epoch::Y1900), RawCell::Percent(7.0));
        assert_eq!(cell(-1.0, Shown::Date, Epoch::Y1900), RawCell::Number(-1.0));
        assert_eq!(cell(45_353.0, Shown::Number, Epoch::Y1900), RawCell::Number(45_353.0));
    }
}
