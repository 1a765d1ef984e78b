//! Roles that a sentence leaves open and the article settles: the `[[fill]]` rules of `rules.toml`.

use super::LOOK_BACK;
use super::clause::Clause;
use super::draft::{Draft, Told};
use super::parties::{is_government, is_own_state, is_same, is_same_state};
use super::reference::Antecedents;
use crate::annotation::{Event, EventPlace, Party, PlaceFrom, Trace};
use crate::lexicon::{Fill, FillFrom, Side, is_country};
use crate::ontology::{EventType, Kind, Mode, Sector, Status};
use crate::syntax::{Label, Tag};
use crate::text::PartialDate;

/// How many sentences back "the attack" may point.
const EARLIER_REACH: u32 = 6;
/// How many sentences back two sides may have done something together.
const PAIR_REACH: u32 = 2;
/// How many sentences back the other side of a quarrel may have been told.
const COUNTERPART_REACH: u32 = 2;
/// How many sentences back an accusation may have been told that is denied.
const ACCUSED_REACH: u32 = 12;

/// How many sentences back sanctions may have been told that are lifted.
const UNDONE_REACH: u32 = 12;

/// What the article told before an event.
pub(super) struct Before<'a> {
    pub events: &'a [Event],
    pub antecedents: &'a Antecedents,
    /// The sentence of the event.
    pub clause: &'a Clause<'a>,
    /// The nearest place that the sentence names.
    pub place: Option<&'a str>,
}

impl<'a> Before<'a> {
    /// The events that anybody looks back to: all but for texts that are one endless sentence.
    fn recent(&self) -> impl DoubleEndedIterator<Item = &'a Event> + use<'a> {
        self.events.iter().skip(self.events.len().saturating_sub(LOOK_BACK))
    }
}

/// Fills what is open in the event by the first rule that finds somebody; every rule that did stands in the trace.
pub(super) fn fill(event: &mut Event, draft: &Draft, is_anaphor: bool, before: &Before) {
    for rule in &before.clause.lexicon.rules.fill {
        if !applies(rule, event, draft) || !is_of_a_kind(rule, event, before) {
            continue;
        }
        let filled = match rule.from {
            FillFrom::Earlier => is_anaphor && refer_back(event, draft, before),
            FillFrom::Attacker => after_attack(event, before),
            FillFrom::DeedTold => same_deed(rule, event, draft, before),
            FillFrom::Pair => set(event, rule.role, pair(rule, event, draft, before)),
            FillFrom::Sentence => set(event, rule.role, only_other(event, draft, before)),
            FillFrom::Deed => set(event, rule.role, doers(event, draft, before)),
            FillFrom::Undone => set(event, rule.role, undone(rule, event, before)),
            FillFrom::Accuser => set(event, rule.role, accusers(event, before)),
            FillFrom::Counterpart if names_another(rule, draft, before) => false,
            FillFrom::Counterpart => set(event, rule.role, counterpart(event, rule.role, before)),
            FillFrom::Government => set(event, rule.role, of_country(event, Sector::Gov)),
            FillFrom::Courts => set(event, rule.role, of_country(event, Sector::Jud)),
            FillFrom::Police if has_owner(draft, before) => false,
            FillFrom::Police => set(event, rule.role, police(event)),
            FillFrom::Holder => set(event, rule.role, of_place_told(event, Sector::Gov)),
            FillFrom::Rebels => set(event, rule.role, own_rebels(event)),
            FillFrom::People => set(event, rule.role, people(event)),
        };
        if filled {
            event.trace.push(Trace { origin: rule.origin.clone(), what: rule.id.clone() });
        }
    }
}

fn applies(rule: &Fill, event: &Event, draft: &Draft) -> bool {
    let open = match rule.role {
        Side::Actor => event.actor.is_empty() && !draft.symmetric,
        Side::Recipient => event.recipient.is_empty() && !draft.symmetric,
        // The other side of nobody is nobody.
        Side::Both if rule.from == FillFrom::Sentence && event.actor.is_empty() => false,
        Side::Both => {
            event.actor.len() < 2 && event.recipient.is_empty() && (draft.symmetric || !rule.entries.is_empty())
        }
    };
    // "India said it would study the pact": whoever is named last need have no part in what was told long before, nor who
    // denounced somebody in "the lawsuit".
    let other = rule.from == FillFrom::Pair || rule.from == FillFrom::Earlier && draft.event == EventType::Accuse;
    if other && draft.is_of_something_earlier() {
        return false;
    }
    let entry = || draft.trace.first().is_some_and(|trace| rule.entries.contains(&trace.what));
    open && (rule.events.is_empty() || rule.events.contains(&event.event))
        && (rule.modes.is_empty() || rule.modes.iter().any(|mode| event.mode.contains(mode)))
        && (rule.entries.is_empty() || entry())
}

