//! The plane of two parties against its definitions, on random scenarios, and on the examples.

mod common;
#[path = "common/random.rs"]
mod random;

use common::{example, scenario, table};
use detente_engine::deals::{
    Cloud, DRAWS, Place, Plane, Rung, SIDE, Solution, Square, plane, two_parties,
};
use detente_engine::evidence::users;
use detente_engine::{Case, PackageTable};
use detente_scenario::model::{Line, Preference};
use detente_scenario::{OptionId, PartyId, SourceId, Standing};
use fastrand::Rng;
use random::{Shape, scenario_text};

/// A table's packages with what each party thinks of them, straight from the definitions.
struct Brute<'t> {
    table: &'t PackageTable<'t>,
    packages: Vec<Vec<OptionId>>,
}

impl<'t> Brute<'t> {
    fn new(table: &'t PackageTable<'t>) -> Self {
        let packages = (0..table.rows().len()).map(|row| table.rows().package(row)).collect();
        Self { table, packages }
    }

    fn key(&self, party: PartyId, package: &[OptionId]) -> Vec<bool> {
        self.table.case().preference(party).truths(self.table.scenario(), package)
    }

    fn rung(&self, party: PartyId, package: &[OptionId]) -> Rung {
        let mine = self.key(party, package);
        let count = |is: &dyn Fn(&[bool]) -> bool| {
            self.packages.iter().filter(|other| is(&self.key(party, other))).count() as u64
        };
        Rung { below: count(&|other| other < &mine), same: count(&|other| other == mine) }
    }

    fn place(&self, parties: [PartyId; 2], package: &[OptionId]) -> Place {
        parties.map(|party| self.rung(party, package))
    }

    fn is(&self, standing: Standing, party: PartyId, package: &[OptionId]) -> bool {
        self.table.verdict(party, package).is(standing)
    }

    /// Statements met less those that no deal meets, summed from the first one on.
    fn sums(&self, party: PartyId, package: &[OptionId]) -> Vec<i32> {
        let no_deal = self.key(party, &self.table.scenario().no_deal(party));
        let truths = self.key(party, package);
        let deltas = truths.iter().zip(&no_deal).map(|(&a, &b)| i32::from(a) - i32::from(b));
        deltas
            .scan(0, |sum, delta| {
                *sum += delta;
                Some(*sum)
            })
            .collect()
    }
}

fn check(brute: &Brute<'_>, plane: &Plane) {
    let (table, parties) = (brute.table, plane.parties);
    let scenario = table.scenario();
    let signers = &table.case().signers;
    let outside: Vec<PartyId> = scenario.party_ids().filter(|p| !signers.contains(p)).collect();
    let places: Vec<Place> = brute.packages.iter().map(|p| brute.place(parties, p)).collect();
    let all = |standing, package: &[OptionId]| {
        signers.iter().all(|&signer| brute.is(standing, signer, package))
    };
    let hurts = |package: &[OptionId]| {
        outside.iter().any(|&party| brute.is(Standing::Worse, party, package))
    };
    let keys = |package: &[OptionId]| -> Vec<Vec<bool>> {
        signers.iter().map(|&signer| brute.key(signer, package)).collect()
    };
    let signers_keys: Vec<Vec<Vec<bool>>> = brute.packages.iter().map(|p| keys(p)).collect();
    let dominated = |mine: &Vec<Vec<bool>>| {
        signers_keys.iter().any(|a| a.iter().zip(mine).all(|(a, b)| a >= b) && a != mine)
    };
    let mut squares = vec![Square::default(); SIDE * SIDE];
    let step = |rung: Rung| (rung.percentile(plane.possible) / 100.0 * SIDE as f64 + 1e-9) as usize;
    for (package, place) in brute.packages.iter().zip(&places) {
        let square = &mut squares[step(place[1]) * SIDE + step(place[0])];
        square.possible += 1;
        square.zopa += u64::from(all(Standing::Acceptable, package));
        square.deals += u64::from(all(Standing::Better, package));
        square.sure_deals += u64::from(all(Standing::SurelyBetter, package));
        square.hurting += u64::from(hurts(package));
        square.hurting_deals += u64::from(all(Standing::Better, package) && hurts(package));
        square.efficient += u64::from(!dominated(&keys(package)));
    }
    for (at, square) in squares.iter_mut().enumerate() {
        (square.x, square.y) = (at % SIDE, at / SIDE);
    }
    squares.retain(|square| square.possible > 0);
    assert_eq!(plane.squares, squares);

    assert_eq!(plane.status_quo, brute.place(parties, &scenario.status_quo()));
    for (side, party) in parties.into_iter().enumerate() {
        assert_eq!(plane.no_deals[side], brute.place(parties, &scenario.no_deal(party)));
    }
    for (named, row, place) in &plane.named {
        let package = &scenario.named(*named).package;
        assert_eq!(*row, table.rows().row(package));
        assert_eq!(*place, brute.place(parties, package));
    }

    let below = |place: &Place| [place[0].below, place[1].below];
    let beats = |a: &Place, b: &Place| {
        let (a, b) = (below(a), below(b));
        a != b && a[0] >= b[0] && a[1] >= b[1]
    };
    let mut frontier: Vec<Place> =
        places.iter().filter(|b| !places.iter().any(|a| beats(a, b))).copied().collect();
    frontier.sort_by_key(|place| (place[0].below, place[1].below));
    frontier.dedup();
    assert_eq!(plane.frontier, frontier);
    check_bargain(brute, plane, &places);
}

