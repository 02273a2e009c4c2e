//! One budget over many sites: where to look?
//!
//! Whoever would breach chooses a site after it has learned with which probability each is looked at. Site i brings it
//! U if nobody looks and less if somebody does; the coverage c lowers what it expects there to
//! U − c (U − U'), where U' is what it has when looked at. The best coverage makes the largest of these as small as the
//! budget allows: all sites that are worth a breach are levelled to the same height w, like ground under water, with
//! c = (U − w) / (U − U'). No site can be pressed below its U'.
//!
//! *Deterrence*: if staying legal brings `legal`, a height of at most that deters, site by site, and the least budget is
//! the sum of e (U − legal) / (U − U') over the sites above it; with legal = 0 and U' = −b that is Σ e U / (U + b).
//!
//! Exact. Cost: sorting the sites, and one linear equation. Sites that are pressed by nothing (U = U') bound the
//! height. Source: the idea of ORIGAMI in Kiekintveld et al., "Computing optimal randomized resource allocations for
//! massive security games" (2009). Refuses sites where being looked at is better than not, and efforts that are not
//! positive.

use super::Unsound;
use crate::exact::{Ratio, is_probability};
use num_traits::{One, Signed, Zero};

/// A place where a breach can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What a breach here brings if nobody looks: U.
    pub unseen: Ratio,
    /// What it brings if somebody looks, at most as much: U'.
    pub seen: Ratio,
    /// What looking for certain costs of the budget: e.
    pub effort: Ratio,
}

impl Site {
    /// One that brings `gain` unseen and costs `loss` seen, and takes one unit of the budget.
    #[must_use]
    pub fn of(gain: Ratio, loss: &Ratio) -> Self {
        Self { unseen: gain, seen: -loss, effort: Ratio::one() }
    }

    /// The same site if looking finds a breach only with probability `catch`.
    ///
    /// # Errors
    /// `catch` is no probability.
    pub fn with_catch(&self, catch: &Ratio) -> Result<Self, Unsound> {
        if !is_probability(catch) {
            return Err(Unsound(
                "the probability that looking finds a breach is not between 0 and 1",
            ));
        }
        let seen = &self.unseen - catch * (&self.unseen - &self.seen);
        Ok(Self { seen, ..self.clone() })
    }

    /// What a breach is expected to bring with a coverage.
    #[must_use]
    pub fn expected(&self, coverage: &Ratio) -> Ratio {
        &self.unseen - coverage * (&self.unseen - &self.seen)
    }

    /// The coverage that brings it down to a height, which is at least `seen`.
    fn coverage(&self, height: &Ratio) -> Ratio {
        if self.unseen <= *height {
            Ratio::zero()
        } else {
            (&self.unseen - height) / (&self.unseen - &self.seen)
        }
    }

    /// What each unit of height costs.
    fn slope(&self) -> Ratio {
        &self.effort / (&self.unseen - &self.seen)
    }
}

/// How often to look where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// What the best breach is expected to bring: w.
    pub height: Ratio,
    /// Per site the probability of looking there.
    pub coverage: Vec<Ratio>,
    /// What it takes of the budget.
    pub spent: Ratio,
}

impl Allocation {
    /// The coverage that brings all sites down to a height.
    fn at(sites: &[Site], height: Ratio) -> Self {
        let coverage: Vec<Ratio> = sites.iter().map(|site| site.coverage(&height)).collect();
        let spent =
            sites.iter().zip(&coverage).map(|(site, coverage)| &site.effort * coverage).sum();
        Self { height, coverage, spent }
    }
}

/// Whether all sites have a meaning.
fn check(sites: &[Site]) -> Result<(), Unsound> {
    if sites.iter().any(|site| site.seen > site.unseen) {
        Err(Unsound("a breach brings more where somebody looks"))
    } else if !sites.iter().all(|site| site.effort.is_positive()) {
        Err(Unsound("looking at a site costs nothing"))
    } else {
        Ok(())
    }
}

/// The lowest height that any budget reaches; absent without sites.
fn floor(sites: &[Site]) -> Option<&Ratio> {
    sites.iter().map(|site| &site.seen).max()
}

