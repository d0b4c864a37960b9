//! A delivery of which a part is known by the body's own word alone, and a fact with two cautions: what is printed of them.

use crate::small;

const PLEDGES: &str = r#"
[register]
title = "Schools"

[[pledge]]
id = "tutors"
title = "Hire 5 tutors"
responsible = "Larkfield Trust"
made_on = 2025-09-03
quote = "hire 5 tutors"
test = "Tutors are counted."
target = { total = 5, indicator = "tutors", unit = "tutors" }
deadline = { by = 2026-08-31 }
"#;

const RECORDS: &str = r#"
[[record]]
title = "Newsletter"
publisher = "Larkfield Trust"
kind = "statement"
published_on = 2025-11-25
does_not_show = "That they stay."
[[record.observation]]
indicator = "tutors"
on = 2025-11-15
add = 3
does_not_show = "Their hours."

[[record]]
title = "Count"
publisher = "Parents"
kind = "campaign"
published_on = 2026-05-20
[[record.observation]]
indicator = "tutors"
on = 2026-05-01
add = 2
"#;

#[test]
fn a_delivery_and_its_cautions_are_printed_whole() {
    let cautions = ["Not shown: Their hours.", "Not shown: That they stay."];
    for (arguments, expected) in [
        (&["status"][..], &["met on 1 May 2026; 5 now, 5 tutors needed; in part self-reported"][..]),
        (&["explain", "tutors"], &["tutors is delivered (rule target-met). In part self-reported."]),
        (&["brief", "tutors"], &["Marks: in part self-reported. By original terms"]),
        (&["brief", "tutors"], &cautions),
        (&["export", "--format", "ics"], &["As of 31 July 2026: delivered\\, in part self-reported."]),
    ] {
        let files = [("pledges.toml", PLEDGES), ("evidence/found.toml", RECORDS)];
        let text = small::printed(&files, "2026-07-31", arguments);
        for words in expected {
            assert!(text.contains(words), "{arguments:?} lacks {words:?}\n\n{text}");
        }
    }
}

/// Which of a sum is the body's own word is judged by the terms that the status is judged by.
#[test]
fn a_lowered_total_is_confirmed_by_what_meets_the_lowered_one() {
    for (lowered, expected) in [
        (2, "1 delivered (1 confirmed)"),
        (3, "1 delivered (1 self-reported)"),
        (4, "1 delivered (1 partly self-reported)"),
    ] {
        let judged = PLEDGES.replacen("title", "terms = \"current\"\ntitle", 1);
        let pledges = format!(
            "{judged}\n[[pledge.restated]]\non = 2026-01-10\n\
             target = {{ total = {lowered}, indicator = \"tutors\", unit = \"tutors\" }}\n"
        );
        let files = [("pledges.toml", pledges.as_str()), ("evidence/found.toml", RECORDS)];
        let text = small::printed(&files, "2026-07-31", &["status"]);
        assert!(text.contains(expected), "{lowered}: no {expected:?}\n\n{text}");
    }
}
