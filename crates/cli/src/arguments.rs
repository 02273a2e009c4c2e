//! What can be said on the command line.

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use detente_report::Language;
use detente_scenario::date::parse_as_of;
use detente_scenario::{AsOf, Concept, nearest};

/// Could they sign, is it genuine, who is hurt, how sure: answers from one scenario file.
#[derive(Debug, Parser)]
#[command(name = "detente", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 answered; 1 with --strict, a claim differs from what its author \
expects; 2 the file or the command is wrong; 3 a limit was hit; 4 the system refused (disk, pipe).\n\n\
FILE may be - for standard input."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Everything on one screen: could they sign, is it genuine, who is hurt, how sure.
    Analyze {
        /// How to answer.
        #[command(flatten)]
        answer: Answer,
        /// Exit with 1 if a claim differs from what its author expects.
        #[arg(long)]
        strict: bool,
    },
    /// Could they sign? What every signer prefers to no deal; efficient, smallest, named packages.
    Deals(Deals),
    /// Genuine or illusion? Does capability change, could anyone see a breach, how fast is it undone.
    Empty(Answer),
    /// Who is hurt? Every party, first of all those outside the room.
    Harm(Answer),
    /// Would anyone move the next day? Equilibria, who gains by moving, and where it would end.
    Stable(Stable),
    /// Can it be carried out? Which orders of steps nobody gains by leaving, and which bundles that takes.
    Order(Order),
    /// Would it hold? One order of steps, stage by stage, and the inspection that it needs.
    Hold(Hold),
    /// With whom? What the events say of each party that may be of several types, and with which a deal would hold.
    Evidence(Evidence),
    /// Where does it stand after signature? What is done, overdue and to be inspected, who gains by leaving, what is next.
    Status(Status),
    /// How sure? Which single line of the file turns a verdict; dates and readings compared.
    Robust(Answer),
    /// Ask one question about the packages: `every|some|no|most … with … has …`, `count packages with …`.
    Ask {
        /// How to answer.
        #[command(flatten)]
        answer: Answer,
        /// The question.
        question: String,
    },
    /// Why: the chain from a claim, package, party, line or source to the evidence.
    Why {
        /// How to answer.
        #[command(flatten)]
        answer: Answer,
        /// What to explain: `C7`, `hanoi-ask`, `hanoi-ask trump`, `hanoi-ask SEQ`, `trump 2`, `rule 3`, `E26`.
        #[arg(required = true, num_args = 1..)]
        topic: Vec<String>,
    },
    /// Two pages for the envoy and an annex, with pictures: a page that opens offline, or a document.
    Report(Report),
    /// Read the file, report every mistake in it and what no parser sees.
    Check {
        /// How to answer.
        #[command(flatten)]
        answer: Answer,
        /// Verify the quotations against this text (ID=TEXTFILE names which text it is).
        #[arg(long, value_name = "[ID=]TEXTFILE")]
        text: Vec<String>,
        /// Exit with 1 if a claim differs from what its author expects.
        #[arg(long)]
        strict: bool,
    },
    /// Tidy the file, or print its JSON twin.
    Fmt(Fmt),
    /// A workbook (docs/spreadsheets.md), a `.gmcr` file of GMCR+ (docs/gmcr.md) or a folder of Genius, GeniusWeb or
    /// NegMAS (docs/negotiation-files.md) as a scenario.
    Import(Import),
    /// The scenario as a workbook, or as a file of another program, as far as that can say it.
    Export(Export),
    /// A scenario to begin with; without a template they are listed.
    New(New),
    /// Explain a diagnostic's code, or list all codes.
    Explain {
        /// Such as `E210`.
        code: Option<String>,
        /// No colour and no signs beyond ASCII.
        #[arg(long)]
        plain: bool,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// How to read the file and show the answer.
#[derive(Args, Clone, Debug)]
pub struct Answer {
    /// The scenario file, TOML or JSON; - for standard input; or a folder of Genius, GeniusWeb or NegMAS.
    pub file: String,
    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,
    /// How to show it.
    #[command(flatten)]
    pub form: Form,
}

/// How to read the file.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "How the file is read")]
pub struct Reading {
    /// Read it as of this date: what was not known then is off; `latest` for hindsight.
    #[arg(long, value_name = "DATE|latest", value_parser = parse_as_of)]
    pub as_of: Option<AsOf>,
    /// The parties without which no deal comes about, instead of those the file names.
    #[arg(long, value_name = "PARTY,…", value_delimiter = ',')]
    pub signers: Vec<String>,
    /// Change a line: `drop trump 2`, `swap japan 4 5`, `version kim 4 1`, `drop rule 3`; repeatable.
    #[arg(long, value_name = "EDIT")]
    pub variant: Vec<String>,
    /// Refuse tables that would take more memory than this.
    #[arg(long, value_name = "SIZE", default_value = "8G", value_parser = parse_size)]
    pub memory: u64,
    /// Of a folder of another program: which profiles take part, numbered from 0 by file name.
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub profiles: Option<Vec<usize>>,
    /// Threads to use; the answer does not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

/// How to show the answer.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "How the answer is shown")]
pub struct Form {
    /// As JSON (docs/json.md).
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// As CSV, where the answer has rows.
    #[arg(long)]
    pub csv: bool,
    /// No colour and no signs beyond ASCII.
    #[arg(long)]
    pub plain: bool,
    /// The language of the answer (docs/languages.md).
    #[arg(long, value_name = "TAG", default_value_t, help = languages())]
    pub lang: Language,
    /// Replace every name by letters and leave out every text.
    #[arg(long)]
    pub redact: bool,
}

/// What can be said of the language, for the help.
fn languages() -> String {
    let tags: Vec<&str> = Language::all().map(Language::tag).collect();
    format!("The language of the answer: {} (docs/languages.md)", tags.join(", "))
}

/// The heading of what `stable` tells.
const TOLD: &str = "What is told";

/// Would anyone move the next day?
#[derive(Args, Clone, Debug)]
pub struct Stable {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// Tell why this package stands or falls: its id in the file, or `status-quo`; repeatable.
    #[arg(long, help_heading = TOLD, value_name = "PACKAGE,…", value_delimiter = ',')]
    pub package: Vec<String>,
    /// … for this party only; repeatable.
    #[arg(long, help_heading = TOLD, value_name = "PARTY,…", value_delimiter = ',')]
    pub party: Vec<String>,
    /// … under this concept only: R, SSEQ, SEQ, SMR or GMR; repeatable.
    #[arg(long, help_heading = TOLD, value_name = "CONCEPT,…", value_delimiter = ',', value_parser = parse_concept)]
    pub concept: Vec<Concept>,
    /// Print the moves around the status quo and the named packages as a graph for Graphviz.
    #[arg(long, help_heading = TOLD, conflicts_with_all = ["json", "csv", "package", "party", "concept"])]
    pub dot: bool,
}

/// Could they sign?
#[derive(Args, Clone, Debug)]
pub struct Deals {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// Where signers say what things are worth: what can be said for certain of this proposal. A package
    /// of the file, or what it changes: `land = most, duration = twenty`.
    #[arg(long, value_name = "PACKAGE|CHANGES")]
    pub propose: Option<String>,
    /// Where signers say what things are worth: also the Nash solution in which their gains count so much, as
    /// in `us=2,panama=1`; 1 for whoever is not named.
    #[arg(long, value_name = "PARTY=N,…", value_delimiter = ',', value_parser = parse_power)]
    pub power: Vec<(String, u32)>,
}

/// Can it be carried out?
#[derive(Args, Clone, Debug)]
pub struct Order {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// What is carried out: a package of the file, or changes: `tests = written, sanctions = waiver`; every
    /// package of the file if not said.
    pub package: Option<String>,
    /// Also count orders whose stages are any so many steps.
    #[arg(long, value_name = "STEPS", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=31))]
    pub largest: u32,
}

/// Would it hold?
#[derive(Args, Clone, Debug)]
pub struct Hold {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// What is carried out: a package of the file, or changes.
    pub package: String,
    /// The order: steps by their ids, with `+` between those taken at the same moment; the best if not said.
    #[arg(long, value_name = "STEP,STEP+STEP,…", value_delimiter = ',')]
    pub order: Vec<String>,
}

/// With whom?
#[derive(Args, Clone, Debug)]
pub struct Evidence {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// What is carried out: a package of the file, or changes: `tests = written, sanctions = waiver`; a line for
    /// every package of the file if not said.
    pub package: Option<String>,
    /// Count the events up to this day; up to the date as of which the file is read if not said.
    #[arg(long, value_name = "DATE|latest", value_parser = parse_as_of)]
    pub on: Option<AsOf>,
}

/// Where does it stand?
#[derive(Args, Clone, Debug)]
pub struct Status {
    /// How to answer.
    #[command(flatten)]
    pub answer: Answer,
    /// What is carried out: a package of the file, or changes; if not said, the package with every step that events speak of.
    pub package: Option<String>,
    /// The last day whose events count, and as of which the file is read unless `--as-of` says otherwise; the day of the last
    /// event if not said.
    #[arg(long, value_name = "DATE|latest", value_parser = parse_as_of)]
    pub on: Option<AsOf>,
}

/// Tidy the file, or print its twin.
#[derive(Args, Clone, Debug)]
pub struct Fmt {
    /// The scenario file, TOML or JSON; - for standard input.
    pub file: String,
    /// Print the JSON twin.
    #[arg(long, conflicts_with_all = ["toml", "write", "check"])]
    pub json: bool,
    /// Print the TOML twin of a JSON file.
    #[arg(long, conflicts_with_all = ["write", "check"])]
    pub toml: bool,
    /// Write the tidied file back in place.
    #[arg(long)]
    pub write: bool,
    /// Write nothing; exit with 1 if the file is not tidy.
    #[arg(long, conflicts_with = "write")]
    pub check: bool,
}

/// Reads `us=2`.
fn parse_power(text: &str) -> Result<(String, u32), String> {
    let power = text.split_once('=').and_then(|(party, number)| {
        let number = number.trim().parse().ok().filter(|number| (1..=100).contains(number))?;
        Some((party.trim().to_owned(), number))
    });
    power.ok_or_else(|| {
        format!("`{text}` is no power: write a party and a number from 1 to 100, `us=2`")
    })
}

/// Reads `SEQ`.
fn parse_concept(text: &str) -> Result<Concept, String> {
    let named = |concept: &Concept| concept.name().eq_ignore_ascii_case(text.trim());
    Concept::ALL.into_iter().find(named).ok_or_else(|| {
        if text.eq_ignore_ascii_case("nash") {
            "Nash stability is called `R`".to_owned()
        } else {
            let names = Concept::ALL.map(Concept::name);
            match nearest(text, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the concepts are {}", names.join(", ")),
            }
        }
    })
}

/// Two pages for the envoy and an annex.
#[derive(Args, Clone, Debug)]
pub struct Report {
    /// The scenario file, TOML or JSON; - for standard input.
    pub file: String,
    /// Where it goes: `.html` a page, `.docx` a document, `.svg` a picture; a page on standard output
    /// if not said.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<String>,
    /// This picture alone, as SVG; any other word lists them.
    #[arg(long, value_name = "NAME")]
    pub svg: Option<String>,
    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,
    /// The language of the report (docs/languages.md).
    #[arg(long, value_name = "TAG", default_value_t, help = languages())]
    pub lang: Language,
    /// Replace every name by letters and leave out every text.
    #[arg(long)]
    pub redact: bool,
}

/// A file of another program as a scenario.
#[derive(Args, Clone, Debug)]
pub struct Import {
    /// The file, or the folder of a negotiation; - for standard input. What it is shows in what stands in it.
    pub file: String,
    /// Of a folder: which profiles take part, numbered from 0 by file name.
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub profiles: Option<Vec<usize>>,
    /// What the scenario is called; of a `.gmcr` file its name if not said.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Where the scenario goes.
    #[command(flatten)]
    pub output: Output,
}

/// Where something is written.
#[derive(Args, Clone, Debug)]
pub struct Output {
    /// Write it to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// A scenario to begin with.
#[derive(Args, Clone, Debug)]
pub struct New {
    /// Which one.
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// Where it goes: a workbook if the name ends in `.xlsx`.
    #[command(flatten)]
    pub output: Output,
}

/// The scenario as a file of another program.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// The scenario file, TOML or JSON; - for standard input.
    pub file: String,
    /// The format; if not said, the ending of the file that is written says it.
    #[arg(long, value_enum)]
    pub to: Option<Foreign>,
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,
    /// Replace every name by letters and leave out every text.
    #[arg(long)]
    pub redact: bool,
}

/// Formats of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Foreign {
    /// A folder of Genius: XML files of a domain and of profiles (docs/negotiation-files.md).
    Genius,
    /// A folder of NegMAS: YAML files of a domain and of profiles (docs/negotiation-files.md).
    Negmas,
    /// The save file of GMCR+ (docs/gmcr.md).
    Gmcr,
    /// A workbook of a spreadsheet program (docs/spreadsheets.md).
    Xlsx,
}

/// Reads `8G`, `500M`, `64K` or a number of bytes.
fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is not a size: write 500M, 8G or a number of bytes");
    let text = text.trim().trim_end_matches(['B', 'b', 'i']);
    let (digits, unit) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1u64),
    };
    digits.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn concepts() {
        assert_eq!(parse_concept("SEQ"), Ok(Concept::Seq));
        assert_eq!(parse_concept("sseq"), Ok(Concept::Sseq));
        assert!(parse_concept("Nash").is_err_and(|told| told.contains("`R`")));
        assert!(parse_concept("SEQU").is_err_and(|told| told.contains("`SEQ`")));
        assert!(parse_concept("none").is_err_and(|told| told.contains("SSEQ")));
    }

    #[test]
    fn sizes() {
        assert_eq!(parse_size("8G"), Ok(8 << 30));
        assert_eq!(parse_size("500MiB"), Ok(500 << 20));
        assert_eq!(parse_size("64k"), Ok(64 << 10));
        assert_eq!(parse_size("1000"), Ok(1000));
        assert!(parse_size("many").is_err() && parse_size("99999999999G").is_err());
    }
}
