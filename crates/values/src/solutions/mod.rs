//! The bargaining solutions.

pub mod definition;
mod hull;
mod mean;
pub mod natural;
pub mod peers;
