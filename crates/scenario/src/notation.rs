//! Packages as the programs of the graph model write them: patterns, decimals, ordered numbers.
//!
//! Every term has two options. The first is `N`, the second `Y`; the letter of the first term stands
//! first and is the least significant bit. The *ordered number* of a package is its position, from
//! 1, among the possible packages in ascending order of their decimals
//! ([`by_decimal`]).
//!
//! Source: the conventions of GMCR+.

use std::cmp::Ordering;

use crate::ids::OptionId;
use crate::model::Package;

/// The pattern of `package`, such as `YNNY`: one letter for each term, in file order.
///
/// ```
/// use detente_scenario::{OptionId, notation::{decimal, package_of, pattern}};
/// let package = [OptionId(1), OptionId(0), OptionId(1)];
/// assert_eq!(pattern(&package), "YNY");
/// assert_eq!(decimal(&package), Some(5));
/// assert_eq!(package_of("YNY").as_deref(), Some(&package[..]));
/// ```
#[must_use]
pub fn pattern(package: &[OptionId]) -> String {
    package.iter().map(|option| if is_taken(*option) { 'Y' } else { 'N' }).collect()
}

/// The decimal of `package`: the sum of 2^i over the terms i, from 0, whose option is `Y`; absent
/// if it has more than 128 bits.
#[must_use]
pub fn decimal(package: &[OptionId]) -> Option<u128> {
    let mut sum = 0_u128;
    for (bit, _) in package.iter().enumerate().filter(|(_, option)| is_taken(**option)) {
        sum |= 1_u128.checked_shl(u32::try_from(bit).ok()?)?;
    }
    Some(sum)
}

/// The package whose pattern is `pattern`; absent if it contains anything but `N` and `Y`.
#[must_use]
pub fn package_of(pattern: &str) -> Option<Package> {
    let option = |letter| match letter {
        'N' => Some(OptionId(0)),
        'Y' => Some(OptionId(1)),
        _ => None,
    };
    pattern.chars().map(option).collect()
}

/// Which of two packages of the same terms has the smaller decimal, however many terms there are.
/// Sorted so, the possible packages stand in the order of their ordered numbers.
#[must_use]
pub fn by_decimal(a: &[OptionId], b: &[OptionId]) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

const fn is_taken(option: OptionId) -> bool {
    option.0 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_term_is_the_least_significant_bit() {
        let of = |text: &str| decimal(&package_of(text).unwrap());
        assert_eq!(of("NNNN"), Some(0));
        assert_eq!(of("YNNN"), Some(1));
        assert_eq!(of("NNNY"), Some(8));
        assert_eq!(of(&"Y".repeat(128)), Some(u128::MAX));
        assert_eq!(of(&format!("{}Y", "N".repeat(128))), None);
        assert_eq!(of(&"N".repeat(500)), Some(0));
        assert_eq!(package_of("Y-N"), None);
    }

    #[test]
    fn packages_are_ordered_by_their_decimals() {
        for a in 0..32_u8 {
            for b in 0..32_u8 {
                let package = |number: u8| -> Package {
                    (0..5).map(|bit| OptionId(number >> bit & 1)).collect()
                };
                assert_eq!(by_decimal(&package(a), &package(b)), a.cmp(&b));
            }
        }
    }
}
