//! Any bytes under any name: they are read, or a fault says why not.
#![no_main]

use kept::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for path in ["a.txt", "answers2024-02-08.xml", "a.jsonl.gz", "a.csv"] {
        let (documents, faults) = read(path, bytes);
        assert!(!documents.is_empty() || !faults.is_empty() || bytes.is_empty() || path.contains("jsonl") || path.ends_with("csv"));
        for document in documents {
            assert!(document.meta.identity().is_none() || document.meta.url.is_some());
        }
    }
});
