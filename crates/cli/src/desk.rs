//! From the command line to a table and a page: read, report mistakes, redact, build.

use crate::arguments::{Answer, Form};
use crate::system::{Exit, is_folder, may_style, read, read_folder, tell};
use detente_engine::check::line_name;
use detente_engine::deals::broken_rules;
use detente_engine::deals::valued::valued_signers;
use detente_engine::why::{STATUS_QUO, Topic, topic};
use detente_engine::{Case, Limits, PackageTable, Refusal};
use detente_report::diagnostics::{self, Snippets};
use detente_report::{Catalogue, Page, Sheet, Style};
use detente_scenario::foreign::negotiation::import;
use detente_scenario::model::{Edit, Line};
use detente_scenario::redact::redacted;
use detente_scenario::{
    Comparison, Diagnostic, Expr, NamedId, Names, OptionId, Origin, Package, PartyId, Query,
    Scenario, load, nearest, parse_condition, parse_query, parse_variant,
};
use std::path::Path;

/// A file that was read, and how its answers are to be shown.
pub struct Desk<'a> {
    answer: &'a Answer,
    catalogue: Catalogue,
    /// The file's text, for the places of diagnostics.
    pub source: String,
    /// Warnings and notes of the loader.
    pub diagnostics: Vec<Diagnostic>,
    /// The names that the user knows, which `--redact` hides only in what is printed.
    names: Names,
    original: Scenario,
    /// What answers are made of: the file, redacted if that was asked for.
    scenario: Scenario,
}

impl<'a> Desk<'a> {
    /// Reads the file of `answer`; what is wrong with it goes to standard error (as JSON, if that
    /// was asked for, to standard output).
    ///
    /// # Errors
    /// The exit that it means.
    pub fn open(answer: &'a Answer) -> Result<Self, Exit> {
        if let Some(threads) = answer.reading.threads {
            // Fails only if threads run already, and then their number makes no difference.
            let _ =
                rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
        }
        let loaded = if is_folder(&answer.file) {
            load(negotiation(answer)?.as_bytes())
        } else {
            load(&read(&answer.file).map_err(|(exit, message)| complain(exit, &message))?)
        };
        let Some(original) = loaded.scenario else {
            report_mistakes(answer, &loaded.diagnostics, &loaded.text);
            return Err(Exit::Wrong);
        };
        let catalogue = Catalogue::of(answer.form.lang);
        let scenario = if answer.form.redact { redacted(&original) } else { original.clone() };
        Ok(Self {
            answer,
            catalogue,
            source: loaded.text,
            diagnostics: loaded.diagnostics,
            names: Names::of(&original),
            original,
            scenario,
        })
    }

