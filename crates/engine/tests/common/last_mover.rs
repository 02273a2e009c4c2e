//! The graph model of conflict resolution, straight from its definitions.
//!
//! Nothing here is fast and nothing is derived: sequences of moves are those of the last-mover
//! induction, a concept is the sentence of the book. A state may sanction even if it is the one that
//! was left: it is not better than itself.
//!
//! Fang, Hipel & Kilgour (1993), Interactive Decision Making; Rêgo & Vieira (2017) for SSEQ;
//! Inohara & Hipel (2008) for coalitions.
#![allow(dead_code, reason = "each test file uses its own part")]

use detente_scenario::Concept;
use std::collections::BTreeMap;

/// A set of parties, one bit each.
pub type Parties = u32;

/// For every state the states that one move leads to.
pub type Arcs = Vec<Vec<usize>>;

/// Somebody who moves: one party, or several that only move together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mover {
    pub parties: Parties,
    pub arcs: Arcs,
}

/// States, who moves between them, and how much each party likes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    pub states: usize,
    /// N: the decision makers.
    pub deciders: Parties,
    pub movers: Vec<Mover>,
    /// Per party and state; larger is better. Parties that decide nothing are there as well.
    pub utilities: Vec<Vec<i64>>,
}

/// The concepts that coalitions are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    Cr,
    Cgmr,
    Csmr,
    Cseq,
}

impl Joint {
    pub const ALL: [Self; 4] = [Self::Cr, Self::Cgmr, Self::Csmr, Self::Cseq];
}

pub fn alone(party: usize) -> Parties {
    1 << party
}

pub fn members(parties: Parties) -> impl Iterator<Item = usize> {
    (0..Parties::BITS as usize).filter(move |&party| parties & alone(party) != 0)
}

pub fn is_within(part: Parties, whole: Parties) -> bool {
    part & !whole == 0
}

/// Every nonempty set of some of `parties`.
pub fn subsets(parties: Parties) -> Vec<Parties> {
    (1..=parties).filter(|&part| is_within(part, parties)).collect()
}

/// The states that a legal sequence of moves from `start` leads to: at least one move, nobody moves
/// twice in succession. Ω(t) is the set of those who can have moved last on arriving at t.
pub fn legal_sequences(movers: &[&Arcs], start: usize, states: usize) -> Vec<usize> {
    let mut last: Vec<u32> = vec![0; states];
    let mut open: Vec<usize> = Vec::new();
    // t ∈ R_j(s), j ∈ H ⇒ t ∈ R_H(s), j ∈ Ω(s, t).
    for (j, arcs) in movers.iter().enumerate() {
        for &t in &arcs[start] {
            last[t] |= 1 << j;
            open.push(t);
        }
    }
    // t ∈ R_H(s), k ∈ H, w ∈ R_k(t), Ω(s, t) ≠ {k} ⇒ w ∈ R_H(s), k ∈ Ω(s, w).
    while let Some(t) = open.pop() {
        for (k, arcs) in movers.iter().enumerate() {
            if last[t] == 1 << k {
                continue;
            }
            for &w in &arcs[t] {
                if last[w] & 1 << k == 0 {
                    last[w] |= 1 << k;
                    open.push(w);
                }
            }
        }
    }
    (0..states).filter(|&t| last[t] != 0).collect()
}

/// The states that any sequence of at least one move leads to, whoever moves when.
pub fn any_sequences(movers: &[&Arcs], start: usize, states: usize) -> Vec<usize> {
    let mut reached = vec![false; states];
    let mut open = vec![start];
    while let Some(t) = open.pop() {
        for &w in movers.iter().flat_map(|arcs| &arcs[t]) {
            if !std::mem::replace(&mut reached[w], true) {
                open.push(w);
            }
        }
    }
    (0..states).filter(|&t| reached[t]).collect()
}

impl Graph {
    /// t ≻_i s.
    pub fn prefers(&self, i: usize, t: usize, s: usize) -> bool {
        self.utilities[i][t] > self.utilities[i][s]
    }

    /// t ≻_i s for all i ∈ H.
    pub fn all_prefer(&self, h: Parties, t: usize, s: usize) -> bool {
        members(h).all(|i| self.prefers(i, t, s))
    }

    /// R_i: what party i can do alone.
    pub fn moves(&self, i: usize) -> Arcs {
        let mine = self.movers.iter().find(|mover| mover.parties == alone(i));
        mine.map_or_else(|| vec![Vec::new(); self.states], |mover| mover.arcs.clone())
    }

    /// R_i⁺(s).
    pub fn improvements(&self, i: usize, s: usize) -> Vec<usize> {
        self.moves(i)[s].iter().copied().filter(|&t| self.prefers(i, t, s)).collect()
    }

    /// Of the moves of each of `movers` those that are better for all who make them.
    fn improving(&self, movers: &[&Mover]) -> Vec<Arcs> {
        let improving = |mover: &&Mover| {
            let better = |s: usize, t: &usize| self.all_prefer(mover.parties, *t, s);
            let moves = mover.arcs.iter().enumerate();
            moves.map(|(s, ts)| ts.iter().copied().filter(|t| better(s, t)).collect()).collect()
        };
        movers.iter().map(improving).collect()
    }

