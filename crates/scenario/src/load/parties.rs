//! `[party]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{NamedId, PartyId};
use crate::load::fields::{Fields, amount, words};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Party, Preference};
use crate::number::{Amount, Decimal};
use crate::span::Span;
use crate::tree::{Key, Node, Value};

/// Reads every party; `preferences` are theirs, in the same order.
pub(super) fn read(
    sections: &Sections<'_>,
    known: &Known,
    preferences: Vec<Preference>,
    report: &mut Report<'_>,
) -> Vec<Party> {
    let mut principals = Vec::new();
    let mut parties = Vec::new();
    for ((position, (key, node)), preference) in
        sections.parties.items.iter().enumerate().zip(preferences)
    {
        let party = party(position, key, node, known, preference, report);
        let principal = party.as_ref().and_then(|party| party.negotiates_for);
        let place = node.get("negotiates_for").map_or(key.span, |node| node.span);
        principals.push(principal.map(|principal| (principal, place)));
        parties.extend(party);
    }
    report_chains(&principals, known, report);
    parties
}

fn party(
    position: usize,
    key: &Key,
    node: &Node,
    known: &Known,
    preference: Preference,
    report: &mut Report<'_>,
) -> Option<Party> {
    let fields = Fields::open(node, &schema::PARTY, report)?;
    let id = known.parties.name(position);
    let negotiates_for =
        fields.get("negotiates_for").and_then(|node| words(node, report)).and_then(|words| {
            let principal = known.party(words, report)?;
            if principal == PartyId::new(position) {
                let message = format!("`{id}` cannot negotiate for itself");
                report.add(Diagnostic::new(Code::E220, words.span, message));
                return None;
            }
            Some(principal)
        });
    let (no_deal, no_deal_worth) = no_deal(&fields, &preference, known, report);
    Some(Party {
        name: fields.text("name", report).unwrap_or_else(|| id.clone()),
        id,
        signs: fields.flag("signs", report),
        negotiates_for,
        no_deal,
        no_deal_worth,
        discount: discount(&fields, report),
        preference,
        note: fields.text("note", report),
        span: key.span,
    })
}

/// What the next period counts against this one.
fn discount(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Amount> {
    let node = fields.get("discount")?;
    let amount = amount(node, report)?;
    let one = Decimal::from(1);
    if amount.low > Decimal::from(0) && amount.high < one {
        return Some(amount);
    }
    let message = "a discount factor lies between 0 and 1, without both";
    let help = "0.9 says that the next period counts nine tenths of this one";
    report.add(Diagnostic::new(Code::E419, node.span, message).help(help));
    None
}

/// What the party falls back on: a package, or what that is worth.
fn no_deal(
    fields: &Fields<'_>,
    preference: &Preference,
    known: &Known,
    report: &mut Report<'_>,
) -> (Option<NamedId>, Option<Amount>) {
    let Some(node) = fields.get("no_deal") else { return (None, None) };
    if let Value::Text(_) = node.value {
        return (words(node, report).and_then(|words| known.package(words, report)), None);
    }
    let worth = amount(node, report);
    if worth.is_some() && !matches!(preference, Preference::Values(_)) {
        let message = "no deal is worth a number only to a party with values";
        let help = "name a package, or say under [[value.PARTY]] what options are worth";
        report.add(Diagnostic::new(Code::E417, node.span, message).help(help));
    }
    (None, worth)
}

/// An agent's principal is nobody's agent.
fn report_chains(principals: &[Option<(PartyId, Span)>], known: &Known, report: &mut Report<'_>) {
    for &(principal, place) in principals.iter().flatten() {
        if let Some(Some((_, further))) = principals.get(principal.index()) {
            let name = known.parties.name(principal.index());
            let message = format!("`{name}` itself negotiates for another party");
            let finding = Diagnostic::new(Code::E221, place, message).related(*further, "here");
            report.add(finding.help("name the party at the end of the chain"));
        }
    }
}
