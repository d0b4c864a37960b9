//! Proposals put into the text of a `pledges.toml`: what is there stays as it is, byte for byte, and each proposal stands
//! behind it or behind the pledge that it restates.
//!
//! It must not write files, nor decide what a pledge is.

mod layout;
mod offers;
mod restating;

use std::ops::Range;

use toml_edit::{Item, Table};

use crate::date::Date;
use crate::extraction::toml::pledges;
use crate::extraction::{Candidate, Extract, Known, Relation};
use layout::{Added, laid_out};
use offers::{Offer, Offers};

/// Whether a candidate is to be written.
pub type Choose<'c> = &'c mut dyn FnMut(&Extract, &Candidate, &Relation<'_>) -> bool;

/// An error of a register: the line of `pledges.toml` where it stands, if it does there, and what is wrong.
pub type Wrong = (Option<u32>, String);

/// What is to be put into a `pledges.toml`, and what is told about each proposal.
#[derive(Debug, Clone)]
pub struct Appending {
    /// The file as it is.
    before: String,
    outcomes: Vec<Outcome>,
}

/// What becomes of a proposal.
#[derive(Debug, Clone)]
struct Outcome {
    /// What is told.
    told: String,
    /// What is put into the file.
    added: Option<Added>,
    /// Whether it is left out because the register would be wrong with it.
    refused: bool,
}

/// Prepares the pledges that `choose` takes for the text of a `pledges.toml`: new ones as `[[pledge]]`, later sayings as
/// restatements under the pledge that they restate, in the order of the days on which they were said.
///
/// # Errors
/// When the text is no TOML.
pub fn append(
    text: &str,
    known: &[Known<'_>],
    extracts: &[Extract],
    choose: Choose<'_>,
) -> Result<Appending, toml_edit::TomlError> {
    // A byte order mark is no part of what is parsed, and stays where it is.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let file = toml_edit::Document::parse(text.get(mark..).unwrap_or_default())?;
    let tables: Vec<&Table> =
        file.get("pledge").and_then(Item::as_array_of_tables).into_iter().flatten().collect();
    let mut offers = Offers::new(&tables, known, searched_to(&file), bodies(&file));
    let mut in_order: Vec<&Extract> = extracts.iter().collect();
    in_order.sort_by_key(|extract| extract.document.meta.known_in().map(|said| said.last));
    for extract in in_order {
        for candidate in pledges(extract, 0) {
            offers.take(extract, candidate, choose);
        }
    }
    let line_end = if text.split_inclusive('\n').next().is_some_and(|first| first.ends_with("\r\n")) {
        "\r\n"
    } else {
        "\n"
    };
    let behind = |pledge: &str| {
        let of_it = |table: &&&Table| table.get("id").and_then(Item::as_str) == Some(pledge);
        let end = tables.iter().find(of_it).map_or(text.len(), |table| mark + end_of(table));
        text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1)
    };
    let outcomes = offers.list.into_iter().map(|offer| {
        let (told, added) = match offer {
            Offer::Nothing(told) => (told, None),
            Offer::New(told, written) => (told, Some((text.len(), true, written))),
            Offer::Restates(restating) => {
                let at = behind(&restating.pledge.id.to_string());
                (restating.told(), Some((at, false, restating.written())))
            }
        };
        let added =
            added.map(|(at, is_new, written)| Added { at, is_new, text: written.replace('\n', line_end) });
        Outcome { told, added, refused: false }
    });
    Ok(Appending { before: text.to_owned(), outcomes: outcomes.collect() })
}

/// Up to when the file says that evidence was looked for, where that is a day.
fn searched_to(file: &toml_edit::Document<&str>) -> Option<Date> {
    let day = file.get("register")?.get("searched_to")?;
    let text = day.as_datetime().map(ToString::to_string);
    text.as_deref().or_else(|| day.as_str())?.parse().ok()
}

/// The names of each body that the file knows, as they are written.
fn bodies(file: &toml_edit::Document<&str>) -> Vec<Vec<String>> {
    let names = |body: &Table| {
        let aliases = body.get("aliases").and_then(Item::as_array).into_iter().flatten();
        let own = body.get("name").and_then(Item::as_str);
        own.into_iter().chain(aliases.filter_map(|alias| alias.as_str())).map(str::to_owned).collect()
    };
    file.get("body").and_then(Item::as_array_of_tables).into_iter().flatten().map(names).collect()
}

impl Appending {
    /// The file with everything that is added.
    #[must_use]
    pub fn text(&self) -> String {
        self.laid_out().0
    }

    /// How many proposals are added.
    #[must_use]
    pub fn count(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.added.is_some()).count()
    }

    /// A line about each proposal that could be followed: what was added, what was there already.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.told(false)
    }

    /// A line about each proposal that is not written, and why.
    pub fn refused(&self) -> impl Iterator<Item = &str> {
        self.told(true)
    }

    fn told(&self, refused: bool) -> impl Iterator<Item = &str> {
        let outcomes = self.outcomes.iter().filter(move |outcome| outcome.refused == refused);
        outcomes.map(|outcome| outcome.told.as_str())
    }

    /// Leaves out what would make the register wrong: `errors` tells the errors that it has with a text of its
    /// `pledges.toml`. An error that stands in nothing that is added is of all that is added.
    pub fn leave_out_what_is_wrong(&mut self, errors: &dyn Fn(&str) -> Vec<Wrong>) {
        let mut already: Option<Vec<String>> = None;
        while self.count() > 0 {
            let (text, places) = self.laid_out();
            let mut news = errors(&text);
            if news.is_empty() {
                return;
            }
            let already = already.get_or_insert_with(|| {
                errors(&self.before).into_iter().map(|(_, message)| message).collect()
            });
            news.retain(|(_, message)| !already.contains(message));
            let Some((_, first)) = news.first().cloned() else { return };
            let mut is_placed = false;
            for (at, lines) in places {
                let of_it = |(line, _): &&Wrong| line.is_some_and(|line| lines.contains(&line));
                if let Some((_, why)) = news.iter().find(of_it) {
                    self.leave_out(at, why);
                    is_placed = true;
                }
            }
            if !is_placed {
                (0..self.outcomes.len()).for_each(|at| self.leave_out(at, &first));
            }
        }
    }

    fn leave_out(&mut self, at: usize, why: &str) {
        if let Some(outcome) = self.outcomes.get_mut(at).filter(|outcome| outcome.added.is_some()) {
            (outcome.added, outcome.refused) = (None, true);
            outcome.told = format!("not written, it would make the register wrong ({why}): {}", outcome.told);
        }
    }

    /// The file with everything that is added, and in which lines of it each outcome stands.
    fn laid_out(&self) -> (String, Vec<(usize, Range<u32>)>) {
        let added = self.outcomes.iter().enumerate();
        laid_out(&self.before, added.filter_map(|(at, made)| Some((at, made.added.as_ref()?))))
    }
}

