//! Texts in quotation marks that cannot be read.
//!
//! It is given one value; keys and lines are not its business.

use super::super::codes;
use super::super::words;
use super::statement::{CURLY, CURLY_SINGLE};
use super::told::{Told, Written};

/// A text as TOML writes it on one line.
pub(super) fn written_out(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.trim().chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A text between quotation marks that are curly, on one side at least.
pub(super) fn curly(written: &Written<'_>) -> Option<Told> {
    let text = written.text.trim_end_matches([',', ';']);
    let curly = |letter: char| CURLY.contains(&letter) || CURLY_SINGLE.contains(&letter);
    let mark = |letter: char| curly(letter) || letter == '"' || letter == '\'';
    let opens = text.starts_with(curly);
    let closes = text.ends_with(curly) && text.starts_with(mark) && is_open(text);
    if !opens && !closes {
        return None;
    }
    let inner = text.strip_prefix(mark).unwrap_or(text);
    let inner = inner.strip_suffix(mark).unwrap_or(inner);
    let told = Told::new(
        "these are curly quotation marks, as word processors make them",
        "here they have to be straight",
    );
    Some(written.line(told, &written_out(inner)))
}

/// Whether the straight quotation mark that begins a text is the only one in it.
fn is_open(text: &str) -> bool {
    let mark = text.chars().next();
    mark.is_some_and(|mark| text.matches(mark).count() == 1)
}

/// A text that begins with a straight quotation mark.
pub(super) fn straight(written: &Written<'_>) -> Option<Told> {
    let text = written.text;
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    if !written.closed {
        return Some(Told::new(
            "a text that begins with three quotation marks does not end",
            format!("write {} where it ends", mark.to_string().repeat(3)),
        ));
    }
    let says = &written.broken.stop.says;
    if mark == '"' && (says.contains("escape") || says.contains("unicode")) {
        let told = Told::new(
            "a backslash means something of its own in a text",
            "write it twice where it is meant as itself",
        );
        let inner = text.trim_start_matches('"').trim_end_matches('"');
        return Some(if text.contains('\n') { told } else { written.line(told, &written_out(inner)) });
    }
    if let Some(bad) = words::control(text) {
        let told =
            Told::new(format!("the text holds the control character U+{:04X}", u32::from(bad)), "remove it");
        return Some(told.of(&codes::CONTROL_CHARACTER));
    }
    if text.starts_with(&mark.to_string().repeat(3)) {
        return None;
    }
    if text.contains('\n') {
        let told = Told::new(
            "the text is not closed on the line on which it begins",
            "write it on one line, or between `\"\"\"` and `\"\"\"`; on one line it is",
        );
        return Some(written.line(told, &written_out(text.trim_matches(mark))));
    }
    if is_open(text) {
        let told = Told::new("the text has no closing quotation mark", "write");
        return Some(written.line(told, &written_out(text.trim_matches(mark))));
    }
    match text.strip_suffix(mark).map(|text| &text[mark.len_utf8()..]) {
        Some(inner) => Some(inside(written, mark, inner)),
        None => Some(after(written, mark)),
    }
}

/// Quotation marks within a text that end it too early.
fn inside(written: &Written<'_>, mark: char, inner: &str) -> Told {
    let message = "a quotation mark inside the text ends it too early";
    if mark == '\'' {
        return written
            .line(Told::new(message, "write the text between double quotation marks"), &written_out(inner));
    }
    // What has its backslash already keeps it.
    let plain = inner.replace("\\\"", "\"");
    written.line(Told::new(message, "put a backslash before each that is inside"), &written_out(&plain))
}

/// Something after the closing quotation mark.
fn after(written: &Written<'_>, mark: char) -> Told {
    let text = written.text;
    let end = text.rfind(mark).map_or(text.len(), |at| at + mark.len_utf8());
    let (value, rest) = text.split_at(end);
    let rest = rest.trim();
    if let Some(remark) = rest.strip_prefix("//") {
        return written.line(
            Told::new("a remark begins with `#` here", "write"),
            &format!("{value} # {}", remark.trim()),
        );
    }
    if rest.chars().all(|letter| letter.is_ascii_punctuation()) {
        let told = Told::new(format!("`{rest}` after the text is too much"), "a line ends with its value");
        return written.line(told, value);
    }
    Told::new(
        "something follows the closing quotation mark",
        "move it inside the quotation marks, or put `#` before it where it is a remark",
    )
}
