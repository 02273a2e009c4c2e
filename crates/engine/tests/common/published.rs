//! Published cases, as hand-drawn graphs and as scenario files, with the published answers.
//!
//! States carry the numbers of the publication.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::last_mover::{Arcs, Graph, Mover, alone};
use detente_scenario::Concept::{self, Gmr, R, Seq, Smr, Sseq};
use detente_scenario::{OptionId, Package};
use std::fmt::Write;

/// A case in option form with the published equilibria.
pub struct Published {
    pub title: &'static str,
    /// Per term its party, and whether it can go from no to yes only.
    pub terms: &'static [(usize, bool)],
    /// Pairs of terms that cannot both be yes.
    pub exclusive: &'static [(usize, usize)],
    /// Per party the states, best first; equally good ones together.
    pub best_first: &'static [&'static [usize]],
    /// The published numbers of the possible combinations, in ascending order of their decimals
    /// (first term = least significant bit).
    pub numbers: &'static [usize],
    pub equilibria: &'static [(Concept, &'static [usize])],
    /// Equilibria when all move at once.
    pub simultaneous: Option<&'static [usize]>,
}

const CUBA: Published = Published {
    title: "Cuban missile crisis (Fraser & Hipel 1984)",
    terms: &[],
    exclusive: &[(2, 3)],
    best_first: &[&[4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8], &[0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8]],
    numbers: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    equilibria: &[],
    simultaneous: None,
};

/// Cells CC, DC, CD, DD: what row does, then what column does.
const GAME: Published = Published {
    title: "",
    terms: &[(0, false), (1, false)],
    exclusive: &[],
    best_first: &[],
    numbers: &[CC, DC, CD, DD],
    equilibria: &[],
    simultaneous: None,
};

pub const CC: usize = 1;
pub const DC: usize = 2;
pub const CD: usize = 3;
pub const DD: usize = 4;

/// The cases of one or two dozen states; Elmira has its own functions.
pub const CASES: [Published; 8] = [
    Published {
        title: "prisoners' dilemma",
        best_first: &[&[DC, CC, DD, CD], &[CD, CC, DD, DC]],
        equilibria: &[(R, &[DD]), (Seq, &[CC, DD]), (Smr, &[CC, DD]), (Gmr, &[CC, DD])],
        simultaneous: Some(&[CC, DD]),
        ..GAME
    },
    Published {
        title: "chicken",
        best_first: &[&[DC, CC, CD, DD], &[CD, CC, DC, DD]],
        equilibria: &[(R, &[CD, DC]), (Seq, &[CD, DC]), (Smr, &[CC, CD, DC]), (Gmr, &[CC, CD, DC])],
        simultaneous: Some(&[CC, CD, DC]),
        ..GAME
    },
    Published {
        title: "stag hunt",
        best_first: &[&[CC, DC, DD, CD], &[CC, CD, DD, DC]],
        equilibria: &[(R, &[CC, DD]), (Seq, &[CC, DD]), (Smr, &[CC, DD]), (Gmr, &[CC, DD])],
        simultaneous: Some(&[CC, DD]),
        ..GAME
    },
    Published {
        terms: &[(0, false), (0, false), (1, false), (1, false)],
        equilibria: &[
            (R, &[]),
            (Seq, &[4, 6]),
            (Gmr, &[0, 1, 2, 4, 5, 6, 7]),
            (Smr, &[0, 1, 2, 4, 5, 6, 7]),
        ],
        ..CUBA
    },
    Published {
        title: "Cuban missile crisis, an air strike cannot be undone",
        terms: &[(0, true), (0, false), (1, false), (1, false)],
        equilibria: &[
            (R, &[5]),
            (Seq, &[4, 5, 6]),
            (Gmr, &[0, 1, 2, 4, 5, 6, 7]),
            (Smr, &[0, 1, 2, 4, 5, 6, 7]),
        ],
        ..CUBA
    },
    Published {
        title: "Cuban missile crisis, neither an air strike nor a withdrawal can be undone",
        terms: &[(0, true), (0, false), (1, true), (1, false)],
        equilibria: &[
            (R, &[4, 5]),
            (Seq, &[4, 5]),
            (Gmr, &[0, 1, 2, 4, 5]),
            (Smr, &[0, 1, 2, 4, 5]),
        ],
        ..CUBA
    },
    Published {
        title: "Cuban missile crisis, neither an air strike nor an escalation can be undone",
        terms: &[(0, true), (0, false), (1, false), (1, true)],
        equilibria: &[
            (R, &[5, 11]),
            (Seq, &[4, 5, 6, 11]),
            (Gmr, &[0, 1, 2, 4, 5, 6, 7, 11]),
            (Smr, &[0, 1, 2, 4, 5, 6, 7, 11]),
        ],
        ..CUBA
    },
    Published {
        title: "Syria and Iraq 1975 (Hipel, Kilgour & Kinsara 2014)",
        terms: &[(0, false), (0, false), (1, false)],
        exclusive: &[(0, 1)],
        best_first: &[&[1, 3, 6, 2, 4, 5], &[2, 4, 6, 1, 5, 3]],
        numbers: &[1, 2, 3, 4, 5, 6],
        equilibria: &[(R, &[6]), (Seq, &[6]), (Smr, &[6]), (Sseq, &[6]), (Gmr, &[1, 6])],
        simultaneous: None,
    },
];

