//! Why: from a line that was printed to the statement that decides, and from there to its source.

mod topic;

pub use topic::{STATUS_QUO, Topic, topic};

use crate::ask::{ClaimAnswer, answer_claims};
use crate::case::OffReason;
use crate::deals::{Comparison, PackageAnswer, broken_rules, column, compare, package_answers};
use crate::empty::{PackageFacts, package_facts};
use crate::evidence::users;
use crate::harm::deciding_lines;
use crate::limits::{Limits, Refusal};
use crate::preference::reads_party;
use crate::robust::{Effort, Sensitivity, Value, robust, robust_claim};
use crate::stability::{Narration, Overtaking, Where, inverse, narrate};
use crate::table::PackageTable;
use detente_scenario::model::Line;
use detente_scenario::{
    AsOf, ClaimId, Concept, Expr, NamedId, OptionId, Package, PartyId, Predicate, Query, RuleId,
    SourceId, Standing,
};

/// The chain behind something that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Behind a claim's answer.
    Claim(WhyClaim),
    /// Behind everyone's view of a package.
    Package(WhyPackage),
    /// Behind one party's view of a package.
    Comparison(WhyComparison),
    /// Behind a line of the file: what it rests on and what it does.
    Line(WhyLine),
    /// Behind a party's part: its lines.
    Party(WhyParty),
    /// What rests on a source.
    Source(WhySource),
    /// Behind a package's stability.
    Moves(WhyMoves),
}

/// Behind a claim's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyClaim {
    /// The answer.
    pub answer: ClaimAnswer,
    /// The package that shows it, with the view of every party that the question reads.
    pub example: Option<(Package, Vec<Comparison>)>,
    /// Where the claim asks whether a package is stable: for the package that shows the answer, or the
    /// only one that is asked about, the move, the sanction and the counter-move of each party asked
    /// about.
    pub moves: Vec<Narration>,
    /// Which lines turn it; absent if it is not yet answerable.
    pub sensitivity: Option<Sensitivity<ClaimId, Value>>,
}

/// Behind a package's stability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyMoves {
    /// Which package.
    pub what: Where,
    /// Under which concept.
    pub concept: Concept,
    /// Per party asked about the move, the sanction and the counter-move; empty if a rule forbids the
    /// package.
    pub narrations: Vec<Narration>,
    /// The rules in force that forbid it.
    pub broken: Vec<RuleId>,
    /// What would have to be thought otherwise for everyone to be content with it; absent if it is
    /// forbidden.
    pub inverse: Option<Overtaking>,
}

/// Behind everyone's view of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyPackage {
    /// Who gains and who loses by which line.
    pub answer: PackageAnswer,
    /// The three facts for each side.
    pub facts: PackageFacts,
}

/// Behind one party's view of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyComparison {
    /// Which package.
    pub named: NamedId,
    /// How the party compares it.
    pub comparison: Comparison,
    /// Every statement in force on which package and no deal differ, most important first.
    pub differences: Vec<Difference>,
    /// The same comparison on the other dates that the file compares.
    pub on_dates: Vec<(AsOf, Comparison)>,
}

/// A statement on which a package and no deal differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Line of the party's list, from 0.
    pub line: usize,
    /// Its version in force, from 0.
    pub version: usize,
    /// Whether it is true of the package (and so false of no deal).
    pub gained: bool,
    /// Sum of gains minus losses down to here: what the any-weights reading looks at.
    pub sum: i32,
    /// Whether the any-weights reading stops here, at a red line.
    pub stops: bool,
}

/// Behind a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyLine {
    /// Which line.
    pub line: Line,
    /// Why it is not in force; absent if it is.
    pub off: Option<OffReason>,
    /// The version in force, from 0, of a priority.
    pub version: Option<usize>,
    /// Of a priority: deals in which it decides for the package, and in which it decides against.
    pub decides: Option<(u64, u64)>,
    /// Of a rule: the named packages that break it.
    pub broken_by: Vec<NamedId>,
    /// Claims whose answer it turns when dropped.
    pub turns: Vec<ClaimId>,
}

/// Behind a party's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyParty {
    /// Who.
    pub party: PartyId,
    /// Its lines with, for those not in force, the reason.
    pub lines: Vec<(Line, Option<OffReason>)>,
    /// How it compares every named package.
    pub packages: Vec<(NamedId, Comparison)>,
}

/// What rests on a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhySource {
    /// Which.
    pub source: SourceId,
    /// Whether it was known at the date of reading.
    pub known: bool,
    /// Lines that cite it, with, for those not in force, the reason.
    pub lines: Vec<(Line, Option<OffReason>)>,
    /// Named packages that cite it.
    pub packages: Vec<NamedId>,
    /// Claims that cite it.
    pub claims: Vec<ClaimId>,
    /// Steps that cite it, by their place in the file.
    pub steps: Vec<usize>,
    /// Sources that say otherwise, or that it contradicts.
    pub conflicts: Vec<SourceId>,
}

