//! Which places of a group are unlike the others: they are shown first, before one answer settles all.

use super::material::{Hit, Material};
use super::queue::Group;
use std::collections::HashMap;

/// A place of a group, and whether it is unlike most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Index of the hit.
    pub hit: usize,
    pub odd: bool,
}

/// Smaller groups have nothing that could be usual.
const LEAST: usize = 4;

/// The places of a group, the oddest first: those whose source and whose other actors few of the others share.
pub(super) fn places(material: &Material, group: &Group) -> Vec<Place> {
    let hits = || group.hits.iter().filter_map(|&at| material.hits.get(at).map(|hit| (at, hit)));
    let mut sources: HashMap<&str, usize> = HashMap::new();
    let mut actors: HashMap<&str, usize> = HashMap::new();
    for (_, hit) in hits() {
        *sources.entry(source(material, hit)).or_default() += 1;
        company(material, group, hit).for_each(|actor| *actors.entry(actor).or_default() += 1);
    }
    let all = group.hits.len();
    let usual = |hit: &Hit| {
        let shared = |n: Option<&usize>| n.map_or(0, |n| n.saturating_sub(1) * 100 / all.max(2).saturating_sub(1));
        let best = company(material, group, hit).map(|actor| shared(actors.get(actor))).max().unwrap_or(0);
        best * 2 + shared(sources.get(source(material, hit)))
    };
    let mut ranked: Vec<(usize, usize)> = hits().map(|(at, hit)| (usual(hit), at)).collect();
    ranked.sort_unstable();
    let middle = ranked.get(ranked.len() / 2).map_or(0, |(usual, _)| *usual);
    let is_odd = |usual: usize| all >= LEAST && usual * 2 < middle;
    ranked.into_iter().map(|(usual, hit)| Place { hit, odd: is_odd(usual) }).collect()
}

fn source<'a>(material: &'a Material, hit: &Hit) -> &'a str {
    material.article(hit).and_then(|row| row.source.as_deref()).unwrap_or_default()
}

/// The other actors of the article.
fn company<'a>(material: &'a Material, group: &'a Group, hit: &Hit) -> impl Iterator<Item = &'a str> {
    let cast = material.cast.get(hit.article).into_iter().flatten();
    cast.map(String::as_str).filter(|actor| group.proposal.as_deref() != Some(*actor))
}

#[cfg(test)]
mod tests {
    use super::super::queue::{Wanted, queue};
    use super::super::settled::Decisions;
    use super::super::testing::{dataset, mention};
    use super::*;

    #[test]
    fn the_article_with_other_company_comes_first_and_is_marked() {
        let articles: Vec<(String, String)> = (0..6)
            .map(|n| match n {
                3 => ("z.txt".to_owned(), "The GCF sold bonds of Gulf.".to_owned()),
                n => (format!("a{n}.txt"), format!("The GCF fought Paktan {n}.")),
            })
            .collect();
        let pairs: Vec<(&str, &str)> = articles.iter().map(|(doc, text)| (doc.as_str(), text.as_str())).collect();
        let mut set = dataset(&pairs);
        for (doc, text) in &pairs {
            mention(&mut set, doc, "GCF", "GCF", "context");
            let other = if text.contains("Paktan") { "Paktan" } else { "Gulf" };
            mention(&mut set, doc, other, other, "alias");
        }
        let material = Material::new(set, HashMap::new(), Vec::new(), HashMap::new());
        let groups = queue(&material, &Decisions::default(), &Wanted::default());
        let found = places(&material, groups.iter().find(|group| group.surface == "GCF").unwrap());
        let odd: Vec<usize> = found.iter().filter(|place| place.odd).map(|place| place.hit).collect();
        assert_eq!(odd.len(), 1, "{found:?}");
        assert_eq!(found[0].hit, odd[0]);
        assert_eq!(material.hits[odd[0]].article, 3);
    }
}
