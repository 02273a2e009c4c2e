//! `[[term]]`.

use std::ops::Range;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{OptionId, PartyId, TermId};
use crate::load::conditions::condition_of;
use crate::load::evidence::listed_twice;
use crate::load::fields::{Fields, Words, items, not_one_of, words, wrong_type};
use crate::load::ids::Ids;
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Kind, Seen, Term, TermOption, Undo};
use crate::nearest::nearest;
use crate::tree::{Node, Value, shortened};

/// Reads every term; nothing of one that has a mistake.
pub(super) fn read(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<Option<Term>> {
    let nodes = sections.terms.items.iter().enumerate();
    nodes.map(|(position, node)| term(position, node, known, report)).collect()
}

/// The options of the term that is being read.
struct Options<'k> {
    /// Their names; none if they could not be read: then nothing is said of what uses them.
    ids: Option<&'k Ids>,
    term: TermId,
    known: &'k Known,
}

impl Options<'_> {
    fn find(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<OptionId> {
        self.known.option(self.term, words.text, words.span, report)
    }

    fn len(&self) -> usize {
        self.ids.map_or(0, Ids::len)
    }
}

fn term(position: usize, node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Term> {
    let fields = Fields::open(node, &schema::TERM, report)?;
    let id = known.terms.name(position);
    let options = Options {
        ids: known.options.get(position).and_then(Option::as_ref),
        term: TermId::new(position),
        known,
    };
    check_options(&fields, &options, report);

    let by = parties(&fields, known, report);
    let kind = kind(&fields, report);
    let now = option_under(&fields, "now", &options, report);
    let mut list = named_options(&fields, &options, report);
    read_seen(&fields, &options, now, &mut list, report);
    read_undo(&fields, &options, now, &mut list, report);
    let fallback = option_under(&fields, "fallback", &options, report);
    if let (Some(node), Some(by)) = (fields.get("fallback"), &by)
        && by.len() < 2
    {
        let message = "only a term that several parties control together has a fallback";
        report.add(Diagnostic::new(Code::E407, node.span, message));
    }
    let cannot = cannot(&fields, &options, report);
    let name = fields.text("name", report);
    let note = fields.text("note", report);
    Some(Term {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        by: by?,
        kind,
        options: list,
        now: now?,
        fallback,
        cannot,
        note,
        span: known.terms.place(position, fields.place),
    })
}

fn check_options(fields: &Fields<'_>, options: &Options<'_>, report: &mut Report<'_>) {
    let Some(node) = fields.get("options") else { return };
    if items(node, "options", report).is_some() && options.ids.is_some() && options.len() < 2 {
        let count = options.len();
        let message = format!("a term has at least two options, and this one has {count}");
        report.add(Diagnostic::new(Code::E410, node.span, message));
    }
}

/// The parties under `by`, without repetition; nothing if they could not be read.
pub(super) fn parties(
    fields: &Fields<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Vec<PartyId>> {
    let node = fields.get("by")?;
    let mut parties = Vec::new();
    let mut complete = matches!(node.value, Value::Text(_) | Value::List(_));
    for words in fields.one_or_more("by", report) {
        match known.party(words, report) {
            Some(party) if parties.contains(&party) => listed_twice(words, report),
            Some(party) => parties.push(party),
            None => complete = false,
        }
    }
    complete.then_some(parties)
}

fn kind(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Kind> {
    let words = words(fields.get("kind")?, report)?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == words.text);
    if kind.is_none() {
        not_one_of(words, "a kind of term", &Kind::ALL.map(Kind::name), report);
    }
    kind
}

fn undo_word(words: Words<'_>, report: &mut Report<'_>) -> Option<Undo> {
    let undo = Undo::ALL.into_iter().find(|undo| undo.name() == words.text);
    if undo.is_none() {
        not_one_of(
            words,
            "a time in which something can be undone",
            &Undo::ALL.map(Undo::name),
            report,
        );
    }
    undo
}

fn option_under(
    fields: &Fields<'_>,
    key: &str,
    options: &Options<'_>,
    report: &mut Report<'_>,
) -> Option<OptionId> {
    options.find(words(fields.get(key)?, report)?, report)
}

/// The options with their names for sentences.
fn named_options(
    fields: &Fields<'_>,
    options: &Options<'_>,
    report: &mut Report<'_>,
) -> Vec<TermOption> {
    let mut list: Vec<TermOption> = options
        .ids
        .map_or(&[][..], Ids::names)
        .iter()
        .map(|id| TermOption { id: id.clone(), name: id.replace('_', " "), seen: None, undo: None })
        .collect();
    if let Some(node) = fields.get("labels") {
        for (option, node) in per_option(node, options, report) {
            let label = words(node, report).map(|words| words.text.to_owned());
            if let (Some(option), Some(label)) =
                (option.and_then(|o| list.get_mut(o.index())), label)
            {
                option.name = label;
            }
        }
    }
    list
}

/// The entries of a table with options for keys; the option is absent if there is no such.
fn per_option<'n>(
    node: &'n Node,
    options: &Options<'_>,
    report: &mut Report<'_>,
) -> Vec<(Option<OptionId>, &'n Node)> {
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table with options for keys", report);
        return Vec::new();
    };
    let mut found = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        let option = options.known.option(options.term, &key.name, key.span, report);
        found.push((option, node));
    }
    found
}

