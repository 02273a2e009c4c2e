//! What lines of values say, in words and as they are written.

use crate::names::Names;
use crate::words::Words;
use detente_scenario::model::{Points, Preference, Scale, Valuation, Worth};
use detente_scenario::{Amount, OptionId, PartyId, TermId, to_toml, tree_of_valuation};

impl<'a> Names<'a> {
    /// The valuation that stands in `line`, in version `version`, if there is one.
    #[must_use]
    pub fn valuation(&self, party: PartyId, line: usize, version: usize) -> Option<&'a Valuation> {
        match &self.scenario.party(party).preference {
            Preference::Values(lines) => lines.get(line)?.versions.get(version),
            _ => None,
        }
    }

    /// `40`, `30 to 50`
    #[must_use]
    pub fn amount(&self, amount: Amount) -> String {
        if !amount.is_range() {
            return self.sheet.decimal(&amount.low.to_string());
        }
        let [low, high] = [amount.low, amount.high].map(|end| self.sheet.decimal(&end.to_string()));
        self.sheet.say("value-range", &[("low", low.into()), ("high", high.into())])
    }

    /// `values berths: three 40 to 60, four 100, times 60 and out of 100`
    pub(crate) fn values(&self, valuation: &Valuation) -> String {
        let text = match &valuation.worth {
            Worth::Options { term, points, scale } => self.points(*term, points, *scale),
            Worth::When { condition, worth, out_of } => {
                let what = Words::new(*self).expr(&condition.expr);
                let mut worth = self.amount(*worth);
                if let Some(out) = out_of {
                    let out = self.sheet.decimal(&out.to_string());
                    let of = [("worth", worth.into()), ("out", out.into())];
                    worth = self.sheet.say("value-out-of", &of);
                }
                self.sheet.say("statement-when", &[("worth", worth.into()), ("what", what.into())])
            }
            Worth::Like(party) => {
                self.sheet.say("statement-like", &[("party", self.party(*party).into())])
            }
        };
        match valuation.once {
            true => self.sheet.say("statement-once", &[("text", text.into())]),
            false => text,
        }
    }

    fn points(&self, term: TermId, points: &Points, scale: Scale) -> String {
        let option = |option: OptionId| {
            let option = &self.scenario.term(term).options[option.index()];
            self.short(&option.name)
        };
        let swing = |amount: Amount| ("swing", self.amount(amount).into());
        let of = ("term", self.term(term).into());
        match points {
            Points::BestFirst(groups) => {
                let joined = |key: &str, parts: Vec<String>| {
                    parts.into_iter().reduce(|first, second| {
                        self.sheet.say(key, &[("first", first.into()), ("second", second.into())])
                    })
                };
                let group = |group: &Vec<OptionId>| {
                    joined("value-equal", group.iter().map(|&o| option(o)).collect())
                };
                let list = joined("value-above", groups.iter().filter_map(group).collect());
                let list = ("list", list.unwrap_or_default().into());
                let most = match scale {
                    Scale::Swing(most) => most,
                    Scale::Weight { weight, .. } => weight,
                };
                self.sheet.say("statement-order", &[of, list, swing(most)])
            }
            Points::Given(given) => {
                let point = |&(of, points): &(OptionId, Amount)| {
                    let points = self.amount(points);
                    self.sheet.say(
                        "value-point",
                        &[("option", option(of).into()), ("points", points.into())],
                    )
                };
                let list: Vec<String> = given.iter().map(point).collect();
                let scale = match scale {
                    Scale::Weight { weight, out_of: None } if weight == Amount::from(1) => {
                        String::new()
                    }
                    Scale::Weight { weight, out_of: None } => {
                        let weight = self.amount(weight);
                        self.sheet.say("value-weight", &[("weight", weight.into())])
                    }
                    Scale::Weight { weight, out_of: Some(out) } => self.sheet.say(
                        "value-share",
                        &[
                            ("weight", self.amount(weight).into()),
                            ("out", self.sheet.decimal(&out.to_string()).into()),
                        ],
                    ),
                    Scale::Swing(most) => self.sheet.say("value-swing", &[swing(most)]),
                };
                let list = ("list", self.sheet.commas(&list).into());
                self.sheet.say("statement-points", &[of, list, ("scale", scale.into())])
            }
        }
    }

    /// As the file writes it, on one line.
    pub(crate) fn valuation_written(&self, valuation: &Valuation) -> String {
        let written = to_toml(&tree_of_valuation(self.scenario, valuation));
        written
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
