//! The network: what it computes of a sentence, and the gradients of that.

use crate::random::Random;
use crate::weights::{Rate, Weights, add_scaled, backward, dot, forward};
use khabar::syntax::net::{HIDDEN, LAYERS, OUTPUTS, REACH, SEEN, TAGS, WIDTH, WINDOW};
use khabar::syntax::signs::{LOOKS, SIGN_ROWS, SIGNS, SLOTS};
use std::ops::Range;

/// A network that learns; [`crate::pack`] makes the program's of it.
pub struct Net {
    /// A row for each look of a word; the first stands for what is outside of the sentence.
    pub looks: Weights,
    pub first: Weights,
    pub first_bias: Weights,
    pub layers: [(Weights, Weights); LAYERS],
    pub tags: Weights,
    pub tags_bias: Weights,
    pub slots: Weights,
    /// What stands in an empty slot.
    pub empty: Weights,
    pub signs: Weights,
    pub hidden_bias: Weights,
    /// A row for each move, then for each label of an arc to the left, then to the right.
    pub out: Weights,
    pub out_bias: Weights,
}

/// The layers of one sentence, and their gradients.
#[derive(Default)]
pub struct Layers {
    n: usize,
    embedded: Vec<f32>,
    hidden: [Vec<f32>; LAYERS + 1],
    /// What each dense layer adds.
    added: [Vec<f32>; LAYERS],
    projected: Vec<f32>,
    d_projected: Vec<f32>,
    d_hidden: [Vec<f32>; LAYERS + 1],
    d_embedded: Vec<f32>,
}

/// One state of the parser.
pub struct Seen {
    pub slots: [usize; SLOTS],
    pub signs: [u32; SIGNS],
    pub hidden: [f32; HIDDEN],
}

impl Net {
    pub fn new(look_rows: usize, random: &mut Random) -> Net {
        let mut make = |rows, width, scale| Weights::new(rows, width, scale, random);
        Net {
            looks: make(look_rows, WIDTH, 0.1),
            first: make(WINDOW * WIDTH, WIDTH, 0.15),
            first_bias: make(1, WIDTH, 0.0),
            layers: std::array::from_fn(|_| (make(SEEN, WIDTH, 0.1), make(1, WIDTH, 0.0))),
            tags: make(TAGS, WIDTH, 0.1),
            tags_bias: make(1, TAGS, 0.0),
            slots: make(SLOTS * WIDTH, HIDDEN, 0.1),
            empty: make(SLOTS, HIDDEN, 0.01),
            signs: make(SIGN_ROWS, HIDDEN, 0.02),
            hidden_bias: make(1, HIDDEN, 0.0),
            out: make(OUTPUTS, HIDDEN, 0.1),
            out_bias: make(1, OUTPUTS, 0.0),
        }
    }

    pub fn step(&mut self, rate: Rate) {
        self.looks.step_rows(rate);
        self.signs.step_rows(rate);
        for weights in [
            &mut self.first,
            &mut self.first_bias,
            &mut self.tags,
            &mut self.tags_bias,
            &mut self.slots,
            &mut self.empty,
            &mut self.hidden_bias,
            &mut self.out,
            &mut self.out_bias,
        ] {
            weights.step(rate);
        }
        for (weights, bias) in &mut self.layers {
            weights.step(rate);
            bias.step(rate);
        }
    }

    /// Computes the layers of a sentence; `looks` are rows, 0 where there is none.
    pub fn read(&self, looks: &[[u32; LOOKS]], at: &mut Layers) {
        at.start(looks.len());
        self.embed(looks, at);
        for k in 0..LAYERS {
            self.add_layer(k, at);
        }
        self.project(at);
    }

    /// Rows of all words and of what is outside, and the first layer.
    fn embed(&self, looks: &[[u32; LOOKS]], at: &mut Layers) {
        for i in 0..at.n + 2 * REACH {
            let out = &mut at.embedded[i * WIDTH..(i + 1) * WIDTH];
            for row in rows_at(looks, i) {
                add_scaled(out, 1.0, self.looks.row(row));
            }
        }
        for i in 0..at.n {
            let out = &mut at.hidden[0][word(i)];
            out.copy_from_slice(&self.first_bias.w);
            forward::<WIDTH>(&at.embedded[i * WIDTH..(i + WINDOW) * WIDTH], &self.first.w, out);
            out.iter_mut().for_each(|x| *x = x.max(0.0));
        }
    }