/// Whether the known side is of the rule's kind.
fn is_of_a_kind(rule: &Fill, event: &Event, before: &Before) -> bool {
    let kind = |party: &Party| Some(before.clause.lexicon.actor(party.actor.as_deref()?)?.kind);
    let is = |party: &Party| kind(party).is_some_and(|kind| rule.known.contains(&kind));
    rule.known.is_empty() || event.actor.iter().chain(&event.recipient).all(is)
}

fn set(event: &mut Event, side: Side, mut found: Vec<Party>) -> bool {
    found.retain(|party| !event.actor.iter().chain(&event.recipient).any(|known| is_alike(known, party)));
    let filled = !found.is_empty();
    match side {
        Side::Recipient if filled => event.recipient = found,
        Side::Actor if filled => event.actor = found,
        Side::Both => event.actor.extend(found),
        _ => {}
    }
    filled
}

/// Whether an event is told at most so many sentences before another.
fn is_within(earlier: &Event, event: &Event, sentences: u32) -> bool {
    event.sentence.saturating_sub(earlier.sentence) <= sentences
}

/// The last event of the type within so many sentences, told as happened or claimed, of which somebody is told: what "the
/// attack" points back to.
pub(super) fn pointed_at<'a>(told: Told, sentence: u32, reach: u32, before: &Before<'a>) -> Option<&'a Event> {
    // "retaliated after the attack": not of what the sentence itself tells.
    let near = |earlier: &Event| (1..=reach).contains(&sentence.saturating_sub(earlier.sentence));
    let happened = |earlier: &Event| matches!(earlier.status, Status::Asserted | Status::Claimed);
    let so = |earlier: &Event| told.manner.is_none_or(|manner| earlier.mode.contains(&manner));
    let meant = |earlier: &&Event| told.is(earlier) && so(earlier) && near(earlier) && !earlier.actor.is_empty();
    before.recent().rev().find(meant).filter(|earlier| happened(earlier))
}

/// Whether an event of the type is told near enough before a sentence for a definite noun to mean it.
pub(super) fn is_told(told: Told, sentence: u32, before: &Before) -> bool {
    pointed_at(told, sentence, EARLIER_REACH, before).is_some()
}

/// "the attack", "the talks": what was told of the last event of the type holds of it.
fn refer_back(event: &mut Event, draft: &Draft, before: &Before) -> bool {
    let Some(earlier) = pointed_at(draft.told(), event.sentence, EARLIER_REACH, before) else { return false };
    event.actor = earlier.actor.clone();
    if event.recipient.is_empty() {
        event.recipient = earlier.recipient.clone();
    }
    share_setting(event, earlier);
    true
}

/// "Militants attacked an Ethiopian base. Four soldiers were killed.": by those who attacked, and Ethiopians, where nothing
/// else was told of the attack's victims.
fn after_attack(event: &mut Event, before: &Before) -> bool {
    let counts = |event: &Event| event.dead.is_some() || event.injured.is_some();
    let Some(last) = before.events.last().filter(|_| counts(event)) else { return false };
    let attack = last.event == event.event && last.status == event.status && last.sentence + 1 == event.sentence;
    if !attack || counts(last) {
        return false;
    }
    // "They exchanged fire. Two Armenian soldiers were killed": by the others.
    let own = |party: &Party| event.recipient.iter().any(|hit| is_alike(party, hit) || is_own_state(hit, party));
    event.actor = last.actor.iter().filter(|party| !own(party)).cloned().collect();
    if event.actor.is_empty() {
        return false;
    }
    for victim in event.recipient.iter_mut().filter(|party| party.actor.is_none() && party.code.is_none()) {
        victim.code = last.recipient.iter().find(|hit| hit.sector == victim.sector).and_then(|hit| hit.code.clone());
    }
    true
}

/// Where and when the same was told to have happened before.
fn share_setting(event: &mut Event, earlier: &Event) {
    let told_here = |place: &EventPlace| place.from.is_told_here();
    event.place = event.place.take().filter(told_here).or_else(|| earlier.place.clone()).or_else(|| event.place.take());
    // "On Friday Iran condemned the attack", which was on Monday.
    if day_told(earlier).is_some() || day_told(event).is_none() {
        event.date = earlier.date.or(event.date);
    }
}

