// Events over time, stacked by quad class, above the articles that tell of them.

let timelineStep = "";
const STEPS = { day: 10, month: 7, year: 4 };

function timeline(view) {
  const dates = view.events.map((one) => one.date).filter(Boolean).sort();
  const step = timelineStep || stepFor(dates);
  const time = drawnTime(dates);
  const buckets = bucketsOf(view, step, time);
  const dated = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  const peak = buckets.reduce((best, bucket) => (bucket.total > best.total ? bucket : best), { total: 0 });
  const left = view.events.length - dated;
  const rest = left ? ` ${plural(left, "event")} without so precise a date ${left === 1 ? "is" : "are"} not in it.` : "";
  figure(body("timeline"), {
    id: "timeline",
    summary: peak.total ? `By ${step}: most in ${peak.name}, ${number(peak.total)}.${rest}` : `No dated event.${rest}`,
    controls: [choice("step", "By", [["", "automatic"], ["day", "day"], ["week", "week"], ["month", "month"], ["year", "year"]],
      timelineStep, (value) => { timelineStep = value; timeline(view); })],
    head: ["from", ...QUADS.slice(1), "total", "articles published", "sources"],
    rows: () => buckets.map((bucket) => [bucket.name, ...bucket.quads.slice(1), bucket.total, bucket.articles, bucket.sources.size]),
    draw: (width) => (peak.total ? el("div", {}, timelineChart(withoutStrays(buckets, time, step), width, step), strayNote(buckets, time, step), legend([4, 3, 2, 1].map((quad) => [QUADS[quad], `q${quad}`])
      .concat([["articles published", "paper"]], fewSources(buckets) ? [[`fewer than ${fewSources(buckets)} sources`, "thin-band"]] : []))) : nothing()),
  });
}

function stepFor(dates) {
  if (!dates.length) return "month";
  const [first, last] = drawnTime(dates);
  const days = (Date.parse(last) - Date.parse(first)) / 86400000;
  return days <= 70 ? "day" : days <= 500 ? "week" : days <= 4000 ? "month" : "year";
}

// The first day of a date's step; none where the date is not as precise.
function bucketOf(date, step) {
  if (!date) return null;
  if (step === "week") {
    const day = date.length >= 10 ? new Date(`${date.slice(0, 10)}T00:00:00Z`) : null;
    return day && new Date(day - ((day.getUTCDay() + 6) % 7) * 86400000).toISOString().slice(0, 10);
  }
  return date.length >= STEPS[step] ? date.slice(0, STEPS[step]) : null;
}

function next(name, step) {
  if (step === "year") return String(Number(name) + 1).padStart(4, "0");
  if (step === "month") {
    const [year, month] = name.split("-").map(Number);
    return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  }
  return new Date(Date.parse(`${name}T00:00:00Z`) + (step === "week" ? 7 : 1) * 86400000).toISOString().slice(0, 10);
}

// At most so many steps are drawn; a single event of long ago would make the rest too thin to see.
const MOST = 800;

function bucketsOf(view, step, time) {
  const found = new Map();
  for (const one of view.events) {
    const name = bucketOf(one.date, step);
    if (!name) continue;
    if (!found.has(name)) found.set(name, emptyBucket(name));
    const bucket = found.get(name);
    bucket.quads[one.quad] += 1;
    bucket.total += 1;
  }
  const names = [...found.keys()].sort();
  const drawn = names.filter((name) => isDrawn(name, time, step));
  const last = drawn[drawn.length - 1];
  // Zeros are filled in where bars are drawn; of what lies far from there only what happened is listed.
  const buckets = names.filter((name) => !isDrawn(name, time, step) && name < drawn[0]).map((name) => found.get(name));
  for (let name = drawn[0]; name && name <= last && buckets.length < names.length + MOST; name = next(name, step)) {
    buckets.push(found.get(name) || emptyBucket(name));
  }
  buckets.push(...names.filter((name) => !isDrawn(name, time, step) && !(name < drawn[0])).map((name) => found.get(name)));
  const byName = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  for (const article of view.articles) {
    const bucket = byName.get(bucketOf(article.published, step));
    if (!bucket) continue;
    bucket.articles += 1;
    if (article.source !== NO_SOURCE) bucket.sources.add(article.source);
  }
  return buckets;
}

// Dates are read from texts, and some are far from all others; they would make the rest too thin to see. News is about the
// days in which it is published: where most events are of that time, that is the time to draw.
function drawnTime(dates) {
  const papers = published();
  const near = papers ? dates.filter((date) => date >= papers[0].slice(0, date.length) && date.slice(0, 10) <= papers[1]) : [];
  if (near.length > 0.6 * dates.length) return [near[0] < papers[0] ? papers[0] : near[0], near[near.length - 1]];
  const cut = Math.floor(dates.length * 0.01);
  return [dates[cut], dates[dates.length - 1 - cut]];
}

let publishedTime;