    /// The bounds that were asked for.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { memory: self.answer.reading.memory, ..Limits::default() }
    }

    /// What text is written on.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_> {
        sheet(&self.catalogue, &self.answer.file, &self.answer.form)
    }

    /// What is shown of the file's own lines.
    #[must_use]
    pub fn snippets(&self) -> Snippets {
        snippets(&self.answer.form)
    }

    /// The file as it is shown.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The file with the names that its user knows.
    #[must_use]
    pub const fn original(&self) -> &Scenario {
        &self.original
    }

    /// The reading that was asked for.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if a party or an edit is not in the file, after saying so.
    pub fn case(&self) -> Result<Case<'_>, Exit> {
        let reading = &self.answer.reading;
        let mut edits = Vec::new();
        for text in &reading.variant {
            edits.push(self.edit(text)?);
        }
        let signers = if reading.signers.is_empty() {
            self.scenario.signers()
        } else {
            reading
                .signers
                .iter()
                .map(|name| self.party("--signers", name))
                .collect::<Result<_, _>>()?
        };
        let as_of = reading.as_of.unwrap_or(self.scenario.as_of);
        Ok(Case::new(&self.scenario, as_of, signers, edits))
    }

    /// The table of the reading that was asked for.
    ///
    /// # Errors
    /// The exit that it means, after saying why.
    pub fn table(&self) -> Result<PackageTable<'_>, Exit> {
        let case = self.case()?;
        if case.signers.is_empty() {
            note(
                "nobody signs, so there is no deal; mark parties with `signs = true` or name them with --signers",
            );
        }
        let table =
            PackageTable::build(case, &self.limits()).map_err(|refusal| refuse(&refusal))?;
        self.note_impossible(&table);
        Ok(table)
    }

    /// The table of the reading that was asked for, or one without rows if there would be too many and
    /// all signers say what things are worth: then much can be answered without.
    ///
    /// # Errors
    /// As [`Desk::table`].
    pub fn table_if_it_fits(&self) -> Result<PackageTable<'_>, Exit> {
        let case = self.case()?;
        if valued_signers(&case).is_err() {
            return self.table();
        }
        // A folder of another program is asked for what can be told at once.
        let most = if is_folder(&self.answer.file) { 1 << 22 } else { u128::MAX };
        let sizes = self.scenario.terms.iter().map(|term| term.options.len() as u128);
        if sizes.fold(1_u128, u128::saturating_mul) > most {
            return Ok(PackageTable::unlisted(case));
        }
        let unlisted = case.clone();
        Ok(match PackageTable::build(case, &self.limits()) {
            Ok(table) => {
                self.note_impossible(&table);
                table
            }
            Err(_) => PackageTable::unlisted(unlisted),
        })
    }

    /// Says so if something that packages are compared with is itself impossible.
    fn note_impossible(&self, table: &PackageTable<'_>) {
        if table.rows().is_empty() {
            note(
                "the rules allow no package at all; `detente check` says which contradict each other",
            );
            return;
        }
        let impossible = |what: &str, package: &[OptionId]| {
            let name = |rule| line_name(&self.scenario, Line::Rule(rule));
            let broken: Vec<String> = broken_rules(table, package).into_iter().map(name).collect();
            if !broken.is_empty() {
                let rules = broken.join(", ");
                note(&format!(
                    "{what} is impossible: it breaks {rules}; packages are compared with it all the same"
                ));
            }
        };
        impossible("the status quo", &self.scenario.status_quo());
        for party in &self.scenario.parties {
            if let Some(named) = party.no_deal {
                let what = format!("the no deal of {}", party.id);
                impossible(&what, &self.scenario.named(named).package);
            }
        }
    }

    /// A page for answers of `table`.
    #[must_use]
    pub fn page<'p>(&'p self, table: &'p PackageTable<'p>) -> Page<'p> {
        Page::new(table, self.sheet())
    }

    /// A page for documents on `table`: no terminal will show it.
    #[must_use]
    pub fn document_page<'p>(&'p self, table: &'p PackageTable<'p>) -> Page<'p> {
        Page::new(table, Sheet { style: Style::document(), ..self.sheet() })
    }

    /// The question `text`.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if it cannot be read, after saying why.
    pub fn question(&self, text: &str) -> Result<Query, Exit> {
        let mut wrong = Vec::new();
        let query = parse_query(text, &Origin::exact(0), &self.names, &mut wrong);
        let mut query = query.ok_or_else(|| self.reject(text, &wrong))?;
        if self.answer.form.redact {
            query.text = detente_scenario::Printer::new(&self.scenario).query(&query);
        }
        Ok(query)
    }

    /// The package that somebody proposes: a named one, or the status quo with what `text` changes.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if it is neither, after saying why.
    pub fn proposal(&self, text: &str) -> Result<Package, Exit> {
        let named = |scenario: &Scenario| {
            scenario.packages.iter().find(|p| p.id == text.trim()).map(|p| p.package.clone())
        };
        if let Some(package) = named(&self.original).or_else(|| named(&self.scenario)) {
            return Ok(package);
        }
        // A condition compares something; a single word is a name.
        if !text.contains(['=', '<', '>']) {
            let packages = &self.original.packages;
            let near = nearest(text.trim(), packages.iter().map(|package| package.id.as_str()));
            let hint = match (near, packages.as_slice()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, []) => {
                    "the file names none; write what it changes: `land = most, duration = twenty`"
                        .to_owned()
                }
                (None, packages) => {
                    let ids: Vec<String> =
                        packages.iter().take(12).map(|p| format!("`{}`", p.id)).collect();
                    format!("there are {}, or write what it changes", ids.join(", "))
                }
            };
            let message = format!("no package is called `{}`; {hint}", text.trim());
            return Err(complain(Exit::Wrong, &self.private(message)));
        }
        // The same length, so that places stay what they are.
        let condition = text.replace([',', ';'], " and ");
        let mut wrong = Vec::new();
        let read = parse_condition(&condition, &Origin::exact(0), &self.names, &mut wrong);
        let read = read.ok_or_else(|| self.reject(&condition, &wrong))?;
        let parts = match &read.expr {
            Expr::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut package = self.scenario.status_quo();
        for part in parts {
            let Expr::Compare(term, Comparison::Equal, option) = part else {
                let message = "a package is a name of the file or what it changes: `land = most, duration = twenty`";
                return Err(complain(Exit::Wrong, message));
            };
            package[term.index()] = *option;
        }
        Ok(package)
    }

    fn edit(&self, text: &str) -> Result<Edit, Exit> {
        let mut wrong = Vec::new();
        let edit = parse_variant(text, &Origin::exact(0), &self.names, &mut wrong);
        edit.ok_or_else(|| self.reject(text, &wrong))
    }

    /// What `words` name: by the names of the file or, in a redacted answer, by its letters.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if nothing is called so, after saying what is.
    pub fn topic(&self, words: &[&str]) -> Result<Topic, Exit> {
        let found = topic(&self.original, words);
        let found = if self.answer.form.redact {
            found.or_else(|_| topic(&self.scenario, words))
        } else {
            found
        };
        found.map_err(|message| complain(Exit::Wrong, &self.private(message)))
    }

    /// Says what is wrong with a piece of the command line; advice may name what is in the file, so
    /// a redacted answer goes without.
    fn reject(&self, text: &str, wrong: &[Diagnostic]) -> Exit {
        let catalogue = Catalogue::english();
        let sheet = Sheet { file: Some("command line"), catalogue: &catalogue, ..self.sheet() };
        tell(&diagnostics::text(&sheet, wrong, text, self.snippets()));
        Exit::Wrong
    }

    /// `message`, or in a redacted answer what can be said without a name.
    #[must_use]
    pub fn private(&self, message: String) -> String {
        if self.answer.form.redact {
            "a name on the command line is not in the file; without --redact it is said which"
                .to_owned()
        } else {
            message
        }
    }

    /// The party that `option` of the command line names.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if there is none, after saying which is nearest.
    pub fn party(&self, option: &str, name: &str) -> Result<PartyId, Exit> {
        let ids = |scenario: &Scenario| scenario.parties.iter().map(|p| p.id.clone()).collect();
        let found = self.position(option, "party", name, ids, &[])?;
        Ok(PartyId::new(found))
    }

    /// The named package that `option` of the command line names; nothing for `status-quo`.
    ///
    /// # Errors
    /// [`Exit::Wrong`] if there is none, after saying which is nearest.
    pub fn package(&self, option: &str, name: &str) -> Result<Option<NamedId>, Exit> {
        let ids = |scenario: &Scenario| scenario.packages.iter().map(|p| p.id.clone()).collect();
        let found = self.position(option, "package", name, ids, &[STATUS_QUO])?;
        Ok((found < self.scenario.packages.len()).then(|| NamedId::new(found)))
    }

    /// The position of `name` among the names of the file and, behind them, `others`.
    fn position(
        &self,
        option: &str,
        sort: &str,
        name: &str,
        ids: impl Fn(&Scenario) -> Vec<String>,
        others: &[&str],
    ) -> Result<usize, Exit> {
        let name = name.trim();
        let known = ids(&self.original);
        let known = || known.iter().map(String::as_str).chain(others.iter().copied());
        let letters = ids(&self.scenario);
        known()
            .position(|id| id == name)
            .or_else(|| letters.iter().position(|id| id == name))
            .ok_or_else(|| {
                let hint = nearest(name, known())
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                let message = format!("{option}: no {sort} is called `{name}`{hint}");
                complain(Exit::Wrong, &self.private(message))
            })
    }
}

