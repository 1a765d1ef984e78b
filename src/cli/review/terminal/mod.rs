//! `khabar review --tui`: the same questions and keys in a terminal.

mod draw;
mod state;
#[cfg(test)]
mod tests;

use crate::cli::Failure;
use crate::review::{Desk, Keys, Log};
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{Event, KeyEventKind, KeyModifiers, read};
use state::{Act, Screen};

/// Reviews until the reader has had enough.
pub fn review(mut desk: Desk, mut log: Log, name: &str, keys: &Keys) -> Result<Desk, Failure> {
    let mut terminal = ratatui::try_init().map_err(|error| Failure::new(format!("there is no terminal: {error}")))?;
    let ended = ask(&mut terminal, &mut desk, &mut log, Screen::with(keys), name);
    ratatui::restore();
    ended.map(|()| desk)
}

fn ask(
    terminal: &mut DefaultTerminal,
    desk: &mut Desk,
    log: &mut Log,
    mut screen: Screen,
    name: &str,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("the terminal cannot be used: {error}"));
    let mut view = desk.view();
    loop {
        terminal.draw(|frame| draw::draw(frame, &screen, &view, name)).map_err(failed)?;
        let Event::Key(key) = read().map_err(failed)? else { continue };
        if key.kind != KeyEventKind::Press {
            continue;
        }
        // Every answer is on the disk: to go is always safe.
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            if key.code.as_char() == Some('c') {
                return Ok(());
            }
            continue;
        }
        match screen.press(key.code, &view) {
            Act::Nothing => continue,
            Act::Quit => return Ok(()),
            Act::Search(words) => {
                screen.found(desk.material.search(&words, state::FOUND).into_iter().cloned().collect());
                continue;
            }
            Act::More(from) => {
                if let Some(question) = &mut view.question {
                    question.places.extend(desk.more(&question.id, from));
                }
                continue;
            }
            Act::Skip(group) => desk.skip(&group),
            act @ (Act::Give(_) | Act::Undo) => {
                let said = write(&act, desk, log);
                screen.say(said);
            }
        }
        view = desk.view();
        screen.follow(&view);
    }
}

/// Nothing counts before it is on the disk.
fn write(act: &Act, desk: &mut Desk, log: &mut Log) -> String {
    let at = jiff::Timestamp::now().to_string();
    let (lines, said) = match act {
        Act::Give(reply) => {
            let lines = desk.answer(reply, &at);
            let said = format!("{}, {} places.", reply.answer, lines.as_ref().map_or(0, Vec::len));
            (lines, said)
        }
        _ => (desk.undo(&at).map(|line| vec![line]), "Taken back.".to_owned()),
    };
    match lines.map_err(|refusal| refusal.to_string()) {
        Ok(lines) => match log.append(&lines) {
            Ok(()) => {
                desk.take(lines);
                said
            }
            Err(fault) => fault.to_string(),
        },
        Err(why) => why,
    }
}
