//! XML to elements with places. A file says everything in tags and attributes; text between them is
//! passed over. There are no entities but the five that XML has itself, so nothing can grow.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{in_small_letters, shortened};

/// How deep elements may stand inside each other.
const MAX_DEPTH: usize = 64;

/// The largest number of elements and attributes in a file.
const MAX_PARTS: usize = 1 << 20;

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Element>,
    /// Its start tag.
    pub(super) span: Span,
}

/// An attribute.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    /// Its value.
    pub(super) span: Span,
}

impl Element {
    /// The attribute `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The children called `name`, in order.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child called `name`.
    pub(super) fn first(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// The root element; what is wrong with the file goes to `report`. `text` has no byte-order mark.
pub(super) fn parse(text: &str, report: &mut impl FnMut(Diagnostic)) -> Option<Element> {
    let mut builder = Builder { text, open: Vec::new(), root: None, parts: 0 };
    let mut reader = Reader::from_str(text);
    loop {
        let start = offset(reader.buffer_position(), text);
        let outcome = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => builder.take(&event, start, offset(reader.buffer_position(), text)),
            Err(error) => {
                let at = offset(reader.error_position(), text);
                Err(unreadable(Span::new(at, at), &error.to_string()))
            }
        };
        if let Err(refusal) = outcome {
            report(*refusal);
            return None;
        }
    }
    if let Some(open) = builder.open.last() {
        let message = format!("`<{}>` is never closed", shortened(&open.name));
        report(Diagnostic::new(Code::E682, open.span, message));
        return None;
    }
    builder.root
}

/// A position as it is reported, on a character boundary inside the text.
fn offset(position: u64, text: &str) -> usize {
    let mut at = usize::try_from(position).unwrap_or(text.len()).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn unreadable(span: Span, message: &str) -> Box<Diagnostic> {
    // The place is shown; what the parser says of it counts from elsewhere.
    let message = match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("at ") || place.starts_with("position ") => rest,
        _ => message,
    };
    let message = message.strip_prefix("ill-formed document: ").unwrap_or(message);
    let message = message.split(", previous declaration").next().unwrap_or(message);
    let message = in_small_letters(message.trim_end_matches('.'));
    let finding = Diagnostic::new(Code::E682, span, message);
    Box::new(finding.help("nothing after this place was looked at"))
}

struct Builder<'t> {
    text: &'t str,
    /// Elements that are not closed yet, the innermost last.
    open: Vec<Element>,
    root: Option<Element>,
    parts: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: &Event<'_>, start: usize, end: usize) -> Result<(), Box<Diagnostic>> {
        let span = Span::new(start, end.max(start));
        match event {
            Event::Start(tag) => {
                let element = self.element(tag, span)?;
                if self.open.len() >= MAX_DEPTH {
                    let message = format!("elements are nested more than {MAX_DEPTH} deep here");
                    return Err(Box::new(Diagnostic::new(Code::E688, span, message)));
                }
                self.open.push(element);
            }
            Event::Empty(tag) => {
                let element = self.element(tag, span)?;
                self.close(element);
            }
            Event::End(_) => {
                if let Some(element) = self.open.pop() {
                    self.close(element);
                }
            }
            Event::DocType(_) => {
                let message = "a document type declaration is not read";
                let help = "files of negotiations need none, and its entities could make the file grow \
                            without end; remove it";
                return Err(Box::new(Diagnostic::new(Code::E682, span, message).help(help)));
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>, span: Span) -> Result<Element, Box<Diagnostic>> {
        let name = text_of(tag.name().as_ref());
        if self.open.is_empty() && self.root.is_some() {
            let message = format!("`<{}>` is a second root element", shortened(&name));
            return Err(Box::new(Diagnostic::new(Code::E682, span, message)));
        }
        self.parts += 1;
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| unreadable(span, &error.to_string()))?;
            let place = self.place(&attribute.value, span);
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| unreadable(place, &error.to_string()))?;
            let name = text_of(attribute.key.as_ref());
            attributes.push(Attribute { name, value: value.into_owned(), span: place });
            self.parts += 1;
        }
        if self.parts > MAX_PARTS {
            let message =
                format!("up to here the file has more than {MAX_PARTS} elements and attributes");
            return Err(Box::new(Diagnostic::new(Code::E688, span, message)));
        }
        Ok(Element { name, attributes, children: Vec::new(), span })
    }

    /// Where a part of a tag stands, which is a part of the text.
    fn place(&self, part: &str, tag: Span) -> Span {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let span = Span::new(start, start.saturating_add(part.len()));
        if self.text.get(span.range()) == Some(part) { span } else { tag }
    }
}

fn text_of(name: &str) -> String {
    name.to_owned()
}
