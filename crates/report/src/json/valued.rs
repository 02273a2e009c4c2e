//! Deals with values, in `deals`.

use super::envelope::Envelope;
use super::parts::Parts;
use crate::page::Page;
use crate::text::valued::objective;
use detente_engine::deals::broken_rules;
use detente_engine::deals::uncertain::{BreakEven, Certainty, Frequency, Turn, Uncertain};
use detente_engine::deals::valued::{
    Answer, Better, Certificate, Count, Efficiency, Exactness, Found, Frontier, Halt, Name, NoZopa,
    Objective, POINTS, Reach, Share, Undefined, Valued, Way, package_of, representatives,
};
use detente_scenario::OptionId;
use detente_scenario::model::Line;
use serde_json::{Map, Value, json};

/// Puts what the values tell into the answer to *could they sign?*.
pub(super) fn fill(
    page: &Page<'_>,
    valued: &Result<Valued, Undefined>,
    envelope: &mut Envelope<'_>,
    path: &str,
    answer: &mut Value,
) {
    let parts = Parts::new(page);
    match valued {
        Ok(valued) => {
            let writer = Writer { valued, parts: &parts };
            answer["parties"] = parts.parties(&valued.parties);
            answer["no_deal_values"] = writer.values(&valued.no_deal);
            answer["frontier"] = writer.frontier(envelope, path);
            answer["solutions"] = writer.solutions();
            answer["elsewhere"] = writer.elsewhere();
            answer["values_exact"] = json!(valued.scaled.exact);
            if let Count::Sampled { .. } = valued.zopa.count {
                envelope.is_inexact("sampled", &format!("{path}.zopa.exactness"));
            }
            if valued.frontier.exactness != Exactness::Exact {
                envelope.is_inexact("bounded", &format!("{path}.frontier.exactness"));
            }
            answer["possible"] = json!({ "count": number_of(valued.possible) });
            writer.zopa(answer);
            answer["certificates"] = writer.certificates(page);
            answer["uncertain"] = match &valued.uncertain {
                Some(uncertain) => writer.uncertain(page, uncertain),
                None => Value::Null,
            };
        }
        Err(why) => {
            answer["frontier"] = Value::Null;
            answer["solutions"] = Value::Null;
            answer["not_defined"] = undefined(page, &parts, why);
        }
    }
}

fn undefined(page: &Page<'_>, parts: &Parts<'_>, why: &Undefined) -> Value {
    match why {
        Undefined::NoSigners => json!({ "why": "no signers" }),
        Undefined::NoValues(parties) => {
            json!({ "why": "no values", "parties": parts.parties(parties) })
        }
        Undefined::TooWide(wide) => json!({
            "why": "too wide",
            "line": page.names().line(wide.line),
            "terms": wide.terms,
            "limit": wide.limit,
        }),
        Undefined::Tangled(halt) => json!({ "why": "tangled", "halt": stopped(*halt) }),
    }
}

/// Why a search ended.
fn stopped(halt: Halt) -> Value {
    match halt {
        Halt::Stopped => json!({ "kind": "stopped" }),
        Halt::Points { most } => json!({ "kind": "points", "limit": most }),
        Halt::Work { most } => json!({ "kind": "work", "limit": most }),
        Halt::Table { entries, width, most } => json!({
            "kind": "table",
            "entries": entries.to_string(),
            "width": width,
            "limit": most.to_string(),
        }),
    }
}

struct Writer<'a> {
    valued: &'a Valued,
    parts: &'a Parts<'a>,
}

