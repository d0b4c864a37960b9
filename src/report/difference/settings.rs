//! What is written of a register beside its pledges and their evidence: the keys by which all of them are read. A name or a
//! title that only people read, and notes, are left out.

use super::written::Written;
use crate::date::{NamedPeriod, Season};
use crate::model::{Register, TermsChoice};

/// The settings, seasons, periods, bodies and governments, each under its own name.
pub(super) fn register(register: &Register) -> Written {
    let mut written = Written::default();
    written.of("register");
    written.add("terms", Some(terms(register.terms)));
    written.add("searched to", register.searched_to);
    written.add("stale after", register.thresholds.stale_after);
    written.add("due soon", Some(register.thresholds.due_soon));
    for season in Season::ALL {
        let days = register.calendar.seasons[season as usize];
        let day = |(month, day): (u32, u32)| format!("{month:02}-{day:02}");
        written.add(season.word(), days.map(|[first, last]| format!("{} to {}", day(first), day(last))));
    }
    for period in &register.calendar.periods {
        add_period(&mut written, period);
    }
    for body in register.bodies.iter() {
        written.of(&format!("body {}", body.id.as_str()));
        written.add("name", Some(&body.name));
        written.add("aliases", Some(body.aliases.join(", ")).filter(|aliases| !aliases.is_empty()));
        written.add("part of", body.part_of.as_ref());
    }
    for government in &register.governments {
        written.of(&format!("government {}", government.id.as_str()));
        written.add("start", Some(government.start));
    }
    written
}

fn terms(choice: TermsChoice) -> &'static str {
    match choice {
        TermsChoice::Original => "original",
        TermsChoice::Current => "current",
    }
}

fn add_period(written: &mut Written, period: &NamedPeriod) {
    written.of(&format!("period {}", period.id));
    written.add("start", Some(period.window.first));
    written.add("end", Some(period.window.last));
    let ended = period.ended.as_ref();
    written.add("ended", ended.map(|ended| format!("{}, known on {}", ended.end, ended.known_on)));
}
