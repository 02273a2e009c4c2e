//! A part of the transition graph in the language of Graphviz.
//!
//! Packages are nodes, numbered by their row; equilibria have a double border. Improvements are solid
//! arcs, other moves dashed, the resting path bold. Same answer, same bytes.

use crate::catalogue::say;
use crate::layout::wrapped;
use crate::page::Page;
use detente_engine::stability::{Arc, Graph, Node};

/// Columns of a line inside a node.
const LABEL: usize = 28;

/// `graph` in the language of Graphviz: `detente stable FILE --dot | dot -Tsvg`.
#[must_use]
pub fn graph(page: &Page<'_>, graph: &Graph) -> String {
    let mut text = String::from("digraph stability {\n");
    let mut line = |line: String| {
        text.push_str("  ");
        text.push_str(&line);
        text.push_str(";\n");
    };
    let title = page.sheet.quote(&page.scenario().title);
    let mut above: Vec<String> =
        page.scenario().marking.iter().map(|marking| page.sheet.quote(marking)).collect();
    above.push(title);
    if graph.left_out > 0 {
        above.push(say!(page, "dot-left-out", count = graph.left_out));
    }
    line(format!("graph [label={}, labelloc=t, rankdir=LR]", quoted(&above)));
    line("node [shape=box, style=rounded]".to_owned());
    for of in &graph.nodes {
        line(node(page, of));
    }
    for of in &graph.arcs {
        line(arc(page, of));
    }
    text.push_str("}\n");
    text
}

fn node(page: &Page<'_>, node: &Node) -> String {
    let names = page.names();
    let mut lines: Vec<String> = Vec::new();
    if node.status_quo {
        lines.push(page.word("package-now"));
    }
    lines.extend(node.named.iter().map(|&named| names.named(named)));
    if !node.status_quo {
        lines.extend(wrapped(&names.package(&page.table.rows().package(node.row)), LABEL));
    }
    let numbered = page.numbered(&page.table.rows().package(node.row));
    lines.extend(numbered.map(|(number, pattern)| format!("{number} {pattern}")));
    if !node.equilibrium.is_empty() {
        lines.push(node.equilibrium.iter().map(|c| c.name()).collect::<Vec<_>>().join(" "));
    }
    let borders = if node.equilibrium.is_empty() { "" } else { ", peripheries=2" };
    format!("p{} [label={}{borders}]", node.row, quoted(&lines))
}

fn arc(page: &Page<'_>, arc: &Arc) -> String {
    let movers = page.names().parties(&arc.step.by);
    let style = match (arc.improvement, arc.on_path) {
        (_, true) => "bold",
        (true, false) => "solid",
        (false, false) => "dashed",
    };
    let label = quoted(&[movers]);
    format!("p{} -> p{} [label={label}, style={style}]", arc.step.from, arc.step.to)
}

/// `lines` as one quoted string. What Graphviz reads as more than a letter is escaped: quotation
/// marks, and backslashes, which begin its own escapes (`\N` is a node's name).
fn quoted(lines: &[String]) -> String {
    let mut text = String::from("\"");
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push_str("\\n");
        }
        for c in line.replace('\u{a0}', " ").chars() {
            if matches!(c, '"' | '\\') {
                text.push('\\');
            }
            text.push(c);
        }
    }
    text.push('"');
    text
}
