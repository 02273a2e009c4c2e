//! The validated scenario: every name resolved, every list in file order.

use crate::date::{AsOf, Date};
use crate::expression::{Condition, Expr, Query};
use crate::ids::{
    ClaimId, DefinitionId, NamedId, OptionId, PartyId, RuleId, SourceId, StepId, TermId, TextId,
};
use crate::number::{Amount, Decimal};
pub use crate::roadmap::{
    Bundle, Checking, Event, Falsified, Inspection, PartyType, Progress, Sign, Step, Undoing, Watch,
};
use crate::span::Span;

/// One option for every term, in the order of [`Scenario::terms`]: what the table has rows of.
pub type Package = Vec<OptionId>;

/// A scenario file that was read without an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// SHA-256 of the file's bytes, in lower-case hexadecimal; empty when redacted.
    pub digest: String,
    /// What the scenario is called.
    pub title: String,
    /// A paragraph on it.
    pub about: Option<String>,
    /// The date as of which it is read.
    pub as_of: AsOf,
    /// The dates that `robust` compares, in file order, without repetition; never empty.
    pub compare: Vec<AsOf>,
    /// Printed on every page.
    pub marking: Option<String>,
    /// What the author knows to be missing.
    pub not_modelled: Vec<String>,
    /// What a period is, in words; all worths for ever are counted over such periods.
    pub period: Option<String>,
    /// How packages are written besides; only if every term has what that needs.
    pub notation: Option<Notation>,
    /// Whoever wants something.
    pub parties: Vec<Party>,
    /// What can be settled.
    pub terms: Vec<Term>,
    /// Named conditions; each uses only conditions on terms, and no circle.
    pub definitions: Vec<Definition>,
    /// What makes a package impossible.
    pub rules: Vec<Rule>,
    /// Packages that people argue about by name.
    pub packages: Vec<NamedPackage>,
    /// How a package is carried out.
    pub steps: Vec<Step>,
    /// Which steps may be taken at the same moment.
    pub bundles: Vec<Bundle>,
    /// What parties may be, in file order of the parties and then of their types.
    pub types: Vec<PartyType>,
    /// What happened, in file order.
    pub events: Vec<Event>,
    /// Questions with the answers that their author expects.
    pub claims: Vec<Claim>,
    /// Texts that sources quote.
    pub texts: Vec<SourceText>,
    /// Dated, quoted, graded evidence.
    pub sources: Vec<Source>,
}

/// A way in which a field writes packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Notation {
    /// That of the graph model's programs: a letter `N` or `Y` for each term, the decimal number
    /// of that pattern, and the position among the possible packages; see [`crate::notation`].
    Gmcr,
}

impl Notation {
    /// Every notation, in the order of the documentation.
    pub const ALL: [Self; 1] = [Self::Gmcr];

    /// The way the file writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gmcr => "gmcr",
        }
    }
}

/// Whoever wants something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name in expressions.
    pub id: String,
    /// The name in sentences.
    pub name: String,
    /// Whether no deal comes about without it.
    pub signs: bool,
    /// The principal that it negotiates for.
    pub negotiates_for: Option<PartyId>,
    /// What it falls back on without a deal; the status quo if absent.
    pub no_deal: Option<NamedId>,
    /// What no deal is worth to it, where that is said as a number; only of a party with values, and
    /// then `no_deal` is absent.
    pub no_deal_worth: Option<Amount>,
    /// What the next period counts against this one, between 0 and 1.
    pub discount: Option<Amount>,
    /// What it wants.
    pub preference: Preference,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The ways to state what a party wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Nothing stated: the party ranks all packages together.
    Indifferent,
    /// Statements, most important first.
    Priorities(Vec<PriorityLine>),
    /// A ranking given outright.
    Ranking(Ranking),
    /// What packages are worth: the sum over these lines.
    Values(Vec<ValueLine>),
}

impl Preference {
    /// How many lines a variant can name, each with the number of its dated versions.
    #[must_use]
    pub fn versions(&self) -> Vec<usize> {
        match self {
            Self::Indifferent | Self::Ranking(_) => Vec::new(),
            Self::Priorities(lines) => lines.iter().map(|line| line.versions.len()).collect(),
            Self::Values(lines) => lines.iter().map(|line| line.versions.len()).collect(),
        }
    }

