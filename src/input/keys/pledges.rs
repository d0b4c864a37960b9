//! The keys of `pledges.toml`. Only names, sorts and meanings: nothing is read here.

use super::Shape::{
    Date, DaysOfYear, Id, Number, Path, Share, Span, Table, Tables, Text, Texts, Truth, Url, Verbatim, Word,
    Words,
};
use super::{Key, Section, may, must, should};
use crate::model::{Change, Hedge, Status};

/// `pledges.toml` as a whole.
pub static PLEDGES_FILE: Section = Section {
    name: "pledges.toml",
    doc: "A register: its settings, who is who, and its pledges.",
    keys: &[
        should("register", Table(&REGISTER), "Settings of the register."),
        may("period", Tables(&PERIOD), "Named spans that deadlines refer to."),
        may("body", Tables(&BODY), "Who is who, so that self-report can be told."),
        may("government", Tables(&GOVERNMENT), "Who was in office when."),
        may("pledge", Tables(&PLEDGE), "The pledges."),
    ],
    exactly_one: &[],
};

/// `[register]`
pub static REGISTER: Section = Section {
    name: "[register]",
    doc: "Settings of the register.",
    keys: &[
        should("title", Text, "What the register is called."),
        may("searched_to", Date, "Up to when evidence was looked for; a later deadline lapses nothing."),
        may(
            "terms",
            Word(terms),
            "Which terms the headline status is assessed on; `original` unless written.",
        ),
        may(
            "stale_after",
            Span("12 months"),
            "A pending pledge with no newer evidence than this is flagged `stale`: \"12 months\".",
        ),
        may(
            "due_soon",
            Span("90 days"),
            "A pending pledge with at most this long left is flagged `due-soon`; \"90 days\" unless written.",
        ),
        may(
            "seasons",
            Table(&SEASONS),
            "First and last days of seasons, where they are not the meteorological ones.",
        ),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `[register.seasons]`
pub static SEASONS: Section = Section {
    name: "[register.seasons]",
    doc: "First and last days of seasons.",
    keys: &[
        may("spring", DaysOfYear, "First and last day, as month and day."),
        may("summer", DaysOfYear, "First and last day, as month and day."),
        may("autumn", DaysOfYear, "First and last day, as month and day."),
        may("winter", DaysOfYear, "First and last day, as month and day; it may end in the next year."),
    ],
    exactly_one: &[],
};

/// `[[period]]`
pub static PERIOD: Section = Section {
    name: "[[period]]",
    doc: "A named span that a deadline may refer to, such as a Parliament.",
    keys: &[
        must("id", Id, "The id that dates refer to."),
        may("name", Text, "What people call it."),
        must("start", Date, "Its first day."),
        must("end", Date, "The latest that its last day can be."),
        may("ended", Table(&ENDED), "When it ended early: what was known until then stays true."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `ended` of a period
pub static ENDED: Section = Section {
    name: "`ended` of a [[period]]",
    doc: "The early end of a period.",
    keys: &[
        must("end", Date, "Its last day as it turned out."),
        must("known_on", Date, "From which day on that was known."),
    ],
    exactly_one: &[],
};

/// `[[body]]`
pub static BODY: Section = Section {
    name: "[[body]]",
    doc: "An organisation.",
    keys: &[
        must("id", Id, "Its id."),
        should("name", Text, "Its name in full."),
        may("aliases", Texts, "Other names it goes by."),
        may(
            "part_of",
            Text,
            "The whole it is part of: statements of any part about its pledges are self-reported.",
        ),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `[[government]]`
pub static GOVERNMENT: Section = Section {
    name: "[[government]]",
    doc: "Who was in office from a day on.",
    keys: &[
        must("id", Id, "Its id."),
        should("name", Text, "What it is called, neutrally."),
        must("start", Date, "Its first day in office."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `[[pledge]]`
pub static PLEDGE: Section = Section {
    name: "[[pledge]]",
    doc: "One pledge: its words, its source, its test, its target and its deadline.",
    keys: &[
        must("id", Id, "Kebab-case, unique, never reused."),
        must("title", Text, "What was pledged, in neutral words."),
        may("made_by", Text, "Who said it, with the office held then."),
        should("responsible", Text, "The body that answers for it."),
        must("made_on", Date, "When it was said."),
        may("extent", Text, "Where it applies."),
        may("source", Path, "The document it was made in: path below `evidence/`, without suffix."),
        should("quote", Verbatim, "The words, verbatim."),
        may("prefix", Verbatim, "The words just before the quote, where it stands more than once."),
        may("suffix", Verbatim, "The words just after the quote, where it stands more than once."),
        may("topics", Texts, "Topics to select by."),
        may("test", Text, "What would count, in one plain sentence, fixed before any evidence is entered."),
        may("target", Table(&TARGET), "What has to be done or reached: exactly one form."),
        may("deadline", Table(&DEADLINE), "By when; left out where none was given."),
        may("untestable", Text, "Why no evidence could settle it; instead of a target."),
        may("part_of", Text, "The pledge that this one is a part of."),
        may("searched_to", Date, "Up to when evidence for this pledge was looked for, where it differs."),
        may("government", Text, "The government it was made under, where the dates do not tell."),
        may("earlier", Tables(&EARLIER), "Earlier sayings; the earliest holds the original terms."),
        may("restated", Tables(&RESTATED), "Later sayings; what is above is never edited."),
        may("override", Table(&OVERRIDE), "A person's overruling of the computed status."),
        may("response", Tables(&RESPONSE), "What the responsible body replied when asked."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[&["target", "untestable"]],
};

/// The forms of a target, of which it has one.
pub const TARGET_FORMS: &[&str] = &["act", "at_least", "at_most", "change", "total", "keep", "parts"];

/// `[pledge.target]`
pub static TARGET: Section = Section {
    name: "[pledge.target]",
    doc: "The test: exactly one form, and what is measured.",
    keys: &TARGET_KEYS,
    exactly_one: &[TARGET_FORMS],
};

/// `target` of a saying
pub static TARGET_PATCH: Section = Section {
    name: "`target` of a saying",
    doc: "What changed in the target: a form replaces the whole, other keys replace only themselves.",
    keys: &TARGET_KEYS,
    exactly_one: &[],
};

static TARGET_KEYS: [Key; 13] = [
    may("act", Text, "What has to be done; met by a recorded step `delivered`."),
    may("at_least", Number, "An observation must reach this."),
    may("at_most", Number, "An observation must be this or less."),
    may("change", Number, "An observation must reach the baseline plus this."),
    may("total", Number, "The increments observed must sum to this."),
    may("keep", Text, "What must go on until the deadline's last day."),
    may("parts", Word(all), "`\"all\"`: every part must be delivered."),
    may("baseline", Table(&BASELINE), "Where the measured value stood before."),
    may("indicator", Text, "What is measured; observations meet the target by this name."),
    may("unit", Text, "The unit of the numbers."),
    may("within", Share, "An explicit tolerance, as a share of the number as written."),
    may(
        "measured",
        Word(measured),
        "`\"at-deadline\"`: the latest value up to the deadline decides, instead of any.",
    ),
    may("hedge", Word(hedges), "The hedge in the wording; it is shown and loosens nothing."),
];

/// `baseline` of a target
pub static BASELINE: Section = Section {
    name: "`baseline` of a target",
    doc: "Where the measured value stood before.",
    keys: &[
        must("value", Number, "The value."),
        must("on", Date, "When it was true."),
        may("source", Text, "Where it was read."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `[pledge.deadline]`
pub static DEADLINE: Section = Section {
    name: "[pledge.deadline]",
    doc: "By when: exactly one of `by`, `from`, `until`.",
    keys: &DEADLINE_KEYS,
    exactly_one: &[&["by", "from", "until"]],
};

/// `deadline` of a saying
pub static DEADLINE_PATCH: Section = Section {
    name: "`deadline` of a saying",
    doc: "The deadline given then: one of `by`, `from`, `until`, or `report_by` where nothing else changed.",
    keys: &DEADLINE_KEYS,
    exactly_one: &[],
};

static DEADLINE_KEYS: [Key; 6] = [
    may("by", Date, "Done by the last day of this date."),
    may("from", Date, "Started or done by the last day of this date."),
    may("until", Date, "Must still run when the last day of this date comes."),
    may("quote", Verbatim, "The words of the pledge that give it."),
    may("report_by", Date, "When the decisive figures come out."),
    may("note", Text, "A note for readers."),
];

/// The keys of a saying; only a later one can be a correction.
static SAYING: [Key; 14] = [
    must("on", Date, "When it was said."),
    may("source", Path, "The document it was said in: path below `evidence/`, without suffix."),
    may("source_title", Text, "What the source is called, where no document is stored."),
    may("url", Url, "Its address."),
    may("quote", Verbatim, "The words, verbatim."),
    may("prefix", Verbatim, "The words just before the quote, where it stands more than once."),
    may("suffix", Verbatim, "The words just after the quote, where it stands more than once."),
    may(
        "change",
        Words(changes),
        "What changed against the saying before: `narrowed`, `widened`, `reworded`; the rest is computed.",
    ),
    may("deadline", Table(&DEADLINE_PATCH), "The deadline given then, where it differs."),
    may("undated", Truth, "True: no deadline was given then."),
    may(
        "target",
        Table(&TARGET_PATCH),
        "The target then: a form replaces the whole, other keys replace only themselves.",
    ),
    may("made_by", Text, "Who said it, with the office held then."),
    may("note", Text, "A note for readers."),
    may("correction", Truth, "A ministerial correction: it replaces the terms it corrects from the start."),
];

/// `[[pledge.earlier]]`
pub static EARLIER: Section = Section {
    name: "[[pledge.earlier]]",
    doc: "An earlier saying of the pledge.",
    keys: SAYING.split_at(SAYING.len() - 1).0,
    exactly_one: &[],
};

/// `[[pledge.restated]]`
pub static RESTATED: Section = Section {
    name: "[[pledge.restated]]",
    doc: "A later saying of the pledge.",
    keys: &SAYING,
    exactly_one: &[],
};

/// `[pledge.override]`
pub static OVERRIDE: Section = Section {
    name: "[pledge.override]",
    doc: "A person overrules the computed status; both are shown.",
    keys: &[
        must("status", Word(statuses), "The status to show."),
        must("on", Date, "From when it is in force."),
        must("by", Text, "Who overrules."),
        must("reason", Text, "Why."),
    ],
    exactly_one: &[],
};

/// `[[pledge.response]]`
pub static RESPONSE: Section = Section {
    name: "[[pledge.response]]",
    doc: "What the responsible body replied when asked; printed verbatim, it settles nothing.",
    keys: &[
        must("on", Date, "When it replied."),
        must("by", Text, "Who replied."),
        must("text", Verbatim, "The reply, verbatim."),
    ],
    exactly_one: &[],
};

fn terms() -> Vec<&'static str> {
    vec!["original", "current"]
}

fn all() -> Vec<&'static str> {
    vec!["all"]
}

fn measured() -> Vec<&'static str> {
    vec!["at-deadline", "any"]
}

fn hedges() -> Vec<&'static str> {
    Hedge::ALL.into_iter().map(Hedge::words).collect()
}

fn changes() -> Vec<&'static str> {
    Change::ALL.into_iter().filter(|change| change.is_declared()).map(Change::word).collect()
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.into_iter().map(Status::word).collect()
}
