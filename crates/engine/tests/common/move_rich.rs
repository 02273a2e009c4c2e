//! Random scenario files in which there is much to move: several decision makers, one-way terms,
//! terms that several control together or nobody at all, impossible packages, ties.
//!
//! A file is kept in parts, so that a test can write the same conflict in another way.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::random::{basis, condition};
use fastrand::Rng;
use std::fmt::Write;

/// What random files are like.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Most combinations of options.
    pub combinations: usize,
    /// Most rules.
    pub rules: usize,
    /// Whether some moves are impossible.
    pub one_way: bool,
    /// Whether several parties may control one term together.
    pub joint: bool,
    /// Whether any of them may withdraw.
    pub fallback: bool,
    /// Whether nobody may control a term.
    pub unowned: bool,
    /// Whether lines have dates and sources.
    pub dated: bool,
    /// Whether conditions read the order in which options are listed.
    pub ordered: bool,
}

/// Everything at once.
pub const RICH: Shape = Shape {
    combinations: 64,
    rules: 3,
    one_way: true,
    joint: true,
    fallback: true,
    unowned: true,
    dated: true,
    ordered: true,
};

#[derive(Clone, Debug)]
pub struct File {
    pub date: &'static str,
    pub parties: Vec<PartyLines>,
    pub terms: Vec<TermLines>,
    /// Each the lines of one rule.
    pub rules: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct PartyLines {
    pub id: String,
    pub signs: bool,
    pub wants: Wants,
}

#[derive(Clone, Debug)]
pub enum Wants {
    /// Each the lines of one priority.
    Priorities(Vec<String>),
    /// Groups of conditions, best first.
    Ranking(Vec<Vec<String>>),
}

#[derive(Clone, Debug)]
pub struct TermLines {
    pub id: String,
    pub by: Vec<String>,
    pub options: Vec<String>,
    pub now: String,
    pub fallback: Option<String>,
    pub cannot: Vec<String>,
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("[{}]", words.join(", "))
}

impl File {
    /// The file that the program reads.
    pub fn text(&self) -> String {
        let mut text = format!("[scenario]\ntitle = \"random\"\n{}\n[party]\n", self.date);
        for party in &self.parties {
            let _ = writeln!(text, "{} = {{ signs = {} }}", party.id, party.signs);
        }
        for term in &self.terms {
            let _ = write!(
                text,
                "\n[[term]]\nid = \"{}\"\nby = {}\noptions = {}\nnow = \"{}\"\n",
                term.id,
                quoted(&term.by),
                quoted(&term.options),
                term.now
            );
            if let Some(fallback) = &term.fallback {
                let _ = writeln!(text, "fallback = \"{fallback}\"");
            }
            if !term.cannot.is_empty() {
                let _ = writeln!(text, "cannot = {}", quoted(&term.cannot));
            }
        }
        for rule in &self.rules {
            let _ = write!(text, "\n[[rule]]\n{rule}");
        }
        for party in &self.parties {
            match &party.wants {
                Wants::Priorities(lines) => {
                    for line in lines {
                        let _ = write!(text, "\n[[priority.{}]]\n{line}", party.id);
                    }
                }
                Wants::Ranking(groups) => {
                    let groups: Vec<String> = groups.iter().map(|group| quoted(group)).collect();
                    let _ = write!(
                        text,
                        "\n[ranking.{}]\nbest_first = [{}]\n",
                        party.id,
                        groups.join(", ")
                    );
                }
            }
        }
        text.push_str("\n[[source]]\nid = \"s0\"\ndate = 2020-01-01\n");
        text.push_str("\n[[source]]\nid = \"s1\"\ndate = 2020-02-01\n");
        text.push_str("\n[[source]]\nid = \"s2\"\ndate = \"2020-03\"\n");
        text
    }

