//! What is worth mending though statuses stand: mirrors, missing copies, records that nothing uses; and the order and
//! number of what is said.
//!
//! A lint never stops anything.

use super::super::codes;
use super::super::pledges::Read;
use super::super::record::Draft;
use super::super::source::Texts;
use super::super::words::shown;
use crate::diagnostic::Diagnostic;
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

pub(super) fn check(read: &Read, records: &[Draft], texts: &Texts, faults: &mut Vec<Diagnostic>) {
    let mut sources: BTreeSet<usize> = BTreeSet::new();
    for draft in &read.drafts {
        let pledge = &draft.pledge;
        sources.extend(pledge.source);
        sources.extend(pledge.earlier.iter().chain(&pledge.restated).filter_map(|saying| saying.source));
    }
    for draft in records {
        let (record, file) = (&draft.record, draft.record.place.file);
        if !draft.has_facts && draft.document.is_none() && !sources.contains(&record.document) {
            let message = format!("no pledge uses the record `{}`", shown(&record.title));
            let help = "add what it shows as [[observation]] or [[act]]".to_owned();
            faults.push(texts.fault(&codes::UNUSED_RECORD, file, draft.header.range(), message, Some(help)));
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
            let message = format!("the record `{}` has no archived copy", shown(&record.title));
            let help = "add `document = \"…\"` (a stored copy) or `archived_url = \"…\"`".to_owned();
            faults.push(texts.fault(&codes::NO_ARCHIVED_COPY, file, draft.url.range(), message, Some(help)));
        }
        if record.retrieved_on.is_none() {
            let message =
                format!("the record `{}` does not say when its address was read", shown(&record.title));
            let help = "add `retrieved_on`".to_owned();
            faults.push(texts.fault(&codes::NO_RETRIEVAL_DATE, file, draft.url.range(), message, Some(help)));
        }
    }
}

/// The host of an address, if it is one of a mirror.
fn mirror(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let is =
        |mirror: &&str| host.strip_suffix(*mirror).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    MIRRORS.iter().any(is).then_some(host)
}

/// Puts faults in order of place, and says a lint that stands many times only once.
pub(in super::super) fn fold_repeated(faults: &mut Vec<Diagnostic>) {
    faults.sort_by(|one, other| {
        let key = |fault: &Diagnostic| (fault.place, fault.span.start, fault.span.end, fault.code);
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    faults.dedup();
    for (code, what) in [
        (&codes::NO_ARCHIVED_COPY, "records have no archived copy; the first is"),
        (&codes::NO_RETRIEVAL_DATE, "records do not say when their address was read; the first is"),
    ] {
        let count = faults.iter().filter(|fault| fault.code == code.code).count();
        if count < 2 {
            continue;
        }
        let mut first = true;
        faults.retain_mut(|fault| {
            if fault.code != code.code {
                return true;
            }
            if first {
                let title = fault.message.split('`').nth(1).unwrap_or_default();
                fault.message = format!("{count} {what} `{title}`");
            }
            std::mem::take(&mut first)
        });
    }
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
