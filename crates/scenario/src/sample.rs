//! A small scenario for tests, built by hand: everything the model can hold occurs in it.

use crate::date::{AsOf, Date, parse_date};
use crate::diagnostic::Diagnostic;
use crate::expression::{Condition, Names, Origin, Query, parse_condition, parse_query};
use crate::ids::{NamedId, OptionId, PartyId, SourceId, StepId, TermId, TextId, TypeId};
use crate::model::{
    Basis, Bundle, Checking, Claim, Definition, Edit, Event, Expectation, Falsified, Grade,
    Inspection, Kind, Line, NamedPackage, Party, PartyType, Points, Preference, Priority,
    PriorityLine, Progress, Quote, RankedSet, Ranking, Rule, Scale, Scenario, Seen, Sign, Source,
    SourceText, Statement, Step, Term, TermOption, Undo, Undoing, UnusedPassage, Valuation,
    ValueLine, Watch, Worth,
};
use crate::number::{Amount, Decimal};
use crate::span::Span;

fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A place that is different for every number, so that tests can tell places apart.
pub fn span(number: usize) -> Span {
    Span::new(number, number + 1)
}

/// A source that says nothing yet.
pub fn source(id: &str) -> Source {
    Source {
        id: id.to_owned(),
        date: date("2019-01-25"),
        says: None,
        quotes: Vec::new(),
        title: None,
        text: None,
        grade: None,
        cited_as: None,
        contradicts: Vec::new(),
        note: None,
        span: Span::default(),
    }
}

/// A scenario without anything in it.
pub fn empty() -> Scenario {
    Scenario {
        digest: String::new(),
        title: String::new(),
        about: None,
        as_of: AsOf::Latest,
        compare: vec![AsOf::Latest],
        marking: None,
        not_modelled: Vec::new(),
        period: None,
        notation: None,
        parties: Vec::new(),
        terms: Vec::new(),
        definitions: Vec::new(),
        rules: Vec::new(),
        packages: Vec::new(),
        steps: Vec::new(),
        bundles: Vec::new(),
        types: Vec::new(),
        events: Vec::new(),
        claims: Vec::new(),
        texts: Vec::new(),
        sources: Vec::new(),
    }
}

/// Reads what a test wrote.
fn read<T>(
    parse: fn(&str, &Origin, &Names, &mut Vec<Diagnostic>) -> Option<T>,
    text: &str,
    names: &Names,
) -> T {
    let mut out = Vec::new();
    let read = parse(text, &Origin::exact(0), names, &mut out);
    read.unwrap_or_else(|| panic!("{text}: {out:?}"))
}

