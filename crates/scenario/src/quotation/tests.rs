//! Quotations checked against small texts, and against the editorial where it is at hand.

use super::*;
use crate::model::{Quote, Source, UnusedPassage};
use crate::sample::{empty, sample, source, span};

const TEXT: &str = "Chronicle\n\nAnselm has built a wall — “higher than any”. It rained. \
The U.S. envoy, Mr. Smith,\nsaid: “It’s\na pity.” It rained no more. Anselm has built a wall again.\n";

/// Sources that quote these words, one each, checked against [`TEXT`].
fn check(quotes: &[&str]) -> QuotationReport {
    let mut scenario = empty();
    scenario.sources = quotes
        .iter()
        .enumerate()
        .map(|(number, &words)| Source {
            quotes: vec![Quote { words: words.to_owned(), span: span(number) }],
            ..source(&format!("S{}", number + 1))
        })
        .collect();
    check_text(&scenario, None, TEXT.as_bytes())
}

#[test]
fn quotations_are_found_whatever_their_typography() {
    for (quote, stands, line) in [
        ("wall - \"higher than any\".", "wall — “higher than any”.", 3),
        ("  said:  \"It's a pity.\" ", "said: “It’s\na pity.”", 4),
        ("Mr. Smith, said", "Mr. Smith,\nsaid", 3),
        ("a pity", "a pity", 5),
    ] {
        let report = check(&[quote]);
        let passage = &report.quotations[0].passage;
        assert_eq!((passage.count, passage.places[0].line), (1, line), "{quote}");
        assert_eq!(&TEXT[passage.places[0].range.clone()], stands);
        assert_eq!(report.diagnostics, []);
    }
}

#[test]
fn what_is_not_there_is_reported_with_the_nearest_passage() {
    for (quote, likeness, agree, stands) in [
        ("anselm has built", Likeness::Capitals, 3, "Anselm has built"),
        ("Anselm has built a fence again", Likeness::Beginning, 4, "Anselm has built a wall — "),
        ("It rained all day.", Likeness::Beginning, 2, "It rained. The U.S."),
        ("Anselm built a wall again.", Likeness::End, 4, "has built a wall again."),
        ("no more. The end", Likeness::Beginning, 2, "no more. Anselm has"),
        ("nor ever Chronicle", Likeness::End, 1, "Chronicle"),
    ] {
        let report = check(&[quote]);
        let [finding] = report.diagnostics.as_slice() else { panic!("{quote}: {report:?}") };
        assert_eq!((finding.code, finding.span), (Code::W901, Some(span(0))), "{quote}");
        let nearest = report.quotations[0].passage.nearest.as_ref().unwrap();
        assert_eq!((nearest.likeness, nearest.agree), (likeness, agree), "{quote}");
        assert_eq!(TEXT[nearest.place.range.clone()].trim(), stands.trim(), "{quote}");
        assert!(finding.help.as_deref().unwrap().contains("line "), "{finding:?}");
    }
    for quote in ["Brunhild", "rump", "", " "] {
        let report = check(&[quote]);
        assert_eq!(report.quotations[0].passage.nearest, None, "{quote}");
        assert_eq!(report.diagnostics.len(), 1);
    }
}

#[test]
fn repeated_words_are_counted() {
    let report = check(&["Anselm has built a wall"]);
    let passage = &report.quotations[0].passage;
    assert_eq!(passage.places.iter().map(|place| place.line).collect::<Vec<_>>(), [3, 5]);
    assert_eq!(passage.count, 2);
    assert_eq!(report.diagnostics[0].code, Code::W906);
    assert!(report.diagnostics[0].help.as_deref().unwrap().contains("3, 5;"));
}

