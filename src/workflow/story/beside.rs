//! The words of maps beside each other: their names, and the kabupaten's number of each.

use std::sync::Arc;

use super::{Slide, gone, indicator, short_name};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_look::LookWord;
use crate::workflow::snapshot::Snapshot;

pub(super) fn beside(
    lang: Lang,
    snapshot: &Snapshot,
    columns: &[Arc<Column>],
    are_times: bool,
) -> Slide {
    let Some(first) = columns.first() else { return gone(lang, snapshot, "") };
    let each: Vec<Slide> = columns.iter().map(|column| indicator(lang, snapshot, column)).collect();
    let title = if are_times {
        let times: Vec<&str> = columns.iter().map(|c| c.period.as_str()).collect();
        format!("{}: {}", short_name(first), times.join(" – "))
    } else {
        columns.iter().map(|c| short_name(c)).collect::<Vec<_>>().join(" · ")
    };
    let way = if are_times { LookWord::SeeingTimes } else { LookWord::SeeingSeveral };
    let sentence: Vec<&str> =
        each.iter().map(|s| s.title.as_str()).filter(|title| !title.is_empty()).collect();
    Slide {
        kicker: lang.look(way).to_owned(),
        title,
        sentence: sentence.join(". "),
        foot: each.first().map(|slide| slide.foot.clone()).unwrap_or_default(),
        ..Slide::default()
    }
}
