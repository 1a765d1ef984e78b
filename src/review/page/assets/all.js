// All places of a group, the odd ones first: to be seen, and to take some out before one answer settles the rest.

// Gives the answer, once all that it touches has been seen.
function settle(kind, actor, more = {}) {
  const reply = kind === "not-an-actor" ? { answer: kind, ...more } : { answer: kind, actor, ...more };
  const places = meant();
  if (places.length > SHOWN) seeAll(reply);
  else answer(reply, places);
}

function seeAll(reply) {
  const { question } = view;
  const dialog = byId("all");
  const places = meant();
  const boxes = new Map();
  const rows = places.map((place) => {
    const box = el("input", { type: "checkbox", checked: true, "aria-label": "part of the answer" });
    boxes.set(place, box);
    return reply ? el("label", { class: "one" }, box, placeOf(place, question)) : placeOf(place, question);
  });
  const left = () => places.filter((place) => boxes.get(place).checked);
  const count = el("span", {}, number(places.length));
  const confirm = () => {
    const chosen = left();
    dialog.close();
    if (reply && chosen.length) answer(reply, chosen);
  };
  const title = reply ? [words(`“${question.surface}”`), ` is ${inWords(reply)}: `, count, " places"] : [words(`“${question.surface}”`), `: ${plural(places.length, "place")}`];
  const ends = reply ? [button([el("kbd", {}, "↵"), " Yes, all that are ticked"], confirm, { class: "main" }), button([el("kbd", {}, "Esc"), " Back"], () => dialog.close(), { class: "plain" }),
    el("span", { class: "sub" }, "j and k move, space ticks; what is not ticked stays open")] : [button([el("kbd", {}, "Esc"), " Back"], () => dialog.close(), { class: "plain" })];
  dialog.replaceChildren(el("h2", { id: "all-title" }, title), el("div", { class: "list" }, rows), el("p", { class: "ends" }, ends));
  dialog.onchange = () => count.replaceChildren(number(left().length));
  dialog.onkeydown = (pressed) => allKeys(pressed, [...boxes.values()], confirm);
  dialog.showModal();
  if (reply) boxes.get(places[0]).focus();
}

function allKeys(pressed, boxes, confirm) {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[pressed.key];
  if (pressed.key === "Enter" && pressed.target.type !== "button") {
    confirm();
  } else if (step) {
    const next = boxes[Math.min(Math.max(boxes.indexOf(document.activeElement) + step, 0), boxes.length - 1)];
    next?.focus();
    next?.closest(".one")?.scrollIntoView({ block: "nearest" });
  } else {
    return;
  }
  pressed.preventDefault();
}
