//! Coalitions: could several parties together leave a package, to the good of all of them?
//!
//! **Definitions** (Inohara & Hipel 2008; Kilgour, Hipel, Fang & Peng 2001). N are the decision
//! makers, H a coalition of them. H reaches what sequences of its members' moves lead to, moves of
//! jointly controlled terms included where H has all their controllers. A *coalition improvement* of H
//! from s is a package that H reaches and that all its members prefer to s. s is stable for H
//!
//! - under CR iff there is none;
//! - under CGMR iff from every one the parties outside H reach a package that not all of H prefer to s;
//! - under CSMR iff besides H reaches from there no package that all of H prefer to s;
//! - under CSEQ iff as under CGMR, where the outsiders go by *class improvements*: each step is a
//!   coalition improvement of some coalition among them.
//!
//! A package is coalitionally stable iff it is stable for every coalition, single parties included.
//!
//! **For one package** (`Coalition::view`) everything is a set of rows: those that all of H prefer to
//! s, those from which outsiders reach others, and so on; a few passes over the rows.
//!
//! **For all packages** ([`stable_for`]), where every move can be taken back, H reaches one component of
//! the rows from each of them, and s is unstable iff some s1 of its component has, for every member,
//! min(rank, worst that outsiders can do) above the member's rank of s; the vectors are told apart by
//! `Peel`. CSMR of several members, and one-way moves, are decided package by package, for tables of at
//! most [`ONE_BY_ONE`] packages.

use super::change::distance;
use super::paths::Way;
use super::peel::Peel;
use super::reach::Steps;
use crate::bits::Bits;
use crate::moves::{Groups, components, decision_makers};
use crate::parallel;
use crate::predicate::stable::{Base, Reply, least_in_groups, worst};
use crate::table::PackageTable;
use detente_scenario::{Concept, PartyId, Predicate};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::OnceLock;

/// Most packages of a table in which all are decided one by one.
pub const ONE_BY_ONE: usize = 1 << 12;

/// How many times as many rows as there are may be looked at before all are looked at once.
const PASSES: usize = 4;

/// Most decision makers all of whose coalitions are looked at; of more, the pairs and all together.
pub const ALL_COALITIONS: usize = 6;

/// A concept of coalition stability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CoalitionConcept {
    /// No improvement for all members.
    Cr,
    /// Every such improvement can be answered so that not all members still gain.
    Cgmr,
    /// … and the coalition has no way out.
    Csmr,
    /// … where the answers are improvements for those who make them, alone or as coalitions.
    Cseq,
}

impl CoalitionConcept {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cr, Self::Cgmr, Self::Csmr, Self::Cseq];

    /// Its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cr => "CR",
            Self::Cgmr => "CGMR",
            Self::Csmr => "CSMR",
            Self::Cseq => "CSEQ",
        }
    }
}

/// Per concept whether a package is stable for a coalition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoalitionStands {
    /// Under CR.
    pub cr: bool,
    /// Under CGMR.
    pub cgmr: bool,
    /// Under CSMR.
    pub csmr: bool,
    /// Under CSEQ; absent where one-way moves and a large table leave it undecided.
    pub cseq: Option<bool>,
}

/// How a coalition stands at a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionView {
    /// Its members, in file order.
    pub members: Vec<PartyId>,
    /// How many packages it could reach that all its members prefer.
    pub improvements: u64,
    /// Of these the one with the fewest changes from the package, and the shortest way there.
    pub nearest: Option<(usize, Way)>,
    /// Whether the package is stable for it.
    pub stands: CoalitionStands,
}

