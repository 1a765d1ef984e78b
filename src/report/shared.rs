//! Strings that many rows share: each stands once, rows carry its number.

use std::collections::HashMap;

/// Strings in order of first use.
#[derive(Default)]
pub struct Shared {
    numbers: HashMap<String, usize>,
    strings: Vec<String>,
}

impl Shared {
    /// The number of a string.
    pub fn number(&mut self, string: &str) -> usize {
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        self.numbers.insert(string.to_owned(), self.strings.len());
        self.strings.push(string.to_owned());
        self.strings.len() - 1
    }

    /// The numbers of several.
    pub fn numbers(&mut self, strings: &[String]) -> Vec<usize> {
        strings.iter().map(|string| self.number(string)).collect()
    }

    /// All strings so far, each in the place of its number.
    pub fn strings(&self) -> &[String] {
        &self.strings
    }

    /// All strings, each in the place of its number.
    pub fn into_strings(self) -> Vec<String> {
        self.strings
    }
}