impl Writer<'_> {
    fn value(&self, units: i64) -> Value {
        json!(self.valued.value(units).to_f64())
    }

    fn values(&self, worths: &[i64]) -> Value {
        worths.iter().map(|&worth| self.value(worth)).collect()
    }

    fn frontier(&self, envelope: &mut Envelope<'_>, path: &str) -> Value {
        let all: Vec<usize> = (0..self.valued.frontier.len()).collect();
        let inside: Vec<usize> = self.valued.acceptable_points().collect();
        let (way, width) = match self.valued.way() {
            Way::Listed => ("listed", None),
            Way::Additive => ("additive", Some(0)),
            Way::Elimination { width } => ("elimination", Some(width)),
        };
        json!({
            "way": way,
            "width": width,
            "exactness": self.exactness(&self.valued.frontier.exactness),
            "all": self.points(&self.valued.frontier, &all, envelope, &format!("{path}.frontier.all.points")),
            "ir": self.points(
                self.valued.acceptable(),
                &inside,
                envelope,
                &format!("{path}.frontier.ir.points"),
            ),
        })
    }

    fn exactness(&self, exactness: &Exactness) -> Value {
        match exactness {
            Exactness::Exact => json!({ "kind": "exact" }),
            Exactness::Trimmed { error } => {
                json!({ "kind": "bounded", "error": self.values(error) })
            }
            Exactness::Stopped { why } => json!({ "kind": "stopped", "why": stopped(*why) }),
        }
    }

    fn points(
        &self,
        frontier: &Frontier,
        which: &[usize],
        envelope: &mut Envelope<'_>,
        path: &str,
    ) -> Value {
        envelope.listed(path, which.len().min(POINTS), which.len() as u64);
        let packages = which.iter().fold(0_u128, |sum, &i| sum.saturating_add(frontier.count(i)));
        // Of many, those that stand for the others, in the order of the frontier.
        let parties = self.valued.parties.len();
        let stand_for = (which.len() > POINTS).then(|| {
            let values: Vec<i64> =
                which.iter().flat_map(|&i| frontier.values(i)).copied().collect();
            representatives(parties, &values, POINTS)
        });
        let listed: Vec<usize> = match &stand_for {
            None => which.to_vec(),
            Some(few) => {
                let mut chosen: Vec<usize> = few.chosen.iter().map(|&at| which[at]).collect();
                chosen.sort_unstable();
                chosen
            }
        };
        let points: Vec<Value> = listed
            .iter()
            .map(|&i| {
                json!({
                    "values": self.values(frontier.values(i)),
                    "packages": count(frontier.count(i)),
                    "package": self.parts.package(&package_of(&frontier.package(i))),
                })
            })
            .collect();
        json!({
            "count": which.len(),
            "packages": count(packages),
            "exact": frontier.exactness == Exactness::Exact,
            "points": points,
            "radius": stand_for.map_or(0.0, |few| few.radius),
        })
    }

    fn solutions(&self) -> Value {
        let named = |(name, answer): &(Name, Answer)| (name.name().to_owned(), self.answer(answer));
        Value::Object(self.valued.solutions.iter().map(named).collect())
    }

    fn answer(&self, answer: &Answer) -> Value {
        match answer {
            Answer::Found(found) => self.found(found),
            Answer::Empty => json!({ "outcome": "empty zopa" }),
            Answer::NoneBetter { gainers, is_complete } => {
                let sets: Vec<Value> = gainers
                    .iter()
                    .map(|set| {
                        let parties: Vec<_> =
                            set.parties.iter().map(|&at| self.valued.parties[at]).collect();
                        json!({
                            "parties": self.parts.parties(&parties),
                            "values": self.values(&set.package.worth),
                            "package": self.parts.package(&package_of(&set.package.options)),
                        })
                    })
                    .collect();
                json!({ "outcome": "nobody gains with all others", "gainers": sets, "proved": is_complete })
            }
            Answer::Unknown { .. } => json!({ "outcome": "unknown" }),
        }
    }

    fn found(&self, found: &Found) -> Value {
        let parties = self.valued.parties.len() as i32;
        let unit = self.valued.scaled.unit.to_f64();
        let number = |of: &Objective| match of {
            Objective::Product(_) => objective(of) * unit.powi(parties),
            Objective::Share(_) => objective(of),
            Objective::Gain(_) | Objective::Sum(_) => objective(of) * unit,
        };
        let left_out: Vec<_> = found.left_out.iter().map(|&at| self.valued.parties[at]).collect();
        let ties: Vec<Value> = found
            .ties
            .listed
            .iter()
            .map(|tie| {
                json!({
                    "values": self.values(&tie.worth),
                    "package": self.parts.package(&package_of(&tie.options)),
                })
            })
            .collect();
        let ideal: Vec<i64> = found
            .largest_gains
            .iter()
            .zip(&self.valued.no_deal)
            .map(|(gain, no_deal)| gain + no_deal)
            .collect();
        json!({
            "outcome": "found",
            "values": self.values(&found.package.worth),
            "gains": self.values(&found.gains),
            "package": self.parts.package(&package_of(&found.package.options)),
            "objective": number(&found.value),
            "bound": number(&found.bound),
            "proved": found.proved,
            "ties": {
                "count": found.ties.count,
                "complete": found.ties.is_complete,
                "listed": ties,
            },
            "ideal": (!ideal.is_empty()).then(|| self.values(&ideal)),
            "left_out": self.parts.parties(&left_out),
            "lottery": found.lottery.as_ref().map(|lottery| {
                let values: Vec<f64> = lottery.worth.iter().map(|worth| worth * unit).collect();
                let parts: Vec<Value> = lottery
                    .parts
                    .iter()
                    .map(|(probability, package)| {
                        json!({
                            "probability": probability,
                            "package": self.parts.package(&package_of(&package.options)),
                        })
                    })
                    .collect();
                json!({ "values": values, "parts": parts })
            }),
        })
    }

    fn zopa(&self, answer: &mut Value) {
        let zopa = &self.valued.zopa;
        let scenario = self.parts.names().scenario;
        let options = zopa.options.as_ref().map(|terms| {
            let of_term = |(term, shares): (usize, &Vec<Share>)| {
                let term = &scenario.terms[term];
                let of_option = |(option, share): (usize, &Share)| {
                    let value = json!({
                        "share": share.share,
                        "count": share.packages.map(count),
                        "error": share.error,
                        "reachable": match share.reach {
                            Reach::Yes => json!(true),
                            Reach::No => json!(false),
                            Reach::Unknown => Value::Null,
                        },
                    });
                    (term.options[option].id.clone(), value)
                };
                (term.id.clone(), Value::Object(shares.iter().enumerate().map(of_option).collect()))
            };
            Value::Object(terms.iter().enumerate().map(of_term).collect())
        });
        let samples: Vec<Value> = zopa.samples.iter().map(|p| self.parts.package(p)).collect();
        answer["zopa"] = json!({
            "count": number_of(zopa.count),
            "exactness": exactness_of(zopa.count),
            "options": options,
            "samples": samples,
            "empty": zopa.empty.as_ref().map(|empty| self.no_zopa(empty)),
        });
    }

    fn no_zopa(&self, empty: &NoZopa) -> Value {
        let group = |group: &Vec<usize>| {
            let parties: Vec<_> = group.iter().map(|&at| self.valued.parties[at]).collect();
            self.parts.parties(&parties)
        };
        let openings: Vec<Value> = empty
            .openings
            .iter()
            .map(|opening| {
                json!({
                    "party": self.parts.party(self.valued.parties[opening.party]),
                    "drop": opening.drop.map(|drop| self.value(drop)),
                    "proved": opening.best.end.is_certain(),
                    "package": opening.best.package.as_ref().map(|p| self.parts.package(&package_of(p))),
                })
            })
            .collect();
        json!({
            "apart": {
                "gain": empty.apart.value.map(|value| self.value(value)),
                "bound": empty.apart.bound.map(|bound| self.value(bound)),
                "proved": empty.apart.end.is_certain(),
                "package": empty.apart.package.as_ref().map(|p| self.parts.package(&package_of(p))),
            },
            "blocking": empty.blocking.groups.iter().map(group).collect::<Vec<_>>(),
            "undecided": empty.blocking.undecided.iter().map(group).collect::<Vec<_>>(),
            "openings": openings,
        })
    }

    fn certificates(&self, page: &Page<'_>) -> Value {
        let named = page.scenario().packages.iter().zip(&self.valued.certificates);
        Value::Object(named.map(|(p, c)| (p.id.clone(), self.certificate(c))).collect())
    }

    /// What can be said for certain of a package.
    pub(super) fn certificate(&self, certificate: &Certificate) -> Value {
        let better = |better: &Better| {
            let terms: Vec<&str> = better
                .changes
                .iter()
                .map(|&t| self.parts.names().scenario.terms[t].id.as_str())
                .collect();
            json!({
                "terms": terms,
                "package": self.parts.package(&package_of(&better.package)),
                "gains": self.values(&better.gains),
            })
        };
        let (efficient, nearest, is_nearest, best) = match &certificate.efficiency {
            Efficiency::Efficient => (json!(true), None, None, None),
            Efficiency::Unknown(_) => (Value::Null, None, None, None),
            Efficiency::Dominated { nearest, is_nearest, efficient } => (
                json!(false),
                Some(better(nearest)),
                Some(*is_nearest),
                efficient.as_ref().map(better),
            ),
        };
        let items: Vec<Value> = certificate
            .items
            .iter()
            .map(|item| {
                let terms: Vec<&str> = item
                    .terms
                    .iter()
                    .map(|&t| self.parts.names().scenario.terms[t].id.as_str())
                    .collect();
                json!({
                    "terms": terms,
                    "values": self.values(&item.own),
                    "no_deal": item.reference.as_ref().map(|worths| self.values(worths)),
                    "most": self.values(&item.most),
                    "least": self.values(&item.least),
                })
            })
            .collect();
        json!({
            "possible": certificate.broken.is_empty(),
            "values": self.values(&certificate.worth),
            "gains": certificate.gains.iter().map(|gain| gain.map(|gain| self.value(gain))).collect::<Vec<_>>(),
            "efficient": efficient,
            "beaten_by": nearest,
            "fewest_changes_proved": is_nearest,
            "efficient_instead": best,
            "swaps": {
                "counts": certificate.swaps.counts,
                "complete": certificate.swaps.complete,
                "listed": certificate.swaps.packages.iter().map(better).collect::<Vec<_>>(),
            },
            "give_and_take": items,
        })
    }

    fn uncertain(&self, page: &Page<'_>, uncertain: &Uncertain) -> Value {
        let scenario = page.scenario();
        let frequency = |of: Frequency| json!({ "count": of.hits, "of": of.of, "share": of.share(), "error": of.error(), "interval": of.interval() });
        let ranges = uncertain.ranges.as_ref().map(|ranges| {
            let drawn = &ranges.drawn;
            let of_term = |(term, options): (usize, &Vec<Frequency>)| {
                let term = &scenario.terms[term];
                let of_option = |(option, of): (usize, &Frequency)| {
                    (term.options[option].id.clone(), frequency(*of))
                };
                let options = options.iter().enumerate().map(of_option).collect();
                (term.id.clone(), Value::Object(options))
            };
            let efficient: Map<String, Value> = scenario
                .packages
                .iter()
                .zip(&ranges.efficient)
                .map(|(package, certainty)| {
                    let certainty = certainty.map(|certainty| match certainty {
                        Certainty::No => "no",
                        Certainty::Possible => "possible",
                        Certainty::Sure => "sure",
                    });
                    (package.id.clone(), json!(certainty))
                })
                .collect();
            json!({
                "sure": { "count": number_of(ranges.sure), "exactness": exactness_of(ranges.sure) },
                "efficient": efficient,
                "possible": {
                    "count": number_of(ranges.possible),
                    "exactness": exactness_of(ranges.possible),
                },
                "draws": {
                    "count": drawn.draws,
                    "seed": ranges.seed,
                    "nash_of_the_middle_acceptable": drawn.acceptable.map(frequency),
                    "empty": frequency(drawn.empty),
                    "nobody_gains_with_all_others": frequency(drawn.undefined),
                    "not_solved": drawn.unknown,
                    "nash_options":
                        Value::Object(drawn.options.iter().enumerate().map(of_term).collect()),
                },
            })
        });
        let turn = |turn: &Turn| {
            json!({
                "factor": turn.factor.to_f64(),
                "exactly": turn.factor.to_string(),
                "instead": turn.instead.as_ref().map(|package| self.parts.package(package)),
            })
        };
        let of = |evens: &Vec<BreakEven>| -> Vec<Value> {
            evens
                .iter()
                .map(|even| {
                    json!({
                        "party": self.parts.party(even.party),
                        "line": self.parts.line(even.line),
                        "from": even.from.as_ref().map(turn),
                        "to": even.to.as_ref().map(turn),
                    })
                })
                .collect()
        };
        let break_evens = uncertain.break_evens.as_ref().map(of);
        json!({ "ranges": ranges, "break_even_of_nash": break_evens })
    }

    fn elsewhere(&self) -> Value {
        let mut named = Map::new();
        for (name, points) in &self.valued.elsewhere {
            let values: Vec<Value> = points
                .iter()
                .take(POINTS)
                .map(|&i| self.values(self.valued.frontier.values(i)))
                .collect();
            named.insert(
                name.name().to_owned(),
                json!({ "values": values.first(), "ties": { "count": points.len(), "listed": values } }),
            );
        }
        Value::Object(named)
    }
}

