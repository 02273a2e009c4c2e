//! Every section and key of a scenario file, as data: what the loader accepts, what the writer
//! puts between which quotation marks, and what the reference must mention.

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Words for readers.
    Text,
    /// Words for readers, several times.
    Texts,
    /// The name of something.
    Name,
    /// One or more names.
    Names,
    /// `true` or `false`.
    Flag,
    /// A day.
    Date,
    /// A day or `latest`.
    AsOf,
    /// Days or `latest`.
    Dates,
    /// One of a few words.
    Word,
    /// A condition on a package.
    Condition,
    /// Conditions or names of packages, in groups.
    Conditions,
    /// A question about packages.
    Question,
    /// Moves, `a -> b`.
    Moves,
    /// Changes of the file.
    Variant,
    /// For each of some terms an option.
    Change,
    /// For each of some options words for readers.
    Labels,
    /// `outside`, `nobody` or a condition, for all options or for each.
    Seen,
    /// A word, for all options or for each.
    Undo,
    /// `true`, `false` or a number.
    Answer,
    /// Passages, with or without a reason.
    Passages,
    /// A number or a range of numbers.
    Amount,
    /// A number.
    Number,
    /// For each of some options a number or a range.
    Points,
    /// The options of a term in groups, best first.
    Groups,
    /// The name of a package, a number or a range.
    NoDeal,
    /// For each of some names a number or a range.
    Amounts,
    /// What can be inspected: a table of its own.
    Inspection,
    /// How something is watched: a table of its own.
    Watch,
}

/// One kind of table.
#[derive(Debug)]
pub(crate) struct Table {
    /// With its article, for messages.
    pub(crate) what: &'static str,
    /// Its keys, in the order of the reference.
    pub(crate) keys: &'static [(&'static str, Role)],
    /// Those that it cannot do without.
    pub(crate) required: &'static [&'static str],
}

impl Table {
    /// The names of its keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|(name, _)| *name)
    }

    /// What the value of `key` is.
    pub(crate) fn role(&self, key: &str) -> Option<Role> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, role)| *role)
    }
}

