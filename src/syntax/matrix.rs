//! Small matrices of whole numbers, laid out so that many products are summed at once.
//!
//! Sums of whole numbers are the same in any order: all machines give the same tags and arcs.

use wide::{i16x8, i32x4};

/// A weight of 1 is 2^10.
pub const WEIGHT_BITS: u32 = 10;

/// Outputs of a matrix that are computed together.
pub const BLOCK: usize = 16;

/// A matrix of `N` inputs, in blocks of 16 outputs.
#[derive(Clone, Debug, Default)]
pub struct Matrix<const N: usize> {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
struct Block {
    /// What the outputs begin with.
    bias: [[i32; 4]; 4],
    /// For each pair of inputs a pair of weights for each output.
    pairs: Vec<[[i16; 8]; 4]>,
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

    /// Gives each output's sum to `put`, with the place in `out` that is its own.
    #[inline]
    pub fn apply<T>(&self, inputs: &[i16; N], out: &mut [[T; BLOCK]], put: impl Fn(i32, &mut T)) {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            return simd.vectorize(Avx2 { simd, blocks: &self.blocks, inputs: inputs.as_chunks().0, out, put });
        }
        self.apply_anywhere(inputs, out, put);
    }

    /// The same on any processor.
    fn apply_anywhere<T>(&self, inputs: &[i16; N], out: &mut [[T; BLOCK]], put: impl Fn(i32, &mut T)) {
        for (block, out) in self.blocks.iter().zip(out) {
            let mut sums = block.bias.map(i32x4::new);
            for (&[a, b], row) in inputs.as_chunks().0.iter().zip(&block.pairs) {
                let pair = i16x8::new([a, b, a, b, a, b, a, b]);
                for (sum, row) in sums.iter_mut().zip(row) {
                    *sum += i16x8::new(*row).dot(pair);
                }
            }
            for (sum, out) in sums.map(|four| four.to_array()).as_flattened().iter().zip(out) {
                put(*sum, out);
            }
        }
    }
}

/// The same sums where the processor adds eight at once.
#[cfg(target_arch = "x86_64")]
struct Avx2<'a, T, P> {
    simd: pulp::x86::V3,
    blocks: &'a [Block],
    inputs: &'a [[i16; 2]],
    out: &'a mut [[T; BLOCK]],
    put: P,
}

#[cfg(target_arch = "x86_64")]
impl<T, P: Fn(i32, &mut T)> pulp::NullaryFnOnce for Avx2<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Avx2 { simd, blocks, inputs, out, put } = self;
        for (block, out) in blocks.iter().zip(out) {
            let mut sums: [pulp::i32x8; 2] = pulp::cast(block.bias);
            for (&pair, row) in inputs.iter().zip(&block.pairs) {
                let pair = pulp::cast(simd.splat_i32x8(pulp::cast(pair)));
                let row: [pulp::i16x16; 2] = pulp::cast(*row);
                for (sum, row) in sums.iter_mut().zip(row) {
                    *sum = simd.wrapping_add_i32x8(*sum, simd.multiply_wrapping_add_adjacent_i16x16(row, pair));
                }
            }
            let sums: [i32; BLOCK] = pulp::cast(sums);
            for (sum, out) in sums.into_iter().zip(out) {
                put(sum, out);
            }
        }
    }
}

fn block<const N: usize>(rows: &[[i16; N]], bias: &[i16]) -> Block {
    let bias = |o: usize| bias.get(o).map_or(0, |&bias| i32::from(bias) << WEIGHT_BITS);
    let weight = |o: usize, i: usize| rows.get(o).and_then(|row| row.get(i)).copied().unwrap_or(0);
    let pairs = |i: usize, k: usize| std::array::from_fn(|lane| weight(4 * k + lane / 2, 2 * i + lane % 2));
    Block {
        bias: std::array::from_fn(|k| std::array::from_fn(|lane| bias(4 * k + lane))),
        pairs: (0..N / 2).map(|i| std::array::from_fn(|k| pairs(i, k))).collect(),
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
            let mut found = [[0; BLOCK]; 2];
            matrix.apply(&inputs, &mut found, |sum, out| *out = sum);
            let mut anywhere = [[0; BLOCK]; 2];
            matrix.apply_anywhere(&inputs, &mut anywhere, |sum, out| *out = sum);
            prop_assert_eq!(found, anywhere);
            for (o, sum) in found.as_flattened().iter().take(OUTPUTS).enumerate() {
                let products = rows[o].iter().zip(inputs).map(|(&w, x)| i32::from(w) * i32::from(x));
                prop_assert_eq!(*sum, (i32::from(bias[o]) << WEIGHT_BITS) + products.sum::<i32>());
            }
        }
    }
}
