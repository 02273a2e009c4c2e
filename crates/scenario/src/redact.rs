//! Redaction: the same scenario without a name in it.
//!
//! Every id and name becomes a letter or a letter with a number: parties `A`, `B`, … `Z`, `AA`, …;
//! terms `T1`, options `o1` (per term), definitions `D1`, packages `P1`, steps `X1`, bundles `B1`,
//! sites that are watched `L1` (per step), types `K1`, events `E1`, origins `R1`, claims `C1`, sources `S1`, texts `Q1`; rules lose their names and go by number. Expressions are printed anew
//! with these names. Free text is dropped; where the model needs a text, or where the number of
//! entries says something (what is not modelled, quotations), `withheld` stands for it. Digests
//! and places in the file are emptied, because they would allow to recognise the file or measure
//! its words.
//!
//! What stays: the marking, dates, grades, who controls and signs what, and every number that an
//! answer rests on. Dates alone may tell a reader which conflict it is.

use crate::expression::{Condition, Names, Printer, Query};
use crate::model::{
    Basis, Bundle, Checking, Claim, Definition, Event, NamedPackage, Party, PartyType, Preference,
    Priority, PriorityLine, Quote, RankedSet, Ranking, Rule, Scenario, Seen, Sign, Source,
    SourceText, Statement, Step, Term, TermOption, UnusedPassage, Valuation, ValueLine, Watch,
    Worth,
};
use crate::number::Amount;
use crate::span::Span;

/// What stands in place of a text.
const WITHHELD: &str = "withheld";

/// `scenario` without a name in it. Every question gets the same answer, in letters.
///
/// Cost: linear in the scenario.
#[must_use]
pub fn redacted(scenario: &Scenario) -> Scenario {
    let names = letters(scenario);
    Redactor { names: &names, printer: Printer::with_names(&names) }.scenario(scenario)
}

/// The new names of everything.
fn letters(scenario: &Scenario) -> Names {
    let mut names = Names::of(scenario);
    for (position, party) in names.parties.iter_mut().enumerate() {
        *party = letter(position);
    }
    for (position, term) in names.terms.iter_mut().enumerate() {
        term.id = numbered("T", position);
        for (position, option) in term.options.iter_mut().enumerate() {
            *option = numbered("o", position);
        }
    }
    for (position, definition) in names.definitions.iter_mut().enumerate() {
        *definition = numbered("D", position);
    }
    for (position, package) in names.packages.iter_mut().enumerate() {
        *package = numbered("P", position);
    }
    names.rules.fill(None);
    names
}

/// Without the names of sites.
fn checking(old: &Checking) -> Checking {
    let site = |(position, (_, gain)): (usize, &(String, Amount))| (numbered("L", position), *gain);
    let watch = old.watch.as_ref().map(|watch| Watch {
        sites: watch.sites.iter().enumerate().map(site).collect(),
        ..watch.clone()
    });
    Checking { watch, ..old.clone() }
}

