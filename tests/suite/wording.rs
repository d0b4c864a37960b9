//! What papers and proofs say of a small register: each sentence is held against what the engine does with it.

use crate::small;
use kept::assessment::Flag;
use kept::model::{Register, Status};
use kept::render::page::{self, briefing};
use kept::report::Report;
use kept::report::briefing::{Grouping, briefing as brief_on};
use kept::report::questions::{House, questions};

const SHELTERS: &str = r#"
[register]
title = "Shelters"
searched_to = 2026-06-30

[[pledge]]
id = "shelters"
title = "Put up 40 shelters"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "We will put up 40 shelters by 5 April 2026"
test = "Shelters are counted."
target = { total = 40, indicator = "shelters", unit = "shelters" }
deadline = { by = 2026-04-05 }

[[pledge]]
id = "trees"
title = "Plant 500 trees more"
responsible = "Department for Education"
made_on = 2025-01-10
quote = "We will plant 500 trees more than there were"
test = "Trees are counted."
searched_to = 2026-01-31
target = { change = 500, indicator = "trees", unit = "trees", baseline = { value = 1_000, on = 2025-01-01, source = "Tree count of New Year 2025" } }
deadline = { by = 2026-12-31, report_by = 2027-03-31 }
"#;

/// The shelters put up: a day and how many.
fn shelters(added: &[(&str, u32)]) -> String {
    let mut record = "title = \"Shelter list\"\npublisher = \"Shelter Watch\"\nkind = \"research\"\npublished_on = 2026-05-02\n".to_owned();
    for (on, add) in added {
        record.push_str(&format!("\n[[observation]]\nindicator = \"shelters\"\non = {on}\nadd = {add}\n"));
    }
    record
}

const ANSWER: &str = r#"
title = "Trees: Schools"
publisher = "Department for Education"
kind = "statement"
published_on = "2025-06"
house = "Commons"

[[observation]]
indicator = "trees"
on = 2025-05-31
value = 1_100
"#;

fn register(added: &[(&str, u32)]) -> Register {
    let list = shelters(added);
    small::register(&[
        ("pledges.toml", SHELTERS),
        ("evidence/list.toml", &list),
        ("evidence/answer.toml", ANSWER),
    ])
}

pub(crate) fn report(register: &Register) -> Report<'_> {
    small::report(register, "2026-05-02")
}

/// The status of the shelters, the days by which they came late, and what is said to change it.
fn standing(added: &[(&str, u32)]) -> (Status, Option<i64>, String) {
    let register = register(added);
    let report = report(&register);
    let (_, found) = report.rows().find(|(pledge, _)| pledge.id.as_str() == "shelters").expect("it is there");
    (found.status, found.days_late, found.would_change.clone())
}

pub(crate) fn markdown(report: &Report<'_>) -> String {
    let about = briefing::About { author: None, command: "kept brief".into() };
    let mut out = Vec::new();
    page::markdown::write(&briefing::layout(brief_on(report, Grouping::Topic), about), &mut out)
        .expect("memory takes it");
    String::from_utf8(out).expect("it is text")
}

/// The proof of every pledge, in Markdown.
fn proof(report: &Report<'_>) -> String {
    let mut out = Vec::new();
    page::markdown::write(&kept::render::explain::paper(report), &mut out).expect("memory takes it");
    String::from_utf8(out).expect("it is text")
}

#[test]
fn what_would_deliver_a_total_late_does_so_as_it_says() {
    let late = [("2026-01-31", 22), ("2026-04-20", 9)];
    let (status, _, words) = standing(&late);
    assert_eq!(status, Status::Lapsed);
    let says = "Increments of shelters of at least 9 shelters more dated after 5 April 2026 would make it delivered, late.";
    assert!(words.contains(says), "{words}");
    for (on, add, expected, days) in [
        ("2026-05-01", 9, Status::Delivered, Some(26)),
        ("2026-05-01", 8, Status::Lapsed, None),
        // Before the deadline the same nine come late too: the sum is reached with those of 20 April.
        ("2026-04-01", 9, Status::Delivered, Some(15)),
    ] {
        let mut fed = late.to_vec();
        fed.push((on, add));
        let (status, late, _) = standing(&fed);
        assert_eq!((status, late), (expected, days), "{add} on {on}");
    }
}

