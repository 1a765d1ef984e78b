//! Finds the row that speaks of a look of a word, in the model file where it lies.

/// Slots in a bucket, each with two bytes of proof and two that name the row.
pub const BUCKET: usize = 4;

/// Which row speaks of which look of a word.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    buckets: &'a [[u8; 4 * BUCKET]],
}

impl<'a> Index<'a> {
    /// An index over `bytes`; `None` unless they hold a power of two of buckets, two at least.
    pub fn new(bytes: &'a [u8]) -> Option<Index<'a>> {
        let (buckets, rest) = bytes.as_chunks();
        let fits = rest.is_empty() && buckets.len() > 1 && buckets.len().is_power_of_two();
        fits.then_some(Index { buckets })
    }

    /// The row of a look.
    pub fn row(&self, key: u64) -> Option<usize> {
        let bucket = self.buckets.get((key >> (64 - self.buckets.len().trailing_zeros())) as usize)?;
        let proof = proof(key).to_le_bytes();
        let slot = bucket.as_chunks::<4>().0.iter().find(|[a, b, ..]| [*a, *b] == proof)?;
        let [_, _, a, b] = *slot;
        Some(usize::from(u16::from_le_bytes([a, b])))
    }
}

/// The two bytes by which the index knows a key; never 0, which marks an empty slot.
pub fn proof(key: u64) -> u16 {
    ((key >> 18) as u16).max(1)
}
