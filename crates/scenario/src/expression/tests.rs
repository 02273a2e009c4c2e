//! Reading and printing, by example and at random.

use crate::codes::Code;
use crate::expression::*;
use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, TermId};
use crate::{Diagnostic, Span};

fn names() -> Names {
    let term = |id: &str, options: &[&str]| TermNames {
        id: id.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
    };
    Names {
        parties: ["us", "kim", "japan"].map(str::to_owned).into(),
        terms: vec![
            term("yongbyon", &["running", "frozen", "dismantled"]),
            term("inspection", &["none", "site", "anywhere"]),
            term("sanctions", &["full", "waiver", "lifted"]),
            term("제재", &["그대로", "완화"]),
            term("2nd-summit", &["no-date", "7"]),
        ],
        definitions: ["disarmed", "nuclear_growth"].map(str::to_owned).into(),
        packages: ["icbm-for-troops", "today"].map(str::to_owned).into(),
        rules: vec![None, Some("freeze".to_owned()), None],
        lines: vec![vec![1, 1], vec![1, 2, 1], vec![]],
    }
}

fn condition(text: &str) -> Result<Expr, Vec<Diagnostic>> {
    let mut out = Vec::new();
    match parse_condition(text, &Origin::exact(100), &names(), &mut out) {
        Some(condition) => {
            assert!(out.iter().all(|d| d.severity() != crate::Severity::Error), "{text}: {out:?}");
            assert_eq!(condition.text, text);
            assert_eq!(condition.span, Span::new(100, 100 + text.len()));
            Ok(condition.expr)
        }
        None => {
            assert!(!out.is_empty(), "{text}: refused without a reason");
            Err(out)
        }
    }
}

fn query(text: &str) -> Result<Query, Vec<Diagnostic>> {
    let mut out = Vec::new();
    match parse_query(text, &Origin::exact(0), &names(), &mut out) {
        Some(query) => {
            assert!(out.iter().all(|d| d.severity() != crate::Severity::Error), "{text}: {out:?}");
            Ok(query)
        }
        None => {
            assert!(!out.is_empty(), "{text}: refused without a reason");
            Err(out)
        }
    }
}

fn compare(term: usize, comparison: Comparison, option: usize) -> Expr {
    Expr::Compare(TermId::new(term), comparison, OptionId::new(option))
}

fn is(term: usize, option: usize) -> Expr {
    compare(term, Comparison::Equal, option)
}

#[test]
fn every_form_is_read() {
    use Comparison as C;
    let not = |e: Expr| Expr::Not(Box::new(e));
    let iff = |a: Expr, b: Expr| Expr::Iff(Box::new(a), Box::new(b));
    let (a, b, c, d) = (is(0, 1), is(1, 1), is(2, 1), Expr::Defined(DefinitionId::new(0)));
    let (ta, tb, tc, td) =
        ("yongbyon = frozen", "inspection=site", "sanctions = waiver", "disarmed");
    for (text, tree) in [
        (ta.to_owned(), a.clone()),
        ("yongbyon>=frozen".to_owned(), compare(0, C::AtLeast, 1)),
        ("yongbyon\n\t != running".to_owned(), compare(0, C::NotEqual, 0)),
        ("제재 < 완화".to_owned(), compare(3, C::Less, 1)),
        ("2nd-summit > no-date".to_owned(), compare(4, C::Greater, 0)),
        ("2nd-summit <= 7".to_owned(), compare(4, C::AtMost, 1)),
        (
            "yongbyon in {frozen,dismantled}".to_owned(),
            Expr::In(TermId::new(0), vec![OptionId::new(1), OptionId::new(2)]),
        ),
        ("true".to_owned(), Expr::Const(true)),
        ("not not false".to_owned(), not(not(Expr::Const(false)))),
        (format!("not {ta}"), not(a.clone())),
        (format!("{ta} and {tb} and {tc}"), Expr::And(vec![a.clone(), b.clone(), c.clone()])),
        (
            format!("({ta} and {tb}) and {tc}"),
            Expr::And(vec![Expr::And(vec![a.clone(), b.clone()]), c.clone()]),
        ),
        (
            format!("{ta} or {tb} and {tc}"),
            Expr::Or(vec![a.clone(), Expr::And(vec![b.clone(), c.clone()])]),
        ),
        (
            format!("{ta} implies {tb} implies {tc}"),
            a.clone().implies(b.clone().implies(c.clone())),
        ),
        (format!("{ta} iff {tb} iff {tc}"), iff(iff(a.clone(), b.clone()), c.clone())),
        (
            format!("not {ta} or {tb} implies {tc} iff {td}"),
            iff(Expr::Or(vec![not(a), b]).implies(c), d.clone()),
        ),
        (format!("(({td}))"), d),
    ] {
        assert_eq!(condition(&text), Ok(tree), "{text}");
    }
}

