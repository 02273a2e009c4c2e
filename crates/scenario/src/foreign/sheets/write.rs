//! From a scenario to sheets of cells.

use super::guide::guide;
use super::plan::{NO, NOBODY, Offer as Planned, PLANS, Plan, TERM, YES};
use super::{Cell, Column, Offer, Sheet, Workbook};
use crate::load::schema::Role;
use crate::model::Scenario;
use crate::number::Decimal;
use crate::tree::{Key, Node, Other, Value};
use crate::write::tree_of;

/// The largest number that a spreadsheet holds exactly.
const LARGEST: i64 = 1 << 53;

/// The scenario as a workbook: a guide, and a sheet for each section, empty ones included, so that
/// they can be filled in. Everything that the scenario says is in it, and nothing else, so the
/// workbook of a redacted scenario has no name in it either.
#[must_use]
pub fn workbook_of(scenario: &Scenario) -> Workbook {
    let tree = tree_of(scenario);
    let terms: Vec<TermColumn<'_>> = scenario
        .terms
        .iter()
        .map(|term| TermColumn {
            id: &term.id,
            options: term.options.iter().map(|option| option.id.as_str()).collect(),
        })
        .collect();
    let mut sheets = vec![guide(scenario.marking.as_deref())];
    sheets.extend(PLANS.iter().map(|&plan| sheet(plan, tree.get(plan.section), &terms)));
    Workbook { marking: scenario.marking.clone(), sheets }
}

/// A term that has a column.
struct TermColumn<'s> {
    id: &'s str,
    options: Vec<&'s str>,
}

fn sheet(plan: &'static Plan, section: Option<&Node>, terms: &[TermColumn<'_>]) -> Sheet {
    let mut heads: Vec<Head<'_>> = Vec::new();
    for column in plan.columns {
        if plan.terms_before == Some(column.name) {
            heads.extend(terms.iter().map(Head::Term));
        }
        heads.push(Head::Fixed(column.name));
    }
    let columns = heads.iter().map(|head| column(plan, head)).collect();
    let mut rows = Rows { plan, heads, rows: Vec::new() };
    if let Some(section) = section {
        rows.section(section);
    }
    Sheet { name: plan.name.to_owned(), columns, rows: rows.rows }
}

fn column(plan: &Plan, head: &Head<'_>) -> Column {
    match head {
        Head::Fixed(name) => {
            let fixed = plan.columns.iter().find(|column| column.name == *name);
            let offer = match fixed.map(|column| column.offer) {
                None | Some(Planned::Free) => Offer::Free,
                Some(Planned::Words(words)) => {
                    Offer::Words(words.iter().map(|&word| word.to_owned()).collect())
                }
                Some(Planned::Ids(sheet)) => Offer::FirstColumnOf(sheet.to_owned()),
            };
            let width = fixed.map_or(12, |column| column.width);
            Column { head: (*name).to_owned(), width, offer }
        }
        Head::Term(term) => {
            let longest = term.options.iter().map(|option| option.chars().count()).max();
            let width = longest.unwrap_or_default().max(term.id.chars().count()) + 2;
            // A term that is called like another column is told apart from it.
            let head = match plan.column(term.id) {
                Some(_) => format!("{TERM}{}", term.id),
                None => term.id.to_owned(),
            };
            Column {
                head,
                width: u16::try_from(width.clamp(8, 20)).unwrap_or(20),
                offer: Offer::Words(term.options.iter().map(|&o| o.to_owned()).collect()),
            }
        }
    }
}

/// What stands above a column.
enum Head<'s> {
    Fixed(&'static str),
    Term(&'s TermColumn<'s>),
}

/// The rows of a sheet that is being written.
struct Rows<'s> {
    plan: &'static Plan,
    heads: Vec<Head<'s>>,
    rows: Vec<Vec<Cell>>,
}

