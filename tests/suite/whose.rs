//! Whose words are printed, and of which day: a manifesto is no word of a department, and a deadline goes with the saying that
//! gave it.

use crate::small;

const PLEDGES: &str = r#"
[register]
title = "Planning"
searched_to = 2026-11-01

[[body]]
id = "ministry"
name = "Ministry of Housing"
aliases = ["MoH"]

[[pledge]]
id = "officers"
title = "Recruit 300 planning officers"
responsible = "MoH"
made_on = 2024-06-13
source = "manifesto"
quote = "We will recruit 300 officers"
test = "They are counted."
target = { change = 300, indicator = "officers", unit = "FTE", baseline = { value = 900, on = 2024-06-30 } }

[[pledge]]
id = "trees"
title = "Plant trees"
responsible = "MoH"
made_on = 2025-01-10
source = "paper"
quote = "trees will be planted"
untestable = "It does not say how many."

[[pledge]]
id = "bill"
title = "Legislate to make homes safe"
responsible = "MoH"
made_on = 2025-11-12
source = "letter"
quote = "the Bill will be introduced as soon as parliamentary time allows"
test = "A Bill is introduced."
target = { act = "Introduce the Bill" }

[[pledge.earlier]]
on = 2024-12-02
source_title = "Plan"
quote = "by the end of 2025"
deadline = { by = "2025" }
"#;

const RECORDS: &str = r#"
[[record]]
title = "A Fair Deal"
publisher = "The Party"
kind = "campaign"
published_on = 2024-06-13
document = "manifesto.txt"

[[record]]
title = "Letter"
publisher = "Ministry of Housing"
kind = "statement"
published_on = 2025-11-12
document = "letter.txt"

[[record]]
title = "Trees for all"
publisher = "The Newspaper"
kind = "media"
published_on = 2025-01-10
document = "paper.txt"
"#;

fn says(arguments: &[&str], expected: &str) {
    let letter = "I confirm that the Bill will be introduced as soon as parliamentary time allows.";
    let files = [
        ("pledges.toml", PLEDGES),
        ("evidence/sources.toml", RECORDS),
        ("evidence/manifesto.txt", "We will recruit 300 officers."),
        ("evidence/paper.txt", "The minister said that trees will be planted."),
        ("evidence/letter.txt", letter),
    ];
    let text = small::printed(&files, "2026-11-23", arguments);
    assert!(text.contains(expected), "{arguments:?} lacks {expected:?}\n\n{text}");
}

#[test]
fn words_that_name_nobody_are_those_of_who_published_them() {
    says(&["brief", "officers"], "— The Party, 13 June 2024.[^1] Responsible: Ministry of Housing.");
    says(&["brief", "bill"], "— Ministry of Housing, 12 November 2025.[^1]");
    // A newspaper says what others have said.
    says(&["brief", "trees"], "— 10 January 2025.[^1] Responsible: Ministry of Housing.");
}

#[test]
fn a_question_names_the_saying_that_gave_the_deadline() {
    let asked = "the commitment of 2 December 2024 to legislate to make homes safe, whether the Department was able to introduce \
        the Bill by 31 December 2025;";
    says(&["questions", "bill"], asked);
    says(
        &["questions", "bill", "--lenient"],
        "the commitment of 12 November 2025 to legislate to make homes safe, when",
    );
}

#[test]
fn a_question_spells_out_a_unit_that_is_nothing_but_an_abbreviation() {
    says(&["questions", "officers"], "what the number of full-time equivalents is");
}

const RULED: &str = r#"
[register]
title = "Towns"

[[body]]
id = "towns"
name = "Department for Towns"
part_of = "government"

[[body]]
id = "treasury"
name = "HM Treasury"
part_of = "government"

[[pledge]]
id = "fund"
title = "Spend £1 billion"
responsible = "Department for Towns"
made_on = 2025-01-14
quote = "we will spend £1 billion"
test = "The sums add up."
target = { total = 1_000_000_000, indicator = "spent", unit = "£" }
deadline = { by = 2027-03-31 }

[[pledge]]
id = "tips"
title = "Cut fly-tipping"
responsible = "Department for Towns"
made_on = 2025-01-14
quote = "we will cut fly-tipping to 500,000 incidents in 2025-26"
test = "They are counted."
target = { at_most = 500_000, indicator = "tips", unit = "incidents", measured = "at-deadline" }
deadline = { by = "FY2025-26", report_by = 2027-01-31 }

[[pledge]]
id = "strategy"
title = "Publish a strategy"
responsible = "Department for Towns"
made_on = 2025-01-14
quote = "we will publish a strategy"
test = "It is published."
target = { act = "publish a strategy" }

[pledge.override]
status = "lapsed"
on = 2026-02-01
by = "The editors"
reason = "The department has been closed."
"#;

