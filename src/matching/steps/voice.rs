//! What a passage says in its own voice, and not as the word of another.
//!
//! A sentence counts up to where the word of another begins: of "the hon. Member says that we have" nothing is left after "says". It
//! must not judge who is right.

use super::sentence::sentences;
use crate::matching::tokens::one_of;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words after which something is only supposed, doubted, hoped for, or said by nobody who is named.
const OPENS: &str = "\
    been reported that|reports that|wrong to|no truth in|denied it had|denies it has|denied having|denies having|incorrect to|doubt that|doubts that|doubted that|disputes that|disputed that|rumours \
    that|rumour that|nobody|no one can say|no one can claim|suppose|supposing|imagine|pretend that|pretends that|look forward to|looking forward to|asks \
    why|asked why|understood that|in evidence that|adamant that|have us believe|supposed to believe|assured the|assured us|assured me|informed the|informed us|informed me";
/// Words by which a sentence takes back all that it tells, or leaves it open.
const DENIES: &str = "\
    untrue|not true|not the case|is false|are false|not recognise|no evidence|not stand up|later corrected|since corrected|since been \
    corrected|myth|in theory|if you believe|not audited|unaudited|supposedly|allegedly|reportedly|apparently|\
    purportedly";
/// How the sentence after begins where it takes back what was told, and the most words that it then has, or which it has too.
const TAKES_BACK: &str = "\
    it had not|it has not|it was not|it is not|they had not|they have not|they were not|he was wrong|she was wrong|that is not|this is \
    not|that was not|this was not|that is wrong|this is wrong|this figure|that figure";
/// Words with which a sentence goes on about what was told.
const SPOKEN_OF: &str = "it they he she that this however but";
const SHORT: usize = 4;
/// What may come after "is not" where that takes something back: "that is not so", but not "that is not all".
const NOT_SO: &str = "so true right correct accurate met done";
const PUT_RIGHT: &str = "since been corrected|since been withdrawn|since been revised|was wrong|is wrong";
/// Verbs by which somebody says something, with or without a "that".
const SAYS: &str = "\
    says said boasts boasted insists insisted argues argued alleges asserts asserted contends contended reckons told";
/// The same, which are other words too: a "that" follows, or who is spoken of.
const SAYS_THAT: &str = "\
    claim claims claimed allege alleged argue insist hoped believed thought assumes assumed suggests suggested deny denies denied denying heard \
    predicts predicted maintains maintained states stated";
/// And which one's own word may be too.
const HOLDS: &str = "believe believes think thinks reported wrote writes";
const OF_WHOM: &str = "we they he she";
/// Words by which who or what is spoken of begins.
const WHO: &str = "the a an all no some more over our his her its their this these those it we they he she i there nearly almost about around";
/// Words before "say" after which nobody else says it.
const NOT_SAID: &str =
    "final a the to can cannot could will would shall should must might may let me us i we not";
/// Words before a verb by which one's own word is told: "I said", "having said that".
const OWN: &str = "i we being having";
/// Words between.
const BETWEEN: &str = "have has had also already now just repeatedly recently often always";
/// Words at which no name of a speaker begins.
const NO_SPEAKER: &str = "as and or which who of than";
/// Words at which the name of one who claims something begins.
const SPEAKERS: &str = "the he she it they ministers officials critics unions";
/// The most words that name a speaker: ", the hon. Member for Windsor says".
const SPEAKER: usize = 9;
/// What is no person's word.
const RECORDS: &str = "\
    data figures statistics census survey surveys records returns register estimates analysis research information plan plans schedule \
    timetable code forms law act regulations guidance criteria rules formula ons nao ofsted ofcom audit auditor inspectorate";
/// People whose word it is, though no name has a capital.
const PEOPLE: &str = "critics sources officials ministers unions campaigners councillors";

/// Words after a name in whose eyes something is so: "in the Department's view".
const VIEWS: &str = "view account words telling eyes";

