//! Files of other programs: what they say as a scenario, and scenarios as they would say it.
//!
//! Each format has a room of its own. Nothing that a foreign file says is lost without a word, and
//! nothing that a format cannot say is written into it.

mod findings;
pub mod gmcr;
mod names;
pub mod negotiation;
pub mod sheets;
pub mod xlsx;
