//! The answers of this Parliament that bear on a pledge, and how a question refers to one.
//!
//! It judges none of them; the latest that the House's form can cite is cited.

use std::collections::BTreeSet;

use super::House;
use crate::assessment::EvidenceUse;
use crate::date::{Date, long};
use crate::document::is_statement;
use crate::model::{Pledge, Record, Register};
use crate::report::Report;

/// Answers of this Parliament that bear on a pledge, the latest first: those in its evidence, those it was made or
/// restated in. One whose number is not recorded is known by its House.
pub(super) fn answers(report: &Report<'_>, pledge: &Pledge, evidence: &[EvidenceUse]) -> Vec<usize> {
    let register = report.register;
    let day = report.said_by();
    let said = pledge.in_force(day).filter_map(|saying| saying.source).chain(pledge.source);
    let from_documents = said.filter_map(|document| register.documents.get(document)?.record);
    let from_evidence = evidence.iter().map(|used| used.record);
    let all: BTreeSet<usize> = from_documents.chain(from_evidence).collect();
    let since = parliament_began(register, day);
    let published = |record: &Record| record.published_on.full_window().last;
    let mut found: Vec<usize> = all
        .into_iter()
        .filter(|at| {
            register.records.get(*at).is_some_and(|record| {
                (record.uin.is_some() || record.house.is_some())
                    && published(record) <= day
                    && since.is_none_or(|since| published(record) >= since)
            })
        })
        .collect();
    found.sort_by_key(|at| (std::cmp::Reverse(register.records.get(*at).map(published)), *at));
    found
}

/// The first day of the Parliament that sits on a day: of the named period `parliament-…` around it, else of the
/// government in office, but not before the last Parliament that the register knows of was over.
fn parliament_began(register: &Register, day: Date) -> Option<Date> {
    let parliaments = || {
        let named = register.calendar.periods.iter().filter(|period| period.id.starts_with("parliament"));
        named.map(|period| (period.window.first, period.ended.map_or(period.window.last, |ended| ended.end)))
    };
    let sitting = parliaments().find(|(first, last)| *first <= day && day <= *last);
    let after_all = parliaments().filter_map(|(_, last)| last.succ_opt().filter(|next| *next <= day)).max();
    let in_office = register.government_on(day).map(|government| government.start);
    sitting.map(|(first, _)| first).or(in_office.max(after_all))
}

/// How a question refers to an answer: by date, number and title. Only an answer to a question of the same House can be
/// cited so, and only with its day.
pub(super) fn citation(record: &Record, house: House) -> Option<String> {
    let uin = record.uin.as_deref()?;
    let answered = record.published_on.full_window();
    if !answered.is_day() || !record.house.as_deref()?.eq_ignore_ascii_case(house.word()) {
        return None;
    }
    let number = uin.strip_prefix("HL").unwrap_or(uin);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = long(answered.first);
    Some(match house {
        House::Commons => format!(", pursuant to the Answer of {day} to Question {uin} on {}", record.title),
        House::Lords => format!(", further to the Written Answer of {day} ({uin}) on {}", record.title),
    })
}

/// What an answer lacks for being cited, in words; nothing where it is no answer that could be.
pub(super) fn lacking_to_cite(record: &Record) -> Option<&'static str> {
    let is_answer = !record.uin.as_deref().is_some_and(is_statement);
    match (record.published_on.full_window().is_day(), record.uin.is_some(), record.house.is_some()) {
        _ if !is_answer => None,
        (false, true, _) => Some("no exact day"),
        (true, false, _) => Some("no number"),
        (false, false, _) => Some("neither the exact day nor the number"),
        (true, true, false) => Some("no House"),
        (true, true, true) => None,
    }
}
