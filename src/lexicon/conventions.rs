//! `text/*.toml`: abbreviations, lines that are not the article, the words of dates.

use super::fault::Source;
use crate::text::{ConventionLists, Conventions, LinePatterns, Reach};
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;

/// Byte offset in the file, and what is wrong there.
pub type ConventionFault = (usize, String);

/// Adds what one file of `text/` says to `lists`.
///
/// Lists of words grow from file to file and layer to layer; a `[[line]]` with the id of an earlier one replaces it, and
/// `off = true` takes it away. Their examples are for [`LinePatterns::contradictions`] to check.
pub fn parse_conventions(file: &Arc<str>, text: &str, lists: &mut ConventionLists) -> Vec<ConventionFault> {
    add(toml::from_str(text), file, text, lists)
}

fn add(
    read: Result<File, toml::de::Error>,
    file: &Arc<str>,
    text: &str,
    lists: &mut ConventionLists,
) -> Vec<ConventionFault> {
    let raw = match read {
        Ok(raw) => raw,
        Err(error) => return vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())],
    };
    let mut faults = Vec::new();
    lists.titles.extend(raw.abbreviations.titles);
    lists.abbreviations.extend(raw.abbreviations.other);
    lists.before_number.extend(raw.abbreviations.before_number);
    lists.starters.extend(raw.sentences.starters);
    lists.speech.extend(raw.sentences.speech);
    lists.date_words.extend(raw.dates.words);
    lists.agencies.extend(raw.datelines.agencies);
    lists.not_places.extend(raw.datelines.not_places);
    lists.articled_places.extend(raw.datelines.articled_places);
    names(raw.dates.months, 12, &mut lists.months, &mut faults);
    names(raw.dates.weekdays, 7, &mut lists.weekdays, &mut faults);
    for line in raw.line {
        lists.lines.retain(|earlier| earlier.id != *line.id.get_ref());
        if !line.off {
            let line_number = text.get(..line.id.span().start).map_or(0, |head| head.matches('\n').count()) + 1;
            lists.lines.push(line.compile(file.clone(), line_number as u32));
        }
    }
    faults
}

/// Reads all files of `text/`, in order; `fault` hears of each fault's file, line and words.
pub(super) fn parse(sources: &[&Source], fault: &mut dyn FnMut(&Source, u32, String)) -> Conventions {
    let mut lists = ConventionLists::default();
    for source in sources {
        let faults = add(source.read(), &source.file, &source.text, &mut lists);
        faults.into_iter().for_each(|(at, message)| fault(source, source.origin(at).line, message));
    }
    Conventions::new(&lists).unwrap_or_else(|_| {
        for lines in &lists.lines {
            if let Some(source) = sources.iter().rev().find(|source| source.file == lines.file) {
                lines.faults().into_iter().for_each(|message| fault(source, lines.line, message));
            }
        }
        Conventions::default()
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "as_of")]
    _as_of: Option<toml::value::Datetime>,
    #[serde(rename = "default_source")]
    _default_source: Option<String>,
    #[serde(default)]
    abbreviations: Abbreviations,
    #[serde(default)]
    sentences: Sentences,
    #[serde(default)]
    dates: Dates,
    #[serde(default)]
    datelines: Datelines,
    #[serde(default)]
    line: Vec<Line>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Abbreviations {
    titles: Vec<String>,
    other: Vec<String>,
    before_number: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sentences {
    starters: Vec<String>,
    speech: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Dates {
    months: Option<Spanned<Vec<Vec<String>>>>,
    weekdays: Option<Spanned<Vec<Vec<String>>>>,
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Datelines {
    agencies: Vec<String>,
    not_places: Vec<String>,
    articled_places: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: Spanned<String>,
    #[serde(default)]
    reach: RawReach,
    patterns: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    off: bool,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawReach {
    #[default]
    Line,
    Teasers,
    Tail,
    Metadata,
}

impl Line {
    fn compile(self, file: Arc<str>, at: u32) -> LinePatterns {
        let reach = match self.reach {
            RawReach::Line => Reach::Line,
            RawReach::Teasers => Reach::Teasers,
            RawReach::Tail => Reach::Tail,
            RawReach::Metadata => Reach::Metadata,
        };
        let Line { id, patterns, examples, not, .. } = self;
        LinePatterns { id: id.into_inner(), file, line: at, reach, patterns, examples, not }
    }
}

/// Adds names to each month or weekday; there must be a list for every one.
fn names(
    given: Option<Spanned<Vec<Vec<String>>>>,
    count: usize,
    names: &mut Vec<Vec<String>>,
    faults: &mut Vec<ConventionFault>,
) {
    let Some(given) = given else { return };
    let at = given.span().start;
    let given = given.into_inner();
    if given.len() != count {
        faults.push((at, format!("{count} lists of names are wanted here, found {}", given.len())));
        return;
    }
    names.resize(count, Vec::new());
    for (all, new) in names.iter_mut().zip(given) {
        all.extend(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Conventions;

    fn parse(text: &str, lists: &mut ConventionLists) -> Vec<ConventionFault> {
        parse_conventions(&"text/x.toml".into(), text, lists)
    }

    #[test]
    fn the_defaults_hold_their_own_examples() {
        let mut lists = ConventionLists::default();
        for file in ["abbreviations", "boilerplate", "dates", "metadata"] {
            let path = format!("{}/dictionaries/text/{file}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            assert_eq!(parse_conventions(&format!("text/{file}.toml").into(), &text, &mut lists), [], "{file}.toml");
        }
        let faults: Vec<_> = lists.lines.iter().flat_map(LinePatterns::contradictions).collect();
        assert_eq!(faults, [""; 0]);
        let conventions = Conventions::new(&lists).unwrap();
        assert_eq!(conventions.months["september"], 9);
        assert_eq!(conventions.residue.reach("4 min read"), Some(Reach::Line));
    }

    #[test]
    fn faults_say_where() {
        let mut lists = ConventionLists::default();
        let text = "schema = 1\n[[line]]\nid = \"x\"\npatterns = [\"share\", \"(\"]\nexamples = [\"Tweet\"]\n";
        assert_eq!(parse(text, &mut lists), []);
        assert_eq!((&*lists.lines[0].file, lists.lines[0].line), ("text/x.toml", 3));
        assert!(lists.lines[0].faults()[0].contains("no regular expression"));
        lists.lines[0].patterns.pop();
        assert_eq!(lists.lines[0].contradictions(), ["does not match: Tweet"]);
        let wrong = parse("schema = 1\nlines = 3\n", &mut lists);
        assert_eq!(wrong[0].0, 11);
        let months = parse("schema = 1\n[dates]\nmonths = [[\"Jan\"]]\n", &mut lists);
        assert!(months[0].1.contains("12 lists"), "{months:?}");
    }

    #[test]
    fn a_later_layer_replaces_and_switches_off() {
        let mut lists = ConventionLists::default();
        let entry = |rest: &str| format!("schema = 1\n[[line]]\nid = \"x\"\npatterns = [\"share\"]\n{rest}");
        assert!(parse(&entry(""), &mut lists).is_empty());
        assert!(parse(&entry("reach = \"tail\""), &mut lists).is_empty());
        assert_eq!(lists.lines.len(), 1);
        assert_eq!(lists.lines[0].reach, Reach::Tail);
        assert!(parse(&entry("off = true"), &mut lists).is_empty());
        assert!(lists.lines.is_empty());
    }
}
