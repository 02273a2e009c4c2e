//! Whether a claim only restates one or two lines of the file.
//!
//! **Definition.** A claim restates the lines L (at most two priorities or rules) if it is true over
//! all option combinations that the rules in L allow, when each party's priorities in L come first,
//! in file order, and ties may fall either way. Whatever the lines in L leave open (a tie, the sums
//! that go on below them, efficiency) is a free choice per combination, and the claim must be true
//! however it is made. Whether a package is stable, L settles where by L alone a move gains, or none
//! does; whether a move would be deterred it never settles.
//!
//! **Search.** Lines of the parties that the claim reads, and rules; single lines before pairs, in
//! file order. Only the terms that the claim and L read are combined; a combination that refutes L
//! ends its turn. After [`COMBINATIONS`] combinations in all the search stops and says so.

use crate::case::Case;
use crate::moves::Mover;
use crate::predicate::{empty, signers_stand};
use crate::preference::reads_party;
use crate::table::function::support;
use detente_scenario::model::{Expectation, Line};
use detente_scenario::{
    Concept, Expr, OptionId, Package, PartyId, Predicate, Quantifier, Query, Standing, TermId,
};
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Most option combinations that are tried for one claim.
pub const COMBINATIONS: u64 = 1 << 22;

/// Whether a claim restates the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restates {
    /// It says more than any two lines.
    Nothing,
    /// It restates these lines, as few as possible; none if it is true whatever the file says.
    Lines(Vec<Line>),
    /// Too many option combinations to tell.
    NotTested,
}

/// A line in force with what it demands.
struct Candidate {
    line: Line,
    /// Position among the party's statements in force, for the order of a pair.
    position: usize,
    expr: Expr,
    terms: Vec<TermId>,
    /// Whether it is true of no deal, for the statement of a party.
    before: bool,
}

/// Finds the first smallest set of lines in force in `case` that `query` restates. `expect` tells
/// which number a `count` claims.
#[must_use]
pub fn restates(case: &Case<'_>, query: &Query, expect: Option<Expectation>) -> Restates {
    let Some(question) = Question::new(case, query, expect) else { return Restates::Nothing };
    let candidates = candidates(case, query);
    let mut too_many = false;
    let mut holds = |lines: &[&Candidate]| {
        // No combination ends the turn of lines early where one that shows it would be enough.
        let shown = matches!(question.quantifier, Quantifier::Some | Quantifier::Most);
        if shown && !question.could_hold(lines) {
            return false;
        }
        question.holds(lines).unwrap_or_else(|| {
            too_many = true;
            false
        })
    };
    if holds(&[]) {
        return Restates::Lines(Vec::new());
    }
    let mut refuters: Vec<Package> = Vec::new();
    for one in &candidates {
        if holds(&[one]) {
            return Restates::Lines(vec![one.line]);
        }
        // What refutes one line most often refutes it together with another.
        refuters.push(question.refuter.take());
    }
    for (i, first) in candidates.iter().enumerate() {
        for (j, second) in candidates[i + 1..].iter().enumerate() {
            let pair = [first, second];
            let known = [&refuters[i], &refuters[i + 1 + j]];
            if question.could_hold(&pair)
                && !known.iter().any(|package| question.is_refuted_by(&pair, package))
                && holds(&pair)
            {
                return Restates::Lines(vec![first.line, second.line]);
            }
        }
    }
    if too_many { Restates::NotTested } else { Restates::Nothing }
}

fn candidates(case: &Case<'_>, query: &Query) -> Vec<Candidate> {
    let scenario = case.scenario;
    let mut candidates = Vec::new();
    for preference in case.preferences.iter().filter(|preference| preference.is_list()) {
        let party = preference.party;
        let read = [&query.with, &query.has].iter().any(|e| reads_party(e, party, case));
        if !read {
            continue;
        }
        let no_deal = scenario.no_deal(party);
        for (position, line) in preference.lines.iter().enumerate() {
            let expr = preference.condition(scenario, position);
            let terms = support(scenario, &expr).unwrap_or_default();
            let line = Line::Priority { party, line: line.line };
            let before = scenario.holds(&expr, &no_deal);
            candidates.push(Candidate { line, position, expr, terms, before });
        }
    }
    for &rule in &case.rules {
        let expr = scenario.rule(rule).require.clone();
        let terms = support(scenario, &expr).unwrap_or_default();
        let line = Line::Rule(rule);
        candidates.push(Candidate { line, position: 0, expr, terms, before: false });
    }
    candidates
}

