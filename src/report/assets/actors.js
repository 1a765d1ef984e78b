// One row an actor: how often it acts and is acted on, when, under which forms of its name and in which roles.

let actorList = null;

function actorsSection() {
  actorList = longList({ height: 92, label: "Actors", row: actorRow });
  drawers.push(actors);
}

function actors(view) {
  const rows = actorRows(view);
  figure(body("actors"), {
    id: "actors",
    summary: rows.length ? `${plural(rows.filter((row) => row.party.actor).length, "actor")} of the dictionaries and `
      + `${plural(rows.filter((row) => !row.party.actor).length, "part")} of society that texts do not name.` : "Nobody under these filters.",
    head: ["actor", "name", "kind", "roles", "as actor", "as recipient", "mentions", "first", "last", "forms"],
    rows: () => rows.map((row) => [row.party.key, row.party.name, row.party.kind || "", rolesOf(row).join("; "), row.acts, row.suffers,
      row.mentions, row.first || "", row.last || "", formsOf(row).map(([form, n]) => `${form} (${n})`).join("; ")]),
    draw: () => actorList.host,
  });
  actorList.show(rows);
}

function actorRows(view) {
  const rows = new Map();
  const row = (party) => {
    if (!rows.has(party.key)) rows.set(party.key, { party, acts: 0, suffers: 0, mentions: 0, dates: [], forms: new Map(), roles: new Map() });
    return rows.get(party.key);
  };
  for (const one of view.events) {
    for (const party of different(one.actors)) Object.assign(row(party), { acts: row(party).acts + 1 }).dates.push(one.date);
    for (const party of different(one.recipients)) Object.assign(row(party), { suffers: row(party).suffers + 1 }).dates.push(one.date);
  }
  saidIn(view.articles).forEach((n, i) => {
    const { party, text } = D.said[i];
    const own = n && party.actor && rows.get(party.key);
    if (!own) return;
    own.mentions += n;
    own.forms.set(text, (own.forms.get(text) || 0) + n);
  });
  rolesSeen(rows, view.articles);
  rows.delete(UNKNOWN);
  const made = [...rows.values()];
  for (const one of made) {
    one.dates = one.dates.filter(Boolean).sort();
    [one.first, one.last] = [one.dates[0], one.dates[one.dates.length - 1]];
  }
  return made.sort((a, b) => b.acts + b.suffers - a.acts - a.suffers || order(a.party.key, b.party.key));
}

// By actor, which roles it has in the articles, and from when to when.
function rolesSeen(rows, articles) {
  for (const { mentioned, published: day } of articles) {
    let last = -1;
    for (const i of mentioned.filter((_, at) => at % 4 === 3).sort((a, b) => a - b)) {
      if (i === last) continue;
      last = i;
      const { party, role } = D.said[i];
      const own = party.actor && rows.get(party.key);
      if (own) seenIn(own.roles, role, day);
    }
  }
}

function formsOf(row) {
  return [...row.forms].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
}

function seenIn(roles, role, date) {
  if (!roles.has(role)) roles.set(role, { role, first: null, last: null, count: 0 });
  const own = roles.get(role);
  own.count += 1;
  if (!date) return;
  if (!own.first || date < own.first) own.first = date;
  if (!own.last || date > own.last) own.last = date;
}

// `AFG REB 2019-03 to 2021-07`, in order of time.
function rolesOf(row) {
  const roles = [...row.roles.values()].sort((a, b) => order(String(a.first), String(b.first)));
  if (roles.length < 2) return roles.map((one) => one.role);
  return roles.map((one) => (one.first ? `${one.role} ${one.first.slice(0, 7)} to ${one.last.slice(0, 7)}` : `${one.role} undated`));
}

