//! Values that cannot be read: dates, numbers and texts as people write them, lists and tables in braces.
//!
//! It must not look beyond one statement.

use super::super::codes;
use super::super::keys::{Key, Shape};
use super::super::words::shown;
use super::super::written::{self, Dated};
use super::quoted::{curly, straight, written_out};
use super::statement::{CURLY, is_foreign};
use super::told::{Told, Written};
use std::ops::Range;

/// What may be wrong with a value, in the order in which it is looked for: the first that knows it tells it.
const SORTS: [fn(&Written<'_>) -> Option<Told>; 11] =
    [absent, unseen, curly, straight, list, braces, too_much, date, number, truth, text];

/// What is wrong with a value.
pub(super) fn told(written: &Written<'_>) -> Told {
    SORTS.iter().find_map(|sort| sort(written)).unwrap_or_else(|| unknown(written))
}

/// The value that was meant, if it is known; nothing where it can be read as it is.
pub(super) fn mended(written: &Written<'_>) -> Option<String> {
    if reads(written.text) {
        return None;
    }
    told(written).line?.split_once(" = ").map(|(_, value)| value.to_owned())
}

fn reads(value: &str) -> bool {
    toml::de::DeTable::parse(&format!("x = {value}")).is_ok()
}

fn unknown(written: &Written<'_>) -> Told {
    let says = &written.broken.stop.says;
    let any = || "a number, a date, or text in quotation marks".to_owned();
    let wanted = written.shape.map_or_else(any, Shape::wanted);
    Told::new(
        format!("the value of `{}` cannot be read ({says})", written.name),
        format!("`{}` wants {wanted}", written.name),
    )
    .at(written.span())
}

fn absent(written: &Written<'_>) -> Option<Told> {
    let name = written.name;
    written.text.is_empty().then(|| {
        Told::new(
            format!("`{name}` has no value"),
            format!(
                "write what belongs there, such as `{name} = {}`, or delete the line",
                written.shape.map_or_else(|| "\"…\"".to_owned(), Shape::example)
            ),
        )
    })
}

/// A value that can be read, with something before or after it that cannot be seen.
fn unseen(written: &Written<'_>) -> Option<Told> {
    let around = reads(written.text) && written.broken.line().contains(is_foreign);
    around.then(|| {
        let message =
            "an invisible character stands beside the value: word processors and web pages put them in";
        written.line(Told::new(message, "write"), written.text)
    })
}

/// A value with a comma, a semicolon or a remark of another notation after it.
fn too_much(written: &Written<'_>) -> Option<Told> {
    let text = written.text;
    if let Some((value, remark)) = text.split_once("//").filter(|(value, _)| reads(value.trim())) {
        let told = Told::new("a remark begins with `#` here", "write");
        return Some(written.line(told, &format!("{} # {}", value.trim(), remark.trim())));
    }
    let value = text.trim_end_matches([',', ';', '.', ' ']);
    let rest = text.get(value.len()..).filter(|rest| !rest.is_empty() && reads(value))?;
    let told =
        Told::new(format!("`{}` after the value is too much", rest.trim()), "a line ends with its value");
    Some(written.line(told, value))
}

/// Dates, where a date is wanted or what stands there is one in figures.
fn date(written: &Written<'_>) -> Option<Told> {
    let text = shown(written.text);
    if !matches!(written.shape, Some(Shape::Date) | None) {
        return None;
    }
    let Some(meant) = written::date(written.text, written.broken.calendar) else {
        let wants = written.shape?.wanted();
        let help = format!("`{}` wants {wants}", written.name);
        return Some(
            Told::new(format!("`{text}` is no date"), help).of(&codes::UNKNOWN_DATE).at(written.span()),
        );
    };
    match meant {
        Dated::Impossible => Some(
            Told::new(format!("there is no such date: `{text}`"), written::instead_of(&text))
                .of(&codes::IMPOSSIBLE_DATE)
                .at(written.span()),
        ),
        Dated::Written(value, said) => {
            let (message, help) = match said {
                Some(said) => (
                    format!("`{text}` is not how a date is written here"),
                    format!("if {said} is meant, write"),
                ),
                None => (
                    format!("`{text}` has to stand in quotation marks, as it is no single day"),
                    "write".to_owned(),
                ),
            };
            Some(written.line(Told::new(message, help).of(&codes::UNKNOWN_DATE), &value))
        }
    }
}

/// Numbers, where a number is wanted or nothing else is.
fn number(written: &Written<'_>) -> Option<Told> {
    if !matches!(written.shape, Some(Shape::Number) | None) {
        return None;
    }
    let found = written::number(written.text)?;
    let message = format!("`{}` is no number here: {}", shown(written.text), found.why);
    let help = match found.unit {
        Some(unit) => {
            format!("write `unit = {}` on a line of its own, and the number", written_out(&shown(&unit)))
        }
        None => "write".to_owned(),
    };
    Some(written.line(Told::new(message, help).of(&codes::NOT_A_NUMBER), &found.digits))
}

fn truth(written: &Written<'_>) -> Option<Told> {
    let value = match written.text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" => "true",
        "no" | "false" | "off" => "false",
        _ => return None,
    };
    if !matches!(written.shape, Some(Shape::Truth) | None) {
        return None;
    }
    Some(
        written
            .line(Told::new(format!("`{}` is not `true` or `false`", shown(written.text)), "write"), value),
    )
}

/// Text without quotation marks.
fn text(written: &Written<'_>) -> Option<Told> {
    let text = written.text.trim_matches(|letter| letter == '"' || CURLY.contains(&letter));
    let value = match written.shape {
        Some(
            // Every date is told by `date`.
            Shape::Date
            | Shape::Number
            | Shape::Truth
            | Shape::Table(_)
            | Shape::Tables(_)
            | Shape::Cells
            | Shape::DaysOfYear,
        ) => {
            return None;
        }
        Some(Shape::Texts | Shape::Words(_)) => format!("[{}]", written_out(text)),
        Some(
            Shape::Text
            | Shape::Verbatim
            | Shape::Id
            | Shape::Url
            | Shape::Path
            | Shape::Sha256
            | Shape::Share
            | Shape::Span(_)
            | Shape::Word(_),
        )
        | None => written_out(text),
    };
    Some(written.line(Told::new("text has to stand between quotation marks", "write"), &value))
}

fn list(written: &Written<'_>) -> Option<Told> {
    let inner = written.text.strip_prefix('[')?;
    let inner = inner.trim_end().trim_end_matches(']');
    let straight: String =
        inner.chars().map(|letter| if CURLY.contains(&letter) { '"' } else { letter }).collect();
    let is_curly = straight != inner;
    let items: Vec<String> = if straight.contains('"') && !straight.contains(['[', '{']) {
        items_in_marks(&straight)
    } else {
        straight
            .split([',', ';'])
            .map(|item| item.trim_matches(['\'', ' ', '\t', '\n', '\r']).to_owned())
            .collect()
    };
    let list: Vec<String> =
        items.iter().filter(|item| !item.is_empty()).map(|item| written_out(item)).collect();
    let told = if !written.closed {
        Told::new("the list that begins here does not end", "close it with `]`")
    } else if is_curly {
        Told::new(
            "these are curly quotation marks, as word processors make them",
            "here they have to be straight",
        )
    } else {
        Told::new("the list cannot be read", "each text stands in quotation marks, with commas between them")
    };
    let of_texts = matches!(written.shape, Some(Shape::Texts | Shape::Words(_) | Shape::DaysOfYear) | None);
    if of_texts {
        Some(written.line(told, &format!("[{}]", list.join(", "))).at(written.span()))
    } else {
        Some(told.at(written.span()))
    }
}

/// The items of a list: texts in quotation marks, and words between commas that have none.
fn items_in_marks(list: &str) -> Vec<String> {
    let mut items = Vec::new();
    for (at, part) in list.split('"').enumerate() {
        if at % 2 == 1 {
            items.push(part.to_owned());
        } else {
            items.extend(part.split([',', ';', '\n']).map(|word| word.trim().to_owned()));
        }
    }
    items
}

/// A table in braces: what is wrong with the one of its values that the parser stopped at.
fn braces(written: &Written<'_>) -> Option<Told> {
    let inner = written.text.strip_prefix('{')?;
    if !written.closed {
        let first = written.text.lines().next().unwrap_or_default().trim_end();
        let told = Told::new("the table that begins here does not end", "close it with `}`");
        return Some(written.line(told, &format!("{} }}", first.trim_end_matches(','))).at(written.span()));
    }
    let section = written.shape.and_then(Shape::section);
    for pair in pairs(inner.trim_end().trim_end_matches('}')) {
        let at = written.at + 1 + pair.start;
        let end = written.at + 1 + pair.end;
        if written.broken.stop.at < at || written.broken.stop.at > end {
            continue;
        }
        let (name, value) = inner[pair.clone()].split_once('=')?;
        let text = value.trim();
        let start = at + name.len() + 1 + (value.len() - value.trim_start().len());
        let name = name.trim();
        let key: Option<&'static Key> = section.and_then(|section| section.key(name));
        let shape = key.map(|key| key.shape);
        let of_pair = Written { name, shape, text, at: start, closed: true, broken: written.broken };
        return (!reads(text)).then(|| told(&of_pair));
    }
    Some(
        Told::new(
            format!("the table in braces cannot be read ({})", written.broken.stop.says),
            "between `{` and `}` stand pairs `key = value`, with commas between them",
        )
        .at(written.span()),
    )
}

/// The pairs of a table in braces: each ends before the comma that the next key follows.
fn pairs(inner: &str) -> Vec<Range<usize>> {
    let begins = |rest: &str| {
        let key = rest.trim_start();
        let end = key.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter)));
        end.is_some_and(|end| end > 0 && key[end..].trim_start().starts_with('='))
    };
    let mut pairs = Vec::new();
    let mut start = 0;
    for (at, _) in inner.match_indices(',') {
        if begins(&inner[at + 1..]) {
            pairs.push(start..at);
            start = at + 1;
        }
    }
    pairs.push(start..inner.len());
    pairs
}
