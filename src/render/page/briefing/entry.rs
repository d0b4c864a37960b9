//! One pledge on one page: answer, words, test, evidence, wordings, number, what is not known, next question.
//!
//! It arranges; what each part says comes from `report` and the assessment.

use super::{Setting, anchor, heading, sources};
use crate::assessment::Assessment;
use crate::date::long;
use crate::model::{Kind, Pledge, Reach, Record, Register};
use crate::quantity::{Decimal, grouped};
use crate::render::chart::timeline;
use crate::render::page::{Block, Figure, Inline, Line, Notes, Table, Words, in_lines};
use crate::report::briefing::{
    Briefing, Entry, Fact, NOT_WRITTEN, NOTE_WORDS, Source, WITH_ITS_PARTS, as_written, baseline_source,
    capitalised, marks, said_later, sentence, status_words, target_words, window_words,
};
use crate::report::reading_words;

mod number;
mod wordings;

/// The blocks of one pledge; `level` is that of its section headings.
pub(super) fn blocks(notes: &mut Notes, setting: &Setting<'_>, entry: &Entry<'_>, level: u8) -> Vec<Block> {
    let briefing = &setting.briefing;
    let name = anchor(entry.pledge.id.as_str());
    let section = |key: &str, words: &str| heading(level, &format!("{name}--{key}"), words);
    let mut out = vec![lead(briefing, entry), Block::Aside(vec![Inline::text(&marks(entry.assessment))])];
    out.push(section("words", "The pledge"));
    out.extend(pledge(notes, briefing, entry));
    out.push(section("test", "The test, and by when"));
    out.extend(test(notes, briefing, entry));
    out.push(section("evidence", "The evidence"));
    out.extend(evidence(notes, briefing, entry));
    if !is_only_wording(entry) {
        out.push(section("wordings", "What was said, and when"));
        out.extend(wordings::blocks(notes, briefing, entry));
    }
    let number = number::blocks(notes, briefing, entry, &name);
    if !number.is_empty() {
        out.push(section("number", "The number"));
        out.extend(number);
    }
    out.extend(history(briefing, entry, &name));
    out.push(section("unknown", "What is not known"));
    out.extend(unknown(notes, briefing, entry));
    let position = position(notes, briefing, entry);
    if !position.is_empty() {
        out.push(section("position", "What the responsible body says"));
        out.extend(position);
    }
    if let Ok(draft) = &entry.question {
        out.push(section("question", "A next question"));
        out.push(Block::Quotation {
            words: vec![vec![Inline::text(&draft.text)]],
            from: vec![Inline::text("A draft; whether it is in order is for the Table Office.")],
        });
    }
    // A paper of one pledge says it at its end.
    if level > 1 {
        out.push(Block::Aside(cite(setting, entry.pledge)));
    }
    out
}

/// What stands beside words that could not be held against a stored copy.
const UNCHECKED: &str = " (Quoted unchecked: no copy is stored.)";

fn lead(briefing: &Briefing<'_>, entry: &Entry<'_>) -> Block {
    let words = status_words(briefing.report.register, entry.assessment);
    let mode = briefing.report.mode;
    let reading =
        reading_words(mode).map(|_| format!(", by the {} reading", mode.word())).unwrap_or_default();
    Block::Lead(vec![
        Inline::strong(&format!("{}, as of {}{reading}.", capitalised(&words), long(briefing.report.as_of))),
        Inline::text(&format!(" {}", entry.answer)),
    ])
}

fn pledge(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let pledge = entry.pledge;
    let responsible = as_written(briefing.report.register.body_name(&pledge.responsible));
    let by = pledge.made_by.as_deref().or_else(|| speaker(briefing, pledge, responsible));
    let said_by = by.map_or_else(String::new, |by| format!("{by}, "));
    let mut from = vec![Inline::text(&format!("{said_by}{}.", window_words(pledge.made_on.full_window())))];
    let source = pledge.source.map_or(Source::Unnamed, Source::Document);
    from.extend(sources::of_source(notes, briefing.report.register, source));
    let mut more = String::new();
    if sources::is_unchecked(briefing.report.register, source) {
        more.push_str(UNCHECKED);
    }
    // "A Minister, Department for Education" names the body already.
    if !by.is_some_and(|by| by.contains(responsible)) {
        more.push_str(&format!(" Responsible: {responsible}."));
    }
    if let Some(extent) = &pledge.extent {
        more.push_str(&format!(" Where it applies: {extent}."));
    }
    match said_later(pledge, briefing.report.said_by()) {
        Some(later) => more.push_str(&format!(" {later}")),
        None if is_only_wording(entry) => more.push_str(" No other wording is recorded."),
        None => {}
    }
    from.push(Inline::text(&more));
    vec![Block::Quotation { words: vec![vec![Inline::text(&format!("“{}”", pledge.quote))]], from }]
}

