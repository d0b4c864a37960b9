//! Which date of a sentence is the deadline of its pledge.
//!
//! It must not resolve dates: it only chooses among those that were recognised.

mod bearing;
mod weight;

use crate::date::Date;
use crate::language::canonical::BlockKind;
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::quantities::Unit;
use crate::language::sentences::Sentence;
use crate::language::speech::{Act, Reading, Verdict};
use crate::language::tokens::{hash, words};

/// The date by, from, until or in which a pledge is to be kept; nothing where none is said. What an item of a list and
/// a cell of a table do not say themselves, the lead-in of the list says, or a cell behind. The year of a heading without
/// a colon (`Our plan for 2026`) may be that of the plan.
pub(super) fn of(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    let of_the_list = || {
        let lead_in = sentence.lead_in?;
        let introduces = reading.sentences.get(lead_in)?;
        let colon = reading.tokens.get(introduces.last - 1).is_some_and(|last| last.is_mark(':'));
        said_in(reading, lead_in, introduces, reference).filter(|date| colon || date.kind == Kind::By)
    };
    said_in(reading, at, sentence, reference)
        .or_else(|| in_the_row(reading, at, sentence, reference))
        .or_else(of_the_list)
}

/// The date that the words of the sentence `at` give to what it undertakes.
fn said_in(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    let from = reading.dates.partition_point(|date| date.start < sentence.start);
    let dates =
        reading.dates.get(from..).unwrap_or_default().iter().take_while(|date| date.start < sentence.end);
    let undertaken = undertaken_from(reading, sentence);
    let mut dates: Vec<&DateMention> =
        dates.filter(|date| bearing::bears(reading, at, sentence, undertaken, date, reference)).collect();
    // `will plant 500 trees in two years and we will close no library before May`: the first has its own date.
    if let Some(second) = second_undertaking(reading, sentence, undertaken)
        && dates.first().is_some_and(|date| date.head < second)
    {
        dates.retain(|date| date.head < second);
    }
    let mut best: Option<(i32, &DateMention)> = None;
    for date in dates.iter().copied() {
        let weight = weight::of(reading, sentence, undertaken, date, &dates);
        let better = best.is_none_or(|(known, chosen)| {
            weight > known || (weight == known && weight::is_preferred(reading, chosen, date))
        });
        if better {
            best = Some((weight, date));
        }
    }
    let (_, date) = best?;
    let mut deadline = of_money(reading, sentence, reference, date);
    extend_to_alternatives(reading, sentence, &mut deadline);
    // `from 3 November to 26 January`
    let at = reading.dates.partition_point(|other| other.start < date.start);
    let opening = at.checked_sub(1).and_then(|before| reading.dates.get(before));
    let opening = opening.filter(|other| other.tail + 1 == date.head && other.kind == Kind::From);
    if let Some(opening) = opening.filter(|_| date.kind == Kind::Until) {
        if is_moved(reading, sentence, opening) || opening.first > deadline.last {
            deadline.kind = Kind::By;
        } else {
            deadline.first = opening.first.max(deadline.first);
        }
    }
    Some(deadline)
}

/// `bring forward the ban from 2035 to 2030`, `delayed from 2030 to 2035`: from one day to another, not all the time between.
fn is_moved(reading: &Reading, sentence: &Sentence, opening: &DateMention) -> bool {
    let moves = words![
        "delay", "delayed", "delaying", "postpone", "postponed", "defer", "deferred", "move", "moved",
        "bring", "bringing", "brought", "push", "pushed", "put", "slip", "slipped", "accelerate",
        "accelerated"
    ];
    let before = reading.tokens.get(sentence.first..opening.head).unwrap_or_default();
    before.iter().rev().take(10).any(|token| moves.contains(&token.word))
}

