//! Runs of text in Word's markup: manners, links, footnote marks. It writes no paragraph.

use maud::{Markup, html};

use super::{Relation, Writer, field, text};
use crate::render::page::{Inline, Line, Words};

/// All runs of a line.
pub(super) fn line(writer: &mut Writer<'_>, line: &Line) -> Markup {
    let runs: Vec<Markup> = line.iter().map(|run| one(writer, run)).collect();
    html! { @for run in runs { (run) } }
}

fn one(writer: &mut Writer<'_>, run: &Inline) -> Markup {
    match run {
        Inline::Text(words) => html! { w:r { (text(words)) } },
        Inline::Strong(words) => html! { w:r { w:rPr { w:b {} } (text(words)) } },
        Inline::Emphasis(words) => html! { w:r { w:rPr { w:i {} } (text(words)) } },
        Inline::Removed(words) => html! { w:r { w:rPr { w:strike {} } (text(words)) } },
        Inline::Added(words) => html! { w:r { w:rPr { w:u w:val="single" {} } (text(words)) } },
        Inline::Code(words) => html! { w:r { w:rPr { w:rStyle w:val="Code" {} } (text(words)) } },
        Inline::Link { words, to } => link(writer, words, to),
        Inline::Note(number) => note(writer, *number),
    }
}

fn link(writer: &mut Writer<'_>, words: &Words, to: &str) -> Markup {
    let run = html! { w:r { w:rPr { w:rStyle w:val="Hyperlink" {} } (text(words)) } };
    match to.strip_prefix('#') {
        Some(anchor) => html! { w:hyperlink w:anchor=(bookmark_name(anchor)) { (run) } },
        None => {
            let id = writer.relate(Relation::Address(to.to_owned()));
            html! { w:hyperlink r:id=(id) { (run) } }
        }
    }
}

/// The first citation is the footnote; the same note cited again refers to it, so that it is numbered once.
fn note(writer: &mut Writer<'_>, number: usize) -> Markup {
    let again = !writer.cited.insert(number);
    let name = format!("note_{number}");
    if again {
        let superscript = html! { w:rPr { w:rStyle w:val="FootnoteReference" {} } };
        return field(&format!("NOTEREF {name} \\f \\h"), &superscript, &Words::new(&number.to_string()));
    }
    let id = writer.id();
    html! {
        w:bookmarkStart w:id=(id) w:name=(name) {}
        w:r { w:rPr { w:rStyle w:val="FootnoteReference" {} } w:footnoteReference w:id=(number) {} }
        w:bookmarkEnd w:id=(id) {}
    }
}

/// Bookmarks have letters, digits and underscores, and at most 40 of them. Longer anchors keep a checksum, so that two
/// that begin alike stay two.
pub(super) fn bookmark_name(anchor: &str) -> String {
    let name: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.len() <= 38 {
        return format!("b_{name}");
    }
    let mut crc = flate2::Crc::new();
    crc.update(anchor.as_bytes());
    format!("b_{}_{:08x}", &name[..29], crc.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_are_short_and_stay_apart() {
        let long = "a".repeat(60);
        assert_eq!(bookmark_name("teachers-6500"), "b_teachers_6500");
        assert_ne!(bookmark_name(&format!("{long}-one")), bookmark_name(&format!("{long}-two")));
        assert!(bookmark_name(&long).len() <= 40);
    }
}
