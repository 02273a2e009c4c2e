//! Colours as roles, each with a value for light and for dark surroundings.
//!
//! Words and lines that carry meaning keep a contrast of at least 4.5 : 1 with what they stand on,
//! surfaces and thick lines 3 : 1, in both schemes; a test holds them to it.

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What everything stands on.
    Paper,
    /// Words, and lines that matter.
    Text,
    /// Words that stand back.
    Muted,
    /// Axes and frames.
    Line,
    /// Grids and stripes.
    Faint,
    /// The part of a plane in which something holds: behind everything else.
    Zone,
    /// A gain, a yes.
    Good,
    /// A surface that says so.
    GoodWash,
    /// A loss, a no.
    Bad,
    /// A surface that says so.
    BadWash,
    /// Attention: a single point, hindsight.
    Alert,
    /// A surface that says so.
    AlertWash,
    /// What belongs to a party, by its place among [`super::Hues`].
    Party(u8, Shade),
}

/// How strongly a party's colour shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shade {
    /// A principal, or a party of its own.
    Full,
    /// Somebody's agent: the colour of its principal, lighter.
    Agent,
    /// A surface for words to stand on.
    Wash,
}

/// Hues before they begin again.
pub const HUES: u8 = 8;

/// Per hue: full, agent, wash, in light and then in dark surroundings. The first five are those that
/// the field's maps would lead one to expect: blue, dark red, teal, gold, violet.
const PARTIES: [[[&str; 3]; 2]; HUES as usize] = [
    [["#1f4e9e", "#4a7fd0", "#e3ebf8"], ["#8fb4f2", "#5f8fdc", "#1d2b45"]],
    [["#9b1c2e", "#c9525f", "#f8e4e6"], ["#f0919b", "#d9606d", "#40202a"]],
    [["#0f6b63", "#2c8f86", "#dff1ef"], ["#62c9bf", "#3d9e95", "#173634"]],
    [["#7d5a00", "#a27a14", "#f6edd3"], ["#e0b84d", "#b08c2e", "#3a301a"]],
    [["#5b2d91", "#8558bd", "#ece4f6"], ["#c3a0ee", "#9a74ca", "#30243f"]],
    [["#8a3b0c", "#b8622f", "#f8e7dc"], ["#eda273", "#c77a49", "#3d281b"]],
    [["#33691e", "#5a8c44", "#e6f0e0"], ["#9bcb83", "#72a359", "#243320"]],
    [["#8e2a6b", "#b55593", "#f6e3ef"], ["#ea9acb", "#c16ea3", "#3d2334"]],
];

impl Ink {
    /// Every role.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Paper,
            Self::Text,
            Self::Muted,
            Self::Line,
            Self::Faint,
            Self::Zone,
            Self::Good,
            Self::GoodWash,
            Self::Bad,
            Self::BadWash,
            Self::Alert,
            Self::AlertWash,
        ];
        let shades = [Shade::Full, Shade::Agent, Shade::Wash];
        let parties = (0..HUES).flat_map(move |hue| shades.map(|shade| Self::Party(hue, shade)));
        plain.into_iter().chain(parties)
    }

    /// What it is called in style sheets.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Muted => "muted".to_owned(),
            Self::Line => "line".to_owned(),
            Self::Faint => "faint".to_owned(),
            Self::Zone => "zone".to_owned(),
            Self::Good => "good".to_owned(),
            Self::GoodWash => "goodwash".to_owned(),
            Self::Bad => "bad".to_owned(),
            Self::BadWash => "badwash".to_owned(),
            Self::Alert => "alert".to_owned(),
            Self::AlertWash => "alertwash".to_owned(),
            Self::Party(hue, shade) => {
                let hue = hue % HUES;
                match shade {
                    Shade::Full => format!("party{hue}"),
                    Shade::Agent => format!("agent{hue}"),
                    Shade::Wash => format!("wash{hue}"),
                }
            }
        }
    }

    /// Its colour on light paper, as `#rrggbb`.
    #[must_use]
    pub const fn light(self) -> &'static str {
        self.colours()[0]
    }

    /// Its colour on dark paper.
    #[must_use]
    pub const fn dark(self) -> &'static str {
        self.colours()[1]
    }

    const fn colours(self) -> [&'static str; 2] {
        match self {
            Self::Paper => ["#ffffff", "#14171c"],
            Self::Text => ["#1a1d21", "#e8eaed"],
            Self::Muted => ["#555c66", "#a9b0ba"],
            Self::Line => ["#8a919b", "#747c88"],
            Self::Faint => ["#e4e7ec", "#2a2f37"],
            Self::Zone => ["#eef4ea", "#1d2a1c"],
            Self::Good => ["#1e6b2e", "#7fce8e"],
            Self::GoodWash => ["#dff0e2", "#1c3322"],
            Self::Bad => ["#a31621", "#ff9c9c"],
            Self::BadWash => ["#fbe3e4", "#401f22"],
            Self::Alert => ["#8a4b00", "#f0b35c"],
            Self::AlertWash => ["#fdf0dc", "#3a2b14"],
            Self::Party(hue, shade) => {
                let [light, dark] = &PARTIES[(hue % HUES) as usize];
                let shade = match shade {
                    Shade::Full => 0,
                    Shade::Agent => 1,
                    Shade::Wash => 2,
                };
                [light[shade], dark[shade]]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as the accessibility guidelines define it.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_what_they_stand_on() {
        let grounds = [
            (
                Ink::Text,
                vec![
                    Ink::Paper,
                    Ink::Faint,
                    Ink::Zone,
                    Ink::GoodWash,
                    Ink::BadWash,
                    Ink::AlertWash,
                ],
            ),
            (Ink::Muted, vec![Ink::Paper, Ink::Faint, Ink::Zone]),
            (Ink::Good, vec![Ink::Paper, Ink::GoodWash, Ink::Zone]),
            (Ink::Bad, vec![Ink::Paper, Ink::BadWash]),
            (Ink::Alert, vec![Ink::Paper, Ink::AlertWash]),
        ];
        let mut pairs: Vec<(Ink, Ink, f64)> = Vec::new();
        for (ink, on) in grounds {
            pairs.extend(on.into_iter().map(|on| (ink, on, 4.5)));
        }
        for hue in 0..HUES {
            let shade = |shade| Ink::Party(hue, shade);
            pairs.push((shade(Shade::Full), Ink::Paper, 4.5));
            pairs.push((shade(Shade::Full), shade(Shade::Wash), 4.5));
            pairs.push((Ink::Text, shade(Shade::Wash), 4.5));
            pairs.push((shade(Shade::Agent), Ink::Paper, 3.0));
        }
        pairs.push((Ink::Line, Ink::Paper, 3.0));
        for (ink, on, least) in pairs {
            for (a, b) in [(ink.light(), on.light()), (ink.dark(), on.dark())] {
                let found = contrast(a, b);
                assert!(found >= least, "{ink:?} on {on:?}: {a} on {b} has {found:.2}");
            }
        }
    }

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<String> = Ink::all().map(Ink::name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
