//! Whether a year is part of a name: the 2015 code of practice, the 2025/26 allocations.
//!
//! It must not say how a date binds.

use crate::language::dates::Form;
use crate::language::dates::expression::{AFTER_A_DATE, Expression};
use crate::language::quantities::STOPS;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, word, words};

impl Scan<'_> {
    /// Whether a year is the year of something else: an Act, a budget, a set of figures.
    pub(super) fn is_named(&self, head: usize, start: usize, found: &Expression) -> bool {
        let yearly = matches!(
            found.form,
            Some(Form::Year(_) | Form::Financial(_) | Form::Academic(_) | Form::Season(..) | Form::Years(..))
        );
        // `in the 2025/26 financial year`, `ahead of the September 2025 expansion`
        if self.any(found.tail.wrapping_sub(1), words!["year", "years"])
            || self.any(start, words!["ahead", "before"]) && start < head
        {
            return false;
        }
        // `the 2021-26 Affordable Homes Programme`
        let yearly = yearly
            || matches!(found.form, Some(Form::Span(..)))
                && self.year(head).is_some()
                && self.is(head.wrapping_sub(1), word!("the"));
        // `in the April publication`
        if matches!(found.form, Some(Form::Month(..))) && self.is(head.wrapping_sub(1), word!("the")) {
            return self.names_what_follows(found.tail) && !self.is_held_then(head, found.tail);
        }
        // `our Workforce Strategy this summer`: what points from the document is no part of a name.
        if !yearly || self.any(head, words!["this", "next", "later", "last", "coming"]) {
            return false;
        }
        let bound = start < head && !self.is(start, word!("the"));
        let after = self.tokens.get(found.tail);
        let names_after = self.is(head.wrapping_sub(1), word!("the")) && self.names_what_follows(found.tail);
        let capital_after =
            after.is_some_and(|next| next.kind == TokenKind::Word && next.capital && next.spaced);
        if bound {
            // `from the 2024 teachers' pay award`
            let from = self.is(start, word!("from")) && matches!(found.form, Some(Form::Year(_)));
            return names_after && (capital_after || from);
        }
        // `the final 2025/26 ODA allocations`
        let describes = capital_after
            && self.names_what_follows(found.tail)
            && !self.any(head.wrapping_sub(1), words![",", "(", "and"]);
        // `over the current (2024-25) and next (2025-26) financial year`
        let pointed = head >= 2 && self.any(head - 2, words!["current", "next", "this", "coming"]);
        let before = head.checked_sub(1).and_then(|at| self.tokens.get(at));
        let name_before = before.is_some_and(|token| {
            (token.kind == TokenKind::Word && token.capital && !self.is(head - 1, word!("the")))
                || token.is_mark(')')
                || token.is_mark('(') && !pointed
        });
        let bracketed = before.is_some_and(|token| token.is_mark('(')) && !pointed;
        names_after || name_before || bracketed || describes
    }

    /// `at the November 2026 committee meeting`, `to the June Cabinet`: what is held in a month, where something is to be done.
    pub(super) fn is_held_then(&self, head: usize, tail: usize) -> bool {
        let held = words![
            "meeting", "meetings", "session", "conference", "summit", "sitting", "sittings", "cabinet",
            "council", "committee", "board", "assembly"
        ];
        // Not `the June Cabinet report`.
        let ends = |at: usize| {
            self.any(at, STOPS) || self.tokens.get(at).is_none_or(|next| next.kind != TokenKind::Word)
        };
        self.any(head.wrapping_sub(2), words!["at", "to", "by", "before"])
            && (tail..tail + 3).any(|at| self.any(at, held) && ends(at + 1))
    }

    /// Whether the word at `tail`, right after a date, makes a name of it.
    pub(super) fn names_what_follows(&self, tail: usize) -> bool {
        self.tokens.get(tail).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.spaced
                && !self.begins_a_line(tail)
                && (next.capital || !self.any(tail, AFTER_A_DATE))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::language::dates::recognise;
    use crate::language::tokens::tokenize;

    #[test]
    fn a_text_may_begin_with_the_years_of_a_name() {
        for text in ["2021-26 Affordable Homes Programme", "2021-26", "2021-26 – by the end"] {
            let found = recognise(text, &tokenize(text), None);
            assert!(found.iter().all(|date| date.end <= text.len()), "{text}: {found:?}");
        }
    }
}
