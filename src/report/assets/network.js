// Who deals with whom: the most frequent pairs, laid out by springs that always come to rest in the same place.

// As many as can be told apart on a desk; a phone has room for fewer.
const [NODES, LINKS] = matchMedia("(max-width: 700px)").matches ? [11, 24] : [26, 60];

function network({ events }) {
  const cells = dyads(events, "party").filter((cell) => cell.from !== UNKNOWN && cell.to !== UNKNOWN && cell.from !== cell.to);
  const { nodes, links } = graph(cells);
  const left = cells.length - links.length;
  figure(body("network"), {
    id: "network",
    summary: nodes.length ? `${plural(nodes.length, "actor")} and ${plural(links.length, "pair")}`
      + (left ? `; ${plural(left, "rarer pair")} left out of the drawing.` : ".") : "No pair with both sides identified.",
    head: ["actor", "recipient", "conflict", "cooperation", "total"],
    rows: () => cells.map((cell) => [cell.from, cell.to, cell.quads[3] + cell.quads[4], cell.quads[1] + cell.quads[2], cell.total]),
    draw: (width) => (nodes.length ? el("div", {}, networkChart(nodes, links, width),
      legend([["mostly conflict", "q4"], ["mostly cooperation", "q2"]])) : nothing()),
  });
}

function graph(cells) {
  const totals = new Map();
  for (const cell of cells) for (const key of [cell.from, cell.to]) totals.set(key, (totals.get(key) || 0) + cell.total);
  const kept = [...totals].sort((a, b) => b[1] - a[1] || order(a[0], b[0])).slice(0, NODES);
  const nodes = new Map(kept.map(([key, total], i) => [key, { key, total, angle: (2 * Math.PI * i) / kept.length }]));
  const links = cells.filter((cell) => nodes.has(cell.from) && nodes.has(cell.to)).slice(0, LINKS)
    .map((cell) => ({ ...cell, a: nodes.get(cell.from), b: nodes.get(cell.to) }));
  const tied = new Set(links.flatMap((link) => [link.a, link.b]));
  return { nodes: [...nodes.values()].filter((node) => tied.has(node)), links };
}

function settle(nodes, links, width, height) {
  const ideal = 0.8 * Math.sqrt((width * height) / Math.max(1, nodes.length));
  for (const node of nodes) {
    node.x = width / 2 + Math.cos(node.angle) * width * 0.3;
    node.y = height / 2 + Math.sin(node.angle) * height * 0.3;
  }
  for (let heat = width / 8; heat > 0.5; heat *= 0.975) {
    for (const node of nodes) [node.dx, node.dy] = [0, 0];
    for (const a of nodes) {
      for (const b of nodes) if (a !== b) push(a, b, (d) => (ideal * ideal) / d / d);
    }
    for (const { a, b } of links) {
      push(a, b, (d) => -d / ideal / 2);
      push(b, a, (d) => -d / ideal / 2);
    }
    for (const node of nodes) {
      node.dx += (width / 2 - node.x) * 0.02;
      node.dy += (height / 2 - node.y) * 0.05;
      const length = Math.hypot(node.dx, node.dy) || 1;
      const step = Math.min(length, heat) / length;
      node.x += node.dx * step;
      node.y += node.dy * step;
    }
  }
  stretch(nodes, "x", 56, width - 56);
  stretch(nodes, "y", 22, height - 34);
  for (let round = 0; round < 60; round += 1) {
    for (const a of nodes) for (const b of nodes) if (a !== b) sideStep(a, b);
    for (const node of nodes) {
      node.x = Math.max(56, Math.min(width - 56, node.x));
      node.y = Math.max(22, Math.min(height - 34, node.y));
    }
  }
}

// Stretches the drawing over the frame: held at its edge, nodes would pile up there.
function stretch(nodes, axis, low, high) {
  const all = nodes.map((node) => node[axis]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  for (const node of nodes) {
    node[axis] = most > least ? low + ((node[axis] - least) / (most - least)) * (high - low) : (low + high) / 2;
  }
}

// Moves two nodes apart, each a little, where the names below them would touch.
function sideStep(a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const across = 3.4 * (short(a.key).length + short(b.key).length) + 10 - Math.abs(x);
  const down = 42 - Math.abs(y);
  if (across <= 0 || down <= 0) return;
  const [axis, by, away] = across < down * 1.5 ? ["x", across, x] : ["y", down, y];
  const step = (away < 0 ? -1 : 1) * by * 0.25;
  a[axis] -= step;
  b[axis] += step;
}

// Moves `a` away from `b` by `force` times their distance; towards it where the force is negative.
function push(a, b, force) {
  const [x, y] = [a.x - b.x || 0.1, a.y - b.y || 0.1];
  const f = force(Math.hypot(x, y));
  a.dx += x * f;
  a.dy += y * f;
}

function networkChart(nodes, links, width) {
  const height = Math.max(320, Math.min(520, width * 0.62));
  settle(nodes, links, width, height);
  const most = Math.max(...links.map((link) => link.total));
  const peak = Math.max(...nodes.map((node) => node.total));
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart", role: "group", "aria-label": "Network of actors" });
  for (const link of links) {
    const kind = link.quads[3] + link.quads[4] >= link.quads[1] + link.quads[2] ? "q4" : "q2";
    chart.append(svg("path", { d: curve(link.a, link.b), class: `edge ${kind}`, "stroke-width": 1 + 6 * Math.sqrt(link.total / most),
      on: { click: () => choose({ pair: link.key }) } }, svg("title", {}, `${link.from} → ${link.to}: ${number(link.total)}`)));
  }
  for (const node of nodes) {
    const r = 4 + 13 * Math.sqrt(node.total / peak);
    const act = () => choose({ actor: node.key });
    chart.append(svg("g", { class: "node", tabindex: "0", role: "button", "aria-label": `${nameOf(node.key)}, ${plural(node.total, "event")}`,
      on: { click: act, keydown: (event) => { if (event.key === "Enter") act(); } } },
      svg("circle", { cx: node.x, cy: node.y, r }), svg("text", { x: node.x, y: node.y + r + 13 }, short(node.key)),
      svg("title", {}, `${nameOf(node.key)}: ${number(node.total)}`)));
  }
  return chart;
}

// Bent to one side, so that both directions of a pair can be told apart.
function curve(a, b) {
  const [mx, my] = [(a.x + b.x) / 2 + (b.y - a.y) * 0.14, (a.y + b.y) / 2 - (b.x - a.x) * 0.14];
  return `M${a.x.toFixed(1)},${a.y.toFixed(1)}Q${mx.toFixed(1)},${my.toFixed(1)} ${b.x.toFixed(1)},${b.y.toFixed(1)}`;
}
