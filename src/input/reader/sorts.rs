//! Whether a value is of the sort that its key takes, and how it is written where it is not.
//!
//! What a value means is read by `fields`, after this.

use super::super::codes;
use super::super::keys::{Key, Need, Section, Shape};
use super::super::words::{self, shown};
use super::{Reader, Span, add_help};
use crate::language::address::is_web_address;
use crate::model::{Status, as_id, is_id, is_to_complete};
use crate::quantity::Decimal;
use toml::Spanned;
use toml::de::DeValue;

impl<'a> Reader<'a> {
    pub(super) fn check(&mut self, key: &'static Key, value: &'a Spanned<DeValue<'a>>) {
        let span = Span::from(value.span());
        let fits = match (key.shape, value.get_ref()) {
            (Shape::Table(_) | Shape::Cells, DeValue::Table(_))
            | (Shape::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Shape::Truth, DeValue::Boolean(_)) => true,
            (Shape::Date, DeValue::Datetime(day)) => day.date.is_some(),
            (Shape::Table(_) | Shape::Tables(_) | Shape::Cells | Shape::Truth, _) => {
                matches!((key.shape, value.get_ref()), (Shape::Tables(_), DeValue::Array(list)) if all_tables(list))
            }
            (Shape::DaysOfYear, DeValue::Array(list)) if list.len() != 2 => false,
            (Shape::Texts | Shape::Words(_) | Shape::DaysOfYear, DeValue::Array(list)) => {
                list.iter().all(|item| {
                    item.get_ref().as_str().is_some_and(|text| self.text(key, text, item.span().into()))
                })
            }
            (Shape::Texts | Shape::Words(_) | Shape::DaysOfYear, _) => false,
            (_, DeValue::String(text)) => self.text(key, text, span),
            (_, _) => false,
        };
        // A heading that was broken may have opened the list; what opened it here is inside of it.
        let is_echo = self.broken
            && matches!(key.shape, Shape::Tables(_))
            && !self.text_at(span).starts_with(['[', '{']);
        if !fits && !is_echo {
            let message = format!("`{}` wants {}", key.name, key.shape.wanted());
            let help = self.retyped(key, value.get_ref(), span);
            let help = help.unwrap_or_else(|| format!("write `{} = {}`", key.name, key.shape.example()));
            self.report(&codes::WRONG_TYPE, span, message, Some(help));
        }
    }

