//! The container: parts, their types, what refers to what, and the zip around them.
//!
//! Every entry carries the first moment that a zip can tell, so the same document is the same bytes.

use crate::markup::{attribute, escaped};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// How every part in XML begins.
pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of a part for Word.
pub const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Where the kinds of relationships between parts are defined.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// When a document was made, for those who insist on a date; no clock is asked.
const MADE: &str = "1980-01-01T00:00:00Z";

/// The parts of a document for Word.
#[derive(Debug, Default)]
pub struct Package {
    /// Name and bytes of each part.
    parts: Vec<(String, Vec<u8>)>,
    /// Name and content type of those parts whose ending does not tell it.
    types: String,
    /// What the document itself refers to.
    relationships: String,
}

impl Package {
    /// Adds the part of a kind for Word beside the document, which refers to it by that kind.
    pub fn word(&mut self, kind: &str, xml: String) {
        let name = format!("{kind}.xml");
        let _ = write!(
            self.types,
            "<Override PartName=\"/word/{name}\" ContentType=\"{CONTENT}.{kind}+xml\"/>"
        );
        self.parts.push((format!("word/{name}"), xml.into_bytes()));
        self.relate(kind, kind, &name);
    }

    /// Adds a picture in a file of its own, to which the document refers by `id`.
    pub fn picture(&mut self, id: &str, name: &str, bytes: Vec<u8>) {
        self.parts.push((format!("word/media/{name}"), bytes));
        self.relate(id, "image", &format!("media/{name}"));
    }

    /// Says that the document refers to `target` by `id`.
    fn relate(&mut self, id: &str, kind: &str, target: &str) {
        let _ = write!(
            self.relationships,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>"
        );
    }

    /// The whole container, with the document itself, its title without isolates, and its language.
    #[must_use]
    pub fn zip(mut self, document: String, title: &str, language: &str) -> Vec<u8> {
        let _ = write!(
            self.types,
            "<Override PartName=\"/word/document.xml\" ContentType=\"{CONTENT}.document.main+xml\"/>\
             <Override PartName=\"/docProps/core.xml\" \
             ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
             <Override PartName=\"/docProps/app.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
        );
        let types = format!(
            "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"emf\" ContentType=\"image/x-emf\"/>\
             <Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>{}</Types>",
            self.types
        );
        let top = format!(
            "<Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"word/document.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
             Target=\"docProps/core.xml\"/>\
             <Relationship Id=\"rId3\" Type=\"{RELATIONSHIPS}/extended-properties\" Target=\"docProps/app.xml\"/>"
        );
        let relationships = |inner: &str| {
            format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
        };
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), relationships(&top).into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relationships(&self.relationships).into_bytes(),
            ),
            ("docProps/core.xml".to_owned(), core(title, language).into_bytes()),
            ("docProps/app.xml".to_owned(), app().into_bytes()),
        ];
        files.append(&mut self.parts);
        zipped(&files)
    }
}

/// The properties of a document that every program shows.
fn core(title: &str, language: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{MADE}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{MADE}</dcterms:modified></cp:coreProperties>",
        escaped(title),
        attribute(language)
    )
}

fn app() -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>Détente</Application></Properties>"
    )
}

/// `files` in one zip. Writing to memory cannot fail; should it, what was written so far comes out.
fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(&mut bytes);
    let written = files.iter().try_for_each(|(name, content)| {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(content).map_err(zip::result::ZipError::from)
    });
    let finished = written.and_then(|()| writer.finish().map(|_| ()));
    debug_assert!(finished.is_ok(), "a zip in memory takes what is written");
    bytes.into_inner()
}
