//! The dead, the injured, the arrested and the size of an event, where its clause prints a number.

use super::clause::Clause;
use crate::lexicon::{Counts, Slot};
use crate::syntax::{Label, Tag};

use super::roles;

/// Numbers of people, as the text states them: "at least 20" is 20, "dozens" is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Casualties {
    pub dead: Option<u32>,
    pub injured: Option<u32>,
    pub arrested: Option<u32>,
}

/// The numbers that belong to the verbs and nouns among `tokens`.
pub(super) fn casualties(clause: &Clause, tokens: &[usize]) -> Casualties {
    let counts = &clause.lexicon.rules.counts;
    let mut all = Casualties::default();
    // "killing a doctor and injuring four patients".
    let shares = |&verb: &usize| {
        let harms = clause.is_one_of(verb, &counts.dead) || clause.is_one_of(verb, &counts.injured);
        harms && clause.is_verb(verb) && clause.child(verb, Label::Nsubj).is_none()
    };
    let joined = tokens.iter().filter(|&&token| clause.is_one_of(token, &counts.dead));
    let joined = joined.flat_map(|&token| clause.conjuncts(token)).filter(shares);
    let outcomes = tokens.iter().flat_map(|&token| outcome(clause, token));
    for token in tokens.iter().copied().chain(joined).chain(outcomes) {
        let field = match fate(clause, token) {
            Some(Fate::Dead) => &mut all.dead,
            Some(Fate::Injured) => &mut all.injured,
            None if clause.is_one_of(token, &counts.arrested) => &mut all.arrested,
            None => continue,
        };
        if field.is_none() {
            *field = number_of_victims(clause, token);
        }
    }
    all
}

/// What becomes of those whom a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Dead,
    Injured,
}

fn fate(clause: &Clause, token: usize) -> Option<Fate> {
    let counts = &clause.lexicon.rules.counts;
    let is = |words: &_| clause.is_one_of(token, words);
    // "fatally wounded two".
    let fatally = || clause.children(token).any(|child| counts.fatally.contains(clause.lower(child)));
    // "cost 100 lives".
    let taken = || {
        is(&counts.lives)
            && clause.head_by(token, Label::Dobj).is_some_and(|verb| clause.is_one_of(verb, &counts.taking))
    };
    let with_wounds = || is(&counts.wounds) && clause.label(token) == Label::Pobj;
    if is(&counts.dead) || taken() || (is(&counts.injured) || is(&counts.harmed)) && fatally() {
        Some(Fate::Dead)
    } else if is(&counts.injured) || with_wounds() {
        Some(Fate::Injured)
    } else {
        None
    }
}

/// A number of dead or hurt that a sentence prints.
#[derive(Clone, Copy, Debug)]
pub(super) struct Toll {
    pub word: usize,
    pub fate: Fate,
    pub number: u32,
}

/// The numbers of dead and hurt of a sentence that may have come of any of its deeds: none of those who may be or never were
/// ("to kill ten", "has left thousands dead"), of another time or place ("after ten died", "where ten died"), and of whom
/// another verb tells ("treated ten wounded").
pub(super) fn tolls(clause: &Clause) -> Vec<Toll> {
    let happened = |word: usize| {
        let describes = clause.label(word) == Label::Amod && clause.head(word).is_some_and(|noun| word < noun);
        let verb = if clause.is_verb(word) { Some(word) } else { clause.head(word).filter(|&at| clause.is_verb(at)) };
        !describes && verb.is_none_or(|verb| is_told_there(clause, verb)) && !is_of_another_verb(clause, word)
    };
    let toll = |word: usize| {
        let fate = fate(clause, word)?;
        Some(Toll { word, fate, number: number_of_victims(clause, word)? })
    };
    (0..clause.len()).filter(|&word| happened(word)).filter_map(toll).collect()
}

/// Whether a verb tells of the same time and place as the words around it, and as having happened.
fn is_told_there(clause: &Clause, verb: usize) -> bool {
    let elsewhere = |child: usize| match clause.label(child) {
        Label::Mark | Label::Neg => true,
        // "said ten had died" tells of the same days.
        Label::Aux => clause.tag(child) == Tag::Md || clause.makes_perfect(child) && clause.tag(child) != Tag::Vbd,
        Label::Advmod => clause.tag(child) == Tag::Wrb,
        _ => false,
    };
    !roles::has_infinitive_mark(clause, verb) && !clause.children(verb).any(elsewhere)
}

