//! How things are called: parties, packages, lines of the file, dates.

use crate::clean::clean;
use crate::layout::{clip, glue};
use crate::page::{Page, Sheet};
use crate::words::Words;
use detente_engine::OffReason;
use detente_scenario::model::{Basis, Edit, Grade, Line, Preference, Priority, Statement, Undo};
use detente_scenario::{
    AsOf, ClaimId, Date, NamedId, OptionId, PartyId, Scenario, SourceId, TermId,
};

/// Columns that a name of the file may take inside a sentence.
const NAME_WIDTH: usize = 40;

/// What things of one scenario are called, in one language and style.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub(crate) sheet: Sheet<'a>,
    pub(crate) scenario: &'a Scenario,
}

impl Page<'_> {
    /// What things are called.
    #[must_use]
    pub fn names(&self) -> Names<'_> {
        Names::new(self.sheet, self.scenario())
    }
}

impl<'a> Names<'a> {
    /// The names of `scenario`.
    #[must_use]
    pub const fn new(sheet: Sheet<'a>, scenario: &'a Scenario) -> Self {
        Self { sheet, scenario }
    }

    pub(crate) fn short(&self, text: &str) -> String {
        let style = &self.sheet.style;
        self.sheet.isolate(clip(&style.signs(clean(text)), NAME_WIDTH, style.plain))
    }

    /// An id of the file, as it is but for what could harm a terminal; it is never broken.
    #[must_use]
    pub fn id(&self, id: &str) -> String {
        self.sheet.isolate(clip(&glue(&clean(id)), NAME_WIDTH, self.sheet.style.plain))
    }

    /// `Donald Trump`
    #[must_use]
    pub fn party(&self, party: PartyId) -> String {
        self.short(&self.scenario.party(party).name)
    }

    /// `trump`
    #[must_use]
    pub fn party_id(&self, party: PartyId) -> String {
        self.id(&self.scenario.party(party).id)
    }

    /// `Donald Trump, Kim Jong Un and Japan`; of more than four the first three and how many more.
    #[must_use]
    pub fn parties(&self, parties: &[PartyId]) -> String {
        self.all(parties.iter().map(|&party| self.party(party)).collect(), 4)
    }

    /// `trump 2`, `rule 3`: never broken over two lines. A group of a ranking has no line of its own.
    #[must_use]
    pub fn line(&self, line: Line) -> String {
        glue(&match line {
            Line::Priority { party, .. } if self.is_ranked(party) => {
                self.sheet.say("line-ranking", &[("party", self.party_id(party).into())])
            }
            Line::Priority { party, line } => self.sheet.say(
                "line-priority",
                &[
                    ("party", self.party_id(party).into()),
                    ("number", (line + 1).to_string().into()),
                ],
            ),
            Line::Rule(rule) => {
                self.sheet.say("line-rule", &[("number", (rule.index() + 1).to_string().into())])
            }
        })
    }

    /// The line that decides for `party`.
    #[must_use]
    pub fn priority(&self, party: PartyId, line: usize) -> String {
        self.line(Line::Priority { party, line })
    }

    /// Lines as a list.
    #[must_use]
    pub fn lines(&self, lines: &[Line], most: usize) -> String {
        self.all(lines.iter().map(|&line| self.line(line)).collect(), most)
    }

    /// Whether `party` gives its ranking outright.
    #[must_use]
    pub fn is_ranked(&self, party: PartyId) -> bool {
        matches!(self.scenario.party(party).preference, Preference::Ranking(_))
    }