/// The coalitions of two or more decision makers, smaller ones first, then in file order. Of more than
/// [`ALL_COALITIONS`] decision makers only the pairs and all together.
#[must_use]
pub fn coalitions(table: &PackageTable<'_>) -> Vec<Vec<PartyId>> {
    let parties = decision_makers(table.scenario());
    let mut found: Vec<Vec<PartyId>> = Vec::new();
    if parties.len() <= ALL_COALITIONS {
        found = subsets(&parties).into_iter().filter(|members| members.len() > 1).collect();
    } else {
        for (at, &first) in parties.iter().enumerate() {
            found.extend(parties[at + 1..].iter().map(|&second| vec![first, second]));
        }
        found.push(parties);
    }
    found.sort_by_key(Vec::len);
    found
}

/// The nonempty subsets of `parties`.
fn subsets(parties: &[PartyId]) -> Vec<Vec<PartyId>> {
    let members = |set: usize| {
        let chosen = parties.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
        chosen.map(|(_, &party)| party).collect()
    };
    (1..1usize << parties.len()).map(members).collect()
}

/// A coalition, with all that is needed to judge packages for it.
pub(super) struct Coalition<'t> {
    table: &'t PackageTable<'t>,
    members: Vec<PartyId>,
    ranks: Vec<&'t [u32]>,
    inside: Movers<'t>,
    outside: Movers<'t>,
    /// The coalitions among those outside.
    classes: Option<Vec<Class<'t>>>,
}

/// A coalition that may answer, with what it reaches.
struct Class<'t> {
    ranks: Vec<&'t [u32]>,
    reach: Reach,
    /// The rows of every component, where every move can be taken back.
    members: OnceLock<Components>,
}

impl Class<'_> {
    /// Calls `f` with every row to which the class improves from `row`, until it says so; returns how
    /// many rows were looked at.
    fn improvements(&self, row: usize, mut f: impl FnMut(usize) -> ControlFlow<()>) -> usize {
        let gains = |to: usize| self.ranks.iter().all(|ranks| ranks[to] > ranks[row]);
        let mut looked_at = 0;
        let mut look = |to: usize| {
            looked_at += 1;
            if gains(to) { f(to) } else { ControlFlow::Continue(()) }
        };
        // Whoever breaks off has found what it wanted.
        let _ = match &self.reach {
            Reach::Components(groups) => {
                let members = self.members.get_or_init(|| Components::list(groups, self.rows()));
                members.of(groups.of_row(row)).iter().try_for_each(|&to| look(to as usize))
            }
            Reach::Explicit(reached) => reached[row].ones_iter().try_for_each(look),
        };
        looked_at
    }

    fn rows(&self) -> usize {
        self.ranks.first().map_or(0, |ranks| ranks.len())
    }
}

/// The rows of every component, one after the other.
struct Components {
    first: Vec<u32>,
    rows: Vec<u32>,
}

impl Components {
    fn list(groups: &Groups, rows: usize) -> Self {
        let (first, rows) = groups.list(rows);
        Self { first, rows }
    }

    fn of(&self, component: usize) -> &[u32] {
        &self.rows[self.first[component] as usize..self.first[component + 1] as usize]
    }
}

/// The movers on one side, with the components of the rows if they can take back every move.
struct Movers<'t> {
    steps: Steps<'t>,
    components: Option<Groups>,
}

impl<'t> Movers<'t> {
    fn new(steps: Steps<'t>, rows: usize) -> Self {
        let components = steps.is_reversible().then(|| components(rows, &steps.groups()));
        Self { steps, components }
    }

    /// The rows reached from `row`, itself included.
    fn reach(&self, row: usize, rows: usize) -> Vec<usize> {
        let Some(components) = &self.components else {
            return self
                .steps
                .walk(row, false, |_| false)
                .order
                .iter()
                .map(|&to| to as usize)
                .collect();
        };
        let own = components.of_row(row);
        let mut reached = Vec::new();
        components.for_each(0..rows, |to, component| {
            if component == own {
                reached.push(to);
            }
        });
        reached
    }

