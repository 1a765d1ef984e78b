// Events counted by actor or pair, period, and type or quad class, as `khabar export --to counts` does.

let countsChosen = { unit: "dyad", period: "month", by: "quad" };

function counts(view) {
  const change = (name) => (value) => {
    countsChosen = { ...countsChosen, [name]: value };
    counts(view);
  };
  const { head, rows, left } = countTable(view.events);
  const first = rows.filter((row) => row[row.length - 1] > 0);
  figure(body("counts"), {
    id: "counts",
    summary: `${plural(rows.length, "row")}, ${number(first.length)} of them above zero.`
      + (left ? ` ${plural(left, "event")} without so precise a date ${left === 1 ? "is" : "are"} not counted.` : ""),
    controls: [choice("unit", "Unit", [["actor", "actor"], ["dyad", "pair"]], countsChosen.unit, change("unit")),
      choice("period", "Period", [["day", "day"], ["week", "week"], ["month", "month"]], countsChosen.period, change("period")),
      choice("by", "Column", [["type", "type"], ["quad", "quad class"]], countsChosen.by, change("by"))],
    head,
    rows: () => rows,
    draw: () => (first.length ? plainTable(head, [...first].sort((a, b) => b[b.length - 1] - a[a.length - 1]).slice(0, 20)) : nothing()),
  });
}

function countTable(events) {
  const { unit, period, by } = countsChosen;
  const columns = by === "quad" ? [1, 2, 3, 4] : [...new Set(D.events.map((one) => one.type))].sort();
  const column = (one) => (by === "quad" ? one.quad : one.type);
  const cells = new Map();
  let left = 0;
  for (const one of events) {
    const bucket = bucketOf(one.date, period);
    if (!bucket) {
      left += 1;
      continue;
    }
    const keys = unit === "dyad" ? pairsOf(one) : different(one.actors).map((party) => encodeURIComponent(party.key));
    for (const key of keys) {
      const at = `${bucket}\n${key}`;
      if (!cells.has(at)) cells.set(at, new Map());
      cells.get(at).set(column(one), (cells.get(at).get(column(one)) || 0) + 1);
    }
  }
  const buckets = [...new Set([...cells.keys()].map((at) => at.split("\n")[0]))].sort();
  const units = [...new Set([...cells.keys()].map((at) => at.split("\n")[1]))].sort();
  const rows = [];
  const last = buckets[buckets.length - 1];
  for (let bucket = buckets[0]; bucket && bucket <= last; bucket = next(bucket, period)) {
    for (const key of units) {
      const found = cells.get(`${bucket}\n${key}`) || new Map();
      const figures = columns.map((name) => found.get(name) || 0);
      rows.push([firstDay(bucket), ...pairOf(key), ...figures, figures.reduce((a, b) => a + b, 0)]);
    }
  }
  const head = ["period", ...(unit === "dyad" ? ["actor", "recipient"] : ["actor"]), ...columns.map((name) => (by === "quad" ? `quad_${name}` : name)), "total"];
  return { head, rows, left };
}
