//! The training of tagger and parser.

use crate::oracle::Gold;
use crate::perceptron::{Perceptron, best};
use crate::sentence::{Sentence, projective};
use khabar::syntax::model::{LABELS, TAGS};
use khabar::syntax::state::{Move, State};
use khabar::syntax::tagger;
use std::collections::HashMap;

/// A small generator of random numbers with a seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n.max(1) as u64) as usize
    }

    /// The numbers below `n` in random order.
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, self.below(i + 1));
        }
        order
    }
}

/// Words that have one tag only, the most frequent first.
pub type Lone = HashMap<u64, u8>;

/// Words seen at least `least` times, of which all but `1/purity` have the same tag.
pub fn lone_words(sentences: &[Sentence], least: u32, purity: u32) -> Vec<(u64, u8)> {
    let mut counts: HashMap<u64, [u32; TAGS]> = HashMap::new();
    for sentence in sentences {
        for (word, &tag) in sentence.words.iter().zip(&sentence.tags) {
            counts.entry(tagger::lone_key(word)).or_insert([0; TAGS])[usize::from(tag)] += 1;
        }
    }
    let mut words: Vec<(u32, u64, u8)> = Vec::new();
    for (key, tags) in counts {
        let total: u32 = tags.iter().sum();
        let (tag, &most) = tags.iter().enumerate().max_by_key(|(_, count)| **count).unwrap_or((0, &0));
        if total >= least && u64::from(total - most) * u64::from(purity) <= u64::from(total) {
            words.push((total, key, tag as u8));
        }
    }
    words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    words.into_iter().map(|(_, key, tag)| (key, tag)).collect()
}

/// By how much the right tag or label must win in training.
const MARGIN: i32 = 6;

/// A tagger trained on some sentences.
pub fn train_tagger(data: &[&Sentence], lone: &Lone, epochs: usize, bits: u32, seed: u64) -> Perceptron<TAGS> {
    let mut weights = Perceptron::new(bits);
    let mut random = Random(seed);
    for epoch in 0..epochs {
        let mut wrong = 0;
        for i in random.order(data.len()) {
            let sentence = data[i];
            let (mut before, mut before2) = (0xff, 0xff);
            for (at, &gold) in sentence.tags.iter().enumerate() {
                let tag = lone.get(&tagger::lone_key(&sentence.words[at])).copied().unwrap_or_else(|| {
                    let keys = tagger::keys(&sentence.words, at, before, before2);
                    let sums = weights.score(&keys);
                    let tag = best(&sums, |_| true) as u8;
                    let rival = best(&sums, |tag| tag != usize::from(gold));
                    if sums[usize::from(gold)] - sums[rival] <= MARGIN {
                        weights.update(&keys, usize::from(gold), rival);
                    }
                    tag
                });
                wrong += usize::from(tag != gold);
                (before2, before) = (before, tag);
            }
        }
        eprintln!("tagger epoch {epoch}: {wrong} wrong");
    }
    weights
}

/// The tags of a sentence.
pub fn tag(sentence: &Sentence, lone: &Lone, weights: &Perceptron<TAGS>) -> Vec<u8> {
    let (mut before, mut before2) = (0xff, 0xff);
    let mut tags = Vec::new();
    for at in 0..sentence.words.len() {
        let tag = lone.get(&tagger::lone_key(&sentence.words[at])).copied().unwrap_or_else(|| {
            best(&weights.sums(&tagger::keys(&sentence.words, at, before, before2)), |_| true) as u8
        });
        tags.push(tag);
        (before2, before) = (before, tag);
    }
    tags
}

