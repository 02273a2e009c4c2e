//! What must stay the same when a file says the same thing in another way, and what the theory says
//! of every model: through the engine's columns alone.

mod common;
#[path = "common/move_rich.rs"]
mod move_rich;
#[path = "common/random.rs"]
mod random;

use common::{scenario, table};
use detente_engine::{Bits, Case, PackageTable};
use detente_scenario::{Concept, Expr, PartyId, Predicate, Scenario};
use fastrand::Rng;
use move_rich::{File, RICH, Shape, TermLines, Wants, file, priority};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A package by names: term and option.
type Named = BTreeMap<String, String>;

/// Per concept and party (`*`: all of them) the stable packages.
type Stable = BTreeMap<(Concept, String), BTreeSet<Named>>;

fn named(table: &PackageTable<'_>, row: usize) -> Named {
    let terms = table.scenario().terms.iter().zip(table.rows().package(row));
    terms.map(|(term, o)| (term.id.clone(), term.options[o.index()].id.clone())).collect()
}

fn column(table: &PackageTable<'_>, predicate: Predicate) -> Arc<Bits> {
    table.column(&Expr::Predicate(predicate)).expect("answerable")
}

fn stable_for(table: &PackageTable<'_>, party: PartyId, concept: Concept) -> Arc<Bits> {
    column(table, Predicate::Stable(party, concept))
}

fn stable(text: &str) -> Stable {
    let scenario = scenario(text);
    let table = table(Case::of(&scenario));
    let mut stable = Stable::new();
    let names = |bits: &Bits| bits.ones_iter().map(|row| named(&table, row)).collect();
    for concept in Concept::ALL {
        for party in scenario.party_ids() {
            let key = (concept, scenario.party(party).id.clone());
            stable.insert(key, names(&stable_for(&table, party, concept)));
        }
        let key = (concept, "*".to_owned());
        stable.insert(key, names(&column(&table, Predicate::Equilibrium(concept))));
    }
    stable
}

/// Goes through `count` files, each with its stable packages. Fails if few of them have
/// something to tell.
fn each_file(
    seed: u64,
    count: usize,
    shape: Shape,
    mut test: impl FnMut(&mut Rng, &File, &Stable),
) {
    let mut random = Rng::with_seed(seed);
    let mut telling = 0;
    for _ in 0..count {
        let file = file(&mut random, shape);
        let stable = stable(&file.text());
        let sizes: BTreeSet<usize> = stable.values().map(BTreeSet::len).collect();
        telling += usize::from(sizes.len() > 2);
        test(&mut random, &file, &stable);
    }
    assert!(telling * 4 > count, "{telling} of {count}");
}

#[test]
fn the_order_of_parties_terms_options_and_rules_changes_nothing() {
    // `<` reads the order of options; here no condition does.
    let shape = Shape { ordered: false, ..RICH };
    each_file(1, 600, shape, |random, file, expected| {
        let mut other = file.clone();
        random.shuffle(&mut other.parties);
        random.shuffle(&mut other.terms);
        random.shuffle(&mut other.rules);
        for term in &mut other.terms {
            random.shuffle(&mut term.options);
            random.shuffle(&mut term.by);
            random.shuffle(&mut term.cannot);
        }
        assert_eq!(stable(&other.text()), *expected, "{}\n{}", file.text(), other.text());
    });
}

#[test]
fn other_names_change_nothing() {
    each_file(2, 200, RICH, |_, file, expected| {
        // Parties and terms are called p0, p1, t0, t1: turn the letters.
        let text: Vec<String> = file.text().lines().map(renamed).collect();
        let turned = |name: &str| name.replace('x', "t").replace('y', "p");
        let found: Stable = stable(&text.join("\n"))
            .into_iter()
            .map(|((concept, party), packages)| {
                let back = |package: Named| {
                    package.into_iter().map(|(term, option)| (turned(&term), option)).collect()
                };
                ((concept, turned(&party)), packages.into_iter().map(back).collect())
            })
            .collect();
        assert_eq!(found, *expected, "{}", file.text());
    });
}

/// A line with `x` for the `t` of terms and `y` for the `p` of parties.
fn renamed(line: &str) -> String {
    let mut turned: Vec<char> = line.chars().collect();
    for at in 0..turned.len().saturating_sub(1) {
        let starts_word = at == 0 || !turned[at - 1].is_alphanumeric();
        if starts_word && turned[at + 1].is_ascii_digit() {
            match turned[at] {
                't' => turned[at] = 'x',
                'p' => turned[at] = 'y',
                _ => {}
            }
        }
    }
    turned.into_iter().collect()
}

