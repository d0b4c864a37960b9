//! Who acts in a sentence: the whole name that is the subject of the verb group which carries it.
//!
//! It must not judge whether who acts undertakes anything. What stands behind the verb acts only where the verb is passive.

mod phrases;

use crate::language::speech::Reading;
use crate::language::speech::actors::Actor;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::reported::carrier;
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::{Kind, Token, WordHash, hash, word, words};
use phrases::{ARTICLES, Phrase, before_verb, chain};

/// Where the words stand that name who acts in a sentence.
#[must_use]
pub fn actor_of(text: &str, reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let lead_in = || reading.sentences.get(at)?.lead_in;
    named_in(text, reading, at).or_else(|| named_in(text, reading, lead_in()?))
}

/// Who acts in a sentence by its own words.
fn named_in(text: &str, reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let names = Names { text, reading, row: reading.symbols.get(at)? };
    let groups = reading.groups.get(at)?;
    let Some(main) = main_of(groups) else {
        let is_item = reading.sentences.get(at)?.lead_in.is_some();
        return if is_item { None } else { names.known_first() };
    };
    let act = reading.verdicts.get(at)?.act;
    let told = carrier(names.row, groups, act).filter(|told| told.at != main.at);
    told.and_then(|told| names.of_group(told, groups))
        .or_else(|| names.of_group(main, groups))
        .or_else(|| names.ourselves(groups))
}

/// The words that a verb group is said of, an article included: `the Israeli Government`, `a total of £5 million` is `a total`.
pub(super) fn subject_phrase(row: &[Symbol], groups: &[Group]) -> Option<Phrase> {
    let verb = main_of(groups)?.at;
    chain(row, groups, before_verb(row, verb)).last().copied()
}

/// The names of a sentence.
struct Names<'r> {
    text: &'r str,
    reading: &'r Reading,
    row: &'r [Symbol],
}

