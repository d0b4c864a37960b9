//! What was measured against the path to the target and the pace that is needed: three kinds of line, told by pattern.
//!
//! It draws given values; it computes no pace and judges none.

use rust_decimal::prelude::ToPrimitive;

use super::{Align, Drawing, Manner, Point, Stroke, text_width};
use crate::date::{Date, Window, days_between, long, on_or_between};
use crate::quantity::{Decimal, grouped, with_unit};

/// What the chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is measured, in words.
    pub indicator: String,
    /// Its unit.
    pub unit: String,
    /// Where it stood at the beginning.
    pub baseline: (Window, Decimal),
    /// What is to be reached, and by when.
    pub target: (Date, Decimal),
    /// What was measured, by the day or window that it is of.
    pub observed: Vec<(Window, Decimal)>,
    /// The day asked about.
    pub as_of: Date,
    /// What is needed from the last measured value on, as a sentence; none once the target is met or the day is past.
    pub needed: Option<String>,
}

const LEFT: i32 = 620;
const RIGHT: i32 = 4420;
const TOP: i32 = 120;
const BOTTOM: i32 = 980;
/// Below the lowest value there is room for its words.
const FLOOR: i32 = 840;
const LETTERS: i32 = 85;

/// Draws the chart; nothing where the days or the values give no scale.
#[must_use]
pub fn draw(progress: &Progress) -> Option<Drawing> {
    let scale = Scale::of(progress)?;
    let mut drawing = Drawing::new(&format!("{} against the target", progress.indicator), 1280);
    drawing.description = description(progress).as_str().into();
    axes(&mut drawing, progress, &scale);
    let start = scale.at(progress.baseline);
    let end = scale.point(progress.target);
    drawing.path(&[start, end], Stroke::Dashed);
    let mut line = vec![start];
    line.extend(progress.observed.iter().map(|seen| scale.at(*seen)));
    drawing.path(&line, Stroke::Thick);
    if let (Some(_), Some(last)) = (&progress.needed, progress.observed.last()) {
        drawing.path(&[scale.at(*last), end], Stroke::Dotted);
    }
    for seen in &progress.observed {
        drawing.marks.push(super::Mark::Dot { at: scale.at(*seen) });
    }
    label_values(&mut drawing, progress, &scale);
    legend(&mut drawing, progress);
    Some(drawing)
}

/// Days across, values up.
struct Scale {
    days: (Date, i64),
    values: (Decimal, Decimal),
}

impl Scale {
    fn of(progress: &Progress) -> Option<Self> {
        let measured = || progress.observed.iter().map(|(on, _)| on.last);
        let first = measured().fold(progress.baseline.0.last, Date::min);
        let days = measured().chain([progress.target.0, progress.as_of]);
        let last = days.fold(progress.baseline.0.last, Date::max);
        let values = || {
            progress.observed.iter().map(|(_, value)| *value).chain([progress.baseline.1, progress.target.1])
        };
        let (low, high) = (values().min()?, values().max()?);
        let span = days_between(first, last);
        (span > 0 && high > low).then_some(Self { days: (first, span), values: (low, high) })
    }

    /// A value of a window stands at the window's end.
    fn at(&self, (on, value): (Window, Decimal)) -> Point {
        self.point((on.last, value))
    }

    fn point(&self, (day, value): (Date, Decimal)) -> Point {
        (self.across(day), self.up(value))
    }

    fn across(&self, day: Date) -> i32 {
        let gone = days_between(self.days.0, day).clamp(0, self.days.1);
        LEFT + i32::try_from(gone * i64::from(RIGHT - LEFT) / self.days.1).unwrap_or(0)
    }

    fn up(&self, value: Decimal) -> i32 {
        let (low, high) = self.values;
        let share = (value.checked_sub(low))
            .zip(high.checked_sub(low))
            .and_then(|(above, span)| above.checked_div(span));
        let height = share.and_then(|share| share.checked_mul(Decimal::from(FLOOR - TOP)));
        FLOOR - height.and_then(|height| height.to_i32()).unwrap_or(0)
    }
}

