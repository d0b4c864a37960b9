//! Dates and spans of time in the language of British public bodies, each resolved to a first and a last day.
//!
//! Years are financial (1 April), academic (1 September) or of the calendar; seasons are meteorological; relative dates
//! are resolved against the day of the document. No clock is read, and whether a date is a *deadline* is not decided
//! here: a year in the name of an Act is recognised too, and marked as [`DateMention::named`].

mod bounds;
mod durations;
mod events;
mod expression;
mod feasts;
mod form;
mod frame;
mod kind;
mod months;
mod named;
mod parts;
mod relative;
mod seasons;
pub(crate) mod tense;
mod vague;
mod weekdays;
mod years;

use crate::date::{Date, Datelike};
use crate::language::scan::Scan;
use crate::language::tokens::Token;
use crate::language::words;

pub use form::Form;
pub use kind::Kind;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Byte offset of the first character, its preposition included (`by`, `over the course of`).
    pub start: usize,
    /// Byte offset after the last character.
    pub end: usize,
    /// Index of the first token of the date itself, without its preposition.
    pub head: usize,
    /// Index after its last token.
    pub tail: usize,
    /// How it binds what is said: by then, from then, until then, in it, over it.
    pub kind: Kind,
    /// What was written, resolved; nothing when it names no day (`in due course`).
    pub form: Option<Form>,
    /// The first day of the window. For `by` and `until`, and for a window that has begun, the day of the document.
    pub first: Option<Date>,
    /// The last day of the window, by the charitable reading.
    pub last: Option<Date>,
    /// Whether it promises a time without naming one: `shortly`, `in due course`, `when parliamentary time allows`.
    pub vague: bool,
    /// Whether it is part of a name or a citation: `the Equality Act 2010`, `the 2015 code`, `compared to 2019`.
    pub named: bool,
}

impl DateMention {
    /// The date in a notation of registers: `FY2025-26`, `2022-Q1`, `2025-03-31`, `../2029-07-08`.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        self.form.map(|form| form.to_string())
    }

    /// The same where it is a calendar year seen from the day of the document, read as the financial year.
    pub(crate) fn of_financial_year(&self, reference: Date) -> Option<Self> {
        let financial = |year: i32| form::financial_year(reference) + year - reference.year();
        let form = match self.form? {
            Form::Year(year) => Form::Financial(financial(year)),
            Form::Years(first, last) => {
                Form::Span(form::first_of(financial(first), 4)?, form::last_of(financial(last) + 1, 3)?)
            }
            Form::Day(_)
            | Form::Month(..)
            | Form::Quarter(..)
            | Form::Season(..)
            | Form::Financial(_)
            | Form::Academic(_)
            | Form::Span(..)
            | Form::Months(..)
            | Form::Open(_) => return None,
        };
        let (first, last) = form.window(Some(reference))?;
        Some(Self { form: Some(form), first: Some(first.max(reference)), last: Some(last), ..self.clone() })
    }
}

/// Finds every date in a text that was written on the day `reference`; without that day, relative dates have no days.
#[must_use]
pub fn recognise(text: &str, tokens: &[Token], reference: Option<Date>) -> Vec<DateMention> {
    let meanings = words::meanings_of(text, tokens);
    recognise_from(&Scan::new(text, tokens, &meanings, reference), 0)
}

