//! What packages are worth, straight from the file: the definition.
//!
//! Every range is opened into its two ends and every choice of ends tried, which finds the least and the
//! most of a gain, since a gain is linear in each number. Test files have few ranges, and numbers that
//! floating point holds exactly.

use super::in_force;
use detente_scenario::model::{Points, Preference, Scale, Valuation, Worth};
use detente_scenario::{Amount, Decimal, OptionId, PartyId, Scenario};

/// A party that gives values.
pub struct Valued<'s> {
    scenario: &'s Scenario,
    party: PartyId,
    lines: Vec<&'s Valuation>,
}

/// Sixteenths of sixteenths are whole then.
const SCALE: f64 = 4096.0;

/// Which end of each range counts, in the order in which they are met.
#[derive(Clone, Copy)]
enum Ends {
    Middle,
    Choice(u32),
}

struct Reader {
    ends: Ends,
    ranges: u32,
}

fn number(decimal: Decimal) -> f64 {
    decimal.to_string().parse().expect("a decimal")
}

impl Reader {
    fn read(&mut self, amount: Amount) -> f64 {
        let (low, high) = (number(amount.low), number(amount.high));
        if !amount.is_range() {
            return low;
        }
        self.ranges += 1;
        match self.ends {
            Ends::Middle => f64::midpoint(low, high),
            Ends::Choice(choice) if choice >> (self.ranges - 1) & 1 == 1 => high,
            Ends::Choice(_) => low,
        }
    }
}

impl<'s> Valued<'s> {
    pub fn of(scenario: &'s Scenario, party: PartyId) -> Option<Self> {
        let Preference::Values(_) = &scenario.party(party).preference else { return None };
        let own = lines(scenario, party);
        let mut all: Vec<&Valuation> =
            own.iter().copied().filter(|v| !matches!(v.worth, Worth::Like(_))).collect();
        let stated: Vec<_> = all
            .iter()
            .filter_map(|v| match &v.worth {
                Worth::Options { term, .. } => Some(*term),
                _ => None,
            })
            .collect();
        for line in own {
            if let Worth::Like(model) = line.worth {
                all.extend(lines(scenario, model).into_iter().filter(|v| match &v.worth {
                    Worth::Options { term, .. } => !stated.contains(term),
                    _ => true,
                }));
            }
        }
        Some(Self { scenario, party, lines: all })
    }

    /// What no deal is worth, if that is a number.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub fn no_deal(&self) -> Option<i64> {
        let worth = self.scenario.party(self.party).no_deal_worth?;
        Some((Reader { ends: Ends::Middle, ranges: 0 }.read(worth) * SCALE) as i64)
    }

    /// The worth of `package` in the middle of all ranges.
    pub fn worth(&self, package: &[OptionId]) -> i64 {
        (self.sum(package, &mut Reader { ends: Ends::Middle, ranges: 0 }) * SCALE) as i64
    }

    /// The least and the most by which `package` may be worth more than no deal.
    pub fn gains(&self, package: &[OptionId]) -> (i64, i64) {
        let mut count = Reader { ends: Ends::Middle, ranges: 0 };
        self.gain(package, &mut count);
        assert!(count.ranges <= 16, "too many ranges to try");
        let gains: Vec<i64> = (0..1_u32 << count.ranges)
            .map(|choice| {
                let mut reader = Reader { ends: Ends::Choice(choice), ranges: 0 };
                (self.gain(package, &mut reader) * SCALE) as i64
            })
            .collect();
        (*gains.iter().min().expect("one"), *gains.iter().max().expect("one"))
    }

    fn gain(&self, package: &[OptionId], reader: &mut Reader) -> f64 {
        let worth = self.sum(package, reader);
        match self.scenario.party(self.party).no_deal_worth {
            Some(number) => worth - reader.read(number),
            None => {
                // The same choice for the same numbers.
                let mut again = Reader { ends: reader.ends, ranges: 0 };
                worth - self.sum(&self.scenario.no_deal(self.party), &mut again)
            }
        }
    }

    fn sum(&self, package: &[OptionId], reader: &mut Reader) -> f64 {
        self.lines.iter().map(|line| self.line(line, package, reader)).sum()
    }

    fn line(&self, line: &Valuation, package: &[OptionId], reader: &mut Reader) -> f64 {
        match &line.worth {
            Worth::When { condition, worth, out_of } => {
                let worth = reader.read(*worth) / out_of.map_or(1.0, number);
                if self.scenario.holds(&condition.expr, package) { worth } else { 0.0 }
            }
            Worth::Like(_) => 0.0,
            Worth::Options { term, points, scale } => {
                let options = self.scenario.term(*term).options.len();
                let mut own = vec![0.0; options];
                let mut middle = vec![0.0; options];
                match points {
                    Points::Given(given) => {
                        for (option, amount) in given {
                            own[option.index()] = reader.read(*amount);
                            middle[option.index()] =
                                f64::midpoint(number(amount.low), number(amount.high));
                        }
                    }
                    Points::BestFirst(groups) => {
                        let listed: usize = groups.iter().map(Vec::len).sum();
                        let below = usize::from(listed < options);
                        let steps = groups.len() + below - 1;
                        for (g, group) in groups.iter().enumerate() {
                            for option in group {
                                let height = steps - g;
                                own[option.index()] = height as f64 / steps.max(1) as f64;
                            }
                        }
                        middle.clone_from(&own);
                    }
                }
                let own = own[package[term.index()].index()];
                match scale {
                    Scale::Weight { weight, out_of } => {
                        own * reader.read(*weight) / out_of.map_or(1.0, number)
                    }
                    Scale::Swing(swing) => {
                        let least = middle.iter().copied().fold(f64::INFINITY, f64::min);
                        let most = middle.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                        (own - least) * reader.read(*swing) / (most - least)
                    }
                }
            }
        }
    }
}

fn lines(scenario: &Scenario, party: PartyId) -> Vec<&Valuation> {
    let Preference::Values(lines) = &scenario.party(party).preference else { return Vec::new() };
    let versions = lines.iter().flat_map(|line| &line.versions);
    versions.filter(|version| in_force(scenario, &version.basis)).collect()
}
