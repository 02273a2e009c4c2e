//! Which of the files is what: told by what is in them, not by their names.

use super::document::Item;
use super::xml::Element;
use super::{json, xml, yaml};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::tree::{MAX_BYTES, not_utf8, shortened};

/// A program that writes negotiations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    Genius,
    GeniusWeb,
    Negmas,
}

impl Program {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Genius => "Genius",
            Self::GeniusWeb => "GeniusWeb",
            Self::Negmas => "NegMAS",
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub(super) enum Content {
    /// What is negotiated about.
    Domain(Program, Body),
    /// What a party wants.
    Profile(Program, Body),
    /// A domain or a profile that cannot be read; that was reported.
    Unreadable,
    /// Something else.
    Other,
}

/// What can be read of a file.
#[derive(Debug)]
pub(super) enum Body {
    Element(Element),
    Item(Item),
}

/// A file with what was found in it.
pub(super) struct File {
    pub(super) name: String,
    /// Without byte-order mark.
    pub(super) text: String,
    pub(super) findings: Findings,
    pub(super) content: Content,
}

impl File {
    /// Reads the bytes of a file as far as telling what it is.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        let mut file = Self {
            name: name.to_owned(),
            text: String::new(),
            findings: Findings::default(),
            content: Content::Other,
        };
        if bytes.is_empty() {
            file.leave_out("the file is empty");
            return file;
        }
        if bytes.len() > MAX_BYTES {
            // What it is may be seen from its beginning.
            let head = String::from_utf8_lossy(&bytes[..4096]);
            if Looks::of(&head) == Looks::Nothing {
                file.leave_out("the file is no part of a negotiation and was left out");
            } else {
                let message = format!(
                    "the file has {} bytes; the limit is {MAX_BYTES} bytes (16 MiB)",
                    bytes.len()
                );
                file.findings.add(Diagnostic::of_file(Code::E688, message));
                file.content = Content::Unreadable;
            }
            return file;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => file.text = text.trim_start_matches('\u{feff}').to_owned(),
            Err(error) => {
                let readable: String =
                    String::from_utf8_lossy(bytes).chars().filter(|c| *c != '\0').collect();
                if Looks::of(readable.trim_start_matches('\u{fffd}')) == Looks::Nothing {
                    file.leave_out("the file is no text and was left out");
                } else {
                    let parsed = not_utf8(bytes, error.valid_up_to());
                    parsed.diagnostics.into_iter().for_each(|finding| file.findings.add(finding));
                    file.text = parsed.text;
                    file.content = Content::Unreadable;
                }
                return file;
            }
        }
        file.classify();
        file
    }

    fn leave_out(&mut self, message: &str) {
        self.findings.add(Diagnostic::of_file(Code::W698, message));
    }

    fn classify(&mut self) {
        let findings = &mut self.findings;
        let mut report = |finding| findings.add(finding);
        let content = match Looks::of(&self.text) {
            Looks::Nothing => Some(Content::Other),
            Looks::Xml => xml::parse(&self.text, &mut report).map(of_element),
            Looks::Json => json::parse(&self.text, &mut report).map(of_item),
            Looks::Yaml => yaml::parse(&self.text, &mut report).map(of_item),
        };
        self.content = content.unwrap_or(Content::Unreadable);
        if matches!(self.content, Content::Other) {
            self.findings = Findings::default();
            self.leave_out("the file is neither a domain nor a profile and was left out");
        }
    }
}

/// What a text seems to be, so that nothing is said of files that are none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Xml,
    Json,
    Yaml,
    Nothing,
}

impl Looks {
    fn of(text: &str) -> Self {
        let start = text.trim_start();
        if start.starts_with('<') {
            let root = first_element(start);
            return if ["negotiation_template", "utility_space"].contains(&root) {
                Self::Xml
            } else {
                Self::Nothing
            };
        }
        if start.starts_with('{') {
            let marks = ["\"issuesValues\"", "UtilitySpace\"", "Ordering\"", "OutcomeSpace\""];
            let is_ours = marks.iter().any(|mark| text.contains(mark))
                || (text.contains("\"type\"")
                    && (text.contains("Fun\"") || text.contains("Function\"")));
            return if is_ours { Self::Json } else { Self::Nothing };
        }
        let names_type = |line: &str| {
            line.strip_prefix("type:").is_some_and(|rest| is_space(rest) || is_function(rest))
        };
        if text.lines().any(names_type) { Self::Yaml } else { Self::Nothing }
    }
}

/// The name of the first element of an XML file, if it can be seen.
fn first_element(text: &str) -> &str {
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || "_-.:".contains(c)));
            return &rest[..end.unwrap_or(rest.len())];
        }
    }
    ""
}

/// Whether the type of a document of NegMAS is a domain.
fn is_space(name: &str) -> bool {
    name.contains("OutcomeSpace")
}

/// Whether the type of a document of NegMAS is a profile.
fn is_function(name: &str) -> bool {
    name.to_lowercase().contains("fun")
}

fn of_element(root: Element) -> Content {
    match root.name.as_str() {
        "negotiation_template" => Content::Domain(Program::Genius, Body::Element(root)),
        "utility_space" => Content::Profile(Program::Genius, Body::Element(root)),
        _ => Content::Other,
    }
}

/// The key under which a profile of GeniusWeb stands.
pub(super) const SPACES: [&str; 3] =
    ["LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace", "DefaultPartialOrdering"];

fn of_item(root: Item) -> Content {
    if SPACES.iter().any(|space| root.get(space).is_some()) {
        return Content::Profile(Program::GeniusWeb, Body::Item(root));
    }
    if root.get("issuesValues").is_some() {
        return Content::Domain(Program::GeniusWeb, Body::Item(root));
    }
    match root.get("type").and_then(Item::as_text) {
        Some(name) if is_space(name) => Content::Domain(Program::Negmas, Body::Item(root)),
        Some(name) if is_function(name) => Content::Profile(Program::Negmas, Body::Item(root)),
        _ => Content::Other,
    }
}

/// The name of a file without folder and ending, as words; without a number before them if `is_short`, for
/// files are numbered to sort in the order of the parties.
pub(super) fn stem(name: &str, is_short: bool) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words: Vec<&str> = stem
        .split(|c: char| c.is_whitespace() || "_-.".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    if let [number, word, ..] = words[..]
        && is_short
        && number.bytes().all(|b| b.is_ascii_digit())
        && word.starts_with(char::is_alphabetic)
    {
        words.remove(0);
    }
    let words = words.join(" ");
    if words.is_empty() { shortened(name) } else { words }
}
