//! Events that several sentences report: joined by `link`, and a missing actor filled by a later claim of responsibility.

use super::LOOK_BACK;
use crate::annotation::{Event, EventPlace, Party, PlaceFrom};
use crate::ontology::{EventType, Status};
use crate::text::PartialDate;

/// How many sentences after an attack its claim may stand.
const CLAIM_REACH: u32 = 6;

/// Gives attacks (events of `force`) without an actor the one that claims responsibility within a few sentences.
pub(super) fn fill_from_claims(events: &mut [Event], force: &[EventType]) {
    for i in 0..events.len() {
        let open = &events[i];
        if !force.contains(&open.event) || !open.actor.is_empty() {
            continue;
        }
        let is_claim = |claim: &&Event| {
            claim.event == open.event
                && claim.status == Status::Claimed
                && claim.recipient.is_empty()
                && claim.actor.len() == 1
        };
        let near = |event: &&Event| event.sentence.saturating_sub(open.sentence) <= CLAIM_REACH;
        let claim = match open.status {
            Status::Asserted => {
                let after = &events[i + 1..];
                let claim = after.iter().take(LOOK_BACK).take_while(near).position(|event| is_claim(&event));
                claim.filter(|&at| is_claimed(open, &after[at], &after[..at])).map(|at| &after[at])
            }
            // "claimed responsibility for the attack on the convoy"
            Status::Claimed => events[..i]
                .iter()
                .rev()
                .take(LOOK_BACK)
                .take_while(|event| event.sentence == open.sentence)
                .find(is_claim),
            _ => None,
        };
        if let Some((actor, trace)) = claim.map(|claim| (claim.actor.clone(), claim.trace.clone())) {
            events[i].actor = actor;
            events[i].trace.extend(trace);
        }
    }
}

/// Whether a claim can mean an attack: nobody claims that his own were hit, nor what was told before an attack elsewhere.
fn is_claimed(open: &Event, claim: &Event, between: &[Event]) -> bool {
    let own =
        |party: &Party| claim.actor.iter().any(|who| who.sector.iter().any(|sector| party.sector.contains(sector)));
    let last = between.iter().rev().find(|event| event.event == open.event);
    let elsewhere = last.is_some_and(|last| {
        let told = last.place.as_ref().is_some_and(|place| place.from.is_told_here());
        told && place(last) != place(open) && (open.place.is_some() || last.sentence > open.sentence + 1)
    });
    !open.recipient.iter().any(own) && !elsewhere
}

/// How many sentences below a headline what it tells is told at length.
const LEAD_REACH: u32 = 3;

/// Gives what a headline tells the day, the place and the open side of the report below it, and joins the two where that
/// report is joined to no other.
pub(super) fn complete_headline(events: &mut [Event], headline: u32) {
    for i in 0..events.len() {
        let above = &events[i];
        if above.sentence != headline {
            continue;
        }
        let in_the_lead = |below: &&Event| (1..=LEAD_REACH).contains(&below.sentence.saturating_sub(headline));
        let same = |below: &&Event| {
            below.event == above.event
                && below.status == above.status
                && share_a_side(above, below)
                && dates_agree(above, below)
                && (above.dead.is_none() || below.dead.is_none() || above.dead == below.dead)
                && above.place.as_ref().filter(|place| place.from.is_told_here()).is_none_or(|here| {
                    below.place.as_ref().is_none_or(|there| there.country.is_none() || there.country == here.country)
                })
        };
        let after = events.iter().enumerate().skip(i + 1).take(LOOK_BACK).filter(|(_, below)| in_the_lead(below));
        let Some((at, below)) = after.into_iter().find(|(_, below)| same(below)) else { continue };
        let below = below.clone();
        fill_from_below(&mut events[i], below);
        if events[at].link.is_none() {
            point(events, at as u32, events[i].link.unwrap_or(i as u32));
        }
    }
}

/// What the report below tells and the headline leaves open.
fn fill_from_below(event: &mut Event, below: Event) {
    event.date = event.date.filter(|date| date.text.is_some()).or(below.date).or(event.date);
    if event.place.as_ref().is_none_or(|place| place.from == PlaceFrom::Dateline) {
        let told = |place: EventPlace| match place.from {
            PlaceFrom::Dateline => place,
            _ => EventPlace { from: PlaceFrom::Article, ..place },
        };
        event.place = below.place.map(told).or(event.place.take());
    }
    let opens_actor = event.actor.is_empty() && !below.actor.is_empty();
    if opens_actor {
        event.actor.clone_from(&below.actor);
    }
    let opens_recipient = event.recipient.is_empty() && !below.recipient.is_empty() && event.actor.len() < 2;
    if opens_recipient {
        event.recipient.clone_from(&below.recipient);
    }
    let names_actor = name_as_below(&mut event.actor, &below.actor);
    let names_recipient = name_as_below(&mut event.recipient, &below.recipient);
    if opens_actor || opens_recipient || names_actor || names_recipient {
        let told: Vec<_> = below.trace.into_iter().filter(|one| !event.trace.contains(one)).collect();
        event.trace.extend(told);
    }
}

