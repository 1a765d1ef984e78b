//! What a person says to a change whose impact was shown.

use crate::cli::{Exit, Failure};
use std::io::{self, BufRead, IsTerminal, Write};

/// What may be answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Yes or no.
    Whether,
    /// Also where a name is not to count.
    Exceptions,
    /// Also that it is to count only near some words.
    ContextRule,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// Not directly after the first words, nor directly before the others.
    Except {
        left: Vec<String>,
        right: Vec<String>,
    },
    /// Only near these words.
    Near(Vec<String>),
}

/// A person answers; where there is none nothing is done unasked.
pub fn ask(offer: Offer) -> Result<Answer, Failure> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        let message =
            "nothing was changed: there is nobody to ask; add --yes to write it, or --dry-run to see the diff";
        return Err(Failure { exit: Exit::GateFailed, message: message.to_owned() });
    }
    let answer = answered(offer, &mut stdin.lock(), &mut io::stderr());
    answer.map_err(|error| Failure::new(format!("cannot read the answer: {error}")))
}

/// Anything that is none of the answers is a no.
fn answered(offer: Offer, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Answer> {
    let choices = match offer {
        Offer::Whether => "[y] yes  [n] no",
        Offer::Exceptions => "[y] yes  [e] with exceptions  [n] no",
        Offer::ContextRule => "[y] yes  [e] with exceptions  [c] only near some words  [n] no",
    };
    let answer = line(&format!("Write it? {choices} › "), input, output)?;
    match (answer.to_lowercase().as_str(), offer) {
        ("y" | "yes", _) => return Ok(Answer::Yes),
        ("e", Offer::Exceptions | Offer::ContextRule) => {
            let left = words("Not directly after these words (commas between; none: Enter) › ", input, output)?;
            let right = words("Not directly before these words › ", input, output)?;
            if !left.is_empty() || !right.is_empty() {
                return Ok(Answer::Except { left, right });
            }
        }
        ("c", Offer::ContextRule) => {
            let near = words("Only in articles with one of these words (commas between) › ", input, output)?;
            if !near.is_empty() {
                return Ok(Answer::Near(near));
            }
        }
        _ => {}
    }
    Ok(Answer::No)
}

fn words(question: &str, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Vec<String>> {
    let answer = line(question, input, output)?;
    Ok(answer.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect())
}

fn line(question: &str, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<String> {
    // A terminal that cannot be written to cannot be asked, which reads as "no".
    let _ = write!(output, "{question}").and_then(|()| output.flush());
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(offer: Offer, lines: &str) -> Answer {
        answered(offer, &mut lines.as_bytes(), &mut Vec::new()).unwrap()
    }

    #[test]
    fn answers_as_they_are_typed() {
        let except = |left: &[&str], right: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
            Answer::Except { left: owned(left), right: owned(right) }
        };
        for (offer, lines, answer) in [
            (Offer::Whether, "y\n", Answer::Yes),
            (Offer::Whether, "Yes\n", Answer::Yes),
            (Offer::Whether, "\n", Answer::No),
            (Offer::Whether, "", Answer::No),
            (Offer::Whether, "e\nold\n\n", Answer::No),
            (Offer::Exceptions, "e\nold, the new\nArmy\n", except(&["old", "the new"], &["Army"])),
            (Offer::Exceptions, "e\n\n\n", Answer::No),
            (Offer::Exceptions, "c\nvalley\n", Answer::No),
            (Offer::ContextRule, "c\nvalley, , pass\n", Answer::Near(vec!["valley".into(), "pass".into()])),
        ] {
            assert_eq!(says(offer, lines), answer, "{lines:?}");
        }
    }

    #[test]
    fn the_question_says_what_can_be_answered() {
        let mut asked = Vec::new();
        answered(Offer::ContextRule, &mut "n\n".as_bytes(), &mut asked).unwrap();
        let asked = String::from_utf8(asked).unwrap();
        assert_eq!(asked, "Write it? [y] yes  [e] with exceptions  [c] only near some words  [n] no › ");
    }
}