/// The day that the text tells of it.
fn day_told(event: &Event) -> Option<PartialDate> {
    event.date.filter(|date| date.text.is_some()).map(|date| date.from)
}

/// "Friday's shooting", "the protests": by and against those of the last deed of the kind, where nothing says that it is another.
fn same_deed(rule: &Fill, event: &mut Event, draft: &Draft, before: &Before) -> bool {
    if !points_to_deed(rule, draft, before) {
        return false;
    }
    let happened = |earlier: &Event| rule.bare || matches!(earlier.status, Status::Asserted | Status::Claimed);
    let is_deed = |earlier: &&Event| {
        let told = earlier.event == event.event && earlier.sentence < event.sentence;
        told && happened(earlier) && !earlier.recipient.is_empty() && !is_ones_own(earlier, before)
    };
    let Some(deed) = before.recent().rev().find(is_deed) else { return false };
    // Of several of the kind any may be meant.
    let is_only = || before.recent().filter(is_deed).all(|other| may_be_one(other, deed));
    if is_another(rule, deed, event, before) || !(rule.bare || is_only()) {
        return false;
    }
    // "plans a hearing on the attack", which happened.
    if event.status == Status::Planned && draft.is_definite(before.clause) {
        event.status = deed.status;
    }
    let fills = event.actor.is_empty() && !deed.actor.is_empty() || event.recipient.is_empty();
    if event.actor.is_empty() {
        event.actor = deed.actor.clone();
    }
    if event.recipient.is_empty() {
        event.recipient = deed.recipient.clone();
    }
    // Protests go on in other towns.
    let same_day = day_told(event).is_none_or(|day| day_told(deed) == Some(day));
    if before.clause.lexicon.rules.events.force.contains(&event.event) && same_day {
        share_setting(event, deed);
    }
    fills
}

/// "the shooting", "Friday's shooting", and "days of protests"; of some a noun or gerund alone. What else is said of a
/// deed says that it is another: "the 9/11 attacks".
fn points_to_deed(rule: &Fill, draft: &Draft, before: &Before) -> bool {
    let Before { clause, .. } = before;
    let rules = &clause.lexicon.rules;
    let says_which = |child: usize| match clause.label(child) {
        Label::Compound | Label::Nmod | Label::NumMod | Label::Prep | Label::Acl | Label::Relcl | Label::Appos => true,
        Label::Amod => !rules.events.says_nothing.contains(clause.lower(child)),
        _ => false,
    };
    let force = rules.events.force.contains(&draft.event);
    let alone = || !clause.children(draft.token).any(says_which);
    let dated = || clause.child(draft.token, Label::Poss).is_some();
    let points_back = || match force {
        true => (draft.is_definite(clause) || dated()) && alone(),
        false => draft.is_definite(clause) || clause.is_plural(draft.token) || dated(),
    };
    let is_nominal = draft.is_noun || clause.tag(draft.token) == Tag::Vbg;
    let bare = || rule.bare && is_nominal && clause.child(draft.token, Label::Det).is_none();
    draft.is_noun && points_back() || bare()
}

/// "his protest": what one person did is not what people mean by "the protests".
fn is_ones_own(event: &Event, before: &Before) -> bool {
    let lexicon = before.clause.lexicon;
    let is_person = |party: &Party| match &party.actor {
        Some(id) => lexicon.actor(id).is_some_and(|actor| actor.kind == Kind::Person),
        None => party.sector == [Sector::Unk],
    };
    lexicon.rules.events.of_the_people.contains(&event.event) && event.actor.iter().any(is_person)
}

/// Where the text tells that it happened.
fn place_told(event: &Event) -> Option<&str> {
    event.place.as_ref().filter(|place| place.from.is_told_here()).map(|place| &*place.name)
}

/// Whether two deeds may be one: of one place, or where the text places neither, done to the same.
fn may_be_one(a: &Event, b: &Event) -> bool {
    match (place_told(a), place_told(b)) {
        (Some(here), Some(there)) => here == there,
        _ => a.recipient.iter().any(|one| b.recipient.iter().any(|other| is_alike(one, other))),
    }
}

