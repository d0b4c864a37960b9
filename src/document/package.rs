//! A zipped package, as word processors write them: its parts as text, within limits.
//!
//! It must not unpack to disk, and must not trust the sizes a package declares: a part is read up to a limit, whatever
//! it says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::foreign::ZIP;
use super::{Fault, Head, encoding};
use crate::language::markup::{self, Event, Tag};

/// A part of more unpacked bytes than this is no report, it is a bomb.
const MOST_PART_BYTES: u64 = 64 * 1024 * 1024;
/// No word processor writes packages of more parts.
const MOST_PARTS: usize = 20_000;

/// A package that was opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// Whether bytes begin a zipped package that names a part near its beginning or is named like one.
pub(super) fn is_package(head: &Head<'_>, suffix: &str, part: &str) -> bool {
    head.bytes.starts_with(ZIP)
        && (head.suffix == suffix || memchr::memmem::find(head.bytes, part.as_bytes()).is_some())
}

impl<'a> Package<'a> {
    /// Opens a package from all its bytes.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::error(
                "document-too-large",
                format!("the file is packed of {} parts and was not read", archive.len()),
            ));
        }
        Ok(Self { archive })
    }

    /// One part as text; `None` if the package has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let mut bytes = Vec::new();
        let read = part.take(MOST_PART_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| Fault::damaged(&error))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_PART_BYTES {
            return Err(Fault::too_large(MOST_PART_BYTES));
        }
        Ok(Some(encoding::decode(&bytes).into_owned()))
    }

    /// The part that another names as being of a sort: its main document, its footnotes. Packages say so in a part beside
    /// the one that names (ECMA-376, part 2, 9.3).
    pub(super) fn related(&mut self, from: &str, sort: &str) -> Result<Option<String>, Fault> {
        let (folder, name) = from.rsplit_once('/').map_or(("", from), |(folder, name)| (folder, name));
        let relations = join(folder, &format!("_rels/{name}.rels"));
        let relations = self.part(&relations)?.unwrap_or_default();
        Ok(markup::events(&relations).find_map(|event| {
            let Event::Open(tag) = event else { return None };
            let is_of_sort = tag.attribute("Type")?.rsplit('/').next() == Some(sort);
            let target = tag.attribute("Target").filter(|_| is_of_sort)?;
            Some(target.strip_prefix('/').map_or_else(|| join(folder, target), str::to_owned))
        }))
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// What happens in a part, without the elements that are passed over and all they hold; an element closed where it opens
/// is told as opened and closed.
pub(super) fn each_event<'a>(
    xml: &'a str,
    is_passed: impl Fn(&Tag<'_>) -> bool,
    mut act: impl FnMut(Event<'a>),
) {
    // The element passed over, and how many of its name are open.
    let mut within: Option<(&str, u32)> = None;
    for event in markup::events(xml) {
        let (opened, closed) = match event {
            Event::Open(tag) => (Some(tag.name), tag.rest.ends_with('/').then_some(tag.name)),
            Event::Close(name) => (None, Some(name)),
            Event::Text(_) => (None, None),
        };
        if within.is_none() {
            within = match event {
                Event::Open(tag) if is_passed(&tag) => Some((tag.name, 0)),
                Event::Open(_) | Event::Close(_) | Event::Text(_) => None,
            };
        }
        let Some((name, open)) = &mut within else {
            act(event);
            if let (Some(_), Some(name)) = (opened, closed) {
                act(Event::Close(name));
            }
            continue;
        };
        *open += u32::from(opened == Some(*name));
        *open -= u32::from(closed == Some(*name));
        if *open == 0 {
            within = None;
        }
    }
}

fn damaged(error: &ZipError) -> Fault {
    Fault::error("document-damaged", format!("the package cannot be opened: {error}"))
        .help("fetch it again, or save it again without a password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_elements_are_silent_to_their_own_end() {
        let xml = "<a>1<del><del>2</del><b/>3</del>4<b/><del/>5</a>";
        let mut seen = String::new();
        each_event(
            xml,
            |tag| tag.name == "del",
            |event| match event {
                Event::Open(tag) => seen.push_str(&format!("<{}>", tag.name)),
                Event::Close(name) => seen.push_str(&format!("</{name}>")),
                Event::Text(text) => seen.push_str(text),
            },
        );
        assert_eq!(seen, "<a>14<b></b>5</a>");
    }
}
