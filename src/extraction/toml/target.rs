//! The target that a pledge's words suggest: a number to be reached or not to be passed, something that goes on, or an act.
//!
//! It must not look at a register. What only a person can say is left to be completed.

mod decisive;

use toml_edit::{Table, value};

use decisive::{HEDGING, MORE, decisive, is_each, words_before};

use super::{hedge_value, number_value, quote_of};
use crate::extraction::{Candidate, Extract};
use crate::language::dates::Kind;
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::tokens::{Token, WordHash, tokenize, word, words};

/// The form that the quantities suggest: a number to be reached, something that goes on, or an act to be done.
pub(super) fn table(extract: &Extract, candidate: &Candidate, id: &str) -> Table {
    let mut table = Table::new();
    let quote = quote_of(extract, candidate);
    if goes_on(extract, candidate) {
        table.insert("keep", value("TO COMPLETE: what must go on"));
        return table;
    }
    if let Some(unit) = unit_of_none(extract, candidate) {
        table.insert("at_most", value(0));
        if !unit.is_empty() {
            table.insert("unit", value(unit));
        }
        table.insert("indicator", value(format!("to-complete-{id}")));
        return table;
    }
    let first = decisive(extract, candidate).filter(|_| !is_denied(quote));
    let change = first.and_then(|first| change_of(extract, candidate, first));
    let number = change.map_or(first, |(_, reached)| Some(reached));
    let Some((quantity, number)) = number.and_then(|quantity| Some((quantity, quantity.value?))) else {
        table.insert("act", value("TO COMPLETE: what has to be done"));
        return table;
    };
    let is_lowered = match change.and_then(|(left, _)| left?.value) {
        Some(left) => number < left,
        None => is_capped(extract, candidate, quantity),
    };
    let form = match quantity.hedge {
        Some(Hedge::UpTo | Hedge::Under) => "at_most",
        Some(_) | None if is_lowered => "at_most",
        Some(_) | None if is_additional(extract, quantity) => "total",
        Some(Hedge::Almost | Hedge::Around | Hedge::Over | Hedge::AtLeast) | None => "at_least",
    };
    table.insert(form, value(number_value(number)));
    let unit = quantity.unit(&extract.document.text.text);
    if !unit.is_empty() {
        table.insert("unit", value(unit));
    }
    if let Some(hedge) = hedge_value(quantity.hedge) {
        table.insert("hedge", value(hedge));
    }
    // An indicator of its own: two pledges are measured alike only where a person says so.
    table.insert("indicator", value(format!("to-complete-{id}")));
    table
}

/// Whether a pledge is that something stays: `We will maintain 30 hours of childcare until August 2028`, `will keep it open
/// throughout 2026-27`. What is spent `each year to 2027/28` is a number to be reached.
fn goes_on(extract: &Extract, candidate: &Candidate) -> bool {
    let Some(deadline) = &candidate.deadline else { return false };
    let text = extract.document.text.text.as_str();
    let phrase = text.get(deadline.start..deadline.end).unwrap_or_default().to_ascii_lowercase();
    let stays = || {
        let kept = words!["maintain", "keep", "retain", "preserve", "sustain", "protect", "continue"];
        tokenize(quote_of(extract, candidate)).iter().any(|token| kept.contains(&token.word))
    };
    match deadline.kind {
        Kind::Until => !phrase.starts_with("to ") || candidate.quantities.is_empty(),
        Kind::By | Kind::In | Kind::Over => phrase.starts_with("throughout ") && stays(),
        Kind::From => false,
    }
}

/// What a number is changed from, if that is said, and to, where it is one of the two or how far they lie apart: `from 40 per
/// cent to 25 per cent`, `by £700,000 to £3.2 million`, `by 20 per cent, from 410 to 492`.
fn change_of<'c>(
    extract: &Extract,
    candidate: &'c Candidate,
    number: &QuantityMention,
) -> Option<(Option<&'c QuantityMention>, &'c QuantityMention)> {
    let text = extract.document.text.text.as_str();
    let leads = |start: usize, end: usize, with: WordHash| {
        let said = text.get(start..end).unwrap_or_default().trim_end();
        let tokens = tokenize(said.strip_suffix("up to").unwrap_or(said));
        let parted = tokens.iter().any(|token| token.is_mark('.') || token.is_mark(';'));
        let last = tokens.iter().rev().find(|token| !HEDGING.contains(&token.word));
        last.is_some_and(|token| token.word == with) && (tokens.len() < 12 || with != word!("to")) && !parted
    };
    let by = leads(candidate.start, number.start, word!("by"));
    candidate.quantities.windows(2).find_map(|pair| {
        let [left, reached] = pair else { return None };
        let behind = text.get(number.end..left.start).map(tokenize).is_some_and(|gap| gap.len() <= 3);
        let is_one = std::ptr::eq(left, number) || std::ptr::eq(reached, number) || by && behind;
        let is_to = is_one && leads(left.end, reached.start, word!("to"));
        let from = leads(candidate.start, left.start, word!("from"));
        let goes = from || by && std::ptr::eq(left, number) && !is_range(text, left, reached);
        (is_to && goes).then_some((Some(left).filter(|_| from), reached))
    })
}

