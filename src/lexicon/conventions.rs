//! `text/*.toml`: abbreviations, lines that are not the article, the words of dates.

use crate::text::{ConventionLists, Conventions, LinePatterns, Reach};
use serde::Deserialize;
use toml::Spanned;

/// Byte offset in the file, and what is wrong there.
pub type ConventionFault = (usize, String);

/// Adds what one file of `text/` says to `lists`.
///
/// Lists of words grow from file to file and layer to layer; a `[[line]]` with the id of an earlier one replaces it, and
/// `off = true` takes it away.
pub fn parse_conventions(text: &str, lists: &mut ConventionLists) -> Vec<ConventionFault> {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())],
    };
    let mut faults = Vec::new();
    lists.titles.extend(file.abbreviations.titles);
    lists.abbreviations.extend(file.abbreviations.other);
    lists.before_number.extend(file.abbreviations.before_number);
    lists.starters.extend(file.sentences.starters);
    lists.speech.extend(file.sentences.speech);
    lists.date_words.extend(file.dates.words);
    lists.agencies.extend(file.datelines.agencies);
    lists.not_places.extend(file.datelines.not_places);
    names(file.dates.months, 12, &mut lists.months, &mut faults);
    names(file.dates.weekdays, 7, &mut lists.weekdays, &mut faults);
    for line in file.line {
        lists.lines.retain(|earlier| earlier.id != line.id);
        if !line.off {
            let at = line.patterns.span().start;
            let line = line.compile();
            faults.extend(line.faults().into_iter().map(|fault| (at, fault)));
            lists.lines.push(line);
        }
    }
    faults
}

/// Reads all files of `text/`, in order; `fault` hears of each fault's file, byte offset and words.
pub(super) fn parse<'a>(
    files: &mut dyn Iterator<Item = (&'a str, &'a str)>,
    fault: &mut dyn FnMut(&str, usize, String),
) -> Conventions {
    let mut lists = ConventionLists::default();
    for (file, text) in files {
        parse_conventions(text, &mut lists).into_iter().for_each(|(at, message)| fault(file, at, message));
    }
    Conventions::new(&lists)
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    #[serde(default)]
    reach: RawReach,
    patterns: Spanned<Vec<String>>,
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
    fn compile(self) -> LinePatterns {
        let reach = match self.reach {
            RawReach::Line => Reach::Line,
            RawReach::Teasers => Reach::Teasers,
            RawReach::Tail => Reach::Tail,
            RawReach::Metadata => Reach::Metadata,
        };
        let patterns = self.patterns.into_inner();
        LinePatterns { id: self.id, reach, patterns, examples: self.examples, not: self.not }
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

    #[test]
    fn the_defaults_hold_their_own_examples() {
        let mut lists = ConventionLists::default();
        for file in ["abbreviations", "boilerplate", "dates", "metadata"] {
            let path = format!("{}/dictionaries/text/{file}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let faults: Vec<_> = parse_conventions(&text, &mut lists);
            assert_eq!(faults, [], "{file}.toml");
        }
        let conventions = Conventions::new(&lists);
        assert_eq!(conventions.months["september"], 9);
        assert!(conventions.boilerplate.len() > 20);
    }

    #[test]
    fn faults_say_where() {
        let mut lists = ConventionLists::default();
        let text = "schema = 1\n[[line]]\nid = \"x\"\npatterns = [\"share\"]\nexamples = [\"Tweet\"]\n";
        assert_eq!(parse_conventions(text, &mut lists), [(40, "does not match: Tweet".to_owned())]);
        let wrong = parse_conventions("schema = 1\nlines = 3\n", &mut lists);
        assert_eq!(wrong[0].0, 11);
        let months = parse_conventions("schema = 1\n[dates]\nmonths = [[\"Jan\"]]\n", &mut lists);
        assert!(months[0].1.contains("12 lists"), "{months:?}");
    }

    #[test]
    fn a_later_layer_replaces_and_switches_off() {
        let mut lists = ConventionLists::default();
        let entry = |rest: &str| format!("schema = 1\n[[line]]\nid = \"x\"\npatterns = [\"share\"]\n{rest}");
        assert!(parse_conventions(&entry(""), &mut lists).is_empty());
        assert!(parse_conventions(&entry("reach = \"tail\""), &mut lists).is_empty());
        assert_eq!(lists.lines.len(), 1);
        assert_eq!(lists.lines[0].reach, Reach::Tail);
        assert!(parse_conventions(&entry("off = true"), &mut lists).is_empty());
        assert!(lists.lines.is_empty());
    }
}
