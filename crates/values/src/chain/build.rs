//! From a problem to its tables.

use super::{Chain, Factor, NOWHERE, Open, Stage, Wide};
use crate::Problem;
use rustc_hash::FxHashMap;

/// A worth or a rule with its terms as stages, last stage last.
struct Scope {
    is_rule: bool,
    index: usize,
    /// Stage, and what one option counts in the number of an entry.
    places: Vec<(usize, usize)>,
}

impl Scope {
    fn last(&self) -> usize {
        self.places.last().map_or(0, |&(stage, _)| stage)
    }
}

pub(super) fn build(problem: &Problem, order: &[usize], entries: usize) -> Chain {
    let parties = problem.parties;
    let mut position = vec![0; order.len()];
    for (i, &t) in order.iter().enumerate() {
        position[t] = i;
    }
    let (base, possible) = constants(problem);
    let scopes = scopes(problem, &position);
    let classes: Vec<Vec<Vec<usize>>> = {
        let by_term = classes(problem);
        order.iter().map(|&t| by_term[t].clone()).collect()
    };
    let open = open(&scopes, order.len());
    let entangled = open.iter().filter(|open| !open.is_empty()).count();
    let kept = kept(&open, &classes, &scopes, entries / (parties + 1) / entangled.max(1));
    let exact = open == kept;
    let mut stages: Vec<Stage> = (0..order.len())
        .map(|i| {
            let own: Vec<&Scope> = scopes.iter().filter(|scope| scope.last() == i).collect();
            let (next, gains, lower) = table(problem, &classes, [&kept[i], &kept[i + 1]], i, &own);
            let lower = if lower == gains { Vec::new() } else { lower };
            Stage { term: order[i], classes: classes[i].clone(), next, gains, lower }
        })
        .collect();
    let wide = (!exact).then(|| Wide {
        problem: problem.clone(),
        open: (0..=order.len())
            .map(|i| Open {
                strides: open[i].iter().map(|stage| strides(&kept[i], &classes, *stage)).collect(),
                factors: scopes
                    .iter()
                    .filter(|scope| scope.last() == i && i < order.len())
                    .map(|scope| Factor {
                        is_rule: scope.is_rule,
                        index: scope.index,
                        places: scope
                            .places
                            .iter()
                            .map(|&(stage, stride)| {
                                let counts =
                                    classes[stage].iter().map(|class| class[0] * stride).collect();
                                (place(&open[i], stage), counts)
                            })
                            .collect(),
                    })
                    .collect(),
                carried: open
                    .get(i + 1)
                    .map(|next| next.iter().map(|&stage| place(&open[i], stage)).collect())
                    .unwrap_or_default(),
            })
            .collect(),
    });
    let (alive, most, least) = bounds(parties, &mut stages, possible);
    Chain { parties, base, stages, most, least, alive, wide }
}

fn place(open: &[usize], stage: usize) -> usize {
    open.iter().position(|&other| other == stage).unwrap_or(open.len())
}

/// What one class of `stage` counts in the number of a context of `kept`; 0 if it is not kept.
fn strides(kept: &[usize], classes: &[Vec<Vec<usize>>], stage: usize) -> usize {
    match kept.iter().position(|&other| other == stage) {
        None => 0,
        Some(at) => kept[at + 1..].iter().map(|&later| classes[later].len()).product(),
    }
}

/// What worths over no terms add, and whether the rules over no terms allow anything.
fn constants(problem: &Problem) -> (Vec<i64>, bool) {
    let mut base = vec![0; problem.parties];
    for worth in problem.worths.iter().filter(|worth| worth.terms.is_empty()) {
        base.iter_mut().zip(&worth.entries).for_each(|(sum, own)| *sum += own);
    }
    let possible = problem.rules.iter().all(|rule| !rule.terms.is_empty() || rule.allowed[0]);
    (base, possible)
}

fn scopes(problem: &Problem, position: &[usize]) -> Vec<Scope> {
    let worths = problem.worths.iter().map(|worth| (false, &worth.terms)).enumerate();
    let rules = problem.rules.iter().map(|rule| (true, &rule.terms)).enumerate();
    worths
        .chain(rules)
        .filter(|(_, (_, terms))| !terms.is_empty())
        .map(|(index, (is_rule, terms))| {
            let mut stride = 1;
            let mut places: Vec<(usize, usize)> = Vec::new();
            for &t in terms.iter().rev() {
                places.push((position[t], stride));
                stride *= problem.sizes[t];
            }
            places.sort_unstable();
            Scope { is_rule, index, places }
        })
        .collect()
}

