//! Who stands where around a trigger: from slots of the dictionary to tokens of the sentence.

mod blame;
mod light;

pub(super) use blame::doer_told;
pub(super) use light::{light_subject, light_verb};

use super::clause::Clause;
use crate::lexicon::{LightSubject, Part, Slot, Slots, Trigger};
use crate::syntax::{Label, Tag};

/// The heads of the phrases that fill a slot of the trigger at `token`, coordinated ones one by one.
pub(super) fn fill(clause: &Clause, token: usize, trigger: &Trigger, slot: &Slot) -> Vec<usize> {
    let heads = match (trigger.part, slot) {
        (Part::Noun, Slot::Subject) => light_subject(clause, token, LightSubject::Actor),
        (Part::Noun, Slot::Object) => light_subject(clause, token, LightSubject::Recipient),
        // "gave the president an ovation".
        (Part::Noun, Slot::Dative) => {
            carrying_verb(clause, token).and_then(|verb| dative(clause, verb)).into_iter().collect()
        }
        (Part::Verb, Slot::Subject | Slot::Object) => {
            let own = fill_heads(clause, token, slot);
            // "arrested the leader along with ten supporters"; "quit the bloc along with Mali".
            let done_to = clause.lexicon.rules.events.done_to.contains(&trigger.event);
            let joins = (*slot == Slot::Object) == (done_to && clause.child(token, Label::Dobj).is_some());
            let others = own.first().filter(|_| joins).and_then(|&own| accompanying(clause, token, own));
            own.into_iter().chain(others).collect()
        }
        _ => fill_heads(clause, token, slot),
    };
    // "the army, trained by Britain, and the police": what follows the participle is not described by it.
    let describes = matches!(clause.label(token), Label::Acl | Label::Relcl);
    let beyond = |head: usize, other: usize| describes && clause.head(token) == Some(head) && other > token;
    let all = heads.into_iter().flat_map(|head| {
        clause.conjuncts(head).into_iter().filter(move |&other| other == head || !beyond(head, other))
    });
    let mut all: Vec<usize> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The heads of the phrases that fill a slot, before coordination is spread.
pub(super) fn fill_heads(clause: &Clause, token: usize, slot: &Slot) -> Vec<usize> {
    // "Sudan must return it": the sides of "must" are those of its verb.
    let token = clause.head_by(token, Label::Aux).filter(|_| clause.tag(token) == Tag::Md).unwrap_or(token);
    match slot {
        Slot::Subject => subject(clause, token, 0).into_iter().collect(),
        Slot::Object => object(clause, token).into_iter().collect(),
        Slot::Dative => dative(clause, token).into_iter().collect(),
        // Of a verb: of its object ("rejected Pakistan's offer").
        Slot::Possessor | Slot::Premodifier if clause.is_verb(token) => {
            object(clause, token).map(|object| fill_heads(clause, object, slot)).unwrap_or_default()
        }
        Slot::Possessor => {
            let owned =
                clause.child(token, Label::Poss).or_else(|| clause.child(carrier_noun(clause, token)?, Label::Poss));
            owned.into_iter().collect()
        }
        Slot::Premodifier => premodifiers(clause, token),
        Slot::Complement => complement_subject(clause, token).into_iter().collect(),
        Slot::Speaker => speaker(clause, token).into_iter().collect(),
        Slot::Prep(word) => prepositional(clause, token, word),
    }
}

/// "quit the bloc along with Mali": who does the same, whatever the preposition says elsewhere.
fn accompanying(clause: &Clause, verb: usize, subject: usize) -> Option<usize> {
    let around = || clause.children(verb).chain(clause.children(subject));
    let along = around().filter(|&t| is_accompaniment(clause, t)).find_map(|along| {
        let with = clause.child(along, Label::Prep).unwrap_or(along);
        object_of_preposition(clause, with)
    });
    // "the minister, accompanied by two generals, arrived".
    let flanked = |&t: &usize| {
        matches!(clause.label(t), Label::Acl | Label::Advcl)
            && clause.is_passive(t)
            && clause.lexicon.rules.grammar.accompanied.contains(clause.lower(t))
    };
    // "accompanied by his wife".
    let named = |&by: &usize| matches!(clause.tag(by), Tag::Nnp | Tag::Nnps);
    along.or_else(|| around().filter(flanked).find_map(|by| by_agent(clause, by)).filter(named))
}

/// "along with" as the parse may have it: either word over the other.
fn is_accompaniment(clause: &Clause, token: usize) -> bool {
    // "along the border" is no company.
    let is_along = |token: usize| {
        matches!(clause.label(token), Label::Prep | Label::Advmod)
            && object_of_preposition(clause, token).is_none()
            && clause.lexicon.rules.grammar.accompanying.contains(clause.lower(token))
    };
    is_along(token) || clause.label(token) == Label::Prep && clause.children(token).any(is_along)
}

/// The heads of the phrases that fill these slots, one slot after the other.
pub(super) fn heads(clause: &Clause, token: usize, slots: &Slots) -> Vec<usize> {
    slots.iter().flat_map(|slot| fill_heads(clause, token, slot)).collect()
}

/// Who does what the verb says: its logical subject.
pub(super) fn subject(clause: &Clause, verb: usize, depth: u32) -> Option<usize> {
    if depth > 8 {
        return None;
    }
    if clause.is_passive(verb) {
        return by_agent(clause, verb);
    }
    if let Some(own) = clause.child(verb, Label::Nsubj) {
        return antecedent(clause, own, verb).or(Some(own));
    }
    // "said that closing the border would be a mistake".
    if clause.child(verb, Label::Csubj).is_some() {
        return None;
    }
    surface_subject_above(clause, verb, depth)
}

/// The subject that a verb without one of its own shares with, or takes from, the clause above.
fn surface_subject_above(clause: &Clause, verb: usize, depth: u32) -> Option<usize> {
    let head = clause.head(verb)?;
    // "must not be used by militants to attack Pakistan": whoever uses it attacks.
    if has_infinitive_mark(clause, verb) && is_put_to_use(clause, head) && clause.label(verb) != Label::Conj {
        return by_agent(clause, head);
    }
    match clause.label(verb) {
        Label::Conj => surface_subject(clause, head, depth + 1),
        Label::Xcomp | Label::Ccomp => controller(clause, head, depth + 1),
        Label::Advcl if has_infinitive_mark(clause, verb) && gives(clause, head) => receiver(clause, head),
        // "are not able to fight", "is interested in toppling": the subject of the adjective's verb.
        // "stopped short of accusing" likewise.
        Label::Advcl | Label::Dep | Label::Parataxis | Label::Acomp | Label::Oprd | Label::Advmod => {
            // "It is dangerous to walk away".
            let meant = |&subject: &usize| !is_expletive(clause, subject, head);
            let shared = || surface_subject(clause, head, depth + 1);
            match has_infinitive_mark(clause, verb) {
                true => pressed(clause, head)
                    .or_else(|| moved(clause, head))
                    .or_else(|| pleaded_with(clause, head))
                    .or_else(|| shared().filter(meant)),
                false => shared(),
            }
        }
        // "issued a statement accusing the army": who issued it accuses; "vetoed a resolution condemning it" does not.
        Label::Acl if clause.is_one_of(head, &clause.lexicon.rules.words.utterances) => {
            let issued = clause.child(head, Label::Poss).is_some() || light_verb(clause, head).is_some();
            noun_controller(clause, head, depth + 1).filter(|_| issued).or(Some(head))
        }
        Label::Acl if clause.is_noun(head) && clause.tag(verb) == Tag::Vbg => Some(head),
        Label::Acl => noun_controller(clause, head, depth + 1),
        Label::Relcl if is_infinitive_of_noun(clause, verb) => noun_controller(clause, head, depth + 1).or(Some(head)),
        // "became the first country to recognise it".
        Label::Relcl if has_infinitive_mark(clause, verb) && clause.label(head) == Label::Attr => {
            let copula = clause.head(head)?;
            surface_subject(clause, copula, depth + 1).filter(|&subject| !is_expletive(clause, subject, copula))
        }
        Label::Relcl => Some(head),
        Label::Pcomp => preposition_controller(clause, head, depth + 1),
        _ => None,
    }
}

/// "Afghan soil was used": not the soil does what it was used for.
fn is_put_to_use(clause: &Clause, verb: usize) -> bool {
    clause.is_verb(verb) && clause.is_passive(verb) && clause.is_one_of(verb, &clause.lexicon.rules.words.using)
}

/// The grammatical subject of a verb, passive or not, own or shared.
pub(super) fn surface_subject(clause: &Clause, verb: usize, depth: u32) -> Option<usize> {
    if depth > 8 {
        return None;
    }
    let own = clause.children(verb).find(|&child| matches!(clause.label(child), Label::Nsubj | Label::NsubjPass));
    match own {
        Some(own) => antecedent(clause, own, verb).or(Some(own)),
        None if clause.is_noun(verb) => Some(verb),
        None => surface_subject_above(clause, verb, depth),
    }
}

/// Who is meant to do what the infinitive under `verb` says: the object of verbs like "urge", else the subject.
fn controller(clause: &Clause, verb: usize, depth: u32) -> Option<usize> {
    if gives(clause, verb) {
        return receiver(clause, verb);
    }
    if let Some(moved) = moved(clause, verb) {
        return Some(moved);
    }
    if clause.is_one_of(verb, &clause.lexicon.rules.words.object_control) {
        let object = clause.children(verb).find(|&child| matches!(clause.label(child), Label::Dobj | Label::Dative));
        let object = object.map(|child| object_of_preposition(clause, child).unwrap_or(child));
        let passive = || own_passive_subject(clause, verb);
        // "prevailed on Kabul to act".
        let is_day = |whom: &usize| clause.lexicon.rules.dates.weekdays.contains_key(clause.lower(*whom));
        let on = || {
            heads(clause, verb, &clause.lexicon.rules.grammar.control_prepositions)
                .into_iter()
                .find(|whom| !is_day(whom))
        };
        if let Some(object) = object.or_else(passive).or_else(|| pleaded_with(clause, verb)).or_else(on) {
            return Some(object);
        }
    }
    let subject = surface_subject(clause, verb, depth).filter(|&subject| !is_expletive(clause, subject, verb))?;
    // "Their plan is to attack": they attack; "Sudan's rebels are to disarm" says it of the rebels.
    let words = &clause.lexicon.rules.words;
    let is = clause.lexicon.rules.grammar.copulas.contains(clause.lower(verb));
    let is_plan = is && (clause.is_one_of(subject, &words.bring_about) || clause.is_one_of(subject, &words.demands));
    let owner = if is_plan { clause.child(subject, Label::Poss) } else { None };
    Some(owner.unwrap_or(subject))
}

/// "put pressure on Ukraine to sack him": who is pressed.
fn pressed(clause: &Clause, verb: usize) -> Option<usize> {
    let demand = clause.child(verb, Label::Dobj).filter(|&noun| is_demand(clause, noun))?;
    let on = &clause.lexicon.rules.grammar.control_prepositions;
    [demand, verb].into_iter().flat_map(|at| heads(clause, at, on)).next()
}

/// "called upon Kabul to act", "pleaded with both to talk": whom the verb puts it to.
fn pleaded_with(clause: &Clause, verb: usize) -> Option<usize> {
    let pleads = clause.is_one_of(verb, &clause.lexicon.rules.words.pleading);
    let addressing = &clause.lexicon.rules.grammar.addressing;
    pleads.then(|| heads(clause, verb, addressing).into_iter().next())?
}

/// "extradited him to face charges": whom the verb moves.
fn moved(clause: &Clause, verb: usize) -> Option<usize> {
    let delivers = clause.is_one_of(verb, &clause.lexicon.rules.words.delivering);
    let object = || clause.child(verb, Label::Dobj).or_else(|| own_passive_subject(clause, verb));
    if delivers { object() } else { None }
}

/// "pressure", "an order".
fn is_demand(clause: &Clause, noun: usize) -> bool {
    clause.is_one_of(noun, &clause.lexicon.rules.words.demands)
}

/// "It is dangerous to walk away": nobody walks away, as somebody would who "is ready to walk away".
fn is_expletive(clause: &Clause, subject: usize, copula: usize) -> bool {
    let rules = &clause.lexicon.rules;
    let is_complement = |&child: &usize| matches!(clause.label(child), Label::Acomp | Label::Attr);
    rules.grammar.expletives.contains(clause.lower(subject))
        && rules.grammar.copulas.contains(clause.lower(copula))
        && clause.children(copula).filter(is_complement).any(|word| rules.words.judging.contains(clause.lower(word)))
}

/// "gave Hamas 48 hours to release them": whether the infinitive of the verb says what its receiver is to do.
pub(super) fn gives(clause: &Clause, verb: usize) -> bool {
    // "sent soldiers to Bosnia to investigate" gives Bosnia nothing.
    let bare = |to: usize| object_of_preposition(clause, to).is_none();
    let receives = || {
        clause.lexicon.rules.grammar.giving.contains(clause.lower(verb))
            || clause.child(verb, Label::Dative).is_some_and(bare)
    };
    clause.child(verb, Label::Dobj).is_some() && receives()
}

/// "gave Hamas 48 hours", "was given 48 hours".
fn receiver(clause: &Clause, verb: usize) -> Option<usize> {
    dative(clause, verb).or_else(|| own_passive_subject(clause, verb))
}

/// "men were accused", "men accused of attacking them": who is accused, and not who does something to the men.
fn own_passive_subject(clause: &Clause, verb: usize) -> Option<usize> {
    let described = || clause.head_by(verb, Label::Acl).filter(|_| clause.is_passive(verb));
    clause.child(verb, Label::NsubjPass).or_else(described)
}

/// "Pakistan's decision to attack", "the German plan to send tanks", "made an attempt to storm", "is in a position to fight":
/// the possessor or nation, or the subject of the noun's verb.
fn noun_controller(clause: &Clause, noun: usize, depth: u32) -> Option<usize> {
    if is_demand(clause, noun) {
        return addressee(clause, noun, depth);
    }
    if clause.is_one_of(noun, &clause.lexicon.rules.words.permissions) {
        return permitted(clause, noun, depth);
    }
    if let Some(possessor) = clause.child(noun, Label::Poss) {
        return Some(possessor);
    }
    let nation = |&child: &usize| clause.label(child) == Label::Amod && clause.mention(child).is_some();
    if let Some(nation) = clause.children(noun).find(nation) {
        return Some(nation);
    }
    // "the right of Kenyan police to shoot".
    if let Some(of) = heads(clause, noun, &clause.lexicon.rules.grammar.genitive).first() {
        return Some(*of);
    }
    let head = clause.head(noun)?;
    let verb = match clause.label(noun) {
        Label::Dobj => head,
        Label::Pobj if clause.is_one_of(noun, &clause.lexicon.rules.words.bring_about) => clause.head(head)?,
        _ => return None,
    };
    // "vowed to crush any attempt to overthrow him": somebody else's.
    let opposes = clause.is_one_of(verb, &clause.lexicon.rules.words.opposing);
    (clause.is_verb(verb) && !opposes).then(|| surface_subject(clause, verb, depth))?
}

/// "gave police permission to enter", "received American permission to strike", "has a day to leave": whoever gets it.
fn permitted(clause: &Clause, noun: usize, depth: u32) -> Option<usize> {
    let verb = clause.head_by(noun, Label::Dobj)?;
    dative(clause, verb).or_else(|| surface_subject(clause, verb, depth))
}

/// "rejected calls to resign", "is under pressure to act": who is asked, unless the verb only carries the noun of who asks.
fn addressee(clause: &Clause, noun: usize, depth: u32) -> Option<usize> {
    let head = clause.head(noun)?;
    let verb = if clause.label(noun) == Label::Pobj { clause.head(head)? } else { head };
    let asks = light_verb(clause, noun).is_some_and(|(_, light)| light.subject == LightSubject::Actor);
    let governs = clause.is_verb(verb) && matches!(clause.label(noun), Label::Dobj | Label::Pobj);
    // "backed a call to sanction Russia": he asks with them.
    let seconds = clause.is_one_of(verb, &clause.lexicon.rules.words.seconding);
    (governs && !asks && !seconds).then(|| surface_subject(clause, verb, depth))?
}

/// "accused X of attacking", "after attacking": the object of "accuse ... of", else the subject above.
fn preposition_controller(clause: &Clause, preposition: usize, depth: u32) -> Option<usize> {
    let above = clause.head(preposition)?;
    let (grammar, words) = (&clause.lexicon.rules.grammar, &clause.lexicon.rules.words);
    // "jailed a man for insulting him": for what the man did; "used drones for attacking" is another thing.
    let reason = grammar.reasons.contains(clause.lower(preposition)) && clause.is_one_of(above, &words.object_control);
    // "imposed sanctions on Turkey for detaining him": Turkey did.
    let laid = || clause.child(above, Label::Dobj).filter(|&noun| clause.is_one_of(noun, &words.penalties));
    let on = || {
        laid()
            .into_iter()
            .flat_map(|noun| [above, noun])
            .flat_map(|at| heads(clause, at, &grammar.control_prepositions))
            .find(|&whom| !clause.lexicon.rules.dates.weekdays.contains_key(clause.lower(whom)))
    };
    if grammar.reasons.contains(clause.lower(preposition))
        && clause.is_verb(above)
        && let Some(whom) = on()
    {
        return Some(whom);
    }
    if reason && clause.is_verb(above) {
        let whom = clause.child(above, Label::Dobj).or_else(|| own_passive_subject(clause, above));
        if let Some(whom) = whom {
            return Some(whom);
        }
    }
    // "arrested ten protesters after using tear gas", "before opening fire": the subject of the verb above did.
    if grammar.adjuncts.contains(clause.lower(preposition)) {
        let verb = clause.head_by(above, Label::Dobj).filter(|_| clause.is_noun(above)).unwrap_or(above);
        return surface_subject(clause, verb, depth);
    }
    // "accused the army and the opposition of plotting", with "of" hung on the object.
    let object = first_of_series(clause, above);
    let object_of = clause.head_by(object, Label::Dobj);
    if object_of.is_some_and(|verb| clause.is_one_of(verb, &words.object_control)) {
        return Some(object);
    }
    if clause.is_noun(above) && clause.is_one_of(above, &words.charges) {
        return blame::charged(clause, above).or_else(|| noun_controller(clause, above, depth));
    }
    if clause.is_noun(above) { noun_controller(clause, above, depth) } else { controller(clause, above, depth) }
}

fn by_agent(clause: &Clause, verb: usize) -> Option<usize> {
    let by = &clause.lexicon.rules.grammar.passive_agent;
    let agent = clause.children(verb).find(|&child| {
        clause.label(child) == Label::Agent || clause.label(child) == Label::Prep && by.has(clause.lower(child))
    })?;
    clause.child(agent, Label::Pobj)
}

/// Whom or what the verb acts on: its logical object.
fn object(clause: &Clause, verb: usize) -> Option<usize> {
    if clause.is_passive(verb) {
        return passive_subject(clause, verb, 0);
    }
    if let Some(own) = clause.child(verb, Label::Dobj) {
        return antecedent(clause, own, verb).or(Some(own));
    }
    // "called off the protest": the particle passed for a preposition.
    let particles = &clause.lexicon.rules.grammar.shifted_particles;
    let particle = clause.children(verb).find(|&child| child == verb + 1 && particles.contains(clause.lower(child)));
    if let Some(object) = particle.and_then(|particle| object_of_preposition(clause, particle)) {
        return Some(object);
    }
    // "the town that the rebels seized": the object went to the front.
    let gap = clause.label(verb) == Label::Relcl
        && clause.child(verb, Label::Nsubj).is_some_and(|own| !is_relative(clause, own));
    if gap {
        return clause.head(verb);
    }
    // "raided and seized the town": the verbs share what follows the last.
    let later = clause.children(verb).find(|&child| clause.label(child) == Label::Conj && clause.is_verb(child))?;
    let shared = later == verb + 2 && !clause.is_passive(later);
    shared.then(|| clause.child(later, Label::Dobj)).flatten()
}

fn passive_subject(clause: &Clause, verb: usize, depth: u32) -> Option<usize> {
    if depth > 8 {
        return None;
    }
    let own = clause.children(verb).find(|&child| matches!(clause.label(child), Label::NsubjPass | Label::Nsubj));
    if let Some(own) = own {
        return antecedent(clause, own, verb).or(Some(own));
    }
    let head = clause.head(verb)?;
    match clause.label(verb) {
        Label::Acl | Label::Relcl => Some(head),
        Label::Conj => passive_subject(clause, head, depth + 1),
        Label::Xcomp | Label::Ccomp => controller(clause, head, depth + 1),
        Label::Advcl => surface_subject(clause, head, depth + 1),
        // "fled after being shot".
        Label::Pcomp => preposition_controller(clause, head, depth + 1),
        _ => None,
    }
}

fn dative(clause: &Clause, verb: usize) -> Option<usize> {
    let dative = clause.child(verb, Label::Dative)?;
    Some(object_of_preposition(clause, dative).unwrap_or(dative))
}

fn object_of_preposition(clause: &Clause, preposition: usize) -> Option<usize> {
    clause.child(preposition, Label::Pobj)
}

/// "Afghanistan's launch of attacks", "Iran's campaign of bombings": the noun that carries the one at `token`.
fn carrier_noun(clause: &Clause, token: usize) -> Option<usize> {
    let of = clause.head(token).filter(|&of| clause.label(token) == Label::Pobj && is_genitive(clause, of))?;
    clause.head(of).filter(|&noun| clause.is_one_of(noun, &clause.lexicon.rules.words.transparent))
}

/// "of", before what a noun counts, concerns or belongs to.
pub(super) fn is_genitive(clause: &Clause, preposition: usize) -> bool {
    clause.lexicon.rules.grammar.genitive.has(clause.lower(preposition))
}

/// Names and nouns set before a noun: "TTP attacks", "Pakistani air strikes".
fn premodifiers(clause: &Clause, noun: usize) -> Vec<usize> {
    let before = |&child: &usize| {
        child < noun && matches!(clause.label(child), Label::Amod | Label::Compound | Label::Nmod | Label::NpAdvmod)
    };
    clause.children(noun).filter(before).collect()
}

fn complement_subject(clause: &Clause, verb: usize) -> Option<usize> {
    let content = |&child: &usize| match clause.label(child) {
        Label::Ccomp | Label::Xcomp => true,
        // "suspended deliveries after gunmen looted a store": what a conjunction sets beside is no content.
        Label::Advcl => clause.child(child, Label::Mark).is_none() || has_infinitive_mark(clause, child),
        // "allegations that Iran had fired".
        Label::Acl => clause.is_noun(verb),
        _ => false,
    };
    // The parse may hang what is alleged on the light verb: "renewed its allegation that".
    let carrier = || clause.children(light_verb(clause, verb)?.0).find(content);
    let inner = clause.children(verb).find(content).or_else(carrier)?;
    clause.children(inner).find(|&child| matches!(clause.label(child), Label::Nsubj | Label::NsubjPass))
}

/// Objects of a preposition that belongs to the trigger: its own, its object's, its light verb's, or one that the parse
/// hangs a step deeper ("a protest by teachers against the government").
fn prepositional(clause: &Clause, token: usize, word: &str) -> Vec<usize> {
    let own = prepositions(clause, token, word);
    if !own.is_empty() {
        return own;
    }
    let above = if clause.is_verb(token) { object(clause, token) } else { carrying_verb(clause, token) };
    // "fired two rockets and a missile at Ukraine".
    let all = above.map(|above| clause.conjuncts(above)).unwrap_or_default();
    let shared: Vec<usize> = all.into_iter().flat_map(|above| prepositions(clause, above, word)).collect();
    if !shared.is_empty() {
        return shared;
    }
    let object = above.filter(|_| clause.is_verb(token));
    let under = object.map(|object| deeper(clause, object, word)).unwrap_or_default();
    // "protested over the killing of a man by police": they have killed, and not protested.
    if clause.is_verb(token) && clause.lexicon.rules.grammar.passive_agent.has(word) {
        return under;
    }
    // "reneged on a promise to Kenya".
    if under.is_empty() { deeper(clause, token, word) } else { under }
}

/// The light verb of a noun, but for one that says who is blamed for it: "blamed the strike on Ukraine".
fn carrying_verb(clause: &Clause, noun: usize) -> Option<usize> {
    let (verb, light) = light_verb(clause, noun)?;
    (light.subject != LightSubject::Accuser).then_some(verb)
}

/// Whether the slot's phrase would hang on the trigger or its object itself, and not a step deeper.
pub(super) fn is_near(clause: &Clause, token: usize, slot: &Slot) -> bool {
    let Slot::Prep(word) = slot else { return true };
    let object = || object(clause, token).is_some_and(|object| !prepositions(clause, object, word).is_empty());
    !prepositions(clause, token, word).is_empty() || clause.is_verb(token) && object()
}

/// The same preposition under the objects of other prepositions.
fn deeper(clause: &Clause, token: usize, word: &str) -> Vec<usize> {
    // "blamed the party for the attack on the mosque": the mosque is not blamed.
    let rules = &clause.lexicon.rules;
    let verb = clause.head_by(token, Label::Dobj).unwrap_or(token);
    let accuses = clause.is_one_of(verb, &rules.words.accusing);
    let is_reason = |child: usize| accuses && rules.grammar.reasons.contains(clause.lower(child));
    // "restored ties after talks in Ankara".
    let is_aside = |child: usize| rules.grammar.adjuncts.contains(clause.lower(child));
    let is_other = |&child: &usize| clause.label(child) == Label::Prep && !is_reason(child) && !is_aside(child);
    let others = clause.children(token).filter(is_other);
    let inner = others.filter_map(|preposition| object_of_preposition(clause, preposition));
    inner.flat_map(|object| prepositions(clause, object, word)).collect()
}

fn prepositions(clause: &Clause, token: usize, word: &str) -> Vec<usize> {
    let mut objects = Vec::new();
    for child in clause.children(token) {
        match clause.label(child) {
            Label::Prep | Label::Agent | Label::Dative | Label::Prt
                if clause.lower(child) == word && !is_accompaniment(clause, child) =>
            {
                objects
                    .extend(clause.children(child).filter(|&c| matches!(clause.label(c), Label::Pobj | Label::Pcomp)));
            }
            // "called for Turkey to release them".
            Label::Advcl | Label::Ccomp | Label::Xcomp if has_infinitive_mark(clause, child) => {
                let is_marked = clause.child(child, Label::Mark).is_some_and(|mark| clause.lower(mark) == word);
                objects.extend(clause.child(child, Label::Nsubj).filter(|_| is_marked));
            }
            // "out of", "away from", "on behalf of": a preposition under a preposition.
            Label::Prep | Label::Advmod if !is_accompaniment(clause, child) => {
                let inner =
                    clause.children(child).filter(|&c| clause.label(c) == Label::Prep && clause.lower(c) == word);
                objects.extend(inner.filter_map(|c| object_of_preposition(clause, c)));
            }
            _ => {}
        }
    }
    // "strikes on what it called terrorist camps": the camps. "the minister, with whom he signed a treaty": the minister.
    let meant = |object: usize| match antecedent(clause, object, token) {
        Some(noun) => Some(noun),
        None if clause.is_verb(object) => clause.child(object, Label::Oprd),
        None => Some(object),
    };
    objects.into_iter().filter_map(meant).collect()
}

/// The noun that a relative pronoun stands for.
pub(super) fn antecedent(clause: &Clause, pronoun: usize, verb: usize) -> Option<usize> {
    if !is_relative(clause, pronoun) {
        return None;
    }
    let mut at = verb;
    for _ in 0..8 {
        match clause.label(at) {
            Label::Relcl => return clause.head(at).map(|noun| whole_series(clause, noun, at)),
            Label::Conj | Label::Ccomp | Label::Xcomp => at = clause.head(at)?,
            _ => return None,
        }
    }
    None
}

/// "Russia, India and Iran, who were foes": a plural clause belongs to the whole series.
fn whole_series(clause: &Clause, noun: usize, verb: usize) -> usize {
    let singular = |token: usize| {
        clause.tag(token) == Tag::Vbz || clause.lexicon.rules.grammar.singular_verbs.contains(clause.lower(token))
    };
    if singular(verb) || clause.children(verb).any(singular) { noun } else { first_of_series(clause, noun) }
}

/// "Russia, India and Iran": the first of those that "and" joins.
pub(super) fn first_of_series(clause: &Clause, one: usize) -> usize {
    let mut first = one;
    while let Some(head) = clause.head_by(first, Label::Conj) {
        first = head;
    }
    first
}

/// "no position to fight", "a week to leave": an infinitive under a noun that only brings about or permits it, which passed
/// for a relative clause.
pub(super) fn is_infinitive_of_noun(clause: &Clause, verb: usize) -> bool {
    let words = &clause.lexicon.rules.words;
    let carries = |noun| clause.is_one_of(noun, &words.bring_about) || clause.is_one_of(noun, &words.permissions);
    clause.label(verb) == Label::Relcl
        && clause.tag(verb) == Tag::Vb
        && has_infinitive_mark(clause, verb)
        && clause.head(verb).is_some_and(carries)
}

/// "to" before a verb.
pub(super) fn has_infinitive_mark(clause: &Clause, verb: usize) -> bool {
    clause.children(verb).any(|child| clause.label(child) == Label::Aux && clause.tag(child) == Tag::To)
}

fn is_relative(clause: &Clause, token: usize) -> bool {
    matches!(clause.tag(token), Tag::Wdt | Tag::Wp | Tag::WpPoss)
        || clause.tag(token) == Tag::In
            && clause.lexicon.rules.grammar.relative_conjunctions.contains(clause.lower(token))
}

/// Whether the verb is what is said, or stands beside it: "said that troops had shelled the town and burned houses".
pub(super) fn is_said(clause: &Clause, verb: usize) -> bool {
    let words = &clause.lexicon.rules.words;
    // "said that it had started it by shelling a village".
    let by = |means: usize| clause.lexicon.rules.grammar.passive_agent.has(clause.lower(means));
    let deed = |verb: usize| {
        clause.head_by(verb, Label::Pcomp).filter(|&means| by(means)).and_then(|means| clause.head(means))
    };
    let mut at = verb;
    while let Some(above) = clause.head_by(at, Label::Conj).or_else(|| deed(at)).filter(|&above| clause.is_verb(above))
    {
        at = above;
    }
    let reports = |head: usize| clause.is_one_of(head, &words.reporting);
    let said = [Label::Ccomp, Label::Parataxis].into_iter().any(|label| clause.head_by(at, label).is_some_and(reports));
    said || clause.children(at).any(|child| words.attribution.contains(clause.lower(child)))
}

/// Who says so: the subject of the reporting verb above, or the object of "according to".
pub(super) fn speaker(clause: &Clause, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..8 {
        let words = &clause.lexicon.rules.words;
        let according = clause.children(at).find(|&child| words.attribution.contains(clause.lower(child)));
        let source =
            according.and_then(|child| clause.child(child, Label::Prep)).and_then(|to| clause.child(to, Label::Pobj));
        if source.is_some() {
            return source;
        }
        let head = clause.head(at)?;
        let reports = matches!(clause.label(at), Label::Ccomp | Label::Parataxis | Label::Advcl)
            && clause.is_one_of(head, &words.reporting);
        if reports {
            return clause.child(head, Label::Nsubj);
        }
        at = head;
    }
    None
}
