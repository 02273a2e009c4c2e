//! What the owners of a stage must have at stake for it to be taken, and what keeps steps in force.
//!
//! Before a stage B (one step, or a bundle) with the steps X done, party i, an owner of some of B, can
//!
//! - *refuse* a part R of its own steps of B, do the rest and let the deal break down. It does not gain if
//!   Λ(X) ≥ Σ k over B∖R: it would keep what the others do at the same moment. For a single step that is Λ(X) ≥ 0.
//! - *sham* a set D of its own steps of B. Let σ be the probability that nobody raises an alarm if all is honest,
//!   Π (1 − α) over B, and σ(D) if D is shammed: Π (1 − p) over D · Π (1 − α) over the rest. It does not gain if
//!   (σ − σ(D)) Λ(X∪B) ≥ σ(D) κ(D) − (1 − σ(D)) k(D). For a single step that is (p − α) Λ' ≥ κ + p h with the stake Λ'
//!   just after the step; without false alarms Λ(X) ≥ κ (1 − p) / p.
//!
//! At every state X that is visited, the last one too, party i with a revocable step of its own in force can
//! *revoke* it. It does not gain if Λ(X) + π ≥ 0, where π is the net cost of the revocation that costs it least.
//!
//! All three are kept as *demands* Λ(X) ≥ need, in units of worth: the inequality of the gate is divided by σ − σ(D),
//! so a slack is always how much stake a party could lose before it would leave. A demand that no stake can meet
//! (σ ≤ σ(D), but the sham pays) has no need: *never*.
//!
//! In an escrow all steps are released or none: only Λ(X) ≥ 0 is asked of each owner, and nothing is shammed inside.
//!
//! That one sham at a time is enough: let a cheat keep at most κ = −min(a, k) from an undetected sham, whether it
//! carries on (−a) or breaks with the deal later (−k). Then what any plan of shams and a later exit brings over
//! honesty is bounded by the sum of such terms, and every further gate is passed on the same condition. Where
//! k ≥ a, as for every step with one owner, κ = −a and the condition is also necessary. A step with several owners
//! can have k < a (another owner would take back what its owner likes): then the condition errs on the safe side and
//! [`Setting::is_exact`] says so; it also does where a false alarm is likelier than a detection.
//!
//! False alarms at *other* gates are left out of Λ here; [`clock`](super::clock) counts them for a given order.
//!
//! Papers: R. Avenhaus, B. von Stengel, S. Zamir, "Inspection games" (Handbook of Game Theory 3, 2002).

use super::Stage;
use crate::deal::{Deal, Step};
use crate::exact::Ratio;
use crate::stakes::{Punishment, Stakes};
use num_traits::{One, Signed, Zero};

/// At most this many steps of one owner in one bundle can be shammed together: all sets of them are tried.
pub const SHAMS: usize = 16;

/// At most this many steps: a state is a word.
pub const STEPS: usize = 64;

/// What a party could do instead of going on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Not take these own steps of the stage.
    Refuse(Vec<usize>),
    /// Claim these own steps of the stage without taking them.
    Sham(Vec<usize>),
    /// Take back this own step, which is in force.
    Revoke(usize),
}

impl Kind {
    /// The steps it is about.
    #[must_use]
    pub fn steps(&self) -> &[usize] {
        match self {
            Self::Refuse(own) | Self::Sham(own) => own,
            Self::Revoke(step) => std::slice::from_ref(step),
        }
    }
}

/// What a stage needs of one of its owners.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The owner.
    pub party: usize,
    /// What it could do instead, at its best.
    pub kind: Kind,
    /// The least stake Λ(X) before the stage; absent if none is enough.
    pub need: Option<Ratio>,
}

/// A stage that may be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Which.
    pub stage: Stage,
    /// Its steps, ascending.
    pub steps: Vec<usize>,
    /// Whether it is an escrow.
    pub is_escrow: bool,
    /// What it needs: per owner a refusal, then a sham if one tempts it.
    pub demands: Vec<Demand>,
}

