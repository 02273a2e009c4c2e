//! For which types of the parties a deal can be carried out, and at which step they part.
//!
//! A type acts as the file with its `variant` says. The deal *holds* for it if some order of the steps does: by worths with
//! reactions that can be believed, where everybody who matters says what things are worth in every such variant; otherwise by ranks.
//! Then one order is followed, the best of the file as it stands or else of the most probable types for which there is one:
//! how far does each type of a party go along it before it refuses, shams or takes back? Others who leave are told apart.
//!
//! Types of several parties are combined, up to [`MOST_COMBINATIONS`]; otherwise each party is looked at alone, the others as the
//! file says. Cost: a search of 2^n states for n steps per type and combination.

use super::Beliefs;
use super::answer::{
    Combined, Found, Level, OrderOf, Point, Prospects, Sort, Stop, Unasked, Walked, Went,
};
use super::chance::{Chance, chance};
use super::types::Belief;
use crate::case::Case;
use crate::deals::broken_rules_of;
use crate::hold::valued::stages_of;
use crate::hold::worths::{StepWorths, step_worths};
use crate::hold::{Fault, Visit, Way, audit, members, safe_order, set, visit};
use detente_hold::belief::signals::{Parting, partings};
use detente_hold::roadmap::{Check, Kind, Limits, Setting, Stage, Verdict, search, walk};
use detente_hold::{Punishment, Ratio};
use detente_scenario::model::{Edit, Event, Progress};
use detente_scenario::{AsOf, OptionId, PartyId, RuleId};
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// The most combinations of types of several parties that are looked at.
pub const MOST_COMBINATIONS: usize = 64;

/// The most steps of a package that is asked about, by worths and by ranks.
pub const MOST_STEPS: [usize; 2] = [16, 12];

/// For whom `package` can be carried out, and at which step the types part.
///
/// # Errors
/// [`Unasked`] where nothing is said of it.
pub fn prospects(
    case: &Case<'_>,
    beliefs: &Beliefs,
    package: &[OptionId],
    memory: u64,
) -> Result<Prospects, Unasked> {
    let way = Way::to(case.scenario, package).ok_or(Unasked::Steps(MOST_STEPS[0]))?;
    if way.steps.is_empty() {
        return Err(Unasked::Nothing);
    }
    let broken = broken_rules_of(case, package);
    if !broken.is_empty() {
        return Err(Unasked::Impossible(broken));
    }
    let parties = &beliefs.parties;
    if parties.iter().map(|belief| belief.types.len()).sum::<usize>() > MOST_COMBINATIONS {
        return Err(Unasked::Types(MOST_COMBINATIONS));
    }
    let cases = Cases::of(case, parties);
    let undefined = cases.each().find_map(|case| step_worths(case, &way).err());
    let level = undefined.map_or(Level::Worths, Level::Ranks);
    let most = MOST_STEPS[usize::from(level != Level::Worths)];
    if way.steps.len() > most {
        return Err(Unasked::Steps(most));
    }
    let judge = Judge {
        way: &way,
        level: &level,
        limits: Limits { bytes: memory.min(1 << 30) },
        events: &case.scenario.events,
        on: beliefs.on,
    };
    let own = judge.found(&cases.own);
    let alone: Vec<Vec<Found>> =
        cases.alone.iter().map(|of| of.iter().map(|case| judge.found(case)).collect()).collect();
    let combinations: Vec<(Vec<usize>, Found)> = match cases.combined {
        Combined::One => {
            let only = alone.first().into_iter().flatten().enumerate();
            only.map(|(kind, found)| (vec![kind], found.clone())).collect()
        }
        _ => cases.several.iter().map(|(kinds, c)| (kinds.clone(), judge.found(c))).collect(),
    };
    let (order, order_of) = one_order(&way, parties, &own, &alone, &combinations);
    let walked: Vec<Walked> = parties
        .iter()
        .enumerate()
        .map(|(at, belief)| {
            let holds = given(parties, &alone, &combinations, at);
            judge.walked(belief, &cases.alone[at], holds.as_deref(), &order)
        })
        .collect();
    let chances = chances(parties, &alone, &combinations, cases.combined);
    let combined = cases.combined;
    Ok(Prospects {
        level,
        own,
        alone,
        combined,
        combinations,
        chances,
        order,
        order_of,
        walked,
        way,
    })
}

/// The file as it stands and as every type and combination of types has it.
struct Cases<'s> {
    own: Case<'s>,
    alone: Vec<Vec<Case<'s>>>,
    combined: Combined,
    several: Vec<(Vec<usize>, Case<'s>)>,
}

