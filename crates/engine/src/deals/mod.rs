//! Could they sign: what every signer prefers to no deal.

pub mod efficient;
