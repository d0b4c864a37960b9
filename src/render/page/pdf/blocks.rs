//! The blocks of a page set one after another. It places no letter itself and knows nothing of the PDF format.

use super::flow::{
    BOTTOM, Face, Flow, Item, Known, LEFT, Node, PAPER, Press, Role, Segment, Sheet, Style, broken, covered,
    opening,
};
use crate::render::chart::{WIDTH, text_width};
use crate::render::page::{Block, Entry, Figure, Inline, Line, Page, Paper, Table, Words};

const BODY: Style = Style { size: 90, leading: 109, indent: 0, width: WIDTH, face: Face::Regular, after: 28 };
const SMALL: Style = Style { size: 80, leading: 95, after: 28, ..BODY };
const TITLE: Style = Style { size: 180, leading: 215, face: Face::Bold, after: 35, ..BODY };
/// Of a paper that is to fit a sheet: most titles stand on one line so.
const SMALL_TITLE: Style = Style { size: 155, leading: 185, ..TITLE };
const LEAD: Style = Style { size: 105, leading: 128, indent: 120, width: WIDTH - 120, after: 55, ..BODY };
const QUOTE: Style =
    Style { size: 93, leading: 112, indent: 150, width: WIDTH - 200, face: Face::Italic, after: 8 };
const FROM: Style =
    Style { size: 80, leading: 95, indent: 150, width: WIDTH - 200, face: Face::Regular, after: 35 };
const CAPTION: Style = Style { size: 80, leading: 97, face: Face::Bold, after: 15, ..BODY };
const CELL: Style = Style { size: 76, leading: 89, after: 0, ..BODY };
const ITEM: Style = Style { size: 86, leading: 102, indent: 120, width: WIDTH - 120, after: 6, ..BODY };
const NOTE: Style = Style { size: 68, leading: 79, indent: 170, width: WIDTH - 170, after: 6, ..BODY };
/// Between columns, and above and below the words of a row.
const GAP: i32 = 50;
const PAD: i32 = 11;

/// Sets the whole paper and hands over each sheet when it is full; what a later layout needs of this one.
pub(super) fn lay_out(paper: &Paper<'_>, known: &Known, full: &mut dyn FnMut(Sheet)) -> Known {
    let page = &paper.front;
    let foot = |number| foot(page, number, known.sheets);
    let mut flow = Flow::new(&foot, full);
    let style = if page.compact { SMALL_TITLE } else { TITLE };
    let title = flow.paragraph(&vec![Inline::Text(page.title.clone())], &style);
    flow.sheet.structure.push(Node::Part(Role::Heading(1, page.title.to_string()), title));
    let subtitle = flow.paragraph(&vec![Inline::Text(page.subtitle.clone())], &Style { after: 30, ..SMALL });
    flow.sheet.structure.push(Node::Part(Role::Paragraph, subtitle));
    rule(&mut flow, 6);
    flow.y += 45;
    let setting = Setting { paper, known };
    let Ok(cited) = paper.each_block(|block| {
        let nodes = one(&mut flow, &setting, block);
        flow.sheet.structure.extend(nodes);
        Ok::<(), std::convert::Infallible>(())
    });
    notes(&mut flow, page.compact, &cited);
    flow.end()
}

/// What every block is set by.
struct Setting<'a> {
    paper: &'a Paper<'a>,
    known: &'a Known,
}

fn rule(flow: &mut Flow<'_>, width: i32) {
    let y = flow.y;
    flow.add(Item::Rule { from: (LEFT, y), to: (LEFT + WIDTH, y), width });
}

