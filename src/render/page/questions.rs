//! Drafts of questions and of freedom-of-information requests laid out as a page. It words none of them.

use super::{Block, Inline, Line, Page, Words};
use crate::date::{Date, long};
use crate::model::Record;
use crate::render::GENERATOR;
use crate::report::briefing::{number_in_parliament, sentence, window_words};
use crate::report::questions::{Draft, House, NotAsked, Request};
use crate::report::{Report, reading_words};

/// The drafts, each with what is already answered nearby, then what is not asked and why.
#[must_use]
pub fn questions(report: &Report<'_>, house: House, drafts: &[Draft], not_asked: &[NotAsked]) -> Page {
    let name = match house {
        House::Commons => "House of Commons",
        House::Lords => "House of Lords",
    };
    let mut page = empty(report, &format!("Draft questions for written answer, {name}"));
    // The Lords know no question for answer on a named day.
    let office = match house {
        House::Commons => "the Table Office; named day or ordinary is the Member’s choice",
        House::Lords => "the Table Office",
    };
    page.blocks.push(Block::Aside(vec![Inline::text(&format!(
        "Drafts for a Member to table. Each asks for what would settle a pledge and can be known by now. Whether one is in order, and whether it \
         was answered elsewhere, is for {office}."
    ))]));
    for draft in drafts {
        let Some(pledge) = report.register.pledges.get(draft.pledge) else { continue };
        page.blocks.push(heading(pledge.id.as_str(), &pledge.title));
        page.blocks.push(Block::Quotation {
            words: vec![vec![Inline::text(&draft.text)]],
            from: vec![Inline::text("Pledge "), Inline::code(pledge.id.as_str())],
        });
        page.blocks.push(Block::Paragraph(vec![
            Inline::text("What would settle it: "),
            Inline::text(&sentence(&draft.settles)),
        ]));
        page.blocks.extend(near(report, &draft.near));
        page.blocks.extend(
            draft
                .checks
                .iter()
                .map(|check| Block::Paragraph(vec![Inline::strong("Check: "), Inline::text(check)])),
        );
    }
    if drafts.is_empty() {
        page.blocks.push(Block::Paragraph(vec![Inline::text("Nothing is asked.")]));
    }
    if !not_asked.is_empty() {
        page.blocks.push(heading("not-asked", "Not asked"));
        page.blocks.push(Block::List(by_reason(report, not_asked)));
    }
    page
}

/// The requests, each a letter without its sender.
#[must_use]
pub fn requests(report: &Report<'_>, requests: &[Request]) -> Page {
    let mut page = empty(report, "Draft freedom-of-information requests");
    for request in requests {
        let Some(pledge) = report.register.pledges.get(request.pledge) else { continue };
        page.blocks.push(heading(pledge.id.as_str(), &request.subject));
        let plain = |text: &str| Block::Paragraph(vec![Inline::text(text)]);
        page.blocks.push(plain(&format!("To: {}", request.authority)));
        let (before, after) = request.paragraphs.split_at(request.paragraphs.len().min(2));
        page.blocks.extend(before.iter().map(|text| plain(text)));
        page.blocks
            .extend(request.asks.iter().zip(1..).map(|(ask, number)| plain(&format!("({number}) {ask}"))));
        page.blocks.extend(after.iter().map(|text| plain(text)));
        page.blocks.extend(near(report, &request.near));
    }
    if requests.is_empty() {
        let why = match report.rows().next() {
            Some(_) => "the register already holds the answer, or no record could settle it",
            None => "no pledge that had been made by that day is selected",
        };
        page.blocks.push(Block::Paragraph(vec![Inline::text(&format!("Nothing is asked for: {why}."))]));
    }
    page
}

fn empty(report: &Report<'_>, title: &str) -> Page {
    let reading = reading_words(report.mode).map(|words| format!(" {}", sentence(words))).unwrap_or_default();
    let subtitle = format!("As of {}. Register “{}”.{reading}", long(report.as_of), report.register.title);
    let day: Date = report.as_of;
    Page::new(title, &subtitle, GENERATOR, &subtitle, day)
}

/// Each reason once, in the order in which it is first met, with the pledges that it holds for.
fn by_reason(report: &Report<'_>, not_asked: &[NotAsked]) -> Vec<Line> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for not in not_asked {
        let Some(pledge) = report.register.pledges.get(not.pledge) else { continue };
        match reasons.iter_mut().find(|(why, _)| *why == not.why) {
            Some((_, titles)) => titles.push(&pledge.title),
            None => reasons.push((&not.why, vec![&pledge.title])),
        }
    }
    let line = |(why, titles): (&str, Vec<&str>)| {
        let why = why.trim_end_matches('.');
        vec![Inline::strong(&format!("{why}:")), Inline::text(&format!(" {}.", titles.join("; ")))]
    };
    reasons.into_iter().map(line).collect()
}

fn heading(key: &str, words: &str) -> Block {
    Block::Heading { level: 1, anchor: format!("draft-{key}"), words: Words::new(words) }
}

/// Answers of this Parliament that come near: a question already answered is not put again.
fn near(report: &Report<'_>, records: &[usize]) -> Vec<Block> {
    let found: Vec<&Record> = records.iter().filter_map(|at| report.register.records.get(*at)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let lines: Vec<Line> = found.into_iter().map(record_line).collect();
    vec![
        Block::Paragraph(vec![Inline::text(
            "Answers and statements of this Parliament already held, the latest first:",
        )]),
        Block::List(lines),
    ]
}

fn record_line(record: &Record) -> Line {
    let day = window_words(record.published_on.full_window());
    let number = match (&record.uin, &record.house) {
        (None, Some(house)) => format!("{house}, number not known, "),
        (None, None) => "number not known, ".to_owned(),
        (Some(_), _) => number_in_parliament(record).map(|number| format!("{number}, ")).unwrap_or_default(),
    };
    let mut line = vec![Inline::text(&format!("{day}, {number}"))];
    match record.url.as_deref() {
        Some(url) => line.push(Inline::link(&record.title, url)),
        None => line.push(Inline::text(&record.title)),
    }
    line
}
