//! How far one number may move before something else follows from it.
//!
//! **What it decides.** One number t of one party moves, everything else stays: the weight of one line of its values, or
//! what no deal is worth to it. Then the party's gain at a package is a straight line in t, and all other gains
//! are fixed. For which t is a package acceptable to the party? Around the present t, how far
//! is a package the choice of a solution among given candidates, and which one is chosen beyond?
//!
//! **Definition.** [`Line::is_choice`] for one t, by the definitions of the solutions. Among candidates that are acceptable to all (no gain is negative):
//! *Nash* the largest product of gains, which is positive; *Kalai–Smorodinsky* the largest smallest share of the largest
//! gain of each party among them, then second smallest, and so on (a party that can gain nothing is left out);
//! *egalitarian* the same with gains; *utilitarian* the largest sum. A tie is a choice of each.
//!
//! **How.** Only one factor of a product, one gain of a list, one part of a sum depends on t: compared are straight
//! lines, and where they cross is a fraction, exactly. For Kalai–Smorodinsky also the largest gains depend on t;
//! they are straight from one t to a next one, and so one piece after the other is gone through.
//!
//! **What to give.** As t moves, other packages can become efficient. The candidates are all that can ever be chosen if
//! they are the frontier with the moving line as a party of its own.

use crate::Watch;
use crate::whole::{Ratio, Whole};
use std::cmp::Ordering;

/// A solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Solution {
    /// The largest product of gains.
    Nash,
    /// The largest smallest share of the largest gains.
    KalaiSmorodinsky,
    /// The largest smallest gain.
    Egalitarian,
    /// The largest sum.
    Utilitarian,
}

/// Candidates whose gains for one party depend on one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The party.
    pub party: usize,
    /// Per candidate the gains over no deal of every party; for `party` those if the number is 0.
    pub gains: Vec<Vec<i64>>,
    /// Per candidate how much more `party` gains if the number is one more.
    pub slopes: Vec<i64>,
    /// The number now.
    pub now: i64,
    /// Below this it makes no sense.
    pub least: Option<i64>,
}

/// Values of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Where it begins; nothing: nowhere.
    pub from: Option<Bound>,
    /// Where it ends; nothing: nowhere.
    pub to: Option<Bound>,
}

/// Where a range ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// There.
    pub at: Ratio,
    /// Whether that number still belongs to it.
    pub included: bool,
    /// What is beyond.
    pub beyond: Beyond,
}

/// What is beyond the end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// This candidate is a choice, the first of them.
    Candidate(usize),
    /// The package is not acceptable to the party (for Nash: no gain).
    NotAcceptable,
    /// Numbers that make no sense.
    NoSense,
}

impl Line {
    /// The weight of one line of a party's values moves; it is 1 now. Per candidate its worth to every party, and what
    /// of `party`'s comes from that line; the same for no deal.
    #[must_use]
    pub fn weight(
        party: usize,
        worths: &[Vec<i64>],
        from_line: &[i64],
        no_deal: &[i64],
        no_deal_from_line: i64,
    ) -> Self {
        let gains = worths.iter().zip(from_line).map(|(worth, line)| {
            let mut gains: Vec<i64> = worth.iter().zip(no_deal).map(|(w, d)| w - d).collect();
            gains[party] -= line - no_deal_from_line;
            gains
        });
        let slopes = from_line.iter().map(|line| line - no_deal_from_line).collect();
        Self { party, gains: gains.collect(), slopes, now: 1, least: Some(0) }
    }

    /// What no deal is worth to one party moves.
    #[must_use]
    pub fn no_deal(party: usize, worths: &[Vec<i64>], no_deal: &[i64]) -> Self {
        let gains = worths.iter().map(|worth| {
            let mut gains: Vec<i64> = worth.iter().zip(no_deal).map(|(w, d)| w - d).collect();
            gains[party] = worth[party];
            gains
        });
        let gains: Vec<Vec<i64>> = gains.collect();
        let slopes = vec![-1; gains.len()];
        Self { party, gains, slopes, now: no_deal[party], least: None }
    }

