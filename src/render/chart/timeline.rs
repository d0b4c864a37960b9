//! The statuses of a pledge from the day it was made to the day asked about, as one bar of three patterns with words.
//!
//! It draws given statuses; it computes none.

use super::{Align, Drawing, Fill, Manner, Stroke, WIDTH, text_width};
use crate::date::{Date, days_between, long};
use crate::model::Status;

const TOP: i32 = 30;
const BAR: i32 = 180;
const ROW: i32 = 112;
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
    let days: Vec<(i32, String)> = changes
        .iter()
        .map(|(day, status)| (across(*day), format!("{}: {}", long(*day), status.word())))
        .chain([(across(as_of), format!("{}: the day asked about", long(as_of)))])
        .collect();
    let places = places(&days);
    let rows = places.iter().map(|place| place.row + 1).max().unwrap_or(0);
    let mut drawing = Drawing::new(&format!("Status over time: {title}"), TOP + BAR + rows * ROW + 30);
    for (at, (day, status)) in changes.iter().enumerate() {
        let end = changes.get(at + 1).map_or(as_of, |(next, _)| *next);
        let (left, right) = (across(*day), across(end).max(across(*day) + 10));
        segment(&mut drawing, left, right, *status);
    }
    for ((x, words), place) in days.iter().zip(&places) {
        let y = TOP + BAR + (place.row + 1) * ROW;
        drawing.path(&[(*x, TOP + BAR), (*x, y)], Stroke::Thin);
        let (at, align) = if place.leftward { (x - 40, Align::End) } else { (x + 40, Align::Start) };
        drawing.text((at, y), LETTERS, align, Manner::Plain, words);
    }
    let listed: Vec<String> =
        changes.iter().map(|(day, status)| format!("{} from {}", status.word(), long(*day))).collect();
    drawing.description = format!("Time bar: {}; as of {}.", listed.join("; "), long(as_of)).into();
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
        drawing.area((middle - width / 2 - 30, TOP + 25), (width + 60, 130), Fill::White);
    }
    drawing.text((middle, TOP + 122), 95, Align::Middle, manner, status.word());
}

/// Where the words of a day stand: in which row, and on which side of its line.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    row: i32,
    leftward: bool,
}

/// The highest row for each day's words in which no line runs through them and no other words stand. Words to the right of
/// their line are placed from the last day back, those to the left from the first on: then a line meets only free room.
fn places(days: &[(i32, String)]) -> Vec<Place> {
    let width = |words: &str| text_width(words, LETTERS, false) + 80;
    let is_leftward = |at: &usize| days.get(*at).is_some_and(|(x, words)| x + width(words) > WIDTH);
    let (leftward, mut order): (Vec<usize>, Vec<usize>) = (0..days.len()).partition(is_leftward);
    order.reverse();
    let right_side = order.len();
    order.extend(leftward);
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    let mut found = vec![Place::default(); days.len()];
    for (turn, at) in order.into_iter().enumerate() {
        let (Some((x, words)), Some(place)) = (days.get(at), found.get_mut(at)) else { continue };
        place.leftward = turn >= right_side;
        let (from, to) = if place.leftward { (x - width(words), *x) } else { (*x, x + width(words)) };
        let meets =
            |row: i32| taken.iter().any(|(other, left, right)| *other >= row && from < *right && to > *left);
        while meets(place.row) {
            place.row += 1;
        }
        taken.push((place.row, from, to));
    }
    found
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
