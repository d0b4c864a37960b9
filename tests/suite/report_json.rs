//! The JSON of `kept status` held against its published schema, on the real register, the small one, one with hostile
//! text, and one that cannot be relied on.

use kept::assessment::Mode;
use kept::date::Date;
use kept::diagnostic::Level;
use kept::render::json;
use kept::report::{Report, Selection};
use serde_json::Value;
use std::path::Path;

fn printed(folder: &str, mode: Mode) -> Value {
    let (register, faults) = kept::input::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let report = if faults.iter().any(|fault| fault.level == Level::Error) {
        Report::without_assessments(&register, day, day, mode)
    } else {
        Report::new(&register, day, day, mode, &Selection::default()).expect("no ids are selected")
    };
    let mut out = Vec::new();
    json::report(&report, &faults, &mut out).expect("memory takes everything");
    serde_json::from_slice(&out).expect("JSON")
}

fn schema() -> Value {
    serde_json::from_str(json::REPORT_SCHEMA).expect("JSON")
}

#[test]
fn what_is_printed_is_valid() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    for (folder, pledges) in [("", 30), ("tests/transcripts/small", 4), ("tests/diagnostics/unknown-key", 0)]
    {
        for mode in [Mode::Standard, Mode::Strict, Mode::Lenient] {
            let json = printed(folder, mode);
            let faults: Vec<String> = validator
                .iter_errors(&json)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert_eq!(faults, Vec::<String>::new(), "{folder}");
            assert!(json["pledges"].as_array().expect("a list").len() >= pledges, "{folder}");
        }
    }
    assert_eq!(printed("tests/diagnostics/unknown-key", Mode::Standard)["pledges"], Value::Array(Vec::new()));
}

/// The schema lists every field that is printed, so that documentation cannot fall behind.
#[test]
fn every_field_is_documented() {
    let mut strict = schema();
    forbid_more(&mut strict);
    let validator = jsonschema::validator_for(&strict).expect("the schema is one");
    let json = printed("tests/transcripts/small", Mode::Standard);
    let faults: Vec<String> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}

fn forbid_more(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            map.values_mut().for_each(forbid_more);
        }
        Value::Array(list) => list.iter_mut().for_each(forbid_more),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn counts_sum_and_follow_the_pledges() {
    let json = printed("", Mode::Standard);
    let summary = &json["summary"];
    let number = |value: &Value| value.as_u64().expect("a number");
    let assessed = number(&summary["assessed"]);
    for counts in [summary, &summary["strict"], &summary["lenient"]] {
        let sum = number(&counts["delivered"]) + number(&counts["pending"]) + number(&counts["lapsed"]);
        assert_eq!(sum, assessed);
    }
    let pledges = json["pledges"].as_array().expect("a list");
    assert_eq!(pledges.len() as u64, assessed);
    for status in ["delivered", "pending", "lapsed"] {
        let listed = pledges.iter().filter(|pledge| pledge["status"] == status).count() as u64;
        assert_eq!(listed, number(&summary[status]), "{status}");
    }
    let ways = ["confirmed", "self_reported", "partly_self_reported", "ruled_delivered"];
    let by_way: u64 = ways.iter().map(|way| number(&summary[*way])).sum();
    assert_eq!(by_way, number(&summary["delivered"]));
    assert!(number(&summary["untestable"]) <= number(&summary["pending"]));
}

/// A date has four digits of year; what happens after the last of them is nobody's concern.
#[test]
fn the_day_after_the_last_that_can_be_written_is_not() {
    let pledges = "[register]\ntitle = \"T\"\n[[pledge]]\nid = \"a\"\ntitle = \"A\"\nresponsible = \"B\"\nmade_on = 2024-01-01\n\
        quote = \"c\"\ntarget = { act = \"d\" }\ndeadline = { by = \"9999\" }\n";
    let (register, faults) =
        kept::input::load_files(vec![("pledges.toml".to_owned(), pledges.as_bytes().to_vec())]);
    let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let report = Report::new(&register, day, day, Mode::Standard, &Selection::default()).expect("a report");
    let mut out = Vec::new();
    json::report(&report, &faults, &mut out).expect("memory takes everything");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(text.contains("\"last\":\"9999-12-31\"") && !text.contains("10000"), "{text}");
}