/// How a section is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Layout {
    /// `[scenario]`: one table.
    One(&'static Table),
    /// `[party]`: a table for each name.
    Named(&'static Table),
    /// `[[term]]`: blocks.
    Blocks(&'static Table),
    /// `[[priority.kim]]`: blocks for each party.
    PartyBlocks(&'static Table),
    /// `[ranking.kim]`: a table for each party.
    PartyTable(&'static Table),
    /// `[define]`: a condition for each name.
    Conditions,
}

/// Every section, in the order of the reference.
pub(crate) const SECTIONS: [(&str, Layout); 16] = [
    ("scenario", Layout::One(&SCENARIO)),
    ("party", Layout::Named(&PARTY)),
    ("term", Layout::Blocks(&TERM)),
    ("define", Layout::Conditions),
    ("rule", Layout::Blocks(&RULE)),
    ("priority", Layout::PartyBlocks(&PRIORITY)),
    ("ranking", Layout::PartyTable(&RANKING)),
    ("value", Layout::PartyBlocks(&VALUE)),
    ("package", Layout::Blocks(&PACKAGE)),
    ("step", Layout::Blocks(&STEP)),
    ("bundle", Layout::Blocks(&BUNDLE)),
    ("type", Layout::PartyBlocks(&TYPE)),
    ("event", Layout::Blocks(&EVENT)),
    ("claim", Layout::Blocks(&CLAIM)),
    ("text", Layout::Blocks(&TEXT)),
    ("source", Layout::Blocks(&SOURCE)),
];

/// The layout of the section `name`.
pub(crate) fn section(name: &str) -> Option<Layout> {
    SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, layout)| *layout)
}

pub(crate) const SCENARIO: Table = Table {
    what: "`[scenario]`",
    keys: &[
        ("title", Role::Text),
        ("about", Role::Text),
        ("as_of", Role::AsOf),
        ("compare", Role::Dates),
        ("marking", Role::Text),
        ("not_modelled", Role::Texts),
        ("period", Role::Text),
        ("notation", Role::Word),
    ],
    required: &["title"],
};

pub(crate) const PARTY: Table = Table {
    what: "a party",
    keys: &[
        ("name", Role::Text),
        ("signs", Role::Flag),
        ("negotiates_for", Role::Name),
        ("no_deal", Role::NoDeal),
        ("discount", Role::Amount),
        ("note", Role::Text),
    ],
    required: &[],
};

pub(crate) const TERM: Table = Table {
    what: "a term",
    keys: &[
        ("id", Role::Name),
        ("name", Role::Text),
        ("by", Role::Names),
        ("kind", Role::Word),
        ("options", Role::Names),
        ("labels", Role::Labels),
        ("now", Role::Name),
        ("seen", Role::Seen),
        ("undo", Role::Undo),
        ("fallback", Role::Name),
        ("cannot", Role::Moves),
        ("note", Role::Text),
    ],
    required: &["id", "by", "options", "now"],
};

pub(crate) const RULE: Table = Table {
    what: "a rule",
    keys: &[
        ("id", Role::Name),
        ("require", Role::Condition),
        ("forbid", Role::Condition),
        ("why", Role::Text),
        ("source", Role::Names),
        ("from", Role::Date),
        ("until", Role::Date),
        ("note", Role::Text),
    ],
    required: &[],
};

pub(crate) const PRIORITY: Table = Table {
    what: "a priority",
    keys: &[
        ("wants", Role::Condition),
        ("refuses", Role::Condition),
        ("gives", Role::Condition),
        ("only_for", Role::Condition),
        ("red_line", Role::Flag),
        ("source", Role::Names),
        ("from", Role::Date),
        ("until", Role::Date),
        ("note", Role::Text),
    ],
    required: &[],
};

pub(crate) const RANKING: Table = Table {
    what: "a ranking",
    keys: &[("best_first", Role::Conditions), ("source", Role::Names)],
    required: &["best_first"],
};

pub(crate) const VALUE: Table = Table {
    what: "a line of values",
    keys: &[
        ("term", Role::Name),
        ("options", Role::Points),
        ("best_first", Role::Groups),
        ("weight", Role::Amount),
        ("out_of", Role::Number),
        ("swing", Role::Amount),
        ("when", Role::Condition),
        ("worth", Role::Amount),
        ("like", Role::Name),
        ("once", Role::Flag),
        ("source", Role::Names),
        ("from", Role::Date),
        ("until", Role::Date),
        ("note", Role::Text),
    ],
    required: &[],
};

pub(crate) const PACKAGE: Table = Table {
    what: "a package",
    keys: &[
        ("id", Role::Name),
        ("name", Role::Text),
        ("change", Role::Change),
        ("source", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id", "change"],
};

pub(crate) const STEP: Table = Table {
    what: "a step",
    keys: &[
        ("id", Role::Name),
        ("by", Role::Names),
        ("change", Role::Change),
        ("auto", Role::Flag),
        ("reversal", Role::Amount),
        ("rebuild", Role::Amounts),
        ("lag", Role::Number),
        ("detect", Role::Amount),
        ("hazard", Role::Amount),
        ("false_alarm", Role::Amount),
        ("inspect", Role::Inspection),
        ("watch", Role::Watch),
        ("periods", Role::Number),
        ("after", Role::Names),
        ("due", Role::Date),
        ("source", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id", "by", "change"],
};

pub(crate) const INSPECT: Table = Table {
    what: "an inspection",
    keys: &[
        ("items", Role::Number),
        ("falsified", Role::Number),
        ("goal", Role::Number),
        ("item", Role::Number),
        ("instrument", Role::Amount),
        ("cost", Role::Number),
        ("visit", Role::Number),
        ("most", Role::Number),
        ("rounds", Role::Number),
        ("budget", Role::Number),
    ],
    required: &["items"],
};

pub(crate) const WATCH: Table = Table {
    what: "a watch",
    keys: &[
        ("periods", Role::Number),
        ("visits", Role::Number),
        ("detect", Role::Amount),
        ("sites", Role::Amounts),
        ("teams", Role::Number),
    ],
    required: &[],
};

pub(crate) const BUNDLE: Table = Table {
    what: "a bundle",
    keys: &[
        ("id", Role::Name),
        ("steps", Role::Names),
        ("escrow", Role::Flag),
        ("source", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id", "steps"],
};

pub(crate) const TYPE: Table = Table {
    what: "a type of a party",
    keys: &[
        ("id", Role::Name),
        ("prior", Role::Amount),
        ("variant", Role::Variant),
        ("note", Role::Text),
    ],
    required: &["id", "prior"],
};

pub(crate) const EVENT: Table = Table {
    what: "an event",
    keys: &[
        ("id", Role::Name),
        ("date", Role::Date),
        ("says", Role::Text),
        ("about", Role::Name),
        ("likelihood", Role::Amounts),
        ("reliability", Role::Amount),
        ("noise", Role::Amount),
        ("origin", Role::Text),
        ("step", Role::Name),
        ("is", Role::Word),
        ("source", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id", "date"],
};

pub(crate) const CLAIM: Table = Table {
    what: "a claim",
    keys: &[
        ("id", Role::Name),
        ("says", Role::Text),
        ("ask", Role::Question),
        ("expect", Role::Answer),
        ("as_of", Role::AsOf),
        ("variant", Role::Variant),
        ("source", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id", "says", "ask"],
};

pub(crate) const TEXT: Table = Table {
    what: "a text",
    keys: &[
        ("id", Role::Name),
        ("title", Role::Text),
        ("date", Role::Date),
        ("digest", Role::Text),
        ("unused", Role::Passages),
    ],
    required: &["id", "date"],
};

pub(crate) const UNUSED: Table = Table {
    what: "an unused passage",
    keys: &[("quote", Role::Text), ("why", Role::Text)],
    required: &["quote"],
};

pub(crate) const SOURCE: Table = Table {
    what: "a source",
    keys: &[
        ("id", Role::Name),
        ("date", Role::Date),
        ("says", Role::Text),
        ("quote", Role::Texts),
        ("title", Role::Text),
        ("text", Role::Name),
        ("grade", Role::Text),
        ("cited_as", Role::Text),
        ("contradicts", Role::Names),
        ("note", Role::Text),
    ],
    required: &["id"],
};

/// What the value is to which `path` leads, from the name of a section down.
pub(crate) fn role_at(path: &[&str]) -> Option<Role> {
    let (name, rest) = path.split_first()?;
    let (table, key, rest) = match section(name)? {
        Layout::One(table) | Layout::Blocks(table) => {
            let (key, rest) = rest.split_first()?;
            (table, key, rest)
        }
        Layout::Named(table) | Layout::PartyBlocks(table) | Layout::PartyTable(table) => {
            let (_, rest) = rest.split_first()?;
            let (key, rest) = rest.split_first()?;
            (table, key, rest)
        }
        Layout::Conditions => return Some(Role::Condition),
    };
    match (table.role(key)?, rest.first()) {
        (Role::Passages, Some(inner)) => UNUSED.role(inner),
        (Role::Inspection, Some(inner)) => INSPECT.role(inner),
        (Role::Watch, Some(inner)) => WATCH.role(inner),
        (role, _) => Some(role),
    }
}
