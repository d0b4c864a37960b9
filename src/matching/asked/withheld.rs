//! The words by which an answer withholds what was asked, and where published figures are pointed to.
//!
//! It must not decide whether what is withheld is what was asked for.

/// Why an answer gives nothing, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The figures are not held, collected or recorded.
    NotHeld,
    /// They could only be had at disproportionate cost.
    Cost,
    /// They cannot be given, for a reason that is not told here.
    NotAvailable,
    /// They are secret: commercial, security, personal.
    Confidential,
    /// A letter will follow.
    WillWrite,
    /// Another answer, or somebody else, is referred to.
    Referred,
    /// It is put off: in due course, shortly, not decided yet.
    Later,
}

impl Reason {
    /// The words for it in output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotHeld => "not held",
            Self::Cost => "disproportionate cost",
            Self::NotAvailable => "not available",
            Self::Confidential => "not disclosed",
            Self::WillWrite => "will write",
            Self::Referred => "referred elsewhere",
            Self::Later => "to come later",
        }
    }

    /// The word for it in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotHeld => "not-held",
            Self::Cost => "disproportionate-cost",
            Self::NotAvailable => "not-available",
            Self::Confidential => "not-disclosed",
            Self::WillWrite => "will-write",
            Self::Referred => "referred",
            Self::Later => "later",
        }
    }

    /// Whether it closes the question, whatever else is said; what comes later may stand beside a full answer.
    pub(super) fn is_firm(self) -> bool {
        match self {
            Self::NotHeld | Self::Cost | Self::NotAvailable | Self::Confidential | Self::WillWrite => true,
            Self::Referred | Self::Later => false,
        }
    }
}

/// Phrases, in lower case, the firmest reason first.
#[rustfmt::skip]
const PHRASES: &[(Reason, &[&str])] = &[
    (Reason::Cost, &[
        "disproportionate cost", "disproportionately",
    ]),
    (Reason::WillWrite, &[
        "i will write", "will write to", "i shall write", "shall write to", "i will be writing",
        "write to the hon", "will reply by letter", "will be writing to",
    ]),
    (Reason::Confidential, &[
        "withholding", "withheld", "commercially sensitive", "commercial sensitiv", "commercial confiden",
        "commercially confiden", "commercial in confidence", "reasons of national security",
        "grounds of national security", "interests of national security", "interest of national security",
        "national security reasons", "operational security", "security reasons", "not comment on",
        "not able to comment", "cannot comment", "unable to comment", "not comment upon", "do not disclose",
        "does not disclose", "not disclosed", "confidential", "likely to prejudice", "would prejudice",
        "prejudice the", "not routinely comment", "not be appropriate to", "not appropriate to", "inappropriate",
        "not be providing", "not be releasing", "would not be appropriate", "sensitive information", "not release",
        "not be disclosed", "not appropriate for me", "not in the public interest", "policy not to",
        "practice not to", "convention not to", "not routinely disclose", "operationally sensitive",
    ]),
    (Reason::NotHeld, &[
        "not hold", "not held", "not collect", "not collected", "not record", "not recorded", "not centrally",
        "not routinely", "not regularly", "not receive information", "not systematically", "no central record",
        "not keep", "not kept", "not capture", "not captured", "not compile", "not compiled",
        "not have the information", "not have information", "not have data", "not have this data",
        "not have the data", "not have this information", "not have figures", "not track", "no data",
        "no information is held", "no records are", "no record of", "holds no", "hold no", "not break down",
        "not broken down", "not separately", "not maintain", "not specifically record", "not currently record",
        "not currently collect", "not currently hold", "not include a breakdown", "not been collected",
        "not been recorded", "not gather", "not made an estimate", "not made any estimate",
        "not made a specific estimate", "no estimate", "not assess", "not made a formal assessment",
        "not made an assessment of the number", "not made a formal estimate", "not have plans to",
        "no plans to produce", "no plans to estimate", "no plans to collect", "nor does", "nor do we",
        "not estimated", "made no specific estimate", "made no estimate", "made no recent estimate",
        "no specific estimate", "not produce estimates", "not have an estimate", "not have a figure",
        "not centrally held", "not monitor", "not produce", "not disaggregated", "not tracked",
        "not have access to", "not have a breakdown", "not have records", "only holds", "only held",
        "only records", "only collects", "not counted", "not segment",
    ]),
    (Reason::NotAvailable, &[
        "not available", "not publish", "not be published", "not usually publish", "not normally publish", "not routinely publish",
        "not readily available", "not currently available", "unavailable", "not in a position to", "no reliable",
        "no robust", "difficult to estimate", "would require a manual", "requires manual", "too small to",
    ]),
    (Reason::Later, &[
        "in due course", "will be published", "will publish", "shortly", "will be set out", "will be announced",
        "will announce", "will confirm", "will be confirmed", "not yet available", "cannot be released",
        "before being published", "upcoming statistical", "not yet been", "too early", "too soon",
        "intended for publication", "future date", "details as soon as", "not yet known", "being determined",
        "due to be published", "yet to be", "has yet to", "have yet to", "when available", "will be available",
        "will become available", "under consideration", "currently considering", "still being", "being finalised",
        "being developed", "in the coming months", "in the coming weeks", "will be made available",
        "will be released", "not yet", "currently do not have", "final outturn", "not been determined",
        "no decision", "no decisions", "not been decided", "not been finalised", "will update", "further details",
        "intends to publish", "intend to publish", "plan to publish", "plans to publish", "to be published",
        "expected to be published", "expect to publish", "aim to publish", "will provide an update", "not begun",
        "not started", "not commenced", "being prepared", "at the appropriate time",
        "will be scheduled", "parliamentary time allows",
    ]),
    (Reason::Referred, &[
        "i refer ", "refer the hon", "refer the rt", "refer the right", "refer my", "refer you to", "refer him",
        "refer her", "would refer", "point the hon", "is a matter for", "are a matter for", "a matter for the",
        "matters for", "should be directed", "be contacted", "may wish to contact", "can be obtained from",
        "responsibility for this", "asked the chief executive", "national statistician", "uk statistics authority",
        "have been asked to reply", "i have asked",
    ]),
];

