//! One pledge on one page: answer, words, test, evidence, wordings, number, what is not known, next question.
//!
//! It arranges; what each part says comes from `report` and the assessment.

use super::{Setting, anchor, heading, sources};
use crate::assessment::Progress;
use crate::date::long;
use crate::model::Status;
use crate::quantity::{Decimal, grouped, with_unit};
use crate::render::chart::wording::{Piece, compared};
use crate::render::chart::{target, timeline};
use crate::render::page::{Block, Figure, Inline, Line, Page, Table, Words};
use crate::report::briefing::{
    Briefing, Entry, Fact, Source, Wording, marks, sentence, status_words, target_words, window_words,
};

/// The blocks of one pledge; `level` is that of its section headings.
pub(super) fn blocks(page: &mut Page, setting: &Setting<'_>, entry: &Entry<'_>, level: u8) -> Vec<Block> {
    let briefing = setting.briefing;
    let name = anchor(entry.pledge.id.as_str());
    let section = |key: &str, words: &str| heading(level, &format!("{name}-{key}"), words);
    let mut out = vec![lead(briefing, entry), Block::Aside(vec![Inline::text(&marks(entry.assessment))])];
    out.push(section("words", "The pledge"));
    out.extend(pledge(page, briefing, entry));
    out.push(section("test", "The test, and by when"));
    out.extend(test(entry));
    out.push(section("evidence", "The evidence"));
    out.extend(evidence(page, briefing, entry));
    // A single wording stands above already.
    if entry.wordings.len() > 1 {
        out.push(section("wordings", "What was said, and when"));
        out.extend(wordings(page, briefing, entry));
    }
    let number = number(briefing, entry, &name);
    if !number.is_empty() {
        out.push(section("number", "The number"));
        out.extend(number);
    }
    out.extend(history(briefing, entry, &name));
    out.push(section("unknown", "What is not known"));
    out.push(Block::List(entry.unknown.iter().map(|line| vec![Inline::text(line)]).collect()));
    out.extend(position(page, briefing, entry, section("position", "What the responsible body says")));
    out.push(section("question", "A next question"));
    out.extend(question(entry));
    out.push(cite(setting, entry, &name));
    out
}

fn lead(briefing: &Briefing<'_>, entry: &Entry<'_>) -> Block {
    let words = status_words(entry.assessment);
    Block::Lead(vec![
        Inline::strong(&format!("{}, as of {}.", super::capitalised(words), long(briefing.report.as_of))),
        Inline::text(&format!(" {}", entry.answer)),
    ])
}

fn pledge(page: &mut Page, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let pledge = entry.pledge;
    let by = pledge.made_by.clone().unwrap_or_else(|| pledge.responsible.clone());
    let mut from = vec![Inline::text(&format!("{by}, {}", window_words(pledge.made_on.full_window())))];
    let source = pledge.source.map_or(Source::Unnamed, Source::Document);
    from.extend(sources::of_source(page, briefing.report.register, source));
    let mut out =
        vec![Block::Quotation { words: vec![Inline::text(&format!("“{}”", pledge.quote))], from }];
    let mut line = vec![Inline::text(&format!("Responsible: {}.", pledge.responsible))];
    if let Some(extent) = &pledge.extent {
        line.push(Inline::text(&format!(" Where it applies: {extent}.")));
    }
    if entry.wordings.len() < 2 {
        line.push(Inline::text(" No other wording is recorded."));
    }
    out.push(Block::Aside(line));
    out
}

