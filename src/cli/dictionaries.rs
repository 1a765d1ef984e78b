//! The dictionaries of a command, loaded, or all their faults shown.

use super::console::Paint;
use super::settings::Layers;
use super::{Console, Failure};
use crate::lexicon::{self, Fault, Layer, Lexicon, Quoted, Severity};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::mem::ManuallyDrop;
use std::path::Path;

/// What codes.
pub struct Dictionaries {
    /// Goes with the program: to free a hundred thousand names one by one would take a tenth of a short command's time.
    pub lexicon: ManuallyDrop<Lexicon>,
    layers: Vec<Layer>,
}

/// Loads the layers; shows every fault of every file where there are any.
pub fn load(layers: &Layers, console: &Console) -> Result<Dictionaries, Failure> {
    load_stack(stack(layers)?, console)
}

/// The same with the examples of all entries.
pub fn load_with_examples(layers: &Layers, console: &Console) -> Result<Dictionaries, Failure> {
    let layers = stack(layers)?;
    loaded(lexicon::load_with_examples(&layers), layers, console)
}

/// Loads layers of any origin.
pub fn load_stack(layers: Vec<Layer>, console: &Console) -> Result<Dictionaries, Failure> {
    loaded(lexicon::load(&layers), layers, console)
}

fn loaded(
    lexicon: Result<Lexicon, Vec<Fault>>,
    layers: Vec<Layer>,
    console: &Console,
) -> Result<Dictionaries, Failure> {
    match lexicon {
        Ok(lexicon) => Ok(Dictionaries { lexicon: ManuallyDrop::new(lexicon), layers }),
        Err(faults) => {
            let mut text = match faults.len() {
                1 => "a fault in the dictionaries; nothing was coded\n".to_owned(),
                n => format!("{n} faults in the dictionaries; nothing was coded\n"),
            };
            let shown = faults.iter().map(|fault| show(fault, &layers, console.stderr_paint()));
            shown.for_each(|shown| text.push_str(&format!("\n{shown}\n")));
            Err(Failure::new(text))
        }
    }
}

/// The layers that the settings name, in order.
pub fn stack(layers: &Layers) -> Result<Vec<Layer>, Failure> {
    if layers.no_defaults && layers.dictionaries.is_empty() {
        return Err(Failure::new("--no-defaults leaves no dictionaries; give a folder with -d"));
    }
    let missing = layers.dictionaries.iter().find(|folder| !folder.is_dir());
    if let Some(folder) = missing {
        return Err(Failure::new(format!("there is no dictionary folder `{}`", folder.display())));
    }
    let default = (!layers.no_defaults).then_some(Layer::Default);
    Ok(default.into_iter().chain(layers.dictionaries.iter().cloned().map(Layer::Folder)).collect())
}

impl Dictionaries {
    /// Names of the layers, in order.
    pub fn names(&self) -> Vec<String> {
        self.layers.iter().map(name).collect()
    }

    /// All files, each below a folder for its layer.
    pub fn snapshot(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut files = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let name = name(layer);
            let folder =
                Path::new(&name).file_name().map_or_else(|| name.clone(), |last| last.to_string_lossy().into());
            let texts =
                layer.files().map_err(|error| Failure::new(format!("cannot read dictionary `{name}`: {error}")))?;
            if texts.is_empty() {
                // Else nobody would see that there was a layer.
                files.push((format!("{index}-{folder}/EMPTY"), b"This layer had no files.\n".to_vec()));
            }
            files.extend(texts.into_iter().map(|(file, text)| (format!("{index}-{folder}/{file}"), text.into_bytes())));
        }
        Ok(files)
    }
}

fn name(layer: &Layer) -> String {
    match layer {
        Layer::Default => "default".to_owned(),
        Layer::Folder(folder) => folder.display().to_string(),
        Layer::Texts(_) => "texts".to_owned(),
    }
}

/// A fault as rustc would show it.
pub fn show(fault: &Fault, layers: &[Layer], paint: Paint) -> String {
    let renderer = if paint.is_on() { Renderer::styled() } else { Renderer::plain() };
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let quoted = |place: &Quoted, kind: AnnotationKind| {
        Snippet::source(place.quote.clone())
            .line_start(place.origin.line as usize)
            .path(path(place, layers))
            .annotation(kind.span(span(place)))
    };
    let also = fault.also.as_ref().map(|also| quoted(also, AnnotationKind::Context));
    let group = level.primary_title(fault.message.as_str()).id(fault.code);
    let group = group.element(quoted(&fault.place, AnnotationKind::Primary)).elements(also);
    let note = fault.note.as_deref().map(|note| Level::NOTE.message(note));
    let help = fault.help.as_deref().map(|help| Level::HELP.message(help));
    renderer.render(&[group.elements(note).elements(help)])
}

/// The file as the user can open it; of the default dictionaries the name within them.
pub fn path(place: &Quoted, layers: &[Layer]) -> String {
    match layers.get(place.layer) {
        Some(Layer::Folder(folder)) => shown(&folder.join(&*place.origin.file)),
        _ => place.origin.file.to_string(),
    }
}

/// A path as seen from the working directory, where it lies below it.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// From the column to the end of the word or string there, in bytes of the quoted line.
fn span(place: &Quoted) -> std::ops::Range<usize> {
    let quote = &place.quote;
    let starts: Vec<usize> = quote.char_indices().map(|(at, _)| at).collect();
    let start = starts.get(place.column.saturating_sub(1) as usize).copied().unwrap_or(quote.len());
    let rest = &quote[start..];
    let length = match rest.strip_prefix('"') {
        Some(string) => string.find('"').map_or(rest.len(), |end| end + 2),
        None => rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len()),
    };
    let least = rest.chars().next().map_or(0, char::len_utf8);
    start..start + length.max(least)
}
