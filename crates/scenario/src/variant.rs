//! Variants: one change of the file, in words.
//!
//! ```text
//! variant = "drop" line | "swap" PARTY N N | "version" PARTY N K
//! line    = PARTY N | "rule" ( N | RULE )
//! ```
//!
//! Lines, rules and versions are numbered from 1, as people count. A rule may also be called by
//! its name; digits are read as a number first. How an [`Edit`] is printed: [`Printer::edit`].
//!
//! [`Printer::edit`]: crate::Printer::edit

use std::ops::Range;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Findings, Names, Origin, did_you_mean, quoted};
use crate::ids::{PartyId, RuleId};
use crate::model::{Edit, Line};

/// Reads `drop kim 7`, `drop rule 3`, `swap japan 4 5` or `version kim 4 2`.
///
/// # Errors
/// None is returned if anything is wrong with it; what is wrong is added to `out`, in the order of
/// the text. Cost: linear in the text and the number of names.
pub fn parse_variant(
    text: &str,
    origin: &Origin,
    names: &Names,
    out: &mut Vec<Diagnostic>,
) -> Option<Edit> {
    let mut reader =
        Reader { words: words(text), end: text.len(), names, findings: Findings::new(origin) };
    let edit = reader.edit();
    let usable = reader.findings.hand_over(out);
    edit.filter(|_| usable)
}

/// The words of `text` with their places. The first few are enough for any variant.
fn words(text: &str) -> Vec<(&str, Range<usize>)> {
    const MOST: usize = 8;
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if !character.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(begin) = start.take() {
            words.push((&text[begin..at], begin..at));
            if words.len() == MOST {
                break;
            }
        }
    }
    words
}

struct Reader<'t, 'n, 'o> {
    words: Vec<(&'t str, Range<usize>)>,
    end: usize,
    names: &'n Names,
    findings: Findings<'o>,
}

const FORM: &str =
    "write `drop PARTY N`, `drop rule N`, `swap PARTY N N` or `version PARTY N VERSION`";

impl<'t> Reader<'t, '_, '_> {
    fn edit(&mut self) -> Option<Edit> {
        let verbs = ["drop", "swap", "version"];
        let (verb, range) = self.word(0);
        let form = match verb {
            "drop" => "`drop PARTY N` or `drop rule N`",
            "swap" => "`swap PARTY N N`",
            "version" => "`version PARTY N VERSION`",
            "" => {
                self.findings.add(Code::E340, range, "a variant is missing here", |f| f.help(FORM));
                return None;
            }
            _ => {
                let help = match verbs.into_iter().find(|v| v.eq_ignore_ascii_case(verb)) {
                    Some(meant) => format!("write `{meant}`"),
                    None => FORM.to_owned(),
                };
                let message = format!(
                    "a variant begins with `drop`, `swap` or `version`, not {}",
                    quoted(verb)
                );
                self.findings.add(Code::E340, range, message, |f| f.help(help));
                return None;
            }
        };
        let wanted = if verb == "drop" { 3 } else { 4 };
        if self.words.len() != wanted {
            let surplus = self.words.get(wanted).map(|(_, range)| range.clone());
            let (range, message) = match surplus {
                Some(range) => (range.start..self.end, format!("`{verb}` ends before this")),
                None => (self.end..self.end, format!("`{verb}` is not complete")),
            };
            self.findings.add(Code::E340, range, message, |finding| {
                finding.help(format!("write {form}; several changes are a list: `[\"…\", \"…\"]`"))
            });
            return None;
        }
        if verb == "drop" && self.word(1).0 == "rule" {
            return Some(Edit::Drop(Line::Rule(self.rule(2)?)));
        }
        let party = self.party(1);
        if verb != "drop" && self.word(1).0 == "rule" {
            return None;
        }
        let line = self.line(party, 2);
        match verb {
            "drop" => Some(Edit::Drop(Line::Priority { party: party?, line: line? })),
            "swap" => {
                let second = self.line(party, 3);
                let unordered = |p: PartyId| self.names.unordered.get(p.index()) == Some(&true);
                if party.is_some_and(unordered) {
                    let message = "values are added up, whatever their order";
                    self.findings.add(Code::E345, self.word(0).1, message, |finding| {
                        finding.help("a line of values can be dropped: `drop PARTY N`")
                    });
                    return None;
                }
                let (first, second) = (line?, second?);
                if first == second {
                    let range = self.word(2).1.start..self.word(3).1.end;
                    let message = "a line cannot be swapped with itself";
                    self.findings.add(Code::E343, range, message, |f| f.help("name two lines"));
                }
                Some(Edit::Swap { party: party?, first, second })
            }
            _ => {
                let version = self.version(party, line, 3);
                Some(Edit::Version { party: party?, line: line?, version: version? })
            }
        }
    }

