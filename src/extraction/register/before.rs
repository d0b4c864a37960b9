//! The terms of a pledge that a later saying may change: those in force when it was said.
//!
//! It must not say what changed.

use super::counts::{self, Count};
use super::{Known, folded};
use crate::date::Date;
use crate::model::Target;
use crate::quantity::Decimal;

/// The terms that a later saying may change: those in force when it was said.
#[derive(Debug, Clone)]
pub(in crate::extraction) struct Before {
    /// The last day of the deadline, if there is one.
    pub(super) last: Option<Date>,
    /// The words that give the deadline or the whole pledge, and the day on which they were said.
    pub(super) words: Option<(String, Date)>,
    /// What its sayings count, the latest first.
    pub(super) counted: Vec<Count>,
    /// What is to be reached.
    pub(super) number: Option<Count>,
    /// The target that says so with a number; nothing where only the quote does.
    pub(in crate::extraction) target: Option<Target>,
}

impl Before {
    /// The terms of a pledge in force on a day.
    pub(in crate::extraction) fn of(known: &Known<'_>, day: Date) -> Self {
        let pledge = known.pledge;
        let mut deadline = pledge.terms.deadline.as_ref();
        let mut said_on = pledge.made_on.full_window().last;
        let mut words = &*pledge.quote;
        let mut counted = known.counted.clone();
        for saying in pledge.in_force(day) {
            if let Some(changed) = &saying.patch.deadline {
                (deadline, said_on) = (changed.as_ref(), saying.on.full_window().last);
                words = saying.quote.as_deref().unwrap_or_default();
            }
            counted.splice(0..0, saying.quote.as_deref().map(counts::counted).unwrap_or_default());
        }
        let quote = deadline.and_then(|deadline| deadline.quote.as_deref()).unwrap_or(words);
        let target = pledge.current_terms(day).target;
        let number = target.as_ref().and_then(|target| target.form.number()).map(|number| number.abs());
        // A target that a person worked out (`at_least = 291_122` for 6,500 more) cannot be compared with what is said.
        let said = counted.iter().find(|count| Some(count.value.abs()) == number);
        Self {
            last: deadline.map(|deadline| deadline.when.full_window().last),
            words: Some((folded(quote), said_on)),
            number: said.or(counted.first()).cloned(),
            target: target.filter(|_| said.is_some()),
            counted,
        }
    }

    /// These terms after a saying that changed the day or the number.
    pub(in crate::extraction) fn changed(self, last: Option<Date>, number: Option<&Count>) -> Self {
        Self {
            words: self.words.filter(|_| last.is_none()),
            last: last.or(self.last),
            number: number.cloned().or(self.number),
            ..self
        }
    }

    /// The numbers that a sentence gives of what the pledge counts: the one before, or others.
    pub(in crate::extraction) fn numbers_in(&self, sentence: &str) -> Vec<Decimal> {
        let restated = self.restated(sentence);
        let again = self.number.iter().filter(|before| {
            counts::counted(sentence).iter().any(|now| now.value.abs() == before.value.abs())
        });
        again.chain(&restated).map(|count| count.value).collect()
    }

    /// The numbers of a sentence that may stand in place of the one before; none where that is said again. Of several, those
    /// that count the most like things.
    pub(in crate::extraction) fn restated(&self, sentence: &str) -> Vec<Count> {
        let counted = counts::counted(sentence);
        let Some(before) = &self.number else { return Vec::new() };
        if counted.iter().any(|now| now.value.abs() == before.value.abs()) {
            return Vec::new();
        }
        let shared = |now: &Count| now.words.intersection(&before.words).count();
        let mut alike: Vec<Count> = counted.into_iter().filter(|now| before.is_like(now)).collect();
        let most = alike.iter().map(shared).max().unwrap_or_default();
        alike.retain(|now| shared(now) == most);
        alike
    }
}
