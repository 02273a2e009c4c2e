//! Ranks: one dense integer per row, larger is better.
//!
//! **Definition.** Package x ranks above y iff the first statement in force on which they differ is
//! true of x (option prioritization; Hipel, Kilgour & Fang 1997 write it as Ψ(x) = Σ 2^(q−j)·[Ωj]).
//! The rank is the number of classes below.
//!
//! **Algorithm.** A chunk of c statements makes c bits; with the rank so far they index a bitmap of
//! classes that occur; the number of classes before is the new rank. One sweep over the rows and one
//! look-up per chunk, no sorting, no hashing, and no memory per row but the rank itself. c is as large
//! as a bitmap of about eight bits per row allows: a party of up to about 20 statements takes one chunk.

use super::active::unsigned;
use crate::bits::Bits;
use crate::classes::Classes;
use crate::parallel;
use crate::space::Rows;
use crate::table::sweep::{Input, Sweep};

/// The rank column of one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// Per row, 0 is worst.
    of: Vec<u32>,
    levels: usize,
    /// Per level the truth of each statement, most important in the highest bit, `words` words each;
    /// ascending.
    keys: Vec<u64>,
    words: usize,
    statements: usize,
}

impl Ranks {
    /// Ranks the rows by `inputs`, most important first.
    ///
    /// Cost: about one sweep over the rows and one look-up for every 20 statements.
    pub(crate) fn compute(rows: &Rows, inputs: Vec<Input>) -> Self {
        let statements = inputs.len();
        let words = statements.div_ceil(64).max(1);
        let mut ranks = Self {
            of: vec![0; rows.len()],
            levels: usize::from(!rows.is_empty()),
            keys: vec![0; words],
            words,
            statements,
        };
        if rows.is_empty() {
            ranks.keys.clear();
            return ranks;
        }
        let capacity = (rows.len() * 8).next_power_of_two().clamp(1 << 12, 1 << 30);
        let mut inputs = inputs.into_iter();
        let mut done = 0;
        while done < statements {
            // A chunk stays inside one word of the key and inside the bitmap.
            let room = (capacity / ranks.levels).max(2).ilog2() as usize;
            let chunk = room.min(statements - done).min(64 - done % 64).min(30);
            // The most important statement of the chunk is its highest bit.
            let mut part: Vec<Input> = inputs.by_ref().take(chunk).collect();
            part.reverse();
            ranks.refine(rows, &Sweep::new(rows, part), chunk, done);
            done += chunk;
        }
        ranks
    }

    /// Ranks the rows by what they are worth. The statements of a level are the binary digits of the
    /// worth. Cost: one pass if the worths lie close together, otherwise a sort of them.
    pub(crate) fn of_worths(worths: &[i64]) -> Self {
        let (Some(&least), Some(&most)) = (worths.iter().min(), worths.iter().max()) else {
            return Self { of: Vec::new(), levels: 0, keys: Vec::new(), words: 1, statements: 64 };
        };
        let mut of = vec![0; worths.len()];
        let span = most.abs_diff(least);
        let keys: Vec<u64> = if span < (worths.len() as u64 * 64).clamp(1 << 16, 1 << 32) {
            let classes = Classes::new(span as usize + 1);
            for &worth in worths {
                classes.mark((worth - least) as usize);
            }
            let (levels, before) = classes.number();
            parallel::for_parts(&mut of, parallel::PIECE, |start, part| {
                for (rank, worth) in part.iter_mut().zip(&worths[start..]) {
                    *rank = classes.rank(&before, (worth - least) as usize);
                }
            });
            let mut keys = Vec::with_capacity(levels);
            classes.for_each(|class| keys.push(unsigned(least + class as i64)));
            keys
        } else {
            let mut sorted = worths.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            parallel::for_parts(&mut of, parallel::PIECE, |start, part| {
                for (rank, worth) in part.iter_mut().zip(&worths[start..]) {
                    *rank = sorted.partition_point(|other| other < worth) as u32;
                }
            });
            sorted.into_iter().map(unsigned).collect()
        };
        Self { of, levels: keys.len(), keys, words: 1, statements: 64 }
    }

    /// Splits every level by the next `chunk` statements, which `sweep` evaluates.
    fn refine(&mut self, rows: &Rows, sweep: &Sweep<'_>, chunk: usize, done: usize) {
        let classes = Classes::new(self.levels << chunk);
        let ranges = parallel::pieces(rows.len());
        parallel::for_parts(&mut self.of, parallel::PIECE, |start, part| {
            let mut words = vec![0; part.len()];
            sweep.write(ranges(start / parallel::PIECE), &mut words);
            // Until the classes are numbered, the column holds the class itself.
            for (rank, &bits) in part.iter_mut().zip(&words) {
                *rank = *rank << chunk | bits;
                classes.mark(*rank as usize);
            }
        });
        let (levels, before) = classes.number();
        let mut keys = Vec::with_capacity(levels * self.words);
        let word = done / 64;
        // Within its word the key fills from the top, so that keys compare as numbers.
        let shift = (self.statements - word * 64).min(64) - done % 64 - chunk;
        classes.for_each(|class| {
            let old = class >> chunk;
            let bits = (class & ((1 << chunk) - 1)) as u64;
            keys.extend_from_slice(&self.keys[old * self.words..(old + 1) * self.words]);
            let last = keys.len() - self.words + word;
            keys[last] |= bits << shift;
        });
        parallel::for_parts(&mut self.of, parallel::PIECE, |_, part| {
            for rank in part {
                *rank = classes.rank(&before, *rank as usize);
            }
        });
        self.levels = levels;
        self.keys = keys;
    }