    /// How a value of the wrong sort is written as the right one, where that is known.
    fn retyped(&self, key: &Key, value: &DeValue<'_>, span: Span) -> Option<String> {
        let written = self.text_at(span);
        let name = key.name;
        match (key.shape, value) {
            (Shape::Date, DeValue::Integer(number)) => {
                let digits = number.as_str();
                match (digits.get(..4), digits.get(4..6), digits.get(6..)) {
                    (Some(year), None, _) => Some(format!("write `{name} = \"{year}\"`")),
                    (Some(year), Some(month), Some(day)) if day.len() == 2 => {
                        Some(format!("write `{name} = {year}-{month}-{day}`"))
                    }
                    (_, _, _) => None,
                }
            }
            (Shape::Share, DeValue::Integer(_)) => Some(format!("write `{name} = \"{written}%\"`")),
            (Shape::Share, DeValue::Float(_)) => {
                // As a share of one: 0.05 is 5%, and not a twentieth of a percent.
                let share = written.parse::<Decimal>().ok().filter(|share| *share < Decimal::ONE)?;
                Some(format!("write `{name} = \"{}%\"`", (share * Decimal::ONE_HUNDRED).normalize()))
            }
            (Shape::Span(example), DeValue::Integer(_)) => {
                let unit = example.rsplit(' ').next().unwrap_or_default();
                Some(format!("write `{name} = \"{written} {unit}\"`"))
            }
            (Shape::Table(section), DeValue::Datetime(_) | DeValue::String(_))
                if opens_with_a_date(section) =>
            {
                let key = section.exactly_one.first().and_then(|names| names.first())?;
                Some(format!("write `{name} = {{ {key} = {} }}`", shown(written)))
            }
            (Shape::Tables(_), DeValue::Table(_)) if written.starts_with('{') => {
                Some("write the table between `[` and `]`, as there may be several".to_owned())
            }
            (Shape::Tables(_), DeValue::Table(_)) => {
                let above = written.trim_matches(['[', ']']);
                // The heading of an inner table opens the outer one too, where that was not opened before.
                let path = above.find(name).map_or(name, |at| &above[..at + name.len()]);
                Some(format!("write `[[{path}]]`"))
            }
            (Shape::Table(_), DeValue::Array(_)) if written.starts_with("[[") => {
                Some(format!("there is only one: write `[{}]`", written.trim_matches(['[', ']'])))
            }
            (
                Shape::Text | Shape::Verbatim,
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_),
            ) if !written.contains('"') => Some(format!("write `{name} = \"{}\"`", shown(written))),
            (Shape::Texts | Shape::Words(_), DeValue::String(text)) if !text.trim().is_empty() => {
                Some(format!("write `{name} = [{}]`", shown(written)))
            }
            (_, _) => None,
        }
    }

    /// Checks a text of a key; what is wrong with it is reported here, so that its sort is always right.
    fn text(&mut self, key: &'static Key, text: &str, span: Span) -> bool {
        if text.trim().is_empty() {
            let help = match key.need {
                Need::Required | Need::Expected => add_help(key),
                Need::Optional => "fill it in, or delete the line".to_owned(),
            };
            self.report(&codes::EMPTY_VALUE, span, format!("`{}` is empty", key.name), Some(help));
            return true;
        }
        if let Some(bad) = words::control(text) {
            let message = format!("`{}` holds the control character U+{:04X}", key.name, u32::from(bad));
            self.report(&codes::CONTROL_CHARACTER, span, message, Some("remove it".to_owned()));
        }
        match key.shape {
            Shape::Text | Shape::Texts | Shape::Id if is_to_complete(text) => {
                self.placeholder(key, text, span);
            }
            Shape::Id if !is_id(text) => {
                let message = format!("`{}` is no id", shown(text));
                let meant = as_id(text).map(|id| format!("write `{id}`"));
                let help = meant.unwrap_or_else(|| format!("write one such as {}", key.shape.example()));
                self.report(&codes::INVALID_ID, span, message, Some(help));
            }
            Shape::Url if !is_web_address(text) => {
                let message = format!("`{}` is no web address", shown(text));
                self.report(&codes::BAD_URL, span, message, Some(as_address(text)));
            }
            Shape::Word(allowed) | Shape::Words(allowed) if !allowed().contains(&text) => {
                self.unknown_word(key, text, span, &allowed());
            }
            Shape::Text | Shape::Texts if Status::from_word(&text.trim().to_ascii_lowercase()).is_some() => {
                self.status_word(text, span);
            }
            Shape::Text
            | Shape::Texts
            | Shape::Verbatim
            | Shape::Id
            | Shape::Url
            | Shape::Path
            | Shape::Sha256
            | Shape::Date
            | Shape::Number
            | Shape::Share
            | Shape::Span(_)
            | Shape::Truth
            | Shape::Word(_)
            | Shape::Words(_)
            | Shape::DaysOfYear
            | Shape::Cells
            | Shape::Table(_)
            | Shape::Tables(_) => {}
        }
        true
    }

    /// Reports a value that `kept extract --append` left to a person, and what it asks for.
    pub(super) fn placeholder(&mut self, key: &Key, text: &str, span: Span) {
        let message = format!("`{}` is still to be completed", key.name);
        let help = match text.split_once(':') {
            Some((_, wanted)) => format!("write in its place: {}", shown(wanted.trim())),
            None => "write an id of your own in its place".to_owned(),
        };
        let is_needed_day = matches!((key.shape, key.need), (Shape::Date, Need::Required));
        let code = if is_needed_day { &codes::UNFINISHED_DATE } else { &codes::PLACEHOLDER };
        self.report(code, span, message, Some(help));
    }

    fn status_word(&mut self, text: &str, span: Span) {
        let message = format!("`{}` is a status; statuses are computed, never stored", shown(text));
        let help = "record what happened as evidence; only `[pledge.override]` may hold a status".to_owned();
        self.report(&codes::STORED_STATUS, span, message, Some(help));
    }

    fn unknown_word(&mut self, key: &Key, text: &str, span: Span, allowed: &[&'static str]) {
        if Status::from_word(text).is_some() {
            return self.status_word(text, span);
        }
        let message = format!("`{}` is no {}", shown(text), key.name);
        let all = words::list(allowed.iter().map(|word| format!("`{word}`")));
        let help = words::nearest(text, allowed.iter().copied()).map_or_else(
            || format!("write one of {all}"),
            |near| format!("did you mean `{near}`? It is one of {all}"),
        );
        self.report(&codes::UNKNOWN_WORD, span, message, Some(help));
    }
}

/// Whether a table is mostly one date, as a deadline is.
fn opens_with_a_date(section: &Section) -> bool {
    let first = section.exactly_one.first().and_then(|names| section.key(names.first()?));
    first.is_some_and(|key| matches!(key.shape, Shape::Date))
}

/// How an address is written that somebody gave otherwise.
fn as_address(text: &str) -> String {
    let bare = text.trim().trim_matches(['<', '>']);
    let whole = if bare.starts_with("www.") { format!("https://{bare}") } else { bare.replace(' ', "%20") };
    if is_web_address(&whole) {
        format!("write `{}`", shown(&whole))
    } else {
        "it begins with `https://`".to_owned()
    }
}

fn all_tables(list: &toml::de::DeArray<'_>) -> bool {
    list.iter().all(|item| item.get_ref().is_table())
}
