//! Counting again in every one-line variant, without building the variants.
//!
//! **Definition.** For every edit: make the edited table, evaluate the condition, count
//! ([`count_in_variant`]).
//!
//! **Faster, exactly the same.** Whether a row meets a condition depends on a party only through
//! that party's verdict on the row, and that only through the level of the row. So for a party the
//! condition is evaluated once per possible verdict, its rows are counted by level, and a variant
//! that drops or swaps lines of the party only judges the levels anew and adds up counts: nothing
//! in it is as long as the table. A dropped rule adds rows and takes none away; only the added ones
//! are listed and counted. Questions about the stability of few packages look around these
//! ([`Nearby`]). What is none of these (another dated version, a condition that compares rows
//! with each other) is counted by the definition.

use super::nearby::Nearby;
use crate::bits::Bits;
use crate::case::Case;
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::preference::{Verdict, reads_party};
use crate::robust::party_of;
use crate::stability::View;
use crate::table::{NotYetAnswerable, PackageTable};
use detente_scenario::model::{Edit, Line};
use detente_scenario::{Expr, PartyId, Predicate, Standing};
use std::cmp::Ordering;
use std::sync::Arc;

/// How many rows of `table` with `edit` made meet `expr`: the definition.
///
/// # Errors
/// [`Refusal`] if the edited table would be too large.
pub fn count_in_variant(
    table: &PackageTable<'_>,
    expr: &Expr,
    edit: Edit,
    limits: &Limits,
) -> Result<u64, Refusal> {
    let edited = table.edited(&[edit], limits)?;
    Ok(edited.column(expr).map_or(0, |column| column.count()) as u64)
}

/// How many rows meet each of `exprs` in each of the one-line variants `edits`; one list per
/// expression. Every expression must be answerable.
///
/// # Errors
/// [`Refusal`] if a dropped rule allows too many packages.
pub fn recount(
    table: &PackageTable<'_>,
    exprs: &[Expr],
    edits: &[Edit],
    limits: &Limits,
) -> Result<Vec<Vec<u64>>, Refusal> {
    table.prepare(exprs);
    let base: Vec<u64> =
        exprs.iter().map(|e| table.column(e).map_or(0, |c| c.count()) as u64).collect();
    let mut counts: Vec<Vec<u64>> = base.iter().map(|&count| vec![count; edits.len()]).collect();
    let read = |p: PartyId| exprs.iter().any(|expr| reads_lines(expr, p, table.case()));
    let parties: Vec<PartyId> = table.scenario().party_ids().filter(|&p| read(p)).collect();
    let judged = judge_all(table, &parties, edits);
    let nearby: Vec<Option<Nearby<'_>>> = exprs.iter().map(|e| Nearby::of(table, e)).collect();
    // What can be done independently: all edits of one party, one expression; or one dropped rule.
    let mut jobs = Vec::new();
    for (&party, judged) in parties.iter().zip(&judged) {
        for (e, expr) in exprs.iter().enumerate() {
            if reads_lines(expr, party, table.case()) {
                jobs.push(match &nearby[e] {
                    Some(nearby) => Job::Nearby(nearby, party, e),
                    None => Job::Party(judged, party, e),
                });
            }
        }
    }
    for (v, edit) in edits.iter().enumerate() {
        if let Edit::Drop(Line::Rule(_)) = edit {
            jobs.push(Job::Rule(v));
        }
    }
    let done: Vec<Result<Vec<Count>, Refusal>> =
        parallel::map(jobs.len(), |job| match &jobs[job] {
            Job::Party(judged, party, e) => {
                of_party(table, judged, *party, &exprs[*e], edits, limits)
                    .map(|list| list.into_iter().map(|(v, count)| (*e, v, count)).collect())
            }
            Job::Nearby(nearby, party, e) => (0..edits.len())
                .filter(|&v| party_of(edits[v]) == Some(*party))
                .map(|v| Ok((*e, v, nearby.count(table, edits[v], limits)?)))
                .collect(),
            Job::Rule(v) => of_rule(table, exprs, &nearby, &base, edits[*v], limits)
                .map(|list| list.into_iter().enumerate().map(|(e, n)| (e, *v, n)).collect()),
        });
    for list in done {
        for (e, v, count) in list? {
            counts[e][v] = count;
        }
    }
    Ok(counts)
}

