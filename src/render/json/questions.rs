//! Drafts of questions and requests as `kept/questions/1`. It words none of them.

use serde_json::{Value, json};

use crate::model::Register;
use crate::report::Report;
use crate::report::questions::{Draft, House, NotAsked, Request};

/// Writes drafts and what is not asked; ends with a line break.
#[must_use]
pub fn questions(report: &Report<'_>, house: House, drafts: &[Draft], not_asked: &[NotAsked]) -> String {
    let register = report.register;
    let drafts: Vec<Value> = drafts
        .iter()
        .map(|draft| {
            json!({
                "pledge": id(register, draft.pledge), "text": draft.text, "settles": draft.settles,
                "near": near(register, &draft.near), "checks": draft.checks,
            })
        })
        .collect();
    let not_asked: Vec<Value> =
        not_asked.iter().map(|not| json!({ "pledge": id(register, not.pledge), "why": not.why })).collect();
    whole(report, json!({ "house": house.word(), "drafts": drafts, "not_asked": not_asked }))
}

/// Writes requests; ends with a line break.
#[must_use]
pub fn requests(report: &Report<'_>, requests: &[Request]) -> String {
    let register = report.register;
    let requests: Vec<Value> = requests
        .iter()
        .map(|request| {
            json!({
                "pledge": id(register, request.pledge), "authority": request.authority, "subject": request.subject,
                "paragraphs": request.paragraphs, "asks": request.asks, "near": near(register, &request.near),
            })
        })
        .collect();
    whole(report, json!({ "requests": requests }))
}

fn whole(report: &Report<'_>, content: Value) -> String {
    let head = json!({
        "schema": "kept/questions/1",
        "generator": crate::render::GENERATOR,
        "register": report.register.title,
        "as_of": report.as_of.to_string(),
        "known_by": report.known_by.to_string(),
    });
    let (Value::Object(mut all), Value::Object(content)) = (head, content) else { return String::new() };
    all.extend(content);
    format!("{:#}\n", Value::Object(all))
}

fn id(register: &Register, pledge: usize) -> &str {
    register.pledges.get(pledge).map_or("", |pledge| pledge.id.as_str())
}

fn near(register: &Register, records: &[usize]) -> Vec<Value> {
    let found = records.iter().filter_map(|at| register.records.get(*at));
    found
        .map(|record| {
            json!({
                "title": record.title, "house": record.house, "uin": record.uin, "url": record.url,
                "published_on": record.published_on.full_window().last.to_string(),
            })
        })
        .collect()
}
