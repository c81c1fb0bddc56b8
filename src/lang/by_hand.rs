//! A fault as the window and the kept findings say it: what to do is done by hand, not with an
//! option of the command line.

use super::app_data::DataWord;
use super::{Lang, Sentence};
use crate::base::fault::{DataFault, FaultCode, SourceFault};

impl Lang {
    /// As [`Lang::fault`], without options of the command line.
    pub fn fault_by_hand(self, code: &FaultCode) -> Sentence {
        let mut sentence = self.fault(code);
        if names_a_command(&sentence.fix) {
            self.data(fix_of(code)).clone_into(&mut sentence.fix);
        }
        sentence
    }
}

/// Whether a sentence speaks of words that are typed.
fn names_a_command(text: &str) -> bool {
    text.contains(" --")
        || text.starts_with("--")
        || text.contains("(--")
        || text.contains("`kantong")
}

fn fix_of(code: &FaultCode) -> DataWord {
    match code {
        FaultCode::Source(
            SourceFault::MissingCrs { .. }
            | SourceFault::UnknownCrs { .. }
            | SourceFault::AssumedCrs { .. }
            | SourceFault::OutsideIndonesia { .. }
            | SourceFault::WrongPlace { .. }
            | SourceFault::DegreesAsMetres { .. },
        ) => DataWord::FixCrs,
        FaultCode::Data(DataFault::PlanarDistance) => DataWord::FixPlanar,
        FaultCode::Source(
            SourceFault::GuessedEncoding { .. } | SourceFault::UnknownEncoding { .. },
        ) => DataWord::FixEncoding,
        FaultCode::Data(DataFault::PeriodFrom { .. }) => DataWord::FixPeriod,
        FaultCode::Data(DataFault::SeveralKabupaten { .. }) => DataWord::FixKabupaten,
        _ => DataWord::FixAgain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_names_no_option() {
        let codes = [
            FaultCode::Source(SourceFault::AssumedCrs { name: "WGS 84".to_owned() }),
            FaultCode::Source(SourceFault::GuessedEncoding { label: "UTF-8".to_owned() }),
            FaultCode::Data(DataFault::PlanarDistance),
            FaultCode::Data(DataFault::NoRowsLeft { filter: "A=B".to_owned() }),
        ];
        for lang in [Lang::Id, Lang::En] {
            for code in &codes {
                let sentence = lang.fault_by_hand(code);
                assert!(!sentence.fix.contains("--"), "{sentence:?}");
                assert!(!sentence.fix.contains("`kantong"), "{sentence:?}");
                assert!(!sentence.fix.is_empty(), "{sentence:?}");
            }
        }
    }
}
