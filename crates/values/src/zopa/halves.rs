//! All packages of a zopa at once: states from the first stage on, costs of the rest from the last
//! stage back, met where both together are smallest.
//!
//! With everything on the one side this is a decision diagram, with half of it on each a meeting in the
//! middle (Horowitz & Sahni 1974) that counts 10^12 packages from twice 10^6 points.

use super::dominance::{Points, below};
use super::gate::Gate;
use super::layers::{Layer, NOWHERE};
use super::measure::Measure;
use super::suffixes::Suffixes;
use crate::stream::Stream;
use crate::{Budget, Watch};

/// The zopa, exactly.
pub(super) struct Halves<M> {
    /// Before stages 0 to `meeting`.
    layers: Vec<Layer>,
    /// Per layer and state the packages that pass from there on.
    completions: Vec<Vec<M>>,
    /// From stage `meeting` on, last stage last.
    suffixes: Vec<Suffixes<M>>,
    meeting: usize,
}

impl<M: Measure> Halves<M> {
    /// Nothing if it takes more than the budget.
    pub(super) fn new(gate: &Gate, budget: Budget, watch: &dyn Watch) -> Option<Self> {
        let chain = &gate.chain;
        let mut layers = vec![Layer::first(gate)];
        let mut suffixes = vec![Suffixes::last(gate)];
        let mut held = 2;
        let mut work = 0;
        while layers.len() + suffixes.len() < chain.len() + 2 {
            if watch.is_stopped() || work > budget.work || held > budget.points {
                return None;
            }
            watch.progress("zopa", layers.len() + suffixes.len() - 2, chain.len(), held);
            let (ahead, behind) = (layers.len() - 1, chain.len() - suffixes.len());
            let (last, first) = (&layers[ahead], &suffixes[suffixes.len() - 1]);
            let room = budget.points - held;
            if !chain.is_exact() || last.len() <= first.len() {
                let next = layers[ahead].follow(gate, ahead, room, &mut work)?;
                held += next.len();
                layers.push(next);
            } else {
                let next = first.precede(gate, behind, room, &mut work)?;
                held += next.len();
                suffixes.push(next);
            }
        }
        suffixes.reverse();
        let meeting = layers.len() - 1;
        let mut halves = Self { layers, completions: Vec::new(), suffixes, meeting };
        halves.complete(gate, watch).then_some(halves)
    }

    /// How many beginnings lead to each state, layer by layer.
    fn paths(&self, gate: &Gate) -> Vec<Vec<M>> {
        let mut paths = vec![vec![M::of(1, 1)]];
        for (i, layer) in self.layers[..self.meeting].iter().enumerate() {
            let classes = gate.chain.classes(i);
            let size = gate.chain.size(i);
            let mut next = vec![M::default(); self.layers[i + 1].len()];
            for (arcs, own) in layer.arcs.chunks_exact(classes.len()).zip(&paths[i]) {
                for (&arc, class) in arcs.iter().zip(classes) {
                    if arc != NOWHERE {
                        next[arc as usize] += *own * M::of(class.len(), size);
                    }
                }
            }
            paths.push(next);
        }
        paths
    }

    /// Margins of the states where both halves meet, and these states by context.
    fn states(&self, gate: &Gate) -> (Vec<i64>, Vec<Vec<u32>>) {
        let (chain, last) = (&gate.chain, &self.layers[self.meeting]);
        let digits = chain.digits(self.meeting);
        let margins = (0..last.len()).flat_map(|n| last.row(n)[digits..].iter().copied()).collect();
        let mut by_context: Vec<Vec<u32>> = vec![Vec::new(); chain.contexts(self.meeting)];
        for n in 0..last.len() {
            by_context[chain.context(self.meeting, &last.row(n)[..digits])].push(n as u32);
        }
        (margins, by_context)
    }

