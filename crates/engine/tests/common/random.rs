//! Random scenario files.
#![allow(dead_code, reason = "each test file uses its own part")]

use fastrand::Rng;
use std::fmt::Write;

/// What a random file is like.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Most combinations of options.
    pub combinations: usize,
    /// Most priorities of a party.
    pub priorities: usize,
    /// One in so many parties gives values; none if 0.
    pub values: usize,
}

/// A random scenario file: terms of two to four options, rules, several parties with priorities
/// (dated, sourced, red lines), now and then a ranking, another no deal, joint control.
pub fn scenario_text(random: &mut Rng, shape: Shape) -> String {
    let mut radices = Vec::new();
    let mut combinations = 1;
    while radices.len() < 2 || (radices.len() < 9 && random.usize(..6) > 0) {
        let radix = random.usize(2..=4);
        if combinations * radix > shape.combinations {
            break;
        }
        combinations *= radix;
        radices.push(radix);
    }
    let parties = random.usize(1..=4);
    let mut text = String::from("[scenario]\ntitle = \"random\"\n");
    match random.usize(..3) {
        0 => text.push_str("as_of = 2020-01-15\n"),
        1 => text.push_str("as_of = 2020-02-15\n"),
        _ => {}
    }
    text.push_str("\n[party]\n");
    let valued: Vec<bool> =
        (0..parties).map(|_| shape.values > 0 && random.usize(..shape.values) == 0).collect();
    for (p, &gives_values) in valued.iter().enumerate() {
        let signs = p == 0 || random.bool();
        let agent = if p > 0 && random.usize(..4) == 0 { ", negotiates_for = \"p0\"" } else { "" };
        let no_deal = match random.usize(..8) {
            0 | 1 => ", no_deal = \"k0\"".to_owned(),
            2 | 3 if gives_values => format!(", no_deal = {}", amount(random)),
            _ => String::new(),
        };
        let _ = writeln!(text, "p{p} = {{ signs = {signs}{agent}{no_deal} }}");
    }
    for (t, &radix) in radices.iter().enumerate() {
        let options: Vec<String> = (0..radix).map(|o| format!("\"o{o}\"")).collect();
        let mut by: Vec<String> =
            (0..parties).filter(|_| random.usize(..3) == 0).map(|p| format!("\"p{p}\"")).collect();
        by.truncate(2);
        let now = random.usize(..radix);
        let _ = write!(
            text,
            "\n[[term]]\nid = \"t{t}\"\nby = [{}]\noptions = [{}]\nnow = \"o{now}\"\n",
            by.join(", "),
            options.join(", "),
        );
        if random.bool() {
            let kind = ["capability", "relief", "words"][random.usize(..3)];
            let _ = writeln!(text, "kind = \"{kind}\"");
        }
        match random.usize(..4) {
            0 => text.push_str("seen = \"outside\"\n"),
            1 => {
                let _ = writeln!(text, "seen = '{}'", condition(random, &radices, 1));
            }
            _ => {}
        }
    }
    text.push_str("\n[define]\n");
    let _ = writeln!(text, "d0 = '{}'", condition(random, &radices, 2));
    for _ in 0..random.usize(..4) {
        let key = if random.bool() { "require" } else { "forbid" };
        let mut rule = condition(random, &radices, 2);
        if random.bool() {
            rule = format!("({rule}) {} d0", if key == "require" { "or" } else { "and" });
        }
        let _ = writeln!(text, "\n[[rule]]\n{key} = '{rule}'\n{}", basis(random));
    }
    for p in 0..parties {
        if valued[p] {
            let copied = (0..p).find(|&other| valued[other]);
            values(random, &mut text, p, copied, &radices);
            continue;
        }
        if random.usize(..6) == 0 {
            let entries: Vec<String> = (0..random.usize(1..5))
                .map(|_| format!("'{}'", condition(random, &radices, 1)))
                .collect();
            let _ = writeln!(text, "\n[ranking.p{p}]\nbest_first = [{}]", entries.join(", "));
            continue;
        }
        for _ in 0..random.usize(..=shape.priorities) {
            let c = condition(random, &radices, 2);
            let _ = writeln!(text, "\n[[priority.p{p}]]");
            match random.usize(..4) {
                0 => writeln!(text, "refuses = '{c}'"),
                1 => {
                    writeln!(text, "gives = '{c}'\nonly_for = '{}'", condition(random, &radices, 1))
                }
                _ => writeln!(text, "wants = '{c}'"),
            }
            .expect("a string");
            if random.usize(..8) == 0 {
                text.push_str("red_line = true\n");
            }
            if random.usize(..8) == 0 {
                // A dated line with a second version.
                let _ = writeln!(
                    text,
                    "until = 2020-01-31\n\n[[priority.p{p}]]\nwants = '{}'\nfrom = 2020-02-01",
                    condition(random, &radices, 1)
                );
            } else {
                text.push_str(&basis(random));
            }
        }
    }
    for k in 0..3 {
        let changes: Vec<String> = radices
            .iter()
            .enumerate()
            .map(|(t, &radix)| (t, random.bool(), random.usize(..radix)))
            .filter(|(_, changes, _)| *changes)
            .map(|(t, _, o)| format!("t{t} = \"o{o}\""))
            .collect();
        let _ =
            writeln!(text, "\n[[package]]\nid = \"k{k}\"\nchange = {{ {} }}", changes.join(", "));
    }
    text.push_str("\n[[source]]\nid = \"s0\"\ndate = 2020-01-01\n");
    text.push_str("\n[[source]]\nid = \"s1\"\ndate = 2020-02-01\n");
    text.push_str("\n[[source]]\nid = \"s2\"\ndate = \"2020-03\"\n");
    text
}

