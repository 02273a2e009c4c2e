//! Genuine or illusion: does capability change, could anyone see a breach, how fast can it be undone.
//!
//! Three facts for each side of a package, never one score. The conditions that make them columns
//! stand in `predicate/empty.rs`.

pub use crate::predicate::empty::{controls, empty_for, genuine};

use crate::deals::{LISTED, Smallest, column, smallest};
use crate::predicate::signers_stand;
use crate::preference::Verdict;
use crate::table::PackageTable;
use detente_scenario::model::{Kind, Seen, Undo};
use detente_scenario::{Expr, NamedId, OptionId, Package, PartyId, Predicate, Standing, TermId};

/// The answer to *genuine or illusion?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {
    /// Deals, in order.
    pub deals: u64,
    /// Deals without any change of capability that could be seen.
    pub illusions: u64,
    /// Deals under any weights, and the illusions among them.
    pub sure: (u64, u64),
    /// The smallest deals of all.
    pub smallest: Smallest,
    /// The smallest deals with a change of capability that can be seen.
    pub smallest_genuine: Smallest,
    /// Per party, the number of deals that are empty for it; in file order.
    pub empty_for: Vec<(PartyId, u64)>,
    /// The named packages, in file order.
    pub packages: Vec<(NamedId, PackageFacts)>,
}

/// What a package is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFacts {
    /// Whether some change of capability can be seen.
    pub genuine: bool,
    /// The sides that control something or have something controlled by others: each party that is
    /// no agent of another, in file order.
    pub sides: Vec<SideFacts>,
}

/// What one side gives and gets in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideFacts {
    /// The principal, or the party that is its own.
    pub party: PartyId,
    /// The changes in terms that the side controls, alone or with others.
    pub gives: Vec<Change>,
    /// The changes in all other terms.
    pub gets: Vec<Change>,
    /// Whether the package is empty for this side.
    pub empty: bool,
    /// How the side and its agents compare with no deal what is left when every change it gets that
    /// does not count is struck out. What is left need not be a possible package.
    pub hard_value: Vec<(PartyId, Verdict)>,
}

/// One change of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// In which term.
    pub term: TermId,
    /// To which option.
    pub to: OptionId,
    /// The sort of thing that changes.
    pub kind: Option<Kind>,
    /// Who could see a breach.
    pub seen: SeenFact,
    /// How fast it can be undone.
    pub undo: Option<Undo>,
    /// Whether it is a change of capability that someone could see.
    pub counts: bool,
}

/// Who could see a breach of a change in a given package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SeenFact {
    /// Anyone, from outside.
    Outside,
    /// Whoever the package lets in: the condition in the file is met.
    Inspector,
    /// Nobody: the package does not meet the condition in the file.
    NotInThisPackage,
    /// Nobody, in any package.
    Nobody,
    /// The file does not say; counted as nobody.
    NotStated,
}

impl SeenFact {
    /// Whether a breach could be seen.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        matches!(self, Self::Outside | Self::Inspector)
    }
}

/// Answers *genuine or illusion?* Cost: a few columns, and the named packages one by one.
#[must_use]
pub fn empty(table: &PackageTable<'_>) -> Empty {
    let scenario = table.scenario();
    let predicate = |predicate| column(table, &Expr::Predicate(predicate));
    let deal = predicate(Predicate::Deal);
    let sure = column(table, &signers_stand(Standing::SurelyBetter, &table.case().signers));
    let counting = predicate(Predicate::Genuine);
    let mut genuine = deal.clone();
    genuine.and(&counting);
    let packages = (0..scenario.packages.len()).map(NamedId::new);
    Empty {
        deals: deal.count() as u64,
        illusions: (deal.count() - genuine.count()) as u64,
        sure: (sure.count() as u64, (sure.count() - sure.count_and(&counting)) as u64),
        smallest: smallest(table, &deal, LISTED),
        smallest_genuine: smallest(table, &genuine, LISTED),
        empty_for: scenario
            .party_ids()
            .map(|p| (p, predicate(Predicate::Empty(p)).count_and(&deal) as u64))
            .collect(),
        packages: packages
            .map(|named| (named, package_facts(table, &scenario.named(named).package)))
            .collect(),
    }
}

/// The three facts for each side of `package`, possible or not.
#[must_use]
pub fn package_facts(table: &PackageTable<'_>, package: &[OptionId]) -> PackageFacts {
    let scenario = table.scenario();
    let changes: Vec<Change> =
        scenario.changes(package).into_iter().map(|term| change(table, package, term)).collect();
    let heads = scenario.party_ids().filter(|&p| scenario.party(p).negotiates_for.is_none());
    let sides = heads.map(|party| {
        let (gives, gets): (Vec<Change>, Vec<Change>) =
            changes.iter().partition(|change| controls(scenario, party, change.term));
        let mut rest: Package = package.to_vec();
        for change in gets.iter().filter(|change| !change.counts) {
            rest[change.term.index()] = scenario.term(change.term).now;
        }
        SideFacts {
            party,
            empty: !gives.is_empty() && !gets.iter().any(|change| change.counts),
            hard_value: scenario
                .side(party)
                .into_iter()
                .map(|member| (member, table.verdict(member, &rest)))
                .collect(),
            gives,
            gets,
        }
    });
    PackageFacts { genuine: changes.iter().any(|change| change.counts), sides: sides.collect() }
}

fn change(table: &PackageTable<'_>, package: &[OptionId], id: TermId) -> Change {
    let scenario = table.scenario();
    let term = scenario.term(id);
    let to = package[id.index()];
    let option = &term.options[to.index()];
    let seen = match &option.seen {
        None => SeenFact::NotStated,
        Some(Seen::Nobody) => SeenFact::Nobody,
        Some(Seen::Outside) => SeenFact::Outside,
        Some(Seen::If(condition)) if scenario.holds(&condition.expr, package) => {
            SeenFact::Inspector
        }
        Some(Seen::If(_)) => SeenFact::NotInThisPackage,
    };
    let counts = term.kind == Some(Kind::Capability) && seen.is_seen();
    Change { term: id, to, kind: term.kind, seen, undo: option.undo, counts }
}
