//! From the answers to the document.

use super::{Document, Words, anchors, annex, envoy};
use crate::catalogue::say;
use crate::language::Direction;
use crate::page::Page;
use crate::text::analyze::size;
use crate::text::frame::{foot_line, off_summary, when};
use detente_engine::survey::Survey;

/// The document on `survey`, in the language of the page.
#[must_use]
pub fn document(page: &Page<'_>, survey: &Survey) -> Document {
    let scenario = page.scenario();
    let case = page.table.case();
    let names = page.names();
    let mut standing = vec![say!(page, "standing-line", when = when(page), counts = size(page),)];
    if !case.variant.is_empty() {
        standing.push(say!(page, "head-variant", variant = names.variant(&case.variant)));
    }
    if case.signers != scenario.signers() {
        standing.push(say!(page, "head-signers", names = names.parties(&case.signers)));
    }
    standing.extend(off_summary(page));
    Document {
        language: page.sheet.catalogue.tag().to_owned(),
        right_to_left: page.sheet.catalogue.direction() == Direction::RightToLeft,
        title: page.sheet.quote(&scenario.title),
        marking: scenario.marking.as_ref().map(|marking| page.sheet.quote(marking)),
        standing,
        envoy: [envoy::first(page, &survey.analysis), envoy::second(page, &survey.analysis)],
        annex: annex::sections(page, survey),
        origin: foot_line(page),
        words: words(page),
        links: anchors::links(page),
    }
}

fn words(page: &Page<'_>) -> Words {
    Words {
        contents: page.word("frame-contents"),
        envoy: page.word("frame-envoy"),
        envoy_more: page.word("frame-envoy-more"),
        annex: page.word("frame-annex"),
        skip: page.word("frame-skip"),
        as_table: page.word("frame-as-table"),
        filter: page.word("frame-filter"),
        search: page.word("frame-search"),
        shown: say!(page, "frame-shown", shown = "{shown}", all = "{all}"),
        page: page.word("frame-page"),
    }
}
