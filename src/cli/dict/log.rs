//! `khabar dict log`: who changed what in the project's own dictionaries, from git.

use super::own::Own;
use crate::cli::dictionaries::shown;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure};
use crate::lexicon::edit::{Facts, facts};
use std::path::Path;
use std::process::Command;

/// Show who changed what in the project's own dictionaries, newest first (from git)
#[derive(clap::Args)]
pub struct Args {
    /// Only changes to this actor, name or entry
    #[arg(value_name = "ID|TEXT")]
    only: Option<String>,
    /// Look at so many commits at most
    #[arg(short = 'n', long, default_value_t = 20)]
    commits: usize,
    #[command(flatten)]
    layers: Layers,
}

/// A commit that touches the folder.
struct Commit {
    hash: String,
    head: String,
    parent: Option<String>,
}

/// Prints for each commit the entries that it changed, and what in them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    let folder = &own.folder;
    if git(folder, &["rev-parse", "--git-dir"]).is_err() {
        let message = format!("{} is in no git repository, so nobody wrote down who changed what", shown(folder));
        return Err(Failure::new(format!("{message}\nkeep it in one:  git init && git add . && git commit")));
    }
    let paint = console.stdout_paint();
    for commit in commits(folder, args.commits)? {
        let lines = changes(folder, &commit, args.only.as_deref())?;
        if !lines.is_empty() {
            let shown: String = lines.iter().map(|line| format!("    {line}\n")).collect();
            console.data(&format!("{}\n{shown}", paint.bold(&commit.head)))?;
        }
    }
    Ok(Exit::Done)
}

fn commits(folder: &Path, most: usize) -> Result<Vec<Commit>, Failure> {
    let count = format!("-n{most}");
    let log = git(folder, &["log", &count, "--format=%H%x09%P%x09%ad  %an  %s (%h)", "--date=short", "--", "."])?;
    let commit = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let (hash, parents, head) = (parts.next()?, parts.next()?, parts.next()?);
        let parent = parents.split(' ').next().filter(|parent| !parent.is_empty()).map(str::to_owned);
        Some(Commit { hash: hash.to_owned(), head: head.to_owned(), parent })
    };
    Ok(log.lines().filter_map(commit).collect())
}

/// What a commit did to entries: `NRF  + aliases "National Resistance"`.
fn changes(folder: &Path, commit: &Commit, only: Option<&str>) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    let files = git(folder, &["show", "--format=", "--name-only", "--relative", &commit.hash, "--", "."])?;
    for file in files.lines().filter(|file| file.ends_with(".toml")) {
        let at = |revision: &str| git(folder, &["show", &format!("{revision}:./{file}")]).unwrap_or_default();
        let before = commit.parent.as_deref().map(at).unwrap_or_default();
        all.extend(difference(&facts(&before), &facts(&at(&commit.hash))));
    }
    let wanted = |(entry, line): &(String, String)| only.is_none_or(|only| entry == only || line.contains(only));
    Ok(all.into_iter().filter(wanted).map(|(entry, line)| format!("{entry}  {line}")).collect())
}

/// The entry, and what is new (+) or gone (-) in it.
fn difference(before: &Facts, after: &Facts) -> Vec<(String, String)> {
    let gone = before.difference(after).map(|(entry, fact)| (entry.clone(), format!("- {fact}")));
    let new = after.difference(before).map(|(entry, fact)| (entry.clone(), format!("+ {fact}")));
    let mut all: Vec<_> = gone.chain(new).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn git(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| Failure::new(format!("cannot run git: {error}")))?;
    if !output.status.success() {
        return Err(Failure::new(String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
