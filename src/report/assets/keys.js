// The keyboard, and the help that lists it.

const KEYS = [["j", "next article", () => step(1)], ["k", "previous article", () => step(-1)], ["n", "next event of the article", () => stepEvent(1)],
  ["p", "previous event of the article", () => stepEvent(-1)], ["/", "search in sentences", () => byId("search").focus()],
  ["c", "clear all filters", () => choose(EMPTY)], ["t", "light, dark, or as the system says", () => nextTheme()], ["?", "this list", () => showHelp()]];

function keyboard() {
  const help = byId("help");
  help.append(el("h2", { id: "help-title" }, "Keyboard"), el("dl", {}, KEYS.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)))),
    button("Close", () => help.close()));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, select, textarea, dialog[open]");
    if (event.key === "Escape" && typing && !help.open) event.target.blur();
    if (typing) return;
    const found = KEYS.find(([key]) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}

function showHelp() {
  byId("help").showModal();
}

const THEMES = { "": "Automatic", light: "Light", dark: "Dark" };

function nextTheme() {
  const all = Object.keys(THEMES);
  setTheme(all[(all.indexOf(document.documentElement.dataset.theme || "") + 1) % all.length]);
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId("theme").replaceChildren(`Theme: ${THEMES[theme]}`);
}
