//! Placing words on sheets of A4, line by line, in tenths of a point. It knows neither blocks nor the PDF format.

use std::collections::BTreeMap;

use crate::render::chart::{Mark, WIDTH, text_width, wrapped};
use crate::render::page::{Inline, Line, Words};
use unicode_normalization::UnicodeNormalization;

/// A4 and its margins; the width between them is that of drawings.
pub(super) const PAPER: (i32, i32) = (5953, 8419);
pub(super) const LEFT: i32 = (PAPER.0 - WIDTH) / 2;
pub(super) const TOP: i32 = 380;
pub(super) const BOTTOM: i32 = PAPER.1 - 410;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
}

/// A line through or below words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoration {
    None,
    Through,
    Below,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Letter height.
    pub(super) size: i32,
    /// From line to line.
    pub(super) leading: i32,
    /// From the left margin.
    pub(super) indent: i32,
    /// Width of its lines.
    pub(super) width: i32,
    /// What plain runs look like.
    pub(super) face: Face,
    /// Room below.
    pub(super) after: i32,
}

/// Something on a sheet. `slot`: which leaf of the document's structure it is; none: decoration.
pub(super) enum Item {
    Words {
        at: (i32, i32),
        size: i32,
        face: Face,
        words: String,
        decoration: Decoration,
        slot: Option<usize>,
    },
    Rule {
        from: (i32, i32),
        to: (i32, i32),
        width: i32,
    },
    Marks {
        at: (i32, i32),
        marks: Vec<Mark>,
        slot: usize,
    },
}

/// A place that leads elsewhere when it is pressed.
pub(super) struct Press {
    /// Left, top, right, bottom.
    pub(super) area: [i32; 4],
    pub(super) to: String,
    pub(super) words: String,
    pub(super) slot: usize,
}

/// One page of paper.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) items: Vec<Item>,
    pub(super) presses: Vec<Press>,
    /// What ends on this sheet: nothing of it stands on a later one.
    pub(super) structure: Vec<Node>,
}

/// What a part of the document is, for those who hear it.
#[derive(Debug, Clone)]
pub(super) enum Role {
    Heading(u8, String),
    Paragraph,
    Quotation,
    Caption,
    List,
    Item,
    Label,
    Body,
    Table,
    TableHead,
    TableBody,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure(String),
    Link,
    Note,
    Section,
}

/// The structure of the document: parts within parts, down to slots.
pub(super) enum Node {
    Part(Role, Vec<Node>),
    Slot(usize),
}

/// What an earlier layout found.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Where anchors stand: sheet and height.
    pub(super) anchors: BTreeMap<String, (usize, i32)>,
    /// How many sheets there are.
    pub(super) sheets: usize,
    /// Headings for the bookmarks: level, words, sheet and height.
    pub(super) outline: Vec<(u8, String, (usize, i32))>,
}

/// A layout under way: a sheet is handed over when it is full, and only the one that is being filled is held.
pub(super) struct Flow<'f> {
    pub(super) sheet: Sheet,
    /// What it has found so far; the sheet that is being filled is not counted.
    pub(super) found: Known,
    pub(super) y: i32,
    slots: usize,
    /// Words at the foot of a sheet, given its number from 1.
    foot: &'f dyn Fn(usize) -> Vec<Item>,
    full: &'f mut dyn FnMut(Sheet),
}

/// A run's part of one line.
pub(super) struct Segment {
    run: usize,
    x: i32,
    width: i32,
    words: String,
}

impl<'f> Flow<'f> {
    pub(super) fn new(foot: &'f dyn Fn(usize) -> Vec<Item>, full: &'f mut dyn FnMut(Sheet)) -> Self {
        Self { sheet: Sheet::default(), found: Known::default(), y: TOP, slots: 0, foot, full }
    }

    /// Hands over the last sheet; what a later layout needs of this one.
    pub(super) fn end(mut self) -> Known {
        self.new_sheet();
        self.found
    }

    pub(super) fn slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    pub(super) fn place(&self) -> (usize, i32) {
        (self.found.sheets, self.y)
    }

    pub(super) fn new_sheet(&mut self) {
        let mut sheet = std::mem::take(&mut self.sheet);
        self.found.sheets += 1;
        sheet.items.extend((self.foot)(self.found.sheets));
        (self.full)(sheet);
        self.y = TOP;
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.y == TOP
    }

    /// Goes to a new sheet where less than `height` is left; says whether it did.
    pub(super) fn room(&mut self, height: i32) -> bool {
        let needed = self.y + height > BOTTOM && !self.is_fresh();
        if needed {
            self.new_sheet();
        }
        needed
    }

    pub(super) fn add(&mut self, item: Item) {
        self.sheet.items.push(item);
    }

    /// A paragraph from here on, over as many sheets as it takes.
    pub(super) fn paragraph(&mut self, line: &Line, style: &Style) -> Vec<Node> {
        let (slots, nodes) = self.slots_of(line);
        let lines = broken(line, style);
        let count = lines.len();
        for (at, segments) in lines.into_iter().enumerate() {
            let together = if at == 0 { opening(count) } else { 1 + i32::from(at + 2 == count) };
            self.room(style.leading * together);
            self.y += style.leading;
            self.put(line, &segments, &slots, style, style.indent);
        }
        self.y += style.after;
        nodes
    }

