//! The order of children that Word insists on: a file that breaks it is "damaged" and gets repaired.
//!
//! Properties are collected in any order and written in that of the schema (ECMA-376, Part 1,
//! transitional), so that no other place has to know it.

use std::fmt::Write;

/// Per element the children it may have, in their order.
pub const ORDERS: [(&str, &[&str]); 13] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs",
            "w:u", "w:rtl", "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:bidiVisual",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
        ],
    ),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:tcBorders", "w:shd", "w:tcMar", "w:vAlign"]),
    ("w:tblBorders", EDGES),
    ("w:tcBorders", EDGES),
    ("w:tblCellMar", EDGES),
    ("w:pBdr", EDGES),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:cols",
            "w:bidi",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
];

const EDGES: &[&str] = &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];

/// An element whose children have an order, in the making.
#[derive(Clone, Debug)]
pub struct Properties {
    name: &'static str,
    /// Attributes of the element itself, escaped, with a space before each.
    attributes: String,
    /// Children with their place in the order.
    children: Vec<(usize, String)>,
}

impl Properties {
    /// The element `name`, which stands in [`ORDERS`], without children.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        debug_assert!(order(name).is_some(), "{name} has no order");
        Self { name, attributes: String::new(), children: Vec::new() }
    }

    /// With an attribute, whose value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        let _ = write!(self.attributes, " {name}=\"{value}\"");
        self
    }

    /// With a child that has no attributes and holds nothing.
    #[must_use]
    pub fn flag(self, child: &'static str) -> Self {
        let xml = format!("<{child}/>");
        self.push(child, xml)
    }

    /// With a child whose `w:val` is `value`, which is escaped.
    #[must_use]
    pub fn value(self, child: &'static str, value: impl std::fmt::Display) -> Self {
        let xml = format!("<{child} w:val=\"{value}\"/>");
        self.push(child, xml)
    }

    /// With a child that has `attributes`, which are escaped.
    #[must_use]
    pub fn with(self, child: &'static str, attributes: &str) -> Self {
        let xml = format!("<{child} {attributes}/>");
        self.push(child, xml)
    }

    /// With a child that holds `inner`, which is markup.
    #[must_use]
    pub fn holding(self, child: &'static str, inner: &str) -> Self {
        let xml = format!("<{child}>{inner}</{child}>");
        self.push(child, xml)
    }

    /// With a child that has children of its own; none if it has none.
    #[must_use]
    pub fn nested(self, child: Self) -> Self {
        let (name, xml) = (child.name, child.xml());
        if xml.is_empty() { self } else { self.push(name, xml) }
    }

    fn push(mut self, child: &'static str, xml: String) -> Self {
        let place = order(self.name).and_then(|list| list.iter().position(|name| *name == child));
        debug_assert!(place.is_some(), "{child} has no place in {}", self.name);
        self.children.push((place.unwrap_or(usize::MAX), xml));
        self
    }

    /// The element; nothing if there is nothing to say.
    #[must_use]
    pub fn xml(mut self) -> String {
        if self.children.is_empty() && self.attributes.is_empty() {
            return String::new();
        }
        self.children.sort_by_key(|(place, _)| *place);
        let children: String = self.children.into_iter().map(|(_, xml)| xml).collect();
        format!("<{name}{}>{children}</{name}>", self.attributes, name = self.name)
    }
}

fn order(name: &str) -> Option<&'static [&'static str]> {
    ORDERS.iter().find(|(element, _)| *element == name).map(|(_, children)| *children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_out_in_their_order() {
        let run = Properties::new("w:rPr").flag("w:rtl").value("w:color", "FF0000").flag("w:b");
        assert_eq!(run.xml(), "<w:rPr><w:b/><w:color w:val=\"FF0000\"/><w:rtl/></w:rPr>");
        let empty = Properties::new("w:pPr").nested(Properties::new("w:rPr"));
        assert_eq!(empty.xml(), "");
        let style = Properties::new("w:style").attribute("w:styleId", "A").value("w:name", "a");
        assert_eq!(style.xml(), "<w:style w:styleId=\"A\"><w:name w:val=\"a\"/></w:style>");
    }
}
