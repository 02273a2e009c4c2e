//! How a step is watched once all is done: a few visits over many periods, a few teams over several sites.
//!
//! Whoever goes back on a step in secret has what that brings for as long as nobody notices (the *gain*: the part of what the step in
//! force costs it that comes back, and what undoing it is worth once), and once it is found loses what it has at stake in the finished deal (the *loss*). Relative to the gain that loss
//! is the b of inspection games. The formulas are those of [`timing`] and [`sites`].
//!
//! Sources: Dresher 1962; Maschler 1966; Avenhaus, von Stengel and Zamir, "Inspection games" (2002); Kiekintveld et al. 2009.

use super::valued::rest;
use super::way::Way;
use super::worths::{Band, StepWorths, exact};
use crate::case::Case;
use detente_hold::Ratio;
use detente_hold::exact::fraction;
use detente_hold::inspection::sites::{self, Allocation, Site};
use detente_hold::inspection::timing;
use detente_scenario::PartyId;
use detente_scenario::model::Watch;

/// The most periods for which games in stages are solved.
const MOST_STAGES: u32 = 400;

/// How a step is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// Which, by its position on the way.
    pub step: usize,
    /// Whom it tempts.
    pub party: PartyId,
    /// What going back on it in secret brings while nobody notices.
    pub gain: Band,
    /// What being found costs.
    pub loss: Band,
    /// Visits over time; absent if the file does not say over how many periods.
    pub visits: Option<Visits>,
    /// Teams over sites; absent if the file names none.
    pub teams: Option<Teams>,
}

/// Visits in some of many periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Visits {
    /// How many periods.
    pub periods: u32,
    /// The fewest visits that deter if their dates are drawn in secret: at the most favourable end of the ranges, in the middle, at the
    /// least favourable; absent where even one a period does not.
    pub needed: [Option<u32>; 3],
    /// The fewest that deter whoever can count them: one a period, if that does.
    pub needed_observed: Option<u32>,
    /// What the visits that there are achieve.
    pub given: Option<Given>,
}

/// What a number of visits achieves, in the middle of the ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// How many.
    pub visits: u32,
    /// What a breach is expected to bring if their dates are drawn in secret.
    pub hidden: Ratio,
    /// The same if whoever breaks it sees each visit and how many are left; absent if looking can miss.
    pub observed: Option<Ratio>,
    /// With which probability to look in the first period, if both sides see every visit; absent if there are too many periods.
    pub first: Option<Ratio>,
}

/// Teams at some of several sites.
#[derive(Clone, Debug, PartialEq)]
pub struct Teams {
    /// The sites with what a breach there brings.
    pub sites: Vec<(String, Band)>,
    /// The fewest teams that deter everywhere, with how often each site is looked at: in the middle of the ranges; absent where none do.
    pub deterring: Option<Allocation>,
    /// How many teams deter whatever the numbers in their ranges are; absent where none do.
    pub sure: Option<Ratio>,
    /// How to spread the teams that there are, with what the best breach is still expected to bring: in the middle.
    pub given: Option<Allocation>,
}

/// How the steps that are watched are: what deters their owners. Cost: per step a game of as many stages as there are periods.
#[must_use]
pub fn watched(case: &Case<'_>, way: &Way, worths: &StepWorths) -> Vec<Watched> {
    let whole = way.whole();
    let mut found = Vec::new();
    for (step, of) in way.steps.iter().enumerate() {
        let Some(id) = of.step else { continue };
        let Some(watch) = &case.scenario.step(id).checking.watch else { continue };
        for &i in &worths.deal.steps[step].owners {
            let gain = gain(worths, step, i);
            if gain.high <= fraction(0, 1) && watch.sites.is_empty() {
                continue;
            }
            let loss = rest(worths, i, step, whole & !(1 << step));
            found.push(Watched {
                step,
                party: worths.parties[i],
                visits: watch.periods.map(|periods| visits(watch, periods, &gain, &loss)),
                teams: teams(watch, &loss),
                gain,
                loss,
            });
        }
    }
    found
}

