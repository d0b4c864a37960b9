//! What is known about a document besides its words, and what keeps it from settling anything.
//!
//! Everything here is what the source itself says; what a person adds stands in a record.

use chrono::{Datelike, Months, NaiveDate};

use super::Document;
use crate::date::Window;

/// What is known about a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The source's own id (the number in Parliament's API, a content id), as text.
    pub id: Option<String>,
    /// The House a question was asked or a statement made in.
    pub house: Option<House>,
    /// The number of a question or statement: `12429`, `HL4321`, `HCWS282`. Reused from session to session.
    pub uin: Option<String>,
    /// The other numbers that the same answer answers.
    pub also_uins: Vec<String>,
    /// When the question was tabled.
    pub tabled_on: Option<NaiveDate>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// When a holding answer was given before.
    pub held_on: Option<NaiveDate>,
    /// When the answer was corrected.
    pub corrected_on: Option<NaiveDate>,
    /// When a publication, statement or release came out.
    pub published_on: Option<NaiveDate>,
    /// Whether only the month of the day above that counts is known, which is then its first.
    pub month_only: bool,
    /// The department that answers or publishes.
    pub body: Option<String>,
    /// Who answered or made the statement. Never with the job title a page prints: that is the one held when
    /// the page was saved.
    pub minister: Option<String>,
    /// The title of a publication.
    pub title: Option<String>,
    /// The heading of a question.
    pub heading: Option<String>,
    /// The question, in canonical text. It is not part of the document's text.
    pub question: Option<String>,
    /// What sort of publication it is, in the publisher's word (`press_release`, `written_statement`).
    pub kind: Option<String>,
    /// The publisher's own address.
    pub url: Option<String>,
    /// The address an answer refers the reader to.
    pub refers_to: Option<String>,
    /// Files published with it: their addresses.
    pub attachments: Vec<String>,
    /// The licence, as an SPDX expression: `OPL-UK-3.0`, `OGL-UK-3.0`.
    pub licence: Option<&'static str>,
}

impl Meta {
    /// When it could be known: answered, or published. Of a month alone it is the first day, which orders and resolves
    /// but is not to be shown: that is [`Self::known_in`].
    #[must_use]
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.answered_on.or(self.published_on)
    }

    /// From when to when it could be known: one day, or where only the month is known all of it, but for the days before
    /// the question was tabled. The words of an answer that was corrected could be known when they were corrected.
    #[must_use]
    pub fn known_in(&self) -> Option<Window> {
        let day = self.known_on()?;
        if let Some(corrected) = self.corrected_on.filter(|corrected| *corrected > day) {
            return Some(Window::day(corrected));
        }
        if !self.month_only {
            return Some(Window::day(day));
        }
        let first = day.with_day(1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        let tabled = self.tabled_on.filter(|tabled| (first..last).contains(tabled));
        Window::new(tabled.unwrap_or(first), last)
    }

    /// The same in a register's notation: `2025-01-13`, `2025-01`.
    #[must_use]
    pub fn known_as_written(&self) -> Option<String> {
        self.known_in().map(crate::date::day_or_month)
    }

    /// What it is called: by its title or heading, else by what it is and its number. A file's name is none.
    #[must_use]
    pub fn called(&self) -> Option<String> {
        let named = self.title.as_deref().or(self.heading.as_deref()).filter(|name| !name.trim().is_empty());
        match (named, self.uin.as_deref()) {
            (Some(name), _) => Some(name.to_owned()),
            (None, Some(number)) if is_statement(number) => Some(format!("Written statement {number}")),
            (None, Some(number)) => Some(format!("Written question {number}")),
            (None, None) => self.question.as_ref().map(|_| "Written answer".to_owned()),
        }
    }

    /// What makes a question or statement one and the same wherever it is found: House, date tabled (or
    /// made), number. The number alone does not, for numbering starts again every session.
    #[must_use]
    pub fn identity(&self) -> Option<(House, NaiveDate, &str)> {
        Some((self.house?, self.tabled_on?, self.uin.as_deref()?))
    }

    /// Puts the House that a number tells in the place of one that was said of a whole file.
    pub(super) fn settle_house(&mut self) {
        self.house = self.uin.as_deref().and_then(house_of).or(self.house);
    }

    /// The address at which Parliament itself publishes it, which follows from its identity.
    #[must_use]
    pub fn parliament_url(&self) -> Option<String> {
        let (_, tabled_on, uin) = self.identity()?;
        Some(parliament_url(tabled_on, uin))
    }
}

/// Whom a question is put to: `Secretary of State for Health and Social Care` of `To ask the Secretary of State for Health
/// and Social Care, what steps he is taking`. Nothing where it does not say whom.
#[must_use]
pub fn office_asked(question: &str) -> Option<&str> {
    let rest = question.strip_prefix("To ask the ").or_else(|| question.strip_prefix("To ask "))?;
    let mut end = 0;
    for word in rest.split(' ') {
        let is_lower = word.starts_with(char::is_lowercase);
        let asks = match rest.get(..end).is_some_and(|before| before.ends_with(", ")) {
            true => is_lower || ["What", "Whether", "How", "When", "If"].contains(&word),
            false => is_lower && !["of", "for", "the", "and"].contains(&word),
        };
        if asks {
            break;
        }
        end += word.len() + 1;
    }
    rest.get(..end.min(rest.len()))
        .map(|office| office.trim_end_matches([' ', ',']))
        .filter(|office| !office.is_empty())
}