#[test]
fn questions_are_read() {
    let all = Expr::Const(true);
    let us = PartyId::new(0);
    let better = Expr::Predicate(Predicate::Stands(Standing::Better, us));
    let deal = Expr::Predicate(Predicate::Deal);
    for (text, quantifier, with, has) in [
        ("every package with deal has better(us)", Quantifier::Every, deal.clone(), better.clone()),
        (
            "every packages with deal have better(us)",
            Quantifier::Every,
            deal.clone(),
            better.clone(),
        ),
        ("every package has deal", Quantifier::Every, all.clone(), deal.clone()),
        ("some package", Quantifier::Some, all.clone(), all.clone()),
        ("no package has deal", Quantifier::No, all.clone(), deal.clone()),
        ("most packages with better( us ) have deal", Quantifier::Most, better, deal.clone()),
        ("count packages", Quantifier::Count, all.clone(), all.clone()),
        (
            "count packages with deal and disarmed",
            Quantifier::Count,
            Expr::And(vec![deal, Expr::Defined(DefinitionId::new(0))]),
            all,
        ),
    ] {
        let read = query(text).unwrap();
        assert_eq!((read.quantifier, read.with, read.has), (quantifier, with, has), "{text}");
        assert_eq!(read.text, text);
    }
    let (kim, today) = (PartyId::new(1), NamedId::new(1));
    for (text, predicate) in [
        ("surely_worse(kim)", Predicate::Stands(Standing::SurelyWorse, kim)),
        ("changes <= 3", Predicate::Changes(Comparison::AtMost, 3)),
        ("changes=0", Predicate::Changes(Comparison::Equal, 0)),
        ("is(icbm-for-troops)", Predicate::Is(NamedId::new(0))),
        ("prefers(us, icbm-for-troops, today)", Predicate::Prefers(us, NamedId::new(0), today)),
        ("empty(kim)", Predicate::Empty(kim)),
        ("stable(us, SSEQ)", Predicate::Stable(us, Concept::Sseq)),
        ("equilibrium(R)", Predicate::Equilibrium(Concept::R)),
        ("zopa", Predicate::Zopa),
        ("efficient", Predicate::Efficient),
        ("genuine", Predicate::Genuine),
        ("holds", Predicate::Holds),
    ] {
        let read = query(&format!("some package with {text}")).unwrap();
        assert_eq!(read.with, Expr::Predicate(predicate), "{text}");
    }
}

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

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn comparison(&mut self) -> Comparison {
        use Comparison as C;
        self.pick(&[C::Equal, C::NotEqual, C::Less, C::AtMost, C::Greater, C::AtLeast])
    }

    fn predicate(&mut self) -> Predicate {
        let party = PartyId::new(self.below(3));
        let package = NamedId::new(self.below(2));
        match self.below(12) {
            0 => Predicate::Zopa,
            1 => Predicate::Deal,
            2 => Predicate::Efficient,
            3 => Predicate::Genuine,
            4 => Predicate::Holds,
            5 => Predicate::Changes(self.comparison(), 1 + self.below(1000) as u32),
            6 => Predicate::Is(package),
            7 => Predicate::Prefers(party, package, NamedId::new(self.below(2))),
            8 => Predicate::Stable(party, self.pick(&Concept::ALL)),
            9 => Predicate::Equilibrium(self.pick(&Concept::ALL)),
            10 => Predicate::Empty(party),
            _ => Predicate::Stands(self.pick(&Standing::ALL), party),
        }
    }

    /// An expression at most `height` high, predicates allowed if `question`.
    fn expr(&mut self, height: usize, question: bool) -> Expr {
        let names = names();
        if height <= 1 || self.below(5) == 0 {
            let term = self.below(names.terms.len());
            let options = names.terms[term].options.len();
            return match self.below(if question { 5 } else { 4 }) {
                0 => Expr::Const(self.below(2) == 0),
                1 => Expr::Defined(DefinitionId::new(self.below(2))),
                2 => {
                    let mut listed: Vec<OptionId> =
                        (0..options).filter(|_| self.below(2) == 0).map(OptionId::new).collect();
                    if listed.is_empty() {
                        listed.push(OptionId::new(options - 1));
                    }
                    if self.below(2) == 0 {
                        listed.reverse();
                    }
                    Expr::In(TermId::new(term), listed)
                }
                3 => compare(term, self.comparison(), self.below(options)),
                _ => Expr::Predicate(self.predicate()),
            };
        }
        let part = |this: &mut Self| this.expr(height - 1, question);
        match self.below(5) {
            0 => Expr::Not(Box::new(part(self))),
            1 => Expr::And((0..2 + self.below(3)).map(|_| part(self)).collect()),
            2 => Expr::Or((0..2 + self.below(3)).map(|_| part(self)).collect()),
            3 => Expr::Implies(Box::new(part(self)), Box::new(part(self))),
            _ => Expr::Iff(Box::new(part(self)), Box::new(part(self))),
        }
    }
}