/// Whose words a pledge is in that names nobody: who published the document that it was made in, for a manifesto is no word of
/// the department that answers for it now. Nobody's where that only reports what others say.
fn speaker<'r>(briefing: &Briefing<'r>, pledge: &Pledge, responsible: &'r str) -> Option<&'r str> {
    let register = briefing.report.register;
    let document = pledge.source.and_then(|at| register.documents.get(at));
    let Some(record) = document.and_then(|document| register.records.get(document.record?)) else {
        return Some(responsible);
    };
    match record.kind {
        Kind::Statement | Kind::Publication | Kind::Campaign => {
            // As written: a body may have another name since.
            let publisher = as_written(&record.publisher);
            Some(if publisher.is_empty() { responsible } else { publisher })
        }
        Kind::OfficialStatistics | Kind::Law | Kind::Audit | Kind::Research | Kind::Foi | Kind::Media => None,
    }
}

/// Whether the words quoted are all that had been said: then they need no table.
fn is_only_wording(entry: &Entry<'_>) -> bool {
    matches!(entry.wordings.as_slice(), [only] if only.quote == Some(&*entry.pledge.quote))
}

fn test(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let assessment = entry.assessment;
    let test = entry.pledge.test.as_deref().map(|test| match as_written(test) {
        NOT_WRITTEN => format!("What would count is {NOT_WRITTEN}. "),
        test => format!("{} ", sentence(test)),
    });
    let mut line: Line = test.iter().map(|test| Inline::text(test)).collect();
    if let Some(why) = &entry.pledge.untestable {
        line.push(Inline::text(&format!("It has no test. {}", sentence(why))));
    } else {
        let terms = briefing.report.terms(entry.pledge);
        let target = target_words(terms.target.as_ref());
        line.extend([Inline::text("Asked for: "), Inline::strong(target.trim_end_matches('.'))]);
        // Of the forms of a target only a change names in its words where it starts from.
        let start = terms.target.as_ref().filter(|target| target.form.reach() == Some(Reach::Change));
        let source = start.and_then(|target| baseline_source(briefing.report.register, target));
        line.extend(source.and_then(|source| sources::of_source(notes, briefing.report.register, source)));
        line.push(Inline::text(&format!(".{}", due_words(assessment))));
    }
    let mut out = vec![Block::Paragraph(line)];
    let reason = assessment.reason.trim_end_matches('.');
    // The lead has given the reason; what is said here is the arithmetic.
    let findings = assessment.findings.iter().filter_map(|finding| {
        let words = finding.sentence.strip_prefix(reason).unwrap_or(&finding.sentence);
        let words = words.trim_start_matches(['.', ' ']);
        let mark = if finding.decisive { "Decisive: " } else { "" };
        (!words.is_empty()).then(|| vec![Inline::strong(mark), Inline::text(&sentence(words))])
    });
    let findings: Vec<Line> = findings.collect();
    if !findings.is_empty() {
        out.push(Block::List(findings));
    }
    if let Some(note) = &entry.pledge.note {
        out.push(Block::Aside(vec![Inline::text(&format!("{NOTE_WORDS}: {note}"))]));
    }
    out
}

/// Nothing where the date arithmetic below begins with it.
fn due_words(assessment: &Assessment) -> String {
    match &assessment.deadline {
        None => " No deadline was given.".to_owned(),
        Some(due) => {
            let last = long(due.window.last);
            if assessment
                .findings
                .iter()
                .any(|finding| finding.sentence.contains(&format!("deadline is {last}")))
            {
                return String::new();
            }
            let words = due.quote.as_ref().map(|quote| format!(" (“{quote}”)")).unwrap_or_default();
            format!(" The last day is {last}{words}.")
        }
    }
}

fn evidence(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    if entry.evidence.is_empty() {
        let none = match entry.assessment.rests_on_parts() {
            true => WITH_ITS_PARTS.to_owned(),
            false => format!("No evidence is recorded here{}.", left_out_words(entry)),
        };
        return vec![Block::Paragraph(vec![Inline::text(&none)])];
    }
    let rows: Vec<Vec<Line>> = entry.evidence.iter().map(|fact| fact_row(notes, briefing, fact)).collect();
    vec![Block::Table(Table {
        caption: Words::new(&format!(
            "Evidence on “{}”, by date{}",
            entry.pledge.title,
            left_out_words(entry)
        )),
        head: ["Date", "What it shows", "Who says so", "Counted?"].map(Words::new).to_vec(),
        widths: vec![31, 104, 27, 38],
        rows,
    })]
}

/// What the table leaves to the list of wordings and to the register.
fn left_out_words(entry: &Entry<'_>) -> String {
    let mut words = match entry.restating {
        0 => String::new(),
        1 => "; one more source restates the pledge and stands below".to_owned(),
        count => format!("; {count} more sources restate the pledge and stand below"),
    };
    if entry.left_out > 0 {
        words.push_str(&format!("; {} more in the register", grouped(Decimal::from(entry.left_out))));
    }
    words
}

