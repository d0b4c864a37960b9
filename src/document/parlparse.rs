//! ParlParse XML, as TheyWorkForYou publishes written answers and statements: a flat list of headings, questions and
//! replies.
//!
//! It has no answer date but in the name of the file. It is read with the lenient tokenizer: nothing is ever expanded, so
//! an entity bomb is only text, and one bad answer does not take the others with it.

use chrono::NaiveDate;

use super::{Document, Fault, Flag, Format, Head, House, Meta, Reader, Reading, Source, record};
use crate::language::canonical::{Builder, from_html};
use crate::language::markup::{self, Event, Tag};

/// Written answers and statements of ParlParse.
pub(super) const FORMAT: Format = Format {
    name: "parlparse",
    suffixes: &["xml"],
    sniff: |head: &Head<'_>| head.text.contains("<publicwhip"),
    read: Reader::Text(read),
};

fn read(source: &Source<'_>) -> Reading {
    let mut pages = Pages { file_date: date_in_name(source.path), ..Pages::default() };
    for event in markup::events(source.text) {
        match event {
            Event::Open(tag) => pages.open(&tag),
            Event::Close(name) => pages.close(name),
            Event::Text(text) => pages.builder.push_raw(text),
        }
    }
    let mut faults = Vec::new();
    if pages.documents.is_empty() {
        faults.push(Fault::error("document-empty", "the file has no answers or statements"));
    } else if pages.file_date.is_none() {
        faults.push(
            Fault::warning(
                "document-undated",
                "the date of the answers stands only in the file's name, and this name has none",
            )
            .help(
                "name the file as TheyWorkForYou does, for example answers2024-02-08.xml, or tell the day by `--answered` of `kept import`, elsewhere by `--reference`",
            ),
        );
    }
    Reading { documents: pages.documents, faults }
}

/// What was met so far.
#[derive(Debug, Default)]
struct Pages {
    file_date: Option<NaiveDate>,
    builder: Builder,
    /// What the words now read belong to.
    part: Part,
    body: Option<String>,
    heading: Option<String>,
    questions: Vec<String>,
    uins: Vec<String>,
    tabled_on: Option<NaiveDate>,
    url: Option<String>,
    /// The questions were replied to: one that follows is another.
    replied: bool,
    /// The id and the speaker of the reply or statement now read.
    id: Option<String>,
    speaker: Option<String>,
    documents: Vec<Document>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Part {
    #[default]
    Between,
    MajorHeading,
    MinorHeading,
    Question,
    Answer,
    Statement,
}

const PARTS: [(&str, Part); 5] = [
    ("major-heading", Part::MajorHeading),
    ("minor-heading", Part::MinorHeading),
    ("ques", Part::Question),
    ("reply", Part::Answer),
    ("speech", Part::Statement),
];

fn part(name: &str) -> Option<Part> {
    PARTS.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
}

impl Pages {
    fn open(&mut self, tag: &Tag<'_>) {
        let Some(part) = part(tag.name) else {
            if self.part == Part::Question {
                self.uins.extend(tag.attribute("qnum").map(str::to_owned));
            }
            self.builder.open(tag.name);
            return;
        };
        self.builder = Builder::default();
        self.part = part;
        let id = tag.attribute("id").map(str::to_owned);
        match part {
            Part::MajorHeading => self.forget_questions(),
            Part::MinorHeading => {
                self.forget_questions();
                self.heading = None;
            }
            Part::Question | Part::Statement => {
                if self.replied {
                    self.forget_questions();
                }
                self.url = self.url.take().or_else(|| tag.attribute("url").map(str::to_owned));
                self.tabled_on = self.tabled_on.or_else(|| tabled(self.url.as_deref(), id.as_deref()));
            }
            Part::Answer | Part::Between => {}
        }
        self.speaker =
            tag.attribute("speakername").map(|name| from_html(name).text).filter(|name| !name.is_empty());
        self.id = id;
    }

    fn close(&mut self, name: &str) {
        if part(name) != Some(self.part) {
            self.builder.close(name);
            return;
        }
        let text = std::mem::take(&mut self.builder).finish();
        match self.part {
            Part::MajorHeading => self.body = Some(text.text),
            Part::MinorHeading => self.heading = Some(text.text),
            Part::Question => self.questions.push(text.text),
            Part::Answer | Part::Statement => {
                self.replied = true;
                let flags = if text.text.is_empty() { vec![Flag::Unanswered] } else { Vec::new() };
                let meta = self.meta();
                self.documents.push(Document { text, meta, flags, ..Document::default() });
            }
            Part::Between => {}
        }
        self.part = Part::Between;
    }

    fn meta(&self) -> Meta {
        let id = self.id.clone().unwrap_or_default();
        let statement = self.part == Part::Statement;
        let uin = self.uins.first().cloned().or_else(|| uin_in(&id));
        let question = self.questions.join(" ");
        let lords = id.contains("/lords") || uin.as_deref().is_some_and(|uin| uin.starts_with("HL"));
        Meta {
            house: Some(if lords { House::Lords } else { House::Commons }),
            also_uins: self.uins.iter().skip(1).cloned().collect(),
            tabled_on: self.tabled_on,
            answered_on: self.file_date.filter(|_| !statement),
            published_on: self.file_date.or(self.tabled_on).filter(|_| statement),
            body: self.body.clone(),
            minister: self.speaker.clone(),
            heading: self.heading.clone(),
            question: (!question.is_empty()).then_some(question),
            kind: statement.then(|| "written_statement".to_owned()),
            url: self.url.clone(),
            licence: Some("OPL-UK-3.0"),
            id: Some(id),
            uin,
            ..Meta::default()
        }
    }

