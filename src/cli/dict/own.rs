//! The project's own layer: where changes to dictionaries go.

use super::asked::{Answer, Offer};
use super::change::{Change, Options};
use super::preview::Preview;
use crate::cli::dictionaries::{show, stack};
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Failure};
use crate::extract::failure;
use crate::lexicon::edit::{entry_at, has_actor};
use crate::lexicon::{Checked, Example, Fault, Layer, Lexicon, Severity, check, fold};
use crate::syntax::Model;
use rayon::prelude::*;
use std::path::PathBuf;

/// All layers, the last of which is the project's own folder.
pub struct Own<'a> {
    sources: &'a Sources<'a>,
    pub layers: Vec<Layer>,
    pub folder: PathBuf,
    checked: Checked,
}

/// A file begins so.
const HEADER: &str = "# Scope: this project's own names and roles, over the dictionaries below it.\n\nschema = 1\n";

impl<'a> Own<'a> {
    /// The layers of the settings.
    pub fn open(sources: &'a Sources<'a>) -> Result<Own<'a>, Failure> {
        let layers = stack(&sources.resolve::<Layers>()?)?;
        let Some(Layer::Folder(folder)) = layers.last() else {
            let way = "there is no dictionary folder of your own to change. Make one:  khabar init mine && cd mine\n\
                       (or name a folder with -d; in khabar.toml: dictionaries = [\"own\"])";
            return Err(Failure::new(way));
        };
        let (folder, checked) = (folder.clone(), check(&layers));
        Ok(Own { sources, layers, folder, checked })
    }

    /// The dictionaries before the change.
    pub fn lexicon(&self) -> &Lexicon {
        &self.checked.lexicon
    }

    /// Whether a block says how to settle the name.
    pub fn is_ambiguous(&self, surface: &str) -> bool {
        self.lexicon().ambiguities.iter().any(|block| fold(&block.surface) == fold(surface))
    }

    /// The own file that has the actor's entry, else the one for new entries.
    pub fn file_of(&self, id: &str) -> Result<PathBuf, Failure> {
        self.file_with(|text| has_actor(text, id))
    }

    /// The own file that has the block of a surface, else the one for new entries.
    pub fn file_with(&self, holds: impl Fn(&str) -> bool) -> Result<PathBuf, Failure> {
        let files = Layer::Folder(self.folder.clone()).files().map_err(Failure::new)?;
        let found = files.into_iter().rfind(|(_, text)| holds(text)).map(|(name, _)| name);
        Ok(self.folder.join(found.unwrap_or_else(|| "actors/own.toml".into())))
    }

    /// Where the own layer has the actor's entry.
    pub fn place_of(&self, id: &str) -> Result<Option<(PathBuf, usize)>, Failure> {
        let path = self.file_of(id)?;
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        Ok(entry_at(&text, "actor", "id", id).map(|line| (path, line)))
    }

    /// Makes the edit in the file, unless it would put faults into the dictionaries or is not wanted once its impact is
    /// seen; whether it was made.
    pub fn change(
        &self,
        path: PathBuf,
        preview: &Preview,
        console: &Console,
        edit: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<bool, Failure> {
        Ok(self.offer(Offer::Whether, path, preview, console, edit)? == Answer::Yes && !preview.options.dry_run)
    }

    /// As [`Own::change`], where more may be answered than yes and no; what was answered. Only a yes writes.
    pub fn offer(
        &self,
        offer: Offer,
        path: PathBuf,
        preview: &Preview,
        console: &Console,
        edit: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<Answer, Failure> {
        let change = Change::of(path, |text| edit(if text.is_empty() { HEADER } else { text }))?;
        let after = self.sound(std::slice::from_ref(&change), console)?;
        if preview.shows_diff() {
            change.write(&preview.options, console)?;
        }
        let answer = preview.answer((self.lexicon(), &after), offer, self.sources, console)?;
        if answer == Answer::Yes && !preview.options.dry_run {
            change.write(&preview.options, console)?;
            self.tell_broken(&after, console);
        }
        Ok(answer)
    }

    /// Says which examples held before a change and do not after it.
    fn tell_broken(&self, after: &Lexicon, console: &Console) {
        let model = Model::shipped();
        let fails = |example: &&Example, lexicon: &Lexicon| failure(example, lexicon, model).is_some();
        let failing: Vec<&Example> = after.examples.par_iter().filter(|example| fails(example, after)).collect();
        let broken: Vec<&Example> = failing.into_iter().filter(|example| !fails(example, self.lexicon())).collect();
        if let Some(first) = broken.first() {
            console.warn(&format!(
                "{} examples of the dictionaries hold no more, the first at {}: {}\n`khabar dict test` shows all; undo the \
                 change if that is not meant",
                broken.len(),
                first.at.origin,
                first.text
            ));
        }
    }

    /// Makes all changes, to files of any of the folders, unless they would put faults into the dictionaries.
    pub fn change_all(&self, changes: &[Change], options: &Options, console: &Console) -> Result<(), Failure> {
        self.sound(changes, console)?;
        changes.iter().try_for_each(|change| change.write(options, console))
    }

    /// The dictionary folders, in the order of their layers; the last is the own one.
    pub fn folders(&self) -> Vec<&PathBuf> {
        let folders = self.layers.iter().filter_map(|layer| match layer {
            Layer::Folder(folder) => Some(folder),
            _ => None,
        });
        folders.collect()
    }

    /// The dictionaries after the changes, which may put no faults into them.
    fn sound(&self, changes: &[Change], console: &Console) -> Result<Lexicon, Failure> {
        let layers: Result<Vec<Layer>, Failure> = self.layers.iter().map(|layer| after(layer, changes)).collect();
        let Checked { lexicon, faults, .. } = check(&layers?);
        let known = |fault: &&Fault| {
            self.checked.faults.iter().any(|old| old.code == fault.code && old.message == fault.message)
        };
        let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
        let new: Vec<&Fault> = errors.filter(|fault| !known(fault)).collect();
        if new.is_empty() {
            return Ok(lexicon);
        }
        let mut text = "the change would put a fault into the dictionaries; nothing was changed\n".to_owned();
        for fault in new {
            text.push_str(&format!("\n{}\n", show(fault, &self.layers, console.stderr_paint())));
        }
        Err(Failure::new(text))
    }
}

/// The layer as it is once the changes to files below its folder are made.
fn after(layer: &Layer, changes: &[Change]) -> Result<Layer, Failure> {
    let Layer::Folder(folder) = layer else { return Ok(layer.clone()) };
    let mut files = layer.files().map_err(Failure::new)?;
    for change in changes {
        let Ok(name) = change.path.strip_prefix(folder) else { continue };
        let name = name.to_string_lossy().replace('\\', "/");
        files.retain(|(file, _)| *file != name);
        files.push((name, change.after.clone()));
    }
    Ok(Layer::Texts(files))
}
