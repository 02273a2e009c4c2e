//! What is possible and what it is worth: the input of every algorithm here, and its definition.

/// Packages of `sizes.len()` terms and their worth to `parties` parties.
///
/// A package is one option for every term, `package[t] < sizes[t]`. It is possible if every rule
/// allows it. Its worth to party `p` is the sum of the entries that it selects in `worths`. Whole numbers,
/// so that comparisons and ties are exact; [`Problem::is_sound`] says what keeps the sums from overflowing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Per term its number of options, at least one.
    pub sizes: Vec<usize>,
    /// How many parties there are, at least one.
    pub parties: usize,
    /// What packages are worth.
    pub worths: Vec<Worth>,
    /// What makes packages impossible.
    pub rules: Vec<Rule>,
    /// Per party what no deal is worth; `None` for a party to whom every package is acceptable.
    pub no_deal: Vec<Option<i64>>,
}

/// What the options of a few terms together are worth to every party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The terms, ascending, without repetition; may be empty (then there is one entry).
    pub terms: Vec<usize>,
    /// `entries[e * parties + p]`, where entry e counts through the options with the last term fastest.
    pub entries: Vec<i64>,
}

/// Which options of a few terms go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The terms, ascending, without repetition.
    pub terms: Vec<usize>,
    /// Per entry (the last term fastest) whether it is allowed.
    pub allowed: Vec<bool>,
}

/// Bound on the sum of the largest magnitudes of all worths and of what no deal is worth.
pub const MOST: i64 = 1 << 60;

impl Problem {
    /// Whether lengths fit together and no sum can exceed [`MOST`] in magnitude.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let entries = |terms: &[usize]| -> Option<usize> {
            if !terms.is_sorted_by(|a, b| a < b) {
                return None;
            }
            terms.iter().try_fold(1_usize, |product, &t| product.checked_mul(*self.sizes.get(t)?))
        };
        let mut most = vec![0_u64; self.parties];
        for worth in &self.worths {
            if entries(&worth.terms).and_then(|n| n.checked_mul(self.parties))
                != Some(worth.entries.len())
            {
                return false;
            }
            for (p, most) in most.iter_mut().enumerate() {
                let own = worth.entries.iter().skip(p).step_by(self.parties);
                *most = most.saturating_add(own.map(|v| v.unsigned_abs()).max().unwrap_or(0));
            }
        }
        for (most, no_deal) in most.iter_mut().zip(&self.no_deal) {
            *most = most.saturating_add(no_deal.unwrap_or(0).unsigned_abs());
        }
        self.parties > 0
            && self.no_deal.len() == self.parties
            && self.sizes.iter().all(|&size| size > 0)
            && self.rules.iter().all(|rule| entries(&rule.terms) == Some(rule.allowed.len()))
            && most.iter().all(|&most| most <= MOST.unsigned_abs())
    }

    /// Which entry of a table over `terms` a package selects.
    #[must_use]
    pub fn entry(&self, terms: &[usize], package: &[usize]) -> usize {
        terms.iter().fold(0, |entry, &t| entry * self.sizes[t] + package[t])
    }

    /// Whether every rule allows `package`.
    #[must_use]
    pub fn is_possible(&self, package: &[usize]) -> bool {
        self.rules.iter().all(|rule| rule.allowed[self.entry(&rule.terms, package)])
    }

    /// What `package` is worth to each party.
    #[must_use]
    pub fn worth(&self, package: &[usize]) -> Vec<i64> {
        let mut sum = vec![0; self.parties];
        for worth in &self.worths {
            let entry = self.entry(&worth.terms, package);
            let own = &worth.entries[entry * self.parties..(entry + 1) * self.parties];
            sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        sum
    }

    /// Whether what is worth `values` is acceptable to every party.
    #[must_use]
    pub fn is_acceptable(&self, values: &[i64]) -> bool {
        values.iter().zip(&self.no_deal).all(|(value, no_deal)| no_deal.is_none_or(|d| *value >= d))
    }

    /// All packages, possible or not, the last term fastest: for definitions, where there are few.
    pub fn packages(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        let mut next = Some(vec![0; self.sizes.len()]);
        std::iter::from_fn(move || {
            let package = next.take()?;
            let mut following = package.clone();
            for t in (0..following.len()).rev() {
                following[t] += 1;
                if following[t] < self.sizes[t] {
                    next = Some(following);
                    break;
                }
                following[t] = 0;
            }
            Some(package)
        })
    }

    /// Packages, possible or not; [`u128::MAX`] stands for "at least that many".
    #[must_use]
    pub fn combinations(&self) -> u128 {
        self.sizes.iter().fold(1, |product: u128, &size| product.saturating_mul(size as u128))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worths_add_up_and_rules_forbid() {
        let problem = Problem {
            sizes: vec![2, 3],
            parties: 2,
            worths: vec![
                Worth { terms: vec![0], entries: vec![0, 5, 4, 0] },
                Worth { terms: vec![0, 1], entries: (0..12).collect() },
            ],
            rules: vec![Rule { terms: vec![1], allowed: vec![true, false, true] }],
            no_deal: vec![Some(8), None],
        };
        assert!(problem.is_sound());
        assert_eq!(problem.combinations(), 6);
        assert_eq!(problem.packages().count(), 6);
        assert_eq!(problem.worth(&[1, 2]), [4 + 10, 11]);
        assert!(problem.is_possible(&[1, 2]) && !problem.is_possible(&[0, 1]));
        assert!(problem.is_acceptable(&[8, -1]) && !problem.is_acceptable(&[7, 100]));
    }

    #[test]
    fn what_could_overflow_is_not_sound() {
        let mut problem = Problem {
            sizes: vec![1],
            parties: 1,
            worths: vec![Worth { terms: vec![0], entries: vec![MOST] }],
            rules: Vec::new(),
            no_deal: vec![Some(0)],
        };
        assert!(problem.is_sound());
        problem.no_deal[0] = Some(-1);
        assert!(!problem.is_sound());
        problem.no_deal.clear();
        assert!(!problem.is_sound());
    }
}
