//! Answers as JSON: one envelope for every question, documented in `docs/json.md`.
//!
//! Keys keep their order, ids of the file stand for its things, and lines are named as variants name
//! them (`trump 2`). Same file, same version: same bytes.

mod analyze;
mod ask;
mod check;
mod deals;
mod empty;
mod envelope;
mod evidence;
mod harm;
mod parts;
mod roadmap;
mod robust;
pub(crate) mod robust_roadmaps;
mod stable;
mod status;
mod valued;
mod why;
mod worths;

pub use analyze::analyze;
pub use ask::{ask, claims};
pub use check::{check, diagnostics};
pub use deals::deals;
pub use empty::empty;
pub(crate) use empty::seen;
pub use evidence::evidence;
pub use harm::harm;
pub use roadmap::{hold, order, orders};
pub use robust::robust;
pub use stable::{narrations, stable};
pub(crate) use status::standing_name;
pub use status::status;
pub use why::why;
