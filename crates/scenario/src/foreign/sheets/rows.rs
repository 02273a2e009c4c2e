//! From the rows of a sheet to a section of the tree.

use std::collections::{HashMap, HashSet};

use super::grid::Content;
use super::heads::{Found, Head, Row, Table};
use super::plan::{NO, NOBODY, Plan, YES, folded};
use super::write::is_listed;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::load::schema::Role;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::{Key, Node, Other, Text, Value, shortened};

/// The section that the rows of `table` say; nothing if they say nothing.
pub(super) fn section(table: &Table, findings: &mut Findings) -> Option<Node> {
    if table.rows.is_empty() && table.plan.section != "scenario" {
        return None;
    }
    if !table.has_key && table.plan.needs_key() {
        return Some(broken(table.place));
    }
    let mut rows = Rows { plan: table.plan, findings };
    let value = match table.plan.section {
        "scenario" => return Some(rows.scenario(table)),
        "party" => Value::Table(rows.named(&table.rows)),
        "define" => Value::Table(rows.conditions(&table.rows)),
        "priority" | "type" => Value::Table(rows.party_blocks(&table.rows)),
        "ranking" => Value::Table(rows.rankings(&table.rows)),
        "value" => Value::Table(rows.values(&table.rows)),
        _ => Value::List(rows.blocks(&table.rows)),
    };
    Some(Node { value, span: table.place })
}

/// Something of which everything has been said.
pub(super) const fn broken(span: Span) -> Node {
    Node { value: Value::Broken, span }
}

pub(super) fn key(name: &str, span: Span) -> Key {
    Key { name: name.to_owned(), span }
}

/// The part `range` of what a cell holds.
fn text(found: &Found, start: usize, end: usize) -> Node {
    let content = found.text.get(start..end).unwrap_or_default().to_owned();
    let span = Span::new(found.span.start + start, found.span.start + end);
    Node { value: Value::Text(Text { content, verbatim: Some(span.start) }), span }
}

/// All that a cell holds, as a text without blanks at its ends.
pub(super) fn whole(found: &Found) -> Node {
    let start = found.text.len() - found.text.trim_start().len();
    text(found, start, start + found.text.trim().len())
}

/// One value or several, separated by commas, semicolons or line ends.
fn several(found: &Found) -> Node {
    let mut nodes = Vec::new();
    let mut start = 0;
    for part in found.text.split([',', ';', '\n']) {
        let blanks = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            nodes.push(text(found, start + blanks, start + blanks + part.trim().len()));
        }
        start += part.len() + 1;
    }
    match <[Node; 1]>::try_from(nodes) {
        Ok([one]) => one,
        // Nothing but commas: whoever reads it says so.
        Err(nodes) if nodes.is_empty() => whole(found),
        Err(nodes) => Node { value: Value::List(nodes), span: found.span },
    }
}

/// Names with values.
pub(super) type Entries = Vec<(Key, Node)>;

/// The rows of a sheet that is being read.
pub(super) struct Rows<'f> {
    plan: &'static Plan,
    findings: &'f mut Findings,
}

