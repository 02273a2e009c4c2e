//! Deals with values: the frontier, what textbooks single out, what that is term by term.

use crate::catalogue::say;
use crate::layout::{Align, Layout, Table, glue};
use crate::page::Page;
use detente_engine::deals::broken_rules;
use detente_engine::deals::uncertain::{Certainty, Frequency, Turn, Uncertain};
use detente_engine::deals::valued::{
    Answer, Certificate, Count, Efficiency, Exactness, Found, Many, Name, NoZopa, Objective, Reach,
    Share, Undefined, Valued, Way, package_of,
};
use detente_scenario::model::Line;
use detente_scenario::{OptionId, Package, PartyId, TermId};

/// The frontier and the solutions, or why there are none.
pub(crate) fn valued(page: &Page<'_>, answer: &Result<Valued, Undefined>, layout: &mut Layout) {
    match answer {
        Ok(valued) => {
            if !page.table.is_listed() {
                layout.paragraph(0, &size(page, valued));
            }
            layout.paragraph(0, &frontier(page, valued));
            for remark in remarks(page, valued) {
                layout.paragraph(0, &remark);
            }
            if valued.zopa.empty.is_some() || !page.table.is_listed() {
                zopa(page, valued, layout);
            }
            layout.blank();
            layout.heading(&page.word("question-solutions"));
            solutions(page, valued, layout);
            if let Some(uncertain) = &valued.uncertain {
                sure(page, valued, uncertain, layout);
            }
        }
        Err(why) => {
            if let Some(text) = undefined(page, why) {
                layout.blank();
                layout.heading(&page.word("question-solutions"));
                layout.paragraph(0, &text);
            }
        }
    }
}

/// Why there are no solutions; nothing where nobody would expect any.
fn undefined(page: &Page<'_>, why: &Undefined) -> Option<String> {
    let names = page.names();
    match why {
        Undefined::NoSigners => None,
        Undefined::NoValues(parties) => {
            // Only where some party gives values is it worth a word that others do not.
            let valued = page.table.case().preferences.iter().any(|p| p.worths().is_some());
            valued.then(|| {
                let names = names.parties(parties);
                say!(page, "solutions-undefined", names = names, count = parties.len())
            })
        }
        Undefined::TooWide(wide) => {
            Some(say!(page, "solutions-wide", line = names.line(wide.line), terms = wide.terms))
        }
        Undefined::Tangled(_) => Some(page.word("solutions-tangled")),
    }
}

/// How many packages are acceptable to all.
fn size(page: &Page<'_>, valued: &Valued) -> String {
    say!(
        page,
        "zopa-count",
        count = match valued.zopa.count {
            Count::Exact(0) => "0".to_owned(),
            count => number_of(page, count),
        },
        possible = number_of(page, valued.possible),
        names = page.names().parties(&valued.parties),
    )
}

/// A count of packages as readers write it.
pub(crate) fn number_of(page: &Page<'_>, count: Count) -> String {
    let many = |many: Many| match many.tens {
        ..15 => page.sheet.decimal(&format!("{:.0}", many.number())),
        tens => format!("{} · 10^{tens}", page.sheet.decimal(&format!("{:.2}", many.digits))),
    };
    match count {
        Count::Exact(count) => page.sheet.decimal(&count.to_string()),
        Count::Rounded(count) => say!(page, "zopa-sampled", count = many(count)),
        Count::Sampled { packages, .. } => say!(page, "zopa-sampled", count = many(packages)),
    }
}

/// Options that are named of those that occur most often, and of those that never do.
const NAMED: usize = 6;

