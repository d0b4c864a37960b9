//! A register of any size, made up: every form of target, restatements, parts, stored quotes, tables' worth of values.
//!
//! The same number always gives the same files. Nothing is read or written here.

use std::fmt::Write as _;

/// Records in one file.
const RECORDS_A_FILE: usize = 500;

/// Pledges made in one document.
const PLEDGES_A_DOCUMENT: usize = 10;

/// The files of a register with so many pledges and five times as many records.
pub(crate) fn register(pledges: usize) -> Vec<(String, String)> {
    let mut files = vec![("pledges.toml".to_owned(), pledges_file(pledges))];
    files.extend(documents(pledges));
    files.extend(records(pledges));
    files
}

fn quote(pledge: usize) -> String {
    format!(
        "We will provide {} additional places in region {pledge} by the end of the {} financial year",
        100 + pledge % 900,
        year(pledge)
    )
}

fn year(pledge: usize) -> &'static str {
    ["2024-25", "2025-26", "2026-27", "2027-28"][pledge % 4]
}

fn document(pledge: usize) -> String {
    format!("answers/pq-{}", 10_000 + pledge / PLEDGES_A_DOCUMENT)
}

const HEAD: &str = r#"[register]
title = "A generated register"
searched_to = 2026-06-30
stale_after = "12 months"

[[period]]
id = "parliament-2024"
name = "this Parliament (elected 2024)"
start = 2024-07-09
end = 2029-07-08

[[body]]
id = "dfe"
name = "Department for Education"
aliases = ["DfE"]
part_of = "uk-government"

[[government]]
id = "government-2024"
name = "the government elected in 2024"
start = 2024-07-05
"#;

fn pledges_file(pledges: usize) -> String {
    let mut out = String::from(HEAD);
    for at in 0..pledges {
        pledge(&mut out, at, pledges);
    }
    out
}

fn pledge(out: &mut String, at: usize, pledges: usize) {
    let (day, quote, document) = (1 + at % 28, quote(at), document(at));
    let _ = write!(
        out,
        r#"
[[pledge]]
id = "pledge-{at}"
title = "Provide additional places in region {at}"
made_by = "A Minister, Minister of State for Education"
responsible = "Department for Education"
made_on = 2024-11-{day:02}
extent = "England"
source = "{document}"
quote = "{quote}"
topics = ["places", "region-{}"]
test = "The places counted in the official statistics for region {at} reach the number named, by the deadline."
"#,
        at % 50
    );
    // Of every seven pledges the last is a whole of the two before it.
    let whole = at - at % 7 + 6;
    let part = if matches!(at % 7, 4 | 5) && whole < pledges {
        format!("part_of = \"pledge-{whole}\"\n")
    } else {
        String::new()
    };
    let target = match at % 7 {
        0 => format!("at_least = {}\nindicator = \"places-{at}\"\nunit = \"places\"\n", 100 + at % 900),
        1 => format!(
            "change = {}\nindicator = \"places-{at}\"\nunit = \"places\"\nbaseline = {{ value = 1_000, on = 2024-09-01, source = \"School places\" }}\n",
            50 + at % 400
        ),
        2 => format!(
            "total = {}\nindicator = \"places-{at}\"\nunit = \"places\"\nhedge = \"up to\"\n",
            200 + at % 900
        ),
        3 => format!(
            "at_most = {}\nindicator = \"places-{at}\"\nunit = \"places\"\nwithin = \"5%\"\nmeasured = \"at-deadline\"\n",
            900 + at % 900
        ),
        4 => "act = \"the places are open\"\n".to_owned(),
        5 => "keep = \"the places stay open\"\n".to_owned(),
        _ => "parts = \"all\"\n".to_owned(),
    };
    let _ = write!(
        out,
        "{part}\n[pledge.target]\n{target}\n[pledge.deadline]\nby = \"FY{}\"\nquote = \"by the end of the {} financial year\"\n",
        year(at),
        year(at)
    );
    if at.is_multiple_of(5) {
        let _ = write!(
            out,
            r#"
[[pledge.restated]]
on = 2025-07-{day:02}
source = "{document}"
quote = "{quote}"
change = ["reworded"]
deadline = {{ by = "parliament-2024" }}
note = "The year was dropped from the wording, the Parliament was named instead."
"#
        );
    }
}

