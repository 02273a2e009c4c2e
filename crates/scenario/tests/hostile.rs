//! Files that nobody wrote by hand. Each is read on a stack of two megabytes, without a panic and
//! without taking more than moments; what they must answer is tested only where it is a limit.

use detente_scenario::{Code, load, to_json, to_toml};

/// Loads `bytes` and returns the codes of what was found.
fn codes(bytes: impl Into<Vec<u8>>) -> Vec<Code> {
    let bytes = bytes.into();
    let reader = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || load(&bytes).diagnostics.iter().map(|d| d.code).collect());
    reader.expect("a thread").join().expect("no panic")
}

const HEAD: &str = "[scenario]\ntitle = \"x\"\n[party]\nus = {}\n";
const TERM: &str = "[[term]]\nid = \"t\"\nby = \"us\"\noptions = [\"a\", \"b\"]\nnow = \"a\"\n";

#[test]
fn one_thing_over_and_over() {
    for piece in [
        "[", "{a=", "=\n", "a=1\n", "[a]\n", "[[a]]\n", "a.", "\"", "'", "a=[\n", "a={\n", "x\n",
        "[x\n", "\0", ",", "{", "}", "\"\"\"", "\\", "a='\n", "\r", "- ",
    ] {
        assert!(!codes(piece.repeat((1 << 20) / piece.len())).is_empty(), "{piece:?}");
        assert!(!codes(format!("{{\"a\":{}", piece.repeat(1 << 16))).is_empty(), "{piece:?}");
    }
}

#[test]
fn too_large() {
    assert_eq!(codes(vec![b'#'; (16 << 20) + 1]), [Code::E004]);
    assert_eq!(codes("\n".repeat(16 << 20)), [Code::E004]);
    assert_eq!(codes("[".repeat(16 << 20)), [Code::E004]);
    let commas = format!("{{\"a\": [1{}]}}", ",1".repeat(5 << 20));
    assert_eq!(codes(commas), [Code::E004]);
}

#[test]
fn too_deep() {
    assert_eq!(codes(format!("a = {}", "[".repeat(1000))), [Code::E003]);
    assert_eq!(codes(format!("{} = 1", ["a"; 1000].join("."))), [Code::E003]);
    assert_eq!(codes(format!("[{}]", ["a"; 1000].join("."))), [Code::E003]);
    assert_eq!(codes(format!("a = {}", "{ a.a.a.a.a = ".repeat(79))), [Code::E003]);
    assert_eq!(codes(format!("a = {{ {} = 1 }}", ["a"; 1000].join("."))), [Code::E003]);
    assert_eq!(codes(format!("{{\"a\": {}", "[".repeat(1000))), [Code::E003]);
    let just_deep = format!("a = {}{}", "[".repeat(30), "]".repeat(30));
    assert!(!codes(just_deep).contains(&Code::E003));
}

/// Decimals on one line are no names joined by dots.
#[test]
fn many_decimals_on_a_line() {
    use detente_scenario::tree::parse;
    let numbers: Vec<String> = (0..40).map(|n| format!("k{n} = 0.{n}")).collect();
    let list: Vec<String> = (0..40).map(|n| format!("1.{n}")).collect();
    let text = format!("a = {{ {} }}\nb = [{}]\n", numbers.join(", "), list.join(", "));
    let parsed = parse(text.as_bytes());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    // Names joined by dots still are, on either side of the equals sign.
    let names = ["a"; 12].join(".");
    for text in [format!("{names} = 1"), format!("b = {{ {names} = 1 }}")] {
        assert_eq!(codes(text), [Code::E003]);
    }
}

#[test]
fn too_many() {
    let options: String = (0..1_000_000).map(|i| format!("\"o{i}\",")).collect();
    let file = format!("{HEAD}[[term]]\nid=\"t\"\nby=\"us\"\nnow=\"o1\"\noptions=[{options}]\n");
    assert_eq!(codes(format!("{file}[[rule]]\nrequire = 't = o999999'\n")), [Code::E109]);

    let parties: String = (0..100_000).map(|i| format!("p{i} = {{}}\n")).collect();
    assert_eq!(
        codes(format!("[scenario]\ntitle=\"x\"\n{TERM}[party]\nus={{}}\n{parties}")),
        [Code::E109]
    );

    let keys: String = (0..100_000).map(|i| format!("k{i} = 1\n")).collect();
    let found = codes(format!("{HEAD}{TERM}{keys}"));
    assert_eq!(found.len(), 1001, "a thousand of them, and how many more there are");
    assert_eq!(found.last(), Some(&Code::E007));

    let slips = "x y\n".repeat(100_000);
    let found = codes(format!("{slips}{HEAD}{TERM}"));
    assert!(found.len() <= 201 && found.contains(&Code::E001), "{}", found.len());
}

