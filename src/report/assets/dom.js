// Elements. All text of articles enters the page here, as text nodes and never as markup.

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  return filled(made, attributes, children);
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return filled(made, attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") {
      for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

// The part of a section that its content goes into.
function body(section) {
  return byId(section).querySelector(".body");
}

// Words that an article wrote, which may run from right to left.
function words(text, attributes) {
  return el("bdi", { dir: "auto", ...attributes }, text);
}

function button(text, act, attributes) {
  return el("button", { type: "button", on: { click: act }, ...attributes }, text);
}

function choice(name, label, options, chosen, act) {
  const select = el("select", { name, on: { change: () => act(select.value) } },
    options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
  return el("label", { class: "field" }, el("span", {}, label), select);
}

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function number(n) {
  return grouped.format(n);
}

function plural(n, one, many) {
  return `${number(n)} ${n === 1 ? one : many || `${one}s`}`;
}

function percent(part, whole) {
  return whole === 0 ? "0 %" : `${Math.round((100 * part) / whole)} %`;
}

// By code, which is much faster than by the customs of a language, and the same in every browser.
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// A count of each key, the most frequent first.
function tally(items, keys) {
  const counts = new Map();
  for (const item of items) {
    for (const key of [].concat(keys(item))) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || order(String(a[0]), String(b[0])));
}
