//! Who would move, in the first example.

mod common;

use common::{case, example, table};
use detente_engine::stability::{graph, outlook, stability};
use std::time::Instant;

#[test]
fn try_it() {
    let scenario = example("hanoi-2019.toml");
    for date in ["2019-01-25", "latest"] {
        let table = table(case(&scenario, date));
        let t = Instant::now();
        let light = outlook(&table);
        println!("{date} outlook {:?}", t.elapsed());
        let t = Instant::now();
        let full = stability(&table);
        println!("full {:?}", t.elapsed());
        for e in &light.equilibria {
            println!(
                "{:?} {} deals {} genuine {} {:?}",
                e.concept, e.count, e.deals, e.genuine, e.stable
            );
        }
        println!("{:?} {:?}", light.rest, light.rest_stands);
        for (end, n, rest) in &light.orders.as_ref().unwrap().ends {
            println!("{end:?} {n} {}", rest.moves.len());
        }
        for p in &full.positions {
            println!(
                "{:?} {:?} {:?}",
                p.what,
                p.equilibrium,
                p.parties.iter().map(|v| (v.party, v.improvements, v.stable)).collect::<Vec<_>>()
            );
            for c in &p.coalitions {
                println!(
                    "   {:?} {} {:?} {:?}",
                    c.members,
                    c.improvements,
                    c.nearest.as_ref().map(|n| n.1.moves.len()),
                    c.stands
                );
            }
        }
        for e in &full.equilibria {
            println!("{:?} {:?} {:?}", e.concept, e.reached, e.listed.len());
        }
        let g = graph(&table, &full);
        println!("{} {} {}", g.nodes.len(), g.arcs.len(), g.left_out);
    }
}