impl Rows<'_> {
    pub(super) fn report(&mut self, code: Code, span: Span, message: String, help: &str) {
        if !self.findings.only_counts() {
            self.findings.add(Diagnostic::new(code, span, message).help(help));
        }
    }

    /// What a cell says, as a value of the kind that its column takes.
    pub(super) fn value(&mut self, role: Role, found: &Found) -> Node {
        let Some(content) = &found.content else { return broken(found.span) };
        let value = match (role, content) {
            (Role::Flag | Role::Answer, Content::Boolean(truth)) => Value::Boolean(*truth),
            (Role::Flag, _) => return self.flag(found),
            (Role::Answer, _) => return self.answer(found),
            (Role::Amount | Role::Number | Role::NoDeal, _) => return number_or_range(found),
            (Role::Amounts | Role::Inspection | Role::Watch, _) => return table(found),
            (Role::Date | Role::AsOf | Role::Dates, Content::Date(date)) => Value::Date(*date),
            (Role::Date | Role::AsOf | Role::Dates, Content::Time(time)) => {
                Value::Other(Other::Time, time.clone())
            }
            _ if is_listed(role) => return several(found),
            _ => return whole(found),
        };
        Node { value, span: found.span }
    }

    fn flag(&mut self, found: &Found) -> Node {
        match truth(found) {
            Some(truth) => Node { value: Value::Boolean(truth), span: found.span },
            None => {
                let message = format!("`{}` is neither yes nor no", shortened(found.text.trim()));
                self.report(Code::E659, found.span, message, "write yes or no, or leave it blank");
                broken(found.span)
            }
        }
    }

    fn answer(&mut self, found: &Found) -> Node {
        let number: Option<i64> = found.text.trim().parse().ok();
        let value = match (number, truth(found)) {
            (Some(number), _) => Value::Integer(number),
            (None, Some(truth)) => Value::Boolean(truth),
            (None, None) => {
                let text = shortened(found.text.trim());
                let message = format!("`{text}` is neither yes nor no nor a whole number");
                let help = "the answer to `count` is a number, that to other questions yes or no";
                self.report(Code::E659, found.span, message, help);
                Value::Broken
            }
        };
        Node { value, span: found.span }
    }

    /// `[scenario]`: a row for each key.
    fn scenario(&mut self, table: &Table) -> Node {
        let mut entries: Entries = Vec::new();
        let mut positions: HashMap<String, usize> = HashMap::new();
        let place = table.rows.first().map_or(table.place, |row| row.place("key"));
        for row in &table.rows {
            let (name, value) = (row.get("key"), row.get("value"));
            let (Some(name), Some(value)) = (name, value) else {
                if let Some(value) = value {
                    let message = "this row has a value and no key".to_owned();
                    self.report(Code::E660, value.span, message, "say in `key` what it is");
                }
                continue;
            };
            let written = name.text.trim();
            let schema = self.plan.table.into_iter().flat_map(|table| table.names());
            let known = schema.into_iter().find(|known| folded(known) == folded(written));
            let mut node = match known {
                Some(known) => self.value(self.plan.role_of_key(known), value),
                None => whole(value),
            };
            if known == Some("compare") && !node.is_broken() {
                let span = node.span;
                node = Node { value: Value::List(listed(node)), span };
            }
            let written = known.unwrap_or(written);
            let at = *positions.entry(written.to_owned()).or_insert(entries.len());
            match entries.get_mut(at) {
                None => entries.push((key(written, name.span), node)),
                Some((_, first)) if matches!(written, "compare" | "not_modelled") => {
                    let mut items = listed(std::mem::replace(first, broken(first.span)));
                    items.extend(listed(node));
                    first.value = Value::List(items);
                }
                Some((first, _)) => {
                    let message = format!("`{}` has two rows", shortened(written));
                    let finding = Diagnostic::new(Code::E656, name.span, message);
                    self.findings.add(finding.related(first.span, "the first"));
                }
            }
        }
        Node { value: Value::Table(entries), span: place }
    }

    /// The entries of a row under the columns that are keys of the scenario file.
    pub(super) fn entries(&mut self, row: &Row, without: &[&str]) -> Entries {
        let mut entries = Vec::with_capacity(row.cells.len());
        for column in self.plan.columns {
            if without.contains(&column.name) {
                continue;
            }
            let Some(found) = row.get(column.name) else { continue };
            let node = match column.name {
                "by" if found.text.trim().eq_ignore_ascii_case(NOBODY) => {
                    Node { value: Value::List(Vec::new()), span: found.span }
                }
                name => self.value(self.plan.role(name), found),
            };
            entries.push((key(column.name, found.span), node));
        }
        entries
    }

    /// The cell with the key of a row; its absence is reported.
    pub(super) fn key<'r>(&mut self, row: &'r Row) -> Option<&'r Found> {
        let column = self.plan.key();
        let found = row.get(column);
        match found {
            None => {
                let message = format!("this row has no `{column}`");
                self.report(Code::E660, row.place(column), message, "fill it in, or empty the row");
                None
            }
            found => found.filter(|found| found.content.is_some()),
        }
    }

    fn named(&mut self, rows: &[Row]) -> Entries {
        let mut named = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(id) = self.key(row) else { continue };
            let table = Value::Table(self.entries(row, &["id"]));
            named.push((key(id.text.trim(), id.span), Node { value: table, span: id.span }));
        }
        named
    }

    fn conditions(&mut self, rows: &[Row]) -> Entries {
        let mut conditions = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(id) = self.key(row) else { continue };
            let condition = match row.get("condition") {
                Some(found) => self.value(Role::Condition, found),
                None => {
                    let message = format!("`{}` has no condition", shortened(id.text.trim()));
                    let help = "a definition is a name and what it stands for";
                    self.report(Code::E660, id.span, message, help);
                    broken(id.span)
                }
            };
            conditions.push((key(id.text.trim(), id.span), condition));
        }
        conditions
    }

    fn party_blocks(&mut self, rows: &[Row]) -> Entries {
        let mut parties = Parties::default();
        for row in rows {
            let Some(party) = self.key(row) else { continue };
            let value = Value::Table(self.entries(row, &["party"]));
            parties.of(party).push(Node { value, span: party.span });
        }
        let list = |(key, lines): (Key, Vec<Node>)| {
            let span = key.span;
            (key, Node { value: Value::List(lines), span })
        };
        parties.list.into_iter().map(list).collect()
    }

    fn rankings(&mut self, rows: &[Row]) -> Entries {
        let mut parties: Parties<(u64, Node)> = Parties::default();
        let mut sources: Parties<Node> = Parties::default();
        for row in rows {
            let Some(party) = self.key(row) else { continue };
            if let Some(found) = row.get("source") {
                let named = self.value(Role::Names, found);
                sources.of(party).extend(listed(named));
            }
            let rank = self.rank(row, party);
            match (rank, row.get("entry")) {
                (Some(rank), Some(entry)) => {
                    let node = self.value(Role::Conditions, entry);
                    parties.of(party).push((rank, node));
                }
                (_, None) => {
                    let message = "this row has no `entry`".to_owned();
                    let help = "an entry is the id of a package or a condition";
                    self.report(Code::E660, party.span, message, help);
                }
                _ => {}
            }
            parties.of(party);
        }
        let mut rankings = Vec::new();
        for (key, entries) in parties.list {
            let groups = by_rank(entries);
            let place = key.span;
            let of = |name: &str, value: Value| {
                (Key { name: name.to_owned(), span: place }, Node { value, span: place })
            };
            // A party without an entry has rows of which that was said.
            let groups = if groups.is_empty() { Value::Broken } else { Value::List(groups) };
            let mut table = vec![of("best_first", groups)];
            let at = sources.index.get(&key.name).copied();
            let named = at.and_then(|at| sources.list.get_mut(at));
            table.extend(named.map(|(_, named)| of("source", Value::List(std::mem::take(named)))));
            rankings.push((key, Node { value: Value::Table(table), span: place }));
        }
        rankings
    }

    fn rank(&mut self, row: &Row, party: &Found) -> Option<u64> {
        match row.get("rank") {
            Some(found) => self.rank_in(found),
            None => {
                if row.get("entry").is_some() {
                    let message = "this row has no `rank`".to_owned();
                    let help = "1 is best; the same number twice means equally good";
                    self.report(Code::E660, party.span, message, help);
                }
                None
            }
        }
    }

    pub(super) fn rank_in(&mut self, found: &Found) -> Option<u64> {
        found.content.as_ref()?;
        let rank = found.text.trim().parse().ok();
        if rank.is_none() {
            let message = format!("`{}` is not a rank", shortened(found.text.trim()));
            let help = "write a whole number: 1 is best, the same number twice means equally good";
            self.report(Code::E659, found.span, message, help);
        }
        rank
    }

    /// Sections of blocks: terms, rules, packages, steps, claims, texts, sources.
    fn blocks(&mut self, rows: &[Row]) -> Vec<Node> {
        let mut blocks = Vec::new();
        for rows in self.groups(rows) {
            let Some(first) = rows.first() else { continue };
            let mut entries = match self.plan.section {
                "term" | "text" | "source" => self.entries(first, self.plan.continued),
                _ => self.entries(first, &["order"]),
            };
            match self.plan.section {
                "term" => self.options(rows, &mut entries),
                "text" => self.passages(rows, &mut entries),
                "source" => self.quotes(rows, &mut entries),
                "package" | "step" => entries.push(self.change(first)),
                _ => {}
            }
            let span = first.place(self.plan.key());
            blocks.push(Node { value: Value::Table(entries), span });
        }
        blocks
    }

    /// The rows of each entry: the first, and those in which nothing else stands than what an entry
    /// may have several of, or the same as in the first.
    fn groups<'r>(&self, rows: &'r [Row]) -> Vec<&'r [Row]> {
        let continued = self.plan.continued;
        let belongs = |row: &Row, first: &Row| {
            let mut has_more = false;
            row.cells.iter().all(|(head, found)| match head {
                Head::Fixed(name) if continued.contains(name) => {
                    has_more = true;
                    true
                }
                Head::Fixed(name) => {
                    first.get(name).is_some_and(|above| above.text.trim() == found.text.trim())
                }
                Head::Term(_) | Head::Unread => false,
            }) && has_more
        };
        let mut groups = Vec::new();
        let mut rest = rows;
        while let Some((first, others)) = rest.split_first() {
            let count = others.iter().take_while(|row| belongs(row, first)).count();
            let (group, after) = rest.split_at(count + 1);
            groups.push(group);
            rest = after;
        }
        groups
    }

    fn options(&mut self, rows: &[Row], entries: &mut Entries) {
        let mut options = Vec::new();
        let mut tables: [(&str, &str, Entries); 3] = [
            ("label", "labels", Vec::new()),
            ("seen", "seen", Vec::new()),
            ("undo", "undo", Vec::new()),
        ];
        for row in rows {
            let option = row.get("option");
            if let Some(option) = option {
                options.push(match option.content {
                    Some(_) => whole(option),
                    None => broken(option.span),
                });
            }
            for (column, _, table) in &mut tables {
                let Some(found) = row.get(column) else { continue };
                match option {
                    Some(option) if option.content.is_some() => {
                        let node = self.value(self.plan.role(column), found);
                        table.push((key(option.text.trim(), option.span), node));
                    }
                    Some(_) => {}
                    None => {
                        let message = format!("this row has `{column}` and no option");
                        let help = "say in `option` what it is said of";
                        self.report(Code::E660, found.span, message, help);
                    }
                }
            }
        }
        let Some(place) = options.first().map(|option| option.span) else { return };
        entries.push((key("options", place), Node { value: Value::List(options), span: place }));
        for (_, name, table) in tables {
            if let Some((first, _)) = table.first() {
                let place = first.span;
                entries.push((key(name, place), Node { value: Value::Table(table), span: place }));
            }
        }
    }

    fn passages(&mut self, rows: &[Row], entries: &mut Entries) {
        let mut passages = Vec::new();
        for row in rows {
            let (quote, why) = (row.get("unused"), row.get("why"));
            let table: Entries = [("quote", quote), ("why", why)]
                .into_iter()
                .filter_map(|(name, found)| {
                    let found = found?;
                    Some((key(name, found.span), self.value(Role::Text, found)))
                })
                .collect();
            match (quote, why) {
                (Some(found), _) => {
                    passages.push(Node { value: Value::Table(table), span: found.span });
                }
                (None, Some(why)) => {
                    let message = "this row has `why` and no passage".to_owned();
                    let help = "say in `unused` which passage was not used";
                    self.report(Code::E660, why.span, message, help);
                }
                (None, None) => {}
            }
        }
        if let Some(first) = passages.first() {
            let place = first.span;
            entries
                .push((key("unused", place), Node { value: Value::List(passages), span: place }));
        }
    }

    fn quotes(&mut self, rows: &[Row], entries: &mut Entries) {
        let quotes = rows.iter().filter_map(|row| row.get("quote"));
        let quotes: Vec<Node> = quotes.map(|found| self.value(Role::Text, found)).collect();
        if let Some(first) = quotes.first() {
            let place = first.span;
            entries.push((key("quote", place), Node { value: Value::List(quotes), span: place }));
        }
    }

    /// The options under the columns of terms, in their order or in the one that `order` says.
    fn change(&mut self, row: &Row) -> (Key, Node) {
        let place = row.place(self.plan.key());
        let mut change: Entries = Vec::new();
        for (head, found) in &row.cells {
            if let Head::Term(term) = head {
                // Whatever is said of the term in this row is said at its cell.
                change.push((key(term, found.span), self.value(Role::Name, found)));
            }
        }
        if let Some(order) = row.get("order").filter(|order| order.content.is_some()) {
            let changed: HashSet<&str> = change.iter().map(|(key, _)| &*key.name).collect();
            let mut positions: HashMap<&str, usize> = HashMap::new();
            let listed = listed(several(order));
            for (position, node) in listed.iter().enumerate() {
                let name = node.as_text().unwrap_or_default();
                positions.entry(name).or_insert(position);
                if !changed.contains(name) {
                    let message = format!("this row changes no term `{}`", shortened(name));
                    let help =
                        "`order` lists the terms that the row changes, in the order to be told";
                    self.report(Code::E660, node.span, message, help);
                }
            }
            let last = listed.len();
            change
                .sort_by_key(|(key, _)| positions.get(key.name.as_str()).copied().unwrap_or(last));
        }
        (key("change", place), Node { value: Value::Table(change), span: place })
    }
}

