//! ZIP archives, as Word's and Excel's files are: the same entries give the same bytes, because no clock is asked.
//!
//! It writes small archives in memory and reads none.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// An archive being written, its entries in the order in which they are added.
pub(super) struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    /// An archive without entries.
    pub(super) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a file. What an archive of this form cannot hold, 4 GB in a file, is left out.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        // The first day that ZIP can name: the true day would make every file differ.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default());
        // Writing to memory does not fail.
        if self.writer.start_file(name, options).is_ok() {
            let _ = self.writer.write_all(content);
        }
    }

    /// The whole file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let write = || {
            let mut archive = Archive::new();
            archive.add("a.txt", b"one");
            archive.add("b/c.txt", &[0; 5000]);
            archive.finish()
        };
        let bytes = write();
        assert_eq!(bytes, write());
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() < 500);
        assert_eq!(bytes[bytes.len() - 12..bytes.len() - 10], 2u16.to_le_bytes());
    }
}
