//! What is printed, read as it would be read aloud: no sentence says more than the register holds, or says it of another day.

use crate::small;

const PLEDGES: &str = r#"
[register]
title = "Schools"
searched_to = 2026-06-30

[[body]]
id = "trust"
name = "Larkfield Trust"

[[pledge]]
id = "tutors"
title = "Hire 5 tutors"
responsible = "Larkfield Trust"
made_on = 2025-09-03
quote = "hire 5 tutors"
test = "Tutors are counted."
target = { total = 5, indicator = "tutors", unit = "tutors" }
deadline = { by = 2026-08-31 }

[[pledge.earlier]]
on = 2025-06-02
quote = "five tutors"

[[pledge]]
id = "carbon"
title = "Halve emissions"
responsible = "Department for Education"
made_on = 2025-01-06
quote = "half"
test = "The report says so."
target = { change = -6, indicator = "carbon", unit = "tCO2e", baseline = { value = 12, on = "FY2023-24" } }
deadline = { by = 2026-03-31, report_by = 2026-06-01 }

[[pledge]]
id = "attendance"
title = "Attendance of 95%"
responsible = "Department for Education"
made_on = 2025-01-06
quote = "95%"
test = "The census says so."
target = { at_least = 95, indicator = "attendance", unit = "% of pupils" }
deadline = { by = 2027-03-31 }

[[pledge]]
id = "wall"
title = "Build a wall"
responsible = "Larkfield Trust"
made_on = 2025-01-06
quote = "a wall"
test = "It stands."
target = { act = "Build the wall." }
deadline = { by = 2025-12-31 }

[[pledge]]
id = "leaks"
title = "Lose less water"
responsible = "The Water Office"
made_on = 2025-01-06
quote = "20 points less"
test = "The report says so."
target = { change = -20, indicator = "leaks", unit = "%", within = "10%", baseline = { value = 50, on = 2024-12-31 } }
deadline = { by = 2028-12-31 }

[[pledge]]
id = "queue"
title = "No more than 5% wait"
responsible = "The Water Office"
made_on = 2025-01-06
quote = "no more than 5%"
test = "The report says so."
target = { at_most = 5, indicator = "queue", unit = "%", measured = "at-deadline" }
deadline = { by = 2026-03-31 }

[[pledge]]
id = "fountain"
title = "Keep the fountain running"
responsible = "The Water Office"
made_on = 2025-01-06
quote = "keep it running"
test = "It runs."
target = { keep = "the fountain runs" }
deadline = { until = "../2026-03-31" }

[[pledge]]
id = "roofs"
title = "Mend both roofs"
responsible = "Larkfield Trust"
made_on = 2025-01-06
quote = "both roofs"
test = "Both are mended."
target = { parts = "all" }
deadline = { by = 2025-11-01 }

[[pledge]]
id = "east"
title = "Mend the east roof"
part_of = "roofs"
responsible = "Larkfield Trust"
made_on = 2025-01-06
quote = "both roofs"
test = "It is mended."
target = { act = "Mend the east roof." }
deadline = { by = 2025-12-31 }

[[pledge]]
id = "west"
title = "Mend the west roof"
part_of = "roofs"
responsible = "Larkfield Trust"
made_on = 2025-01-06
quote = "both roofs"
test = "It is mended."
target = { act = "Mend the west roof." }
deadline = { by = 2025-12-31 }
"#;

const RECORDS: &str = r#"
[[record]]
title = "Count"
publisher = "Parents"
kind = "campaign"
published_on = 2026-05-20
[[record.observation]]
indicator = "tutors"
on = 2025-07-10
add = 1
[[record.observation]]
indicator = "tutors"
on = 2025-10-01
add = 1
[[record.observation]]
indicator = "carbon"
on = "FY2024-25"
value = 9
[[record.act]]
pledge = "west"
step = "reversed"
on = 2025-05-01

[[record]]
title = "Newsletter"
publisher = "Larkfield Trust"
kind = "statement"
published_on = 2025-11-25
[[record.act]]
pledge = "wall"
step = "delivered"
on = 2025-11-22
[[record.act]]
pledge = "east"
step = "delivered"
on = 2025-11-22

[[record]]
title = "Storm"
publisher = "Agency"
kind = "audit"
published_on = 2026-08-02
[[record.act]]
pledge = "east"
step = "reversed"
on = 2026-08-01

[[record]]
title = "Inspection"
publisher = "Agency"
kind = "audit"
published_on = 2026-01-30
[[record.act]]
pledge = "wall"
step = "not-delivered"
on = 2026-01-10
[[record.act]]
pledge = "fountain"
step = "kept"
on = 2025-06-30
[[record.act]]
pledge = "fountain"
step = "breached"
on = 2025-12-01
[[record.observation]]
indicator = "leaks"
on = 2025-12-31
value = 44.6
[[record.observation]]
indicator = "queue"
on = 2025-06-30
value = 4
[[record.observation]]
indicator = "queue"
on = 2025-12-31
value = 6