/// Per term its options by class: those that every worth and rule treats alike.
fn classes(problem: &Problem) -> Vec<Vec<Vec<usize>>> {
    let mut class: Vec<Vec<u32>> = problem.sizes.iter().map(|&size| vec![0; size]).collect();
    let mut refine = |terms: &[usize], width: usize, entry: &dyn Fn(usize) -> i64| {
        let entries: usize = terms.iter().map(|&t| problem.sizes[t]).product();
        let mut stride = entries;
        for &t in terms {
            let size = problem.sizes[t];
            let above = stride;
            stride /= size;
            let mut numbers: FxHashMap<(u32, Vec<i64>), u32> = FxHashMap::default();
            for (option, class) in class[t].iter_mut().enumerate() {
                let own: Vec<i64> = (0..entries / above)
                    .flat_map(|outer| {
                        let from = outer * above + option * stride;
                        (from * width..(from + stride) * width).map(entry)
                    })
                    .collect();
                let number = numbers.len() as u32;
                *class = *numbers.entry((*class, own)).or_insert(number);
            }
        }
    };
    for worth in &problem.worths {
        refine(&worth.terms, problem.parties, &|e| worth.entries[e]);
    }
    for rule in &problem.rules {
        refine(&rule.terms, 1, &|e| i64::from(rule.allowed[e]));
    }
    class
        .into_iter()
        .map(|class| {
            let mut members: Vec<Vec<usize>> = Vec::new();
            let mut numbers: FxHashMap<u32, usize> = FxHashMap::default();
            for (option, class) in class.into_iter().enumerate() {
                let at = *numbers.entry(class).or_insert(members.len());
                if at == members.len() {
                    members.push(Vec::new());
                }
                members[at].push(option);
            }
            members
        })
        .collect()
}

/// Per stage and one more the earlier stages on which something from there on depends.
fn open(scopes: &[Scope], stages: usize) -> Vec<Vec<usize>> {
    let mut last_use = vec![0; stages];
    for scope in scopes {
        for &(stage, _) in &scope.places {
            last_use[stage] = last_use[stage].max(scope.last());
        }
    }
    (0..=stages).map(|i| (0..i).filter(|&j| last_use[j] >= i).collect()).collect()
}

/// The open stages that tables tell apart: all, or as many as fit; of too many those are forgotten that
/// stay open longest.
fn kept(
    open: &[Vec<usize>],
    classes: &[Vec<Vec<usize>>],
    scopes: &[Scope],
    arcs: usize,
) -> Vec<Vec<usize>> {
    let mut last_use = vec![0; classes.len()];
    for scope in scopes {
        for &(stage, _) in &scope.places {
            last_use[stage] = last_use[stage].max(scope.last());
        }
    }
    let mut kept: Vec<Vec<usize>> = vec![Vec::new()];
    for i in 1..open.len() {
        let mut own: Vec<usize> = open[i]
            .iter()
            .copied()
            .filter(|&stage| stage == i - 1 || kept[i - 1].contains(&stage))
            .collect();
        let options = classes.get(i).map_or(1, Vec::len);
        let size = |own: &[usize]| {
            own.iter().fold(options, |n: usize, &stage| n.saturating_mul(classes[stage].len()))
        };
        while size(&own) > arcs && !own.is_empty() {
            let longest = (0..own.len()).max_by_key(|&at| (last_use[own[at]], own[at]));
            own.remove(longest.unwrap_or(0));
        }
        kept.push(own);
    }
    kept
}

/// A worth or a rule over classes, with forgotten terms taken at their best and worst.
struct Reduced {
    /// Stage, and what one class counts.
    places: Vec<(usize, usize)>,
    most: Vec<i64>,
    least: Vec<i64>,
    allowed: Vec<bool>,
}

fn reduced(
    problem: &Problem,
    classes: &[Vec<Vec<usize>>],
    kept: &[usize],
    i: usize,
    scope: &Scope,
) -> Reduced {
    let stays: Vec<bool> =
        scope.places.iter().map(|&(stage, _)| stage == i || kept.contains(&stage)).collect();
    let mut size = 1;
    let mut counts = vec![0; scope.places.len()];
    for (at, &(stage, _)) in scope.places.iter().enumerate() {
        if stays[at] {
            counts[at] = size;
            size *= classes[stage].len();
        }
    }
    let places = scope.places.iter().zip(&counts).zip(&stays);
    let places = places.filter(|(_, stays)| **stays).map(|((p, &c), _)| (p.0, c)).collect();
    let parties = if scope.is_rule { 0 } else { problem.parties };
    let mut reduced = Reduced {
        places,
        most: vec![i64::MIN; size * parties],
        least: vec![i64::MAX; size * parties],
        allowed: vec![!scope.is_rule; size],
    };
    // Counts through the classes of all its terms.
    let mut digits = vec![0; scope.places.len()];
    loop {
        let (mut entry, mut at) = (0, 0);
        for ((&(stage, stride), &digit), count) in scope.places.iter().zip(&digits).zip(&counts) {
            entry += classes[stage][digit][0] * stride;
            at += digit * count;
        }
        if scope.is_rule {
            reduced.allowed[at] |= problem.rules[scope.index].allowed[entry];
        } else {
            for p in 0..parties {
                let value = problem.worths[scope.index].entries[entry * parties + p];
                let (most, least) = (&mut reduced.most, &mut reduced.least);
                most[at * parties + p] = most[at * parties + p].max(value);
                least[at * parties + p] = least[at * parties + p].min(value);
            }
        }
        if !advance(&mut digits, |d| classes[scope.places[d].0].len()) {
            return reduced;
        }
    }
}

