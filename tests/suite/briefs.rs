//! Briefings and exports of a register with hostile texts and of the project's own. It checks content and safety; how
//! papers look is checked by eye and by the independent programs that `.ci/independent` calls.

use crate::small;
use kept::model::Register;
use kept::render::export::{self, Basis};
use kept::render::page::{self, Block, Paper, briefing};
use kept::report::Report;
use kept::report::briefing::{Grouping, briefing as brief_on};
use kept::report::questions::{House, questions};
use std::io::{self, Write};

/// Text as nobody should print it: markup of every format, a formula, controls, marks that reorder.
const HOSTILE: &str =
    "=cmd|'/C calc'!A0 <script>alert(1)</script> ]]> ::error:: | `x` [a](javascript:b) END:VCALENDAR";

pub(crate) const PLEDGES: &str = r#"
[register]
title = "=Register <b>of</b> tests"
searched_to = 2026-06-30

[[period]]
id = "parliament-2024"
name = "this Parliament"
start = 2024-07-09
end = 2029-07-08

[[pledge]]
id = "places"
title = "Create 100 places"
made_by = "A Minister"
responsible = "Department for Education"
made_on = 2024-12-17
quote = "HOSTILE"
topics = ["=topic"]
test = "Places are counted."
target = { at_least = 100, indicator = "places", unit = "places" }
deadline = { by = 2027-03-31, quote = "HOSTILE" }

[[pledge.restated]]
on = 2025-05-01
quote = "We will create a hundred places in schools"
change = ["reworded"]

[[pledge.restated]]
on = 2025-09-01
quote = "We will create a hundred good places in colleges"
deadline = { by = 2028-03-31 }

[[pledge.response]]
on = 2026-06-01
by = "The press office"
text = "HOSTILE reply"

[[pledge]]
id = "late"
title = "Publish the paper"
responsible = "Department for Education"
made_on = 2021-12-09
quote = "We will publish the paper"
test = "The paper is out."
target = { act = "Publish the paper" }
deadline = { by = "2022-Q1" }
"#;

pub(crate) const ANSWER: &str = r#"
title = "Places: Schools HOSTILE"
publisher = "Department for Education"
kind = "statement"
published_on = 2026-02-13
house = "Commons"
uin = "107140"
tabled_on = 2026-01-27
licence = "OPL-UK-3.0"

[[observation]]
indicator = "places"
on = 2026-01-31
value = 40
note = "HOSTILE"
"#;

pub(crate) fn register(pledges: &str, answer: &str) -> Register {
    small::register(&[("pledges.toml", pledges), ("evidence/answer.toml", answer)])
}

/// The loader refuses control characters and false addresses; what writes must not rely on it.
fn hostile() -> Register {
    let mut register = register(&PLEDGES.replace("HOSTILE", HOSTILE), &ANSWER.replace("HOSTILE", HOSTILE));
    for pledge in &mut register.pledges {
        pledge.quote = format!("{} \u{1b}[31m \u{202e} \r\n\u{0}", pledge.quote).into();
    }
    for record in &mut register.records {
        record.url = Some("javascript:alert(1)".into());
    }
    register
}

pub(crate) fn report(register: &Register) -> Report<'_> {
    small::report(register, "2026-06-30")
}

pub(crate) fn paper<'a>(report: &'a Report<'a>) -> Paper<'a> {
    let about = briefing::About { author: None, command: "kept brief".into() };
    briefing::layout(brief_on(report, Grouping::Topic), about)
}

/// What a format writes.
fn bytes(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes it");
    bytes
}

fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    String::from_utf8(bytes(write)).expect("it is text")
}

pub(crate) fn markdown(paper: &Paper<'_>) -> String {
    text(|out| page::markdown::write(paper, out))
}

fn html(paper: &Paper<'_>) -> String {
    text(|out| page::html::write(paper, out))
}

fn docx(paper: &Paper<'_>) -> Vec<u8> {
    bytes(|out| page::docx::write(paper, out))
}

/// Every file of a data package.
fn package(basis: &Basis<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let put = &mut |name: &str, content: &mut export::datapackage::Content<'_>| {
        files.push((name.to_owned(), bytes(|out| content(out))));
        Ok::<(), io::Error>(())
    };
    export::datapackage::files(basis, put).expect("memory takes it");
    files
}

/// The parts of an archive made by this project, inflated.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let read = |at: usize| {
        let mut text = Vec::new();
        let mut part = archive.by_index(at).expect("it is listed");
        std::io::Read::read_to_end(&mut part, &mut text).expect("it can be read");
        (part.name().expect("a plain name").into_owned(), String::from_utf8_lossy(&text).into_owned())
    };
    (0..count).map(read).collect()
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let (one, other) = (hostile(), hostile());
    let (one, other) = (report(&one), report(&other));
    assert_eq!(markdown(&paper(&one)), markdown(&paper(&other)));
    assert_eq!(html(&paper(&one)), html(&paper(&other)));
    assert_eq!(docx(&paper(&one)), docx(&paper(&other)));
    let (one, other) = (Basis::new(&one), Basis::new(&other));
    assert_eq!(package(&one), package(&other));
    for write in [export::workbook::write, export::calendar::write, export::atom::write, export::json::write]
    {
        assert_eq!(bytes(|out| write(&one, out)), bytes(|out| write(&other, out)));
    }
}

