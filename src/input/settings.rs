//! The head of `pledges.toml`: settings, the calendar, bodies and governments.
//!
//! It must not read pledges; dates of pledges and evidence need the calendar that is made here.

use super::codes;
use super::reader::{Fields, Reader, Span};
use super::words::shown;
use crate::date::{Calendar, Date, Ended, Length, NamedPeriod, Season, Window};
use crate::model::{Body, BodyId, Government, GovernmentId, Register, TermsChoice, Thresholds, plain_name};
use std::collections::BTreeMap;

/// The named periods and seasons of a register.
pub(super) fn calendar<'a>(r: &mut Reader<'a>, settings: Option<&Fields<'a>>, file: &Fields<'a>) -> Calendar {
    let mut calendar = Calendar::default();
    if let Some(seasons) = settings.and_then(|settings| settings.table(r, "seasons")) {
        for season in Season::ALL {
            calendar.seasons[season as usize] = days_of_year(r, &seasons, season.word());
        }
    }
    let mut ids = Ids::default();
    for period in file.tables(r, "period") {
        let id = period.text("id").unwrap_or_default();
        ids.add(r, &period, id);
        if r.calendar.resolve(id, None).is_ok() {
            let message = format!("`{id}` reads as a date");
            let help = "give the period an id that no date is written as".to_owned();
            r.report(&codes::INVALID_ID, period.span_of("id"), message, Some(help));
        }
        // What is wrong with its days has been told; that it is there keeps what names it from being told too.
        let always = Window { first: Date::MIN, last: Date::MAX };
        let (window, ended) = days_of(r, &period).unwrap_or((always, None));
        let name = period.text("name").unwrap_or(id);
        calendar.periods.push(NamedPeriod { id: id.into(), name: name.into(), window, ended });
    }
    calendar
}

/// The days of a period, and its early end; nothing where they cannot be.
fn days_of<'a>(r: &mut Reader<'a>, period: &Fields<'a>) -> Option<(Window, Option<Ended>)> {
    let (start, end) = (period.first_day(r, "start"), period.last_day(r, "end"));
    let ended = period.table(r, "ended").and_then(|ended| {
        Some(Ended { end: ended.last_day(r, "end")?, known_on: ended.first_day(r, "known_on")? })
    });
    let (first, last) = (start?, end?);
    let Some(window) = Window::new(first, last) else {
        let message = format!("the period ends on {last}, before it begins on {first}");
        let help = Some("one of the two dates is wrong".to_owned());
        r.report(&codes::PERIOD_BACKWARDS, period.span_of("end"), message, help);
        return None;
    };
    if let Some(early) = ended.filter(|ended| ended.end < first || ended.end > last) {
        let message = format!("the early end {} is not within {first} to {last}", early.end);
        let help = "correct `end`: `ended` is for a period that ended sooner than planned".to_owned();
        r.report(&codes::PERIOD_BACKWARDS, period.span_of("ended"), message, Some(help));
        return None;
    }
    Some((window, ended))
}

/// Everything of a register but its calendar, its pledges and its evidence.
pub(super) fn read<'a>(
    r: &mut Reader<'a>,
    settings: Option<&Fields<'a>>,
    file: &Fields<'a>,
    register: &mut Register,
) {
    if let Some(settings) = settings {
        register.title = settings.string("title").unwrap_or_default();
        register.searched_to = settings.last_day(r, "searched_to");
        register.searched_place = register.searched_to.map(|_| r.place(settings.span_of("searched_to")));
        register.terms = match settings.text("terms") {
            Some("current") => TermsChoice::Current,
            Some(_) | None => TermsChoice::Original,
        };
        register.thresholds = thresholds(r, settings);
    }
    register.bodies = bodies(r, file).into();
    register.governments = governments(r, file);
}

fn thresholds<'a>(r: &mut Reader<'a>, settings: &Fields<'a>) -> Thresholds {
    let stale_after = length(r, settings, "stale_after");
    let due_soon = length(r, settings, "due_soon").unwrap_or(Thresholds::default().due_soon);
    Thresholds { stale_after, due_soon }
}

