//! What moves and packages are called: in text, in graphs.

use crate::catalogue::say;
use crate::page::Page;
use detente_engine::stability::{CONCEPTS, Move, Where};
use detente_scenario::model::Line;
use detente_scenario::{AsOf, Concept, NamedId, OptionId, PartyId, TermId, notation};
use std::cmp::Ordering;

impl Page<'_> {
    /// The named packages that are `row`, in file order.
    pub(crate) fn named_as(&self, row: usize) -> Vec<NamedId> {
        self.named_alike(&self.table.rows().package(row))
    }

    /// The named packages that are `package`, in file order.
    pub(crate) fn named_alike(&self, package: &[OptionId]) -> Vec<NamedId> {
        let packages = self.scenario().packages.iter().enumerate();
        packages.filter(|(_, n)| n.package == package).map(|(at, _)| NamedId::new(at)).collect()
    }

    /// What shapes and rows of the package `row` have in common: that of its first name, if it has one.
    pub(crate) fn key_of(&self, row: usize) -> String {
        match self.named_as(row).first() {
            Some(&named) => crate::figures::gains::key(named),
            None => format!("row-{row}"),
        }
    }

    /// Whether `row` is the status quo.
    pub(crate) fn is_now(&self, row: usize) -> bool {
        self.table.rows().package(row) == self.scenario().status_quo()
    }

    /// The package in a sentence: `the status quo`, `hanoi-ask`, or what it changes.
    pub(crate) fn package_name(&self, row: usize) -> String {
        if self.is_now(row) {
            return self.word("package-now");
        }
        let names = self.names();
        match self.named_as(row).first() {
            Some(&named) => names.named(named),
            None => names.package(&self.table.rows().package(row)),
        }
    }

    /// The package in a list: what it changes, after its names.
    pub(crate) fn package_label(&self, row: usize) -> String {
        self.label_of(&self.table.rows().package(row))
    }

    /// The same of a package that may be impossible here.
    pub(crate) fn label_of(&self, package: &[OptionId]) -> String {
        let names = self.names();
        let label = if package == self.scenario().status_quo() {
            self.word("package-now")
        } else {
            let changes = names.package(package);
            let named: Vec<String> =
                self.named_alike(package).into_iter().map(|named| names.named(named)).collect();
            match named.is_empty() {
                true => changes,
                false => {
                    say!(self, "package-titled", id = self.sheet.commas(&named), title = changes)
                }
            }
        };
        match self.numbered(package) {
            None => label,
            Some((number, pattern)) => {
                let number = number.to_string();
                say!(self, "package-numbered", number = number, pattern = pattern, label = label)
            }
        }
    }

    /// In files in the notation of the graph model's programs: the ordered number and the pattern of a
    /// possible package.
    pub(crate) fn numbered(&self, package: &[OptionId]) -> Option<(u32, String)> {
        self.scenario().notation?;
        let row = self.table.rows().row(package)?;
        Some((self.table.ordered_number(row)?, notation::pattern(package)))
    }

    /// `as of 25 Jan 2019`, `with hindsight`
    pub(crate) fn date_label(&self, date: AsOf) -> String {
        match date {
            AsOf::On(date) => say!(self, "label-date", date = self.sheet.date(date)),
            AsOf::Latest => self.word("label-hindsight"),
        }
    }

    /// What a position is called: `the status quo`, `hanoi-ask`.
    pub(crate) fn position_name(&self, what: Where) -> String {
        match what {
            Where::StatusQuo => self.word("package-now"),
            Where::Named(named) => self.names().named(named),
        }
    }

    /// The change with the line by which `party` prefers it, and what that line says.
    pub(crate) fn change_because(&self, step: &Move, party: PartyId) -> String {
        let changes = self.changed(&step.changes);
        let own = step.gains.iter().find(|(whose, ..)| *whose == party);
        match own.and_then(|&(_, _, line)| self.decider_with_words(party, line)) {
            Some(line) => say!(self, "move-by-words", changes = changes, line = line),
            None => changes,
        }
    }

    /// `exercises ended · liaison offices`: the options that a move leads to.
    pub(crate) fn changed(&self, changes: &[(TermId, OptionId, OptionId)]) -> String {
        let names = self.names();
        let options: Vec<String> =
            changes.iter().map(|&(term, _, to)| names.option(term, to)).collect();
        names.joined(&options)
    }

    /// The options of `to` where it differs from `from`.
    pub(crate) fn difference(&self, from: usize, to: usize) -> String {
        let (from, to) = (self.table.rows().package(from), self.table.rows().package(to));
        let changes: Vec<(TermId, OptionId, OptionId)> = from
            .iter()
            .zip(&to)
            .enumerate()
            .filter(|(_, (from, to))| from != to)
            .map(|(term, (&from, &to))| (TermId::new(term), from, to))
            .collect();
        self.changed(&changes)
    }

    /// What decides for `party`: `trump 8`, its ranking; nothing for a tie.
    pub(crate) fn decider(&self, party: PartyId, line: Option<Line>) -> Option<String> {
        let names = self.names();
        match line {
            Some(line) => Some(names.line(line)),
            None => names.is_ranked(party).then(|| names.priority(party, 0)),
        }
    }

    /// The same with what the line says.
    pub(crate) fn decider_with_words(&self, party: PartyId, line: Option<Line>) -> Option<String> {
        match line {
            Some(line) if !self.names().is_ranked(party) => Some(self.line_with_words(line)),
            _ => self.decider(party, line),
        }
    }

    /// The lines by which those who make `step` gain: `trump 8, kim 16`.
    pub(crate) fn gained_by(&self, step: &Move) -> Option<String> {
        let gains = step.gains.iter().filter(|(_, outcome, _)| *outcome == Ordering::Greater);
        let lines: Vec<String> =
            gains.filter_map(|&(party, _, line)| self.decider(party, line)).collect();
        (!lines.is_empty()).then(|| self.sheet.commas(&lines))
    }

    /// `exercises ended (trump 8)`
    pub(crate) fn move_alone(&self, step: &Move) -> String {
        let changes = self.changed(&step.changes);
        match self.gained_by(step) {
            Some(lines) => say!(self, "move-by-line", changes = changes, lines = lines),
            None => changes,
        }
    }

    /// The same; of more than `most` changes the first is told, the rest counted.
    pub(crate) fn move_in_short(&self, step: &Move, most: usize) -> String {
        if step.changes.len() <= most {
            return self.move_alone(step);
        }
        let first = self.changed(&step.changes[..1]);
        let changes = say!(self, "list-more", first = first, count = step.changes.len() - 1);
        match self.gained_by(step) {
            Some(lines) => say!(self, "move-by-line", changes = changes, lines = lines),
            None => changes,
        }
    }

    /// `Donald Trump: exercises ended (trump 8)`
    pub(crate) fn move_in_words(&self, step: &Move) -> String {
        let movers = self.names().parties(&step.by);
        say!(self, "move-of", movers = movers, changes = self.move_alone(step))
    }

    /// Moves one after the other.
    pub(crate) fn moves_in_words(&self, moves: &[Move]) -> String {
        let moves: Vec<String> = moves.iter().map(|step| self.move_in_words(step)).collect();
        self.sheet.semicolons(&moves)
    }

    /// `trump and kim`
    pub(crate) fn party_ids(&self, parties: &[PartyId]) -> String {
        let names = self.names();
        let ids = parties.iter().map(|&party| names.party_id(party)).collect();
        names.all(ids, parties.len())
    }

    /// Those who move, one after the other: `trump → kim → trump and kim`.
    pub(crate) fn movers(&self, moves: &[Move]) -> String {
        let movers: Vec<String> = moves.iter().map(|step| self.party_ids(&step.by)).collect();
        self.sheet.arrows(&movers)
    }

    /// `SEQ, SMR and GMR`; in words where it is every concept.
    pub(crate) fn concepts(&self, concepts: &[Concept]) -> String {
        if concepts.len() == CONCEPTS.len() {
            return self.word("concepts-all");
        }
        self.names().all(concepts.iter().map(|concept| concept.name().to_owned()).collect(), 5)
    }
}

/// What a concept takes for stable, in a message of its own.
pub(crate) const fn meaning(concept: Concept) -> &'static str {
    match concept {
        Concept::R => "concept-r",
        Concept::Sseq => "concept-sseq",
        Concept::Seq => "concept-seq",
        Concept::Smr => "concept-smr",
        Concept::Gmr => "concept-gmr",
    }
}
