//! What each step moves: what a party has banked, and what it holds hostage.
//!
//! *Breakdown* caused by party i with the steps X done: i at once revokes those of its own steps that pay; every other
//! owner revokes what it gains by revoking, or everything revocable ([`Punishment`]), after the step's lag;
//! nothing further happens. With worths that add up this is dominant play for each owner.
//!
//! The *stake* of party i is what it has from going on honestly less what a breakdown leaves it:
//! Λ(X) = G − Σ k over X. Each step moves it by −k, whatever else is done.

use crate::deal::{Deal, Step};
use crate::exact::{Ratio, power};
use num_traits::{One, Zero};

/// What others do in a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punishment {
    /// They revoke what is automatic and what they gain by revoking: what they can be believed to do. Existence of a
    /// roadmap is proved with this.
    Credible,
    /// They revoke all that is revocable: the harshest they could have arranged beforehand. That there is none is
    /// proved with this.
    Automatic,
}

/// Per party and step, what there is to gain and to lose.
#[derive(Clone, Debug, PartialEq)]
pub struct Stakes {
    /// How many steps there are.
    pub steps: usize,
    /// Per party the whole gain: G = Σ a.
    pub gain: Vec<Ratio>,
    /// Per party and step what it has from the step done and kept: a = c + F.
    pub worth: Vec<Vec<Ratio>>,
    /// Per party and step what it keeps of it if everything collapses right after, by its own doing: k = c + b.
    pub banked: Vec<Vec<Ratio>>,
    /// Per party and step what it loses on it in a breakdown: h = a − k.
    pub hostage: Vec<Vec<Ratio>>,
    /// Per party and step the net cost of revoking it: π, 0 if that pays; absent if it is not the party's to revoke.
    pub revoking: Vec<Vec<Option<Ratio>>>,
    /// Per party and step what compliance costs it: κ = −a where that is positive and the step is its own, can be
    /// shammed, and so tempts it; absent elsewhere.
    pub cost: Vec<Vec<Option<Ratio>>>,
}

impl Stakes {
    /// Of a sound deal. Cost: parties × steps fractions.
    #[must_use]
    pub fn of(deal: &Deal, punishment: Punishment) -> Self {
        let table = |f: &dyn Fn(usize, &Step) -> Ratio| -> Vec<Vec<Ratio>> {
            (0..deal.parties).map(|i| deal.steps.iter().map(|step| f(i, step)).collect()).collect()
        };
        let worth = table(&|i, step| step.worth(i));
        let banked = table(&|i, step| &step.once[i] + left(deal, step, i, punishment));
        let hostage =
            table(&|i, step| step.worth(i) - &step.once[i] - left(deal, step, i, punishment));
        let own = |f: &dyn Fn(usize, &Step) -> Option<Ratio>| -> Vec<Vec<Option<Ratio>>> {
            let of = |i: usize, step: &Step| step.owners.contains(&i).then(|| f(i, step)).flatten();
            (0..deal.parties).map(|i| deal.steps.iter().map(|step| of(i, step)).collect()).collect()
        };
        let revoking = own(&|i, step| {
            let cost = &step.lasting[i] - step.revoked(i);
            step.is_revocable().then(|| cost.max(Ratio::zero()))
        });
        let cost = own(&|i, step| {
            let cost = -step.worth(i);
            (step.detection.is_some() && cost > Ratio::zero()).then_some(cost)
        });
        Self {
            steps: deal.steps.len(),
            gain: worth.iter().map(|own| own.iter().sum()).collect(),
            worth,
            banked,
            hostage,
            revoking,
            cost,
        }
    }

    /// The stake of party `i` with the steps of `done` done: Λ.
    #[must_use]
    pub fn stake(&self, i: usize, done: impl IntoIterator<Item = usize>) -> Ratio {
        let banked = done.into_iter().map(|s| &self.banked[i][s]).sum::<Ratio>();
        &self.gain[i] - banked
    }
}

/// What is left to party `i` of the lasting worth of a step after a breakdown that it caused: b.
fn left(deal: &Deal, step: &Step, i: usize, punishment: Punishment) -> Ratio {
    let waited = waited(deal, step, i, i, punishment);
    let may_revoke = step.owners.contains(&i) && step.is_revocable();
    if may_revoke { waited.max(step.revoked(i)) } else { waited }
}

