//! The terminal's keys and what it draws, without a terminal.

use super::draw::draw;
use super::state::{Act, Mode, Screen};
use crate::review::{ActorView, Answer, Chosen, EventView, Excerpt, Fix, Keys, Named, Part, PlaceView, Question, View};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;

fn place(at: usize) -> PlaceView {
    PlaceView {
        at,
        odd: at == 0,
        doc: format!("{at}.txt"),
        title: None,
        published: None,
        source: Some("Hill Post".to_owned()),
        excerpt: Excerpt {
            before: "The ".into(),
            words: "GCF".into(),
            after: " came.\u{1b}[31m".into(),
            ..Excerpt::default()
        },
        company: Vec::new(),
    }
}

fn actor(id: &str) -> ActorView {
    ActorView { id: id.to_owned(), name: format!("The {id}"), kind: "group".to_owned() }
}

fn view(places: usize, event: Option<EventView>) -> View {
    let question = Question {
        id: "q".to_owned(),
        class: if event.is_some() { "event" } else { "default" },
        surface: "GCF".to_owned(),
        how: "default".to_owned(),
        earlier: Vec::new(),
        notes: Vec::new(),
        proposal: event.is_none().then(|| actor("GCF")),
        others: vec![actor("FUND")],
        articles: places,
        sources: 1,
        actor_missing: 0,
        trace: vec!["own.toml:4".to_owned()],
        event,
        codings: Vec::new(),
        total: places,
        places: (0..places).map(place).collect(),
    };
    View { coder: "nk".to_owned(), given: 0, holding: 0, urgent: 1, others: 0, question: Some(question) }
}

fn raid() -> EventView {
    EventView {
        event: "ASSAULT".to_owned(),
        mode: Vec::new(),
        status: "asserted".to_owned(),
        actor: Vec::new(),
        recipient: Vec::new(),
        date: None,
        place: None,
        toll: Vec::new(),
        attribution: None,
    }
}

/// The last act of some keys.
fn press(screen: &mut Screen, view: &View, keys: &[KeyCode]) -> Act {
    keys.iter().map(|key| screen.press(*key, view)).last().unwrap()
}

fn typed(screen: &mut Screen, view: &View, text: &str) -> Act {
    text.chars().map(|c| screen.press(KeyCode::Char(c), view)).last().unwrap()
}

/// All places of so many but these.
fn but<const N: usize>(of: usize, but: [usize; N]) -> Chosen {
    Chosen::AllBut { of, but: but.to_vec() }
}

fn given(act: Act) -> (Answer, Chosen) {
    let Act::Give(reply) = act else { panic!("{act:?}") };
    (reply.answer, reply.places)
}

fn shown(screen: &Screen, view: &View) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    terminal.draw(|frame| draw(frame, screen, view, "out")).unwrap();
    terminal.backend().to_string()
}

const A: KeyCode = KeyCode::Char('a');

#[test]
fn a_small_group_takes_one_key_and_a_large_one_is_seen_first() {
    let (mut screen, small) = (Screen::default(), view(3, None));
    let accept = Answer::Accept { actor: "GCF".to_owned() };
    assert_eq!(given(press(&mut screen, &small, &[A])), (accept.clone(), but(3, [])));
    let large = view(5, None);
    assert_eq!(press(&mut screen, &large, &[A]), Act::Nothing);
    assert!(shown(&screen, &large).contains("“GCF” is GCF: 5 places"));
    let act = press(&mut screen, &large, &[KeyCode::Char(' '), KeyCode::Char('j'), KeyCode::Enter]);
    assert_eq!(given(act), (accept, but(5, [0])));
    assert_eq!(press(&mut screen, &large, &[A, KeyCode::Esc, KeyCode::Enter]), Act::Nothing);
}

#[test]
fn digits_names_notes_and_rules_are_what_they_are_on_the_page() {
    let (mut screen, view) = (Screen::default(), view(2, None));
    let other = Answer::Other { actor: "FUND".to_owned() };
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('1')])), (other.clone(), but(2, [])));
    assert_eq!(press(&mut screen, &view, &[KeyCode::Char('2')]), Act::Nothing);
    assert_eq!(typed(&mut screen, &view, "ofu"), Act::Search("fu".to_owned()));
    let fund = Named { id: "FUND".into(), name: "Gulf Fund".into(), kind: "organisation".into(), names: Vec::new() };
    screen.found(vec![fund]);
    assert!(shown(&screen, &view).contains("FUND  Gulf Fund"));
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Enter])), (other, but(2, [])));
    typed(&mut screen, &view, "cbank, bonds");
    let Act::Give(reply) = press(&mut screen, &view, &[KeyCode::Enter]) else { panic!() };
    assert_eq!(reply.near, ["bank", "bonds"]);
    typed(&mut screen, &view, "nask Ali");
    let Act::Give(reply) = press(&mut screen, &view, &[KeyCode::Enter]) else { panic!() };
    assert_eq!(
        (reply.answer, reply.note.as_deref(), reply.places),
        (Answer::Note, Some("ask Ali"), Chosen::Only(vec![0]))
    );
}

