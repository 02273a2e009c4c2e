//! Dates: of sources, of lines in force, and the date as of which a scenario is read.

use std::fmt;

/// A day of the Gregorian calendar, from the year 1 to the year 9999.
///
/// Dates are compared, shown and counted from one to another; a calendar library would take longer to build than the rest
/// of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// That day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The last day of that month, if there is such a month.
    #[must_use]
    pub fn last_of(year: u16, month: u8) -> Option<Self> {
        Self::new(year, month, 1).map(|first| Self { day: days_of(year, month), ..first })
    }

    /// How many days `later` is after this one; below zero if it is before.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.number() - self.number()
    }

    /// Days since the day before the calendar's first.
    fn number(self) -> i64 {
        let before = i64::from(self.year) - 1;
        let years = before * 365 + before / 4 - before / 100 + before / 400;
        let months: i64 = (1..self.month).map(|month| i64::from(days_of(self.year, month))).sum();
        years + months + i64::from(self.day)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month has.
fn days_of(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

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
        let all = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| part.parse::<u16>().ok()).flatten()
    };
    let small = |part: &str| digits(part, 2).and_then(|n| u8::try_from(n).ok());
    let parts: Vec<&str> = text.split('-').collect();
    let date = match parts.as_slice() {
        [year, month, day] => match (digits(year, 4), small(month), small(day)) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day),
            _ => None,
        },
        [year, month] => match (digits(year, 4), small(month)) {
            (Some(year), Some(month)) => Date::last_of(year, month),
            _ => None,
        },
        [year] => digits(year, 4).and_then(|year| Date::last_of(year, 12)),
        _ => None,
    };
    date.ok_or_else(wrong)
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
    fn the_calendar_has_leap_years() {
        for (year, month, days) in [
            (2000, 2, 29),
            (1900, 2, 28),
            (2024, 2, 29),
            (2023, 2, 28),
            (2023, 4, 30),
            (2023, 12, 31),
        ] {
            assert_eq!(Date::last_of(year, month).map(Date::day), Some(days), "{year}-{month}");
            assert_eq!(Date::new(year, month, days + 1), None);
        }
        assert_eq!(Date::last_of(2023, 13), None);
        assert!(Date::new(2019, 1, 31) < Date::new(2019, 2, 1));
        assert!(Date::new(2018, 12, 31) < Date::new(2019, 1, 1));
    }

    #[test]
    fn days_are_counted_one_by_one() {
        let mut day = parse_date("1896-12-25").unwrap();
        let first = day;
        for count in 0..50_000 {
            assert_eq!((first.days_until(day), day.days_until(first)), (count, -count), "{day}");
            let next = Date { day: day.day + 1, ..day };
            day = match (next.day <= days_of(day.year, day.month), day.month) {
                (true, _) => next,
                (false, 12) => Date { year: day.year + 1, month: 1, day: 1 },
                (false, month) => Date { month: month + 1, day: 1, ..day },
            };
        }
        let last = Date::new(9999, 12, 31).unwrap();
        assert_eq!(Date::new(1, 1, 1).unwrap().days_until(last), 3_652_058);
    }

    #[test]
    fn latest_knows_everything() {
        let day = parse_date("2019-01-25").unwrap();
        assert!(AsOf::Latest.knows(day));
        assert!(AsOf::On(day).knows(day));
        assert!(!AsOf::On(parse_date("2019-01-24").unwrap()).knows(day));
    }
}
