//! States of a chain, layer by layer: each once, whatever the ways that lead to it.

use super::gate::Gate;
use std::hash::{BuildHasher, Hasher};

/// No arc.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The states before one stage.
pub(super) struct Layer {
    width: usize,
    /// Digits and margins of each.
    pub(super) rows: Vec<i64>,
    /// States × classes: the state of the next layer, or [`NOWHERE`]. Empty for the last layer.
    pub(super) arcs: Vec<u32>,
    states: usize,
}

impl Layer {
    pub(super) fn first(gate: &Gate) -> Self {
        Self { width: gate.width(0), rows: gate.start(), arcs: Vec::new(), states: 1 }
    }

    pub(super) const fn len(&self) -> usize {
        self.states
    }

    pub(super) fn row(&self, n: usize) -> &[i64] {
        &self.rows[n * self.width..(n + 1) * self.width]
    }

    /// The layer after stage `i`, with arcs to it; nothing if it has more than `most` states. Adds the
    /// arcs looked at to `work`.
    pub(super) fn follow(
        &mut self,
        gate: &Gate,
        i: usize,
        most: usize,
        work: &mut u64,
    ) -> Option<Self> {
        let classes = gate.chain.classes(i).len();
        let mut found = Register::new(gate.width(i + 1));
        let mut after = vec![0; gate.width(i + 1)];
        let mut arcs = Vec::with_capacity(self.states * classes);
        for n in 0..self.states {
            for class in 0..classes {
                if gate.step(i, self.row(n), class, &mut after) {
                    arcs.push(found.number(&after));
                } else {
                    arcs.push(NOWHERE);
                }
            }
            *work += classes as u64;
            if found.many > most {
                return None;
            }
        }
        self.arcs = arcs;
        Some(Self { width: found.width, rows: found.rows, arcs: Vec::new(), states: found.many })
    }
}

/// Rows by number, each once.
pub(super) struct Register {
    width: usize,
    rows: Vec<i64>,
    many: usize,
    /// Numbers by hash, open addressing; a power of two of places, at most half of them taken.
    places: Vec<u32>,
}

impl Register {
    pub(super) fn new(width: usize) -> Self {
        Self { width, rows: Vec::new(), many: 0, places: vec![NOWHERE; 16] }
    }

    fn place(&self, row: &[i64]) -> usize {
        let mut hasher = rustc_hash::FxBuildHasher.build_hasher();
        for &number in row {
            hasher.write_u64(number as u64);
        }
        let mut place = hasher.finish() as usize & (self.places.len() - 1);
        loop {
            let n = self.places[place];
            if n == NOWHERE || &self.rows[n as usize * self.width..][..self.width] == row {
                return place;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    /// Whether `row` is registered.
    pub(super) fn knows(&self, row: &[i64]) -> bool {
        self.places[self.place(row)] != NOWHERE
    }

    /// The number of `row`, which is registered if it was not.
    pub(super) fn number(&mut self, row: &[i64]) -> u32 {
        let place = self.place(row);
        if self.places[place] != NOWHERE {
            return self.places[place];
        }
        let n = self.many as u32;
        self.places[place] = n;
        self.many += 1;
        self.rows.extend_from_slice(row);
        if 2 * self.many > self.places.len() {
            self.places = vec![NOWHERE; 2 * self.places.len()];
            for n in 0..self.many {
                let row = &self.rows[n * self.width..(n + 1) * self.width];
                let place = self.place(row);
                self.places[place] = n as u32;
            }
        }
        n
    }
}
