//! Random scenario files that use every key of the format, and names that are hard on a
//! spreadsheet: like columns, like numbers, like each other.

use std::fmt::Write as _;

use fastrand::Rng;

const TERMS: [&str; 10] =
    ["tests", "note", "order", "by", "Name", "2019", "a-b", "a_b", "source", "北"];
const PARTIES: [&str; 5] = ["us", "1", "id", "Ünal", "x-y"];
const WORDS: [&str; 9] = [
    "=1+1",
    "two\\nlines",
    "a, b; c",
    "it's \\\"so\\\"",
    "  blanks  ",
    "2019-03-01",
    "TRUE",
    "@x_x0041_",
    "ελ <&> ü\\t.",
];

fn pick<'w>(random: &mut Rng, words: &[&'w str]) -> &'w str {
    words[random.usize(..words.len())]
}

/// A line `key = "words"`, now and then.
fn maybe(random: &mut Rng, text: &mut String, key: &str) {
    if random.usize(..3) == 0 {
        let _ = writeln!(text, "{key} = \"{}\"", pick(random, &WORDS));
    }
}

fn maybe_sources(random: &mut Rng, text: &mut String) {
    match random.usize(..4) {
        0 => text.push_str("source = \"E1\"\n"),
        1 => text.push_str("source = [\"2\", \"E1\"]\n"),
        _ => {}
    }
}

