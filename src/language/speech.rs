//! Speech acts: whether a sentence pledges, hopes, or claims that something was done; or none of these.
//!
//! What speaks for each is a table of weights over what the sentence is made of: its words and the order of them, who
//! acts and with which verb, whether its dates are to come, what it counts, and its neighbours. The weights were learned
//! from annotated written answers (`docs/language.md` says how) and are added up in whole numbers, so the same text
//! has the same verdict everywhere. Each verdict carries the cues that decided it. Nothing here looks at a register.

mod actors;
mod clauses;
mod cues;
mod features;
mod model;
mod network;
mod reported;
mod rules;
mod subject;
mod symbols;
mod verbs;

use crate::language::canonical::Block;
use crate::language::dates::{self, DateMention};
use crate::language::quantities::{self, QuantityMention};
use crate::language::scan::Scan;
use crate::language::sentences::{self, Sentence};
use crate::language::tokens::{Token, tokenize};
use crate::language::words;

pub use actors::Actor;
pub use clauses::{FRAMES, Group};
pub use cues::{Strength, second_act, strength_of, verb_of};
pub use features::{Feature, TEMPLATES, features_of};
pub use model::Verdict;
pub use subject::actor_of;
pub use symbols::{CLASSES, Symbol};
pub(crate) use verbs::joins_a_verb;
pub use verbs::lemmas;

closed_set! {
    /// What a sentence does.
    pub enum Act {
        /// It undertakes that something will be done or reached.
        Pledge = "pledge",
        /// It hopes, or resolves in general: no test could settle it.
        Aspiration = "aspiration",
        /// It says that something was done.
        Claim = "claim",
        /// None of these.
        Other = "other",
    }
    /// All acts, in the order of the columns of the table of weights; the last has none.
    ALL
    /// The word that JSON and registers use.
    word
}

/// A text with everything that was recognised in it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its dates, in order.
    pub dates: Vec<DateMention>,
    /// Its quantities, in order.
    pub quantities: Vec<QuantityMention>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// What each sentence does.
    pub verdicts: Vec<Verdict>,
    /// The symbols of each sentence, from which the verdicts were drawn.
    pub symbols: Vec<Vec<Symbol>>,
    /// The verb groups of each sentence.
    pub groups: Vec<Vec<Group>>,
}

impl Reading {
    /// The first token that starts at a byte or after it, by its number.
    #[must_use]
    pub fn token_at(&self, start: usize) -> usize {
        self.tokens.partition_point(|token| token.start < start)
    }
}

/// Reads a canonical text that was written on the day `reference`.
#[must_use]
pub fn read(text: &str, blocks: &[Block], reference: Option<crate::date::Date>) -> Reading {
    let tokens = tokenize(text);
    let meanings = words::meanings_of(text, &tokens);
    let (mut dates, mut quantities) = (Vec::new(), Vec::new());
    for (_, inside) in sentences::within_blocks(&tokens, blocks) {
        // No date and no number goes on in another block: a cell with `6` and one with `500 homes` are not 6,500 homes.
        let Some((tokens, meanings)) = tokens.get(..inside.end).zip(meanings.get(..inside.end)) else {
            continue;
        };
        let scan = Scan::new(text, tokens, meanings, reference);
        let first =
            inside.start + sentences::item_label(text, tokens.get(inside.start..).unwrap_or_default());
        let found = dates::recognise_from(&scan, first);
        quantities.extend(quantities::recognise_from(&scan, first, &found));
        dates.extend(found);
    }
    let sentences = sentences::split(text, &tokens, blocks);
    let symbols = symbols::symbols_of(text, &tokens, &dates, &quantities, &sentences, reference);
    let groups: Vec<Vec<Group>> = symbols.iter().map(|row| clauses::groups_of(row)).collect();
    let verdicts = model::judge(&sentences, &symbols, &groups);
    Reading { tokens, dates, quantities, sentences, verdicts, symbols, groups }
}
