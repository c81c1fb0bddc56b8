//! Sentences for `ProjectFault`.

use crate::base::fault::ProjectFault;
use crate::lang::Sentence;

pub fn fault(fault: &ProjectFault) -> Sentence {
    Sentence::new(fault.id(), "")
}
