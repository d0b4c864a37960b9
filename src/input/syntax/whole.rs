//! What is wrong with a whole text, so that nothing else in it is worth telling.

use super::super::codes;
use super::{Fault, Unread, first_line};
use std::ops::Range;

/// The one fault of such a text.
pub(super) fn fault(text: &str) -> Option<Fault> {
    old_line_ends(text).or_else(|| merged(text))
}

/// A text whose lines all end with a CR alone: to TOML it is a single line, and nothing in it is wrong.
fn old_line_ends(text: &str) -> Option<Fault> {
    let first = text.find('\r').filter(|_| !text.contains('\n'))?;
    let message =
        "the lines of this file end with a CR alone, as old Macs wrote them, so it reads as one line";
    let help = "save it again with the line ends of Unix (LF) or of Windows (CRLF)";
    Some(of_all(text, 0..first, message, help.to_owned()))
}

/// A text in which a merge left both versions of some lines, be it within a quotation: a person must choose before it says
/// anything.
pub(super) fn merged(text: &str) -> Option<Fault> {
    let begins = |mark: &str, from: usize| {
        let mut found = text.match_indices(mark).map(|(at, _)| at).filter(|at| *at >= from);
        found.find(|at| text.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with('\n')))
    };
    let start = begins("<<<<<<< ", 0)?;
    let end = begins(">>>>>>> ", start)?;
    let last = text.get(first_line(text, &(end..text.len())))?;
    let help = format!(
        "keep what is right of the lines up to `{}`, and delete the lines that begin with `<<<<<<<`, `|||||||`, `=======` or `>>>>>>>`",
        super::words::shown(last)
    );
    let message = "a merge left two versions of some lines here";
    Some(of_all(text, first_line(text, &(start..text.len())), message, help))
}

fn of_all(text: &str, span: Range<usize>, message: &str, help: String) -> Fault {
    let all = 0..text.len();
    Fault {
        code: &codes::TOML_SYNTAX,
        span,
        message: message.to_owned(),
        help,
        statement: all.clone(),
        unread: Unread { range: all, key: None },
    }
}