    /// A slot for every run; links are parts of their own.
    pub(super) fn slots_of(&mut self, line: &Line) -> (Vec<usize>, Vec<Node>) {
        let slots: Vec<usize> = line.iter().map(|_| self.slot()).collect();
        let node = |(run, slot): (&Inline, &usize)| match run {
            Inline::Link { .. } | Inline::Note(_) => Node::Part(Role::Link, vec![Node::Slot(*slot)]),
            Inline::Text(_)
            | Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Removed(_)
            | Inline::Added(_)
            | Inline::Code(_) => Node::Slot(*slot),
        };
        let nodes = line.iter().zip(&slots).map(node).collect();
        (slots, nodes)
    }

    /// One line of segments on the base line that the flow is at.
    pub(super) fn put(
        &mut self,
        line: &Line,
        segments: &[Segment],
        slots: &[usize],
        style: &Style,
        left: i32,
    ) {
        for segment in segments {
            let (Some(run), Some(slot)) = (line.get(segment.run), slots.get(segment.run)) else { continue };
            let (face, decoration) = look(run, style.face);
            let is_note = matches!(run, Inline::Note(_));
            let (size, lift) = if is_note { (style.size * 2 / 3, style.size / 3) } else { (style.size, 0) };
            let at = (LEFT + left + segment.x, self.y - lift);
            let area = [at.0, self.y - style.size, at.0 + segment.width.max(20), self.y + style.size / 4];
            let to = match run {
                Inline::Link { to, .. } => Some(to.clone()),
                Inline::Note(number) => {
                    // The note leads back to where it is first cited.
                    let place = (self.found.sheets, area[1]);
                    self.found.anchors.entry(format!("cited-{number}")).or_insert(place);
                    Some(format!("#note-{number}"))
                }
                Inline::Text(_)
                | Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Removed(_)
                | Inline::Added(_)
                | Inline::Code(_) => None,
            };
            if let Some(to) = to {
                self.sheet.presses.push(Press { area, to, words: segment.words.clone(), slot: *slot });
            }
            self.add(Item::Words {
                at,
                size,
                face,
                words: segment.words.clone(),
                decoration,
                slot: Some(*slot),
            });
        }
    }
}

fn look(run: &Inline, plain: Face) -> (Face, Decoration) {
    match run {
        Inline::Strong(_) => (Face::Bold, Decoration::None),
        // There is no face for what is typed; slanted, it stands out from the words around it.
        Inline::Emphasis(_) | Inline::Code(_) => (Face::Italic, Decoration::None),
        Inline::Removed(_) => (plain, Decoration::Through),
        Inline::Added(_) => (plain, Decoration::Below),
        Inline::Text(_) | Inline::Link { .. } | Inline::Note(_) => (plain, Decoration::None),
    }
}

/// How many lines of a paragraph have to stand on the sheet that it begins on: no line stands alone at the foot or the head
/// of a sheet.
pub(super) fn opening(lines: usize) -> i32 {
    match lines {
        0 | 1 => 1,
        3 => 3,
        _ => 2,
    }
}

/// A line of runs broken into lines of segments.
pub(super) fn broken(line: &Line, style: &Style) -> Vec<Vec<Segment>> {
    let mut lines: Vec<Vec<Segment>> = vec![Vec::new()];
    let mut x = 0;
    for (at, run) in line.iter().enumerate() {
        let bold = look(run, style.face).0 == Face::Bold;
        if let Inline::Note(number) = run {
            // A note's mark never leaves the word it stands at.
            let words = Words::new(&number.to_string()).to_string();
            let width = text_width(&words, style.size * 2 / 3, bold);
            push(&mut lines, Segment { run: at, x, width, words });
            x += width + style.size / 10;
            continue;
        }
        let words = covered(run.plain());
        // A stop or a comma never leaves what it closes.
        let (closing, rest) =
            words.split_at(words.len() - words.trim_start_matches(['.', ',', ';', ':', ')', '”']).len());
        if x > 0 && !closing.is_empty() {
            let width = text_width(closing, style.size, bold);
            push(&mut lines, Segment { run: at, x, width, words: closing.to_owned() });
            x += width;
        }
        let rest = if x > 0 { rest } else { words.as_str() };
        for (line_at, words) in wrapped(rest, style.size, bold, style.width, x).into_iter().enumerate() {
            if line_at > 0 {
                lines.push(Vec::new());
                x = 0;
            }
            let width = text_width(&words, style.size, bold);
            if !words.is_empty() {
                push(&mut lines, Segment { run: at, x, width, words });
            }
            x += width;
        }
    }
    lines
}

fn push(lines: &mut [Vec<Segment>], segment: Segment) {
    if let Some(line) = lines.last_mut() {
        line.push(segment);
    }
}

/// The text with the letters that the fonts have not replaced: a hole would say nothing, and the standard forbids it. Another way
/// to write the same letters is taken where there is one: a ligature `ﬁ`, as it comes from other PDFs, is `fi`, and `CO₂` is `CO2`.
pub(super) fn covered(text: &str) -> String {
    text.nfc().flat_map(alike).collect()
}

fn alike(c: char) -> Vec<char> {
    if has_letter(c) {
        return vec![c];
    }
    let other: Vec<char> = std::iter::once(c).nfkc().collect();
    if other.iter().all(|c| has_letter(*c)) { other } else { vec!['?'] }
}

/// Whether the embedded fonts have a letter; a test reads the fonts themselves.
fn has_letter(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{386}'..='\u{38a}' | '\u{38c}' | '\u{38e}'..='\u{3a1}'
        | '\u{3a3}'..='\u{3ce}' | '\u{400}'..='\u{45f}' | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201e}'
        | '\u{2020}'..='\u{2022}' | '…' | '‰' | '′' | '″' | '‹' | '›' | '⁄' | '€' | '™' | '←'..='↓' | '−' | '≈' | '≠' | '≤' | '≥')
}