fn test(entry: &Entry<'_>) -> Vec<Block> {
    let assessment = entry.assessment;
    let mut out = Vec::new();
    if let Some(why) = &entry.pledge.untestable {
        out.push(Block::Paragraph(vec![
            Inline::text("No evidence could settle it: "),
            Inline::text(&sentence(why)),
        ]));
    }
    if let Some(test) = &entry.pledge.test {
        out.push(Block::Paragraph(vec![Inline::text(test)]));
    }
    if entry.pledge.untestable.is_none() {
        let due = match &assessment.deadline {
            None => "No deadline was given.".to_owned(),
            Some(due) => {
                let words = due.quote.as_ref().map(|quote| format!(" (“{quote}”)")).unwrap_or_default();
                format!("The last day is {}{words}.", long(due.window.last))
            }
        };
        let target = entry.pledge.terms.target.as_ref();
        out.push(Block::Paragraph(vec![
            Inline::text("Asked for: "),
            Inline::strong(target_words(target).trim_end_matches('.')),
            Inline::text(&format!(". {due}")),
        ]));
    }
    let findings: Vec<Line> = assessment
        .findings
        .iter()
        .map(|finding| {
            let mark = if finding.decisive { "Decisive: " } else { "" };
            // The lead has given the reason; what follows it here is the arithmetic.
            let reason = assessment.reason.trim_end_matches('.');
            let rest = finding.sentence.strip_prefix(reason).map(|rest| rest.trim_start_matches(['.', ' ']));
            let words = rest.filter(|rest| !rest.is_empty()).unwrap_or(&finding.sentence);
            vec![Inline::strong(mark), Inline::text(&sentence(words))]
        })
        .collect();
    if !findings.is_empty() {
        out.push(Block::List(findings));
    }
    if let Some(note) = &entry.pledge.note {
        out.push(Block::Aside(vec![Inline::text(note)]));
    }
    out
}

fn evidence(page: &mut Page, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    if entry.evidence.is_empty() {
        return vec![Block::Paragraph(vec![Inline::text("No evidence is recorded here.")])];
    }
    let rows: Vec<Vec<Line>> = entry.evidence.iter().map(|fact| fact_row(page, briefing, fact)).collect();
    let mut out = vec![Block::Table(Table {
        caption: Words::new(&format!("Evidence on “{}”, by date", entry.pledge.title)),
        head: ["Date", "What it shows", "Who says so", "Counted?"].map(Words::new).to_vec(),
        widths: vec![15, 45, 15, 25],
        rows,
    })];
    if entry.left_out > 0 {
        out.push(Block::Aside(vec![Inline::text(&format!(
            "{} earlier facts are left out here; an export of the register has them.",
            grouped(Decimal::from(entry.left_out))
        ))]));
    }
    out
}

fn fact_row(page: &mut Page, briefing: &Briefing<'_>, fact: &Fact<'_>) -> Vec<Line> {
    let mut shows = vec![Inline::text(&super::capitalised(&fact.shows))];
    if let Some(quote) = fact.quote {
        shows.push(Inline::text(&format!(": “{quote}”")));
    } else if let Some(note) = fact.note {
        shows.push(Inline::text(&format!(". {}", sentence(note))));
    }
    shows.extend(sources::of_record(page, briefing.report.register, fact.record));
    let counted = if fact.counted { "Yes" } else { "No" };
    let why = if fact.why.is_empty() { String::new() } else { format!(": {}", fact.why) };
    vec![
        vec![Inline::text(&fact.on)],
        shows,
        vec![Inline::text(fact.whose)],
        vec![Inline::strong(counted), Inline::text(&why)],
    ]
}

/// The goalposts: each wording, what was struck and added in it, and what had to be done by when from then on.
fn wordings(page: &mut Page, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let mut before: Option<&str> = None;
    let (mut due, mut asked) = ("", "");
    let mut rows = Vec::new();
    for wording in &entry.wordings {
        let mut said = words_of(wording, before);
        said.extend(sources::of_source(page, briefing.report.register, wording.source));
        before = wording.quote.or(before);
        let change = match (wording.correction, wording.changes.is_empty()) {
            (true, _) => format!("corrected {}", wording.changes),
            (false, true) => String::new(),
            (false, false) => wording.changes.clone(),
        };
        rows.push(vec![
            vec![Inline::text(&wording.date)],
            said,
            vec![Inline::text(unless_same(&wording.deadline, &mut due))],
            vec![Inline::text(unless_same(&wording.target, &mut asked))],
            vec![Inline::text(change.trim())],
        ]);
    }
    let assessment = entry.assessment;
    let mut out = vec![Block::Table(Table {
        caption: Words::new(&format!("Wordings of “{}”, by date", entry.pledge.title)),
        head: ["Date", "Words", "By when", "What or how much", "Change"].map(Words::new).to_vec(),
        widths: vec![14, 40, 15, 19, 12],
        rows,
    })];
    let mut line =
        vec![Inline::text("Words "), Inline::Added("underlined".into()), Inline::text(" were added, words ")];
    line.extend([Inline::Removed("struck through".into()), Inline::text(" were in the wording before. ")]);
    line.push(Inline::text(&format!(
        "On the original terms it is {}; on the terms in force it is {}.",
        assessment.original.status.word(),
        assessment.current.status.word()
    )));
    out.push(Block::Aside(line));
    out
}

