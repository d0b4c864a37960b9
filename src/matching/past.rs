//! The verb that a past form is of: `recruited` of `recruit`, `built` of `build`.
//!
//! It must not judge whether what is told in the past is done.

use super::tokens;

/// Past forms that no rule gives.
const IRREGULAR: &str = "\
    built=build made=make gave=give given=give spent=spend held=hold paid=pay cut=cut met=meet rebuilt=rebuild taught=teach \
    began=begin begun=begin brought=bring kept=keep left=leave lost=lose laid=lay sent=send set=set took=take taken=take";

/// The stem of the verb that a word in lower case is a past form of.
pub(super) fn verb(word: &str) -> Option<String> {
    let base =
        IRREGULAR.split_whitespace().filter_map(|pair| pair.split_once('=')).find(|(past, _)| *past == word);
    match base {
        Some((_, base)) => Some(tokens::stemmer().stem(base).into_owned()),
        None => word.ends_with("ed").then(|| tokens::stemmer().stem(word).into_owned()),
    }
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