/// Whether an expression reads the lines of `party`: its preferences, or those of a party that copies it.
fn reads_lines(expr: &Expr, party: PartyId, case: &Case<'_>) -> bool {
    let reads = |p: PartyId| reads_party(expr, p, case);
    reads(party) || case.preferences.iter().any(|other| other.copies(party) && reads(other.party))
}

/// The position of an expression, the position of an edit, and the count.
type Count = (usize, usize, u64);

enum Job<'j> {
    Party(&'j Judged, PartyId, usize),
    Nearby(&'j Nearby<'j>, PartyId, usize),
    Rule(usize),
}

/// Every verdict that a party can have of a package.
const VERDICTS: usize = 12;

fn verdict_number(verdict: Verdict) -> usize {
    let order = match verdict.in_order {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    order * 4 + usize::from(verdict.possibly_better) * 2 + usize::from(verdict.possibly_worse)
}

fn verdict_of(number: usize) -> Verdict {
    Verdict {
        in_order: [Ordering::Less, Ordering::Equal, Ordering::Greater][number / 4],
        possibly_better: number & 2 != 0,
        possibly_worse: number & 1 != 0,
    }
}

/// The levels of one party judged in each of its variants that only drop or reorder its lines.
struct Judged {
    /// Position in the list of edits, and the number of the verdict on each level.
    variants: Vec<(usize, Vec<u8>)>,
    /// Which verdicts occur.
    occurs: [bool; VERDICTS],
}

/// Judges the levels of each of `parties` in each of its variants among `edits`.
fn judge_all(table: &PackageTable<'_>, parties: &[PartyId], edits: &[Edit]) -> Vec<Judged> {
    let mine: Vec<(PartyId, usize)> = parties
        .iter()
        .flat_map(|&party| {
            let mine = (0..edits.len()).filter(move |&v| party_of(edits[v]) == Some(party));
            mine.map(move |v| (party, v))
        })
        .collect();
    let numbers: Vec<Option<Vec<u8>>> = parallel::map(mine.len(), |i| {
        let (party, v) = mine[i];
        let verdicts = table.judge_as(party, &table.case().varied(&[edits[v]]))?;
        Some(verdicts.into_iter().map(|verdict| verdict_number(verdict) as u8).collect())
    });
    let mut judged: Vec<Judged> = parties
        .iter()
        .map(|_| Judged { variants: Vec::new(), occurs: [false; VERDICTS] })
        .collect();
    for ((party, v), numbers) in mine.into_iter().zip(numbers) {
        let at = parties.iter().position(|&other| other == party);
        if let (Some(at), Some(numbers)) = (at, numbers) {
            for &number in &numbers {
                judged[at].occurs[usize::from(number)] = true;
            }
            judged[at].variants.push((v, numbers));
        }
    }
    judged
}

/// The counts of `expr` in every variant of `party`, by position among `edits`.
fn of_party(
    table: &PackageTable<'_>,
    judged: &Judged,
    party: PartyId,
    expr: &Expr,
    edits: &[Edit],
    limits: &Limits,
) -> Result<Vec<(usize, u64)>, Refusal> {
    let mine = (0..edits.len()).filter(|&v| party_of(edits[v]) == Some(party));
    if !is_by_row(expr, party, table.case()) {
        return mine.map(|v| Ok((v, count_in_variant(table, expr, edits[v], limits)?))).collect();
    }
    let ranks = table.ranks(party);
    let mut by_level: Vec<Vec<u64>> = vec![Vec::new(); VERDICTS];
    for (number, by_level) in by_level.iter_mut().enumerate().filter(|(n, _)| judged.occurs[*n]) {
        let fixed = with_verdict(expr, party, verdict_of(number), &table.case().signers);
        if fixed != Expr::Const(false) {
            // Answerable, since the whole expression is.
            let column: Result<Arc<Bits>, NotYetAnswerable> = table.evaluate(&fixed);
            *by_level = column.map(|column| ranks.histogram(&column)).unwrap_or_default();
        }
    }
    let mut counts: Vec<(usize, u64)> = judged
        .variants
        .iter()
        .map(|(v, numbers)| {
            let counts = numbers.iter().enumerate().map(|(level, &number)| {
                by_level[usize::from(number)].get(level).copied().unwrap_or(0)
            });
            (*v, counts.sum())
        })
        .collect();
    for v in mine {
        if !judged.variants.iter().any(|(known, _)| *known == v) {
            counts.push((v, count_in_variant(table, expr, edits[v], limits)?));
        }
    }
    Ok(counts)
}

/// The counts of all `exprs`, which are `base` in `table`, when a rule is dropped.
fn of_rule(
    table: &PackageTable<'_>,
    exprs: &[Expr],
    nearby: &[Option<Nearby<'_>>],
    base: &[u64],
    edit: Edit,
    limits: &Limits,
) -> Result<Vec<u64>, Refusal> {
    let added = table.added_by(edit, limits)?;
    // What compares rows with each other needs them all.
    let compares = exprs.iter().any(compares_rows);
    let whole = compares.then(|| table.edited(&[edit], limits)).transpose()?;
    let count = |table: &PackageTable<'_>, expr: &Expr| {
        table.column(expr).map_or(0, |column| column.count()) as u64
    };
    let counts = exprs.iter().zip(nearby).zip(base).map(|((expr, nearby), base)| {
        match whole.as_ref().filter(|_| compares_rows(expr)) {
            None => base + count(&added, expr),
            Some(whole) => {
                let few = nearby.as_ref().and_then(|nearby| nearby.count_in(&View::of_few(whole)));
                few.unwrap_or_else(|| count(whole, expr))
            }
        }
    });
    Ok(counts.collect())
}

/// Whether some part of `expr` is about a row's place among all rows.
fn compares_rows(expr: &Expr) -> bool {
    let mut compares = false;
    expr.walk(&mut |part| {
        compares |= matches!(
            part,
            Expr::Predicate(
                Predicate::Efficient
                    | Predicate::Stable(..)
                    | Predicate::Equilibrium(_)
                    | Predicate::Holds
            )
        );
    });
    compares
}

/// Whether `expr` depends on `party` only through its verdict on the row.
fn is_by_row(expr: &Expr, party: PartyId, case: &Case<'_>) -> bool {
    let mut by_row = true;
    expr.walk(&mut |part| {
        by_row &= match part {
            Expr::Predicate(Predicate::Efficient) => !case.signers.contains(&party),
            Expr::Predicate(Predicate::Prefers(p, ..)) => *p != party,
            Expr::Predicate(
                Predicate::Stable(..) | Predicate::Equilibrium(_) | Predicate::Holds,
            ) => !reads_party(part, party, case),
            _ => true,
        };
    });
    by_row
}

/// `expr` of a row on which `party` has that `verdict`, simplified.
fn with_verdict(expr: &Expr, party: PartyId, verdict: Verdict, signers: &[PartyId]) -> Expr {
    let again = |part: &Expr| with_verdict(part, party, verdict, signers);
    match expr {
        Expr::Predicate(Predicate::Stands(standing, p)) if *p == party => {
            Expr::Const(verdict.is(*standing))
        }
        Expr::Predicate(predicate @ (Predicate::Deal | Predicate::Zopa))
            if signers.contains(&party) =>
        {
            let standing = match predicate {
                Predicate::Deal => Standing::Better,
                _ => Standing::Acceptable,
            };
            let stands = |&p: &PartyId| again(&Expr::Predicate(Predicate::Stands(standing, p)));
            conjunction(signers.iter().map(stands))
        }
        Expr::Not(a) => again(a).negated(),
        Expr::And(parts) => conjunction(parts.iter().map(again)),
        Expr::Or(parts) => conjunction(parts.iter().map(|part| again(part).negated())).negated(),
        Expr::Implies(a, b) => match (again(a), again(b)) {
            (Expr::Const(false), _) | (_, Expr::Const(true)) => Expr::Const(true),
            (Expr::Const(true), b) => b,
            (a, Expr::Const(false)) => a.negated(),
            (a, b) => a.implies(b),
        },
        Expr::Iff(a, b) => match (again(a), again(b)) {
            (Expr::Const(value), other) | (other, Expr::Const(value)) => {
                if value {
                    other
                } else {
                    other.negated()
                }
            }
            (a, b) => Expr::Iff(Box::new(a), Box::new(b)),
        },
        other => other.clone(),
    }
}

/// The conjunction of `parts` without those that are constant.
fn conjunction(parts: impl Iterator<Item = Expr>) -> Expr {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Expr::Const(true) => {}
            Expr::Const(false) => return Expr::Const(false),
            other => kept.push(other),
        }
    }
    Expr::all(kept)
}
