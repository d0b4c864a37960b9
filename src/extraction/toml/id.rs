//! The ids of proposed pledges: readable, and unlike those that are given.

use crate::language::canonical::unaccented;

/// An id from the first telling words of a quote, unlike all others.
pub(super) fn new_id(quote: &str, ids: &[String]) -> String {
    let dull = [
        "the", "and", "will", "that", "this", "with", "for", "has", "have", "are", "our", "government",
        "department", "committed", "also", "from", "its", "million", "billion",
    ];
    let quote = unaccented(quote);
    let words = quote.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    // A part of a number says nothing; a year does.
    let is_number = |word: &str| word.len() != 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut telling: Vec<String> = Vec::new();
    for word in words.filter(|word| word.len() > 2 && !is_number(word) && !dull.contains(&word.as_str())) {
        if telling.len() < 4 && !telling.contains(&word) {
            telling.push(word);
        }
    }
    let base = if telling.is_empty() { "pledge".to_owned() } else { telling.join("-") };
    let base = if base.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("pledge-{base}")
    } else {
        base
    };
    let taken = |id: &str| ids.iter().any(|known| known == id);
    if !taken(&base) {
        return base;
    }
    (2..).map(|number| format!("{base}-{number}")).find(|id| !taken(id)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::new_id;

    #[test]
    fn names_keep_their_letters_without_the_accents() {
        let quote = "Siân Ó Briain and José Müller will open it.";
        assert_eq!(new_id(quote, &[]), "sian-briain-jose-muller");
        assert_eq!(new_id(quote, &["sian-briain-jose-muller".to_owned()]), "sian-briain-jose-muller-2");
    }
}
