//! What a review looks at: the rows of a dataset that a person may judge, each with its place in a text.

use super::decision::Key;
use crate::dataset::{ArticleRecord, Dataset, EventRecord, LeftoverRecord, MentionRecord};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{HashMap, HashSet};

/// An actor that a name may be said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
    pub kind: String,
    /// All that it is called.
    pub names: Vec<String>,
}

/// A dataset with the texts it was made from, ready for questions.
pub struct Material {
    pub dataset: Dataset,
    /// By `doc`, those that still read as they were coded.
    pub texts: HashMap<String, String>,
    pub actors: Vec<Named>,
    /// By unknown name, the ids of actors whose names are like it.
    pub near: HashMap<String, Vec<String>>,
    pub(super) hits: Vec<Hit>,
    pub(super) articles: HashMap<String, usize>,
    /// By article, the actors named in it.
    pub(super) cast: Vec<HashSet<String>>,
    /// By what an actor may be called, in lower case.
    holders: HashMap<String, Vec<usize>>,
}

/// A place in a text about which there is something to say.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub key: Key,
    /// Index of the article.
    pub article: usize,
    pub what: What,
}

/// The row that stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Mention(usize),
    Event(usize),
    /// A leftover name, unknown or ambiguous.
    Name(usize),
}

impl Material {
    /// Finds all that may be judged. A text that is in several articles is judged once.
    pub fn new(
        dataset: Dataset,
        texts: HashMap<String, String>,
        actors: Vec<Named>,
        near: HashMap<String, Vec<String>>,
    ) -> Material {
        let articles = dataset.articles.iter().enumerate().map(|(at, row)| (row.doc.clone(), at)).collect();
        let mut cast = vec![HashSet::new(); dataset.articles.len()];
        let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, actor) in actors.iter().enumerate() {
            let called: HashSet<String> = actor.names.iter().map(|name| name.to_lowercase()).collect();
            called.into_iter().for_each(|name| holders.entry(name).or_default().push(at));
        }
        let mut material =
            Material { dataset, texts, actors, near, hits: Vec::new(), articles, cast: Vec::new(), holders };
        for row in &material.dataset.mentions {
            let article = material.articles.get(&row.doc).and_then(|&at| cast.get_mut(at));
            if let Some(cast) = article {
                cast.insert(row.actor.clone());
            }
        }
        material.cast = cast;
        material.hits = material.find();
        material
    }

    pub(super) fn article(&self, hit: &Hit) -> Option<&ArticleRecord> {
        self.dataset.articles.get(hit.article)
    }

    pub(super) fn mention(&self, hit: &Hit) -> Option<&MentionRecord> {
        match hit.what {
            What::Mention(at) => self.dataset.mentions.get(at),
            _ => None,
        }
    }

    pub(super) fn event(&self, hit: &Hit) -> Option<&EventRecord> {
        match hit.what {
            What::Event(at) => self.dataset.events.get(at),
            _ => None,
        }
    }

    pub(super) fn leftover(&self, hit: &Hit) -> Option<&LeftoverRecord> {
        match hit.what {
            What::Name(at) => self.dataset.leftovers.get(at),
            _ => None,
        }
    }

    /// The actors that are called so.
    pub(super) fn holders(&self, name: &str) -> impl Iterator<Item = &Named> {
        let found = self.holders.get(&name.to_lowercase()).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|&at| self.actors.get(at))
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Named> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// Actors whose id or name holds the words, the best first; at most `limit`.
    pub fn search(&self, words: &str, limit: usize) -> Vec<&Named> {
        let words = words.trim().to_lowercase();
        let rank = |actor: &Named| {
            let names = || actor.names.iter().chain([&actor.id, &actor.name]).map(|name| name.to_lowercase());
            let best = names().filter_map(|name| match name.find(&words)? {
                0 if name.len() == words.len() => Some(0),
                0 => Some(1),
                at => Some(if name[..at].ends_with(|c: char| !c.is_alphanumeric()) { 2 } else { 3 }),
            });
            best.min()
        };
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u8, &Named)> = self.actors.iter().filter_map(|actor| Some((rank(actor)?, actor))).collect();
        found.sort_by(|a, b| (a.0, a.1.name.len(), &a.1.id).cmp(&(b.0, b.1.name.len(), &b.1.id)));
        found.into_iter().map(|(_, actor)| actor).take(limit).collect()
    }

    fn find(&self) -> Vec<Hit> {
        let mentions = self
            .dataset
            .mentions
            .iter()
            .enumerate()
            .filter_map(|(at, row)| self.hit(&row.doc, (row.start, row.end), row.text.clone(), What::Mention(at)));
        let events = self.dataset.events.iter().enumerate().filter_map(|(at, row)| {
            let mut hit = self.hit(&row.doc, (row.start, row.end), row.event_text.clone(), What::Event(at))?;
            hit.key.event = Some(row.event.parse().ok()?);
            Some(hit)
        });
        let mut hits: Vec<Hit> = mentions.chain(events).collect();
        hits.extend(self.names());
        let mut seen = HashSet::new();
        hits.retain(|hit| seen.insert(hit.key.clone()));
        hits
    }

    fn hit(&self, doc: &str, (start, end): (u32, u32), text: String, what: What) -> Option<Hit> {
        let article = *self.articles.get(doc)?;
        let sha256 = self.dataset.articles.get(article)?.sha256.clone();
        Some(Hit { key: Key { article: sha256, start, end, text, event: None }, article, what })
    }

    /// Every place of every name that was left over: rows have the first three only, the texts have them all.
    fn names(&self) -> Vec<Hit> {
        let is_name = |row: &LeftoverRecord| row.kind != "trigger-without-actor";
        let rows: Vec<(usize, &LeftoverRecord)> =
            self.dataset.leftovers.iter().enumerate().filter(|(_, row)| is_name(row)).collect();
        let mut hits: Vec<Hit> = Vec::new();
        for (at, row) in &rows {
            let shown = row.examples.iter();
            hits.extend(
                shown.filter_map(|one| self.hit(&one.doc, (one.start, one.end), row.text.clone(), What::Name(*at))),
            );
        }
        let Ok(search) =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(rows.iter().map(|(_, row)| &row.text))
        else {
            return hits;
        };
        let mut taken: HashMap<&str, Vec<(u32, u32)>> = HashMap::new();
        for row in &self.dataset.mentions {
            taken.entry(&row.doc).or_default().push((row.start, row.end));
        }
        for article in &self.dataset.articles {
            let Some(text) = self.texts.get(&article.doc) else { continue };
            let taken = taken.get(article.doc.as_str()).map_or(&[][..], Vec::as_slice);
            let mut points = Points { text, byte: 0, point: 0 };
            for found in search.find_iter(text).filter(|found| is_whole(text, found.start(), found.end())) {
                let range = (points.at(found.start()), points.at(found.end()));
                let Some((at, row)) = rows.get(found.pattern().as_usize()) else { continue };
                if !taken.iter().any(|(start, end)| *start < range.1 && range.0 < *end) {
                    hits.extend(self.hit(&article.doc, range, row.text.clone(), What::Name(*at)));
                }
            }
        }
        hits
    }
}