/// What can be said for certain of a proposal.
pub(super) fn proposal(
    page: &Page<'_>,
    valued: &Valued,
    package: &[OptionId],
    certificate: &Certificate,
) -> Value {
    let parts = Parts::new(page);
    let mut value = Writer { valued, parts: &parts }.certificate(certificate);
    value["package"] = parts.package(package);
    value["breaks"] = broken_rules(page.table, package)
        .into_iter()
        .map(|rule| json!(parts.line(Line::Rule(rule))))
        .collect();
    value
}

/// How many packages, as far as that is known.
fn number_of(packages: Count) -> Value {
    match packages {
        Count::Exact(packages) => count(packages),
        Count::Rounded(many) | Count::Sampled { packages: many, .. } => json!(many.number()),
    }
}

/// How far that is known.
fn exactness_of(count: Count) -> Value {
    match count {
        Count::Exact(_) => json!({ "kind": "exact" }),
        Count::Rounded(_) => json!({ "kind": "rounded" }),
        Count::Sampled { error, draws, hits, seed, .. } => json!({
            "kind": "sampled",
            "error": if error.is_finite() { json!(error) } else { Value::Null },
            "draws": draws,
            "hits": hits,
            "seed": seed,
        }),
    }
}

/// A count of packages: bare digits as long as JSON readers hold them exactly, a text beyond.
pub(super) fn count(packages: u128) -> Value {
    u64::try_from(packages).map_or_else(|_| json!(packages.to_string()), |count| json!(count))
}