impl Names<'_> {
    /// Who does what a verb group says.
    fn of_group(&self, group: &Group, groups: &[Group]) -> Option<(usize, usize)> {
        let agent = || if is_passive(group) { self.agent(group.end, groups) } else { None };
        self.subject(group.at, groups).or_else(agent)
    }

    /// Who stands before the verb at `verb` as its subject.
    fn subject(&self, verb: usize, groups: &[Group]) -> Option<(usize, usize)> {
        let end = before_verb(self.row, verb);
        let nearest = self.row.get(end.checked_sub(1)?)?;
        let antecedents = words!["it", "they", "he", "she", "which", "who"];
        if antecedents.contains(&nearest.word) {
            let known = self.row.get(..end - 1)?.iter().rposition(|symbol| symbol.actor.is_some())?;
            return self.span(self.name_of(*chain(self.row, groups, known + 1).first()?)?);
        }
        let phrases = chain(self.row, groups, end);
        let (head, behind) = phrases.split_last()?;
        let mut name = self.name_of(*head)?;
        // `the Secretary of State for Education`, `the Mayor of London`
        let is_whole = name.last == head.last;
        for phrase in behind.iter().rev().filter(|_| is_whole) {
            let linked =
                self.row.get(name.last + 1).is_some_and(|link| words!["of", "for"].contains(&link.word));
            if !linked || name.last + 2 != phrase.first || !self.is_name(phrase.last) {
                break;
            }
            name.last = phrase.last;
        }
        // `the Department and Ofsted will`, `Kensington and Chelsea Council will`
        let and = name
            .first
            .checked_sub(1)
            .filter(|and| self.row.get(*and).is_some_and(|and| words!["and", "&"].contains(&and.word)));
        let others = and.map(|and| chain(self.row, groups, and)).unwrap_or_default();
        let capitals = |other: &Phrase| (other.first..=other.last).all(|at| self.is_name(at));
        let named = |other: &Phrase| self.name_of(*other).or(Some(*other).filter(capitals));
        if let Some(other) = others.last().and_then(named)
            && others.last().is_some_and(|whole| whole.last == other.last)
        {
            name.first = other.first;
        }
        self.span(name)
    }

    /// The `we` of another main clause: `Taking this approach, understanding what drives it, we will`.
    fn ourselves(&self, groups: &[Group]) -> Option<(usize, usize)> {
        groups.iter().filter(|group| group.opened == 0).find_map(|group| {
            let at = before_verb(self.row, group.at).checked_sub(1)?;
            let we = matches!(self.row.get(at)?.actor, Some(Actor::We | Actor::I));
            if we { self.span(Phrase { first: at, last: at }) } else { None }
        })
    }

    /// Who is named behind `by`: `will be published by the Department`.
    fn agent(&self, end: usize, groups: &[Group]) -> Option<(usize, usize)> {
        // `will be updated in May, pending approval by the Council`
        let is_end = |at: &usize| {
            let comma = self.row.get(*at).is_some_and(|comma| comma.word == word!(","));
            comma || groups.iter().any(|group| group.at == *at)
        };
        let until = (end..self.row.len()).find(is_end).unwrap_or(self.row.len());
        let by = (end..until.min(end + 12))
            .find(|at| self.row.get(*at).is_some_and(|by| by.word == word!("by")))?;
        let first = by + 1;
        let article = usize::from(self.row.get(first).is_some_and(|word| ARTICLES.contains(&word.word)));
        let last = (first + article..until).take_while(|at| self.is_name(*at)).last()?;
        let known = (first..=last).any(|at| self.row.get(at).is_some_and(|symbol| symbol.actor.is_some()));
        if known { self.span(Phrase { first, last }) } else { None }
    }

    /// The first that a sentence without a verb names.
    fn known_first(&self) -> Option<(usize, usize)> {
        let known = self.row.iter().position(|symbol| symbol.actor.is_some())?;
        self.span(self.name_of(*chain(self.row, &[], known + 1).first()?)?)
    }

    /// The name in a phrase, if it is one of somebody who can act.
    fn name_of(&self, phrase: Phrase) -> Option<Phrase> {
        let Phrase { first, last } = phrase;
        let known =
            (first..=last).rev().find(|at| self.row.get(*at).is_some_and(|symbol| symbol.actor.is_some()));
        let first = self.begin_of(phrase, known.unwrap_or(last));
        let Some(known) = known else {
            let named = self.is_name(last) && !self.is_thing(first, last);
            return (named && !self.is_any_word(first, last)).then_some(Phrase { first, last });
        };
        if known == last {
            return Some(Phrase { first, last });
        }
        // `the Government's plan`: whose it is. `NHS Supply Chain`, `Home Office caseworkers`: who acts.
        if self.is_possessive(known) {
            return Some(Phrase { first, last: known });
        }
        let named = self.is_name(last) && !self.is_thing(first, last);
        let workers = self.token_at(known).is_some_and(|token| token.capital)
            && self.row.get(last).is_some_and(|symbol| symbol.shape == word!("~s"));
        (named || workers).then_some(Phrase { first, last })
    }

    /// Where the name begins that ends at `known` in a phrase: at its article, else at the first of its capitals.
    fn begin_of(&self, phrase: Phrase, known: usize) -> usize {
        let opening = self.row.get(phrase.first).map_or(0, |symbol| symbol.word);
        // `the demands Defence makes`: a plural behind the article is another thing.
        let plural = (phrase.first + 1..known).any(|at| {
            !self.is_name(at) && self.row.get(at).is_some_and(|symbol| symbol.shape == word!("~s"))
        });
        if ARTICLES.contains(&opening) && !plural {
            return phrase.first;
        }
        let levels = words!["local", "central", "national", "devolved", "successive", "-", "&"];
        // `Healthcare products Regulatory Agency`
        let inner = |at: usize| {
            self.row.get(at).is_some_and(|symbol| symbol.shape == word!("~s"))
                && at > phrase.first
                && self.is_name(at - 1)
                && self.is_name(at + 1)
        };
        let belongs = |at: usize| {
            let opens = at == 1 && OPENING.contains(&self.row.get(at).map_or(0, |symbol| symbol.word));
            !opens
                && (self.is_name(at)
                    || inner(at)
                    || self.row.get(at).is_some_and(|symbol| levels.contains(&symbol.word)))
        };
        (phrase.first..known).rev().take_while(|at| belongs(*at)).last().unwrap_or(known)
    }

    /// Whether a symbol is a name or a part of one.
    fn is_name(&self, at: usize) -> bool {
        let known = self.row.get(at).is_some_and(|symbol| symbol.actor.is_some());
        let is_word = |token: &Token| token.kind == Kind::Word && token.capital;
        known || self.token_at(at).is_some_and(is_word)
    }

    /// Whether a name is one of a paper, a law, a payment or a place; `Social Security Scotland` is none.
    fn is_thing(&self, first: usize, last: usize) -> bool {
        let is = |at: usize, wanted: &[u64]| self.row.get(at).is_some_and(|at| wanted.contains(&at.word));
        let place = is(last.saturating_sub(1), words!["north", "south", "east", "west", "mid"]);
        let body = last > first && self.is_name(last - 1) && !place;
        is(last, THINGS) && !(body && is(last, words!["england", "scotland", "wales", "britain"]))
    }

    /// Whether a phrase is one word at the head of its sentence, with a capital there only and no other in it.
    fn is_any_word(&self, first: usize, last: usize) -> bool {
        let Some(token) = self.token_at(last).filter(|_| first == last && last == 1) else { return false };
        let inner = token.text(self.text).chars().skip(1).any(char::is_uppercase);
        let (tokens, place) = (&self.reading.tokens, self.row.get(last).map_or(0, |symbol| symbol.token));
        // Of a long text what is near: the text is read once for each such sentence.
        let near = place.saturating_sub(NEAR)..tokens.len().min(place + NEAR);
        let same = |at: usize| tokens.get(at).filter(|other| other.word == token.word);
        let is_inside = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            before.is_some_and(|before| before.kind == Kind::Word && !before.capital)
        };
        let is_elsewhere =
            near.clone().any(|at| same(at).is_some_and(|other| other.capital) && is_inside(at));
        let is_lower = || near.clone().any(|at| same(at).is_some_and(|other| !other.capital));
        !inner && (!is_elsewhere || is_lower())
    }

    fn token_at(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(self.row.get(at)?.token)
    }

    /// The last token of a symbol.
    fn last_token(&self, at: usize) -> Option<&Token> {
        let token = self.row.get(at)?.token;
        let next = self.row.get(at + 1).map_or(token + 1, |next| next.token);
        self.reading.tokens.get(next.saturating_sub(1).max(token))
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.last_token(at)
            .is_some_and(|token| without_possessive(token.text(self.text)) < token.end - token.start)
    }

    fn span(&self, phrase: Phrase) -> Option<(usize, usize)> {
        let last = self.last_token(phrase.last)?;
        let end = last.start + without_possessive(last.text(self.text));
        Some((self.token_at(phrase.first)?.start, end))
    }
}