    /// The number of options of every term.
    pub fn radices(&self) -> Vec<usize> {
        self.terms.iter().map(|term| term.options.len()).collect()
    }
}

/// A random file.
pub fn file(random: &mut Rng, shape: Shape) -> File {
    let deciders = random.usize(2..=4);
    let bystanders = usize::from(random.usize(..4) == 0);
    let mut ids: Vec<String> = (0..deciders + bystanders).map(|p| format!("p{p}")).collect();
    random.shuffle(&mut ids);
    let (movers, _) = ids.split_at(deciders);

    let mut radices = Vec::new();
    let mut combinations = 1;
    while radices.len() < 2 || random.usize(..12) > 0 {
        let radix = if random.bool() { 2 } else { random.usize(2..=4) };
        if combinations * radix > shape.combinations {
            break;
        }
        combinations *= radix;
        radices.push(radix);
    }
    let mut owners: Vec<Vec<String>> =
        (0..radices.len()).map(|t| controllers(random, shape, movers, t)).collect();
    random.shuffle(&mut owners);
    let terms: Vec<TermLines> = radices
        .iter()
        .zip(owners)
        .enumerate()
        .map(|(t, (&radix, by))| term(random, shape, t, radix, by))
        .collect();

    let dates = ["", "as_of = 2020-01-15\n", "as_of = 2020-02-15\n"];
    let date = if shape.dated { dates[random.usize(..3)] } else { "" };
    let rules = (0..random.usize(..=shape.rules)).map(|_| rule(random, shape, &radices)).collect();
    ids.sort_unstable();
    let party = |id: String| PartyLines {
        id,
        signs: random.bool(),
        wants: wants(random, shape, &radices, combinations),
    };
    File { date, parties: ids.into_iter().map(party).collect(), terms, rules }
}

/// Who controls the t-th term that is given away: mostly everybody gets one before anybody gets two.
fn controllers(random: &mut Rng, shape: Shape, movers: &[String], t: usize) -> Vec<String> {
    let kind = random.usize(..10);
    if kind == 0 && shape.unowned {
        return Vec::new();
    }
    if (1..=3).contains(&kind) && shape.joint {
        let mut team = movers.to_vec();
        random.shuffle(&mut team);
        team.truncate(if random.usize(..3) == 0 { 3 } else { 2 });
        return team;
    }
    vec![match movers.get(t) {
        Some(mover) => mover.clone(),
        None => movers[random.usize(..movers.len())].clone(),
    }]
}

fn term(random: &mut Rng, shape: Shape, t: usize, radix: usize, by: Vec<String>) -> TermLines {
    let option = |o: usize| format!("o{o}");
    let fallback = shape.fallback && by.len() > 1 && random.usize(..3) > 0;
    TermLines {
        id: format!("t{t}"),
        by,
        options: (0..radix).map(option).collect(),
        now: option(random.usize(..radix)),
        fallback: fallback.then(|| option(random.usize(..radix))),
        cannot: match shape.one_way && random.usize(..5) < 2 {
            true => impossible_moves(random, radix),
            false => Vec::new(),
        },
    }
}

/// What a random preorder leaves out.
fn impossible_moves(random: &mut Rng, radix: usize) -> Vec<String> {
    let density = random.f64() * 0.7;
    let mut allowed = [[false; 4]; 4];
    for row in &mut allowed {
        *row = [(); 4].map(|()| random.f64() < density);
    }
    for through in 0..radix {
        for from in 0..radix {
            for to in 0..radix {
                allowed[from][to] |= allowed[from][through] && allowed[through][to];
            }
        }
    }
    let pairs = (0..radix).flat_map(|from| (0..radix).map(move |to| (from, to)));
    pairs
        .filter(|&(from, to)| from != to && !allowed[from][to])
        .map(|(from, to)| format!("o{from} -> o{to}"))
        .collect()
}

/// A condition that reads the order of options only where that is wanted.
pub fn said(random: &mut Rng, shape: Shape, radices: &[usize], depth: usize) -> String {
    let text = condition(random, radices, depth);
    if shape.ordered {
        return text;
    }
    text.replace("<=", "=").replace(">=", "!=").replace('<', "!=").replace('>', "=")
}

fn rule(random: &mut Rng, shape: Shape, radices: &[usize]) -> String {
    let dates = if shape.dated { basis(random) } else { String::new() };
    // Mostly a pair of options that exclude each other, so that much is left to move in.
    let rule = match random.usize(..4) {
        0 => format!("require = '{}'", said(random, shape, radices, 2)),
        _ => {
            let a = said(random, shape, radices, 0);
            format!("forbid = '{a} and {}'", said(random, shape, radices, 0))
        }
    };
    format!("{rule}\n{dates}")
}

fn wants(random: &mut Rng, shape: Shape, radices: &[usize], combinations: usize) -> Wants {
    if combinations <= 64 && random.usize(..3) == 0 {
        return Wants::Ranking(random_order(random, radices));
    }
    if random.usize(..8) == 0 {
        let group = |random: &mut Rng| {
            (0..random.usize(1..3)).map(|_| said(random, shape, radices, 1)).collect()
        };
        return Wants::Ranking((0..random.usize(1..6)).map(|_| group(random)).collect());
    }
    let most = if combinations <= 64 { 9 } else { 15 };
    Wants::Priorities((0..random.usize(..most)).map(|_| priority(random, shape, radices)).collect())
}

pub fn priority(random: &mut Rng, shape: Shape, radices: &[usize]) -> String {
    let depth = random.usize(..3);
    let c = said(random, shape, radices, depth);
    let mut line = match random.usize(..4) {
        0 => format!("refuses = '{c}'\n"),
        1 => format!("gives = '{c}'\nonly_for = '{}'\n", said(random, shape, radices, 0)),
        _ => format!("wants = '{c}'\n"),
    };
    if random.usize(..8) == 0 {
        line.push_str("red_line = true\n");
    }
    if shape.dated {
        line.push_str(&basis(random));
    }
    line
}

/// Every combination of options in a random order, some together.
fn random_order(random: &mut Rng, radices: &[usize]) -> Vec<Vec<String>> {
    let mut combinations = vec![Vec::new()];
    for (t, &radix) in radices.iter().enumerate() {
        let longer = |parts: Vec<String>| {
            (0..radix).map(move |o| [parts.as_slice(), &[format!("t{t} = o{o}")]].concat())
        };
        combinations = combinations.into_iter().flat_map(longer).collect();
    }
    random.shuffle(&mut combinations);
    let ties = random.usize(..4);
    let mut groups: Vec<Vec<String>> = Vec::new();
    for parts in combinations {
        let condition = parts.join(" and ");
        match groups.last_mut() {
            Some(group) if random.usize(..5) < ties => group.push(condition),
            _ => groups.push(vec![condition]),
        }
    }
    groups
}
