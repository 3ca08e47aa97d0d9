//! How many cases a property is tried on.

use proptest::test_runner::{Config, RngSeed};

/// As many cases as usual, the same each time. `TEXTIFY_CASES` sets another number and `TEXTIFY_SEED`
/// another beginning, to look for faults for longer.
pub(crate) fn cases(usual: u32) -> Config {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse().expect(name));
    Config {
        cases: number("TEXTIFY_CASES").map_or(usual, |cases: u64| cases as u32),
        rng_seed: RngSeed::Fixed(number("TEXTIFY_SEED").unwrap_or(0)),
        failure_persistence: None,
        // What fails is made smaller, but not for minutes.
        max_shrink_iters: 4_000,
        ..Config::default()
    }
}