/// Explains `topic`.
///
/// # Errors
/// [`Refusal`] if a variant's table would be too large.
pub fn why<'t>(table: &'t PackageTable<'t>, topic: Topic, limits: &Limits) -> Result<Why, Refusal> {
    Ok(match topic {
        Topic::Claim(id) => Why::Claim(why_claim(table, id, limits)?),
        Topic::Package(named) => Why::Package(why_package(table, named)),
        Topic::Comparison(named, party) => {
            Why::Comparison(why_comparison(table, named, party, limits)?)
        }
        Topic::Line(line) => Why::Line(why_line(table, line, limits)?),
        Topic::Party(party) => Why::Party(why_party(table, party)),
        Topic::Source(source) => Why::Source(why_source(table, source)),
        Topic::Moves(what, party, concept) => Why::Moves(why_moves(table, what, party, concept)),
    })
}

fn why_claim<'t>(
    table: &'t PackageTable<'t>,
    id: ClaimId,
    limits: &Limits,
) -> Result<WhyClaim, Refusal> {
    let scenario = table.scenario();
    let claim = scenario.claim(id);
    let mut answers = answer_claims(table, limits)?;
    let answer = answers.swap_remove(id.index());
    let reading = table.variant(crate::ask::case_of(table.case(), claim), limits)?;
    let example = answer.asked.example.map(|row| {
        let package = reading.rows().package(row);
        let views = scenario
            .party_ids()
            .filter(|&party| {
                let read = |expr| reads_party(expr, party, reading.case());
                read(&claim.ask.with) || read(&claim.ask.has)
            })
            .map(|party| compare(&reading, party, &package))
            .collect();
        (package, views)
    });
    let sensitivity = robust_claim(table, id, limits)?;
    let shown = answer.asked.example.or_else(|| {
        let with = reading.column(&claim.ask.with).ok().filter(|with| with.count() == 1)?;
        with.ones_iter().next()
    });
    let moves = shown.map(|row| asked_moves(&reading, &claim.ask, row)).unwrap_or_default();
    Ok(WhyClaim { answer, example, moves, sensitivity })
}

/// The narrations for every stability that `query` asks about, at `row`.
fn asked_moves<'t>(table: &'t PackageTable<'t>, query: &Query, row: usize) -> Vec<Narration> {
    let mut asked: Vec<(PartyId, Concept)> = Vec::new();
    for expr in [&query.with, &query.has] {
        expr.walk(&mut |part| match part {
            Expr::Predicate(Predicate::Stable(party, concept)) => asked.push((*party, *concept)),
            Expr::Predicate(Predicate::Equilibrium(concept)) => {
                asked.extend(table.moves().players().into_iter().map(|party| (party, *concept)));
            }
            _ => {}
        });
    }
    asked.sort_unstable();
    asked.dedup();
    asked.into_iter().map(|(party, concept)| narrate(table, row, party, concept)).collect()
}

fn why_moves<'t>(
    table: &'t PackageTable<'t>,
    what: Where,
    party: Option<PartyId>,
    concept: Concept,
) -> WhyMoves {
    let package = what.package(table.scenario());
    let row = table.rows().row(&package);
    let parties = party.map_or_else(|| table.moves().players(), |party| vec![party]);
    let narrations = row
        .map(|row| parties.into_iter().map(|party| narrate(table, row, party, concept)).collect());
    WhyMoves {
        what,
        concept,
        narrations: narrations.unwrap_or_default(),
        broken: broken_rules(table, &package),
        inverse: row.map(|row| inverse(table, row, concept)),
    }
}

fn why_package(table: &PackageTable<'_>, named: NamedId) -> WhyPackage {
    let package = &table.scenario().named(named).package;
    WhyPackage {
        answer: package_answers(table).swap_remove(named.index()),
        facts: package_facts(table, package),
    }
}

/// Every statement in force on which `package` and the no deal of `party` differ.
#[must_use]
pub fn differences(
    table: &PackageTable<'_>,
    party: PartyId,
    package: &[OptionId],
) -> Vec<Difference> {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    if !preference.is_list() && !preference.is_ranking() {
        return Vec::new();
    }
    let no_deal = preference.no_deal_truths(scenario);
    let truths = preference.truths(scenario, package);
    let mut sum = 0;
    let mut stopped = false;
    let mut differences = Vec::new();
    for (k, line) in preference.lines.iter().enumerate() {
        sum += i32::from(truths[k]) - i32::from(no_deal[k]);
        let stops = line.red_line && sum != 0 && !stopped;
        stopped |= stops;
        if truths[k] != no_deal[k] || stops {
            let gained = truths[k] && !no_deal[k];
            differences.push(Difference {
                line: line.line,
                version: line.version,
                gained,
                sum,
                stops,
            });
        }
    }
    differences
}

