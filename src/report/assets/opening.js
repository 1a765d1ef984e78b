// Title, the sentence in words, warnings and the accounting.

function opening() {
  const { run } = D;
  byId("name").append(D.name);
  document.title = `${D.name} · khabar report`;
  const facts = [["Coded", run.started.slice(0, 16).replace("T", " ") + " UTC"], ["Program", `khabar ${run.version}`],
    ["Schema", run.schema_version], ["Dictionaries", `${run.dictionaries.hash.slice(0, 12)} (${run.dictionaries.layers.join(", ")})`]];
  byId("facts").append(...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, words(value)))));
  warningList();
  accounting();
}

// What can be said once the rows are there.
function accountingOfRows() {
  byId("cite").append(el("dl", { class: "settings" }, [["Command line", el("code", {}, D.command)], ["To cite", words(citation())]].map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
  eventAccounting();
  drawers.push(sentenceInWords, sources);
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
  byId("sentence").replaceChildren(words(`${inArticles(events)}${periodOf(dates)}.${most}`));
}

// The two figures that stand together wherever events are counted.
function inArticles(events) {
  return `${plural(events.length, "event")} in ${plural(new Set(events.map((one) => one.article)).size, "article")}`;
}

// When the articles were published, where most events are of that time; else the first and the last day of the events, and
// where a few lie far from the others, also the time of nineteen in twenty.
function periodOf(dates) {
  if (!dates.length) return "";
  const papers = published();
  if (papers && !state.from && !state.to) return ` published ${papers[0] === papers[1] ? `on ${papers[0]}` : `from ${papers[0]} to ${papers[1]}`}`;
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
  const parts = [["coded", counts.coded - counts.duplicates, "coded"], ["copies of those", counts.duplicates, "duplicate"],
    ["no text", counts.no_text, "empty"], ["outside dates", counts.outside_dates, "outside"], ["skipped", counts.skipped, "lost"]];
  const shown = parts.filter(([name, count]) => count > 0 || name !== "outside dates");
  const sum = shown.map(([name, count]) => `${number(count)} ${name}`).join(" + ");
  figure(part("accounting", "inputs"), {
    id: "accounting",
    summary: `${number(counts.inputs)} inputs = ${sum}.`,
    head: ["part", "inputs"],
    rows: () => parts.map(([name, count]) => [name, count]).concat([["inputs", counts.inputs]]),
    draw: () => el("div", { class: "accounts" }, stackedBar(shown, counts.inputs), legend(shown.map(([name, , mark]) => [name, mark]))),
  });
}

// Which rows this page counts where nothing else is asked for, and why not the others: each row is left out for one reason.
function eventAccounting() {
  const fate = (one) => (one.article.copyOf ? 1 : one.link ? 2 : happened(one) ? 0 : 3);
  const rows = [[], [], [], []];
  for (const one of D.events) rows[fate(one)].push(one);
  const names = ["counted", "in copies of an article", "further reports of an event already counted", "planned, denied or only supposed"];
  const parts = names.map((name, i) => [name, rows[i].length, ["coded", "duplicate", "outside", "empty"][i]]).filter(([, n], i) => n > 0 || i === 0);
  const telling = (events) => new Set(events.map((one) => one.article)).size;
  const [counted, some, all] = [telling(rows[0]), telling(D.events), D.articles.length];
  const sum = parts.slice(1).map(([name, n]) => ` − ${number(n)} ${name}`).join("");
  figure(part("accounting", "events"), {
    id: "accounting-of-events",
    summary: `${plural(D.events.length, "row")} of events${sum} = ${number(rows[0].length)} counted on this page, unless the filters ask for others.`,
    head: ["rows of events", "number"],
    rows: () => parts.map(([name, n]) => [name, n]).concat([["all", D.events.length]]),
    draw: () => el("div", { class: "accounts" }, stackedBar(parts, D.events.length), legend(parts.map(([name, , mark]) => [name, mark])),
      el("p", {}, `${plural(all, "article")} = ${number(counted)} with events that are counted + ${number(some - counted)} with others only + ${number(all - some)} with none.`)),
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
