//! Long files in parts that are read side by side: a part's syntax tree takes many times the bytes of its text.
//!
//! A part begins with a header, such as `[[pledge]]`. It must not know what headers mean, nor decide whether a file may
//! be read in parts.

use rayon::prelude::*;
use std::ops::Range;

/// A part has at least so many bytes.
pub(super) const PART_BYTES: usize = 64 * 1024;

/// So many parts are read side by side; what they hold is then moved to the others, so that none of it is held twice.
const ABREAST: usize = 16;

/// Where the first of these headers stands at the beginning of a line at or after `from`; the end where none does.
pub(super) fn next_header(text: &str, from: usize, headers: &[&str]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let is_header = |at: &usize| {
        let line = rest.get(*at..).unwrap_or_default();
        headers.iter().any(|header| line.starts_with(header))
    };
    let begins_a_line = from == 0 || text.as_bytes().get(from - 1) == Some(&b'\n');
    // One look for any table's header: a look for each could run to the end of the file for one that is not there.
    let lines = rest.match_indices("\n[[").map(|(at, _)| at + 1);
    from + begins_a_line.then_some(0).into_iter().chain(lines).find(is_header).unwrap_or(rest.len())
}

/// Bytes of parts of about one size, each beginning with one of these headers; the first begins at `from`.
pub(super) fn parts(text: &str, from: usize, headers: &[&str], part_bytes: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = from;
    while start < text.len() {
        let mut least = (start + part_bytes).min(text.len());
        while !text.is_char_boundary(least) {
            least -= 1;
        }
        let end = next_header(text, least, headers);
        parts.push(start..end);
        start = end;
    }
    parts
}

/// Reads parts side by side and hands over what they hold, in their order; nothing if one of them is not to be read alone.
pub(super) fn read<T: Send>(
    parts: &[Range<usize>],
    read: impl Fn(Range<usize>) -> Option<T> + Sync,
    mut take: impl FnMut(T),
) -> Option<()> {
    for abreast in parts.chunks(ABREAST) {
        let held: Option<Vec<T>> = abreast.par_iter().map(|part| read(part.clone())).collect();
        held?.into_iter().for_each(&mut take);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_begin_with_headers_and_leave_nothing_out() {
        let text = "x = 1\n[[a]]\ny = \"é [[b]]\"\n[[b]]\n[[a]]\n";
        let from = next_header(text, 0, &["[[a]]", "[[b]]"]);
        assert_eq!(text.get(from..from + 5), Some("[[a]]"));
        for size in 1..text.len() {
            let parts = parts(text, from, &["[[a]]", "[[b]]"], size);
            assert!(parts.iter().all(|part| text[part.clone()].starts_with("[[")), "{size}");
            assert_eq!(
                parts.iter().map(|part| &text[part.clone()]).collect::<String>(),
                text[from..],
                "{size}"
            );
        }
        assert_eq!(next_header("[[a]]", 0, &["[[a]]"]), 0);
        assert_eq!(next_header("nothing", 0, &["[[a]]"]), 7);
    }
}