    /// The legal sequences of `movers` from every state.
    fn sequences<'a>(&self, movers: impl IntoIterator<Item = &'a Arcs>) -> Arcs {
        let movers: Vec<&Arcs> = movers.into_iter().collect();
        (0..self.states).map(|s| legal_sequences(&movers, s, self.states)).collect()
    }

    /// The movers inside H that are single parties.
    pub fn single_movers(&self, h: Parties) -> Vec<&Mover> {
        let single = |mover: &&Mover| mover.parties.count_ones() == 1;
        self.movers.iter().filter(single).filter(|mover| is_within(mover.parties, h)).collect()
    }

    /// The movers inside H, those of several parties included.
    pub fn movers_within(&self, h: Parties) -> Vec<&Mover> {
        self.movers.iter().filter(|mover| is_within(mover.parties, h)).collect()
    }

    /// The graph as party i looks at it.
    pub fn focus(&self, i: usize) -> Focus<'_> {
        let others = self.single_movers(self.deciders & !alone(i));
        Focus {
            graph: self,
            party: i,
            moves: self.moves(i),
            replies: self.sequences(others.iter().map(|mover| &mover.arcs)),
            improving_replies: self.sequences(&self.improving(&others)),
        }
    }

    /// Per concept and party the states that are stable.
    pub fn stable(&self) -> BTreeMap<Concept, Vec<Vec<bool>>> {
        let mut columns = BTreeMap::new();
        for i in 0..self.utilities.len() {
            let focus = self.focus(i);
            for concept in Concept::ALL {
                let column = (0..self.states).map(|s| focus.stable(concept, s)).collect();
                columns.entry(concept).or_insert_with(Vec::new).push(column);
            }
        }
        columns
    }

    /// What coalitions of the decision makers can do.
    pub fn coalitions(&self) -> Coalitions<'_> {
        let reach: BTreeMap<Parties, Arcs> = subsets(self.deciders)
            .into_iter()
            .map(|h| (h, self.sequences(self.movers_within(h).iter().map(|mover| &mover.arcs))))
            .collect();
        let improvements = reach
            .iter()
            .map(|(&h, arcs)| {
                let better = |s: usize, t: &usize| self.all_prefer(h, *t, s);
                let arcs = arcs.iter().enumerate();
                let kept =
                    arcs.map(|(s, ts)| ts.iter().copied().filter(|t| better(s, t)).collect());
                (h, kept.collect())
            })
            .collect();
        Coalitions { graph: self, reach, improvements }
    }
}

/// The graph as one party looks at it.
pub struct Focus<'g> {
    graph: &'g Graph,
    party: usize,
    /// R_i.
    moves: Arcs,
    /// R_{−i}: legal sequences of the other decision makers' moves.
    replies: Arcs,
    /// R⁺_{−i}: the same, each move an improvement for who makes it.
    improving_replies: Arcs,
}

impl Focus<'_> {
    pub fn stable(&self, concept: Concept, s: usize) -> bool {
        let deterred = |s1: usize| match concept {
            Concept::R => false,
            Concept::Gmr => self.replies[s1].iter().any(|&t| self.is_no_gain(t, s)),
            Concept::Smr => self.replies[s1].iter().any(|&t| self.is_lasting_no_gain(t, s)),
            Concept::Seq => self.improving_replies[s1].iter().any(|&t| self.is_no_gain(t, s)),
            Concept::Sseq => {
                self.improving_replies[s1].iter().any(|&t| self.is_lasting_no_gain(t, s))
            }
        };
        let improvements = self.moves[s].iter().filter(|&&t| !self.is_no_gain(t, s));
        improvements.copied().all(deterred)
    }

    /// t ≼_i s.
    fn is_no_gain(&self, t: usize, s: usize) -> bool {
        !self.graph.prefers(self.party, t, s)
    }

    /// t ≼_i s and v ≼_i s for all v ∈ R_i(t).
    fn is_lasting_no_gain(&self, t: usize, s: usize) -> bool {
        self.is_no_gain(t, s) && self.moves[t].iter().all(|&v| self.is_no_gain(v, s))
    }
}

/// What coalitions can do.
pub struct Coalitions<'g> {
    graph: &'g Graph,
    /// R_H.
    reach: BTreeMap<Parties, Arcs>,
    /// R_H⁺⁺: what all of H prefer to where they stand.
    improvements: BTreeMap<Parties, Arcs>,
}

impl Coalitions<'_> {
    /// The states from which coalition `h` does not move.
    pub fn stable(&self, h: Parties, concept: Joint) -> Vec<bool> {
        let none = vec![Vec::new(); self.graph.states];
        let outside = self.graph.deciders & !h;
        let replies = match concept {
            Joint::Cr => &none,
            Joint::Cgmr | Joint::Csmr => self.reach.get(&outside).unwrap_or(&none),
            Joint::Cseq => &self.class_improvements(outside),
        };
        let gain = |t: usize, s: usize| self.graph.all_prefer(h, t, s);
        let sanctions = |t: usize, s: usize| match concept {
            Joint::Csmr => !gain(t, s) && self.reach[&h][t].iter().all(|&v| !gain(v, s)),
            _ => !gain(t, s),
        };
        let deterred = |s1: usize, s: usize| replies[s1].iter().any(|&t| sanctions(t, s));
        let improvements = self.improvements[&h].iter().enumerate();
        improvements.map(|(s, better)| better.iter().all(|&s1| deterred(s1, s))).collect()
    }

    /// Sequences of coalition improvements of any coalitions inside `outside`.
    fn class_improvements(&self, outside: Parties) -> Arcs {
        self.graph.sequences(subsets(outside).iter().map(|k| &self.improvements[k]))
    }

    /// The states from which no coalition moves.
    pub fn stable_for_all(&self, concept: Joint) -> Vec<bool> {
        let columns: Vec<Vec<bool>> = self.reach.keys().map(|&h| self.stable(h, concept)).collect();
        (0..self.graph.states).map(|s| columns.iter().all(|column| column[s])).collect()
    }
}

/// The states for which all of `columns` hold.
pub fn everywhere(columns: &[Vec<bool>]) -> Vec<bool> {
    let states = columns.first().map_or(0, Vec::len);
    (0..states).map(|s| columns.iter().all(|column| column[s])).collect()
}
