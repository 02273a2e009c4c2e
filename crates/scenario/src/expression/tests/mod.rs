//! Reading and printing, by example and at random.

use crate::codes::Code;
use crate::expression::*;
use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, TermId};
use crate::{Diagnostic, Span};

mod mistakes;
mod random;

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
        ..Names::default()
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
