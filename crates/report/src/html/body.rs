//! The blocks of a document as HTML.

use crate::direction::bare;
use crate::document::links::Links;
use crate::document::{Answer, Block, Cell, Document, Fact, Figure, Row, Table, Tone};
use crate::markup::{attribute, escaped};
use crate::picture::svg;

/// Rows from which on a table has a field for words that rows must contain.
const SEARCHED: usize = 12;

/// HTML in the making.
pub(super) struct Body<'d> {
    out: String,
    document: &'d Document,
    links: Links<'d>,
    /// Pictures and tables so far: each has an id of its own.
    pictures: usize,
    tables: usize,
}

impl<'d> Body<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let links = Links::new(&document.links);
        Self { out: String::new(), document, links, pictures: 0, tables: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Words, escaped, with foreign writing isolated.
    pub(super) fn text(&self, text: &str) -> String {
        isolated(&escaped(text))
    }

    /// The same, with the labels in it leading to what tells of them.
    fn linked(&self, text: &str) -> String {
        let mut out = String::new();
        for piece in self.links.cut(text) {
            let text = escaped(piece.text);
            match piece.anchor {
                None => out.push_str(&text),
                Some(to) => {
                    out.push_str(&format!("<a href=\"#{}\">{text}</a>", attribute(to)));
                }
            }
        }
        isolated(&out)
    }

    /// Blocks whose headings are of `level`.
    pub(super) fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Heading(text) => {
                let text = self.text(text);
                self.raw(&format!("<h{level}>{text}</h{level}>\n"));
            }
            Block::Paragraph(text) => self.paragraph("", text),
            Block::Note(text) => self.paragraph(" class=\"note\"", text),
            Block::Lead(text) => self.paragraph(" class=\"lead\"", text),
            Block::Facts(facts) => self.facts(facts, "facts"),
            Block::List(entries) => self.list(entries),
            Block::Answer(answer) => self.answer(answer, level),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn paragraph(&mut self, class: &str, text: &str) {
        let text = self.linked(text);
        self.raw(&format!("<p{class}>{text}</p>\n"));
    }

    fn facts(&mut self, facts: &[Fact], class: &str) {
        self.raw(&format!("<dl class=\"{class}\">\n"));
        for fact in facts {
            let label = self.linked(&fact.label);
            self.raw(&format!("<div><dt>{label}</dt>"));
            for text in &fact.texts {
                let text = self.linked(text);
                self.raw(&format!("<dd>{text}</dd>"));
            }
            self.raw("</div>\n");
        }
        self.raw("</dl>\n");
    }

    fn list(&mut self, entries: &[(usize, String)]) {
        self.raw("<ul>\n");
        let least = entries.iter().map(|(depth, _)| *depth).min().unwrap_or(0);
        for (depth, text) in entries {
            let text = self.linked(text);
            let class = match (depth - least).min(3) {
                0 => String::new(),
                deep => format!(" class=\"deep-{deep}\""),
            };
            self.raw(&format!("<li{class}>{text}</li>\n"));
        }
        self.raw("</ul>\n");
    }

    fn answer(&mut self, answer: &Answer, level: usize) {
        let question = self.text(&answer.question);
        let sentence = self.linked(&answer.sentence);
        let heading = match answer.more {
            Some(id) => format!("<a href=\"#{id}\">{question}</a>"),
            None => question,
        };
        self.raw(&format!("<div class=\"answer\">\n<h{level}>{heading}</h{level}>\n<p class=\"lead\">{sentence}</p>\n"));
        if !answer.support.is_empty() {
            self.facts(&answer.support, "support");
        }
        self.raw("</div>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        self.pictures += 1;
        let id = format!("f{}", self.pictures);
        let picture = &figure.picture;
        let title = self.linked(&picture.title);
        let label = attribute(&unmarked(&picture.title));
        self.raw(&format!(
            "<figure id=\"picture-{}\">\n<figcaption>{title}</figcaption>\n\
             <div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n",
            picture.name
        ));
        // A picture is as wide as it wants to be, but not wider than the page; on a narrow screen it
        // keeps letters that can be read, and is moved sideways.
        let svg = svg::inline(picture, &id);
        self.raw(&svg);
        self.raw("\n</div>\n");
        if !figure.caption.is_empty() {
            self.paragraph(" class=\"caption\"", &figure.caption);
        }
        if let Some(table) = &figure.table {
            let summary = escaped(&self.document.words.as_table);
            self.raw(&format!("<details>\n<summary>{summary}</summary>\n"));
            self.table(table);
            self.raw("</details>\n");
        }
        self.raw("</figure>\n");
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let id = format!("t{}", self.tables);
        self.filters(table, &id);
        let title = match table.title.is_empty() {
            true => self.document.words.as_table.clone(),
            false => unmarked(&table.title),
        };
        let label = attribute(&title);
        self.raw(&format!(
            "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n<table id=\"{id}\">\n"
        ));
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            self.raw("<thead><tr>");
            for column in &table.columns {
                let head = self.text(&column.head);
                let class = if column.numbers { " class=\"number\"" } else { "" };
                // A corner without words is no head of anything.
                self.raw(&match head.is_empty() {
                    true => "<td></td>".to_owned(),
                    false => format!("<th scope=\"col\"{class}>{head}</th>"),
                });
            }
            self.raw("</tr></thead>\n");
        }
        self.raw("<tbody>\n");
        for row in &table.rows {
            self.row(table, row);
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn filters(&mut self, table: &Table, id: &str) {
        if table.filters.is_empty() {
            return;
        }
        let words = &self.document.words;
        let (filter, shown) = (escaped(&words.filter), attribute(&words.shown));
        // Hidden until a script can serve it.
        let mut markup = format!(
            "<div class=\"filters\" role=\"group\" aria-label=\"{}\" data-for=\"{id}\" hidden>\n<span>{filter}</span>\n",
            attribute(&words.filter)
        );
        for (tag, word) in &table.filters {
            let word = self.text(word);
            markup.push_str(&format!(
                "<button type=\"button\" aria-pressed=\"false\" data-tag=\"{tag}\">{word}</button>\n"
            ));
        }
        if table.rows.len() >= SEARCHED {
            let search = escaped(&words.search);
            markup.push_str(&format!("<label>{search} <input type=\"search\"></label>\n"));
        }
        markup.push_str(&format!("<output data-shown=\"{shown}\"></output>\n</div>\n"));
        self.raw(&markup);
    }

    fn row(&mut self, table: &Table, row: &Row) {
        let mut classes = Vec::new();
        if row.quiet {
            classes.push("quiet");
        }
        if row.ruled {
            classes.push("ruled");
        }
        let mut open = String::from("<tr");
        if let Some(anchor) = &row.anchor {
            open.push_str(&format!(" id=\"{}\"", attribute(anchor)));
        }
        if !row.key.is_empty() {
            open.push_str(&format!(" data-key=\"{}\"", attribute(&row.key)));
        }
        if !row.tags.is_empty() {
            open.push_str(&format!(" data-tags=\"{}\"", row.tags.join(" ")));
        }
        if !classes.is_empty() {
            open.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        open.push('>');
        self.raw(&open);
        for (at, cell) in row.cells.iter().enumerate() {
            let numbers = table.columns.get(at).is_some_and(|column| column.numbers);
            self.cell(cell, at == 0, numbers);
        }
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, head: bool, numbers: bool) {
        let mut classes = Vec::new();
        if numbers {
            classes.push("number");
        }
        match cell.tone {
            Tone::Plain => {}
            Tone::Good => classes.push("good"),
            Tone::Bad => classes.push("bad"),
            Tone::Alert => classes.push("alert"),
        }
        let class = match classes.is_empty() {
            true => String::new(),
            false => format!(" class=\"{}\"", classes.join(" ")),
        };
        // A row without a name has no head.
        let is_head = head && !(cell.texts.is_empty() && cell.strip.is_none());
        self.raw(&if is_head {
            format!("<th scope=\"row\"{class}>")
        } else {
            format!("<td{class}>")
        });
        let mut texts = cell.texts.iter();
        let first = texts.next().map(|text| self.linked(text)).unwrap_or_default();
        match cell.strip.is_some() {
            true => self.raw(&format!("<span class=\"name\">{first}</span>")),
            false => self.raw(&first),
        }
        if let Some(strip) = &cell.strip {
            self.pictures += 1;
            let svg = svg::inline(strip, &format!("f{}", self.pictures));
            self.raw(&format!("<span class=\"strip\">{svg}</span>"));
        }
        for text in texts {
            let text = self.linked(text);
            self.raw(&format!("<span class=\"more\">{text}</span>"));
        }
        self.raw(if is_head { "</th>" } else { "</td>" });
    }
}

/// Markup in which each isolate of foreign writing is an element, always closed.
fn isolated(markup: &str) -> String {
    if !markup.contains(['\u{2068}', '\u{2069}']) {
        return markup.to_owned();
    }
    let mut out = String::with_capacity(markup.len() + 16);
    let mut open = 0_usize;
    for c in markup.chars() {
        match c {
            '\u{2068}' => {
                open += 1;
                out.push_str("<bdi>");
            }
            '\u{2069}' if open > 0 => {
                open -= 1;
                out.push_str("</bdi>");
            }
            '\u{2069}' => {}
            c => out.push(c),
        }
    }
    out.push_str(&"</bdi>".repeat(open));
    out
}

/// Text for a place that takes no elements.
pub(super) fn unmarked(text: &str) -> String {
    bare(text).replace('\u{a0}', " ")
}