/// Whether a passage has a word without which nobody else speaks in it: most have none, and need not be taken apart.
fn may_be_of_others(passage: &str) -> bool {
    static TELLING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let longest = |words: &'static str| words.split(' ').max_by_key(|word| word.len());
        let last = |words: &'static str| words.rsplit(' ').next();
        let phrases = [OPENS, DENIES].into_iter().flat_map(|list| list.split('|')).filter_map(longest);
        let after = TAKES_BACK.split('|').filter_map(last).filter(|word| *word != "not");
        let words =
            [SAYS, SAYS_THAT, HOLDS, VIEWS, "say according"].into_iter().flat_map(|list| list.split(' '));
        phrases.chain(after).chain(words).collect()
    });
    let mut lower = String::new();
    let mut words = passage.split(|letter: char| !letter.is_alphanumeric());
    let tells = words.any(|word| {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
        TELLING.contains(lower.as_str())
    });
    let is_not_so = |so: &str| passage.contains(" not ") && passage.contains(&format!(" not {so}."));
    tells
        || [" not.", ": \"", ": \u{201c}"].into_iter().any(|mark| passage.contains(mark))
        || NOT_SO.split(' ').any(is_not_so)
}

/// The passage without the words of others.
pub(in crate::matching) fn own_voice(passage: &str) -> String {
    if !may_be_of_others(passage) {
        return passage.to_owned();
    }
    let told: Vec<&str> = sentences(passage).collect();
    let mut own = String::with_capacity(passage.len());
    let mut rest = passage;
    for (at, sentence) in told.iter().enumerate() {
        let (before, after) = rest.split_once(sentence).unwrap_or_default();
        rest = after;
        own.push_str(before);
        let taken_back = told.get(at + 1).is_some_and(|next| takes_back(next));
        let until = if taken_back { 0 } else { own_until(sentence) };
        own.push_str(sentence.get(..until).unwrap_or_default());
        own.push_str(if until < sentence.len() { ". " } else { "" });
    }
    own + rest
}

/// A passage of a speaker who is not the one who promised: what "we" have done in it, another has.
pub(super) fn of_another(passage: &str) -> String {
    let pieces = passage.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_end().to_lowercase().replace('\u{2019}', "'");
        let other = match word.as_str() {
            "we" | "i" => "another",
            "we've" | "i've" => "another have",
            _ => return piece.to_owned(),
        };
        format!("{other}{}", piece.get(piece.trim_end().len()..).unwrap_or_default())
    });
    pieces.collect()
}

/// Whether a sentence goes on about what the one before told.
pub(super) fn speaks_on(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
    SPOKEN_OF.split(' ').any(|word| word.eq_ignore_ascii_case(first))
}

/// Whether a sentence takes back what the one before told: "It had not.", "This figure has since been corrected."
pub(super) fn takes_back(sentence: &str) -> bool {
    if !speaks_on(sentence) {
        return false;
    }
    let folded = Folded::new(sentence);
    let begins = TAKES_BACK.split('|').any(|words| folded.text.starts_with(&format!(" {words} ")));
    let is_so = match folded.at(1) {
        "is" | "was" if folded.at(2) == "not" => folded.at(3).is_empty() || one_of(NOT_SO, folded.at(3)),
        _ => true,
    };
    begins && (folded.words.len() <= SHORT && is_so || folded.has(PUT_RIGHT))
}

/// Up to which byte a sentence is in the speaker's own voice.
fn own_until(sentence: &str) -> usize {
    let folded = Folded::new(sentence);
    if folded.has(DENIES) || folded.is_according_to() || folded.is_attributed() || folded.is_a_view() {
        return 0;
    }
    let said = (0..folded.words.len()).find(|at| folded.is_said(*at));
    let quoted = folded.words.iter().position(|word| word.quoted).and_then(|at| at.checked_sub(1));
    let end = folded.opens().into_iter().chain(said).chain(quoted).min();
    end.map_or(sentence.len(), |at| folded.words[at].end)
}