/// Why a sentence withholds something, if it does. It is in lower case, with straight quotation marks.
pub(super) fn reason(sentence: &str) -> Option<Reason> {
    let sentence = &sentence.replace("that was not available", "").replace("that were not available", "");
    let conceded = without_concession(sentence);
    let sentence = if points_to_figures(&conceded) { conceded.as_str() } else { sentence };
    let found = PHRASES.iter().find(|(_, phrases)| phrases.iter().any(|phrase| has(sentence, phrase)));
    found.map(|(reason, _)| *reason).or_else(|| {
        let words = words_of(sentence);
        if has_no_data(&words) {
            Some(Reason::NotHeld)
        } else if cannot_give(&words) {
            Some(Reason::NotAvailable)
        } else {
            will_publish(&words).then_some(Reason::Later)
        }
    })
}

/// A sentence without what it concedes: "figures, although not broken down by area, can be found at …" gives them.
fn without_concession(sentence: &str) -> String {
    let concession = sentence.split_once(", although ").or_else(|| sentence.split_once(", though "));
    match concession.and_then(|(before, rest)| Some((before, rest.split_once(',')?.1))) {
        Some((before, after)) => format!("{before},{after}"),
        None => sentence.to_owned(),
    }
}

fn words_of(sentence: &str) -> Vec<&str> {
    let parts = sentence.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    parts.filter(|word| !word.is_empty()).collect()
}