    fn add_layer(&self, k: usize, at: &mut Layers) {
        let (below, above) = at.hidden.split_at_mut(k + 1);
        let (below, above, added) = (&below[k], &mut above[0], &mut at.added[k]);
        let (weights, bias) = &self.layers[k];
        for i in 0..at.n {
            let out = &mut added[i * WIDTH..(i + 1) * WIDTH];
            out.copy_from_slice(&bias.w);
            forward::<WIDTH>(&below[i * WIDTH..(i + 3) * WIDTH], &weights.w, out);
            out.iter_mut().for_each(|x| *x = x.max(0.0));
            for ((above, below), out) in above[word(i)].iter_mut().zip(&below[word(i)]).zip(out) {
                *above = *below + *out;
            }
        }
    }

    /// What each word adds to a state, by slot.
    fn project(&self, at: &mut Layers) {
        for slot in 0..SLOTS {
            let weights = &self.slots.w[slot * WIDTH * HIDDEN..(slot + 1) * WIDTH * HIDDEN];
            for i in 0..at.n {
                let place = at.place(slot, i);
                forward::<HIDDEN>(&at.hidden[LAYERS][word(i)], weights, &mut at.projected[place]);
            }
            let place = at.place(slot, at.n);
            at.projected[place].copy_from_slice(self.empty.row(slot));
        }
    }

    pub fn tag_scores(&self, at: &Layers, i: usize) -> [f32; TAGS] {
        let x = &at.hidden[LAYERS][word(i)];
        std::array::from_fn(|tag| self.tags_bias.w[tag] + dot(self.tags.row(tag), x))
    }

    pub fn learn_tag(&mut self, at: &mut Layers, i: usize, d: &[f32; TAGS]) {
        let (hidden, d_hidden) = (&at.hidden[LAYERS], &mut at.d_hidden[LAYERS]);
        for (tag, &d) in d.iter().enumerate() {
            self.tags_bias.g[tag] += d;
            add_scaled(&mut d_hidden[word(i)], d, self.tags.row(tag));
            add_scaled(&mut self.tags.g[tag * WIDTH..(tag + 1) * WIDTH], d, &hidden[word(i)]);
        }
    }

    pub fn see(&self, at: &Layers, slots: [usize; SLOTS], signs: [u32; SIGNS]) -> Seen {
        let mut hidden = [0.0; HIDDEN];
        hidden.copy_from_slice(&self.hidden_bias.w);
        for (slot, i) in slots.into_iter().enumerate() {
            add_scaled(&mut hidden, 1.0, &at.projected[at.place(slot, i)]);
        }
        for row in signs {
            add_scaled(&mut hidden, 1.0, self.signs.row(row as usize));
        }
        hidden.iter_mut().for_each(|x| *x = x.max(0.0));
        Seen { slots, signs, hidden }
    }

    /// Scores of some outputs from the `from`th on.
    pub fn scores<const N: usize>(&self, seen: &Seen, from: usize) -> [f32; N] {
        std::array::from_fn(|k| self.out_bias.w[from + k] + dot(self.out.row(from + k), &seen.hidden))
    }

    /// Adds the gradients of some outputs from the `from`th on to those of the state.
    pub fn learn_out(&mut self, seen: &Seen, from: usize, d: &[f32], d_hidden: &mut [f32; HIDDEN]) {
        for (k, &d) in d.iter().enumerate() {
            let row = (from + k) * HIDDEN..(from + k + 1) * HIDDEN;
            self.out_bias.g[from + k] += d;
            add_scaled(d_hidden, d, &self.out.w[row.clone()]);
            add_scaled(&mut self.out.g[row], d, &seen.hidden);
        }
    }

    pub fn learn_state(&mut self, at: &mut Layers, seen: &Seen, d_hidden: &mut [f32; HIDDEN]) {
        for (d, &x) in d_hidden.iter_mut().zip(&seen.hidden) {
            *d = if x > 0.0 { *d } else { 0.0 };
        }
        add_scaled(&mut self.hidden_bias.g, 1.0, d_hidden);
        for (slot, &i) in seen.slots.iter().enumerate() {
            let place = at.place(slot, i);
            add_scaled(&mut at.d_projected[place], 1.0, d_hidden);
        }
        for &row in &seen.signs {
            self.signs.add(row as usize, d_hidden);
        }
    }

