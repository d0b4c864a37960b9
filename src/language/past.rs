//! The verb that a past form is of: `recruited` of `recruit`, `built` of `build`.
//!
//! It must not judge whether what is told in the past is done.

use super::stem::stemmer;

/// The stem of the verb that a word in lower case is a past form of.
pub(crate) fn verb(word: &str) -> Option<String> {
    let stem = |word: &str| stemmer().stem(word).into_owned();
    base(word).map(stem).or_else(|| word.ends_with("ed").then(|| stem(word)))
}

/// Whether a word in lower case is a past form.
pub(crate) fn is_past(word: &str) -> bool {
    word.ends_with("ed") || base(word).is_some()
}

/// The verb that an irregular past form is of.
pub(crate) fn base(word: &str) -> Option<&'static str> {
    match word {
        "began" | "begun" => Some("begin"),
        "bought" => Some("buy"),
        "brought" => Some("bring"),
        "built" => Some("build"),
        "cut" => Some("cut"),
        "froze" | "frozen" => Some("freeze"),
        "gave" | "given" => Some("give"),
        "held" => Some("hold"),
        "kept" => Some("keep"),
        "laid" => Some("lay"),
        "left" => Some("leave"),
        "lent" => Some("lend"),
        "lost" => Some("lose"),
        "made" => Some("make"),
        "met" => Some("meet"),
        "paid" => Some("pay"),
        "put" => Some("put"),
        "rebuilt" => Some("rebuild"),
        "sent" => Some("send"),
        "set" => Some("set"),
        "sold" => Some("sell"),
        "spent" => Some("spend"),
        "taken" | "took" => Some("take"),
        "taught" => Some("teach"),
        "withdrawn" | "withdrew" => Some("withdraw"),
        "wrote" => Some("write"),
        _ => None,
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
