//! The pictures of answers, each with its table: what a document shows beside its words.
//!
//! A figure is drawn from the same answer as the text, with the shapes of [`crate::picture`], and returns
//! a [`Figure`](crate::document::Figure): the picture, how to read it, and the same as a table.

pub mod belief;
pub mod cards;
pub mod frontier;
pub mod gains;
pub mod harm;
mod marks;
pub mod roadmap;
pub mod space;
pub mod stands;
pub mod strip;
pub mod swings;
pub mod timeline;
pub mod transitions;
