//! Placeholder until merged.
use crate::document::Document;
/// Nothing yet.
#[must_use]
pub fn docx(_: &Document) -> Vec<u8> {
    Vec::new()
}