/// Why a deal is not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// [`Deal::is_sound`] is false.
    Unsound,
    /// More than [`STEPS`] steps.
    Steps,
    /// This bundle has more than [`SHAMS`] steps that one owner can sham with profit.
    Bundle(usize),
}

/// A deal with everything that its orders are judged by.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// What others do in a breakdown.
    pub punishment: Punishment,
    /// What each step moves.
    pub stakes: Stakes,
    /// The steps in their order, then the bundles.
    pub stages: Vec<Taken>,
    /// Per party and step the net cost of revoking it at once in a breakdown of its own doing, compared with the best
    /// it can do about it; absent if it is not the party's to revoke.
    pub revoking: Vec<Vec<Option<Ratio>>>,
    /// Whether only what is necessary is asked: for proofs that there is no order.
    is_lenient: bool,
}

impl<'a> Setting<'a> {
    /// Of a deal. Cost: parties × steps, and two to the power of an owner's shams per bundle.
    ///
    /// # Errors
    ///
    /// If the deal is not sound or too large.
    pub fn of(deal: &'a Deal, punishment: Punishment) -> Result<Self, Refusal> {
        if deal.is_sound() {
            Self::with(deal, punishment, Stakes::of(deal, punishment), false)
        } else {
            Err(Refusal::Unsound)
        }
    }

    /// With the weakest demands that any reactions to breakdowns could lead to: whoever breaks the deal loses all that
    /// others can revoke and that it would miss, and nothing that it would be glad to lose. An order that fails here
    /// fails whatever is arranged. Where [`Self::is_exact`] would be false, only what is necessary is asked, and of shams
    /// nothing at gates with false alarms, whose victims a harsher breakdown hurts as well.
    ///
    /// # Errors
    ///
    /// If the deal is not sound or too large.
    pub fn harshest(deal: &'a Deal) -> Result<Self, Refusal> {
        if !deal.is_sound() {
            return Err(Refusal::Unsound);
        }
        let mut stakes = Stakes::of(deal, Punishment::Automatic);
        for i in 0..deal.parties {
            for (s, step) in deal.steps.iter().enumerate() {
                let is_own = step.owners.contains(&i) && step.is_revocable();
                let kept = step.lasting[i].clone();
                let kept = if is_own { kept.max(step.revoked(i)) } else { kept };
                let banked = &step.once[i] + kept;
                if banked < stakes.banked[i][s] {
                    stakes.hostage[i][s] = &stakes.worth[i][s] - &banked;
                    stakes.banked[i][s] = banked;
                }
            }
        }
        Self::with(deal, Punishment::Automatic, stakes, true)
    }

    fn with(
        deal: &'a Deal,
        punishment: Punishment,
        stakes: Stakes,
        is_lenient: bool,
    ) -> Result<Self, Refusal> {
        if deal.steps.len() > STEPS {
            return Err(Refusal::Steps);
        }
        let revoking = (0..deal.parties)
            .map(|i| (0..deal.steps.len()).map(|s| revoking(deal, &stakes, i, s)).collect())
            .collect();
        let mut setting =
            Self { deal, punishment, stakes, stages: Vec::new(), revoking, is_lenient };
        for s in 0..deal.steps.len() {
            setting.stages.push(setting.taken(Stage::Step(s))?);
        }
        for b in 0..deal.bundles.len() {
            setting.stages.push(setting.taken(Stage::Bundle(b))?);
        }
        Ok(setting)
    }

