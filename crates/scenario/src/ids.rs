//! Index newtypes: one type for every kind of thing that a scenario numbers.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident($repr:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $repr);

        impl $name {
            /// The position in the list that this index points into.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The index of position `position`. The loader refuses files whose lists are longer
            /// than the index type can number, so the narrowing never loses anything.
            #[must_use]
            pub const fn new(position: usize) -> Self {
                Self(position as $repr)
            }
        }
    };
}

index!(
    /// A party, in file order ([`crate::Scenario::parties`]).
    PartyId(u16)
);
index!(
    /// A term, in file order ([`crate::Scenario::terms`]).
    TermId(u16)
);
index!(
    /// An option of one term, in listed order ([`crate::model::Term::options`]).
    OptionId(u8)
);
index!(
    /// A definition, in file order ([`crate::Scenario::definitions`]).
    DefinitionId(u16)
);
index!(
    /// A rule, in file order ([`crate::Scenario::rules`]).
    RuleId(u16)
);
index!(
    /// A named package, in file order ([`crate::Scenario::packages`]).
    NamedId(u16)
);
index!(
    /// A claim, in file order ([`crate::Scenario::claims`]).
    ClaimId(u16)
);
index!(
    /// A source, in file order ([`crate::Scenario::sources`]).
    SourceId(u16)
);
index!(
    /// A text that sources quote, in file order ([`crate::Scenario::texts`]).
    TextId(u16)
);
index!(
    /// A step, in file order ([`crate::Scenario::steps`]).
    StepId(u16)
);
index!(
    /// A type of a party, in file order ([`crate::Scenario::types`]).
    TypeId(u16)
);
