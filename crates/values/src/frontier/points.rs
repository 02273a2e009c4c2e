//! Points in flat arrays: what partial packages are worth, how many there are, where they come from.

/// Worths of partial packages, without repetition once pruned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) parties: usize,
    /// Numbers per back row.
    pub(super) width: usize,
    /// `parties` numbers per point.
    pub(super) values: Vec<i64>,
    /// Packages per point; [`u128::MAX`] stands for "at least that many".
    pub(super) counts: Vec<u128>,
    /// `width` numbers per point, that say what it is made of.
    pub(super) back: Vec<u32>,
}

impl Points {
    pub(super) fn new(parties: usize, width: usize) -> Self {
        Self { parties, width, ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn push(&mut self, values: &[i64], count: u128, back: &[u32]) {
        self.values.extend_from_slice(values);
        self.counts.push(count);
        self.back.extend_from_slice(back);
    }

    pub(super) fn at(&self, i: usize) -> &[i64] {
        &self.values[i * self.parties..(i + 1) * self.parties]
    }

    pub(super) fn back(&self, i: usize) -> &[u32] {
        &self.back[i * self.width..(i + 1) * self.width]
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.values.extend_from_slice(&other.values);
        self.counts.extend_from_slice(&other.counts);
        self.back.extend_from_slice(&other.back);
    }

    /// Copies point `from` over point `to`.
    pub(super) fn relocate(&mut self, from: usize, to: usize) {
        if from != to {
            let (k, width) = (self.parties, self.width);
            self.values.copy_within(from * k..(from + 1) * k, to * k);
            self.counts[to] = self.counts[from];
            self.back.copy_within(from * width..(from + 1) * width, to * width);
        }
    }

    /// Leaves the first `len` points.
    pub(super) fn truncate(&mut self, len: usize) {
        self.values.truncate(len * self.parties);
        self.counts.truncate(len);
        self.back.truncate(len * self.width);
    }

    /// The points `from..to`, which say of themselves where they are in the whole.
    pub(super) fn view(&self, from: usize, to: usize) -> View<'_> {
        View {
            values: &self.values[from * self.parties..to * self.parties],
            counts: &self.counts[from..to],
            back: Back::Index(from as u32),
        }
    }

    /// All points with their own back rows.
    pub(super) fn whole(&self) -> View<'_> {
        View {
            values: &self.values,
            counts: &self.counts,
            back: Back::Rows(&self.back, self.width),
        }
    }
}

/// A list of points in lexicographically descending order.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) values: &'a [i64],
    pub(super) counts: &'a [u128],
    back: Back<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Back<'a> {
    /// The place of the first point; the others follow.
    Index(u32),
    /// Rows of so many numbers.
    Rows(&'a [u32], usize),
}

impl View<'_> {
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Appends what point `i` is made of.
    pub(super) fn push_back(&self, i: usize, to: &mut Vec<u32>) {
        match self.back {
            Back::Index(first) => to.push(first + i as u32),
            Back::Rows(rows, width) => to.extend_from_slice(&rows[i * width..(i + 1) * width]),
        }
    }

    /// The first number of the back row of point `i`.
    pub(super) fn first_back(&self, i: usize) -> u32 {
        match self.back {
            Back::Index(first) => first + i as u32,
            Back::Rows(rows, width) => rows[i * width],
        }
    }

    /// The same points in memory of their own.
    pub(super) fn to_points(self, parties: usize, width: usize) -> Points {
        let mut points = Points::new(parties, width);
        points.values.extend_from_slice(self.values);
        points.counts.extend_from_slice(self.counts);
        (0..self.len()).for_each(|i| self.push_back(i, &mut points.back));
        points
    }
}
