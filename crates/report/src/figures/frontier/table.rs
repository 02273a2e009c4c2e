//! The frontier as a table.

use super::Scene;
use crate::catalogue::say;
use crate::document::{Column, Row, Table};
use crate::text::valued::number;

/// Efficient worths that the table lists; of more it lists so many, evenly from one end to the other.
const ROWS: usize = 50;

/// No deal, the named packages, the solutions, then the efficient worths.
pub(super) fn table(scene: &Scene<'_>) -> Table {
    let (page, valued) = (scene.page, scene.valued);
    let names = page.names();
    let mut columns = vec![Column::words(""), Column::words(page.word("column-package"))];
    columns.extend(valued.parties.iter().map(|&party| Column::numbers(names.party(party))));
    columns.push(Column::words(page.word("column-acceptable")));
    columns.push(Column::words(page.word("column-proof")));
    let wide = columns.len();
    let mut table = Table::new(page.word("frontier-table"), columns);
    let row = |label: String, package: String, worth: &[i64], proof: String| -> Row {
        let mut cells = vec![label, package];
        cells.extend(worth.iter().map(|&units| number(page, valued, units)));
        cells.extend([scene.accepted(worth), proof]);
        Row::of(cells)
    };
    let none = String::new;
    let mut no_deal = row(page.word("solution-no-deal"), none(), &valued.no_deal, none());
    no_deal.cells[wide - 2].texts.clear();
    table.rows.push(no_deal);
    let of = |solutions: bool| scene.spots.iter().filter(move |s| s.is_solution() == solutions);
    for spot in of(false).chain(of(true)) {
        let mut package = names.package(&spot.package);
        if !spot.possible {
            package = say!(page, "position-impossible", package = package);
        }
        let row = row(spot.name.clone(), package, &spot.worth, spot.proof.clone());
        let ruled = spot.is_solution() && !table.rows.iter().any(|row| row.ruled);
        table.rows.push(Row { key: spot.key.clone(), ruled, ..row });
    }
    let (all, listed) = (scene.efficient.len(), scene.efficient.len().min(ROWS));
    for place in 0..listed {
        let at = if all > listed { place * (all - 1) / (listed - 1) } else { place };
        let label = say!(page, "list-number", number = at + 1);
        let package = names.package(&scene.efficient[at].package());
        let row = row(label, package, scene.efficient[at].worth(), none());
        table.rows.push(Row { ruled: place == 0, ..row });
    }
    if all > listed {
        let mut cells = vec![String::new(); wide];
        cells[1] = say!(page, "list-rest", count = all - listed);
        table.rows.push(Row::of(cells));
    }
    table
}

impl Scene<'_> {
    /// `yes`, or who refuses.
    fn accepted(&self, worth: &[i64]) -> String {
        let (page, names) = (self.page, self.page.names());
        let no_deals = &self.valued.no_deal;
        let refuse = (0..worth.len()).filter(|&p| worth[p] < no_deals[p]);
        let refuse: Vec<String> = refuse.map(|p| names.party_id(self.party(p))).collect();
        match refuse.is_empty() {
            true => page.word("sign-yes"),
            false => say!(page, "sign-no", lines = names.all(refuse, 4)),
        }
    }
}
