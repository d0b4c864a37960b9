//! Every fault that loading a register can report: its stable code, how grave it is, and how to mend it.
//!
//! The help of the program, its documentation and the tests are made from [`CODES`]; no fault is decided here.

use crate::diagnostic::Level;

/// A fault that can be reported, documented once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable name in kebab-case, as printed and as in JSON.
    pub code: &'static str,
    /// Error or warning.
    pub level: Level,
    /// What is wrong, in one line.
    pub summary: &'static str,
    /// Why it matters and how to mend it.
    pub explanation: &'static str,
    /// A line or two of a register that has the fault.
    pub example: &'static str,
}

macro_rules! codes {
    ($($name:ident = $code:literal $level:ident $summary:literal $explanation:literal $example:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $name: Code = Code {
                code: $code,
                level: Level::$level,
                summary: $summary,
                explanation: $explanation,
                example: $example,
            };
        )*

        /// Every code, in the order in which the documentation lists them.
        pub const CODES: &[Code] = &[$($name),*];
    };
}

codes! {
    // Files
    NO_REGISTER = "no-register" Error "there is no `pledges.toml`"
        "A register is a folder with a file `pledges.toml`. `kept init` makes a new one."
        "kept --register some/empty/folder";
    EMPTY_REGISTER = "empty-register" Error "`pledges.toml` holds nothing"
        "A file without a single key was cut off, or is yet to be written: that none of its pledges lapsed would be no news. `kept init` shows how one begins."
        "pledges.toml with 0 bytes";
    UNREADABLE = "unreadable" Error "a file or folder cannot be read"
        "It is there, but it is not a regular file (a pipe, a device, a folder), it is no plain text but what a word processor saved, or reading it failed. Of a folder that cannot be opened nobody knows what it holds, so nothing can lapse for want of it."
        "evidence/figures.toml is a named pipe";
    TOO_LARGE = "too-large" Error "a file is larger than anything a person writes"
        "Files above the limit are not read, so that no file can fill the memory. Split it, or move bulk data out of the register."
        "evidence/everything.toml has 100 MB";
    NOT_UTF8 = "not-utf8" Error "a text file is not UTF-8"
        "Registers are UTF-8 text. Save the file again as UTF-8."
        "title = \"Caf\\xe9\"  (Latin-1)";
    OUTSIDE_REGISTER = "outside-register" Error "a path leaves the register"
        "Paths are relative, stay inside the register, and no symbolic link may lead out of it: a register must be complete when it is copied."
        "document = \"../../secret.txt\"";
    MISSING_DOCUMENT = "missing-document" Error "a stored copy is not there"
        "`document` names a file beside the record. Add the file, correct the name, or leave the key out where no copy is kept."
        "document = \"not-there.html\"";
    SEVERAL_DOCUMENTS = "several-documents" Warning "several documents have the name that is meant"
        "A source is named without its suffix, and only one of these files is looked at: a quote that stands in the other is not found. Write the suffix too, or have a record beside them name one as `document`."
        "source = \"answers/pq-1\", where pq-1.html and pq-1.txt stand";
    NOT_READ = "not-read" Warning "files in `evidence/` that are of no known sort, or documents that cannot be read"
        "Only records (`.toml`, `.md` with `+++`), tables and documents are read. Nothing is skipped without saying so: `kept check` also opens the documents that no record or pledge names, for in what cannot be read nothing is found."
        "evidence/thumbs.db";
    MISNAMED_RECORD = "misnamed-record" Warning "a record whose name or place makes it none"
        "Some editors add `.txt` to every name, and what stands beside `pledges.toml` is no evidence. What the record says would not count: its name has to end in `.toml`, and it has to stand below `evidence/`."
        "evidence/figures.toml.txt";
    // Syntax and keys
    TOML_SYNTAX = "toml-syntax" Error "the file is not valid TOML"
        "Text stands between straight quotation marks, a day is written 2026-03-31, a number without commas. Each line that cannot be read is told once, with the line as it should be where that can be known."
        "title = \"no closing quote";
    BAD_BASELINE = "bad-baseline" Error "a file that `check --baseline` cannot use"
        "A baseline is a list of `[[accepted]]`, each with `pledge`, `rule` and `reason`. `kept check --write-baseline` writes it."
        "[[acepted]]";
    FRONT_MATTER = "front-matter" Error "front matter that does not end"
        "A Markdown record begins with a line `+++`, its TOML, and another line `+++`; prose follows."
        "+++\ntitle = \"…\"";
    UNKNOWN_KEY = "unknown-key" Error "a key that means nothing here"
        "Every key has one meaning; one that is misspelt would silently do nothing. `kept schema` lets an editor complete them."
        "made_onn = 2024-12-17";
    STORED_STATUS = "stored-status" Error "a status was written down"
        "A status is never written: it is computed for a date, every time. Only `[pledge.override]` may hold one, with who, when and why."
        "status = \"delivered\"";
    WRONG_TYPE = "wrong-type" Error "a value of the wrong sort"
        "Each key takes one sort of value: text, a date, a number, true or false, a list, a table."
        "title = 12";
    MISSING_KEY = "missing-key" Error "a required key is not there"
        "Without it the entry cannot be understood."
        "[[pledge]] without `id`";
    EXPECTED_KEY = "expected-key" Warning "a key that should be there is not"
        "The entry is understood without it, and says less than a reader needs."
        "[[pledge]] without `quote`";
    EMPTY_VALUE = "empty-value" Error "a text is empty"
        "An empty text says nothing; write it, or leave the key out."
        "title = \"\"";
    UNKNOWN_WORD = "unknown-word" Error "a word that is not one of those allowed"
        "Some keys take one of a few words; the help lists them."
        "step = \"finished\"";
    CONTROL_CHARACTER = "control-character" Error "a text holds control characters"
        "Control characters and direction overrides can hide or reorder what a reader sees. Remove them."
        "quote = \"harmless \\u001b[8m\"";
    PLACEHOLDER = "placeholder" Warning "a value that was left to be completed"
        "`kept extract --append` writes `TO COMPLETE` where a document does not say what a register needs, and gives a number an indicator that begins with `to-complete`. A person has to write what belongs there before anybody relies on the pledge."
        "responsible = \"TO COMPLETE: the body that answers for it\"";
    UNFINISHED_DATE = "unfinished-date" Error "a day that is needed was left to be completed"
        "Without the day on which it was said, published or taken a pledge or a piece of evidence has no place in time: what it shows would be passed over."
        "published_on = \"TO COMPLETE: the day on which it came out\"";
    EXACTLY_ONE = "exactly-one" Error "exactly one of several keys is needed"
        "These keys exclude each other, and one of them must be there."
        "[pledge.deadline] with both `by` and `from`";
    IDLE_KEY = "idle-key" Warning "a key that has no effect here"
        "The key is known, but it changes nothing in this place; a reader may think it does."
        "target = { act = \"…\", unit = \"£\" }";
    // Values
    INVALID_ID = "invalid-id" Error "an id that is not kebab-case"
        "Ids stand in addresses, feeds and fingerprints: lower-case letters and digits, parted by single hyphens."
        "id = \"Teachers 6500\"";
    DUPLICATE_ID = "duplicate-id" Error "two entries have one id"
        "Ids are unique and never reused: links and fingerprints carry them."
        "id = \"senco-npq\" twice";
    NOT_A_NUMBER = "not-a-number" Error "a value that is no exact decimal"
        "Numbers are exact decimals of at most 28 digits; `nan`, `inf` and the like are none."
        "value = nan";
    SEASON_OR_YEAR = "season-or-year" Warning "a date that reads like a pair of years"
        "Ministers write `2022-23` for a financial year; in a register it is EDTF's spelling of autumn 2022, and the deadline of the two is months apart. Write the one that is meant."
        "by = \"2022-23\"";
    IMPOSSIBLE_DATE = "impossible-date" Error "there is no such date"
        "The date is in a known notation, but the calendar has no such day, month, quarter or span."
        "made_on = \"2026-02-30\"";
    UNKNOWN_DATE = "unknown-date" Error "neither a date nor the id of a period"
        "Dates are written as `2026-03-31`, `2026-03`, `2026`, `2026-Q1`, `spring 2026`, `FY2025-26`, `AY2024-25`, `A/B`, or as the id of a `[[period]]`."
        "by = \"parliament-2042\"";
    BAD_URL = "bad-url" Error "an address that is not a web address"
        "Addresses begin with `https://` or `http://`; anything else is not printed as a link."
        "url = \"javascript:alert(1)\"";
    // Register
    PERIOD_BACKWARDS = "period-backwards" Error "a period ends before it begins"
        "`start` is the first day, `end` the last."
        "start = 2029-07-08, end = 2024-07-09";
    SEARCHED_AHEAD = "searched-ahead" Warning "`searched_to` is in the future"
        "Nobody can have looked for evidence on a day that has not come. A deadline before that day would lapse as if somebody had. The day on which the program runs decides, with one to spare since the next has begun elsewhere, or the day asked about where that is later."
        "searched_to = 2999-12-31";
    // Pledges
    NO_TARGET = "no-target" Error "a pledge without a target"
        "A pledge has `[pledge.target]` with exactly one form, or says in `untestable` why no evidence could settle it."
        "[[pledge]] with neither `target` nor `untestable`";
    TWO_TARGETS = "two-targets" Error "a target of more than one form"
        "A pledge has one test. Split a sentence that holds two tests into two pledges, or into parts of a whole."
        "target = { act = \"…\", at_least = 5 }";
    NO_BASELINE = "no-baseline" Error "a `change` without its baseline"
        "A change is measured from somewhere: `baseline = { value = …, on = …, source = \"…\" }`."
        "target = { change = 6_500 }";
    EMPTY_TARGET = "empty-target" Warning "a number that asks for nothing"
        "A total of nothing is reached before anything came, a change by nothing by the first figure that is no lower. Write the number that was promised."
        "target = { total = 0 }";
    LATE_BASELINE = "late-baseline" Warning "a baseline that is dated after the deadline"
        "Nothing from before the baseline counts as meeting a target, so no figure could be in time. A baseline is what the number was when the pledge began."
        "baseline = { value = 20, on = 2025-11-06 }, deadline = { by = 2024 }";
    ANOTHER_YEAR = "another-year" Warning "a deadline of another year than the words that give it"
        "A year is easily mistyped, and what is not due would lapse, or what is due would wait. The words quoted for the deadline name one day, month, quarter or year, and the deadline ends in another year."
        "by = \"2025-03\", quote = \"by March 2026\"";
    DEADLINE_BEFORE_PLEDGE = "deadline-before-pledge" Error "a deadline that had passed when the pledge was made"
        "Nobody pledges to have done something by yesterday: one of the two dates is wrong."
        "made_on = 2024-12-17, deadline = { by = 2023 }";
    NO_DEADLINE_TO_MEASURE = "no-deadline-to-measure" Error "`measured = \"at-deadline\"` without a deadline"
        "It asks for the value at the deadline, so there must be one."
        "target = { at_most = 5, measured = \"at-deadline\" }";
    UNTIL_WITHOUT_KEEP = "until-without-keep" Warning "`until` with a target that is no `keep`"
        "`until` says how long something must go on; it belongs with `keep`. Use `by` for what must be done by then."
        "target = { act = \"…\" }, deadline = { until = 2026 }";
    SAYING_ORDER = "saying-order" Error "a saying on the wrong side of the pledge"
        "`[[pledge.earlier]]` is dated before `made_on`, `[[pledge.restated]]` after it."
        "made_on = 2024-12-17, restated on = 2023-01-01";
    TWO_ON_ONE_DAY = "two-on-one-day" Error "two sayings on one day"
        "Changes accumulate by date, so their order must be plain. Join them, or date them as they were said."
        "[[pledge.restated]] on = 2025-07-04, twice";
    CYCLE_OF_PARTS = "cycle-of-parts" Error "a pledge that is part of itself"
        "`part_of` leads from a part to its whole; following it must come to an end."
        "a is part of b, b is part of a";
    NO_PARTS = "no-parts" Error "a whole without parts, or parts without a whole"
        "`parts = \"all\"` and `part_of` belong together: the whole has the target `parts`, each part names the whole."
        "target = { parts = \"all\" } and no pledge with `part_of`";
    NO_SOURCE = "no-source" Warning "a pledge without a source in the register"
        "`source` names the document it was made in, by its path below `evidence/` without suffix. Without one the quote cannot be checked."
        "[[pledge]] without `source`";
    NO_TEST = "no-test" Warning "a pledge without `test`"
        "One plain sentence says what would count, fixed before any evidence is entered."
        "[[pledge]] without `test`";
    // Evidence
    UNKNOWN_PLEDGE = "unknown-pledge" Error "evidence or a part for a pledge that is not there"
        "The id is that of no `[[pledge]]`."
        "pledge = \"senco-npk\"";
    UNKNOWN_INDICATOR = "unknown-indicator" Error "a value of an indicator that no pledge names"
        "An observation bears on the pledges whose target names its indicator; none does."
        "indicator = \"teachers-ftee\"";
    UNKNOWN_GOVERNMENT = "unknown-government" Error "a government that is not there"
        "The id is that of no `[[government]]`."
        "by = \"government-2042\"";
    NOT_IN_OFFICE = "not-in-office" Warning "a step by a government that was not in office"
        "`by` names the government that took a pledge on or back. One that is not in office yet, or not any more, can do neither: such a withdrawal does not count."
        "step = \"withdrawn\", by = \"government-2024\", on = 2023-05-01";
    UNKNOWN_BODY = "unknown-body" Warning "a name that no `[[body]]` explains"
        "Whether a statement is a body's word about itself is told by the names of its publisher and of the body that answers for the pledge. Where one of them is in no `[[body]]`, a claim may pass for a confirmation. Correct the name, add it to the `aliases` of a body, or write a `[[body]]` for it."
        "publisher = \"Departmnt for Education\"";
    SHARED_NAME = "shared-name" Warning "a name that two bodies have"
        "Whether a statement is a body's word about itself is told by names. Where two bodies have one name, that of the first is meant, and a claim may pass for a confirmation."
        "aliases = [\"the department\"] in two [[body]] entries";
    PUBLISHED_BEFORE_TRUE = "published-before-true" Error "a fact that begins after it was published"
        "Nobody can report what has not happened. What is yet to come is `announced`, on the day when it was said."
        "published_on = 2024-06-01, on = 2025-01-01";
    ANSWERED_BEFORE_TABLED = "answered-before-tabled" Error "a record published before its question was tabled"
        "An answer cannot be older than its question: `published_on` ends before `tabled_on` begins, so one of them is wrong."
        "tabled_on = 2025-01-13, published_on = 2025-01-01";
    STATEMENT_MISFILED = "statement-misfiled" Error "what a minister or department says, filed as something else"
        "An answer, a statement, anything with a UIN or an HCWS number is of kind `statement`: it must not pass as confirmation by others."
        "kind = \"official-statistics\", uin = \"18850\"";
    UNIT_CLASH = "unit-clash" Error "two units for one indicator"
        "Units are never converted, and two that differ never compare."
        "a target in `£`, an observation in `£ million`";
    VALUE_AND_ADD = "value-and-add" Error "values and increments for one indicator"
        "`value` is how much there is, `add` is how much came; one indicator has the one or the other."
        "value = 20 and add = 5 for one indicator";
    WRONG_MEASURE = "wrong-measure" Warning "a measure that the target does not count"
        "A `total` target counts `add`, the other numeric forms count `value`; a target without a unit counts no figure that has one, and what is no number (an act, what goes on, a whole) none at all."
        "total = 400 with value = 204";
    OVERLAPPING_INCREMENTS = "overlapping-increments" Error "increments of overlapping periods"
        "A total counts each day once. The same period again is a newer figure; a period that overlaps another in part would count twice."
        "add for 2024 and add for FY2024-25";
    TWO_FIGURES = "two-figures" Warning "two figures of one publisher for the same days, published at once"
        "A newer figure replaces an older one, and neither of these is newer: the one that favours the pledge is taken, and of increments the other is not added to it. Write their sum, give each its own days, or keep the one that the source gives."
        "add = 16 and add = 14, both on = 2025-03-01";
    MISSING_TABLE = "missing-table" Error "a table is not there"
        "`file` names a CSV beside the record."
        "[table] file = \"not-there.csv\"";
    BAD_TABLE = "bad-table" Error "a table that cannot be read as described"
        "A column is not there, a row is broken, or the filter leaves no row or several rows for one date."
        "[table] value = \"no_such_column\"";
    SCALED_COLUMN = "scaled-column" Warning "a column of thousands or millions, and no unit"
        "The name of the column says that its figures are in thousands, millions or billions, and the table has no unit: 955 under `Funding (£m)` would count as £955."
        "[table] value = \"Funding (£m)\"";
    BAD_CELL = "bad-cell" Error "a cell that is neither a number nor a known mark"
        "Suppressed cells (`x`, `z`, `c`, `low`, `~`, `:`, …) and empty ones are absent values; anything else must be a number."
        "value cell `n.k.`";
    UNUSED_RECORD = "unused-record" Warning "a record that no pledge uses"
        "It has no observation, no act and no document that a pledge was made in."
        "a record without `[[observation]]` and `[[act]]`";
    NEWER_THAN_SEARCH = "newer-than-search" Warning "evidence that is newer than the search for it"
        "`searched_to` says up to when evidence was looked for, and a deadline after it lapses nothing. A record that was published later is counted; but the register still reads as if nobody had looked since. Move `searched_to` on once somebody has."
        "searched_to = 2025-12-31 and published_on = 2026-05-03";
    PUBLISHED_AHEAD = "published-ahead" Warning "`published_on` is in the future, or a window that is not over"
        "What is not out yet counts for nothing, and a window counts from its last day, so a mistyped year hides evidence without another word. The day on which the program runs decides, with one to spare, or the day asked about where that is later."
        "published_on = 2062-05-03";
    NO_ADDRESS = "no-address" Warning "records that do not say where their source is"
        "Nobody can look up what has neither an address (`url`, `seen_at`, `archived_url`) nor a stored copy (`document`) nor the number of an answer or statement (`uin`)."
        "a record with a title and a publisher alone";
    NO_ARCHIVED_COPY = "no-archived-copy" Warning "records without an archived copy"
        "Pages change and go away. Keep a copy (`document`) or give the address of a dated one (`archived_url`)."
        "url = \"https://…\" alone";
    NO_RETRIEVAL_DATE = "no-retrieval-date" Warning "addresses without the day on which they were read"
        "A page is what it was on a day: say which, in `retrieved_on`."
        "url = \"https://…\" without `retrieved_on`";
    MIRROR_ADDRESS = "mirror-address" Warning "a mirror's address where the publisher's own is wanted"
        "`url` is the publisher's own address. The copy that was read stands in `seen_at`, a dated copy in `archived_url`."
        "url = \"https://www.theyworkforyou.com/…\"";
    // Documents and quotes
    HASH_MISMATCH = "hash-mismatch" Error "a stored copy has changed"
        "`sha256` is that of the file as it was when it was read. A text whose lines all end alike may have the line ends of another system: git writes those of the one that it is on. Restore the file, or read it again and correct the record."
        "sha256 = \"00…\"";
    BAD_DOCUMENT = "bad-document" Error "a stored copy that cannot be read"
        "Its quotes cannot be checked."
        "document = \"scan.pdf\" (no text in it)";
    NO_ANSWER = "no-answer" Warning "a fact from a document that says nothing itself"
        "A holding answer, one that only refers to another or says that the session ended, and a text that a list cut off prove nothing: what is recorded of them counts all the same, so take it from the answer itself."
        "[[act]] in the record of a holding answer";
    QUOTE_NOT_FOUND = "quote-not-found" Error "a quote that its document does not hold"
        "Quotes are verbatim. White space and the shape of quotation marks aside, every character counts."
        "quote = \"…\" with one word changed";
    QUOTE_AMBIGUOUS = "quote-ambiguous" Error "a quote that its document holds several times"
        "Give the words before or after it in `prefix` or `suffix`, so that it points at one passage."
        "quote = \"the\"";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_and_documented() {
        for (at, code) in CODES.iter().enumerate() {
            assert!(code.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'8'));
            assert!(CODES[at + 1..].iter().all(|other| other.code != code.code), "{} twice", code.code);
            assert!(!code.summary.ends_with('.') && code.explanation.ends_with('.'), "{}", code.code);
            assert!(!code.example.is_empty(), "{}", code.code);
        }
    }
}
