//! What stands around a number: what it counts, how it is hedged, and what shows that it is no quantity at all.

use crate::language::dates::Scan;
use crate::language::quantities::number::Measure;
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::tokens::{Kind, hash};
use crate::language::words::Lex;

/// How exact a quantity claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// A little less.
    Almost,
    /// More or less.
    Around,
    /// That or less.
    UpTo,
    /// More.
    Over,
    /// That or more.
    AtLeast,
    /// Less.
    Under,
}

impl Hedge {
    /// The words that registers use for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Almost => "almost",
            Self::Around => "around",
            Self::UpTo => "up to",
            Self::Over => "over",
            Self::AtLeast => "at least",
            Self::Under => "under",
        }
    }
}

/// Words before a number, the last one nearest to it, and what they make of it.
const HEDGES: &[(&[&str], Hedge)] = &[
    (&["up", "to"], Hedge::UpTo),
    (&["at", "most"], Hedge::UpTo),
    (&["no", "more", "than"], Hedge::UpTo),
    (&["not", "more", "than"], Hedge::UpTo),
    (&["maximum", "of"], Hedge::UpTo),
    (&["as", "many", "as"], Hedge::UpTo),
    (&["as", "much", "as"], Hedge::UpTo),
    (&["at", "least"], Hedge::AtLeast),
    (&["minimum", "of"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["no", "fewer", "than"], Hedge::AtLeast),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["more", "than"], Hedge::Over),
    (&["in", "excess", "of"], Hedge::Over),
    (&["upwards", "of"], Hedge::Over),
    (&["over"], Hedge::Over),
    (&["above"], Hedge::Over),
    (&["exceeding"], Hedge::Over),
    (&["less", "than"], Hedge::Under),
    (&["fewer", "than"], Hedge::Under),
    (&["under"], Hedge::Under),
    (&["below"], Hedge::Under),
    (&["almost"], Hedge::Almost),
    (&["nearly"], Hedge::Almost),
    (&["just", "under"], Hedge::Almost),
    (&["close", "to"], Hedge::Almost),
    (&["approaching"], Hedge::Almost),
    (&["around"], Hedge::Around),
    (&["about"], Hedge::Around),
    (&["approximately"], Hedge::Around),
    (&["approx"], Hedge::Around),
    (&["approx", "."], Hedge::Around),
    (&["roughly"], Hedge::Around),
    (&["circa"], Hedge::Around),
    (&["c"], Hedge::Around),
    (&["c", "."], Hedge::Around),
    (&["~"], Hedge::Around),
    (&["some"], Hedge::Around),
    (&["estimated"], Hedge::Around),
];

/// Words whose number is a name: `Section 251`, `Phase 2`, `Year 7`.
const LABELS: &[u64] = &[
    hash("section"), hash("sections"), hash("article"), hash("articles"), hash("paragraph"), hash("paragraphs"), hash("para"),
    hash("paras"), hash("schedule"), hash("schedules"), hash("part"), hash("parts"), hash("chapter"), hash("chapters"),
    hash("regulation"), hash("rule"), hash("rules"), hash("clause"), hash("clauses"), hash("table"), hash("tables"),
    hash("figure"), hash("annex"), hash("appendix"), hash("page"), hash("pages"), hash("line"), hash("uin"), hash("uins"),
    hash("question"), hash("questions"), hash("pq"), hash("pqs"), hash("number"), hash("numbers"), hash("no"), hash("nos"),
    hash("ref"), hash("reference"), hash("level"), hash("levels"), hash("tier"), hash("phase"), hash("phases"), hash("stage"),
    hash("stages"), hash("grade"), hash("grades"), hash("band"), hash("bands"), hash("category"), hash("class"), hash("type"),
    hash("types"), hash("option"), hash("options"), hash("recommendation"), hash("recommendations"), hash("track"), hash("wave"),
    hash("goal"), hash("sdg"), hash("round"), hash("step"), hash("version"), hash("lot"), hash("pillar"), hash("protocol"),
    hash("directive"), hash("resolution"), hash("hl"), hash("hcws"), hash("hlws"), hash("cp"), hash("hc"), hash("cm"), hash("cmd"),
    hash("tranche"), hash("criterion"), hash("footnote"), hash("note"), hash("item"), hash("route"), hash("junction"), hash("issue"),
    hash("volume"), hash("column"), hash("columns"), hash("col"), hash("room"), hash("channel"), hash("form"), hash("unit"), hash("gate"),
    hash("aged"), hash("age"), hash("ages"), hash("dep"), hash("act"), hash("platform"), hash("area"), hash("title"), hash("op"), hash("hansard"),
];