/// What has a rank, best first, and in one list what has the same.
pub(super) fn by_rank(mut entries: Vec<(u64, Node)>) -> Vec<Node> {
    entries.sort_by_key(|(rank, _)| *rank);
    let mut groups: Vec<Node> = Vec::new();
    let mut last = None;
    for (rank, node) in entries {
        match groups.last_mut() {
            Some(group) if last == Some(rank) => {
                let mut items = listed(std::mem::replace(group, broken(group.span)));
                items.push(node);
                group.value = Value::List(items);
            }
            _ => groups.push(node),
        }
        last = Some(rank);
    }
    groups
}

/// `iran = -3..-1; us = 0`: names with numbers or ranges, apart by semicolons or line ends; a table in it stands in brackets, its
/// entries apart by commas: `sites = (mine = 3, depot = 1..2)`. What has no name in it stays a text.
fn table(found: &Found) -> Node {
    match entries(found, 0, found.text.len(), &[';', '\n']) {
        Some(entries) => Node { value: Value::Table(entries), span: found.span },
        None => whole(found),
    }
}

/// The entries of a table between two places of a cell; absent if a part has no name in it.
fn entries(found: &Found, from: usize, to: usize, apart: &[char]) -> Option<Vec<(Key, Node)>> {
    let mut entries = Vec::new();
    let mut start = from;
    for part in found.text[from..to].split(apart) {
        let from = start;
        start = from + part.len() + 1;
        if part.trim().is_empty() {
            continue;
        }
        let (name, worth) = part.split_once('=')?;
        let span = |text: &str, from: usize| {
            let blanks = text.len() - text.trim_start().len();
            let start = found.span.start + from + blanks;
            Span::new(start, start + text.trim().len())
        };
        let worth_from = from + part.len() - worth.len();
        let worth_span = span(worth, worth_from);
        let inner = worth.trim().strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
        let value = match inner {
            Some(inner) => {
                let from = worth_span.start - found.span.start + 1;
                let table = self::entries(found, from, from + inner.len(), &[','])?;
                Node { value: Value::Table(table), span: worth_span }
            }
            None => number_or_range_at(worth.trim(), worth_span)
                .unwrap_or_else(|| text(found, worth_from, worth_from + worth.len())),
        };
        entries.push((key(name.trim(), span(name, from)), value));
    }
    Some(entries)
}

