// All places of a group, the odd ones first: to be seen, and to take some out before one answer settles the rest.

// Gives the answer, once all that it touches has been seen.
function settle(kind, actor, more = {}) {
  const reply = kind === "not-an-actor" ? { answer: kind, ...more } : { answer: kind, actor, ...more };
  if (countOf(view.question) > SHOWN) seeAll(reply);
  else answer(reply);
}

function seeAll(reply) {
  const { question } = view;
  const dialog = byId("all");
  const total = countOf(question);
  const boxes = new Map();
  const row = (place) => {
    const box = el("input", { type: "checkbox", checked: true, "aria-label": "part of the answer" });
    boxes.set(place, box);
    return reply ? el("label", { class: "one" }, box, placeOf(place, question)) : placeOf(place, question);
  };
  const list = el("div", { class: "list" }, meant().map(row));
  const out = () => [...boxes].filter(([, box]) => !box.checked).map(([place]) => place.at);
  const count = el("span", {}, number(total));
  const confirm = () => {
    const but = out();
    dialog.close();
    if (reply && but.length < total) answer(reply, chosen(but));
  };
  const more = async () => list.append(...(await morePlaces()).map(row));
  const title = reply ? [words(`“${question.surface}”`), ` is ${inWords(reply)}: `, count, " places"] : [words(`“${question.surface}”`), `: ${plural(total, "place")}`];
  const ends = reply ? [button([el("kbd", {}, "↵"), " Yes, all that are ticked"], confirm, { class: "main" }), button([el("kbd", {}, "Esc"), " Back"], () => dialog.close(), { class: "plain" }),
    el("span", { class: "sub" }, "j and k move, space ticks; what is not ticked stays open")] : [button([el("kbd", {}, "Esc"), " Back"], () => dialog.close(), { class: "plain" })];
  dialog.replaceChildren(el("h2", { id: "all-title" }, title), list, el("p", { class: "ends" }, ends));
  dialog.onchange = () => count.replaceChildren(number(total - out().length));
  dialog.onkeydown = (pressed) => allKeys(pressed, [...boxes.values()], confirm);
  dialog.showModal();
  if (single === null) asTheEndNears(list, more);
  if (reply) boxes.values().next().value.focus();
}

// Asks for more of a long list before its reader comes to the end of what is there.
function asTheEndNears(list, more) {
  let asking = false;
  const look = async () => {
    if (asking || list.scrollTop + 2 * list.clientHeight < list.scrollHeight) return;
    asking = true;
    const before = list.childElementCount;
    await more();
    asking = false;
    if (list.childElementCount > before) look();
  };
  list.addEventListener("scroll", look);
  look();
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