#[test]
fn what_is_printed_reads_as_the_same_tree() {
    let names = names();
    let printer = Printer::with_names(&names);
    let mut random = Random(1);
    for _ in 0..20_000 {
        let height = 1 + random.below(6);
        let tree = random.expr(height, false);
        let text = printer.expr(&tree);
        assert_eq!(condition(&text), Ok(tree), "{text}");
        // Canonical: printing what was read changes nothing.
        assert_eq!(printer.expr(&condition(&text).unwrap()), text);
    }
    for _ in 0..20_000 {
        let quantifier = random.pick(&Quantifier::ALL);
        let with = random.expr(4, true);
        let counts = quantifier == Quantifier::Count;
        let has = if counts { Expr::Const(true) } else { random.expr(4, true) };
        let asked = Query { quantifier, with, has, text: String::new(), span: Span::default() };
        let text = printer.query(&asked);
        let read = query(&text).unwrap();
        assert_eq!((read.quantifier, &read.with, &read.has), (quantifier, &asked.with, &asked.has));
        assert_eq!(printer.query(&read), text);
    }
}

#[test]
fn parentheses_are_minimal() {
    // Removing any pair of parentheses from the canonical text changes its meaning or its shape.
    let names = names();
    let printer = Printer::with_names(&names);
    let mut random = Random(2);
    for _ in 0..2_000 {
        let tree = random.expr(4, false);
        let text = printer.expr(&tree);
        let mut open = Vec::new();
        for (at, character) in text.char_indices() {
            if character == '(' {
                open.push(at);
            } else if character == ')' {
                let start = open.pop().unwrap();
                let mut without = text.clone();
                without.replace_range(at..=at, " ");
                without.replace_range(start..=start, " ");
                assert_ne!(condition(&without).unwrap(), tree, "{text}");
            }
        }
    }
}