    /// The rank of `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> u32 {
        self.of[row]
    }

    /// The rank of every row.
    #[must_use]
    pub fn as_slice(&self) -> &[u32] {
        &self.of
    }

    /// Number of different ranks.
    #[must_use]
    pub const fn levels(&self) -> usize {
        self.levels
    }

    /// Number of statements behind the ranks.
    #[must_use]
    pub const fn statements(&self) -> usize {
        self.statements
    }

    /// Whether the packages of `level` meet the statement at `position`.
    #[must_use]
    pub fn meets(&self, level: usize, position: usize) -> bool {
        key_bit(&self.keys[level * self.words..], self.statements, position)
    }

    /// The first of the statements at the positions `order` (all, if there is no order) on which the
    /// packages of two levels differ, by its place in that order.
    pub(crate) fn first_difference(
        &self,
        a: usize,
        b: usize,
        order: Option<&[usize]>,
    ) -> Option<usize> {
        let Some(keys) = self.short_keys() else {
            let differ = |position: usize| self.meets(a, position) != self.meets(b, position);
            return match order {
                Some(order) => order.iter().position(|&position| differ(position)),
                None => (0..self.statements).find(|&position| differ(position)),
            };
        };
        let differ = keys[a] ^ keys[b];
        match order {
            _ if differ == 0 => None,
            Some(order) => order.iter().position(|&k| differ >> self.short_place(k) & 1 == 1),
            None => Some(self.statements - 1 - differ.ilog2() as usize),
        }
    }

    /// The key of every level, if keys have one word.
    pub(crate) fn short_keys(&self) -> Option<&[u64]> {
        (self.words == 1).then_some(&self.keys)
    }

    /// Where the statement at `position` stands in a key of one word.
    pub(crate) fn short_place(&self, position: usize) -> u32 {
        key_place(self.statements, position).1 as u32
    }

    /// The rows whose level is `accepted`.
    #[must_use]
    pub fn column(&self, accepted: &[bool]) -> Bits {
        let mut bits = Bits::zeros(self.of.len());
        bits.fill_words(|start, words| {
            for (word, ranks) in words.iter_mut().zip(self.of[start..].chunks(64)) {
                let bit = |(i, &rank): (usize, &u32)| u64::from(accepted[rank as usize]) << i;
                *word = ranks.iter().enumerate().map(bit).fold(0, |word, bit| word | bit);
            }
        });
        bits
    }

    /// How many of the rows in `column` each level has.
    #[must_use]
    pub fn histogram(&self, column: &Bits) -> Vec<u64> {
        let mut counts = vec![0; self.levels];
        for row in column.ones_iter() {
            counts[self.of[row] as usize] += 1;
        }
        counts
    }

    /// The ranks if only the statements at the positions `order` counted, in that order: the levels
    /// are ranked anew, the rows only looked up. Cost: a sort of the levels and one pass.
    #[must_use]
    pub fn reordered(&self, order: &[usize]) -> Self {
        let words = order.len().div_ceil(64).max(1);
        let mut keys = vec![0u64; self.levels * words];
        for level in 0..self.levels {
            for (position, &old) in order.iter().enumerate() {
                if self.meets(level, old) {
                    let (word, shift) = key_place(order.len(), position);
                    keys[level * words + word] |= 1 << shift;
                }
            }
        }
        let key = |level: usize| &keys[level * words..(level + 1) * words];
        let mut sorted: Vec<usize> = (0..self.levels).collect();
        sorted.sort_unstable_by(|&a, &b| key(a).cmp(key(b)));
        let mut map = vec![0u32; self.levels];
        let mut new_keys: Vec<u64> = Vec::new();
        let mut levels = 0;
        for (i, &level) in sorted.iter().enumerate() {
            if i == 0 || key(sorted[i - 1]) != key(level) {
                new_keys.extend_from_slice(key(level));
                levels += 1;
            }
            map[level] = (levels - 1) as u32;
        }
        let mut of = vec![0; self.of.len()];
        parallel::for_parts(&mut of, parallel::PIECE, |start, part| {
            for (new, &old) in part.iter_mut().zip(&self.of[start..]) {
                *new = map[old as usize];
            }
        });
        Self { of, levels, keys: new_keys, words, statements: order.len() }
    }

    /// Which statements are the first to tell some two neighbouring levels apart; a statement that
    /// is never the first decides between no two possible packages.
    #[must_use]
    pub fn deciding(&self) -> Vec<bool> {
        let mut decides = vec![false; self.statements];
        for level in 1..self.levels {
            let differ =
                |&position: &usize| self.meets(level - 1, position) != self.meets(level, position);
            if let Some(position) = (0..self.statements).find(differ) {
                decides[position] = true;
            }
        }
        decides
    }
}

/// Where the statement at `position` of `statements` stands in a key: word and shift.
fn key_place(statements: usize, position: usize) -> (usize, usize) {
    let word = position / 64;
    let width = (statements - word * 64).min(64);
    (word, width - 1 - position % 64)
}

fn key_bit(key: &[u64], statements: usize, position: usize) -> bool {
    let (word, shift) = key_place(statements, position);
    key[word] >> shift & 1 == 1
}
