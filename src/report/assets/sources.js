// Who published the articles, how many and when: what rises with a source may be the source.

const SOURCES_SHOWN = 12;

function sources(view) {
  const rows = sourceRows(view);
  const named = rows.filter((row) => row.source !== NO_SOURCE);
  const silent = rows.find((row) => row.source === NO_SOURCE)?.articles || 0;
  const head = ["source", "articles", "events", "first", "last"];
  figure(part("accounting", "sources"), {
    id: "sources",
    summary: named.length ? `${plural(named.length, "source")}; most articles from ${named[0].source}, ${number(named[0].articles)}.${silent ? ` ${plural(silent, "article")} ${silent === 1 ? "names" : "name"} none.` : ""}` : "No article names its source.",
    head,
    rows: () => rows.map((row) => head.map((name) => row[name] ?? "")),
    draw: () => (named.length ? el("ul", { class: "bars sources" }, named.slice(0, SOURCES_SHOWN).map((row) => sourceItem(row, named[0].articles)),
      named.length > SOURCES_SHOWN ? el("li", { class: "note" }, `${number(named.length - SOURCES_SHOWN)} more in the table and the CSV.`) : null) : nothing("")),
  });
}

function sourceRows({ articles, events }) {
  const found = new Map();
  const row = (source) => {
    if (!found.has(source)) found.set(source, { source, articles: 0, events: 0, dates: [] });
    return found.get(source);
  };
  for (const { source, published } of articles) {
    row(source).articles += 1;
    if (published) row(source).dates.push(published);
  }
  for (const { article } of events) row(article.source).events += 1;
  for (const one of found.values()) {
    one.dates.sort();
    [one.first, one.last] = [one.dates[0], one.dates[one.dates.length - 1]];
  }
  return [...found.values()].sort((a, b) => b.articles - a.articles || order(a.source, b.source));
}

function sourceItem(row, most) {
  const bar = el("span", { class: "bar coded" });
  bar.style.width = `${(100 * row.articles) / most}%`;
  return el("li", {}, button(words(row.source), () => choose({ source: row.source }), { class: "name", title: "Show only this source" }), el("span", { class: "track" }, bar),
    el("span", { class: "n" }, number(row.articles)),
    el("span", { class: "sub" }, `${plural(row.events, "event")}${row.first ? `, ${row.first} – ${row.last}` : ", no dates"}`), sparkline(row.dates));
}
