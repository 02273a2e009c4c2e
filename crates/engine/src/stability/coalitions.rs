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
//! s, those from which outsiders reach others, and so on; a few passes over the rows. Where every move
//! can be taken back, only what is reached is looked at, until the answer is known.
//!
//! **For all packages** ([`stable_for`]), where every move can be taken back, H reaches one component of
//! the rows from each of them, and s is unstable iff some s1 of its component has, for every member,
//! min(rank, worst that outsiders can do) above the member's rank of s; the vectors are told apart by
//! `Peel`. CSMR of several members, and one-way moves, are decided package by package, for tables of at
//! most [`ONE_BY_ONE`] packages.

use super::change::distances;
use super::paths::Way;
use super::peel::Peel;
use super::sides::{Class, Components, Side, Sides, classes, others, subsets};
use super::view::View;
use crate::bits::Bits;
use crate::moves::{Groups, decision_makers};
use crate::parallel;
use crate::predicate::stable::{Base, Reply, least_in_groups, worst};
use crate::table::PackageTable;
use detente_scenario::{Concept, PartyId, Predicate};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

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

/// A coalition, with all that is needed to judge packages for it.
pub(super) struct Coalition<'t> {
    table: &'t PackageTable<'t>,
    members: Vec<PartyId>,
    ranks: Vec<&'t [u32]>,
    inside: Arc<Side<'t>>,
    outside: Arc<Side<'t>>,
    /// The coalitions among those outside.
    classes: Option<Vec<Class<'t>>>,
}

