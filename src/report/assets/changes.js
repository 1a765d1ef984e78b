// What is otherwise than in an earlier dataset: sums, figures by cause, and examples with the lines behind both codings.

const SORTS = ["lost", "gained", "recoded"];
const CAUSES = { articles: "the articles", dictionary: "the dictionaries", program: "the program", decisions: "reviewers’ decisions" };

function changesSection() {
  const told = D.changes;
  if (!told) {
    byId("changes").remove();
    return;
  }
  figure(body("changes"), {
    id: "changes",
    summary: `Since ${told.old.path}, events: ${sumOf(told.events)}; mentions: ${sumOf(told.mentions)}.`,
    head: ["cause", ...["events", "mentions"].flatMap((what) => SORTS.map((sort) => `${what} ${sort}`))],
    rows: () => [...Object.keys(CAUSES).map((cause) => [CAUSES[cause], ...sortsOf(told.events.by_cause[cause]), ...sortsOf(told.mentions.by_cause[cause])]),
      ["all", ...sortsOf(told.events), ...sortsOf(told.mentions)]],
    draw: () => el("div", {}, changeBars(told), changeFacts(told)),
  });
  body("changes").append(...Object.keys(CAUSES).flatMap((cause) => examplesOf(told, cause)));
}

function sortsOf(figures) {
  return SORTS.map((sort) => figures[sort]);
}

// `2,386 − 5 lost + 31 gained = 2,412, 9 coded otherwise`
function sumOf({ old, lost, gained, recoded, new: now }) {
  return `${number(old)} − ${number(lost)} lost + ${number(gained)} gained = ${number(now)}, ${number(recoded)} coded otherwise`;
}

// A bar for each cause, as long as its share of all changes of events.
function changeBars({ events }) {
  const sum = (cause) => sortsOf(events.by_cause[cause]).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...Object.keys(CAUSES).map(sum));
  return el("ul", { class: "bars" }, Object.keys(CAUSES).map((cause) => {
    const pieces = el("span", { class: "bar sorts" }, SORTS.filter((sort) => events.by_cause[cause][sort]).map((sort) => {
      const piece = el("i", { class: sort });
      piece.style.flexGrow = events.by_cause[cause][sort];
      return piece;
    }));
    pieces.style.width = `${(100 * sum(cause)) / most}%`;
    return el("li", {}, el("span", { class: "name" }, CAUSES[cause]), el("span", { class: "track" }, sum(cause) ? pieces : null),
      el("span", { class: "n" }, number(sum(cause))),
      el("span", { class: "sub" }, SORTS.filter((sort) => events.by_cause[cause][sort]).map((sort) => `${number(events.by_cause[cause][sort])} ${sort}`).join(", ")));
  }));
}

function changeFacts({ articles, dictionaries, settings, old, new: now, now_further_reports: further, now_first_reports: first }) {
  const counted = ["added", "removed", "rewritten", "redated", "moved"].filter((what) => articles[what].length)
    .map((what) => `${number(articles[what].length)} ${what === "redated" ? "dated otherwise" : what}`);
  const value = (one) => (one === null || String(one) === "" ? "none" : String(one));
  const facts = [["articles", `${counted.join(", ") || "none is otherwise"}; ${number(articles.same)} as they were`],
    ["dictionaries", old.dictionaries === now.dictionaries ? "the same" : `differ in ${dictionaries.join(", ")}`],
    ["program", old.version === now.version ? `khabar ${now.version}, both` : `khabar ${old.version}, now ${now.version}`],
    ...settings.map((one) => [`--${one.name}`, `${value(one.old)}, now ${value(one.new)}`]),
    ["links", further + first ? `of events that say the same, ${number(further)} are now further reports and ${number(first)} first ones` : ""]];
  return el("dl", { class: "settings" }, facts.filter(([, text]) => text).map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, words(text)))));
}

function examplesOf({ changes, events, mentions }, cause) {
  const shown = changes.filter((one) => one.cause === cause);
  if (!shown.length) return [];
  const all = [events, mentions].flatMap((side) => sortsOf(side.by_cause[cause])).reduce((a, b) => a + b, 0);
  return [el("details", { class: "examples" }, el("summary", {}, `Because of ${CAUSES[cause]}: ${number(shown.length)} of ${plural(all, "change")}`),
    el("ol", { class: "changes" }, shown.map(changeItem)))];
}

function changeItem(one) {
  const label = [one.old, one.new].filter(Boolean).map((row) => rowWords(one.what, row));
  const article = articleByDoc(one.doc);
  const because = [["was because of", one.old], ["is because of", one.new]].filter(([, row]) => row);
  return el("li", {}, el("div", { class: "label" }, el("span", { class: `kind ${one.change}` }, one.change), " ",
    words([...new Set(label)].join(" ⇒ ")), article ? button("Read", () => read(article, D.events.find((event) => event.id === one.new?.id)), { class: "plain" }) : null),
  el("div", { class: "said" }, words(one.sentence)),
  el("div", { class: "sub" }, words(one.doc), one.fields.length ? ` · otherwise in ${one.fields.join(", ")}` : ""),
  because.map(([when, row]) => el("div", { class: "sub" }, `${when} `, row.trace.map((line, i) => [i ? ", " : "", el("code", {}, line)]))));
}

function rowWords(what, row) {
  if (what === "mention") return `${row.text} = ${row.actor}`;
  const side = (parties) => parties.map((party) => party.actor_id || [party.code, ...party.sector].filter(Boolean).join(" ") || party.entity_text).join(", ") || "–";
  return `${row.event} ${side(row.actor)} → ${side(row.recipient)} (${row.status}${row.date ? `, ${row.date}` : ""})`;
}
