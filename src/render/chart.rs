//! Drawings made of few kinds of marks, readable without colour, and how one becomes SVG.
//!
//! One file a chart below says which marks it is made of. Page formats draw the same marks in their own way. All
//! lengths are tenths of a point, so that no arithmetic here needs floats and the same input gives the same bytes.

use maud::{Markup, html};

use crate::render::visible::Words;

pub mod goalposts;
mod measure;
pub mod target;
pub mod timeline;
pub mod wording;

pub use measure::{advance, text_width, wrapped};

/// The width of every drawing: what fits between the margins of an A4 page.
pub const WIDTH: i32 = 4800;

/// A drawing, with the words that stand for it where it is not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// A name in a few words.
    pub title: Words,
    /// All that it shows, in words.
    pub description: Words,
    /// Height in tenths of a point; the width is [`WIDTH`].
    pub height: i32,
    /// Marks, the later above the earlier.
    pub marks: Vec<Mark>,
}

/// A point: tenths of a point to the right and down.
pub type Point = (i32, i32);

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A line through points.
    Path {
        /// The points.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A rectangle with a thin outline.
    Area {
        /// Upper left corner.
        at: Point,
        /// Width and height.
        size: Point,
        /// What fills it.
        fill: Fill,
    },
    /// A round dot for a measured value.
    Dot {
        /// Its centre.
        at: Point,
    },
    /// Words on one line.
    Text {
        /// Where the line stands: on its base line.
        at: Point,
        /// Letter height in tenths of a point.
        size: i32,
        /// Which end `at` is.
        align: Align,
        /// The manner.
        manner: Manner,
        /// The words.
        words: Words,
    },
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// An axis or a frame.
    Thin,
    /// What was measured.
    Thick,
    /// What was promised.
    Dashed,
    /// What would be needed.
    Dotted,
}

impl Stroke {
    /// Width of the pen in tenths of a point.
    #[must_use]
    pub fn width(self) -> i32 {
        match self {
            Self::Thin => 5,
            Self::Thick => 18,
            Self::Dashed | Self::Dotted => 12,
        }
    }

    /// Lengths of dash and gap in tenths of a point; none for a whole line.
    #[must_use]
    pub fn dashes(self) -> Option<(i32, i32)> {
        match self {
            Self::Thin | Self::Thick => None,
            Self::Dashed => Some((70, 40)),
            Self::Dotted => Some((15, 30)),
        }
    }
}

/// What fills a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Paper.
    White,
    /// Black.
    Black,
}

impl Fill {
    /// Lightness from 0 (black) to 255 (white).
    #[must_use]
    pub fn lightness(self) -> u8 {
        match self {
            Self::White => 255,
            Self::Black => 0,
        }
    }
}

/// Which end of a line of words its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// The manner of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Plain.
    Plain,
    /// Bold.
    Bold,
    /// Struck through.
    Removed,
    /// Underlined.
    Added,
    /// White on black.
    Inverse,
}

impl Drawing {
    /// A drawing without marks.
    #[must_use]
    pub fn new(title: &str, height: i32) -> Self {
        Self { title: title.into(), description: Words::default(), height, marks: Vec::new() }
    }

    /// Adds a line through points.
    pub fn path(&mut self, points: &[Point], stroke: Stroke) {
        self.marks.push(Mark::Path { points: points.to_vec(), stroke });
    }

    /// Adds words.
    pub fn text(&mut self, at: Point, size: i32, align: Align, manner: Manner, words: &str) {
        self.marks.push(Mark::Text { at, size, align, manner, words: words.into() });
    }

    /// Adds a rectangle.
    pub fn area(&mut self, at: Point, size: Point, fill: Fill) {
        self.marks.push(Mark::Area { at, size, fill });
    }

    /// Fills a rectangle with slanting lines: the pattern that is neither white, grey nor black.
    pub fn hatch(&mut self, at: Point, size: Point) {
        self.area(at, size, Fill::White);
        let ((left, top), (width, height)) = (at, size);
        for start in (50..width + height).step_by(50) {
            // The line x + y = start, cut to the rectangle.
            let from = (start.min(width), (start - width).max(0));
            let to = ((start - height).max(0), start.min(height));
            self.path(&[(left + from.0, top + from.1), (left + to.0, top + to.1)], Stroke::Thin);
        }
    }
}

