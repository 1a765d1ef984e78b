//! "Did you mean": the known word that a misspelt one is nearest to.

/// The nearest of the known words, if one is near: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|other| (distance(&word, &other.to_lowercase()), other))
        .filter(|(distance, other)| distance * 3 <= other.chars().count().max(3))
        .min()
        .map(|(_, other)| other)
}

/// Letters to insert, take out or change (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &d) in b.iter().enumerate() {
            let change = diagonal + usize::from(c != d);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("alias", ["id", "name", "aliases"]), Some("aliases"));
        assert_eq!(nearest("SANCTIONS", ["SANCTION", "ASSAULT"]), Some("SANCTION"));
        assert_eq!(nearest("colour", ["id", "name", "aliases"]), None);
        assert_eq!(nearest("", ["id"]), None);
    }
}