/// What occurs most often in the zopa, what never; or why there is none.
fn zopa(page: &Page<'_>, valued: &Valued, layout: &mut Layout) {
    if let Some(empty) = &valued.zopa.empty {
        return no_zopa(page, valued, empty, layout);
    }
    let Some(options) = &valued.zopa.options else { return };
    let names = page.names();
    let mut often: Vec<(f64, String)> = Vec::new();
    let mut never: Vec<String> = Vec::new();
    for (term, shares) in options.iter().enumerate() {
        let name = |option: usize| names.option(TermId::new(term), OptionId::new(option));
        let most = shares.iter().enumerate().max_by(|a, b| {
            // Of several the first.
            a.1.share.total_cmp(&b.1.share).then(b.0.cmp(&a.0))
        });
        if let Some((option, share)) = most {
            often.push((share.share, name(option)));
        }
        let out = |share: &Share| share.reach == Reach::No;
        never.extend(shares.iter().enumerate().filter(|(_, s)| out(s)).map(|(o, _)| name(o)));
    }
    often.sort_by(|a, b| b.0.total_cmp(&a.0));
    let list: Vec<String> = often
        .into_iter()
        .take(NAMED)
        .map(|(share, option)| {
            let share = page.sheet.percent((share * 1e6).round() as u64, 1_000_000);
            say!(page, "zopa-share", option = option, share = share)
        })
        .collect();
    layout.paragraph(0, &say!(page, "zopa-often", list = page.sheet.commas(&list)));
    if !never.is_empty() {
        layout.paragraph(0, &say!(page, "zopa-never", list = names.all(never, NAMED)));
    }
}

fn no_zopa(page: &Page<'_>, valued: &Valued, empty: &NoZopa, layout: &mut Layout) {
    let names = page.names();
    if let (Some(value), Some(package)) = (empty.apart.value, &empty.apart.package) {
        let package = names.package(&package_of(package));
        let loss = number(page, valued, -value);
        layout.paragraph(0, &say!(page, "zopa-apart", loss = loss, package = package));
    }
    let party = |at: &usize| valued.parties[*at];
    let sets: Vec<String> = empty
        .blocking
        .groups
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| names.parties(&group.iter().map(party).collect::<Vec<_>>()))
        .collect();
    if !sets.is_empty() {
        let sets = page.sheet.semicolons(&sets);
        layout.paragraph(0, &say!(page, "zopa-blocking", sets = sets));
    }
    for opening in &empty.openings {
        if let Some(drop) = opening.drop {
            let drop = number(page, valued, drop);
            let party = names.party(party(&opening.party));
            layout.item(2, &say!(page, "zopa-opening", drop = drop, party = party));
        }
    }
}

/// What the ranges leave open, and what turns the Nash deal first.
fn sure(page: &Page<'_>, valued: &Valued, uncertain: &Uncertain, layout: &mut Layout) {
    let names = page.names();
    if let Some(ranges) = &uncertain.ranges {
        let (sure, possible) = (number_of(page, ranges.sure), number_of(page, ranges.possible));
        layout.paragraph(2, &say!(page, "uncertain-zopa", sure = sure, possible = possible));
        let drawn = &ranges.drawn;
        let share = |of: Frequency| page.sheet.percent(of.hits, of.of);
        let mut often: Vec<(f64, String)> = Vec::new();
        for (term, options) in drawn.options.iter().enumerate() {
            let most = options
                .iter()
                .enumerate()
                .max_by(|a, b| a.1.hits.cmp(&b.1.hits).then(b.0.cmp(&a.0)));
            let moved = |of: &Frequency| of.hits > 0 && of.hits < of.of;
            if let Some((option, frequency)) = most.filter(|(_, frequency)| moved(frequency)) {
                let name = names.option(TermId::new(term), OptionId::new(option));
                let text = say!(page, "zopa-share", option = name, share = share(*frequency));
                often.push((frequency.share(), text));
            }
        }
        // What moves most comes first.
        often.sort_by(|a, b| a.0.total_cmp(&b.0));
        let list: Vec<String> = often.into_iter().take(NAMED).map(|(_, text)| text).collect();
        let text = say!(
            page,
            "uncertain-draws",
            draws = drawn.draws,
            empty = drawn.empty.hits,
            accepted = drawn.acceptable.map(share).unwrap_or_default(),
            moved = if list.is_empty() { "no" } else { "yes" },
            list = page.sheet.commas(&list),
        );
        layout.paragraph(2, &text);
        if drawn.unknown > 0 {
            layout.paragraph(2, &say!(page, "uncertain-unsolved", count = drawn.unknown));
        }
    }
    let Some(first) = uncertain.break_evens.iter().flatten().next() else { return };
    // The nearer of both ends, seen from the weight as it is.
    let distance = |turn: &&Turn| turn.factor.to_f64().max(1e-9).ln().abs();
    let turns = [first.from.as_ref(), first.to.as_ref()].into_iter().flatten();
    let Some(turn) = turns.min_by(|a, b| distance(a).total_cmp(&distance(b))) else { return };
    let factor = page.sheet.decimal(&format!("{:.2}", turn.factor.to_f64()));
    let line = names.line(first.line);
    let says = names.says(first.line, page.version_in_force(first.line));
    let text = match &turn.instead {
        Some(package) => say!(
            page,
            "break-even-first",
            line = line,
            factor = factor,
            says = says,
            package = match found(valued).first() {
                Some((name, nash)) => {
                    let nash = package_of(&nash.package.options);
                    as_other(page, package, &nash, &self::name(page, *name))
                }
                None => names.package(package),
            },
        ),
        None => say!(
            page,
            "break-even-walk",
            line = line,
            factor = factor,
            says = says,
            party = names.party(first.party),
        ),
    };
    layout.paragraph(2, &text);
}

