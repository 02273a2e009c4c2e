//! The model back to a tree.
//!
//! [`tree_of`] is the inverse of the loader: reading [`to_toml`](super::to_toml) of the tree gives
//! the same scenario again, apart from places and the digest. What the loader would fill in by
//! itself is left out: names equal to ids, dates that a text gives, `compare` where it is the default.

use crate::date::{AsOf, Date};
use crate::expression::Printer;
use crate::ids::{OptionId, PartyId, SourceId, StepId, TermId};
use crate::model::{
    Basis, Bundle, Checking, Claim, Event, Expectation, Falsified, Inspection, NamedPackage, Party,
    PartyType, Points, Preference, Priority, RankedSet, Ranking, Rule, Scale, Scenario, Seen, Sign,
    Source, SourceText, Statement, Step, Term, TermOption, Undo, Undoing, Valuation, Variant,
    Watch, Worth,
};
use crate::number::{Amount, Decimal};
use crate::tree::{Node, Other, Value};

/// The scenario as the tree of a file that says it. Cost: linear in the scenario.
///
/// ```
/// use detente_scenario::{load, to_toml, tree_of};
/// let file = "[scenario]\ntitle = \"A pause\"\n\n[party.us]\nsigns = true\n\n\
///     [[term]]\nid = \"tests\"\nby = \"us\"\noptions = [\"on\", \"off\"]\nnow = \"on\"\n";
/// let scenario = load(file.as_bytes()).scenario.unwrap();
/// assert_eq!(to_toml(&tree_of(&scenario)), file);
/// ```
#[must_use]
pub fn tree_of(scenario: &Scenario) -> Node {
    Author { scenario, printer: Printer::new(scenario) }.root()
}

/// What a line of values says as a tree, without what it rests on. Cost: linear in the scenario's names.
#[must_use]
pub fn tree_of_valuation(scenario: &Scenario, valuation: &Valuation) -> Node {
    let bare = Valuation { basis: Basis::default(), ..valuation.clone() };
    Author { scenario, printer: Printer::new(scenario) }.valuation(&bare)
}

/// A number as a node.
pub(crate) fn decimal(number: Decimal) -> Node {
    let text = number.to_string();
    Node::new(match text.parse() {
        Ok(whole) => Value::Integer(whole),
        // A whole number that TOML's integers do not hold is written with a point.
        Err(_) if text.contains('.') => Value::Other(Other::Number, text),
        Err(_) => Value::Other(Other::Number, format!("{text}.0")),
    })
}

/// A number or a range as a node.
pub(crate) fn amount(amount: Amount) -> Node {
    if amount.is_range() {
        Node::list([decimal(amount.low), decimal(amount.high)])
    } else {
        decimal(amount.low)
    }
}

