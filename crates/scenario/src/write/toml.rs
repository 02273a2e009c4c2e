//! Tree to TOML.

use super::{WIDTH, escape, quoted};
use crate::date::parse_date;
use crate::expression::is_name;
use crate::load::schema::{INSPECT, Layout, Role, Table, UNUSED, WATCH, section};
use crate::tree::{Key, Node, Other, Value};

/// The tree as TOML, as a person would write it: `[scenario]`, parties on a line each, `[[term]]`
/// blocks, conditions between single quotation marks, dates bare, a blank line between tables.
///
/// Sections keep their order. What TOML cannot write (`null` of JSON) is left out.
#[must_use]
pub fn to_toml(root: &Node) -> String {
    let mut writer = Writer { out: String::new() };
    // Plain values belong to the root only as long as no header has been written.
    for (key, node) in root.entries() {
        if !is_written_with_header(node) {
            writer.entry(key, node, None);
        }
    }
    for (key, node) in root.entries() {
        if is_written_with_header(node) {
            writer.section(key, node);
        }
    }
    writer.out
}

/// Whether a value of the root has a header of its own rather than a line `key = value`.
fn is_written_with_header(node: &Node) -> bool {
    match &node.value {
        Value::Table(_) => true,
        Value::List(items) => is_list_of_tables(items),
        _ => false,
    }
}

fn is_list_of_tables(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_)))
}

struct Writer {
    out: String,
}

impl Writer {
    fn section(&mut self, key: &Key, node: &Node) {
        let name = key_text(&key.name);
        let layout = section(&key.name);
        match (&node.value, layout) {
            (Value::List(items), Some(Layout::Blocks(table))) => {
                self.blocks(&name, items, Some(table));
            }
            (Value::List(items), _) => self.blocks(&name, items, None),
            (Value::Table(entries), Some(Layout::One(table))) => {
                self.table(&format!("[{name}]"), &name, entries, Some(table));
            }
            (Value::Table(entries), Some(Layout::Named(table))) => {
                self.named(&name, entries, table);
            }
            (
                Value::Table(entries),
                Some(Layout::PartyBlocks(table) | Layout::PartyTable(table)),
            ) => {
                self.by_party(&name, entries, table);
            }
            (Value::Table(entries), Some(Layout::Conditions)) => {
                self.header(&format!("[{name}]"));
                for (key, node) in entries {
                    self.entry(key, node, Some(Role::Condition));
                }
            }
            (Value::Table(entries), Some(Layout::Blocks(_)) | None) => {
                self.table(&format!("[{name}]"), &name, entries, None);
            }
            _ => {}
        }
    }

    fn header(&mut self, header: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(header);
        self.out.push('\n');
    }

    fn blocks(&mut self, name: &str, items: &[Node], table: Option<&Table>) {
        for item in items {
            self.table(&format!("[[{name}]]"), name, item.entries(), table);
        }
    }

    /// Each entry a line if all of them fit, otherwise each a table with a header.
    fn named(&mut self, name: &str, entries: &[(Key, Node)], table: &Table) {
        let lines: Vec<String> =
            entries.iter().map(|(key, node)| line(key, node, None, Some(table))).collect();
        let fits = |line: &String| !line.contains('\n') && line.chars().count() <= WIDTH;
        let tables = entries.iter().all(|(_, node)| matches!(node.value, Value::Table(_)));
        if tables && !lines.iter().all(fits) {
            for (key, node) in entries {
                let path = format!("{name}.{}", key_text(&key.name));
                self.table(&format!("[{path}]"), &path, node.entries(), Some(table));
            }
        } else {
            self.header(&format!("[{name}]"));
            for line in lines {
                self.out.push_str(&line);
            }
        }
    }

    /// `[[priority.kim]]` and `[ranking.kim]`; what is neither blocks nor a table stands under the
    /// header of the section.
    fn by_party(&mut self, name: &str, entries: &[(Key, Node)], table: &Table) {
        let (tables, rest): (Vec<_>, Vec<_>) =
            entries.iter().partition(|(_, node)| is_written_with_header(node));
        if !rest.is_empty() || tables.is_empty() {
            self.header(&format!("[{name}]"));
            for (key, node) in rest {
                self.entry(key, node, None);
            }
        }
        for (key, node) in tables {
            let path = format!("{name}.{}", key_text(&key.name));
            match &node.value {
                Value::List(items) => self.blocks(&path, items, Some(table)),
                _ => self.table(&format!("[{path}]"), &path, node.entries(), Some(table)),
            }
        }
    }

