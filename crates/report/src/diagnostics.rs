//! What is wrong with a scenario file, with the place: line, column, caret, advice.

use crate::catalogue::{Arg, say};
use crate::clean::clean;
use crate::layout::Layout;
use crate::page::Sheet;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};
use detente_engine::Case;
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
    /// The reading that was checked; absent if the file could not be read.
    pub case: Option<&'a Case<'a>>,
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
            say!(sheet, "summary-more", counts = sheet.commas(&parts), code = worst.code.id())
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
                say!(
                    sheet,
                    "finding-file",
                    severity = word,
                    code = code,
                    title = finding.code.title()
                )
            }
        },
    );
    layout.finish()
}

/// Severity, code and message.
pub(crate) fn title<'a>(sheet: &Sheet<'_>, finding: &Diagnostic) -> Title<'a> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let word = severity(sheet, finding.severity());
    level.with_name(word).primary_title(sheet.quote(&finding.message)).id(finding.code.id())
}

/// `group` with what to do, if something is known.
pub(crate) fn helped<'a>(sheet: &Sheet<'_>, finding: &Diagnostic, group: Group<'a>) -> Group<'a> {
    let Some(help) = &finding.help else { return group };
    let help = sheet.quote(help);
    group.element(Level::HELP.with_name(sheet.word("severity-help")).message(help))
}

/// What draws the lines and carets.
pub(crate) fn renderer(sheet: &Sheet<'_>) -> Renderer {
    let renderer = if sheet.style.ansi { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(sheet.style.width)
}

fn shown(sheet: &Sheet<'_>, finding: &Diagnostic, source: &Source<'_>) -> String {
    let title = title(sheet, finding);
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
            let mut snippet =
                Snippet::source(source.safe.as_str()).line_start(1).annotation(annotation);
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
    group = helped(sheet, finding, group);
    let mut text = renderer(sheet).render(&[group]);
    text.push('\n');
    text
}

/// A file's text with the same byte offsets, in which nothing can harm a terminal.
pub(crate) struct Source<'a> {
    text: &'a str,
    safe: String,
    /// Byte offsets at which the safe text has grown, and by how much in all up to there.
    grown: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut safe = String::with_capacity(text.len());
        let mut grown = Vec::new();
        let mut by = 0;
        for (at, c) in text.char_indices() {
            let keeps = matches!(c, '\n' | '\t') || (!c.is_control() && clean_keeps(c));
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
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start);
        start..self.offset(span.end).max(start)
    }

    /// The safe text in one line.
    pub(crate) fn line(&self) -> String {
        self.safe.replace(['\n', '\r'], " ")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::page::Style;
    use detente_scenario::{Code, load};
    use textwrap::core::display_width;

    fn sheet(catalogue: &Catalogue, style: Style) -> Sheet<'_> {
        Sheet { file: Some("dir/file.toml"), version: "0.1.0", catalogue, style, redacted: false }
    }

    #[test]
    fn carets_stand_under_what_is_meant_behind_tabs_and_wide_characters() {
        let source = "title = \"会談\"\n\tnow = \"onn\"\n";
        let start = source.find("onn").unwrap();
        let finding = Diagnostic::new(Code::E301, Span::new(start, start + 3), "no such option")
            .label("not an option")
            .related(Span::new(9, 15), "in this file")
            .help("did you mean `on`?");
        let catalogue = Catalogue::english();
        let text = text(&sheet(&catalogue, Style::plain()), &[finding], source, Snippets::Shown);
        assert_eq!(
            text,
            "error[E301]: no such option\n --> dir/file.toml:2:9\n  |\n1 | title = \"会談\"\n  \
             |          ---- in this file\n2 |     now = \"onn\"\n  |            ^^^ not an option\n  \
             |\n  = help: did you mean `on`?\n\n1 error; `detente explain E301` tells more\n"
        );
    }

    #[test]
    fn escapes_in_the_file_do_not_reach_the_terminal_and_places_stay_right() {
        let source = "# \u{1b}[31m\u{202e}\u{7}x\r\nkey = \u{9b}1\u{e0041} wrong # \u{fffd}\n";
        let start = source.find("wrong").unwrap();
        let finding = Diagnostic::new(Code::E301, Span::new(start, start + 5), "a \u{1b}[1m");
        let catalogue = Catalogue::english();
        let text = text(&sheet(&catalogue, Style::default()), &[finding], source, Snippets::Shown);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        let lines: Vec<&str> = text.lines().collect();
        let caret = lines.iter().position(|line| line.contains("^^^^^")).unwrap();
        let column = |line: &str, what: &str| display_width(&line[..line.find(what).unwrap()]);
        assert_eq!(column(lines[caret], "^^^^^"), column(lines[caret - 1], "wrong"), "{text}");
    }

    #[test]
    fn places_outside_the_file_do_no_harm() {
        let finding = Diagnostic::new(Code::E301, Span::new(5, 99), "beyond the end");
        let catalogue = Catalogue::english();
        for source in ["", "é", "short\n"] {
            let findings = [finding.clone()];
            let shown =
                text(&sheet(&catalogue, Style::default()), &findings, source, Snippets::Shown);
            assert!(shown.contains("beyond the end"));
        }
        assert_eq!(place("é\nab", 4), Place { line: 2, column: 2 });
    }

    #[test]
    fn nothing_of_the_file_is_shown_when_it_is_redacted() {
        let loaded = load(b"[scenario]\ntitle = \"secret\"\nsecret_key = 1\n");
        assert!(!loaded.diagnostics.is_empty());
        let catalogue = Catalogue::english();
        let sheet = Sheet { file: None, ..sheet(&catalogue, Style::default()) };
        let text = text(&sheet, &loaded.diagnostics, &loaded.text, Snippets::Redacted);
        assert!(!text.contains("secret"), "{text}");
        assert!(text.contains(" at 3:1: "), "{text}");
    }

    #[test]
    fn the_summary_counts_by_severity() {
        let catalogue = Catalogue::english();
        let sheet = sheet(&catalogue, Style::plain());
        assert_eq!(summary(&sheet, &[]), "Nothing was found.");
        let finding = |code| Diagnostic::of_file(code, "x");
        let findings = [finding(Code::W351), finding(Code::E303), finding(Code::E301)];
        let expected = "2 errors, 1 warning; `detente explain E301` tells more";
        assert_eq!(summary(&sheet, &findings), expected);
    }
}
