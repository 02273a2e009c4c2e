//! From the tree of a `.gmcr` file to a conflict, or to everything that is wrong with it.

mod condition;
mod fields;
mod ranking;

use std::collections::HashMap;

use self::condition::conditions;
use self::fields::{Table, flag, items, number, open, text};
use super::Findings;
use super::conflict::{Choice, Conflict, Direction, Maker, reordered};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::span::Span;
use crate::tree::{Node, Value, shortened};

/// How many options a file may have. GMCR+ itself gives up far earlier.
const MAX_OPTIONS: usize = 1000;

/// How many statements a decision maker may have: GMCR+ adds up powers of two in 64 bits.
pub(super) const MAX_STATEMENTS: usize = 63;

/// The keys of the file; the last few are written for other programs and never read.
const FILE: Table = Table {
    what: "a file of GMCR+",
    keys: &[
        "options",
        "decisionMakers",
        "infeasibles",
        "useManualPreferenceRanking",
        "useManualPreferenceVectors",
        "coalitions",
        "program",
        "version",
        "coalitionsFull",
        "nodes",
    ],
    required: &["options", "decisionMakers", "infeasibles"],
};

const OPTION: Table = Table {
    what: "an option",
    keys: &["name", "permittedDirection"],
    required: &["name", "permittedDirection"],
};

const MAKER: Table = Table {
    what: "a decision maker",
    keys: &[
        "name",
        "options",
        "preferences",
        "preferenceRanking",
        "preferenceVector",
        "misperceptions",
        "payoffs",
    ],
    required: &["name", "options", "preferences"],
};

/// Reads the conflict; nothing if there is none to read. It counts only if no error was found.
pub(super) fn conflict(root: &Node, findings: &mut Findings) -> Option<Conflict> {
    if root.get("scenario").is_some() && root.get("decisionMakers").is_none() {
        let message = "this is a scenario file in JSON, not a file of GMCR+";
        let help = "it needs no import; every command reads it as it is";
        findings.add(Diagnostic::new(Code::E601, head_of(root), message).help(help));
        return None;
    }
    if root.get("options").is_none() && root.get("decisionMakers").is_none() {
        let message =
            "this JSON has neither `options` nor `decisionMakers`, so it is no file of GMCR+";
        findings.add(Diagnostic::new(Code::E601, head_of(root), message));
        return None;
    }
    open(root, &FILE, findings)?;
    let options = options(root, findings);
    let count = options.as_ref().map(Vec::len);
    let manual = is_manual(root, findings);
    let mut drafts = makers(root, count, manual.unwrap_or(false), findings);
    let infeasibles =
        root.get("infeasibles").map(|node| conditions(node, count, "infeasibles", findings));
    let coalitions = coalitions(root.get("coalitions"), &drafts, findings);
    let (options, infeasibles) = (options?, infeasibles?);
    if findings.has_error() {
        return None;
    }
    let owned: Vec<Vec<usize>> = drafts.iter().map(|draft| draft.maker.options.clone()).collect();
    let order = reordered(options.len(), &owned);
    let mut place = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        place[from] = to;
    }
    let mut conflict = Conflict {
        options: order.iter().map(|&from| options[from].clone()).collect(),
        infeasibles,
        coalitions,
        program: program(root),
        reordered: !order.is_sorted(),
        makers: Vec::new(),
    };
    for infeasible in &mut conflict.infeasibles {
        infeasible.rearrange(&place);
    }
    for maker in drafts.iter_mut().map(|draft| &mut draft.maker) {
        for option in &mut maker.options {
            *option = place[*option];
        }
        for condition in maker.statements.iter_mut().chain(&mut maker.misperceptions) {
            condition.rearrange(&place);
        }
    }
    ranking::resolve(&mut conflict, drafts, findings);
    Some(conflict)
}

/// Groups of equally good states, best first, each by its number and with its place.
type Numbers = Vec<Vec<(i64, Span)>>;

/// A decision maker whose states are still numbers.
#[derive(Debug)]
struct Draft {
    maker: Maker,
    /// Groups of ordered numbers with their places, where the ranking counts.
    ranking: Option<(Numbers, Span)>,
    /// What the tool has computed: larger is better, by ordered number.
    payoffs: Option<(Vec<i64>, Span)>,
}