fn read_seen(
    fields: &Fields<'_>,
    options: &Options<'_>,
    now: Option<OptionId>,
    list: &mut [TermOption],
    report: &mut Report<'_>,
) {
    let Some(node) = fields.get("seen") else { return };
    if let Value::Table(_) = node.value {
        for (option, node) in per_option(node, options, report) {
            let seen = seen(node, options.known, report);
            if let Some(option) = option.and_then(|option| list.get_mut(option.index())) {
                option.seen = seen;
            }
        }
    } else if let Some(seen) = seen(node, options.known, report) {
        for option in all_but_now(list, now) {
            option.seen = Some(seen.clone());
        }
    }
}

fn seen(node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Seen> {
    let words = words(node, report)?;
    match words.text {
        "outside" => return Some(Seen::Outside),
        "nobody" => return Some(Seen::Nobody),
        _ => {}
    }
    let is_slip = known.definitions.position(words.text).is_none()
        && known.terms.position(words.text).is_none()
        && nearest(words.text, ["outside", "nobody"]).is_some();
    if is_slip {
        not_one_of(words, "a way to be seen", &["outside", "nobody"], report);
        return None;
    }
    condition_of(words, known, report).map(Seen::If)
}

fn read_undo(
    fields: &Fields<'_>,
    options: &Options<'_>,
    now: Option<OptionId>,
    list: &mut [TermOption],
    report: &mut Report<'_>,
) {
    let Some(node) = fields.get("undo") else { return };
    if let Value::Table(_) = node.value {
        for (option, node) in per_option(node, options, report) {
            let undo = words(node, report).and_then(|words| undo_word(words, report));
            if let Some(option) = option.and_then(|option| list.get_mut(option.index())) {
                option.undo = undo;
            }
        }
    } else if let Some(undo) = words(node, report).and_then(|words| undo_word(words, report)) {
        for option in all_but_now(list, now) {
            option.undo = Some(undo);
        }
    }
}

fn all_but_now(
    list: &mut [TermOption],
    now: Option<OptionId>,
) -> impl Iterator<Item = &mut TermOption> {
    list.iter_mut()
        .enumerate()
        .filter(move |(position, _)| now.map(OptionId::index) != Some(*position))
        .map(|(_, option)| option)
}

/// The impossible moves, ascending.
fn cannot(
    fields: &Fields<'_>,
    options: &Options<'_>,
    report: &mut Report<'_>,
) -> Vec<(OptionId, OptionId)> {
    let count = options.len();
    let mut moves = Moves::all(count);
    let mut complete = true;
    for words in fields.one_or_more("cannot", report) {
        let Some((from, to)) = one_move(words, options, report) else {
            complete = false;
            continue;
        };
        for from in from.map_or(0..count, |one| one.index()..one.index() + 1) {
            for to in to.map_or(0..count, |one| one.index()..one.index() + 1) {
                moves.forbid(from, to);
            }
        }
    }
    if let (Some(node), true) = (fields.get("cannot"), complete)
        && let Some(gap) = moves.gap()
    {
        let [a, b, c] = gap.map(|at| options.ids.map_or_else(String::new, |ids| ids.name(at)));
        let message =
            format!("`{a} -> {b}` and `{b} -> {c}` are left possible, but `{a} -> {c}` is not");
        let help = "the moves that are left must be transitive: forbid one of the first two, or allow the third";
        report.add(Diagnostic::new(Code::E409, node.span, message).help(help));
    }
    moves.forbidden()
}

/// The two sides of a move; absent for `*`.
type Sides = (Option<OptionId>, Option<OptionId>);

fn one_move(words: Words<'_>, options: &Options<'_>, report: &mut Report<'_>) -> Option<Sides> {
    let arrow = words.text.find("->").unwrap_or(words.text.len());
    let sides = [0..arrow, (arrow + 2).min(words.text.len())..words.text.len()];
    let [from, to] = sides.map(|range| trimmed(words.text, range));
    if from.is_empty() || to.is_empty() {
        let message = format!("`{}` is not a move", shortened(words.text));
        let finding = Diagnostic::new(Code::E408, words.span, message);
        report.add(finding.help("write `from -> to`, with `*` for every option"));
        return None;
    }
    let mut side = |range: Range<usize>| -> Option<Option<OptionId>> {
        let name = &words.text[range.clone()];
        if name == "*" {
            return Some(None);
        }
        let place = words.origin.span(range);
        options.known.option(options.term, name, place, report).map(Some)
    };
    let (from, to) = (side(from), side(to));
    let (from, to) = (from?, to?);
    if from == to && from.is_some() {
        let message = "a move leads from one option to another";
        report.add(Diagnostic::new(Code::E408, words.span, message));
    }
    Some((from, to))
}

/// `range` of `text` without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Which moves of a term are possible: a row of bits for each option.
struct Moves {
    rows: Vec<[u64; 4]>,
}

impl Moves {
    fn all(count: usize) -> Self {
        let mut full = [0_u64; 4];
        for option in 0..count {
            full[option / 64] |= 1 << (option % 64);
        }
        Self { rows: vec![full; count] }
    }

    fn forbid(&mut self, from: usize, to: usize) {
        if from != to {
            self.rows[from][to / 64] &= !(1 << (to % 64));
        }
    }

    fn allows(&self, from: usize, to: usize) -> bool {
        self.rows[from][to / 64] >> (to % 64) & 1 == 1
    }

    /// Three options of which the first leads to the second, the second to the third, but the first
    /// not to the third.
    fn gap(&self) -> Option<[usize; 3]> {
        let count = self.rows.len();
        for a in 0..count {
            for b in (0..count).filter(|&b| b != a && self.allows(a, b)) {
                for word in 0..4 {
                    let beyond = self.rows[b][word] & !self.rows[a][word];
                    if beyond != 0 {
                        return Some([a, b, word * 64 + beyond.trailing_zeros() as usize]);
                    }
                }
            }
        }
        None
    }

    fn forbidden(&self) -> Vec<(OptionId, OptionId)> {
        let mut pairs = Vec::new();
        for from in 0..self.rows.len() {
            for to in (0..self.rows.len()).filter(|&to| !self.allows(from, to)) {
                pairs.push((OptionId::new(from), OptionId::new(to)));
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found() {
        let mut moves = Moves::all(3);
        assert_eq!(moves.gap(), None);
        moves.forbid(0, 2);
        assert_eq!(moves.gap(), Some([0, 1, 2]));
        moves.forbid(1, 2);
        assert_eq!(moves.gap(), None);
        assert_eq!(moves.forbidden(), [(OptionId(0), OptionId(2)), (OptionId(1), OptionId(2))]);
        let mut wide = Moves::all(255);
        wide.forbid(254, 200);
        assert_eq!(wide.gap(), Some([254, 0, 200]));
    }
}
