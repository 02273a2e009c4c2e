//! Deals with values, in `deals`.

use super::envelope::Envelope;
use super::parts::Parts;
use crate::page::Page;
use crate::text::valued::objective;
use detente_engine::deals::valued::{
    Answer, Exactness, Found, Frontier, Halt, Name, Objective, POINTS, Undefined, Valued, Way,
    package_of,
};
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
        let points: Vec<Value> = which
            .iter()
            .take(POINTS)
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

/// A count of packages: bare digits as long as JSON readers hold them exactly, a text beyond.
pub(super) fn count(packages: u128) -> Value {
    u64::try_from(packages).map_or_else(|_| json!(packages.to_string()), |count| json!(count))
}
