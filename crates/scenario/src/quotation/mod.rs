//! Quotations against the text they were taken from.
//!
//! [`check_text`] looks up every quotation word for word, and says of every sentence of the text
//! which sources use it, whether the author marked it as unused, or whether nothing does. So a
//! reader can see both that nothing is misquoted and that nothing was passed over in silence.

mod normal;
mod sentences;

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{SourceId, TextId};
use crate::model::{Scenario, SourceText};
use crate::quotation::normal::Normal;
use crate::span::Span;

/// How many places of one quotation are kept; all are counted.
const MAX_PLACES: usize = 100;

/// What became of the quotations from one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationReport {
    /// The text it was checked as; absent where all quotations were checked.
    pub text: Option<TextId>,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: String,
    /// Whether that is the digest which the scenario declares; absent if it declares none.
    pub digest_matches: Option<bool>,
    /// Every quotation that should stand in it, in the order of the scenario.
    pub quotations: Vec<Quotation>,
    /// How many quotations of the scenario were not checked, because their source names another
    /// text or none.
    pub elsewhere: usize,
    /// Every passage that the author marked as unused, in the order of the scenario.
    pub unused: Vec<Passage>,
    /// Every sentence, in the order of the text.
    pub sentences: Vec<Sentence>,
    /// What is wrong, with places in the scenario file, in the order of the scenario.
    pub diagnostics: Vec<Diagnostic>,
}

/// One quotation and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Whose it is.
    pub source: SourceId,
    /// Which of that source's quotations, from 0.
    pub index: usize,
    /// Where it stands.
    pub passage: Passage,
}

/// Where some words stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How often.
    pub count: usize,
    /// The first places, in the order of the text; at most a hundred.
    pub places: Vec<Place>,
    /// If nowhere: what comes nearest.
    pub nearest: Option<Nearest>,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes, from the beginning of the text.
    pub range: Range<usize>,
    /// The line in which it begins, from 1.
    pub line: usize,
}

/// The passage that comes nearest to words that stand nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// In what it agrees.
    pub likeness: Likeness,
    /// How many words agree.
    pub agree: usize,
    /// Of how many.
    pub words: usize,
    /// The passage, as long as the words are.
    pub place: Place,
}

/// In what a passage agrees with words that stand nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// In everything but capitals.
    Capitals,
    /// In the first words.
    Beginning,
    /// In the last words.
    End,
}

/// A sentence of the text and who uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub place: Place,
    /// Who uses it.
    pub coverage: Coverage,
}

/// Who uses a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// These sources quote it or part of it, in the order of the scenario.
    Used(Vec<SourceId>),
    /// Nobody, and the author says so: the passage of that index in [`SourceText::unused`].
    Unused(usize),
    /// Nobody.
    Nothing,
}

/// The numbers of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuotationCounts {
    /// Quotations checked.
    pub quotations: usize,
    /// Of these, word for word in the text.
    pub found: usize,
    /// Sentences of the text.
    pub sentences: usize,
    /// Of these, used by a source.
    pub used: usize,
    /// Marked unused by the author.
    pub unused: usize,
    /// Neither.
    pub nothing: usize,
}

impl QuotationReport {
    /// The numbers of the report.
    #[must_use]
    pub fn counts(&self) -> QuotationCounts {
        let covered = |is: fn(&Coverage) -> bool| {
            self.sentences.iter().filter(|sentence| is(&sentence.coverage)).count()
        };
        QuotationCounts {
            quotations: self.quotations.len(),
            found: self.quotations.iter().filter(|q| q.passage.count > 0).count(),
            sentences: self.sentences.len(),
            used: covered(|c| matches!(c, Coverage::Used(_))),
            unused: covered(|c| matches!(c, Coverage::Unused(_))),
            nothing: covered(|c| matches!(c, Coverage::Nothing)),
        }
    }
}

/// SHA-256 of `bytes`, in lower-case hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The text of `scenario` that `bytes` are: the one with their digest; failing that, the only one
/// there is.
#[must_use]
pub fn text_of(scenario: &Scenario, bytes: &[u8]) -> Option<TextId> {
    let digest = digest(bytes);
    let declared = scenario.texts.iter().position(|text| declares(text, &digest));
    declared.or_else(|| (scenario.texts.len() == 1).then_some(0)).map(TextId::new)
}

fn declares(text: &SourceText, digest: &str) -> bool {
    text.digest.as_deref().is_some_and(|declared| declared.eq_ignore_ascii_case(digest))
}

