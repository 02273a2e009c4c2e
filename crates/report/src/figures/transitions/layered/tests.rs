//! What holds of every layout, on random graphs.

use super::levels::Levels;
use super::place::ascending;
use super::{Edge, Plan, Size, Sketch, Spot, cycles, layers, order, plan};

/// Numbers that look random, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }
}

/// A graph of `nodes` nodes and `edges` edges, circles, double edges and loops among them.
fn random(dice: &mut Dice, nodes: usize, edges: usize, most: usize) -> Sketch {
    let size = |dice: &mut Dice, along: usize, across: usize| Size {
        along: 10.0 + dice.below(along) as f64,
        across: 10.0 + dice.below(across) as f64,
    };
    Sketch {
        nodes: (0..nodes).map(|_| size(dice, 60, 150)).collect(),
        edges: (0..edges)
            .map(|_| Edge {
                from: dice.below(nodes),
                to: dice.below(nodes),
                label: size(dice, 10, 30),
            })
            .collect(),
        root: dice.below(nodes),
        most,
    }
}

/// Whether two rectangles around `a` and `b` have more in common than an edge.
fn overlap(a: Spot, of_a: Size, b: Spot, of_b: Size) -> bool {
    (a.along - b.along).abs() + 1e-6 < (of_a.along + of_b.along) / 2.0
        && (a.across - b.across).abs() + 1e-6 < (of_a.across + of_b.across) / 2.0
}

fn inside(plan: &Plan, spot: Spot, of: Size) -> bool {
    let within =
        |at: f64, size: f64, all: f64| at - size / 2.0 >= -1e-6 && at + size / 2.0 <= all + 1e-6;
    within(spot.along, of.along, plan.size.along)
        && within(spot.across, of.across, plan.size.across)
}

#[test]
fn every_layout_keeps_its_promises() {
    let mut dice = Dice(1);
    for round in 0..400 {
        let nodes = 1 + dice.below(16);
        let edges = dice.below(3 * nodes);
        let most = 1 + dice.below(nodes);
        let sketch = random(&mut dice, nodes, edges, most);
        let plan = plan(&sketch);
        assert_eq!(plan, super::plan(&sketch), "{round}: the same graph, the same plan");
        for layer in 0..nodes {
            let held = plan.layers.iter().filter(|&&of| of == layer).count();
            assert!(held <= most, "{round}: {held} in layer {layer} of at most {most}");
        }
        let labels = sketch.edges.iter().zip(&plan.routes).filter(|(e, _)| e.from != e.to);
        let boxes: Vec<(Spot, Size)> = plan
            .nodes
            .iter()
            .zip(&sketch.nodes)
            .map(|(&spot, &size)| (spot, size))
            .chain(labels.map(|(edge, route)| (route.label, edge.label)))
            .collect();
        for (place, &(a, of_a)) in boxes.iter().enumerate() {
            assert!(inside(&plan, a, of_a), "{round}: {a:?} {of_a:?} in {:?}", plan.size);
            for &(b, of_b) in &boxes[..place] {
                assert!(!overlap(a, of_a, b, of_b), "{round}: {a:?} {of_a:?}, {b:?} {of_b:?}");
            }
        }
        for (edge, route) in sketch.edges.iter().zip(&plan.routes) {
            chain(&sketch, &plan, edge, route);
            clear(&boxes, &sketch, edge, route);
        }
        assert!(plan.crossings[1] <= plan.crossings[0], "{round}: {:?}", plan.crossings);
    }
}

