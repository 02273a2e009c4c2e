//! The catalog of published cases: a scenario, and beside it what the literature says of it. The
//! format of the answers is explained in `catalog/README.md`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use detente_engine::{Bits, Case, Limits, PackageTable};
use detente_scenario::tree::{Node, parse};
use detente_scenario::{PartyId, Scenario};

/// Packages by name.
pub type States = BTreeSet<String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
}

/// Every scenario of the catalog, as `folder/name`, sorted.
pub fn all() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the catalog") {
            let path = entry.expect("an entry of the catalog").path();
            if path.is_dir() {
                walk(&path, found);
                continue;
            }
            let inside = path.strip_prefix(root()).expect("inside the catalog");
            let inside: Vec<&str> =
                inside.iter().map(|part| part.to_str().expect("UTF-8")).collect();
            let inside = inside.join("/");
            if let Some(name) = inside.strip_suffix(".toml")
                && !name.ends_with(".answers")
            {
                found.push(name.to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    found
}

/// A published case.
pub struct Published {
    /// `folder/name`.
    pub name: String,
    pub scenario: Scenario,
    /// What stands in its file of answers.
    pub answers: Node,
}

impl Published {
    /// The case `name`, which is `folder/name`.
    pub fn open(name: &str) -> Self {
        let read = |extension: &str| {
            let path = root().join(format!("{name}.{extension}"));
            std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        };
        let scenario = crate::common::scenario(&read("toml"));
        let parsed = parse(read("answers.toml").as_bytes());
        assert!(parsed.diagnostics.is_empty(), "{name}.answers: {:#?}", parsed.diagnostics);
        let answers = parsed.root.unwrap_or_else(|| panic!("{name}.answers is empty"));
        Self { name: name.to_owned(), scenario, answers }
    }

    /// Its table of packages. Every one of them has a name, or the answers could not list it.
    pub fn table(&self) -> PackageTable<'_> {
        let table =
            PackageTable::build(Case::of(&self.scenario), &Limits::default()).expect("it is small");
        let named: BTreeSet<usize> =
            self.scenario.packages.iter().filter_map(|p| table.rows().row(&p.package)).collect();
        assert_eq!(named.len(), table.rows().len(), "{}: packages without a name", self.name);
        table
    }

    /// The party called `id`.
    pub fn party(&self, id: &str) -> PartyId {
        let mut parties = self.scenario.party_ids();
        let party = parties.find(|&party| self.scenario.party(party).id == id);
        party.unwrap_or_else(|| panic!("{}: no party {id}", self.name))
    }

    /// The packages that an answer lists: by name, `"all"`, and what a published state stands for.
    pub fn listed(&self, answer: &Node) -> States {
        let packages = self.scenario.packages.iter().map(|package| package.id.clone());
        if answer.as_text() == Some("all") {
            return packages.collect();
        }
        let packages: States = packages.collect();
        let merged = self.answers.get("stands_for");
        let mut states = States::new();
        let mut add = |name: &str| {
            assert!(packages.contains(name), "{}.answers: no package {name}", self.name);
            assert!(states.insert(name.to_owned()), "{}.answers: {name} twice", self.name);
        };
        for item in answer.items() {
            let name = item.as_text().expect("a name");
            match merged.and_then(|merged| merged.get(name)) {
                Some(several) => {
                    several.items().iter().filter_map(Node::as_text).for_each(&mut add)
                }
                None => add(name),
            }
        }
        states
    }

    /// The packages whose bits are set.
    pub fn found(&self, table: &PackageTable<'_>, bits: &Bits) -> States {
        let is_set = |row: usize| row < bits.len() && bits.get(row);
        let packages = self.scenario.packages.iter();
        packages
            .filter(|named| table.rows().row(&named.package).is_some_and(is_set))
            .map(|named| named.id.clone())
            .collect()
    }

    /// Notes in `differences` if what was found is not what is listed.
    pub fn compare(
        &self,
        what: &str,
        answer: &Node,
        found: &States,
        differences: &mut Vec<String>,
    ) {
        let expected = self.listed(answer);
        if *found != expected {
            let words =
                |states: &States| states.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
            differences.push(format!(
                "{}: {what}\n  expected {}\n  found    {}",
                self.name,
                words(&expected),
                words(found)
            ));
        }
    }
}
