//! Facts that are taken from an answer which says nothing.
//!
//! It must not judge what an answer says beside the reference to another: that is quoted, and so was read.

use super::holds;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Flag, points_elsewhere};
use crate::input::codes;
use crate::input::record::Draft;
use crate::input::source::Texts;
use crate::input::words::shown;
use crate::language::sentences::split;
use crate::language::tokens::tokenize;

/// What says nothing by itself, so that a whole or another answer is to be had instead.
const NO_ANSWERS: [Flag; 5] =
    [Flag::Truncated, Flag::Holding, Flag::Referral, Flag::Prorogation, Flag::Unanswered];

/// Tells of records that take a fact from such a document.
pub(super) fn tell(
    stored: &str,
    document: &Document,
    records: &[&Draft],
    texts: &Texts<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(flag) = NO_ANSWERS.into_iter().find(|flag| document.is(*flag)) else { return };
    let own =
        if matches!(flag, Flag::Referral | Flag::Prorogation) { own_words(document) } else { Vec::new() };
    for draft in records.iter().filter(|draft| !is_all_said(draft, &own)) {
        let at = draft.document.as_ref().map_or(draft.header, |document| document.at).range();
        let message = format!("`{}` is no evidence of anything: {}", shown(stored), flag.meaning());
        let help = "take the fact from the whole answer, or from the one that it refers to".to_owned();
        faults.push(texts.fault(&codes::NO_ANSWER, draft.record.place.file, at, message, Some(help)));
    }
}

/// The sentences of an answer that say something themselves.
fn own_words(document: &Document) -> Vec<&str> {
    let text = &*document.text.text;
    let sentences = split(text, &tokenize(text), &document.text.blocks);
    let said = sentences.iter().filter_map(|sentence| text.get(sentence.start..sentence.end));
    said.filter(|sentence| !points_elsewhere(sentence)).collect()
}

/// Whether every fact of a record, if there is one, is quoted from some sentences.
fn is_all_said(draft: &Draft, sentences: &[&str]) -> bool {
    let observed = draft.record.observations.iter().map(|fact| &fact.quote);
    let mut quotes = observed.chain(draft.record.acts.iter().map(|fact| &fact.quote));
    quotes.all(|quote| {
        quote.as_deref().is_some_and(|quote| sentences.iter().any(|sentence| holds(sentence, quote)))
    })
}
