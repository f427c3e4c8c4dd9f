//! The `goc` program.

fn main() {}