#[test]
fn a_term_that_nobody_cares_about_multiplies_what_is_stable() {
    each_file(3, 500, Shape { combinations: 32, ..RICH }, |random, file, expected| {
        let mut larger = file.clone();
        let mut by: Vec<String> = file.parties.iter().map(|party| party.id.clone()).collect();
        random.shuffle(&mut by);
        by.truncate(random.usize(..=2));
        let options: Vec<String> = (0..random.usize(2..=3)).map(|o| format!("o{o}")).collect();
        // Now and then the first option is left for good.
        let leaves = |option: &String| format!("{option} -> o0");
        let cannot = match random.bool() {
            true => options[1..].iter().map(leaves).collect(),
            false => Vec::new(),
        };
        let idle = TermLines {
            id: "idle".to_owned(),
            fallback: (by.len() == 2 && random.bool()).then(|| "o1".to_owned()),
            by,
            now: "o0".to_owned(),
            options,
            cannot,
        };
        larger.terms.insert(random.usize(..=file.terms.len()), idle.clone());
        let multiplied: Stable = expected
            .iter()
            .map(|(key, packages)| {
                let with = |package: &Named, option: &String| {
                    let mut package = package.clone();
                    package.insert("idle".to_owned(), option.clone());
                    package
                };
                let copies = packages
                    .iter()
                    .flat_map(|package| idle.options.iter().map(move |o| with(package, o)));
                (key.clone(), copies.collect())
            })
            .collect();
        assert_eq!(stable(&larger.text()), multiplied, "{}", larger.text());
    });
}

#[test]
fn statements_that_order_nothing_anew_change_nothing() {
    let shape = Shape { dated: false, ..RICH };
    let mut changes = 0;
    each_file(4, 600, shape, |random, file, expected| {
        let mut other = file.clone();
        for party in &mut other.parties {
            match &mut party.wants {
                Wants::Priorities(lines) => {
                    // A statement again, or its opposite, anywhere after it.
                    if !lines.is_empty() {
                        let which = random.usize(..lines.len());
                        let again = match random.bool() {
                            true => lines[which].clone(),
                            false => opposite(&lines[which]),
                        };
                        lines.insert(random.usize(which + 1..=lines.len()), again);
                    }
                    // What is true of every package, or of none, anywhere.
                    let constant = ["wants", "refuses"][random.usize(..2)];
                    let constant = format!("{constant} = 't0 = o0 or t0 != o0'\n");
                    lines.insert(random.usize(..=lines.len()), constant);
                    // Red lines matter to the other reading only.
                    if let Some(line) = lines.last_mut()
                        && !line.contains("red_line")
                    {
                        line.push_str("red_line = true\n");
                    }
                }
                Wants::Ranking(groups) => {
                    // Packages belong to the first group that has them.
                    let again = groups[random.usize(..groups.len())].clone();
                    groups.push(again);
                }
            }
        }
        assert_eq!(stable(&other.text()), *expected, "{}\n{}", file.text(), other.text());
        // A statement in front that does order anew changes something, now and then.
        let mut changed = file.clone();
        if let Wants::Priorities(lines) = &mut changed.parties[0].wants {
            lines.insert(0, priority(random, shape, &file.radices()));
            changes += usize::from(stable(&changed.text()) != *expected);
        }
    });
    assert!(changes > 50, "{changes}");
}

/// The lines of a statement that is true where the other is not.
fn opposite(lines: &str) -> String {
    if lines.starts_with("wants") {
        lines.replacen("wants", "refuses", 1)
    } else if lines.starts_with("refuses") {
        lines.replacen("refuses", "wants", 1)
    } else {
        lines.to_owned()
    }
}

#[test]
fn concepts_contain_one_another() {
    each_file(5, 1_500, RICH, |_, file, stable| {
        let parties = file.parties.iter().map(|party| party.id.as_str());
        for party in parties.chain(["*"]) {
            let of = |concept: Concept| &stable[&(concept, party.to_owned())];
            for (strong, weak) in [
                (Concept::R, Concept::Sseq),
                (Concept::Sseq, Concept::Seq),
                (Concept::Seq, Concept::Gmr),
                (Concept::Sseq, Concept::Smr),
                (Concept::Smr, Concept::Gmr),
            ] {
                assert!(of(strong).is_subset(of(weak)), "{strong:?} {weak:?} {}", file.text());
            }
        }
        for concept in Concept::ALL {
            let mut all = stable[&(concept, file.parties[0].id.clone())].clone();
            for party in &file.parties {
                all.retain(|package| stable[&(concept, party.id.clone())].contains(package));
            }
            assert_eq!(all, stable[&(concept, "*".to_owned())]);
        }
    });
}

