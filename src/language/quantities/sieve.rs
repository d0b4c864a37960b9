//! Numbers that are no quantities: references, ages, times, telephone numbers, list numbers, idle words.
//!
//! It must not read values.

use crate::language::quantities::QuantityMention;
use crate::language::quantities::nouns::{LABELS, STOPS};
use crate::language::quantities::number::Measure;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, word, words};
use crate::language::words::Lex;

/// Words that name with a number only where they are written with a capital: `Plan 2 loans`, `Radio 4`.
const CAPITAL_LABELS: &[u64] =
    words!["plan", "day", "group", "radio", "mark", "windows", "boeing", "airbus", "pas", "bs", "release"];

/// What is called by a number before it: `16 Air Assault Brigade`, `10 Downing Street`.
#[rustfmt::skip]
const NUMBERED: &[u64] = words![
    "brigade", "corps", "commando", "regiment", "battalion", "squadron", "division", "flotilla",
    "street", "road", "square", "avenue", "lane", "securicor",
];

/// Those of whom an age is told: `children under 5`.
#[rustfmt::skip]
const AGED: &[u64] = words![
    "child", "children", "adult", "adults", "people", "person", "pupils", "those", "anyone", "everyone", "nobody",
    "women", "men", "girls", "boys", "patients", "residents", "drivers", "pensioners", "aged", "apprentices",
    "students", "workers", "learners", "carers", "mothers",
];