fn check_bargain(brute: &Brute<'_>, plane: &Plane, places: &[Place]) {
    let signers = &brute.table.case().signers;
    let both: Vec<usize> = (0..places.len())
        .filter(|&row| {
            let package = &brute.packages[row];
            signers.iter().chain(&plane.parties).all(|&p| brute.is(Standing::Better, p, package))
        })
        .collect();
    let bargain = &plane.bargain;
    assert_eq!(bargain.deals, both.len() as u64);
    let no_deal = [plane.no_deals[0][0], plane.no_deals[1][1]];
    let gains = |place: &Place| {
        [0, 1].map(|side: usize| {
            place[side].percentile(plane.possible) - no_deal[side].percentile(plane.possible)
        })
    };
    let most = both
        .iter()
        .map(|&row| gains(&places[row]))
        .fold([0.0_f64; 2], |most, gain| [most[0].max(gain[0]), most[1].max(gain[1])]);
    let value = |solution: Solution, place: &Place| {
        let [g, h] = gains(place);
        match solution {
            Solution::Nash => g * h,
            Solution::KalaiSmorodinsky => (g / most[0]).min(h / most[1]),
            Solution::Egalitarian => g.min(h),
            Solution::Utilitarian => g + h,
        }
    };
    assert_eq!(bargain.points.len(), if both.is_empty() { 0 } else { 4 });
    for point in &bargain.points {
        assert!(both.contains(&point.row));
        assert_eq!(point.place, places[point.row]);
        let alike: Vec<usize> =
            both.iter().copied().filter(|&row| places[row] == point.place).collect();
        assert_eq!((alike.len() as u64, alike.first()), (point.alike, Some(&point.row)));
        let mine = value(point.solution, &point.place);
        for &row in &both {
            let theirs = value(point.solution, &places[row]);
            assert!(theirs <= mine + 1e-9, "{:?}: {theirs} beats {mine}", point.solution);
            let [a, b] = [gains(&places[row]), gains(&point.place)];
            assert!(!(a[0] >= b[0] && a[1] >= b[1] && a != b), "{:?}: dominated", point.solution);
        }
    }
    check_cloud(brute, plane, &both);
}

fn check_cloud(brute: &Brute<'_>, plane: &Plane, both: &[usize]) {
    let preference = |party| brute.table.case().preference(party);
    let ranked: Vec<PartyId> =
        plane.parties.into_iter().filter(|&party| preference(party).is_ranking()).collect();
    let (draws, without, chosen) = match &plane.bargain.cloud {
        Cloud::NoDeal => return assert!(both.is_empty()),
        Cloud::Ranked(parties) => return assert_eq!(*parties, ranked),
        Cloud::TooLarge => panic!("these scenarios are small"),
        Cloud::Drawn { draws, without, chosen } => (*draws, *without, chosen),
    };
    assert!(ranked.is_empty() && draws == DRAWS);
    let red = plane.parties.iter().any(|&p| preference(p).lines.iter().any(|line| line.red_line));
    for chosen in chosen {
        let told: usize = chosen.choices.iter().map(|choice| choice.draws).sum();
        assert!(told + without <= draws);
        assert_eq!(told + without == draws, chosen.others == 0);
        for choice in &chosen.choices {
            assert!(both.contains(&choice.row));
            // Whatever the weights, no deal that is at least as good for both in every sum of
            // statements, and better in one, may be passed over.
            let sums = |row: usize| {
                plane.parties.map(|party| brute.sums(party, &brute.packages[row])).concat()
            };
            let mine = sums(choice.row);
            for &row in both {
                let theirs = sums(row);
                let beats = theirs.iter().zip(&mine).all(|(a, b)| a >= b) && theirs != mine;
                assert!(red || !beats, "{row} beats {}", choice.row);
            }
        }
    }
}

