//! The scenario that is measured: six parties with 77 priorities, rules, and as many possible
//! packages as asked for. The same seed gives the same file.

use fastrand::Rng;
use std::fmt::Write;

const SEED: u64 = 2019;
/// Priorities of the six parties: 77, as many as in the first example.
const PRIORITIES: [usize; 6] = [15, 14, 19, 10, 8, 11];

/// About 10,000 · 2^`doublings` possible packages.
pub fn scenario(doublings: u32) -> String {
    let mut random = Rng::with_seed(SEED);
    // Nine terms of three options, and one of two options for every doubling.
    let radices: Vec<usize> =
        std::iter::repeat_n(3, 9).chain(std::iter::repeat_n(2, doublings as usize + 1)).collect();
    let mut text = String::from("[scenario]\ntitle = \"bench\"\n\n[party]\n");
    for party in 0..6 {
        let signs = party < 2;
        let _ = writeln!(text, "p{party} = {{ signs = {signs} }}");
    }
    for (t, &radix) in radices.iter().enumerate() {
        let options: Vec<String> = (0..radix).map(|o| format!("\"o{o}\"")).collect();
        let kind = ["capability", "relief", "posture", "words"][t % 4];
        let _ = write!(
            text,
            "\n[[term]]\nid = \"t{t}\"\nby = \"p{}\"\nkind = \"{kind}\"\noptions = [{}]\nnow = \"o0\"\nseen = \"outside\"\n",
            t % 6,
            options.join(", ")
        );
    }
    // Four rules over the first nine terms, so that every further term doubles the packages.
    for rule in 0..4 {
        let (a, b) = (2 * rule, 2 * rule + 1);
        let _ = writeln!(text, "\n[[rule]]\nrequire = 't{a} = o2 implies t{b} >= o1'");
    }
    for (party, &count) in PRIORITIES.iter().enumerate() {
        for _ in 0..count {
            let _ = writeln!(
                text,
                "\n[[priority.p{party}]]\nwants = '{}'",
                condition(&mut random, &radices)
            );
        }
    }
    text
}

/// A condition on one to three terms anywhere in the file.
fn condition(random: &mut Rng, radices: &[usize]) -> String {
    let atom = |random: &mut Rng| {
        let t = random.usize(..radices.len());
        let sign = ["=", "!=", ">="][random.usize(..3)];
        format!("t{t} {sign} o{}", random.usize(1..radices[t]))
    };
    match random.usize(..4) {
        0 => atom(random),
        1 => format!("{} implies {}", atom(random), atom(random)),
        2 => format!("{} or {}", atom(random), atom(random)),
        _ => format!("{} and {} implies {}", atom(random), atom(random), atom(random)),
    }
}

/// A game of 2^`doublings` packages: two-option terms, dealt out to `parties` parties in turn blocks, no
/// rule, and as many priorities for each party as there are terms, each on five terms anywhere, so
/// that hardly two packages rank alike and a rank says nothing of its neighbours.
pub fn game(doublings: u32, parties: usize) -> String {
    let mut random = Rng::with_seed(SEED);
    let terms = doublings as usize;
    let mut text = String::from("[scenario]\ntitle = \"bench\"\n\n[party]\n");
    for party in 0..parties {
        let _ = writeln!(text, "p{party} = {{ signs = true }}");
    }
    for t in 0..terms {
        let _ = write!(
            text,
            "\n[[term]]\nid = \"t{t}\"\nby = \"p{}\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n",
            t * parties / terms,
        );
    }
    for party in 0..parties {
        let mut first: Vec<usize> = (0..terms).collect();
        random.shuffle(&mut first);
        for t in first {
            let mut other = || random.usize(..terms);
            let _ = writeln!(
                text,
                "\n[[priority.p{party}]]\nwants = 't{t} = yes iff ((t{} = yes iff t{} = yes) and t{} = yes or t{} = yes)'",
                other(),
                other(),
                other(),
                other(),
            );
        }
    }
    text
}
