//! The table of packages: one row per possible package; every method adds columns; every question
//! is set algebra over columns.

pub(crate) mod function;
mod stability;
pub(crate) mod sweep;

pub(crate) use stability::Joint;

use crate::bits::Bits;
use crate::case::Case;
use crate::hold;
use crate::limits::{Limits, Refusal};
use crate::moves::{Condensed, Members, Moves};
use crate::predicate::{efficient, empty, signers_stand};
use crate::preference::{ActivePreference, Ranks, Standings, Verdict, reads_party};
use crate::space::Rows;
use crate::worth::rows::{Gains, Middles, parts, sums};
use detente_scenario::model::Edit;
use detente_scenario::{Expr, OptionId, PartyId, Predicate, Scenario, Standing};
use function::Function;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::sync::{Arc, Mutex, OnceLock};
use sweep::{Input, Sweep};

/// A question that no method answers yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NotYetAnswerable {
    /// The predicate that no method decides.
    pub predicate: &'static str,
}

/// One row per possible package; columns are computed once, when somebody asks for them.
pub struct PackageTable<'t> {
    case: Case<'t>,
    is_listed: bool,
    rows: Arc<Rows>,
    /// Per party.
    ranks: Vec<OnceLock<Arc<Ranks>>>,
    /// Per party.
    standings: Vec<OnceLock<Arc<Standings>>>,
    /// Per row, shared by all tables with the same rows.
    changes: Arc<OnceLock<Vec<u16>>>,
    /// Shared by all tables with the same rows.
    moves: Arc<Moves>,
    /// Per party its rows by group, worst first.
    members: Vec<OnceLock<Arc<Members>>>,
    /// Those that move jointly controlled terms.
    joint: OnceLock<Vec<Joint>>,
    /// One row of each kind, if that is much less than all.
    condensed: OnceLock<Option<Condensed>>,
    /// Per row its ordered number, for files in the notation of the graph model's programs.
    ordered: OnceLock<Vec<u32>>,
    columns: Mutex<FxHashMap<Expr, Arc<Bits>>>,
    /// The table that this one is a variant of, if it has the same rows.
    base: Option<&'t PackageTable<'t>>,
}

/// Four bytes a rank, and room for some forty bit columns and a bitmap of classes; twice the worth of
/// a row while they are ranked.
fn bytes_per_row(case: &Case<'_>) -> u64 {
    let valued = case.preferences.iter().any(|preference| preference.worths().is_some());
    4 * case.scenario.parties.len() as u64 + 8 + 16 * u64::from(valued)
}

impl<'t> PackageTable<'t> {
    /// Lists the possible packages of `case`; no column is computed yet.
    ///
    /// # Errors
    /// [`Refusal`] if the table would exceed `limits`, with the number that does.
    pub fn build(case: Case<'t>, limits: &Limits) -> Result<Self, Refusal> {
        let rows = Rows::list(case.scenario, case.requirements(), bytes_per_row(&case), limits)?;
        Ok(Self::with_rows(case, Arc::new(rows), None))
    }

    /// A table without rows, whatever is possible, for answers that need none: it knows the reading and
    /// its lines.
    #[must_use]
    pub fn unlisted(case: Case<'t>) -> Self {
        let rows = Rows::unlisted(case.scenario);
        Self { is_listed: false, ..Self::with_rows(case, Arc::new(rows), None) }
    }