/// The entries of a table that is being written.
#[derive(Default)]
struct Entries(Vec<(&'static str, Node)>);

impl Entries {
    fn put(&mut self, key: &'static str, node: impl Into<Option<Node>>) {
        self.0.extend(node.into().map(|node| (key, node)));
    }

    fn text(&mut self, key: &'static str, text: Option<&str>) {
        self.put(key, text.map(Node::text));
    }

    fn flag(&mut self, key: &'static str, is_set: bool) {
        self.put(key, is_set.then(|| Node::new(Value::Boolean(true))));
    }

    fn date(&mut self, key: &'static str, date: Option<Date>) {
        self.put(key, date.map(|date| Node::new(Value::Date(date))));
    }

    fn node(self) -> Node {
        Node::table(self.0)
    }
}

struct Author<'s> {
    scenario: &'s Scenario,
    printer: Printer<'s>,
}

impl Author<'_> {
    fn root(&self) -> Node {
        let scenario = self.scenario;
        let mut root = Entries::default();
        root.put("scenario", self.head());
        let parties = scenario.parties.iter();
        root.put("party", some_table(parties.map(|party| (party.id.clone(), self.party(party)))));
        root.put("term", some_list(scenario.terms.iter().map(|term| self.term(term))));
        let definitions = scenario.definitions.iter();
        root.put(
            "define",
            some_table(definitions.map(|d| (d.id.clone(), Node::text(&*d.condition.text)))),
        );
        root.put("rule", some_list(scenario.rules.iter().map(|rule| self.rule(rule))));
        let (mut priorities, mut rankings, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for party in &scenario.parties {
            match &party.preference {
                Preference::Indifferent => {}
                Preference::Priorities(lines) => {
                    let versions = lines.iter().flat_map(|line| &line.versions);
                    let list = Node::list(versions.map(|version| self.priority(version)));
                    priorities.push((party.id.clone(), list));
                }
                Preference::Values(lines) => {
                    let versions = lines.iter().flat_map(|line| &line.versions);
                    let list = Node::list(versions.map(|version| self.valuation(version)));
                    values.push((party.id.clone(), list));
                }
                Preference::Ranking(ranking) => {
                    rankings.push((party.id.clone(), self.ranking(ranking)));
                }
            }
        }
        root.put("priority", some_table(priorities));
        root.put("ranking", some_table(rankings));
        root.put("value", some_table(values));
        root.put("package", some_list(scenario.packages.iter().map(|p| self.package(p))));
        root.put("step", some_list(scenario.steps.iter().map(|step| self.step(step))));
        root.put("bundle", some_list(scenario.bundles.iter().map(|b| self.bundle(b))));
        let mut types: Vec<(String, Vec<Node>)> = Vec::new();
        for kind in &scenario.types {
            let party = &scenario.party(kind.party).id;
            match types.iter_mut().find(|(known, _)| known == party) {
                Some((_, list)) => list.push(self.party_type(kind)),
                None => types.push((party.clone(), vec![self.party_type(kind)])),
            }
        }
        root.put("type", some_table(types.into_iter().map(|(id, list)| (id, Node::list(list)))));
        root.put("event", some_list(scenario.events.iter().map(|event| self.event(event))));
        root.put("claim", some_list(scenario.claims.iter().map(|claim| self.claim(claim))));
        root.put("text", some_list(scenario.texts.iter().map(text)));
        root.put("source", some_list(scenario.sources.iter().map(|s| self.source(s))));
        root.node()
    }

    fn head(&self) -> Node {
        let scenario = self.scenario;
        let mut head = Entries::default();
        head.text("title", Some(&scenario.title));
        head.text("about", scenario.about.as_deref());
        if scenario.as_of != AsOf::Latest {
            head.put("as_of", as_of(scenario.as_of));
        }
        let mut usual = vec![scenario.as_of];
        if scenario.as_of != AsOf::Latest {
            usual.push(AsOf::Latest);
        }
        if scenario.compare != usual {
            head.put("compare", Node::list(scenario.compare.iter().copied().map(as_of)));
        }
        head.text("marking", scenario.marking.as_deref());
        head.put("not_modelled", some_list(scenario.not_modelled.iter().map(Node::text)));
        head.text("period", scenario.period.as_deref());
        head.text("notation", scenario.notation.map(|notation| notation.name()));
        head.node()
    }

    fn party(&self, party: &Party) -> Node {
        let mut entries = Entries::default();
        entries.text("name", other_than(&party.name, &party.id));
        entries.flag("signs", party.signs);
        let principal = party.negotiates_for.map(|id| &*self.scenario.party(id).id);
        entries.text("negotiates_for", principal);
        let no_deal = party.no_deal.map(|id| &*self.scenario.named(id).id);
        entries.text("no_deal", no_deal);
        entries.put("no_deal", party.no_deal_worth.map(amount));
        entries.put("discount", party.discount.map(amount));
        entries.text("note", party.note.as_deref());
        entries.node()
    }

    fn term(&self, term: &Term) -> Node {
        let id = |option: OptionId| &*term.options[option.index()].id;
        let mut entries = Entries::default();
        entries.text("id", Some(&term.id));
        entries.text("name", other_than(&term.name, &term.id));
        entries.put("by", self.parties(&term.by));
        entries.text("kind", term.kind.map(|kind| kind.name()));
        entries.put("options", Node::list(term.options.iter().map(|o| Node::text(&*o.id))));
        let labels = term.options.iter().filter(|o| o.name != o.id.replace('_', " "));
        entries.put("labels", some_table(labels.map(|o| (o.id.clone(), Node::text(&*o.name)))));
        entries.text("now", Some(id(term.now)));
        entries.put("seen", per_option(term, |option| option.seen.as_ref().map(seen)));
        entries.put("undo", per_option(term, |option| option.undo.map(Undo::name)));
        entries.text("fallback", term.fallback.map(id));
        entries.put("cannot", cannot(term));
        entries.text("note", term.note.as_deref());
        entries.node()
    }

    fn rule(&self, rule: &Rule) -> Node {
        let mut entries = Entries::default();
        entries.text("id", rule.id.as_deref());
        let key = if rule.forbids { "forbid" } else { "require" };
        entries.text(key, Some(&rule.condition.text));
        entries.text("why", rule.why.as_deref());
        self.basis(&mut entries, &rule.basis);
        entries.node()
    }

    fn priority(&self, priority: &Priority) -> Node {
        let mut entries = Entries::default();
        match &priority.statement {
            Statement::Wants(condition) => entries.text("wants", Some(&condition.text)),
            Statement::Refuses(condition) => entries.text("refuses", Some(&condition.text)),
            Statement::Gives { gives, only_for } => {
                entries.text("gives", Some(&gives.text));
                entries.text("only_for", Some(&only_for.text));
            }
        }
        entries.flag("red_line", priority.red_line);
        self.basis(&mut entries, &priority.basis);
        entries.node()
    }

    fn basis(&self, entries: &mut Entries, basis: &Basis) {
        entries.put("source", self.sources(&basis.sources));
        entries.date("from", basis.from);
        entries.date("until", basis.until);
        entries.text("note", basis.note.as_deref());
    }

    fn ranking(&self, ranking: &Ranking) -> Node {
        let entry = |set: &RankedSet| {
            Node::text(match set {
                RankedSet::Package(id, _) => &*self.scenario.named(*id).id,
                RankedSet::Condition(condition) => &*condition.text,
            })
        };
        let group = |group: &Vec<RankedSet>| match group.as_slice() {
            [one] => entry(one),
            several => Node::list(several.iter().map(entry)),
        };
        let mut entries = Entries::default();
        entries.put("best_first", Node::list(ranking.best_first.iter().map(group)));
        entries.put("source", self.sources(&ranking.sources));
        entries.node()
    }

    fn valuation(&self, valuation: &Valuation) -> Node {
        let mut entries = Entries::default();
        match &valuation.worth {
            Worth::Options { term, points, scale } => {
                let term = self.scenario.term(*term);
                let id = |option: OptionId| &*term.options[option.index()].id;
                entries.text("term", Some(&term.id));
                match scale {
                    Scale::Weight { weight, out_of } => {
                        entries
                            .put("weight", (*weight != Amount::from(1)).then(|| amount(*weight)));
                        entries.put("out_of", out_of.map(decimal));
                    }
                    Scale::Swing(swing) => entries.put("swing", amount(*swing)),
                }
                match points {
                    Points::Given(given) => {
                        let given = given.iter().map(|(o, points)| (id(*o), amount(*points)));
                        entries.put("options", Node::table(given));
                    }
                    Points::BestFirst(groups) => {
                        let text = |option: &OptionId| Node::text(id(*option));
                        let group = |group: &Vec<OptionId>| match group.as_slice() {
                            [one] => text(one),
                            several => Node::list(several.iter().map(text)),
                        };
                        entries.put("best_first", Node::list(groups.iter().map(group)));
                    }
                }
            }
            Worth::When { condition, worth, out_of } => {
                entries.text("when", Some(&condition.text));
                entries.put("worth", amount(*worth));
                entries.put("out_of", out_of.map(decimal));
            }
            Worth::Like(party) => entries.text("like", Some(&self.scenario.party(*party).id)),
        }
        entries.flag("once", valuation.once);
        self.basis(&mut entries, &valuation.basis);
        entries.node()
    }

    fn package(&self, package: &NamedPackage) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&package.id));
        entries.text("name", other_than(&package.name, &package.id));
        entries.put("change", self.change(&package.change));
        entries.put("source", self.sources(&package.sources));
        entries.text("note", package.note.as_deref());
        entries.node()
    }

    fn step(&self, step: &Step) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&step.id));
        entries.put("by", self.parties(&step.by));
        entries.put("change", self.change(&step.change));
        entries.flag("auto", step.auto);
        let Undoing { reversal, rebuild, lag } = &step.undoing;
        entries.put("reversal", reversal.map(amount));
        let rebuild = rebuild
            .iter()
            .map(|&(party, worth)| (self.scenario.party(party).id.clone(), amount(worth)));
        entries.put("rebuild", some_table(rebuild));
        entries.put("lag", other_count(*lag, 0));
        let Checking { detect, hazard, false_alarm, inspect, watch } = &step.checking;
        entries.put("detect", detect.map(amount));
        entries.put("hazard", hazard.map(amount));
        entries.put("false_alarm", false_alarm.map(amount));
        entries.put("inspect", inspect.as_ref().map(inspection));
        entries.put("watch", watch.as_ref().map(self::watch));
        entries.put("periods", other_count(step.periods, 1));
        entries.put("after", self.steps(&step.after));
        entries.date("due", step.due);
        entries.put("source", self.sources(&step.sources));
        entries.text("note", step.note.as_deref());
        entries.node()
    }

    fn steps(&self, steps: &[StepId]) -> Option<Node> {
        let names = steps.iter().map(|&id| Node::text(&*self.scenario.step(id).id));
        one_or_more(names.collect())
    }

    fn bundle(&self, bundle: &Bundle) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&bundle.id));
        entries.put("steps", self.steps(&bundle.steps));
        entries.flag("escrow", bundle.escrow);
        entries.put("source", self.sources(&bundle.sources));
        entries.text("note", bundle.note.as_deref());
        entries.node()
    }

    fn party_type(&self, kind: &PartyType) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&kind.id));
        entries.put("prior", amount(kind.prior));
        entries.put("variant", self.variant(&kind.variant));
        entries.text("note", kind.note.as_deref());
        entries.node()
    }

    fn event(&self, event: &Event) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&event.id));
        entries.date("date", Some(event.date));
        entries.text("says", event.says.as_deref());
        if let Some(Sign { about, likelihood, reliability, noise, origin }) = &event.sign {
            entries.text("about", Some(&self.scenario.party(*about).id));
            let likelihood = likelihood.iter().map(|&(kind, share)| {
                (self.scenario.types[kind.index()].id.clone(), amount(share))
            });
            entries.put("likelihood", Node::table(likelihood));
            entries.put("reliability", reliability.map(amount));
            entries.put("noise", noise.map(amount));
            entries.text("origin", origin.as_deref());
        }
        entries.text("step", event.progress.map(|(step, _)| &*self.scenario.step(step).id));
        entries.text("is", event.progress.map(|(_, progress)| progress.name()));
        entries.put("source", self.sources(&event.sources));
        entries.text("note", event.note.as_deref());
        entries.node()
    }

    fn variant(&self, variant: &Variant) -> Option<Node> {
        let edits = variant.iter().map(|&edit| Node::text(self.printer.edit(edit)));
        one_or_more(edits.collect())
    }

    fn claim(&self, claim: &Claim) -> Node {
        let mut entries = Entries::default();
        entries.text("id", Some(&claim.id));
        entries.text("says", Some(&claim.says));
        entries.text("ask", Some(&claim.ask.text));
        entries.put(
            "expect",
            claim.expect.map(|expect| {
                Node::new(match expect {
                    Expectation::Truth(truth) => Value::Boolean(truth),
                    // The file has no larger numbers, so no loaded scenario has.
                    Expectation::Count(count) => {
                        Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
                    }
                })
            }),
        );
        entries.put("as_of", claim.as_of.map(as_of));
        entries.put("variant", self.variant(&claim.variant));
        entries.put("source", self.sources(&claim.sources));
        entries.text("note", claim.note.as_deref());
        entries.node()
    }

    fn source(&self, source: &Source) -> Node {
        let text = source.text.map(|id| &self.scenario.texts[id.index()]);
        let mut entries = Entries::default();
        entries.text("id", Some(&source.id));
        entries.date("date", Some(source.date).filter(|&d| text.is_none_or(|t| t.date != d)));
        entries.text("says", source.says.as_deref());
        let quotes = source.quotes.iter().map(|quote| Node::text(&*quote.words));
        entries.put("quote", one_or_more(quotes.collect()));
        entries.text("title", source.title.as_deref());
        entries.text("text", text.map(|text| &*text.id));
        let grade = source.grade.map(|g| format!("{}{}", g.reliability, g.credibility));
        entries.text("grade", grade.as_deref());
        entries.text("cited_as", source.cited_as.as_deref());
        entries.put("contradicts", self.sources(&source.contradicts));
        entries.text("note", source.note.as_deref());
        entries.node()
    }

    /// One party or a list, which may be empty: nobody.
    fn parties(&self, parties: &[PartyId]) -> Node {
        let names = parties.iter().map(|&id| Node::text(&*self.scenario.party(id).id));
        one_or_more(names.collect()).unwrap_or_else(|| Node::list([]))
    }

    fn sources(&self, sources: &[SourceId]) -> Option<Node> {
        let names = sources.iter().map(|&id| Node::text(&*self.scenario.source(id).id));
        one_or_more(names.collect())
    }

    fn change(&self, change: &[(TermId, OptionId)]) -> Node {
        Node::table(change.iter().map(|&(term, option)| {
            let term = self.scenario.term(term);
            (term.id.clone(), Node::text(&*term.options[option.index()].id))
        }))
    }
}

