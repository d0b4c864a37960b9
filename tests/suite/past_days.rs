//! What is printed of a day gone by: nobody could know then what was said and published later, and no output pretends it.

use std::fs;
use std::path::Path;
use std::process::Command;

const PLEDGES: &str = r#"
[register]
title = "Halls"
searched_to = 2026-06-30
stale_after = "6 months"

[[body]]
id = "council"
name = "Westcombe Council"

[[period]]
id = "term"
name = "this term"
start = 2024-01-01
end = 2029-05-07
ended = { end = 2026-05-05, known_on = 2026-04-10 }

[[pledge]]
id = "hall"
title = "Open a hall"
responsible = "Westcombe Council"
made_on = 2025-03-01
source = "speech"
quote = "We will open the hall by the summer"
test = "The hall is open."
target = { act = "Open the hall." }
deadline = { by = 2025-06-30 }

[[pledge.earlier]]
on = 2024-02-01
source = "leaflet"
deadline = { by = 2024-12-31 }
note = "The leaflet names the hall."

[[pledge]]
id = "grant"
title = "Give almost £1 million to clubs"
responsible = "Westcombe Council"
made_on = 2024-03-01
source = "leaflet"
quote = "We will give clubs almost £1 million in 2024-25"
test = "What was given is counted; almost is read as five per cent less."
target = { at_least = 1_000_000, unit = "£", indicator = "grants", within = "5%", hedge = "almost" }
deadline = { by = "FY2024-25" }

[[pledge]]
id = "fair"
title = "Hold a fair"
responsible = "Westcombe Council"
made_on = 2024-02-01
source = "leaflet"
quote = "We will hold a fair"
test = "The fair was held."
target = { act = "Hold a fair." }

[[pledge]]
id = "pier"
title = "Mend the pier"
responsible = "Westcombe Council"
made_on = 2024-02-01
source = "leaflet"
quote = "We will mend the pier"
test = "The pier is mended."
target = { act = "Mend the pier." }
deadline = { by = "term" }

[[pledge.restated]]
on = 2025-03-01
source = "speech"
quote = "We will mend all of the pier"
change = ["widened"]

[[pledge.restated]]
on = 2025-04-01
source_title = "Letter"
quote = "We will mend the whole pier"
change = ["reworded"]
correction = true
"#;

const FAIR: &str = "\n[[act]]\npledge = \"fair\"\nstep = \"delivered\"\non = 2026-02-01\n";

const SOURCES: &str = r#"
[[record]]
title = "Grants paid"
publisher = "Audit Office"
kind = "audit"
published_on = 2024-10-24
[[record.observation]]
indicator = "grants"
on = "FY2024-25"
value = 960_000
"#;

fn record(title: &str, published_on: &str) -> String {
    format!(
        "title = \"{title}\"\npublisher = \"Westcombe Council\"\nkind = \"statement\"\npublished_on = {published_on}\n"
    )
}