/// The next combination of digits, the last fastest; false behind the last one.
fn advance(digits: &mut [usize], size: impl Fn(usize) -> usize) -> bool {
    for d in (0..digits.len()).rev() {
        digits[d] += 1;
        if digits[d] < size(d) {
            return true;
        }
        digits[d] = 0;
    }
    false
}

/// Next contexts, most and least gains of one stage.
fn table(
    problem: &Problem,
    classes: &[Vec<Vec<usize>>],
    kept: [&[usize]; 2],
    i: usize,
    scopes: &[&Scope],
) -> (Vec<u32>, Vec<i64>, Vec<i64>) {
    let parties = problem.parties;
    let factors: Vec<Reduced> =
        scopes.iter().map(|scope| reduced(problem, classes, kept[0], i, scope)).collect();
    let after: Vec<usize> = kept[1].iter().map(|&stage| strides(kept[1], classes, stage)).collect();
    let contexts: usize = kept[0].iter().map(|&stage| classes[stage].len()).product();
    let arcs = contexts * classes[i].len();
    let mut next = Vec::with_capacity(arcs);
    let mut gains = Vec::with_capacity(arcs * parties);
    let mut lower = Vec::with_capacity(arcs * parties);
    let mut digits = vec![0; kept[0].len() + 1];
    let place = |stage: usize| place(kept[0], stage);
    let factors: Vec<(Vec<(usize, usize)>, Reduced)> = factors
        .into_iter()
        .map(|f| (f.places.iter().map(|&(stage, count)| (place(stage), count)).collect(), f))
        .collect();
    let after: Vec<(usize, usize)> =
        kept[1].iter().zip(after).map(|(&stage, stride)| (place(stage), stride)).collect();
    let (mut most, mut least) = (vec![0; parties], vec![0; parties]);
    loop {
        most.fill(0);
        least.fill(0);
        let mut allowed = true;
        for (places, factor) in &factors {
            let at: usize = places.iter().map(|&(place, count)| digits[place] * count).sum();
            allowed &= factor.allowed[at];
            let own = factor.most.get(at * parties..).unwrap_or_default();
            most.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            let own = factor.least.get(at * parties..).unwrap_or_default();
            least.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        let target: usize = after.iter().map(|&(place, stride)| digits[place] * stride).sum();
        next.push(if allowed { target as u32 } else { NOWHERE });
        gains.extend_from_slice(&most);
        lower.extend_from_slice(&least);
        let own = kept[0].len();
        if !advance(&mut digits, |d| classes[if d == own { i } else { kept[0][d] }].len()) {
            return (next, gains, lower);
        }
    }
}

type Bounds = (Vec<Vec<bool>>, Vec<Vec<i64>>, Vec<Vec<i64>>);

/// From the last stage backwards: whether the rest is possible, and worth what at most and at least.
/// Arcs into what is not become arcs to nowhere.
fn bounds(parties: usize, stages: &mut [Stage], possible: bool) -> Bounds {
    let mut alive = vec![vec![possible]; stages.len() + 1];
    let mut most = vec![vec![0; parties]; stages.len() + 1];
    let mut least = vec![vec![0; parties]; stages.len() + 1];
    for (i, stage) in stages.iter_mut().enumerate().rev() {
        let options = stage.classes.len();
        let contexts = stage.next.len() / options;
        alive[i] = vec![false; contexts];
        most[i] = vec![0; contexts * parties];
        least[i] = vec![0; contexts * parties];
        for arc in 0..stage.next.len() {
            let next = stage.next[arc];
            if next == NOWHERE || !alive[i + 1][next as usize] {
                stage.next[arc] = NOWHERE;
                continue;
            }
            let (context, next) = (arc / options, next as usize);
            let first = !std::mem::replace(&mut alive[i][context], true);
            for p in 0..parties {
                let gain = stage.gains[arc * parties + p];
                let lower = stage.lower.get(arc * parties + p).copied().unwrap_or(gain);
                let high = gain + most[i + 1][next * parties + p];
                let low = lower + least[i + 1][next * parties + p];
                let at = context * parties + p;
                most[i][at] = if first { high } else { most[i][at].max(high) };
                least[i][at] = if first { low } else { least[i][at].min(low) };
            }
        }
    }
    (alive, most, least)
}
