//! Every mistake by example: its code, its place and the advice.

use super::{condition, query};
use crate::Diagnostic;
use crate::codes::Code;

/// What is wrong with an expression: (text, `|code place help|` …). The place is the text that the
/// finding points at; the help need only contain the words given.
type Wrong = (&'static str, &'static [(Code, &'static str, &'static str)]);

const WRONG_CONDITIONS: &[Wrong] = &[
    // Unknown names.
    ("yongbion >= frozen", &[(Code::E312, "yongbion", "did you mean `yongbyon`?")]),
    ("disarmd", &[(Code::E312, "disarmd", "did you mean `disarmed`?")]),
    ("weather", &[(Code::E312, "weather", "`disarmed`, `nuclear_growth`, `yongbyon`")]),
    ("kim = frozen", &[(Code::E312, "kim", "`kim` is a party")]),
    ("kim", &[(Code::E312, "kim", "`better(kim)`")]),
    ("today", &[(Code::E312, "today", "`is(today)`")]),
    ("yongbyon = forzen", &[(Code::E313, "forzen", "did you mean `frozen`?")]),
    ("yongbyon = melted", &[(Code::E313, "melted", "`running`, `frozen` and `dismantled`")]),
    ("yongbyon = site", &[(Code::E314, "site", "`running`, `frozen` and `dismantled`")]),
    ("yongbyon = inspection", &[(Code::E315, "inspection", "has the options `running`")]),
    (
        "yongbion = a and yongbyon = forzen and weather",
        &[
            (Code::E312, "yongbion", "yongbyon"),
            (Code::E313, "forzen", "frozen"),
            (Code::E312, "weather", "definitions"),
        ],
    ),
    (
        "weather in { a, b } or forzen",
        &[
            (Code::E312, "weather", "terms of the file"),
            (Code::E312, "forzen", "definitions and terms"),
        ],
    ),
    // Other languages.
    ("yongbyon == frozen", &[(Code::E305, "==", "write `=`")]),
    (
        "disarmed && !nuclear_growth || yongbyon ≥ frozen",
        &[
            (Code::E305, "&&", "write `and`"),
            (Code::E305, "!", "write `not`"),
            (Code::E305, "||", "write `or`"),
            (Code::E305, "≥", "write `>=`"),
        ],
    ),
    ("yongbyon => frozen", &[(Code::E305, "=>", "write `>=`")]),
    ("disarmed => nuclear_growth", &[(Code::E305, "=>", "write `implies`")]),
    ("disarmed -> nuclear_growth", &[(Code::E305, "->", "write `implies`")]),
    ("disarmed->nuclear_growth", &[(Code::E305, "->", "write `implies`")]),
    ("disarmed <=> nuclear_growth", &[(Code::E305, "<=>", "write `iff`")]),
    ("yongbyon =< frozen", &[(Code::E305, "=<", "write `<=`")]),
    ("disarmed AND nuclear_growth", &[(Code::E306, "AND", "write `and`")]),
    (
        "Not disarmed Or True",
        &[
            (Code::E306, "Not", "write `not`"),
            (Code::E306, "Or", "write `or`"),
            (Code::E306, "True", "write `true`"),
        ],
    ),
    ("yongbyon = \"frozen\"", &[(Code::E307, "\"frozen\"", "write `frozen`")]),
    ("yongbyon = ‘frozen’", &[(Code::E307, "‘frozen’", "write `frozen`")]),
    ("yongbyon = \"frozen", &[(Code::E301, "\"", "names consist of letters")]),
    ("disarmed.", &[(Code::E301, ".", "without a full stop")]),
    (
        "disarmed ; nuclear_growth",
        &[(Code::E301, ";", ""), (Code::E308, "nuclear_growth", "`and`")],
    ),
    // Shape.
    ("", &[(Code::E302, "", "`true`")]),
    ("   ", &[(Code::E302, "   ", "`true`")]),
    ("disarmed and", &[(Code::E302, "", "`true`")]),
    ("and disarmed", &[(Code::E301, "and", "")]),
    ("disarmed and or nuclear_growth", &[(Code::E301, "or", "")]),
    ("()", &[(Code::E302, "()", "")]),
    ("(disarmed", &[(Code::E304, "(", "add the `)`")]),
    ("((disarmed) and (nuclear_growth)", &[(Code::E304, "(", "add the `)`")]),
    ("disarmed)", &[(Code::E304, ")", "remove it")]),
    ("disarmed) and weather", &[(Code::E304, ")", "remove it"), (Code::E312, "weather", "")]),
    ("disarmed nuclear_growth", &[(Code::E308, "nuclear_growth", "write `and`")]),
    ("disarmed (nuclear_growth)", &[(Code::E308, "(", "write `and`")]),
    ("disarmed, nuclear_growth", &[(Code::E301, ",", "write `and` or `or`")]),
    (
        "yongbyon = frozen = dismantled",
        &[(Code::E309, "yongbyon = frozen =", "`yongbyon … and yongbyon …`")],
    ),
    (
        "yongbyon = frozen = dismantled and weather",
        &[(Code::E309, "yongbyon = frozen =", ""), (Code::E312, "weather", "")],
    ),
    ("(yongbyon = frozen) = true", &[(Code::E309, "=", "`not`")]),
    (
        "running < yongbyon <= dismantled",
        &[(Code::E316, "running < yongbyon", "write `yongbyon > running`")],
    ),
    ("frozen <= yongbyon", &[(Code::E316, "frozen <= yongbyon", "write `yongbyon >= frozen`")]),
    ("disarmed = true", &[(Code::E317, "disarmed", "write `disarmed` or `not disarmed`")]),
    (
        "disarmed in { true } and weather",
        &[(Code::E317, "disarmed", ""), (Code::E312, "weather", "")],
    ),
    ("yongbyon", &[(Code::E310, "yongbyon", "`yongbyon = dismantled`")]),
    ("yongbyon and disarmed", &[(Code::E310, "yongbyon", "has the options")]),
    ("yongbyon frozen", &[(Code::E310, "yongbyon frozen", "write `yongbyon = frozen`")]),
    ("yongbyon is frozen", &[(Code::E310, "yongbyon is frozen", "write `yongbyon = frozen`")]),
    (
        "yongbyon is not frozen",
        &[(Code::E310, "yongbyon is not frozen", "write `yongbyon != frozen`")],
    ),
    ("yongbyon not in { frozen }", &[(Code::E310, "yongbyon not in", "write `not yongbyon in")]),
    ("yongbyon = not frozen", &[(Code::E313, "not", "write `not yongbyon = frozen`")]),
    ("yongbyon =", &[(Code::E301, "", "has the options")]),
    ("yongbyon = and disarmed", &[(Code::E301, "and", "has the options")]),
    (
        "yongbyon = frozen or dismantled",
        &[(Code::E311, "dismantled", "`yongbyon in { …, dismantled }`")],
    ),
    ("= frozen and disarmed", &[(Code::E301, "=", "on the left")]),
    ("yongbyon in frozen, dismantled", &[(Code::E318, "frozen", "yongbyon in {")]),
    (
        "yongbyon in (frozen, forzen)",
        &[(Code::E318, "(", "yongbyon in {"), (Code::E313, "forzen", "")],
    ),
    ("yongbyon in [frozen]", &[(Code::E318, "[", "yongbyon in {")]),
    ("yongbyon in {}", &[(Code::E318, "{}", "has the options")]),
    ("yongbyon in { frozen dismantled }", &[(Code::E318, "dismantled", "write `,`")]),
    ("yongbyon in { frozen, site }", &[(Code::E314, "site", "has the options")]),
    ("yongbyon in { frozen, }", &[(Code::E301, "}", "has the options")]),
    ("yongbyon in { frozen", &[(Code::E304, "{", "add `}`")]),
    ("{ frozen, dismantled }", &[(Code::E301, "{", "grouped with")]),
    ("every package has disarmed", &[(Code::E335, "every package has disarmed", "`ask`")]),
    ("disarmed has nuclear_growth", &[(Code::E301, "has", "")]),
    // Predicates.
    ("better(us) and weather", &[(Code::E320, "better", "`ask`"), (Code::E312, "weather", "")]),
    ("changes <= 3", &[(Code::E320, "changes", "`ask`")]),
    ("deal", &[(Code::E320, "deal", "`ask`")]),
];

