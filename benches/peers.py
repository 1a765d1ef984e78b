#!/usr/bin/env python3
"""khabar beside other tools on the same files in one run: bytes per CPU second, and how many times khabar's CPU time each needs.

usage: pip install spacy flashtext ahocorasick_rs and an English model; apt install ripgrep; cargo build --release, then
  python3 benches/peers.py TEXTS [--khabar target/release/khabar] [--rounds 3] [--parsed 100] [--model en_core_web_sm]

All search for the names of khabar's dictionaries, without regard to case, as whole words where they can. khabar also settles
who is meant, finds unknown names, compares texts and writes rows, and unless it is asked for mentions only it parses and codes
events; spaCy's model only parses, on the first PARSED files. Every tool takes its turn in each round and the median
is told: on a shared machine only figures of one run can be compared. Start-up is measured apart and taken off.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time


def child(command):
    """CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def own(work):
    """CPU seconds of a function."""
    before = time.process_time()
    work()
    return time.process_time() - before


def surfaces(khabar, folder):
    """Every name of the dictionaries, as khabar exports it for spaCy."""
    path = folder / "names.jsonl"
    subprocess.run([khabar, "dict", "export", "--format", "spacy", str(path), "--force"], check=True, stderr=subprocess.DEVNULL)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted({row["pattern"] for row in rows}), rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--khabar", default="target/release/khabar")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parsed", type=int, default=100)
    parser.add_argument("--model", default="en_core_web_sm")
    args = parser.parse_args()
    files = sorted(path for path in args.texts.rglob("*") if path.is_file())
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    size = sum(path.stat().st_size for path in files)
    part = sum(len(text.encode()) for text in texts[: args.parsed])
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        names, rows = surfaces(args.khabar, work)
        (work / "names.txt").write_text("\n".join(names), encoding="utf-8")
        (work / "one").mkdir()
        (work / "one" / "a.txt").write_text("Nothing.", encoding="utf-8")
        tools = dict(contestants(args, work, files, texts, names, rows))
        taken = {name: [] for name in tools}
        for _ in range(args.rounds):
            for name, (run, _, _) in tools.items():
                taken[name].append(run())
    median = {name: statistics.median(times) for name, times in taken.items()}
    base = {name: (median[name] - median[f"{name}, start"]) / size for name in ("khabar", "khabar, mentions")}
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {len(names)} names, medians of {args.rounds}; {os.cpu_count()} cores")
    print("| tool | MB per CPU second | times khabar's CPU | times khabar's for mentions |\n|---|---|---|---|")
    for name, (_, start, parsed) in tools.items():
        if name.endswith(", start"):
            continue
        rate = (median[name] - (median[start] if start else 0)) / (part if parsed else size)
        ratios = " | ".join(f"{rate / own:.3g}" for own in base.values())
        print(f"| {name} | {1 / max(rate, 1e-12) / 1e6:.3g} | {ratios} |")
    print(f"\nkhabar starts in {median['khabar, start']:.3f} CPU seconds.")


def contestants(args, work, files, texts, names, rows):
    """Name, then how to run it, what to take off, and whether it reads the first files only."""
    import ahocorasick_rs
    import flashtext
    import spacy

    run = [args.khabar, "run", "--out", str(work / "out"), "--no-cache", "-j", "1", "-q"]
    khabar = lambda texts, *more: lambda: child([*run, str(texts), *more])
    for name, more in (("khabar", ()), ("khabar, mentions", ("--only", "mentions"))):
        yield f"{name}, start", (khabar(work / "one", *more), None, False)
        yield name, (khabar(args.texts, *more), f"{name}, start", False)
    yield "walk and read", (lambda: own(lambda: [path.read_bytes() for path in files]), None, False)
    find = ["rg", "--json", "-w", "-i", "-F", "-f", str(work / "names.txt")]
    yield "rg, start", (lambda: child([*find, "-j", "1", str(work / "one")]), None, False)
    yield "rg --json -w -i -F -f", (lambda: child([*find, "-j", "1", str(args.texts)]), "rg, start", False)
    automaton = ahocorasick_rs.AhoCorasick([name.lower() for name in names])
    yield "aho-corasick, overlapping", (lambda: own(lambda: [automaton.find_matches_as_indexes(text.lower(), overlapping=True) for text in texts]), None, False)
    keywords = flashtext.KeywordProcessor()
    keywords.add_keywords_from_list(names)
    yield "flashtext", (lambda: own(lambda: [keywords.extract_keywords(text) for text in texts]), None, False)
    blank = spacy.blank("en")
    blank.max_length = 1 << 30
    blank.add_pipe("sentencizer")
    blank.add_pipe("entity_ruler").add_patterns([{"label": row.get("label", "A"), "pattern": row["pattern"]} for row in rows])
    yield "spaCy sentencizer + EntityRuler", (lambda: own(lambda: list(blank.pipe(texts[: args.parsed]))), None, True)
    try:
        model = spacy.load(args.model)
    except OSError:
        print(f"{args.model} is not installed and is left out")
        return
    yield f"spaCy {args.model}", (lambda: own(lambda: list(model.pipe(texts[: args.parsed]))), None, True)


if __name__ == "__main__":
    main()