fn other_count(count: u32, usual: u32) -> Option<Node> {
    (count != usual).then(|| whole(count))
}

fn whole(count: u32) -> Node {
    Node::new(Value::Integer(i64::from(count)))
}

fn inspection(inspection: &Inspection) -> Node {
    let mut entries = Entries::default();
    entries.put("items", whole(inspection.items));
    match inspection.falsified {
        Falsified::Items(items) => entries.put("falsified", whole(items)),
        Falsified::Quantity { goal, item } => {
            entries.put("goal", decimal(goal));
            entries.put("item", decimal(item));
        }
    }
    entries.put("instrument", inspection.instrument.map(amount));
    entries.put("cost", inspection.cost.map(decimal));
    entries.put("visit", inspection.visit.map(decimal));
    entries.put("most", inspection.most.map(whole));
    entries.put("rounds", inspection.rounds.map(whole));
    entries.put("budget", inspection.budget.map(decimal));
    entries.node()
}

fn watch(watch: &Watch) -> Node {
    let mut entries = Entries::default();
    entries.put("periods", watch.periods.map(whole));
    entries.put("visits", watch.visits.map(whole));
    entries.put("detect", watch.detect.map(amount));
    let sites = watch.sites.iter().map(|(site, gain)| (site.clone(), amount(*gain)));
    entries.put("sites", some_table(sites));
    entries.put("teams", watch.teams.map(decimal));
    entries.node()
}