/// "treated 40 wounded": whether a verb acts on them that leaves nobody so.
fn is_of_another_verb(clause: &Clause, word: usize) -> bool {
    let counts = &clause.lexicon.rules.counts;
    let verb = clause.head_by(word, Label::Dobj).filter(|&verb| clause.is_verb(verb) && !clause.is_verb(word));
    verb.is_some_and(|verb| {
        ![&counts.undergoing, &counts.taking, &counts.leaving].iter().any(|words| clause.is_one_of(verb, words))
    })
}

/// The words that tell what came of an event: "the raid left six dead", "the blast claimed ten lives", "clashed with the
/// rebels, leaving six dead".
fn outcome(clause: &Clause, token: usize) -> Vec<usize> {
    let above = clause.head(token).filter(|&verb| clause.label(token) == Label::Nsubj && clause.is_verb(verb));
    let gerund = |&child: &usize| clause.label(child) == Label::Advcl && clause.tag(child) == Tag::Vbg;
    let counts = &clause.lexicon.rules.counts;
    let verb = if clause.is_verb(token) { clause.children(token).rfind(gerund) } else { above };
    let Some(verb) = verb else {
        // "shot five dead".
        let dead = |&child: &usize| clause.label(child) == Label::Oprd && clause.is_one_of(child, &counts.dead);
        return clause.children(token).filter(dead).collect();
    };
    let tells = |token: &usize| {
        matches!(clause.label(*token), Label::Oprd | Label::Dobj | Label::Acomp | Label::Ccomp | Label::Advcl)
            && (clause.is_one_of(*token, &counts.dead) || clause.is_one_of(*token, &counts.injured))
    };
    // "leaving two dead and ten wounded", with "wounded" read as a verb beside "leaving".
    let second = |token: usize| {
        (token != verb && clause.tag(token) == Tag::Vbn && clause.is_one_of(token, &counts.injured)).then_some(token)
    };
    let told = |verb: usize| clause.children(verb).filter(tells).chain(second(verb)).collect::<Vec<_>>();
    clause.conjuncts(verb).into_iter().flat_map(told).collect()
}

/// Who is left dead or hurt by the event that a noun names.
pub(super) fn left_behind(clause: &Clause, noun: usize) -> Vec<usize> {
    outcome(clause, noun).into_iter().filter_map(|word| described(clause, word)).collect()
}

/// How many took part: "200 workers marched", "a march of 200 workers", "sent 500 troops".
pub(super) fn size(clause: &Clause, tokens: &[usize], doers: impl Iterator<Item = usize>) -> Option<u32> {
    let sent = tokens.iter().flat_map(|&token| {
        let of = roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive);
        let object = if clause.is_verb(token) { roles::fill_heads(clause, token, &Slot::Object) } else { Vec::new() };
        object.into_iter().chain(of)
    });
    doers.chain(sent).find_map(|head| number_of_several(clause, head))
}

/// The printed number at a head; one person makes no size.
fn number_of_several(clause: &Clause, head: usize) -> Option<u32> {
    number_at(clause, head, &clause.lexicon.rules.counts).filter(|number| *number > 1)
}

/// The number among those that the word acts on: "killed seven officers", "seven were killed", "the death of two men",
/// "left 12 dead".
fn number_of_victims(clause: &Clause, token: usize) -> Option<u32> {
    let mut heads = Vec::new();
    let own = || clause.children(token).filter(|&child| clause.label(child) == Label::NumMod);
    if clause.label(token) == Label::Oprd {
        heads.extend(own().chain(described(clause, token)));
    } else if clause.is_verb(token) {
        heads.extend(roles::fill_heads(clause, token, &Slot::Object));
        // "46 people lost their lives", but "a widow who lost her house".
        let counts = &clause.lexicon.rules.counts;
        let is_fate = |&object: &usize| clause.is_one_of(object, &counts.lives) || fate(clause, object).is_some();
        let intransitive = clause.child(token, Label::Dobj).is_none();
        let undergone = || intransitive || heads.iter().any(is_fate);
        if heads.is_empty() || clause.is_one_of(token, &counts.undergoing) && undergone() {
            heads.extend(roles::subject(clause, token, 0));
        }
    } else if let Some(met) = who_met_with(clause, token).filter(|_| own().next().is_none()) {
        heads.push(met);
    } else {
        heads.extend(roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive));
        heads.extend(own().chain(described(clause, token)));
    }
    heads.into_iter().find_map(|head| sum(clause, &clause.conjuncts(head)))
}