fn why_comparison<'t>(
    table: &'t PackageTable<'t>,
    named: NamedId,
    party: PartyId,
    limits: &Limits,
) -> Result<WhyComparison, Refusal> {
    let scenario = table.scenario();
    let package = &scenario.named(named).package;
    let dates = scenario.compare.iter().filter(|&&date| date != table.case().as_of);
    let on_dates = dates
        .map(|&date| {
            let dated = table.variant(table.case().on(date), limits)?;
            Ok((date, compare(&dated, party, package)))
        })
        .collect::<Result<_, _>>()?;
    Ok(WhyComparison {
        named,
        comparison: compare(table, party, package),
        differences: differences(table, party, package),
        on_dates,
    })
}

/// Why `line` is not in force in the reading of `table`; nothing if it is.
fn off(table: &PackageTable<'_>, line: Line) -> Option<OffReason> {
    table.case().off.iter().find(|off| off.line == line).map(|off| off.reason)
}

fn why_line<'t>(
    table: &'t PackageTable<'t>,
    line: Line,
    limits: &Limits,
) -> Result<WhyLine, Refusal> {
    let scenario = table.scenario();
    let turns = robust(table, limits, Effort::Thorough)?
        .claims
        .iter()
        .filter(|claim| claim.pillars().contains(&line))
        .map(|claim| claim.subject)
        .collect();
    let named = (0..scenario.packages.len()).map(NamedId::new);
    let (version, decides, broken_by) = match line {
        Line::Priority { party, line } => {
            let preference = table.case().preference(party);
            let position = preference.lines.iter().position(|active| active.line == line);
            let version = position.map(|k| preference.lines[k].version);
            (version, position.map(|k| decided(table, party, k)), Vec::new())
        }
        Line::Rule(rule) => {
            let breaks = |named: &NamedId| {
                broken_rules(table, &scenario.named(*named).package).contains(&rule)
            };
            (None, None, named.filter(breaks).collect())
        }
    };
    Ok(WhyLine { line, off: off(table, line), version, decides, broken_by, turns })
}

/// Deals in which the line at position `k` of `party` decides for, and against, the package.
fn decided(table: &PackageTable<'_>, party: PartyId, k: usize) -> (u64, u64) {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    if preference.worths().is_some() {
        let line = preference.lines[k].line;
        let of = |standing| {
            let stands = Expr::Predicate(Predicate::Stands(standing, party));
            let mut deals = column(table, &Expr::Predicate(Predicate::Deal));
            deals.and(&column(table, &stands));
            let by = deciding_lines(table, party, &deals);
            by.into_iter().find(|(other, _)| *other == line).map_or(0, |(_, count)| count)
        };
        return (of(Standing::Better), of(Standing::Worse));
    }
    let ranks = table.ranks(party);
    let no_deal = preference.no_deal_truths(scenario);
    let deal = column(table, &Expr::Predicate(Predicate::Deal));
    let (mut gained, mut lost) = (0, 0);
    for (level, count) in ranks.histogram(&deal).into_iter().enumerate() {
        let differs = |&k: &usize| ranks.meets(level, k) != no_deal[k];
        if count > 0 && (0..no_deal.len()).find(differs) == Some(k) {
            *(if no_deal[k] { &mut lost } else { &mut gained }) += count;
        }
    }
    (gained, lost)
}

fn why_party(table: &PackageTable<'_>, party: PartyId) -> WhyParty {
    let scenario = table.scenario();
    let lines = scenario.party(party).preference.versions().len();
    let line = |line| Line::Priority { party, line };
    WhyParty {
        party,
        lines: (0..lines).map(|l| (line(l), off(table, line(l)))).collect(),
        packages: (0..scenario.packages.len())
            .map(NamedId::new)
            .map(|named| (named, compare(table, party, &scenario.named(named).package)))
            .collect(),
    }
}

fn why_source(table: &PackageTable<'_>, id: SourceId) -> WhySource {
    let scenario = table.scenario();
    let users = users(scenario).swap_remove(id.index());
    WhySource {
        source: id,
        known: table.case().as_of.knows(scenario.source(id).date),
        lines: users.lines.into_iter().map(|line| (line, off(table, line))).collect(),
        packages: users.packages,
        claims: users.claims,
        steps: users.steps,
        conflicts: users.conflicts,
    }
}
