// What was seen and not understood, and inputs that were not read.

const ELSEWHERE = ["actor", "pair", "type", "status", "place"];

function leftoversSection() {
  drawers.push(() => {
    leftovers("unknown", "unknown-name", "name", adviceOf());
    leftovers("ambiguities", "ambiguous-name", "name");
    leftovers("uncoded", "trigger-without-actor", "event word");
  });
  drawers.push(reasons, settledBy, skipped);
}

function leftovers(section, kind, what, advice = null) {
  const { total, rows } = D.leftovers[kind] || { total: 0, rows: [] };
  const shown = rows.filter(keepsLeftover);
  if (section === "uncoded") part(section, "reasons");
  const host = section === "unknown" ? body(section) : part(section, "open");
  const cannot = ELSEWHERE.some((name) => state[name]) ? " Only search, source and date apply here." : "";
  figure(host, {
    id: section,
    summary: total ? `${plural(shown.length, what)} shown of ${number(total)}; leftovers.jsonl has all.${cannot}` : NONE_LEFT[section],
    head: [what, "times", "articles", "sources", "example", ...(advice ? ["perhaps a spelling of", "commands"] : ["dictionary lines"])],
    rows: () => shown.map((row) => [row.text, row.count, row.docs, row.sources, row.examples[0]?.text || "",
      ...(advice ? [nearWords(advice.get(row)), (advice.get(row)?.commands || []).join("; ")] : [row.trace.join("; ")])]),
    draw: () => (shown.length ? leftoverList(section, shown, advice) : total ? nothing() : ""),
  });
}

// Why what articles say is in no figure of this page, as far as there is something to show.
function reasons() {
  const kept = (status) => D.events.filter((one) => one.status === status).length;
  const silent = D.articles.filter((one) => !one.events.length).length;
  const words = D.leftovers["trigger-without-actor"]?.total || 0;
  const ask = (status) => button("Show them", () => { choose({ status }); byId("events").scrollIntoView(); }, { class: "plain", "aria-label": `Show what is ${status}` });
  const rows = [["different event words without an actor", words, null], ...["denied", "planned", "hypothetical"].map((status) => [`events that are ${status}`, kept(status), status]),
    ["articles without an event", silent, null]];
  const most = Math.max(1, ...rows.map(([, n]) => n));
  const item = ([name, n, status]) => {
    const bar = el("span", { class: "bar coded" });
    bar.style.width = `${(100 * n) / most}%`;
    return el("li", {}, el("span", { class: "name" }, name), el("span", { class: "track" }, n ? bar : null), el("span", { class: "n" }, number(n)), status && n ? ask(status) : el("span", {}));
  };
  figure(part("uncoded", "reasons"), { id: "reasons", summary: "What is in the rows or the text, and in no figure unless it is asked for. Filters do not apply here.", head: ["reason", "number"],
    rows: () => rows.map(([name, n]) => [name, n]), draw: () => el("ul", { class: "bars reasons" }, rows.map(item)) });
}

// What it means that there is none.
const NONE_LEFT = { unknown: "Every name that looks like an actor’s is in the dictionaries.",
  ambiguities: "No name was left open: each that has several holders was settled.", uncoded: "Every event word found an actor." };

function part(section, name) {
  const found = body(section).querySelector(`.part-${name}`);
  if (found) return found;
  const made = el("div", { class: `part part-${name}` });
  body(section).append(made);
  return made;
}

function keepsLeftover(row) {
  if (state.q && ![row.text, ...row.examples.map((one) => one.text)].some((text) => text.toLowerCase().includes(state.q.toLowerCase()))) {
    return false;
  }
  if (!state.source && !state.from && !state.to) return true;
  return row.examples.some((one) => {
    const article = articleByDoc(one.doc);
    return article && (!state.source || article.source === state.source) && inDates(article.published);
  });
}

let docs = null;

function articleByDoc(doc) {
  docs = docs || new Map(D.articles.map((one) => [one.doc, one]));
  return docs.get(doc);
}

function leftoverList(section, rows, advice) {
  const height = advice ? 112 : 82;
  const row = advice ? (one) => unknownRow(one, advice.get(one)) : leftoverRow;
  const list = longList({ height, label: byId(section).querySelector("h2").textContent, row });
  requestAnimationFrame(() => list.show(rows));
  if (rows.length * height < 480) list.host.style.height = `${rows.length * height + 2}px`;
  return list.host;
}

// What may be done about each unknown name.
function adviceOf() {
  const { rows, advice } = D.leftovers["unknown-name"] || { rows: [], advice: [] };
  return new Map(rows.map((row, i) => [row, advice[i]]));
}

