//! What does a concession prove?
//!
//! An action is worth P(action | sincere) / P(action | deceptive); words that both types gain from saying are worth 1.
//! A *sunk cost* x separates the types if the deceptive gain at most x from being believed and the sincere at least x;
//! *tied hands*, a cost paid only on reneging, work through the stake of the roadmap and not here.
//!
//! *Trust*: with reward R, temptation T, punishment P and sucker's payoff S, who likes mutual cooperation best cooperates if
//! the other is trustworthy with probability at least (P − S) / (P − S + R − T).
//!
//! *Reassurance* in two rounds: the first carries a share x of the stakes, the second the rest, and the other is
//! trustworthy with probability t. The trustworthy (temptation T < R) cooperate in the first round and the untrustworthy
//! (T' > R) do not, if x is large enough that faking does not pay and small enough that the sincere dare:
//! t (T' − P) / (t (2T' − P − R) + (1 − t) (P − S)) ≤ x ≤ t (R − P) / (t (T − P) + (1 − t) (P − S)). Below a certain t no
//! share does both.
//!
//! *Where types part*: a step tells something only if some types would have stopped before it and others not.
//!
//! All exact, constant or linear cost. Sources: Fearon, "Signaling foreign policy interests" (1997); Kydd, "Trust,
//! reassurance, and cooperation" (2000), whose argument this is in a form of two rounds that is not his model.

use super::Fault;
use crate::exact::{Ratio, is_probability};
use num_traits::{One, Signed, Zero};

/// By which factor an action changes the odds of sincerity. It rises with the first and falls with the second. Absent if
/// the deceptive never take it: then it is proof.
#[must_use]
pub fn action_ratio(sincere: &Ratio, deceptive: &Ratio) -> Option<Ratio> {
    (!deceptive.is_zero()).then(|| sincere / deceptive)
}

/// From the least to the most that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The least.
    pub least: Ratio,
    /// The most.
    pub most: Ratio,
}

impl Window {
    /// Absent if it would be empty.
    #[must_use]
    pub fn of(least: Ratio, most: Ratio) -> Option<Self> {
        (least <= most).then_some(Self { least, most })
    }

    /// Whether it does.
    #[must_use]
    pub fn contains(&self, number: &Ratio) -> bool {
        *number >= self.least && *number <= self.most
    }
}

/// The sunk costs that separate: from what the deceptive gain by being believed to what the sincere gain; never below 0. It
/// narrows as the deceptive gain more and widens as the sincere do. Absent if no cost does.
#[must_use]
pub fn sunk_cost(deceptive_gain: &Ratio, sincere_gain: &Ratio) -> Option<Window> {
    Window::of(deceptive_gain.clone().max(Ratio::zero()), sincere_gain.clone())
}

/// What cooperation and defection bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payoffs {
    /// Both cooperate: R.
    pub reward: Ratio,
    /// Defect against cooperation, for the trustworthy: T, at most R.
    pub temptation: Ratio,
    /// Both defect: P.
    pub punishment: Ratio,
    /// Cooperate against defection: S.
    pub sucker: Ratio,
}

impl Payoffs {
    /// Whether it is a matter of trust: T ≤ R, P < R and S ≤ P.
    fn check(&self) -> Result<(), Fault> {
        if self.temptation <= self.reward
            && self.punishment < self.reward
            && self.sucker <= self.punishment
        {
            Ok(())
        } else {
            Err(Fault::Unsound(
                "who is trustworthy has most from mutual cooperation, and least from cooperating alone",
            ))
        }
    }

    /// The probability of a trustworthy partner from which on cooperating is as good as not:
    /// (P − S) / (P − S + R − T). It rises with T and P and falls with R and S. 0 if nothing is at risk.
    ///
    /// # Errors
    /// It is no matter of trust: T > R, P ≥ R or S > P.
    ///
    /// ```
    /// use detente_hold::belief::signals::Payoffs;
    /// use detente_hold::exact::{ratio, whole};
    ///
    /// let payoffs =
    ///     Payoffs { reward: whole(1), temptation: ratio(1, 2), punishment: whole(0), sucker: whole(-1) };
    /// assert_eq!(payoffs.trust()?, ratio(2, 3));
    /// # Ok::<(), detente_hold::belief::Fault>(())
    /// ```
    pub fn trust(&self) -> Result<Ratio, Fault> {
        self.check()?;
        let risk = &self.punishment - &self.sucker;
        if risk.is_zero() {
            return Ok(risk);
        }
        let prize = &self.reward - &self.temptation;
        Ok(&risk / (&risk + prize))
    }

