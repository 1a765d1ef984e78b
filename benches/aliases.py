#!/usr/bin/env python3
"""Writes a dictionary folder with as many made-up names as wanted, to see what a large dictionary costs.

usage: python3 benches/aliases.py 100000 FOLDER && time khabar explain --text "Nothing." -d FOLDER
"""
import pathlib
import random
import sys

SYLLABLES = "ka lo mi ra tu sen bor dal fir gan hul jor kem lan mor nak par qul rud sul tar ulm vek wor yas zol".split()


def main(count, folder):
    chance = random.Random(1)
    word = lambda: "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    with open(folder / "actors" / "made-up.toml", "w", encoding="utf-8") as file:
        # Five names an actor; the number keeps them apart.
        for actor in range(count // 5):
            names = [f"{word()} {word()} {word()} {actor}" for _ in range(5)]
            aliases = ", ".join(f'"{name}"' for name in names[1:])
            file.write(f'[[actor]]\nid = "MADE{actor}"\nname = "{names[0]}"\nkind = "group"\naliases = [{aliases}]\n\n')


if __name__ == "__main__":
    main(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