/// Whether two numbers are the ends of one: `by 50% to 60%`, `by 10 to 15 minutes`.
fn is_range(text: &str, low: &QuantityMention, high: &QuantityMention) -> bool {
    let alike = low.unit == Unit::None || low.unit(text) == high.unit(text);
    let near = low.value.zip(high.value).is_some_and(|(low, high)| low < high && high - low <= low);
    alike && near
}

/// The unit of what a sentence lowers to none, `cut the number of families from 64 to nil by March`, where it says one. Of
/// `recruit 500 inspectors and reduce vacancies to zero` the 500 are promised; `zero-rated` is not none.
fn unit_of_none<'t>(extract: &'t Extract, candidate: &Candidate) -> Option<&'t str> {
    let text = extract.document.text.text.as_str();
    let tokens = tokenize(quote_of(extract, candidate));
    let ends = words!["by", "in", "before", "from", "within", "over", "at", "and", ",", ".", ";"];
    let none = tokens.windows(2).position(|pair| {
        matches!(pair, [to, none] if to.word == word!("to") && words!["nil", "zero", "none", "nought"].contains(&none.word))
    })?;
    let lowered = tokens.iter().take(none).rfind(|token| LOWERING.contains(&token.word))?;
    let to = candidate.start + tokens.get(none)?.start;
    let is_from = |quantity: &&QuantityMention| {
        let between = text.get(quantity.end..to).map_or("-", str::trim);
        let said = words_before(text.get(candidate.start..quantity.start).unwrap_or_default());
        ["", "down", quantity.unit(text)].contains(&between) && said.ends_with(words!["from"])
    };
    let lowered = candidate.start + lowered.start;
    let is_all = candidate.quantities.iter().all(|other| other.start > lowered || is_from(&other));
    let is_last = tokens.get(none + 2).is_none_or(|next| ends.contains(&next.word));
    (is_all && is_last).then(|| candidate.quantities.iter().find(is_from).map_or("", |from| from.unit(text)))
}

/// Whether a sentence says what will not be done: its numbers are none to be reached. `No overflow will spill more than 10
/// times` says it with its subject, `no later than March` does not.
fn is_denied(quote: &str) -> bool {
    let tokens = tokenize(quote);
    let denials = words!["not", "never", "no"];
    let compared = words!["fewer", "less", "more", "later", "longer", "earlier", "sooner", "doubt", "matter"];
    let none = matches!(tokens.as_slice(), [no, what, ..] if words!["no", "none"].contains(&no.word) && !compared.contains(&what.word));
    none || tokens.iter().any(|token| words!["won't", "won’t"].contains(&token.word))
        || tokens.windows(2).any(
            |pair| matches!(pair, [will, not] if will.word == word!("will") && denials.contains(&not.word)),
        )
}

/// Whether a number is one that may not be passed: `limit fees to £9,535`, `bring the rate down to 5%`. Of `cut` and `raise`
/// the one nearer to the number is meant.
fn is_capped(extract: &Extract, candidate: &Candidate, quantity: &QuantityMention) -> bool {
    let text = extract.document.text.text.as_str();
    let mut tokens = tokenize(text.get(candidate.start..quantity.start).unwrap_or_default());
    // `cap it at 5%`, but `cut it by at least 5%`
    let is_at = |token: &Token| token.word == word!("at");
    while let Some(last) = tokens.pop_if(|token| HEDGING.contains(&token.word) && !is_at(token)) {
        if words!["least", "most"].contains(&last.word) {
            tokens.pop_if(|token| is_at(token));
        }
    }
    let leads = tokens.last().is_some_and(|to| words!["to", "at"].contains(&to.word));
    let direction = (0..tokens.len()).rev().take(20).find_map(|at| {
        let token = tokens.get(at)?;
        // `raise the limit to`: what is raised, not how.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let bare = words!["will", "shall", "to", "and", "also", "we", ","];
        let is_verb = before.is_none_or(|before| bare.contains(&before.word));
        let limits = words!["limit", "cap"].contains(&token.word);
        if LOWERING.contains(&token.word) || limits && is_verb {
            Some(true)
        } else {
            RAISING.contains(&token.word).then_some(false)
        }
    });
    leads && direction == Some(true)
}

