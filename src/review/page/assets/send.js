// What the page knows, and how it asks for more. One request at a time: a key pressed twice answers once.

let start = null;
let view = null;
// The place shown alone while a group is decided one by one; null while it is decided as a whole.
let single = null;
let busy = false;

async function send(path, body) {
  if (busy) return false;
  busy = true;
  try {
    const asked = await fetch(path, body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const told = asked.headers.get("content-type")?.startsWith("application/json") ? await asked.json() : { error: await asked.text() };
    if (told.error) say(told.error, "wrong");
    if (told.view || asked.ok) show(told.view || told);
    return asked.ok;
  } catch {
    ended("khabar review has ended. Every answer that was given is in the file of decisions.");
    return false;
  } finally {
    busy = false;
  }
}

// The places that an answer is about now, as far as they were sent.
function meant() {
  const places = view.question.places;
  return single === null ? places : places.filter((place) => place.at === single);
}

// How many those are.
function countOf(question) {
  return single === null ? question.total : 1;
}

// All of a group but some, or the one place that is shown alone.
function chosen(but = []) {
  return single === null ? { "all-but": { of: view.question.total, but } } : { only: [single] };
}

async function answer(reply, places = chosen()) {
  const { id, surface } = view.question;
  const n = places.only ? places.only.length : places["all-but"].of - places["all-but"].but.length;
  const next = single === null ? null : after(single);
  const done = await send("/answer", { group: id, places, ...reply });
  if (!done) return;
  if (next !== null && view.question?.places.some((place) => place.at === next)) setSingle(next);
  say(`${surface}: ${inWords(reply)}${n > 1 ? `, ${number(n)} places` : ""}.`, "done");
}

// The places of a large group that were not sent with it.
async function morePlaces() {
  const { id, places, total } = view.question;
  if (places.length >= total) return [];
  const asked = await fetch(`/places?group=${encodeURIComponent(id)}&from=${places.length}`);
  const more = asked.ok ? await asked.json() : [];
  if (view?.question?.id !== id) return [];
  places.push(...more);
  return more;
}

function inWords(reply) {
  const words = { "accept": reply.actor, "other": reply.actor, "not-an-actor": "not an actor", "right": "right", "not-an-event": "not an event", "note": "noted", "coded": reply.event || "no event" };
  return words[reply.answer] || `wrong ${reply.wrong.join(", ")}`;
}

// The next place when they are decided one by one.
function after(at) {
  const places = view.question.places;
  const here = places.findIndex((place) => place.at === at);
  const next = places[here + 1] || places[here - 1];
  return next ? next.at : null;
}

function setSingle(at) {
  single = at;
  draw();
}

function show(next) {
  const same = view?.question?.id === next.question?.id;
  view = next;
  if (!same || !view.question?.places.some((place) => place.at === single)) single = null;
  draw();
}

function say(text, kind) {
  byId("said").className = kind;
  byId("said").replaceChildren(text);
}

function ended(text, figures = []) {
  byId("question").replaceChildren(el("div", { class: "rest" }, el("h1", {}, "Done for now"), el("p", { class: "lede" }, text), figuresOf(figures)));
  byId("keys").replaceChildren();
  byId("said").replaceChildren();
  view = null;
}