    /// When a version of a line is in force and what it rests on.
    #[must_use]
    pub fn basis(&self, line: usize, version: usize) -> Option<&Basis> {
        match self {
            Self::Indifferent | Self::Ranking(_) => None,
            Self::Priorities(lines) => Some(&lines.get(line)?.versions.get(version)?.basis),
            Self::Values(lines) => Some(&lines.get(line)?.versions.get(version)?.basis),
        }
    }
}

/// One line of a party's values: one version, or several dated ones of which at most one is in force
/// on any day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueLine {
    /// In file order, which is also the order of their dates; never empty.
    pub versions: Vec<Valuation>,
}

/// One statement of what something is worth to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valuation {
    /// What is worth how much.
    pub worth: Worth,
    /// Whether it is had once, and not for as long as it is in force: only roadmaps tell the two apart.
    pub once: bool,
    /// When it holds and what it rests on.
    pub basis: Basis,
}

/// What is worth how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// The options of a term: points times scale.
    Options {
        /// Which term.
        term: TermId,
        /// How its options compare.
        points: Points,
        /// How much the points are worth.
        scale: Scale,
    },
    /// Whatever meets a condition on terms.
    When {
        /// The condition.
        condition: Condition,
        /// What meeting it is worth, or how much of `out_of`.
        worth: Amount,
        /// Positive.
        out_of: Option<Decimal>,
    },
    /// The lines of another party, but for those on a term of which this party has a line itself.
    Like(PartyId),
}

/// How the options of a term compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Points {
    /// In points, in file order; an option that is not listed has none.
    Given(Vec<(OptionId, Amount)>),
    /// In order, best first, equally good ones together: from 1 down to 0 in equal distances. Options that
    /// are not listed tie below all groups.
    BestFirst(Vec<Vec<OptionId>>),
}

/// How much points are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A point is worth `weight`, or `weight` divided by `out_of`.
    Weight {
        /// Not negative.
        weight: Amount,
        /// Positive.
        out_of: Option<Decimal>,
    },
    /// The best option is worth so much more than the worst, measured in the middle of ranges; the
    /// worst is worth nothing.
    Swing(Amount),
}

/// One line of a party's priorities: one version, or several dated ones of which at most one is
/// in force on any day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorityLine {
    /// In file order, which is also the order of their dates; never empty.
    pub versions: Vec<Priority>,
}

/// One preference statement of one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// What the party wants to be true of a package.
    pub expr: Expr,
    /// How the author put it.
    pub statement: Statement,
    /// Whether it outweighs all that follows in every reading.
    pub red_line: bool,
    /// When it holds and what it rests on.
    pub basis: Basis,
}

/// How a priority was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `wants = 'X'`.
    Wants(Condition),
    /// `refuses = 'X'`: wants not X.
    Refuses(Condition),
    /// `gives = 'X'`, `only_for = 'Y'`: wants X implies Y.
    Gives {
        /// What is given.
        gives: Condition,
        /// What it is given for.
        only_for: Condition,
    },
}

/// When a rule or a priority is in force and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// First day in force.
    pub from: Option<Date>,
    /// Last day in force.
    pub until: Option<Date>,
    /// The evidence.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where the line stands.
    pub span: Span,
}

/// A ranking given outright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Groups of equally good packages, best first. A package belongs to the first group of which
    /// it meets a condition; packages that meet none tie below all groups.
    pub best_first: Vec<Vec<RankedSet>>,
    /// The evidence.
    pub sources: Vec<SourceId>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankedSet {
    /// A named package.
    Package(NamedId, Span),
    /// Every package that meets a condition.
    Condition(Condition),
}

/// One thing that can be settled, in two or more ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The name in expressions.
    pub id: String,
    /// The name in sentences.
    pub name: String,
    /// The parties that control it; several move it only together; none: nobody moves it.
    pub by: Vec<PartyId>,
    /// What sort of thing it is.
    pub kind: Option<Kind>,
    /// The ways to settle it, in the order that `<` and `>=` follow.
    pub options: Vec<TermOption>,
    /// The option in force now.
    pub now: OptionId,
    /// What any one of several controllers may withdraw to.
    pub fallback: Option<OptionId>,
    /// Impossible moves, as (from, to), without repetition, ascending.
    pub cannot: Vec<(OptionId, OptionId)>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What sort of thing a term settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// What a party could do to another.
    Capability,
    /// What others can see.
    Transparency,
    /// Relief from a burden.
    Relief,
    /// Where forces stand and what they do.
    Posture,
    /// What is said or written.
    Words,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Capability, Self::Transparency, Self::Relief, Self::Posture, Self::Words];

    /// The way the file writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Transparency => "transparency",
            Self::Relief => "relief",
            Self::Posture => "posture",
            Self::Words => "words",
        }
    }
}

