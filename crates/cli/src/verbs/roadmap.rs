//! `order` and `hold`: can it be carried out, and would it hold?

use super::show;
use crate::arguments::{Hold, Order};
use crate::desk::{Desk, complain};
use crate::system::Exit;
use detente_engine::PackageTable;
use detente_engine::hold::valued::valued;
use detente_engine::hold::{
    Refused, Wanted, Way, audit, members, of_named, order_to_judge, roadmaps,
};
use detente_report::roadmaps::{Subject, step_id_in, subjects};
use detente_report::{csv, json, text};
use detente_scenario::{NamedId, Package, nearest};

/// The orders of the steps of one package, or of all that the file names.
pub(super) fn order(arguments: &Order) -> Result<Exit, Exit> {
    let answer = &arguments.answer;
    let desk = Desk::open(answer)?;
    let package = arguments.package.as_deref().map(|text| desk.proposal(text)).transpose()?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let wanted = Wanted { largest_bundle: arguments.largest, ..Wanted::default() };
    if let Some(package) = &package {
        let found = roadmaps(&table, package, &wanted, &desk.limits());
        let found = found.map_err(|refused| refuse(&refused))?;
        let subject = subject(&table, package);
        return Ok(show(
            answer,
            || text::order(&page, &subject, &found),
            || json::order(&page, &subject, &found),
            Some(&|| csv::orders(&page, &[(subject, Ok(&found))])),
        ));
    }
    let found = of_named(&table, &wanted, &desk.limits());
    let found = subjects(desk.scenario(), &found);
    Ok(show(
        answer,
        || text::orders(&page, &found),
        || json::orders(&page, &found),
        Some(&|| csv::orders(&page, &found)),
    ))
}

/// One order of the steps of a package.
pub(super) fn hold(arguments: &Hold) -> Result<Exit, Exit> {
    let answer = &arguments.answer;
    let desk = Desk::open(answer)?;
    let package = desk.proposal(&arguments.package)?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let found = roadmaps(&table, &package, &Wanted::default(), &desk.limits())
        .map_err(|refused| refuse(&refused))?;
    let asked = match arguments.order.as_slice() {
        [] => None,
        names => Some(stages(&desk, &found.way, names)?),
    };
    let memory = desk.limits().memory;
    let worths = valued(table.case(), &found.way, asked.as_deref(), memory);
    let stages = asked.unwrap_or_else(|| order_to_judge(&found, &worths));
    let audited = audit(table.case(), &found.way, &stages);
    let subject = subject(&table, &package);
    Ok(show(
        answer,
        || text::audit(&page, &subject, &found.way, &audited, &worths),
        || json::audit(&page, &subject, &found, &audited, &worths),
        None,
    ))
}

/// The package with its name, if the file gives it one.
fn subject<'p>(table: &PackageTable<'_>, package: &'p Package) -> Subject<'p> {
    let named = table.scenario().packages.iter().position(|named| named.package == *package);
    Subject { named: named.map(NamedId::new), package }
}

/// The stages that `names` say.
fn stages(desk: &Desk<'_>, way: &Way, names: &[String]) -> Result<Vec<u32>, Exit> {
    let ids: Vec<String> = way.steps.iter().map(|step| step_id_in(desk.original(), step)).collect();
    let shown: Vec<String> =
        way.steps.iter().map(|step| step_id_in(desk.scenario(), step)).collect();
    let mut done = 0_u32;
    let mut stages = Vec::with_capacity(names.len());
    for stage in names {
        let mut set = 0_u32;
        for name in stage.split('+').map(str::trim) {
            let squeezed: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            let find = |ids: &[String]| ids.iter().position(|id| *id == squeezed || *id == name);
            let step = find(&ids).or_else(|| find(&shown)).ok_or_else(|| {
                let near = nearest(name, ids.iter().map(String::as_str));
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the steps are {}", ids.join(", ")),
                };
                complain(
                    Exit::Wrong,
                    &format!("--order: no step of this package is called `{name}`; {hint}"),
                )
            })?;
            if (done | set) & (1 << step) != 0 {
                let message = format!("--order: `{name}` is taken twice");
                return Err(complain(Exit::Wrong, &message));
            }
            set |= 1 << step;
        }
        let missing = members(set).find_map(|s| {
            let lacks = way.steps[s].after & !(done | set);
            (lacks != 0).then(|| (s, lacks.trailing_zeros() as usize))
        });
        if let Some((step, before)) = missing {
            let message = format!("--order: `{}` comes after `{}`", ids[step], ids[before]);
            return Err(complain(Exit::Wrong, &message));
        }
        done |= set;
        stages.push(set);
    }
    let left: Vec<&str> =
        (0..ids.len()).filter(|s| done & (1 << s) == 0).map(|s| ids[s].as_str()).collect();
    if !left.is_empty() {
        let message = format!("--order leaves out {}", left.join(", "));
        return Err(complain(Exit::Wrong, &message));
    }
    Ok(stages)
}

/// Says why orders were not counted.
fn refuse(refused: &Refused) -> Exit {
    complain(
        Exit::Limit,
        &match *refused {
            Refused::Steps { most } => {
                format!(
                    "carrying it out takes more than {most} steps; join some of them to one [[step]]"
                )
            }
            Refused::Memory { steps, bytes, limit } => format!(
                "the orders of {steps} steps need about {} MiB, more than the {} MiB allowed (--memory); join some of them to one [[step]]",
                bytes >> 20,
                limit >> 20
            ),
        },
    )
}
