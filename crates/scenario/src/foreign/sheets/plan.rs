//! The sheets of a scenario and their columns, as data: what is written and what is read.

use crate::load::schema::{self, Role, Table};

/// What a cell of a column offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// Nothing.
    Free,
    /// A few fixed words.
    Words(&'static [&'static str]),
    /// The ids of another sheet.
    Ids(&'static str),
}

/// A column with a fixed name.
#[derive(Debug)]
pub(super) struct Fixed {
    /// Its name, which is that of the key in the scenario file where there is one.
    pub(super) name: &'static str,
    /// Its width, in characters.
    pub(super) width: u16,
    pub(super) offer: Offer,
}

const fn free(name: &'static str, width: u16) -> Fixed {
    Fixed { name, width, offer: Offer::Free }
}

const fn words(name: &'static str, width: u16, words: &'static [&'static str]) -> Fixed {
    Fixed { name, width, offer: Offer::Words(words) }
}

const fn ids(name: &'static str, width: u16, sheet: &'static str) -> Fixed {
    Fixed { name, width, offer: Offer::Ids(sheet) }
}

/// A sheet with rows for the entries of one section.
#[derive(Debug)]
pub(super) struct Plan {
    /// The name of the sheet.
    pub(super) name: &'static str,
    /// The section of the scenario file.
    pub(super) section: &'static str,
    /// Its keys.
    pub(super) table: Option<&'static Table>,
    /// Its columns, in order; where there are columns for terms, these stand before `terms_before`.
    pub(super) columns: &'static [Fixed],
    /// Before which fixed column the columns for terms stand.
    pub(super) terms_before: Option<&'static str>,
    /// The columns of which an entry may have several: a row with nothing else belongs to the
    /// entry above it.
    pub(super) continued: &'static [&'static str],
}

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

/// In `by`: that no party controls a term. Brackets can stand in no name.
pub(super) const NOBODY: &str = "(nobody)";

/// Before the name of a term in the head of a column.
pub(super) const TERM: &str = "term:";

const FLAG: &[&str] = &[YES, NO];
const KINDS: &[&str] = &["capability", "transparency", "relief", "posture", "words"];
const PROGRESS: &[&str] = &["done", "inspected", "failed", "undone"];
const UNDO: &[&str] = &["days", "weeks", "months", "years", "never"];

pub(super) const SCENARIO: Plan = Plan {
    name: "Scenario",
    section: "scenario",
    table: Some(&schema::SCENARIO),
    columns: &[
        words(
            "key",
            16,
            &[
                "title",
                "about",
                "as_of",
                "compare",
                "marking",
                "not_modelled",
                "period",
                "notation",
            ],
        ),
        free("value", 90),
    ],
    terms_before: None,
    continued: &[],
};

pub(super) const TERMS: Plan = Plan {
    name: "Terms",
    section: "term",
    table: Some(&schema::TERM),
    columns: &[
        free("id", 16),
        free("name", 28),
        free("by", 14),
        words("kind", 13, KINDS),
        free("option", 16),
        free("label", 26),
        free("seen", 24),
        words("undo", 10, UNDO),
        free("now", 14),
        free("fallback", 14),
        free("cannot", 22),
        free("note", 40),
    ],
    terms_before: None,
    continued: &["option", "label", "seen", "undo"],
};

pub(super) const RANKINGS: Plan = Plan {
    name: "Rankings",
    section: "ranking",
    table: Some(&schema::RANKING),
    columns: &[ids("party", 14, "Parties"), free("rank", 8), free("entry", 60), free("source", 18)],
    terms_before: None,
    continued: &[],
};

pub(super) const PRIORITIES: Plan = Plan {
    name: "Priorities",
    section: "priority",
    table: Some(&schema::PRIORITY),
    columns: &[
        ids("party", 14, "Parties"),
        free("wants", 40),
        free("refuses", 40),
        free("gives", 32),
        free("only_for", 32),
        words("red_line", 9, FLAG),
        free("source", 14),
        free("from", 12),
        free("until", 12),
        free("note", 40),
    ],
    terms_before: None,
    continued: &[],
};