/// "seven sustained injuries", "stabbed two men to death", "leaving ten with wounds": whom the noun of a fate is told of by the
/// words above it.
fn who_met_with(clause: &Clause, fate: usize) -> Option<usize> {
    let counts = &clause.lexicon.rules.counts;
    if let Some(verb) = clause.head_by(fate, Label::Dobj) {
        let undergoes = clause.is_one_of(verb, &counts.undergoing);
        return undergoes.then(|| roles::subject(clause, verb, 0))?;
    }
    let links = if clause.is_one_of(fate, &counts.dead) { &counts.to_death } else { &counts.with_wounds };
    let preposition = clause.head_by(fate, Label::Pobj).filter(|&at| links.contains(clause.lower(at)))?;
    let above = clause.head(preposition)?;
    // "were found dead with gunshot wounds".
    if clause.is_one_of(above, &counts.dead)
        || clause.children(above).any(|child| clause.is_one_of(child, &counts.dead))
    {
        return None;
    }
    if clause.is_noun(above) || clause.is_number(above) {
        return Some(above);
    }
    // "stabbed to death", but "sentenced to death".
    let deadly = !clause.is_one_of(fate, &counts.dead) || clause.is_one_of(above, &counts.deadly);
    let verb = Some(above).filter(|&verb| clause.is_verb(verb) && deadly)?;
    roles::fill_heads(clause, verb, &Slot::Object).into_iter().next()
}

/// "two officers and a driver", "the mayor and two others" are three; where one of them has no number, the first number.
fn sum(clause: &Clause, heads: &[usize]) -> Option<u32> {
    let counts = &clause.lexicon.rules.counts;
    let named = |head: usize| (heads.len() > 1 && is_one_person(clause, head)).then_some(1);
    let numbers: Vec<Option<u32>> =
        heads.iter().map(|&head| number_at(clause, head, counts).or_else(|| named(head))).collect();
    // "killed the mayor and the governor" prints no number.
    if heads.iter().all(|&head| number_at(clause, head, counts).is_none()) {
        return None;
    }
    let all: Option<u32> = numbers.iter().copied().try_fold(0u32, |sum, number| sum.checked_add(number?));
    all.or_else(|| numbers.into_iter().flatten().next())
}

/// "the mayor", "Mayor Ali Hassan", "his wife": one, though no number says so.
fn is_one_person(clause: &Clause, head: usize) -> bool {
    let agent = |word: usize| !clause.lexicon.agents_of(clause.lower(word)).is_empty();
    let titled = || clause.children(head).any(|child| clause.label(child) == Label::Compound && agent(child));
    match clause.tag(head) {
        // "students and staff" are many.
        Tag::Nn if clause.child(head, Label::Det).or_else(|| clause.child(head, Label::Poss)).is_none() => false,
        Tag::Nn if clause.is_one_of(head, &clause.lexicon.rules.counts.several) => false,
        Tag::Nn => agent(head) || clause.is_one_of(head, &clause.lexicon.rules.counts.people),
        // "Wagner" may be many.
        Tag::Nnp => titled() || clause.is_unknown_name(head) && clause.child(head, Label::Compound).is_some(),
        _ => false,
    }
}

/// Whom an adjective describes: "dead men", "left two men dead", "two men lay dead".
fn described(clause: &Clause, adjective: usize) -> Option<usize> {
    let head = clause.head(adjective)?;
    match clause.label(adjective) {
        // "left a man and a girl dead".
        Label::Amod if head < adjective => Some(roles::first_of_series(clause, head)),
        Label::Amod => Some(head),
        // Parsers disagree on what "dead" is to "shot dead a man".
        Label::Oprd | Label::Acomp | Label::Ccomp | Label::Advmod | Label::Prep | Label::Prt
            if clause.is_verb(head) =>
        {
            clause
                .child(adjective, Label::Nsubj)
                .or_else(|| roles::fill_heads(clause, head, &Slot::Object).into_iter().next())
                .or_else(|| roles::subject(clause, head, 0))
        }
        _ => None,
    }
}