const WRONG_QUESTIONS: &[Wrong] = &[
    (
        "some package with better(us, kim)",
        &[(Code::E322, "better(us, kim)", "`better(us) and better(kim)`")],
    ),
    ("some package with better us", &[(Code::E322, "better us", "write `better(us)`")]),
    ("some package with better", &[(Code::E322, "better", "write `better(PARTY)`")]),
    ("some package with better()", &[(Code::E322, "better()", "write `better(PARTY)`")]),
    ("some package with deal()", &[(Code::E322, "deal()", "write `deal`")]),
    ("some package with deal(us)", &[(Code::E322, "deal(us)", "`better(us)`")]),
    ("some package with better(not us)", &[(Code::E322, "not", "`better(PARTY)`")]),
    (
        "some package with better(us = kim) and weather",
        &[(Code::E322, "=", "write `better(PARTY)`"), (Code::E312, "weather", "")],
    ),
    ("some package with better(us", &[(Code::E304, "(", "`better(PARTY)`")]),
    (
        "some package with prefers(us, today)",
        &[(Code::E322, "prefers(us, today)", "PACKAGE, PACKAGE")],
    ),
    (
        "some package with prefers(uk, todai, now)",
        &[
            (Code::E323, "uk", "did you mean `us`?"),
            (Code::E324, "todai", "did you mean `today`?"),
            (Code::E324, "now", "change = {}"),
        ],
    ),
    ("some package with better(today)", &[(Code::E323, "today", "parties of the file")]),
    ("some package with bettr(us)", &[(Code::E321, "bettr", "did you mean `better`?")]),
    ("some package with weather(us) and deal", &[(Code::E321, "weather", "the predicates are")]),
    ("some package with stable(us, seq)", &[(Code::E325, "seq", "did you mean `SEQ`?")]),
    ("some package with stable(us, Nash)", &[(Code::E325, "Nash", "`R`")]),
    ("some package with equilibrium(us)", &[(Code::E325, "us", "")]),
    ("some package with changes < 0", &[(Code::E327, "changes < 0", "changes = 0")]),
    ("some package with changes >= 0", &[(Code::E327, "changes >= 0", "changes = 0")]),
    ("some package with changes <= -1", &[(Code::E326, "-1", "0 or more")]),
    ("some package with changes <= few", &[(Code::E326, "few", "in digits")]),
    ("some package with changes <= 99999999999", &[(Code::E326, "99999999999", "")]),
    ("some package with changes", &[(Code::E326, "changes", "changes <= 3")]),
    ("some package with changes(3)", &[(Code::E326, "changes", "changes <= 3")]),
    ("some package with 3 >= changes", &[(Code::E316, "3 >= changes", "write `changes <= 3`")]),
    ("some package with deal = true", &[(Code::E309, "=", "`not`")]),
    ("some package with deel", &[(Code::E312, "deel", "did you mean `deal`?")]),
    ("", &[(Code::E330, "", "every package with")]),
    ("all packages with deal has zopa", &[(Code::E330, "all", "did you mean `every`?")]),
    ("deal and zopa", &[(Code::E330, "deal", "every package with")]),
    ("deal and weather", &[(Code::E330, "deal", ""), (Code::E312, "weather", "")]),
    ("Every package has deal", &[(Code::E306, "Every", "write `every`")]),
    ("every deal has zopa", &[(Code::E330, "deal", "every package with deal")]),
    ("every with deal has zopa", &[(Code::E330, "with", "every package")]),
    ("some package where deal", &[(Code::E334, "where", "`with`")]),
    ("some package deal", &[(Code::E334, "deal", "`with`")]),
    ("every package with deal", &[(Code::E331, "", "some package")]),
    ("most packages", &[(Code::E331, "", "some package")]),
    ("count packages has deal", &[(Code::E332, "has", "count packages with A and B")]),
    ("every package has deal with zopa", &[(Code::E333, "with", "A has B")]),
    ("some package with deal with zopa", &[(Code::E333, "with", "`and`")]),
    ("some package with has deal", &[(Code::E302, "has", "")]),
    ("some package with deal has", &[(Code::E302, "", "")]),
    ("some package with (deal has zopa", &[(Code::E304, "(", "")]),
    ("some package with deal?", &[(Code::E301, "?", "question mark")]),
    (
        "some package with deal and better(uk) has yongbion = x",
        &[(Code::E323, "uk", ""), (Code::E312, "yongbion", "")],
    ),
];

