//! Laid-out sheets written as a tagged PDF. It moves nothing and breaks no line.
#![expect(
    clippy::float_arithmetic,
    reason = "the library takes points as floats; no status depends on where a letter stands"
)]

use std::collections::HashMap;
use std::num::NonZeroU16;

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke as Pen, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};

use super::flow::{Decoration, Face, Item, Known, Node, PAPER, Press, Role, Sheet, covered};
use crate::date::Datelike;
use crate::render::chart::{Align, Manner, Mark, text_width};
use crate::render::page::Page;

/// A subset of Liberation Sans under another name, as its licence asks; see `fonts/OFL.txt`.
const FONTS: [&[u8]; 3] = [
    include_bytes!("fonts/KeptSans-Regular.ttf"),
    include_bytes!("fonts/KeptSans-Bold.ttf"),
    include_bytes!("fonts/KeptSans-Italic.ttf"),
];

struct Faces([Font; 3]);

impl Faces {
    fn new() -> Option<Self> {
        let [regular, bold, italic] = FONTS.map(|bytes| Font::new(bytes.into(), 0));
        Some(Self([regular?, bold?, italic?]))
    }

    fn get(&self, face: Face) -> Font {
        let [regular, bold, italic] = &self.0;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
        }
        .clone()
    }
}

/// A document being written, sheet by sheet.
pub(super) struct Drawing<'a> {
    document: Document,
    tree: TagTree,
    faces: Faces,
    known: &'a Known,
    /// What was drawn for each slot whose part of the structure is not complete.
    found: Found,
    failed: Option<String>,
}

type Found = HashMap<usize, Vec<Identifier>>;

impl<'a> Drawing<'a> {
    /// Begins the document; `known`: where the anchors will stand.
    pub(super) fn begin(page: &Page, known: &'a Known) -> Result<Self, String> {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| format!("{error:?}"))?;
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let faces = Faces::new().ok_or("the embedded fonts cannot be read")?;
        let tree = TagTree::new().with_lang(Some(page.language.to_owned()));
        let document = Document::new_with(settings);
        Ok(Self { document, tree, faces, known, found: Found::new(), failed: None })
    }

    /// Draws the next sheet, and takes the parts of the structure that end on it.
    pub(super) fn sheet(&mut self, sheet: Sheet) {
        let Some(size) = PageSettings::from_wh(pt(PAPER.0), pt(PAPER.1)) else {
            self.failed = Some("no such paper".to_owned());
            return;
        };
        let mut paper = self.document.start_page_with(size);
        let mut surface = paper.surface();
        items(&mut surface, &self.faces, &sheet, &mut self.found);
        surface.finish();
        for press in &sheet.presses {
            if let Some(annotation) = annotation(press, self.known) {
                let identifier = paper.add_tagged_annotation(annotation);
                self.found.entry(press.slot).or_default().push(identifier);
            }
        }
        paper.finish();
        for node in sheet.structure {
            if let Some(group) = tagged(node, &mut self.found) {
                self.tree.push(group);
            }
        }
    }

    /// The whole document.
    pub(super) fn end(mut self, page: &Page) -> Result<Vec<u8>, String> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        self.document.set_tag_tree(self.tree);
        self.document.set_metadata(metadata(page));
        self.document.set_outline(outline(self.known));
        self.document.finish().map_err(|error| format!("{error:?}"))
    }
}

/// Tenths of a point as points: no page is so wide that a tenth were lost.
fn pt(tenths: i32) -> f32 {
    tenths as f32 / 10.0
}

fn metadata(page: &Page) -> Metadata {
    let mut created = DateTime::new(u16::try_from(page.date.year()).unwrap_or(0));
    created = created
        .month(u8::try_from(page.date.month()).unwrap_or(1))
        .day(u8::try_from(page.date.day()).unwrap_or(1));
    Metadata::new()
        .title(page.title.to_string())
        .description(page.description.to_string())
        .authors(vec![page.author.to_string()])
        .language(page.language.to_owned())
        .creation_date(created)
}