/// An edge begins and ends at its nodes, goes on in one direction, and passes its label.
fn chain(sketch: &Sketch, plan: &Plan, edge: &Edge, route: &super::Route) {
    if edge.from == edge.to {
        return assert!(route.knots.is_empty() && !route.back);
    }
    let (from, to) = (plan.layers[edge.from], plan.layers[edge.to]);
    assert!(if route.back { to < from } else { from < to }, "{edge:?} {from} {to}");
    let sign = if route.back { -1.0 } else { 1.0 };
    for pair in route.knots.windows(2) {
        assert!(sign * (pair[1].along - pair[0].along) >= -1e-6, "{edge:?} {route:?}");
        assert!(inside(plan, pair[0], Size::default()) && inside(plan, pair[1], Size::default()));
    }
    // Two knots per piece, and one at each node.
    let pieces = 2 * from.abs_diff(to);
    assert_eq!(route.knots.len(), 2 * pieces + 2, "{edge:?}");
    for (knot, node, end) in
        [(route.knots.first(), edge.from, sign), (route.knots.last(), edge.to, -sign)]
    {
        let (knot, middle, size) = (knot.unwrap(), plan.nodes[node], sketch.nodes[node]);
        assert!((knot.along - middle.along - end * size.along / 2.0).abs() < 1e-6, "{edge:?}");
        assert!((knot.across - middle.across).abs() <= size.across / 2.0, "{edge:?}");
    }
    let through = route.knots.windows(2).any(|pair| {
        let across = pair.iter().all(|knot| (knot.across - route.label.across).abs() < 1e-6);
        let [low, high] = [pair[0].along.min(pair[1].along), pair[0].along.max(pair[1].along)];
        across && low <= route.label.along + 1e-6 && route.label.along <= high + 1e-6
    });
    assert!(through, "{edge:?} does not pass its label: {route:?}");
}

/// No line runs through a node or a label that is not its own.
fn clear(boxes: &[(Spot, Size)], sketch: &Sketch, edge: &Edge, route: &super::Route) {
    for (place, &(spot, size)) in boxes.iter().enumerate() {
        let own = place == edge.from
            || place == edge.to
            || (place >= sketch.nodes.len() && spot == route.label);
        if own {
            continue;
        }
        for pair in route.knots.windows(2) {
            // A curve stays in the rectangle between its ends.
            let middle = Spot {
                along: (pair[0].along + pair[1].along) / 2.0,
                across: (pair[0].across + pair[1].across) / 2.0,
            };
            let extent = Size {
                along: (pair[0].along - pair[1].along).abs(),
                across: (pair[0].across - pair[1].across).abs(),
            };
            assert!(
                !overlap(spot, size, middle, extent),
                "{edge:?} runs through {spot:?} {size:?}"
            );
        }
    }
}

#[test]
fn what_is_turned_round_leaves_no_circle() {
    let mut dice = Dice(2);
    for round in 0..500 {
        let nodes = 1 + dice.below(12);
        let edges = dice.below(40);
        let sketch = random(&mut dice, nodes, edges, nodes);
        let ends: Vec<(usize, usize)> = sketch.edges.iter().map(|e| (e.from, e.to)).collect();
        let back = cycles::back(nodes, &ends, sketch.root);
        let forward: Vec<(usize, usize)> = ends
            .iter()
            .zip(&back)
            .filter(|((from, to), _)| from != to)
            .map(|(&(from, to), &back)| if back { (to, from) } else { (from, to) })
            .collect();
        assert!(forward.iter().all(|&(_, to)| to != sketch.root), "{round}");
        // Whatever has no predecessor is taken away until nothing is left.
        let mut left: Vec<usize> = (0..nodes).collect();
        loop {
            let free = left.iter().position(|&node| {
                !forward.iter().any(|&(from, to)| to == node && left.contains(&from))
            });
            match free {
                Some(place) => left.remove(place),
                None => break,
            };
        }
        assert!(left.is_empty(), "{round}: a circle in {left:?}");
        let layers = layers::layers(nodes, &forward, sketch.root, 1 + dice.below(nodes));
        assert!(forward.iter().all(|&(from, to)| layers[from] < layers[to]), "{round}: {layers:?}");
        let used = layers.iter().max().unwrap() + 1;
        assert!((0..used).all(|layer| layers.contains(&layer)), "{round}: a gap in {layers:?}");
    }
}

#[test]
fn a_graph_without_circles_has_no_edge_that_leads_back() {
    let ends = [(0, 1), (1, 2), (0, 2), (3, 2), (2, 4)];
    assert_eq!(cycles::back(5, &ends, 0), [false; 5]);
    assert_eq!(layers::layers(5, &ends, 0, 9), [0, 1, 2, 1, 3]);
}

#[test]
fn crossings_are_counted_as_the_definition_says() {
    let mut dice = Dice(3);
    for _ in 0..500 {
        let mut ends: Vec<(usize, usize)> =
            (0..dice.below(12)).map(|_| (dice.below(6), dice.below(6))).collect();
        let crosses = |a: &(usize, usize), b: &(usize, usize)| {
            (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)
        };
        let pairs =
            ends.iter().enumerate().flat_map(|(at, a)| ends[..at].iter().map(move |b| (a, b)));
        let expected = pairs.filter(|(a, b)| crosses(a, b)).count() as u64;
        assert_eq!(order::inversions(&mut ends), expected, "{ends:?}");
    }
}