/// A word of a sentence.
struct Word {
    /// In lower case, without marks.
    text: String,
    /// Where the sentence goes on after it.
    end: usize,
    /// A mark stands before it.
    parted: bool,
    capital: bool,
    /// A quotation begins with it, after a colon.
    quoted: bool,
}

/// The words of a sentence, and the same with a space before and after each.
struct Folded {
    words: Vec<Word>,
    text: String,
}

impl Folded {
    fn new(sentence: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let (mut end, mut parted, mut introduced) = (0, false, false);
        for piece in sentence.split_inclusive(char::is_whitespace) {
            end += piece.len();
            let bare = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
            if bare.is_empty() {
                parted |= !piece.trim().is_empty();
                continue;
            }
            let capital = bare.starts_with(char::is_uppercase);
            let quoted = introduced && piece.starts_with(['"', '\u{201c}']);
            introduced = piece.trim_end().ends_with(':');
            words.push(Word { text: bare.to_lowercase(), end, parted, capital, quoted });
            parted = piece.trim_end_matches(['"', '\u{201d}', '\'', ' ']).ends_with([',', ':', ')']);
        }
        let text = words.iter().fold(String::from(" "), |text, word| text + &word.text + " ");
        Self { words, text }
    }

    fn has(&self, list: &str) -> bool {
        list.split('|').any(|words| self.text.contains(&format!(" {words} ")))
    }