fn options(root: &Node, findings: &mut Findings) -> Option<Vec<Choice>> {
    let node = root.get("options")?;
    let nodes = items(node, "options", findings)?;
    if nodes.is_empty() {
        let message = "the file has no option, so there is nothing that could change";
        findings.add(Diagnostic::new(Code::E610, node.span, message));
        return None;
    }
    if nodes.len() > MAX_OPTIONS {
        let message = format!("{} options; the limit is {MAX_OPTIONS}", nodes.len());
        findings.add(Diagnostic::new(Code::E609, head_of(node), message));
        return None;
    }
    let mut options = Vec::with_capacity(nodes.len());
    for node in nodes {
        let mut choice = Choice { name: String::new(), direction: Direction::Both };
        if open(node, &OPTION, findings).is_some() {
            choice.name = text(node, "name", findings).unwrap_or_default();
            choice.direction = direction(node, findings);
        }
        // One that cannot be read keeps its place, so that the numbers of the others stay right.
        options.push(choice);
    }
    Some(options)
}

fn direction(option: &Node, findings: &mut Findings) -> Direction {
    let Some(word) = text(option, "permittedDirection", findings) else { return Direction::Both };
    let found = Direction::ALL.into_iter().find(|direction| direction.name() == word);
    found.unwrap_or_else(|| {
        let place = option.get("permittedDirection").map_or(option.span, |node| node.span);
        let names = Direction::ALL.map(Direction::name);
        let message = format!("`{}` is no direction in which an option changes", shortened(&word));
        let help = nearest(&word, names).map_or_else(
            || "possible are `both`, `fwd` (only from N to Y) and `back` (only from Y to N)".into(),
            |near| format!("did you mean `{near}`?"),
        );
        findings.add(Diagnostic::new(Code::E606, place, message).help(help));
        Direction::Both
    })
}

/// Whether rankings count rather than statements, under either name of the key.
fn is_manual(root: &Node, findings: &mut Findings) -> Option<bool> {
    let [new, old] = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
    let said = (flag(root, new, findings), flag(root, old, findings));
    if let ((Some(a), _), (Some(b), place)) = said
        && a != b
    {
        let message = format!("`{old}` says the opposite of `{new}`");
        let mut finding = Diagnostic::new(Code::E607, place, message);
        if let Some(node) = root.get(new) {
            finding = finding.related(node.span, "here");
        }
        findings.add(
            finding.help("leave out the older of the two, which is `useManualPreferenceVectors`"),
        );
    }
    if root.get(new).is_none() && root.get(old).is_none() {
        let message = format!("a file of GMCR+ needs `{new}`");
        let help = "`true` if the rankings count, `false` if the statements under `preferences` do";
        findings.add(Diagnostic::new(Code::E602, head_of(root), message).help(help));
    }
    said.0.0.or(said.1.0)
}

fn makers(root: &Node, count: Option<usize>, manual: bool, findings: &mut Findings) -> Vec<Draft> {
    let Some(node) = root.get("decisionMakers") else { return Vec::new() };
    let nodes = items(node, "decision makers", findings).unwrap_or_default();
    if nodes.is_empty() && matches!(node.value, Value::List(_)) {
        let message =
            "the file has no decision maker, so there is nobody who could change anything";
        findings.add(Diagnostic::new(Code::E610, node.span, message));
    }
    let mut owners: HashMap<usize, (usize, Span)> = HashMap::new();
    let mut drafts = Vec::with_capacity(nodes.len());
    for (position, node) in nodes.iter().enumerate() {
        drafts.push(maker(position, node, count, manual, &mut owners, findings));
    }
    drafts
}

