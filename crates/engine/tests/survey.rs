//! A survey is what its parts say one by one.

use detente_engine::analyze::analyze;
use detente_engine::robust::{compare_dates, moves};
use detente_engine::stability::{Where, graph, narrate, stability};
use detente_engine::survey::{memory, survey};
use detente_engine::{Case, Limits, PackageTable, Refusal};
use detente_scenario::{Concept, Scenario, load};

const EXAMPLES: [&[u8]; 3] = [
    include_bytes!("../../../examples/hanoi-2019.toml"),
    include_bytes!("../../../examples/ceasefire.toml"),
    include_bytes!("../../../examples/prisoners-dilemma.toml"),
];

fn scenario(source: &[u8]) -> Scenario {
    load(source).scenario.expect("the examples are sound")
}

#[test]
fn a_survey_is_what_its_parts_say() {
    let limits = Limits::default();
    for source in EXAMPLES {
        let scenario = scenario(source);
        let fresh = || PackageTable::build(Case::of(&scenario), &limits).expect("it fits");
        let table = fresh();
        let whole = survey(&table, &limits).expect("it fits");

        assert_eq!(whole.analysis, analyze(&fresh(), &limits).expect("it fits"));
        assert_eq!(whole.analysis.dates, compare_dates(&fresh(), &limits).expect("it fits"));
        assert_eq!(whole.stability, stability(&fresh()));
        assert_eq!(whole.graph, graph(&fresh(), &whole.stability));
        assert_eq!(whole.moves, moves(&fresh(), &[Where::StatusQuo], &limits).expect("it fits"));
        let now = table.rows().row(&scenario.status_quo()).expect("it is possible");
        for told in &whole.narrations {
            assert_eq!(*told, narrate(&fresh(), now, told.party, Concept::Seq));
        }
        let tempted = whole.stability.positions[0].parties.iter().filter(|p| p.improvements > 0);
        assert_eq!(
            whole.narrations.iter().map(|told| told.party).collect::<Vec<_>>(),
            tempted.map(|view| view.party).collect::<Vec<_>>()
        );
        assert_eq!(survey(&table, &limits).expect("it fits"), whole, "a second time");
    }
}

#[test]
fn a_survey_that_would_not_fit_is_refused() {
    let scenario = scenario(EXAMPLES[0]);
    let table = PackageTable::build(Case::of(&scenario), &Limits::default()).expect("it fits");
    let needed = u64::try_from(memory(&table)).expect("a small table");
    let limits = Limits { memory: needed - 1, ..Limits::default() };
    let refused = Refusal::Memory {
        packages: table.rows().len() as u128,
        bytes: u128::from(needed),
        limit: needed - 1,
    };
    assert_eq!(survey(&table, &limits), Err(refused));
}