/// The terms and their options.
type Terms = Vec<(&'static str, usize)>;

fn change(random: &mut Rng, terms: &Terms, least: usize) -> String {
    let mut order: Vec<usize> = (0..terms.len()).collect();
    random.shuffle(&mut order);
    let count = random.usize(least..=terms.len());
    let listed: Vec<String> = order
        .into_iter()
        .take(count)
        .map(|at| {
            let (id, options) = terms[at];
            format!("\"{id}\" = \"{}\"", random.usize(..options))
        })
        .collect();
    format!("change = {{ {} }}", listed.join(", "))
}

fn condition(random: &mut Rng, terms: &Terms) -> String {
    let (id, options) = terms[random.usize(..terms.len())];
    let option = random.usize(..options);
    match random.usize(..6) {
        0 => format!("{id} = {option} or ({})", condition(random, terms)),
        1 => format!("not {id} >= {option}"),
        2 => format!("{id} in {{ {option}, 0 }}"),
        3 => format!("{id}   !=   {option}"),
        4 => "d1".to_owned(),
        _ => format!("{id} = {option}"),
    }
}

/// A number or a range.
fn amount(random: &mut Rng) -> String {
    let numbers = [
        "-3",
        "0",
        "0.125",
        "2.50",
        "7",
        "1e3",
        "12345678901234567890.5",
        "99999999999999999999.0",
    ];
    let low = random.usize(..numbers.len());
    if random.bool() {
        let high = random.usize(low..numbers.len());
        return format!("[{}, {}]", numbers[low], numbers[high]);
    }
    numbers[low].to_owned()
}

/// What a party values, in every form.
fn values(random: &mut Rng, text: &mut String, party: &str, valued: &[&str], terms: &Terms) {
    for number in 0..random.usize(1..5) {
        let _ = writeln!(text, "\n[[value.\"{party}\"]]");
        let (term, options) = terms[random.usize(..terms.len())];
        match random.usize(..4) {
            0 => {
                let _ = writeln!(
                    text,
                    "when = '{}'\nworth = {}",
                    condition(random, terms),
                    amount(random)
                );
            }
            1 => {
                let order = match options {
                    2 => "\"1\", \"0\"",
                    _ => "[\"1\", \"2\"], \"0\"",
                };
                let _ = writeln!(text, "term = \"{term}\"\nbest_first = [{order}]\nswing = 0.25");
            }
            // Only the last of them copies, so nobody copies a copy.
            2 if number == 0 && valued.len() > 1 && Some(party) == valued.last().copied() => {
                let _ = writeln!(text, "like = \"{}\"", valued[0]);
                maybe_sources(random, text);
                continue;
            }
            _ => {
                let _ = writeln!(
                    text,
                    "term = \"{term}\"\noptions = {{ \"1\" = {}, \"0\" = {} }}",
                    amount(random),
                    amount(random)
                );
                if random.bool() {
                    text.push_str("weight = [0.1, 0.35]\nout_of = 40\n");
                }
            }
        }
        if random.usize(..3) == 0 {
            text.push_str("once = true\n");
        }
        maybe(random, text, "note");
        maybe_sources(random, text);
    }
}

/// A scenario file that loads.
pub fn scenario(seed: u64) -> String {
    let random = &mut Rng::with_seed(seed);
    let mut text = String::from("[scenario]\ntitle = \"random\"\n");
    maybe(random, &mut text, "about");
    maybe(random, &mut text, "marking");
    match random.usize(..4) {
        0 => text.push_str("as_of = 2019-01-25\n"),
        1 => text.push_str("as_of = \"2019\"\ncompare = [2018-01-01, \"latest\", \"2019-03\"]\n"),
        2 => text.push_str("compare = [\"2017\"]\n"),
        _ => {}
    }
    if random.bool() {
        text.push_str("not_modelled = [\"rain, or snow\", \"=HYPERLINK()\"]\n");
    }
    let parties = &PARTIES[..random.usize(1..=PARTIES.len())];
    let valued: Vec<&str> = parties.iter().copied().filter(|_| random.usize(..3) == 0).collect();
    text.push_str("\n[party]\n");
    for (at, party) in parties.iter().enumerate() {
        let agent = if at == 1 { ", negotiates_for = \"us\"" } else { "" };
        let no_deal = match random.usize(..3) {
            0 => ", no_deal = \"k1\"".to_owned(),
            1 if valued.contains(party) => format!(", no_deal = {}", amount(random)),
            _ => String::new(),
        };
        let name = if random.bool() {
            format!(", name = \"{}\"", pick(random, &WORDS))
        } else {
            String::new()
        };
        let signs = random.bool();
        let _ = writeln!(text, "\"{party}\" = {{ signs = {signs}{agent}{no_deal}{name} }}");
    }
    let by = |random: &mut Rng| {
        let listed: Vec<String> = parties
            .iter()
            .filter(|_| random.usize(..3) == 0)
            .map(|party| format!("\"{party}\""))
            .collect();
        listed
    };
    let count = random.usize(1..=TERMS.len());
    let mut names = TERMS.to_vec();
    random.shuffle(&mut names);
    let terms: Terms = names[..count].iter().map(|&id| (id, random.usize(2..=4))).collect();
    for &(id, options) in &terms {
        let by = by(random);
        let list: Vec<String> = (0..options).map(|option| format!("\"{option}\"")).collect();
        let _ = writeln!(
            text,
            "\n[[term]]\nid = \"{id}\"\nby = [{}]\noptions = [{}]\nnow = \"{}\"",
            by.join(", "),
            list.join(", "),
            random.usize(..options)
        );
        maybe(random, &mut text, "name");
        maybe(random, &mut text, "note");
        if random.bool() {
            let kinds = ["capability", "transparency", "relief", "posture", "words"];
            let _ = writeln!(text, "kind = \"{}\"", pick(random, &kinds));
        }
        if by.len() > 1 && random.bool() {
            text.push_str("fallback = \"0\"\n");
        }
        match random.usize(..4) {
            0 => text.push_str("seen = \"outside\"\nundo = \"weeks\"\n"),
            1 => text.push_str(
                "seen = { \"1\" = \"nobody\", \"0\" = 'd1' }\nundo = { \"1\" = \"never\" }\n",
            ),
            2 => text.push_str("labels = { \"1\" = \"=A1\" }\n"),
            _ => {}
        }
        match random.usize(..4) {
            0 => text.push_str("cannot = ['0 -> *']\n"),
            1 => text.push_str("cannot = '* -> 1'\n"),
            2 => text.push_str("cannot = ['* -> 0', '1->*']\n"),
            _ => {}
        }
    }
    let _ = writeln!(text, "\n[define]\nd1 = '{} = 0'", terms[0].0);
    let _ = writeln!(text, "d2 = '{}'", condition(random, &terms));
    for at in 0..random.usize(..3) {
        let kind = if random.bool() { "require" } else { "forbid" };
        let _ = writeln!(text, "\n[[rule]]\n{kind} = '{}'", condition(random, &terms));
        if random.bool() {
            let _ = writeln!(text, "id = \"r{at}\"");
        }
        maybe(random, &mut text, "why");
        maybe(random, &mut text, "note");
        maybe_sources(random, &mut text);
    }
    for party in parties {
        if !valued.contains(party) && random.usize(..4) == 0 {
            let _ = writeln!(
                text,
                "\n[ranking.\"{party}\"]\nbest_first = [\"k1\", [\"k2\", '{}'], 'd1', 'true']",
                condition(random, &terms)
            );
            maybe_sources(random, &mut text);
            continue;
        }
        if valued.contains(party) {
            values(random, &mut text, party, &valued, &terms);
            continue;
        }
        for _ in 0..random.usize(..4) {
            let _ = writeln!(text, "\n[[priority.\"{party}\"]]");
            let a = condition(random, &terms);
            let b = condition(random, &terms);
            let _ = match random.usize(..3) {
                0 => writeln!(text, "wants = '{a}'"),
                1 => writeln!(text, "refuses = \"\"\"{a}\n  and {b}\"\"\""),
                _ => writeln!(text, "gives = '{a}'\nonly_for = '{b}'"),
            };
            if random.usize(..4) == 0 {
                text.push_str("red_line = true\n");
            }
            maybe(random, &mut text, "note");
            maybe_sources(random, &mut text);
            match random.usize(..4) {
                0 => {
                    text.push_str("until = 2019-02-28\n");
                    let _ = writeln!(
                        text,
                        "\n[[priority.\"{party}\"]]\nwants = '{b}'\nfrom = 2019-03-01"
                    );
                }
                1 => text.push_str("from = \"2018\"\n"),
                _ => {}
            }
        }
    }
    for id in ["k1", "k2"] {
        let _ = writeln!(text, "\n[[package]]\nid = \"{id}\"\n{}", change(random, &terms, 0));
        maybe(random, &mut text, "name");
        maybe(random, &mut text, "note");
        maybe_sources(random, &mut text);
    }
    if random.bool() {
        let _ = writeln!(
            text,
            "\n[[step]]\nid = \"s\"\nby = [{}]\n{}\nauto = {}",
            by(random).join(", "),
            change(random, &terms, 1),
            random.bool()
        );
        maybe_sources(random, &mut text);
    }
    let asks = [
        ("count packages with d2", "expect = 9007199254740995\n"),
        ("count packages with d1", "expect = 12\n"),
        ("some package with is(k1)", "expect = false\n"),
        ("every package has d1", "expect = true\n"),
        ("no package with changes > 1", ""),
    ];
    for (at, (ask, expect)) in asks.iter().enumerate() {
        if random.bool() {
            let _ = write!(
                text,
                "\n[[claim]]\nid = \"C{at}\"\nsays = \"{}\"\nask = '{ask}'\n{expect}",
                pick(random, &WORDS)
            );
            maybe_sources(random, &mut text);
            if random.bool() {
                text.push_str("as_of = \"latest\"\n");
            }
        }
    }
    text.push_str("\n[[text]]\nid = \"T\"\ndate = 2019-01-25\n");
    maybe(random, &mut text, "title");
    if random.bool() {
        let _ = writeln!(text, "digest = \"{}\"", "0A".repeat(32));
    }
    if random.bool() {
        text.push_str("unused = [\"one\", { quote = \"two\", why = \"-\" }, \"=three\"]\n");
    }
    text.push_str("\n[[source]]\nid = \"E1\"\ntext = \"T\"\n");
    maybe(random, &mut text, "says");
    if random.bool() {
        text.push_str("date = 2018-12-31\n");
    }
    if random.bool() {
        text.push_str("quote = [\"one\", \"two\", \"=three\"]\ncontradicts = [\"2\"]\n");
    }
    text.push_str("\n[[source]]\nid = \"2\"\ndate = \"2019-03\"\n");
    maybe(random, &mut text, "title");
    maybe(random, &mut text, "quote");
    maybe(random, &mut text, "cited_as");
    maybe(random, &mut text, "note");
    if random.bool() {
        text.push_str("grade = \"B2\"\n");
    }
    text
}
