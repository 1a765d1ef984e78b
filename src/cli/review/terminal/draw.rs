//! A question as a terminal shows it. Control characters of articles are never drawn: ratatui leaves them out.

use super::state::{All, Form, Goal, Line as Written, Mode, SHOWN, Screen, is_audit};
use crate::review::{PartyView, PlaceView, Question, View};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Style, Stylize};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph, Wrap};

/// Draws all of it.
pub fn draw(frame: &mut Frame, screen: &Screen, view: &View, name: &str) {
    let keys = keys(screen, view.question.as_ref());
    let heights = [Constraint::Length(2), Constraint::Min(3), Constraint::Length(1), Constraint::Length(3)];
    let [head, body, said, foot] = Layout::vertical(heights).areas(frame.area());
    let far = format!(
        "khabar review · {name} · {} · {} answers · {} to decide · {} more",
        view.coder, view.given, view.urgent, view.others
    );
    frame.render_widget(Paragraph::new(far).dim(), head);
    let (lines, current) = match (&view.question, &screen.mode) {
        (None, _) => (vec![Line::from("Nothing is left to decide. The next run applies what was.").bold()], 0),
        (Some(question), Mode::All(all)) => all_places(screen, all, question),
        (Some(_), Mode::Help) => (help(screen), 0),
        (Some(_), Mode::Line(line)) => (written(line), 0),
        (Some(question), Mode::Form(form)) => (fields(form, question), 0),
        (Some(question), Mode::Ask) => (asked(screen, question), 0),
    };
    // Keeps the current place in sight: lines wrap, so that this is a good guess and no promise.
    let scroll = current.saturating_sub(body.height as usize / 2) as u16;
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }).scroll((scroll, 0)), body);
    frame.render_widget(Paragraph::new(screen.said.as_str()).italic(), said);
    frame.render_widget(Paragraph::new(keys).wrap(Wrap { trim: true }).block(Block::new()), foot);
}

fn asked<'a>(screen: &Screen, question: &'a Question) -> Vec<Line<'a>> {
    let places = screen.meant(question);
    let mut lines = vec![Line::from(why(question)).cyan(), headline(question).bold()];
    let count = match screen.single {
        Some(_) => "one by one".to_owned(),
        None => format!("{} places in {} articles", question.total, question.articles),
    };
    lines.push(Line::from(format!("{count} · settled by {}", question.how)).dim());
    lines.extend(question.earlier.iter().chain(&question.notes).map(|said| Line::from(format!("  {said}")).yellow()));
    for coding in &question.codings {
        let said = &coding.coding;
        let kind = said.event.map_or("no event", |event| event.as_str());
        let sides = format!("{} → {}", said.actor.join(", "), said.recipient.join(", "));
        lines.push(Line::from(format!("  {}: {kind} {sides}", coding.by)));
    }
    lines.push(Line::default());
    let shown = if screen.single.is_some() { places.len() } else { SHOWN };
    places.iter().take(shown).for_each(|place| lines.extend(drawn(place, None)));
    if let Some(event) = &question.event {
        let rows = [
            ("type", format!("{} {}", event.event, event.mode.join(", "))),
            ("status", event.status.clone()),
            ("who", sides(&event.actor)),
            ("whom", sides(&event.recipient)),
            ("when", event.date.clone().unwrap_or_default()),
            ("where", event.place.clone().unwrap_or_default()),
            ("toll", event.toll.join(", ")),
        ];
        let told = rows.into_iter().filter(|(_, value)| !value.trim().is_empty());
        lines.extend(told.map(|(name, value)| Line::from(format!("{name:8}{value}"))));
    }
    for (other, digit) in question.others.iter().zip(1..) {
        lines.push(Line::from(format!("{digit}  {}  {}", other.id, other.name)));
    }
    if screen.why {
        lines.extend(question.trace.iter().map(|line| Line::from(format!("  {line}")).dim()));
    }
    lines
}

fn headline(question: &Question) -> Line<'_> {
    match (&question.event, &question.proposal) {
        (Some(event), _) => {
            let [actor, recipient] = [&event.actor, &event.recipient].map(|side| codes(side));
            Line::from(format!("{actor}  {}  {recipient}", event.event))
        }
        (None, Some(actor)) => Line::from(format!("“{}” → {}  {}", question.surface, actor.id, actor.name)),
        (None, None) => Line::from(format!("“{}”", question.surface)),
    }
}

