//! Reading English: the annotated short texts are judged as they should be, and no text is too strange to be read.

use kept::extraction::candidates;
use kept::language::canonical::from_plain;
use kept::language::speech::{self, Act};
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[test]
fn annotated_sentences_are_judged_rightly() {
    let (mut right, mut wrong) = (0, Vec::new());
    for line in include_str!("../../benches/annotated/sentences.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = from_plain(case["text"].as_str().expect("a text"));
        let date = case["date"].as_str().and_then(|date| date.parse().ok());
        let found = candidates(&text, date);
        let said = found.first().map_or("other", |candidate| candidate.act.word());
        let deadline = found.iter().find(|candidate| candidate.act == Act::Pledge).and_then(|pledge| {
            pledge.deadline.as_ref().map(|date| date.last.map_or("vague".to_owned(), |last| last.to_string()))
        });
        if Some(said) == case["kind"].as_str() && deadline.as_deref() == case["deadline"].as_str() {
            right += 1;
        } else {
            wrong.push(format!("{said} {deadline:?}: {}", text.text));
        }
    }
    assert!(right >= 33 && wrong.len() <= 2, "{}", wrong.join("\n"));
}

#[test]
fn no_date_and_no_number_goes_on_in_another_block() {
    let text = from_plain(
        "- We will fit panels on 22 schools by the end of 2028\n- LED lamps will be fitted in May\n- 2028 sees more\n\
         - We will plant 6\n- 500 trees will be felled by 1 April\n- 2030 is our goal\n",
    );
    let read = speech::read(&text.text, &text.blocks, "2026-03-10".parse().ok());
    let counted: Vec<String> =
        read.quantities.iter().filter_map(|found| Some(found.value?.to_string())).collect();
    assert_eq!(counted, ["22", "6", "500"]);
    let dates: Vec<&str> = read.dates.iter().map(|date| &text.text[date.start..date.end]).collect();
    assert_eq!(dates, ["by the end of 2028", "in May", "2028", "by 1 April", "2030"]);
    let first = candidates(&text, "2026-03-10".parse().ok()).remove(0);
    assert_eq!(first.deadline.and_then(|date| date.last), "2028-12-31".parse().ok());
}

#[test]
#[rustfmt::skip]
fn a_day_without_its_year_is_looked_for_where_its_own_clause_points() {
    for (text, value) in [
        ("The Act, which received Royal Assent on 26 August, will bring in an offence.", "2025-08-26"),
        ("The Act, which takes effect in March, will bring in an offence.", "2026-03"),
        ("We started work with the trusts on the contract on 19 August, and will publish it.", "2025-08-19"),
        ("We will start work with the trusts on 19 November and will publish a plan.", "2025-11-19"),
        ("The investment, announced by the Government in March, is for schools.", "2025-03"),
        ("The investment will be announced by the Government in March.", "2026-03"),
        ("All the work on the bridge is to be done and paid for, with 40 roads resurfaced by the end of March.", "2026-03"),
        ("A plan was announced by Ofsted in March.", "2025-03"),
        ("We are committed to improving it, and in March the Chancellor of the day announced a review.", "2025-03"),
        ("We will open the hub and in March publish a plan.", "2026-03"),
        ("It was launched in March by the Secretary of State.", "2025-03"),
        ("Following the laying of reports by the Speaker of the House on 28 June, the Minister submitted a draft.", "2025-06-28"),
        ("He will be aware that in early August the Department set out a plan to ensure safety.", "2025-08-01/2025-08-10"),
        ("We wrote to the Board on 15 June confirming the proposed rules will not be used.", "2025-06-15"),
        ("We discussed it with the High Commissioner on 19 July and stressed the need for calm.", "2025-07-19"),
        ("It will be certified and published by the auditor at the council on the 30 th October, with the estimated costs.", "2025-10-30"),
        ("Reform will take time, and in the interim the Department published updated and longer guidance in December.", "2024-12"),
        ("We will begin a round of training of the armed forces in June, with over 200 members already trained.", "2026-06"),
        ("In June the Welsh Government and its partners announced that it will be built.", "2025-06"),
        ("We expect it to conclude in approximately 9-12 months.", "../2026-09-10"),
        ("We will open the fair on 24/25 October.", "2025-10-24/2025-10-25"),
        ("The 25/26 report will be published soon.", "FY2025-26"),
        ("We will see 24/25 of them.", ""),
        ("24/25 schools will meet the standard.", ""),
        ("We will reply within 10 working days.", "../2025-09-24"),
        ("We will reply within three business days.", "../2025-09-15"),
        ("We will launch a campaign, planned for the beginning of 2026.", "2026-01-01/2026-04-30"),
        ("We will publish the changes to APR.", ""),
        ("A report is due at the November 2025 committee meeting.", "2025-11"),
        ("We will put it to the June meeting of the board.", "2026-06"),
    ] {
        let text = from_plain(text);
        let read = speech::read(&text.text, &text.blocks, "2025-09-10".parse().ok());
        let found = read.dates.first().and_then(|date| date.value()).unwrap_or_default();
        assert_eq!(found, value, "{}", text.text);
    }
}

#[test]
fn one_long_line_is_read_in_linear_time() {
    for unit in [
        "a ",
        "by the end of early ",
        "1 May to ",
        "£5-",
        "(",
        "will be published in due course. ",
        "1,",
        "www.",
    ] {
        // Eight short lines are as much as the long one: the clock ticks too slowly for one of them.
        let short = time_to_read(unit, 5_000, 8);
        // It may take as long, and more where caches are cold.
        let allowed = short * 3 + Duration::from_millis(50);
        let long = (0..3).map(|_| time_to_read(unit, 40_000, 1)).find(|long| *long < allowed);
        assert!(long.is_some(), "{unit:?}: 8 x 5,000 bytes took {short:?}, and 40,000 more than {allowed:?}");
    }
}

/// How long a line of so many bytes takes, so many times.
fn time_to_read(unit: &str, bytes: usize, times: usize) -> Duration {
    let text = from_plain(&unit.repeat(bytes / unit.len()));
    let (before, started) = (worked(), Instant::now());
    for _ in 0..times {
        let _ = candidates(&text, "2024-12-17".parse().ok());
    }
    worked().zip(before).map_or_else(|| started.elapsed(), |(after, before)| after.saturating_sub(before))
}

/// How long this thread has had a processor, where the system tells: that is the same however busy the machine is.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,80}|(\\d{1,4}[-/ .,%£$]?|(the|end|of|early|by|in|next|May|half|a|and|million|Q1|FY25|spring|year|years|to|-|hundred|third|will|be|published|\u{0}|½) ?){0,30}") {
        let text = from_plain(&text);
        let reading = speech::read(&text.text, &text.blocks, "2024-02-29".parse().ok());
        for date in &reading.dates {
            prop_assert!(text.text.get(date.start..date.end).is_some());
            prop_assert!(date.first.zip(date.last).is_none_or(|(first, last)| first <= last));
        }
        for quantity in &reading.quantities {
            prop_assert!(text.text.get(quantity.start..quantity.end).is_some());
        }
        let _ = candidates(&text, None);
    }
}
