//! Whether a point is dominated by one that came before it in lexicographically descending order.
//!
//! What came before has no smaller first coordinate, so only the others, the point's *rest*, are
//! compared. For two parties that is a running maximum; for three a staircase; for more a forest
//! ([`super::forest`]).

use super::forest::Forest;

/// Remembers the rests that it let pass.
pub(super) trait Sieve {
    /// Forgets everything. Points have as many coordinates as `low` from now on, and none is far below its
    /// party's.
    fn begin(&mut self, low: &[i64]) {
        let _ = low;
        self.clear();
    }
    /// Forgets what passed.
    fn clear(&mut self);
    /// Whether no rest that passed is at least `rest` everywhere; if so, `rest` passes.
    fn admits(&mut self, rest: &[i64]) -> bool;
    /// Whether no rest that passed is at least `rest - slack` everywhere; if so, `rest` passes. If not,
    /// `loss` is raised to what such a one falls short of `rest` per coordinate.
    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool;
    /// What was compared since the last call, where that is more than a few steps per point.
    fn take_effort(&mut self) -> u64 {
        0
    }
}

/// For one party: only the first passes.
#[derive(Clone, Debug, Default)]
pub(super) struct First {
    has_passed: bool,
}

impl Sieve for First {
    fn clear(&mut self) {
        self.has_passed = false;
    }

    fn admits(&mut self, _: &[i64]) -> bool {
        !std::mem::replace(&mut self.has_passed, true)
    }

    fn admits_beyond(&mut self, rest: &[i64], _: &[i64], _: &mut [i64]) -> bool {
        self.admits(rest)
    }
}

/// For two parties: the largest second coordinate so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Running {
    most: Option<i64>,
}

impl Sieve for Running {
    fn clear(&mut self) {
        self.most = None;
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let passes = self.most.is_none_or(|most| rest[0] > most);
        if passes {
            self.most = Some(rest[0]);
        }
        passes
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let passes = self.most.is_none_or(|most| rest[0] - slack[0] > most);
        if passes {
            self.most = Some(rest[0]);
        } else if let Some(most) = self.most {
            loss[0] = loss[0].max(rest[0] - most);
        }
        passes
    }
}

/// For three parties: the steps (y, z) of what passed, y ascending and z descending, in blocks so that a
/// new step moves few old ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Staircase {
    /// Not empty, each at most [`BLOCK`] steps.
    blocks: Vec<Vec<(i64, i64)>>,
    /// The largest y of every block.
    lasts: Vec<i64>,
}

const BLOCK: usize = 256;

impl Staircase {
    /// The block and the place in it of the first step with at least this y.
    fn find(&self, y: i64) -> (usize, usize) {
        let b = if self.lasts.len() == 1 {
            usize::from(self.lasts[0] < y)
        } else {
            self.lasts.partition_point(|&last| last < y)
        };
        let i = self.blocks.get(b).map_or(0, |block| block.partition_point(|step| step.0 < y));
        (b, i)
    }

    fn insert(&mut self, (b, i): (usize, usize), (y, z): (i64, i64)) {
        if self.blocks.is_empty() {
            self.blocks.push(vec![(y, z)]);
            self.lasts.push(y);
            return;
        }
        let (b, i) =
            if b == self.blocks.len() { (b - 1, self.blocks[b - 1].len()) } else { (b, i) };
        // The steps that the new one covers: those before it with no larger z, and one with the same y.
        let end = i + usize::from(self.blocks[b].get(i).is_some_and(|step| step.0 == y));
        let start = i - self.blocks[b][..i].iter().rev().take_while(|step| step.1 <= z).count();
        self.blocks[b].splice(start..end, [(y, z)]);
        self.lasts[b] = self.blocks[b].last().map_or(y, |step| step.0);
        let (mut at, mut start) = (b, start);
        while start == 0 && at > 0 {
            let before = &mut self.blocks[at - 1];
            let covered = before.iter().rev().take_while(|step| step.1 <= z).count();
            before.truncate(before.len() - covered);
            match before.last() {
                Some(step) => {
                    self.lasts[at - 1] = step.0;
                    start = 1;
                }
                None => {
                    self.blocks.remove(at - 1);
                    self.lasts.remove(at - 1);
                    at -= 1;
                }
            }
        }
        if self.blocks[at].len() > BLOCK {
            let upper = self.blocks[at].split_off(BLOCK / 2);
            let last = std::mem::replace(&mut self.lasts[at], self.blocks[at][BLOCK / 2 - 1].0);
            self.blocks.insert(at + 1, upper);
            self.lasts.insert(at + 1, last);
        }
    }
}