    /// The rows from which some row of `set` is reached, `set` included.
    fn back(&self, set: &Bits) -> Bits {
        let Some(components) = &self.components else { return self.steps.back(set) };
        let mut met = vec![false; components.count()];
        set.ones_iter().for_each(|row| met[components.of_row(row)] = true);
        let mut found = set.clone();
        components.for_each(0..set.len(), |row, component| {
            if met[component] {
                found.set(row);
            }
        });
        found
    }
}

/// What a coalition reaches from every row.
enum Reach {
    /// Whatever lies in the same component: every move can be taken back.
    Components(Groups),
    /// One column per row.
    Explicit(Vec<Bits>),
}

impl Reach {
    /// What `steps` reach; nothing if that would be too much to write down.
    fn of(steps: &Steps<'_>, rows: usize) -> Option<Self> {
        if steps.is_reversible() {
            return Some(Self::Components(components(rows, &steps.groups())));
        }
        (rows <= ONE_BY_ONE).then(|| {
            Self::Explicit(parallel::map(rows, |row| {
                let mut reached = Bits::zeros(rows);
                let walk = steps.walk(row, false, |_| false);
                walk.order.iter().for_each(|&to| reached.set(to as usize));
                reached
            }))
        })
    }
}

impl<'t> Coalition<'t> {
    pub(super) fn new(table: &'t PackageTable<'t>, members: &[PartyId]) -> Self {
        let mut others = decision_makers(table.scenario());
        others.retain(|party| !members.contains(party));
        let ranks = |parties: &[PartyId]| -> Vec<&'t [u32]> {
            parties.iter().map(|&party| table.ranks(party).as_slice()).collect()
        };
        let inside = |parties: &[PartyId]| Steps::inside(table, parties);
        let rows = table.rows().len();
        // Beyond, there are too many coalitions among the others.
        let asked = if others.len() <= ALL_COALITIONS { subsets(&others) } else { Vec::new() };
        let class = |parties: &Vec<PartyId>| {
            let reach = Reach::of(&inside(parties), rows)?;
            Some(Class { ranks: ranks(parties), reach, members: OnceLock::new() })
        };
        let classes = asked.iter().map(class).collect::<Option<Vec<_>>>();
        Self {
            table,
            members: members.to_vec(),
            ranks: ranks(members),
            inside: Movers::new(inside(members), rows),
            outside: Movers::new(inside(&others), rows),
            classes: classes.filter(|_| others.len() <= ALL_COALITIONS),
        }
    }

    /// Whether all members prefer row `a` to row `b`.
    fn prefer(&self, a: usize, b: usize) -> bool {
        self.ranks.iter().all(|ranks| ranks[a] > ranks[b])
    }

    /// How the coalition stands at the package in `row`. Cost: a few passes over the rows per mover.
    pub(super) fn view(&self, row: usize) -> CoalitionView {
        let rows = self.table.rows().len();
        let mut better = self.inside.reach(row, rows);
        better.retain(|&to| self.prefer(to, row));
        let nearest = better.iter().copied().min_by_key(|&to| (distance(self.table, row, to), to));
        let nearest = nearest.and_then(|to| {
            let walk = self.inside.steps.walk(row, false, |at| at == to);
            Some((to, Way { moves: walk.way(self.table, to)? }))
        });
        let stands = if better.is_empty() {
            CoalitionStands { cr: true, cgmr: true, csmr: true, cseq: Some(true) }
        } else {
            let preferred = Bits::from_fn(rows, |to| self.prefer(to, row));
            let all_in = |set: &Bits| better.iter().all(|&to| set.get(to));
            let mut deterring = preferred.clone();
            let cgmr = all_in(&self.outside.back(deterring.not()));
            // Where the coalition could still go on to something that all its members prefer.
            let mut no_way_out = self.inside.back(&preferred);
            let csmr = cgmr && all_in(&self.outside.back(no_way_out.not()));
            let cseq =
                if cgmr { self.answered(&better, &preferred, PASSES * rows) } else { Some(false) };
            CoalitionStands { cr: false, cgmr, csmr, cseq }
        };
        CoalitionView {
            members: self.members.clone(),
            improvements: better.len() as u64,
            nearest,
            stands,
        }
    }

    /// Whether from each of `better` class improvements of the outsiders lead to a row that is not
    /// `preferred`: what they lead to is followed from each of `better`, or, if more than `budget` rows
    /// would have to be looked at, backwards from all rows that are not preferred.
    fn answered(&self, better: &[usize], preferred: &Bits, mut budget: usize) -> Option<bool> {
        for &row in better {
            match self.answered_at(row, preferred, &mut budget) {
                Some(Some(true)) => {}
                Some(answer) => return answer,
                None => return self.answered_by_classes(better, preferred),
            }
        }
        Some(true)
    }

    /// Whether from `row` class improvements lead to a row that is not `preferred`; nothing if too
    /// many rows would have to be looked at.
    fn answered_at(
        &self,
        row: usize,
        preferred: &Bits,
        budget: &mut usize,
    ) -> Option<Option<bool>> {
        let Some(classes) = &self.classes else { return Some(None) };
        let mut seen = FxHashSet::default();
        let mut waiting = VecDeque::from([row]);
        while let Some(at) = waiting.pop_front() {
            for class in classes {
                let mut deterred = false;
                let looked_at = class.improvements(at, |to| {
                    if !preferred.get(to) {
                        deterred = true;
                        return ControlFlow::Break(());
                    }
                    if seen.insert(to) {
                        waiting.push_back(to);
                    }
                    ControlFlow::Continue(())
                });
                if deterred {
                    return Some(Some(true));
                }
                *budget = budget.checked_sub(looked_at)?;
            }
        }
        Some(Some(false))
    }

    /// The same backwards.
    fn answered_by_classes(&self, better: &[usize], preferred: &Bits) -> Option<bool> {
        let classes = self.classes.as_ref()?;
        let rows = preferred.len();
        // Rows are settled once a deterring row is known to be reached from them.
        let mut open = preferred.clone();
        let mut left = better.iter().filter(|&&to| open.get(to)).count();
        let mut peels: Vec<_> = classes.iter().map(|class| Sources::new(class, &open)).collect();
        let mut waiting: Vec<u32> = (0..rows as u32).filter(|&t| !open.get(t as usize)).collect();
        let asked = {
            let mut asked = Bits::zeros(rows);
            better.iter().for_each(|&to| asked.set(to));
            asked
        };
        while left > 0 {
            let Some(row) = waiting.pop() else { return Some(false) };
            for (class, sources) in classes.iter().zip(&mut peels) {
                sources.take(class, row as usize, &mut |from| {
                    if open.get(from) {
                        open.clear(from);
                        left -= usize::from(asked.get(from));
                        waiting.push(from as u32);
                    }
                });
            }
        }
        Some(true)
    }

    /// Per member and row the worst that outsiders can do from there: by any moves, or by class
    /// improvements.
    fn worst(&self, concept: CoalitionConcept) -> Option<Vec<Vec<u32>>> {
        let rows = self.table.rows().len();
        let of = |(at, &ranks): (usize, &&'t [u32])| {
            let mut found = ranks.to_vec();
            match concept {
                CoalitionConcept::Cr => {}
                CoalitionConcept::Cgmr => match &self.outside.components {
                    Some(together) => {
                        let least = least_in_groups(ranks, together);
                        together.for_each(0..rows, |row, group| found[row] = least[group]);
                    }
                    None => {
                        let replies: Vec<Reply<'_>> = self.outside.steps.replies();
                        let levels = self.table.ranks(self.members[at]).levels();
                        worst(rows, &Base::Rows(ranks), levels, &replies, |row, value| {
                            found[row] = value
                        });
                    }
                },
                CoalitionConcept::Cseq => self.worst_by_classes(ranks, &mut found)?,
                CoalitionConcept::Csmr => return None,
            }
            Some(found)
        };
        self.ranks.iter().enumerate().map(of).collect()
    }

    fn worst_by_classes(&self, ranks: &[u32], found: &mut [u32]) -> Option<()> {
        let classes = self.classes.as_ref()?;
        let mut order: Vec<u32> = (0..ranks.len() as u32).collect();
        order.sort_by_key(|&row| ranks[row as usize]);
        let mut open = Bits::ones(ranks.len());
        let mut peels: Vec<_> = classes.iter().map(|class| Sources::new(class, &open)).collect();
        for row in order {
            if !open.get(row as usize) {
                continue;
            }
            let value = ranks[row as usize];
            open.clear(row as usize);
            let mut waiting = vec![row as usize];
            while let Some(row) = waiting.pop() {
                found[row] = value;
                for (class, sources) in classes.iter().zip(&mut peels) {
                    sources.take(class, row, &mut |from| {
                        if open.get(from) {
                            open.clear(from);
                            waiting.push(from);
                        }
                    });
                }
            }
        }
        Some(())
    }
}

