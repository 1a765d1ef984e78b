// What was seen and not understood, and inputs that were not read.

const ELSEWHERE = ["actor", "pair", "type", "status", "place"];

function leftoversSection() {
  drawers.push(() => {
    leftovers("unknown", "unknown-name", "name");
    leftovers("ambiguities", "ambiguous-name", "name");
    leftovers("uncoded", "trigger-without-actor", "event word");
  });
  drawers.push(settledBy, skipped);
}

function leftovers(section, kind, what) {
  const { total, rows } = D.leftovers[kind] || { total: 0, rows: [] };
  const shown = rows.filter(keepsLeftover);
  const host = section === "ambiguities" ? part(section, "open") : body(section);
  const cannot = ELSEWHERE.some((name) => state[name]) ? " Only search, source and date apply here." : "";
  figure(host, {
    id: section,
    summary: total ? `${plural(shown.length, what)} shown of ${number(total)}; leftovers.jsonl has all.${cannot}` : `No ${what} of this sort.`,
    head: [what, "times", "articles", "example", "dictionary lines"],
    rows: () => shown.map((row) => [row.text, row.count, row.docs, row.examples[0]?.text || "", row.trace.join("; ")]),
    draw: () => (shown.length ? leftoverList(section, shown) : nothing(total ? undefined : "None.")),
  });
}

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

function leftoverList(section, rows) {
  const list = longList({ height: 82, label: byId(section).querySelector("h2").textContent, row: leftoverRow });
  requestAnimationFrame(() => list.show(rows));
  if (rows.length < 6) list.host.style.height = `${rows.length * 82 + 2}px`;
  return list.host;
}

function leftoverRow(row) {
  const [example] = row.examples;
  const article = example && articleByDoc(example.doc);
  return el("div", { class: "row left" },
    el("div", { class: "what" }, el("span", { class: "name" }, words(row.text)),
      el("span", { class: "sub n" }, ` ${number(row.count)} times in ${plural(row.docs, "article")}`),
      row.trace.length ? el("span", { class: "sub" }, [" · ", el("code", {}, row.trace[0])]) : null,
      el("div", { class: "said" }, example ? words(example.text) : "")),
    article ? button("Read", () => read(article), { class: "plain" }) : null);
}

// How the names in view were settled on their actors.
function settledBy({ articles }) {
  const mentions = articles.flatMap((one) => one.mentions);
  const forms = new Map();
  for (const one of mentions.filter((mention) => ["context", "default", "decision"].includes(mention.how))) {
    if (!forms.has(one.text)) forms.set(one.text, []);
    forms.get(one.text).push(one);
  }
  const rows = [...forms].map(([text, found]) => [text, tally(found, (one) => `${one.party.key} by ${one.how}`).map(([how, n]) => `${how} ${n}`).join("; "), found.length])
    .sort((a, b) => b[2] - a[2] || a[0].localeCompare(b[0]));
  const how = tally(mentions, (one) => one.how).map(([name, n]) => `${number(n)} by ${name}`).join(", ");
  figure(part("ambiguities", "settled"), {
    id: "settled",
    summary: mentions.length ? `${plural(mentions.length, "mention")} settled: ${how}.` : "No mention in view.",
    head: ["form", "settled on", "times"],
    rows: () => rows,
    draw: () => (rows.length ? plainTable(["form", "settled on", "times"], rows) : nothing("No form with several holders.")),
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
