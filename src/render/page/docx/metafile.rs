//! A drawing as an Enhanced Metafile, the vector picture that every Word shows (Microsoft's open specification MS-EMF).
//!
//! One logical unit is one device unit is a tenth of a point. Dashes are drawn one by one: old pens draw none when wide.

use crate::render::chart::{Align, Drawing, Fill, Manner, Mark, Point, Stroke, WIDTH, advance, text_width};

/// Pens and brushes are made anew for every mark under this handle; fonts under the next.
const TOOL: u32 = 1;
const FONT: u32 = 2;
const STOCK_NULL_PEN: u32 = 0x8000_0008;
const STOCK_BLACK_PEN: u32 = 0x8000_0007;
const STOCK_BLACK_BRUSH: u32 = 0x8000_0004;

/// Writes the picture.
pub(super) fn render(drawing: &Drawing) -> Vec<u8> {
    let mut file = File::default();
    file.record(18, &[1]); // background transparent
    for mark in &drawing.marks {
        file.mark(mark);
    }
    file.record(14, &[0, 20, 20]); // end
    let mut out = header(drawing.height, file.bytes.len(), file.records);
    out.extend(file.bytes);
    out
}

/// The header: bounds in device units, frame in hundredths of a millimetre, and a device of 720 units an inch.
fn header(height: i32, length: usize, records: u32) -> Vec<u8> {
    let hundredths = |tenths: i32| tenths * 127 / 36;
    let mut out = Vec::new();
    let mut put = |value: i32| out.extend(value.to_le_bytes());
    for value in
        [1, 88, 0, 0, WIDTH, height, 0, 0, hundredths(WIDTH), hundredths(height), 0x464d_4520, 0x1_0000]
    {
        put(value);
    }
    put(i32::try_from(length + 88).unwrap_or(i32::MAX));
    put(i32::try_from(records + 1).unwrap_or(i32::MAX));
    for value in [3, 0, 0, 0, 7200, 7200, 254, 254] {
        put(value);
    }
    out
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    records: u32,
}

impl File {
    fn record(&mut self, kind: u32, words: &[i32]) {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.raw(kind, &bytes);
    }

    fn raw(&mut self, kind: u32, content: &[u8]) {
        let padded = content.len().next_multiple_of(4);
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend(u32::try_from(padded + 8).unwrap_or(u32::MAX).to_le_bytes());
        self.bytes.extend(content);
        self.bytes.resize(self.bytes.len() + padded - content.len(), 0);
        self.records += 1;
    }

    fn select(&mut self, handle: u32) {
        self.raw(37, &handle.to_le_bytes());
    }