impl Scan<'_> {
    /// Whether the number is the name of something: a section, a phase, or another in a list of such.
    pub(crate) fn is_label(&self, measure: &Measure, labelled_until: usize) -> bool {
        if measure.money || measure.scaled || measure.unit.is_some() {
            return false;
        }
        let Some(before) = measure.head.checked_sub(1) else { return false };
        let bracket = usize::from(self.is(before, word!("(")) && before > 0);
        let before = before - bracket;
        if self.any(before, LABELS) {
            // `the phase two report`, but not `at that stage two people`
            let one = || self.noun_after(measure.tail).is_none_or(|(_, head, _)| !self.is_plural(head));
            // `as a priority 300 schools`
            let many = self.any(before, words!["priority", "cycle", "cohort"])
                && self.text_at(measure.number).len() > 2
                && !one();
            return !many
                && self.tokens.get(before).is_some_and(|label| measure.digits || label.capital || one())
                && !self.is_counted_label(before, measure);
        }
        let capital = |at: usize| self.tokens.get(at).is_some_and(|word| word.capital);
        let early = before == 0 || self.any(before.wrapping_sub(1), words![".", ":", ";"]);
        if self.any(before, CAPITAL_LABELS) && capital(before) && !early {
            return true;
        }
        // `No. 11`, `the Rule of 6`, `at the age of 16`
        let numbered = self.is(before, word!(".")) && self.any(before.wrapping_sub(1), words!["no", "nos"]);
        let of =
            self.is(before, word!("of")) && self.any(before.wrapping_sub(1), words!["rule", "age", "ages"]);
        if (numbered || of) && measure.digits {
            return true;
        }
        let street =
            (measure.tail..measure.tail + 4).take_while(|at| capital(*at)).any(|at| self.any(at, NUMBERED));
        if street && self.text_at(measure.number).len() <= 3 {
            return true;
        }
        // `the Big Four`, `Day One`, `the Ten Point Plan`
        let called = self.any(before, words!["big", "day", "bbc"]) && capital(before);
        let leads = self.tokens.get(before).is_some_and(|word| {
            word.kind == Kind::Word
                && (!word.capital || ["'s", "’s"].iter().any(|s| self.text_at(before).ends_with(s)))
        });
        let one = || self.noun_after(measure.tail).is_none_or(|(_, head, _)| !self.is_plural(head));
        let titled = leads && capital(measure.tail) && !self.begins_a_line(measure.number) && one();
        let spelled = !measure.digits && capital(measure.number) && (called || titled);
        if spelled || self.is_dialled(before, measure) {
            return true;
        }
        // `people aged between 50 and 65`, `the voting age to 16`
        let bounded = self.any(before, words!["between", "from", "over", "under", "to", "at"])
            && self.any(before.wrapping_sub(1), words!["aged", "age", "ages"]);
        if bounded && measure.digits {
            return true;
        }
        let linked = self.dash(before) || self.any(before, words!["and", "to", ",", "or", "/", "&"]);
        if linked && labelled_until > 0 && labelled_until + 1 >= before && before + 1 > labelled_until {
            return true;
        }
        // `Years 7 to 9`, `in year 11`
        let school_year = self.any(before, words!["year", "years"])
            && (self.tokens.get(before).is_some_and(|year| year.capital)
                || self.is(before, word!("year"))
                    && (self.any(before.wrapping_sub(1), words!["in", "of", "from"])
                        || self.any(measure.tail, words!["pupils", "children", "students"])));
        if school_year && self.digits(measure.number).is_some_and(|year| year <= 14) {
            return true;
        }
        self.is_numbered_name(before, measure)
    }

    /// `call 999`, `999 calls`, `the NHS 111 service`.
    fn is_dialled(&self, before: usize, measure: &Measure) -> bool {
        let number = self.text_at(measure.number);
        let called = self.any(before, words!["to", "from"])
            && self.any(before.wrapping_sub(1), words!["call", "calls"])
            || self.any(measure.tail, words!["call", "calls", "caller", "callers", "response"]);
        if measure.digits && called && ["999", "111", "101"].contains(&number) {
            return true;
        }
        self.any(before, words!["call", "dial", "ring", "calling", "dialling", "nhs"])
            && number.len() == 3
            && measure.digits
            && self.noun_after(measure.tail).is_none_or(|(_, head, _)| !self.is_plural(head))
    }

    /// `Challenger 3`, `Banking Framework 4`, `the Price Review 24 programme`: a name and its number, nothing is counted.
    fn is_numbered_name(&self, before: usize, measure: &Measure) -> bool {
        let named = self.tokens.get(before).is_some_and(|name| {
            name.kind == Kind::Word
                && name.capital
                && !self.any(before, STOPS)
                && before > 0
                && self
                    .tokens
                    .get(before - 1)
                    .is_none_or(|earlier| !earlier.is_mark('.') && !earlier.is_mark(':'))
        });
        measure.digits
            && named
            && measure.end_of_number == measure.number + 1
            && self.text_at(measure.number).len() <= 3
            && self.noun_after(measure.tail).is_none_or(|(_, head, _)| {
                let many = measure.value.is_some_and(|value| value > crate::quantity::Decimal::ONE);
                many && !self.is_plural(head) && !self.unit_of_time(head)
            })
    }

    /// `part 2 million`, `no 500 homes`: a label that is an ordinary word here.
    fn is_counted_label(&self, label: usize, measure: &Measure) -> bool {
        self.is(label, word!("no"))
            && self.noun_after(measure.tail).is_some()
            && !self.tokens.get(label).is_some_and(|word| word.capital)
    }

    /// Whether the number is an age, a time, a date, a list number, a telephone number, part of a name.
    pub(crate) fn is_something_else(&self, measure: &Measure, found: &[QuantityMention]) -> bool {
        // `£100s of millions`
        if measure.money && self.is(measure.tail, word!("s")) && self.joined(measure.tail) {
            return true;
        }
        if self.is_misgrouped(measure) {
            return true;
        }
        if measure.money || measure.unit.is_some() {
            return false;
        }
        let (at, tail) = (measure.number, measure.tail);
        let next = self.tokens.get(tail);
        let text = self.text_at(at);
        // `Ofsted's 4-point scale`, `a 5-yearly review`
        let kinds = words![
            "point", "yearly", "monthly", "weekly", "daily", "hourly", "bedroom", "bedroomed", "storey",
            "child"
        ];
        if self.dash(tail) && self.joined(tail) && self.joined(tail + 1) && self.any(tail + 1, kinds) {
            return true;
        }
        let joined_word = next.is_some_and(|next| !next.spaced && next.kind == Kind::Word);
        let ordinal = words!["am", "pm", "st", "nd", "rd", "th", "hundredth", "thousandth", "millionth"];
        if joined_word || self.any(tail, ordinal) {
            return true;
        }
        if !measure.digits {
            return self.is_age(measure)
                || self.is_front_of_an_ordinal(measure)
                || self.is_idle_word(measure, found);
        }
        let more_digits = next.is_some_and(|next| next.kind == Kind::Number && !next.spaced);
        let clock = (self.is(tail, word!(":")) && self.joined(tail) && self.joined(tail + 1))
            || (at > 1 && self.is(at.wrapping_sub(1), word!(":")) && self.joined(at));
        let path =
            self.joined(tail) && (self.any(tail, words!["/", "\\", "_", "@"])) && self.joined(tail + 1);
        let year =
            self.year(at).is_some() && text.len() == 4 && self.noun_after(tail).is_none() && !measure.scaled;
        self.is_telephone(measure)
            || self.is_reference_in_brackets(measure)
            || more_digits
            || self.is_part_of_name(measure)
            || clock
            || path
            || year
            || self.is_age(measure)
            || self.is_list_number(measure)
    }

    /// `0800 123 4567`, `+44 20 7946 0958`, `020-7946-0958`, or a part of it; other rows of digits with hyphens, as an ISBN.
    fn is_telephone(&self, measure: &Measure) -> bool {
        let is_digits = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
        let (mut first, mut hyphens) = (measure.number, 0);
        for _ in 0..6 {
            let hyphen = usize::from(
                first > 1 && self.dash(first - 1) && self.joined(first - 1) && self.joined(first),
            );
            if first <= hyphen || !is_digits(first - 1 - hyphen) {
                break;
            }
            (first, hyphens) = (first - 1 - hyphen, hyphens + hyphen);
        }
        let mut last = measure.number;
        while hyphens < 4
            && self.dash(last + 1)
            && self.joined(last + 1)
            && self.joined(last + 2)
            && is_digits(last + 2)
        {
            (last, hyphens) = (last + 2, hyphens + 1);
        }
        let dialled = self.text_at(first);
        let national = dialled.starts_with('0') && dialled.len() > 1 && !dialled.starts_with("0.");
        let abroad =
            first > 0 && self.is(first - 1, word!("+")) && self.joined(first) && is_digits(first + 1);
        (national || abroad || hyphens > 2) && !measure.scaled
    }

    /// `to the hon. Member for South Shields (900886)`: the number of a question.
    fn is_reference_in_brackets(&self, measure: &Measure) -> bool {
        let (open, number) = (measure.head.wrapping_sub(1), self.text_at(measure.number));
        let named = self.tokens.get(open.wrapping_sub(1)).is_some_and(|name| name.capital);
        let bracketed = self.is(open, word!("(")) && self.is(measure.tail, word!(")"));
        named && bracketed && number.len() > 4 && number.bytes().all(|digit| digit.is_ascii_digit())
    }

    /// `£110,0000`, `1,000,00 homes`, `4.2.1`: digits that a comma or a second point parts where no notation has one. What
    /// was meant is not known.
    fn is_misgrouped(&self, measure: &Measure) -> bool {
        let tail = measure.end_of_number;
        let more = self.tokens.get(tail + 1).is_some_and(|next| next.kind == Kind::Number);
        let parted = self.any(tail, words![",", "."]) && self.joined(tail) && self.joined(tail + 1);
        measure.digits && parted && more
    }

    /// The `twenty` of `the twenty-fifth anniversary`, the `one hundred` of `the one hundred and fiftieth`.
    fn is_front_of_an_ordinal(&self, measure: &Measure) -> bool {
        let tail = measure.end_of_number;
        let link = self.is(tail, word!("and")) || self.dash(tail) && self.joined(tail + 1);
        let last = tail + usize::from(link);
        let orders = |at: usize| {
            matches!(self.meaning(at), Lex::Ordinal(1..=30)) || self.text_at(at).ends_with("tieth")
        };
        // `thirty first-time buyers`
        let compound = self.dash(last + 1) && self.joined(last + 1);
        let round = measure.value.is_some_and(|value| (value % crate::quantity::Decimal::TEN).is_zero());
        // `thirty first aiders`
        let counts = !link && self.is_plural(last + 1);
        round && orders(last) && !compound && !counts
    }

    /// Whether `c` or `approx.` is written right at the number: `c500`, `c.500`, `approx.500`.
    fn is_about(&self, measure: &Measure) -> bool {
        let before = measure.head.wrapping_sub(1);
        let point = usize::from(self.is(before, word!(".")) && self.joined(before));
        let about = before.wrapping_sub(point);
        let written =
            self.is(about, word!("c")) || point == 1 && self.any(about, words!["ca", "approx", "circa"]);
        written && self.tokens.get(about).is_some_and(|about| about.spaced && !about.capital)
    }

    /// Glued to the word or mark before it: `COVID-19`, `HL9544`, but no range and no bracket.
    fn is_part_of_name(&self, measure: &Measure) -> bool {
        if self.tokens.get(measure.head).is_none_or(|token| token.spaced) {
            return false;
        }
        let Some(before) = measure.head.checked_sub(1) else { return false };
        let Some(token) = self.tokens.get(before) else { return false };
        let opens = ['(', '~', '"', '‘', '“', '[', '*'].iter().any(|mark| token.is_mark(*mark));
        let range = self.dash(before)
            && before > 0
            && self
                .tokens
                .get(before - 1)
                .is_some_and(|first| first.kind == Kind::Number || first.is_mark('%'));
        let mark_after_space =
            token.spaced && token.kind != Kind::Word && !self.is(before, word!("#")) && !self.dash(before);
        token.kind != Kind::Number && !opens && !range && !mark_after_space && !self.is_about(measure)
    }

    /// `0-25 Years`, `16-year-old`, `18 to 21 year olds`, `three and four-year-olds`, `3- and 4-year-olds`.
    fn is_age(&self, measure: &Measure) -> bool {
        let year = |at: usize| self.any(at, words!["year", "years"]);
        let skip_dash = |at: usize| at + usize::from(self.dash(at));
        let old = |at: usize| {
            let after = skip_dash(at);
            year(after)
                && (self.any(skip_dash(after + 1), words!["old", "olds"])
                    || self.is(after + 1, word!("of")) && self.is(after + 2, word!("age")))
        };
        let capital_years = |at: usize| {
            year(at) && self.tokens.get(at).is_some_and(|word| word.capital) && !self.names_a_sort(at)
        };
        let tail = measure.tail;
        // `children under 5`, `adults over 65`
        let bounded = measure
            .head
            .checked_sub(1)
            .filter(|hedge| self.any(*hedge, words!["under", "over", "below", "above"]));
        // `young people (under 25)`
        let bracket = |hedge: usize| usize::from(self.is(hedge.wrapping_sub(1), word!("(")));
        let of_people = bounded
            .and_then(|hedge| hedge.checked_sub(1 + bracket(hedge)))
            .is_some_and(|at| self.any(at, AGED));
        let small =
            measure.value.is_some_and(|age| age < crate::quantity::Decimal::from(120)) && !measure.scaled;
        // `everyone turning 75`, but not `turning 75 shops into homes`
        let turns = self.is(measure.head.wrapping_sub(1), word!("turning")) && !self.is(tail, word!("into"));
        if (of_people || turns) && small && self.noun_after(tail).is_none() {
            return true;
        }
        if old(tail)
            || capital_years(tail)
            || self.any(measure.head.wrapping_sub(1), words!["aged", "age", "ages"])
        {
            return true;
        }
        let links = words!["to", "and", "or"];
        let hung = usize::from(self.dash(tail) && self.any(tail + 1, links));
        let second = tail + hung + 1;
        let upper =
            if let Lex::Cardinal(upper) = self.meaning(second) { Some(upper) } else { self.digits(second) };
        let range = (self.dash(tail) || self.any(tail, links)) && upper.is_some_and(|upper| upper <= 30);
        if !range || measure.scaled {
            let first = measure.head.checked_sub(2).filter(|first| {
                (self.dash(first + 1) || self.is(first + 1, word!("to"))) && self.digits(*first).is_some()
            });
            return first.is_some_and(|first| {
                self.digits(measure.number).is_some_and(|upper| upper <= 30)
                    && self.digits(first).is_some_and(|lower| lower < 30)
                    && self.any(tail, words!["funding", "education", "learners", "provision", "programme"])
            });
        }
        old(second + 1)
            || capital_years(second + 1)
            || self.any(second + 1, words!["funding", "education", "learners", "provision", "programme"])
    }

    /// `1.` or `(a)` at the head of a line, `[1]`, `(2)`.
    fn is_list_number(&self, measure: &Measure) -> bool {
        let (head, tail) = (measure.head, measure.tail);
        if measure.scaled || self.text_at(measure.number).len() > 2 {
            return false;
        }
        let opened = head > 0 && self.any(head - 1, words!["(", "["]);
        let closed = self.any(tail, words![")", "]"]);
        let first = head == 0 || self.any(head - 1, words![".", ":", ";"]);
        let dotted =
            self.any(tail, words![".", ")"]) && self.tokens.get(tail + 1).is_some_and(|next| next.spaced);
        (opened && closed) || (first && dotted && tail == head + 1)
    }

    /// A number in words that counts nothing: `one of them`, `no one`, `the two`, `one way`.
    fn is_idle_word(&self, measure: &Measure, found: &[QuantityMention]) -> bool {
        if measure.fraction.is_some()
            || measure.scaled
            || measure.value.is_some_and(|value| value.fract() != crate::quantity::Decimal::ZERO)
        {
            return false;
        }
        let small = matches!(self.meaning(measure.number), Lex::Cardinal(0..=2))
            && measure.end_of_number == measure.number + 1;
        // `between two and three million`
        let (link, scale) = (measure.end_of_number, measure.end_of_number + 2);
        let ranged = (self.dash(link) || self.any(link, words!["to", "or", "and"]))
            && matches!(self.meaning(link + 1), Lex::Cardinal(_))
            && self.is_scale(scale);
        if !small || ranged {
            return false;
        }
        let alone = self.tokens.len() == measure.end_of_number - measure.head;
        if alone {
            return false;
        }
        if self.meaning(measure.number) == Lex::Cardinal(2) {
            return self.noun_after(measure.tail).is_none();
        }
        let listed = self.any(measure.head.wrapping_sub(1), words!["and", "or"])
            && found.last().is_some_and(|last| {
                self.tokens.get(measure.head).is_some_and(|here| here.start.saturating_sub(last.end) < 60)
            });
        let plain = self.any(measure.tail, words!["additional", "new", "further", "extra"]);
        let wanted = listed || plain || self.unit_of_time(measure.tail);
        !(wanted && self.noun_after(measure.tail).is_some())
    }

    pub(super) fn unit_of_time(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Unit(_))
    }
}