/// The dates that begin at or after a token; what stands before it only says how they are meant.
pub(crate) fn recognise_from(scan: &Scan<'_>, first: usize) -> Vec<DateMention> {
    let mut found: Vec<DateMention> = Vec::new();
    let mut at = first;
    let mut free_from = first;
    while at < scan.tokens.len() {
        match scan.expression(at) {
            Some(expression) => {
                let mention = scan.mention(at, &expression, free_from);
                at = expression.tail.max(mention.tail).max(at + 1);
                free_from = at;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tokens::tokenize;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    /// Every row: the day of the document, the text, and the first date in it: its words, kind, value, first and last day.
    #[test]
    #[rustfmt::skip]
    fn dates_of_public_language() {
        let rows: &[(&str, &str, &str, Kind, &str, &str, &str)] = &[
            ("2024-12-17", "recruit 6,500 teachers over the course of this parliament.", "over the course of this parliament", Kind::Over, "../2029-07-08", "2024-12-17", "2029-07-08"),
            ("2025-01-10", "built by the end of this Parliament", "by the end of this Parliament", Kind::By, "../2029-07-08", "2025-01-10", "2029-07-08"),
            ("2024-02-08", "a qualification, from Autumn 2024 and", "from Autumn 2024", Kind::From, "autumn 2024", "2024-09-01", "2024-11-30"),
            ("2024-12-17", "will increase in 2025/26, compared", "in 2025/26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "will publish it on 5-Apr-2025", "on 5-Apr-2025", Kind::In, "2025-04-05", "2025-04-05", "2025-04-05"),
            ("2024-12-17", "we will reply in a fortnight.", "in a fortnight", Kind::In, "../2024-12-31", "2024-12-17", "2024-12-31"),
            ("2024-12-17", "in 2025-26", "in 2025-26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in 2025–26", "in 2025–26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in 2025/2026", "in 2025/2026", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in 2025-2026", "in 2025-2026", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in FY25/26", "in FY25/26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in FY2025-26", "in FY2025-26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in FY 2025/26", "in FY 2025/26", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in the 2025-26 financial year", "in the 2025-26 financial year", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-12-17", "in financial year 2025 to 2026", "in financial year 2025 to 2026", Kind::In, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-02-08", "across the academic years 2024 and 2025", "across the academic years 2024 and 2025", Kind::Over, "2024-09-01/2026-08-31", "2024-09-01", "2026-08-31"),
            ("2024-02-08", "in the 2024/25 academic year", "in the 2024/25 academic year", Kind::In, "AY2024-25", "2024-09-01", "2025-08-31"),
            ("2021-12-09", "in the first three months of 2022", "in the first three months of 2022", Kind::In, "2022-Q1", "2022-01-01", "2022-03-31"),
            ("2022-06-01", "published in early 2023", "in early 2023", Kind::In, "2023-01-01/2023-04-30", "2023-01-01", "2023-04-30"),
            ("2023-09-15", "We will analyse the results later this year.", "later this year", Kind::In, "../2023-12-31", "2023-09-15", "2023-12-31"),
            ("2024-03-05", "over the next three years", "over the next three years", Kind::Over, "../2027-03-05", "2024-03-05", "2027-03-05"),
            ("2024-03-05", "by March 2025", "by March 2025", Kind::By, "2025-03", "2024-03-05", "2025-03-31"),
            ("2024-03-05", "open until 31 March", "until 31 March", Kind::Until, "2024-03-31", "2024-03-05", "2024-03-31"),
            ("2024-03-05", "by 2029/30", "by 2029/30", Kind::By, "FY2029-30", "2024-03-05", "2030-03-31"),
            ("2024-03-05", "between April 2026 and March 2027", "between April 2026 and March 2027", Kind::Over, "2026-04/2027-03", "2026-04-01", "2027-03-31"),
            ("2024-03-05", "delivered by December 2028.", "by December 2028", Kind::By, "2028-12", "2024-03-05", "2028-12-31"),
            ("2024-03-05", "On 1 September 2024, the", "On 1 September 2024", Kind::In, "2024-09-01", "2024-09-01", "2024-09-01"),
            ("2024-10-20", "On Thursday 24th October, we are publishing", "On Thursday 24th October", Kind::In, "2024-10-24", "2024-10-24", "2024-10-24"),
            ("2024-02-08", "extended the programme to March 2025 which", "to March 2025", Kind::Until, "2025-03", "2024-02-08", "2025-03-31"),
            ("2024-10-15", "will publish in the autumn", "in the autumn", Kind::In, "autumn 2024", "2024-10-15", "2024-11-30"),
            ("2024-12-15", "will publish in the autumn", "in the autumn", Kind::In, "autumn 2025", "2025-09-01", "2025-11-30"),
            ("2024-10-15", "in the spring of next year", "in the spring of next year", Kind::In, "spring 2025", "2025-03-01", "2025-05-31"),
            ("2024-10-15", "completed by the end of 2025", "by the end of 2025", Kind::By, "2025", "2024-10-15", "2025-12-31"),
            ("2024-10-15", "in the first half of 2025", "in the first half of 2025", Kind::In, "2025-01-01/2025-06-30", "2025-01-01", "2025-06-30"),
            ("2024-10-15", "halve violence within a decade", "within a decade", Kind::By, "../2034-10-15", "2024-10-15", "2034-10-15"),
            ("2024-10-15", "for 2024-25 to help", "for 2024-25", Kind::Over, "FY2024-25", "2024-10-15", "2025-03-31"),
            ("2024-10-15", "per year in 2026 and 2027", "in 2026 and 2027", Kind::In, "2026/2027", "2026-01-01", "2027-12-31"),
            ("2024-10-15", "in Q3 2025", "in Q3 2025", Kind::In, "2025-Q3", "2025-07-01", "2025-09-30"),
            ("2024-10-15", "within 12 months", "within 12 months", Kind::By, "../2025-10-15", "2024-10-15", "2025-10-15"),
            ("2024-10-15", "in six months' time", "in six months' time", Kind::In, "../2025-04-15", "2024-10-15", "2025-04-15"),
            ("2025-03-11", "early in the new year", "early in the new year", Kind::In, "2026-01-01/2026-04-30", "2026-01-01", "2026-04-30"),
            ("2025-03-11", "7-9 October 2024", "7-9 October 2024", Kind::In, "2024-10-07/2024-10-09", "2024-10-07", "2024-10-09"),
            ("2025-03-11", "by the end of the financial year", "by the end of the financial year", Kind::By, "FY2024-25", "2025-03-11", "2025-03-31"),
            ("2025-03-11", "between 2025/26 and 2028/29", "between 2025/26 and 2028/29", Kind::Over, "2025-04-01/2029-03-31", "2025-04-01", "2029-03-31"),
            ("2024-10-15", "by the end of this Parliament", "by the end of this Parliament", Kind::By, "../2029-07-08", "2024-10-15", "2029-07-08"),
            ("2024-12-10", "over the course of this Parliament", "over the course of this Parliament", Kind::Over, "../2029-07-08", "2024-12-10", "2029-07-08"),
            ("2023-09-15", "invest £6.6 billion over this Parliament", "over this Parliament", Kind::Over, "../2024-12-16", "2023-09-15", "2024-12-16"),
            ("2024-04-15", "for Financial Year 25/26", "for Financial Year 25/26", Kind::Over, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2024-04-15", "over the second half of the year", "over the second half of the year", Kind::Over, "2024-07-01/2024-12-31", "2024-07-01", "2024-12-31"),
            ("2024-04-15", "not before 2026", "not before 2026", Kind::From, "2026", "2026-01-01", "2026-12-31"),
            ("2024-04-15", "until at least 2026", "until at least 2026", Kind::Until, "2026", "2024-04-15", "2026-12-31"),
            ("2024-04-15", "by Easter 2025", "by Easter 2025", Kind::By, "2025-04-20", "2024-04-15", "2025-04-20"),
            ("2024-10-15", "twice as many over the Parliament", "over the Parliament", Kind::Over, "../2029-07-08", "2024-10-15", "2029-07-08"),
            ("2025-03-11", "will publish it before April 2026", "before April 2026", Kind::By, "../2026-03-31", "2025-03-11", "2026-03-31"),
            ("2025-03-11", "ahead of the new academic year", "ahead of the new academic year", Kind::By, "../2025-08-31", "2025-03-11", "2025-08-31"),
            ("2025-01-11", "before the start of the financial year", "before the start of the financial year", Kind::By, "../2025-03-31", "2025-01-11", "2025-03-31"),
            ("2025-03-11", "before the end of 2025", "before the end of 2025", Kind::By, "2025", "2025-03-11", "2025-12-31"),
            ("2024-02-15", "across the next two academic years", "across the next two academic years", Kind::Over, "../2026-08-31", "2024-02-15", "2026-08-31"),
            ("2024-04-15", "by the mid-2040s", "by the mid-2040s", Kind::By, "2044/2046", "2024-04-15", "2046-12-31"),
            ("2025-03-11", "will be confirmed at Budget 2025", "at Budget 2025", Kind::In, "2025", "2025-03-11", "2025-12-31"),
            ("2025-03-11", "respond by Autumn Budget 2025", "by Autumn Budget 2025", Kind::By, "autumn 2025", "2025-03-11", "2025-11-30"),
            ("2024-11-14", "halve it in a decade", "in a decade", Kind::In, "../2034-11-14", "2024-11-14", "2034-11-14"),
            ("2023-12-15", "we expect it in the New Year", "in the New Year", Kind::In, "2024-01-01/2024-03-31", "2024-01-01", "2024-03-31"),
            ("2025-03-15", "will publish a report on the data collected for all of the courts in the summer", "in the summer", Kind::In, "summer 2025", "2025-06-01", "2025-08-31"),
            ("2025-03-11", "its next four-year strategy in April", "in April", Kind::In, "2025-04", "2025-04-01", "2025-04-30"),
            ("2025-10-14", "As of 1 January 2026, fees will", "As of 1 January 2026", Kind::From, "2026-01-01", "2026-01-01", "2026-01-01"),
            ("2025-10-14", "take effect on the first of April 2026", "on the first of April 2026", Kind::In, "2026-04-01", "2026-04-01", "2026-04-01"),
            ("2025-10-14", "introduced no earlier than 2027", "no earlier than 2027", Kind::From, "2027", "2027-01-01", "2027-12-31"),
            ("2025-10-14", "by the year 2030", "by the year 2030", Kind::By, "2030", "2025-10-14", "2030-12-31"),
            ("2025-10-14", "finished by year end", "by year end", Kind::By, "2025", "2025-10-14", "2025-12-31"),
            ("2025-10-14", "publish it by 03/2026", "by 03/2026", Kind::By, "2026-03", "2025-10-14", "2026-03-31"),
            ("2025-10-14", "will be delivered over November and December", "over November and December", Kind::Over, "2025-11/2025-12", "2025-11-01", "2025-12-31"),
            ("2025-10-14", "report by the end of this quarter", "by the end of this quarter", Kind::By, "2025-Q4", "2025-10-14", "2025-12-31"),
            ("2025-10-14", "we will report next quarter", "next quarter", Kind::In, "2026-Q1", "2026-01-01", "2026-03-31"),
            ("2025-10-14", "expected in mid-November", "in mid-November", Kind::In, "2025-11-11/2025-11-20", "2025-11-11", "2025-11-20"),
            ("2025-10-14", "in late spring 2026", "in late spring 2026", Kind::In, "2026-05", "2026-05-01", "2026-05-31"),
            ("2025-10-14", "£86 billion over the Spending Review (SR) period", "over the Spending Review (SR) period", Kind::Over, "../2029-03-31", "2025-10-14", "2029-03-31"),
            ("2023-10-15", "invested over this spending review period", "over this spending review period", Kind::Over, "../2025-03-31", "2023-10-15", "2025-03-31"),
            ("2025-10-14", "before the next general election", "before the next general election", Kind::By, "../2029-07-08", "2025-10-14", "2029-07-08"),
            ("2025-10-14", "£5 million each year to 2027/28", "to 2027/28", Kind::Until, "FY2027-28", "2025-10-14", "2028-03-31"),
            ("2025-10-14", "£90 million over three years from 2026-27", "over three years from 2026-27", Kind::Over, "2026-04-01/2029-03-31", "2026-04-01", "2029-03-31"),
            ("2025-10-14", "spent over a three-year period", "over a three-year period", Kind::Over, "../2028-10-14", "2025-10-14", "2028-10-14"),
            ("2025-10-14", "we will review it in five years.", "in five years", Kind::In, "../2030-10-14", "2025-10-14", "2030-10-14"),
            ("2025-10-14", "we invest £5 billion this year and next", "this year and next", Kind::In, "2025/2026", "2025-10-14", "2026-12-31"),
            ("2025-01-15", "publish it once it is completed in April", "in April", Kind::In, "2025-04", "2025-04-01", "2025-04-30"),
            ("2025-10-14", "it is published from this autumn", "from this autumn", Kind::From, "autumn 2025", "2025-10-14", "2025-11-30"),
            ("2024-10-07", "will run throughout the autumn and winter", "throughout the autumn and winter", Kind::Over, "2024-09-01/2025-02-28", "2024-10-07", "2025-02-28"),
            ("2025-04-15", "will be piloted from summer 2025 to spring 2026", "from summer 2025 to spring 2026", Kind::From, "2025-06-01/2026-05-31", "2025-06-01", "2026-05-31"),
            ("2024-10-15", "will be published on October 30 in the usual way", "on October 30", Kind::In, "2024-10-30", "2024-10-30", "2024-10-30"),
            ("2024-01-15", "expected by the end of quarter one 2025", "by the end of quarter one 2025", Kind::By, "2025-Q1", "2024-01-15", "2025-03-31"),
            ("2023-11-15", "to be done in the next 12 months and to last 6 to 9 months", "in the next 12 months", Kind::In, "../2024-11-15", "2023-11-15", "2024-11-15"),
            ("2025-04-15", "train them for three years from April 2025", "for three years from April 2025", Kind::Over, "2025-04-01/2028-03-31", "2025-04-15", "2028-03-31"),
            ("2024-02-15", "evaluate it three years after it took effect on 1 August 2023", "three years after it took effect on 1 August 2023", Kind::In, "2026-08-01", "2026-08-01", "2026-08-01"),
            ("2025-01-15", "report three months after the trial is completed in November 2025", "three months after the trial is completed in November 2025", Kind::In, "2026-02-01/2026-02-28", "2026-02-01", "2026-02-28"),
            ("2025-01-15", "report three months after February 2026", "three months after February 2026", Kind::In, "2026-05-01/2026-05-31", "2026-05-01", "2026-05-31"),
            ("2025-01-15", "review the law two years after 1 August 2025", "two years after 1 August 2025", Kind::In, "2027-08-01", "2027-08-01", "2027-08-01"),
            ("2025-01-15", "will be published on March 21 2026", "on March 21 2026", Kind::In, "2026-03-21", "2026-03-21", "2026-03-21"),
            ("2025-06-15", "one is due to start in July and have made an offer", "in July", Kind::In, "2025-07", "2025-07-01", "2025-07-31"),
            ("2026-01-12", "There were 3,000 apprenticeship starts in November.", "in November", Kind::In, "2025-11", "2025-11-01", "2025-11-30"),
            ("2023-12-19", "the trial announced on 19 November will be run", "on 19 November", Kind::In, "2023-11-19", "2023-11-19", "2023-11-19"),
            ("2025-03-11", "the settlement for 2025 to 26", "for 2025 to 26", Kind::Over, "FY2025-26", "2025-04-01", "2026-03-31"),
            ("2025-03-11", "from 2026-27 onwards", "from 2026-27 onwards", Kind::From, "FY2026-27", "2026-04-01", "2027-03-31"),
            ("2025-07-10", "spend it in 2025-26, 2026-27 and 2027-28", "in 2025-26, 2026-27 and 2027-28", Kind::In, "2025-04-01/2028-03-31", "2025-07-10", "2028-03-31"),
            ("2025-07-10", "open them in 2026, 2027 and 2028", "in 2026, 2027 and 2028", Kind::In, "2026/2028", "2026-01-01", "2028-12-31"),
            ("2025-07-10", "in September 2026, 2027 and 2028", "in September 2026, 2027 and 2028", Kind::In, "2026-09/2028-09", "2026-09-01", "2028-09-30"),
            ("2025-07-10", "in 2026-27 or 2027-28", "in 2026-27 or 2027-28", Kind::In, "2026-04-01/2028-03-31", "2026-04-01", "2028-03-31"),
            ("2025-07-10", "in 2026 or 2027", "in 2026 or 2027", Kind::In, "2026/2027", "2026-01-01", "2027-12-31"),
            ("2025-07-10", "in spring or summer 2026", "in spring or summer 2026", Kind::In, "2026-03-01/2026-08-31", "2026-03-01", "2026-08-31"),
            ("2025-07-10", "Spring-Summer 2026", "Spring-Summer 2026", Kind::In, "2026-03-01/2026-08-31", "2026-03-01", "2026-08-31"),
            ("2025-07-10", "winter/spring 2026", "winter/spring 2026", Kind::In, "2025-12-01/2026-05-31", "2025-12-01", "2026-05-31"),
            ("2025-07-10", "will come in either autumn or winter.", "in either autumn or winter", Kind::In, "2025-09-01/2026-02-28", "2025-09-01", "2026-02-28"),
            ("2025-07-10", "in June or July 2026", "in June or July 2026", Kind::In, "2026-06/2026-07", "2026-06-01", "2026-07-31"),
            ("2025-07-10", "will publish it in November/December.", "in November/December", Kind::In, "2025-11/2025-12", "2025-11-01", "2025-12-31"),
            ("2025-07-10", "between the end of 2025 and spring 2026", "between the end of 2025 and spring 2026", Kind::Over, "2025-01-01/2026-05-31", "2025-07-10", "2026-05-31"),
            ("2025-07-10", "over four years, starting in 2026-27", "over four years, starting in 2026-27", Kind::Over, "2026-04-01/2030-03-31", "2026-04-01", "2030-03-31"),
            ("2025-07-10", "by 30.06.2026", "by 30.06.2026", Kind::By, "2026-06-30", "2025-07-10", "2026-06-30"),
            ("2025-07-10", "by 30.6.26.", "by 30.6.26", Kind::By, "2026-06-30", "2025-07-10", "2026-06-30"),
            ("2025-07-10", "by 30-06-2026", "by 30-06-2026", Kind::By, "2026-06-30", "2025-07-10", "2026-06-30"),
            ("2025-07-10", "by 2026-7", "by 2026-7", Kind::By, "FY2026-27", "2025-07-10", "2027-03-31"),
            ("2025-07-10", "on the thirtieth of June 2026", "on the thirtieth of June 2026", Kind::In, "2026-06-30", "2026-06-30", "2026-06-30"),
            ("2025-07-10", "by the thirty-first of March 2026", "by the thirty-first of March 2026", Kind::By, "2026-03-31", "2025-07-10", "2026-03-31"),
            ("2025-07-10", "will extend it by two years to March 2028", "to March 2028", Kind::Until, "2028-03", "2025-07-10", "2028-03-31"),
            ("2025-07-10", "is open until 5pm on 12 September", "until 5pm on 12 September", Kind::Until, "2025-09-12", "2025-07-10", "2025-09-12"),
            ("2025-07-10", "before 11:59pm on 12 September 2025", "before 11:59pm on 12 September 2025", Kind::By, "2025-09-12", "2025-07-10", "2025-09-12"),
            ("2025-07-10", "in the next fortnight", "in the next fortnight", Kind::In, "../2025-07-24", "2025-07-10", "2025-07-24"),
            ("2025-07-10", "within a year and a half", "within a year and a half", Kind::By, "../2027-01-10", "2025-07-10", "2027-01-10"),
            ("2025-07-10", "within two and a half years", "within two and a half years", Kind::By, "../2028-01-10", "2025-07-10", "2028-01-10"),
            ("2025-07-10", "within 2.5 years", "within 2.5 years", Kind::By, "../2028-01-10", "2025-07-10", "2028-01-10"),
            ("2025-07-10", "within half a year", "within half a year", Kind::By, "../2026-01-10", "2025-07-10", "2026-01-10"),
            ("2025-07-10", "within the year.", "within the year", Kind::By, "2025", "2025-07-10", "2025-12-31"),
            ("2025-07-10", "by the year end", "by the year end", Kind::By, "2025", "2025-07-10", "2025-12-31"),
            ("2025-07-10", "for the rest of the year", "for the rest of the year", Kind::Over, "2025", "2025-07-10", "2025-12-31"),
            ("2025-07-10", "six months from now", "six months from now", Kind::In, "../2026-01-10", "2025-07-10", "2026-01-10"),
            ("2025-07-10", "will reply by Friday", "by Friday", Kind::By, "2025-07-11", "2025-07-10", "2025-07-11"),
            ("2025-07-10", "it was announced on Monday", "on Monday", Kind::In, "2025-07-07", "2025-07-07", "2025-07-07"),
            ("2025-12-20", "will publish it this autumn", "this autumn", Kind::In, "autumn 2025", "2025-09-01", "2025-11-30"),
            ("2025-07-10", "before 1 May 2026", "before 1 May 2026", Kind::By, "../2026-04-30", "2025-07-10", "2026-04-30"),
            ("2025-07-10", "before Christmas", "before Christmas", Kind::By, "../2025-12-24", "2025-07-10", "2025-12-24"),
            ("2025-07-10", "will not be cut before 2030", "before 2030", Kind::From, "2030", "2030-01-01", "2030-12-31"),
            ("2025-07-10", "in April 2026 at the earliest", "in April 2026 at the earliest", Kind::From, "2026-04", "2026-04-01", "2026-04-30"),
            ("2025-07-10", "in April 2026, at the very latest", "in April 2026, at the very latest", Kind::By, "2026-04", "2025-07-10", "2026-04-30"),
            ("2025-07-21", "within two months of the end of the financial year", "within two months of the end of the financial year", Kind::By, "../2026-05-31", "2025-07-21", "2026-05-31"),
            ("2025-07-21", "within six months of 1 September 2025", "within six months of 1 September 2025", Kind::By, "../2026-03-01", "2025-07-21", "2026-03-01"),
            ("2025-07-21", "within two years of April 2026", "within two years of April 2026", Kind::By, "../2028-04-30", "2025-07-21", "2028-04-30"),
            ("2025-07-21", "six weeks after 1 September 2025", "six weeks after 1 September 2025", Kind::In, "2025-10-13", "2025-10-13", "2025-10-13"),
            ("2025-07-21", "12 weeks after the consultation closes on 1 October 2025", "12 weeks after the consultation closes on 1 October 2025", Kind::In, "2025-12-24", "2025-12-24", "2025-12-24"),
            ("2025-07-21", "will not start work until April 2026", "until April 2026", Kind::From, "2026-04", "2026-04-01", "2026-04-30"),
            ("2025-07-21", "will not now be published until 2026.", "until 2026", Kind::From, "2026", "2026-01-01", "2026-12-31"),
            ("2025-07-21", "publish it w/c 8 September", "w/c 8 September", Kind::In, "2025-09-08/2025-09-14", "2025-09-08", "2025-09-14"),
            ("2025-07-21", "of 8 September 2025 little is known", "8 September 2025", Kind::In, "2025-09-08", "2025-09-08", "2025-09-08"),
            ("2025-07-21", "publish it in the week of 6 October", "in the week of 6 October", Kind::In, "2025-10-06/2025-10-12", "2025-10-06", "2025-10-12"),
            ("2025-07-21", "publish it in the week commencing Monday 6 October", "in the week commencing Monday 6 October", Kind::In, "2025-10-06/2025-10-12", "2025-10-06", "2025-10-12"),
            ("2025-07-21", "in advance of April 2026", "in advance of April 2026", Kind::By, "../2026-03-31", "2025-07-21", "2026-03-31"),
            ("2025-07-21", "we will halve knife crime over a decade", "over a decade", Kind::Over, "../2035-07-21", "2025-07-21", "2035-07-21"),
            ("2025-07-21", "will reply by Tues 30 Jun 2026", "by Tues 30 Jun 2026", Kind::By, "2026-06-30", "2025-07-21", "2026-06-30"),
            ("2025-07-10", "by the end of the year to support schools", "by the end of the year", Kind::By, "2025", "2025-07-10", "2025-12-31"),
            ("2025-07-10", "by the end of the decade to help", "by the end of the decade", Kind::By, "2020/2029", "2025-07-10", "2029-12-31"),
            ("2025-07-10", "by the spring of 2027", "by the spring of 2027", Kind::By, "spring 2027", "2025-07-10", "2027-05-31"),
            ("2025-07-10", "by March of 2027", "by March of 2027", Kind::By, "2027-03", "2025-07-10", "2027-03-31"),
            ("2025-07-10", "by march 2027", "by march 2027", Kind::By, "2027-03", "2025-07-10", "2027-03-31"),
            ("2025-07-10", "in winter 2025/26", "in winter 2025/26", Kind::In, "winter 2025", "2025-12-01", "2026-02-28"),
            ("2025-07-10", "in the spring term 2025/26", "in the spring term 2025/26", Kind::In, "2026-01/2026-04", "2026-01-01", "2026-04-30"),
            ("2025-07-10", "by year-end 2026", "by year-end 2026", Kind::By, "2026", "2025-07-10", "2026-12-31"),
            ("2025-07-10", "by the financial year-end", "by the financial year-end", Kind::By, "FY2025-26", "2025-07-10", "2026-03-31"),
            ("2025-07-10", "in 2026 - 27", "in 2026 - 27", Kind::In, "FY2026-27", "2026-04-01", "2027-03-31"),
            ("2025-07-10", "in the last three months of 2026", "in the last three months of 2026", Kind::In, "2026-10-01/2026-12-31", "2026-10-01", "2026-12-31"),
            ("2025-07-10", "in the last week of January 2026", "in the last week of January 2026", Kind::In, "2026-01-25/2026-01-31", "2026-01-25", "2026-01-31"),
            ("2025-07-10", "in the last quarter of this financial year", "in the last quarter of this financial year", Kind::In, "2026-01-01/2026-03-31", "2026-01-01", "2026-03-31"),
            ("2025-07-10", "1 April 2026 - 31 March 2027", "1 April 2026 - 31 March 2027", Kind::In, "2026-04-01/2027-03-31", "2026-04-01", "2027-03-31"),
            ("2025-07-10", "in late spring or early summer 2026", "in late spring or early summer 2026", Kind::In, "2026-05-01/2026-06-30", "2026-05-01", "2026-06-30"),
            ("2025-07-10", "in Jan/Feb 2026", "in Jan/Feb 2026", Kind::In, "2026-01/2026-02", "2026-01-01", "2026-02-28"),
            ("2025-07-10", "in 2026 Q2", "in 2026 Q2", Kind::In, "2026-Q2", "2026-04-01", "2026-06-30"),
            ("2025-07-10", "in Q2 of the 2026-27 financial year", "in Q2 of the 2026-27 financial year", Kind::In, "2026-07-01/2026-09-30", "2026-07-01", "2026-09-30"),
            ("2025-07-10", "around the turn of the year", "around the turn of the year", Kind::In, "2025-12/2026-01", "2025-12-01", "2026-01-31"),
            ("2025-07-10", "has committed to reviewing it in the spring", "in the spring", Kind::In, "spring 2026", "2026-03-01", "2026-05-31"),
            ("2025-07-10", "has agreed to it in the spring", "in the spring", Kind::In, "spring 2025", "2025-03-01", "2025-05-31"),
            ("2025-07-10", "will decide before the autumn regarding it", "before the autumn", Kind::By, "../2025-08-31", "2025-07-10", "2025-08-31"),
            ("2025-07-10", "on or after 3 March 2026", "on or after 3 March 2026", Kind::From, "2026-03-03", "2026-03-03", "2026-03-03"),
            ("2025-07-10", "the review launched by the Prime Minister on 16 March will report", "on 16 March", Kind::In, "2025-03-16", "2025-03-16", "2025-03-16"),
            ("2025-07-10", "it will be launched by the Prime Minister on 16 March", "on 16 March", Kind::In, "2026-03-16", "2026-03-16", "2026-03-16"),
            ("2025-07-10", "will come in the last week of January", "in the last week of January", Kind::In, "2026-01-25/2026-01-31", "2026-01-25", "2026-01-31"),
            ("2025-07-10", "by around 2030", "by around 2030", Kind::By, "2030", "2025-07-10", "2030-12-31"),
            ("2025-07-10", "we will do this six months after 1 April 2026", "six months after 1 April 2026", Kind::In, "2026-10-01", "2026-10-01", "2026-10-01"),
            ("2025-07-10", "this coming March", "this coming March", Kind::In, "2026-03", "2026-03-01", "2026-03-31"),
            ("2025-07-10", "from as early as January 2026", "from as early as January 2026", Kind::From, "2026-01", "2026-01-01", "2026-01-31"),
        ];
        let mut wrong = Vec::new();
        for (reference, text, words, kind, value, first, last) in rows {
            let tokens = tokenize(text);
            let found = recognise(text, &tokens, Some(day(reference)));
            let Some(date) = found.first() else {
                wrong.push(format!("no date in {text:?}"));
                continue;
            };
            let seen = (&text[date.start..date.end], date.kind, date.value(), date.first, date.last, date.vague);
            let expected = (*words, *kind, Some((*value).to_owned()), Some(day(first)), Some(day(last)), false);
            if seen != expected {
                wrong.push(format!("{text:?}: {seen:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn vague_times_have_no_days() {
        let reference = Some(day("2024-12-17"));
        for text in [
            "in due course",
            "shortly",
            "soon",
            "as soon as possible",
            "in time",
            "when parliamentary time allows",
            "in the coming months",
            "over the coming weeks",
            "at the earliest opportunity",
            "as soon as it",
            "at a future fiscal event",
            "when legislative time allows",
            "later this session",
            "in the second session",
            "when the Bill is introduced",
            "by the end of the pilot",
            "before Parliament rises",
            "at appropriate points",
            "at the earliest date possible",
            "following its signature",
            "over the next Spending Review period",
            "within weeks",
            "after April 2026",
            "after Easter",
            "in the fullness of time",
            "shortly as part of it",
            "during the coming weeks",
            "through the next few months",
            "during the current session",
            "after the summer recess",
            "at the next Budget",
            "ahead of the Spending Review",
        ] {
            let sentence = format!("We will publish it {text}.");
            let found = recognise(&sentence, &tokenize(&sentence), reference);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].vague && found[0].last.is_none(), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_date_or_no_deadline() {
        let reference = Some(day("2024-12-17"));
        for text in [
            "it may be",
            "Section 2010 of it",
            "UIN 2024 was",
            "a march through",
            "£2025 each",
            "0-25 Years",
            "2000 homes were",
            "It will be published when asked. The Bill is introduced.",
        ] {
            assert_eq!(recognise(text, &tokenize(text), reference), [], "{text}");
        }
        for text in [
            "the Equality Act 2010 protects",
            "the 2015 SEND code of practice",
            "compared to 2019/20",
            "Autumn Budget 2024",
        ] {
            let found = recognise(text, &tokenize(text), reference);
            assert!(found.len() == 1 && found[0].named, "{text}: {found:?}");
        }
    }
}
