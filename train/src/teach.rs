//! The training of the network.

use crate::net::{Layers, Net, Seen};
use crate::oracle::Gold;
use crate::random::Random;
use crate::sentence::{Sentence, projective};
use crate::weights::{Rate, softmax};
use khabar::syntax::index::{BUCKET, Index, proof};
use khabar::syntax::net::{HIDDEN, LABELS, MOVES, TAGS};
use khabar::syntax::signs::{LOOKS, looks, signs, slots};
use khabar::syntax::state::{Move, State};
use std::collections::HashMap;

/// The index of the most frequent looks, in the order of their frequency from row 1 on, and how many rows there are.
///
/// Of a look that finds its bucket full nothing is learnt.
pub fn index(data: &[Sentence], most: usize, least: u32) -> (Vec<u8>, usize) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for key in data.iter().flat_map(|sentence| &sentence.words).flat_map(looks) {
        *counts.entry(key).or_insert(0) += 1;
    }
    let mut keys: Vec<(u32, u64)> = counts.into_iter().filter(|c| c.1 >= least).map(|(key, n)| (n, key)).collect();
    keys.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut buckets = vec![[[0u8; 4]; BUCKET]; 1 << INDEX_BITS];
    let mut rows = 1;
    for (_, key) in keys {
        let bucket = &mut buckets[(key >> (64 - INDEX_BITS)) as usize];
        let proof = proof(key).to_le_bytes();
        let is_taken = bucket.iter().any(|slot| slot[..2] == proof);
        if let Some(slot) = bucket.iter_mut().find(|slot| **slot == [0; 4]).filter(|_| rows < most && !is_taken) {
            let row = (rows as u16).to_le_bytes();
            *slot = [proof[0], proof[1], row[0], row[1]];
            rows += 1;
        }
    }
    (buckets.concat().concat(), rows)
}

/// Binary logarithm of the number of buckets.
const INDEX_BITS: u32 = 14;

fn looked(sentence: &Sentence, index: Index<'_>) -> Vec<[u32; LOOKS]> {
    sentence.words.iter().map(|word| looks(word).map(|key| index.row(key).unwrap_or(0) as u32)).collect()
}

/// How the network is trained.
#[derive(Clone, Copy)]
pub struct Options {
    /// Sentences between two steps.
    pub batch: usize,
    /// How far the first steps go; it falls to nothing.
    pub rate: f32,
    /// In how many of a hundred mistakes the parser's own move is followed.
    pub explore: usize,
    pub seed: u64,
}

/// After so many steps the rate is whole.
const WARM: f32 = 200.0;
/// On the first stretch of the way mistakes are not followed.
const INNOCENT: f32 = 0.03;

/// Trains on one part of the silver after the other.
pub fn train<E>(
    visits: usize,
    mut part: impl FnMut(usize) -> Result<Vec<Sentence>, E>,
    index: Index<'_>,
    rows: usize,
    options: Options,
) -> Result<Net, E> {
    let mut random = Random(options.seed);
    let net = Net::new(rows, &mut random);
    let mut pupil = Pupil { net, index, layers: Layers::default(), state: State::default(), random, explore: 0 };
    let mut step = 0;
    for visit in 0..visits {
        let data = part(visit)?;
        let batches = data.len().div_ceil(options.batch);
        let mut wrong = Wrong::default();
        for (batch, ids) in pupil.random.order(data.len()).chunks(options.batch).enumerate() {
            step += 1;
            let done = (visit as f32 + batch as f32 / batches as f32) / visits as f32;
            pupil.explore = if done > INNOCENT { options.explore } else { 0 };
            for &i in ids {
                pupil.learn(&data[i], &mut wrong);
            }
            let warm = (step as f32 / WARM).min(1.0);
            pupil.net.step(Rate::at(step, options.rate * warm * (1.0 - done)));
        }
        eprintln!("part {} of {visits}: {wrong:?}", visit + 1);
    }
    Ok(pupil.net)
}

/// What was wrong, of how many words.
#[derive(Debug, Default)]
struct Wrong {
    words: usize,
    tags: usize,
    moves: usize,
    labels: usize,
}

/// A network, and what it needs to learn from a sentence.
struct Pupil<'a> {
    net: Net,
    index: Index<'a>,
    layers: Layers,
    state: State,
    random: Random,
    explore: usize,
}