/// What a minister who gives figures does, and what is done to them.
#[rustfmt::skip]
const GIVES: &[&str] = &[
    "provide", "give", "say", "estimate", "answer", "identify", "determine", "confirm", "disaggregate", "separate",
    "produce", "state", "quantify", "share", "indicate", "supply", "report", "break", "split", "release",
    "disclose", "speculate", "predict", "forecast", "calculate", "isolate", "distinguish", "set", "provided",
    "identified", "determined", "disaggregated", "separated", "released", "estimated", "calculated", "obtained",
    "broken", "given", "confirmed", "shared", "separately", "readily", "extracted", "compiled", "derived",
    "answered", "accurately", "robustly", "project", "assess",
];

/// "We are unable to separate the costs", "it is not possible to provide this", "cannot be identified".
fn cannot_give(words: &[&str]) -> bool {
    let near = |at: usize, list: &[&str], most: usize| {
        words.iter().skip(at + 1).take(most).any(|word| list.contains(word))
    };
    let denied = |at: usize| {
        words.iter().take(at).rev().take(4).any(|word| matches!(*word, "not" | "neither" | "nor"))
    };
    // "Where it may not be feasible" tells of what is asked about and not of the answer.
    let supposed = |at: usize| {
        words
            .iter()
            .take(at)
            .rev()
            .take(6)
            .any(|word| matches!(*word, "may" | "might" | "where" | "if" | "when"))
    };
    words.iter().enumerate().any(|(at, word)| match *word {
        "unable" | "cannot" | "can't" | "impossible" | "unfeasible" => near(at, GIVES, 4),
        "able" | "possible" | "feasible" | "practicable" => {
            denied(at) && (near(at, GIVES, 4) || (*word == "feasible" && !supposed(at)))
        }
        "could" | "can" => words.get(at + 1) == Some(&"not") && near(at + 1, GIVES, 3),
        _ => false,
    })
}

/// "Will then announce the rates this autumn and publish an impact assessment".
fn will_publish(words: &[&str]) -> bool {
    let published = ["publish", "published", "announce", "announced"];
    words.iter().enumerate().any(|(at, word)| {
        *word == "will" && words.iter().skip(at + 1).take(10).any(|next| published.contains(next))
    })
}

/// "No national data is collected", "neither the Department nor NHS England hold data".
fn has_no_data(words: &[&str]) -> bool {
    let data = |word: &&str| NO_DATA.contains(word);
    let after = |at: usize, most: usize| words.iter().skip(at + 1).take(most).any(data);
    let held = words.iter().any(|word| ["hold", "holds", "collect", "collects", "record"].contains(word));
    words.iter().enumerate().any(|(at, word)| (*word == "no" && after(at, 3)) || (*word == "neither" && held))
}

/// Whether a phrase stands in a text as words of its own; it may go on at its end.
fn has(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    })
}

/// What there may be none of.
#[rustfmt::skip]
const NO_DATA: &[&str] = &[
    "data", "information", "figures", "statistics", "records", "estimate", "estimates", "breakdown", "assessment",
    "assessments",
];

/// Words for the figures that a sentence may point to.
#[rustfmt::skip]
const FIGURES: &[&str] = &[
    "data", "figure", "statistic", "information", "table", "spreadsheet", "number", "breakdown", "details",
    "annex", "estimates", "results", "accounts", "report", "dataset", "dashboard", "publication", "costs",
    "bulletin", "document", "rates", "spend", "allocations",
];

/// Words by which it points to them.
#[rustfmt::skip]
const POINTS: &[&str] = &[
    "is published", "are published", "are reported", "is reported", "be found", "is available", "are available",
    "published by", "attached", "alongside this", "available at", "available on", "available here", "available in",
    "following link", "published in", "published on", "published at", "publishes", "accessed", "can be viewed",
    "been published", "is set out in", "are set out in", "http", "is provided in", "are provided in",
    "are provided below", "shown below", "set out below", "in the public domain", "already available",
    "publicly available", "was published", "were published", "we published", "in the table", "routinely published", "at the link",
    "is also available", "provides data", "placed in the library", "deposited", "accessible", "www.", "gov.uk",
    "table below", "tables below", "provided below", "listed below", "link below", "links below",
];

