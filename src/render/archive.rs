//! ZIP archives, as Word's and Excel's files are: the same entries give the same bytes, because no clock is asked.
//!
//! It writes small archives in memory and reads none.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// The first day that ZIP can name: 1 January 1980. The true day would make every file differ.
const DAY: u16 = 1 << 5 | 1;
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// An archive being written, its entries in the order in which they are added.
#[derive(Debug, Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Archive {
    /// Adds a file. Archives of more than 4 GB or 65,535 files cannot be written in this form and are cut short there.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let mut crc = Crc::new();
        crc.update(content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
        // Writing to memory does not fail.
        let packed = encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default();
        let offset = size(self.bytes.len());
        let mut common = Vec::new();
        for half in [VERSION, FLAGS, DEFLATED, 0, DAY] {
            common.extend(half.to_le_bytes());
        }
        for word in [crc.sum(), size(packed.len()), size(content.len())] {
            common.extend(word.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        common.extend(0u16.to_le_bytes());

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = self.entries.saturating_add(1);
    }

    /// The whole file.
    #[must_use]
    pub(super) fn finish(mut self) -> Vec<u8> {
        let start = size(self.bytes.len());
        let length = size(self.directory.len());
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend(0u16.to_le_bytes());
        self.bytes
    }
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let write = || {
            let mut archive = Archive::default();
            archive.add("a.txt", b"one");
            archive.add("b/c.txt", &[0; 5000]);
            archive.finish()
        };
        let bytes = write();
        assert_eq!(bytes, write());
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() < 400);
        assert_eq!(bytes[bytes.len() - 12..bytes.len() - 10], 2u16.to_le_bytes());
    }
}