/// Whether an event is another than the earlier one: of another place, day, manner or doer.
fn is_another(rule: &Fill, earlier: &Event, event: &Event, before: &Before) -> bool {
    let here = before.place.or_else(|| place_told(event));
    // "regime change in Libya" is what was told of it without a place.
    let is_there = |there: Option<&str>| there == here || rule.bare && there.is_none();
    let elsewhere = here.is_some() && !is_there(place_told(earlier));
    let at_another_time = day_told(event).is_some_and(|day| day_told(earlier).is_some_and(|other| other != day));
    let shares_mode = earlier.mode.iter().any(|mode| event.mode.contains(mode));
    let otherwise = !shares_mode && !event.mode.is_empty() && !earlier.mode.is_empty();
    let known = |party: &Party| earlier.actor.iter().any(|actor| is_alike(actor, party) || is_own_state(actor, party));
    let by_others = !earlier.actor.is_empty() && !event.actor.is_empty() && !event.actor.iter().any(known);
    elsewhere || at_another_time || otherwise || by_others
}

/// The only other state that the sentence names, for a state; for others the only other state or group.
fn only_other(event: &Event, draft: &Draft, before: &Before) -> Vec<Party> {
    let known: Vec<&Party> = event.actor.iter().chain(&event.recipient).collect();
    let among_states = known.iter().any(|party| is_government(party));
    // "rejected the plan and accused the cabinet of serving Israel": what comes later is about somebody else.
    let later = |party: &Party| before.clause.is_in_clause_apart(party.span, draft.token);
    // "Sana Khan, the Taliban's spokeswoman": whose the known party is is no other side.
    let part_of_known = |party: &Party| {
        let heads = draft.actor.iter().chain(&draft.recipient).map(|cited| before.clause.phrase(cited.token));
        heads.map(|(from, to)| before.clause.stretch(from, to)).any(|phrase| phrase.contains(party.span))
    };
    // "warned in Singapore".
    let placed = |party: &Party| {
        let words = &before.clause.lexicon.rules.words.place_prepositions;
        let at = before.clause.tokens.partition_point(|token| token.span.start < party.span.start);
        before.clause.head_by(at, Label::Pobj).is_some_and(|to| words.contains(before.clause.lower(to)))
    };
    // "The White House said that Turkey would strike": who says so is no side, but for what he is told that is denied.
    let source = event.attribution.filter(|_| event.event != EventType::Reject);
    let says_so = |party: &Party| source.is_some_and(|source| source.contains(party.span));
    // "called for a strike against Iran": who is to be struck is not asked.
    let aimed_at = |party: &Party| {
        let at = before.clause.tokens.partition_point(|token| token.span.start < party.span.start);
        let deed = before.clause.head_by(at, Label::Pobj).and_then(|against| before.clause.head(against));
        event.event == EventType::Request && deed.is_some_and(|deed| is_force(before.clause, deed))
    };
    let leave_out = |party: &Party| {
        known.iter().any(|known| is_alike(known, party) || is_own_state(known, party))
            || later(party)
            || aimed_at(party)
            || part_of_known(party)
            || placed(party)
            || known.iter().any(|known| stands_before(party, known))
            || says_so(party)
            || among_states && !is_government(party)
    };
    before.antecedents.only(event.sentence, leave_out).into_iter().cloned().collect()
}

/// Whether the noun is an event that hits somebody: "strike", "sanctions".
fn is_force(clause: &Clause, noun: usize) -> bool {
    clause.is_noun(noun) && clause.entries(noun).any(|entry| entry.event.quad_code() == EventType::Assault.quad_code())
}

/// "the Algerian Salvation Front": whether a state only says whose the known party is.
fn stands_before(party: &Party, known: &Party) -> bool {
    known.code == party.actor && party.span.end + 1 == known.span.start
}

