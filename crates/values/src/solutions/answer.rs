//! What a solution answers.

use super::definition::Share;
use super::natural::Natural;
use std::cmp::Ordering;

/// What is maximised, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objective {
    /// Nash: the product of gains, each to the power of its party's weight, weights in lowest terms.
    Product(Natural),
    /// Kalai–Smorodinsky: the smallest share.
    Share(Share),
    /// Egalitarian: the smallest gain.
    Gain(i64),
    /// Utilitarian: the sum.
    Sum(i128),
}

impl PartialOrd for Objective {
    /// Objectives of different solutions do not compare.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Product(a), Self::Product(b)) => Some(a.cmp(b)),
            (Self::Share(a), Self::Share(b)) => Some(a.cmp(b)),
            (Self::Gain(a), Self::Gain(b)) => Some(a.cmp(b)),
            (Self::Sum(a), Self::Sum(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// A package and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Per term the option.
    pub options: Vec<usize>,
    /// Per party.
    pub worth: Vec<i64>,
}

/// What one solution singles out.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What the package attains.
    pub value: Objective,
    /// No package attains more.
    pub bound: Objective,
    /// Whether no package is better: `value` meets `bound`, and where the solution goes on to compare second
    /// smallest gains or shares, these are largest, too.
    pub proved: bool,
    /// One package that attains it. Of several worths that tie: the one whose smallest gain is largest,
    /// then the second smallest and so on, then that of the first parties.
    pub package: Package,
    /// What it adds to no deal, per party.
    pub gains: Vec<i64>,
    /// The worths that the solution singles out.
    pub ties: Ties,
    /// What gains are shares of: for Kalai–Smorodinsky the largest gain per party at any acceptable package.
    pub largest_gains: Vec<i64>,
    /// Parties that have no share, because they can gain nothing.
    pub left_out: Vec<usize>,
    /// What could be had by mixing packages.
    pub lottery: Option<Lottery>,
}

/// Distinct worths that attain the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// How many were found.
    pub count: usize,
    /// Whether there are no others.
    pub is_complete: bool,
    /// The first ones, each with one package.
    pub listed: Vec<Package>,
}

/// Packages mixed by probability, or parts of terms split: the solution over all such mixtures, as near as
/// floating numbers come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lottery {
    /// What is expected per party.
    pub worth: Vec<f64>,
    /// Packages with their probabilities, all of them together one.
    pub parts: Vec<(f64, Package)>,
}

/// Parties that can gain together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gainers {
    /// Them.
    pub parties: Vec<usize>,
    /// An efficient package where they do and nobody loses; efficient as far as the budget allowed.
    pub package: Package,
}

/// The answer of one solution.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It singles out something.
    Found(Box<Found>),
    /// No package is acceptable to all. Proved.
    Empty,
    /// Nash: no package is better for all, so all products are zero. Proved.
    NoneBetter {
        /// The maximal sets of parties that can gain together, in order.
        gainers: Vec<Gainers>,
        /// Whether these are all.
        is_complete: bool,
    },
    /// The budget ended before a package was found that is acceptable to all (Nash: better for all).
    Unknown {
        /// No package attains more, if that is known.
        bound: Option<Objective>,
    },
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// [`crate::Problem::is_sound`] does not hold.
    Unsound,
    /// These parties do not say what no deal is worth.
    NoDeal(Vec<usize>),
    /// The weights of an asymmetric solution are not one per party, not all positive or too large.
    Weights,
    /// Too many terms hang together.
    Table(crate::frontier::Halt),
}
