//! An explanation as one reads it in a terminal: each sentence with its findings drawn under it.

use super::super::console::Paint;
use super::{Explained, Explanation};
use crate::dataset::{EventRecord, LeftoverRecord, MentionRecord, PartyRecord};
use crate::text::{Article, BlockKind};
use unicode_segmentation::UnicodeSegmentation;

/// Columns that a line of a sentence may take.
const WIDTH: usize = 100;

/// The whole drawing.
pub fn draw(article: &Article, explanation: &Explanation, paint: Paint) -> String {
    let date = match (article.published, article.published_from) {
        (Some(date), Some(from)) => format!("published {date} ({})", from.as_str()),
        _ => "no publication date".to_owned(),
    };
    let mut out = format!("{}  {}\n", paint.bold(&article.doc), paint.dim(&date));
    for block in &explanation.unread {
        let note = format!("{:>5}  {}: {}", block.line, kind(block.kind), first_line(&block.text));
        out.push_str(&format!("{}\n", paint.dim(&note)));
    }
    for explained in &explanation.sentences {
        out.push('\n');
        sentence(&mut out, explained, paint);
    }
    if explanation.sentences.is_empty() {
        out.push_str("nothing to read here\n");
    }
    out
}

/// A block's kind in words.
pub fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Subhead => "subhead",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::Metadata => "metadata",
        BlockKind::Boilerplate => "boilerplate",
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(WIDTH).collect();
    if cut.len() < line.len() { cut + "…" } else { cut }
}

fn sentence(out: &mut String, explained: &Explained, paint: Paint) {
    let marks = marks(explained);
    let mut number = format!("{:>5}  ", explained.line);
    let mut mark = marks.iter();
    for line in wrap(&explained.text) {
        let below: String = line.iter().zip(&mut mark).map(|(_, mark)| mark.sign()).collect();
        out.push_str(&paint.dim(&number));
        out.push_str(&line.iter().map(|shown| if shown.trim().is_empty() { " " } else { shown }).collect::<String>());
        out.push('\n');
        if !below.trim().is_empty() {
            out.push_str(&format!("       {}\n", paint.yellow(below.trim_end())));
        }
        number = " ".repeat(number.len());
    }
    for row in &explained.mentions {
        mention(out, row, paint);
    }
    for (row, arcs) in explained.events.iter().zip(&explained.arcs) {
        event(out, row, arcs, paint);
    }
    for row in &explained.leftovers {
        leftover(out, row, paint);
    }
    for why in &explained.why_not {
        out.push_str(&format!("       {}\n", paint.dim(why)));
    }
}

/// What a grapheme of the sentence belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    None,
    Mention,
    Trigger,
}

impl Mark {
    fn sign(self) -> char {
        match self {
            Mark::None => ' ',
            Mark::Mention => '^',
            Mark::Trigger => '=',
        }
    }
}

fn marks(explained: &Explained) -> Vec<Mark> {
    let mut at = explained.start;
    let within = |at: u32, start: u32, end: u32| start <= at && at < end;
    let mark = |grapheme: &str| {
        let mark = match at {
            at if explained.events.iter().any(|row| within(at, row.start, row.end)) => Mark::Trigger,
            at if explained.mentions.iter().any(|row| within(at, row.start, row.end)) => Mark::Mention,
            _ => Mark::None,
        };
        at += grapheme.chars().count() as u32;
        mark
    };
    explained.text.graphemes(true).map(mark).collect()
}

/// Lines of graphemes, cut after spaces where that is possible.
fn wrap(text: &str) -> Vec<Vec<&str>> {
    let mut lines = vec![Vec::new()];
    for word in text.split_inclusive(' ') {
        let graphemes: Vec<&str> = word.graphemes(true).collect();
        for part in graphemes.chunks(WIDTH) {
            match lines.last_mut() {
                Some(line) if line.is_empty() || line.len() + part.len() <= WIDTH + 1 => line.extend(part),
                _ => lines.push(part.to_vec()),
            }
        }
    }
    lines
}

fn mention(out: &mut String, row: &MentionRecord, paint: Paint) {
    let what = format!("{} {}", row.kind, code(&row.code, &row.sector));
    let why = format!("{}: {}", row.how, row.trace.join(", "));
    out.push_str(&format!(
        "       {} {} = {}  {}  {}\n",
        paint.cyan("mention  "),
        row.text,
        paint.bold(&row.actor),
        what.trim(),
        paint.dim(&why)
    ));
}

fn event(out: &mut String, row: &EventRecord, arcs: &[String], paint: Paint) {
    let what =
        [row.event.as_str()].into_iter().chain(row.mode.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    let head = format!("{} = {}, {}", row.event_text, paint.bold(&what), row.status);
    out.push_str(&format!("       {} {head}  {}\n", paint.green("event    "), paint.dim(&row.trace.join(", "))));
    let mut arcs = arcs.iter();
    for (side, parties) in [("actor", &row.actor), ("recipient", &row.recipient)] {
        for row in parties {
            detail(out, side, &party(row), arcs.next().map_or("", String::as_str), paint);
        }
        if parties.is_empty() {
            detail(out, side, "nobody found", "", paint);
        }
    }
    if let Some(date) = &row.date {
        let until = row.date_to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
        let from = row
            .date_text
            .as_ref()
            .map_or_else(|| "that of publication".to_owned(), |words| format!("the text says “{words}”"));
        detail(out, "date", &format!("{date}{until}"), &from, paint);
    }
    if let Some(place) = &row.event_loc {
        let parts = [place.district.as_deref(), place.province.as_deref(), place.country_code.as_deref()];
        let parts: Vec<&str> = [place.resolved_place.as_str()].into_iter().chain(parts.into_iter().flatten()).collect();
        detail(out, "place", &parts.join(", "), &format!("from the {}", place.place_from), paint);
    }
    let counts = [("dead", row.dead), ("injured", row.injured), ("arrested", row.arrested), ("size", row.size)];
    for (what, count) in counts {
        count.iter().for_each(|count| detail(out, what, &count.to_string(), "", paint));
    }
    if let Some(source) = &row.attribution {
        detail(out, "says", &source.entity_text, "", paint);
    }
    if let Some(link) = &row.link {
        detail(out, "link", link, "the same event as that one", paint);
    }
}

fn detail(out: &mut String, name: &str, value: &str, note: &str, paint: Paint) {
    let line = format!("         {name:9} {value}");
    let note = if note.is_empty() { String::new() } else { format!("  {}", paint.dim(note)) };
    out.push_str(&format!("{line}{note}\n"));
}

fn party(row: &PartyRecord) -> String {
    let code = code(&row.code, &row.sector);
    let who = row.actor_id.as_deref().unwrap_or(&code);
    let role = if row.actor_id.is_some() && !code.is_empty() { format!(" ({code})") } else { String::new() };
    format!("{who}{role} “{}”", row.entity_text)
}

fn code(code: &Option<String>, sector: &[String]) -> String {
    code.iter().chain(sector).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn leftover(out: &mut String, row: &LeftoverRecord, paint: Paint) {
    let why = match row.kind.as_str() {
        "unknown-name" => "a name that no dictionary knows",
        "ambiguous-name" => "a name with several holders, or none of ours here; no rule settled it",
        "trigger-without-actor" => "no event: it is a trigger, but who its entry asks for was not found",
        other => other,
    };
    let trace = paint.dim(&row.trace.join(", "));
    out.push_str(&format!("       {} {}: {why}  {trace}\n", paint.yellow("left over"), row.text));
}
