//! How much room words take: near enough for layout, the same on every machine.
//!
//! Widths are those of Helvetica and its metric twins, with a margin for wider fonts. What is said to
//! fit, fits in these; a browser with another font still has the margin.

use unicode_width::UnicodeWidthChar;

/// Room left for fonts that run wider than the table.
const MARGIN: f64 = 1.08;

/// Widths of the characters from U+0020 to U+007E, in thousandths of the letters' height.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space … /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 … ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722,
    778, // @ … O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P … _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` … o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p … ~
];

/// The room that `text` takes in letters of height `size`.
#[must_use]
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u64 = text.chars().map(|c| u64::from(thousandths(c))).sum();
    let heavier = if bold { 1.06 } else { 1.0 };
    thousandths as f64 / 1000.0 * size * MARGIN * heavier
}

/// The room that `c` takes, in thousandths of the letters' height.
pub(super) fn thousandths(c: char) -> u16 {
    match c {
        ' '..='~' => ASCII[c as usize - ' ' as usize],
        '\u{a0}' | '·' | '’' | '‘' => 278,
        '\u{202f}' => 200,
        '…' | '—' => 1000,
        '\u{2066}'..='\u{2069}' => 0,
        // Letters with accents are as wide as those without; capitals are wider.
        _ => match UnicodeWidthChar::width(c).unwrap_or(0) {
            0 => 0,
            1 if c.is_uppercase() => 722,
            1 => 580,
            _ => 1000,
        },
    }
}

/// `text` cut to `room`, with a sign where something is missing.
#[must_use]
pub fn clip(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size, bold);
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if width(&cut, size, bold) > room {
            cut.pop();
            break;
        }
    }
    cut.truncate(cut.trim_end().len());
    // An isolate that was opened is closed; what is cut off may have held the closing sign.
    let open = cut.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
    let closed = cut.matches('\u{2069}').count();
    cut.push('…');
    cut.extend(std::iter::repeat_n('\u{2069}', open.saturating_sub(closed)));
    cut
}

/// `text` in lines of at most `room`, at most `most` of them, the last one cut where it must be.
/// Spaces that do not break (U+00A0) keep words together.
#[must_use]
pub fn lines(text: &str, size: f64, bold: bool, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size, bold) <= room {
            line = longer;
        } else if lines.len() + 1 < most {
            lines.push(clip(&line, size, bold, room));
            line = word.to_owned();
        } else {
            // The last line takes all that is left, to be cut.
            line = longer;
            for word in words.by_ref() {
                line.push(' ');
                line.push_str(word);
                if width(&line, size, bold) > 2.0 * room {
                    break;
                }
            }
        }
    }
    if !line.is_empty() {
        lines.push(clip(&line, size, bold, room));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits_and_says_so() {
        let long = "long-range missiles for troops, and much more besides".repeat(3);
        for room in [20.0, 60.0, 200.0] {
            let cut = clip(&long, 12.0, false, room);
            assert!(cut.ends_with('…') && width(&cut, 12.0, false) <= room + 1e-9, "{cut}");
        }
        assert_eq!(clip("short", 12.0, false, 100.0), "short");
    }

    #[test]
    fn isolates_stay_balanced_where_text_is_cut() {
        let text = "before \u{2068}שלום שלום שלום שלום\u{2069} after";
        for room in 10..200 {
            let cut = clip(text, 12.0, false, f64::from(room));
            assert_eq!(cut.matches('\u{2068}').count(), cut.matches('\u{2069}').count(), "{cut:?}");
        }
    }

    #[test]
    fn lines_fit_and_the_last_one_says_that_more_would_follow() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let all = lines(text, 12.0, false, 80.0, 20);
        assert_eq!(all.join(" "), text);
        assert!(all.iter().all(|line| width(line, 12.0, false) <= 80.0));
        let two = lines(text, 12.0, false, 80.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'), "{two:?}");
        assert!(lines("", 12.0, false, 80.0, 2).is_empty());
        let word = lines(&"x".repeat(500), 12.0, false, 80.0, 3);
        assert_eq!(word.len(), 1);
    }
}
