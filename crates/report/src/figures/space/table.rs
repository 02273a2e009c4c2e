//! The deal space as a table.

use crate::catalogue::say;
use crate::document::{Column, Row, Table};
use crate::figures::marks::solution_name;
use crate::page::Page;
use detente_engine::deals::{Cloud, Place, Plane};

/// Other choices of a cloud told of per point.
const CHOICES: usize = 3;

/// The named packages, then the bargaining points: where they stand, and how much is better.
pub(super) fn table(page: &Page<'_>, plane: &Plane) -> Table {
    let names = page.names();
    let mut columns = vec![Column::words(""), Column::words(page.word("column-package"))];
    for party in plane.parties {
        let party = names.party(party);
        columns.push(Column::numbers(say!(page, "column-percentile", party = party.clone())));
        columns.push(Column::numbers(say!(page, "column-better-for", party = party)));
    }
    let cloud = match &plane.bargain.cloud {
        Cloud::Drawn { draws, chosen, .. } => Some((*draws, chosen)),
        _ => None,
    };
    if cloud.is_some() {
        columns.push(Column::words(page.word("column-draws")));
    }
    let wide = columns.len();
    let mut table = Table::new(page.word("plane-table"), columns);
    let mut row = |label: String, package: String, place: &Place, draws: String| -> usize {
        let mut cells = vec![label, package];
        for rung in place {
            let percent = page.sheet.catalogue.percent(rung.height(), 2 * plane.possible);
            cells.push(percent.unwrap_or_default());
            cells.push(page.number(rung.above(plane.possible)));
        }
        cells.push(draws);
        cells.truncate(wide);
        table.rows.push(Row::of(cells));
        table.rows.len() - 1
    };
    row(page.word("package-now"), String::new(), &plane.status_quo, String::new());
    let scenario = page.scenario();
    for (&party, place) in plane.parties.iter().zip(&plane.no_deals) {
        if *place != plane.status_quo {
            let label = say!(page, "plane-no-deal-of", party = names.party(party));
            row(label, names.package(&scenario.no_deal(party)), place, String::new());
        }
    }
    let mut keys = Vec::new();
    for (named, possible, place) in &plane.named {
        let mut package = names.package(&scenario.named(*named).package);
        if possible.is_none() {
            package = say!(page, "position-impossible", package = package);
        }
        let at = row(names.named(*named), package, place, String::new());
        keys.push((at, crate::figures::gains::key(*named)));
    }
    let mut ruled = Vec::new();
    for (at, point) in plane.bargain.points.iter().enumerate() {
        let share = |draws: usize, of: usize| {
            page.sheet.catalogue.percent(draws as u64, of as u64).unwrap_or_default()
        };
        let chosen = cloud.map(|(draws, chosen)| (draws, &chosen[at]));
        let mine = chosen.map(|(draws, chosen)| {
            let mine = chosen.choices.iter().find(|choice| choice.place == point.place);
            // A choice that is not listed is rare, not absent.
            let unlisted = mine.is_none() && chosen.others > 0;
            if unlisted {
                String::new()
            } else {
                share(mine.map_or(0, |choice| choice.draws), draws)
            }
        });
        let name = solution_name(page, point.solution);
        let mut package = page.package_label(point.row);
        if point.alike > 1 {
            package = say!(page, "plane-alike", package = package, count = point.alike - 1);
        }
        let first = row(name.clone(), package, &point.place, mine.unwrap_or_default());
        ruled.push(first);
        let Some((draws, chosen)) = chosen else { continue };
        let others = chosen.choices.iter().filter(|choice| choice.place != point.place);
        for choice in others.take(CHOICES) {
            let label = say!(page, "plane-under-weights", solution = name.clone());
            let package = page.package_label(choice.row);
            row(label, package, &choice.place, share(choice.draws, draws));
        }
    }
    for (at, key) in keys {
        table.rows[at].key = key;
    }
    for at in ruled {
        table.rows[at].ruled = true;
    }
    table
}
