//! `kept import` of tables of statistics: the choices, the record, the next release.

use std::fs;

use crate::import::{import, read, register, write};

#[test]
fn a_table_lists_its_choices_and_then_has_a_record() {
    let folder = register();
    let folder = folder.path();
    let csv = "time_period,time_identifier,breakdown,plans\n2023,Calendar year,All,10\n2023,Calendar year,Boys,x\n2024,Calendar year,All,12\n";
    write(folder, "plans.csv", csv);
    write(
        folder,
        "plans.meta.csv",
        "col_name,col_type,label,indicator_unit\nplans,Indicator,Plans issued,\nbreakdown,Filter,Breakdown,\n",
    );
    let (code, said, _) = import(folder, &["plans.csv"], "");
    assert_eq!(code, Some(0));
    assert!(
        said.contains("  plans (Plans issued)\n") && said.contains("  breakdown (Breakdown): All | Boys\n"),
        "{said}"
    );
    assert!(!folder.join("evidence").exists());
    let (code, _, told) =
        import(folder, &["plans.csv", "--indicator", "plans", "--published", "2025-01-01"], "");
    assert_eq!(code, Some(2));
    assert!(told.contains("--where 'breakdown=…'   All | Boys"), "{told}");
    let chosen = [
        "plans.csv", "--indicator", "plans", "--where", "breakdown=All", "--as", "ehc-plans", "--published",
        "2025-01-01",
    ];
    let (code, said, told) = import(folder, &chosen, "");
    assert_eq!(code, Some(0), "{told}");
    assert!(said.contains("2 values of `ehc-plans`"), "{said}");
    let record = read(folder, "evidence/statistics/ehc-plans.toml");
    assert!(record.contains("indicator = \"ehc-plans\"\nwhere = { breakdown = \"All\" }\n"), "{record}");
}

#[test]
fn a_table_of_quarters_has_a_value_for_each_in_the_unit_of_its_description() {
    let folder = register();
    let folder = folder.path();
    let csv = "time_period,time_identifier,spent\n2024,Calendar year Q1,10\n2024,Calendar year Q2,12\n2024,Week 30,1\n";
    write(folder, "spent.csv", csv);
    write(folder, "spent.meta.csv", "col_name,col_type,label,indicator_unit\nspent,Indicator,Spent,£m\n");
    let (code, said, told) =
        import(folder, &["spent.csv", "--indicator", "spent", "--published", "2025-01-01"], "");
    assert_eq!(code, Some(0), "{told}");
    assert!(said.contains("3 values of `spent`"), "{said}");
    let record = read(folder, "evidence/statistics/spent.toml");
    let hash = kept::language::canonical::sha256_hex(csv.as_bytes());
    assert!(record.contains(&format!("document = \"spent.csv\"\nsha256 = \"{hash}\"\n")), "{record}");
    assert!(record.contains("value = \"spent\"\nunit = \"£m\"\n"), "{record}");
    // The same table with a mark at its start: the record names the copy that is there, and has the hash of that.
    write(folder, "again.csv", &format!("\u{FEFF}{csv}"));
    let again = ["again.csv", "--indicator", "spent", "--published", "2025-01-01", "--as", "again"];
    let (_, said, _) = import(folder, &again, "");
    assert!(said.contains("spent.csv: 3 rows, already there"), "{said}");
    let record = read(folder, "evidence/statistics/again.toml");
    assert!(record.contains(&format!("document = \"spent.csv\"\nsha256 = \"{hash}\"\n")), "{record}");
}

/// Each month a longer table of the same figures comes out: each is read, and what was known when stays true.
#[test]
fn the_next_release_of_a_table_has_a_record_of_its_own() {
    let folder = register();
    let folder = folder.path();
    let release = |rows: &str, day: &str| {
        write(folder, "plans.csv", &format!("time_period,plans\n{rows}"));
        let chosen =
            ["plans.csv", "--indicator", "plans", "--published", day, "--title", day, "--as", "ehc-plans"];
        import(folder, &chosen, "").1
    };
    release("2023,10\n", "2024-06-01");
    let said = release("2023,11\n2024,12\n", "2025-06-01");
    assert!(said.contains("\n  record evidence/statistics/ehc-plans-2.toml\n"), "{said}");
    let record = read(folder, "evidence/statistics/ehc-plans-2.toml");
    assert!(record.contains("2025-06-01") && record.contains("file = \"plans-2.csv\""), "{record}");
    for (written, by_hand) in
        [("value = \"plans\"", "add = 'plans' # a year's"), ("[table]", "[table] # ours")]
    {
        let said = release("2023,11\n2024,12\n", "2025-06-01");
        assert!(said.contains("\n  evidence/statistics/ehc-plans-2.toml: nothing to add\n"), "{said}");
        let record = read(folder, "evidence/statistics/ehc-plans-2.toml");
        write(folder, "evidence/statistics/ehc-plans-2.toml", &record.replace(written, by_hand));
    }
    let said = release("2023,11\n2024,12\n", "2025-06-01");
    assert!(said.contains("\n  evidence/statistics/ehc-plans-2.toml: nothing to add\n"), "{said}");
    let said = release("2023,11\n2024,12\n", "2025-06-02");
    assert!(said.contains("nothing to add; what it says otherwise stays: title, published_on\n"), "{said}");
}

#[test]
fn a_long_table_corrected_at_its_end_is_another() {
    let folder = register();
    let folder = folder.path();
    let release = |last: &str| {
        let note = "a note ".repeat(200_000);
        write(folder, "plans.csv", &format!("time_period,plans,note\n2023,10,{note}\n2024,{last},none\n"));
        import(folder, &["plans.csv", "--indicator", "plans", "--published", "2025-06-01"], "").1
    };
    release("12");
    let said = release("120");
    assert!(said.contains("plans-2.csv: 2 rows, SHA-256") && said.contains("record"), "{said}");
    assert!(release("120").contains("plans-2.csv: 2 rows, already there"));
}

#[test]
fn a_table_is_read_in_the_encoding_it_was_published_in() {
    let folder = register();
    let folder = folder.path();
    let csv = "date,area,homes\n2024-03-31,Devon – north,£4\n2025-03-31,Devon – north,[low]\n";
    let utf16: Vec<u8> = format!("\u{FEFF}{csv}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows =
        csv.chars().map(|c| if c == '–' { 0x96 } else { u8::try_from(c).unwrap_or(b'?') }).collect();
    for (name, bytes) in [("windows.csv", windows), ("utf16.csv", utf16)] {
        fs::write(folder.join(name), bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let chosen = [
            name, "--indicator", "homes", "--where", "area=Devon – north", "--date-column", "date", "--as",
            "homes", "--published", "2025-06-01", "--kind", "official-statistics",
        ];
        let (code, said, told) = import(folder, &chosen, "");
        assert_eq!(code, Some(0), "{said}{told}");
        assert!(said.contains("2 values of `homes`"), "{said}");
    }
}
