//! Sentences for `SourceFault`.

use crate::base::fault::SourceFault;
use crate::lang::Sentence;

pub fn fault(fault: &SourceFault) -> Sentence {
    Sentence::new(fault.id(), "")
}
