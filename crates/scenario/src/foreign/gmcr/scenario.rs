//! From a conflict to a scenario file that a person can read.

use std::fmt::Write as _;

use super::Findings;
use super::conflict::{Condition, Conflict, Direction, Maker};
use super::states::{End, States, pattern};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Comparison, Expr, Names, Printer, TermNames};
use crate::foreign::names::{Sort, ids};
use crate::ids::{OptionId, TermId};
use crate::model::Notation;
use crate::tree::{MAX_BYTES, Node, Value, shortened};
use crate::write::to_toml;

/// Up to this number of feasible states each is a named package, so that people can speak of them.
const MAX_NAMED: usize = 40;

/// How many comparisons of options may be spent on shortening the conditions of rankings.
const MAX_SHORTENING: usize = 1 << 28;

/// The fewest bytes that one comparison takes in the text, with the word before it.
const FEWEST_BYTES: usize = "o = no and ".len();

/// The scenario in TOML; nothing if no status quo can be found in reasonable time.
pub(super) fn written(conflict: &Conflict, title: &str, findings: &mut Findings) -> Option<String> {
    let has_ranking = conflict.makers.iter().any(|maker| maker.ranking.is_some());
    let states = conflict.feasible(if has_ranking { usize::MAX } else { MAX_NAMED + 1 });
    if states.list.is_empty() {
        if states.end == End::Complete {
            let message = "no state of this file is feasible";
            let help = "`detente check` says which conditions contradict each other";
            findings.add(Diagnostic::of_file(Code::W628, message).help(help));
        } else {
            let message = "no feasible state is found in reasonable time";
            findings.add(Diagnostic::of_file(Code::E609, message));
            return None;
        }
    }
    let author = Author::new(conflict, &states);
    let rankings = conflict.makers.iter().filter(|maker| maker.ranking.is_some()).count();
    let comparisons =
        states.list.len().saturating_mul(conflict.options.len()).saturating_mul(rankings);
    if !author.are_named() && comparisons.saturating_mul(FEWEST_BYTES) > MAX_BYTES {
        let message = format!(
            "rankings of {} states with {} options come to more than {MAX_BYTES} bytes",
            states.list.len(),
            conflict.options.len()
        );
        let help = "say what is preferred by statements instead of rankings";
        findings.add(Diagnostic::of_file(Code::E609, message).help(help));
        return None;
    }
    let mut text = author.comments(conflict);
    text.push_str(&to_toml(&author.root(conflict, title)));
    Some(text)
}

/// What the sections have to know of each other.
struct Author<'c> {
    /// Names of parties and terms.
    names: Names,
    states: &'c States,
    /// The status quo.
    now: Vec<bool>,
    /// Whether the conditions of rankings are few enough to be shortened.
    shortens: bool,
}

impl<'c> Author<'c> {
    fn new(conflict: &Conflict, states: &'c States) -> Self {
        let choices = conflict.options.iter().map(|choice| choice.name.as_str());
        let makers = conflict.makers.iter().map(|maker| maker.name.as_str());
        let options = vec!["no".to_owned(), "yes".to_owned()];
        let names = Names {
            parties: ids(makers, Sort::Party),
            terms: ids(choices, Sort::Term)
                .into_iter()
                .map(|id| TermNames { id, options: options.clone() })
                .collect(),
            ..Names::default()
        };
        let now = states.list.first().cloned();
        let now = now.unwrap_or_else(|| vec![false; conflict.options.len()]);
        let rankings = conflict.makers.iter().filter(|maker| maker.ranking.is_some()).count();
        let once = states.list.len().saturating_mul(conflict.options.len());
        let shortens = once.saturating_mul(once).saturating_mul(rankings) <= MAX_SHORTENING;
        Self { names, states, now, shortens }
    }

    /// Whether the feasible states are few enough for a name each.
    fn are_named(&self) -> bool {
        self.states.end == End::Complete && self.states.list.len() <= MAX_NAMED
    }

