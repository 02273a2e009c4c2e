//! Answers as text for a terminal: one function per question, a file for each.

pub(crate) mod analyze;
pub(crate) mod ask;
mod check;
pub(crate) mod claims;
pub(crate) mod deals;
pub(crate) mod empty;
pub(crate) mod evidence;
mod explain;
pub(crate) mod frame;
pub(crate) mod harm;
pub(crate) mod narration;
mod position;
pub(crate) mod roadmap;
pub(crate) mod robust;
pub(crate) mod robust_roadmaps;
pub(crate) mod screen;
pub(crate) mod show;
pub(crate) mod stable;
mod status;
mod status_next;
mod sure;
pub(crate) mod valued;
pub(crate) mod why;
mod why_line;
mod with_whom;
pub(crate) mod worths;

pub use analyze::{LINES, analyze, analyze_on_dates};
pub use ask::ask;
pub(crate) use ask::counts;
pub use check::check;
pub(crate) use check::role;
pub use claims::claims;
pub(crate) use claims::{remarks, verdict};
pub use deals::deals;
pub(crate) use deals::{careful, headline as deals_headline, only_rankings};
pub use empty::empty;
pub(crate) use empty::{
    capability_of, has_capability, headline as empty_headline, kind_key, seen_by, seen_of,
};
pub use evidence::evidence;
pub use explain::explain;
pub(crate) use frame::{foot_line, not_modelled_items, off_summary};
pub use harm::harm;
pub(crate) use harm::headline as harm_headline;
pub use narration::{narration, narrations};
pub use roadmap::{hold, order, orders};
pub use robust::robust;
pub(crate) use robust::{Swing, all_swings, bound, count_name};
pub(crate) use show::{legend, mark_with_line, would_sign};
pub use stable::stable;
pub(crate) use stable::{headline, named};
pub use status::status;
pub use why::why;
