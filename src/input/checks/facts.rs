//! Evidence against pledges: every fact bears on something that is there, was true before it was published, and is
//! measured in the unit and the manner of its indicator.
//!
//! Each fault is reported at the fact; nothing is assessed.

mod overlaps;
mod twice;

use super::super::codes;
use super::super::pledges::Read;
use super::super::reader::Span;
use super::super::record::{Draft, FactAt, begins_after};
use super::super::source::Texts;
use super::super::words::{self, shown};
use crate::date::{When, Window};
use crate::diagnostic::{Diagnostic, FileId};
use crate::model::{Measure, Observation, Subject};
use std::collections::{BTreeMap, HashMap};

/// What is known of what is measured: an indicator, or a pledge that is measured alone.
#[derive(Default)]
struct Measured<'a> {
    /// The first unit that was stated, and where.
    unit: Option<(&'a str, FileId, Span)>,
    /// Whether some target counts increments, and whether some counts values.
    counts_adds: bool,
    counts_values: bool,
    /// The first value and the first increment observed, and where.
    value: Option<(FileId, Span)>,
    add: Option<(FileId, Span)>,
    /// The windows of increments, and where.
    windows: Vec<(Window, FileId, Span)>,
}

struct Check<'a> {
    texts: &'a Texts<'a>,
    faults: &'a mut Vec<Diagnostic>,
    pledges: HashMap<&'a str, Measured<'a>>,
    /// Ordered, for what is checked at the end in the order of names.
    indicators: BTreeMap<&'a str, Measured<'a>>,
}

pub(super) fn check(read: &Read, records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    let pledges = HashMap::with_capacity(read.drafts.len());
    let mut check = Check { texts, faults, pledges, indicators: BTreeMap::new() };
    check.targets(read);
    for draft in records {
        let file = draft.record.place.file;
        let published_on = &draft.record.published_on;
        for (observation, at) in draft.record.observations.iter().zip(&draft.observations) {
            check.observation(observation, *at, file, published_on);
        }
        for (act, at) in draft.record.acts.iter().zip(&draft.acts) {
            if !check.pledges.contains_key(act.pledge.as_str()) {
                let message = format!("there is no pledge `{}`", shown(act.pledge.as_str()));
                let help = near_pledge(read, act.pledge.as_str(), check.faults.len());
                check.fault(&codes::UNKNOWN_PLEDGE, file, at.subject, message, Some(help));
            }
            if let Some(by) = &act.by {
                check.government(read, by.as_str(), file, at.by);
                if !read.register.governed(by, act.on.full_window()) {
                    let message = format!("`{}` was not in office on {}", shown(by.as_str()), act.on.text());
                    let help = "name the government that was, or correct the date".to_owned();
                    check.fault(&codes::NOT_IN_OFFICE, file, at.by, message, Some(help));
                }
            }
            check.true_when_published(&act.on, published_on, file, at.on);
        }
    }
    check.unknown_subjects(read, records);
    for draft in &read.drafts {
        if let Some(government) = &draft.pledge.government {
            check.government(read, government.as_str(), read.file, draft.government);
        }
    }
    overlaps::check(read, &mut check);
    twice::check(records, &mut check);
}

/// After so many faults nothing more is suggested: each suggestion looks at every name there is.
const MOST_SUGGESTED: usize = 200;

fn near_pledge(read: &Read, id: &str, told: usize) -> String {
    let ids = || read.drafts.iter().map(|draft| draft.pledge.id.as_str());
    let near = if told > MOST_SUGGESTED { None } else { words::nearest(id, ids()) };
    near.map_or_else(|| "write the `id` of a [[pledge]]".to_owned(), |near| format!("did you mean `{near}`?"))
}

impl<'a> Check<'a> {
    fn fault(
        &mut self,
        code: &'static codes::Code,
        file: FileId,
        span: Span,
        message: String,
        help: Option<String>,
    ) {
        self.faults.push(self.texts.fault(code, file, span.range(), message, help));
    }

    fn relate(&mut self, file: FileId, span: Span, label: &str) {
        if let Some(fault) = self.faults.last_mut() {
            fault.related.push((file, span.range(), label.to_owned()));
        }
    }

