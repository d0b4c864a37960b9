//! Verbs by their forms: which verb a word is a form of, and which form.
//!
//! A table of base forms and the regular endings. Whether a word is a verb where it stands is not decided here.

use std::sync::OnceLock;

use crate::language::tokens::{Token, WordHash, hash, word};
use crate::language::words::WordMap;

/// What a word can be as a form of its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Forms {
    /// Hash of the base form.
    pub(crate) lemma: WordHash,
    /// `publish`.
    pub(crate) base: bool,
    /// `publishes`.
    pub(crate) third: bool,
    /// `published`: the simple past, the participle, or both.
    pub(crate) past: bool,
    /// `publishing`.
    pub(crate) progressive: bool,
}

/// The forms that a word can be, if it is one of a known verb.
pub(crate) fn forms_of(word: WordHash) -> Option<Forms> {
    table().get(&word).copied()
}

/// `and begin (payments)`: what is to be done besides.
pub(crate) fn joins_a_verb(pair: &[Token]) -> bool {
    matches!(pair, [and, verb] if and.word == word!("and")
        && forms_of(verb.word).is_some_and(|forms| forms.base))
}

/// The base forms of all known verbs.
pub fn lemmas() -> impl Iterator<Item = &'static str> {
    BASES.iter().flat_map(|line| line.split(' '))
}

fn table() -> &'static WordMap<Forms> {
    static TABLE: OnceLock<WordMap<Forms>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = WordMap::default();
        for base in lemmas() {
            let lemma = hash(base);
            let mut add = |form: &str, set: fn(&mut Forms)| {
                let forms: &mut Forms = table.entry(hash(form)).or_default();
                // The first verb keeps a form that two share.
                if forms.lemma == 0 {
                    forms.lemma = lemma;
                }
                if forms.lemma == lemma {
                    set(forms);
                }
            };
            add(base, |forms| forms.base = true);
            add(&third(base), |forms| forms.third = true);
            for form in progressive(base) {
                add(&form, |forms| forms.progressive = true);
            }
            match IRREGULAR.iter().find(|(verb, _)| *verb == base) {
                Some((_, pasts)) => pasts.split(' ').for_each(|past| add(past, |forms| forms.past = true)),
                None => regular_past(base).iter().for_each(|past| add(past, |forms| forms.past = true)),
            }
        }
        table
    })
}

fn third(base: &str) -> String {
    match base {
        "have" => "has".to_owned(),
        "do" => "does".to_owned(),
        "go" => "goes".to_owned(),
        _ if ["s", "x", "ch", "sh", "z"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => match consonant_y(base) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{base}s"),
        },
    }
}

fn regular_past(base: &str) -> Vec<String> {
    if let Some(stem) = consonant_y(base) {
        return vec![format!("{stem}ied")];
    }
    if base.ends_with('e') {
        return vec![format!("{base}d")];
    }
    let mut forms = vec![format!("{base}ed")];
    forms.extend(doubled(base).map(|stem| format!("{stem}ed")));
    forms
}

fn progressive(base: &str) -> Vec<String> {
    if base.ends_with('e') && !base.ends_with("ee") {
        return vec![format!("{}ing", base.trim_end_matches('e'))];
    }
    let mut forms = vec![format!("{base}ing")];
    forms.extend(doubled(base).map(|stem| format!("{stem}ing")));
    forms
}

/// The stem of a verb in `y` after a consonant.
fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// The stem with its last consonant doubled: `stopped`, `travelled`. Forms that nobody writes do no harm.
fn doubled(base: &str) -> Option<String> {
    let mut last = base.chars().rev();
    let (end, vowel) = (last.next()?, last.next()?);
    ("bdglmnprt".contains(end) && "aeiou".contains(vowel)).then(|| format!("{base}{end}"))
}

#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("arise", "arose arisen"), ("become", "became become"), ("begin", "began begun"), ("break", "broke broken"),
    ("bring", "brought"), ("build", "built"), ("buy", "bought"), ("choose", "chose chosen"), ("come", "came come"),
    ("cut", "cut"), ("deal", "dealt"), ("do", "did done"), ("draw", "drew drawn"), ("drive", "drove driven"),
    ("fall", "fell fallen"), ("feed", "fed"), ("feel", "felt"), ("fight", "fought"), ("find", "found"),
    ("get", "got"), ("give", "gave given"), ("go", "went gone"), ("grow", "grew grown"), ("hear", "heard"),
    ("hold", "held"), ("keep", "kept"), ("know", "knew known"), ("lay", "laid"), ("lead", "led"),
    ("learn", "learnt learned"), ("leave", "left"), ("lend", "lent"), ("lose", "lost"), ("make", "made"),
    ("mean", "meant"), ("meet", "met"), ("oversee", "oversaw overseen"), ("pay", "paid"), ("put", "put"),
    ("rebuild", "rebuilt"), ("repay", "repaid"), ("rise", "rose risen"), ("run", "ran run"), ("say", "said"),
    ("see", "saw seen"), ("seek", "sought"), ("sell", "sold"), ("send", "sent"), ("set", "set"),
    ("show", "showed shown"), ("sit", "sat"), ("speak", "spoke spoken"), ("spend", "spent"),
    ("stand", "stood"), ("strike", "struck"), ("take", "took taken"), ("teach", "taught"),
    ("tell", "told"), ("think", "thought"), ("undergo", "underwent undergone"), ("undermine", "undermined"),
    ("understand", "understood"), ("undertake", "undertook undertaken"), ("uphold", "upheld"),
    ("wear", "wore worn"), ("win", "won"), ("withdraw", "withdrew withdrawn"), ("write", "wrote written"),
];

