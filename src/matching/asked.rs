//! Was this asked before, and was it answered? What an answer does with a question, in its own words.
//!
//! It must not blame: "held off" and "did not answer" are said of the text, which is quoted. A figure counts as given
//! only where a sentence or a table states it of the thing that was asked about.

mod bearing;
mod clause;
mod done;
mod figure;
mod found;
mod known;
mod outcome;
mod question;
mod reply;
mod table;
mod verdict;
mod withheld;
mod wording;
mod words;

use crate::document::{Document, Flag};
use known::Known;
use question::Ask;
use reply::Reply;

pub use bearing::{Subject, names};
pub use clause::Wanted;
pub use outcome::{Manner, Outcome, Reading};
pub use withheld::Reason;

/// Reads what an answer does with its question. A number that stands in the `pledge` or the question is no news.
#[must_use]
pub fn read(document: &Document, pledge: &str) -> Reading {
    let question = document.meta.question.as_deref().unwrap_or_default();
    let asks = question::asks(question);
    let wanted = asks.iter().map(|ask| ask.wanted).min().unwrap_or(Wanted::Words);
    let reply = Reply::new(document);
    let silent =
        [Flag::Holding, Flag::Prorogation, Flag::Unanswered].into_iter().any(|flag| document.is(flag));
    let (outcome, quote, withheld) = if silent || reply.lines.is_empty() {
        (Outcome::Silent, verdict::first(&reply), None)
    } else {
        let parts: Vec<&Ask> = asks.iter().filter(|ask| ask.wanted == wanted).collect();
        match wanted {
            Wanted::Figure => verdict::of_a_figure(&parts, &reply, &Known::new(question, pledge)),
            Wanted::Date => verdict::of_a_date(&parts, &reply),
            Wanted::Whether | Wanted::Words => verdict::in_words(&asks.iter().collect::<Vec<_>>(), &reply),
        }
    };
    Reading { wanted, outcome, quote, withheld }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;

    /// What is read, in the words for people, and the words quoted.
    fn told(question: &str, answer: &str) -> (String, String) {
        let mut document = Document { text: from_plain(answer), ..Document::default() };
        document.meta.question = Some(format!("To ask the Secretary of State for Education, {question}"));
        document.meta.answered_on = crate::date::Date::from_ymd_opt(2025, 1, 13);
        let reading = read(&document, "recruit 6,500 new teachers");
        (reading.words(), document.text.text.get(reading.quote).unwrap_or_default().to_owned())
    }

    #[test]
    fn a_figure_is_given_only_where_it_is_of_what_was_asked() {
        let gave = "gave the figure asked for";
        let not = "did not give the figure asked for";
        let cases = [
            (
                "how many of the 6,500 teachers have been recruited.",
                "We will recruit 6,500. There are 2,346 more teachers recruited so far.",
                gave,
            ),
            (
                "how many teachers have been recruited.",
                "Schools matter. We pay them 5.5% more. Over 14,000 people from the workforce were addressed.",
                not,
            ),
            (
                "how many teachers have been recruited.",
                "The hon. Member claims that 2,346 teachers have been recruited. We do not recognise that figure.",
                not,
            ),
            (
                "how many teachers have been recruited.",
                "We expect to recruit 2,346 teachers by next year.",
                not,
            ),
            (
                "how much has been spent on recruiting teachers.",
                "We have announced £300 million to recruit teachers.",
                not,
            ),
            (
                "how many school places were created in Leeds.",
                "Leeds has been allocated £4.4 million for places.",
                not,
            ),
            (
                "how much was spent on school buildings in Leeds.",
                "In 2023/24, £4.4 million was spent on school buildings in Leeds.",
                gave,
            ),
            (
                "what proportion of classes have more than 30 pupils.",
                "15.5% of classes had more than 30 pupils.",
                gave,
            ),
            ("how many laptops were lost.", "No laptops were lost in that year.", gave),
            ("how many laptops were lost.", "None.", gave),
            (
                "how many eligible nationals classed as principals and dependents are in Pakistan.",
                "As of 2 May, the number of eligible persons in Pakistan was 127 principals and 486 dependents.",
                gave,
            ),
            (
                "what the total cost of the purchase of land for the development of Euston station is.",
                "With reference to the 73 cases, the total cost as of May, is £995,039,073. We remain committed to Euston.",
                gave,
            ),
            ("how many laptops have been lost.", "The number of laptops lost is nil.", gave),
            // What was pledged is news once it is done.
            (
                "how many of the 6,500 teachers have been recruited.",
                "All 6,500 teachers have been recruited.",
                gave,
            ),
            ("how many schools run courses.", "Teachers were recruited in 6,500 schools.", gave),
            ("how many of the 6,500 teachers have been recruited.", "We will recruit 6,500 teachers.", not),
            // What will be, or was under others, is not what has been.
            (
                "how many teachers have been recruited in Kent.",
                "There will be 3,000 more teachers across England.",
                not,
            ),
            (
                "how much has been spent on recruiting teachers.",
                "The Government will provide £19.6 billion for schools, including for recruiting teachers.",
                not,
            ),
            (
                "how many additional teachers have been recruited.",
                "In 2010 there were 23,000 teachers; the previous Government cut them.",
                not,
            ),
            (
                "how many no fault evictions took place in 2024.",
                "There are 11 million private renters, and we will abolish no fault evictions.",
                not,
            ),
            // Adults are people; children are others.
            (
                "what estimate he has made of the number of adults with mental illness waiting for treatment from community services.",
                "As of 31 January 2025, there were 188,009 people waiting for treatment from community services. It is new. It counts contacts.",
                gave,
            ),
            ("how many laptops were lost.", "23.", gave),
            ("how many laptops were lost.", "The Department lost 23.", gave),
            ("how many laptops were lost.", "As at 1 March 2025, 23 have been lost.", gave),
            (
                "how many of the 6,500 teachers have been recruited.",
                "Some 2,346 of the 6,500 teachers have been recruited, 36 per cent of the total.",
                gave,
            ),
            ("how many laptops were lost.", "The Department bought 23.", not),
            (
                "how many laptops were lost in each year.",
                "The following table shows laptops lost.\n\nYear\n\nLost\n\n2022\n\n12\n\n2023\n\n17",
                gave,
            ),
            (
                "how many dental surgeries closed in Norfolk.",
                "There are 6,500 surgeries in England, and most are open. Our plan is a good one. It will help. It is new.",
                not,
            ),
            (
                "if she will make an estimate of the cost of new buildings.",
                "We have committed £100 million to buildings.",
                not,
            ),
        ];
        for (question, answer, expected) in cases {
            assert_eq!(told(question, answer).0, expected, "{question} {answer}");
        }
    }

    #[test]
    fn what_is_withheld_is_withheld_for_the_reason_given() {
        let cases = [
            (
                "how many teachers left.",
                "Teaching matters.\n\nThe department does not hold data on teachers who left.",
                "held off: not held",
                "The department does not hold data on teachers who left.",
            ),
            (
                "how many teachers left.",
                "That could only be obtained at disproportionate cost.",
                "held off: disproportionate cost",
                "That could only be obtained at disproportionate cost.",
            ),
            (
                "how many teachers left.",
                "I will write to the hon. Member.",
                "held off: will write",
                "I will write to the hon. Member.",
            ),
            (
                "how many teachers left.",
                "I refer the hon. Member to the answer I gave on 3 June to Question 12.",
                "held off: referred elsewhere",
                "I refer the hon. Member to the answer I gave on 3 June to Question 12.",
            ),
            (
                "how many teachers left.",
                "Figures will be published in due course.",
                "held off: to come later",
                "Figures will be published in due course.",
            ),
            (
                "how many teachers left.",
                "The latest figures will be available in June 2026.",
                "held off: to come later",
                "The latest figures will be available in June 2026.",
            ),
            (
                "how many teachers left.",
                "We are unable to provide this breakdown.",
                "held off: not available",
                "We are unable to provide this breakdown.",
            ),
            (
                "how many pupils are eligible in Kent.",
                "Meals matter. Most are free. They are good. We pay. These statistics are only available at Great Britain level and cannot be broken down.",
                "held off: not available",
                "These statistics are only available at Great Britain level and cannot be broken down.",
            ),
            (
                "how many claims have been awarded.",
                "On 27 February 2025 we published statistics of claims and awards.",
                "gave no figure itself, referred to published figures",
                "On 27 February 2025 we published statistics of claims and awards.",
            ),
            (
                "how many families have been found eligible.",
                "Data on eligible families will not be published. Further information is available at: Families - GOV.UK.",
                "held off: not available",
                "Data on eligible families will not be published.",
            ),
            (
                "how many missiles are held.",
                "I am withholding this information.",
                "held off: not disclosed",
                "I am withholding this information.",
            ),
            (
                "how many teachers left.",
                "Figures on teachers who left are published at https://www.gov.uk/x .",
                "gave no figure itself, referred to published figures",
                "Figures on teachers who left are published at https://www.gov.uk/x .",
            ),
            (
                "what assessment she has made of the waiting times for psychologists.",
                "Psychologists matter.\n\nThe department does not hold data on waiting times for psychologists.\n\nWe train 400 more.",
                "held off: not held",
                "The department does not hold data on waiting times for psychologists.",
            ),
        ];
        for (question, answer, expected, quote) in cases {
            assert_eq!(
                told(question, answer),
                (expected.to_owned(), quote.to_owned()),
                "{question} {answer}"
            );
        }
    }

    #[test]
    fn where_no_figure_was_asked_for_it_is_said_what_was_answered() {
        let cases = [
            (
                "when she plans to publish the plan for schools.",
                "We will publish the plan for schools by July 2025.",
                "gave a date",
            ),
            (
                "when she plans to publish the plan for schools.",
                "We will publish it in due course.",
                "held off: to come later",
            ),
            (
                "when she plans to publish the plan for schools.",
                "Schools matter to us.",
                "did not give the date asked for",
            ),
            (
                "whether she plans to merge schools.",
                "The Government has no plans to merge schools.",
                "said no",
            ),
            (
                "when the plan for schools will be published.",
                "We published the plan for schools on 3 June 2024.",
                "gave a date",
            ),
            (
                "when the plan for schools will be published.",
                "The plan for schools has been published. It was published on 3 June 2024.",
                "gave a date",
            ),
            ("on what date the plan for schools was published.", "3 June 2024.", "gave a date"),
            ("when the old tests were abolished.", "They ended on 3 June 2024.", "gave a date"),
            (
                "when the plan for schools will be published.",
                "We consulted on the plan for schools on 3 June 2024.",
                "did not give the date asked for",
            ),
            (
                "on what date the commitment to ban the sale of peat will come into effect.",
                "In August 2022 we announced that we would ban the sale of peat; we remain committed to this and plan to \
                 legislate when Parliamentary time allows.",
                "held off: to come later",
            ),
            (
                "how many prisoners went back to prison.",
                "The information requested could only be obtained at a disproportionate cost. The below is background \
                 information. Of 30,000 prisoners 55% went back to prison.",
                "held off: disproportionate cost",
            ),
            ("whether the plan has been published.", "The plan has not yet been published.", "said no"),
            ("if she will publish the plan by May.", "We will not publish the plan by May.", "said no"),
            ("whether she met the unions.", "Yes, on 3 June.", "said yes"),
            (
                "whether he plans to look again at applications.",
                "Applicants may ask for a review with evidence that was not available when the decision was made.",
                "answered in words; no figure was asked for",
            ),
            (
                "what steps she is taking to train teachers.",
                "We train 2,346 teachers.",
                "answered in words; no figure was asked for",
            ),
        ];
        for (question, answer, expected) in cases {
            assert_eq!(told(question, answer).0, expected, "{question} {answer}");
        }
    }

    #[test]
    fn a_part_withheld_is_told_beside_a_figure() {
        let mut document = Document {
            text: from_plain(
                "As of 20 March, 366 legal representatives are registered in family cases and 78 in civil cases.\n\n\
                 We do not hold data on how many legal representatives have completed training.",
            ),
            ..Document::default()
        };
        document.meta.question =
            Some("how many legal representatives are registered in family and civil cases.".to_owned());
        let reading = read(&document, "");
        assert_eq!(reading.outcome, Outcome::GaveAFigure);
        assert_eq!(reading.withheld.map(|(reason, _)| reason), Some(Reason::NotHeld));
    }

    #[test]
    fn a_holding_answer_answers_nothing() {
        let held = Document {
            flags: vec![Flag::Holding],
            text: from_plain("In 2023 there were 3."),
            ..Document::default()
        };
        assert_eq!(read(&held, "").outcome, Outcome::Silent);
        assert_eq!(read(&Document::default(), "").outcome, Outcome::Silent);
    }
}
