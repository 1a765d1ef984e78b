//! The order of questions, what answers do to them, and what they do to an article.

use super::testing::{dataset, event, mention, unknown};
use super::*;
use crate::dataset::Dataset;
use crate::ontology::{EventType, Status};
use std::collections::HashMap;

fn named(id: &str) -> Named {
    Named { id: id.to_owned(), name: format!("The {id}"), kind: "group".to_owned(), names: vec![id.to_owned()] }
}

fn material(dataset: Dataset) -> Material {
    let texts = dataset.articles.iter().map(|row| (row.doc.clone(), row.text.clone().unwrap())).collect();
    let actors = ["GCF", "GCF-TCD", "RSM", "BLU", "GRN"].map(named).to_vec();
    Material::new(dataset, texts, actors, HashMap::new())
}

fn desk_of(dataset: Dataset, lines: Vec<(u32, Line)>) -> Desk {
    let coder = Coder { name: "nk".to_owned(), alone: false };
    Desk::new(material(dataset), lines, coder, Wanted::default())
}

/// Six articles with a name in each, and one of everything that is asked about.
fn sample() -> Dataset {
    let mut set = dataset(&[
        ("a.txt", "The GCF met RSM in May."),
        ("b.txt", "The GCF and the BLU raided it."),
        ("c.txt", "The GRN saw Hill Guard men."),
        ("d.txt", "Hill Guard and Red Tent fell. Hill Guard!"),
    ]);
    mention(&mut set, "a.txt", "GCF", "GCF", "default");
    mention(&mut set, "b.txt", "GCF", "GCF", "default");
    mention(&mut set, "a.txt", "RSM", "RSM", "context");
    mention(&mut set, "b.txt", "BLU", "BLU", "alias");
    mention(&mut set, "c.txt", "GRN", "GRN", "acronym");
    event(&mut set, "b.txt", "raided", "ASSAULT");
    unknown(&mut set, "Hill Guard", 3, 0);
    unknown(&mut set, "Red Tent", 1, 1);
    set
}

fn order(desk: &Desk) -> Vec<String> {
    desk.open().map(|group| format!("{} {}", group.class.as_str(), group.surface)).collect()
}

/// Answers the first open question whole.
fn answer(desk: &mut Desk, answer: Answer, at: &str) -> String {
    let question = desk.view().question.unwrap();
    reply(desk, &question.id, Chosen::AllBut { of: question.total, but: Vec::new() }, answer, at)
}

fn reply(desk: &mut Desk, group: &str, places: Chosen, answer: Answer, at: &str) -> String {
    let reply = Reply { group: group.to_owned(), places, answer, near: Vec::new(), note: None };
    let lines = desk.answer(&reply, at).unwrap();
    desk.take(lines);
    group.to_owned()
}

fn accept(actor: &str) -> Answer {
    Answer::Accept { actor: actor.to_owned() }
}

fn lines(desk: &Desk) -> Vec<(u32, Line)> {
    desk.decisions.all().cloned().zip(1..).map(|(decision, n)| (n, Line::Decision(Box::new(decision)))).collect()
}

#[test]
fn what_is_unsure_comes_first_and_what_events_lack_before_what_is_frequent() {
    let desk = desk_of(sample(), Vec::new());
    let order = order(&desk);
    assert_eq!(order[..4], ["default GCF", "context RSM", "unknown Red Tent", "unknown Hill Guard"]);
    assert_eq!(order[4], "event raided");
    assert_eq!(order.len(), 7, "{order:?}");
    let view = desk.view();
    assert_eq!((view.urgent, view.others, view.given), (4, 3, 0));
}

#[test]
fn one_answer_settles_a_group_and_undo_without_end_brings_everything_back() {
    let mut desk = desk_of(sample(), Vec::new());
    let before = order(&desk);
    answer(&mut desk, accept("GCF"), "1");
    assert_eq!(order(&desk), before[1..]);
    answer(&mut desk, Answer::NotAnActor, "2");
    answer(&mut desk, Answer::Other { actor: "BLU".to_owned() }, "3");
    assert_eq!(desk.answered(), (3, 3));
    for left in (0..3).rev() {
        let line = desk.undo("9").unwrap();
        desk.take(vec![line]);
        assert_eq!(desk.answered().1, left);
    }
    assert_eq!(order(&desk), before);
    assert_eq!(desk.undo("9"), Err(Refusal::Nothing));
}