    /// For which numbers a candidate is acceptable to the party; nothing: for none that makes sense.
    #[must_use]
    pub fn acceptable(&self, candidate: usize) -> Option<Range> {
        let (at, slope) = (self.gains[candidate][self.party], self.slopes[candidate]);
        let sense = self.least.map(|least| end(Ratio::whole(least), Beyond::NoSense));
        if slope == 0 {
            return (at >= 0).then_some(Range { from: sense, to: None });
        }
        let zero = Ratio::new(&Whole::from(at).negated(), &slope.into());
        let is_before = sense.as_ref().is_some_and(|sense| zero < sense.at);
        if slope > 0 {
            let from = if is_before { sense } else { Some(end(zero, Beyond::NotAcceptable)) };
            return Some(Range { from, to: None });
        }
        (!is_before).then(|| Range { from: sense, to: Some(end(zero, Beyond::NotAcceptable)) })
    }

    /// Whether a candidate is a choice of the solution if the number is `number`: the definition.
    #[must_use]
    pub fn is_choice(&self, solution: Solution, candidate: usize, number: &Ratio) -> bool {
        let gains = |c: usize| -> Vec<Whole> {
            (0..self.gains[c].len()).map(|p| self.form(c, p).value(number, Side::At).0).collect()
        };
        let acceptable: Vec<Vec<Whole>> = (0..self.gains.len())
            .map(gains)
            .filter(|gains| gains.iter().all(|gain| !gain.is_negative()))
            .collect();
        let own = gains(candidate);
        if own.iter().any(Whole::is_negative) {
            return false;
        }
        let most: Vec<Whole> = (0..own.len())
            .map(|p| acceptable.iter().map(|gains| gains[p].clone()).max().unwrap_or_default())
            .collect();
        let key = |gains: &[Whole]| -> Vec<Whole> {
            let mut key = match solution {
                Solution::Nash => {
                    vec![gains.iter().fold(Whole::from(1_i64), |product, gain| product.times(gain))]
                }
                Solution::Utilitarian => {
                    vec![gains.iter().fold(Whole::default(), |sum, gain| sum.plus(gain))]
                }
                Solution::Egalitarian => gains.to_vec(),
                Solution::KalaiSmorodinsky => (0..gains.len())
                    .filter(|&p| most[p].is_positive())
                    .map(|p| {
                        let others = (0..gains.len()).filter(|&o| o != p && most[o].is_positive());
                        others.fold(gains[p].clone(), |product, o| product.times(&most[o]))
                    })
                    .collect(),
            };
            key.sort();
            key
        };
        let own = key(&own);
        let is_defined = solution != Solution::Nash || own[0].is_positive();
        is_defined && acceptable.iter().all(|gains| key(gains) <= own)
    }

    /// Around the present number, for which a candidate is a choice of the solution; nothing if
    /// it is not now, or if somebody says stop.
    #[must_use]
    pub fn choice(&self, solution: Solution, candidate: usize, watch: &dyn Watch) -> Option<Range> {
        let now = Ratio::whole(self.now);
        if self.least.is_some_and(|least| self.now < least)
            || !self.is_choice(solution, candidate, &now)
        {
            return None;
        }
        let to = Walk::new(self, solution, candidate).run(now.clone(), None, watch)?;
        let mirrored = Self {
            slopes: self.slopes.iter().map(|slope| -slope).collect(),
            now: -self.now,
            ..self.clone()
        };
        let sense = self.least.map(|least| Ratio::whole(-least));
        let mut from =
            Walk::new(&mirrored, solution, candidate).run(now.negated(), sense, watch)?;
        if let Some(from) = &mut from {
            from.at = from.at.negated();
        }
        Some(Range { from, to })
    }

    /// A gain as a straight line.
    fn form(&self, candidate: usize, party: usize) -> Form {
        let slope = if party == self.party { self.slopes[candidate] } else { 0 };
        Form { at: self.gains[candidate][party].into(), slope: slope.into() }
    }
}

const fn end(at: Ratio, beyond: Beyond) -> Bound {
    Bound { at, included: true, beyond }
}

/// At a number, or so little above it that nothing lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    At,
    Above,
}

/// A straight line.
#[derive(Clone, Debug)]
struct Form {
    at: Whole,
    slope: Whole,
}

impl Form {
    /// What compares like its value (times the lower part of `number`).
    fn value(&self, number: &Ratio, side: Side) -> (Whole, Whole) {
        let slope = if side == Side::At { Whole::default() } else { self.slope.clone() };
        (number.line(&self.at, &self.slope), slope)
    }

    fn sign(&self, number: &Ratio, side: Side) -> Ordering {
        self.value(number, side).cmp(&(Whole::default(), Whole::default()))
    }

