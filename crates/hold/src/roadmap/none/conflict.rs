//! Demands that cannot all be met by one order, and of which none can be left out.
//!
//! By deletion: what is asked is dropped, first all that is asked of a party, then all of one kind, then one by one,
//! and stays dropped if still no order holds (J. W. Chinneck, *Feasibility and Infeasibility in Optimization*, 2008).
//! Cost: a search per thing that is asked.

use crate::roadmap::{Demand, Kind, Limits, Setting, Stage, Verdict, search};

/// One thing that is asked of a party.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// At a stage.
    Taken(Stage, Demand),
    /// Not to take back a step of its own.
    Kept {
        /// Which party.
        party: usize,
        /// Which step.
        step: usize,
    },
}

impl Asked {
    fn party(&self) -> usize {
        match self {
            Self::Taken(_, demand) => demand.party,
            Self::Kept { party, .. } => *party,
        }
    }

    fn kind(&self) -> usize {
        match self {
            Self::Taken(_, Demand { kind: Kind::Refuse(_), .. }) => 0,
            Self::Taken(..) => 1,
            Self::Kept { .. } => 2,
        }
    }
}

/// A minimal conflict of a setting in which no order holds; absent if one holds, or that is not decided.
#[must_use]
pub fn conflict(setting: &Setting<'_>, limits: &Limits) -> Option<Vec<Asked>> {
    let fails = |left: &[Asked]| search(&with(setting, left), limits).verdict == Verdict::Fails;
    let mut left = asked(setting);
    if !fails(&left) {
        return None;
    }
    for i in 0..setting.deal.parties {
        drop_all(&mut left, &fails, |asked| asked.party() == i);
    }
    for i in 0..setting.deal.parties {
        for kind in 0..3 {
            drop_all(&mut left, &fails, |asked| asked.party() == i && asked.kind() == kind);
        }
    }
    for one in left.clone() {
        drop_all(&mut left, &fails, |asked| *asked == one);
    }
    Some(left)
}

fn drop_all(
    left: &mut Vec<Asked>,
    fails: &impl Fn(&[Asked]) -> bool,
    is_dropped: impl Fn(&Asked) -> bool,
) {
    let fewer: Vec<Asked> = left.iter().filter(|asked| !is_dropped(asked)).cloned().collect();
    if fewer.len() < left.len() && fails(&fewer) {
        *left = fewer;
    }
}

/// Everything that is asked.
fn asked(setting: &Setting<'_>) -> Vec<Asked> {
    let taken = setting.stages.iter().flat_map(|taken| {
        taken.demands.iter().map(|demand| Asked::Taken(taken.stage, demand.clone()))
    });
    let kept = setting.revoking.iter().enumerate().flat_map(|(party, costs)| {
        let own = costs.iter().enumerate().filter(|(_, cost)| cost.is_some());
        own.map(move |(step, _)| Asked::Kept { party, step })
    });
    taken.chain(kept).collect()
}

/// The setting with only some of it asked.
pub(crate) fn with<'a>(setting: &Setting<'a>, asked: &[Asked]) -> Setting<'a> {
    let mut fewer = setting.clone();
    for taken in &mut fewer.stages {
        let stage = taken.stage;
        let is_asked = |demand: &Demand| {
            asked
                .iter()
                .any(|asked| matches!(asked, Asked::Taken(s, d) if *s == stage && d == demand))
        };
        taken.demands.retain(is_asked);
    }
    for (party, costs) in fewer.revoking.iter_mut().enumerate() {
        for (step, cost) in costs.iter_mut().enumerate() {
            if !asked.contains(&Asked::Kept { party, step }) {
                *cost = None;
            }
        }
    }
    fewer
}