/// The rows from which a class could still improve to something.
enum Sources {
    /// Per component what is left of it.
    Components(Vec<Option<Peel>>),
    /// All rows are asked each time.
    Explicit,
}

impl Sources {
    fn new(class: &Class<'_>, open: &Bits) -> Self {
        let Reach::Components(groups) = &class.reach else { return Self::Explicit };
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); groups.count()];
        for row in open.ones_iter() {
            rows[groups.of_row(row)].push(row as u32);
        }
        let peel = |rows: Vec<u32>| (!rows.is_empty()).then(|| Peel::below(&rows, &class.ranks));
        Self::Components(rows.into_iter().map(peel).collect())
    }

    /// Reports the rows, each once or oftener, from which the class improves to `row`.
    fn take(&mut self, class: &Class<'_>, row: usize, report: &mut impl FnMut(usize)) {
        match (self, &class.reach) {
            (Self::Components(peels), Reach::Components(groups)) => {
                if let Some(peel) = &mut peels[groups.of_row(row)] {
                    let ceiling: Vec<u32> = class.ranks.iter().map(|ranks| ranks[row]).collect();
                    peel.take(&ceiling, report);
                }
            }
            (_, Reach::Explicit(reached)) => {
                let gains = |from: &usize| {
                    reached[*from].get(row)
                        && class.ranks.iter().all(|ranks| ranks[row] > ranks[*from])
                };
                (0..reached.len()).filter(gains).for_each(report);
            }
            (Self::Explicit, Reach::Components(_)) => {}
        }
    }
}