    /// The stage with its demands.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Option<&Taken> {
        match stage {
            Stage::Step(s) if s < self.deal.steps.len() => self.stages.get(s),
            Stage::Step(_) => None,
            Stage::Bundle(b) => self.stages.get(self.deal.steps.len() + b),
        }
    }

    /// Whether the demands are not only sufficient but necessary: see the head of this file.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        let is_doubtful = |s: usize, step: &Step| {
            let fears = |&i: &usize| {
                let banked = &self.stakes.banked[i][s];
                banked.is_negative() && *banked < self.stakes.worth[i][s]
            };
            let tempts = |&i: &usize| self.cost(i, s).is_positive();
            step.detection.as_ref().is_some_and(|seen| {
                step.owners.iter().any(fears)
                    || (*seen < step.false_alarm && step.owners.iter().any(tempts))
            })
        };
        self.is_lenient || !self.deal.steps.iter().enumerate().any(|(s, step)| is_doubtful(s, step))
    }

    /// Whether only what is necessary is asked.
    pub(crate) fn is_lenient(&self) -> bool {
        self.is_lenient
    }

    /// Whether party `i` owns a step.
    #[must_use]
    pub fn is_owner(&self, i: usize) -> bool {
        self.deal.steps.iter().any(|step| step.owners.contains(&i))
    }

    /// What of the steps `done` party `i` can take back most cheaply: the step, and the cost.
    #[must_use]
    pub fn cheapest(&self, i: usize, done: &[bool]) -> Option<(usize, &Ratio)> {
        let own = self.revoking[i].iter().enumerate().filter(|(s, _)| done[*s]);
        let own = own.filter_map(|(s, cost)| cost.as_ref().map(|cost| (s, cost)));
        own.reduce(|best, next| if next.1 < best.1 { next } else { best })
    }

    fn taken(&self, stage: Stage) -> Result<Taken, Refusal> {
        let (steps, is_escrow) = match stage {
            Stage::Step(s) => (vec![s], false),
            Stage::Bundle(b) => (self.deal.bundles[b].steps.clone(), self.deal.bundles[b].escrow),
        };
        let is_own = |i: usize, s: usize| self.deal.steps[s].owners.contains(&i);
        let mut demands = Vec::new();
        for i in 0..self.deal.parties {
            let own: Vec<usize> = steps.iter().copied().filter(|&s| is_own(i, s)).collect();
            if own.is_empty() {
                continue;
            }
            if is_escrow {
                let kind = Kind::Refuse(own);
                demands.push(Demand { party: i, kind, need: Some(Ratio::zero()) });
                continue;
            }
            demands.push(self.refusal(i, &steps, &own));
            let tempting: Vec<usize> = own
                .into_iter()
                .filter(|&s| {
                    self.deal.steps[s].detection.is_some() && self.cost(i, s).is_positive()
                })
                .collect();
            match stage {
                Stage::Bundle(b) if tempting.len() > SHAMS => return Err(Refusal::Bundle(b)),
                _ => demands.extend(self.sham(i, &steps, &tempting)),
            }
        }
        Ok(Taken { stage, steps, is_escrow, demands })
    }

    /// The refusal that party `i` gains most by: of its own steps those with k < 0, or, as it must refuse something,
    /// the one with the least k.
    fn refusal(&self, i: usize, steps: &[usize], own: &[usize]) -> Demand {
        let banked = &self.stakes.banked[i];
        let mut refused: Vec<usize> =
            own.iter().copied().filter(|&s| banked[s].is_negative()).collect();
        if refused.is_empty() {
            refused.extend(own.iter().copied().min_by_key(|&s| &banked[s]));
        }
        let need = steps.iter().filter(|s| !refused.contains(s)).map(|&s| &banked[s]).sum();
        Demand { party: i, kind: Kind::Refuse(refused), need: Some(need) }
    }

    /// The sham among all sets of `tempting` steps that needs the greatest stake of party `i`.
    fn sham(&self, i: usize, steps: &[usize], tempting: &[usize]) -> Option<Demand> {
        let sets = (1..1_u32 << tempting.len()).map(|set| {
            let is_in = |at: usize| set >> at & 1 == 1;
            let shams: Vec<usize> =
                (0..tempting.len()).filter(|&at| is_in(at)).map(|at| tempting[at]).collect();
            let gate = self.gate(i, steps, &shams);
            // Where alarms tell nothing, a sham may still be worth less than honesty, whatever is at stake.
            let is_tempting =
                gate.honest != gate.shammed || gate.honesty(&Ratio::zero()).is_negative();
            let is_tempting = is_tempting && !(self.is_lenient && gate.honest < Ratio::one());
            is_tempting.then(|| (gate.need(), shams))
        });
        let is_more = |a: &Option<Ratio>, b: &Option<Ratio>| match (a, b) {
            (None, b) => b.is_some(),
            (Some(_), None) => false,
            (Some(a), Some(b)) => a > b,
        };
        let (need, shams) = sets
            .flatten()
            .reduce(|most, next| if is_more(&next.0, &most.0) { next } else { most })?;
        Some(Demand { party: i, kind: Kind::Sham(shams), need })
    }

    /// What party `i` keeps at most from an undetected sham of step `s`: κ = −min(a, k), or at least: κ = −a.
    pub(crate) fn cost(&self, i: usize, s: usize) -> Ratio {
        let worth = &self.stakes.worth[i][s];
        if self.is_lenient { -worth } else { -worth.min(&self.stakes.banked[i][s]) }
    }

    /// The gate after `steps` for party `i` that shams some of them.
    #[must_use]
    pub fn gate(&self, i: usize, steps: &[usize], shams: &[usize]) -> Gate {
        let one = Ratio::one();
        let quiet = |s: usize| &one - &self.deal.steps[s].false_alarm;
        let unseen = |s: usize| {
            &one - self.deal.steps[s].detection.as_ref().unwrap_or(&self.deal.steps[s].false_alarm)
        };
        Gate {
            honest: steps.iter().map(|&s| quiet(s)).product(),
            shammed: steps
                .iter()
                .map(|&s| if shams.contains(&s) { unseen(s) } else { quiet(s) })
                .product(),
            banked: steps.iter().map(|&s| &self.stakes.banked[i][s]).sum(),
            avoided: shams.iter().map(|&s| &self.stakes.banked[i][s]).sum(),
            cost: shams.iter().map(|&s| self.cost(i, s)).sum(),
        }
    }
}