#[test]
fn what_follows_an_answer_is_what_a_new_review_would_ask() {
    let mut desk = desk_of(sample(), Vec::new());
    let anew = |desk: &Desk| queue(&desk.material, &desk.decisions, &Wanted::default());
    let open = |desk: &Desk| desk.open().cloned().collect::<Vec<Group>>();
    let answers = [Answer::Other { actor: "BLU".to_owned() }, Answer::NotAnActor, accept("GRN"), accept("GRN")];
    for (given, at) in answers.into_iter().zip(["1", "2", "3", "4"]) {
        answer(&mut desk, given, at);
        assert_eq!(open(&desk), anew(&desk));
    }
    for _ in 0..3 {
        let line = desk.undo("9").unwrap();
        desk.take(vec![line]);
        assert_eq!(open(&desk), anew(&desk));
    }
}

#[test]
fn a_part_of_a_group_can_be_answered_and_the_rest_stays_open() {
    let mut desk = desk_of(sample(), Vec::new());
    let question = desk.view().question.unwrap();
    reply(&mut desk, &question.id, Chosen::Only(vec![question.places[0].at]), accept("GCF"), "1");
    let rest = desk.view().question.unwrap();
    assert_eq!((rest.id.as_str(), rest.places.len()), (question.id.as_str(), 1));
    let stale = Reply {
        group: question.id,
        places: Chosen::Only(vec![question.places[0].at]),
        answer: accept("GCF"),
        near: Vec::new(),
        note: None,
    };
    assert_eq!(desk.answer(&stale, "2"), Err(Refusal::Stale));
}

#[test]
fn answers_must_fit_the_question_and_name_actors_that_are_known() {
    let desk = desk_of(sample(), Vec::new());
    let try_it = |id: &str, places: Vec<usize>, answer: Answer| {
        let places = Chosen::Only(places);
        desk.answer(&Reply { group: id.to_owned(), places, answer, near: Vec::new(), note: None }, "1").map(|_| ())
    };
    let name = desk.view().question.unwrap();
    let at = name.places[0].at;
    assert_eq!(try_it(&name.id, vec![at], Answer::Right), Err(Refusal::Unfit));
    assert_eq!(try_it(&name.id, vec![at], accept("NOBODY")), Err(Refusal::UnknownActor("NOBODY".to_owned())));
    assert_eq!(try_it(&name.id, Vec::new(), accept("GCF")), Err(Refusal::Stale));
    assert_eq!(try_it(&name.id, vec![at, 999], accept("GCF")), Err(Refusal::Stale));
    assert_eq!(try_it("other", vec![at], accept("GCF")), Err(Refusal::Stale));
    let event = desk.open().find(|group| group.class == Class::Event).unwrap();
    let at = desk.question(event).places[0].at;
    let wrong = |codes: &[&str]| Answer::Wrong {
        wrong: Vec::new(),
        right: Fix { actor: Some(codes.iter().map(|code| code.to_string()).collect()), ..Fix::default() },
    };
    assert_eq!(try_it(&event.id, vec![at], wrong(&["GCF"])), Err(Refusal::Unfit));
    let wrong = |codes: &[&str]| match wrong(codes) {
        Answer::Wrong { right, .. } => Answer::Wrong { wrong: vec![Part::Actor], right },
        other => other,
    };
    assert_eq!(try_it(&event.id, vec![at], wrong(&["GCF", "PAK MIL", "CVL"])), Ok(()));
    for code in ["PAK", "PAK AFG MIL", "pak MIL", ""] {
        assert_eq!(try_it(&event.id, vec![at], wrong(&[code])), Err(Refusal::UnknownActor(code.to_owned())));
    }
}

#[test]
fn a_skipped_question_comes_last_and_a_note_answers_nothing() {
    let mut desk = desk_of(sample(), Vec::new());
    let first = desk.view().question.unwrap();
    desk.skip(&first.id);
    assert_eq!(desk.open().last().unwrap().id, first.id);
    let second = desk.view().question.unwrap();
    let note = Reply {
        group: second.id.clone(),
        places: Chosen::Only(vec![second.places[0].at]),
        answer: Answer::Note,
        near: Vec::new(),
        note: Some("ask Ali".to_owned()),
    };
    let lines = desk.answer(&note, "1").unwrap();
    desk.take(lines);
    let again = desk.view().question.unwrap();
    assert_eq!((again.id, again.notes), (second.id, vec!["nk: ask Ali".to_owned()]));
}

#[test]
fn decisions_outlive_the_run_the_dictionaries_and_the_file_name() {
    let mut desk = desk_of(sample(), Vec::new());
    answer(&mut desk, accept("GCF"), "1");
    let mut later = dataset(&[("moved/x.txt", "The GCF met RSM in May."), ("b.txt", "The GCF and the BLU raided it.")]);
    mention(&mut later, "moved/x.txt", "GCF", "GCF-TCD", "alias");
    mention(&mut later, "b.txt", "GCF", "GCF", "acronym");
    assert_eq!(order(&desk_of(later, lines(&desk))), [""; 0]);
}

