//! From a negotiation to a scenario file that a person can read.

use std::collections::{HashMap, HashSet};

use super::document::Scalar;
use super::exact::{one, product};
use super::files::{Program, stem};
use super::model::{Domain, Issue, Line, NoDeal, Profile, Region};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Comparison, Expr, Names, Printer, TermNames};
use crate::foreign::findings::Findings;
use crate::foreign::names::{Sort, ids};
use crate::ids::{OptionId, TermId};
use crate::number::Decimal;
use crate::tree::{Node, Other, Value, shortened};
use crate::write::to_toml;

/// The scenario in TOML; `files` are the names of the profiles' files. Nothing if a number would be too
/// long, which is reported.
pub(super) fn written(
    domain: &Domain,
    profiles: &[Profile],
    files: &[&str],
    program: Program,
    title: &str,
    findings: &mut Findings,
) -> Option<String> {
    let author = Author::new(domain, profiles, files);
    if author.terms.is_empty() {
        let message = "every issue has one value only, so there is nothing to settle";
        findings.add(Diagnostic::of_file(Code::E685, message));
        return None;
    }
    author.note_fixed_issues(findings);
    let mut text = comments(files, program);
    let Some(root) = author.root(profiles, title) else {
        let message = "a number comes to too many digits";
        findings.add(Diagnostic::of_file(Code::E687, message));
        return None;
    };
    text.push_str(&to_toml(&root));
    Some(text)
}

fn comments(files: &[&str], program: Program) -> String {
    let names: Vec<String> = files.iter().map(|name| shortened(&one_line(name))).collect();
    let mut text = format!("# From files of {}: {}.\n", program.name(), names.join(", "));
    text.push_str(
        "# They have no status quo: `now` is the first value of each issue. Nobody controls a term.\n",
    );
    text.push('\n');
    text
}

fn one_line(name: &str) -> String {
    name.replace(|c: char| c.is_control(), " ")
}

/// What the sections have to know of each other.
struct Author<'d> {
    domain: &'d Domain,
    /// Names of parties and terms.
    names: Names,
    /// Names for sentences, of the parties.
    parties: Vec<String>,
    /// The issues that become terms.
    terms: Vec<usize>,
    /// The term of each issue.
    term_of: HashMap<usize, usize>,
}

impl<'d> Author<'d> {
    fn new(domain: &'d Domain, profiles: &[Profile], files: &[&str]) -> Self {
        let terms: Vec<usize> =
            (0..domain.issues.len()).filter(|&at| domain.issues[at].values.len() > 1).collect();
        let term_of = terms.iter().enumerate().map(|(term, issue)| (*issue, term)).collect();
        let issues = || terms.iter().map(|&at| &domain.issues[at]);
        let parties = names(profiles, files);
        let names = Names {
            parties: ids(parties.iter().map(String::as_str), Sort::Party),
            terms: ids(issues().map(|issue| issue.name.as_str()), Sort::Term)
                .into_iter()
                .zip(issues())
                .map(|(id, issue)| TermNames { id, options: options(issue) })
                .collect(),
            ..Names::default()
        };
        Self { domain, names, parties, terms, term_of }
    }

    fn note_fixed_issues(&self, findings: &mut Findings) {
        for (at, issue) in self.domain.issues.iter().enumerate() {
            if !self.term_of.contains_key(&at) {
                let message = format!(
                    "`{}` has the value `{}` only and becomes no term",
                    shortened(&issue.name),
                    shortened(&issue.label(0))
                );
                findings.add(Diagnostic::of_file(Code::W697, message));
            }
        }
    }

    fn root(&self, profiles: &[Profile], title: &str) -> Option<Node> {
        let values: Option<Vec<(String, Node)>> = profiles
            .iter()
            .zip(&self.names.parties)
            .map(|(profile, id)| Some((id.clone(), self.values(profile)?)))
            .collect();
        Some(Node::table([
            ("scenario", self.head(profiles, title)),
            ("party", self.party_table(profiles)),
            ("term", self.term_list()),
            ("value", Node::table(values?)),
        ]))
    }

