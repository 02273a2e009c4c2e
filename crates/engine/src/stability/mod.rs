//! Would anyone move the next day?
//!
//! The graph model for conflict resolution over the table of packages: how many packages are stable
//! for whom under each concept (`crate::predicate::stable` defines them), where the status quo comes
//! to rest if everyone takes its best move in turn, which ways lead to the equilibria, which coalitions
//! could leave, and what a party would have to think otherwise for a package to stand.
//!
//! *Decision makers* are the parties that control a term. A party that cannot change anything alone is
//! content with every package.

mod answer;
mod change;
pub mod coalitions;
mod graph;
mod inverse;
mod narration;
mod paths;
mod peel;
mod reach;
mod sides;
pub mod simultaneous;
mod view;

pub use answer::{
    CONCEPTS, Equilibria, LISTED, PartyView, Position, Stability, Stands, WAYS, Where, outlook,
    places, positions, stability,
};
pub use change::Move;
pub use coalitions::{CoalitionConcept, CoalitionStands, CoalitionView};
pub use graph::{Arc, Graph, Node, graph};
pub use inverse::{Overtaking, Raise, inverse};
pub use narration::{Narration, Sanction, narrate, narrations_of_now};
pub(crate) use paths::rest_of;
pub use paths::{Orders, Reached, Rest, Way, Ways, orders, resting_path, ways};
pub(crate) use view::View;
