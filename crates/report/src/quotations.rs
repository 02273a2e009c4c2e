//! What became of the quotations of a file when they were compared with the text they come from.

use detente_scenario::{SourceId, TextId};

/// The quotations of one text, verified word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotations {
    /// Which text of the scenario.
    pub text: TextId,
    /// Whether the text file has the digest that the scenario names; absent if it names none.
    pub digest_matches: Option<bool>,
    /// Quotations that stand in the text.
    pub found: usize,
    /// Sources with a quotation that does not, each with its words.
    pub missing: Vec<(SourceId, String)>,
    /// Sentences of the text.
    pub sentences: usize,
    /// Sentences that some source quotes.
    pub used: usize,
    /// Sentences that the author marked as read and not used.
    pub unused: usize,
}
