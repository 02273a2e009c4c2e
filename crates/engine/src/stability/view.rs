//! The table as one reading of the file sees it, without ranking a row anew.
//!
//! A variant that drops or swaps lines of one party only compares that party's levels by other
//! statements. So what concerns a few packages (a best move, a path, whether one package is stable) is
//! found by looking at those that can be reached from them, and no column is computed.

use super::change::{Move, nearest};
use crate::case::Case;
use crate::hold;
use crate::predicate::{empty, signers_stand};
use crate::preference::{ActivePreference, Verdict, compare_in_order};
use crate::table::PackageTable;
use detente_scenario::model::Line;
use detente_scenario::{Concept, Expr, PartyId, Predicate, Standing, TermId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that are looked at for one improvement before the next is tried.
const PATIENCE: usize = 32;

/// The rows of a table as one reading compares them.
#[derive(Clone)]
pub(crate) struct View<'t> {
    pub(super) table: &'t PackageTable<'t>,
    /// The party that compares otherwise than in the table: what it wants, and per statement its
    /// position among those that the table ranks by.
    other: Option<(ActivePreference, Vec<usize>)>,
    /// The reading, if it is not the table's own.
    case: Option<Case<'t>>,
    /// Compares rows by the statements they meet, so that no rank column is computed for a few rows.
    truths: Option<Arc<Truths>>,
}

/// Per party and row which statements it meets.
type Known = FxHashMap<(PartyId, usize), Arc<[bool]>>;

/// Which statements rows meet, as far as somebody has asked.
struct Truths {
    /// Per party its statements in force.
    statements: Vec<Vec<Expr>>,
    known: Mutex<Known>,
}

impl Truths {
    fn new(case: &Case<'_>) -> Self {
        let of = |preference: &ActivePreference| preference.conditions(case.scenario);
        Self { statements: case.preferences.iter().map(of).collect(), known: Mutex::default() }
    }

    fn of(&self, table: &PackageTable<'_>, party: PartyId, row: usize) -> Arc<[bool]> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let truths = known.entry((party, row)).or_insert_with(|| {
            let package = table.rows().package(row);
            let preference = table.case().preference(party);
            if preference.worths().is_some() {
                return preference.truths(table.scenario(), &package).into();
            }
            let holds = |expr: &Expr| table.scenario().holds(expr, &package);
            self.statements[party.index()].iter().map(holds).collect()
        });
        Arc::clone(truths)
    }
}

impl<'t> View<'t> {
    /// The table's own reading.
    pub(crate) const fn of(table: &'t PackageTable<'t>) -> Self {
        Self { table, other: None, case: None, truths: None }
    }

    /// The same for a table of which only a few rows are asked about.
    pub(crate) fn of_few(table: &'t PackageTable<'t>) -> Self {
        Self { truths: Some(Arc::new(Truths::new(table.case()))), ..Self::of(table) }
    }

    /// The reading `case` of the same rows; nothing if other rules are in force in it, if more than one
    /// party wants other things, or if one wants things that the table does not know.
    pub(crate) fn varied(table: &'t PackageTable<'t>, case: &Case<'t>) -> Option<Self> {
        let own = table.case();
        if case.rules != own.rules || case.signers != own.signers {
            return None;
        }
        let mut others =
            case.preferences.iter().filter(|theirs| own.preference(theirs.party) != *theirs);
        let other = match others.next() {
            None => None,
            Some(theirs) => {
                let order = theirs.positions_in(own.preference(theirs.party))?;
                Some((theirs.clone(), order))
            }
        };
        others.next().is_none().then(|| Self {
            table,
            other,
            case: Some(case.clone()),
            truths: None,
        })
    }

    /// The table.
    pub(crate) const fn table(&self) -> &'t PackageTable<'t> {
        self.table
    }

    /// The move of `by` from one row to another.
    pub(crate) fn step(&self, by: &[PartyId], from: usize, to: usize) -> Move {
        let table = self.table;
        let (before, after) = (table.rows().package(from), table.rows().package(to));
        let changed = |term: &TermId| before[term.index()] != after[term.index()];
        let change = |term: TermId| (term, before[term.index()], after[term.index()]);
        let gains = by.iter().map(|&party| {
            let (order, line) = self.compare(party, to, from);
            (party, order, line)
        });
        Move {
            by: by.to_vec(),
            from,
            to,
            changes: table.scenario().term_ids().filter(changed).map(change).collect(),
            gains: gains.collect(),
        }
    }

    fn preference(&self, party: PartyId) -> &ActivePreference {
        match &self.other {
            Some((theirs, _)) if theirs.party == party => theirs,
            _ => self.table.case().preference(party),
        }
    }