impl Rows<'_> {
    fn section(&mut self, section: &Node) {
        match (self.plan.section, &section.value) {
            ("scenario", _) => self.scenario(section),
            ("define", _) => {
                for (key, node) in section.entries() {
                    self.row([("id", Cell::text(&*key.name)), ("condition", cell(node))]);
                }
            }
            ("priority" | "type", _) => {
                for (party, lines) in section.entries() {
                    for line in lines.items() {
                        let party = ("party", Cell::text(&*party.name));
                        self.entry(Some(party), line);
                    }
                }
            }
            ("value", _) => {
                for (party, lines) in section.entries() {
                    lines.items().iter().for_each(|line| self.valuation(&party.name, line));
                }
            }
            ("ranking", _) => {
                for (party, ranking) in section.entries() {
                    self.ranking(&party.name, ranking);
                }
            }
            (_, Value::Table(entries)) => {
                for (key, node) in entries {
                    self.entry(Some(("id", Cell::text(&*key.name))), node);
                }
            }
            ("term", _) => section.items().iter().for_each(|term| self.term(term)),
            _ => section.items().iter().for_each(|entry| self.entry(None, entry)),
        }
    }

    /// One row with these cells.
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = (&'c str, Cell)>) {
        let mut row = vec![Cell::Empty; self.heads.len()];
        for (name, cell) in cells {
            let at = self.heads.iter().position(|h| matches!(h, Head::Fixed(f) if *f == name));
            debug_assert!(at.is_some(), "no column {name} in {}", self.plan.name);
            if let Some(place) = at.and_then(|at| row.get_mut(at)) {
                *place = cell;
            }
        }
        self.rows.push(row);
    }

    /// A row for every key, so that it can be seen which there are; keys with several values have
    /// a row for each.
    fn scenario(&mut self, section: &Node) {
        let keys = self.plan.table.into_iter().flat_map(|table| table.names());
        for key in keys {
            let name = ("key", Cell::text(key));
            match section.get(key) {
                None => self.row([name]),
                Some(Node { value: Value::List(items), .. }) => {
                    for item in items {
                        self.row([name.clone(), ("value", cell(item))]);
                    }
                }
                Some(node) => self.row([name, ("value", cell(node))]),
            }
        }
    }

    /// An entry with a row of its own, and further rows for what it has several of.
    fn entry(&mut self, first: Option<(&'static str, Cell)>, entry: &Node) {
        let mut cells: Vec<(&str, Cell)> = first.into_iter().collect();
        let mut more: Vec<Vec<(&str, Cell)>> = Vec::new();
        let mut change = None;
        for (key, node) in entry.entries() {
            match (self.plan.section, key.name.as_str()) {
                ("text", "unused") => {
                    let mut passages = node.items().iter().map(passage);
                    cells.extend(passages.next().into_iter().flatten());
                    more.extend(passages);
                }
                ("source", "quote") if !node.items().is_empty() => {
                    let mut quotes = node.items().iter().map(|quote| ("quote", cell(quote)));
                    cells.extend(quotes.next());
                    more.extend(quotes.map(|quote| vec![quote]));
                }
                ("package" | "step", "change") => change = Some(node),
                ("step", "by") => cells.push(("by", controllers(node))),
                (_, key) => cells.push((key, cell(node))),
            }
        }
        if let Some(order) = change.and_then(|change| self.order(change)) {
            cells.push(("order", order));
        }
        self.row(cells);
        if let (Some(change), Some(row)) = (change, self.rows.last_mut()) {
            for (head, place) in self.heads.iter().zip(row) {
                if let Head::Term(term) = head
                    && let Some(option) = change.get(term.id)
                {
                    *place = cell(option);
                }
            }
        }
        for cells in more {
            self.row(cells);
        }
    }

    /// The terms in the order in which the author changed them, if it is not that of the columns.
    fn order(&self, change: &Node) -> Option<Cell> {
        let columns = self.heads.iter().filter_map(|head| match head {
            Head::Term(term) if change.get(term.id).is_some() => Some(term.id),
            _ => None,
        });
        let listed: Vec<&str> = change.entries().iter().map(|(key, _)| key.name.as_str()).collect();
        (!columns.eq(listed.iter().copied())).then(|| Cell::text(listed.join(", ")))
    }

    /// A row for each option; what concerns the whole term stands in the first.
    fn term(&mut self, term: &Node) {
        let now = term.get("now").and_then(Node::as_text).unwrap_or_default();
        for (position, option) in
            term.get("options").map_or(&[][..], Node::items).iter().enumerate()
        {
            let id = option.as_text().unwrap_or_default();
            let mut cells: Vec<(&str, Cell)> = Vec::new();
            if position == 0 {
                for (key, node) in term.entries() {
                    match key.name.as_str() {
                        "options" | "labels" | "seen" | "undo" => {}
                        "by" => cells.push(("by", controllers(node))),
                        key => cells.push((key, cell(node))),
                    }
                }
            }
            cells.push(("option", cell(option)));
            for (key, column) in [("labels", "label"), ("seen", "seen"), ("undo", "undo")] {
                let value = match term.get(key) {
                    // One value for all options but the one in force.
                    Some(node) if node.as_text().is_some() => Some(node).filter(|_| id != now),
                    Some(node) => node.get(id),
                    None => None,
                };
                cells.extend(value.map(|node| (column, cell(node))));
            }
            self.row(cells);
        }
    }

    /// A row for each option, with all the rest in the first; one row where there are no options.
    fn valuation(&mut self, party: &str, line: &Node) {
        let mut cells = vec![("party", Cell::text(party))];
        let mut options: Vec<Vec<(&str, Cell)>> = Vec::new();
        for (key, node) in line.entries() {
            match key.name.as_str() {
                "options" => {
                    let given = node.entries().iter();
                    options.extend(given.map(|(option, points)| {
                        vec![("option", Cell::text(&*option.name)), ("points", cell(points))]
                    }));
                }
                "best_first" => {
                    for (group, rank) in node.items().iter().zip(1..) {
                        options.extend(grouped(group).iter().map(|option| {
                            vec![("option", cell(option)), ("rank", Cell::Number(rank))]
                        }));
                    }
                }
                key => cells.push((key, cell(node))),
            }
        }
        let mut options = options.into_iter();
        cells.extend(options.next().into_iter().flatten());
        self.row(cells);
        options.for_each(|cells| self.row(cells));
    }

    fn ranking(&mut self, party: &str, ranking: &Node) {
        let mut source = ranking.get("source").map(cell);
        let groups = ranking.get("best_first").map_or(&[][..], Node::items);
        for (group, rank) in groups.iter().zip(1..) {
            for entry in grouped(group) {
                let mut cells = vec![
                    ("party", Cell::text(party)),
                    ("rank", Cell::Number(rank)),
                    ("entry", cell(entry)),
                ];
                cells.extend(source.take().map(|source| ("source", source)));
                self.row(cells);
            }
        }
    }
}

