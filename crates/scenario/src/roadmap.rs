//! How a deal is carried out: steps, bundles, inspections, types of parties, and what happened.

use crate::date::Date;
use crate::ids::{OptionId, PartyId, SourceId, StepId, TermId, TypeId};
use crate::model::Variant;
use crate::number::{Amount, Decimal};
use crate::span::Span;

/// A change on the way to a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub id: String,
    /// The parties that take it.
    pub by: Vec<PartyId>,
    /// What it changes, in file order.
    pub change: Vec<(TermId, OptionId)>,
    /// Whether it falls back by itself when the deal breaks down.
    pub auto: bool,
    /// How it is undone.
    pub undoing: Undoing,
    /// How a sham of it is found.
    pub checking: Checking,
    /// Periods that it takes.
    pub periods: u32,
    /// Steps that must come before it.
    pub after: Vec<StepId>,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// The evidence.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How a step is undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undoing {
    /// Which part of its lasting worth comes back, from 0 to 1; derived from the options if absent.
    pub reversal: Option<Amount>,
    /// What undoing it is worth to a party once, usually below zero; 0 to those not listed.
    pub rebuild: Vec<(PartyId, Amount)>,
    /// Periods until an answer by undoing it bites.
    pub lag: u32,
}

/// How a sham of a step is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checking {
    /// The probability that it is found before the next step; derived from the options if absent.
    pub detect: Option<Amount>,
    /// The probability per period that it is found later.
    pub hazard: Option<Amount>,
    /// The probability that the honest step is called a sham.
    pub false_alarm: Option<Amount>,
    /// What can be inspected.
    pub inspect: Option<Inspection>,
    /// How it is watched once it is taken.
    pub watch: Option<Watch>,
}

/// Items of which some are inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// How many items are declared.
    pub items: u32,
    /// How many of them a sham falsifies.
    pub falsified: Falsified,
    /// The probability that a falsified item that is inspected is recognised; certain if absent.
    pub instrument: Option<Amount>,
    /// What an item costs to inspect.
    pub cost: Option<Decimal>,
    /// What a round costs besides.
    pub visit: Option<Decimal>,
    /// The largest number of items in a round; all if absent.
    pub most: Option<u32>,
    /// The largest number of rounds before the next step; one if absent.
    pub rounds: Option<u32>,
    /// What there is to spend.
    pub budget: Option<Decimal>,
}

/// How what a step brings is watched once it is taken, against a breach in secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// In how many periods it can be broken.
    pub periods: Option<u32>,
    /// In how many of them somebody looks.
    pub visits: Option<u32>,
    /// The probability that looking finds a breach; certain if absent.
    pub detect: Option<Amount>,
    /// Where it can be broken, with what that brings whoever does.
    pub sites: Vec<(String, Amount)>,
    /// At how many sites somebody can look at a time.
    pub teams: Option<Decimal>,
}

/// How many items a sham falsifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falsified {
    /// So many.
    Items(u32),
    /// As many as it takes to divert a quantity.
    Quantity {
        /// The quantity that matters, such as the 8 kg of plutonium that count as significant.
        goal: Decimal,
        /// What one item contains.
        item: Decimal,
    },
}

/// Steps that are taken at the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Its name.
    pub id: String,
    /// Which, in file order of the bundle; at least two.
    pub steps: Vec<StepId>,
    /// Whether somebody outside releases all of them or none.
    pub escrow: bool,
    /// The evidence.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a party may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyType {
    /// Its name, among the types of its party.
    pub id: String,
    /// Whose.
    pub party: PartyId,
    /// How likely it was before the events, beside the other types of the party: shares of their sum.
    pub prior: Amount,
    /// What the file would say of a party of that type.
    pub variant: Variant,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub id: String,
    /// When.
    pub date: Date,
    /// What, in the author's words.
    pub says: Option<String>,
    /// What it tells about a party.
    pub sign: Option<Sign>,
    /// What it did to a step.
    pub progress: Option<(StepId, Progress)>,
    /// The evidence.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What an event tells about a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// About whom.
    pub about: PartyId,
    /// How likely the event was if the party is of a type.
    pub likelihood: Vec<(TypeId, Amount)>,
    /// The probability that the report carries information at all; from the grade of its sources if absent.
    pub reliability: Option<Amount>,
    /// How likely such a report is when it carries none.
    pub noise: Option<Amount>,
    /// Reports of the same origin are right or wrong together.
    pub origin: Option<String>,
}

/// What happened to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Progress {
    /// It was taken.
    Done,
    /// It was inspected and found in order.
    Inspected,
    /// It was found to be a sham.
    Failed,
    /// It was undone.
    Undone,
}

impl Progress {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Done, Self::Inspected, Self::Failed, Self::Undone];

    /// The way the file writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Inspected => "inspected",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }
}
