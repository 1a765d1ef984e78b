// What is chosen. It lives in the address, so that a view can be sent to a colleague.

const EMPTY = { actor: "", parts: "", pair: "", type: "", status: "", from: "", to: "", source: "", place: "", q: "", reports: "" };
const FILTERS = Object.keys(EMPTY);
let state = { ...EMPTY, doc: "", event: "" };
let D = null;
const drawers = [];

function fromHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const read = { ...EMPTY, doc: "", event: "" };
  for (const name of Object.keys(read)) read[name] = given.get(name) || "";
  return read;
}

function toHash() {
  const kept = Object.entries(state).filter(([, value]) => value !== "");
  return `#${new URLSearchParams(kept)}`;
}

// Changes what is chosen; every section follows.
function choose(change, step = true) {
  const before = state;
  state = { ...state, ...change };
  const hash = toHash();
  if (hash !== location.hash && !(hash === "#" && location.hash === "")) {
    history[step ? "pushState" : "replaceState"](null, "", hash);
  }
  // Another article under the same filters leaves all else as it is.
  if (FILTERS.every((name) => state[name] === before[name])) reading(view);
  else drawAll();
}

const encoded = new Map();

function pairKey(from, to) {
  for (const key of [from, to]) {
    if (!encoded.has(key)) encoded.set(key, encodeURIComponent(key));
  }
  return `${encoded.get(from)}>${encoded.get(to)}`;
}

function pairOf(key) {
  return key.split(">").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

function inStatus(one) {
  if (state.status === "any") return true;
  if (state.status) return one.status === state.status;
  return happened(one);
}

function happened(one) {
  return one.status === "asserted" || one.status === "claimed";
}

function inType(one) {
  return !state.type || one.type === state.type || `q${one.quad}` === state.type;
}

function inDates(date) {
  if (!state.from && !state.to) return true;
  return Boolean(date) && (!state.from || date >= state.from.slice(0, date.length))
    && (!state.to || date <= state.to.slice(0, date.length));
}

function hasParty(one, side, key) {
  return different(one[side]).some((party) => party.key === key || (state.parts !== "" && isPartOf(party, key, one.date)));
}

function passes(one) {
  if (state.reports !== "all" && (one.link || one.article.copyOf)) return false;
  if (!inStatus(one) || !inType(one) || !inDates(one.date)) return false;
  if (state.actor && !hasParty(one, "actors", state.actor) && !hasParty(one, "recipients", state.actor)) return false;
  if (state.pair) {
    const [from, to] = pairOf(state.pair);
    if (!hasParty(one, "actors", from) || !hasParty(one, "recipients", to)) return false;
  }
  if (state.source && one.article.source !== state.source) return false;
  if (state.place && (!one.place || one.place.key !== state.place)) return false;
  return !state.q || lowered(one.sentence).includes(state.q.toLowerCase());
}

// Made when it is first asked for: most readers never search.
function lowered(sentence) {
  if (sentence.lower === undefined) sentence.lower = sentence.text.toLowerCase();
  return sentence.lower;
}

// The articles that a view is about: those of its events, and where no event is asked for, those of its source and time.
function articlesOf(events) {
  const asked = ["actor", "pair", "type", "status", "place", "q"].some((name) => state[name]);
  if (asked) return [...new Set(events.map((one) => one.article))].sort((a, b) => a.i - b.i);
  return D.articles.filter((one) => (!state.source || one.source === state.source)
    && (inDates(one.published) || one.events.some((event) => inDates(event.date))));
}

let view = { events: [], articles: [] };

function viewNow() {
  const events = D.events.filter(passes);
  return { events, articles: articlesOf(events) };
}

function drawAll() {
  view = viewNow();
  for (const draw of drawers) draw(view);
}
