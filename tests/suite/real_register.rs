//! The register of this repository against statuses that a person worked out from the method, without the program.
//!
//! The table is `tests/real-register/statuses.csv`. It must not be written from the program's output: where the two
//! differ, one of them is wrong, and the sources decide which.

use kept::assessment::{self, Assessment, Mode};
use kept::date::Date;
use kept::input;
use std::collections::BTreeMap;
use std::path::Path;

const TABLE: &str = include_str!("../real-register/statuses.csv");

#[test]
fn the_real_register_comes_out_as_worked_out_by_hand() {
    let (register, _) = input::load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut on_day: BTreeMap<Date, Vec<Assessment>> = BTreeMap::new();
    let mut differing = Vec::new();
    for line in TABLE.lines().skip(1) {
        let (day, id) = line.split_once(',').expect("two columns");
        let day: Date = day.parse().expect("a day");
        let id = id.split(',').next().expect("an id");
        let assessments =
            on_day.entry(day).or_insert_with(|| assessment::assess(&register, day, day, Mode::Standard));
        let found = assessments.iter().find(|found| register.pledges[found.pledge].id.as_str() == id);
        let computed = found.map_or_else(|| format!("{day},{id}: not assessed"), |found| row(day, id, found));
        if computed != line {
            differing.push(format!("by hand {line}\nprogram {computed}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

#[test]
fn every_pledge_is_in_the_table() {
    let (register, _) = input::load(Path::new(env!("CARGO_MANIFEST_DIR")));
    for pledge in &register.pledges {
        let cell = format!(",{},", pledge.id);
        assert!(TABLE.contains(&cell), "{} is not in the table", pledge.id);
    }
}

fn row(day: Date, id: &str, found: &Assessment) -> String {
    let delivered_on = found.delivered_on.map(|day| day.to_string()).unwrap_or_default();
    let days_late = found.days_late.map(|days| days.to_string()).unwrap_or_default();
    let (status, strict) = (found.status.word(), found.strict.status.word());
    format!("{day},{id},{status},{},{delivered_on},{days_late},{strict}", found.rule)
}
