//! ZIP archives, as Word's and Excel's files are: the same entries give the same bytes, because no clock is asked.
//!
//! It holds what it has packed in memory, a small part of what was written, and reads no archive.

use std::io::{self, Cursor, Write};

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

    /// Adds a file with its content.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        self.begin(name)?.write_all(content)
    }

    /// Begins a file; what is written until the next one is begun is packed at once. It fails where a file grows beyond
    /// what an archive of this form can hold, 4 GB.
    pub(super) fn begin(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        // The first day that ZIP can name: the true day would make every file differ.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default());
        self.writer.start_file(name, options)?;
        Ok(&mut self.writer)
    }

    /// Adds all files of another archive, as they are packed.
    pub(super) fn append(&mut self, other: Self) -> io::Result<()> {
        Ok(self.writer.merge_archive(other.writer.finish_into_readable()?)?)
    }

    /// Writes the whole archive.
    pub(super) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.writer.finish()?.get_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let write = || {
            let mut archive = Archive::new();
            let mut bytes = Vec::new();
            archive.add("a.txt", b"one").expect("it is short");
            archive.add("b/c.txt", &[0; 5000]).expect("it is short");
            archive.finish(&mut bytes).expect("memory takes it");
            bytes
        };
        let bytes = write();
        assert_eq!(bytes, write());
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() < 500);
        assert_eq!(bytes[bytes.len() - 12..bytes.len() - 10], 2u16.to_le_bytes());
    }
}