/// "Jihadists storm army base" above a report that says which: whether the report gives a side its name.
fn name_as_below(above: &mut [Party], below: &[Party]) -> bool {
    let ([nameless], [named]) = (above, below) else { return false };
    let of_one_kind = nameless.sector.iter().any(|sector| named.sector.contains(sector));
    let of_one_country = nameless.code.is_none() || named.code.is_none() || nameless.code == named.code;
    let names = nameless.actor.is_none() && named.actor.is_some() && of_one_kind && of_one_country;
    if names {
        *nameless = Party { span: nameless.span, ..named.clone() };
    }
    names
}

/// Points an event, and those that point at it, at the first that reports the same.
fn point(events: &mut [Event], event: u32, first: u32) {
    for (at, other) in (0..).zip(events) {
        if at == event || other.link == Some(event) {
            other.link = Some(first);
        }
    }
}

/// Whether both sides are shared, or one where the other is open: by the same actor, or one of the same country.
fn share_a_side(a: &Event, b: &Event) -> bool {
    let alike = |one: &Party, other: &Party| {
        one.actor.is_some() && one.actor == other.actor || one.code.is_some() && one.code == other.code
    };
    let share = |a: &[Party], b: &[Party]| a.iter().any(|one| b.iter().any(|other| alike(one, other)));
    share(&a.actor, &b.actor) && (share(&a.recipient, &b.recipient) || a.recipient.is_empty() || b.recipient.is_empty())
        || share(&a.recipient, &b.recipient) && (a.actor.is_empty() || b.actor.is_empty())
}

/// How many days before publication an event may have been whose day one sentence tells and another leaves open.
const DAYS: i64 = 7;

/// Points every event at the first one that reports the same: same type, parties, date and place as far as they are told.
/// Where only some of them tell the day, it is the day of all.
pub(super) fn link(events: &mut [Event]) {
    for i in 1..events.len() {
        let first = (i.saturating_sub(LOOK_BACK)..i).find(|&j| reports_the_same(&events[j], &events[i]));
        let Some(first) = first.map(|j| events[j].link.map_or(j, |link| link as usize)) else { continue };
        events[i].link = Some(first as u32);
        let told = [first, i].into_iter().filter_map(|at| events[at].date).find(|date| date.text.is_some());
        for at in [first, i] {
            events[at].date = events[at].date.filter(|date| date.text.is_some()).or(told).or(events[at].date);
        }
    }
}

/// The same date, or a day shortly before publication where the other event is only dated by that.
fn dates_agree(a: &Event, b: &Event) -> bool {
    let (Some(a), Some(b)) = (a.date, b.date) else { return a.date.is_none() && b.date.is_none() };
    let days = |told: PartialDate, published: PartialDate| match (told, published) {
        (PartialDate::Day(told), PartialDate::Day(published)) => Some(i64::from((published - told).get_days())),
        _ => None,
    };
    let shortly_before = match (a.text, b.text) {
        (Some(_), None) => days(a.from, b.from),
        (None, Some(_)) => days(b.from, a.from),
        _ => None,
    };
    a.from == b.from || shortly_before.is_some_and(|days| (0..=DAYS).contains(&days))
}

fn reports_the_same(a: &Event, b: &Event) -> bool {
    a.event == b.event
        && a.status == b.status
        && told_alike(&a.actor, &b.actor)
        && told_alike(&a.recipient, &b.recipient)
        && dates_agree(a, b)
        && place(a) == place(b)
        && !a.actor.is_empty()
        && (a.dead.is_none() || b.dead.is_none() || a.dead == b.dead)
        // Accusations, demands and threats of the same people are made again and again.
        && (a.sentence == b.sentence || shares_detail(a, b) || !a.event.is_verbal_conflict() && both_sides(a))
}

/// Whether both sides are told.
fn both_sides(event: &Event) -> bool {
    !event.recipient.is_empty() || event.actor.len() > 1
}

/// Whether the text gives both events the same place, day or number of victims.
fn shares_detail(a: &Event, b: &Event) -> bool {
    let near = |event: &Event| event.place.as_ref().is_some_and(|place| place.from != PlaceFrom::Dateline);
    let dated = |event: &Event| event.date.is_some_and(|date| date.text.is_some());
    let counted = |one: Option<u32>, other: Option<u32>| one.is_some() && one == other;
    near(a) && near(b) || dated(a) && dated(b) || counted(a.dead, b.dead) || counted(a.injured, b.injured)
}

fn place(event: &Event) -> Option<&str> {
    event.place.as_ref().map(|place| &*place.name)
}

/// The same parties, whatever words name them.
fn told_alike(a: &[Party], b: &[Party]) -> bool {
    let alike = |(a, b): (&Party, &Party)| {
        a.actor == b.actor && (a.actor.is_some() || a.code == b.code && a.sector == b.sector)
    };
    a.len() == b.len() && a.iter().zip(b).all(alike)
}
