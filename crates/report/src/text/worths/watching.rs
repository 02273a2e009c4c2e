//! How steps are watched once all is done.

use super::{AT, Words};
use crate::catalogue::say;
use crate::layout::Layout;
use detente_engine::hold::watched::{Teams, Visits, Watched};
use detente_hold::Ratio;
use detente_hold::exact::fraction;
use detente_hold::inspection::sites::Allocation;

impl Words<'_, '_> {
    /// Visits over time and teams over sites, step by step.
    pub(super) fn watches(&self, layout: &mut Layout) {
        let watches = &self.valued.watches;
        if watches.is_empty() {
            return;
        }
        layout.blank();
        layout.heading(&self.page.word("question-watched"));
        for watched in watches {
            let mut sentences = vec![self.tempts(watched)];
            if let Some(visits) = &watched.visits {
                sentences.extend(self.visits(visits));
            }
            if let Some(teams) = &watched.teams {
                sentences.extend(self.teams(teams));
            }
            let text = self.page.sheet.sentences(&sentences);
            layout.hang(2, &self.step(watched.step), AT, &text);
        }
    }

    fn tempts(&self, watched: &Watched) -> String {
        let tempted = if watched.gain.middle > fraction(0, 1) { "yes" } else { "no" };
        say!(
            self.page,
            "watched-tempts",
            party = self.page.names().party(watched.party),
            tempted = tempted,
            gain = self.number(&watched.gain.middle),
            loss = self.number(&watched.loss.middle),
        )
    }

    fn visits(&self, visits: &Visits) -> Vec<String> {
        let page = self.page;
        let count = |needed: Option<u32>| match needed {
            Some(needed) => needed.to_string(),
            None => page.word("watched-never"),
        };
        let [low, middle, high] = visits.needed;
        let mut sentences = vec![say!(
            page,
            "watched-visits",
            periods = visits.periods,
            needed = count(middle),
            enough = if middle.is_some() { "yes" } else { "no" },
            band = if low == high { "no" } else { "yes" },
            low = count(low),
            high = count(high),
        )];
        match (middle, visits.needed_observed) {
            (Some(0) | None, _) => {}
            (_, Some(observed)) => {
                sentences.push(say!(page, "watched-observed", needed = observed));
            }
            (_, None) => {}
        }
        if let Some(given) = &visits.given {
            let zero = fraction(0, 1);
            let deters = |expected: &Ratio| if *expected <= zero { "yes" } else { "no" };
            sentences.push(say!(
                page,
                "watched-given",
                visits = given.visits,
                deters = deters(&given.hidden),
                hidden = self.number(&given.hidden),
                known = if given.observed.is_some() { "yes" } else { "no" },
                observed = given.observed.as_ref().map(|o| self.number(o)).unwrap_or_default(),
            ));
            if let Some(first) = &given.first {
                sentences.push(say!(page, "watched-first", part = self.number(first)));
            }
        }
        sentences
    }

    fn teams(&self, teams: &Teams) -> Vec<String> {
        let page = self.page;
        let spread = |allocation: &Allocation| {
            let sites = teams.sites.iter().zip(&allocation.coverage);
            let looked =
                sites.filter(|(_, part)| **part > fraction(0, 1)).map(|((site, _), part)| {
                    say!(
                        page,
                        "watched-site",
                        site = page.names().id(site),
                        part = self.number(part)
                    )
                });
            page.sheet.commas(&looked.collect::<Vec<_>>())
        };
        let mut sentences = vec![match &teams.deterring {
            Some(found) => say!(
                page,
                "watched-teams",
                teams = self.number(&found.spent),
                sites = spread(found),
                sure = teams.sure.as_ref().map(|sure| self.number(sure)).unwrap_or_default(),
                known = match &teams.sure {
                    Some(sure) if *sure == found.spent => "same",
                    Some(_) => "yes",
                    None => "no",
                },
            ),
            None => page.word("watched-no-teams"),
        }];
        if let Some(given) = &teams.given {
            let is_enough = given.height <= fraction(0, 1);
            sentences.push(say!(
                page,
                "watched-teams-given",
                teams = self.number(&given.spent),
                sites = spread(given),
                deters = if is_enough { "yes" } else { "no" },
                height = self.number(&given.height),
            ));
        }
        sentences
    }
}