#[test]
fn planes_of_random_scenarios_agree_with_the_definitions() {
    let mut random = Rng::with_seed(20);
    let (mut deals, mut clouds) = (0, 0);
    for round in 0..1000 {
        let shape = Shape { combinations: 96, priorities: 1 + round % 7, values: 0 };
        let scenario = scenario(&scenario_text(&mut random, shape));
        let table = table(Case::of(&scenario));
        let Some(parties) = two_parties(&table) else { continue };
        let Some(plane) = plane(&table, parties) else {
            assert_eq!(table.rows().len(), 0);
            continue;
        };
        deals += usize::from(plane.bargain.deals > 0);
        clouds += usize::from(matches!(plane.bargain.cloud, Cloud::Drawn { .. }));
        check(&Brute::new(&table), &plane);
    }
    assert!(deals > 50 && clouds > 30, "{deals} with deals, {clouds} with clouds");
}

#[test]
fn a_plane_shows_the_first_two_signers_or_one_and_another() {
    let parties = |text: &str| {
        let text = format!(
            "[scenario]\ntitle = 't'\n[party]\n{text}\n[[term]]\nid = 'x'\nby = []\noptions = ['a', 'b']\nnow = 'a'\n"
        );
        let scenario = scenario(&text);
        let found = two_parties(&table(Case::of(&scenario)));
        found.map(|pair| pair.map(PartyId::index))
    };
    let yes = "{ signs = true }";
    assert_eq!(parties(&format!("a = {{}}\nb = {yes}\nc = {yes}\nd = {yes}")), Some([1, 2]));
    let agent = "{ signs = true, negotiates_for = 'c' }";
    assert_eq!(parties(&format!("a = {{}}\nb = {agent}\nc = {{}}")), Some([1, 2]));
    assert_eq!(parties(&format!("a = {{}}\nb = {yes}\nc = {{}}")), Some([1, 0]));
    assert_eq!(parties(&format!("a = {yes}")), None);
    assert_eq!(parties("a = {}\nb = {}"), None);
}

#[test]
fn the_plane_of_the_first_example_adds_up() {
    let scenario = example("hanoi-2019.toml");
    let table = table(Case::of(&scenario));
    let parties = two_parties(&table).expect("two sign");
    let plane = plane(&table, parties).expect("something is possible");
    let sum = |count: fn(&Square) -> u64| plane.squares.iter().map(count).sum::<u64>();
    assert_eq!(sum(|s| s.possible), 314_028);
    assert_eq!(sum(|s| s.deals), 28_274);
    assert_eq!(sum(|s| s.sure_deals), 15_322);
    assert_eq!(sum(|s| s.hurting_deals), 28_274 - 1_228);
    assert_eq!(plane.bargain.points.len(), 4);
    let Cloud::Drawn { draws, .. } = plane.bargain.cloud else { panic!("no cloud") };
    assert_eq!(draws, DRAWS);
}

#[test]
fn what_rests_on_a_source_is_what_cites_it() {
    let mut random = Rng::with_seed(21);
    let mut cited = 0;
    for _ in 0..200 {
        let shape = Shape { combinations: 24, priorities: 4, values: 0 };
        let scenario = scenario(&scenario_text(&mut random, shape));
        let users = users(&scenario);
        assert_eq!(users.len(), scenario.sources.len());
        for (users, source) in users.iter().zip((0..).map(SourceId::new)) {
            for party in scenario.party_ids() {
                let Preference::Priorities(lines) = &scenario.party(party).preference else {
                    continue;
                };
                for (line, versions) in lines.iter().enumerate() {
                    let cites = versions.versions.iter().any(|v| v.basis.sources.contains(&source));
                    let told = users.lines.contains(&Line::Priority { party, line });
                    assert_eq!(cites, told);
                    cited += usize::from(cites);
                }
            }
            let rules = scenario.rules.iter().filter(|r| r.basis.sources.contains(&source)).count();
            assert_eq!(users.in_rules(), rules > 0);
            assert!(users.lines.is_sorted());
        }
    }
    assert!(cited > 100);
}