#[test]
fn one_by_one_goes_from_place_to_place() {
    let (mut screen, view) = (Screen::default(), view(3, None));
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('s'), A])).1, Chosen::Only(vec![0]));
    screen.follow(&view);
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('x')])), (Answer::NotAnActor, Chosen::Only(vec![1])));
    screen.follow(&View { question: None, ..view });
    assert_eq!(screen.single, None);
}

#[test]
fn keys_that_were_given_away_do_what_they_say_and_help_shows_them() {
    let keys = Keys::with(["skip=k", "accept=y"]).unwrap();
    let (mut screen, view) = (Screen::with(&keys), view(2, None));
    assert_eq!(press(&mut screen, &view, &[A]), Act::Nothing);
    assert_eq!(press(&mut screen, &view, &[KeyCode::Char('k')]), Act::Skip("q".to_owned()));
    assert!(shown(&screen, &view).contains("y accept"));
    press(&mut screen, &view, &[KeyCode::Char('h')]);
    assert!(shown(&screen, &view).contains("k skip  u undo"));
    press(&mut screen, &view, &[KeyCode::Char('q')]);
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('y')])).1, but(2, []), "any key leaves the help");
}

#[test]
fn a_long_list_is_asked_for_as_it_is_read_and_answered_whole() {
    let mut view = view(4, None);
    view.question.as_mut().unwrap().total = 6;
    let (mut screen, down) = (Screen::default(), KeyCode::Char('j'));
    assert_eq!(press(&mut screen, &view, &[A, down, down, down]), Act::Nothing);
    assert_eq!(press(&mut screen, &view, &[down]), Act::More(4));
    view.question.as_mut().unwrap().places.extend([place(4), place(5)]);
    assert_eq!(press(&mut screen, &view, &[down, down, down]), Act::Nothing);
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char(' '), KeyCode::Enter])).1, but(6, [5]));
}

#[test]
fn a_sample_is_coded_by_saying_a_type_or_none() {
    let (mut screen, mut view) = (Screen::default(), view(1, None));
    view.question.as_mut().unwrap().class = "audit";
    assert_eq!(press(&mut screen, &view, &[KeyCode::Char('e'), KeyCode::Enter]), Act::Nothing);
    assert!(screen.said.contains("none where it is no event"));
    typed(&mut screen, &view, "none");
    let coded = given(press(&mut screen, &view, &[KeyCode::Enter])).0;
    assert!(matches!(coded, Answer::Coded(coding) if coding.event.is_none()));
}

#[test]
fn events_take_one_key_or_a_form() {
    let (mut screen, view) = (Screen::default(), view(1, Some(raid())));
    let wrong = |part: Part, right: Fix| Answer::Wrong { wrong: vec![part], right };
    assert_eq!(given(press(&mut screen, &view, &[A])).0, Answer::Right);
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('t')])).0, wrong(Part::Type, Fix::default()));
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Char('e'), KeyCode::Enter])).0, Answer::Right);
    press(&mut screen, &view, &[KeyCode::Char('e'), KeyCode::Tab, KeyCode::Tab]);
    typed(&mut screen, &view, "GCF, PAK MIL");
    let fix = Fix { actor: Some(vec!["GCF".to_owned(), "PAK MIL".to_owned()]), ..Fix::default() };
    assert_eq!(given(press(&mut screen, &view, &[KeyCode::Enter])).0, wrong(Part::Actor, fix));
    press(&mut screen, &view, &[KeyCode::Char('e')]);
    typed(&mut screen, &view, "X");
    assert_eq!(press(&mut screen, &view, &[KeyCode::Enter]), Act::Nothing);
    assert!(screen.said.contains("`ASSAULTX` is no event type") && matches!(screen.mode, Mode::Form(_)));
}

#[test]
fn what_articles_say_cannot_steer_the_terminal() {
    let shown = shown(&Screen::default(), &view(2, None));
    assert!(shown.contains("The GCF came.[31m") && !shown.contains('\u{1b}'), "{shown}");
    assert!(shown.contains("“GCF” → GCF") && shown.contains("unlike the others") && shown.contains("a accept"));
}