/// The second pass of a tagger, trained on sentences and the tags of their first pass.
pub fn train_second(
    data: &[&Sentence],
    first: &[&Vec<u8>],
    lone: &Lone,
    epochs: usize,
    bits: u32,
    seed: u64,
) -> Perceptron<TAGS> {
    let mut weights = Perceptron::new(bits);
    let mut random = Random(seed);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for epoch in 0..epochs {
        let mut wrong = 0;
        for i in random.order(data.len()) {
            let sentence = data[i];
            let mut tags = first[i].clone();
            tagger::verbs_around(&tags, &mut left, &mut right);
            for (at, &gold) in sentence.tags.iter().enumerate() {
                if !lone.contains_key(&tagger::lone_key(&sentence.words[at])) {
                    let keys = tagger::second_keys(&sentence.words, at, &tags, (left[at], right[at]));
                    let sums = weights.score(&keys);
                    let tag = best(&sums, |_| true);
                    let rival = best(&sums, |tag| tag != usize::from(gold));
                    if sums[usize::from(gold)] - sums[rival] <= MARGIN {
                        weights.update(&keys, usize::from(gold), rival);
                    }
                    tags[at] = tag as u8;
                }
                wrong += usize::from(tags[at] != gold);
            }
        }
        eprintln!("second tagger epoch {epoch}: {wrong} wrong");
    }
    weights
}

/// The tags of a sentence after both passes.
pub fn retag(sentence: &Sentence, first: &[u8], lone: &Lone, weights: &Perceptron<TAGS>) -> Vec<u8> {
    let mut tags = first.to_vec();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    tagger::verbs_around(&tags, &mut left, &mut right);
    for at in 0..tags.len() {
        if !lone.contains_key(&tagger::lone_key(&sentence.words[at])) {
            let keys = tagger::second_keys(&sentence.words, at, &tags, (left[at], right[at]));
            tags[at] = best(&weights.sums(&keys), |_| true) as u8;
        }
    }
    tags
}

const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// How the parser is trained.
#[derive(Clone, Copy, Debug)]
pub struct ParserOptions {
    pub epochs: usize,
    pub move_bits: u32,
    pub label_bits: u32,
    pub seed: u64,
    /// In how many of a hundred moves after the first epoch the parser's own mistakes are followed.
    pub explore: usize,
    /// By how much the right move must win.
    pub margin: i32,
}

/// A parser trained on sentences with the tags it will see; `after` is shown it at the end of each epoch.
pub fn train_parser(
    data: &[Sentence],
    tags: &[Vec<u8>],
    options: ParserOptions,
    mut after: impl FnMut(usize, &Perceptron<3>, &Perceptron<LABELS>),
) {
    let mut moves = Perceptron::new(options.move_bits);
    let mut labels = Perceptron::new(options.label_bits);
    let mut random = Random(options.seed);
    let mut state = State::default();
    for epoch in 0..options.epochs {
        let (mut wrong, mut wrong_labels) = (0, 0);
        for i in random.order(data.len()) {
            let gold = Gold::new(&projective(&data[i].heads), &data[i].labels);
            state.start(&data[i].words, tags[i].iter().copied());
            while !state.done() {
                let keys = state.move_keys();
                let sums = moves.score(&keys);
                let guess = best(&sums, |m| state.allows(MOVES[m]));
                let costs = MOVES.map(|m| if state.allows(m) { gold.cost(&state, m) } else { usize::MAX });
                let least = costs.iter().copied().min().unwrap_or(0);
                let right = best(&sums, |m| costs[m] == least);
                let worse = |m: usize| costs[m] != usize::MAX && costs[m] > least;
                let rival = best(&sums, worse);
                if worse(rival) && sums[right] - sums[rival] <= options.margin {
                    moves.update(&keys, right, rival);
                }
                let mut taken = guess;
                if costs[guess] > least {
                    wrong += 1;
                    if epoch == 0 || random.below(100) >= options.explore {
                        taken = right;
                    }
                }
                let mut label = 0;
                if let Some((dependent, head)) = state.arc(MOVES[taken]) {
                    let keys = state.label_keys(dependent, head);
                    let sums = labels.score(&keys);
                    label = best(&sums, |l| l > 0);
                    let true_label = usize::from(gold.labels[dependent]);
                    if gold.heads[dependent] == head && true_label > 0 {
                        let rival = best(&sums, |l| l > 0 && l != true_label);
                        if sums[true_label] - sums[rival] <= MARGIN {
                            labels.update(&keys, true_label, rival);
                        }
                        wrong_labels += usize::from(label != true_label);
                        if epoch == 0 {
                            label = true_label;
                        }
                    }
                }
                state.go(MOVES[taken], label as u8);
            }
        }
        eprintln!("parser epoch {epoch}: {wrong} wrong moves, {wrong_labels} wrong labels");
        after(epoch, &moves, &labels);
    }
}
