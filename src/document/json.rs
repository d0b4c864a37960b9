//! JSON as others give it, read whole unless it would fill the memory.
//!
//! It must not know what any key means.

use memchr::{memchr_iter, memchr2_iter};
use serde::de::DeserializeOwned;

use super::Fault;

/// JSON of more values is not read: each takes many times its length in memory, and a packed file of one megabyte may hold
/// a hundred million. An answer weighs up to ninety by the count below, so that every list of [`MOST_BYTES`](super::MOST_BYTES)
/// is read.
const MOST_VALUES: usize = 8_000_000;
/// So many values an object weighs: it takes room for several keys at once.
const OBJECT: usize = 10;

/// Reads what a text holds. Where it holds something else, `unlike` says so.
///
/// # Errors
/// When it is no such JSON, or holds too many values.
pub(super) fn parse<T: DeserializeOwned>(
    text: &str,
    unlike: fn(&serde_json::Error) -> Fault,
) -> Result<T, Fault> {
    // Each value but the first stands behind one of these. Those in texts count too, and are never so many.
    let values = memchr2_iter(b',', b'[', text.as_bytes()).count();
    let objects = memchr_iter(b'{', text.as_bytes()).count();
    if values + OBJECT * objects > MOST_VALUES {
        return Err(Fault::too_many_values());
    }
    serde_json::from_str(text).map_err(|error| unlike(&error))
}

#[cfg(test)]
mod tests {
    use super::{MOST_VALUES, OBJECT};
    use crate::document::read;

    #[test]
    fn json_that_would_fill_the_memory_is_not_read() {
        for (value, count) in
            [("0", MOST_VALUES + 1), ("[]", MOST_VALUES / 2 + 1), ("{}", MOST_VALUES / OBJECT + 1)]
        {
            let list = format!(
                "{{\"text\": \"We met.\", \"list\": [{}{value}]}}",
                format!("{value},").repeat(count)
            );
            for name in ["a.json", "a.jsonl"] {
                let (documents, faults) = read(name, list.as_bytes());
                assert!(documents.is_empty(), "{name}: {value}");
                assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["document-too-large"]);
            }
        }
        let words = format!("{{\"text\": \"We met{}.\"}}", ", and met".repeat(100_000));
        assert_eq!(read("a.json", words.as_bytes()).1, []);
    }
}