/// One way to settle a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermOption {
    /// The name in expressions.
    pub id: String,
    /// The name in sentences.
    pub name: String,
    /// Who could see a breach of it; absent if the author did not say.
    pub seen: Option<Seen>,
    /// How fast it can be undone; absent if the author did not say.
    pub undo: Option<Undo>,
}

/// Who could see a breach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Anyone, from outside.
    Outside,
    /// Nobody.
    Nobody,
    /// Whoever this condition on the package lets in.
    If(Condition),
}

/// How fast something can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Undo {
    /// Within days.
    Days,
    /// Within weeks.
    Weeks,
    /// Within months.
    Months,
    /// Within years.
    Years,
    /// Not at all.
    Never,
}

impl Undo {
    /// Every speed, fastest first.
    pub const ALL: [Self; 5] = [Self::Days, Self::Weeks, Self::Months, Self::Years, Self::Never];

    /// The way the file writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
            Self::Never => "never",
        }
    }
}

/// A named condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name in expressions.
    pub id: String,
    /// What it stands for.
    pub condition: Condition,
}

/// What makes a package impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name, if the author gave one; rules are numbered from 1 anyway.
    pub id: Option<String>,
    /// What every possible package meets (the negation of a `forbid`).
    pub require: Expr,
    /// Whether the author wrote `forbid`.
    pub forbids: bool,
    /// As the author wrote it.
    pub condition: Condition,
    /// The reason.
    pub why: Option<String>,
    /// When it holds and what it rests on.
    pub basis: Basis,
}

/// A package that people argue about by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPackage {
    /// The name in expressions.
    pub id: String,
    /// The name in sentences.
    pub name: String,
    /// One option for every term.
    pub package: Package,
    /// The terms that the author listed, in file order, with their options.
    pub change: Vec<(TermId, OptionId)>,
    /// The evidence that it was ever proposed.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A question about the packages with the answer its author expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub id: String,
    /// In words.
    pub says: String,
    /// As a question.
    pub ask: Query,
    /// The answer its author expects.
    pub expect: Option<Expectation>,
    /// Read as of this date instead of the scenario's.
    pub as_of: Option<AsOf>,
    /// Asked of this variant of the file.
    pub variant: Variant,
    /// Where the claim was made.
    pub sources: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a claim's author expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Yes or no.
    Truth(bool),
    /// A number of packages.
    Count(u64),
}

/// A line of the file that a variant can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Line {
    /// Line `line` (from 0) of a party's priorities.
    Priority {
        /// Whose.
        party: PartyId,
        /// Which, from 0; printed from 1.
        line: usize,
    },
    /// A rule.
    Rule(RuleId),
}

/// One change of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edit {
    /// `drop kim 7`, `drop rule 3`: as if the line were not there.
    Drop(Line),
    /// `swap kim 3 4`: the two lines change places.
    Swap {
        /// Whose.
        party: PartyId,
        /// One line, from 0.
        first: usize,
        /// The other, from 0.
        second: usize,
    },
    /// `version kim 4 2`: that dated version is in force, whatever the date.
    Version {
        /// Whose.
        party: PartyId,
        /// Which line, from 0.
        line: usize,
        /// Which version, from 0.
        version: usize,
    },
}

/// The same file with some lines dropped, swapped or exchanged; the file itself if empty.
pub type Variant = Vec<Edit>;

/// A text that sources quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Its name.
    pub id: String,
    /// What it is.
    pub title: String,
    /// When it appeared.
    pub date: Date,
    /// SHA-256 of the text file's bytes, in lower-case hexadecimal.
    pub digest: Option<String>,
    /// Passages that the author read and did not use.
    pub unused: Vec<UnusedPassage>,
    /// Where it stands.
    pub span: Span,
}

