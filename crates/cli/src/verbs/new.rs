//! `new`: a scenario to begin with.

use super::output::{ends_in, write};
use super::workbook;
use crate::arguments::New;
use crate::desk::complain;
use crate::system::{Exit, print};
use detente_scenario::{load, nearest, to_json};

/// A file that comes with the program.
struct Template {
    name: &'static str,
    text: &'static str,
}

const TEMPLATES: [Template; 3] = [
    Template { name: "ceasefire", text: include_str!("../../../../examples/ceasefire.toml") },
    Template {
        name: "prisoners-dilemma",
        text: include_str!("../../../../examples/prisoners-dilemma.toml"),
    },
    Template { name: "hanoi-2019", text: include_str!("../../../../examples/hanoi-2019.toml") },
];

/// Writes the template that was asked for, or lists them.
pub(super) fn run(arguments: &New) -> Result<Exit, Exit> {
    let Some(name) = &arguments.template else {
        if arguments.output.output.is_some() {
            return Err(complain(
                Exit::Wrong,
                &format!("say what to begin with: --template {}", names().join(" | ")),
            ));
        }
        return Ok(print(&list()));
    };
    let template = TEMPLATES.iter().find(|template| template.name == name).ok_or_else(|| {
        let hint = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", names().join(", ")),
        };
        complain(Exit::Wrong, &format!("--template: nothing is called `{name}`; {hint}"))
    })?;
    match arguments.output.output.as_deref() {
        Some(file) if ends_in(file, "xlsx") => {
            let scenario = load(template.text.as_bytes()).scenario.ok_or(Exit::Wrong)?;
            workbook::save(&workbook::bytes(&scenario)?, &arguments.output)
        }
        Some(file) if ends_in(file, "json") => {
            let parsed = detente_scenario::tree::parse(template.text.as_bytes());
            write(&to_json(&parsed.root.ok_or(Exit::Wrong)?), &arguments.output)
        }
        Some(_) | None => write(template.text, &arguments.output),
    }
}

fn names() -> [&'static str; TEMPLATES.len()] {
    TEMPLATES.map(|template| template.name)
}

/// The templates with their titles, and how to get one.
fn list() -> String {
    let width = names().iter().map(|name| name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for template in &TEMPLATES {
        let scenario = load(template.text.as_bytes()).scenario;
        let title = scenario.map(|scenario| scenario.title).unwrap_or_default();
        text.push_str(&format!("{:width$}  {title}\n", template.name));
    }
    text.push_str(
        "\ndetente new --template ceasefire -o mine.xlsx    a workbook (docs/spreadsheets.md)\n",
    );
    text.push_str(
        "detente new --template ceasefire -o mine.toml    a file (docs/scenario-file.md)\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_load() {
        for template in &TEMPLATES {
            assert!(load(template.text.as_bytes()).scenario.is_some(), "{}", template.name);
        }
    }
}
