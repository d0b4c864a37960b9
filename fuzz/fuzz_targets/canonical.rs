//! Any text, as plain text and as HTML: its canonical text keeps its laws.
#![no_main]

use kept::language::canonical::{CanonicalText, fold_for_matching, from_html, from_plain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for canonical in [from_plain(text), from_html(text)] {
        hold(&canonical);
        // What is canonical stays as it is.
        let again = from_plain(&canonical.text);
        if !canonical.text.starts_with(['-', '*', '·']) {
            assert_eq!(again.text, canonical.text);
        }
        let folded = fold_for_matching(&canonical.text);
        assert!(folded.text.len() <= canonical.text.len());
        assert_eq!(folded.original(folded.text.len()), canonical.text.len());
    }
});

fn hold(canonical: &CanonicalText) {
    let text = &canonical.text;
    assert!(!text.contains("  ") && text.trim() == text && !text.contains('\n'));
    let mut end = 0;
    for block in &canonical.blocks {
        assert!(block.start >= end && block.start < block.end && block.end <= text.len());
        assert!(text.is_char_boundary(block.start) && text.is_char_boundary(block.end));
        end = block.end;
    }
    assert_eq!(end, text.len());
}