fn one(flow: &mut Flow<'_>, setting: &Setting<'_>, block: &Block) -> Vec<Node> {
    let compact = setting.paper.front.compact;
    match block {
        Block::Heading { level, anchor, words } => vec![heading(flow, compact, *level, anchor, words)],
        Block::Paragraph(line) => vec![Node::Part(Role::Paragraph, flow.paragraph(line, &BODY))],
        Block::Aside(line) => vec![Node::Part(Role::Paragraph, flow.paragraph(line, &SMALL))],
        Block::Lead(line) => vec![lead(flow, line)],
        Block::Quotation { words, from } => {
            flow.room(QUOTE.leading * 3);
            let mut parts: Vec<Node> = words
                .iter()
                .map(|words| Node::Part(Role::Paragraph, flow.paragraph(words, &QUOTE)))
                .collect();
            parts.push(Node::Part(Role::Paragraph, flow.paragraph(from, &FROM)));
            vec![Node::Part(Role::Quotation, parts)]
        }
        Block::List(items) => vec![list(flow, items)],
        Block::Table(shown) => vec![table(flow, shown)],
        Block::Figure(shown) => vec![figure(flow, shown)],
        Block::Command(words) => {
            let style = Style { indent: 100, width: WIDTH - 100, ..SMALL };
            vec![Node::Part(Role::Paragraph, flow.paragraph(&vec![Inline::Code(words.clone())], &style))]
        }
        Block::Contents => contents(flow, setting),
        Block::Entry(shown) => vec![entry(flow, setting, shown)],
    }
}

fn heading(flow: &mut Flow<'_>, compact: bool, level: u8, anchor: &str, words: &Words) -> Node {
    let (size, before) = match level {
        _ if compact => (98, 22),
        1 => (145, 130),
        2 => (130, 100),
        _ => (102, 45),
    };
    if !flow.is_fresh() {
        flow.y += before;
    }
    flow.room(if compact { size * 3 } else { size * 5 });
    let place = flow.place();
    flow.found.anchors.insert(anchor.to_owned(), place);
    if level <= 2 {
        flow.found.outline.push((level, words.to_string(), place));
    }
    let style = Style { size, leading: size * 13 / 10, face: Face::Bold, after: size / 6, ..BODY };
    let nodes = flow.paragraph(&vec![Inline::Text(words.clone())], &style);
    Node::Part(Role::Heading(level + 1, words.to_string()), nodes)
}

/// The answer, with a bar beside it; the bar is drawn on each sheet that it reaches.
fn lead(flow: &mut Flow<'_>, line: &Line) -> Node {
    let (sheet, top) = flow.place();
    let nodes = flow.paragraph(line, &LEAD);
    let (last, bottom) = flow.place();
    if sheet == last {
        flow.add(Item::Rule {
            from: (LEFT + 20, top + 40),
            to: (LEFT + 20, bottom - LEAD.after + 30),
            width: 40,
        });
    }
    Node::Part(Role::Paragraph, nodes)
}

fn list(flow: &mut Flow<'_>, items: &[Line]) -> Node {
    let nodes = items.iter().map(|item| labelled(flow, "•", None, item, &ITEM)).collect();
    flow.y += 20;
    Node::Part(Role::List, nodes)
}

/// An item of a list: a label in the margin, which may lead somewhere, and its words.
fn labelled(flow: &mut Flow<'_>, label: &str, to: Option<String>, item: &Line, style: &Style) -> Node {
    flow.room(style.leading * opening(broken(item, style).len()));
    let slot = flow.slot();
    let at = (
        LEFT + style.indent - 110.min(style.indent) - text_width(label, style.size, false) / 2,
        flow.y + style.leading,
    );
    flow.add(Item::Words {
        at,
        size: style.size,
        face: Face::Regular,
        words: label.to_owned(),
        decoration: super::flow::Decoration::None,
        slot: Some(slot),
    });
    let mut shown = Node::Slot(slot);
    if let Some(to) = to {
        let area =
            [at.0 - 20, at.1 - style.size, at.0 + text_width(label, style.size, false) + 20, at.1 + 20];
        flow.sheet.presses.push(Press {
            area,
            to,
            words: format!("back to where note {label} is cited"),
            slot,
        });
        shown = Node::Part(Role::Link, vec![shown]);
    }
    let label = Node::Part(Role::Label, vec![shown]);
    let body = Node::Part(Role::Body, flow.paragraph(item, style));
    Node::Part(Role::Item, vec![label, body])
}

