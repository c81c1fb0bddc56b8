//! Sentences for `OutputFault`.

use crate::base::fault::OutputFault;
use crate::lang::Sentence;

pub fn fault(fault: &OutputFault) -> Sentence {
    Sentence::new(fault.id(), "")
}