impl<'t> Coalition<'t> {
    fn new(sides: &Sides<'t>, members: &[PartyId]) -> Self {
        let table = sides.table();
        let others = others(&decision_makers(table.scenario()), members);
        let ranks = |parties: &[PartyId]| -> Vec<&'t [u32]> {
            parties.iter().map(|&party| table.ranks(party).as_slice()).collect()
        };
        let rows = table.rows().len();
        let class = |parties: &Vec<PartyId>| Class::of(sides.get(parties), ranks(parties), rows);
        Self {
            table,
            members: members.to_vec(),
            ranks: ranks(members),
            inside: sides.get(members),
            outside: sides.get(&others),
            classes: classes(&others).and_then(|classes| classes.iter().map(class).collect()),
        }
    }

    /// Whether all members prefer row `a` to row `b`.
    fn prefer(&self, a: usize, b: usize) -> bool {
        self.ranks.iter().all(|ranks| ranks[a] > ranks[b])
    }

    /// How the coalition stands at the package in `row`. Cost: what it reaches, and what the outsiders
    /// reach from there until something deters; with one-way moves a few passes over the rows per mover.
    pub(super) fn view(&self, row: usize) -> CoalitionView {
        let mut better = self.inside.reach(row);
        better.retain(|&to| self.prefer(to, row));
        let distance = distances(self.table, row);
        let nearest = better.iter().copied().min_by_key(|&to| (distance(to), to));
        let nearest = nearest.and_then(|to| {
            let moves = match self.inside.steps.in_one_move(row, to) {
                Some(by) => vec![View::of(self.table).step(by, row, to)],
                None => {
                    let walk = self.inside.steps.walk(row, false, |at| at == to);
                    walk.way(self.table, to)?
                }
            };
            Some((to, Way { moves }))
        });
        let stands = if better.is_empty() {
            CoalitionStands { cr: true, cgmr: true, csmr: true, cseq: Some(true) }
        } else {
            let (cgmr, csmr) = match (&self.inside.components, &self.outside.components) {
                (Some(inside), Some(outside)) => {
                    self.deterred_in_components(&better, row, inside, outside)
                }
                _ => self.deterred(&better, row),
            };
            let budget = PASSES * self.table.rows().len();
            let cseq = if cgmr { self.answered(&better, row, budget) } else { Some(false) };
            CoalitionStands { cr: false, cgmr, csmr, cseq }
        };
        CoalitionView {
            members: self.members.clone(),
            improvements: better.len() as u64,
            nearest,
            stands,
        }
    }

    /// The rows that all members prefer to `row`.
    fn preferred(&self, row: usize) -> Bits {
        Bits::from_fn(self.table.rows().len(), |to| self.prefer(to, row))
    }

    /// Whether outsiders reach from each of `better` what not all members prefer to `row`, and whether
    /// what the members do not come away from to something better for all of them.
    fn deterred(&self, better: &[usize], row: usize) -> (bool, bool) {
        let preferred = self.preferred(row);
        let all_in = |set: &Bits| better.iter().all(|&to| set.get(to));
        let mut deterring = preferred.clone();
        let cgmr = all_in(&self.outside.steps.back(deterring.not()));
        let csmr = cgmr && {
            // Where the coalition could still go on to something that all its members prefer.
            let mut no_way_out = self.inside.steps.back(&preferred);
            all_in(&self.outside.steps.back(no_way_out.not()))
        };
        (cgmr, csmr)
    }

    /// The same where every move can be taken back: every component is looked at once, until it is known
    /// what is in it.
    fn deterred_in_components(
        &self,
        better: &[usize],
        row: usize,
        inside: &Components,
        outside: &Components,
    ) -> (bool, bool) {
        let mut asked: Vec<usize> = better.iter().map(|&to| outside.of.of_row(to)).collect();
        asked.sort_unstable();
        asked.dedup();
        let has = |component: usize, what: &mut dyn FnMut(usize) -> bool| {
            outside.rows_of(component).iter().any(|&at| what(at as usize))
        };
        let cgmr = asked.iter().all(|&component| has(component, &mut |at| !self.prefer(at, row)));
        // Per component of the members whether it has something that all of them prefer.
        let mut way_out: FxHashMap<usize, bool> = FxHashMap::default();
        let mut no_way_out = |at: usize| {
            let component = inside.of.of_row(at);
            !*way_out.entry(component).or_insert_with(|| {
                inside.rows_of(component).iter().any(|&to| self.prefer(to as usize, row))
            })
        };
        (cgmr, cgmr && asked.iter().all(|&component| has(component, &mut no_way_out)))
    }

    /// Whether from each of `better` class improvements of the outsiders lead to something that not all
    /// members prefer to `row`: what they lead to is followed from each of `better`, or, if more than
    /// `budget` rows would have to be looked at, backwards from all rows that are not preferred.
    fn answered(&self, better: &[usize], row: usize, mut budget: usize) -> Option<bool> {
        for &from in better {
            match self.answered_at(from, row, &mut budget) {
                Some(Some(true)) => {}
                Some(answer) => return answer,
                None => return self.answered_by_classes(better, &self.preferred(row)),
            }
        }
        Some(true)
    }

    /// Whether from `from` class improvements lead to something that not all members prefer to `row`;
    /// nothing if too many rows would have to be looked at.
    fn answered_at(&self, from: usize, row: usize, budget: &mut usize) -> Option<Option<bool>> {
        let Some(classes) = &self.classes else { return Some(None) };
        let mut seen = FxHashSet::default();
        let mut waiting = VecDeque::from([from]);
        while let Some(at) = waiting.pop_front() {
            for class in classes {
                let mut deterred = false;
                let looked_at = class.improvements(at, |to| {
                    if !self.prefer(to, row) {
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
                    Some(Components { of: together, .. }) => {
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
        let Some(Components { of: groups, .. }) = &class.side.components else {
            return Self::Explicit;
        };
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); groups.count()];
        for row in open.ones_iter() {
            rows[groups.of_row(row)].push(row as u32);
        }
        let peel = |rows: Vec<u32>| (!rows.is_empty()).then(|| Peel::below(&rows, &class.ranks));
        Self::Components(rows.into_iter().map(peel).collect())
    }

    /// Reports the rows, each once or oftener, from which the class improves to `row`.
    fn take(&mut self, class: &Class<'_>, row: usize, report: &mut impl FnMut(usize)) {
        match (self, &class.side.components) {
            (Self::Components(peels), Some(Components { of: groups, .. })) => {
                if let Some(peel) = &mut peels[groups.of_row(row)] {
                    let ceiling: Vec<u32> = class.ranks.iter().map(|ranks| ranks[row]).collect();
                    peel.take(&ceiling, report);
                }
            }
            (_, None) => {
                let reached = &class.reached;
                let gains = |from: &usize| {
                    reached[*from].get(row)
                        && class.ranks.iter().all(|ranks| ranks[row] > ranks[*from])
                };
                (0..reached.len()).filter(gains).for_each(report);
            }
            (Self::Explicit, Some(_)) => {}
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
    let coalition = Coalition::new(&Sides::of(table, &[members.to_vec()]), members);
    let rows = table.rows().len();
    if let (Some(own), false) = (&coalition.inside.components, concept == CoalitionConcept::Csmr) {
        return coalition.stable_by_vectors(&own.of, concept);
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
    let sides = Sides::of(table, &members);
    let coalitions: Vec<Coalition<'_>> =
        members.iter().map(|members| Coalition::new(&sides, members)).collect();
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
        let all = coalitions(&table);
        let sides = Sides::of(&table, &all);
        for members in all {
            let coalition = Coalition::new(&sides, &members);
            for row in (0..rows).step_by(48_001) {
                let mut better = coalition.inside.reach(row);
                better.retain(|&to| coalition.prefer(to, row));
                if better.is_empty() {
                    continue;
                }
                let forwards = coalition.answered(&better, row, usize::MAX);
                let backwards = coalition.answered_by_classes(&better, &coalition.preferred(row));
                assert_eq!(forwards, backwards, "{members:?} {row}");
                let (Some(inside), Some(outside)) =
                    (&coalition.inside.components, &coalition.outside.components)
                else {
                    panic!("every move can be taken back");
                };
                let looked_at = coalition.deterred_in_components(&better, row, inside, outside);
                assert_eq!(looked_at, coalition.deterred(&better, row), "{members:?} {row}");
                yes += u32::from(forwards == Some(true));
                no += u32::from(forwards == Some(false));
            }
        }
        assert!(yes > 10 && no > 10, "{yes} {no}");
    }
}