/// A claim with what is needed to try it over option combinations.
struct Question<'q, 's> {
    case: &'q Case<'s>,
    quantifier: Quantifier,
    with: Expr,
    has: Expr,
    expect: Option<u64>,
    terms: BTreeSet<TermId>,
    /// Per term the options that the claim speaks of.
    options: Vec<Vec<OptionId>>,
    /// Facts that lines may leave open, and the parties whose tie is open.
    free: Vec<Predicate>,
    parties: Vec<PartyId>,
    /// Per party what it may change alone.
    movers: Vec<Mover>,
    /// Combinations that may still be tried.
    budget: Cell<u64>,
    /// The package that refuted the last lines; empty if none did by itself.
    refuter: RefCell<Package>,
    /// Per set of at most two parties, with a rule or without, whether the claim could be settled at all.
    could: RefCell<BTreeMap<(Vec<PartyId>, bool), bool>>,
}

impl<'q, 's> Question<'q, 's> {
    /// Nothing if the question is of a kind that no two lines can settle.
    fn new(case: &'q Case<'s>, query: &Query, expect: Option<Expectation>) -> Option<Self> {
        let scenario = case.scenario;
        let expect = match expect {
            Some(Expectation::Count(count)) => Some(count),
            _ => None,
        };
        if query.quantifier == Quantifier::Count && expect.is_none() {
            return None;
        }
        let (with, has) = (spell_out(case, &query.with)?, spell_out(case, &query.has)?);
        let mut question = Self {
            case,
            quantifier: query.quantifier,
            with,
            has,
            expect,
            terms: BTreeSet::new(),
            options: scenario
                .terms
                .iter()
                .map(|term| (0..term.options.len()).map(OptionId::new).collect())
                .collect(),
            free: Vec::new(),
            parties: Vec::new(),
            movers: scenario.party_ids().map(|party| Mover::alone(scenario, party)).collect(),
            budget: Cell::new(COMBINATIONS),
            refuter: RefCell::default(),
            could: RefCell::default(),
        };
        let (with, has) = (question.with.clone(), question.has.clone());
        for expr in [&with, &has] {
            question.read(expr);
        }
        question.narrow(&with);
        // Too many open facts at once is no restatement of two lines.
        (question.free.len() + 2 * question.parties.len() <= 12).then_some(question)
    }

    /// Notes the terms and open facts of `expr`.
    fn read(&mut self, expr: &Expr) {
        let scenario = self.case.scenario;
        let (mut terms, mut free, mut parties) = (Vec::new(), Vec::new(), Vec::new());
        expr.walk(&mut |part| match part {
            Expr::Compare(..) | Expr::In(..) | Expr::Defined(_) => {
                terms.extend(support(scenario, part).unwrap_or_default());
            }
            Expr::Predicate(Predicate::Stands(standing, party)) => match standing {
                Standing::Better | Standing::Same | Standing::Worse | Standing::Acceptable => {
                    parties.push(*party);
                }
                _ => free.push(Predicate::Stands(*standing, *party)),
            },
            Expr::Predicate(Predicate::Changes(..)) => terms.extend(scenario.term_ids()),
            Expr::Predicate(other) => free.push(other.clone()),
            _ => {}
        });
        self.terms.extend(terms);
        for predicate in free {
            if !self.free.contains(&predicate) {
                self.free.push(predicate);
            }
        }
        for party in parties {
            if !self.parties.contains(&party) {
                self.parties.push(party);
            }
        }
    }

    /// Narrows the options to those that the conjuncts of `with` on single terms allow; only the
    /// packages that the question speaks of can refute it.
    fn narrow(&mut self, with: &Expr) {
        let scenario = self.case.scenario;
        let parts = match with {
            Expr::And(parts) => parts.clone(),
            other => vec![other.clone()],
        };
        for part in parts {
            if let Expr::And(_) = part {
                self.narrow(&part);
            } else if let Expr::Predicate(Predicate::Changes(comparison, count)) = part
                && !(1..=scenario.terms.len() as u32).any(|n| comparison.holds(n, count))
            {
                for (options, term) in self.options.iter_mut().zip(&scenario.terms) {
                    options.retain(|&option| option == term.now);
                }
            } else if let Some([term]) = support(scenario, &part).as_deref() {
                let mut package = scenario.status_quo();
                self.options[term.index()].retain(|&option| {
                    package[term.index()] = option;
                    scenario.holds(&part, &package)
                });
            }
        }
    }

