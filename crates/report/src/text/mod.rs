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
pub(crate) use ask::counts;
pub use check::check;
pub use claims::claims;
pub(crate) use claims::{remarks, verdict};
pub use deals::deals;
pub(crate) use deals::{headline as deals_headline, only_rankings};
pub use empty::empty;
pub(crate) use empty::{has_capability, headline as empty_headline};
pub use explain::explain;
pub(crate) use frame::{foot_line, not_modelled_items, off_summary};
pub use harm::harm;
pub(crate) use harm::headline as harm_headline;
pub use narration::{narration, narrations};
pub use robust::robust;
pub(crate) use show::{legend, mark_with_line, would_sign};
pub use stable::stable;
pub use why::why;
