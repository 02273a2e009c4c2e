//! An order that is given: whether it holds, where it is tightest, and what it exposes each party to.
//!
//! Every check of [`checks`](super::checks) at every state that the order visits, from nothing done to all done.
//! Cost: stages × (parties + demands) fractions.

use super::{Kind, Setting, Slack, Stage, Taken};
use crate::exact::Ratio;
use crate::orders::members;
use crate::stakes::waited;
use num_traits::Signed;

/// One check at one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// How many stages have been taken before.
    pub at: usize,
    /// The stage that is about to be taken; absent if what is done is to be kept.
    pub stage: Option<Stage>,
    /// Who could leave.
    pub party: usize,
    /// How.
    pub kind: Kind,
    /// What it has at stake: Λ.
    pub stake: Ratio,
    /// What it needs to have at stake: 0 or what refusing a part keeps, θ, −π; absent if nothing is enough.
    pub need: Option<Ratio>,
    /// The stake less the need.
    pub slack: Slack,
}

/// Why a list of stages is no order of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misstep {
    /// There is no such stage.
    Unknown(Stage),
    /// A step of this stage has been taken before.
    Again(Stage),
    /// A step of this stage must come after one that has not been taken before it.
    Early(Stage),
    /// This step is never taken.
    Missing(usize),
}

/// What there is to say of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// All checks: state by state, first those that keep steps in force, then those of the stage.
    pub checks: Vec<Check>,
    /// The least slack.
    pub slack: Slack,
    /// Which check is tightest, the first of equals.
    pub tightest: Option<usize>,
    /// How many stages are taken before the first check that fails.
    pub breaks_at: Option<usize>,
    /// Per state and party the stake.
    pub stakes: Vec<Vec<Ratio>>,
    /// Per state and party what a breakdown there leaves it if another party causes it, whichever is worst, compared
    /// with never having started; absent if nobody else owns a step.
    pub exposure: Vec<Vec<Option<Ratio>>>,
    /// Per party the first state from which on leaving, with everything taken back that pays, always leaves it with
    /// less than never having started: it can no longer undo the deal for itself. Absent if there is none.
    pub no_return: Vec<Option<usize>>,
    /// Whether failing checks prove that somebody gains by leaving; see [`Setting::is_exact`].
    pub is_exact: bool,
}

impl Walk {
    /// Whether nobody gains by leaving.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.slack.holds()
    }
}

/// Judges `order`.
///
/// # Errors
///
/// If it is no order of the deal.
pub fn walk(setting: &Setting<'_>, order: &[Stage]) -> Result<Walk, Misstep> {
    walk_from(setting, 0, order)
}

/// Judges a way on from where the steps of `start` are in force, however that came about.
///
/// # Errors
///
/// If `order` does not take each other step once, after those that must come before it and are not in force.
pub fn walk_from(setting: &Setting<'_>, start: u64, order: &[Stage]) -> Result<Walk, Misstep> {
    let path = path_from(setting, start, order)?;
    let parties = setting.deal.parties;
    let mut found = Walk {
        checks: checks_from(setting, start, &path),
        slack: Slack::Free,
        tightest: None,
        breaks_at: None,
        stakes: Vec::new(),
        exposure: Vec::new(),
        no_return: vec![None; parties],
        is_exact: setting.is_exact(),
    };
    visit_from(setting, start, &path, |at, done, stakes| {
        for (i, stake) in stakes.iter().enumerate() {
            let returns = !(&setting.stakes.gain[i] - stake).is_negative();
            found.no_return[i] = if returns { None } else { found.no_return[i].or(Some(at)) };
        }
        found.exposure.push((0..parties).map(|i| exposure(setting, i, done)).collect());
        found.stakes.push(stakes.to_vec());
    });
    found.tightest = (0..found.checks.len()).min_by_key(|&c| &found.checks[c].slack);
    if let Some(tightest) = found.tightest {
        found.slack = found.checks[tightest].slack.clone();
    }
    found.breaks_at = found.checks.iter().find(|check| !check.slack.holds()).map(|check| check.at);
    Ok(found)
}

/// All checks of a path, in the order of [`Walk::checks`].
pub(crate) fn checks(setting: &Setting<'_>, path: &[&Taken]) -> Vec<Check> {
    checks_from(setting, 0, path)
}

/// The same of a way on from `start`.
fn checks_from(setting: &Setting<'_>, start: u64, path: &[&Taken]) -> Vec<Check> {
    let mut found = Vec::new();
    visit_from(setting, start, path, |at, done, stakes| {
        found.extend(kept(setting, at, done, stakes));
        if let Some(taken) = path.get(at) {
            found.extend(taking(taken, at, stakes));
        }
    });
    found
}

/// What keeps the steps `done` in force.
pub(crate) fn kept(
    setting: &Setting<'_>,
    at: usize,
    done: &[bool],
    stakes: &[Ratio],
) -> Vec<Check> {
    let revokes = |(i, stake): (usize, &Ratio)| {
        let (step, cost) = setting.cheapest(i, done)?;
        Some(check(at, None, i, Kind::Revoke(step), stake, Some(-cost)))
    };
    stakes.iter().enumerate().filter_map(revokes).collect()
}

