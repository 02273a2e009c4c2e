//! What is answered about a package: with which types it holds, and how far each goes.

use super::chance::Chance;
use crate::hold::worths::Undefined;
use crate::hold::{Way, members};
use crate::preference::ActiveLine;
use detente_hold::Ratio;
use detente_hold::belief::signals::Parting;
use detente_hold::roadmap::Slack;
use detente_scenario::{NamedId, Package, PartyId, RuleId};

/// What was asked about a package.
#[derive(Clone, Debug, PartialEq)]
pub struct OfPackage {
    /// Its name in the file, if it has one.
    pub named: Option<NamedId>,
    /// The package.
    pub package: Package,
    /// The answer.
    pub answer: Result<Prospects, Unasked>,
}

/// Why nothing is said of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// It changes nothing.
    Nothing,
    /// These rules forbid it.
    Impossible(Vec<RuleId>),
    /// It takes more steps than this.
    Steps(usize),
    /// There are more types than this.
    Types(usize),
}

/// For whom a package can be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospects {
    /// Its steps.
    pub way: Way,
    /// How it is judged.
    pub level: Level,
    /// Of the file as it stands.
    pub own: Found,
    /// Per party with types and type, the other parties as the file says.
    pub alone: Vec<Vec<Found>>,
    /// How the types of several parties are combined.
    pub combined: Combined,
    /// Per combination of types, one per party, what was found; of one party alone the same as [`Self::alone`]. Empty if
    /// parties are looked at alone.
    pub combinations: Vec<(Vec<usize>, Found)>,
    /// How probable it is that it holds: of all parties together, or of each party alone. Absent if of some party nothing can be said.
    pub chances: Vec<Option<Chance>>,
    /// The order that is followed, as masks of steps.
    pub order: Vec<u32>,
    /// Whose order that is.
    pub order_of: OrderOf,
    /// Per party with types how far its types go.
    pub walked: Vec<Walked>,
}

/// How a package is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// By what steps are worth.
    Worths,
    /// By ranks, because worths do not exist or do not add up.
    Ranks(Undefined),
}

/// How the types of several parties are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combined {
    /// Only one party has types.
    One,
    /// Every combination is looked at; the posteriors multiply.
    Together,
    /// There would be too many: each party alone, the others as the file says.
    Apart,
}

/// Whether an order holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Whether; absent if nobody knows.
    pub holds: Option<bool>,
    /// The order: one that holds, or by worths the best, if there is one.
    pub order: Option<Vec<u32>>,
    /// Its tightest point if it holds by worths; where it first fails if it does not hold.
    pub point: Option<Point>,
}

/// Whose order is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderOf {
    /// It holds for the file as it stands.
    File,
    /// It does not, but for these types, one per party: the most probable of those for which an order holds. Of parties that are
    /// looked at alone only one has a type here.
    Types(Vec<Option<usize>>),
    /// No order holds for anybody: the best for the file as it stands.
    Best,
    /// Not even that exists: the steps one by one.
    Steps,
}

/// A place on the way where somebody could leave, or does.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What is done there.
    pub done: u32,
    /// Who; absent if rules forbid what is reached.
    pub party: Option<PartyId>,
    /// How.
    pub sort: Sort,
    /// The steps that it refuses, shams or takes back.
    pub steps: Vec<usize>,
    /// By worths what is left of its stake.
    pub slack: Option<Slack>,
    /// By ranks the line that decides.
    pub line: Option<ActiveLine>,
    /// The rules that forbid it.
    pub broken: Vec<RuleId>,
}

/// How somebody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It refuses steps.
    Refuse,
    /// It shams steps.
    Sham,
    /// It takes a step back.
    Revoke,
    /// It would rather have a breakdown than the finished deal.
    Quit,
    /// A breakdown would leave it worse than no deal.
    Exposed,
    /// Rules forbid what is reached.
    Impossible,
}

/// How far the types of a party go along an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Walked {
    /// Per type.
    pub went: Vec<Went>,
    /// The stages that tell them apart, the first one most; absent if nothing can be said of the party.
    pub partings: Option<Vec<Parting>>,
    /// Per parting how probable it then is that the deal holds: over the types of the other parties, or with these as the file
    /// says if parties are looked at alone. Absent where nobody knows.
    pub holds_after: Vec<Option<Ratio>>,
    /// Per parting an event that has happened and says that a step of that stage was taken or found in order, by its place in
    /// the file: then what the file says of the types that stop there does not fit what happened.
    pub taken: Vec<Option<usize>>,
}

/// How far a type goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Went {
    /// The stages that it takes before it leaves; all if it never does.
    pub taken: usize,
    /// Where and how it leaves.
    pub stop: Option<Stop>,
    /// Where another party first would.
    pub others: Option<Stop>,
}

/// Where somebody leaves an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// After how many stages.
    pub at: usize,
    /// How.
    pub point: Point,
}

impl Prospects {
    /// The steps of a stage of the order that is followed.
    #[must_use]
    pub fn stage(&self, at: usize) -> Vec<usize> {
        self.order.get(at).map(|&stage| members(stage).collect()).unwrap_or_default()
    }
}
