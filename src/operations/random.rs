//! Random numbers for ids and pauses. None of them is a secret.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// 64 bits from the standard library's randomly keyed hasher, seeded by the system once a process.
pub fn bits() -> u64 {
    RandomState::new().hash_one(std::process::id())
}

/// The bytes of a new revision id.
pub fn id_bytes() -> [u8; 6] {
    let [a, b, c, d, e, f, ..] = bits().to_be_bytes();
    [a, b, c, d, e, f]
}

/// A duration between the two, so that several who wait do not come back at the same moment.
pub fn between(shortest: Duration, longest: Duration) -> Duration {
    let span = longest.saturating_sub(shortest).as_millis().max(1) as u64;
    shortest + Duration::from_millis(bits() % span)
}