    /// What the targets of all pledges measure, in which unit.
    fn targets(&mut self, read: &'a Read) {
        for draft in &read.drafts {
            let own_unit = draft.measured.iter().find_map(|measured| measured.unit.as_deref());
            let mut alone = Measured::default();
            for measured in &draft.measured {
                let at = measured.span;
                alone.counts_adds |= measured.total == Some(true);
                alone.counts_values |= measured.total == Some(false);
                if let (None, Some(unit)) = (&alone.unit, own_unit) {
                    alone.unit = Some((unit, read.file, at));
                }
                // A patch without an indicator keeps the pledge's.
                let of = measured
                    .indicator
                    .as_ref()
                    .or_else(|| draft.measured.first().and_then(|first| first.indicator.as_ref()));
                let Some(indicator) = of else { continue };
                let known = self.indicators.entry(indicator.as_str()).or_default();
                known.counts_adds |= measured.total == Some(true);
                known.counts_values |= measured.total == Some(false);
                if let Some(unit) = measured.unit.as_deref() {
                    self.unit(&Subject::Indicator(indicator.clone()), unit, read.file, at);
                }
            }
            self.pledges.insert(draft.pledge.id.as_str(), alone);
        }
    }

    fn known(&mut self, subject: &Subject) -> Option<&mut Measured<'a>> {
        match subject {
            Subject::Indicator(id) => self.indicators.get_mut(id.as_str()),
            Subject::Pledge(id) => self.pledges.get_mut(id.as_str()),
        }
    }

    /// Says once that figures in a unit are not compared with a target that has none.
    fn unitless_target(&mut self, subject: &Subject, unit: &str, file: FileId, at: Span) {
        let measures =
            |known: &mut Measured<'_>| known.unit.is_none() && (known.counts_adds || known.counts_values);
        if self.known(subject).is_some_and(measures) {
            let message = format!(
                "`{}` is measured in `{}` here, and its target has no unit",
                shown(subject.id()),
                shown(unit)
            );
            let help =
                format!("give the target `unit = \"{}\"`; until then this does not count", shown(unit));
            self.fault(&codes::WRONG_MEASURE, file, at, message, Some(help));
        }
    }

    /// Holds a stated unit to the first one stated for the same thing.
    fn unit(&mut self, subject: &Subject, unit: &'a str, file: FileId, at: Span) {
        let Some(known) = self.known(subject) else { return };
        match known.unit {
            None => known.unit = Some((unit, file, at)),
            Some((first, _, _)) if first == unit => {}
            Some((first, first_file, first_at)) => {
                let message = format!(
                    "`{}` is measured in `{}` here and in `{}` elsewhere",
                    shown(subject.id()),
                    shown(unit),
                    shown(first)
                );
                let help = "one indicator has one unit; nothing is converted".to_owned();
                self.fault(&codes::UNIT_CLASH, file, at, message, Some(help));
                self.relate(first_file, first_at, "the other unit");
            }
        }
    }

    fn observation(&mut self, observation: &'a Observation, at: FactAt, file: FileId, published_on: &When) {
        if let Some(unit) = &observation.unit {
            self.unitless_target(&observation.subject, unit, file, at.unit);
            self.unit(&observation.subject, unit, file, at.unit);
        }
        self.measure(observation, at, file);
        if observation.place.file == file {
            self.true_when_published(&observation.on, published_on, file, at.on);
        } else {
            // A row of a table: the fault is in the row.
            let row = observation.place;
            // The table's text is forgotten, and is not to be read again for rows without a fault.
            if begins_after(&observation.on, published_on) {
                let source = self.texts.get(row.file);
                let span = source.map(|source| Span::from(source.line_range(row.line))).unwrap_or_default();
                self.true_when_published(&observation.on, published_on, row.file, span);
            }
        }
    }

    fn measure(&mut self, observation: &Observation, at: FactAt, file: FileId) {
        let name = observation.subject.id();
        // Values of what nobody targets are reported as unknown.
        let Some(known) = self.known(&observation.subject) else { return };
        let span = at.measure;
        let place = observation.place;
        let is_alone = matches!(observation.subject, Subject::Pledge(_));
        let is_no_number = is_alone && !known.counts_adds && !known.counts_values;
        let (first, other, counts, counted) = match observation.measure {
            Measure::Add(_) => {
                known.windows.push((observation.on.planned_window(), place.file, at.on));
                (known.add.is_none(), known.value, known.counts_adds || !known.counts_values, "`value`")
            }
            Measure::Value(_) => {
                (known.value.is_none(), known.add, known.counts_values || !known.counts_adds, "`add`")
            }
        };
        if !first {
            return;
        }
        match observation.measure {
            Measure::Add(_) => known.add = Some((file, span)),
            Measure::Value(_) => known.value = Some((file, span)),
        }
        if let Some((other_file, other_at)) = other {
            let message = format!("`{}` has values and increments", shown(name));
            let help = "`value` is how much there is, `add` how much came: use one of them".to_owned();
            self.fault(&codes::VALUE_AND_ADD, file, span, message, Some(help));
            self.relate(other_file, other_at, "the other measure");
        } else if !counts {
            let message = format!("the target of `{}` counts {counted}", shown(name));
            let help = Some(format!("write {counted}, if that is what the source says"));
            self.fault(&codes::WRONG_MEASURE, file, span, message, help);
        } else if is_no_number {
            let message = format!("no number decides `{}`: this figure counts for nothing", shown(name));
            let help = "record what was done as an [[act]], or give the target a number to reach".to_owned();
            self.fault(&codes::WRONG_MEASURE, file, span, message, Some(help));
        }
    }

    fn true_when_published(&mut self, on: &When, published_on: &When, file: FileId, span: Span) {
        if begins_after(on, published_on) {
            let message = format!(
                "the fact begins on {}, after it was published ({})",
                on.planned_window().first,
                published_on.text()
            );
            let help = "what is yet to come is `announced`, on the day when it was said".to_owned();
            self.fault(&codes::PUBLISHED_BEFORE_TRUE, file, span, message, Some(help));
        }
    }

    fn government(&mut self, read: &Read, id: &str, file: FileId, span: Span) {
        let governments = || read.register.governments.iter().map(|government| government.id.as_str());
        if !governments().any(|known| known == id) {
            let message = format!("there is no government `{}`", shown(id));
            let help = words::nearest(id, governments()).map_or_else(
                || "name it in a [[government]] of `pledges.toml`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.fault(&codes::UNKNOWN_GOVERNMENT, file, span, message, Some(help));
        }
    }

    /// Observations of what no pledge names; of a table, once.
    fn unknown_subjects(&mut self, read: &Read, records: &[Draft]) {
        // A target that could not be read has been told, and may name any indicator.
        let unread = |draft: &super::super::pledge::Draft| {
            draft.pledge.terms.target.is_none() && draft.pledge.untestable.is_none()
        };
        let one_is_unread = read.drafts.iter().any(unread);
        for draft in records {
            let file = draft.record.place.file;
            let mut told = None;
            for (observation, at) in draft.record.observations.iter().zip(&draft.observations) {
                if told.replace(at.subject) == Some(at.subject) {
                    continue;
                }
                match &observation.subject {
                    Subject::Indicator(name) if !self.indicators.contains_key(name.as_str()) => {
                        let name = name.as_str();
                        let known = self
                            .indicators
                            .keys()
                            .copied()
                            .take_while(|_| self.faults.len() <= MOST_SUGGESTED);
                        let near = words::nearest(name, known);
                        if near.is_none() && one_is_unread {
                            continue;
                        }
                        let help = near.map_or_else(
                            || "name it in the target of a pledge".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        );
                        let message = format!("no pledge has the indicator `{}`", shown(name));
                        self.fault(&codes::UNKNOWN_INDICATOR, file, at.subject, message, Some(help));
                    }
                    Subject::Pledge(id) if !self.pledges.contains_key(id.as_str()) => {
                        let message = format!("there is no pledge `{}`", shown(id.as_str()));
                        let help = near_pledge(read, id.as_str(), self.faults.len());
                        self.fault(&codes::UNKNOWN_PLEDGE, file, at.subject, message, Some(help));
                    }
                    Subject::Indicator(_) | Subject::Pledge(_) => {}
                }
            }
        }
    }
}
