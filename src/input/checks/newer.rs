//! Records that were published after the search for evidence ended: either the search went further than the register
//! says, or there may be more that nobody has looked for.
//!
//! One warning for each search. Nothing is assessed, and no clock is read.

use super::super::codes;
use super::super::pledges::Read;
use super::super::record::{Draft, UNDATED};
use super::super::source::Texts;
use super::lints::{called, others_at};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use std::collections::{BTreeMap, HashMap};

/// Whose search it is: the register's, or that of the pledge with this place in the list.
type Owner = Option<usize>;

/// The records that are newer than one search.
struct Newer<'a> {
    searched_to: Date,
    /// Never empty.
    drafts: Vec<&'a Draft>,
    latest: Date,
}

pub(super) fn check(read: &Read, records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let searches = Searches::new(read);
    let mut found: BTreeMap<Owner, Newer<'_>> = BTreeMap::new();
    for draft in records {
        let published = draft.record.published_on.full_window();
        if published.first == UNDATED {
            continue;
        }
        let mut owners: Vec<(Owner, Date)> =
            searches.of(draft).filter(|(_, searched_to)| published.first > *searched_to).collect();
        owners.sort_unstable();
        owners.dedup();
        for (owner, searched_to) in owners {
            let new = || Newer { searched_to, drafts: Vec::new(), latest: published.last };
            let newer = found.entry(owner).or_insert_with(new);
            newer.drafts.push(draft);
            newer.latest = newer.latest.max(published.last);
        }
    }
    for (owner, newer) in found {
        let Some(first) = newer.drafts.first() else { continue };
        let title = called(first);
        let searched_to = newer.searched_to;
        let whose = owner.and_then(|at| read.drafts.get(at)).map(|draft| format!("`{}`", draft.pledge.id));
        let search =
            format!("the search for evidence of {} ended", whose.as_deref().unwrap_or("the register"));
        let message = match newer.drafts.len() {
            1 => format!(
                "the record {title} was published on {}, after {search}, on {searched_to}",
                newer.latest
            ),
            count => format!(
                "{count} records were published after {search}, on {searched_to}; the first is {title}"
            ),
        };
        let place = whose.map_or_else(|| "`[register]`".to_owned(), |id| format!("the pledge {id}"));
        let help = format!(
            "if that is the day on which it came out, and evidence was looked for up to then, write `searched_to = {}` in {place}{}",
            newer.latest,
            others_at(
                newer.drafts.iter().skip(1).map(|draft| (draft.record.place.file, draft.header)),
                texts
            )
        );
        let (file, span) = (first.record.place.file, first.header.range());
        let fault = texts.fault(&codes::NEWER_THAN_SEARCH, file, span, message, Some(help));
        faults.push(texts.counting(fault, newer.drafts.iter().map(|draft| draft.record.place.file)));
    }
}

/// Up to when evidence was looked for, by what a fact is about.
struct Searches<'a> {
    pledges: HashMap<&'a str, (Owner, Date)>,
    indicators: HashMap<&'a str, Vec<(Owner, Date)>>,
}

impl<'a> Searches<'a> {
    fn new(read: &'a Read) -> Self {
        let mut searches = Self { pledges: HashMap::new(), indicators: HashMap::new() };
        for (at, draft) in read.drafts.iter().enumerate() {
            let own = draft.pledge.searched_to.map(|day| (Some(at), day));
            let Some(search) = own.or(read.register.searched_to.map(|day| (None, day))) else { continue };
            searches.pledges.insert(draft.pledge.id.as_str(), search);
            for indicator in draft.measured.iter().filter_map(|measured| measured.indicator.as_ref()) {
                let of_indicator = searches.indicators.entry(indicator.as_str()).or_default();
                if !of_indicator.contains(&search) {
                    of_indicator.push(search);
                }
            }
        }
        searches
    }

    /// The searches of the pledges that a record bears on.
    fn of<'s>(&'s self, draft: &'s Draft) -> impl Iterator<Item = (Owner, Date)> + 's {
        let acts = draft.record.acts.iter().filter_map(|act| self.pledges.get(act.pledge.as_str()).copied());
        let observations =
            draft.record.observations.iter().flat_map(|observation| match &observation.subject {
                Subject::Pledge(id) => {
                    self.pledges.get(id.as_str()).map(std::slice::from_ref).unwrap_or_default()
                }
                Subject::Indicator(id) => {
                    self.indicators.get(id.as_str()).map(Vec::as_slice).unwrap_or_default()
                }
            });
        acts.chain(observations.copied())
    }
}