    /// The priority that stands in `line`, in version `version`, if there is one.
    #[must_use]
    pub fn statement(&self, party: PartyId, line: usize, version: usize) -> Option<&'a Priority> {
        match &self.scenario.party(party).preference {
            Preference::Priorities(lines) => lines.get(line)?.versions.get(version),
            Preference::Indifferent | Preference::Ranking(_) | Preference::Values(_) => None,
        }
    }

    /// When a version of a line is in force and what it rests on.
    #[must_use]
    pub fn basis(&self, line: Line, version: usize) -> Option<&'a Basis> {
        match line {
            Line::Rule(rule) => Some(&self.scenario.rule(rule).basis),
            Line::Priority { party, line } => {
                self.scenario.party(party).preference.basis(line, version)
            }
        }
    }

    /// What a line says, in words: `wants exercises ended`.
    #[must_use]
    pub fn says(&self, line: Line, version: usize) -> String {
        let words = Words::new(*self);
        match line {
            Line::Rule(rule) => {
                let rule = self.scenario.rule(rule);
                let key = if rule.forbids { "statement-forbids" } else { "statement-requires" };
                self.sheet.say(key, &[("what", words.expr(&rule.condition.expr).into())])
            }
            Line::Priority { party, line } => match self.statement(party, line, version) {
                None => match self.valuation(party, line, version) {
                    Some(valuation) => self.values(valuation),
                    None => self.sheet.word("statement-ranking"),
                },
                Some(priority) => {
                    let text = match &priority.statement {
                        Statement::Wants(what) => self
                            .sheet
                            .say("statement-wants", &[("what", words.expr(&what.expr).into())]),
                        Statement::Refuses(what) => self
                            .sheet
                            .say("statement-refuses", &[("what", words.expr(&what.expr).into())]),
                        Statement::Gives { gives, only_for } => self.sheet.say(
                            "statement-gives",
                            &[
                                ("gives", words.inside(&gives.expr).into()),
                                ("for", words.inside(&only_for.expr).into()),
                            ],
                        ),
                    };
                    if priority.red_line {
                        self.sheet.say("statement-red-line", &[("text", text.into())])
                    } else {
                        text
                    }
                }
            },
        }
    }

    /// What a line says as its author wrote it: `gives X only_for Y`.
    #[must_use]
    pub fn written(&self, line: Line, version: usize) -> Option<String> {
        let text = match line {
            Line::Rule(rule) => {
                let rule = self.scenario.rule(rule);
                let key = if rule.forbids { "forbid" } else { "require" };
                format!("{key} = '{}'", rule.condition.text)
            }
            Line::Priority { party, line } => {
                if let Some(valuation) = self.valuation(party, line, version) {
                    return Some(clean(&self.valuation_written(valuation)));
                }
                match &self.statement(party, line, version)?.statement {
                    Statement::Wants(what) => format!("wants = '{}'", what.text),
                    Statement::Refuses(what) => format!("refuses = '{}'", what.text),
                    Statement::Gives { gives, only_for } => {
                        format!("gives = '{}', only_for = '{}'", gives.text, only_for.text)
                    }
                }
            }
        };
        Some(clean(&text))
    }

    /// `without trump 2`, `japan 4 and 5 swapped`, `kim 4 in its version 2`
    #[must_use]
    pub fn edit(&self, edit: Edit) -> String {
        let number = |line: usize| (line + 1).to_string();
        match edit {
            Edit::Drop(line) => self.sheet.say("edit-drop", &[("line", self.line(line).into())]),
            Edit::Swap { party, first, second } => self.sheet.say(
                "edit-swap",
                &[
                    ("party", self.party_id(party).into()),
                    ("first", number(first).into()),
                    ("second", number(second).into()),
                ],
            ),
            Edit::Version { party, line, version } => self.sheet.say(
                "edit-version",
                &[("line", self.priority(party, line).into()), ("version", number(version).into())],
            ),
        }
    }

    /// Several edits; "as the file stands" if there is none.
    #[must_use]
    pub fn variant(&self, edits: &[Edit]) -> String {
        if edits.is_empty() {
            return self.sheet.word("edit-none");
        }
        self.all(edits.iter().map(|&edit| self.edit(edit)).collect(), 6)
    }

    /// An option in words that stand by themselves: its name, or the term and the option where the
    /// file gives no name.
    #[must_use]
    pub fn option(&self, term: TermId, option: OptionId) -> String {
        let term = self.scenario.term(term);
        let option = &term.options[option.index()];
        if option.name != option.id {
            return self.short(&option.name);
        }
        let spaced = |text: &str| self.short(&text.replace('_', " "));
        let name = if term.name == term.id { spaced(&term.id) } else { self.short(&term.name) };
        self.sheet
            .say("option-of-term", &[("term", name.into()), ("option", spaced(&option.id).into())])
    }

    /// A term's name.
    #[must_use]
    pub fn term(&self, term: TermId) -> String {
        self.short(&self.scenario.term(term).name)
    }

    /// The changes of `package` from the status quo, in file order.
    #[must_use]
    pub fn changes(&self, package: &[OptionId]) -> Vec<String> {
        let changed = self.scenario.changes(package).into_iter();
        changed.map(|term| self.option(term, package[term.index()])).collect()
    }

    /// `test pause in writing · exercises ended`, or "no change".
    #[must_use]
    pub fn package(&self, package: &[OptionId]) -> String {
        self.joined(&self.changes(package))
    }

    /// Changes as one text, in which a line never begins with the dot between them.
    #[must_use]
    pub fn joined(&self, changes: &[String]) -> String {
        if changes.is_empty() {
            return self.sheet.word("package-unchanged");
        }
        self.sheet.changes(changes)
    }

    /// `hanoi-ask`
    #[must_use]
    pub fn named(&self, named: NamedId) -> String {
        self.id(&self.scenario.named(named).id)
    }

    /// The package's name in sentences, where it has one of its own.
    #[must_use]
    pub fn named_title(&self, named: NamedId) -> Option<String> {
        let named = self.scenario.named(named);
        (named.name != named.id).then(|| self.sheet.quote(&named.name))
    }

    /// `C7`
    #[must_use]
    pub fn claim(&self, claim: ClaimId) -> String {
        self.id(&self.scenario.claim(claim).id)
    }

    /// `E26`
    #[must_use]
    pub fn source(&self, source: SourceId) -> String {
        self.id(&self.scenario.source(source).id)
    }

    /// `E26 (25 Jan 2019, B3)`
    #[must_use]
    pub fn source_dated(&self, source: SourceId) -> String {
        let date = self.date(self.scenario.source(source).date);
        let id = self.source(source);
        glue(&match self.scenario.source(source).grade {
            Some(grade) => self.sheet.say(
                "source-graded",
                &[("id", id.into()), ("date", date.into()), ("grade", grade_text(grade).into())],
            ),
            None => self.sheet.say("source-ungraded", &[("id", id.into()), ("date", date.into())]),
        })
    }

    /// `25 Jan 2019`, never broken.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.sheet.date(date)
    }

    /// `25 Jan 2019`, or the word for hindsight.
    #[must_use]
    pub fn as_of(&self, as_of: AsOf) -> String {
        match as_of {
            AsOf::On(date) => self.date(date),
            AsOf::Latest => self.sheet.word("date-latest"),
        }
    }

    /// Why a line is not in force: `its evidence is of 31 Jan 2019`.
    #[must_use]
    pub fn off_reason(&self, reason: OffReason) -> String {
        let say = |key, date| self.sheet.say(key, &[("date", self.date(date).into())]);
        match reason {
            OffReason::LaterEvidence(date) => say("off-later", date),
            OffReason::NotYet(date) => say("off-not-yet", date),
            OffReason::Over(date) => say("off-over", date),
            OffReason::Dropped => self.sheet.word("off-dropped"),
        }
    }

    /// How fast something can be undone.
    #[must_use]
    pub fn undo(&self, undo: Option<Undo>) -> String {
        self.sheet.word(match undo {
            None => "undo-unstated",
            Some(Undo::Days) => "undo-days",
            Some(Undo::Weeks) => "undo-weeks",
            Some(Undo::Months) => "undo-months",
            Some(Undo::Years) => "undo-years",
            Some(Undo::Never) => "undo-never",
        })
    }
}

impl Sheet<'_> {
    /// `25 Jan 2019`, never broken.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        glue(&self.say(
            "date-day",
            &[
                ("day", u32::from(date.day()).into()),
                ("month", self.month(date).into()),
                ("year", date.year().to_string().into()),
            ],
        ))
    }

    /// `Jan`
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = [
            "month-01", "month-02", "month-03", "month-04", "month-05", "month-06", "month-07",
            "month-08", "month-09", "month-10", "month-11", "month-12",
        ];
        MONTHS.get((date.month() - 1) as usize).map_or(String::new(), |month| self.word(month))
    }
}

/// `B2`
#[must_use]
pub fn grade_text(grade: Grade) -> String {
    format!("{}{}", grade.reliability, grade.credibility)
}

/// The first digits of a digest: enough to tell two versions of a file apart by eye.
#[must_use]
pub fn short_digest(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}
