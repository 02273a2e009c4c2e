//! The first example against an independent enumeration of the same encoding.

mod common;

use common::{answer, case, count, example, table};
use detente_engine::Limits;
use detente_engine::ask::{Outcome, Restates, answer_claims};
use detente_engine::check::line_name;
use detente_engine::deals::deals;
use detente_engine::robust::{Effort, robust};

const DATES: [&str; 3] = ["2019-01-25", "2019-02-26", "latest"];

#[test]
fn counts_at_three_dates_in_both_readings() {
    let scenario = example("hanoi-2019.toml");
    let freeze = "(yongbyon >= frozen or enrichment >= frozen or arsenal >= capped)";
    let leaders = ["trump", "kim"];
    let state = ["trump", "kim", "us"];
    let tracks = ["trump", "kim", "us", "rok", "china"];
    let all = ["trump", "kim", "us", "rok", "china", "japan"];
    // Who gains, a further condition, and the counts in order and under any weights at each date.
    type Expected<'e> = (&'e [&'e str], String, [[u64; 2]; 3]);
    let expected: [Expected<'_>; 6] = [
        (&leaders, String::new(), [[28_274, 15_322], [28_274, 15_322], [12_030, 4_766]]),
        (&state, String::new(), [[8_356, 1_872], [4_468, 1_032], [4_056, 896]]),
        (&tracks, String::new(), [[5_716, 1_796], [3_124, 956], [2_776, 848]]),
        (&all, String::new(), [[1_120, 228], [648, 58], [480, 18]]),
        (&leaders, format!(" and {freeze}"), [[21_860, 10_580], [21_860, 10_580], [10_112, 2_848]]),
        (&leaders, format!(" and not {freeze}"), [[6_414, 4_742], [6_414, 4_742], [1_918, 1_918]]),
    ];
    for (at, date) in DATES.into_iter().enumerate() {
        let table = table(case(&scenario, date));
        assert_eq!(count(&table, "count packages"), 314_028);
        for (parties, and, counts) in &expected {
            for (reading, predicate) in ["better", "surely_better"].into_iter().enumerate() {
                let gain: Vec<String> =
                    parties.iter().map(|party| format!("{predicate}({party})")).collect();
                let question = format!("count packages with {}{and}", gain.join(" and "));
                assert_eq!(count(&table, &question), counts[at][reading], "{date}: {question}");
            }
        }
    }
}

#[test]
fn lines_off_at_each_date() {
    let scenario = example("hanoi-2019.toml");
    let expected: [&[&str]; 3] = [&["us 2", "trump 2", "japan 7"], &["trump 2", "japan 7"], &[]];
    for (date, expected) in DATES.into_iter().zip(expected) {
        let case = case(&scenario, date);
        let off: Vec<String> = case.off.iter().map(|off| line_name(&scenario, off.line)).collect();
        assert_eq!(off, expected, "{date}");
    }
}

#[test]
fn claims_of_the_page() {
    let scenario = example("hanoi-2019.toml");
    let table = table(case(&scenario, "latest"));
    let family = "missiles >= forgo_long and troops >= reduced and arsenal = growing and enrichment = undeclared";
    let no_inspector = "arsenal = growing and enrichment = undeclared and yongbyon = running and inspection = none";
    let counts = [
        // C1
        (format!("deal and {no_inspector}"), 850),
        (format!("deal and {no_inspector} and worse(japan)"), 844),
        (format!("deal and {no_inspector} and better(us)"), 120),
        // C2
        (family.to_owned(), 23_760),
        (format!("{family} and worse(japan)"), 23_760),
        (format!("{family} and surely_worse(japan)"), 23_360),
        (format!("{family} and deal"), 720),
        (format!("{family} and deal and better(us)"), 0),
        // C3
        ("sanctions = kept and (inter_korean = open or china_trade = eased)".to_owned(), 0),
        ("deal and sanctions = kept".to_owned(), 602),
        // C8
        ("deal and (arsenal = removed or inspection = anywhere)".to_owned(), 0),
        // C9
        ("deal and better(us) and better(rok) and better(china) and acceptable(japan)".to_owned(), 486),
        (
            "deal and acceptable(us) and acceptable(rok) and acceptable(china) and acceptable(japan)"
                .to_owned(),
            500,
        ),
        (
            "deal and better(us) and better(rok) and better(china) and better(japan) and missiles = cap_all"
                .to_owned(),
            480,
        ),
        // Readings
        ("deal and arsenal >= capped".to_owned(), 5_056),
        ("surely_better(trump) and surely_better(kim) and arsenal >= capped".to_owned(), 0),
    ];
    for (with, expected) in counts {
        assert_eq!(count(&table, &format!("count packages with {with}")), expected, "{with}");
    }
    let limits = Limits::default();
    let edited = |variant: &str| {
        let names = detente_scenario::Names::of(&scenario);
        let origin = detente_scenario::Origin::exact(0);
        let edit = detente_scenario::parse_variant(variant, &origin, &names, &mut Vec::new());
        table.edited(&[edit.expect("a variant")], &limits).expect("within limits")
    };
    let freeze = "yongbyon >= frozen or enrichment >= frozen or arsenal >= capped";
    assert_eq!(count(&edited("drop kim 7"), "count packages with deal"), 1_918);
    assert_eq!(
        count(&edited("drop kim 7"), &format!("count packages with deal and ({freeze})")),
        0
    );
    assert_eq!(count(&edited("drop trump 2"), "count packages with deal"), 26_782);
    assert_eq!(count(&edited("version kim 4 1"), "count packages with deal"), 13_522);
    let without = edited("drop japan 1");
    assert_eq!(
        count(&without, &format!("count packages with {family} and acceptable(japan)")),
        1_944
    );
}

#[test]
fn restatements_and_single_points() {
    let scenario = example("hanoi-2019.toml");
    let limits = Limits::default();
    for (date, all_gain, c9_rests_on) in
        [("2019-01-25", 1_120, &[][..]), ("latest", 480, &["japan 5"][..])]
    {
        let table = table(case(&scenario, date));
        let claims = answer_claims(&table, &limits).expect("within limits");
        let restated: Vec<(&str, Vec<String>)> = claims
            .iter()
            .filter_map(|answer| match &answer.restates {
                Restates::Nothing => None,
                Restates::Lines(lines) => Some((
                    scenario.claim(answer.claim).id.as_str(),
                    lines.iter().map(|&line| line_name(&scenario, line)).collect(),
                )),
                Restates::NotTested => panic!("{} not tested", scenario.claim(answer.claim).id),
            })
            .collect();
        let restated: Vec<(&str, Vec<&str>)> =
            restated.iter().map(|(id, l)| (*id, l.iter().map(String::as_str).collect())).collect();
        for (claim, lines) in [
            ("C2", vec!["japan 1"]),
            ("C3", vec!["rule 9", "rule 10"]),
            ("C8", vec!["kim 1", "kim 3"]),
        ] {
            assert!(restated.contains(&(claim, lines)), "{date}: {restated:?}");
        }
        for claim in ["C9", "C10"] {
            assert!(!restated.iter().any(|(id, _)| *id == claim), "{date}: {restated:?}");
        }
        let everyone = "count packages with better(us) and better(trump) and better(kim) and better(rok) and better(china) and better(japan)";
        assert_eq!(count(&table, everyone), all_gain);
        let robust = robust(&table, &limits, Effort::Thorough).expect("within limits");
        let c9 = robust.claims.iter().find(|s| scenario.claim(s.subject).id == "C9").expect("C9");
        let pillars: Vec<String> =
            c9.pillars().iter().map(|&line| line_name(&scenario, line)).collect();
        assert_eq!(pillars, c9_rests_on, "{date}: {:?}", c9.flips);
        assert_eq!(c9.single_point(), !c9_rests_on.is_empty(), "{date}: {:?}", c9.flips);
    }
}

#[test]
fn the_three_smallest_deals_change_one_thing_each() {
    let scenario = example("hanoi-2019.toml");
    for date in DATES {
        let table = table(case(&scenario, date));
        let smallest = deals(&table).smallest;
        assert_eq!((smallest.changes, smallest.count), (1, 3), "{date}");
        assert!(smallest.packages.iter().all(|small| small.sure), "{date}");
        let terms: Vec<&str> = smallest
            .packages
            .iter()
            .map(|small| scenario.term(scenario.changes(&small.package)[0]).id.as_str())
            .collect();
        let mut terms = terms;
        terms.sort_unstable();
        assert_eq!(terms, ["exercises", "liaison", "war_end"], "{date}");
        assert_eq!(
            answer(&table, "some package with deal and changes = 1 has genuine").outcome,
            Outcome::No
        );
    }
}

#[test]
fn hindsight_turns_the_hanoi_ask() {
    let scenario = example("hanoi-2019.toml");
    let ask = "every package with is(hanoi-ask) has better(trump)";
    for (date, better, deciding) in [("2019-01-25", true, None), ("latest", false, Some("trump 2"))]
    {
        let table = table(case(&scenario, date));
        let outcome = if better { Outcome::Yes } else { Outcome::No };
        assert_eq!(answer(&table, ask).outcome, outcome, "{date}");
        let answers = deals(&table).packages;
        let ask = answers.iter().find(|p| scenario.named(p.named).id == "hanoi-ask").expect("it");
        let trump = ask.parties.iter().find(|c| scenario.party(c.party).id == "trump").expect("he");
        if let Some(expected) = deciding {
            let line = trump.deciding.expect("decided").0;
            assert_eq!(format!("trump {}", line + 1), expected);
        }
    }
}
