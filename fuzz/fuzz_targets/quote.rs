//! Any quote looked for in any text: what is found is there, and a piece of the text is found.
#![no_main]

use kept::language::canonical::{fold_for_matching, from_plain};
use kept::language::quote::{Located, Selector, locate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, &str, &str)| {
    let (text, exact, prefix, suffix) = input;
    let text = from_plain(text).text;
    let ranges = match locate(&text, &Selector { exact, prefix, suffix }) {
        Located::Once(range) => vec![range],
        Located::Several(ranges) => ranges,
        Located::Nowhere { nearest } => nearest.into_iter().map(|nearest| nearest.range).collect(),
    };
    for range in ranges {
        assert!(text.get(range).is_some());
    }
    // The whole text is a quote from itself, but for marks at its ends that nobody sees.
    let seen = !fold_for_matching(&text).text.is_empty();
    if seen && !text.contains("..") && !text.contains('…') && !text.starts_with(['-', '*', '·']) {
        assert!(matches!(locate(&text, &Selector::exact(&text)), Located::Once(_)));
    }
});