    fn word(&self, at: usize) -> (&'t str, Range<usize>) {
        self.words.get(at).cloned().unwrap_or(("", self.end..self.end))
    }

    fn party(&mut self, at: usize) -> Option<PartyId> {
        let (name, range) = self.word(at);
        let found = self.names.party(name);
        if found.is_none() {
            let (message, help) = if name == "rule" {
                (
                    "rules have no order and no versions".to_owned(),
                    "rules can only be dropped".to_owned(),
                )
            } else {
                let known = self.names.parties.iter().map(String::as_str).chain(["rule"]);
                (
                    format!("no party is called {}", quoted(name)),
                    did_you_mean(name, known, "parties"),
                )
            };
            self.findings.add(Code::E323, range, message, |f| f.help(help));
        }
        found
    }

    /// A number from 1 as a position from 0.
    fn number(&mut self, at: usize, what: &str) -> Option<usize> {
        let (text, range) = self.word(at);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<usize>().ok().filter(|_| digits);
        let position = number.and_then(|number| number.checked_sub(1));
        if position.is_none() {
            let message = format!("{} is not the number of a {what}", quoted(text));
            self.findings.add(Code::E341, range, message, |finding| {
                finding.help(format!("{what}s are numbered from 1, in the order of the file"))
            });
        }
        position
    }

    fn line(&mut self, party: Option<PartyId>, at: usize) -> Option<usize> {
        let line = self.number(at, "line")?;
        let party = party?;
        let lines = self.names.lines.get(party.index()).map_or(0, Vec::len);
        if line >= lines {
            let name = self.names.parties.get(party.index()).map_or("?", String::as_str);
            let message = format!("{} has no line {}", quoted(name), line + 1);
            let help = match lines {
                0 => "it has no lines".to_owned(),
                1 => "it has one line".to_owned(),
                _ => format!(
                    "its lines are numbered from 1 to {lines}; dated versions of one line share its number"
                ),
            };
            self.findings.add(Code::E341, self.word(at).1, message, |f| f.help(help));
            return None;
        }
        Some(line)
    }

    fn version(&mut self, party: Option<PartyId>, line: Option<usize>, at: usize) -> Option<usize> {
        let version = self.number(at, "version")?;
        let (party, line) = (party?, line?);
        let versions = self.names.lines.get(party.index())?.get(line).copied().unwrap_or(0);
        if version >= versions {
            let message = format!("this line has no version {}", version + 1);
            let help = match versions {
                0 | 1 => "it has no dated versions".to_owned(),
                _ => format!("its versions are numbered from 1 to {versions}"),
            };
            self.findings.add(Code::E342, self.word(at).1, message, |f| f.help(help));
            return None;
        }
        Some(version)
    }