impl<'s> Cases<'s> {
    fn of(case: &Case<'s>, parties: &[Belief]) -> Self {
        let types = &case.scenario.types;
        let variant = |party: usize, kind: usize| -> &[Edit] {
            &types[parties[party].types[kind].index()].variant
        };
        let alone = (0..parties.len()).map(|party| {
            let kinds = 0..parties[party].types.len();
            kinds.map(|kind| case.varied(variant(party, kind))).collect()
        });
        let sizes = parties.iter().map(|belief| belief.types.len());
        let product = sizes.clone().fold(1_usize, usize::saturating_mul);
        let combined = match parties.len() {
            0 | 1 => Combined::One,
            _ if product <= MOST_COMBINATIONS => Combined::Together,
            _ => Combined::Apart,
        };
        let mut several: Vec<Vec<usize>> = Vec::new();
        if combined == Combined::Together {
            several.push(Vec::new());
            for size in sizes {
                let longer = |kinds: &Vec<usize>| {
                    let kinds = kinds.clone();
                    (0..size).map(move |kind| [kinds.as_slice(), &[kind]].concat())
                };
                several = several.iter().flat_map(longer).collect();
            }
        }
        let together = |kinds: Vec<usize>| {
            let edits: Vec<Edit> = kinds
                .iter()
                .enumerate()
                .flat_map(|(party, &kind)| variant(party, kind).iter().copied())
                .collect();
            (kinds, case.varied(&edits))
        };
        Self {
            own: case.clone(),
            alone: alone.collect(),
            combined,
            several: several.into_iter().map(together).collect(),
        }
    }

    fn each(&self) -> impl Iterator<Item = &Case<'s>> {
        let several = self.several.iter().map(|(_, case)| case);
        std::iter::once(&self.own).chain(self.alone.iter().flatten()).chain(several)
    }
}

/// How probable it is that the package holds.
fn chances(
    parties: &[Belief],
    alone: &[Vec<Found>],
    combinations: &[(Vec<usize>, Found)],
    combined: Combined,
) -> Vec<Option<Chance>> {
    let numbered: Vec<(usize, &Belief)> = parties.iter().enumerate().collect();
    if combined != Combined::Apart {
        let found: Vec<_> =
            combinations.iter().map(|(kinds, found)| (kinds.clone(), found.holds)).collect();
        return if numbered.is_empty() { Vec::new() } else { vec![chance(&numbered, &found)] };
    }
    let of = |(party, found): (&(usize, &Belief), &Vec<Found>)| {
        let found: Vec<_> =
            found.iter().enumerate().map(|(kind, found)| (vec![kind], found.holds)).collect();
        chance(std::slice::from_ref(party), &found)
    };
    numbered.iter().zip(alone).map(of).collect()
}

/// Per type of a party how probable it is that the package holds if the party is of that type; nothing where nobody knows.
fn given(
    parties: &[Belief],
    alone: &[Vec<Found>],
    combinations: &[(Vec<usize>, Found)],
    at: usize,
) -> Option<Vec<Ratio>> {
    let certain = |holds: bool| if holds { Ratio::one() } else { Ratio::zero() };
    if combinations.is_empty() {
        return alone[at].iter().map(|found| found.holds.map(certain)).collect();
    }
    let mut given = vec![Ratio::zero(); parties[at].types.len()];
    for (kinds, found) in combinations {
        if !found.holds? {
            continue;
        }
        let mut weight = Ratio::one();
        for (other, &kind) in kinds.iter().enumerate().filter(|&(other, _)| other != at) {
            weight *= parties[other].posterior()?.get(kind)?;
        }
        given[kinds[at]] += weight;
    }
    Some(given)
}

/// Types whose order may be followed, how probable they are, and what was found for them.
type Candidate<'f> = (Vec<Option<usize>>, Option<Ratio>, &'f Found);

