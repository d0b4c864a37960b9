//! Any bytes given to each reader, whatever they look like: the first byte chooses the reader.
#![no_main]

use kept::document::{FORMATS, Reader, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    let format = &FORMATS[usize::from(*choice) % FORMATS.len()];
    let _ = match format.read {
        Reader::Bytes(read) => read(bytes),
        Reader::Text(read) => {
            read(&Source { path: "answers2024-02-08", text: &String::from_utf8_lossy(bytes) })
        }
    };
});