/// A number of quarters, or now and then a range.
fn amount(random: &mut Rng) -> String {
    let quarters = |random: &mut Rng| random.i32(-12..13);
    let low = quarters(random);
    let shown = |quarters: i32| f64::from(quarters) / 4.0;
    if random.usize(..6) == 0 {
        return format!("[{}, {}]", shown(low), shown(low + random.i32(0..8)));
    }
    shown(low).to_string()
}

/// The lines of values of a party. The first party with values copies nobody, so others may copy it.
fn values(random: &mut Rng, text: &mut String, p: usize, copied: Option<usize>, radices: &[usize]) {
    if let Some(copied) = copied.filter(|_| random.usize(..4) == 0) {
        let _ = writeln!(text, "\n[[value.p{p}]]\nlike = \"p{copied}\"");
    }
    for _ in 0..random.usize(1..5) {
        let _ = writeln!(text, "\n[[value.p{p}]]");
        let t = random.usize(..radices.len());
        match random.usize(..6) {
            0 | 1 => {
                let worth = amount(random);
                let _ =
                    writeln!(text, "when = '{}'\nworth = {worth}", condition(random, radices, 2));
                if random.usize(..4) == 0 {
                    text.push_str("out_of = 8\n");
                }
            }
            2 => {
                // Heights of halves: two or three groups.
                let groups = ["\"o1\", \"o0\"", "[\"o1\"]", "\"o0\", [\"o1\"]"];
                let _ = writeln!(
                    text,
                    "term = \"t{t}\"\nbest_first = [{}]\nswing = [1, 2.5]",
                    groups[random.usize(..groups.len())]
                );
            }
            3 => {
                let _ = writeln!(
                    text,
                    "term = \"t{t}\"\nswing = {}\noptions = {{ o1 = [4, 12] }}",
                    random.usize(0..4)
                );
            }
            _ => {
                let listed: Vec<usize> =
                    (0..radices[t]).filter(|_| random.usize(..4) > 0).collect();
                let points: Vec<String> =
                    listed.into_iter().map(|o| format!("o{o} = {}", amount(random))).collect();
                let points =
                    if points.is_empty() { "o0 = 1".to_owned() } else { points.join(", ") };
                let _ = writeln!(text, "term = \"t{t}\"\noptions = {{ {points} }}");
                match random.usize(..4) {
                    0 => text.push_str("weight = 0.5\nout_of = 4\n"),
                    1 => text.push_str("weight = [0.25, 2]\n"),
                    _ => {}
                }
            }
        }
        text.push_str(&basis(random));
    }
}

