//! A document as one HTML file: opens without a network, works without its script, prints as two
//! pages and an annex.
//!
//! No text of a scenario reaches the markup unescaped; no element asks for anything from outside, and
//! the content security policy forbids it should one slip in. The style sheet and the script are
//! written by hand and stand beside this file.

mod body;
mod style;

use crate::document::{Document, Section};
use crate::markup::{attribute, escaped};
use body::Body;

/// What the script does: filters of tables, and lighting up what belongs together.
const SCRIPT: &str = include_str!("script.js");

/// Nothing is loaded from anywhere; only the style and the script in the file itself are used.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// `document` as a page.
#[must_use]
pub fn page(document: &Document) -> String {
    let mut body = Body::new(document);
    let direction = if document.right_to_left { "rtl" } else { "ltr" };
    let language = attribute(&document.language);
    let style = style::sheet(document);
    let title = body.text(&document.title);
    body.raw(&format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n",
        escaped(&body::unmarked(&document.title)),
    ));
    let words = &document.words;
    body.raw(&format!("<a class=\"skip\" href=\"#answers\">{}</a>\n", escaped(&words.skip)));
    let marking = document.marking.as_ref().map(|marking| body.text(marking));
    let mark = marking.map_or(String::new(), |text| format!("<p class=\"marking\">{text}</p>\n"));
    body.raw(&format!("<header>\n{mark}<h1>{title}</h1>\n"));
    for line in &document.standing {
        let line = body.text(line);
        body.raw(&format!("<p class=\"standing\">{line}</p>\n"));
    }
    body.raw("</header>\n");
    contents(&mut body, document);
    body.raw("<main id=\"answers\" tabindex=\"-1\">\n");
    for (at, blocks) in document.envoy.iter().enumerate() {
        let title = if at == 0 { &words.envoy } else { &words.envoy_more };
        body.raw(&format!(
            "<section class=\"envoy\" id=\"page-{}\" aria-labelledby=\"page-{}-h\">\n{mark}<h2 id=\"page-{}-h\">{}</h2>\n",
            at + 1,
            at + 1,
            at + 1,
            escaped(title)
        ));
        body.blocks(blocks, 3);
        body.raw("</section>\n");
    }
    body.raw(&format!("<p class=\"annex-title\">{}</p>\n", escaped(&words.annex)));
    for section in &document.annex {
        annex(&mut body, section, &mark);
    }
    let origin = body.text(&document.origin);
    body.raw(&format!("</main>\n<footer>\n{mark}<p>{origin}</p>\n</footer>\n"));
    body.raw(&format!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    body.finish()
}

fn contents(body: &mut Body<'_>, document: &Document) {
    let words = &document.words;
    body.raw(&format!(
        "<nav aria-label=\"{}\">\n<ol>\n<li><a href=\"#page-1\">{}</a></li>\n<li><a href=\"#page-2\">{}</a></li>\n",
        attribute(&words.contents),
        escaped(&words.envoy),
        escaped(&words.envoy_more),
    ));
    for section in &document.annex {
        let title = body.text(&section.title);
        body.raw(&format!("<li><a href=\"#{}\">{title}</a></li>\n", section.id));
    }
    body.raw("</ol>\n</nav>\n");
}

fn annex(body: &mut Body<'_>, section: &Section, mark: &str) {
    let title = body.text(&section.title);
    let id = section.id;
    body.raw(&format!(
        "<section class=\"annex\" id=\"{id}\" aria-labelledby=\"{id}-h\">\n{mark}<h2 id=\"{id}-h\">{title}</h2>\n"
    ));
    body.blocks(&section.blocks, 3);
    body.raw("</section>\n");
}
