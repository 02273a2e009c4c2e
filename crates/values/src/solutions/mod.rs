//! The bargaining solutions.

pub mod definition;
mod hull;
pub mod natural;
pub mod peers;
