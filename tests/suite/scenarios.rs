//! Small registers that a domain reader can check, each with what is expected of it on certain days. The folder's name
//! is the sentence that it shows. What is expected was worked out by hand; nothing here rewrites it.

use kept::assessment::{
    Assessment, EvidenceUse, Mode, RuleCode, assess, evidence_in_turn, not_yet_made, rule_book,
};
use kept::date::Date;
use kept::diagnostic::Level;
use kept::model::Register;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folders() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).expect("scenarios").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

/// `on 2022-04-15 known by 2022-05-10 strict`
struct Heading {
    as_of: Date,
    known_by: Date,
    mode: Mode,
}

impl Heading {
    fn read(line: &str) -> Option<Self> {
        let mut words =
            line.strip_prefix("on ")?.split_whitespace().filter(|word| !["known", "by"].contains(word));
        let as_of = words.next()?.parse().ok()?;
        let mut heading = Self { as_of, known_by: as_of, mode: Mode::Standard };
        for word in words {
            match word {
                "strict" => heading.mode = Mode::Strict,
                "lenient" => heading.mode = Mode::Lenient,
                day => heading.known_by = day.parse().ok()?,
            }
        }
        Some(heading)
    }
}

/// What differs from one expected line, as `what: expected, got`.
fn differences(assessment: &Assessment, uses: &[EvidenceUse], expected: &str) -> Vec<String> {
    let mut differences = Vec::new();
    let mut clauses = expected.split("; ").map(str::trim);
    let decided = format!("{}, {}", assessment.status.word(), assessment.rule);
    let mut differs = |what: &str, expected: &str, got: String| {
        if expected != got {
            differences.push(format!("{what}: expected {expected}, got {got}"));
        }
    };
    differs("status", clauses.next().unwrap_or_default(), decided);
    let said: String = assessment.findings.iter().map(|finding| format!("{} ", finding.sentence)).collect();
    let optional = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    for clause in clauses {
        let (what, expected) = clause.split_once(' ').unwrap_or((clause, ""));
        let got = match what {
            "flags" => {
                let codes: Vec<&str> = assessment.flags.iter().map(|raised| raised.flag.code()).collect();
                codes.join(" ")
            }
            "original" => assessment.original.status.word().to_owned(),
            "current" => assessment.current.status.word().to_owned(),
            "strict" => assessment.strict.status.word().to_owned(),
            "lenient" => assessment.lenient.status.word().to_owned(),
            "delivered" => optional(assessment.delivered_on.map(|day| day.to_string())),
            "late" => optional(assessment.days_late.map(|days| days.to_string())),
            "left" => optional(assessment.days_left.map(|days| days.to_string())),
            "next" => optional(assessment.next_change.map(|turn| turn.on.to_string())),
            "computed" => optional(
                assessment
                    .overridden
                    .as_ref()
                    .map(|by| format!("{} {}", by.computed.word(), by.computed_rule)),
            ),
            "timeline" => {
                let turns = assessment.timeline.iter();
                let turns = turns.map(|turn| format!("{} {} {}", turn.on, turn.status.word(), turn.rule));
                turns.collect::<Vec<_>>().join(", ")
            }
            "says" if said.contains(expected) => expected.to_owned(),
            "says" => said.clone(),
            "would" if assessment.would_change.contains(expected) => expected.to_owned(),
            "would" => assessment.would_change.clone(),
            "wanted" => {
                let wanted = assessment.minimal_evidence.iter().flat_map(|evidence| &evidence.facts);
                wanted.map(|wanted| wanted.on.to_string()).collect::<Vec<_>>().join(" ")
            }
            "set-aside" => {
                let aside: Vec<&str> =
                    uses.iter().filter(|one| !one.counted).map(|one| one.why.as_ref()).collect();
                aside.join(", ")
            }
            other => format!("an expectation called {other}, which there is not"),
        };
        differs(what, expected, got);
    }
    differences
}

/// The faults of one scenario, and the rules that decided in it.
fn run(register: &Register, expected: &str) -> (Vec<String>, BTreeSet<RuleCode>) {
    let (mut faults, mut decisive) = (Vec::new(), BTreeSet::new());
    let mut heading: Option<Heading> = None;
    let mut checked = 0;
    for line in expected.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(read) = Heading::read(line) {
            heading = Some(read);
            continue;
        }
        let Heading { as_of, known_by, mode } = heading.as_ref().expect("a line `on DATE` first");
        let (id, rest) = line.split_once(": ").expect("a line `pledge: expectation`");
        checked += 1;
        if id == "not yet made" {
            let made_later = not_yet_made(register, *as_of, *known_by);
            let ids: Vec<&str> = made_later.into_iter().map(|at| register.pledges[at].id.as_str()).collect();
            if ids != [rest] {
                faults.push(format!("{as_of} not yet made: expected {rest}, got {ids:?}"));
            }
            continue;
        }
        let assessments = assess(register, *as_of, *known_by, *mode);
        let Some(one) = assessments.iter().find(|one| register.pledges[one.pledge].id.as_str() == id) else {
            faults.push(format!("{as_of} {id}: not assessed"));
            continue;
        };
        decisive.insert(one.rule);
        let mut uses = Vec::new();
        evidence_in_turn(register, *as_of, *known_by, *mode, &[one.pledge], &mut |some| uses.extend(some));
        faults.extend(differences(one, &uses, rest).into_iter().map(|fault| format!("{as_of} {id} {fault}")));
    }
    if checked == 0 {
        faults.push("nothing is expected".to_owned());
    }
    (faults, decisive)
}

#[test]
fn each_shows_what_its_name_says_and_every_rule_decides_in_one() {
    let (mut faults, mut decisive) = (Vec::new(), BTreeSet::new());
    for folder in folders() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (register, diagnostics) = kept::input::load(&folder);
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
        faults.extend(errors.map(|error| format!("{name}: {} {}", error.code, error.message)));
        let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        let (differences, rules) = run(&register, &expected);
        faults.extend(differences.into_iter().map(|fault| format!("{name}: {fault}")));
        decisive.extend(rules);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    for rule in rule_book() {
        assert!(decisive.contains(&rule.code), "no scenario in which `{}` decides", rule.code);
    }
}

#[test]
fn the_rule_book_is_whole() {
    let rules = rule_book();
    let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code.code()).collect();
    assert_eq!(codes.len(), rules.len(), "codes are unique");
    let order: Vec<RuleCode> = rules.iter().map(|rule| rule.code).chain([RuleCode::Overridden]).collect();
    assert_eq!(order, RuleCode::ALL, "and told in the order of the book");
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/assessment/rules");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the rules")
        .map(|entry| {
            entry.expect("a file").file_name().to_string_lossy().replace(".rs", "").replace('_', "-")
        })
        .collect();
    assert_eq!(codes, files.iter().map(String::as_str).collect(), "one file a rule, named by its code");
    for rule in rules {
        assert!(
            rule.code.code().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{}",
            rule.code
        );
        assert!(rule.summary.len() > 20 && rule.documentation.len() > 100, "{} is documented", rule.code);
    }
}