    /// Counts completions; false if somebody said stop.
    fn complete(&mut self, gate: &Gate, watch: &dyn Watch) -> bool {
        let (margins, mut by_context) = self.states(gate);
        let first = &self.suffixes[0];
        let mut completions = vec![M::default(); self.layers[self.meeting].len()];
        let pairs = Points {
            width: gate.margins.len(),
            points: &margins,
            others: &first.losses,
            weights: &first.weights,
            watch,
        };
        for (context, states) in by_context.iter_mut().enumerate() {
            let mut entries: Vec<u32> = first.of(context).map(|entry| entry as u32).collect();
            below(&pairs, states, &mut entries, &mut completions);
        }
        let mut all = vec![completions];
        for (i, layer) in self.layers[..self.meeting].iter().enumerate().rev() {
            let classes = gate.chain.classes(i);
            let size = gate.chain.size(i);
            let next = &all[all.len() - 1];
            let own = layer.arcs.chunks_exact(classes.len()).map(|arcs| {
                let mut sum = M::default();
                for (&arc, class) in arcs.iter().zip(classes) {
                    if arc != NOWHERE {
                        sum += next[arc as usize] * M::of(class.len(), size);
                    }
                }
                sum
            });
            let own = own.collect();
            all.push(own);
        }
        all.reverse();
        self.completions = all;
        !watch.is_stopped()
    }

    /// Per suffix where both halves meet how many beginnings can afford it.
    fn beginnings(&self, gate: &Gate, paths: &[M], watch: &dyn Watch) -> Vec<M> {
        let turned = |numbers: &[i64]| -> Vec<i64> { numbers.iter().map(|n| -n).collect() };
        let (margins, mut by_context) = self.states(gate);
        let first = &self.suffixes[0];
        let mut beginnings = vec![M::default(); first.len()];
        let pairs = Points {
            width: gate.margins.len(),
            points: &turned(&first.losses),
            others: &turned(&margins),
            weights: paths,
            watch,
        };
        for (context, states) in by_context.iter_mut().enumerate() {
            let mut entries: Vec<u32> = first.of(context).map(|entry| entry as u32).collect();
            below(&pairs, &mut entries, states, &mut beginnings);
        }
        beginnings
    }

    /// How many packages there are.
    pub(super) fn whole(&self) -> M {
        self.completions[0][0]
    }

    /// Points held: states and costs.
    pub(super) fn points(&self) -> usize {
        let states: usize = self.layers.iter().map(Layer::len).sum();
        states + self.suffixes.iter().map(Suffixes::len).sum::<usize>()
    }

    /// Per stage and class how many packages have one given option of it; nothing if somebody says stop.
    pub(super) fn options(&self, gate: &Gate, watch: &dyn Watch) -> Option<Vec<Vec<M>>> {
        let chain = &gate.chain;
        let paths = self.paths(gate);
        let mut found: Vec<Vec<M>> = Vec::with_capacity(chain.len());
        for (i, paths) in paths.iter().enumerate().take(self.meeting) {
            let classes = chain.classes(i).len();
            let one = M::one(chain.size(i));
            let mut own = vec![M::default(); classes];
            let arcs = self.layers[i].arcs.chunks_exact(classes);
            for (arcs, path) in arcs.zip(paths) {
                for (&arc, sum) in arcs.iter().zip(&mut own) {
                    if arc != NOWHERE {
                        *sum += *path * one * self.completions[i + 1][arc as usize];
                    }
                }
            }
            found.push(own);
        }
        let mut beginnings = self.beginnings(gate, &paths[self.meeting], watch);
        for i in self.meeting..chain.len() {
            let (here, next) =
                (&self.suffixes[i - self.meeting], &self.suffixes[i - self.meeting + 1]);
            let size = chain.size(i);
            let mut own = vec![M::default(); chain.classes(i).len()];
            let mut following = vec![M::default(); next.len()];
            for context in 0..chain.contexts(i) {
                for (class, members) in chain.classes(i).iter().enumerate() {
                    for (entry, rest) in steps(gate, i, here, next, context, class) {
                        let begun = beginnings[entry];
                        own[class] += begun * M::one(size) * next.weights[rest];
                        following[rest] += begun * M::of(members.len(), size);
                    }
                }
            }
            beginnings = following;
            found.push(own);
        }
        (!watch.is_stopped()).then_some(found)
    }

