//! What is wrong with a scenario file, with the place: line, column, caret, advice.

use crate::catalogue::{Arg, say};
use crate::clean::clean;
use crate::layout::Layout;
use crate::page::Sheet;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use detente_scenario::quotation::QuotationReport;
use detente_scenario::{Diagnostic, Severity, Span};
use std::ops::Range;

/// Whether the lines of the file are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippets {
    /// The lines with a caret under what is meant.
    Shown,
    /// Code and place only: nothing that stands in the file, not even in messages.
    Redacted,
}

/// What a check of a file came to.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Everything that was found.
    pub findings: &'a [Diagnostic],
    /// The text that the places are offsets into.
    pub source: &'a str,
    /// Whether its lines are shown.
    pub snippets: Snippets,
    /// Possible packages, if a table was built.
    pub possible: Option<u64>,
    /// The quotations, text by text, if texts were given.
    pub quotations: &'a [CheckedText],
}

/// A text that the quotations were compared with.
#[derive(Clone, Debug)]
pub struct CheckedText {
    /// What became of the quotations.
    pub report: QuotationReport,
    /// The text as it was read, which the report's places are offsets into.
    pub text: String,
}

/// A place in a file as people count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// The place of the byte at `offset`.
#[must_use]
pub fn place(source: &str, offset: usize) -> Place {
    let before = &source[..boundary(source, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// The places of `span`: of its first byte, and of the one after its last.
#[must_use]
pub fn places(source: &str, span: Span) -> (Place, Place) {
    (place(source, span.start), place(source, span.end.max(span.start)))
}

/// Every finding as text, then how many there are.
#[must_use]
pub fn text(
    sheet: &Sheet<'_>,
    findings: &[Diagnostic],
    source: &str,
    snippets: Snippets,
) -> String {
    let mut text = String::new();
    let source = Source::new(source);
    for finding in findings {
        match snippets {
            Snippets::Shown => text.push_str(&shown(sheet, finding, &source)),
            Snippets::Redacted => text.push_str(&redacted(sheet, finding, source.text)),
        }
        text.push('\n');
    }
    let mut layout = Layout::new(sheet.style);
    layout.paragraph(0, &summary(sheet, findings));
    text.push_str(&layout.finish());
    text
}

/// `3 errors, 1 warning; detente explain E201 tells more`
#[must_use]
pub fn summary(sheet: &Sheet<'_>, findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity() == severity).count();
    let mut parts = Vec::new();
    let mut part = |key, count: usize| {
        if count > 0 {
            parts.push(sheet.say(key, &[("count", Arg::from(count))]));
        }
    };
    part("summary-errors", count(Severity::Error));
    part("summary-warnings", count(Severity::Warning));
    part("summary-notes", count(Severity::Note));
    let worst = findings.iter().max_by_key(|f| (f.severity(), std::cmp::Reverse(f.code)));
    match worst {
        None => sheet.word("summary-nothing"),
        Some(worst) => {
            say!(sheet, "summary-more", counts = parts.join(", "), code = worst.code.id())
        }
    }
}

/// The word for a severity.
#[must_use]
pub fn severity(sheet: &Sheet<'_>, severity: Severity) -> String {
    sheet.word(match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    })
}

/// A finding without anything that stands in the file.
fn redacted(sheet: &Sheet<'_>, finding: &Diagnostic, source: &str) -> String {
    let word = severity(sheet, finding.severity());
    let code = finding.code.id();
    let mut layout = Layout::new(sheet.style);
    layout.paragraph(
        0,
        &match finding.span {
            Some(span) => {
                let place = place(source, span.start);
                say!(
                    sheet,
                    "finding-place",
                    severity = word,
                    code = code,
                    line = place.line.to_string(),
                    column = place.column.to_string(),
                    title = finding.code.title(),
                )
            }
            None => {
                say!(sheet, "finding-file", severity = word, code = code, title = finding.code.title())
            }
        },
    );
    layout.finish()
}

fn shown(sheet: &Sheet<'_>, finding: &Diagnostic, source: &Source<'_>) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let word = severity(sheet, finding.severity());
    let message = sheet.quote(&finding.message);
    let title = level.with_name(word).primary_title(message).id(finding.code.id());
    let label = finding.label.as_deref().map(|label| sheet.quote(label));
    let related: Vec<(Range<usize>, String)> = finding
        .related
        .iter()
        .map(|(span, label)| (source.range(*span), sheet.quote(label)))
        .collect();
    let mut group: Group<'_> = match finding.span {
        Some(span) => {
            let mut annotation = AnnotationKind::Primary.span(source.range(span));
            if let Some(label) = &label {
                annotation = annotation.label(label.as_str());
            }
            let mut snippet = Snippet::source(source.safe.as_str()).line_start(1).annotation(annotation);
            if let Some(file) = sheet.file {
                snippet = snippet.path(clean(file));
            }
            for (range, label) in &related {
                snippet = snippet
                    .annotation(AnnotationKind::Context.span(range.clone()).label(label.as_str()));
            }
            title.element(snippet)
        }
        None => Group::with_title(title),
    };
    if let Some(help) = &finding.help {
        let help = sheet.quote(help);
        group = group.element(Level::HELP.with_name(sheet.word("severity-help")).message(help));
    }
    let renderer = if sheet.style.ansi { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(sheet.style.width);
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// A file's text with the same byte offsets, in which nothing can harm a terminal.
struct Source<'a> {
    text: &'a str,
    safe: String,
    /// Byte offsets at which the safe text has grown, and by how much in all up to there.
    grown: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        let mut safe = String::with_capacity(text.len());
        let mut grown = Vec::new();
        let mut by = 0;
        for (at, c) in text.char_indices() {
            let keeps = matches!(c, '\n' | '\t') || !(c.is_control() || !clean_keeps(c));
            if keeps || (c == '\r' && text[at..].starts_with("\r\n")) {
                safe.push(c);
            } else {
                safe.push('\u{fffd}');
                by += '\u{fffd}'.len_utf8() - c.len_utf8().min(3);
                // Characters of four bytes shrink; a space each keeps the count simple.
                for _ in 3..c.len_utf8() {
                    safe.push(' ');
                }
                grown.push((at + c.len_utf8(), by));
            }
        }
        Self { text, safe, grown }
    }

    /// The place of `span` in the safe text.
    fn range(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start);
        start..self.offset(span.end).max(start)
    }

    fn offset(&self, offset: usize) -> usize {
        let offset = boundary(self.text, offset);
        let after = self.grown.partition_point(|(at, _)| *at <= offset);
        offset + after.checked_sub(1).map_or(0, |last| self.grown[last].1)
    }
}

/// Whether [`clean`] leaves a character as it is.
fn clean_keeps(c: char) -> bool {
    c.is_whitespace() || !clean(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// The last character boundary at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
