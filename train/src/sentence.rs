//! Silver sentences: reading them, and making their trees projective.

use khabar::syntax::word::{self, Word};
use khabar::syntax::{Label, Tag};
use std::io::BufRead;

/// A sentence with the teacher's tags and arcs.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub forms: Vec<String>,
    pub words: Vec<Word>,
    pub tags: Vec<u8>,
    /// The root's is its own index.
    pub heads: Vec<u16>,
    pub labels: Vec<u8>,
}

/// Reads `form TAB tag TAB head TAB label` lines, an empty line after each sentence.
pub fn read(input: impl BufRead, keep_forms: bool) -> std::io::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    let mut now = Sentence::default();
    for line in input.lines() {
        let line = line?;
        if line.is_empty() {
            let refs: Vec<&str> = now.forms.iter().map(String::as_str).collect();
            word::read(&refs, &mut now.words);
            if !keep_forms {
                now.forms = Vec::new();
            }
            if !now.words.is_empty() {
                all.push(std::mem::take(&mut now));
            }
            continue;
        }
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or("");
        now.forms.push(field().to_owned());
        now.tags.push(Tag::parse(field()).unwrap_or(Tag::Xx) as u8);
        now.heads.push(field().parse().unwrap_or(0));
        now.labels.push(Label::parse(field()).unwrap_or(Label::Dep) as u8);
    }
    Ok(all)
}

/// Heads with crossing arcs lifted to the head's head until none cross.
pub fn projective(heads: &[u16]) -> Vec<u16> {
    let mut heads: Vec<usize> = heads.iter().map(|&h| usize::from(h)).collect();
    while let Some(dependent) = crossing(&heads) {
        heads[dependent] = heads[heads[dependent]];
    }
    heads.iter().map(|&h| h as u16).collect()
}

/// The dependent of the shortest arc that spans a word not below its head.
fn crossing(heads: &[usize]) -> Option<usize> {
    let below = |mut i: usize, head: usize| {
        for _ in 0..heads.len() {
            if i == head {
                return true;
            }
            if heads[i] == i {
                return false;
            }
            i = heads[i];
        }
        false
    };
    (0..heads.len())
        .filter(|&d| heads[d] != d)
        .filter(|&d| (d.min(heads[d]) + 1..d.max(heads[d])).any(|k| !below(k, heads[d])))
        .min_by_key(|&d| d.abs_diff(heads[d]))
}
