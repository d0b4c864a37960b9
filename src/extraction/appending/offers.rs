//! What becomes of each sentence: a new pledge, a restatement, or only a line that says why it is neither.
//!
//! It must not lay out the file, nor compare sentences itself.

use toml_edit::{DocumentMut, Item, Table, value};

use super::Choose;
use super::restating::Restating;
use crate::date::Date;
use crate::extraction::register::{Before, folded, likest, relation};
use crate::extraction::toml::{pledge_table, push};
use crate::extraction::{Candidate, Change, Extract, Known, Relation};
use crate::model::{Pledge, bare_name};

/// Where a register's search reaches past the deadline of a new pledge, it would lapse as soon as it is completed.
const SEARCH: &str = "TO COMPLETE: up to which day evidence was looked for, or delete this line";

/// What is offered for a file, while its sentences are gone through.
pub(super) struct Offers<'a> {
    known: &'a [Known<'a>],
    /// Up to when the register says that evidence was looked for: of a new pledge nobody has yet.
    searched_to: Option<Date>,
    /// The ids that are given.
    ids: Vec<String>,
    /// Of pledges that are not in the loaded register, the id and the folded quote: what an earlier run wrote is there,
    /// though it may be too unfinished to be loaded.
    written: Vec<(String, String)>,
    /// The names of each body that the register knows, as they are written.
    bodies: Vec<Vec<String>>,
    pub(super) list: Vec<Offer<'a>>,
}

/// What a `responsible` begins with that only a person can tell.
const UNTOLD: &str = "TO COMPLETE";

/// What becomes of a sentence.
pub(super) enum Offer<'a> {
    /// Only something to be told.
    Nothing(String),
    /// A new pledge: what is told, and its TOML.
    New(String, String),
    /// A later saying.
    Restates(Box<Restating<'a>>),
}