[[record]]
title = "Attendance"
publisher = "Department for Education"
kind = "statement"
house = "Commons"
published_on = 2026-05-01
[[record.observation]]
indicator = "attendance"
on = "2026-03"
value = 93
note = "The union doubts it."
"#;

/// What a command prints on a day, in lines of any length.
fn printed(as_of: &str, arguments: &[&str]) -> String {
    small::printed(&[("pledges.toml", PLEDGES), ("evidence/found.toml", RECORDS)], as_of, arguments)
}

/// Every expected sentence is printed, and none that is not to be.
fn says(as_of: &str, arguments: &[&str], expected: &[&str], never: &[&str]) {
    let text = printed(as_of, arguments);
    for words in expected {
        assert!(text.contains(words), "{arguments:?} lacks {words:?}\n\n{text}");
    }
    for words in never {
        assert!(!text.contains(words), "{arguments:?} has {words:?}\n\n{text}");
    }
}

#[test]
fn a_total_begins_when_what_it_counts_began_to_count() {
    let began = "It began at 0 tutors on 2 June 2025. Time and pace are reckoned from 3 September 2025.";
    says("2026-06-30", &["explain", "tutors"], &[began], &[]);
    let chart = "begins at 0 tutors on 2 June 2025; the target is 5 tutors by 31 August 2026. Measured: 1 tutor on 10 July 2025";
    says("2026-06-30", &["brief", "tutors"], &[chart, "from 0 on 2 June 2025."], &[]);
    // What was said as entered later is no beginning yet.
    says("2025-08-01", &["brief", "tutors"], &["from 0 on 2 June 2025."], &["from 0 on 3 September 2025"]);
}

#[test]
fn a_figure_for_a_year_is_not_one_of_its_last_day() {
    let began = "It began at 12 tCO2e between 1 April 2023 and 31 March 2024.";
    says("2026-05-30", &["explain", "carbon"], &[began], &["on 31 March 2024"]);
    let chart = "*tCO2e against the target (indicator carbon).* Line chart. It begins at 12 tCO2e between";
    let measured = "Measured: 9 tCO2e between 1 April 2024 and 31 March 2025.";
    let asked = "on the latest figures after those up to 31 March 2025;";
    says(
        "2026-05-30",
        &["brief", "carbon"],
        &[chart, measured, asked],
        &["on 31 March 2024", "on 31 March 2025"],
    );
}

#[test]
fn a_share_is_measured_and_not_counted_up() {
    let asked = "what the percentage is on the basis on which the Department measures the commitment";
    let uncited = "Check: “Attendance” (1 May 2026) is not cited: the register gives no number for it.";
    says("2026-06-30", &["questions", "attendance"], &[asked, uncited], &["The later", "counted towards"]);
    let asked = "The most recent percentage held on the basis on which this commitment is measured,";
    says("2026-06-30", &["questions", "attendance", "--foi"], &[asked], &["counted towards"]);
}

#[test]
fn a_note_is_not_taken_for_what_the_body_says() {
    let said = "Its latest statement recorded here, 1 May 2026: 93% of pupils. The register notes: The union doubts it.";
    says("2026-06-30", &["brief", "attendance"], &[said], &[]);
}

#[test]
fn what_would_change_it_says_what_it_takes_to_prevail() {
    let needed = "dated after 31 December 2025 (not before 10 January 2026 and not self-reported) would make it delivered, late.";
    says("2026-06-30", &["explain", "wall"], &[needed], &[]);
    // What is dated before the reversal is undone by it, and the other part came after the whole's own deadline already.
    let late = "of the part “Mend the west roof” dated by 31 December 2025 (not before 1 May 2025) would make it delivered, late.";
    says("2026-06-30", &["explain", "roofs"], &[late], &[]);
}

#[test]
fn a_feed_keeps_by_whose_word_it_was_delivered() {
    let entries = ["Build a wall: delivered, self-reported<", "Build a wall: lapsed: deadline passed"];
    says("2026-06-30", &["export", "wall", "--format", "atom"], &entries, &["Build a wall: delivered<"]);
}

#[test]
fn only_what_is_delivered_is_self_reported_or_undone() {
    let words = "self-reported in a part; in part: 1 of 2 parts delivered";
    says("2026-06-30", &["status", "roofs"], &[words], &[]);
    says("2026-09-01", &["status", "east"], &["delivery self-reported"], &["in a part"]);
    says(
        "2026-06-30",
        &["explain", "west"],
        &["Undoes no delivery that is on record."],
        &["Undoes a delivery"],
    );
}