/// Checks the quotations of `scenario` against the `bytes` of the text that they were taken from.
///
/// With `text`, the quotations of the sources that name it; without, all quotations. Words are
/// compared with their capitals; white space and typographic variants of quotation marks,
/// apostrophes and dashes make no difference. Bytes that are not UTF-8 are read as `U+FFFD`, and
/// said to be; places then refer to the text as read.
///
/// Never fails: what is wrong stands in [`QuotationReport::diagnostics`]. Cost: linear in the text
/// for every quotation.
#[must_use]
pub fn check_text(scenario: &Scenario, text: Option<TextId>, bytes: &[u8]) -> QuotationReport {
    let read = String::from_utf8_lossy(bytes);
    let declared = text.and_then(|id| scenario.texts.get(id.index()));
    let digest = digest(bytes);
    let digest_matches =
        declared.filter(|text| text.digest.is_some()).map(|text| declares(text, &digest));

    let mut diagnostics = Vec::new();
    if let (Some(declared), Some(false)) = (declared, digest_matches) {
        let message =
            format!("the text `{}` is not the one this scenario was written from", declared.id);
        diagnostics.push(Diagnostic::new(Code::W902, declared.span, message).help(format!(
            "its SHA-256 is {digest}; declare that once the quotations are checked"
        )));
    }
    if matches!(read, std::borrow::Cow::Owned(_)) {
        let message = "the text is not UTF-8; unreadable bytes were replaced";
        diagnostics.push(match declared {
            Some(declared) => Diagnostic::new(Code::W905, declared.span, message),
            None => Diagnostic::of_file(Code::W905, message),
        });
    }

    let page = Page::new(&read);
    let mut elsewhere = 0;
    let mut quotations = Vec::new();
    for (position, source) in scenario.sources.iter().enumerate() {
        if text.is_some() && source.text != text {
            elsewhere += source.quotes.len();
            continue;
        }
        for (index, quote) in source.quotes.iter().enumerate() {
            let passage = page.passage(&quote.words);
            diagnostics.extend(page.finding(&passage, quote.span, &source.id));
            quotations.push(Quotation { source: SourceId::new(position), index, passage });
        }
    }
    let passages = declared.map_or(&[][..], |text| &text.unused);
    let unused: Vec<Passage> =
        passages.iter().map(|passage| page.passage(&passage.quote)).collect();
    let sentences = page.sentences(&quotations, &unused);
    for (passage, place) in passages.iter().zip(&unused) {
        if place.count == 0 {
            let message = "these words are marked as unused but do not stand in the text";
            let finding = Diagnostic::new(Code::W903, passage.span, message);
            diagnostics.push(page.advised(finding, place));
        } else if let Some(quotation) = quotations.iter().find(|q| share(&q.passage, place)) {
            let source = scenario.source(quotation.source);
            let message =
                format!("these words are marked as unused, but source `{}` quotes them", source.id);
            let finding = Diagnostic::new(Code::W904, passage.span, message)
                .help("remove the mark, or quote fewer words");
            let quote = source.quotes.get(quotation.index);
            diagnostics.push(match quote {
                Some(quote) => finding.related(quote.span, "the quotation"),
                None => finding,
            });
        }
    }
    QuotationReport {
        text,
        digest,
        digest_matches,
        quotations,
        elsewhere,
        unused,
        sentences,
        diagnostics,
    }
}