/// All orders of `list`.
fn permutations(list: &[usize]) -> Vec<Vec<usize>> {
    if list.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, &first) in list.iter().enumerate() {
        let rest = [&list[..at], &list[at + 1..]].concat();
        all.extend(permutations(&rest).into_iter().map(|tail| [vec![first], tail].concat()));
    }
    all
}

#[test]
fn few_crossings_are_left_that_could_be_saved() {
    let mut dice = Dice(4);
    let (mut best, mut found, mut exact, mut rounds) = (0, 0, 0, 0);
    for _ in 0..60 {
        // Two layers of up to four nodes: three levels with the labels, which follow the nodes best
        // when they stand in the order of one of them.
        let (upper, lower) = (2 + dice.below(3), 2 + dice.below(3));
        let edges = 2 + dice.below(6);
        let mut sketch = random(&mut dice, upper + lower, 0, 9);
        sketch.edges = (0..edges)
            .map(|_| Edge {
                from: dice.below(upper),
                to: upper + dice.below(lower),
                label: Size { along: 10.0, across: 10.0 },
            })
            .collect();
        let layers: Vec<usize> =
            (0..upper + lower).map(|node| usize::from(node >= upper)).collect();
        let mut levels = Levels::of(&sketch, &layers, &vec![false; edges]);
        let [before, after] = order::untangle(&mut levels);
        assert_eq!(after, order::crossings(&levels));
        assert!(after <= before);
        let ends: Vec<(usize, usize)> = sketch.edges.iter().map(|e| (e.from, e.to)).collect();
        let mut least = u64::MAX;
        for above in permutations(&(0..upper).collect::<Vec<_>>()) {
            for below in permutations(&(upper..upper + lower).collect::<Vec<_>>()) {
                let place = |order: &[usize], node| order.iter().position(|&n| n == node).unwrap();
                let mut placed: Vec<(usize, usize)> = ends
                    .iter()
                    .map(|&(from, to)| (place(&above, from), place(&below, to)))
                    .collect();
                least = least.min(order::inversions(&mut placed));
            }
        }
        assert!(after >= least, "fewer crossings than can be");
        best += least;
        found += after;
        exact += usize::from(after == least);
        rounds += 1;
    }
    assert!(exact * 10 >= rounds * 8, "{exact} of {rounds} are the best");
    assert!(found <= best + best / 4 + 5, "{found} crossings, {best} would do");
}

#[test]
fn ascending_values_are_the_nearest() {
    let mut dice = Dice(5);
    for _ in 0..200 {
        let wanted: Vec<(f64, f64)> = (0..1 + dice.below(4))
            .map(|_| (dice.below(8) as f64, 1.0 + dice.below(3) as f64))
            .collect();
        let cost = |values: &[f64]| -> f64 {
            values.iter().zip(&wanted).map(|(v, (t, w))| w * (v - t) * (v - t)).sum()
        };
        let found = ascending(&wanted);
        assert!(found.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{found:?}");
        // Every ascending choice among the halves from 0 to 8 costs at least as much.
        let mut choices: Vec<Vec<f64>> = vec![Vec::new()];
        for _ in &wanted {
            choices = choices
                .into_iter()
                .flat_map(|begun| {
                    let least = begun.last().copied().unwrap_or(0.0);
                    let halves = (0..=16).map(|n| f64::from(n) / 2.0).filter(move |&v| v >= least);
                    halves.map(move |value| [begun.clone(), vec![value]].concat())
                })
                .collect();
        }
        for choice in choices {
            assert!(cost(&found) <= cost(&choice) + 1e-9, "{wanted:?}: {found:?}, {choice:?}");
        }
    }
}

#[test]
fn a_large_graph_is_laid_out_at_once() {
    let mut dice = Dice(6);
    let start = std::time::Instant::now();
    for most in [1, 6, 40] {
        let sketch = random(&mut dice, 40, 400, most);
        let plan = plan(&sketch);
        assert_eq!(plan.routes.len(), 400);
    }
    // Generous: a slow machine, a debug build, others at work.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    for empty in [Sketch::default(), Sketch { nodes: vec![Size::default()], ..Sketch::default() }] {
        assert_eq!(plan(&empty).nodes.len(), empty.nodes.len());
    }
}