/// The options of a package in the terms that `of` picks.
fn part(
    scenario: &Scenario,
    table: &PackageTable<'_>,
    row: usize,
    of: impl Fn(&[PartyId]) -> bool,
) -> Vec<u8> {
    let terms = scenario.terms.iter().zip(table.rows().package(row));
    terms.filter(|(term, _)| of(&term.by)).map(|(_, option)| option.0).collect()
}

/// v = max over the party's own options of the worst that the others can make of it; w = min over the
/// others' options of the best that the party can make of it. One pair for each setting of the terms
/// that nobody moves alone.
#[test]
fn where_everything_is_possible_and_reversible_two_numbers_decide() {
    let shape = Shape { combinations: 200, rules: 0, one_way: false, fallback: false, ..RICH };
    let mut random = Rng::with_seed(6);
    let mut apart = 0;
    for _ in 0..500 {
        let scenario = scenario(&file(&mut random, shape).text());
        let table = table(Case::of(&scenario));
        let rows = 0..table.rows().len();
        for party in scenario.party_ids() {
            let rank = |row: usize| table.ranks(party).get(row);
            let frozen = |row| part(&scenario, &table, row, |by| by.len() != 1);
            let own = |row| part(&scenario, &table, row, |by| by == [party]);
            let others = |row| part(&scenario, &table, row, |by| by.len() == 1 && by != [party]);
            // Setting of the frozen terms → own or others' options → worst or best rank.
            let mut worst: BTreeMap<(Vec<u8>, Vec<u8>), u32> = BTreeMap::new();
            let mut best: BTreeMap<(Vec<u8>, Vec<u8>), u32> = BTreeMap::new();
            for row in rows.clone() {
                let of = worst.entry((frozen(row), own(row))).or_insert(rank(row));
                *of = rank(row).min(*of);
                let of = best.entry((frozen(row), others(row))).or_insert(rank(row));
                *of = rank(row).max(*of);
            }
            let mut maximin: BTreeMap<&Vec<u8>, u32> = BTreeMap::new();
            let mut minimax: BTreeMap<&Vec<u8>, u32> = BTreeMap::new();
            for ((setting, _), worst) in &worst {
                let of = maximin.entry(setting).or_insert(*worst);
                *of = (*worst).max(*of);
            }
            for ((setting, _), best) in &best {
                let of = minimax.entry(setting).or_insert(*best);
                *of = (*best).min(*of);
            }
            let gmr = stable_for(&table, party, Concept::Gmr);
            let smr = stable_for(&table, party, Concept::Smr);
            for row in rows.clone() {
                let (setting, rank) = (frozen(row), rank(row));
                assert_eq!(gmr.get(row), rank >= maximin[&setting]);
                assert_eq!(smr.get(row), rank >= minimax[&setting]);
                apart += usize::from(gmr.get(row) != smr.get(row));
            }
        }
    }
    assert!(apart > 500, "{apart}");
}

/// Everybody plays what is best against the worst: that package is a GMR equilibrium, one in every
/// setting of the terms that nobody moves alone.
#[test]
fn where_everything_is_possible_and_reversible_there_is_a_gmr_equilibrium() {
    let shape = Shape { rules: 0, one_way: false, fallback: false, ..RICH };
    let mut random = Rng::with_seed(7);
    let mut without_nash = 0;
    for _ in 0..1_000 {
        let scenario = scenario(&file(&mut random, shape).text());
        let table = table(Case::of(&scenario));
        let setting = |row| part(&scenario, &table, row, |by| by.len() != 1);
        let settings: BTreeSet<Vec<u8>> = (0..table.rows().len()).map(setting).collect();
        let found = column(&table, Predicate::Equilibrium(Concept::Gmr));
        let with: BTreeSet<Vec<u8>> = found.ones_iter().map(setting).collect();
        assert_eq!(with, settings);
        let nash = column(&table, Predicate::Equilibrium(Concept::R));
        let with: BTreeSet<Vec<u8>> = nash.ones_iter().map(setting).collect();
        without_nash += usize::from(with != settings);
    }
    assert!(without_nash > 20, "{without_nash}");
}
