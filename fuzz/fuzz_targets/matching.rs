//! Any promise, question and answer: what is proposed and told of the answer lies in its text.
#![no_main]

use kept::document::Document;
use kept::language::canonical::from_plain;
use kept::matching::asked;
use kept::matching::{Corpus, Paper, Search, propose};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, &str, Option<u16>)| {
    let (promise, question, answer, day) = input;
    let mut document = Document { text: from_plain(answer), ..Document::default() };
    document.meta.question = (!question.is_empty()).then(|| question.to_owned());
    // A day between 1990 and 2169, or none.
    document.meta.answered_on =
        day.and_then(|day| kept::date::Date::from_ymd_opt(1990, 1, 1)?.checked_add_days(kept::date::Days::new(day.into())));
    let reading = asked::read(&document, promise);
    assert!(document.text.text.get(reading.quote).is_some());
    assert!(reading.withheld.is_none_or(|(_, range)| document.text.text.get(range).is_some()));
    let search = Search { texts: vec![(1.0, promise.to_owned())], ..Search::default() };
    let characters = document.text.text.chars().count();
    let corpus = Corpus::new(Paper::of(document).into_iter().collect());
    for proposal in propose(&corpus, &[search], true).into_iter().flatten() {
        assert!(proposal.start <= proposal.end && proposal.end <= characters);
    }
});
