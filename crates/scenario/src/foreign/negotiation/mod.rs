//! Negotiations as programs of automated negotiation write them: the XML of Genius, the JSON of
//! GeniusWeb, the YAML or JSON of NegMAS.
//!
//! A negotiation is a folder: one file says what is negotiated about (the *domain*), and one for each
//! party what every value is worth to it (its *profile*). Reading the files ([`import`]) gives a
//! scenario file with one term for each issue and value tables for every party, in exact decimals; no
//! number goes through a binary fraction. Writing ([`export`]) takes a scenario whose parties have
//! values and gives such files again. What maps to what, and where the programs themselves differ, is
//! told in `docs/negotiation-files.md`.
//!
//! Sources: the formats as Genius 10, GeniusWeb 1 and NegMAS 0.16 read and write them; the reading rules
//! that matter are at the functions that follow them.

mod document;
mod exact;
mod export;
mod extremes;
mod files;
mod genius;
mod geniusweb;
mod json;
mod model;
mod negmas;
mod ranges;
mod scenario;
mod shapes;
mod xml;
mod yaml;

pub use self::export::{Exported, Format, InForce, Stands, export};

use self::files::{Body, Content, File, Program};
use self::model::{Domain, Profile};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::foreign::findings::Findings;
use crate::load::load;
use crate::number::{Decimal, MAX_DIGITS, NotDecimal};
use crate::span::Span;
use crate::tree::shortened;

/// The largest number of files.
const MAX_FILES: usize = 1000;

/// The largest number of bytes of all files together.
const MAX_BYTES: usize = 64 << 20;

/// The largest number of parties.
const MAX_PROFILES: usize = 100;

/// The largest number of issues.
const MAX_ISSUES: usize = 1000;

/// The largest number of regions of all profiles together, read or written.
const MAX_REGIONS: usize = 100_000;

/// The largest number of worths of values, and of values within bounds, of all profiles together.
const MAX_VALUES: usize = 4_000_000;

/// What the files of a negotiation turned out to be.
#[derive(Clone, Debug)]
pub struct Imported {
    /// A scenario file in TOML that loads without an error; present if and only if no diagnostic is
    /// an error.
    pub scenario: Option<String>,
    /// The profiles there are, in the order in which they are numbered, by the names of their files.
    pub profiles: Vec<String>,
    /// What was found, file by file in the order of their names; what concerns all of them comes first,
    /// under an empty name. Files about which there is nothing to say are left out.
    pub files: Vec<FileFindings>,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// The name of the file; empty for what concerns all files together.
    pub name: String,
    /// The text that the places are offsets into: the file without a byte-order mark.
    pub text: String,
    /// What is wrong, what has no counterpart, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Imported {
    /// Whether any file has an error.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.files
            .iter()
            .flat_map(|file| &file.diagnostics)
            .any(|finding| finding.severity() == Severity::Error)
    }
}

