//! Periods as months: a report speaks of the end of its period.

use crate::analysis::target_burn::Month;

/// The last month of `2024`, `2024-08`, `2024-T2`, `2024-S1`; `None` for anything else.
pub fn end(period: &str) -> Option<Month> {
    let (year, part) = period.split_once('-').unwrap_or((period, "12"));
    let year: i32 = year.parse().ok().filter(|y| (1900..=2200).contains(y))?;
    let month: i32 = match part.split_at_checked(1)? {
        ("T", n) => 3 * n.parse::<i32>().ok().filter(|n| (1..=4).contains(n))?,
        ("S", n) => 6 * n.parse::<i32>().ok().filter(|n| (1..=2).contains(n))?,
        _ => part.parse().ok().filter(|m| (1..=12).contains(m))?,
    };
    Some(year * 12 + month - 1)
}

/// `2026-12`.
pub fn iso(month: Month) -> String {
    format!("{}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_with_its_last_month() {
        for (period, found) in [
            ("2024", "2024-12"),
            ("2024-08", "2024-08"),
            ("2025-T1", "2025-03"),
            ("2025-T4", "2025-12"),
            ("2025-S1", "2025-06"),
        ] {
            assert_eq!(end(period).map(iso).as_deref(), Some(found), "{period}");
        }
        for none in ["", "2025-T5", "2025-13", "lalu", "2025-"] {
            assert_eq!(end(none), None, "{none}");
        }
    }
}
