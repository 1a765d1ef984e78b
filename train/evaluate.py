"""Measures tags and trees against UD treebanks, on gold tokens and on a system's own.

    evaluate.py TREEBANK.conllu NAME=TOKENS.conll ...

Each system file holds `form TAB tag TAB head TAB label TAB upos` lines (head from 0, the root's its own; ClearNLP labels
as spaCy's), one sentence for each of the treebank's, in order. Its tokens may differ from the treebank's: both are grouped
by the characters that they share, and a group stands for the token in it whose head lies outside.

Trees in ClearNLP's scheme are turned into UD's (prepositions, copulas, conjunctions), names in both get their last word
as head, and punctuation is left out of UAS and LAS. Core arguments are subjects, passive subjects, objects and agents of
verbs other than "be".
"""

import argparse
import random
import sys
from dataclasses import dataclass, field

CORE = {"nsubj", "nsubj:pass", "obj", "obl:agent"}
BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "’s", "’re", "’m"}
PLAIN = {
    "dobj": "obj", "auxpass": "aux:pass", "nsubjpass": "nsubj:pass", "csubjpass": "csubj", "neg": "advmod",
    "poss": "nmod", "relcl": "acl", "npadvmod": "obl", "prt": "compound", "oprd": "xcomp", "intj": "discourse",
    "quantmod": "advmod", "predet": "det", "preconj": "cc", "meta": "dep", "ROOT": "root", "prep": "obl",
}


@dataclass
class Tree:
    forms: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    heads: list = field(default_factory=list)  # the root's is -1
    labels: list = field(default_factory=list)
    news: bool = True
    text: str = ""

    def kids(self, i):
        return [k for k, h in enumerate(self.heads) if h == i]


def read_gold(path):
    tree, text, news = Tree(), "", True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif line.startswith("# sent_id = "):
            news = line[12:].startswith("n") and not line[12:].startswith("newsgroup")
        elif not line:
            if tree.forms:
                tree.text, tree.news = text, news
                yield tree
            tree = Tree()
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                tree.forms.append(f[1].replace(" ", ""))
                tree.upos.append(f[3])
                tree.xpos.append(f[4])
                tree.heads.append(int(f[6]) - 1)
                tree.labels.append(f[7])


def read_system(path):
    tree = Tree()
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            yield tree
            tree = Tree()
            continue
        f = line.split("\t")
        head = int(f[2])
        tree.heads.append(-1 if head == len(tree.forms) else head)
        tree.forms.append(f[0])
        tree.xpos.append(f[1])
        tree.labels.append(f[3])
        tree.upos.append(f[4] if len(f) > 4 else "_")


def names_last(tree):
    """Names in both schemes are headed by their last word."""
    for i in range(len(tree.forms)):
        parts = [k for k in tree.kids(i) if tree.labels[k].startswith("flat") and k > i]
        if parts:
            last = max(parts)
            for k in tree.kids(i):
                if k != last:
                    tree.heads[k] = last
            for k in parts:
                tree.labels[k] = "compound"
            tree.heads[last], tree.labels[last] = tree.heads[i], tree.labels[i]
            tree.heads[i], tree.labels[i] = last, "compound"


def plain_gold(tree):
    names_last(tree)
    for i, label in enumerate(tree.labels):
        if label not in CORE and label != "aux:pass":
            tree.labels[i] = {"goeswith": "compound", "fixed": "fixed", "list": "dep", "parataxis": "parataxis"}.get(
                label, label.split(":")[0])
    return tree


def name_agents(trees):
    """PUD has no label for agents: there, "by" with a passive verb makes one."""
    if any("obl:agent" in tree.labels for tree in trees):
        return
    for tree in trees:
        for i, label in enumerate(tree.labels):
            verb = [tree.labels[k] for k in tree.kids(tree.heads[i])] if tree.heads[i] >= 0 else []
            by = any(tree.forms[k].lower() == "by" and tree.labels[k] == "case" for k in tree.kids(i))
            passive = "aux:pass" in verb or (tree.heads[i] >= 0 and tree.xpos[tree.heads[i]] == "VBN"
                                             and tree.labels[tree.heads[i]] in ("acl", "advcl"))
            if label == "obl" and by and passive:
                tree.labels[i] = "obl:agent"


def to_ud(tree):
    heads, labels, xpos = tree.heads, tree.labels, tree.xpos
    n = len(heads)
    verbal = lambda i: i < 0 or xpos[i][:2] in ("VB", "JJ", "RB", "MD")
    # Subjects of small clauses and of "want him to go" are UD's objects of the upper verb.
    for i in range(n):
        v = heads[i]
        if labels[i] == "nsubj" and v >= 0 and labels[v] == "ccomp" and 0 <= heads[v] < i < v:
            auxes = [k for k in tree.kids(v) if labels[k] in ("aux", "mark")]
            tensed = any(xpos[k] in ("MD", "VBD", "VBZ", "VBP") or labels[k] == "mark" for k in auxes)
            if xpos[v] in ("VB", "VBG", "VBN", "JJ") and not tensed:
                heads[i], labels[i], labels[v] = heads[v], "dobj", "xcomp"
    # Prepositions hang from their objects; inner ones first.
    for p in reversed(range(n)):
        if labels[p] in ("prep", "agent", "dative"):
            objects = [k for k in tree.kids(p) if labels[k] in ("pobj", "pcomp")]
            if not objects:
                labels[p] = "iobj" if labels[p] == "dative" else labels[p]
                continue
            o = objects[0]
            up = heads[p]
            if labels[o] == "pcomp" and xpos[o][:2] in ("VB",):
                new, mark = ("advcl" if verbal(up) else "acl"), "mark"
            else:
                new = "obl:agent" if labels[p] == "agent" else "obl" if verbal(up) else "nmod"
                mark = "case"
            heads[o], labels[o], heads[p], labels[p] = up, new, o, mark
            for k in tree.kids(p):
                if k != o:
                    heads[k] = o
    # "is" gives way to what it links.
    for b in range(n):
        if tree.forms[b].lower() in BE and labels[b] not in ("aux", "auxpass"):
            links = [k for k in tree.kids(b) if labels[k] in ("attr", "acomp")]
            if links:
                a = links[0]
                for k in tree.kids(b):
                    heads[k] = a
                heads[a], labels[a], heads[b], labels[b] = heads[b], labels[b], a, "cop"
    # Conjuncts hang from the first, "and" from the one after it.
    for i in range(n):
        while labels[i] == "conj" and heads[i] >= 0 and labels[heads[i]] == "conj" and heads[i] < i:
            heads[i] = heads[heads[i]]
    for i in range(n):
        if labels[i] == "cc" and heads[i] >= 0 and heads[i] < i:
            after = [k for k in tree.kids(heads[i]) if labels[k] == "conj" and k > i]
            if after:
                heads[i] = after[0]
    for i in range(n):
        labels[i] = PLAIN.get(labels[i], labels[i])
        if labels[i] in ("attr", "acomp"):
            labels[i] = "xcomp"
    return tree


