//! What is worth mending though statuses stand: mirrors, missing copies, records that nothing uses.
//!
//! A lint never stops anything.

use super::super::codes;
use super::super::pledges::Read;
use super::super::reader::Span;
use super::super::record::Draft;
use super::super::source::Texts;
use super::super::words::shown;
use crate::diagnostic::{Diagnostic, FileId};
use crate::document::parliament_url;
use std::collections::BTreeSet;

/// Sites that show what others publish.
const MIRRORS: [&str; 5] = [
    "theyworkforyou.com",
    "parallelparliament.co.uk",
    "streetguide.co.uk",
    "publicwhip.org.uk",
    "archive.org",
];

pub(super) fn check(read: &Read, records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let mut sources: BTreeSet<usize> = BTreeSet::new();
    for draft in &read.drafts {
        let pledge = &draft.pledge;
        sources.extend(pledge.source);
        sources.extend(pledge.earlier.iter().chain(&pledge.restated).filter_map(|saying| saying.source));
    }
    let (mut nowhere, mut without_copy, mut unread) =
        (Vec::<&Draft>::new(), Vec::<&Draft>::new(), Vec::<&Draft>::new());
    for draft in records {
        let (record, file) = (&draft.record, draft.record.place.file);
        if !draft.has_facts && draft.document.is_none() && !sources.contains(&record.document) {
            let message = format!("no pledge uses the record {}", called(draft));
            let help = "add what it shows as [[observation]] or [[act]]".to_owned();
            faults.push(texts.fault(&codes::UNUSED_RECORD, file, draft.header.range(), message, Some(help)));
        }
        let is_stored =
            read.register.documents.get(record.document).is_some_and(|document| document.stored.is_some());
        let addresses = [&record.url, &record.seen_at, &record.archived_url, &record.uin];
        if !is_stored && draft.document.is_none() && addresses.into_iter().all(Option::is_none) {
            nowhere.push(draft);
        }
        let Some(url) = &record.url else { continue };
        if let Some(mirror) = mirror(url) {
            let message = format!("`{mirror}` shows what others publish");
            let help = match (record.tabled_on, record.uin.as_deref()) {
                (Some(day), Some(uin)) => {
                    format!("write `url = \"{}\"`, and this as `seen_at`", parliament_url(day, uin))
                }
                (_, _) => "write the publisher's own address in `url`, and this one in `seen_at`".to_owned(),
            };
            faults.push(texts.fault(&codes::MIRROR_ADDRESS, file, draft.url.range(), message, Some(help)));
        }
        if record.archived_url.is_none() && draft.document.is_none() {
            without_copy.push(draft);
        }
        if record.retrieved_on.is_none() {
            unread.push(draft);
        }
    }
    let (one, many) = ("does not say where its source is", "do not say where their source is");
    let help = "add `url = \"…\"`, or `document = \"…\"` (a stored copy)";
    faults.extend(of_first(&codes::NO_ADDRESS, &nowhere, (one, many), help, texts));
    let (one, many) = ("has no archived copy", "have no archived copy");
    let help = "add `document = \"…\"` (a stored copy) or `archived_url = \"…\"`";
    faults.extend(of_first(&codes::NO_ARCHIVED_COPY, &without_copy, (one, many), help, texts));
    let (one, many) = ("does not say when its address was read", "do not say when their address was read");
    faults.extend(of_first(&codes::NO_RETRIEVAL_DATE, &unread, (one, many), "add `retrieved_on`", texts));
}

/// One fault of the first of some records, that counts the others: what may hold for every record there is.
fn of_first(
    code: &'static codes::Code,
    drafts: &[&Draft],
    (one, many): (&str, &str),
    help: &str,
    texts: &Texts<'_>,
) -> Option<Diagnostic> {
    let first = drafts.first()?;
    let title = called(first);
    let message = match drafts.len() {
        1 => format!("the record {title} {one}"),
        count => format!("{count} records {many}; the first is {title}"),
    };
    let file = first.record.place.file;
    let span = |draft: &Draft| if draft.record.url.is_some() { draft.url } else { draft.header };
    let others = drafts.iter().skip(1).map(|draft| (draft.record.place.file, span(draft)));
    let help = format!("{help}{}", others_at(others, texts));
    let fault = texts.fault(code, file, span(first).range(), message, Some(help));
    Some(texts.counting(fault, drafts.iter().map(|draft| draft.record.place.file)))
}

pub(super) fn called(draft: &Draft) -> String {
    match shown(&draft.record.title) {
        title if title.is_empty() => "without a title".to_owned(),
        title => format!("`{title}`"),
    }
}

/// Where the others of a fault that counts them stand: `; the others: evidence/a.toml:5, evidence/b.toml:1`. Nothing where
/// there are none; of very many the last are only counted.
pub(super) fn others_at(others: impl Iterator<Item = (FileId, Span)>, texts: &Texts<'_>) -> String {
    const MOST: usize = 200;
    let mut places: Vec<String> = others
        .filter_map(|(file, span)| {
            let source = texts.get(file)?;
            Some(format!("{}:{}", source.path, source.position(span.range().start).0))
        })
        .collect();
    let more = places.len().saturating_sub(MOST);
    places.truncate(MOST);
    match (places.len(), more) {
        (0, _) => String::new(),
        (1, 0) => format!("; the other: {}", places.concat()),
        (_, 0) => format!("; the others: {}", places.join(", ")),
        (_, more) => format!("; the others: {} and {more} more", places.join(", ")),
    }
}

/// The host of an address, if it is one of a mirror.
fn mirror(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let is =
        |mirror: &&str| host.strip_suffix(*mirror).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    MIRRORS.iter().any(is).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_is_told_by_its_host() {
        let cases = [
            ("https://www.theyworkforyou.com/wrans/?id=1", true),
            ("https://web.archive.org/web/2024/x", true),
            ("https://questions-statements.parliament.uk/written-questions/detail/2024-12-09/18850", false),
            ("https://nottheyworkforyou.com/", false),
        ];
        for (url, is) in cases {
            assert_eq!(mirror(url).is_some(), is, "{url}");
        }
    }
}
