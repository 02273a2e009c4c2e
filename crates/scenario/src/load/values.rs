//! `[[value.PARTY]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{OptionId, PartyId, TermId};
use crate::load::conditions::condition;
use crate::load::empty_list;
use crate::load::evidence::listed_twice;
use crate::load::fields::{Fields, amount, decimal, items, words, wrong_type};
use crate::load::known::Known;
use crate::load::preferences::report_overlaps;
use crate::load::report::Report;
use crate::load::rules::basis;
use crate::load::schema;
use crate::load::sections::Partial;
use crate::model::{Points, Preference, Scale, Valuation, ValueLine, Worth};
use crate::number::{Amount, Decimal};
use crate::span::Span;
use crate::tree::{Node, Value};

/// The lines of the party at `position`; nothing if none can be read.
pub(super) fn read(
    position: Option<usize>,
    section: &Partial<&Node>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Preference> {
    let entries: Vec<(&Node, Option<Valuation>)> =
        section.items.iter().map(|node| (*node, valuation(node, known, report))).collect();
    let versions = &known.lines[position?];
    report_overlaps(versions, &entries, report);
    let lines: Vec<ValueLine> = versions
        .iter()
        .map(|versions| ValueLine {
            versions: versions.iter().filter_map(|&at| entries.get(at)?.1.clone()).collect(),
        })
        .collect();
    (!lines.is_empty()).then_some(Preference::Values(lines))
}

/// Reports copies of copies, copies of oneself and of parties without values.
pub(super) fn check_copies(
    preferences: &[Preference],
    sections: &[(&crate::tree::Key, Partial<&Node>)],
    known: &Known,
    report: &mut Report<'_>,
) {
    let copies = |party: usize| match preferences.get(party) {
        Some(Preference::Values(lines)) => lines
            .iter()
            .flat_map(|line| &line.versions)
            .any(|version| matches!(version.worth, Worth::Like(_))),
        _ => false,
    };
    for (key, section) in sections {
        for node in &section.items {
            let Some(like) = node.get("like") else { continue };
            let Some(name) = like.as_text() else { continue };
            let Some(model) = known.parties.position(name.trim()) else { continue };
            let message = if known.parties.position(&key.name) == Some(model) {
                format!("`{}` cannot value things like itself", name.trim())
            } else if known.unordered.get(model) != Some(&true) {
                format!("`{}` has no values that could be copied", name.trim())
            } else if copies(model) {
                format!("`{}` itself copies another party", name.trim())
            } else {
                continue;
            };
            let help = "name a party whose lines under [[value.PARTY]] are its own";
            report.add(Diagnostic::new(Code::E222, like.span, message).help(help));
        }
    }
}

fn valuation(node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Valuation> {
    let fields = Fields::open(node, &schema::VALUE, report)?;
    let basis = basis(&fields, known, report);
    let once = fields.flag("once", report);
    let present: Vec<(&str, Span)> = ["term", "when", "like"]
        .into_iter()
        .filter_map(|key| fields.get(key).map(|node| (key, node.span)))
        .collect();
    // All of them are read, so that a mistake in any is reported.
    let options = options(&fields, known, report);
    let when = condition(&fields, "when", known, report);
    let worth = fields.get("worth").and_then(|node| amount(node, report));
    let like = fields.get("like").and_then(|node| words(node, report));
    let like = like.and_then(|words| known.party(words, report));
    match present.as_slice() {
        [] => {
            let what = "one of `term`, `when` and `like`";
            fields.report_none_of(&["term", "when", "like"], what, report);
            return None;
        }
        [(kind, place)] => check_company(kind, *place, &fields, report),
        [(first, first_place), (second, place), ..] => {
            let message = format!("a line of values has either `{first}` or `{second}`");
            let finding = Diagnostic::new(Code::E106, *place, message);
            report
                .add(finding.related(*first_place, format!("`{first}`")).help("make it two lines"));
            return None;
        }
    }
    let out_of = match fields.get("when") {
        Some(_) => out_of(&fields, report),
        None => None,
    };
    let when = when.zip(worth).map(|(condition, worth)| Worth::When { condition, worth, out_of });
    let worth = options.or(when).or(like.map(|party: PartyId| Worth::Like(party)))?;
    Some(Valuation { worth, once, basis })
}

/// Which keys go with which kind of line.
const COMPANY: [(&str, &[&str]); 3] = [
    ("term", &["options", "best_first", "weight", "out_of", "swing", "once"]),
    ("when", &["worth", "out_of", "once"]),
    ("like", &[]),
];

/// Reports keys that do not go with a line of that kind, and those that it lacks.
fn check_company(kind: &str, place: Span, fields: &Fields<'_>, report: &mut Report<'_>) {
    let company = COMPANY.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, keys)| keys);
    for key in ["options", "best_first", "weight", "out_of", "swing", "worth", "once"] {
        if let Some(node) = fields.get(key)
            && !company.contains(&key)
        {
            let owner = COMPANY.iter().find(|(_, keys)| keys.contains(&key)).map_or("", |(k, _)| k);
            let message = format!("`{key}` goes with `{owner}`, not with `{kind}`");
            report.add(Diagnostic::new(Code::E107, node.span, message).related(place, kind));
        }
    }
    let lacks = match kind {
        "when" if fields.get("worth").is_none() => "`when` needs `worth`",
        "term" if fields.get("options").is_none() && fields.get("best_first").is_none() => {
            "`term` needs `options` or `best_first`"
        }
        _ => return,
    };
    if !report.is_table_damaged(fields.place.start) {
        report.add(Diagnostic::new(Code::E107, place, lacks));
    }
}

