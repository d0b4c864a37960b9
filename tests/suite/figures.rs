//! What papers say of figures and of their time and unit, of other readings, and of an entry still to be completed.

use crate::small;
use crate::wording::{markdown, report};
use kept::assessment::RuleCode;
use kept::model::{Register, Status};
use kept::report::questions::{House, questions};

const PROMISES: &str = r#"
[register]
title = "Promises"
searched_to = 2026-06-30

[[body]]
id = "council"
name = "Westcombe Council"

[[pledge]]
id = "clinics"
title = "Open clinics"
responsible = "TO COMPLETE: the body that answers for it"
made_on = 2025-01-10
quote = "We will open clinics by March 2026"
test = "TO COMPLETE: what would count, in one plain sentence"
target = { at_least = 40, unit = "clinics", indicator = "to-complete-clinics" }
deadline = { by = "2026-03" }

[[pledge]]
id = "waits"
title = "Cut long waits"
responsible = "Westcombe Council"
made_on = 2025-04-10
quote = "We will cut long waits to a third by April 2028"
test = "The share of long waits is counted."
target = { at_most = 33.3, unit = "%", indicator = "waits", baseline = { value = 44, on = 2025-03-31 } }
deadline = { by = "2028-04" }

[[pledge]]
id = "roads"
title = "Spend on roads"
responsible = "Westcombe Council"
made_on = 2024-01-10
quote = "We will spend £10 million on roads in 2024/25"
test = "The spending is counted."
target = { at_least = 10_000_000, unit = "£", indicator = "roads" }
deadline = { by = "FY2024-25" }

[[pledge]]
id = "paper"
title = "Publish the paper"
responsible = "Westcombe Council"
made_on = 2024-06-01
quote = "We will publish the paper in spring"
test = "The paper is out."
target = { act = "Publish the paper." }
deadline = { by = 2025-03-31, quote = "by Tuesday lunchtime" }

[[pledge.restated]]
on = 2024-12-01
quote = "We will publish the paper in summer"
deadline = { by = 2025-08-31 }
"#;

const FOUND: &str = r#"
[[record]]
title = "Waiting lists"
publisher = "Audit Office"
kind = "audit"
published_on = 2026-02-10
[[record.observation]]
indicator = "waits"
on = "2026-01"
value = 41

[[record]]
title = "Road spending"
publisher = "Audit Office"
kind = "audit"
published_on = 2024-10-24
[[record.observation]]
indicator = "roads"
on = "FY2024-25"
value = 10_700_000

[[record]]
title = "The paper"
publisher = "Westcombe Council"
kind = "statement"
self_reported = false
note = "The statement is the paper itself."
published_on = 2025-05-01
[[record.act]]
pledge = "paper"
step = "delivered"
on = 2025-05-01
"#;

fn promises() -> Register {
    small::register(&[("pledges.toml", PROMISES), ("evidence/found.toml", FOUND)])
}

#[test]
fn what_is_not_completed_is_neither_lapsed_nor_printed_as_if_it_were() {
    let register = promises();
    let report = report(&register);
    let (_, clinics) =
        report.rows().find(|(pledge, _)| pledge.id.as_str() == "clinics").expect("it is there");
    assert_eq!((clinics.status, clinics.rule), (Status::Pending, RuleCode::Unchecked));
    let markdown = markdown(&report);
    assert!(markdown.contains("**Pending: entry not completed, as of 2 May 2026.**"), "{markdown}");
    assert!(markdown.contains("(still to be written: responsible, test, target.indicator)"), "{markdown}");
    assert!(!markdown.contains("TO COMPLETE") && !markdown.contains("to-complete"), "{markdown}");
    let (drafts, not_asked) = questions(&report, House::Commons);
    let clinics = clinics.pledge;
    assert!(drafts.iter().all(|draft| draft.pledge != clinics));
    assert!(not_asked.iter().any(|not| not.pledge == clinics && not.why.contains("not completed")));
}

#[test]
fn a_figure_is_said_for_its_own_time_and_in_its_own_unit() {
    let markdown = markdown(&report(&promises()));
    for expected in [
        "Measured: £10.7 million between 1 April 2024 and 31 March 2025, as it stood on 24 October 2024, which meets",
        "| April 2024 to March 2025 | £10.7 million",
        "The latest figure is 41% (January 2026), 7.7 percentage points above it.",
        "from 44% on 31 March 2025",
        "So far it has fallen by 3 percentage points; a fall of 10.7 percentage points is needed.",
        "Cut long waits against the target",
    ] {
        assert!(markdown.contains(expected), "{expected}\n\n{markdown}");
    }
}

#[test]
fn what_differs_by_another_reading_is_not_called_the_same() {
    let markdown = markdown(&report(&promises()));
    for expected in [
        "By original terms and without self-reported evidence in favour: delivered late. By the terms in force and all evidence: delivered.",
        "statement, by this register’s ruling not self-reported: The statement is the paper itself.",
    ] {
        assert!(markdown.contains(expected), "{expected}\n\n{markdown}");
    }
}

#[test]
fn words_that_give_a_deadline_are_quotations_to_be_checked() {
    // Four pledges, a restatement, and the words of a deadline that stand in none of them; no source is kept.
    let quotes = promises().quotes;
    assert_eq!((quotes.verified, quotes.unverifiable), (0, 6));
}