    /// Whether the possible packages are its rows.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.is_listed
    }

    fn with_rows(case: Case<'t>, rows: Arc<Rows>, base: Option<&'t Self>) -> Self {
        let parties = case.scenario.parties.len();
        Self {
            is_listed: true,
            rows,
            ranks: (0..parties).map(|_| OnceLock::new()).collect(),
            standings: (0..parties).map(|_| OnceLock::new()).collect(),
            changes: base.map_or_else(Arc::default, |base| Arc::clone(&base.changes)),
            moves: base.map_or_else(
                || Arc::new(Moves::new(case.scenario)),
                |base| Arc::clone(&base.moves),
            ),
            members: (0..parties).map(|_| OnceLock::new()).collect(),
            joint: OnceLock::new(),
            condensed: OnceLock::new(),
            ordered: OnceLock::new(),
            columns: Mutex::default(),
            base,
            case,
        }
    }

    /// The table of another reading of the same file. What does not hang on the difference is
    /// shared: the rows if the same rules are in force, the ranks of every party whose statements
    /// are the same, and every column that reads no other.
    ///
    /// # Errors
    /// [`Refusal`] if other rules are in force and allow too much.
    pub fn variant(&'t self, case: Case<'t>, limits: &Limits) -> Result<Self, Refusal> {
        if case.rules != self.case.rules {
            return Self::build(case, limits);
        }
        Ok(self.same_rows(case))
    }

    /// The table of another reading in which the same rules are in force.
    pub(crate) fn same_rows(&'t self, case: Case<'t>) -> Self {
        debug_assert_eq!(case.rules, self.case.rules);
        Self::with_rows(case, Arc::clone(&self.rows), Some(self))
    }

    /// The table with `edits` made; see [`PackageTable::variant`].
    ///
    /// # Errors
    /// As [`PackageTable::variant`].
    pub fn edited(&'t self, edits: &[Edit], limits: &Limits) -> Result<Self, Refusal> {
        self.variant(self.case.varied(edits), limits)
    }

    /// Whether `party` has other statements in force than in the table that this is a variant of.
    fn differs(&self, party: PartyId) -> bool {
        self.base.is_none_or(|base| base.case.preference(party) != self.case.preference(party))
    }

    /// The reading that this is the table of.
    #[must_use]
    pub const fn case(&self) -> &Case<'t> {
        &self.case
    }

    /// The file.
    #[must_use]
    pub const fn scenario(&self) -> &'t Scenario {
        self.case.scenario
    }

    /// The possible packages.
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The rank column of `party`. Cost when first asked for: see [`Ranks`].
    pub fn ranks(&self, party: PartyId) -> &Ranks {
        self.rank_column(party)
    }

    fn rank_column(&self, party: PartyId) -> &Arc<Ranks> {
        self.ranks[party.index()].get_or_init(|| self.compute_ranks(party))
    }

    fn compute_ranks(&self, party: PartyId) -> Arc<Ranks> {
        let preference = self.case.preference(party);
        if let Some(base) = self.base {
            let before = base.case.preference(party);
            if before == preference {
                return Arc::clone(base.rank_column(party));
            }
            // Some of the same statements in another order only rank the levels anew.
            if let Some(order) =
                self.case.preference(party).positions_in(base.case.preference(party))
            {
                return Arc::new(base.ranks(party).reordered(&order));
            }
        }
        if let Some(worths) = preference.worths() {
            let parts = parts(self.scenario(), worths, &Middles, |expr| self.bits(expr));
            return Arc::new(Ranks::of_worths(&sums(&self.rows, &parts)));
        }
        let inputs =
            preference.conditions(self.scenario()).iter().map(|expr| self.input(expr)).collect();
        Arc::new(Ranks::compute(&self.rows, inputs))
    }

    /// A condition on terms as something a sweep can read.
    fn input(&self, expr: &Expr) -> Input {
        match Function::tabulate(self.scenario(), expr) {
            Some(function) => Input::Function(function),
            None => Input::Column(self.bits(expr)),
        }
    }

    /// The rows that meet a condition on terms.
    fn bits(&self, expr: &Expr) -> Arc<Bits> {
        self.connective(expr, None).unwrap_or_else(|_| self.constant(false))
    }

    /// The verdict of `party` on each of its ranks.
    pub fn standings(&self, party: PartyId) -> &Standings {
        self.standing_column(party)
    }

    fn standing_column(&self, party: PartyId) -> &Arc<Standings> {
        self.standings[party.index()].get_or_init(|| match self.base {
            Some(base) if !self.differs(party) => Arc::clone(base.standing_column(party)),
            _ => Arc::new(self.judge(party)),
        })
    }

    fn judge(&self, party: PartyId) -> Standings {
        let preference = self.case.preference(party);
        let order: Vec<usize> = (0..self.ranks(party).statements()).collect();
        self.judge_levels(preference, self.ranks(party), &order)
    }

    /// The verdict on each level of `ranks` by `preference`, whose statement at position k `ranks`
    /// knows as number `order[k]`.
    fn judge_levels(
        &self,
        preference: &ActivePreference,
        ranks: &Ranks,
        order: &[usize],
    ) -> Standings {
        let no_deal = preference.no_deal_truths(self.scenario());
        let red_lines = preference.red_lines();
        Standings::judge(ranks, order, &no_deal, &red_lines, !preference.is_list())
    }

    /// The verdict of `party` on each level of its rank column in this table if it were to judge as
    /// in `case`; nothing if statements are in force there that this column does not know.
    pub(crate) fn judge_as(&self, party: PartyId, case: &Case<'_>) -> Option<Vec<Verdict>> {
        let theirs = case.preference(party);
        let order = theirs.positions_in(self.case.preference(party))?;
        Some(self.judge_levels(theirs, self.ranks(party), &order).into_levels())
    }

    /// The table of the rows that `edit`, which drops a rule, adds to those of this table.
    pub(crate) fn added_by(
        &self,
        edit: Edit,
        limits: &Limits,
    ) -> Result<PackageTable<'t>, Refusal> {
        let case = self.case.varied(&[edit]);
        let dropped = self.case.rules.iter().filter(|rule| !case.rules.contains(rule));
        let broken: Vec<Expr> =
            dropped.map(|&rule| self.scenario().rule(rule).require.clone().negated()).collect();
        let rules = case.requirements().chain(&broken);
        let rows = Rows::list(case.scenario, rules, bytes_per_row(&case), limits)?;
        Ok(PackageTable::with_rows(case, Arc::new(rows), None))
    }

    /// Whether the answer hangs on where in their ranges the values of `party` lie, so that its ranks do
    /// not tell.
    fn is_ranged(&self, party: PartyId, standing: Standing) -> bool {
        let ranged = self.case.preference(party).worths().is_some_and(|worths| worths.ranged);
        ranged
            && matches!(
                standing,
                Standing::SurelyBetter
                    | Standing::PossiblyBetter
                    | Standing::SurelyWorse
                    | Standing::PossiblyWorse
            )
    }

    /// The rows that are better or worse under all, or some, numbers from the ranges.
    fn in_range(&self, party: PartyId, standing: Standing) -> Bits {
        let scenario = self.scenario();
        let Some(worths) = self.case.preference(party).worths() else {
            return Bits::zeros(self.rows.len());
        };
        let own = scenario.no_deal(party);
        let over = worths.no_deal.is_none().then_some(own.as_slice());
        // The rows of which the least, or the largest, gain has that sign.
        let signed = |least: bool, sign: Ordering| {
            let gains = Gains { scenario, least, over };
            let sums = sums(&self.rows, &parts(scenario, worths, &gains, |expr| self.bits(expr)));
            let against = worths.no_deal.map_or(0, |w| if least { w.high } else { w.low });
            Bits::from_fn(self.rows.len(), |row| sums[row].cmp(&against) == sign)
        };
        let may_gain = || signed(false, Ordering::Greater);
        let may_lose = || signed(true, Ordering::Less);
        let without = |mut these: Bits, those: &Bits| {
            these.and_not(those);
            these
        };
        match standing {
            Standing::PossiblyWorse => may_lose(),
            Standing::SurelyBetter => without(may_gain(), &may_lose()),
            Standing::SurelyWorse => without(may_lose(), &may_gain()),
            _ => may_gain(),
        }
    }

    /// A rank column with the verdict of `party` on each of its levels. Where the statements in force
    /// are some of those of the table that this is a variant of, in whatever order, its ranks serve:
    /// its levels are judged anew and no row is ranked again.
    fn judged(&self, party: PartyId) -> (&Ranks, Arc<Standings>) {
        if let Some(base) = self.base.filter(|_| self.differs(party))
            && let Some(order) =
                self.case.preference(party).positions_in(base.case.preference(party))
        {
            let ranks = base.ranks(party);
            return (
                ranks,
                Arc::new(self.judge_levels(self.case.preference(party), ranks, &order)),
            );
        }
        (self.ranks(party), Arc::clone(self.standing_column(party)))
    }

    /// The verdict of `party` on any package, possible or not, straight from the definition.
    #[must_use]
    pub fn verdict(&self, party: PartyId, package: &[OptionId]) -> Verdict {
        self.case.preference(party).verdict(self.scenario(), package)
    }

    /// The rows of which `expr` is true.
    ///
    /// # Errors
    /// [`NotYetAnswerable`] if it uses a predicate that no method decides yet.
    pub fn column(&self, expr: &Expr) -> Result<Arc<Bits>, NotYetAnswerable> {
        if let Some(column) = self.known(expr) {
            return Ok(column);
        }
        if let Some(column) = self.of_base(expr) {
            return column;
        }
        let column = self.compute(expr)?;
        self.keep(expr, &column);
        Ok(column)
    }

    /// The column of the table that this one is a variant of, if the difference has no bearing on it.
    fn of_base(&self, expr: &Expr) -> Option<Result<Arc<Bits>, NotYetAnswerable>> {
        let base = self.base.filter(|base| base.case.signers == self.case.signers)?;
        let mut parties = self.scenario().party_ids();
        let reads = parties.any(|p| self.differs(p) && reads_party(expr, p, &self.case));
        (!reads).then(|| base.column(expr))
    }

    /// As [`PackageTable::column`], but only the leaves are kept for the next question: for
    /// expressions that nobody will ask for again.
    pub(crate) fn evaluate(&self, expr: &Expr) -> Result<Arc<Bits>, NotYetAnswerable> {
        let connective = matches!(
            expr,
            Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::Implies(..) | Expr::Iff(..)
        );
        if !connective || Function::tabulate(self.scenario(), expr).is_some() {
            return self.column(expr);
        }
        match self.known(expr) {
            Some(column) => Ok(column),
            None => self.connective(expr, None),
        }
    }

    fn keep(&self, expr: &Expr, column: &Arc<Bits>) {
        if let Ok(mut columns) = self.columns.lock() {
            columns.insert(expr.clone(), Arc::clone(column));
        }
    }

    fn known(&self, expr: &Expr) -> Option<Arc<Bits>> {
        self.columns.lock().ok()?.get(expr).cloned()
    }

    fn compute(&self, expr: &Expr) -> Result<Arc<Bits>, NotYetAnswerable> {
        match expr {
            Expr::Predicate(predicate) => return self.predicate(predicate),
            Expr::Const(value) => return Ok(self.constant(*value)),
            _ => {}
        }
        match Function::tabulate(self.scenario(), expr) {
            Some(function) => {
                Ok(Arc::new(Sweep::new(&self.rows, [Input::Function(function)]).column()))
            }
            None => self.connective(expr, None),
        }
    }

    /// An expression too wide for one table, by set algebra over its parts; of the rows that are not of `among` it
    /// says nothing.
    fn connective(&self, expr: &Expr, among: Option<&Bits>) -> Result<Arc<Bits>, NotYetAnswerable> {
        let part = |part: &Expr, among: Option<&Bits>| match among {
            Some(among) => self.within(part, among),
            None => self.evaluate(part),
        };
        let own = |expr: &Expr| part(expr, among).map(|column| (*column).clone());
        let bits = match expr {
            Expr::Const(value) => return Ok(self.constant(*value)),
            Expr::Defined(id) => {
                return part(&self.scenario().definition(*id).condition.expr, among);
            }
            Expr::Not(a) => own(a)?.not().clone(),
            Expr::And(parts) => {
                // Roadmaps are sought only where all the rest is true.
                let (costly, cheap): (Vec<&Expr>, Vec<&Expr>) =
                    parts.iter().partition(|part| asks_roadmaps(part));
                let mut all = among.cloned().unwrap_or_else(|| Bits::ones(self.rows.len()));
                for part in cheap {
                    all.and(&*self.evaluate(part)?);
                }
                for part in costly {
                    let part = self.within(part, &all)?;
                    all.and(&part);
                }
                all
            }
            Expr::Or(parts) => {
                let mut any = Bits::zeros(self.rows.len());
                for one in parts {
                    any.or(&*part(one, among)?);
                }
                any
            }
            Expr::Implies(a, b) => {
                let mut bits = own(a)?;
                bits.not().or(&*part(b, among)?);
                bits
            }
            Expr::Iff(a, b) => {
                let mut bits = own(a)?;
                bits.iff(&*part(b, among)?);
                bits
            }
            // A single comparison is always small enough for a table; predicates have their own way.
            Expr::Compare(..) | Expr::In(..) | Expr::Predicate(_) => return self.column(expr),
        };
        Ok(Arc::new(bits))
    }

    /// The rows of `among` of which `expr` is true; of the other rows it says nothing. The same as the
    /// column, but cheaper for questions about roadmaps of few packages.
    ///
    /// # Errors
    /// As [`PackageTable::column`].
    pub(crate) fn within(&self, expr: &Expr, among: &Bits) -> Result<Arc<Bits>, NotYetAnswerable> {
        if !asks_roadmaps(expr) || self.known(expr).is_some() {
            return self.evaluate(expr);
        }
        match expr {
            Expr::Predicate(Predicate::Holds) => self.holding(Some(among)).map(Arc::new),
            _ => self.connective(expr, Some(among)),
        }
    }

    fn holding(&self, among: Option<&Bits>) -> Result<Bits, NotYetAnswerable> {
        let refused = |hold::TooMuch| NotYetAnswerable { predicate: Predicate::Holds.name() };
        hold::holding(self, among).map_err(refused)
    }

    fn constant(&self, value: bool) -> Arc<Bits> {
        let rows = self.rows.len();
        Arc::new(if value { Bits::ones(rows) } else { Bits::zeros(rows) })
    }

    fn predicate(&self, predicate: &Predicate) -> Result<Arc<Bits>, NotYetAnswerable> {
        let scenario = self.scenario();
        let signers = |standing| signers_stand(standing, &self.case.signers);
        match predicate {
            Predicate::Stands(standing, party) if self.is_ranged(*party, *standing) => {
                Ok(Arc::new(self.in_range(*party, *standing)))
            }
            Predicate::Stands(standing, party) => {
                let (ranks, standings) = self.judged(*party);
                let accepted = standings.having(*standing);
                Ok(Arc::new(ranks.column(&accepted)))
            }
            Predicate::Zopa => self.column(&signers(Standing::Acceptable)),
            Predicate::Deal => self.column(&signers(Standing::Better)),
            Predicate::Efficient if self.case.signers.is_empty() => Ok(self.constant(false)),
            Predicate::Efficient => {
                let ranks: Vec<&Ranks> = self.case.signers.iter().map(|&p| self.ranks(p)).collect();
                Ok(Arc::new(efficient::efficient(self.rows.len(), &ranks)))
            }
            Predicate::Empty(party) => self.column(&empty::empty_for(scenario, *party)),
            Predicate::Genuine => self.column(&empty::genuine(scenario)),
            Predicate::Changes(comparison, count) => {
                let changes = self.changes();
                Ok(Arc::new(Bits::from_fn(self.rows.len(), |row| {
                    comparison.holds(u32::from(changes[row]), *count)
                })))
            }
            Predicate::Is(named) => {
                let mut bits = Bits::zeros(self.rows.len());
                if let Some(row) = self.rows.row(&scenario.named(*named).package) {
                    bits.set(row);
                }
                Ok(Arc::new(bits))
            }
            Predicate::Prefers(party, a, b) => {
                let truths =
                    |package: &[OptionId]| self.case.preference(*party).truths(scenario, package);
                let (a, b) = (scenario.named(*a), scenario.named(*b));
                Ok(self.constant(truths(&a.package) > truths(&b.package)))
            }
            Predicate::Stable(party, concept) => Ok(self.stable(&[*party], *concept)),
            Predicate::Equilibrium(concept) => {
                Ok(self.stable(&scenario.party_ids().collect::<Vec<_>>(), *concept))
            }
            Predicate::Holds => self.holding(None).map(Arc::new),
        }
    }

    /// The place of `row` among the possible packages in ascending order of their decimals, from 1: what
    /// the programs of the graph model call its ordered number. Nothing unless the file is in their
    /// notation. Cost: one sort, the first time.
    pub fn ordered_number(&self, row: usize) -> Option<u32> {
        self.scenario().notation?;
        let ordered = self.ordered.get_or_init(|| {
            // The last term is the most significant bit of a decimal.
            let reversed = |row| self.rows.package(row).into_iter().rev().collect::<Vec<_>>();
            let mut rows: Vec<usize> = (0..self.rows.len()).collect();
            rows.sort_by_cached_key(|&row| reversed(row));
            let mut ordered = vec![0; rows.len()];
            for (number, row) in (1..).zip(rows) {
                ordered[row] = number;
            }
            ordered
        });
        Some(ordered[row])
    }

    /// Per row the number of terms that differ from the status quo.
    pub fn changes(&self) -> &[u16] {
        self.changes.get_or_init(|| self.count_changes())
    }

    fn count_changes(&self) -> Vec<u16> {
        let space = self.rows.space();
        let now = self.scenario().status_quo();
        let low: Vec<u16> = (0..space.low())
            .map(|low| {
                let digits = space.low_digits(low).iter().zip(&now[space.split()..]);
                digits.filter(|(digit, now)| **digit != now.0).count() as u16
            })
            .collect();
        let mut changes = vec![0; self.rows.len()];
        crate::parallel::for_parts(&mut changes, crate::parallel::PIECE, |start, part| {
            let mut digits = vec![0; space.split()];
            for run in self.rows.runs(start..start + part.len()) {
                space.high_digits(run.high, &mut digits);
                let high = digits.iter().zip(&now).filter(|(d, now)| **d != now.0).count() as u16;
                let part = &mut part[run.rows.start - start..run.rows.end - start];
                for (change, &l) in part.iter_mut().zip(run.lows) {
                    *change = high + low[usize::from(l)];
                }
            }
        });
        changes
    }
}

/// Whether `expr` asks which packages can be carried out.
fn asks_roadmaps(expr: &Expr) -> bool {
    let mut asks = false;
    expr.walk(&mut |part| asks |= matches!(part, Expr::Predicate(Predicate::Holds)));
    asks
}
