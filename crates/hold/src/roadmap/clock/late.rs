//! Shams that are found late: in for a penny, in for a pound.
//!
//! A sham that passed its gate is found in each later period with probability q. Found, it costs what the party holds
//! hostage in the finished deal, H = Σ h over what it did not sham, discounted by how long that takes: by
//! φ(q) = δ q / (1 − δ + δ q). Several shams are found together, with 1 − Π (1 − q), and share one loss, so testing each by
//! itself is not enough: all sets are tried.
//!
//! A plan D along an order is expected to bring, over honesty,
//! Σ Pr(caught at s) (κ + h of what was shammed before − Λ(X)) + Pr(never caught at a gate) (κ(D) − φ(q(D)) H).
//! For one sham it does not pay if p Λ ≥ (1 − p) (κ − φ(q) H).
//!
//! Papers: D. Abreu, D. Pearce, E. Stacchetti, "Toward a theory of discounted repeated games with imperfect monitoring"
//! (Econometrica 1990) for late and imperfect detection. Cost: two to the power of a party's own steps that can be
//! shammed.

use crate::exact::{Ratio, power};
use crate::roadmap::checks::SHAMS;
use crate::roadmap::walk::{Misstep, path, visit};
use crate::roadmap::{Setting, Stage, Taken};
use num_traits::{One, Signed, Zero};

/// A set of shams, over a whole order.
#[derive(Clone, Debug, PartialEq)]
pub struct Covert {
    /// Who.
    pub party: usize,
    /// Which of its steps it shams.
    pub shams: Vec<usize>,
    /// What it gains if nothing is ever found: κ.
    pub kept: Ratio,
    /// What it loses if they are found when all is done: H.
    pub lost: Ratio,
    /// What finding them late counts: φ.
    pub factor: Ratio,
    /// What it is expected to gain over honesty; positive if it tempts.
    pub gain: Ratio,
}

/// How much less late detection counts: φ(q). Without a discount factor all that is ever found counts fully.
#[must_use]
pub fn later(discount: Option<&Ratio>, hazard: &Ratio) -> Ratio {
    let one = Ratio::one();
    let discount = discount.unwrap_or(&one);
    let found = discount * hazard;
    if found.is_zero() { found } else { &found / (&one - discount + &found) }
}

/// The least number of periods of waiting after which a hazard has found a sham with probability `needed`; absent if it
/// never does, or not within a million.
#[must_use]
pub fn dwell(needed: &Ratio, hazard: &Ratio) -> Option<u32> {
    let missed = |periods: u32| power(&(Ratio::one() - hazard), periods);
    let most = Ratio::one() - needed;
    if missed(0) <= most {
        return Some(0);
    }
    if !hazard.is_positive() || !most.is_positive() {
        return (hazard.is_one()).then_some(1);
    }
    // Doubling, then halving: powers grow long, so only as many as it takes.
    let mut high = 1;
    while missed(high) > most {
        high *= 2;
        if high > 1 << 20 {
            return None;
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low.midpoint(high);
        if missed(middle) > most { low = middle } else { high = middle }
    }
    Some(high)
}

/// Per party with a step that can be shammed, the set of shams that tempts it most. Steps inside escrows cannot be.
/// A party with more than [`SHAMS`] such steps is left out.
///
/// # Errors
///
/// If `order` is no order of the deal.
pub fn covert(setting: &Setting<'_>, order: &[Stage]) -> Result<Vec<Covert>, Misstep> {
    let path = path(setting, order)?;
    let steps = &setting.deal.steps;
    let mut stakes: Vec<Vec<Ratio>> = Vec::new();
    visit(setting, &path, |_, _, now| stakes.push(now.to_vec()));
    let mut found = Vec::new();
    for i in 0..setting.deal.parties {
        let open = path.iter().filter(|taken| !taken.is_escrow).flat_map(|taken| &taken.steps);
        let is_own = |s: &usize| steps[*s].detection.is_some() && steps[*s].owners.contains(&i);
        let can: Vec<usize> = open.copied().filter(is_own).collect();
        if can.len() > SHAMS {
            continue;
        }
        let sets = (1..1_u32 << can.len()).map(|set| -> Vec<usize> {
            (0..can.len()).filter(|at| set >> at & 1 == 1).map(|at| can[at]).collect()
        });
        let plans = sets.map(|shams| plan(setting, &path, &stakes, i, shams));
        found.extend(plans.reduce(|most, next| if next.gain > most.gain { next } else { most }));
    }
    Ok(found)
}

fn plan(
    setting: &Setting<'_>,
    path: &[&Taken],
    stakes: &[Vec<Ratio>],
    i: usize,
    shams: Vec<usize>,
) -> Covert {
    let one = Ratio::one();
    let (deal, worlds) = (setting.deal, &setting.stakes);
    let sum = |of: &[usize], f: &dyn Fn(usize) -> Ratio| of.iter().map(|&s| f(s)).sum::<Ratio>();
    let kept = |of: &[usize]| sum(of, &|s| -&worlds.worth[i][s]);
    let mut free = one.clone();
    let mut gain = Ratio::zero();
    let mut before: Vec<usize> = Vec::new();
    for (taken, now) in path.iter().zip(stakes) {
        let here: Vec<usize> = taken.steps.iter().copied().filter(|s| shams.contains(s)).collect();
        let unseen = |&s: &usize| &one - deal.steps[s].detection.as_ref().unwrap_or(&Ratio::zero());
        let missed: Ratio = here.iter().map(unseen).product();
        if !here.is_empty() {
            // Caught, it has what it banked before and what the others, or it, did at the same moment.
            let others: Vec<usize> =
                taken.steps.iter().copied().filter(|s| !here.contains(s)).collect();
            let banked = sum(&others, &|s| worlds.banked[i][s].clone());
            let spared = kept(&before) + sum(&before, &|s| worlds.hostage[i][s].clone());
            gain += &free * (&one - &missed) * (spared + banked - &now[i]);
            free *= missed;
            before.extend(here);
        }
    }
    let rest: Vec<usize> = (0..deal.steps.len()).filter(|s| !shams.contains(s)).collect();
    let lost = sum(&rest, &|s| worlds.hostage[i][s].clone());
    let hazard = &one - shams.iter().map(|&s| &one - &deal.steps[s].hazard).product::<Ratio>();
    let factor = later(deal.discount[i].as_ref(), &hazard);
    let kept = kept(&shams);
    gain += free * (&kept - &factor * &lost);
    Covert { party: i, shams, kept, lost, factor, gain }
}