impl Sieve for Staircase {
    fn clear(&mut self) {
        self.blocks.clear();
        self.lasts.clear();
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let (y, z) = (rest[0], rest[1]);
        let at = self.find(y);
        if self.blocks.get(at.0).is_some_and(|block| block[at.1].1 >= z) {
            return false;
        }
        self.insert(at, (y, z));
        true
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let (b, i) = self.find(rest[0] - slack[0]);
        if let Some(&step) = self.blocks.get(b).map(|block| &block[i])
            && step.1 >= rest[1] - slack[1]
        {
            loss[0] = loss[0].max(rest[0] - step.0);
            loss[1] = loss[1].max(rest[1] - step.1);
            return false;
        }
        let at = self.find(rest[0]);
        self.insert(at, (rest[0], rest[1]));
        true
    }
}

/// For more parties than anybody has: what passed, one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    dims: usize,
    rests: Vec<i64>,
    effort: u64,
}

impl Sieve for Scan {
    fn begin(&mut self, low: &[i64]) {
        self.dims = low.len() - 1;
        self.clear();
    }

    fn clear(&mut self) {
        self.rests.clear();
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let none = vec![0; rest.len()];
        self.admits_beyond(rest, &none, &mut none.clone())
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let covers = |known: &&[i64]| {
            known.iter().zip(rest).zip(slack).all(|((own, other), slack)| *own >= other - slack)
        };
        self.effort += (self.rests.len() / self.dims) as u64;
        match self.rests.chunks_exact(self.dims).find(covers) {
            Some(known) => {
                let fall = known.iter().zip(rest).map(|(own, other)| other - own);
                loss.iter_mut().zip(fall).for_each(|(loss, fall)| *loss = (*loss).max(fall));
                false
            }
            None => {
                self.rests.extend_from_slice(rest);
                true
            }
        }
    }

    fn take_effort(&mut self) -> u64 {
        std::mem::take(&mut self.effort)
    }
}

/// One of each, so that their memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieves {
    pub(super) first: First,
    pub(super) running: Running,
    pub(super) staircase: Staircase,
    pub(super) narrow: Forest<i32, 4>,
    pub(super) middle: Forest<i32, 8>,
    pub(super) wide: Forest<i64, 4>,
    pub(super) wider: Forest<i64, 8>,
    pub(super) widest: Forest<i64, 16>,
    pub(super) scan: Scan,
}

/// Evaluates `$call` with `$sieve` the one for `$parties` parties; `$is_narrow` says that no coordinate is
/// 2^31 or more above its low.
macro_rules! with_sieve {
    ($sieves:expr, $parties:expr, $is_narrow:expr, |$sieve:ident| $call:expr) => {
        with_sieve!(@ $sieves, $sieve, $call, ($parties, $is_narrow), {
            (1, _) => first,
            (2, _) => running,
            (3, _) => staircase,
            (4 | 5, true) => narrow,
            (6..=9, true) => middle,
            (4 | 5, false) => wide,
            (6..=9, false) => wider,
            (10..=17, _) => widest,
            (_, _) => scan,
        })
    };
    (@ $sieves:expr, $sieve:ident, $call:expr, $what:expr, { $($case:pat => $field:ident,)* }) => {
        match $what {
            $($case => {
                let $sieve = &mut $sieves.$field;
                $call
            })*
        }
    };
}
pub(super) use with_sieve;
