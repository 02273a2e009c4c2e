//! Pieces that several answers share: lists of small packages, marks, quoted lines.

use super::deals::only_rankings;
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::deals::{Comparison, PackageAnswer, Smallest};
use detente_scenario::model::Line;
use detente_scenario::{PartyId, Standing};
use std::cmp::Ordering;

impl Page<'_> {
    /// The parties that do not sign, those who have no say at all first.
    pub(crate) fn outsiders(&self) -> Vec<PartyId> {
        let scenario = self.scenario();
        let signers = &self.table.case().signers;
        let mut outside: Vec<PartyId> =
            scenario.party_ids().filter(|party| !signers.contains(party)).collect();
        outside.sort_by_key(|&party| (!scenario.is_affected(party), party));
        outside
    }

    /// The signers in a sentence.
    pub(crate) fn signers(&self) -> String {
        self.names().parties(&self.table.case().signers)
    }

    /// `line` with what it says: `japan 1 (wants …)`.
    pub(crate) fn line_with_words(&self, line: Line) -> String {
        let version = self.version_in_force(line);
        say!(
            self,
            "line-says",
            line = self.names().line(line),
            text = self.names().says(line, version),
        )
    }

    /// The version of a line that is in force, or its last one.
    pub(crate) fn version_in_force(&self, line: Line) -> usize {
        let Line::Priority { party, line } = line else { return 0 };
        let active = &self.table.case().preference(party).lines;
        match active.iter().find(|active| active.line == line) {
            Some(active) => active.version,
            None => {
                let versions = self.scenario().party(party).preference.versions();
                versions.get(line).map_or(0, |versions| versions.saturating_sub(1))
            }
        }
    }
}

/// `++` better under any weights, `+` better in order, and the same for worse; `0` the same.
pub(crate) fn mark(page: &Page<'_>, comparison: &Comparison) -> String {
    let verdict = comparison.verdict;
    // A ranking has no weights.
    let weighted = page.table.case().preference(comparison.party).has_readings();
    page.sheet.style.signs(
        match verdict.in_order {
            Ordering::Equal => "0",
            Ordering::Greater if weighted && verdict.is(Standing::SurelyBetter) => "++",
            Ordering::Greater => "+",
            Ordering::Less if weighted && verdict.is(Standing::SurelyWorse) => "−−",
            Ordering::Less => "−",
        }
        .to_owned(),
    )
}

/// `+ (5)`: the mark with the number of the deciding line. A ranking has no lines.
pub(crate) fn mark_with_line(page: &Page<'_>, comparison: &Comparison) -> String {
    let mark = mark(page, comparison);
    match comparison.deciding {
        Some((line, _)) if !page.names().is_ranked(comparison.party) => {
            say!(page, "mark-by-line", mark = mark, line = (line + 1).to_string())
        }
        _ => mark,
    }
}

/// Who of `parties` is worse off with a package, each by its deciding line: `japan 9, us 12`.
pub(crate) fn losers(page: &Page<'_>, answer: &PackageAnswer, parties: &[PartyId]) -> Vec<String> {
    let names = page.names();
    parties
        .iter()
        .filter_map(|party| answer.parties.get(party.index()))
        .filter(|comparison| comparison.verdict.in_order == Ordering::Less)
        .map(|comparison| deciding(&names, comparison))
        .collect()
}

/// `japan 9`; of a ranking the party alone.
pub(crate) fn deciding(names: &crate::names::Names<'_>, comparison: &Comparison) -> String {
    match comparison.deciding {
        Some((line, _)) if !names.is_ranked(comparison.party) => {
            names.priority(comparison.party, line)
        }
        _ => names.party_id(comparison.party),
    }
}

/// What it comes to: impossible, a gain for every signer, a loss for one, or a tie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Impossible,
    Refused,
    Idle,
    Signed,
}

/// Whether every signer gains from a package, whatever the lines and weights.
pub(crate) fn fate(page: &Page<'_>, answer: &PackageAnswer) -> Fate {
    let signers = page.table.case().signers.iter();
    let views = signers.filter_map(|party| answer.parties.get(party.index()));
    let worst = views.map(|view| view.verdict.in_order).min();
    match (answer.row, worst) {
        (None, _) => Fate::Impossible,
        (_, Some(Ordering::Less)) => Fate::Refused,
        (_, Some(Ordering::Equal) | None) => Fate::Idle,
        (_, Some(Ordering::Greater)) => Fate::Signed,
    }
}