#[test]
fn names_without_number_or_end() {
    let terms: String = (0..20_000)
        .map(|i| format!("[[term]]\nid=\"t{i}\"\nby=\"us\"\noptions=[\"a\",\"b\"]\nnow=\"a\"\n"))
        .collect();
    let rules: String = (0..20_000)
        .map(|i| format!("[[rule]]\nrequire='t{} = a or t19999 = b'\n", 19_999 - i % 9))
        .collect();
    assert_eq!(codes(format!("{HEAD}{terms}{rules}")), []);
    let slips: String = (0..20_000).map(|i| format!("[[rule]]\nrequire='s{i} = a'\n")).collect();
    let found = codes(format!("{HEAD}{terms}{slips}"));
    assert_eq!(found.first(), Some(&Code::E312));
    assert_eq!(found.last(), Some(&Code::E007), "the rest is not looked at, and that is said");

    let long = "x".repeat(4 << 20);
    let file = format!("{HEAD}{TERM}[[rule]]\nid = \"{long}\"\nrequire = '{long} = a'\n");
    assert_eq!(codes(file.as_str()), [Code::E201, Code::E312]);
    let loaded = load(file.as_bytes());
    assert!(loaded.diagnostics.iter().all(|d| d.message.len() < 300));
}

#[test]
fn expressions_without_end() {
    let rule = |text: &str| format!("{HEAD}{TERM}[[rule]]\nrequire = '{text}'\n");
    assert_eq!(codes(rule(&format!("t = a{}", " and t = b".repeat(100_000)))), []);
    assert_eq!(codes(rule(&format!("{}t = a", "not ".repeat(100_000)))), [Code::E303]);
    assert!(codes(rule(&"(".repeat(100_000))).contains(&Code::E303));
}

#[test]
fn definitions_of_definitions() {
    let define = |lines: String| format!("{HEAD}{TERM}[define]\n{lines}");
    let chain = |i: usize| format!("d{i} = 'd{}'\n", i + 1);
    let long: String = (0..50_000).map(chain).collect();
    assert_eq!(codes(define(format!("{long}d50000 = 't = a'\n"))), [Code::E231]);
    assert_eq!(codes(define(format!("{long}d50000 = 'd0'\n"))), [Code::E230]);
    let doubling: String =
        (0..60).map(|i| format!("d{i} = 'd{} and d{}'\n", i + 1, i + 1)).collect();
    assert_eq!(codes(define(format!("{doubling}d60 = 't = a'\n"))), [Code::E231]);
    let deep: String = (0..60).map(chain).collect();
    assert_eq!(codes(define(format!("{deep}d60 = 't = a'\n"))), []);
}

#[test]
fn odd_bytes() {
    assert_eq!(codes([0xff, 0xfe, b'a', 0]), [Code::E005]);
    assert_eq!(codes(&b"[scenario]\ntitle = \"\xe9\"\n"[..]), [Code::E005]);
    assert_eq!(codes(""), [Code::E108]);
    assert_eq!(codes("\u{feff}"), [Code::E108]);
    assert_eq!(codes("\u{feff}{"), [Code::E002]);
    assert_eq!(codes(" \n {}"), [Code::E108]);
    // Half of a pair of surrogates is no character.
    assert_eq!(codes(r#"{"scenario": {"title": "\ud800"}}"#), [Code::E002]);
    let pair = r#"{"scenario": {"title": "\ud83d\ude00"}}"#;
    assert_eq!(codes(pair), [Code::E108, Code::E108]);
}

#[test]
fn odd_texts_survive_both_writers() {
    for text in [
        "\"",
        "\\",
        "'",
        "'''",
        "\"\"\"",
        "a\nb",
        "a\r\nb",
        "a\"\"\"b\n\"",
        "a\\\nb\\",
        "\u{0}\u{1f}\u{7f}",
        "\u{85}\u{2028}\u{feff}",
        "a\tb",
        "''\n''",
        "\\\"\n\\\"\"",
        "#",
        "a\n\"\"",
        "é\u{301}🇰🇵",
    ] {
        use detente_scenario::tree::{Node, parse};
        let root = Node::table([(
            "scenario",
            Node::table([("title", Node::text(text)), (text, Node::list([Node::text(text)]))]),
        )]);
        for written in [to_json(&root), to_toml(&root)] {
            let parsed = parse(written.as_bytes());
            assert!(parsed.diagnostics.is_empty(), "{text:?}\n{written}\n{:?}", parsed.diagnostics);
            let scenario = parsed.root.as_ref().and_then(|root| root.get("scenario"));
            let title = scenario.and_then(|table| table.get("title"));
            assert_eq!(title.and_then(Node::as_text), Some(text), "{written}");
            let list = scenario.and_then(|table| table.get(text)).map(Node::items);
            assert_eq!(list.and_then(|items| items.first()?.as_text()), Some(text), "{written}");
        }
    }
}
