//! Proposed pledges, aspirations and claims: what the sentences of a document do, with who, how much and by when.
//!
//! A candidate is a proposal until a person has checked it. Nothing here decides what becomes of a pledge, and no file
//! is read or written.

mod appending;
mod comparison;
mod deadline;
mod reasons;
mod register;
mod toml;

use crate::date::Date;
use crate::document::Document;
use crate::language::canonical::CanonicalText;
use crate::language::dates::DateMention;
use crate::language::quantities::QuantityMention;
use crate::language::sentences::Sentence;
use crate::language::speech::{self, Act, Reading, Strength};

pub use appending::{Appending, Choose, Wrong, append};
pub use register::{Change, Known, Relation, evidence_for};
pub use toml::draft;

/// A sentence that pledges, hopes or claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it does; never [`Act::Other`].
    pub act: Act,
    /// Byte offset of its first character in the canonical text.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// Where the words stand that name who acts.
    pub actor: Option<(usize, usize)>,
    /// How firmly it is said.
    pub strength: Strength,
    /// How sure the recogniser is, in thousandths.
    pub confidence: u32,
    /// The quantities that belong to it.
    pub quantities: Vec<QuantityMention>,
    /// By when, of a pledge.
    pub deadline: Option<DateMention>,
    /// Why it is proposed, in words.
    pub reasons: Vec<String>,
}

/// What was found in a document.
#[derive(Debug, Clone)]
pub struct Extract {
    /// The document.
    pub document: Document,
    /// Its candidates, in the order of the text.
    pub candidates: Vec<Candidate>,
    /// By what name the register has the document, where it is kept there.
    pub source: Option<String>,
}

impl Extract {
    /// The words of a candidate.
    #[must_use]
    pub fn quote(&self, candidate: &Candidate) -> &str {
        self.document.text.text.get(candidate.start..candidate.end).unwrap_or_default()
    }
}

/// Reads a document and proposes what is in it. A document without a date is read as of `otherwise`, if that is given.
#[must_use]
pub fn extract(document: Document, otherwise: Option<Date>) -> Extract {
    let reference = document.meta.known_on().or(otherwise);
    let candidates = candidates(&document.text, reference);
    Extract { document, candidates, source: None }
}

/// The candidates of a text that was written on the day `reference`.
#[must_use]
pub fn candidates(text: &CanonicalText, reference: Option<Date>) -> Vec<Candidate> {
    let reading = speech::read(&text.text, &text.blocks, reference);
    let mut found = Vec::new();
    for (at, (sentence, verdict)) in reading.sentences.iter().zip(&reading.verdicts).enumerate() {
        if verdict.act != Act::Other {
            found.push(candidate(
                &text.text, &reading, at, sentence, verdict.act, verdict.confidence, reference,
            ));
            if let Some(second) = speech::second_act(&reading, at, verdict) {
                found.push(candidate(&text.text, &reading, at, sentence, second.0, second.1, reference));
            }
        }
    }
    found
}

/// By when the sentence `at` of a text that was written on the day `reference` is to be kept, if it is a pledge.
#[must_use]
pub fn deadline(reading: &Reading, at: usize, reference: Option<Date>) -> Option<DateMention> {
    deadline::of(reading, at, reading.sentences.get(at)?, reference)
}

