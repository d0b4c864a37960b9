//! The noun that a number counts, and the phrase it heads.
//!
//! It must not look at the number.

use crate::language::scan::Scan;
use crate::language::tokens::{Kind, Token, word, words};
use crate::language::words::Lex;

/// Words that end what is counted.
#[rustfmt::skip]
pub(crate) const STOPS: &[u64] = words![
    "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "than", "that",
    "which", "who", "whose", "will", "would", "can", "could", "should", "may", "might", "must", "has",
    "have", "had", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "not",
    "this", "these", "those", "the", "a", "an", "our", "their", "its", "his", "her", "per", "each",
    "every", "over", "under", "across", "between", "through", "throughout", "during", "until", "since",
    "before", "after", "within", "without", "against", "about", "around", "into", "onto", "via", "if",
    "when", "where", "while", "whilst", "because", "so", "also", "only", "already", "now", "then",
    "both", "either", "all", "compared", "including", "worth", "available", "currently", "we", "it",
    "they", "i", "you", "he", "she", "up", "out", "more.", "nationally", "annually", "together",
    "below", "above", "plus", "went", "took", "made", "came", "last", "next", "later", "ago", "old",
    "well", "being", "there", "here", "any", "such", "no", "times", "receiving", "said", "us", "nor",
    "yet", "cost", "came", "further.", "alone", "strong", "instead", "outside",
    "towards", "toward", "thanks", "despite", "alongside", "rather",
];

/// Words that belong to the count, not to what is counted.
#[rustfmt::skip]
pub(crate) const QUANTIFIERS: &[u64] = words![
    "more", "additional", "new", "further", "extra", "other", "different", "separate", "individual",
    "eligible", "full", "total", "such", "or",
];

/// Measures that stand in the singular before what they measure.
#[rustfmt::skip]
const SINGULAR_MEASURES: &[u64] = words![
    "metre", "meter", "kilometre", "kilometer", "mile", "inch", "foot", "yard", "acre", "hectare", "litre",
    "gallon", "tonne", "watt", "megawatt", "gigawatt", "hour", "minute", "day", "week", "month", "year",
];

/// Words whose number is a name: `Section 251`, `Phase 2`, `Year 7`.
#[rustfmt::skip]
pub(super) const LABELS: &[u64] = words![
    "section", "sections", "article", "articles", "paragraph", "paragraphs", "para", "paras",
    "schedule", "schedules", "part", "parts", "chapter", "chapters", "regulation", "rule", "rules",
    "clause", "clauses", "table", "tables", "figure", "annex", "appendix", "page", "pages", "line",
    "uin", "uins", "question", "questions", "pq", "pqs", "number", "numbers", "no", "nos", "ref",
    "reference", "level", "levels", "tier", "phase", "phases", "stage", "stages", "grade", "grades",
    "band", "bands", "category", "class", "type", "types", "option", "options", "recommendation",
    "recommendations", "track", "wave", "goal", "sdg", "round", "step", "version", "lot", "pillar",
    "protocol", "directive", "resolution", "hl", "hcws", "hlws", "cp", "hc", "cm", "cmd", "tranche",
    "criterion", "footnote", "note", "item", "route", "junction", "issue", "volume", "column",
    "columns", "col", "room", "channel", "form", "unit", "gate", "aged", "age", "ages", "dep", "act",
    "platform", "area", "title", "op", "hansard", "zone", "zones", "terminal", "runway", "formula", "iso",
    "mk", "challenger", "cohort", "cohorts", "cycle", "priority", "box", "scope", "gateway", "gateways", "milestone",
    "milestones", "strand", "strands",
];