    fn delete(&mut self, handle: u32) {
        self.raw(40, &handle.to_le_bytes());
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Path { points, stroke } => self.path(points, *stroke),
            Mark::Area { at, size, fill } => self.area(*at, *size, *fill),
            Mark::Dot { at } => {
                self.select(STOCK_BLACK_BRUSH);
                self.select(STOCK_NULL_PEN);
                self.record(42, &[at.0 - 28, at.1 - 28, at.0 + 28, at.1 + 28]);
                self.select(STOCK_BLACK_PEN);
            }
            Mark::Text { at, size, align, manner, words } => {
                self.words(*at, *size, *align, *manner, words.as_str())
            }
        }
    }

    fn path(&mut self, points: &[Point], stroke: Stroke) {
        self.record(38, &[TOOL.cast_signed(), 0, stroke.width(), 0, 0]);
        self.select(TOOL);
        match stroke.dashes() {
            None => self.polyline(points),
            Some((dash, gap)) => {
                for (from, to) in dashed(points, dash, gap) {
                    self.polyline(&[from, to]);
                }
            }
        }
        self.select(STOCK_BLACK_PEN);
        self.delete(TOOL);
    }

    fn polyline(&mut self, points: &[Point]) {
        let mut words = vec![0, 0, WIDTH, WIDTH, i32::try_from(points.len()).unwrap_or(0)];
        for (x, y) in points {
            words.extend([*x, *y]);
        }
        self.record(4, &words);
    }

    fn area(&mut self, at: Point, size: Point, fill: Fill) {
        let grey = i32::from(fill.lightness());
        self.record(39, &[TOOL.cast_signed(), 0, grey << 16 | grey << 8 | grey, 0]);
        self.select(TOOL);
        self.select(STOCK_BLACK_PEN);
        self.record(43, &[at.0, at.1, at.0 + size.0, at.1 + size.1]);
        self.select(STOCK_BLACK_BRUSH);
        self.delete(TOOL);
    }

    fn words(&mut self, at: Point, size: i32, align: Align, manner: Manner, words: &str) {
        let bold = matches!(manner, Manner::Bold | Manner::Inverse);
        self.font(size, bold, manner);
        self.select(FONT);
        self.record(24, &[if manner == Manner::Inverse { 0x00ff_ffff } else { 0 }]);
        self.record(22, &[24]); // on the base line, from the left: the place below is computed
        let width = text_width(words, size, bold);
        let left = match align {
            Align::Start => at.0,
            Align::Middle => at.0 - width / 2,
            Align::End => at.0 - width,
        };
        let units: Vec<u16> = words.encode_utf16().collect();
        let count = i32::try_from(units.len()).unwrap_or(0);
        let text_bytes = (units.len() * 2).next_multiple_of(4);
        let one = 1.0_f32.to_bits().cast_signed();
        let spacing_at = 76 + i32::try_from(text_bytes).unwrap_or(0);
        let head = [0, 0, -1, -1, 1, one, one, left, at.1, count, 76, 0, 0, 0, -1, -1, spacing_at];
        let mut content: Vec<u8> = head.iter().flat_map(|word| word.to_le_bytes()).collect();
        content.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        content.resize(68 + text_bytes, 0);
        for c in words.chars() {
            content.extend(advance(c, size, bold).to_le_bytes());
            if c.len_utf16() == 2 {
                content.extend(0i32.to_le_bytes());
            }
        }
        self.raw(84, &content);
        self.delete(FONT);
    }

    fn font(&mut self, size: i32, bold: bool, manner: Manner) {
        let mut content: Vec<u8> = FONT.to_le_bytes().to_vec();
        for word in [-size, 0, 0, 0, if bold { 700 } else { 400 }] {
            content.extend(word.to_le_bytes());
        }
        let underlined = u8::from(manner == Manner::Added);
        let struck = u8::from(manner == Manner::Removed);
        content.extend([0, underlined, struck, 1, 0, 0, 0, 0]);
        content.extend("Arial".encode_utf16().flat_map(u16::to_le_bytes));
        content.resize(4 + 320, 0);
        self.raw(82, &content);
    }
}

/// The dashes of a broken line, in whole units.
fn dashed(points: &[Point], dash: i32, gap: i32) -> Vec<(Point, Point)> {
    let mut out = Vec::new();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        let square = i64::from(across).pow(2) + i64::from(down).pow(2);
        let length = i32::try_from(square.unsigned_abs().isqrt()).unwrap_or(1).max(1);
        let place = |distance: i32| (from.0 + across * distance / length, from.1 + down * distance / length);
        let mut at = 0;
        while at < length {
            out.push((place(at), place((at + dash).min(length))));
            at += dash + gap;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_its_own_length_and_number_of_records() {
        let mut drawing = Drawing::new("t", 1000);
        drawing.path(&[(0, 0), (1000, 0)], Stroke::Dashed);
        drawing.text((10, 10), 90, Align::Start, Manner::Bold, "£740 million");
        let bytes = render(&drawing);
        let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        assert_eq!(word(48) as usize, bytes.len());
        let (mut at, mut records) = (0, 0);
        while at < bytes.len() {
            at += word(at + 4) as usize;
            records += 1;
        }
        assert_eq!((at, records), (bytes.len(), word(52)));
        assert_eq!(dashed(&[(0, 0), (200, 0)], 70, 40), [((0, 0), (70, 0)), ((110, 0), (180, 0))]);
    }
}
