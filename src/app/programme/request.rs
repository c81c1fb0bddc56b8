//! What the tabs of step 4 and its tab of programmes ask of the window.

use super::PlanPart;

#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeRequest {
    Part(PlanPart),
}
