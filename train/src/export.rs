//! Averaged weights as the tables of a model file.

use khabar::syntax::model::{MAGIC, lone_proof};
use khabar::syntax::table::{BUCKET, CHOICES, ROWS_BUCKET, row_proof, triple_proof};

/// A model file of five tables.
pub fn file(tables: [&[u8]; 5]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for table in tables {
        out.extend((table.len() as u32).to_le_bytes());
    }
    out.extend(tables.concat());
    out
}

/// Words of one tag, the most frequent first: of two that want one slot the first has it.
pub fn lone(words: &[(u64, u8)], bits: u32) -> Vec<u8> {
    let mut table = vec![[0; 4]; 1 << bits];
    for &(key, tag) in words {
        let slot = &mut table[(key >> (64 - bits)) as usize];
        if *slot == [0; 4] {
            let [a, b, c] = lone_proof(key);
            *slot = [a, b, c, tag];
        }
    }
    table.concat()
}

/// Rows of three choices, the widest first; `bits` is the binary logarithm of the table's size in slots.
pub fn triples(rows: &[(u64, [f32; 3])], bits: u32) -> Vec<u8> {
    let most = rows.iter().flat_map(|(_, [s, l, r])| [(l - s).abs(), (r - s).abs()]).fold(1.0, f32::max);
    let unit = 1023.0 / most;
    let mut table = vec![[0u32; BUCKET]; (1 << bits) / BUCKET];
    let shift = 64 - table.len().trailing_zeros();
    for (key, [s, l, r]) in rows {
        let (left, right) = (((l - s) * unit).round() as i32, ((r - s) * unit).round() as i32);
        if let Some(slot) = table[(key >> shift) as usize].iter_mut().find(|slot| **slot == 0) {
            *slot = (left as u32) << 21 | (right as u32 & 0x7ff) << 10 | triple_proof(*key);
        }
    }
    table.as_flattened().iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// Rows of a few choices each, the widest first; `bits` is the binary logarithm of the table's size in rows.
pub fn rows<const C: usize>(rows: &[(u64, [f32; C])], bits: u32) -> Vec<u8> {
    let mut weights: Vec<f32> = rows.iter().flat_map(|(_, row)| row.map(f32::abs)).filter(|w| *w > 0.0).collect();
    weights.sort_unstable_by(f32::total_cmp);
    // A few giants would leave all others no precision: they are cut down to size.
    let most = weights.get(weights.len() - weights.len() / 20_000 - 1).copied().unwrap_or(1.0);
    let unit = 127.0 / most;
    let mut table = vec![[0u8; ROWS_BUCKET]; (1 << bits) / BUCKET];
    let shift = 64 - table.len().trailing_zeros();
    for (key, row) in rows {
        let (proofs, slots) = table[(key >> shift) as usize].split_at_mut(2 * BUCKET);
        let Some(at) = proofs.as_chunks::<2>().0.iter().position(|proof| *proof == [0, 0]) else { continue };
        proofs[2 * at..2 * at + 2].copy_from_slice(&row_proof(*key).to_le_bytes());
        let mut choices: Vec<usize> = (0..C).collect();
        choices.sort_by(|&a, &b| row[b].abs().total_cmp(&row[a].abs()).then(a.cmp(&b)));
        let slot = &mut slots[2 * CHOICES * at..];
        for (i, &choice) in choices.iter().take(CHOICES).enumerate() {
            slot[i] = choice as u8;
            slot[CHOICES + i] = (row[choice] * unit).clamp(-127.0, 127.0).round() as i8 as u8;
        }
    }
    table.concat()
}
