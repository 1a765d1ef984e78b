// Audits: an event is coded from its words alone; where two coders differ, one of them or a third says what holds.

function isAudit(question) {
  return question.class === "audit" || question.class === "adjudicate";
}

function codingsOf(question) {
  if (!question.codings.length) return null;
  const fields = ["event", "status", "actor", "recipient", "date", "place"];
  const text = (value) => (Array.isArray(value) ? value.join(", ") : value) || "–";
  const rows = fields.map((field) => [field, ...question.codings.map((one) => text(one.event ? one[field] : field === "event" ? "no event" : ""))]);
  const differ = ([, ...said]) => said.some((one) => one !== said[0]);
  return el("table", { class: "codings" }, el("thead", {}, el("tr", {}, el("th", {}, ""), question.codings.map((one, i) => el("th", { scope: "col" }, el("kbd", {}, String(i + 1)), " ", words(one.by))))),
    el("tbody", {}, rows.map((row) => el("tr", { class: differ(row) ? "differ" : null }, el("th", { scope: "row" }, row[0]), row.slice(1).map((one) => el("td", {}, words(one)))))));
}

// What an audit has found. Nobody sees it who still codes: it would tell what the rows say.
const NEXT = "The next run applies decisions; codings of an audit only count.";

function figuresOf(figures) {
  if (!figures.length) return null;
  return el("dl", { class: "row-of-event figures" }, figures.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function takeCoding({ by, ...coding }) {
  return answer({ answer: "coded", ...coding });
}

// All fields empty: what the dictionaries say is not to be seen.
function code() {
  const { excerpt } = view.question.places[0];
  const form = byId("form");
  const field = (name, label, hint) => el("label", { class: "field" }, el("span", {}, label), el("input", { name, autocomplete: "off", spellcheck: "false", placeholder: hint }));
  const value = (name) => form.querySelector(`[name="${name}"]`).value.trim();
  const listed = (name) => value(name).split(",").map((one) => one.trim()).filter(Boolean);
  const save = () => {
    form.close();
    answer({ answer: "coded", event: value("event") === "none" ? null : value("event"), status: value("status"), actor: listed("actor"), recipient: listed("recipient"), date: value("date") || null, place: value("place") || null });
  };
  form.replaceChildren(el("form", { method: "dialog", on: { submit: (sent) => { sent.preventDefault(); save(); } } }, el("h2", { id: "form-title" }, "What is reported"),
    el("blockquote", { dir: "auto" }, excerpt.before, el("mark", { class: "trigger q2" }, excerpt.words), excerpt.after),
    choice("event", "Type", [["", "choose…"], ...start.events.map((one) => [one, one]), ["none", "no event"]], "", () => {}), choice("status", "Status", start.statuses.map((one) => [one, one]), "asserted", () => {}),
    field("actor", "Who did it", "TTP, PAK MIL"), field("recipient", "To whom", "empty for nobody"), el("div", { id: "found" }),
    field("date", "When, if the text says", "2025-11-21"), field("place", "Where, if the text says", "Wana"),
    el("p", { class: "ends" }, el("button", { type: "submit", class: "main" }, "Save"), button("Cancel", () => form.close(), { class: "plain" }))));
  // Nothing chosen is not the same as "no event": the form asks again.
  form.querySelector('[name="event"]').required = true;
  for (const name of ["actor", "recipient"]) lookUp(form.querySelector(`[name="${name}"]`), byId("found"));
  form.showModal();
  form.querySelector("select").focus();
}
