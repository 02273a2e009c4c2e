//! A negotiation, whatever program it comes from: issues, and for each party what their values are
//! worth.

use std::collections::HashMap;

use super::document::Scalar;
use super::exact::negated;
use crate::nearest::nearest;
use crate::number::Decimal;

/// What is negotiated about.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) name: Option<String>,
    pub(super) issues: Vec<Issue>,
    /// The positions of the issues by their names; of those that are called alike the first.
    by_name: HashMap<String, usize>,
    /// The positions of the issues by the numbers that the file gives them, if it does.
    by_index: HashMap<i64, usize>,
}

impl Domain {
    pub(super) fn new(name: Option<String>, issues: Vec<Issue>) -> Self {
        let mut by_name = HashMap::new();
        for (at, issue) in issues.iter().enumerate() {
            by_name.entry(issue.name.clone()).or_insert(at);
        }
        Self { name, issues, by_name, by_index: HashMap::new() }
    }

    /// The same with a number for each issue.
    pub(super) fn with_indices(self, indices: Vec<i64>) -> Self {
        let by_index = indices.into_iter().enumerate().map(|(at, index)| (index, at)).collect();
        Self { by_index, ..self }
    }

    /// The position of the issue that is called so.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The position of the issue with this number.
    pub(super) fn numbered(&self, index: i64) -> Option<usize> {
        self.by_index.get(&index).copied()
    }

    /// The name of an issue that is most like `name`.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.issues.iter().map(|issue| issue.name.as_str()))
    }
}

/// One thing that is negotiated about.
#[derive(Clone, Debug)]
pub(super) struct Issue {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// In the order of the file, ascending if they are numbers of a range; none twice.
    pub(super) values: Vec<Scalar>,
    /// The positions of the values.
    positions: HashMap<Scalar, usize>,
}

/// What sort of values an issue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A list of values.
    Listed,
    /// Every number of a range of equally distant numbers.
    Range,
    /// Some numbers of a continuous range.
    Grid,
}

impl Issue {
    pub(super) fn new(name: String, kind: Kind, values: Vec<Scalar>) -> Self {
        let positions = values.iter().cloned().enumerate().map(|(at, value)| (value, at)).collect();
        Self { name, kind, values, positions }
    }

    pub(super) fn position(&self, value: &Scalar) -> Option<usize> {
        self.positions.get(value).copied()
    }

    /// Whether all values are numbers.
    pub(super) fn has_numbers(&self) -> bool {
        self.values.iter().all(|value| matches!(value, Scalar::Number(_)))
    }

    /// The values as numbers; nothing if one is none.
    pub(super) fn numbers(&self) -> Option<Vec<Decimal>> {
        let number = |value: &Scalar| match value {
            Scalar::Number(number) => Some(*number),
            _ => None,
        };
        self.values.iter().map(number).collect()
    }

    /// The positions of the numbers from `low` to `high`, both inside.
    pub(super) fn between(&self, low: Decimal, high: Decimal) -> Vec<usize> {
        let number = |value: &Scalar| match value {
            Scalar::Number(number) => Some(*number),
            _ => None,
        };
        if self.kind == Kind::Listed {
            let is_inside = |value: &Scalar| number(value).is_some_and(|n| low <= n && n <= high);
            return (0..self.values.len()).filter(|&at| is_inside(&self.values[at])).collect();
        }
        let start = self.values.partition_point(|value| number(value) < Some(low));
        let end = self.values.partition_point(|value| number(value) <= Some(high));
        (start..end).collect()
    }

    /// The words for the value at `position`.
    pub(super) fn label(&self, position: usize) -> String {
        label(&self.values[position])
    }
}

/// The words for a value.
pub(super) fn label(value: &Scalar) -> String {
    match value {
        Scalar::Boolean(truth) => truth.to_string(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Text(text) => text.clone(),
    }
}

/// One party.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// As the file says it, or else as the file is called.
    pub(super) name: String,
    /// What no deal is worth.
    pub(super) no_deal: NoDeal,
    /// What packages are worth: the sum over these lines.
    pub(super) lines: Vec<Line>,
    /// What more than this is worth is not told apart, if there is such a number.
    pub(super) ceiling: Option<Decimal>,
    /// How the worth is discounted over time, for the note of the party.
    pub(super) discount: Option<String>,
}

/// What no deal is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDeal {
    Worth(Decimal),
    /// Not more than any package.
    Least,
}

/// What something is worth.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// For each value of an issue: weight times points divided by `out_of`.
    Issue {
        issue: usize,
        points: Vec<Decimal>,
        /// Not negative.
        weight: Decimal,
        /// Positive.
        out_of: Decimal,
    },
    /// Whatever lies in a region: worth divided by `out_of`.
    Region {
        region: Region,
        worth: Decimal,
        /// Positive.
        out_of: Decimal,
    },
}

impl Line {
    /// What the values of an issue are worth; a negative weight becomes one of the points.
    pub(super) fn of_issue(
        issue: usize,
        mut points: Vec<Decimal>,
        mut weight: Decimal,
        out_of: Decimal,
    ) -> Self {
        if weight.is_negative() {
            weight = negated(weight);
            points.iter_mut().for_each(|point| *point = negated(*point));
        }
        Self::Issue { issue, points, weight, out_of }
    }
}

/// A part of all packages: those that have one of the listed values in each of some issues, or all but
/// those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Issues, ascending, none twice, each with positions of values, ascending.
    pub(super) bounds: Vec<(usize, Vec<usize>)>,
    /// Whether the region is what is outside the bounds.
    pub(super) is_outside: bool,
}

impl Region {
    /// Every package.
    pub(super) const fn everything() -> Self {
        Self { bounds: Vec::new(), is_outside: false }
    }

    /// Narrows the region down to `values` of `issue`, besides what was said before.
    pub(super) fn restrict(&mut self, issue: usize, values: Vec<usize>) {
        match self.bounds.binary_search_by_key(&issue, |(issue, _)| *issue) {
            Ok(at) => self.bounds[at].1.retain(|value| values.binary_search(value).is_ok()),
            Err(at) => self.bounds.insert(at, (issue, values)),
        }
    }

    /// The same region without bounds that bound nothing; nothing if no package lies in it.
    pub(super) fn simplified(mut self, domain: &Domain) -> Option<Self> {
        self.bounds.retain(|(issue, values)| values.len() < domain.issues[*issue].values.len());
        let is_empty = self.bounds.iter().any(|(_, values)| values.is_empty());
        match (is_empty, self.bounds.is_empty(), self.is_outside) {
            (true, _, false) | (false, true, true) => None,
            (true, _, true) => Some(Self::everything()),
            _ => Some(self),
        }
    }
}