fn documents(pledges: usize) -> Vec<(String, String)> {
    let numbers: Vec<usize> = (0..pledges).collect();
    let of_one = |chunk: &[usize]| {
        let mut text = String::from(
            "Question to the Department for Education:\n\nTo ask the Secretary of State for Education, what steps she is taking.\n\n",
        );
        for at in chunk {
            let _ = write!(
                text,
                "The department takes this seriously. {}. More will be said in due course.\n\n",
                quote(*at)
            );
        }
        (format!("evidence/{}.txt", document(chunk.first().copied().unwrap_or_default())), text)
    };
    numbers.chunks(PLEDGES_A_DOCUMENT).map(of_one).collect()
}

fn records(pledges: usize) -> Vec<(String, String)> {
    let numbers: Vec<usize> = (0..pledges * 5).collect();
    let of_one = |(file, chunk): (usize, &[usize])| {
        let mut text = String::new();
        for at in chunk {
            record(&mut text, *at, pledges);
        }
        (format!("evidence/records/file-{file:04}.toml"), text)
    };
    numbers.chunks(RECORDS_A_FILE).enumerate().map(of_one).collect()
}

fn record(out: &mut String, at: usize, pledges: usize) {
    let (pledge, round) = (at % pledges, at / pledges);
    let month = 1 + (round * 2) % 12;
    let _ = write!(
        out,
        r#"
[[record]]
title = "School places in England, region {pledge}, release {round}"
publisher = "Department for Education"
kind = "{}"
published_on = 2025-{month:02}-20
url = "https://www.gov.uk/government/statistics/places-{pledge}-{round}"
archived_url = "https://web.archive.org/web/2025/https://www.gov.uk/government/statistics/places-{pledge}-{round}"
retrieved_on = 2025-{month:02}-21
licence = "OGL-UK-3.0"
"#,
        if round % 2 == 0 { "official-statistics" } else { "publication" }
    );
    let _ = match pledge % 7 {
        0 | 1 | 3 => write!(
            out,
            "\n[[record.observation]]\nindicator = \"places-{pledge}\"\non = 2025-{month:02}-01\nvalue = {}\nnote = \"Table 3 of the release.\"\n",
            80 + (pledge + round * 150) % 1_500
        ),
        2 => write!(
            out,
            "\n[[record.observation]]\nindicator = \"places-{pledge}\"\non = \"2025-{month:02}\"\nadd = {}\n",
            20 + round * 40
        ),
        4 => write!(
            out,
            "\n[[record.act]]\npledge = \"pledge-{pledge}\"\nstep = \"{}\"\non = 2025-{month:02}-02\nnote = \"Named in the text.\"\n",
            if round == 4 { "delivered" } else { "progressed" }
        ),
        _ => write!(
            out,
            "\n[[record.act]]\npledge = \"pledge-{pledge}\"\nstep = \"{}\"\non = 2025-{month:02}-02\ndoes_not_show = \"That the places are used.\"\n",
            if round == 0 { "started" } else { "kept" }
        ),
    };
}

/// Series that many pledges share, see [`sharing`].
const SERIES: usize = 3;

/// The files of a register whose pledges share a few monthly series of so many figures each.
pub(crate) fn sharing(pledges: usize, figures: usize) -> Vec<(String, String)> {
    let mut text = String::from("[register]\ntitle = \"Shared series\"\nsearched_to = 2026-06-30\n");
    for at in 0..pledges {
        let _ = write!(
            text,
            r#"
[[pledge]]
id = "pledge-{at}"
title = "Reach {at}"
responsible = "Department for Education"
made_on = 2009-01-01
quote = "We will reach {at}"
test = "The figure is reached."
target = {{ at_least = {at}, indicator = "series-{}", unit = "places" }}
deadline = {{ by = 2026-03-31 }}
"#,
            at % SERIES
        );
    }
    let series = |number: usize| {
        let mut text = String::new();
        for at in 0..figures {
            let (year, month) = (2009 + at / 12, 1 + at % 12);
            let _ = write!(
                text,
                r#"
[[record]]
title = "Places in {month}/{year}"
publisher = "Office for Statistics"
kind = "official-statistics"
published_on = {year}-{month:02}-20
[[record.observation]]
indicator = "series-{number}"
on = {year}-{month:02}-01
value = {}
"#,
                at * pledges / figures
            );
        }
        (format!("evidence/series-{number}.toml"), text)
    };
    let mut files = vec![("pledges.toml".to_owned(), text)];
    files.extend((0..SERIES).map(series));
    files
}