function nearWords(advice) {
  if (!advice?.near) return "";
  const [actor, alias] = advice.near;
  return `“${alias}”, a name of ${actor}`;
}

function unknownRow(row, advice) {
  const guess = nearWords(advice) ? ["perhaps a spelling of ", words(nearWords(advice))] : advice?.person ? ["a person, by the words around it"] : [];
  // Articles that name no source count as a source each, which tells nothing.
  const sources = D.articles.every((article) => article.source !== NO_SOURCE) ? ` of ${plural(row.sources, "source")}` : "";
  const figures = [`${plural(row.count, "time")} in ${plural(row.docs, "article")}${sources}`,
    row.actor_missing ? `${number(row.actor_missing)} where an actor is missing` : ""].filter(Boolean).join(" · ");
  const commands = advice?.commands || [];
  const excerpt = (example) => {
    const article = articleByDoc(example.doc);
    return el("div", { class: "excerpt" }, article ? button("Read", () => read(article), { class: "plain", "aria-label": `Read ${article.title}` }) : null, " ", words(example.text));
  };
  return el("div", { class: "row left unknown" }, el("div", { class: "what" },
    el("div", { class: "head" }, el("span", { class: "name" }, words(row.text)), el("span", { class: "sub n" }, ` ${figures}`), guess.length ? el("span", { class: "sub" }, " · ", guess) : null),
    row.examples.slice(0, commands.length > 2 ? 1 : 2).map(excerpt),
    el("div", { class: "commands" }, commands.map((command, i) => el("span", { class: "command" }, i ? el("span", { class: "sub" }, "else ") : null, el("code", { title: command }, command), " ",
      button("Copy", (event) => copy(command, event.target), { class: "plain", "aria-label": `Copy ${command}` }))))));
}

// To the clipboard, where the browser lets the page; else the line is marked, ready to be copied.
async function copy(text, asked) {
  try {
    await navigator.clipboard.writeText(text);
    asked.replaceChildren("Copied");
  } catch {
    getSelection().selectAllChildren(asked.previousSibling);
  }
}

function leftoverRow(row) {
  const [example] = row.examples;
  const article = example && articleByDoc(example.doc);
  return el("div", { class: "row left" },
    el("div", { class: "what" }, el("span", { class: "name" }, words(row.text)),
      el("span", { class: "sub n" }, ` ${plural(row.count, "time")} in ${plural(row.docs, "article")}`),
      row.trace.length ? el("span", { class: "sub" }, [" · ", el("code", {}, row.trace[0])]) : null,
      el("div", { class: "said" }, example ? words(example.text) : "")),
    article ? button("Read", () => read(article), { class: "plain" }) : null);
}

const SETTLED_SHOWN = 12;

// How the names in view were settled on their actors.
function settledBy({ articles }) {
  const head = ["form", "settled on", "by", "line", "times"];
  const [open, hows] = [new Map(), new Map()];
  let all = 0;
  saidIn(articles).forEach((n, i) => {
    if (!n) return;
    const one = D.said[i];
    all += n;
    hows.set(one.how, (hows.get(one.how) || 0) + n);
    if (!["context", "default", "decision"].includes(one.how)) return;
    const key = JSON.stringify([one.text, one.party.key, one.how, one.trace[one.trace.length - 1] || ""]);
    open.set(key, (open.get(key) || 0) + n);
  });
  const most = (counts) => [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
  const rows = most(open).map(([key, n]) => [...JSON.parse(key), n]);
  const how = most(hows).map(([name, n]) => `${number(n)} by ${name}`).join(", ");
  figure(part("ambiguities", "settled"), {
    id: "settled",
    summary: all ? `${plural(all, "mention")} settled: ${how}.` : "No mention in view.",
    head,
    rows: () => rows,
    draw: () => (rows.length ? el("div", {}, plainTable(head, rows.slice(0, SETTLED_SHOWN)), rows.length > SETTLED_SHOWN
      ? el("p", { class: "note" }, `The ${SETTLED_SHOWN} most frequent of ${number(rows.length)}; “Show as table” and the CSV have more.`) : null) : nothing("No form with several holders.")),
  });
}

function skipped() {
  const rows = D.skipped.map((row) => [row.doc, row.reason, row.detail]);
  const reasons = tally(D.skipped, (row) => row.reason).map(([reason, n]) => `${number(n)} ${reason}`).join(", ");
  figure(body("skipped"), {
    id: "not-read",
    summary: rows.length ? `${plural(rows.length, "input")}: ${reasons}. Filters do not apply here.` : "Every input was read.",
    head: ["input", "reason", "detail"],
    rows: () => rows,
    draw: () => (rows.length ? plainTable(["input", "reason", "detail"], rows) : nothing("None.")),
  });
}
