//! Where findings go while a file is read, and what keeps them few.

use std::collections::HashSet;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::span::Span;
use crate::tree::{Parsed, shortened};

/// How many findings are listed.
pub(super) const MAX_FINDINGS: usize = 1000;

/// How many comparisons of names are made in search of the nearest one, in a whole file.
const MAX_COMPARISONS: usize = 2_000_000;

/// The findings about one file.
pub(super) struct Report<'f> {
    /// The file.
    pub(super) text: &'f str,
    /// Where its notation could not be read.
    damaged: &'f [Span],
    /// The words that stand there.
    lost: HashSet<&'f str>,
    findings: Vec<Diagnostic>,
    unlisted: usize,
    comparisons: usize,
    /// The number of expressions that were not looked at.
    unread: usize,
}

impl<'f> Report<'f> {
    pub(super) fn new(parsed: &'f Parsed) -> Self {
        let lost = parsed
            .damaged
            .iter()
            .filter_map(|span| parsed.text.get(span.range()))
            .flat_map(|lines| {
                lines.split(|c: char| c.is_whitespace() || "'\"=,.;()[]{}<>!#".contains(c))
            })
            .collect();
        Self {
            text: &parsed.text,
            damaged: &parsed.damaged,
            lost,
            findings: parsed.diagnostics.iter().take(MAX_FINDINGS).cloned().collect(),
            unlisted: parsed.diagnostics.len().saturating_sub(MAX_FINDINGS),
            comparisons: 0,
            unread: 0,
        }
    }

    pub(super) fn add(&mut self, finding: Diagnostic) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    /// Whether further findings would not be listed anyway.
    pub(super) const fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    /// Whether something of the file could not be read.
    pub(super) const fn is_damaged(&self) -> bool {
        !self.damaged.is_empty()
    }

    /// Whether something could not be read in the table that begins at `start`, up to the header
    /// of the next: what it seems to lack may be there.
    pub(super) fn is_table_damaged(&self, start: usize) -> bool {
        let first = self.damaged.partition_point(|span| span.end < start);
        let Some(damage) = self.damaged.get(first) else { return false };
        // From the next line on; the table's own header begins with a bracket, too.
        let rest = self.text.get(start..damage.start.max(start)).unwrap_or_default();
        !rest.contains("\n[")
    }

    /// Whether `name` stands where the file could not be read, so that it may be defined there.
    pub(super) fn may_be_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// The known name nearest to `name`, as long as the search is affordable.
    pub(super) fn nearest<'n>(
        &mut self,
        name: &str,
        known: impl ExactSizeIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.comparisons = self.comparisons.saturating_add(known.len());
        if self.is_full() || self.comparisons > MAX_COMPARISONS {
            None
        } else {
            nearest(name, known)
        }
    }

    /// Whether one more finding would not be listed; then it is counted here, so that nobody needs
    /// to put it into words.
    pub(super) const fn only_counts(&mut self) -> bool {
        if self.is_full() {
            self.unlisted += 1;
        }
        self.is_full()
    }

    /// Whether one more expression may be looked at: each unknown name in it costs a search
    /// through all known ones.
    pub(super) fn affords_expression(&mut self) -> bool {
        let affordable = !self.is_full() && self.comparisons <= MAX_COMPARISONS;
        self.unread += usize::from(!affordable);
        affordable
    }

    /// Counts the searches for nearest names that an expression with mistakes has cost.
    pub(super) fn spend(&mut self, comparisons: usize) {
        self.comparisons = self.comparisons.saturating_add(comparisons);
    }

    /// All findings, in the order of their places; those about the whole file last.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let key = |finding: &Diagnostic| {
            (finding.span.is_none(), finding.span.map(|span| span.start), finding.code)
        };
        self.findings.sort_by_key(key);
        let unlisted = (self.unlisted, "more mistakes are not listed");
        let unread = (self.unread, "expressions were not looked at");
        for (count, what) in [unlisted, unread] {
            if count > 0 {
                self.findings.push(Diagnostic::of_file(Code::E007, format!("{count} {what}")));
            }
        }
        self.findings
    }
}

/// The help "did you mean …", or else the list of what there is, if it is short.
pub(super) fn suggestion(nearest: Option<&str>, what: &str, known: &[&str]) -> Option<String> {
    if let Some(nearest) = nearest {
        return Some(format!("did you mean `{nearest}`?"));
    }
    (!known.is_empty() && known.len() <= 12).then(|| format!("{what}: {}", listed(known)))
}

/// `a, b and c`, each between backticks.
pub(crate) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", shortened(name))).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
