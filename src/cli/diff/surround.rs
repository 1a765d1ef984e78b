//! Sentences for mentions beside no event: rows do not carry them, so they are read from the articles.

use crate::cli::Failure;
use crate::cli::report::read_some;
use crate::compare::{Change, Told};
use crate::dataset::{Dataset, MentionRecord};
use crate::report::Text;
use std::collections::HashSet;
use std::path::Path;

/// Code points to either side; a change is shown with fewer.
const AROUND: u32 = 200;

/// Puts the words around a mention in the place of its name alone, where its article still reads as it was coded.
pub fn surround(
    mentions: &mut [Told<MentionRecord>],
    old: (&Path, &Dataset),
    new: (&Path, &Dataset),
) -> Result<(), Failure> {
    for ((out, dataset), of_new) in [(old, false), (new, true)] {
        let row = |change: &Change<MentionRecord>| match (of_new, &change.old, &change.new) {
            (true, _, Some(row)) | (false, Some(row), None) => (change.sentence == row.text).then(|| row.clone()),
            _ => None,
        };
        let docs: HashSet<String> = mentions.iter().filter_map(|told| Some(row(&told.change)?.doc)).collect();
        if docs.is_empty() {
            continue;
        }
        let texts = read_some(out, dataset, None, |doc| docs.contains(doc))?;
        for told in mentions.iter_mut() {
            let Some(row) = row(&told.change) else { continue };
            let Some(Text::Same(text)) = texts.get(&row.doc) else { continue };
            (told.change.start, told.change.sentence) = around(text, &row);
        }
    }
    Ok(())
}

/// The words around a mention in its line, and where they begin.
fn around(text: &str, row: &MentionRecord) -> (u32, String) {
    let from = row.start.saturating_sub(AROUND);
    let before: Vec<char> = text.chars().skip(from as usize).take((row.start - from) as usize).collect();
    let cut = before.iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let before = before.get(cut..).unwrap_or_default().iter();
    let after =
        text.chars().skip(row.start as usize).take((row.end.saturating_sub(row.start).saturating_add(AROUND)) as usize);
    let sentence = before.copied().chain(after.take_while(|c| *c != '\n')).collect();
    (from + cut as u32, sentence)
}