/// What the best breach brings at least, and the coverage that holds it there, with a budget. The height falls as the
/// budget rises; each coverage rises with it. What lowering the height no further can use is not spent. Absent without
/// sites.
///
/// # Errors
/// A site has no meaning, or the budget is negative.
///
/// ```
/// use detente_hold::exact::{ratio, whole};
/// use detente_hold::inspection::sites::{Site, allocate};
///
/// let sites = [10, 6, 3, 1].map(|gain| Site::of(whole(gain), &whole(0)));
/// let one = allocate(&sites, &whole(1))?.unwrap();
/// assert_eq!(one.height, ratio(15, 4));
/// assert_eq!(one.coverage, [ratio(5, 8), ratio(3, 8), whole(0), whole(0)]);
/// # Ok::<(), detente_hold::inspection::Unsound>(())
/// ```
pub fn allocate(sites: &[Site], budget: &Ratio) -> Result<Option<Allocation>, Unsound> {
    check(sites)?;
    if budget.is_negative() {
        return Err(Unsound("a negative budget"));
    }
    let Some(floor) = floor(sites) else {
        return Ok(None);
    };
    let mut order: Vec<&Site> = sites.iter().collect();
    order.sort_by(|a, b| b.unseen.cmp(&a.unseen));
    // What the sites above the water take: Σ (U − w) slope = level − w slope.
    let (mut level, mut slope) = (Ratio::zero(), Ratio::zero());
    let mut height = order[0].unseen.clone();
    for (i, site) in order.iter().enumerate() {
        if site.unseen == site.seen {
            // Nothing presses it, and so the height is not below.
            height = site.unseen.clone();
            break;
        }
        level += &site.unseen * site.slope();
        slope += site.slope();
        height = (&level - budget) / &slope;
        let next = order.get(i + 1).map_or(floor, |next| &next.unseen);
        if height >= *next {
            break;
        }
    }
    Ok(Some(Allocation::at(sites, height.max(floor.clone()))))
}

/// The cheapest coverage that brings all sites down to a height; absent if no budget does. What it takes falls as the
/// height rises. With the height that staying legal brings (often 0) it is the cheapest that deters: a breach and legal
/// behaviour are worth the same where it is pressed.
///
/// # Errors
/// A site has no meaning.
pub fn deterring(sites: &[Site], legal: &Ratio) -> Result<Option<Allocation>, Unsound> {
    check(sites)?;
    if floor(sites).is_some_and(|floor| floor > legal) {
        return Ok(None);
    }
    let mut allocation = Allocation::at(sites, legal.clone());
    if let Some(best) = sites.iter().zip(&allocation.coverage).map(|(s, c)| s.expected(c)).max() {
        allocation.height = best;
    }
    Ok(Some(allocation))
}

