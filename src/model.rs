//! The nouns: a register, its pledges and their terms, its evidence. Values that cannot be wrong, made once by `input`.
//!
//! No rule is decided here and nothing is read or printed; serde does not know these types.

mod bodies;
mod evidence;
mod history;
mod pledge;
mod register;
mod terms;

pub use bodies::{Bodies, Body, bare_name, plain_name};
pub use evidence::{Act, Kind, Measure, Observation, Record, Step, Subject};
pub use history::{SayingRef, TermsSince};
pub use pledge::{Around, Override, Pledge, Response, Saying, is_to_complete};
pub use register::{Government, QuoteTally, Register, SourceDocument, Thresholds};
pub use terms::{
    Baseline, Change, Deadline, DeadlineKind, Hedge, Reach, Target, TargetForm, TargetKeys, TargetPatch,
    Terms, TermsChoice, TermsPatch,
};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub std::sync::Arc<str>);

        impl $name {
            /// Takes the id as written.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A pledge's id: kebab-case, unique, never reused.
    PledgeId
);
id!(
    /// The name of what is measured; observations and targets meet by it.
    IndicatorId
);
id!(
    /// The id of a `[[body]]`.
    BodyId
);
id!(
    /// The id of a `[[government]]`.
    GovernmentId
);

/// Whether a text is kebab-case: lower-case letters and digits, parted by single hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The words of a text as an id; nothing where it has none.
pub(crate) fn as_id(text: &str) -> Option<String> {
    let parts: Vec<String> = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    (!parts.is_empty()).then(|| parts.join("-"))
}

closed_set! {
    /// What became of a pledge. Three statuses; everything finer is a flag.
    pub enum Status {
        /// The test was met.
        Delivered = "delivered",
        /// Not decided yet.
        Pending = "pending",
        /// The deadline passed without delivery on record, or the pledge was withdrawn, breached or reversed.
        Lapsed = "lapsed",
    }
    /// All three, in the order in which they are listed.
    ALL
    /// The word that people and machines read.
    word
}

impl Status {
    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for (text, good) in
            [("senco-npq", true), ("a1", true), ("A", false), ("a--b", false), ("-a", false), ("", false)]
        {
            assert_eq!(is_id(text), good, "{text}");
        }
        assert_eq!(as_id("Teachers 6,500"), Some("teachers-6-500".to_owned()));
    }
}