#[test]
fn a_changed_article_is_to_be_looked_at_again_with_the_earlier_answer_proposed() {
    let mut desk = desk_of(sample(), Vec::new());
    answer(&mut desk, Answer::Other { actor: "BLU".to_owned() }, "1");
    let mut later = dataset(&[("a.txt", "The GCF met RSM in June."), ("b.txt", "Nothing of the kind.")]);
    mention(&mut later, "a.txt", "GCF", "GCF", "default");
    let next = desk_of(later, lines(&desk));
    let question = next.view().question.unwrap();
    assert_eq!((question.class, question.proposal.unwrap().id.as_str()), ("changed", "BLU"));
    assert_eq!(question.earlier, ["nk: BLU"]);
    assert_eq!(gone(&next.material, &next.decisions), 1);
}

#[test]
fn a_name_that_was_decided_otherwise_elsewhere_is_contradicted_and_comes_before_the_unsure() {
    let mut set = sample();
    set.mentions.iter_mut().filter(|row| row.actor == "GCF").for_each(|row| row.how = "alias".to_owned());
    let mut desk = desk_of(set, Vec::new());
    let group = desk.open().find(|group| group.surface == "GCF").unwrap();
    let (id, at) = (group.id.clone(), desk.question(group).places[0].at);
    reply(&mut desk, &id, Chosen::Only(vec![at]), Answer::NotAnActor, "1");
    assert_eq!(order(&desk)[0], "contradicted GCF");
    let view = desk.view().question.unwrap();
    assert_eq!((view.earlier, view.places.len()), (vec!["nk: not an actor".to_owned()], 1));
}

#[test]
fn coders_who_differ_are_asked_first_and_the_next_answer_ends_it() {
    let mut one = desk_of(sample(), Vec::new());
    answer(&mut one, accept("GCF"), "1");
    let mut both = lines(&one);
    for (_, line) in lines(&one) {
        let Line::Decision(decision) = line else { continue };
        let other =
            Decision { by: "al".into(), id: "x".into(), at: "2".into(), answer: Answer::NotAnActor, ..*decision };
        both.push((both.len() as u32 + 1, Line::Decision(Box::new(other))));
    }
    let mut desk = desk_of(sample(), both.clone());
    let question = desk.view().question.unwrap();
    assert_eq!((question.class, question.places.len()), ("disputed", 2));
    assert_eq!(question.earlier, ["nk: GCF", "al: not an actor"]);
    answer(&mut desk, accept("GCF"), "3");
    assert!(!order(&desk).contains(&"disputed GCF".to_owned()));
    assert!(desk.decisions.all().last().unwrap().adjudicated);
    let alone = Coder { name: "zz".to_owned(), alone: true };
    let fresh = Desk::new(material(sample()), both, alone, Wanted::default());
    assert_eq!(order(&fresh)[0], "default GCF");
}

#[test]
fn only_what_is_wanted_is_asked() {
    let wanted = |wanted: Wanted| {
        queue(&material(sample()), &Decisions::default(), &wanted)
            .into_iter()
            .map(|group| group.surface)
            .collect::<Vec<_>>()
    };
    assert_eq!(wanted(Wanted { only: vec![Only::Ambiguous], ..Wanted::default() }), ["GCF", "RSM"]);
    assert_eq!(wanted(Wanted { only: vec![Only::Unknown, Only::Events], ..Wanted::default() }).len(), 3);
    assert_eq!(wanted(Wanted { only: vec![Only::Changed], ..Wanted::default() }), [""; 0]);
    assert_eq!(wanted(Wanted { only: vec![Only::New], ..Wanted::default() }).len(), 6);
    assert_eq!(wanted(Wanted { actor: Some("BLU".to_owned()), ..Wanted::default() }), ["BLU"]);
    assert_eq!(wanted(Wanted { event: Some(EventType::Assault), ..Wanted::default() }), ["raided"]);
    assert_eq!(wanted(Wanted { event: Some(EventType::Aid), ..Wanted::default() }), [""; 0]);
}

