//! Features become keys of 64 bits: the upper ones choose a row, some of the lower ones prove it.

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
const CHAIN: u64 = 0xff51_afd7_ed55_8ccd;
const FINISH: u64 = 0xc4ce_b9fe_1a85_ec53;

/// The key of template `t` with one value.
#[inline]
pub fn key1(t: u64, a: u64) -> u64 {
    let x = a.wrapping_add(t.wrapping_mul(SPREAD));
    (x ^ x >> 32).wrapping_mul(FINISH)
}

/// The key of template `t` with two values.
#[inline]
pub fn key2(t: u64, a: u64, b: u64) -> u64 {
    key1(t, a.wrapping_mul(CHAIN).wrapping_add(b))
}

/// Packs small numbers (below 256) into one value.
#[inline]
pub fn pack<const N: usize>(values: [u8; N]) -> u64 {
    values.iter().fold(1, |all, &value| all << 8 | u64::from(value))
}