const SPENT: &str = r#"
title = "Spending"
publisher = "HM Treasury"
kind = "statement"
published_on = 2026-05-01
url = "https://example.org/spending"

[[observation]]
indicator = "spent"
on = "FY2025-26"
add = 412_500_000

[[observation]]
indicator = "tips"
on = "FY2025-26"
value = 510_000
"#;

#[test]
fn a_paper_says_which_body_of_the_government_spoke_and_of_its_pace_no_more_than_it_knows() {
    let files = [("pledges.toml", RULED), ("evidence/spent.toml", SPENT)];
    let paper = small::printed(&files, "2026-11-23", &["brief", "fund"]);
    for expected in [
        "The latest statement recorded here (HM Treasury, 1 May 2026): £412.5 million more.",
        "That is +£341.6 million a year so far; +£587.9 million a year is needed",
    ] {
        assert!(paper.contains(expected), "{paper}");
    }
    let asked = small::printed(&files, "2026-11-23", &["questions", "tips"]);
    assert!(asked.contains("already holds the figure for the last day of the deadline"), "{asked}");
}

#[test]
fn what_a_person_ruled_to_have_lapsed_is_not_counted_as_pending_without_a_deadline() {
    let paper = small::printed(&[("pledges.toml", RULED)], "2026-11-23", &["brief"]);
    assert!(paper.contains("0 delivered, 2 pending, 1 lapsed"), "{paper}");
    assert!(!paper.contains("pending without a deadline"), "{paper}");
}

const CLINICS: &str = r#"
[register]
title = "Clinics"
searched_to = 2026-06-30

[[body]]
id = "health"
name = "Department for Clinics"
part_of = "uk-government"

[[body]]
id = "agency"
name = "Clinic Agency"
part_of = "health"

[[pledge]]
id = "clinics"
title = "Have 60 clinics open"
responsible = "Department for Clinics"
made_on = 2025-02-04
source = "said"
quote = "sixty clinics will be open"
test = "They are counted."
target = { at_least = 60, indicator = "open", unit = "clinics" }

[[pledge]]
id = "waits"
title = "Bring waits down to 12 weeks"
responsible = "Department for Clinics"
made_on = 2024-01-10
quote = "nobody will wait longer than 12 weeks"
test = "They are counted."
target = { at_most = 12, indicator = "waits", unit = "weeks" }

[[pledge.restated]]
on = 2025-02-04
source = "said"
quote = "no patient will wait longer than 12 weeks"

[[pledge]]
id = "toolkit"
title = "Publish a toolkit"
responsible = "Clinic Agency"
made_on = "2025-02"
source = "said"
quote = "a toolkit will be published"
test = "It is published."
target = { act = "publish the toolkit" }
"#;

const OPENINGS: &str = r#"
title = "Openings"
publisher = "Department for Clinics"
kind = "statement"
published_on = 2024-11-20
url = "https://example.org/openings"

[[observation]]
indicator = "open"
on = 2024-11-01
value = 48

[[observation]]
indicator = "waits"
on = 2024-11-01
value = 19
"#;

const PLANS: &str = r#"
title = "Plans"
publisher = "Department for Clinics"
kind = "statement"
published_on = 2025-02-04
url = "https://example.org/plans"
"#;

/// What is printed of the clinics.
fn of_clinics(arguments: &[&str]) -> String {
    let files =
        [("pledges.toml", CLINICS), ("evidence/openings.toml", OPENINGS), ("evidence/said.toml", PLANS)];
    small::printed(&files, "2026-06-30", arguments)
}

#[test]
fn the_latest_statement_is_none_from_before_the_pledge_nor_one_after_which_it_was_said_again() {
    let before = of_clinics(&["brief", "clinics"]);
    assert!(before.contains("No later statement of the responsible body on this pledge"), "{before}");
    assert!(!before.contains("latest statement recorded here"), "{before}");
    let anew = of_clinics(&["brief", "waits"]);
    assert!(anew.contains("Its latest statement recorded here is the wording of 4 February 2025"), "{anew}");
}

#[test]
fn a_question_about_an_agency_goes_to_the_minister_of_its_department() {
    let asked = of_clinics(&["questions", "toolkit"]);
    for expected in [
        "To ask the Secretary of State for Clinics, with reference to the commitment",
        "when Clinic Agency expects to publish the toolkit",
        "No answer of this Parliament on this pledge is recorded here with its number or House;",
    ] {
        assert!(asked.contains(expected), "{asked}");
    }
}

#[test]
fn a_request_names_no_day_of_what_was_said_in_a_month() {
    let request = of_clinics(&["questions", "toolkit", "--foi"]);
    assert!(
        request.contains("The commitment it concerns was made in February 2025 in these words:"),
        "{request}"
    );
}
