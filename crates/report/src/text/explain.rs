//! What a diagnostic's code means.

use crate::layout::wrapped;
use crate::page::Sheet;
use detente_scenario::Code;

/// Title and explanation of `code`: paragraphs in lines of the sheet's width, code as it stands.
#[must_use]
pub fn explain(sheet: &Sheet<'_>, code: Code) -> String {
    let width = sheet.style.width;
    let mut lines = wrapped(&format!("{}: {}", code.id(), code.title()), width);
    lines.push(String::new());
    let mut paragraph = Vec::new();
    let mut is_code = false;
    for line in code.explanation().lines() {
        let fence = line.trim_start().starts_with("```");
        let own = fence || is_code || line.trim().is_empty();
        let begins = line.starts_with("- ") || line.starts_with("* ");
        if (own || begins) && !paragraph.is_empty() {
            lines.extend(wrapped(&paragraph.join(" "), width));
            paragraph.clear();
        }
        if own {
            lines.push(line.to_owned());
        } else {
            paragraph.push(line.trim());
        }
        is_code ^= fence;
    }
    if !paragraph.is_empty() {
        lines.extend(wrapped(&paragraph.join(" "), width));
    }
    lines.push(String::new());
    sheet.style.signs(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::page::Style;
    use textwrap::core::display_width;

    #[test]
    fn paragraphs_are_wrapped_and_code_is_not() {
        let catalogue = Catalogue::english();
        let style = Style::default();
        let sheet =
            Sheet { file: None, version: "", catalogue: &catalogue, style, redacted: false };
        for code in Code::ALL.iter().copied() {
            let text = explain(&sheet, code);
            let mut is_code = false;
            for line in text.lines() {
                is_code ^= line.starts_with("```");
                assert!(is_code || display_width(line) <= 80, "{}: {line}", code.id());
            }
            let words = |text: &str| text.split_whitespace().count();
            let title = words(code.id()) + words(code.title());
            assert_eq!(words(&text), title + words(code.explanation()));
        }
    }
}