/// What a stage needs with these stakes before it.
pub(crate) fn taking(taken: &Taken, at: usize, stakes: &[Ratio]) -> Vec<Check> {
    let of = |demand: &super::Demand| {
        let (stake, kind) = (&stakes[demand.party], demand.kind.clone());
        check(at, Some(taken.stage), demand.party, kind, stake, demand.need.clone())
    };
    taken.demands.iter().map(of).collect()
}

/// Calls `f` at every state of a path, with how many stages have been taken, which steps, and all stakes.
pub(crate) fn visit(
    setting: &Setting<'_>,
    path: &[&Taken],
    f: impl FnMut(usize, &[bool], &[Ratio]),
) {
    visit_from(setting, 0, path, f);
}

/// The same of a way on from `start`.
fn visit_from(
    setting: &Setting<'_>,
    start: u64,
    path: &[&Taken],
    mut f: impl FnMut(usize, &[bool], &[Ratio]),
) {
    let mut done = in_force(setting, start);
    let mut stakes = stakes_at(setting, start);
    for at in 0..=path.len() {
        f(at, &done, &stakes);
        for &s in path.get(at).map_or(&[][..], |taken| &taken.steps) {
            done[s] = true;
            for (i, stake) in stakes.iter_mut().enumerate() {
                *stake -= &setting.stakes.banked[i][s];
            }
        }
    }
}

fn check(
    at: usize,
    stage: Option<Stage>,
    party: usize,
    kind: Kind,
    stake: &Ratio,
    need: Option<Ratio>,
) -> Check {
    let slack = need.as_ref().map_or(Slack::Never, |need| Slack::By(stake - need));
    Check { at, stage, party, kind, stake: stake.clone(), need, slack }
}

/// The stages of `order`, if it is one.
///
/// # Errors
///
/// If it is no order of the deal.
pub fn path<'a>(setting: &'a Setting<'_>, order: &[Stage]) -> Result<Vec<&'a Taken>, Misstep> {
    path_from(setting, 0, order)
}

/// The same of a way on from `start`.
fn path_from<'a>(
    setting: &'a Setting<'_>,
    start: u64,
    order: &[Stage],
) -> Result<Vec<&'a Taken>, Misstep> {
    let steps = &setting.deal.steps;
    let mut done = in_force(setting, start);
    let mut path = Vec::with_capacity(order.len());
    for &stage in order {
        let taken = setting.stage(stage).ok_or(Misstep::Unknown(stage))?;
        if taken.steps.iter().any(|&s| done[s]) {
            return Err(Misstep::Again(stage));
        }
        if taken.steps.iter().any(|&s| steps[s].after.iter().any(|&other| !done[other])) {
            return Err(Misstep::Early(stage));
        }
        taken.steps.iter().for_each(|&s| done[s] = true);
        path.push(taken);
    }
    match done.iter().position(|&done| !done) {
        Some(missing) => Err(Misstep::Missing(missing)),
        None => Ok(path),
    }
}

/// Per step of the deal whether it is one of `set`.
pub(crate) fn in_force(setting: &Setting<'_>, set: u64) -> Vec<bool> {
    (0..setting.deal.steps.len()).map(|s| set & (1 << s) != 0).collect()
}

/// Per party its stake with the steps of `set` done.
pub(crate) fn stakes_at(setting: &Setting<'_>, set: u64) -> Vec<Ratio> {
    let known = set & super::scale::all(setting.deal.steps.len());
    (0..setting.deal.parties).map(|i| setting.stakes.stake(i, members(known))).collect()
}

/// What party `i` has of the steps `done` if another party breaks the deal there: the least over these.
fn exposure(setting: &Setting<'_>, i: usize, done: &[bool]) -> Option<Ratio> {
    let others = (0..setting.deal.parties).filter(|&j| j != i && setting.is_owner(j));
    let left = |j: usize| {
        let steps = (0..done.len()).filter(|&s| done[s]);
        steps.map(|s| left_by(setting, s, i, j)).sum::<Ratio>()
    };
    others.map(left).min()
}

/// What party `i` has of step `s` if party `j` breaks the deal: c, and what is left of F.
///
/// If it pays j to revoke the step, it does so at once; otherwise another owner may after the step's lag.
#[must_use]
pub fn left_by(setting: &Setting<'_>, s: usize, i: usize, j: usize) -> Ratio {
    if i == j {
        return setting.stakes.banked[i][s].clone();
    }
    let step = &setting.deal.steps[s];
    let revokes_at_once =
        step.is_revocable() && step.owners.contains(&j) && step.revoked(j) > step.lasting[j];
    let left = match revokes_at_once {
        true => step.revoked(i),
        false => waited(setting.deal, step, i, j, setting.punishment),
    };
    &step.once[i] + left
}
