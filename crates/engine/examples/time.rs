use std::time::Instant;
use detente_engine::*; use detente_scenario::Expr;
fn main() {
    let t = Instant::now();
    let bytes = std::fs::read("examples/hanoi-2019.toml").unwrap();
    let s = detente_scenario::load(&bytes).scenario.unwrap();
    println!("load {:?}", t.elapsed());
    for _ in 0..2 {
    let limits = Limits::default();
    let t = Instant::now();
    let table = PackageTable::build(Case::of(&s), &limits).unwrap();
    println!("rows {:?} {}", t.elapsed(), table.rows().len());
    for p in s.party_ids() { let t = Instant::now(); let n = table.ranks(p).levels(); println!("rank {} {:?} levels {n}", s.party(p).id, t.elapsed());
      let t = Instant::now(); table.standings(p); println!("  standings {:?}", t.elapsed()); }
    let t = Instant::now(); let d = deals::deals(&table); println!("deals {:?} {} eff {}", t.elapsed(), d.deals, d.efficient);
    let t = Instant::now(); harm::harm(&table); println!("harm {:?}", t.elapsed());
    let t = Instant::now(); empty::empty(&table); println!("empty {:?}", t.elapsed());
    for (i, c) in s.claims.iter().enumerate() { let t = Instant::now(); let r = ask::restates(table.case(), &c.ask, c.expect); println!("restates {} {:?} {:?}", i+1, t.elapsed(), r); }
    let t = Instant::now(); ask::answer_claims(&table, &limits).unwrap(); println!("claims {:?}", t.elapsed());
    let edits = robust::variants(table.case());
    for c in &s.claims { for e in [c.ask.with.clone(), Expr::all(vec![c.ask.with.clone(), c.ask.has.clone()])] { if table.column(&e).is_err() {continue;} let t = Instant::now(); robust::recount(&table, &[e.clone()], &edits, &limits).unwrap(); println!("recount {} {:?} {}", c.id, t.elapsed(), table.column(&e).unwrap().count()); } }
    for h in robust::Headline::ALL { let e = h.condition(table.case()); let t = Instant::now(); robust::recount(&table, &[e], &edits, &limits).unwrap(); println!("recount {h:?} {:?}", t.elapsed()); }
    let t = Instant::now(); let r = robust::robust(&table, &limits).unwrap(); println!("robust {:?} variants {}", t.elapsed(), r.variants.len());
    }
}