    /// Whether the claim could be true of a combination whatever the verdicts of the parties that
    /// `lines` say nothing of: if not even with the best verdicts of those they do, the combinations
    /// need not be tried. Conditions on terms are granted.
    fn could_hold(&self, lines: &[&Candidate]) -> bool {
        let mut parties: Vec<PartyId> = lines
            .iter()
            .filter_map(|line| match line.line {
                Line::Priority { party, .. } => Some(party),
                Line::Rule(_) => None,
            })
            .collect();
        parties.sort_unstable();
        parties.dedup();
        // A rule may leave a party no move, and then it stays whatever it wants.
        let ruled = lines.iter().any(|line| matches!(line.line, Line::Rule(_)));
        let key = (parties, ruled);
        if let Some(&could) = self.could.borrow().get(&key) {
            return could;
        }
        let (parties, ruled) = &key;
        let settles = |predicate: &Predicate| match predicate {
            Predicate::Stands(_, p) => parties.contains(p),
            Predicate::Prefers(p, a, b) => {
                let package = |named| &self.case.scenario.named(named).package;
                parties.contains(p) || package(*a) == package(*b)
            }
            Predicate::Stable(p, _) => {
                *ruled || parties.contains(p) || !self.movers[p.index()].can_move()
            }
            Predicate::Equilibrium(_) | Predicate::Changes(..) => true,
            _ => false,
        };
        // A fact that occurs twice may be settled by its own logic (`x or not x`): no short cut then.
        let mut open = Vec::new();
        for expr in [&self.with, &self.has] {
            expr.walk(&mut |part| match part {
                Expr::Predicate(Predicate::Stands(_, p)) => open.push((*p, None)),
                Expr::Predicate(other) => open.push((PartyId(0), Some(other.clone()))),
                _ => {}
            });
        }
        let all = open.len();
        open.sort_unstable();
        open.dedup();
        // What stays open when those parties' verdicts and all conditions on terms are granted.
        let surely = |granted: bool, expr: &Expr| surely(expr, granted, &settles);
        let could = open.len() < all
            || match self.quantifier {
                Quantifier::Every => surely(true, &self.has) || surely(false, &self.with),
                Quantifier::No => surely(false, &self.has) || surely(false, &self.with),
                Quantifier::Some | Quantifier::Most => {
                    surely(true, &self.with) && surely(true, &self.has)
                }
                Quantifier::Count => true,
            };
        self.could.borrow_mut().insert(key, could);
        could
    }

    /// Whether the claim is true over all combinations that the rules in `lines` allow, however
    /// their ties fall; nothing if there are too many combinations.
    fn holds(&self, lines: &[&Candidate]) -> Option<bool> {
        let scenario = self.case.scenario;
        let mut terms = self.terms.clone();
        terms.extend(lines.iter().flat_map(|line| &line.terms));
        let terms: Vec<TermId> = terms.into_iter().collect();
        let mut combinations = 1u64;
        for term in &terms {
            combinations = combinations.saturating_mul(self.options[term.index()].len() as u64);
        }
        if combinations > self.budget.get() {
            return None;
        }
        // Terms that nobody reads multiply every count.
        let others = scenario.term_ids().filter(|term| !terms.contains(term));
        let weight =
            others.fold(1u64, |n, t| n.saturating_mul(scenario.term(t).options.len() as u64));

        self.refuter.take();
        let mut tally = Tally::default();
        let mut package = scenario.status_quo();
        for combination in 0..combinations {
            self.budget.set(self.budget.get() - 1);
            let mut rest = combination;
            for term in terms.iter().rev() {
                let options = &self.options[term.index()];
                package[term.index()] = options[(rest % options.len() as u64) as usize];
                rest /= options.len() as u64;
            }
            if !self.is_allowed(lines, &package) {
                continue;
            }
            tally.add(self.possible(lines, &package));
            if self.refuted(&tally) {
                self.refuter.replace(package);
                return Some(false);
            }
        }
        Some(self.settled(&tally, weight))
    }