/// The largest probability with which *every* site can be looked at under a budget: budget / Σ e, at most 1. It is the
/// detection to be had if all sites tempt alike. Absent without sites.
///
/// # Errors
/// A site has no meaning, or the budget is negative.
pub fn even(sites: &[Site], budget: &Ratio) -> Result<Option<Ratio>, Unsound> {
    check(sites)?;
    if budget.is_negative() {
        return Err(Unsound("a negative budget"));
    }
    let efforts: Ratio = sites.iter().map(|site| &site.effort).sum();
    Ok((!sites.is_empty()).then(|| (budget / efforts).min(Ratio::one())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{ratio, whole};

    /// hold.md 1.5.
    #[test]
    fn four_sites() {
        let sites = [10, 6, 3, 1].map(|gain| Site::of(whole(gain), &whole(0)));
        let one = allocate(&sites, &whole(1)).unwrap().unwrap();
        assert_eq!(one.height, ratio(15, 4));
        assert_eq!(one.coverage, [ratio(5, 8), ratio(3, 8), whole(0), whole(0)]);
        let two = allocate(&sites, &whole(2)).unwrap().unwrap();
        assert_eq!(two.height, ratio(5, 3));
        assert_eq!(two.coverage, [ratio(5, 6), ratio(13, 18), ratio(4, 9), whole(0)]);
        assert_eq!(even(&sites, &whole(1)), Ok(Some(ratio(1, 4))));
        // Deterrence: U / (U + b) each.
        let sites = [10, 6, 3, 1].map(|gain| Site::of(whole(gain), &whole(2)));
        let deterred = deterring(&sites, &whole(0)).unwrap().unwrap();
        assert_eq!(deterred.coverage, [ratio(5, 6), ratio(3, 4), ratio(3, 5), ratio(1, 3)]);
        assert_eq!(deterred.spent, ratio(5, 6) + ratio(3, 4) + ratio(3, 5) + ratio(1, 3));
        assert_eq!(allocate(&sites, &deterred.spent), Ok(Some(deterred)));
    }

    fn random(rng: &mut fastrand::Rng) -> Vec<Site> {
        (0..rng.usize(1..7))
            .map(|_| {
                let unseen = ratio(rng.i64(-3..12), rng.i64(1..4));
                let drop = if rng.u8(0..6) == 0 { 0 } else { rng.i64(1..9) };
                let seen = &unseen - ratio(drop, 2);
                Site { unseen, seen, effort: ratio(rng.i64(1..6), rng.i64(1..4)) }
            })
            .collect()
    }

    /// The dual of the linear programme, by trying: a height is reached if every set of sites, all brought down to
    /// it, costs at most the budget, and no site is below what it has when seen.
    fn by_sets(sites: &[Site], budget: &Ratio) -> Ratio {
        let mut height = sites.iter().map(|site| site.seen.clone()).max().unwrap();
        for set in 1u32..1 << sites.len() {
            let chosen: Vec<&Site> =
                (0..sites.len()).filter(|i| set >> i & 1 == 1).map(|i| &sites[i]).collect();
            if chosen.iter().any(|site| site.unseen == site.seen) {
                continue;
            }
            let level: Ratio = chosen.iter().map(|site| &site.unseen * site.slope()).sum();
            let slope: Ratio = chosen.iter().map(|site| site.slope()).sum();
            height = height.max((level - budget) / slope);
        }
        height
    }

    #[test]
    fn levelling_follows_the_linear_programme() {
        let mut rng = fastrand::Rng::with_seed(15);
        let (mut at_floor, mut inside) = (0, 0);
        for _ in 0..3000 {
            let sites = random(&mut rng);
            let budget = ratio(rng.i64(0..12), rng.i64(1..5));
            let found = allocate(&sites, &budget).unwrap().unwrap();
            assert_eq!(found.height, by_sets(&sites, &budget), "{sites:?} {budget}");
            assert!(found.coverage.iter().all(is_probability) && found.spent <= budget);
            let expected =
                sites.iter().zip(&found.coverage).map(|(site, c)| site.expected(c)).max();
            assert_eq!(expected.as_ref(), Some(&found.height));
            if Some(&found.height) == floor(&sites) {
                at_floor += 1;
            } else {
                inside += 1;
                assert_eq!(found.spent, budget);
            }
            // There and back.
            let back = deterring(&sites, &found.height).unwrap().unwrap();
            assert_eq!(back, found);
            let legal = ratio(rng.i64(-6..8), 2);
            match deterring(&sites, &legal).unwrap() {
                None => assert!(allocate(&sites, &whole(1000)).unwrap().unwrap().height > legal),
                Some(enough) => {
                    assert!(enough.height <= legal);
                    let least = allocate(&sites, &enough.spent).unwrap().unwrap();
                    assert!(least.height <= legal);
                    if enough.spent.is_positive() {
                        let less = &enough.spent * ratio(99, 100);
                        assert!(allocate(&sites, &less).unwrap().unwrap().height > legal);
                    }
                }
            }
        }
        assert!(at_floor > 300 && inside > 300);
    }

    #[test]
    fn no_coverage_on_a_grid_does_better() {
        let mut rng = fastrand::Rng::with_seed(16);
        for _ in 0..200 {
            let mut sites = random(&mut rng);
            sites.truncate(3);
            let budget = ratio(rng.i64(0..8), 4);
            let best = allocate(&sites, &budget).unwrap().unwrap().height;
            let steps = 8u32;
            for code in 0..(steps + 1).pow(sites.len() as u32) {
                let digit = |i: usize| code / (steps + 1).pow(i as u32) % (steps + 1);
                let coverage = |i: usize| ratio(i64::from(digit(i)), i64::from(steps));
                let spent: Ratio =
                    sites.iter().enumerate().map(|(i, s)| &s.effort * coverage(i)).sum();
                if spent <= budget {
                    let height =
                        sites.iter().enumerate().map(|(i, s)| s.expected(&coverage(i))).max();
                    assert!(height.unwrap() >= best);
                }
            }
        }
    }

    #[test]
    fn edges_and_refusals() {
        assert_eq!(allocate(&[], &whole(1)), Ok(None));
        assert_eq!(even(&[], &whole(1)), Ok(None));
        assert_eq!(deterring(&[], &whole(0)).unwrap().unwrap().spent, whole(0));
        let site = Site::of(whole(4), &whole(4));
        assert!(allocate(std::slice::from_ref(&site), &whole(-1)).is_err());
        let free = Site { effort: whole(0), ..site.clone() };
        assert!(allocate(&[free], &whole(1)).is_err());
        let odd = Site { seen: whole(5), ..site.clone() };
        assert!(deterring(&[odd], &whole(1)).is_err());
        // An instrument that finds half needs all the coverage there is for what a perfect one does with half.
        let weak = site.with_catch(&ratio(1, 2)).unwrap();
        assert_eq!(weak.seen, whole(0));
        assert_eq!(
            deterring(std::slice::from_ref(&site), &whole(0)).unwrap().unwrap().spent,
            ratio(1, 2)
        );
        assert_eq!(
            deterring(std::slice::from_ref(&weak), &whole(0)).unwrap().unwrap().spent,
            whole(1)
        );
        assert_eq!(deterring(&[weak], &whole(-1)), Ok(None));
        assert!(site.with_catch(&whole(2)).is_err());
    }
}
