//! Columns whose figures were brought to another scale, or might have been, or completed by an
//! earlier file.

use crate::lang::Lang;
use crate::lang::number::count;

pub(super) fn share(column: &str, form: &str) -> (String, String) {
    let read = if form == "0-1" {
        "times 100, so that 0.35 is read as 35 %"
    } else {
        "kept as written, so that 0.05 is read as 0.05 %"
    };
    (
        format!(
            "Column “{column}” is headed as percent and its figures lie between 0 and 1; {read}"
        ),
        "If that is wrong, choose the other way to read this column".into(),
    )
}

pub(super) fn thousands(column: &str, factor: f64) -> (String, String) {
    let factor = count(Lang::En, factor as usize);
    (
        format!("Column “{column}” is written in thousands or millions; times {factor}"),
        "If that is wrong, mend the head of the column and import once more".into(),
    )
}

pub(super) fn area(column: &str, unit: &str) -> (String, String) {
    (
        format!("Column “{column}” does not tell its unit; read as {unit} by the areas on the map"),
        "If that is wrong, write the unit in the header and import again".into(),
    )
}

pub(super) fn beside(villages: usize) -> (String, String) {
    let villages = count(Lang::En, villages);
    (
        format!(
            "This file is of other kecamatan; the figures of {villages} villages of the file before stay"
        ),
        "If this file is to take the place of the one before, undo the older import first".into(),
    )
}