/// The scenario that a folder of another program says.
fn negotiation(answer: &Answer) -> Result<String, Exit> {
    let title = None;
    read_negotiation(&answer.file, title, answer.reading.profiles.as_deref(), &answer.form)
}

/// The scenario that `folder` says, after saying what was found in it.
///
/// # Errors
/// The exit that it means.
pub fn read_negotiation(
    folder: &str,
    title: Option<&str>,
    profiles: Option<&[usize]>,
    form: &Form,
) -> Result<String, Exit> {
    let files = read_folder(folder).map_err(|(exit, message)| complain(exit, &message))?;
    let path = Path::new(folder).canonicalize().ok();
    let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
    let title = title.or(name.as_deref()).unwrap_or("negotiation");
    let imported = import(&files, title, profiles);
    let catalogue = Catalogue::english();
    for file in &imported.files {
        let path = if file.name.is_empty() {
            folder.to_owned()
        } else {
            Path::new(folder).join(&file.name).to_string_lossy().into_owned()
        };
        let sheet = placed(sheet(&catalogue, &path, form), &path);
        tell(&diagnostics::text(&sheet, &file.diagnostics, &file.text, snippets(form)));
    }
    imported.scenario.ok_or(Exit::Wrong)
}

/// Says something worth knowing beside the answer.
pub fn note(message: &str) {
    tell(&format!("detente: note: {message}\n"));
}

