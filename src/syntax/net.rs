//! The network, in whole numbers: from words to what is known of each, from a state to the next move and its label.
//!
//! The first layer is a sum of rows that were multiplied out when the model was made; what follows are small matrices.

use super::index::Index;
use super::matrix::{BLOCK, Matrix, Rows, short, take};
use super::signs::{SIGN_ROWS, SLOTS, looks, signs, slots};
use super::state::{Move, State};
use super::word::Word;
use super::{Label, Tag};
use fearless_simd::{Level, Simd, dispatch};

/// How many tags there are.
pub const TAGS: usize = Tag::ALL.len();
/// How many labels there are.
pub const LABELS: usize = Label::ALL.len();
/// How much is known of a word.
pub const WIDTH: usize = 64;
/// How much is known of a state.
pub const HIDDEN: usize = 96;
/// How many words on each side the first layer sees.
pub const REACH: usize = 2;
pub const WINDOW: usize = 2 * REACH + 1;
/// Layers after the first, each of which sees one word on each side.
pub const LAYERS: usize = 2;
pub const SEEN: usize = 3 * WIDTH;
/// Moves, then the labels of arcs to the left, then of those to the right.
pub const MOVES: usize = 3;
pub const OUTPUTS: usize = MOVES + 2 * LABELS;
/// A value of 1 is 2^8 in what is known of words and states.
pub const UNIT_BITS: u32 = 8;

/// What a model file begins with.
pub const MAGIC: [u8; 4] = *b"khs3";
pub const LOOK_ROW: usize = WINDOW * WIDTH;
/// By how many bits the bytes of a table may be coarser than the unit: sums of them still fit into 16 bits.
pub const COARSEST: u32 = 3;

/// A model file, its tables where they lie and its matrices as numbers.
#[derive(Clone, Debug)]
pub struct Net {
    /// What this machine's processor can do.
    level: Level,
    index: Index<'static>,
    looks: &'static [[u8; LOOK_ROW]],
    signs: &'static [[u8; HIDDEN]],
    /// By how many bits the bytes of a table are coarser than the unit.
    look_shift: u32,
    sign_shift: u32,
    first_bias: Vec<i16>,
    layers: Vec<Layer>,
    tags: Matrix<WIDTH>,
    slots: Matrix<WIDTH>,
    empty: [i16; SLOTS * HIDDEN],
    hidden_bias: [i16; HIDDEN],
    moves: Rows<HIDDEN>,
    /// Of arcs to the left, and to the right.
    labels: [Matrix<HIDDEN>; 2],
}

const TAG_SCORES: usize = TAGS.next_multiple_of(BLOCK);

type Layer = Matrix<SEEN>;

/// What is known of each word of a sentence.
pub type Known = Vec<[i16; WIDTH]>;

/// What is computed with. Buffers are reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    sums: Vec<[i16; WIDTH]>,
    /// A word of zeros on either side.
    seen: Vec<[i16; WIDTH]>,
    added: Vec<[i16; WIDTH]>,
    /// Of the tags of each word.
    scores: Vec<[i32; TAG_SCORES]>,
    /// What each word adds to a state, slot after slot.
    projected: Vec<[i16; SLOTS * HIDDEN]>,
}