#[test]
fn the_contents_name_every_heading_and_the_filters_every_facet() {
    let register = hostile();
    let report = report(&register);
    let paper = paper(&report);
    let (mut headings, mut facets) = (Vec::new(), Vec::new());
    let mut take = |block: &Block| {
        if let Block::Heading { level: 1..=2, anchor, words } = block {
            headings.push((anchor.clone(), words.clone()));
        }
    };
    let notes = paper.each_block(|block| {
        if let Block::Entry(entry) = block {
            entry.blocks.iter().for_each(&mut take);
            facets.extend(entry.facets.clone());
        }
        take(block);
        Ok::<(), io::Error>(())
    });
    assert!(!notes.expect("nothing fails").is_empty());
    let contents: Vec<_> =
        paper.contents().into_iter().map(|(_, anchor, words)| (anchor.to_owned(), words.clone())).collect();
    assert_eq!(contents, headings);
    for (name, value) in &facets {
        let listed = paper.facets();
        let (_, values) = listed.iter().find(|(known, _)| known == name).expect("every facet is listed");
        assert!(values.contains(&value.as_str()), "{name}: {value}");
    }
}

/// A pledge's own parts have none of the anchors that another pledge's id gives.
#[test]
fn no_two_parts_have_one_anchor() {
    let register = register(&PLEDGES.replace("\"late\"", "\"places-evidence\""), ANSWER);
    let html = html(&paper(&report(&register)));
    let anchors: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let different: std::collections::BTreeSet<&str> = anchors.iter().copied().collect();
    assert!(different.contains("pledge-places-evidence"));
    assert_eq!(different.len(), anchors.len(), "{anchors:?}");
}

#[test]
fn no_quote_acts_in_a_paper() {
    let register = hostile();
    let report = report(&register);
    let page = paper(&report);
    let html = html(&page);
    assert_eq!(html.matches("<script>").count(), 1, "the file's own");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!html.contains("href=\"javascript:"));
    let markdown = markdown(&page);
    assert!(markdown.contains(r"\<script\>alert(1)\</script\>") && !markdown.contains("[a](javascript:"));
    for text in [&html, &markdown] {
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    }
    for (name, xml) in unpacked(&docx(&page)) {
        assert!(!xml.contains("<script>") && !xml.contains('\u{1b}') || name.ends_with(".emf"), "{name}");
        assert!(!xml.contains("Target=\"javascript:"), "{name}");
    }
}

#[test]
fn no_text_computes_in_an_export() {
    let register = hostile();
    let report = report(&register);
    let basis = Basis::new(&report);
    for (name, bytes) in package(&basis).iter().filter(|(name, _)| name.ends_with(".csv")) {
        let mut rows = csv::Reader::from_reader(bytes.as_slice());
        for row in rows.records() {
            for cell in &row.expect("a row") {
                assert!(!cell.starts_with(['=', '@', '\t']), "{name}: {cell}");
            }
        }
    }
    for (name, xml) in unpacked(&bytes(|out| export::workbook::write(&basis, out))) {
        assert!(!xml.contains("<f>") && !xml.contains("<script>") && !xml.contains('\u{1b}'), "{name}");
    }
    let calendar = text(|out| export::calendar::write(&basis, out));
    assert_eq!(calendar.lines().filter(|line| line.starts_with("END:VCALENDAR")).count(), 1);
    let feed = text(|out| export::atom::write(&basis, out));
    assert!(!feed.contains("<script>") && !feed.contains("javascript:alert"));
}

#[test]
fn a_paper_holds_the_quote_the_reply_and_the_changes() {
    let register = register(&PLEDGES.replace("HOSTILE", "plain words"), &ANSWER.replace("HOSTILE", "plain"));
    let report = report(&register);
    let markdown = markdown(&paper(&report));
    for expected in [
        "“plain words”",
        "“plain words reply”",
        "The press office, when asked, 1 June 2026",
        "**good** places in ~~schools~~ **colleges**",
        "| 1 September 2025 |",
        "40 places. Plain",
        "pursuant to the Answer of 13 February 2026 to Question 107140 on Places: Schools plain",
        "Contains Parliamentary information licensed under the Open Parliament Licence v3.0.",
        "Lapsed: deadline passed, no delivery recorded here, as of 30 June 2026.",
    ] {
        assert!(markdown.contains(expected), "{expected}\n\n{markdown}");
    }
}

#[test]
fn a_reply_keeps_its_lines() {
    let pledges = PLEDGES.replace("HOSTILE reply", "We reply:\\n- one\\n- two").replace("HOSTILE", "plain");
    let register = register(&pledges, &ANSWER.replace("HOSTILE", "plain"));
    let markdown = markdown(&paper(&report(&register)));
    assert!(
        markdown.contains("> “We reply:\n>\n> \\- one\n>\n> \\- two”\n>\n> — The press office, when asked"),
        "{markdown}"
    );
}