/// Reads the files of a folder, each with its name; `title` is what the scenario will be called, and
/// `profiles` says which profiles take part, as positions in the order of their file names from 0, in
/// the order that the parties shall have (all of them if absent).
///
/// Which file is what is told by its content; files that are no part of a negotiation are left out
/// with a note. Every profile becomes a party that signs. Cost: linear in the length of the files and
/// of what is written, but for the search for what the parties can get at most and at least, which
/// is given up after a bounded effort.
///
/// ```
/// use detente_scenario::foreign::negotiation::import;
/// let domain = r#"{ "name": "party", "issuesValues": { "Music": { "values": ["DJ", "Band"] } } }"#;
/// let profile = r#"{ "LinearAdditiveUtilitySpace": {
///     "name": "Ann",
///     "issueWeights": { "Music": 1 },
///     "issueUtilities": { "Music": { "discreteutils": { "valueUtilities": { "DJ": 0.9, "Band": 0.35 } } } },
///     "reservationBid": { "issuevalues": { "Music": "Band" } }
/// } }"#;
/// let files = [("domain.json", domain), ("ann.json", profile)];
/// let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
/// let scenario = import(&files, "A party", None).scenario.unwrap();
/// assert!(scenario.contains("no_deal = 0.35"));
/// assert!(scenario.contains("options = { dj = 0.9, band = 0.35 }"));
/// ```
#[must_use]
pub fn import(files: &[(String, Vec<u8>)], title: &str, profiles: Option<&[usize]>) -> Imported {
    let mut whole = Findings::default();
    let mut sorted: Vec<&(String, Vec<u8>)> = files.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let bytes = files.iter().fold(0_usize, |sum, (_, bytes)| sum.saturating_add(bytes.len()));
    if files.len() > MAX_FILES || bytes > MAX_BYTES {
        let message = format!(
            "{} files with {bytes} bytes; the limits are {MAX_FILES} files and {MAX_BYTES} bytes (64 MiB)",
            files.len()
        );
        let help = "name the folder of one negotiation";
        whole.add(Diagnostic::of_file(Code::E688, message).help(help));
        return Imported { scenario: None, profiles: Vec::new(), files: listed(whole, Vec::new()) };
    }
    let mut files: Vec<File> =
        sorted.into_iter().map(|(name, bytes)| File::read(name, bytes)).collect();
    let numbered: Vec<usize> =
        (0..files.len()).filter(|&at| matches!(files[at].content, Content::Profile(..))).collect();
    let names = numbered.iter().map(|&at| files[at].name.clone()).collect();
    let chosen = chosen(&files, &numbered, profiles, &mut whole);
    let scenario = read(&mut files, chosen.as_deref(), &numbered, title, &mut whole);
    let has_error = whole.has_error() || files.iter().any(|file| file.findings.has_error());
    Imported {
        scenario: scenario.filter(|_| !has_error),
        profiles: names,
        files: listed(whole, files),
    }
}

/// The findings as they are handed over.
fn listed(whole: Findings, files: Vec<File>) -> Vec<FileFindings> {
    let first =
        FileFindings { name: String::new(), text: String::new(), diagnostics: whole.finish() };
    let rest = files.into_iter().map(|file| FileFindings {
        name: file.name,
        text: file.text,
        diagnostics: file.findings.finish(),
    });
    std::iter::once(first).chain(rest).filter(|file| !file.diagnostics.is_empty()).collect()
}

/// The files of the profiles that take part; nothing if the choice is none.
fn chosen(
    files: &[File],
    numbered: &[usize],
    wanted: Option<&[usize]>,
    whole: &mut Findings,
) -> Option<Vec<usize>> {
    let are_unreadable = files.iter().any(|file| matches!(file.content, Content::Unreadable));
    if numbered.is_empty() {
        // One that cannot be read may be the profile; what is wrong with it was said.
        if !are_unreadable {
            let message = "none of the files is the profile of a party";
            let help =
                "each party has a file that says what the values of the issues are worth to it";
            whole.add(Diagnostic::of_file(Code::E684, message).help(help));
        }
        return None;
    }
    let Some(wanted) = wanted else { return Some(numbered.to_vec()) };
    let mut chosen: Vec<usize> = Vec::with_capacity(wanted.len().min(MAX_PROFILES));
    if wanted.is_empty() {
        whole.add(Diagnostic::of_file(Code::E684, "no profile was chosen"));
    }
    for &number in wanted.iter().take(MAX_FILES) {
        match numbered.get(number) {
            None => {
                let message = format!("there is no profile {number}");
                let help = match numbered.len() {
                    1 => "there is one profile, which is number 0".to_owned(),
                    count => format!("there are {count} profiles, numbered 0 to {}", count - 1),
                };
                whole.add(Diagnostic::of_file(Code::E684, message).help(help));
            }
            Some(at) if chosen.contains(at) => {
                let message = format!("profile {number} is chosen twice");
                whole.add(Diagnostic::of_file(Code::E684, message));
            }
            Some(at) => chosen.push(*at),
        }
    }
    Some(chosen)
}

