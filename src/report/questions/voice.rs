//! Whom a question is about, as the subject of a sentence: "the Department expects", "they expect", "Ofsted expects".
//!
//! It holds words only; what is asked is for `clause`.

use super::House;

/// A subject, and the verbs that go with it.
pub(super) struct Voice<'a> {
    pub(super) subject: &'a str,
    pub(super) pronoun: &'static str,
    pub(super) expects: &'static str,
    pub(super) has: &'static str,
    pub(super) was: &'static str,
    pub(super) judges: &'static str,
}

impl<'a> Voice<'a> {
    /// What a House calls those whom it asks; or the body that pledged, where that is another.
    pub(super) fn of(house: House, other_body: Option<&'a str>) -> Self {
        match (house, other_body) {
            (_, Some(body)) => Self::singular(body),
            (House::Commons, None) => Self::singular("the Department"),
            (House::Lords, None) => Self {
                subject: "they",
                pronoun: "they",
                expects: "expect",
                has: "have",
                was: "were",
                judges: "measure",
            },
        }
    }

    fn singular(subject: &'a str) -> Self {
        Self { subject, pronoun: "it", expects: "expects", has: "has", was: "was", judges: "measures" }
    }
}