fn entry(flow: &mut Flow<'_>, setting: &Setting<'_>, entry: &Entry) -> Node {
    if entry.begins_page && !flow.is_fresh() {
        flow.new_sheet();
    }
    let place = flow.place();
    flow.found.anchors.insert(entry.anchor.clone(), place);
    Node::Part(Role::Section, entry.blocks.iter().flat_map(|block| one(flow, setting, block)).collect())
}

/// Headings with the pages that an earlier layout found.
fn contents(flow: &mut Flow<'_>, setting: &Setting<'_>) -> Vec<Node> {
    let Setting { paper, known } = setting;
    let mut nodes = vec![heading(flow, paper.front.compact, 1, "contents", &Words::new("Contents"))];
    for (level, anchor, words) in paper.contents() {
        let number =
            known.anchors.get(anchor).map_or_else(String::new, |(sheet, _)| format!(", page {}", sheet + 1));
        let line = vec![Inline::link(&format!("{words}{number}"), &format!("#{anchor}"))];
        let indent = if level > 1 { 160 } else { 0 };
        let face = if level > 1 { Face::Regular } else { Face::Bold };
        let style = Style { indent, width: WIDTH - indent, face, after: 12, ..BODY };
        nodes.push(Node::Part(Role::Paragraph, flow.paragraph(&line, &style)));
    }
    nodes
}

fn figure(flow: &mut Flow<'_>, figure: &Figure) -> Node {
    let drawing = &figure.drawing;
    flow.room(drawing.height + CAPTION.leading + 40);
    flow.y += 20;
    let place = flow.place();
    flow.found.anchors.insert(figure.anchor.clone(), place);
    let slot = flow.slot();
    let at = (LEFT, flow.y);
    flow.add(Item::Marks { at, marks: drawing.marks.clone(), slot });
    flow.y += drawing.height;
    let caption =
        flow.paragraph(&vec![Inline::Text(figure.caption.clone())], &Style { after: 30, ..CAPTION });
    let shown = Node::Part(Role::Figure(drawing.description.to_string()), vec![Node::Slot(slot)]);
    Node::Part(Role::Section, vec![shown, Node::Part(Role::Paragraph, caption)])
}

/// A row of cells broken into lines.
struct Row<'l> {
    cells: Vec<(&'l Line, Vec<Vec<Segment>>)>,
    height: i32,
}

fn table(flow: &mut Flow<'_>, table: &Table) -> Node {
    flow.room(CAPTION.leading + CELL.leading * 5);
    flow.y += 15;
    let caption =
        Node::Part(Role::Caption, flow.paragraph(&vec![Inline::Text(table.caption.clone())], &CAPTION));
    let columns = columns(table);
    let head: Vec<Line> = table.head.iter().map(|words| vec![Inline::Strong(words.clone())]).collect();
    rule(flow, 4);
    let shown_head = row(flow, &head, &columns, &[], Role::ColumnHead, true);
    let mut rows = Vec::new();
    for cells in &table.rows {
        rows.push(row(flow, cells, &columns, &head, Role::Cell, false));
    }
    flow.y += 30;
    let body = Node::Part(Role::TableBody, rows);
    Node::Part(Role::Table, vec![caption, Node::Part(Role::TableHead, vec![shown_head]), body])
}

/// Left edge and width of every column.
fn columns(table: &Table) -> Vec<(i32, i32)> {
    let total: u32 = table.widths.iter().sum::<u32>().max(1);
    let mut left = 0;
    let width = |share: &u32| {
        i32::try_from(u64::from(*share) * WIDTH.unsigned_abs() as u64 / u64::from(total)).unwrap_or(0)
    };
    table
        .widths
        .iter()
        .map(|share| {
            let whole = width(share);
            let column = (left, whole - GAP);
            left += whole;
            column
        })
        .collect()
}

