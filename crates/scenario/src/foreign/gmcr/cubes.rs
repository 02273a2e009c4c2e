//! Conditions as an *or* of *and*s, over the options of terms.
//!
//! A [`Cube`] says for some terms which options are allowed; it holds if all of them are met. The
//! negation of a comparison is one again, so negations are pushed down to the comparisons and what is
//! left is multiplied out, after an estimate of how many cubes that makes.

use std::collections::HashMap;

use crate::expression::Expr;
use crate::ids::{DefinitionId, OptionId, TermId};
use crate::model::Scenario;

/// How many cubes a condition may come to.
pub(super) const MAX_CUBES: u64 = 4096;

/// Which options are allowed: a bit for each.
type Options = [u64; 4];

/// A conjunction: for some terms, ascending, which of their options are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cube {
    terms: Vec<(TermId, Options)>,
}

/// Why a condition is not multiplied out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLarge {
    /// It may come to so many cubes.
    Cubes(u64),
    /// It and those before it take too long.
    Effort,
}

/// How many comparisons of options all conditions of a scenario may take together.
const MAX_EFFORT: usize = 1 << 30;

/// Multiplies the conditions of one scenario out.
pub(super) struct Multiplier<'s> {
    scenario: &'s Scenario,
    /// For each definition the estimate of its being false and of its being true.
    estimates: Vec<[Option<u64>; 2]>,
    /// The cubes of definitions, so that one that is used often is multiplied out once.
    definitions: HashMap<(DefinitionId, bool), Vec<Cube>>,
    effort: usize,
}

impl<'s> Multiplier<'s> {
    pub(super) fn new(scenario: &'s Scenario) -> Self {
        Self {
            scenario,
            estimates: vec![[None; 2]; scenario.definitions.len()],
            definitions: HashMap::new(),
            effort: 0,
        }
    }

    /// The cubes of which one holds exactly if `expr` is `wanted`.
    pub(super) fn cubes(&mut self, expr: &Expr, wanted: bool) -> Result<Vec<Cube>, TooLarge> {
        let number = self.estimate(expr, wanted);
        if number > MAX_CUBES {
            return Err(TooLarge::Cubes(number));
        }
        self.multiplied(expr, wanted)
    }

    /// An upper bound of the number of cubes.
    fn estimate(&mut self, expr: &Expr, wanted: bool) -> u64 {
        match expr {
            Expr::Const(truth) => u64::from(*truth == wanted),
            Expr::Compare(..) | Expr::In(..) | Expr::Predicate(_) => 1,
            Expr::Defined(id) => {
                let known = self.estimates[id.index()][usize::from(wanted)];
                known.unwrap_or_else(|| {
                    let scenario = self.scenario;
                    let number = self.estimate(&scenario.definition(*id).condition.expr, wanted);
                    self.estimates[id.index()][usize::from(wanted)] = Some(number);
                    number
                })
            }
            Expr::Not(inner) => self.estimate(inner, !wanted),
            Expr::And(parts) | Expr::Or(parts) => {
                let is_product = matches!(expr, Expr::And(_)) == wanted;
                parts.iter().fold(u64::from(is_product), |number, part| {
                    let more = self.estimate(part, wanted);
                    if is_product {
                        number.saturating_mul(more)
                    } else {
                        number.saturating_add(more)
                    }
                })
            }
            Expr::Implies(a, b) => {
                let (a, b) = (self.estimate(a, !wanted), self.estimate(b, wanted));
                if wanted { a.saturating_add(b) } else { a.saturating_mul(b) }
            }
            Expr::Iff(a, b) => {
                let both = self.estimate(a, true).saturating_mul(self.estimate(b, wanted));
                let neither = self.estimate(a, false).saturating_mul(self.estimate(b, !wanted));
                both.saturating_add(neither)
            }
        }
    }

