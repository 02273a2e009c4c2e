//! What is found in a file of another program, and what keeps it short.

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};

/// How many findings are listed.
const MAX_FINDINGS: usize = 1000;

/// Where findings go, and what keeps them few.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Diagnostic>,
    unlisted: usize,
    errors: bool,
}

impl Findings {
    pub(super) fn add(&mut self, finding: Diagnostic) {
        self.errors |= finding.severity() == Severity::Error;
        if self.list.len() < MAX_FINDINGS {
            self.list.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    /// Whether one more finding would not be listed; then it is counted here, so that nobody needs
    /// to put it into words.
    pub(super) const fn only_counts(&mut self) -> bool {
        let is_full = self.list.len() >= MAX_FINDINGS;
        if is_full {
            self.unlisted += 1;
        }
        is_full
    }

    /// Whether the file cannot be used. What was only counted may have been an error.
    pub(super) fn has_error(&self) -> bool {
        self.errors
            || self.unlisted > 0
            || self.list.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// All findings, in the order of their places; those about the whole file last.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|finding| {
            (finding.span.is_none(), finding.span.map(|span| span.start), finding.code)
        });
        if self.unlisted > 0 {
            let message = format!("{} more findings are not listed", self.unlisted);
            self.list.push(Diagnostic::of_file(Code::E007, message));
        }
        self.list
    }
}