#[test]
fn a_paper_lists_what_counted_and_counts_the_rest() {
    let mut answer = ANSWER.replace("HOSTILE", "plain");
    for month in 1..=9 {
        answer.push_str(&format!(
            "\n[[observation]]\nindicator = \"places\"\non = 2025-0{month}-01\nvalue = {month}\n"
        ));
    }
    // An answer of before the pledge counts for nothing and goes first.
    answer.push_str("\n[[observation]]\nindicator = \"places\"\non = 2024-01-01\nvalue = 5\n");
    let pledges =
        PLEDGES.replace("HOSTILE", "plain words").replace("by = 2027-03-31,", "from = \"2027-03\",");
    let register = register(&pledges, &answer);
    let report = report(&register);
    let markdown = markdown(&paper(&report));
    assert!(
        markdown.contains("*Evidence on “Create 100 places”, by date; 3 more in the register*"),
        "{markdown}"
    );
    assert!(
        markdown.contains("| 31 January 2026 | 40 places") && !markdown.contains("| 1 January 2024 |"),
        "{markdown}"
    );
    // A start is asked for by the end of the window, and is not said to come "from" its last day.
    assert!(markdown.contains("at least 100 places; begun by 31 March 2027"), "{markdown}");
}

/// What a newspaper passes on counts as the body's own word where the register rules so, and stays the newspaper's statement.
#[test]
fn what_the_body_says_is_what_it_says_itself() {
    const PRESS: &str = "title = \"Places\"\npublisher = \"The Gazette\"\nkind = \"media\"\npublished_on = 2026-03-01\n\
        self_reported = true\nnote = \"It passes on what the department says.\"\n\n\
        [[observation]]\nindicator = \"places\"\non = 2026-02-28\nvalue = 45\n";
    let pledges = PLEDGES.replace("HOSTILE", "plain words");
    // By a ruling it is no self-report: the department says it all the same.
    let ruled = "kind = \"statement\"\nself_reported = false\nnote = \"It is the announcement.\"";
    let answer = ANSWER.replace("HOSTILE", "plain").replace("kind = \"statement\"", ruled);
    let register = small::register(&[
        ("pledges.toml", &*pledges),
        ("evidence/answer.toml", &*answer),
        ("evidence/press.toml", PRESS),
    ]);
    let report = report(&register);
    let markdown = markdown(&paper(&report));
    assert!(markdown.contains("Its latest statement recorded here, 13 February 2026"), "{markdown}");
}

#[test]
fn papers_of_parliament_are_called_by_their_own_numbers() {
    let name = |uin: &str, title: &str| {
        let answer =
            ANSWER.replace("HOSTILE", "plain").replace("107140", uin).replace("Places: Schools plain", title);
        let register = register(&PLEDGES.replace("HOSTILE", "plain words"), &answer);
        kept::report::briefing::record_name(&register.records[0])
    };
    assert_eq!(name("107140", "Places"), "Places, Commons UIN 107140");
    assert_eq!(name("HCWS282", "Capital"), "Capital, written statement HCWS282");
    assert_eq!(name("HCWS282", "Capital: written statement HCWS282"), "Capital: written statement HCWS282");
}

/// The project's own register in every format: each quote is there, and no draft argues.
#[test]
fn the_real_register_can_be_briefed_on() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (register, _) = kept::input::load(root);
    let report = report(&register);
    let html = html(&paper(&report));
    for pledge in &register.pledges {
        let quote = maud::html! { (pledge.quote) }.into_string();
        assert!(html.contains(&quote), "{}: {quote}", pledge.id);
    }
    for house in House::ALL {
        for draft in questions(&report, house).0 {
            assert!(draft.text.starts_with("To ask ") && draft.text.ends_with('.'), "{}", draft.text);
            for word in ["lapsed", "failed", "broken", "missed", "delayed"] {
                assert!(!draft.text.to_lowercase().contains(word), "{word}: {}", draft.text);
            }
        }
    }
}

#[test]
#[cfg(feature = "pdf")]
fn hostile_texts_become_an_accessible_pdf() {
    let register = hostile();
    let pdf = page::pdf::render(&paper(&report(&register))).expect("it keeps to PDF/UA-1");
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
#[cfg(feature = "sqlite")]
fn the_database_has_every_row_and_finds_words() {
    let register = hostile();
    let report = report(&register);
    let basis = Basis::new(&report);
    let database = bytes(|out| export::sqlite::write(&basis, out));
    assert!(database.starts_with(b"SQLite format 3\0"));
    assert_eq!(database, bytes(|out| export::sqlite::write(&basis, out)));
}

/// `script` gives the program a terminal to print on.
#[cfg(target_os = "linux")]
#[test]
#[allow(clippy::print_stderr, reason = "a test that does not run must say so")]
fn what_is_no_text_is_not_printed_on_a_terminal() {
    let command = format!("'{}' -q brief --as-of 2026-06-30 --format docx", env!("CARGO_BIN_EXE_kept"));
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let Ok(output) = script.output() else {
        eprintln!("not run: script is missing");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("docx is no text for a terminal; name a file with `-o FILE.docx`"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}