/// Verbs that written answers use.
#[rustfmt::skip]
const BASES: &[&str] = &[
    "abide abolish accelerate accept access accommodate account achieve acquire adapt add address adhere",
    "adjust administer adopt advise advocate affect afford agree align allocate allow alter amend analyse",
    "announce appear appoint appreciate approve arise arrange arrive ask assess assign assist assume assure",
    "attend attract authorise avoid award back balance ban base bear become begin believe benefit bolster",
    "book boost borrow break bring broaden build buy call cancel capitalise capture carry cause cease",
    "celebrate certify challenge champion change charge check choose claim clamp clarify clear close",
    "collaborate collate collect combine come commence comment commission commit communicate compel compete",
    "complain complement complete comprise compromise conclude condemn conduct confirm connect conserve",
    "consider consist consolidate constitute consult contact contain continue contribute convene convert",
    "cooperate coordinate correspond cover crack create criminalise cut deal decarbonise decide declare",
    "decline dedicate deepen define delay deliver demolish demonstrate depend deploy describe design",
    "designate detect determine develop differ digitise discharge disclose discuss dispose disrupt diversify",
    "do donate double draw drive earn ease eat electrify elicit embed emphasise employ empower enable enact",
    "encompass encourage endanger endeavour enforce engage enhance enjoy ensure enter equip escalate",
    "establish estimate evaluate evolve exacerbate examine exceed exclude exempt exercise expand expect",
    "expedite experience expire explain explore express extend face facilitate fail fall familiarise feed",
    "feel fight finalise find finish fix fluctuate focus follow form foster freeze fulfil fund gain gather",
    "generate get give go grow guarantee guide halve handle happen harness hear help highlight hire hold",
    "honour hope host identify implement impose improve include incorporate increase incur indicate influence",
    "inform infringe initiate inspect install instruct insulate integrate intend interact intervene introduce",
    "invest investigate invite involve isolate issue join judge justify keep kickstart know launch lay lead",
    "learn leave legalise legislate lend leverage liaise lift limit link listen live locate log look lose",
    "maintain make manage mark maximise mean measure meet mend minimise mobilise modernise monitor move",
    "nationalise need negotiate note notify observe obtain occur offer open operate opt optimise organise",
    "outlaw outline outweigh oversee owe own participate partner pass pause pave pay pedestrianise perform",
    "persist pilot plan plant play pledge prefer prejudice prepare prescribe present preserve prevent",
    "prioritise proceed process procure produce progress promise promote prompt propose prosecute protect",
    "prove provide publish purchase pursue push put qualify question raise ratify reach realise reappoint",
    "reassure rebalance rebuild recall receive reclaim recognise recommend reconsider record recoup recover",
    "recruit recycle reduce refer reflect reform refurbish register regret regulate rehouse reimburse",
    "reinforce reinvigorate reject relate release relocate rely remain remediate remove renew reopen repair",
    "repay repeal replace report represent request require research reset resolve respond restore restrict",
    "restructure resume resurface retain retire retrofit return reveal reverse revert review revise rewild",
    "rise roll run safeguard satisfy save say scale scope score scrap scrutinise secure see seek seize select",
    "sell send serve set share shift shorten show showcase shut sign signal signpost simplify sit slash speak",
    "specify speed spend stand start state stay step stop streamline strengthen strike strip strive struggle",
    "submit succeed suffer suggest supply support suspend sustain switch tackle tailor take talk target teach",
    "tell terminate test thank think threaten thrive total train transfer transform transition treat trial",
    "triple trust try undergo undermine underpin understand undertake unlock unveil update upgrade uphold",
    "upskill urge use utilise value vary verify visit vote wait walk want warn wear welcome widen win wish",
    "withdraw work write",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_verb() {
        for (word, base) in [
            ("published", "publish"),
            ("publishes", "publish"),
            ("publishing", "publish"),
            ("met", "meet"),
            ("stopped", "stop"),
            ("carried", "carry"),
            ("agreeing", "agree"),
            ("making", "make"),
            ("laid", "lay"),
        ] {
            assert_eq!(forms_of(hash(word)).map(|forms| forms.lemma), Some(hash(base)), "{word}");
        }
        assert_eq!(forms_of(hash("council")), None);
    }
}