/// The order that is followed.
fn one_order(
    way: &Way,
    parties: &[Belief],
    own: &Found,
    alone: &[Vec<Found>],
    combinations: &[(Vec<usize>, Found)],
) -> (Vec<u32>, OrderOf) {
    if let (Some(true), Some(order)) = (own.holds, &own.order) {
        return (order.clone(), OrderOf::File);
    }
    let probability = |party: usize, kind: usize| {
        parties[party].posterior().and_then(|posterior| posterior.get(kind)).cloned()
    };
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for (kinds, found) in combinations {
        let each = kinds.iter().enumerate().map(|(party, &kind)| probability(party, kind));
        let product = each.collect::<Option<Vec<Ratio>>>().map(|all| all.into_iter().product());
        candidates.push((kinds.iter().map(|&kind| Some(kind)).collect(), product, found));
    }
    if combinations.is_empty() {
        for (party, found) in alone.iter().enumerate() {
            for (kind, found) in found.iter().enumerate() {
                let mut kinds = vec![None; parties.len()];
                kinds[party] = Some(kind);
                candidates.push((kinds, probability(party, kind), found));
            }
        }
    }
    candidates.retain(|(_, _, found)| found.holds == Some(true) && found.order.is_some());
    // The first of equals.
    let best = candidates.iter().rev().max_by(|one, other| one.1.cmp(&other.1));
    if let Some((kinds, _, Found { order: Some(order), .. })) = best {
        return (order.clone(), OrderOf::Types(kinds.clone()));
    }
    if let Some(order) = &own.order {
        return (order.clone(), OrderOf::Best);
    }
    let mut done = 0_u32;
    let mut order = Vec::with_capacity(way.steps.len());
    let free = |s: &usize, done: u32| done & (1 << s) == 0 && way.steps[*s].after & !done == 0;
    while let Some(next) = (0..way.steps.len()).find(|s| free(s, done)) {
        order.push(1 << next);
        done |= 1 << next;
    }
    (order, OrderOf::Steps)
}

/// Judges orders of one way.
struct Judge<'w> {
    way: &'w Way,
    level: &'w Level,
    limits: Limits,
    /// What has happened, up to a day.
    events: &'w [Event],
    on: AsOf,
}

impl Judge<'_> {
    fn found(&self, case: &Case<'_>) -> Found {
        let broken = broken_rules_of(case, &self.way.package);
        if !broken.is_empty() {
            return Found {
                holds: Some(false),
                order: None,
                point: Some(forbidden(self.way.whole(), broken)),
            };
        }
        match self.level {
            Level::Worths => {
                self.by_worths(case).unwrap_or(Found { holds: None, order: None, point: None })
            }
            Level::Ranks(_) => self.by_ranks(case),
        }
    }

    /// Nothing if the deal cannot be searched.
    fn by_worths(&self, case: &Case<'_>) -> Option<Found> {
        let worths = step_worths(case, self.way).ok()?;
        let setting = Setting::of(&worths.deal, Punishment::Credible).ok()?;
        let answer = search(&setting, &self.limits);
        let holds = match answer.verdict {
            Verdict::Holds => Some(true),
            Verdict::Fails => Some(false),
            Verdict::Undecided(_) => None,
        };
        let Some(plan) = answer.best else {
            return Some(Found { holds, order: None, point: None });
        };
        let stages = masks(&worths, &plan.order);
        let walk = walk(&setting, &plan.order).ok()?;
        let check = match holds {
            Some(true) => walk.tightest.and_then(|at| walk.checks.get(at)),
            _ => walk.checks.iter().find(|check| !check.slack.holds()),
        };
        let point = check.map(|check| point_of(&worths, &stages, check));
        Some(Found { holds, order: Some(stages), point })
    }

    fn by_ranks(&self, case: &Case<'_>) -> Found {
        match safe_order(case, self.way) {
            Ok(order) => Found { holds: Some(true), order: Some(order), point: None },
            Err((done, fault)) => {
                let point = point_at(&visit(case, self.way, done), fault);
                Found { holds: Some(false), order: None, point: Some(point) }
            }
        }
    }

    /// How far each type of a party goes along `order`.
    fn walked(
        &self,
        belief: &Belief,
        cases: &[Case<'_>],
        holds: Option<&[Ratio]>,
        order: &[u32],
    ) -> Walked {
        let went: Vec<Went> =
            cases.iter().map(|case| self.went(case, belief.party, order)).collect();
        let taken: Vec<usize> = went.iter().map(|went| went.taken).collect();
        let partings = belief.posterior().and_then(|now| partings(now, &taken).ok());
        let after = |parting: &Parting| {
            let each = parting.after.iter().zip(holds?);
            Some(each.map(|(probability, holds)| probability * holds).sum())
        };
        let holds_after = partings.iter().flatten().map(after).collect();
        let taken = partings.iter().flatten().map(|parting| {
            let stage = order.get(parting.step).copied().unwrap_or_default();
            self.event_of(members(stage), belief.party)
        });
        Walked { taken: taken.collect(), went, partings, holds_after }
    }

    /// The first event that says that one of these steps of `party` was taken.
    fn event_of(&self, steps: impl Iterator<Item = usize>, party: PartyId) -> Option<usize> {
        let own = |s: &usize| self.way.steps[*s].by.contains(&party);
        let steps: Vec<_> = steps.filter(own).filter_map(|s| self.way.steps[s].step).collect();
        let is_taken = |event: &Event| {
            self.on.knows(event.date)
                && event.progress.is_some_and(|(step, what)| {
                    steps.contains(&step) && matches!(what, Progress::Done | Progress::Inspected)
                })
        };
        let events = self.events.iter().enumerate().filter(|(_, event)| is_taken(event));
        events.min_by_key(|(at, event)| (event.date, *at)).map(|(at, _)| at)
    }

    fn went(&self, case: &Case<'_>, party: PartyId, order: &[u32]) -> Went {
        let stops = match self.level {
            Level::Worths => self.stops_by_worths(case, order),
            Level::Ranks(_) => stops_by_ranks(case, self.way, order),
        };
        let own = |stop: &&Stop| stop.point.party == Some(party);
        let stop = stops.iter().find(own).cloned();
        let others = stops.iter().find(|stop| !own(stop)).cloned();
        Went { taken: stop.as_ref().map_or(order.len(), |stop| stop.at), stop, others }
    }

    /// Every check that fails, in the order of the stages.
    fn stops_by_worths(&self, case: &Case<'_>, order: &[u32]) -> Vec<Stop> {
        let Ok(mut worths) = step_worths(case, self.way) else { return Vec::new() };
        let stages = stages_of(&mut worths, order);
        let Ok(setting) = Setting::of(&worths.deal, Punishment::Credible) else {
            return Vec::new();
        };
        let Ok(walk) = walk(&setting, &stages) else { return Vec::new() };
        let failing = walk.checks.iter().filter(|check| !check.slack.holds());
        failing.map(|check| Stop { at: check.at, point: point_of(&worths, order, check) }).collect()
    }
}

