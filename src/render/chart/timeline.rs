//! The statuses of a pledge from the day it was made to the day asked about, as one bar of three patterns with words.
//!
//! It draws given statuses; it computes none.

use super::{Align, Drawing, Fill, Manner, Stroke, WIDTH, text_width};
use crate::date::{Date, days_between, long};
use crate::model::Status;

const TOP: i32 = 40;
const BAR: i32 = 260;
const ROW: i32 = 130;
const LETTERS: i32 = 85;

/// Draws the bar. `changes`: each day on which the status changed and the status from then on, by day, the first being
/// the day on which the pledge was first made.
#[must_use]
pub fn draw(title: &str, changes: &[(Date, Status)], as_of: Date) -> Option<Drawing> {
    let first = changes.first()?.0;
    let span = days_between(first, as_of).max(1);
    let across = |day: Date| {
        let gone = days_between(first, day).clamp(0, span);
        i32::try_from(gone * i64::from(WIDTH - 20) / span).unwrap_or(0) + 10
    };
    let rows = i32::try_from(changes.len()).unwrap_or(0) + 1;
    let mut drawing = Drawing::new(&format!("Status over time: {title}"), TOP + BAR + rows * ROW + 40);
    for (at, (day, status)) in changes.iter().enumerate() {
        let end = changes.get(at + 1).map_or(as_of, |(next, _)| *next);
        let (left, right) = (across(*day), across(end).max(across(*day) + 10));
        segment(&mut drawing, left, right, *status);
    }
    let days: Vec<(Date, String)> = changes
        .iter()
        .map(|(day, status)| (*day, format!("{}: {}", long(*day), status.word())))
        .chain([(as_of, format!("{}: the day asked about", long(as_of)))])
        .collect();
    for (at, (day, words)) in days.iter().enumerate() {
        label(&mut drawing, across(*day), i32::try_from(at).unwrap_or(0), words);
    }
    let listed: Vec<String> =
        changes.iter().map(|(day, status)| format!("{} from {}", status.word(), long(*day))).collect();
    drawing.description = format!("Time bar. {}; as of {}.", listed.join("; "), long(as_of)).into();
    Some(drawing)
}

/// Pending is white, delivered black, lapsed hatched; the word stands in the bar where it fits.
fn segment(drawing: &mut Drawing, left: i32, right: i32, status: Status) {
    let (at, size) = ((left, TOP), (right - left, BAR));
    let manner = match status {
        Status::Delivered => {
            drawing.area(at, size, Fill::Black);
            Manner::Inverse
        }
        Status::Pending => {
            drawing.area(at, size, Fill::White);
            Manner::Plain
        }
        Status::Lapsed => {
            drawing.hatch(at, size);
            Manner::Bold
        }
    };
    let width = text_width(status.word(), 95, true);
    if width + 80 > right - left {
        return;
    }
    let middle = (left + right) / 2;
    if status == Status::Lapsed {
        drawing.area((middle - width / 2 - 30, TOP + 60), (width + 60, 140), Fill::White);
    }
    drawing.text((middle, TOP + 165), 95, Align::Middle, manner, status.word());
}

/// Each day has a row of its own, so that no two labels meet.
fn label(drawing: &mut Drawing, x: i32, row: i32, words: &str) {
    let y = TOP + BAR + (row + 1) * ROW;
    drawing.path(&[(x, TOP + BAR), (x, y)], Stroke::Thin);
    if x + 40 + text_width(words, LETTERS, false) < WIDTH {
        drawing.text((x + 40, y), LETTERS, Align::Start, Manner::Plain, words);
    } else {
        drawing.text((x - 40, y), LETTERS, Align::End, Manner::Plain, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::Mark;

    #[test]
    fn every_change_has_its_day_and_its_word() {
        let day = |text: &str| text.parse::<Date>().expect(text);
        let changes = [(day("2021-12-09"), Status::Pending), (day("2022-03-29"), Status::Delivered)];
        let drawing = draw("Green paper", &changes, day("2026-06-30")).expect("there is a first day");
        let words: Vec<&str> = drawing
            .marks
            .iter()
            .filter_map(|mark| if let Mark::Text { words, .. } = mark { Some(words.as_str()) } else { None })
            .collect();
        assert_eq!(
            words,
            [
                "delivered",
                "9 December 2021: pending",
                "29 March 2022: delivered",
                "30 June 2026: the day asked about"
            ]
        );
        assert_eq!(draw("x", &[], day("2026-06-30")), None);
    }
}
