//! Front matter: `key: value` between `---` lines (YAML) or `key = value` between `+++` lines (TOML).

use super::lines::lines;
use crate::text::Span;

/// What stands before a text.
pub(super) struct FrontMatter {
    /// From the first fence to the last.
    pub span: Span,
    /// Keys in lower case, values without quotes, in order. Lists and nested tables are left out.
    pub entries: Vec<(String, String)>,
}

/// More lines than this are no front matter.
const LONGEST: usize = 200;

/// The front matter of `text`, if it begins with one that ends.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = text.len() - text.trim_start().len();
    let head = text.get(start..start + 3)?;
    if head != "---" && head != "+++" {
        return None;
    }
    let fence = |line: &Span| line.of(text).trim_end() == head;
    // A text of one very long line is not cut to look for a fence.
    let lines = lines(text, start);
    if !lines.first().is_some_and(fence) {
        return None;
    }
    let close = 1 + lines.iter().skip(1).take(LONGEST).position(fence)?;
    let inner = lines.get(1..close)?;
    let entries: Vec<_> = inner.iter().filter_map(|line| entry(line.of(text), head)).collect();
    // Two rules with prose between are no front matter.
    let filled = inner.iter().filter(|line| !line.of(text).trim().is_empty()).count();
    let span = lines.first()?.join(*lines.get(close)?);
    (!entries.is_empty() && entries.len() * 3 >= filled).then_some(FrontMatter { span, entries })
}

fn entry(line: &str, fence: &str) -> Option<(String, String)> {
    let separator = if fence == "---" { ':' } else { '=' };
    let (key, value) = line.split_once(separator)?;
    let key = key.trim();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    // An indented key belongs to a nested table.
    if !is_key || line.starts_with([' ', '\t']) {
        return None;
    }
    let value = unquote(value.trim());
    (!value.is_empty()).then(|| (key.to_lowercase(), value.to_owned()))
}

/// The value without its quotes, or without the comment after it.
fn unquote(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(quote).and_then(|rest| rest.rsplit_once(quote)) {
            return inner;
        }
    }
    value.split(" #").next().unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<(String, String)> {
        front_matter(text).map_or_else(Vec::new, |front| front.entries)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
    }

    #[test]
    fn yaml_and_toml() {
        let yaml = "---\r\ntitle: \"A: b\"\r\nDate: 2024-05-03 # day\r\ntags:\r\n  - x\r\n---\r\nBody\r\n";
        assert_eq!(entries(yaml), pairs(&[("title", "A: b"), ("date", "2024-05-03")]));
        assert_eq!(front_matter(yaml).unwrap().span.of(yaml).len(), yaml.len() - "\r\nBody\r\n".len());
        assert_eq!(
            entries("+++\ntitle = 'A'\ndate = 2024-05-03\n+++\nB"),
            pairs(&[("title", "A"), ("date", "2024-05-03")])
        );
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "---",
            "---\ntitle: a\n",
            "--- a\nb: c\n---\n",
            "text\n---\na: b\n---\n",
            "---\nProse here.\nMore.\n---\n",
        ] {
            assert!(front_matter(text).is_none(), "{text:?}");
        }
    }
}