fn maker(
    position: usize,
    node: &Node,
    count: Option<usize>,
    manual: bool,
    owners: &mut HashMap<usize, (usize, Span)>,
    findings: &mut Findings,
) -> Draft {
    let mut draft = Draft {
        maker: Maker {
            name: String::new(),
            options: Vec::new(),
            statements: Vec::new(),
            ranking: None,
            misperceptions: Vec::new(),
        },
        ranking: None,
        payoffs: None,
    };
    if open(node, &MAKER, findings).is_none() {
        return draft;
    }
    draft.maker.name = text(node, "name", findings).unwrap_or_default();
    if let Some(list) = node.get("options") {
        for item in items(list, "numbers of options", findings).unwrap_or_default() {
            let Some(option) = option_at(item, count, findings) else { continue };
            match owners.get(&option) {
                None => {
                    owners.insert(option, (position, item.span));
                    draft.maker.options.push(option);
                }
                Some(&(owner, first)) if owner == position => {
                    let message =
                        format!("option {option} is listed twice; the second is left out");
                    findings.add(
                        Diagnostic::new(Code::W626, item.span, message)
                            .related(first, "the first time"),
                    );
                }
                Some(&(_, first)) => {
                    let message = format!("option {option} has another owner already");
                    let help = "GMCR+ takes for granted that an option has one owner, and does not \
                                check it; remove it from one of the two lists";
                    findings.add(
                        Diagnostic::new(Code::E605, item.span, message)
                            .related(first, "the other owner")
                            .help(help),
                    );
                }
            }
        }
    }
    if let Some(list) = node.get("preferences") {
        draft.maker.statements = conditions(list, count, "preferences", findings);
        let number = draft.maker.statements.len();
        if number > MAX_STATEMENTS && !manual {
            let message = format!("{number} statements; GMCR+ adds up to {MAX_STATEMENTS}");
            let help = "its sums of 64 bits overflow beyond that; use a ranking instead";
            findings.add(Diagnostic::new(Code::E609, head_of(list), message).help(help));
        }
    }
    if let Some(list) = node.get("misperceptions") {
        draft.maker.misperceptions = conditions(list, count, "misperceptions", findings);
        if !draft.maker.misperceptions.is_empty() {
            let message = format!(
                "`{}` does not perceive some states, and a scenario cannot say so",
                shortened(&draft.maker.name)
            );
            let help = "the states are listed under `not_modelled`; stability is that of a party \
                        who perceives every state";
            findings.add(Diagnostic::new(Code::W622, head_of(list), message).help(help));
        }
    }
    if manual {
        draft.ranking = ranking::numbers(node, findings);
    }
    draft.payoffs = ranking::payoffs(node, findings);
    draft
}

/// The number of an option; nothing if it is none, which is reported.
fn option_at(node: &Node, count: Option<usize>, findings: &mut Findings) -> Option<usize> {
    let index = number(node, "the number of an option", findings)?;
    let Some(count) = count else { return usize::try_from(index).ok() };
    let found = usize::try_from(index).ok().filter(|&index| index < count);
    if found.is_none() && !findings.only_counts() {
        let message = format!("there is no option {index}");
        let help = match count {
            1 => "the file has one option, which is number 0".to_owned(),
            _ => format!("the file has the options 0 to {}, counted from 0", count - 1),
        };
        findings.add(Diagnostic::new(Code::E604, node.span, message).help(help));
    }
    found
}

/// Coalitions of two and more; a partition of the decision makers has no counterpart in a scenario.
fn coalitions(node: Option<&Node>, drafts: &[Draft], findings: &mut Findings) -> Vec<Vec<usize>> {
    let Some(node) = node else { return Vec::new() };
    let mut seen: HashMap<usize, Span> = HashMap::new();
    let mut coalitions = Vec::new();
    for item in items(node, "coalitions", findings).unwrap_or_default() {
        let members: Vec<&Node> = match &item.value {
            Value::List(members) => members.iter().collect(),
            _ => vec![item],
        };
        let mut coalition = Vec::with_capacity(members.len());
        for member in members {
            let Some(index) = number(member, "the number of a decision maker", findings) else {
                continue;
            };
            let Some(index) = usize::try_from(index).ok().filter(|&at| at < drafts.len()) else {
                let message = format!("there is no decision maker {index}");
                let help = format!("the file has {}, counted from 0", drafts.len());
                findings.add(Diagnostic::new(Code::E604, member.span, message).help(help));
                continue;
            };
            if let Some(&first) = seen.get(&index) {
                let message = format!("decision maker {index} is in two coalitions");
                let finding = Diagnostic::new(Code::E607, member.span, message);
                findings.add(finding.related(first, "the first time"));
                continue;
            }
            seen.insert(index, member.span);
            coalition.push(index);
        }
        if coalition.len() > 1 {
            coalitions.push(coalition);
        }
    }
    if !coalitions.is_empty() {
        let names: Vec<String> = coalitions
            .iter()
            .map(|members| {
                let names: Vec<&str> =
                    members.iter().map(|&at| drafts[at].maker.name.as_str()).collect();
                shortened(&names.join(" with "))
            })
            .collect();
        let message = format!(
            "the file treats as one: {}; in a scenario each stands alone",
            names.join(", ")
        );
        let help = "it is said under `not_modelled`";
        findings.add(Diagnostic::new(Code::W623, node.span, message).help(help));
    }
    coalitions
}

/// What wrote the file.
fn program(root: &Node) -> Option<String> {
    let said: Vec<&str> = ["program", "version"]
        .iter()
        .filter_map(|key| root.get(key)?.as_text())
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let one_line: String =
        said.join(" ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    (!said.is_empty()).then(|| shortened(&one_line))
}

/// The first character of a table or list, so that a finding does not underline all of it.
fn head_of(node: &Node) -> Span {
    Span::new(node.span.start, (node.span.start + 1).min(node.span.end))
}