/// The packages that are stable for the coalition `members` under `concept`; nothing if the table is
/// too large for it (more than [`ONE_BY_ONE`] packages, and one-way moves or CSMR).
///
/// Cost: for one party that of its column; else where every move can be taken back about that of one
/// look-up per package in a tree of its component, for CSEQ per coalition outside; else all packages
/// times all packages.
#[must_use]
pub fn stable_for<'t>(
    table: &'t PackageTable<'t>,
    members: &[PartyId],
    concept: CoalitionConcept,
) -> Option<Bits> {
    if let [party] = members {
        let single = match concept {
            CoalitionConcept::Cr => Some(Concept::R),
            CoalitionConcept::Cgmr => Some(Concept::Gmr),
            CoalitionConcept::Csmr => Some(Concept::Smr),
            CoalitionConcept::Cseq => None,
        };
        // Joint terms move among outsiders too, which the columns of single parties do not look at.
        let joint = table.scenario().terms.iter().any(|term| term.by.len() > 1);
        if let (Some(single), false) = (single, joint && concept != CoalitionConcept::Cr) {
            let predicate = Predicate::Stable(*party, single);
            return table
                .column(&detente_scenario::Expr::Predicate(predicate))
                .ok()
                .map(|c| (*c).clone());
        }
    }
    let coalition = Coalition::new(table, members);
    let rows = table.rows().len();
    if let (Some(own), false) = (&coalition.inside.components, concept == CoalitionConcept::Csmr) {
        return coalition.stable_by_vectors(own, concept);
    }
    if rows > ONE_BY_ONE {
        return None;
    }
    let stands = parallel::map(rows, |row| {
        let stands = coalition.view(row).stands;
        match concept {
            CoalitionConcept::Cr => Some(stands.cr),
            CoalitionConcept::Cgmr => Some(stands.cgmr),
            CoalitionConcept::Csmr => Some(stands.csmr),
            CoalitionConcept::Cseq => stands.cseq,
        }
    });
    let stands: Vec<bool> = stands.into_iter().collect::<Option<_>>()?;
    Some(Bits::from_fn(rows, |row| stands[row]))
}

