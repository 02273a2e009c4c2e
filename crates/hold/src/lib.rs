//! Whether a deal holds once it is signed: in which order of steps nobody gains by stopping or cheating, what
//! inspection each step needs, and what evidence says of a party's sincerity.
//!
//! Pure numbers: parties, steps and sites are positions. Everything is exact ([`Ratio`]) unless a name says otherwise.

pub mod belief;
pub mod deal;
pub mod exact;
pub mod inspection;
pub mod orders;
mod parallel;
pub mod roadmap;
pub mod stakes;

pub use deal::{Bundle, Deal, Step};
pub use exact::Ratio;
pub use orders::Lattice;
pub use stakes::{Answered, Punishment, Stakes};
