//! How wide words are in a sans-serif face, near enough to break lines, without reading a font.
//!
//! Widths are those of Helvetica's classes of letters, in thousandths of the letter height. Nothing is drawn here.

/// Width of words set at `size` (tenths of a point), in tenths of a point.
#[must_use]
pub fn text_width(words: &str, size: i32) -> i32 {
    let thousandths: i32 = words.chars().map(advance).sum();
    thousandths.saturating_mul(size) / 1000
}

fn advance(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '’' | '‘' => 222,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' | 't' | 'f' | '/' | '|' | '[' | ']' => 278,
        'r' | '-' | '(' | ')' | '“' | '”' | '"' => 333,
        'm' | 'M' => 833,
        'w' => 722,
        'W' | '@' | '—' => 1000,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'A'..='Z' | '&' => 690,
        _ => 556,
    }
}

/// Words of one manner broken into lines no wider than `width`; `used` is what the first line already holds.
///
/// A word wider than a line is cut: an address or a hash must not leave the page.
#[must_use]
pub fn wrapped(words: &str, size: i32, width: i32, used: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = width - used;
    for word in words.split_inclusive(' ') {
        let needed = text_width(word.trim_end(), size);
        if needed > room && (needed <= width || room < width / 4) {
            lines.push(String::new());
            room = width;
        }
        for piece in cut(word, size, room, width) {
            let piece_width = text_width(&piece, size);
            if text_width(piece.trim_end(), size) > room {
                lines.push(String::new());
                room = width;
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(&piece);
            }
            room -= piece_width;
        }
    }
    lines
}

/// A word in pieces: whole where it fits a line, else cut to fill what is left and then whole lines.
fn cut(word: &str, size: i32, room: i32, width: i32) -> Vec<String> {
    if text_width(word.trim_end(), size) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut left = room;
    for c in word.chars() {
        let needed = advance(c).saturating_mul(size) / 1000 + 1;
        if needed > left && pieces.last().is_some_and(|piece| !piece.is_empty()) {
            pieces.push(String::new());
            left = width;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
        left -= needed;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_no_word_is_lost() {
        let text = "committed to recruiting an additional 6,500 new expert teachers over the course of this parliament";
        let long = "x".repeat(2000);
        for (words, width) in [(text, 1000), (long.as_str(), 900), ("a b", 10)] {
            let lines = wrapped(words, 90, width, 0);
            assert_eq!(lines.concat(), words);
            for line in &lines {
                assert!(text_width(line.trim_end(), 90) <= width.max(60), "{line}");
            }
        }
    }

    #[test]
    fn the_first_line_leaves_room_for_what_stands_before() {
        let lines = wrapped("one two three", 90, 400, 380);
        assert_eq!(lines.first().map(String::as_str), Some(""));
    }
}
