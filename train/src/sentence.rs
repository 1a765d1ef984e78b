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
pub fn read(input: impl BufRead) -> std::io::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    let mut now = Sentence::default();
    for line in input.lines() {
        let line = line?;
        if line.is_empty() {
            now.look();
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

/// Headlines are short.
const HEADLINE: usize = 18;

/// Adds short sentences once more In Title Case, in CAPITALS and in lower case.
///
/// The teacher reads such lines badly; its reading of the same words in their usual case is what they mean.
pub fn add_headlines(all: &mut Vec<Sentence>) {
    let short = |s: &&Sentence| s.words.len() <= HEADLINE;
    let copies: Vec<Sentence> = (all.iter().filter(short).enumerate())
        .filter_map(|(i, sentence)| match i % 20 {
            3 | 13 => Some(sentence.recased(title)),
            7 => Some(sentence.recased(|form, _| form.to_uppercase())),
            11 => Some(sentence.recased(|form, _| form.to_lowercase())),
            _ => None,
        })
        .collect();
    all.extend(copies);
}

fn title(form: &str, tag: Tag) -> String {
    let small = matches!(tag, Tag::In | Tag::Dt | Tag::Cc | Tag::To | Tag::Pos) && form.len() < 5;
    let mut chars = form.chars();
    match chars.next() {
        Some(first) if !small => first.to_uppercase().chain(chars).collect(),
        _ => form.to_lowercase(),
    }
}

impl Sentence {
    fn look(&mut self) {
        let forms: Vec<&str> = self.forms.iter().map(String::as_str).collect();
        word::read(&forms, &mut self.words);
    }

    fn recased(&self, case: impl Fn(&str, Tag) -> String) -> Sentence {
        let tag =
            |i: usize| self.tags.get(i).and_then(|&tag| Tag::ALL.get(usize::from(tag))).copied().unwrap_or(Tag::Xx);
        let mut copy = self.clone();
        for (i, form) in copy.forms.iter_mut().enumerate() {
            *form = case(form, tag(i));
        }
        copy.look();
        copy
    }
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