    fn comments(&self, conflict: &Conflict) -> String {
        let mut text = String::from("# From a file of GMCR+");
        if let Some(program) = &conflict.program {
            let _ = write!(text, " ({program})");
        }
        text.push_str(".\n");
        if conflict.reordered {
            text.push_str(
                "# The terms stand in the order into which GMCR+ brings the options, which is not that of the file.\n",
            );
        }
        text.push_str("# GMCR+ has no status quo: `now` is ");
        if self.now.contains(&true) {
            let _ = writeln!(
                text,
                "the feasible state with the lowest decimal, {};\n# that no option is taken is infeasible.",
                shortened(&pattern(&self.now))
            );
        } else {
            text.push_str("the state in which no option is taken.\n");
        }
        if self.are_named() && !self.states.list.is_empty() {
            text.push_str(
                "# The packages `s1`, `s2`, … are the feasible states by their ordered numbers.\n",
            );
        }
        text.push('\n');
        text
    }

    fn root(&self, conflict: &Conflict, title: &str) -> Node {
        let mut root = vec![
            ("scenario", self.head(conflict, title)),
            ("party", self.parties(conflict)),
            ("term", self.terms(conflict)),
        ];
        let rules = conflict.infeasibles.iter();
        let rules: Vec<Node> = rules
            .map(|condition| Node::table([("forbid", Node::text(self.condition(condition)))]))
            .collect();
        if !rules.is_empty() {
            root.push(("rule", Node::list(rules)));
        }
        if self.are_named() && !self.states.list.is_empty() {
            root.push(("package", self.packages()));
        }
        let (mut priorities, mut rankings) = (Vec::new(), Vec::new());
        for (maker, id) in conflict.makers.iter().zip(&self.names.parties) {
            if let Some(ranking) = &maker.ranking {
                // Without feasible states there is nothing to rank.
                if !ranking.is_empty() {
                    let table = Node::table([("best_first", self.ranking(ranking))]);
                    rankings.push((id.clone(), table));
                }
            } else if !maker.statements.is_empty() {
                let lines = maker.statements.iter();
                let lines = lines.map(|c| Node::table([("wants", Node::text(self.condition(c)))]));
                priorities.push((id.clone(), Node::list(lines)));
            }
        }
        for (section, entries) in [("priority", priorities), ("ranking", rankings)] {
            if !entries.is_empty() {
                root.push((section, Node::table(entries)));
            }
        }
        Node::table(root)
    }

    fn head(&self, conflict: &Conflict, title: &str) -> Node {
        let title = title.trim();
        let title = if title.is_empty() { "A conflict from GMCR+" } else { title };
        let mut head = vec![("title", Node::text(title))];
        let mut missing = Vec::new();
        for maker in conflict.makers.iter().filter(|maker| !maker.misperceptions.is_empty()) {
            let states = maker.misperceptions.iter().map(|c| format!("`{}`", self.condition(c)));
            let states: Vec<String> = states.collect();
            missing.push(Node::text(format!(
                "that {} does not perceive states with {}",
                maker.name,
                states.join(" or ")
            )));
        }
        for coalition in &conflict.coalitions {
            let names: Vec<&str> =
                coalition.iter().map(|&at| conflict.makers[at].name.as_str()).collect();
            missing.push(Node::text(format!("that {} act as one", names.join(" and "))));
        }
        if !missing.is_empty() {
            head.push(("not_modelled", Node::list(missing)));
        }
        head.push(("notation", Node::text(Notation::Gmcr.name())));
        Node::table(head)
    }

    fn parties(&self, conflict: &Conflict) -> Node {
        Node::table(conflict.makers.iter().zip(&self.names.parties).map(|(maker, id)| {
            let mut entries = Vec::new();
            if !maker.name.is_empty() && maker.name != *id {
                entries.push(("name", Node::text(maker.name.clone())));
            }
            if let Some(note) = self.overruled(maker) {
                entries.push(("note", Node::text(note)));
            }
            (id.clone(), Node::table(entries))
        }))
    }

    /// The statements that stand beside a ranking.
    fn overruled(&self, maker: &Maker) -> Option<String> {
        (maker.ranking.is_some() && !maker.statements.is_empty()).then(|| {
            let statements: Vec<String> =
                maker.statements.iter().map(|c| self.condition(c)).collect();
            format!(
                "The file also has statements, most important first, which the ranking overrules: {}",
                statements.join("; ")
            )
        })
    }

