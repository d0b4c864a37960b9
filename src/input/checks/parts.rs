//! Wholes and their parts: each part names a whole that has the target `parts`, and no pledge is part of itself.
//!
//! It must not look at evidence.

use super::super::codes;
use super::super::pledge::Draft;
use super::super::pledges::Read;
use super::super::source::Texts;
use super::super::words::{self, shown};
use crate::diagnostic::Diagnostic;
use crate::model::TargetForm;
use std::collections::HashMap;

pub(super) fn check(read: &Read, texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let by_id: HashMap<&str, usize> =
        read.drafts.iter().enumerate().map(|(at, draft)| (draft.pledge.id.as_str(), at)).collect();
    let mut whole_of: Vec<Option<usize>> = vec![None; read.drafts.len()];
    let mut has_parts = vec![false; read.drafts.len()];
    for (at, draft) in read.drafts.iter().enumerate() {
        let Some(whole) = &draft.pledge.part_of else { continue };
        let Some(found) = by_id.get(whole.as_str()).copied() else {
            let help = words::nearest(whole.as_str(), by_ids(read)).map_or_else(
                || "write the `id` of a [[pledge]], or delete `part_of`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no pledge `{}` to be part of", shown(whole.as_str()));
            faults.push(texts.fault(
                &codes::UNKNOWN_PLEDGE,
                read.file,
                draft.part_of.range(),
                message,
                Some(help),
            ));
            continue;
        };
        whole_of[at] = Some(found);
        has_parts[found] = true;
    }
    cycles(read, &whole_of, texts, faults);
    for (draft, has_parts) in read.drafts.iter().zip(has_parts) {
        whole(read, draft, has_parts, texts, faults);
    }
}

/// Every id, in the order in which it is written.
fn by_ids(read: &Read) -> impl Iterator<Item = &str> {
    read.drafts.iter().map(|draft| draft.pledge.id.as_str())
}

fn whole(read: &Read, draft: &Draft, has_parts: bool, texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let id = draft.pledge.id.as_str();
    let is_whole =
        draft.pledge.terms.target.as_ref().is_some_and(|target| matches!(target.form, TargetForm::Parts));
    let (message, help) = match (is_whole, has_parts) {
        (true, false) => (
            format!("no pledge is a part of `{id}`"),
            format!("write `part_of = \"{id}\"` in each of its parts"),
        ),
        (false, true) => (
            format!("`{id}` has parts, and a test of its own"),
            "write `target = { parts = \"all\" }`: a whole has no target of its own".to_owned(),
        ),
        (true, true) | (false, false) => return,
    };
    faults.push(texts.fault(&codes::NO_PARTS, read.file, draft.header.range(), message, Some(help)));
}

/// Reports each cycle once, at the first of its pledges.
fn cycles(read: &Read, whole_of: &[Option<usize>], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    // Which walk reached a pledge first; a walk that meets itself has found a cycle.
    let mut walked: Vec<Option<usize>> = vec![None; whole_of.len()];
    for start in 0..whole_of.len() {
        let mut at = start;
        while walked[at].is_none() {
            walked[at] = Some(start);
            match whole_of[at] {
                Some(next) => at = next,
                None => break,
            }
        }
        if walked[at] == Some(start) && whole_of[at].is_some() {
            report_cycle(read, whole_of, at, texts, faults);
        }
    }
}

fn report_cycle(
    read: &Read,
    whole_of: &[Option<usize>],
    on_it: usize,
    texts: &Texts<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut members = vec![on_it];
    while let Some(next) = members.last().and_then(|last| whole_of[*last]).filter(|next| *next != on_it) {
        members.push(next);
    }
    let first = members.iter().copied().min().unwrap_or(on_it);
    let first_at = members.iter().position(|member| *member == first).unwrap_or(0);
    members.rotate_left(first_at);
    members.push(first);
    let shown: Vec<String> = members
        .iter()
        .take(8)
        .filter_map(|member| Some(format!("`{}`", read.drafts.get(*member)?.pledge.id)))
        .collect();
    let message = format!("a pledge is part of itself: {}", shown.join(" is part of "));
    if let Some(draft) = read.drafts.get(first) {
        let help = Some("delete one `part_of`".to_owned());
        faults.push(texts.fault(&codes::CYCLE_OF_PARTS, read.file, draft.part_of.range(), message, help));
    }
}