/// Two neighbours quarrel over a well; a third drinks from it.
pub fn sample() -> Scenario {
    let mut scenario = empty();
    scenario.digest = "0f".repeat(32);
    scenario.title = "Quarrel at Wellington".to_owned();
    scenario.about = text("Anselm and Brunhild quarrel.");
    scenario.as_of = AsOf::On(date("2019-01-25"));
    scenario.marking = text("EXERCISE");
    scenario.period = text("a moon");
    scenario.not_modelled = vec!["the weather in Wellington".to_owned(), "rats".to_owned()];

    let party = |id: &str, name: &str, signs: bool| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        signs,
        negotiates_for: None,
        no_deal: None,
        no_deal_worth: None,
        discount: None,
        preference: Preference::Indifferent,
        note: text("knows Anselm well"),
        span: Span::default(),
    };
    scenario.parties = vec![
        party("anselm", "Anselm of Wellington", true),
        party("brunhild", "Brunhild", true),
        party("crown", "The Crown", false),
        party("drinkers", "Drinkers' Guild", false),
    ];
    scenario.parties[1].negotiates_for = Some(PartyId::new(2));
    scenario.parties[0].no_deal = Some(NamedId::new(0));

    let option = |id: &str, name: &str| TermOption {
        id: id.to_owned(),
        name: name.to_owned(),
        seen: None,
        undo: None,
    };
    let term = |id: &str, name: &str, by: &[usize], options: &[(&str, &str)]| Term {
        id: id.to_owned(),
        name: name.to_owned(),
        by: by.iter().map(|&party| PartyId::new(party)).collect(),
        kind: None,
        options: options.iter().map(|(id, name)| option(id, name)).collect(),
        now: OptionId::new(0),
        fallback: None,
        cannot: Vec::new(),
        note: text("the well again"),
        span: Span::default(),
    };
    scenario.terms = vec![
        term(
            "well",
            "The well",
            &[0],
            &[("walled", "walled in"), ("shared", "shared"), ("sold", "sold off")],
        ),
        term("toll", "The toll", &[1], &[("heavy", "a heavy toll"), ("light", "a light toll")]),
        term("oath", "The oath", &[0, 1], &[("unsworn", "unsworn"), ("sworn", "sworn by both")]),
    ];
    scenario.terms[0].kind = Some(Kind::Capability);
    scenario.terms[0].cannot = vec![(OptionId::new(2), OptionId::new(0))];
    scenario.terms[2].fallback = Some(OptionId::new(0));

    // Everything that expressions name is there; now the expressions.
    let mut names = Names::of(&scenario);
    names.definitions = vec!["peaceful".to_owned(), "cheap".to_owned()];
    names.packages = vec!["walls".to_owned(), "sale".to_owned()];
    let condition = |text: &str| -> Condition { read(parse_condition, text, &names) };
    let query = |text: &str| -> Query { read(parse_query, text, &names) };

    scenario.terms[0].options[1].seen = Some(Seen::If(condition("oath = sworn")));
    scenario.terms[0].options[1].undo = Some(Undo::Months);
    scenario.terms[0].options[2].seen = Some(Seen::Outside);
    scenario.definitions = vec![
        Definition { id: "peaceful".to_owned(), condition: condition("oath = sworn or cheap") },
        Definition { id: "cheap".to_owned(), condition: condition("toll in { light }") },
    ];
    let basis = |sources: &[usize]| Basis {
        from: None,
        until: None,
        sources: sources.iter().map(|&source| SourceId::new(source)).collect(),
        note: text("says Brunhild"),
        span: Span::default(),
    };
    let forbidden = condition("(well = sold) and (toll = heavy)");
    scenario.rules = vec![
        Rule {
            id: text("sale-needs-toll"),
            require: forbidden.expr.clone().negated(),
            forbids: true,
            condition: forbidden,
            why: text("nobody buys a dear well"),
            basis: basis(&[0]),
        },
        Rule {
            id: None,
            require: condition("true").expr,
            forbids: false,
            condition: condition("true"),
            why: None,
            basis: Basis::default(),
        },
    ];
    let package = |id: &str, name: &str, well: usize, toll: usize| NamedPackage {
        id: id.to_owned(),
        name: name.to_owned(),
        package: vec![OptionId::new(well), OptionId::new(toll), OptionId::new(0)],
        change: vec![(TermId::new(0), OptionId::new(well)), (TermId::new(1), OptionId::new(toll))],
        sources: vec![SourceId::new(0)],
        note: text("Wellington, 1204"),
        span: Span::default(),
    };
    scenario.packages =
        vec![package("walls", "Walls stay", 0, 0), package("sale", "The sale", 2, 1)];

    let wants = |text: &str| {
        let condition = condition(text);
        Priority {
            expr: condition.expr.clone(),
            statement: Statement::Wants(condition),
            red_line: false,
            basis: basis(&[0, 1]),
        }
    };
    let refused = condition("well = walled");
    let refuses = Priority {
        expr: refused.expr.clone().negated(),
        statement: Statement::Refuses(refused),
        red_line: true,
        basis: Basis { until: Some(date("2019-02-28")), ..basis(&[1]) },
    };
    let (given, price) = (condition("toll = light"), condition("well >= shared"));
    let gives = Priority {
        expr: given.expr.clone().implies(price.expr.clone()),
        statement: Statement::Gives { gives: given, only_for: price },
        red_line: false,
        basis: Basis { from: Some(date("2019-03-01")), ..basis(&[]) },
    };
    scenario.parties[0].preference =
        Preference::Priorities(vec![PriorityLine { versions: vec![wants("peaceful")] }]);
    scenario.parties[1].preference = Preference::Priorities(vec![
        PriorityLine { versions: vec![refuses, gives] },
        PriorityLine { versions: vec![wants("not cheap iff oath != sworn")] },
    ]);
    let valuation = |worth: Worth, sources: &[usize]| ValueLine {
        versions: vec![Valuation { worth, once: true, basis: basis(sources) }],
    };
    scenario.parties[2].preference = Preference::Values(vec![
        valuation(
            Worth::Options {
                term: TermId::new(0),
                points: Points::BestFirst(vec![vec![OptionId::new(1)], vec![OptionId::new(0)]]),
                scale: Scale::Swing(Amount::from(3)),
            },
            &[0],
        ),
        valuation(
            Worth::When {
                condition: condition("well = shared"),
                worth: Amount::from(-7),
                out_of: None,
            },
            &[1],
        ),
    ]);
    scenario.parties[2].no_deal_worth = Some(Amount::from(2));
    scenario.parties[2].discount = Decimal::parse("0.95").ok().map(Amount::exactly);
    scenario.parties[3].preference = Preference::Ranking(Ranking {
        best_first: vec![
            vec![RankedSet::Package(NamedId::new(1), Span::default())],
            vec![RankedSet::Condition(condition("well = shared"))],
        ],
        sources: vec![SourceId::new(1)],
        span: Span::default(),
    });
    let share = |text: &str| Amount::exactly(Decimal::parse(text).unwrap());
    let open = Step {
        id: "open-the-gate".to_owned(),
        by: vec![PartyId::new(0)],
        change: vec![(TermId::new(0), OptionId::new(1))],
        auto: true,
        undoing: Undoing {
            reversal: Some(share("0.5")),
            rebuild: vec![(PartyId::new(0), Amount::from(-2))],
            lag: 3,
        },
        checking: Checking {
            detect: Some(share("0.75")),
            hazard: Some(share("0.1")),
            false_alarm: Some(share("0.05")),
            inspect: Some(Inspection {
                items: 40,
                falsified: Falsified::Quantity { goal: Decimal::from(8), item: Decimal::from(2) },
                instrument: Some(share("0.9")),
                cost: Some(Decimal::from(3)),
                visit: Some(Decimal::from(20)),
                most: Some(12),
                rounds: Some(2),
                budget: Some(Decimal::from(100)),
            }),
            watch: Some(Watch {
                periods: Some(8),
                visits: Some(2),
                detect: Some(share("0.9")),
                sites: vec![
                    ("cellar".to_owned(), Amount::from(4)),
                    (
                        "old mill".to_owned(),
                        Amount { low: Decimal::from(1), high: Decimal::from(2) },
                    ),
                ],
                teams: Some(Decimal::parse("1.5").unwrap()),
            }),
        },
        periods: 2,
        after: Vec::new(),
        due: Some(date("2019-06-01")),
        sources: vec![SourceId::new(1)],
        note: text("the gate squeaks"),
        span: Span::default(),
    };
    let drink = Step {
        id: "drink".to_owned(),
        by: vec![PartyId::new(1)],
        change: vec![(TermId::new(1), OptionId::new(1))],
        after: vec![StepId::new(0)],
        checking: Checking {
            inspect: Some(Inspection {
                items: 7,
                falsified: Falsified::Items(2),
                instrument: None,
                cost: None,
                visit: None,
                most: None,
                rounds: None,
                budget: None,
            }),
            ..Checking::default()
        },
        ..open.clone()
    };
    scenario.steps = vec![open, drink];
    scenario.bundles = vec![Bundle {
        id: "handshake".to_owned(),
        steps: vec![StepId::new(1), StepId::new(0)],
        escrow: true,
        sources: vec![SourceId::new(0)],
        note: text("both at noon"),
        span: Span::default(),
    }];
    let kind = |id: &str, prior: &str, variant: Vec<Edit>| PartyType {
        id: id.to_owned(),
        party: PartyId::new(1),
        prior: share(prior),
        variant,
        note: text("a guess"),
        span: Span::default(),
    };
    scenario.types = vec![
        kind("thirsty", "0.6", Vec::new()),
        kind("greedy", "0.4", vec![Edit::Drop(Line::Priority { party: PartyId::new(1), line: 1 })]),
    ];
    scenario.events = vec![Event {
        id: "seal-broken".to_owned(),
        date: date("2019-05-01"),
        says: text("The seal was found broken"),
        sign: Some(Sign {
            about: PartyId::new(1),
            likelihood: vec![(TypeId::new(0), share("0.1")), (TypeId::new(1), share("0.7"))],
            reliability: Some(share("0.8")),
            noise: Some(share("0.2")),
            origin: text("the watchman"),
        }),
        progress: Some((StepId::new(0), Progress::Undone)),
        sources: vec![SourceId::new(1)],
        note: text("at night"),
        span: Span::default(),
    }];
    scenario.claims = vec![Claim {
        id: "squeak".to_owned(),
        says: "The Guild prefers the sale".to_owned(),
        ask: query("every package with is(sale) and peaceful has prefers(drinkers, sale, walls)"),
        expect: Some(Expectation::Truth(true)),
        as_of: Some(AsOf::Latest),
        variant: vec![Edit::Drop(Line::Priority { party: PartyId::new(1), line: 1 })],
        sources: vec![SourceId::new(1)],
        note: text("so says the Guild"),
        span: Span::default(),
    }];
    scenario.texts = vec![SourceText {
        id: "chronicle".to_owned(),
        title: "Chronicle of Wellington".to_owned(),
        date: date("2018-12-31"),
        digest: Some("ab".repeat(32)),
        unused: vec![UnusedPassage {
            quote: "It rained.".to_owned(),
            why: text("rain is not modelled"),
            span: span(300),
        }],
        span: span(200),
    }];
    scenario.sources = vec![
        Source {
            says: text("Anselm builds a wall"),
            quotes: vec![Quote { words: "Anselm has built a wall".to_owned(), span: span(1) }],
            title: text("Chronicle, leaf 3"),
            text: Some(TextId::new(0)),
            grade: Some(Grade { reliability: 'B', credibility: 2 }),
            cited_as: text("Leaf 4"),
            note: text("torn"),
            ..source("leaf-3")
        },
        Source { contradicts: vec![SourceId::new(0)], ..source("gossip") },
    ];
    scenario
}
