//! Dates that hang on an event: `this Parliament`, `the new year`, `Christmas`, `the Budget 2025`.
//!
//! It must not read a clock: without a reference these have no days, save where a year stands by.

use crate::date::{Date, Datelike, Days, Season};
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, academic_year, financial_year, last_of};
use crate::language::scan::Scan;
use crate::language::tokens::{hash, word, words};

impl Scan<'_> {
    /// The Parliament of the day, or a word that is a date only after a preposition.
    pub(super) fn occasion(&self, at: usize) -> Option<Expression> {
        let back = |steps: usize, word: &str| at >= steps && self.is(at - steps, hash(word));
        if self.is(at, word!("parliament")) {
            let spans = ["course", "lifetime", "end", "term", "duration", "rest", "remainder", "life"];
            let of = back(1, "the") && back(2, "of") && spans.iter().any(|span| back(3, span));
            let over = back(1, "the") && at >= 2 && self.any(at - 2, words!["over", "throughout", "across"]);
            return (of || over).then(|| self.parliament(at + 1, 0));
        }
        if self.is(at, word!("new")) {
            let year = back(1, "the") && self.is(at + 1, word!("year"));
            let later = year && !self.any(at + 2, words!["'", "’"]);
            // `the New Year 2027`
            let said = self.year(at + 2).map(|year| Expression::of(Form::Year(year), at + 3));
            return later
                .then(|| {
                    said.unwrap_or_else(|| {
                        self.counted_from_reference(at + 2, |day| {
                            let year = if day.month() == 1 { day.year() } else { day.year() + 1 };
                            Some(Form::Year(year))
                        })
                    })
                })
                .map(|found| match found.form {
                    Some(Form::Year(year)) if !self.is_early_before(at) => Expression {
                        form: Date::from_ymd_opt(year, 1, 1)
                            .zip(last_of(year, 3))
                            .map(|(first, last)| Form::Span(first, last)),
                        ..found
                    },
                    _ => found,
                });
        }
        self.feast(at)
    }

    fn is_early_before(&self, at: usize) -> bool {
        (1..=3).any(|back| at >= back && self.any(at - back, words!["early", "late", "later"]))
    }

    /// The Parliament that sat on the day of the document, to the latest day that it could last.
    pub(super) fn parliament(&self, tail: usize, step: i32) -> Expression {
        let found = self.counted_from_reference(tail, |day| {
            let begun = PARLIAMENTS.iter().filter(|[from, _]| day_of(*from).is_some_and(|from| from <= day));
            let current = begun.count().checked_sub(1)?;
            // In the days after an election, `the next Parliament` may still be the one that is beginning.
            let just_begun =
                PARLIAMENTS.get(current).and_then(|[from, _]| day_of(*from)).is_some_and(|from| {
                    from.checked_add_days(Days::new(120)).is_some_and(|settled| day <= settled)
                });
            let meant = if step > 0 && !just_begun { current + 1 } else { current };
            PARLIAMENTS.get(meant).and_then(|[_, last]| day_of(*last)).map(Form::Open)
        });
        // When the next Parliament ends nobody knows.
        Expression { vague: step > 0 && found.form.is_none() && self.reference.is_some(), ..found }
    }

    /// The index after `general election` or `election`.
    pub(super) fn election(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.is(at, word!("general")));
        self.is(at, word!("election")).then_some(at + 1)
    }

    /// The index after `spending review period`, `Spending Review (SR) period`, `SR period`.
    pub(super) fn review_period(&self, at: usize) -> Option<usize> {
        let spelled = self.is(at, word!("spending")) && self.is(at + 1, word!("review"));
        let short = self.any(at, words!["sr", "sr21", "sr25"]);
        let mut next = at + if spelled { 2 } else { usize::from(short) };
        let bracketed = spelled && self.is(next, word!("(")) && self.is(next + 2, word!(")"));
        next += if bracketed { 3 } else { 0 };
        // `over the course of the Spending Review`
        let spans = words!["course", "lifetime", "duration"];
        let lasts = at > 2
            && self.is(at - 1, word!("the"))
            && self.is(at - 2, word!("of"))
            && self.any(at - 3, spans);
        let period = self.is(next, word!("period"));
        ((spelled || short) && (period || lasts)).then_some(next + usize::from(period))
    }

    /// The years for which budgets had been set on the day of the document.
    pub(super) fn spending_review(&self, tail: usize) -> Expression {
        self.counted_from_reference(tail, |day| {
            let set = REVIEWS.iter().rev().find(|[on, _]| day_of(*on).is_some_and(|on| on <= day))?;
            day_of(set[1]).map(Form::Open)
        })
    }

    /// `the new academic year`: the one that is beginning or the next to begin.
    pub(super) fn new_year_of_a_kind(&self, at: usize) -> Option<Expression> {
        let academic = self.any(at + 1, words!["academic", "school"]);
        let known = academic || self.any(at + 1, words!["financial", "tax"]);
        if !(self.is(at, word!("new")) && known && self.is(at + 2, word!("year"))) {
            return None;
        }
        Some(self.counted_from_reference(at + 3, |day| {
            let later = day.checked_add_days(Days::new(300))?;
            Some(if academic {
                Form::Academic(academic_year(later))
            } else {
                Form::Financial(financial_year(later))
            })
        }))
    }

    /// `Budget 2025`, `Spending Review 2025`, `Autumn Budget 2025`: the year or season in which it is to be held, where
    /// something is to be done at it or by it; the name of one stands for what was said in it. Without a year it is vague.
    pub(super) fn fiscal_event(&self, at: usize, season: Option<Season>) -> Option<Expression> {
        let skipped = |back: &usize| {
            at > *back && (self.dash(at - back) || self.any(at - back, words!["the", "multi", "year", "new"]))
        };
        let back = (1..=4).find(|back| !skipped(back))?;
        let before = at.checked_sub(back)?;
        if !self.any(before, words!["at", "by", "before", "until"]) {
            return None;
        }
        let mut next = at + usize::from(season.is_some());
        next += match () {
            () if self.any(next, words!["budget", "statement", "forecast"]) => 1,
            () if self.is(next, word!("spending")) && self.is(next + 1, word!("review")) => 2,
            () => return None,
        };
        let Some(year) = self.year(next) else {
            return self.is_yet_to_be_held(at).then(|| Expression::vague(next));
        };
        let form = season.map_or(Form::Year(year), |season| Form::Season(year, season));
        // `At Spending Review 2025, the government announced`: nothing is to be done there any more.
        let period = self.was_held(at, next + 1);
        Some(Expression { period, ..Expression::of(form, next + 1) })
    }

    /// Whether what is told of an event was said at it: right behind its name, or right before its preposition.
    fn was_held(&self, at: usize, tail: usize) -> bool {
        let said =
            words!["announced", "confirmed", "committed", "agreed", "outlined", "allocated", "provided"];
        let to_be = |at: usize| (1..=2).any(|back| at >= back && self.any(at - back, words!["be", "will"]));
        let near = (at.saturating_sub(4)..at).chain(tail..tail + 6);
        near.into_iter().any(|near| self.any(near, said) && !to_be(near))
    }

    /// Whether something `will be set out at the Budget`: not what was `announced at the Budget`.
    fn is_yet_to_be_held(&self, at: usize) -> bool {
        let until = |back: &usize| {
            let before = at.checked_sub(*back);
            before.is_some_and(|before| !self.any(before, words![".", ";", ":"]))
        };
        let reported = words![
            "announced", "confirmed", "committed", "agreed", "outlined", "allocated", "published",
            "provided", "made", "secured", "was", "were", "has", "have", "had", "stated", "said",
        ];
        let to_be =
            |back: usize| (1..=4).any(|more| at >= back + more && self.is(at - back - more, word!("be")));
        let told = (1..=6).take_while(until).any(|back| {
            (self.any(at - back, reported)
                || self.is(at - back, word!("set")) && self.is((at - back).wrapping_sub(1), word!("as")))
                && !to_be(back)
        });
        !told && (1..=25).take_while(until).any(|back| self.any(at - back, words!["will", "shall"]))
    }
}