#[rustfmt::skip]
const LOWERING: &[WordHash] = words![
    "limiting", "limited", "capping", "capped", "cut", "cuts", "cutting", "reduce", "reduces", "reducing", "reduced",
    "reduction", "lower", "lowering", "lowered", "fall", "falls", "falling", "drop", "drops", "dropping", "decrease",
    "decreases", "decreasing", "decreased", "decline", "shrink", "shrinks", "shrinking", "halve", "halves", "halving",
    "slash", "slashing", "down",
];

#[rustfmt::skip]
const RAISING: &[WordHash] = words![
    "raise", "raises", "raising", "raised", "increase", "increases", "increasing", "increased", "rise", "rises",
    "rising", "grow", "grows", "growing", "expand", "expands", "expanding", "expanded", "boost", "lift", "lifting",
    "improve", "improving", "double", "doubling", "up",
];

/// Whether a number is of things that come to those there are: `6,500 additional teachers`, `15 new schools`. A figure of all
/// teachers would reach it at once, so that the increments are summed. Of so many `a year` there is no sum to be reached.
fn is_additional(extract: &Extract, quantity: &QuantityMention) -> bool {
    let text = extract.document.text.text.as_str();
    let noun = match quantity.unit {
        Unit::Noun(noun, _) => noun,
        // `and will recruit a further 1,300`, `and will build 500 more`, not `500 more than`
        Unit::None => quantity.end,
        Unit::Known(_) => return false,
    };
    let is_more = |token: &Token| MORE.contains(&token.word);
    let between = tokenize(text.get(quantity.end..noun).unwrap_or_default());
    let before = text.get(..quantity.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let before = tokenize(before.get(from..).unwrap_or_default());
    let within = tokenize(text.get(quantity.start..quantity.end).unwrap_or_default());
    let behind = tokenize(text.get(noun..).unwrap_or_default());
    let rate = behind.windows(2).take(2).any(is_each);
    let bare = quantity.unit == Unit::None && behind.get(1).is_none_or(|than| than.word != word!("than"));
    let behind = behind.iter().take(usize::from(bare));
    !rate && between.iter().chain(&within).chain(before.iter().rev().take(1)).chain(behind).any(is_more)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::extraction::{draft, extract};
    use crate::language::canonical::from_plain;

    fn drafted(sentence: &str) -> String {
        let mut document =
            Document { path: "a.txt".into(), text: from_plain(sentence), ..Document::default() };
        document.meta.answered_on = "2025-01-15".parse().ok();
        draft(&[extract(document, None)], 0)
    }

    #[test]
    fn of_numbers_for_several_years_the_one_of_the_deadline_is_to_be_reached() {
        let draft = drafted("We will invest £740 million in 2025-26 and £800 million in 2026-27.");
        assert!(draft.contains("at_least = 800000000") && draft.contains("by = \"FY2026-27\""), "{draft}");
        assert!(draft.contains("id = \"invest-2025-2026\""), "{draft}");
        let draft = drafted("By March 2026 we will open 10 hubs and by March 2029 we will open 100 hubs.");
        assert!(draft.contains("at_least = 100\n") && draft.contains("by = \"2029-03\""), "{draft}");
    }

    #[test]
    #[rustfmt::skip]
    fn what_is_changed_from_one_number_to_another_is_to_reach_the_other() {
        let rows = [
            ("We will cut the share of children waiting from 40 per cent to 25 per cent by March 2028.", "at_most = 25"),
            ("We will cut the waiting list from 7.6 million people to 4 million people by 2029.", "at_most = 4000000"),
            ("We will increase the share of electric cars from 40 to 60 per cent by 2028.", "at_least = 60"),
            ("We will raise the Employment Allowance from £5,000 to £10,500 by April 2026.", "at_least = 10500"),
            ("We will reduce the number of empty homes from over 30,000 to around 20,000 by 2028.", "at_most = 20000"),
            ("The VAT threshold will rise from £85,000 to £90,000 from 1 April 2026.", "at_least = 90000"),
            ("We will cut the share of pupils missing school from 44 per cent to below one third by 2028.", "act = "),
            ("The statutory limit will go up to £10,500, from £5,000, from April 2026.", "at_least = 10500"),
            ("We will bring the vacancy rate down to 5% by 2027.", "at_most = 5"),
            ("We will reduce the number of people sleeping rough on any night in the towns of England to 500 by 2029.", "at_most = 500"),
            ("We will raise the limit to £10,500 by 2027.", "at_least = 10500"),
            ("We will move 300 staff from 12 offices to 4 hubs by 2027.", "at_least = 300"),
            ("We will cut greenhouse gas emissions by at least 68% by 2030 compared to 1990 levels.", "at_least = 68"),
            ("We will reduce the number of spills from storm overflows to an average of 10 per year by 2050.", "at_most = 10"),
            ("No storm overflow will spill more than 10 times a year by 2050.", "act = "),
            ("We will cut the number of families in hotels from 64 to nil by March 2027.", "at_most = 0"),
            ("We will bring deaths on the road down to zero.", "at_most = 0"),
            ("We will recruit 500 inspectors and reduce vacancies to zero by 2030.", "at_least = 500"),
            ("We will spend £50 million to cut rough sleeping to zero by 2030.", "at_least = 50000000"),
            ("We will recruit 500 more nurses and bring vacancies down to zero.", "total = 500"),
            ("We will cut use of hotels from 64 families to zero by 2030.", "at_most = 0\nunit = \"families\""),
            ("We will reduce VAT on repairs from 20% to zero-rated by 2027.", "at_least = 20"),
            ("Funding for parks will rise by £700,000 to £3.2 million in 2026-27.", "at_least = 3200000"),
            ("The budget will fall by 5% to £38 million in 2026/27.", "at_most = 38000000"),
            ("We will increase the number of officers by 20 per cent, from 410 to 492, by April 2027.", "at_least = 492"),
            ("Spending will rise by £31 billion and pensions will be up to £1,900 higher by 2029.", "at_least = 31000000000"),
            ("Reduce violence by 10% (baseline: 4,212 offences in 2024/25) by March 2027.", "at_least = 10"),
            ("We will cut child poverty by 450,000 from 4.5 million by 2029.", "at_least = 450000"),
            ("We will reduce average void times from 45 to 28 days by 2027.", "at_most = 28"),
            ("We will cut the average wait from 42 weeks to 18 weeks by March 2029.", "at_most = 18"),
        ];
        for (sentence, form) in rows {
            let draft = drafted(sentence);
            assert!(draft.contains(&format!("{form}\n")) || form.ends_with("= ") && draft.contains(form), "{sentence}: {draft}");
        }
    }

    #[test]
    fn what_is_promised_is_not_left_aside_for_the_words_beside_it() {
        for (sentence, form) in [
            ("We will reduce carbon emissions to under 5 million tonnes by 2030.", "at_most = 5000000"),
            ("Over the next two years more than 500 homes will be built.", "at_least = 500"),
            ("In our schools over 1,000 new teachers will be recruited by 2028.", "= 1000"),
            ("We will support schools with more than 6,500 new teachers by 2028.", "total = 6500"),
            ("We will make savings of £4 million or more by March 2027.", "at_least = 4000000"),
            ("We will create an income of over £4 million by March 2027.", "at_least = 4000000"),
            ("We will reduce emissions against a 1990 baseline by 68% by 2030.", "at_least = 68"),
            ("We will cut emissions by 50% to 60% by 2030.", "at_least = 50"),
            ("We will cut journey times by 10 to 15 minutes by 2030.", "at_least = 10"),
            (
                "Following consultation, 500 homes, including 200 for social rent, will be built by 2028.",
                "at_least = 500",
            ),
            ("Building 1.5 million homes, we will end the housing crisis by 2029.", "at_least = 1500000"),
            ("We will deliver the 40 new hospitals already announced by 2030.", "= 40"),
            ("We will open hubs in 12 towns and 30 villages by 2027.", "at_least = 12\n"),
            ("We will extend paternity leave from 6 months to 2 years by 2027.", "act = "),
            ("We will cut waits from 2 years to 18 weeks by 2027.", "act = "),
        ] {
            let draft = drafted(sentence);
            assert!(draft.contains(form), "{sentence}: {draft}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn the_form_of_a_target_is_that_of_what_is_promised() {
        let rows = [
            ("We will recruit 6,500 additional teachers by 2028.", "total = 6500"),
            ("We will recruit an additional 6,500 teachers by 2028.", "total = 6500"),
            ("We will open 15 new schools by 2028.", "total = 15"),
            ("We will deliver 700,000 extra urgent dental appointments per year.", "at_least = 700000"),
            ("We will deliver 40,000 extra appointments each week.", "at_least = 40000"),
            ("We will recruit 6,500 teachers by 2028.", "at_least = 6500"),
            ("We have recruited 1,000 teachers since July and will recruit a further 1,300 by March 2026.", "total = 1300"),
            ("We have spent £1 billion on roofs and will publish a plan by March 2026.", "act = "),
            ("We will electrify 400 miles of line a year, reaching 2,000 miles by the end of 2034.", "at_least = 2000"),
            ("We will build 200 homes a year to reach 1,000 by 2030.", "at_least = 1000"),
            ("We will deliver 700 new homes a year, including 200 affordable homes, by 2030.", "at_least = 700"),
            ("We will build 200 homes a year in Leeds and 150 homes a year in York by 2030.", "at_least = 200"),
            ("By March 2026 we will open 10 hubs and by March 2029 close 4 hubs.", "at_least = 10\n"),
            ("We have built 1,000 homes and will build 500 more by 2027.", "total = 500"),
            ("We will open a 24-bed hub at Mill Lane by autumn 2025.", "act = "),
            ("We will maintain 30 hours of childcare until August 2028.", "keep = "),
            ("We will limit fees to £9,535 until 2027.", "keep = "),
            ("We will maintain the service throughout 2026-27.", "keep = "),
            ("We will cap fees at £9,535 by 2027.", "at_most = 9535"),
            ("We will recruit half of the 6,500 teachers by 2026.", "act = "),
            ("We will recruit 2,300 of the 6,500 teachers by 2026.", "at_least = 2300"),
            ("We will provide up to 400 places by 2027.", "at_most = 400"),
            ("We will not close any of the 12 libraries before 2028.", "act = "),
            ("We will answer 90% of calls within 10 minutes by March 2027.", "at_least = 90\n"),
            ("Every patient will be seen within 4 hours by 2028.", "act = "),
            ("Trains will run every 15 minutes from May 2027.", "act = "),
            ("We will limit rent increases to CPI+1% by 2027.", "act = "),
            ("By September 2026 we will require all buildings over 18 metres to register.", "act = "),
            ("From April 2026, employers with fewer than 50 staff will be exempt from the levy.", "act = "),
            ("Companies with a turnover of over £36 million will report by 2027.", "act = "),
            ("Households with incomes below £36,000 will receive grants from April 2026.", "act = "),
            ("We will exempt properties worth less than £250,000 from April 2027.", "act = "),
            ("Sites of 500 or more dwellings will have to provide a school by 2030.", "act = "),
            ("We will tax properties with a rateable value of £500,000 and above from 2026-27.", "act = "),
            ("Every development of more than 50 homes will include 10 charging points from 2027.", "at_least = 10\n"),
            ("More than 500,000 children will benefit by 2027.", "at_least = 500000"),
            ("We will keep bills below £1,800 by 2027.", "at_most = 1800"),
            ("Building on the 40 hubs already open, we will open 20 more by 2027.", "total = 20"),
            ("After recruiting 300 nurses last year, we will recruit 40 midwives by 2027.", "at_least = 40"),
            ("With 400 homes already built, we will deliver 1,000 by 2028.", "at_least = 1000"),
            ("Of the 61 recommendations, we will implement 40 by March 2027.", "at_least = 40"),
            ("Since 2024 we have built 400 homes; we will build 600 more by 2028.", "total = 600"),
            ("On top of over £8 billion for schools, the department is providing £75 million.", "at_least = 75000000"),
            ("This funding is in addition to the £163 million we are providing to councils.", "act = "),
            ("These cover 35% of pupils and are expected to reach 50% of pupils by March 2027.", "at_least = 50\n"),
            ("We will invest £200 million in 12 projects by 2027.", "at_least = 200000000"),
            ("In 26-27 London boroughs will build 500 homes.", "at_least = 500\n"),
            ("We will open hubs in 12 towns by 2027.", "at_least = 12\n"),
            ("We will build the second of three schools by September 2026.", "act = "),
        ];
        for (sentence, form) in rows {
            let draft = drafted(sentence);
            assert!(draft.contains(form), "{sentence}: {draft}");
        }
    }
}
