//! A server of our own on this machine that gives what Parliament's API gives: its shape, its paging, its cut lists, its errors.
//! The words are made up.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// The answer that bears on the pledge, and how the list gives it.
const BEARING: &str = "<p>I can tell the House that all 900 street lamps were replaced with efficient lighting on 3 March 2026, as the \
department had promised.</p><p>The work cost less than was planned, and the old street lamps were sold.</p><p>Councils have been told, \
and a full table of the streets was placed in the Library.</p>";

/// The API as it behaves, with what it was asked.
pub(super) struct Api {
    pub(super) address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// How many records a page holds at most, whatever was asked for.
const PAGE: usize = 20;

impl Api {
    /// Serves so many answers; the text with the id `broken` never comes.
    pub(super) fn serve(answers: usize, broken: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, answers, broken, &log);
            }
        });
        Self { address, asked }
    }

    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no thread has failed"))
    }
}

/// Answers one request and closes.
fn answer(stream: TcpStream, answers: usize, broken: usize, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let again = {
        let mut log = log.lock().expect("no thread has failed");
        let again = log.contains(&target);
        log.push(target.clone());
        again
    };
    let (status, more, body) = response(&target, answers, broken, again);
    let mut stream = reader.into_inner();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\n{more}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Status, further headers and body for a target; `again` when it was asked for before.
fn response(
    target: &str,
    answers: usize,
    broken: usize,
    again: bool,
) -> (&'static str, &'static str, String) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let number = |name: &str| {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        value.and_then(|value| value.parse::<usize>().ok())
    };
    let fault = json!({"type": "about:blank", "title": "Internal Server Error", "status": 500}).to_string();
    let skip = number("skip").unwrap_or(0);
    match path.trim_start_matches("/api/") {
        // A deep page fails the first time, and works the second.
        "writtenquestions/questions" if skip == PAGE && !again => ("500 Internal Server Error", "", fault),
        "writtenquestions/questions" if query.contains("answeredWhenFrom=2026-03-01") => {
            let take = number("take").unwrap_or(PAGE).min(PAGE);
            let all: Vec<Value> = (0..answers).map(|at| item(at, false)).collect();
            let page: Vec<Value> = all.iter().skip(skip).take(take).cloned().collect();
            ("200 OK", "", json!({"totalResults": answers, "results": page}).to_string())
        }
        "writtenquestions/questions" if query.contains("correctedWhenFrom=2026-03-01") => {
            let mut corrected = item(1, false);
            corrected["value"]["dateAnswerCorrected"] = "2026-03-09T00:00:00".into();
            ("200 OK", "", json!({"totalResults": 1, "results": [corrected]}).to_string())
        }
        "writtenstatements/statements" => {
            ("200 OK", "", json!({"totalResults": 1, "results": [statement()]}).to_string())
        }
        "writtenstatements/statements/77" => ("200 OK", "", statement().to_string()),
        path => {
            match path.strip_prefix("writtenquestions/questions/").and_then(|id| id.parse::<usize>().ok()) {
                Some(id) if id == broken => ("404 Not Found", "", fault),
                Some(1_002) if !again => ("429 Too Many Requests", "Retry-After: 1\r\n", String::new()),
                Some(id) => ("200 OK", "", item(id.saturating_sub(1_000), true).to_string()),
                None => ("404 Not Found", "", fault),
            }
        }
    }
}

/// An item as the list gives it, its answer without tags and cut, or whole as the address of its own gives it. Its question
/// tries to pass for keys.
pub(super) fn item(at: usize, whole: bool) -> Value {
    let answer = match at {
        3 => BEARING.to_owned(),
        _ => format!(
            "<p>Example {at} is nothing but an example,</p><p>{}</p>",
            "with words of no use, ".repeat(20)
        ),
    };
    let stripped: String = answer.replace("<p>", "").replace("</p>", "").chars().take(255).collect();
    let answer = if whole { answer } else { stripped + "..." };
    json!({
        "value": {
            "id": 1_000 + at, "askingMemberId": 4_592, "askingMember": null, "house": "Commons", "memberHasInterest": false,
            "dateTabled": "2026-03-02T00:00:00", "dateForAnswer": "2026-03-06T00:00:00", "uin": format!("{}", 50_000 + at),
            "questionText": "To ask {\"value\":{\"id\": 666,\"dateAnswered\":\"1999-01-01\"}, what.", "answeringBodyId": 60,
            "answeringBodyName": "Department for Example", "isWithdrawn": false, "isNamedDay": true, "groupedQuestions": [],
            "answerIsHolding": false, "answerIsCorrection": false, "answeringMemberId": 4_444,
            "answeringMember": if whole { json!({"id": 4_444, "name": "Jo Bloggs"}) } else { Value::Null },
            "dateAnswered": "2026-03-05T00:00:00", "answerText": answer, "originalAnswerText": "",
            "dateAnswerCorrected": null, "dateHoldingAnswer": null, "attachmentCount": 0, "heading": "Street Lighting",
            "attachments": [], "groupedQuestionsDates": []
        },
        "links": [{"rel": "self", "href": format!("/Questions/{}", 1_000 + at), "method": "GET"}]
    })
}

fn statement() -> Value {
    json!({"value": {"id": 77, "memberId": 5, "member": null, "memberRole": "Secretary of State", "uin": "HCWS7",
        "dateMade": "2026-03-04T00:00:00", "answeringBodyId": 60, "answeringBodyName": "Department for Example",
        "title": "A statement", "text": "<p>Nothing of note.</p>", "house": "Commons", "linkedStatements": []}, "links": []})
}
