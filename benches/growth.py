#!/usr/bin/env python3
"""How cost grows: with articles, with their length, with the dictionary and with threads, as tables and a plot.

usage: python3 benches/growth.py ARTICLES WORK_FOLDER [--most 100000] [--khabar target/release/khabar]

Writes corpora of recombined sentences (benches/corpus.py) into WORK_FOLDER, runs khabar over each of them, prints the tables as
Markdown and writes docs/images/growth.svg.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent


def corpus(articles, count, folder, sentences):
    if not folder.exists():
        command = [sys.executable, HERE / "corpus.py", articles, str(count), folder, "--sentences", str(sentences)]
        subprocess.run(command, check=True)
    return folder


def measure(command):
    """Wall seconds, CPU seconds and peak memory (MB) of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def run(khabar, inputs, out, *options):
    """A clean run over the inputs, with the events that it found."""
    shutil.rmtree(out, ignore_errors=True)
    return run_again(khabar, inputs, out, "--no-cache", *options)


def run_again(khabar, inputs, out, *options):
    """A run over the inputs into a folder as it is."""
    figures = measure([khabar, "run", inputs, "--out", out, "-q", *options])
    return *figures, json.loads((out / "run.json").read_text())["counts"]["events"]


def table(columns, rows):
    print("\n| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(f"{cell:,.2f}" if isinstance(cell, float) else f"{cell:,}" for cell in row) + " |")


def plot(series, path):
    """CPU seconds against articles, both on scales of tens."""
    width, height, margin = 640, 360, 56
    xs, ys = [x for x, _ in series], [y for _, y in series]
    low, high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))
    at = lambda value, first, last, room: (math.log10(value) - first) / (last - first) * room
    first, last = math.log10(xs[0]), math.log10(xs[-1])
    points = [(margin + at(x, first, last, width - 2 * margin), height - margin - at(y, low, high, height - 2 * margin)) for x, y in series]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" fill="#444">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{margin}" y="24" font-size="14">CPU seconds by number of articles (both axes in powers of ten)</text>',
    ]
    for power in range(low, high + 1):
        y = height - margin - at(10**power, low, high, height - 2 * margin)
        lines.append(f'<path d="M{margin} {y:.1f}H{width - margin}" stroke="#ddd"/><text x="{margin - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    lines.append(f'<polyline fill="none" stroke="#0b6e8f" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')
    for (x, y), (count, seconds) in zip(points, series):
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0b6e8f"/><text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{seconds:.1f}</text>')
        lines.append(f'<text x="{x:.1f}" y="{height - margin + 20}" text-anchor="middle">{count:,}</text>')
    path.write_text("\n".join(lines + ["</svg>\n"]), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--khabar", type=pathlib.Path, default=HERE.parent / "target/release/khabar")
    args = parser.parse_args()
    out, made = args.work / "out", lambda count, sentences: corpus(args.articles, count, args.work / f"{count}x{sentences}", sentences)

    rows, again = [], []
    for count in [10**power for power in range(3, 10) if 10**power < args.most] + [args.most]:
        shutil.rmtree(out, ignore_errors=True)
        wall, cpu, memory, events = run_again(args.khabar, made(count, 12), out)
        rows.append((count, cpu, wall, memory, events))
        again.append((count, *run_again(args.khabar, made(count, 12), out)[:3]))
    table(["articles of 12 sentences", "CPU seconds", "seconds", "peak MB", "events"], rows)
    table(["again, nothing changed", "seconds", "CPU seconds", "peak MB"], again)
    plot([(row[0], row[1]) for row in rows], HERE.parent / "docs/images/growth.svg")

    rows = []
    for sentences in (3, 12, 48, 192, 768):
        count = 9216 // sentences
        _, cpu, memory, events = run(args.khabar, made(count, sentences), out)
        rows.append((sentences, count, cpu, memory, events, events / (count * sentences)))
    table(["sentences an article", "articles", "CPU seconds", "peak MB", "events", "events a sentence"], rows)

    rows = []
    for threads in (1, 2):
        runs = sorted(run(args.khabar, made(1000, 12), out, "-j", str(threads))[:2] for _ in range(5))
        wall, cpu = runs[len(runs) // 2]
        rows.append((threads, cpu, wall))
    table(["threads (median of five)", "CPU seconds", "seconds"], rows)

    rows = []
    for names in (0, 1000, 10_000, 100_000, 1_000_000):
        layer = args.work / f"names{names}"
        subprocess.run([sys.executable, HERE / "aliases.py", str(names), layer], check=True)
        _, start, memory = measure([args.khabar, "explain", "--text", "Nothing.", "-d", layer])
        _, cpu, *_ = run(args.khabar, made(1000, 12), out, "-d", layer)
        rows.append((names, start, memory, cpu))
    table(["names over the built-in ones", "CPU seconds to start", "MB to start", "CPU seconds, 1,000 articles"], rows)


if __name__ == "__main__":
    main()