    /// An even draw from all packages, of which there are some.
    pub(super) fn draw(&self, gate: &Gate, stream: &mut Stream) -> Vec<usize> {
        let chain = &gate.chain;
        let mut left = self.whole().draw(stream);
        let mut package = vec![0; chain.len()];
        let mut state = 0;
        for i in 0..self.meeting {
            let classes = chain.classes(i);
            let one = M::one(chain.size(i));
            let arcs = &self.layers[i].arcs[state * classes.len()..][..classes.len()];
            let ways = arcs.iter().map(|&arc| match arc {
                NOWHERE => M::default(),
                arc => one * self.completions[i + 1][arc as usize],
            });
            let ways: Vec<M> = ways.collect();
            let (class, option) = choose(classes, &ways, &mut left);
            package[chain.term(i)] = option;
            state = arcs[class] as usize;
        }
        let digits = chain.digits(self.meeting);
        let (own, margins) = self.layers[self.meeting].row(state).split_at(digits);
        let mut context = chain.context(self.meeting, own);
        let first = &self.suffixes[0];
        let affordable = first.of(context).filter(|&entry| {
            first.loss(entry).iter().zip(margins).all(|(loss, margin)| loss <= margin)
        });
        let mut chosen = None;
        for entry in affordable {
            chosen = Some(entry);
            if left < first.weights[entry] {
                break;
            }
            left = left - first.weights[entry];
        }
        let mut losses =
            chosen.map_or_else(|| margins.to_vec(), |entry| first.loss(entry).to_vec());
        for i in self.meeting..chain.len() {
            let next = &self.suffixes[i - self.meeting + 1];
            let classes = chain.classes(i);
            let one = M::one(chain.size(i));
            let mut rests = vec![None; classes.len()];
            let mut own = vec![0; losses.len()];
            for (class, rest) in rests.iter_mut().enumerate() {
                if let Some(following) = gate.loss(i, context, class, &mut own) {
                    own.iter_mut().zip(&losses).for_each(|(own, whole)| *own = whole - *own);
                    *rest = next.find(following, &own).map(|entry| (following, entry));
                }
            }
            let ways =
                rests.iter().map(|rest| rest.map_or(M::default(), |(_, e)| one * next.weights[e]));
            let ways: Vec<M> = ways.collect();
            let (class, option) = choose(classes, &ways, &mut left);
            package[chain.term(i)] = option;
            if let Some((following, entry)) = rests[class] {
                context = following;
                losses.copy_from_slice(next.loss(entry));
            }
        }
        package
    }
}

/// The class and option into which `left` falls, where every option of a class has so many `ways`;
/// `left` becomes what remains of it. Rounding (of shares) ends with the last option that has any.
fn choose<M: Measure>(classes: &[Vec<usize>], ways: &[M], left: &mut M) -> (usize, usize) {
    let mut last = (0, 0);
    for (class, (members, &ways)) in classes.iter().zip(ways).enumerate() {
        if ways > M::default() {
            let (times, rest) = left.split(ways);
            if times < members.len() {
                *left = rest.whole(classes.iter().map(Vec::len).sum());
                return (class, members[times]);
            }
            last = (class, members[members.len() - 1]);
            for _ in members {
                *left = *left - ways;
            }
        }
    }
    *left = M::default();
    last
}

/// The entries of a context that begin with `class`, each with the entry that follows.
fn steps<'a, M: Measure>(
    gate: &Gate,
    i: usize,
    here: &'a Suffixes<M>,
    next: &'a Suffixes<M>,
    context: usize,
    class: usize,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut losses = vec![0; gate.margins.len()];
    let following = gate.loss(i, context, class, &mut losses);
    let range = following.map_or(0..0, |_| here.of(context));
    let mut own = vec![0; losses.len()];
    range.filter_map(move |entry| {
        let whole = here.loss(entry);
        own.iter_mut().zip(whole.iter().zip(&losses)).for_each(|(own, (a, b))| *own = a - b);
        next.find(following?, &own).map(|rest| (entry, rest))
    })
}