/// The drawing as an `svg` element for a page; `id` keeps its labels unique there.
#[must_use]
pub fn svg_element(drawing: &Drawing, id: &str) -> Markup {
    let title = format!("{id}-title");
    let description = format!("{id}-desc");
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (drawing.height) }
            role="img" aria-labelledby={ (title) " " (description) }
            font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" {
            title id=(title) { (drawing.title) }
            desc id=(description) { (drawing.description) }
            @for mark in &drawing.marks { (svg_mark(mark)) }
        }
    }
}

/// The drawing as a file of its own.
#[must_use]
pub fn svg_file(drawing: &Drawing) -> String {
    let sized = html! {
        svg xmlns="http://www.w3.org/2000/svg" width="480pt" height=(points(drawing.height, "pt"))
            viewBox={ "0 0 " (WIDTH) " " (drawing.height) } role="img" aria-labelledby="title desc"
            font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" xml:lang="en-GB" {
            title id="title" { (drawing.title) }
            desc id="desc" { (drawing.description) }
            rect width=(WIDTH) height=(drawing.height) fill="white" {}
            @for mark in &drawing.marks { (svg_mark(mark)) }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", sized.into_string())
}

fn points(tenths: i32, unit: &str) -> String {
    format!("{}.{}{unit}", tenths / 10, tenths % 10)
}

fn svg_mark(mark: &Mark) -> Markup {
    match mark {
        Mark::Path { points, stroke } => {
            let list: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let dashes = stroke.dashes().map(|(dash, gap)| format!("{dash} {gap}"));
            html! {
                polyline points=(list.join(" ")) fill="none" stroke="black" stroke-width=(stroke.width())
                    stroke-dasharray=[dashes] {}
            }
        }
        Mark::Area { at, size, fill } => {
            let grey = fill.lightness();
            html! {
                rect x=(at.0) y=(at.1) width=(size.0) height=(size.1) fill={ "rgb(" (grey) "," (grey) "," (grey) ")" }
                    stroke="black" stroke-width=(Stroke::Thin.width()) {}
            }
        }
        Mark::Dot { at } => html! { circle cx=(at.0) cy=(at.1) r="28" fill="black" {} },
        Mark::Text { at, size, align, manner, words } => {
            let anchor = match align {
                Align::Start => None,
                Align::Middle => Some("middle"),
                Align::End => Some("end"),
            };
            let (weight, decoration, fill) = match manner {
                Manner::Plain => (None, None, "black"),
                Manner::Bold => (Some("bold"), None, "black"),
                Manner::Removed => (None, Some("line-through"), "black"),
                Manner::Added => (None, Some("underline"), "black"),
                Manner::Inverse => (Some("bold"), None, "white"),
            };
            // In whatever face it is drawn, it is as wide as it was measured: no column runs into the next.
            let shown = words.as_str().trim();
            let length = Some(text_width(shown, *size, weight.is_some())).filter(|_| !shown.is_empty());
            let adjust = length.map(|_| "spacingAndGlyphs");
            html! {
                text x=(at.0) y=(at.1) font-size=(size) text-anchor=[anchor] font-weight=[weight]
                    text-decoration=[decoration] fill=(fill) textLength=[length] lengthAdjust=[adjust] { (words) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_drawn_as_wide_as_they_were_measured() {
        let mut drawing = Drawing::new("T", 100);
        drawing.text((10, 20), 90, Align::Start, Manner::Bold, "WWW ");
        drawing.text((10, 40), 90, Align::Start, Manner::Plain, "");
        let svg = svg_file(&drawing);
        let length = text_width("WWW", 90, true);
        assert!(svg.contains(&format!("textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"")), "{svg}");
        assert_eq!(svg.matches("textLength").count(), 1, "{svg}");
    }
}