    /// A header, the entries, and after them those whose inline table is too long for a line.
    fn table(&mut self, header: &str, path: &str, entries: &[(Key, Node)], table: Option<&Table>) {
        self.header(header);
        let mut long = Vec::new();
        for (key, node) in entries {
            let role = table.and_then(|table| table.role(&key.name));
            let line = line(key, node, role, None);
            match &node.value {
                Value::Table(inner) if line.chars().count() > WIDTH => {
                    long.push((key, inner, role));
                }
                _ => self.out.push_str(&line),
            }
        }
        for (key, inner, role) in long {
            self.header(&format!("[{path}.{}]", key_text(&key.name)));
            for (key, node) in inner {
                self.entry(key, node, role);
            }
        }
    }

    fn entry(&mut self, key: &Key, node: &Node, role: Option<Role>) {
        self.out.push_str(&line(key, node, role, None));
    }
}

/// `key = value` with a line end; a list that is too long for a line gets a line for each item.
fn line(key: &Key, node: &Node, role: Option<Role>, table: Option<&Table>) -> String {
    let Some(text) = value(node, role, table) else { return String::new() };
    let name = key_text(&key.name);
    let line = format!("{name} = {text}\n");
    match &node.value {
        Value::List(items) if line.chars().count() > WIDTH => {
            let items: String = items
                .iter()
                .filter_map(|item| value(item, role, table))
                .map(|item| format!("    {item},\n"))
                .collect();
            format!("{name} = [\n{items}]\n")
        }
        Value::Text(text) if text.content.contains('\n') => {
            format!("{name} = {}\n", many_lines(&text.content, role))
        }
        _ => line,
    }
}

/// A value on one line; nothing for what TOML cannot write.
fn value(node: &Node, role: Option<Role>, table: Option<&Table>) -> Option<String> {
    Some(match &node.value {
        Value::Text(text) => one_line(&text.content, role),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Other(Other::Number | Other::Time, text) => text.clone(),
        Value::Other(Other::Null, _) | Value::Broken => return None,
        Value::List(items) => {
            let items: Vec<String> =
                items.iter().filter_map(|item| value(item, role, table)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let table = match role {
                Some(Role::Passages) => Some(&UNUSED),
                Some(Role::Inspection) => Some(&INSPECT),
                Some(Role::Watch) => Some(&WATCH),
                _ => table,
            };
            let entries: Vec<String> = entries
                .iter()
                .filter_map(|(key, node)| {
                    let role = table.map_or(role, |table| table.role(&key.name));
                    Some(format!("{} = {}", key_text(&key.name), value(node, role, None)?))
                })
                .collect();
            if entries.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", entries.join(", "))
            }
        }
    })
}

fn one_line(text: &str, role: Option<Role>) -> String {
    let is_date = matches!(role, Some(Role::Date | Role::AsOf | Role::Dates));
    if is_date && text.len() == "2019-01-25".len() && parse_date(text).is_ok() {
        return text.to_owned();
    }
    if is_expression(text, role) && !text.contains(|c: char| c == '\'' || is_control(c)) {
        return format!("'{text}'");
    }
    quoted(text)
}

/// Whether a text is an expression rather than words or a name.
fn is_expression(text: &str, role: Option<Role>) -> bool {
    match role {
        Some(Role::Condition | Role::Question | Role::Moves) => true,
        Some(Role::Conditions | Role::Seen) => !is_name(text),
        _ => false,
    }
}

fn is_control(character: char) -> bool {
    character != '\t' && (character < ' ' || character == '\u{7f}')
}

/// A text with line ends between triple quotation marks, each line on its own.
fn many_lines(text: &str, role: Option<Role>) -> String {
    if is_expression(text, role)
        && !text.contains("'''")
        && !text.ends_with('\'')
        && !text.contains(|c: char| c != '\n' && is_control(c))
    {
        return format!("'''\n{text}'''");
    }
    let mut body = String::with_capacity(text.len());
    let mut after_quote = false;
    let last = text.len().saturating_sub(1);
    for (at, character) in text.char_indices() {
        match character {
            '\n' => body.push('\n'),
            // Three quotation marks would end the text, and so would one at its end.
            '"' if !after_quote && at != last => body.push('"'),
            other => escape(&mut body, other),
        }
        after_quote = character == '"';
    }
    format!("\"\"\"\n{body}\"\"\"")
}

/// A key, bare where TOML allows it.
fn key_text(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}