pub(super) const VALUES: Plan = Plan {
    name: "Values",
    section: "value",
    table: Some(&schema::VALUE),
    columns: &[
        ids("party", 14, "Parties"),
        ids("term", 16, "Terms"),
        free("option", 16),
        free("points", 12),
        free("rank", 8),
        free("weight", 10),
        free("out_of", 10),
        free("swing", 10),
        free("when", 40),
        free("worth", 12),
        ids("like", 14, "Parties"),
        words("once", 8, FLAG),
        free("source", 14),
        free("from", 12),
        free("until", 12),
        free("note", 40),
    ],
    terms_before: None,
    continued: &["option", "points", "rank"],
};

pub(super) const TEXTS: Plan = Plan {
    name: "Texts",
    section: "text",
    table: Some(&schema::TEXT),
    columns: &[
        free("id", 16),
        free("title", 40),
        free("date", 12),
        free("digest", 24),
        free("unused", 60),
        free("why", 40),
    ],
    terms_before: None,
    continued: &["unused", "why"],
};

/// Every sheet that is read, in the order in which they are written.
pub(super) const PLANS: [&Plan; 16] = [
    &SCENARIO,
    &Plan {
        name: "Parties",
        section: "party",
        table: Some(&schema::PARTY),
        columns: &[
            free("id", 16),
            free("name", 32),
            words("signs", 8, FLAG),
            ids("negotiates_for", 16, "Parties"),
            free("no_deal", 18),
            free("discount", 12),
            free("note", 60),
        ],
        terms_before: None,
        continued: &[],
    },
    &TERMS,
    &Plan {
        name: "Definitions",
        section: "define",
        table: None,
        columns: &[free("id", 22), free("condition", 90)],
        terms_before: None,
        continued: &[],
    },
    &Plan {
        name: "Rules",
        section: "rule",
        table: Some(&schema::RULE),
        columns: &[
            free("id", 16),
            free("require", 50),
            free("forbid", 50),
            free("why", 50),
            free("source", 14),
            free("from", 12),
            free("until", 12),
            free("note", 40),
        ],
        terms_before: None,
        continued: &[],
    },
    &PRIORITIES,
    &RANKINGS,
    &VALUES,
    &Plan {
        name: "Packages",
        section: "package",
        table: Some(&schema::PACKAGE),
        columns: &[
            free("id", 20),
            free("name", 32),
            free("source", 14),
            free("note", 40),
            free("order", 24),
        ],
        terms_before: Some("source"),
        continued: &[],
    },
    &Plan {
        name: "Steps",
        section: "step",
        table: Some(&schema::STEP),
        columns: &[
            free("id", 20),
            free("by", 14),
            words("auto", 8, FLAG),
            free("reversal", 10),
            free("rebuild", 20),
            free("lag", 6),
            free("detect", 10),
            free("hazard", 10),
            free("false_alarm", 12),
            free("inspect", 30),
            free("watch", 30),
            free("periods", 8),
            free("after", 18),
            free("due", 12),
            free("source", 14),
            free("note", 40),
            free("order", 24),
        ],
        terms_before: Some("auto"),
        continued: &[],
    },
    &Plan {
        name: "Bundles",
        section: "bundle",
        table: Some(&schema::BUNDLE),
        columns: &[
            free("id", 20),
            free("steps", 40),
            words("escrow", 8, FLAG),
            free("source", 14),
            free("note", 40),
        ],
        terms_before: None,
        continued: &[],
    },
    &Plan {
        name: "Types",
        section: "type",
        table: Some(&schema::TYPE),
        columns: &[
            ids("party", 14, "Parties"),
            free("id", 16),
            free("prior", 10),
            free("variant", 30),
            free("note", 40),
        ],
        terms_before: None,
        continued: &[],
    },
    &Plan {
        name: "Events",
        section: "event",
        table: Some(&schema::EVENT),
        columns: &[
            free("id", 20),
            free("date", 12),
            free("says", 50),
            ids("about", 14, "Parties"),
            free("likelihood", 36),
            free("reliability", 12),
            free("noise", 10),
            free("origin", 16),
            ids("step", 20, "Steps"),
            words("is", 11, PROGRESS),
            free("source", 14),
            free("note", 40),
        ],
        terms_before: None,
        continued: &[],
    },
    &Plan {
        name: "Claims",
        section: "claim",
        table: Some(&schema::CLAIM),
        columns: &[
            free("id", 10),
            free("says", 50),
            free("ask", 60),
            free("expect", 9),
            free("as_of", 12),
            free("variant", 22),
            free("source", 14),
            free("note", 40),
        ],
        terms_before: None,
        continued: &[],
    },
    &TEXTS,
    &Plan {
        name: "Sources",
        section: "source",
        table: Some(&schema::SOURCE),
        columns: &[
            free("id", 12),
            free("date", 12),
            free("says", 50),
            free("quote", 50),
            free("title", 36),
            ids("text", 14, "Texts"),
            free("grade", 8),
            free("cited_as", 18),
            free("contradicts", 14),
            free("note", 40),
        ],
        terms_before: None,
        continued: &["quote"],
    },
];