/// A text ready to be searched.
struct Page<'t> {
    text: &'t str,
    normal: Normal,
    lines: Vec<usize>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, normal: Normal::of(text, false), lines }
    }

    fn place(&self, range: Range<usize>) -> Place {
        let line = 1 + self.lines.partition_point(|&end| end < range.start);
        Place { range, line }
    }

    /// Where `words` stand, or what comes nearest.
    fn passage(&self, words: &str) -> Passage {
        let wanted = Normal::of(words, false).text;
        let wanted = wanted.trim();
        let mut count = 0;
        let mut places = Vec::new();
        for range in self.normal.find(wanted) {
            count += 1;
            if count <= MAX_PLACES {
                places.push(self.place(self.normal.original(&range)));
            }
        }
        let nearest = if count == 0 { self.nearest(wanted) } else { None };
        Passage { count, places, nearest }
    }

    /// The passage that agrees with `wanted` in most of its first or last words.
    fn nearest(&self, wanted: &str) -> Option<Nearest> {
        let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let folded = Normal::of(self.text, true);
        let small = Normal::of(wanted, true).text;
        if let Some(range) = folded.find(&small).next() {
            return Some(Nearest {
                likeness: Likeness::Capitals,
                agree: words.len(),
                words: words.len(),
                place: self.place(folded.original(&range)),
            });
        }
        // If some words stand in the text, so do fewer of them: search by halves.
        let longest = |part: &dyn Fn(usize) -> String| {
            let (mut least, mut most) = (0, words.len());
            while least < most {
                let middle = (least + most).div_ceil(2);
                if self.normal.find(&part(middle)).next().is_some() {
                    least = middle;
                } else {
                    most = middle - 1;
                }
            }
            (least, part(least))
        };
        let (first, beginning) = longest(&|count| words[..count].join(" "));
        let (last, end) = longest(&|count| words[words.len() - count..].join(" "));
        let (likeness, agree, found) = if first >= last {
            (Likeness::Beginning, first, self.normal.find(&beginning).next()?)
        } else {
            (Likeness::End, last, self.normal.find(&end).next()?)
        };
        let missing = words.len() - agree;
        let text = &self.normal.text;
        let range = match likeness {
            Likeness::End => before(text, found.start, missing)..found.end,
            _ => found.start..after(text, found.end, missing),
        };
        let place = self.place(self.normal.original(&range));
        Some(Nearest { likeness, agree, words: words.len(), place })
    }

    /// What is wrong with a quotation of `source`.
    fn finding(&self, passage: &Passage, span: Span, source: &str) -> Option<Diagnostic> {
        match passage.count {
            0 => {
                let message = format!("this quotation of `{source}` does not stand in the text");
                Some(self.advised(Diagnostic::new(Code::W901, span, message), passage))
            }
            1 => None,
            count => {
                let lines: Vec<String> =
                    passage.places.iter().take(5).map(|place| place.line.to_string()).collect();
                let more = if count > lines.len() { ", …" } else { "" };
                let message =
                    format!("this quotation of `{source}` stands in the text {count} times");
                let help = format!(
                    "it begins in lines {}{more}; quote more words to say which is meant",
                    lines.join(", ")
                );
                Some(Diagnostic::new(Code::W906, span, message).help(help))
            }
        }
    }

    /// `finding` with the nearest passage as advice.
    fn advised(&self, finding: Diagnostic, passage: &Passage) -> Diagnostic {
        let Some(nearest) = &passage.nearest else { return finding };
        let Nearest { likeness, agree, words, place } = nearest;
        let shown = shown(&self.text[place.range.clone()], *likeness);
        let line = place.line;
        finding.help(match likeness {
            Likeness::Capitals => format!("line {line} has other capitals: “{shown}”"),
            Likeness::Beginning => {
                format!("the first {agree} of its {words} words stand in line {line}: “{shown}”")
            }
            Likeness::End => {
                format!("the last {agree} of its {words} words stand near line {line}: “{shown}”")
            }
        })
    }

    fn sentences(&self, quotations: &[Quotation], unused: &[Passage]) -> Vec<Sentence> {
        let ranges = sentences::sentences(self.text);
        let mut used: Vec<Vec<SourceId>> = vec![Vec::new(); ranges.len()];
        for quotation in quotations {
            for place in &quotation.passage.places {
                for list in &mut used[touched(&ranges, &place.range)] {
                    if list.last() != Some(&quotation.source) {
                        list.push(quotation.source);
                    }
                }
            }
        }
        let mut passed_over: Vec<Option<usize>> = vec![None; ranges.len()];
        for (index, passage) in unused.iter().enumerate() {
            for place in &passage.places {
                for mark in &mut passed_over[touched(&ranges, &place.range)] {
                    mark.get_or_insert(index);
                }
            }
        }
        let coverage = used.into_iter().zip(passed_over).map(|(sources, mark)| match mark {
            _ if !sources.is_empty() => Coverage::Used(sources),
            Some(index) => Coverage::Unused(index),
            None => Coverage::Nothing,
        });
        ranges
            .into_iter()
            .zip(coverage)
            .map(|(range, coverage)| Sentence { place: self.place(range), coverage })
            .collect()
    }
}

/// Whether two passages have words of the text in common.
fn share(a: &Passage, b: &Passage) -> bool {
    a.places.iter().any(|x| b.places.iter().any(|y| overlap(&x.range, &y.range)))
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The positions of the sentences that overlap `range`.
fn touched(sentences: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.end <= range.start);
    let end = sentences.partition_point(|sentence| sentence.start < range.end);
    first..end.max(first)
}

/// The end of the `count`-th word after the one that ends at `at`, marks around it included.
fn after(text: &str, at: usize, count: usize) -> usize {
    let mut ends = text[at..].match_indices(' ').map(|(end, _)| at + end);
    if count == 0 { at } else { ends.nth(count).unwrap_or(text.len()) }
}

/// The beginning of the `count`-th word before the one that begins at `at`.
fn before(text: &str, at: usize, count: usize) -> usize {
    let mut starts = text[..at].rmatch_indices(' ').map(|(start, _)| start + 1);
    if count == 0 { at } else { starts.nth(count).unwrap_or(0) }
}

/// A passage on one line; of a long one the end that matters.
fn shown(passage: &str, likeness: Likeness) -> String {
    const LONGEST: usize = 160;
    let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    if length <= LONGEST {
        return line;
    }
    match likeness {
        Likeness::End => {
            format!("{}…", line.chars().take(LONGEST).collect::<String>())
        }
        Likeness::Beginning | Likeness::Capitals => {
            format!("…{}", line.chars().skip(length - LONGEST).collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests;
