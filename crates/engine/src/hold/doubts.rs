//! On which of the file's ranges a verdict hangs.
//!
//! The verdict on an order is given in the middle of all ranges. Here each range of the file is compared with the range in
//! which the verdict stands ([`detente_hold::roadmap::ranges`]), all other numbers in the middle; then all are varied together:
//! from every number at the end that is worse for the verdict when it moves alone, ends are exchanged one at a time as long as that helps.
//! What this finds is a combination of the file's own numbers, and so a proof; that it finds none is not one.

use super::worths::{Band, StepWorths};
use detente_hold::roadmap::ranges::{Input, Range};
use detente_hold::roadmap::{Check, Setting, Slack, Stage, walk};
use detente_hold::{Deal, Punishment, Ratio};

/// The most numbers with ranges that are varied together.
const MOST_TOGETHER: usize = 60;

/// How often all ends are gone through.
const ROUNDS: usize = 4;

/// What the ranges of the file do to a verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doubts {
    /// Every number that the file gives as a range, with it, in the order of [`Range`]s.
    pub numbers: Vec<Doubt>,
    /// The worst combination for a verdict that the order holds, the best for one that it does not; absent if nothing is a
    /// range, or too much is.
    pub together: Option<Together>,
}

/// A number that the file gives as a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Which.
    pub input: Input,
    /// What the file says.
    pub file: Band,
    /// Where the verdict stands, and where the rest of that leaves the file's range.
    pub turns: Vec<Turn>,
}

/// A number at which a verdict turns within the file's range.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The last number with the same verdict.
    pub at: Ratio,
    /// Whether the verdict is another above it, rather than below.
    pub above: bool,
    /// Whether it still stands at the number itself.
    pub is_attained: bool,
}

/// Many numbers at the ends of their ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The numbers that are not in the middle, with what they are.
    pub at: Vec<(Input, Ratio)>,
    /// The slack then.
    pub slack: Slack,
    /// The tightest check then.
    pub check: Option<Check>,
    /// Whether the verdict is another than in the middle.
    pub is_other: bool,
}

impl Doubts {
    /// The numbers that turn the verdict by themselves.
    pub fn turning(&self) -> impl Iterator<Item = &Doubt> {
        self.numbers.iter().filter(|doubt| !doubt.turns.is_empty())
    }
}

/// The range that the file gives a number; absent if it gives one number or none, or nothing is asked of the party.
fn band(worths: &StepWorths, input: Input) -> Option<&Band> {
    let is_asked = |party: usize| worths.deal.steps.iter().any(|step| step.owners.contains(&party));
    if let Input::Once { party, .. } | Input::Lasting { party, .. } | Input::Discount(party) = input
        && !is_asked(party)
    {
        return None;
    }
    let band = match input {
        Input::Once { step, party } => Some(&worths.once[step][party]),
        Input::Lasting { step, party } => Some(&worths.lasting[step][party]),
        Input::Detection(step) => worths.detection[step].as_ref(),
        Input::Reversal(step) => Some(&worths.reversal[step]),
        Input::Discount(party) => worths.discount[party].as_ref(),
    };
    band.filter(|band| band.is_open())
}

/// Compares the file's ranges with those in which the verdict on `order` stands. Cost: a walk per end of a range, a few times.
#[must_use]
pub fn doubts(worths: &StepWorths, order: &[Stage], holds: bool, ranges: &[Range]) -> Doubts {
    let doubt = |range: &Range| {
        let file = band(worths, range.input)?;
        let ends = [(&range.low, false), (&range.high, true)];
        let turns = ends.into_iter().filter_map(|(end, above)| {
            let at = end.at.as_ref()?;
            let (is_inside, is_edge) = match above {
                true => (*at < file.high, *at == file.high),
                false => (*at > file.low, *at == file.low),
            };
            let turns = is_inside || (is_edge && !end.is_attained);
            turns.then(|| Turn { at: at.clone(), above, is_attained: end.is_attained })
        });
        Some(Doubt { input: range.input, file: file.clone(), turns: turns.collect() })
    };
    let numbers: Vec<Doubt> = ranges.iter().filter_map(doubt).collect();
    let together = (1..=MOST_TOGETHER).contains(&numbers.len());
    let together = together.then(|| search(worths, order, holds, &numbers)).flatten();
    Doubts { numbers, together }
}