/// Words that end what is counted.
const STOPS: &[u64] = &[
    hash("of"), hash("in"), hash("on"), hash("at"), hash("to"), hash("for"), hash("from"), hash("by"), hash("with"), hash("and"),
    hash("or"), hash("but"), hash("as"), hash("than"), hash("that"), hash("which"), hash("who"), hash("whose"), hash("will"),
    hash("would"), hash("can"), hash("could"), hash("should"), hash("may"), hash("might"), hash("must"), hash("has"), hash("have"),
    hash("had"), hash("is"), hash("are"), hash("was"), hash("were"), hash("be"), hash("been"), hash("being"), hash("do"),
    hash("does"), hash("did"), hash("not"), hash("this"), hash("these"), hash("those"), hash("the"), hash("a"), hash("an"),
    hash("our"), hash("their"), hash("its"), hash("his"), hash("her"), hash("per"), hash("each"), hash("every"), hash("over"),
    hash("under"), hash("across"), hash("between"), hash("through"), hash("throughout"), hash("during"), hash("until"),
    hash("since"), hash("before"), hash("after"), hash("within"), hash("without"), hash("against"), hash("about"),
    hash("around"), hash("into"), hash("onto"), hash("via"), hash("if"), hash("when"), hash("where"), hash("while"),
    hash("whilst"), hash("because"), hash("so"), hash("also"), hash("only"), hash("already"), hash("now"), hash("then"),
    hash("both"), hash("either"), hash("all"), hash("compared"), hash("including"), hash("worth"), hash("available"),
    hash("currently"), hash("we"), hash("it"), hash("they"), hash("i"), hash("you"), hash("he"), hash("she"), hash("up"),
    hash("out"), hash("more."), hash("nationally"), hash("annually"), hash("together"), hash("below"), hash("above"), hash("plus"),
    hash("went"), hash("took"), hash("made"), hash("came"), hash("last"), hash("next"), hash("later"), hash("ago"), hash("old"),
    hash("well"), hash("being"), hash("there"), hash("here"), hash("any"), hash("such"), hash("no"), hash("times"), hash("receiving"),
    hash("said"), hash("us"), hash("nor"), hash("yet"), hash("cost"), hash("came"), hash("further."), hash("alone"), hash("strong"),
];

/// Words that belong to the count, not to what is counted.
const QUANTIFIERS: &[u64] = &[
    hash("more"), hash("additional"), hash("new"), hash("further"), hash("extra"), hash("other"), hash("different"),
    hash("separate"), hash("individual"), hash("eligible"), hash("full"), hash("total"), hash("such"), hash("or"),
];

