//! A dictionary file that is added or taken away is compiled in without further ado, and the program knows which build
//! it is: what another build has kept is not taken for its own. The dictionaries are hashed, and laid down so that no start
//! of the program has to parse them, and what the lines begin with that fit their patterns is worked out, so that most
//! patterns need not be compiled.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeInteger, DeTable, DeValue};

fn main() -> std::io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["dictionaries", "src"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=Cargo.lock");
    let mut hasher = DefaultHasher::new();
    for file in &files {
        (file, fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    println!("cargo:rustc-env=KHABAR_BUILD={}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish());
    // No name of a setting: cargo gives it to what it runs, too.
    println!("cargo:rustc-env=DICTIONARIES_SHA256={}", hash_all(&files)?);
    lay_all(&files)?;
    begin_all(&files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// SHA-256 over names and texts of all dictionaries in name order, as `src/lexicon/layer.rs` takes it over those of a run.
fn hash_all(files: &[PathBuf]) -> std::io::Result<String> {
    let mut named = BTreeMap::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let Ok(name) = file.strip_prefix("dictionaries") else { continue };
        named.insert(name.to_string_lossy().replace('\\', "/"), fs::read_to_string(file)?);
    }
    let mut hasher = Sha256::new();
    for part in named.iter().flat_map(|(name, text)| [name, text]) {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Lays every dictionary down under its own name. One that is no TOML is left out: the program reads it itself, and says
/// what is wrong.
fn lay_all(files: &[PathBuf]) -> std::io::Result<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("laid");
    // What was laid down of files that are no more must not stay.
    let _ = fs::remove_dir_all(&out);
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let Ok(name) = file.strip_prefix("dictionaries") else { continue };
        let text = fs::read_to_string(file)?;
        let Ok(table) = DeTable::parse(&text) else { continue };
        let mut laid = Laid { text: &text, before: 0, count: 0, bytes: Vec::new() };
        let span = table.span();
        laid.add(&DeValue::Table(table.into_inner()), span);
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, laid.bytes)?;
    }
    Ok(())
}

/// Values one after another, as `src/lexicon/laid.rs` reads them: of each its sort, how far it begins behind the one
/// before, and its length; of lists, tables and what the text does not say letter for letter also how many values it
/// holds, in how many bytes, and these.
struct Laid<'t> {
    text: &'t str,
    /// Where the last value begins, or the list or table whose first comes next.
    before: usize,
    count: u64,
    bytes: Vec<u8>,
}

impl Laid<'_> {
    fn add(&mut self, value: &DeValue, span: Range<usize>) {
        let mut inner = Laid { text: self.text, before: span.start, count: 0, bytes: Vec::new() };
        let sort = match value {
            DeValue::Array(items) => {
                items.iter().for_each(|item| inner.add(item.get_ref(), item.span()));
                b'a'
            }
            DeValue::Table(table) => {
                for (key, value) in table {
                    inner.add(&DeValue::String(key.get_ref().as_ref().into()), key.span());
                    inner.add(value.get_ref(), value.span());
                }
                b't'
            }
            DeValue::String(said) => inner.say(b's', said, &span),
            DeValue::Integer(said) => inner.say(b'i', &decimal(said), &span),
            DeValue::Float(said) => inner.say(b'f', said.as_str(), &span),
            DeValue::Boolean(said) => inner.say(b'b', &said.to_string(), &span),
            DeValue::Datetime(said) => inner.say(b'd', &said.to_string(), &span),
        };
        self.bytes.push(sort);
        let behind = span.start as i64 - self.before as i64;
        number(((behind << 1) ^ (behind >> 63)) as u64, &mut self.bytes);
        number(span.len() as u64, &mut self.bytes);
        if matches!(sort, b'a' | b't') || sort.is_ascii_uppercase() {
            number(inner.count, &mut self.bytes);
            number(inner.bytes.len() as u64, &mut self.bytes);
            self.bytes.extend(inner.bytes);
        }
        self.before = span.start;
        self.count += 1;
    }

    /// The sort of a value that is said so: `q` if the text says it within quotes, upper case if it must be held.
    fn say(&mut self, sort: u8, said: &str, span: &Range<usize>) -> u8 {
        if self.text.get(span.clone()) == Some(said) {
            return sort;
        }
        if sort == b's' && self.text.get(span.start + 1..span.end.saturating_sub(1)) == Some(said) {
            return b'q';
        }
        self.bytes.extend(said.bytes());
        sort.to_ascii_uppercase()
    }
}

/// Writes a table of the patterns in `dictionaries/text` and what a line that fits begins with, as bytes in lower case;
/// `src/text/begins.rs` holds it.
fn begin_all(files: &[PathBuf]) -> std::io::Result<()> {
    let mut known = BTreeMap::new();
    for file in files.iter().filter(|file| file.starts_with("dictionaries/text")) {
        let table = fs::read_to_string(file)?.parse::<toml::Table>().unwrap_or_default();
        let lines = table.get("line").and_then(toml::Value::as_array).into_iter().flatten();
        for pattern in
            lines.filter_map(|line| line.get("patterns")?.as_array()).flatten().filter_map(toml::Value::as_str)
        {
            known.extend(beginnings(pattern).map(|begins| (pattern.to_owned(), begins)));
        }
    }
    let rows = known.iter().map(|(pattern, begins)| {
        let begins: Vec<String> = begins.iter().map(|bytes| format!("&{bytes:?}")).collect();
        format!("    ({pattern:?}, &[{}]),\n", begins.join(", "))
    });
    let path = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("begins.rs");
    fs::write(path, format!("&[\n{}]\n", rows.collect::<String>()))
}

/// What begins every line that fits a pattern; nothing, which begins every line, where too much does.
fn beginnings(pattern: &str) -> Option<BTreeSet<Vec<u8>>> {
    let parsed = ParserBuilder::new().case_insensitive(true).build().parse(pattern).ok()?;
    let found = Extractor::new().limit_class(100).limit_literal_len(3).limit_total(5000).extract(&parsed);
    let begins = found.literals().map(|all| all.iter().map(|one| one.as_bytes().to_ascii_lowercase()).collect());
    Some(begins.unwrap_or_else(|| BTreeSet::from([Vec::new()])))
}

fn decimal(number: &DeInteger) -> String {
    match number.radix() {
        10 => number.as_str().to_owned(),
        radix => i64::from_str_radix(number.as_str(), radix).unwrap_or_default().to_string(),
    }
}

/// Seven bits a byte, the lowest first; all but the last have the highest bit set.
fn number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
