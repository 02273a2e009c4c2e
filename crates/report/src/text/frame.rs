//! What stands above and below every answer: marking, title, date; and what the file was.

use crate::catalogue::say;
use crate::layout::{Layout, clip};
use crate::names::{Names, short_digest};
use crate::page::{Page, Sheet};
use detente_engine::{Case, Off, OffReason};
use detente_scenario::model::Line;
use detente_scenario::{AsOf, Scenario};

/// Columns that the file's name may take in the last line.
const FILE_WIDTH: usize = 32;

/// A layout with the head of an answer: marking, title and date, variant, lines that are off.
pub(crate) fn head(page: &Page<'_>) -> Layout {
    let mut layout = Layout::new(page.sheet.style);
    title(&page.sheet, page.scenario(), &when(page), &mut layout);
    reading(&page.names(), page.table.case(), &mut layout);
    layout.blank();
    layout
}

/// Variant, signers, and lines that are off, where they are not as in the file.
pub(crate) fn reading(names: &Names<'_>, case: &Case<'_>, layout: &mut Layout) {
    let sheet = &names.sheet;
    if !case.variant.is_empty() {
        layout.paragraph(0, &say!(sheet, "head-variant", variant = names.variant(&case.variant)));
    }
    if case.signers != names.scenario.signers() {
        layout.paragraph(0, &say!(sheet, "head-signers", names = names.parties(&case.signers)));
    }
    if let Some(off) = off_of(names, case) {
        layout.paragraph(0, &off);
    }
}

/// Marking and title, with `right` at the end of the title's line.
pub(crate) fn title(sheet: &Sheet<'_>, scenario: &Scenario, right: &str, layout: &mut Layout) {
    if let Some(marking) = &scenario.marking {
        layout.line(&sheet.quote(marking));
    }
    let room = layout.width().saturating_sub(textwrap::core::display_width(right) + 3);
    let title = layout.clip(&sheet.quote(&scenario.title), room.max(20));
    layout.ends(&title, right);
}

/// `as of 25 Jan 2019`
pub(crate) fn when(page: &Page<'_>) -> String {
    when_of(&page.sheet, page.table.case().as_of)
}

/// The same of any date of reading.
pub(crate) fn when_of(sheet: &Sheet<'_>, as_of: AsOf) -> String {
    match as_of {
        AsOf::On(date) => say!(sheet, "head-as-of", date = sheet.date(date)),
        AsOf::Latest => sheet.word("head-latest"),
    }
}

/// `3 lines off: us 2, trump 2, japan 7 (later evidence)`; nothing if none is.
pub(crate) fn off_summary(page: &Page<'_>) -> Option<String> {
    off_of(&page.names(), page.table.case())
}

fn off_of(names: &Names<'_>, case: &Case<'_>) -> Option<String> {
    let off = &case.off;
    let lines: Vec<Line> = off.iter().map(|off| off.line).collect();
    (!off.is_empty()).then(|| {
        say!(
            names.sheet,
            "head-off",
            count = lines.len(),
            lines = names.lines(&lines, 6),
            reason = names.sheet.word(common_reason(off)),
        )
    })
}

/// What the reasons of `off` have in common.
fn common_reason(off: &[Off]) -> &'static str {
    let all = |is: fn(&OffReason) -> bool| off.iter().all(|off| is(&off.reason));
    if all(|reason| matches!(reason, OffReason::LaterEvidence(_))) {
        "reason-later"
    } else if all(|reason| matches!(reason, OffReason::Dropped)) {
        "reason-dropped"
    } else if all(|reason| matches!(reason, OffReason::NotYet(_) | OffReason::Over(_))) {
        "reason-dates"
    } else {
        "reason-mixed"
    }
}

/// The last line of every answer, and the text.
pub(crate) fn foot(page: &Page<'_>, mut layout: Layout) -> String {
    layout.blank();
    layout.dim(&foot_line(page));
    layout.finish()
}

/// Date, lines off, file, digest, version.
pub(crate) fn foot_line(page: &Page<'_>) -> String {
    origin(&page.sheet, page.scenario(), date_and_off(&page.names(), page.table.case()))
}

/// Date, lines off.
pub(crate) fn date_and_off(names: &Names<'_>, case: &Case<'_>) -> Vec<String> {
    vec![names.as_of(case.as_of), say!(names.sheet, "foot-off", count = case.off.len())]
}

/// `parts`, then file, digest and version.
pub(crate) fn origin(sheet: &Sheet<'_>, scenario: &Scenario, mut parts: Vec<String>) -> String {
    let digest = short_digest(&scenario.digest);
    let name = |file| clip(&sheet.quote(file_name(file)), FILE_WIDTH, sheet.style.plain);
    match (sheet.file, digest.is_empty()) {
        (Some(file), false) => {
            parts.push(say!(sheet, "foot-file", file = name(file), digest = digest));
        }
        (Some(file), true) => parts.push(name(file)),
        (None, false) => parts.push(digest.to_owned()),
        (None, true) => {}
    }
    if sheet.redacted {
        parts.push(sheet.word("foot-redacted"));
    }
    parts.push(say!(sheet, "foot-version", version = sheet.quote(sheet.version)));
    sheet.dots(&parts)
}

/// The last part of a path, whichever system wrote it.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path)
}

/// What is not modelled, in a sentence; nothing if the file does not say.
pub(crate) fn not_modelled(names: &Names<'_>) -> Option<String> {
    let items = not_modelled_items(names);
    (!items.is_empty())
        .then(|| say!(names.sheet, "not-modelled", list = names.sheet.commas(&items)))
}

/// What is not modelled, entry by entry.
pub(crate) fn not_modelled_items(names: &Names<'_>) -> Vec<String> {
    let mut items: Vec<(String, usize)> = Vec::new();
    for item in &names.scenario.not_modelled {
        let item = names.sheet.quote(item);
        match items.last_mut() {
            // Where names are withheld, all entries read alike.
            Some((last, count)) if *last == item => *count += 1,
            _ => items.push((item, 1)),
        }
    }
    let entry = |(what, count): (String, usize)| match count {
        1 => what,
        _ => say!(names.sheet, "list-times", what = what, count = count),
    };
    items.into_iter().map(entry).collect()
}