    /// How `party` compares two rows, and the position of the statement that decides.
    fn compare_at(&self, party: PartyId, a: usize, b: usize) -> (Ordering, Option<usize>) {
        if let Some(truths) = &self.truths {
            let (a, b) = (truths.of(self.table, party, a), truths.of(self.table, party, b));
            return compare_in_order(&a, &b);
        }
        let ranks = self.table.ranks(party);
        let (a, b) = (ranks.get(a) as usize, ranks.get(b) as usize);
        let order = self.other.as_ref().filter(|(theirs, _)| theirs.party == party);
        let order = order.map(|(_, order)| order.as_slice());
        match ranks.first_difference(a, b, order) {
            None => (Ordering::Equal, None),
            Some(at) => {
                let k = order.map_or(at, |order| order[at]);
                (ranks.meets(a, k).cmp(&ranks.meets(b, k)), Some(at))
            }
        }
    }

    /// How `party` compares two rows, and the line that decides; no line for a ranking or a tie.
    pub(crate) fn compare(&self, party: PartyId, a: usize, b: usize) -> (Ordering, Option<Line>) {
        let (order, position) = self.compare_at(party, a, b);
        let preference = self.preference(party);
        let line = match preference.worths() {
            Some(worths) => {
                let package = |row| self.table.rows().package(row);
                worths.deciding(self.table.scenario(), &package(a), &package(b))
            }
            None => position.and_then(|at| preference.line_at(at)).copied(),
        };
        (order, line.map(|line| Line::Priority { party, line: line.line }))
    }

    fn prefers(&self, party: PartyId, a: usize, b: usize) -> bool {
        let otherwise = self.other.as_ref().is_some_and(|(theirs, _)| theirs.party == party);
        if otherwise || self.truths.is_some() {
            return self.compare_at(party, a, b).0 == Ordering::Greater;
        }
        let ranks = self.table.ranks(party);
        ranks.get(a) > ranks.get(b)
    }

    /// The rows to which `party` could move alone from `row` and would rather be, ascending.
    pub(crate) fn improvements(&self, party: PartyId, row: usize) -> Vec<usize> {
        self.reach_better(party, row, row)
    }

    /// The rows to which `party` could move alone from `from` and which it prefers to `than`, ascending.
    fn reach_better(&self, party: PartyId, from: usize, than: usize) -> Vec<usize> {
        let Some((groups, members)) = self.table.members_known(party) else {
            let rows = self.table.rows();
            let mut reached = self.table.moves().mover(party).reach(rows, &rows.package(from));
            reached.retain(|&to| self.prefers(party, to, than));
            return reached;
        };
        let mut better = Vec::new();
        groups.for_above(groups.of_row(from), |group| {
            members.for_each(group, |to| {
                let to = to as usize;
                if to != from && self.prefers(party, to, than) {
                    better.push(to);
                }
            });
        });
        better.sort_unstable();
        better
    }

    /// The best of several rows for `party`, by a move from `row`: ties by fewest changes, then listed
    /// order.
    pub(crate) fn best_of(&self, party: PartyId, row: usize, among: &[usize]) -> Option<Move> {
        let best = among
            .iter()
            .copied()
            .reduce(|best, to| if self.prefers(party, to, best) { to } else { best })?;
        let as_good = |&to: &usize| !self.prefers(party, best, to);
        let to = nearest(self.table, row, among.iter().copied().filter(as_good))?;
        Some(self.step(&[party], row, to))
    }

    /// The best move of `party` from `row`, if it gains by one.
    pub(crate) fn best_reply(&self, party: PartyId, row: usize) -> Option<Move> {
        self.best_of(party, row, &self.improvements(party, row))
    }

    /// Whether the package in `row` is stable for all of `parties` under R, SEQ or SSEQ, by the
    /// definition: improvements are tried one by one, and what the others would do after each is followed
    /// until something deters. Nothing for the other concepts, or if more than `budget` rows would have
    /// to be looked at.
    fn stands(
        &self,
        row: usize,
        parties: &[PartyId],
        concept: Concept,
        budget: &mut usize,
    ) -> Option<bool> {
        if matches!(concept, Concept::Gmr | Concept::Smr) {
            return None;
        }
        let mut open: Vec<(PartyId, usize)> = Vec::new();
        for &party in parties {
            open.extend(self.improvements(party, row).into_iter().map(|to| (party, to)));
            if concept == Concept::R && !open.is_empty() {
                return Some(false);
            }
        }
        // One improvement that nothing deters settles it, so those that are soon understood come first.
        let mut patience = PATIENCE;
        while !open.is_empty() {
            let mut later = Vec::new();
            for (party, to) in open {
                let most = patience.min(*budget);
                let mut left = most;
                match self.is_deterred(row, party, to, concept, &mut left) {
                    Some(false) => return Some(false),
                    Some(true) => *budget -= most - left,
                    None if most < patience => return None,
                    None => {
                        *budget -= most;
                        later.push((party, to));
                    }
                }
            }
            open = later;
            patience *= 8;
        }
        Some(true)
    }