fn text(text: &SourceText) -> Node {
    let mut entries = Entries::default();
    entries.text("id", Some(&text.id));
    entries.text("title", other_than(&text.title, &text.id));
    entries.date("date", Some(text.date));
    entries.text("digest", text.digest.as_deref());
    let passages = text.unused.iter().map(|passage| match &passage.why {
        None => Node::text(&*passage.quote),
        Some(why) => {
            Node::table([("quote", Node::text(&*passage.quote)), ("why", Node::text(&**why))])
        }
    });
    entries.put("unused", some_list(passages));
    entries.node()
}

fn as_of(date: AsOf) -> Node {
    match date {
        AsOf::On(date) => Node::new(Value::Date(date)),
        AsOf::Latest => Node::text("latest"),
    }
}

fn seen(seen: &Seen) -> &str {
    match seen {
        Seen::Outside => "outside",
        Seen::Nobody => "nobody",
        Seen::If(condition) => &condition.text,
    }
}

/// One value for all options but the one in force, where that says the same; otherwise a table.
fn per_option<'t>(
    term: &'t Term,
    value: impl Fn(&'t TermOption) -> Option<&'t str>,
) -> Option<Node> {
    let values: Vec<Option<&str>> = term.options.iter().map(value).collect();
    let mut others =
        values.iter().enumerate().filter(|(at, _)| *at != term.now.index()).map(|(_, v)| *v);
    let first = others.next().flatten();
    if let Some(first) = first
        && values.get(term.now.index()).is_some_and(|now| now.is_none())
        && others.all(|other| other == Some(first))
    {
        return Some(Node::text(first));
    }
    let entries = term.options.iter().zip(values);
    some_table(entries.filter_map(|(option, value)| Some((option.id.clone(), Node::text(value?)))))
}