/// The scenario; it counts only if no error was found.
fn read(
    files: &mut [File],
    chosen: Option<&[usize]>,
    numbered: &[usize],
    title: &str,
    whole: &mut Findings,
) -> Option<String> {
    let (program, domain) = domain(files, numbered, whole)?;
    let mut profiles: Vec<Profile> = Vec::new();
    if numbered.len() > MAX_PROFILES && chosen.is_some_and(|chosen| chosen.len() > MAX_PROFILES) {
        let message = format!("{} profiles; the limit is {MAX_PROFILES}", numbered.len());
        let help = "choose those that shall take part";
        whole.add(Diagnostic::of_file(Code::E688, message).help(help));
        return None;
    }
    let mut size = Size::default();
    let values: usize = domain.issues.iter().map(|issue| issue.values.len()).sum();
    for &at in chosen? {
        let File { name, findings, content, .. } = &mut files[at];
        let Content::Profile(found, body) = content else { continue };
        if *found != program {
            let message = format!(
                "this is a profile of {}, and the domain is one of {}",
                found.name(),
                program.name()
            );
            findings.add(Diagnostic::of_file(Code::E683, message));
            continue;
        }
        let mut reader = Reader { findings, size: &mut size };
        if !reader.count_values(values, Span::default()) {
            continue;
        }
        let profile = match body {
            Body::Element(root) => genius::profile(root, &domain, &mut reader),
            Body::Item(root) if program == Program::Negmas => {
                negmas::profile(root, &domain, &mut reader)
            }
            Body::Item(root) => geniusweb::profile(root, &domain, &mut reader),
        };
        if let Some(mut profile) = profile {
            if profile.name.trim().is_empty() {
                profile.name = files::stem(name, true);
            }
            extremes::settle(&mut profile, &domain, &mut reader);
            profiles.push(profile);
        }
    }
    let has_error = whole.has_error() || files.iter().any(|file| file.findings.has_error());
    if has_error || profiles.is_empty() {
        return None;
    }
    let parties: Vec<&str> = chosen?.iter().map(|&at| files[at].name.as_str()).collect();
    let text = scenario::written(&domain, &profiles, &parties, program, title, whole)?;
    let mut errors = load(text.as_bytes()).diagnostics.into_iter();
    if let Some(error) = errors.find(|finding| finding.severity() == Severity::Error) {
        let message = format!("the scenario would be more than can be read: {}", error.message);
        whole.add(Diagnostic::of_file(Code::E688, message));
    }
    Some(text)
}

/// What is negotiated about, and the program that wrote it.
fn domain(
    files: &mut [File],
    numbered: &[usize],
    whole: &mut Findings,
) -> Option<(Program, Domain)> {
    let domains: Vec<usize> =
        (0..files.len()).filter(|&at| matches!(files[at].content, Content::Domain(..))).collect();
    if let [first, rest @ ..] = &domains[..]
        && !rest.is_empty()
    {
        let first = files[*first].name.clone();
        for &at in rest {
            let message = format!(
                "this is a second domain, besides `{}`; it is not clear which of them counts",
                shortened(&first)
            );
            files[at].findings.add(Diagnostic::of_file(Code::E683, message));
        }
        return None;
    }
    // A profile of GeniusWeb says what it is a profile of.
    let at = domains.first().or(numbered.first()).copied();
    let Some(at) = at else {
        if !files.iter().any(|file| matches!(file.content, Content::Unreadable)) {
            let message = "none of the files says what is negotiated about";
            whole.add(Diagnostic::of_file(Code::E681, message));
        }
        return None;
    };
    let File { findings, content, .. } = &mut files[at];
    let mut size = Size::default();
    let mut reader = Reader { findings, size: &mut size };
    match content {
        Content::Domain(program, Body::Element(root)) => {
            Some((*program, genius::domain(root, &mut reader)?))
        }
        Content::Domain(Program::Negmas, Body::Item(root)) => {
            Some((Program::Negmas, negmas::domain(root, &mut reader)?))
        }
        Content::Domain(program, Body::Item(root)) => {
            Some((*program, geniusweb::domain(root, &mut reader)?))
        }
        Content::Profile(Program::GeniusWeb, Body::Item(root)) => {
            let root = geniusweb::domain_of(root, &mut reader)?;
            Some((Program::GeniusWeb, geniusweb::domain(root, &mut reader)?))
        }
        _ => {
            let message = "none of the files says what is negotiated about";
            let help = "the profiles need the domain: the values of each issue in their order";
            whole.add(Diagnostic::of_file(Code::E681, message).help(help));
            None
        }
    }
}

