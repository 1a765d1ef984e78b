// The keyboard, and the bar that shows what it can do now.

const ALWAYS = [
  ["n", "note…", () => pickLine("Note", "It is kept with the first place of this question, which stays open.", (note) => answer({ answer: "note", note }, { only: meant().slice(0, 1).map((place) => place.at) }))],
  ["?", "why", () => { const trace = byId("trace"); if (trace) { trace.open = !trace.open; trace.scrollIntoView({ block: "nearest" }); } }],
  ["z", "skip", () => putOff()],
  ["h", "keys", () => help()],
];
const NAME = [
  ["a", (question) => (question.proposal ? `accept ${counted()}` : null), (question) => settle("accept", question.proposal.id)],
  ["x", () => `not an actor${countOf(view.question) > 1 ? `, ${counted()}` : ""}`, () => settle("not-an-actor")],
  ["1–9", (question) => (question.others.length ? "one of these" : null), null],
  ["o", () => "other actor…", () => pickActor()],
  ["s", (question) => (question.total > 1 ? (single === null ? "one by one" : "together") : null), (question) => setSingle(single === null ? question.places[0].at : null)],
  ["c", (question) => (question.proposal ? "context rule…" : null), (question) => pickLine(`“${question.surface}” is ${question.proposal.id} near which words?`,
    "Words with commas between. They are proposed as a rule by khabar review --apply; the places are accepted now.",
    (near) => settle("accept", question.proposal.id, { near: near.split(",").map((word) => word.trim()).filter(Boolean) }))],
  ["g", (question) => (question.total > SHOWN ? "see all" : null), () => seeAll(null)],
];
const EVENT = [
  ["a", () => "right", () => answer({ answer: "right" })],
  ["t", () => "wrong type", () => answer({ answer: "wrong", wrong: ["type"] })],
  ["w", () => "wrong who", () => answer({ answer: "wrong", wrong: ["actor"] })],
  ["m", () => "wrong whom", () => answer({ answer: "wrong", wrong: ["recipient"] })],
  ["v", () => "wrong status", () => answer({ answer: "wrong", wrong: ["status"] })],
  ["x", () => "not an event", () => answer({ answer: "not-an-event" })],
  ["e", () => "say what is right…", () => mend()],
];
const AUDIT = [
  ["e", () => "code it…", () => code()],
  ["x", () => "no event", () => answer({ answer: "coded", event: null })],
  ["1", (question) => question.codings[0]?.by, (question) => takeCoding(question.codings[0])],
  ["2", (question) => question.codings[1]?.by, (question) => takeCoding(question.codings[1])],
];
const LAST = [["u", "undo", () => undo()], ["q", "save and quit", () => quit()]];

// The key of an act, which is named by the key that it has where nothing is said.
function keyOf(own) {
  return start?.keys[own] || own;
}

function counted() {
  const n = countOf(view.question);
  return n > 1 ? `all ${number(n)}` : "it";
}

// What can be pressed: a key, what it does in words, and the act.
function pressable() {
  const question = view?.question;
  const own = question ? (isAudit(question) ? AUDIT : question.event ? EVENT : NAME).map(([key, what, act]) => [key, what(question), act && (() => act(question))]) : [];
  return [...own.filter(([, what]) => what), ...(question ? ALWAYS : []), ...(view ? LAST : [])];
}

function drawKeys() {
  const drawn = ([own, what, act]) => (act ? button([el("kbd", {}, keyOf(own)), " ", what], act, { "data-key": keyOf(own) }) : el("span", {}, el("kbd", {}, own), " ", what));
  const all = pressable().filter(([key]) => key !== "?" || !isAudit(view.question));
  const always = (one) => ALWAYS.some(([key]) => key === one[0]) || LAST.some(([key]) => key === one[0]);
  byId("keys").replaceChildren(el("div", {}, all.filter((one) => !always(one)).map(drawn)), el("div", {}, all.filter(always).map(drawn)));
}

// All keys, and where they are changed.
function help() {
  const what = { a: "accept", x: "not an actor", s: "one by one, or together again", c: "accept, with words to tell by", g: "see all places" };
  const listed = (title, acts) => el("div", {}, el("h3", {}, title), el("dl", { class: "keys" }, acts.map(([own, said]) => el("div", {}, el("dt", {}, el("kbd", {}, keyOf(own))), el("dd", {}, said)))));
  const told = (acts) => acts.map(([own, said]) => [own, typeof said === "string" ? said : what[own] || said({ others: [1] })]);
  open("Keys", [el("div", { class: "columns" }, listed("Names", told(NAME)), listed("Events", EVENT.map(([own, said]) => [own, said()])), listed("Audits", AUDIT.map(([own, said]) => [own, said({ codings: [] }) || "as that coder"])), listed("Always", [...ALWAYS, ...LAST])),
    el("p", { class: "sub" }, "Other keys: under [keys] in khabar.toml, as in ", el("code", {}, 'skip = "k"'), ", or --keys skip=k. The acts are named in docs/review.md.")]);
}

async function undo() {
  if (await send("/undo", {})) say("Taken back.", "done");
}

async function putOff() {
  single = null;
  if (await send("/skip", { group: view.question.id })) say("Put off to the end.", "done");
}

async function quit() {
  const { given, holding } = view;
  if (!(await send("/quit", {}))) return;
  ended(`${plural(given, "answer")} given now, ${number(holding)} in all. They are in the file of decisions. ${NEXT} This page can be closed.`, view.figures);
}

// All fields are in dialogs. Where the key is heard says nothing: the field of a dialog that has just been closed may hold it yet.
document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || document.querySelector("dialog[open]")) return;
  if (pressed.defaultPrevented || pressed.repeat) return;
  const digit = /^[1-9]$/.test(pressed.key) && view?.question && !view.question.event && view.question.others[Number(pressed.key) - 1];
  const found = pressable().find(([own, , act]) => act && keyOf(own) === pressed.key);
  if (!digit && !found) return;
  pressed.preventDefault();
  if (digit) settle("other", digit.id);
  else found[2]();
});

fetch("/start").then((asked) => (asked.ok ? asked.json() : Promise.reject(new Error("refused")))).then((told) => {
  start = told;
  byId("name").replaceChildren(words(told.name));
  document.title = `${told.name} · khabar review`;
  show(told.view);
}).catch(() => ended("The review could not be opened; run khabar review again."));
