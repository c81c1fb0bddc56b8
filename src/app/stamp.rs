//! When and by whom a step is made: the window's only clock and only look at the environment.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now in UTC as ISO 8601, to the second.
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    let clock = seconds % 86_400;
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The same moment as the clock on this computer's wall shows it, `2026-11-22T10:42:00`: what is
/// kept is UTC, what is shown is the planner's day and hour.
pub fn local(at: &str) -> String {
    let Ok(moment) = chrono::DateTime::parse_from_rfc3339(at) else { return at.to_owned() };
    moment.with_timezone(&chrono::Local).format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Today's date on this computer, `2026-11-22`.
pub fn today() -> String {
    local(&now()).chars().take(10).collect()
}

/// The name the system knows the person by; empty where it knows none.
pub fn who() -> String {
    ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

/// Days since 1970-01-01 → year, month, day (Howard Hinnant's `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    let z = days + 719_468;
    let era = z / 146_097;
    let of_era = z % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_moment_stays_as_it_is() {
        assert_eq!(local("2026-11-22"), "2026-11-22");
        assert_eq!(local(""), "");
        assert_eq!(local("2026-11-22T02:42:00Z").len(), 19);
    }

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_779), (2026, 11, 22));
    }
}
