// The reading view: a list of articles, the one that is open, and why a mark in it was coded.

let articleList = null;
let shownArticles = [];
let openArticle = null;

function readingSection() {
  articleList = longList({ height: 62, label: "Articles", row: articleRow });
  body("reading").append(el("div", { class: "reader" }, articleList.host,
    el("article", { id: "paper", tabindex: "-1", "aria-label": "Article" }),
    el("aside", { id: "trace", "aria-label": "Why it was coded", "aria-live": "polite" })));
  drawers.push(reading);
}

function reading(view) {
  const before = shownArticles;
  shownArticles = view.articles;
  const wanted = D.articles.find((one) => one.doc === state.doc);
  const article = wanted || (shownArticles.includes(openArticle) ? openArticle : shownArticles[0]) || null;
  const chosen = D.events.find((one) => one.id === state.event) || null;
  const same = before.length === shownArticles.length && before.every((one, i) => one === shownArticles[i]);
  openArticle = article;
  articleList.show(shownArticles, same);
  drawArticle(article, chosen && chosen.article === article ? chosen : null);
}

function articleRow(one) {
  const current = one === openArticle;
  return el("div", { class: current ? "row paper current" : "row paper" },
    button(words(one.title), () => read(one), { class: "name", "aria-current": current ? "true" : null }),
    el("div", { class: "sub n" }, [one.published || "no date", one.source === NO_SOURCE ? null : [" · ", words(one.source)],
      ` · ${plural(one.events.length, "event")}`, one.copyOf ? " · duplicate" : ""]));
}

// Opens an article, at an event if one is given.
function read(article, event) {
  choose({ doc: article.doc, event: event ? event.id : "" });
  byId("reading").scrollIntoView();
  showCurrent();
}

function showCurrent() {
  const i = shownArticles.indexOf(openArticle);
  if (i >= 0) articleList.reveal(i);
}

function step(by) {
  if (!shownArticles.length) return;
  const i = shownArticles.indexOf(openArticle);
  const to = Math.max(0, Math.min(shownArticles.length - 1, i < 0 ? 0 : i + by));
  choose({ doc: shownArticles[to].doc, event: "" }, false);
  byId("reading").scrollIntoView({ block: "nearest" });
  showCurrent();
}

function stepEvent(by) {
  const events = openArticle ? openArticle.events : [];
  if (!events.length) return;
  const i = events.findIndex((one) => one.id === state.event);
  const to = Math.max(0, Math.min(events.length - 1, i < 0 ? (by > 0 ? 0 : events.length - 1) : i + by));
  choose({ doc: openArticle.doc, event: events[to].id }, false);
}

// The panel beside the article: who did what to whom, and the dictionary lines that said so.
function showTrace(one) {
  const panel = byId("trace");
  if (!one) {
    panel.replaceChildren(el("p", { class: "note" }, "Choose a mark in the article: an event, or the name of an actor."));
    return;
  }
  const facts = one.how === undefined ? eventFacts(one) : mentionFacts(one);
  panel.replaceChildren(el("h3", {}, one.how === undefined ? [kindMark(one), " ", words(trigger(one))] : words(one.text)),
    el("dl", {}, facts.filter(([, value]) => value !== null && value !== "").map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    el("h4", {}, "Because of"), el("ul", { class: "lines" }, one.trace.map((line) => el("li", {}, el("code", {}, line)))));
}

function eventFacts(one) {
  const side = (rows) => (rows.length ? rows.flatMap(({ party, text }, i) => [i ? "; " : "", words(text),
    party.key === UNKNOWN ? "" : [" = ", button(words(party.name), () => choose({ actor: party.key }), { class: "plain" }),
      party.role && party.role !== party.name ? ` ${party.role}` : ""]]).flat() : "not identified");
  const date = one.date ? [one.date + (one.dateTo ? ` to ${one.dateTo}` : ""), one.dateFrom === "published" ? " (day of publication)" : " (as the text says)"].join("") : "unknown";
  return [["actor", side(one.actors)], ["recipient", side(one.recipients)],
    ["status", el("span", { class: `status ${one.status}` }, one.status)], ["when", date],
    ["where", one.place ? [words(one.place.key), ` (from the ${one.placeFrom})`] : "unknown"],
    ["mode", one.modes.join(", ")], ["about", one.contexts.join(", ")], ["toll", tollWords(one)],
    ["people", one.size === null ? "" : number(one.size)], ["said by", one.saidBy && words(one.saidBy)],
    ["scale", `${one.scale} (${QUADS[one.quad]})`], ["CAMEO", one.cameo], ["ACLED", one.acled],
    ["told before", one.link && button(`in ${one.link.article.title}`, () => read(one.link.article, one.link), { class: "plain" })],
    ["id", el("code", {}, one.id)]];
}

function mentionFacts(one) {
  return [["actor", button(words(one.party.name), () => choose({ actor: one.party.key }), { class: "plain" })],
    ["kind", one.party.kind], ["role here", one.role], ["settled by", one.how]];
}