    fn at(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    /// The words from a place on, up to the next mark.
    fn clause(&self, start: usize) -> &[Word] {
        let rest = self.words.get(start..).unwrap_or_default();
        let end = rest.iter().skip(1).position(|word| word.parted);
        rest.get(..end.map_or(rest.len(), |end| end + 1)).unwrap_or_default()
    }

    /// The first word of those by which something is left open.
    fn opens(&self) -> Option<usize> {
        let places = OPENS.split('|').filter_map(|words| self.text.find(&format!(" {words} ")));
        places.min().map(|place| self.text[..place].matches(' ').count())
    }

    /// Whether another says what comes after the word `at`.
    fn is_said(&self, at: usize) -> bool {
        let clause = (0..=at).rev().find(|one| self.words[*one].parted).unwrap_or(0);
        let before = (0..at).rev().map(|one| self.at(one)).find(|word| !one_of(BETWEEN, word)).unwrap_or("");
        let (word, own) = (self.at(at), one_of(OWN, before));
        let says =
            one_of(SAYS, word) && !own || word == "say" && !before.is_empty() && !one_of(NOT_SAID, before);
        // "A claim that closed" is nobody's word.
        let is_named = self.words.get(at + 2).is_some_and(|who| {
            who.capital
                || one_of(WHO, &who.text)
                || who.text.starts_with(|first: char| first.is_ascii_digit())
        });
        let that = self.at(at + 1) == "that" && (!word.starts_with("claim") || is_named);
        let to_have = self.at(at + 1) == "to" && self.at(at + 2) == "have";
        let of_whom = that || to_have || one_of(OF_WHOM, self.at(at + 1));
        // "As the Minister said, we have": the speaker says so too.
        self.at(clause) != "as"
            && self.at(0) != "as"
            && (says || of_whom && (one_of(SAYS_THAT, word) || one_of(HOLDS, word) && !own))
    }

    /// Whether it is told "according to" somebody, and not to some records.
    fn is_according_to(&self) -> bool {
        let at = self.words.windows(2).position(|pair| pair[0].text == "according" && pair[1].text == "to");
        let name = at.map_or(&[][..], |at| self.clause(at + 2));
        name.iter().any(|word| word.capital || one_of(PEOPLE, &word.text))
            && !name.iter().any(|word| one_of(RECORDS, &word.text))
    }

    /// Whether who says it is named after it: ", the hon. Member told us", ", claims the council".
    fn is_attributed(&self) -> bool {
        let says = |at: usize| {
            let own = at.checked_sub(1).is_some_and(|before| one_of(OWN, self.at(before)));
            one_of(SAYS, self.at(at)) && !own
        };
        let or_claims =
            |at: usize| says(at) || one_of("say claim claims claimed argue insist wrote writes", self.at(at));
        let is_speaker = |at: usize| {
            let end = at + self.clause(at).len();
            // "Staff deployed on Pension Credit claims" say nothing.
            let a_claim = one_of("claim claims", self.at(end - 1)) && !one_of(SPEAKERS, self.at(at));
            let named =
                !one_of(NO_SPEAKER, self.at(at)) && ((at..end).any(says) || or_claims(end - 1) && !a_claim);
            self.words[at].parted && end - at <= SPEAKER && (or_claims(at) || named)
        };
        (1..self.words.len()).any(is_speaker)
    }

    /// Whether it is so in somebody's eyes.
    fn is_a_view(&self) -> bool {
        let view = |pair: &[Word]| {
            pair[0].text.ends_with(['s', '\u{2019}'])
                && pair[0].text.contains(['\'', '\u{2019}'])
                && one_of(VIEWS, &pair[1].text)
        };
        self.words.windows(2).any(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_says_is_left_out() {
        let cases = [
            ("The hon. Member says that we have met it. We have.", "The hon. Member says . We have."),
            ("According to the Labour Party, we have met it.", ". "),
            (
                "According to the School Workforce Census, we have met it.",
                "According to the School Workforce Census, we have met it.",
            ),
            ("We have met it, according to the Daily Mail.", ". "),
            ("Funds are shared according to need.", "Funds are shared according to need."),
            ("We have met it, claims the Department; the Committee has not.", ". ; the Committee has not."),
            (
                "As the Minister said on Monday, we have met it.",
                "As the Minister said on Monday, we have met it.",
            ),
            ("I can tell the House that we have met it.", "I can tell the House that we have met it."),
            ("I said that we have met it.", "I said that we have met it."),
            ("Some say we have met it.", "Some say . "),
            ("We have met it. It was not so.", ". It was not so."),
            ("We have met it. It was not easy.", "We have met it. It was not easy."),
            ("A newspaper reported that we have met it.", "A newspaper reported . "),
            ("We reported that we have met it.", "We reported that we have met it."),
            ("\"We have met it,\" the Home Secretary wrote.", ". "),
            ("We cleared all asylum claims.", "We cleared all asylum claims."),
            (
                "In May, staff deployed on asylum claims met it.",
                "In May, staff deployed on asylum claims met it.",
            ),
            ("In May (2024), staff met all claims.", "In May (2024), staff met all claims."),
            ("We have met it, the Minister claims.", ". "),
            ("Of a claim that closed we know.", "Of a claim that closed we know."),
            ("The claim that 12 are open is old.", "The claim . "),
            ("It had been met; it had not.", ". ; it had not."),
            ("He says it was. We met it. That is not so.", "He says . . That is not so."),
            ("He says it was. We met it. That is not all.", "He says . We met it. That is not all."),
            ("There is no truth in the claim that we dropped it.", "There is no . "),
            (
                "We published it. It is not possible to say when.",
                "We published it. It is not possible to say when.",
            ),
            ("There is no evidence that we have met it.", ". "),
            ("In the Department\u{2019}s view, we have met it.", ". "),
            ("\"We have met it\", Mr Miliband told the Committee.", ". "),
            ("The leaflet read: \u{201c}We have met it\u{201d}.", "The leaflet read: . "),
            ("We have reportedly met it.", ". "),
            ("We believe that all count, and have met it.", "We believe that all count, and have met it."),
            ("Officials believe that we have met it.", "Officials believe . "),
            ("\"We have met it,\" said a leaflet.", ". "),
        ];
        for (passage, expected) in cases {
            assert_eq!(own_voice(passage), expected, "{passage}");
        }
    }
}