/// `A`, `B`, … `Z`, `AA`, `AB`, …
fn letter(mut position: usize) -> String {
    let mut letters = Vec::new();
    loop {
        // Below 26, so it fits.
        letters.push(char::from(b'A' + (position % 26) as u8));
        match (position / 26).checked_sub(1) {
            Some(rest) => position = rest,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

fn numbered(letter: &str, position: usize) -> String {
    format!("{letter}{}", position + 1)
}

fn withheld() -> String {
    WITHHELD.to_owned()
}

/// Every struct is written out field by field, so that a field that is added to the model does not
/// compile before somebody has decided what redaction makes of it.
struct Redactor<'n> {
    names: &'n Names,
    printer: Printer<'n>,
}

impl Redactor<'_> {
    fn scenario(&self, old: &Scenario) -> Scenario {
        Scenario {
            digest: String::new(),
            title: withheld(),
            about: None,
            as_of: old.as_of,
            compare: old.compare.clone(),
            marking: old.marking.clone(),
            not_modelled: old.not_modelled.iter().map(|_| withheld()).collect(),
            period: old.period.as_ref().map(|_| withheld()),
            notation: old.notation,
            parties: each(&old.parties, |position, party| self.party(position, party)),
            terms: each(&old.terms, |position, term| self.term(position, term)),
            definitions: each(&old.definitions, |position, definition| Definition {
                id: self.names.definitions[position].clone(),
                condition: self.condition(&definition.condition),
            }),
            rules: each(&old.rules, |_, rule| Rule {
                id: None,
                require: rule.require.clone(),
                forbids: rule.forbids,
                condition: self.condition(&rule.condition),
                why: None,
                basis: basis(&rule.basis),
            }),
            packages: each(&old.packages, |position, package| NamedPackage {
                id: self.names.packages[position].clone(),
                name: self.names.packages[position].clone(),
                package: package.package.clone(),
                change: package.change.clone(),
                sources: package.sources.clone(),
                note: None,
                span: Span::default(),
            }),
            steps: each(&old.steps, |position, step| Step {
                id: numbered("X", position),
                by: step.by.clone(),
                change: step.change.clone(),
                auto: step.auto,
                undoing: step.undoing.clone(),
                checking: checking(&step.checking),
                periods: step.periods,
                after: step.after.clone(),
                due: step.due,
                sources: step.sources.clone(),
                note: None,
                span: Span::default(),
            }),
            bundles: each(&old.bundles, |position, bundle| Bundle {
                id: numbered("B", position),
                steps: bundle.steps.clone(),
                escrow: bundle.escrow,
                sources: bundle.sources.clone(),
                note: None,
                span: Span::default(),
            }),
            types: each(&old.types, |position, kind| PartyType {
                id: numbered("K", position),
                party: kind.party,
                prior: kind.prior,
                variant: kind.variant.clone(),
                note: None,
                span: Span::default(),
            }),
            events: each(&old.events, |position, event| Event {
                id: numbered("E", position),
                date: event.date,
                // What only happened has nothing else to say.
                says: (event.sign.is_none() && event.progress.is_none()).then(withheld),
                sign: event.sign.as_ref().map(|sign| Sign {
                    about: sign.about,
                    likelihood: sign.likelihood.clone(),
                    reliability: sign.reliability,
                    noise: sign.noise,
                    origin: origin(sign.origin.as_deref(), &old.events),
                }),
                progress: event.progress,
                sources: event.sources.clone(),
                note: None,
                span: Span::default(),
            }),
            claims: each(&old.claims, |position, claim| Claim {
                id: numbered("C", position),
                says: withheld(),
                ask: self.query(&claim.ask),
                expect: claim.expect,
                as_of: claim.as_of,
                variant: claim.variant.clone(),
                sources: claim.sources.clone(),
                note: None,
                span: Span::default(),
            }),
            texts: each(&old.texts, |position, text| SourceText {
                id: numbered("Q", position),
                title: withheld(),
                date: text.date,
                digest: None,
                unused: each(&text.unused, |_, _| UnusedPassage {
                    quote: withheld(),
                    why: None,
                    span: Span::default(),
                }),
                span: Span::default(),
            }),
            sources: each(&old.sources, |position, source| Source {
                id: numbered("S", position),
                date: source.date,
                says: None,
                quotes: each(&source.quotes, |_, _| Quote {
                    words: withheld(),
                    span: Span::default(),
                }),
                title: None,
                text: source.text,
                grade: source.grade,
                cited_as: None,
                contradicts: source.contradicts.clone(),
                note: None,
                span: Span::default(),
            }),
        }
    }

    fn party(&self, position: usize, old: &Party) -> Party {
        Party {
            id: self.names.parties[position].clone(),
            name: self.names.parties[position].clone(),
            signs: old.signs,
            negotiates_for: old.negotiates_for,
            no_deal: old.no_deal,
            no_deal_worth: old.no_deal_worth,
            discount: old.discount,
            preference: match &old.preference {
                Preference::Indifferent => Preference::Indifferent,
                Preference::Priorities(lines) => {
                    Preference::Priorities(each(lines, |_, line| PriorityLine {
                        versions: each(&line.versions, |_, version| self.priority(version)),
                    }))
                }
                Preference::Values(lines) => Preference::Values(each(lines, |_, line| ValueLine {
                    versions: each(&line.versions, |_, version| self.valuation(version)),
                })),
                Preference::Ranking(ranking) => Preference::Ranking(Ranking {
                    best_first: each(&ranking.best_first, |_, group| {
                        each(group, |_, entry| self.ranked(entry))
                    }),
                    sources: ranking.sources.clone(),
                    span: Span::default(),
                }),
            },
            note: None,
            span: Span::default(),
        }
    }

    fn priority(&self, old: &Priority) -> Priority {
        Priority {
            expr: old.expr.clone(),
            statement: match &old.statement {
                Statement::Wants(condition) => Statement::Wants(self.condition(condition)),
                Statement::Refuses(condition) => Statement::Refuses(self.condition(condition)),
                Statement::Gives { gives, only_for } => Statement::Gives {
                    gives: self.condition(gives),
                    only_for: self.condition(only_for),
                },
            },
            red_line: old.red_line,
            basis: basis(&old.basis),
        }
    }

    fn valuation(&self, old: &Valuation) -> Valuation {
        Valuation {
            worth: match &old.worth {
                Worth::When { condition, worth, out_of } => Worth::When {
                    condition: self.condition(condition),
                    worth: *worth,
                    out_of: *out_of,
                },
                Worth::Options { term, points, scale } => {
                    Worth::Options { term: *term, points: points.clone(), scale: *scale }
                }
                Worth::Like(party) => Worth::Like(*party),
            },
            once: old.once,
            basis: basis(&old.basis),
        }
    }

    fn ranked(&self, old: &RankedSet) -> RankedSet {
        match old {
            RankedSet::Package(package, _) => RankedSet::Package(*package, Span::default()),
            RankedSet::Condition(condition) => RankedSet::Condition(self.condition(condition)),
        }
    }

    fn term(&self, position: usize, old: &Term) -> Term {
        let names = &self.names.terms[position];
        Term {
            id: names.id.clone(),
            name: names.id.clone(),
            by: old.by.clone(),
            kind: old.kind,
            options: each(&old.options, |position, option| TermOption {
                id: names.options[position].clone(),
                name: names.options[position].clone(),
                seen: option.seen.as_ref().map(|seen| match seen {
                    Seen::Outside => Seen::Outside,
                    Seen::Nobody => Seen::Nobody,
                    Seen::If(condition) => Seen::If(self.condition(condition)),
                }),
                undo: option.undo,
            }),
            now: old.now,
            fallback: old.fallback,
            cannot: old.cannot.clone(),
            note: None,
            span: Span::default(),
        }
    }

    fn condition(&self, old: &Condition) -> Condition {
        Condition {
            expr: old.expr.clone(),
            text: self.printer.expr(&old.expr),
            span: Span::default(),
        }
    }

    fn query(&self, old: &Query) -> Query {
        Query {
            quantifier: old.quantifier,
            with: old.with.clone(),
            has: old.has.clone(),
            text: self.printer.query(old),
            span: Span::default(),
        }
    }
}

/// A name for an origin: its number in the order in which origins are first named.
fn origin(origin: Option<&str>, events: &[Event]) -> Option<String> {
    let origin = origin?;
    let mut distinct: Vec<&str> = Vec::new();
    for event in events {
        let other = event.sign.as_ref().and_then(|sign| sign.origin.as_deref());
        distinct.extend(other.filter(|other| !distinct.contains(other)));
    }
    let position = distinct.iter().position(|other| *other == origin)?;
    Some(numbered("R", position))
}

fn basis(old: &Basis) -> Basis {
    Basis {
        from: old.from,
        until: old.until,
        sources: old.sources.clone(),
        note: None,
        span: Span::default(),
    }
}

fn each<T, U>(old: &[T], new: impl Fn(usize, &T) -> U) -> Vec<U> {
    old.iter().enumerate().map(|(position, item)| new(position, item)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::expression::{Origin, parse_condition, parse_query};
    use crate::sample::sample;

    /// Every text between quotation marks in a debug print.
    fn texts(scenario: &Scenario) -> BTreeSet<String> {
        let shown = format!("{scenario:?}");
        shown.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn no_text_of_the_original_is_left() {
        let old = sample();
        assert!(!format!("{old:?}").contains('\\'), "an escaped text would be cut wrongly");
        let (before, after) = (texts(&old), texts(&redacted(&old)));
        let common: Vec<&String> = before.intersection(&after).collect();
        // The marking stays; a condition without names in it reads the same.
        assert_eq!(common, ["EXERCISE", "true"]);
        // Nor any word of it, but for those that belong to the language or to the model.
        let ours = ["every", "with", "package", "prefers", "modelled", "says"];
        let words = |text: &str| -> BTreeSet<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
            words.map(str::to_lowercase).filter(|word| !ours.contains(&word.as_str())).collect()
        };
        let left = words(&format!("{:?}", redacted(&old)));
        for text in before.difference(&after) {
            let common: Vec<String> = words(text).intersection(&left).cloned().collect();
            assert!(common.is_empty(), "{common:?} of {text:?} is left");
        }
    }

    #[test]
    fn letters_replace_names() {
        let new = redacted(&sample());
        let ids: Vec<&str> = new.parties.iter().map(|party| party.id.as_str()).collect();
        assert_eq!(ids, ["A", "B", "C", "D"]);
        assert_eq!(new.terms[0].options[2].id, "o3");
        assert_eq!(new.definitions[0].condition.text, "T3 = o2 or D2");
        assert_eq!(new.rules[0].condition.text, "T1 = o3 and T2 = o1");
        assert_eq!(
            new.claims[0].ask.text,
            "every package with is(P2) and D1 has prefers(D, P2, P1)"
        );
        assert_eq!((new.steps[0].id.as_str(), new.texts[0].id.as_str()), ("X1", "Q1"));
        assert_eq!(new.not_modelled, ["withheld", "withheld"]);
        assert_eq!(new.sources[0].quotes.len(), 1);
        assert_eq!(new.marking.as_deref(), Some("EXERCISE"));
        assert_eq!((new.digest.as_str(), &new.texts[0].digest), ("", &None));
        assert_eq!(redacted(&new), new, "twice is once");
    }

    #[test]
    fn what_answers_rest_on_stays() {
        let (old, new) = (sample(), redacted(&sample()));
        let names = Names::of(&new);
        let reads = |condition: &Condition| {
            let mut out = Vec::new();
            let read = parse_condition(&condition.text, &Origin::exact(0), &names, &mut out);
            assert_eq!(read.map(|read| read.expr).as_ref(), Some(&condition.expr), "{out:?}");
        };
        for (old, new) in old.definitions.iter().zip(&new.definitions) {
            assert_eq!(old.condition.expr, new.condition.expr);
            reads(&new.condition);
        }
        for (old, new) in old.rules.iter().zip(&new.rules) {
            assert_eq!((&old.require, old.forbids), (&new.require, new.forbids));
            reads(&new.condition);
        }
        let mut out = Vec::new();
        let read = parse_query(&new.claims[0].ask.text, &Origin::exact(0), &names, &mut out);
        let read = read.unwrap();
        assert_eq!(
            (read.with, read.has),
            (old.claims[0].ask.with.clone(), new.claims[0].ask.has.clone())
        );
        assert_eq!(old.claims[0].variant, new.claims[0].variant);
        for (old, new) in old.parties.iter().zip(&new.parties) {
            assert_eq!((old.signs, old.negotiates_for), (new.signs, new.negotiates_for));
            let (Preference::Priorities(old), Preference::Priorities(new)) =
                (&old.preference, &new.preference)
            else {
                assert_eq!(
                    std::mem::discriminant(&old.preference),
                    std::mem::discriminant(&new.preference)
                );
                continue;
            };
            let versions = |lines: &[PriorityLine]| -> Vec<_> {
                let all = lines.iter().flat_map(|line| &line.versions);
                all.map(|v| (v.expr.clone(), v.red_line, v.basis.from, v.basis.until)).collect()
            };
            assert_eq!(versions(old), versions(new));
        }
        for (old, new) in old.terms.iter().zip(&new.terms) {
            assert_eq!((&old.by, old.now, &old.cannot), (&new.by, new.now, &new.cannot));
            assert_eq!((old.kind, old.fallback), (new.kind, new.fallback));
        }
        assert_eq!(old.status_quo(), new.status_quo());
    }

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letter).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        let all: BTreeSet<String> = (0..5000).map(letter).collect();
        assert_eq!(all.len(), 5000);
    }
}
