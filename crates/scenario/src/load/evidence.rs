//! `[[text]]` and `[[source]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{SourceId, TextId};
use crate::load::fields::{Fields, Words, items, quiet_date, words, wrong_type};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Grade, Quote, Source, SourceText, UnusedPassage};
use crate::tree::{Node, Value, shortened};

/// The sources under `key`, without repetition.
pub(super) fn sources(
    fields: &Fields<'_>,
    key: &str,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<SourceId> {
    let mut sources = Vec::new();
    for words in fields.one_or_more(key, report) {
        let Some(source) = known.source(words, report) else { continue };
        if sources.contains(&source) {
            listed_twice(words, report);
        } else {
            sources.push(source);
        }
    }
    sources
}

/// Reports a name that a list has twice.
pub(super) fn listed_twice(words: Words<'_>, report: &mut Report<'_>) {
    let message = format!("`{}` is listed twice", shortened(words.text));
    report.add(Diagnostic::new(Code::E204, words.span, message));
}

/// Reads every text.
pub(super) fn read_texts(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<SourceText> {
    let mut texts = Vec::new();
    for (position, node) in sections.texts.items.iter().enumerate() {
        texts.extend(text(position, node, known, report));
    }
    texts
}

fn text(
    position: usize,
    node: &Node,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<SourceText> {
    let fields = Fields::open(node, &schema::TEXT, report)?;
    let id = known.texts.name(position);
    let title = fields.text("title", report).unwrap_or_else(|| id.clone());
    let digest = digest(&fields, report);
    let mut unused = Vec::new();
    if let Some(node) = fields.get("unused") {
        for item in items(node, "passages", report).unwrap_or_default() {
            unused.extend(passage(item, report));
        }
    }
    let date = fields.date("date", report)?;
    Some(SourceText {
        span: known.texts.place(position, fields.place),
        id,
        title,
        date,
        digest,
        unused,
    })
}

fn digest(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<String> {
    let words = words(fields.get("digest")?, report)?;
    let digits = words.text.len();
    if digits == 64 && words.text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(words.text.to_ascii_lowercase());
    }
    let message = "this is not a SHA-256 digest: expected 64 hexadecimal digits".to_owned();
    report.add(Diagnostic::new(Code::E406, words.span, message));
    None
}

fn passage(node: &Node, report: &mut Report<'_>) -> Option<UnusedPassage> {
    match &node.value {
        Value::Text(_) => {
            let words = words(node, report)?;
            Some(UnusedPassage { quote: words.text.to_owned(), why: None, span: words.span })
        }
        Value::Table(_) => {
            let fields = Fields::open(node, &schema::UNUSED, report)?;
            let why = fields.text("why", report);
            let words = words(fields.get("quote")?, report)?;
            Some(UnusedPassage { quote: words.text.to_owned(), why, span: words.span })
        }
        _ => {
            wrong_type(node, "a text or { quote = …, why = … }", report);
            None
        }
    }
}

/// Reads every source.
pub(super) fn read_sources(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<Source> {
    let mut sources = Vec::new();
    for (position, node) in sections.sources.items.iter().enumerate() {
        sources.extend(source(position, node, sections, known, report));
    }
    sources
}

fn source(
    position: usize,
    node: &Node,
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Source> {
    let fields = Fields::open(node, &schema::SOURCE, report)?;
    let text = fields
        .get("text")
        .and_then(|node| words(node, report))
        .and_then(|words| known.text(words, report));
    let own_date = fields.date("date", report);
    if fields.get("date").is_none() && fields.get("text").is_none() {
        let what = "`date`, or `text` for the date of a text";
        fields.report_none_of(&["date", "text"], what, report);
    }
    let quotes = fields
        .one_or_more("quote", report)
        .into_iter()
        .map(|words| Quote { words: words.text.to_owned(), span: words.span })
        .collect();
    let says = fields.text("says", report);
    let title = fields.text("title", report);
    let grade = grade(&fields, report);
    let cited_as = fields.text("cited_as", report);
    let contradicts = contradicts(position, &fields, known, report);
    let note = fields.text("note", report);
    let date = own_date.or_else(|| date_of_text(text?, sections))?;
    Some(Source {
        id: known.sources.name(position),
        date,
        says,
        quotes,
        title,
        text,
        grade,
        cited_as,
        contradicts,
        note,
        span: known.sources.place(position, fields.place),
    })
}

/// The date of a text; whatever is wrong with it is reported where the text stands.
fn date_of_text(text: TextId, sections: &Sections<'_>) -> Option<crate::date::Date> {
    quiet_date(sections.texts.items.get(text.index())?.get("date")?)
}

fn contradicts(
    position: usize,
    fields: &Fields<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<SourceId> {
    let mut others = sources(fields, "contradicts", known, report);
    if others.contains(&SourceId::new(position)) {
        let place = fields.get("contradicts").map_or(fields.place, |node| node.span);
        report.add(Diagnostic::new(Code::E220, place, "a source cannot contradict itself"));
        others.retain(|other| *other != SourceId::new(position));
    }
    others
}

fn grade(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Grade> {
    let words = words(fields.get("grade")?, report)?;
    if let [reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] = words.text.as_bytes() {
        return Some(Grade {
            reliability: char::from(*reliability),
            credibility: credibility - b'0',
        });
    }
    let message = format!("`{}` is not a grade", shortened(words.text));
    let help = "write a letter from A to F and a digit from 1 to 6, such as \"B2\"";
    report.add(Diagnostic::new(Code::E405, words.span, message).help(help));
    None
}
