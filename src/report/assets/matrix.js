// Who did how much to whom: a table whose cells are shaded by number and underlined by kind.

let matrixBy = "party";
const MATRIX_SIDE = 14;

// What a party counts as, by itself, by its country or by its sector.
const GROUPINGS = {
  party: (party) => party.key,
  whole: (party, date) => topOf(party, date).key,
  country: (party) => party.country || "(no country)",
  sector: (party) => party.sector.split(" ")[0] || "(no sector)",
};

// By events and grouping: several charts ask for the same.
const counted = new WeakMap();

function dyads(events, by) {
  if (!counted.has(events)) counted.set(events, {});
  counted.get(events)[by] ||= countDyads(events, by);
  return counted.get(events)[by];
}

function countDyads(events, by) {
  const cells = new Map();
  const group = GROUPINGS[by];
  for (const one of events) {
    const froms = new Set(different(one.actors).map((party) => group(party, one.date)));
    const tos = new Set(different(one.recipients).map((party) => group(party, one.date)));
    for (const from of froms) {
      for (const to of tos) {
        const key = pairKey(from, to);
        if (!cells.has(key)) cells.set(key, { key, from, to, total: 0, quads: [0, 0, 0, 0, 0] });
        const cell = cells.get(key);
        cell.total += 1;
        cell.quads[one.quad] += 1;
      }
    }
  }
  return [...cells.values()].sort((a, b) => b.total - a.total || order(a.key, b.key));
}

// The most frequent on one side; those that nobody identified come last.
function ends(cells, side) {
  const totals = new Map();
  for (const cell of cells) totals.set(cell[side], (totals.get(cell[side]) || 0) + cell.total);
  const known = [...totals].filter(([key]) => !key.startsWith("(")).sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
  return [...known.slice(0, MATRIX_SIDE), ...[...totals].filter(([key]) => key.startsWith("("))];
}

function matrix({ events }) {
  const cells = dyads(events, matrixBy);
  const known = cells.filter(identified);
  figure(body("whom"), {
    id: "who-to-whom",
    summary: known.length
      ? `${plural(cells.length, "pair")}; most often ${nameOf(known[0].from)} → ${nameOf(known[0].to)}, ${number(known[0].total)}.`
      : "No event with both sides identified.",
    controls: [choice("by", "By", [["party", "actor"], ["whole", "what it is part of"], ["country", "country"], ["sector", "sector"]], matrixBy,
      (value) => { matrixBy = value; matrix({ events }); })],
    head: ["actor", "recipient", ...QUADS.slice(1), "total"],
    rows: () => cells.map((cell) => [cell.from, cell.to, ...cell.quads.slice(1), cell.total]),
    draw: () => (cells.length ? el("div", {}, matrixTable(cells), quadLegend()) : nothing()),
  });
}

function identified(cell) {
  return !cell.from.startsWith("(") && !cell.to.startsWith("(");
}

function quadLegend() {
  return legend([4, 3, 2, 1].map((quad) => [QUADS[quad], `q${quad}`]));
}

function matrixTable(cells) {
  const [rows, columns] = [ends(cells, "from"), ends(cells, "to")];
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const most = Math.max(...cells.filter(identified).map((cell) => cell.total), 1);
  const head = el("tr", {}, el("td", { class: "corner" }, "acts ↓ · is acted on →"),
    columns.map(([to]) => el("th", { scope: "col", title: nameOf(to) }, el("span", {}, words(short(to))))), el("th", { scope: "col", class: "sum" }, el("span", {}, "all")));
  const lines = rows.map(([from, total]) => el("tr", {}, el("th", { scope: "row", title: nameOf(from) }, words(short(from))),
    columns.map(([to]) => matrixCell(byKey.get(pairKey(from, to)), most)), el("td", { class: "sum n" }, number(total))));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Who to whom" },
    el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, lines)));
}

// A party's name where there is room for it, else its key.
function short(key) {
  const name = nameOf(key);
  const text = name.length <= 20 ? name : key;
  return text.length > 22 ? `${text.slice(0, 21)}…` : text;
}

function matrixCell(cell, most) {
  if (!cell) return el("td", {});
  const shade = identified(cell) ? Math.min(1, Math.sqrt(cell.total / most)) : 0;
  const words = `${nameOf(cell.from)} → ${nameOf(cell.to)}: ${QUADS.slice(1).map((name, i) => `${cell.quads[i + 1]} ${name}`).join(", ")}`;
  const inside = [number(cell.total), el("span", { class: "kinds" }, [4, 3, 2, 1].filter((quad) => cell.quads[quad]).map((quad) => {
    const piece = el("i", { class: `q${quad}` });
    piece.style.flexGrow = cell.quads[quad];
    return piece;
  }))];
  const made = matrixBy === "party" || matrixBy === "whole"
    ? el("button", { type: "button", title: words, "aria-label": words, on: { click: () => openPair(cell) } }, inside)
    : el("span", { class: "cell", title: words }, inside);
  made.style.setProperty("--shade", `${Math.round(6 + shade * 38)}%`);
  return el("td", {}, made);
}

function openPair(cell) {
  choose({ pair: cell.key, parts: matrixBy === "whole" ? "with" : "" });
  byId("events").scrollIntoView();
}
