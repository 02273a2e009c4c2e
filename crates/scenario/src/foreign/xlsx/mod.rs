//! Workbooks of spreadsheet programs: Office Open XML, `.xlsx`.
//!
//! [`import`] reads a scenario from a workbook and [`export`] writes one into it; what stands in the
//! sheets is decided in [`crate::foreign::sheets`], how the container is read and written by
//! well-kept libraries. Here: what is refused before they see it, and what they are told.
//!
//! The same workbook gives the same bytes in every run: the date in its properties is fixed, and
//! nothing else of the machine or its user is in it.

mod read;
mod write;

pub use read::grid;
pub use write::bytes;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::sheets::{self, Imported, Workbook, workbook_of};
use crate::model::Scenario;
use crate::quotation::digest;

/// Whether the bytes of a file begin as those of a workbook do, or of another file that a
/// spreadsheet program may have written.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || read::is_old(bytes)
}

/// Reads the bytes of a workbook as a scenario.
///
/// Cost: linear in the size of what is packed in it, which is bounded.
///
/// ```
/// use detente_scenario::foreign::{sheets::workbook_of, xlsx};
/// let file = "[scenario]\ntitle = \"A pause\"\n[party]\nus = { signs = true }\n\
///     [[term]]\nid = \"tests\"\nby = \"us\"\noptions = [\"on\", \"off\"]\nnow = \"on\"\n";
/// let scenario = detente_scenario::load(file.as_bytes()).scenario.unwrap();
/// let bytes = xlsx::bytes(&workbook_of(&scenario)).unwrap();
/// let again = xlsx::import(&bytes).scenario.unwrap();
/// assert_eq!(again.without_places(), scenario.without_places());
/// ```
#[must_use]
pub fn import(bytes: &[u8]) -> Imported {
    match grid(bytes) {
        Ok((grid, findings)) => sheets::import(&grid, findings, digest(bytes)),
        Err(refusal) => Imported::refused(*refusal),
    }
}

/// Writes a scenario into a workbook, with further sheets behind its own.
///
/// What was written is read again and compared, so that nothing is lost without a word.
///
/// # Errors
/// What cannot be written.
pub fn export(
    scenario: &Scenario,
    further: Vec<sheets::Sheet>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut workbook: Workbook = workbook_of(scenario);
    workbook.sheets.extend(further);
    let bytes = bytes(&workbook)?;
    let again = import(&bytes).scenario.map(|again| again.without_places());
    if again.is_some_and(|again| again == scenario.without_places()) {
        return Ok(bytes);
    }
    let message = "read again, the workbook does not say what the scenario says";
    let help =
        "a text has signs that a spreadsheet does not keep, or there is more than is read again";
    Err(Box::new(Diagnostic::of_file(Code::E672, message).help(help)))
}