    fn forget_questions(&mut self) {
        self.questions.clear();
        self.uins.clear();
        self.tabled_on = None;
        self.url = None;
        self.replied = false;
    }
}

/// When a question was tabled: from its address, or from ids since 2014, when they began to carry that date.
fn tabled(url: Option<&str>, id: Option<&str>) -> Option<NaiveDate> {
    let from_url =
        url.and_then(|url| url.split_once("/detail/")).and_then(|(_, rest)| record::day(Some(rest)));
    let from_id = || record::day(Some(id?.rsplit('/').next()?)).filter(|date| date >= &FIRST_DAY_OF_IDS);
    from_url.or_else(from_id)
}

/// Written answers came from the new question system from September 2014.
const FIRST_DAY_OF_IDS: NaiveDate = match NaiveDate::from_ymd_opt(2014, 9, 1) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

/// The number in `uk.org.publicwhip/wms/2024-10-14.HCWS120.0`.
fn uin_in(id: &str) -> Option<String> {
    let number = id.rsplit('/').next()?.split('.').nth(1)?;
    (number.starts_with("HCWS") || number.starts_with("HLWS") || number.starts_with("HL"))
        .then(|| number.to_owned())
}

/// The date in `answers2024-02-08.xml`.
fn date_in_name(path: &str) -> Option<NaiveDate> {
    let name = path.rsplit(['/', '\\']).next()?;
    (0..name.len()).find_map(|at| record::day(name.get(at..)))
}

#[cfg(test)]
mod tests {
    use crate::document::{House, read};

    const FILE: &str = r#"<publicwhip>
<major-heading id="uk.org.publicwhip/wrans/2024-01-31.12429.mh" nospeaker="true">Department for Education</major-heading>
<minor-heading id="uk.org.publicwhip/wrans/2024-01-31.12429.h" nospeaker="true">Special Educational Needs</minor-heading>
<ques id="uk.org.publicwhip/wrans/2024-01-31.12429.q0" speakername="Ann Other" url="https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12429">
    <p qnum="12429">To ask, what one.</p></ques>
<ques id="uk.org.publicwhip/wrans/2024-01-31.12430.q1" speakername="Ann Other" url="https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12430"><p qnum="12430">To ask, what two.</p></ques>
<reply id="uk.org.publicwhip/wrans/2024-01-31.12429.r0" speakername="Jo Bloggs"><p>&#163;740&#8239;million<br/>is there.</p><ul><li>One</li></ul></reply>
<minor-heading id="uk.org.publicwhip/lordswms/2024-12-09.HLWS7.h">Schools</minor-heading>
<speech id="uk.org.publicwhip/lordswms/2024-12-09.HLWS7.0" speakername="Baroness X"><p>My honourable friend has made a statement.</p></speech>
</publicwhip>"#;

    #[test]
    fn questions_replies_and_statements() {
        let (documents, faults) = read("answers2024-02-08.xml", FILE.as_bytes());
        assert!(faults.is_empty());
        let [answer, statement] = documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!(answer.text.text, "£740 million is there. One");
        let meta = &answer.meta;
        assert_eq!(
            (meta.uin.as_deref(), meta.also_uins.as_slice()),
            (Some("12429"), ["12430".to_owned()].as_slice())
        );
        assert_eq!(meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
        assert_eq!(meta.tabled_on.map(|date| date.to_string()).as_deref(), Some("2024-01-31"));
        assert_eq!(meta.body.as_deref(), Some("Department for Education"));
        assert_eq!(meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(meta.question.as_deref(), Some("To ask, what one. To ask, what two."));
        assert_eq!(statement.meta.house, Some(House::Lords));
        assert_eq!(statement.meta.uin.as_deref(), Some("HLWS7"));
        assert_eq!(statement.meta.heading.as_deref(), Some("Schools"));
    }

    #[test]
    fn a_question_after_a_reply_begins_another_exchange() {
        let file = r#"<publicwhip><minor-heading>Schools</minor-heading>
<ques id="a.q0" url="https://a/1"><p qnum="1">What one.</p></ques><reply id="a.r0"><p>One.</p></reply>
<ques id="a.q1" url="https://a/2"><p qnum="2">What two.</p></ques><ques id="a.q2" url="https://a/3"><p qnum="3">What three.</p></ques>
<reply id="a.r1"><p>Two.</p></reply></publicwhip>"#;
        let (documents, _) = read("answers2005-01-20.xml", file.as_bytes());
        let known: Vec<_> = documents
            .iter()
            .map(|document| {
                let meta = &document.meta;
                (
                    meta.uin.as_deref(),
                    meta.also_uins.join(","),
                    meta.url.as_deref(),
                    meta.question.as_deref(),
                    meta.heading.as_deref(),
                )
            })
            .collect();
        let heading = Some("Schools");
        assert_eq!(known[0], (Some("1"), String::new(), Some("https://a/1"), Some("What one."), heading));
        assert_eq!(
            known[1],
            (Some("2"), "3".to_owned(), Some("https://a/2"), Some("What two. What three."), heading)
        );
    }

    #[test]
    fn without_a_date_in_the_name_the_answers_are_undated_and_say_so() {
        let (documents, faults) = read("saved.xml", FILE.as_bytes());
        assert_eq!(documents[0].meta.answered_on, None);
        assert_eq!(faults[0].code, "document-undated");
    }

    #[test]
    fn an_entity_bomb_is_only_text() {
        let bomb = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"{0}\"><!ENTITY b \"&a;&a;&a;&a;\">]><publicwhip><reply><p>&b;&b;</p></reply></publicwhip>",
            "ha".repeat(1000)
        );
        let (documents, _) = read("answers2024-02-08.xml", bomb.as_bytes());
        assert_eq!(documents[0].text.text, "&b;&b;");
    }
}