fn options(fields: &Fields<'_>, known: &Known, report: &mut Report<'_>) -> Option<Worth> {
    if fields.get("term").is_none() && fields.get("when").is_some() {
        return None;
    }
    let term = fields.get("term").and_then(|node| words(node, report)).and_then(|words| {
        known.terms.find(words.text, words.span, Code::E211, None, report).map(TermId::new)
    });
    either(fields, "options", "best_first", report);
    either(fields, "weight", "swing", report);
    either(fields, "swing", "out_of", report);
    let given = fields.get("options").and_then(|node| given(node, term, known, report));
    let best_first = fields.get("best_first").and_then(|node| groups(node, term, known, report));
    let scale = scale(fields, report);
    let points = given.map(Points::Given).or(best_first.map(Points::BestFirst))?;
    if let (Some(node), Points::Given(given)) = (fields.get("swing"), &points)
        && let Some(term) = term
        && let Some(Some(all)) = known.options.get(term.index())
        && is_flat(given, all.len())
    {
        let message = "a swing needs options of which one is better than another";
        report.add(Diagnostic::new(Code::E418, node.span, message));
    }
    Some(Worth::Options { term: term?, points, scale: scale? })
}

/// Whether no option stands above another in the middle of its range.
fn is_flat(given: &[(OptionId, Amount)], options: usize) -> bool {
    // Twice the middle, with both ends at the same number of places; of what cannot be compared so, the
    // ends are.
    let middle = |amount: &Amount| -> Option<(i128, i16)> {
        let places = amount.low.places().max(amount.high.places());
        let at = |d: Decimal| {
            let more = u32::try_from(places - d.places()).ok()?;
            d.digits().checked_mul(10_i128.checked_pow(more)?)
        };
        let sum = at(amount.low)?.checked_add(at(amount.high)?)?;
        Decimal::new(sum, i64::from(places)).ok().map(|d| (d.digits(), d.places()))
    };
    let missing = (given.len() < options).then_some(Some((0, 0)));
    let mut middles = given.iter().map(|(_, amount)| middle(amount)).chain(missing);
    let first = middles.next().flatten();
    first.is_some() && middles.all(|middle| middle == first)
}

fn either(fields: &Fields<'_>, first: &str, second: &str, report: &mut Report<'_>) {
    if let (Some(one), Some(other)) = (fields.get(first), fields.get(second)) {
        let message = format!("a line of values has either `{first}` or `{second}`");
        let finding = Diagnostic::new(Code::E106, other.span, message);
        report.add(finding.related(one.span, format!("`{first}`")).help("leave out one of them"));
    }
}

/// What points are out of.
fn out_of(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Decimal> {
    let node = fields.get("out_of")?;
    let number = decimal(node, report)?;
    if number.is_negative() || number.is_zero() {
        let message = "what points are out of is positive";
        report.add(Diagnostic::new(Code::E416, node.span, message));
        return None;
    }
    Some(number)
}

fn scale(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Scale> {
    let mut sound = true;
    let mut checked = |key: &str, what: &str, report: &mut Report<'_>| {
        let node = fields.get(key)?;
        let amount = amount(node, report);
        sound &= amount.is_some_and(|amount| !amount.low.is_negative());
        if amount.is_some_and(|amount| amount.low.is_negative()) {
            report.add(Diagnostic::new(Code::E416, node.span, format!("{what} is not negative")));
        }
        amount
    };
    let weight = checked("weight", "a weight", report);
    let swing = checked("swing", "a swing", report);
    let out_of = out_of(fields, report);
    if !sound || (out_of.is_none() && fields.get("out_of").is_some()) {
        return None;
    }
    Some(match swing {
        Some(swing) => Scale::Swing(swing),
        None => Scale::Weight { weight: weight.unwrap_or_else(|| Amount::from(1)), out_of },
    })
}

fn given(
    node: &Node,
    term: Option<TermId>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Vec<(OptionId, Amount)>> {
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table with options for keys and numbers", report);
        return None;
    };
    if entries.is_empty() {
        let message = "this table is empty; it needs at least an option with its points";
        report.add(Diagnostic::new(Code::E105, node.span, message));
    }
    let mut given = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        let amount = amount(node, report);
        let option = known.option(term?, &key.name, key.span, report);
        given.extend(option.zip(amount));
    }
    Some(given)
}

fn groups(
    node: &Node,
    term: Option<TermId>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Vec<Vec<OptionId>>> {
    let listed = items(node, "options, or lists of options that are equally good", report)?;
    if listed.is_empty() {
        empty_list(node.span, "an option", report);
    }
    let mut seen: Vec<OptionId> = Vec::new();
    let mut groups = Vec::with_capacity(listed.len());
    for item in listed {
        let tied = match &item.value {
            Value::List(tied) => {
                if tied.is_empty() {
                    empty_list(item.span, "an option", report);
                }
                tied.as_slice()
            }
            _ => std::slice::from_ref(item),
        };
        let mut group = Vec::with_capacity(tied.len());
        for node in tied {
            let Some(words) = words(node, report) else { continue };
            let Some(option) = known.option(term?, words.text, words.span, report) else {
                continue;
            };
            if seen.contains(&option) {
                listed_twice(words, report);
            } else {
                seen.push(option);
                group.push(option);
            }
        }
        groups.push(group);
    }
    Some(groups)
}