function actorRow(row, i) {
  const { party } = row;
  const forms = formsOf(row);
  const also = forms.slice(0, 4).flatMap(([form, n], j) => [j ? ", " : "", words(form), ` ${n}`]);
  return el("div", { class: "row actor" }, el("span", { class: "rank n" }, String(i + 1)),
    el("div", { class: "who" }, el("div", { class: "head" }, button(words(party.name), () => choose({ actor: party.key }), { class: "name", title: "Show only this actor" }),
      el("span", { class: "sub" }, [party.key !== party.name ? party.key : "", wholeWords(row)].filter(Boolean).join(" · "))),
      party.roles.length > 1 ? roleLine(row) : el("div", { class: "sub" }, roleWords(row)),
      el("div", { class: "sub" }, also)),
    el("div", { class: "figures" }, el("span", {}, el("b", {}, number(row.acts)), " acts"), el("span", {}, el("b", {}, number(row.suffers)), " acted on")),
    el("div", { class: "when" }, sparkline(row.dates), el("div", { class: "sub n" }, row.first ? `${row.first} – ${row.last}` : "no date")));
}

let span = null;

function sparkline(dates) {
  const [width, height, bins] = [150, 26, 50];
  span = span || spanOf(D.events);
  const counts = new Array(bins).fill(0);
  for (const date of dates) {
    const at = Math.floor(((Date.parse(date) - span[0]) / (span[1] - span[0] || 1)) * (bins - 1));
    if (at >= 0 && at < bins) counts[at] += 1;
  }
  const most = Math.max(1, ...counts);
  const bars = counts.map((n, i) => (n ? svg("rect", { x: (i * width) / bins, y: height - Math.max(1.5, (n / most) * height),
    width: width / bins - 0.6, height: Math.max(1.5, (n / most) * height) }) : null));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "spark", "aria-hidden": "true" }, bars,
    svg("line", { x1: 0, x2: width, y1: height, y2: height }));
}

function spanOf(events) {
  // One date of long ago would press all others into the last bar.
  return drawnTime(events.map((one) => one.date).filter(Boolean).sort()).map((date) => Date.parse(date));
}

function roleWords(row) {
  const roles = rolesOf(row).join(" → ") || row.party.role || row.party.kind;
  return roles === row.party.key ? row.party.kind : roles;
}

// What an actor is part of, on the last day that it is seen.
function wholeWords({ party, last }) {
  const whole = party.wholes.find(([, from, until]) => holdsOn(from, until, last));
  return whole ? `part of ${nameOf(whole[0])}` : "";
}

const YEAR = 365.25 * 24 * 3600 * 1000;

// An actor's roles as the dictionaries have them, as long as they lasted; those of the days in view stand out.
function roleLine({ party, first, last }) {
  const time = (day) => (day ? Date.parse(day) : NaN);
  const latest = Math.max(time(last) || 0, ...party.roles.flatMap(([, , from, until]) => [time(from) || 0, time(until) || 0]));
  const made = [];
  let before = null;
  for (const [role, office, from, until] of party.roles) {
    if (before && from && before < from) made.push(roleSpan("gap", "", "", before.slice(0, 4), (time(from) - time(before)) / YEAR));
    const years = ((until ? time(until) : latest + YEAR) - (time(from) || time(until) - 4 * YEAR || latest)) / YEAR;
    const seen = first && (!until || first < until) && (!from || from <= last);
    const title = `${[role, office].filter(Boolean).join(", ")}: ${from || "…"} to ${until || "now"}`;
    made.push(roleSpan(seen ? "seen" : "", role.split(" ").slice(1).join(" ") || role, title, from ? from.slice(0, 4) : "…", years));
    before = until;
  }
  if (before) made.push(roleSpan("gap end", "", "", before.slice(0, 4), 0));
  const label = party.roles.map(([role, , from, until]) => `${role} ${from || ""} to ${until || "now"}`).join("; ");
  return el("div", { class: "roles", role: "img", "aria-label": `Roles: ${label}` }, made);
}

function roleSpan(kind, text, title, year, years) {
  const made = el("span", { class: kind, title }, el("b", {}, text), el("i", { class: "n" }, year));
  made.style.flexGrow = Math.max(1, Math.sqrt(years));
  return made;
}