/// Of each Parliament the year, month and day on which the talk of `this Parliament` turns to it, and its latest last day
/// as that was known then: of the earlier ones the dissolution due by the Fixed-term Parliaments Act 2011, else the day
/// before the fifth anniversary of its first meeting (Dissolution and Calling of Parliament Act 2022, section 4).
const PARLIAMENTS: &[[(i32, u32, u32); 2]] = &[
    [(2010, 5, 18), (2015, 3, 30)],
    [(2015, 3, 31), (2020, 3, 30)],
    [(2017, 5, 3), (2022, 3, 28)],
    [(2019, 11, 6), (2024, 12, 16)],
    [(2024, 5, 31), (2029, 7, 8)],
];

/// Of each spending review the day on which it was published, and the last day of the years whose day-to-day budgets it
/// set: 2015, the rounds of 2019 and 2020, 2021, the first phase of 2025 (Autumn Budget 2024), and 2025.
const REVIEWS: &[[(i32, u32, u32); 2]] = &[
    [(2015, 11, 25), (2020, 3, 31)],
    [(2019, 9, 4), (2021, 3, 31)],
    [(2020, 11, 25), (2022, 3, 31)],
    [(2021, 10, 27), (2025, 3, 31)],
    [(2024, 10, 30), (2026, 3, 31)],
    [(2025, 6, 11), (2029, 3, 31)],
];

fn day_of((year, month, day): (i32, u32, u32)) -> Option<Date> {
    Date::from_ymd_opt(year, month, day)
}