/// The number that counts the people of a phrase.
fn number_at(clause: &Clause, head: usize, counts: &Counts) -> Option<u32> {
    if clause.is_one_of(head, &counts.not_people) {
        return None;
    }
    if let Some(number) = value(clause, head, counts).filter(|_| clause.is_number(head)) {
        return Some(number);
    }
    // "a unit of 98 soldiers".
    if clause.is_one_of(head, &clause.lexicon.rules.words.transparent)
        && let Some(&counted) = roles::heads(clause, head, &clause.lexicon.rules.grammar.genitive).first()
        && !clause.is_one_of(counted, &clause.lexicon.rules.words.transparent)
    {
        let inner = || number_before(clause, counted, counts).or_else(|| value(clause, counted, counts));
        return number_before(clause, head, counts).or_else(inner);
    }
    // "two Israelis", "eight Khwarij": who has a name is alive.
    let nation = clause.mention(head).is_some();
    // Whom somebody kills or wounds is alive, whatever the word.
    let harmed = matches!(clause.label(head), Label::Dobj | Label::NsubjPass)
        && clause.head(head).is_some_and(|verb| harms(clause, verb));
    let people = harmed
        || nation
        || clause.is_one_of(head, &counts.people)
        || !clause.lexicon.agents_of(clause.lower(head)).is_empty();
    if !people {
        return None;
    }
    let own = number_before(clause, head, counts);
    own.or_else(|| {
        let single = clause.child(head, Label::Det).is_some_and(|det| counts.one.contains(clause.lower(det)));
        (single && clause.tag(head) == Tag::Nn).then_some(1)
    })
}

/// Whether the verb kills or wounds whom it acts on: "lost a battle" does not.
fn harms(clause: &Clause, verb: usize) -> bool {
    let counts = &clause.lexicon.rules.counts;
    clause.is_verb(verb) && fate(clause, verb).is_some() && clause.is_one_of(verb, &counts.of_the_living)
}

/// The first number of a phrase that can be read; "two" before "dozen" is 24.
fn number_before(clause: &Clause, head: usize, counts: &Counts) -> Option<u32> {
    // "eleven" passes for an adjective at times.
    // "towns, one by one".
    let is_number = |&child: &usize| {
        clause.label(child) == Label::NumMod && child < head
            || clause.label(child) == Label::Amod && counts.words.contains_key(clause.lower(child))
            || clause.label(child) == Label::Compound && counts.counted.contains(clause.lower(child))
    };
    let counted = |word: usize| word < head && counts.counted.contains(clause.lower(word));
    let last = |child: usize| (child + 1..).take_while(|&word| counted(word)).last().unwrap_or(child);
    clause.children(head).filter(is_number).find_map(|child| value(clause, last(child), counts))
}

/// "1,200", "seven", "twenty-five", "two hundred"; none where a part of the number cannot be read ("1.2 million").
fn value(clause: &Clause, token: usize, counts: &Counts) -> Option<u32> {
    let word = clause.lower(token);
    let plain =
        |word: &str| -> Option<u32> { counts.words.get(word).copied().or_else(|| word.replace(',', "").parse().ok()) };
    if counts.counted.contains(word) {
        // "two dozen" and "a dozen", but "several dozen" is no number; how a parser hangs them up does not matter.
        let before = token.checked_sub(1)?;
        let one = counts.one.contains(clause.lower(before));
        let many = if one { Some(1) } else { value(clause, before, counts).filter(|_| clause.is_number(before)) };
        // "half a dozen".
        let half = one && before.checked_sub(1).is_some_and(|half| counts.half.contains(clause.lower(half)));
        return many?.checked_mul(plain(word)?).map(|number| if half { number / 2 } else { number });
    }
    let number = match word.split_once('-') {
        Some((tens, ones)) => {
            let tens = plain(tens).filter(|tens| (20..=90).contains(tens) && tens % 10 == 0)?;
            tens + plain(ones).filter(|ones| *ones < 10)?
        }
        None => plain(word)?,
    };
    Some(number)
}
