//! Text inside XML and HTML: what is escaped, and what may not stand there at all.

/// `text` between tags.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if is_allowed(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

/// `text` between the double quotation marks of an attribute.
#[must_use]
pub fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;").replace('\'', "&#39;").replace(['\n', '\t'], " ")
}

/// Whether XML 1.0 takes the character.
pub(crate) const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_text_or_an_attribute() {
        let evil = "a<b>&\"c' \u{0}\u{1b}\u{85}\u{ffff}é漢";
        assert_eq!(escaped(evil), "a&lt;b&gt;&amp;\"c' \u{fffd}\u{fffd}\u{fffd}\u{fffd}é漢");
        assert!(!attribute(evil).contains(['"', '\'', '<', '>']));
    }
}
