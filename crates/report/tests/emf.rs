//! Metafiles: records that add up, objects that are let go, texts that stay texts.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

#[path = "office/mod.rs"]
mod office;

use detente_report::picture::emf::emf;
use detente_report::picture::{Anchor, Canvas, Ink, Letters, Paint, Picture, at};
use std::collections::BTreeMap;

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// Type and bytes of every record.
fn records(bytes: &[u8]) -> Vec<(u32, &[u8])> {
    let (mut records, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let size = number(bytes, at + 4) as usize;
        assert!(size >= 8 && size.is_multiple_of(4), "record {} has {size} bytes", records.len());
        records.push((number(bytes, at), &bytes[at..at + size]));
        at += size;
    }
    assert_eq!(at, bytes.len());
    records
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let texts = records(bytes).into_iter().filter(|(kind, _)| *kind == 84);
    texts
        .map(|(_, record)| {
            let (count, start) = (number(record, 44) as usize, number(record, 48) as usize);
            let distances = number(record, 72) as usize;
            assert!(distances >= start + 2 * count && distances + 4 * count == record.len());
            let units = record[start..start + 2 * count].chunks(2);
            let units: Vec<u16> =
                units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
            String::from_utf16(&units).unwrap()
        })
        .collect()
}

/// The sizes, counts and handles that the header tells are those of the records.
fn holds_together(bytes: &[u8]) {
    let records = records(bytes);
    let header = records[0].1;
    assert_eq!((records[0].0, header.len(), number(header, 40)), (1, 108, 0x464d_4520));
    assert_eq!(number(header, 48) as usize, bytes.len());
    assert_eq!(number(header, 52) as usize, records.len());
    assert_eq!(records.last().unwrap().0, 14);
    assert_eq!(number(bytes, bytes.len() - 4), 20, "the last record tells its size");
    let handles = number(header, 56) & 0xffff;
    let mut live: BTreeMap<u32, u32> = BTreeMap::new();
    for (kind, record) in &records {
        match kind {
            39 | 82 | 95 => {
                let handle = number(record, 8);
                assert!(handle > 0 && handle < handles, "handle {handle} of {handles}");
                let size = BTreeMap::from([(39, 24), (82, 332), (95, 52)])[kind];
                assert_eq!(record.len(), size);
                assert!(live.insert(handle, *kind).is_none(), "handle {handle} is taken");
            }
            37 => {
                let handle = number(record, 8);
                assert!(handle >= 0x8000_0000 || live.contains_key(&handle), "nothing is {handle}");
            }
            40 => assert!(live.remove(&number(record, 8)).is_some(), "let go twice"),
            2..=5 => {
                assert_eq!(record.len(), 28 + 8 * number(record, 24) as usize);
            }
            _ => {}
        }
    }
    assert!(live.is_empty(), "objects are left: {live:?}");
}

fn with(text: &str) -> Picture {
    let mut canvas = Canvas::new();
    canvas.text(at(10.0, 20.0), Anchor::Left, Letters::PLAIN, text);
    Picture {
        name: "words",
        width: 100.0,
        height: 50.0,
        title: String::new(),
        description: String::new(),
        shapes: canvas.shapes(),
    }
}

#[test]
fn sizes_counts_and_handles_add_up() {
    let picture = office::picture("plane", "title", "description", 620.0);
    let bytes = emf(&picture);
    holds_together(&bytes);
    let kinds: Vec<u32> = records(&bytes).iter().map(|(kind, _)| *kind).collect();
    for kind in [2, 3, 4, 5, 42, 44, 60, 62, 82, 84, 95] {
        assert!(kinds.contains(&kind), "no record {kind}");
    }
    assert!(bytes == emf(&picture), "the same picture is the same bytes");
}

#[test]
fn bounds_are_those_of_the_picture() {
    let bytes = emf(&office::picture("plane", "", "", 619.3));
    let header: Vec<u32> = (8..40).step_by(4).map(|at| number(&bytes, at)).collect();
    assert_eq!(header, [0, 0, 619, 259, 0, 0, 16404, 6879], "pixels, hundredths of a millimetre");
    let window = records(&bytes).into_iter().find(|(kind, _)| *kind == 9).unwrap().1;
    assert_eq!((number(window, 8), number(window, 12)), (12_400, 5200));
}

#[test]
fn texts_stay_texts() {
    let evil = "a\u{0}\u{1b}\u{ffff}\u{a0}\u{2068}שלום\u{2069} <&>";
    assert_eq!(texts(&emf(&with(evil))), ["a\u{fffd}\u{fffd}\u{fffd} שלום <&>"]);
    assert_eq!(texts(&emf(&with("🙂 x"))), ["🙂 x"], "two units, one letter");
    assert!(texts(&emf(&with("\u{2068}\u{2069}"))).is_empty());
    for text in [evil, "🙂", "odd", "", &"long ".repeat(20_000)] {
        holds_together(&emf(&with(text)));
    }
}

#[test]
fn letters_advance_as_in_arial() {
    let bytes = emf(&with("Wé"));
    let record = records(&bytes).into_iter().find(|(kind, _)| *kind == 84).unwrap().1;
    let distances = number(record, 72) as usize;
    // Letters of 12 pixels are 240 units high; W takes 944 thousandths of that, é 556.
    assert_eq!((number(record, distances), number(record, distances + 4)), (227, 133));
}

#[test]
fn what_is_no_number_does_no_harm() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1.0, 0.0] {
        let mut canvas = Canvas::new();
        let paint = Paint::fill(Ink::Good).edge(Ink::Bad, bad);
        canvas.rounded(at(bad, 1.0), bad, bad, bad, paint);
        canvas.rect(at(1.0, bad), bad, 2.0, paint);
        canvas.circle(at(bad, bad), bad, paint);
        for points in 0..6 {
            canvas.path(vec![at(bad, 1.0); points], paint);
            canvas.polygon(vec![at(bad, 1.0); points], paint);
            canvas.curve(vec![at(1.0, bad); points], paint);
        }
        canvas.text(at(bad, bad), Anchor::Right, Letters::PLAIN.size(bad), "x");
        let picture = Picture { width: bad, height: bad, shapes: canvas.shapes(), ..with("") };
        holds_together(&emf(&picture));
    }
}

/// A file to look at.
#[test]
fn a_file_to_look_at() {
    let picture = office::picture("plane", "A title", "A description", 620.0);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("plane.emf");
    std::fs::write(path, emf(&picture)).unwrap();
}