impl Coalition<'_> {
    fn stable_by_vectors(&self, own: &Groups, concept: CoalitionConcept) -> Option<Bits> {
        let rows = self.table.rows().len();
        let worst = self.worst(concept)?;
        let (first, listed) = own.list(rows);
        let mut stable = Bits::ones(rows);
        for ends in first.windows(2) {
            let group = &listed[ends[0] as usize..ends[1] as usize];
            let mut peel = Peel::below(group, &self.ranks);
            let vector = |row: u32| -> Vec<u32> {
                let row = row as usize;
                self.ranks
                    .iter()
                    .zip(&worst)
                    .map(|(ranks, worst)| ranks[row].min(worst[row]))
                    .collect()
            };
            let mut vectors: Vec<Vec<u32>> = group.iter().map(|&row| vector(row)).collect();
            // Those that are high everywhere first: they leave little to ask for.
            vectors.sort_by_cached_key(|vector| {
                std::cmp::Reverse(vector.iter().map(|&value| u64::from(value)).sum::<u64>())
            });
            vectors.dedup();
            for vector in &vectors {
                peel.take(vector, &mut |row| stable.clear(row));
            }
        }
        Some(stable)
    }
}

/// How every coalition of two or more stands at the package in `row`.
#[must_use]
pub fn views<'t>(table: &'t PackageTable<'t>, rows: &[usize]) -> Vec<Vec<CoalitionView>> {
    let members = coalitions(table);
    let coalitions: Vec<Coalition<'_>> =
        parallel::map(members.len(), |at| Coalition::new(table, &members[at]));
    parallel::map(rows.len(), |at| {
        coalitions.iter().map(|coalition| coalition.view(rows[at])).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Limits};

    #[test]
    fn answers_are_the_same_forwards_and_backwards() {
        let source = include_bytes!("../../../../examples/hanoi-2019.toml");
        let scenario = detente_scenario::load(source).scenario.expect("the example is sound");
        let limits = Limits::default();
        let table = PackageTable::build(Case::of(&scenario), &limits).expect("it fits");
        let rows = table.rows().len();
        let (mut yes, mut no) = (0, 0);
        for members in coalitions(&table) {
            let coalition = Coalition::new(&table, &members);
            for row in (0..rows).step_by(48_001) {
                let mut better = coalition.inside.reach(row, rows);
                better.retain(|&to| coalition.prefer(to, row));
                if better.is_empty() {
                    continue;
                }
                let preferred = Bits::from_fn(rows, |to| coalition.prefer(to, row));
                let forwards = coalition.answered(&better, &preferred, usize::MAX);
                let backwards = coalition.answered_by_classes(&better, &preferred);
                assert_eq!(forwards, backwards, "{members:?} {row}");
                yes += u32::from(forwards == Some(true));
                no += u32::from(forwards == Some(false));
            }
        }
        assert!(yes > 10 && no > 10, "{yes} {no}");
    }
}