impl Published {
    /// The decimals of the possible combinations, ascending.
    fn decimals(&self) -> Vec<usize> {
        let both = |decimal: usize, (a, b): (usize, usize)| decimal >> a & decimal >> b & 1 == 1;
        (0..1 << self.terms.len())
            .filter(|&decimal| !self.exclusive.iter().any(|&pair| both(decimal, pair)))
            .collect()
    }

    /// The package that a published number stands for.
    pub fn package(&self, number: usize) -> Package {
        let at = self.numbers.iter().position(|&known| known == number).expect("a known number");
        let decimal = self.decimals()[at];
        (0..self.terms.len()).map(|t| OptionId::new(decimal >> t & 1)).collect()
    }

    /// The graph drawn by hand: states by ascending decimal, moves by masks of bits.
    pub fn graph(&self) -> Graph {
        let decimals = self.decimals();
        let parties = self.best_first.len();
        let mask = |chosen: &dyn Fn(usize, bool) -> bool| {
            let terms = self.terms.iter().enumerate();
            terms.fold(0, |bits, (t, &(by, one_way))| bits | usize::from(chosen(by, one_way)) << t)
        };
        let one_way = mask(&|_, one_way| one_way);
        let arcs = |party: usize| -> Arcs {
            let own = mask(&|by, _| by == party);
            let allowed = |from: usize, to: usize| {
                from != to && (from ^ to) & !own == 0 && from & !to & one_way == 0
            };
            let targets = |&from: &usize| {
                (0..decimals.len()).filter(|&to| allowed(from, decimals[to])).collect()
            };
            decimals.iter().map(targets).collect()
        };
        let utility = |party: usize| {
            let place = |number: &usize| {
                self.best_first[party].iter().rev().position(|state| state == number)
            };
            self.numbers.iter().map(|number| place(number).expect("ranked") as i64).collect()
        };
        Graph {
            states: decimals.len(),
            deciders: (1 << parties) - 1,
            movers: (0..parties).map(|p| Mover { parties: alone(p), arcs: arcs(p) }).collect(),
            utilities: (0..parties).map(utility).collect(),
        }
    }

    /// The case as a scenario file.
    pub fn text(&self) -> String {
        let mut text = format!("[scenario]\ntitle = \"{}\"\n\n[party]\n", self.title);
        for party in 0..self.best_first.len() {
            let _ = writeln!(text, "p{party} = {{}}");
        }
        for (t, (by, one_way)) in self.terms.iter().enumerate() {
            let _ = write!(
                text,
                "\n[[term]]\nid = \"t{t}\"\nby = \"p{by}\"\noptions = [\"n\", \"y\"]\nnow = \"n\"\n"
            );
            if *one_way {
                text.push_str("cannot = 'y -> n'\n");
            }
        }
        for (a, b) in self.exclusive {
            let _ = writeln!(text, "\n[[rule]]\nforbid = 't{a} = y and t{b} = y'");
        }
        for (party, states) in self.best_first.iter().enumerate() {
            let entries: Vec<String> = states.iter().map(|&state| self.condition(state)).collect();
            let _ = writeln!(text, "\n[ranking.p{party}]\nbest_first = [{}]", entries.join(", "));
        }
        text
    }

    /// What is true of one state only, as the file writes it.
    fn condition(&self, number: usize) -> String {
        let package = self.package(number);
        let letter = |option: &OptionId| if option.index() == 1 { 'y' } else { 'n' };
        let options = package.iter().enumerate();
        let parts: Vec<String> = options.map(|(t, o)| format!("t{t} = {}", letter(o))).collect();
        format!("'{}'", parts.join(" and "))
    }
}

/// The published numbers of Elmira's parties.
pub const MOE: usize = 0;
pub const UNIROYAL: usize = 1;
pub const LOCAL: usize = 2;

/// The stable states of Elmira (Hipel, Fang, Kilgour & Haight 1993; Kilgour et al. 2001), per
/// concept for the ministry, Uniroyal, the local government, and all of them.
pub const ELMIRA: [(Concept, [&[usize]; 4]); 5] = [
    (R, [ALL, &[1, 4, 5, 8, 9], &[5, 6, 7, 8, 9], &[5, 8, 9]]),
    (Seq, [ALL, &[1, 4, 5, 8, 9], &[2, 3, 5, 6, 7, 8, 9], &[5, 8, 9]]),
    (Sseq, [ALL, &[1, 4, 5, 8, 9], &[2, 3, 5, 6, 7, 8, 9], &[5, 8, 9]]),
    (Gmr, [ALL, &[1, 4, 5, 8, 9], ALL, &[1, 4, 5, 8, 9]]),
    (Smr, [ALL, &[1, 4, 5, 8, 9], ALL, &[1, 4, 5, 8, 9]]),
];