/// A passage that the author read and did not use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedPassage {
    /// Its words.
    pub quote: String,
    /// The reason.
    pub why: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A dated, quoted, graded piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub id: String,
    /// When it could be known.
    pub date: Date,
    /// What it says, in the author's words.
    pub says: Option<String>,
    /// Its own words.
    pub quotes: Vec<Quote>,
    /// Where it was published.
    pub title: Option<String>,
    /// The text in which the quotations stand.
    pub text: Option<TextId>,
    /// Reliability A–F and credibility 1–6.
    pub grade: Option<Grade>,
    /// The name under which the text cites it, where that name is wrong.
    pub cited_as: Option<String>,
    /// Sources that say otherwise.
    pub contradicts: Vec<SourceId>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A source's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Where they stand in the scenario file.
    pub span: Span,
}

/// The grading of intelligence reports: reliability of the source, credibility of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    /// `A` (completely reliable) to `F` (cannot be judged).
    pub reliability: char,
    /// 1 (confirmed) to 6 (cannot be judged).
    pub credibility: u8,
}

impl Scenario {
    /// The package in force now.
    #[must_use]
    pub fn status_quo(&self) -> Package {
        self.terms.iter().map(|term| term.now).collect()
    }

    /// What `party` falls back on without a deal.
    #[must_use]
    pub fn no_deal(&self, party: PartyId) -> Package {
        match self.party(party).no_deal {
            Some(named) => self.named(named).package.clone(),
            None => self.status_quo(),
        }
    }

    /// The party `id`.
    #[must_use]
    pub fn party(&self, id: PartyId) -> &Party {
        &self.parties[id.index()]
    }

    /// The term `id`.
    #[must_use]
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// The definition `id`.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[id.index()]
    }

    /// The rule `id`.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.index()]
    }

    /// The named package `id`.
    #[must_use]
    pub fn named(&self, id: NamedId) -> &NamedPackage {
        &self.packages[id.index()]
    }

    /// The claim `id`.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The step `id`.
    #[must_use]
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id.index()]
    }

    /// The source `id`.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// Every party, in file order.
    pub fn party_ids(&self) -> impl DoubleEndedIterator<Item = PartyId> + use<> {
        (0..self.parties.len()).map(PartyId::new)
    }

    /// Every term, in file order.
    pub fn term_ids(&self) -> impl DoubleEndedIterator<Item = TermId> + use<> {
        (0..self.terms.len()).map(TermId::new)
    }

    /// The parties without which no deal comes about, in file order.
    #[must_use]
    pub fn signers(&self) -> Vec<PartyId> {
        self.party_ids().filter(|&party| self.party(party).signs).collect()
    }

    /// Whether `party` controls a term, alone or with others (a *decision maker*).
    #[must_use]
    pub fn controls_a_term(&self, party: PartyId) -> bool {
        self.terms.iter().any(|term| term.by.contains(&party))
    }

    /// Whether some other party negotiates for `party` (a *principal*).
    #[must_use]
    pub fn is_principal(&self, party: PartyId) -> bool {
        self.parties.iter().any(|other| other.negotiates_for == Some(party))
    }

    /// Whether `party` neither signs, nor controls a term, nor is a principal (*affected*).
    #[must_use]
    pub fn is_affected(&self, party: PartyId) -> bool {
        !self.party(party).signs && !self.controls_a_term(party) && !self.is_principal(party)
    }

    /// The side of `party`: itself, the principal it acts for (or it as principal), and all agents
    /// of that principal. What one of them controls, the side controls.
    #[must_use]
    pub fn side(&self, party: PartyId) -> Vec<PartyId> {
        let head = |p: PartyId| self.party(p).negotiates_for.unwrap_or(p);
        self.party_ids().filter(|&other| head(other) == head(party)).collect()
    }

    /// The terms in which `package` differs from the status quo.
    #[must_use]
    pub fn changes(&self, package: &[OptionId]) -> Vec<TermId> {
        self.term_ids().filter(|&t| package[t.index()] != self.term(t).now).collect()
    }

    /// Truth of a condition on terms for `package`, straight from the definition. Predicates over
    /// the table are not conditions on terms and count as false here.
    #[must_use]
    pub fn holds(&self, expr: &Expr, package: &[OptionId]) -> bool {
        expr.evaluate(&mut |leaf| match leaf {
            Expr::Compare(term, comparison, option) => {
                comparison.holds(package[term.index()], *option)
            }
            Expr::In(term, options) => options.contains(&package[term.index()]),
            Expr::Defined(id) => self.holds(&self.definition(*id).condition.expr, package),
            _ => false,
        })
    }
}
