//! What the file says: who takes part, what can be settled, the rules, what each party wants.

use super::{Block, Cell, Column, Row, Table, anchors};
use crate::catalogue::say;
use crate::figures::strip::Strips;
use crate::page::Page;
use crate::picture::Hues;
use crate::text;
use detente_engine::OffReason;
use detente_scenario::model::{Basis, Line, Preference};
use detente_scenario::{OptionId, PartyId, RuleId, TermId};

/// Parties and terms: who controls what, the options with their letters, who sees them, how fast they
/// are undone.
#[must_use]
pub fn terms(page: &Page<'_>) -> Vec<Block> {
    let names = page.names();
    let scenario = page.scenario();
    let strips = Strips::of(scenario);
    let hues = Hues::of(scenario);
    let mut parties = Table::new(
        page.word("contents-who"),
        ["", "column-party", "column-part"]
            .map(|key| Column::words(if key.is_empty() { String::new() } else { page.word(key) }))
            .to_vec(),
    );
    for party in scenario.party_ids() {
        let mut part = Cell::of(text::role(&names, party));
        let note = scenario.party(party).note.as_ref();
        part.texts.extend(note.map(|note| page.sheet.quote(note)));
        let mut name = Cell::of(names.party(party));
        name.texts.push(names.party_id(party));
        let cells = vec![Cell::of(hues.letter(party)), name, part];
        parties.rows.push(Row { key: format!("party-{}", party.index()), cells, ..Row::default() });
    }
    let keys = ["column-term", "column-by", "column-options", "column-seen", "column-undo"];
    let mut terms = Table::new(
        page.word("contents-what"),
        keys.map(|key| Column::words(page.word(key))).to_vec(),
    );
    for (_, of_side) in strips.sides() {
        for (place, &id) in of_side.iter().enumerate() {
            let term = scenario.term(id);
            for (at, option) in term.options.iter().enumerate() {
                let option_id = OptionId::new(at);
                let mut row = Row { ruled: at == 0 && place == 0, ..Row::default() };
                let (head, by) = match at {
                    0 => {
                        let mut head = Cell::of(page.sheet.quote(&term.name));
                        head.texts.extend((term.name != term.id).then(|| names.id(&term.id)));
                        head.texts.extend(kind(page, id));
                        (head, Cell::of(who(page, &term.by)))
                    }
                    _ => (Cell::default(), Cell::default()),
                };
                let name = names.option(id, option_id);
                let letter = strips.letter(id, option_id).to_string();
                let name = match option_id == term.now {
                    true => say!(page, "option-now", option = name),
                    false => say!(page, "option-lettered", option = name, letter = letter),
                };
                let (seen, undo) = match option_id == term.now {
                    true => (String::new(), String::new()),
                    false => (text::seen_of(page, option), names.undo(option.undo)),
                };
                row.cells = vec![head, by, Cell::of(name), Cell::of(seen), Cell::of(undo)];
                terms.rows.push(row);
            }
        }
    }
    vec![Block::Table(parties), Block::Note(page.word("strip-how")), Block::Table(terms)]
}

fn kind(page: &Page<'_>, term: TermId) -> Option<String> {
    page.scenario().term(term).kind.map(|kind| page.word(text::kind_key(kind)))
}

fn who(page: &Page<'_>, parties: &[PartyId]) -> String {
    page.names().all(parties.iter().map(|&party| page.names().party(party)).collect(), 6)
}

/// The rules, then what each party wants, most important first.
#[must_use]
pub fn wishes(page: &Page<'_>) -> Vec<Block> {
    let scenario = page.scenario();
    let names = page.names();
    let mut blocks = Vec::new();
    if !scenario.rules.is_empty() {
        blocks.push(Block::Heading(page.word("contents-rules-head")));
        let mut table = columns(page, page.word("contents-rules-head"));
        for at in 0..scenario.rules.len() {
            let line = Line::Rule(RuleId::new(at));
            let rule = &scenario.rules[at];
            table.rows.push(row(page, line, 0, true, &rule.basis, rule.why.as_deref()));
        }
        blocks.push(Block::Table(table));
    }
    for party in scenario.party_ids() {
        blocks.push(Block::Heading(say!(page, "wishes-of", party = names.party(party))));
        let lines = match &scenario.party(party).preference {
            Preference::Indifferent => {
                blocks.push(Block::Paragraph(page.word("party-indifferent")));
                continue;
            }
            Preference::Ranking(ranking) => {
                let count = ranking.best_first.len();
                blocks.push(Block::Paragraph(say!(page, "party-ranking", count = count)));
                continue;
            }
            lines @ (Preference::Priorities(_) | Preference::Values(_)) => lines,
        };
        let mut table = columns(page, say!(page, "wishes-of", party = names.party(party)));
        for (at, versions) in lines.versions().into_iter().enumerate() {
            for version in 0..versions {
                let of = Line::Priority { party, line: at };
                let Some(basis) = lines.basis(at, version) else { continue };
                table.rows.push(row(page, of, version, version == 0, basis, None));
            }
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

fn columns(page: &Page<'_>, title: String) -> Table {
    let keys = ["column-line", "column-says", "column-rests-on"];
    Table::new(title, keys.map(|key| Column::words(page.word(key))).to_vec())
}

/// A version of a line: what it says, as its author wrote it, and what it rests on.
fn row(
    page: &Page<'_>,
    line: Line,
    version: usize,
    first: bool,
    basis: &Basis,
    why: Option<&str>,
) -> Row {
    let names = page.names();
    let off = page.table.case().off.iter().find(|off| off.line == line).map(|off| off.reason);
    let superseded = off.is_none()
        && matches!(line, Line::Priority { .. })
        && page.version_in_force(line) != version;
    let mut says = Cell::of(names.says(line, version));
    says.texts.extend(names.written(line, version).map(|text| page.sheet.quote(&text)));
    says.texts.extend(why.map(|why| page.sheet.quote(why)));
    says.texts.extend(basis.note.as_ref().map(|note| page.sheet.quote(note)));
    if let Some(reason) = off {
        says.texts.push(say!(page, "line-off", reason = names.off_reason(reason)));
    } else if superseded {
        let reason = match (basis.from, basis.until) {
            (Some(from), _) if !page.table.case().as_of.knows(from) => OffReason::NotYet(from),
            (_, Some(until)) => OffReason::Over(until),
            (Some(from), None) => OffReason::NotYet(from),
            (None, None) => OffReason::Dropped,
        };
        says.texts.push(say!(page, "line-off", reason = names.off_reason(reason)));
    }
    let rests = match basis.sources.is_empty() {
        true => page.word("line-unsourced"),
        false => {
            let sources = basis.sources.iter().map(|&source| names.source_dated(source));
            names.all(sources.collect(), 12)
        }
    };
    Row {
        anchor: first.then(|| anchors::line(line)),
        quiet: off.is_some() || superseded,
        cells: vec![Cell::of(names.line(line)), says, Cell::of(rests)],
        ..Row::default()
    }
}
