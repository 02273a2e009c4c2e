//! Pictures in a document: vectors that every program reads, with SVG beside them for those that do.

use super::runs::bare;
use crate::markup::attribute;
use crate::picture::emf::{emf, pixels};
use crate::picture::{Picture, svg};
use std::collections::BTreeMap;

/// Units of a drawing in a pixel, and in a twentieth of a point.
const PIXEL: f64 = 9525.0;
const TWENTIETH: f64 = 635.0;
/// Letters of what a screen reader says; what is longer is no description.
const LONGEST: usize = 2000;
/// The namespaces that a drawing needs where the body is opened.
pub const NAMESPACES: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// The pictures of a document. A picture that is shown twice is one file.
#[derive(Debug, Default)]
pub struct Media {
    /// Each picture as SVG, with its place.
    known: BTreeMap<String, usize>,
    /// Each picture as a metafile.
    metafiles: Vec<Vec<u8>>,
    drawings: usize,
}

impl Media {
    /// A run that shows `picture` in at most `width` × `height` twentieths of a point.
    pub fn drawing(&mut self, picture: &Picture, width: u32, height: u32) -> String {
        let next = self.metafiles.len();
        let place = *self.known.entry(svg::file(picture)).or_insert(next);
        if place == next {
            self.metafiles.push(emf(picture));
        }
        self.drawings += 1;
        let id = self.drawings;
        let (w, h) = pixels(picture);
        let (w, h) = (f64::from(w) * PIXEL, f64::from(h) * PIXEL);
        let room = |room: u32, size: f64| f64::from(room) * TWENTIETH / size;
        let scale = room(width, w).min(room(height, h)).min(1.0);
        let (cx, cy) = (((w * scale) as u64).max(1), ((h * scale) as u64).max(1));
        let name = format!("{} {id}", attribute(picture.name));
        let said = attribute(&said(picture));
        let (emf, svg) = (relationship(place, "emf"), relationship(place, "svg"));
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>\
             <wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{said}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{said}\"/><pic:cNvPicPr/>\
             </pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{emf}\"><a:extLst>\
             <a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
             <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
             r:embed=\"{svg}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>\
             </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
             </a:graphic></wp:inline></w:drawing></w:r>"
        )
    }

    /// The files with the ids by which the document refers to them.
    pub fn files(self) -> Vec<(String, String, Vec<u8>)> {
        let mut svgs = vec![String::new(); self.metafiles.len()];
        for (text, place) in self.known {
            svgs[place] = text;
        }
        let pairs = self.metafiles.into_iter().zip(svgs).enumerate();
        pairs
            .flat_map(|(place, (emf, svg))| {
                let file = |ending: &str, bytes: Vec<u8>| {
                    (relationship(place, ending), format!("image{}.{ending}", place + 1), bytes)
                };
                [file("emf", emf), file("svg", svg.into_bytes())]
            })
            .collect()
    }
}

/// The id by which the document refers to a picture.
fn relationship(place: usize, ending: &str) -> String {
    format!("{ending}{}", place + 1)
}

/// What a screen reader says of `picture`.
fn said(picture: &Picture) -> String {
    let (title, description) = (picture.title.trim(), picture.description.trim());
    let between = match (title.chars().last(), description.is_empty()) {
        (None, _) | (_, true) => "",
        (Some(last), _) if last.is_alphanumeric() => ". ",
        _ => " ",
    };
    bare(&format!("{title}{between}{description}")).chars().take(LONGEST).collect()
}
