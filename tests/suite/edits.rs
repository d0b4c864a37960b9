//! What `kept diff` tells of an edit that moves no status: each key of a pledge, its terms and its evidence, one at a time.

use crate::small;
use kept::model::Register;
use kept::report::difference::{Difference, Edit};

const PLEDGES: &str = r#"
[register]
title = "R"
searched_to = 2026-06-30
[[pledge]]
id = "p"
title = "Reach 100"
responsible = "Dep"
made_on = 2024-01-01
quote = "q"
test = "t"
[pledge.target]
at_least = 100
indicator = "i"
unit = "places"
[pledge.deadline]
by = 2027-12-31
[[pledge.restated]]
on = 2025-01-01
quote = "again"
deadline = { by = 2029-12-31 }
target = { at_least = 90 }
"#;

const RECORD: &str = r#"
title = "News"
publisher = "N"
kind = "media"
published_on = 2025-06-01
url = "https://example.org/a"
[[observation]]
pledge = "p"
on = 2025-05-31
value = 20
"#;

fn register(pledges: &str, record: &str) -> Register {
    small::register(&[("pledges.toml", pledges), ("evidence/r.toml", record)])
}

fn told(edits: &[Edit]) -> Vec<String> {
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    edits
        .iter()
        .map(|edit| format!("{}: {} -> {}", edit.what, side(&edit.before), side(&edit.after)))
        .collect()
}

/// The edits of the pledge and of its evidence between two states.
fn edits(before: &Register, after: &Register) -> Vec<String> {
    let (before, after) = (small::report(before, "2026-06-30"), small::report(after, "2026-06-30"));
    let difference = Difference::new(&before, &after);
    let mut found = Vec::new();
    for changed in &difference.changes {
        found.extend(told(&changed.edits));
        for (before, after) in &changed.evidence_edited {
            found.extend(told(&after.edits_since(before)));
        }
        assert!(changed.evidence_added.is_empty() && changed.evidence_removed.is_empty());
    }
    found
}

/// Between two days nothing was edited, but something was said: what it says is told with it.
#[test]
fn between_two_days_a_new_saying_is_told_with_its_terms() {
    let register = register(PLEDGES, RECORD);
    let (before, after) = (small::report(&register, "2024-12-31"), small::report(&register, "2026-06-30"));
    let difference = Difference::new(&before, &after);
    let said: Vec<String> = difference.changes.iter().flat_map(|changed| told(&changed.edits)).collect();
    let terms = "quote: again; target: at_least 90; deadline as written: by 2029-12-31";
    assert_eq!(said, [format!("saying of 2025-01-01: - -> {terms}")]);
}

#[test]
fn every_edit_of_terms_and_evidence_is_told() {
    let real = || kept::input::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    assert_eq!(edits(&real(), &real()), Vec::<String>::new(), "nothing is edited in what is read twice");
    let before = register(PLEDGES, RECORD);
    assert_eq!((before.pledges.len(), before.records.len()), (1, 1));
    assert_eq!(edits(&before, &register(&format!("# moved\n{PLEDGES}"), RECORD)), Vec::<String>::new());
    for (from, to, expected) in [
        (
            "2029-12-31",
            "2035-12-31",
            "saying of 2025-01-01: deadline as written: by 2029-12-31 -> by 2035-12-31",
        ),
        ("target = { at_least = 90 }", "", "saying of 2025-01-01: target: at_least 90 -> -"),
        ("at_least = 90", "at_least = 80", "saying of 2025-01-01: target: at_least 90 -> at_least 80"),
        ("quote = \"again\"", "quote = \"anew\"", "saying of 2025-01-01: quote: again -> anew"),
        (
            "[[pledge.restated]]\non = 2025-01-01",
            "[[pledge.restated]]\non = 2025-03-01\nchange = [\"narrowed\"]\n[[pledge.restated]]\non = 2025-01-01",
            "saying of 2025-03-01: - -> declared: narrowed",
        ),
        ("indicator = \"i\"", "indicator = \"j\"", "indicator: i -> j"),
        ("unit = \"places\"", "unit = \"starts\"", "unit: places -> starts"),
        ("unit = \"places\"", "unit = \"places\"\nwithin = \"50%\"", "within: - -> 50%"),
        ("unit = \"places\"", "unit = \"places\"\nmeasured = \"at-deadline\"", "measured: - -> at-deadline"),
        ("by = 2027-12-31\n", "from = 2027-12-31\n", "deadline as written: by 2027-12-31 -> from 2027-12-31"),
        ("by = 2027-12-31\n", "by = 2027-12-31\nreport_by = 2028-12-31\n", "report by: - -> 2028-12-31"),
        ("at_least = 100", "at_least = 50", "target: at_least 100 -> at_least 50"),
        ("test = \"t\"", "test = \"weaker\"", "test: t -> weaker"),
        ("made_on = 2024-01-01", "made_on = 2024-01-02", "made on: 2024-01-01 -> 2024-01-02"),
        ("responsible = \"Dep\"", "responsible = \"Other\"", "responsible: Dep -> Other"),
        ("title = \"News\"", "title = \"News\"\nhouse = \"Lords\"", "House: - -> Lords"),
        ("kind = \"media\"", "kind = \"research\"", "kind: media -> research"),
        ("on = 2025-05-31", "on = 2025-05-30", "on: 2025-05-31 -> 2025-05-30"),
        ("value = 20", "value = 20\ndoes_not_show = \"x\"", "fact does not show: - -> x"),
        ("example.org/a", "example.org/b", "address: https://example.org/a -> https://example.org/b"),
    ] {
        assert!(PLEDGES.contains(from) != RECORD.contains(from), "{from}");
        let after = register(&PLEDGES.replace(from, to), &RECORD.replace(from, to));
        assert_eq!(edits(&before, &after), [expected], "{from} -> {to}");
    }
}
