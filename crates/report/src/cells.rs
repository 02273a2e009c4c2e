//! What is wrong with a workbook, with the cell: `in.xlsx: Priorities!C7`, what stands there, caret,
//! advice.

use crate::catalogue::say;
use crate::clean::clean;
use crate::diagnostics::{Snippets, Source, helped, renderer, severity, summary, title};
use crate::layout::Layout;
use crate::page::Sheet;
use annotate_snippets::{Annotation, AnnotationKind, Group, Snippet};
use detente_scenario::foreign::sheets::{Cells, Place};
use detente_scenario::{Diagnostic, Span};

/// Every finding as text, then how many there are.
#[must_use]
pub fn text(
    sheet: &Sheet<'_>,
    findings: &[Diagnostic],
    cells: &Cells,
    snippets: Snippets,
) -> String {
    let mut text = String::new();
    for finding in findings {
        match snippets {
            Snippets::Shown => text.push_str(&shown(sheet, finding, cells)),
            Snippets::Redacted => text.push_str(&redacted(sheet, finding, cells)),
        }
        text.push('\n');
    }
    let mut layout = Layout::new(sheet.style);
    layout.paragraph(0, &summary(sheet, findings));
    text.push_str(&layout.finish());
    text
}

/// A finding without anything that stands in the workbook but the names of its sheets that are read.
fn redacted(sheet: &Sheet<'_>, finding: &Diagnostic, cells: &Cells) -> String {
    let mut layout = Layout::new(sheet.style);
    let severity = severity(sheet, finding.severity());
    let (code, title) = (finding.code.id(), finding.code.title());
    let place = finding.span.and_then(|span| cells.at(span.start));
    layout.paragraph(
        0,
        &match place {
            Some(place) => {
                let cell = sheet.quote(&place.name());
                say!(
                    sheet,
                    "cell-place",
                    severity = severity,
                    code = code,
                    cell = cell,
                    title = title
                )
            }
            None => say!(sheet, "finding-file", severity = severity, code = code, title = title),
        },
    );
    layout.finish()
}

/// A cell that a finding has to do with, and what is said of it.
struct Marked<'c> {
    place: Place<'c>,
    source: Source<'c>,
    notes: Vec<(AnnotationKind, Span, Option<String>)>,
}

fn shown(sheet: &Sheet<'_>, finding: &Diagnostic, cells: &Cells) -> String {
    let title = title(sheet, finding);
    let marked = marked(sheet, finding, cells);
    let mut group = Group::with_title(title);
    let mut paths = Vec::with_capacity(marked.len());
    for marked in &marked {
        let name = sheet.quote(&marked.place.name());
        let path = match sheet.file {
            Some(file) => format!("{}: {name}", clean(file)),
            None => name,
        };
        paths.push(path.clone());
        let mut snippet = Snippet::source(marked.source.line())
            .path(path)
            .line_start(usize::try_from(marked.place.row).unwrap_or(usize::MAX - 1) + 1);
        for (kind, span, label) in &marked.notes {
            let start = marked.place.start;
            let span = Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
            let mut annotation: Annotation<'_> = kind.span(marked.source.range(span));
            if let Some(label) = label {
                annotation = annotation.label(label.as_str());
            }
            snippet = snippet.annotation(annotation);
        }
        group = group.element(snippet);
    }
    group = helped(sheet, finding, group);
    let mut text = String::new();
    for line in renderer(sheet).render(&[group]).lines() {
        text.push_str(without_line_number(line, &paths));
        text.push('\n');
    }
    text
}

/// The line without the numbers of line and column behind one of `paths`: a cell is place enough.
fn without_line_number<'l>(line: &'l str, paths: &[String]) -> &'l str {
    let end = paths.iter().find_map(|path| {
        let end = line.find(path.as_str())? + path.len();
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (row, column) = line.get(end..)?.strip_prefix(':')?.split_once(':')?;
        (is_number(row) && is_number(column)).then_some(end)
    });
    end.map_or(line, |end| &line[..end])
}