/// Byte offsets, asked for in order, as code points.
struct Points<'a> {
    text: &'a str,
    byte: usize,
    point: u32,
}

impl Points<'_> {
    fn at(&mut self, byte: usize) -> u32 {
        self.point += self.text.get(self.byte..byte).map_or(0, |between| between.chars().count()) as u32;
        self.byte = byte;
        self.point
    }
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    !joins(before) && !joins(text.get(end..).and_then(|after| after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{dataset, mention, unknown};
    use super::*;

    fn material(dataset: Dataset) -> Material {
        let texts = dataset.articles.iter().map(|row| (row.doc.clone(), row.text.clone().unwrap())).collect();
        let named = |id: &str, names: &[&str]| Named {
            id: id.to_owned(),
            name: names[0].to_owned(),
            kind: "group".to_owned(),
            names: names.iter().map(|name| name.to_string()).collect(),
        };
        let actors = vec![named("GCF", &["Grey Column Front", "GCF"]), named("GCF-TCD", &["Gulf Coast Fund", "GCF"])];
        Material::new(dataset, texts, actors, HashMap::new())
    }

    #[test]
    fn every_place_of_an_unknown_name_is_found_but_none_within_a_known_one() {
        let mut set = dataset(&[
            ("a.txt", "é Red Sands met. The Red Sandsmen left. Red Sands Army went."),
            ("b.txt", "Red Sands"),
        ]);
        mention(&mut set, "a.txt", "Red Sands Army", "RSA", "alias");
        unknown(&mut set, "Red Sands", 2, 0);
        let found = material(set);
        let names: Vec<_> = found.hits.iter().filter(|hit| matches!(hit.what, What::Name(_))).collect();
        let places: Vec<_> = names.iter().map(|hit| (hit.article, hit.key.start, hit.key.end)).collect();
        assert_eq!(places, [(0, 2, 11), (1, 0, 9)]);
    }

    #[test]
    fn a_text_in_two_articles_is_one_question() {
        let mut set = dataset(&[("a.txt", "The GCF came."), ("b.txt", "The GCF came.")]);
        mention(&mut set, "a.txt", "GCF", "GCF", "default");
        mention(&mut set, "b.txt", "GCF", "GCF", "default");
        assert_eq!(material(set).hits.len(), 1);
    }

    #[test]
    fn actors_are_found_by_any_of_their_names_the_whole_before_the_part() {
        let found = material(dataset(&[]));
        let ids = |words: &str| found.search(words, 9).iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids("grey"), ["GCF"]);
        assert_eq!(ids("gcf"), ["GCF-TCD", "GCF"]);
        assert_eq!(ids("FUND"), ["GCF-TCD"]);
        assert_eq!(ids(" "), [""; 0]);
        assert_eq!(found.holders("gcf").count(), 2);
    }
}