/// How long a word is without its closing `'s`.
fn without_possessive(word: &str) -> usize {
    let stem = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end));
    stem.map_or(word.len(), str::len)
}

fn is_passive(group: &Group) -> bool {
    ["will+be+ed", "has+been+ed", "is+ed", "was+ed", "is+being", "can+be+ed"]
        .iter()
        .any(|frame| hash(frame) == group.frame)
}

/// How many tokens before and behind a name are looked at.
const NEAR: usize = 2_000;

/// Words that open a sentence and belong to no name.
#[rustfmt::skip]
const OPENING: &[WordHash] = words![
    "however", "therefore", "meanwhile", "furthermore", "moreover", "additionally", "finally", "currently", "recently",
    "today", "tomorrow", "yesterday", "following", "further", "separately", "similarly", "ultimately", "subsequently",
    "accordingly", "nevertheless", "nonetheless", "firstly", "secondly", "lastly", "previously", "although", "though",
];

/// What names with a capital end in that act in no sentence: papers, laws, payments, and those who are only addressed.
#[rustfmt::skip]
const THINGS: &[WordHash] = words![
    "act", "acts", "bill", "bills", "order", "regulations", "code", "codes", "framework", "strategy", "plan", "plans",
    "paper", "budget", "statement", "report", "guidance", "policy", "standard", "standards", "agreement", "treaty",
    "convention", "credit", "pension", "pensions", "payment", "payments", "allowance", "benefit", "tax", "levy", "grant",
    "grants", "scheme", "fund", "rules", "charter", "target", "targets", "project", "system", "site", "week",
    "day", "member", "members", "friend", "parliament", "house", "england", "scotland", "wales", "london", "britain",
    "europe", "programme", "manifesto", "initiative", "campaign", "award", "awards", "deal", "mission", "missions",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;
    use crate::language::speech;

    #[test]
    #[rustfmt::skip]
    fn who_acts_is_the_subject_by_its_whole_name() {
        let rows: &[(&str, Option<&str>)] = &[
            ("The Armed Forces Commissioner will publish an annual report to the Department.", Some("The Armed Forces Commissioner")),
            ("Thames Water will publish its plan for the Environment Agency.", Some("Thames Water")),
            ("UKSV implemented a stabilisation programme.", Some("UKSV")),
            ("Leeds City Council will plant 500 trees.", Some("Leeds City Council")),
            ("Next year, the UK will contribute £500 million, supporting the Government's mission.", Some("the UK")),
            ("In 2025-26, the UK will provide £101 million, strengthening Palestinian Authority governance.", Some("the UK")),
            ("The Armed Forces Recruitment Programme will deliver a service by 2027.", Some("The Armed Forces Recruitment Programme")),
            ("NHS Supply Chain will publish the tender in June.", Some("NHS Supply Chain")),
            ("The Israeli Government will open the crossing.", Some("The Israeli Government")),
            ("We know that local government will need support.", Some("We")),
            ("In June local government will receive £5 million.", Some("local government")),
            ("The Department for Transport (DfT) will therefore publish it.", Some("The Department for Transport")),
            ("The Secretary of State for Education will write to councils.", Some("The Secretary of State for Education")),
            ("The Government's Plan for Change will deliver 5,000 homes.", Some("The Government")),
            ("The strategy will be published by the Welsh Ministers in June.", Some("the Welsh Ministers")),
            ("The knives will be outlawed from 24 September, supported by police officers and the Home Office.", None),
            ("The Department, working with Ofsted, will publish it.", Some("The Department")),
            ("The Department and NHS England will publish it.", Some("The Department and NHS England")),
            ("Today the Government is announcing £5 million.", Some("the Government")),
            ("In England the Department will publish a plan for schools.", Some("the Department")),
            ("The Climate Change Act requires the Government to report.", None),
            ("Funding will be given to the Environment Agency.", None),
            ("Openreach will connect homes under a Government contract. It is for Openreach to say how.", Some("Openreach")),
            ("The Government will publish a response in which it will say so.", Some("The Government")),
            ("There will be a debate in the Department.", None),
            ("Home Office caseworkers will decide by June.", Some("Home Office caseworkers")),
            ("Transport for the North will publish a plan.", Some("Transport for the North")),
            ("The Bank of England will publish its decision.", Some("The Bank of England")),
            ("Our travel advice for Laos and Indonesia was updated in November.", None),
            ("The Minister for Schools and the Department will meet them.", Some("The Minister for Schools and the Department")),
            ("The demands Defence makes of its people have grown.", None),
            ("The Labour Manifesto said that schools will be funded.", None),
            ("Social Security Scotland will begin paying it in November.", Some("Social Security Scotland")),
            ("Kensington and Chelsea Council will build 600 homes.", Some("Kensington and Chelsea Council")),
            ("The Norfolk and Waveney Integrated Care Board will open 12 practices.", Some("The Norfolk and Waveney Integrated Care Board")),
            ("The allocation for the NHS Devon Integrated Care Board will be set out in May.", None),
            ("The data collected through the Primary Care Data Programme will be used.", None),
            ("It is due to be updated in August, pending approval by the General Medical Council.", None),
            ("The Parliamentary Under-Secretary of State for Patient Safety, Women's Health and Mental Health will write to them.", Some("The Parliamentary Under-Secretary of State for Patient Safety, Women's Health and Mental Health")),
            ("On top of this, as announced at Spring Budget, the Government and NHS England are investing £35 million.", Some("the Government and NHS England")),
            ("The Medicines and Healthcare products Regulatory Agency will publish it.", Some("The Medicines and Healthcare products Regulatory Agency")),
        ];
        let mut wrong = Vec::new();
        for (said, expected) in rows {
            let text = from_plain(said);
            let reading = speech::read(&text.text, &text.blocks, "2025-02-12".parse().ok());
            let found = actor_of(&text.text, &reading, 0).and_then(|(start, end)| text.text.get(start..end));
            if found != *expected {
                wrong.push(format!("{said}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_item_is_done_by_whom_its_list_names() {
        let text = from_plain("The council will:\n\n- work with the Environment Agency to plant 500 trees");
        let reading = speech::read(&text.text, &text.blocks, None);
        assert_eq!(actor_of(&text.text, &reading, 1), Some((0, "The council".len())));
    }
}