impl Scan<'_> {
    /// Whether the number is the name of something: a section, a phase, or another in a list of such.
    pub(crate) fn is_label(&self, measure: &Measure, labelled_until: usize) -> bool {
        if measure.money || measure.scaled || measure.unit.is_some() {
            return false;
        }
        let Some(before) = measure.head.checked_sub(1) else { return false };
        let bracket = usize::from(self.is(before, hash("(")) && before > 0);
        let before = before - bracket;
        if self.any(before, LABELS) {
            return self.tokens.get(before).is_some_and(|label| measure.digits || label.capital) && !self.is_counted_label(before, measure);
        }
        let linked = self.dash(before) || self.any(before, &[hash("and"), hash("to"), hash(","), hash("or"), hash("/"), hash("&")]);
        if linked && labelled_until > 0 && labelled_until + 1 >= before && before + 1 > labelled_until {
            return true;
        }
        let school_year = self.any(before, &[hash("year"), hash("years")]) && self.tokens.get(before).is_some_and(|year| year.capital);
        if school_year && self.digits(measure.number).is_some_and(|year| year <= 14) {
            return true;
        }
        // `Challenger 3`, `Banking Framework 4`: a name and its number, with nothing to count after it.
        let named = self.tokens.get(before).is_some_and(|name| {
            name.kind == Kind::Word && name.capital && !self.any(before, STOPS) && before > 0 && self.tokens.get(before - 1).is_none_or(|earlier| !earlier.is_mark('.') && !earlier.is_mark(':'))
        });
        measure.digits && named && measure.end_of_number == measure.number + 1 && self.text_at(measure.number).len() <= 3 && self.noun_after(measure.tail).is_none()
    }

    /// `part 2 million`, `no 500 homes`: a label that is an ordinary word here.
    fn is_counted_label(&self, label: usize, measure: &Measure) -> bool {
        self.is(label, hash("no")) && self.noun_after(measure.tail).is_some() && !self.tokens.get(label).is_some_and(|word| word.capital)
    }

    /// Whether the number is an age, a time, a date, a list number, a telephone number, part of a name.
    pub(crate) fn is_something_else(&self, measure: &Measure, found: &[QuantityMention]) -> bool {
        if measure.money || measure.unit.is_some() {
            return false;
        }
        let (at, tail) = (measure.number, measure.tail);
        let next = self.tokens.get(tail);
        let text = self.text_at(at);
        let joined_word = next.is_some_and(|next| !next.spaced && next.kind == Kind::Word);
        if joined_word || self.any(tail, &[hash("am"), hash("pm"), hash("st"), hash("nd"), hash("rd"), hash("th")]) {
            return true;
        }
        if !measure.digits {
            return self.is_idle_word(measure, found);
        }
        let mut first = at;
        while first > 0 && at - first < 4 && self.tokens.get(first - 1).is_some_and(|before| before.kind == Kind::Number) {
            first -= 1;
        }
        let dialled = self.text_at(first);
        let telephone = dialled.starts_with('0') && dialled.len() > 1 && !dialled.starts_with("0.") && !measure.scaled;
        let more_digits = next.is_some_and(|next| next.kind == Kind::Number && !next.spaced);
        let part_of_name = measure.head > 0 && !self.tokens.get(measure.head).is_none_or(|token| token.spaced) && {
            let before = measure.head - 1;
            let glued = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind != Kind::Number && !token.is_mark('(') && !token.is_mark('~') && !token.is_mark('"') && !token.is_mark('‘') && !token.is_mark('“') && !token.is_mark('['));
            let range = self.dash(before) && before > 0 && self.tokens.get(before - 1).is_some_and(|first| first.kind == Kind::Number || first.is_mark('%'));
            let mark_after_space = self.tokens.get(before).is_some_and(|token| token.spaced && token.kind != Kind::Word) && !self.is(before, hash("#")) && !self.dash(before);
            glued(before) && !range && !mark_after_space
        };
        let clock = (self.is(tail, hash(":")) && self.joined(tail) && self.joined(tail + 1)) || (at > 1 && self.is(at - 1, hash(":")) && self.joined(at));
        let path = self.joined(tail) && (self.any(tail, &[hash("/"), hash("\\"), hash("_"), hash("@")])) && self.joined(tail + 1);
        let year = self.year(at).is_some() && text.len() == 4 && self.noun_after(tail).is_none() && !measure.scaled;
        telephone || more_digits || part_of_name || clock || path || year || self.is_age(measure) || self.is_list_number(measure)
    }

    /// `0-25 Years`, `16-year-old`, `18 to 21 year olds`.
    fn is_age(&self, measure: &Measure) -> bool {
        let year = |at: usize| self.any(at, &[hash("year"), hash("years")]);
        let skip_dash = |at: usize| at + usize::from(self.dash(at));
        let old = |at: usize| {
            let after = skip_dash(at);
            year(after) && (self.any(skip_dash(after + 1), &[hash("old"), hash("olds")]) || self.is(after + 1, hash("of")) && self.is(after + 2, hash("age")))
        };
        let capital_years = |at: usize| year(at) && self.tokens.get(at).is_some_and(|word| word.capital);
        let tail = measure.tail;
        if old(tail) || capital_years(tail) || self.any(measure.head.wrapping_sub(1), &[hash("aged"), hash("age"), hash("ages")]) {
            return true;
        }
        let second = tail + 1;
        let range = (self.dash(tail) || self.any(tail, &[hash("to"), hash("and")])) && self.digits(second).is_some_and(|upper| upper <= 30);
        if !range || measure.scaled {
            let first = measure.head.checked_sub(2).filter(|first| (self.dash(first + 1) || self.is(first + 1, hash("to"))) && self.digits(*first).is_some());
            return first.is_some_and(|first| self.digits(measure.number).is_some_and(|upper| upper <= 30) && self.digits(first).is_some_and(|lower| lower < 30) && self.any(tail, &[hash("funding"), hash("education"), hash("learners"), hash("provision"), hash("programme")]));
        }
        old(second + 1) || capital_years(second + 1) || self.any(second + 1, &[hash("funding"), hash("education"), hash("learners"), hash("provision"), hash("programme")])
    }

    /// `1.` or `(a)` at the head of a line, `[1]`, `(2)`.
    fn is_list_number(&self, measure: &Measure) -> bool {
        let (head, tail) = (measure.head, measure.tail);
        if measure.scaled || self.text_at(measure.number).len() > 2 {
            return false;
        }
        let opened = head > 0 && self.any(head - 1, &[hash("("), hash("[")]);
        let closed = self.any(tail, &[hash(")"), hash("]")]);
        let first = head == 0 || self.any(head - 1, &[hash("."), hash(":"), hash(";")]);
        let dotted = self.any(tail, &[hash("."), hash(")")]) && self.tokens.get(tail + 1).is_some_and(|next| next.spaced);
        (opened && closed) || (first && dotted && tail == head + 1)
    }

    /// A number in words that counts nothing: `one of them`, `no one`, `the two`, `one way`.
    fn is_idle_word(&self, measure: &Measure, found: &[QuantityMention]) -> bool {
        if measure.fraction.is_some() || measure.scaled || measure.value.is_some_and(|value| value.fract() != crate::quantity::Decimal::ZERO) {
            return false;
        }
        let small = matches!(self.meaning(measure.number), Lex::Cardinal(0..=2)) && measure.end_of_number == measure.number + 1;
        if !small {
            return false;
        }
        let alone = self.tokens.len() == measure.end_of_number - measure.head;
        if alone {
            return false;
        }
        if self.meaning(measure.number) == Lex::Cardinal(2) {
            return self.noun_after(measure.tail).is_none();
        }
        let listed = self.any(measure.head.wrapping_sub(1), &[hash("and"), hash("or")])
            && found.last().is_some_and(|last| self.tokens.get(measure.head).is_some_and(|here| here.start.saturating_sub(last.end) < 60));
        let plain = self.any(measure.tail, &[hash("additional"), hash("new"), hash("further"), hash("extra")]);
        let wanted = listed || plain || self.unit_of_time(measure.tail);
        !(wanted && self.noun_after(measure.tail).is_some())
    }

    fn unit_of_time(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Unit(_))
    }

    /// The noun counted after a number, and the phrase it heads: first and last token of each, the last included.
    fn noun_after(&self, tail: usize) -> Option<(usize, usize, usize)> {
        let mut at = tail;
        if self.dash(at) && self.joined(at) {
            at += 1;
        }
        let begin = at;
        let mut head = None;
        while at < begin + 7 {
            let Some(token) = self.tokens.get(at) else { break };
            let hyphen = self.dash(at) && self.joined(at) && self.joined(at + 1) && at > begin;
            if hyphen {
                at += 1;
                continue;
            }
            if token.kind != Kind::Word || self.any(at, STOPS) || (self.meaning(at) == Lex::Hundred) {
                break;
            }
            let text = token.text(self.text);
            if head.is_some_and(|head| self.is_plural(head)) && !(self.is_plural(at) && !token.capital) && !(self.dash(at - 1)) {
                break;
            }
            if text.len() > 3 && (text.ends_with("ly") || text.ends_with("ing") && at == begin && !self.is_plural(at + 1)) && !text.ends_with("family") {
                break;
            }
            head = Some(at);
            at += 1;
        }
        let head = head?;
        let verb_like = !self.is_plural(head) && self.text_at(head).ends_with("ed") && head > begin;
        let head = if verb_like { head - 1 } else { head };
        if self.any(head, QUANTIFIERS) && head == begin {
            return None;
        }
        Some((begin, head, head))
    }

    fn is_plural(&self, at: usize) -> bool {
        let text = self.text_at(at);
        let plural_words = [
            hash("people"), hash("children"), hash("men"), hash("women"), hash("police"), hash("staff"), hash("personnel"),
            hash("aircraft"), hash("fte"), hash("crew"), hash("youth"),
        ];
        (text.len() > 2 && (text.ends_with('s') || text.ends_with("s'") || text.ends_with("s’")) && !text.ends_with("ss") && !text.ends_with("us") && !text.ends_with("is") && !self.any(at, &[hash("as"), hash("was"), hash("sales"), hash("means"), hash("services'"), hash("skills"), hash("works"), hash("has")]))
            || self.any(at, &plural_words)
    }

    /// A quantity from a number, with what it counts and how it is hedged.
    pub(crate) fn quantity(&self, measure: &Measure, limit: usize) -> QuantityMention {
        let span = |first: usize, last: usize| {
            let start = self.tokens.get(first).map_or(0, |token| token.start);
            (start, self.tokens.get(last).map_or(start, |token| token.end))
        };
        let noun = self.noun_after(measure.tail).filter(|(_, head, _)| *head < limit.max(measure.tail + 1));
        let (start, mut end) = span(measure.head, measure.tail.saturating_sub(1));
        let (mut of, mut unit) = (None, Unit::None);
        let linked = self.any(measure.tail, &[hash("of"), hash("in")]);
        let after_link = linked.then(|| self.noun_after(measure.tail + 1 + usize::from(self.any(measure.tail + 1, &[hash("the"), hash("all"), hash("our")])))).flatten();
        let phrase = |(first, _, last): (usize, usize, usize)| {
            let mut first = first;
            while first < last && self.any(first, QUANTIFIERS) {
                first += 1;
            }
            span(first, last)
        };
        if let Some(known) = measure.known() {
            unit = known;
            of = after_link.filter(|_| self.is(measure.tail, hash("of"))).or(noun).map(phrase);
        } else if let Some((first, head, last)) = noun {
            let (noun_start, noun_end) = span(head, head);
            unit = Unit::Noun(noun_start, noun_end);
            let whole = phrase((first, head, last));
            of = (whole.0 < noun_start).then_some(whole);
        } else if self.is(measure.tail, hash("of")) {
            of = after_link.map(phrase);
            if let Some((_, head, _)) = after_link {
                let (noun_start, noun_end) = span(head, head);
                unit = Unit::Noun(noun_start, noun_end);
            }
        }
        if measure.fraction.is_some() || (measure.value.is_some_and(|value| value.fract() != crate::quantity::Decimal::ZERO) && !measure.digits && !measure.scaled) {
            unit = measure.known().unwrap_or(if noun.is_some() && self.any(measure.tail, &[hash("of")]) { unit } else { Unit::None });
        }
        let duration = self.unit_of_time(measure.tail + usize::from(self.dash(measure.tail)));
        let hedge = self.hedge(measure);
        if self.is(measure.tail, hash("+")) && self.joined(measure.tail) {
            end += 1;
        }
        QuantityMention { start, end, value: measure.value.map(|value| value.normalize()), fraction: measure.fraction, unit, of, hedge, duration }
    }

    /// The hedge before or after a number.
    fn hedge(&self, measure: &Measure) -> Option<Hedge> {
        let mut at = measure.head;
        while at > 0 && self.any(at - 1, &[hash("an"), hash("a"), hash("the"), hash("additional"), hash("further"), hash("extra"), hash("total"), hash("of")]) && measure.head - at < 3 {
            if self.is(at - 1, hash("of")) && !self.is(at.wrapping_sub(2), hash("total")) {
                break;
            }
            at -= 1;
        }
        for place in [measure.head, at] {
            let fits = |words: &[&str]| {
                place >= words.len() && words.iter().enumerate().all(|(back, word)| self.is(place - words.len() + back, hash(word)))
            };
            if let Some((words, hedge)) = HEDGES.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len()) {
                let from = self.is(place - words.len(), hash("under")) && self.is((place - words.len()).wrapping_sub(1), hash("just"));
                return Some(if from { Hedge::Almost } else { *hedge });
            }
        }
        let tail = measure.tail;
        if self.is(tail, hash("+")) || (self.is(tail, hash("or")) && self.is(tail + 1, hash("more"))) {
            return Some(Hedge::AtLeast);
        }
        None
    }
}