impl Scan<'_> {
    /// The noun counted after a number, and the phrase it heads: first and last token of each, the last included.
    pub(super) fn noun_after(&self, tail: usize) -> Option<(usize, usize, usize)> {
        let mut at = tail;
        if self.dash(at) && self.joined(at) {
            at += 1;
            // `a 70-bed unit`, but not `a 30-hours-funded place`
            let plain = self.tokens.get(at).is_some_and(|of| of.kind == Kind::Word && !of.spaced);
            if plain && !self.is_plural(at) && !self.dash(at + 1) && !self.any(at, STOPS) {
                return Some((at, at, at));
            }
        }
        // `300 or more homes`, `9 or fewer employees`
        if self.is(at, word!("or")) && self.any(at + 1, words!["more", "fewer", "less"]) {
            at += 2;
        }
        let begin = at;
        // `a 24-hour service`, `a 30 mile radius`: so many hours and miles.
        if self.any(begin, SINGULAR_MEASURES) && begin < self.tokens.len() && !self.names_a_sort(begin) {
            return Some((begin, begin, begin));
        }
        let mut head = None;
        // `300 special educational needs and disabilities (SEND) places`: what is behind the bracket is counted.
        let mut reach = begin + 7;
        if let Some(behind) = self.behind_a_bracket(begin) {
            (at, reach) = (behind, behind + 7);
        }
        while at < reach {
            let Some(token) = self.tokens.get(at) else { break };
            let hyphen = self.dash(at) && self.joined(at) && self.joined(at + 1) && at > begin;
            if hyphen {
                // `20 state-of-the-art hospitals`: one word, whatever it is made of.
                (at, reach, head) = (at + 2, reach + 2, Some(at + 1));
                continue;
            }
            if !self.only_leads_on(token, at, begin, head) {
                if self.ends_a_phrase(token, at, begin, head) {
                    break;
                }
                head = Some(at);
            }
            at += 1;
        }
        let head = head?;
        let verb_like = !self.is_plural(head)
            && self.text_at(head).ends_with("ed")
            && head > begin
            && !self.dash(head - 1);
        let head = if verb_like { head - 1 } else { head };
        if self.any(head, QUANTIFIERS) && head == begin {
            return None;
        }
        Some((begin, head, head))
    }

    /// `high-quality`: whether a dash joins a token to the next.
    fn is_joined_by_a_dash(&self, at: usize) -> bool {
        self.dash(at + 1) && self.joined(at + 1) && self.joined(at + 2)
    }

    /// `1.5m high-quality homes`, `2m extra appointments`: whether what stands at `at` describes many of something.
    pub(super) fn describes_many(&self, at: usize) -> bool {
        let describes = self.any(at, QUANTIFIERS) || self.is_described(at) || self.is_joined_by_a_dash(at);
        let many = |(_, head, _): (usize, usize, usize)| head > at && self.is_plural(head);
        describes && self.noun_after(at).is_some_and(many)
    }

    /// Whether the `m` at `at` tells how long each is: `two 25m six-lane pools`, `a 50m athletics track`, `50m pools`.
    pub(super) fn is_a_length(&self, at: usize) -> bool {
        let before = at.wrapping_sub(2);
        let long = words!["pools", "pitches", "tracks", "lanes", "paths", "bridges", "tunnels", "masts"];
        self.any(before, words!["a", "an", "each"])
            || matches!(self.meaning(before), Lex::Cardinal(_))
            || self.noun_after(at + 1).is_some_and(|(_, head, _)| self.any(head, long))
    }

    /// Whether a token belongs to the phrase that begins at `begin` and has its noun so far at `head`, but is none itself.
    fn only_leads_on(&self, token: &Token, at: usize, begin: usize, head: Option<usize>) -> bool {
        // The `on` of `on-street parking bays`, the `highly` of `highly-skilled jobs`; not of `500 homes fully-funded by us`.
        let opens_a_compound = token.kind == Kind::Word
            && !head.is_some_and(|head| self.is_plural(head))
            && self.is_joined_by_a_dash(at)
            && (self.any(at, STOPS) || token.text(self.text).ends_with("ly"));
        // `200 affordable, energy-efficient homes`, `1.5 million safe and decent homes`
        let joins = || {
            self.any(at, words![",", "and", "or"])
                && head == Some(at - 1)
                && (self.describes(at - 1, at + 1) || self.is_half_of_a_compound(at, begin))
        };
        // `500 highly skilled nurses`
        let heightens = || {
            at == begin
                && token.text(self.text).ends_with("ly")
                && !self.is(at, word!("family"))
                && (at + 2..at + 4).any(|noun| self.is_plural(noun))
                && self.is_described(at + 1)
        };
        // `2,000 3-bedroom homes`
        let sized = || {
            at == begin
                && token.kind == Kind::Number
                && self.dash(at + 1)
                && self.joined(at + 1)
                && self.tokens.get(at + 2).is_some_and(|size| size.kind == Kind::Word && !size.spaced)
        };
        let numbers_a_sort =
            || token.kind == Kind::Number && at > begin && self.names_a_sort(at - 1) && head == Some(at - 1);
        opens_a_compound || joins() || heightens() || sized() || numbers_a_sort()
    }

    /// Whether a word and the number after it tell of what sort the things are that follow: `400 Band 6 nurses`.
    pub(super) fn names_a_sort(&self, at: usize) -> bool {
        let numbered = self.tokens.get(at + 1).is_some_and(|number| number.kind == Kind::Number);
        let follows = self
            .tokens
            .get(at + 2)
            .is_some_and(|noun| noun.kind == Kind::Word && noun.spaced && !noun.capital);
        (self.any(at, LABELS) || self.is(at, word!("year")))
            && numbered
            && self.text_at(at + 1).len() <= 2
            && follows
            && !self.any(at + 2, STOPS)
    }

    /// Whether the phrase that begins at `begin` and has its noun so far at `head` is over before a token.
    fn ends_a_phrase(&self, token: &Token, at: usize, begin: usize, head: Option<usize>) -> bool {
        if token.kind != Kind::Word || self.any(at, STOPS) || self.meaning(at) == Lex::Hundred {
            return true;
        }
        // `50 Young Futures Hubs`
        let named = head.and_then(|head| self.tokens.get(head)).is_some_and(|head| head.capital);
        let is_whole = head.is_some_and(|head| self.is_plural(head))
            && (token.capital && !named || !self.is_plural(at))
            && !self.dash(at - 1);
        let text = token.text(self.text);
        let is_no_noun = text.len() > 3
            && (text.ends_with("ly") || text.ends_with("ing") && at == begin && !self.is_plural(at + 1))
            && !text.ends_with("family");
        is_whole || is_no_noun
    }

    /// The index behind a bracket that stands before what is counted: `500 electric vehicle (EV) charge points`, `10,000
    /// (native) trees`. A plural before it is what is counted (`1,000 general practitioners (GPs)`) unless one follows it.
    fn behind_a_bracket(&self, begin: usize) -> Option<usize> {
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
        let open = (begin..begin + 7)
            .find(|at| self.is(*at, word!("(")) || !(is_word(*at) || self.dash(*at) && self.joined(*at)))?;
        let words = begin..open;
        let small = words
            .clone()
            .any(|at| self.any(at, STOPS) && !self.any(at, words!["and", "or"]) && !self.dash(at + 1));
        let abbreviates = self.text_at(open + 1).chars().filter(|letter| letter.is_uppercase()).count() > 1;
        let bracketed = self.is(open, word!("(")) && is_word(open + 1) && self.is(open + 2, word!(")"));
        let counted = (open + 3..open + 6)
            .take_while(|at| is_word(*at) && !self.any(*at, STOPS))
            .any(|at| self.is_plural(at));
        let lower = self.tokens.get(open + 3).is_some_and(|next| !next.capital && next.spaced);
        (bracketed && !small && counted && lower && (abbreviates || words.is_empty())).then_some(open + 3)
    }

    /// Whether the word at `joint` joins two words that stand for one plural behind them: `899 damp and mould packages`. Of
    /// several things none is told in the singular.
    fn is_half_of_a_compound(&self, joint: usize, begin: usize) -> bool {
        let plain = |at: usize| {
            let word = self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !token.capital);
            word && !self.any(at, STOPS)
        };
        let several = !self.any(begin.wrapping_sub(1), words!["1", "one"]);
        several
            && !self.is(joint, word!(","))
            && [joint - 1, joint + 1].into_iter().all(|half| plain(half) && !self.is_plural(half))
            && plain(joint + 2)
            && self.is_plural(joint + 2)
    }

    /// Whether the word at `at` only describes the plural that follows soon after the token `next`.
    fn describes(&self, at: usize, next: usize) -> bool {
        // `safe, decent and affordable homes`
        let joins =
            |at: usize| at > next && self.any(at, words![",", "and", "or"]) && self.is_described(at - 1);
        let row = (next..next + 6).take_while(|at| {
            let word = self.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word && !token.capital);
            (word || self.dash(*at)) && !self.any(*at, STOPS) || joins(*at)
        });
        // `3,000 low-carbon, low-energy homes`
        let compound =
            at > 1 && self.dash(at - 1) && self.joined(at - 1) && self.joined(at) && !self.is_plural(at);
        (compound || self.is_described(at)) && row.into_iter().any(|at| self.is_plural(at))
    }

    /// Whether a word tells of what sort a thing is.
    fn is_described(&self, at: usize) -> bool {
        let ends = ["able", "ible", "al", "ic", "ive", "ful", "ous", "ent", "ant", "less", "ary", "ed"];
        ends.iter().any(|end| self.text_at(at).ends_with(end))
            || self.any(at, words!["safe", "warm", "green", "local", "small", "large", "new", "young"])
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let text = self.text_at(at);
        let plural_words = words![
            "people", "children", "men", "women", "police", "staff", "personnel", "aircraft", "fte", "crew",
            "youth"
        ];
        (text.len() > 2
            && (text.ends_with('s') || text.ends_with("s'") || text.ends_with("s’"))
            && !text.ends_with("ss")
            && !text.ends_with("us")
            && !text.ends_with("is")
            // `14 of the Council's vehicles`: whose they are is not what is counted.
            && !text.ends_with("'s")
            && !text.ends_with("’s")
            && !self.any(at, words!["as", "was", "sales", "means", "services'", "skills", "works", "has"]))
            || self.any(at, plural_words)
    }
}
