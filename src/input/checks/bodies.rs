//! Names that no `[[body]]` explains: whether a statement is a body's word about itself is told by its name, and a name
//! that is misspelt would turn a claim into a confirmation.
//!
//! Silent where no bodies are written at all, and where a person has ruled on self-report. It decides nothing itself.

use super::super::codes;
use super::super::pledges::Read;
use super::super::reader::Span;
use super::super::record::Draft;
use super::super::source::Texts;
use super::super::words::{self, shown};
use crate::diagnostic::{Diagnostic, FileId};
use crate::model::{Kind, is_to_complete, plain_name};
use std::collections::HashSet;

pub(super) fn check(read: &Read, records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let bodies = &read.register.bodies;
    if bodies.is_empty() {
        return;
    }
    let named = bodies.iter().flat_map(|body| {
        let own = [body.id.as_str(), body.name.as_str()].into_iter();
        own.chain(body.aliases.iter().map(String::as_str)).chain(body.part_of.as_deref())
    });
    let mut known: HashSet<String> = named.map(plain_name).collect();
    let responsible =
        read.drafts.iter().map(|draft| (&*draft.pledge.responsible, read.file, draft.responsible));
    let publishers = records
        .iter()
        .filter(|draft| draft.record.kind == Kind::Statement && draft.record.self_reported.is_none())
        .map(|draft| (&*draft.record.publisher, draft.record.place.file, draft.publisher));
    let unexplained: Vec<(&str, FileId, Span)> =
        responsible.chain(publishers).filter(|(name, _, _)| known.insert(plain_name(name))).collect();
    // What is still to be completed is warned of as such.
    let is_name = |name: &str| !name.trim().is_empty() && !is_to_complete(name);
    for (name, file, at) in unexplained.into_iter().filter(|(name, _, _)| is_name(name)) {
        let near = words::nearest(name, bodies.iter().map(|body| body.name.as_str()));
        let help = near.map_or_else(
            || "write a [[body]] with this `name`, or add it to the `aliases` of one".to_owned(),
            |near| format!("did you mean `{}`?", shown(near)),
        );
        let message = format!("no [[body]] is called `{}`: self-report cannot be told by it", shown(name));
        faults.push(texts.fault(&codes::UNKNOWN_BODY, file, at.range(), message, Some(help)));
    }
}
