// Every event as a row, and the count of each kind.

let eventList = null;

function eventsSection() {
  const tall = matchMedia("(max-width: 700px)").matches;
  eventList = longList({ height: tall ? 148 : 84, label: "Events", row: eventRow });
  drawers.push(events, kinds);
}

function events(view) {
  const rows = [...view.events].sort((a, b) => order(b.date || "", a.date || "") || a.i - b.i);
  figure(body("events"), {
    id: "events",
    summary: `${plural(rows.length, "event")}, the latest first.`,
    head: ["id", "date", "actor", "event", "mode", "recipient", "status", "place", "dead", "injured", "arrested", "sentence", "doc", "trace"],
    rows: () => rows.map((one) => [one.id, one.date || "", sideKeys(one.actors), one.type, one.modes.join("; "), sideKeys(one.recipients),
      one.status, one.place ? one.place.key : "", one.dead ?? "", one.injured ?? "", one.arrested ?? "", one.sentence.text,
      one.article.doc, one.trace.join("; ")]),
    draw: () => (rows.length ? eventList.host : nothing()),
  });
  eventList.show(rows);
}

function sideKeys(side) {
  return different(side).map((party) => party.key).join("; ");
}

function eventRow(one) {
  const open = () => read(one.article, one);
  return el("div", { class: "row event" },
    el("span", { class: "date n" }, one.date || "no date"),
    el("div", { class: "what" }, button([kindMark(one), partyWords(one.actors), " → ", partyWords(one.recipients)], open, { class: "name" }),
      el("div", { class: "said" }, words(one.sentence.text))),
    el("div", { class: "sub tags" }, [one.status !== "asserted" ? el("span", { class: `status ${one.status}` }, one.status) : null,
      one.place ? words(one.place.key) : null, tollWords(one)]));
}

function kindMark(one) {
  return el("span", { class: `kind q${one.quad}` }, one.type);
}

function partyWords(side) {
  return different(side).map((party, i) => [i ? ", " : "", words(party.name, { class: party.key === UNKNOWN ? "faint" : null })]);
}

function tollWords(one) {
  const toll = [["dead", one.dead], ["injured", one.injured], ["arrested", one.arrested]].filter(([, n]) => n !== null);
  return toll.length ? el("span", {}, toll.map(([what, n]) => `${number(n)} ${what}`).join(", ")) : null;
}

function kinds(view) {
  const found = new Map();
  for (const one of view.events) {
    if (!found.has(one.type)) found.set(one.type, { type: one.type, quad: one.quad, total: 0, modes: [] });
    found.get(one.type).total += 1;
    found.get(one.type).modes.push(...one.modes);
  }
  const rows = [...found.values()].sort((a, b) => b.total - a.total || order(a.type, b.type));
  const quads = [4, 3, 2, 1].map((quad) => [QUADS[quad], view.events.filter((one) => one.quad === quad).length]);
  figure(body("kinds"), {
    id: "kinds",
    summary: rows.length ? quads.map(([name, n]) => `${percent(n, view.events.length)} ${name}`).join(", ") + "." : "No event.",
    head: ["type", "quad class", "events", "modes"],
    rows: () => rows.map((row) => [row.type, QUADS[row.quad], row.total, modeWords(row)]),
    draw: () => (rows.length ? el("ul", { class: "bars" }, rows.map((row) => kindBar(row, rows[0].total))) : nothing()),
  });
}

function modeWords(row) {
  return tally(row.modes, (mode) => mode).map(([mode, n]) => `${mode} ${n}`).join(", ");
}

function kindBar(row, most) {
  const bar = el("span", { class: `bar q${row.quad}` });
  bar.style.width = `${(100 * row.total) / most}%`;
  return el("li", {}, button(row.type, () => choose({ type: row.type }), { class: "name" }), el("span", { class: "track" }, bar),
    el("span", { class: "n" }, number(row.total)), el("span", { class: "sub", title: modeWords(row) }, modeWords(row)));
}