    fn is_deterred(
        &self,
        row: usize,
        party: PartyId,
        to: usize,
        concept: Concept,
        budget: &mut usize,
    ) -> Option<bool> {
        let mut others = self.table.moves().players();
        others.retain(|&other| other != party);
        let mut seen = FxHashSet::default();
        seen.insert(to);
        let mut waiting = vec![to];
        while let Some(at) = waiting.pop() {
            let no_way_out =
                || concept == Concept::Seq || self.reach_better(party, at, row).is_empty();
            if !self.prefers(party, at, row) && no_way_out() {
                return Some(true);
            }
            for &other in &others {
                let answers = self.improvements(other, at);
                *budget = budget.checked_sub(answers.len() + 1)?;
                waiting.extend(answers.into_iter().filter(|&next| seen.insert(next)));
            }
        }
        Some(false)
    }

    /// Whether the package in `row` is an equilibrium; see [`View::stands`].
    pub(crate) fn is_equilibrium(
        &self,
        row: usize,
        concept: Concept,
        budget: &mut usize,
    ) -> Option<bool> {
        self.stands(row, &self.table.moves().players(), concept, budget)
    }

    /// Whether the package in `row` is an equilibrium; where looking around it would take more than
    /// `budget` rows, by the column.
    pub(crate) fn is_equilibrium_surely(
        &self,
        row: usize,
        concept: Concept,
        mut budget: usize,
    ) -> bool {
        if let Some(stands) = self.is_equilibrium(row, concept, &mut budget) {
            return stands;
        }
        let asked = Expr::Predicate(Predicate::Equilibrium(concept));
        let in_column = |table: &PackageTable<'_>| table.column(&asked).is_ok_and(|c| c.get(row));
        match &self.case {
            None => in_column(self.table),
            // The rows are the same, so nothing is refused.
            Some(case) => in_column(&self.table.same_rows(case.clone())),
        }
    }

    /// Whether `expr` is true of the package in `row`; nothing if that cannot be told without a column.
    pub(crate) fn holds(&self, expr: &Expr, row: usize, budget: &mut usize) -> Option<bool> {
        let mut known = true;
        let value = expr.evaluate(&mut |leaf| {
            let found = if known { self.leaf(leaf, row, budget) } else { None };
            known &= found.is_some();
            found.unwrap_or(false)
        });
        known.then_some(value)
    }

    fn leaf(&self, leaf: &Expr, row: usize, budget: &mut usize) -> Option<bool> {
        let scenario = self.table.scenario();
        let package = self.table.rows().package(row);
        let signers = |standing| signers_stand(standing, &self.table.case().signers);
        match leaf {
            Expr::Predicate(predicate) => match predicate {
                Predicate::Stands(standing, party) => Some(self.verdict(*party, row).is(*standing)),
                Predicate::Zopa => self.holds(&signers(Standing::Acceptable), row, budget),
                Predicate::Deal => self.holds(&signers(Standing::Better), row, budget),
                Predicate::Empty(party) => {
                    self.holds(&empty::empty_for(scenario, *party), row, budget)
                }
                Predicate::Genuine => self.holds(&empty::genuine(scenario), row, budget),
                Predicate::Changes(comparison, count) => {
                    let changes = u32::from(self.table.changes()[row]);
                    Some(comparison.holds(changes, *count))
                }
                Predicate::Is(named) => Some(scenario.named(*named).package == package),
                Predicate::Prefers(party, a, b) => {
                    let preference = self.preference(*party);
                    let truths =
                        |named| preference.truths(scenario, &scenario.named(named).package);
                    Some(truths(*a) > truths(*b))
                }
                Predicate::Stable(party, concept) => self.stands(row, &[*party], *concept, budget),
                Predicate::Equilibrium(concept) => self.is_equilibrium(row, *concept, budget),
                Predicate::Efficient => None,
                Predicate::Holds => {
                    let states = hold::states_to(scenario, &package)?;
                    *budget = budget.checked_sub(states)?;
                    let case = self.case.as_ref().unwrap_or_else(|| self.table.case());
                    hold::holds(case, case, &package)
                }
            },
            other => Some(scenario.holds(other, &package)),
        }
    }

    fn verdict(&self, party: PartyId, row: usize) -> Verdict {
        let scenario = self.table.scenario();
        self.preference(party).verdict(scenario, &self.table.rows().package(row))
    }
}