    /// Whether the rules in `lines` allow `package`.
    fn is_allowed(&self, lines: &[&Candidate], package: &[OptionId]) -> bool {
        let mut rules = lines.iter().filter(|line| matches!(line.line, Line::Rule(_)));
        rules.all(|rule| self.case.scenario.holds(&rule.expr, package))
    }

    /// Whether `package`, if there is one, refutes the claim for `lines` by itself.
    fn is_refuted_by(&self, lines: &[&Candidate], package: &[OptionId]) -> bool {
        if package.is_empty() || !self.is_allowed(lines, package) {
            return false;
        }
        let mut tally = Tally::default();
        tally.add(self.possible(lines, package));
        self.refuted(&tally)
    }

    /// Which of (not spoken of, spoken of without having it, having it) are possible for `package`.
    fn possible(&self, lines: &[&Candidate], package: &[OptionId]) -> [bool; 3] {
        let facts: Vec<Option<Ordering>> =
            self.parties.iter().map(|&party| self.compare(lines, party, package)).collect();
        let open: Vec<usize> = (0..facts.len()).filter(|&i| facts[i].is_none()).collect();
        let free: Vec<Option<bool>> =
            self.free.iter().map(|predicate| self.fact(lines, predicate, package)).collect();
        let open_free: Vec<usize> = (0..free.len()).filter(|&i| free[i].is_none()).collect();
        let mut possible = [false; 3];
        let choices = 3usize.pow(open.len() as u32) << open_free.len();
        let (mut facts, mut free) = (facts, free);
        // What shows `no` to be wrong is mostly a package of which everything is true: the last choice.
        let last_first = self.quantifier == Quantifier::No;
        for choice in 0..choices {
            let mut choice = if last_first { choices - 1 - choice } else { choice };
            for &i in &open_free {
                free[i] = Some(choice & 1 == 1);
                choice >>= 1;
            }
            for &i in &open {
                facts[i] = Some([Ordering::Less, Ordering::Equal, Ordering::Greater][choice % 3]);
                choice /= 3;
            }
            let mut leaf = |leaf: &Expr| self.leaf(leaf, package, &facts, &free);
            let with = self.with.evaluate(&mut leaf);
            let has = with && self.has.evaluate(&mut leaf);
            possible[usize::from(with) + usize::from(has)] = true;
            if self.seen_enough(possible) {
                break;
            }
        }
        possible
    }

    /// Whether further choices can no longer change what the quantifier needs to know.
    fn seen_enough(&self, [not_spoken_of, lacks, has]: [bool; 3]) -> bool {
        match self.quantifier {
            Quantifier::Every | Quantifier::Most => lacks,
            Quantifier::No => has,
            Quantifier::Some => lacks || not_spoken_of,
            Quantifier::Count => has && (lacks || not_spoken_of),
        }
    }

    /// Truth of a leaf, given what is chosen for the facts that the lines leave open.
    fn leaf(
        &self,
        leaf: &Expr,
        package: &[OptionId],
        facts: &[Option<Ordering>],
        free: &[Option<bool>],
    ) -> bool {
        let Expr::Predicate(predicate) = leaf else {
            return self.case.scenario.holds(leaf, package);
        };
        if let Predicate::Changes(comparison, count) = predicate {
            return comparison.holds(self.case.scenario.changes(package).len() as u32, *count);
        }
        if let Some(i) = self.free.iter().position(|other| other == predicate) {
            return free[i].unwrap_or(false);
        }
        let Predicate::Stands(standing, party) = predicate else { return false };
        let index = self.parties.iter().position(|p| p == party);
        match (index.and_then(|i| facts[i]), standing) {
            (Some(order), Standing::Better) => order == Ordering::Greater,
            (Some(order), Standing::Same) => order == Ordering::Equal,
            (Some(order), Standing::Worse) => order == Ordering::Less,
            (Some(order), _) => order != Ordering::Less,
            (None, _) => false,
        }
    }

