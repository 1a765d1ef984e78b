// Where events happened, on the borders of Natural Earth.

let borders = null;
let wholeWorld = false;

function places({ events }) {
  const found = placesOf(events);
  const located = found.filter((place) => place.lat !== null && place.lon !== null);
  const without = events.filter((one) => !one.place).length;
  figure(body("places"), {
    id: "places",
    summary: `${plural(found.length, "place")}; ${number(without)} of ${plural(events.length, "event")} without one.`,
    controls: [button(wholeWorld ? "Closer" : "Whole world", () => { wholeWorld = !wholeWorld; places({ events }); }, { class: "plain" })],
    head: ["place", "country", "province", "lat", "lon", "feature", "events"],
    rows: () => found.map((one) => [one.name, one.country || "", one.province || "", one.lat ?? "", one.lon ?? "", one.feature || "", one.count]),
    draw: (width) => (located.length ? mapChart(located, width) : nothing("No event with a place on the map under these filters.")),
  });
}

function placesOf(events) {
  const found = new Map();
  for (const { place } of events) {
    if (!place) continue;
    if (!found.has(place.key)) found.set(place.key, { ...place, count: 0 });
    found.get(place.key).count += 1;
  }
  return [...found.values()].sort((a, b) => b.count - a.count || order(a.key, b.key));
}

// Longitude and latitude of every arc; topojson keeps them as steps from point to point.
function arcsOf({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

// A frame around the places, not so narrow that nobody knows where it is.
function frame(located, width) {
  const height = Math.max(300, Math.min(520, width * 0.6));
  if (wholeWorld) return { width, height, west: -170, east: 190, middle: 15 };
  const [lons, lats] = [trimmed(located.map((one) => one.lon)), trimmed(located.map((one) => one.lat))];
  const middle = (lats[0] + lats[1]) / 2;
  const across = Math.max(14, (lons[1] - lons[0]) * 1.25, ((lats[1] - lats[0]) * 1.35 * width) / height / Math.cos((middle * Math.PI) / 180));
  const centre = (lons[0] + lons[1]) / 2;
  return { width, height, west: centre - across / 2, east: centre + across / 2, middle };
}

// The range of the middle nine tenths, so that one far place does not shrink the rest to a dot.
function trimmed(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length * 0.05);
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

function projection({ width, height, west, east, middle }) {
  const scale = width / (east - west);
  const tall = scale / Math.cos((Math.min(60, Math.abs(middle)) * Math.PI) / 180);
  return ([lon, lat]) => [(lon - west) * scale, height / 2 - (lat - middle) * tall];
}

function mapChart(located, width) {
  const box = frame(located, width);
  const project = projection(box);
  const chart = svg("svg", { viewBox: `0 0 ${box.width} ${box.height}`, width: box.width, height: box.height, class: "chart map", role: "group",
    "aria-label": "Map of places" });
  const most = Math.max(...located.map((one) => one.count));
  const out = located.filter((one) => !inside(project([one.lon, one.lat]), box)).length;
  const shown = located.filter((one) => inside(project([one.lon, one.lat]), box));
  const { labels, taken } = placeNames(shown, project, most, width);
  drawLand(chart, project, box, taken);
  for (const one of shown) chart.append(placeMark(one, project, most));
  chart.append(...labels);
  return el("div", {}, chart, out ? el("p", { class: "note" }, `${plural(out, "place")} beyond this frame; “Whole world” shows all.`) : null);
}

function inside([x, y], { width, height }) {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function drawLand(chart, project, box, taken) {
  const arcs = arcsOf(borders);
  const point = (position) => project(position).map((n) => n.toFixed(1)).join(",");
  const ring = (numbers) => numbers.flatMap((n, i) => {
    const arc = n < 0 ? [...arcs[~n]].reverse() : arcs[n];
    return i ? arc.slice(1) : arc;
  });
  const names = [];
  const countries = borders.objects.countries.geometries;
  for (const { arcs: shape, type, properties } of countries) {
    const rings = (type === "Polygon" ? [shape] : shape).flat().map(ring);
    const near = rings.filter((points) => points.some((position) => {
      const [x, y] = project(position);
      return x > -box.width && x < 2 * box.width && y > -box.height && y < 2 * box.height;
    }));
    // A ring that crosses the date line would be drawn across the whole map.
    const whole = near.filter((points) => points.every(([lon], i) => i === 0 || Math.abs(lon - points[i - 1][0]) < 180));
    if (!whole.length) continue;
    chart.append(svg("path", { d: whole.map((points) => `M${points.map(point).join("L")}Z`).join(""), class: "land" }));
    names.push(countryName(properties.name, whole, project, box, taken));
  }
  chart.append(...names.filter(Boolean));
}

// In the middle of a country's largest ring, where there is room for it.
function countryName(name, rings, project, box, taken) {
  const largest = rings.reduce((a, b) => (b.length > a.length ? b : a)).map(project);
  const [xs, ys] = [largest.map(([x]) => x), largest.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const half = name.length * 3.3;
  const own = [middle[0] - half, middle[1] - 12, middle[0] + half, middle[1] + 4];
  const room = right - left > name.length * 9 && inside(middle, box) && middle[1] > 14 && isFree(own, taken);
  return room ? svg("text", { x: middle[0], y: middle[1], class: "country" }, name) : null;
}

function radius(count, most) {
  return 3.5 + 15 * Math.sqrt(count / most);
}

function placeMark(one, project, most) {
  const [cx, cy] = project([one.lon, one.lat]);
  const rough = /^(PCL|ADM|RGN|AREA)/.test(one.feature || "");
  const act = () => choose({ place: one.key });
  return svg("circle", { cx, cy, r: radius(one.count, most), class: rough ? "spot rough" : "spot", tabindex: "0", role: "button",
    "aria-label": `${one.key}, ${plural(one.count, "event")}`,
    on: { click: act, keydown: (event) => { if (event.key === "Enter") act(); } } }, svg("title", {}, `${one.key}: ${number(one.count)}`));
}

// Names of the most frequent places, where they do not run into each other.
function placeNames(located, project, most, width) {
  // A name must not lie on another, nor on the circle of a place that matters more.
  const taken = [];
  const labels = [];
  for (const one of located.slice(0, 40)) {
    const [x, y] = project([one.lon, one.lat]);
    const left = x + radius(one.count, most) + 4;
    const box = [left, y - 7, left + one.name.length * 6.6, y + 7];
    const r = radius(one.count, most) * 0.7;
    const free = isFree(box, taken) && box[2] <= width;
    taken.push([x - r, y - r, x + r, y + r]);
    if (!free) continue;
    taken.push(box);
    labels.push(svg("text", { x: left, y: y + 4, class: "placename" }, one.name));
  }
  return { labels, taken };
}

function isFree(box, taken) {
  return taken.every(([left, top, right, bottom]) => box[2] < left || box[0] > right || box[3] < top || box[1] > bottom);
}