    /// Which shares of the stakes a first round may carry so that the types part in it: the trustworthy, who are with
    /// probability `trust` on the other side, dare to cooperate, and the untrustworthy, with their own `temptation`,
    /// do not care to fake it. Absent if none does. Both ends rise with the trust.
    ///
    /// # Errors
    /// As [`Self::trust`]; also if the untrustworthy are not tempted or `trust` is no probability.
    pub fn reassurance(&self, temptation: &Ratio, trust: &Ratio) -> Result<Option<Window>, Fault> {
        self.check_temptation(temptation)?;
        if !is_probability(trust) {
            return Err(Fault::Unsound(
                "the probability of a trustworthy partner is not between 0 and 1",
            ));
        }
        let (r, p) = (&self.reward, &self.punishment);
        let risk = (Ratio::one() - trust) * (p - &self.sucker);
        // x times `fake` must be at least t (T' − P), and x times `dare` at most t (R − P).
        let fake = trust * (temptation + temptation - p - r) + &risk;
        let dare = trust * (&self.temptation - p) + &risk;
        let least = if fake.is_positive() {
            trust * (temptation - p) / fake
        } else {
            // Nothing is at stake with anybody: no trust and no risk.
            Ratio::zero()
        };
        let most = if dare.is_positive() {
            (trust * (r - p) / dare).min(Ratio::one())
        } else {
            Ratio::one()
        };
        Ok(Window::of(least, most))
    }

    /// The least trust with which any share of the stakes makes the types part:
    /// (P − S)(T' − R) / ((P − S)(T' − R) + (R − P)(2T' − P − R) − (T' − P)(T − P)). It rises with T and falls with S.
    ///
    /// # Errors
    /// As [`Self::reassurance`].
    pub fn least_trust(&self, temptation: &Ratio) -> Result<Ratio, Fault> {
        self.check_temptation(temptation)?;
        let (r, p) = (&self.reward, &self.punishment);
        let risk = (p - &self.sucker) * (temptation - r);
        let rest =
            (r - p) * (temptation + temptation - p - r) - (temptation - p) * (&self.temptation - p);
        // The rest is at least (R − P)(T' − R), because T ≤ R.
        Ok(&risk / (&risk + rest))
    }

    /// Also whether the untrustworthy are tempted.
    fn check_temptation(&self, temptation: &Ratio) -> Result<(), Fault> {
        self.check()?;
        if *temptation > self.reward {
            Ok(())
        } else {
            Err(Fault::Unsound("the untrustworthy gain nothing by defecting against cooperation"))
        }
    }
}

/// A place in a roadmap where types part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The step, by its place in the order, that some do not take.
    pub step: usize,
    /// The types that stop before it.
    pub stop: Vec<usize>,
    /// The types that take it.
    pub go_on: Vec<usize>,
    /// What to think of the types once it is taken: only those that go on are left.
    pub after: Vec<Ratio>,
}

/// The steps of a roadmap that tell types apart, in order; the first is the informative one. Empty if all types of
/// positive prior go equally far: then the steps teach nothing, however many were taken.
///
/// `taken` says per type how many steps it takes before it stops, all of them if it never does.
///
/// # Errors
/// Not one number per type, or a prior that does not sum to 1.
///
/// ```
/// use detente_hold::belief::signals::partings;
/// use detente_hold::exact::ratio;
///
/// // The sincere take all five steps, the hedging four, the deceptive two.
/// let prior = [ratio(1, 2), ratio(3, 10), ratio(1, 5)];
/// let found = partings(&prior, &[5, 4, 2])?;
/// assert_eq!((found[0].step, found[0].stop.as_slice()), (2, [2].as_slice()));
/// assert_eq!(found[0].after[0], ratio(5, 8));
/// assert_eq!(found[1].step, 4);
/// # Ok::<(), detente_hold::belief::Fault>(())
/// ```
pub fn partings(prior: &[Ratio], taken: &[usize]) -> Result<Vec<Parting>, Fault> {
    check_prior(prior, taken.len())?;
    let possible = || (0..prior.len()).filter(|&kind| !prior[kind].is_zero());
    let mut ends: Vec<usize> = possible().map(|kind| taken[kind]).collect();
    ends.sort_unstable();
    ends.dedup();
    // Where the last stop, nobody goes on.
    ends.pop();
    let parting = |step: usize| {
        let go_on: Vec<usize> = possible().filter(|&kind| taken[kind] > step).collect();
        let sum: Ratio = go_on.iter().map(|&kind| &prior[kind]).sum();
        let after = |kind: usize| {
            if go_on.contains(&kind) { &prior[kind] / &sum } else { Ratio::zero() }
        };
        Parting {
            step,
            stop: possible().filter(|&kind| taken[kind] == step).collect(),
            after: (0..prior.len()).map(after).collect(),
            go_on,
        }
    };
    Ok(ends.into_iter().map(parting).collect())
}