/// The moment after a stage at which shams can be found, for one party and one set of shams.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// The probability that nobody raises an alarm if all is honest: σ.
    pub honest: Ratio,
    /// The same with the shams: σ(D).
    pub shammed: Ratio,
    /// What the party banks with the whole stage: k(B).
    pub banked: Ratio,
    /// What it would have banked with what it shams: k(D).
    pub avoided: Ratio,
    /// What it keeps if nothing is found: κ(D).
    pub cost: Ratio,
}

impl Gate {
    /// How much more honesty is expected to bring than the shams, with the stake `after` the stage.
    #[must_use]
    pub fn honesty(&self, after: &Ratio) -> Ratio {
        let one = Ratio::one();
        (&self.honest - &self.shammed) * after - &self.shammed * &self.cost
            + (&one - &self.shammed) * &self.avoided
    }

    /// The least stake before the stage at which honesty brings as much; absent if no stake does.
    #[must_use]
    pub fn need(&self) -> Option<Ratio> {
        let power = &self.honest - &self.shammed;
        let gained = -self.honesty(&Ratio::zero());
        power.is_positive().then(|| &self.banked + gained / power)
    }
}

/// See [`Setting::revoking`]. With several owners another one may revoke the step anyhow; what it then costs to be
/// first is less than F − r − (1 − ρ) F.
fn revoking(deal: &Deal, stakes: &Stakes, i: usize, s: usize) -> Option<Ratio> {
    let step = &deal.steps[s];
    let is_own = step.owners.contains(&i) && step.is_revocable();
    is_own.then(|| &stakes.banked[i][s] - &step.once[i] - step.revoked(i))
}