/// What text is written on.
#[must_use]
pub fn sheet<'s>(catalogue: &'s Catalogue, file: &'s str, form: &Form) -> Sheet<'s> {
    let style = if form.plain {
        Style::plain()
    } else if may_style() {
        Style::styled()
    } else {
        Style::default()
    };
    let named = !form.redact && file != "-";
    Sheet {
        file: named.then_some(file),
        version: env!("CARGO_PKG_VERSION"),
        catalogue,
        style,
        redacted: form.redact,
    }
}

/// The sheet for what has a place in the file: standard input has a name there.
#[must_use]
pub fn placed<'s>(sheet: Sheet<'s>, file: &str) -> Sheet<'s> {
    let file = if file == "-" { Some("<stdin>") } else { sheet.file };
    Sheet { file, ..sheet }
}

/// What is shown of the file's own lines.
#[must_use]
pub fn snippets(form: &Form) -> Snippets {
    if form.redact { Snippets::Redacted } else { Snippets::Shown }
}

/// Says why nothing is answered.
pub fn complain(exit: Exit, message: &str) -> Exit {
    tell(&format!("detente: {message}\n"));
    exit
}

/// Says which limit was hit.
pub fn refuse(refusal: &Refusal) -> Exit {
    let advice = match refusal {
        Refusal::Memory { .. } => "; add rules, merge options, or allow more with --memory",
        _ => "",
    };
    complain(Exit::Limit, &format!("{refusal}{advice}"))
}

fn report_mistakes(answer: &Answer, found: &[Diagnostic], source: &str) {
    // What goes to standard error is English, as the sentences of diagnostics are.
    let catalogue = Catalogue::english();
    let sheet = placed(sheet(&catalogue, &answer.file, &answer.form), &answer.file);
    if answer.form.json {
        let checked = diagnostics::Checked {
            case: None,
            findings: found,
            source,
            snippets: snippets(&answer.form),
            possible: None,
            quotations: &[],
        };
        crate::system::print(&detente_report::json::check(&sheet, None, &checked));
    } else {
        tell(&diagnostics::text(&sheet, found, source, snippets(&answer.form)));
    }
}