/// The members of a group of equals.
fn grouped(group: &Node) -> &[Node] {
    match &group.value {
        Value::List(entries) => entries,
        _ => std::slice::from_ref(group),
    }
}

/// A number that a cell holds as a number if nothing of it is lost.
fn number(text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(number) if Decimal::parse(text) == Decimal::parse(&number.to_string()) => {
            Cell::Decimal(number)
        }
        _ => Cell::text(text),
    }
}

/// Parties that control something together, or nobody.
fn controllers(node: &Node) -> Cell {
    match &node.value {
        Value::List(items) if items.is_empty() => Cell::text(NOBODY),
        _ => cell(node),
    }
}

fn passage(node: &Node) -> Vec<(&'static str, Cell)> {
    match (node.get("quote"), node.get("why")) {
        (Some(quote), Some(why)) => vec![("unused", cell(quote)), ("why", cell(why))],
        (Some(quote), None) => vec![("unused", cell(quote))],
        _ => vec![("unused", cell(node))],
    }
}

/// A value as it is read in a cell among others.
fn words(node: &Node) -> String {
    match (&node.value, cell(node)) {
        (Value::Other(Other::Number, text), _) => text.clone(),
        (_, Cell::Text(text)) => text,
        (_, Cell::Number(number)) => number.to_string(),
        (_, Cell::Decimal(number)) => number.to_string(),
        (_, Cell::Empty) => String::new(),
    }
}

/// An entry of a table in one cell; those of a table in it stand in brackets, apart by commas.
fn entry((key, node): &(Key, Node)) -> String {
    let value = match &node.value {
        Value::List(ends) => ends.iter().map(words).collect::<Vec<_>>().join(".."),
        Value::Table(inner) => {
            format!("({})", inner.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        _ => words(node),
    };
    format!("{} = {value}", key.name)
}

/// A value in one cell; several are separated by commas, those of a table by semicolons.
fn cell(node: &Node) -> Cell {
    match &node.value {
        Value::Text(text) => Cell::text(&*text.content),
        Value::Boolean(truth) => Cell::text(if *truth { YES } else { NO }),
        Value::Date(date) => Cell::text(date.to_string()),
        Value::Integer(number) => match u64::try_from(*number) {
            Ok(count) if *number <= LARGEST => Cell::Number(count),
            _ => Cell::text(number.to_string()),
        },
        Value::Other(Other::Number, text) => number(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(words).collect();
            Cell::text(items.join(", "))
        }
        Value::Table(entries) => {
            Cell::text(entries.iter().map(entry).collect::<Vec<_>>().join("; "))
        }
        Value::Other(..) | Value::Broken => Cell::Empty,
    }
}

/// Whether cells of a column with this role hold several values separated by commas.
pub(super) const fn is_listed(role: Role) -> bool {
    matches!(role, Role::Names | Role::Moves | Role::Variant | Role::Dates)
}