/// What can be said for certain of a package: its worth to the signers, and what beats it.
pub(crate) fn certified(
    page: &Page<'_>,
    valued: &Valued,
    certificate: &Certificate,
    sure: Option<Certainty>,
) -> String {
    let names = page.names();
    let verdict = match &certificate.efficiency {
        Efficiency::Efficient => page.word("certificate-efficient"),
        Efficiency::Unknown(_) => page.word("certificate-unknown"),
        Efficiency::Dominated { nearest, .. } => {
            let package = package_of(&nearest.package);
            let change = |&t: &usize| names.option(TermId::new(t), package[t]);
            let changes: Vec<String> = nearest.changes.iter().map(change).collect();
            let gainers: Vec<PartyId> = (0..nearest.gains.len())
                .filter(|&at| nearest.gains[at] > 0)
                .map(|at| valued.parties[at])
                .collect();
            let gains: Vec<String> = nearest
                .gains
                .iter()
                .filter(|gain| **gain > 0)
                .map(|&gain| number(page, valued, gain))
                .collect();
            say!(
                page,
                "certificate-dominated",
                changes = page.sheet.commas(&changes),
                gains = page.sheet.commas(&gains),
                names = names.parties(&gainers),
            )
        }
    };
    let verdict = match (&certificate.efficiency, sure) {
        (Efficiency::Unknown(_), _) | (_, None) => verdict,
        (Efficiency::Efficient, Some(Certainty::Sure)) | (_, Some(Certainty::No)) => {
            say!(page, "certificate-always", verdict = verdict)
        }
        _ => say!(page, "certificate-middle", verdict = verdict),
    };
    let worth = worths(page, valued, &certificate.worth);
    let worth = say!(page, "certificate-worth", worths = worth);
    say!(page, "certificate-line", worths = worth, verdict = verdict)
}

/// How many efficient worths there are, and how that is known.
pub(crate) fn frontier(page: &Page<'_>, valued: &Valued) -> String {
    let way = match valued.way() {
        Way::Listed => page.word("frontier-listed"),
        Way::Additive => page.word("frontier-additive"),
        Way::Elimination { width } => say!(page, "frontier-elimination", terms = width + 1),
    };
    say!(
        page,
        "frontier-found",
        exact = if valued.frontier.exactness == Exactness::Exact { "yes" } else { "no" },
        count = valued.frontier.len(),
        way = way,
        inside = page.number(valued.acceptable_points().count() as u64),
    )
}

