//! Lines with blank ones where they belong.

use super::tokens::Line;

/// Puts `lines` together: one blank line before each table (and before the comment that stands
/// directly above its header), never two, none at either end of the file.
pub(super) fn arranged(lines: &[Line], newline: &str) -> String {
    let mut out = String::new();
    let mut blank = false;
    let mut after_header = false;
    for position in 0..lines.len() {
        let text = match &lines[position] {
            Line::Blank => {
                blank = true;
                continue;
            }
            Line::Comment(text) | Line::Header(text) | Line::Entry(text) => text,
        };
        let begins_table = begins_table(lines, position);
        after_header &= !begins_table;
        blank |= begins_table;
        // A header belongs to what follows it.
        if blank && !after_header && !out.is_empty() {
            out.push_str(newline);
        }
        out.push_str(text);
        out.push_str(newline);
        blank = false;
        after_header = matches!(lines[position], Line::Header(_));
    }
    out
}

/// Whether a header, or the first line of the comment directly above one, stands there.
fn begins_table(lines: &[Line], position: usize) -> bool {
    let is_comment = |line: &Line| matches!(line, Line::Comment(_));
    let before = position.checked_sub(1).and_then(|before| lines.get(before));
    // Looked at first, so that the lines of a long comment are not gone through again and again.
    if before.is_some_and(is_comment) {
        return false;
    }
    let after = lines[position..].iter().find(|line| !is_comment(line));
    matches!(after, Some(Line::Header(_)))
}
