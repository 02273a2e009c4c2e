//! Dates: of sources, of lines in force, and the date as of which a scenario is read.

use std::fmt;

pub use jiff::civil::Date;

/// The date as of which a scenario is read. What was not known then is switched off.
///
/// `Latest` is later than every date, so it switches nothing off; of a line with dated versions
/// the last one is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AsOf {
    /// The end of that day.
    On(Date),
    /// With hindsight.
    Latest,
}

impl AsOf {
    /// Whether something dated `date` was known.
    #[must_use]
    pub fn knows(self, date: Date) -> bool {
        Self::On(date) <= self
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => write!(f, "{date}"),
            Self::Latest => f.write_str("latest"),
        }
    }
}

/// Reads `2019-01-25`, or `2019-03` as the last day of that month, or `2019` as the last of that year.
///
/// # Errors
/// A sentence that says what a date looks like.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let wrong = || {
        format!(
            "`{text}` is not a date: write 2019-01-25, or \"2019-03\" for the last day of a month"
        )
    };
    let text = text.trim();
    let digits = |part: &str, width: usize| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let parts: Vec<&str> = text.split('-').collect();
    let date = match parts.as_slice() {
        [year, month, day] => match (digits(year, 4), digits(month, 2), digits(day, 2)) {
            (Some(y), Some(m), Some(d)) => Date::new(y, m as i8, d as i8).ok(),
            _ => None,
        },
        [year, month] => match (digits(year, 4), digits(month, 2)) {
            (Some(y), Some(m)) => Date::new(y, m as i8, 1).ok().map(Date::last_of_month),
            _ => None,
        },
        [year] => digits(year, 4).and_then(|y| Date::new(y, 12, 31).ok()),
        _ => None,
    };
    date.filter(|date| date.year() > 0).ok_or_else(wrong)
}

/// Reads a date as [`parse_date`] does, or the word `latest`.
///
/// # Errors
/// As [`parse_date`].
pub fn parse_as_of(text: &str) -> Result<AsOf, String> {
    if text.trim() == "latest" {
        return Ok(AsOf::Latest);
    }
    parse_date(text).map(AsOf::On).map_err(|wrong| format!("{wrong}; `latest` for hindsight"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_means_its_last_day() {
        assert_eq!(parse_date("2020-02").unwrap().to_string(), "2020-02-29");
        assert_eq!(parse_date("2019").unwrap().to_string(), "2019-12-31");
        assert_eq!(parse_date("2019-01-25").unwrap().to_string(), "2019-01-25");
        for wrong in [
            "2019-02-30",
            "2019-13",
            "25 Jan",
            "19-1-1",
            "",
            "2019-01-25-1",
            "+019-01-01",
            "0000-01-01",
        ] {
            assert!(parse_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn latest_knows_everything() {
        let day = parse_date("2019-01-25").unwrap();
        assert!(AsOf::Latest.knows(day));
        assert!(AsOf::On(day).knows(day));
        assert!(!AsOf::On(parse_date("2019-01-24").unwrap()).knows(day));
    }
}