def groups(gold, system):
    """Pairs of lists of token indices that cover the same characters."""
    out, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        a, b, x, y = [i], [j], len(gold[i]), len(system[j])
        while x != y:
            if x < y:
                i += 1
                if i >= len(gold):
                    break
                a.append(i)
                x += len(gold[i])
            else:
                j += 1
                if j >= len(system):
                    break
                b.append(j)
                y += len(system[j])
        out.append((a, b))
        i, j = i + 1, j + 1
    return out


def grouped(tree, members):
    """One token a group: the one whose head lies outside."""
    of = {i: g for g, group in enumerate(members) for i in group}
    heads, labels, upos, xpos, forms = [], [], [], [], []
    for g, group in enumerate(members):
        top = next((i for i in group if tree.heads[i] < 0 or of.get(tree.heads[i]) != g), group[0])
        heads.append(of.get(tree.heads[top], -1) if tree.heads[top] >= 0 else -1)
        labels.append(tree.labels[top])
        upos.append(tree.upos[top])
        xpos.append(tree.xpos[top])
        forms.append(tree.forms[top])
    return Tree(forms, upos, xpos, heads, labels)


def core(tree):
    for i, (head, label) in enumerate(zip(tree.heads, tree.labels)):
        if label in CORE and head >= 0 and tree.upos[head] in ("VERB", "_") and tree.forms[head].lower() not in BE:
            yield (i, head, label)


def measure(gold, system):
    pairs = groups(gold.forms, system.forms)
    g = grouped(gold, [a for a, _ in pairs])
    s = grouped(system, [b for _, b in pairs])
    words = [i for i in range(len(g.heads)) if g.upos[i] not in ("PUNCT", "SYM")]
    gold_core, system_core = set(core(g)), set(core(s))
    by_role = [
        x for role in sorted(CORE) for x in (
            sum(c[2] == role for c in gold_core & system_core),
            sum(c[2] == role for c in gold_core), sum(c[2] == role for c in system_core))
    ]
    return [
        len(g.heads), sum(a == b for a, b in zip(g.upos, s.upos)), sum(a == b for a, b in zip(g.xpos, s.xpos)),
        len(words), sum(g.heads[i] == s.heads[i] for i in words),
        sum(g.heads[i] == s.heads[i] and g.labels[i] == s.labels[i] for i in words),
        len(gold_core & system_core), len(gold_core), len(system_core), *by_role,
    ]


def f1(hit, gold, system):
    return 2 * hit / max(1, gold + system)


def interval(rows):
    """95 % of the F1s of resampled sentences."""
    rng, scores = random.Random(1), []
    for _ in range(1000):
        hit = gold = system = 0
        for row in rng.choices(rows, k=len(rows)):
            hit, gold, system = hit + row[6], gold + row[7], system + row[8]
        scores.append(f1(hit, gold, system))
    scores.sort()
    return scores[25], scores[974]


def report(name, rows):
    t = [sum(column) for column in zip(*rows)]
    low, high = interval(rows)
    roles = " / ".join(f"{f1(*t[9 + 3 * k:12 + 3 * k]):.3f}" for k in range(4))
    print(f"| {name} | {t[1] / t[0]:.3f} | {t[2] / t[0]:.3f} | {t[4] / t[3]:.3f} | {t[5] / t[3]:.3f} "
          f"| {f1(*t[6:9]):.3f} [{low:.3f}, {high:.3f}] | {roles} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank")
    parser.add_argument("systems", nargs="+")
    args = parser.parse_args()
    gold = [plain_gold(tree) for tree in read_gold(args.treebank)]
    name_agents(gold)
    kinds = sorted({tree.news for tree in gold}, reverse=True)
    for news in kinds if len(kinds) > 1 else [None]:
        part = {True: ", news", False: ", other", None: ""}[news]
        print(f"\n{args.treebank.split('/')[-1]}{part}\n")
        print("| system | UPOS | tags | UAS | LAS | core F1 [95 %] | " + " / ".join(sorted(CORE)) + " |")
        print("|---|---|---|---|---|---|---|")
        for spec in args.systems:
            name, path = spec.split("=", 1)
            trees = [to_ud(tree) for tree in read_system(path)]
            if len(trees) != len(gold):
                sys.exit(f"{path}: {len(trees)} sentences, not {len(gold)}")
            report(name, [measure(g, s) for g, s in zip(gold, trees) if news is None or g.news == news])


if __name__ == "__main__":
    main()