/// The address at which Parliament publishes a question (by the day it was tabled) or a written statement (by
/// the day it was made).
#[must_use]
pub fn parliament_url(on: NaiveDate, uin: &str) -> String {
    let sort = if is_statement(uin) { "written-statements" } else { "written-questions" };
    format!("https://questions-statements.parliament.uk/{sort}/detail/{}/{uin}", on.format("%Y-%m-%d"))
}

/// Whether a number is that of a written statement: `HCWS…`, `HLWS…`.
#[must_use]
pub fn is_statement(uin: &str) -> bool {
    uin.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("HCWS") || start.eq_ignore_ascii_case("HLWS"))
}

/// The House whose number it is by its prefix: `HL4321` and `HLWS7` are the Lords', `HCWS282` the Commons'.
fn house_of(uin: &str) -> Option<House> {
    let is = |prefix: &str| uin.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if is("HL") { Some(House::Lords) } else { is("HCWS").then_some(House::Commons) }
}

/// The two Houses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum House {
    /// The House of Commons.
    Commons,
    /// The House of Lords.
    Lords,
}

impl House {
    /// The word, as in a record's `house`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Commons => "Commons",
            Self::Lords => "Lords",
        }
    }

    /// From the word or, as some clients of the API saw, the number 1 or 2.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim() {
            "Commons" | "commons" | "1" => Some(Self::Commons),
            "Lords" | "lords" | "2" => Some(Self::Lords),
            _ => None,
        }
    }
}

/// What keeps a document from settling anything, whatever its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// It is cut off: a list of the API gives the first 255 characters only.
    Truncated,
    /// A holding answer: the real one is still to come.
    Holding,
    /// A question that was withdrawn, or a publication withdrawn by its publisher.
    Withdrawn,
    /// The answer was corrected later; the words first given are gone from the source.
    Corrected,
    /// It only refers to another answer.
    Referral,
    /// A non-answer at the end of a session.
    Prorogation,
    /// Published by a previous government, as GOV.UK says of it.
    HistoryMode,
    /// The question has no answer yet.
    Unanswered,
    /// It has no text: a scan, or an object of a bulk file without any.
    NoText,
}

impl Flag {
    /// The word for it in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Holding => "holding",
            Self::Withdrawn => "withdrawn",
            Self::Corrected => "corrected",
            Self::Referral => "referral",
            Self::Prorogation => "prorogation",
            Self::HistoryMode => "history-mode",
            Self::Unanswered => "unanswered",
            Self::NoText => "no-text",
        }
    }

    /// What it means for the reader, as a sentence without a full stop.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Truncated => "cut off at 255 characters by the list it came from, so the rest is unknown",
            Self::Holding => "a holding answer, the real one is still to come",
            Self::Withdrawn => "withdrawn",
            Self::Corrected => "corrected since, the words first given are gone from the source",
            Self::Referral => "refers to another answer and says nothing itself",
            Self::Prorogation => "not answered because the session ended",
            Self::HistoryMode => "published by a previous government",
            Self::Unanswered => "not answered yet",
            Self::NoText => "has no text, as a scan has none",
        }
    }
}

/// Adds what follows from the words themselves: flags that a source has no field for, and the address.
pub(super) fn complete(document: &mut Document) {
    let text = &document.text.text;
    let mut flag = |flag: Flag, is: bool| {
        if is && !document.flags.contains(&flag) {
            document.flags.push(flag);
        }
    };
    flag(Flag::Holding, is_holding(text));
    flag(Flag::Prorogation, is_prorogation(text));
    flag(Flag::Referral, is_referral(text));
    document.flags.sort_unstable();
    document.flags.dedup();
    // Questions and statements carry their days; of anything else the text may say its own.
    if document.meta.known_on().is_none() && document.meta.uin.is_none() {
        document.meta.published_on = super::dateline::day(&document.text.text);
    }
    if document.meta.url.is_none() {
        document.meta.url = document.meta.parliament_url();
    }
}

/// Whether words say no more than that another answer is to be read, or that the session ended.
pub(crate) fn points_elsewhere(text: &str) -> bool {
    is_prorogation(text) || is_referral(text)
}

/// "… it will not be possible to answer this question within the usual time period. An answer is being prepared …" What was
/// not possible in time may be answered now.
fn is_holding(text: &str) -> bool {
    let late =
        ["will not be possible", "is not possible", "has not been possible", "has not proved possible"];
    let prepared = ["answer is being prepared", "answer to this question is being prepared"];
    let says = |list: &[&str]| list.iter().any(|words| text.contains(words));
    text.len() < 600 && ((says(&late) && text.contains("within the usual time")) || says(&prepared))
}

/// "It has not proved possible to respond to the hon. Member in the time available before Prorogation."
fn is_prorogation(text: &str) -> bool {
    text.len() < 600
        && (text.contains("before Prorogation") || text.contains("before Dissolution"))
        && (text.contains("not proved possible") || text.contains("not been possible"))
}

/// "I refer the hon. Member to the answer I gave on 3 June 2024 to Question 25381." and nothing else to speak of.
fn is_referral(text: &str) -> bool {
    let opening = [
        "I refer the ", "I would refer the ", "I refer my ", "I refer him to ", "I refer her to ", "I refer ",
    ];
    let answers = ["nswer", "eply", "esponse", "tatement"];
    text.len() < 400
        && opening.iter().any(|start| text.starts_with(start))
        && answers.iter().any(|word| text.contains(word))
}
