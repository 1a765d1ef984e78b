//! Where the inputs of a dataset lie, seen from wherever somebody looks at it now.

use super::RunRecord;
use std::path::{Component, Path, PathBuf};

/// The inputs that the manifest of the dataset in `out` records.
///
/// Most are named from the folder in which the run was started. That is told from where the dataset lies and how the run
/// named that; where it does not tell, inputs are looked for beside the dataset, and then from the working directory.
pub fn recorded_inputs(out: &Path, run: &RunRecord) -> Vec<PathBuf> {
    let folders = folders(out, run);
    let place = |input: &String| {
        let found = folders.iter().map(|folder| folder.join(input)).find(|path| path.exists());
        found.unwrap_or_else(|| PathBuf::from(input))
    };
    run.inputs.iter().map(place).collect()
}

fn folders(out: &Path, run: &RunRecord) -> Vec<PathBuf> {
    let Ok(out) = out.canonicalize() else { return Vec::new() };
    let named = run.options.get("out").and_then(serde_json::Value::as_str).map(Path::new);
    let started = named.and_then(|named| without(&out, named));
    started.into_iter().chain(out.parent().map(Path::to_owned)).collect()
}

/// What is left of a path whose end was named so; none where the name does not tell.
fn without(path: &Path, end: &Path) -> Option<PathBuf> {
    let mut left = path.to_owned();
    let mut names: Vec<Component> = end.components().filter(|part| *part != Component::CurDir).collect();
    while let Some(part) = names.pop() {
        let Component::Normal(name) = part else { return None };
        (left.file_name() == Some(name) && left.pop()).then_some(())?;
    }
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_run_is_told_from_how_it_named_its_dataset() {
        let told = |path: &str, end: &str| without(Path::new(path), Path::new(end));
        assert_eq!(told("/desk/out", "out"), Some(PathBuf::from("/desk")));
        assert_eq!(told("/desk/a/out", "./a/out/"), Some(PathBuf::from("/desk")));
        assert_eq!(told("/desk/moved", "out"), None);
        assert_eq!(told("/out", "../out"), None);
        assert_eq!(told("/desk/out", "/desk/out"), None, "where it was started is not said");
    }
}
