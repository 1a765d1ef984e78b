//! From the network that learnt to the model file: rows multiplied out, everything in whole numbers.

use crate::net::Net;
use crate::weights::forward;
use khabar::syntax::matrix::WEIGHT_BITS;
use khabar::syntax::net::{COARSEST, HIDDEN, LABELS, LOOK_ROW, MAGIC, MOVES, OUTPUTS, SEEN, UNIT_BITS, WIDTH, WINDOW};
use khabar::syntax::signs::SLOTS;

/// Of ten thousand weights of a table so many may be cut down to what a byte holds.
const CUT: usize = 1;

/// So many rows of looks are kept, the most frequent.
const KEPT: usize = 15_000;

/// The model file of a network and the index of its looks.
pub fn file(net: &Net, index: &[u8]) -> Vec<u8> {
    let mut looks = Vec::new();
    for row in net.looks.w.chunks(WIDTH) {
        for part in 0..WINDOW {
            let mut out = [0.0; WIDTH];
            forward::<WIDTH>(row, &net.first.w[part * WIDTH * WIDTH..(part + 1) * WIDTH * WIDTH], &mut out);
            looks.extend(out);
        }
    }
    let (look_shift, mut looks) = bytes(&looks);
    looks.truncate(KEPT * LOOK_ROW);
    let index = &kept(index);
    let (sign_shift, signs) = bytes(&net.signs.w);
    let mut out = MAGIC.to_vec();
    out.extend([look_shift as u8, sign_shift as u8, 0, 0]);
    for section in [index.as_slice(), &looks, &signs] {
        out.extend((section.len() as u32).to_le_bytes());
    }
    out.extend([index.as_slice(), &looks, &signs].concat());
    for number in numbers(net) {
        out.extend(number.to_le_bytes());
    }
    out
}

/// The index without the rows that are not kept.
fn kept(index: &[u8]) -> Vec<u8> {
    let slots = index.as_chunks::<4>().0.iter();
    slots
        .flat_map(|&[a, b, c, d]| if usize::from(u16::from_le_bytes([c, d])) < KEPT { [a, b, c, d] } else { [0; 4] })
        .collect()
}

/// The matrices, in the order of the file.
fn numbers(net: &Net) -> Vec<i16> {
    let mut out = fixed(&net.first_bias.w, UNIT_BITS);
    for (weights, bias) in &net.layers {
        out.extend(fixed(&turned(&weights.w, SEEN, WIDTH), WEIGHT_BITS));
        out.extend(fixed(&bias.w, UNIT_BITS));
    }
    out.extend(fixed(&net.tags.w, WEIGHT_BITS));
    out.extend(fixed(&net.tags_bias.w, UNIT_BITS));
    for slot in 0..SLOTS {
        let part = &net.slots.w[slot * WIDTH * HIDDEN..(slot + 1) * WIDTH * HIDDEN];
        out.extend(fixed(&turned(part, WIDTH, HIDDEN), WEIGHT_BITS));
    }
    out.extend(vec![0; SLOTS * HIDDEN]);
    for weights in [&net.empty, &net.hidden_bias] {
        out.extend(fixed(&weights.w, UNIT_BITS));
    }
    for (from, to) in [(0, MOVES), (MOVES, MOVES + LABELS), (MOVES + LABELS, OUTPUTS)] {
        out.extend(fixed(&net.out.w[from * HIDDEN..to * HIDDEN], WEIGHT_BITS));
        out.extend(fixed(&net.out_bias.w[from..to], UNIT_BITS));
    }
    out
}

/// A row for each output instead of one for each input.
fn turned(weights: &[f32], inputs: usize, outputs: usize) -> Vec<f32> {
    (0..outputs).flat_map(|o| (0..inputs).map(move |i| weights[i * outputs + o])).collect()
}

fn fixed(weights: &[f32], bits: u32) -> Vec<i16> {
    weights.iter().map(|w| (w * (1 << bits) as f32).round().clamp(-32_767.0, 32_767.0) as i16).collect()
}

/// Weights as bytes, and by how many bits they are coarser than the unit.
fn bytes(weights: &[f32]) -> (u32, Vec<u8>) {
    let scaled = |shift: u32| move |w: &f32| (w * (1 << (UNIT_BITS - shift)) as f32).round();
    let cut = |shift: u32| weights.iter().map(scaled(shift)).filter(|w| w.abs() > 127.0).count();
    let fits = |shift: &u32| cut(*shift) * 10_000 <= weights.len() * CUT;
    let shift = (0..COARSEST).find(fits).unwrap_or(COARSEST);
    (shift, weights.iter().map(scaled(shift)).map(|w| w.clamp(-127.0, 127.0) as i8 as u8).collect())
}
