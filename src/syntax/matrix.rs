//! Small matrices of whole numbers, laid out so that many products are summed at once.
//!
//! Sums of whole numbers are the same in any order: all machines give the same tags and arcs.

use fearless_simd::prelude::*;
use fearless_simd::{i16x32, i32x16};

/// A weight of 1 is 2^10.
pub const WEIGHT_BITS: u32 = 10;

/// Outputs of a matrix that are computed together.
pub const BLOCK: usize = 32;

/// Outputs whose sums stand side by side in one register.
const LANES: usize = 16;
/// Registers of a block.
const REGISTERS: usize = BLOCK / LANES;

/// A matrix of `N` inputs, in blocks of 32 outputs.
#[derive(Clone, Debug, Default)]
pub struct Matrix<const N: usize> {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
struct Block {
    /// What the outputs begin with.
    bias: [[i32; LANES]; REGISTERS],
    /// For each pair of inputs a pair of weights for each output.
    pairs: Vec<[[i16; 2 * LANES]; REGISTERS]>,
}

impl<const N: usize> Matrix<N> {
    /// Takes as many rows as there are outputs from `numbers`, and what each output begins with; `None` if there are
    /// too few.
    pub fn read(numbers: &mut &[i16], outputs: usize) -> Option<Matrix<N>> {
        let rows = take::<N>(numbers, outputs)?;
        let (bias, rest) = numbers.split_at_checked(outputs)?;
        *numbers = rest;
        Some(Matrix {
            blocks: rows.chunks(BLOCK).zip(bias.chunks(BLOCK)).map(|(rows, bias)| block(rows, bias)).collect(),
        })
    }

    /// Gives each output's sum to `put`, with the place in `out` that is its own; `out` has as many as
    /// whole blocks have.
    #[inline(always)]
    pub fn apply<S: Simd, T>(&self, simd: S, inputs: &[i16; N], out: &mut [T], put: impl Fn(i32, &mut T)) {
        self.apply_to(simd, [inputs], [out], put);
    }

    /// The same for many inputs, two at a time: then each weight is fetched half as often.
    #[inline(always)]
    pub fn apply_each<'a, S: Simd, T, const M: usize>(
        &self,
        simd: S,
        mut inputs: impl Iterator<Item = &'a [i16; N]>,
        outs: &mut [[T; M]],
        put: impl Fn(i32, &mut T),
    ) {
        let (pairs, last) = outs.as_chunks_mut();
        for [a, b] in pairs {
            let (Some(of_a), Some(of_b)) = (inputs.next(), inputs.next()) else { return };
            self.apply_to(simd, [of_a, of_b], [a, b], &put);
        }
        if let (Some(inputs), [out]) = (inputs.next(), last) {
            self.apply_to(simd, [inputs], [out], put);
        }
    }

    #[inline(always)]
    fn apply_to<S: Simd, T, const W: usize>(
        &self,
        simd: S,
        inputs: [&[i16; N]; W],
        mut outs: [&mut [T]; W],
        put: impl Fn(i32, &mut T),
    ) {
        for (b, block) in self.blocks.iter().enumerate() {
            for (out, sums) in outs.iter_mut().zip(block.sums(simd, inputs)) {
                let Some(out) = out.as_chunks_mut::<BLOCK>().0.get_mut(b) else { continue };
                for (sums, out) in sums.into_iter().zip(out.as_chunks_mut::<LANES>().0) {
                    let sums: [i32; LANES] = sums.into();
                    sums.into_iter().zip(out).for_each(|(sum, out)| put(sum, out));
                }
            }
        }
    }
}

impl Block {
    #[inline(always)]
    fn sums<S: Simd, const N: usize, const W: usize>(
        &self,
        simd: S,
        inputs: [&[i16; N]; W],
    ) -> [[i32x16<S>; REGISTERS]; W] {
        let mut sums = [self.bias.map(|bias| bias.simd_into(simd)); W];
        let inputs = inputs.map(|inputs| inputs.as_chunks::<2>().0);
        for (i, row) in self.pairs.iter().enumerate().take(N / 2) {
            let row = row.map(|row| i16x32::simd_from(simd, row));
            for (sums, inputs) in sums.iter_mut().zip(inputs) {
                let [a, b] = inputs[i];
                let two = i32::from(a) & 0xffff | i32::from(b) << 16;
                let pair: i16x32<S> = i32x16::splat(simd, two).bitcast();
                for (sum, row) in sums.iter_mut().zip(row) {
                    *sum += simd.pairwise_dot_product_i16x32(row, pair);
                }
            }
        }
        sums
    }
}

