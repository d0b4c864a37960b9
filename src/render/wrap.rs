//! Lines of a given width: words are kept whole where they fit, columns are counted as a terminal does. It must not
//! judge what the words say; hostile characters have been made visible before.
//!
//! No line that is broken here goes on with `::`: in the log of a CI service such a line would be a command.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Appends `text` in lines of at most `width` columns: the first begins with `first`, the others with `rest`.
pub(super) fn push_wrapped(out: &mut String, text: &str, width: usize, first: &str, rest: &str) {
    for (at, paragraph) in text.split('\n').enumerate() {
        let begin = if at == 0 { first } else { rest };
        push_paragraph(out, paragraph, width, begin, rest);
    }
}

fn push_paragraph(out: &mut String, text: &str, width: usize, first: &str, rest: &str) {
    let mut column = first.width();
    let mut is_empty = true;
    out.push_str(first);
    for word in text.split_whitespace() {
        let needed = word.width() + usize::from(!is_empty);
        let is_command = word.chars().find(|letter| letter.width() != Some(0)) == Some(':');
        if !is_empty && column + needed > width && !is_command {
            end_line(out);
            out.push_str(rest);
            column = rest.width();
            is_empty = true;
        }
        if !is_empty {
            out.push(' ');
            column += 1;
        }
        column = push_word(out, word, width, column, rest);
        is_empty = false;
    }
    end_line(out);
}

/// A word that is longer than a line (a web address) is left whole where it is one; other text is cut at the edge.
fn push_word(out: &mut String, word: &str, width: usize, mut column: usize, rest: &str) -> usize {
    if column + word.width() <= width || word.contains("://") {
        out.push_str(word);
        return column + word.width();
    }
    for character in word.chars() {
        let columns = character.width().unwrap_or(0);
        if column + columns > width && column > rest.width() && character != ':' {
            out.push('\n');
            out.push_str(rest);
            column = rest.width();
        }
        out.push(character);
        column += columns;
    }
    column
}

fn end_line(out: &mut String) {
    let kept = out.trim_end_matches(' ').len();
    out.truncate(kept);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> String {
        let mut out = String::new();
        push_wrapped(&mut out, text, width, "- ", "  ");
        out
    }

    #[test]
    fn words_are_kept_whole_and_lines_within_the_width() {
        assert_eq!(wrapped("one two three four", 10), "- one two\n  three\n  four\n");
        assert_eq!(wrapped("", 10), "-\n");
        assert_eq!(wrapped("a\n\nb", 10), "- a\n\n  b\n");
        assert_eq!(wrapped("漢字漢字漢字", 8), "- 漢字漢\n  字漢字\n");
        assert_eq!(wrapped("one two ::three:: four", 10), "- one two ::\n  three::\n  four\n");
        assert_eq!(wrapped("onetwo::three::", 8), "- onetwo::\n  three::\n");
        assert_eq!(wrapped("see https://example.org/long", 8), "- see\n  https://example.org/long\n");
    }
}