/// Everybody who would rather stop, and every signer that is exposed, state by state.
fn stops_by_ranks(case: &Case<'_>, way: &Way, order: &[u32]) -> Vec<Stop> {
    let mut stops = Vec::new();
    for (at, visit) in audit(case, way, order).visits.iter().enumerate() {
        if visit.done != 0 && !visit.broken.is_empty() {
            stops.push(Stop { at, point: forbidden(visit.done, visit.broken.clone()) });
        }
        for stand in &visit.parties {
            if stand.has_steps && stand.beside_finish == Ordering::Greater {
                stops.push(Stop { at, point: point_at(visit, Fault::Quit(stand.party)) });
            }
        }
    }
    stops
}

fn masks(worths: &StepWorths, order: &[Stage]) -> Vec<u32> {
    order.iter().map(|stage| set(stage.steps(&worths.deal))).collect()
}

fn forbidden(done: u32, broken: Vec<RuleId>) -> Point {
    Point {
        done,
        party: None,
        sort: Sort::Impossible,
        steps: Vec::new(),
        slack: None,
        line: None,
        broken,
    }
}

fn point_of(worths: &StepWorths, stages: &[u32], check: &Check) -> Point {
    let sort = match &check.kind {
        Kind::Refuse(_) => Sort::Refuse,
        Kind::Sham(_) => Sort::Sham,
        Kind::Revoke(_) => Sort::Revoke,
    };
    Point {
        done: stages.iter().take(check.at).fold(0, |done, stage| done | stage),
        party: Some(worths.parties[check.party]),
        sort,
        steps: check.kind.steps().to_vec(),
        slack: Some(check.slack.clone()),
        line: None,
        broken: Vec::new(),
    }
}

fn point_at(visit: &Visit, fault: Fault) -> Point {
    let stand = |party: PartyId| visit.parties.iter().find(|stand| stand.party == party);
    let (party, sort, line) = match fault {
        Fault::Impossible => return forbidden(visit.done, visit.broken.clone()),
        Fault::Quit(party) => (party, Sort::Quit, stand(party).and_then(|stand| stand.by)),
        Fault::Exposed(party) => {
            (party, Sort::Exposed, stand(party).and_then(|stand| stand.below_by))
        }
    };
    Point {
        done: visit.done,
        party: Some(party),
        sort,
        steps: Vec::new(),
        slack: None,
        line,
        broken: Vec::new(),
    }
}