/// The two sides named last before the event; with one side known, the other one. Mediators are no side.
fn pair(rule: &Fill, event: &Event, draft: &Draft, before: &Before) -> Vec<Party> {
    let kind = |party: &Party| Some(before.clause.lexicon.actor(party.actor.as_deref()?)?.kind);
    let is_known = |known: &Party, party: &Party| is_alike(known, party) || is_own_state(known, party);
    let known = |party: &Party| event.actor.iter().chain(&event.recipient).any(|known| is_known(known, party));
    let mediates = |party: &Party| {
        let near = |earlier: &&Event| is_within(earlier, event, COUNTERPART_REACH);
        let mediations = before.recent().rev().take_while(near);
        mediations.filter(|e| e.mode.contains(&Mode::ThirdParty)).any(|e| e.actor.iter().any(|a| is_alike(a, party)))
    };
    // "Sweden urged Israel to stop fighting": who asks is no side.
    let asks = |party: &Party| {
        let here = |e: &&Event| e.sentence == event.sentence;
        let asked = before.recent().rev().take_while(here).filter(|e| e.event == EventType::Request);
        asked.flat_map(|e| &e.actor).any(|actor| is_alike(actor, party))
    };
    // "The army and the rebels agreed. Fighting went on."
    let near = |earlier: &&Event| is_within(earlier, event, PAIR_REACH);
    // Two who spoke on the phone do not fight.
    let bodies = |earlier: &Event| !earlier.actor.iter().any(|party| kind(party) == Some(Kind::Person));
    let mutual = |earlier: &&Event| {
        let fits = event.event != EventType::Assault || bodies(earlier);
        fits && earlier.recipient.is_empty() && !earlier.mode.contains(&Mode::ThirdParty)
    };
    let last = before.recent().rev().take_while(near).find(mutual);
    if let Some(sides) =
        last.filter(|last| last.actor.len() == 2 && last.status != Status::Denied && !last.actor.iter().any(asks))
    {
        return sides.actor.iter().filter(|party| !known(party)).cloned().collect();
    }
    if rule.role == Side::Both && tells_all_sides(event, before) {
        return Vec::new();
    }
    let open = if rule.role == Side::Both { 2usize.saturating_sub(event.actor.len()) } else { 2 };
    // "warned against talks with Turkey": whom the sentence names elsewhere is no side.
    let apart = rule.role == Side::Both && before.clause.is_set_apart(draft.token);
    let begins = before.clause.tokens.first().map_or(0, |token| token.span.start);
    let elsewhere = |party: &Party| apart && party.span.start >= begins;
    // Who talks to somebody is told beside him; "the Doha meeting" is not Qatar's.
    let spoken = event.event != EventType::Assault;
    let far = |party: &Party| spoken && rule.role == Side::Both && party.span.start < begins;
    let venue = |party: &Party| spoken && before.clause.is_compound_of(party.span, draft.token);
    let stands_by = |party: &Party| mediates(party) || asks(party);
    let leave_out = |party: &Party| known(party) || stands_by(party) || elsewhere(party) || far(party) || venue(party);
    let sides = before.antecedents.last_named(open, event.sentence, event.trigger.start, leave_out);
    sides.into_iter().cloned().collect()
}

/// "a G8 summit", and "a conflict between Sunnis and Shiites", who are two though they are of one kind.
fn tells_all_sides(event: &Event, before: &Before) -> bool {
    let kind = |party: &Party| Some(before.clause.lexicon.actor(party.actor.as_deref()?)?.kind);
    let nameless = |party: &Party| party.actor.is_none() && party.code.is_none();
    event.actor.iter().any(|party| kind(party) == Some(Kind::Igo) || nameless(party))
}

/// Who did what is condemned or praised: "condemned the bombing".
fn doers(event: &Event, draft: &Draft, before: &Before) -> Vec<Party> {
    let deed = draft.deed.and_then(|deed| pointed_at(deed, event.sentence, EARLIER_REACH, before));
    deed.map(|deed| deed.actor.clone()).unwrap_or_default()
}

/// "Sanctions were lifted": on whom they were told to lie.
fn undone(rule: &Fill, event: &Event, before: &Before) -> Vec<Party> {
    let near = |earlier: &&Event| is_within(earlier, event, UNDONE_REACH);
    let laid = |earlier: &&Event| rule.undoes.contains(&earlier.event) && !earlier.recipient.is_empty();
    let last = before.recent().rev().take_while(near).find(laid);
    last.map(|earlier| earlier.recipient.clone()).unwrap_or_default()
}

/// "Paris denied the allegations": who last accused those who deny it.
fn accusers(event: &Event, before: &Before) -> Vec<Party> {
    let denies = |party: &Party| {
        event.actor.iter().any(|who| is_alike(who, party) || is_own_state(who, party) || is_own_state(party, who))
    };
    let near = |earlier: &&Event| is_within(earlier, event, ACCUSED_REACH);
    let accuses = |earlier: &&Event| {
        earlier.event == EventType::Accuse && !earlier.actor.is_empty() && earlier.recipient.iter().any(denies)
    };
    let accused = before.recent().rev().take_while(near).find(accuses);
    accused.map(|earlier| earlier.actor.clone()).unwrap_or_default()
}

/// "asked the West for arms": whether the sentence names the other side, though nobody knows the name.
fn names_another(rule: &Fill, draft: &Draft, before: &Before) -> bool {
    let object = before.clause.child(draft.token, Label::Dobj);
    rule.role == Side::Recipient && object.is_some_and(|object| before.clause.tag(object) == Tag::Nnp)
}