fn fact_row(notes: &mut Notes, briefing: &Briefing<'_>, fact: &Fact<'_>) -> Vec<Line> {
    let mut shows = vec![Inline::text(&capitalised(&fact.shows))];
    if let Some(quote) = fact.quote {
        shows.push(Inline::text(&format!(": “{quote}”")));
    } else if let Some(note) = fact.note {
        shows.push(Inline::text(&format!(". {}", sentence(note))));
    }
    shows.extend(sources::of_record(notes, briefing.report.register, fact.record));
    let counted = if fact.counted { "Yes" } else { "No" };
    let why = if fact.why.is_empty() { String::new() } else { format!(": {}", fact.why) };
    vec![
        vec![Inline::text(&fact.on)],
        shows,
        vec![Inline::text(&fact.whose)],
        vec![Inline::strong(counted), Inline::text(&why)],
    ]
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
        anchor: format!("{name}--timeline"),
        caption: Words::new("The computed status over time, by what could be known then"),
        drawing,
    }))
}

fn unknown(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let mut items: Vec<Line> = Vec::new();
    for gap in &entry.unknown {
        let mut line = vec![Inline::text(&gap.words)];
        line.extend(
            gap.record.and_then(|record| sources::of_record(notes, briefing.report.register, record)),
        );
        items.push(line);
    }
    items.extend(entry.would_settle.iter().map(|words| vec![Inline::text(words)]));
    let known_by = briefing.report.known_by;
    let replied = entry.pledge.responses.iter().any(|response| response.on.full_window().last <= known_by);
    if entry.position.is_none() && !replied {
        let none = if is_only_wording(entry) {
            "No later statement"
        } else {
            "Besides the wordings above, no statement"
        };
        items.push(vec![Inline::text(&format!(
            "{none} of the responsible body on this pledge is recorded here, nor a reply to a request for comment."
        ))]);
    }
    if let Err(why) = &entry.question {
        items.push(vec![Inline::text(&format!("No next question is drafted. {why}"))]);
    }
    vec![Block::List(items)]
}

/// Whether the responsible body said the pledge again after what a record states.
fn is_said_anew(register: &Register, entry: &Entry<'_>, stated: usize) -> bool {
    let Some(latest) = entry.wordings.last() else { return false };
    let Source::Document(at) = latest.source else { return false };
    let said = register.documents.get(at).and_then(|document| register.records.get(document.record?));
    let is_own = |record: &Record| {
        register.body_name(&record.publisher) == register.body_name(&entry.pledge.responsible)
    };
    let published = register.records.get(stated).map(|record| record.published_on.full_window().last);
    said.is_some_and(is_own) && published.is_some_and(|published| published < latest.on)
}

fn position(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let mut out = Vec::new();
    if let Some(fact) =
        entry.position.and_then(|record| entry.evidence.iter().rev().find(|fact| fact.record == record))
        && !is_said_anew(briefing.report.register, entry, fact.record)
    {
        let register = briefing.report.register;
        let record = register.records.get(fact.record);
        let published = record.map(|record| record.published_on.full_window());
        let by = record.map(|record| register.body_name(&record.publisher));
        let day = published.map_or_else(|| fact.on.clone(), window_words);
        // Another body of its government may have spoken for it.
        let whose = match by.filter(|by| *by != register.body_name(&entry.pledge.responsible)) {
            Some(other) => format!("The latest statement recorded here ({other}, {day})"),
            None => format!("Its latest statement recorded here, {day}"),
        };
        // A note is the register's, and may well say what others say.
        let said = match (fact.quote, fact.note) {
            (Some(quote), _) => format!("“{quote}”"),
            (None, Some(note)) => format!("{}. The register notes: {}", fact.shows, sentence(note)),
            (None, None) => format!("{}.", fact.shows),
        };
        let words = format!("{whose}: {said}");
        let mut line = vec![Inline::text(&words)];
        line.extend(sources::of_record(notes, briefing.report.register, fact.record));
        out.push(Block::Paragraph(line));
    } else if let (Some(_), Some(latest)) = (entry.position, entry.wordings.last()) {
        let words = format!("Its latest statement recorded here is the wording of {} above.", latest.date);
        out.push(Block::Paragraph(vec![Inline::text(&words)]));
    }
    for response in &entry.pledge.responses {
        let window = response.on.full_window();
        if window.last > briefing.report.known_by {
            continue;
        }
        let from = vec![Inline::text(&format!("{}, when asked, {}", response.by, window_words(window)))];
        out.push(Block::Quotation { words: in_lines(&response.text), from });
    }
    out
}

/// How to cite what is said of a pledge.
pub(super) fn cite(setting: &Setting<'_>, pledge: &Pledge) -> Line {
    let report = setting.briefing.report;
    let anchor = format!("#{}", anchor(pledge.id.as_str()));
    vec![
        Inline::strong("Cite this: "),
        Inline::text(&format!(
            "“{}”, in {}, as of {}, version {}, ",
            pledge.title,
            report.register.title,
            long(report.as_of),
            setting.version
        )),
        Inline::link(&anchor, &anchor),
        Inline::text("."),
    ]
}