#[test]
fn the_last_day_is_not_over_before_its_end() {
    says("2025-12-31", &["explain", "west"], &["Due by the end of 31 December 2025;"], &["0 days"]);
    let awaited = "the figures that decide are due by the end of 1 June 2026.";
    says("2026-06-01", &["explain", "carbon"], &[awaited], &["0 days"]);
}

#[test]
fn a_check_says_why_a_flag_is_raised() {
    let arguments =
        ["check", "--deny", "none", "--warn", "claimed,behind,unevidenced", "--format", "markdown"];
    let reasons = [
        "“Newsletter” (Larkfield Trust, published on 25 November 2025, self-reported). Self-reported. |",
        "1 of its 2 parts has lapsed. Self-reported in a part. |",
    ];
    says("2026-06-30", &arguments, &reasons, &[]);
}

#[test]
fn the_strict_reading_asks_for_another_s_word() {
    let needed = "A record of the step `delivered` dated by 31 December 2025 (not before 1 May 2025 and not self-reported)";
    says("2026-06-30", &["explain", "west", "--strict"], &[needed], &[]);
}

#[test]
fn what_was_not_made_yet_holds_no_answer() {
    let none = "Nothing is asked for: no pledge that had been made by that day is selected.";
    says("2024-06-30", &["questions", "--foi"], &[none], &["already holds"]);
}

#[test]
fn a_change_of_a_percentage_is_one_of_percentage_points() {
    let level = "No figure recorded here reaches at most 32% (50% on 31 December 2024, less 20 percentage points, within 10% of 20 \
        percentage points).";
    let target = "a change of -20 percentage points from 50% (31 December 2024): at most 30%";
    says("2026-05-30", &["explain", "leaks"], &[level, target], &["less 20%", "-20%"]);
    let asked = "Asked for: **a fall of 20 percentage points from the 50% of 31 December 2024, within 10%**";
    // Between two percentages a tenth is told.
    says(
        "2026-05-30",
        &["brief", "leaks"],
        &[asked, "At the pace so far it would end at 28.4%."],
        &["fewer"],
    );
    says("2026-05-30", &["brief", "carbon"], &["**a fall of 6 tCO2e from the 12 of"], &["fewer"]);
}

#[test]
fn a_figure_before_the_last_does_not_decide_at_the_deadline() {
    let was = "At the deadline it was to be at most 5%. The latest figure is 6% (31 December 2025), 1 percentage point above it.";
    let wanted = "An observation of queue of at most 5% dated by 31 March 2026 (not before 1 January 2026) would make it \
        delivered.";
    says("2026-05-30", &["explain", "queue"], &[was, wanted], &["reaches at most"]);
    let is = "At the deadline it is to be at most 5%.";
    says("2026-02-28", &["explain", "queue"], &[is], &["reaches at most"]);
}

#[test]
fn of_what_stopped_nothing_says_that_no_stop_is_recorded() {
    says(
        "2026-05-30",
        &["explain", "fountain"],
        &["Recorded as kept on 30 June 2025"],
        &["no breach recorded"],
    );
}

#[test]
fn a_body_is_called_as_the_register_calls_it() {
    says("2026-05-30", &["questions", "queue"], &["none is known here for The Water Office;"], &[]);
    // A request lists the answers that are held, and says nothing of those that are not.
    says("2026-05-30", &["questions", "queue", "--foi"], &["To: The Water Office"], &["Parliament"]);
}

#[test]
fn what_is_new_says_by_whose_word_it_was_delivered_and_why_it_lapsed() {
    let wall =
        "wall: added; delivered, self-reported (target-met). - Recorded as delivered on 22 November 2025";
    says("2025-12-15", &["diff", "wall", "--since", "2025-01-01"], &[wall], &[]);
    let queue = "queue: added; lapsed (deadline-passed). - Deadline passed on 31 March 2026;";
    says("2026-05-30", &["diff", "queue", "--since", "2025-01-01"], &[queue], &[]);
    let tutors = "tutors: added; pending (not-yet-due).";
    says("2025-10-15", &["diff", "tutors", "--since", "2025-01-01"], &[tutors], &["Due by"]);
}

#[test]
fn of_a_whole_with_a_part_delivered_none_says_that_nothing_was() {
    let reason = "no delivery of the whole is recorded here, searched to 15 December 2025. The deadline is 1 November 2025. 15 December \
        2025 is 44 days after it. 1 of its 2 parts is delivered.";
    says("2025-12-15", &["explain", "roofs"], &[reason], &["no delivery recorded here"]);
    says("2025-12-15", &["status", "roofs"], &["no delivery of the whole recorded here"], &[]);
}
