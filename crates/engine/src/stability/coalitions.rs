//! Coalitions.

/// A concept of coalition stability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CoalitionConcept {
    /// No improvement for all members.
    Cr,
    /// Every such improvement can be answered so that not all members still gain.
    Cgmr,
    /// … and the coalition has no way out.
    Csmr,
    /// … where the answers are improvements for those who make them, alone or as coalitions.
    Cseq,
}

/// Per concept whether a package is stable for a coalition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoalitionStands {
    /// Under CR.
    pub cr: bool,
    /// Under CGMR.
    pub cgmr: bool,
    /// Under CSMR.
    pub csmr: bool,
    /// Under CSEQ; absent where the table is too large for it.
    pub cseq: Option<bool>,
}