/// The slack of `order` in a deal, and the tightest check.
fn judge(deal: &Deal, order: &[Stage]) -> Option<(Slack, Option<Check>)> {
    let setting = Setting::of(deal, Punishment::Credible).ok()?;
    let walk = walk(&setting, order).ok()?;
    let check = walk.tightest.and_then(|at| walk.checks.get(at)).cloned();
    Some((walk.slack, check))
}

/// Ends that together are worst for an order that holds, best for one that does not.
fn search(
    worths: &StepWorths,
    order: &[Stage],
    holds: bool,
    numbers: &[Doubt],
) -> Option<Together> {
    let slack_at = |ends: &[Option<bool>]| {
        let mut deal = worths.deal.clone();
        for (doubt, end) in numbers.iter().zip(ends) {
            if let Some(is_high) = end {
                let end = if *is_high { &doubt.file.high } else { &doubt.file.low };
                doubt.input.set(&mut deal, end.clone());
            }
        }
        judge(&deal, order)
    };
    let is_better = |one: &Slack, other: &Slack| if holds { one < other } else { one > other };
    let mut ends: Vec<Option<bool>> = vec![None; numbers.len()];
    let (mut best, mut check) = slack_at(&ends)?;
    let middle = best.clone();
    // Where each number alone is worst.
    for at in 0..numbers.len() {
        let mut alone = vec![None; numbers.len()];
        let mut least = middle.clone();
        for end in [false, true] {
            alone[at] = Some(end);
            let Some((slack, _)) = slack_at(&alone) else { continue };
            if is_better(&slack, &least) {
                least = slack;
                ends[at] = Some(end);
            }
        }
    }
    if let Some((slack, found)) = slack_at(&ends) {
        if is_better(&slack, &best) {
            (best, check) = (slack, found);
        } else {
            ends = vec![None; numbers.len()];
        }
    }
    for _ in 0..ROUNDS {
        let mut changed = false;
        for at in 0..numbers.len() {
            for end in [Some(false), Some(true)] {
                let before = ends[at];
                if before == end {
                    continue;
                }
                ends[at] = end;
                match slack_at(&ends) {
                    Some((slack, found)) if is_better(&slack, &best) => {
                        (best, check) = (slack, found);
                        changed = true;
                    }
                    _ => ends[at] = before,
                }
            }
        }
        if !changed {
            break;
        }
    }
    let at = numbers.iter().zip(&ends).filter_map(|(doubt, end)| {
        let number = if (*end)? { &doubt.file.high } else { &doubt.file.low };
        Some((doubt.input, number.clone()))
    });
    Some(Together { at: at.collect(), is_other: best.holds() != holds, slack: best, check })
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_hold::Step;
    use detente_hold::exact::{ratio, whole};
    use detente_hold::roadmap::ranges::ranges;
    use detente_scenario::PartyId;

    fn band(random: &mut fastrand::Rng, low: i64, high: i64) -> Band {
        let mut number = || ratio(random.i64(low * 2..=high * 2), 2);
        let (one, other) = (number(), number());
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        let middle = (&low + &high) / whole(2);
        if random.bool() { Band { low, middle, high } } else { Band::sure(middle) }
    }

    /// Three steps of two parties, each number known or a range.
    fn drawn(random: &mut fastrand::Rng) -> StepWorths {
        let mut numbers = |low: i64, high: i64| -> Vec<Vec<Band>> {
            (0..3)
                .map(|s| {
                    let own = |i| if s % 2 == i { (-high / 4, low) } else { (low, high) };
                    (0..2).map(|i| band(random, own(i).0, own(i).1)).collect()
                })
                .collect()
        };
        let (once, lasting) = (numbers(0, 2), numbers(0, 4));
        let part = |random: &mut fastrand::Rng| ratio(random.i64(1..=4), 4);
        let detection: Vec<Option<Band>> =
            (0..3).map(|_| random.bool().then(|| Band::sure(part(random)))).collect();
        let reversal: Vec<Band> = (0..3).map(|_| Band::sure(part(random))).collect();
        let middle = |bands: &[Band]| bands.iter().map(|band| band.middle.clone()).collect();
        let step = |s: usize| Step {
            owners: vec![s % 2],
            once: middle(&once[s]),
            lasting: middle(&lasting[s]),
            reversal: reversal[s].middle.clone(),
            rebuild: vec![whole(0); 2],
            lag: 0,
            auto: false,
            detection: detection[s].as_ref().map(|band| band.middle.clone()),
            hazard: whole(0),
            false_alarm: whole(0),
            periods: 1,
            after: Vec::new(),
        };
        let steps = (0..3).map(step).collect();
        let deal = Deal { parties: 2, steps, bundles: Vec::new(), discount: vec![None, None] };
        let parties = vec![PartyId::new(0), PartyId::new(1)];
        let discount = vec![None, None];
        StepWorths { parties, deal, once, lasting, detection, reversal, discount, is_exact: true }
    }

    /// Numbers that are said to turn the verdict do so just beyond, the others nowhere in their range; what is found together is
    /// what those ends give, and nearly always the worst of all combinations.
    #[test]
    fn ranges_turn_what_they_are_said_to() {
        let mut random = fastrand::Rng::with_seed(43);
        let order = [Stage::Step(0), Stage::Step(1), Stage::Step(2)];
        let (mut turns, mut stays, mut worst, mut missed) = (0, 0, 0, 0);
        for _ in 0..160 {
            let worths = drawn(&mut random);
            let holds_at = |deal: &Deal| judge(deal, &order).unwrap().0;
            let holds = holds_at(&worths.deal).holds();
            let ranges = ranges(&worths.deal, Punishment::Credible, &order).unwrap();
            let doubts = doubts(&worths, &order, holds, &ranges);
            for doubt in &doubts.numbers {
                let at = |number: &Ratio| holds_at(&doubt.input.put(&worths.deal, number)).holds();
                for turn in &doubt.turns {
                    let end = if turn.above { &doubt.file.high } else { &doubt.file.low };
                    assert_eq!(at(&turn.at) == holds, turn.is_attained);
                    if turn.at != *end {
                        let beyond = &turn.at + (end - &turn.at) / whole(1000);
                        assert_ne!(at(&beyond), holds);
                    }
                    turns += 1;
                }
                if doubt.turns.is_empty() {
                    let width = &doubt.file.high - &doubt.file.low;
                    for part in 0..=8 {
                        let number = &doubt.file.low + &width * ratio(part, 8);
                        assert_eq!(at(&number), holds);
                    }
                    stays += 1;
                }
            }
            let Some(together) = &doubts.together else { continue };
            let put = |deal: Deal, (input, at): &(Input, Ratio)| input.put(&deal, at);
            let there = together.at.iter().fold(worths.deal.clone(), put);
            assert_eq!(holds_at(&there), together.slack);
            if doubts.numbers.len() <= 5 {
                let mut all = vec![worths.deal.clone()];
                for doubt in &doubts.numbers {
                    let ends = [&doubt.file.low, &doubt.file.high];
                    let more =
                        all.iter().flat_map(|deal| ends.map(|end| doubt.input.put(deal, end)));
                    all = more.collect::<Vec<_>>().into_iter().chain(all).collect();
                }
                let slacks = all.iter().map(holds_at);
                let best = if holds { slacks.min() } else { slacks.max() }.unwrap();
                if best == together.slack { worst += 1 } else { missed += 1 }
            }
        }
        assert!(turns > 40 && stays > 300, "{turns} {stays}");
        assert!(worst > 60 && missed * 20 < worst, "{worst} {missed}");
    }
}
