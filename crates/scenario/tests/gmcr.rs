//! Every file under `tests/foreign/gmcr`: the valid ones become the scenario and the warnings next
//! to them, and each invalid one has its findings next to it; what is written again says the same.
//!
//! `DETENTE_BLESS=1 cargo test -p detente-scenario --test gmcr` writes them anew; read the
//! difference before you commit it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_scenario::foreign::gmcr::{InForce, Wishes, export, import};
use detente_scenario::model::{Notation, Party, Preference, RankedSet};
use detente_scenario::notation::by_decimal;
use detente_scenario::{
    Code, Diagnostic, OptionId, Package, PartyId, RuleId, Scenario, format, load,
};

fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/foreign/gmcr").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "gmcr"))
        .collect();
    files.sort();
    files
}

/// `3:12 E604 message`, with related places and help on lines of their own.
fn rendered(diagnostics: &[Diagnostic], text: &str) -> String {
    let place = |offset: usize| {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        format!("{line}:{}", before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        match diagnostic.span {
            Some(span) => {
                assert!(span.start <= span.end && span.end <= text.len(), "{diagnostic:?}");
                write!(out, "{} ", place(span.start)).unwrap();
            }
            None => out.push_str("- "),
        }
        writeln!(out, "{} {}", diagnostic.code.id(), diagnostic.message).unwrap();
        if let Some(label) = &diagnostic.label {
            writeln!(out, "    label: {label}").unwrap();
        }
        for (span, label) in &diagnostic.related {
            writeln!(out, "    {}: {label}", place(span.start)).unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "    help: {help}").unwrap();
        }
    }
    out
}

/// Compares `found` with the file beside `path`, or writes it.
fn compare(path: &Path, extension: &str, found: &str, failures: &mut String) {
    let beside = path.with_extension(extension);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        if found.is_empty() {
            let _ = std::fs::remove_file(&beside);
        } else {
            std::fs::write(&beside, found).unwrap();
        }
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    if found != expected {
        writeln!(failures, "{}:\nfound\n{found}\nexpected\n{expected}", beside.display()).unwrap();
    }
}