/// A cell that says what the one above says is marked so: what moved is what the table is for.
fn unless_same<'a>(words: &'a str, above: &mut &'a str) -> &'a str {
    if *above == words {
        "as before"
    } else {
        *above = words;
        words
    }
}

fn words_of(wording: &Wording<'_>, before: Option<&str>) -> Line {
    let mut line = Vec::new();
    if let Some(quote) = wording.quote {
        line.push(Inline::text("“"));
        match before.and_then(|before| compared(before, quote)) {
            None => line.push(Inline::text(quote)),
            Some(pieces) => {
                for (at, piece) in pieces.iter().enumerate() {
                    if at > 0 {
                        line.push(Inline::text(" "));
                    }
                    line.push(match piece {
                        Piece::Same(words) => Inline::text(words),
                        Piece::Removed(words) => Inline::Removed(words.as_str().into()),
                        Piece::Added(words) => Inline::Added(words.as_str().into()),
                    });
                }
            }
        }
        line.push(Inline::text("”"));
    }
    if let Some(note) = wording.note {
        let gap = if wording.quote.is_some() { " " } else { "" };
        line.push(Inline::text(&format!("{gap}{}", sentence(note))));
    }
    if line.is_empty() {
        line.push(Inline::text("No words recorded."));
    }
    line
}

fn number(briefing: &Briefing<'_>, entry: &Entry<'_>, name: &str) -> Vec<Block> {
    let Some(progress) = &entry.assessment.progress else { return Vec::new() };
    let mut out = vec![Block::Paragraph(vec![Inline::text(&progress_words(progress))])];
    if let Some(drawing) = chart(briefing, entry, progress).as_ref().and_then(target::draw) {
        out.push(Block::Figure(Figure {
            anchor: format!("{name}-chart"),
            caption: Words::new(&format!("{} against its target", indicator_words(progress, entry))),
            drawing,
        }));
    }
    out
}

/// Latest value, change so far and needed, pace so far and needed, and where the pace so far would end.
fn progress_words(progress: &Progress) -> String {
    let shown = |value: Decimal| with_unit(value, &progress.unit);
    let mut words = match (progress.latest, progress.on) {
        (Some(latest), Some(on)) => format!("The latest figure is {}, of {}", shown(latest), long(on)),
        _ => "No figure since the start is recorded".to_owned(),
    };
    words.push_str(&format!("; the target is {}.", shown(progress.target)));
    if let (Some(base), Some(on)) = (progress.baseline, progress.baseline_on) {
        words.push_str(&format!(" It started at {} on {}.", shown(base), long(on)));
    }
    if let (Some(change), Some(needed)) = (progress.change, progress.needed) {
        words.push_str(&format!(" Change so far: {} of {} needed.", grouped(change), grouped(needed)));
    }
    if let Some(pace) = progress.pace {
        words.push_str(&format!(" Pace so far: {} a year.", grouped(pace)));
    }
    if let Some(needed) = needed_words(progress) {
        words.push(' ');
        words.push_str(&needed);
    }
    if let Some(end) = progress.projected {
        words.push_str(&format!(" At the pace so far it would end at {}.", shown(end)));
    }
    words
}

fn needed_words(progress: &Progress) -> Option<String> {
    progress
        .pace_needed
        .map(|needed| format!("Pace needed from the latest figure on: {} a year.", grouped(needed)))
}