fn check_wrong(
    text: &str,
    found: Result<String, Vec<Diagnostic>>,
    start: usize,
    wanted: &[(Code, &str, &str)],
) -> Option<String> {
    let found = match found {
        Ok(tree) => return Some(format!("{text}\n  was accepted: {tree}")),
        Err(found) => found,
    };
    let shown: Vec<(Code, &str, &str)> = found
        .iter()
        .map(|d| {
            let span = d.span.unwrap();
            let place = &text[span.start - start..span.end - start];
            (d.code, place, d.help.as_deref().unwrap_or_default())
        })
        .collect();
    for finding in &found {
        assert!(!finding.message.is_empty() && !finding.message.ends_with('.'), "{finding:?}");
    }
    let fits = shown.len() == wanted.len()
        && shown.iter().zip(wanted).all(|(a, b)| a.0 == b.0 && a.1 == b.1 && a.2.contains(b.2));
    (!fits).then(|| format!("{text}\n  found  {shown:?}\n  wanted {wanted:?}"))
}

#[test]
fn mistakes_in_conditions_are_named() {
    let unexpected: Vec<String> = WRONG_CONDITIONS
        .iter()
        .filter_map(|(text, wanted)| {
            check_wrong(text, condition(text).map(|e| format!("{e:?}")), 100, wanted)
        })
        .collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

#[test]
fn mistakes_in_questions_are_named() {
    let unexpected: Vec<String> = WRONG_QUESTIONS
        .iter()
        .filter_map(|(text, wanted)| {
            check_wrong(text, query(text).map(|q| format!("{q:?}")), 0, wanted)
        })
        .collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

#[test]
fn every_code_of_expressions_is_explained_and_occurs() {
    let wanted = WRONG_CONDITIONS.iter().chain(WRONG_QUESTIONS);
    let mut seen: Vec<Code> = wanted.flat_map(|(_, w)| w.iter().map(|&(code, ..)| code)).collect();
    // These have tests of their own.
    seen.extend([Code::E303, Code::E329]);
    for &code in Code::ALL {
        let number: u32 = code.id()[1..].parse().unwrap();
        if (300..400).contains(&number) {
            let sentences = code.explanation().split(". ").count();
            assert!(sentences >= 2, "{code:?}");
        }
        if (300..340).contains(&number) {
            assert!(seen.contains(&code), "{code:?} is never reported");
        }
    }
}