#[test]
fn what_would_deliver_a_total_in_time_does_so_as_it_says() {
    let (status, _, words) = standing(&[("2026-01-31", 22)]);
    assert_eq!(status, Status::Lapsed);
    assert!(
        words.contains("at least 18 shelters more dated by 5 April 2026 would make it delivered; dated later, delivered late."),
        "{words}"
    );
    assert_eq!(standing(&[("2026-01-31", 22), ("2026-04-05", 18)]).0, Status::Delivered);
}

#[test]
fn no_pace_is_told_once_the_deadline_has_passed() {
    let register = register(&[("2026-01-31", 22), ("2026-04-20", 9)]);
    let report = report(&register);
    for (pledge, assessment) in report.rows() {
        let progress = assessment.progress.as_ref().expect("both are measured");
        let told = (progress.pace.is_some(), progress.projected.is_some(), progress.on_track.is_some());
        let running = pledge.id.as_str() == "trees";
        assert_eq!(told, (running, running, running), "{}", pledge.id);
        assert!(progress.reached.is_some(), "{}", pledge.id);
    }
}

#[test]
fn a_briefing_says_what_the_register_holds() {
    let register = register(&[("2026-01-31", 22)]);
    let markdown = markdown(&report(&register));
    for expected in [
        "Evidence was looked for up to 31 January 2026; later events are not known here.",
        ": Tree count of New Year 2025.",
        "it lapses on 1 April 2027, as the decisive figures are awaited until 31 March 2027, provided that",
        "No later statement of the responsible body on this pledge is recorded here",
        "A parliamentary question fits ministers only, and none is known here for Westcombe Council",
    ] {
        assert!(markdown.contains(expected), "{expected}\n\n{markdown}");
    }
    assert!(!markdown.contains("own words on this pledge"), "{markdown}");
}

#[test]
fn the_method_explains_every_flag_by_the_words_that_are_printed() {
    let method = include_str!("../../docs/method.md");
    for flag in Flag::ALL {
        let row = format!("\n| {} | `{}` | ", flag.words(), flag.code());
        assert!(method.contains(&row), "{row}");
    }
}

#[test]
fn a_proof_says_where_a_baseline_was_read() {
    let register = register(&[]);
    let report = report(&register);
    let proof = proof(&report);
    let target =
        "a change of +500 trees from 1,000 trees (1 January 2025): at least 1,500 trees, measured by trees";
    let note = proof.split_once(target).and_then(|(_, rest)| rest.get(..4)).expect("the target");
    assert!(proof.contains(&format!("\n{note}: Tree count of New Year 2025")), "{proof}");
}

/// A correction that gives the deadline again, somewhere else in the file, has not moved it.
#[test]
fn a_correction_is_said_to_change_what_it_changes() {
    let corrected = SHELTERS.replacen(
        "deadline = { by = 2026-04-05 }\n",
        "deadline = { by = 2026-04-05 }\n\n[[pledge.restated]]\non = 2025-05-01\ncorrection = true\n\
         target = { total = 30, indicator = \"shelters\", unit = \"shelters\" }\ndeadline = { by = 2026-04-05 }\n",
        1,
    );
    let register = small::register(&[("pledges.toml", &corrected)]);
    let proof = proof(&report(&register));
    assert!(proof.contains("The target had been given as 40 shelters in total"), "{proof}");
    assert!(!proof.contains("deadline had been given"), "{proof}");
}

#[test]
fn a_table_of_statuses_begins_with_what_is_overdue() {
    let register = register(&[]);
    let report = small::report(&register, "2027-01-02");
    let table: Vec<String> =
        markdown(&report).lines().filter(|line| line.starts_with("| ")).map(ToOwned::to_owned).collect();
    assert!(table[0].starts_with("| Pledge | Status | Deadline |"), "{table:#?}");
    assert!(table[2].contains("Put up 40 shelters") && table[3].contains("Plant 500 trees"), "{table:#?}");
}

#[test]
fn an_answer_without_a_number_is_listed_as_held() {
    let register = register(&[("2026-01-31", 22)]);
    let report = report(&register);
    let (drafts, not_asked) = questions(&report, House::Commons);
    let mut out = Vec::new();
    let page = page::questions::questions(&report, House::Commons, &drafts, &not_asked);
    page::markdown::write(&page.into(), &mut out).expect("memory takes it");
    let text = String::from_utf8(out).expect("it is text");
    assert!(text.contains("- June 2025, Commons, number not known, Trees: Schools"), "{text}");
}