/// A length of time such as `12 months`; one that is no time at all is a slip.
fn length<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, name: &str) -> Option<Length> {
    let text = fields.text(name)?;
    let found = Length::read(text).filter(|found| !matches!(found, Length::Days(0) | Length::Months(0)));
    if let (None, Some(key)) = (found, fields.section.key(name)) {
        let help = Some(format!(
            "write `{name} = {}`, or another number of days, weeks, months or years",
            key.shape.example()
        ));
        r.report(
            &codes::WRONG_TYPE,
            fields.span_of(name),
            format!("`{name}` wants {}", key.shape.wanted()),
            help,
        );
    }
    found
}

fn days_of_year<'a>(r: &mut Reader<'a>, seasons: &Fields<'a>, name: &str) -> Option<[(u32, u32); 2]> {
    // What is no list of two texts was told when it was read.
    let [first, last] = seasons.texts(name)[..] else { return None };
    let read = |text: &str| {
        let (month, day) = text.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // 2024 is a leap year: 29 February is a day of some years.
        Date::from_ymd_opt(2024, month, day).map(|_| (month, day))
    };
    let days = read(first).zip(read(last));
    if days.is_none() {
        let message = format!("`{name}` wants a first and a last day such as [\"09-01\", \"12-21\"]");
        let help = "write each day as month and day, both of two digits".to_owned();
        r.report(&codes::WRONG_TYPE, seasons.span_of(name), message, Some(help));
    }
    days.map(|(first, last)| [first, last])
}

fn bodies<'a>(r: &mut Reader<'a>, file: &Fields<'a>) -> Vec<Body> {
    let mut ids = Ids::default();
    let mut names = BTreeMap::new();
    let mut bodies = Vec::new();
    for body in file.tables(r, "body") {
        let id = body.text("id").unwrap_or_default();
        ids.add(r, &body, id);
        shared_names(r, &body, &mut names);
        bodies.push(Body {
            id: BodyId::new(id),
            name: body.text("name").unwrap_or(id).to_owned(),
            aliases: body.texts("aliases").into_iter().map(str::to_owned).collect(),
            part_of: body.string("part_of"),
            place: r.place(body.span()),
        });
    }
    bodies
}

/// Notes what a body is called; reports what another is called as well, as whose word it is cannot be told then.
fn shared_names<'a>(r: &mut Reader<'a>, body: &Fields<'a>, names: &mut BTreeMap<String, (&'a str, Span)>) {
    let id = body.text("id").unwrap_or_default();
    let own = ["id", "name"].into_iter().filter_map(|key| Some((body.text(key)?, body.span_of(key))));
    let aliases = body.texts("aliases").into_iter().map(|alias| (alias, body.span_of("aliases")));
    let mut told = false;
    for (name, at) in own.chain(aliases).filter(|(name, _)| !name.trim().is_empty()) {
        let (of, first) = *names.entry(plain_name(name)).or_insert((id, at));
        // Two bodies of one id are reported as such.
        if of != id && !told {
            told = true;
            let message = format!("two bodies are called `{}`: `{of}` is meant by it", shown(name));
            r.report(&codes::SHARED_NAME, at, message, Some("give one of them another name".to_owned()));
            r.relate(first, "the other body");
        }
    }
}

fn governments<'a>(r: &mut Reader<'a>, file: &Fields<'a>) -> Vec<Government> {
    let mut ids = Ids::default();
    let mut governments = Vec::new();
    for government in file.tables(r, "government") {
        let id = government.text("id").unwrap_or_default();
        ids.add(r, &government, id);
        let Some(start) = government.first_day(r, "start") else { continue };
        governments.push(Government {
            id: GovernmentId::new(id),
            name: government.text("name").unwrap_or(id).to_owned(),
            start,
            place: r.place(government.span()),
        });
    }
    governments.sort_by_key(|government| government.start);
    governments
}

/// Ids met so far, so that none stands twice.
#[derive(Default)]
struct Ids<'a>(BTreeMap<&'a str, Span>);

impl<'a> Ids<'a> {
    /// Notes an id; reports it if it stands already.
    fn add(&mut self, r: &mut Reader<'a>, fields: &Fields<'a>, id: &'a str) {
        if id.is_empty() {
            return;
        }
        let span = fields.span_of("id");
        if let Some(first) = self.0.get(id).copied() {
            let message = format!("the id `{id}` stands twice");
            let help = "ids are unique and never reused; give this one another".to_owned();
            r.report(&codes::DUPLICATE_ID, span, message, Some(help));
            r.relate(first, "first here");
        } else {
            self.0.insert(id, span);
        }
    }
}
