//! The verb that a past form is of: `recruited` of `recruit`, `built` of `build`.
//!
//! It must not judge whether what is told in the past is done.

use frostem::{Algorithm, Stemmer};

/// Past forms that no rule gives.
const IRREGULAR: &str = "\
    built=build made=make gave=give given=give spent=spend held=hold paid=pay put=put cut=cut met=meet rebuilt=rebuild taught=teach \
    began=begin begun=begin brought=bring kept=keep left=leave lost=lose laid=lay sent=send set=set took=take taken=take \
    withdrew=withdraw withdrawn=withdraw wrote=write";

/// The stem of the verb that a word in lower case is a past form of.
pub(crate) fn verb(word: &str) -> Option<String> {
    let stem = |word: &str| Stemmer::new(Algorithm::English).stem(word).into_owned();
    base(word).map(stem).or_else(|| word.ends_with("ed").then(|| stem(word)))
}

/// Whether a word in lower case is a past form.
pub(crate) fn is_past(word: &str) -> bool {
    word.ends_with("ed") || base(word).is_some()
}

/// The verb that an irregular past form is of.
pub(crate) fn base(word: &str) -> Option<&'static str> {
    let mut pairs = IRREGULAR.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.find(|(past, _)| *past == word).map(|(_, base)| base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_form_is_of_its_verb() {
        for (word, expected) in [("recruited", Some("recruit")), ("built", Some("build")), ("recruit", None)]
        {
            assert_eq!(verb(word).as_deref(), expected, "{word}");
        }
    }
}
