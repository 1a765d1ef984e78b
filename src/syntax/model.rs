//! The model file: five tables, read where they lie.

use super::hash::key1;
use super::state::{Move, State};
use super::table::{Lanes, Rows, Triples};
use super::tagger;
use super::word::Word;
use super::{Label, Tag};

/// How many tags there are.
pub const TAGS: usize = Tag::ALL.len();
/// How many labels there are.
pub const LABELS: usize = Label::ALL.len();
/// What a model file begins with.
pub const MAGIC: [u8; 4] = *b"khs2";

/// The tables of a model file: the magic, five lengths in bytes (u32, little-endian), then the tables in this order.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Words of one tag: three bytes of proof and the tag.
    lone: &'a [[u8; 4]],
    tags: Rows<'a>,
    second_tags: Rows<'a>,
    moves: Triples<'a>,
    labels: Rows<'a>,
}

impl<'a> Tables<'a> {
    /// Reads a model file; `None` where it isn't one.
    pub fn read(file: &'a [u8]) -> Option<Tables<'a>> {
        let (magic, rest) = file.split_first_chunk::<4>()?;
        let (lengths, mut rest) = rest.split_first_chunk::<20>()?;
        let mut sections = [[].as_slice(); 5];
        for (section, length) in sections.iter_mut().zip(lengths.as_chunks::<4>().0) {
            (*section, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        }
        let [lone, tags, second_tags, moves, labels] = sections;
        let (lone, _) = lone.as_chunks::<4>();
        let fits = *magic == MAGIC && lone.len() > 1 && lone.len().is_power_of_two();
        fits.then_some(())?;
        Some(Tables {
            lone,
            tags: Rows::new(tags)?,
            second_tags: Rows::new(second_tags)?,
            moves: Triples::new(moves)?,
            labels: Rows::new(labels)?,
        })
    }

    /// The only tag that a word has, for most running words.
    pub fn lone_tag(&self, word: &Word) -> Option<u8> {
        let key = tagger::lone_key(word);
        let [proof @ .., tag] = self.lone.get((key >> (64 - self.lone.len().trailing_zeros())) as usize)?;
        (*proof == lone_proof(key) && (*tag as usize) < TAGS).then_some(*tag)
    }

    /// The best tag of the word at `i` at the first pass, given the two tags before it.
    pub fn first_tag(&self, words: &[Word], i: usize, before: u8, before2: u8) -> u8 {
        let mut sums = [0i16; 64];
        for key in tagger::keys(words, i, before, before2) {
            self.tags.add(key, &mut sums);
        }
        best(&sums[..TAGS])
    }

    /// The best tag of the word at `i` at the second pass; see [`tagger::second_keys`].
    pub fn second_tag(&self, words: &[Word], i: usize, tags: &[u8], verbs: (u8, u8)) -> u8 {
        let mut sums = [0i16; 64];
        for key in tagger::second_keys(words, i, tags, verbs) {
            self.second_tags.add(key, &mut sums);
        }
        best(&sums[..TAGS])
    }

    /// The best allowed move.
    pub fn next(&self, state: &State) -> Move {
        let (left, right) = (state.allows(Move::Left), state.allows(Move::Right));
        match (state.allows(Move::Shift), left, right) {
            (true, false, false) => return Move::Shift,
            (false, _, _) => return Move::Right,
            _ => {}
        }
        let mut lanes = Lanes::default();
        for key in state.move_keys() {
            self.moves.add(key, &mut lanes);
        }
        let sums = lanes.map(|lane| lane.iter().sum::<i32>());
        if right && sums[1] > sums[0].max(0) {
            Move::Right
        } else if sums[0] > 0 {
            Move::Left
        } else {
            Move::Shift
        }
    }

    /// The best label of an arc about to be drawn.
    pub fn label(&self, state: &State, dependent: usize, head: usize) -> u8 {
        let mut sums = [0i16; 64];
        for key in state.label_keys(dependent, head) {
            self.labels.add(key, &mut sums);
        }
        // No arc is labelled as the root is; that label stands first.
        sums[0] = i16::MIN;
        best(&sums[..LABELS])
    }
}

/// The three bytes by which the table of words of one tag knows its key.
pub fn lone_proof(key: u64) -> [u8; 3] {
    let [a, b, c, ..] = key1(98, key).to_le_bytes();
    [a | 1, b, c]
}

fn best(sums: &[i16]) -> u8 {
    let mut at = 0;
    let mut most = i16::MIN;
    for (i, &sum) in sums.iter().enumerate() {
        if sum > most {
            (at, most) = (i, sum);
        }
    }
    at as u8
}