/// Adds a quantity; in a range the two share scale and unit, and cents are added to their dollars.
pub(crate) fn join_ranges(scan: &Scan<'_>, measure: &Measure, mention: &QuantityMention, found: &mut Vec<QuantityMention>) {
    let mut mention = mention.clone();
    if let Some(last) = found.last_mut() {
        let between = scan.text.get(last.end..mention.start).unwrap_or_default();
        let link = between.trim();
        let range = matches!(link, "-" | "–" | "—" | "to" | "or") || (link == "and" && scan.any_before(last.start, &[hash("between")]));
        let unitless = matches!(last.unit, Unit::None) || (matches!(last.unit, Unit::Noun(..)) && last.end >= mention.start.saturating_sub(5));
        if range {
            let ratio = scan.scale_of(measure);
            if let (Some(first), Some(second), Some(scale)) = (last.value, mention.value, ratio)
                && first < crate::quantity::Decimal::from(1000)
                && (unitless || matches!(last.unit, Unit::Known(_)))
                && first <= second
            {
                last.value = first.checked_mul(scale).map(|value| value.normalize());
            }
            if unitless && !matches!(mention.unit, Unit::None) {
                last.unit = mention.unit;
                last.of = last.of.or(mention.of);
            }
            if let (Unit::Known(unit), false) = (last.unit, matches!(mention.unit, Unit::Known(_))) {
                mention.unit = Unit::Known(unit);
            }
        } else if matches!(link, "and" | "" | ",")
            && let (Unit::Known("p" | "c"), Unit::Known(unit)) = (mention.unit, last.unit)
            && !matches!(unit, "%" | "p" | "c")
            && let (Some(whole), Some(part)) = (last.value, mention.value)
            && part < crate::quantity::Decimal::from(100)
        {
            last.value = part.checked_div(crate::quantity::Decimal::from(100)).and_then(|part| whole.checked_add(part)).map(|sum| sum.normalize());
            last.end = mention.end;
            return;
        }
    }
    found.push(mention);
}

impl Scan<'_> {
    /// Whether one of these words stands right before, or one word before, the byte `start`.
    fn any_before(&self, start: usize, words: &[u64]) -> bool {
        let at = self.tokens.partition_point(|token| token.start < start);
        (1..=2).any(|back| at >= back && self.any(at - back, words))
    }

    /// The scale written after a number: a million for `10.5m`.
    fn scale_of(&self, measure: &Measure) -> Option<crate::quantity::Decimal> {
        let value = measure.value?;
        let plain = crate::quantity::parse(&self.text_at(measure.number).replace(',', "")).filter(|plain| !plain.is_zero())?;
        (measure.scaled && measure.digits).then(|| value.checked_div(plain)).flatten()
    }
}