/// What is left to party `i` of the lasting worth of a step if party `j` breaks the deal and does not revoke it: all of
/// it, or what the answer of another owner leaves after the step's lag.
pub(crate) fn waited(
    deal: &Deal,
    step: &Step,
    i: usize,
    j: usize,
    punishment: Punishment,
) -> Ratio {
    let kept = &step.lasting[i];
    if answer(step, &[j], punishment).is_none() {
        return kept.clone();
    }
    let by_then = deal.discount[i].as_ref().map_or_else(Ratio::one, |d| power(d, step.lag));
    (Ratio::one() - &by_then) * kept + by_then * step.revoked(i)
}

/// How a step in force is taken back after a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// By itself.
    Automatic,
    /// By these owners, who gain by it, or could have arranged to.
    By(Vec<usize>),
}

/// How a step in force is taken back, after its lag, if the parties `breakers` break the deal and do not revoke it themselves;
/// nothing if it stays.
#[must_use]
pub fn answer(step: &Step, breakers: &[usize], punishment: Punishment) -> Option<Answered> {
    let others: Vec<usize> =
        step.owners.iter().copied().filter(|owner| !breakers.contains(owner)).collect();
    if !step.is_revocable() || others.is_empty() {
        return None;
    }
    if step.auto {
        return Some(Answered::Automatic);
    }
    let gains = |owner: &usize| step.revoked(*owner) > step.lasting[*owner];
    let by: Vec<usize> = match punishment {
        Punishment::Automatic => others,
        Punishment::Credible => others.into_iter().filter(gains).collect(),
    };
    (!by.is_empty()).then_some(Answered::By(by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{ratio, whole};

    /// hold.md E1: two revocable steps that cost their owner 1 a period and bring the other 3, with a lag.
    fn restraint(discount: Ratio, lag: u32) -> Deal {
        let value = |flow: i64| whole(flow) / (Ratio::one() - &discount);
        let step = |owner: usize| Step {
            lasting: (0..2).map(|i| value(if i == owner { -1 } else { 3 })).collect(),
            reversal: Ratio::one(),
            lag,
            ..Step::of(owner, 2)
        };
        let discount = vec![Some(discount.clone()); 2];
        Deal { parties: 2, steps: vec![step(0), step(1)], discount, ..Deal::default() }
    }

    #[test]
    fn mutual_restraint_holds_if_answers_come_soon() {
        for (discount, lag, expected) in [
            (ratio(9, 10), 1, whole(17)),
            (ratio(9, 10), 10, ratio(460_353_203, 1_000_000_000)),
            (ratio(9, 10), 11, ratio(-5_856_821_173, 10_000_000_000)),
            (ratio(1, 3), 1, Ratio::zero()),
            (ratio(3, 10), 1, ratio(-1, 7)),
        ] {
            let deal = restraint(discount, lag);
            assert!(deal.is_sound());
            let stakes = Stakes::of(&deal, Punishment::Credible);
            for i in 0..2 {
                assert_eq!(stakes.stake(i, 0..2), expected);
                assert_eq!(stakes.revoking[i][i], Some(Ratio::zero()));
            }
        }
    }

    #[test]
    fn the_less_a_step_can_be_taken_back_the_less_the_answer_can_be_trusted() {
        for (reversal, expected) in [
            (whole(0), whole(-6)),
            (ratio(1, 5), whole(-6)),
            (ratio(3, 10), whole(-3)),
            (ratio(3, 5), whole(0)),
            (ratio(4, 5), whole(2)),
        ] {
            let dismantle = Step {
                lasting: vec![whole(-5), whole(10)],
                reversal,
                rebuild: vec![whole(-1), whole(0)],
                ..Step::of(0, 2)
            };
            let relief =
                Step { lasting: vec![whole(9), whole(-6)], reversal: whole(1), ..Step::of(1, 2) };
            let steps = vec![dismantle, relief];
            let deal = Deal { parties: 2, steps, discount: vec![None; 2], ..Deal::default() };
            assert!(deal.is_sound());
            let stakes = Stakes::of(&deal, Punishment::Credible);
            assert_eq!(stakes.gain, [whole(4), whole(4)]);
            assert_eq!(stakes.stake(1, 0..2), expected);
        }
    }
}