/// Where the last value of a table stands, those of the tables below it too.
fn end_of(table: &Table) -> usize {
    let own = table.span().map_or(0, |header| header.end);
    let of_items = table.iter().map(|(_, item)| match item {
        Item::None => 0,
        Item::Value(value) => value.span().map_or(0, |value| value.end),
        Item::Table(below) => end_of(below),
        Item::ArrayOfTables(list) => list.iter().map(end_of).max().unwrap_or(0),
    });
    of_items.max().unwrap_or(0).max(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extraction::extract;
    use crate::language::canonical::from_plain;

    const REGISTER: &str = "# My notes\n[register]\ntitle = 'Mine' # here\n\n[[pledge]]   # the first\nid = 'teachers'\n\
        title = 'Recruit 6,500 teachers'\nresponsible = 'DfE'\nmade_on = 2024-12-17\n\
        quote = 'recruit an additional 6,500 new expert teachers'\ntest = 'x'\n\n[pledge.target]\nchange = 6_500\n\
        baseline = { value = 284_626, on = 2023-11-02 }\nunit = 'teachers'\nwithin = '5%'\n\n[pledge.deadline]\n\
        by = '2029-07' # by law\n# A note below.\n\n[[body]]\nid = 'dfe'\nname = 'DfE'";

    fn said(text: &str, on: &str) -> Extract {
        let mut document =
            Document { path: "answer.txt".into(), text: from_plain(text), ..Document::default() };
        document.meta.answered_on = on.parse().ok();
        extract(document, None)
    }

    /// The errors of a register of one file.
    fn errors(text: &str) -> Vec<Wrong> {
        let files = vec![("pledges.toml".to_owned(), text.as_bytes().to_vec())];
        let (_, faults) = crate::input::load_files(files);
        let errors = faults.into_iter().filter(|fault| fault.level == crate::diagnostic::Level::Error);
        errors.map(|fault| (fault.place.map(|place| place.line), fault.message)).collect()
    }

    /// The file after, and what is told.
    fn appended(before: &str, extracts: &[Extract]) -> (String, Vec<String>) {
        let files = vec![("pledges.toml".to_owned(), before.as_bytes().to_vec())];
        let (register, _) = crate::input::load_files(files);
        let mut appending =
            append(before, &Known::all(&register), extracts, &mut |_, _, _| true).expect("TOML");
        appending.leave_out_what_is_wrong(&errors);
        (appending.text(), appending.lines().chain(appending.refused()).map(str::to_owned).collect())
    }

    #[test]
    fn what_was_in_the_file_stays_as_it_was() {
        let strategy = said("We will publish a strategy by March 2026.", "2025-01-15");
        let before = "# My notes\n[register]\ntitle = 'Mine' # here\n";
        let (after, lines) = appended(before, std::slice::from_ref(&strategy));
        assert!(after.starts_with(before), "{after}");
        assert!(after.contains("by = \"2026-03\"") && after.contains("made_on = 2025-01-15"), "{after}");
        assert!(after.contains("# From answer.txt: keep it"), "{after}");
        assert_eq!(lines.len(), 1);
        let declined = append(before, &[], &[strategy], &mut |_, _, _| false).expect("TOML");
        assert_eq!((declined.text().as_str(), declined.count()), (before, 0));
    }

    #[test]
    fn what_is_said_again_of_the_last_pledge_stands_before_a_new_one() {
        let (before, _) = REGISTER.split_once("# A note below").expect("a note");
        let said_both = said(
            "We will publish a strategy by March 2026. We will recruit an additional 5,000 new expert teachers.",
            "2025-06-05",
        );
        let (after, lines) = appended(before, &[said_both]);
        assert_eq!(lines.len(), 2, "{lines:?}");
        let (restated, new) = (after.find("[[pledge.restated]]"), after.find("We will publish a strategy"));
        assert!(restated.is_some() && restated < new, "{after}");
    }

    #[test]
    fn a_search_that_was_made_before_is_none_for_a_new_pledge() {
        let strategy = said("We will publish a strategy by March 2026.", "2025-01-15");
        for (searched, asked) in [("2026-06-30", true), ("'2026-06-30'", true), ("2025-12-31", false)] {
            let before = format!("[register]\ntitle = 'Mine'\nsearched_to = {searched}\n");
            let (after, _) = appended(&before, std::slice::from_ref(&strategy));
            assert_eq!(after.contains("searched_to = \"TO COMPLETE"), asked, "{after}");
            assert_eq!(errors(&after), Vec::new(), "{after}");
        }
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_stay_as_they_were() {
        let new = "We will recruit an additional 6,500 new expert teachers by the end of 2031. We will publish a strategy by March 2026.";
        for before in [format!("\u{feff}{}", REGISTER.replace('\n', "\r\n")), REGISTER.to_owned()] {
            let (after, lines) = appended(&before, &[said(new, "2025-06-05")]);
            assert_eq!(lines.len(), 2, "{lines:?}");
            let at = before.find("# A note below").expect("the note");
            assert!(after.starts_with(&before[..at]) && after.contains(&before[at..]), "{after}");
            let (windows, all) = (after.matches("\r\n").count(), after.matches('\n').count());
            assert_eq!(windows, if before.contains('\r') { all } else { 0 }, "{after:?}");
            assert_eq!(errors(&after), Vec::new(), "{after}");
        }
    }

    #[test]
    fn a_number_restated_is_written_with_the_rest_of_its_target() {
        let new = "We will invest £450 million to recruit an additional 5,000 new expert teachers.";
        let (after, lines) = appended(REGISTER, &[said(new, "2025-06-05")]);
        assert_eq!(lines, [format!("restates teachers, lower: {new}")]);
        let target = "target = { change = 5000, baseline = { value = 284626, on = 2023-11-02 }, unit = \"teachers\", within = \"5%\" }";
        assert!(after.contains(target), "{after}");
        let files = vec![("pledges.toml".to_owned(), after.into_bytes())];
        let (register, _) = crate::input::load_files(files);
        let changes = register.pledges[0].history().pop().map(|last| last.changes);
        assert_eq!(changes, Some(vec![crate::model::Change::Lowered]));
    }

    #[test]
    fn a_day_that_was_moved_and_is_said_again_as_at_first_is_another() {
        let register = "[register]\ntitle = 'Mine'\n[[pledge]]\nid = 'homes'\ntitle = 'Homes'\nresponsible = 'C'\nmade_on = 2024-07-18\n\
            quote = 'We will build 500 new council homes by March 2028.'\ntest = 'Built.'\n\
            target = { total = 500, indicator = 'homes', unit = 'homes' }\ndeadline = { by = '2028-03' }\n\
            [[pledge.restated]]\non = 2025-09-09\nquote = 'the 500 new council homes, by March 2029'\ndeadline = { by = '2029-03' }\n";
        let again = said("We will build 500 new council homes by March 2028.", "2026-03-03");
        let (after, lines) = appended(register, &[again]);
        assert!(lines[0].starts_with("restates homes, sooner: "), "{lines:?}");
        assert!(after.contains("deadline = { by = \"2028-03\", quote = \"by March 2028\" }"), "{after}");
    }

    #[test]
    fn what_is_said_twice_on_a_day_is_one_restatement() {
        let one = "We will recruit an additional 5,000 new expert teachers.";
        let two = "We will recruit the additional 5,000 new expert teachers by the end of 2031.";
        let other = "We will recruit an additional 4,000 new expert teachers.";
        let (after, lines) = appended(REGISTER, &[said(&format!("{one} {two} {other} {one}"), "2025-06-05")]);
        assert_eq!(after.matches("[[pledge.restated]]").count(), 1, "{after}");
        assert!(after.contains("change = 5000") && after.contains("by = \"2031\""), "{after}");
        assert_eq!(lines[0], format!("restates teachers, lower, later: {one} / {two}"));
        assert!(
            lines[1].starts_with("not written, another sentence of that day says otherwise"),
            "{lines:?}"
        );
        assert!(lines[2].starts_with("already there"), "{lines:?}");
        assert_eq!(errors(&after), Vec::new(), "{after}");

        let (_, lines) = appended(REGISTER, &[said(one, "2025-06-05"), said(two, "2025-06-05")]);
        assert!(lines[1].starts_with("not written, another document of that day"), "{lines:?}");
        let sooner = "We will recruit an additional 5,000 new expert teachers by 2027.";
        let (again, lines) = appended(&after, &[said(&format!("{one} {other} {sooner}"), "2025-06-05")]);
        assert_eq!(again, after);
        assert!(lines[0].starts_with("already there"), "{lines:?}");
        assert!(lines[1].starts_with("not written, the pledge has a restatement of that day"), "{lines:?}");
        assert!(lines[2].starts_with("not written, the pledge has a restatement of that day"), "{lines:?}");
    }

    #[test]
    fn sayings_are_compared_with_what_was_in_force() {
        let one = said("We will recruit an additional 6,500 new expert teachers.", "2025-07-05");
        let two = said("We will recruit an additional 5,000 new expert teachers.", "2025-06-05");
        let (_, lines) = appended(REGISTER, &[one, two]);
        assert!(lines[0].starts_with("restates teachers, lower"), "{lines:?}");
        assert!(lines[1].starts_with("restates teachers, higher"), "{lines:?}");
    }

    #[test]
    fn what_would_make_the_register_wrong_is_not_written() {
        let inline = "register = { title = 'T' }\npledge = [{ id = 'a', title = 'A', responsible = 'B', made_on = 2024-01-01, quote = 'q', untestable = 'u' }]\n";
        let (after, lines) =
            appended(inline, &[said("We will publish a strategy by March 2026.", "2025-01-15")]);
        assert_eq!(after, inline);
        assert!(lines[0].starts_with("not written, it would make the register wrong ("), "{lines:?}");
        let mut appending = Appending {
            before: REGISTER.to_owned(),
            outcomes: ["x = 1\n", "[[body]]\nid = 'dfe'\n", "[[body]]\nid = 'b'\nname = 'B'\n"]
                .map(|text| Added { at: REGISTER.len(), is_new: true, text: text.to_owned() })
                .map(|added| Outcome { told: added.text.clone(), added: Some(added), refused: false })
                .to_vec(),
        };
        appending.leave_out_what_is_wrong(&errors);
        assert_eq!(appending.count(), 1);
        assert!(appending.text().ends_with("name = 'B'\n"), "{}", appending.text());
    }

    #[test]
    fn what_nobody_has_completed_is_said_again_by_most_of_its_words() {
        let (after, _) =
            appended(REGISTER, &[said("The consultation response will be published shortly.", "2025-01-10")]);
        let other = "We will soon introduce the exceptions to the premiums that the consultation response published in March sets out.";
        let (_, lines) = appended(&after, &[said(other, "2025-02-10")]);
        assert!(lines[0].starts_with("added "), "{lines:?}");
        let again = "We will publish the consultation response shortly.";
        let (_, lines) = appended(&after, &[said(again, "2025-02-10")]);
        assert!(lines[0].starts_with("restates "), "{lines:?}");
    }

    #[test]
    fn what_may_be_said_of_anything_is_said_again_by_the_same_words_alone() {
        let one = said("We will publish further details in due course.", "2025-01-10");
        let (after, _) = appended(REGISTER, &[one]);
        for other in [
            "We will provide further details of the hospital programme in due course.",
            "We will publish further details of the scheme in the summer.",
        ] {
            let (_, lines) = appended(&after, &[said(other, "2025-02-10")]);
            assert!(lines[0].starts_with("added "), "{lines:?}");
        }
        let (_, lines) = appended(&after, &[said("We will publish further details in June.", "2025-02-10")]);
        assert!(lines[0].starts_with("restates publish-further-details-due, dated"), "{lines:?}");
    }

    #[test]
    fn a_pledge_taken_back_is_no_restatement() {
        let (after, lines) = appended(
            REGISTER,
            &[said("We will no longer recruit an additional 6,500 new expert teachers.", "2025-06-05")],
        );
        assert_eq!(after, REGISTER);
        assert!(lines[0].contains("no longer: teachers"), "{lines:?}");
    }
}
