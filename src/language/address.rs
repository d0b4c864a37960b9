//! Addresses of the web, as a record, a page or somebody at a terminal gives them. It must not follow any.

/// Whether a text is an address that may be printed as a link: of the web, and in one piece.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn an_address_is_of_the_web_and_in_one_piece() {
        for (text, is_one) in [
            ("https://example.org/a", true),
            ("http://example.org", true),
            ("https://", false),
            ("https://exa mple.org", false),
            ("javascript:alert(1)", false),
            ("www.example.org", false),
            ("see https://example.org", false),
        ] {
            assert_eq!(is_web_address(text), is_one, "{text}");
        }
    }
}
