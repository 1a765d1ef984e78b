//! How far two coders agree: the plain share, and Krippendorff's alpha, which takes out what chance would give.

use super::audit::{Field, value};
use super::decision::Coding;
use std::collections::BTreeMap;

/// Two coders on one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    pub field: Field,
    /// Events that both coded.
    pub of: usize,
    /// On how many they say exactly the same.
    pub exact: usize,
    /// On how many of their lists share an entry, or are both empty; for fields that are no lists the same as exact.
    pub overlapping: usize,
    /// 1 for full agreement, 0 for what chance gives; none where nobody ever says anything else, so that there is nothing
    /// to agree on.
    pub alpha: Option<f64>,
}

/// Field by field.
pub fn agreement(both: &[(Coding, Coding)]) -> Vec<Agreement> {
    let one = |field: Field| {
        let values: Vec<[String; 2]> = both.iter().map(|(a, b)| [value(a, field), value(b, field)]).collect();
        let exact = values.iter().filter(|[a, b]| a == b).count();
        let overlapping = values.iter().filter(|[a, b]| a == b || share(a, b)).count();
        Agreement { field, of: values.len(), exact, overlapping, alpha: alpha(&values) }
    };
    Field::ALL.into_iter().map(one).collect()
}

fn share(one: &str, other: &str) -> bool {
    one.split(", ").any(|entry| !entry.is_empty() && other.split(", ").any(|also| also == entry))
}

/// Krippendorff's alpha for nominal values, two coders, nothing missing (Krippendorff 2011, computing alpha-reliability).
fn alpha(units: &[[String; 2]]) -> Option<f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    units.iter().flatten().for_each(|value| *counts.entry(value).or_default() += 1.0);
    let n = 2.0 * units.len() as f64;
    // Each unit with two different values gives two pairs that disagree.
    let observed = 2.0 * units.iter().filter(|[a, b]| a != b).count() as f64;
    let expected = n * n - counts.values().map(|count| count * count).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::EventType;

    fn units(one: &str, other: &str) -> Vec<[String; 2]> {
        one.chars().zip(other.chars()).map(|(a, b)| [a.to_string(), b.to_string()]).collect()
    }

    /// The worked examples of Krippendorff's paper: its sections A (binary) and B (nominal) without missing data.
    #[test]
    fn alpha_is_what_its_author_computes() {
        let binary = alpha(&units("0100000000", "1110010100")).unwrap();
        assert!((binary - 0.095).abs() < 0.0005, "{binary}");
        let nominal = alpha(&units("aabbdcccedda", "babbbccceddd")).unwrap();
        assert!((nominal - 0.692).abs() < 0.0005, "{nominal}");
    }

    #[test]
    fn full_agreement_is_one_and_without_variety_there_is_none() {
        assert_eq!(alpha(&units("abc", "abc")), Some(1.0));
        assert_eq!(alpha(&units("aaa", "aaa")), None);
        assert_eq!(alpha(&[]), None);
    }

    #[test]
    fn lists_agree_in_any_order_and_overlap_in_part() {
        let coding = |actor: &[&str]| Coding {
            event: Some(EventType::Assault),
            actor: actor.iter().map(|code| code.to_string()).collect(),
            ..Coding::default()
        };
        let both = [
            (coding(&["TTP", "PAK MIL"]), coding(&["PAK MIL", "TTP"])),
            (coding(&["TTP"]), coding(&["TTP", "IEA"])),
            (coding(&[]), coding(&["IEA"])),
            (coding(&[]), Coding::default()),
        ];
        let found = agreement(&both);
        let of = |field: Field| *found.iter().find(|one| one.field == field).unwrap();
        let actor = of(Field::Actor);
        assert_eq!((actor.of, actor.exact, actor.overlapping), (4, 2, 3));
        assert_eq!(of(Field::Type).exact, 3);
    }
}