    fn times(&self, factor: &Whole) -> Self {
        Self { at: self.at.times(factor), slope: self.slope.times(factor) }
    }

    fn plus(&self, other: &Self) -> Self {
        Self { at: self.at.plus(&other.at), slope: self.slope.plus(&other.slope) }
    }

    /// Where it crosses another above `number`.
    fn crosses(&self, other: &Self, number: &Ratio) -> Option<Ratio> {
        let slope = self.slope.minus(&other.slope);
        if slope.is_zero() {
            return None;
        }
        let there = Ratio::new(&other.at.minus(&self.at), &slope);
        (there > *number).then_some(there)
    }
}

/// What compares like the values of all, smallest first.
fn values(forms: &[Form], at: &Ratio, side: Side) -> Vec<(Whole, Whole)> {
    let mut values: Vec<(Whole, Whole)> = forms.iter().map(|form| form.value(at, side)).collect();
    values.sort();
    values
}

/// From the present number upwards to where a candidate is no choice any more.
struct Walk<'a> {
    line: &'a Line,
    solution: Solution,
    candidate: usize,
    /// Candidates that all others accept.
    rivals: Vec<usize>,
}

/// Largest gains, from one number to the next.
struct Piece {
    /// Nothing for parties that can gain nothing.
    most: Vec<Option<Form>>,
    /// Where it ends.
    to: Option<Ratio>,
}

impl<'a> Walk<'a> {
    fn new(line: &'a Line, solution: Solution, candidate: usize) -> Self {
        let accept = |c: &usize| {
            line.gains[*c].iter().enumerate().all(|(p, &gain)| p == line.party || gain >= 0)
        };
        let rivals = (0..line.gains.len()).filter(accept).collect();
        Self { line, solution, candidate, rivals }
    }

    /// The end above `now`; the inner nothing: there is none. The outer nothing: somebody said stop.
    fn run(&self, now: Ratio, sense: Option<Ratio>, watch: &dyn Watch) -> Option<Option<Bound>> {
        let mut last = sense.map(|at| Bound { at, included: true, beyond: Beyond::NoSense });
        let own = self.line.form(self.candidate, self.line.party);
        if own.slope.is_negative() {
            let zero = Ratio::new(&own.at.negated(), &own.slope);
            let included = self.solution != Solution::Nash;
            let is_before = |last: &Bound| zero < last.at || (zero == last.at && !included);
            if last.as_ref().is_none_or(is_before) {
                last = Some(Bound { at: zero, included, beyond: Beyond::NotAcceptable });
            }
        }
        let mut here = now;
        let mut side = Side::Above;
        loop {
            let piece = self.piece(&here, side);
            let to = if side == Side::At { Some(here.clone()) } else { piece.to.clone() };
            let mut first: Option<(Ratio, Side)> = None;
            for &rival in &self.rivals {
                if watch.is_stopped() {
                    return None;
                }
                first = self.overtakes(rival, &piece, &here, side, first.as_ref()).or(first);
            }
            let is_before = |at: &Ratio, side: Side| match &last {
                None => true,
                Some(last) => {
                    *at < last.at || (*at == last.at && side == Side::At && last.included)
                }
            };
            if let Some((at, side)) = first
                && is_before(&at, side)
            {
                let beyond = Beyond::Candidate(self.chosen(&at, side));
                return Some(Some(Bound { at, included: side == Side::Above, beyond }));
            }
            match to {
                Some(to) if side == Side::Above && is_before(&to, Side::At) => {
                    (here, side) = (to, Side::At);
                }
                Some(to) if side == Side::At && is_before(&to, Side::Above) => side = Side::Above,
                _ => return Some(last),
            }
        }
    }

    /// The largest gains at or above `here`. Only Kalai–Smorodinsky asks for them.
    fn piece(&self, here: &Ratio, side: Side) -> Piece {
        let mut piece = Piece { most: Vec::new(), to: None };
        if self.solution != Solution::KalaiSmorodinsky {
            return piece;
        }
        let own = self.line.party;
        let form = |c: usize| self.line.form(c, own);
        let acceptable: Vec<usize> =
            self.rivals.iter().copied().filter(|&c| form(c).sign(here, side).is_ge()).collect();
        for p in 0..self.line.gains[self.candidate].len() {
            let most = acceptable
                .iter()
                .map(|&c| self.line.form(c, p))
                .max_by(|a, b| a.value(here, side).cmp(&b.value(here, side)));
            piece.most.push(most.filter(|most| most.sign(here, side).is_gt()));
        }
        let nothing = Form { at: Whole::default(), slope: Whole::default() };
        let ends = self.rivals.iter().filter_map(|&c| form(c).crosses(&nothing, here));
        let passed = acceptable
            .iter()
            .filter_map(|&c| form(c).crosses(piece.most[own].as_ref().unwrap_or(&nothing), here));
        piece.to = ends.chain(passed).min();
        piece
    }