// The first and the last day of publication; nothing where few articles have one.
function published() {
  if (publishedTime === undefined) {
    const days = D.articles.map((one) => one.published).filter((day) => day && day.length >= 10).sort();
    publishedTime = days.length > 0.6 * D.articles.length ? [days[0].slice(0, 10), days[days.length - 1].slice(0, 10)] : null;
  }
  return publishedTime;
}

function isDrawn(name, [first, last], step) {
  return first !== undefined && next(name, step) > first.slice(0, name.length) && name <= last;
}

function withoutStrays(buckets, time, step) {
  return buckets.filter(({ name }) => isDrawn(name, time, step));
}

function strayNote(buckets, time, step) {
  const drawn = withoutStrays(buckets, time, step).reduce((sum, bucket) => sum + bucket.total, 0);
  const strays = buckets.reduce((sum, bucket) => sum + bucket.total, 0) - drawn;
  return strays ? el("p", { class: "note" }, `${plural(strays, "event")} of earlier or later dates ${strays === 1 ? "is" : "are"} in the table and the CSV only.`) : null;
}

function emptyBucket(name) {
  return { name, quads: [0, 0, 0, 0, 0], total: 0, articles: 0, sources: new Set() };
}

function timelineChart(buckets, width, step) {
  const [height, strip, left, bottom] = [240, 26, 44, 22];
  const plot = { x: left, w: width - left - 8, h: height - strip - bottom - 18 };
  const most = Math.max(...buckets.map((bucket) => bucket.total));
  const top = niceTop(most);
  const each = plot.w / buckets.length;
  const papers = Math.max(1, ...buckets.map((bucket) => bucket.articles));
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart", role: "img",
    "aria-label": "Events over time by quad class" });
  for (const tick of [0, top / 2, top]) {
    const y = 8 + plot.h * (1 - tick / top);
    if (Number.isInteger(tick)) {
      chart.append(svg("line", { x1: left, x2: width - 8, y1: y, y2: y, class: "grid" }),
        svg("text", { x: left - 8, y: y + 4, class: "tick end" }, number(tick)));
    }
  }
  const few = fewSources(buckets);
  buckets.forEach((bucket, i) => few && bucket.sources.size < few
    && chart.append(svg("rect", { x: left + i * each, y: 8, width: each, height: plot.h, class: "thin" })));
  buckets.forEach((bucket, i) => chart.append(bar(bucket, left + i * each, each, plot, top, papers, strip)));
  timeLabels(buckets, width, each).forEach(([i, text]) =>
    chart.append(svg("text", { x: left + (i + 0.5) * each, y: height - 6, class: "tick middle" }, text)));
  brush(chart, buckets, { left, each, height: height - bottom, step });
  return chart;
}

function bar(bucket, x, each, plot, top, papers, strip) {
  const wide = Math.max(0.8, Math.min(each * 0.86, 46));
  const group = svg("g", {}, svg("title", {}, `${bucket.name}: ${plural(bucket.total, "event")}, ${plural(bucket.articles, "article")}`));
  let y = 8 + plot.h;
  for (const quad of [4, 3, 2, 1]) {
    const h = (plot.h * bucket.quads[quad]) / top;
    if (h > 0) group.append(svg("rect", { x: x + (each - wide) / 2, y: y - h, width: wide, height: h, class: `fill q${quad}` }));
    y -= h;
  }
  const h = ((strip - 4) * bucket.articles) / papers;
  if (h > 0) group.append(svg("rect", { x: x + (each - wide) / 2, y: 8 + plot.h + 10, width: wide, height: h, class: "fill paper" }));
  return group;
}

// Half of the sources that a step usually has; nought where there are too few to tell.
function fewSources(buckets) {
  const usual = buckets.map((bucket) => bucket.sources.size).sort((a, b) => a - b)[Math.floor(buckets.length / 2)] || 0;
  return usual >= 4 ? Math.ceil(usual / 2) : 0;
}

function niceTop(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= most) || most;
}

function timeLabels(buckets, width, each) {
  const every = Math.max(1, Math.ceil(92 / each));
  return buckets.map((bucket, i) => [i, bucket.name]).filter(([i]) => i % every === 0 && i * each < width - 90);
}

function brush(chart, buckets, { left, each, height, step }) {
  const shade = svg("rect", { y: 0, height, width: 0, class: "brush" });
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    const i = Math.floor((event.clientX - box.left - left) / each);
    return Math.max(0, Math.min(buckets.length - 1, i));
  };
  let from = null;
  chart.append(shade);
  chart.addEventListener("pointerdown", (event) => {
    from = at(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [a, b] = [from, at(event)].sort((x, y) => x - y);
    shade.setAttribute("x", left + a * each);
    shade.setAttribute("width", (b - a + 1) * each);
  });
  chart.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [a, b] = [from, at(event)].sort((x, y) => x - y);
    from = null;
    choose({ from: firstDay(buckets[a].name), to: lastDay(buckets[b].name, step) });
  });
}

function firstDay(name) {
  return `${name}-01-01`.slice(0, 10);
}

function lastDay(name, step) {
  const after = firstDay(next(name, step));
  return new Date(Date.parse(`${after}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);
}