/// What the readers of all formats share.
struct Reader<'f> {
    findings: &'f mut Findings,
    size: &'f mut Size,
}

/// How much there is so far, in all profiles together.
#[derive(Debug, Default)]
struct Size {
    regions: usize,
    /// Numbers for values of issues, and values that bounds of regions allow.
    values: usize,
    /// Of the searches for the best and the worst package.
    steps: usize,
}

impl Reader<'_> {
    fn add(&mut self, finding: Diagnostic) {
        self.findings.add(finding);
    }

    /// The number that is written at `span`; nothing if it is none, which is reported.
    fn number(&mut self, text: &str, span: Span) -> Option<Decimal> {
        let text = text.trim();
        let why = match Decimal::parse(text) {
            Ok(number) => return Some(number),
            Err(why) => why,
        };
        if self.findings.only_counts() {
            return None;
        }
        let shown = shortened(text);
        let message = match why {
            NotDecimal::Syntax => format!("`{shown}` is not a number"),
            NotDecimal::Digits => format!("{shown} has more than {MAX_DIGITS} digits"),
            NotDecimal::Magnitude => format!("{shown} is too large or too small to be kept"),
        };
        self.add(Diagnostic::new(Code::E687, span, message));
        None
    }

    /// The result of a calculation; nothing if it has too many digits, which is reported.
    fn result(&mut self, result: Option<Decimal>, what: &str, span: Span) -> Option<Decimal> {
        if result.is_none() && !self.findings.only_counts() {
            let message = format!("{what} comes to more than {MAX_DIGITS} digits");
            self.add(Diagnostic::new(Code::E687, span, message));
        }
        result
    }

    /// Whether one more region is allowed; if not, that is reported.
    fn count_region(&mut self, span: Span) -> bool {
        self.size.regions += 1;
        if self.size.regions == MAX_REGIONS + 1 {
            let message = format!("the profiles have more than {MAX_REGIONS} rectangles together");
            self.add(Diagnostic::new(Code::E688, span, message));
        }
        self.size.regions <= MAX_REGIONS
    }

    /// Whether `count` more values of issues are allowed; if not, that is reported.
    fn count_values(&mut self, count: usize, span: Span) -> bool {
        let was_allowed = self.size.values <= MAX_VALUES;
        self.size.values = self.size.values.saturating_add(count);
        let is_allowed = self.size.values <= MAX_VALUES;
        if was_allowed && !is_allowed {
            let message = format!(
                "the profiles say more than {MAX_VALUES} times together what a value of an issue is worth or that it is within bounds"
            );
            self.add(Diagnostic::new(Code::E688, span, message));
        }
        is_allowed
    }

    /// Whether there can be so many issues; if not, that is reported.
    fn allows_issues(&mut self, count: usize, span: Option<Span>) -> bool {
        let message = if count == 0 {
            "the domain has no issue, so there is nothing to negotiate about".to_owned()
        } else if count > MAX_ISSUES {
            format!("{count} issues; the limit is {MAX_ISSUES}")
        } else {
            return true;
        };
        let code = if count == 0 { Code::E685 } else { Code::E688 };
        self.add(Diagnostic { span, ..Diagnostic::of_file(code, message) });
        false
    }
}