    /// From the gradients of states and tags to those of all that lies below.
    pub fn learn_layers(&mut self, looks: &[[u32; LOOKS]], at: &mut Layers) {
        self.learn_slots(at);
        for k in (0..LAYERS).rev() {
            self.learn_layer(k, at);
        }
        self.learn_first(at);
        for i in 0..at.n + 2 * REACH {
            for row in rows_at(looks, i) {
                self.looks.add(row, &at.d_embedded[i * WIDTH..(i + 1) * WIDTH]);
            }
        }
    }

    fn learn_slots(&mut self, at: &mut Layers) {
        for slot in 0..SLOTS {
            let part = slot * WIDTH * HIDDEN..(slot + 1) * WIDTH * HIDDEN;
            for i in 0..at.n {
                let place = at.place(slot, i);
                let (x, d_x) = (&at.hidden[LAYERS][word(i)], &mut at.d_hidden[LAYERS][word(i)]);
                let (w, d_w) = (&self.slots.w[part.clone()], &mut self.slots.g[part.clone()]);
                backward::<HIDDEN>(x, w, &at.d_projected[place], d_w, d_x, true);
            }
            let place = at.place(slot, at.n);
            add_scaled(&mut self.empty.g[slot * HIDDEN..(slot + 1) * HIDDEN], 1.0, &at.d_projected[place]);
        }
    }

    fn learn_layer(&mut self, k: usize, at: &mut Layers) {
        let (below, above) = at.d_hidden.split_at_mut(k + 1);
        let (d_below, d_above) = (&mut below[k], &above[0]);
        let (weights, bias) = &mut self.layers[k];
        for i in 0..at.n {
            let mut d = [0.0; WIDTH];
            for j in 0..WIDTH {
                let up = d_above[(i + 1) * WIDTH + j];
                d_below[(i + 1) * WIDTH + j] += up;
                d[j] = if at.added[k][i * WIDTH + j] > 0.0 { up } else { 0.0 };
            }
            add_scaled(&mut bias.g, 1.0, &d);
            let span = i * WIDTH..(i + 3) * WIDTH;
            // Where the first layer is zero it has no gradient; above it what is zero may have one.
            backward::<WIDTH>(&at.hidden[k][span.clone()], &weights.w, &d, &mut weights.g, &mut d_below[span], k > 0);
        }
    }

    fn learn_first(&mut self, at: &mut Layers) {
        for i in 0..at.n {
            let mut d = [0.0; WIDTH];
            for ((d, x), up) in d.iter_mut().zip(&at.hidden[0][word(i)]).zip(&at.d_hidden[0][word(i)]) {
                *d = if *x > 0.0 { *up } else { 0.0 };
            }
            add_scaled(&mut self.first_bias.g, 1.0, &d);
            let span = i * WIDTH..(i + WINDOW) * WIDTH;
            let (x, d_x) = (&at.embedded[span.clone()], &mut at.d_embedded[span]);
            backward::<WIDTH>(x, &self.first.w, &d, &mut self.first.g, d_x, true);
        }
    }
}

impl Layers {
    /// Zeros for a sentence of `n` words.
    fn start(&mut self, n: usize) {
        let zeros = |values: &mut Vec<f32>, count: usize| {
            values.clear();
            values.resize(count, 0.0);
        };
        self.n = n;
        zeros(&mut self.embedded, (n + 2 * REACH) * WIDTH);
        zeros(&mut self.d_embedded, (n + 2 * REACH) * WIDTH);
        // One word of zeros on either side of what is hidden.
        self.hidden.iter_mut().chain(&mut self.d_hidden).for_each(|values| zeros(values, (n + 2) * WIDTH));
        self.added.iter_mut().for_each(|values| zeros(values, n * WIDTH));
        zeros(&mut self.projected, SLOTS * (n + 1) * HIDDEN);
        zeros(&mut self.d_projected, SLOTS * (n + 1) * HIDDEN);
    }

    /// Where what a word adds to a state stands; the sentence's length names no word.
    fn place(&self, slot: usize, i: usize) -> Range<usize> {
        let from = (slot * (self.n + 1) + i.min(self.n)) * HIDDEN;
        from..from + HIDDEN
    }
}

/// Where a word stands in a layer.
fn word(i: usize) -> Range<usize> {
    (i + 1) * WIDTH..(i + 2) * WIDTH
}

/// The rows that speak of what stands at `i`, counted from the first place outside of the sentence.
fn rows_at(looks: &[[u32; LOOKS]], i: usize) -> impl Iterator<Item = usize> {
    let word = i.checked_sub(REACH).and_then(|i| looks.get(i));
    let known = word.into_iter().flatten().filter(|&&row| row > 0).map(|&row| row as usize);
    known.chain(word.is_none().then_some(0))
}