/// `later this year or early next year`, `by 1 April or 1 May 2026`: what may be done then is due by the last of them.
fn extend_to_alternatives(reading: &Reading, sentence: &Sentence, deadline: &mut DateMention) {
    let from = reading.dates.partition_point(|date| date.start < deadline.end);
    for other in reading.dates.get(from..).unwrap_or_default() {
        let begins = reading.token_at(other.start);
        let between = reading.tokens.get(deadline.tail..begins).unwrap_or_default();
        let joined = matches!(between, [or] if or.word == hash("or"));
        let later = other.last.filter(|last| deadline.last.is_some_and(|known| *last > known));
        let Some(last) = later.filter(|_| joined && other.end <= sentence.end) else { return };
        let alike = matches!(deadline.kind, Kind::By | Kind::In) && matches!(other.kind, Kind::By | Kind::In);
        let Some(first) = deadline.first.filter(|_| alike) else { return };
        deadline.form = if deadline.kind == Kind::By { other.form } else { Some(Form::Span(first, last)) };
        (deadline.end, deadline.tail, deadline.last) = (other.end, other.tail, Some(last));
    }
}

/// The date of a pledge in a table that stands in a cell behind it: one that says nothing else.
fn in_the_row(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    if sentence.block != BlockKind::Cell {
        return None;
    }
    let mut cells = reading.sentences.iter().zip(&reading.verdicts).skip(at + 1).take(4);
    let dated = |(cell, verdict): (&Sentence, &Verdict)| {
        if cell.block != BlockKind::Cell || verdict.act != Act::Other {
            return Some(None);
        }
        let from = reading.dates.partition_point(|date| date.start < cell.start);
        let date =
            reading.dates.get(from).filter(|date| date.end <= cell.end && cell.last - cell.first <= 8)?;
        let to_come =
            date.last.zip(reference).is_none_or(|(last, reference)| last > reference) && !date.named;
        Some(Some(date.clone()).filter(|_| to_come))
    };
    cells.find_map(dated)?
}

/// `£70 million this year` and `a larger budget next year` are of the financial year.
fn of_money(
    reading: &Reading,
    sentence: &Sentence,
    reference: Option<Date>,
    date: &DateMention,
) -> DateMention {
    let pointed = reading.tokens.get(date.head..date.tail).is_some_and(|tokens| {
        matches!(tokens, [which, year, ..] if words!["this", "next"].contains(&which.word) && year.word == hash("year"))
    });
    let budgeted = || {
        let budgets =
            words!["spending", "power", "funding", "budget", "budgets", "allocation", "allocations"];
        let before = reading.tokens.get(date.head.saturating_sub(3)..date.head).unwrap_or_default();
        before.iter().any(|token| budgets.contains(&token.word))
    };
    let money = || {
        let from = reading.quantities.partition_point(|quantity| quantity.start < sentence.start);
        let rest = reading.quantities.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(|quantity| quantity.end <= sentence.end)
            .any(|quantity| matches!(quantity.unit, Unit::Known("£")))
    };
    let reference = reference.filter(|_| pointed && (budgeted() || money()));
    reference.and_then(|reference| date.of_financial_year(reference)).unwrap_or_else(|| date.clone())
}

/// Where what is undertaken begins to be said: the date of it is seldom said before.
fn undertaken_from(reading: &Reading, sentence: &Sentence) -> usize {
    let verbs = words![
        "will", "shall", "expect", "expects", "expected", "intend", "intends", "plan", "plans", "aim",
        "aims", "due", "anticipate", "anticipates", "hope", "hopes", "scheduled"
    ];
    let tokens = reading.tokens.get(sentence.first..sentence.last).unwrap_or_default();
    let first = tokens.iter().position(|token| verbs.contains(&token.word));
    sentence.first + first.unwrap_or(0)
}

/// Where a second undertaking with a subject of its own begins: `and we will`.
fn second_undertaking(reading: &Reading, sentence: &Sentence, undertaken: usize) -> Option<usize> {
    let tokens = reading.tokens.get(undertaken + 1..sentence.last)?;
    let at = tokens.windows(3).position(|three| {
        matches!(three, [and, subject, will] if words!["and", "but"].contains(&and.word)
            && words!["we", "it", "they", "i"].contains(&subject.word)
            && words!["will", "shall"].contains(&will.word))
    })?;
    Some(undertaken + 1 + at)
}