/// Evidence or dates of a line, or nothing.
pub fn basis(random: &mut Rng) -> String {
    match random.usize(..6) {
        0 => "source = \"s0\"\n".to_owned(),
        1 => "source = \"s1\"\n".to_owned(),
        2 => "source = [\"s2\", \"s1\"]\n".to_owned(),
        3 => "from = 2020-02-01\n".to_owned(),
        _ => String::new(),
    }
}

/// A random condition on terms.
pub fn condition(random: &mut Rng, radices: &[usize], depth: usize) -> String {
    if depth == 0 || random.usize(..3) == 0 {
        let t = random.usize(..radices.len());
        let o = random.usize(..radices[t]);
        let sign = ["=", "!=", "<", "<=", ">", ">="][random.usize(..6)];
        return match random.usize(..8) {
            0 => format!("t{t} in {{ o{o}, o0 }}"),
            _ => format!("t{t} {sign} o{o}"),
        };
    }
    let a = condition(random, radices, depth - 1);
    let b = condition(random, radices, depth - 1);
    match random.usize(..6) {
        0 => format!("not ({a})"),
        1 | 2 => format!("({a}) and ({b})"),
        3 => format!("({a}) or ({b})"),
        4 => format!("({a}) implies ({b})"),
        _ => format!("({a}) iff ({b})"),
    }
}

/// A random question over `parties` parties and terms with those `radices`.
pub fn question(random: &mut Rng, radices: &[usize], parties: usize) -> String {
    let leaf = |random: &mut Rng| {
        let p = random.usize(..parties);
        match random.usize(..14) {
            0 => "deal".to_owned(),
            1 => "zopa".to_owned(),
            2 => "efficient".to_owned(),
            3 => "genuine".to_owned(),
            4 => format!("empty(p{p})"),
            5 => format!(
                "changes {} {}",
                ["<", "<=", "=", ">="][random.usize(..4)],
                random.usize(1..4)
            ),
            6 => format!("is(k{})", random.usize(..3)),
            7 => format!("prefers(p{p}, k{}, k{})", random.usize(..3), random.usize(..3)),
            8 => "d0".to_owned(),
            9..=11 => {
                let standings = [
                    "better",
                    "same",
                    "worse",
                    "acceptable",
                    "surely_better",
                    "possibly_better",
                    "surely_worse",
                    "possibly_worse",
                ];
                format!("{}(p{p})", standings[random.usize(..standings.len())])
            }
            _ => condition(random, radices, 1),
        }
    };
    let expression = |random: &mut Rng| {
        let (a, b) = (leaf(random), leaf(random));
        match random.usize(..6) {
            0 => a,
            1 => format!("not ({a})"),
            2 => format!("({a}) and ({b})"),
            3 => format!("({a}) or ({b})"),
            4 => format!("({a}) implies ({b})"),
            _ => format!("({a}) iff ({b})"),
        }
    };
    let with = expression(random);
    let has = expression(random);
    match random.usize(..5) {
        0 => format!("every package with {with} has {has}"),
        1 => format!("some package with {with} has {has}"),
        2 => format!("no package with {with} has {has}"),
        3 => format!("most packages with {with} have {has}"),
        _ => format!("count packages with {with}"),
    }
}

/// A random question about the moves of `parties` parties, at few packages or at all.
pub fn moves_question(random: &mut Rng, radices: &[usize], parties: usize) -> String {
    let concept = ["R", "GMR", "SMR", "SEQ", "SSEQ"][random.usize(..5)];
    let p = random.usize(..parties);
    let asked = match random.usize(..3) {
        0 => format!("equilibrium({concept})"),
        1 => format!("not stable(p{p}, {concept})"),
        _ => format!("stable(p{p}, {concept}) and acceptable(p{p})"),
    };
    match random.usize(..4) {
        0 => format!("count packages with {asked}"),
        1 => format!("count packages with changes <= 1 and {asked}"),
        2 => format!("count packages with is(k{}) and ({asked} or deal)", random.usize(..3)),
        _ => format!("count packages with {} and {asked}", condition(random, radices, 1)),
    }
}
