//! Lines that are no `key = value`, and keys that cannot be keys.
//!
//! Values are for `value`; headings for `heading`.

use super::super::keys::Section;
use super::super::words::{self, shown};
use super::statement::{heading_name, is_bare_key, is_foreign, is_unseen, resolve};
use super::told::{Broken, Told, Written};
use super::value;

/// Signs with which other notations begin a remark.
const REMARKS: [&str; 7] = ["//", "--", "/*", "<!--", ";", "%", "*"];

/// Marks that stand before a key by mistake: bullets, and what word processors and web pages leave.
fn is_before_key(letter: char) -> bool {
    is_unseen(letter) || matches!(letter, '-' | '*' | '•')
}

/// The key that was meant: as it stands where it can be one, else the known key it comes nearest to.
pub(super) fn key(written: &str, section: Option<&'static Section>) -> Option<String> {
    if is_bare_key(written) {
        return Some(written.to_owned());
    }
    let quoted = |letter: char| letter == '"' || letter == '\'' || "“”‘’`".contains(letter);
    let bare = written.trim_matches(|letter| is_before_key(letter) || quoted(letter) || letter == ':');
    let joined = bare.split(is_before_key).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    let known = section.into_iter().flat_map(|section| section.keys).map(|key| key.name);
    words::nearest(&joined, known).map(str::to_owned)
}

/// A key that is written with what no key has.
pub(super) fn misnamed(broken: &Broken<'_>, key: &str, written: &Written<'_>) -> Told {
    let value = value::mended(written).unwrap_or_else(|| written.text.to_owned());
    let range = &broken.statement.range;
    let start = range.start + broken.line().find(key).unwrap_or(0);
    let message = if key.contains(is_foreign) {
        "an invisible character stands in the key: word processors and web pages put them in".to_owned()
    } else {
        format!("`{}` is no key as it is written", shown(key))
    };
    Told::new(message, "write").line(format!("{} = {value}", written.name)).at(start..start + key.len())
}

/// A line without `=`, or with words before it that are no key.
pub(super) fn told(broken: &Broken<'_>) -> Told {
    let line = broken.line().trim();
    if let Some(rest) = REMARKS.iter().find_map(|sign| line.strip_prefix(sign)) {
        let rest = rest.trim().trim_end_matches("*/").trim_end_matches("-->").trim_end();
        return Told::new("a remark begins with `#` here", "write").line(format!("# {rest}"));
    }
    if let Some(told) = without_equals(broken, line) {
        return told;
    }
    let name = heading_name(line.trim_end_matches(':'));
    if let Some((_, several)) = resolve(&name) {
        let heading = if several { format!("[[{name}]]") } else { format!("[{name}]") };
        return Told::new("a heading stands in brackets", "write").line(heading);
    }
    let unlike = "a line is `key = value`, a heading such as `[[pledge]]`, or a remark that begins with `#`";
    if line.contains('=') || !line.chars().any(char::is_alphanumeric) {
        return Told::new(format!("this line cannot be read ({})", broken.stop.says), unlike);
    }
    Told::new("this line is neither `key = value` nor a heading", "if it is a remark, write")
        .line(format!("# {line}"))
}

/// A key and its value without the sign between them, or a key alone.
fn without_equals(broken: &Broken<'_>, line: &str) -> Option<Told> {
    let section = broken.statement.section?;
    let end = line.find([':', ' ', '\t', '"', '“', '\'']).unwrap_or(line.len());
    let name = key(line.get(..end)?, Some(section)).filter(|name| section.key(name).is_some())?;
    let text = line.get(end..)?.trim_start_matches([':', ' ', '\t']);
    if text.is_empty() {
        return Some(Told::new(
            format!("`{name}` has no value"),
            format!("write `{name} = …`, with what belongs there, or delete the line"),
        ));
    }
    // Prose may begin with a word that is also a key.
    let is_prose =
        line.get(end..)?.starts_with(' ') && text.starts_with(|first: char| first.is_ascii_lowercase());
    if is_prose {
        return None;
    }
    let shape = section.key(&name).map(|key| key.shape);
    let written =
        Written { name: &name, shape, text, at: broken.statement.range.start, closed: true, broken };
    let value = value::mended(&written).unwrap_or_else(|| text.to_owned());
    Some(
        Told::new(format!("between `{name}` and its value stands `=`"), "write")
            .line(format!("{name} = {value}")),
    )
}