pub const ALL: &[usize] = &[1, 2, 3, 4, 5, 6, 7, 8, 9];

/// Per coalition of Elmira the states stable under CR, under CGMR and CSMR, and under CSEQ.
pub const ELMIRA_COALITIONS: [(&[usize], [&[usize]; 3]); 5] = [
    (&[MOE, UNIROYAL], [&[1, 3, 4, 7, 8, 9]; 3]),
    (&[MOE, LOCAL], [&[2, 4, 5, 6, 7, 8, 9], ALL, &[2, 3, 4, 5, 6, 7, 8, 9]]),
    (&[UNIROYAL, LOCAL], [&[1, 3, 4, 5, 7, 8, 9]; 3]),
    (&[MOE, UNIROYAL, LOCAL], [&[1, 3, 4, 5, 7, 8, 9]; 3]),
    (&[LOCAL], [&[5, 6, 7, 8, 9], ALL, &[1, 2, 3, 5, 6, 7, 8, 9]]),
];

/// What every coalition of Elmira lets stand under CR, under CGMR and CSMR, and under CSEQ.
pub const ELMIRA_EVERY_COALITION: [&[usize]; 3] = [&[8, 9], &[1, 4, 8, 9], &[8, 9]];

/// Per party of Elmira the nine states, best first.
const ELMIRA_BEST_FIRST: [[usize; 9]; 3] =
    [[7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9]];

/// Elmira as it was drawn: nine states, of which the last is whatever follows abandonment.
pub fn elmira_graph() -> Graph {
    let arcs = |pairs: &[(usize, usize)]| -> Arcs {
        let mut arcs = vec![Vec::new(); 9];
        for (from, to) in pairs {
            arcs[from - 1].push(to - 1);
        }
        arcs
    };
    let moe = [(1, 2), (3, 4), (5, 6), (7, 8)];
    let mut uniroyal = vec![(1, 3), (2, 4), (5, 7), (6, 8)];
    uniroyal.extend((1..=8).map(|state| (state, 9)));
    let local = [(1, 5), (2, 6), (3, 7), (4, 8), (5, 1), (6, 2), (7, 3), (8, 4)];
    let payoffs =
        [[4, 3, 8, 7, 5, 2, 9, 6, 1], [9, 2, 4, 8, 6, 1, 3, 7, 5], [6, 2, 8, 3, 7, 4, 9, 5, 1]];
    Graph {
        states: 9,
        deciders: 0b111,
        movers: [arcs(&moe), arcs(&uniroyal), arcs(&local)]
            .into_iter()
            .enumerate()
            .map(|(party, arcs)| Mover { parties: alone(party), arcs })
            .collect(),
        utilities: payoffs.map(Vec::from).to_vec(),
    }
}

/// Elmira as a file of twelve packages; four of them are the published state 9.
pub fn elmira_text() -> String {
    let mut text = String::from(
        r#"
[scenario]
title = "Elmira groundwater conflict"

[party]
moe = {}
uniroyal = {}
local = {}

[[term]]
id = "modify"
by = "moe"
options = ["no", "yes"]
now = "no"
cannot = 'yes -> no'

[[term]]
id = "uniroyal_does"
by = "uniroyal"
options = ["delay", "accept", "abandon"]
now = "delay"
cannot = ['accept -> delay', 'abandon -> *']

[[term]]
id = "insist"
by = "local"
options = ["no", "yes"]
now = "no"
"#,
    );
    for (party, states) in ["moe", "uniroyal", "local"].iter().zip(ELMIRA_BEST_FIRST) {
        let entries: Vec<String> = states.iter().map(|&state| elmira_condition(state)).collect();
        let _ = writeln!(text, "\n[ranking.{party}]\nbest_first = [{}]", entries.join(", "));
    }
    text
}

fn elmira_condition(state: usize) -> String {
    if state == 9 {
        return "'uniroyal_does = abandon'".to_owned();
    }
    let bits = state - 1;
    let word = |bit: usize| if bits >> bit & 1 == 1 { "yes" } else { "no" };
    let does = if bits >> 1 & 1 == 1 { "accept" } else { "delay" };
    format!("'modify = {} and uniroyal_does = {does} and insist = {}'", word(0), word(2))
}

/// The published number of a package of the file.
pub fn elmira_number(package: &[OptionId]) -> usize {
    let [modify, does, insist] = [0, 1, 2].map(|t: usize| package[t].index());
    if does == 2 { 9 } else { 1 + modify + 2 * does + 4 * insist }
}
