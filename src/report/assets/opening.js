// Title, the sentence in words, warnings and the accounting.

function opening() {
  const { run } = D;
  byId("name").append(D.name);
  document.title = `${D.name} · khabar report`;
  const facts = [["Coded", run.started.slice(0, 16).replace("T", " ") + " UTC"], ["Program", `khabar ${run.version}`],
    ["Schema", run.schema_version], ["Dictionaries", `${run.dictionaries.hash.slice(0, 12)} (${run.dictionaries.layers.join(", ")})`]];
  byId("facts").append(...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, words(value)))));
  byId("cite").append(el("dl", { class: "settings" }, [["Command line", el("code", {}, D.command)], ["To cite", words(citation())]].map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
  drawers.push(sentenceInWords);
  warningList();
  accounting();
  drawers.push(sources);
}

// Enough to find the same data, and to make it anew.
function citation() {
  const { run } = D;
  const dates = D.articles.map((one) => one.published).filter(Boolean).sort();
  const period = dates.length ? `, published ${dates[0]} to ${dates[dates.length - 1]}` : "";
  return `${D.name} [event data]. ${number(run.counts.events)} events, after PLOVER, from ${number(run.counts.coded)} articles${period}. `
    + `Coded on ${run.started.slice(0, 10)} with khabar ${run.version} and dictionaries ${run.dictionaries.hash.slice(0, 12)}.`;
}

function sentenceInWords({ events, articles }) {
  const dates = events.map((one) => one.date).filter(Boolean).sort();
  const pair = dyads(events, "party").find(identified);
  const most = pair ? ` The most frequent pair is ${nameOf(pair.from)} → ${nameOf(pair.to)}, ${number(pair.total)}.` : "";
  byId("sentence").replaceChildren(words(
    `${plural(events.length, "event")} in ${plural(new Set(events.map((one) => one.article)).size, "article")}${periodOf(dates)}.${most}`));
}

// The first and the last day; where a few lie far from the others, also the time of nineteen in twenty.
function periodOf(dates) {
  if (!dates.length) return "";
  const [first, last] = [dates[0], dates[dates.length - 1]];
  const [from, to] = [dates[Math.floor(dates.length * 0.025)], dates[Math.ceil(dates.length * 0.975) - 1]];
  const years = (one, other) => Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));
  if (years(first, from) + years(to, last) < 2) return `, ${first} to ${last}`;
  return `, nearly all from ${from} to ${to} (the earliest ${first}, the latest ${last})`;
}

function nameOf(key) {
  const found = D.byKey.get(key);
  return found ? found.name : key;
}

function pairsOf(one, asWholes) {
  const recipients = partiesOf(one, "recipients", asWholes);
  return partiesOf(one, "actors", asWholes).flatMap((from) => recipients.map((to) => pairKey(from.key, to.key)));
}

function warningList() {
  const items = D.warnings.map(([section, text]) =>
    el("li", {}, el("a", { href: `#${section}`, on: { click: goTo(section) } }, words(text))));
  body("first").append(items.length ? el("ol", { class: "warnings" }, items)
    : el("p", {}, "Nothing stands out: every input was read and dated, and every name was settled by a rule."));
}

function goTo(section) {
  return (event) => {
    event.preventDefault();
    byId(section).scrollIntoView();
    byId(section).querySelector("h2").focus({ preventScroll: true });
  };
}

function accounting() {
  const { counts } = D.run;
  const parts = [["coded", counts.coded - counts.duplicates, "coded"], ["duplicates", counts.duplicates, "duplicate"],
    ["no text", counts.no_text, "empty"], ["outside dates", counts.outside_dates, "outside"], ["skipped", counts.skipped, "lost"]];
  const shown = parts.filter(([name, count]) => count > 0 || name !== "outside dates");
  const sum = shown.map(([name, count]) => `${number(count)} ${name}`).join(" + ");
  const inside = [["with events", counts.articles_with_events], ["without", counts.coded - counts.articles_with_events]];
  figure(part("accounting", "inputs"), {
    id: "accounting",
    summary: `${number(counts.inputs)} inputs = ${sum}.`,
    head: ["part", "inputs"],
    rows: () => parts.map(([name, count]) => [name, count]).concat([["inputs", counts.inputs]]),
    draw: () => el("div", { class: "accounts" }, stackedBar(shown, counts.inputs), legend(shown.map(([name, , mark]) => [name, mark])),
      el("p", {}, `${number(counts.coded)} articles read, duplicates among them = `
        + inside.map(([name, count]) => `${number(count)} ${name}`).join(" + ") + "."),
      el("p", {}, `${number(counts.events)} events = ${number(counts.events - counts.linked)} first reports + `
        + `${number(counts.linked)} further reports of one already told.`)),
  });
}

function stackedBar(parts, whole) {
  const bar = el("div", { class: "stack", role: "img", "aria-label": parts.map(([name, n]) => `${name} ${n}`).join(", ") });
  for (const [name, count, mark] of parts.filter(([, count]) => count > 0)) {
    const piece = el("span", { class: mark, title: `${name}: ${number(count)}, ${percent(count, whole)}` });
    piece.style.flexGrow = count;
    bar.append(piece);
  }
  return bar;
}