fn codes(side: &[PartyView]) -> String {
    match side {
        [] => "nobody".to_owned(),
        side => side.iter().map(|party| party.code.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn sides(side: &[PartyView]) -> String {
    side.iter().map(|party| format!("{} ({})", party.words, party.code)).collect::<Vec<_>>().join("; ")
}

fn why(question: &Question) -> &'static str {
    match question.class {
        "disputed" => "Coders differ",
        "changed" => "The article has changed since this was decided",
        "contradicted" => "Decided otherwise elsewhere",
        "default" => "Ambiguous, and nothing settled it",
        "context" => "Ambiguous, settled by the words around",
        "unknown" => "A name that no dictionary knows",
        "event" => "An event, as coded",
        "audit" => "An event to be coded, the row unseen",
        "adjudicate" => "Coded differently by two",
        _ => "A sample of all other names",
    }
}

/// A place; `ticked` where it may be taken out of an answer.
fn drawn(place: &PlaceView, ticked: Option<bool>) -> Vec<Line<'_>> {
    let about = [place.title.as_deref().or(Some(&place.doc)), place.source.as_deref(), place.published.as_deref()];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let tick = match ticked {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let mut head = vec![Span::raw(tick), Span::raw(about).dim()];
    if place.odd {
        head.push(Span::raw("  unlike the others").yellow());
    }
    let excerpt = &place.excerpt;
    let text = vec![
        Span::raw(excerpt.lead.as_str()).dim(),
        Span::raw(excerpt.before.as_str()),
        Span::styled(excerpt.words.as_str(), Style::new().bold().underlined()),
        Span::raw(excerpt.after.as_str()),
        Span::raw(excerpt.tail.as_str()).dim(),
    ];
    vec![Line::from(head), Line::from(text), Line::default()]
}

fn all_places<'a>(screen: &Screen, all: &All, question: &'a Question) -> (Vec<Line<'a>>, usize) {
    let places = screen.meant(question);
    let count = screen.count(question);
    let title = match &all.given {
        Some(given) => format!("“{}” is {}: {} places", question.surface, given.answer, count - all.out.len()),
        None => format!("“{}”: {count} places", question.surface),
    };
    let mut lines = vec![Line::from(title).bold(), Line::default()];
    let mut current = 0;
    for (at, place) in places.iter().enumerate() {
        let ticked = all.given.as_ref().map(|_| !all.out.contains(&place.at));
        let mut drawn = drawn(place, ticked);
        if at == all.at {
            current = lines.len();
            drawn = drawn.into_iter().map(|line| line.on_dark_gray()).collect();
        }
        lines.extend(drawn);
    }
    (lines, current)
}

fn written(line: &Written) -> Vec<Line<'_>> {
    let mut lines = vec![Line::from(line.title.as_str()).bold(), Line::from(format!("› {}▏", line.text))];
    if let Goal::Actor { found, at } = &line.goal {
        for (index, actor) in found.iter().enumerate() {
            let text = Line::from(format!("  {}  {}  {}", actor.id, actor.name, actor.kind));
            lines.push(if index == *at { text.reversed() } else { text });
        }
    }
    lines
}

fn fields<'a>(form: &'a Form, question: &'a Question) -> Vec<Line<'a>> {
    let mut lines = vec![Line::from("What is right").bold()];
    question.places.iter().take(1).for_each(|place| lines.extend(drawn(place, None)));
    for (at, (name, text)) in form.fields.iter().enumerate() {
        let mark = if at == form.at { "›" } else { " " };
        lines.push(Line::from(format!("{mark} {name:8}{text}{}", if at == form.at { "▏" } else { "" })));
    }
    lines
}

/// Acts with the keys that they have where nothing is said, and what they do to a name, an event, a sample, and to all.
const NAME: &[(char, &str)] = &[
    ('a', "accept"),
    ('x', "not an actor"),
    ('o', "other actor…"),
    ('c', "context rule…"),
    ('s', "one by one"),
    ('g', "see all"),
];
const EVENT: &[(char, &str)] = &[
    ('a', "right"),
    ('t', "wrong type"),
    ('w', "wrong who"),
    ('m', "wrong whom"),
    ('v', "wrong status"),
    ('x', "not an event"),
    ('e', "say what is right…"),
];
const AUDIT: &[(char, &str)] = &[('e', "code it…"), ('x', "no event")];
const ALWAYS: &[(char, &str)] =
    &[('n', "note…"), ('?', "why"), ('z', "skip"), ('u', "undo"), ('h', "keys"), ('q', "save and quit")];

/// The keys that do something now.
fn keys(screen: &Screen, question: Option<&Question>) -> String {
    let told = |acts: &[(char, &str)], left_out: &[char]| {
        let acts = acts.iter().filter(|(own, _)| !left_out.contains(own));
        acts.map(|(own, does)| format!("{} {does}  ", screen.keys.of(*own))).collect::<String>()
    };
    match (&screen.mode, question) {
        (_, None) => told(ALWAYS, &['n', '?', 'z', 'h']),
        (Mode::Help, _) => "any key goes back".to_owned(),
        (Mode::All(all), _) if all.given.is_some() => {
            "Enter yes, all that are ticked  j k move  space ticks  Esc back".to_owned()
        }
        (Mode::All(_), _) => "j k move  Esc back".to_owned(),
        (Mode::Line(_), _) => "Enter takes it  ↑ ↓ choose  Esc back".to_owned(),
        (Mode::Form(_), _) => "Enter saves  Tab ↑ ↓ move  Esc back; sides are ids or PAK MIL, with commas".to_owned(),
        (Mode::Ask, Some(question)) if is_audit(question) => {
            let both = if question.codings.is_empty() { "" } else { "1 2 as that coder  " };
            told(AUDIT, &[]) + both + &told(ALWAYS, &['?'])
        }
        (Mode::Ask, Some(question)) if question.event.is_some() => told(EVENT, &[]) + &told(ALWAYS, &[]),
        (Mode::Ask, Some(question)) => {
            let left_out: &[char] = if question.proposal.is_some() { &[] } else { &['a', 'c'] };
            let digits = if question.others.is_empty() { "" } else { "1–9 one of these  " };
            told(NAME, left_out) + digits + &told(ALWAYS, &[])
        }
    }
}

fn help(screen: &Screen) -> Vec<Line<'static>> {
    let mut lines = vec![Line::from("Keys").bold()];
    for (title, acts) in [("Names", NAME), ("Events", EVENT), ("Audits", AUDIT), ("Always", ALWAYS)] {
        let acts = acts.iter().map(|(own, does)| format!("  {} {does}", screen.keys.of(*own))).collect::<String>();
        lines.extend([Line::default(), Line::from(title).cyan(), Line::from(acts)]);
    }
    lines.push(Line::default());
    lines.push(Line::from("To change them: [keys] in khabar.toml, as in skip = \"k\"; see docs/review.md").dim());
    lines
}