/// The probability that a deal holds: Σ π over the types for which it does. It rises with the prior of those.
///
/// # Errors
/// Not one answer per type, or a prior that does not sum to 1.
pub fn holding(prior: &[Ratio], holds: &[bool]) -> Result<Ratio, Fault> {
    check_prior(prior, holds.len())?;
    Ok(prior.iter().zip(holds).filter(|&(_, &holds)| holds).map(|(prior, _)| prior).sum())
}

/// Whether there is a prior over so many types.
fn check_prior(prior: &[Ratio], kinds: usize) -> Result<(), Fault> {
    if prior.len() != kinds {
        Err(Fault::Unsound("not one answer for every type"))
    } else if !prior.iter().all(is_probability) || !prior.iter().sum::<Ratio>().is_one() {
        Err(Fault::Unsound("the prior probabilities of the types do not sum to 1"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::updating::{Event, Record};
    use crate::exact::{ratio, whole};

    fn payoffs() -> Payoffs {
        Payoffs {
            reward: whole(1),
            temptation: ratio(1, 2),
            punishment: whole(0),
            sucker: whole(-1),
        }
    }

    /// hold.md 3.3.
    #[test]
    fn trust_and_reassurance() {
        assert_eq!(payoffs().trust(), Ok(ratio(2, 3)));
        let window = |least: (i64, i64), most: (i64, i64)| {
            Window::of(ratio(least.0, least.1), ratio(most.0, most.1))
        };
        for (trust, expected) in [
            (ratio(1, 5), None),
            (ratio(2, 7), window((1, 3), (1, 3))),
            (ratio(3, 10), window((9, 26), (6, 17))),
            (ratio(1, 2), window((1, 2), (2, 3))),
            (ratio(7, 10), window((21, 34), (1, 1))),
        ] {
            assert_eq!(payoffs().reassurance(&ratio(3, 2), &trust), Ok(expected));
        }
        assert_eq!(payoffs().least_trust(&ratio(3, 2)), Ok(ratio(2, 7)));
        assert_eq!(action_ratio(&ratio(9, 10), &ratio(1, 2)), Some(ratio(9, 5)));
        assert_eq!(action_ratio(&ratio(9, 10), &whole(0)), None);
        assert_eq!(sunk_cost(&whole(2), &whole(5)), Window::of(whole(2), whole(5)));
        assert_eq!(sunk_cost(&whole(-2), &whole(5)), Window::of(whole(0), whole(5)));
        assert_eq!(sunk_cost(&whole(5), &whole(2)), None);
    }

    /// Whether nobody gains by leaving the profile in which the types part in the first round, by comparing what each
    /// has: the definition. Whoever defected in the first round is met with defection in the second.
    fn part(payoffs: &Payoffs, temptation: &Ratio, trust: &Ratio, share: &Ratio) -> bool {
        let Payoffs { reward: r, temptation: t, punishment: p, sucker: s } = payoffs;
        let rest = whole(1) - share;
        let doubt = whole(1) - trust;
        let expect = |with: Ratio, without: Ratio| trust * with + &doubt * without;
        // The second round: after both cooperated the trustworthy cooperate, the untrustworthy do not; otherwise
        // nobody does.
        let sincere = expect(share * r + &rest * r, share * s + &rest * p);
        let timid = expect(share * t + &rest * p, share * p + &rest * p);
        let open = expect(share * temptation + &rest * p, share * p + &rest * p);
        let faked = expect(share * r + &rest * temptation, share * s + &rest * p);
        sincere >= timid && open >= faked
    }

    #[test]
    fn the_window_is_where_nobody_gains_by_leaving() {
        let mut rng = fastrand::Rng::with_seed(24);
        let (mut open, mut shut, mut whole_width) = (0, 0, 0);
        for _ in 0..1500 {
            let punishment = ratio(rng.i64(-4..5), 2);
            let reward = &punishment + ratio(rng.i64(1..7), 2);
            let payoffs = Payoffs {
                temptation: &reward - ratio(rng.i64(0..9), 2),
                sucker: &punishment - ratio(rng.i64(0..7), 2),
                reward,
                punishment,
            };
            let temptation = &payoffs.reward + ratio(rng.i64(1..7), 2);
            let trust = ratio(rng.i64(1..=20), 20);
            let found = payoffs.reassurance(&temptation, &trust).unwrap();
            for share in (0..=40).map(|i| ratio(i, 40)) {
                let expected = part(&payoffs, &temptation, &trust, &share);
                let inside = found.as_ref().is_some_and(|window| window.contains(&share));
                assert_eq!(inside, expected, "{payoffs:?} {temptation} {trust} {share}");
            }
            if let Some(Window { least, most }) = &found {
                assert!(part(&payoffs, &temptation, &trust, least));
                assert!(part(&payoffs, &temptation, &trust, most));
                open += 1;
                whole_width += u32::from(most.is_one());
            } else {
                shut += 1;
            }
            let enough = payoffs.least_trust(&temptation).unwrap();
            assert_eq!(found.is_some(), trust >= enough, "{payoffs:?} {temptation} {trust}");
        }
        assert!(open > 300 && shut > 200 && whole_width > 100, "{open} {shut} {whole_width}");
    }

    #[test]
    fn trust_is_where_cooperating_begins_to_pay() {
        let mut rng = fastrand::Rng::with_seed(25);
        for _ in 0..500 {
            let punishment = ratio(rng.i64(-4..5), 2);
            let payoffs = Payoffs {
                reward: &punishment + ratio(rng.i64(1..7), 2),
                temptation: &punishment + ratio(rng.i64(-3..7), 2),
                sucker: &punishment - ratio(rng.i64(0..7), 2),
                punishment,
            };
            let Ok(least) = payoffs.trust() else {
                assert!(payoffs.temptation > payoffs.reward);
                continue;
            };
            for trust in (0..=60).map(|i| ratio(i, 60)) {
                let rest = whole(1) - &trust;
                let cooperate = &trust * &payoffs.reward + &rest * &payoffs.sucker;
                let defect = &trust * &payoffs.temptation + &rest * &payoffs.punishment;
                assert_eq!(cooperate >= defect, trust >= least, "{payoffs:?} {trust}");
            }
        }
    }

    #[test]
    fn partings_follow_updating() {
        let mut rng = fastrand::Rng::with_seed(26);
        let mut uninformative = 0;
        for _ in 0..1000 {
            let kinds = rng.usize(1..5);
            let parts: Vec<i64> = (0..kinds).map(|_| rng.i64(0..4)).collect();
            let sum: i64 = parts.iter().sum();
            if sum == 0 {
                continue;
            }
            let prior: Vec<Ratio> = parts.iter().map(|&part| ratio(part, sum)).collect();
            let taken: Vec<usize> = (0..kinds).map(|_| rng.usize(0..5)).collect();
            let found = partings(&prior, &taken).unwrap();
            uninformative += u32::from(found.is_empty());
            // Every step taken is an event that has likelihood 1 for who takes it and 0 for who stops before.
            let event = |step: usize| {
                let takes = |&taken: &usize| if taken > step { whole(1) } else { whole(0) };
                Event::seen(taken.iter().map(takes).collect())
            };
            let record = Record::new(prior.clone(), (0..6).map(event).collect()).unwrap();
            let furthest = (0..kinds).filter(|&k| parts[k] > 0).map(|k| taken[k]).max().unwrap();
            let mut path = vec![prior.clone()];
            for step in 0..furthest {
                let mut short = record.clone();
                short.events.truncate(step + 1);
                path.push(short.posterior().unwrap());
            }
            assert!(record.posterior().is_err());
            let mut next = found.iter();
            for step in 0..furthest {
                if path[step] != path[step + 1] {
                    let parting = next.next().unwrap();
                    assert_eq!((parting.step, &parting.after), (step, &path[step + 1]));
                    for kind in (0..kinds).filter(|&kind| parts[kind] > 0) {
                        assert_eq!(parting.go_on.contains(&kind), taken[kind] > step);
                        assert_eq!(parting.stop.contains(&kind), taken[kind] == step);
                    }
                }
            }
            assert!(next.next().is_none());
            let holds: Vec<bool> = taken.iter().map(|&taken| taken == 4).collect();
            let expected: i64 = (0..kinds).filter(|&k| holds[k]).map(|k| parts[k]).sum();
            assert_eq!(holding(&prior, &holds), Ok(ratio(expected, sum)));
        }
        assert!(uninformative > 50);
    }

    #[test]
    fn refusals() {
        let odd = Payoffs { temptation: whole(2), ..payoffs() };
        assert!(odd.trust().is_err());
        let odd = Payoffs { sucker: whole(1), ..payoffs() };
        assert!(odd.reassurance(&ratio(3, 2), &ratio(1, 2)).is_err());
        assert!(payoffs().reassurance(&whole(1), &ratio(1, 2)).is_err());
        assert!(payoffs().reassurance(&whole(2), &whole(2)).is_err());
        assert!(payoffs().least_trust(&whole(1)).is_err());
        // Without any trust only a first round about nothing parts the types.
        assert_eq!(payoffs().reassurance(&whole(2), &whole(0)), Ok(Window::of(whole(0), whole(0))));
        // Nothing to lose with the untrustworthy: no trust is needed.
        let safe = Payoffs { sucker: whole(0), ..payoffs() };
        assert_eq!((safe.trust(), safe.least_trust(&whole(2))), (Ok(whole(0)), Ok(whole(0))));
        assert!(partings(&[whole(1)], &[1, 2]).is_err());
        assert!(holding(&[ratio(1, 2)], &[true]).is_err());
    }
}
