//! The counts of a report. They must sum: every assessed pledge is in exactly one of three.

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
    /// Counts statuses.
    #[must_use]
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            match status {
                Status::Delivered => counts.delivered += 1,
                Status::Pending => counts.pending += 1,
                Status::Lapsed => counts.lapsed += 1,
            }
        }
        counts
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
    /// On current terms, with all evidence.
    pub lenient: Counts,
    /// Delivered by the word of somebody other than the responsible body.
    pub confirmed: usize,
    /// Delivered by the responsible body's own word alone.
    pub self_reported: usize,
    /// Shown as delivered because a person overruled.
    pub ruled_delivered: usize,
    /// Pending because no evidence could settle them; left out of every rate.
    pub untestable: usize,
}

impl Summary {
    /// Counts assessments.
    #[must_use]
    pub fn of(assessments: &[Assessment], not_yet_made: usize) -> Self {
        let has =
            |assessment: &Assessment, flag: Flag| assessment.flags.iter().any(|raised| raised.flag == flag);
        let with = |flag: Flag| assessments.iter().filter(|assessment| has(assessment, flag)).count();
        let mut summary = Self {
            counts: Counts::of(assessments.iter().map(|assessment| assessment.status)),
            not_yet_made,
            flags: Flag::ALL
                .into_iter()
                .map(|flag| (flag, with(flag)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            strict: Counts::of(assessments.iter().map(|assessment| assessment.strict.status)),
            lenient: Counts::of(assessments.iter().map(|assessment| assessment.lenient.status)),
            untestable: with(Flag::Untestable),
            ..Self::default()
        };
        for assessment in assessments.iter().filter(|assessment| assessment.status == Status::Delivered) {
            if assessment.overridden.is_some() {
                summary.ruled_delivered += 1;
            } else if has(assessment, Flag::Claimed) {
                summary.self_reported += 1;
            } else {
                summary.confirmed += 1;
            }
        }
        summary
    }

    /// `12 delivered (7 confirmed, 5 self-reported), 9 pending, 2 lapsed`, with what would mislead if it were left out.
    #[must_use]
    pub fn in_words(&self) -> String {
        let parts = [
            (self.confirmed, "confirmed"),
            (self.self_reported, "self-reported"),
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

    #[test]
    fn counts_sum() {
        let counts = Counts::of([Status::Delivered, Status::Pending, Status::Pending, Status::Lapsed]);
        assert_eq!((counts.delivered, counts.pending, counts.lapsed, counts.total()), (1, 2, 1, 4));
    }
}
