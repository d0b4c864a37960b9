//! Days and weeks told by the day of the week or by their place in a month: `Friday`, `Tuesday of next week`, `the first
//! Monday of March`.
//!
//! It must not look at prepositions, save where a weekday is a date only after one.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use chrono::Weekday;

use crate::date::{Date, Datelike, Days};
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, last_of};
use crate::language::dates::tense::Tense;
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// `Thursday 24th October`, `Monday, 3 March 2025`, and `Friday` alone after a preposition.
    pub(super) fn weekday(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        while self.any(next, words![",", "the"]) && next < at + 3 {
            next += 1;
        }
        match self.meaning(next) {
            Lex::Month(month, short) => self.month(next, month, short),
            Lex::Other if self.digits(next).is_some() => self.day_month(next),
            _ => self.weekday_alone(at),
        }
    }

    /// `by Friday`, `next Thursday`: the next or the last one that the tense allows; none of `Monday to Friday`.
    fn weekday_alone(&self, at: usize) -> Option<Expression> {
        let bound = words!["by", "on", "next", "this", "until", "before", "last"];
        let ranged = self.joins_range(at + 1).is_some_and(|next| self.meaning(next) == Lex::Weekday);
        if !self.any(at.wrapping_sub(1), bound) || ranged || !self.tokens.get(at)?.capital {
            return None;
        }
        let weekday: Weekday = self.text_at(at).parse().ok()?;
        // `on Tuesday of next week`
        let week = at + 1 + usize::from(self.is(at + 1, word!("of")));
        if self.any(week, words!["next", "this"]) && self.is(week + 1, word!("week")) {
            let weeks = i64::from(self.is(week, word!("next")));
            return Some(self.counted_from_reference(week + 2, |day| {
                let ahead = i64::from(weekday.num_days_from_monday())
                    - i64::from(day.weekday().num_days_from_monday());
                day.checked_add_signed(chrono::TimeDelta::days(ahead + 7 * weeks)).map(Form::Day)
            }));
        }
        let tense = self.tense(at, at + 1);
        // `on Tuesday week`, `a week on Tuesday`, but not `once a week on Tuesday`
        let behind = self.is(at + 1, word!("week"));
        let before = |back: usize, words: &[u64]| at >= back && self.any(at - back, words);
        let counts = words!["once", "twice", "times", "day", "days", "every", "hours"];
        let ahead_of_it = before(1, words!["on"])
            && before(2, words!["week"])
            && before(3, words!["a"])
            && !before(4, counts);
        let weeks = i64::from(behind || ahead_of_it);
        Some(self.counted_from_reference(at + 1 + usize::from(behind), |day| {
            let ahead = weekday.days_since(day.weekday());
            let days = match tense {
                Tense::Past => i64::from(ahead) - 7,
                Tense::Future | Tense::Unknown if ahead == 0 => 7,
                Tense::Future | Tense::Unknown => i64::from(ahead) + 7 * weeks,
            };
            day.checked_add_signed(chrono::TimeDelta::days(days)).map(Form::Day)
        }))
    }

    /// `first Monday of March 2026`, `last Friday in October`: the last of them where none is counted.
    pub(super) fn weekday_of_a_month(&self, at: usize, ordinal: Option<u32>) -> Option<Expression> {
        if self.meaning(at) != Lex::Weekday {
            return None;
        }
        let weekday: Weekday = self.text_at(at).parse().ok()?;
        let (year, month, tail) = self.month_behind(at + 1)?;
        let day = match ordinal {
            Some(ordinal) => {
                Date::from_weekday_of_month_opt(year, month, weekday, u8::try_from(ordinal).ok()?)?
            }
            None => {
                let last = last_of(year, month)?;
                last.checked_sub_days(Days::new(last.weekday().days_since(weekday).into()))?
            }
        };
        Some(Expression::of(Form::Day(day), tail))
    }

    /// `[second] week of March 2026`: from the 8th to the 14th.
    pub(super) fn week_of_a_month(&self, at: usize, ordinal: u32) -> Option<Expression> {
        let (year, month, tail) = self.month_behind(at + 1)?;
        let first = Date::from_ymd_opt(year, month, (ordinal * 7).checked_sub(6)?)?;
        let last = first.checked_add_days(Days::new(6))?.min(last_of(year, month)?);
        Some(Expression::of(Form::Span(first, last), tail))
    }

    /// `of March 2026`, `in the next month`: year, month, and the index after them.
    fn month_behind(&self, at: usize) -> Option<(i32, u32, usize)> {
        let what = at + 1 + usize::from(self.is(at + 1, word!("the")));
        let found = self.any(at, words!["of", "in"]).then(|| self.expression(what))??;
        let Form::Month(year, month) = found.form? else { return None };
        Some((year, month, found.tail))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::dates::recognise;
    use crate::language::tokens::tokenize;

    #[test]
    #[rustfmt::skip]
    fn days_that_other_words_place() {
        for (text, words, last) in [
            ("will open it on Tuesday of next week.", "on Tuesday of next week", "2026-01-20"),
            ("will open it on the first Monday of March 2027", "on the first Monday of March 2027", "2027-03-01"),
            ("will open it on the last Friday in October", "on the last Friday in October", "2026-10-30"),
            ("will open it on Tuesday week", "on Tuesday week", "2026-01-20"),
            ("will open it a week on Tuesday", "on Tuesday", "2026-01-20"),
            ("will open it once a week on Tuesday", "on Tuesday", "2026-01-13"),
            ("by the end of the week after next", "by the end of the week after next", "2026-02-01"),
            ("by the end of the year after next", "by the end of the year after next", "2028-12-31"),
            ("before the year is out", "before the year is out", "2026-12-31"),
            ("over financial years 26/27-29/30", "over financial years 26/27-29/30", "2030-03-31"),
            ("the understanding, signed on 19 May, will be developed", "on 19 May", "2025-05-19"),
            ("The hearing, which is held on 3 June, will decide it.", "on 3 June", "2026-06-03"),
            ("We aim to have announced on 3 June the winners.", "on 3 June", "2026-06-03"),
            ("open from the start of the autumn term 2026", "from the start of the autumn term 2026", "2026-09-30"),
            ("at the start of the 2026-27 academic year", "at the start of the 2026-27 academic year", "2026-09-30"),
            ("by the start of the 2026-27 academic year", "by the start of the 2026-27 academic year", "2026-09-01"),
            ("over winter", "over winter", "2026-02-28"),
            ("over the 2026-27 winter", "over the 2026-27 winter", "2027-02-28"),
            ("in the second half of the financial year", "in the second half of the financial year", "2026-03-31"),
            ("by the end of quarter two", "by the end of quarter two", "2026-06-30"),
            ("after the window has closed on 14 March we will reply", "on 14 March", "2026-03-14"),
            ("will open it in the second week of March", "in the second week of March", "2026-03-14"),
            ("in the financial year beginning April 2027", "in the financial year beginning April 2027", "2028-03-31"),
            ("in the year starting on 1 September 2026", "in the year starting on 1 September 2026", "2027-08-31"),
            ("in the forthcoming financial year", "in the forthcoming financial year", "2027-03-31"),
            ("will finish it by this time next year", "by this time next year", "2027-01-12"),
            ("within twelve weeks of its launch on 1 June 2026", "within twelve weeks of its launch on 1 June 2026", "2026-08-24"),
            ("within 12 weeks of the closing date of 3 March 2026", "within 12 weeks of the closing date of 3 March 2026", "2026-05-26"),
            ("will reply by March 31", "by March 31", "2026-03-31"), ("will reply by March 27", "by March 27", "2027-03-31"),
            ("will reply by March 15 2027", "by March 15 2027", "2027-03-15"),
        ] {
            let tokens = tokenize(text);
            let found = recognise(text, &tokens, "2026-01-12".parse().ok());
            let [date] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(text.get(date.start..date.end), Some(words), "{text}");
            assert_eq!(date.last, last.parse().ok(), "{text}");
        }
        let text = "by the end of the fortnight after next";
        assert_eq!(recognise(text, &tokenize(text), "2026-01-12".parse().ok()), []);
    }
}
