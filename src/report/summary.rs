//! The counts of a report. They must sum: every assessed pledge is in exactly one of three.

use super::brief::is_partly_claimed;
use super::briefing::is_unconfirmed;
use crate::assessment::{Assessment, Flag};
use crate::model::Status;

/// How many are delivered, pending and lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Delivered.
    pub delivered: usize,
    /// Pending.
    pub pending: usize,
    /// Lapsed.
    pub lapsed: usize,
}

impl Counts {
    fn add(&mut self, status: Status) {
        match status {
            Status::Delivered => self.delivered += 1,
            Status::Pending => self.pending += 1,
            Status::Lapsed => self.lapsed += 1,
        }
    }

    /// All three together.
    #[must_use]
    pub fn total(self) -> usize {
        self.delivered + self.pending + self.lapsed
    }
}

/// What the selected pledges come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// By the status shown.
    pub counts: Counts,
    /// Pledges that had not been made by the day asked about.
    pub not_yet_made: usize,
    /// How many have each flag, in the order of [`Flag::ALL`]; flags that none has are left out.
    pub flags: Vec<(Flag, usize)>,
    /// On original terms, without self-reported evidence in favour.
    pub strict: Counts,
    /// Of those that the strict reading has as lapsed: delivered, by the responsible body's word alone.
    pub unconfirmed: usize,
    /// On current terms, with all evidence.
    pub lenient: Counts,
    /// Delivered by the word of somebody other than the responsible body.
    pub confirmed: usize,
    /// Delivered by the responsible body's own word alone.
    pub self_reported: usize,
    /// Delivered by both together, and not without the body's own word: a sum of which it reported a part.
    pub partly_self_reported: usize,
    /// Shown as delivered because a person overruled.
    pub ruled_delivered: usize,
    /// Pending because no evidence could settle them; left out of every rate.
    pub untestable: usize,
}

impl Summary {
    /// Counts assessments.
    #[must_use]
    pub fn of(assessments: &[Assessment], not_yet_made: usize) -> Self {
        let mut summary = Self { not_yet_made, ..Self::default() };
        assessments.iter().for_each(|assessment| summary.add(assessment));
        summary
    }

    /// Counts one assessment more.
    pub fn add(&mut self, assessment: &Assessment) {
        self.counts.add(assessment.status);
        self.strict.add(assessment.strict.status);
        self.lenient.add(assessment.lenient.status);
        self.unconfirmed += usize::from(is_unconfirmed(assessment));
        for raised in &assessment.flags {
            self.add_flag(raised.flag);
        }
        let has = |flag: Flag| assessment.flags.iter().any(|raised| raised.flag == flag);
        self.untestable += usize::from(has(Flag::Untestable) && assessment.status == Status::Pending);
        if assessment.status == Status::Delivered {
            match (&assessment.overridden, has(Flag::Claimed)) {
                (Some(_), _) => self.ruled_delivered += 1,
                (None, true) => self.self_reported += 1,
                (None, false) if is_partly_claimed(assessment) => self.partly_self_reported += 1,
                (None, false) => self.confirmed += 1,
            }
        }
    }

    /// `14 delivered, 17 pending, 5 lapsed (5 of them reported as delivered, not confirmed)`: by the strict reading.
    #[must_use]
    pub fn strict_in_words(&self) -> String {
        let Counts { delivered, pending, lapsed } = self.strict;
        let of_them = match self.unconfirmed {
            0 => String::new(),
            all if all == lapsed => " (reported as delivered, not confirmed)".to_owned(),
            some => format!(" ({some} of them reported as delivered, not confirmed)"),
        };
        format!("{delivered} delivered, {pending} pending, {lapsed} lapsed{of_them}")
    }

    fn add_flag(&mut self, flag: Flag) {
        match self.flags.binary_search_by_key(&flag, |(known, _)| *known) {
            Ok(at) => {
                if let Some((_, count)) = self.flags.get_mut(at) {
                    *count += 1;
                }
            }
            Err(at) => self.flags.insert(at, (flag, 1)),
        }
    }

    /// `12 delivered (7 confirmed, 5 self-reported), 9 pending, 2 lapsed`, with what would mislead if it were left out.
    #[must_use]
    pub fn in_words(&self) -> String {
        let parts = [
            (self.confirmed, "confirmed"),
            (self.self_reported, "self-reported"),
            (self.partly_self_reported, "partly self-reported"),
            (self.ruled_delivered, "by a person's ruling"),
        ];
        let delivered = qualified(self.counts.delivered, "delivered", &parts);
        let pending =
            qualified(self.counts.pending, "pending", &[(self.untestable, "with no test possible")]);
        format!("{delivered}, {pending}, {} lapsed", self.counts.lapsed)
    }
}

