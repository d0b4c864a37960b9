//! The `kept` program. It parses arguments, reads the clock, prints and chooses the exit code; it must hold no domain logic.
fn main() {}