    /// What the solution compares, smallest first: straight lines, times what is positive in the piece.
    fn forms(&self, candidate: usize, piece: &Piece) -> Vec<Form> {
        let own = self.line.party;
        let parties = self.line.gains[candidate].len();
        let form = |p: usize| self.line.form(candidate, p);
        let others = || (0..parties).filter(|&p| p != own);
        match self.solution {
            Solution::Nash => {
                let product = others().fold(Whole::from(1_i64), |product, p| {
                    product.times(&self.line.gains[candidate][p].into())
                });
                vec![form(own).times(&product)]
            }
            Solution::Utilitarian => vec![others().fold(form(own), |sum, p| sum.plus(&form(p)))],
            Solution::Egalitarian => (0..parties).map(form).collect(),
            Solution::KalaiSmorodinsky => {
                // A share times all largest gains: those of the others are numbers, the own one is a line.
                let largest = |but: usize| {
                    others().filter(|&p| p != but).fold(Whole::from(1_i64), |product, p| {
                        piece.most[p]
                            .as_ref()
                            .map_or(product.clone(), |most| product.times(&most.at))
                    })
                };
                let gaining = (0..parties).filter(|&p| piece.most[p].is_some());
                gaining
                    .map(|p| {
                        if p == own {
                            return form(own).times(&largest(own));
                        }
                        let gain: Whole = self.line.gains[candidate][p].into();
                        let one = Form { at: 1_i64.into(), slope: Whole::default() };
                        let most = piece.most[own].as_ref().unwrap_or(&one);
                        most.times(&gain.times(&largest(p)))
                    })
                    .collect()
            }
        }
    }

    /// The first choice at a number.
    fn chosen(&self, at: &Ratio, side: Side) -> usize {
        let piece = self.piece(at, side);
        let mut best: Option<(Vec<(Whole, Whole)>, usize)> = None;
        for &rival in &self.rivals {
            if self.line.form(rival, self.line.party).sign(at, side).is_ge() {
                let own = values(&self.forms(rival, &piece), at, side);
                if best.as_ref().is_none_or(|(best, _)| own > *best) {
                    best = Some((own, rival));
                }
            }
        }
        best.map_or(self.candidate, |(_, rival)| rival)
    }

    /// Where a rival is the better choice first, from `here` on in the piece and before `first`.
    fn overtakes(
        &self,
        rival: usize,
        piece: &Piece,
        here: &Ratio,
        side: Side,
        first: Option<&(Ratio, Side)>,
    ) -> Option<(Ratio, Side)> {
        let (ours, theirs) = (self.forms(self.candidate, piece), self.forms(rival, piece));
        let gain = self.line.form(rival, self.line.party);
        let is_better = |at: &Ratio, side: Side| {
            gain.sign(at, side).is_ge() && values(&theirs, at, side) > values(&ours, at, side)
        };
        let is_first = |at: &Ratio, side: Side| first.is_none_or(|f| (at, side) < (&f.0, f.1));
        if !is_first(here, side) {
            return None;
        }
        if is_better(here, side) {
            return Some((here.clone(), side));
        }
        if side == Side::At {
            return None;
        }
        let nothing = Form { at: Whole::default(), slope: Whole::default() };
        let all: Vec<&Form> = ours.iter().chain(&theirs).collect();
        let mut turns: Vec<Ratio> = gain.crosses(&nothing, here).into_iter().collect();
        for (n, a) in all.iter().enumerate() {
            turns.extend(all[..n].iter().filter_map(|b| a.crosses(b, here)));
        }
        // The piece does not say what is at its end and beyond.
        turns.retain(|at| piece.to.as_ref().is_none_or(|to| at < to) && is_first(at, Side::At));
        turns.sort();
        turns.dedup();
        for at in turns {
            for side in [Side::At, Side::Above] {
                if is_first(&at, side) && is_better(&at, side) {
                    return Some((at, side));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
