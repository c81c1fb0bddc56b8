//! Sentences for `DataFault`.

use crate::base::fault::DataFault;
use crate::lang::Sentence;

pub fn fault(fault: &DataFault) -> Sentence {
    Sentence::new(fault.id(), "")
}
