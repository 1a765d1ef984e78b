//! What a dataset adds to a check: how often contested names stand in it, and which names it has no use for.

use super::articles::Articles;
use super::unused::seen;
use crate::cli::run::threads;
use crate::cli::{Console, Failure};
use crate::compare::Sightings;
use crate::dataset::{RunRecord, read_run};
use crate::lexicon::{Alias, At, Checked, Lexicon, Severity, Touched, contested};
use crate::run::each;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Names seen less often than this may yet be seen by themselves.
const TELLING: u64 = 3;

/// Adds what the dataset tells to the faults, and to those that are there.
pub fn add(checked: &mut Checked, out: &Path, texts: &[PathBuf], console: &Console) -> Result<(), Failure> {
    let manifest = read_run(out).map_err(Failure::new)?;
    let sightings = sightings(&checked.lexicon, out, &manifest, texts, console)?;
    let out_name = out.display().to_string();
    for (at, note) in contests(&checked.lexicon, &sightings, &out_name) {
        checked.note("D001", &at, &note);
    }
    for (at, message) in hidden(&checked.lexicon, &sightings, &out_name) {
        let help = "take it out, or see with  khabar dict show  whether the longer name is really another's";
        checked.add(Severity::Warning, "D002", &at, message, help);
    }
    for (at, message) in never_seen(&checked.lexicon, out, &manifest, console)? {
        checked.add(Severity::Info, "D012", &at, message, "");
    }
    Ok(())
}

/// What all texts of the dataset show.
fn sightings(
    lexicon: &Lexicon,
    out: &Path,
    manifest: &RunRecord,
    texts: &[PathBuf],
    console: &Console,
) -> Result<Sightings, Failure> {
    let articles = Articles::of(out, manifest, texts)?;
    let all = articles.select(out, &Touched::All(Vec::new()), &HashSet::new())?.touched;
    let look = |article: &_| Ok(Sightings::of(&articles.open(article, &lexicon.conventions)?, lexicon));
    let seen: Vec<Result<Sightings, &str>> = each(&all, threads(0), look).map_err(Failure::new)?;
    let mut sightings = Sightings::default();
    for (article, seen) in all.iter().zip(seen) {
        match seen {
            Ok(more) => sightings = sightings.join(more),
            Err(why) => console.warn(&format!("{} {why}; its names are not counted", article.doc)),
        }
    }
    Ok(sightings)
}

/// For each line with a contested name, how often it stands in the dataset and which holder is named there otherwise.
fn contests(lexicon: &Lexicon, sightings: &Sightings, out: &str) -> Vec<(At, String)> {
    let mut rivals: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (alias, rival) in contested(lexicon) {
        rivals.entry(alias).or_default().push(rival);
    }
    let mut notes = Vec::new();
    for (own, others) in rivals {
        let Some(alias) = lexicon.aliases.get(own as usize) else { continue };
        let seen = sightings.get(own);
        let confirmed = others.iter().chain([&own]).rev().filter_map(|&holder| {
            let id = &lexicon.actor_of(lexicon.aliases.get(holder as usize)?)?.id;
            Some(format!("{id} has another name in {} of them", sightings.get(holder).confirmed))
        });
        let confirmed = confirmed.collect::<Vec<_>>().join(", ");
        notes.push((
            alias.at.clone(),
            match seen.alone {
                0 => format!("never seen in {out}"),
                times => format!("seen {times} times in {} articles of {out}; {confirmed}", seen.docs),
            },
        ));
    }
    notes
}

/// Names that the dataset has within longer names of somebody else only.
fn hidden(lexicon: &Lexicon, sightings: &Sightings, out: &str) -> Vec<(At, String)> {
    let mut found = Vec::new();
    for (alias, index) in lexicon.aliases.iter().zip(0..).filter(|(alias, _)| alias.actor != Alias::NOBODY) {
        let seen = sightings.get(index);
        let other = seen.other.and_then(|other| lexicon.aliases.get(other as usize));
        if let (0, 0, TELLING.., Some(other)) = (seen.alone, seen.within_own, seen.within_other, other) {
            let whose = lexicon.actor_of(other).map_or("nobody's", |actor| &actor.id);
            let message = format!(
                "`{}` is never alone in {out}: {} times within longer names, such as `{}` ({whose})",
                alias.text, seen.within_other, other.text
            );
            found.push((alias.at.clone(), message));
        }
    }
    found
}

/// What `khabar dict unused` lists.
fn never_seen(
    lexicon: &Lexicon,
    out: &Path,
    manifest: &RunRecord,
    console: &Console,
) -> Result<Vec<(At, String)>, Failure> {
    let seen = seen(out, manifest, console)?;
    let (unused, out) = (seen.unused(lexicon), out.display());
    let actors = unused.actors.iter().map(|actor| (actor.at.clone(), format!("{} is never named in {out}", actor.id)));
    let names = unused
        .aliases
        .iter()
        .map(|(actor, alias)| (alias.at.clone(), format!("{} is never called `{}` in {out}", actor.id, alias.text)));
    Ok(actors.chain(names).collect())
}
