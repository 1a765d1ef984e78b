//! An averaged perceptron whose rows come into being as mistakes ask for them.

/// Weights of `C` choices by key. Exact: integers throughout, so that long averages don't freeze.
pub struct Perceptron<const C: usize> {
    /// Open addressing: key and row.
    slots: Vec<(u64, u32)>,
    /// Weight and weight times the step it was added at.
    weights: Vec<[i32; C]>,
    moments: Vec<[i64; C]>,
    /// How often a key without a row was asked for, by hash: a row begins at the second time.
    asked: Vec<u8>,
    steps: i64,
}

const NO_ROW: u32 = u32::MAX;

impl<const C: usize> Perceptron<C> {
    /// Room for about `0.9 * 2^bits` rows; keys that come later are ignored.
    pub fn new(bits: u32) -> Perceptron<C> {
        Perceptron {
            slots: vec![(0, NO_ROW); 1 << bits],
            weights: Vec::new(),
            moments: Vec::new(),
            asked: vec![0; 1 << (bits + 1)],
            steps: 0,
        }
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 20) as usize & mask;
        while self.slots[at].1 != NO_ROW && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Sums of the choices' weights; also counts a step.
    pub fn score<const K: usize>(&mut self, keys: &[u64; K]) -> [i32; C] {
        self.steps += 1;
        self.sums(keys)
    }

    /// Sums of the choices' weights.
    pub fn sums<const K: usize>(&self, keys: &[u64; K]) -> [i32; C] {
        // All first slots are read before any is looked at, so that the memory can fetch them side by side.
        let mask = self.slots.len() - 1;
        let firsts = keys.map(|key| self.slots[(key >> 20) as usize & mask]);
        let mut rows = [NO_ROW; K];
        for ((row, &key), &first) in rows.iter_mut().zip(keys).zip(&firsts) {
            *row = if first.0 == key || first.1 == NO_ROW { first.1 } else { self.slots[self.slot(key)].1 };
        }
        let mut sums = [0; C];
        for row in rows {
            if let Some(weights) = self.weights.get(row as usize) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
        sums
    }

    /// Makes `right` likelier and `wrong` less so.
    pub fn update(&mut self, keys: &[u64], right: usize, wrong: usize) {
        for &key in keys {
            if let Some(row) = self.row(key) {
                self.weights[row][right] += 1;
                self.weights[row][wrong] -= 1;
                self.moments[row][right] += self.steps;
                self.moments[row][wrong] -= self.steps;
            }
        }
    }

    fn row(&mut self, key: u64) -> Option<usize> {
        let slot = self.slot(key);
        if self.slots[slot].1 != NO_ROW {
            return Some(self.slots[slot].1 as usize);
        }
        let mask = self.asked.len() - 1;
        let asked = &mut self.asked[(key >> 30) as usize & mask];
        if *asked == 0 || self.weights.len() * 10 > self.slots.len() * 9 {
            *asked = 1;
            return None;
        }
        self.slots[slot] = (key, self.weights.len() as u32);
        self.weights.push([0; C]);
        self.moments.push([0; C]);
        Some(self.weights.len() - 1)
    }

    /// The same with averaged weights, in thousandths; cannot be trained on.
    pub fn averaged(self) -> Perceptron<C> {
        let steps = self.steps.max(1) as f64;
        let mean = |w: i32, m: i64| ((f64::from(w) - m as f64 / steps) * 1000.0) as i32;
        let rows = self.weights.iter().zip(&self.moments);
        let weights = rows.map(|(w, m)| std::array::from_fn(|c| mean(w[c], m[c]))).collect();
        Perceptron { slots: self.slots, weights, moments: Vec::new(), asked: Vec::new(), steps: 0 }
    }

    /// Keys and averaged weights, the widest rows first.
    pub fn average(&self) -> Vec<(u64, [f32; C])> {
        let steps = self.steps.max(1) as f64;
        let mut rows: Vec<(u64, [f32; C])> = Vec::with_capacity(self.weights.len());
        for &(key, row) in self.slots.iter().filter(|slot| slot.1 != NO_ROW) {
            let (weights, moments) = (&self.weights[row as usize], &self.moments[row as usize]);
            rows.push((key, std::array::from_fn(|c| (f64::from(weights[c]) - moments[c] as f64 / steps) as f32)));
        }
        rows.sort_unstable_by(|a, b| width(&b.1).total_cmp(&width(&a.1)).then(a.0.cmp(&b.0)));
        rows
    }
}

/// How far a row can move two choices apart.
fn width(row: &[f32]) -> f32 {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    let least = row.iter().copied().fold(f32::MAX, f32::min);
    most - least
}

/// The choice with the highest sum among those allowed.
pub fn best<const C: usize>(sums: &[i32; C], allowed: impl Fn(usize) -> bool) -> usize {
    let mut at = None;
    for (i, &sum) in sums.iter().enumerate() {
        if allowed(i) && at.is_none_or(|j: usize| sum > sums[j]) {
            at = Some(i);
        }
    }
    at.unwrap_or(0)
}
