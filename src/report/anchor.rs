//! Where a sentence starts in its article, told from the spans that lie in it: rows carry a sentence's words, not its offset.

/// A span of the article in code points, and the words that stand there.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'a> {
    pub start: u32,
    pub words: &'a str,
}

/// The offset of a sentence's first code point in its article: the one that most anchors agree on, the first of equals.
pub fn start(sentence: &str, anchors: &[Anchor<'_>]) -> Option<u32> {
    let chars: Vec<char> = sentence.chars().collect();
    let first = anchors.first()?;
    let candidates = places(&chars, first.words).into_iter().filter_map(|place| first.start.checked_sub(place));
    candidates.map(|start| (agree(&chars, start, anchors), start)).fold(None, better).map(|(_, start)| start)
}

fn better(best: Option<(usize, u32)>, next: (usize, u32)) -> Option<(usize, u32)> {
    match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    }
}

fn agree(sentence: &[char], start: u32, anchors: &[Anchor<'_>]) -> usize {
    let stands = |anchor: &&Anchor<'_>| {
        anchor.start.checked_sub(start).is_some_and(|place| stands_at(sentence, place as usize, anchor.words))
    };
    anchors.iter().filter(stands).count()
}

fn places(sentence: &[char], words: &str) -> Vec<u32> {
    (0..sentence.len()).filter(|&place| stands_at(sentence, place, words)).map(|place| place as u32).collect()
}

fn stands_at(sentence: &[char], place: usize, words: &str) -> bool {
    let mut here = sentence.iter().skip(place);
    words.chars().all(|c| here.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_is_the_one_that_all_spans_agree_on() {
        let sentence = "Strikes followed Strikes on Kunar.";
        let anchors = [Anchor { start: 117, words: "Strikes" }, Anchor { start: 128, words: "Kunar" }];
        assert_eq!(start(sentence, &anchors), Some(100));
    }

    #[test]
    fn words_that_are_not_there_give_no_start() {
        assert_eq!(start("Nothing of the kind.", &[Anchor { start: 3, words: "ambush" }]), None);
        assert_eq!(start("Nothing of the kind.", &[]), None);
        assert_eq!(start("late words", &[Anchor { start: 1, words: "words" }]), None);
    }
}
