//! Parameters of a network, and the rule (Adam) by which they follow their gradients.

use crate::random::Random;

const DECAY: [f32; 2] = [0.9, 0.99];

/// A matrix, row after row, with its gradient and the two moments of it.
pub struct Weights {
    pub width: usize,
    pub w: Vec<f32>,
    pub g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    /// Rows whose gradient isn't zero, where only few are.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Weights {
    /// Random numbers of about `scale`.
    pub fn new(rows: usize, width: usize, scale: f32, random: &mut Random) -> Weights {
        let n = rows * width;
        let one = |_| (random.below(2_000_001) as f32 / 1e6 - 1.0) * scale;
        Weights {
            width,
            w: (0..n).map(one).collect(),
            g: vec![0.0; n],
            m: vec![0.0; n],
            v: vec![0.0; n],
            touched: Vec::new(),
            is_touched: vec![false; rows],
        }
    }

    pub fn row(&self, i: usize) -> &[f32] {
        &self.w[i * self.width..(i + 1) * self.width]
    }

    /// Adds to the gradient of one row, which will move at the next [`Self::step_rows`].
    pub fn add(&mut self, i: usize, gradient: &[f32]) {
        if !self.is_touched[i] {
            self.is_touched[i] = true;
            self.touched.push(i as u32);
        }
        for (g, x) in self.g[i * self.width..(i + 1) * self.width].iter_mut().zip(gradient) {
            *g += x;
        }
    }

    /// One step of all weights.
    pub fn step(&mut self, rate: Rate) {
        let all = 0..self.w.len();
        self.move_weights(all, rate);
    }

    /// One step of the rows that were added to.
    pub fn step_rows(&mut self, rate: Rate) {
        for k in 0..self.touched.len() {
            let i = self.touched[k] as usize;
            self.is_touched[i] = false;
            self.move_weights(i * self.width..(i + 1) * self.width, rate);
        }
        self.touched.clear();
    }

    fn move_weights(&mut self, range: std::ops::Range<usize>, rate: Rate) {
        let [b1, b2] = DECAY;
        let (w, g) = (&mut self.w[range.clone()], &mut self.g[range.clone()]);
        let (m, v) = (&mut self.m[range.clone()], &mut self.v[range]);
        for ((w, g), (m, v)) in w.iter_mut().zip(g).zip(m.iter_mut().zip(v)) {
            *m = b1 * *m + (1.0 - b1) * *g;
            *v = b2 * *v + (1.0 - b2) * *g * *g;
            *w -= rate.0 * *m / (v.sqrt() + 1e-8);
            *g = 0.0;
        }
    }
}

/// How far a step goes, corrected for young moments.
#[derive(Clone, Copy, Debug)]
pub struct Rate(f32);

impl Rate {
    /// Of the `step`th step, from 1.
    pub fn at(step: usize, rate: f32) -> Rate {
        let [b1, b2] = DECAY.map(|b| 1.0 - f64::from(b).powf(step as f64));
        Rate((f64::from(rate) * b2.sqrt() / b1) as f32)
    }
}

/// `out += x * w` where `w` has a row for each of `x`.
pub fn forward<const M: usize>(x: &[f32], w: &[f32], out: &mut [f32]) {
    let (Some(out), rows) = (out.first_chunk_mut::<M>(), w.as_chunks::<M>().0) else { return };
    let mut sums = *out;
    for (&x, row) in x.iter().zip(rows) {
        if x != 0.0 {
            for j in 0..M {
                sums[j] += x * row[j];
            }
        }
    }
    *out = sums;
}

/// The gradients of `out += x * w`: of `w`, and (where `x` isn't zero or `all`) of `x`.
pub fn backward<const M: usize>(x: &[f32], w: &[f32], d_out: &[f32], d_w: &mut [f32], d_x: &mut [f32], all: bool) {
    let Some(d_out) = d_out.first_chunk::<M>() else { return };
    let rows = w.as_chunks::<M>().0.iter().zip(d_w.as_chunks_mut::<M>().0);
    for ((&x, d_x), (row, d_row)) in x.iter().zip(d_x).zip(rows) {
        if x != 0.0 {
            for j in 0..M {
                d_row[j] += x * d_out[j];
            }
        }
        if all || x != 0.0 {
            *d_x += dot(row, d_out);
        }
    }
}

/// The sum of products, in sixteen lanes so that it is the same on every machine, and fast.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for j in 0..16 {
            lanes[j] += a[j] * b[j];
        }
    }
    lanes.iter().sum()
}

/// `out += x * row`.
pub fn add_scaled(out: &mut [f32], x: f32, row: &[f32]) {
    for (out, w) in out.iter_mut().zip(row) {
        *out += x * w;
    }
}

/// Turns scores into probabilities among the allowed.
pub fn softmax(scores: &mut [f32], allowed: impl Fn(usize) -> bool) {
    let most = (0..scores.len()).filter(|&i| allowed(i)).map(|i| scores[i]).fold(f32::MIN, f32::max);
    let mut all = 0.0;
    for (i, score) in scores.iter_mut().enumerate() {
        *score = if allowed(i) { (*score - most).exp() } else { 0.0 };
        all += *score;
    }
    scores.iter_mut().for_each(|score| *score /= all);
}
