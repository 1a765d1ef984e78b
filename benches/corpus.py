#!/usr/bin/env python3
"""Writes a corpus of any size by recombining the sentences of articles at hand: the same arguments give the same bytes.

usage: python3 benches/corpus.py ARTICLES COUNT FOLDER [--sentences N] [--distinct]

Each made-up article has the headline of one article, and as many paragraphs and sentences as another; --sentences gives all the
same number. A thousand articles lie in each folder. --distinct puts a date on each article and a word of its own into each
sentence, so that no sentence is printed twice, as in life.
"""
import argparse
import datetime
import pathlib
import random
import re

END = re.compile(r"(?<=[.!?][\"”’)]|[^A-Z.][.!?])\s+(?=[\"“‘(]?[A-Z])")


def read(folder):
    """Headlines, sentences, and for each article the number of sentences in each paragraph."""
    headlines, sentences, shapes = [], [], []
    for path in sorted(folder.rglob("*.txt")):
        paragraphs = [part.strip() for part in path.read_text(encoding="utf-8", errors="replace").split("\n\n")]
        paragraphs = [END.split(" ".join(part.split())) for part in paragraphs if part]
        if len(paragraphs) < 2:
            continue
        headlines.append(" ".join(paragraphs[0]))
        sentences += [sentence for part in paragraphs[1:] for sentence in part]
        shapes.append([len(part) for part in paragraphs[1:]])
    return headlines, sentences, shapes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sentences", type=int)
    parser.add_argument("--distinct", action="store_true")
    args = parser.parse_args()
    headlines, sentences, shapes = read(args.articles)
    if not shapes:
        parser.error(f"{args.articles} holds no article of two paragraphs")
    chance = random.Random(1)
    for number in range(args.count):
        shape = [3] * (args.sentences // 3) + [args.sentences % 3] if args.sentences else chance.choice(shapes)
        own = (lambda sentence: f"{sentence[:-1]} {chance.getrandbits(32):08x}{sentence[-1:]}") if args.distinct else str
        paragraphs = [" ".join(map(own, chance.choices(sentences, k=length))) for length in shape if length]
        date = [str(datetime.date(2001, 1, 1) + datetime.timedelta(number % 9000))] if args.distinct else []
        folder = args.folder / f"{number // 1000:05}"
        folder.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join([chance.choice(headlines), *date, *paragraphs]) + "\n"
        (folder / f"{number:08}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
