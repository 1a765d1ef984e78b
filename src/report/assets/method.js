// How the figures were made: limits, settings, and the columns of every file.

function method() {
  const { run } = D;
  const settings = Object.entries(run.options).filter(([, value]) => value !== null && String(value) !== "" && value !== false);
  const shown = [["inputs", run.inputs.join(" ")], ["dictionaries", run.dictionaries.hash], ["threads", run.threads], ["seconds", run.seconds],
    ...settings.map(([name, value]) => [`--${name}`, [].concat(value).join(", ")])];
  const beside = [...D.codebook.map(([name]) => name).filter((name) => name.includes(".")), "CODEBOOK.md", "datapackage.json"];
  body("method").append(el("h3", {}, "How to read the figures"), el("ul", { class: "prose" }, D.limits.map((limit) => el("li", {}, quoted(limit)))),
    el("h3", {}, "How it was run"), el("dl", { class: "settings" }, shown.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, words(String(value)))))),
    el("h3", {}, D.files ? "Files beside this page" : "Files"), el("p", {}, beside.map((name, i) => [i ? ", " : "", D.files ? el("a", { href: name }, name) : el("code", {}, name)]),
      D.files ? "" : ` in ${D.folder}`, ". The dictionaries that coded them are in dictionaries/."),
    el("h3", {}, "Columns"), ...D.codebook.map(columns));
}

// Words in backquotes are names of fields.
function quoted(text) {
  return text.split("`").map((part, i) => (i % 2 ? el("code", {}, part) : part));
}

function columns([name, about, fields]) {
  return el("details", {}, el("summary", {}, el("code", {}, name), " ", quoted(about)),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, el("table", {}, el("thead", {}, el("tr", {}, ["field", "type", "meaning"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, fields.map(([field, kind, meaning]) => el("tr", {}, el("td", {}, el("code", {}, field)), el("td", {}, kind), el("td", {}, quoted(meaning))))))));
}