#[test]
fn nonsense_is_refused_without_panic_and_in_bounds() {
    const PIECES: [&str; 56] = [
        "yongbyon",
        "inspection",
        "frozen",
        "site",
        "disarmed",
        "weather",
        "us",
        "today",
        "7",
        "-1",
        "and",
        "or",
        "not",
        "implies",
        "iff",
        "in",
        "true",
        "false",
        "package",
        "packages",
        "with",
        "has",
        "have",
        "every",
        "some",
        "count",
        "AND",
        "changes",
        "better",
        "stable",
        "SEQ",
        "prefers",
        "deal",
        "=",
        "==",
        "!=",
        "<",
        "<=",
        "=>",
        "->",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        "!",
        "\"",
        "'",
        "“",
        "”",
        "제재",
        "☮",
        "\u{301}",
        ";",
    ];
    let mut random = Random(3);
    let names = names();
    for round in 0..60_000 {
        let mut text = String::new();
        for _ in 0..random.below(24) {
            text.push_str(random.pick(&PIECES));
            if random.below(3) > 0 {
                text.push(random.pick(&[' ', ' ', '\n', '\u{a0}']));
            }
        }
        let origin = if round % 2 == 0 {
            Origin::exact(5)
        } else {
            Origin::whole(Span::new(5, 5 + text.len()))
        };
        let mut out = Vec::new();
        let read = parse_condition(&text, &origin, &names, &mut out).is_some();
        let errors = out.iter().filter(|d| d.severity() == crate::Severity::Error).count();
        assert_eq!(read, errors == 0, "{text}: {out:?}");
        let asked = parse_query(&text, &origin, &names, &mut out).is_some();
        let more = out.iter().filter(|d| d.severity() == crate::Severity::Error).count();
        assert_eq!(asked, more == errors, "{text}: {out:?}");
        assert!(out.len() <= 2 * (lexer::MAX_FINDINGS + 1));
        for finding in &out {
            let span = finding.span.unwrap();
            assert!(span.start >= 5 && span.start <= span.end && span.end <= 5 + text.len());
            if round % 2 == 0 {
                assert!(text.get(span.start - 5..span.end - 5).is_some(), "{text}: {finding:?}");
            }
        }
        if let (true, Some(read)) = (read, parse_condition(&text, &origin, &names, &mut out)) {
            let printed = Printer::with_names(&names).expr(&read.expr);
            assert_eq!(condition(&printed), Ok(read.expr));
        }
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = |n: usize| format!("{}disarmed{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(condition(&deep(MAX_DEPTH)), Ok(Expr::Defined(DefinitionId::new(0))));
    for text in [
        deep(MAX_DEPTH + 1),
        deep(100_000),
        "(".repeat(100_000),
        format!("{} disarmed", "not ".repeat(100_000)),
        vec!["disarmed"; 100_000].join(" implies "),
        vec!["disarmed"; 100_000].join(" iff "),
        format!("{} disarmed", "(not ".repeat(100_000)),
    ] {
        let found = condition(&text).unwrap_err();
        assert_eq!(found.len(), 1, "{:?}", &found[..2]);
        assert_eq!(found[0].code, Code::E303);
    }
    // Wide is fine.
    let wide = vec!["disarmed"; 100_000].join(" and ");
    assert!(matches!(condition(&wide), Ok(Expr::And(parts)) if parts.len() == 100_000));
    // A tree as deep as allowed is printed and read again.
    let mut random = Random(4);
    for _ in 0..200 {
        let mut tree = is(0, 0);
        for _ in 1..MAX_DEPTH {
            let other = is(1, 1);
            tree = match random.below(6) {
                0 => Expr::Not(Box::new(tree)),
                1 => Expr::And(vec![other, tree]),
                2 => Expr::Or(vec![tree, other]),
                3 => other.implies(tree),
                4 => tree.implies(other),
                _ => Expr::Iff(Box::new(other), Box::new(tree)),
            };
        }
        let names = names();
        assert_eq!(condition(&Printer::with_names(&names).expr(&tree)), Ok(tree));
    }
    // Mistakes are counted only so far.
    let found = condition(&"weather and ".repeat(1000)).unwrap_err();
    assert_eq!(found.len(), lexer::MAX_FINDINGS + 1);
    assert_eq!(found.last().map(|d| d.code), Some(Code::E329));
}

#[test]
fn a_repeated_option_is_only_a_warning() {
    let mut out = Vec::new();
    let text = "yongbyon in { frozen, running, frozen }";
    let read = parse_condition(text, &Origin::exact(0), &names(), &mut out).unwrap();
    assert_eq!(read.expr, Expr::In(TermId::new(0), vec![OptionId::new(1), OptionId::new(0)]));
    assert_eq!(out.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::W351]);
}

#[test]
fn escaped_text_is_reported_as_a_whole() {
    let mut out = Vec::new();
    let span = Span::new(40, 90);
    assert_eq!(parse_condition("weather or x", &Origin::whole(span), &names(), &mut out), None);
    assert_eq!(out.len(), 2);
    assert!(out.iter().all(|finding| finding.span == Some(span)));
}

#[test]
fn capitals_that_are_names_stay_names() {
    let mut names = names();
    names.definitions.push("OR".to_owned());
    let mut out = Vec::new();
    let read = parse_condition("OR or not OR", &Origin::exact(0), &names, &mut out).unwrap();
    let defined = Expr::Defined(DefinitionId::new(2));
    assert_eq!(read.expr, Expr::Or(vec![defined.clone(), Expr::Not(Box::new(defined))]));
}

#[test]
fn every_predicate_has_one_name() {
    let mut random = Random(5);
    for _ in 0..1000 {
        let name = random.predicate();
        assert!(Predicate::NAMES.contains(&name.name()));
    }
    let names: std::collections::BTreeSet<_> = Predicate::NAMES.into_iter().collect();
    assert_eq!(names.len(), Predicate::NAMES.len());
}