/// What a command prints of the halls on a day, however its lines are broken.
fn printed(as_of: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir(folder.path().join("evidence")).expect("a folder");
    write("pledges.toml", PLEDGES);
    write("evidence/found.toml", SOURCES);
    write("evidence/leaflet.toml", &record("Leaflet", "2024-02-01"));
    write("evidence/speech.toml", &record("Speech", "2025-03-01"));
    write("evidence/minutes.toml", &(record("Minutes", "2026-03-01") + FAIR));
    run(folder.path(), &[arguments, &["--as-of", as_of]].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(arguments)
        .arg("-q")
        .env("COLUMNS", "200")
        .current_dir(folder)
        .output()
        .expect("it runs");
    assert_eq!(program.status.code(), Some(0), "{}", String::from_utf8_lossy(&program.stderr));
    let unfolded = String::from_utf8(program.stdout).expect("it is text").replace("\r\n ", "");
    unfolded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn words_of_a_later_day_are_marked_and_what_was_said_by_then_is_shown() {
    for (command, says) in
        [("brief", "The leaflet names the hall."), ("explain", "1 February 2024: first said.")]
    {
        let then = printed("2024-06-01", &[command, "hall"]);
        let later = "These words came after 1 June 2024; what had been said by then stands below.";
        assert!(then.contains(later) && then.contains(says), "{then}");
        assert!(!then.contains("No other wording is recorded"), "{then}");
        let now = printed("2026-07-01", &[command, "hall"]);
        if command == "brief" {
            let notes = "The register’s own notes have no date: they stand as they read now.";
            assert!(then.contains(notes) && !now.contains(notes), "{then}\n\n{now}");
        }
        assert!(!now.contains("These words came after"), "{now}");
    }
}

#[test]
fn a_draft_names_a_commitment_by_a_day_on_which_it_had_been_made() {
    let request = printed("2024-06-01", &["questions", "hall", "--foi"]);
    assert!(request.contains("was made on 1 February 2024: Open a hall"), "{request}");
    assert!(!request.contains("by the summer") && !request.contains("2025"), "{request}");
    let calendar = printed("2024-06-01", &["export", "hall", "--format", "ics"]);
    assert!(!calendar.contains("by the summer"), "{calendar}");
    let request = printed("2026-06-01", &["questions", "hall", "--foi"]);
    assert!(
        request.contains("was made on 1 March 2025 in these words: “We will open the hall by the summer”"),
        "{request}"
    );
}

#[test]
fn an_export_lists_what_had_been_published_and_what_it_refers_to() {
    let listed = |as_of: &str| {
        let json: serde_json::Value =
            serde_json::from_str(&printed(as_of, &["export", "--format", "json"])).expect("JSON");
        let tables = json["tables"].as_array().expect("tables");
        let sources = tables.iter().find(|table| table["name"] == "sources").expect("sources");
        let rows = sources["rows"].as_array().expect("rows");
        rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    // The speech is later, and still what the pledge names as its source.
    assert_eq!(listed("2024-06-01"), ["leaflet", "speech"]);
    assert_eq!(listed("2026-06-01"), ["found", "leaflet", "minutes", "speech"]);
}

#[test]
fn a_feed_says_why_it_lapsed_and_by_whose_word_it_was_delivered() {
    let feed = printed("2026-06-01", &["export", "hall", "--format", "atom"]);
    let says = "From 1 January 2025 the computed status is lapsed: deadline passed, no delivery that counts recorded by then (rule deadline-passed).";
    assert!(feed.contains(says), "{feed}");
    assert!(!feed.contains(": lapsed<"), "{feed}");
    let feed = printed("2026-06-01", &["export", "fair", "--format", "atom"]);
    assert!(feed.contains("Hold a fair: delivered, self-reported<"), "{feed}");
}

#[test]
fn a_search_that_is_to_be_kept_up_is_named_by_what_was_known_of_it() {
    let proof = printed("2024-06-01", &["explain", "grant"]);
    assert!(!proof.contains("now up to 30 June 2026"), "{proof}");
}

#[test]
fn what_is_enough_is_said_wherever_a_test_is_looser_than_its_words() {
    let table = printed("2026-06-01", &["status", "grant"]);
    assert!(table.contains("£960,000 now, £950,000 needed"), "{table}");
    let proof = printed("2026-06-01", &["explain", "grant"]);
    for expected in [
        "Target: at least £950,000 (within 5% of £1 million), measured by grants (the wording says “almost”).",
        "target: £1 million (£950,000 is enough).",
        // A figure for a year is not one for the months that had gone by when it came out.
        "1 April 2024 to 31 March 2025, as it stood on 24 October 2024: £960,000",
    ] {
        assert!(proof.contains(expected), "{expected}\n\n{proof}");
    }
    let paper = printed("2026-06-01", &["brief", "grant"]);
    assert!(paper.contains("Asked for: **at least £950,000 (within 5% of £1 million)**"), "{paper}");
}

#[test]
fn a_pledge_is_stale_by_what_had_been_said_of_it() {
    let proof = printed("2024-12-01", &["explain", "hall"]);
    assert!(proof.contains("no evidence since 1 February 2024"), "{proof}");
    let arguments = ["check", "hall", "--deny", "none", "--warn", "stale=7m", "--format", "markdown"];
    let checked = printed("2024-12-01", &arguments);
    assert!(checked.contains("| stale (a warning) |"), "{checked}");
}

#[test]
fn a_selection_of_nothing_is_said_to_be_one() {
    let none = printed("2026-06-01", &["explain", "--flag", "disputed"]);
    assert!(none.contains("No pledge is selected: there is nothing to explain."), "{none}");
}

#[test]
fn that_a_term_will_end_early_is_not_known_before_it_is() {
    for known_by in ["2026-03-01", "2026-07-01"] {
        for command in [&["brief", "pier"][..], &["explain", "pier"], &["export", "pier", "--format", "json"]]
        {
            let then = printed("2026-03-01", &[command, &["--known-by", known_by]].concat());
            assert!(then.contains("by 7 May 2029") && !then.contains("5 May 2026"), "{known_by} {then}");
            let later = printed("2026-04-10", command);
            assert!(later.contains("by 5 May 2026"), "{later}");
        }
    }
}

#[test]
fn a_search_that_found_what_is_left_out_is_not_named() {
    for command in ["status", "explain", "brief"] {
        let then = printed("2026-07-01", &[command, "hall", "--known-by", "2024-06-01"]);
        assert!(then.contains("by what was known on 1 June 2024"), "{then}");
        assert!(!then.contains("searched to"), "{then}");
    }
}

#[test]
fn a_correction_is_called_one() {
    let changed = printed("2025-05-01", &["diff", "pier", "--since", "2025-03-15"]);
    assert!(changed.contains("Saying of 1 April 2025: corrected, reworded"), "{changed}");
    let feed = printed("2025-05-01", &["export", "pier", "--format", "atom"]);
    assert!(feed.contains("Mend the pier: corrected, reworded<"), "{feed}");
}

/// A remark above it or another file makes no news of what a reader of the feed has seen.
#[test]
fn a_feed_knows_evidence_wherever_it_stands() {
    let pledges = "[register]\ntitle = \"R\"\n[[pledge]]\nid = \"p\"\ntitle = \"P\"\nresponsible = \"D\"\nmade_on = 2024-01-01\n\
                   quote = \"q\"\ntarget = { act = \"x\" }\n";
    let record = |day: &str| {
        format!(
            "[[record]]\ntitle = \"T\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = {day}\n\
             [[record.act]]\npledge = \"p\"\nstep = \"started\"\non = 2024-06-01\n"
        )
    };
    let known = |path: &str, records: &str| {
        let files = [("pledges.toml", pledges), (path, records)];
        let feed = crate::small::printed(&files, "2026-06-01", &["export", "--format", "atom"]);
        let ids = feed.split("<id>").filter_map(|rest| rest.split("</id>").next());
        ids.filter(|id| id.contains(":evidence:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (first, second) = (record("2025-01-01"), record("2025-02-01"));
    let both = known("evidence/a.toml", &format!("{first}{second}"));
    assert_eq!(both.len(), 2, "{both:?}");
    assert_eq!(known("evidence/b.toml", &format!("# a remark\n{second}{first}")), both);
    // Answers to grouped questions have one title and one day.
    let answer = |uin: &str| {
        first.replace("\"media\"", &format!("\"statement\"\nhouse = \"Commons\"\nuin = \"{uin}\""))
    };
    let (one, other) = (known("evidence/a.toml", &answer("1")), known("evidence/a.toml", &answer("2")));
    let mut answers = known("evidence/a.toml", &(answer("2") + &answer("1")));
    answers.sort();
    let mut expected = [one, other].concat();
    expected.sort();
    assert_eq!(answers, expected);
    assert_eq!(known("evidence/a.toml", &first.repeat(2)).len(), 2);
}
