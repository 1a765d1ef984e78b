#!/usr/bin/env python3
"""What share of sentences khabar parses, and what share of the sentences in which people saw events is among them.

usage: cargo build --release, then
  python3 benches/candidates.py TEXTS [--gold DIR] [--khabar target/release/khabar] [--first N]

TEXTS are articles; with --gold they are those that its NAME.gold.json files are about (NAME.txt or NAME).
"""
import argparse
import json
import pathlib
import subprocess


def sentences(khabar, path):
    """The sentences of an article, as `khabar explain` tells them."""
    ran = subprocess.run([khabar, "explain", str(path), "--format", "json"], capture_output=True, check=False, text=True)
    return json.loads(ran.stdout)["sentences"] if ran.returncode == 0 else []


def share(part, whole):
    return f"{part} of {whole} ({100 * part / max(whole, 1):.1f} in 100)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--gold", type=pathlib.Path)
    parser.add_argument("--khabar", default="target/release/khabar")
    parser.add_argument("--first", type=int, default=100)
    args = parser.parse_args()
    files = {path.name: path for path in sorted(args.texts.rglob("*")) if path.is_file()}
    golds = sorted(args.gold.glob("*.gold.json")) if args.gold else []
    named = [gold.name.removesuffix(".gold.json") for gold in golds]
    paths = [files.get(f"{name}.txt", files.get(name)) for name in named] if golds else list(files.values())[: args.first]
    told = [sentences(args.khabar, path) for path in paths if path]
    every = [one for article in told for one in article]
    print(f"parsed: {share(sum(one['parsed'] for one in every), len(every))} sentences of {len(told)} articles")
    print(f"with an event: {share(sum(bool(one['events']) for one in every), len(every))}")
    if not golds:
        return
    seen = of_gold = 0
    for gold, article in zip(golds, told):
        gold = json.loads(gold.read_text(encoding="utf-8"))
        for number in sorted({event["s"] for event in gold["events"]}):
            triggers = [event["trigger"] for event in gold["events"] if event["s"] == number]
            of_gold += 1
            seen += any(one["parsed"] for one in article if is_part(one["text"], gold["sentences"][number], triggers))
    print(f"sentences with gold events that are parsed: {share(seen, of_gold)}")


def is_part(text, sentence, triggers):
    """Whether a sentence of khabar's is one of the gold's, or a part of it with one of its event words."""
    text, sentence = " ".join(text.split()), " ".join(sentence.split())
    return sentence in text or text in sentence and any(trigger in text for trigger in triggers)


if __name__ == "__main__":
    main()