/// Whether they would sign: `yes`, `yes, surely`, `no: kim 1`, `impossible: rule 9`.
pub(crate) fn would_sign(page: &Page<'_>, answer: &PackageAnswer) -> String {
    let names = page.names();
    if answer.row.is_none() {
        let rules: Vec<Line> = answer.breaks.iter().map(|&rule| Line::Rule(rule)).collect();
        return say!(page, "sign-impossible", rules = names.lines(&rules, 2));
    }
    let signers = &page.table.case().signers;
    if signers.is_empty() {
        return page.word("sign-nobody");
    }
    let views = || signers.iter().filter_map(|party| answer.parties.get(party.index()));
    let refusing: Vec<String> = views()
        .filter(|view| view.verdict.in_order == Ordering::Less)
        .map(|view| deciding(&names, view))
        .collect();
    let indifferent: Vec<String> = views()
        .filter(|view| view.verdict.in_order == Ordering::Equal)
        .map(|view| names.party_id(view.party))
        .collect();
    if !refusing.is_empty() {
        say!(page, "sign-no", lines = names.all(refusing, 3))
    } else if !indifferent.is_empty() {
        say!(page, "sign-same", parties = names.all(indifferent, 3))
    } else if !only_rankings(page) && views().all(|view| view.verdict.is(Standing::SurelyBetter)) {
        page.word("sign-surely")
    } else {
        page.word("sign-yes")
    }
}

/// The smallest packages of a set, one in a line, with how many are not listed.
pub(crate) fn smallest(page: &Page<'_>, layout: &mut Layout, smallest: &Smallest, sure: bool) {
    let names = page.names();
    let mut shown = 0;
    for small in &smallest.packages {
        let text = names.package(&small.package);
        let text = match sure && small.sure {
            true => say!(page, "small-sure", package = text),
            false => text,
        };
        layout.item(2, &text);
        shown += 1;
    }
    let more = smallest.count.saturating_sub(shown);
    if more > 0 {
        layout.item(2, &say!(page, "list-rest", count = more));
    }
}

/// The smallest packages of a set in one sentence: at most `most` of them, then how many more.
pub(crate) fn smallest_in_line(page: &Page<'_>, smallest: &Smallest, most: usize) -> String {
    let names = page.names();
    let listed = smallest.packages.iter().take(most).map(|small| names.package(&small.package));
    let mut text = page.sheet.semicolons(&listed.collect::<Vec<_>>());
    let more = smallest.count.saturating_sub(most as u64);
    if more > 0 {
        text = say!(page, "list-and-rest", list = text, count = more);
    }
    text
}

/// Named packages and parties: who gains and who loses, by which line. Several tables if the
/// parties do not fit side by side.
pub(crate) fn package_tables(
    page: &Page<'_>,
    layout: &mut Layout,
    answers: &[PackageAnswer],
    parties: &[PartyId],
) {
    const LABEL: usize = 22;
    let names = page.names();
    let width = |party: &PartyId| {
        let head = textwrap::core::display_width(&column_name(page, *party));
        let cells = answers.iter().filter_map(|answer| answer.parties.get(party.index()));
        cells.map(|view| mark_with_line(page, view).chars().count()).fold(head, usize::max) + 2
    };
    let mut rest = parties;
    while !rest.is_empty() {
        let mut taken = 2 + LABEL;
        let mut count = 0;
        while count < rest.len() && (count == 0 || taken + width(&rest[count]) <= layout.width()) {
            taken += width(&rest[count]);
            count += 1;
        }
        let (columns, later) = rest.split_at(count);
        rest = later;
        let mut aligns = vec![Align::Fixed];
        aligns.resize(columns.len() + 1, Align::Fixed);
        let mut head = vec![String::new()];
        head.extend(columns.iter().map(|&party| column_name(page, party)));
        let mut table = Table::new(&aligns).head(head);
        for answer in answers {
            let name = layout.clip(&names.named(answer.named), LABEL - 2);
            let mut row = vec![format!("{name}{}", if answer.row.is_none() { " !" } else { "" })];
            row.extend(
                columns
                    .iter()
                    .filter_map(|party| answer.parties.get(party.index()))
                    .map(|view| mark_with_line(page, view)),
            );
            table.row(row);
        }
        layout.table(2, &table);
        if !rest.is_empty() {
            layout.blank();
        }
    }
}

/// What the marks mean, and the numbers where there are any.
pub(crate) fn legend(page: &Page<'_>) -> String {
    let names = page.names();
    if page.scenario().party_ids().all(|party| names.is_ranked(party)) {
        return page.word("named-legend-ranked");
    }
    let numbers = crate::text::deals::only_values(page);
    let legend = page.word(if numbers { "named-legend-numbers" } else { "named-legend" });
    say!(page, "named-legend-lines", legend = legend)
}

fn column_name(page: &Page<'_>, party: PartyId) -> String {
    crate::layout::clip(&page.names().party_id(party), 12, page.sheet.style.plain)
}
