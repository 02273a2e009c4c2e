//! Answers as text for a terminal: one function per question, a file for each.

mod analyze;
mod ask;
mod check;
mod claims;
mod deals;
mod empty;
mod explain;
mod frame;
mod harm;
mod narration;
mod position;
mod robust;
mod show;
mod stable;
mod sure;
mod why;
mod why_line;

pub use analyze::{LINES, analyze, analyze_on_dates};
pub use ask::ask;
pub use check::check;
pub use claims::claims;
pub use deals::deals;
pub use empty::empty;
pub(crate) use empty::has_capability;
pub use explain::explain;
pub use harm::harm;
pub use narration::{narration, narrations};
pub use robust::robust;
pub use stable::stable;
pub(crate) use stable::{headline, named};
pub use why::why;
