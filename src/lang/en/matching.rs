//! Reasons of the joining in English.

use crate::lang::matching::{BridgeWhy, Reason};

pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::SameName => "same name, but not the only one".into(),
        Reason::OldCode { code } if code.is_empty() => "same name, old code".into(),
        Reason::OldCode { code } => format!("old code: {code}; same kecamatan and name"),
        Reason::Spelling { rules } => {
            let rules: Vec<String> = rules
                .iter()
                .map(|(written, read)| match *written {
                    "" => "double letter".to_owned(),
                    written => format!("{} = {}", written.to_lowercase(), read.to_lowercase()),
                })
                .collect();
            format!("old spelling: {}", rules.join(", "))
        }
        Reason::Letters { count: 1 } => "1 letter differs".into(),
        Reason::Letters { count } => format!("{count} letters differ"),
        Reason::SimilarName => "similar name".into(),
        Reason::OtherNumber => "same name, another number".into(),
        Reason::NoKecamatan => "same name, no kecamatan given".into(),
        Reason::OtherKecamatan => "same name, another kecamatan".into(),
        Reason::MovedKecamatan { from, to } => {
            format!("same name; Kecamatan {to} was split off {from}")
        }
        Reason::SameCode => "same code, another name".into(),
        Reason::Split { old } => format!("part of the old code {old}; its figure is not divided"),
        Reason::LastLeft => "the only one left in this kecamatan".into(),
        Reason::Bridged { table, map } => format!("Kecamatan {table} = {map}"),
    }
}

pub fn bridge(why: BridgeWhy) -> String {
    match why {
        BridgeWhy::Official => "by the official list of both offices".into(),
        BridgeWhy::Spelling => "spelled otherwise".into(),
        BridgeWhy::Letters => "one or two letters differ".into(),
        BridgeWhy::Villages { shared, of } => format!("{shared} of its {of} villages are the same"),
        BridgeWhy::Decision => "by your decision".into(),
    }
}

/// Without a mark that parts columns.
pub const CROSSWALK_NOTES: &str = "\
Crosswalk of villages: decisions on rows that were not sure. Mend it and bring it in again.
kode_lama: the code in the table. With dots = Kemendagri (74.05.01.2001). Without = BPS (7405010001). May be empty where kecamatan and desa are there.
kabupaten: only where kecamatan are paired. May be empty.
kecamatan and desa: names as in the table. Where desa and kode_lama are empty the row pairs a kecamatan.
keputusan: cocok = is that village / lewati = is no village of the map / bukan = is none of these villages / pecah = was split and its figure is not divided. Empty = cocok.
kode_baru: code of the village on the map. Several stand apart by a blank.
desa_di_peta: name of the village on the map. Only to be read.
asal: where the pair came from. Empty = decided in Kantong.";