#[test]
fn valid_files_become_scenarios() {
    let mut failures = String::new();
    for path in files("valid") {
        let title = path.file_stem().unwrap().to_string_lossy().into_owned();
        let imported = import(&std::fs::read(&path).unwrap(), &title);
        let found = rendered(&imported.diagnostics, &imported.text);
        compare(&path, "stderr", &found, &mut failures);
        let text = imported.scenario.unwrap_or_else(|| panic!("{}:\n{found}", path.display()));
        compare(&path, "toml", &text, &mut failures);
        let loaded = load(text.as_bytes());
        assert!(loaded.diagnostics.is_empty(), "{}: {:?}", path.display(), loaded.diagnostics);
        assert_eq!(loaded.scenario.unwrap().notation, Some(Notation::Gmcr));
        assert_eq!(format(&text).as_ref(), Ok(&text), "{} is not tidy", path.display());
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn invalid_files_are_told_what_is_wrong() {
    let mut failures = String::new();
    for path in files("invalid") {
        let imported = import(&std::fs::read(&path).unwrap(), "x");
        assert!(imported.scenario.is_none(), "{}", path.display());
        let found = rendered(&imported.diagnostics, &imported.text);
        assert!(!found.is_empty(), "nothing is wrong with {}", path.display());
        compare(&path, "stderr", &found, &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Everything that the scenario says, whatever the day.
fn everything(scenario: &Scenario) -> InForce {
    let wishes = |party: &Party| match &party.preference {
        Preference::Indifferent | Preference::Values(_) => Wishes::Statements(Vec::new()),
        Preference::Ranking(_) => Wishes::Ranking,
        Preference::Priorities(lines) => Wishes::Statements(
            lines.iter().map(|line| (line.versions[0].expr.clone(), party.span)).collect(),
        ),
    };
    InForce {
        rules: (0..scenario.rules.len()).map(RuleId::new).collect(),
        wishes: scenario.parties.iter().map(wishes).collect(),
    }
}

fn written(scenario: &Scenario) -> String {
    let exported = export(scenario, &everything(scenario), "1.0");
    exported.file.unwrap_or_else(|| panic!("{:?}", exported.diagnostics))
}

fn read_again(file: &str) -> Scenario {
    let imported = import(file.as_bytes(), "again");
    let text = imported.scenario.unwrap_or_else(|| panic!("{:?}\n{file}", imported.diagnostics));
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}\n{text}", loaded.diagnostics))
}

#[test]
fn what_is_written_again_says_the_same() {
    for path in files("valid") {
        let text = std::fs::read_to_string(path.with_extension("toml")).unwrap();
        let first = load(text.as_bytes()).scenario.unwrap();
        let file = written(&first);
        let second = read_again(&file);
        assert_eq!(written(&second), file, "{}", path.display());
        assert_eq!(first.terms.len(), second.terms.len());
        assert_eq!(packages(&first).len(), packages(&second).len(), "{}", path.display());
    }
}

#[test]
fn scenarios_that_cannot_be_written_are_told_why() {
    let mut failures = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/foreign/gmcr/export");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    assert!(paths.len() >= 2);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let loaded = load(text.as_bytes());
        let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let exported = export(&scenario, &everything(&scenario), "1.0");
        compare(&path, "stderr", &rendered(&exported.diagnostics, &text), &mut failures);
        compare(&path, "gmcr", &exported.file.unwrap_or_default(), &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Every possible package, straight from the definition.
fn packages(scenario: &Scenario) -> Vec<Package> {
    let mut packages: Vec<Package> = vec![Vec::new()];
    for term in &scenario.terms {
        packages = packages
            .iter()
            .flat_map(|package| {
                (0..term.options.len()).map(|o| [&package[..], &[OptionId::new(o)]].concat())
            })
            .collect();
    }
    packages.retain(|package| scenario.rules.iter().all(|r| scenario.holds(&r.require, package)));
    packages
}

/// How good a package is for a party: smaller is better.
fn badness(scenario: &Scenario, party: &Party, package: &Package) -> Vec<bool> {
    match &party.preference {
        Preference::Indifferent | Preference::Values(_) => Vec::new(),
        Preference::Priorities(lines) => {
            lines.iter().map(|line| !scenario.holds(&line.versions[0].expr, package)).collect()
        }
        Preference::Ranking(ranking) => {
            let meets = |set: &RankedSet| match set {
                RankedSet::Package(id, _) => scenario.named(*id).package == *package,
                RankedSet::Condition(condition) => scenario.holds(&condition.expr, package),
            };
            let mut is_above = false;
            let groups = ranking.best_first.iter();
            groups
                .map(|group| {
                    is_above |= group.iter().any(meets);
                    !is_above
                })
                .collect()
        }
    }
}

/// Whether a party can change one package into the other alone.
fn can_move(scenario: &Scenario, party: PartyId, from: &Package, to: &Package) -> bool {
    from != to
        && scenario.terms.iter().zip(from.iter().zip(to)).all(|(term, (&from, &to))| {
            from == to || (term.by == [party] && !term.cannot.contains(&(from, to)))
        })
}

/// A condition of a drawn file: any of some conjunctions.
type Drawing = Vec<Vec<(usize, char)>>;

/// A file as it was drawn, with an evaluator of its own.
struct Drawn {
    names: Vec<String>,
    directions: Vec<&'static str>,
    owned: Vec<Vec<usize>>,
    infeasibles: Vec<Drawing>,
    statements: Vec<Vec<Drawing>>,
    rankings: Option<Vec<Vec<Vec<usize>>>>,
}

impl Drawn {
    fn new(random: &mut fastrand::Rng) -> Self {
        let count = random.usize(1..6);
        let makers = random.usize(1..4);
        let mut owned = vec![Vec::new(); makers];
        let mut order: Vec<usize> = (0..count).collect();
        random.shuffle(&mut order);
        for option in order {
            if let Some(list) = owned.get_mut(random.usize(0..=makers)) {
                list.push(option);
            }
        }
        let mut condition = |longest: usize| -> Drawing {
            (0..random.usize(1..longest))
                .map(|_| {
                    let named: Vec<usize> = (0..count).filter(|_| random.bool()).collect();
                    let mut literals: Vec<(usize, char)> = named
                        .into_iter()
                        .map(|option| (option, if random.bool() { 'Y' } else { 'N' }))
                        .collect();
                    random.shuffle(&mut literals);
                    literals
                })
                .filter(|literals| literals.len() > 1 || count == 1)
                .collect()
        };
        let infeasibles = (0..3).map(|_| condition(3)).collect();
        let statements = (0..makers).map(|_| (0..4).map(|_| condition(4)).collect()).collect();
        let mut drawn = Self {
            names: (0..count).map(|option| format!("o{option}")).collect(),
            directions: (0..count).map(|_| ["both", "fwd", "back"][random.usize(0..3)]).collect(),
            owned,
            infeasibles,
            statements,
            rankings: None,
        };
        if random.bool() {
            let feasible = drawn.feasible().len();
            let ranking = |_| {
                let mut numbers: Vec<usize> = (1..=feasible).collect();
                random.shuffle(&mut numbers);
                let mut groups: Vec<Vec<usize>> = Vec::new();
                for number in numbers {
                    match groups.last_mut() {
                        Some(group) if random.bool() => group.push(number),
                        _ => groups.push(vec![number]),
                    }
                }
                groups
            };
            drawn.rankings = Some((0..makers).map(ranking).collect());
        }
        drawn
    }

    fn text(&self) -> String {
        let simple = |literals: &Vec<(usize, char)>| {
            let pairs: Vec<String> =
                literals.iter().map(|(o, letter)| format!("[{o}, \"{letter}\"]")).collect();
            format!("[{}]", pairs.join(","))
        };
        let list = |conditions: &Vec<Drawing>| {
            let conditions: Vec<String> = conditions
                .iter()
                .map(|members| match members.as_slice() {
                    [one] => simple(one),
                    several => {
                        let members: Vec<String> = several.iter().map(simple).collect();
                        format!("{{\"compound\": true, \"members\": [{}]}}", members.join(","))
                    }
                })
                .collect();
            format!("[{}]", conditions.join(","))
        };
        let options: Vec<String> = self
            .names
            .iter()
            .zip(&self.directions)
            .map(|(name, way)| {
                format!("{{\"name\": \"{name}\", \"permittedDirection\": \"{way}\"}}")
            })
            .collect();
        let makers: Vec<String> = (0..self.owned.len())
            .map(|at| {
                let ranking = self.rankings.as_ref().map_or_else(String::new, |rankings| {
                    format!(", \"preferenceRanking\": {:?}", rankings[at])
                });
                format!(
                    "{{\"name\": \"m{at}\", \"options\": {:?}, \"preferences\": {}{ranking}}}",
                    self.owned[at],
                    list(&self.statements[at]),
                )
            })
            .collect();
        format!(
            "{{\"options\": [{}], \"decisionMakers\": [{}], \"infeasibles\": {}, \"useManualPreferenceRanking\": {}}}",
            options.join(","),
            makers.join(","),
            list(&self.infeasibles),
            self.rankings.is_some(),
        )
    }

    /// The options as the tool reorders them: list operations on the names, one by one.
    fn order(&self) -> Vec<usize> {
        let mut list: Vec<usize> = (0..self.names.len()).collect();
        for (position, &option) in self.owned.iter().flatten().enumerate() {
            list.retain(|&other| other != option);
            list.insert((position + 1).min(list.len()), option);
        }
        list
    }

    /// Whether a state, by letters in the order of the file, meets a condition.
    fn meets(members: &[Vec<(usize, char)>], state: &[char]) -> bool {
        members.iter().any(|literals| literals.iter().all(|&(o, letter)| state[o] == letter))
    }

    /// The feasible states in ascending order of their decimals.
    fn feasible(&self) -> Vec<Vec<char>> {
        let order = self.order();
        let mut states = Vec::new();
        for decimal in 0..1_u32 << order.len() {
            let mut state = vec!['N'; order.len()];
            for (bit, &option) in order.iter().enumerate() {
                if decimal >> bit & 1 == 1 {
                    state[option] = 'Y';
                }
            }
            if !self.infeasibles.iter().any(|members| Self::meets(members, &state)) {
                states.push(state);
            }
        }
        states
    }

    /// The payoff of the state with the ordered number `number`.
    fn payoff(&self, maker: usize, number: usize, state: &[char]) -> i64 {
        if let Some(rankings) = &self.rankings {
            let group = rankings[maker].iter().position(|group| group.contains(&number));
            return -(group.unwrap() as i64);
        }
        let statements = &self.statements[maker];
        // The tool adds powers of two; one that is repeated it has dropped.
        let mut seen: Vec<String> = Vec::new();
        let mut distinct = Vec::new();
        for members in statements {
            let text = format!(
                "{:?}",
                members
                    .iter()
                    .map(|literals| {
                        let mut literals = literals.clone();
                        literals.sort_unstable();
                        literals
                    })
                    .collect::<Vec<_>>()
            );
            if !seen.contains(&text) {
                seen.push(text);
                distinct.push(members);
            }
        }
        let q = distinct.len();
        (0..q).map(|j| i64::from(Self::meets(distinct[j], state)) << (q - 1 - j)).sum()
    }
}

#[test]
fn drawn_files_mean_the_same_in_both_notations() {
    let mut random = fastrand::Rng::with_seed(2019);
    for _ in 0..400 {
        let drawn = Drawn::new(&mut random);
        let file = drawn.text();
        let scenario = read_again(&file);
        let order = drawn.order();
        let ids: Vec<&str> = scenario.terms.iter().map(|term| term.id.as_str()).collect();
        let names: Vec<&str> = order.iter().map(|&at| drawn.names[at].as_str()).collect();
        assert_eq!(ids, names, "{file}");
        let states = drawn.feasible();
        let as_package = |state: &Vec<char>| -> Package {
            order.iter().map(|&at| OptionId(u8::from(state[at] == 'Y'))).collect()
        };
        let translated: Vec<Package> = states.iter().map(as_package).collect();
        let mut possible = packages(&scenario);
        possible.sort_by(|a, b| by_decimal(a, b));
        assert_eq!(possible, translated, "{file}");
        for (maker, party) in scenario.parties.iter().enumerate() {
            for (a, first) in states.iter().enumerate() {
                for (b, second) in states.iter().enumerate() {
                    let payoff = |at: usize, state| drawn.payoff(maker, at + 1, state);
                    let badness = |at: usize| badness(&scenario, party, &translated[at]);
                    assert_eq!(
                        payoff(a, first).cmp(&payoff(b, second)),
                        badness(b).cmp(&badness(a)),
                        "{first:?} {second:?}\n{file}"
                    );
                    let may = (0..drawn.names.len()).all(|o| {
                        first[o] == second[o]
                            || (drawn.owned[maker].contains(&o)
                                && match drawn.directions[o] {
                                    "fwd" => second[o] == 'Y',
                                    "back" => second[o] == 'N',
                                    _ => true,
                                })
                    });
                    let moves =
                        can_move(&scenario, PartyId::new(maker), &translated[a], &translated[b]);
                    assert_eq!(may && a != b, moves, "{first:?} {second:?}\n{file}");
                }
            }
        }
        if drawn.owned.iter().all(Vec::is_empty) {
            continue;
        }
        // Written again and read again: the same file from then on, and the same conflict.
        let once = written(&scenario);
        let again = read_again(&once);
        assert_eq!(written(&again), once, "{file}");
        assert_same_conflict(&scenario, &again, |package| {
            let at = |id: &str| again.terms.iter().position(|term| term.id == id).unwrap();
            scenario.terms.iter().map(|term| package[at(&term.id)]).collect()
        });
    }
}

/// Compares possible packages, preferences and moves of two scenarios with the same parties;
/// `back` turns a package of the second into one of the first.
fn assert_same_conflict(first: &Scenario, second: &Scenario, back: impl Fn(&Package) -> Package) {
    let theirs = packages(second);
    let ours: Vec<Package> = theirs.iter().map(back).collect();
    let mut sorted = ours.clone();
    sorted.sort();
    let mut expected = packages(first);
    expected.sort();
    assert_eq!(sorted, expected);
    for (at, other) in second.parties.iter().enumerate() {
        let same = first.parties.iter().position(|party| party.name == other.name).unwrap();
        let party = &first.parties[same];
        for a in 0..ours.len() {
            for b in 0..ours.len() {
                let mine = badness(first, party, &ours[a]).cmp(&badness(first, party, &ours[b]));
                let its =
                    badness(second, other, &theirs[a]).cmp(&badness(second, other, &theirs[b]));
                assert_eq!(mine, its, "{}: {:?} {:?}", party.name, ours[a], ours[b]);
                assert_eq!(
                    can_move(first, PartyId::new(same), &ours[a], &ours[b]),
                    can_move(second, PartyId::new(at), &theirs[a], &theirs[b]),
                    "{}: {:?} {:?}",
                    party.name,
                    ours[a],
                    ours[b]
                );
            }
        }
    }
}

/// A condition on terms `t0`, `t1`, … with the options `o0`, `o1`, ….
fn condition(random: &mut fastrand::Rng, options: &[usize], depth: usize) -> String {
    if depth == 0 || random.u8(0..4) == 0 {
        let term = random.usize(0..options.len());
        let option = random.usize(0..options[term]);
        let comparison = ["=", "!=", "<", "<=", ">", ">="][random.usize(0..6)];
        return format!("t{term} {comparison} o{option}");
    }
    let mut part = || condition(random, options, depth - 1);
    let (a, b) = (part(), part());
    match random.u8(0..5) {
        0 => format!("not ({a})"),
        1 => format!("({a}) and ({b})"),
        2 => format!("({a}) or ({b})"),
        3 => format!("({a}) implies ({b})"),
        _ => format!("({a}) iff ({b})"),
    }
}

#[test]
fn scenarios_with_many_options_mean_the_same_in_gmcr() {
    let mut random = fastrand::Rng::with_seed(45);
    let mut tried = 0;
    for _ in 0..600 {
        let options: Vec<usize> = (0..random.usize(1..4)).map(|_| random.usize(2..5)).collect();
        let mut text =
            String::from("[scenario]\ntitle = \"x\"\n[party]\np0 = {}\np1 = {}\nidle = {}\n");
        for (at, &count) in options.iter().enumerate() {
            let list: Vec<String> = (0..count).map(|o| format!("\"o{o}\"")).collect();
            let by =
                if random.u8(0..6) == 0 { "[]" } else { ["\"p0\"", "\"p1\""][random.usize(0..2)] };
            writeln!(
                text,
                "[[term]]\nid = \"t{at}\"\nby = {by}\noptions = [{}]\nnow = \"o0\"",
                list.join(", ")
            )
            .unwrap();
            let option = random.usize(0..count);
            let other = random.usize(0..count);
            match random.u8(0..6) {
                0 => writeln!(text, "cannot = ['o{option} -> *']").unwrap(),
                1 => writeln!(text, "cannot = ['* -> o{option}']").unwrap(),
                2 if option != other => {
                    writeln!(text, "cannot = ['* -> o{option}', 'o{other} -> *']").unwrap();
                }
                3 => text.push_str("cannot = ['* -> *']\n"),
                _ => {}
            }
        }
        for _ in 0..random.usize(0..3) {
            let word = ["require", "forbid"][random.usize(0..2)];
            writeln!(text, "[[rule]]\n{word} = '{}'", condition(&mut random, &options, 2)).unwrap();
        }
        for party in ["p0", "p1", "idle"] {
            match random.u8(0..3) {
                0 => {
                    for _ in 0..3 {
                        let wants = condition(&mut random, &options, 3);
                        writeln!(text, "[[priority.{party}]]\nwants = '{wants}'").unwrap();
                    }
                }
                1 => {
                    let groups: Vec<String> = (0..3)
                        .map(|_| format!("'{}'", condition(&mut random, &options, 1)))
                        .collect();
                    writeln!(text, "[ranking.{party}]\nbest_first = [{}]", groups.join(", "))
                        .unwrap();
                }
                _ => {}
            }
        }
        let loaded = load(text.as_bytes());
        // Some drawn moves have a gap.
        let Some(scenario) = loaded.scenario else { continue };
        let exported = export(&scenario, &everything(&scenario), "1.0");
        let Some(file) = exported.file else {
            let is_sayable = |code| !matches!(code, Code::E641 | Code::E642);
            assert!(
                !exported
                    .diagnostics
                    .iter()
                    .any(|d| is_sayable(d.code) && d.code.id().starts_with('E')),
                "{text}\n{:?}",
                exported.diagnostics
            );
            continue;
        };
        tried += 1;
        let again = read_again(&file);
        assert_eq!(written(&again), file, "{text}");
        assert_same_conflict(&scenario, &again, |package| {
            let taken: Vec<&str> = again
                .terms
                .iter()
                .zip(package)
                .filter(|(_, option)| option.0 == 1)
                .map(|(term, _)| term.name.as_str())
                .collect();
            let option = |(at, count): (usize, &usize)| {
                let name = |o: &usize| taken.contains(&format!("t{at}: o{o}").as_str());
                OptionId::new((0..*count).find(name).unwrap_or(0))
            };
            options.iter().enumerate().map(option).collect()
        });
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn mangled_files_do_no_harm() {
    let mut random = fastrand::Rng::with_seed(99);
    for path in files("valid") {
        let bytes = std::fs::read(&path).unwrap();
        for _ in 0..150 {
            let mut mangled = bytes.clone();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(0..mangled.len());
                match random.u8(0..4) {
                    0 => mangled[at] = random.u8(..),
                    1 => mangled[at] = *random.choice(b"[]{},:\"0123456789YN-").unwrap(),
                    2 => drop(mangled.remove(at)),
                    _ => {
                        let end = random.usize(at..=mangled.len());
                        let part = mangled[at..end.min(at + 40)].to_vec();
                        mangled.splice(at..at, part);
                    }
                }
            }
            let imported = import(&mangled, "x");
            rendered(&imported.diagnostics, &imported.text);
            assert!(imported.scenario.is_some() || !imported.diagnostics.is_empty());
            if let Some(text) = imported.scenario {
                let scenario = load(text.as_bytes()).scenario.unwrap();
                let _ = export(&scenario, &everything(&scenario), "1.0");
            }
        }
    }
}

#[test]
fn large_files_are_refused_or_read_in_time() {
    // Conditions that contradict each other in a way that no search finds out quickly, a long list
    // of statements, many options: nothing takes longer than a few seconds.
    let option = "{\"name\": \"x\", \"permittedDirection\": \"both\"}";
    let options = vec![option; 1000].join(",");
    let pairs: Vec<String> =
        (0..999).map(|at| format!("[[{at}, \"N\"], [{}, \"N\"]]", at + 1)).collect();
    let file = format!(
        "{{\"options\": [{options}], \"decisionMakers\": [{{\"name\": \"m\", \"options\": {:?}, \"preferences\": []}}], \"infeasibles\": [{}], \"useManualPreferenceRanking\": false}}",
        (0..1000).collect::<Vec<usize>>(),
        pairs.join(","),
    );
    let imported = import(file.as_bytes(), "x");
    assert!(imported.scenario.is_some(), "{:?}", imported.diagnostics);
    let ranking: Vec<usize> = (1..=1 << 16).collect();
    let taken: Vec<String> = (16..60).map(|at| format!("[[{at}, \"Y\"]]")).collect();
    let file = format!(
        "{{\"options\": [{}], \"decisionMakers\": [{{\"name\": \"m\", \"options\": [0], \"preferences\": [], \"preferenceRanking\": {ranking:?}}}], \"infeasibles\": [{}], \"useManualPreferenceRanking\": true}}",
        vec![option; 60].join(","),
        taken.join(","),
    );
    let imported = import(file.as_bytes(), "x");
    assert_eq!(imported.diagnostics.len(), 1, "{:?}", imported.diagnostics);
    assert_eq!(imported.diagnostics[0].code, Code::E609);
    let many = vec!["[[0, \"?\"]]"; 100_000].join(",");
    let file = format!(
        "{{\"options\": [{option}], \"decisionMakers\": [], \"infeasibles\": [{many}], \"useManualPreferenceRanking\": false}}"
    );
    let imported = import(file.as_bytes(), "x");
    assert!(imported.scenario.is_none() && imported.diagnostics.len() == 1001);
}
