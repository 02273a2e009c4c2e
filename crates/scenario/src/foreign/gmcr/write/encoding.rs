//! Terms as options of GMCR+.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::gmcr::Findings;
use crate::foreign::gmcr::conflict::{Choice, Condition, Direction, settled};
use crate::ids::OptionId;
use crate::model::{Scenario, Term};

/// How a term is told by options that are taken or not.
#[derive(Clone, Debug)]
pub(super) struct Encoding {
    form: Form,
    /// The numbers of its options, in listed order.
    pub(super) numbers: Vec<usize>,
    directions: Vec<Direction>,
    /// Nobody can move the term.
    pub(super) is_fixed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One for each but the first, of which at most one is taken; of two options that is the second.
    AllButFirst,
    /// One for each, of which exactly one is taken.
    Each,
}

/// The encodings of all terms, numbered in an order that GMCR+ leaves as it is. A term whose moves
/// cannot be said is reported and encoded as if they were all possible.
pub(super) fn encodings(scenario: &Scenario, findings: &mut Findings) -> Vec<Encoding> {
    let mut encodings: Vec<Encoding> =
        scenario.terms.iter().map(|term| encoding(term, findings)).collect();
    let mut next = 0;
    for encoding in &mut encodings {
        for number in &mut encoding.numbers {
            *number = next;
            next += 1;
        }
    }
    let owned: Vec<Vec<usize>> = scenario
        .party_ids()
        .map(|party| {
            let terms = scenario.terms.iter().zip(&encodings);
            terms
                .filter(|(term, encoding)| term.by.first() == Some(&party) && !encoding.is_fixed)
                .flat_map(|(_, encoding)| encoding.numbers.clone())
                .collect()
        })
        .collect();
    let order = settled(next, &owned);
    if !order.is_sorted() {
        let message = "the options stand in the order of their owners, as GMCR+ keeps them, not in \
                       that of the terms";
        findings.add(Diagnostic::of_file(Code::W646, message));
    }
    let mut place = vec![0; next];
    for (to, from) in order.into_iter().enumerate() {
        place[from] = to;
    }
    for number in encodings.iter_mut().flat_map(|encoding| &mut encoding.numbers) {
        *number = place[*number];
    }
    encodings
}

fn encoding(term: &Term, findings: &mut Findings) -> Encoding {
    let count = term.options.len();
    let forbids = |from: usize, to: usize| {
        from != to && term.cannot.binary_search(&(OptionId::new(from), OptionId::new(to))).is_ok()
    };
    let free = |form| Encoding {
        form,
        numbers: vec![0; if form == Form::Each { count } else { count - 1 }],
        directions: vec![Direction::Both; if form == Form::Each { count } else { count - 1 }],
        is_fixed: term.by.is_empty(),
    };
    if term.cannot.is_empty() {
        return free(Form::AllButFirst);
    }
    let others = |option: usize| (0..count).filter(move |&other| other != option);
    let kept: Vec<bool> = (0..count).map(|o| others(o).all(|to| forbids(o, to))).collect();
    let barred: Vec<bool> = (0..count).map(|o| others(o).all(|from| forbids(from, o))).collect();
    if kept.iter().all(|&kept| kept) {
        return Encoding { is_fixed: true, ..free(Form::AllButFirst) };
    }
    for (form, first) in [(Form::AllButFirst, 1), (Form::Each, 0)] {
        let is_said =
            |from: usize, to: usize| (from >= first && kept[from]) || (to >= first && barred[to]);
        let is_exact = (0..count)
            .all(|from| others(from).all(|to| forbids(from, to) == is_said(from, to)))
            && !(first..count).any(|option| kept[option] && barred[option]);
        if is_exact {
            let directions = (first..count).map(|option| match (kept[option], barred[option]) {
                (true, _) => Direction::Forward,
                (_, true) => Direction::Back,
                _ => Direction::Both,
            });
            return Encoding { directions: directions.collect(), ..free(form) };
        }
    }
    // Nobody moves a term that nobody controls.
    if !term.by.is_empty() {
        let message = format!("the moves that `{}` leaves cannot be said in GMCR+", term.id);
        let help = "an option can be one that is never entered or one that is never left; no other \
                    single move can be forbidden";
        findings.add(Diagnostic::new(Code::E642, term.span, message).help(help));
    }
    free(Form::AllButFirst)
}

impl Encoding {
    /// Its options, with names for readers.
    pub(super) fn choices(&self, term: &Term) -> Vec<(usize, Choice)> {
        let first = usize::from(self.form == Form::AllButFirst);
        let of_term = term.options.iter().skip(first);
        of_term
            .zip(self.numbers.iter().zip(&self.directions))
            .map(|(option, (&number, &direction))| {
                let plain = option.name == option.id.replace('_', " ");
                let name = if term.options.len() == 2 && option.id == "yes" && plain {
                    term.name.clone()
                } else if plain {
                    format!("{}: {}", term.name, option.name)
                } else {
                    option.name.clone()
                };
                (number, Choice { name, direction })
            })
            .collect()
    }

    /// The number of the option that stands for option `option` of the term, if one does.
    fn number(&self, option: usize) -> Option<usize> {
        match self.form {
            Form::AllButFirst => self.numbers.get(option.checked_sub(1)?).copied(),
            Form::Each => self.numbers.get(option).copied(),
        }
    }

    /// What no package is: two options of the term at once, or none where one is always taken.
    pub(super) fn exclusions(&self) -> impl Iterator<Item = Condition> + '_ {
        let pairs = self.numbers.iter().enumerate().flat_map(|(at, &a)| {
            self.numbers[at + 1..].iter().map(move |&b| {
                let pair = [a.min(b), a.max(b)];
                Condition { members: vec![pair.map(|number| (number, true)).to_vec()] }
            })
        });
        let none = (self.form == Form::Each).then(|| {
            let mut none: Vec<(usize, bool)> = self.numbers.iter().map(|&n| (n, false)).collect();
            none.sort_unstable();
            Condition { members: vec![none] }
        });
        pairs.chain(none)
    }

    /// What says that the term has one of the options `allowed`: any of these conjunctions.
    pub(super) fn said(&self, allowed: &[usize]) -> Vec<Vec<(usize, bool)>> {
        if let [one] = allowed
            && let Some(number) = self.number(*one)
        {
            return vec![vec![(number, true)]];
        }
        if self.form == Form::Each || allowed.contains(&0) {
            let first = usize::from(self.form == Form::AllButFirst);
            let others = (first..first + self.numbers.len()).filter(|o| !allowed.contains(o));
            let others = others.filter_map(|option| self.number(option));
            return vec![others.map(|number| (number, false)).collect()];
        }
        let numbers = allowed.iter().filter_map(|&option| self.number(option));
        numbers.map(|number| vec![(number, true)]).collect()
    }
}