#[cfg(test)]
mod tests {
    use crate::extraction::candidates;
    use crate::language::canonical::from_plain;

    #[test]
    fn a_day_of_what_is_spoken_of_and_a_standard_are_no_deadlines() {
        for (text, expected) in [
            (
                "We will respond to the consultation, which closes on 3 March 2026, in the summer.",
                "2026-08-31",
            ),
            ("We will publish the results after the consultation has closed on 14 March.", ""),
            ("All 40 hubs will have opened in March 2027.", "2027-03-31"),
            ("We will ensure that all hubs have opened in 2027.", "2027-12-31"),
            ("The review will have concluded in March 2027 and we will publish its findings.", "2027-03-31"),
            ("The council will decide 80% of applications within 13 weeks by March 2027.", "2027-03-31"),
            ("We will install each meter within 13 weeks by March 2027.", "2027-03-31"),
            ("We will open one at the end of April and another at the beginning of May.", "2026-05-10"),
            ("We will report every year, with the first report due in July 2026.", "2026-07-31"),
            ("We will recruit 500 officers by March 2027, rising to 1,500 by March 2029.", "2029-03-31"),
            ("The council will replace half of its vans by 2028 and all of them by 2032.", "2032-12-31"),
            ("By 2035 all council homes will be rated EPC C, with 4,000 upgraded by 2028.", "2035-12-31"),
            ("The plan, first promised for 2026, will be published in 2027.", "2027-12-31"),
            ("We will spend £5 million on it over this financial year and next.", "2027-03-31"),
            ("We will open 500 hubs across two school years.", "2028-01-15"),
            ("We will open 500 hubs by 2026-10.", "2026-10-31"),
            ("We will open 500 hubs every year starting in April 2026.", "2026-04-30"),
            (
                "We will fund it until the end of 2026/27, supporting the aim to double it by the end of 2029.",
                "2027-03-31",
            ),
            ("Earlier this year we announced that we will open 500 hubs.", ""),
            ("We will publish a plan to deliver the health service we will build over the next decade.", ""),
            (
                "Phase one, reporting in 2026, will recommend changes to improve lives over the next decade.",
                "2026-12-31",
            ),
            ("The Government announced we will invest £5 billion in 2026/27.", "2027-03-31"),
            ("We will spend £2 billion on flood defences over this year and next year.", "2027-03-31"),
            ("We will answer 90% within 20 days.", ""),
            ("We aim to answer at least 90% within 20 days.", ""),
            ("We will respond to 90% within 20 days.", ""),
            ("We will raise staffing levels 20% within 20 days.", "2026-02-04"),
            ("We will roll it out within 20 days in 50% of areas.", "2026-02-04"),
            ("The toolkit will be developed in partnership and published this year.", "2026-12-31"),
            ("We will ensure the tool is launched in 2026.", "2026-12-31"),
            ("We aim to decide within 90 working days in 90% of cases.", ""),
            ("We will cut the backlog by 90% within 20 days.", "2026-02-04"),
            ("We will hire 500 doctors, a first step to ensuring patients are treated within 18 weeks.", ""),
            ("The department will respond to correspondence from members within 20 working days.", ""),
            ("Landlords will be required to answer any requests of tenants for repairs within 28 days.", ""),
            ("We will announce our funding decisions within six weeks.", "2026-02-26"),
            ("We will publish a response to recent complaints within six weeks.", "2026-02-26"),
            ("We will answer requests and open a hub within six weeks.", "2026-02-26"),
            ("The petition will be answered within six weeks.", "2026-02-26"),
            ("All 40 patients will be treated within six weeks.", "2026-02-26"),
            ("We will clear the outstanding claims within six weeks.", "2026-02-26"),
            ("We will decide five applications within six weeks.", "2026-02-26"),
            ("We will respond to both requests within six weeks.", "2026-02-26"),
            ("All 40 applications will be decided within six weeks.", "2026-02-26"),
            ("We will survey the schools seen as at risk within six weeks.", "2026-02-26"),
            ("Projects announced in 2025 and 2026 will continue.", ""),
            ("The plan announced this year will be kept.", ""),
            ("We will tell 75% of patients whether they have cancer within 28 days.", ""),
            ("The data will be published after the end of the current financial year.", ""),
            ("As announced on 20 January 2026, the trial will report at a later date.", ""),
            ("We will publish the plan later this year, following the Spending Review.", "2026-12-31"),
            ("We will provide £300 million this year and next for repairs.", "2027-03-31"),
            ("Following the Chancellor's 29 November announcement, the programme will be closed.", ""),
            (
                "Following the Chancellor's statement on the public finances on 29 November, we will review the scheme.",
                "",
            ),
            ("Further to our statement on 7 January, we will table an amendment.", ""),
            ("The government intends to publish the next set of data in June.", "2026-06-30"),
            ("As announced in our Written Ministerial Statement on 22 May, we will review the scheme.", ""),
            ("The understanding, signed on 19 May, will now be made into a text.", ""),
            (
                "In the Green Paper Support to Get Britain Working published on 18 March we have committed to a review.",
                "",
            ),
            ("We will deliver the first funding settlement for local government in 10 years.", ""),
            ("We will make a statement on 20 February.", "2026-02-20"),
            ("Following the decision the Department will publish the plan on 3 March 2026.", "2026-03-03"),
            (
                "Following its response the Government will publish a White Paper on 12 May 2026.",
                "2026-05-12",
            ),
            ("Since January we have opened 20 hubs and will publish our response on 3 March.", "2026-03-03"),
            ("We have met since our statement and we will bring a Bill on 3 March 2026.", "2026-03-03"),
            ("We will make a further statement on 3 March 2026.", "2026-03-03"),
            (
                "We will make sure that across the country we will have opened 500 hubs by March 2028.",
                "2028-03-31",
            ),
            (
                "We will recruit officers so that in every town it will have 30 officers by March 2028.",
                "2028-03-31",
            ),
            ("We will increase pay by 5% and begin payments within six weeks.", "2026-02-26"),
            ("We will set a target of 5% and consult within 12 weeks.", "2026-04-09"),
            ("We will fund 50% of the hubs and open them within 12 weeks.", "2026-04-09"),
            ("We will give details shortly of the tests that councils will need to meet in 2026/27.", ""),
            ("We will increase the budget by 26-27% to protect schools.", ""),
            ("In 26-27 London boroughs will build 500 homes.", ""),
            ("In 26-27 HMRC will publish a plan.", "2027-03-31"),
            (
                "We will recruit 6,500 teachers this year and next year councils will hire 200 more.",
                "2026-12-31",
            ),
            ("From August, apprenticeships, backed by a new budget, will launch.", "2026-08-31"),
            ("The trial began on 26 March and will take a year to complete.", ""),
            ("We have trebled our aid this year and we will continue to help.", ""),
            ("We have committed to publish it this year and will consult on it.", "2026-12-31"),
            ("The Act, which received Royal Assent on 26 January, will bring in an offence.", ""),
            ("A report is due at the May 2026 committee meeting.", "2026-05-31"),
            ("As set out in the March 2026 Cabinet report, we will build 300 homes.", ""),
            ("As agreed in the June 2026 Council Tax report, we will build 300 homes.", ""),
            ("In 24-25 we spent £1 billion and in 26-27 we will spend £1.2 billion.", "2027-03-31"),
        ] {
            let found = candidates(&from_plain(text), "2026-01-15".parse().ok());
            let last = found.first().and_then(|found| found.deadline.as_ref()?.last);
            assert!(!found.is_empty(), "{text}");
            assert_eq!(last, expected.parse().ok(), "{text}");
        }
    }
}
