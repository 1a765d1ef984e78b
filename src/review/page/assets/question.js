// The question: what is asked, why, and the words it is about.

const WHY = {
  disputed: "Coders differ",
  changed: "The article has changed since this was decided",
  contradicted: "Decided otherwise elsewhere",
  default: "Ambiguous, and nothing settled it",
  context: "Ambiguous, settled by the words around",
  unknown: "A name that no dictionary knows",
  event: "An event, as coded",
  rest: "A sample of all other names",
  audit: "An event to be coded, the row unseen",
  adjudicate: "Coded differently by two",
};
const HOW = { "default": "the entry’s default", "context": "a context rule", "alias": "its name", "acronym": "an acronym with one owner", "defined": "a definition in the article",
  "surname": "a full name before it", "decision": "an earlier decision" };
// As many as are shown without asking for all.
const SHOWN = 3;

function draw() {
  if (!view) return;
  const { coder, given, holding, urgent, others, question } = view;
  byId("how-far").replaceChildren(words(coder), ` · ${plural(given, "answer")} now, ${number(holding)} in all · ${number(urgent)} to decide${others ? ` · ${number(others)} more in random order` : ""}`);
  const part = urgent + given ? Math.round((100 * given) / (urgent + given)) : 100;
  byId("progress").setAttribute("aria-valuenow", part);
  byId("progress").firstElementChild.style.width = `${part}%`;
  byId("question").replaceChildren(question ? asked(question) : nothingLeft(holding));
  drawKeys();
  document.documentElement.dataset.ready = question ? question.id : "none";
}

function nothingLeft(holding) {
  return el("div", { class: "rest" }, el("h1", {}, "Nothing is left to decide"),
    el("p", { class: "lede" }, `${plural(holding, "answer")} of yours hold. ${NEXT}`), figuresOf(view.figures));
}

function asked(question) {
  const places = meant();
  const shown = single === null ? places.slice(0, SHOWN) : places;
  const more = countOf(question) - shown.length;
  return el("article", { class: `asked ${question.class}` },
    el("p", { class: "why" }, WHY[question.class]),
    question.event ? eventHead(question) : nameHead(question),
    codingsOf(question),
    el("p", { class: "facts" }, factsOf(question)),
    question.earlier.length ? el("ul", { class: "earlier" }, [...new Set(question.earlier)].slice(0, 5).map((line) => el("li", {}, words(line)))) : null,
    question.notes.length ? el("ul", { class: "notes" }, question.notes.map((line) => el("li", {}, words(line)))) : null,
    el("div", { class: "places" }, shown.map((place) => placeOf(place, question))),
    more > 0 ? el("p", {}, button(`See all ${number(question.total)}`, () => seeAll(null), { class: "plain" })) : null,
    question.event ? eventTable(question.event) : choices(question),
    isAudit(question) ? null : el("details", { id: "trace" }, el("summary", {}, "Why it was found"), el("ul", { class: "lines" }, question.trace.map((line) => el("li", {}, el("code", {}, line))))));
}

function nameHead(question) {
  const meant = question.proposal;
  return el("h1", {}, words(`“${question.surface}”`), meant ? [el("span", { class: "arrow", "aria-label": "is" }, " → "), el("span", { class: "id" }, words(meant.id)), " ", el("small", {}, words(meant.name))] : null);
}

function factsOf(question) {
  const facts = [];
  if (single !== null) facts.push(`place ${1 + question.places.findIndex((place) => place.at === single)} of ${question.total}, one by one`);
  else if (!question.event && !isAudit(question)) facts.push(`${plural(question.total, "place")} in ${plural(question.articles, "article")} of ${question.sources ? plural(question.sources, "source") : "no named source"}`);
  if (HOW[question.how]) facts.push(`settled by ${HOW[question.how]}`);
  if (question.actor_missing) facts.push(`${plural(question.actor_missing, "time")} where an event lacks its actor`);
  return facts.join(" · ");
}

function placeOf(place, question) {
  const about = [place.title || place.doc, place.source, place.published].filter(Boolean);
  return el("figure", { class: place.odd ? "place odd" : "place" },
    el("figcaption", {}, about.flatMap((one, i) => [i ? " · " : "", words(one)]), place.odd ? el("b", { class: "tag" }, "unlike the others") : null),
    el("blockquote", { dir: "auto" }, el("span", { class: "faint" }, place.excerpt.lead), place.excerpt.before, el("mark", { class: question.event ? `trigger q${quadOf(question.event.event)}` : isAudit(question) ? "trigger q2" : "name" }, place.excerpt.words), place.excerpt.after, el("span", { class: "faint" }, place.excerpt.tail)),
    place.company.length && !question.event ? el("p", { class: "sub" }, "with ", place.company.flatMap((id, i) => [i ? ", " : "", words(id)])) : null);
}

function choices(question) {
  if (!question.others.length) return null;
  return el("ol", { class: "choices" }, question.others.map((actor, i) => el("li", {}, el("kbd", {}, String(i + 1)),
    button(actor.id, () => settle("other", actor.id), { class: "name" }), " ", words(actor.name), actor.kind ? el("span", { class: "faint" }, ` ${actor.kind}`) : null)));
}