#[test]
fn a_search_is_not_named_before_it_was_made() {
    let register = register(&[]);
    let report = small::report(&register, "2026-04-20");
    let (_, found) = report.rows().find(|(pledge, _)| pledge.id.as_str() == "shelters").expect("it is there");
    let brief = kept::report::brief_reason(&register, found);
    assert_eq!(brief, "no delivery recorded here, searched to 20 April 2026");
}

const LIBRARIES: &str = r#"
[register]
title = "Libraries"
searched_to = 2026-06-30

[[pledge]]
id = "both"
title = "Open both libraries"
responsible = "Westcombe Council"
made_on = 2025-01-10
source = "speech"
quote = "We will open both libraries"
target = { parts = "all" }

[[pledge]]
id = "north"
title = "Open the north library"
responsible = "Westcombe Council"
made_on = 2025-01-10
part_of = "both"
quote = "the one in the north"
target = { act = "it is open" }

[[pledge.earlier]]
on = 2024-10-01
source_title = "Leaflet"
deadline = { by = "2025", quote = "next year" }
"#;

const OPENING: &str = r#"
title = "The library in the north is open"
publisher = "Westcombe Gazette"
kind = "media"
published_on = 2026-02-02

[[act]]
pledge = "north"
step = "delivered"
on = 2026-02-01
"#;

#[test]
fn a_whole_names_its_parts_for_evidence_and_words_without_a_copy_are_marked() {
    let register = small::register(&[
        ("pledges.toml", LIBRARIES),
        ("evidence/speech.txt", "We will open both libraries, above all the one in the north."),
        ("evidence/opening.toml", OPENING),
    ]);
    assert_eq!((register.quotes.verified, register.quotes.unverifiable), (1, 2));
    let paper = markdown(&small::report(&register, "2026-05-02"));
    let (_, pages) = paper.split_once("### Open the north library").expect("it has a page");
    let (part, whole) = pages.split_once("### Open both libraries").expect("the whole has one");
    assert!(whole.contains("What is recorded stands with its parts, which decide."), "{whole}");
    assert!(!whole.contains("No evidence") && !whole.contains("Quoted unchecked"), "{whole}");
    assert_eq!(part.matches("(Quoted unchecked: no copy is stored.)").count(), 2, "{part}");
    assert!(part.contains("words that give the deadline are quoted unchecked: no copy is stored."), "{part}");
    // What is to be minded of a copy may have a comma in it.
    let reply = "I refer the hon. Member to my reply. An answer is being prepared.";
    let opening = OPENING.replace("published_on", "document = \"reply.txt\"\npublished_on");
    let register = small::register(&[
        ("pledges.toml", LIBRARIES),
        ("evidence/speech.txt", "We will open both libraries, above all the one in the north."),
        ("evidence/opening.toml", &opening),
        ("evidence/reply.txt", reply),
    ]);
    let paper = markdown(&small::report(&register, "2026-05-02"));
    assert!(paper.contains("still to come; refers to another answer and says nothing itself."), "{paper}");
}

#[test]
fn other_terms_for_which_there_is_no_word_are_not_called_unchanged() {
    for (saying, explained, changed) in [
        ("", "said again, terms unchanged", "terms unchanged"),
        ("deadline = { by = \"2026\" }", "said again, terms unchanged", "terms unchanged"),
        ("target = { act = \"Plant trees\" }", "said again, in other terms", "other terms"),
        ("deadline = { from = 2026-12-31 }", "said again, in other terms", "other terms"),
        ("deadline = { report_by = 2027-06-30 }", "said again, in other terms", "other terms"),
    ] {
        let pledges = format!("{SHELTERS}\n[[pledge.restated]]\non = 2025-06-01\n{saying}\n");
        let files = [("pledges.toml", pledges.as_str())];
        let text = small::printed(&files, "2025-07-01", &["explain", "trees"]);
        assert!(text.contains(&format!("1 June 2025: {explained}")), "{saying}\n{text}");
        let text = small::printed(&files, "2025-07-01", &["diff", "--since", "2025-05-01"]);
        assert!(text.contains(&format!("Saying of 1 June 2025: {changed}")), "{saying}\n{text}");
    }
}

