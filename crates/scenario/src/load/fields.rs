//! Taking keys out of tables: the vocabulary in which the rest of the loader is written.
//!
//! A function here returns nothing when the key is absent or when its value is of no use; in the
//! second case it has reported why. So the loader reads on with what there is, and no mistake is
//! reported twice.

use crate::codes::Code;
use crate::date::{AsOf, Date, parse_as_of, parse_date};
use crate::diagnostic::Diagnostic;
use crate::expression::Origin;
use crate::load::report::{Report, listed, suggestion};
use crate::load::schema::Table;
use crate::nearest::nearest;
use crate::number::{Amount, Decimal, MAX_DIGITS, NotDecimal};
use crate::span::Span;
use crate::tree::{Key, Node, Other, Value, shortened};

/// A table of a known kind.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    table: &'static Table,
    entries: &'n [(Key, Node)],
    /// Where to point at when something is missing.
    pub(super) place: Span,
}

/// A trimmed text that is not empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'n> {
    /// The text.
    pub(super) text: &'n str,
    /// Where each part of it stands.
    pub(super) origin: Origin,
    /// Where it stands as a whole.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// Opens `node` as a table of the kind `table` and reports the keys that do not belong there.
    pub(super) fn open(
        node: &'n Node,
        table: &'static Table,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        let Value::Table(entries) = &node.value else {
            wrong_type(node, &format!("a table ({})", table.what), report);
            return None;
        };
        let mut slips = Vec::new();
        for (key, _) in entries {
            if table.role(&key.name).is_none() {
                slips.extend(unknown_key(key, table, report));
            }
        }
        let fields = Self { table, entries, place: first_line(node.span, report.text) };
        let missing = table.required.iter().filter(|key| fields.get(key).is_none());
        // One that is there under a slightly wrong name is not missing.
        let missing: Vec<&str> = missing.copied().filter(|key| !slips.contains(key)).collect();
        if !missing.is_empty() {
            fields.report_missing(&listed(&missing), report);
        }
        Some(fields)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        debug_assert!(self.table.role(key).is_some(), "{key} is not in the schema");
        self.entries.iter().find(|(known, _)| known.name == key).map(|(_, node)| node)
    }

    /// Reports that one of `keys` is needed and none is there, not even misspelt.
    pub(super) fn report_none_of(&self, keys: &[&str], what: &str, report: &mut Report<'_>) {
        let is_slip = |(key, _): &(Key, Node)| {
            self.table.role(&key.name).is_none()
                && nearest(&key.name, keys.iter().copied()).is_some()
        };
        if !self.entries.iter().any(is_slip) {
            self.report_missing(what, report);
        }
    }

    /// Reports that `what` is missing, unless it may be in a part that could not be read.
    fn report_missing(&self, what: &str, report: &mut Report<'_>) {
        if !report.is_table_damaged(self.place.start) {
            let message = format!("{} needs {what}", self.table.what);
            report.add(Diagnostic::new(Code::E103, self.place, message));
        }
    }

    pub(super) fn text(&self, key: &str, report: &mut Report<'_>) -> Option<String> {
        words(self.get(key)?, report).map(|words| words.text.to_owned())
    }

    pub(super) fn flag(&self, key: &str, report: &mut Report<'_>) -> bool {
        match self.get(key) {
            Some(Node { value: Value::Boolean(truth), .. }) => *truth,
            Some(node) => {
                wrong_type(node, "`true` or `false`", report);
                false
            }
            None => false,
        }
    }

    pub(super) fn date(&self, key: &str, report: &mut Report<'_>) -> Option<Date> {
        match as_of(self.get(key)?, false, report)? {
            AsOf::On(date) => Some(date),
            AsOf::Latest => None,
        }
    }

    pub(super) fn as_of(&self, key: &str, report: &mut Report<'_>) -> Option<AsOf> {
        as_of(self.get(key)?, true, report)
    }

    /// The one text or the texts of a list under `key`.
    pub(super) fn one_or_more(&self, key: &str, report: &mut Report<'_>) -> Vec<Words<'n>> {
        self.get(key).map_or_else(Vec::new, |node| one_or_more(node, report))
    }
}

