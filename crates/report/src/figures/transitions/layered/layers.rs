//! In which layer each node lies: the longest path to it, with a bound on the nodes of a layer.

/// The layer of each node, from 0 without gaps. `edges` have no circle but those from a node to itself,
/// which count for nothing; every other edge leads to a later layer, and no layer has more than `most`
/// nodes.
pub fn layers(nodes: usize, edges: &[(usize, usize)], root: usize, most: usize) -> Vec<usize> {
    let most = most.max(1);
    let (mut before, mut after) = (vec![Vec::new(); nodes], vec![Vec::new(); nodes]);
    for &(from, to) in edges.iter().filter(|(from, to)| from != to) {
        before[to].push(from);
        after[from].push(to);
    }
    let mut layer: Vec<Option<usize>> = vec![None; nodes];
    let mut order: Vec<usize> = Vec::with_capacity(nodes);
    // At most as many nodes can wait for room as there are.
    let mut held = vec![0_usize; 2 * nodes + 1];
    // Those first that could lie earliest, then those that come first.
    while order.len() < nodes {
        let least = |node: usize| {
            let mut layers = before[node].iter().map(|&b| layer[b]);
            layers.try_fold(0, |least, b| Some(least.max(b? + 1)))
        };
        let open = (0..nodes).filter(|&node| layer[node].is_none());
        let next = open.filter_map(|node| Some((least(node)?, node != root, node))).min();
        let Some((mut place, _, node)) = next else { break };
        while held[place] >= most {
            place += 1;
        }
        held[place] += 1;
        layer[node] = Some(place);
        order.push(node);
    }
    let mut layer: Vec<usize> = layer.into_iter().map(Option::unwrap_or_default).collect();
    pull(&mut layer, &mut held, &order, [&before, &after], root, most);
    // No gaps.
    let mut number = vec![0; held.len()];
    let mut next = 0;
    for (place, &count) in held.iter().enumerate() {
        number[place] = next;
        next += usize::from(count > 0);
    }
    layer.into_iter().map(|place| number[place]).collect()
}

/// Moves nodes from which more leads on than to them as near as there is room to what follows.
fn pull(
    layer: &mut [usize],
    held: &mut [usize],
    order: &[usize],
    [before, after]: [&[Vec<usize>]; 2],
    root: usize,
    most: usize,
) {
    for &node in order.iter().rev() {
        if node == root || after[node].len() <= before[node].len() {
            continue;
        }
        let Some(last) = after[node].iter().map(|&next| layer[next]).min() else { continue };
        let later = (layer[node] + 1..last).rev().find(|&place| held[place] < most);
        if let Some(place) = later {
            held[layer[node]] -= 1;
            held[place] += 1;
            layer[node] = place;
        }
    }
}