#[test]
fn every_sentence_says_who_uses_it() {
    let report = check(&["built a wall — “higher", "“higher than any”. It", "It's a pity", "no"]);
    let coverage: Vec<(&str, Coverage)> = report
        .sentences
        .iter()
        .map(|s| (&TEXT[s.place.range.clone()], s.coverage.clone()))
        .collect();
    let used = |sources: &[usize]| {
        Coverage::Used(sources.iter().map(|&source| SourceId::new(source)).collect())
    };
    assert_eq!(
        coverage,
        [
            ("Chronicle", Coverage::Nothing),
            ("Anselm has built a wall — “higher than any”.", used(&[0, 1])),
            ("It rained.", used(&[1])),
            ("The U.S. envoy, Mr. Smith,\nsaid: “It’s\na pity.”", used(&[2])),
            ("It rained no more.", used(&[3])),
            ("Anselm has built a wall again.", Coverage::Nothing),
        ]
    );
    let counts = report.counts();
    let wanted =
        QuotationCounts { quotations: 4, found: 4, sentences: 6, used: 4, unused: 0, nothing: 2 };
    assert_eq!(counts, wanted);
}

#[test]
fn a_declared_text_is_checked_as_itself() {
    let mut scenario = sample();
    let id = text_of(&scenario, TEXT.as_bytes());
    assert_eq!(id, Some(TextId::new(0)), "the only one there is");
    let report = check_text(&scenario, id, TEXT.as_bytes());
    assert_eq!(report.digest_matches, Some(false));
    assert_eq!(report.quotations.len(), 1);
    assert_eq!(report.elsewhere, 0);
    let codes: Vec<Code> = report.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::W902, Code::W906]);
    assert_eq!(report.sentences[2].coverage, Coverage::Unused(0));
    assert_eq!(report.counts().unused, 1);

    // The right digest, a source of another text, and passages that are wrong or quoted.
    scenario.texts[0].digest = Some(digest(TEXT.as_bytes()));
    scenario.texts.push(scenario.texts[0].clone());
    scenario.texts[1].digest = None;
    scenario.sources[1].text = Some(TextId::new(1));
    scenario.sources[1].quotes = vec![Quote { words: "elsewhere".to_owned(), span: span(2) }];
    for (number, words) in ["It snowed.", "a wall — “higher"].into_iter().enumerate() {
        let passage =
            UnusedPassage { quote: words.to_owned(), why: None, span: span(301 + number) };
        scenario.texts[0].unused.push(passage);
    }
    assert_eq!(text_of(&scenario, TEXT.as_bytes()), Some(TextId::new(0)));
    assert_eq!(text_of(&scenario, b"another"), None);
    let report = check_text(&scenario, Some(TextId::new(0)), TEXT.as_bytes());
    assert_eq!((report.digest_matches, report.elsewhere), (Some(true), 1));
    let found: Vec<(Code, Option<Span>)> =
        report.diagnostics.iter().map(|d| (d.code, d.span)).collect();
    assert_eq!(
        found,
        [(Code::W906, Some(span(1))), (Code::W903, Some(span(301))), (Code::W904, Some(span(302))),]
    );
    // Where the sentence has a use, the mark does not count.
    assert_eq!(report.sentences[1].coverage, Coverage::Used(vec![SourceId::new(0)]));
}

#[test]
fn digests_are_sha_256() {
    assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn any_bytes_are_read() {
    let mut scenario = empty();
    scenario.sources = vec![Source {
        quotes: vec![Quote { words: "stands here".to_owned(), span: span(0) }],
        ..source("S1")
    }];
    let report = check_text(&scenario, None, b"\xef\xbb\xbfIt \xff stands\r\nhere.");
    assert_eq!(report.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::W905]);
    assert_eq!(report.counts().found, 1);
    let report = check_text(&scenario, None, b"");
    assert_eq!((report.counts().found, report.counts().sentences), (0, 0));
}

/// The editorial that the first example is about. It is not ours to publish, so it is not part of
/// the repository; where somebody has laid it beside the workspace, its sentences are counted.
#[test]
fn the_editorial_has_thirty_six_sentences() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/000_e79381b8d42d628e.txt");
    let Ok(bytes) = std::fs::read(path) else { return };
    let report = check_text(&empty(), None, &bytes);
    let text = String::from_utf8(bytes).unwrap();
    let shown: Vec<&str> =
        report.sentences.iter().map(|sentence| &text[sentence.place.range.clone()]).collect();
    assert_eq!(shown.len(), 36, "{shown:#?}");
}
