// A line to write in, with actors to choose from where one is wanted.

async function search(text) {
  const asked = await fetch(`/actors?q=${encodeURIComponent(text)}`);
  return asked.ok ? asked.json() : [];
}

// Asks for an actor by any of its names; arrows and digits choose.
function pickActor() {
  let found = [];
  let at = 0;
  const list = el("ol", { class: "choices", role: "listbox" });
  const input = el("input", { type: "text", "aria-label": "Name or id of the actor", autocomplete: "off", spellcheck: "false" });
  const choose = (actor) => {
    byId("pick").close();
    if (actor) settle("other", actor.id);
  };
  const drawFound = () => list.replaceChildren(...found.map((actor, i) => el("li", { class: i === at ? "current" : null, role: "option", "aria-selected": i === at ? "true" : "false" },
    button(actor.id, () => choose(actor), { class: "name", tabindex: "-1" }), " ", words(actor.name), el("span", { class: "faint" }, ` ${actor.kind}`))));
  input.addEventListener("input", async () => {
    const asked = input.value;
    const next = asked.trim().length < 2 ? [] : await search(asked);
    if (input.value !== asked) return;
    [found, at] = [next, 0];
    drawFound();
  });
  input.addEventListener("keydown", (pressed) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
    if (step) {
      at = Math.min(Math.max(at + step, 0), Math.max(found.length - 1, 0));
      drawFound();
    } else if (pressed.key === "Enter") {
      choose(found[at]);
    } else {
      return;
    }
    pressed.preventDefault();
  });
  open("Which actor?", [input, list, el("p", { class: "sub" }, "Any name or id that the dictionaries have. Enter takes the marked one. Who is not there yet: khabar dict add ID NAME --kind KIND.")]);
  input.focus();
}

// Asks for a line of text.
function pickLine(title, about, act) {
  const input = el("input", { type: "text", "aria-label": title, autocomplete: "off" });
  input.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "Enter") return;
    pressed.preventDefault();
    byId("pick").close();
    if (input.value.trim()) act(input.value.trim());
  });
  open(title, [input, el("p", { class: "sub" }, about)]);
  input.focus();
}

function open(title, content) {
  byId("pick").replaceChildren(el("h2", { id: "pick-title" }, title), ...content);
  byId("pick").showModal();
}