impl<'a> Offers<'a> {
    pub(super) fn new(
        tables: &[&Table],
        known: &'a [Known<'a>],
        searched_to: Option<Date>,
        bodies: Vec<Vec<String>>,
    ) -> Self {
        let text = |table: &Table, key: &str| table.get(key)?.as_str().map(str::to_owned);
        let is_loaded = |id: &str| known.iter().any(|known| *known.pledge.id.0 == *id);
        let written =
            tables.iter().filter_map(|table| Some((text(table, "id")?, folded(&text(table, "quote")?))));
        Self {
            known,
            searched_to,
            ids: tables.iter().filter_map(|table| text(table, "id")).collect(),
            written: written.filter(|(id, _)| !is_loaded(id)).collect(),
            bodies,
            list: Vec::new(),
        }
    }

    /// Decides what becomes of a candidate.
    pub(super) fn take(&mut self, extract: &'a Extract, candidate: &'a Candidate, choose: Choose<'_>) {
        let quote = extract.quote(candidate);
        let folded = folded(quote);
        if let Some((id, _)) = self.written.iter().find(|(_, known)| *known == folded) {
            let told = format!("already there: {id} ({quote})");
            return self.list.push(Offer::Nothing(told));
        }
        match (likest(quote, self.known), extract.document.meta.known_in()) {
            (Some(known), Some(said)) => self.take_again(extract, candidate, known, said.last, choose),
            (Some(_), None) | (None, _) => {
                if choose(extract, candidate, &Relation::New) {
                    let mut table = pledge_table(extract, candidate, &mut self.ids);
                    let responsible = table.get("responsible").and_then(Item::as_str);
                    if responsible.is_some_and(|name| name.starts_with(UNTOLD))
                        && let Some(body) = self.body_acting(extract, candidate)
                    {
                        table.insert("responsible", value(body));
                    }
                    let due = candidate.deadline.as_ref().and_then(|deadline| deadline.last);
                    if due.zip(self.searched_to).is_some_and(|(due, searched)| due <= searched) {
                        table.insert("searched_to", value(SEARCH));
                    }
                    let id = self.ids.last().cloned().unwrap_or_default();
                    let mut file = DocumentMut::new();
                    push(&mut file, "pledge", table);
                    self.list.push(Offer::New(format!("added {id}: {quote}"), file.to_string()));
                    self.written.push((id, folded));
                }
            }
        }
    }

    /// The body of the register that a sentence names as the one that acts, with or without an article.
    fn body_acting(&self, extract: &Extract, candidate: &Candidate) -> Option<&str> {
        let (start, end) = candidate.actor?;
        let actor = bare_name(extract.document.text.text.get(start..end)?);
        let acting = self.bodies.iter().find(|names| names.iter().any(|name| bare_name(name) == actor))?;
        acting.first().map(String::as_str)
    }

    /// Decides what becomes of a candidate that says a pledge of the register again.
    fn take_again(
        &mut self,
        extract: &'a Extract,
        candidate: &'a Candidate,
        known: &'a Known<'a>,
        day: Date,
        choose: Choose<'_>,
    ) {
        let (quote, pledge) = (extract.quote(candidate), known.pledge);
        let before = self.before(known, day);
        let relation = relation(&extract.document.text.text, candidate, known, &before, day);
        let nothing = |why: &str| Offer::Nothing(format!("{why}: {} ({quote})", pledge.id));
        let changes = match &relation {
            Relation::Restated(_, changes) => changes.clone(),
            Relation::Same(_) | Relation::New => return self.list.push(nothing("already there")),
        };
        // What was said before a pledge was made restates nothing.
        if day < pledge.made_on.full_window().first {
            return self.list.push(Offer::Nothing(said_earlier(extract, quote, pledge, day)));
        }
        if changes.contains(&Change::Dropped) {
            let why = "not written, a pledge taken back is a step (`withdrawn`) to be recorded as evidence; no longer";
            return self.list.push(nothing(why));
        }
        if pledge.restated.iter().any(|saying| saying.on.full_window().last == day) {
            let why = "not written, the pledge has a restatement of that day: add to it by hand; restates";
            return self.list.push(nothing(why));
        }
        let now = Restating::new(known, before, extract, candidate, changes, day);
        let told_of_the_day = self.list.iter_mut().find_map(|offer| match offer {
            Offer::Restates(other) if other.is_of(&now) => Some(other),
            Offer::Restates(_) | Offer::Nothing(_) | Offer::New(..) => None,
        });
        match told_of_the_day.map(|other| other.check(&now).map(|()| other)) {
            Some(Err(why)) => self.list.push(nothing(why)),
            _ if !choose(extract, candidate, &relation) => {}
            Some(Ok(other)) => other.join(now),
            None => self.list.push(Offer::Restates(Box::new(now))),
        }
    }

    /// The terms of a pledge in force before a day, by the register and by what is offered for it.
    fn before(&self, known: &Known<'_>, day: Date) -> Before {
        let offered = self.list.iter().filter_map(|offer| match offer {
            Offer::Restates(other) if other.pledge.id == known.pledge.id && other.day < day => Some(other),
            Offer::Restates(_) | Offer::Nothing(_) | Offer::New(..) => None,
        });
        offered.fold(Before::of(known, day), |before, other| other.apply_to(before))
    }
}

/// What is told of a saying that came before the one by which the register has the pledge.
fn said_earlier(extract: &Extract, quote: &str, pledge: &Pledge, day: Date) -> String {
    if pledge.earlier.iter().any(|saying| saying.on.full_window().last == day) {
        return format!("already there: {} ({quote})", pledge.id);
    }
    let source = extract.source.as_ref().map_or_else(String::new, |name| format!(", `source = \"{name}\"`"));
    format!(
        "already there, said later: {} ({quote}); to hold it to this saying, add `[[pledge.earlier]]` to it with `on = {day}`{source}, `quote`, and `deadline` or `target` where they were others",
        pledge.id
    )
}