#[test]
fn a_second_reversal_undoes_what_was_taken_up_again_and_nothing_else() {
    let pledges = "[register]\ntitle = \"R\"\n[[pledge]]\nid = \"p\"\ntitle = \"P\"\nresponsible = \"D\"\nmade_on = 2024-01-01\n\
                   quote = \"q\"\ntarget = { act = \"x\" }\n";
    let record = "title = \"T\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = 2025-01-01\n";
    let act =
        |step: &str, day: &str| format!("[[act]]\npledge = \"p\"\nstep = \"{step}\"\non = 2024-{day}\n");
    let undone = [record, &act("delivered", "02-01"), &act("reversed", "03-01")].concat();
    let again = act("reversed", "05-01");
    let explained = |evidence: String| {
        let files = [("pledges.toml", pledges), ("evidence/r.toml", evidence.as_str())];
        crate::small::printed(&files, "2026-06-01", &["explain", "p"]).to_lowercase()
    };
    let nothing = "undoes no delivery that is on record";
    assert_eq!(explained([undone.clone(), again.clone()].concat()).matches(nothing).count(), 1);
    assert!(!explained([undone, act("reinstated", "04-01"), again].concat()).contains(nothing));
}

/// A pledge whose deadline was moved.
const MOVED: &str = r#"
[[pledge]]
id = "report"
title = "Publish the report"
responsible = "Westcombe Council"
made_on = 2025-01-10
quote = "We will publish it by the end of March"
test = "It is out."
target = { act = "Publish it." }
deadline = { by = 2025-03-31 }

[[pledge.restated]]
on = 2025-02-01
quote = "We will publish it by the end of next March"
deadline = { by = 2026-03-31 }
"#;

#[test]
fn who_reads_of_a_lapse_alone_reads_of_the_terms_by_which_it_is_none() {
    let both = "Lapsed on the original terms, pending on the current ones.";
    let json = r#""terms":{"original":"lapsed","current":"pending"}"#;
    let check = ["check", "--deny", "none", "--warn", "lapsed,pending", "--format"];
    let calendar = ["export", "--format", "ics"];
    for terms in ["original", "current"] {
        let register = format!("[register]\nterms = \"{terms}\"\n{MOVED}");
        let printed = |asked: &[&str]| small::printed(&[("pledges.toml", &register)], "2025-06-01", asked);
        for (format, said) in [("sarif", both), ("junit", both), ("markdown", both), ("json", json)] {
            let text = printed(&[&check[..], &[format]].concat());
            assert!(text.contains(said), "{format} {text}");
        }
        let days = printed(&calendar).replace("\\,", ",");
        assert!(days.contains(both), "{days}");
    }
}

#[test]
fn a_length_of_time_is_of_days_weeks_months_or_years() {
    let register = format!("[register]\nstale_after = \"8 weeks\"\ndue_soon = \"1 month\"\n{MOVED}");
    for (day, is_stale, is_due) in [
        ("2025-02-28", false, false),
        ("2025-03-01", false, true),
        ("2025-03-07", false, true),
        ("2025-03-08", true, true),
    ] {
        let table = small::printed(&[("pledges.toml", &register)], day, &["status"]);
        let found = (table.contains("no evidence since 10 January 2025"), table.contains("due in"));
        assert_eq!(found, (is_stale, is_due), "{day} {table}");
    }
}

#[test]
fn a_table_says_when_a_pledge_was_withdrawn_and_by_whom() {
    let record = "title = \"A letter\"\npublisher = \"Local paper\"\nkind = \"media\"\npublished_on = 2025-03-05\n\
        [[act]]\npledge = \"report\"\nstep = \"withdrawn\"\non = 2025-02-10\n";
    let table = small::printed(
        &[("pledges.toml", MOVED), ("evidence/letter.toml", record)],
        "2025-03-10",
        &["status"],
    );
    assert!(table.contains("withdrawn on 10 February 2025 by Westcombe Council"), "{table}");
}

#[test]
fn the_sections_of_a_briefing_are_numbered() {
    let moved = MOVED.replacen("id = ", "topics = [\"papers\"]\nid = ", 1);
    let text = small::printed(&[("pledges.toml", &format!("{SHELTERS}{moved}"))], "2025-06-01", &["brief"]);
    for heading in ["## 1. Other ### ", "## 2. Papers ### Publish"] {
        assert!(text.contains(heading), "{heading} {text}");
    }
}
