//! The project's own layer: where changes to dictionaries go.

use super::change::{Change, Options};
use crate::cli::dictionaries::{show, stack};
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Failure};
use crate::lexicon::edit::{entry_at, has_actor};
use crate::lexicon::{Checked, Fault, Layer, Lexicon, Severity, check};
use std::path::PathBuf;

/// All layers, the last of which is the project's own folder.
pub struct Own {
    pub layers: Vec<Layer>,
    pub folder: PathBuf,
    checked: Checked,
}

/// A file begins so.
const HEADER: &str = "# Scope: this project's own names and roles, over the dictionaries below it.\n\nschema = 1\n";

impl Own {
    /// The layers of the settings.
    pub fn open(sources: &Sources) -> Result<Own, Failure> {
        let layers = stack(&sources.resolve::<Layers>()?)?;
        let Some(Layer::Folder(folder)) = layers.last() else {
            let way = "there is no dictionary folder of your own to change. Make one:  khabar init mine && cd mine\n\
                       (or name a folder with -d; in khabar.toml: dictionaries = [\"own\"])";
            return Err(Failure::new(way));
        };
        let (folder, checked) = (folder.clone(), check(&layers));
        Ok(Own { layers, folder, checked })
    }

    /// The dictionaries before the change.
    pub fn lexicon(&self) -> &Lexicon {
        &self.checked.lexicon
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

    /// Makes the edit in the file, unless it would put faults into the dictionaries.
    pub fn change(
        &self,
        path: PathBuf,
        options: &Options,
        console: &Console,
        edit: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), Failure> {
        let change = Change::of(path, |text| edit(if text.is_empty() { HEADER } else { text }))?;
        self.change_all(&[change], options, console)
    }

    /// Makes all changes, to files of any of the folders, unless they would put faults into the dictionaries.
    pub fn change_all(&self, changes: &[Change], options: &Options, console: &Console) -> Result<(), Failure> {
        let faults = self.new_faults(changes)?;
        if !faults.is_empty() {
            let mut text = "the change would put a fault into the dictionaries; nothing was changed\n".to_owned();
            for fault in &faults {
                text.push_str(&format!("\n{}\n", show(fault, &self.layers, console.stderr_paint())));
            }
            return Err(Failure::new(text));
        }
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

    /// Errors that are there after the changes and were not before.
    fn new_faults(&self, changes: &[Change]) -> Result<Vec<Fault>, Failure> {
        let layers: Result<Vec<Layer>, Failure> = self.layers.iter().map(|layer| after(layer, changes)).collect();
        let known = |fault: &Fault| {
            self.checked.faults.iter().any(|old| old.code == fault.code && old.message == fault.message)
        };
        let errors = check(&layers?).faults.into_iter().filter(|fault| fault.severity == Severity::Error);
        Ok(errors.filter(|fault| !known(fault)).collect())
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
