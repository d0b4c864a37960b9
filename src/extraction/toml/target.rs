//! The target that a pledge's words suggest: a number to be reached or not to be passed, something that goes on, or an act.
//!
//! It must not look at a register. What only a person can say is left to be completed.

mod aside;
mod decisive;
mod direction;
mod lasting;
mod wording;

use toml_edit::{Table, value};

use decisive::decisive;
use direction::{Way, change_of, is_denied, unit_of_none, way_of};
use lasting::goes_on;
pub(super) use lasting::kept_until;
use wording::{MORE, is_of_each, said_behind};

use super::{hedge_value, number_value};
use crate::extraction::{Candidate, Extract};
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::tokens::{Token, tokenize, word};
use crate::quantity::Decimal;

/// The form that the quantities suggest: a number to be reached, something that goes on, or an act to be done.
pub(super) fn table(extract: &Extract, candidate: &Candidate, id: &str) -> Table {
    let mut table = Table::new();
    if goes_on(extract, candidate) {
        table.insert("keep", value("TO COMPLETE: what must go on"));
        return table;
    }
    let (unit, hedge) = if let Some(unit) = unit_of_none(extract, candidate) {
        table.insert("at_most", value(0));
        (unit, None)
    } else if let Some((form, number, quantity)) = reached(extract, candidate) {
        table.insert(form, value(number_value(number)));
        (quantity.unit(&extract.document.text.text), hedge_value(quantity.hedge))
    } else {
        table.insert("act", value("TO COMPLETE: what has to be done"));
        return table;
    };
    if !unit.is_empty() {
        table.insert("unit", value(unit));
    }
    if let Some(hedge) = hedge {
        table.insert("hedge", value(hedge));
    }
    // An indicator of its own: two pledges are measured alike only where a person says so.
    table.insert("indicator", value(format!("to-complete-{id}")));
    table
}

/// The number that is to be reached, and the form of a target that says so.
fn reached<'c>(
    extract: &'c Extract,
    candidate: &'c Candidate,
) -> Option<(&'static str, Decimal, &'c QuantityMention)> {
    let first = decisive(extract, candidate).filter(|_| !is_denied(extract.quote(candidate)))?;
    let (left, quantity) = change_of(extract, candidate, first).unwrap_or((None, first));
    let number = quantity.value?;
    let way = match left.and_then(|left| left.value) {
        Some(left) if number < left => Way::Down,
        Some(_) => Way::Up,
        None => way_of(extract, candidate, quantity),
    };
    let form = match (quantity.hedge, way) {
        (_, Way::Up) if says_up_to(extract, quantity) => return None,
        (Some(Hedge::UpTo | Hedge::Under), _) | (_, Way::Down) => "at_most",
        (_, Way::Open) => return None,
        (_, Way::Up) if is_additional(extract, candidate, quantity) => "total",
        (_, Way::Up) => "at_least",
    };
    Some((form, number, quantity))
}

/// Whether the words are `up to`: `up to 400 places` is a limit, which none at all would meet, or a promise of 400, and a person
/// has to say which. `No more than 400` and `a maximum of 400` are limits.
pub(super) fn says_up_to(extract: &Extract, quantity: &QuantityMention) -> bool {
    let before = extract.document.text.text.get(..quantity.start).unwrap_or_default().trim_end();
    quantity.hedge == Some(Hedge::UpTo) && ["up to", "Up to"].iter().any(|words| before.ends_with(words))
}

