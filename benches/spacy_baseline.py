#!/usr/bin/env python3
"""A baseline for events: spaCy's parse under khabar's own event dictionaries.

usage: pip install spacy and an English model, then
  khabar run TEXTS --out KHABAR
  python3 benches/spacy_baseline.py TEXTS KHABAR OUT [--model en_core_web_sm] [--dictionaries dictionaries]
  khabar score OUT GOLD --texts TEXTS

Names come from KHABAR/mentions.jsonl, trigger words, agents and rules from the dictionaries, so that what differs is the grammar:
spaCy's dependencies read in the plain way of many event coders (subject, object, by-phrase, prepositions, conjuncts, control of
infinitives, light verbs, negation, auxiliaries, governing verbs). There is no reference within the article and nothing is tuned to gold.
"""
import argparse
import collections
import json
import pathlib
import re
import shutil
import time
import tomllib

import spacy

SUBJECTS, PASSIVE_SUBJECTS, OBJECTS = ("nsubj", "csubj", "expl"), ("nsubjpass", "nsubj:pass"), ("dobj", "obj")
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
MONTHS = "january february march april may june july august september october november december".split()


class Dictionaries:
    """Triggers, agents and rules, by the lemma of their head."""

    def __init__(self, folder):
        self.verbs, self.nouns = collections.defaultdict(list), collections.defaultdict(list)
        for path in sorted((folder / "events").glob("*.toml")):
            file = tomllib.loads(path.read_text(encoding="utf-8"))
            for part, index in (("verb", self.verbs), ("noun", self.nouns)):
                for entry in file.get(part, []):
                    entry = {"event": file["event"], "file": f"events/{path.name}", **entry}
                    for lemma in entry["lemmas"]:
                        words = lemma.lower().split()
                        head, rest = (words[0], words[1:]) if part == "verb" else (words[-1], words[:-1])
                        index[head].append((rest, entry))
        agents = tomllib.loads((folder / "agents.toml").read_text(encoding="utf-8"))["agent"]
        self.agents = collections.defaultdict(list)
        for agent in agents:
            for noun in agent["nouns"]:
                forms = [noun] if isinstance(noun, str) else [noun["text"], noun.get("plural") or noun["text"]]
                for form in forms:
                    words = form.lower().split()
                    self.agents[words[-1]].append((words[:-1], agent))
        states = tomllib.loads((folder / "actors" / "states.toml").read_text(encoding="utf-8"))["actor"]
        self.states = {}
        for state in states:
            for name in [state["name"], *state.get("aliases", []), *state.get("capitals", [])]:
                self.states[name if isinstance(name, str) else name["text"]] = state["id"]
        rules = tomllib.loads((folder / "rules.toml").read_text(encoding="utf-8"))
        self.light = {verb.split()[0]: rule["subject"] for rule in rules["light_verb"] for verb in rule["verbs"]}
        self.status, self.retype = rules["status"], rules.get("retype", [])
        self.object_control = set(rules["words"]["object_control"])
        self.place_prepositions = set(rules["words"]["place_prepositions"])
        self.transparent = set(rules["words"]["transparent"])
        self.counted = {key: set(rules["counts"][key]) for key in ("dead", "injured")}
        self.people = set(rules["counts"]["people"])