/// What party `i` has from undoing `step`: the part of its lasting worth that comes back, and what undoing it is worth once.
fn gain(worths: &StepWorths, step: usize, i: usize) -> Band {
    let (lasting, reversal) = (&worths.lasting[step][i], &worths.reversal[step]);
    let once = &worths.deal.steps[step].rebuild[i];
    let of = |lasting: &Ratio, reversal: &Ratio| once - reversal * lasting;
    let ends = [&lasting.low, &lasting.high]
        .map(|lasting| [&reversal.low, &reversal.high].map(|reversal| of(lasting, reversal)));
    let middle = of(&lasting.middle, &reversal.middle);
    let ends = ends.iter().flatten();
    let low = ends.clone().min().unwrap_or(&middle).clone();
    let high = ends.max().unwrap_or(&middle).clone();
    Band { low, middle, high }
}

fn detection(watch: &Watch) -> Ratio {
    watch.detect.map_or_else(|| fraction(1, 1), |amount| Band::of(amount).low)
}

fn visits(watch: &Watch, periods: u32, gain: &Band, loss: &Band) -> Visits {
    let zero = fraction(0, 1);
    let detection = detection(watch);
    let needed = |gain: &Ratio, loss: &Ratio| {
        if *gain <= zero {
            return Some(0);
        }
        timing::least_hidden(periods, &(loss / gain), &detection).ok().flatten()
    };
    let middle = (gain.middle > zero).then(|| &loss.middle / &gain.middle);
    let is_sure = detection == fraction(1, 1);
    let given = watch.visits.zip(middle.clone()).and_then(|(visits, loss)| {
        let hidden = timing::hidden(periods, visits, &loss, &detection).ok()?;
        let has_stages = periods <= MOST_STAGES;
        let observed =
            (is_sure && has_stages).then(|| timing::inspectee(periods, visits, &loss).ok());
        let first = has_stages.then(|| match is_sure {
            true => Some(timing::first_inspection(periods, visits)),
            false => timing::imperfect(periods, visits, &detection)
                .ok()
                .map(|game| game.first_inspection),
        });
        Some(Given {
            visits,
            hidden: hidden * &gain.middle,
            observed: observed.flatten().map(|part| part * &gain.middle),
            first: first.flatten(),
        })
    });
    // Whoever sees that no visit is left breaks it; one a period deters if a single one does.
    let always = match &middle {
        None => true,
        Some(loss) => timing::hidden(periods, periods, loss, &detection)
            .is_ok_and(|expected| expected <= zero),
    };
    let observed = match &middle {
        None => Some(0),
        Some(_) => always.then_some(periods),
    };
    Visits {
        periods,
        needed: [
            needed(&gain.low, &loss.high),
            needed(&gain.middle, &loss.middle),
            needed(&gain.high, &loss.low),
        ],
        needed_observed: observed,
        given,
    }
}

fn teams(watch: &Watch, loss: &Band) -> Option<Teams> {
    if watch.sites.is_empty() {
        return None;
    }
    let detection = detection(watch);
    let named: Vec<(String, Band)> =
        watch.sites.iter().map(|(site, gain)| (site.clone(), Band::of(*gain))).collect();
    let sites = |gain: fn(&Band) -> &Ratio, loss: &Ratio| -> Option<Vec<Site>> {
        let site = |(_, band): &(String, Band)| {
            Site::of(gain(band).clone(), loss).with_catch(&detection).ok()
        };
        named.iter().map(site).collect()
    };
    let zero = fraction(0, 1);
    let deterring = |sites: &[Site]| sites::deterring(sites, &zero).ok().flatten();
    let middle = sites(|band| &band.middle, &loss.middle);
    let worst = sites(|band| &band.high, &loss.low);
    let given = watch.teams.zip(middle.as_ref());
    Some(Teams {
        deterring: middle.as_deref().and_then(deterring),
        sure: worst.as_deref().and_then(deterring).map(|allocation| allocation.spent),
        given: given
            .and_then(|(teams, sites)| sites::allocate(sites, &exact(teams)).ok().flatten()),
        sites: named,
    })
}