fn outline(known: &Known) -> Outline {
    let mut outline = Outline::new();
    let mut top: Option<OutlineNode> = None;
    for (level, words, (sheet, y)) in &known.outline {
        let node =
            OutlineNode::new(words.clone(), XyzDestination::new(*sheet, Point::from_xy(pt(0), pt(*y))));
        match (&mut top, level) {
            (Some(parent), 2..) => parent.push_child(node),
            (top, _) => {
                if let Some(done) = top.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(last) = top {
        outline.push_child(last);
    }
    outline
}

fn annotation(press: &Press, known: &Known) -> Option<Annotation> {
    let [left, top, right, bottom] = press.area.map(pt);
    let target = match press.to.strip_prefix('#') {
        Some(anchor) => {
            let (sheet, y) = known.anchors.get(anchor)?;
            let place = XyzDestination::new(*sheet, Point::from_xy(pt(0), pt(*y)));
            Target::Destination(Destination::Xyz(place))
        }
        None => Target::Action(LinkAction::new(press.to.clone()).into()),
    };
    let link = LinkAnnotation::new(Rect::from_ltrb(left, top, right, bottom)?, target);
    Some(Annotation::new_link(link, Some(format!("Link: {}", press.words.trim()))))
}

fn items(surface: &mut Surface<'_>, faces: &Faces, sheet: &Sheet, found: &mut Found) {
    for item in &sheet.items {
        match item {
            Item::Words { at, size, face, words, decoration, slot } => {
                let tag = match slot {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let identifier = surface.start_tagged(tag);
                letters(surface, faces.get(*face), *at, *size, words, 0);
                decorated(
                    surface,
                    *decoration,
                    *at,
                    *size,
                    text_width(words.trim_end(), *size, *face == Face::Bold),
                );
                surface.end_tagged();
                if let Some(slot) = slot {
                    found.entry(*slot).or_default().push(identifier);
                }
            }
            Item::Rule { from, to, width } => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                line(surface, &[*from, *to], *width, None);
                surface.end_tagged();
            }
            Item::Marks { at, marks, slot } => {
                let identifier = surface.start_tagged(ContentTag::Other);
                for mark in marks {
                    draw(surface, faces, *at, mark);
                }
                surface.end_tagged();
                found.entry(*slot).or_default().push(identifier);
            }
        }
    }
}

fn letters(surface: &mut Surface<'_>, font: Font, at: (i32, i32), size: i32, words: &str, lightness: u8) {
    surface.set_stroke(None);
    surface.set_fill(Some(filled(lightness)));
    surface.draw_text(
        Point::from_xy(pt(at.0), pt(at.1)),
        font,
        pt(size),
        words,
        false,
        TextDirection::LeftToRight,
    );
}

fn filled(lightness: u8) -> Fill {
    Fill { paint: luma::Color::new(lightness).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn decorated(surface: &mut Surface<'_>, decoration: Decoration, at: (i32, i32), size: i32, width: i32) {
    let y = match decoration {
        Decoration::None => return,
        Decoration::Through => at.1 - size * 3 / 10,
        Decoration::Below => at.1 + size * 14 / 100,
    };
    line(surface, &[(at.0, y), (at.0 + width, y)], 7, None);
}

fn line(surface: &mut Surface<'_>, points: &[(i32, i32)], width: i32, dashes: Option<(i32, i32)>) {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 {
            path.move_to(pt(*x), pt(*y));
        } else {
            path.line_to(pt(*x), pt(*y));
        }
    }
    let Some(path) = path.finish() else { return };
    let dash = dashes.map(|(dash, gap)| StrokeDash { array: vec![pt(dash), pt(gap)], offset: 0.0 });
    surface.set_fill(None);
    surface.set_stroke(Some(Pen { width: pt(width), dash, ..Pen::default() }));
    surface.draw_path(&path);
}

/// One mark of a drawing whose upper left corner is at `origin`.
fn draw(surface: &mut Surface<'_>, faces: &Faces, origin: (i32, i32), mark: &Mark) {
    let moved = |(x, y): (i32, i32)| (x + origin.0, y + origin.1);
    match mark {
        Mark::Path { points, stroke } => {
            let points: Vec<_> = points.iter().map(|point| moved(*point)).collect();
            line(surface, &points, stroke.width(), stroke.dashes());
        }
        Mark::Area { at, size, fill } => {
            let (left, top) = moved(*at);
            area(surface, [left, top, left + size.0, top + size.1], fill.lightness(), true);
        }
        Mark::Dot { at } => {
            let (x, y) = moved(*at);
            area(surface, [x - 24, y - 24, x + 24, y + 24], 0, false);
        }
        Mark::Text { at, size, align, manner, words } => {
            let bold = matches!(manner, Manner::Bold | Manner::Inverse);
            let words = covered(words.as_str());
            let width = text_width(&words, *size, bold);
            let (x, y) = moved(*at);
            let left = match align {
                Align::Start => x,
                Align::Middle => x - width / 2,
                Align::End => x - width,
            };
            let face = if bold { Face::Bold } else { Face::Regular };
            letters(
                surface,
                faces.get(face),
                (left, y),
                *size,
                &words,
                if *manner == Manner::Inverse { 255 } else { 0 },
            );
            let decoration = match manner {
                Manner::Removed => Decoration::Through,
                Manner::Added => Decoration::Below,
                Manner::Plain | Manner::Bold | Manner::Inverse => Decoration::None,
            };
            decorated(surface, decoration, (left, y), *size, width);
        }
    }
}

fn area(surface: &mut Surface<'_>, corners: [i32; 4], lightness: u8, outlined: bool) {
    let [left, top, right, bottom] = corners.map(pt);
    let Some(rect) = Rect::from_ltrb(left, top, right, bottom) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(filled(lightness)));
    surface.set_stroke(outlined.then(|| Pen { width: 0.5, ..Pen::default() }));
    surface.draw_path(&path);
}

/// A part with all that was drawn for it; parts of which nothing was drawn are left out.
fn tagged(node: Node, found: &mut Found) -> Option<TagGroup> {
    let Node::Part(role, children) = node else { return None };
    let is_cell = matches!(role, Role::Cell | Role::RowHead | Role::ColumnHead);
    let mut group = TagGroup::new(kind(role));
    for child in children {
        match child {
            Node::Slot(slot) => {
                for identifier in found.remove(&slot).unwrap_or_default() {
                    group.push(identifier);
                }
            }
            Node::Part(..) => {
                if let Some(inner) = tagged(child, found) {
                    group.push(inner);
                }
            }
        }
    }
    (is_cell || !group.children.is_empty()).then_some(group)
}

fn kind(role: Role) -> TagKind {
    match role {
        Role::Heading(level, words) => {
            Tag::Hn(NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN), Some(words)).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Quotation => Tag::BlockQuote.into(),
        Role::Caption => Tag::Caption.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(words) => Tag::Figure(Some(words)).into(),
        Role::Link => Tag::Link.into(),
        Role::Note => Tag::Note.into(),
        Role::Section => Tag::Section.into(),
    }
}