/// Whether a number is of things that come to those there are: `6,500 additional teachers`, `15 new schools`. A figure of all
/// teachers would reach it at once, so that the increments are summed. Of so many `a year` there is no sum to be reached.
fn is_additional(extract: &Extract, candidate: &Candidate, quantity: &QuantityMention) -> bool {
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
    let behind = said_behind(text, candidate, noun);
    let rate = is_of_each(&behind);
    let bare = quantity.unit == Unit::None && behind.get(1).is_none_or(|than| than.word != word!("than"));
    let behind = behind.iter().take(usize::from(bare));
    let is_share = quantity.value.is_some_and(|value| value < Decimal::ONE);
    !rate
        && !is_share
        && between.iter().chain(&within).chain(before.iter().rev().take(1)).chain(behind).any(is_more)
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
    fn what_is_not_done_before_a_day_goes_on_until_its_eve() {
        for (sentence, until) in [
            ("We will not raise parking charges before April 2027.", "until = \"../2027-03-31\""),
            ("We will not close any children's centre until 2029.", "until = \"../2028-12-31\""),
            ("There will be no closures before May 2027.", "until = \"../2027-04-30\""),
            ("We will close no library prior to May 2027.", "until = \"../2027-04-30\""),
            ("We will not close any library till May 2027.", "until = \"../2027-04-30\""),
            ("We will not raise the rate of VAT during this Parliament.", "until = \"../2029-07-08\""),
            ("We will freeze rail fares for the rest of this Parliament.", "until = \"../2029-07-08\""),
            ("All twelve community hubs will remain open throughout 2026/27.", "until = \"FY2026-27\""),
            ("We will not publish the plan in 2026.", "by = \"2026\""),
            ("We will help 500 firms in 2026 and others will see no change.", "by = \"2026\""),
            ("No library will close before May 2027.", "until = \"../2027-04-30\""),
            ("We will not close any library before the end of 2027.", "until = \"../2027-12-31\""),
            ("We will not raise fares until the end of March 2027.", "until = \"../2027-03-31\""),
            ("We will not raise income tax before the end of this Parliament.", "until = \"../2029-07-08\""),
            ("We will not publish the response before June 2027.", "from = \"2027-06\""),
        ] {
            let draft = drafted(sentence);
            assert!(draft.contains(until), "{sentence}: {draft}");
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
            ("We will run 900 extra buses, trams and trains per day.", "at_least = 900"),
            ("We will run 900 extra buses, and 40 trams a day.", "total = 900"),
            ("We will open 20 new hubs and support families every day by May 2027.", "total = 20"),
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
            ("We will provide up to 400 places by 2027.", "act = "),
            ("We will not close any of the 12 libraries before 2028.", "keep = "),
            ("No library will close before May 2027.", "keep = "),
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
            ("We will hold council tax to a 2.99% increase in 2026/27.", "at_most = 2.99\n"),
            ("We will hold the increase in council tax at 2.99% for 2026/27.", "at_most = 2.99\n"),
            ("We will restrict rent increases to 3% in April 2026.", "at_most = 3\n"),
            ("Staff turnover will be held at 10% by March 2027.", "act = "),
            ("We will keep our commitment to 0.7% of income by 2030.", "at_least = 0.7\n"),
            ("We will achieve 85% bed occupancy or lower by March 2027.", "at_most = 85\n"),
            ("Category 2 ambulance response times will average 30 minutes by March 2026.", "act = "),
            ("We will improve response times to an average of 30 minutes in 2025/26.", "act = "),
            ("We will reduce response times to an average of 30 minutes in 2025/26.", "at_most = 30\n"),
            ("We will ensure that no more than 8% of patients wait over 12 hours by March 2027.", "at_most = 8\n"),
            ("The centres will be open 24 hours a day by 2027.", "act = "),
            ("We will spend £2 in every £10 on prevention by 2029.", "act = "),
            ("We will give up to £5,000 to each of the 12 parishes by March 2027.", "act = "),
            ("We will visit each of the 12 parishes by March 2027.", "at_least = 12\n"),
            ("The project follows the first two rounds of £750 million and will open in 2027.", "act = "),
            ("We will start the regulation of the two roles by the end of 2027.", "act = "),
            ("We will restore the line by 2030 with funding from the £36 billion programme.", "act = "),
            ("Alongside the £200 million for hospitals, we will spend £40 million on care.", "at_least = 40000000\n"),
            ("All of the £5.6 billion will be invested by 2027.", "at_least = 5600000000\n"),
            ("We will implement the two reforms by 2027.", "at_least = 2\n"),
            ("We will return to the 0.7% target by 2030.", "at_least = 0.7\n"),
            ("We have spent £204 million and are on track to spend £60 million in 2026/27.", "at_least = 60000000\n"),
            ("The college currently offers seven courses and is planning to offer three more from 2026.", "total = 3\n"),
            ("We have announced £740 million for schools and are working with councils.", "at_least = 740000000\n"),
            ("We will publish invoices for any payment over £200 by 2027.", "act = "),
            ("Backed by £240 million, we will move towards an 80% employment rate by 2029.", "at_least = 80\n"),
            ("We will require at least 10% (around 1.5 billion litres) of fuel to be renewable by 2030.", "at_least = 10\n"),
            ("The scheme will be rolled out in two phases by 2027.", "act = "),
            ("We will tax properties with a rateable value (RV) of £500,000 and above from 2026-27.", "act = "),
            ("We will raise the limit from £151 a week to £196, the equivalent of 16 hours, by 2027.", "at_least = 196\n"),
            ("We will fund schools with 40% or more disadvantaged pupils by 2027.", "act = "),
            ("We will invest 2.5% of income in defence by 2030.", "at_least = 2.5\n"),
            ("We will reduce aid to the equivalent of 0.3% of income by 2027.", "at_most = 0.3\n"),
            ("We will build a new 4.5 mile road by 2028.", "act = "),
            ("The richest 10% of households will pay more by 2027.", "act = "),
            ("We will provide £150 to each of 4,000 households by March 2027.", "at_least = 4000\n"),
            ("We will proceed with reform for the 3 regulations and 9 amendments by 2027.", "act = "),
            ("We will increase funding each year up to £1 billion a year by 2030.", "act = "),
            ("Of the 1,300 buses that were funded, over 800 of these buses will be made here.", "at_least = 800\n"),
            ("We will invest £3.5 million in our 12 leisure centres by 2028.", "at_least = 3500000\n"),
            ("We will limit the council tax rise to 2.99% in 2026/27.", "at_most = 2.99\n"),
            ("We will increase the number of foster carers by 10% to 220 by 2027.", "at_least = 220\nindicator"),
            ("Thanks to £600,000 from the Lottery, we will restore the bandstand by 2026.", "act = "),
            ("We will ensure the reserves do not fall below £10 million in 2026/27.", "act = "),
            ("We will recruit 50 fewer agency staff in 2026/27.", "act = "),
            ("At least one in ten new homes will be accessible by 2028.", "at_least = 0.1\n"),
            ("We will complete 97% of priority 1 repairs within 24 hours by March 2027.", "at_least = 97\n"),
            ("We will provide 100 school places by 2026 and 300 by 2028.", "at_least = 300\n"),
            ("We have allocated £698 million for repairs until March 2027.", "at_least = 698000000\n"),
            ("We have extended the fund until March 2027, providing £742 million.", "keep = "),
            ("Grants of up to £7,500 will be available until March 2028.", "keep = "),
            ("Single fares at £3 will be available until March 2027.", "keep = "),
            ("Funding for the service will be maintained at £1.2 million until March 2028.", "keep = "),
            ("We will hold events and offer training to 2,000 staff by March 2027.", "at_least = 2000\n"),
            ("We will keep children safe by giving training to 5,000 social workers by 2027.", "at_least = 5000\n"),
            ("We will keep the scheme and extend it to 500 schools by 2027.", "at_least = 500\n"),
            ("We will keep reserves to at least 5% of the budget by 2027.", "at_least = 5\n"),
            ("We will answer 90% of calls in 10 minutes or less by March 2027.", "at_least = 90\n"),
            ("We will provide 10,000 homes for £250 or less by 2028.", "at_least = 10000\n"),
            ("We will cut the planned rise in fares to 3% by 2027.", "at_most = 3\n"),
            ("We will freeze tuition fees at £9,535 in 2026/27.", "act = "),
            ("We will recruit 6,500 teachers to schools that have vacancies and are in 55 areas by 2028.", "at_least = 6500\n"),
            ("We will cap class sizes at 30 pupils and spend £5 million on buildings by 2027.", "at_most = 30\n"),
            ("We will build 1,200 km of cycle lanes and 40 bridges by 2030.", "at_least = 1200\n"),
            ("We will recruit one new GP for every 3,000 patients by 2028.", "act = "),
            ("We will lower the voting age to 16 by 2029.", "act = "),
            ("The Forest will plant its 10 millionth tree in 2027.", "act = "),
            ("We will invest £5 million at 10 sites by 2028.", "at_least = 5000000\n"),
            ("We will open 500 hubs in every region by 2028.", "at_least = 500\n"),
            ("We will spend £2 in every £10 on prevention by 2029.", "act = "),
            ("With 6,500 new teachers, we will raise standards by 2029.", "total = 6500\n"),
            ("The £30 million fund will help to repair churches by 2028.", "act = "),
            ("The £30 million funding will be spent on churches by 2028.", "at_least = 30000000\n"),
            ("Our £8 million programme will open in May 2027.", "act = "),
            ("A new £14 million campus will open in May 2027.", "act = "),
            ("We will launch a £14 million fund in May 2027.", "at_least = 14000000\n"),
            ("Work has begun on a £45 million research centre, which will open in May 2027.", "act = "),
            ("The strategy will set out our plans and we have opened 135 centres.", "act = "),
            ("We will work with the towns that were awarded £120 million in 2023.", "act = "),
            ("We will ensure that we have recruited 6,500 teachers by 2029.", "at_least = 6500\n"),
            ("To date we have paid £325,355, and we expect to pay a further £174,999 in 2026/27.", "at_least = 174999\n"),
            ("The council is considering the inquiry's 57 recommendations and will respond by May 2026.", "act = "),
            ("The team currently has 39 staff, with plans to recruit a further 22 by 2027.", "total = 22\n"),
            ("Spending on schools will be £22.6 billion more in 2026/27 than in 2023/24.", "act = "),
            ("We will fund 750 schools to provide a breakfast club lasting at least 30 minutes.", "at_least = 750\n"),
            ("As part of the Mayor's Ten Point Plan we will double funding by 2027.", "act = "),
            ("The Release 1 initiatives will be rolled out by 2027.", "act = "),
            ("We will release 500 prisoners by 2028.", "at_least = 500\n"),
            ("We will fund Five Hospitals by 2028.", "at_least = 5\n"),
            ("We will open Two Wards by 2028.", "at_least = 2\n"),
            ("By 2028 we will have cut waits and have built 300 homes.", "at_least = 300\n"),
            ("We will support the towns that have lost 15 banks and open 20 hubs by 2028.", "at_least = 20\n"),
            ("We will provide £2 billion more to councils by 2028 than was planned.", "at_least = 2000000000\n"),
            ("We will extend the relief for apprentices under 25 by 2027.", "act = "),
            ("We will train 500 teachers by 2026 and half of all schools by 2028.", "at_least = 500\n"),
        ];
        for (sentence, form) in rows {
            let draft = drafted(sentence);
            assert!(draft.contains(form), "{sentence}: {draft}");
        }
    }
}