    /// How `party` compares `package` with its no deal by its statements in `lines`; nothing if
    /// they tie.
    fn compare(
        &self,
        lines: &[&Candidate],
        party: PartyId,
        package: &[OptionId],
    ) -> Option<Ordering> {
        let order =
            |line: &Candidate| self.case.scenario.holds(&line.expr, package).cmp(&line.before);
        statements(lines, party).map(order).find(|&order| order != Ordering::Equal)
    }

    /// What `lines` settle of a fact that they may leave open.
    fn fact(
        &self,
        lines: &[&Candidate],
        predicate: &Predicate,
        package: &[OptionId],
    ) -> Option<bool> {
        let scenario = self.case.scenario;
        match predicate {
            Predicate::Stands(standing, party) => {
                let (mut sum, mut up, mut down, mut stopped) = (0i32, false, false, false);
                for line in statements(lines, *party) {
                    sum += scenario.holds(&line.expr, package) as i32 - line.before as i32;
                    up |= sum > 0;
                    down |= sum < 0;
                    if self.is_red_line(line) && sum != 0 {
                        stopped = true;
                        break;
                    }
                }
                match standing {
                    Standing::PossiblyBetter => (up || stopped).then_some(up),
                    Standing::PossiblyWorse => (down || stopped).then_some(down),
                    Standing::SurelyBetter => (down || stopped).then_some(up && !down),
                    _ => (up || stopped).then_some(down && !up),
                }
            }
            Predicate::Prefers(party, a, b) => {
                let (a, b) = (scenario.named(*a), scenario.named(*b));
                let decided = statements(lines, *party).find_map(|line| {
                    let holds = |p: &[OptionId]| scenario.holds(&line.expr, p);
                    let order = holds(&a.package).cmp(&holds(&b.package));
                    (order != Ordering::Equal).then_some(order == Ordering::Greater)
                });
                decided.or_else(|| (a.package == b.package).then_some(false))
            }
            Predicate::Stable(party, concept) => {
                let stays = self.stays(lines, *party, package)?;
                // Who would not move has nothing to be deterred from; who would, others may deter.
                (stays || *concept == Concept::R).then_some(stays)
            }
            Predicate::Equilibrium(concept) => {
                let all: Vec<Option<bool>> =
                    scenario.party_ids().map(|party| self.stays(lines, party, package)).collect();
                if *concept == Concept::R && all.contains(&Some(false)) {
                    return Some(false);
                }
                all.iter().all(|stays| *stays == Some(true)).then_some(true)
            }
            _ => None,
        }
    }

    /// Whether `lines` settle that no move of `party` from `package` gains, or that one does. Only
    /// moves in terms that `lines` read can gain or lose; any other is a tie, which may fall either way.
    fn stays(&self, lines: &[&Candidate], party: PartyId, package: &[OptionId]) -> Option<bool> {
        let scenario = self.case.scenario;
        let read = |term: TermId| lines.iter().any(|line| line.terms.contains(&term));
        let mover = &self.movers[party.index()];
        let mut ties = mover.terms().any(|term| !read(term));
        let own = || statements(lines, party);
        // Who has no statement gains by nothing.
        if ties && own().next().is_none() {
            return None;
        }
        let here: Vec<bool> = own().map(|line| scenario.holds(&line.expr, package)).collect();
        let mut gains = false;
        mover.for_each_in(package, read, |to| {
            if !gains && to != package && self.is_allowed(lines, to) {
                let there = own().map(|line| scenario.holds(&line.expr, to));
                match there.cmp(here.iter().copied()) {
                    Ordering::Greater => gains = true,
                    Ordering::Equal => ties = true,
                    Ordering::Less => {}
                }
            }
        });
        if gains { Some(false) } else { (!ties).then_some(true) }
    }

    fn is_red_line(&self, candidate: &Candidate) -> bool {
        match candidate.line {
            Line::Priority { party, .. } => {
                self.case.preference(party).lines[candidate.position].red_line
            }
            Line::Rule(_) => false,
        }
    }

    /// Whether no further combination can save the claim.
    fn refuted(&self, tally: &Tally) -> bool {
        match self.quantifier {
            Quantifier::Every => tally.may_lack > 0,
            Quantifier::No => tally.may_have > 0,
            Quantifier::Count => tally.may_have > tally.must_have,
            _ => false,
        }
    }