fn indicator_words(progress: &Progress, entry: &Entry<'_>) -> String {
    let unit = super::capitalised(&progress.unit);
    match &progress.indicator {
        Some(indicator) if unit.is_empty() => indicator.to_string(),
        Some(indicator) => format!("{unit} ({indicator})"),
        None => entry.pledge.title.clone(),
    }
}

fn chart(briefing: &Briefing<'_>, entry: &Entry<'_>, progress: &Progress) -> Option<target::Progress> {
    let end = entry.assessment.deadline.as_ref()?.window.last;
    let begun = progress.baseline_on?;
    let since = entry.measured.iter().filter(|(day, _)| *day > begun).copied();
    Some(target::Progress {
        indicator: indicator_words(progress, entry),
        unit: progress.unit.clone(),
        baseline: (begun, progress.baseline?),
        target: (end, progress.target),
        observed: since.collect(),
        as_of: briefing.report.as_of,
        needed: needed_words(progress).filter(|_| entry.assessment.status == Status::Pending),
    })
}

fn history(briefing: &Briefing<'_>, entry: &Entry<'_>, name: &str) -> Option<Block> {
    let mut changes: Vec<_> = entry.assessment.timeline.iter().map(|turn| (turn.on, turn.status)).collect();
    changes.dedup_by_key(|(_, status)| *status);
    // A status that never changed needs no picture.
    if changes.len() < 2 {
        return None;
    }
    let drawing = timeline::draw(&entry.pledge.title, &changes, briefing.report.as_of)?;
    Some(Block::Figure(Figure {
        anchor: format!("{name}-timeline"),
        caption: Words::new("The computed status over time, by what could be known then"),
        drawing,
    }))
}

fn position(page: &mut Page, briefing: &Briefing<'_>, entry: &Entry<'_>, title: Block) -> Vec<Block> {
    let mut out = Vec::new();
    if let Some(fact) =
        entry.position.and_then(|record| entry.evidence.iter().rev().find(|fact| fact.record == record))
    {
        let words = match (fact.quote, fact.note) {
            (Some(quote), _) => format!("in its own words: “{quote}”"),
            (None, Some(note)) => format!("as this register notes it: {}", sentence(note)),
            (None, None) => format!("as this register records it: {}.", fact.shows),
        };
        let published =
            briefing.report.register.records.get(fact.record).map(|record| record.published_on.full_window());
        let day = published.map_or_else(|| fact.on.clone(), window_words);
        let mut line = vec![Inline::text(&format!("Latest statement, {day}, {words}"))];
        line.extend(sources::of_record(page, briefing.report.register, fact.record));
        out.push(Block::Paragraph(line));
    }
    for response in &entry.pledge.responses {
        let window = response.on.full_window();
        if window.last > briefing.report.known_by {
            continue;
        }
        let from = vec![Inline::text(&format!(
            "{}, asked before publication, {}",
            response.by,
            window_words(window)
        ))];
        out.push(Block::Quotation { words: vec![Inline::text(&format!("“{}”", response.text))], from });
    }
    if out.is_empty() {
        let none =
            "No statement of its own on this pledge is recorded here, and no reply to a request for comment.";
        out.push(Block::Paragraph(vec![Inline::text(none)]));
    }
    out.insert(0, title);
    out
}

fn question(entry: &Entry<'_>) -> Vec<Block> {
    match &entry.question {
        Ok(draft) => vec![Block::Quotation {
            words: vec![Inline::text(&draft.text)],
            from: vec![Inline::text("A draft; whether it is in order is for the Table Office.")],
        }],
        Err(why) => vec![Block::Paragraph(vec![Inline::text(&format!("None is drafted. {why}"))])],
    }
}

fn cite(setting: &Setting<'_>, entry: &Entry<'_>, name: &str) -> Block {
    let report = setting.briefing.report;
    Block::Aside(vec![
        Inline::strong("Cite this: "),
        Inline::text(&format!(
            "“{}”, in {}, as of {}, version {}, computed with {}, ",
            entry.pledge.title,
            report.register.title,
            long(report.as_of),
            setting.version,
            setting.about.generator
        )),
        Inline::link(&format!("#{name}"), &format!("#{name}")),
        Inline::text("."),
    ])
}