const ALL_MOVES: [Move; MOVES] = [Move::Shift, Move::Left, Move::Right];

impl Pupil<'_> {
    /// Adds the gradients of one sentence.
    fn learn(&mut self, sentence: &Sentence, wrong: &mut Wrong) {
        let looked = looked(sentence, self.index);
        self.net.read(&looked, &mut self.layers);
        let tags = self.learn_tags(sentence, wrong);
        let gold = Gold::new(&projective(&sentence.heads), &sentence.labels);
        self.state.start(&sentence.words, tags.into_iter());
        while !self.state.done() {
            self.learn_state(&gold, wrong);
        }
        self.net.learn_layers(&looked, &mut self.layers);
        wrong.words += looked.len();
    }

    /// Learns the tags, and gives those that the network would have given.
    fn learn_tags(&mut self, sentence: &Sentence, wrong: &mut Wrong) -> Vec<u8> {
        let mut tags = Vec::with_capacity(sentence.tags.len());
        for (i, &gold) in sentence.tags.iter().enumerate() {
            let mut scores: [f32; TAGS] = self.net.tag_scores(&self.layers, i);
            let tag = best(&scores, |_| true);
            wrong.tags += usize::from(tag != usize::from(gold));
            tags.push(tag as u8);
            softmax(&mut scores, |_| true);
            scores[usize::from(gold)] -= 1.0;
            self.net.learn_tag(&mut self.layers, i, &scores);
        }
        tags
    }

    /// Learns a move and the label of its arc, and makes a move.
    fn learn_state(&mut self, gold: &Gold, wrong: &mut Wrong) {
        let Pupil { net, layers, state, random, explore, .. } = self;
        let seen = net.see(layers, slots(state), signs(state));
        let mut d_hidden = [0.0; HIDDEN];
        let costs = ALL_MOVES.map(|m| if state.allows(m) { gold.cost(state, m) } else { usize::MAX });
        let least = costs.iter().copied().min().unwrap_or(0);
        let scores: [f32; MOVES] = net.scores(&seen, 0);
        if costs.iter().any(|&cost| cost != usize::MAX && cost != least) {
            let (mut all, mut good) = (scores, scores);
            softmax(&mut all, |m| costs[m] != usize::MAX);
            softmax(&mut good, |m| costs[m] == least);
            let d: [f32; MOVES] = std::array::from_fn(|m| all[m] - good[m]);
            net.learn_out(&seen, 0, &d, &mut d_hidden);
        }
        let mut taken = best(&scores, |m| costs[m] != usize::MAX);
        if costs[taken] > least {
            wrong.moves += 1;
            if random.below(100) >= *explore {
                taken = best(&scores, |m| costs[m] == least);
            }
        }
        let next = ALL_MOVES[taken];
        let label = match state.arc(next) {
            Some(arc) => learn_label(net, &seen, next, arc, gold, &mut d_hidden, wrong),
            None => 0,
        };
        net.learn_state(layers, &seen, &mut d_hidden);
        state.go(next, label);
    }
}

/// Learns the label of an arc if it is one of the gold tree's, and gives that which the network would have given.
fn learn_label(
    net: &mut Net,
    seen: &Seen,
    next: Move,
    (dependent, head): (usize, usize),
    gold: &Gold,
    d_hidden: &mut [f32; HIDDEN],
    wrong: &mut Wrong,
) -> u8 {
    let from = MOVES + if next == Move::Right { LABELS } else { 0 };
    let mut scores: [f32; LABELS] = net.scores(seen, from);
    let label = best(&scores, |l| l > 0);
    let right = usize::from(gold.labels[dependent]);
    if gold.heads[dependent] == head && right > 0 {
        softmax(&mut scores, |l| l > 0);
        scores[right] -= 1.0;
        net.learn_out(seen, from, &scores, d_hidden);
        wrong.labels += usize::from(label != right);
    }
    label as u8
}

fn best<const C: usize>(scores: &[f32; C], allowed: impl Fn(usize) -> bool) -> usize {
    let mut at = None;
    for (i, &score) in scores.iter().enumerate() {
        if allowed(i) && at.is_none_or(|j: usize| score > scores[j]) {
            at = Some(i);
        }
    }
    at.unwrap_or(0)
}