/// Whether a sentence points to figures that are published or attached. It is in lower case, with straight quotation marks.
pub(super) fn points_to_figures(sentence: &str) -> bool {
    if sentence.contains("methodology") || sentence.starts_with("further information is") {
        return false;
    }
    let ahead =
        sentence.contains("will be") && (sentence.contains("publish") || has(sentence, "will be available"));
    if ahead && !["found", "available at", "http", "here"].iter().any(|words| sentence.contains(words)) {
        return false;
    }
    let has_any = |list: &[&str]| list.iter().any(|phrase| has(sentence, phrase));
    has_any(FIGURES)
        && has_any(POINTS)
        && !["will be published", "to be published", "will publish", "not available", "not published"]
            .iter()
            .any(|phrase| has(sentence, phrase))
}

/// Whether a sentence says no, or that nothing of the kind was done or is planned.
pub(super) fn says_no(sentence: &str) -> bool {
    #[rustfmt::skip]
    const NO: &[&str] = &[
        "no plans", "has not had", "have not had", "no discussions", "no discussion", "no such",
        "no specific assessment", "made no assessment", "no assessment", "has not made", "have not made",
        "not currently planning", "not planning to", "does not intend", "do not intend", "no intention",
        "no current plans", "no direct discussions", "has not undertaken", "have not undertaken",
        "not considering", "no recent discussions", "has made no", "have made no", "no meetings", "has no current",
        "not assessed", "has not carried out", "have not carried out", "has not received", "not been made",
        "has not discussed", "have not discussed", "will not be making", "not plan to", "does not plan",
        "not undertaken", "not conducted", "have not met with", "has not met with", "not held any discussions",
        "no formal", "no specific discussions", "no representations", "will not make",
    ];
    let none = sentence.starts_with("no ")
        && [" been ", " were ", " was "].iter().any(|word| sentence.contains(word));
    let words = words_of(sentence);
    let nothing = |at: usize| words.iter().skip(at + 1).take(3).any(|word| NOTHING_DONE.contains(word));
    none || words.iter().enumerate().any(|(at, word)| *word == "no" && nothing(at))
        || sentence.starts_with("no,")
        || sentence.starts_with("no.")
        || NO.iter().any(|phrase| has(sentence, phrase))
}

/// What there is none of where it says that nothing was done: "no current assessment".
#[rustfmt::skip]
const NOTHING_DONE: &[&str] = &[
    "assessment", "assessments", "discussion", "discussions", "plans", "meetings", "representations",
];

/// Whether a sentence says yes in so many words.
pub(super) fn says_yes(sentence: &str) -> bool {
    sentence.starts_with("yes,")
        || sentence.starts_with("yes.")
        || sentence == "yes"
        || sentence.starts_with("i can confirm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_withholds_for_the_reason_it_gives() {
        let cases = [
            ("the department does not hold data on waiting times.", Some(Reason::NotHeld)),
            ("this information could only be obtained at disproportionate cost.", Some(Reason::Cost)),
            ("further details will be set out in due course.", Some(Reason::Later)),
            ("i will write to the hon. member.", Some(Reason::WillWrite)),
            ("i refer the hon. member to the answer of 3 june.", Some(Reason::Referred)),
            ("i am withholding this information.", Some(Reason::Confidential)),
            ("the requested information is not available.", Some(Reason::NotAvailable)),
            ("it is not feasible to provide this.", Some(Reason::NotAvailable)),
            ("visits are by video where travel may not be feasible.", None),
            ("there are now 2,346 more teachers.", None),
            ("the knot held.", None),
        ];
        for (sentence, expected) in cases {
            assert_eq!(reason(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn published_figures_are_pointed_to() {
        assert!(points_to_figures("the information is published at https://www.gov.uk/x ."));
        assert!(points_to_figures("the links below contain the data requested."));
        assert!(!points_to_figures("the figures will be published in june."));
        assert!(!points_to_figures("the department has taken steps."));
    }
}