fn block<const N: usize>(rows: &[[i16; N]], bias: &[i16]) -> Block {
    let bias = |o: usize| bias.get(o).map_or(0, |&bias| i32::from(bias) << WEIGHT_BITS);
    let weight = |o: usize, i: usize| rows.get(o).and_then(|row| row.get(i)).copied().unwrap_or(0);
    let pairs = |i: usize, k: usize| std::array::from_fn(|lane| weight(LANES * k + lane / 2, 2 * i + lane % 2));
    Block {
        bias: std::array::from_fn(|k| std::array::from_fn(|lane| bias(LANES * k + lane))),
        pairs: (0..N / 2).map(|i| std::array::from_fn(|k| pairs(i, k))).collect(),
    }
}
/// Few rows of `N` numbers, each with what its sum begins with.
#[derive(Clone, Debug, Default)]
pub struct Rows<const N: usize>(Vec<([i16; N], i32)>);

impl<const N: usize> Rows<N> {
    /// Takes so many from `numbers`, as [`Matrix::read`] does.
    pub fn read(numbers: &mut &[i16], outputs: usize) -> Option<Rows<N>> {
        let rows = take::<N>(numbers, outputs)?;
        let (bias, rest) = numbers.split_at_checked(outputs)?;
        *numbers = rest;
        Some(Rows(rows.into_iter().zip(bias.iter().map(|&bias| i32::from(bias) << WEIGHT_BITS)).collect()))
    }

    /// Each row's sum of products.
    #[inline(always)]
    pub fn sums(&self, inputs: &[i16; N]) -> impl Iterator<Item = i32> {
        self.0.iter().map(move |(row, bias)| {
            bias + row.iter().zip(inputs).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum::<i32>()
        })
    }
}

/// A sum of products in the unit of its inputs.
pub fn short(sum: i32) -> i16 {
    (sum >> WEIGHT_BITS).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// Takes rows of numbers from the front.
pub fn take<const N: usize>(numbers: &mut &[i16], rows: usize) -> Option<Vec<[i16; N]>> {
    let (taken, rest) = numbers.split_at_checked(rows * N)?;
    *numbers = rest;
    Some(taken.as_chunks::<N>().0.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    const OUTPUTS: usize = BLOCK + 3;

    proptest! {
        #[test]
        fn sums_are_those_of_plain_arithmetic(
            rows in prop::collection::vec(prop::array::uniform6(-2000i16..2000), OUTPUTS),
            bias in prop::collection::vec(-3000i16..3000, OUTPUTS),
            inputs in prop::array::uniform6(-9000i16..9000),
        ) {
            let numbers = [rows.as_flattened(), &bias].concat();
            let matrix = Matrix::<6>::read(&mut numbers.as_slice(), OUTPUTS).unwrap();
            let mut found = [[0; 2 * BLOCK]; 3];
            let three = [inputs, [0; 6], inputs];
            dispatch!(Level::new(), simd => matrix.apply_each(simd, three.iter(), &mut found, |sum, out| *out = sum));
            let mut plain = [[0; 2 * BLOCK]; 3];
            dispatch!(Level::baseline(), simd => matrix.apply_each(simd, three.iter(), &mut plain, |sum, out| *out = sum));
            prop_assert_eq!(found, plain);
            prop_assert_eq!(found[0], found[2]);
            for (o, sum) in found[0].iter().take(OUTPUTS).enumerate() {
                let products = rows[o].iter().zip(inputs).map(|(&w, x)| i32::from(w) * i32::from(x));
                prop_assert_eq!(*sum, (i32::from(bias[o]) << WEIGHT_BITS) + products.sum::<i32>());
            }
        }
    }
}
