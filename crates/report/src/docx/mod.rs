//! A document for word processors: WordprocessingML that Word, LibreOffice and Google Docs open.
//!
//! What a reader of a printed file needs: styles that can be changed, headings for navigation, lists
//! that are lists, tables whose heads repeat, pictures as vectors with words for those who do not see
//! them, the marking and the origin on every page, and links from a label to what it stands for. Rows
//! that do not fit on a standing page get one that lies on its side.
//!
//! The same document gives the same bytes: no clock, no chance, no author. Every text passes
//! [`crate::markup`] on its way into a part.

mod body;
mod columns;
mod drawing;
mod frame;
pub mod order;
mod package;
mod runs;
mod styles;
mod table;

use crate::document::Document;
use package::{Package, WORD, XML};

/// `document` as the bytes of a `.docx` file.
#[must_use]
pub fn docx(document: &Document) -> Vec<u8> {
    let language = language(&document.language);
    let rtl = document.right_to_left;
    let (body, media) = body::Body::write(document);
    let mut package = Package::default();
    package.word("styles", styles::styles(language, rtl));
    package.word("numbering", styles::numbering());
    package.word("settings", styles::settings(language, rtl));
    package.word("header", frame::header(document));
    package.word("footer", frame::footer(document));
    for (id, name, bytes) in media.files() {
        package.picture(&id, &name, bytes);
    }
    let main = format!(
        "{XML}<w:document {WORD} {}><w:body>{body}</w:body></w:document>",
        drawing::NAMESPACES
    );
    package.zip(main, &runs::bare(&document.title), language)
}

/// `tag` if it has the form of a language tag: Word refuses files in a language that is none.
fn language(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let rest = parts.all(|part| {
        matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if first && rest && tag.len() <= 35 { tag } else { "en" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_no_language_is_english() {
        for tag in ["en", "fr-CA", "zh-Hant-TW", "he"] {
            assert_eq!(super::language(tag), tag);
        }
        for tag in [
            "",
            "x",
            "en_US",
            "en\"/><w:evil/>",
            "en-",
            "é",
            "En-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0",
        ] {
            assert_eq!(super::language(tag), "en", "{tag}");
        }
    }
}
