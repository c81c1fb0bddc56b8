//! How far villages are verified, as columns that every map and table can show: there is one only
//! where a filled form came back.

use std::collections::BTreeMap;

use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::plan::meeting::{Stage, Verification};

type Read = fn(&Verification) -> Option<f64>;

/// The stage (0 not yet, 1 begun, 2 done) and the four counts; none where no form came back.
pub(super) fn columns(
    register: &Register,
    verified: &BTreeMap<VillageCode, Verification>,
) -> Vec<Column> {
    if verified.is_empty() {
        return Vec::new();
    }
    let all: [(&str, &str, &str, Quantity, Read); 5] = [
        (
            "status_verval",
            "Status verval (0 belum, 1 proses, 2 selesai musdes)",
            "",
            Quantity::Index,
            |own| {
                Some(match own.stage {
                    Stage::NotYet => 0.0,
                    Stage::Begun => 1.0,
                    Stage::Done => 2.0,
                })
            },
        ),
        ("verval_meninggal", "Verval: meninggal", "KK", Quantity::Count, |own| {
            own.died.map(f64::from)
        }),
        ("verval_pindah", "Verval: pindah", "KK", Quantity::Count, |own| own.moved.map(f64::from)),
        ("verval_mampu", "Verval: mampu", "KK", Quantity::Count, |own| own.able.map(f64::from)),
        ("verval_tambahan", "Verval: tambahan", "KK", Quantity::Count, |own| {
            own.added.map(f64::from)
        }),
    ];
    all.map(|(id, name, unit, quantity, read)| {
        let value = |code: &VillageCode| {
            verified.get(code).and_then(read).map_or(Measure::Missing, Measure::of)
        };
        let values: Vec<Measure> = register.villages.iter().map(|v| value(&v.code)).collect();
        let direction =
            if quantity == Quantity::Index { Direction::WorseLow } else { Direction::None };
        Column {
            indicator: Indicator {
                id: id.to_owned(),
                name: name.to_owned(),
                unit: unit.to_owned(),
                quantity,
                direction,
                column: String::new(),
                rate_of: None,
            },
            period: String::new(),
            cells: vec![None; values.len()],
            values,
            import: 0,
            corrections: BTreeMap::new(),
        }
    })
    .into_iter()
    .collect()
}