#[test]
fn the_seed_alone_decides_the_random_order() {
    let names: Vec<(String, String)> = (0..40).map(|n| (format!("{n}.txt"), format!("The Q{n} came."))).collect();
    let pairs: Vec<(&str, &str)> = names.iter().map(|(doc, text)| (doc.as_str(), text.as_str())).collect();
    let mut set = dataset(&pairs);
    for (n, (doc, _)) in pairs.iter().enumerate() {
        mention(&mut set, doc, &format!("Q{n}"), "GCF", "alias");
    }
    let material = material(set);
    let ids = |seed: u64| {
        let wanted = Wanted { seed, ..Wanted::default() };
        queue(&material, &Decisions::default(), &wanted).into_iter().map(|group| group.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(7), ids(7));
    assert_ne!(ids(7), ids(8));
}

/// Four events in one article each, with an actor.
fn events() -> Dataset {
    let texts: Vec<(String, String)> =
        (0..4).map(|n| (format!("{n}.txt"), format!("On day {n} the RSM raided it."))).collect();
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(doc, text)| (doc.as_str(), text.as_str())).collect();
    let mut set = dataset(&pairs);
    pairs.iter().for_each(|(doc, _)| event(&mut set, doc, "raided", "ASSAULT"));
    set
}

fn audit(coder: &str, lines: Vec<(u32, Line)>, adjudicate: Option<(&str, &str)>) -> Desk {
    let adjudicate = adjudicate.map(|(one, other)| (one.to_owned(), other.to_owned()));
    let coder = Coder { name: coder.to_owned(), alone: adjudicate.is_none() };
    let wanted = Wanted { audit: Some(Audit { size: 3, seed: 7, adjudicate }), ..Wanted::default() };
    Desk::new(material(events()), lines, coder, wanted)
}

fn coded(event: Option<EventType>, actor: &[&str]) -> Answer {
    Answer::Coded(Coding {
        event,
        status: Some(Status::Asserted),
        actor: actor.iter().map(|code| code.to_string()).collect(),
        ..Coding::default()
    })
}

#[test]
fn an_audit_draws_the_same_events_hides_the_rows_and_counts_what_is_right() {
    let mut desk = audit("A", Vec::new(), None);
    let drawn: Vec<String> = desk.open().map(|group| group.id.clone()).collect();
    assert_eq!(drawn.len(), 3);
    assert_eq!(audit("B", Vec::new(), None).open().map(|group| group.id.clone()).collect::<Vec<_>>(), drawn);
    let question = desk.view().question.unwrap();
    assert_eq!((question.event, question.trace, question.class), (None, Vec::new(), "audit"));
    answer(&mut desk, coded(Some(EventType::Assault), &[]), "1");
    answer(&mut desk, coded(Some(EventType::Assault), &["RSM"]), "2");
    answer(&mut desk, coded(None, &[]), "3");
    assert_eq!(desk.open().count(), 0);
    let found = desk.precision().unwrap();
    assert_eq!((found.drawn, found.coded, found.whole), (3, 3, 1));
    assert_eq!((found.fields[&Field::Type], found.fields[&Field::Actor]), ((2, 3), (1, 2)));
    assert!(Decisions::new(lines(&desk)).is_empty(), "a run takes nothing from an audit");
    let undo = desk.undo("4").unwrap();
    desk.take(vec![undo]);
    assert_eq!(desk.open().count(), 1);
}

#[test]
fn only_what_two_coders_coded_differently_is_adjudicated_and_what_settles_it_counts() {
    let mut one = audit("A", Vec::new(), None);
    (0..3).for_each(|n| drop(answer(&mut one, coded(Some(EventType::Assault), &[]), &n.to_string())));
    let mut other = audit("B", lines(&one), None);
    assert_eq!(other.open().count(), 3, "B does not see what A coded");
    answer(&mut other, coded(Some(EventType::Coerce), &[]), "4");
    answer(&mut other, coded(Some(EventType::Assault), &[]), "5");
    answer(&mut other, coded(Some(EventType::Assault), &["RSM"]), "6");
    let mut all = lines(&one);
    all.extend(lines(&other).into_iter().map(|(n, line)| (n + 3, line)));
    let mut judge = audit("C", all, Some(("A", "B")));
    let question = judge.view().question.unwrap();
    assert_eq!((judge.open().count(), question.class, question.codings.len()), (2, "adjudicate", 2));
    let of = |desk: &Desk, field: Field| {
        let found = desk.agreement().unwrap();
        found.into_iter().find(|one| one.field == field).map(|one| (one.exact, one.of)).unwrap()
    };
    assert_eq!((of(&judge, Field::Type), of(&judge, Field::Actor)), ((2, 3), (2, 3)));
    answer(&mut judge, coded(Some(EventType::Coerce), &[]), "7");
    answer(&mut judge, coded(Some(EventType::Assault), &[]), "8");
    assert_eq!(judge.open().count(), 0);
    assert_eq!(of(&judge, Field::Type), (2, 3), "agreement is that of the two, before");
    let desk = Desk::new(
        material(events()),
        lines(&judge),
        Coder { name: "A".to_owned(), alone: false },
        Wanted { audit: judge.audit().cloned(), ..Wanted::default() },
    );
    assert_eq!(desk.precision().unwrap().fields[&Field::Type], (2, 3));
}
