//! Whether a count lies beyond what chance makes of it.

/// The chance that of `n` trials, each a success with probability `p`, as few or as many as `k` succeed: the exact binomial
/// test on both sides, its smaller tail doubled.
pub fn binomial(k: usize, n: usize, p: f64) -> f64 {
    if n == 0 || p <= 0.0 || p >= 1.0 {
        return 1.0;
    }
    let (mut below, mut above, mut term) = (0.0, 0.0, n as f64 * (1.0 - p).ln());
    for successes in 0..=n {
        let chance = term.exp();
        below += if successes <= k { chance } else { 0.0 };
        above += if successes >= k { chance } else { 0.0 };
        // From one binomial coefficient to the next, in logarithms so that large ones don't overflow.
        term += ((n - successes) as f64 / (successes + 1) as f64).ln() + p.ln() - (1.0 - p).ln();
    }
    (2.0_f64 * f64::min(below, above)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_tables() {
        for (k, n, p, expected) in [
            // 2 × (1 + 10 + 45) / 1024
            (2, 10, 0.5, 0.109_375),
            (8, 10, 0.5, 0.109_375),
            (5, 10, 0.5, 1.0),
            // 2 × 0.1^3
            (3, 3, 0.1, 0.002),
            (0, 20, 0.25, 2.0 * 0.75_f64.powi(20)),
        ] {
            let found = binomial(k, n, p);
            assert!((found - expected).abs() < 1e-9, "{k} of {n} at {p}: {found}");
        }
        assert!(binomial(700, 1000, 0.5) < 1e-30);
        assert!(binomial(5000, 10_000, 0.5) > 0.99, "coefficients that no number holds");
        assert_eq!([binomial(0, 0, 0.5), binomial(1, 2, 0.0), binomial(1, 2, 1.0)], [1.0; 3]);
    }
}
