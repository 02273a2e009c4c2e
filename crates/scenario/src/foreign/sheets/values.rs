//! The sheet of values: a row for each option, or one for a condition or a copy.

use super::heads::{Found, Row};
use super::rows::{Entries, Parties, Rows, broken, by_rank, key, whole};
use crate::codes::Code;
use crate::load::schema::Role;
use crate::span::Span;
use crate::tree::{Node, Value, shortened};

/// The columns of which a line has several rows.
const CONTINUED: [&str; 3] = ["option", "points", "rank"];

impl Rows<'_> {
    /// The lines of each party. A line begins with a row that says in `term`, `when` or `like` what is
    /// valued; rows below it that say nothing but options belong to it.
    pub(super) fn values(&mut self, rows: &[Row]) -> Entries {
        let mut parties = Parties::default();
        let mut rest = rows;
        let begins =
            |row: &Row| ["term", "when", "like"].iter().any(|name| row.get(name).is_some());
        while let Some((first, others)) = rest.split_first() {
            let count = others.iter().take_while(|row| !begins(row) && is_continued(row)).count();
            let (line, after) = rest.split_at(count + 1);
            rest = after;
            let Some(party) = self.key(first) else { continue };
            let node = self.valuation(first, line, party.span);
            parties.of(party).push(node);
        }
        let list = |(key, lines): (crate::tree::Key, Vec<Node>)| {
            let span = key.span;
            (key, Node { value: Value::List(lines), span })
        };
        parties.list.into_iter().map(list).collect()
    }

    fn valuation(&mut self, first: &Row, rows: &[Row], place: Span) -> Node {
        let without = ["party", CONTINUED[0], CONTINUED[1], CONTINUED[2]];
        let mut entries = self.entries(first, &without);
        let (mut points, mut ranked) = (Entries::new(), Vec::new());
        for row in rows {
            let Some(option) = row.get("option") else {
                if let Some(found) = row.get("points").or_else(|| row.get("rank")) {
                    let message = "this row has points or a rank and no option".to_owned();
                    let help = "say in `option` what it is said of";
                    self.report(Code::E660, found.span, message, help);
                }
                continue;
            };
            match (row.get("points"), row.get("rank")) {
                (Some(found), None) => {
                    let node = self.value(Role::Amount, found);
                    points.push((key(option.text.trim(), option.span), node));
                }
                (None, Some(found)) => {
                    let rank = self.rank_in(found);
                    ranked.extend(rank.map(|rank| (rank, option_of(option))));
                }
                (Some(_), Some(found)) => {
                    let message = "an option has either points or a rank".to_owned();
                    self.report(Code::E660, found.span, message, "leave one of the cells blank");
                }
                (None, None) => {
                    let name = shortened(option.text.trim());
                    let message = format!("this row has the option `{name}` and nothing of it");
                    let help = "give it points, or a rank: 1 is best";
                    self.report(Code::E660, option.span, message, help);
                }
            }
        }
        let mut put = |name: &str, value: Value| {
            entries.push((key(name, place), Node { value, span: place }));
        };
        if !points.is_empty() {
            put("options", Value::Table(points));
        }
        if !ranked.is_empty() {
            put("best_first", Value::List(by_rank(ranked)));
        }
        Node { value: Value::Table(entries), span: place }
    }
}

fn option_of(found: &Found) -> Node {
    if found.content.is_some() { whole(found) } else { broken(found.span) }
}

/// Whether a row says nothing but what an option is worth.
fn is_continued(row: &Row) -> bool {
    use super::heads::Head;
    row.cells.iter().all(|(head, _)| match head {
        Head::Fixed(name) => *name == "party" || CONTINUED.contains(name),
        Head::Term(_) => false,
        Head::Unread => true,
    })
}
