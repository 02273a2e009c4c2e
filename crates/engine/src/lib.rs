//! The engine of Détente: one row per possible package, methods that add columns, questions that
//! are set algebra over columns.

pub mod analyze;
pub mod ask;
pub mod belief;
pub mod bits;
pub mod case;
pub mod check;
mod classes;
pub mod deals;
pub mod draws;
pub mod empty;
pub mod evidence;
pub mod harm;
pub mod hold;
pub mod limits;
pub mod moves;
mod parallel;
pub mod predicate;
pub mod preference;
pub mod robust;
pub mod space;
pub mod stability;
pub mod survey;
pub mod table;
pub mod why;
pub mod worth;

pub use bits::Bits;
pub use case::{Case, Off, OffReason};
pub use limits::{Limits, Refusal};
pub use table::{NotYetAnswerable, PackageTable};