/// Who stood on the other side when one of the known side last did or suffered something.
fn counterpart(event: &Event, open: Side, before: &Before) -> Vec<Party> {
    let known = if open == Side::Actor { &event.recipient } else { &event.actor };
    let took_part = |side: &[Party]| known.iter().any(|party| side.iter().any(|other| is_alike(party, other)));
    let near = |earlier: &&Event| is_within(earlier, event, COUNTERPART_REACH);
    // Whom one person last spoke to or of is seldom whom he means next.
    let is_body = |party: &Party| {
        let actor = party.actor.as_deref().and_then(|id| before.clause.lexicon.actor(id));
        // A rebel leader's own group is no counterpart.
        let rebels = |party: &Party| party.sector.contains(&Sector::Reb);
        let of_own = known.iter().any(|own| own.code == party.code && rebels(own) && rebels(party));
        actor.is_some_and(|actor| actor.kind != Kind::Person) && !of_own
    };
    let other_side = |earlier: &Event| {
        let others = |side: &[Party]| -> Vec<Party> {
            side.iter().filter(|party| is_body(party) && !took_part(std::slice::from_ref(*party))).cloned().collect()
        };
        let found = match (took_part(&earlier.actor), took_part(&earlier.recipient)) {
            (true, _) if !earlier.recipient.is_empty() => others(&earlier.recipient),
            (false, false) => Vec::new(),
            _ => others(&earlier.actor),
        };
        (!found.is_empty()).then_some(found)
    };
    // "Algeria backs the Polisario, which wants independence": not of whom it has its arms.
    let helps = |earlier: &Event| earlier.event == EventType::Support || earlier.event.quad_code() == 2;
    let apart = |earlier: &&Event| !earlier.mode.contains(&Mode::ThirdParty) && !helps(earlier);
    before.recent().rev().take_while(near).filter(apart).find_map(other_side).unwrap_or_default()
}

/// Those who rise against the only state that is told.
fn own_rebels(event: &Event) -> Vec<Party> {
    let [state] = &event.actor[..] else { return Vec::new() };
    let is_state = state.actor.is_some() && state.actor == state.code;
    is_state.then(|| Party::unnamed(event.trigger, state.code.clone(), vec![Sector::Reb])).into_iter().collect()
}

/// "Iran's detention of sailors", which no police of another country did.
fn has_owner(draft: &Draft, before: &Before) -> bool {
    draft.is_noun && before.clause.child(draft.token, Label::Poss).is_some()
}

/// "was arrested in Minsk": by the police there. Whose they are where the sentence tells no place, the article tells.
fn police(event: &Event) -> Vec<Party> {
    let told = event.place.as_ref().filter(|place| place.from.is_told_here());
    let placed = told.map(|place| (place.country.clone(), place.span));
    let (code, span) = placed.unwrap_or((None, event.trigger));
    vec![Party::unnamed(span, code, vec![Sector::Cop])]
}

/// The people of the country where it happened, else of the known side's; else the article tells whose they are.
fn people(event: &Event) -> Vec<Party> {
    let told = of_country(event, Sector::Cvl);
    if told.is_empty() { vec![Party::unnamed(event.trigger, None, vec![Sector::Cvl])] } else { told }
}

/// "captured Goma": from the government there.
fn of_place_told(event: &Event, sector: Sector) -> Vec<Party> {
    let place = event.place.as_ref().filter(|place| place.from == PlaceFrom::Clause);
    let placed = place.and_then(|place| Some((place.country.clone()?, place.span)));
    let party = placed.map(|(code, span)| Party::unnamed(span, Some(code), vec![sector]));
    party.into_iter().collect()
}

/// The government, or the people, of the country where it happened, else of the known side's own.
fn of_country(event: &Event, sector: Sector) -> Vec<Party> {
    // What happened tells of them, and no name of the other side: "was charged".
    let known = event.actor.iter().chain(&event.recipient).find_map(|party| Some((party.code.clone()?, event.trigger)));
    let placed = event.place.as_ref().and_then(|place| Some((place.country.clone()?, place.span)));
    let found = placed.into_iter().chain(known).find(|(code, _)| is_country(code));
    let party = found.map(|(code, span)| Party::unnamed(span, Some(code), vec![sector]));
    party.into_iter().collect()
}

/// The same actor, or the same state under another name.
fn is_alike(a: &Party, b: &Party) -> bool {
    is_same(a, b) || is_same_state(a, b)
}
