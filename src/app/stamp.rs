//! When and by whom a step is made: the window's only clock and only look at the environment.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::calendar;

/// Now in UTC as ISO 8601, to the second.
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    calendar::iso(seconds)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_moment_stays_as_it_is() {
        assert_eq!(local("2026-11-22"), "2026-11-22");
        assert_eq!(local(""), "");
        assert_eq!(local("2026-11-22T02:42:00Z").len(), 19);
    }
}
