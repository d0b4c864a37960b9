//! The numbers that items and paragraphs carry: `1.`, `(a)`, `iv)`, `2.1`. They are no part of what is said.
//!
//! It must not look beyond the word behind the number.

/// Small Roman numbers of more than one letter, as far as lists go.
const ROMAN: &[&str] = &["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"];

/// What makes an amount of a number before it.
#[rustfmt::skip]
const SCALES: &[&str] = &[
    "thousand", "million", "billion", "trillion", "percent", "per", "hectares", "acres", "tonnes", "miles", "kilometres",
    "metres", "hours", "days", "weeks", "years", "points",
];

/// What items of plans are called before their number: `Action 12: Plant 500 trees`.
const NAMES: &[&str] =
    &["Action", "Aim", "Commitment", "Goal", "KPI", "Objective", "Outcome", "Pledge", "Priority", "Target"];

/// Units that look like a name that acts: `1.5 GW is planned`.
const SYMBOLS: &[&str] = &["MW", "GW", "TW", "MWh", "GWh", "TWh", "Mt", "GB", "EV"];

/// What stands behind a name that acts.
const VERBS: &[&str] =
    &["will", "shall", "has", "have", "is", "are", "was", "were", "and", "to", "must", "should"];

/// How many bytes of a line are the number of an item or a paragraph; 0 where it has none.
#[must_use]
pub(crate) fn label_length(line: &str) -> usize {
    if let Some(length) = named(line) {
        return length;
    }
    let Some((label, said)) = line.split_once(' ') else { return 0 };
    // `c. 500 homes`
    let about = label == "c." && said.starts_with(|first: char| first.is_ascii_digit() || first == '£');
    let is_label = !about && closed(label).is_some_and(is_short) || has_levels(label) && is_title(said);
    // `4. (a) Open it`: more than two stand nowhere.
    let second = said.split_once(' ').map_or("", |(second, _)| second);
    let second = if closed(second).is_some_and(is_short) { 1 + second.len() } else { 0 };
    if is_label { label.len() + second } else { 0 }
}

/// How long `Action 12:` or `Objective 3.1 –` is, where a line begins so.
fn named(line: &str) -> Option<usize> {
    let (name, behind) = line.split_once(' ').filter(|(name, _)| NAMES.contains(name))?;
    let (number, said) = behind.split_once(' ')?;
    let length = name.len() + 1 + number.len();
    let is_number = |number: &str| is_digits(number, 3) || has_levels(number);
    if number.strip_suffix(':').is_some_and(is_number) {
        return Some(length);
    }
    // `Target 100 - 150 homes a year` has no label.
    let (dash, said) = said.split_once(' ').filter(|(dash, _)| ["-", "–", "—"].contains(dash))?;
    if said.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    is_number(number).then_some(length + 1 + dash.len())
}

/// How a list is numbered: whether a bracket opens the number, and with what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sort(bool, Count);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    Digits,
    Letters,
    Levels,
}

/// How the list is numbered of which this is a number; none of no number.
pub(crate) fn sort_of(label: &str) -> Option<Sort> {
    let label = label.split(' ').next().filter(|label| !label.is_empty())?;
    let count = match closed(label).unwrap_or(label) {
        levels if levels.contains('.') => Count::Levels,
        digits if is_digits(digits, 3) => Count::Digits,
        _ => Count::Letters,
    };
    Some(Sort(label.starts_with('('), count))
}

/// What a full stop or a bracket closes.
fn closed(label: &str) -> Option<&str> {
    let open = label.strip_prefix('(');
    open.unwrap_or(label).strip_suffix(')').or_else(|| label.strip_suffix('.'))
}

fn is_short(number: &str) -> bool {
    let letter = number.len() == 1 && number.starts_with(|first: char| first.is_ascii_lowercase());
    letter || ROMAN.contains(&number) || is_digits(number, 3)
}

/// `2.1`, `2.1.3.`
fn has_levels(label: &str) -> bool {
    let label = label.strip_suffix('.').unwrap_or(label);
    label.contains('.') && label.split('.').all(|level| is_digits(level, 2))
}

fn is_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a text begins as a sentence does, and not as `GW` or `million` that goes with the number before it.
fn is_title(said: &str) -> bool {
    let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
    let mut letters = word.chars();
    let first = letters.next();
    // `2.1 £3 million will be spent`, `2.1 A Bill will be introduced`, `2.1 HMPPS will publish it`
    let sum = first == Some('£') && letters.clone().next().is_some_and(|digit| digit.is_ascii_digit());
    let article = word == "A" && rest.starts_with(char::is_alphabetic);
    let acts = || VERBS.contains(&rest.split(' ').next().unwrap_or_default());
    let begins = |second: char| second.is_lowercase() || second == '\'' || second == '’' || acts();
    let sentence = first.is_some_and(char::is_uppercase) && letters.next().is_some_and(begins);
    let amount = SCALES.contains(&word.to_lowercase().as_str()) || SYMBOLS.contains(&word);
    sum || article || sentence && !amount
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items_are_told_from_amounts() {
        let rows = [
            ("1. Build it", "1."),
            ("12) build it", "12)"),
            ("(a) build it", "(a)"),
            ("iv) build it", "iv)"),
            ("2.1 Build it", "2.1"),
            ("2.1.3. Build it", "2.1.3."),
            ("4. (a) Build it", "4. (a)"),
            ("1.", ""),
            ("A. Smith", ""),
            ("a plan", ""),
            ("2025. And so on", ""),
            ("(DfE) plan", ""),
            ("1.5 million homes", ""),
            ("1.5 Million homes", ""),
            ("1.5 GW of wind", ""),
            ("6.500 Homes", ""),
            ("3 Schools", ""),
            ("2.5 Hectares of woodland", ""),
            ("c. 500 homes", ""),
            ("1. 2. 3. Build it", "1. 2."),
            ("1.3 A Bill will be introduced", "1.3"),
            ("3.3 £1 billion will be spent", "3.3"),
            ("2.1 HMPPS will publish it", "2.1"),
            ("Action 12: Plant 500 trees", "Action 12:"),
            ("Target 100 - 150 homes a year", ""),
            ("Objective 3.1 – Plant 500 trees", "Objective 3.1 –"),
            ("Target 2030: 500 trees", ""),
            ("Target 500 trees", ""),
            ("1.5 A", ""),
            ("1.5 TWh of power", ""),
            ("1.5 £", ""),
            ("1.5 GW is planned and will be built by 2030.", ""),
            ("2.1 GWh will be added by 2030.", ""),
            ("4.5 MW and 20 turbines will be added by 2030.", ""),
            ("1.5 kW will be added", ""),
            ("1.5 kV will be added", ""),
            ("1.5 TWh will be added", ""),
            ("1.5 Mt will be added", ""),
            ("1.5 GB will be added", ""),
            ("1.5 EV will be added", ""),
        ];
        for (line, label) in rows {
            assert_eq!(&line[..label_length(line)], label, "{line}");
        }
    }
}
