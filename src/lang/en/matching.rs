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
