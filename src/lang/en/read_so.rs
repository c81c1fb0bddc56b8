//! What reading a table decided about its figures, in English: units, thousands, series, positions.

use super::data::some_of;
use crate::lang::Lang;
use crate::lang::number::count;

const L: Lang = Lang::En;

type Said = (String, String);

pub(super) fn mixed_units(column: &str, samples: &[String]) -> Said {
    (
        format!(
            "Column “{column}” is not used: its numbers are in several units ({})",
            some_of(samples)
        ),
        "Write all its numbers in one unit, and the unit in the header".into(),
    )
}

pub(super) fn as_thousands(column: &str, cells: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} fractions in column “{column}” ({}) are read as thousands, since persons and \
families have no fractions",
            count(L, cells),
            samples.join("; ")
        ),
        "If that is wrong, write decimal = \"point\" for the column in a recipe, or answer so \
on the import screen"
            .into(),
    )
}

pub(super) fn in_count(column: &str, cells: usize, samples: &[String]) -> Said {
    (
        format!(
            "Column “{column}” has {} fractions ({}), though persons and families have none",
            count(L, cells),
            samples.join("; ")
        ),
        "Check the cells: a thousands mark may be lost, or the column counts nothing".into(),
    )
}

pub(super) fn mirrored(n: usize, of: usize) -> Said {
    (
        format!(
            "The latitude of {} of {} points has no minus: off the map in the north; read as \
south",
            count(L, n),
            count(L, of)
        ),
        "If they do lie in the north: undo, and check the kabupaten of the map".into(),
    )
}

pub(super) fn continued(ids: &[String]) -> Said {
    (
        format!(
            "Goes on with indicators that are there ({}): same header, unit and alike figures",
            some_of(ids)
        ),
        "If it is not the same indicator: undo, then import again with --series apart".into(),
    )
}

pub(super) fn apart(ids: &[String], wanted: &[String]) -> Said {
    (
        if let ([id], [wanted]) = (ids, wanted) {
            format!(
                "Another table already has an indicator “{wanted}”; this one \
is kept as “{id}”"
            )
        } else {
            format!(
                "Another table already has {} indicators of these names ({}); these are \
kept as {}",
                count(L, wanted.len()),
                some_of(wanted),
                some_of(ids)
            )
        },
        "If it is the next report of the same indicator: undo, then import again with \
--series same, or choose “One series” on the import screen"
            .into(),
    )
}

pub(super) fn kept_strays(rows: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} rows write their kabupaten otherwise ({}), but their kecamatan and villages are this \
map's; they are used",
            count(L, rows),
            some_of(samples)
        ),
        "Look at the kabupaten or the code in those rows".into(),
    )
}

pub(super) fn left_strays(rows: usize, samples: &[String]) -> Said {
    (
        format!(
            "{} rows were set aside for they name another kabupaten, although this map has their \
kecamatan and villages: {}",
            count(L, rows),
            some_of(samples)
        ),
        "If the rows are of this kabupaten, mend their kabupaten column and import again".into(),
    )
}
