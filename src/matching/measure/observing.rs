//! A value that a passage gives, as an observation that a person may accept: of what, how much, and when it was true.
//!
//! It must not make an observation that could mean something else: a unit that does not fit, an increment where a level
//! is measured, a sum that would be counted twice.

use super::{Counts, Measured, Observed};
use crate::date::{Datelike, Window, day_or_month};
use crate::matching::profile::Search;
use crate::matching::value::{Doubt, Sense, Value, When};
use crate::model::Measure;

const ANOTHER_UNIT: &str = "the unit differs";
const ANOTHER_BODY: &str = "another body says it";
const NOT_TOLD: &str = "it is not plain from the sentence that so many came about";
const OTHER_THINGS: &str = "it may count other things";
const A_PART: &str = "it may be of a place or a part";
const A_SPAN: &str = "it is of a span of time, not of the time since the pledge";
const BEFORE: &str = "it is, or may be, of a time before the pledge";
const AN_INCREMENT: &str = "an increment would be read as a level";
const A_LEVEL: &str = "a level would be read as an increment";
const UNDATED: &str = "the sentence does not say when";
const THE_START: &str = "it is the figure that the pledge starts from, and the sentence names no day";

impl Measured {
    /// A value as an observation, or why it is none. `known` is when the document came out, `own` whether the body that
    /// answers for the pledge says it.
    pub(in crate::matching) fn observed(
        &self,
        value: &Value,
        search: &Search,
        known: Option<Window>,
        own: Option<bool>,
    ) -> Result<Observed, &'static str> {
        let when = self.fits(value, own)?;
        if value.on.is_none() && self.start == Some(value.value) {
            return Err(THE_START);
        }
        // "Since July 2024" is since a pledge of that month.
        let since = search.said.map(|said| said.first.with_day(1).unwrap_or(said.first));
        let before = value.earliest.zip(since).is_some_and(|(first, said)| first < said);
        let undated = value.on.is_none() && when != When::Now;
        if before || undated {
            return Err(if before { BEFORE } else { UNDATED });
        }
        let on = value.on.clone().or_else(|| known.map(day_or_month)).ok_or(UNDATED)?;
        let dated = value.on.is_some();
        let observed = |measure, on| Ok(Observed { subject: self.subject.clone(), measure, on, dated });
        let in_span = value.within.filter(|_| when != When::ByThen);
        match self.counts {
            Counts::Level => observed(Measure::Value(value.value), on),
            Counts::SoFar => {
                let is_due =
                    |first| search.due.is_some_and(|due| due.first == first && Some(due.last) == value.last);
                if in_span.is_some_and(|first| !is_due(first)) {
                    return Err(A_SPAN);
                }
                observed(Measure::Value(value.value), on)
            }
            Counts::Added => {
                let measure = Measure::Add(value.value);
                if in_span.is_some() {
                    return observed(measure, on);
                }
                // What came about so far came about since the pledge was made.
                let (last, end) = match (value.last, known) {
                    (Some(last), _) => (last, last.to_string()),
                    (None, known) => {
                        let known = known.ok_or(UNDATED)?;
                        (known.last, day_or_month(known))
                    }
                };
                let from = search.said.ok_or(BEFORE)?.first;
                observed(measure, if from < last { format!("{from}/{end}") } else { on })
            }
        }
    }

    /// Whether a value is of what is measured, by what its sentence says of it; and when that was.
    fn fits(&self, value: &Value, own: Option<bool>) -> Result<When, &'static str> {
        let signs = ["£", "$", "€", "%"];
        let unit = signs.into_iter().find(|sign| self.unit.contains(sign)).unwrap_or_default();
        // A unit like `£ million` would want the number rescaled.
        let scaled = !unit.is_empty() && self.unit != unit;
        let given = signs.into_iter().find(|sign| value.unit == **sign).unwrap_or_default();
        if scaled || unit != given {
            return Err(ANOTHER_UNIT);
        }
        if own == Some(false) {
            return Err(ANOTHER_BODY);
        }
        let when = match (self.counts, value.sense) {
            (Counts::Added | Counts::SoFar, Some(Sense::CameAbout(when)))
            | (Counts::Level, Some(Sense::Stands(when))) => when,
            (Counts::Added | Counts::SoFar, Some(Sense::Stands(_))) => return Err(A_LEVEL),
            (Counts::Added, Some(Sense::Changed)) | (_, None) => return Err(NOT_TOLD),
            (Counts::Level, Some(Sense::CameAbout(_))) | (_, Some(Sense::Changed)) => {
                return Err(AN_INCREMENT);
            }
        };
        if self.least.is_some_and(|least| value.value < least) {
            return Err(AN_INCREMENT);
        }
        match value.doubt {
            None => Ok(when),
            Some(Doubt::Untold) => Err(NOT_TOLD),
            Some(Doubt::OtherThings) => Err(OTHER_THINGS),
            Some(Doubt::Part) => Err(A_PART),
            Some(Doubt::Span) => Err(A_SPAN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::matching::Corpus;
    use crate::matching::profile::Profile;
    use crate::matching::steps::Promise;
    use crate::matching::value;
    use crate::model::Subject;
    use crate::quantity::Decimal;

    /// What would be recorded of a passage that came out on 15 January 2026, or why nothing is.
    fn read(quote: &str, counts: Counts, unit: &str, passage: &str) -> String {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let said = Window::day(day("2024-07-17"));
        let texts = vec![(1.0, quote.to_owned())];
        let search = Search { texts, said: Some(said), ..Search::default() };
        let profile = Profile::new(&search, &Corpus::default());
        let bodies = ["Northvale Council".to_owned()];
        let known = Window::day(day("2026-01-15"));
        let subject = Subject::Pledge(crate::model::PledgeId::new("p"));
        let start = Some(Decimal::from(468_693));
        let measured = Measured { subject, unit: unit.to_owned(), counts, least: None, start };
        let Some(value) = value::value(passage, &Promise::new(quote, &bodies), &profile, Some(known.last))
        else {
            return "no value".to_owned();
        };
        match measured.observed(&value, &search, Some(known), Some(true)) {
            Ok(observed) => format!("{} {}", observed.measure.number(), observed.on),
            Err(why) => why.to_owned(),
        }
    }

    #[test]
    fn what_came_about_is_told_from_what_there_is() {
        let officers = "We will recruit 13,000 additional neighbourhood police officers.";
        let cases = [
            ("We have recruited 2,383 additional neighbourhood police officers.", "2383 2026-01-15"),
            (
                "As of 30 September 2025, forces had recruited 2,383 additional neighbourhood police officers, against the commitment of 13,000.",
                "2383 2025-09-30",
            ),
            (
                "By 30 September 2025, 2,383 additional neighbourhood police officers had been recruited.",
                "2383 2025-09-30",
            ),
            (
                "The number of additional neighbourhood police officers recruited by 31 December 2025 was 4,112.",
                "4112 2025-12-31",
            ),
            (
                "We have recruited 2,383 of the 13,000 additional neighbourhood police officers.",
                "2383 2026-01-15",
            ),
            (
                "2,383 of the 13,000 additional neighbourhood police officers have now been recruited.",
                "2383 2026-01-15",
            ),
            ("We have recruited 13,000 additional neighbourhood police officers.", "13000 2026-01-15"),
            ("We have recruited fewer than 13,000 additional neighbourhood police officers.", "no value"),
            ("We have recruited some of the 13,000 additional neighbourhood police officers.", "no value"),
            (
                "More than half of the 13,000 additional neighbourhood police officers have been recruited.",
                "no value",
            ),
            ("We have recruited the first of 13,000 additional neighbourhood police officers.", "no value"),
            ("Almost 13,000 additional neighbourhood police officers have been recruited.", "no value"),
            (
                "We have recruited a total of 2,383 additional neighbourhood police officers.",
                "2383 2026-01-15",
            ),
            ("Some forces have recruited 900 additional neighbourhood police officers.", NOT_TOLD),
            (
                "There were 1,500 more neighbourhood police officers on 30 September 2025 than a year earlier.",
                AN_INCREMENT,
            ),
            ("There are 23,000 neighbourhood police officers.", A_LEVEL),
            ("2,383 additional neighbourhood police officers were recruited.", UNDATED),
            ("In 2025, 2,383 additional neighbourhood police officers were recruited.", A_SPAN),
            ("In the last year 2,383 additional neighbourhood police officers have been recruited.", A_SPAN),
            ("By March 2024, 2,383 additional neighbourhood police officers had been recruited.", BEFORE),
            (
                "As of 31 March 2025, West Midlands Police had recruited 120 additional neighbourhood police officers.",
                NOT_TOLD,
            ),
            ("In Kent, 85 additional neighbourhood police officers have been recruited.", A_PART),
            ("We have recruited 8,795 police officers.", OTHER_THINGS),
            ("We have recruited 300 additional neighbourhood police officers and staff.", OTHER_THINGS),
            (
                "By December 2025 the council had recruited 640 additional neighbourhood police officers.",
                "640 2025-12",
            ),
            (
                "Northvale Council has recruited 640 additional neighbourhood police officers.",
                "640 2026-01-15",
            ),
            ("The parish council has recruited 640 additional neighbourhood police officers.", NOT_TOLD),
            ("There is funding for 3,000 additional neighbourhood police officers.", "no value"),
            (
                "The previous Government had recruited 900 additional neighbourhood police officers.",
                "no value",
            ),
            ("In the year to 31 March 2025, 9,000 neighbourhood police officers left.", "no value"),
            ("It is said that we have recruited 900 additional neighbourhood police officers.", "no value"),
            (
                "We have recruited 2,383 additional neighbourhood police officers through the Police Uplift Programme.",
                A_PART,
            ),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(officers, Counts::SoFar, "officers", passage), expected, "{passage}");
        }
        let clubs = "We will introduce free breakfast clubs in 750 early adopter schools from April 2025.";
        let cases = [
            (
                "Free breakfast clubs were introduced in 750 early adopter schools from 22 April 2025.",
                "750 2025-04-22",
            ),
            ("Free breakfast clubs were introduced in 400 early adopter schools since April 2025.", UNDATED),
            (
                "Free breakfast clubs will be introduced in 750 early adopter schools from 22 April 2025.",
                "no value",
            ),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(clubs, Counts::SoFar, "schools", passage), expected, "{passage}");
        }
        let walls = "We will spend £45 million on new flood walls along the Arne by 2028.";
        let cases = [
            (
                "£31.2 million had been spent on new flood walls along the Arne by 31 December 2025.",
                "31200000 2025-12-31",
            ),
            ("£31.2 million has been spent on flood warnings along the Arne.", OTHER_THINGS),
            ("The new flood walls along the Arne will cost £61 million.", "no value"),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(walls, Counts::SoFar, "£", passage), expected, "{passage}");
        }
        let cladding = "We have committed £5.1 billion to removing unsafe cladding.";
        let affordable = "We will build 40,000 affordable homes by March 2027.";
        for (pledge, unit, passage, expected) in [
            // The promise said again, in its own past tense, is no fact.
            (
                cladding,
                "£",
                "The Government has committed £5.1 billion to removing unsafe cladding.",
                "no value",
            ),
            (cladding, "£", "We have pledged £5.1 billion to removing unsafe cladding.", "no value"),
            (affordable, "homes", "We have built 12,000 affordable homes.", "12000 2024-07-17/2026-01-15"),
            (affordable, "homes", "We have built 12,000 homes, 4,000 of them affordable.", OTHER_THINGS),
            (
                affordable,
                "homes",
                "Figures published on 5 December 2025 show that 12,000 affordable homes have been built.",
                "12000 2024-07-17/2026-01-15",
            ),
        ] {
            assert_eq!(read(pledge, Counts::Added, unit, passage), expected, "{passage}");
        }
        let homes = "We will build 1.5 million new homes in England over this Parliament.";
        let cases = [
            (
                "We have built 231,300 new homes since the start of this Parliament, against our target of 1.5 million.",
                "231300 2024-07-17/2026-01-15",
            ),
            (
                "Since July 2024, an estimated 275,600 new homes have been built in England.",
                "275600 2024-07-17/2026-01-15",
            ),
            ("In the quarter to September 2025, 30,000 new homes were built.", A_SPAN),
            ("In 2023-24, 221,070 new homes were built in England.", BEFORE),
            ("In 2025-26, 221,070 new homes were built in England.", A_SPAN),
            ("In the year to March 2024, there were 221,070 new homes built in England.", A_SPAN),
            (
                "The previous Government had built 1.1 million new homes in England over the last Parliament.",
                "no value",
            ),
            ("London has built 32,000 new homes over this Parliament.", NOT_TOLD),
            ("Planning permission was granted for 29,000 new homes in England.", "no value"),
            ("England has 4.2 million social homes and 25 million homes in all.", NOT_TOLD),
            ("We have built 30,000 new social homes.", OTHER_THINGS),
            ("We have built 231,300 new homes across the UK since July 2024.", A_PART),
            ("Developers say they have built 231,300 new homes in England.", "no value"),
            ("We have built 231,300 new homes in England. This figure has since been corrected.", "no value"),
            ("There were 700,000 empty homes in England in October 2025.", A_LEVEL),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(homes, Counts::Added, "homes", passage), expected, "{passage}");
        }
    }

    #[test]
    fn a_level_is_told_from_what_was_added() {
        let waits =
            "We will cut NHS waiting lists so that 92 per cent of patients wait no longer than 18 weeks.";
        let cases = [
            ("In September 2025, 61.8% of patients waited no longer than 18 weeks.", "61.8 2025-09"),
            ("In September 2025, 38.2% of patients were waiting longer than 18 weeks.", OTHER_THINGS),
            (
                "The interim target is that 65% of patients wait no longer than 18 weeks by March 2026.",
                "no value",
            ),
            ("In September 2025, 2.1% of patients were waiting more than 52 weeks.", OTHER_THINGS),
            (
                "The share of patients waiting no longer than 18 weeks has risen by 2.5 per cent since July 2024.",
                "no value",
            ),
            (
                "At Kettering General Hospital, 70% of patients waited no longer than 18 weeks in September 2025.",
                A_PART,
            ),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(waits, Counts::Level, "%", passage), expected, "{passage}");
        }
        let coverage =
            "At least 85% of UK premises will have access to gigabit broadband by the end of 2025.";
        let cases = [
            (
                "Our goal is gigabit coverage by 2030, ensuring at least 99% of UK premises have access to gigabit broadband.",
                "no value",
            ),
            ("Today, 86% of UK premises have access to gigabit broadband.", "86 2026-01-15"),
            ("86% of UK premises can get access to gigabit broadband.", "86 2026-01-15"),
            ("We work to ensure at least 80% of UK premises have access to gigabit broadband.", "no value"),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(coverage, Counts::Level, "%", passage), expected, "{passage}");
        }
        let teachers = "We will recruit 6,500 new expert teachers.";
        let cases = [
            ("There are now 468,693 teachers.", THE_START),
            ("There are now 468,258 teachers.", "468258 2026-01-15"),
            ("In November 2025 there were 468,693 teachers.", "468693 2025-11"),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(teachers, Counts::Level, "teachers", passage), expected, "{passage}");
        }
        let sums = "We will invest £1 billion in new school buildings by March 2026.";
        let cases = [
            (
                "We have invested £640 million in new school buildings as of 31 December 2025.",
                "640000000 2025-12-31",
            ),
            ("We invested £12 billion in the core schools budget and in new school buildings.", OTHER_THINGS),
            ("The maintenance backlog of school buildings has reached £13.8 billion.", "no value"),
            ("The cost of new school buildings has risen to £2 billion.", "no value"),
        ];
        for (passage, expected) in cases {
            assert_eq!(read(sums, Counts::SoFar, "£", passage), expected, "{passage}");
        }
    }
}