fn row(
    flow: &mut Flow<'_>,
    cells: &[Line],
    columns: &[(i32, i32)],
    head: &[Line],
    role: Role,
    is_head: bool,
) -> Node {
    let shown = prepared(cells, columns);
    // A row stays whole where a sheet can hold it.
    if shown.height < BOTTOM - 1200 && flow.room(shown.height) {
        repeated_head(flow, head, columns);
    }
    let mut parts = Vec::new();
    let slots: Vec<Vec<usize>> = shown
        .cells
        .iter()
        .enumerate()
        .map(|(at, (line, _))| {
            let (slots, nodes) = flow.slots_of(line);
            let role = if at == 0 && !is_head { Role::RowHead } else { role.clone() };
            parts.push(Node::Part(role, nodes));
            slots
        })
        .collect();
    flow.y += PAD;
    let lines = shown.cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    for at in 0..lines {
        if flow.room(CELL.leading) {
            repeated_head(flow, head, columns);
        }
        flow.y += CELL.leading;
        for (((line, broken), slots), (left, _)) in shown.cells.iter().zip(&slots).zip(columns) {
            if let Some(segments) = broken.get(at) {
                flow.put(line, segments, slots, &CELL, *left);
            }
        }
    }
    flow.y += PAD + 12;
    rule(flow, if is_head { 12 } else { 4 });
    Node::Part(Role::Row, parts)
}

fn prepared<'l>(cells: &'l [Line], columns: &[(i32, i32)]) -> Row<'l> {
    let cells: Vec<_> = cells
        .iter()
        .zip(columns)
        .map(|(cell, (_, width))| (cell, broken(cell, &Style { width: *width, ..CELL })))
        .collect();
    let lines = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let height = i32::try_from(lines).unwrap_or(0).saturating_mul(CELL.leading).saturating_add(2 * PAD + 12);
    Row { cells, height }
}

/// The head row again on the next sheet: for the eye only, the structure has it once.
fn repeated_head(flow: &mut Flow<'_>, head: &[Line], columns: &[(i32, i32)]) {
    if head.is_empty() {
        return;
    }
    flow.y += CELL.leading;
    for (cell, (left, width)) in head.iter().zip(columns) {
        let words: String = cell.iter().map(Inline::plain).collect();
        let fits = text_width(&words, CELL.size, true) <= *width;
        let item = Item::Words {
            at: (LEFT + left, flow.y),
            size: if fits { CELL.size } else { CELL.size * 3 / 4 },
            face: Face::Bold,
            words: covered(&words),
            decoration: super::flow::Decoration::None,
            slot: None,
        };
        flow.add(item);
    }
    flow.y += PAD + 12;
    rule(flow, 12);
}

fn notes(flow: &mut Flow<'_>, compact: bool, notes: &[Line]) {
    if notes.is_empty() {
        return;
    }
    // On a paper that is to fit a sheet they stand under the heading of the sources.
    if !compact {
        let head = heading(flow, compact, 1, "notes", &Words::new("Notes"));
        flow.sheet.structure.push(head);
    }
    for (note, number) in notes.iter().zip(1..) {
        flow.room(NOTE.leading * opening(broken(note, &NOTE).len()));
        let place = flow.place();
        flow.found.anchors.insert(format!("note-{number}"), place);
        let label = format!("{number}");
        if let Node::Part(_, parts) = labelled(flow, &label, Some(format!("#cited-{number}")), note, &NOTE) {
            flow.sheet.structure.push(Node::Part(Role::Note, parts));
        }
    }
}

/// Title and page number at the foot of a sheet, for the eye only.
fn foot(page: &Page, number: usize, of: usize) -> Vec<Item> {
    let title: String = covered(page.title.as_str()).chars().take(80).collect();
    let number = format!("{number} of {of}");
    let right = LEFT + WIDTH - text_width(&number, 80, false);
    let item = |(x, words)| Item::Words {
        at: (x, PAPER.1 - 280),
        size: 80,
        face: Face::Regular,
        words,
        decoration: super::flow::Decoration::None,
        slot: None,
    };
    [(LEFT, title), (right, number)].map(item).into()
}