    fn rule(&mut self, at: usize) -> Option<RuleId> {
        let (text, range) = self.word(at);
        let rules = self.names.rules.len();
        let numbered = (text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<usize>().ok())
            .flatten()
            .and_then(|number| number.checked_sub(1))
            .filter(|&position| position < rules)
            .map(RuleId::new);
        let found = numbered.or_else(|| self.names.rule(text));
        if found.is_none() {
            let named: Vec<&str> = self.names.rules.iter().flatten().map(String::as_str).collect();
            let help = match rules {
                0 => "the file has no rules".to_owned(),
                _ if named.is_empty() => format!("rules are numbered from 1 to {rules}"),
                _ => format!(
                    "rules are numbered from 1 to {rules}; {}",
                    did_you_mean(text, named, "rule names")
                ),
            };
            let message = format!("there is no rule {}", quoted(text));
            self.findings.add(Code::E344, range, message, |f| f.help(help));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::Printer;

    fn names() -> Names {
        Names {
            parties: ["kim", "japan", "trump", "us"].map(str::to_owned).into(),
            rules: vec![None, Some("freeze".to_owned()), None],
            lines: vec![vec![1, 2, 1], vec![1; 5], vec![], vec![1, 1]],
            unordered: vec![false, false, false, true],
            ..Names::default()
        }
    }

    #[test]
    fn variants_are_read_and_printed() {
        let names = names();
        for text in
            ["drop kim 3", "drop rule 3", "swap japan 4 5", "version kim 2 2", "drop rule 1"]
        {
            let mut out = Vec::new();
            let edit = parse_variant(text, &Origin::exact(0), &names, &mut out);
            assert_eq!(out, [], "{text}");
            assert_eq!(
                edit.map(|edit| Printer::with_names(&names).edit(edit)).as_deref(),
                Some(text)
            );
        }
        let mut out = Vec::new();
        let edit = parse_variant("  drop  rule freeze ", &Origin::exact(0), &names, &mut out);
        assert_eq!(edit, Some(Edit::Drop(Line::Rule(RuleId::new(1)))));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, code, place, help) in [
            ("", Code::E340, "", "drop PARTY N"),
            ("remove kim 1", Code::E340, "remove", "drop PARTY N"),
            ("Drop kim 1", Code::E340, "Drop", "write `drop`"),
            ("drop kim", Code::E340, "", "drop PARTY N"),
            ("drop kim 1, drop kim 2", Code::E340, "drop kim 2", "list"),
            ("drop kin 1", Code::E323, "kin", "did you mean `kim`?"),
            ("drop rules 1", Code::E323, "rules", "did you mean `rule`?"),
            ("swap rule 1 2", Code::E323, "rule", "only be dropped"),
            ("drop kim 4", Code::E341, "4", "from 1 to 3"),
            ("drop kim 0", Code::E341, "0", "from 1"),
            ("drop kim -1", Code::E341, "-1", "from 1"),
            ("drop kim 99999999999999999999999", Code::E341, "99999999999999999999999", "from 1"),
            ("drop kim first", Code::E341, "first", "from 1"),
            ("drop trump 1", Code::E341, "1", "no lines"),
            ("swap us 1 2", Code::E345, "swap", "can be dropped"),
            ("swap japan 2 2", Code::E343, "2 2", "two lines"),
            ("version kim 2 3", Code::E342, "3", "from 1 to 2"),
            ("version kim 1 2", Code::E342, "2", "no dated versions"),
            ("drop rule 4", Code::E344, "4", "from 1 to 3"),
            ("drop rule freze", Code::E344, "freze", "did you mean `freeze`?"),
            ("drop rule 0", Code::E344, "0", "from 1 to 3"),
        ] {
            let mut out = Vec::new();
            assert_eq!(parse_variant(text, &Origin::exact(0), &names(), &mut out), None, "{text}");
            let [finding] = out.as_slice() else { panic!("{text}: {out:?}") };
            let found = (finding.code, &text[finding.span.unwrap().range()]);
            assert_eq!(found, (code, place), "{text}");
            assert!(finding.help.as_deref().unwrap().contains(help), "{text}: {finding:?}");
        }
        let mut out = Vec::new();
        assert_eq!(parse_variant("version kin 9 0", &Origin::exact(0), &names(), &mut out), None);
        assert_eq!(out.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::E323, Code::E341]);
    }
}