/// `40`, `0.5`, `30..50`, `30 to 50`, `30, 50`; whatever else it is stays a text.
fn number_or_range(found: &Found) -> Node {
    number_or_range_at(found.text.trim(), found.span).unwrap_or_else(|| whole(found))
}

fn number_or_range_at(text: &str, span: Span) -> Option<Node> {
    let number = |text: &str| -> Option<Node> {
        let text = text.trim();
        Decimal::parse(text).ok()?;
        let value = text
            .parse()
            .map_or_else(|_| Value::Other(Other::Number, text.to_owned()), Value::Integer);
        Some(Node { value, span })
    };
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
    let ends = ["..", " to ", ",", ";"].iter().find_map(|between| bare.split_once(between));
    let range = ends.and_then(|(low, high)| Some(vec![number(low)?, number(high)?]));
    match range {
        Some(ends) => Some(Node { value: Value::List(ends), span }),
        None => number(text),
    }
}

/// What stands in the rows of each party, in the order in which parties come first.
pub(super) struct Parties<T> {
    pub(super) list: Vec<(Key, Vec<T>)>,
    index: HashMap<String, usize>,
}

impl<T> Default for Parties<T> {
    fn default() -> Self {
        Self { list: Vec::new(), index: HashMap::new() }
    }
}

impl<T> Parties<T> {
    pub(super) fn of(&mut self, party: &Found) -> &mut Vec<T> {
        let name = party.text.trim();
        let next = self.list.len();
        let at = *self.index.entry(name.to_owned()).or_insert(next);
        if at == next {
            self.list.push((key(name, party.span), Vec::new()));
        }
        &mut self.list[at].1
    }
}

/// The items of a list, or the one value.
pub(super) fn listed(node: Node) -> Vec<Node> {
    match node.value {
        Value::List(items) => items,
        _ => vec![node],
    }
}

/// Whether a cell says yes or no.
fn truth(found: &Found) -> Option<bool> {
    match folded(&found.text).as_str() {
        YES | "true" | "x" | "1" => Some(true),
        NO | "false" | "0" => Some(false),
        _ => None,
    }
}