/// `1 pledge`, `23 pledges`.
#[must_use]
pub fn pledges(count: usize) -> String {
    if count == 1 { "1 pledge".to_owned() } else { format!("{count} pledges") }
}

fn qualified(count: usize, word: &str, parts: &[(usize, &str)]) -> String {
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if parts.is_empty() {
        format!("{count} {word}")
    } else {
        format!("{count} {word} ({})", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn self_reported_deliveries_are_told_apart() {
        let summary = Summary {
            counts: Counts { delivered: 12, pending: 9, lapsed: 2 },
            confirmed: 7,
            self_reported: 5,
            untestable: 1,
            ..Summary::default()
        };
        assert_eq!(
            summary.in_words(),
            "12 delivered (7 confirmed, 5 self-reported), 9 pending (1 with no test possible), 2 lapsed"
        );
        assert_eq!(Summary::default().in_words(), "0 delivered, 0 pending, 0 lapsed");
    }

    /// One ruled delivered though nothing could test it, and one ruled pending.
    #[test]
    fn what_a_person_ruled_is_counted_as_it_is_shown() {
        let ruled = |title: &str, terms: &str, status: &str| {
            format!(
                "[[pledge]]\nid = \"{title}\"\ntitle = \"{title}\"\nresponsible = \"A\"\nmade_on = 2023-01-10\nquote = \"q\"\n\
                 {terms}\n[pledge.override]\nstatus = \"{status}\"\non = 2023-06-10\nby = \"B\"\nreason = \"r\"\n"
            )
        };
        let text = format!(
            "[register]\ntitle = \"t\"\n{}{}",
            ruled("a", "untestable = \"why\"", "delivered"),
            ruled("b", "test = \"t\"\ntarget = { act = \"x\" }", "pending")
        );
        let files = vec![("pledges.toml".to_owned(), text.into_bytes())];
        let (register, _) = crate::input::load_files(files);
        let day = crate::date::Date::from_ymd_opt(2023, 7, 1).expect("a day");
        let all = crate::assessment::assess(&register, day, day, crate::assessment::Mode::Standard);
        assert_eq!(
            Summary::of(&all, 0).in_words(),
            "1 delivered (1 by a person's ruling), 1 pending, 0 lapsed"
        );
    }

    /// A sum that is reached by what the body itself reported is not confirmed by the rest of it.
    #[test]
    fn a_sum_that_is_partly_self_reported_is_neither_confirmed_nor_claimed() {
        let pledge = "[register]\ntitle = \"t\"\n[[pledge]]\nid = \"a\"\ntitle = \"a\"\nresponsible = \"A\"\nmade_on = 2023-01-10\n\
                      quote = \"q\"\ntest = \"t\"\ntarget = { total = 10, indicator = \"i\" }\ndeadline = { by = 2024-01-31 }\n";
        let record = |publisher: &str, kind: &str, on: &str| {
            format!(
                "title = \"r\"\npublisher = \"{publisher}\"\nkind = \"{kind}\"\npublished_on = 2023-12-01\n\
                 [[observation]]\nindicator = \"i\"\non = {on}\nadd = 5\n"
            )
        };
        let files = [
            ("pledges.toml", pledge.to_owned()),
            ("evidence/own.toml", record("A", "statement", "2023-05-01")),
            ("evidence/other.toml", record("B", "audit", "2023-06-01")),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
        let (register, _) = crate::input::load_files(files.into());
        let day = crate::date::Date::from_ymd_opt(2024, 7, 1).expect("a day");
        let all = crate::assessment::assess(&register, day, day, crate::assessment::Mode::Standard);
        let summary = Summary::of(&all, 0);
        assert_eq!(summary.in_words(), "1 delivered (1 partly self-reported), 0 pending, 0 lapsed");
        assert_eq!(
            summary.strict_in_words(),
            "0 delivered, 0 pending, 1 lapsed (reported as delivered, not confirmed)"
        );
        assert_eq!(
            crate::report::brief_reason(&register, all.first().expect("one")),
            "met on 1 June 2023; 10 now, 10 needed; in part self-reported"
        );
    }

    #[test]
    fn counts_sum() {
        let mut counts = Counts::default();
        [Status::Delivered, Status::Pending, Status::Pending, Status::Lapsed]
            .into_iter()
            .for_each(|status| counts.add(status));
        assert_eq!((counts.delivered, counts.pending, counts.lapsed, counts.total()), (1, 2, 1, 4));
    }
}