/// The text of `node`, trimmed.
pub(super) fn words<'n>(node: &'n Node, report: &mut Report<'_>) -> Option<Words<'n>> {
    let Value::Text(text) = &node.value else {
        wrong_type(node, "a text", report);
        return None;
    };
    let trimmed = text.content.trim();
    if trimmed.is_empty() {
        report.add(Diagnostic::new(Code::E105, node.span, "this text is empty"));
        return None;
    }
    let leading = text.content.len() - text.content.trim_start().len();
    let origin = text
        .verbatim
        .map_or_else(|| Origin::whole(node.span), |start| Origin::exact(start + leading));
    Some(Words { text: trimmed, origin, span: node.span })
}

/// The text of `node`, or the texts if it is a list.
pub(super) fn one_or_more<'n>(node: &'n Node, report: &mut Report<'_>) -> Vec<Words<'n>> {
    match &node.value {
        Value::Text(_) => words(node, report).into_iter().collect(),
        Value::List(items) => items.iter().filter_map(|item| words(item, report)).collect(),
        _ => {
            wrong_type(node, "a text or a list of texts", report);
            Vec::new()
        }
    }
}

/// The items of a list.
pub(super) fn items<'n>(node: &'n Node, of: &str, report: &mut Report<'_>) -> Option<&'n [Node]> {
    match &node.value {
        Value::List(items) => Some(items),
        _ => {
            wrong_type(node, &format!("a list of {of}"), report);
            None
        }
    }
}

/// A number.
pub(super) fn decimal(node: &Node, report: &mut Report<'_>) -> Option<Decimal> {
    let read = match &node.value {
        Value::Integer(number) => return Some(Decimal::from(*number)),
        Value::Other(Other::Number, text) => Decimal::parse(text),
        _ => {
            wrong_type(node, "a number", report);
            return None;
        }
    };
    if let Err(why) = read {
        let message = match why {
            NotDecimal::Syntax => format!("{} is no decimal number", shortened(node_text(node))),
            NotDecimal::Digits => format!(
                "this number has more than {MAX_DIGITS} significant digits: {}",
                shortened(node_text(node))
            ),
            NotDecimal::Magnitude => format!(
                "this number is too large or too close to zero: {}",
                shortened(node_text(node))
            ),
        };
        report.add(Diagnostic::new(Code::E414, node.span, message));
    }
    read.ok()
}

fn node_text(node: &Node) -> &str {
    match &node.value {
        Value::Other(_, text) => text,
        _ => "",
    }
}

/// A number, or a range as a list of two.
pub(super) fn amount(node: &Node, report: &mut Report<'_>) -> Option<Amount> {
    let Value::List(ends) = &node.value else {
        if !matches!(node.value, Value::Integer(_) | Value::Other(Other::Number, _)) {
            wrong_type(node, "a number, or a range as in [30, 50]", report);
            return None;
        }
        return decimal(node, report).map(Amount::exactly);
    };
    let numbers: Vec<Option<Decimal>> = ends.iter().map(|end| decimal(end, report)).collect();
    let [low, high] = numbers.as_slice() else {
        let message = format!("a range has two ends, and this list has {}", ends.len());
        report.add(Diagnostic::new(Code::E415, node.span, message));
        return None;
    };
    let (low, high) = ((*low)?, (*high)?);
    if low > high {
        let message = format!("this range ends at {high}, below its beginning at {low}");
        let help = format!("write [{high}, {low}]");
        report.add(Diagnostic::new(Code::E415, node.span, message).help(help));
        return None;
    }
    Some(Amount { low, high })
}

/// A probability or a share, or a range of them.
pub(super) fn probability(node: &Node, what: &str, report: &mut Report<'_>) -> Option<Amount> {
    let amount = amount(node, report)?;
    if amount.low.is_negative() || amount.high > Decimal::from(1) {
        let message = format!("{what} lies between 0 and 1");
        report.add(Diagnostic::new(Code::E419, node.span, message));
        return None;
    }
    Some(amount)
}

