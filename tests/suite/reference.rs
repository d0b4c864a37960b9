//! The reference pages of the documentation, made from the tables that the program itself uses.
//! `KEPT_REWRITE=1 cargo test reference` writes them.

use kept::input::keys::{self, Need, Section, Shape};
use kept::input::{CODES, Code};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn hold(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KEPT_REWRITE").is_some() {
        fs::write(&path, text).expect("the page can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, text, "{} is out of date: KEPT_REWRITE=1 cargo test reference", path.display());
}

/// What a key takes, in a few words.
fn takes(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Verbatim => "words, verbatim".to_owned(),
        Shape::Id => "id".to_owned(),
        Shape::Url => "web address".to_owned(),
        Shape::Path => "path".to_owned(),
        Shape::Sha256 => "SHA-256".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Share => "share, `\"5%\"`".to_owned(),
        Shape::Span(example) => format!("length, `\"{example}\"`"),
        Shape::Truth => "true or false".to_owned(),
        Shape::Texts => "list of texts".to_owned(),
        Shape::Word(words) => words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Words(words) => {
            format!(
                "list of {}",
                words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
            )
        }
        Shape::DaysOfYear => "`[\"09-01\", \"12-21\"]`".to_owned(),
        Shape::Cells => "`{ column = \"cell\" }`".to_owned(),
        Shape::Table(inner) => format!("table: {}", inner.name),
        Shape::Tables(inner) => format!("list of tables: {}", inner.name),
    }
}

fn section(out: &mut String, section: &'static Section, told: &mut Vec<&'static str>) {
    if told.contains(&section.name) {
        return;
    }
    told.push(section.name);
    let _ = writeln!(out, "## {}\n\n{}\n", section.name, section.doc);
    for choice in section.exactly_one {
        let names: Vec<String> = choice.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(out, "Exactly one of {}.\n", names.join(", "));
    }
    let _ = writeln!(out, "| key | takes | |\n| --- | --- | --- |");
    for key in section.keys {
        let need = match key.need {
            Need::Required => "**required** ",
            Need::Expected => "expected ",
            Need::Optional => "",
        };
        let _ = writeln!(out, "| `{}` | {} | {need}{} |", key.name, takes(key.shape), key.doc);
    }
    out.push('\n');
    for key in section.keys {
        if let Shape::Table(inner) | Shape::Tables(inner) = key.shape {
            self::section(out, inner, told);
        }
    }
}

#[test]
fn the_page_of_keys_is_that_of_the_program() {
    let mut page = String::from(
        "# Every key\n\nMade from the program's own tables; `kept schema` prints the same for editors. What the keys are for is told in\n\
         [register.md](register.md). Without an *expected* key the register loads with a warning.\n\n",
    );
    let mut told = Vec::new();
    for top in [&keys::PLEDGES_FILE, &keys::RECORD, &keys::EVIDENCE_FILE] {
        section(&mut page, top, &mut told);
    }
    hold("docs/keys.md", &(page.trim_end().to_owned() + "\n"));
}

#[test]
fn the_page_of_diagnostics_is_that_of_the_program() {
    let mut page = String::from(
        "# Every diagnostic\n\nMade from the program's own table; `kept explain --diagnostics` prints the same. With an error the register cannot\n\
         be relied on: no status is printed, and the exit code is 3. A warning is worth mending; statuses stand.\n\n",
    );
    for Code { code, level, summary, explanation, example } in CODES {
        let _ = writeln!(page, "## `{code}` ({})\n\n{}.\n\n{explanation}\n", level.word(), sentence(summary));
        let _ = writeln!(page, "```text\n{example}\n```\n");
    }
    hold("docs/diagnostics.md", &(page.trim_end().to_owned() + "\n"));
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