class Reader:
    """One article's sentences under the dictionaries."""

    def __init__(self, dictionaries, mentions):
        self.d, self.mentions = dictionaries, mentions

    def events(self, sentence, base):
        found = []
        self.named = {}
        for m in self.mentions:
            span = sentence.doc.char_span(m["start"] - base, m["end"] - base, alignment_mode="expand") if m["start"] >= base else None
            if span is not None and span.start >= sentence.start and span.end <= sentence.end:
                for token in span:
                    self.named[token.i] = m
        for token in sentence:
            if token.i in self.named and token.pos_ != "VERB":
                continue
            for entry in self.entries(token):
                event = self.event(token, entry, base)
                if event:
                    found.append(event)
                    break
        return found

    def entries(self, token):
        """Entries that the token may head, longest phrase first."""
        lemma, out = token.lemma_.lower(), []
        if token.pos_ in ("VERB", "AUX") and token.tag_.startswith("V"):
            for rest, entry in self.d.verbs.get(lemma, []):
                near = {c.lower_ for c in token.children} | {t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(rest)]}
                heads = {t.lower_ for c in token.children for t in c.subtree} if rest else set()
                if all(word in near or word in heads for word in rest):
                    out.append((len(rest), entry, "verb"))
        elif token.pos_ in ("NOUN", "PROPN"):
            for rest, entry in self.d.nouns.get(lemma, []) + (self.d.nouns.get(token.lower_, []) if token.lower_ != lemma else []):
                before = [t.lower_ for t in token.doc[max(0, token.i - len(rest)) : token.i]]
                if before == rest:
                    out.append((len(rest), entry, "noun"))
        out.sort(key=lambda one: -one[0])
        return [(entry, part) for _, entry, part in out]

    def event(self, token, chosen, base):
        entry, part = chosen
        sentence = token.sent
        words = {t.lemma_.lower() for t in sentence} | {t.lower_ for t in sentence}
        verb = self.light_verb(token) if part == "noun" else None
        objects = self.with_conjuncts(self.children(token, OBJECTS))
        subjects = self.subjects(token)
        lemmas = lambda tokens: {t.lemma_.lower() for t in tokens} | {t.lower_ for t in tokens}
        if "object" in entry and not lemmas(objects + (self.passive_subjects(token))) & set(entry["object"]):
            return None
        if lemmas(objects + self.passive_subjects(token)) & set(entry.get("not_object", [])):
            return None
        if "subject" in entry and not lemmas(subjects) & set(entry["subject"]):
            return None
        if lemmas(subjects) & set(entry.get("not_subject", [])) or words & set(entry.get("not_near", [])):
            return None
        if "near" in entry and not words & set(entry["near"]):
            return None
        if "requires" in entry and not {c.lower_ for c in token.children if c.dep_ in ("prep", "agent")} & set(entry["requires"]):
            return None
        default = (["subject"], ["object"]) if part == "verb" else (["by", "possessor", "premodifier", "subject"], ["on", "against"])
        actor = self.fill(token, part, verb, entry.get("actor", default[0]), set())
        taken = {p["start"] for p in actor}
        recipient = self.fill(token, part, verb, entry.get("recipient", default[1]), taken)
        if entry.get("symmetric"):
            actor, recipient = actor + recipient, []
        need = entry.get("needs", "either")
        for one in [need] if isinstance(need, str) else need:
            if one == "actor" and not actor or one in ("recipient",) and not (recipient or entry.get("symmetric") and actor):
                return None
            if one == "both" and not (actor and recipient or entry.get("symmetric") and len(actor) > 1) or one == "either" and not (actor or recipient):
                return None
        rule, status = self.status(token, verb)
        status, event = entry.get("status", status), entry["event"]
        for retype in self.d.retype:
            if event in retype["from"] and rule in retype.get("after", []) and "entries" not in retype:
                event, status = retype["to"], retype.get("status", status)
                break
        start = base + token.idx
        return {
            "start": start, "end": start + len(token), "text": sentence.text.strip(), "event_text": token.text, "event": event,
            "mode": entry.get("mode", []), "context": entry.get("context", []), "status": status, "actor": [self.with_base(p, base) for p in actor],
            "recipient": [self.with_base(p, base) for p in recipient], "date": self.date(sentence), "event_loc": self.place(token, sentence),
            "dead": self.count(token, "dead"), "injured": self.count(token, "injured"), "trace": [f"{entry['file']} {entry['id']}.{part[0]}"],
        }

    # grammar

    @staticmethod
    def children(token, labels):
        return [c for c in token.children if c.dep_ in labels]

    @staticmethod
    def with_conjuncts(tokens):
        return [t for token in tokens for t in (token, *token.conjuncts) if t is token or t.i > token.i]

    def light_verb(self, noun):
        head = noun
        while head.dep_ == "conj":
            head = head.head
        if head.dep_ in OBJECTS + PASSIVE_SUBJECTS and head.head.lemma_.lower() in self.d.light:
            return head.head
        if head.dep_ == "pobj" and head.head.head.lemma_.lower() in self.d.light:
            return head.head.head
        return None

    def subjects(self, verb):
        own = self.children(verb, SUBJECTS)
        if own:
            relative = [t for t in own if t.tag_ in ("WDT", "WP")]
            return [verb.head] if relative and verb.dep_ == "relcl" else own
        if self.passive_subjects(verb):
            return [p for c in self.children(verb, ("agent",)) for p in self.children(c, ("pobj",))]
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return self.subjects(verb.head)
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
            objects = self.children(verb.head, OBJECTS)
            return objects if objects and verb.head.lemma_ in self.d.object_control else self.subjects(verb.head) or self.passive_subjects(verb.head)
        if verb.dep_ == "acl":
            return [verb.head] if verb.tag_ == "VBG" else [p for c in self.children(verb, ("agent",)) for p in self.children(c, ("pobj",))]
        return []

    def passive_subjects(self, verb):
        own = self.children(verb, PASSIVE_SUBJECTS)
        if own and own[0].tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return [verb.head]
        if not own and verb.dep_ == "acl" and verb.tag_ == "VBN":
            return [verb.head]
        if not own and verb.dep_ == "conj" and verb.tag_ == "VBN" and not self.children(verb, SUBJECTS + OBJECTS):
            return self.passive_subjects(verb.head)
        return own

    def slot(self, token, part, verb, name):
        passive = self.passive_subjects(token) if part == "verb" else []
        if name == "subject":
            if part == "noun":
                if verb is None:
                    return []
                return self.subjects(verb)
            return self.subjects(token)
        if name == "object":
            if part == "noun" and verb is not None and self.d.light.get(verb.lemma_.lower()) == "recipient":
                return self.subjects(verb)
            return passive or self.children(token, OBJECTS)
        if name == "dative":
            return self.children(token, ("dative", "iobj"))
        if name == "possessor":
            return self.children(token, ("poss",))
        if name == "premodifier":
            return self.children(token, ("compound", "amod", "nmod"))
        if name == "complement":
            clauses = self.children(token, ("xcomp", "ccomp"))
            return [s for clause in clauses for s in self.children(clause, SUBJECTS + PASSIVE_SUBJECTS)] or (self.children(token, OBJECTS) if clauses else [])
        governors = [token] + ([verb] if verb is not None else [])
        preps = [c for g in governors for c in g.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ == name]
        return [p for prep in preps for p in self.children(prep, ("pobj",))]

    def fill(self, token, part, verb, slots, taken):
        for name in slots:
            heads = self.with_conjuncts(self.slot(token, part, verb, name))
            parties = [p for head in heads for p in [self.party(head)] if p and p["start"] not in taken]
            if parties:
                return list({p["start"]: p for p in parties}.values())
        return []

    @staticmethod
    def actor(m):
        return {"actor_id": m["actor"], "entity_text": m["text"], "code": m.get("code"), "sector": m.get("sector") or [],
                "start": m["start"], "end": m["end"], "named": True}

    def party(self, head):
        """Whom the phrase of this head means: a named actor, or an agent with its country."""
        if head.i in self.named:
            return self.actor(self.named[head.i])
        # A country or capital in a slot is its government, also where khabar saw only a place.
        entity = next((e for e in head.sent.ents if e.start <= head.i < e.end), None)
        state = self.d.states.get(entity.text.removeprefix("the ")) if entity is not None else None
        if state:
            return {"actor_id": state, "entity_text": entity.text, "code": state, "sector": [], "start": head.idx, "end": head.idx + len(head), "named": False}
        if head.lemma_.lower() in self.d.transparent:
            inner = [p for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for p in self.children(c, ("pobj",))]
            if inner:
                return self.party(inner[0])
        modifiers = [t for t in head.lefts] + [p for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for p in self.children(c, ("pobj",))]
        group = next((self.named[t.i] for t in head.lefts if t.i in self.named and self.named[t.i].get("kind") != "state"), None)
        if group and {head.lower_, head.lemma_.lower()} & self.d.agents.keys():
            return self.actor(group)
        country = next((self.named[t.i] for m in modifiers for t in (m, *m.children) if t.i in self.named), None)
        for form in (head.lower_, head.lemma_.lower()):
            for rest, agent in sorted(self.d.agents.get(form, []), key=lambda one: -len(one[0])):
                before = [t.lower_ for t in head.doc[max(0, head.i - len(rest)) : head.i]]
                if before == rest:
                    code = agent.get("code") or (country or {}).get("code")
                    return {"actor_id": None, "entity_text": head.text, "code": code, "sector": agent.get("sector", []), "start": head.idx, "end": head.idx + len(head), "named": False}
        # What belongs to somebody stands for the owner: "Pakistan's posts".
        return self.actor(country) if country else None

    @staticmethod
    def with_base(party, base):
        shift = 0 if party.pop("named") else base
        return {**party, "identifier_id": None, "identifier_text": None, "start": party["start"] + shift, "end": party["end"] + shift}

    # status and details

    def status(self, token, verb):
        core = verb if verb is not None else token
        own = {c.lower_ for c in core.children if c.dep_ == "aux"} | ({c.lower_ for c in core.head.children if c.dep_ == "aux"} if core.dep_ == "conj" else set())
        places = {
            "negation": {c.lower_ for c in core.children if c.dep_ == "neg"} | {c.lower_ for c in token.children if c.dep_ in ("neg", "det")},
            "auxiliary": own,
            "marker": {c.lower_ for c in core.children if c.dep_ == "mark"},
            "modifier": {c.lower_ for t in (token, core) for c in t.children if c.dep_ in ("amod", "advmod")},
            "own-governor": set(), "governor": set(), "governor-noun": set(), "governor-preposition": set(), "purpose": set(),
        }
        at = core
        for _ in range(3):
            if at.dep_ in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "pobj", "dobj", "prep", "conj", "relcl"):
                over = at.head
                kind = "own-governor" if at.dep_ == "xcomp" else "governor"
                if over.pos_ in ("VERB", "ADJ", "AUX") and at.dep_ != "relcl" and at.dep_ != "conj":
                    places[kind].add(over.lemma_.lower())
                    places["governor"].add(over.lemma_.lower())
                elif over.pos_ == "NOUN" and at.dep_ != "relcl" and at.dep_ != "conj":
                    places["governor-noun"].add(over.lemma_.lower())
                elif over.pos_ == "ADP" and at is core:
                    places["governor-preposition"].add(over.lower_)
                at = over
            else:
                break
        if core.dep_ == "advcl" and core.tag_ == "VB" and any(c.lower_ == "to" for c in core.children):
            places["purpose"].add("to")
        for rule in self.d.status:
            words = set(rule.get("words", []))
            if places.get(rule["at"], set()) & words or rule["at"] == "purpose" and places["purpose"]:
                return rule["id"], rule["status"]
        return None, "asserted"

    @staticmethod
    def date(sentence):
        months = "|".join(MONTHS)
        found = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({months}),? (\d{{4}})\b", sentence.text, re.I)
        if found:
            return f"{found[3]}-{MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"
        found = re.search(rf"\b({months}) (\d{{1,2}}),? (\d{{4}})\b", sentence.text, re.I)
        if found:
            return f"{found[3]}-{MONTHS.index(found[1].lower()) + 1:02}-{int(found[2]):02}"
        found = re.search(rf"\b({months}),? (\d{{4}})\b", sentence.text, re.I)
        if found:
            return f"{found[2]}-{MONTHS.index(found[1].lower()) + 1:02}"
        found = re.search(r"\bin (\d{4})\b", sentence.text)
        return found[1] if found else None

    def place(self, token, sentence):
        spans = [e for e in sentence.ents if e.label_ in ("GPE", "LOC", "FAC") and e.root.dep_ == "pobj" and e.root.head.lower_ in self.d.place_prepositions]
        best = min(spans, key=lambda e: abs(e.root.i - token.i), default=None)
        return {"extracted_place": best.text, "resolved_place": best.text} if best is not None else None

    def count(self, token, what):
        for verb in [token, *[t for t in token.subtree if t.pos_ == "VERB"]]:
            if verb.lemma_.lower() not in self.d.counted[what]:
                continue
            for person in self.passive_subjects(verb) + self.children(verb, OBJECTS) + self.children(verb, SUBJECTS):
                numbers = [c.lower_.replace(",", "") for c in person.children if c.dep_ == "nummod"] + ([person.lower_] if person.pos_ == "NUM" else [])
                for number in numbers:
                    if number.isdigit():
                        return int(number)
                    if number in NUMBERS:
                        return NUMBERS.index(number)
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("khabar", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--dictionaries", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent / "dictionaries")
    args = parser.parse_args()
    nlp, dictionaries = spacy.load(args.model), Dictionaries(args.dictionaries)
    mentions = collections.defaultdict(list)
    for line in open(args.khabar / "mentions.jsonl", encoding="utf-8"):
        row = json.loads(line)
        mentions[row["doc"]].append(row)
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.khabar / "mentions.jsonl", args.out / "mentions.jsonl")
    started, sentences, events = time.perf_counter(), 0, 0
    with open(args.out / "events.jsonl", "w", encoding="utf-8") as out:
        for path in sorted(args.texts.glob("*.txt")):
            text = open(path, encoding="utf-8-sig", newline="").read()
            reader, lines = Reader(dictionaries, mentions[path.name]), [(m.start(), m.group()) for m in re.finditer(r"[^\r\n]+", text)]
            for (base, _), doc in zip(lines, nlp.pipe([line for _, line in lines])):
                for sentence in doc.sents:
                    sentences += 1
                    for event in reader.events(sentence, base):
                        events += 1
                        out.write(json.dumps({"doc": path.name, **event}, ensure_ascii=False) + "\n")
    seconds = time.perf_counter() - started
    print(f"{sentences} sentences, {events} events, {sentences / seconds:.0f} sentences a second")


if __name__ == "__main__":
    main()
