//! A deal as it is carried out: what each step is worth to each party, how it can be shammed and undone.

use crate::exact::{Ratio, is_probability};
use num_traits::{One, Zero};

/// A deal that is carried out in steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deal {
    /// How many parties there are; those that own no step are outside the room.
    pub parties: usize,
    /// The steps.
    pub steps: Vec<Step>,
    /// Steps that may be taken at the same moment, besides each alone.
    pub bundles: Vec<Bundle>,
    /// Per party what the next period counts against this one, between 0 and 1, without both ends; absent if it
    /// was not said, and then no lag may ask for it.
    pub discount: Vec<Option<Ratio>>,
}

/// A change on the way to a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who takes it, ascending; each of them can refuse it and revoke it.
    pub owners: Vec<usize>,
    /// Per party what taking it is worth once: c.
    pub once: Vec<Ratio>,
    /// Per party the present value of having it in force for ever: F.
    pub lasting: Vec<Ratio>,
    /// Which part of the lasting worth an owner that revokes it takes back: ρ, 0 if it cannot be revoked.
    pub reversal: Ratio,
    /// Per party what revoking is worth once, usually negative for who must rebuild: r.
    pub rebuild: Vec<Ratio>,
    /// Periods until others' revocation bites: τ.
    pub lag: u32,
    /// Whether it is revoked by itself when the deal breaks down.
    pub auto: bool,
    /// The probability that a sham is found before the next step: p; absent if it cannot be shammed.
    pub detection: Option<Ratio>,
    /// The probability per period that a sham is found later: q.
    pub hazard: Ratio,
    /// The probability that an honest step is called a sham: α.
    pub false_alarm: Ratio,
    /// Periods that it takes: T.
    pub periods: u32,
    /// Steps that must come before it.
    pub after: Vec<usize>,
}

impl Step {
    /// A step of one party that is worth nothing, cannot be revoked and cannot be shammed.
    #[must_use]
    pub fn of(owner: usize, parties: usize) -> Self {
        Self {
            owners: vec![owner],
            once: vec![Ratio::zero(); parties],
            lasting: vec![Ratio::zero(); parties],
            reversal: Ratio::zero(),
            rebuild: vec![Ratio::zero(); parties],
            lag: 0,
            auto: false,
            detection: None,
            hazard: Ratio::zero(),
            false_alarm: Ratio::zero(),
            periods: 1,
            after: Vec::new(),
        }
    }

    /// What party `i` has from the step done and kept: a.
    #[must_use]
    pub fn worth(&self, i: usize) -> Ratio {
        &self.once[i] + &self.lasting[i]
    }

    /// What is left of it for party `i` when it is revoked: r + (1 − ρ) F.
    #[must_use]
    pub fn revoked(&self, i: usize) -> Ratio {
        &self.rebuild[i] + (Ratio::one() - &self.reversal) * &self.lasting[i]
    }

    /// Whether it can be revoked at all.
    #[must_use]
    pub fn is_revocable(&self) -> bool {
        !self.reversal.is_zero()
    }
}

/// Steps taken at the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Which, ascending, at least two.
    pub steps: Vec<usize>,
    /// Whether somebody outside releases all of them or none; otherwise they are only simultaneous.
    pub escrow: bool,
}

impl Deal {
    /// Whether all lists have the right lengths, all positions exist, probabilities are probabilities, no step must
    /// come before itself, and whoever waits for a lag has a discount factor.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let (k, n) = (self.parties, self.steps.len());
        let is_step = |step: &Step| {
            step.once.len() == k
                && step.lasting.len() == k
                && step.rebuild.len() == k
                && !step.owners.is_empty()
                && step.owners.is_sorted_by(|a, b| a < b)
                && step.owners.iter().all(|&owner| owner < k)
                && step.after.iter().all(|&other| other < n)
                && [&step.reversal, &step.hazard, &step.false_alarm].into_iter().all(is_probability)
                && step.detection.as_ref().is_none_or(is_probability)
                && (step.lag == 0 || self.discount.iter().all(Option::is_some))
        };
        let is_bundle = |bundle: &Bundle| {
            bundle.steps.len() >= 2
                && bundle.steps.is_sorted_by(|a, b| a < b)
                && bundle.steps.iter().all(|&step| step < n)
        };
        let is_discount =
            |d: &Option<Ratio>| d.as_ref().is_none_or(|d| *d > Ratio::zero() && *d < Ratio::one());
        self.discount.len() == k
            && self.discount.iter().all(is_discount)
            && self.steps.iter().all(is_step)
            && self.bundles.iter().all(is_bundle)
            && self.has_a_start()
    }

    /// Whether the steps can be taken one after another.
    fn has_a_start(&self) -> bool {
        let mut is_done = vec![false; self.steps.len()];
        let is_ready = |is_done: &[bool], s: usize| {
            !is_done[s] && self.steps[s].after.iter().all(|&other| is_done[other])
        };
        while let Some(next) = (0..is_done.len()).find(|&s| is_ready(&is_done, s)) {
            is_done[next] = true;
        }
        is_done.iter().all(|&done| done)
    }
}