/// Impossible moves, with `*` for an option that cannot be left or cannot be entered at all.
fn cannot(term: &Term) -> Option<Node> {
    let count = term.options.len();
    let (mut leaving, mut entering) = (vec![1; count], vec![1; count]);
    for &(from, to) in &term.cannot {
        leaving[from.index()] += 1;
        entering[to.index()] += 1;
    }
    let id = |option: usize| &term.options[option].id;
    let mut moves = Vec::new();
    // With two options `a -> b` says the same and says it better.
    let is_whole = |number: usize| number == count && count > 2;
    let wholly = |numbers: &[usize]| -> Vec<usize> {
        (0..count).filter(|&option| is_whole(numbers[option])).collect()
    };
    moves.extend(wholly(&leaving).into_iter().map(|option| format!("{} -> *", id(option))));
    moves.extend(wholly(&entering).into_iter().map(|option| format!("* -> {}", id(option))));
    for &(from, to) in &term.cannot {
        if !is_whole(leaving[from.index()]) && !is_whole(entering[to.index()]) {
            moves.push(format!("{} -> {}", id(from.index()), id(to.index())));
        }
    }
    some_list(moves.into_iter().map(Node::text))
}

fn other_than<'t>(name: &'t str, id: &str) -> Option<&'t str> {
    (name != id).then_some(name)
}