impl Net {
    /// Reads a model file; `None` where it isn't one.
    ///
    /// The magic; by how many bits the bytes of looks and of signs are coarser than the unit (one byte each, and two of
    /// nothing); the lengths of the
    /// index, the looks and the signs (u32); these; then the matrices as i16, in the order of [`Net`]'s fields, each
    /// with its beginnings after it. All little-endian.
    pub fn read(file: &'static [u8]) -> Option<Net> {
        let (magic, rest) = file.split_first_chunk::<4>()?;
        let ([look_bits, sign_bits, ..], rest) = rest.split_first_chunk::<4>()?;
        let (lengths, mut rest) = rest.split_first_chunk::<12>()?;
        let mut sections = [[].as_slice(); 3];
        for (section, length) in sections.iter_mut().zip(lengths.as_chunks::<4>().0) {
            (*section, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        }
        let [index, looked, signs] = sections;
        let numbers: Vec<i16> = rest.as_chunks::<2>().0.iter().map(|two| i16::from_le_bytes(*two)).collect();
        let mut numbers = numbers.as_slice();
        let net = Net {
            level: Level::new(),
            index: Index::new(index)?,
            looks: looked.as_chunks().0,
            signs: signs.as_chunks().0,
            look_shift: u32::from(*look_bits).min(COARSEST),
            sign_shift: u32::from(*sign_bits).min(COARSEST),
            first_bias: take::<WIDTH>(&mut numbers, 1)?.as_flattened().to_vec(),
            layers: (0..LAYERS).map(|_| Matrix::read(&mut numbers, WIDTH)).collect::<Option<_>>()?,
            tags: Matrix::read(&mut numbers, TAGS)?,
            slots: Matrix::read(&mut numbers, SLOTS * HIDDEN)?,
            empty: *take(&mut numbers, 1)?.first()?,
            hidden_bias: *take::<HIDDEN>(&mut numbers, 1)?.first()?,
            moves: Rows::read(&mut numbers, MOVES)?,
            labels: [Matrix::read(&mut numbers, LABELS)?, Matrix::read(&mut numbers, LABELS)?],
        };
        (*magic == MAGIC && !net.looks.is_empty() && net.signs.len() == SIGN_ROWS && numbers.is_empty()).then_some(net)
    }

    /// Reads a window of a sentence: what is known of its words goes to `known`, after those before, and their tags to
    /// `tags`.
    pub fn tag(&self, words: &[Word], reading: &mut Reading, known: &mut Known, tags: impl FnMut(u8)) {
        dispatch!(self.level, simd => self.tag_with(simd, words, reading, known, tags));
    }

    #[inline(always)]
    fn tag_with<S: Simd>(
        &self,
        simd: S,
        words: &[Word],
        reading: &mut Reading,
        known: &mut Known,
        mut tags: impl FnMut(u8),
    ) {
        self.look(words, reading);
        let Reading { seen, added, scores, .. } = reading;
        self.layers.iter().for_each(|layer| near(simd, layer, seen, added));
        let start = known.len();
        known.extend(seen.iter().skip(1).take(words.len()));
        scores.clear();
        scores.resize(words.len(), [0; TAG_SCORES]);
        self.tags.apply_each(simd, known.iter().skip(start), scores, |sum, out| *out = sum);
        scores.iter().for_each(|scores| tags(best(&scores[..TAGS])));
    }

    /// The first layer.
    #[inline(always)]
    fn look(&self, words: &[Word], reading: &mut Reading) {
        let Reading { sums, seen, .. } = reading;
        sums.clear();
        sums.resize(words.len() + 2 * REACH, [0; WIDTH]);
        let reach = [None; REACH];
        for (i, word) in reach.into_iter().chain(words.iter().map(Some)).chain(reach).enumerate() {
            let mut all = [0i16; LOOK_ROW];
            match word {
                Some(word) => looks(word).into_iter().filter_map(|key| self.index.row(key)).for_each(|row| {
                    self.add_look(row, &mut all);
                }),
                None => self.add_look(0, &mut all),
            }
            // What stands at `i` is seen by the words from two before to two after.
            for (back, part) in all.as_chunks::<WIDTH>().0.iter().enumerate() {
                let Some(sum) = i.checked_sub(back).and_then(|j| sums.get_mut(j)) else { continue };
                add(sum, part);
            }
        }
        seen.clear();
        seen.resize(words.len() + 2, [0; WIDTH]);
        for (out, sum) in seen.iter_mut().skip(1).zip(sums.iter().take(words.len())) {
            for ((out, &sum), &bias) in out.iter_mut().zip(sum).zip(&self.first_bias) {
                *out = (sum << self.look_shift).saturating_add(bias).max(0);
            }
        }
    }

    #[inline(always)]
    fn add_look(&self, row: usize, sums: &mut [i16; LOOK_ROW]) {
        let Some(row) = self.looks.get(row) else { return };
        for (sum, &byte) in sums.iter_mut().zip(row) {
            *sum += i16::from(byte as i8);
        }
    }

    /// Draws the arcs of a window, with what is known of its words, in a state that has just started on it.
    pub fn attach(&self, known: &[[i16; WIDTH]], reading: &mut Reading, state: &mut State) {
        dispatch!(self.level, simd => {
            self.project(simd, known, state.words(), reading);
            while !state.done() {
                let (next, label) = self.next(simd, state, reading);
                state.go(next, label);
            }
        });
    }

    /// Makes a window of so many words ready.
    #[inline(always)]
    fn project<S: Simd>(&self, simd: S, known: &[[i16; WIDTH]], words: usize, reading: &mut Reading) {
        let projected = &mut reading.projected;
        projected.clear();
        projected.resize(words, [0; SLOTS * HIDDEN]);
        self.slots.apply_each(simd, known.iter(), projected, |sum, out| *out = short(sum));
        // Stands for every word that is not there.
        projected.push(self.empty);
    }

    /// The best move, and the label of its arc.
    #[inline(always)]
    fn next<S: Simd>(&self, simd: S, state: &State, reading: &Reading) -> (Move, u8) {
        if !state.allows(Move::Left) && !state.allows(Move::Right) {
            return (Move::Shift, 0);
        }
        let seen = self.see(state, reading);
        let mut found = (Move::Shift, i32::MIN);
        for (next, score) in [Move::Shift, Move::Left, Move::Right].into_iter().zip(self.moves.sums(&seen)) {
            if state.allows(next) && score > found.1 {
                found = (next, score);
            }
        }
        let [left, right] = &self.labels;
        let labels = match found.0 {
            Move::Shift => return (Move::Shift, 0),
            Move::Left => left,
            Move::Right => right,
        };
        let mut scores = [0; LABELS.next_multiple_of(BLOCK)];
        labels.apply(simd, &seen, &mut scores, |sum, out| *out = sum);
        // No arc is labelled as the root is; that label stands first.
        (found.0, 1 + best(&scores[1..LABELS]))
    }

    #[inline(always)]
    fn see(&self, state: &State, reading: &Reading) -> [i16; HIDDEN] {
        let mut sums = [0i16; HIDDEN];
        for row in signs(state) {
            let Some(row) = self.signs.get(row as usize) else { continue };
            for (sum, &byte) in sums.iter_mut().zip(row) {
                *sum += i16::from(byte as i8);
            }
        }
        let mut seen = self.hidden_bias;
        for (seen, sum) in seen.iter_mut().zip(sums) {
            *seen = seen.saturating_add(sum << self.sign_shift);
        }
        for (slot, i) in slots(state).into_iter().enumerate() {
            if let Some(part) = reading.projected.get(i).and_then(|slots| slots.as_chunks::<HIDDEN>().0.get(slot)) {
                for (seen, &part) in seen.iter_mut().zip(part) {
                    *seen = seen.saturating_add(part);
                }
            }
        }
        seen.map(|x| x.max(0))
    }
}

/// Each word sees itself and its neighbours, and what it sees is added to it.
#[inline(always)]
fn near<S: Simd>(simd: S, layer: &Layer, words: &mut [[i16; WIDTH]], added: &mut Vec<[i16; WIDTH]>) {
    added.clear();
    added.resize(words.len().saturating_sub(2), [0; WIDTH]);
    let seen = words.windows(3).filter_map(|three| three.as_flattened().first_chunk());
    layer.apply_each(simd, seen, added, |sum, out| *out = short(sum).max(0));
    for (out, added) in words.iter_mut().skip(1).zip(added) {
        for (out, added) in out.iter_mut().zip(added) {
            *out = out.saturating_add(*added);
        }
    }
}

#[inline]
fn add(sums: &mut [i16; WIDTH], part: &[i16; WIDTH]) {
    for (sum, &part) in sums.iter_mut().zip(part) {
        *sum += part;
    }
}

/// The place of the first of the highest.
fn best(scores: &[i32]) -> u8 {
    let mut found = (0, i32::MIN);
    for (i, &score) in scores.iter().enumerate() {
        if score > found.1 {
            found = (i, score);
        }
    }
    found.0 as u8
}
