//! In which order terms are settled.
//!
//! Terms that share a worth or a rule come one after the other, so that few of them are open (settled
//! themselves, but not all that depends on them) at any time: what is open multiplies the states of
//! a [`Chain`](super::Chain). Entangled terms come first, then those at which most is at stake, so
//! that what the last ones decide is little and states become alike.

use crate::Problem;

/// Entangled groups beyond this many terms are put in order from one beginning only.
const TRIED: usize = 48;

/// All terms, in the order in which a chain should settle them. Deterministic.
pub(crate) fn order(problem: &Problem) -> Vec<usize> {
    let stakes = stakes(problem);
    let near = neighbours(problem);
    let mut groups = groups(&near);
    for group in &mut groups {
        *group = inside(problem, &near, &stakes, group);
    }
    let most_at_stake = |group: &[usize]| group.iter().map(|&t| stakes[t]).fold(0.0, f64::max);
    groups.sort_by(|a, b| {
        (b.len() > 1)
            .cmp(&(a.len() > 1))
            .then_with(|| most_at_stake(b).total_cmp(&most_at_stake(a)))
            .then_with(|| a.cmp(b))
    });
    groups.concat()
}

/// Per term the largest share of what a party has at stake in all.
fn stakes(problem: &Problem) -> Vec<f64> {
    let mut stakes = vec![0.0_f64; problem.sizes.len()];
    for party in 0..problem.parties {
        let spreads: Vec<f64> = problem
            .worths
            .iter()
            .map(|worth| {
                let own = worth.entries.iter().skip(party).step_by(problem.parties).copied();
                let (least, most) =
                    own.fold((i64::MAX, i64::MIN), |(a, b), v| (a.min(v), b.max(v)));
                most.saturating_sub(least) as f64
            })
            .collect();
        let whole: f64 = spreads.iter().sum();
        if whole > 0.0 {
            let mut own = vec![0.0_f64; problem.sizes.len()];
            for (worth, spread) in problem.worths.iter().zip(&spreads) {
                for &t in &worth.terms {
                    own[t] += spread / whole;
                }
            }
            stakes.iter_mut().zip(&own).for_each(|(most, own)| *most = most.max(*own));
        }
    }
    stakes
}

/// Per term the terms with which it shares a worth or a rule, ascending.
fn neighbours(problem: &Problem) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); problem.sizes.len()];
    let scopes =
        problem.worths.iter().map(|w| &w.terms).chain(problem.rules.iter().map(|r| &r.terms));
    for terms in scopes {
        for &t in terms {
            near[t].extend(terms.iter().filter(|&&other| other != t));
        }
    }
    for near in &mut near {
        near.sort_unstable();
        near.dedup();
    }
    near
}

/// The connected groups, each ascending.
fn groups(near: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; near.len()];
    let mut groups = Vec::new();
    for first in 0..near.len() {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            for &other in &near[group[at]] {
                if !std::mem::replace(&mut seen[other], true) {
                    group.push(other);
                }
            }
            at += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// The group in an order that keeps few open: from every beginning, next the term after which the
/// fewest combinations of options are open.
fn inside(problem: &Problem, near: &[Vec<usize>], stakes: &[f64], group: &[usize]) -> Vec<usize> {
    if group.len() < 2 {
        return group.to_vec();
    }
    let beginnings = if group.len() <= TRIED { group.len() } else { 1 };
    let mut best: Option<(f64, Vec<usize>)> = None;
    for &first in &group[..beginnings] {
        let (mut settled, mut found) = (vec![false; problem.sizes.len()], Vec::new());
        let mut open: Vec<usize> = Vec::new();
        let mut cost = 0.0;
        let mut next = first;
        loop {
            settled[next] = true;
            found.push(next);
            open.push(next);
            open.retain(|&t| near[t].iter().any(|&other| !settled[other]));
            cost += open.iter().map(|&t| problem.sizes[t] as f64).product::<f64>();
            let rest = group.iter().copied().filter(|&t| !settled[t]);
            let measure = |t: usize| -> f64 {
                let closes = |o: usize| near[o].iter().all(|&other| settled[other] || other == t);
                let left: f64 = open
                    .iter()
                    .filter(|&&o| !closes(o))
                    .map(|&o| problem.sizes[o] as f64)
                    .product();
                if closes(t) { left } else { left * problem.sizes[t] as f64 }
            };
            let following = rest
                .map(|t| (measure(t), t))
                .min_by(|a, b| {
                    a.0.total_cmp(&b.0)
                        .then_with(|| stakes[b.1].total_cmp(&stakes[a.1]))
                        .then_with(|| a.1.cmp(&b.1))
                })
                .map(|(_, t)| t);
            match following {
                Some(t) => next = t,
                None => break,
            }
        }
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, found));
        }
    }
    best.map_or_else(|| group.to_vec(), |(_, found)| found)
}