/// The name of the sheet that says how the others are to be filled in.
pub const GUIDE: &str = "Guide";

/// The names of the sheets with results.
pub const RESULTS: [&str; 3] = ["Results", "Results packages", "Results claims"];

impl Plan {
    /// What the value of a column is.
    pub(super) fn role(&self, column: &str) -> Role {
        match (self.section, column) {
            ("define", "condition") => Role::Condition,
            // The name of an entry and what stands beside an option; the rest is under its key.
            ("term" | "value", "option") => Role::Name,
            ("value", "points") => Role::Amount,
            ("term", "label" | "seen") => Role::Text,
            ("term", "undo") => Role::Word,
            ("text", "unused" | "why") => Role::Text,
            ("source", "quote") => Role::Text,
            (_, "order") => Role::Names,
            _ => self.table.and_then(|table| table.role(column)).unwrap_or(Role::Text),
        }
    }

    /// What the value of a key of `[scenario]` is. Of what is not modelled each row says one thing.
    pub(super) fn role_of_key(&self, key: &str) -> Role {
        let role = self.table.and_then(|table| table.role(key)).unwrap_or(Role::Text);
        if role == Role::Texts { Role::Text } else { role }
    }

    /// The column that says to which entry a row belongs.
    pub(super) fn key(&self) -> &'static str {
        match self.section {
            "priority" | "ranking" | "value" | "type" => "party",
            "scenario" => "key",
            _ => "id",
        }
    }

    /// Whether a row needs its key. Rules need no name.
    pub(super) fn needs_key(&self) -> bool {
        self.section != "rule"
    }

    /// The fixed column called `name`, whatever its capitals and blanks.
    pub(super) fn column(&self, name: &str) -> Option<&'static str> {
        let name = folded(name);
        self.columns.iter().map(|column| column.name).find(|known| folded(known) == name)
    }
}

/// A name without capitals, blanks, hyphens and underscores.
pub(super) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::schema::{Layout, SECTIONS};
    use crate::model::{Kind, Progress, Undo};

    #[test]
    fn every_key_of_the_scenario_file_has_a_place() {
        assert_eq!(PLANS.len(), SECTIONS.len());
        for (section, layout) in SECTIONS {
            let plan = PLANS.iter().find(|plan| plan.section == section).expect(section);
            let (Layout::One(table)
            | Layout::Named(table)
            | Layout::Blocks(table)
            | Layout::PartyBlocks(table)
            | Layout::PartyTable(table)) = layout
            else {
                continue;
            };
            for key in table.names() {
                let place = match (section, key) {
                    ("scenario", _) => "value",
                    ("term", "options") => "option",
                    ("term", "labels") => "label",
                    ("ranking", "best_first") => "entry",
                    ("value", "options") => "points",
                    ("value", "best_first") => "rank",
                    ("package" | "step", "change") => "order",
                    (_, key) => key,
                };
                assert!(plan.column(place).is_some(), "{section}.{key}");
            }
        }
    }

    #[test]
    fn words_are_those_of_the_model() {
        assert_eq!(KINDS, Kind::ALL.map(Kind::name));
        assert_eq!(UNDO, Undo::ALL.map(Undo::name));
        assert_eq!(PROGRESS, Progress::ALL.map(Progress::name));
        let Offer::Words(keys) = SCENARIO.columns[0].offer else { panic!() };
        assert!(keys.iter().copied().eq(schema::SCENARIO.names()));
    }
}
