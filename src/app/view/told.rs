//! A fault as the window says it.

use crate::base::fault::FaultCode;
use crate::lang::{Lang, Sentence};

pub fn told(lang: Lang, code: &FaultCode) -> Sentence {
    lang.fault_by_hand(code)
}