    fn head(&self, profiles: &[Profile], title: &str) -> Node {
        let title = [Some(title), self.domain.name.as_deref()]
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|title| !title.is_empty());
        let mut head = vec![("title", Node::text(title.unwrap_or("A negotiation")))];
        if profiles.iter().any(|profile| profile.discount.is_some()) {
            let missing = "that agreement is worth less the later it comes";
            head.push(("not_modelled", Node::list([Node::text(missing)])));
        }
        Node::table(head)
    }

    fn party_table(&self, profiles: &[Profile]) -> Node {
        let mut parties = Vec::new();
        for (at, profile) in profiles.iter().enumerate() {
            let (id, name) = (&self.names.parties[at], &self.parties[at]);
            let mut entries = Vec::new();
            if name != id {
                entries.push(("name", Node::text(name.clone())));
            }
            entries.push(("signs", Node::new(Value::Boolean(true))));
            if let NoDeal::Worth(worth) = profile.no_deal {
                entries.push(("no_deal", number(worth)));
            }
            if let Some(said) = &profile.discount {
                entries.push(("note", Node::text(said.clone())));
            }
            parties.push((id.clone(), Node::table(entries)));
        }
        Node::table(parties)
    }

    fn term_list(&self) -> Node {
        Node::list(self.terms.iter().zip(&self.names.terms).map(|(&at, names)| {
            let issue = &self.domain.issues[at];
            let mut entries = vec![("id", Node::text(names.id.clone()))];
            if !issue.name.is_empty() && issue.name != names.id {
                entries.push(("name", Node::text(issue.name.clone())));
            }
            entries.push(("by", Node::list([])));
            entries.push(("options", Node::list(names.options.iter().map(Node::text))));
            let labels: Vec<(String, Node)> = names
                .options
                .iter()
                .enumerate()
                .map(|(position, id)| (id, issue.label(position)))
                // Without a label an option is called so.
                .filter(|(id, label)| *label != id.replace('_', " ") && !label.is_empty())
                .map(|(id, label)| (id.clone(), Node::text(label)))
                .collect();
            if !labels.is_empty() {
                entries.push(("labels", Node::table(labels)));
            }
            entries.push(("now", Node::text(names.options[0].clone())));
            Node::table(entries)
        }))
    }

    /// The lines of a party.
    fn values(&self, profile: &Profile) -> Option<Node> {
        let mut lines = Vec::with_capacity(profile.lines.len());
        for line in &profile.lines {
            match line {
                Line::Issue { issue, points, weight, out_of } => match self.term_of.get(issue) {
                    Some(&term) => lines.push(self.options_line(term, points, *weight, *out_of)),
                    None => {
                        lines.extend(self.condition_line(
                            Region::everything(),
                            product(points[0], *weight)?,
                            *out_of,
                        ));
                    }
                },
                Line::Region { region, worth, out_of } => {
                    let region = region.clone().simplified(self.domain);
                    lines.extend(
                        region.and_then(|region| self.condition_line(region, *worth, *out_of)),
                    );
                }
            }
        }
        if lines.is_empty() {
            lines.push(condition_line("true".to_owned(), Decimal::default(), one()));
        }
        Some(Node::list(lines))
    }

    /// What a region is worth; nothing if that is nothing.
    fn condition_line(&self, region: Region, worth: Decimal, out_of: Decimal) -> Option<Node> {
        if worth.is_zero() {
            return None;
        }
        let condition = if region == Region::everything() {
            "true".to_owned()
        } else {
            self.condition(&region)
        };
        Some(condition_line(condition, worth, out_of))
    }

    fn options_line(
        &self,
        term: usize,
        points: &[Decimal],
        weight: Decimal,
        out_of: Decimal,
    ) -> Node {
        let names = &self.names.terms[term];
        let points =
            names.options.iter().zip(points).map(|(id, point)| (id.clone(), number(*point)));
        let mut entries = vec![
            ("term", Node::text(names.id.clone())),
            ("options", Node::table(points.collect::<Vec<_>>())),
        ];
        if weight != one() {
            entries.push(("weight", number(weight)));
        }
        entries.extend(divisor(out_of));
        Node::table(entries)
    }

    fn condition(&self, region: &Region) -> String {
        let parts = region.bounds.iter().filter_map(|(issue, values)| {
            let term = *self.term_of.get(issue)?;
            Some(bound(TermId::new(term), values, self.domain.issues[*issue].values.len()))
        });
        let inside = Expr::all(parts.flatten().collect());
        let expr = if region.is_outside { inside.negated() } else { inside };
        Printer::with_names(&self.names).expr(&expr)
    }
}

/// The comparisons that say that a term has one of some values.
fn bound(term: TermId, values: &[usize], count: usize) -> Vec<Expr> {
    let [first, .., last] = *values else {
        let only = values.first().copied().unwrap_or_default();
        return vec![Expr::Compare(term, Comparison::Equal, OptionId::new(only))];
    };
    if last - first + 1 > values.len() {
        return vec![Expr::In(term, values.iter().copied().map(OptionId::new).collect())];
    }
    let mut parts = Vec::new();
    if first > 0 {
        parts.push(Expr::Compare(term, Comparison::AtLeast, OptionId::new(first)));
    }
    if last + 1 < count {
        parts.push(Expr::Compare(term, Comparison::AtMost, OptionId::new(last)));
    }
    parts
}

fn condition_line(condition: String, worth: Decimal, out_of: Decimal) -> Node {
    let mut entries = vec![("when", Node::text(condition)), ("worth", number(worth))];
    entries.extend(divisor(out_of));
    Node::table(entries)
}

fn divisor(out_of: Decimal) -> Option<(&'static str, Node)> {
    (out_of != one()).then(|| ("out_of", number(out_of)))
}

/// A number as it stands in a file.
fn number(number: Decimal) -> Node {
    let text = number.to_string();
    match text.parse() {
        Ok(whole) => Node::new(Value::Integer(whole)),
        // A whole number beyond 64 bits is written as one with a fraction.
        Err(_) if !text.contains('.') => {
            Node::new(Value::Other(Other::Number, format!("{text}.0")))
        }
        Err(_) => Node::new(Value::Other(Other::Number, text)),
    }
}

/// The names of the options of an issue. A number alone would be hard to tell from the number of
/// something, so it gets a letter.
fn options(issue: &Issue) -> Vec<String> {
    let names: Vec<String> = issue
        .values
        .iter()
        .map(|value| match value {
            Scalar::Number(number) => format!("v{number}"),
            other => super::model::label(other),
        })
        .collect();
    ids(names.iter().map(String::as_str), Sort::Option)
}

/// The names of the parties: those of the profiles, or of the files of those that are called alike.
fn names(profiles: &[Profile], files: &[&str]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    for profile in profiles {
        if !seen.insert(profile.name.as_str()) {
            twice.insert(profile.name.as_str());
        }
    }
    let name = |(profile, file): (&Profile, &&str)| {
        if twice.contains(profile.name.as_str()) { stem(file, false) } else { profile.name.clone() }
    };
    profiles.iter().zip(files).map(name).collect()
}
