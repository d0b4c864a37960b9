//! A whole: met when every part that counts is delivered. What the parts are worth was decided before, part by part.

use crate::assessment::case::{Case, Delivery, Met, Outcome};
use crate::date::Window;
use crate::model::Status;

/// The last part's delivery is the whole's, tested against the whole's own deadline.
pub(super) fn all_delivered<'c>(case: &Case<'c>) -> Outcome<'c> {
    let claimed =
        case.parts.iter().any(|part| part.standing.status == Status::Delivered && part.standing.claimed);
    let deliveries = case.parts.iter().map(|part| part.standing.delivered);
    let met = deliveries
        .map(|on| on.map(|on| (on, case.judged(on))))
        .reduce(|one, other| {
            let (one, other) = (one?, other?);
            Some(if last_of(&other) > last_of(&one) { other } else { one })
        })
        .flatten()
        .map(|(on, delivery)| Met { by: None, on, number: None, delivery });
    Outcome { met, claimed, dispute: None, latest: None }
}

fn last_of((on, delivery): &(Window, Delivery)) -> (Option<i64>, crate::date::Date, crate::date::Date) {
    (delivery.days_late, delivery.on, on.first)
}
