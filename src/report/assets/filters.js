// The bar of filters, and the line that says what is chosen.

const STATUSES = [["", "happened"], ["asserted", "asserted"], ["claimed", "claimed"],
  ["denied", "denied"], ["planned", "planned"], ["hypothetical", "hypothetical"], ["any", "any status"]];

function filterBar() {
  const search = el("input", { type: "search", id: "search", name: "q", placeholder: "Search in sentences", autocomplete: "off",
    "aria-label": "Search in sentences", on: { input: () => choose({ q: search.value }, false) } });
  const selects = [
    ["actor", "Actor", [["", "all actors"], ...actorOptions()]],
    ["type", "Type", [["", "all types"], ...typeOptions()]],
    ["status", "Status", STATUSES],
    ["source", "Source", [["", "all sources"], ...options(D.articles, (one) => one.source)]],
    ["place", "Place", [["", "all places"], ...options(D.events, (one) => (one.place ? [one.place.key] : []))]],
    ["reports", "Reports", [["", "first only"], ["all", "every one"]]],
  ];
  byId("filters").append(el("label", { class: "field grow" }, el("span", {}, "Sentence"), search),
    ...selects.map(([name, label, options]) => choice(name, label, options, state[name], (value) => choose({ [name]: value }))),
    day("from", "From"), day("to", "To"));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  drawers.push(showChosen);
}

function options(rows, keys) {
  return tally(rows, keys).slice(0, 500).map(([key, count]) => [key, `${key} · ${number(count)}`]);
}

function actorOptions() {
  const names = new Map(D.parties.map((party) => [party.key, party]));
  const seen = tally(D.events, (one) => [...new Set([...different(one.actors), ...different(one.recipients)].map((p) => p.key))]);
  const wholes = D.parties.flatMap((party) => party.wholes.map(([whole]) => whole));
  const silent = [...new Set(wholes)].filter((key) => !seen.some(([one]) => one === key)).sort().map((key) => [key, 0]);
  return [...seen, ...silent].map(([key, count]) => {
    const name = names.has(key) ? names.get(key).name : key;
    return [key, name === key ? `${key} · ${number(count)}` : `${name} (${key}) · ${number(count)}`];
  });
}

function typeOptions() {
  const quads = [4, 3, 2, 1].map((quad) => [`q${quad}`, `all ${QUADS[quad]}`]);
  return [...quads, ...options(D.events, (one) => one.type)];
}

function day(name, label) {
  const input = el("input", { type: "date", name, on: { change: () => choose({ [name]: input.value }) } });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

function showChosen({ events }) {
  for (const field of byId("filters").elements) {
    if (field.name in EMPTY && field.value !== state[field.name]) setField(field);
  }
  const on = FILTERS.filter((name) => state[name] !== "");
  const chips = on.map((name) => button(`${name}: ${chosenWords(name)} ×`, () => choose({ [name]: "" }),
    { class: "chip", "aria-label": `Remove filter ${name}` }));
  const parts = state.parts === "" && hasParts([state.actor, ...(state.pair ? pairOf(state.pair) : [])])
    ? button("Add its parts", () => choose({ parts: "with" }), { class: "plain", title: "Also what is part of the actor on the day of the event" }) : null;
  const clear = on.length > 1 ? button("Clear all", () => choose(EMPTY), { class: "plain" }) : null;
  byId("chosen").replaceChildren(el("span", { class: "found" },
    inArticles(events)), ...chips, ...[parts, clear].filter(Boolean));
}

function hasParts(keys) {
  return D.parties.some((party) => party.wholes.some(([whole]) => keys.includes(whole)));
}

// A value that came with the address and is in no list is shown all the same.
function setField(field) {
  const value = state[field.name];
  if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) {
    field.append(el("option", { value }, value));
  }
  field.value = value;
}

function chosenWords(name) {
  if (name === "pair") return pairOf(state.pair).join(" → ");
  if (name === "type" && /^q[1-4]$/.test(state.type)) return QUADS[Number(state.type[1])];
  if (name === "parts") return "counted too";
  return name === "reports" ? "every one" : state[name];
}
