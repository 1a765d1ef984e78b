// A chart with a sentence that sums it up, the same as a table, and the table as CSV.

const asTable = new Set();

function figure(host, { id, summary, controls = [], draw, head, rows }) {
  const redraw = () => figure(host, { id, summary, controls, draw, head, rows });
  const toggle = button(asTable.has(id) ? "Show as chart" : "Show as table", () => {
    asTable.has(id) ? asTable.delete(id) : asTable.add(id);
    redraw();
  }, { class: "plain toggle", name: "toggle", "aria-pressed": asTable.has(id) ? "true" : "false" });
  const save = button("CSV", () => download(`${id}.csv`, [head, ...rows()]), { class: "plain csv" });
  const made = el("figure", {}, el("figcaption", {}, el("p", {}, summary),
    el("div", { class: "tools" }, controls, toggle, save)));
  // Whoever changes a chart by keyboard stays at the control.
  const focused = host.contains(document.activeElement) ? document.activeElement.name : "";
  host.replaceChildren(made);
  if (focused) made.querySelector(`[name="${focused}"]`)?.focus();
  made.append(asTable.has(id) ? plainTable(head, rows()) : draw(made.clientWidth || host.clientWidth || 700));
}

const SHOWN = 200;

function plainTable(head, rows) {
  const cell = (value) => el("td", { class: typeof value === "number" ? "n" : null },
    typeof value === "number" ? number(value) : words(String(value ?? "")));
  const table = el("table", {}, el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows.slice(0, SHOWN).map((row) => el("tr", {}, row.map(cell)))));
  const more = rows.length > SHOWN
    ? el("p", { class: "note" }, `The first ${SHOWN} of ${number(rows.length)} rows; the CSV has all.`) : null;
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" }, table, more);
}

// Spreadsheets take text that begins so for a formula; a quote in front keeps it text.
function csvCell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toCsv(rows) {
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function download(name, rows) {
  const address = URL.createObjectURL(new Blob([toCsv(rows)], { type: "text/csv" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function legend(items) {
  return el("ul", { class: "legend" }, items.map(([name, mark]) => el("li", {}, el("span", { class: `swatch ${mark}` }), name)));
}

function nothing(words) {
  return el("p", { class: "nothing" }, words || "Nothing under these filters.");
}
