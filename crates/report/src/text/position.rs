//! How one package stands, in full: who gains by moving, what would be needed, who could leave together.

use super::stable::where_it_stands;
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::stability::{CoalitionView, PartyView, Position, Stands};
use detente_scenario::Concept;

/// Coalitions told of before the rest is only counted.
const COALITIONS: usize = 24;

/// The concepts of which `stands` is true.
pub(super) fn standing(stands: &Stands) -> Vec<Concept> {
    stands.iter().filter(|(_, stands)| *stands).map(|&(concept, _)| concept).collect()
}

/// The parties that gain by moving from there.
pub(super) fn gaining(position: &Position) -> impl Iterator<Item = &PartyView> {
    position.parties.iter().filter(|view| view.improvements > 0)
}

/// The coalitions that could leave together, the smallest first.
pub(super) fn leaving(position: &Position) -> impl Iterator<Item = &CoalitionView> {
    position.coalitions.iter().filter(|view| view.improvements > 0)
}

/// How packages stand, in full.
pub(super) fn positions(page: &Page<'_>, positions: &[Position], layout: &mut Layout) {
    let raised = |position: &Position| {
        position.inverse.as_ref().is_some_and(|needed| !needed.raises.is_empty())
    };
    for (at, position) in positions.iter().enumerate() {
        if at > 0 {
            layout.blank();
        }
        in_full(page, position, layout);
    }
    if positions.iter().any(raised) {
        layout.paragraph(0, &page.word("to-pass-meaning"));
    }
}

fn in_full(page: &Page<'_>, position: &Position, layout: &mut Layout) {
    let names = page.names();
    layout.item(0, &where_it_stands(page, position));
    if gaining(position).next().is_some() {
        let columns = [Align::Left, Align::Right, Align::Left, Align::Right, Align::Fixed];
        let mut table = Table::new(&columns).head(vec![
            String::new(),
            page.word("column-gains"),
            page.word("column-best"),
            page.word("column-to-pass"),
            page.word("column-stable-under"),
        ]);
        for view in gaining(position) {
            let under = standing(&view.stable);
            let needed = position.inverse.as_ref();
            let raise = needed.and_then(|n| n.raises.iter().find(|r| r.party == view.party));
            table.row(vec![
                names.party(view.party),
                page.number(view.improvements),
                view.best.as_ref().map_or(String::new(), |best| page.move_alone(best)),
                raise.map_or(String::new(), |raise| page.number(raise.overtakes)),
                match under.is_empty() {
                    true => page.word("cell-none"),
                    false => under.iter().map(|c| c.name()).collect::<Vec<_>>().join(" "),
                },
            ]);
        }
        layout.table(2, &table);
    }
    let content: Vec<String> = position
        .parties
        .iter()
        .filter(|view| view.improvements == 0)
        .map(|view| names.party(view.party))
        .collect();
    if !content.is_empty() {
        layout.item(2, &say!(page, "position-content", names = names.all(content, 6)));
    }
    let more = leaving(position).count().saturating_sub(COALITIONS);
    if leaving(position).next().is_some() {
        layout.item(2, &page.word("joint-meaning"));
    }
    for view in leaving(position).take(COALITIONS) {
        layout.item(4, &coalition(page, position, view));
    }
    if more > 0 {
        layout.item(4, &say!(page, "list-rest", count = more));
    }
}

/// What a coalition could gain by leaving `position` together, and whether that is deterred.
pub(super) fn coalition(page: &Page<'_>, position: &Position, view: &CoalitionView) -> String {
    let held: Vec<String> = deterring(view).into_iter().map(str::to_owned).collect();
    let nearest = view.nearest.as_ref().zip(position.row);
    say!(
        page,
        "coalition-short",
        members = page.party_ids(&view.members),
        count = page.number(view.improvements),
        package =
            nearest.map_or(String::new(), |((nearest, _), row)| page.difference(row, *nearest)),
        held = if held.is_empty() { "no" } else { "yes" },
        concepts = page.names().all(held, 3),
    )
}

/// The concepts of coalition stability under which the others could deter a coalition.
fn deterring(view: &CoalitionView) -> Vec<&'static str> {
    let stands = &view.stands;
    [("CSEQ", stands.cseq), ("CSMR", Some(stands.csmr)), ("CGMR", Some(stands.cgmr))]
        .into_iter()
        .filter(|(_, stands)| *stands == Some(true))
        .map(|(name, _)| name)
        .collect()
}