    fn terms(&self, conflict: &Conflict) -> Node {
        Node::list(conflict.options.iter().enumerate().map(|(at, choice)| {
            let id = &self.names.terms[at].id;
            let mut entries = vec![("id", Node::text(id.clone()))];
            if !choice.name.is_empty() && choice.name != *id {
                entries.push(("name", Node::text(choice.name.clone())));
            }
            let owner = conflict.makers.iter().position(|maker| maker.options.contains(&at));
            entries.push((
                "by",
                match owner {
                    Some(owner) => Node::text(self.names.parties[owner].clone()),
                    None => Node::list([]),
                },
            ));
            entries.push(("options", Node::list([Node::text("no"), Node::text("yes")])));
            entries.push(("now", Node::text(if self.now[at] { "yes" } else { "no" })));
            match choice.direction {
                Direction::Both => {}
                Direction::Forward => {
                    entries.push(("cannot", Node::list([Node::text("yes -> no")])));
                }
                Direction::Back => {
                    entries.push(("cannot", Node::list([Node::text("no -> yes")])));
                }
            }
            Node::table(entries)
        }))
    }

    fn packages(&self) -> Node {
        Node::list(self.states.list.iter().enumerate().map(|(position, state)| {
            let change = state.iter().zip(&self.now).enumerate().filter(|(_, (a, b))| a != b);
            let change: Vec<(String, Node)> = change
                .map(|(at, (&taken, _))| {
                    let option = if taken { "yes" } else { "no" };
                    (self.names.terms[at].id.clone(), Node::text(option))
                })
                .collect();
            Node::table([
                ("id", Node::text(format!("s{}", position + 1))),
                ("change", Node::table(change)),
            ])
        }))
    }

    /// Groups of names or of conditions; a group of one without brackets of its own.
    fn ranking(&self, groups: &[Vec<usize>]) -> Node {
        let mut group_of = vec![0; self.states.list.len()];
        for (number, group) in groups.iter().enumerate() {
            for &position in group {
                group_of[position] = number;
            }
        }
        Node::list(groups.iter().enumerate().map(|(number, group)| {
            let entries: Vec<Node> = if self.are_named() {
                group.iter().map(|position| Node::text(format!("s{}", position + 1))).collect()
            } else {
                let conditions = self.cover(group, number, &group_of);
                conditions.iter().map(|c| Node::text(self.condition(c))).collect()
            };
            match <[Node; 1]>::try_from(entries) {
                Ok([one]) => one,
                Err(entries) => Node::new(Value::List(entries)),
            }
        }))
    }

    /// Conditions that all states of a group meet and no feasible state of another group does: for
    /// one state after the other the full pattern, without the letters that make no difference.
    fn cover(&self, group: &[usize], number: usize, group_of: &[usize]) -> Vec<Condition> {
        let states = &self.states.list;
        let mut conditions: Vec<Condition> = Vec::new();
        for &position in group {
            let state = &states[position];
            if conditions.iter().any(|condition| condition.holds(state)) {
                continue;
            }
            let mut literals: Vec<(usize, bool)> = state.iter().copied().enumerate().collect();
            if self.shortens {
                for at in (0..state.len()).rev() {
                    let dropped = literals.remove(at);
                    let meets =
                        |other: &Vec<bool>| literals.iter().all(|&(at, taken)| other[at] == taken);
                    let is_exact =
                        states.iter().zip(group_of).all(|(s, &g)| g == number || !meets(s));
                    if !is_exact {
                        literals.insert(at, dropped);
                    }
                }
            }
            conditions.push(Condition { members: vec![literals] });
        }
        conditions
    }

    fn condition(&self, condition: &Condition) -> String {
        let member = |literals: &Vec<(usize, bool)>| {
            Expr::all(
                literals
                    .iter()
                    .map(|&(at, taken)| {
                        let option = OptionId(u8::from(taken));
                        Expr::Compare(TermId::new(at), Comparison::Equal, option)
                    })
                    .collect(),
            )
        };
        let expr = Expr::any(condition.members.iter().map(member).collect());
        Printer::with_names(&self.names).expr(&expr)
    }
}