/// A whole number of at least `least`, up to a million.
pub(super) fn count(node: &Node, least: u32, report: &mut Report<'_>) -> Option<u32> {
    let most = 1_000_000;
    if let Value::Integer(number) = node.value
        && let Ok(number) = u32::try_from(number)
        && (least..=most).contains(&number)
    {
        return Some(number);
    }
    wrong_type(node, &format!("a whole number from {least} to {most}"), report);
    None
}

/// A date, or `latest` where `latest` is allowed.
pub(super) fn as_of(node: &Node, latest: bool, report: &mut Report<'_>) -> Option<AsOf> {
    let expected = if latest { "a date or \"latest\"" } else { "a date" };
    match &node.value {
        Value::Date(date) => Some(AsOf::On(*date)),
        Value::Text(text) => {
            let read = if latest {
                parse_as_of(&text.content)
            } else {
                parse_date(&text.content).map(AsOf::On)
            };
            if read.is_err() {
                let message =
                    format!("expected {expected}, found \"{}\"", shortened(text.content.trim()));
                report.add(Diagnostic::new(Code::E401, node.span, message).help(DATE_HELP));
            }
            read.ok()
        }
        Value::Broken => None,
        _ => {
            let message = format!("expected {expected}, found {}", node.describe());
            report.add(Diagnostic::new(Code::E401, node.span, message).help(DATE_HELP));
            None
        }
    }
}

const DATE_HELP: &str = "write 2019-01-25, or \"2019-03\" for the last day of a month";

/// The date of `node` if it is one, without a word if it is not.
pub(super) fn quiet_date(node: &Node) -> Option<Date> {
    match &node.value {
        Value::Date(date) => Some(*date),
        Value::Text(text) => parse_date(&text.content).ok(),
        _ => None,
    }
}

/// Reports that `node` is of the wrong type; of a broken node everything has been said.
pub(super) fn wrong_type(node: &Node, expected: &str, report: &mut Report<'_>) {
    if !node.is_broken() {
        let message = format!("expected {expected}, found {}", node.describe());
        let place = first_line(node.span, report.text);
        let mut finding = Diagnostic::new(Code::E104, place, message);
        if let Value::Text(_) = &node.value {
            if expected.starts_with("`true`") {
                finding = finding.help("write `true` or `false` without quotation marks");
            } else if expected.starts_with("a list") {
                finding = finding.help("a list stands between brackets: `[\"a\", \"b\"]`");
            }
        }
        report.add(finding);
    }
}

/// Reports a key that the table does not have; returns the one that was probably meant.
fn unknown_key(key: &Key, table: &'static Table, report: &mut Report<'_>) -> Option<&'static str> {
    if report.only_counts() {
        return None;
    }
    let known: Vec<&'static str> = table.names().collect();
    let nearest = report.nearest(&key.name, known.iter().copied());
    let message = format!("{} has no key `{}`", table.what, shortened(&key.name));
    let mut finding = Diagnostic::new(Code::E102, key.span, message);
    if let Some(nearest) = nearest {
        finding = finding.label(format!("did you mean `{nearest}`?"));
    }
    report.add(finding.help(format!("the keys are {}", listed(&known))));
    nearest
}

/// Reports a word that is none of `possible`.
pub(super) fn not_one_of(words: Words<'_>, what: &str, possible: &[&str], report: &mut Report<'_>) {
    let nearest = report.nearest(words.text, possible.iter().copied());
    let message = format!("`{}` is not {what}", shortened(words.text));
    let mut finding = Diagnostic::new(Code::E402, words.span, message);
    if let Some(help) = suggestion(nearest, "possible are", possible) {
        finding = finding.help(help);
    }
    report.add(finding);
}

/// The part of `span` in its first line, so that a finding about a JSON object of many lines does
/// not underline them all.
pub(super) fn first_line(span: Span, text: &str) -> Span {
    let length = text.get(span.range()).and_then(|part| part.find('\n'));
    Span::new(span.start, length.map_or(span.end, |length| span.start + length))
}