fn axes(drawing: &mut Drawing, progress: &Progress, scale: &Scale) {
    drawing.path(&[(LEFT, TOP - 40), (LEFT, BOTTOM), (RIGHT, BOTTOM)], Stroke::Thin);
    for (value, word) in [(progress.baseline.1, "start"), (progress.target.1, "target")] {
        let y = scale.up(value);
        drawing.path(&[(LEFT - 30, y), (LEFT, y)], Stroke::Thin);
        drawing.text((LEFT - 45, y - 5), LETTERS, Align::End, Manner::Plain, &grouped(value));
        drawing.text((LEFT - 45, y + 85), 75, Align::End, Manner::Plain, word);
    }
    let (first, last) = (progress.baseline.0.last, progress.target.0);
    drawing.text((LEFT, BOTTOM + 110), LETTERS, Align::Start, Manner::Plain, &long(first));
    drawing.text((RIGHT, BOTTOM + 110), LETTERS, Align::End, Manner::Plain, &long(last));
    let today = scale.across(progress.as_of);
    // The words of the three days must not run into one another.
    if today > LEFT + 900 && today < RIGHT - 900 {
        drawing.path(&[(today, TOP - 40), (today, BOTTOM + 30)], Stroke::Thin);
        drawing.text(
            (today, BOTTOM + 110),
            LETTERS,
            Align::Middle,
            Manner::Plain,
            &format!("as of {}", long(progress.as_of)),
        );
    }
}

/// The latest value is always written; the others where they stand far enough from the one written before.
fn label_values(drawing: &mut Drawing, progress: &Progress, scale: &Scale) {
    let mut free_to = RIGHT + 300;
    for seen in progress.observed.iter().rev() {
        let (x, y) = scale.at(*seen);
        let words = grouped(seen.1);
        let width = text_width(&words, LETTERS, true);
        if x + width / 2 < free_to {
            // Beside a line that falls the words stand below, beside one that rises above.
            let falls = seen.1 < progress.baseline.1;
            let y = if falls && y + 110 < BOTTOM { y + 110 } else { y - 55 };
            drawing.text((x, y), LETTERS, Align::Middle, Manner::Bold, &words);
            free_to = x - width / 2 - 40;
        }
    }
}

fn legend(drawing: &mut Drawing, progress: &Progress) {
    let mut entries = vec![(Stroke::Thick, "measured"), (Stroke::Dashed, "straight path to the target")];
    if progress.needed.is_some() {
        entries.push((Stroke::Dotted, "needed from the last figure on"));
    }
    let mut x = LEFT;
    for (stroke, words) in entries {
        drawing.path(&[(x, BOTTOM + 220), (x + 260, BOTTOM + 220)], stroke);
        drawing.text((x + 300, BOTTOM + 250), LETTERS, Align::Start, Manner::Plain, words);
        x += 380 + text_width(words, LETTERS, false) + 120;
    }
}

fn description(progress: &Progress) -> String {
    let shown = |value: Decimal| with_unit(value, &progress.unit);
    let mut words = format!(
        "Line chart. It begins at {} {}; the target is {} by {}.",
        shown(progress.baseline.1),
        on_or_between(progress.baseline.0),
        shown(progress.target.1),
        long(progress.target.0)
    );
    if progress.observed.is_empty() {
        words.push_str(" No later value is recorded.");
    } else {
        let seen: Vec<String> = progress
            .observed
            .iter()
            .map(|(on, value)| format!("{} {}", shown(*value), on_or_between(*on)))
            .collect();
        words.push_str(&format!(" Measured: {}.", seen.join("; ")));
    }
    if let Some(needed) = &progress.needed {
        words.push(' ');
        words.push_str(needed);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::Mark;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn the_path_runs_from_the_baseline_to_the_target() {
        let mut progress = Progress {
            indicator: "Teachers".into(),
            unit: "FTE teachers".into(),
            baseline: (Window::day(day("2023-11-02")), Decimal::from(1000)),
            target: (day("2029-07-08"), Decimal::from(2000)),
            observed: vec![(Window::day(day("2024-11-07")), Decimal::from(1500))],
            as_of: day("2026-06-30"),
            needed: Some("112 a year are needed.".into()),
        };
        let drawing = draw(&progress).expect("it has a scale");
        let path = Mark::Path { points: vec![(LEFT, FLOOR), (RIGHT, TOP)], stroke: Stroke::Dashed };
        assert!(drawing.marks.contains(&path), "{:?}", drawing.marks);
        assert!(
            drawing.marks.contains(&Mark::Dot { at: (LEFT + 679, (FLOOR + TOP) / 2) }),
            "{:?}",
            drawing.marks
        );
        assert!(drawing.description.as_str().contains("1,500 FTE teachers on 7 November 2024"));
        progress.target.1 = Decimal::from(1000);
        progress.observed.clear();
        assert_eq!(draw(&progress), None);
    }
}
