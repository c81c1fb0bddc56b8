//! Numbers of persons that stand in the words of a register: they are hidden before anything is kept.

use crate::base::person::masked;
use crate::plan::programme::Entry;

/// A text without numbers of persons.
pub(super) fn hidden(text: &str) -> String {
    masked(text).unwrap_or_else(|| text.to_owned())
}

/// Takes them out of a row's words; whether there was one.
pub(super) fn hide(entry: &mut Entry) -> bool {
    let Entry { programme, activity, office, fund, status, place, .. } = entry;
    let mut is_changed = false;
    for text in [programme, activity, office, fund, status, place] {
        if let Some(own) = masked(text) {
            (*text, is_changed) = (own, true);
        }
    }
    is_changed
}
