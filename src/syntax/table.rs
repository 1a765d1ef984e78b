//! Weights by key, as they lie in the model file: a key names a bucket, and a slot in it knows whose it is.

/// Slots in a bucket; a bucket of either table lies within one line of cache.
pub const BUCKET: usize = 4;

/// Weights of three choices a key, the first of them always 0: a slot is 10 bits of proof and two weights of 11.
#[derive(Clone, Copy, Debug)]
pub struct Triples<'a> {
    buckets: &'a [[[u8; 4]; BUCKET]],
    shift: u32,
}

/// The running sums of the second and third choice, a lane for each slot of a bucket.
pub type Lanes = [[i32; BUCKET]; 2];

/// How many choices a row of [`Rows`] can speak for.
pub const CHOICES: usize = 6;

/// A bucket of rows: the proofs of all (two bytes each), then of each row the choices and their weights.
pub const ROWS_BUCKET: usize = BUCKET * (2 + 2 * CHOICES);

/// Rows of weights of a few out of at most 64 choices.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    buckets: &'a [[u8; ROWS_BUCKET]],
    shift: u32,
}

impl<'a> Triples<'a> {
    /// A table over `bytes`; `None` unless they hold a power of two of buckets, two at least.
    pub fn new(bytes: &'a [u8]) -> Option<Triples<'a>> {
        let (slots, rest) = bytes.as_chunks::<4>();
        let (buckets, none) = slots.as_chunks::<BUCKET>();
        let fits = rest.is_empty() && none.is_empty() && buckets.len() > 1 && buckets.len().is_power_of_two();
        fits.then(|| Triples { buckets, shift: 64 - buckets.len().trailing_zeros() })
    }

    /// Adds the weights under `key`.
    #[inline]
    pub fn add(&self, key: u64, lanes: &mut Lanes) {
        let Some(bucket) = self.buckets.get((key >> self.shift) as usize) else { return };
        let proof = triple_proof(key);
        for (i, slot) in bucket.iter().enumerate() {
            let slot = u32::from_le_bytes(*slot);
            let mine = if slot & 0x3ff == proof { slot } else { 0 };
            lanes[0][i] += (mine as i32) >> 21;
            lanes[1][i] += ((mine << 11) as i32) >> 21;
        }
    }
}

/// The ten bits by which a slot of [`Triples`] knows its key; never 0, which marks an empty slot.
pub fn triple_proof(key: u64) -> u32 {
    ((key >> 22) as u32 & 0x3ff).max(1)
}

impl<'a> Rows<'a> {
    /// A table over `bytes`; `None` unless they hold a power of two of buckets, two at least.
    pub fn new(bytes: &'a [u8]) -> Option<Rows<'a>> {
        let (buckets, rest) = bytes.as_chunks::<ROWS_BUCKET>();
        let fits = rest.is_empty() && buckets.len() > 1 && buckets.len().is_power_of_two();
        fits.then(|| Rows { buckets, shift: 64 - buckets.len().trailing_zeros() })
    }

    /// Adds the weights under `key`, choice by choice.
    #[inline]
    pub fn add(&self, key: u64, sums: &mut [i16; 64]) {
        let Some(bucket) = self.buckets.get((key >> self.shift) as usize) else { return };
        let Some((proofs, rows)) = bucket.split_first_chunk::<{ 2 * BUCKET }>() else { return };
        let Some(at) = lane_of(row_proof(key), u64::from_le_bytes(*proofs)) else { return };
        let Some(row) = rows.as_chunks::<{ 2 * CHOICES }>().0.get(at) else { return };
        for i in 0..CHOICES {
            let sum = &mut sums[usize::from(row[i] & 63)];
            *sum = sum.wrapping_add(i16::from(row[CHOICES + i] as i8));
        }
    }
}

/// The first of four lanes that holds the proof, all compared at once.
fn lane_of(proof: u16, lanes: u64) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let differ = lanes ^ (u64::from(proof) * ONES);
    // The lowest bit that is left stands in the first lane without difference.
    let same = differ.wrapping_sub(ONES) & !differ & (ONES << 15);
    (same != 0).then(|| same.trailing_zeros() as usize / 16)
}

/// The two bytes by which a row of [`Rows`] knows its key; never 0, which marks an empty row.
pub fn row_proof(key: u64) -> u16 {
    ((key >> 18) as u16).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_lane_is_found_as_by_looking_at_each(lanes in proptest::array::uniform4(0u16..4), proof in 0u16..4) {
            let all = lanes.iter().rev().fold(0, |all, &lane| all << 16 | u64::from(lane));
            prop_assert_eq!(lane_of(proof, all), lanes.iter().position(|&lane| lane == proof));
        }
    }
}
