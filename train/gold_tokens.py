"""Writes a UD treebank's tokens, one sentence a line, as silver.py reads them; with --text its raw sentences."""

import sys


def main():
    raw = "--text" in sys.argv
    tokens = []
    for line in open(sys.argv[1], encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = ") and raw:
            print(line[9:])
        elif not line and not raw and tokens:
            print("".join(tokens).rstrip(" \x1f"))
            tokens = []
        elif line and line[0] != "#" and not raw:
            f = line.split("\t")
            if "-" in f[0]:
                first, last = map(int, f[0].split("-"))
                glued = set(range(first, last))
                spaced_after = (last, "SpaceAfter=No" not in f[9])
            elif f[0].isdigit():
                if f[0] == "1" and not tokens and "glued" not in locals():
                    glued, spaced_after = set(), (0, True)
                i = int(f[0])
                space = i not in glued and (spaced_after[1] if i == spaced_after[0] else "SpaceAfter=No" not in f[9])
                tokens.append(f[1].replace(" ", "") + (" " if space else "\x1f"))
        if not line:
            glued, spaced_after = set(), (0, True)


if __name__ == "__main__":
    main()