/// What the list of efficient worths leaves out, and whether numbers are rounded.
pub(crate) fn remarks(page: &Page<'_>, valued: &Valued) -> Vec<String> {
    let mut remarks = Vec::new();
    match &valued.frontier.exactness {
        Exactness::Exact => {}
        Exactness::Trimmed { error } => {
            let names = page.names();
            let errors: Vec<String> = valued
                .parties
                .iter()
                .zip(error)
                .map(|(&party, &error)| {
                    let error = number(page, valued, error);
                    format!("{error} ({})", names.party(party))
                })
                .collect();
            let errors = page.sheet.commas(&errors);
            remarks.push(say!(page, "frontier-trimmed", errors = errors));
        }
        Exactness::Stopped { .. } => remarks.push(page.word("frontier-stopped")),
    }
    if !valued.scaled.exact {
        remarks.push(page.word("frontier-rounded"));
    }
    remarks
}

/// A number of units as readers write it.
pub(crate) fn number(page: &Page<'_>, valued: &Valued, units: i64) -> String {
    page.sheet.decimal(&shortened(&valued.value(units).to_string()))
}

/// A decimal of at most four places.
fn shortened(text: &str) -> String {
    match text.split_once('.') {
        Some((_, part)) if part.len() > 4 => {
            let rounded = format!("{:.4}", text.parse::<f64>().unwrap_or(0.0));
            rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The name of a solution.
pub(crate) fn name(page: &Page<'_>, name: Name) -> String {
    page.word(match name {
        Name::Nash => "solution-nash",
        Name::WeightedNash => "solution-weighted",
        Name::KalaiSmorodinsky => "solution-kalai",
        Name::Egalitarian => "solution-egalitarian",
        Name::Utilitarian => "solution-utilitarian",
    })
}

/// What solutions found something, in their order.
pub(crate) fn found<'v>(valued: &'v Valued) -> Vec<(Name, &'v Found)> {
    let found = |(name, answer): &'v (Name, Answer)| match answer {
        Answer::Found(found) => Some((*name, &**found)),
        _ => None,
    };
    valued.solutions.iter().filter_map(found).collect()
}

fn solutions(page: &Page<'_>, valued: &Valued, layout: &mut Layout) {
    if valued.solutions.iter().all(|(_, answer)| matches!(answer, Answer::Empty)) {
        layout.paragraph(0, &page.word("solutions-empty"));
        return;
    }
    let no_deal = worths(page, valued, &valued.no_deal);
    layout.hang(2, &page.word("solution-no-deal"), 24, &no_deal);
    singled_out(page, valued, layout);
    for (solution, answer) in &valued.solutions {
        let solution = name(page, *solution);
        match answer {
            Answer::NoneBetter { gainers, .. } => {
                let sets: Vec<String> = gainers
                    .iter()
                    .map(|set| {
                        let parties: Vec<PartyId> =
                            set.parties.iter().map(|&at| valued.parties[at]).collect();
                        match parties.is_empty() {
                            true => page.word("solution-none"),
                            false => page.names().parties(&parties),
                        }
                    })
                    .collect();
                let sets = page.sheet.semicolons(&sets);
                let text = say!(page, "solution-none-better", solution = solution, sets = sets);
                layout.paragraph(2, &text);
            }
            Answer::Unknown { .. } => {
                layout.paragraph(2, &say!(page, "solution-unknown", solution = solution));
            }
            Answer::Empty | Answer::Found(_) => {}
        }
    }
    // Worth a word where these single out something that the others do not.
    let found = found(valued);
    let of = |wanted: &[Name]| -> Vec<&[i64]> {
        let wanted = found.iter().filter(|(name, _)| wanted.contains(name));
        wanted.map(|(_, found)| found.package.worth.as_slice()).collect()
    };
    let others = of(&[Name::Nash, Name::KalaiSmorodinsky]);
    if of(&[Name::Egalitarian, Name::Utilitarian]).iter().any(|worth| !others.contains(worth)) {
        layout.paragraph(2, &page.word("solutions-scale"));
    }
}

/// What the Nash deal is worth to whom, and which other solutions single out something else; nothing if no
/// package is better for all.
pub(crate) fn nash(page: &Page<'_>, valued: &Valued) -> Option<String> {
    let names = page.names();
    let (_, answer) = valued.solutions.iter().find(|(name, _)| *name == Name::Nash)?;
    let nash = match answer {
        Answer::Found(found) => found,
        Answer::Unknown { .. } => {
            return Some(say!(page, "solution-unknown", solution = page.word("solution-nash")));
        }
        Answer::Empty | Answer::NoneBetter { .. } => return None,
    };
    let (mut unlike, mut unknown) = (Vec::new(), Vec::new());
    for (solution, answer) in &valued.solutions {
        match answer {
            Answer::Found(other) if other.package.worth != nash.package.worth => {
                unlike.push(name(page, *solution));
            }
            Answer::Unknown { .. } => unknown.push(name(page, *solution)),
            _ => {}
        }
    }
    let mut parts = vec![worths(page, valued, &nash.package.worth)];
    if !nash.proved {
        parts.push(proof(page, nash));
    }
    if unlike.is_empty() && unknown.is_empty() {
        parts.push(page.word("nash-alike"));
    }
    if !unlike.is_empty() {
        let count = unlike.len();
        parts.push(say!(page, "nash-unlike", count = count, names = names.all(unlike, 4)));
    }
    if !unknown.is_empty() {
        parts.push(say!(page, "nash-unknown", names = names.all(unknown, 4)));
    }
    Some(page.sheet.semicolons(&parts))
}

/// `proved`, `within 2 %`, and how many worths tie.
pub(crate) fn proof(page: &Page<'_>, found: &Found) -> String {
    let mut parts = vec![match gap(found) {
        None => page.word("solution-proved"),
        Some(gap) => {
            let text = if gap < 0.1 { "0.1".to_owned() } else { format!("{gap:.1}") };
            say!(page, "solution-open", gap = page.sheet.decimal(&text))
        }
    }];
    if found.ties.count > 1 {
        parts.push(say!(page, "solution-ties", count = page.number(found.ties.count as u64)));
    }
    page.sheet.commas(&parts)
}

/// By how many per cent the bound exceeds what was found; nothing if that is proved to be best.
pub(crate) fn gap(found: &Found) -> Option<f64> {
    if found.proved {
        return None;
    }
    let (value, bound) = (objective(&found.value), objective(&found.bound));
    let gap = if value > 0.0 { (bound / value - 1.0) * 100.0 } else { 100.0 };
    Some(gap.max(0.0))
}

/// The number that is maximised, in whole units.
pub(crate) fn objective(objective: &Objective) -> f64 {
    match objective {
        Objective::Product(product) => product.to_f64(),
        Objective::Share(share) => share.part as f64 / share.whole as f64,
        Objective::Gain(gain) => *gain as f64,
        Objective::Sum(sum) => *sum as f64,
    }
}

/// What is worth how much to whom: `70.6 (us), 59.75 (panama)`.
pub(crate) fn worths(page: &Page<'_>, valued: &Valued, worths: &[i64]) -> String {
    let told = valued.parties.iter().zip(worths).map(|(&party, &worth)| {
        let (party, worth) = (page.names().party_id(party), number(page, valued, worth));
        glue(&say!(page, "certificate-gain", gain = worth, party = party))
    });
    page.sheet.commas(&told.collect::<Vec<_>>())
}

/// Terms in which two packages may differ for the second to be told by the difference.
const ALIKE: usize = 3;

/// Each package that some solution singles out, once; later ones by how they differ from the first.
fn singled_out(page: &Page<'_>, valued: &Valued, layout: &mut Layout) {
    let mut distinct: Vec<(Package, &Found, Vec<String>)> = Vec::new();
    for (solution, found) in found(valued) {
        let package = package_of(&found.package.options);
        let name = name(page, solution);
        match distinct
            .iter_mut()
            .find(|(known, first, _)| *known == package && proof(page, first) == proof(page, found))
        {
            Some((.., names)) => names.push(name),
            None => distinct.push((package, found, vec![name])),
        }
    }
    for (package, found, solutions) in &distinct {
        let first = &distinct[0];
        let told = match solutions == &first.2 {
            true => page.names().package(package),
            false => as_other(page, package, &first.0, &first.2[0]),
        };
        let text = say!(
            page,
            "solution-singled-out",
            worths = worths(page, valued, &found.package.worth),
            proof = proof(page, found),
            package = told,
        );
        layout.hang(2, &page.sheet.commas(solutions), 24, &text);
    }
}

/// A package by how it differs from `first`, which is called `name`, if it does in little.
fn as_other(page: &Page<'_>, package: &[OptionId], first: &[OptionId], name: &str) -> String {
    let names = page.names();
    let terms = page.scenario().term_ids();
    let differ: Vec<TermId> =
        terms.filter(|term| package[term.index()] != first[term.index()]).collect();
    match differ.len() {
        0 => say!(page, "solution-alike", first = name),
        1..=ALIKE => {
            let options: Vec<String> =
                differ.iter().map(|&term| names.option(term, package[term.index()])).collect();
            let options = page.sheet.commas(&options);
            say!(page, "solution-but", first = name, options = options)
        }
        _ => names.package(package),
    }
}

/// Swaps that are named.
const SWAPS: usize = 5;

/// All that can be said for certain of a proposal.
pub(crate) fn proposed(
    page: &Page<'_>,
    valued: &Valued,
    package: &[OptionId],
    certificate: &Certificate,
    layout: &mut Layout,
) {
    let names = page.names();
    layout.heading(&page.word("question-proposal"));
    layout.paragraph(0, &names.package(package));
    layout.paragraph(0, &certified(page, valued, certificate, None));
    let broken = broken_rules(page.table, package);
    if !broken.is_empty() {
        let rules: Vec<Line> = broken.into_iter().map(Line::Rule).collect();
        layout.paragraph(0, &say!(page, "proposal-broken", rules = names.lines(&rules, 5)));
    }
    let losers: Vec<PartyId> = valued
        .parties
        .iter()
        .zip(&certificate.gains)
        .filter(|(_, gain)| gain.is_some_and(|gain| gain < 0))
        .map(|(&party, _)| party)
        .collect();
    let text = match losers.is_empty() {
        true => page.word("proposal-accepted"),
        false => say!(page, "proposal-refused", names = names.parties(&losers)),
    };
    layout.paragraph(0, &text);
    let swaps = &certificate.swaps;
    if !swaps.packages.is_empty() {
        let count: u64 = swaps.counts.iter().sum();
        layout.blank();
        layout.heading(&page.word("question-swaps"));
        layout.paragraph(0, &say!(page, "proposal-swaps", count = count));
        for better in swaps.packages.iter().take(SWAPS) {
            let package = package_of(&better.package);
            let change = |&t: &usize| names.option(TermId::new(t), package[t]);
            let changes: Vec<String> = better.changes.iter().map(change).collect();
            let gains = worths(page, valued, &better.gains);
            let changes = page.sheet.commas(&changes);
            layout.item(2, &say!(page, "proposal-swap", changes = changes, gains = gains));
        }
    }
    give_and_take(page, valued, package, certificate, layout);
}

/// What every part of the values gives to whom, and how much more or less than without a deal.
fn give_and_take(
    page: &Page<'_>,
    valued: &Valued,
    package: &[OptionId],
    certificate: &Certificate,
    layout: &mut Layout,
) {
    let names = page.names();
    let mut columns = vec![Align::Left];
    columns.extend(valued.parties.iter().map(|_| Align::Right));
    let mut head = vec![page.word("column-give")];
    head.extend(valued.parties.iter().map(|&party| names.party_id(party)));
    let mut table = Table::new(&columns).head(head);
    for item in &certificate.items {
        let options: Vec<String> =
            item.terms.iter().map(|&t| names.option(TermId::new(t), package[t])).collect();
        let mut cells = vec![page.sheet.commas(&options)];
        for (at, &own) in item.own.iter().enumerate() {
            let own_ = number(page, valued, own);
            cells.push(match item.reference.as_ref().map(|reference| own - reference[at]) {
                Some(change) if change != 0 => {
                    let change = number(page, valued, change);
                    let sign = if change.starts_with(['−', '-']) { "" } else { "+" };
                    format!("{own_} ({sign}{change})")
                }
                _ => own_,
            });
        }
        table.row(cells);
    }
    layout.blank();
    layout.heading(&page.word("question-give"));
    layout.table(2, &table);
}
