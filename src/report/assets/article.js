// An article with its marks: actors underlined, event words in the colour of their class, parties of the chosen event tied to it.

function drawArticle(article, chosen) {
  const paper = byId("paper");
  if (!article) {
    paper.replaceChildren(nothing("No article under these filters."));
    showTrace(null);
    return;
  }
  const meta = [article.doc, article.published ? `published ${article.published} (${article.from})` : "no known date",
    article.source === NO_SOURCE ? null : article.source, article.url, article.copyOf ? `same text as ${article.copyOf.doc}` : null];
  paper.replaceChildren(el("header", {}, el("h3", {}, words(article.title)),
    el("p", { class: "sub" }, meta.filter(Boolean).flatMap((one, i) => [i ? " · " : "", words(one)]))),
    ...stateNote(article), article.text === null ? excerpts(article, chosen) : fullText(article, chosen));
  if (waits(article)) fetchText(article);
  showTrace(chosen);
  ties(paper);
  if (chosen) paper.querySelector(".trigger.chosen")?.scrollIntoView({ block: "nearest" });
}

// What has become of the input since the run.
function stateNote(article) {
  const now = waits(article) ? "waits" : article.state;
  const notes = {
    "waits": D.chunks && lost.has(chunkOf(article)) ? `Articles lie in the folder ${D.chunks.folder}, which is not beside this page; below are the sentences as they were coded.` : "Reading the article …",
    "changed": "This input has changed since the run, so its text is not shown; below are the sentences as they were coded.",
    "missing": "This input is no longer where the run found it; below are the sentences as they were coded. `khabar report --texts DIR` names its new folder.",
    "left out": "Articles are left out of this report; below are the sentences with events.",
  };
  return notes[now] ? [el("p", { class: "note changed", role: "note" }, notes[now])] : [];
}

function fullText(article, chosen) {
  return el("div", { class: "text", dir: "auto" }, marked([...article.text], 0, article, chosen));
}

function excerpts(article, chosen) {
  const sentences = [...new Set(article.events.map((one) => one.sentence))].sort((a, b) => a.no - b.no);
  if (!sentences.length) return nothing("No sentence of it has an event.");
  return el("div", { class: "text" }, sentences.map((one) => el("p", { dir: "auto" },
    one.start === null ? one.text : marked([...one.text], one.start, article, chosen))));
}

// The characters from `offset` on, cut where a mark begins or ends.
function marked(chars, offset, article, chosen) {
  const end = offset + chars.length;
  const spans = spansOf(article, chosen).filter((span) => span.start >= offset && span.end <= end && span.start < span.end);
  const cuts = [...new Set([offset, end, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const opening = new Map();
  for (const span of spans) {
    for (let i = cuts.indexOf(span.start); cuts[i] < span.end; i += 1) {
      if (!opening.has(cuts[i])) opening.set(cuts[i], []);
      opening.get(cuts[i]).push(span);
    }
  }
  return cuts.slice(0, -1).map((from, i) => {
    const text = chars.slice(from - offset, cuts[i + 1] - offset).join("");
    return opening.has(from) ? mark(text, opening.get(from), from) : text;
  });
}

function spansOf(article, chosen) {
  const party = (side, name) => (chosen ? side.filter((one) => one.end > one.start).map(({ start, end }) => ({ start, end, class: `party ${name}`, of: chosen })) : []);
  return [...article.mentions.map((one) => ({ start: one.start, end: one.end, class: "mention", of: one })),
    ...(chosen ? [...party(chosen.actors, "acts"), ...party(chosen.recipients, "suffers")] : []),
    ...article.events.map((one) => ({ start: one.start, end: one.end, of: one,
      class: `trigger q${one.quad} ${one.status}${one === chosen ? " chosen" : ""}` }))];
}

function mark(text, spans, from) {
  const top = spans[spans.length - 1];
  const event = top.of.how === undefined;
  const starts = spans.some((span) => span.start === from);
  const open = () => (event ? choose({ doc: top.of.article.doc, event: top.of.id }, false) : showMention(top.of));
  const label = event ? `${top.of.type}, ${top.of.status}` : `${top.of.party.name}`;
  return el("mark", { class: spans.map((span) => span.class).join(" "), tabindex: starts ? "0" : null, role: "button", title: label,
    on: { click: open, keydown: (pressed) => { if (pressed.key === "Enter") open(); } } }, text);
}

function showMention(mention) {
  showTrace(mention);
}

// Arcs from the chosen event's word to its parties.
function ties(paper) {
  paper.querySelector(".ties")?.remove();
  const text = paper.querySelector(".text");
  const from = text?.querySelector(".trigger.chosen");
  if (!from) return;
  const frame = text.getBoundingClientRect();
  const middle = (node) => {
    const box = node.getClientRects()[0] || node.getBoundingClientRect();
    return [box.left + box.width / 2 - frame.left, box.top - frame.top];
  };
  const layer = svg("svg", { class: "ties", width: frame.width, height: frame.height, "aria-hidden": "true" });
  for (const [name, one] of [["acts", text.querySelector(".party.acts")], ["suffers", text.querySelector(".party.suffers")]]) {
    if (!one || one === from) continue;
    const [[x1, y1], [x2, y2]] = [middle(from), middle(one)];
    const rise = Math.min(34, 10 + Math.abs(x2 - x1) * 0.08);
    layer.append(svg("path", { d: `M${x1},${y1}C${x1},${y1 - rise} ${x2},${y2 - rise} ${x2},${y2}`, class: name }), svg("circle", { cx: x2, cy: y2, r: 2.5, class: name }));
  }
  text.append(layer);
}
