//! Deals with values: the frontier, what textbooks single out, what that is term by term.

use crate::catalogue::say;
use crate::layout::{Align, Layout, Table, glue};
use crate::page::Page;
use detente_engine::deals::valued::{
    Answer, Exactness, Found, Name, Objective, Undefined, Valued, Way, package_of,
};
use detente_scenario::{Package, PartyId};

/// The frontier and the solutions, or why there are none.
pub(crate) fn valued(page: &Page<'_>, answer: &Result<Valued, Undefined>, layout: &mut Layout) {
    match answer {
        Ok(valued) => {
            layout.paragraph(0, &frontier(page, valued));
            for remark in remarks(page, valued) {
                layout.paragraph(0, &remark);
            }
            layout.blank();
            layout.heading(&page.word("question-solutions"));
            solutions(page, valued, layout);
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

/// `us 70.6, panama 59.75`
pub(crate) fn told(page: &Page<'_>, valued: &Valued, worth: &[i64]) -> String {
    let told = valued.parties.iter().zip(worth).map(|(&party, &units)| {
        let (party, worth) = (page.names().party_id(party), number(page, valued, units));
        glue(&say!(page, "worth-to", party = party, worth = worth))
    });
    page.sheet.commas(&told.collect::<Vec<_>>())
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
    let mut columns = vec![Align::Left];
    columns.extend(valued.parties.iter().map(|_| Align::Right));
    columns.push(Align::Left);
    let mut head = vec![page.word("column-solution")];
    head.extend(valued.parties.iter().map(|&party| page.names().party_id(party)));
    head.push(page.word("column-proof"));
    let mut table = Table::new(&columns).head(head);
    let mut row = |label: String, worths: &[i64], proof: String| {
        let mut cells = vec![label];
        cells.extend(worths.iter().map(|&worth| number(page, valued, worth)));
        cells.push(proof);
        table.row(cells);
    };
    row(page.word("solution-no-deal"), &valued.no_deal, String::new());
    for (name_, found) in found(valued) {
        let label = name(page, name_);
        row(label, &found.package.worth, proof(page, found));
    }
    layout.table(2, &table);
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
    packages(page, valued, layout);
    if valued.parties.len() > 1 {
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
    let mut parts = vec![told(page, valued, &nash.package.worth)];
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

/// Each package that some solution singles out, once.
fn packages(page: &Page<'_>, valued: &Valued, layout: &mut Layout) {
    let mut distinct: Vec<(Package, Vec<String>)> = Vec::new();
    for (solution, found) in found(valued) {
        let package = package_of(&found.package.options);
        let name = name(page, solution);
        match distinct.iter_mut().find(|(known, _)| *known == package) {
            Some((_, names)) => names.push(name),
            None => distinct.push((package, vec![name])),
        }
    }
    layout.blank();
    for (package, names) in &distinct {
        let label = say!(page, "solutions-package", names = page.sheet.commas(names));
        layout.hang(2, &label, 24, &page.names().package(package));
    }
}