fn one_or_more(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::list(nodes)),
    }
}

fn some_list(nodes: impl IntoIterator<Item = Node>) -> Option<Node> {
    let nodes: Vec<Node> = nodes.into_iter().collect();
    (!nodes.is_empty()).then(|| Node::list(nodes))
}

fn some_table(entries: impl IntoIterator<Item = (String, Node)>) -> Option<Node> {
    let entries: Vec<(String, Node)> = entries.into_iter().collect();
    (!entries.is_empty()).then(|| Node::table(entries))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;
    use crate::redact::redacted;
    use crate::sample::sample;
    use crate::write::{to_json, to_toml};

    #[test]
    fn everything_that_the_model_can_hold_is_written() {
        let mut scenario = sample();
        // The moves that the sample leaves are not transitive, so no file could say them.
        let option = OptionId::new;
        scenario.terms[0].cannot = vec![(option(1), option(0)), (option(2), option(0))];
        for scenario in [redacted(&scenario), scenario] {
            let tree = tree_of(&scenario);
            for text in [to_toml(&tree), to_json(&tree)] {
                let loaded = load(text.as_bytes());
                let again =
                    loaded.scenario.unwrap_or_else(|| panic!("{text}\n{:?}", loaded.diagnostics));
                assert_eq!(again.without_places(), scenario.without_places(), "{text}");
            }
        }
    }

    #[test]
    fn moves_are_said_briefly() {
        let file = |cannot: &str| {
            format!(
                "[scenario]\ntitle = \"t\"\n[party]\nus = {{}}\n[[term]]\nid = \"t\"\nby = \"us\"\n\
                 options = [\"a\", \"b\", \"c\"]\nnow = \"a\"\ncannot = {cannot}\n"
            )
        };
        for (written, brief) in [
            ("['a -> b', 'a -> c']", "['a -> *']"),
            ("['a -> c', 'b -> c']", "['* -> c']"),
            ("['* -> *']", "['a -> *', 'b -> *', 'c -> *', '* -> a', '* -> b', '* -> c']"),
            ("['b -> a', 'c -> a', 'c -> b']", "['c -> *', '* -> a']"),
            ("['b -> a', 'b -> c']", "['b -> *']"),
        ] {
            let scenario = load(file(written).as_bytes()).scenario.expect(written);
            let text = to_toml(&tree_of(&scenario));
            assert!(text.contains(&format!("cannot = {brief}")), "{text}");
        }
    }
}
