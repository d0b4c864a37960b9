//! Any text on any day: everything that is recognised lies in the text, in order, and nothing runs away.
#![no_main]

use kept::extraction::candidates;
use kept::language::canonical::from_plain;
use kept::language::speech;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Option<u16>)| {
    let (text, day) = input;
    let text = from_plain(text);
    // A day between 1990 and 2169, or none.
    let day = day.and_then(|day| kept::date::Date::from_ymd_opt(1990, 1, 1)?.checked_add_days(kept::date::Days::new(day.into())));
    let reading = speech::read(&text.text, &text.blocks, day);
    for date in &reading.dates {
        assert!(text.text.get(date.start..date.end).is_some());
        assert!(date.first.zip(date.last).is_none_or(|(first, last)| first <= last));
    }
    for quantity in &reading.quantities {
        assert!(text.text.get(quantity.start..quantity.end).is_some());
    }
    assert_eq!(reading.sentences.len(), reading.verdicts.len());
    for candidate in candidates(&text, day) {
        assert!(text.text.get(candidate.start..candidate.end).is_some());
        assert!(candidate.confidence <= 1000);
    }
});
