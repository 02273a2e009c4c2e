//! Which edges close a circle: those that lead back on the way of a depth-first search.

/// Per edge whether it is to be turned round so that no circle is left. The search begins at `root`,
/// then at nodes to which nothing leads, then at the others; it follows edges in their order. Every
/// edge to `root` is turned round, so that nothing lies before it that leads there only.
///
/// Turning round what leads to a node that the search has not left yet leaves no circle: every other
/// edge leads to a node that was left earlier. An edge from a node to itself is no part of a layout.
pub fn back(nodes: usize, edges: &[(usize, usize)], root: usize) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut entered = vec![false; nodes];
    for (edge, &(from, to)) in edges.iter().enumerate() {
        if from != to {
            out[from].push(edge);
            entered[to] = true;
        }
    }
    let mut back: Vec<bool> = edges.iter().map(|&(from, to)| from != to && to == root).collect();
    let mut state = vec![State::New; nodes];
    let begin = (0..nodes).filter(|&node| node == root);
    let begin = begin.chain((0..nodes).filter(|&node| !entered[node])).chain(0..nodes);
    for start in begin {
        if state[start] != State::New {
            continue;
        }
        // Nodes on the way, each with the next of its edges to be followed.
        let mut way = vec![(start, 0)];
        state[start] = State::OnTheWay;
        while let Some((node, next)) = way.last_mut() {
            let Some(&edge) = out[*node].get(*next) else {
                state[*node] = State::Left;
                way.pop();
                continue;
            };
            *next += 1;
            let to = edges[edge].1;
            match state[to] {
                State::New => {
                    state[to] = State::OnTheWay;
                    way.push((to, 0));
                }
                State::OnTheWay => back[edge] = true,
                State::Left => {}
            }
        }
    }
    back
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Left,
}
