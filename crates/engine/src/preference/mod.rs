//! What a party wants: from priorities in force to ranks, and from ranks to verdicts.

mod active;
mod rank;
mod reading;

pub use active::{ActiveLine, ActivePreference, Form};
pub(crate) use active::{is_package, reads_party};
pub use rank::Ranks;
pub use reading::{Standings, Verdict, compare_in_order};