/// The cells of a finding, the one that it is about first.
fn marked<'c>(sheet: &Sheet<'_>, finding: &Diagnostic, cells: &'c Cells) -> Vec<Marked<'c>> {
    let first = finding.span.map(|span| {
        (AnnotationKind::Primary, span, finding.label.as_deref().map(|label| sheet.quote(label)))
    });
    let related = finding
        .related
        .iter()
        .map(|(span, label)| (AnnotationKind::Context, *span, Some(sheet.quote(label))));
    let mut marked: Vec<Marked<'c>> = Vec::new();
    for note in first.into_iter().chain(related) {
        let Some(place) = cells.at(note.1.start) else { continue };
        match marked.iter_mut().find(|other| other.place.start == place.start) {
            Some(known) => known.notes.push(note),
            None => {
                let source = Source::new(place.content);
                marked.push(Marked { place, source, notes: vec![note] });
            }
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::page::Style;
    use detente_scenario::Code;
    use detente_scenario::foreign::sheets::{Content, Grid, GridSheet, GridValue, import};

    fn sheet(catalogue: &Catalogue) -> Sheet<'_> {
        let style = Style::plain();
        Sheet { file: Some("in.xlsx"), version: "0.1.0", catalogue, style, redacted: false }
    }

    fn grid(sheets: &[(&str, &[&[&str]])]) -> Grid {
        let cell =
            |text: &str| GridValue { content: Content::Text(text.to_owned()), is_formula: false };
        let sheet = |(name, rows): &(&str, &[&[&str]])| GridSheet {
            name: (*name).to_owned(),
            cells: (0..)
                .zip(*rows)
                .flat_map(|(row, cells)| {
                    (0..).zip(*cells).map(move |(column, text)| ((row, column), text))
                })
                .map(|(at, text)| (at, cell(text)))
                .collect(),
            merged: Vec::new(),
        };
        Grid { sheets: sheets.iter().map(sheet).collect() }
    }

    const SHEETS: &[(&str, &[&[&str]])] = &[
        ("Scenario", &[&["key", "value"], &["title", "A pause"]]),
        ("Parties", &[&["id", "signs"], &["us", "yes"], &["us", "perhaps"]]),
        (
            "Terms",
            &[&["id", "by", "option", "now"], &["tests", "us", "on", "on"], &["", "", "off"]],
        ),
        ("Priorities", &[&["party", "wants"], &["us", "tests = on\nor  tests = offf"]]),
    ];

    #[test]
    fn findings_have_their_cells() {
        let imported = import(&grid(SHEETS), Vec::new(), String::new());
        let catalogue = Catalogue::english();
        let text =
            text(&sheet(&catalogue), &imported.diagnostics, &imported.cells, Snippets::Shown);
        let expected = [
            "error[E203]: two parties are called `us`",
            " --> in.xlsx: Parties!A3",
            "  |",
            "3 | us",
            "  | ^^ the second",
            "  |",
            " ::: in.xlsx: Parties!A2",
            "  |",
            "2 | us",
            "  | -- the first",
            "",
            "error[E659]: `perhaps` is neither yes nor no",
            " --> in.xlsx: Parties!B3",
            "  |",
            "3 | perhaps",
            "  | ^^^^^^^",
            "  |",
            "  = help: write yes or no, or leave it blank",
            "",
            "error[E313]: `tests` has no option `offf`",
            " --> in.xlsx: Priorities!B2",
            "  |",
            "2 | tests = on or  tests = offf",
            "  |                        ^^^^",
            "  |",
            "  = help: did you mean `off`?",
            "",
            "3 errors; `detente explain E203` tells more",
            "",
        ];
        assert_eq!(text, expected.join("\n"));
    }

    #[test]
    fn nothing_of_the_workbook_is_shown_when_it_is_redacted() {
        let imported = import(&grid(SHEETS), Vec::new(), String::new());
        let catalogue = Catalogue::english();
        let text =
            text(&sheet(&catalogue), &imported.diagnostics, &imported.cells, Snippets::Redacted);
        assert!(!text.contains("offf") && !text.contains("perhaps"), "{text}");
        assert!(text.contains(" at Priorities!B2: "), "{text}");
    }

    #[test]
    fn findings_without_a_cell_are_shown_all_the_same() {
        let findings = [
            Diagnostic::new(Code::E654, Span::new(3, 99), "beyond the end"),
            Diagnostic::of_file(Code::W661, "the sheet \u{1b}[1m is not read"),
        ];
        let catalogue = Catalogue::english();
        let text = text(&sheet(&catalogue), &findings, &Cells::default(), Snippets::Shown);
        assert!(text.contains("beyond the end") && !text.contains('\u{1b}'), "{text}");
    }
}
