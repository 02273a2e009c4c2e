//! Détente's answers as something to read: terminal text, JSON, CSV, pages, office documents, workbooks.
//!
//! Pure functions: an answer goes in, a `String` or a file's bytes come out. Nothing here prints, reads a file, asks
//! a clock or knows how wide a terminal is. Every word that a reader of the text sees stands in the
//! message catalogue (`messages/en.ftl` and its translations); another language is one more file.
//!
//! - [`text`]: one function per question, at most eighty columns wide.
//! - [`json`]: the same content in one envelope, documented in `docs/json.md`.
//! - [`csv`]: where an answer has rows.
//! - [`dot`]: a part of the transition graph, for Graphviz.
//! - [`html`], [`docx`]: a whole [`document`] as a page and for word processors, with its
//!   [pictures](picture).
//! - [`sheets`]: behind the sheets of an exported scenario.
//! - [`diagnostics`]: what is wrong with a scenario file, with the place; [`cells`]: of a workbook, with the cell.

mod beliefs;
pub mod catalogue;
pub mod cells;
pub mod clean;
pub mod csv;
pub mod diagnostics;
pub mod direction;
pub mod document;
pub mod docx;
pub mod dot;
pub mod earned;
pub mod figures;
pub mod html;
pub mod json;
pub mod language;
pub mod layout;
mod lists;
pub mod markup;
mod moves;
pub mod names;
pub mod page;
pub mod picture;
pub mod roadmaps;
pub mod sheets;
pub mod text;
mod valuations;
pub mod words;

pub use catalogue::{Arg, Catalogue};
pub use language::{Direction, Language};
pub use page::{Page, Sheet, Style};