    fn multiplied(&mut self, expr: &Expr, wanted: bool) -> Result<Vec<Cube>, TooLarge> {
        Ok(match expr {
            Expr::Const(truth) if *truth == wanted => vec![Cube::default()],
            // Predicates stand in questions only.
            Expr::Const(_) | Expr::Predicate(_) => Vec::new(),
            Expr::Compare(term, comparison, option) => {
                self.literal(*term, |other| comparison.holds(other, *option) == wanted)
            }
            Expr::In(term, options) => {
                self.literal(*term, |other| options.contains(&other) == wanted)
            }
            Expr::Defined(id) => {
                if let Some(cubes) = self.definitions.get(&(*id, wanted)) {
                    return Ok(cubes.clone());
                }
                let scenario = self.scenario;
                let cubes = self.multiplied(&scenario.definition(*id).condition.expr, wanted)?;
                self.definitions.insert((*id, wanted), cubes.clone());
                cubes
            }
            Expr::Not(inner) => self.multiplied(inner, !wanted)?,
            Expr::And(parts) | Expr::Or(parts) => {
                if matches!(expr, Expr::And(_)) == wanted {
                    let mut cubes = vec![Cube::default()];
                    for part in parts {
                        let part = self.multiplied(part, wanted)?;
                        cubes = self.product(&cubes, &part)?;
                    }
                    cubes
                } else {
                    let mut cubes = Vec::new();
                    for part in parts {
                        cubes.extend(self.multiplied(part, wanted)?);
                    }
                    self.reduced(cubes)?
                }
            }
            Expr::Implies(a, b) => {
                let (mut a, b) = (self.multiplied(a, !wanted)?, self.multiplied(b, wanted)?);
                if wanted {
                    a.extend(b);
                    self.reduced(a)?
                } else {
                    self.product(&a, &b)?
                }
            }
            Expr::Iff(a, b) => {
                let (a_true, b_same) = (self.multiplied(a, true)?, self.multiplied(b, wanted)?);
                let (a_false, b_other) = (self.multiplied(a, false)?, self.multiplied(b, !wanted)?);
                let mut cubes = self.product(&a_true, &b_same)?;
                cubes.extend(self.product(&a_false, &b_other)?);
                self.reduced(cubes)?
            }
        })
    }

    /// The comparison of one term: no cube if no option is allowed, an empty one if all are.
    fn literal(&self, term: TermId, allows: impl Fn(OptionId) -> bool) -> Vec<Cube> {
        let count = self.scenario.term(term).options.len();
        let mut options = Options::default();
        let mut number = 0;
        for option in (0..count).filter(|&option| allows(OptionId::new(option))) {
            options[option / 64] |= 1 << (option % 64);
            number += 1;
        }
        match number {
            0 => Vec::new(),
            all if all == count => vec![Cube::default()],
            _ => vec![Cube { terms: vec![(term, options)] }],
        }
    }

    fn product(&mut self, a: &[Cube], b: &[Cube]) -> Result<Vec<Cube>, TooLarge> {
        let mut cubes = Vec::new();
        for a in a {
            for b in b {
                self.spend(a.terms.len() + b.terms.len())?;
                cubes.extend(a.and(b));
            }
        }
        self.reduced(cubes)
    }

    /// The cubes without those that another one contains, in their order.
    fn reduced(&mut self, cubes: Vec<Cube>) -> Result<Vec<Cube>, TooLarge> {
        let mut kept: Vec<Cube> = Vec::with_capacity(cubes.len());
        for cube in cubes {
            // Most comparisons end at the first term.
            self.spend(kept.len() + cube.terms.len())?;
            if kept.iter().any(|other| other.contains(&cube)) {
                continue;
            }
            kept.retain(|other| !cube.contains(other));
            kept.push(cube);
        }
        Ok(kept)
    }

    /// Counts comparisons of options.
    pub(super) fn spend(&mut self, effort: usize) -> Result<(), TooLarge> {
        self.effort = self.effort.saturating_add(effort + 1);
        if self.effort > MAX_EFFORT { Err(TooLarge::Effort) } else { Ok(()) }
    }
}

impl Cube {
    /// Both; nothing if they exclude each other.
    fn and(&self, other: &Self) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        let (mut a, mut b) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            match (a.peek(), b.peek()) {
                (None, None) => return Some(Self { terms }),
                (Some(x), Some(y)) if x.0 == y.0 => {
                    let both: Options = std::array::from_fn(|word| x.1[word] & y.1[word]);
                    if both == Options::default() {
                        return None;
                    }
                    terms.push((x.0, both));
                    a.next();
                    b.next();
                }
                (Some(x), y) if y.is_none_or(|y| x.0 < y.0) => terms.extend(a.next().copied()),
                _ => terms.extend(b.next().copied()),
            }
        }
    }

    /// Whether whatever meets `other` meets this.
    fn contains(&self, other: &Self) -> bool {
        let mut theirs = other.terms.iter();
        self.terms.iter().all(|(term, allowed)| {
            theirs.by_ref().find(|(other, _)| other >= term).is_some_and(|(other, options)| {
                other == term && (0..4).all(|word| options[word] & !allowed[word] == 0)
            })
        })
    }

    /// For each term that it speaks of the options that it allows, in listed order.
    pub(super) fn terms(&self) -> impl Iterator<Item = (TermId, Vec<usize>)> + '_ {
        self.terms.iter().map(|(term, options)| {
            let allowed =
                (0..256_usize).filter(|option| options[option / 64] >> (option % 64) & 1 == 1);
            (*term, allowed.collect())
        })
    }
}