fn candidate(
    text: &str,
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    act: Act,
    confidence: u32,
    reference: Option<Date>,
) -> Candidate {
    let inside = |start: usize, end: usize| sentence.start <= start && end <= sentence.end;
    let from = reading.quantities.partition_point(|quantity| quantity.start < sentence.start);
    let quantities: Vec<QuantityMention> = reading
        .quantities
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|quantity| quantity.start < sentence.end)
        .filter(|quantity| inside(quantity.start, quantity.end))
        .filter(|quantity| !quantity.duration || comparison::is_changed_time(text, reading, quantity))
        .filter(|quantity| !comparison::is_of_comparison(reading, quantity))
        .cloned()
        .collect();
    let deadline = if act == Act::Pledge { deadline::of(reading, at, sentence, reference) } else { None };
    let actor = speech::actor_of(text, reading, at);
    let strength = speech::strength_of(reading, at, sentence);
    let mut found = Candidate {
        act,
        start: sentence.start,
        end: sentence.end,
        actor,
        strength,
        confidence,
        quantities,
        deadline,
        reasons: Vec::new(),
    };
    found.reasons = reasons::of(text, reading, at, &found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;

    #[test]
    fn a_pledge_is_proposed_with_its_number_and_its_day() {
        let text = from_plain(
            "The department is committed to recruiting an additional 6,500 new expert teachers over the course of this \
             parliament. The Minister is 1.8 metres tall.",
        );
        let found = candidates(&text, "2024-12-17".parse().ok());
        let pledge = found.iter().find(|candidate| candidate.act == Act::Pledge).expect("a pledge");
        assert_eq!(pledge.quantities.len(), 1);
        assert_eq!(pledge.quantities[0].unit(&text.text), "teachers");
        let deadline = pledge.deadline.as_ref().expect("a deadline");
        assert_eq!(deadline.last, "2029-07-08".parse().ok());
        assert!(!pledge.reasons.is_empty());
    }

    #[test]
    fn a_number_of_comparison_is_not_promised() {
        for (said, promised) in [
            ("We will recruit 500 nurses, compared with 300 last year, by March 2026.", 500),
            ("We will recruit 500 nurses, up from around 300 last year, by March 2026.", 500),
            ("As part of the £36 billion programme, we will invest £100 million by March 2026.", 100_000_000),
            ("We will invest £90 million of this £1 billion fund in Leeds by March 2026.", 90_000_000),
        ] {
            let found = candidates(&from_plain(said), "2025-02-12".parse().ok());
            let values: Vec<_> =
                found.iter().flat_map(|pledge| &pledge.quantities).map(|one| one.value).collect();
            assert_eq!(values, [Some(promised.into())], "{said}");
        }
    }

    #[test]
    fn of_two_undertakings_the_first_has_its_own_date() {
        let text =
            "We will plant 500 trees in the next two years and we will not close a library before May 2029.";
        let found = candidates(&from_plain(text), "2026-01-15".parse().ok());
        let last = found[0].deadline.as_ref().and_then(|date| date.last);
        assert_eq!(last, "2028-01-15".parse().ok());
    }

    #[test]
    fn what_looks_back_is_no_deadline() {
        for text in [
            "We will build on lessons learnt over the past five years.",
            "For the first time in over 50 years the base will be secure.",
            "We will deliver the largest pay rise for nurses in over twenty years.",
            "We will deliver the biggest boost to social housing in ten years.",
            "Average funding will be £5,851, a 2.2% increase from this financial year.",
            "Their salaries will be included in the April publication.",
            "The council will repair 2,000 potholes under the plan announced today.",
            "The service will be kept up beyond 2030.",
            "We will reform the licence fee post-2027.",
            "Details of the funding for 2025-26 will be published in the usual way.",
            "We will encourage pensioners to apply before 21 December 2024.",
            "We will meet the challenges that children face today by training more teachers.",
        ] {
            let found = candidates(&from_plain(text), "2024-04-15".parse().ok());
            assert!(found.iter().all(|candidate| candidate.deadline.is_none()), "{text}: {found:?}");
        }
    }

    #[test]
    fn items_are_undertaken_as_their_lead_in_says() {
        let text = "We plan to:\n\n- open two new libraries by March 2027\n- plant 500 trees\n\nWe will:\n\n• build 100 \
                    council homes by 2028\n\nYou will:\n\n* receive a letter\n\nThey will break this promise too.";
        let found = candidates(&from_plain(text), "2026-01-10".parse().ok());
        let pledges: Vec<&Candidate> = found.iter().filter(|one| one.act == Act::Pledge).collect();
        assert_eq!(pledges.len(), 3, "{found:?}");
        assert_eq!(pledges[0].deadline.as_ref().and_then(|date| date.last), "2027-03-31".parse().ok());
        assert!(pledges[2].reasons.iter().any(|reason| reason == "an item under “We will:”"), "{pledges:?}");
        assert_eq!(pledges[0].strength, Strength::Planned);
    }

    #[test]
    fn what_was_extended_to_a_day_to_come_is_claimed_and_pledged() {
        let text = from_plain(
            "The department has completed the following:\n\n• The department has extended the AP Specialist Taskforce programme to March 2025 which has reached over 4000 children to date.",
        );
        let found = candidates(&text, "2024-02-08".parse().ok());
        let acts: Vec<Act> = found.iter().map(|one| one.act).collect();
        // The lead-in is a claim of its own.
        assert_eq!(acts, [Act::Claim, Act::Claim, Act::Pledge], "{found:?}");
        let last = found.last().and_then(|one| one.deadline.as_ref()?.last);
        assert_eq!(last, "2025-03-31".parse().ok());
        let over = candidates(&text, "2026-02-08".parse().ok());
        assert_eq!(over.len(), 2, "{over:?}");
    }

    #[test]
    fn a_lead_in_says_nothing_by_itself() {
        let text =
            from_plain("Over the next year we will:\n- open a new swimming pool\n- recruit 15 wardens");
        let found = candidates(&text, "2026-01-10".parse().ok());
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn an_item_without_a_date_of_its_own_has_that_of_its_lead_in() {
        let text = from_plain(
            "By March 2027 we will:\n- open a new swimming pool\n- recruit 15 wardens by May 2026\n\nWe will plant trees.",
        );
        let found = candidates(&text, "2026-01-10".parse().ok());
        let days: Vec<Option<Date>> =
            found.iter().map(|one| one.deadline.as_ref().and_then(|date| date.last)).collect();
        assert_eq!(days, ["2027-03-31".parse().ok(), "2026-05-31".parse().ok(), None], "{found:?}");
        let said = "a time to come: “By March 2027”, as the lead-in says";
        assert!(found[0].reasons.iter().any(|reason| reason == said), "{:?}", found[0].reasons);
        assert_eq!(&text.text[found[0].start..found[0].end], "open a new swimming pool");
    }

    #[test]
    fn a_row_of_a_table_has_its_date() {
        let table = "<table><tr><td>We will build 500 new council homes</td><td>Housing</td><td>March 2027</td></tr></table>";
        let found = candidates(&crate::language::canonical::from_html(table), "2026-01-10".parse().ok());
        let last = found.first().and_then(|candidate| candidate.deadline.as_ref()?.last);
        assert_eq!(last, "2027-03-31".parse().ok(), "{found:?}");
        let said = "a time to come: “March 2027”, as its row says";
        assert!(found[0].reasons.iter().any(|reason| reason == said), "{:?}", found[0].reasons);
    }

    #[test]
    fn without_the_day_of_the_document_years_stand_and_spans_have_no_day() {
        let text = from_plain(
            "We will publish a strategy by March 2024. We will recruit 6,500 teachers over this Parliament.",
        );
        let found = candidates(&text, None);
        let days: Vec<Option<Option<Date>>> =
            found.iter().map(|one| one.deadline.as_ref().map(|date| date.last)).collect();
        assert_eq!(days, [Some("2024-03-31".parse().ok()), Some(None)], "{found:?}");
    }

    #[test]
    fn of_several_dates_the_one_that_binds_is_taken() {
        let cases = [
            ("This will be piloted in 2025 and become mandatory in 2026.", "2026-12-31"),
            ("We will publish it on 2025-05-01.", "2025-05-01"),
            ("We have committed to publishing it in the autumn.", "2024-11-30"),
            ("The inquiry report, due in autumn 2025, will now be published in January 2026.", "2026-01-31"),
            ("The report, originally due in autumn 2025, will be published in January 2026.", "2026-01-31"),
            (
                "The report, previously planned for March 2025, will be published in January 2026.",
                "2026-01-31",
            ),
            ("The report, due in autumn 2025, will set out our plans.", "2025-11-30"),
            ("We will bring forward the ban from 2035 to 2030.", "2030-12-31"),
            ("The council will be carbon neutral by 2028 and net zero by 2035.", "2035-12-31"),
            ("We will invest £550m in 2024-25 and £600m in 2025-26.", "2026-03-31"),
            ("The changes will come into effect next month, on 1 May 2024.", "2024-05-01"),
            ("We will publish a draft at the earliest opportunity this year.", "2024-12-31"),
            ("We will consult this year, bringing it into force as quickly as possible.", "2024-12-31"),
            ("We will spend £90 million over two years (2025-26 to 2026-27).", "2027-03-31"),
            ("The release scheduled for November 2024 will present data up to August 2024.", "2024-11-30"),
            ("We will set out our decision at the Budget on 30 October.", "2024-10-30"),
            ("The changes will begin in the spring, from April.", "2024-04-30"),
            ("This year we will consult, and bring it into force as quickly as possible.", "2024-12-31"),
            ("We will publish a report by 18 December, and an assessment by 18 March 2025.", "2025-03-18"),
            (
                "Our intention is that changes will start from April 2026 for some and November 2026 for others.",
                "2026-11-30",
            ),
            ("We will provide £20m in 2025-26, £30m in 2026-27, and £40m in 2027-28.", "2028-03-31"),
            ("We will open 20 hubs in 2026, 30 in 2027 and 40 in 2028.", "2028-12-31"),
            ("We will recruit 6,500 teachers by 2029 and 8,500 staff by 2030.", "2030-12-31"),
            ("We will publish the strategy later this year or early next year.", "2025-04-30"),
            ("We will publish the strategy by 1 April or 1 May 2025.", "2025-05-01"),
            ("We will publish 2025 data in March 2026.", "2026-03-31"),
            ("We will publish 2026 exam results in August 2027.", "2027-08-31"),
            ("We will shortly begin a study, which we expect will conclude in autumn 2026.", "2026-11-30"),
            ("We will open one hub in November and a fourth in spring next year.", "2025-05-31"),
            ("We will give every council a 5% increase in its Core Spending Power next year.", "2026-03-31"),
            (
                "From September 2024 parents will have 15 hours, and from September 2025 30 hours.",
                "2024-09-30",
            ),
            (
                "At Spending Review 2024, the government announced £5 million over 2025-26 to train 20 staff.",
                "2026-03-31",
            ),
        ];
        for (text, day) in cases {
            let found = candidates(&from_plain(text), "2024-04-05".parse().ok());
            let last = found.first().and_then(|candidate| candidate.deadline.as_ref()?.last);
            assert_eq!(last, day.parse().ok(), "{text}: {found:?}");
        }
    }

    #[test]
    fn who_pledges_in_the_present_undertakes() {
        for text in [
            "The Council pledges to plant 1,000 trees by 2027.",
            "Labour pledges to recruit 6,500 new teachers.",
            "The council resolves to reach net zero by 2030.",
            "The council pledges to achieve net zero by 2030.",
        ] {
            let found = candidates(&from_plain(text), "2024-04-05".parse().ok());
            assert!(found.iter().any(|candidate| candidate.act == Act::Pledge), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_year_of_a_measure_is_no_deadline() {
        for text in [
            "We will invest £1 billion at 2025-26 prices in new schools.",
            "We will invest £1 billion in new schools in 2025 prices.",
            "We will increase the grant in line with September 2025 CPI.",
        ] {
            let found = candidates(&from_plain(text), "2024-04-05".parse().ok());
            assert!(found.iter().all(|candidate| candidate.deadline.is_none()), "{text}: {found:?}");
        }
    }

    #[test]
    fn target_years_of_council_pledges() {
        let cases = [
            (
                "The council has declared a climate emergency and pledged to become carbon neutral by 2030.",
                2030,
            ),
            ("We will be a net zero council by 2030 and a net zero borough by 2045.", 2030),
            ("Net zero by 2038", 2038),
            ("Reduce emissions by 50% by 2025 and achieve net zero carbon by 2035", 2035),
            ("Cut emissions by 80% from 1990 levels by 2050", 2050),
            (
                "To achieve 'net zero' as a council by 2030 and to support the borough to reach net zero by 2041",
                2030,
            ),
            ("The council resolved to be carbon neutral by 2030, cutting 70% by 2025 from 2005 levels", 2030),
            ("Source 100% renewable electricity by 2022", 2022),
            ("To make the council's activities net-zero carbon by 2030", 2030),
            ("Climate neutral by 2035, 15 years earlier than the rest of the country (2050)", 2035),
            ("Cut emissions 50% by 2025, 80% by 2030 and 100% by 2038", 2038),
            ("A 45% reduction in emissions by 2030, and net zero around 2050", 2050),
            ("Council adopted a Climate Action Plan 2020-2025 to become carbon neutral by 2030", 2030),
            ("Carbon neutral by 2030 if government gives us the powers", 2030),
            ("A 100% clean energy borough by 2050", 2050),
            ("By 2030 the estate will be carbon neutral, with an interim target of a 60% cut by 2025", 2030),
            ("Reach net zero across our own estate as soon as possible and at the latest by 2030", 2030),
            ("Achieve net-zero operations by 2030 and support the county to net zero by 2050", 2030),
            ("We want the borough to be net zero by 2040", 2040),
        ];
        // What is due by a year is due by it whether or not the page has a day.
        let written = ["2021-06-01".parse().ok(), None];
        for ((text, year), written) in cases.iter().flat_map(|case| written.map(|day| (case, day))) {
            let found = candidates(&from_plain(text), written);
            let last = found.first().and_then(|first| first.deadline.as_ref()?.last);
            let due = last.map(|last| crate::date::Datelike::year(&last));
            assert_eq!(due, Some(*year), "{text}, written {written:?}");
        }
    }
}
