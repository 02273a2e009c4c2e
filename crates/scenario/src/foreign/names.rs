//! Names for expressions, made from names for sentences.

use std::collections::HashSet;

use crate::expression::names::CONNECTING;
use crate::expression::{Predicate, RESERVED, is_name_character};

/// A name is cut after a word before it has more characters than this.
const LONGEST: usize = 40;

/// What the names are for; it stands in for a name without a letter and tells a name from a word
/// of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::foreign) enum Sort {
    /// Not `rule`.
    Party,
    /// No predicate's name.
    Term,
    /// It stands only after a comparison: any word but those that connect conditions.
    Option,
}

/// One name for each of `names`: small letters, `_` for whatever cannot stand in a name, none twice,
/// no word of the language.
pub(in crate::foreign) fn ids<'n>(names: impl Iterator<Item = &'n str>, sort: Sort) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut ids = Vec::new();
    for (position, name) in names.enumerate() {
        let word = match sort {
            Sort::Party => "party",
            Sort::Term => "option",
            Sort::Option => "value",
        };
        let mut id = id(name);
        if id.is_empty() {
            id = format!("{word}_{}", position + 1);
        } else if is_reserved(&id, sort) {
            id = format!("{id}_{word}");
        }
        let mut unique = id.clone();
        let mut number = 2;
        while taken.contains(&unique) {
            unique = format!("{id}_{number}");
            number += 1;
        }
        taken.insert(unique.clone());
        ids.push(unique);
    }
    ids
}

fn id(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !is_name_character(c) || c == '_').filter(|w| !w.is_empty());
    let mut id = String::new();
    let mut length = 0;
    for word in words {
        let more = word.chars().count();
        if length > 0 && length + 1 + more > LONGEST {
            break;
        }
        if length > 0 {
            id.push('_');
            length += 1;
        }
        id.extend(word.chars().take(LONGEST));
        length += more;
    }
    id
}

fn is_reserved(id: &str, sort: Sort) -> bool {
    match sort {
        Sort::Party => RESERVED.contains(&id) || id == "rule",
        Sort::Term => RESERVED.contains(&id) || Predicate::NAMES.contains(&id),
        Sort::Option => CONNECTING.contains(&id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        let names = [
            "Ministry of the Environment",
            "Full",
            "full",
            "",
            "…",
            "Deal",
            "not",
            "Treaty Challenge (2013)",
            "Über-Abkommen",
            "a sentence that goes on and on and on until nobody can bear to read it",
            "北朝鮮",
            "full_2",
        ];
        let terms = ids(names.into_iter(), Sort::Term);
        assert_eq!(
            terms,
            [
                "ministry_of_the_environment",
                "full",
                "full_2",
                "option_4",
                "option_5",
                "deal_option",
                "not_option",
                "treaty_challenge_2013",
                "über-abkommen",
                "a_sentence_that_goes_on_and_on_and_on",
                "北朝鮮",
                "full_2_2",
            ]
        );
        assert_eq!(ids(["rule", "Deal"].into_iter(), Sort::Party), ["rule_party", "deal"]);
        let options = ids(["no", "and", "150,000 yen", "0.6", "!"].into_iter(), Sort::Option);
        assert_eq!(options, ["no", "and_value", "150_000_yen", "0_6", "value_5"]);
    }
}
