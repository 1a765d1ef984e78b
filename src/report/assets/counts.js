// Events counted by actor or pair, period, and type or quad class, as `khabar export --to counts` does.

let countsChosen = { unit: "dyad", period: "month", by: "quad", parties: "" };

function counts(view) {
  const change = (name) => (value) => {
    countsChosen = { ...countsChosen, [name]: value };
    counts(view);
  };
  const table = countTable(view.events);
  const { head, left, most } = table;
  figure(body("counts"), {
    id: "counts",
    summary: `${plural(table.buckets.length * table.units.length, "row")}, ${number(table.cells.size)} of them above zero; here are the largest.`
      + (left ? ` ${plural(left, "event")} without so precise a date ${left === 1 ? "is" : "are"} not counted.` : ""),
    controls: [choice("unit", "Unit", [["actor", "actor"], ["dyad", "pair"]], countsChosen.unit, change("unit")),
      choice("period", "Period", [["day", "day"], ["week", "week"], ["month", "month"]], countsChosen.period, change("period")),
      choice("parties", "Parties", [["", "as named"], ["whole", "rolled up"]], countsChosen.parties, change("parties")),
      choice("by", "Column", [["type", "type"], ["quad", "quad class"]], countsChosen.by, change("by"))],
    head,
    rows: () => table.rows(),
    draw: () => (most.length ? plainTable(head, most) : nothing()),
  });
}

function countTable(events) {
  const { unit, period, by, parties } = countsChosen;
  const asWholes = parties === "whole";
  const columns = by === "quad" ? [1, 2, 3, 4] : [...new Set(D.events.map((one) => one.type))].sort();
  const keysOf = unit === "dyad" ? (one) => pairsOf(one, asWholes)
    : (one) => partiesOf(one, "actors", asWholes).map((party) => encodeURIComponent(party.key));
  const cells = new Map();
  const units = new Set();
  let left = 0;
  for (const one of events) {
    const bucket = bucketOf(one.date, period);
    if (!bucket) left += 1;
    for (const key of bucket ? keysOf(one) : []) {
      units.add(key);
      const at = `${bucket} ${key}`;
      if (!cells.has(at)) cells.set(at, { bucket, key, figures: columns.map(() => 0), total: 0 });
      const cell = cells.get(at);
      cell.figures[columns.indexOf(by === "quad" ? one.quad : one.type)] += 1;
      cell.total += 1;
    }
  }
  const buckets = allBuckets([...cells.values()].map((cell) => cell.bucket), period);
  const row = ({ bucket, key, figures, total }) => [firstDay(bucket), ...pairOf(key), ...figures, total];
  const none = { figures: columns.map(() => 0), total: 0 };
  return {
    head: ["period", ...(unit === "dyad" ? ["actor", "recipient"] : ["actor"]), ...columns.map((name) => (by === "quad" ? `quad_${name}` : name)), "total"],
    left, cells, buckets, units: [...units].sort(),
    most: [...cells.values()].sort((a, b) => b.total - a.total || order(a.bucket, b.bucket)).slice(0, 20).map(row),
    rows() {
      return this.buckets.flatMap((bucket) => this.units.map((key) => row(cells.get(`${bucket} ${key}`) || { bucket, key, ...none })));
    },
  };
}

// Every period from the first to the last, those without an event too.
function allBuckets(found, period) {
  const sorted = [...new Set(found)].sort();
  const last = sorted[sorted.length - 1];
  const all = [];
  for (let bucket = sorted[0]; bucket && bucket <= last; bucket = next(bucket, period)) all.push(bucket);
  return all;
}