    fn settled(&self, tally: &Tally, weight: u64) -> bool {
        match self.quantifier {
            Quantifier::Every => tally.may_lack == 0 && tally.may_have > 0,
            Quantifier::No => tally.may_have == 0,
            Quantifier::Some => tally.must_have > 0,
            // However ties fall, those that have it outnumber those that do not.
            Quantifier::Most => tally.must_have > tally.may_lack,
            Quantifier::Count => {
                tally.must_have == tally.may_have
                    && Some(tally.must_have.saturating_mul(weight)) == self.expect
            }
        }
    }
}

/// Whether `expr` may come out as `wanted` for certain when every condition on terms, and every
/// predicate that `settles` accepts, takes the value that serves, and all other predicates are open.
fn surely(expr: &Expr, wanted: bool, settles: &impl Fn(&Predicate) -> bool) -> bool {
    match expr {
        Expr::Const(value) => *value == wanted,
        Expr::Compare(..) | Expr::In(..) | Expr::Defined(_) => true,
        Expr::Predicate(predicate) => settles(predicate),
        Expr::Not(a) => surely(a, !wanted, settles),
        Expr::And(parts) if wanted => parts.iter().all(|part| surely(part, true, settles)),
        Expr::And(parts) => parts.iter().any(|part| surely(part, false, settles)),
        Expr::Or(parts) if wanted => parts.iter().any(|part| surely(part, true, settles)),
        Expr::Or(parts) => parts.iter().all(|part| surely(part, false, settles)),
        Expr::Implies(a, b) if wanted => surely(a, false, settles) || surely(b, true, settles),
        Expr::Implies(a, b) => surely(a, true, settles) && surely(b, false, settles),
        // Two open sides that are the same could agree for certain: grant it.
        Expr::Iff(..) => true,
    }
}

/// The statements of `party` in `lines`, which are in file order.
fn statements<'l>(
    lines: &'l [&'l Candidate],
    party: PartyId,
) -> impl Iterator<Item = &'l Candidate> {
    lines
        .iter()
        .copied()
        .filter(move |line| matches!(line.line, Line::Priority { party: p, .. } if p == party))
}

/// Combinations by what is possible for them.
#[derive(Default)]
struct Tally {
    /// May be spoken of and lack it.
    may_lack: u64,
    /// May be spoken of and have it.
    may_have: u64,
    /// Have it however ties fall.
    must_have: u64,
}

impl Tally {
    fn add(&mut self, [not_spoken_of, lacks, has]: [bool; 3]) {
        self.may_lack += u64::from(lacks);
        self.may_have += u64::from(has);
        self.must_have += u64::from(has && !lacks && !not_spoken_of);
    }
}

/// `expr` with the predicates that stand for others spelled out, so that only leaves remain that
/// lines can settle; nothing if some part is not yet answerable.
fn spell_out(case: &Case<'_>, expr: &Expr) -> Option<Expr> {
    let scenario = case.scenario;
    let each =
        |parts: &[Expr]| parts.iter().map(|part| spell_out(case, part)).collect::<Option<_>>();
    let signers = |standing| signers_stand(standing, &case.signers);
    Some(match expr {
        Expr::Not(a) => Expr::Not(Box::new(spell_out(case, a)?)),
        Expr::And(parts) => Expr::And(each(parts)?),
        Expr::Or(parts) => Expr::Or(each(parts)?),
        Expr::Implies(a, b) => spell_out(case, a)?.implies(spell_out(case, b)?),
        Expr::Iff(a, b) => Expr::Iff(Box::new(spell_out(case, a)?), Box::new(spell_out(case, b)?)),
        Expr::Predicate(Predicate::Deal) => signers(Standing::Better),
        Expr::Predicate(Predicate::Zopa) => signers(Standing::Acceptable),
        Expr::Predicate(Predicate::Empty(party)) => empty::empty_for(scenario, *party),
        Expr::Predicate(Predicate::Genuine) => empty::genuine(scenario),
        Expr::Predicate(Predicate::Is(named)) => {
            crate::preference::is_package(scenario, &scenario.named(*named).package)
        }
        Expr::Predicate(Predicate::Holds) => return None,
        other => other.clone(),
    })
}
