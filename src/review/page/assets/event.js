// Events: the row as it is coded, and the form that says what is right instead.

function quadOf(type) {
  return start.quads[start.events.indexOf(type)] || 4;
}

function eventHead(question) {
  const { event, actor, recipient, status } = question.event;
  return el("h1", {}, side(actor), el("span", { class: `kind q${quadOf(event)}` }, event), side(recipient), status === "asserted" ? null : el("small", {}, ` ${status}`));
}

function side(parties) {
  if (!parties.length) return el("span", { class: "faint" }, "nobody");
  return parties.flatMap((party, i) => [i ? ", " : "", el("span", { class: "id" }, words(party.code || "?"))]);
}

function eventTable(event) {
  const party = (one) => [words(one.words), " ", el("span", { class: "faint" }, words(one.name ? `${one.code}, ${one.name}` : one.code))];
  const rows = [["type", [event.event, event.mode.length ? `, ${event.mode.join(", ")}` : ""]], ["status", event.status],
    ["who", event.actor.flatMap((one, i) => [i ? "; " : "", party(one)])], ["whom", event.recipient.flatMap((one, i) => [i ? "; " : "", party(one)])],
    ["when", event.date], ["where", event.place && words(event.place)], ["toll", event.toll.join(", ")], ["says", event.attribution && words(event.attribution)]];
  return el("dl", { class: "row-of-event" }, rows.filter(([, value]) => value && value.length !== 0).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

// Two fields to choose and two to write: ids of actors, or a country and a sector.
function mend() {
  const { event, places: [{ excerpt }] } = view.question;
  const form = byId("form");
  const codes = (parties) => parties.map((one) => one.code).join(", ");
  const field = (name, label, value) => el("label", { class: "field" }, el("span", {}, label), el("input", { name, value, autocomplete: "off", spellcheck: "false" }));
  const chosen = { event: event.event, status: event.status, actor: codes(event.actor), recipient: codes(event.recipient) };
  const save = () => {
    const value = (name) => form.querySelector(`[name="${name}"]`).value.trim();
    const listed = (name) => value(name).split(",").map((code) => code.trim()).filter(Boolean);
    const right = {};
    const wrong = [];
    for (const [name, part] of [["event", "type"], ["status", "status"], ["actor", "actor"], ["recipient", "recipient"]]) {
      if (value(name) === chosen[name]) continue;
      wrong.push(part);
      right[name] = name === "actor" || name === "recipient" ? listed(name) : value(name);
    }
    form.close();
    if (wrong.length) answer({ answer: "wrong", wrong, right });
    else answer({ answer: "right" });
  };
  form.replaceChildren(el("form", { method: "dialog", on: { submit: (sent) => { sent.preventDefault(); save(); } } },
    el("h2", { id: "form-title" }, "What is right"),
    el("blockquote", { dir: "auto" }, excerpt.before, el("mark", { class: `trigger q${quadOf(event.event)}` }, excerpt.words), excerpt.after),
    choice("event", "Type", start.events.map((one) => [one, one]), event.event, () => {}), choice("status", "Status", start.statuses.map((one) => [one, one]), event.status, () => {}),
    field("actor", "Who did it", chosen.actor), field("recipient", "To whom", chosen.recipient), el("div", { id: "found" }),
    el("p", { class: "sub" }, "Ids of actors, or country and sector such as PAK MIL; several with commas; empty for nobody. Words are looked up as you type."),
    el("p", { class: "ends" }, el("button", { type: "submit", class: "main" }, "Save"), button("Cancel", () => form.close(), { class: "plain" }))));
  for (const input of form.querySelectorAll("input")) lookUp(input, byId("found"));
  form.showModal();
  form.querySelector("select").focus();
}

// Offers actors for the last word of a list; a choice takes its place.
function lookUp(input, list) {
  const last = () => input.value.split(",").pop().trim();
  input.addEventListener("input", async () => {
    const asked = last();
    const found = asked.length < 2 ? [] : await search(asked);
    if (last() !== asked) return;
    const put = (id) => {
      input.value = [...input.value.split(",").slice(0, -1).map((one) => one.trim()), id].join(", ");
      list.replaceChildren();
      input.focus();
    };
    list.replaceChildren(...found.slice(0, 5).map((actor) => el("p", {}, button(actor.id, () => put(actor.id), { class: "name" }), " ", words(actor.name))));
  });
}
